/*
 * After a release: planned checks and their results, a due access review, and incidents that may come from it until a person says so.
 */
#include "score/policy/after_release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/link/link.h"
#include "datasets/rows/labels.h"
#include "score/night/run.h"
#include "score/policy/policy_file.h"
#include "score/review/queue.h"
#include "tests/support/people_fixture.h"
#include "tests/support/release_world.h"

struct world {
    struct release_world r;
    struct person        ada, cyd;
    int                  n_runs;
};

static void after_both(struct after_release *out, struct world *w, const char *text, const char *signed_text)
{
    struct policy policy, last;
    const struct policy *list[] = { &policy, &last };
    size_t n = signed_text != NULL ? 2 : 1;
    struct policy_subject subject = { .store = w->r.f->store, .changes = &w->r.changes, .systems = &w->r.systems };
    struct policy_hits hits;
    struct err err = ERR_INIT;

    release_world_look(&w->r, true);
    subject.release = &w->r.releases.row[0];
    assert_ok(policy_parse(&policy, "p", text, strlen(text), &w->r.config, &err), err);
    if (n == 2)
        assert_ok(policy_parse(&last, "p", signed_text, strlen(signed_text), &w->r.config, &err), err);
    assert_ok(policy_match(&hits, list, n, &subject, &err), err);
    assert_ok(after_release_load(out, list, n, &subject, &hits, &err), err);
    policy_hits_release(&hits);
    policy_release(&policy);
    if (n == 2)
        policy_release(&last);
}

static void after(struct after_release *out, struct world *w, const char *text)
{
    after_both(out, w, text, NULL);
}

static void fill(struct queue_counts *out, struct world *w)
{
    struct run_state run;
    struct link_report links;
    struct err err = ERR_INIT;
    char key[16];

    assert_ok(link_run(&links, w->r.f->store, 7, &err), err);
    release_world_look(&w->r, true);
    snprintf(key, sizeof(key), "run %d", w->n_runs++);
    assert_ok(run_begin(&run, w->r.f->store, key, &err), err);
    assert_ok(queue_fill(out, w->r.f->store, &w->r.config, &w->r.snapshot, run.run_id, &err), err);
    assert_ok(run_complete(w->r.f->store, run.run_id, false, 0, &err), err);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof(*w));

    release_world_open(&w->r);
    w->ada = people_fixture_add(w->r.f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    w->cyd = people_fixture_add(w->r.f->store, "cyd", ROLE_CLINICAL, NULL, &w->ada);
    release_world_import(&w->r, "estate", "system,criticality,support\nehr,care-critical,supported\n");
    release_world_import(&w->r, "releases", "project,release,system,planned,deployed,status\napp,2.0,ehr,2023-11-10,2023-11-10,deployed\n");
    release_world_import(&w->r, "changes", "project,commit,author_date,message,release\napp,c1,2023-11-09,tidy up,2.0\n");
    release_world_import(&w->r, "tickets", "project,id,title,description,created,type,system\ndesk,D-1,charts are empty,,2023-11-12,incident,ehr\n"
                              "desk,D-2,a wish,,2023-11-12,request,ehr\ndesk,D-3,before it,,2023-11-01,incident,ehr\n");
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;

    release_world_close(&w->r);
    free(w);
    return 0;
}

