#include "datasets/store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"

static struct db *open_new(const char *dir)
{
    struct err err = ERR_INIT;
    struct db *db = NULL;

    assert_ok(db_open(&db, path_in(dir, "x.db"), DB_CREATE, &err), err);
    return db;
}

static void run(struct db *db, const char *sql)
{
    struct err err = ERR_INIT;

    assert_ok(db_exec(db, sql, &err), err);
}

static int64_t number(struct db *db, const char *sql)
{
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_get_int(db, &n, &err, sql, ""), err);
    return n;
}

static void every_type_comes_back_as_it_was_bound(void **state)
{
    struct db *db = open_new(*state);
    struct db_stmt *stmt;
    struct err err = ERR_INIT;
    size_t len;

    run(db, "CREATE TABLE t(i INTEGER, d REAL, n TEXT, t TEXT, s TEXT, b BLOB) STRICT");
    assert_ok(db_run(db, &err, "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", "idntsb", INT64_MIN, 0.1, "text", "a\0b",
                     (size_t)3, "\0\1", (size_t)2),
              err);
    assert_int_equal(db_changes(db), 1);
    assert_int_equal(db_last_id(db), 1);
    assert_ok(db_prepare(db, &stmt, "SELECT i, d, n, t, s, b FROM t", &err), err);
    assert_int_equal(db_step(stmt, &err), 1);
    assert_true(db_int(stmt, 0) == INT64_MIN);
    assert_true(db_double(stmt, 1) == 0.1);
    assert_true(db_is_null(stmt, 2));
    assert_null(db_text(stmt, 2, NULL));
    assert_string_equal(db_text(stmt, 3, &len), "text");
    assert_int_equal(len, 4);
    assert_memory_equal(db_text(stmt, 4, &len), "a\0b", 3);
    assert_int_equal(len, 3);
    assert_memory_equal(db_blob(stmt, 5, &len), "\0\1", 2);
    assert_int_equal(len, 2);
    assert_int_equal(db_step(stmt, &err), 0);
    db_finalize(stmt);
    db_finalize(NULL);
    db_close(db);
    db_close(NULL);
}

static void null_pointers_bind_null_and_empty_ones_do_not(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_get_int(db, &n, &err, "SELECT (?1 IS NULL) + 2 * (?2 IS NULL) + 4 * (?3 IS NULL)", "tsb",
                         (const char *)NULL, (const char *)NULL, (size_t)0, (const void *)NULL, (size_t)0),
              err);
    assert_int_equal(n, 7);
    assert_ok(db_get_int(db, &n, &err, "SELECT (?1 = '') + 2 * (?2 = '') + 4 * (?3 = x'')", "tsb", "", "", (size_t)0,
                         "", (size_t)0),
              err);
    assert_int_equal(n, 7);
    db_close(db);
}

static void single_values_are_bound_without_touching_the_others(void **state)
{
    struct db *db = open_new(*state);
    struct db_stmt *stmt;
    struct err err = ERR_INIT;

    assert_ok(db_prepare(db, &stmt, "SELECT ?1 + ?2", &err), err);
    assert_ok(db_bind(stmt, &err, "ii", INT64_C(1), INT64_C(10)), err);
    assert_ok(db_bind_at(stmt, &err, 2, 'i', INT64_C(20)), err);
    assert_int_equal(db_step(stmt, &err), 1);
    assert_int_equal(db_int(stmt, 0), 21);
    db_reset(stmt);
    assert_int_equal(db_step(stmt, &err), 1);
    assert_true(db_is_null(stmt, 0));
    db_finalize(stmt);
    db_close(db);
}

static void a_missing_row_is_not_found_and_null_is_null(void **state)
{
    struct db *db = open_new(*state);
    char mark[] = "as it was";
    char *text = mark;
    int64_t n = 7;

    run(db, "CREATE TABLE t(x TEXT) STRICT");
    assert_int_equal(db_get_int(db, &n, NULL, "SELECT 1 FROM t", ""), ERR_NOTFOUND);
    assert_int_equal(n, 7);
    assert_int_equal(db_get_text(db, &text, NULL, "SELECT x FROM t", ""), ERR_NOTFOUND);
    assert_ptr_equal(text, mark);
    run(db, "INSERT INTO t VALUES (NULL)");
    assert_int_equal(db_get_text(db, &text, NULL, "SELECT x FROM t", ""), 0);
    assert_null(text);
    run(db, "UPDATE t SET x = 'yes'");
    assert_int_equal(db_get_text(db, &text, NULL, "SELECT x FROM t", ""), 0);
    assert_string_equal(text, "yes");
    mem_free(text);
    db_close(db);
}

