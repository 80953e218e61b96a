/*
 * queue.c - see queue.h.
 */
#include "score/review/queue.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/audit/audit_ledger.h"
#include "datasets/base/mem.h"
#include "score/review/content.h"
#include "score/review/people.h"
#include "score/review/queue_models.h"
#include "score/review/queue_rules.h"
#include "score/review/suspected_outcomes.h"
#include "score/review/thresholds.h"

enum { REASON_MAX = 512 };

struct flag {
    int64_t     score_id;
    const char *item, *kind, *project, *label;
    double      chance, saving, threshold;
    bool        below;   /* its threshold: a rule flagged it */
    size_t      harmful; /* of a release: its changes that did harm already */
    const struct ruled_release *ruled; /* of an upcoming release: what the policy says of it; NULL */
    enum criticality criticality;
    uint8_t     content[DIGEST_SIZE];
};

struct flags {
    struct arena             arena;
    struct store            *store;
    const struct config     *config;
    const struct snapshot   *snapshot;
    const struct system_table *systems;
    const struct thresholds *thresholds;
    const struct queue_rules *rules;
    struct queue_counts     *counts;
    struct flag             *flag;
    size_t                   n, cap;
};

static const char scores_sql[] =
    "SELECT s.score_id, s.item, s.probability, s.label, r.kind, r.project, coalesce(t.system, c.system, l.system, CASE r.kind WHEN 'dependency' THEN r.project END, '')"
    "  FROM scores s JOIN versions v ON v.version_id = s.version_id JOIN records r ON r.record_id = v.record_id"
    "  LEFT JOIN models m ON m.model_id = s.model_id"
    "  LEFT JOIN tickets t ON t.version_id = s.version_id LEFT JOIN changes c ON c.version_id = s.version_id"
    "  LEFT JOIN releases l ON l.version_id = s.version_id"
    " WHERE s.run_id = ? AND NOT EXISTS (SELECT 1 FROM score_members p WHERE p.member_score_id = s.score_id)"
    "   AND (r.kind <> 'ticket' OR coalesce(m.task, 'route') = 'route')"
    "   AND (s.item NOT GLOB 'dependency:*' OR (r.kind = 'dependency' AND json_extract(s.detail, '$.basis') = 'upcoming'))"
    " ORDER BY s.score_id";

/* Newest decision about the item, whatever its content. */
static const char rejected_sql[] =
    "SELECT count(*) FROM decisions d JOIN review_items i ON i.item_id = d.item_id WHERE i.item = ? AND d.decision = 'reject'"
    "   AND d.decision_id = (SELECT max(e.decision_id) FROM decisions e JOIN review_items j ON j.item_id = e.item_id WHERE j.item = i.item"
    "                          AND e.decision IN ('approve', 'reject', 'reopen'))";

/* What makes a person look at a release below its threshold: changes of it that did harm already, and that a person has rejected it with another content. */
static int read_rules(struct flag *f, bool *rejected, const struct flags *flags, struct err *err)
{
    int64_t n = 0;
    int rc = 0;

    f->ruled = queue_rules_find(flags->rules, f->item);
    if (f->ruled != NULL)
        f->harmful = f->ruled->harmful;
    else
        rc = queue_rules_count_harmful(&f->harmful, f->item, f->project, flags->store, flags->snapshot, err);
    if (rc == 0)
        rc = db_get_int(flags->store->db, &n, err, rejected_sql, "t", f->item);
    *rejected = n > 0;
    return rc;
}

static int copy_texts(struct flags *flags, struct flag *f, struct db_stmt *stmt, struct err *err)
{
    f->item = arena_strdup(&flags->arena, db_text(stmt, 1, NULL));
    f->label = arena_strdup(&flags->arena, db_text(stmt, 3, NULL));
    f->kind = arena_strdup(&flags->arena, db_text(stmt, 4, NULL));
    f->project = arena_strdup(&flags->arena, db_text(stmt, 5, NULL));
    return f->item == NULL || f->label == NULL || f->kind == NULL || f->project == NULL ? err_nomem(err) : 0;
}

