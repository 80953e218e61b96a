/*
 * Stores of earlier versions, as their programs wrote them (tests/data), become today's. See store.h.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/store/schema.h"
#include "datasets/store/store_lock.h"
#include "score/night/nightly.h"
#include "score/scoring.h"
#include "tests/support/old_store.h"

static void assert_verifies(struct store *store)
{
    struct audit_result result;
    struct err err = ERR_INIT;

    assert_ok(audit_verify(&result, store, NULL, NULL, &err), err);
    if (result.n_failures > 0)
        fail_msg("%s: %s", result.failure[0].check, result.failure[0].reason);
    audit_result_release(&result);
}

static struct store *opened(const struct store_options *options, enum store_mode mode)
{
    struct store *store = NULL;
    struct err err = ERR_INIT;

    assert_ok(store_open(&store, options, mode, &err), err);
    return store;
}

/* "table:rows " of all tables that version 1 has, and what the columns of its rows add up to. */
static char *contents(const char *path)
{
    struct db *db = NULL;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    struct strbuf sql;
    char *text = NULL;

    strbuf_init(&sql);
    strbuf_adds(&sql, "SELECT ''");
    assert_ok(db_open(&db, ":memory:", DB_CREATE, &err), err);
    assert_ok(db_exec(db, schema_text(1), &err), err);
    assert_ok(db_prepare(db, &stmt, "SELECT m.name, group_concat('total(length(\"' || c.name || '\"))', '||'' ''||') FROM sqlite_schema m, pragma_table_info(m.name) c"
                         " WHERE m.type = 'table' AND m.name <> 'predictions' GROUP BY m.name ORDER BY m.name", &err), err); /* nothing wrote that one before version 3 made it anew */
    while (db_step(stmt, &err) == 1)
        strbuf_addf(&sql, "||(SELECT '%s:'||count(*)||' '||%s||';' FROM \"%s\")", db_text(stmt, 0, NULL), db_text(stmt, 1, NULL), db_text(stmt, 0, NULL));
    db_finalize(stmt);
    db_close(db);
    assert_ok(db_open(&db, path, DB_READ, &err), err);
    assert_ok(db_get_text(db, &text, &err, sql.data, ""), err);
    db_close(db);
    strbuf_release(&sql);
    return text;
}

static void every_earlier_version_migrates_keeps_its_rows_verifies_and_has_its_night(void **state)
{
    for (int version = 1; version < schema_version(); version++) {
        char path[4096], kept[64];
        char *dir = temp_dir_new();
        struct store_options options = old_store_make(dir, version, path);
        struct config config;
        struct nightly night;
        struct nightly_options no = { .config = &config, .seed = 1, .n_threads = 2 };
        struct err err = ERR_INIT;
        char *before = contents(path), *after;
        struct store *store = opened(&options, STORE_JOB);

        (void)state;
        after = contents(path);
        assert_string_equal(before, after);
        assert_int_equal(fixture_count(store, "PRAGMA user_version"), schema_version());
        assert_int_equal(fixture_count(store, "SELECT count(*) FROM current_versions WHERE kind = 'ticket'"), OLD_STORE_TICKETS);
        assert_int_equal(fixture_count(store, "SELECT count(*) FROM models WHERE requested_by = 'engine'"), version < 3 ? 2 : 3);
        assert_verifies(store);
        assert_ok(config_load(&config, NULL, path, &err), err);
        assert_ok(nightly_run(&night, store, &no, &err), err);
        assert_true(night.scored > 0);
        assert_verifies(store);
        store_close(store);
        snprintf(kept, sizeof kept, "old.db.before-v%d", schema_version());
        free(after);
        after = contents(path_in(dir, kept));
        assert_string_equal(before, after);
        config_release(&config);
        free(before);
        free(after);
        temp_dir_free(dir);
    }
}

static void scores_of_an_earlier_version_replay_to_the_same_bits(void **state)
{
    char path[4096];
    struct store_options options = old_store_make(*state, 1, path);
    struct store *store = opened(&options, STORE_WRITE);
    struct err err = ERR_INIT;
    double was, now;

    for (int64_t id = 1; id <= OLD_STORE_SCORES; id++) {
        int rc = score_replay(&was, &now, store, id, &err);

        assert_ok(rc, err);
        assert_near(was, now, 1e-12); /* the same bits on the processor that made it */
    }
    store_close(store);
}

