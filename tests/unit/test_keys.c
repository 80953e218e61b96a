#include "datasets/store/keys.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "tests/support/fixture_store.h"

static int teardown(void **state)
{
    outfile_fail_after(-1);
    mem_fail_after(-1);
    return temp_dir_teardown(state);
}

static const char *made_keys(const char *dir, struct keys *keys)
{
    const char *path = path_in(dir, "keys");
    struct err err = ERR_INIT;

    assert_ok(keys_create(keys, path, &err), err);
    return path;
}

static int mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return (int)(st.st_mode & 07777);
}

static void keys_are_loaded_as_they_were_made(void **state)
{
    struct keys made, loaded;
    const char *dir = made_keys(*state, &made);
    struct err err = ERR_INIT;
    uint8_t signature[SIGN_SIZE];

    assert_ok(keys_load(&loaded, dir, &err), err);
    assert_memory_equal(&made, &loaded, sizeof made);
    sign_make(signature, "x", 1, loaded.audit_secret);
    assert_true(sign_check(signature, "x", 1, loaded.audit_public));
    keys_wipe(&loaded);
    for (size_t i = 0; i < sizeof loaded; i++)
        assert_int_equal(((const uint8_t *)&loaded)[i], 0);
}

static void key_files_are_private_and_the_public_key_is_hex(void **state)
{
    struct keys made;
    const char *dir = made_keys(*state, &made);
    char hex[2 * SIGN_PUBLIC_SIZE + 2];

    assert_int_equal(mode_of(dir), 0700);
    assert_int_equal(mode_of(path_in(dir, "audit.key")), 0600);
    assert_int_equal(mode_of(path_in(dir, "pseudonym.key")), 0600);
    digest_hex(made.audit_public, SIGN_PUBLIC_SIZE, hex);
    strcat(hex, "\n");
    assert_file_equal(path_in(dir, "audit.pub"), hex);
    assert_int_equal(dir_count(dir), 3);
}

static void two_sets_of_keys_differ(void **state)
{
    struct keys a, b;
    struct err err = ERR_INIT;

    assert_ok(keys_create(&a, path_in(*state, "a"), &err), err);
    assert_ok(keys_create(&b, path_in(*state, "b"), &err), err);
    assert_memory_not_equal(a.audit_secret, b.audit_secret, sizeof a.audit_secret);
    assert_memory_not_equal(a.pseudonym, b.pseudonym, sizeof a.pseudonym);
}