static int read_flag(struct flags *flags, struct db_stmt *stmt, struct err *err)
{
    struct flag f = { .score_id = db_int(stmt, 0), .criticality = systems_criticality(flags->systems, db_text(stmt, 6, NULL)) };
    const struct config_cost *cost = &flags->config->cost[f.criticality];
    bool ticket = strcmp(db_text(stmt, 4, NULL), "ticket") == 0, rejected = false;
    const struct threshold *t = &(ticket ? flags->thresholds->misroute : flags->thresholds->harm)[f.criticality];
    int rc = copy_texts(flags, &f, stmt, err);

    f.chance = ticket ? 1 - db_double(stmt, 2) : db_double(stmt, 2);
    f.threshold = t->in_force;
    f.saving = f.chance * (ticket ? cost->misroute : cost->miss) - cost->review;
    f.below = f.chance < t->in_force;
    if (rc == 0 && strcmp(f.kind, "release") == 0)
        rc = read_rules(&f, &rejected, flags, err);
    if (rc == 0 && f.below && f.harmful == 0 && !rejected && !queue_rules_ask(f.ruled)) {
        flags->counts->over_capacity += f.chance >= t->by_cost;
        return 0;
    }
    if (rc == 0)
        rc = content_of_score(f.content, flags->store, f.score_id, err);
    if (rc == 0 && f.ruled != NULL)
        policy_bind_content(f.content, &f.ruled->hits);
    if (rc == 0)
        rc = mem_grow(&flags->flag, &flags->cap, flags->n + 1, sizeof(*flags->flag), err);
    if (rc == 0)
        flags->flag[flags->n++] = f;
    return rc;
}

static int read_flags(struct flags *flags, int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(flags->store->db, &stmt, scores_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = read_flag(flags, stmt, err);
    db_finalize(stmt);
    return rc;
}

/* Upcoming releases that the policy asks about and that no model has ever scored. */
static int add_unscored(struct flags *flags, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < flags->rules->n; i++) {
        const struct ruled_release *r = &flags->rules->row[i];
        struct flag f = { .item = r->item, .kind = "release", .project = r->project, .label = "", .chance = (double)NAN, .threshold = (double)NAN, .below = true,
                          .ruled = r, .criticality = r->hits.criticality };

        if (r->scored || !queue_rules_ask(r))
            continue;
        memcpy(f.content, r->content, DIGEST_SIZE);
        rc = mem_grow(&flags->flag, &flags->cap, flags->n + 1, sizeof(*flags->flag), err);
        if (rc == 0)
            flags->flag[flags->n++] = f;
    }
    return rc;
}

static bool is_release(const struct flag *f)
{
    return strcmp(f->kind, "release") == 0;
}

/* Releases first, then what saves most; ties by item. */
static int by_saving(const void *a, const void *b)
{
    const struct flag *x = a, *y = b;

    if (is_release(x) != is_release(y))
        return is_release(x) ? -1 : 1;
    if (x->saving != y->saving)
        return x->saving < y->saving ? 1 : -1;
    return strcmp(x->item, y->item);
}

static void reason_of(char reason[REASON_MAX], const struct flag *f, const struct flags *flags)
{
    const struct config_cost *cost = &flags->config->cost[f->criticality];
    bool ticket = strcmp(f->kind, "ticket") == 0, limited = (ticket ? flags->thresholds->misroute : flags->thresholds->harm)[f->criticality].limited;
    char from[160];

    if (limited)
        snprintf(from, sizeof(from), "%g reviews a week, criticality %s", flags->thresholds->capacity, criticality_name[f->criticality]);
    else
        snprintf(from, sizeof(from), "review %g / %s %g, criticality %s", cost->review, ticket ? "misroute" : "miss", ticket ? cost->misroute : cost->miss,
                 criticality_name[f->criticality]);
    if (ticket)
        snprintf(reason, REASON_MAX, "the suggestion '%.200s' is wrong with probability %.2f, at least %.2f (%s)", f->label, f->chance, f->threshold, from);
    else if (!f->below && strcmp(f->kind, "dependency") == 0)
        snprintf(reason, REASON_MAX, "the upcoming release changes it: probability that this breaks something %.2f, at least %.2f (%s)", f->chance, f->threshold, from);
    else if (!f->below)
        snprintf(reason, REASON_MAX, "probability of harm %.2f, at least %.2f (%s)%s", f->chance, f->threshold, from, queue_rules_ask(f->ruled) ? "; and rules of the policy" : "");
    else if (queue_rules_ask(f->ruled))
        snprintf(reason, REASON_MAX, "%s", f->ruled->reason);
    else if (f->harmful > 0)
        snprintf(reason, REASON_MAX, "%zu of its changes are recorded as having caused harm already", f->harmful);
    else
        snprintf(reason, REASON_MAX, "rejected before with another content");
}

