#include "datasets/git/git_import.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"
#include "tests/support/git_fixture.h"

enum { DAY = 86400 };

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int run(struct fixture *f, const struct git_fixture *repo, const struct git_import_options *more, struct git_import_report *report, struct err *err)
{
    struct git_import_options options = { .n_threads = 1 };

    if (more != NULL)
        options = *more;
    options.path = repo->dir;
    return git_import_run(report, f->store, &options, err);
}

static struct git_import_report good(struct fixture *f, const struct git_fixture *repo, const struct git_import_options *more)
{
    struct git_import_report report;
    struct err err = ERR_INIT;

    assert_ok(run(f, repo, more, &report, &err), err);
    assert_int_equal(report.total.read, report.total.inserted + report.total.updated + report.total.unchanged + report.total.rescrubbed + report.total.rejected);
    assert_int_equal(report.total.rejected, 0);
    return report;
}

static void refused(struct fixture *f, const struct git_fixture *repo, const char *words)
{
    struct git_import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(run(f, repo, NULL, &report, &err), ERR_REFUSED);
    assert_contains(err.msg, words);
    assert_string_equal(report.total.refused, err.msg);
    assert_int_equal(fixture_count(f->store, "SELECT (SELECT count(*) FROM imports) + (SELECT count(*) FROM versions) + (SELECT count(*) FROM repositories)"), 0);
}

static char *text_of(struct fixture *f, const char *column, const char *table, const char *commit)
{
    char sql[512], *text = NULL;
    struct err err = ERR_INIT;

    snprintf(sql, sizeof sql, "SELECT c.%s FROM current_versions v JOIN %s c ON c.version_id = v.version_id WHERE c.\"commit\" = ?", column, table);
    assert_ok(db_get_text(f->store->db, &text, &err, sql, "t", commit), err);
    return text;
}

static void assert_text(struct fixture *f, const char *column, const char *table, const char *commit, const char *want)
{
    char *text = text_of(f, column, table, commit);

    assert_string_equal(text, want);
    mem_free(text);
}

/* ns nd nf entropy la ld lt fix ndev age nuc exp rexp sexp, in Kamei's order. */
static void assert_metrics(struct fixture *f, const char *commit, const double want[14])
{
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;

    assert_ok(db_prepare(f->store->db, &stmt,
                         "SELECT ns, nd, nf, entropy, la, ld, lt, fix, ndev, age, nuc, exp, rexp, sexp FROM current_versions v"
                         " JOIN changes c ON c.version_id = v.version_id WHERE v.id = ?",
                         &err),
              err);
    assert_ok(db_bind(stmt, &err, "t", commit), err);
    assert_int_equal(db_step(stmt, &err), 1);
    for (int i = 0; i < 14; i++)
        assert_near(db_double(stmt, i), want[i], 1e-5);
    db_finalize(stmt);
}

