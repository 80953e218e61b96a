/*
 * Labels by blame over repositories made here, with the answers known by hand.
 */
#include "datasets/szz/szz.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows.h"
#include "datasets/szz/code_lines.h"
#include "datasets/szz/szz_diff.h"
#include "tests/support/git_fixture.h"
#include "tests/support/people_fixture.h"

enum { DAY = 86400, COMMITS_MAX = 40 };

/* A repository and the store that knows its commits. */
struct world {
    struct fixture    *f;
    struct git_fixture repo;
    int64_t            import;
    char               id[COMMITS_MAX][65];
    size_t             n;
};

static struct world begin(void **state)
{
    struct world w = { .f = *state };

    git_fixture_init(&w.repo, w.f->dir, "repo");
    w.import = fixture_import(w.f->store);
    return w;
}

/* Puts the commit that was just made into the store; `fixes`: tickets, or NULL; its number. */
static size_t note(struct world *w, const char *commit, int64_t time, const char *fixes)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(w->f->store, w->import, "change", "p", commit, commit);

    assert_true(w->n < COMMITS_MAX);
    assert_ok(db_run(w->f->store->db, &err, "INSERT INTO changes(version_id, author_date, tickets, fix) VALUES(?, ?, ?, ?)", "iiti", version, time, fixes != NULL ? fixes : "",
                     (int64_t)(fixes != NULL)), err);
    snprintf(w->id[w->n], sizeof w->id[0], "%s", commit);
    return w->n++;
}

static size_t commit(struct world *w, const char *path, const char *text, const char *fixes)
{
    int64_t time = w->repo.time;

    git_fixture_put(&w->repo, path, text);
    return note(w, git_fixture_commit(&w->repo, fixes != NULL ? fixes : "work", DAY), time, fixes);
}

static void ticket(struct world *w, const char *id, const char *type, int64_t created)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(w->f->store, w->import, "ticket", "p", id, id);

    assert_ok(db_run(w->f->store->db, &err, "INSERT INTO tickets(version_id, type, created) VALUES(?1, ?2, nullif(?3, 0))", "iti", version, type, created), err);
}

static int64_t day(int n)
{
    return GIT_FIXTURE_START + (int64_t)n * DAY;
}

static struct szz_report run(struct world *w, bool by_message, int threads)
{
    struct szz_options o = { .project = "p", .repository = w->repo.dir, .by_message = by_message, .n_threads = threads };
    struct szz_report r;
    struct err err = ERR_INIT;

    if (fixture_count(w->f->store, "SELECT completed_at IS NULL FROM imports") == 1)
        fixture_complete(w->f->store, w->import);
    assert_ok(szz_run(&r, w->f->store, &o, &err), err);
    return r;
}

/* How many labels stand that say: the fix blames the change (numbers of commits). */
static int64_t blamed(struct world *w, size_t fix, size_t change)
{
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_get_int(w->f->store->db, &n, &err, "SELECT count(*) FROM labels WHERE provenance = 'szz' AND task = 'change-risk' AND value = '1' AND \"by\" = ? AND item = 'change:p/' || ?",
                         "tt", w->id[fix], w->id[change]), err);
    return n;
}

static int64_t labels(struct world *w)
{
    return fixture_count(w->f->store, "SELECT count(*) FROM labels");
}

static void the_writer_of_the_lines_that_a_fix_takes_away_is_blamed_from_the_fix_on(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    size_t first = commit(&w, "a.c", "int one;\nint two;\nint three;\n", NULL);
    size_t cause = commit(&w, "a.c", "int one;\nint two = 3;\nint three;\n", NULL);
    size_t fix;

    ticket(&w, "B-1", "bug", day(1) + 10);
    fix = commit(&w, "a.c", "int one;\nint two = 2;\nint three;\n", "B-1");
    r = run(&w, false, 1);
    assert_int_equal(r.n_fixes, 1);
    assert_int_equal(r.by_result[SZZ_BLAMED], 1);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(r.count[SZZ_LINES], 1);
    assert_int_equal(blamed(&w, fix, cause), 1);
    assert_int_equal(blamed(&w, fix, first), 0);
    assert_int_equal(fixture_count(w.f->store, "SELECT count(*) FROM labels WHERE evidence = 'ticket:p/B-1' AND field = ''"), 1);
    assert_true(fixture_count(w.f->store, "SELECT known_at FROM labels") == day(2));
}

