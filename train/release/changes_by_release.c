/*
 * changes_by_release_run: make_blocks (members -> rows of the examples) -> backtest_run -> judge each -> compare
 */
#include "train/release/changes_by_release.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/metrics.h"

enum { DRAWS = 1000 };

struct place { int64_t record_id; uint32_t row; };

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int compare_rows(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The labelled members of one release. */
static int make_block(struct backtest_block *out, const struct release *r, const struct change_table *changes, const struct place *place, size_t n, struct err *err)
{
    out->cut = r->deployed;
    out->row = mem_calloc(r->n_members + 1, sizeof *out->row);
    if (out->row == NULL)
        return err_nomem(err);
    for (size_t k = 0; k < r->n_members; k++) {
        struct place key = { .record_id = changes->row[r->member[k]].record_id };
        const struct place *found = n > 0 ? bsearch(&key, place, n, sizeof *place, compare_places) : NULL;

        if (found != NULL)
            out->row[out->n++] = found->row;
    }
    if (out->n > 0)
        qsort(out->row, out->n, sizeof *out->row, compare_rows);
    return 0;
}

static int make_blocks(struct backtest_block *block, size_t *n_blocks, const struct release **of, const struct release_table *releases, const struct change_table *changes,
                       const struct examples *e, struct err *err)
{
    struct place *place = mem_calloc(e->n, sizeof *place);
    int rc = place == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < e->n; i++)
        place[i] = (struct place){ e->changes.row[i].record_id, (uint32_t)i };
    if (rc == 0 && e->n > 0)
        qsort(place, e->n, sizeof *place, compare_places);
    for (size_t i = 0; rc == 0 && i < releases->n; i++) {
        const struct release *r = &releases->row[i];

        if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE)
            continue;
        rc = make_block(&block[*n_blocks], r, changes, place, e->n, err);
        of[*n_blocks] = r;
        *n_blocks += rc == 0 && block[*n_blocks].n > 0;
        if (rc == 0 && block[*n_blocks].n == 0 && block[*n_blocks].row != NULL) {
            mem_free(block[*n_blocks].row);
            block[*n_blocks].row = NULL;
        }
    }
    mem_free(place);
    return rc;
}

static int judge_one(struct release_judged *out, const struct release *r, const struct backtest_block *block, const struct backtest *b, struct err *err)
{
    double *p = mem_calloc(block->n, sizeof *p), *size = mem_calloc(block->n, sizeof *size);
    int32_t *y = mem_calloc(block->n, sizeof *y);
    int rc = p == NULL || size == NULL || y == NULL ? err_nomem(err) : 0;

    *out = (struct release_judged){ .name = r->name, .deployed = r->deployed, .n = block->n, .roc_auc = (double)NAN, .size_roc_auc = (double)NAN };
    for (size_t i = 0; rc == 0 && i < block->n; i++) {
        const struct prediction *one = &b->prediction[block->first + i];

        p[i] = one->p[0];
        size[i] = one->size_p;
        y[i] = b->examples->label[one->row];
        out->harms += y[i] == 1;
    }
    if (rc == 0 && out->harms > 0 && out->harms < out->n)
        rc = metric_roc_auc(&out->roc_auc, p, y, out->n, err);
    if (rc == 0 && out->harms > 0 && out->harms < out->n)
        rc = metric_roc_auc(&out->size_roc_auc, size, y, out->n, err);
    mem_free(p);
    mem_free(size);
    mem_free(y);
    return rc;
}

static int mean_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const double *difference = ctx;

    (void)err;
    *out = 0;
    for (size_t i = 0; i < n; i++)
        *out += difference[index[i]] / (double)n;
    return 0;
}

static int compare(struct changes_by_release *c, uint64_t seed, struct err *err)
{
    double *difference = mem_calloc(c->n, sizeof *difference);
    int rc = difference == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < c->n; i++) {
        const struct release_judged *r = &c->row[i];

        if (isnan(r->roc_auc))
            continue;
        c->mean_auc += r->roc_auc;
        c->mean_size_auc += r->size_roc_auc;
        c->n_better += r->roc_auc > r->size_roc_auc;
        difference[c->n_both++] = r->roc_auc - r->size_roc_auc;
    }
    if (c->n_both > 0) {
        c->mean_auc /= (double)c->n_both;
        c->mean_size_auc /= (double)c->n_both;
        rc = metric_bootstrap(&c->low, &c->high, mean_of_draw, difference, c->n_both, DRAWS, seed, err);
    }
    mem_free(difference);
    return rc;
}

static int judge(struct changes_by_release *c, const struct backtest_block *block, const struct release *const *of, size_t n_blocks, const struct backtest *b, uint64_t seed,
                 struct err *err)
{
    int rc = 0;

    c->row = mem_calloc(n_blocks, sizeof *c->row);
    if (c->row == NULL)
        return err_nomem(err);
    for (size_t i = 0; rc == 0 && i < n_blocks; i++) {
        if (!block[i].predicted)
            c->n_skipped++;
        else
            rc = judge_one(&c->row[c->n++], of[i], &block[i], b, err);
    }
    return rc < 0 ? rc : compare(c, seed, err);
}

int changes_by_release_run(struct changes_by_release *out, struct backtest *b, const struct examples *e, struct store *store, const struct snapshot *snapshot,
                           const struct backtest_options *options, struct err *err)
{
    struct backtest_options walk = *options;
    struct changes_by_release c = { .n = 0 };
    struct change_table changes = { .n = 0 };
    const struct release **of = NULL;
    int rc = changes_load(&changes, store, snapshot, e->project, err);

    memset(out, 0, sizeof *out);
    if (rc == 0)
        rc = releases_load(&c.releases, store, snapshot, e->project, &changes, err);
    if (rc == 0) {
        walk.block = mem_calloc(c.releases.n + 1, sizeof *walk.block);
        of = mem_calloc(c.releases.n + 1, sizeof *of);
        rc = walk.block == NULL || of == NULL ? err_nomem(err) : make_blocks(walk.block, &walk.n_blocks, of, &c.releases, &changes, e, err);
    }
    if (rc == 0)
        rc = backtest_run(b, e, &walk, err);
    if (rc == 0)
        rc = judge(&c, walk.block, of, walk.n_blocks, b, options->seed, err);
    for (size_t i = 0; walk.block != NULL && i < c.releases.n + 1; i++)
        mem_free(walk.block[i].row);
    mem_free(walk.block);
    mem_free(of);
    changes_release(&changes);
    if (rc < 0)
        changes_by_release_release(&c);
    else
        *out = c;
    return rc;
}

void changes_by_release_release(struct changes_by_release *c)
{
    mem_free(c->row);
    releases_release(&c->releases);
    memset(c, 0, sizeof *c);
}
