#include "features/search/search_index.h"

#include <stdlib.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static struct csr small_matrix(void)
{
    struct csr m;

    assert_int_equal(csr_init(&m, 3, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 1 }, (float[]){ 2 }, 1, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 0, 2 }, (float[]){ 1, 5 }, 2, NULL), 0);
    assert_int_equal(csr_append(&m, NULL, NULL, 0, NULL), 0);
    return m;
}

static void a_column_lists_its_rows_in_order(void **state)
{
    struct csr m = small_matrix();
    struct search_index index;

    (void)state;
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    assert_memory_equal(index.start, ((size_t[]){ 0, 1, 2, 3 }), 4 * sizeof(size_t));
    assert_int_equal(index.posting[0].row, 1);
    assert_int_equal(index.posting[1].row, 0);
    assert_true(index.posting[2].value == 5);
    assert_int_equal(sizeof(struct posting), 8);
    search_index_release(&index);
    csr_release(&m);
}

static void only_rows_before_the_limit_are_scored(void **state)
{
    struct csr m = small_matrix();
    struct search_index index;
    float score[3] = { 7, 7, 7 };

    (void)state;
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    search_index_scores(score, &index, (uint32_t[]){ 0, 2 }, (float[]){ 1, 2 }, 2, 2);
    assert_true(score[0] == 0 && score[1] == 11 && score[2] == 7);
    search_index_scores(score, &index, (uint32_t[]){ 0, 9 }, (float[]){ 1, 2 }, 2, 1);
    assert_true(score[0] == 0 && score[1] == 11);
    search_index_release(&index);
    csr_release(&m);
}

static void an_empty_matrix_finds_nothing(void **state)
{
    struct csr m;
    struct search_index index;
    struct search_hit hit[1];

    (void)state;
    assert_int_equal(csr_init(&m, 0, NULL), 0);
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    search_index_scores(NULL, &index, (uint32_t[]){ 0 }, (float[]){ 1 }, 1, 0);
    assert_int_equal(search_top(hit, 1, NULL, 0, 0), 0);
    search_index_release(&index);
    csr_release(&m);
}

static void equal_scores_come_in_the_order_of_rows(void **state)
{
    const float score[] = { 1, 3, 2, 3, 0, 2, -1 };
    struct search_hit hit[8];

    (void)state;
    assert_int_equal(search_top(hit, 3, score, 7, 0), 3);
    assert_true(hit[0].row == 1 && hit[1].row == 3 && hit[2].row == 2);
    assert_int_equal(search_top(hit, 8, score, 7, 0), 5);
    assert_true(hit[3].row == 5 && hit[4].row == 0);
    assert_int_equal(search_top(hit, 8, score, 7, -2), 7);
    assert_int_equal(search_top(hit, 0, score, 7, 0), 0);
}

static int compare_hits(const void *a, const void *b)
{
    const struct search_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->row > y->row) - (x->row < y->row);
}

static void the_top_is_that_of_a_full_sort(void **state)
{
    enum { N = 300 };
    struct search_hit all[N], hit[N];
    float score[N];
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (int round = 0; round < 200; round++) {
        size_t k = 1 + rng_below(&rng, N), n;

        for (uint32_t i = 0; i < N; i++) {
            score[i] = (float)(1 + rng_below(&rng, 40));
            all[i] = (struct search_hit){ i, score[i] };
        }
        qsort(all, N, sizeof *all, compare_hits);
        n = search_top(hit, k, score, N, 0);
        assert_int_equal(n, k);
        assert_memory_equal(hit, all, k * sizeof *hit);
    }
}

static float exact_score(const void *ctx, uint32_t row)
{
    return ((const float *)ctx)[row];
}

/* Rows enough for the strips that bound the best, and scores that are only made where a bound lets them through. */
static void the_top_of_many_rows_is_that_of_a_full_sort(void **state)
{
    enum { N = 4000 };
    static struct search_hit all[N], hit[N];
    static float score[N], bound[N];
    struct rng rng;

    (void)state;
    rng_init(&rng, 6);
    for (int round = 0; round < 60; round++) {
        uint64_t values = 1 + rng_below(&rng, round % 2 == 0 ? 5000 : 12);
        size_t n = 1 + rng_below(&rng, N), k = 1 + rng_below(&rng, 150), above = 0;

        for (uint32_t i = 0; i < n; i++) {
            score[i] = (float)rng_below(&rng, values) - 1;
            bound[i] = score[i] + (float)rng_below(&rng, 3);
            if (score[i] > 0)
                all[above++] = (struct search_hit){ i, score[i] };
        }
        qsort(all, above, sizeof *all, compare_hits);
        above = above < k ? above : k;
        assert_int_equal(search_top(hit, k, score, n, 0), above);
        assert_memory_equal(hit, all, above * sizeof *hit);
        assert_int_equal(search_top_bounded(hit, k, bound, n, 0, exact_score, score), above);
        assert_memory_equal(hit, all, above * sizeof *hit);
    }
}

