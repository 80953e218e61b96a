/* Which rules text has passed: their number, and what a changed list does to what is stored. */
#include "datasets/store/rules_version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "datasets/phi/phi_rules.h"
#include "tests/support/fixture_store.h"

static int64_t in_force(struct fixture *fixture)
{
    struct err err = ERR_INIT;
    int64_t version = 0;

    assert_ok(rules_version_in_force(&version, fixture->store, &err), err);
    return version;
}

static void add(struct phi_rules *rules, enum phi_list list, const char *phrase)
{
    struct err err = ERR_INIT;

    assert_ok(phi_rules_add(rules, list, phrase, strlen(phrase), &err), err);
}

static struct import_report import(struct fixture *fixture, const char *text)
{
    const char *path = path_in(fixture->dir, "in.csv");
    struct import_options options = { .kind = import_kind_find("tickets"), .path = &path, .n_paths = 1, .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_ok(import_run(&report, fixture->store, &options, &err), err);
    return report;
}

#define count(fixture, sql) fixture_count((fixture)->store, sql)

static void every_change_of_a_rule_gives_the_next_number_and_nothing_else_does(void **state)
{
    struct fixture *fixture = *state;
    int64_t built_in = deidentify_rules_version();
    struct phi_rules *rules = phi_rules_new(NULL), *same = phi_rules_new(NULL);

    assert_int_equal(in_force(fixture), built_in);
    assert_int_equal(in_force(fixture), built_in);
    assert_int_equal(count(fixture, "SELECT count(*) FROM rule_sets"), 1);
    assert_int_equal(count(fixture, "SELECT count(*) FROM audit WHERE action = 'rules.change'"), 0);
    store_use_rules(fixture->store, rules); /* empty: the same */
    assert_int_equal(in_force(fixture), built_in);
    add(rules, PHI_DENY, "roe");
    assert_int_equal(in_force(fixture), built_in + 1);
    add(same, PHI_DENY, "roe");
    store_use_rules(fixture->store, same);
    assert_int_equal(in_force(fixture), built_in + 1);
    store_use_rules(fixture->store, NULL); /* text that was denied is not in the store: what comes now is cleaned by other rules */
    assert_int_equal(in_force(fixture), built_in + 2);
    store_use_rules(fixture->store, same);
    assert_int_equal(in_force(fixture), built_in + 3);
    assert_int_equal(count(fixture, "SELECT count(*) FROM audit WHERE action = 'rules.change' AND subject GLOB 'rules:[0-9]*'"), 3);
    store_use_rules(fixture->store, NULL);
    phi_rules_free(rules);
    phi_rules_free(same);
}

static void newer_built_in_rules_give_the_next_number(void **state)
{
    struct fixture *fixture = *state;
    int64_t built_in = deidentify_rules_version();

    fixture_run(fixture->store, "INSERT INTO rule_sets(rules_version, built_in, lists, since) VALUES(7, 0, x'00', 1)");
    assert_int_equal(in_force(fixture), 8);
    assert_int_equal(count(fixture, "SELECT built_in FROM rule_sets WHERE rules_version = 8"), built_in);
    assert_int_equal(in_force(fixture), 8);
}

static void a_store_from_before_goes_on_from_what_its_imports_say(void **state)
{
    struct fixture *fixture = *state;
    struct phi_rules *rules = phi_rules_new(NULL);

    fixture_run(fixture->store, "INSERT INTO imports(kind, source, started_at, completed_at, rules_version) VALUES ('tickets', '', 1, 1, 5)");
    add(rules, PHI_ALLOW, "wells");
    store_use_rules(fixture->store, rules);
    assert_int_equal(in_force(fixture), 6);
    store_use_rules(fixture->store, NULL);
    phi_rules_free(rules);
}

/* The store as its file's bytes would show it. */
static void title_is(struct fixture *fixture, const char *expected)
{
    struct err err = ERR_INIT;
    char *text = NULL;

    assert_ok(db_get_text(fixture->store->db, &text, &err,
                          "SELECT group_concat(title || extra, '; ') FROM (SELECT title, extra FROM tickets ORDER BY version_id)", ""), err);
    assert_string_equal(text, expected);
    mem_free(text);
}

static void a_changed_list_scrubs_again_what_is_imported_again(void **state)
{
    static const char first[] = "id,project,title,description,ward\n1,p,Roe is back,d,Roe room\n";
    static const char second[] = "id,project,title,description,ward\n1,p,Roe left BDG1234,d,Roe room\n";
    struct fixture *fixture = *state;
    struct phi_rules *rules = phi_rules_new(NULL);
    int64_t built_in = deidentify_rules_version();
    struct import_report report;

    import(fixture, first);
    import(fixture, second);
    title_is(fixture, "Roe is back{\"ward\":\"Roe room\"}; Roe left BDG1234{\"ward\":\"Roe room\"}");

    add(rules, PHI_DENY, "[NAME] roe");
    assert_int_equal(phi_rules_add_pattern(rules, "badge", "BDG\\d+", NULL), 0);
    store_use_rules(fixture->store, rules);
    report = import(fixture, second);
    assert_int_equal(report.rescrubbed, 1);
    assert_int_equal(report.unchanged, 0);
    assert_int_equal(report.redactions[PHI_NAME], 2);
    assert_int_equal(report.redactions[PHI_ID], 1);
    title_is(fixture, "[NAME] is back{\"ward\":\"[NAME] room\"}; [NAME] left [ID]{\"ward\":\"[NAME] room\"}; [NAME] left [ID]{\"ward\":\"[NAME] room\"}");
    assert_int_equal(count(fixture, "SELECT min(rules_version) FROM versions"), built_in + 1);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions WHERE overwritten = 'rescrub'"), 2);

    report = import(fixture, second); /* the same rules: nothing */
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.rescrubbed, 0);