static void whitespace_comments_blank_lines_and_renames_mislead_nobody(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    size_t cause = commit(&w, "src/a.c", "int f(void)\n{\nreturn 1;\n}\n/* what it does:\n   one */\n\nint g;\n", NULL);
    size_t fix, comments, plain;

    ticket(&w, "B-1", "bug", day(3));
    ticket(&w, "B-2", "bug", day(3));
    ticket(&w, "B-3", "bug", day(3));
    commit(&w, "src/a.c", "int f(void)\n{\n    return 1;\n}\n/* what it does:\n   one */\n\nint g;\n", NULL); /* only indents */
    git_fixture_do(&w.repo, "mv", "src/a.c", "src/b.c", NULL);
    note(&w, git_fixture_commit(&w.repo, "moves", DAY), day(2), NULL);
    fix = commit(&w, "src/b.c", "int f(void)\n{\n    return 2;\n}\n/* what it does:\n   one */\n\nint g;\n", "B-1");
    comments = commit(&w, "src/b.c", "int f(void)\n{\n    return 2;\n}\n/* what it does:\n   two */\nint g;\n", "B-2");
    plain = commit(&w, "README.md", "text\n", "B-3");
    r = run(&w, false, 2);
    assert_int_equal(r.n_fixes, 3);
    assert_int_equal(r.by_result[SZZ_BLAMED], 1);
    assert_int_equal(r.by_result[SZZ_ONLY_PLAIN], 1);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(blamed(&w, fix, cause), 1); /* through the indenting and the rename */
    assert_int_equal(blamed(&w, comments, cause), 0);
    assert_int_equal(blamed(&w, plain, cause), 0);
    assert_int_equal(r.count[SZZ_PLAIN], 2);
}

static void ignored_commits_are_looked_through_and_a_new_list_blames_again(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    struct change_table changes;
    struct snapshot snapshot;
    struct err err = ERR_INIT;
    char list[200];
    size_t cause = commit(&w, "a.c", "int f(void) { return 1; }\nint g;\n", NULL);
    size_t mass = commit(&w, "a.c", "int f( void ) { return( 1 ); }\nint g;\n", NULL);
    size_t fix;

    ticket(&w, "B-1", "bug", day(2));
    fix = commit(&w, "a.c", "int f( void ) { return( 2 ); }\nint g;\n", "B-1");
    r = run(&w, false, 1);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(blamed(&w, fix, mass), 1); /* nobody said that it only reformats */
    r = run(&w, false, 1);
    assert_int_equal(r.n_labels + r.n_withdrawn, 0);
    assert_int_equal(r.n_answered, 1);
    assert_int_equal(labels(&w), 1);

    /* a list with a comment, an id that is none, one that is not in the repository, and the right one */
    snprintf(list, sizeof list, "# mass changes\nnonsense\n%040d\n  %s # astyle\n", 7, w.id[mass]);
    git_fixture_put(&w.repo, ".git-blame-ignore-revs", list);
    git_fixture_commit(&w.repo, "list", DAY);
    r = run(&w, false, 1);
    assert_int_equal(r.n_answered, 0);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(r.n_withdrawn, 1);
    assert_int_equal(blamed(&w, fix, cause), 1);
    assert_ok(snapshot_take(&snapshot, w.f->store, &err), err);
    assert_ok(changes_load(&changes, w.f->store, &snapshot, "p", &err), err);
    for (size_t i = 0; i < changes.n; i++)
        assert_int_equal(changes.row[i].buggy, strcmp(changes.row[i].commit, w.id[cause]) == 0);
    changes_release(&changes);
    snapshot_release(&snapshot);
    r = run(&w, false, 1);
    assert_int_equal(r.n_labels + r.n_withdrawn, 0);
}

static void what_was_written_after_the_ticket_did_not_cause_it(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    size_t old = commit(&w, "a.c", "int one = 1;\nint two;\n", NULL);
    size_t late, fix, early, request, unknown;

    ticket(&w, "B-1", "bug", day(1) - 5);
    ticket(&w, "B-9", "bug", day(30)); /* filed long after the change that names it */
    ticket(&w, "R-1", "request", day(0) + 1);
    late = commit(&w, "a.c", "int one = 1;\nint two = 3;\n", NULL);
    fix = commit(&w, "a.c", "int one = 2;\nint two = 2;\n", "B-1");
    early = commit(&w, "a.c", "int one = 4;\nint two = 2;\n", "B-9");
    request = commit(&w, "a.c", "int one = 5;\nint two = 2;\n", "R-1");
    unknown = commit(&w, "a.c", "int one = 6;\nint two = 2;\n", "X-1|X-2");
    r = run(&w, false, 1);
    assert_int_equal(r.n_naming, 4);
    assert_int_equal(r.n_fixes, 1);
    assert_int_equal(r.n_too_early, 1);
    assert_int_equal(r.n_no_incident, 1);
    assert_int_equal(r.n_unknown, 1);
    assert_int_equal(r.count[SZZ_LATE], 1);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(blamed(&w, fix, old), 1);
    assert_int_equal(blamed(&w, fix, late), 0);
    assert_int_equal(blamed(&w, early, fix) + blamed(&w, request, early) + blamed(&w, unknown, request), 0);
}

