/*
 * What is planted about why things fail: causes, major incidents, and the postmortems that tell of them.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/hospital.h"
#include "datasets/hospital/postmortems.h"
#include "tests/support/sheet.h"
#include "tests/support/support.h"

enum { SCALE = 2 };

static struct {
    char *dir;
    struct hospital_counts counts;
    struct sheet tickets, causes, bursts, postmortems;
} estate;

static int group_setup(void **state)
{
    struct hospital_options options = { .seed = 4, .scale = SCALE };

    (void)state;
    estate.dir = temp_dir_new();
    assert_int_equal(hospital_write(estate.dir, &options, &estate.counts, NULL), 0);
    sheet_read(&estate.tickets, path_in(estate.dir, "tickets.csv"));
    sheet_read(&estate.causes, path_in(estate.dir, "truth/causes.csv"));
    sheet_read(&estate.bursts, path_in(estate.dir, "truth/bursts.csv"));
    sheet_read(&estate.postmortems, path_in(estate.dir, "truth/postmortems.csv"));
    return 0;
}

static int group_teardown(void **state)
{
    (void)state;
    sheet_release(&estate.tickets);
    sheet_release(&estate.causes);
    sheet_release(&estate.bursts);
    sheet_release(&estate.postmortems);
    temp_dir_free(estate.dir);
    return 0;
}

/* Tickets are numbered without gaps. */
static size_t ticket_row(const char *id)
{
    size_t row = strtoul(id + 4, NULL, 10) - TICKET_FIRST;

    assert_true(row < estate.tickets.n);
    assert_string_equal(sheet_cell(&estate.tickets, row, "id"), id);
    return row;
}

/* ------------------------------------------------------------------------------------------------ causes */

static void a_cause_is_written_down_for_a_part_of_what_is_closed(void **state)
{
    size_t n_closed = 0, n_right = 0, n_wrong = 0, n_hinted = 0;

    (void)state;
    for (size_t row = 0; row < estate.causes.n; row++) {
        size_t ticket = ticket_row(sheet_cell(&estate.causes, row, "ticket"));
        const char *cause = sheet_cell(&estate.tickets, ticket, "cause"),
                   *truth = sheet_cell(&estate.causes, row, "cause");
        const char *recorded = sheet_cell(&estate.causes, row, "recorded");

        if (sheet_cell(&estate.tickets, ticket, "resolved")[0] == '\0')
            assert_string_equal(cause, ""); /* nobody knows yet */
        else
            n_closed++;
        if (cause[0] == '\0')
            assert_string_equal(recorded, "");
        else
            assert_string_equal(recorded, strcmp(cause, truth) == 0 ? "right" : "wrong");
        n_right += strcmp(recorded, "right") == 0;
        n_wrong += strcmp(recorded, "wrong") == 0;
        n_hinted += sheet_cell(&estate.causes, row, "hint")[0] == '1';
    }
    assert_in_range(n_right + n_wrong, n_closed * 50 / 100, n_closed * 70 / 100);
    assert_in_range(n_wrong, (n_right + n_wrong) * 4 / 100, (n_right + n_wrong) * 14 / 100);
    assert_in_range(n_hinted, estate.causes.n * 18 / 100, estate.causes.n * 40 / 100);
}

static void all_reports_of_an_incident_have_its_cause(void **state)
{
    (void)state;
    for (size_t row = 0; row < estate.causes.n; row++) {
        size_t ticket = ticket_row(sheet_cell(&estate.causes, row, "ticket"));
        const char *first = sheet_cell(&estate.tickets, ticket, "duplicate_of");
        size_t of = first[0] == '\0' ? row : sheet_find(&estate.causes, "ticket", first, row);

        assert_true(first[0] == '\0' || of < row);
        assert_string_equal(sheet_cell(&estate.causes, of, "cause"), sheet_cell(&estate.causes, row, "cause"));
    }
}

