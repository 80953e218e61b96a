#include "score/review/people.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/phi/deidentify.h"
#include "tests/support/people_fixture.h"

static int sign_in(struct store *store, const char *name, const char *password, struct err *err)
{
    struct person person;

    return people_sign_in(&person, store, name, password, strlen(password), err);
}

static void the_right_password_tells_who_it_is(void **state)
{
    struct fixture *f = *state;
    struct person person;
    struct err err = ERR_INIT;

    people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    assert_ok(people_sign_in(&person, f->store, "ada", FIXTURE_PASSWORD, strlen(FIXTURE_PASSWORD), &err), err);
    assert_string_equal(person.name, "ada");
    assert_int_equal(person.role, ROLE_ADMINISTRATOR);
}

static void a_wrong_name_and_a_wrong_password_get_the_same_answer(void **state)
{
    struct fixture *f = *state;
    struct err wrong = ERR_INIT, unknown = ERR_INIT, disabled = ERR_INIT;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    struct err err = ERR_INIT;

    people_fixture_add(f->store, "bea", ROLE_CLINICAL, NULL, &ada);
    assert_ok(people_disable(f->store, "bea", true, &ada, &err), err);
    assert_int_equal(sign_in(f->store, "ada", "wrong horse battery", &wrong), ERR_USAGE);
    assert_int_equal(sign_in(f->store, "nobody", FIXTURE_PASSWORD, &unknown), ERR_USAGE);
    assert_int_equal(sign_in(f->store, "bea", FIXTURE_PASSWORD, &disabled), ERR_USAGE);
    assert_string_equal(wrong.msg, "login failed");
    assert_string_equal(unknown.msg, wrong.msg);
    assert_string_equal(disabled.msg, wrong.msg);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM audit WHERE action = 'login.failure'"), 3);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM audit WHERE action = 'login.failure' AND subject = 'user:?'"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM audit WHERE subject LIKE '%nobody%'"), 0);
}

static void ten_failures_lock_until_the_time_is_over(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;

    people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    for (int i = 0; i < PEOPLE_FAILURES_MAX; i++)
        assert_int_equal(sign_in(f->store, "ada", "wrong", &err), ERR_USAGE);
    assert_int_equal(sign_in(f->store, "ada", FIXTURE_PASSWORD, &err), ERR_USAGE);
    assert_string_equal(err.msg, "login failed");
    f->store->clock.fixed += PEOPLE_LOCK_S - 1;
    assert_int_equal(sign_in(f->store, "ada", FIXTURE_PASSWORD, &err), ERR_USAGE);
    f->store->clock.fixed += 1;
    assert_int_equal(sign_in(f->store, "ada", "wrong", &err), ERR_USAGE); /* the count begins anew */
    assert_ok(sign_in(f->store, "ada", FIXTURE_PASSWORD, &err), err);
    assert_int_equal(fixture_count(f->store, "SELECT failed_logins FROM users"), 0);
}

static void an_administrator_ends_a_lock_with_a_new_password(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    struct person bea = people_fixture_add(f->store, "bea", ROLE_CLINICAL, NULL, &ada);

    fixture_run(f->store, "UPDATE users SET failed_logins = 10, locked_until = 1700000900 WHERE name = 'bea'");
    assert_int_equal(sign_in(f->store, "bea", FIXTURE_PASSWORD, &err), ERR_USAGE);
    assert_int_equal(people_set_password(f->store, "ada", "another long one", 16, &bea, &err), ERR_USAGE);
    assert_ok(people_set_password(f->store, "bea", "another long one", 16, &ada, &err), err);
    assert_ok(sign_in(f->store, "bea", "another long one", &err), err);
    assert_ok(people_set_password(f->store, "bea", "and a third one", 15, &bea, &err), err);
    assert_ok(sign_in(f->store, "bea", "and a third one", &err), err);
}

static void weak_passwords_and_odd_names_are_refused(void **state)
{
    static const char *const name[] = { "", "a", "1ada", "ada ", "ada  b", "ada\n", "-ada", "ada\x1b[2J", "engine", "Policy", "\xd0\x90" "da" };
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        assert_int_equal(people_check_name(name[i], &err), ERR_USAGE);
    assert_ok(people_check_name("Ada O'Neill-Lovelace", &err), err);
    assert_ok(people_check_name("ada@hospital.example", &err), err);
    assert_int_equal(people_check_password("ada", "elevenchars", 11, &err), ERR_USAGE);
    assert_contains(err.msg, "at least 12 characters");
    assert_int_equal(people_check_password("ada", "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4", 12, &err), ERR_USAGE); /* six letters */
    assert_int_equal(people_check_password("ada", "aaaaaaaaaaaaaa", 14, &err), ERR_USAGE);
    assert_int_equal(people_check_password("ada.lovelace", "Ada.Lovelace", 12, &err), ERR_USAGE);
    assert_ok(people_check_password("ada", "twelve chars", 12, &err), err);
}

