/*
 * monitor.c - see monitor.h.
 *
 *   monitor_run -> each model in use: monitor_model -> put_checks -> flag
 *   monitor_model -> load both sides -> ticket_columns | change_columns, prediction_column -> drift_judge
 *                 -> monitor_releases | monitor_updates (monitor_alone.c) -> drift_judge
 */
#include "score/watch/monitor.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/audit/audit_ledger.h"
#include "datasets/base/mem.h"
#include "features/change/change_past.h"
#include "score/watch/drift_json.h"
#include "score/watch/monitor_inner.h"
#include "train/learn/learned_filed.h"

enum { ITEM_MAX = 800 };

/* One kind of rows on both sides: from the training snapshot before the window, and from today's snapshot in it. */
struct sides {
    struct ticket_table tickets[MONITOR_SIDES];
    struct change_table changes[MONITOR_SIDES];
    size_t              n[MONITOR_SIDES];
};

static void sides_release(struct sides *s)
{
    for (int i = 0; i < MONITOR_SIDES; i++) {
        tickets_release(&s->tickets[i]);
        changes_release(&s->changes[i]);
    }
}

static void keep_tickets(struct ticket_table *t, int64_t from, int64_t to)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].created != TIME_NONE && t->row[i].created >= from && t->row[i].created < to)
            t->row[n++] = t->row[i];
    t->n = n;
}

static void keep_changes(struct change_table *t, int64_t from, int64_t to)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].author_date != TIME_NONE && t->row[i].author_date >= from && t->row[i].author_date < to)
            t->row[n++] = t->row[i];
    t->n = n;
}

static int64_t newest_of(const struct sides *s, bool tickets, int side)
{
    if (tickets)
        return s->tickets[side].n > 0 ? s->tickets[side].row[s->tickets[side].n - 1].created : TIME_NONE;
    return s->changes[side].n > 0 ? s->changes[side].row[s->changes[side].n - 1].author_date : TIME_NONE;
}

/* When the window begins: rows are in order of time. What the model was trained on is no news to it. */
static int64_t window_start(const struct sides *s, bool tickets, int64_t days)
{
    int64_t newest = newest_of(s, tickets, 1), trained = newest_of(s, tickets, 0), start;

    if (newest == TIME_NONE)
        return INT64_MAX;
    start = newest - days * 86400;
    return trained != TIME_NONE && trained >= start ? trained + 1 : start;
}

static int load_sides(struct sides *s, const struct monitor *m, const struct model_version *version, bool tickets, struct err *err)
{
    struct snapshot trained = {0};
    int64_t start;
    int rc = snapshot_load(&trained, m->store, version->snapshot_id, err);

    if (rc == 0 && tickets) {
        rc = tickets_load(&s->tickets[0], m->store, &trained, version->project, err);
        if (rc == 0)
            rc = tickets_load(&s->tickets[1], m->store, m->snapshot, version->project, err);
    } else if (rc == 0) {
        rc = changes_load(&s->changes[0], m->store, &trained, version->project, err);
        if (rc == 0)
            rc = changes_load(&s->changes[1], m->store, m->snapshot, version->project, err);
        if (rc == 0)
            rc = change_past_fill(&s->changes[1], NULL, err);
    }
    start = window_start(s, tickets, m->config->score_window_days);
    for (int i = 0; rc == 0 && i < MONITOR_SIDES; i++) {
        keep_tickets(&s->tickets[i], i == 0 ? INT64_MIN : start, i == 0 ? start : INT64_MAX);
        keep_changes(&s->changes[i], i == 0 ? INT64_MIN : start, i == 0 ? start : INT64_MAX);
        s->n[i] = tickets ? s->tickets[i].n : s->changes[i].n;
    }
    snapshot_release(&trained);
    return rc;
}

/* ------------------------------------------------------------- columns */

static double ticket_length(const void *ctx, int side, size_t row, int which)
{
    const struct sides *s = ctx;
    const struct ticket *t = &s->tickets[side].row[row];

    return (double)(which == 0 ? t->title.len : t->description.len);
}

/* As-filed values, then the labels of the tasks. */
static const char *const ticket_field[] = { "component_filed", "team_filed", "severity_filed", "priority_filed", "team", "component", "severity", "cause",
                                            "maintenance", "damage" };
enum { N_FILED = 4, N_TICKET_FIELDS = sizeof(ticket_field) / sizeof(ticket_field[0]) };

static const char *ticket_word(const void *ctx, int side, size_t row, int which)
{
    const struct sides *s = ctx;
    const struct ticket *t = &s->tickets[side].row[row];
    const char *const filed[N_FILED] = { t->component_filed, t->team_filed, t->severity_filed, t->priority_filed };

    return which < N_FILED ? filed[which] : examples_ticket_field(t, ticket_field[which]);
}