static void metrics_are_those_known_by_hand(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char first[65], second[65], third[65], fourth[65], mixed[65];

    git_fixture_init(&repo, f->dir, "hand");
    git_fixture_put(&repo, "src/a.c", "1\n2\n3\n");
    git_fixture_put(&repo, "docs/x.txt", "d\n");
    strcpy(first, git_fixture_commit(&repo, "begin", DAY));
    repo.author = "Bob";
    git_fixture_put(&repo, "src/a.c", "1\n2\n3\n4\n");
    strcpy(second, git_fixture_commit(&repo, "EHR-12: fix a line (#7), UTF-8, EHR-12", (int64_t)(365.25 * DAY)));
    repo.author = "Ann";
    git_fixture_do(&repo, "rm", "-q", "src/a.c", NULL);
    git_fixture_put(&repo, "lib/b.c", "1\n2\n3\n4\n5\n");
    strcpy(third, git_fixture_commit(&repo, "moved", DAY));
    strcpy(fourth, git_fixture_commit(&repo, "", DAY)); /* empty in every way */
    git_fixture_put(&repo, "lib/b.c", "1\n2\n5\n");
    git_fixture_put(&repo, "top.c", "int x = y->z;\n");
    strcpy(mixed, git_fixture_commit(&repo, "two at once", DAY));
    report = good(f, &repo, NULL);

    assert_string_equal(report.project, "hand");
    assert_int_equal(report.n_commits, 5);
    assert_int_equal(report.n_read, 5);
    assert_int_equal(report.n_with_issues, 1);
    assert_int_equal(report.reading, GIT_READ_WHOLE);
    assert_int_equal(report.changes.inserted, 5);
    /* H of 3/4 and 1/4: 0.811278 bits, of at most log2 2 */
    assert_metrics(f, first, (const double[14]){ 2, 2, 2, 0.811278, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
    assert_metrics(f, second, (const double[14]){ 1, 1, 1, 0, 1, 0, 3, 1, 1, 1, 1, 0, 0, 0 });
    /* a rename brings its past; 366.25 days are 1.002738 years */
    assert_metrics(f, third, (const double[14]){ 1, 1, 1, 0, 1, 0, 4, 0, 2, 365.25, 2, 1, 1 / 2.00273785, 0 });
    assert_metrics(f, fourth, (const double[14]){ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1 / 2.00547570 + 1 / (1 + 1 / 365.25), 0 });
    /* H of 2/3 and 1/3; the new file has no past: it counts as 0 */
    assert_metrics(f, mixed, (const double[14]){ 2, 2, 2, 0.918296, 1, 2, 2.5, 0, 2, 1, 1.5, 3, 1 / 2.00821355 + 1 / (1 + 2 / 365.25) + 1 / (1 + 1 / 365.25), 1 });
    assert_text(f, "tickets", "changes", second, "EHR-12|7");
    assert_text(f, "files", "code", mixed, "lib/b.c|top.c");
    assert_text(f, "added", "code", mixed, "int x = y -> z ;");
    assert_text(f, "removed", "code", mixed, "3 4");
    assert_text(f, "kind", "changes", mixed, "code");
    assert_text(f, "extra", "changes", mixed, "");
    fixture_verify(f->store);
}

static void a_second_run_reads_only_what_is_new(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char *before;

    git_fixture_init(&repo, f->dir, "again");
    git_fixture_put(&repo, "a.c", "1\n");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_put(&repo, "a.c", "1\n2\n");
    git_fixture_commit(&repo, "second", DAY);
    good(f, &repo, NULL);
    before = text_of(f, "author", "changes", repo.commit);
    report = good(f, &repo, NULL);
    assert_int_equal(report.reading, GIT_READ_NOTHING_NEW);
    assert_int_equal(report.n_read, 0);
    assert_int_equal(report.total.read, 0);
    repo.author = "Bob";
    git_fixture_put(&repo, "a.c", "1\n2\n3\n");
    git_fixture_commit(&repo, "third", DAY);
    report = good(f, &repo, NULL);
    assert_int_equal(report.reading, GIT_READ_NEW);
    assert_int_equal(report.n_read, 1);
    assert_int_equal(report.total.inserted, 1);
    assert_metrics(f, repo.commit, (const double[14]){ 1, 1, 1, 0, 1, 0, 2, 0, 1, 1, 2, 0, 0, 0 });
    assert_contains(before, "[PERSON:");
    mem_free(before);
    fixture_verify(f->store);
}

static void a_rewritten_history_is_said_and_read_anew(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;

    git_fixture_init(&repo, f->dir, "forced");
    git_fixture_put(&repo, "a.c", "1\n");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_put(&repo, "a.c", "1\n2\n");
    git_fixture_commit(&repo, "second", DAY);
    good(f, &repo, NULL);
    git_fixture_do(&repo, "reset", "-q", "--hard", "HEAD~1", NULL);
    git_fixture_put(&repo, "a.c", "1\n3\n");
    git_fixture_commit(&repo, "second, otherwise", DAY);
    report = good(f, &repo, NULL);
    assert_int_equal(report.reading, GIT_READ_REWRITTEN);
    assert_int_equal(report.n_read, 2);
    assert_int_equal(report.n_gone, 1);
    assert_int_equal(report.changes.inserted, 1);
    assert_int_equal(report.changes.unchanged, 1);
}

static void tags_are_releases_of_what_no_earlier_one_has(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char id[6][65];

    git_fixture_init(&repo, f->dir, "tags");
    strcpy(id[0], git_fixture_commit(&repo, "0", DAY));
    strcpy(id[1], git_fixture_commit(&repo, "1", DAY));
    git_fixture_do(&repo, "tag", "-a", "-m", "annotated", "v1.0.0", NULL); /* dated a day after its commit */
    git_fixture_do(&repo, "tag", "alias", "v1.0.0^{}", NULL);              /* lightweight: dated as its commit, so it comes first */
    git_fixture_do(&repo, "checkout", "-q", "-b", "side", "HEAD~1", NULL);
    strcpy(id[2], git_fixture_commit(&repo, "hotfix on the side", DAY));
    git_fixture_do(&repo, "tag", "v1.0.1", NULL);
    git_fixture_do(&repo, "checkout", "-q", "main", NULL);
    strcpy(id[3], git_fixture_commit(&repo, "3", 30 * DAY));
    strcpy(id[4], git_fixture_commit(&repo, "4", DAY));
    git_fixture_do(&repo, "tag", "v1.1.0", NULL);
    git_fixture_do(&repo, "tag", "tree", "HEAD^{tree}", NULL);
    strcpy(id[5], git_fixture_commit(&repo, "not released", DAY));
    git_fixture_do(&repo, "tag", "build/Latest", NULL); /* is moved with every build */
    report = good(f, &repo, NULL);
    assert_int_equal(report.n_tags, 5);
    assert_int_equal(report.n_releases, 3);
    assert_int_equal(report.n_commits, 6);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM releases WHERE status = 'deployed'"), 3);
    for (int i = 0; i < 5; i++) {
        static const char *const of[] = { "alias", "alias", "v1.0.1", "v1.1.0", "v1.1.0" };
        char sql[400];

        snprintf(sql, sizeof sql, "SELECT count(*) FROM releases WHERE \"release\" = '%s' AND instr(members, '%.64s') > 0", of[i], id[i]);
        assert_int_equal(fixture_count(f->store, sql), 1);
        snprintf(sql, sizeof sql, "SELECT count(*) FROM releases WHERE instr(members, '%.64s') > 0", id[i]);
        assert_int_equal(fixture_count(f->store, sql), 1);
    }
    assert_int_equal(fixture_count(f->store, "SELECT deployed FROM releases WHERE \"release\" = 'v1.0.1'"), GIT_FIXTURE_START + 2 * DAY);
}

static void reverts_and_hotfixes_are_outcomes(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char bad[65], sql[400], message[200];

    git_fixture_init(&repo, f->dir, "wrongs");
    git_fixture_put(&repo, "a.c", "1\n");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_put(&repo, "a.c", "2\n");
    strcpy(bad, git_fixture_commit(&repo, "second", DAY));
    git_fixture_do(&repo, "tag", "v2.3.0", NULL);
    git_fixture_do(&repo, "revert", "--no-edit", "HEAD", NULL);
    repo.time += DAY;
    snprintf(message, sizeof message, "again\n\nThis reverts commit %.12s, and This reverts commit 0123456789abcdef0123456789abcdef01234567.", bad);
    git_fixture_commit(&repo, message, 100 * DAY);
    git_fixture_do(&repo, "tag", "v2.3.1", NULL);
    git_fixture_commit(&repo, "nothing", DAY);
    git_fixture_do(&repo, "tag", "v2.3.2", NULL);
    report = good(f, &repo, NULL);
    assert_int_equal(report.n_reverts, 2);
    assert_int_equal(report.outcomes.inserted, 3);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM outcomes WHERE change = '%s' AND outcome = 'rollback' AND evidence LIKE 'reverted by %%'", bad);
    assert_int_equal(fixture_count(f->store, sql), 2);
    assert_int_equal(fixture_count(f->store, "SELECT min(time) FROM outcomes WHERE outcome = 'rollback'"), GIT_FIXTURE_START + 2 * DAY);
    /* 2.3.1 came two days after 2.3.0, 2.3.2 a hundred days later */
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM outcomes WHERE outcome = 'hotfix'"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM outcomes WHERE outcome = 'hotfix' AND \"release\" = 'v2.3.0' AND evidence LIKE '%v2.3.1%'"), 1);
}

