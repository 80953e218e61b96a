/*
 * Whatever happens to the bytes of a store: opening, verifying, backing up and planning a purge say what is wrong, or work. They do not crash, and
 * do not hang.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/audit/purge.h"
#include "datasets/base/rng.h"
#include "datasets/store/backup.h"
#include "tests/support/old_store.h"

enum { ROUNDS = 60, PAGE = 4096 };

/* A store of today with a night in it, at rest in one file. */
static char *made(const char *dir, char path[4096], struct store_options *options, size_t *len)
{
    struct store *store = NULL;
    struct err err = ERR_INIT;

    *options = old_store_make(dir, 1, path);
    assert_ok(store_open(&store, options, STORE_JOB, &err), err);
    assert_ok(db_checkpoint(store->db, &err), err);
    store_close(store);
    return get_file(path, len);
}

/* Flips, runs of junk, swapped pages, and a cut end; the more the later the round. */
static size_t damage(char *bytes, size_t len, struct rng *rng, int round)
{
    size_t n_pages = len / PAGE;

    for (int i = 0; i <= round / 4; i++) {
        size_t at = rng_below(rng, (uint32_t)len);

        switch (rng_below(rng, 4)) {
        case 0:
            bytes[at] ^= (char)(1 << rng_below(rng, 8));
            break;
        case 1:
            at = rng_below(rng, (uint32_t)n_pages) * PAGE + rng_below(rng, 64); /* heads of pages hold their structure */
            bytes[at] = (char)rng_u32(rng);
            break;
        case 2:
            memset(bytes + at, (int)rng_u32(rng), len - at < 100 ? len - at : 100);
            break;
        default:
            memmove(bytes + at / PAGE * PAGE, bytes + rng_below(rng, (uint32_t)n_pages) * PAGE, PAGE);
        }
    }
    return round % 8 == 7 ? rng_below(rng, (uint32_t)len) : len;
}

static int use(const struct store_options *options, enum store_mode mode, const char *backup)
{
    struct purge_options po = { .kind = RETAIN_TICKETS, .before = OLD_STORE_NOW - INT64_C(200) * 86400 };
    struct config config;
    struct purge_plan plan;
    struct audit_result result;
    struct backup made_backup;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int n_failed = 0;

    if (store_open(&store, options, mode, &err) < 0) {
        assert_true(strlen(err.msg) > 0);
        return 1;
    }
    if (audit_verify(&result, store, NULL, NULL, &err) < 0) {
        assert_true(strlen(err.msg) > 0);
        n_failed++;
    } else {
        n_failed += result.n_failures > 0;
        audit_result_release(&result);
    }
    if (mode != STORE_READ)
        n_failed += backup_make(&made_backup, store, backup, true, &err) < 0;
    assert_ok(config_load(&config, NULL, options->path, &err), err);
    if (purge_plan_make(&plan, store, &config, &po, &err) == 0)
        purge_plan_release(&plan);
    else
        n_failed++;
    config_release(&config);
    store_close(store);
    return n_failed;
}

static void a_damaged_store_says_so_or_works(void **state)
{
    char path[4096];
    struct store_options options;
    struct rng rng;
    size_t len;
    char *good = made(*state, path, &options, &len), *bad = malloc(len);
    int n_noticed = 0;

    rng_init(&rng, 11);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n;

        memcpy(bad, good, len);
        n = damage(bad, len, &rng, round);
        for (int mode = STORE_READ; mode <= STORE_JOB; mode++) {
            unlink(path_in(*state, "old.db-wal"));
            unlink(path_in(*state, "old.db-shm"));
            put_bytes(path, bad, n);
            n_noticed += use(&options, (enum store_mode)mode, path_in(*state, "b.db")) > 0;
        }
    }
    assert_true(n_noticed > ROUNDS); /* some damage hits free space */
    print_message("noticed: %d of %d\n", n_noticed, 3 * ROUNDS);
    free(good);
    free(bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_damaged_store_says_so_or_works, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
