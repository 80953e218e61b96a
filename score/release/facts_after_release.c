/*
 * facts_after_release.c - see facts_after_release.h.
 */
#include "score/release/facts_after_release.h"

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

    return json_pack("{s:o, s:I, s:o, s:o, s:I}", "checks", checks_json(a), "checks_open", (json_int_t)a->n_open, "access_review", review, "outcomes", outcomes_json(a),
                     "outcomes_suspected", (json_int_t)a->n_suspected);
}

int facts_after_release(json_t **out, const struct policy *policy, const struct policy_subject *subject, const struct policy_hits *hits, struct err *err)
{
    struct after_release after;
    int rc;

    *out = NULL;
    if (subject->release->status != RELEASE_DEPLOYED) {
        *out = json_null();
        return 0;
    }
    rc = after_release_load(&after, policy, subject, hits, err);
    if (rc < 0)
        return rc;
    *out = after_json(&after);
    after_release_release(&after);
    return *out == NULL ? err_nomem(err) : 0;
}