static void a_hotfix_commit_tells_of_the_release_below(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;

    git_fixture_init(&repo, f->dir, "hot");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_do(&repo, "tag", "summer", NULL);
    git_fixture_commit(&repo, "Hotfix: orders are lost", 100 * DAY);
    git_fixture_commit(&repo, "more", DAY);
    git_fixture_do(&repo, "tag", "autumn", NULL);
    good(f, &repo, NULL);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM outcomes WHERE outcome = 'hotfix' AND \"release\" = 'summer' AND evidence LIKE 'hotfix % in release autumn%'"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM outcomes"), 1);
}

static void a_mass_reformat_is_no_change_to_its_files(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char mass[65], text[100];

    git_fixture_init(&repo, f->dir, "mass");
    git_fixture_put(&repo, "a.c", "if(x){y();}\n");
    git_fixture_commit(&repo, "first", DAY);
    repo.author = "Formatter";
    git_fixture_put(&repo, "a.c", "if (x) {\n    y();\n}\n");
    strcpy(mass, git_fixture_commit(&repo, "reformat all", DAY));
    repo.author = "Ann";
    snprintf(text, sizeof text, "# the formatter\n%s\n", mass);
    git_fixture_put(&repo, ".git-blame-ignore-revs", text);
    git_fixture_commit(&repo, "ignore it", DAY);
    git_fixture_put(&repo, "a.c", "if (x) {\n    z();\n}\n");
    git_fixture_commit(&repo, "last", DAY);
    report = good(f, &repo, NULL);
    assert_int_equal(report.n_mass, 1);
    assert_text(f, "extra", "changes", mass, "{\"mass_format\":\"1\"}");
    /* two changes before the last one, by one person, the first commit and not the reformat being the newest: three days ago */
    assert_metrics(f, repo.commit, (const double[14]){ 1, 1, 1, 0, 1, 1, 3, 0, 1, 3, 1, 2, 1 / (1 + 3 / 365.25) + 1 / (1 + 1 / 365.25), 2 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(metrics_are_those_known_by_hand, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_second_run_reads_only_what_is_new, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_rewritten_history_is_said_and_read_anew, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(tags_are_releases_of_what_no_earlier_one_has, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(reverts_and_hotfixes_are_outcomes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_hotfix_commit_tells_of_the_release_below, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_mass_reformat_is_no_change_to_its_files, fixture_setup, fixture_teardown),
    };

    (void)refused;
    return cmocka_run_group_tests_name("git_import", tests, setup, NULL);
}
