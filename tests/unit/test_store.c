#include "datasets/store/store.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/store/schema.h"
#include "tests/support/fixture_store.h"

static int teardown(void **state)
{
    mem_fail_after(-1);
    outfile_fail_after(-1);
    return temp_dir_teardown(state);
}

static struct store_options options_for(const char *dir)
{
    return (struct store_options){ .path = path_in(dir, "test.db"), .clock = { FIXTURE_NOW } };
}

static void create(const struct store_options *options)
{
    struct err err = ERR_INIT;

    assert_ok(store_create(options, false, &err), err);
}

static int try_open(const struct store_options *options, enum store_mode mode, struct err *err)
{
    struct store *store = NULL;
    int rc = store_open(&store, options, mode, err);

    assert_true((rc == 0) == (store != NULL));
    store_close(store);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------- creating */

static void a_new_store_opens_in_every_mode(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;

    create(&options);
    assert_ok(try_open(&options, STORE_READ, &err), err);
    assert_ok(try_open(&options, STORE_WRITE, &err), err);
    assert_ok(try_open(&options, STORE_JOB, &err), err);
}

static void a_new_store_knows_its_keys_time_and_whether_it_is_a_demonstration(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;
    struct store *store;
    char *text;

    assert_ok(store_create(&options, true, &err), err);
    assert_ok(store_open(&store, &options, STORE_WRITE, &err), err);
    assert_true(store->demonstration);
    assert_true(store->has_keys);
    assert_true(store_now(store) == FIXTURE_NOW);
    assert_ok(store_setting_get(store, &text, "created_at", &err), err);
    assert_string_equal(text, "2023-11-14T22:13:20Z");
    mem_free(text);
    assert_ok(store_setting_get(store, &text, "audit_public_key", &err), err);
    assert_int_equal(strlen(text), 64);
    mem_free(text);
    store_close(store);
    assert_ok(store_open(&store, &options, STORE_READ, &err), err);
    assert_true(store->demonstration);
    assert_false(store->has_keys);
    store_close(store);
}

static void an_existing_store_or_its_keys_are_not_made_anew(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;

    create(&options);
    assert_int_equal(store_create(&options, false, &err), ERR_USAGE);
    assert_contains(err.msg, "test.db' is there already");
    options.path = path_in(*state, "other.db");
    options.keys_dir = path_in(*state, "test.db.keys");
    assert_int_equal(store_create(&options, false, &err), ERR_USAGE);
    assert_contains(err.msg, "keys are never made anew");
    assert_int_equal(access(options.path, F_OK), -1);
}

static void the_log_of_a_store_that_is_gone_is_not_taken_for_the_new_ones(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;

    put_file(path_in(*state, "test.db-wal"), "frames of an older store");
    assert_int_equal(store_create(&options, false, &err), ERR_USAGE);
    assert_contains(err.msg, "left over from another store");
    put_file(path_in(*state, "test.db-wal"), "");
    create(&options);
}

static void creating_leaves_no_store_when_memory_runs_out_at_any_point(void **state)
{
    struct store_options options = options_for(*state);
    int rc = ERR_NOMEM;

    for (long n = 0; rc < 0; n++) {
        char *keys;

        mem_fail_after(n);
        rc = store_create(&options, false, NULL);
        mem_fail_after(-1);
        if (rc == 0)
            break;
        assert_int_equal(rc, ERR_NOMEM);
        if (access(options.path, F_OK) == 0) { /* failed after the store was made whole: it is one */
            assert_int_equal(try_open(&options, STORE_JOB, NULL), 0);
            break;
        }
        keys = mem_strdup(path_in(*state, "test.db.keys"));
        unlink(path_in(keys, "audit.key"));
        unlink(path_in(keys, "audit.pub"));
        unlink(path_in(keys, "pseudonym.key"));
        rmdir(keys);
        mem_free(keys);
        assert_int_equal(dir_count(*state), 0);
    }
}

static void creating_without_room_for_keys_leaves_no_store(void **state)
{
    struct store_options options = options_for(*state);

    outfile_fail_after(1);
    assert_int_equal(store_create(&options, false, NULL), ERR_IO);
    outfile_fail_after(-1);
    assert_int_equal(dir_count(*state), 1); /* the empty folder of keys */
    create(&options);
}

/* -------------------------------------------------------------------------------------------------------------- refusing */

static void a_missing_store_is_not_found_with_a_hint(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;

    assert_int_equal(try_open(&options, STORE_READ, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "does not exist; make one with: prodrome init");
    assert_int_equal(try_open(&options, STORE_JOB, &err), ERR_NOTFOUND);
    assert_int_equal(dir_count(*state), 0);
}

static void a_foreign_file_is_refused_and_never_touched(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;
    struct db *db;
    char *before, *after;
    size_t len, again;

    assert_ok(db_open(&db, options.path, DB_CREATE, &err), err);
    assert_ok(db_exec(db, "CREATE TABLE theirs(x); PRAGMA application_id = 1234", &err), err);
    db_close(db);
    unlink(path_in(*state, "test.db-wal"));
    unlink(path_in(*state, "test.db-shm"));
    before = get_file(options.path, &len);
    for (enum store_mode mode = STORE_READ; mode <= STORE_JOB; mode++) {
        assert_int_equal(try_open(&options, mode, &err), ERR_REFUSED);
        assert_contains(err.msg, "is an SQLite file but not a store (application id 0x000004d2)");
    }
    after = get_file(options.path, &again);
    assert_int_equal(len, again);
    assert_memory_equal(before, after, len);
    assert_int_equal(dir_count(*state), 1);
    free(before);
    free(after);
    put_file(options.path, "id,title\n1,printer down\n");
    assert_int_equal(try_open(&options, STORE_JOB, &err), ERR_REFUSED);
    assert_file_equal(options.path, "id,title\n1,printer down\n");
    assert_int_equal(dir_count(*state), 1);
}

static void a_newer_store_is_refused_and_both_versions_named(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;
    struct db *db;
    char ours[64];

    create(&options);
    assert_ok(db_open(&db, options.path, DB_WRITE, &err), err);
    assert_ok(db_exec(db, "PRAGMA user_version = 4711", &err), err);
    db_close(db);
    snprintf(ours, sizeof ours, "knows up to %d", schema_version());
    for (enum store_mode mode = STORE_READ; mode <= STORE_JOB; mode++) {
        assert_int_equal(try_open(&options, mode, &err), ERR_INTEGRITY);
        assert_contains(err.msg, "version 4711");
        assert_contains(err.msg, ours);
    }
}

static void without_keys_a_store_can_be_read_and_not_written(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;

    create(&options);
    assert_int_equal(rename(path_in(*state, "test.db.keys"), path_in(*state, "elsewhere")), 0);
    assert_ok(try_open(&options, STORE_READ, &err), err);
    assert_int_equal(try_open(&options, STORE_WRITE, &err), ERR_USAGE);
    assert_contains(err.msg, "no keys in");
    options.keys_dir = path_in(*state, "elsewhere");
    assert_ok(try_open(&options, STORE_WRITE, &err), err);
}

static void the_keys_of_another_store_are_refused(void **state)
{
    struct store_options options = options_for(*state), other = options;
    struct err err = ERR_INIT;
    char *key;
    size_t len;

    create(&options);
    other.path = path_in(*state, "other.db");
    create(&other);
    options.keys_dir = path_in(*state, "other.db.keys");
    assert_int_equal(try_open(&options, STORE_JOB, &err), ERR_USAGE);
    assert_contains(err.msg, "the audit key is not that of this store");
    key = get_file(path_in(path_in(*state, "test.db.keys"), "audit.key"), &len);
    put_bytes(path_in(path_in(*state, "other.db.keys"), "audit.key"), key, len);
    free(key);
    assert_int_equal(try_open(&options, STORE_JOB, &err), ERR_USAGE);
    assert_contains(err.msg, "the pseudonym key is not that of this store");
}

static void a_damaged_store_is_a_matter_of_integrity(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;
    char *bytes;
    size_t len;

    create(&options);
    bytes = get_file(options.path, &len);
    memset(bytes + 100, 0x5a, 3000); /* the root of sqlite_schema, behind the header */
    put_bytes(options.path, bytes, len);
    free(bytes);
    assert_int_equal(try_open(&options, STORE_READ, &err), ERR_INTEGRITY);
    assert_int_equal(try_open(&options, STORE_JOB, &err), ERR_INTEGRITY);
}

/* --------------------------------------------------------------------------------------------------------------- reading */

static void reading_a_copy_of_the_file_alone_creates_nothing(void **state)
{
    struct store_options options = options_for(*state);
    struct err err = ERR_INIT;
    struct store *store;
    char *bytes;
    size_t len;

    create(&options);
    bytes = get_file(options.path, &len);
    assert_int_equal(mkdir(path_in(*state, "copy"), 0700), 0);
    options.path = path_in(path_in(*state, "copy"), "test.db");
    put_bytes(options.path, bytes, len);
    free(bytes);
    assert_ok(store_open(&store, &options, STORE_READ, &err), err);
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM audit"), 0);
    assert_int_equal(dir_count(path_in(*state, "copy")), 1);
    store_close(store);
    assert_int_equal(dir_count(path_in(*state, "copy")), 1);
}

static void a_reader_works_beside_a_job(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    struct store *reader;
    int64_t import = fixture_import(fixture->store);

    fixture_version(fixture->store, import, "ticket", "p", "1", "x");
    assert_ok(store_open(&reader, &fixture->options, STORE_READ, &err), err);
    assert_int_equal(fixture_count(reader, "SELECT count(*) FROM current_versions"), 0);
    fixture_complete(fixture->store, import);
    assert_int_equal(fixture_count(reader, "SELECT count(*) FROM current_versions"), 1);
    store_close(reader);
    assert_ok(try_open(&fixture->options, STORE_WRITE, &err), err);
}

/* --------------------------------------------------------------------------------------------------------------- settings */

static void settings_are_put_over_and_missing_ones_not_found(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    char *value = NULL;

    assert_int_equal(store_setting_get(fixture->store, &value, "colour", &err), ERR_NOTFOUND);
    assert_contains(err.msg, "no setting 'colour'");
    assert_null(value);
    assert_ok(store_setting_put(fixture->store, "colour", "red", &err), err);
    assert_ok(store_setting_put(fixture->store, "colour", "blue", &err), err);
    fixture_reopen(fixture, STORE_READ);
    assert_ok(store_setting_get(fixture->store, &value, "colour", &err), err);
    assert_string_equal(value, "blue");
    mem_free(value);
}

/* ------------------------------------------------------------------------------------------------------------------- lock */

static void a_second_job_is_told_who_holds_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    char who[64];

    assert_int_equal(try_open(&fixture->options, STORE_JOB, &err), ERR_BUSY);
    snprintf(who, sizeof who, "process %ld (test)", (long)getpid());
    assert_contains(err.msg, who);
    fixture_reopen(fixture, STORE_WRITE);
    assert_ok(try_open(&fixture->options, STORE_JOB, &err), err);
}

static void a_lock_without_a_holder_is_no_obstacle(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;

    fixture_close(fixture);
    put_file(path_in(fixture->dir, "test.db.lock"), "1 somebody long gone\n");
    assert_ok(try_open(&fixture->options, STORE_JOB, &err), err);
    assert_file_equal(path_in(fixture->dir, "test.db.lock"), "");
    assert_int_equal(unlink(path_in(fixture->dir, "test.db.lock")), 0);
    assert_ok(try_open(&fixture->options, STORE_JOB, &err), err);
}

/* --------------------------------------------------------------------------------------------------- what was not completed */

/* A job in a process of its own, killed in the middle of an import. */
static void kill_an_import(struct fixture *fixture, int n_rows)
{
    int status;
    pid_t child;

    fixture_close(fixture);
    child = fork();
    if (child == 0) {
        int64_t import;

        fixture_open(fixture, STORE_JOB);
        import = fixture_import(fixture->store);
        fixture_run(fixture->store, "BEGIN");
        for (int i = 0; i < n_rows; i++) {
            char id[16];

            snprintf(id, sizeof id, "%d", i);
            fixture_version(fixture->store, import, i % 3 == 0 ? "change" : "ticket", "p", id, "new");
            fixture_run(fixture->store,
                        i % 3 == 0
                            ? "INSERT INTO changes(version_id) SELECT max(version_id) FROM versions"
                            : "INSERT INTO tickets(version_id, title) SELECT max(version_id), 't' FROM versions");
        }
        fixture_run(fixture->store, "INSERT INTO rejects SELECT max(import_id), 'f.csv', 2, '', 'bad' FROM imports");
        fixture_run(fixture->store, "COMMIT");
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void a_killed_import_leaves_nothing_visible_and_is_dropped_by_the_next_job(void **state)
{
    struct fixture *fixture = *state;
    int64_t import = fixture_import(fixture->store), kept, also_kept;

    kept = fixture_version(fixture->store, import, "ticket", "p", "1", "old");
    fixture_run(fixture->store, "INSERT INTO tickets(version_id, title) SELECT max(version_id), 'old' FROM versions");
    also_kept = fixture_version(fixture->store, import, "ticket", "p", "kept", "old");
    fixture_complete(fixture->store, import);
    kill_an_import(fixture, 2500); /* more than two transactions' worth, record 1 among them */

    fixture_open(fixture, STORE_READ);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM current_versions"), 2);
    assert_int_equal(fixture_count(fixture->store, "SELECT version_id FROM current_versions WHERE id = '1'"), kept);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), 2502);
    fixture_reopen(fixture, STORE_WRITE); /* a reviewer leaves it: a job may be at it */
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), 2502);
    fixture_reopen(fixture, STORE_JOB);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), 2);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records"), 2);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM tickets"), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM changes"), 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM rejects"), 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT max(version_id) FROM current_versions"), also_kept);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void a_record_twice_in_a_killed_import_is_dropped_too(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    int64_t import = fixture_import(fixture->store);

    for (int i = 0; i < 1500; i++)
        fixture_version(fixture->store, import, "ticket", "p", "the same", "x");
    assert_int_equal(store_drop_incomplete(fixture->store, &err), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions"), 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records"), 0);
    assert_int_equal(store_drop_incomplete(fixture->store, &err), 0);
}

