/*
 * monitor_alone.c - the columns of tasks that are learned by modules of their own: releases, updates of dependencies; see monitor_inner.h.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/manifest/update_rows.h"
#include "features/dependency/dependency_step.h"
#include "score/watch/monitor_inner.h"
#include "train/release/release_model.h"

enum { DAY_S = 86400, RELEASES_TODAY = DRIFT_ROWS_MIN, RELEASE_ITEM_MAX = 1200 };

/* ------------------------------------------------------------- releases */

struct release_side {
    struct change_table  changes;
    struct release_table releases;
    size_t              *row;       /* [n] of releases that are out or planned and have changes, by time */
    double              *number;    /* [n * N_RELEASE_NUMBERS] */
    size_t               n;
};

static void side_release(struct release_side *s)
{
    mem_free(s->row);
    mem_free(s->number);
    releases_release(&s->releases);
    changes_release(&s->changes);
}

static int64_t time_of(const struct release *r)
{
    return r->deployed != TIME_NONE ? r->deployed : r->planned;
}

/* Numbers of each from its changes; their chances are not asked for. */
static int number_side(struct release_side *s, struct err *err)
{
    double *unknown = mem_calloc(s->changes.n, sizeof(*unknown));
    int64_t previous = TIME_NONE;
    int rc = 0;

    s->row = mem_calloc(s->releases.n, sizeof(*s->row));
    s->number = mem_calloc(s->releases.n * N_RELEASE_NUMBERS, sizeof(*s->number));
    if (unknown == NULL || s->row == NULL || s->number == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < s->changes.n; i++)
        unknown[i] = (double)NAN;
    for (size_t i = 0; rc == 0 && i < s->releases.n; i++) {
        const struct release *r = &s->releases.row[i];

        if (r->status == RELEASE_CANCELLED || time_of(r) == TIME_NONE || r->n_members == 0)
            continue;
        rc = release_numbers(s->number + s->n * N_RELEASE_NUMBERS, r, &s->changes, unknown, previous, err);
        s->row[s->n++] = i;
        if (r->status == RELEASE_DEPLOYED)
            previous = r->deployed;
    }
    mem_free(unknown);
    return rc;
}

static int load_side(struct release_side *s, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err)
{
    int rc = changes_load(&s->changes, store, snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&s->releases, store, snapshot, project, &s->changes, err);
    return rc < 0 ? rc : number_side(s, err);
}

/* Of today's the newest, of those that it was trained on the ones before. */
static void part_sides(struct release_side side[MONITOR_SIDES])
{
    size_t skipped = side[1].n > RELEASES_TODAY ? side[1].n - RELEASES_TODAY : 0;
    int64_t start = side[1].n > 0 ? time_of(&side[1].releases.row[side[1].row[skipped]]) : INT64_MAX;

    side[1].n -= skipped;
    if (skipped > 0) {
        memmove(side[1].row, side[1].row + skipped, side[1].n * sizeof(*side[1].row));
        memmove(side[1].number, side[1].number + skipped * N_RELEASE_NUMBERS, side[1].n * N_RELEASE_NUMBERS * sizeof(*side[1].number));
    }
    while (side[0].n > 0 && time_of(&side[0].releases.row[side[0].row[side[0].n - 1]]) >= start)
        side[0].n--;
}

static double release_number(const void *ctx, int side, size_t row, int which)
{
    const struct release_side *s = ctx;

    return s[side].number[row * N_RELEASE_NUMBERS + (size_t)which];
}

static const char *release_label(const void *ctx, int side, size_t row, int which)
{
    const struct release_side *s = (const struct release_side *)ctx + side;
    const char *outcome = s->releases.row[s->row[row]].outcome;

    (void)which;
    return outcome[0] == '\0' ? "" : strcmp(outcome, "ok") == 0 ? "went well" : "caused harm";
}

static const char said_sql[] =
    "SELECT s.probability FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.item = ?1 AND m.task = 'release-risk' AND s.scored_at <= ?2 ORDER BY s.score_id DESC LIMIT 1";

