#include "tests/support/support.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void support_assert_contains(const char *haystack, const char *needle, const char *file, int line)
{
    if (haystack != NULL && strstr(haystack, needle) != NULL)
        return;
    print_error("'%s' does not contain '%s'\n", haystack == NULL ? "(null)" : haystack, needle);
    _fail(file, line);
}

void support_assert_lacks(const char *haystack, const char *needle, const char *file, int line)
{
    if (haystack != NULL && strstr(haystack, needle) == NULL)
        return;
    print_error("'%s' contains '%s' or is not there\n", haystack == NULL ? "(null)" : haystack, needle);
    _fail(file, line);
}

void support_assert_near(double a, double b, double tolerance, const char *file, int line)
{
    if (fabs(a - b) <= tolerance)
        return;
    print_error("%.17g and %.17g differ by more than %g\n", a, b, tolerance);
    _fail(file, line);
}

void skip_because(const char *fmt, ...)
{
    char reason[512];
    va_list args;

    va_start(args, fmt);
    vsnprintf(reason, sizeof reason, fmt, args);
    va_end(args);
    print_message("# skipped: %s\n", reason);
    skip();
}

char *temp_dir_new(void)
{
    const char *base = getenv("TMPDIR");
    char *dir;

    if (base == NULL || *base == '\0')
        base = "/tmp";
    if (asprintf(&dir, "%s/prodrome-test-XXXXXX", base) < 0)
        fail_msg("out of memory");
    if (mkdtemp(dir) == NULL)
        fail_msg("cannot make '%s': %s", dir, strerror(errno));
    return dir;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

/* A folder that a test made unreadable is opened up again, so that its contents can go too. */
static int open_up(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)walk;
    if ((kind == FTW_D || kind == FTW_DNR) && (st->st_mode & 0700) != 0700)
        chmod(path, 0700);
    return 0;
}

void temp_dir_free(char *dir)
{
    if (dir == NULL)
        return;
    nftw(dir, open_up, 16, FTW_PHYS);
    if (nftw(dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        print_error("cannot remove '%s': %s\n", dir, strerror(errno));
    free(dir);
}

int temp_dir_setup(void **state)
{
    *state = temp_dir_new();
    return 0;
}

int temp_dir_teardown(void **state)
{
    temp_dir_free(*state);
    return 0;
}

const char *path_in(const char *dir, const char *name)
{
    static char buffers[16][4096];
    static size_t next;
    char *path = buffers[next++ % 16];

    if (snprintf(path, sizeof buffers[0], "%s/%s", dir, name) >= (int)sizeof buffers[0])
        fail_msg("path too long: '%s/%s'", dir, name);
    return path;
}

size_t dir_count(const char *dir)
{
    DIR *stream = opendir(dir);
    const struct dirent *entry;
    size_t n = 0;

    if (stream == NULL)
        fail_msg("cannot open '%s': %s", dir, strerror(errno));
    while ((entry = readdir(stream)) != NULL)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(stream);
    return n;
}

void put_file(const char *path, const char *text)
{
    put_bytes(path, text, strlen(text));
}

void put_bytes(const char *path, const void *data, size_t len)
{
    FILE *out = fopen(path, "wb");
    bool written;

    if (out == NULL)
        fail_msg("cannot create '%s': %s", path, strerror(errno));
    written = fwrite(data, 1, len, out) == len;
    if (fclose(out) != 0 || !written)
        fail_msg("cannot write '%s'", path);
}

char *get_file(const char *path, size_t *len)
{
    FILE *in = fopen(path, "rb");
    size_t cap = 4096, used = 0;
    char *data = malloc(cap);

    if (in == NULL)
        fail_msg("cannot open '%s': %s", path, strerror(errno));
    for (;;) {
        size_t n;

        if (data == NULL)
            fail_msg("out of memory");
        n = fread(data + used, 1, cap - used - 1, in);
        used += n;
        if (n == 0)
            break;
        if (used + 1 == cap)
            data = realloc(data, cap *= 2);
    }
    fclose(in);
    data[used] = '\0';
    if (len != NULL)
        *len = used;
    return data;
}

void assert_file_equal(const char *path, const char *text)
{
    char *got = get_file(path, NULL);

    assert_string_equal(got, text);
    free(got);
}

const char *test_root(void)
{
    const char *root = getenv("PRODROME_TEST_ROOT");

    return root == NULL || *root == '\0' ? "." : root;
}