static void connections_are_set_as_the_header_says(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;
    char *mode = NULL;

    assert_ok(db_get_text(db, &mode, &err, "PRAGMA journal_mode", ""), err);
    assert_string_equal(mode, "wal");
    mem_free(mode);
    assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
    assert_int_equal(number(db, "PRAGMA recursive_triggers"), 1);
    assert_int_equal(number(db, "PRAGMA synchronous"), 2);
    assert_int_equal(number(db, "PRAGMA busy_timeout"), 10000);
    assert_int_equal(number(db, "PRAGMA trusted_schema"), 0);
    assert_int_equal(number(db, "PRAGMA secure_delete"), 1);
    assert_int_equal(number(db, "PRAGMA temp_store"), 2);
    assert_int_equal(db_exec(db, "SELECT \"not a column\"", NULL), ERR_STORE);
    assert_int_equal(db_exec(db, "SELECT load_extension('x')", NULL), ERR_STORE);
    db_close(db);
}

static void a_released_cache_loses_nothing_not_even_what_is_not_committed(void **state)
{
    struct db *db = open_new(*state);

    run(db, "CREATE TABLE t(i INTEGER, t TEXT) STRICT");
    run(db, "INSERT INTO t WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, hex(zeroblob(200)) FROM n");
    run(db, "BEGIN; UPDATE t SET i = -i WHERE i <= 100");
    db_release_cache(db);
    assert_int_equal(number(db, "SELECT sum(i) FROM t"), 5000 * 5001 / 2 - 100 * 101);
    run(db, "COMMIT");
    db_release_cache(db);
    assert_int_equal(number(db, "SELECT sum(i) FROM t"), 5000 * 5001 / 2 - 100 * 101);
    db_close(db);
}

static void a_missing_file_is_not_found_and_not_created(void **state)
{
    struct err err = ERR_INIT;
    struct db *db = NULL;

    assert_int_equal(db_open(&db, path_in(*state, "none.db"), DB_READ, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "none.db' does not exist");
    assert_int_equal(db_open(&db, path_in(*state, "none.db"), DB_WRITE, &err), ERR_NOTFOUND);
    assert_int_equal(db_open(&db, path_in(*state, "none/none.db"), DB_CREATE, &err), ERR_STORE);
    assert_contains(err.msg, "No such file or directory");
    assert_null(db);
    assert_int_equal(dir_count(*state), 0);
}

static void what_is_no_sqlite_file_is_refused_and_left_alone(void **state)
{
    const char *path = path_in(*state, "notes.txt");
    struct err err = ERR_INIT;
    struct db *db = NULL;
    int64_t id, version;

    put_file(path, "This is a text of more than a hundred bytes, so that SQLite has a whole header to look at "
                   "before it says that this is none of its files.\n");
    assert_int_equal(db_open(&db, path, DB_READ, &err), ERR_REFUSED);
    assert_contains(err.msg, "notes.txt' is not a store: it is no SQLite file");
    assert_int_equal(db_open(&db, path, DB_WRITE, &err), ERR_REFUSED);
    assert_int_equal(db_peek(&id, &version, path, &err), ERR_REFUSED);
    put_file(path, "short");
    assert_int_equal(db_peek(&id, &version, path, &err), ERR_REFUSED);
    put_file(path, "");
    assert_int_equal(db_peek(&id, &version, path, &err), ERR_REFUSED);
    assert_int_equal(db_open(&db, *state, DB_READ, &err), ERR_REFUSED);
    assert_contains(err.msg, "no regular file");
    assert_null(db);
    assert_int_equal(dir_count(*state), 1);
}

static void peek_reads_the_header_and_leaves_nothing_behind(void **state)
{
    struct db *db = open_new(*state);
    int64_t id = 0, version = 0;

    run(db, "PRAGMA application_id = -2; PRAGMA user_version = 77; CREATE TABLE t(x)");
    db_close(db);
    assert_int_equal(unlink(path_in(*state, "x.db-wal")), 0);
    assert_int_equal(unlink(path_in(*state, "x.db-shm")), 0);
    assert_int_equal(db_peek(&id, &version, path_in(*state, "x.db"), NULL), 0);
    assert_int_equal(id, -2);
    assert_int_equal(version, 77);
    assert_int_equal(dir_count(*state), 1);
}

static void paths_are_taken_byte_for_byte(void **state)
{
    static const char *const names[] = { "a?mode=memory", "b#c", "100%41", "blank and 'quote'" };
    struct err err = ERR_INIT;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = path_in(*state, names[i]);
        struct db *db = NULL;

        assert_ok(db_open(&db, path, DB_CREATE, &err), err);
        run(db, "CREATE TABLE t(x)");
        db_close(db);
        assert_int_equal(access(path, F_OK), 0);
        assert_ok(db_open(&db, path, DB_READ, &err), err);
        assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
        db_close(db);
    }
}

