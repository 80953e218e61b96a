#include "datasets/store/snapshot.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"

static struct snapshot take(struct store *store)
{
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, store, &err), err);
    return snapshot;
}

/* An import of rows "1" to "n", each with the content given. */
static void import_rows(struct store *store, int n, const char *content)
{
    int64_t import = fixture_import(store);

    for (int i = 1; i <= n; i++) {
        char id[16];

        snprintf(id, sizeof id, "%d", i);
        fixture_version(store, import, "ticket", "p", id, content);
    }
    fixture_complete(store, import);
}

static void a_store_without_rows_has_an_empty_snapshot(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot snapshot = take(fixture->store), loaded;

    assert_int_equal(snapshot.n, 0);
    assert_true(snapshot.snapshot_id > 0);
    assert_false(snapshot_has(&snapshot, 1));
    assert_int_equal(snapshot_load(&loaded, fixture->store, snapshot.snapshot_id, NULL), 0);
    assert_int_equal(loaded.n, 0);
    snapshot_release(&loaded);
    snapshot_release(&snapshot);
}

static void a_snapshot_has_the_current_versions_in_ascending_order(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot snapshot;

    import_rows(fixture->store, 300, "old"); /* versions 1 to 300 */
    import_rows(fixture->store, 2, "new");   /* 301, 302 in place of 1, 2 */
    fixture_version(fixture->store, fixture_import(fixture->store), "ticket", "p", "3", "not complete");
    snapshot = take(fixture->store);
    assert_int_equal(snapshot.n, 300);
    assert_int_equal(snapshot.version[0], 3);
    assert_int_equal(snapshot.version[299], 302);
    for (size_t i = 1; i < snapshot.n; i++)
        assert_true(snapshot.version[i] > snapshot.version[i - 1]);
    assert_true(snapshot_has(&snapshot, 3));
    assert_true(snapshot_has(&snapshot, 302));
    assert_false(snapshot_has(&snapshot, 2));
    assert_false(snapshot_has(&snapshot, 303));
    assert_false(snapshot_has(&snapshot, 0));
    assert_true(snapshot.taken_at == FIXTURE_NOW);
    snapshot_release(&snapshot);
}

/* The formula of snapshot.h, worked out here. */
static void the_hash_is_over_kind_project_id_and_content(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot snapshot;
    struct digest digest;
    uint8_t content[DIGEST_SIZE], hash[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    import_rows(fixture->store, 2, "text");
    digest_of("text", 4, content);
    digest_init(&digest);
    for (int i = 1; i <= 2; i++) {
        digest_field(&digest, "ticket", 6);
        digest_field(&digest, "p", 1);
        digest_field(&digest, i == 1 ? "1" : "2", 1);
        digest_field(&digest, content, sizeof content);
    }
    digest_final(&digest, hash);
    digest_hex(hash, sizeof hash, hex);
    snapshot = take(fixture->store);
    assert_string_equal(snapshot.hash, hex);
    snapshot_release(&snapshot);
}

static void equal_content_is_stored_once_and_other_content_apart(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot a, b, c;

    import_rows(fixture->store, 10, "text");
    a = take(fixture->store);
    b = take(fixture->store);
    assert_true(a.snapshot_id == b.snapshot_id);
    assert_int_equal(b.n, 10);
    import_rows(fixture->store, 1, "other text");
    c = take(fixture->store);
    assert_true(c.snapshot_id != a.snapshot_id);
    assert_string_not_equal(c.hash, a.hash);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM snapshots"), 2);
    snapshot_release(&a);
    snapshot_release(&b);
    snapshot_release(&c);
}

static void a_loaded_snapshot_is_the_one_that_was_taken(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot taken, loaded;
    struct err err = ERR_INIT;
    int64_t import = fixture_import(fixture->store);

    fixture_version(fixture->store, import, "ticket", "p", "1", "x");
    fixture_version(fixture->store, import, "ticket", "p", "2", "x");
    fixture_run(fixture->store, "UPDATE versions SET version_id = 5000000000 WHERE version_id = 2"); /* a long step */
    fixture_complete(fixture->store, import);
    taken = take(fixture->store);
    fixture_reopen(fixture, STORE_READ);
    assert_ok(snapshot_load(&loaded, fixture->store, taken.snapshot_id, &err), err);
    assert_int_equal(loaded.n, 2);
    assert_memory_equal(loaded.version, taken.version, 2 * sizeof *loaded.version);
    assert_string_equal(loaded.hash, taken.hash);
    assert_true(loaded.taken_at == taken.taken_at);
    snapshot_release(&loaded);
    snapshot_release(&taken);
    assert_int_equal(snapshot_load(&loaded, fixture->store, 99, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "no snapshot 99");
}

static void a_store_opened_for_reading_keeps_none(void **state)
{
    struct fixture *fixture = *state;
    struct snapshot snapshot;

    import_rows(fixture->store, 3, "text");
    fixture_reopen(fixture, STORE_READ);
    snapshot = take(fixture->store);
    assert_int_equal(snapshot.snapshot_id, 0);
    assert_int_equal(snapshot.n, 3);
    snapshot_release(&snapshot);
    fixture_reopen(fixture, STORE_WRITE);
    snapshot = take(fixture->store);
    assert_true(snapshot.snapshot_id > 0);
    snapshot_release(&snapshot);
    fixture_reopen(fixture, STORE_READ);
    snapshot = take(fixture->store);
    assert_true(snapshot.snapshot_id > 0); /* found again */
    snapshot_release(&snapshot);
}

static void a_damaged_member_list_is_a_matter_of_integrity(void **state)
{
    static const char *const damaged[] = {
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (zeroblob(32), 1, 3, x'0101')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, 2, x'0180')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, 2, x'0100')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, 1, x'0101')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, 2, x'ffffffffffffffff7f01')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, 1, x'ffffffffffffffffff01')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (randomblob(32), 1, -1, x'')",
        "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (x'00', 1, 1, x'01')",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct snapshot loaded;
        struct err err = ERR_INIT;

        fixture_run(fixture->store, damaged[i]);
        assert_int_equal(snapshot_load(&loaded, fixture->store, db_last_id(fixture->store->db), &err), ERR_INTEGRITY);
        assert_contains(err.msg, "is damaged");
    }
}

static void taking_fails_cleanly_when_memory_runs_out_at_any_point(void **state)
{
    struct fixture *fixture = *state;
    int rc = ERR_NOMEM;

    import_rows(fixture->store, 40, "text");
    for (long n = 0; rc < 0; n++) {
        struct snapshot snapshot = { 0 };

        mem_fail_after(n);
        rc = snapshot_take(&snapshot, fixture->store, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        assert_true(rc == 0 || snapshot.version == NULL);
        assert_false(db_in_transaction(fixture->store->db));
        if (rc < 0)
            assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM snapshots"), 0);
        snapshot_release(&snapshot);
    }
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_store_without_rows_has_an_empty_snapshot),
        WITH_STORE(a_snapshot_has_the_current_versions_in_ascending_order),
        WITH_STORE(the_hash_is_over_kind_project_id_and_content),
        WITH_STORE(equal_content_is_stored_once_and_other_content_apart),
        WITH_STORE(a_loaded_snapshot_is_the_one_that_was_taken),
        WITH_STORE(a_store_opened_for_reading_keeps_none),
        WITH_STORE(a_damaged_member_list_is_a_matter_of_integrity),
        WITH_STORE(taking_fails_cleanly_when_memory_runs_out_at_any_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
