#include "train/duplicate/duplicate_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

enum { N_TICKETS = 600 };

struct world {
    struct ticket       row[N_TICKETS];
    char                title[N_TICKETS][80], id[N_TICKETS][16], component[N_TICKETS][16];
    struct ticket_table tickets;
    struct duplicates   groups;
    struct ticket_rankers rankers;
    struct pair_views   views;
};

/* Every odd ticket repeats the one before in half of its words and the component; others have the same words in other components. */
static int setup(void **state)
{
    static struct world w;
    struct err err = ERR_INIT;

    for (size_t i = 0; i < N_TICKETS; i++) {
        size_t about = i / 2;

        snprintf(w.id[i], sizeof w.id[i], "%zu", i + 1000);
        snprintf(w.title[i], sizeof w.title[i], "alpha%zu beta%zu gamma%zu stops at start", about % 23, about % 19, i % 29);
        snprintf(w.component[i], sizeof w.component[i], "c%zu / d", about % 7);
        w.row[i] = (struct ticket){ .project = "desk", .id = w.id[i], .duplicate_of = i % 2 == 1 ? w.id[i - 1] : "", .created = (int64_t)i * 3600,
                                    .resolved = (int64_t)i * 3600 + 1800, .title = { w.title[i], (uint32_t)strlen(w.title[i]) },
                                    .description = { w.title[i], (uint32_t)strlen(w.title[i]) }, .component_filed = w.component[i], .team_filed = "",
                                    .severity_filed = "normal" };
    }
    w.tickets = (struct ticket_table){ .row = w.row, .n = N_TICKETS };
    assert_int_equal(duplicates_make(&w.groups, &w.tickets, NULL), 0);
    if (ticket_rankers_make(&w.rankers, &w.tickets, N_TICKETS * 4 / 5, true, 2, &err) < 0 || pair_views_init(&w.views, &w.rankers, N_TICKETS, &w.groups, &err) < 0)
        fail_msg("%s", err.msg);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;

    pair_views_release(&w->views);
    ticket_rankers_release(&w->rankers);
    duplicates_release(&w->groups);
    return 0;
}

static void a_pool_holds_earlier_tickets_with_finite_features(void **state)
{
    struct world *w = *state;
    struct pair_asker asker;
    const struct pool *pool = &asker.pool;

    assert_int_equal(pair_asker_init(&asker, &w->views, NULL), 0);
    for (uint32_t query = 0; query < N_TICKETS; query += 37) {
        assert_int_equal(pair_asker_ask(&asker, query, NULL), 0);
        for (size_t i = 0; i < pool->n; i++) {
            assert_true(pool->candidate[i] < query);
            assert_true(i == 0 || pool->candidate[i] > pool->candidate[i - 1]);
            for (size_t f = 0; f < N_PAIR_FEATURES; f++)
                assert_true(isfinite(pool->x[i * N_PAIR_FEATURES + f]));
        }
    }
    pair_asker_release(&asker);
}

/* The link of ticket 101 becomes known half an hour after it was filed. */
static void links_are_known_only_after_their_time(void **state)
{
    struct world *w = *state;
    struct pair_asker asker;
    const struct pool *pool = &asker.pool;
    int seen = 0;

    assert_int_equal(pair_asker_init(&asker, &w->views, NULL), 0);
    for (uint32_t query = 101; query <= 102; query++) {
        assert_int_equal(pair_asker_ask(&asker, query, NULL), 0);
        for (size_t i = 0; i < pool->n; i++) {
            const float *x = pool->x + i * N_PAIR_FEATURES;

            if (pool->candidate[i] == 100) {
                assert_true((x[PAIR_LINKS] > 0) == (query == 102));
                seen++;
            }
            if (pool->candidate[i] == 101)
                assert_true(x[PAIR_IS_DUPLICATE] == 1);
            if (pool->candidate[i] == 100 && query == 102) { /* two are known to be one, the newest of them an hour old at most */
                assert_true(fabsf(x[PAIR_GROUP_SIZE] - log1pf(2)) < 1e-6F);
                assert_true(x[PAIR_GROUP_DAYS] <= x[PAIR_DAYS]);
                assert_true(x[PAIR_GROUP_WORDS] >= x[PAIR_WORDS] && x[PAIR_GROUP_WORDS] <= x[PAIR_WORDS] + x[PAIR_SIBLING] + 1e-6F);
            }
            if (pool->candidate[i] == 100 && query == 101) { /* alone yet, also after another query knew more */
                assert_true(x[PAIR_GROUP_SIZE] == 0 && x[PAIR_GROUP_WORDS] == x[PAIR_WORDS] && x[PAIR_GROUP_DAYS] == x[PAIR_DAYS]);
            }
        }
    }
    assert_int_equal(seen, 2);
    pair_asker_release(&asker);
}

