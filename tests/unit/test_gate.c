/*
 * Whether a release may go: what is known of it, and what people decided.
 */
#include "datasets/rows/labels.h"
#include "score/review/gate.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "score/night/run.h"
#include "score/review/approval.h"
#include "score/review/gate_rules.h"
#include "score/review/queue.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/people_fixture.h"

#define ITEM "release:app/2.0"

/* The small estate with its model, and what is asked of it. */
struct world {
    struct estate       *e;
    struct model_list    models;
    struct system_table  systems;
    struct change_table  changes;
    struct release_table releases;
    struct thresholds    thresholds;
    struct person        ada, bea, cyd;
    int                  n_runs;
};

static void forget(struct world *w)
{
    model_list_release(&w->models);
    systems_release(&w->systems);
    releases_release(&w->releases);
    changes_release(&w->changes);
    memset(&w->models, 0, sizeof(w->models));
}

/* Everything as it stands in the store now. */
static void look(struct world *w)
{
    struct store *store = w->e->f->store;
    struct err err = ERR_INIT;

    forget(w);
    snapshot_release(&w->e->snapshot);
    assert_ok(snapshot_take(&w->e->snapshot, store, &err), err);
    assert_ok(registry_list(&w->models, store, &err), err);
    assert_ok(systems_load(&w->systems, store, &w->e->snapshot, &err), err);
    assert_ok(changes_load(&w->changes, store, &w->e->snapshot, "app", &err), err);
    assert_ok(releases_load(&w->releases, store, &w->e->snapshot, "app", &w->changes, &err), err);
    assert_ok(thresholds_load(&w->thresholds, store, &w->e->config, &w->systems, &err), err);
}

static struct gate_input input(struct world *w)
{
    return (struct gate_input){ .store = w->e->f->store, .config = &w->e->config, .snapshot = &w->e->snapshot, .models = &w->models, .thresholds = &w->thresholds,
                                .systems = &w->systems, .changes = &w->changes, .release = &w->releases.row[w->releases.n - 1] };
}

static struct gate judge(struct world *w)
{
    struct gate_input in;
    struct gate gate;
    struct err err = ERR_INIT;

    look(w);
    in = input(w);
    assert_string_equal(in.release->name, "2.0");
    assert_ok(gate_judge(&gate, &in, &err), err);
    return gate;
}

/* The verdict, and that one of the reasons has these words. */
static void expect(struct world *w, enum verdict verdict, const char *words)
{
    struct gate gate = judge(w);
    bool found = false;

    for (size_t i = 0; i < gate.n_reasons; i++)
        found = found || strstr(gate.reason[i].text, words) != NULL;
    if (!found || gate.verdict != verdict)
        for (size_t i = 0; i < gate.n_reasons; i++)
            print_message("reason: %s\n", gate.reason[i].text);
    assert_true(found);
    assert_string_equal(verdict_name[gate.verdict], verdict_name[verdict]);
    assert_int_equal(gate.reason[0].verdict, verdict); /* the weightiest first */
    gate_free(&gate);
}

static void score(struct world *w)
{
    struct run_state run;
    struct scoring_counts counts = {0};
    struct queue_counts queue;
    struct scoring s = { .store = w->e->f->store, .config = &w->e->config, .snapshot = &w->e->snapshot, .models = &w->models, .n_threads = 1 };
    struct err err = ERR_INIT;
    char key[16];

    look(w);
    snprintf(key, sizeof(key), "run %d", w->n_runs++);
    assert_ok(run_begin(&run, s.store, key, &err), err);
    s.run_id = run.run_id;
    assert_ok(score_releases(&counts, &s, "app", NULL, &err), err);
    assert_ok(queue_fill(&queue, s.store, s.config, s.snapshot, s.run_id, &err), err);
}

/* The stages alone, as whoever can write to the file may put them in. */
static void to_production_unsigned(struct world *w)
{
    static const char *const stage[] = { "approved", "production" };
    struct err err = ERR_INIT;

    look(w);
    for (int i = 0; i < 2; i++)
        assert_ok(registry_set_stage(w->e->f->store, w->models.model[w->models.n - 1].model_id, stage[i], "bea", "", &err), err);
}

