#include "datasets/import/import.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit/audit.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/base/rng.h"
#include "tests/support/fixture_store.h"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    mem_fail_after(-1);
    outfile_fail_after(-1);
    return fixture_teardown(state);
}

static const char *file_in(const struct fixture *fixture, const char *name, const char *text)
{
    const char *path = path_in(fixture->dir, name);

    put_file(path, text);
    return path;
}

/* Imports one file; `options` may be NULL. */
static int run_kind(struct fixture *fixture, const char *kind, const char *text, const struct import_options *options,
                    struct import_report *report, struct err *err)
{
    const char *path = file_in(fixture, "in.csv", text);
    struct import_options all = { .tolerate_percent = 5 };

    if (options != NULL)
        all = *options;
    all.kind = import_kind_find(kind);
    all.path = &path;
    all.n_paths = 1;
    return import_run(report, fixture->store, &all, err);
}

static struct import_report good(struct fixture *fixture, const char *kind, const char *text,
                                 const struct import_options *options)
{
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run_kind(fixture, kind, text, options, &report, &err), err);
    assert_int_equal(report.read,
                     report.inserted + report.updated + report.unchanged + report.rescrubbed + report.rejected);
    return report;
}

static void wrong(struct fixture *fixture, const char *kind, const char *text, const struct import_options *options,
                  int code, const char *words)
{
    struct import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(run_kind(fixture, kind, text, options, &report, &err), code);
    assert_int_equal(err.code, code);
    assert_contains(err.msg, words);
    if (code == ERR_REFUSED)
        assert_string_equal(report.refused, err.msg);
    assert_int_equal(report.import_id, 0);
}

#define count(fixture, sql) fixture_count((fixture)->store, sql)

static void text_is(struct fixture *fixture, const char *sql, const char *expected)
{
    struct err err = ERR_INIT;
    char *text = NULL;

    assert_ok(db_get_text(fixture->store->db, &text, &err, sql, ""), err);
    assert_string_equal(text != NULL ? text : "(null)", expected);
    mem_free(text);
}

/* All that imports write, as one text. */
static char *dump(struct fixture *fixture)
{
    static const char *const queries[] = {
        "SELECT group_concat(a, char(10)) FROM (SELECT record_id||kind||project||id AS a FROM records ORDER BY 1)",
        "SELECT group_concat(a, char(10)) FROM (SELECT version_id||' '||record_id||' '||import_id||' '||source_row||quote(raw_hash)||quote(content_hash)"
        "||rules_version||' '||known_at||known_basis||quote(label_known_at)||label_basis||overwritten AS a FROM versions ORDER BY version_id)",
        "SELECT group_concat(a, char(10)) FROM (SELECT version_id||quote(id)||quote(title)||quote(description)||quote(created)||quote(assignee)"
        "||quote(extra) AS a FROM tickets ORDER BY version_id)",
        "SELECT group_concat(a, char(10)) FROM (SELECT version_id||quote(\"commit\")||quote(message)||quote(la)||quote(buggy) AS a FROM changes ORDER BY 1)",
        "SELECT group_concat(a, char(10)) FROM (SELECT version_id||project||quote(\"commit\")||quote(files)||quote(added) AS a FROM code ORDER BY 1)",
        "SELECT group_concat(a, char(10)) FROM (SELECT import_id||kind||quote(completed_at)||quote(content_hash)||read||inserted||redactions AS a"
        " FROM imports ORDER BY 1)",
        "SELECT group_concat(a, char(10)) FROM (SELECT import_id||line||\"column\"||reason AS a FROM rejects ORDER BY rowid)",
    };
    struct strbuf out;

    strbuf_init(&out);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct err err = ERR_INIT;
        char *text = NULL;

        assert_ok(db_get_text(fixture->store->db, &text, &err, queries[i], ""), err);
        strbuf_addf(&out, "%zu:\n%s\n", i, text != NULL ? text : "");
        mem_free(text);
    }
    return strbuf_detach(&out, NULL);
}

#define HEADER "id,project,title,description,created,resolved,assignee,status,component\n"
#define ROW_1  "1,p,Slow EHR,every morning,2020-01-02T03:04:05Z,2020-01-03,Ann Lee,CLOSED,EHR\n"
#define ROW_2  "2,p,Lab down,\"two\r\nlines\",,,,NEW,LAB\n"

/* ---- what is stored ---------------------------------------------------------------------------------------------- */

static void a_ticket_is_stored_with_its_times_and_hashes(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report = good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);

    assert_int_equal(report.read, 2);
    assert_int_equal(report.inserted, 2);
    assert_true(report.import_id > 0);
    assert_int_equal(strlen(report.content_hash), 64);
    assert_string_equal(report.refused, "");
    text_is(fixture, "SELECT title||'|'||description||'|'||component FROM tickets WHERE id = '2'",
            "Lab down|two\r\nlines|LAB");
    assert_int_equal(count(fixture, "SELECT created FROM tickets WHERE id = '1'"), 1577934245);
    assert_int_equal(count(fixture, "SELECT created IS NULL AND team = '' FROM tickets WHERE id = '2'"), 1);
    text_is(fixture,
            "SELECT known_at||known_basis||' '||label_known_at||label_basis FROM current_versions WHERE id = '1'",
            "1577934245given 1578009600assumed");
    text_is(fixture,
            "SELECT known_at||known_basis||' '||label_known_at||label_basis FROM current_versions WHERE id = '2'",
            "1700000000import 1700000000import");
    assert_int_equal(
        count(fixture,
              "SELECT substr(assignee, 1, 8) = '[PERSON:' AND length(assignee) = 21 FROM tickets WHERE id = '1'"),
        1);
    assert_int_equal(count(fixture, "SELECT source_row FROM versions v JOIN tickets USING (version_id) WHERE id = '2'"),
                     2);
    assert_int_equal(count(fixture, "SELECT length(raw_hash) + length(content_hash) FROM versions LIMIT 1"), 64);
    assert_int_equal(report.redactions[PHI_PERSON], 1);
}

static void an_import_is_recorded_and_audited(void **state)
{
    struct fixture *fixture = *state;
    char head[DIGEST_HEX_SIZE];
    int64_t before, after;

    assert_int_equal(audit_head(fixture->store, head, &before, NULL), 0);
    good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);
    text_is(fixture, "SELECT kind||read||inserted||updated||unchanged||rejected||completed_at FROM imports",
            "tickets220001700000000");
    text_is(fixture, "SELECT group_concat(actor||' '||action||' '||subject, ', ') FROM audit",
            "engine import.complete import:1, engine import.rows import:1");
    assert_int_equal(audit_head(fixture->store, head, &after, NULL), 0);
    assert_int_equal(after, before + 2);
    assert_int_equal(count(fixture, "SELECT length(content_hash) FROM imports"), 32);
    assert_contains(path_in(fixture->dir, "in.csv"), "in.csv");
    assert_int_equal(count(fixture, "SELECT source LIKE '%in.csv' FROM imports"), 1);
}

