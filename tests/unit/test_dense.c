#include "train/solver/dense.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/solver/dense_nearest.h"
#include "train/solver/dense_product.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static struct dense random_matrix(size_t n_rows, size_t n_cols, uint64_t seed)
{
    struct dense m;
    struct rng rng;

    assert_int_equal(dense_init(&m, n_rows, n_cols, NULL), 0);
    rng_init(&rng, seed);
    for (size_t i = 0; i < n_rows * n_cols; i++)
        m.a[i] = (float)rng_normal(&rng);
    return m;
}

static struct dense copy_of(const struct dense *m)
{
    struct dense copy;

    assert_int_equal(dense_init(&copy, m->n_rows, m->n_cols, NULL), 0);
    memcpy(copy.a, m->a, m->n_rows * m->n_cols * sizeof *m->a);
    return copy;
}

static double column_product(const struct dense *a, size_t i, const struct dense *b, size_t j)
{
    double sum = 0;

    for (size_t row = 0; row < a->n_rows; row++)
        sum += (double)a->a[row * a->n_cols + i] * (double)b->a[row * b->n_cols + j];
    return sum;
}

static void assert_orthonormal(const struct dense *m)
{
    for (size_t i = 0; i < m->n_cols; i++)
        for (size_t j = 0; j <= i; j++)
            assert_near(column_product(m, i, m, j), i == j, 1e-5);
}

/* Every column of m lies in the span of the orthonormal columns of q. */
static void assert_spans(const struct dense *q, const struct dense *m)
{
    for (size_t j = 0; j < m->n_cols; j++) {
        double whole = column_product(m, j, m, j), part = 0;

        for (size_t i = 0; i < q->n_cols; i++)
            part += pow(column_product(q, i, m, j), 2);
        assert_near(part / whole, 1, 1e-4);
    }
}

static void products_are_those_of_the_definition(void **state)
{
    static const float a[] = { 1, 2, 3, 4, 5, 6 };  /* 2 x 3 */
    static const float b[] = { 1, 0, 0, 2, 1, 1 };  /* 3 x 2 */
    static const float bt[] = { 1, 0, 1, 0, 2, 1 }; /* 2 x 3 */
    static const float expected[] = { 4, 7, 10, 16 };
    float out[4];

    (void)state;
    dense_product(out, a, b, 2, 3, 2);
    assert_memory_equal(out, expected, sizeof expected);
    dense_product_transposed(out, a, bt, 2, 3, 2);
    assert_memory_equal(out, expected, sizeof expected);
}

/* Whatever the width of the processor's vectors: the sum of one entry in the order of the inner index. */
static void products_are_the_plain_sums_to_the_last_bit(void **state)
{
    enum { MOST = 300 };
    static const size_t sizes[][3] = { { 1, 1, 1 }, { 5, 3, 17 }, { 6, 16, 16 }, { 7, 64, 33 }, { 13, 257, 15 }, { 20, 300, 40 } };
    static float a[20 * MOST], b[MOST * 40], bt[40 * MOST], out[20 * 40], out_t[20 * 40], panels[32 * MOST], panels_b[48 * MOST], out_p[20 * 40], out_few[20 * 40];
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n_rows = sizes[s][0], n_inner = sizes[s][1], n = sizes[s][2];

        for (size_t i = 0; i < n_rows * n_inner; i++)
            a[i] = (float)rng_normal(&rng);
        for (size_t k = 0; k < n_inner; k++)
            for (size_t j = 0; j < n; j++)
                bt[j * n_inner + k] = b[k * n + j] = (float)rng_normal(&rng);
        dense_product(out, a, b, n_rows, n_inner, n);
        dense_product_transposed(out_t, a, bt, n_rows, n_inner, n);
        assert_true(dense_panels_size(n_rows, n_inner) <= sizeof panels / sizeof *panels);
        dense_panels_make(panels, a, n_rows, n_inner);
        for (size_t from = 0; from < n_rows; from += DENSE_PANEL)
            dense_product_few(out_few + from * n, panels, bt, from, n_rows - from < DENSE_PANEL ? n_rows : from + DENSE_PANEL, n_inner, n);
        dense_panels_make(panels_b, bt, n, n_inner);
        if (n_inner <= DENSE_PANEL_INNER)
            dense_product_panels(out_p, a, panels_b, n_rows, n_inner, n);
        for (size_t i = 0; i < n_rows; i++) {
            for (size_t j = 0; j < n; j++) {
                volatile float sum = 0;

                for (size_t k = 0; k < n_inner; k++) {
                    volatile float product = a[i * n_inner + k] * b[k * n + j];

                    sum = sum + product;
                }
                assert_true(out[i * n + j] == sum && out_t[i * n + j] == sum && out_few[i * n + j] == sum);
                assert_true(n_inner > DENSE_PANEL_INNER || out_p[i * n + j] == sum);
            }
        }
    }
}

