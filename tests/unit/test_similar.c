#include "score/similar/similar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"
#include "train/statistics/abstention.h"

enum { N_TICKETS = 400 };

struct table {
    struct ticket       row[N_TICKETS];
    char                title[N_TICKETS][64], id[N_TICKETS][16];
    struct ticket_table tickets;
    struct duplicates   groups;
};

/* Every fourth ticket repeats the one 4 before it word for word and says so; the others share a few words with many. */
static int setup(void **state)
{
    static struct table t;

    for (size_t i = 0; i < N_TICKETS; i++) {
        size_t about = i % 4 == 0 ? i - i % 8 : i;

        snprintf(t.id[i], sizeof t.id[i], "%zu", i);
        snprintf(t.title[i], sizeof t.title[i], "a%zu b%zu c%zu broken", about % 97, about % 89, about % 83);
        t.row[i] = (struct ticket){ .project = "desk", .id = t.id[i], .duplicate_of = i % 8 == 4 ? t.id[i - 4] : "", .created = (int64_t)i * 86400,
                                    .resolved = (int64_t)i * 86400 + 60, .title = { t.title[i], (uint32_t)strlen(t.title[i]) }, .description = { "", 0 } };
    }
    t.tickets = (struct ticket_table){ .row = t.row, .n = N_TICKETS };
    assert_int_equal(duplicates_make(&t.groups, &t.tickets, NULL), 0);
    *state = &t;
    return 0;
}

static int teardown(void **state)
{
    struct table *t = *state;

    mem_fail_after(-1);
    duplicates_release(&t->groups);
    return 0;
}

static void the_repeated_ticket_comes_first_with_its_shares(void **state)
{
    struct table *t = *state;
    struct similar s;
    struct similar_found found[5];
    uint32_t query = 396;
    double sum = 0;
    size_t n;

    assert_int_equal(similar_init(&s, &t->tickets, N_TICKETS, 2, NULL), 0);
    assert_int_equal(similar_find(found, &n, &s, &query, 1, 5, 2, NULL), 0);
    assert_int_equal(n, 5);
    assert_int_equal(found[0].row, 392);
    assert_near(found[0].similarity, 1, 1e-6);
    assert_true(found[0].similarity <= 1);
    assert_int_equal(found[0].n_terms, 4);
    for (size_t i = 0; i < found[0].n_terms; i++)
        sum += found[0].term[i].share;
    assert_near(sum, 1, 1e-6);
    assert_string_equal(found[0].term[3].text, "broken"); /* in every ticket: it tells least */
    assert_int_equal(similar_known_words(&s, query), 4);
    similar_release(&s);
}

static void many_queries_on_many_threads_give_the_same(void **state)
{
    struct table *t = *state;
    static struct similar_found one[N_TICKETS * 3], four[N_TICKETS * 3];
    size_t n_one[N_TICKETS], n_four[N_TICKETS];
    uint32_t query[N_TICKETS];
    struct similar s;

    for (uint32_t i = 0; i < N_TICKETS; i++)
        query[i] = i;
    assert_int_equal(similar_init(&s, &t->tickets, N_TICKETS, 1, NULL), 0);
    assert_int_equal(similar_find(one, n_one, &s, query, N_TICKETS, 3, 1, NULL), 0);
    assert_int_equal(similar_find(four, n_four, &s, query, N_TICKETS, 3, 4, NULL), 0);
    assert_memory_equal(n_one, n_four, sizeof n_one);
    assert_int_equal(n_one[0], 0); /* nothing is earlier */
    assert_memory_equal(one, four, sizeof one);
    for (size_t i = 0; i < N_TICKETS; i++)
        for (size_t h = 0; h < n_one[i]; h++)
            assert_true(one[i * 3 + h].row < i);
    similar_release(&s);
}

static void the_bar_keeps_the_precision_it_was_asked_for(void **state)
{
    struct table *t = *state;
    struct similar s;
    struct duplicate_bar half, never;

    assert_int_equal(similar_init(&s, &t->tickets, N_TICKETS, 1, NULL), 0);
    assert_int_equal(similar_choose_bar(&half, &s, &t->groups, .5, 1, NULL), 0);
    assert_int_equal(half.n_queries, N_TICKETS);
    assert_true(abstention_lower_bound((uint32_t)half.chosen_same, (uint32_t)half.chosen) >= .5);
    assert_true(half.threshold > .3 && half.threshold <= 1);
    assert_true(half.reached > 0 && half.found > 0 && half.found <= half.duplicates); /* reported by tickets that did not choose */
    assert_true(duplicate_bar_probability(&half, .9) > duplicate_bar_probability(&half, .2));
    t->groups.n_links = 0; /* a tracker that does not mark duplicates */
    assert_int_equal(similar_choose_bar(&never, &s, &t->groups, .5, 1, NULL), 0);
    assert_true(isinf(never.threshold));
    assert_true(isnan(duplicate_bar_probability(&never, .9)));
    similar_release(&s);
}

static void a_text_behind_the_tickets_teaches_nothing(void **state)
{
    struct table *t = *state;
    struct similar s;
    struct similar_found found[1];
    struct ticket saved = t->row[N_TICKETS - 1];
    uint32_t query = N_TICKETS - 1;
    size_t n;

    t->row[N_TICKETS - 1].title = (struct text){ "entirely unknown words", 22 };
    assert_int_equal(similar_init(&s, &t->tickets, N_TICKETS - 1, 1, NULL), 0);
    assert_int_equal(similar_known_words(&s, query), 0);
    assert_int_equal(similar_find(found, &n, &s, &query, 1, 1, 1, NULL), 0);
    assert_int_equal(n, 0);
    similar_release(&s);
    t->row[N_TICKETS - 1] = saved;
}

static void each_failed_allocation_is_survived(void **state)
{
    struct table *t = *state;
    struct ticket_table few = { .row = t->row, .n = 60 };
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    for (long i = 0; rc == ERR_NOMEM; i++) {
        struct similar s = { .n_known = 0 };
        struct duplicates groups = { .n = 0 };
        struct duplicate_bar bar;

        mem_fail_after(i);
        rc = duplicates_make(&groups, &few, &err);
        if (rc == 0)
            rc = similar_init(&s, &few, few.n, 1, &err);
        if (rc == 0)
            rc = similar_choose_bar(&bar, &s, &groups, .5, 1, &err);
        mem_fail_after(-1);
        similar_release(&s);
        duplicates_release(&groups);
    }
    assert_int_equal(rc, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_repeated_ticket_comes_first_with_its_shares, setup, teardown),
        cmocka_unit_test_setup_teardown(many_queries_on_many_threads_give_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(the_bar_keeps_the_precision_it_was_asked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_behind_the_tickets_teaches_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(each_failed_allocation_is_survived, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
