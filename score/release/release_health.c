/*
 * release_health.c - whether the models behind the report still do what they were validated for; see release_gathered.h.
 *
 * health[]: of the version that told the changes and of the one that made the release's figure, where there is one
 *   {task, name, created_at, age_days,
 *    drift{at, verdict "ok"|"drift"|"not enough data", columns, without_data, drifting[], predictions (of that column, the same words, or "not compared")}, null where it was never checked,
 *    calibration{verdict (calibration_check.h), rows, said, came, ece}, on the held-out rows of the validation record,
 *    live{since, scored, judged, by_this, harms, verdict, said, came, low, high, roc_auc (null)}: what came of what was said before anybody knew}
 *
 * live: each change by its first score, by whichever version of the task made it; judged are those that are old enough to have done harm (label_maturity_days) and whose outcome became known
 * after the score. Each release by what was said of it before it went out. low, high: Wilson's 95 % interval of the share that came.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/release_gathered.h"
#include "score/report/report_drift.h"
#include "train/statistics/calibration_check.h"
#include "train/statistics/metrics.h"

enum { DAY_S = 86400, GROUPS_MAX = 100, AUC_EACH = 5 };

/* ------------------------------------------------------------- drift */

static json_t *drift_json(const struct facts *f, const struct model_version *version, struct err *err)
{
    json_t *found = NULL, *drifting = json_array(), *one, *out;
    const char *before = "", *predictions = "not compared";
    json_int_t columns = 0, without = 0;
    size_t i;

    if (facts_drift(&found, f, version->model_id, err) < 0) {
        json_decref(drifting);
        return NULL;
    }
    if (json_is_null(found)) {
        json_decref(drifting);
        return found;
    }
    json_array_foreach(json_object_get(found, "checks"), i, one) /* by verdict, drift first, then by column: a column may have several tests */
    {
        const char *column = json_string_value(json_object_get(one, "column")), *verdict = json_string_value(json_object_get(one, "verdict"));
        bool drifts = strcmp(verdict, "drift") == 0, lacks = strcmp(verdict, "not-enough-data") == 0, again = strcmp(column, before) == 0;

        for (size_t k = 0; !again && !drifts && k < json_array_size(drifting); k++)
            again = strcmp(json_string_value(json_array_get(drifting, k)), column) == 0;
        before = column;
        if (again)
            continue;
        columns++;
        without += lacks;
        if (drifts)
            json_array_append_new(drifting, json_string(column));
        if (strcmp(column, "prediction") == 0)
            predictions = drifts ? "drift" : lacks ? "not enough data" : "ok";
    }
    out = json_pack("{s:O, s:s, s:I, s:I, s:o, s:s}", "at", json_object_get(found, "at"), "verdict",
                    json_array_size(drifting) > 0 ? "drift" : without == columns ? "not enough data" : "ok", "columns", columns, "without_data", without, "drifting", drifting, "predictions",
                    predictions);
    json_decref(found);
    return out;
}

/* ------------------------------------------------------------- calibration */

static json_t *check_json(const struct calibration_check *c)
{
    return json_pack("{s:s, s:I, s:f, s:f}", "verdict", calibration_verdict_name[c->verdict], "rows", (json_int_t)c->n, "said", c->said, "came", c->came);
}

static json_t *calibration_json(const json_t *record)
{
    const json_t *bins = json_object_get(json_object_get(record, "calibration"), "bins"), *ece;
    const char *judged_by = json_string_value(json_object_get(record, "judged_by"));
    struct calibration_group group[GROUPS_MAX];
    struct calibration_check c;
    size_t n = 0;
    json_t *out;

    for (size_t i = 0; i < json_array_size(bins) && n < GROUPS_MAX; i++) {
        const json_t *bin = json_array_get(bins, i);
        double rows = json_number_value(json_object_get(bin, "n"));

        group[n++] = (struct calibration_group){ rows, json_number_value(json_object_get(bin, "mean_p")), rows * json_number_value(json_object_get(bin, "rate")) };
    }
    calibration_check(&c, group, n);
    out = check_json(&c);
    ece = json_object_get(json_object_get(json_object_get(json_object_get(record, "metrics"), judged_by != NULL ? judged_by : "final"), "ece"), "value");
    json_object_set_new(out, "ece", json_is_number(ece) ? json_real(json_number_value(ece)) : json_null());
    return out;
}