/* Of more and fewer columns than fit in registers. */
static void sums_of_rows_are_added_in_their_order(void **state)
{
    enum { ROWS = 30, MOST = 150 };
    static float a[ROWS * MOST];
    static double sum[MOST];
    uint32_t row[2 * ROWS];
    struct rng rng;

    (void)state;
    rng_init(&rng, 7);
    for (size_t i = 0; i < ROWS * MOST; i++)
        a[i] = (float)rng_normal(&rng);
    for (size_t i = 0; i < 2 * ROWS; i++)
        row[i] = rng_below(&rng, ROWS);
    for (size_t n_cols = 1; n_cols <= MOST; n_cols += 7) {
        for (size_t k = 0; k < n_cols; k++)
            sum[k] = (double)k;
        dense_sum_rows(sum, a, n_cols, row, 2 * ROWS);
        for (size_t k = 0; k < n_cols; k++) {
            double expected = (double)k;

            for (size_t i = 0; i < 2 * ROWS; i++)
                expected += (double)a[row[i] * n_cols + k];
            assert_true(sum[k] == expected);
        }
    }
}

static void products_of_nothing_are_zero(void **state)
{
    float out[2] = { 7, 7 };

    (void)state;
    dense_product(out, NULL, NULL, 0, 3, 2);
    assert_true(out[0] == 7.0F);
    dense_product(out, NULL, NULL, 1, 0, 2);
    assert_true(out[0] == 0.0F && out[1] == 0.0F);
}

static void gram_is_symmetric_and_the_same_for_any_number_of_threads(void **state)
{
    struct dense m = random_matrix(2000, 7, 1);
    double one[49], three[49];

    (void)state;
    assert_int_equal(dense_gram(one, &m, 1, NULL), 0);
    assert_int_equal(dense_gram(three, &m, 3, NULL), 0);
    assert_memory_equal(one, three, sizeof one);
    for (size_t i = 0; i < 7; i++) {
        for (size_t j = 0; j < 7; j++) {
            assert_near(one[i * 7 + j], column_product(&m, i, &m, j), 1e-8);
            assert_true(one[i * 7 + j] == one[j * 7 + i]);
        }
    }
    dense_release(&m);
}

static void independent_columns_become_orthonormal_and_span_the_same(void **state)
{
    struct dense m = random_matrix(1500, 12, 2), q = copy_of(&m);

    (void)state;
    for (size_t row = 0; row < q.n_rows; row++) /* nearly dependent: condition about 1e4 */
        q.a[row * 12 + 11] = m.a[row * 12 + 11] = m.a[row * 12] + 1e-4F * m.a[row * 12 + 11];
    assert_int_equal(dense_orthonormalise(&q, 2, NULL), 0);
    assert_int_equal(q.n_cols, 12);
    assert_orthonormal(&q);
    assert_spans(&q, &m);
    dense_release(&m);
    dense_release(&q);
}

static void dependent_columns_are_dropped(void **state)
{
    struct dense m = random_matrix(900, 6, 3), q;

    (void)state;
    for (size_t row = 0; row < m.n_rows; row++) {
        m.a[row * 6 + 3] = m.a[row * 6] - m.a[row * 6 + 1];
        m.a[row * 6 + 5] = 0;
    }
    q = copy_of(&m);
    assert_int_equal(dense_orthonormalise(&q, 2, NULL), 0);
    assert_int_equal(q.n_cols, 4);
    assert_orthonormal(&q);
    m.n_cols = 6;
    for (size_t j = 0; j < 5; j++) { /* the sixth is zero */
        double whole = column_product(&m, j, &m, j), part = 0;

        for (size_t i = 0; i < q.n_cols; i++)
            part += pow(column_product(&q, i, &m, j), 2);
        assert_near(part / whole, 1, 1e-4);
    }
    dense_release(&m);
    dense_release(&q);
}

