#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "datasets/import/import_documents.h"
#include "datasets/rows/incident_times.h"
#include "datasets/rows/rows.h"
#include "tests/support/fixture_store.h"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    mem_fail_after(-1);
    return fixture_teardown(state);
}

static int run_paths(struct fixture *fixture, const char *kind, const char *const *path, size_t n, const char *release, struct import_report *report, struct err *err)
{
    struct import_options options = { .kind = import_kind_find(kind), .path = path, .n_paths = n, .release = release, .tolerate_percent = 50 };

    return import_run(report, fixture->store, &options, err);
}

static struct import_report good(struct fixture *fixture, const char *kind, const char *path, const char *release)
{
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run_paths(fixture, kind, &path, 1, release, &report, &err), err);
    return report;
}

static void wrong(struct fixture *fixture, const char *kind, const char *path, const char *release, int code, const char *words)
{
    struct import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(run_paths(fixture, kind, &path, 1, release, &report, &err), code);
    assert_contains(err.msg, words);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records"), 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 0);
}

static void text_is(struct fixture *fixture, const char *sql, const char *expected)
{
    struct err err = ERR_INIT;
    char *text = NULL;

    assert_ok(db_get_text(fixture->store->db, &text, &err, sql, ""), err);
    assert_string_equal(text != NULL ? text : "(null)", expected);
    mem_free(text);
}

static const char *file_in(const struct fixture *fixture, const char *name, const char *text)
{
    const char *path = path_in(fixture->dir, name);

    put_file(path, text);
    return path;
}

/* ---- postmortems ------------------------------------------------------------------------------------------------- */

static const char *make_folder(const struct fixture *fixture)
{
    const char *folder = path_in(fixture->dir, "pm");

    assert_int_equal(mkdir(folder, 0755), 0);
    assert_int_equal(mkdir(path_in(folder, "2024"), 0755), 0);
    assert_int_equal(mkdir(path_in(folder, ".git"), 0755), 0);
    file_in(fixture, "pm/b.md", "---\nid: PM-2\ndate: 2024-05-03\ntickets: [INC-1, INC-2]\n---\n# Two\n\ncall 555-867-5309\n\n## Root cause\n\nread MRN: 12345678 wrongly\n");
    file_in(fixture, "pm/2024/a.md", "# One\n\n2024-05-01\n");
    file_in(fixture, "pm/README.md", "about the folder\n");
    file_in(fixture, "pm/template.md", "# Title\n");
    file_in(fixture, "pm/.git/c.md", "# hidden\n");
    file_in(fixture, "pm/notes.txt", "no\n");
    file_in(fixture, "secret.md", "# outside\n");
    assert_int_equal(symlink("../secret.md", path_in(folder, "link.md")), 0);
    assert_int_equal(symlink("..", path_in(folder, "up")), 0);
    return folder;
}

static void a_folder_of_markdown_is_read_in_order_and_links_are_not_followed(void **state)
{
    struct fixture *fixture = *state;
    const char *folder = make_folder(fixture);
    struct import_report report = good(fixture, "postmortems", folder, NULL);

    assert_int_equal(report.inserted, 2);
    text_is(fixture, "SELECT group_concat(id, ',') FROM (SELECT id FROM postmortems ORDER BY version_id)", "2024/a,PM-2");
    text_is(fixture, "SELECT tickets FROM postmortems WHERE id = 'PM-2'", "INC-1|INC-2");
    text_is(fixture, "SELECT title FROM postmortems WHERE id = '2024/a'", "One");
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM postmortems WHERE text LIKE '%867%' OR root_cause LIKE '%12345678%'"), 0);
    /* known at the end of the day that it dates from */
    text_is(fixture, "SELECT datetime(known_at, 'unixepoch') FROM versions v JOIN postmortems p USING(version_id) WHERE p.id = 'PM-2'", "2024-05-03 23:59:59");
    report = good(fixture, "postmortems", folder, NULL);
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 1);
    file_in(fixture, "pm/2024/a.md", "# One, told better\n\n2024-05-01\n");
    report = good(fixture, "postmortems", folder, NULL);
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.unchanged, 1);
}