static void a_file_alone_is_read_without_creating_another(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;

    run(db, "CREATE TABLE t(x); INSERT INTO t VALUES (42)");
    db_close(db);
    assert_int_equal(dir_count(*state), 3); /* -wal and -shm stay for those who may only read */
    assert_int_equal(unlink(path_in(*state, "x.db-wal")), 0);
    assert_int_equal(unlink(path_in(*state, "x.db-shm")), 0);
    assert_ok(db_open(&db, path_in(*state, "x.db"), DB_READ, &err), err);
    assert_int_equal(number(db, "SELECT x FROM t"), 42);
    assert_int_equal(db_exec(db, "INSERT INTO t VALUES (1)", NULL), ERR_STORE);
    db_close(db);
    assert_int_equal(dir_count(*state), 1);
}

static void a_closed_store_leaves_an_empty_log(void **state)
{
    struct db *db = open_new(*state);
    char *log;
    size_t len;

    run(db, "CREATE TABLE t(x); INSERT INTO t VALUES (42)");
    db_close(db);
    log = get_file(path_in(*state, "x.db-wal"), &len);
    free(log);
    assert_int_equal(len, 0);
}

static void a_reader_sees_what_a_writer_committed_and_no_more(void **state)
{
    struct db *writer = open_new(*state);
    struct db *reader = NULL;
    struct err err = ERR_INIT;

    run(writer, "CREATE TABLE t(x); INSERT INTO t VALUES (1)");
    assert_ok(db_open(&reader, path_in(*state, "x.db"), DB_READ, &err), err);
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 1);
    assert_ok(db_begin(writer, &err), err);
    assert_true(db_in_transaction(writer));
    run(writer, "INSERT INTO t VALUES (2)");
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 1);
    assert_ok(db_commit(writer, &err), err);
    assert_false(db_in_transaction(writer));
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 2);
    db_close(reader);
    db_close(writer);
}

static void a_rollback_undoes_and_outside_a_transaction_does_nothing(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;

    run(db, "CREATE TABLE t(x)");
    assert_ok(db_begin(db, &err), err);
    run(db, "INSERT INTO t VALUES (1)");
    db_rollback(db);
    db_rollback(db);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
    db_close(db);
}

static void a_failed_commit_is_rolled_back(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;

    run(db, "CREATE TABLE a(x INTEGER PRIMARY KEY); CREATE TABLE b(x REFERENCES a DEFERRABLE INITIALLY DEFERRED)");
    assert_ok(db_begin(db, &err), err);
    run(db, "INSERT INTO b VALUES (5)");
    assert_int_equal(db_commit(db, &err), ERR_STORE);
    assert_contains(err.msg, "FOREIGN KEY constraint failed");
    assert_false(db_in_transaction(db));
    assert_int_equal(number(db, "SELECT count(*) FROM b"), 0);
    db_close(db);
}

static void a_second_writer_is_told_that_the_store_is_busy(void **state)
{
    struct db *first = open_new(*state), *second = NULL;
    struct err err = ERR_INIT;

    run(first, "CREATE TABLE t(x)");
    assert_ok(db_open(&second, path_in(*state, "x.db"), DB_WRITE, &err), err);
    run(second, "PRAGMA busy_timeout = 10");
    assert_ok(db_begin(first, &err), err);
    assert_int_equal(db_begin(second, &err), ERR_BUSY);
    assert_contains(err.msg, "database is locked");
    db_rollback(first);
    assert_ok(db_begin(second, &err), err);
    db_rollback(second);
    db_close(second);
    db_close(first);
}

