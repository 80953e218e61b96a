/*
 * series_import.c - telemetry into series (import_bulk.h, series.h).
 *
 *     put: a point into memory -> finish: sort -> one list for each series -> what the store has not -> a version with that
 *
 * The points of an import lie in memory until it ends, 32 bytes each, and beside them one series of the store: so that points may come in any
 * order, and so that nothing is written where nothing is new. Several files may overlap: `position` counts inside of a file, and where two
 * give another value for the same place the later file counts. A row without a value changes nothing.
 */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/import/import_bulk.h"
#include "datasets/series/series.h"
#include "datasets/store/rules_version.h"

static const double transaction_s = 0.05; /* as import.c */

enum { POINTS_MAX = 128 << 20 }; /* 4 GiB; ten years of 40 metrics by the minute */

struct point {
    int64_t  time;
    double   value;
    uint32_t series, file; /* in order of arrival */
    uint32_t number;       /* of arrival, later the position */
};

struct import_series {
    struct store                *store;
    const struct import_options *options;
    int64_t                      import_id, now, rules_version;
    struct intern                keys;     /* SYSTEM '\0' METRIC */
    struct point                *point;    /* [n] */
    size_t                       n, cap;
    uint64_t                     n_gaps, n_repeated;
    uint32_t                     file;     /* at hand, 0: none yet */
    struct strbuf                system, metric; /* by the name of the file, where it has no such columns */
    struct strbuf                key;
    uint32_t                     last;     /* series of the row before; INTERN_NONE */
    struct series                changed;  /* of the series at hand */
    struct db_stmt              *find, *add_record, *add_version, *add_series, *add_point;
};

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* "DIR/SYSTEM.METRIC.csv"; without a point the whole is the metric, and with --system too. */
static void name_by_file(struct import_series *s, const char *file)
{
    const char *base = strrchr(file, '/'), *end, *point;
    size_t len;

    base = base == NULL ? file : base + 1;
    end = strrchr(base, '.');
    len = end != NULL && end > base ? (size_t)(end - base) : strlen(base);
    point = memchr(base, '.', len);
    strbuf_clear(&s->system);
    strbuf_clear(&s->metric);
    if (s->options->project != NULL || point == NULL || point == base || point + 1 == base + len) {
        strbuf_adds(&s->system, s->options->project != NULL ? s->options->project : "");
    } else {
        strbuf_add(&s->system, base, (size_t)(point - base));
        len -= (size_t)(point + 1 - base);
        base = point + 1;
    }
    if (s->options->metric != NULL)
        strbuf_adds(&s->metric, s->options->metric);
    else
        strbuf_add(&s->metric, base, len);
}

static int series_of(struct import_series *s, const struct import_row *row, uint32_t *out, struct err *err)
{
    const struct import_value *system = &row->value[POINT_SYSTEM], *metric = &row->value[POINT_METRIC];

    strbuf_clear(&s->key);
    if (system->type == VALUE_TEXT)
        strbuf_add(&s->key, system->str, system->len);
    else
        strbuf_add(&s->key, s->system.data, s->system.len);
    strbuf_addc(&s->key, '\0');
    if (metric->type == VALUE_TEXT)
        strbuf_add(&s->key, metric->str, metric->len);
    else
        strbuf_add(&s->key, s->metric.data, s->metric.len);
    if (strbuf_check(&s->key, err) < 0)
        return ERR_NOMEM;
    if (s->last != INTERN_NONE && s->keys.len[s->last] == s->key.len && memcmp(s->keys.str[s->last], s->key.data, s->key.len) == 0) {
        *out = s->last;
        return 0;
    }
    *out = s->last = intern_add(&s->keys, s->key.data, s->key.len);
    return *out == INTERN_NONE ? err_nomem(err) : 0;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static int series_put(void *state, const char *file, uint32_t number, const struct import_row *row, struct err *err)
{
    struct import_series *s = state;
    uint32_t series = 0;
    int rc;

    if (number != s->file) {
        name_by_file(s, file);
        s->file = number;
    }
    if (s->system.len == 0 && row->value[POINT_SYSTEM].type != VALUE_TEXT)
        return err_set(err, ERR_REFUSED, "%s:%llu: of which system is this? give --system NAME, a column 'system', or name the file SYSTEM.METRIC.csv", file,
                       (unsigned long long)row->line);
    if (row->value[POINT_VALUE].type == VALUE_NONE) {
        s->n_gaps++;
        return 0;
    }
    rc = series_of(s, row, &series, err);
    if (rc < 0)
        return rc;
    if (s->n == POINTS_MAX)
        return err_set(err, ERR_REFUSED, "more than %d million points in one import: split it", POINTS_MAX >> 20);
    if (s->n == s->cap && mem_grow(&s->point, &s->cap, s->n + 1, sizeof *s->point, err) < 0)
        return ERR_NOMEM;
    s->point[s->n] = (struct point){
        .time = row->value[POINT_TIME].integer, .value = row->value[POINT_VALUE].real, .series = series, .file = number, .number = (uint32_t)s->n
    };
    s->n++;
    return 0;
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

static int by_arrival(const void *a, const void *b)
{
    const struct point *x = a, *y = b;

    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int by_position(const void *a, const void *b)
{
    const struct point *x = a, *y = b;

    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->file > y->file) - (x->file < y->file);
}

static bool is_ordered(const struct point *point, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (by_arrival(&point[i - 1], &point[i]) > 0)
            return false;
    return true;
}

/* Points of one second, in order of arrival: numbered inside of each file; of one place the last file's stays. Returns how many. */
static size_t place_second(struct point *point, size_t n)
{
    size_t kept = 0;
    uint32_t number = 0;

    for (size_t i = 0; i < n; i++) {
        number = i > 0 && point[i].file == point[i - 1].file ? number + 1 : 0;
        point[i].number = number;
    }
    if (n > 1)
        qsort(point, n, sizeof *point, by_position);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && point[kept - 1].number == point[i].number)
            kept--;
        point[kept++] = point[i];
    }
    return kept;
}