static void to_production_signature(struct world *w)
{
    const struct model_version *v = &w->models.model[w->models.n - 1];
    struct store *store = w->e->f->store;
    struct signature s = { .user = "bea", .role = "engineering", .meaning = "put into production" };
    struct err err = ERR_INIT;
    char subject[800];

    snprintf(subject, sizeof(subject), "model:%s", v->name);
    s.subject = subject;
    assert_ok(approval_content(s.content_hash, store, v, &err), err);
    assert_ok(db_begin(store->db, &err), err);
    assert_ok(signature_make(&s, store, &err), err);
    assert_ok(db_commit(store->db, &err), err);
}

static void to_production(struct world *w)
{
    to_production_unsigned(w);
    to_production_signature(w);
}

static void import_text(struct world *w, const char *kind, const char *text)
{
    char path[4200];

    snprintf(path, sizeof(path), "%s/more.csv", w->e->f->dir);
    put_file(path, text);
    small_import(w->e->f, kind, path);
}

static void decide(struct world *w, enum decision decision, const struct person *person)
{
    struct err err = ERR_INIT;

    assert_ok(decide_fixture(w->e->f->store, ITEM, decision, person, &err), err);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof(*w));
    struct training t;
    void *e = NULL;

    estate_setup(&e);
    w->e = e;
    estate_train(w->e, "change-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    w->ada = people_fixture_add(w->e->f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    w->bea = people_fixture_add(w->e->f->store, "bea", ROLE_ENGINEERING, NULL, &w->ada);
    w->cyd = people_fixture_add(w->e->f->store, "cyd", ROLE_CLINICAL, NULL, &w->ada);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    void *e = w->e;

    forget(w);
    free(w);
    return estate_teardown(&e);
}

/* Of a system that the estate does not know, for which no rule asks. */
static void to_unknown_system(struct world *w)
{
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00498|c00499\n");
}

static void what_was_not_scored_is_not_enough_data(void **state)
{
    to_unknown_system(*state);
    expect(*state, VERDICT_NO_DATA, "it was not scored");
}

static void rules_ask_also_where_nothing_was_scored(void **state)
{
    struct world *w = *state;
    struct queue_counts queue;
    struct run_state run;
    struct err err = ERR_INIT;

    expect(w, VERDICT_REVIEW, "rule 'care-critical-production'");
    expect(w, VERDICT_REVIEW, "evidence is missing: rollback_plan, rollback_tested");
    expect(w, VERDICT_REVIEW, "not in the queue with this content: 'prodrome nightly'");
    look(w);
    assert_ok(run_begin(&run, w->e->f->store, "rules", &err), err);
    assert_ok(queue_fill(&queue, w->e->f->store, &w->e->config, &w->e->snapshot, run.run_id, &err), err);
    assert_int_equal(queue.releases, 1);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_NO_DATA, "it was not scored"); /* a person settles the rules, and makes no score */
    import_text(w, "evidence", "project,release,item,value\napp,2.0,runbook,see the wiki\n");
    expect(w, VERDICT_REVIEW, "not in the queue with this content"); /* with other evidence it is asked again */
}

/* The file beside the store; NULL: none. */
static void write_policy(struct world *w, const char *text)
{
    struct strbuf path;
    struct err err = ERR_INIT;

    strbuf_init(&path);
    assert_ok(policy_path(&path, w->e->f->store, &err), err);
    if (text == NULL)
        unlink(path.data);
    else
        assert_ok(outfile_put(path.data, text, strlen(text), 0, &err), err);
    strbuf_release(&path);
}

static void mandatory_evidence_holds_until_it_is_there_whoever_approves(void **state)
{
    struct world *w = *state;
    struct policy_signed made;
    struct err err = ERR_INIT;

    to_production(w);
    write_policy(w, "[evidence care-critical]\nrollback_plan = hold\n");
    score(w);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_HOLD, "blocked by policy: mandatory evidence is missing: rollback_plan");
    import_text(w, "evidence", "project,release,item,value\napp,2.0,rollback_plan,not yet\n");
    expect(w, VERDICT_HOLD, "mandatory evidence is missing: rollback_plan (it says 'not yet')");
    import_text(w, "evidence", "project,release,item,value\napp,2.0,rollback_plan,restore the image of the day before\n");
    score(w);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_REVIEW, "the release policy is not signed"); /* and no approval of a release settles that */
    assert_ok(policy_sign(&made, w->e->f->store, &w->e->config, &w->ada, &err), err);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