    store_use_rules(fixture->store, NULL);
    report = import(fixture, second);
    assert_int_equal(report.rescrubbed, 1);
    assert_int_equal(count(fixture, "SELECT max(rules_version) FROM versions"), built_in + 2);
    phi_rules_free(rules);
}

static bool file_holds(const char *path, const char *word)
{
    size_t len;
    char *bytes = get_file(path, &len);
    bool found = memmem(bytes, len, word, strlen(word)) != NULL;

    free(bytes);
    return found;
}

static void text_that_newer_rules_overwrote_is_gone_from_the_bytes(void **state)
{
    static const char text[] = "id,project,title,description,\"note of Quartermain\"\n1,p,Quartermain is back,about Quartermain,Quartermain\n";
    struct fixture *fixture = *state;
    struct phi_rules *rules = phi_rules_new(NULL);
    char wal[4200];

    snprintf(wal, sizeof wal, "%s-wal", fixture->path);
    import(fixture, text);
    assert_true(file_holds(fixture->path, "Quartermain"));
    add(rules, PHI_DENY, "[NAME] quartermain");
    store_use_rules(fixture->store, rules);
    assert_int_equal(import(fixture, text).rescrubbed, 1);
    title_is(fixture, "[NAME] is back{\"note of [NAME] 5\":\"note of [NAME]: [NAME]\"}; [NAME] is back{\"note of [NAME] 5\":\"note of [NAME]: [NAME]\"}");
    assert_false(file_holds(fixture->path, "Quartermain"));
    if (access(wal, F_OK) == 0)
        assert_false(file_holds(wal, "Quartermain"));
    store_use_rules(fixture->store, NULL);
    phi_rules_free(rules);
}

static void a_pattern_that_gives_up_refuses_the_import_and_loses_nothing(void **state)
{
    enum { N = 20000 };
    struct fixture *fixture = *state;
    struct phi_rules *rules = phi_rules_new(NULL);
    const char *path = path_in(fixture->dir, "in.csv");
    struct import_options options = { .kind = import_kind_find("tickets"), .path = &path, .n_paths = 1, .tolerate_percent = 5 };
    struct import_report report;
    struct strbuf text;
    struct err err = ERR_INIT;

    import(fixture, "id,project,title,description\n1,p,x,d\n");
    assert_int_equal(phi_rules_add_pattern(rules, "ward", "(a+)+$", NULL), 0);
    store_use_rules(fixture->store, rules);
    strbuf_init(&text);
    strbuf_adds(&text, "id,project,title,description\n2,p,fine,d\n3,p,y,");
    for (size_t i = 0; i < N; i++)
        strbuf_addc(&text, 'a');
    strbuf_adds(&text, "!\n");
    put_file(path, text.data);
    strbuf_release(&text);
    assert_int_equal(import_run(&report, fixture->store, &options, &err), ERR_REFUSED);
    assert_contains(err.msg, "pattern 'ward': the search gave up");
    assert_string_equal(report.refused, err.msg);
    assert_int_equal(count(fixture, "SELECT count(*) FROM versions"), 1);
    assert_int_equal(count(fixture, "SELECT count(*) FROM imports"), 1);
    store_use_rules(fixture->store, NULL);
    phi_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_change_of_a_rule_gives_the_next_number_and_nothing_else_does, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(newer_built_in_rules_give_the_next_number, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_store_from_before_goes_on_from_what_its_imports_say, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_changed_list_scrubs_again_what_is_imported_again, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(text_that_newer_rules_overwrote_is_gone_from_the_bytes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_pattern_that_gives_up_refuses_the_import_and_loses_nothing, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
