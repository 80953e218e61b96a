#include "datasets/store/restore.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/rng.h"
#include "datasets/store/backup.h"
#include "datasets/store/schema.h"
#include "tests/support/old_store.h"

/* A fixture with a backup "b.db" of it: chain, an import with its ledger and a ticket. */
struct world {
    struct fixture *f;
    char            backup[4200], keys[4200];
    struct backup   made;
};

static int world_setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = ERR_INIT;
    void *f = NULL;

    fixture_setup(&f);
    w->f = f;
    snprintf(w->backup, sizeof w->backup, "%s/b.db", w->f->dir);
    snprintf(w->keys, sizeof w->keys, "%s.keys", w->f->path);
    assert_ok(audit_found(w->f->store, &err), err);
    assert_ok(audit_append(w->f->store, "anna", "b", "c", "d", 1, &err), err);
    assert_ok(backup_make(&w->made, w->f->store, w->backup, false, &err), err);
    *state = w;
    return 0;
}

static int world_teardown(void **state)
{
    struct world *w = *state;
    void *f = w->f;

    fixture_teardown(&f);
    free(w);
    return 0;
}

static struct restore_options to(struct world *w, const char *path)
{
    return (struct restore_options){ .store = { .path = path, .keys_dir = w->keys, .clock = { FIXTURE_NOW }, .command = "restore" }, .file = w->backup };
}

static void a_backup_becomes_a_store_and_its_trail_tells_from_which_head(void **state)
{
    struct world *w = *state;
    char path[4096], subject[80];
    struct restore_options options;
    struct audit_result result;
    struct store *store = NULL;
    struct restore r;
    struct err err = ERR_INIT;
    int64_t n = 0;

    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    options = to(w, path);
    options.expect = w->made.head;
    assert_ok(restore_run(&r, &options, &err), err);
    assert_string_equal(r.head, w->made.head);
    assert_int_equal(r.n_rows, w->made.n_rows);
    assert_null(r.kept);
    assert_ok(store_open(&store, &options.store, STORE_JOB, &err), err);
    snprintf(subject, sizeof subject, "head:%s", r.head);
    assert_ok(db_get_int(store->db, &n, &err, "SELECT row_id FROM audit WHERE action = 'store.restore' AND subject = ?", "t", subject), err);
    assert_int_equal(n, r.n_rows + 1);
    assert_ok(audit_verify(&result, store, NULL, r.head, &err), err);
    assert_int_equal(result.n_failures, 0);
    audit_result_release(&result);
    store_close(store);
    assert_int_equal(access(path_in(w->f->dir, "new.db.part"), F_OK), -1);
    assert_int_equal(access(path_in(w->f->dir, "new.db.part-wal"), F_OK), -1);
}

static void a_store_that_is_there_stays_or_is_put_aside(void **state)
{
    struct world *w = *state;
    struct restore_options options = to(w, w->f->path);
    struct store_options kept = options.store;
    struct store *store = NULL;
    struct restore r;
    struct err err = ERR_INIT;

    fixture_run(w->f->store, "INSERT INTO settings VALUES ('later', '1')");
    fixture_close(w->f);
    assert_int_equal(restore_run(&r, &options, &err), ERR_USAGE);
    assert_contains(err.msg, "--force");
    options.replace = true;
    assert_ok(restore_run(&r, &options, &err), err);
    assert_non_null(r.kept);
    assert_contains(r.kept, "test.db.before-restore-20231114T221320Z");
    fixture_open(w->f, STORE_JOB);
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM settings WHERE name = 'later'"), 0);
    kept.path = r.kept;
    assert_ok(store_open(&store, &kept, STORE_READ, &err), err);
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM settings WHERE name = 'later'"), 1);
    store_close(store);
    restore_release(&r);
    fixture_close(w->f);
    assert_ok(restore_run(&r, &options, &err), err); /* in the same second */
    assert_contains(r.kept, "Z-2");
    restore_release(&r);
}

static void a_running_job_is_not_disturbed(void **state)
{
    struct world *w = *state;
    struct restore_options options = to(w, w->f->path);
    struct restore r;
    struct err err = ERR_INIT;

    options.replace = true;
    assert_int_equal(restore_run(&r, &options, &err), ERR_BUSY); /* the fixture is a job */
    assert_contains(err.msg, "test");
}

