/*
 * The rule by which incidents go back to changes and releases, and what counts as an incident.
 */
#include "datasets/link/link_match.h"

#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/link/incident.h"
#include "tests/support/fixture_store.h"

enum { DAY = 86400 };

static struct link_ticket ticket(int64_t record, const char *id)
{
    return (struct link_ticket){ .record_id = record, .created = TIME_NONE, .started = TIME_NONE, .project = "desk", .id = id, .system = "", .type = "incident",
                                 .severity = "", .resolution = "", .caused_by_change = "", .release = "" };
}

static const struct link_change changes[] = {
    { 101, 1, "app", "aaaaaaa1111111111111" },
    { 102, 2, "app", "aaaaaaa2222222222222" },
    { 103, 3, "lib", "bbbbbbbbbbbbbbbbbbbb" },
    { 104, 4, "desk", "CHG-7" },
    { 105, 5, "app", "CHG-7" },
};

static const struct link_release releases[] = {
    { 201, 6, 100 * DAY, "app", "2026.01", "ehr", "deployed" },
    { 202, 7, 110 * DAY, "app", "2026.02", "ehr", "deployed" },
    { 203, 8, 110 * DAY, "lab", "2026.02", "lab", "deployed" },
    { 204, 9, 112 * DAY, "app", "2026.03", "ehr", "cancelled" },
    { 205, 10, 113 * DAY, "app", "next", "ehr", "planned" },
    { 206, 11, 113 * DAY, "none", "unhoused", "", "deployed" },
};

static struct link_match match(const struct link_ticket *tickets, size_t n, const struct link_postmortem *postmortems, size_t n_postmortems)
{
    struct link_input in = {
        .ticket = tickets, .n_tickets = n, .change = changes, .n_changes = sizeof changes / sizeof *changes, .release = releases,
        .n_releases = sizeof releases / sizeof *releases, .postmortem = postmortems, .n_postmortems = n_postmortems, .window_days = 7,
    };
    struct link_match out;
    struct err err = ERR_INIT;

    assert_ok(link_match(&out, &in, &err), err);
    return out;
}

/* One ticket must be linked to this record by this rule, or, 0, to none. */
static void one(struct link_ticket t, int64_t target, enum link_rule rule)
{
    struct link_match m = match(&t, 1, NULL, 0);

    assert_int_equal(m.n, target != 0);
    if (target != 0) {
        assert_int_equal(m.link[0].ticket_record_id, t.record_id);
        assert_int_equal(m.link[0].target_record_id, target);
        assert_int_equal(m.link[0].rule, rule);
    }
    link_match_release(&m);
}

static void a_named_change_is_found_by_id_or_long_enough_abbreviation(void **state)
{
    struct link_ticket t = ticket(1, "T1");

    (void)state;
    t.caused_by_change = "aaaaaaa1111111111111";
    one(t, 101, LINK_BY_CHANGE);
    t.caused_by_change = "bbbbbbb";
    one(t, 103, LINK_BY_CHANGE);
    t.caused_by_change = "bbbbbb"; /* too short */
    one(t, 0, LINK_BY_CHANGE);
    t.caused_by_change = "aaaaaaa"; /* two begin so */
    one(t, 0, LINK_BY_CHANGE);
    t.caused_by_change = "aaaaaaa2";
    one(t, 102, LINK_BY_CHANGE);
    t.caused_by_change = "CHG-7"; /* of two the ticket's own project's */
    one(t, 104, LINK_BY_CHANGE);
    t.project = "elsewhere";
    one(t, 0, LINK_BY_CHANGE);
    t.caused_by_change = "%_*' OR 1=1 --";
    one(t, 0, LINK_BY_CHANGE);
}

