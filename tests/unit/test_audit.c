#include "datasets/audit/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_models.h"
#include "datasets/audit/audit_verify.h"
#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

static void append(struct store *store, const char *action, const char *subject, const char *detail)
{
    struct err err = ERR_INIT;

    assert_ok(audit_append(store, "test", action, subject, detail, strlen(detail), &err), err);
}

static void append_rows(struct store *store, int n)
{
    for (int i = 0; i < n; i++) {
        char subject[32];

        snprintf(subject, sizeof subject, "import:%d", i + 1);
        append(store, "import.complete", subject, "{}");
    }
}

static struct audit_result verify(struct store *store, const char *trust, const char *expect)
{
    struct audit_result result = { 0 };
    struct err err = ERR_INIT;

    assert_ok(audit_verify(&result, store, trust, expect, &err), err);
    return result;
}

static void assert_verifies(struct store *store)
{
    struct audit_result result = verify(store, NULL, NULL);

    if (result.n_failures > 0)
        fail_msg("%s, row %lld: %s", result.failure[0].check, (long long)result.failure[0].row,
                 result.failure[0].reason);
    audit_result_release(&result);
}

static bool has_failure(const struct audit_result *result, const char *check, int64_t row, const char *words)
{
    for (size_t i = 0; i < result->n_failures; i++) {
        const struct audit_failure *failure = &result->failure[i];

        if (strcmp(failure->check, check) == 0 && failure->row == row && strstr(failure->reason, words) != NULL)
            return true;
    }
    return false;
}

static void assert_found(struct store *store, const char *check, int64_t row, const char *words)
{
    struct audit_result result = verify(store, NULL, NULL);

    if (!has_failure(&result, check, row, words)) {
        for (size_t i = 0; i < result.n_failures; i++)
            print_error("%s, row %lld: %s\n", result.failure[i].check, (long long)result.failure[i].row,
                        result.failure[i].reason);
        fail_msg("not found: %s at row %lld: %s", check, (long long)row, words);
    }
    audit_result_release(&result);
}

/* The store through a connection of another program that does not care: the guards of one table are taken away, what `sql` says
 * is done, and the guards are put back as they were. */
static void tamper(struct fixture *fixture, const char *table, const char *sql)
{
    struct err err = ERR_INIT;
    struct db *db;
    char *guards = NULL;
    char drop[512];

    assert_ok(db_open(&db, fixture->path, DB_WRITE, &err), err);
    assert_ok(db_get_text(db, &guards, &err,
                          "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
                          "t", table),
              err);
    assert_ok(db_exec(db, "PRAGMA foreign_keys = 0", &err), err);
    for (;;) {
        char *name = NULL;

        if (db_get_text(db, &name, NULL, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", "t",
                        table) != 0)
            break;
        snprintf(drop, sizeof drop, "DROP TRIGGER %s", name);
        mem_free(name);
        assert_ok(db_exec(db, drop, &err), err);
    }
    assert_ok(db_exec(db, sql, &err), err);
    assert_ok(db_exec(db, guards, &err), err);
    mem_free(guards);
    db_close(db);
}

/* --------------------------------------------------------------------------------------------------------------- the chain */

static void an_empty_chain_has_a_head_of_zeros_and_verifies(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    char head[DIGEST_HEX_SIZE];
    int64_t n = -1;

    assert_ok(audit_head(fixture->store, head, &n, &err), err);
    assert_string_equal(head, zeros);
    assert_int_equal(n, 0);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM audit_heads"), 0);
    assert_verifies(fixture->store);
}

/* The formula of audit.h, worked out here a second time by hand. */
static void a_row_is_hashed_as_the_header_says(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    char head[DIGEST_HEX_SIZE], expected[DIGEST_HEX_SIZE];
    uint8_t bytes[512], digest[DIGEST_SIZE];
    size_t len = 0;
    int64_t n;
    static const struct {
        const char *data;
        size_t len;
    } fields[] = { { zeros, 0 },  { "\1\0\0\0\0\0\0\0", 8 },  { "\0\361\123\145\0\0\0\0", 8 },
                   { "anna", 4 }, { "decision.approve", 16 }, { "release:emr/4.2", 15 } };

    append(fixture->store, "ignored", "ignored", "");
    fixture_close(fixture);
    tamper(fixture, "audit", "DELETE FROM audit");
    fixture_open(fixture, STORE_JOB);
    assert_ok(audit_append(fixture->store, "anna", "decision.approve", "release:emr/4.2", "abc", 3, &err), err);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t size = i == 0 ? DIGEST_SIZE : fields[i].len;

        memset(bytes + len, 0, 8 + size);
        bytes[len] = (uint8_t)size;
        if (i > 0)
            memcpy(bytes + len + 8, fields[i].data, size);
        len += 8 + size;
    }
    memset(bytes + len, 0, 8);
    bytes[len] = DIGEST_SIZE;
    digest_of("abc", 3, bytes + len + 8);
    len += 8 + DIGEST_SIZE;
    digest_of(bytes, len, digest);
    digest_hex(digest, sizeof digest, expected);
    assert_true(FIXTURE_NOW == 0x6553f100);
    assert_ok(audit_head(fixture->store, head, &n, &err), err);
    assert_string_equal(head, expected);
    assert_int_equal(n, 1);
}

