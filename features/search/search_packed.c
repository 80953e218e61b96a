/*
 * search_index_pack: the frequent columns are packed one by one, then the postings of the others move together.
 */
#include "features/search/search_packed.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/wide_vectors.h"

#if WIDE_VECTORS
#include <immintrin.h>
#endif

enum { ROWS = 16, FREQUENT = 16 /* one row of so many */ };

/* posting: [n] of the column, rows ascending. */
static int pack(struct packed_column *out, uint32_t col, const struct posting *posting, size_t n, size_t n_rows, struct err *err)
{
    struct packed_column made = { .col = col };

    made.has = mem_calloc((n_rows + ROWS - 1) / ROWS, sizeof *made.has);
    made.value = mem_alloc(n * sizeof *made.value);
    if (made.has == NULL || made.value == NULL) {
        search_packed_release(&made);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        made.has[posting[i].row / ROWS] |= (uint16_t)(1u << posting[i].row % ROWS);
        made.value[i] = posting[i].value;
    }
    *out = made;
    return 0;
}

void search_packed_release(struct packed_column *column)
{
    mem_free(column->has);
    mem_free(column->value);
    *column = (struct packed_column){ 0 };
}

/* --- adding up ------------------------------------------------------------------------------------------------------ */

/* Of word w, the rows before the limit. */
static inline unsigned rows_of(const struct packed_column *column, size_t w, size_t n_before)
{
    unsigned has = column->has[w];

    return n_before - w * ROWS < ROWS ? has & ((1u << (n_before - w * ROWS)) - 1) : has;
}

#if WIDE_VECTORS
__attribute__((target("avx512f,popcnt"))) static void add_avx512(float *score, const struct packed_column *column, float factor, size_t n_before)
{
    const float *value = column->value;
    __m512 times = _mm512_set1_ps(factor);

    for (size_t w = 0; w * ROWS < n_before; w++) {
        __mmask16 has = (__mmask16)rows_of(column, w, n_before);
        __m512 product = _mm512_mul_ps(times, _mm512_maskz_expandloadu_ps(has, value));
        __m512 before = _mm512_maskz_loadu_ps(has, score + w * ROWS);

        _mm512_mask_storeu_ps(score + w * ROWS, has, _mm512_add_ps(before, product));
        value += __builtin_popcount(has);
    }
}
#endif

static void add_plain(float *score, const struct packed_column *column, float factor, size_t n_before)
{
    const float *value = column->value;

    for (size_t w = 0; w * ROWS < n_before; w++)
        for (unsigned has = rows_of(column, w, n_before); has != 0; has &= has - 1)
            score[w * ROWS + (size_t)__builtin_ctz(has)] += factor * *value++;
}

void search_packed_add(float *score, const struct packed_column *column, float factor, size_t n_before)
{
#if WIDE_VECTORS
    if (search_index_packs()) {
        add_avx512(score, column, factor, n_before);
        return;
    }
#endif
    add_plain(score, column, factor, n_before);
}

bool search_index_packs(void)
{
#if WIDE_VECTORS
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("popcnt");
#else
    return false;
#endif
}

/* --- packing -------------------------------------------------------------------------------------------------------- */

/* Of a column that n of n_rows rows have. */
static bool is_frequent(size_t n, size_t n_rows)
{
    return n > 0 && n >= n_rows / FREQUENT;
}

/* What is left of the postings moves to the front, and the rest is given back. */
static void move_together(struct search_index *index)
{
    size_t kept = 0, from = 0;
    struct posting *less;

    for (size_t c = 0; c < index->n_cols; c++) {
        size_t end = index->start[c + 1];

        if (!is_frequent(end - from, index->n_rows)) {
            memmove(index->posting + kept, index->posting + from, (end - from) * sizeof *index->posting);
            kept += end - from;
        }
        from = end;
        index->start[c + 1] = kept;
    }
    less = mem_realloc(index->posting, (kept > 0 ? kept : 1) * sizeof *less);
    if (less != NULL)
        index->posting = less;
}

int search_index_pack(struct search_index *index, struct err *err)
{
    struct packed_column *packed;
    size_t n = 0, made = 0;
    int rc = 0;

    for (size_t c = 0; c < index->n_cols; c++)
        n += is_frequent(index->start[c + 1] - index->start[c], index->n_rows);
    if (n == 0 || index->n_packed > 0)
        return 0;
    packed = mem_calloc(n, sizeof *packed);
    if (packed == NULL)
        return err_nomem(err);
    for (size_t c = 0; rc == 0 && c < index->n_cols; c++) {
        size_t rows = index->start[c + 1] - index->start[c];

        if (!is_frequent(rows, index->n_rows))
            continue;
        rc = pack(&packed[made], (uint32_t)c, index->posting + index->start[c], rows, index->n_rows, err);
        made += rc == 0;
    }
    if (rc < 0) {
        for (size_t k = 0; k < made; k++)
            search_packed_release(&packed[k]);
        mem_free(packed);
        return rc;
    }
    move_together(index);
    index->packed = packed;
    index->n_packed = n;
    return 0;
}