static void keys_are_never_made_anew(void **state)
{
    struct keys made, other = { 0 };
    const char *dir = made_keys(*state, &made);
    struct err err = ERR_INIT;

    assert_int_equal(keys_create(&other, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "is there already");
    assert_int_equal(unlink(path_in(dir, "audit.key")), 0);
    assert_int_equal(unlink(path_in(dir, "audit.pub")), 0);
    assert_int_equal(keys_create(&other, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "pseudonym.key' is there already");
    assert_int_equal(keys_load(&other, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "cannot read key");
}

static void an_empty_private_folder_is_used_and_an_open_one_refused(void **state)
{
    const char *dir = path_in(*state, "mine");
    struct keys made;
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0700), 0);
    assert_int_equal(chmod(dir, 0750), 0);
    assert_int_equal(keys_create(&made, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "chmod go=");
    assert_int_equal(dir_count(dir), 0);
    assert_int_equal(chmod(dir, 0700), 0);
    assert_ok(keys_create(&made, dir, &err), err);
    put_file(path_in(*state, "file"), "");
    assert_int_equal(keys_create(&made, path_in(*state, "file"), &err), ERR_USAGE);
}

static void keys_that_others_can_read_are_refused(void **state)
{
    struct keys made, loaded;
    const char *dir = made_keys(*state, &made);
    struct err err = ERR_INIT;

    assert_int_equal(chmod(path_in(dir, "pseudonym.key"), 0604), 0);
    assert_int_equal(keys_load(&loaded, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "pseudonym.key' is open to others (mode 0604)");
    assert_int_equal(chmod(path_in(dir, "pseudonym.key"), 0600), 0);
    assert_int_equal(chmod(dir, 0755), 0);
    assert_int_equal(keys_load(&loaded, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "keys' is open to others (mode 0755)");
    assert_int_equal(chmod(dir, 0700), 0);
    assert_ok(keys_load(&loaded, dir, &err), err);
}

static void missing_or_mutilated_keys_are_refused(void **state)
{
    struct keys made, loaded = { 0 };
    const struct keys untouched = { 0 };
    const char *dir = made_keys(*state, &made);
    struct err err = ERR_INIT;

    assert_int_equal(keys_load(&loaded, path_in(*state, "none"), &err), ERR_USAGE);
    assert_contains(err.msg, "--keys");
    put_bytes(path_in(dir, "audit.key"), made.audit_secret, SIGN_SECRET_SIZE - 1);
    assert_int_equal(keys_load(&loaded, dir, &err), ERR_USAGE);
    assert_contains(err.msg, "audit.key' is no key: it should be a file of 64 bytes");
    assert_int_equal(unlink(path_in(dir, "audit.key")), 0);
    assert_int_equal(mkfifo(path_in(dir, "audit.key"), 0600), 0);
    assert_int_equal(keys_load(&loaded, dir, &err), ERR_USAGE);
    assert_memory_equal(&loaded, &untouched, sizeof loaded);
}

static void the_digest_tells_the_key_without_showing_it(void **state)
{
    struct keys a, b;
    uint8_t of_a[DIGEST_SIZE], again[DIGEST_SIZE], of_b[DIGEST_SIZE];

    (void)state;
    memset(&a, 1, sizeof a);
    memset(&b, 2, sizeof b);
    keys_pseudonym_digest(&a, of_a);
    keys_pseudonym_digest(&a, again);
    keys_pseudonym_digest(&b, of_b);
    assert_memory_equal(of_a, again, sizeof of_a);
    assert_memory_not_equal(of_a, of_b, sizeof of_a);
    assert_memory_not_equal(of_a, a.pseudonym, sizeof of_a);
}

static void a_failed_write_leaves_no_key_and_can_be_tried_again(void **state)
{
    const char *dir = path_in(*state, "keys");
    struct keys made;
    int rc = ERR_IO;

    for (long n = 0; rc < 0; n++) {
        outfile_fail_after(n);
        rc = keys_create(&made, dir, NULL);
        outfile_fail_after(-1);
        if (rc < 0)
            assert_int_equal(dir_count(dir), 0);
    }
    assert_int_equal(dir_count(dir), 3);
}

static void a_failed_allocation_leaves_no_key_and_can_be_tried_again(void **state)
{
    const char *dir = path_in(*state, "keys");
    struct keys made;
    int rc = ERR_NOMEM;

    for (long n = 0; rc < 0; n++) {
        mem_fail_after(n);
        rc = keys_create(&made, dir, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
    }
    rc = ERR_NOMEM;
    for (long n = 0; rc < 0; n++) {
        mem_fail_after(n);
        rc = keys_load(&made, dir, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_are_loaded_as_they_were_made, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(key_files_are_private_and_the_public_key_is_hex, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(two_sets_of_keys_differ, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(keys_are_never_made_anew, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_private_folder_is_used_and_an_open_one_refused, temp_dir_setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(keys_that_others_can_read_are_refused, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(missing_or_mutilated_keys_are_refused, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(the_digest_tells_the_key_without_showing_it, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_no_key_and_can_be_tried_again, temp_dir_setup, teardown),
        cmocka_unit_test_setup_teardown(a_failed_allocation_leaves_no_key_and_can_be_tried_again, temp_dir_setup,
                                        teardown),
    };

    if (digest_setup(NULL) < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
