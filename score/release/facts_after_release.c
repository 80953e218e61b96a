/*
 * facts_after_release.c - see facts_after_release.h.
 */
#include "score/release/facts_after_release.h"

#include <string.h>

#include "datasets/base/mem.h"

static json_t *checks_json(const struct after_release *a)
{
    json_t *list = json_array();
    char due[TIME_ISO_MAX], time[TIME_ISO_MAX];

    for (size_t i = 0; i < a->n_checks; i++) {
        const struct check_due *c = &a->check[i];

        json_array_append_new(list, json_pack("{s:s, s:b, s:s, s:s, s:s, s:s, s:s}", "check", c->name, "planned", (int)c->planned, "state", check_state_name[c->state], "due",
                                              time_format(c->due, due), "value", c->value, "time", time_format(c->time, time), "by", c->by));
    }
    return list;
}

static json_t *outcomes_json(const struct after_release *a)
{
    json_t *list = json_array();
    char created[TIME_ISO_MAX];

    for (size_t i = 0; i < a->n_outcomes; i++) {
        const struct suspected_outcome *o = &a->outcome[i];

        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s}", "item", o->item, "title", o->title, "created", time_format(o->created, created), "state", o->state,
                                              "rule", o->rule));
    }
    return list;
}

static json_t *after_json(const struct after_release *a)
{
    char due[TIME_ISO_MAX], time[TIME_ISO_MAX];
    json_t *review = a->review_why == NULL ? json_null()
                                           : json_pack("{s:s, s:s, s:s, s:s}", "why", a->review_why, "due", time_format(a->review_due, due), "state",
                                                       check_state_name[a->review_state], "time", time_format(a->review_time, time));

    return json_pack("{s:o, s:I, s:o, s:o, s:I, s:I}", "checks", checks_json(a), "checks_open", (json_int_t)a->n_open, "access_review", review, "outcomes", outcomes_json(a),
                     "outcomes_suspected", (json_int_t)a->n_suspected, "metrics", (json_int_t)a->n_metrics);
}

int facts_after_release(json_t **out, const struct policy_in_force *in_force, const struct policy_subject *subject, const struct policy_hits *hits, struct err *err)
{
    const struct policy *policy[2];
    size_t n = policy_holding(in_force, policy);
    struct after_release after;
    int rc;

    *out = NULL;
    if (subject->release->status != RELEASE_DEPLOYED) {
        *out = json_null();
        return 0;
    }
    rc = after_release_load(&after, policy, n, subject, hits, err);
    if (rc < 0)
        return rc;
    *out = after_json(&after);
    after_release_release(&after);
    return *out == NULL ? err_nomem(err) : 0;
}

/* ------------------------------------------------------------- the night's list */

struct recent {
    const struct facts        *f;
    const struct policy       *policy[2];
    size_t                     n_policies;
    const struct system_table *systems;
    json_t                    *list;
};

static bool is_recent(const struct release *r, const struct facts *f)
{
    return r->status == RELEASE_DEPLOYED && r->deployed != TIME_NONE && r->deployed > store_now(f->store) - f->config->score_window_days * 86400;
}

static bool wants_a_person(const struct after_release *a)
{
    return a->n_open > 0 || a->n_suspected > 0 || (a->review_why != NULL && a->review_state != CHECK_PASSED);
}

/* In the order of time, the newest first; of one time as they come. */
static void insert(json_t *list, json_t *one)
{
    const char *deployed = json_string_value(json_object_get(one, "deployed"));
    size_t at = 0;

    while (at < json_array_size(list) && strcmp(json_string_value(json_object_get(json_array_get(list, at), "deployed")), deployed) >= 0)
        at++;
    json_array_insert_new(list, at, one);
}

static int add_release(const struct recent *r, const struct release *release, const struct change_table *changes, struct err *err)
{
    const struct policy_subject subject = { .store = r->f->store, .release = release, .changes = changes, .systems = r->systems };
    struct after_release after;
    struct policy_hits hits;
    char deployed[TIME_ISO_MAX];
    json_t *one;
    int rc = policy_match(&hits, r->policy, r->n_policies, &subject, err);

    if (rc < 0)
        return rc;
    rc = after_release_load(&after, r->policy, r->n_policies, &subject, &hits, err);
    if (rc == 0 && wants_a_person(&after)) {
        one = after_json(&after);
        json_object_set_new(one, "release", json_sprintf("%s/%s", release->project, release->name));
        json_object_set_new(one, "deployed", json_string(time_format(release->deployed, deployed)));
        insert(r->list, one);
    }
    if (rc == 0)
        after_release_release(&after);
    policy_hits_release(&hits);
    return rc;
}

static int add_project(const struct recent *r, const char *project, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    int rc = changes_load(&changes, r->f->store, r->f->snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&releases, r->f->store, r->f->snapshot, project, &changes, err);
    for (size_t i = 0; rc == 0 && i < releases.n; i++)
        if (is_recent(&releases.row[i], r->f))
            rc = add_release(r, &releases.row[i], &changes, err);
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

int facts_after_recent(json_t **out, const struct facts *f, struct err *err)
{
    struct policy_in_force in_force;
    struct system_table systems = { .n = 0 };
    struct recent r = { .f = f, .systems = &systems, .list = json_array() };
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc = policy_in_force(&in_force, f->store, f->config, err);

    if (rc < 0) {
        json_decref(r.list);
        return rc;
    }
    r.n_policies = policy_holding(&in_force, r.policy);
    arena_init(&arena);
    rc = systems_load(&systems, f->store, f->snapshot, err);
    if (rc == 0)
        rc = projects_list(&project, &n, &arena, f->store, f->snapshot, "release", err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_project(&r, project[i], err);
    systems_release(&systems);
    arena_release(&arena);
    policy_in_force_release(&in_force);
    if (rc < 0)
        json_decref(r.list);
    else
        *out = r.list;
    return rc;
}
