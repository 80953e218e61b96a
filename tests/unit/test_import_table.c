/*
 * test_import_table.c - rows read into memory are those that a store would give.
 */
#include "datasets/import/import_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows_scan.h"
#include "tests/support/small_estate.h"

/* A chunk of one thread's rows and more, with every kind of oddity: several projects, ids that come again (as they were, changed, in another project), rows
 * without a time, bad rows, quotes and line ends in text, people, identifiers, columns of no field. */
static void odd_tickets(const char *path, size_t n)
{
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    fputs("id,project,title,description,created,resolved,component,team,assignee,severity,status,priority,damage,reporter,severity_filed,cause\n", out);
    for (size_t i = 0; i < n; i++) {
        size_t id = i % 37 == 36 ? i / 2 : i;
        const char *project = i % 5 == 3 ? "lab" : "desk", *team = i % 3 == 0 ? "network" : i % 3 == 1 ? "records" : "";
        int64_t created = FIXTURE_NOW - (int64_t)(n - i) * 7000;
        char day[32] = "";

        if (i % 29 == 11)
            snprintf(day, sizeof day, "%s", i % 2 == 0 ? "" : "yesterday");
        else
            snprintf(day, sizeof day, "%lld", (long long)created);
        fprintf(out, "T%zu,%s,\"Ward %zu: \"\"no\"\" network\",\"Called Dr. Jane Roe at 555-123-%04zu,\r\n\r\nroom %zu is down.\n\",%s,", id, project, i % 11, i % 10000,
                i, day);
        if (i % 4 != 0 && i % 29 != 11)
            fprintf(out, "%lld", (long long)created + 3600);
        fprintf(out, ",\"a | b\",%s,Ann%zu,%s,%s,2,%s,bob@example.org,%s,\n", team, i % 7, i % 2 ? "low" : "critical", i % 4 == 0 ? "New" : "Closed",
                i % 13 == 0 ? "\"safety \"\"now\"\" \\ x\"" : i % 13 == 1 ? "privacy" : "", i % 6 == 0 ? "minor" : "");
    }
    fclose(out);
}

static void odd_changes(const char *path, const char *code_path, size_t n)
{
    FILE *out = fopen(path, "w"), *code = fopen(code_path, "w");

    assert_non_null(out);
    assert_non_null(code);
    fputs("commit,project,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,buggy,label_time,split,kind,approver\n", out);
    fputs("commit,files,added,removed\n", code);
    for (size_t i = 0; i < n; i++) {
        size_t id = i % 31 == 30 ? i - 7 : i;

        fprintf(out, "c%zu,%s,%lld,Ann%zu,\"fix \"\"%zu\"\", ask jane.roe@example.org\",1,,2,%s,%zu,3,,%s,1,2.5,3,4,5e-1,6,%s,%s,%s,%s,Bob\n", id, i % 3 ? "app" : "lab",
                (long long)(FIXTURE_NOW - 5000 * (int64_t)(i % 50)), i % 5, i, i % 40 == 39 ? "many" : "0.25", i, i % 2 ? "true" : "0",
                i % 4 == 0 ? "" : i % 4 == 1 ? "1" : "0", i % 4 == 1 ? "1690000000" : "0", i % 2 ? "train" : "test", i % 6 ? "" : "Patch");
        if (i % 3 != 2)
            fprintf(code, "c%zu,src/a%zu.c|src/b.c,\"int x = %zu;\n\",%s\n", i % 17 == 16 ? i - 1 : i, i % 9, i, i % 2 ? "y" : "");
    }
    fputs("nobody,x.c,a,b\n,x.c,a,b\n", code);
    fclose(out);
    fclose(code);
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static void assert_same_column(const unsigned char *a, const unsigned char *b, const struct row_column *column)
{
    const void *x = a + column->offset, *y = b + column->offset;
    const struct text *s = x, *t = y;

    switch (column->type) {
    case ROW_WORD:
        if (strcmp(*(const char *const *)x, *(const char *const *)y) != 0)
            fail_msg("%s: '%s' is not '%s'", column->sql, *(const char *const *)x, *(const char *const *)y);
        break;
    case ROW_TEXT:
        if (s->len != t->len || memcmp(s->str, t->str, s->len + 1) != 0)
            fail_msg("%s: '%s' is not '%s'", column->sql, s->str, t->str);
        break;
    case ROW_INT:
        if (*(const int64_t *)x != *(const int64_t *)y)
            fail_msg("%s: %lld is not %lld", column->sql, (long long)*(const int64_t *)x, (long long)*(const int64_t *)y);
        break;
    case ROW_NUMBER:
        assert_memory_equal(x, y, sizeof(double));
        break;
    case ROW_FLAG:
        assert_int_equal(*(const int *)x, *(const int *)y);
        break;
    }
}

/* All columns; ids of records as far as their order goes, which is what they tell. */
static void assert_same_rows(const void *rows, const void *stored, size_t n, const struct row_source *source)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char *a = (const unsigned char *)rows + i * source->row_size, *b = (const unsigned char *)stored + i * source->row_size;

        for (size_t k = 0; k < source->n_columns; k++)
            assert_same_column(a, b, &source->column[k]);
    }
}

