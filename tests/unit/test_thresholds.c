/*
 * Thresholds from costs and from how many reviews people can do.
 */
#include "score/review/thresholds.h"

#include <math.h>
#include <stdio.h>

#include "score/review/content.h"
#include "tests/support/fixture_store.h"

enum { DAY = 86400 };

struct world {
    struct fixture     *f;
    int64_t             import;
    struct config       config;
    struct system_table systems;
    int64_t             score_id;
};

static struct world world_open(void **state)
{
    struct world w = { .f = *state };
    struct err err = ERR_INIT;

    assert_ok(config_load(&w.config, NULL, "none.db", &err), err);
    for (enum criticality c = 0; c < N_CRITICALITIES; c++)
        w.config.cost[c] = (struct config_cost){ .miss = 10, .review = 1, .misroute = 4 };
    w.config.cost[CARE_CRITICAL].miss = 100;
    w.import = fixture_import(w.f->store);
    return w;
}

static void put_system(struct world *w, const char *system, const char *criticality)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(w->f->store, w->import, "system", "", system, system);

    assert_ok(db_run(w->f->store->db, &err, "INSERT INTO systems(version_id, criticality) VALUES(?, ?)", "it", version, criticality), err);
}

/* A score of a release, change or ticket at FIXTURE_NOW + days. */
static void put_score(struct world *w, const char *kind, const char *id, const char *system, double p, int days)
{
    struct err err = ERR_INIT;
    struct db *db = w->f->store->db;
    int64_t version = fixture_version(w->f->store, w->import, kind, "p", id, id);
    char sql[128], item[128];

    snprintf(sql, sizeof(sql), "INSERT INTO %ss(version_id, system) VALUES(?, ?)", kind);
    snprintf(item, sizeof(item), "%s:p/%s", kind, id);
    assert_ok(db_run(db, &err, sql, "it", version, system), err);
    assert_ok(db_run(db, &err, "INSERT INTO scores(item, version_id, probability, label, approved, scored_at) VALUES(?, ?, ?, 'x', 0, ?)", "tidi", item, version, p,
                     FIXTURE_NOW + (int64_t)days * DAY), err);
    w->score_id = db_last_id(db);
}

static struct thresholds load(struct world *w)
{
    struct snapshot snapshot;
    struct thresholds t;
    struct err err = ERR_INIT;

    fixture_complete(w->f->store, w->import);
    assert_ok(snapshot_take(&snapshot, w->f->store, &err), err);
    assert_ok(systems_load(&w->systems, w->f->store, &snapshot, &err), err);
    assert_ok(thresholds_load(&t, w->f->store, &w->config, &w->systems, &err), err);
    systems_release(&w->systems);
    snapshot_release(&snapshot);
    config_release(&w->config);
    return t;
}

static void without_capacity_or_scores_the_cost_decides(void **state)
{
    struct world w = world_open(state);
    struct thresholds t = load(&w);

    assert_true(t.harm[ADMINISTRATIVE].by_cost == 0.1 && t.harm[ADMINISTRATIVE].in_force == 0.1);
    assert_true(t.harm[CARE_CRITICAL].in_force == 0.01);
    assert_true(t.misroute[CARE_CRITICAL].in_force == 0.25);
    assert_true(isnan(t.harm[ADMINISTRATIVE].by_capacity) && !t.harm[ADMINISTRATIVE].limited);
    assert_true(t.from == TIME_NONE && t.n == 0);
}

/* Ten releases of .05, .15, ... .95 in two weeks and one review a week: two of them, and what is left out is expected to be missed. */
static void capacity_leaves_the_reviews_to_what_saves_most(void **state)
{
    struct world w = world_open(state);
    struct thresholds t;

    w.config.reviews_per_week = 1;
    for (int i = 0; i < 10; i++) {
        char name[16];

        snprintf(name, sizeof(name), "r%d", i);
        put_score(&w, "release", name, "", 0.05 + 0.1 * i, i < 5 ? 0 : 14);
    }
    t = load(&w);
    assert_true(t.weeks == 2 && t.n == 10 && t.flagged == 2);
    assert_true(t.harm[CRITICALITY_UNKNOWN].limited);
    assert_true(t.harm[CRITICALITY_UNKNOWN].in_force > 0.75 && t.harm[CRITICALITY_UNKNOWN].in_force < 0.85);
    assert_int_equal(t.harm[CRITICALITY_UNKNOWN].at_cost, 9);
    assert_int_equal(t.harm[CRITICALITY_UNKNOWN].at_in_force, 2);
    assert_true(fabs(t.harm[CRITICALITY_UNKNOWN].missed - (0.15 + 0.25 + 0.35 + 0.45 + 0.55 + 0.65 + 0.75)) < 1e-9);
}

