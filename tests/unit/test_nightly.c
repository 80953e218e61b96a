#include "score/night/nightly.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "score/exit_status.h"
#include "tests/support/small_estate.h"

struct night {
    struct fixture *f;
    struct config   config;
};

static void write_sources(struct fixture *f)
{
    char path[5][4200];

    for (int i = 0; i < 5; i++)
        snprintf(path[i], sizeof(path[i]), "%s/%s", f->dir, (const char *const[]){ "t.csv", "c.csv", "r.csv", "o.csv", "e.csv" }[i]);
    small_tickets_csv(path[0], 300, 5, 1);
    small_changes_csv(path[1], 500, 2);
    small_releases_csv(path[2], path[3], path[4]);
}

static int setup(void **state)
{
    struct night *n = calloc(1, sizeof(*n));
    char conf[4200];
    struct err err = ERR_INIT;
    void *f = NULL;

    fixture_setup(&f);
    n->f = f;
    write_sources(n->f);
    snprintf(conf, sizeof(conf), "%s/night.conf", n->f->dir);
    put_file(conf, "[source tickets]\nkind = tickets\npath = t.csv\n[source changes]\nkind = changes\npath = c.csv\n"
                   "[source releases]\nkind = releases\npath = r.csv\n[source outcomes]\nkind = outcomes\npath = o.csv\n"
                   "[source estate]\nkind = estate\npath = e.csv\n[reports]\ndir = reports\nmetrics = night.prom\n");
    assert_ok(config_load(&n->config, conf, n->f->path, &err), err);
    *state = n;
    return 0;
}

static int teardown(void **state)
{
    struct night *n = *state;
    void *f = n->f;

    config_release(&n->config);
    free(n);
    return fixture_teardown(&f);
}

static void run(struct night *n, struct nightly *out)
{
    struct nightly_options options = { .config = &n->config, .seed = 1, .n_threads = 2 };
    struct err err = ERR_INIT;

    assert_ok(nightly_run(out, n->f->store, &options, &err), err);
}

static bool is_there(struct night *n, const char *name)
{
    char path[4300];

    snprintf(path, sizeof(path), "%s/%s", n->f->dir, name);
    return access(path, F_OK) == 0;
}

static void a_night_imports_trains_scores_flags_and_reports(void **state)
{
    struct night *n = *state;
    struct nightly out;

    run(n, &out);
    assert_int_equal(out.imported, 5);
    assert_int_equal(out.trained, 4); /* route, component, severity, change-risk */
    assert_true(out.scored > 5);
    assert_int_equal(out.exit_status, 3); /* a release waits, and no model is approved */
    assert_true(is_there(n, "reports/latest/index.html"));
    assert_true(is_there(n, "reports/latest/triage.html"));
    assert_true(is_there(n, "reports/latest/release-app-2.0.md"));
    assert_true(is_there(n, "reports/latest/release-app-2.0.json"));
    assert_true(is_there(n, "reports/latest/model-route-desk-1.html"));
    assert_true(is_there(n, "night.prom"));
}

static void the_same_night_again_changes_nothing(void **state)
{
    struct night *n = *state;
    struct nightly first, second;
    int64_t scores, audit;

    run(n, &first);
    scores = fixture_count(n->f->store, "SELECT count(*) FROM scores");
    audit = fixture_count(n->f->store, "SELECT count(*) FROM audit WHERE action NOT LIKE 'import.%'");
    run(n, &second);
    assert_true(second.repeated);
    assert_int_equal(second.run_id, first.run_id);
    assert_int_equal(second.exit_status, first.exit_status);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) FROM scores"), scores);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) FROM audit WHERE action NOT LIKE 'import.%'"), audit);
}

static void a_missing_source_fails_alone(void **state)
{
    struct night *n = *state;
    struct nightly out;
    char path[4200];

    snprintf(path, sizeof(path), "%s/o.csv", n->f->dir);
    assert_int_equal(unlink(path), 0);
    run(n, &out);
    assert_int_equal(out.failed_sources, 1);
    assert_int_equal(out.imported, 4);
    assert_int_equal(out.trained, 4); /* route, component, severity, change-risk */
    assert_int_equal(out.exit_status, 1);
}

/* The lock of a killed process goes when its last child has gone, a moment later. */
static void open_when_free(struct fixture *f)
{
    struct err err = ERR_INIT;
    int rc = ERR_BUSY;

    for (int i = 0; i < 500 && rc == ERR_BUSY; i++) {
        err = (struct err)ERR_INIT;
        rc = store_open(&f->store, &f->options, STORE_JOB, &err);
        if (rc == ERR_BUSY)
            usleep(10000);
    }
    assert_ok(rc, err);
}

/* A child runs the night and is killed after a while; the parent takes it up. Whatever the moment, the end is the same. */
static void a_killed_night_is_taken_up_where_it_stopped(void **state)
{
    struct night *n = *state;
    struct nightly out;
    struct audit_result audit;
    struct err err = ERR_INIT;

    for (int i = 0; i < 6; i++) {
        pid_t pid;

        fixture_close(n->f);
        pid = fork();
        assert_true(pid >= 0);
        if (pid == 0) {
            fixture_open(n->f, STORE_JOB);
            run(n, &out);
            _exit(0);
        }
        usleep((useconds_t)(20000 << i));
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        open_when_free(n->f);
    }
    run(n, &out);
    assert_int_equal(out.exit_status, 3);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) FROM runs WHERE key LIKE 'nightly:%'"), 1);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) FROM runs WHERE key LIKE 'nightly:%' AND completed_at IS NOT NULL"), 1);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) FROM current_versions WHERE kind = 'ticket'"), 300);
    assert_int_equal(fixture_count(n->f->store, "SELECT count(*) - count(DISTINCT item || model_id) FROM scores"), 0);
    assert_ok(audit_verify(&audit, n->f->store, NULL, NULL, &err), err);
    assert_int_equal(audit.n_failures, 0);
    audit_result_release(&audit);
}

static void an_empty_store_is_a_quiet_night(void **state)
{
    struct night *n = *state;
    struct nightly out;

    n->config.n_sources = 0;
    run(n, &out);
    assert_int_equal(out.exit_status, 0);
    assert_int_equal(out.scored, 0);
    assert_true(is_there(n, "reports/latest/index.html"));
}

static void the_worse_status_wins(void **state)
{
    (void)state;
    assert_int_equal(exit_status_worse(0, 5), 5);
    assert_int_equal(exit_status_worse(3, 5), 3);
    assert_int_equal(exit_status_worse(3, 4), 4);
    assert_int_equal(exit_status_worse(8, 4), 8);
    assert_int_equal(exit_status_worse(1, 8), 1);
    assert_int_equal(exit_status_worse(6, 1), 6);
    assert_int_equal(exit_status_worse(0, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_night_imports_trains_scores_flags_and_reports, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_night_again_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_source_fails_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_killed_night_is_taken_up_where_it_stopped, setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_store_is_a_quiet_night, setup, teardown),
        cmocka_unit_test(the_worse_status_wins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
