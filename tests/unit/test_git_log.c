#include "datasets/git/git_log.h"

#include <stdio.h>
#include <string.h>

#include "datasets/git/git_graph.h"
#include "datasets/git/git_history.h"
#include "datasets/git/git_message.h"
#include "datasets/git/git_patch.h"
#include "datasets/git/git_rows.h"
#include "tests/support/support.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define NONE "0000000000000000000000000000000000000000"
#define HEADER(id) id, "", "1600000000", "1600000001", "Ann", "ann@example.org", "message\n"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

/* Pushes records until one is not taken: 1, 0 at the end of them, or the failure. */
static int push_all(struct git_log *log, const char *const *record, size_t n, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = git_log_push(log, record[i], strlen(record[i]), err);
    return rc == 0 ? git_log_end(log, err) : rc;
}

static void a_commit_comes_with_its_files_and_their_counts(void **state)
{
    static const char *const records[] = { HEADER(ID_A), "\n:000000 100644 " NONE " " ID_A " A", "a.c", ":100644 100644 " ID_A " " ID_B " R090", "old", "new",
                                           ":100644 100644 " ID_B " " ID_A " M", "pic.png", "3\t0\ta.c", "1\t2\t", "old", "new", "-\t-\tpic.png" };
    struct git_log log;

    (void)state;
    git_log_init(&log);
    assert_int_equal(push_all(&log, records, sizeof records / sizeof *records, NULL), 1);
    assert_string_equal(log.commit.id, ID_A);
    assert_int_equal(log.commit.author_time, 1600000000);
    assert_int_equal(log.commit.commit_time, 1600000001);
    assert_string_equal(log.commit.message, "message\n");
    assert_int_equal(log.commit.n_files, 3);
    assert_string_equal(log.commit.file[0].path, "a.c");
    assert_int_equal(log.commit.file[0].added, 3);
    assert_int_equal(log.commit.file[0].old_mode, 0);
    assert_string_equal(log.commit.file[1].old_path, "old");
    assert_string_equal(log.commit.file[1].path, "new");
    assert_int_equal(log.commit.file[1].added, 1);
    assert_int_equal(log.commit.file[1].deleted, 2);
    assert_true(log.commit.file[2].binary);
    assert_int_equal(log.commit.file[2].mode, 0100644);
    /* the next commit's record is told and not taken */
    assert_int_equal(git_log_push(&log, ID_B, 40, NULL), 1);
    git_log_next(&log);
    assert_int_equal(git_log_push(&log, ID_B, 40, NULL), 0);
    assert_string_equal(log.commit.id, ID_B);
    assert_int_equal(git_log_end(&log, NULL), ERR_REFUSED);
    git_log_release(&log);
}

static void an_entry_that_git_does_not_count_has_no_lines(void **state)
{
    static const char *const records[] = { HEADER(ID_A), "\n:100644 100755 " ID_A " " ID_A " M", "a", ":100644 100644 " ID_A " " ID_B " M", "b", "4\t5\tb" };
    struct git_log log;

    (void)state;
    git_log_init(&log);
    assert_int_equal(push_all(&log, records, sizeof records / sizeof *records, NULL), 1);
    assert_int_equal(log.commit.file[0].added, 0);
    assert_int_equal(log.commit.file[1].deleted, 5);
    git_log_release(&log);
}

static void what_is_no_log_is_refused(void **state)
{
    static const struct {
        const char *record[12];
        const char *words;
    } bad[] = {
        { { "no id" }, "no commit id" },
        { { "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, "no commit id" },
        { { ID_A, "", "1" }, "it ends in commit " ID_A },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " xyz M" }, "a bad entry in commit " ID_A },
        { { HEADER(ID_A), "\n:100944 100644 " ID_A " " ID_B " M" }, "a bad entry" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " ?" }, "a bad entry" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " M", "" }, "a path without a name" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " M" }, "it ends" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " M", "a", "1\t1\tb" }, "counts of a file that is not in it" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " M", "a", "1\t1\ta", "1\t1\ta" }, "counts of a file that is not in it" },
        { { HEADER(ID_A), "\n:100644 100644 " ID_A " " ID_B " M", "a", "99999999999999999999\t1\ta" }, "neither an entry nor counts nor a commit" },
        { { HEADER(ID_A), "rubbish" }, "neither an entry nor counts nor a commit" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = ERR_INIT;
        struct git_log log;
        size_t n = 0;

        while (n < 12 && bad[i].record[n] != NULL)
            n++;
        git_log_init(&log);
        assert_int_equal(push_all(&log, bad[i].record, n, &err), ERR_REFUSED);
        assert_contains(err.msg, bad[i].words);
        git_log_release(&log);
    }
}