static void without_its_keys_it_says_what_to_do(void **state)
{
    struct world *w = *state;
    char path[4096], other[4096];
    struct restore_options options;
    struct restore r;
    struct keys keys;
    struct err err = ERR_INIT;
    size_t before;

    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    snprintf(other, sizeof other, "%s/other.keys", w->f->dir);
    options = to(w, path);
    options.store.keys_dir = NULL;
    before = dir_count(w->f->dir);
    assert_int_equal(restore_run(&r, &options, &err), ERR_USAGE);
    assert_contains(err.msg, "a backup holds no keys");
    assert_contains(err.msg, "new.db.keys");
    assert_int_equal(dir_count(w->f->dir), before);
    assert_ok(keys_create(&keys, other, &err), err);
    options.store.keys_dir = other;
    assert_int_equal(restore_run(&r, &options, &err), ERR_USAGE);
    assert_contains(err.msg, "not that of this store");
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(path_in(w->f->dir, "new.db.part"), F_OK), -1);
}

static void refused(struct world *w, int code, const char *words)
{
    char path[4096];
    struct restore_options options;
    struct restore r;
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    options = to(w, path);
    assert_int_equal(restore_run(&r, &options, &err), code);
    assert_contains(err.msg, words);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(path_in(w->f->dir, "new.db.part"), F_OK), -1);
}

static void in_backup(struct world *w, const char *sql)
{
    struct db *db = NULL;
    struct err err = ERR_INIT;

    assert_ok(db_open(&db, w->backup, DB_WRITE, &err), err);
    assert_ok(db_exec(db, sql, &err), err);
    assert_ok(db_checkpoint(db, &err), err);
    db_close(db);
}

static void an_altered_backup_is_refused_and_what_was_altered_named(void **state)
{
    in_backup(*state, "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'berta' WHERE actor = 'anna'");
    refused(*state, ERR_INTEGRITY, "does not verify");
}

static void a_newer_backup_is_refused(void **state)
{
    in_backup(*state, "PRAGMA user_version = 77");
    refused(*state, ERR_INTEGRITY, "version 77");
}

static void files_that_are_no_backup_are_refused(void **state)
{
    struct world *w = *state;
    static char zeros[5000];

    put_file(w->backup, "");
    refused(w, ERR_REFUSED, "no SQLite file");
    put_file(w->backup, "id,project,title\n1,p,x\n");
    refused(w, ERR_REFUSED, "no SQLite file");
    put_bytes(w->backup, zeros, sizeof zeros);
    refused(w, ERR_REFUSED, "no SQLite file");
    unlink(w->backup);
    refused(w, ERR_NOTFOUND, "does not exist");
}

static void a_foreign_database_is_refused(void **state)
{
    in_backup(*state, "PRAGMA application_id = 7");
    refused(*state, ERR_REFUSED, "no backup of a store");
}