static void a_checkpoint_empties_the_log_and_does_not_wait_for_readers(void **state)
{
    struct db *db = open_new(*state), *reader = NULL;
    struct err err = ERR_INIT;
    size_t len;

    run(db, "CREATE TABLE t(x); INSERT INTO t VALUES (zeroblob(100000))");
    assert_ok(db_checkpoint(db, &err), err);
    free(get_file(path_in(*state, "x.db-wal"), &len));
    assert_int_equal(len, 0);
    assert_ok(db_open(&reader, path_in(*state, "x.db"), DB_READ, &err), err);
    run(reader, "BEGIN; SELECT count(*) FROM t");
    run(db, "INSERT INTO t VALUES (zeroblob(100000))");
    assert_ok(db_checkpoint(db, &err), err);
    assert_int_equal(number(db, "PRAGMA busy_timeout"), 10000);
    db_close(reader);
    db_close(db);
}

static void a_full_disk_is_told_in_sqlites_words(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;

    run(db, "CREATE TABLE t(x); PRAGMA max_page_count = 20");
    assert_int_equal(db_exec(db, "INSERT INTO t VALUES (randomblob(1000000))", &err), ERR_STORE);
    assert_contains(err.msg, "x.db': database or disk is full");
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
    db_close(db);
}

static void a_damaged_file_is_a_matter_of_integrity(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;
    char *bytes;
    size_t len;
    int64_t n;

    run(db, "CREATE TABLE t(x); INSERT INTO t VALUES (1)");
    db_close(db);
    bytes = get_file(path_in(*state, "x.db"), &len);
    memset(bytes + 4096, 0x5a, len - 4096);
    put_bytes(path_in(*state, "x.db"), bytes, len);
    free(bytes);
    assert_ok(db_open(&db, path_in(*state, "x.db"), DB_READ, &err), err);
    assert_int_equal(db_get_int(db, &n, &err, "SELECT sum(x) FROM t", ""), ERR_INTEGRITY);
    assert_contains(err.msg, "malformed");
    db_close(db);
}

static void what_may_not_be_written_says_what_to_do(void **state)
{
    struct db *db = open_new(*state);
    struct err err = ERR_INIT;

    run(db, "CREATE TABLE t(x)");
    db_close(db);
    assert_ok(db_open(&db, path_in(*state, "x.db"), DB_READ, &err), err);
    assert_int_equal(db_exec(db, "INSERT INTO t VALUES (1)", &err), ERR_STORE);
    assert_contains(err.msg, "x.db' cannot be written; give your user the right to write the file and its folder");
    db_close(db);
}

static void wrong_sql_names_what_is_wrong(void **state)
{
    struct db *db = open_new(*state);
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;

    assert_int_equal(db_prepare(db, &stmt, "SELECT x FROM nowhere", &err), ERR_STORE);
    assert_contains(err.msg, "no such table: nowhere");
    assert_null(stmt);
    db_close(db);
}

static void running_out_of_memory_at_any_point_leaves_nothing(void **state)
{
    const char *path = path_in(*state, "x.db");
    struct db *db = open_new(*state);
    int rc = ERR_NOMEM;

    run(db, "CREATE TABLE t(x); INSERT INTO t VALUES ('text')");
    db_close(db);
    for (long n = 0; rc < 0; n++) {
        char *text = NULL;

        db = NULL;
        mem_fail_after(n);
        rc = db_open(&db, path, DB_WRITE, NULL);
        if (rc == 0)
            rc = db_get_text(db, &text, NULL, "SELECT x FROM t", "");
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        assert_true((rc == 0) == (text != NULL));
        mem_free(text);
        db_close(db);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_type_comes_back_as_it_was_bound, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(null_pointers_bind_null_and_empty_ones_do_not, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(single_values_are_bound_without_touching_the_others, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_missing_row_is_not_found_and_null_is_null, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(connections_are_set_as_the_header_says, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_released_cache_loses_nothing_not_even_what_is_not_committed, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_missing_file_is_not_found_and_not_created, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_sqlite_file_is_refused_and_left_alone, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(peek_reads_the_header_and_leaves_nothing_behind, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(paths_are_taken_byte_for_byte, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_file_alone_is_read_without_creating_another, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_closed_store_leaves_an_empty_log, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_reader_sees_what_a_writer_committed_and_no_more, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_rollback_undoes_and_outside_a_transaction_does_nothing, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_failed_commit_is_rolled_back, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_second_writer_is_told_that_the_store_is_busy, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_checkpoint_empties_the_log_and_does_not_wait_for_readers, temp_dir_setup,
                                        temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told_in_sqlites_words, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_a_matter_of_integrity, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(what_may_not_be_written_says_what_to_do, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(wrong_sql_names_what_is_wrong, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(running_out_of_memory_at_any_point_leaves_nothing, temp_dir_setup,
                                        temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