static void nothing_of_a_query_stays_for_the_next(void **state)
{
    struct world *w = *state;
    struct pair_asker one, other;

    assert_int_equal(pair_asker_init(&one, &w->views, NULL), 0);
    assert_int_equal(pair_asker_init(&other, &w->views, NULL), 0);
    assert_int_equal(pair_asker_ask(&one, N_TICKETS - 1, NULL), 0);
    assert_int_equal(pair_asker_ask(&one, 300, NULL), 0);
    assert_int_equal(pair_asker_ask(&other, 300, NULL), 0);
    assert_int_equal(one.pool.n, other.pool.n);
    assert_memory_equal(one.pool.candidate, other.pool.candidate, one.pool.n * sizeof *one.pool.candidate);
    assert_memory_equal(one.pool.x, other.pool.x, one.pool.n * N_PAIR_FEATURES * sizeof *one.pool.x);
    pair_asker_release(&one);
    pair_asker_release(&other);
}

/* What words and title of the two rows give is what the index gives; a ticket that is named is in the pool whatever it says. */
static void features_are_of_the_two_tickets(void **state)
{
    struct world *w = *state;
    struct pair_asker asker;
    struct text saved = w->row[401].description;
    struct pair_views views;
    bool found = false;

    w->row[401].description = (struct text){ "as in ticket 1002, version 8.4.1", 32 };
    w->row[2].title = (struct text){ "nothing like it 8.4.1", 21 };
    assert_int_equal(pair_views_init(&views, &w->rankers, N_TICKETS, &w->groups, NULL), 0);
    assert_int_equal(pair_asker_init(&asker, &views, NULL), 0);
    assert_int_equal(pair_asker_ask(&asker, 401, NULL), 0);
    for (size_t i = 0; i < asker.pool.n; i++) {
        const float *x = asker.pool.x + i * N_PAIR_FEATURES;

        assert_true(x[PAIR_MENTION] == (asker.pool.candidate[i] == 2));
        if (asker.pool.candidate[i] == 2) {
            found = true;
            assert_true(x[PAIR_VERSIONS] == 1 && x[PAIR_VERSIONS_COMMON] == log1pf(1));
        }
        assert_true(x[PAIR_WORDS] == asker.pool.words[asker.pool.candidate[i]] && x[PAIR_TITLE] == asker.pool.title[asker.pool.candidate[i]]);
    }
    assert_true(found);
    pair_asker_release(&asker);
    pair_views_release(&views);
    w->row[401].description = saved;
    w->row[2].title = (struct text){ w->title[2], (uint32_t)strlen(w->title[2]) };
}

static void what_is_learned_beats_words_and_age(void **state)
{
    struct world *w = *state;
    struct duplicate_model model, again;
    size_t n_train = N_TICKETS * 4 / 5, right = 0, asked = 0;
    struct pair_asker asker;

    assert_int_equal(duplicate_model_fit(&model, &w->views, n_train, 1, NULL), 0);
    assert_int_equal(duplicate_model_fit(&again, &w->views, n_train, 3, NULL), 0);
    assert_memory_equal(model.weight, again.weight, sizeof model.weight);
    assert_true(model.n_lists > 200);
    assert_int_equal(pair_asker_init(&asker, &w->views, NULL), 0);
    for (size_t q = 0; q < w->groups.n_later; q++) {
        struct duplicate_hit hit[N_POOL_RANKERS * POOL_TOP];
        uint32_t query = w->groups.later[q];

        if (query < n_train)
            continue;
        assert_int_equal(pair_asker_ask(&asker, query, NULL), 0);
        duplicate_model_rank(hit, &model, &asker.pool, w->row[query].created, 0);
        asked++;
        right += asker.pool.n > 0 && hit[0].row == query - 1;
    }
    assert_int_equal(asked, 60);
    assert_true(right >= 54);
    pair_asker_release(&asker);
}

