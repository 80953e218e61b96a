#include "train/duplicate/duplicate_ranker.h"

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
    if (pair_views_make(&w.views, &w.tickets, &w.groups, N_TICKETS * 4 / 5, NULL, 0, 2, &err) < 0)
        fail_msg("%s", err.msg);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;

    pair_views_release(&w->views);
    duplicates_release(&w->groups);
    return 0;
}

static void a_pool_holds_earlier_tickets_with_finite_features(void **state)
{
    struct world *w = *state;
    struct pool pool;

    assert_int_equal(pool_init(&pool, &w->views, NULL), 0);
    for (uint32_t query = 0; query < N_TICKETS; query += 37) {
        assert_int_equal(pool_fill(&pool, &w->views, query, NULL), 0);
        for (size_t i = 0; i < pool.n; i++) {
            assert_true(pool.candidate[i] < query);
            assert_true(i == 0 || pool.candidate[i] > pool.candidate[i - 1]);
            for (size_t f = 0; f < N_PAIR_FEATURES; f++)
                assert_true(isfinite(pool.x[i * N_PAIR_FEATURES + f]));
        }
    }
    pool_release(&pool);
}

/* The link of ticket 101 becomes known half an hour after it was filed. */
static void links_are_known_only_after_their_time(void **state)
{
    struct world *w = *state;
    struct pool pool;
    int seen = 0;

    assert_int_equal(pool_init(&pool, &w->views, NULL), 0);
    for (uint32_t query = 101; query <= 102; query++) {
        assert_int_equal(pool_fill(&pool, &w->views, query, NULL), 0);
        for (size_t i = 0; i < pool.n; i++) {
            const float *x = pool.x + i * N_PAIR_FEATURES;

            if (pool.candidate[i] == 100) {
                assert_true((x[PAIR_LINKS] > 0) == (query == 102));
                seen++;
            }
            if (pool.candidate[i] == 101)
                assert_true(x[PAIR_IS_DUPLICATE] == 1);
            if (pool.candidate[i] == 100 && query == 102) { /* two are known to be one, the newest of them an hour old at most */
                assert_true(fabsf(x[PAIR_GROUP_SIZE] - log1pf(2)) < 1e-6F);
                assert_true(x[PAIR_GROUP_DAYS] <= x[PAIR_DAYS]);
                assert_true(x[PAIR_GROUP] >= x[PAIR_WORDS] && x[PAIR_GROUP] <= x[PAIR_WORDS] + x[PAIR_SIBLING] + 1e-6F);
            }
            if (pool.candidate[i] == 100 && query == 101) { /* alone yet */
                assert_true(x[PAIR_GROUP_SIZE] == 0 && x[PAIR_GROUP] == x[PAIR_WORDS] && x[PAIR_GROUP_DAYS] == x[PAIR_DAYS]);
            }
        }
    }
    assert_int_equal(seen, 2);
    for (size_t i = 0; i < N_TICKETS; i++)
        assert_true(pool.links[i] == 0 && pool.group[i] == i && !pool.marked[i] && pool.size[i] == 0 && pool.newest[i] == 0); /* nothing stays for the next query */
    pool_release(&pool);
}

static void what_is_learned_beats_words_and_age(void **state)
{
    struct world *w = *state;
    struct duplicate_ranker ranker, again;
    size_t n_train = N_TICKETS * 4 / 5, right = 0, asked = 0;
    struct pool pool;

    assert_int_equal(duplicate_ranker_fit(&ranker, &w->views, n_train, 1, NULL), 0);
    assert_int_equal(duplicate_ranker_fit(&again, &w->views, n_train, 3, NULL), 0);
    assert_memory_equal(ranker.weight, again.weight, sizeof ranker.weight);
    assert_true(ranker.n_lists > 200);
    assert_int_equal(pool_init(&pool, &w->views, NULL), 0);
    for (size_t q = 0; q < w->groups.n_later; q++) {
        const struct search_hit *ranked;
        size_t n;

        if (w->groups.later[q] < n_train)
            continue;
        assert_int_equal(duplicate_ranker_rank(&ranked, &n, &ranker, &pool, w->groups.later[q], NULL), 0);
        asked++;
        right += n > 0 && ranked[0].row == w->groups.later[q] - 1;
    }
    assert_int_equal(asked, 60);
    assert_true(right >= 54);
    pool_release(&pool);
}

static void too_few_marks_teach_nothing(void **state)
{
    struct world *w = *state;
    struct duplicate_ranker ranker;

    assert_int_equal(duplicate_ranker_fit(&ranker, &w->views, 60, 1, NULL), 0);
    assert_int_equal(ranker.n_lists, 0);
}

/* All marks of the training part are set when the test part is filed already: at the cut there is none. */
static void marks_set_after_the_cut_teach_nothing(void **state)
{
    struct world *w = *state;
    size_t n_train = N_TICKETS * 4 / 5;
    struct duplicates late;
    struct pair_views views = w->views;
    struct duplicate_ranker ranker;

    for (size_t i = 0; i < N_TICKETS; i++)
        w->row[i].resolved = (int64_t)(n_train + i) * 3600;
    assert_int_equal(duplicates_make(&late, &w->tickets, NULL), 0);
    views.groups = &late;
    assert_int_equal(duplicate_ranker_fit(&ranker, &views, n_train, 2, NULL), 0);
    assert_int_equal(ranker.n_lists, 0);
    duplicates_release(&late);
    for (size_t i = 0; i < N_TICKETS; i++)
        w->row[i].resolved = (int64_t)i * 3600 + 1800;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pool_holds_earlier_tickets_with_finite_features),
        cmocka_unit_test(links_are_known_only_after_their_time),
        cmocka_unit_test(what_is_learned_beats_words_and_age),
        cmocka_unit_test(too_few_marks_teach_nothing),
        cmocka_unit_test(marks_set_after_the_cut_teach_nothing),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