static void checks_are_due_then_passed_failed_or_overdue(void **state)
{
    struct world *w = *state;
    struct after_release a;

    after(&a, w, "[after care-critical]\nchecks = errors | restore | smoke\ncheck_days = 5\n");
    assert_int_equal(a.n_checks, 3);
    assert_int_equal(a.n_open, 3);
    assert_int_equal(a.check[0].state, CHECK_DUE);
    after_release_release(&a);
    release_world_import(&w->r, "evidence", "project,release,item,value,time\napp,2.0,check:errors,pass,2023-11-11\napp,2.0,check:restore,fail,2023-11-11\n"
                               "app,2.0,check:smoke,pass,2023-11-01\napp,2.0,check:extra,more or less,2023-11-11\n");
    after(&a, w, "[after care-critical]\nchecks = errors | restore | smoke\ncheck_days = 2\n");
    assert_int_equal(a.n_checks, 4);
    assert_int_equal(a.check[0].state, CHECK_PASSED);
    assert_int_equal(a.check[1].state, CHECK_FAILED);
    assert_int_equal(a.check[2].state, CHECK_OVERDUE); /* its result is from before the release */
    assert_string_equal(a.check[3].name, "extra");
    assert_false(a.check[3].planned);
    assert_int_equal(a.check[3].state, CHECK_UNCLEAR);
    assert_int_equal(a.n_open, 2);
    after_release_release(&a);
}

static void of_two_policies_what_either_plans_is_due_by_the_earlier_day(void **state)
{
    static const char strict[] = "[after care-critical]\nchecks = errors | restore\ncheck_days = 3\naccess_review = yes\naccess_review_days = 9\n";
    static const char loose[] = "[after care-critical]\nchecks = errors | smoke\ncheck_days = 90\naccess_review = no\naccess_review_changes = 999\naccess_review_days = 90\n";
    struct world *w = *state;
    struct after_release a;

    for (int i = 0; i < 2; i++) { /* whichever was signed */
        after_both(&a, w, i == 0 ? loose : strict, i == 0 ? strict : loose);
        assert_int_equal(a.n_checks, 3);
        assert_int_equal(a.n_open, 3);
        for (int k = 0; k < 3; k++)
            assert_int_equal(a.check[k].due, w->r.releases.row[0].deployed + 3 * 86400);
        assert_string_equal(a.check[0].name, "errors");
        assert_string_equal(a.check[1].name, i == 0 ? "smoke" : "restore");
        assert_non_null(a.review_why);
        assert_int_equal(a.review_due, w->r.releases.row[0].deployed + 9 * 86400);
        after_release_release(&a);
    }
}

static void an_access_review_is_due_until_there_is_evidence(void **state)
{
    struct world *w = *state;
    struct after_release a;
    struct queue_counts c;

    after(&a, w, "");
    assert_null(a.review_why); /* one change, and no privileged path */
    after_release_release(&a);
    after(&a, w, "[after care-critical]\naccess_review_changes = 1\n");
    assert_string_equal(a.review_why, "it has 1 changes, at least 1");
    assert_int_equal(a.review_state, CHECK_DUE);
    after_release_release(&a);
    put_file(path_in(w->r.f->dir, "test.db.policy"), "[after care-critical]\naccess_review = yes\n");
    fill(&c, w);
    assert_int_equal(c.access_reviews, 1);
    assert_int_equal(state_of(w->r.f->store, "access-review:app/2.0"), ITEM_WAITING);
    release_world_import(&w->r, "evidence", "project,release,item,value,time\napp,2.0,access_review,all roles looked at,2023-11-13\n");
    fill(&c, w);
    assert_int_equal(c.access_reviews, 0);
    assert_int_equal(state_of(w->r.f->store, "access-review:app/2.0"), ITEM_EXPIRED);
    fixture_verify(w->r.f->store);
}

static void a_confirmed_incident_is_the_outcome_and_a_suspicion_is_none(void **state)
{
    struct world *w = *state;
    struct queue_counts c;
    struct after_release a;
    struct err err = ERR_INIT;

    fill(&c, w);
    assert_int_equal(c.outcomes, 1); /* neither the wish nor what was before */
    after(&a, w, "");
    assert_int_equal(a.n_suspected, 1);
    assert_string_equal(a.outcome[0].item, "ticket:desk/D-1");
    after_release_release(&a);
    assert_string_equal(w->r.releases.row[0].outcome, "");
    assert_int_equal(fixture_count(w->r.f->store, "SELECT count(*) FROM labels"), 0);
    assert_ok(decide_fixture(w->r.f->store, "outcome:app/2.0:desk/D-1", DECISION_APPROVE, &w->cyd, &err), err);
    release_world_look(&w->r, true);
    assert_string_equal(w->r.releases.row[0].outcome, "incident");
    assert_true(w->r.releases.row[0].outcome_time == FIXTURE_NOW); /* known since then, not before */
    assert_int_equal(fixture_count(w->r.f->store, "SELECT count(*) FROM labels WHERE item = 'release:app/2.0' AND task = 'release-risk' AND value = '1' AND provenance = 'human'"), 1);
    fill(&c, w);
    assert_int_equal(c.outcomes, 0);
    fixture_verify(w->r.f->store);
}