static void a_killed_import_of_a_series_goes_with_its_points(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    int64_t import = fixture_import(fixture->store);

    fixture_version(fixture->store, import, "series", "ehr", "latency", "x");
    fixture_run(fixture->store, "INSERT INTO series(version_id) SELECT max(version_id) FROM versions");
    fixture_run(fixture->store,
                "INSERT INTO points(version_id, time, value) SELECT max(version_id), 1, 0.5 FROM versions");
    assert_int_equal(store_drop_incomplete(fixture->store, &err), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM points"), 0);
}

static void a_model_that_was_never_registered_is_dropped_and_another_stays(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;

    fixture_run(fixture->store, "INSERT INTO models VALUES (1, 'route', '', 1, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine'),"
                                " (2, 'route', '', 2, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine')");
    fixture_run(
        fixture->store,
        "INSERT INTO model_parts VALUES (1, 'a', x'01', x'02'), (2, 'a', x'01', x'02'), (2, 'b', x'01', x'02')");
    fixture_run(fixture->store,
                "INSERT INTO model_stages(model_id, stage, at, \"by\") VALUES (1, 'candidate', 1, 'engine')");
    assert_int_equal(store_drop_incomplete(fixture->store, &err), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT model_id FROM models"), 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM model_parts"), 1);
}

