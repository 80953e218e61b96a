/*
 * facts_rules.c - see facts_rules.h.
 */
#include "score/release/facts_rules.h"

#include <string.h>

static json_t *text_or_empty(const char *text)
{
    return json_string(text != NULL ? text : "");
}

json_t *facts_policy(const struct policy_in_force *f)
{
    char at[TIME_ISO_MAX];
    json_t *last = f->policy_id == 0 ? json_null()
                                     : json_pack("{s:I, s:s, s:s, s:s, s:s}", "number", (json_int_t)f->policy_id, "hash", f->last.hash, "by", f->signed_by, "role", f->role, "at",
                                                 time_format(f->signed_at, at));

    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:{s:s, s:o, s:s}}", "source", f->from_file ? "file" : "built-in", "version", f->now.version, "hash", f->now.hash, "state",
                     policy_state_name[f->rules], "says", text_or_empty(policy_says(f)), "signed", last, "costs", "state", policy_state_name[f->costs], "says",
                     text_or_empty(policy_says_of_costs(f)), "hash", f->costs == POLICY_IS_CHANGED ? f->last.costs_hash : f->now.costs_hash);
}

static json_t *match_json(const struct policy_met *m)
{
    return json_pack("{s:s, s:s, s:s, s:s}", "condition", m->condition, "matched", m->matched, "commit", m->commit, "in", m->in);
}

json_t *facts_rules_met(const struct policy_hits *hits, bool settled)
{
    json_t *list = json_array();

    for (size_t i = 0; i < hits->n; i++) {
        const struct policy_hit *h = &hits->hit[i];
        json_t *matches = json_array();

        for (size_t k = 0; k < h->n_told; k++)
            json_array_append_new(matches, match_json(&h->met[k]));
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b, s:I, s:o}", "rule", h->rule, "effect", policy_effect_name[h->effect], "reason", h->reason, "settled",
                                              settled && h->effect == POLICY_REVIEW, "matched", (json_int_t)h->n_met, "matches", matches));
    }
    return list;
}

static json_t *item_json(const struct policy_hits *hits, enum policy_evidence e)
{
    const struct evidence_given *g = &hits->facts.evidence[e];
    char at[TIME_ISO_MAX];

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "item", policy_evidence_name[e], "effect", policy_effect_name[hits->evidence[e].effect], "state",
                     evidence_state_name[g->state], "value", g->value, "time", time_format(g->time, at), "by", g->by);
}

json_t *facts_evidence(const struct policy_hits *hits)
{
    json_t *list = json_array();

    for (int effect = N_POLICY_EFFECTS - 1; effect >= 0; effect--)
        for (int e = 0; e < N_POLICY_EVIDENCE; e++)
            if ((int)hits->evidence[e].effect == effect)
                json_array_append_new(list, item_json(hits, (enum policy_evidence)e));
    return list;
}

int facts_rules(json_t **out, const struct policy_in_force *in_force, const struct gate *gate, struct err *err)
{
    bool settled = gate->has_standing && gate->standing.state == ITEM_APPROVED && gate->standing.n_approvals > 0;

    *out = json_pack("{s:o, s:o, s:o, s:{s:I, s:I}}", "policy", facts_policy(in_force), "rules", facts_rules_met(&gate->rules, settled), "evidence",
                     facts_evidence(&gate->rules), "rules_blind", "changes_without_paths", (json_int_t)gate->rules.without_paths, "changes", (json_int_t)gate->n_members);
    return *out == NULL ? err_nomem(err) : 0;
}

static json_t *of_release(const struct policy_hits *hits, const struct release *r)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:{s:I, s:I}}", "project", r->project, "release", r->name, "criticality", criticality_name[hits->criticality], "strictest",
                     policy_effect_name[hits->strictest], "rules", facts_rules_met(hits, false), "evidence", facts_evidence(hits), "rules_blind", "changes_without_paths",
                     (json_int_t)hits->without_paths, "changes", (json_int_t)r->n_members);
}

int facts_policy_release(json_t **out, const struct facts *f, const struct policy_in_force *in_force, const char *project, const char *release, struct err *err)
{
    struct system_table systems = { .n = 0 };
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    struct policy_subject subject = { .store = f->store, .changes = &changes, .systems = &systems };
    const struct policy *policy[2];
    struct policy_hits hits;
    int rc = systems_load(&systems, f->store, f->snapshot, err);

    if (rc == 0)
        rc = changes_load(&changes, f->store, f->snapshot, project, err);
    if (rc == 0)
        rc = releases_load(&releases, f->store, f->snapshot, project, &changes, err);
    for (size_t i = 0; rc == 0 && i < releases.n; i++)
        if (strcmp(releases.row[i].name, release) == 0)
            subject.release = &releases.row[i];
    if (rc == 0 && subject.release == NULL)
        rc = err_set(err, ERR_NOTFOUND, "project '%s' has no release '%s'", project, release);
    if (rc == 0)
        rc = policy_match(&hits, policy, policy_holding(in_force, policy), &subject, err);
    if (rc == 0) {
        *out = of_release(&hits, subject.release);
        policy_hits_release(&hits);
    }
    releases_release(&releases);
    changes_release(&changes);
    systems_release(&systems);
    return rc;
}
