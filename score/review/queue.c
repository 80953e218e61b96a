/*
 * queue.c - see queue.h.
 */
#include "score/review/queue.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit.h"
#include "datasets/audit_ledger.h"
#include "datasets/base/mem.h"

enum { REASON_MAX = 512 };

struct flag {
    int64_t     score_id;
    const char *item, *kind, *project, *label;
    double      chance, saving;
    struct queue_bar bar;
    uint8_t     content[DIGEST_SIZE];
};

struct flags {
    struct arena arena;
    struct flag *flag;
    size_t       n, cap;
};

struct queue_bar queue_bar_of(const struct config *config, const struct system_table *systems, const char *system, bool ticket)
{
    const struct system_row *row = systems_find(systems, system);
    struct queue_bar bar = { .criticality = row != NULL ? criticality_of(row->criticality) : CRITICALITY_UNKNOWN };
    const struct config_cost *cost = &config->cost[bar.criticality];

    bar.threshold = fmin(1, cost->review / (ticket ? cost->misroute : cost->miss));
    return bar;
}

static const char scores_sql[] =
    "SELECT s.score_id, s.item, s.probability, s.label, r.kind, r.project, v.content_hash, m.hash,"
    "       coalesce(t.system, c.system, l.system, '')"
    "  FROM scores s JOIN versions v ON v.version_id = s.version_id JOIN records r ON r.record_id = v.record_id"
    "  JOIN models m ON m.model_id = s.model_id"
    "  LEFT JOIN tickets t ON t.version_id = s.version_id LEFT JOIN changes c ON c.version_id = s.version_id"
    "  LEFT JOIN releases l ON l.version_id = s.version_id"
    " WHERE s.run_id = ? AND NOT EXISTS (SELECT 1 FROM score_members p WHERE p.member_score_id = s.score_id)"
    " ORDER BY s.score_id";

static void content_of(struct flag *f, struct db_stmt *stmt, double probability)
{
    struct digest d;
    char p[32];
    size_t len;
    const void *data;

    snprintf(p, sizeof(p), "%.6f", probability);
    digest_init(&d);
    digest_field(&d, f->item, strlen(f->item));
    data = db_blob(stmt, 6, &len);
    digest_field(&d, data, len);
    data = db_blob(stmt, 7, &len);
    digest_field(&d, data, len);
    digest_field(&d, p, strlen(p));
    digest_final(&d, f->content);
}

static int read_flag(struct flags *flags, struct db_stmt *stmt, const struct config *config, const struct system_table *systems, struct err *err)
{
    struct flag f = { .score_id = db_int(stmt, 0) };
    double probability = db_double(stmt, 2);
    bool ticket;
    const struct config_cost *cost;

    f.kind = arena_strdup(&flags->arena, db_text(stmt, 4, NULL));
    if (f.kind == NULL)
        return err_nomem(err);
    ticket = strcmp(f.kind, "ticket") == 0;
    f.chance = ticket ? 1 - probability : probability;
    f.bar = queue_bar_of(config, systems, db_text(stmt, 8, NULL), ticket);
    if (f.chance < f.bar.threshold)
        return 0;
    cost = &config->cost[f.bar.criticality];
    f.saving = f.chance * (ticket ? cost->misroute : cost->miss) - cost->review;
    f.item = arena_strdup(&flags->arena, db_text(stmt, 1, NULL));
    f.label = arena_strdup(&flags->arena, db_text(stmt, 3, NULL));
    f.project = arena_strdup(&flags->arena, db_text(stmt, 5, NULL));
    if (f.item == NULL || f.label == NULL || f.project == NULL)
        return err_nomem(err);
    content_of(&f, stmt, probability);
    if (mem_grow(&flags->flag, &flags->cap, flags->n + 1, sizeof(*flags->flag), err) < 0)
        return ERR_NOMEM;
    flags->flag[flags->n++] = f;
    return 0;
}

