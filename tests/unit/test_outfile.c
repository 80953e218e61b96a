#include "datasets/base/outfile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static int teardown(void **state)
{
    outfile_fail_after(-1);
    mem_fail_after(-1);
    return temp_dir_teardown(state);
}

static int mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return (int)(st.st_mode & 07777);
}

static void a_file_appears_at_commit_and_not_before(void **state)
{
    const char *path = path_in(*state, "report.csv");
    struct outfile *file;

    assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
    assert_int_equal(outfile_write(file, "a,b\n", 4, NULL), 0);
    assert_int_equal(outfile_printf(file, NULL, "%d,%s\n", 1, "x"), 0);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(outfile_commit(file, NULL), 0);
    assert_file_equal(path, "a,b\n1,x\n");
    outfile_close(file);
    assert_file_equal(path, "a,b\n1,x\n");
    assert_int_equal(dir_count(*state), 1);
}

static void without_a_commit_the_target_is_untouched(void **state)
{
    const char *path = path_in(*state, "report.csv");
    struct outfile *file;

    put_file(path, "old");
    assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
    assert_int_equal(outfile_write(file, "new", 3, NULL), 0);
    assert_int_equal(dir_count(*state), 2);
    outfile_close(file);
    assert_file_equal(path, "old");
    assert_int_equal(dir_count(*state), 1);
    outfile_close(NULL);
}

static void a_commit_replaces_what_was_there(void **state)
{
    const char *path = path_in(*state, "report.csv");

    put_file(path, "something longer than what follows");
    assert_int_equal(outfile_put(path, "new", 3, 0, NULL), 0);
    assert_file_equal(path, "new");
    assert_int_equal(outfile_put(path, NULL, 0, 0, NULL), 0);
    assert_file_equal(path, "");
}

static void two_writers_of_one_target_do_not_mix(void **state)
{
    const char *path = path_in(*state, "report.csv");
    struct outfile *a, *b;

    assert_int_equal(outfile_open(&a, path, 0, NULL), 0);
    assert_int_equal(outfile_open(&b, path, 0, NULL), 0);
    outfile_write(a, "from a", 6, NULL);
    outfile_write(b, "from b", 6, NULL);
    assert_int_equal(outfile_commit(a, NULL), 0);
    assert_file_equal(path, "from a");
    assert_int_equal(outfile_commit(b, NULL), 0);
    assert_file_equal(path, "from b");
    outfile_close(a);
    outfile_close(b);
    assert_int_equal(dir_count(*state), 1);
}

/* Pieces of every size around the buffer's, so that it is filled exactly, overrun and passed by. */
static void pieces_of_any_size_are_written_in_order(void **state)
{
    enum { TOTAL = 2000000 };
    static char want[TOTAL];
    const char *path = path_in(*state, "large");
    struct outfile *file;
    struct rng rng;
    size_t at = 0, len;
    char *got;

    rng_init(&rng, 1);
    for (size_t i = 0; i < TOTAL; i++)
        want[i] = (char)rng_u32(&rng);
    assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
    while (at < TOTAL) {
        size_t n = rng_below(&rng, 4) == 0 ? 65536 - 2 + rng_below(&rng, 5) : rng_below(&rng, 40000);

        if (n > TOTAL - at)
            n = TOTAL - at;
        assert_int_equal(outfile_write(file, want + at, n, NULL), 0);
        at += n;
    }
    assert_int_equal(outfile_commit(file, NULL), 0);
    outfile_close(file);
    got = get_file(path, &len);
    assert_int_equal(len, TOTAL);
    assert_memory_equal(got, want, TOTAL);
    free(got);
}