/* ------------------------------------------------------------- since it scores */

struct said { double p; int32_t came; };

struct live {
    struct said *row;   /* [n] judged */
    size_t       n, cap, scored, by_this, harms;
    int64_t      since; /* the first score; TIME_NONE: nothing was scored */
};

static int by_chance(const void *a, const void *b)
{
    double x = ((const struct said *)a)->p, y = ((const struct said *)b)->p;

    return (x > y) - (x < y);
}

static int judged(struct live *l, double p, bool harm, bool by_this, struct err *err)
{
    int rc = mem_grow(&l->row, &l->cap, l->n + 1, sizeof(*l->row), err);

    if (rc < 0)
        return rc;
    l->row[l->n++] = (struct said){ p, harm };
    l->harms += harm;
    l->by_this += by_this;
    return 0;
}

static void scored(struct live *l, int64_t at)
{
    l->scored++;
    if (l->since == TIME_NONE || at < l->since)
        l->since = at;
}

static int compare_commits(const void *a, const void *b)
{
    const struct change *x = *(const struct change *const *)a, *y = *(const struct change *const *)b;

    return strcmp(x->commit, y->commit);
}

/* Rows of the table by commit, for the search. */
static const struct change **by_commit(const struct change_table *t)
{
    const struct change **list = mem_calloc(t->n, sizeof(*list));

    for (size_t i = 0; list != NULL && i < t->n; i++)
        list[i] = &t->row[i];
    if (list != NULL)
        qsort(list, t->n, sizeof(*list), compare_commits);
    return list;
}

/* When it became known what came of a change: silence is no harm once it is old enough. TIME_NONE: not known, or not when. */
static int64_t known_at(const struct change *c, int64_t mature)
{
    if (c->label_time != TIME_NONE || c->buggy != 0)
        return c->buggy < 0 ? TIME_NONE : c->label_time;
    return c->author_date + mature;
}

static const char changes_sql[] =
    "SELECT substr(s.item, length(?1) + 9), s.probability, s.scored_at, s.model_id FROM scores s JOIN models m ON m.model_id = s.model_id"
    " WHERE m.task = 'change-risk' AND s.item > 'change:' || ?1 || '/' AND s.item < 'change:' || ?1 || '0' ORDER BY s.item, s.score_id";

static int live_changes(struct live *l, const struct gathered *g, struct err *err)
{
    int64_t mature = g->f->config->label_maturity_days * DAY_S, now = store_now(g->f->store);
    const struct change **sorted = by_commit(&g->changes);
    struct db_stmt *stmt = NULL;
    char last[128] = "";
    int rc = sorted == NULL ? err_nomem(err) : db_prepare(g->f->store->db, &stmt, changes_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", g->release->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct change key = { .commit = db_text(stmt, 0, NULL) };
        const struct change *wanted = &key, **at = bsearch(&wanted, sorted, g->changes.n, sizeof(*sorted), compare_commits);
        int64_t when = db_int(stmt, 2);

        rc = 0;
        if (strcmp(key.commit, last) == 0)
            continue;
        snprintf(last, sizeof(last), "%s", key.commit);
        scored(l, when);
        if (at != NULL && (*at)->author_date != TIME_NONE && (*at)->author_date + mature <= now && known_at(*at, mature) != TIME_NONE && known_at(*at, mature) > when)
            rc = judged(l, db_double(stmt, 1), (*at)->buggy == 1, db_int(stmt, 3) == g->gate.model->model_id, err);
    }
    db_finalize(stmt);
    mem_free(sorted);
    return rc;
}

