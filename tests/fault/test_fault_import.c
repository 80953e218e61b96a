/*
 * Every allocation and every write that an import makes fails once, in turn: the import says so, and the store is as before or holds the
 * whole of it, never a part.
 *
 * Writes of SQLite are failed by defining pwrite64 here: the shared library calls the program's.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "tests/support/small_estate.h"

enum { TICKETS = 60, TURNS_MAX = 20000 };

static long writes_left = -1; /* -1: never fail */
static int  write_failed;

typedef ssize_t (*pwrite_function)(int fd, const void *data, size_t len, off64_t offset);

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t offset) __attribute__((visibility("default")));

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t offset)
{
    static pwrite_function real;

    if (real == NULL) {
        void *symbol = dlsym(RTLD_NEXT, "pwrite64");

        memcpy(&real, &symbol, sizeof(real));
    }
    if (writes_left >= 0 && writes_left-- == 0) {
        write_failed = 1;
        writes_left = 0; /* the disk stays full until the turn ends */
        errno = ENOSPC;
        return -1;
    }
    return real(fd, data, len, offset);
}

static int try_import(struct fixture *f, const char *path, struct err *err)
{
    struct import_options options = { .kind = import_kind_find("tickets"), .path = &path, .n_paths = 1, .tolerate_percent = 5, .n_threads = 1 };
    struct import_report report;

    return import_run(&report, f->store, &options, err);
}

static int64_t visible(struct fixture *f)
{
    return fixture_count(f->store, "SELECT count(*) FROM current_versions WHERE kind = 'ticket'");
}

/* After a failed turn: a fresh open drops what was begun; all or nothing is visible, and the chain holds. */
static void check_whole(struct fixture *f, int rc)
{
    struct audit_result audit;
    struct err err = ERR_INIT;
    int64_t n;

    fixture_reopen(f, STORE_JOB);
    n = visible(f);
    if (rc == 0)
        assert_int_equal(n, TICKETS);
    else
        assert_true(n == 0 || n == TICKETS);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM imports WHERE completed_at IS NULL"), 0);
    assert_ok(audit_verify(&audit, f->store, NULL, NULL, &err), err);
    assert_int_equal(audit.n_failures, 0);
    audit_result_release(&audit);
}

static void every_failed_allocation_of_an_import_leaves_the_store_whole(void **state)
{
    struct fixture *f = *state;
    char path[4200];
    int turns = 0, failures = 0, rc;

    snprintf(path, sizeof(path), "%s/tickets.csv", f->dir);
    small_tickets_csv(path, TICKETS, 3, 1);
    for (;;) {
        struct err err = ERR_INIT;

        assert_true(turns < TURNS_MAX);
        mem_fail_after(turns);
        rc = try_import(f, path, &err);
        if (!mem_failed())
            break;
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        failures += rc == ERR_NOMEM;
        if (turns++ % 7 == 0)
            check_whole(f, rc);
    }
    mem_fail_after(-1);
    assert_int_equal(rc, 0);
    assert_true(failures > 10);
    check_whole(f, rc);
}

static void every_failed_write_of_an_import_leaves_the_store_whole(void **state)
{
    struct fixture *f = *state;
    char path[4200];
    int turns = 0, failures = 0, rc;

    snprintf(path, sizeof(path), "%s/tickets.csv", f->dir);
    small_tickets_csv(path, TICKETS, 3, 1);
    for (;;) {
        struct err err = ERR_INIT;

        assert_true(turns < TURNS_MAX);
        write_failed = 0;
        writes_left = turns++;
        rc = try_import(f, path, &err);
        writes_left = -1;
        if (!write_failed)
            break;
        failures += rc < 0;
        if (rc < 0) {
            assert_int_equal(rc, ERR_STORE);
            assert_true(err.msg[0] != '\0');
        }
        check_whole(f, rc);
    }
    assert_int_equal(rc, 0);
    assert_true(failures > 3);
    check_whole(f, rc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_failed_allocation_of_an_import_leaves_the_store_whole, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_failed_write_of_an_import_leaves_the_store_whole, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
