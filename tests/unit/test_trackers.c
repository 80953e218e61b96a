/*
 * test_trackers.c - the exports of trackers: their dates, their columns, GitHub's JSON. The files are in tests/data/trackers, written by hand in
 * the form that each tracker writes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "datasets/rows/rows.h"
#include "datasets/tracker/dates.h"
#include "datasets/tracker/issues_json.h"
#include "datasets/tracker/profile.h"
#include "tests/support/fixture_store.h"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

/* ---- dates ------------------------------------------------------------------------------------------------------- */

static const struct tracker_dates open_order = { .order = DATE_ORDER_UNKNOWN };

static void reads(const char *text, enum date_order order, const char *expected)
{
    struct tracker_dates dates = { .order = order };
    char iso[TIME_ISO_MAX];
    int64_t time = 0;

    if (date_read(text, strlen(text), &dates, &time, NULL) != DATE_READ)
        fail_msg("'%s' is no date", text);
    assert_string_equal(time_format(time, iso), expected);
}

static void dates_of_every_tracker_are_read(void **state)
{
    (void)state;
    reads("14/Feb/24 9:05 AM", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:00Z");   /* Jira */
    reads("14/Feb/24 12:05 AM", DATE_ORDER_UNKNOWN, "2024-02-14T00:05:00Z");
    reads("14/Feb/24 12:05 PM", DATE_ORDER_UNKNOWN, "2024-02-14T12:05:00Z");
    reads("2024-02-14 09:05", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:00Z");
    reads("02/14/2024 09:05:11 AM", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z");
    reads("2024-02-14T09:05:11.000+0100", DATE_ORDER_UNKNOWN, "2024-02-14T08:05:11Z");
    reads("2024-02-14 09:05:11", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z"); /* ServiceNow */
    reads("14-02-2024 09:05:11", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z");
    reads("14.02.2024 09:05", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:00Z");
    reads("2024-02-14 09:05:11 UTC", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z"); /* GitLab */
    reads("2024-02-14 09:05:11 -0800", DATE_ORDER_UNKNOWN, "2024-02-14T17:05:11Z"); /* Bugzilla */
    reads("2024-02-14 09:05:11 PST", DATE_ORDER_UNKNOWN, "2024-02-14T17:05:11Z");
    reads("Feb 14 2024", DATE_ORDER_UNKNOWN, "2024-02-14T00:00:00Z");
    reads("February 14, 2024, 9:05 p.m.", DATE_ORDER_UNKNOWN, "2024-02-14T21:05:00Z");
    reads("Wed, 14 Feb 2024 09:05:11 +0000", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z");
    reads("2024-02-14T09:05:11Z", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z"); /* GitHub */
    reads("2024/02/14", DATE_ORDER_UNKNOWN, "2024-02-14T00:00:00Z");
    reads("1707901511", DATE_ORDER_UNKNOWN, "2024-02-14T09:05:11Z");
    reads("03/04/2024", DATE_DAY_FIRST, "2024-04-03T00:00:00Z");
    reads("03/04/2024", DATE_MONTH_FIRST, "2024-03-04T00:00:00Z");
    reads("03.04.2024", DATE_ORDER_UNKNOWN, "2024-04-03T00:00:00Z");
    reads("03/03/2024", DATE_ORDER_UNKNOWN, "2024-03-03T00:00:00Z");
    reads(" 29/02/2024 ", DATE_ORDER_UNKNOWN, "2024-02-29T00:00:00Z");
}

static void what_is_no_date_is_not_read(void **state)
{
    static const char *const wrong[] = { "",            " ",           "soon",          "31/31/2024",        "29/02/2023",          "2024-13-01",        "0/0/2024",
                                         "14/Foo/24",   "14/Feb",      "14/Feb/24 25:00", "14/Feb/24 13:05 AM", "14/Feb/24 9:5",     "2024-02-14 09:05:11 XYZ",
                                         "2024-02-14x", "1/2/3",       "1/2/20245",     "2024-02-14 09:05:61", "2024-02-14 09:05 +1", "-",                "14-02/2024",
                                         "9:05 AM",     "Feb 2024",    "14",            "99999999999999999999" };
    struct date_facts facts;
    int64_t time;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date_read(wrong[i], strlen(wrong[i]), &open_order, &time, &facts) != DATE_BAD)
            fail_msg("'%s' was read", wrong[i]);
}

static void the_order_of_day_and_month_is_never_guessed(void **state)
{
    struct tracker_dates month_first = { .order = DATE_MONTH_FIRST };
    struct date_facts facts;
    int64_t time = -1;

    (void)state;
    assert_int_equal(date_read("03/04/2024 10:00", 16, &open_order, &time, &facts), DATE_AMBIGUOUS);
    assert_int_equal(time, -1);
    assert_int_equal(date_read("14/02/2024", 10, &open_order, &time, &facts), DATE_READ);
    assert_int_equal(facts.only, DATE_DAY_FIRST);
    assert_int_equal(date_read("14/02/2024", 10, &month_first, &time, &facts), DATE_BAD);
    assert_int_equal(date_read("02/14/2024", 10, &open_order, &time, &facts), DATE_READ);
    assert_int_equal(facts.only, DATE_MONTH_FIRST);
    assert_false(facts.zoned);
}

static void a_zone_of_the_machine_knows_summer_time(void **state)
{
    struct tracker_dates dates = { .order = DATE_DAY_FIRST };
    struct err err = ERR_INIT;
    char iso[TIME_ISO_MAX];
    int64_t time;

    (void)state;
    if (access("/usr/share/zoneinfo/Europe/Berlin", R_OK) != 0) {
        print_message("# the machine has no zone database\n");
        skip();
    }
    assert_ok(zone_find(&dates.zone, "Europe/Berlin", &err), err);
    assert_int_equal(date_read("14/Feb/24 9:05 AM", 17, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2024-02-14T08:05:00Z");
    assert_int_equal(date_read("14/Jul/24 9:05 AM", 17, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2024-07-14T07:05:00Z");
    assert_int_equal(date_read("14/Jul/2090 09:05", 17, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2090-07-14T07:05:00Z");
    /* the clocks went back at 3:00 on 2024-10-27: 2:30 came twice, and is the first; forward at 2:00 on 2024-03-31 */
    assert_int_equal(date_read("27/10/2024 02:30", 16, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2024-10-27T00:30:00Z");
    assert_int_equal(date_read("31/03/2024 03:30", 16, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2024-03-31T01:30:00Z");
    /* a value that names its zone is in that one */
    assert_int_equal(date_read("2024-02-14 09:05:11 UTC", 23, &dates, &time, NULL), DATE_READ);
    assert_string_equal(time_format(time, iso), "2024-02-14T09:05:11Z");
}

static void zones_are_names_or_offsets(void **state)
{
    static const char *const wrong[] = { "", "Mars/Base", "../../etc/passwd", "/etc/passwd", "Europe/", "+25:00", "+1:", "+01:99", "CET+1;x", "+0100x" };
    struct err err = ERR_INIT;
    struct zone zone;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (zone_find(&zone, wrong[i], &err) != ERR_USAGE)
            fail_msg("'%s' was taken for a zone", wrong[i]);
    assert_ok(zone_find(&zone, "UTC", &err), err);
    assert_int_equal(zone_to_utc(&zone, 100), 100);
    assert_ok(zone_find(&zone, "+05:30", &err), err);
    assert_int_equal(zone_to_utc(&zone, 0), -(5 * 3600 + 30 * 60));
    assert_ok(zone_find(&zone, "-08", &err), err);
    assert_int_equal(zone_to_utc(&zone, 0), 8 * 3600);
}

/* ---- profiles ---------------------------------------------------------------------------------------------------- */

static const char *recognised(const char *header)
{
    const char *column[16];
    char text[400];
    size_t n = 0;

    snprintf(text, sizeof text, "%s", header);
    for (char *at = strtok(text, ","); at != NULL; at = strtok(NULL, ","))
        column[n++] = at;
    return profile_recognise(column, n)->name;
}

static void a_header_tells_whose_export_it_is(void **state)
{
    (void)state;
    assert_string_equal(recognised("Summary,Issue key,Issue id"), "jira");
    assert_string_equal(recognised("number,short_description,state"), "servicenow");
    assert_string_equal(recognised("Number,Short description,State"), "servicenow");
    assert_string_equal(recognised("Issue ID,URL,Title,State"), "gitlab");
    assert_string_equal(recognised("bug_id,short_desc"), "bugzilla");
    assert_string_equal(recognised("Bug ID,Summary"), "bugzilla");
    assert_string_equal(recognised("number,title,createdAt"), "github");
    assert_string_equal(recognised("id,title,description,number,short_description"), "generic");
    assert_string_equal(recognised("Nr,Subject,Text"), "generic");
}

static void derives(const char *field, enum derive_how how, const char *also, const char *a, const char *b, const char *expected)
{
    struct profile_derived derived = { field, how, "x", also };
    struct strbuf out;

    strbuf_init(&out);
    profile_derive(&out, &derived, a, strlen(a), b, strlen(b));
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void what_a_tracker_lacks_is_derived(void **state)
{
    (void)state;
    derives("project", DERIVE_KEY, NULL, "EHR-12", "", "EHR");
    derives("project", DERIVE_KEY, NULL, "MY-EHR-12", "", "MY-EHR");
    derives("project", DERIVE_KEY, NULL, "EHR-", "", "");
    derives("project", DERIVE_KEY, NULL, "12", "", "");
    derives("project", DERIVE_URL, NULL, "https://github.com/example/portal/issues/12", "", "portal");
    derives("project", DERIVE_URL, NULL, "https://gitlab.example.org/care/pharmacy/dosing/-/issues/17", "", "dosing");
    derives("project", DERIVE_URL, NULL, "https://api.github.com/repos/example/portal", "", "portal");
    derives("project", DERIVE_URL, NULL, "https://github.com", "", "");
    derives("project", DERIVE_URL, NULL, "nonsense", "", "");
    derives("component", DERIVE_PAIR, NULL, "software", "email", "software / email");
    derives("component", DERIVE_PAIR, NULL, "software", "", "software");
    derives("component", DERIVE_PAIR, NULL, "", "email", "");
    derives("type", DERIVE_NUMBER, NULL, "INC0010001", "", "Incident");
    derives("type", DERIVE_NUMBER, NULL, "X1", "", "");
    derives("severity", DERIVE_LABEL, "severity|sev", "bug|severity::2|x", "", "2");
    derives("severity", DERIVE_LABEL, "severity|sev", "bug, sev: high", "", "high");
    derives("severity", DERIVE_LABEL, "severity|sev", "several", "", "");
    derives("severity", DERIVE_LABEL, "severity|sev", "severity:", "", "");
    derives("type", DERIVE_LABEL, "type|kind", "bug|type::incident", "", "incident");
    derives("type", DERIVE_LABEL, "type|kind", "wontfix|Bug", "", "bug");
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void json_is(const char *text, const char *expected)
{
    struct issues *issues = NULL;
    struct csv_field field[16];
    struct strbuf row, all;
    struct err err = ERR_INIT;

    strbuf_init(&row);
    strbuf_init(&all);
    assert_ok(issues_json_open(&issues, "i.json", text, strlen(text), &err), err);
    assert_true(issues_json_n_columns(issues) <= 16);
    for (size_t i = 0; i < issues_json_n(issues); i++) {
        assert_ok(issues_json_row(issues, i, &row, field, &err), err);
        strbuf_addf(&all, "%llu:", (unsigned long long)issues_json_line(issues, i));
        for (size_t k = 0; k < issues_json_n_columns(issues); k++)
            strbuf_addf(&all, " %s=<%s>", issues_json_column(issues, k), field[k].str);
        strbuf_addc(&all, '\n');
    }
    assert_string_equal(all.data, expected);
    issues_json_close(issues);
    strbuf_release(&row);
    strbuf_release(&all);
}

static void json_values_become_text(void **state)
{
    (void)state;
    json_is("[{\"number\":1,\"title\":\"a\\nb\"},\n {\"number\":2,\"labels\":[{\"name\":\"x\"},{\"name\":\"y\"}],\"title\":null}]",
            "1: number=<1> title=<a\nb> labels=<>\n2: number=<2> title=<> labels=<x|y>\n");
    json_is("[{\"number\":1,\"author\":{\"login\":\"ann\",\"name\":\"Ann\"},\"milestone\":{\"number\":7,\"title\":\"2.0\"}}]",
            "1: number=<1> author=<ann> milestone=<2.0>\n");
    json_is("{\"total_count\":1,\"items\":[{\"number\":5}]}", "1: number=<5>\n");
    json_is("[{\"number\":1}]\n[{\"number\":2}]\n", "1: number=<1>\n2: number=<2>\n"); /* pages */
    json_is("\xEF\xBB\xBF{\"number\":1,\"locked\":false,\"x\":{\"a\":1.5}}", "1: number=<1> locked=<false> x=<{\"a\":1.5}>\n");
    json_is(" [ ] ", "");
}

static void json_refused(const char *text, size_t len, const char *words)
{
    struct issues *issues = NULL;
    struct err err = ERR_INIT;

    assert_int_equal(issues_json_open(&issues, "i.json", text, len, &err), ERR_REFUSED);
    assert_null(issues);
    assert_contains(err.msg, words);
}

static void malformed_json_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        { "", "i.json:1: empty file" },
        { "[{\"number\":1},\n{\"number\":2,}]", "i.json:2:13: not JSON" },
        { "[{\"number\":1},", "i.json:1:14: not JSON" },
        { "[1, 2]", "i.json:1: not a list of issues: member 1 is no object" },
        { "[[{\"number\":1}]]", "is no object" },
        { "{\"issues\": []}", "i.json:1: not a list of issues" },
        { "[{\"number\":1,\"number\":2}]", "duplicate" },
        { "[{\"\":1}]", "a key without a name" },
        { "[{\"title\":\"\xff\"}]", "not JSON" },
        { "[{\"title\":\"a\\u0000b\"}]", "not JSON" },
        { "[{\"number\":99999999999999999999999}]", "not JSON" },
        { "\"secret\"", "not JSON" },
    };
    char *deep = malloc(5000);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        json_refused(cases[i].text, strlen(cases[i].text), cases[i].words);
    memset(deep, '[', 5000);
    json_refused(deep, 5000, "i.json:1:65: nested deeper than 64");
    free(deep);
}

static void a_message_has_no_word_of_the_file(void **state)
{
    static const char text[] = "[{\"title\": Margaret Hale}]";
    struct issues *issues = NULL;
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(issues_json_open(&issues, "i.json", text, sizeof text - 1, &err), ERR_REFUSED);
    assert_null(strstr(err.msg, "Margaret"));
}

static void too_many_keys_are_refused(void **state)
{
    struct strbuf text;

    (void)state;
    strbuf_init(&text);
    strbuf_adds(&text, "[{\"number\":1");
    for (int i = 0; i < CSV_COLUMNS_MAX; i++)
        strbuf_addf(&text, ",\"k%d\":1", i);
    strbuf_adds(&text, "}]");
    json_refused(text.data, text.len, "more than 4096 different keys");
    strbuf_release(&text);
}

/* ---- the exports, into a store ----------------------------------------------------------------------------------- */

static const char *data_file(const char *name)
{
    static char path[4096];
    const char *root = getenv("PRODROME_TEST_ROOT");

    snprintf(path, sizeof path, "%s/tests/data/trackers/%s", root != NULL ? root : ".", name);
    return path;
}

static struct import_report import_as(struct fixture *fixture, const char *path, const struct import_options *options)
{
    struct import_options all = options != NULL ? *options : (struct import_options){ .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    all.kind = import_kind_find("tickets");
    all.path = &path;
    all.n_paths = 1;
    assert_ok(import_run(&report, fixture->store, &all, &err), err);
    return report;
}

/* Fields of the newest version of a ticket, joined by '; '. */
static void ticket_is(struct fixture *fixture, const char *id, const char *fields, const char *expected)
{
    struct err err = ERR_INIT;
    char sql[600], *text = NULL;

    snprintf(sql, sizeof sql,
             "SELECT %s FROM current_versions v JOIN tickets t USING(version_id) WHERE v.kind = 'ticket' AND v.project || '/' || v.id = ?", fields);
    assert_ok(db_get_text(fixture->store->db, &text, &err, sql, "t", id), err);
    assert_string_equal(text != NULL ? text : "(null)", expected);
    mem_free(text);
}

#define WHEN(column) "datetime(" column ", 'unixepoch')"

static void a_jira_export_comes_in_whole(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report = import_as(fixture, data_file("jira.csv"), NULL);

    assert_string_equal(report.profile, "jira");
    assert_int_equal(report.inserted, 3);
    ticket_is(fixture, "EHR/EHR-101", "title || '; ' || component || '; ' || team || '; ' || severity || '; ' || priority || '; ' || status",
              "Chart opens slowly in the morning round; Chart|Search; Clinical Records; Major; High; Done");
    ticket_is(fixture, "EHR/EHR-101", WHEN("created") " || '; ' || " WHEN("resolved") " || '; ' || labels || '; ' || release || '; ' || cause",
              "2024-02-14 09:05:00; 2024-02-15 12:30:00; slow|morning-round|ward; 2024.02|2024.02.1; Missing index after the upgrade");
    ticket_is(fixture, "EHR/EHR-101", "(description LIKE '%ward 4%') || json_extract(extra, '$.\"Issue id\"') || (extra LIKE '%712020%') || (extra LIKE '%Byrne%')"
              " || (extra LIKE '%Weber%')", "120001000");
    ticket_is(fixture, "EHR/EHR-102", WHEN("created") " || ifnull(resolved, '-')", "2024-03-03 00:10:00-");
    ticket_is(fixture, "EHR/EHR-103", "duplicate_of", "EHR-102");
    report = import_as(fixture, data_file("jira.csv"), NULL);
    assert_int_equal(report.unchanged, 3);
}

static void another_zone_makes_another_version(void **state)
{
    struct import_options options = { .tolerate_percent = 5, .timezone = "+01:00" };
    struct fixture *fixture = *state;

    import_as(fixture, data_file("jira.csv"), NULL);
    assert_int_equal(import_as(fixture, data_file("jira.csv"), &options).updated, 3);
    ticket_is(fixture, "EHR/EHR-101", WHEN("created"), "2024-02-14 08:05:00");
    assert_int_equal(import_as(fixture, data_file("jira.csv"), &options).unchanged, 3);
}

static void servicenow_comes_by_element_names_and_by_labels(void **state)
{
    static const char fields[] = "component || '; ' || team || '; ' || severity || '; ' || priority || '; ' || status || '; ' || type || '; ' || system || '; ' ||"
                                 " resolution || '; ' || caused_by_change || '; ' || reopened";
    struct fixture *fixture = *state;

    assert_string_equal(import_as(fixture, data_file("servicenow.csv"), NULL).profile, "servicenow");
    ticket_is(fixture, "servicenow/INC0010001", fields,
              "software / interface; Integration; 2 - Medium; 2 - High; Resolved; Incident; HL7 engine; Solved (Permanently); CHG0030021; 1");
    ticket_is(fixture, "servicenow/INC0010002", "parent || '; ' || status || '; ' || ifnull(resolved, '-')", "INC0010001; In Progress; -");
    ticket_is(fixture, "servicenow/INC0010004", "system || '; ' || " WHEN("resolved"), "Wristbands; 2024-07-09 09:00:00"); /* canceled: never resolved */
    assert_int_equal(import_as(fixture, data_file("servicenow-labels.csv"), NULL).updated, 2);
    ticket_is(fixture, "servicenow/INC0010001", fields,
              "Software / Interface; Integration; 2 - Medium; 2 - High; Resolved; Incident; HL7 engine; Solved (Permanently); CHG0030021; 1");
    ticket_is(fixture, "servicenow/INC0010004", WHEN("created"), "2024-03-01 10:00:00"); /* settled by the 14th of another row */
}

static void gitlab_and_bugzilla_come_in(void **state)
{
    struct import_options zone = { .tolerate_percent = 5, .timezone = "+05:00" };
    struct fixture *fixture = *state;

    import_as(fixture, data_file("gitlab.csv"), &zone); /* its columns say UTC */
    ticket_is(fixture, "dosing/17", WHEN("created") " || '; ' || severity || '; ' || team || '; ' || type || '; ' || status",
              "2024-02-14 09:05:11; 1; pharmacy; incident; Closed");
    ticket_is(fixture, "dosing/18", "type || '; ' || ifnull(resolved, '-')", "enhancement; -");
    import_as(fixture, data_file("bugzilla.csv"), &zone);
    ticket_is(fixture, "bugzilla/4711", WHEN("created") " || '; ' || system || '; ' || component || '; ' || severity || '; ' || release",
              "2024-02-14 04:05:11; Viewer; Rendering; critical; 3.6.8");
    ticket_is(fixture, "bugzilla/4712", "resolution || release || status", "NEW");
    ticket_is(fixture, "bugzilla/4713", "duplicate_of", "4711");
}

static void github_comes_as_gh_and_as_rest(void **state)
{
    struct fixture *fixture = *state;

    assert_string_equal(import_as(fixture, data_file("github.json"), NULL).profile, "github");
    ticket_is(fixture, "portal/12", WHEN("resolved") " || '; ' || severity || '; ' || component || '; ' || type || '; ' || status || '; ' || resolution || '; ' || labels",
              "2024-02-16 10:00:00; major; printing; bug; closed; completed; bug|severity/major|area: printing");
    ticket_is(fixture, "portal/12", "(assignee GLOB '[[]PERSON:*') || (extra LIKE '%pnovak%') || json_extract(extra, '$.comments')",
              "10Can you send the log to [EMAIL]?");
    assert_int_equal(import_as(fixture, data_file("github-rest.json"), NULL).updated, 1);
    ticket_is(fixture, "portal/12", "status || '; ' || resolution || '; ' || type", "closed; completed; bug");
}

static void given_columns_and_projects_win(void **state)
{
    struct config_map map[] = { { "severity", "priority" }, { "team", "cmdb_ci" } };
    struct import_options options = { .tolerate_percent = 5, .project = "desk", .map = map, .n_maps = 2 };
    struct fixture *fixture = *state;

    import_as(fixture, data_file("servicenow.csv"), &options);
    ticket_is(fixture, "desk/INC0010001", "severity || '; ' || team || '; ' || priority", "2; HL7 engine; 2 - High"); /* a mapped column stays as it is */
}

static void refused(struct fixture *fixture, const char *text, const struct import_options *options, int code, const char *words)
{
    const char *path = path_in(fixture->dir, "in");
    struct import_options all = options != NULL ? *options : (struct import_options){ .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    all.kind = import_kind_find("tickets");
    all.path = &path;
    all.n_paths = 1;
    assert_int_equal(import_run(&report, fixture->store, &all, &err), code);
    assert_contains(err.msg, words);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), 0);
}

static void what_does_not_fit_is_refused_and_nothing_stored(void **state)
{
    struct config_map map = { "title", "Sumary" };
    struct import_options mapped = { .tolerate_percent = 5, .map = &map, .n_maps = 1 }, jira = { .tolerate_percent = 5, .profile = "jira" };
    struct fixture *fixture = *state;

    refused(fixture, "Issue key,Summary\nA-1,x\n", &mapped, ERR_USAGE, "no column 'Sumary'; did you mean 'Summary'?");
    refused(fixture, "Issu key,Summary\nA-1,x\n", &jira, ERR_REFUSED, "no column 'Issue key'; did you mean 'Issu key'?");
    refused(fixture, "Issue key,Summary,Created\nA-1,x,03/04/2024\n", NULL, ERR_REFUSED, "in:2: column 'Created': day and month cannot be told apart");
    refused(fixture, "Issue key,Summary,Created\nA-1,x,13/04/2024\nA-2,x,04/13/2024\n", NULL, ERR_REFUSED, "in:2: column 'Created' has a date that can only be day first, line 3");
    refused(fixture, "Issue key,Summary,Created\nA-1,x,soon\n", NULL, ERR_REFUSED, "in:2: column 'Created': not a date");
    refused(fixture, "Issue key,Summary\nA-1,\"x\n", NULL, ERR_REFUSED, "in:2: a quote opens here and is never closed");
    refused(fixture, "Issue key,Summary,\nA-1,x,\n", NULL, ERR_REFUSED, "column 3 has no name");
    refused(fixture, "id,project,title,description,title\n1,a,b,c,d\n", NULL, ERR_REFUSED, "columns 3 and 5 are both named 'title'");
    refused(fixture, "[{\"number\":1,\"title\":\"x\"}]", NULL, ERR_REFUSED, "no column 'url'; --map project=COLUMN names one, --project P stands for it");
    refused(fixture, "{\"a\":1}", NULL, ERR_REFUSED, "not a list of issues");
}

static void repeated_extra_columns_of_a_plain_table_are_joined(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture->dir, "in.csv");

    put_file(path, "id;project;title;description;note;note;note\n1;a;b;c;x;;y\n");
    import_as(fixture, path, NULL);
    ticket_is(fixture, "a/1", "json_extract(extra, '$.note')", "x|y");
}

static void hundreds_of_custom_columns_are_kept(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture->dir, "wide.csv");
    struct strbuf text;

    strbuf_init(&text);
    strbuf_adds(&text, "\xEF\xBB\xBFIssue key\tSummary");
    for (int i = 0; i < 800; i++)
        strbuf_addf(&text, "\tCustom field (F%d)", i / 2);
    strbuf_adds(&text, "\r\nA-1\t\"two\r\nlines\"");
    for (int i = 0; i < 800; i++)
        strbuf_addf(&text, "\tv%d", i);
    strbuf_adds(&text, "\r\n");
    put_file(path, text.data);
    strbuf_release(&text);
    import_as(fixture, path, NULL);
    ticket_is(fixture, "A/A-1", "title || '; ' || json_extract(extra, '$.\"Custom field (F399)\"') || '; ' || (SELECT count(*) FROM json_each(extra))",
              "two\r\nlines; v798|v799; 400");
}

static void a_field_over_16_mib_is_a_reject_in_json_too(void **state)
{
    struct import_options options = { .tolerate_percent = 60 };
    struct fixture *fixture = *state;
    const char *path = path_in(fixture->dir, "big.json");
    struct import_report report;
    struct strbuf text;

    strbuf_init(&text);
    strbuf_adds(&text, "[{\"number\":1,\"title\":\"a\",\"url\":\"https://x/y/z/issues/1\",\"body\":\"");
    assert_int_equal(strbuf_reserve(&text, CSV_FIELD_MAX + 1), 0);
    memset(text.data + text.len, 'x', CSV_FIELD_MAX + 1);
    text.len += CSV_FIELD_MAX + 1;
    strbuf_adds(&text, "\"},\n{\"number\":2,\"title\":\"b\",\"url\":\"https://x/y/z/issues/2\"}]");
    put_file(path, text.data);
    strbuf_release(&text);
    report = import_as(fixture, path, &options);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.inserted, 1);
    assert_contains(report.first_reject, "big.json:1: column 'body': field over 16 MiB");
}

/* A pipe cannot be read twice, and its first bytes are read before it is known what it is. */
static void what_comes_through_a_pipe_is_the_same(void **state)
{
    static const char csv[] = "Issue key,Summary,Created\nA-1,x,14/02/2024\nA-2,y,03/04/2024\n", json[] = "[{\"number\":1,\"title\":\"a\"}]";
    struct import_options options = { .tolerate_percent = 60, .project = "p" };
    struct fixture *fixture = *state;
    struct import_report report;
    char path[64];
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], json, sizeof json - 1), sizeof json - 1);
    close(ends[1]);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    report = import_as(fixture, path, &options);
    close(ends[0]);
    assert_int_equal(report.inserted, 1);

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], csv, sizeof csv - 1), sizeof csv - 1);
    close(ends[1]);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    options.project = NULL;
    report = import_as(fixture, path, &options);
    close(ends[0]);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(report.rejected, 1);
    assert_contains(report.first_reject, "column 'Created': a date whose day and month cannot be told apart");
}

/* Jira writes the author of a comment into it. */
static void a_comment_keeps_its_text_and_loses_its_author(void **state)
{
    struct fixture *fixture = *state;

    import_as(fixture, data_file("jira.csv"), NULL);
    ticket_is(fixture, "EHR/EHR-101", "replace(replace(json_extract(extra, '$.Comment'), substr(json_extract(extra, '$.Comment'), 8, 21), 'WHO'), 'x', 'x')",
              "[DATE];WHO;Looking into it, call [PHONE]|[DATE];WHO;Index rebuilt");
}

static void any_failed_allocation_stores_nothing(void **state)
{
    static const char *const names[] = { "jira.csv", "github.json" };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < 2; i++) {
        const char *path = data_file(names[i]);
        struct import_options options = { .kind = import_kind_find("tickets"), .path = &path, .n_paths = 1, .tolerate_percent = 5, .n_threads = 1 };
        int64_t before = fixture_count(fixture->store, "SELECT count(*) FROM versions");

        for (long n = 0;; n++) {
            struct import_report report;
            struct err err = ERR_INIT;
            int rc;

            mem_fail_after(n);
            rc = import_run(&report, fixture->store, &options, &err);
            if (!mem_failed()) {
                assert_ok(rc, err);
                break;
            }
            mem_fail_after(-1);
            if (rc == 0)
                continue; /* a buffer that could do with less */
            assert_int_equal(rc, ERR_NOMEM);
            if (fixture_count(fixture->store, "SELECT count(*) FROM imports WHERE completed_at IS NOT NULL") > (int64_t)i)
                break; /* after completion: signing the head */
            assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), before);
        }
        mem_fail_after(-1);
    }
}

/* ---- what was filed first ---------------------------------------------------------------------------------------- */

/* Imports one ticket at a time after FIXTURE_NOW; ServiceNow has no column for what was filed. */
static void import_at(struct fixture *fixture, int64_t after, const char *rows)
{
    const char *path = path_in(fixture->dir, "night.csv");
    struct strbuf text;

    fixture->store->clock.fixed = FIXTURE_NOW + after;
    strbuf_init(&text);
    strbuf_addf(&text, "number,short_description,state,opened_at,resolved_at,assignment_group,impact\n%s", rows);
    put_file(path, text.data);
    strbuf_release(&text);
    import_as(fixture, path, NULL);
}

static void filed_is(struct fixture *fixture, const char *id, const char *team, const char *severity)
{
    struct ticket_table table;
    struct snapshot snapshot;
    struct err err = ERR_INIT;
    bool found = false;

    assert_ok(snapshot_take(&snapshot, fixture->store, &err), err);
    assert_ok(tickets_load(&table, fixture->store, &snapshot, NULL, &err), err);
    for (size_t i = 0; i < table.n; i++)
        if (strcmp(table.row[i].id, id) == 0) {
            assert_string_equal(table.row[i].team_filed, team);
            assert_string_equal(table.row[i].severity_filed, severity);
            found = true;
        }
    assert_true(found);
    tickets_release(&table);
    snapshot_release(&snapshot);
}

/* FIXTURE_NOW is 2023-11-14 22:13:20. */
static void the_first_version_says_what_was_filed(void **state)
{
    enum { HOUR = 3600, DAY = 24 * HOUR };
    struct fixture *fixture = *state;

    import_at(fixture, 0, "INC1,a,1,2023-11-14 08:00:00,,Service Desk,3\nINC2,b,6,2023-11-14 08:00:00,,Records,3\n"
                          "INC3,c,1,2023-10-01 08:00:00,,Network,2\nINC4,d,1,2023-11-14 08:00:00,2023-11-14 09:00:00,Network,2\n");
    filed_is(fixture, "INC1", "Service Desk", "3 - Low"); /* as the night sees it when it scores */
    import_at(fixture, DAY, "INC1,a,2,2023-11-14 08:00:00,,Integration,1\nINC5,e,1,2023-11-15 20:00:00,,Service Desk,3\n");
    import_at(fixture, 9 * DAY, "INC1,a,7,2023-11-14 08:00:00,2023-11-20 08:00:00,Integration,1\nINC2,b,7,2023-11-14 08:00:00,2023-11-15 08:00:00,Lab,1\n"
                                "INC6,f,1,2023-11-20 08:00:00,,Service Desk,3\n");
    ticket_is(fixture, "servicenow/INC1", "team || team_filed", "Integration"); /* the store has what was said, no more */
    filed_is(fixture, "INC1", "Service Desk", "3 - Low");
    filed_is(fixture, "INC2", "", ""); /* closed when it was first seen */
    filed_is(fixture, "INC3", "", ""); /* first seen six weeks later */
    filed_is(fixture, "INC4", "", ""); /* resolved when it was first seen */
    filed_is(fixture, "INC5", "Service Desk", "3 - Low");
    filed_is(fixture, "INC6", "", ""); /* first seen after three days */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_of_every_tracker_are_read),
        cmocka_unit_test(what_is_no_date_is_not_read),
        cmocka_unit_test(the_order_of_day_and_month_is_never_guessed),
        cmocka_unit_test(a_zone_of_the_machine_knows_summer_time),
        cmocka_unit_test(zones_are_names_or_offsets),
        cmocka_unit_test(a_header_tells_whose_export_it_is),
        cmocka_unit_test(what_a_tracker_lacks_is_derived),
        cmocka_unit_test(json_values_become_text),
        cmocka_unit_test(malformed_json_is_refused_with_its_place),
        cmocka_unit_test(a_message_has_no_word_of_the_file),
        cmocka_unit_test(too_many_keys_are_refused),
        cmocka_unit_test_setup_teardown(a_jira_export_comes_in_whole, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(another_zone_makes_another_version, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(servicenow_comes_by_element_names_and_by_labels, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(gitlab_and_bugzilla_come_in, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(github_comes_as_gh_and_as_rest, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(given_columns_and_projects_win, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused_and_nothing_stored, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(repeated_extra_columns_of_a_plain_table_are_joined, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(hundreds_of_custom_columns_are_kept, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_field_over_16_mib_is_a_reject_in_json_too, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_comes_through_a_pipe_is_the_same, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_comment_keeps_its_text_and_loses_its_author, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(any_failed_allocation_stores_nothing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_first_version_says_what_was_filed, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