static void forms_of_exports_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    report = good(fixture, "tickets",
                  "\xEF\xBB\xBF"
                  "ID;Project;Title;Description\r\n1;p;a,b;\"x;\r\ny\"\r\n",
                  NULL);
    assert_int_equal(report.inserted, 1);
    text_is(fixture, "SELECT title||description FROM tickets", "a,bx;\r\ny");
    report = good(fixture, "tickets", "id\tproject\ttitle\tdescription\tcreated\n2\tp\tt\td\t1577934245\n", NULL);
    assert_int_equal(count(fixture, "SELECT created FROM tickets WHERE id = '2'"), 1577934245);
    report = good(fixture, "tickets", "id,project,title,description\n", NULL);
    assert_int_equal(report.read, 0);
    assert_int_equal(count(fixture, "SELECT count(*) FROM imports WHERE completed_at IS NOT NULL"), 3);
}

static void unknown_columns_are_kept_de_identified(void **state)
{
    struct fixture *fixture = *state;

    good(
        fixture, "tickets",
        "id,project,title,description,Zone,Reporter,note,empty,ward\n1,p,t,d,\"a \"\"b\"\"\n\\\",Ann Lee,mail me at ann.lee@example.com,,7\n",
        NULL);
    text_is(fixture, "SELECT json_valid(extra) FROM tickets", "1");
    text_is(fixture, "SELECT group_concat(key) FROM tickets, json_each(extra)", "Reporter,Zone,note,ward");
    text_is(fixture, "SELECT json_extract(extra, '$.Zone') FROM tickets", "a \"b\"\n\\");
    text_is(fixture, "SELECT json_extract(extra, '$.note') FROM tickets", "mail me at [EMAIL]");
    text_is(fixture, "SELECT substr(json_extract(extra, '$.Reporter'), 1, 8) FROM tickets", "[PERSON:");
    text_is(fixture, "SELECT extra LIKE '%Ann%' FROM tickets", "0");
    good(fixture, "tickets", "id,project,title,description,empty\n2,p,t,d,\n", NULL);
    text_is(fixture, "SELECT extra FROM tickets WHERE id = '2'", "");
}

static void identifiers_of_persons_do_not_reach_the_file(void **state)
{
    struct fixture *fixture = *state;
    char *bytes;
    size_t len;

    good(
        fixture, "tickets",
        HEADER
        "1,p,call zorblax.quux@example.com,\"or 555-867-5309, SSN 536-90-4399\",,,Zorblax Quux; Gnarl Frob,NEW,c\n"
        "2,p,ok,bad date zorblax,2020-02-31,,,,\n"
        "3,p,ok,ok,,,,,\n4,p,ok,ok,,,,,\n5,p,ok,ok,,,,,\n6,p,ok,ok,,,,,\n7,p,ok,ok,,,,,\n8,p,ok,ok,,,,,\n9,p,ok,ok,,,,,\n"
        "10,p,ok,ok,,,,,\n11,p,ok,ok,,,,,\n12,p,ok,ok,,,,,\n13,p,ok,ok,,,,,\n14,p,ok,ok,,,,,\n15,p,ok,ok,,,,,\n"
        "16,p,ok,ok,,,,,\n17,p,ok,ok,,,,,\n18,p,ok,ok,,,,,\n19,p,ok,ok,,,,,\n20,p,ok,ok,,,,,\n",
        NULL);
    assert_int_equal(count(fixture, "SELECT length(assignee) FROM tickets WHERE id = '1'"), 43);
    fixture_close(fixture);
    bytes = get_file(fixture->path, &len);
    assert_null(memmem(bytes, len, "zorblax", 7));
    assert_null(memmem(bytes, len, "Zorblax", 7));
    assert_null(memmem(bytes, len, "867-5309", 8));
    assert_null(memmem(bytes, len, "536-90", 6));
    assert_non_null(memmem(bytes, len, "[EMAIL]", 7));
    free(bytes);
}

/* ---- again ------------------------------------------------------------------------------------------------------- */

/* Rows "N" for each N from `from` below `to` that `step` divides. */
static void add_numbered(struct strbuf *text, int from, int to, int step, const char *title)
{
    for (int i = from; i < to; i++)
        if (i % step == 0)
            strbuf_addf(text, "%d,p,%s %d,text\n", i, title, i);
}

static void many_rows_of_known_and_new_records_keep_their_order_and_counts(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;
    struct strbuf text;

    strbuf_init(&text);
    strbuf_adds(&text, "id,project,title,description\n");
    add_numbered(&text, 0, 300, 3, "first"); /* several batches of new records, and a rest */
    report = good(fixture, "tickets", text.data, NULL);
    assert_int_equal(report.inserted, 100);
    strbuf_clear(&text);
    strbuf_adds(&text, "id,project,title,description\n");
    add_numbered(&text, 300, 400, 1, "new");   /* batches that are all new ... */
    add_numbered(&text, 0, 30, 3, "first");    /* ... then one that is not: unchanged, */
    add_numbered(&text, 30, 60, 3, "changed"); /* updated, */
    add_numbered(&text, 60, 300, 2, "even");   /* a third known, the others new, */
    add_numbered(&text, 390, 500, 1, "again"); /* and some that came before in this file */
    report = good(fixture, "tickets", text.data, NULL);
    assert_int_equal(report.read, 100 + 10 + 10 + 120 + 110);
    assert_int_equal(report.inserted, 100 + 80 + 100);
    assert_int_equal(report.unchanged, 10);
    assert_int_equal(count(fixture, "SELECT count(*) FROM records"), 380);
    assert_int_equal(count(fixture, "SELECT count(*) FROM records r WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.record_id = r.record_id)"), 0);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions v JOIN tickets t USING (version_id) JOIN records r USING (record_id) WHERE r.id <> t.id"), 0);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions a JOIN versions b ON b.import_id = a.import_id AND b.version_id > a.version_id"
                                    " AND b.source_row < a.source_row"), 0); /* versions are numbered in the order of their rows */
    text_is(fixture, "SELECT group_concat(title) FROM (SELECT t.title FROM current_versions c JOIN tickets t USING (version_id)"
                     " WHERE c.id IN ('3', '33', '66', '62', '301', '395', '499') ORDER BY c.id + 0)",
            "first 3,changed 33,even 62,even 66,new 301,again 395,again 499");
    text_is(fixture, "SELECT group_concat(id) FROM (SELECT id FROM records WHERE record_id IN (101, 200, 201, 280, 281, 380) ORDER BY record_id)", "300,399,62,298,400,499");
    strbuf_release(&text);
}

