/*
 * The people of a made-up store.
 */
#include "score/demonstration.h"

#include <string.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "score/night/run.h"
#include "score/review/queue.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/people_fixture.h"

static void score(struct estate *e)
{
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = {0};
    struct queue_counts queue;
    struct err err = ERR_INIT;
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .n_threads = 1 };

    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    s.run_id = run.run_id;
    assert_ok(score_releases(&counts, &s, "app", NULL, &err), err);
    assert_ok(queue_fill(&queue, e->f->store, &e->config, &e->snapshot, run.run_id, &err), err);
    model_list_release(&models);
}

static void they_approve_models_and_one_release_and_do_it_once(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct demonstration out;
    struct err err = ERR_INIT;
    int64_t decisions;

    e->f->store->demonstration = true;
    estate_train(e, "change-risk", "app", &t);
    score(e);
    assert_ok(demonstration_decide(&out, e->f->store, e->f->dir, &err), err);
    assert_int_equal(out.approved, 1);
    assert_string_equal(out.release, "release:app/2.0");
    assert_string_equal(out.by, "clara");
    assert_int_equal(state_of(e->f->store, "release:app/2.0"), ITEM_APPROVED);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM model_stages WHERE stage = 'production'"), 1);
    decisions = fixture_count(e->f->store, "SELECT count(*) FROM decisions");
    assert_ok(demonstration_decide(&out, e->f->store, e->f->dir, &err), err);
    assert_int_equal(out.approved, 0);
    assert_string_equal(out.release, "release:app/2.0");
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM decisions"), decisions);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM users"), DEMONSTRATION_PEOPLE);
}

static void passwords_are_in_files_that_nobody_else_reads(void **state)
{
    struct estate *e = *state;
    struct demonstration out;
    struct err err = ERR_INIT;
    char path[4200], *all = NULL;
    size_t len;

    e->f->store->demonstration = true;
    assert_ok(demonstration_decide(&out, e->f->store, e->f->dir, &err), err);
    assert_string_equal(out.release, ""); /* nothing was flagged */
    snprintf(path, sizeof(path), "%s/passwords.txt", e->f->dir);
    assert_ok(file_read(&all, &len, path, 4096, &err), err);
    for (size_t i = 0; i < DEMONSTRATION_PEOPLE; i++) {
        struct person person;
        struct stat st;
        char *password = NULL;

        snprintf(path, sizeof(path), "%s/%s.password", e->f->dir, demonstration_person[i].name);
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
        assert_ok(file_read(&password, &len, path, 4096, &err), err);
        password[strcspn(password, "\n")] = '\0';
        assert_contains(all, password);
        assert_ok(people_sign_in(&person, e->f->store, demonstration_person[i].name, password, strlen(password), &err), err);
        assert_int_equal(person.role, demonstration_person[i].role);
        mem_free(password);
    }
    mem_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_approve_models_and_one_release_and_do_it_once, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(passwords_are_in_files_that_nobody_else_reads, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests_name("demonstration", tests, NULL, NULL);
}
