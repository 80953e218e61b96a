/*
 * queue_rules.c - see queue_rules.h.
 */
#include "score/review/queue_rules.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/text_cut.h"
#include "score/review/decisions.h"
#include "score/review/gate.h"
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
    words[text_cut(words, strlen(words), REASON_MAX)] = '\0';
    r->reason = arena_strdup(arena, words);
    return r->reason == NULL ? err_nomem(err) : 0;
}

static int count_harmful(size_t *out, const struct gate_input *in, struct err *err)
{
    bool *mended = mem_calloc(in->release->n_members, sizeof(*mended));
    int rc = mended == NULL ? err_nomem(err) : gate_count_harmful(out, mended, in, err);

    mem_free(mended);
    return rc;
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
        rc = count_harmful(&r.harmful, in, err);
    if (rc == 0)
        rc = policy_match(&r.hits, policy, n_policies, &subject, err);
    if (rc < 0)
        return rc;
    out->row[out->n++] = r;
    rc = give_reason(&out->row[out->n - 1], &out->arena, err);
    return rc < 0 ? rc : gate_content(out->row[out->n - 1].content, in, 0, &out->row[out->n - 1].hits, err);
}

static int add_due(struct queue_rules *out, const struct gate_input *in, const struct policy *const *policy, size_t n_policies, struct err *err)
{
    const struct policy_subject subject = { .store = in->store, .release = in->release, .changes = in->changes, .systems = in->systems };
    struct after_release after = { .n_checks = 0 };
    struct policy_hits hits;
    char item[1200];
    int rc = policy_match(&hits, policy, n_policies, &subject, err);

    if (rc < 0)
        return rc;
    rc = after_release_load(&after, policy, n_policies, &subject, &hits, err);
    for (size_t i = 0; rc == 0 && i < after.n_checks; i++)
        out->checks_overdue += after.check[i].planned && after.check[i].state == CHECK_OVERDUE;
    if (rc == 0 && after.review_why != NULL)
        rc = mem_grow(&out->due, &out->cap_due, out->n_due + 1, sizeof(*out->due), err);
    if (rc == 0 && after.review_why != NULL) {
        struct due_review *d = &out->due[out->n_due++];

        snprintf(item, sizeof(item), "access-review:%s/%s", in->release->project, in->release->name);
        *d = (struct due_review){ arena_strdup(&out->arena, item), arena_strdup(&out->arena, in->release->project), arena_strdup(&out->arena, after.review_why),
                                  after.review_due, after.review_state == CHECK_PASSED };
        if (d->item == NULL || d->project == NULL || d->why == NULL)
            rc = err_nomem(err);
    }
    after_release_release(&after);
    policy_hits_release(&hits);
    return rc;
}

static bool is_recent(const struct gate_input *in)
{
    return in->release->status == RELEASE_DEPLOYED && in->release->deployed != TIME_NONE &&
           in->release->deployed > store_now(in->store) - in->config->score_window_days * 86400;
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
        else if (is_recent(in))
            rc = add_due(out, in, policy, n_policies, err);
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

int queue_rules_count_harmful(size_t *out, const char *item, const char *project, struct store *store, const struct snapshot *snapshot, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    struct gate_input in = { .store = store, .snapshot = snapshot, .changes = &changes };
    char name[1200];
    int rc = changes_load(&changes, store, snapshot, project, err);

    *out = 0;
    if (rc == 0)
        rc = releases_load(&releases, store, snapshot, project, &changes, err);
    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        in.release = &releases.row[i];
        snprintf(name, sizeof(name), "release:%s/%s", in.release->project, in.release->name);
        if (strcmp(name, item) == 0)
            rc = count_harmful(out, &in, err);
    }
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

void queue_rules_release(struct queue_rules *rules)
{
    for (size_t i = 0; i < rules->n; i++)
        policy_hits_release(&rules->row[i].hits);
    mem_free(rules->row);
    mem_free(rules->due);
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

/* The undecided row of the item goes: there is nothing left to do. */
static int let_go(struct store *store, const struct due_review *d, struct err *err)
{
    struct standing s;
    int rc = standing_load(&s, store, d->item, NULL, err);

    if (rc < 0)
        return rc;
    if (s.item_id != 0 && !item_state_decided(s.state))
        rc = decision_expire(store, s.item_id, "done: there is evidence of the access review", err);
    standing_release(&s);
    return rc;
}

static int flag_due(size_t *fresh, struct store *store, const struct due_review *d, int64_t run_id, struct err *err)
{
    uint8_t content[DIGEST_SIZE];
    struct digest digest;
    char reason[600], day[TIME_ISO_MAX];
    int rc;

    digest_init(&digest);
    digest_field(&digest, d->item, strlen(d->item));
    digest_field(&digest, d->why, strlen(d->why));
    digest_final(&digest, content);
    snprintf(reason, sizeof(reason), "a review of who has access is due by %s, because %s: evidence 'access_review' closes it, or approve says that it was done",
             time_format_date(d->due, day), d->why);
    rc = db_run(store->db, err, "INSERT INTO review_items(item, kind, project, run_id, reason, flagged_at, content_hash) VALUES(?, 'access-review', ?, ?, ?, ?, ?)"
                " ON CONFLICT(item, content_hash) DO NOTHING", "ttitib", d->item, d->project, run_id, reason, store_now(store), content, (size_t)DIGEST_SIZE);
    if (rc == 0)
        *fresh += db_changes(store->db) > 0;
    return rc;
}

int queue_rules_flag(size_t *waiting, size_t *fresh, const struct queue_rules *rules, struct store *store, int64_t run_id, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < rules->n_due; i++) {
        *waiting += !rules->due[i].done;
        rc = rules->due[i].done ? let_go(store, &rules->due[i], err) : flag_due(fresh, store, &rules->due[i], run_id, err);
    }
    return rc;
}