static void a_chain_of_many_rows_verifies_also_when_only_read(void **state)
{
    struct fixture *fixture = *state;
    struct audit_result result;

    append_rows(fixture->store, 50);
    append_rows(fixture->store, 3);
    assert_verifies(fixture->store);
    fixture_reopen(fixture, STORE_READ);
    result = verify(fixture->store, NULL, NULL);
    assert_int_equal(result.n_failures, 0);
    assert_int_equal(result.n_rows, 53);
    assert_int_equal(strlen(result.head), 64);
    audit_result_release(&result);
}

static void a_row_is_part_of_the_callers_transaction(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    char head[DIGEST_HEX_SIZE];
    int64_t n;

    assert_ok(db_begin(fixture->store->db, &err), err);
    append_rows(fixture->store, 2);
    db_rollback(fixture->store->db);
    assert_ok(audit_head(fixture->store, head, &n, &err), err);
    assert_int_equal(n, 0);
    assert_ok(db_begin(fixture->store->db, &err), err);
    append_rows(fixture->store, 2);
    assert_ok(db_commit(fixture->store->db, &err), err);
    assert_verifies(fixture->store);
}

static void each_row_is_signed_once_as_the_head(void **state)
{
    struct fixture *fixture = *state;

    append_rows(fixture->store, 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM audit_heads"), 1);
    append_rows(fixture->store, 1);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM audit_heads"), 2);
}

/* ---------------------------------------------------------------------------------------------------------------- tampering */

static void a_changed_row_is_found_and_named(void **state)
{
    static const char *const changes[] = {
        "UPDATE audit SET at = at + 1 WHERE row_id = 7",
        "UPDATE audit SET actor = 'somebody else' WHERE row_id = 7",
        "UPDATE audit SET action = 'import.refuse' WHERE row_id = 7",
        "UPDATE audit SET subject = 'import:99' WHERE row_id = 7",
        "UPDATE audit SET detail_digest = zeroblob(32) WHERE row_id = 7",
        "UPDATE audit SET detail_digest = x'00' WHERE row_id = 7",
        "UPDATE audit SET hash = zeroblob(32) WHERE row_id = 7",
        "UPDATE audit SET subject = subject || char(0) WHERE row_id = 7",
    };
    struct fixture *fixture = *state;

    append_rows(fixture->store, 20);
    fixture_close(fixture);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *before, *path = fixture->path;
        size_t len;

        before = get_file(path, &len);
        tamper(fixture, "audit", changes[i]);
        fixture_open(fixture, STORE_READ);
        assert_found(fixture->store, "chain", 7, "row 7");
        fixture_close(fixture);
        put_bytes(path, before, len);
        free(before);
    }
    fixture_open(fixture, STORE_READ);
    assert_verifies(fixture->store);
}

static void a_row_taken_out_is_found(void **state)
{
    struct fixture *fixture = *state;

    append_rows(fixture->store, 20);
    fixture_close(fixture);
    tamper(fixture, "audit", "DELETE FROM audit WHERE row_id = 7");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "sequence", 8, "row 8 follows row 6");
    assert_found(fixture->store, "chain", 8, "does not continue the row before it");
}

static void rows_cut_off_behind_a_signed_head_are_found(void **state)
{
    struct fixture *fixture = *state;

    append_rows(fixture->store, 20);
    fixture_close(fixture);
    tamper(fixture, "audit", "DELETE FROM audit WHERE row_id > 15");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "head", 20, "rows were cut off");
}