static void a_document_that_cannot_be_read_is_a_bad_row_with_its_line(void **state)
{
    struct fixture *fixture = *state;
    const char *const path[] = { file_in(fixture, "a.md", "# Fine\n\ntext\n"), file_in(fixture, "b.md", "---\nid: 1\ndetected: soon\n---\ntext\n"),
                                 file_in(fixture, "c.csv", "id,text,started\nc,words,2024-01-02\n") };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run_paths(fixture, "postmortems", path, 3, NULL, &report, &err), err);
    assert_int_equal(report.read, 3);
    assert_int_equal(report.inserted, 2);
    assert_int_equal(report.rejected, 1);
    assert_contains(report.first_reject, "b.md:3: 'detected' is not a date");
    text_is(fixture, "SELECT line || ' ' || reason FROM rejects", "3 'detected' is not a date");
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM rejects WHERE file LIKE '%/b.md'"), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM postmortems WHERE started = 1704153600"), 1);
}

static void a_bad_document_alone_refuses_the_import(void **state)
{
    struct fixture *fixture = *state;

    wrong(fixture, "postmortems", file_in(fixture, "b.md", "---\na: &a [*a]\n---\nx\n"), NULL, ERR_REFUSED, "b.md:2: at column 4: anchors");
    wrong(fixture, "postmortems", path_in(fixture->dir, "gone.md"), NULL, ERR_NOTFOUND, "gone.md");
}

static void names_of_the_estate_and_releases_are_found_in_the_text(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "estate", file_in(fixture, "estate.csv", "system,name\nehr,Health record\nnetwork,\n"), NULL);
    good(fixture, "releases", file_in(fixture, "releases.csv", "project,release\nhospital,ehr-8.14\n"), NULL);
    good(fixture, "postmortems", file_in(fixture, "x.md", "# Slow\n\nThe health record over the network, since ehr-8.14.\n"), NULL);
    text_is(fixture, "SELECT systems || ' ' || releases FROM postmortems", "ehr ehr-8.14");
}

static void published_outages_come_in_whole_and_are_known_late(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    report = good(fixture, "postmortems",
                  file_in(fixture, "out.csv", "id,company,start,end,published,title,summary,body,url,trigger\n"
                                              "1,A,2024,,,One,sum,\"# One\n\n## Root cause\n\n- \"\"no\"\" test\n\",,a patch\n"
                                              "2,B,2024-02-03T04:05:06Z,2024-02-03T05:05:06Z,2024-03,Two,,body,,\n3,C,,,,,only a summary of 2001-02-03,,,\n"),
                  NULL);
    assert_int_equal(report.read, 3);
    assert_int_equal(report.rejected, 0);
    text_is(fixture, "SELECT datetime(date, 'unixepoch') || coalesce(started, ' -') || root_cause || \"trigger\" FROM postmortems WHERE id = '1'", "2024-12-31 23:59:59 -- \"no\" testa patch");
    text_is(fixture, "SELECT datetime(date, 'unixepoch') || ' ' || resolved FROM postmortems WHERE id = '2'", "2024-03-31 23:59:59 1706936706");
    text_is(fixture, "SELECT known_basis || ' ' || substr(text, 1, 14) FROM versions JOIN postmortems USING(version_id) WHERE id = '3'", "import only a summary");
    text_is(fixture, "SELECT extra FROM postmortems WHERE id = '3'", "{\"company\":\"C\"}");
}

static void lists_are_joined_by_bars_and_each_once(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "postmortems", file_in(fixture, "l.csv", "id,text,tickets,date\n1,x,\"INC-2, INC-1; INC-2|INC-3\",2024-02\n"), NULL);
    text_is(fixture, "SELECT tickets || date FROM postmortems", "INC-2|INC-1|INC-31709251199");
}