/* What versions of release-risk said of today's releases before they went out, against what the backtest of this one said. */
static int release_predictions(struct monitored *out, const struct release_side *today, const struct monitor *m, struct err *err)
{
    uint64_t count[MONITOR_SIDES][MONITOR_BINS_MAX] = { { 0 }, { 0 } };
    double edge[MONITOR_BINS_MAX];
    struct db_stmt *stmt = NULL;
    size_t n_bins = 0;
    int rc = monitor_bins(count[0], edge, &n_bins, m->store, out->version, err);

    if (rc < 0 || n_bins == 0)
        return rc;
    rc = db_prepare(m->store->db, &stmt, said_sql, err);
    for (size_t i = 0; rc == 0 && i < today->n; i++) {
        const struct release *r = &today->releases.row[today->row[i]];
        char item[RELEASE_ITEM_MAX];

        snprintf(item, sizeof(item), "release:%s/%s", r->project, r->name);
        rc = db_bind(stmt, err, "ti", item, r->deployed != TIME_NONE ? r->deployed : INT64_MAX);
        if (rc == 0 && (rc = db_step(stmt, err)) == 1) {
            count[1][monitor_bin_of(edge, n_bins, db_double(stmt, 0))]++;
            rc = 0;
        }
        db_reset(stmt);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : drift_categorical(monitor_column(out, "prediction"), count[0], count[1], n_bins, err);
}

static int release_columns(struct monitored *out, const struct release_side side[MONITOR_SIDES], struct err *err)
{
    const size_t n[MONITOR_SIDES] = { side[0].n, side[1].n };
    int rc = 0;

    for (int k = RELEASE_CHANGES; rc == 0 && k < N_RELEASE_NUMBERS; k++) {
        rc = monitor_numbers(out, side, n, release_number_name[k], release_number, k, err);
        monitor_drop_empty(out);
    }
    return rc < 0 ? rc : monitor_words(out, side, n, "label", release_label, 0, err);
}

int monitor_releases(struct monitored *out, const struct monitor *m, struct err *err)
{
    struct release_side side[MONITOR_SIDES] = { { .n = 0 }, { .n = 0 } };
    struct snapshot trained = { .n = 0 };
    int rc = snapshot_load(&trained, m->store, out->version->snapshot_id, err);

    if (rc == 0)
        rc = load_side(&side[0], m->store, &trained, out->version->project, err);
    if (rc == 0)
        rc = load_side(&side[1], m->store, m->snapshot, out->version->project, err);
    if (rc == 0) {
        part_sides(side);
        out->n_ref = side[0].n;
        out->n_cur = side[1].n;
        rc = release_columns(out, side, err);
    }
    if (rc == 0)
        rc = release_predictions(out, &side[1], m, err);
    side_release(&side[0]);
    side_release(&side[1]);
    snapshot_release(&trained);
    return rc;
}

/* ------------------------------------------------------------- updates of dependencies */

static void keep_updates(struct update_table *t, int64_t from, int64_t to)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].time != TIME_NONE && t->row[i].time >= from && t->row[i].time < to)
            t->row[n++] = t->row[i];
    t->n = n;
}

enum { UPDATE_STEP, UPDATE_ECOSYSTEM, UPDATE_SCOPE, UPDATE_DIRECT, UPDATE_LABEL, N_UPDATE_WORDS };

static const char *const update_word_name[N_UPDATE_WORDS] = { "kind of step", "ecosystem", "scope", "direct", "label" };

static const char *update_word(const void *ctx, int side, size_t row, int which)
{
    static const char *const direct[] = { "", "indirect", "direct" }, *const label[] = { "", "went well", "broke" };
    const struct update_table *t = (const struct update_table *)ctx + side;
    const struct dependency_update *u = &t->row[row];
    struct version_step step;

    switch (which) {
    case UPDATE_STEP:
        version_step(&step, u->from, u->to);
        return step_name[step.kind];
    case UPDATE_ECOSYSTEM:
        return u->ecosystem;
    case UPDATE_SCOPE:
        return u->scope;
    case UPDATE_DIRECT:
        return direct[u->direct + 1];
    default:
        return label[u->broke + 1];
    }
}

int monitor_updates(struct monitored *out, const struct monitor *m, struct err *err)
{
    struct update_table side[MONITOR_SIDES] = { { .n = 0 }, { .n = 0 } };
    struct snapshot of_training = { .n = 0 };
    size_t n[MONITOR_SIDES];
    int64_t start;
    int rc = snapshot_load(&of_training, m->store, out->version->snapshot_id, err);

    if (rc == 0)
        rc = updates_load(&side[0], m->store, &of_training, NULL, err);
    if (rc == 0)
        rc = updates_load(&side[1], m->store, m->snapshot, NULL, err);
    if (rc == 0) {
        int64_t newest = side[1].n > 0 ? side[1].row[side[1].n - 1].time : TIME_NONE, trained = side[0].n > 0 ? side[0].row[side[0].n - 1].time : TIME_NONE;

        start = newest == TIME_NONE ? INT64_MAX : newest - m->config->score_window_days * DAY_S;
        if (trained != TIME_NONE && newest != TIME_NONE && trained >= start)
            start = trained + 1;
        keep_updates(&side[0], INT64_MIN, start);
        keep_updates(&side[1], start, INT64_MAX);
    }
    out->n_ref = n[0] = side[0].n;
    out->n_cur = n[1] = side[1].n;
    for (int k = 0; rc == 0 && k < N_UPDATE_WORDS; k++) {
        rc = monitor_words(out, side, n, update_word_name[k], update_word, k, err);
        if (k != UPDATE_LABEL)
            monitor_drop_empty(out);
    }
    updates_release(&side[0]);
    updates_release(&side[1]);
    snapshot_release(&of_training);
    return rc;
}
