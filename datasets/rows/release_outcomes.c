#include "datasets/rows/release_outcomes.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/change_mends.h"

enum { DAY = 86400 };

struct telling {
    struct release_table      *releases;
    const struct change_table *changes;
    const char                *project;
    int64_t                    window;   /* s */
    int64_t                    until;    /* the newest that is known of the project */
    struct change_mends        mends;
};

/* ---- how often a release was ------------------------------------------------------------------------------------- */

/* seen: [by.n] the number of the last release that each mended, + 1. */
static size_t count_mends(const struct telling *t, size_t release, uint32_t *seen)
{
    const struct release *r = &t->releases->row[release];
    size_t n = 0;

    for (size_t k = 0; k < r->n_members; k++) {
        const struct change *c = &t->changes->row[r->member[k]];

        if (c->provenance == LABEL_HUMAN && c->buggy == 0)
            continue;
        for (size_t i = change_mends_first(&t->mends, r->member[k]); i < t->mends.n && t->mends.mend[i].change == r->member[k]; i++) {
            const struct change_mend *m = &t->mends.mend[i];

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

/* What was recorded is harm (`ok` is recorded in no project that is told of); it counts where it could have gone unrecorded. */
static void judge_recorded(struct telling *t)
{
    for (size_t i = 0; i < t->releases->n; i++) {
        struct release *r = &t->releases->row[i];

        if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE || r->outcome[0] == '\0' || r->provenance == LABEL_SZZ || strcmp(r->project, t->project) != 0)
            continue;
        r->harm_alone = !is_told(t, r) || !r->mends_over || isnan(r->usual);
        if (r->outcome_time != TIME_NONE && r->outcome_time < r->deployed + t->window)
            r->outcome_time = r->deployed + t->window;
    }
}

static int tell(struct telling *t, bool speaks, struct err *err)
{
    size_t n_told = 0, n = t->releases->n, *scratch = mem_calloc(n, sizeof *scratch);
    uint32_t *seen = mem_calloc(t->mends.by.n, sizeof *seen);
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
        n_told++;
    }
    if (rc == 0 && n_told > 0)
        judge_recorded(t);
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
    struct telling t = { .releases = releases, .changes = changes, .project = project, .window = maturity_days * DAY, .until = TIME_NONE };
    bool blamed = false;
    int rc = was_blamed(&blamed, store, project, err);

    assert(project != NULL);

    if (rc < 0 || !blamed)
        return rc;
    for (size_t i = 0; i < changes->n; i++)
        if (changes->row[i].author_date > t.until && changes->row[i].author_date <= store_now(store)) /* a clock may have been wrong */
            t.until = changes->row[i].author_date;
    rc = change_mends_read(&t.mends, changes, store, snapshot, project, err);
    if (rc == 0)
        rc = tell(&t, !says_ok(releases), err);
    change_mends_release(&t.mends);
    return rc;
}