/* Cut off with the head too, and continued: only who kept a head sees it. */
static void a_rewritten_end_is_shown_by_the_expected_head(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;
    struct audit_result result;
    char head[DIGEST_HEX_SIZE];
    int64_t n;

    append_rows(fixture->store, 20);
    assert_ok(audit_head(fixture->store, head, &n, &err), err);
    append_rows(fixture->store, 2);
    result = verify(fixture->store, NULL, head);
    assert_int_equal(result.n_failures, 0);
    audit_result_release(&result);
    result = verify(fixture->store, NULL, zeros); /* the head of an empty chain only */
    assert_int_equal(result.n_failures, 1);
    audit_result_release(&result);
    fixture_close(fixture);
    tamper(fixture, "audit", "DELETE FROM audit WHERE row_id > 15");
    tamper(fixture, "audit_heads", "DELETE FROM audit_heads WHERE row_id > 15");
    fixture_open(fixture, STORE_JOB);
    append(fixture->store, "import.complete", "import:another", "{}");
    assert_verifies(fixture->store);
    result = verify(fixture->store, NULL, head);
    assert_true(has_failure(&result, "expect", 0, "does not occur in the chain"));
    audit_result_release(&result);
}

static void a_chain_without_its_signed_heads_is_broken(void **state)
{
    struct fixture *fixture = *state;

    append_rows(fixture->store, 5);
    fixture_close(fixture);
    tamper(fixture, "audit_heads", "DELETE FROM audit_heads");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "signature", 1, "5 rows are not signed");
}

/* Every hash worked out anew by one who has no key: the signature stands in the way. */
static void a_chain_rewritten_without_the_key_does_not_fit_its_heads(void **state)
{
    struct fixture *fixture = *state;
    struct err err = ERR_INIT;

    append_rows(fixture->store, 3);
    fixture_close(fixture);
    tamper(fixture, "audit", "DELETE FROM audit");
    fixture_open(fixture, STORE_JOB);
    for (int i = 0; i < 3; i++)
        assert_ok(audit_append(fixture->store, "mallory", "import.complete", "import:1", "", 0, &err), err);
    assert_found(fixture->store, "head", 3, "the chain was rewritten");
}

static void a_head_with_a_wrong_signature_or_key_is_found(void **state)
{
    struct fixture *fixture = *state;

    append_rows(fixture->store, 3);
    fixture_close(fixture);
    tamper(fixture, "audit_heads", "UPDATE audit_heads SET at = at + 1");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "signature", 3, "the signature of the head of row 3 is wrong");
    fixture_close(fixture);
    tamper(fixture, "audit_heads", "UPDATE audit_heads SET at = at - 1, signature = x'00'");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "signature", 3, "is wrong");
    fixture_close(fixture);
    tamper(fixture, "audit_heads", "UPDATE audit_heads SET public_key = zeroblob(32)");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "signature", 3, "a key that is not the store's");
}

static void a_trusted_key_must_be_the_signers(void **state)
{
    struct fixture *fixture = *state;
    struct audit_result result;
    char ours[2 * SIGN_PUBLIC_SIZE + 1];

    append_rows(fixture->store, 3);
    digest_hex(fixture->store->keys.audit_public, SIGN_PUBLIC_SIZE, ours);
    result = verify(fixture->store, ours, NULL);
    assert_int_equal(result.n_failures, 0);
    audit_result_release(&result);
    result = verify(fixture->store, zeros, NULL);
    assert_true(has_failure(&result, "trust", 0, "is not the trusted one"));
    assert_true(has_failure(&result, "trust", 3, "is not the trusted one"));
    audit_result_release(&result);
}

static void trust_and_expect_must_be_hex(void **state)
{
    struct fixture *fixture = *state;
    struct audit_result result = { 0 };
    struct err err = ERR_INIT;

    assert_int_equal(audit_verify(&result, fixture->store, "xyz", NULL, &err), ERR_USAGE);
    assert_contains(err.msg, "'xyz' is no public key: 64 hex digits");
    assert_int_equal(audit_verify(&result, fixture->store, NULL, "abc", &err), ERR_USAGE);
    assert_contains(err.msg, "'abc' is no head");
}

static void a_guard_that_is_gone_is_found(void **state)
{
    struct fixture *fixture = *state;

    fixture_run(fixture->store, "DROP TRIGGER decisions_no_update");
    assert_found(fixture->store, "store", 0, "trigger 'decisions_no_update' is gone or was changed");
    fixture_run(fixture->store, "CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT 1; END");
    assert_found(fixture->store, "store", 0, "trigger 'decisions_no_update' is gone or was changed");
    assert_found(fixture->store, "store", 0, "trigger 'decisions_no_update' is not one of ours");
}

