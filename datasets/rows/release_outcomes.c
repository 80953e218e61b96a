#include "datasets/rows/release_outcomes.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"

enum { DAY = 86400 };

/* Something that mended a change: which and when. */
struct mend { uint32_t change, by; int64_t time; };

struct telling {
    struct release_table      *releases;
    const struct change_table *changes;
    struct store              *store;
    const struct snapshot     *snapshot;
    const char                *project;
    int64_t                    window;   /* s */
    int64_t                    until;    /* the newest that is known of the project */
    struct intern              by;       /* commits that mend */
    struct mend               *mend;     /* [n] by change */
    size_t                     n, cap;
};

static int add_mend(struct telling *t, size_t change, const char *by, int64_t time, struct err *err)
{
    uint32_t number = intern_add(&t->by, by, strlen(by));
    int rc = number == INTERN_NONE ? err_nomem(err) : mem_grow(&t->mend, &t->cap, t->n + 1, sizeof *t->mend, err);

    if (rc == 0)
        t->mend[t->n++] = (struct mend){ (uint32_t)change, number, time };
    return rc;
}

/* ---- who mended what --------------------------------------------------------------------------------------------- */

/* A commit that blame leads from, or that takes a change back, each with the change; the newest label of a pair counts. */
static const char mends_sql[] =
    "SELECT r.record_id, l.\"by\", l.known_at, NULL FROM labels l JOIN records r ON r.kind = 'change' AND r.project = ?1 AND r.id = substr(l.item, length('change:' || ?1) + 2)"
    " WHERE l.task = 'change-risk' AND l.field = '' AND l.provenance = 'szz' AND l.value = '1' AND substr(l.item, 1, length('change:' || ?1) + 1) = 'change:' || ?1 || '/'"
    "   AND NOT EXISTS (SELECT 1 FROM labels m WHERE m.item = l.item AND m.task = l.task AND m.field = '' AND m.provenance = 'szz' AND m.\"by\" = l.\"by\" AND m.label_id > l.label_id)"
    " UNION ALL"
    " SELECT c.record_id, CASE WHEN o.evidence LIKE 'reverted by %' THEN substr(o.evidence, 13, instr(substr(o.evidence, 13) || ' ', ' ') - 1) ELSE 'revert at ' || o.time END, o.time, o.version_id"
    "   FROM outcomes o JOIN versions v ON v.version_id = o.version_id JOIN records q ON q.record_id = v.record_id"
    "   JOIN records c ON c.kind = 'change' AND c.project = q.project AND c.id = o.change"
    "  WHERE q.kind = 'outcome' AND q.project = ?1 AND o.outcome = 'rollback' AND o.change <> '' AND o.time IS NOT NULL"
    " ORDER BY 1";

struct place { int64_t record_id; uint32_t row; };

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int read_mends(struct telling *t, const struct place *place, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(t->store->db, &stmt, mends_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", t->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct place key = { .record_id = db_int(stmt, 0) };
        const struct place *found = t->changes->n > 0 ? bsearch(&key, place, t->changes->n, sizeof *place, compare_places) : NULL;

        rc = found == NULL || (!db_is_null(stmt, 3) && !snapshot_has(t->snapshot, db_int(stmt, 3))) ? 0 : add_mend(t, found->row, db_text(stmt, 1, NULL), db_int(stmt, 2), err);
    }
    db_finalize(stmt);
    return rc;
}

/* An incident names the change: it was mended when that was known. */
static int add_linked(struct telling *t, struct err *err)
{
    char by[40];
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < t->changes->n; i++) {
        const struct change *c = &t->changes->row[i];

        if (c->provenance != LABEL_LINKED || c->buggy != 1 || c->label_time == TIME_NONE)
            continue;
        snprintf(by, sizeof by, "incident of %lld", (long long)c->record_id);
        rc = add_mend(t, i, by, c->label_time, err);
    }
    return rc;
}

static int compare_mends(const void *a, const void *b)
{
    const struct mend *x = a, *y = b;

    if (x->change != y->change)
        return x->change < y->change ? -1 : 1;
    return (x->by > y->by) - (x->by < y->by);
}

static int gather(struct telling *t, struct err *err)
{
    struct place *place = mem_calloc(t->changes->n, sizeof *place);
    int rc = place == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < t->changes->n; i++)
        place[i] = (struct place){ t->changes->row[i].record_id, (uint32_t)i };
    if (rc == 0 && t->changes->n > 0)
        qsort(place, t->changes->n, sizeof *place, compare_places);
    if (rc == 0)
        rc = read_mends(t, place, err);
    if (rc == 0)
        rc = add_linked(t, err);
    if (rc == 0 && t->n > 0)
        qsort(t->mend, t->n, sizeof *t->mend, compare_mends);
    mem_free(place);
    return rc;
}

