#include "features/search/search_index.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/greatest.h"
#include "datasets/base/mem.h"
#include "features/search/search_packed.h"

/* By counting: two passes over the nonzeros, rows arrive in order. */
int search_index_make(struct search_index *out, const struct csr *rows, struct err *err)
{
    size_t nnz = rows->row_start[rows->n_rows];
    struct search_index index = { .n_rows = rows->n_rows, .n_cols = rows->n_cols };
    size_t *at;

    assert(rows->n_rows < UINT32_MAX);

    index.start = mem_calloc((size_t)rows->n_cols + 2, sizeof *index.start);
    index.posting = mem_calloc(nnz, sizeof *index.posting);
    if (index.start == NULL || index.posting == NULL) {
        search_index_release(&index);
        return err_nomem(err);
    }
    for (size_t i = 0; i < nnz; i++)
        index.start[(size_t)rows->col[i] + 2]++;
    for (size_t c = 2; c <= (size_t)rows->n_cols + 1; c++)
        index.start[c] += index.start[c - 1];
    at = index.start + 1; /* one ahead: filling moves each start to where the next column begins */
    for (size_t row = 0; row < rows->n_rows; row++) {
        for (size_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++)
            index.posting[at[rows->col[i]]++] = (struct posting){ (uint32_t)row, rows->val[i] };
    }
    assert(index.start[rows->n_cols] == nnz);
    *out = index;
    return 0;
}

void search_index_release(struct search_index *index)
{
    mem_free(index->start);
    mem_free(index->posting);
    for (size_t k = 0; k < index->n_packed; k++)
        search_packed_release(&index->packed[k]);
    mem_free(index->packed);
    *index = (struct search_index){ 0 };
}

void search_index_scores(float *score, const struct search_index *index, const uint32_t *col, const float *value,
                         size_t n, size_t n_before)
{
    assert(n_before <= index->n_rows);

    for (size_t row = 0; row < n_before; row++)
        score[row] = 0;
    for (size_t i = 0, k = 0; i < n && col[i] < index->n_cols; i++) {
        const struct posting *p = index->posting + index->start[col[i]], *end = index->posting + index->start[col[i] + 1];

        while (k < index->n_packed && index->packed[k].col < col[i])
            k++;
        if (k < index->n_packed && index->packed[k].col == col[i]) {
            search_packed_add(score, &index->packed[k], value[i], n_before);
            continue;
        }
        for (float v = value[i]; p < end && p->row < n_before; p++)
            score[p->row] += v * p->value;
    }
}

/* ------------------------------------------------------------------------------------------------------ the k best */

static bool is_worse(struct search_hit a, struct search_hit b)
{
    return a.score != b.score ? a.score < b.score : a.row > b.row;
}

/* hit: [n] a heap with the worst on top, of which only the top is out of place. */
static void sink(struct search_hit *hit, size_t n)
{
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;
        struct search_hit swap = hit[i];

        if (child + 1 < n && is_worse(hit[child + 1], hit[child]))
            child++;
        if (child >= n || !is_worse(hit[child], hit[i]))
            return;
        hit[i] = hit[child];
        hit[child] = swap;
        i = child;
    }
}

static void rise(struct search_hit *hit, size_t i)
{
    while (i > 0 && is_worse(hit[i], hit[(i - 1) / 2])) {
        struct search_hit swap = hit[i];

        hit[i] = hit[(i - 1) / 2];
        hit[(i - 1) / 2] = swap;
        i = (i - 1) / 2;
    }
}

static void put(struct search_hit *hit, size_t *found, size_t k, struct search_hit one)
{
    if (*found < k) {
        hit[*found] = one;
        rise(hit, (*found)++);
    } else if (is_worse(hit[0], one)) {
        hit[0] = one;
        sink(hit, k);
    }
}

/* The heap becomes a list, the best first. */
static void sort_hits(struct search_hit *hit, size_t found)
{
    for (size_t left = found; left > 1; left--) {
        struct search_hit worst = hit[0];

        hit[0] = hit[left - 1];
        sink(hit, left - 1);
        hit[left - 1] = worst;
    }
}