static void reading_an_older_store_changes_nothing_and_says_what_to_do(void **state)
{
    char path[4096];
    struct store_options options = old_store_make(*state, 1, path);
    struct store *store = NULL;
    struct err err = ERR_INIT;
    size_t before = dir_count(*state);

    assert_int_equal(store_open(&store, &options, STORE_READ, &err), ERR_USAGE);
    assert_contains(err.msg, "has version 1");
    assert_contains(err.msg, "migrates it");
    assert_int_equal(dir_count(*state), before);
}

static void a_newer_store_is_refused_by_readers_and_writers(void **state)
{
    char path[4096];
    struct store_options options = old_store_make(*state, 1, path);
    struct store *store = opened(&options, STORE_WRITE);
    struct err err = ERR_INIT;

    fixture_run(store, "PRAGMA user_version = 99");
    assert_ok(db_checkpoint(store->db, &err), err);
    store_close(store);
    store = NULL;
    for (int mode = STORE_READ; mode <= STORE_JOB; mode++) {
        assert_int_equal(store_open(&store, &options, (enum store_mode)mode, &err), ERR_INTEGRITY);
        assert_contains(err.msg, "version 99");
        assert_contains(err.msg, "use a newer prodrome");
    }
}

static void a_store_is_not_migrated_under_a_running_job(void **state)
{
    char path[4096];
    struct store_options options = old_store_make(*state, 1, path);
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int lock = -1;

    assert_ok(store_lock(&lock, path, "nightly", &err), err);
    assert_int_equal(store_open(&store, &options, STORE_WRITE, &err), ERR_BUSY);
    assert_contains(err.msg, "nightly");
    store_unlock(&lock);
    store = opened(&options, STORE_WRITE);
    assert_ok(store_lock(&lock, path, "nightly", &err), err); /* let go again after migrating */
    store_unlock(&lock);
    store_close(store);
}

/* Runs `what` in a child whose files may grow to `limit` bytes; its exit status. */
static int in_child_with_limit(rlim_t limit, int (*what)(const struct store_options *), const struct store_options *options)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        struct rlimit rl = { limit, limit };

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &rl);
        _exit(what(options));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int open_says_disk_full(const struct store_options *options)
{
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int rc = store_open(&store, options, STORE_WRITE, &err);

    store_close(store);
    return rc == 0 ? 0 : rc == ERR_STORE && strstr(err.msg, "not migrated") != NULL ? 1 : 2;
}

static void assert_no_copy(const char *dir, const char *suffix)
{
    char name[64];

    snprintf(name, sizeof name, "old.db.before-v%d%s", schema_version(), suffix);
    assert_int_equal(access(path_in(dir, name), F_OK), -1);
}

static void without_room_for_the_copy_nothing_is_migrated(void **state)
{
    char path[4096];
    struct store_options options = old_store_make(*state, 1, path);
    struct store *store = NULL;
    struct err err = ERR_INIT;

    assert_int_equal(in_child_with_limit(200 * 1024, open_says_disk_full, &options), 1);
    assert_no_copy(*state, "");
    assert_no_copy(*state, ".part");
    assert_int_equal(store_open(&store, &options, STORE_READ, &err), ERR_USAGE); /* still of version 1 */
    store = opened(&options, STORE_WRITE);
    assert_verifies(store);
    store_close(store);
}

/* Killed at whatever moment: whole in one version or the other, and taken up by the next opening. */
static void a_killed_migration_is_taken_up(void **state)
{
    for (int i = 0; i < 12; i++) {
        char path[4096];
        char *dir = temp_dir_new();
        struct store_options options = old_store_make(dir, 1, path);
        struct store *store = NULL;
        int status;
        pid_t child = fork();

        (void)state;
        if (child == 0) {
            struct err err = ERR_INIT;

            _exit(store_open(&store, &options, STORE_WRITE, &err) == 0 ? 0 : 1);
        }
        usleep((useconds_t)(i * i * 120));
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        store = opened(&options, STORE_JOB);
        assert_int_equal(fixture_count(store, "PRAGMA user_version"), schema_version());
        assert_int_equal(fixture_count(store, "SELECT count(*) FROM tickets"), OLD_STORE_TICKETS);
        assert_verifies(store);
        store_close(store);
        assert_no_copy(dir, ".part");
        temp_dir_free(dir);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_earlier_version_migrates_keeps_its_rows_verifies_and_has_its_night),
        cmocka_unit_test_setup_teardown(scores_of_an_earlier_version_replay_to_the_same_bits, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(reading_an_older_store_changes_nothing_and_says_what_to_do, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_newer_store_is_refused_by_readers_and_writers, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_store_is_not_migrated_under_a_running_job, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(without_room_for_the_copy_nothing_is_migrated, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test(a_killed_migration_is_taken_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
