#include "score/similar/postmortem_search.h"

#include <string.h>

#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

enum { TICKETS = 4, ROWS = 7 };

/* Tickets, then postmortems; rows like those of the store as far as a search looks at them. */
static struct ticket_table make_table(struct ticket *row)
{
    static const char *const title[ROWS] = { "label printer offline", "slow record", "label printer jam offline", "record slow today", "label printer offline", "slow record",
                                             "something else entirely" };

    memset(row, 0, ROWS * sizeof *row);
    for (size_t i = 0; i < ROWS; i++) {
        row[i].title = (struct text){ title[i], (uint32_t)strlen(title[i]) };
        row[i].description = (struct text){ "", 0 };
        row[i].created = (int64_t)i * 86400;
        row[i].project = row[i].id = row[i].duplicate_of = "";
    }
    return (struct ticket_table){ .row = row, .n = ROWS };
}

static void only_postmortems_are_found_and_only_those_alike_enough(void **state)
{
    struct ticket row[ROWS];
    struct ticket_table table = make_table(row);
    struct similar_found found[3], pair;
    struct postmortem_search search;
    struct similar s = { .n_known = 0 };
    struct err err = ERR_INIT;
    size_t n;

    (void)state;
    assert_ok(similar_init(&s, &table, TICKETS, 1, &err), err);
    assert_ok(postmortem_search_init(&search, &s, &err), err);
    n = postmortem_search_find(found, 3, &search, 0);
    assert_int_equal(n, 1); /* the others share no word with it */
    assert_int_equal(found[0].row, 4);
    assert_near(found[0].similarity, 1, 1e-6);
    assert_true(found[0].n_terms == 3);
    n = postmortem_search_find(found, 3, &search, 3);
    assert_int_equal(n, 1);
    assert_int_equal(found[0].row, 5);
    similar_share(&pair, &s, 3, 5);
    assert_memory_equal(&pair.similarity, &found[0].similarity, sizeof pair.similarity);
    postmortem_search_release(&search);
    similar_release(&s);
}

static void without_postmortems_nothing_is_found(void **state)
{
    struct ticket row[ROWS];
    struct ticket_table table = make_table(row);
    struct similar_found found[3];
    struct postmortem_search search;
    struct similar s = { .n_known = 0 };
    struct err err = ERR_INIT;

    (void)state;
    table.n = TICKETS;
    assert_ok(similar_init(&s, &table, TICKETS, 1, &err), err);
    assert_ok(postmortem_search_init(&search, &s, &err), err);
    assert_int_equal(postmortem_search_find(found, 3, &search, 0), 0);
    postmortem_search_release(&search);
    similar_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_postmortems_are_found_and_only_those_alike_enough),
        cmocka_unit_test(without_postmortems_nothing_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