/* A content that was flagged before, and another after it: the older row counts again, with what was decided on it. */
static int renew(struct flags *flags, int64_t run_id, const struct flag *f, struct err *err)
{
    return db_run(flags->store->db, err, "INSERT INTO review_renewals(item_id, run_id, at) SELECT i.item_id, ?1, ?2 FROM review_items i"
                  " WHERE i.item = ?3 AND i.content_hash = ?4 AND i.item_id <> " STANDING_NEWEST, "iitb", run_id, store_now(flags->store), f->item,
                  f->content, (size_t)DIGEST_SIZE);
}

static int put_flag(struct flags *flags, int64_t run_id, const struct flag *f, struct err *err)
{
    struct queue_counts *out = flags->counts;
    struct db *db = flags->store->db;
    char reason[REASON_MAX];
    int rc;

    reason_of(reason, f, flags);
    rc = db_run(db, err, "INSERT INTO review_items(item, kind, project, run_id, score_id, reason, probability, threshold, criticality, "
                "flagged_at, content_hash) VALUES(?,?,?,?,nullif(?, 0),?,?,?,?,?,?) ON CONFLICT(item, content_hash) DO NOTHING", "tttiitddtib",
                f->item, f->kind, f->project, run_id, f->score_id, reason, f->chance, f->threshold,
                criticality_name[f->criticality], store_now(flags->store), f->content, (size_t)DIGEST_SIZE);
    if (rc < 0)
        return rc;
    if (db_changes(db) > 0)
        out->fresh++;
    else
        rc = renew(flags, run_id, f, err);
    out->releases += is_release(f);
    out->changes += strcmp(f->kind, "change") == 0;
    out->tickets += strcmp(f->kind, "ticket") == 0;
    return rc;
}

static int put_flags(struct flags *flags, int64_t run_id, struct err *err)
{
    const struct queue_counts *c = flags->counts;
    struct store *store = flags->store;
    struct queue_models models = {0};
    struct suspected_counts suspected = {0};
    char subject[32], detail[128];
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < flags->n; i++)
        rc = put_flag(flags, run_id, &flags->flag[i], err);
    snprintf(subject, sizeof(subject), "run:%lld", (long long)run_id);
    snprintf(detail, sizeof(detail), "releases %zu changes %zu tickets %zu over capacity %zu", c->releases, c->changes, c->tickets, c->over_capacity);
    if (rc == 0)
        rc = queue_models(&models, store, run_id, err);
    flags->counts->models = models.waiting;
    flags->counts->fresh += models.fresh;
    if (rc == 0)
        rc = suspected_outcomes_flag(&suspected, store, flags->config, run_id, err);
    if (rc == 0)
        rc = queue_rules_flag(&flags->counts->access_reviews, &flags->counts->fresh, flags->rules, store, run_id, err);
    flags->counts->outcomes = suspected.waiting;
    flags->counts->fresh += suspected.fresh;
    flags->counts->checks_overdue = flags->rules->checks_overdue;
    if (rc == 0)
        rc = audit_append(store, "engine", "queue.fill", subject, detail, strlen(detail), err);
    if (rc == 0)
        rc = audit_ledger_append(store, "score.rows", run_id, err);
    if (rc == 0)
        rc = audit_ledger_append(store, "queue.rows", run_id, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    if (rc < 0)
        db_rollback(store->db);
    return rc;
}