static void the_published_collection_comes_in_whole(void **state)
{
    struct fixture *fixture = *state;
    char path[4096];
    struct import_options options = { .kind = import_kind_find("postmortems"), .n_paths = 1, .tolerate_percent = 0 };
    const char *const paths[] = { path };
    struct import_report report;
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/../shared/data/postmortems/postmortems.csv", test_root());
    if (access(path, R_OK) != 0)
        skip_because("no ../shared/data/postmortems/postmortems.csv");
    options.path = paths;
    assert_ok(import_run(&report, fixture->store, &options, &err), err);
    assert_int_equal(report.inserted, 471);
    assert_int_equal(report.rejected, 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM postmortems WHERE text = ''"), 0);
    assert_in_range(fixture_count(fixture->store, "SELECT count(*) FROM postmortems WHERE root_cause <> ''"), 30, 471);
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

static void evidence_as_json_is_read_row_by_row(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report = good(
        fixture, "evidence",
        file_in(fixture, "e.json", "{\"project\": \"ehr\", \"release\": \"2026.07\", \"planned\": \"2026-07-04\",\n \"window\": {\"start\": \"2026-07-04T20:00:00Z\", \"end\": 1783206000},\n"
                                   " \"evidence\": [\n  {\"item\": \"rollback_tested\", \"value\": true, \"time\": \"2026-07-01T09:00:00Z\", \"by\": [\"Ann Lee\", \"Bo\"]},\n"
                                   "  {\"item\": \"nonsense\"},\n  {\"item\": \"runbook\", \"value\": {\"a\": [\"{\", 1]}},\n  {\"item\": \"staged\", \"value\": 0.25}\n ]}\n"),
        NULL);

    assert_int_equal(report.read, 5);
    assert_int_equal(report.inserted, 3);
    text_is(fixture, "SELECT group_concat(line || ' ' || \"column\" || ' ' || reason, '; ') FROM rejects",
            "6 value neither text, number nor true or false; 5 item not one of the words it may hold");
    text_is(fixture, "SELECT planned || ' ' || starts || ' ' || ends FROM evidence WHERE item = 'window'", "1783123200 1783195200 1783206000");
    text_is(fixture, "SELECT value FROM evidence WHERE item = 'rollback_tested'", "true");
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM evidence WHERE \"by\" LIKE '[PERSON:%|[PERSON:%'"), 1);
    text_is(fixture, "SELECT value FROM evidence WHERE item = 'staged'", "0.25");
    text_is(fixture, "SELECT group_concat(known_basis) FROM versions JOIN evidence USING(version_id) WHERE item = 'rollback_tested'", "given");
}

static void a_release_is_planned_as_its_evidence_says_where_nothing_else_does(void **state)
{
    struct fixture *fixture = *state;
    struct release_table releases;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    good(fixture, "releases", file_in(fixture, "r.csv", "project,release,planned\np,a,\np,b,2026-01-01\nq,a,\n"), NULL);
    good(fixture, "evidence", file_in(fixture, "a.json", "{\"project\":\"p\",\"release\":\"a\",\"window\":{\"start\":\"2026-02-01T20:00:00Z\"}}"), NULL);
    good(fixture, "evidence", file_in(fixture, "b.json", "{\"project\":\"p\",\"release\":\"b\",\"planned\":\"2026-03-01\"}"), NULL);
    assert_ok(snapshot_take(&snapshot, fixture->store, &err), err);
    assert_ok(releases_load(&releases, fixture->store, &snapshot, NULL, NULL, &err), err);
    assert_int_equal(releases.n, 3);
    for (size_t i = 0; i < releases.n; i++) {
        const struct release *r = &releases.row[i];

        assert_int_equal(r->planned, strcmp(r->project, "q") == 0 ? TIME_NONE : strcmp(r->name, "a") == 0 ? 1769976000 : 1767225600);
    }
    releases_release(&releases);
    snapshot_release(&snapshot);
}

static void evidence_that_is_no_document_is_refused_with_its_place(void **state)
{
    struct fixture *fixture = *state;
    char *deep = mem_alloc(200001);

    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"r\",\n \"evidence\": [\n"), NULL, ERR_REFUSED, "e.json:3:");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "[]"), NULL, ERR_REFUSED, "e.json:1: no object");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": 7}"), NULL, ERR_REFUSED, "no text 'release'");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"r\", \"evidence\": {}}"), NULL, ERR_REFUSED, "'evidence' is no list");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"r\", \"evidence\": [7]}"), NULL, ERR_REFUSED, "evidence[0] is no object");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"r\", \"window\": 7}"), NULL, ERR_REFUSED, "'window' is no object");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"r\", \"release\": \"s\"}"), NULL, ERR_REFUSED, "duplicate object key");
    wrong(fixture, "evidence", file_in(fixture, "e.json", "{\"release\": \"Ann Lee\" oops}"), NULL, ERR_REFUSED, "e.json:1:");
    memset(deep, '[', 200000);
    deep[200000] = '\0';
    wrong(fixture, "evidence", file_in(fixture, "e.json", deep), NULL, ERR_REFUSED, "no JSON");
    mem_free(deep);
}