static int label_column(struct monitored *out, const struct sides *s, const char *field, struct err *err)
{
    int which = N_FILED;

    while (which + 1 < N_TICKET_FIELDS && strcmp(ticket_field[which], field) != 0)
        which++;
    return monitor_words(out, s, s->n, "label", ticket_word, which, err);
}

static int ticket_columns(struct monitored *out, const struct sides *s, const struct task *task, struct err *err)
{
    int rc = monitor_numbers(out, s, s->n, "title length", ticket_length, 0, err);

    if (rc == 0)
        rc = monitor_numbers(out, s, s->n, "description length", ticket_length, 1, err);
    for (int i = 0; rc == 0 && i < N_FILED; i++) {
        rc = monitor_words(out, s, s->n, ticket_field[i], ticket_word, i, err);
        monitor_drop_empty(out);
    }
    if (rc == 0)
        rc = label_column(out, s, task->label_field, err);
    if (rc == 0 && strcmp(task->name, "route") == 0 && out->column[out->n - 1].n_ref == 0) {
        out->n--;
        rc = label_column(out, s, "component", err);
    }
    return rc;
}

static double change_number(const void *ctx, int side, size_t row, int which)
{
    const struct sides *s = ctx;
    const struct change *c = &s->changes[side].row[row];

    return which < N_METRICS ? c->metric[which] : c->message.len > 0 ? (double)c->message.len : (double)NAN;
}

static const char *change_label(const void *ctx, int side, size_t row, int which)
{
    static const char *const word[] = { "", "clean", "caused harm" };
    const struct sides *s = ctx;

    (void)which;
    return word[s->changes[side].row[row].buggy + 1];
}

static int change_columns(struct monitored *out, const struct sides *s, struct err *err)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i <= N_METRICS; i++) {
        rc = monitor_numbers(out, s, s->n, i < N_METRICS ? change_metric_name[i] : "message length", change_number, i, err);
        monitor_drop_empty(out);
    }
    return rc < 0 ? rc : monitor_words(out, s, s->n, "label", change_label, 0, err);
}

/* ------------------------------------------------------------- predictions */

/* Rows of the window that the model was not trained on, in place. */
static void keep_unseen(struct sides *s, const struct monitor *m, bool tickets)
{
    size_t n = 0;

    for (size_t i = 0; tickets && i < s->tickets[1].n; i++)
        if (config_status_open(m->config, s->tickets[1].row[i].status) == 1)
            s->tickets[1].row[n++] = s->tickets[1].row[i];
    for (size_t i = 0; !tickets && i < s->changes[1].n; i++)
        if (s->changes[1].row[i].buggy < 0)
            s->changes[1].row[n++] = s->changes[1].row[i];
    s->n[1] = n;
    s->tickets[1].n = tickets ? n : 0;
    s->changes[1].n = tickets ? 0 : n;
}

/* The probability of what is suggested for row i; of harm for a risk. filed: the as-filed value of its field; NULL: a change. */
static double probability(const struct learned *l, const struct csr *x, const double *margin, size_t i, const char *filed, double *p)
{
    struct learned_voice v = learned_voice_of(l, x->col + x->row_start[i], x->row_start[i + 1] - x->row_start[i]);
    const char *name;
    double kept = 0;
    size_t top;

    if (l->task->kind == TASK_OF_RISK)
        return calibration_probability(calibration_logit(&l->calibration, margin[i]));
    if (filed != NULL && learned_filed_kept(&name, l, filed) > 0)
        kept = l->filed->copy.p;
    calibration_softmax(v.calibration, margin + i * l->n_classes, l->n_classes, p);
    calibration_top(&top, 1, margin + i * l->n_classes, l->n_classes);
    return p[top] * (1 - kept) < kept ? kept : p[top] * (1 - kept);
}

static int count_today(uint64_t *count, const double *edge, size_t n_bins, struct sides *s, const struct monitor *m, const struct model_version *version,
                       bool tickets, struct err *err)
{
    struct learned l = {0};
    struct samples samples = {0};
    struct tokens tokens = {0};
    struct csr x = {0};
    double *margin = NULL, *p = NULL;
    int rc = registry_load(&l, m->store, version, err);

    if (rc < 0)
        return rc;
    rc = tickets ? samples_of_tickets(&samples, &s->tickets[1], err) : samples_of_changes(&samples, &s->changes[1], err);
    if (rc == 0)
        rc = tokens_make(&tokens, &samples, tickets ? ticket_token_kind : change_token_kind, m->n_threads, err);
    if (rc == 0)
        rc = feature_set_rows(&x, l.features, &samples, &tokens, NULL, samples.n, m->n_threads, err);
    if (rc == 0)
        rc = learned_margins_of(&margin, &l, &x, m->n_threads, err);
    p = mem_calloc(l.n_classes, sizeof(*p));
    if (rc == 0 && p == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < samples.n; i++) {
        const char *filed = tickets && l.filed != NULL ? examples_ticket_filed(&s->tickets[1].row[i], l.filed->field) : NULL;

        count[monitor_bin_of(edge, n_bins, probability(&l, &x, margin, i, filed, p))]++;
    }
    mem_free(p);
    mem_free(margin);
    csr_release(&x);
    tokens_release(&tokens);
    samples_release(&samples);
    learned_release(&l);
    return rc;
}

