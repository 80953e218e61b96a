/*
 * From which score on a duplicate is suggested: train/duplicate/duplicate_bar.h.
 */
#include "train/duplicate/duplicate_bar.h"

#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/fixture_store.h"
#include "train/statistics/abstention.h"

enum { N = 400 };

struct past { struct duplicate_pair pair[N]; bool is_duplicate[N]; };

/* One pair a ticket; those above `from` are the same incident in the older half, of the newer half those above `later`. */
static void make(struct past *p, double from, double later)
{
    for (uint32_t i = 0; i < N; i++) {
        double score = (double)(i * 37 % N) / N;

        p->pair[i] = (struct duplicate_pair){ i, score, score >= (i < N / 2 ? from : later) };
        p->is_duplicate[i] = p->pair[i].same || i % 10 == 0;
    }
}

static struct duplicate_bar choose(const struct past *p, double asked)
{
    struct duplicate_bar bar;
    struct err err = ERR_INIT;

    assert_ok(duplicate_bar_choose(&bar, p->pair, N, p->is_duplicate, N, asked, &err), err);
    return bar;
}

static void the_older_half_chooses_at_its_lower_bound_and_the_newer_half_reports(void **state)
{
    struct past p;
    struct duplicate_bar bar;

    (void)state;
    make(&p, .8, .9);
    bar = choose(&p, .8);
    assert_true(bar.threshold < .8); /* a little below, as far as the bound allows */
    assert_true(abstention_lower_bound((uint32_t)bar.chosen_same, (uint32_t)bar.chosen) >= .8);
    assert_true(bar.chosen_same * 10 >= bar.chosen * 8);
    assert_true((double)bar.reached_same < .6 * (double)bar.reached); /* the newer ones say otherwise, and that is what is said */
    assert_true(bar.found == bar.reached_same && bar.duplicates > bar.found);
}

static void what_the_newer_tickets_were_changes_no_threshold(void **state)
{
    struct past p;
    struct duplicate_bar one, other;

    (void)state;
    make(&p, .8, .8);
    one = choose(&p, .8);
    make(&p, .8, 2);
    other = choose(&p, .8);
    assert_true(one.threshold == other.threshold && one.a == other.a && one.b == other.b);
    assert_true(one.reached_same > 0 && other.reached_same == 0);
}

static void too_few_pairs_promise_nothing(void **state)
{
    struct past p;
    struct duplicate_bar bar;

    (void)state;
    make(&p, .97, .97); /* six pairs of the older half */
    bar = choose(&p, .9);
    assert_true(isinf(bar.threshold));
    assert_int_equal(bar.reached + bar.chosen + bar.found, 0);
    assert_true(duplicate_bar_probability(&bar, .99) > duplicate_bar_probability(&bar, .5)); /* how likely can be said all the same */
}

static void the_probabilities_mean_what_they_say(void **state)
{
    struct past p;
    struct duplicate_bar bar;
    struct rng rng;

    (void)state;
    rng_init(&rng, 7);
    make(&p, 0, 0);
    for (size_t i = 0; i < N; i++)
        p.pair[i].same = rng_double(&rng) < p.pair[i].score * p.pair[i].score;
    bar = choose(&p, .5);
    assert_true(bar.ece < .12);
    assert_true(duplicate_bar_probability(&bar, .9) > .6 && duplicate_bar_probability(&bar, .2) < .3);
}

static void what_is_written_is_read_back(void **state)
{
    struct past p;
    struct duplicate_bar bar, back;
    json_t *json;

    (void)state;
    make(&p, .8, .9);
    bar = choose(&p, .8);
    json = duplicate_bar_json(&bar);
    assert_true(duplicate_bar_read(&back, json));
    assert_true(back.threshold == bar.threshold && back.a == bar.a && back.b == bar.b && back.calibrated);
    assert_int_equal(back.reached_same, bar.reached_same);
    assert_true(back.n_queries == bar.n_queries && back.chosen == bar.chosen && back.chosen_same == bar.chosen_same && back.found == bar.found && back.ece == bar.ece);
    json_decref(json);
    bar = choose(&p, 2); /* nobody wants a suggestion */
    assert_true(isinf(bar.threshold));
    json = duplicate_bar_json(&bar);
    assert_true(json_is_null(json_object_get(json, "threshold")) && json_is_null(json_object_get(json, "coverage")));
    assert_true(duplicate_bar_read(&back, json) && isinf(back.threshold));
    json_decref(json);
    assert_false(duplicate_bar_read(&back, NULL));
}

static void each_failed_allocation_is_survived(void **state)
{
    struct past p;
    struct duplicate_bar bar;
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    (void)state;
    make(&p, .8, .9);
    for (long i = 0; rc == ERR_NOMEM; i++) {
        mem_fail_after(i);
        rc = duplicate_bar_choose(&bar, p.pair, N, p.is_duplicate, N, .5, &err);
        mem_fail_after(-1);
    }
    assert_int_equal(rc, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_older_half_chooses_at_its_lower_bound_and_the_newer_half_reports),
        cmocka_unit_test(what_the_newer_tickets_were_changes_no_threshold),
        cmocka_unit_test(too_few_pairs_promise_nothing),
        cmocka_unit_test(the_probabilities_mean_what_they_say),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(each_failed_allocation_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
