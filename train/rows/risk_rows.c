/*
 * risk_rows.c - see risk_rows.h.
 */
#include "train/rows/risk_rows.h"

#include <assert.h>

#include "datasets/base/mem.h"

static int leave_out_upcoming(struct risk_rows *rows, struct store *store, const struct snapshot *snapshot, const char *project,
                              const struct change_table *changes, struct err *err)
{
    struct release_table releases = { .n = 0 };
    int rc = releases_load(&releases, store, snapshot, project, changes, err);

    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        const struct release *r = &releases.row[i];

        if (r->status != RELEASE_PLANNED || r->outcome[0] != '\0')
            continue;
        for (size_t k = 0; k < r->n_members; k++) {
            rows->n_upcoming += rows->label[r->member[k]] >= 0;
            rows->label[r->member[k]] = -1;
        }
    }
    releases_release(&releases);
    return rc;
}

/* Of the labelled changes; TIME_NONE where nothing is known about maturity. */
static int64_t mature_until(const struct change_table *changes, int64_t maturity_days)
{
    int64_t newest = TIME_NONE;
    bool timed = false;

    for (size_t i = 0; i < changes->n; i++) {
        const struct change *c = &changes->row[i];

        timed = timed || (c->buggy == 1 && c->label_time != TIME_NONE);
        if (c->buggy >= 0 && c->author_date != TIME_NONE && (newest == TIME_NONE || c->author_date > newest))
            newest = c->author_date;
    }
    return timed && newest != TIME_NONE ? newest - maturity_days * 86400 : TIME_NONE;
}

static void leave_out_young(struct risk_rows *rows, const struct change_table *changes)
{
    for (size_t i = 0; i < changes->n && rows->mature_until != TIME_NONE; i++) {
        if (rows->label[i] == 0 && changes->row[i].author_date > rows->mature_until) {
            rows->label[i] = -1;
            rows->n_young++;
        }
    }
}

int risk_rows_choose(struct risk_rows *out, struct store *store, const struct snapshot *snapshot, const char *project, const struct change_table *changes,
                     int64_t maturity_days, struct err *err)
{
    struct risk_rows rows = { .label = mem_calloc(changes->n, sizeof(*rows.label)) };
    int rc;

    if (rows.label == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < changes->n; i++)
        rows.label[i] = changes->row[i].buggy;
    rc = leave_out_upcoming(&rows, store, snapshot, project, changes, err);
    if (rc < 0) {
        risk_rows_release(&rows);
        return rc;
    }
    rows.mature_until = mature_until(changes, maturity_days);
    leave_out_young(&rows, changes);
    *out = rows;
    return 0;
}

void risk_rows_release(struct risk_rows *rows)
{
    mem_free(rows->label);
    *rows = (struct risk_rows){ .label = NULL };
}
