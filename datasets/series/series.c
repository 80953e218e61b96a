#include "datasets/series/series.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"

void series_release(struct series *series)
{
    mem_free(series->point);
    *series = (struct series){ .n = 0 };
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

static int order(const struct series_point *a, const struct series_point *b)
{
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static int read_points(struct series *out, struct db_stmt *stmt, int64_t version_id, int64_t from, int64_t to, struct err *err)
{
    int rc = db_bind(stmt, err, "iii", version_id, from, to);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        if (out->n == out->cap)
            rc = mem_grow(&out->point, &out->cap, out->n + 1, sizeof *out->point, err);
        else
            rc = 0;
        if (rc == 0)
            out->point[out->n++] = (struct series_point){ db_int(stmt, 0), db_int(stmt, 1), db_double(stmt, 2) };
    }
    db_reset(stmt);
    return rc;
}

/* Both are ordered; at the same place `newer` wins. Takes `newer`. */
static int merge(struct series *series, struct series *newer, struct err *err)
{
    struct series both = { .n = 0 };
    size_t i = 0, k = 0;

    if (series->n == 0 || newer->n == 0 || order(&series->point[series->n - 1], &newer->point[0]) < 0) {
        if (mem_grow(&series->point, &series->cap, series->n + newer->n, sizeof *series->point, err) < 0)
            return ERR_NOMEM;
        if (newer->n > 0)
            memcpy(series->point + series->n, newer->point, newer->n * sizeof *newer->point);
        series->n += newer->n;
        return 0;
    }
    if (mem_grow(&both.point, &both.cap, series->n + newer->n, sizeof *both.point, err) < 0)
        return ERR_NOMEM;
    while (i < series->n || k < newer->n) {
        int which = i == series->n ? 1 : k == newer->n ? -1 : order(&series->point[i], &newer->point[k]);

        both.point[both.n++] = which < 0 ? series->point[i] : newer->point[k];
        i += which <= 0;
        k += which >= 0;
    }
    mem_free(series->point);
    *series = both;
    return 0;
}

static const char versions_sql[] =
    "SELECT v.version_id FROM records r JOIN versions v ON v.record_id = r.record_id JOIN imports i ON i.import_id = v.import_id"
    " WHERE r.kind = 'series' AND r.project = ? AND r.id = ? AND i.completed_at IS NOT NULL ORDER BY v.version_id";

int series_load(struct series *out, struct store *store, const char *system, const char *metric, int64_t from, int64_t to, struct err *err)
{
    struct series series = { .n = 0 }, newer = { .n = 0 };
    struct db_stmt *versions = NULL, *points = NULL;
    int rc = db_prepare(store->db, &versions, versions_sql, err);

    if (rc == 0)
        rc = db_prepare(store->db, &points, "SELECT time, position, value FROM points WHERE version_id = ? AND time BETWEEN ? AND ? ORDER BY time, position", err);
    if (rc == 0)
        rc = db_bind(versions, err, "tt", system, metric);
    while (rc == 0 && (rc = db_step(versions, err)) > 0) {
        newer.n = 0;
        rc = read_points(&newer, points, db_int(versions, 0), from, to, err);
        if (rc == 0)
            rc = merge(&series, &newer, err);
    }
    db_finalize(points);
    db_finalize(versions);
    series_release(&newer);
    if (rc < 0)
        series_release(&series);
    else
        *out = series;
    return rc;
}

/* ---- hashing ----------------------------------------------------------------------------------------------------- */

void series_hash(uint8_t out[DIGEST_SIZE], const char *system, const char *metric, const struct series_point *point, size_t n)
{
    struct digest digest;

    digest_init(&digest);
    digest_field(&digest, system, strlen(system));
    digest_field(&digest, metric, strlen(metric));
    for (size_t i = 0; i < n; i++) {
        digest_int(&digest, point[i].time);
        digest_int(&digest, point[i].position);
        digest_double(&digest, point[i].value);
    }
    digest_final(&digest, out);
}

int series_version_hash(uint8_t out[DIGEST_SIZE], struct store *store, int64_t version_id, struct err *err)
{
    struct series series = { .n = 0 };
    struct db_stmt *name = NULL, *points = NULL;
    int rc = db_prepare(store->db, &points, "SELECT time, position, value FROM points WHERE version_id = ? AND time BETWEEN ? AND ? ORDER BY time, position", err);

    if (rc == 0)
        rc = read_points(&series, points, version_id, INT64_MIN, INT64_MAX, err);
    if (rc == 0)
        rc = db_prepare(store->db, &name, "SELECT system, metric FROM series WHERE version_id = ?", err);
    if (rc == 0)
        rc = db_bind(name, err, "i", version_id);
    if (rc == 0)
        rc = db_step(name, err);
    if (rc > 0)
        series_hash(out, db_text(name, 0, NULL), db_text(name, 1, NULL), series.point, series.n);
    else if (rc == 0)
        memset(out, 0, DIGEST_SIZE); /* its row is gone: no hash fits */
    db_finalize(name);
    db_finalize(points);
    series_release(&series);
    return rc < 0 ? rc : 0;
}