static void formatted_text_of_any_length_is_written(void **state)
{
    const char *path = path_in(*state, "text");
    char text[5001];
    struct outfile *file;
    char *got;
    size_t len;

    memset(text, 'x', sizeof text);
    assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
    assert_int_equal(outfile_printf(file, NULL, "%.*s|", 1023, text), 0);
    assert_int_equal(outfile_printf(file, NULL, "%.*s|", 1022, text), 0);
    assert_int_equal(outfile_printf(file, NULL, "%.*s|", 5000, text), 0);
    assert_int_equal(outfile_commit(file, NULL), 0);
    outfile_close(file);
    got = get_file(path, &len);
    assert_int_equal(len, 1023 + 1022 + 5000 + 3);
    assert_int_equal(got[1023], '|');
    assert_int_equal(got[2046], '|');
    assert_int_equal(got[len - 1], '|');
    free(got);
}

static void the_mode_is_what_was_asked_for(void **state)
{
    mode_t old = umask(027);

    assert_int_equal(outfile_put(path_in(*state, "key"), "k", 1, 0600, NULL), 0);
    assert_int_equal(outfile_put(path_in(*state, "shared"), "s", 1, 0664, NULL), 0);
    assert_int_equal(outfile_put(path_in(*state, "usual"), "u", 1, 0, NULL), 0);
    umask(old);
    assert_int_equal(mode_of(path_in(*state, "key")), 0600);
    assert_int_equal(mode_of(path_in(*state, "shared")), 0664);
    assert_int_equal(mode_of(path_in(*state, "usual")), 0640);
}

static void a_missing_folder_is_an_error_that_names_the_path(void **state)
{
    struct err err = ERR_INIT;
    struct outfile *file = NULL;

    assert_int_equal(outfile_open(&file, path_in(*state, "no/such/report.csv"), 0, &err), ERR_IO);
    assert_null(file);
    assert_contains(err.msg, "no/such/report.csv'");
    assert_contains(err.msg, "No such file");
}

static void a_folder_is_no_target(void **state)
{
    struct err err = ERR_INIT;
    struct outfile *file = NULL;

    assert_int_equal(outfile_open(&file, *state, 0, &err), ERR_IO);
    assert_contains(err.msg, "directory");
    assert_null(file);
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    const char *path = path_in(*state, "latest"), *target = path_in(*state, "report-1");
    struct stat st;

    put_file(target, "old");
    assert_int_equal(symlink("report-1", path), 0);
    assert_int_equal(outfile_put(path, "new", 3, 0, NULL), 0);
    assert_file_equal(target, "new");
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
}

static void a_device_is_written_to_and_not_replaced(void **state)
{
    struct stat st;

    (void)state;
    assert_int_equal(outfile_put("/dev/null", "x", 1, 0, NULL), 0);
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

static void a_full_device_is_reported(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip_because("no /dev/full here");
    assert_int_equal(outfile_put("/dev/full", "x", 1, 0, &err), ERR_IO);
    assert_contains(err.msg, "cannot write '/dev/full': No space left");
}

/* Fails the 1st, 2nd, 3rd... step until it succeeds: the target is the old or the new, whole, and nothing is left behind. */
static void any_failed_write_leaves_the_old_file_whole(void **state)
{
    enum { SIZE = 200000 };
    const char *path = path_in(*state, "report.csv");
    char *text = malloc(SIZE + 1);
    long n = 0;

    memset(text, 'n', SIZE);
    text[SIZE] = '\0';
    put_file(path, "old");
    for (;; n++) {
        struct err err = ERR_INIT;
        struct outfile *file;
        int rc = 0;

        assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
        outfile_fail_after(n);
        for (size_t at = 0; rc == 0 && at < SIZE; at += 10000)
            rc = outfile_write(file, text + at, 10000, &err);
        if (rc == 0)
            rc = outfile_commit(file, &err);
        outfile_close(file);
        assert_int_equal(rc, outfile_failed() ? ERR_IO : 0);
        assert_int_equal(dir_count(*state), 1);
        if (!outfile_failed())
            break;
        assert_contains(err.msg, "No space left");
        assert_file_equal(path, "old");
    }
    assert_true(n > 4); /* four writes of the buffer, the sync, the rename */
    assert_file_equal(path, text);
    free(text);
}

static void after_a_failed_write_commit_is_refused(void **state)
{
    static const char large[100000] = { 0 };
    const char *path = path_in(*state, "report.csv");
    struct err err = ERR_INIT;
    struct outfile *file;

    assert_int_equal(outfile_open(&file, path, 0, NULL), 0);
    outfile_fail_after(0);
    assert_int_equal(outfile_write(file, large, sizeof large, NULL), ERR_IO);
    assert_int_equal(outfile_commit(file, &err), ERR_IO);
    assert_contains(err.msg, "an earlier write failed");
    outfile_close(file);
    assert_int_equal(dir_count(*state), 0);
}

static void any_failed_allocation_leaves_the_old_file_whole(void **state)
{
    const char *path = path_in(*state, "report.csv");

    put_file(path, "old");
    for (long n = 0;; n++) {
        int rc;

        mem_fail_after(n);
        rc = outfile_put(path, "new", 3, 0, NULL);
        assert_int_equal(dir_count(*state), 1);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
        assert_file_equal(path, "old");
    }
    mem_fail_after(-1);
    assert_file_equal(path, "new");
}

/* In a child, because this program's own standard output is read by tests/run. */
static int put_to_stdout_in_child(const char *target, const char *name)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        int rc = -1;

        if (freopen(target, "w", stdout) != NULL)
            rc = outfile_put(name, "to stdout\n", 10, 0, NULL);
        _exit(-rc);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return -WEXITSTATUS(status);
}