/* With losses of 100, 10 and 4 the same s gives thresholds that differ: the critical system keeps the lowest. */
static void one_saving_holds_for_all_kinds_and_criticalities(void **state)
{
    struct world w = world_open(state);
    struct thresholds t;

    w.config.reviews_per_week = 2;
    put_system(&w, "ehr", "care-critical");
    put_score(&w, "release", "care", "ehr", 0.3, 0);  /* saves 29   */
    put_score(&w, "change", "other", "", 0.9, 0);     /* saves 8    */
    put_score(&w, "ticket", "T1", "", 0.1, 0);        /* saves 2.6  */
    put_score(&w, "ticket", "T2", "", 0.5, 0);        /* saves 1    */
    t = load(&w);
    assert_true(fabs(t.saving - (8 + 2.6) / 2) < 1e-9);
    assert_true(fabs(t.harm[CARE_CRITICAL].in_force - 0.063) < 1e-9);
    assert_true(fabs(t.harm[CRITICALITY_UNKNOWN].in_force - 0.63) < 1e-9);
    assert_true(t.misroute[CRITICALITY_UNKNOWN].in_force == 1);
    assert_true(t.flagged == 2 && fabs(t.misroute[CRITICALITY_UNKNOWN].missed - 1.4) < 1e-9);
}

static void room_for_more_than_pays_changes_nothing(void **state)
{
    struct world w = world_open(state);
    struct thresholds t;

    w.config.reviews_per_week = 100;
    put_score(&w, "release", "a", "", 0.5, 0);
    put_score(&w, "release", "b", "", 0.01, 0);
    t = load(&w);
    assert_true(t.harm[CRITICALITY_UNKNOWN].by_capacity == 0 && !t.harm[CRITICALITY_UNKNOWN].limited);
    assert_true(t.harm[CRITICALITY_UNKNOWN].in_force == 0.1 && t.flagged == 1);
}

static void ties_at_the_top_are_reviewed_all_and_below_not_at_all(void **state)
{
    struct world w = world_open(state);
    struct thresholds t;

    w.config.reviews_per_week = 0.5; /* less than one in the period: one is done */
    put_score(&w, "release", "a", "", 0.8, 0);
    put_score(&w, "release", "b", "", 0.8, 0);
    put_score(&w, "release", "c", "", 0.4, 0);
    put_score(&w, "release", "d", "", 0.4, 0);
    t = load(&w);
    assert_int_equal(t.flagged, 2);
}

static void only_the_newest_score_of_the_last_days_counts(void **state)
{
    struct world w = world_open(state);
    struct err err = ERR_INIT;
    struct thresholds t;

    w.config.reviews_per_week = 1;
    put_score(&w, "release", "old", "", 0.9, 0);
    put_score(&w, "release", "a", "", 0.9, 25);
    assert_ok(db_run(w.f->store->db, &err, "INSERT INTO scores(item, version_id, probability, label, approved, scored_at)"
                     " SELECT item, version_id, 0.2, label, approved, ? FROM scores WHERE score_id = ?", "ii", FIXTURE_NOW + (int64_t)30 * DAY, w.score_id), err);
    t = load(&w);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.harm[CRITICALITY_UNKNOWN].at_cost, 1);
    assert_true(t.from == t.to && t.weeks == 1);
}

/* A suggestion that stays the same is the same content, whatever the model says of it; a risk is another one. */
static void content_of_a_ticket_is_its_suggestion_of_a_risk_its_chance(void **state)
{
    struct world w = world_open(state);
    uint8_t ticket[DIGEST_SIZE], again[DIGEST_SIZE], risk[DIGEST_SIZE], other[DIGEST_SIZE];
    struct err err = ERR_INIT;
    static const char copy[] = "INSERT INTO scores(item, version_id, probability, label, approved, scored_at)"
                               " SELECT item, version_id, probability / 2, label, approved, scored_at FROM scores WHERE score_id = ?";
    int64_t id;

    put_score(&w, "ticket", "T1", "", 0.8, 0);
    id = w.score_id;
    assert_ok(db_run(w.f->store->db, &err, copy, "i", id), err);
    assert_ok(content_of_score(ticket, w.f->store, id, &err), err);
    assert_ok(content_of_score(again, w.f->store, db_last_id(w.f->store->db), &err), err);
    assert_true(digest_equal(ticket, again, DIGEST_SIZE));
    put_score(&w, "change", "c", "", 0.8, 0);
    id = w.score_id;
    assert_ok(db_run(w.f->store->db, &err, copy, "i", id), err);
    assert_ok(content_of_score(risk, w.f->store, id, &err), err);
    assert_ok(content_of_score(other, w.f->store, db_last_id(w.f->store->db), &err), err);
    assert_false(digest_equal(risk, other, DIGEST_SIZE));
    assert_int_equal(content_of_score(other, w.f->store, 4711, &err), ERR_NOTFOUND);
    config_release(&w.config);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(without_capacity_or_scores_the_cost_decides),
        WITH_STORE(capacity_leaves_the_reviews_to_what_saves_most),
        WITH_STORE(one_saving_holds_for_all_kinds_and_criticalities),
        WITH_STORE(room_for_more_than_pays_changes_nothing),
        WITH_STORE(ties_at_the_top_are_reviewed_all_and_below_not_at_all),
        WITH_STORE(only_the_newest_score_of_the_last_days_counts),
        WITH_STORE(content_of_a_ticket_is_its_suggestion_of_a_risk_its_chance),
    };

    return cmocka_run_group_tests_name("thresholds", tests, NULL, NULL);
}