static void numbers_are_stored_as_strtod_reads_them(void **state)
{
    struct fixture *fixture = *state;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    struct strbuf text;
    struct rng rng;
    int n = 0;

    strbuf_init(&text);
    strbuf_adds(&text, "project,commit,author_date,la,split\np,a,1600000000,.5,.5\np,b,1600000000,7.,7.\np,c,1600000000,9007199254740993,9007199254740993\n"
                       "p,d,1600000000,0.1e1,0.1e1\np,e,1600000000,-0.30,-0.30\np,f,1600000000,12345678901234567890,12345678901234567890\n");
    rng_init(&rng, 3);
    for (int i = 0; i < 3000; i++) {
        uint32_t digits = 1 + rng_below(&rng, 18), point = rng_below(&rng, digits + 1);
        char number[32];
        size_t at = 0;

        for (uint32_t k = 0; k < digits; k++) {
            if (k == point)
                number[at++] = '.';
            number[at++] = (char)('0' + rng_below(&rng, 10));
        }
        number[at] = '\0';
        strbuf_addf(&text, "p,r%d,1600000000,%s,%s\n", i, number, number);
    }
    good(fixture, "changes", text.data, NULL);
    assert_ok(db_prepare(fixture->store->db, &stmt, "SELECT la, split FROM changes", &err), err);
    while (db_step(stmt, &err) == 1) {
        const char *written = db_text(stmt, 1, NULL);
        double expected = strtod(written, NULL), got = db_double(stmt, 0);

        if (written[0] == '[') /* taken for an identifier */
            continue;
        if (memcmp(&expected, &got, sizeof got) != 0)
            fail_msg("'%s' is %.17g, not %.17g", written, expected, got);
        n++;
    }
    db_finalize(stmt);
    assert_true(n > 2000);
    strbuf_release(&text);
}

static void the_same_file_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct import_report first = good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);
    struct import_report second = good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);

    assert_int_equal(second.unchanged, 2);
    assert_int_equal(second.inserted + second.updated + second.rescrubbed, 0);
    assert_string_equal(first.content_hash, second.content_hash);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions"), 2);
    assert_int_equal(count(fixture, "SELECT count(*) FROM imports"), 1); /* not even that it ran is kept */
    assert_int_equal(second.import_id, first.import_id);
}

static void moved_and_new_empty_columns_change_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct import_options with_project = { .tolerate_percent = 5, .project = "p" };

    good(fixture, "tickets", "id,project,title,description,x\n1,p,t,d,y\n", NULL);
    assert_int_equal(good(fixture, "tickets", "x,new,title,id,description,project\ny,,t,1,d,p\n", NULL).unchanged, 1);
    assert_int_equal(good(fixture, "tickets", "x,title,id,description\ny,t,1,d\n", &with_project).unchanged, 1);
    assert_int_equal(good(fixture, "tickets", "x,title,id,description,project\nz,t,1,d,p\n", NULL).updated, 1);
}

static void another_map_is_another_row(void **state)
{
    struct fixture *fixture = *state;
    const struct config_map map[] = { { "title", "Summary" } };
    const struct import_options mapped = { .tolerate_percent = 5, .map = map, .n_maps = 1 };
    const char *text = "id,project,title,description,Summary\n1,p,t,d,s\n";

    good(fixture, "tickets", text, NULL);
    text_is(fixture, "SELECT title||extra FROM tickets", "t{\"Summary\":\"s\"}");
    assert_int_equal(good(fixture, "tickets", text, &mapped).updated, 1);
    text_is(fixture, "SELECT title||extra FROM tickets ORDER BY version_id DESC LIMIT 1", "s{\"title\":\"t\"}");
    assert_int_equal(good(fixture, "tickets", text, &mapped).unchanged, 1);
}

/* No column of the table is for it: it is kept by its name, which is how it is read. */
static void the_kind_of_damage_is_mapped_like_a_field(void **state)
{
    struct fixture *fixture = *state;
    const struct config_map map[] = { { "damage", "Harm" }, { "severity", "Sev" } };
    const struct import_options mapped = { .tolerate_percent = 5, .map = map, .n_maps = 2 };

    good(fixture, "tickets", "id,project,title,description,Sev,Harm\n1,p,t,d,high,privacy\n", &mapped);
    text_is(fixture, "SELECT severity||extra FROM tickets WHERE id = '1'", "high{\"damage\":\"privacy\"}");
    good(fixture, "tickets", "id,project,title,description,damage,Sev,Harm\n2,p,t,d,none,high,safety\n", &mapped);
    text_is(fixture, "SELECT json_extract(extra, '$.damage') || ' ' || json_extract(extra, '$.\"damage, not mapped\"') FROM tickets WHERE id = '2'", "safety none");
}

static void a_newer_export_adds_versions_and_keeps_the_old(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);
    fixture->store->clock.fixed = FIXTURE_NOW + 1000;
    report = good(fixture, "tickets",
                  HEADER ROW_1 "2,p,Lab down,\"two\r\nlines\",,2020-05-05,,CLOSED,LAB\n3,p,new,,,,,,\n", NULL);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions"), 4);
    text_is(fixture, "SELECT group_concat(status) FROM tickets WHERE id = '2'", "NEW,CLOSED");
    text_is(fixture, "SELECT status FROM current_versions JOIN tickets USING (version_id) WHERE tickets.id = '2'",
            "CLOSED");
    /* what was filed is known since the first import, the rest since the file says so */
    text_is(fixture,
            "SELECT known_at||known_basis||' '||label_known_at||label_basis FROM current_versions WHERE id = '2'",
            "1700000000import 1588636800assumed");
    text_is(fixture, "SELECT known_at||known_basis FROM current_versions WHERE id = '3'", "1700001000import");
}

static void of_an_id_that_comes_twice_the_last_row_counts(void **state)
{
    struct fixture *fixture = *state;
    const char *text = "id,project,title,description\n1,p,a,\n1,p,b,\n2,p,x,\n1,p,b,\n";
    struct import_report report = good(fixture, "tickets", text, NULL);

    assert_int_equal(report.inserted, 2);
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.unchanged, 1);
    text_is(fixture,
            "SELECT group_concat(title) FROM current_versions JOIN tickets USING (version_id) ORDER BY record_id",
            "b,x");
    for (int i = 0; i < 2; i++) {
        report = good(fixture, "tickets", text, NULL);
        assert_int_equal(report.unchanged, 4);
        assert_int_equal(report.updated, 0);
    }
    report = good(fixture, "tickets", "id,project,title,description\n1,p,b,\n1,p,c,\n1,p,d,\n1,p,b,\n1,p,e,\n1,p,f,\n",
                  NULL);
    assert_int_equal(report.unchanged, 4);
    assert_int_equal(report.updated, 2);
    text_is(fixture, "SELECT group_concat(title) FROM tickets", "b,x,f");
    report = good(fixture, "tickets", "id,project,title,description\n1,p,b,\n",
                  NULL); /* back to what it was once: an update */
    assert_int_equal(report.updated, 1);
}

