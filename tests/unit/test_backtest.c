#include "train/backtest/backtest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/estate_fixture.h"
#include "train/statistics/metrics.h"

static struct backtest_options defaults(void)
{
    return (struct backtest_options){ .holdout = 0.2, .maturity_days = 90, .seed = 1, .n_threads = 1 };
}

static void run(struct backtest *b, const struct examples *e, const struct backtest_options *options)
{
    struct err err = ERR_INIT;

    assert_ok(backtest_run(b, e, options, &err), err);
}

static void the_oldest_rows_train_and_the_newest_are_predicted(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest b;

    estate_load(*state, "route", "desk", &e);
    run(&b, &e, &options);
    assert_int_equal(b.train_rows, e.n * 4 / 5);
    assert_int_equal(b.train_rows + b.test_rows, e.n);
    for (size_t i = 0; i < b.test_rows; i++)
        assert_int_equal(b.prediction[i].row, b.train_rows + i);
    assert_true(b.top1 > 0.75);
    assert_true(b.baseline_top1 < 0.6);
    backtest_release(&b);
    examples_release(&e);
}

static void the_figures_can_be_recomputed_from_the_predictions_file(void **state)
{
    struct estate *estate = *state;
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;
    char path[4200], *text, *line;
    double p[1000], auc;
    int32_t y[1000];
    size_t n = 0;

    options.split_column = true;
    estate_load(estate, "change-risk", "app", &e);
    run(&b, &e, &options);
    snprintf(path, sizeof(path), "%s/predictions.csv", estate->f->dir);
    assert_ok(backtest_write_predictions(&b, path, &err), err);
    text = get_file(path, NULL);
    line = strchr(text, '\n') + 1;
    assert_memory_equal(text, "commit,truth,probability,effort\r\n", 33);
    for (; *line != '\0'; line = strchr(line, '\n') + 1, n++) {
        int truth;

        assert_true(n < 1000);
        assert_int_equal(sscanf(strchr(line, ',') + 1, "%d,%lf,", &truth, &p[n]), 2);
        y[n] = truth;
    }
    free(text);
    assert_int_equal(n, b.test_rows);
    assert_ok(metric_roc_auc(&auc, p, y, n, &err), err);
    assert_near(auc, b.roc_auc, 1e-12);
    assert_near(metric_brier(p, y, n), b.brier, 1e-12);
    assert_true(b.roc_auc > 0.6);
    backtest_release(&b);
    examples_release(&e);
}

static void folds_walk_forward(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest b;

    options.folds = 3;
    estate_load(*state, "route", "desk", &e);
    run(&b, &e, &options);
    assert_int_equal(b.test_rows, e.n - e.n / 4);
    for (size_t i = 1; i < b.test_rows; i++)
        assert_int_equal(b.prediction[i].row, b.prediction[i - 1].row + 1);
    backtest_release(&b);
    examples_release(&e);
}

/* The same rows as one holdout has, each predicted by a model of all rows before its block. */
static void folds_of_the_holdout_train_anew_before_each(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest once, anew;

    options.holdout = 0.4;
    estate_load(*state, "route", "desk", &e);
    run(&once, &e, &options);
    options.folds = 4;
    options.holdout_folds = true;
    run(&anew, &e, &options);
    assert_int_equal(anew.test_rows, once.test_rows);
    assert_int_equal(anew.prediction[0].row, once.prediction[0].row);
    assert_int_equal(anew.prediction[anew.test_rows - 1].row, e.n - 1);
    assert_true(anew.train_rows > once.train_rows);
    backtest_release(&once);
    backtest_release(&anew);
    examples_release(&e);
}

static void known_labels_train_on_fewer_rows_and_say_so(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest b;

    options.labels_known = true;
    options.maturity_days = 10;
    estate_load(*state, "change-risk", "app", &e);
    run(&b, &e, &options);
    assert_true(b.train_rows < e.n * 4 / 5);
    assert_true(b.train_rows > e.n / 2);
    backtest_release(&b);
    examples_release(&e);
}

static void the_same_seed_gives_the_same_predictions(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest a, b;

    estate_load(*state, "change-risk", "app", &e);
    run(&a, &e, &options);
    run(&b, &e, &options);
    assert_memory_equal(a.prediction, b.prediction, a.test_rows * sizeof(*a.prediction));
    backtest_release(&a);
    backtest_release(&b);
    examples_release(&e);
}

/* Few predictions are joined by the judged rows of the inner cut, a fifth of the training rows; of several blocks they are not. */
static void a_small_project_chooses_by_its_inner_rows_too(void **state)
{
    struct backtest_options options = defaults();
    struct abstention a;
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;

    estate_load(*state, "route", "desk", &e);
    run(&b, &e, &options);
    assert_int_equal(b.judged.n, b.train_rows - b.train_rows * 4 / 5);
    assert_ok(backtest_abstention(&a, &b, &err), err);
    assert_int_equal(a.older, b.judged.n + b.test_rows / 2);
    assert_int_equal(a.newer, b.test_rows - b.test_rows / 2);
    assert_int_equal(a.point[a.n - 1].older, a.older);
    backtest_release(&b);
    options.folds = 3;
    run(&b, &e, &options);
    assert_ok(backtest_abstention(&a, &b, &err), err);
    assert_int_equal(a.older, b.test_rows / 2);
    backtest_release(&b);
    examples_release(&e);
}

static void an_interval_holds_its_figure(void **state)
{
    struct backtest_options options = defaults();
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;
    double low, high;

    estate_load(*state, "route", "desk", &e);
    run(&b, &e, &options);
    assert_ok(backtest_interval(&low, &high, &b, "top1", 500, 1, &err), err);
    assert_true(low <= b.top1 && b.top1 <= high);
    assert_int_equal(backtest_interval(&low, &high, &b, "beauty", 10, 1, &err), ERR_NOTFOUND);
    backtest_release(&b);
    examples_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_oldest_rows_train_and_the_newest_are_predicted),
        cmocka_unit_test(the_figures_can_be_recomputed_from_the_predictions_file),
        cmocka_unit_test(folds_walk_forward),
        cmocka_unit_test(folds_of_the_holdout_train_anew_before_each),
        cmocka_unit_test(known_labels_train_on_fewer_rows_and_say_so),
        cmocka_unit_test(the_same_seed_gives_the_same_predictions),
        cmocka_unit_test(a_small_project_chooses_by_its_inner_rows_too),
        cmocka_unit_test(an_interval_holds_its_figure),
    };

    return cmocka_run_group_tests(tests, estate_setup, estate_teardown);
}