static void a_dash_or_null_is_standard_output(void **state)
{
    const char *target = path_in(*state, "captured");

    assert_int_equal(put_to_stdout_in_child(target, "-"), 0);
    assert_file_equal(target, "to stdout\n");
    assert_int_equal(put_to_stdout_in_child(target, NULL), 0);
    assert_file_equal(target, "to stdout\n");
}

static void a_full_standard_output_is_reported_at_commit(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip_because("no /dev/full here");
    assert_int_equal(put_to_stdout_in_child("/dev/full", "-"), ERR_IO);
}

static void folders_are_made_with_those_above(void **state)
{
    const char *deep = path_in(*state, "a//b/./c/"), *inner = path_in(*state, "a/b/c");

    assert_int_equal(outfile_make_dirs(deep, 0700, NULL), 0);
    assert_int_equal(mode_of(inner), 0700);
    assert_int_equal(mode_of(path_in(*state, "a")), 0700);
    assert_int_equal(outfile_make_dirs(inner, 0700, NULL), 0);
    assert_int_equal(outfile_make_dirs("/", 0700, NULL), 0);
    assert_int_equal(outfile_make_dirs(".", 0700, NULL), 0);
}

static void a_file_in_the_way_of_a_folder_is_an_error(void **state)
{
    struct err err = ERR_INIT;

    put_file(path_in(*state, "file"), "x");
    assert_int_equal(outfile_make_dirs(path_in(*state, "file"), 0700, &err), ERR_IO);
    assert_contains(err.msg, "file'");
    assert_int_equal(outfile_make_dirs(path_in(*state, "file/below"), 0700, &err), ERR_IO);
    assert_int_equal(outfile_make_dirs("", 0700, &err), ERR_IO);
    mem_fail_after(0);
    assert_int_equal(outfile_make_dirs(path_in(*state, "new"), 0700, &err), ERR_NOMEM);
}

static void a_file_is_read_whole_with_a_nul_after_it(void **state)
{
    const char *path = path_in(*state, "data");

    for (size_t size = 0; size < 70000; size = size * 3 + 1) {
        char *bytes = malloc(size + 1), *data = NULL;
        size_t len = 99;

        for (size_t i = 0; i < size; i++)
            bytes[i] = (char)(i * 31);
        put_bytes(path, bytes, size);
        assert_int_equal(file_read(&data, &len, path, size, NULL), 0);
        assert_int_equal(len, size);
        assert_memory_equal(data, bytes, size);
        assert_int_equal(data[size], '\0');
        mem_free(data);
        free(bytes);
    }
}