static void times_that_cannot_be_are_none(void **state)
{
    static const char *const records[] = { ID_A, "", "-5", "99999999999999", "", "", "" };
    struct git_log log;

    (void)state;
    git_log_init(&log);
    assert_int_equal(push_all(&log, records, 7, NULL), 1);
    assert_int_equal(log.commit.author_time, 0);
    assert_int_equal(log.commit.commit_time, 0);
    git_log_release(&log);
}

static void words_of_lines_stop_at_six_hundred(void **state)
{
    struct git_words words = { .n = 0 };
    char line[1500];

    (void)state;
    strbuf_init(&words.text);
    git_words_add(&words, "  if (a->b != 3 && c_d) { x::y++; } // \"q\" 0x1F", 47);
    assert_string_equal(words.text.data, "if ( a -> b != 3 && c_d ) { x :: y ++ ; } / / \" q \" 0x1F");
    strbuf_clear(&words.text);
    words.n = 0;
    for (int i = 0; i < 1500; i++)
        line[i] = i % 2 == 0 ? 'a' : ' ';
    git_words_add(&words, line, sizeof line);
    git_words_add(&words, "more", 4);
    assert_int_equal(words.n, GIT_TOKENS_MAX);
    assert_int_equal(words.text.len, 2 * GIT_TOKENS_MAX - 1);
    strbuf_clear(&words.text);
    words.n = 0;
    memset(line, 'w', sizeof line);
    git_words_add(&words, line, sizeof line);
    assert_int_equal(words.text.len, GIT_TOKEN_MAX);
    strbuf_release(&words.text);
}

static void source_is_told_by_the_end_of_the_name(void **state)
{
    (void)state;
    assert_true(git_is_source("a/b.c"));
    assert_true(git_is_source("Main.JAVA"));
    assert_true(git_is_source("build/Dockerfile"));
    assert_false(git_is_source("a.c/README"));
    assert_false(git_is_source("notes.txt"));
    assert_false(git_is_source("x."));
}

static void a_message_tells_of_fixes_and_tickets(void **state)
{
    static const struct {
        const char *message, *issues;
        bool fixes;
    } cases[] = {
        { "Fixes #12 and EHR-7, EHR-7 again", "12|EHR-7", true },
        { "prefix the debug output in UTF-8, SHA-256, CVE-2021-44228", "", false },
        { "An error in the dose; see INC0001234 &#39; a/#5 x#6", "", true },
        { "BUG: A1_B-3.", "A1_B-3", true },
        { "unpatched suffix ABC-12x abc-3", "", false },
        { "Merge pull request #12 from a/EHR-9; release EHR-3.6, X-1, A-2", "EHR-9", false },
        { "", "", false },
    };
    static const struct { const char *message; bool cosmetic; } plain[] = {
        { "Fix Sonar issues", true }, { "Fixed typo in the dose's comment", true }, { "Fixed compiler warnings", true }, { "Fix crash on malformed comment", false },
        { "Fixed error in documentation", false }, { "Fix the dose\n\nand a typo", false }, { "Information shown twice", false }, { "", false },
    };
    struct pattern *pattern = NULL;
    struct strbuf out;

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_int_equal(git_message_cosmetic(plain[i].message), plain[i].cosmetic);
    assert_int_equal(pattern_new(&pattern, GIT_ISSUES_DEFAULT, NULL), 0);
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool gave_up = false;

        strbuf_clear(&out);
        assert_int_equal(git_message_issues(&out, &gave_up, pattern, cases[i].message, NULL), 0);
        assert_string_equal(out.len > 0 ? out.data : "", cases[i].issues);
        assert_int_equal(git_message_fixes(cases[i].message), cases[i].fixes);
        assert_false(gave_up);
    }
    strbuf_release(&out);
    pattern_free(pattern);
}

static void a_pattern_without_end_gives_up(void **state)
{
    struct pattern *pattern = NULL;
    struct strbuf out;
    bool gave_up = false;
    char message[3000];

    (void)state;
    memset(message, 'a', sizeof message - 1);
    message[sizeof message - 2] = '!';
    message[sizeof message - 1] = '\0';
    assert_int_equal(pattern_new(&pattern, "(a+)+$", NULL), 0);
    strbuf_init(&out);
    assert_int_equal(git_message_issues(&out, &gave_up, pattern, message, NULL), 0);
    assert_true(gave_up);
    assert_int_equal(out.len, 0);
    strbuf_release(&out);
    pattern_free(pattern);
}