static void a_refuted_one_is_never_suspected_again(void **state)
{
    struct world *w = *state;
    struct queue_counts c;
    struct after_release a;
    struct err err = ERR_INIT;

    fill(&c, w);
    assert_ok(decide_fixture(w->r.f->store, "outcome:app/2.0:desk/D-1", DECISION_REJECT, &w->cyd, &err), err);
    fill(&c, w);
    assert_int_equal(c.outcomes, 0);
    assert_int_equal(state_of(w->r.f->store, "outcome:app/2.0:desk/D-1"), ITEM_REJECTED);
    after(&a, w, "");
    assert_int_equal(a.n_suspected, 0);
    assert_string_equal(a.outcome[0].state, "refuted");
    after_release_release(&a);
    assert_string_equal(w->r.releases.row[0].outcome, "");
    assert_int_equal(fixture_count(w->r.f->store, "SELECT count(*) FROM labels"), 0);
    fixture_verify(w->r.f->store);
}

static void a_suspicion_that_the_rule_gives_up_expires(void **state)
{
    struct world *w = *state;
    struct queue_counts c;

    fill(&c, w);
    release_world_import(&w->r, "tickets", "project,id,title,description,created,type,system\ndesk,D-1,charts are empty,,2023-11-12,request,ehr\n");
    fill(&c, w);
    assert_int_equal(c.outcomes, 0);
    assert_int_equal(state_of(w->r.f->store, "outcome:app/2.0:desk/D-1"), ITEM_EXPIRED);
    fixture_verify(w->r.f->store);
}

static void a_ticket_of_the_future_or_of_another_project_moves_no_window(void **state)
{
    struct world *w = *state;
    struct queue_counts c;

    release_world_import(&w->r, "tickets", "project,id,title,description,created,type,system\ndesk,D-9,a wrong clock,,2033-01-01,request,ehr\n"
                              "other,O-1,a newer tracker,,2023-11-14,request,lis\n");
    w->r.config.score_window_days = 1; /* desk's newest is of the day of the incident */
    fill(&c, w);
    assert_int_equal(c.outcomes, 1);
}

static void nothing_is_due_of_what_is_not_deployed(void **state)
{
    struct world *w = *state;
    struct after_release a;

    release_world_import(&w->r, "releases", "project,release,system,planned,status\napp,2.0,ehr,2023-12-10,planned\n");
    after(&a, w, "[after care-critical]\naccess_review = yes\n");
    assert_int_equal(a.n_checks, 0);
    assert_null(a.review_why);
    after_release_release(&a);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(checks_are_due_then_passed_failed_or_overdue),
        WITH_WORLD(of_two_policies_what_either_plans_is_due_by_the_earlier_day),
        WITH_WORLD(an_access_review_is_due_until_there_is_evidence),
        WITH_WORLD(a_confirmed_incident_is_the_outcome_and_a_suspicion_is_none),
        WITH_WORLD(a_refuted_one_is_never_suspected_again),
        WITH_WORLD(a_suspicion_that_the_rule_gives_up_expires),
        WITH_WORLD(a_ticket_of_the_future_or_of_another_project_moves_no_window),
        WITH_WORLD(nothing_is_due_of_what_is_not_deployed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