static void a_head_that_is_not_in_it_is_refused(void **state)
{
    struct world *w = *state;
    char path[4096];
    struct restore_options options;
    struct restore r;
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    options = to(w, path);
    options.expect = "00000000000000000000000000000000000000000000000000000000000000aa";
    assert_int_equal(restore_run(&r, &options, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "expected head");
    options.expect = "beef";
    assert_int_equal(restore_run(&r, &options, &err), ERR_USAGE);
    assert_int_equal(access(path, F_OK), -1);
}

static void a_backup_of_an_earlier_version_is_brought_to_todays_and_stays_what_it_is(void **state)
{
    struct world *w = *state;
    char old[4096], path[4096];
    struct store_options of_old = old_store_make(w->f->dir, 1, old);
    struct restore_options options = { .store = of_old, .file = old };
    struct restore r;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int64_t id, version;
    char keys[4200];

    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    snprintf(keys, sizeof keys, "%s.keys", old);
    options.store.path = path;
    options.store.keys_dir = keys;
    assert_ok(restore_run(&r, &options, &err), err);
    assert_int_equal(r.from_version, 1);
    assert_ok(db_peek(&id, &version, old, &err), err);
    assert_int_equal(version, 1);
    assert_ok(store_open(&store, &options.store, STORE_JOB, &err), err);
    assert_int_equal(fixture_count(store, "PRAGMA user_version"), schema_version());
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM tickets"), OLD_STORE_TICKETS);
    store_close(store);
}

static size_t n_kept(const char *dir)
{
    DIR *folder = opendir(dir);
    struct dirent *entry;
    size_t n = 0;

    while ((entry = readdir(folder)) != NULL) {
        size_t len = strlen(entry->d_name);

        n += strstr(entry->d_name, ".before-restore-") != NULL && entry->d_name[len - 1] != 'l' && entry->d_name[len - 1] != 'm'; /* -wal, -shm */
    }
    closedir(folder);
    return n;
}

/* There is a whole store under the name, the old one or the new, or none and the old one whole beside; and the next restore works. */
static void killed_at_any_moment_it_loses_no_store(void **state)
{
    struct world *w = *state;
    struct restore_options options = to(w, w->f->path);
    struct err err = ERR_INIT;
    size_t kept = 0;

    options.replace = true;
    fixture_close(w->f);
    for (int i = 0; i < 14; i++) {
        struct restore r = { .kept = NULL };
        pid_t child = fork();
        int status;

        if (child == 0)
            _exit(restore_run(&r, &options, &err) < 0);
        usleep((useconds_t)(i * i * 150));
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        if (access(w->f->path, F_OK) == 0) {
            struct audit_result result;

            fixture_open(w->f, STORE_JOB);
            assert_ok(audit_verify(&result, w->f->store, NULL, NULL, &err), err);
            assert_int_equal(result.n_failures, 0);
            audit_result_release(&result);
            fixture_close(w->f);
        } else {
            assert_true(n_kept(w->f->dir) > kept);
        }
        assert_ok(restore_run(&r, &options, &err), err);
        restore_release(&r);
        kept = n_kept(w->f->dir);
        assert_int_equal(access(path_in(w->f->dir, "test.db.part"), F_OK), -1);
    }
}

/* Bytes flipped, cut off and put in: an error or a store that verifies, never a crash, and never half a store. */
static void a_damaged_backup_is_refused_or_verifies(void **state)
{
    struct world *w = *state;
    struct rng rng;
    char path[4096];
    size_t len;
    char *file = get_file(w->backup, &len), *bad = malloc(len);
    int refusals = 0;

    rng_init(&rng, 3);
    snprintf(path, sizeof path, "%s/new.db", w->f->dir);
    for (int round = 0; round < 60; round++) {
        struct restore_options options = to(w, path);
        struct restore r = { .kept = NULL };
        struct err err = ERR_INIT;
        size_t n = len;
        int rc;

        memcpy(bad, file, len);
        for (int i = 0; i < 1 + round / 2; i++)
            bad[round % 3 == 0 ? rng_below(&rng, 4096) : rng_below(&rng, (uint32_t)len)] ^= (char)(1 << rng_below(&rng, 8));
        if (round % 10 == 9)
            n = rng_below(&rng, (uint32_t)len);
        put_bytes(w->backup, bad, n);
        rc = restore_run(&r, &options, &err);
        if (rc < 0) {
            assert_true(strlen(err.msg) > 0);
            assert_int_equal(access(path, F_OK), -1);
            refusals++;
        }
        restore_release(&r);
        unlink(path);
        unlink(path_in(w->f->dir, "new.db-wal"));
        unlink(path_in(w->f->dir, "new.db-shm"));
    }
    assert_true(refusals > 30);
    free(file);
    free(bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_backup_becomes_a_store_and_its_trail_tells_from_which_head, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_store_that_is_there_stays_or_is_put_aside, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_running_job_is_not_disturbed, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(without_its_keys_it_says_what_to_do, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(an_altered_backup_is_refused_and_what_was_altered_named, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_newer_backup_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(files_that_are_no_backup_are_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_foreign_database_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_head_that_is_not_in_it_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_backup_of_an_earlier_version_is_brought_to_todays_and_stays_what_it_is, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(killed_at_any_moment_it_loses_no_store, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_damaged_backup_is_refused_or_verifies, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