static void the_next_patch_number_is_told_by_names(void **state)
{
    (void)state;
    assert_true(git_is_patch_of("v1.2.4", "v1.2.3"));
    assert_true(git_is_patch_of("1.2.1", "1.2"));
    assert_true(git_is_patch_of("GROOVY_2_4_8", "GROOVY_2_4_7"));
    assert_true(git_is_patch_of("1.2.10", "1.2.9"));
    assert_false(git_is_patch_of("v1.2.3", "v1.2.4"));
    assert_false(git_is_patch_of("v1.2.3", "v1.2.3"));
    assert_false(git_is_patch_of("v1.3.0", "v1.2.9"));
    assert_false(git_is_patch_of("1.3", "1.2"));
    assert_false(git_is_patch_of("v1.2.4", "w1.2.3"));
    assert_false(git_is_patch_of("v1.2.4-rc1", "v1.2.3"));
    assert_false(git_is_patch_of("v1.2.1", "v1.2-beta"));
    assert_false(git_is_patch_of("1.2.3.4.5.6.7.8.9.10", "1.2.3.4.5.6.7.8.9.9"));
}

static void what_is_kept_of_a_history_reads_back_the_same(void **state)
{
    static const uint8_t key[DIGEST_KEY_SIZE] = { 7 };
    struct git_file file[2] = { { .path = "a/x.c", .old_path = "a/x.c", .old_id = NONE, .id = ID_A, .added = 3 },
                                { .path = "b/y.c", .old_path = "b/y.c", .old_id = NONE, .id = ID_A, .added = 1 } };
    struct git_commit commit = { .id = ID_A, .author_time = 1000, .name = "Ann", .address = "ANN@example.org", .message = "", .file = file, .n_files = 2 };
    struct git_history history, again;
    struct git_metrics m;
    struct err err = ERR_INIT;
    struct strbuf first, second;

    (void)state;
    git_history_init(&history, key);
    git_history_init(&again, key);
    strbuf_init(&first);
    strbuf_init(&second);
    for (int i = 0; i < 3; i++)
        assert_int_equal(git_history_add(&m, &history, &commit, false, NULL, NULL, NULL), 0);
    assert_int_equal(git_history_save(&first, &history, NULL), 0);
    assert_null(memmem(first.data, first.len, "example", 7));
    assert_null(memmem(first.data, first.len, "x.c", 3));
    assert_int_equal(git_history_load(&again, first.data, first.len, NULL), 0);
    assert_int_equal(git_history_save(&second, &again, NULL), 0);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    commit.address = "ann@example.org"; /* the same person */
    assert_int_equal(git_history_add(&m, &again, &commit, false, NULL, NULL, NULL), 0);
    assert_near(m.exp, 3, 0);
    assert_near(m.nuc, 3, 0);
    assert_near(m.ndev, 1, 0);
    git_history_release(&again);
    for (size_t cut = 0; cut < first.len; cut++) { /* every beginning of it is told */
        git_history_init(&again, key);
        assert_int_equal(git_history_load(&again, first.data, cut, &err), ERR_REFUSED);
        assert_int_equal(again.files.n, 0);
        git_history_release(&again);
    }
    git_history_release(&history);
    strbuf_release(&first);
    strbuf_release(&second);
}

static void the_kind_of_a_change_follows_from_its_files(void **state)
{
    struct git_file file[2] = { { .path = "Dockerfile" }, { .path = "conf/app.properties" } };
    struct git_commit commit = { .file = file, .n_files = 2 };

    (void)state;
    assert_string_equal(git_change_kind(&commit), "configuration");
    commit.n_files = 1;
    assert_string_equal(git_change_kind(&commit), "infrastructure");
    file[0].path = "src/a.c";
    commit.n_files = 2;
    assert_string_equal(git_change_kind(&commit), "code");
    file[0].path = "README";
    assert_string_equal(git_change_kind(&commit), "");
    commit.n_files = 0;
    assert_string_equal(git_change_kind(&commit), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_comes_with_its_files_and_their_counts),
        cmocka_unit_test(an_entry_that_git_does_not_count_has_no_lines),
        cmocka_unit_test(what_is_no_log_is_refused),
        cmocka_unit_test(times_that_cannot_be_are_none),
        cmocka_unit_test(words_of_lines_stop_at_six_hundred),
        cmocka_unit_test(source_is_told_by_the_end_of_the_name),
        cmocka_unit_test(a_message_tells_of_fixes_and_tickets),
        cmocka_unit_test(a_pattern_without_end_gives_up),
        cmocka_unit_test(the_next_patch_number_is_told_by_names),
        cmocka_unit_test(what_is_kept_of_a_history_reads_back_the_same),
        cmocka_unit_test(the_kind_of_a_change_follows_from_its_files),
    };

    return cmocka_run_group_tests_name("git_log", tests, setup, NULL);
}