/* New records are written many at once: what comes again meanwhile finds them, and numbers follow the rows. */
static void many_new_rows_are_numbered_in_their_order(void **state)
{
    static const int again[] = { 3, 39, 40, 69 }; /* ids: of a row long written, of the one just put, of two that wait */
    struct fixture *fixture = *state;
    struct strbuf file, ids;
    struct import_report report;

    strbuf_init(&file);
    strbuf_init(&ids);
    strbuf_adds(&file, "id,project,title,description\n");
    for (int i = 0; i < 70; i++) {
        strbuf_addf(&file, "i%d,p,title of i%d,\n", i, i);
        strbuf_addf(&ids, i == 0 ? "i%d" : ",i%d", i);
        if (i == 39 || i == 69)
            for (size_t k = i == 39 ? 0 : 2; k < (i == 39 ? 2 : 4); k++)
                strbuf_addf(&file, "i%d,p,again title of i%d,\n", again[k], again[k]);
    }
    report = good(fixture, "tickets", file.data, NULL);
    assert_int_equal(report.inserted, 70);
    assert_int_equal(report.updated, 4);
    text_is(fixture, "SELECT group_concat(id) FROM (SELECT id FROM records WHERE kind = 'ticket' ORDER BY record_id)", ids.data);
    assert_int_equal(count(fixture, "SELECT count(*) FROM tickets"), 70);
    assert_int_equal(count(fixture, "SELECT count(*) FROM tickets WHERE title LIKE 'again%'"), 4);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions v JOIN records r USING (record_id) JOIN tickets t USING (version_id)"
                                    " WHERE t.title LIKE '%title of ' || r.id"), 70);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions a JOIN versions b ON b.version_id > a.version_id AND b.source_row < a.source_row"), 0);
    report = good(fixture, "tickets", file.data, NULL);
    assert_int_equal(report.inserted, 0);
    assert_int_equal(report.unchanged, 74);
    strbuf_release(&file);
    strbuf_release(&ids);
}

static void the_same_id_in_another_project_is_another_record(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "tickets", "id,project,title,description\n1,p,a,\n1,q,b,\n", NULL);
    assert_int_equal(count(fixture, "SELECT count(*) FROM records"), 2);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions"), 2);
}

static void newer_rules_scrub_older_versions_too(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    good(fixture, "tickets", "id,project,title,description,note\n1,p,first,d,n\n2,p,x,d,\n", NULL);
    good(fixture, "tickets", "id,project,title,description,note\n1,p,second,d,n\n2,p,x,d,\n", NULL);
    /* as if older rules had left these */
    fixture_run(
        fixture->store,
        "UPDATE tickets SET title = title||' ann.lee@example.com', extra = replace(extra, '\"n\"', '\"see ann.lee@example.com\"')");
    fixture_run(fixture->store, "UPDATE versions SET rules_version = rules_version - 1");
    report = good(fixture, "tickets", "id,project,title,description,note\n1,p,second,d,n\n", NULL);
    assert_int_equal(report.rescrubbed, 1);
    text_is(fixture, "SELECT group_concat(title||extra) FROM tickets WHERE id = '1' ORDER BY version_id",
            "first [EMAIL]{\"note\":\"see [EMAIL]\"},second{\"note\":\"n\"},second{\"note\":\"n\"}");
    text_is(
        fixture,
        "SELECT group_concat(overwritten||':'||(overwritten_at IS NOT NULL)) FROM versions JOIN tickets USING (version_id) WHERE id = '1'",
        "rescrub:1,rescrub:1,:0");
    text_is(fixture, "SELECT title FROM tickets WHERE id = '2'",
            "x ann.lee@example.com"); /* not in the file: not ours to know */
    report = good(fixture, "tickets", "id,project,title,description,note\n1,p,second,d,n\n", NULL);
    assert_int_equal(report.unchanged, 1);
    report = good(fixture, "tickets", "id,project,title,description,note\n2,p,y,d,\n",
                  NULL); /* changed, and under newer rules */
    assert_int_equal(report.updated, 1);
    text_is(fixture, "SELECT group_concat(title) FROM tickets WHERE id = '2'", "x [EMAIL],y");
}

/* ---- bad rows ---------------------------------------------------------------------------------------------------- */

static void bad_rows_are_told_by_place_and_reason_never_by_content(void **state)
{
    struct fixture *fixture = *state;
    const char *rejects = path_in(fixture->dir, "rejects.csv");
    struct import_options options = { .tolerate_percent = 100, .rejects_path = rejects };
    char long_id[700], *text, expected[8192], *at = expected;
    const char *in = path_in(fixture->dir, "in.csv");
    struct import_report report;
    struct strbuf file;

    snprintf(long_id, sizeof long_id, "%0513d", 1);
    strbuf_init(&file);
    strbuf_addf(
        &file,
        HEADER ROW_1
        ",p,SECRET,,,,,,\n3,,SECRET,,,,,,\n4,p,SECRET,,2021-02-29,,,,\n5,p,SECRET,,,soon SECRET,,,\n6,p,SECRET\n"
        "7,p,SECRET,,,,,,,\n8,p,SECRET\"x,,,,,,\n9,p,\xFFSECRET,,,,,,\n%s,p,SECRET,,,,,,\n\"1\n0\",p,SECRET,,,,,,\n11,p,ok,,,,,,\n",
        long_id);
    report = good(fixture, "tickets", file.data, &options);
    strbuf_release(&file);
    assert_int_equal(report.inserted, 2);
    assert_int_equal(report.rejected, 10);
    at += sprintf(at, "file,line,column,reason\r\n");
    at += sprintf(at, "\"%s\",3,\"id\",\"empty\"\r\n\"%s\",4,\"project\",\"empty\"\r\n", in, in);
    at += sprintf(at, "\"%s\",5,\"created\",\"not a date\"\r\n\"%s\",6,\"resolved\",\"not a date\"\r\n", in, in);
    at += sprintf(at, "\"%s\",7,\"\",\"row too short: fewer fields than the header\"\r\n", in);
    at += sprintf(at, "\"%s\",8,\"\",\"row too long: more fields than the header\"\r\n", in);
    at += sprintf(
        at, "\"%s\",9,\"title\",\"malformed quotes: a quote inside a field must be doubled and the field quoted\"\r\n",
        in);
    at += sprintf(at, "\"%s\",10,\"title\",\"invalid UTF-8\"\r\n", in);
    at += sprintf(at, "\"%s\",11,\"id\",\"longer than 512 bytes\"\r\n\"%s\",12,\"id\",\"has a control byte\"\r\n", in,
                  in);
    assert_file_equal(rejects, expected);
    assert_contains(report.first_reject, "in.csv:3: column 'id': empty");
    assert_int_equal(count(fixture, "SELECT count(*) FROM rejects WHERE import_id = 1"), 10);
    text_is(fixture, "SELECT line||\"column\"||reason FROM rejects WHERE line = 5", "5creatednot a date");
    text = dump(fixture);
    assert_lacks(text, "SECRET");
    mem_free(text);
}

