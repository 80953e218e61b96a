/*
 * support.h - what our tests need on top of cmocka.
 *
 * Includes cmocka with the headers it wants first. Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_SUPPORT_H
#define PRODROME_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define assert_contains(haystack, needle) support_assert_contains((haystack), (needle), __FILE__, __LINE__)
#define assert_lacks(haystack, needle)    support_assert_lacks((haystack), (needle), __FILE__, __LINE__)
#define assert_near(a, b, tolerance)      support_assert_near((a), (b), (tolerance), __FILE__, __LINE__)

void support_assert_contains(const char *haystack, const char *needle, const char *file, int line);
void support_assert_lacks(const char *haystack, const char *needle, const char *file, int line);
void support_assert_near(double a, double b, double tolerance, const char *file, int line); /* NaN is near nothing */

/* Ends the test as skipped; tests/run prints the reason. Say what was lacking. */
void skip_because(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A fresh empty folder below $TMPDIR (or /tmp). temp_dir_free removes it with all that is in it; NULL does nothing. */
char *temp_dir_new(void);
void  temp_dir_free(char *dir);

/* The same as cmocka fixtures: *state is the folder's path. */
int temp_dir_setup(void **state);
int temp_dir_teardown(void **state);

/* "DIR/NAME". Borrowed: one of sixteen buffers used in turn. */
const char *path_in(const char *dir, const char *name);

/* Number of entries in a folder, without "." and "..": tells whether something was left behind. */
size_t dir_count(const char *dir);

void  put_file(const char *path, const char *text);
void  put_bytes(const char *path, const void *data, size_t len);
char *get_file(const char *path, size_t *len); /* yours, free(); NUL-terminated; len may be NULL */
void  assert_file_equal(const char *path, const char *text);

/* The repository's root: $PRODROME_TEST_ROOT, which tests/run sets, or ".". Borrowed. */
const char *test_root(void);

#endif