/* Not by SQL: the bytes of the file. */
static void a_row_changed_in_the_file_is_found(void **state)
{
    struct fixture *fixture = *state;
    char *bytes;
    size_t len;
    int n_hits = 0;

    append_rows(fixture->store, 200);
    fixture_close(fixture);
    bytes = get_file(fixture->path, &len);
    for (size_t i = 0; i + 10 < len; i++) {
        if (memcmp(bytes + i, "import:150", 10) == 0) {
            memcpy(bytes + i, "import:151", 10);
            n_hits++;
        }
    }
    assert_true(n_hits >= 2); /* in the table and in its index */
    put_bytes(fixture->path, bytes, len);
    free(bytes);
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "chain", 150, "it was changed");
}

static void a_damaged_page_is_found_and_the_rest_still_checked(void **state)
{
    struct fixture *fixture = *state;
    struct audit_result result;
    char *bytes;
    size_t len, page = 0;

    append_rows(fixture->store, 200);
    page = (size_t)fixture_count(fixture->store, "SELECT rootpage FROM sqlite_schema WHERE name = 'audit_heads'");
    fixture_close(fixture);
    bytes = get_file(fixture->path, &len);
    memset(bytes + (page - 1) * 4096, 0x5a, 4096);
    put_bytes(fixture->path, bytes, len);
    free(bytes);
    fixture_open(fixture, STORE_READ);
    result = verify(fixture->store, NULL, NULL);
    assert_int_equal(result.n_rows, 200);
    assert_true(has_failure(&result, "store", 0, "malformed")); /* the heads cannot be read */
    assert_true(has_failure(&result, "store", 0, "invalid page number") ||
                has_failure(&result, "store", 0, "btreeInitPage"));
    audit_result_release(&result);
}

/* ------------------------------------------------------------------------------------------------ what the chain vouches for */

static void put_model(struct store *store, const char *task, const char *project, uint8_t hash[DIGEST_SIZE])
{
    struct err err = ERR_INIT;
    struct digest digest;
    int64_t model;

    digest_init(&digest); /* by the order of names, not of arrival */
    digest_field(&digest, "vocabulary", 10);
    digest_field(&digest, "words", 5);
    digest_field(&digest, "weights", 7);
    digest_field(&digest, "\0\1", 2);
    digest_final(&digest, hash);
    assert_ok(db_run(store->db, &err,
                     "INSERT INTO models(task, project, number, train_digest, params, seed, hash, engine_version,"
                     " created_at) VALUES (?, ?, 3, x'00', '{}', 1, ?, '1', 1)",
                     "ttb", task, project, hash, (size_t)DIGEST_SIZE),
              err);
    model = db_last_id(store->db);
    assert_ok(db_run(store->db, &err,
                     "INSERT INTO model_parts VALUES (?1, 'weights', x'0001', x'00'),"
                     " (?1, 'vocabulary', CAST('words' AS BLOB), x'00')",
                     "i", model),
              err);
    assert_ok(db_run(store->db, &err,
                     "INSERT INTO model_stages(model_id, stage, at, \"by\") VALUES (?, 'candidate', 1, 'engine')", "i",
                     model),
              err);
}

static void put_validation(struct store *store, int64_t model, const char *json)
{
    struct err err = ERR_INIT;
    uint8_t hash[DIGEST_SIZE];

    digest_of(json, strlen(json), hash);
    assert_ok(db_run(store->db, &err, "INSERT INTO validation_records VALUES (?, ?, ?, 1)", "itb", model, json, hash,
                     sizeof hash),
              err);
}

static void register_both(struct store *store)
{
    static const char json[] = "{\"top1\":0.7}";
    struct err err = ERR_INIT;
    uint8_t hash[DIGEST_SIZE], of_parts[DIGEST_SIZE], of_json[DIGEST_SIZE];

    put_model(store, "route", "xa@mar:in", hash);
    assert_ok(model_parts_hash(store, 1, of_parts, &err), err);
    assert_memory_equal(hash, of_parts, sizeof hash);
    assert_ok(audit_append(store, "test", "model.register", "model:route:xa@mar:in@3", hash, sizeof hash, &err), err);
    put_model(store, "change-risk", "", hash);
    assert_ok(audit_append(store, "test", "model.register", "model:change-risk@3", hash, sizeof hash, &err), err);
    put_validation(store, 1, json);
    digest_of(json, strlen(json), of_json);
    assert_ok(audit_append(store, "test", "validation.write", "model:route:xa@mar:in@3", of_json, sizeof of_json, &err),
              err);
    put_validation(store, 2, json);
    append(store, "validation.write", "model:change-risk@3", json); /* the bytes themselves will do */
    append(store, "model.stage", "model:route:xa@mar:in@3", "candidate\nengine\n");
    append(store, "model.stage", "model:change-risk@3", "candidate\nengine\n");
}