static void an_unsigned_change_loosens_nothing(void **state)
{
    struct world *w = *state;
    struct policy_signed made;
    struct err err = ERR_INIT;

    to_production(w);
    write_policy(w, "[evidence care-critical]\nrollback_plan = hold\n");
    assert_ok(policy_sign(&made, w->e->f->store, &w->e->config, &w->ada, &err), err);
    write_policy(w, "[rule care-critical-production]\neffect = off\n[rule mine]\neffect = hold\nreason = because\nwhen = always\n");
    score(w);
    expect(w, VERDICT_HOLD, "mandatory evidence is missing: rollback_plan"); /* signed */
    expect(w, VERDICT_HOLD, "rule 'care-critical-production'");
    expect(w, VERDICT_HOLD, "rule 'mine': because");                         /* not signed, and stricter */
    expect(w, VERDICT_HOLD, "the release policy has changed since it was signed");
    assert_int_equal(policy_sign(&made, w->e->f->store, &w->e->config, &w->cyd, &err), ERR_USAGE);
    assert_ok(policy_sign(&made, w->e->f->store, &w->e->config, &w->ada, &err), err);
    assert_int_equal(made.policy_id, 2);
    expect(w, VERDICT_HOLD, "rule 'mine': because");
    assert_int_equal(policy_sign(&made, w->e->f->store, &w->e->config, &w->ada, &err), ERR_USAGE);
    assert_non_null(strstr(err.msg, "is signed already"));
}

static void costs_edited_before_anything_was_signed_clear_nothing(void **state)
{
    struct world *w = *state;
    struct config *c = &w->e->config;
    struct policy_signed made;
    struct err err = ERR_INIT;

    to_production(w);
    score(w);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
    c->as_written.cost[CARE_CRITICAL].miss = c->cost[CARE_CRITICAL].miss = 2;
    expect(w, VERDICT_REVIEW, "costs or capacity are not the built-in ones and not signed");
    assert_ok(policy_sign(&made, w->e->f->store, c, &w->ada, &err), err);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

static void an_approved_release_of_an_unapproved_model_is_never_clear(void **state)
{
    struct world *w = *state;

    score(w);
    expect(w, VERDICT_REVIEW, "model not approved");
    expect(w, VERDICT_REVIEW, "not yet approved by a person");
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_REVIEW, "model not approved");
}

static void a_production_stage_that_nobody_signed_for_is_no_approval(void **state)
{
    struct world *w = *state;

    to_production_unsigned(w);
    score(w);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_REVIEW, "nobody signed that change-risk:app@1 goes into production");
    to_production_signature(w);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

static void a_signature_settles_what_was_asked_until_the_content_changes(void **state)
{
    struct world *w = *state;

    to_production(w);
    score(w);
    expect(w, VERDICT_REVIEW, "not yet approved by a person");
    decide(w, DECISION_CLAIM, &w->cyd);
    expect(w, VERDICT_REVIEW, "not yet approved by a person");
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
    score(w); /* the same once more */
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
    import_text(w, "changes", "project,commit,author_date,message,la,ld\napp,late,2023-11-14T22:00:00Z,one more,3,1\n");
    expect(w, VERDICT_REVIEW, "has changed since it was scored");
    score(w);
    expect(w, VERDICT_REVIEW, "what was signed before is about another content");
}

