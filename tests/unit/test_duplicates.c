#include "train/duplicate/backtest_duplicates.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

/* id, duplicate_of */
static const char *const links[][2] = { { "1", "" }, { "2", "" }, { "3", "1" }, { "4", "9" }, { "5", "5" }, { "6", "3" }, { "7", "8" }, { "8", "" } };
enum { N_LINKS = sizeof links / sizeof links[0] };

static struct ticket_table small_table(struct ticket *row)
{
    for (size_t i = 0; i < N_LINKS; i++)
        row[i] = (struct ticket){ .project = "desk", .id = links[i][0], .duplicate_of = links[i][1], .created = (int64_t)i,
                                  .resolved = i == 5 ? TIME_NONE : 100 - (int64_t)i, .title = { "", 0 }, .description = { "", 0 } };
    return (struct ticket_table){ .row = row, .n = N_LINKS };
}

static void linked_tickets_are_one_group(void **state)
{
    struct ticket row[N_LINKS];
    struct ticket_table table = small_table(row);
    struct duplicates d;
    const uint32_t *member;

    (void)state;
    assert_int_equal(duplicates_make(&d, &table, NULL), 0);
    assert_int_equal(d.n_links, 3); /* an unknown ticket and the ticket itself are no links */
    assert_memory_equal(d.group, ((uint32_t[]){ 0, 1, 0, 3, 4, 0, 6, 6 }), N_LINKS * sizeof(uint32_t));
    assert_int_equal(duplicates_members(&member, &d, 5), 3);
    assert_memory_equal(member, ((uint32_t[]){ 0, 2, 5 }), 3 * sizeof(uint32_t));
    assert_int_equal(duplicates_earlier(&member, &d, 5), 2);
    assert_int_equal(duplicates_earlier(&member, &d, 0), 0);
    assert_int_equal(duplicates_earlier(&member, &d, 1), 0);
    duplicates_release(&d);
}

static void the_later_end_asks_whichever_was_marked(void **state)
{
    struct ticket row[N_LINKS];
    struct ticket_table table = small_table(row);
    struct duplicates d;

    (void)state;
    assert_int_equal(duplicates_make(&d, &table, NULL), 0);
    assert_int_equal(d.n_later, 3);
    assert_memory_equal(d.later, ((uint32_t[]){ 2, 5, 7 }), 3 * sizeof(uint32_t));
    duplicates_release(&d);
}

static void links_come_in_the_order_they_became_known(void **state)
{
    struct ticket row[N_LINKS];
    struct ticket_table table = small_table(row);
    struct duplicates d;

    (void)state;
    assert_int_equal(duplicates_make(&d, &table, NULL), 0);
    assert_int_equal(d.link[0].from, 6);
    assert_int_equal(d.link[1].from, 2);
    assert_int_equal(d.link[2].from, 5); /* not known when */
    assert_true(d.link[2].known_at == TIME_NONE);
    duplicates_release(&d);
}

static void tickets_of_two_projects_are_not_linked(void **state)
{
    struct ticket row[N_LINKS];
    struct ticket_table table = small_table(row);
    struct duplicates d;

    (void)state;
    row[0].project = "other";
    assert_int_equal(duplicates_make(&d, &table, NULL), 0);
    assert_int_equal(d.n_links, 2);
    duplicates_release(&d);
}

/* -------------------------------------------------------------------------------------------------------- backtest */

enum { N_TICKETS = 60 };

/* Ticket i of the last 20 repeats ticket i - 30 in most of its words; so does one other early ticket. */
static struct ticket_table repeating_table(struct ticket *row, char text[][2][96], char id[][16])
{
    for (size_t i = 0; i < N_TICKETS; i++) {
        size_t about = i >= 40 ? i - 30 : i;

        snprintf(id[i], sizeof id[i], "%zu", i);
        snprintf(text[i][0], sizeof text[i][0], "thing%zu broke again", about % 15);
        snprintf(text[i][1], sizeof text[i][1], "the screen of part%zu shows nothing in room%zu", about % 15, i % 7);
        row[i] = (struct ticket){ .project = "desk", .id = id[i], .duplicate_of = i >= 40 ? id[i - 30] : "", .created = (int64_t)i * 86400,
                                  .resolved = TIME_NONE, .component_filed = "", .team_filed = "", .severity_filed = "", .title = { text[i][0], (uint32_t)strlen(text[i][0]) },
                                  .description = { text[i][1], (uint32_t)strlen(text[i][1]) } };
    }
    return (struct ticket_table){ .row = row, .n = N_TICKETS };
}

static void repeated_tickets_are_found_by_any_number_of_threads(void **state)
{
    static struct ticket row[N_TICKETS];
    static char text[N_TICKETS][2][96], id[N_TICKETS][16];
    struct ticket_table table = repeating_table(row, text, id);
    struct duplicates_options options = { .holdout = .25, .seed = 1, .n_threads = 1 };
    struct duplicates_backtest one, three;
    struct err err = ERR_INIT;

    (void)state;
    if (backtest_duplicates(&one, &table, &options, &err) < 0)
        fail_msg("%s", err.msg);
    options.n_threads = 3;
    assert_int_equal(backtest_duplicates(&three, &table, &options, &err), 0);
    assert_int_equal(one.n_queries, 15);
    assert_true(one.recall_at_10.value > .9);
    assert_true(one.recall_at_1.value <= one.recall_at_5.value && one.recall_at_5.value <= one.recall_at_10.value);
    assert_true(one.map.low <= one.map.value && one.map.value <= one.map.high);
    for (size_t i = 0; i < one.n_queries; i++) {
        assert_int_equal(one.prediction[i].n_hits, three.prediction[i].n_hits);
        assert_memory_equal(one.prediction[i].hit, three.prediction[i].hit, one.prediction[i].n_hits * sizeof(struct search_hit));
        for (size_t h = 0; h < one.prediction[i].n_hits; h++)
            assert_true(one.prediction[i].hit[h].row < one.prediction[i].row); /* earlier tickets alone */
    }
    duplicates_backtest_release(&one);
    duplicates_backtest_release(&three);
}

static void without_links_it_says_why(void **state)
{
    struct ticket row[N_LINKS];
    struct ticket_table table = small_table(row);
    struct duplicates_options options = { .holdout = .2, .seed = 1, .n_threads = 1 };
    struct duplicates_backtest b;
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < N_LINKS; i++)
        row[i].duplicate_of = "";
    assert_int_equal(backtest_duplicates(&b, &table, &options, &err), ERR_NODATA);
    assert_contains(err.msg, "duplicate_of");
    row[2].duplicate_of = "1";
    assert_int_equal(backtest_duplicates(&b, &table, &options, &err), ERR_NODATA);
    assert_contains(err.msg, "none of the newest 2 tickets");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linked_tickets_are_one_group),
        cmocka_unit_test(the_later_end_asks_whichever_was_marked),
        cmocka_unit_test(links_come_in_the_order_they_became_known),
        cmocka_unit_test(tickets_of_two_projects_are_not_linked),
        cmocka_unit_test(repeated_tickets_are_found_by_any_number_of_threads),
        cmocka_unit_test(without_links_it_says_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
