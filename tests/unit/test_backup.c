#include "datasets/store/backup.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/fixture_store.h"

static void some_tickets(struct fixture *f, int n)
{
    int64_t import = fixture_import(f->store);

    fixture_run(f->store, "BEGIN");
    for (int i = 0; i < n; i++) {
        struct err err = ERR_INIT;
        char id[16];

        snprintf(id, sizeof id, "%lld-%d", (long long)import, i);
        assert_ok(db_run(f->store->db, &err, "INSERT INTO tickets(version_id, title, description) VALUES (?, ?, printf('%.*c', 900, 'x'))", "it",
                         fixture_version(f->store, import, "ticket", "p", id, id), id), err);
    }
    fixture_run(f->store, "COMMIT");
    fixture_complete(f->store, import);
}

static struct backup made(struct fixture *f, const char *path, bool replace)
{
    struct backup b;
    struct err err = ERR_INIT;

    assert_ok(backup_make(&b, f->store, path, replace, &err), err);
    return b;
}

static int64_t number_in(const char *path, const char *sql)
{
    struct db *db = NULL;
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_open(&db, path, DB_READ, &err), err);
    assert_ok(db_get_int(db, &n, &err, sql, ""), err);
    db_close(db);
    return n;
}

static void a_backup_is_the_store_of_that_moment_and_the_trail_tells_of_it(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "b.db");
    struct stat st;
    struct backup b;
    char head[DIGEST_HEX_SIZE], digest[DIGEST_HEX_SIZE], subject[80];
    uint8_t bytes[DIGEST_SIZE];
    struct err err = ERR_INIT;
    int64_t n_rows;
    size_t len;
    char *file;

    some_tickets(f, 50);
    assert_int_equal(chmod(f->path, 0600), 0);
    assert_ok(audit_append(f->store, "a", "b", "c", "d", 1, &err), err);
    assert_ok(audit_head(f->store, head, &n_rows, &err), err);
    b = made(f, path, false);
    assert_string_equal(b.head, head);
    assert_int_equal(b.n_rows, n_rows);
    assert_int_equal(number_in(path, "SELECT count(*) FROM tickets"), 50);
    assert_int_equal(number_in(path, "SELECT count(*) FROM audit"), n_rows);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, b.n_bytes);
    assert_int_equal(st.st_mode & 07777, 0600); /* as the store */
    file = get_file(path, &len);
    digest_of(file, len, bytes);
    digest_hex(bytes, DIGEST_SIZE, digest);
    assert_string_equal(b.digest, digest);
    free(file);
    snprintf(subject, sizeof subject, "head:%s", head);
    assert_ok(db_get_int(f->store->db, &n_rows, &err, "SELECT count(*) FROM audit WHERE action = 'backup.make' AND subject = ?", "t", subject), err);
    assert_int_equal(n_rows, 1);
}

static void what_is_there_is_kept_unless_it_may_be_replaced(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "b.db");
    struct backup b;
    struct err err = ERR_INIT;

    put_file(path, "mine");
    assert_int_equal(backup_make(&b, f->store, path, false, &err), ERR_USAGE);
    assert_contains(err.msg, "--force");
    assert_file_equal(path, "mine");
    made(f, path, true);
    assert_true(number_in(path, "SELECT count(*) FROM audit") >= 0);
}

static void the_files_of_the_store_and_folders_are_refused(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = { "test.db", "test.db-wal", "test.db-shm", "test.db.lock", ".", "./test.db", "link" };
    size_t before;
    struct backup b;

    assert_int_equal(symlink("test.db", path_in(f->dir, "link")), 0);
    before = dir_count(f->dir);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct err err = ERR_INIT;

        assert_int_equal(backup_make(&b, f->store, path_in(f->dir, names[i]), true, &err), ERR_USAGE);
    }
    assert_int_equal(dir_count(f->dir), before);
}

static void the_log_of_another_store_is_not_taken_for_that_of_the_backup(void **state)
{
    struct fixture *f = *state;
    struct backup b;
    struct err err = ERR_INIT;

    put_file(path_in(f->dir, "b.db-wal"), "something");
    assert_int_equal(backup_make(&b, f->store, path_in(f->dir, "b.db"), false, &err), ERR_USAGE);
    assert_contains(err.msg, "b.db-wal");
    assert_int_equal(access(path_in(f->dir, "b.db"), F_OK), -1);
    assert_int_equal(access(path_in(f->dir, "b.db.part"), F_OK), -1);
}