static const char tests_xml[] = "<?xml version='1.0'?>\n<testsuites tests='9'><testsuite timestamp='2026-07-01T10:00:00' errors='0' name='a' tests='4'>"
                                "<testcase name='ok' classname='x.Y'/><testcase classname='x.Y' name='bad'><failure>no</failure></testcase>"
                                "<testsuite name='inner'><testcase name='skip'><skipped/></testcase><testcase name='err'><error/><failure/></testcase></testsuite>"
                                "</testsuite><testsuite failures='1' skipped='1' tests='5' name='counts only'/></testsuites>\n";

static void reports_of_tests_become_evidence_of_a_release(void **state)
{
    struct fixture *fixture = *state;
    const char *const path[] = { file_in(fixture, "a.xml", tests_xml), file_in(fixture, "b.xml", "<testsuite><testcase name='mail to ann.lee@example.org'><failure/></testcase></testsuite>") };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run_paths(fixture, "evidence", path, 2, "ehr/2026.07", &report, &err), err);
    assert_int_equal(report.inserted, 1);
    text_is(fixture, "SELECT project || '/' || release || ' ' || item || ' ' || value FROM evidence",
            "ehr/2026.07 tests 4 passed, 4 failed, 2 skipped; failed: x.Y.bad, err, mail to [EMAIL] and 1 more");
    text_is(fixture, "SELECT time FROM evidence", "1782900000");
    assert_ok(run_paths(fixture, "evidence", path, 2, "ehr/2026.07", &report, &err), err);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 1);
    good(fixture, "evidence", file_in(fixture, "c.xml", "<testsuites><testsuite tests='3' errors='1'><testcase name='a'/></testsuite><testsuite tests='1' failures='1'><testcase name='b'>"
                                                        "<failure/></testcase></testsuite></testsuites>"), "ehr/2026.08");
    text_is(fixture, "SELECT value FROM evidence WHERE release = '2026.08'", "1 passed, 2 failed, 0 skipped; failed: b and 1 more");
}

static void reports_of_tests_that_are_none_are_refused_with_their_line(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf text;

    wrong(fixture, "evidence", file_in(fixture, "a.xml", tests_xml), NULL, ERR_USAGE, "--release PROJECT/NAME");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "<!DOCTYPE t [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<testsuite>&e;</testsuite>"), "p/r", ERR_REFUSED, "a.xml:1: a document type");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "<testsuite>\n<testcase></testsuite>"), "p/r", ERR_REFUSED, "a.xml:2:13: no XML");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "<project/>"), "p/r", ERR_REFUSED, "no JUnit report");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "\n<testsuite tests='-1'/>"), "p/r", ERR_REFUSED, "a.xml:2: 'tests' of a suite is no count");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "<testsuite tests='1' failures='2'/>"), "p/r", ERR_REFUSED, "more failed and skipped");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", "<testsuite><testcase name='a'>\n<testcase name='b'><failure/></testcase></testcase></testsuite>"), "p/r", ERR_REFUSED,
          "a.xml:2: a 'testcase' inside of a test");
    strbuf_init(&text);
    for (int i = 0; i < 1000; i++)
        strbuf_adds(&text, "<testsuite>");
    wrong(fixture, "evidence", file_in(fixture, "a.xml", text.data), "p/r", ERR_REFUSED, "nested too deep");
    strbuf_release(&text);
    assert_int_equal(mkdir(path_in(fixture->dir, "empty"), 0755), 0);
    wrong(fixture, "evidence", path_in(fixture->dir, "empty"), "p/r", ERR_NOTFOUND, "no report of tests");
}

static void patches_and_windows_in_an_impossible_order_are_bad_rows(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report = good(fixture, "patches", file_in(fixture, "p.csv", "system,component,published,due,applied\ne,a,2024-05-01,2024-04-01,\ne,b,2024-05-01,2024-06-01,2024-05-02\n"), NULL);

    assert_int_equal(report.inserted, 1);
    assert_contains(report.first_reject, ":2: column 'due': before the patch was published");
    report = good(fixture, "evidence", file_in(fixture, "w.csv", "project,release,item,starts,ends\np,r,window,2024-05-02,2024-05-01\np,r,staged,,\n"), NULL);
    assert_contains(report.first_reject, ":2: column 'ends': before it starts");
}