static void a_named_release_is_the_projects_then_the_systems_then_the_only_one(void **state)
{
    struct link_ticket t = ticket(1, "T1");

    (void)state;
    t.release = "2026.01";
    one(t, 201, LINK_BY_RELEASE);
    t.release = "2026.02";
    one(t, 0, LINK_BY_RELEASE);
    t.system = "lab";
    one(t, 203, LINK_BY_RELEASE);
    t.project = "app";
    one(t, 202, LINK_BY_RELEASE);
    t.release = "unhoused";
    one(t, 206, LINK_BY_RELEASE);
}

static void without_ids_the_latest_release_of_the_system_in_the_window_is_suspected(void **state)
{
    struct link_ticket t = ticket(1, "T1");

    (void)state;
    t.system = "ehr";
    t.created = 110 * DAY;
    one(t, 202, LINK_BY_WINDOW); /* at the moment itself */
    t.created = 110 * DAY - 1;
    one(t, 0, LINK_BY_WINDOW); /* the one before is more than a week old */
    t.created = 107 * DAY;
    one(t, 201, LINK_BY_WINDOW);
    t.created = 117 * DAY;
    one(t, 202, LINK_BY_WINDOW); /* neither the cancelled nor the planned one */
    t.created = 117 * DAY + 1;
    one(t, 0, LINK_BY_WINDOW);
    t.created = 120 * DAY;
    t.started = 111 * DAY;
    one(t, 202, LINK_BY_WINDOW); /* when it began counts before when it was filed */
    t.system = "";
    one(t, 0, LINK_BY_WINDOW);
    t.system = "ehr";
    t.caused_by_change = "bbbbbbb";
    one(t, 103, LINK_BY_CHANGE); /* an id leaves the window out */
}

static void what_is_not_linked_is_counted_by_reason(void **state)
{
    struct link_ticket t[8];
    struct link_match m;

    (void)state;
    for (size_t i = 0; i < 8; i++)
        t[i] = ticket((int64_t)i + 1, "T");
    t[0].type = "Service Request";
    t[1].resolution = "Works for me";
    t[2].caused_by_change = "nowhere, aaaaaaa | CHG-7";
    t[3].release = "2026.02|1999";
    t[4].system = "ehr";
    t[4].created = 50 * DAY;
    t[5].type = "";
    t[6].type = "";
    t[6].severity = "enhancement";
    t[7].system = "ehr";
    m = match(t, 8, NULL, 0);
    assert_int_equal(m.n_incidents, 5);
    assert_int_equal(m.n_untyped, 1);
    assert_int_equal(m.n, 1);
    assert_int_equal(m.n_linked, 1);
    assert_int_equal(m.left_out[LINK_NO_INCIDENT], 3);
    assert_int_equal(m.left_out[LINK_UNKNOWN_CHANGE], 1);
    assert_int_equal(m.left_out[LINK_AMBIGUOUS_CHANGE], 1);
    assert_int_equal(m.left_out[LINK_UNKNOWN_RELEASE], 1);
    assert_int_equal(m.left_out[LINK_AMBIGUOUS_RELEASE], 1);
    assert_int_equal(m.left_out[LINK_NO_SYSTEM], 3);
    assert_int_equal(m.left_out[LINK_NO_RELEASE], 1);
    link_match_release(&m);
}

static void a_postmortem_links_its_tickets_to_its_releases_whatever_their_type(void **state)
{
    struct link_ticket t[2] = { ticket(1, "T1"), ticket(2, "T2") };
    const struct link_postmortem p = { 301, 12, "T1|T9", "2026.01" };
    struct link_match m;

    (void)state;
    t[0].type = "task";
    t[1].type = "task";
    m = match(t, 2, &p, 1);
    assert_int_equal(m.n, 1);
    assert_int_equal(m.link[0].ticket_record_id, 1);
    assert_int_equal(m.link[0].target_record_id, 201);
    assert_int_equal(m.link[0].rule, LINK_BY_POSTMORTEM);
    assert_int_equal(m.left_out[LINK_UNKNOWN_TICKET], 1);
    link_match_release(&m);
}

