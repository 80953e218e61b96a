/*
 * Every allocation that a training run makes fails once, in turn: the run says so and the registry never holds half a model.
 *
 * A version that was registered before a later step failed stays a candidate, which nothing scores with; that is whole too.
 */
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/mem.h"
#include "tests/support/small_estate.h"
#include "train/training.h"

enum { TICKETS = 150, CHANGES = 420, TURNS_MAX = 1000000, FEW = 12 /* eleven trainings in one */ };

/* Under a sanitizer a turn takes many times as long: fewer of them. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { FIRST_TURNS = 40, GROWTH = 12 };
#else
enum { FIRST_TURNS = 200, GROWTH = 80 };
#endif

struct trained {
    struct fixture *f;
    struct config   config;
    struct snapshot snapshot;
};

static int try_training(struct trained *t, const char *task, const char *project, struct training *out, struct err *err)
{
    struct training_options options = { .seed = 1, .n_threads = 1 };

    return training_run(out, t->f->store, &t->config, &t->snapshot, task_find(task), project, &options, err);
}

static void check_registry(struct trained *t)
{
    struct audit_result audit;
    struct err err = ERR_INIT;

    assert_ok(audit_verify(&audit, t->f->store, NULL, NULL, &err), err);
    assert_int_equal(audit.n_failures, 0);
    audit_result_release(&audit);
    assert_int_equal(fixture_count(t->f->store, "SELECT count(*) FROM models m WHERE (SELECT count(*) FROM model_parts p WHERE p.model_id = m.model_id)"
                                                " NOT IN (SELECT iif(m.task = 'dependency-risk', 2, 4) UNION SELECT iif(m.task = 'dependency-risk', 3, 4))"), 0);
    assert_int_equal(fixture_count(t->f->store, "SELECT count(*) FROM model_stages s WHERE stage = 'validated' AND NOT EXISTS "
                                                "(SELECT 1 FROM validation_records v WHERE v.model_id = s.model_id)"), 0);
}

/* Turns go up by one at first, then by a growth-th of themselves: the steps of the inner loops are the same code again and again. */
static void fail_in_turn(struct trained *t, const char *task, const char *project, int growth)
{
    int turn = 0, failures = 0, rc;
    struct training out;

    for (;;) {
        struct err err = ERR_INIT;

        assert_true(turn < TURNS_MAX);
        mem_fail_after(turn);
        rc = try_training(t, task, project, &out, &err);
        if (rc == 0 && !mem_failed()) /* a failure in a forked child is not seen by mem_failed here */
            break;
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        failures += rc == ERR_NOMEM;
        if (turn >= FIRST_TURNS || turn % 10 == 0)
            check_registry(t);
        turn += turn < FIRST_TURNS ? 1 : 1 + turn / growth;
    }
    mem_fail_after(-1);
    assert_true(failures > FIRST_TURNS / 2);
    check_registry(t);
}

static void each_failed_allocation(void **state, const char *task, const char *project, void (*put)(struct fixture *))
{
    struct trained t = { .f = *state };
    struct err err = ERR_INIT;

    put(t.f);
    assert_ok(config_load(&t.config, NULL, t.f->path, &err), err);
    assert_ok(snapshot_take(&t.snapshot, t.f->store, &err), err);
    fail_in_turn(&t, task, project, task_find(task)->over_all ? FEW : GROWTH);
    snapshot_release(&t.snapshot);
    config_release(&t.config);
}

static void put_estate(struct fixture *f)
{
    small_estate(f, TICKETS, CHANGES);
}

/* Twelve projects, every third update of which broke something. */
static void put_updates(struct fixture *f)
{
    struct strbuf csv;

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,artifact,from_version,to_version,broke\n");
    for (int i = 0; i < 84; i++)
        strbuf_addf(&csv, "u%d,p%d,lib-%d,1.%d,%d.0,%d\n", i, i % 12, i % 5, i % 3, 1 + i % 2, i * 5 % 7 < 2);
    put_file(path_in(f->dir, "updates.csv"), csv.data);
    small_import(f, "updates", path_in(f->dir, "updates.csv"));
    strbuf_release(&csv);
}

static void every_failed_allocation_of_training_a_route_leaves_no_half_model(void **state)
{
    each_failed_allocation(state, "route", "desk", put_estate);
}

static void every_failed_allocation_of_training_a_risk_leaves_no_half_model(void **state)
{
    each_failed_allocation(state, "change-risk", "app", put_estate);
}

static void every_failed_allocation_of_training_on_updates_leaves_no_half_model(void **state)
{
    each_failed_allocation(state, "dependency-risk", "", put_updates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_failed_allocation_of_training_a_route_leaves_no_half_model, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_failed_allocation_of_training_a_risk_leaves_no_half_model, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_failed_allocation_of_training_on_updates_leaves_no_half_model, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
