/*
 * Change risk release by release: who predicts what, by what.
 */
#include "train/release/changes_by_release.h"

#include <math.h>
#include <string.h>

#include "tests/support/estate_fixture.h"

static const struct backtest_options options = { .holdout = 0.2, .labels_known = true, .maturity_days = 10, .seed = 1, .n_threads = 1 };

static void run(struct changes_by_release *out, struct backtest *b, struct examples *e, struct estate *w)
{
    struct err err = ERR_INIT;

    estate_load(w, "change-risk", "app", e);
    assert_ok(changes_by_release_run(out, b, e, w->f->store, &w->snapshot, &options, &err), err);
}

static void each_release_is_predicted_by_what_came_before_it_or_passed_over(void **state)
{
    struct estate *w = *state;
    struct changes_by_release c;
    struct backtest b;
    struct examples e;
    size_t n = 0;

    run(&c, &b, &e, w);
    assert_true(c.n >= 2 && c.n_skipped >= 1); /* before the first there is nothing */
    for (size_t i = 0; i < c.n; i++) {
        assert_true(i == 0 || c.row[i].deployed >= c.row[i - 1].deployed);
        assert_true(c.row[i].harms == 0 || c.row[i].harms == c.row[i].n || !isnan(c.row[i].roc_auc));
        n += c.row[i].n;
    }
    assert_int_equal(n, b.test_rows);
    assert_true(c.n_both > 0 && c.low <= c.mean_auc - c.mean_size_auc && c.mean_auc - c.mean_size_auc <= c.high);
    for (size_t i = 0; i + 1 < b.test_rows; i++)
        for (size_t k = i + 1; k < b.test_rows; k++)
            assert_true(b.prediction[i].row != b.prediction[k].row); /* a change goes out once here */
    changes_by_release_release(&c);
    backtest_release(&b);
    examples_release(&e);
}

/* What is learned later changes nothing of an earlier release's figures. */
static void the_future_does_not_reach_back(void **state)
{
    struct estate *w = *state;
    struct changes_by_release before, after;
    struct backtest b, again;
    struct examples e, f;
    char sql[300];
    struct err err = ERR_INIT;

    run(&before, &b, &e, w);
    assert_true(before.n >= 2);
    snprintf(sql, sizeof sql, "DROP TRIGGER changes_no_update; UPDATE changes SET buggy = 1 - buggy, la = 7, label_time = NULL WHERE author_date > %lld AND buggy IS NOT NULL",
             (long long)before.row[0].deployed);
    fixture_run(w->f->store, sql);
    snapshot_release(&w->snapshot);
    assert_ok(snapshot_take(&w->snapshot, w->f->store, &err), err);
    run(&after, &again, &f, w);
    assert_string_equal(after.row[0].name, before.row[0].name);
    assert_int_equal(after.row[0].n, before.row[0].n);
    for (size_t i = 0; i < before.row[0].n; i++)
        assert_true(b.prediction[i].p[0] == again.prediction[i].p[0]);
    changes_by_release_release(&before);
    changes_by_release_release(&after);
    backtest_release(&b);
    backtest_release(&again);
    examples_release(&e);
    examples_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_release_is_predicted_by_what_came_before_it_or_passed_over, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_future_does_not_reach_back, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests_name("changes_by_release", tests, NULL, NULL);
}