struct files {
    const char *path[4], *code, *project, *profile;
    const char *of; /* project of the store that is looked at; NULL: all */
    struct config_map map;
    size_t n_paths, n_maps;
    int n_threads;
};

static struct import_options options_of(const struct files *files, const char *kind)
{
    return (struct import_options){ .kind = import_kind_find(kind), .path = files->path, .n_paths = files->n_paths, .code_path = files->code,
                                    .project = files->project, .profile = files->profile, .map = &files->map, .n_maps = files->n_maps,
                                    .tolerate_percent = 20, .n_threads = files->n_threads };
}

static void import_files(struct fixture *f, const struct import_options *options, struct snapshot *snapshot, struct import_report *report)
{
    struct err err = ERR_INIT;

    assert_ok(import_run(report, f->store, options, &err), err);
    assert_ok(snapshot_take(snapshot, f->store, &err), err);
}

static void assert_same_report(const struct import_report *a, const struct import_report *b)
{
    assert_int_equal(a->read, b->read);
    assert_int_equal(a->rejected, b->rejected);
    assert_int_equal(a->code_read, b->code_read);
    assert_int_equal(a->code_matched, b->code_matched);
    assert_string_equal(a->first_reject, b->first_reject);
}

static void tickets_are_the_same(struct fixture *f, const struct files *files)
{
    struct import_options options = options_of(files, "tickets"), table_options = options;
    struct import_table_options table = { .files = &table_options, .key = f->store->keys.pseudonym, .now = FIXTURE_NOW };
    struct ticket_table stored, read;
    struct import_report report, stored_report;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    import_files(f, &options, &snapshot, &stored_report);
    assert_ok(tickets_load(&stored, f->store, &snapshot, files->of, &err), err);
    if (files->of != NULL)
        table_options.project = files->of;
    assert_ok(import_tickets(&read, &report, &table, &err), err);
    assert_same_report(&report, &stored_report);
    assert_int_equal(read.n, stored.n);
    assert_int_equal(report.inserted, read.n);
    assert_true(read.n > 0);
    assert_same_rows(read.row, stored.row, read.n, &row_source_tickets);
    tickets_release(&read);
    tickets_release(&stored);
    snapshot_release(&snapshot);
}

static void changes_are_the_same(struct fixture *f, const struct files *files)
{
    struct import_options options = options_of(files, "changes"), table_options = options;
    struct import_table_options table = { .files = &table_options, .key = f->store->keys.pseudonym, .now = FIXTURE_NOW };
    struct change_table stored, read;
    struct import_report report, stored_report;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    import_files(f, &options, &snapshot, &stored_report);
    assert_ok(changes_load(&stored, f->store, &snapshot, files->of, &err), err);
    if (files->of != NULL)
        table_options.project = files->of;
    assert_ok(import_changes(&read, &report, &table, &err), err);
    assert_same_report(&report, &stored_report);
    assert_int_equal(read.n, stored.n);
    assert_true(read.n > 0);
    assert_int_equal(read.has_code, stored.has_code);
    assert_same_rows(read.row, stored.row, read.n, &row_source_changes);
    for (size_t i = 0; i < read.n; i++) {
        const struct change *a = &read.row[i], *b = &stored.row[i];

        assert_string_equal(a->files.str, b->files.str);
        assert_string_equal(a->added.str, b->added.str);
        assert_string_equal(a->removed.str, b->removed.str);
        assert_int_equal(a->provenance, b->provenance);
        assert_int_equal(a->prior, b->prior);
        assert_true(a->prior_time == b->prior_time && a->label_time == b->label_time);
    }
    changes_release(&read);
    changes_release(&stored);
    snapshot_release(&snapshot);
}

/* ---- tests ------------------------------------------------------------------------------------------------------- */

static void tickets_of_a_project_are_those_that_a_store_gives(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "t.csv") }, .n_paths = 1, .of = "desk", .n_threads = 2 };

    odd_tickets(files.path[0], 5000);
    tickets_are_the_same(f, &files);
}

static void tickets_of_all_projects_and_several_files_are_those_that_a_store_gives(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "t.csv"), path_in(f->dir, "again.csv") }, .n_paths = 2, .n_threads = 1 };

    odd_tickets(files.path[0], 300);
    odd_tickets(files.path[1], 350);
    tickets_are_the_same(f, &files);
}

static void exports_of_trackers_are_those_that_a_store_gives(void **state)
{
    static const char *const name[] = { "jira.csv", "servicenow.csv", "servicenow-labels.csv", "gitlab.csv", "bugzilla.csv", "github.json", "github-rest.json" };

    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        struct files files = { .n_paths = 1, .project = "desk", .n_threads = 2 };
        char path[4096];
        void *own = NULL;

        snprintf(path, sizeof path, "%s/tests/data/trackers/%s", test_root(), name[i]);
        files.path[0] = path;
        if (strcmp(name[i], "jira.csv") == 0 || strncmp(name[i], "github", 6) == 0 || strcmp(name[i], "gitlab.csv") == 0)
            files.project = NULL; /* it names its own */
        fixture_setup(&own);
        tickets_are_the_same(own, &files);
        fixture_teardown(&own);
    }
    (void)state;
}