static void merges_and_additions_are_no_fixes_and_two_fixes_blame_one_change(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    size_t cause = commit(&w, "a.c", "int one = 1;\nint two = 1;\n", NULL);
    size_t second, first;

    ticket(&w, "B-1", "incident", day(1) - 1);
    ticket(&w, "B-2", "", day(1) - 1);
    ticket(&w, "B-3", "bug", day(1) - 1);
    ticket(&w, "B-4", "bug", day(1) - 1);
    first = commit(&w, "a.c", "int one = 2;\nint two = 1;\n", "B-1");
    second = commit(&w, "a.c", "int one = 2;\nint two = 2;\n", "B-2");
    commit(&w, "a.c", "int one = 2;\nint two = 2;\nint three = 3;\n", "B-3");
    git_fixture_do(&w.repo, "checkout", "-q", "-b", "side", NULL);
    commit(&w, "b.c", "int b;\n", NULL);
    git_fixture_do(&w.repo, "checkout", "-q", "main", NULL);
    commit(&w, "c.c", "int c;\n", NULL);
    git_fixture_do(&w.repo, "merge", "-q", "--no-ff", "-m", "B-4", "side", NULL);
    {
        char *id = git_fixture_run(&w.repo, "rev-parse", "HEAD", NULL);

        note(&w, id, w.repo.time, "B-4");
        free(id);
    }
    r = run(&w, false, 2);
    assert_int_equal(r.n_fixes, 4);
    assert_int_equal(r.by_result[SZZ_BLAMED], 2);
    assert_int_equal(r.by_result[SZZ_ONLY_ADDED], 1);
    assert_int_equal(r.by_result[SZZ_MERGE], 1);
    assert_int_equal(blamed(&w, first, cause), 1);
    assert_int_equal(blamed(&w, second, cause), 1);
    assert_int_equal(labels(&w), 2);
}

static void messages_are_taken_only_where_asked_and_nothing_better_is_there(void **state)
{
    struct world w = begin(state);
    struct szz_report r;
    size_t cause = commit(&w, "a.py", "x = 1\n", NULL);
    size_t fix = commit(&w, "a.py", "x = 2\n", "X-1"); /* `fix` is 1, the ticket not in the store */

    r = run(&w, false, 1);
    assert_int_equal(r.n_fixes, 0);
    assert_false(r.by_message);
    r = run(&w, true, 1);
    assert_true(r.by_message);
    assert_int_equal(r.n_labels, 1);
    assert_int_equal(blamed(&w, fix, cause), 1);
    assert_int_equal(fixture_count(w.f->store, "SELECT count(*) FROM labels WHERE evidence = 'message'"), 1);
    r = run(&w, false, 1); /* not asked any more */
    assert_int_equal(r.n_withdrawn, 1);
    assert_int_equal(r.by_result[SZZ_NO_FIX], 1);
    r = run(&w, false, 1);
    assert_int_equal(r.n_withdrawn + r.n_labels + r.by_result[SZZ_NO_FIX], 0);
    r = run(&w, true, 1);
    assert_int_equal(r.n_labels, 1);
}