static void every_failure_cause_can_be_told(void **state)
{
    struct rng rng;
    bool drawn[N_CAUSES] = { false };

    (void)state;
    rng_init(&rng, 1);
    for (int i = 0; i < 2000; i++)
        drawn[cause_draw(&rng)] = true;
    for (int cause = 0; cause < N_FAILURE_CAUSES; cause++) {
        assert_true(drawn[cause]);
        for (int i = 0; i < 50; i++) {
            assert_non_null(cause_hint((enum cause)cause, &rng));
            assert_non_null(cause_finding((enum cause)cause, &rng));
            assert_non_null(cause_trigger((enum cause)cause, &rng));
            assert_non_null(cause_root((enum cause)cause, &rng));
            assert_non_null(cause_action((enum cause)cause, &rng));
        }
    }
    assert_false(drawn[CAUSE_REQUEST]);
}

/* ------------------------------------------------------------------------------------------------ bursts */

static void a_burst_is_a_major_incident_and_what_follows_within_hours(void **state)
{
    size_t n_bursts = 0;

    (void)state;
    for (size_t row = 0; row < estate.bursts.n; row++) {
        const char *burst = sheet_cell(&estate.bursts, row, "burst"), *id = sheet_cell(&estate.bursts, row, "ticket");
        size_t first = ticket_row(burst), ticket = ticket_row(id);
        int64_t later = sheet_time(&estate.tickets, ticket, "created") - sheet_time(&estate.tickets, first, "created");

        n_bursts += strcmp(burst, id) == 0;
        assert_in_range(later, 0, 36 * 3600);
        if (strcmp(burst, id) != 0 &&
            sheet_cell(&estate.tickets, ticket, "parent")[0] != '\0') /* untriaged: not linked */
            assert_string_equal(sheet_cell(&estate.tickets, ticket, "parent"), burst);
    }
    assert_int_equal(n_bursts, estate.counts.bursts);
    assert_in_range(n_bursts, 15 * SCALE, 80 * SCALE);
}

/* ------------------------------------------------------------------------------------------------ postmortems */

static char *page_of(size_t row)
{
    char name[96];

    snprintf(name, sizeof name, "postmortems/%s-%s.md", sheet_cell(&estate.postmortems, row, "postmortem"),
             sheet_cell(&estate.postmortems, row, "system"));
    return get_file(path_in(estate.dir, name), NULL);
}

/* The value of a key of the front matter, without quotes and brackets. false where it is not there. */
static bool front(char *out, size_t size, const char *page, const char *key)
{
    const char *end = strstr(page, "\n---\n"), *at;
    char line[64];
    size_t len;

    assert_int_equal(strncmp(page, "---\n", 4), 0);
    assert_non_null(end);
    snprintf(line, sizeof line, "\n%s: ", key);
    at = strstr(page, line);
    if (at == NULL || at > end)
        return false;
    at += strlen(line);
    at += *at == '"' || *at == '[';
    len = strcspn(at, "\"]\n");
    assert_true(len < size);
    memcpy(out, at, len);
    out[len] = '\0';
    return true;
}

static void there_are_six_a_scale_whatever_the_seed(void **state)
{
    assert_int_equal(estate.counts.postmortems, HOSPITAL_POSTMORTEMS * SCALE);
    assert_int_equal(estate.postmortems.n, HOSPITAL_POSTMORTEMS * SCALE);
    assert_int_equal(dir_count(path_in(estate.dir, "postmortems")), HOSPITAL_POSTMORTEMS * SCALE);
    for (uint64_t seed = 20; seed < 32; seed++) {
        struct hospital_options options = { .seed = seed, .scale = 1 };
        struct hospital_counts counts;

        assert_int_equal(hospital_write(*state, &options, &counts, NULL), 0);
        assert_int_equal(counts.postmortems, HOSPITAL_POSTMORTEMS);
        assert_int_equal(dir_count(path_in(*state, "postmortems")),
                         HOSPITAL_POSTMORTEMS); /* those of the seed before are gone */
    }
}