static void a_zero_matrix_has_no_columns_left(void **state)
{
    struct dense m;

    (void)state;
    assert_int_equal(dense_init(&m, 20, 3, NULL), 0);
    assert_int_equal(dense_orthonormalise(&m, 1, NULL), 0);
    assert_int_equal(m.n_cols, 0);
    assert_int_equal(m.n_rows, 20);
    dense_release(&m);
}

static void eigenvectors_come_by_descending_value_and_with_a_fixed_sign(void **state)
{
    double a[] = { 2, 1, 1, 2 }, value[2];

    (void)state;
    assert_int_equal(dense_eigen(value, a, 2, NULL), 0);
    assert_near(value[0], 3, 1e-12);
    assert_near(value[1], 1, 1e-12);
    assert_near(a[0], sqrt(.5), 1e-12);
    assert_near(a[2], sqrt(.5), 1e-12);
    assert_near(fabs(a[1]), sqrt(.5), 1e-12);
    assert_near(a[1] + a[3], 0, 1e-12);
}

static void nearest_agree_with_looking_at_every_row(void **state)
{
    enum { N = 2500, Q = 150, K = 7, DIM = 9 };
    struct dense x = random_matrix(N, DIM, 5), query = random_matrix(Q, DIM, 6);
    uint32_t row[Q * K], again[Q * K];
    float product[Q * K], product_again[Q * K];
    size_t limit[Q];

    (void)state;
    for (size_t q = 0; q < Q; q++)
        limit[q] = q * 16;
    assert_int_equal(dense_nearest(row, product, &x, &query, limit, K, 1, NULL), 0);
    assert_int_equal(dense_nearest(again, product_again, &x, &query, limit, K, 3, NULL), 0);
    assert_memory_equal(row, again, sizeof row);
    assert_memory_equal(product, product_again, sizeof product);
    for (size_t q = 0; q < Q; q++) {
        for (size_t i = 0; i < K; i++) {
            size_t better = 0;

            if (i >= limit[q]) {
                assert_int_equal(row[q * K + i], DENSE_NO_ROW);
                continue;
            }
            assert_true(row[q * K + i] < limit[q]);
            for (size_t r = 0; r < limit[q]; r++) {
                float p;

                dense_product_transposed(&p, query.a + q * DIM, x.a + r * DIM, 1, DIM, 1);
                better += (double)p > (double)product[q * K + i] + 1e-5;
            }
            assert_true(better <= i);
        }
    }
    dense_release(&x);
    dense_release(&query);
}

static void of_equally_near_rows_the_smaller_comes_first(void **state)
{
    float rows[] = { 1, 2, 2, 1, 2 }, one[] = { 1 };
    struct dense x = { .n_rows = 5, .n_cols = 1, .a = rows }, query = { .n_rows = 1, .n_cols = 1, .a = one };
    uint32_t row[4];
    float product[4];

    (void)state;
    assert_int_equal(dense_nearest(row, product, &x, &query, NULL, 4, 1, NULL), 0);
    assert_int_equal(row[0], 1);
    assert_int_equal(row[1], 2);
    assert_int_equal(row[2], 4);
    assert_int_equal(row[3], 0);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct dense m = random_matrix(600, 5, 9);

    (void)state;
    for (size_t row = 0; row < m.n_rows; row++)
        m.a[row * 5 + 4] = m.a[row * 5]; /* the longer way */
    for (long turn = 0;; turn++) {
        struct dense q = copy_of(&m);
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(turn);
        rc = dense_orthonormalise(&q, 1, &err);
        if (!mem_failed()) {
            mem_fail_after(-1);
            assert_int_equal(rc, 0);
            dense_release(&q);
            break;
        }
        mem_fail_after(-1);
        assert_int_equal(rc, ERR_NOMEM);
        dense_release(&q);
    }
    dense_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_those_of_the_definition),
        cmocka_unit_test(products_are_the_plain_sums_to_the_last_bit),
        cmocka_unit_test(sums_of_rows_are_added_in_their_order),
        cmocka_unit_test(products_of_nothing_are_zero),
        cmocka_unit_test(gram_is_symmetric_and_the_same_for_any_number_of_threads),
        cmocka_unit_test(independent_columns_become_orthonormal_and_span_the_same),
        cmocka_unit_test(dependent_columns_are_dropped),
        cmocka_unit_test(a_zero_matrix_has_no_columns_left),
        cmocka_unit_test(eigenvectors_come_by_descending_value_and_with_a_fixed_sign),
        cmocka_unit_test(nearest_agree_with_looking_at_every_row),
        cmocka_unit_test(of_equally_near_rows_the_smaller_comes_first),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