static void values_of_each_type_are_checked(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 100 };
    struct import_report report;

    report = good(
        fixture, "changes",
        "project,commit,author_date,la,fix,buggy,kind\np,a,2020-01-01,1.5e3,True,0,Code\np,b,2020-01-01,nan,,,\np,c,2020-01-01,0x10,,,\n"
        "p,d,2020-01-01,1 2,,,\np,e,2020-01-01,,maybe,,\np,f,2020-01-01,,,2,\np,g,2020-01-01,,,,magic\np,h,,1,,,\np,i,2020-01-01,1e999,,,\n",
        &options);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(report.rejected, 8);
    text_is(fixture, "SELECT la||' '||fix||' '||buggy||kind||quote(ld) FROM changes", "1500.0 1.0 0codeNULL");
    text_is(
        fixture, "SELECT group_concat(\"column\"||':'||reason) FROM rejects",
        "la:not a number,la:not a number,la:not a number,fix:neither true nor false,buggy:neither true nor false,kind:not one of the words it may hold,"
        "author_date:empty,la:not a number");
}

static void too_many_bad_rows_refuse_the_import_whole(void **state)
{
    struct fixture *fixture = *state;
    const char *rejects = path_in(fixture->dir, "rejects.csv");
    struct import_options options = { .tolerate_percent = 5, .rejects_path = rejects };
    char *before, *after;
    struct strbuf file;

    good(fixture, "tickets", HEADER ROW_1, NULL);
    before = dump(fixture);
    strbuf_init(&file);
    strbuf_adds(&file, HEADER);
    for (int i = 0; i < 19; i++)
        strbuf_addf(&file, "%d,p,t,d,,,,,\n", i + 1);
    strbuf_adds(&file, "99,p,t,d,x,,,,\n");
    assert_int_equal(good(fixture, "tickets", file.data, &options).rejected, 1); /* 5 % are tolerated */
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records"), 19);
    mem_free(before);
    before = dump(fixture);
    strbuf_adds(&file, "98,p,new,d,,,,,\n97,p,t,d,x,,,,\n");
    wrong(fixture, "tickets", file.data, &options, ERR_REFUSED,
          "2 of 22 rows are bad (9.1 %, tolerated are 5 %); the first: ");
    after = dump(fixture);
    assert_string_equal(before, after);
    assert_int_equal(count(fixture, "SELECT count(*) FROM rejects"), 1);
    assert_int_equal(count(fixture, "SELECT count(*) FROM audit WHERE action = 'import.complete'"), 2);
    {
        char *text = get_file(rejects, NULL);

        assert_contains(text, ",21,\"created\",\"not a date\"");
        assert_contains(text, ",23,\"created\",\"not a date\"");
        free(text);
    }
    mem_free(before);
    mem_free(after);
    strbuf_release(&file);
}

static void what_is_no_export_is_refused_with_a_hint(void **state)
{
    struct fixture *fixture = *state;
    char *before = dump(fixture), *after;

    wrong(fixture, "tickets", "", NULL, ERR_REFUSED, "in.csv:1: empty file");
    wrong(fixture, "tickets", "\x1f\x8b\x08", NULL, ERR_REFUSED, "gzip data");
    wrong(fixture, "tickets", "Dear sir or madam,\nthis is a letter.\n", NULL, ERR_REFUSED,
          "in.csv:1: column 2 has no name");
    wrong(fixture, "tickets", "Dear sir or madam\nthis is a letter.\n", NULL, ERR_REFUSED,
          "in.csv:1: no column 'id'; --map id=COLUMN names one");
    wrong(fixture, "tickets", "idd,project,title,description\n", NULL, ERR_REFUSED,
          "in.csv:1: no column 'id'; did you mean 'idd'?");
    wrong(fixture, "tickets", "id,title,description\n", NULL, ERR_REFUSED,
          "in.csv:1: no column 'project'; --map project=COLUMN names one, --project P");
    wrong(fixture, "tickets", "id,project,titel,description\n", NULL, ERR_REFUSED,
          "no column 'title'; did you mean 'titel'?");
    wrong(fixture, "tickets", "id,project,title,description,title\n", NULL, ERR_REFUSED,
          "columns 3 and 5 are both named 'title'");
    wrong(fixture, "tickets", HEADER ROW_1 "2,p,\"never closed,,,\n", NULL, ERR_REFUSED,
          "in.csv:3: a quote opens here and is never closed");
    wrong(fixture, "outcomes", "project,outcome,time\n", NULL, ERR_REFUSED, "no column 'release'");
    wrong(fixture, "changes", "project,commit\n", NULL, ERR_REFUSED, "no column 'author_date'");
    after = dump(fixture);
    assert_string_equal(before, after);
    mem_free(before);
    mem_free(after);
}

static void wrong_options_are_told_before_anything_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct config_map map[2] = { { "titel", "x" }, { "title", "Sumary" } };
    struct import_options options = { .tolerate_percent = 5, .map = map, .n_maps = 1 };

    wrong(fixture, "tickets", HEADER, &options, ERR_USAGE,
          "--map: tickets have no field 'titel'; did you mean 'title'?");
    map[0] = map[1];
    wrong(fixture, "tickets", "id,project,Summary,description\n", &options, ERR_USAGE,
          "--map title=Sumary: no column 'Sumary'; did you mean 'Summary'?");
    options.n_maps = 2;
    wrong(fixture, "tickets", HEADER, &options, ERR_USAGE, "'title' is mapped twice");
    options = (struct import_options){ .tolerate_percent = 5, .code_path = "x" };
    wrong(fixture, "tickets", HEADER, &options, ERR_USAGE, "--code belongs to changes");
    options = (struct import_options){ .tolerate_percent = 101 };
    wrong(fixture, "tickets", HEADER, &options, ERR_USAGE, "--tolerate 101");
    options = (struct import_options){ .tolerate_percent = 5, .project = "" };
    wrong(fixture, "tickets", HEADER, &options, ERR_USAGE, "--project");
    assert_int_equal(count(fixture, "SELECT count(*) FROM imports"), 0);
    assert_null(import_kind_find("ticket"));
    assert_null(import_kind_find("code"));
    for (size_t i = 0; import_kind_at(i) != NULL; i++)
        assert_ptr_equal(import_kind_find(import_kind_at(i)->name), import_kind_at(i));
}