static int read_flags(struct flags *flags, struct store *store, const struct config *config, const struct system_table *systems,
                      int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, scores_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = read_flag(flags, stmt, config, systems, err);
    db_finalize(stmt);
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

static void reason_of(char reason[REASON_MAX], const struct flag *f, const struct config *config)
{
    const struct config_cost *cost = &config->cost[f->bar.criticality];
    const char *of = criticality_name[f->bar.criticality];

    if (strcmp(f->kind, "ticket") == 0)
        snprintf(reason, REASON_MAX, "the suggestion '%.200s' is wrong with probability %.2f, at least %.2f (review %g / misroute %g, criticality %s)",
                 f->label, f->chance, f->bar.threshold, cost->review, cost->misroute, of);
    else
        snprintf(reason, REASON_MAX, "probability of harm %.2f, at least %.2f (review %g / miss %g, criticality %s)", f->chance,
                 f->bar.threshold, cost->review, cost->miss, of);
}

static int put_flag(struct queue_counts *out, struct store *store, const struct config *config, int64_t run_id, const struct flag *f, struct err *err)
{
    char reason[REASON_MAX];
    int rc;

    reason_of(reason, f, config);
    rc = db_run(store->db, err, "INSERT INTO review_items(item, kind, project, run_id, score_id, reason, probability, threshold, criticality, "
                "flagged_at, content_hash) VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(item, content_hash) DO NOTHING", "tttiitddtib",
                f->item, f->kind, f->project, run_id, f->score_id, reason, f->chance, f->bar.threshold,
                criticality_name[f->bar.criticality], store_now(store), f->content, (size_t)DIGEST_SIZE);
    if (rc < 0)
        return rc;
    out->fresh += db_changes(store->db) > 0;
    out->releases += is_release(f);
    out->changes += strcmp(f->kind, "change") == 0;
    out->tickets += strcmp(f->kind, "ticket") == 0;
    return 0;
}

static int put_flags(struct queue_counts *out, struct store *store, const struct config *config, int64_t run_id, const struct flags *flags, struct err *err)
{
    double room = config->reviews_per_week > 0 ? ceil(config->reviews_per_week / 7) : HUGE_VAL, used = 0;
    char subject[32], detail[128];
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < flags->n; i++) {
        if (!is_release(&flags->flag[i]) && used++ >= room)
            out->over_capacity++;
        else
            rc = put_flag(out, store, config, run_id, &flags->flag[i], err);
    }
    snprintf(subject, sizeof(subject), "run:%lld", (long long)run_id);
    snprintf(detail, sizeof(detail), "releases %zu changes %zu tickets %zu over capacity %zu", out->releases, out->changes, out->tickets, out->over_capacity);
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
    struct flags flags = {0};
    int rc = systems_load(&systems, store, snapshot, err);

    memset(out, 0, sizeof(*out));
    arena_init(&flags.arena);
    if (rc == 0)
        rc = read_flags(&flags, store, config, &systems, run_id, err);
    if (rc == 0) {
        if (flags.n > 0)
            qsort(flags.flag, flags.n, sizeof(*flags.flag), by_saving);
        rc = put_flags(out, store, config, run_id, &flags, err);
    }
    mem_free(flags.flag);
    arena_release(&flags.arena);
    systems_release(&systems);
    return rc;
}

/* ------------------------------------------------------------- list */

static const char list_sql[] =
    "SELECT i.item_id, i.run_id, i.score_id, i.item, i.kind, i.project, i.reason, i.criticality,"
    "       coalesce((SELECT d.decision FROM decisions d WHERE d.item_id = i.item_id ORDER BY d.decision_id DESC LIMIT 1), 'waiting'),"
    "       i.probability, i.threshold, i.flagged_at"
    "  FROM review_items i"
    " WHERE i.item_id = (SELECT max(j.item_id) FROM review_items j WHERE j.item = i.item) AND (?1 IS NULL OR i.project = ?1)"
    " ORDER BY i.kind <> 'release', i.probability / i.threshold DESC, i.item";

static int read_item(struct queue_item *q, struct arena *arena, struct db_stmt *stmt, struct err *err)
{
    const char **text[] = { &q->item, &q->kind, &q->project, &q->reason, &q->criticality, &q->state };

    q->item_id = db_int(stmt, 0);
    q->run_id = db_int(stmt, 1);
    q->score_id = db_int(stmt, 2);
    q->probability = db_double(stmt, 9);
    q->threshold = db_double(stmt, 10);
    q->flagged_at = db_int(stmt, 11);
    for (int i = 0; i < 6; i++) {
        *text[i] = arena_strdup(arena, db_text(stmt, 3 + i, NULL));
        if (*text[i] == NULL)
            return err_nomem(err);
    }
    return 0;
}

static bool is_decided(const char *state)
{
    return strcmp(state, "approve") == 0 || strcmp(state, "reject") == 0 || strcmp(state, "expire") == 0;
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
            rc = read_item(&list.row[list.n], &list.arena, stmt, err);
        if (rc == 0 && !(waiting_only && is_decided(list.row[list.n].state)))
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
