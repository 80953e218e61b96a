/*
 * queue_rules.c - see queue_rules.h.
 */
#include "score/review/queue_rules.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/review/gate_rules.h"

enum { REASON_MAX = 400 }; /* in a list */

static int give_reason(struct ruled_release *r, struct arena *arena, struct err *err)
{
    char words[1600] = "", lack[600] = "";

    if (r->hits.strictest >= POLICY_REVIEW)
        gate_lack_words(lack, sizeof(lack), &r->hits, r->hits.strictest);
    if (r->hits.n > 0 && r->hits.hit[0].effect == r->hits.strictest)
        gate_rule_words(words, sizeof(words), &r->hits.hit[0]);
    else if (lack[0] != '\0')
        snprintf(words, sizeof(words), r->hits.strictest == POLICY_HOLD ? "mandatory evidence is missing: %s" : "evidence is missing: %s", lack);
    if (strlen(words) > REASON_MAX) {
        size_t n = REASON_MAX;

        while (n > 0 && ((unsigned char)words[n] & 0xC0) == 0x80)
            n--;
        words[n] = '\0';
    }
    r->reason = arena_strdup(arena, words);
    return r->reason == NULL ? err_nomem(err) : 0;
}

static int add_release(struct queue_rules *out, const struct gate_input *in, const struct policy *const *policy, size_t n_policies, struct err *err)
{
    const struct policy_subject subject = { .store = in->store, .release = in->release, .changes = in->changes, .systems = in->systems };
    struct ruled_release r = { .scored = false };
    char item[1200];
    int64_t n = 0;
    int rc = mem_grow(&out->row, &out->cap, out->n + 1, sizeof(*out->row), err);

    snprintf(item, sizeof(item), "release:%s/%s", in->release->project, in->release->name);
    r.item = arena_strdup(&out->arena, item);
    r.project = arena_strdup(&out->arena, in->release->project);
    if (rc == 0 && (r.item == NULL || r.project == NULL))
        rc = err_nomem(err);
    if (rc == 0)
        rc = db_get_int(in->store->db, &n, err, "SELECT EXISTS (SELECT 1 FROM scores WHERE item = ?)", "t", item);
    r.scored = n != 0;
    if (rc == 0)
        rc = policy_match(&r.hits, policy, n_policies, &subject, err);
    if (rc < 0)
        return rc;
    out->row[out->n++] = r;
    rc = give_reason(&out->row[out->n - 1], &out->arena, err);
    return rc < 0 ? rc : gate_content(out->row[out->n - 1].content, in, 0, &out->row[out->n - 1].hits, err);
}

static int add_project(struct queue_rules *out, struct gate_input *in, const char *project, const struct policy *const *policy, size_t n_policies, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    int rc = changes_load(&changes, in->store, in->snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&releases, in->store, in->snapshot, project, &changes, err);
    in->changes = &changes;
    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        in->release = &releases.row[i];
        if (in->release->status == RELEASE_PLANNED && in->release->outcome[0] == '\0')
            rc = add_release(out, in, policy, n_policies, err);
    }
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

int queue_rules_load(struct queue_rules *out, struct store *store, const struct config *config, const struct snapshot *snapshot, const struct system_table *systems,
                     struct err *err)
{
    struct queue_rules rules = { .n = 0 };
    struct policy_in_force in_force;
    struct gate_input in = { .store = store, .config = config, .snapshot = snapshot, .systems = systems };
    const struct policy *policy[2];
    const char **project = NULL;
    size_t n = 0, n_policies;
    int rc = policy_in_force(&in_force, store, config, err);

    if (rc < 0)
        return rc;
    arena_init(&rules.arena);
    n_policies = policy_holding(&in_force, policy);
    rc = projects_list(&project, &n, &rules.arena, store, snapshot, "release", err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_project(&rules, &in, project[i], policy, n_policies, err);
    policy_in_force_release(&in_force);
    if (rc < 0)
        queue_rules_release(&rules);
    else
        *out = rules;
    return rc;
}

void queue_rules_release(struct queue_rules *rules)
{
    for (size_t i = 0; i < rules->n; i++)
        policy_hits_release(&rules->row[i].hits);
    mem_free(rules->row);
    arena_release(&rules->arena);
    memset(rules, 0, sizeof(*rules));
}

const struct ruled_release *queue_rules_find(const struct queue_rules *rules, const char *item)
{
    for (size_t i = 0; i < rules->n; i++)
        if (strcmp(rules->row[i].item, item) == 0)
            return &rules->row[i];
    return NULL;
}

bool queue_rules_ask(const struct ruled_release *release)
{
    return release != NULL && release->hits.strictest >= POLICY_REVIEW;
}