static void a_mapped_column_is_read_as_import_reads_it(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "t.csv") }, .n_paths = 1, .of = "desk", .map = { "component_filed", "team" }, .n_maps = 1, .n_threads = 2 };

    odd_tickets(files.path[0], 200);
    tickets_are_the_same(f, &files);
}

static void changes_with_code_are_those_that_a_store_gives(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "c.csv") }, .code = path_in(f->dir, "code.csv"), .n_paths = 1, .of = "app", .n_threads = 2 };

    odd_changes(files.path[0], files.code, 5000);
    changes_are_the_same(f, &files);
}

static void changes_of_all_projects_are_those_that_a_store_gives(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "c.csv") }, .n_paths = 1, .n_threads = 1 };

    odd_changes(files.path[0], path_in(f->dir, "code.csv"), 400);
    changes_are_the_same(f, &files);
}

static void a_file_whose_quotes_do_not_pair_is_read_as_by_one_thread(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "t.csv") }, .n_paths = 1, .n_threads = 1 };
    struct import_options options = options_of(&files, "tickets"), table_options = options;
    struct import_table_options table = { .files = &table_options, .key = f->store->keys.pseudonym, .now = FIXTURE_NOW };
    struct ticket_table stored, read;
    struct import_report report, stored_report;
    struct snapshot snapshot;
    struct err err = ERR_INIT;
    FILE *out = fopen(files.path[0], "w");

    assert_non_null(out);
    fputs("id,project,title,description\n", out);
    for (size_t i = 0; i < 20000; i++)
        fprintf(out, i % 3000 == 2999 ? "%zu,desk,a 5\" disk,full\n" : i % 5 ? "%zu,desk,\"one\ntwo\",a text of some words\n" : "%zu,desk,plain,words\n", i);
    fclose(out);
    import_files(f, &options, &snapshot, &stored_report);
    assert_ok(tickets_load(&stored, f->store, &snapshot, NULL, &err), err);
    table_options.n_threads = 3;
    assert_ok(import_tickets(&read, &report, &table, &err), err);
    assert_same_report(&report, &stored_report);
    assert_int_equal(report.rejected, 6);
    assert_int_equal(read.n, stored.n);
    assert_same_rows(read.row, stored.row, read.n, &row_source_tickets);
    tickets_release(&read);
    tickets_release(&stored);
    snapshot_release(&snapshot);
}

static void too_many_bad_rows_refuse_the_file(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "t.csv") }, .n_paths = 1, .n_threads = 2 };
    struct import_options options = options_of(&files, "tickets");
    struct import_table_options table = { .files = &options, .key = f->store->keys.pseudonym, .now = FIXTURE_NOW };
    struct ticket_table read;
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(files.path[0], "id,project,title,description,created\n1,p,a,b,\n2,p,a,b,soon\n");
    assert_int_equal(import_tickets(&read, &report, &table, &err), ERR_REFUSED);
    assert_contains(err.msg, "1 of 2 rows are bad (50.0 %");
    assert_int_equal(report.rejected, 1);
    assert_string_equal(report.refused, err.msg);
}

static void any_failed_allocation_leaves_no_table(void **state)
{
    struct fixture *f = *state;
    struct files files = { .path = { path_in(f->dir, "c.csv") }, .code = path_in(f->dir, "code.csv"), .n_paths = 1, .n_threads = 1 };
    struct import_options options = options_of(&files, "changes");
    struct import_table_options table = { .files = &options, .key = f->store->keys.pseudonym, .now = FIXTURE_NOW };

    odd_changes(files.path[0], files.code, 30);
    for (long n = 0;; n++) {
        struct change_table read;
        struct import_report report;
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(n);
        rc = import_changes(&read, &report, &table, &err);
        if (rc == 0 && !mem_failed()) {
            mem_fail_after(-1);
            changes_release(&read);
            break;
        }
        mem_fail_after(-1);
        if (rc == 0)
            changes_release(&read); /* the one that failed could be done without */
        else
            assert_int_equal(rc, ERR_NOMEM);
        assert_true(n < 100000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tickets_of_a_project_are_those_that_a_store_gives, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(tickets_of_all_projects_and_several_files_are_those_that_a_store_gives, fixture_setup, fixture_teardown),
        cmocka_unit_test(exports_of_trackers_are_those_that_a_store_gives),
        cmocka_unit_test_setup_teardown(a_mapped_column_is_read_as_import_reads_it, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(changes_with_code_are_those_that_a_store_gives, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(changes_of_all_projects_are_those_that_a_store_gives, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_file_whose_quotes_do_not_pair_is_read_as_by_one_thread, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(too_many_bad_rows_refuse_the_file, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(any_failed_allocation_leaves_no_table, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