static void of_an_item_of_evidence_the_newest_counts_but_each_approval_is_its_own(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 50 };
    struct import_report report = good(fixture, "evidence",
                                       "project,release,item,value,time,by\n"
                                       "p,1.0,runbook,draft,2026-01-01,ann@example.org\n"
                                       "p,1.0,runbook,wiki page for Mr. X <x@example.org>,2026-01-02,ann@example.org\n"
                                       "p,1.0,approval,yes,2026-01-03,ann@example.org\n"
                                       "p,1.0,approval,yes,2026-01-03,bob@example.org\n"
                                       "p,1.0,rollback,yes,,\n",
                                       &options);

    assert_int_equal(report.inserted, 3);
    assert_int_equal(report.updated, 1);
    assert_contains(report.first_reject, ":6: column 'item'");
    assert_int_equal(count(fixture, "SELECT count(*) FROM current_versions WHERE kind = 'evidence'"), 3);
    text_is(fixture, "SELECT value FROM evidence WHERE item = 'runbook'", "wiki page for Mr. X <[EMAIL]>");
    assert_int_equal(count(fixture, "SELECT count(DISTINCT \"by\") FROM evidence WHERE \"by\" LIKE '[PERSON:%'"), 2);
    text_is(fixture, "SELECT known_at || known_basis FROM versions v JOIN evidence USING(version_id) WHERE item = 'runbook'", "1767312000given");
}

static void a_patch_is_known_from_its_publication_and_settled_when_it_is_applied(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 5 };

    good(fixture, "patches",
         "system,component,severity,published,due,applied,exception_until,reason\n"
         "ehr,openssl 3.0.11,critical,2026-01-01,2026-01-15,,2026-02-01,vendor says wait\n"
         "ehr,kernel,high,2026-01-01,2026-01-20,2026-01-10,,\n",
         &options);
    text_is(fixture, "SELECT group_concat(id) FROM (SELECT id FROM records WHERE kind = 'patch' ORDER BY record_id)", "ehr/openssl 3.0.11,ehr/kernel");
    text_is(fixture, "SELECT group_concat(known_at || ':' || label_basis) FROM versions", "1767225600:import,1767225600:given");
    assert_int_equal(count(fixture, "SELECT label_known_at FROM versions v JOIN patches USING(version_id) WHERE component = 'kernel'"), 1768003200);
}

static void a_postmortem_is_known_when_it_is_written_and_not_before_the_end_of_the_incident(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 5 };

    good(fixture, "postmortems",
         "id,date,systems,root_cause,resolved,text\n"
         "pm1,2026-01-01,ehr|lab,expired certificate,2026-01-02,call 555-867-5309\n"
         "pm2,,,,,nothing dated\n",
         &options);
    text_is(fixture, "SELECT group_concat(known_at || known_basis) FROM versions WHERE version_id = 1", "1767312000assumed");
    text_is(fixture, "SELECT known_basis FROM versions WHERE version_id = 2", "import");
    text_is(fixture, "SELECT text FROM postmortems WHERE id = 'pm1'", "call [PHONE]");
}

static void a_given_project_fills_a_missing_one_and_refuses_another(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 50, .project = "p" };
    struct import_report report =
        good(fixture, "tickets", "id,project,title,description\n1,,t,d\n2,p,t,d\n3,q,t,d\n", &options);

    assert_int_equal(report.inserted, 2);
    assert_contains(report.first_reject, ":4: column 'project': project differs from --project");
    text_is(fixture, "SELECT group_concat(project) FROM tickets", "p,p");
    good(fixture, "tickets", "id,title,description\n4,t,d\n", &options);
    text_is(fixture, "SELECT project FROM records WHERE id = '4'", "p");
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static int run_files(struct fixture *fixture, const char *kind, const char *const *path, size_t n, int n_threads,
                     struct import_report *report, struct err *err)
{
    struct import_options options = { .kind = import_kind_find(kind),
                                      .path = path,
                                      .n_paths = n,
                                      .tolerate_percent = 5,
                                      .n_threads = n_threads,
                                      .source = "nightly" };

    return import_run(report, fixture->store, &options, err);
}

static void several_files_are_one_import_and_rows_count_on(void **state)
{
    struct fixture *fixture = *state;
    const char *const path[] = { file_in(fixture, "a.csv", "id,project,title,description\n1,p,a,\n2,p,b,\n"),
                                 file_in(fixture, "b.csv", "title,id,project,description\nc,3,p,\n") };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run_files(fixture, "tickets", path, 2, 0, &report, &err), err);
    assert_int_equal(report.inserted, 3);
    text_is(fixture, "SELECT group_concat(source_row) FROM versions", "1,2,3");
    text_is(fixture, "SELECT source||'|'||count(*) FROM imports", "nightly|1");
}