int queue_fill(struct queue_counts *out, struct store *store, const struct config *config, const struct snapshot *snapshot,
               int64_t run_id, struct err *err)
{
    struct system_table systems = {0};
    struct thresholds thresholds;
    struct queue_rules rules = {0};
    struct flags flags = { .store = store, .config = config, .snapshot = snapshot, .systems = &systems, .thresholds = &thresholds, .rules = &rules, .counts = out };
    int rc = systems_load(&systems, store, snapshot, err);

    memset(out, 0, sizeof(*out));
    arena_init(&flags.arena);
    if (rc == 0)
        rc = thresholds_load(&thresholds, store, config, &systems, err);
    if (rc == 0)
        rc = queue_rules_load(&rules, store, config, snapshot, &systems, err);
    if (rc == 0)
        rc = read_flags(&flags, run_id, err);
    if (rc == 0)
        rc = add_unscored(&flags, err);
    if (rc == 0) {
        if (flags.n > 0)
            qsort(flags.flag, flags.n, sizeof(*flags.flag), by_saving);
        rc = put_flags(&flags, run_id, err);
    }
    mem_free(flags.flag);
    queue_rules_release(&rules);
    arena_release(&flags.arena);
    systems_release(&systems);
    return rc;
}

/* ------------------------------------------------------------- list */

static const char list_sql[] =
    "SELECT i.item_id, i.run_id, i.score_id, i.item, i.kind, i.project, i.reason, i.criticality,"
    "       i.probability, i.threshold, i.flagged_at,"
    "       coalesce((SELECT g.stage = 'production' FROM scores s JOIN model_stages g ON g.model_id = s.model_id WHERE s.score_id = i.score_id"
    "                  ORDER BY g.stage_id DESC LIMIT 1), 1)"
    "  FROM review_items i"
    " WHERE i.item_id = " STANDING_NEWEST " AND (?1 IS NULL OR i.project = ?1)"
    " ORDER BY i.kind <> 'release', i.probability / i.threshold DESC, i.item";

static int read_item(struct queue_item *q, struct arena *arena, struct store *store, struct db_stmt *stmt, struct err *err)
{
    const char **text[] = { &q->item, &q->kind, &q->project, &q->reason, &q->criticality };
    char holder[PEOPLE_NAME_MAX + 1];
    int rc;

    q->item_id = db_int(stmt, 0);
    q->run_id = db_int(stmt, 1);
    q->score_id = db_int(stmt, 2);
    q->probability = db_is_null(stmt, 8) ? (double)NAN : db_double(stmt, 8);
    q->threshold = db_is_null(stmt, 9) ? (double)NAN : db_double(stmt, 9);
    q->flagged_at = db_int(stmt, 10);
    q->approved = db_int(stmt, 11) != 0;
    for (int i = 0; i < 5; i++) {
        *text[i] = arena_strdup(arena, db_text(stmt, 3 + i, NULL));
        if (*text[i] == NULL)
            return err_nomem(err);
    }
    rc = standing_state(&q->state, &q->until, holder, sizeof(holder), store, q->item_id, err);
    if (rc < 0)
        return rc;
    q->holder = arena_strdup(arena, holder);
    return q->holder == NULL ? err_nomem(err) : 0;
}

int queue_load(struct queue_list *out, struct store *store, const char *project, bool waiting_only, struct err *err)
{
    struct queue_list list = {0};
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc;

    arena_init(&list.arena);
    rc = db_prepare(store->db, &stmt, list_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&list.row, &cap, list.n + 1, sizeof(*list.row), err);
        if (rc == 0)
            rc = read_item(&list.row[list.n], &list.arena, store, stmt, err);
        if (rc == 0 && !(waiting_only && (item_state_decided(list.row[list.n].state) || list.row[list.n].state == ITEM_DEFERRED)))
            list.n++;
    }
    db_finalize(stmt);
    if (rc < 0) {
        queue_release(&list);
        return rc;
    }
    *out = list;
    return 0;
}

void queue_release(struct queue_list *list)
{
    mem_free(list->row);
    arena_release(&list->arena);
    memset(list, 0, sizeof(*list));
}