static void place_all(struct import_series *s)
{
    size_t kept = 0;

    if (!is_ordered(s->point, s->n))
        qsort(s->point, s->n, sizeof *s->point, by_arrival);
    for (size_t i = 0, n; i < s->n; i += n) {
        size_t placed;

        for (n = 1; i + n < s->n && s->point[i + n].series == s->point[i].series && s->point[i + n].time == s->point[i].time; n++)
            continue;
        placed = place_second(s->point + i, n);
        memmove(s->point + kept, s->point + i, placed * sizeof *s->point);
        kept += placed;
        s->n_repeated += n - placed;
    }
    s->n = kept;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

struct span {
    double begun;
};

static int enter(struct import_series *s, struct span *span, struct err *err)
{
    if (db_in_transaction(s->store->db))
        return 0;
    span->begun = clock_monotonic();
    return db_begin(s->store->db, err);
}

/* What the store has not, into s->changed. Whether a stored value was corrected. */
static int compare(struct import_series *s, const struct point *point, size_t n, const struct series *stored, struct import_counts *counts, bool *corrected,
                   struct err *err)
{
    size_t k = 0;

    s->changed.n = 0;
    if (mem_grow(&s->changed.point, &s->changed.cap, n, sizeof *s->changed.point, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        while (k < stored->n && (stored->point[k].time < point[i].time ||
                                 (stored->point[k].time == point[i].time && stored->point[k].position < point[i].number)))
            k++;
        if (k < stored->n && stored->point[k].time == point[i].time && stored->point[k].position == point[i].number) {
            if (stored->point[k].value == point[i].value) {
                counts->unchanged++;
                continue;
            }
            counts->updated++;
            *corrected = true;
        } else {
            counts->inserted++;
        }
        s->changed.point[s->changed.n++] = (struct series_point){ point[i].time, point[i].number, point[i].value };
    }
    return 0;
}

static int find_record(struct import_series *s, const char *system, const char *metric, int64_t *record_id, struct err *err)
{
    int rc = db_bind(s->find, err, "tt", system, metric);

    if (rc == 0)
        rc = db_step(s->find, err);
    if (rc > 0)
        *record_id = db_int(s->find, 0);
    db_reset(s->find);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = db_bind(s->add_record, err, "tt", system, metric);
    if (rc == 0)
        rc = db_step(s->add_record, err);
    *record_id = db_last_id(s->store->db);
    return rc;
}

/* The version and its row; s->changed is not empty. */
static int add_version(struct import_series *s, const char *system, const char *metric, bool corrected, int64_t *version_id, struct err *err)
{
    const struct series_point *point = s->changed.point;
    size_t n = s->changed.n;
    uint8_t content[DIGEST_SIZE], raw[DIGEST_SIZE];
    struct digest digest;
    int64_t record_id = 0;
    int rc = find_record(s, system, metric, &record_id, err);

    series_hash(content, system, metric, point, n);
    digest_init_keyed(&digest, s->store->keys.pseudonym);
    digest_field(&digest, content, sizeof content);
    digest_final(&digest, raw);
    if (rc == 0)
        rc = db_bind(s->add_version, err, "iibbiiit", record_id, s->import_id, raw, sizeof raw, content, sizeof content, s->rules_version, s->now,
                     corrected ? s->now : point[n - 1].time, corrected ? "import" : "assumed");
    if (rc == 0)
        rc = db_step(s->add_version, err);
    *version_id = db_last_id(s->store->db);
    if (rc == 0)
        rc = db_bind(s->add_series, err, "ittiii", *version_id, system, metric, point[0].time, point[n - 1].time, (int64_t)n);
    return rc < 0 ? rc : db_step(s->add_series, err);
}

static int add_points(struct import_series *s, int64_t version_id, struct span *span, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < s->changed.n; i++) {
        const struct series_point *point = &s->changed.point[i];

        if (i % 1024 == 0)
            rc = enter(s, span, err);
        if (rc == 0)
            rc = db_bind(s->add_point, err, "iiid", version_id, point->time, point->position, point->value);
        if (rc == 0)
            rc = db_step(s->add_point, err);
        if (rc == 0 && i % 1024 == 1023 && clock_monotonic() - span->begun > transaction_s)
            rc = db_commit(s->store->db, err);
    }
    return rc;
}

static int write_series(struct import_series *s, const struct point *point, size_t n, struct import_counts *counts, struct span *span, struct err *err)
{
    const char *system = s->keys.str[point->series], *metric = system + strlen(system) + 1;
    struct series stored = { .n = 0 };
    bool corrected = false;
    int64_t version_id = 0;
    int rc = series_load(&stored, s->store, system, metric, point[0].time, point[n - 1].time, err);

    if (rc == 0)
        rc = compare(s, point, n, &stored, counts, &corrected, err);
    series_release(&stored);
    if (rc < 0 || s->changed.n == 0)
        return rc;
    rc = enter(s, span, err);
    if (rc == 0)
        rc = add_version(s, system, metric, corrected, &version_id, err);
    return rc < 0 ? rc : add_points(s, version_id, span, err);
}

static int series_finish(void *state, struct import_counts *counts, struct import_report *report, struct err *err)
{
    struct import_series *s = state;
    struct span span = { 0 };
    int rc = 0;

    place_all(s);
    for (size_t i = 0, n; rc == 0 && i < s->n; i += n) {
        for (n = 1; i + n < s->n && s->point[i + n].series == s->point[i].series; n++)
            continue;
        rc = write_series(s, s->point + i, n, counts, &span, err);
        report->series++;
    }
    if (rc == 0 && db_in_transaction(s->store->db))
        rc = db_commit(s->store->db, err);
    counts->unchanged += s->n_gaps + s->n_repeated;
    report->gaps = s->n_gaps;
    return rc;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static void series_close(void *state)
{
    struct import_series *s = state;

    if (s == NULL)
        return;
    db_finalize(s->find);
    db_finalize(s->add_record);
    db_finalize(s->add_version);
    db_finalize(s->add_series);
    db_finalize(s->add_point);
    intern_release(&s->keys);
    strbuf_release(&s->system);
    strbuf_release(&s->metric);
    strbuf_release(&s->key);
    series_release(&s->changed);
    mem_free(s->point);
    mem_free(s);
}

static int prepare(struct import_series *s, struct err *err)
{
    struct db *db = s->store->db;
    int rc = db_prepare(db, &s->find, "SELECT record_id FROM records WHERE kind = 'series' AND project = ? AND id = ?", err);

    if (rc == 0)
        rc = db_prepare(db, &s->add_record, "INSERT INTO records(kind, project, id) VALUES('series', ?, ?)", err);
    if (rc == 0)
        rc = db_prepare(db, &s->add_version,
                        "INSERT INTO versions(record_id, import_id, source_row, raw_hash, content_hash, rules_version, imported_at, known_at, known_basis)"
                        " VALUES(?, ?, 1, ?, ?, ?, ?, ?, ?)", err);
    if (rc == 0)
        rc = db_prepare(db, &s->add_series, "INSERT INTO series(version_id, system, metric, first, last, n_points) VALUES(?, ?, ?, ?, ?, ?)", err);
    if (rc == 0)
        rc = db_prepare(db, &s->add_point, "INSERT INTO points(version_id, time, position, value) VALUES(?, ?, ?, ?)", err);
    return rc;
}

static int series_open(void **state, struct store *store, const struct import_options *options, int64_t import_id, int64_t now, struct err *err)
{
    struct import_series *s = mem_calloc(1, sizeof *s);
    int rc;

    if (s == NULL)
        return err_nomem(err);
    s->store = store;
    s->options = options;
    s->import_id = import_id;
    s->now = now;
    s->last = INTERN_NONE;
    intern_init(&s->keys);
    strbuf_init(&s->system);
    strbuf_init(&s->metric);
    strbuf_init(&s->key);
    *state = s;
    rc = rules_version_in_force(&s->rules_version, store, err);
    return rc < 0 ? rc : prepare(s, err);
}

const struct import_bulk series_bulk = { series_open, series_put, series_finish, series_close };