static int prediction_column(struct monitored *out, struct sides *s, const struct monitor *m, const struct model_version *version, bool tickets, struct err *err)
{
    uint64_t count[MONITOR_SIDES][MONITOR_BINS_MAX] = { { 0 }, { 0 } };
    double edge[MONITOR_BINS_MAX];
    size_t n_bins;
    int rc = monitor_bins(count[0], edge, &n_bins, m->store, version, err);

    if (rc < 0 || n_bins == 0)
        return rc;
    keep_unseen(s, m, tickets);
    if (s->n[1] >= DRIFT_ROWS_MIN)
        rc = count_today(count[1], edge, n_bins, s, m, version, tickets, err);
    else
        count[1][0] = s->n[1]; /* too few to say: only how many counts */
    return rc < 0 ? rc : drift_categorical(monitor_column(out, "prediction"), count[0], count[1], n_bins, err);
}

/* Of which there are columns. */
static bool has_columns(const struct task *task)
{
    return task->kind == TASK_OF_CLASSES || task->kind == TASK_OF_RISK || task->kind == TASK_OF_RELEASES || task->kind == TASK_OF_UPDATES;
}

int monitor_model(struct monitored *out, const struct monitor *m, const struct model_version *version, struct err *err)
{
    const struct task *task = task_find(version->task);
    struct monitored found = { .version = version };
    struct sides s = {0};
    bool tickets;
    int rc;

    assert(task != NULL && has_columns(task));
    if (task->kind == TASK_OF_RELEASES || task->kind == TASK_OF_UPDATES) {
        rc = task->kind == TASK_OF_RELEASES ? monitor_releases(&found, m, err) : monitor_updates(&found, m, err);
        if (rc < 0)
            return rc;
        found.n_drift = drift_judge(found.column, found.n);
        *out = found;
        return 0;
    }
    tickets = strcmp(task->record, "ticket") == 0;
    rc = load_sides(&s, m, version, tickets, err);
    found.n_ref = s.n[0];
    found.n_cur = s.n[1];
    if (rc == 0)
        rc = tickets ? ticket_columns(&found, &s, task, err) : change_columns(&found, &s, err);
    if (rc == 0)
        rc = prediction_column(&found, &s, m, version, tickets, err);
    sides_release(&s);
    if (rc < 0)
        return rc;
    found.n_drift = drift_judge(found.column, found.n);
    *out = found;
    return 0;
}

bool monitor_is_used(const struct model_list *models, const struct model_version *version)
{
    const struct task *task = task_find(version->task);
    bool approved;

    return task != NULL && has_columns(task) && registry_scorer(models, version->task, version->project, &approved) == version;
}

/* ------------------------------------------------------------- the store */

static int put_test(struct store *store, int64_t run_id, const struct monitored *x, const struct drift_column *c, const struct drift_test *t, struct err *err)
{
    const char *verdict = c->verdict == DRIFT_FOUND && t->p <= c->level / (double)c->n_tests ? "drift" : "ok";

    return db_run(store->db, err, "INSERT INTO drift_checks(run_id, model_id, \"column\", kind, statistic, value, bound, n_ref, n_cur, verdict) "
                  "VALUES(?,?,?,?,?,?,?,?,?,?)", "iitttddiit", run_id, x->version->model_id, c->name, drift_kind_name[c->kind], t->name, t->value, t->bound,
                  (int64_t)c->n_ref, (int64_t)c->n_cur, verdict);
}

