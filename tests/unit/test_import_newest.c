/*
 * A release made of the newest changes, as the text of a releases file.
 */
#include "datasets/import/import_newest.h"

#include "datasets/base/mem.h"
#include "tests/support/small_estate.h"

/* Changes "a" to "d" of the project p, the newest named first, with systems. */
static void put_changes(struct fixture *f)
{
    static const struct { const char *commit, *system; long long date; } change[] = { { "d", "ehr", 400 }, { "a", "ehr", 100 }, { "say \"b\"", "ehr", 200 }, { "c", "lab", 200 } };
    struct err err = ERR_INIT;
    int64_t import = fixture_import(f->store);

    for (size_t i = 0; i < sizeof(change) / sizeof(change[0]); i++) {
        int64_t version = fixture_version(f->store, import, "change", "p", change[i].commit, change[i].commit);

        assert_ok(db_run(f->store->db, &err, "INSERT INTO changes(version_id, system, author_date) VALUES(?, ?, ?)", "iti", version, change[i].system,
                         (int64_t)change[i].date), err);
    }
    /* a merge touches no file, and is none of them */
    assert_ok(db_run(f->store->db, &err, "INSERT INTO changes(version_id, system, author_date, nf) VALUES(?, 'web', 500, 0)", "i",
                     fixture_version(f->store, import, "change", "p", "merge", "merge")), err);
    fixture_complete(f->store, import);
}

static void check(struct fixture *f, size_t last, size_t n_expected, const char *expected)
{
    struct strbuf out;
    struct err err = ERR_INIT;
    size_t n = 0;

    strbuf_init(&out);
    assert_ok(import_newest(&out, &n, f->store, "p", "next, please", last, &err), err);
    assert_int_equal(n, n_expected);
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void the_newest_changes_are_named_oldest_first(void **state)
{
    struct fixture *f = *state;

    put_changes(f);
    check(f, 1, 1, "project,release,system,status,members\n\"p\",\"next, please\",\"ehr\",planned,\"d\"\n");
    check(f, 2, 2, "project,release,system,status,members\n\"p\",\"next, please\",\"\",planned,\"c|d\"\n"); /* of b and c the one that came later */
    check(f, 9, 4, "project,release,system,status,members\n\"p\",\"next, please\",\"\",planned,\"a|say \"\"b\"\"|c|d\"\n");
}

static void what_cannot_be_made_is_said(void **state)
{
    struct fixture *f = *state;
    struct strbuf out;
    struct err err = ERR_INIT;
    size_t n;

    strbuf_init(&out);
    assert_int_equal(import_newest(&out, &n, f->store, "p", "next", 3, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "project 'p' has no changes");
    small_estate(f, 5, 30);
    assert_int_equal(import_newest(&out, &n, f->store, "app", "2.0", 3, &err), ERR_USAGE);
    assert_contains(err.msg, "has a release '2.0' from a releases file");
    assert_int_equal(out.len, 0);
    strbuf_release(&out);
}

/* As a failing allocation must: an error, nothing half-made, nothing leaked. */
static void every_failing_allocation_is_an_error(void **state)
{
    struct fixture *f = *state;
    int rc = ERR_NOMEM;

    put_changes(f);
    for (long n = 0; rc < 0; n++) {
        struct strbuf out;
        struct err err = ERR_INIT;
        size_t count = 0;

        strbuf_init(&out);
        mem_fail_after(n);
        rc = import_newest(&out, &count, f->store, "p", "next", 4, &err);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM || rc == ERR_STORE);
        strbuf_release(&out);
        assert_true(n < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_newest_changes_are_named_oldest_first, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_made_is_said, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_failing_allocation_is_an_error, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("import_newest", tests, NULL, NULL);
}