static void what_a_killed_backup_left_is_overwritten_and_a_running_one_is_not_disturbed(void **state)
{
    struct fixture *f = *state;
    const char *part = path_in(f->dir, "b.db.part");
    struct backup b;
    struct err err = ERR_INIT;
    int fd;

    put_file(part, "half of something");
    put_file(path_in(f->dir, "b.db.part-wal"), "and its log");
    made(f, path_in(f->dir, "b.db"), false);
    assert_int_equal(access(part, F_OK), -1);
    assert_int_equal(access(path_in(f->dir, "b.db.part-wal"), F_OK), -1);
    put_file(part, "another's");
    fd = open(part, O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(backup_make(&b, f->store, path_in(f->dir, "b.db"), true, &err), ERR_BUSY);
    assert_file_equal(part, "another's");
    close(fd);
}

struct writer {
    const char *path;
    atomic_bool stop;
    long        n;
};

static void *write_on(void *arg)
{
    static const struct timespec pause = { .tv_nsec = 2000000 }; /* or nobody else would get a turn to write */
    struct writer *w = arg;
    struct db *db = NULL;
    struct err err = ERR_INIT;

    if (db_open(&db, w->path, DB_WRITE, &err) < 0)
        return NULL;
    while (!atomic_load(&w->stop) && db_exec(db, "BEGIN; INSERT INTO settings(name, value) SELECT 'a' || count(*), 'x' FROM settings;"
                                                 "INSERT INTO settings(name, value) SELECT 'b' || count(*), 'x' FROM settings; COMMIT", &err) == 0) {
        w->n++;
        nanosleep(&pause, NULL);
    }
    db_close(db);
    return NULL;
}

/* Each transaction writes two rows: a copy with one of them would be of no moment. */
static void others_write_on_and_the_copy_is_of_one_moment(void **state)
{
    struct fixture *f = *state;
    struct writer w = { .path = f->path };
    pthread_t thread;

    some_tickets(f, 3000);
    assert_int_equal(pthread_create(&thread, NULL, write_on, &w), 0);
    for (int i = 0; i < 5; i++) {
        struct backup b = made(f, path_in(f->dir, "b.db"), i > 0);

        assert_true(b.n_bytes > 3000 * 900);
        assert_int_equal(number_in(path_in(f->dir, "b.db"), "SELECT count(*) FILTER (WHERE value = 'x') % 2 FROM settings"), 0);
    }
    atomic_store(&w.stop, true);
    pthread_join(thread, NULL);
    assert_true(w.n > 0);
}

/* Whatever the size at which the disk is full: an error that says so, the target as it was, nothing beside it. */
static void on_a_full_disk_the_target_is_as_it_was(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "b.db");
    struct backup b;
    size_t before;

    some_tickets(f, 200);
    b = made(f, path, false);
    put_file(path, "the backup of yesterday");
    fixture_close(f);
    before = dir_count(f->dir);
    for (rlim_t limit = 4096; limit < (rlim_t)b.n_bytes; limit += 40 * 4096) {
        pid_t child = fork();
        int status;

        if (child == 0) {
            struct rlimit rl = { limit, limit };
            struct err err = ERR_INIT;

            fixture_open(f, STORE_WRITE);
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &rl);
            _exit(backup_make(&b, f->store, path, true, &err) == ERR_STORE && strstr(err.msg, "no backup was made") != NULL ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        assert_file_equal(path, "the backup of yesterday");
        assert_int_equal(dir_count(f->dir), before);
    }
    fixture_open(f, STORE_WRITE);
    made(f, path, true);
}

static void a_damaged_store_gives_no_backup(void **state)
{
    struct fixture *f = *state;
    struct backup b;
    struct err err = ERR_INIT;
    char junk[4096];
    int fd;

    some_tickets(f, 1500);
    assert_ok(db_checkpoint(f->store->db, &err), err);
    fixture_close(f);
    memset(junk, 0x5a, sizeof junk);
    fd = open(f->path, O_WRONLY);
    for (off_t at = 200 * 4096; at < 260 * 4096; at += 4096)
        assert_int_equal(pwrite(fd, junk, sizeof junk, at), sizeof junk);
    close(fd);
    fixture_open(f, STORE_WRITE);
    assert_int_equal(backup_make(&b, f->store, path_in(f->dir, "b.db"), false, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "damaged");
    assert_int_equal(access(path_in(f->dir, "b.db"), F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_backup_is_the_store_of_that_moment_and_the_trail_tells_of_it, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_there_is_kept_unless_it_may_be_replaced, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_files_of_the_store_and_folders_are_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_log_of_another_store_is_not_taken_for_that_of_the_backup, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_a_killed_backup_left_is_overwritten_and_a_running_one_is_not_disturbed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(others_write_on_and_the_copy_is_of_one_moment, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(on_a_full_disk_the_target_is_as_it_was, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_damaged_store_gives_no_backup, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