static const char release_sql[] =
    "SELECT s.probability, s.scored_at, s.model_id FROM scores s JOIN models m ON m.model_id = s.model_id"
    " WHERE s.item = 'release:' || ?1 || '/' || ?2 AND m.task = 'release-risk' AND s.scored_at <= ?3 ORDER BY s.score_id DESC LIMIT 1";

static int live_releases(struct live *l, const struct gathered *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->f->store->db, &stmt, release_sql, err);

    for (size_t i = 0; rc == 0 && i < g->releases.n; i++) {
        const struct release *r = &g->releases.row[i];

        rc = db_bind(stmt, err, "tti", r->project, r->name, r->deployed != TIME_NONE ? r->deployed : INT64_MAX);
        if (rc == 0 && (rc = db_step(stmt, err)) == 1) {
            scored(l, db_int(stmt, 1));
            rc = r->status == RELEASE_DEPLOYED && r->outcome[0] != '\0' && !r->harm_alone ? judged(l, db_double(stmt, 0), release_failed(r), db_int(stmt, 2) == g->gate.release_model->model_id, err) : 0;
        }
        db_reset(stmt);
    }
    db_finalize(stmt);
    return rc;
}

static json_t *live_json(struct live *l, struct err *err)
{
    double *p = mem_calloc(l->n, sizeof(*p)), low = 0, high = 1, auc = (double)NAN;
    int32_t *y = mem_calloc(l->n, sizeof(*y));
    struct calibration_check c;
    char since[TIME_ISO_MAX];
    json_t *out = NULL;

    if (p != NULL && y != NULL) {
        if (l->n > 0)
            qsort(l->row, l->n, sizeof(*l->row), by_chance);
        for (size_t i = 0; i < l->n; i++) {
            p[i] = l->row[i].p;
            y[i] = l->row[i].came;
        }
        calibration_check_rows(&c, p, y, l->n);
        if (l->n > 0)
            wilson_interval(&low, &high, l->harms, l->n);
        if (l->harms >= AUC_EACH && l->n - l->harms >= AUC_EACH && metric_roc_auc(&auc, p, y, l->n, err) < 0)
            auc = (double)NAN;
        out = json_pack("{s:s, s:I, s:I, s:I, s:I, s:s, s:f, s:f, s:f, s:f, s:o}", "since", time_format(l->since, since), "scored", (json_int_t)l->scored, "judged", (json_int_t)l->n, "by_this",
                        (json_int_t)l->by_this, "harms", (json_int_t)l->harms, "verdict", calibration_verdict_name[c.verdict], "said", c.said, "came", c.came, "low", low, "high", high, "roc_auc",
                        isnan(auc) ? json_null() : json_real(auc));
    }
    mem_free(p);
    mem_free(y);
    return out;
}

/* ------------------------------------------------------------- one version */

static int add_version(json_t *list, const struct gathered *g, const struct model_version *version, const json_t *record, int (*find)(struct live *l, const struct gathered *g, struct err *err),
                       struct err *err)
{
    struct live live = { .since = TIME_NONE };
    json_t *drift = NULL, *since = NULL;
    char at[TIME_ISO_MAX];
    int rc = find(&live, g, err);

    if (rc == 0)
        drift = drift_json(g->f, version, err);
    if (rc == 0 && drift != NULL)
        since = live_json(&live, err);
    if (rc == 0 && (drift == NULL || since == NULL)) {
        json_decref(drift);
        rc = err_nomem(err);
    }
    if (rc == 0)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:o}", "task", version->task, "name", version->name, "created_at", time_format(version->created_at, at), "age_days",
                                              (json_int_t)((store_now(g->f->store) - version->created_at) / DAY_S), "drift", drift, "calibration", calibration_json(record), "live", since));
    mem_free(live.row);
    return rc;
}

int release_health_json(json_t **out, const struct gathered *g, struct err *err)
{
    json_t *list = json_array();
    int rc = g->gate.model == NULL ? 0 : add_version(list, g, g->gate.model, g->record, live_changes, err);

    if (rc == 0 && g->gate.release_model != NULL)
        rc = add_version(list, g, g->gate.release_model, g->release_record, live_releases, err);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    *out = list;
    return 0;
}