static void a_file_without_a_size_is_read_to_its_end(void **state)
{
    char *data = NULL;
    size_t len = 0;

    (void)state;
    if (access("/proc/self/stat", R_OK) != 0)
        skip_because("no /proc here");
    assert_int_equal(file_read(&data, &len, "/proc/self/stat", 1 << 20, NULL), 0);
    assert_true(len > 20);
    mem_free(data);
}

static void what_cannot_be_read_says_why_and_leaves_the_outputs(void **state)
{
    const char *path = path_in(*state, "data");
    struct err err = ERR_INIT;
    char *data = (char *)*state;
    size_t len = 77;

    put_file(path, "12345");
    assert_int_equal(file_read(&data, &len, path_in(*state, "absent"), 10, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "absent': No such file");
    assert_int_equal(file_read(&data, &len, path_in(*state, "data/below"), 10, &err), ERR_NOTFOUND);
    assert_int_equal(file_read(&data, &len, path, 4, &err), ERR_REFUSED);
    assert_contains(err.msg, "is larger than 4 bytes");
    assert_int_equal(file_read(&data, &len, *state, 10, &err), ERR_IO);
    mem_fail_after(0);
    assert_int_equal(file_read(&data, &len, path, 10, &err), ERR_NOMEM);
    assert_ptr_equal(data, *state);
    assert_int_equal(len, 77);
}

#define dir_test(name) cmocka_unit_test_setup_teardown(name, temp_dir_setup, teardown)

static void what_killed_writers_left_is_cleared_and_nothing_else(void **state)
{
    char ours[64];
    const char *keep[] = { "a.tmp", "a.tmp.", "a.tmp.x.1", "a.tmp.2147483646.", "a.html", ours };

    snprintf(ours, sizeof ours, "a.tmp.%ld.0", (long)getpid());
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
        put_file(path_in(*state, keep[i]), "");
    put_file(path_in(*state, "triage.html.tmp.2147483646.3"), ""); /* above any pid there is */
    outfile_clear_folder(*state);
    assert_int_equal(dir_count(*state), sizeof keep / sizeof *keep);
    assert_int_equal(access(path_in(*state, "triage.html.tmp.2147483646.3"), F_OK), -1);
    outfile_clear_folder(path_in(*state, "none"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        dir_test(a_file_appears_at_commit_and_not_before),
        dir_test(without_a_commit_the_target_is_untouched),
        dir_test(a_commit_replaces_what_was_there),
        dir_test(two_writers_of_one_target_do_not_mix),
        dir_test(pieces_of_any_size_are_written_in_order),
        dir_test(formatted_text_of_any_length_is_written),
        dir_test(the_mode_is_what_was_asked_for),
        dir_test(a_missing_folder_is_an_error_that_names_the_path),
        dir_test(a_folder_is_no_target),
        dir_test(a_link_stays_and_its_target_is_replaced),
        dir_test(a_device_is_written_to_and_not_replaced),
        dir_test(a_full_device_is_reported),
        dir_test(any_failed_write_leaves_the_old_file_whole),
        dir_test(after_a_failed_write_commit_is_refused),
        dir_test(any_failed_allocation_leaves_the_old_file_whole),
        dir_test(a_dash_or_null_is_standard_output),
        dir_test(a_full_standard_output_is_reported_at_commit),
        dir_test(folders_are_made_with_those_above),
        dir_test(a_file_in_the_way_of_a_folder_is_an_error),
        dir_test(a_file_is_read_whole_with_a_nul_after_it),
        dir_test(a_file_without_a_size_is_read_to_its_end),
        dir_test(what_cannot_be_read_says_why_and_leaves_the_outputs),
        dir_test(what_killed_writers_left_is_cleared_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