static void a_rejection_holds_until_it_is_reopened_and_asks_again_with_other_content(void **state)
{
    struct world *w = *state;

    to_production(w);
    score(w);
    decide(w, DECISION_REJECT, &w->bea);
    expect(w, VERDICT_HOLD, "rejected by bea (engineering)");
    decide(w, DECISION_REOPEN, &w->cyd);
    expect(w, VERDICT_REVIEW, "not yet approved by a person");
    decide(w, DECISION_REJECT, &w->bea);
    import_text(w, "changes", "project,commit,author_date,message,la,ld\napp,late,2023-11-14T22:00:00Z,one more,3,1\n");
    score(w);
    expect(w, VERDICT_REVIEW, "bea (engineering) rejected it with another content");
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

static void what_people_ask_for_is_still_open(void **state)
{
    struct world *w = *state;

    to_production(w);
    score(w);
    decide(w, DECISION_REQUEST_CHANGES, &w->bea);
    expect(w, VERDICT_REVIEW, "changes requested since");
}

/* Costs that make no chance worth a review: the release is clear without a signature, but for what is known. */
static void below_the_threshold_only_what_is_known_asks(void **state)
{
    struct world *w = *state;

    to_production(w);
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00498|c00499\n");
    for (enum criticality c = 0; c < N_CRITICALITIES; c++)
        w->e->config.cost[c].review = w->e->config.cost[c].miss * 2;
    score(w);
    expect(w, VERDICT_CLEAR, "is below 1.00");
    import_text(w, "outcomes", "project,change,outcome,time\napp,c00499,incident,2023-11-14\n");
    expect(w, VERDICT_REVIEW, "1 of its changes is recorded as having caused harm already");
    score(w); /* and it is in the queue, so that a person can settle it */
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

/* A fix that went out elsewhere leads blame to the change. */
static void blame(struct world *w, const char *commit)
{
    struct store *store = w->e->f->store;
    struct err err = ERR_INIT;
    char item[64];

    snprintf(item, sizeof(item), "change:app/%s", commit);
    assert_ok(db_begin(store->db, &err), err);
    assert_ok(label_put(store, &(struct label){ .item = item, .task = "change-risk", .field = "", .value = "1", .provenance = LABEL_SZZ, .known_at = store_now(store), .by = "fix1",
                                                .evidence = "" }, &err), err);
    assert_ok(db_commit(store->db, &err), err);
}

/* Nobody recorded an outcome: a fix that went out elsewhere was blamed on a change of the release. */
static void blamed_harm_asks_and_is_in_the_queue(void **state)
{
    struct world *w = *state;

    to_production(w);
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00498|c00499\n");
    for (enum criticality c = 0; c < N_CRITICALITIES; c++)
        w->e->config.cost[c].review = w->e->config.cost[c].miss * 2;
    score(w);
    expect(w, VERDICT_CLEAR, "is below 1.00");
    blame(w, "c00499");
    expect(w, VERDICT_REVIEW, "1 of its changes is recorded as having caused harm already");
    score(w);
    decide(w, DECISION_APPROVE, &w->cyd);
    expect(w, VERDICT_CLEAR, "approved by cyd (clinical)");
}

/* One review a week, and another item that saves more: the release is clear, and the reader is told why. */
static void clear_for_want_of_reviews_is_said_so(void **state)
{
    struct world *w = *state;
    struct err err = ERR_INIT;

    to_production(w);
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00498|c00499\n");
    score(w);
    assert_ok(db_run(w->e->f->store->db, &err, "INSERT INTO scores(item, version_id, model_id, probability, label, approved, scored_at)"
                     " SELECT 'release:app/other', version_id, model_id, 1, '', 1, scored_at FROM scores WHERE item = ?", "t", ITEM), err);
    w->e->config.reviews_per_week = 1;
    expect(w, VERDICT_CLEAR, "what 1 reviews a week leave room for; by cost alone a review would be due from 0.10");
}

static void a_release_that_names_what_the_store_has_not_waits(void **state)
{
    struct world *w = *state;

    to_production(w);
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00499|gone\n");
    score(w);
    expect(w, VERDICT_REVIEW, "it names 1 change that the store does not have");
}

static void what_a_model_learned_from_is_no_forecast(void **state)
{
    struct world *w = *state;
    struct gate gate;

    to_production(w);
    score(w);
    gate = judge(w);
    assert_int_equal(gate.n_learned, 0); /* labelled changes of the upcoming release were left out */
    gate_free(&gate);
    import_text(w, "releases", "project,release,planned,status,members\napp,2.0,2023-12-01,planned,c00001|c00002|c00499\n");
    score(w);
    expect(w, VERDICT_REVIEW, "learned from 2 of its changes");
    gate = judge(w);
    assert_true(gate.n_learned == 2 && gate.learned[0] && gate.learned[1] && !gate.learned[2]);
    gate_free(&gate);
}

static void a_new_model_in_use_asks_for_a_new_score(void **state)
{
    struct world *w = *state;
    struct training t;

    score(w);
    import_text(w, "changes", "project,commit,author_date,message,la,ld,buggy,label_time\napp,other,2023-06-01,one more,30,1,1,2023-06-03\n");
    look(w);
    estate_train(w->e, "change-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    to_production(w);
    expect(w, VERDICT_REVIEW, "change-risk:app@1 scored it, and change-risk:app@2 is in use now");
}

static void a_validation_that_has_ended_asks(void **state)
{
    struct world *w = *state;

    to_production(w);
    score(w);
    w->e->f->store->clock.fixed += INT64_C(200) * 86400;
    expect(w, VERDICT_REVIEW, "the validation of change-risk:app@1 ended");
}

static void over_many_the_weightiest_wins(void **state)
{
    struct world *w = *state;
    struct gate_input in;
    enum verdict verdict;
    struct err err = ERR_INIT;

    to_unknown_system(w);
    look(w);
    in = input(w);
    assert_ok(gate_upcoming(&verdict, &in, "app", &err), err);
    assert_int_equal(verdict, VERDICT_NO_DATA);
    assert_ok(gate_upcoming(&verdict, &in, "no such project", &err), err);
    assert_int_equal(verdict, VERDICT_CLEAR);
    to_production(w);
    score(w);
    decide(w, DECISION_REJECT, &w->bea);
    look(w);
    in = input(w);
    assert_ok(gate_upcoming(&verdict, &in, "app", &err), err);
    assert_int_equal(verdict, VERDICT_HOLD);
    assert_int_equal(verdict_exit_status[verdict], 4);
}

static void running_out_of_memory_is_an_error_at_any_point(void **state)
{
    struct world *w = *state;
    struct gate_input in;
    int rc = ERR_NOMEM;

    to_production(w);
    score(w);
    decide(w, DECISION_REJECT, &w->bea);
    look(w);
    in = input(w);
    for (long n = 0; rc < 0; n += 1 + n / 20) {
        struct gate gate;
        struct err err = ERR_INIT;

        mem_fail_after(n);
        rc = gate_judge(&gate, &in, &err);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM || rc == ERR_STORE);
        if (rc == 0) {
            assert_int_equal(gate.verdict, VERDICT_HOLD);
            gate_free(&gate);
        }
    }
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static void words_of_a_rule_cut_no_character(void **state)
{
    char path[260], words[GATE_RULE_WORDS_MAX];
    struct policy_hit hit = { .rule = "r", .reason = "why", .n_told = 1, .n_met = 1 };
    json_t *text;

    (void)state;
    for (size_t lead = 196; lead < 203; lead++) {
        memset(path, 'a', lead);
        memcpy(path + lead, "\xE2\x82\xAC\xC3\xA9.c", 8);
        hit.met[0] = (struct policy_met){ "path", path, "04dba41ecccc0011", path };
        gate_rule_words(words, sizeof(words), &hit);
        text = json_string(words); /* NULL: no UTF-8 */
        assert_non_null(text);
        json_decref(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_a_rule_cut_no_character),
        WITH_WORLD(what_was_not_scored_is_not_enough_data),
        WITH_WORLD(rules_ask_also_where_nothing_was_scored),
        WITH_WORLD(mandatory_evidence_holds_until_it_is_there_whoever_approves),
        WITH_WORLD(an_unsigned_change_loosens_nothing),
        WITH_WORLD(costs_edited_before_anything_was_signed_clear_nothing),
        WITH_WORLD(an_approved_release_of_an_unapproved_model_is_never_clear),
        WITH_WORLD(a_production_stage_that_nobody_signed_for_is_no_approval),
        WITH_WORLD(a_signature_settles_what_was_asked_until_the_content_changes),
        WITH_WORLD(a_rejection_holds_until_it_is_reopened_and_asks_again_with_other_content),
        WITH_WORLD(what_people_ask_for_is_still_open),
        WITH_WORLD(below_the_threshold_only_what_is_known_asks),
        WITH_WORLD(blamed_harm_asks_and_is_in_the_queue),
        WITH_WORLD(clear_for_want_of_reviews_is_said_so),
        WITH_WORLD(a_release_that_names_what_the_store_has_not_waits),
        WITH_WORLD(what_a_model_learned_from_is_no_forecast),
        WITH_WORLD(a_new_model_in_use_asks_for_a_new_score),
        WITH_WORLD(a_validation_that_has_ended_asks),
        WITH_WORLD(over_many_the_weightiest_wins),
        WITH_WORLD(running_out_of_memory_is_an_error_at_any_point),
    };

    return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