static void only_administrators_change_people_and_the_last_one_stays(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    struct people_new first = { .name = "eve", .role = ROLE_CLINICAL, .password = FIXTURE_PASSWORD, .password_len = strlen(FIXTURE_PASSWORD) };
    struct person ada, bea;

    assert_int_equal(people_add(f->store, &first, NULL, &err), ERR_USAGE);
    assert_contains(err.msg, "is an administrator");
    ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    bea = people_fixture_add(f->store, "bea", ROLE_CLINICAL, NULL, &ada);
    first.role = ROLE_ADMINISTRATOR;
    assert_int_equal(people_add(f->store, &first, NULL, &err), ERR_USAGE);
    assert_contains(err.msg, "has people already");
    assert_int_equal(people_add(f->store, &first, &bea, &err), ERR_USAGE);
    assert_contains(err.msg, "that role may not do this");
    first.name = "ADA";
    assert_int_equal(people_add(f->store, &first, &ada, &err), ERR_USAGE);
    assert_contains(err.msg, "is taken");
    assert_int_equal(people_set_role(f->store, "ada", ROLE_AUDITOR, &ada, &err), ERR_USAGE);
    assert_contains(err.msg, "last administrator");
    assert_int_equal(people_disable(f->store, "ada", true, &ada, &err), ERR_USAGE);
    assert_int_equal(people_set_role(f->store, "zoe", ROLE_AUDITOR, &ada, &err), ERR_NOTFOUND);
    assert_ok(people_set_role(f->store, "bea", ROLE_ADMINISTRATOR, &ada, &err), err);
    assert_int_equal(people_set_role(f->store, "ada", ROLE_AUDITOR, &bea, &err), ERR_USAGE); /* bea signed in as another role */
    bea.role = ROLE_ADMINISTRATOR;
    assert_ok(people_disable(f->store, "ada", true, &bea, &err), err);
    assert_int_equal(people_require(f->store, &ada, POWER_PEOPLE, &err), ERR_USAGE);
}

static void identities_are_kept_as_the_pseudonyms_of_import(void **state)
{
    struct fixture *f = *state;
    struct strbuf pseudonym;
    struct err err = ERR_INIT;
    int64_t n = 0;

    people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, " Ada@Example.org", NULL);
    strbuf_init(&pseudonym);
    deidentify_person(&pseudonym, "ada@example.org", 15, f->store->keys.pseudonym);
    assert_ok(db_get_int(f->store->db, &n, &err, "SELECT count(*) FROM user_identities WHERE user = 'ada' AND pseudonym = ?", "t", pseudonym.data), err);
    assert_int_equal(n, 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM user_identities WHERE pseudonym LIKE '%example%'"), 0);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM user_identities"), 2); /* and the name itself */
    strbuf_release(&pseudonym);
}

static void a_password_put_in_at_an_sql_prompt_does_not_open_the_door(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    char *failures;

    people_fixture_add(f->store, "bea", ROLE_CLINICAL, NULL, &ada);
    fixture_run(f->store, "UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE name = 'bea') WHERE name = 'ada'");
    assert_int_equal(sign_in(f->store, "ada", FIXTURE_PASSWORD, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "user 'ada' is not as the audit trail vouches for");
    assert_int_equal(people_set_password(f->store, "ada", "another long one", 16, &ada, &err), ERR_INTEGRITY);
    failures = failures_of(f->store);
    assert_contains(failures, "user: user:ada: the stored row is not the one that the chain vouches for");
    assert_lacks(failures, "bea");
    free(failures);
}

static void changes_are_vouched_for(void **state)
{
    struct fixture *f = *state;
    const char *identity = "b@x.org";
    struct err err = ERR_INIT;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    char *failures;

    people_fixture_add(f->store, "bea", ROLE_CLINICAL, NULL, &ada);
    assert_ok(people_set_role(f->store, "bea", ROLE_SECURITY, &ada, &err), err);
    assert_ok(people_identify(f->store, "bea", &identity, 1, &ada, &err), err);
    assert_ok(people_disable(f->store, "bea", true, &ada, &err), err);
    assert_ok(people_disable(f->store, "bea", false, &ada, &err), err);
    failures = failures_of(f->store);
    assert_string_equal(failures, "");
    free(failures);
    fixture_run(f->store, "INSERT INTO users(name, password_hash, role, created_at) VALUES('mal', '', 'administrator', 0)");
    failures = failures_of(f->store);
    assert_contains(failures, "user: user:mal: the store has it, the chain has not");
    free(failures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_right_password_tells_who_it_is, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_wrong_name_and_a_wrong_password_get_the_same_answer, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(ten_failures_lock_until_the_time_is_over, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_administrator_ends_a_lock_with_a_new_password, fixture_setup, fixture_teardown),
        cmocka_unit_test(weak_passwords_and_odd_names_are_refused),
        cmocka_unit_test_setup_teardown(only_administrators_change_people_and_the_last_one_stays, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(identities_are_kept_as_the_pseudonyms_of_import, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_password_put_in_at_an_sql_prompt_does_not_open_the_door, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(changes_are_vouched_for, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