/* Of a model with a bar: the groups add up to the logit, which falls as a candidate stands out less. */
static void contributions_add_up_and_a_crowd_counts_against_a_candidate(void **state)
{
    struct world *w = *state;
    struct duplicate_model model;
    struct pair_asker asker;
    struct duplicate_hit hit[N_POOL_RANKERS * POOL_TOP];
    uint32_t query[N_TICKETS / 5];
    double sum, group[N_DUPLICATE_GROUPS];
    struct duplicate_pair *pair = NULL;
    size_t n_pairs = 0;
    const float *x;

    for (uint32_t i = 0; i < N_TICKETS / 5; i++)
        query[i] = N_TICKETS * 4 / 5 + i;
    assert_int_equal(duplicate_model_fit(&model, &w->views, N_TICKETS * 4 / 5, 2, NULL), 0);
    assert_int_equal(duplicate_model_choose_bar(&model.bar, &pair, &n_pairs, &model, &w->views, query, N_TICKETS / 5, .6, 2, NULL), 0);
    assert_true(n_pairs > N_TICKETS / 5);
    mem_free(pair);
    assert_true(isfinite(model.bar.threshold) && model.bar.a > 0 && model.bar.found > 20);
    assert_int_equal(pair_asker_init(&asker, &w->views, NULL), 0);
    assert_int_equal(pair_asker_ask(&asker, 501, NULL), 0);
    duplicate_model_rank(hit, &model, &asker.pool, w->row[501].created, DUPLICATE_SUGGESTED);
    x = asker.pool.x + hit[0].at * N_PAIR_FEATURES;
    duplicate_model_explain(group, &model, x, hit[0].others);
    sum = model.bar.b;
    for (size_t g = 0; g < N_DUPLICATE_GROUPS; g++)
        sum += group[g];
    assert_true(fabs(sum - duplicate_model_logit(&model, x, hit[0].others)) < 1e-9);
    assert_true(duplicate_model_logit(&model, x, hit[0].others + 1) < sum);
    for (size_t i = 1; i < DUPLICATE_SUGGESTED; i++) /* the order of the scores */
        assert_true(hit[i].score - (double)hit[i].others <= hit[i - 1].score - (double)hit[i - 1].others + 1e-5);
    pair_asker_release(&asker);
}

static void too_few_marks_teach_nothing(void **state)
{
    struct world *w = *state;
    struct duplicate_model model;

    assert_int_equal(duplicate_model_fit(&model, &w->views, 60, 1, NULL), 0);
    assert_int_equal(model.n_lists, 0);
}

/* All marks of the training part are set when the test part is filed already: at the cut there is none. */
static void marks_set_after_the_cut_teach_nothing(void **state)
{
    struct world *w = *state;
    size_t n_train = N_TICKETS * 4 / 5;
    struct duplicates late;
    struct pair_views views;
    struct duplicate_model model;

    for (size_t i = 0; i < N_TICKETS; i++)
        w->row[i].resolved = (int64_t)(n_train + i) * 3600;
    assert_int_equal(duplicates_make(&late, &w->tickets, NULL), 0);
    assert_int_equal(pair_views_init(&views, &w->rankers, N_TICKETS, &late, NULL), 0);
    assert_int_equal(duplicate_model_fit(&model, &views, n_train, 2, NULL), 0);
    assert_int_equal(model.n_lists, 0);
    pair_views_release(&views);
    duplicates_release(&late);
    for (size_t i = 0; i < N_TICKETS; i++)
        w->row[i].resolved = (int64_t)i * 3600 + 1800;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pool_holds_earlier_tickets_with_finite_features),
        cmocka_unit_test(links_are_known_only_after_their_time),
        cmocka_unit_test(nothing_of_a_query_stays_for_the_next),
        cmocka_unit_test(features_are_of_the_two_tickets),
        cmocka_unit_test(contributions_add_up_and_a_crowd_counts_against_a_candidate),
        cmocka_unit_test(what_is_learned_beats_words_and_age),
        cmocka_unit_test(too_few_marks_teach_nothing),
        cmocka_unit_test(marks_set_after_the_cut_teach_nothing),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