static void scores_are_the_dot_products(void **state)
{
    enum { ROWS = 60, COLS = 40 };
    float dense[ROWS][COLS], score[ROWS];
    struct csr m;
    struct search_index index;
    struct rng rng;

    (void)state;
    rng_init(&rng, 6);
    assert_int_equal(csr_init(&m, COLS, NULL), 0);
    for (size_t i = 0; i < ROWS; i++) {
        uint32_t col[COLS];

        for (uint32_t c = 0; c < COLS; c++) {
            col[c] = c;
            dense[i][c] = rng_below(&rng, 3) == 0 ? (float)rng_below(&rng, 9) : 0;
        }
        assert_int_equal(csr_append(&m, col, dense[i], COLS, NULL), 0);
    }
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    for (size_t i = 0; i < ROWS; i++) {
        search_index_scores(score, &index, m.col + m.row_start[i], m.val + m.row_start[i], m.row_start[i + 1] - m.row_start[i], i);
        for (size_t j = 0; j < i; j++) {
            struct search_share share[COLS];
            double dot = 0, total, listed = 0;
            size_t n;

            for (size_t c = 0; c < COLS; c++)
                dot += (double)(dense[i][c] * dense[j][c]);
            assert_true((double)score[j] == dot); /* small whole numbers: no rounding */
            n = search_shares(share, COLS, &total, &m, i, &m, j);
            for (size_t s = 0; s < n; s++)
                listed += (double)share[s].product;
            assert_true(total == dot && listed == dot);
        }
    }
    search_index_release(&index);
    csr_release(&m);
}

/* Columns of every frequency, limits inside and at the ends of words. */
static void packed_columns_give_the_same_scores(void **state)
{
    enum { ROWS = 75, COLS = 48 };
    struct search_index index, packed;
    struct csr m;
    struct rng rng;
    size_t nnz;

    (void)state;
    rng_init(&rng, 8);
    assert_int_equal(csr_init(&m, COLS, NULL), 0);
    for (int row = 0; row < ROWS; row++) {
        uint32_t col[COLS];
        float val[COLS];
        size_t n = 0;

        for (uint32_t c = 0; c < COLS; c++) {
            if (rng_below(&rng, 4 * COLS) > c)
                continue;
            col[n] = c;
            val[n++] = (float)(rng_double(&rng) + .01);
        }
        assert_int_equal(csr_append(&m, col, val, n, NULL), 0);
    }
    nnz = m.row_start[ROWS];
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    assert_int_equal(search_index_make(&packed, &m, NULL), 0);
    assert_int_equal(search_index_pack(&packed, NULL), 0);
    assert_true(packed.n_packed > 10 && packed.n_packed < COLS - 5);
    assert_true(packed.start[COLS] > 0 && packed.start[COLS] < nnz);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t before = 0; before <= ROWS; before++) {
            const uint32_t *col = m.col + m.row_start[i];
            const float *val = m.val + m.row_start[i];
            size_t n = m.row_start[i + 1] - m.row_start[i];
            float expected[ROWS + 16], score[ROWS + 16];

            for (size_t k = 0; k < ROWS + 16; k++)
                expected[k] = score[k] = 7;
            search_index_scores(expected, &index, col, val, n, before);
            search_index_scores(score, &packed, col, val, n, before);
            assert_memory_equal(score, expected, sizeof score);
        }
    }
    search_index_release(&index);
    search_index_release(&packed);
    csr_release(&m);
}

static void shares_are_the_largest_first(void **state)
{
    struct csr m;
    struct search_share share[2];
    double total;

    (void)state;
    assert_int_equal(csr_init(&m, 5, NULL), 0);
    csr_append(&m, (uint32_t[]){ 0, 1, 2, 3 }, (float[]){ 1, 2, 3, 2 }, 4, NULL);
    csr_append(&m, (uint32_t[]){ 0, 1, 3, 4 }, (float[]){ 1, 2, 2, 9 }, 4, NULL);
    assert_int_equal(search_shares(share, 2, &total, &m, 0, &m, 1), 2);
    assert_true(share[0].col == 1 && share[1].col == 3 && share[0].product == 4);
    assert_true(total == 9);
    assert_int_equal(search_shares(share, 0, &total, &m, 0, &m, 1), 0);
    assert_true(total == 9);
    csr_release(&m);
}

static void running_out_of_memory_leaves_nothing(void **state)
{
    struct csr m = small_matrix();
    struct search_index index;
    struct err err = ERR_INIT;

    (void)state;
    for (long n = 0; n < 2; n++) {
        mem_fail_after(n);
        assert_int_equal(search_index_make(&index, &m, &err), ERR_NOMEM);
        mem_fail_after(-1);
    }
    assert_int_equal(search_index_make(&index, &m, NULL), 0);
    for (long n = 0; n < 3; n++) {
        mem_fail_after(n);
        assert_int_equal(search_index_pack(&index, &err), ERR_NOMEM);
        mem_fail_after(-1);
        assert_int_equal(index.n_packed, 0);
        assert_int_equal(index.start[3], 3);
    }
    search_index_release(&index);
    csr_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_lists_its_rows_in_order),
        cmocka_unit_test(only_rows_before_the_limit_are_scored),
        cmocka_unit_test(an_empty_matrix_finds_nothing),
        cmocka_unit_test(equal_scores_come_in_the_order_of_rows),
        cmocka_unit_test(the_top_is_that_of_a_full_sort),
        cmocka_unit_test(the_top_of_many_rows_is_that_of_a_full_sort),
        cmocka_unit_test(scores_are_the_dot_products),
        cmocka_unit_test(packed_columns_give_the_same_scores),
        cmocka_unit_test(shares_are_the_largest_first),
        cmocka_unit_test(running_out_of_memory_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