static void foreign_names_and_contents_do_no_harm(void **state)
{
    static const char *const path[] = { "-rf.c", "a b\".c", "tab\there.c", "--output=x.c", "$(touch x).c", ":(top)a.c", "n\nl.c", "\xff\xfe.c" };
    struct world w = begin(state);
    struct szz_report r;
    size_t cause[8], fix[8];

    for (size_t i = 0; i < 8; i++)
        cause[i] = commit(&w, path[i], "int x;\n--- a/other.c\n@@ -1,9 +1,9 @@\nint y;\n", NULL);
    ticket(&w, "B-1", "bug", w.repo.time - 1);
    for (size_t i = 0; i < 8; i++)
        fix[i] = commit(&w, path[i], "int x;\nint y;\n", "B-1");
    git_fixture_put(&w.repo, ".gitattributes", "*.c diff=evil\n");
    git_fixture_do(&w.repo, "config", "diff.evil.textconv", "false", NULL);
    git_fixture_do(&w.repo, "config", "diff.noprefix", "true", NULL);
    git_fixture_do(&w.repo, "config", "blame.ignoreRevsFile", "nowhere", NULL);
    r = run(&w, false, 2);
    assert_int_equal(r.by_result[SZZ_BLAMED], 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(blamed(&w, fix[i], cause[i]), 1);
    assert_int_equal(labels(&w), 8);
}

/* A history of commits that set lines of one file at random, half of them fixes. */
static void random_history(struct world *w)
{
    char line[6] = { '0', '0', '0', '0', '0', '0' }, text[200];
    unsigned seed = 7;

    ticket(w, "B-1", "bug", day(10));
    for (int i = 0; i < 20; i++) {
        size_t len = 0;

        seed = seed * 1103515245u + 12345u;
        line[(seed >> 16) % 6] = (char)('A' + i);
        for (int k = 0; k < 6; k++)
            len += (size_t)snprintf(text + len, sizeof text - len, "int %c%d;\n", line[k], k);
        commit(w, "a.c", text, i > 10 ? "B-1" : NULL);
    }
}

static void threads_change_nothing_and_no_label_is_known_before_its_fix(void **state)
{
    struct world w = begin(state);
    struct szz_report one, four;
    char *a, *b;
    static const char all[] = "SELECT group_concat(item || value || \"by\" || known_at || evidence, '|') FROM (SELECT * FROM labels ORDER BY label_id)";
    struct err err = ERR_INIT;

    random_history(&w);
    one = run(&w, false, 1);
    assert_true(one.n_labels > 3);
    assert_ok(db_get_text(w.f->store->db, &a, &err, all, ""), err);
    assert_int_equal(fixture_count(w.f->store, "SELECT count(*) FROM labels l JOIN records r ON r.id = l.\"by\" JOIN versions v USING(record_id) JOIN changes c USING(version_id)"
                                               " WHERE l.known_at < c.author_date"), 0);
    assert_int_equal(fixture_count(w.f->store, "SELECT count(*) FROM labels l JOIN records r ON l.item = 'change:p/' || r.id JOIN versions v USING(record_id)"
                                               " JOIN changes c USING(version_id) WHERE l.known_at <= c.author_date"), 0);
    fixture_run(w.f->store, "DROP TRIGGER labels_no_delete; DELETE FROM labels; DROP TRIGGER szz_fixes_no_delete; DELETE FROM szz_fixes");
    four = run(&w, false, 4);
    assert_int_equal(one.n_labels, four.n_labels);
    assert_ok(db_get_text(w.f->store->db, &b, &err, all, ""), err);
    assert_string_equal(a, b);
    mem_free(a);
    mem_free(b);
}

static void what_git_refuses_is_counted_and_the_run_goes_on(void **state)
{
    struct world w = begin(state);
    struct szz_options o = { .project = "p", .repository = w.f->dir, .by_message = true, .n_threads = 1 };
    struct szz_report r;
    struct err err = ERR_INIT;
    char *blob, path[700];
    size_t cause = commit(&w, "a.c", "int one = 1;\n", NULL);
    size_t fix;

    commit(&w, "b.c", "int lost = 1;\n", NULL);
    blob = git_fixture_run(&w.repo, "rev-parse", "HEAD:b.c", NULL);
    ticket(&w, "B-1", "bug", w.repo.time - 1);
    commit(&w, "b.c", "int lost = 2;\n", "B-1");
    fix = commit(&w, "a.c", "int one = 2;\n", "B-1");
    note(&w, "0123456789012345678901234567890123456789", w.repo.time, "B-1");
    note(&w, "CHG-1", w.repo.time, "B-1");
    snprintf(path, sizeof path, "%s/.git/objects/%.2s/%s", w.repo.dir, blob, blob + 2);
    assert_int_equal(remove(path), 0);
    r = run(&w, false, 2);
    assert_int_equal(r.by_result[SZZ_MISSING], 1);
    assert_int_equal(r.by_result[SZZ_ABSENT], 2);
    assert_int_equal(r.by_result[SZZ_BLAMED], 1);
    assert_int_equal(blamed(&w, fix, cause), 1);
    assert_int_equal(labels(&w), 1);
    free(blob);
    assert_int_equal(szz_run(&r, w.f->store, &o, &err), ERR_REFUSED); /* no repository */
}

static void check_lines(const char *path, const char *text, const char *expected)
{
    uint8_t *kind = NULL;
    size_t n = 0;
    struct err err = ERR_INIT;

    assert_non_null(code_language_of(path));
    assert_ok(code_lines_mark(&kind, &n, code_language_of(path), text, strlen(text), &err), err);
    assert_int_equal(n, strlen(expected));
    for (size_t i = 0; i < n; i++)
        if ("b#c"[kind[i]] != expected[i])
            fail_msg("%s, line %zu of '%s': %c", path, i + 1, text, "b#c"[kind[i]]);
    mem_free(kind);
}

static void lines_are_code_comment_or_blank(void **state)
{
    (void)state;
    check_lines("a.c", "int a; // x\n// y\n\n /* z\n\n still */ int b;\nchar *s = \"/* no\";\nchar q = '\"'; /* c */\n*p = 1;\n", "c#b#bcccc");
    check_lines("src/A.JAVA", "/**\n * doc\n */\nclass A {}", "###c");
    check_lines("a.py", "# x\n\"\"\"doc\n# more\n\"\"\"\nx = \"\"\"v\n\n# text\n\"\"\"\ny = '#'\n", "####cbccc");
    check_lines("a.sh", "#!/bin/sh\necho $#\necho a # b\n\t# c\n", "#cc#");
    check_lines("q.sql", "-- x\nSELECT '--' /* y\nz */ FROM t;\n", "#cc");
    check_lines("p.xml", "<!-- a\n b --><x/>\n<y>it's</y>\n<!-- c -->\n", "#cc#");
    check_lines("Makefile", "# x\nall:\n", "#c");
    check_lines("a.js", "it's // not closed\n// x\n", "c#");
    check_lines("a.c", "", "");
    assert_null(code_language_of("pom.xml")); /* lines of versions */
    assert_null(code_language_of("web/package.json"));
    assert_null(code_language_of("Cargo.toml"));
    assert_non_null(code_language_of("src/pom.xml.c"));
    assert_null(code_language_of("README.md"));
    assert_null(code_language_of("data.csv"));
    assert_null(code_language_of("c"));
    assert_null(code_language_of(".c"));
    assert_null(code_language_of(""));
}

static void no_diff_is_refused_and_quoted_paths_are_read(void **state)
{
    static const char *const bad[] = { "@@ x", "@@ -1,2", "@@ -99999999999,1 +1 @@", "@@ -1 +x @@" };
    struct szz_diff diff;
    struct err err = ERR_INIT;
    const char *path;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        szz_diff_init(&diff);
        assert_ok(szz_diff_line(&diff, "diff --git a/x b/x", 18, &err), err);
        assert_int_equal(szz_diff_line(&diff, bad[i], strlen(bad[i]), &err), ERR_REFUSED);
        szz_diff_release(&diff);
    }
    szz_diff_init(&diff);
    assert_ok(szz_diff_line(&diff, "diff --git a/x b/x", 18, &err), err);
    assert_ok(szz_diff_line(&diff, "@@ -1,2 +0,0 @@", 15, &err), err);
    assert_ok(szz_diff_line(&diff, "-x", 2, &err), err);
    assert_int_equal(szz_diff_line(&diff, "diff --git a/y b/y", 18, &err), ERR_REFUSED); /* one line is missing */
    assert_ok(szz_unquote(&path, &diff.arena, "\"a\\tb\\\\\\\"\\303\\244\"", &err), err);
    assert_string_equal(path, "a\tb\\\"\xc3\xa4");
    assert_ok(szz_unquote(&path, &diff.arena, "\"\\\"", &err), err); /* cut */
    assert_ok(szz_unquote(&path, &diff.arena, "plain \"x", &err), err);
    assert_string_equal(path, "plain \"x");
    szz_diff_release(&diff);
}

#define IN_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_code_comment_or_blank),
        cmocka_unit_test(no_diff_is_refused_and_quoted_paths_are_read),
        IN_STORE(the_writer_of_the_lines_that_a_fix_takes_away_is_blamed_from_the_fix_on),
        IN_STORE(whitespace_comments_blank_lines_and_renames_mislead_nobody),
        IN_STORE(ignored_commits_are_looked_through_and_a_new_list_blames_again),
        IN_STORE(what_was_written_after_the_ticket_did_not_cause_it),
        IN_STORE(merges_and_additions_are_no_fixes_and_two_fixes_blame_one_change),
        IN_STORE(messages_are_taken_only_where_asked_and_nothing_better_is_there),
        IN_STORE(foreign_names_and_contents_do_no_harm),
        IN_STORE(threads_change_nothing_and_no_label_is_known_before_its_fix),
        IN_STORE(what_git_refuses_is_counted_and_the_run_goes_on),
    };

    return cmocka_run_group_tests_name("szz", tests, NULL, NULL);
}
