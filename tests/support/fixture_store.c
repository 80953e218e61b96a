#include "tests/support/fixture_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/digest.h"

void fixture_assert_ok(int rc, const struct err *err, const char *file, int line)
{
    if (rc >= 0)
        return;
    print_error("failed with %d: %s\n", rc, err->msg);
    _fail(file, line);
}

void fixture_open(struct fixture *fixture, enum store_mode mode)
{
    struct err err = ERR_INIT;

    assert_ok(store_open(&fixture->store, &fixture->options, mode, &err), err);
}

void fixture_close(struct fixture *fixture)
{
    store_close(fixture->store);
    fixture->store = NULL;
}

void fixture_reopen(struct fixture *fixture, enum store_mode mode)
{
    fixture_close(fixture);
    fixture_open(fixture, mode);
}

int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct err err = ERR_INIT;

    if (fixture == NULL)
        return -1;
    fixture->dir = temp_dir_new();
    snprintf(fixture->path, sizeof fixture->path, "%s/test.db", fixture->dir);
    fixture->options.path = fixture->path;
    fixture->options.clock.fixed = FIXTURE_NOW;
    fixture->options.command = "test";
    assert_ok(store_create(&fixture->options, false, &err), err);
    fixture_open(fixture, STORE_JOB);
    *state = fixture;
    return 0;
}

int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;

    fixture_close(fixture);
    temp_dir_free(fixture->dir);
    free(fixture);
    return 0;
}

int64_t fixture_import(struct store *store)
{
    struct err err = ERR_INIT;

    assert_ok(db_run(store->db, &err,
                     "INSERT INTO imports(kind, source, started_at, rules_version) VALUES ('test', '', ?, 1)", "i",
                     store_now(store)),
              err);
    return db_last_id(store->db);
}

void fixture_complete(struct store *store, int64_t import_id)
{
    struct err err = ERR_INIT;

    assert_ok(db_run(store->db, &err, "UPDATE imports SET completed_at = ? WHERE import_id = ?", "ii", store_now(store),
                     import_id),
              err);
}

int64_t fixture_version(struct store *store, int64_t import_id, const char *kind, const char *project, const char *id,
                        const char *content)
{
    struct err err = ERR_INIT;
    uint8_t hash[DIGEST_SIZE];
    int64_t record_id;

    digest_of(content, strlen(content), hash);
    assert_ok(db_run(store->db, &err, "INSERT INTO records(kind, project, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                     "ttt", kind, project, id),
              err);
    assert_ok(db_get_int(store->db, &record_id, &err,
                         "SELECT record_id FROM records WHERE kind = ? AND project = ? AND id = ?", "ttt", kind,
                         project, id),
              err);
    assert_ok(
        db_run(
            store->db, &err,
            "INSERT INTO versions(record_id, import_id, source_row, raw_hash, content_hash, rules_version, imported_at,"
            " known_at, known_basis) VALUES (?, ?, 1, ?, ?, 1, ?, ?, 'import')",
            "iibbii", record_id, import_id, hash, sizeof hash, hash, sizeof hash, store_now(store), store_now(store)),
        err);
    return db_last_id(store->db);
}

void fixture_run(struct store *store, const char *sql)
{
    struct err err = ERR_INIT;

    assert_ok(db_exec(store->db, sql, &err), err);
}

void fixture_refused(struct store *store, const char *sql, const char *words)
{
    struct err err = ERR_INIT;

    if (db_exec(store->db, sql, &err) == 0)
        fail_msg("not refused: %s", sql);
    assert_contains(err.msg, words);
}

int64_t fixture_count(struct store *store, const char *sql)
{
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_get_int(store->db, &n, &err, sql, ""), err);
    return n;
}

void fixture_verify(struct store *store)
{
    struct audit_result result = { 0 };
    struct err err = ERR_INIT;

    assert_ok(audit_verify(&result, store, NULL, NULL, &err), err);
    if (result.n_failures > 0)
        fail_msg("%s: %s", result.failure[0].check, result.failure[0].reason);
    audit_result_release(&result);
}