static void models_and_validation_records_are_hashed_again(void **state)
{
    struct fixture *fixture = *state;

    register_both(fixture->store);
    assert_verifies(fixture->store);
}

static void a_changed_model_is_found(void **state)
{
    struct fixture *fixture = *state;

    register_both(fixture->store);
    fixture_close(fixture);
    tamper(fixture, "model_parts", "UPDATE model_parts SET data = x'0002' WHERE model_id = 1 AND name = 'weights'");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "model", 1,
                 "model:route:xa@mar:in@3: the stored bytes are not those that the chain vouches for");
    fixture_close(fixture);
    tamper(fixture, "models", "UPDATE models SET hash = zeroblob(32) WHERE model_id = 2");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "model", 2, "model:change-risk@3: the hash beside the stored bytes is not theirs");
}

static void a_missing_model_is_found(void **state)
{
    struct fixture *fixture = *state;

    register_both(fixture->store);
    fixture_close(fixture);
    tamper(fixture, "model_parts", "DELETE FROM model_parts WHERE model_id = 1");
    tamper(fixture, "validation_records", "DELETE FROM validation_records WHERE model_id = 2");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "model", 1, "the chain has it, the store has not");
    assert_found(fixture->store, "validation", 4, "the chain has it, the store has not");
}

static void a_changed_validation_record_is_found(void **state)
{
    struct fixture *fixture = *state;

    register_both(fixture->store);
    fixture_close(fixture);
    tamper(fixture, "validation_records", "UPDATE validation_records SET json = '{\"top1\":0.9}' WHERE model_id = 1");
    fixture_open(fixture, STORE_READ);
    assert_found(fixture->store, "validation", 3, "are not those that the chain vouches for");
}

static void a_model_without_parts_has_no_hash(void **state)
{
    struct fixture *fixture = *state;
    uint8_t hash[DIGEST_SIZE];

    assert_int_equal(model_parts_hash(fixture->store, 77, hash, NULL), ERR_NOTFOUND);
}

static void verifying_fails_cleanly_when_memory_runs_out_at_any_point(void **state)
{
    struct fixture *fixture = *state;
    int rc = ERR_NOMEM;

    register_both(fixture->store);
    fixture_run(fixture->store, "DROP TRIGGER decisions_no_update");
    for (long n = 0; rc < 0; n++) {
        struct audit_result result = { 0 };

        mem_fail_after(n);
        rc = audit_verify(&result, fixture->store, NULL, NULL, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        assert_true(rc == 0 || result.n_failures == 0);
        assert_false(db_in_transaction(fixture->store->db));
        audit_result_release(&result);
    }
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(an_empty_chain_has_a_head_of_zeros_and_verifies),
        WITH_STORE(a_row_is_hashed_as_the_header_says),
        WITH_STORE(a_chain_of_many_rows_verifies_also_when_only_read),
        WITH_STORE(a_row_is_part_of_the_callers_transaction),
        WITH_STORE(each_row_is_signed_once_as_the_head),
        WITH_STORE(a_changed_row_is_found_and_named),
        WITH_STORE(a_row_taken_out_is_found),
        WITH_STORE(rows_cut_off_behind_a_signed_head_are_found),
        WITH_STORE(a_rewritten_end_is_shown_by_the_expected_head),
        WITH_STORE(a_chain_without_its_signed_heads_is_broken),
        WITH_STORE(a_chain_rewritten_without_the_key_does_not_fit_its_heads),
        WITH_STORE(a_head_with_a_wrong_signature_or_key_is_found),
        WITH_STORE(a_trusted_key_must_be_the_signers),
        WITH_STORE(trust_and_expect_must_be_hex),
        WITH_STORE(a_guard_that_is_gone_is_found),
        WITH_STORE(a_row_changed_in_the_file_is_found),
        WITH_STORE(a_damaged_page_is_found_and_the_rest_still_checked),
        WITH_STORE(models_and_validation_records_are_hashed_again),
        WITH_STORE(a_changed_model_is_found),
        WITH_STORE(a_missing_model_is_found),
        WITH_STORE(a_changed_validation_record_is_found),
        WITH_STORE(a_model_without_parts_has_no_hash),
        WITH_STORE(verifying_fails_cleanly_when_memory_runs_out_at_any_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