/* ---- how often a release was ------------------------------------------------------------------------------------- */

static size_t first_of(const struct telling *t, uint32_t change)
{
    size_t low = 0, high = t->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (t->mend[middle].change < change)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* seen: [by.n] the number of the last release that each mended, + 1. */
static size_t count_mends(const struct telling *t, size_t release, uint32_t *seen)
{
    const struct release *r = &t->releases->row[release];
    size_t n = 0;

    for (size_t k = 0; k < r->n_members; k++) {
        const struct change *c = &t->changes->row[r->member[k]];

        if (c->provenance == LABEL_HUMAN && c->buggy == 0)
            continue;
        for (size_t i = first_of(t, r->member[k]); i < t->n && t->mend[i].change == r->member[k]; i++) {
            const struct mend *m = &t->mend[i];

            if (m->time <= r->deployed || m->time > r->deployed + t->window || seen[m->by] == release + 1)
                continue;
            seen[m->by] = (uint32_t)release + 1;
            n++;
        }
    }
    return n;
}

static bool is_told(const struct telling *t, const struct release *r)
{
    return r->status == RELEASE_DEPLOYED && r->deployed != TIME_NONE && r->n_members > 0 && strcmp(r->project, t->project) == 0;
}

static int compare_counts(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* The median of the releases before row `at` whose days were over when it was deployed; NaN: too few. */
static double usual_at(const struct telling *t, size_t at, size_t *scratch)
{
    const struct release *r = &t->releases->row[at];
    size_t n = 0;

    for (size_t i = 0; i < at; i++)
        if (is_told(t, &t->releases->row[i]) && t->releases->row[i].deployed + t->window <= r->deployed)
            scratch[n++] = t->releases->row[i].mends;
    if (n < RELEASE_USUAL_MIN)
        return (double)NAN;
    qsort(scratch, n, sizeof *scratch, compare_counts);
    return n % 2 == 1 ? (double)scratch[n / 2] : ((double)scratch[n / 2 - 1] + (double)scratch[n / 2]) / 2;
}

static int tell(struct telling *t, bool speaks, struct err *err)
{
    size_t n = t->releases->n, *scratch = mem_calloc(n, sizeof *scratch);
    uint32_t *seen = mem_calloc(t->by.n, sizeof *seen);
    int rc = scratch == NULL || seen == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n; i++) {
        struct release *r = &t->releases->row[i];

        if (!is_told(t, r))
            continue;
        r->mends = count_mends(t, i, seen);
        r->usual = usual_at(t, i, scratch);
        r->mends_over = r->deployed + t->window <= t->until;
        if (!speaks || !r->mends_over || isnan(r->usual) || r->outcome[0] != '\0')
            continue;
        r->outcome = (double)r->mends > r->usual ? "incident" : "ok";
        r->outcome_time = r->deployed + t->window;
        r->provenance = LABEL_SZZ;
    }
    mem_free(scratch);
    mem_free(seen);
    return rc;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

/* Whether blame was at work here. */
static int was_blamed(bool *out, struct store *store, const char *project, struct err *err)
{
    int64_t blamed = 0;
    int rc = db_get_int(store->db, &blamed, err,
                        "SELECT EXISTS (SELECT 1 FROM szz_fixes s JOIN records r ON r.record_id = s.record_id WHERE r.project = ? AND s.result <> 'no-fix'"
                        " AND s.szz_id = (SELECT max(m.szz_id) FROM szz_fixes m WHERE m.record_id = s.record_id))", "t", project);

    *out = blamed != 0;
    return rc;
}

static bool says_ok(const struct release_table *releases)
{
    for (size_t i = 0; i < releases->n; i++)
        if (strcmp(releases->row[i].outcome, "ok") == 0)
            return true;
    return false;
}

int release_outcomes_tell(struct release_table *releases, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, const char *project,
                          int64_t maturity_days, struct err *err)
{
    struct telling t = { .releases = releases, .changes = changes, .store = store, .snapshot = snapshot, .project = project, .window = maturity_days * DAY, .until = TIME_NONE };
    bool blamed = false;
    int rc = was_blamed(&blamed, store, project, err);

    assert(project != NULL);

    if (rc < 0 || !blamed)
        return rc;
    for (size_t i = 0; i < changes->n; i++)
        if (changes->row[i].author_date > t.until && changes->row[i].author_date <= store_now(store)) /* a clock may have been wrong */
            t.until = changes->row[i].author_date;
    intern_init(&t.by);
    rc = gather(&t, err);
    if (rc == 0)
        rc = tell(&t, !says_ok(releases), err);
    mem_free(t.mend);
    intern_release(&t.by);
    return rc;
}