static void a_postmortem_is_dated_after_its_incident_and_before_today(void **state)
{
    int64_t before = 0;

    (void)state;
    for (size_t row = 0; row < estate.postmortems.n; row++) {
        size_t ticket = ticket_row(sheet_cell(&estate.postmortems, row, "ticket"));
        char *page = page_of(row), value[256];
        int64_t date, detected, resolved, closed = sheet_time(&estate.tickets, ticket, "resolved");

        assert_true(front(value, sizeof value, page, "date") && time_parse(value, strlen(value), &date));
        assert_true(front(value, sizeof value, page, "detected") && time_parse(value, strlen(value), &detected));
        assert_true(front(value, sizeof value, page, "resolved") && time_parse(value, strlen(value), &resolved));
        assert_true(date >= before);
        assert_true(detected < resolved && resolved <= closed);
        assert_true(closed < date + 86400 && date < HOSPITAL_END);
        before = date;
        free(page);
    }
}

static void a_postmortem_names_tickets_systems_and_releases_of_the_estate(void **state)
{
    (void)state;
    for (size_t row = 0; row < estate.postmortems.n; row++) {
        const char *first = sheet_cell(&estate.postmortems, row, "ticket");
        size_t ticket = ticket_row(first);
        char *page = page_of(row), value[512];

        assert_true(front(value, sizeof value, page, "id"));
        assert_string_equal(value, sheet_cell(&estate.postmortems, row, "postmortem"));
        assert_true(front(value, sizeof value, page, "tickets"));
        for (char *at = value, *id; (id = strsep(&at, ",")) != NULL;) {
            id += *id == ' ';
            if (strcmp(id, first) != 0 && sheet_cell(&estate.tickets, ticket_row(id), "parent")[0] != '\0')
                assert_string_equal(sheet_cell(&estate.tickets, ticket_row(id), "parent"), first);
        }
        assert_true(front(value, sizeof value, page, "systems"));
        assert_contains(value, sheet_cell(&estate.postmortems, row, "system"));
        assert_true(front(value, sizeof value, page, "releases"));
        assert_string_equal(value, sheet_cell(&estate.tickets, ticket, "release"));
        assert_true(front(value, sizeof value, page, "severity"));
        assert_string_equal(value, sheet_cell(&estate.tickets, ticket, "severity"));
        free(page);
    }
}

static void a_postmortem_knows_the_cause_but_does_not_always_say_it(void **state)
{
    size_t n_stated = 0;

    (void)state;
    for (size_t row = 0; row < estate.postmortems.n; row++) {
        const char *cause = sheet_cell(&estate.postmortems, row, "cause");
        bool stated = sheet_cell(&estate.postmortems, row, "stated")[0] == '1';
        char *page = page_of(row), value[256] = "";
        bool there = front(value, sizeof value, page, "root_cause");

        assert_int_equal(there && strcmp(value, cause) == 0, stated);
        assert_string_equal(sheet_cell(&estate.tickets, ticket_row(sheet_cell(&estate.postmortems, row, "ticket")),
                                       "cause"),
                            cause); /* who has analysed it corrects the column */
        n_stated += stated;
        free(page);
    }
    assert_in_range(n_stated, 1, estate.postmortems.n - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cause_is_written_down_for_a_part_of_what_is_closed),
        cmocka_unit_test(all_reports_of_an_incident_have_its_cause),
        cmocka_unit_test(every_failure_cause_can_be_told),
        cmocka_unit_test(a_burst_is_a_major_incident_and_what_follows_within_hours),
        cmocka_unit_test_setup_teardown(there_are_six_a_scale_whatever_the_seed, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test(a_postmortem_is_dated_after_its_incident_and_before_today),
        cmocka_unit_test(a_postmortem_names_tickets_systems_and_releases_of_the_estate),
        cmocka_unit_test(a_postmortem_knows_the_cause_but_does_not_always_say_it),
    };

    return cmocka_run_group_tests_name("postmortems", tests, group_setup, group_teardown);
}