static void opening_fails_cleanly_when_memory_runs_out_at_any_point(void **state)
{
    struct store_options options = options_for(*state);
    int rc = ERR_NOMEM;

    create(&options);
    for (long n = 0; rc < 0; n++) {
        struct store *store = NULL;

        mem_fail_after(n);
        rc = store_open(&store, &options, STORE_JOB, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        store_close(store);
    }
    store_close(NULL);
}

#define IN_FOLDER(test)  cmocka_unit_test_setup_teardown(test, temp_dir_setup, teardown)
#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_new_store_opens_in_every_mode),
        IN_FOLDER(a_new_store_knows_its_keys_time_and_whether_it_is_a_demonstration),
        IN_FOLDER(an_existing_store_or_its_keys_are_not_made_anew),
        IN_FOLDER(the_log_of_a_store_that_is_gone_is_not_taken_for_the_new_ones),
        IN_FOLDER(creating_leaves_no_store_when_memory_runs_out_at_any_point),
        IN_FOLDER(creating_without_room_for_keys_leaves_no_store),
        IN_FOLDER(a_missing_store_is_not_found_with_a_hint),
        IN_FOLDER(a_foreign_file_is_refused_and_never_touched),
        IN_FOLDER(a_newer_store_is_refused_and_both_versions_named),
        IN_FOLDER(without_keys_a_store_can_be_read_and_not_written),
        IN_FOLDER(the_keys_of_another_store_are_refused),
        IN_FOLDER(a_damaged_store_is_a_matter_of_integrity),
        IN_FOLDER(reading_a_copy_of_the_file_alone_creates_nothing),
        WITH_STORE(a_reader_works_beside_a_job),
        WITH_STORE(settings_are_put_over_and_missing_ones_not_found),
        WITH_STORE(a_second_job_is_told_who_holds_the_store),
        WITH_STORE(a_lock_without_a_holder_is_no_obstacle),
        WITH_STORE(a_killed_import_leaves_nothing_visible_and_is_dropped_by_the_next_job),
        WITH_STORE(a_record_twice_in_a_killed_import_is_dropped_too),
        WITH_STORE(a_killed_import_of_a_series_goes_with_its_points),
        WITH_STORE(a_model_that_was_never_registered_is_dropped_and_another_stays),
        IN_FOLDER(opening_fails_cleanly_when_memory_runs_out_at_any_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