static void what_is_weak_in_the_estate_and_its_patches_is_said_once(void **state)
{
    struct fixture *fixture = *state;
    const char *estate = file_in(fixture, "estate.csv", "system,criticality,owner,depends_on,replacement_date\nehr,care-critical,,lab|archive,2020-01-01\nlab,administrative,x,bus,\n"
                                                        "bus,,x,ehr|fax,2150-01-01\nalone,administrative,x,alone2,\n");
    struct import_report report = good(fixture, "estate", estate, NULL);
    struct strbuf all;

    strbuf_init(&all);
    for (size_t i = 0; i < report.n_warnings; i++)
        strbuf_addf(&all, "%s\n", report.warning[i]);
    assert_string_equal(all.data, "1 systems without criticality (they cost what compliance-critical ones do): bus\n1 care-critical systems without an owner: ehr\n"
                                  "1 systems past their replacement date: ehr\n3 systems that others depend on and the estate does not have: alone2, fax, archive\n"
                                  "systems depend on each other in a circle: bus -> ehr -> lab -> bus\n");
    report = good(fixture, "estate", estate, NULL);
    assert_int_equal(report.n_warnings, 0); /* nothing new */
    report = good(fixture, "patches", file_in(fixture, "p.csv", "system,component,due,applied,exception_until,reason\nehr,a,2020-01-01,,,no window\nehr,b,2020-01-01,,2020-02-01,busy\n"
                                                                "ehr,c,2020-01-01,2019-12-01,,\nodd,d,2150-01-01,,,\n"), NULL);
    strbuf_clear(&all);
    for (size_t i = 0; i < report.n_warnings; i++)
        strbuf_addf(&all, "%s\n", report.warning[i]);
    assert_string_equal(all.data, "1 patches with the reason of an exception that has no end (they count as overdue when they are due): ehr/a\n"
                                  "1 patches whose exception has ended, not applied: ehr/b\n1 patches overdue without an exception: ehr/a\n"
                                  "1 systems of patches that the estate does not have: odd\n");
    strbuf_release(&all);
}

static void times_of_an_incident_need_their_order(void **state)
{
    (void)state;
    assert_int_equal(incident_detect_s(100, 160), 60);
    assert_int_equal(incident_detect_s(160, 100), TIME_NONE);
    assert_int_equal(incident_detect_s(TIME_NONE, 100), TIME_NONE);
    assert_int_equal(incident_restore_s(100, 160, 400), 300);
    assert_int_equal(incident_restore_s(TIME_NONE, 160, 400), 240);
    assert_int_equal(incident_restore_s(TIME_NONE, TIME_NONE, 400), TIME_NONE);
    assert_int_equal(incident_restore_s(500, 160, 400), TIME_NONE);
}

static void any_failed_allocation_leaves_the_store_empty(void **state)
{
    struct fixture *fixture = *state;
    const char *path = make_folder(fixture);

    for (long n = 0;; n++) {
        struct import_options options = { .kind = import_kind_find("postmortems"), .path = &path, .n_paths = 1, .tolerate_percent = 5, .n_threads = 1 };
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
        if (rc == 0 || fixture_count(fixture->store, "SELECT count(*) FROM imports") > 0)
            break; /* after completion: signing the head */
        assert_int_equal(rc, ERR_NOMEM);
        assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records"), 0);
    }
    mem_fail_after(-1);
}

#define store_test(name) cmocka_unit_test_setup_teardown(name, fixture_setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(a_folder_of_markdown_is_read_in_order_and_links_are_not_followed),
        store_test(a_document_that_cannot_be_read_is_a_bad_row_with_its_line),
        store_test(a_bad_document_alone_refuses_the_import),
        store_test(names_of_the_estate_and_releases_are_found_in_the_text),
        store_test(published_outages_come_in_whole_and_are_known_late),
        store_test(lists_are_joined_by_bars_and_each_once),
        store_test(the_published_collection_comes_in_whole),
        store_test(evidence_as_json_is_read_row_by_row),
        store_test(a_release_is_planned_as_its_evidence_says_where_nothing_else_does),
        store_test(evidence_that_is_no_document_is_refused_with_its_place),
        store_test(reports_of_tests_become_evidence_of_a_release),
        store_test(reports_of_tests_that_are_none_are_refused_with_their_line),
        store_test(patches_and_windows_in_an_impossible_order_are_bad_rows),
        store_test(what_is_weak_in_the_estate_and_its_patches_is_said_once),
        cmocka_unit_test(times_of_an_incident_need_their_order),
        store_test(any_failed_allocation_leaves_the_store_empty),
    };

    return cmocka_run_group_tests_name("import_documents", tests, setup, NULL);
}