/* A model's checks are written together: of a killed stage that is taken up again, those that are there are whole. */
static int put_checks(struct store *store, int64_t run_id, const struct monitored *x, struct err *err)
{
    int64_t there = 0;
    int rc = db_get_int(store->db, &there, err, "SELECT count(*) FROM drift_checks WHERE run_id = ? AND model_id = ?", "ii", run_id, x->version->model_id);

    if (rc < 0 || there > 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < x->n; i++) {
        const struct drift_column *c = &x->column[i];

        if (c->n_tests == 0)
            rc = db_run(store->db, err, "INSERT INTO drift_checks(run_id, model_id, \"column\", kind, statistic, n_ref, n_cur, verdict) "
                        "VALUES(?,?,?,?,'none',?,?,'not-enough-data')", "iittii", run_id, x->version->model_id, c->name, drift_kind_name[c->kind],
                        (int64_t)c->n_ref, (int64_t)c->n_cur);
        for (size_t t = 0; rc == 0 && t < c->n_tests; t++)
            rc = put_test(store, run_id, x, c, &c->test[t], err);
    }
    return rc;
}

/* The same model drifting in the same columns is the same content. */
static void content_of(uint8_t content[DIGEST_SIZE], const char *item, const struct monitored *x)
{
    struct digest d;

    digest_init(&d);
    digest_field(&d, item, strlen(item));
    digest_field(&d, x->version->hash, strlen(x->version->hash));
    for (size_t i = 0; i < x->n; i++)
        if (x->column[i].verdict == DRIFT_FOUND)
            digest_field(&d, x->column[i].name, strlen(x->column[i].name));
    digest_final(&d, content);
}

static int flag(struct monitor_counts *counts, struct store *store, int64_t run_id, const struct monitored *x, struct err *err)
{
    char item[ITEM_MAX];
    uint8_t content[DIGEST_SIZE];
    double least = 1, level = DRIFT_LEVEL;
    struct strbuf reason;
    int rc;

    snprintf(item, sizeof(item), "drift:%s", x->version->name);
    content_of(content, item, x);
    strbuf_init(&reason);
    strbuf_addf(&reason, "%zu of %zu columns differ from training over the last days (%zu rows against %zu):", x->n_drift, x->n, x->n_cur, x->n_ref);
    for (size_t i = 0; i < x->n; i++) {
        if (x->column[i].verdict != DRIFT_FOUND)
            continue;
        strbuf_addf(&reason, "%s %s (", least < 1 ? ";" : "", x->column[i].name);
        drift_add_finding(&reason, &x->column[i]);
        strbuf_addc(&reason, ')');
        if (x->column[i].p <= least) {
            least = fmin(x->column[i].p, 0.999999);
            level = x->column[i].level;
        }
    }
    rc = strbuf_check(&reason, err);
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO review_items(item, kind, project, run_id, reason, probability, threshold, criticality, flagged_at, content_hash) "
                    "VALUES(?,'drift',?,?,?,?,?,'',?,?) ON CONFLICT(item, content_hash) DO NOTHING", "ttitddib", item, x->version->project, run_id, reason.data,
                    1 - least, 1 - level, store_now(store), content, (size_t)DIGEST_SIZE);
    if (rc == 0)
        counts->flagged += db_changes(store->db) > 0;
    strbuf_release(&reason);
    return rc;
}

static int put_model(struct monitor_counts *counts, struct store *store, int64_t run_id, const struct monitored *x, struct err *err)
{
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    rc = put_checks(store, run_id, x, err);
    if (rc == 0 && x->n_drift > 0)
        rc = flag(counts, store, run_id, x, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    if (rc < 0)
        db_rollback(store->db);
    counts->models++;
    counts->drifting += x->n_drift > 0;
    return rc;
}

/* What this run flagged is more than it was when the queue was filled: the newest row of the trail counts. */
static int vouch(const struct monitor_counts *counts, struct store *store, int64_t run_id, struct err *err)
{
    char subject[32], detail[96];
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    snprintf(subject, sizeof(subject), "run:%lld", (long long)run_id);
    snprintf(detail, sizeof(detail), "models %zu drifting %zu flagged %zu", counts->models, counts->drifting, counts->flagged);
    rc = audit_append(store, "engine", "monitor.run", subject, detail, strlen(detail), err);
    if (rc == 0)
        rc = audit_ledger_append(store, "drift.rows", run_id, err);
    if (rc == 0)
        rc = audit_ledger_append(store, "queue.rows", run_id, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    if (rc < 0)
        db_rollback(store->db);
    return rc;
}

int monitor_run(struct monitor_counts *counts, const struct monitor *m, int64_t run_id, struct err *err)
{
    int rc = 0;

    memset(counts, 0, sizeof(*counts));
    for (size_t i = 0; rc == 0 && i < m->models->n; i++) {
        struct monitored x;

        if (!monitor_is_used(m->models, &m->models->model[i]))
            continue;
        rc = monitor_model(&x, m, &m->models->model[i], err);
        if (rc == 0)
            rc = put_model(counts, m->store, run_id, &x, err);
    }
    return rc < 0 ? rc : vouch(counts, m->store, run_id, err);
}