enum { STRIP = 64, STRIPS_MAX = 4096 };

/* The k-th greatest of n values, k from 1, which change their order: Hoare's selection. */
static float select_greatest(float *value, size_t n, size_t k)
{
    size_t low = 0, high = n - 1;

    while (low < high) {
        float pivot = value[low + (high - low) / 2];
        size_t i = low, j = high;

        for (;;) {
            float swap;

            while (value[i] > pivot)
                i++;
            while (value[j] < pivot)
                j--;
            if (i >= j)
                break;
            swap = value[i];
            value[i++] = value[j];
            value[j--] = swap;
        }
        /* [low, j] are at least the pivot, [j + 1, high] at most; j is below high */
        if (k - 1 <= j)
            high = j;
        else
            low = j + 1;
    }
    return value[k - 1];
}

size_t search_top(struct search_hit *hit, size_t k, const float *score, size_t n, float floor)
{
    float greatest[STRIPS_MAX], order[STRIPS_MAX];
    size_t strip = n / STRIPS_MAX < STRIP ? STRIP : n / STRIPS_MAX + 1, n_strips = (n + strip - 1) / strip, found = 0;

    if (k == 0)
        return 0;
    for (size_t s = 0; s < n_strips; s++)
        greatest[s] = score[s * strip + greatest_at(score + s * strip, n - s * strip < strip ? n - s * strip : strip)];
    if (n_strips > k) { /* k strips have a score of at least this: no smaller one is among the k best */
        float least;

        memcpy(order, greatest, n_strips * sizeof *order);
        least = select_greatest(order, n_strips, k);
        if (least > floor)
            floor = nextafterf(least, -INFINITY);
    }
    for (size_t s = 0; s < n_strips; s++) {
        if (!(greatest[s] > floor))
            continue;
        for (size_t row = s * strip; row < n && row < (s + 1) * strip; row++)
            if (score[row] > floor)
                put(hit, &found, k, (struct search_hit){ (uint32_t)row, score[row] });
    }
    sort_hits(hit, found);
    return found;
}

/* The newest rows come first, as they are nearly always the better ones of those whose scores fall with age. */
size_t search_top_bounded(struct search_hit *hit, size_t k, const float *bound, size_t n, float floor, float (*exact)(const void *ctx, uint32_t row),
                          const void *ctx)
{
    size_t found = 0;

    if (k == 0)
        return 0;
    for (size_t row = n; row-- > 0;) {
        struct search_hit one = { (uint32_t)row, bound[row] };

        if (!(one.score > floor) || (found == k && one.score < hit[0].score))
            continue;
        one.score = exact(ctx, one.row);
        if (one.score > floor)
            put(hit, &found, k, one);
    }
    sort_hits(hit, found);
    return found;
}

/* ---------------------------------------------------------------------------------------------------- what is shared */

static size_t insert_share(struct search_share *share, size_t n, size_t k, struct search_share one)
{
    size_t at = n;

    while (at > 0 && share[at - 1].product < one.product)
        at--;
    if (at == k)
        return n;
    n = n < k ? n + 1 : n;
    memmove(share + at + 1, share + at, (n - at - 1) * sizeof *share);
    share[at] = one;
    return n;
}

size_t search_shares(struct search_share *share, size_t k, double *total, const struct csr *rows_a, size_t a,
                     const struct csr *rows_b, size_t b)
{
    size_t i = rows_a->row_start[a], i_end = rows_a->row_start[a + 1];
    size_t j = rows_b->row_start[b], j_end = rows_b->row_start[b + 1], n = 0;

    *total = 0;
    while (i < i_end && j < j_end) {
        if (rows_a->col[i] < rows_b->col[j])
            i++;
        else if (rows_a->col[i] > rows_b->col[j])
            j++;
        else {
            float product = rows_a->val[i] * rows_b->val[j];

            *total += (double)product;
            n = insert_share(share, n, k, (struct search_share){ rows_a->col[i], product });
            i++;
            j++;
        }
    }
    return n;
}