static void a_file_that_is_gone_leaves_the_store_as_before(void **state)
{
    struct fixture *fixture = *state;
    const char *const path[] = { file_in(fixture, "a.csv", HEADER ROW_1), path_in(fixture->dir, "gone.csv") };
    char *before = dump(fixture), *after;
    struct import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(run_files(fixture, "tickets", path, 2, 0, &report, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "gone.csv'");
    after = dump(fixture);
    assert_string_equal(before, after);
    mem_free(before);
    mem_free(after);
    {
        const char *const folder[] = { fixture->dir };

        assert_int_equal(run_files(fixture, "tickets", folder, 1, 0, &report, &err), ERR_IO);
    }
    assert_int_equal(count(fixture, "SELECT count(*) FROM imports"), 0);
}

/* A new, empty store under the same pseudonym key, on which the hashes depend. */
static void start_anew(struct fixture *fixture)
{
    uint8_t key[DIGEST_KEY_SIZE];
    struct err err = ERR_INIT;
    char command[4 * sizeof fixture->path + 64];

    memcpy(key, fixture->store->keys.pseudonym, sizeof key);
    fixture_close(fixture);
    snprintf(command, sizeof command, "rm -r '%s' '%s.keys'; rm -f '%s'-* '%s.lock'", fixture->path, fixture->path,
             fixture->path, fixture->path);
    assert_int_equal(system(command), 0);
    assert_ok(store_create(&fixture->options, false, &err), err);
    fixture_open(fixture, STORE_JOB);
    memcpy(fixture->store->keys.pseudonym, key, sizeof key);
}

static void the_store_does_not_depend_on_the_number_of_threads(void **state)
{
    static const int n_threads[] = { 1, 2, 5 };
    struct fixture *fixture = *state;
    const char *path = path_in(fixture->dir, "big.csv");
    char *first = NULL;
    struct strbuf file;

    strbuf_init(&file);
    strbuf_adds(&file, "id,project,title,description,assignee,reporter\n");
    for (int i = 0; i < 6000; i++) {
        strbuf_addf(&file, "%d,p,title %d,\"", i % 5500, i);
        for (int k = 0; k < i % 40; k++)
            strbuf_addf(&file, "word%d mail%d@example.com ", k, i);
        strbuf_addf(&file, "\",person %d,%s\n", i % 17, i % 100 == 3 ? "x\"y" : "z");
    }
    put_bytes(path, file.data, file.len);
    strbuf_release(&file);
    for (size_t i = 0; i < sizeof n_threads / sizeof *n_threads; i++) {
        struct import_report report;
        struct err err = ERR_INIT;
        char *text;

        assert_ok(run_files(fixture, "tickets", &path, 1, n_threads[i], &report, &err), err);
        assert_int_equal(report.read, 6000);
        assert_int_equal(report.rejected, 60);
        text = dump(fixture);
        if (first == NULL)
            first = text;
        else
            assert_true(strcmp(first, text) == 0); /* too long to print */
        if (first != text)
            mem_free(text);
        start_anew(fixture);
    }
    mem_free(first);
}

static void rejects_that_cannot_be_written_fail_the_import(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 100,
                                      .rejects_path = path_in(fixture->dir, "no/such/folder.csv") };

    wrong(fixture, "tickets", HEADER ROW_1, &options, ERR_IO, "no/such/folder.csv");
    options.rejects_path = path_in(fixture->dir, "r.csv");
    for (int n = 0; n < 3; n++) {
        outfile_fail_after(n);
        wrong(fixture, "tickets", HEADER ROW_1 ",p,,,,,,,\n", &options, ERR_IO, "r.csv");
        assert_true(outfile_failed());
        outfile_fail_after(-1);
        assert_int_equal(count(fixture, "SELECT count(*) FROM imports"), 0);
        assert_int_equal(access(options.rejects_path, F_OK), -1);
    }
}

/* ---- other kinds ------------------------------------------------------------------------------------------------- */

static void a_change_knows_when_its_label_became_known(void **state)
{
    struct fixture *fixture = *state;

    good(
        fixture, "changes",
        "project,commit,author_date,author,message,la,buggy,label_time,split\nq,c1,1500000000,Ann,fix a@example.com,3,1,1600000000,train\n"
        "q,c2,1500000001,Ann,m,3,0,0,test\nq,c3,1500000002,Bob,m,,1,,\nq,c4,1500000003,,m,,,,\n",
        NULL);
    text_is(
        fixture, "SELECT group_concat(known_at||known_basis||quote(label_known_at)||label_basis) FROM versions",
        "1500000000given1600000000given,1500000001givenNULLimport,1500000002givenNULLimport,1500000003givenNULLimport");
    text_is(fixture, "SELECT group_concat(quote(label_time)||quote(buggy)) FROM changes",
            "16000000001,NULL0,NULL1,NULLNULL");
    text_is(fixture, "SELECT message FROM changes LIMIT 1", "fix [EMAIL]");
    assert_int_equal(count(fixture, "SELECT count(DISTINCT author) FROM changes WHERE author LIKE '[PERSON:%'"), 2);
}

static void code_goes_to_the_project_of_its_commit(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 5 };
    const char *changes = "project,commit,author_date\np,c1,1500000000\nq,c2,1500000001\n";
    struct import_report report;

    options.code_path =
        file_in(fixture, "code.csv",
                "commit,files,added,removed\nc1,a.c|b.c,\"x = 1 ; // ann@example.com\",\nc2,d.c,,y\nzz,e.c,,\n");
    report = good(fixture, "changes", changes, &options);
    assert_int_equal(report.read, 2);
    assert_int_equal(report.code_read, 3);
    assert_int_equal(report.code_matched, 2);
    text_is(fixture, "SELECT group_concat(project||id) FROM current_versions WHERE kind = 'code'", "pc1,qc2");
    text_is(fixture, "SELECT project||files||added FROM code WHERE \"commit\" = 'c1'", "pa.c|b.cx = 1 ; // [EMAIL]");
    text_is(fixture, "SELECT known_at||known_basis FROM current_versions WHERE kind = 'code' AND id = 'c2'",
            "1500000001given");
    report = good(fixture, "changes", changes, &options);
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(count(fixture, "SELECT count(*) FROM code"), 2);
    /* changes that the store has already */
    options.code_path = file_in(fixture, "code.csv", "commit,files,added,removed\nc1,new.c,,\n");
    report = good(fixture, "changes", "project,commit,author_date\nq,c3,1500000003\n", &options);
    assert_int_equal(report.code_matched, 1);
    text_is(fixture, "SELECT project||files FROM code ORDER BY version_id DESC LIMIT 1", "pnew.c");
    options.code_path = file_in(fixture, "code.csv", "commit,files\n,x\n");
    wrong(fixture, "changes", changes, &options, ERR_REFUSED, "1 of 1 rows of the code file are bad");
    options.code_path = file_in(fixture, "code.csv", "sha,files\n");
    wrong(fixture, "changes", changes, &options, ERR_REFUSED, "code.csv:1: no column 'commit'");
}

