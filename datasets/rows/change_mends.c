#include "datasets/rows/change_mends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

struct reading {
    struct change_mends       *out;
    const struct change_table *changes;
    struct store              *store;
    const struct snapshot     *snapshot;
    const char                *project;
};

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

static int add_mend(struct reading *t, size_t change, const char *by, int64_t time, struct err *err)
{
    uint32_t number = intern_add(&t->out->by, by, strlen(by));
    int rc = number == INTERN_NONE ? err_nomem(err) : mem_grow(&t->out->mend, &t->out->cap, t->out->n + 1, sizeof *t->out->mend, err);

    if (rc == 0)
        t->out->mend[t->out->n++] = (struct change_mend){ (uint32_t)change, number, time };
    return rc;
}

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int read_mends(struct reading *t, const struct place *place, struct err *err)
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
static int add_linked(struct reading *t, struct err *err)
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
    const struct change_mend *x = a, *y = b;

    if (x->change != y->change)
        return x->change < y->change ? -1 : 1;
    return (x->by > y->by) - (x->by < y->by);
}

static int gather(struct reading *t, struct err *err)
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
    if (rc == 0 && t->out->n > 0)
        qsort(t->out->mend, t->out->n, sizeof *t->out->mend, compare_mends);
    mem_free(place);
    return rc;
}

int change_mends_read(struct change_mends *out, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, const char *project,
                      struct err *err)
{
    struct change_mends mends = { .n = 0 };
    struct reading t = { &mends, changes, store, snapshot, project };
    int rc;

    intern_init(&mends.by);
    rc = gather(&t, err);
    if (rc < 0)
        change_mends_release(&mends);
    else
        *out = mends;
    return rc;
}

void change_mends_release(struct change_mends *m)
{
    mem_free(m->mend);
    intern_release(&m->by);
    *m = (struct change_mends){ .n = 0 };
}

size_t change_mends_first(const struct change_mends *m, uint32_t change)
{
    size_t low = 0, high = m->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (m->mend[middle].change < change)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- of a release ------------------------------------------------------------------------------------------------ */

static int list_members(struct intern *out, const struct release *r, const struct change_table *changes, struct err *err)
{
    for (size_t k = 0; k < r->n_members; k++) {
        const char *commit = changes->row[r->member[k]].commit;

        if (intern_add(out, commit, strlen(commit)) == INTERN_NONE)
            return err_nomem(err);
    }
    return 0;
}

static bool all_within(const struct change_mends *m, uint32_t change, const struct intern *members)
{
    size_t first = change_mends_first(m, change), i = first;

    while (i < m->n && m->mend[i].change == change) {
        uint32_t by = m->mend[i].by;

        if (intern_find(members, m->by.str[by], m->by.len[by]) == INTERN_NONE)
            return false;
        i++;
    }
    return i > first;
}

int change_mends_within(bool *mended, const struct release *r, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, struct err *err)
{
    struct change_mends mends = { .n = 0 };
    struct intern members;
    int rc = change_mends_read(&mends, changes, store, snapshot, r->project, err);

    if (rc < 0)
        return rc;
    intern_init(&members);
    rc = list_members(&members, r, changes, err);
    for (size_t k = 0; rc == 0 && k < r->n_members; k++) {
        const struct change *c = &changes->row[r->member[k]];

        mended[k] = c->buggy == 1 && c->provenance != LABEL_HUMAN && all_within(&mends, r->member[k], &members);
    }
    intern_release(&members);
    change_mends_release(&mends);
    return rc;
}