static void order_of_rows_and_two_ways_to_one_pair_change_nothing(void **state)
{
    struct link_ticket t[3] = { ticket(1, "T1"), ticket(2, "T2"), ticket(3, "T3") }, back[3];
    const struct link_postmortem p = { 301, 12, "T2", "2026.01" };
    struct link_match a, b;

    (void)state;
    t[0].caused_by_change = "bbbbbbb;CHG-7;bbbbbbb";
    t[1].release = "2026.01";
    t[2].system = "lab";
    t[2].created = 111 * DAY;
    for (size_t i = 0; i < 3; i++)
        back[i] = t[2 - i];
    a = match(t, 3, &p, 1);
    b = match(back, 3, &p, 1);
    assert_int_equal(a.n, 4);
    assert_int_equal(b.n, 4);
    assert_memory_equal(a.link, b.link, a.n * sizeof *a.link);
    assert_int_equal(a.by_rule[LINK_BY_CHANGE], 2);
    assert_int_equal(a.by_rule[LINK_BY_RELEASE], 1); /* the first rule that finds a pair names it */
    assert_int_equal(a.by_rule[LINK_BY_POSTMORTEM], 0);
    assert_int_equal(a.by_rule[LINK_BY_WINDOW], 1);
    link_match_release(&a);
    link_match_release(&b);
}

static void types_of_trackers_are_told_apart(void **state)
{
    static const char *const yes[] = { "Bug", "defect", "Incident", "MAJOR INCIDENT", "Problem", "regression", "Outage", "bug_report" };
    static const char *const no[] = { "Request", "Service Request", "task", "Story", "Epic", "improvement", "New Feature", "question", "Sub-task", "change", "Fehler" };

    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_int_equal(incident_kind(yes[i], "", ""), INCIDENT_TYPED);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_int_equal(incident_kind(no[i], "", ""), INCIDENT_OTHER);
    assert_int_equal(incident_kind("", "major", "fixed"), INCIDENT_UNTYPED);
    assert_int_equal(incident_kind(" \t", "", ""), INCIDENT_UNTYPED);
    assert_int_equal(incident_kind("", "Enhancement", ""), INCIDENT_OTHER);
    assert_int_equal(incident_kind("bug", "", "INVALID"), INCIDENT_VOID);
    assert_int_equal(incident_kind("bug", "", "Cannot Reproduce"), INCIDENT_VOID);
    assert_int_equal(incident_kind("bug", "", "duplicate"), INCIDENT_TYPED);
}

static void every_failing_allocation_is_an_error(void **state)
{
    struct link_ticket t = ticket(1, "T1");
    struct link_input in = { .ticket = &t, .n_tickets = 1, .change = changes, .n_changes = 5, .release = releases, .n_releases = 6, .window_days = 7 };
    int rc = ERR_NOMEM;

    (void)state;
    t.caused_by_change = "bbbbbbb";
    t.release = "2026.01";
    for (long n = 0; rc < 0; n++) {
        struct link_match out;
        struct err err = ERR_INIT;

        mem_fail_after(n);
        rc = link_match(&out, &in, &err);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        if (rc == 0) {
            assert_int_equal(out.n, 2);
            link_match_release(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_named_change_is_found_by_id_or_long_enough_abbreviation),
        cmocka_unit_test(a_named_release_is_the_projects_then_the_systems_then_the_only_one),
        cmocka_unit_test(without_ids_the_latest_release_of_the_system_in_the_window_is_suspected),
        cmocka_unit_test(what_is_not_linked_is_counted_by_reason),
        cmocka_unit_test(a_postmortem_links_its_tickets_to_its_releases_whatever_their_type),
        cmocka_unit_test(order_of_rows_and_two_ways_to_one_pair_change_nothing),
        cmocka_unit_test(types_of_trackers_are_told_apart),
        cmocka_unit_test(every_failing_allocation_is_an_error),
    };

    return cmocka_run_group_tests_name("link_match", tests, NULL, NULL);
}