static void releases_outcomes_and_the_estate_are_stored(void **state)
{
    struct fixture *fixture = *state;
    struct import_options options = { .tolerate_percent = 50 };
    struct import_report report;

    report = good(
        fixture, "releases",
        "project,release,system,planned,deployed,status\np,1.0,ehr,2020-01-01,2020-01-02,deployed\np,1.1,ehr,2020-02-01,,\np,1.2,ehr,,,Deployed\n"
        "p,1.3,ehr,,2020-03-01,\n",
        &options);
    assert_int_equal(report.rejected, 1);
    text_is(fixture, "SELECT group_concat(\"release\"||status) FROM releases", "1.0deployed,1.1planned,1.3deployed");
    assert_contains(report.first_reject, "column 'deployed': empty, but the status is 'deployed'");

    report = good(
        fixture, "outcomes",
        "project,release,change,outcome,time,evidence\np,1.0,,incident,2020-01-05,INC1 ann@example.com\np,1.0,,rollback,2020-01-06,\np,,c1,OK,,\n"
        "p,1.0,c1,ok,,\np,,,ok,,\n",
        &options);
    assert_int_equal(report.inserted, 3);
    assert_int_equal(report.rejected, 2);
    text_is(fixture, "SELECT group_concat(id) FROM (SELECT id FROM records WHERE kind = 'outcome' ORDER BY record_id)",
            "release:1.0@2020-01-05T00:00:00Z,release:1.0@2020-01-06T00:00:00Z,change:c1");
    text_is(fixture, "SELECT group_concat(outcome||evidence) FROM outcomes", "incidentINC1 [EMAIL],rollback,ok");
    text_is(fixture, "SELECT group_concat(label_known_at||label_basis) FROM versions JOIN outcomes USING (version_id)",
            "1578182400given,1578268800given,1700000000import");

    good(
        fixture, "estate",
        "system,name,owner,criticality,internet_facing,replacement_date,project\nehr,EHR,Ann,Care Critical,YES,2030-01-01,x\nlab,,,,,,\n",
        &options);
    text_is(fixture, "SELECT project||id FROM records WHERE kind = 'system' LIMIT 1", "ehr");
    text_is(fixture, "SELECT criticality||internet_facing||replacement_date||extra FROM systems LIMIT 1",
            "care-critical11893456000{\"project\":\"x\"}");
    text_is(fixture, "SELECT quote(internet_facing) FROM systems WHERE system = 'lab'", "NULL");
}

/* ---- the report -------------------------------------------------------------------------------------------------- */

static json_t *json_of(const struct import_report *report)
{
    struct strbuf text;
    json_t *json;

    strbuf_init(&text);
    import_report_json(&text, report);
    assert_int_equal(text.data[text.len - 1], '\n');
    json = json_loadb(text.data, text.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    strbuf_release(&text);
    return json;
}

static void the_report_is_the_contracts_json(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report = good(fixture, "tickets", HEADER ROW_1 ROW_2, NULL);
    json_t *json = json_of(&report);
    struct err err = ERR_INIT;

    assert_int_equal(json_integer_value(json_object_get(json, "schema_version")), 1);
    assert_string_equal(json_string_value(json_object_get(json, "kind")), "tickets");
    assert_int_equal(json_integer_value(json_object_get(json, "read")), 2);
    assert_int_equal(json_integer_value(json_object_get(json, "inserted")), 2);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "redactions"), "PERSON")), 1);
    assert_int_equal(strlen(json_string_value(json_object_get(json, "content_hash"))), 64);
    assert_true(json_is_real(json_object_get(json, "seconds")));
    assert_null(json_object_get(json, "refused"));
    json_decref(json);

    assert_int_equal(run_kind(fixture, "tickets", HEADER "1,p,\"x\"y,,,,,,\n", NULL, &report, &err), ERR_REFUSED);
    json = json_of(&report);
    assert_string_equal(json_string_value(json_object_get(json, "refused")), err.msg);
    assert_int_equal(json_integer_value(json_object_get(json, "rejected")), 1);
    json_decref(json);
}

/* ---- failures ---------------------------------------------------------------------------------------------------- */

static void any_failed_allocation_leaves_the_store_as_before(void **state)
{
    struct fixture *fixture = *state;
    const char *code = file_in(fixture, "code.csv", "commit,files\nc1,a\n");
    const char *path =
        file_in(fixture, "in.csv",
                "project,commit,author_date,message,x\np,c1,1500000000,m a@example.com,y\np,c1,1500000000,n,y\n,,,,\n");
    struct import_options options = {
        .kind = import_kind_find("changes"), .path = &path, .n_paths = 1, .code_path = code, .tolerate_percent = 100
    };
    char *before = dump(fixture), *after;

    for (int n_threads = 1; n_threads <= 2; n_threads++) {
        options.n_threads = n_threads;
        for (long n = 0;; n += n_threads) {
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
            if (count(fixture, "SELECT count(*) FROM imports WHERE completed_at IS NOT NULL") > 0)
                break; /* after completion: signing the head */
            after = dump(fixture);
            assert_string_equal(before, after);
            mem_free(after);
        }
        mem_fail_after(-1);
        fixture_run(fixture->store, "SELECT 1");
    }
    mem_free(before);
}

#define store_test(name) cmocka_unit_test_setup_teardown(name, fixture_setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(a_ticket_is_stored_with_its_times_and_hashes),
        store_test(an_import_is_recorded_and_audited),
        store_test(forms_of_exports_are_read),
        store_test(unknown_columns_are_kept_de_identified),
        store_test(identifiers_of_persons_do_not_reach_the_file),
        store_test(the_same_file_again_changes_nothing),
        store_test(many_rows_of_known_and_new_records_keep_their_order_and_counts),
        store_test(numbers_are_stored_as_strtod_reads_them),
        store_test(moved_and_new_empty_columns_change_nothing),
        store_test(another_map_is_another_row),
        store_test(the_kind_of_damage_is_mapped_like_a_field),
        store_test(a_newer_export_adds_versions_and_keeps_the_old),
        store_test(of_an_id_that_comes_twice_the_last_row_counts),
        store_test(many_new_rows_are_numbered_in_their_order),
        store_test(the_same_id_in_another_project_is_another_record),
        store_test(newer_rules_scrub_older_versions_too),
        store_test(bad_rows_are_told_by_place_and_reason_never_by_content),
        store_test(values_of_each_type_are_checked),
        store_test(too_many_bad_rows_refuse_the_import_whole),
        store_test(what_is_no_export_is_refused_with_a_hint),
        store_test(wrong_options_are_told_before_anything_is_read),
        store_test(of_an_item_of_evidence_the_newest_counts_but_each_approval_is_its_own),
        store_test(a_patch_is_known_from_its_publication_and_settled_when_it_is_applied),
        store_test(a_postmortem_is_known_when_it_is_written_and_not_before_the_end_of_the_incident),
        store_test(a_given_project_fills_a_missing_one_and_refuses_another),
        store_test(several_files_are_one_import_and_rows_count_on),
        store_test(a_file_that_is_gone_leaves_the_store_as_before),
        store_test(the_store_does_not_depend_on_the_number_of_threads),
        store_test(rejects_that_cannot_be_written_fail_the_import),
        store_test(a_change_knows_when_its_label_became_known),
        store_test(code_goes_to_the_project_of_its_commit),
        store_test(releases_outcomes_and_the_estate_are_stored),
        store_test(the_report_is_the_contracts_json),
        store_test(any_failed_allocation_leaves_the_store_as_before),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
