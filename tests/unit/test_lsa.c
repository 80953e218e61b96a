#include "train/cluster/lsa.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

/* Rows of `n_topics` kinds: each draws most of its words from those of its kind. */
static struct csr topics(size_t n_rows, size_t n_topics, uint32_t words_each, uint64_t seed)
{
    uint32_t n_cols = (uint32_t)n_topics * words_each;
    struct csr x;
    struct rng rng;

    assert_int_equal(csr_init(&x, n_cols, NULL), 0);
    rng_init(&rng, seed);
    for (size_t row = 0; row < n_rows; row++) {
        uint32_t col[256], n = 0;
        float val[256];

        for (uint32_t c = 0; c < n_cols && n < 256; c++) {
            bool own = c / words_each == row % n_topics;

            if (rng_double(&rng) < (own ? 0.3 : 0.02)) {
                col[n] = c;
                val[n++] = 1 + (float)rng_double(&rng);
            }
        }
        assert_int_equal(csr_append(&x, col, val, n, NULL), 0);
    }
    return x;
}

static struct lsa fit(const struct csr *x, size_t rank, int n_threads)
{
    struct lsa lsa;
    struct err err = ERR_INIT;
    int rc =
        lsa_fit(&lsa, x, &(struct lsa_options){ .rank = rank, .n_passes = 2, .seed = 3, .n_threads = n_threads }, &err);

    if (rc < 0)
        fail_msg("%s", err.msg);
    return lsa;
}

static double cosine(const struct dense *rows, size_t a, size_t b)
{
    double sum = 0;

    for (size_t k = 0; k < rows->n_cols; k++)
        sum += (double)rows->a[a * rows->n_cols + k] * (double)rows->a[b * rows->n_cols + k];
    return sum;
}

static void axes_are_orthonormal_and_values_descend(void **state)
{
    struct csr x = topics(400, 5, 30, 1);
    struct lsa lsa = fit(&x, 5, 2);

    (void)state;
    assert_int_equal(lsa.rank, 5);
    for (size_t k = 0; k < lsa.rank; k++) {
        double largest = 0;

        assert_true(lsa.value[k] > 0 && (k == 0 || lsa.value[k] <= lsa.value[k - 1]));
        for (size_t j = 0; j <= k; j++) {
            double sum = 0;

            for (size_t i = 0; i < lsa.n_cols; i++)
                sum += (double)lsa.axis[i * lsa.rank + k] * (double)lsa.axis[i * lsa.rank + j];
            assert_near(sum, j == k, 1e-5);
        }
        for (size_t i = 0; i < lsa.n_cols; i++)
            if (fabs((double)lsa.axis[i * lsa.rank + k]) > fabs(largest))
                largest = (double)lsa.axis[i * lsa.rank + k];
        assert_true(largest > 0);
    }
    lsa_release(&lsa);
    csr_release(&x);
}

static void rows_of_a_kind_come_close_and_others_do_not(void **state)
{
    struct csr x = topics(400, 4, 40, 2);
    struct lsa lsa = fit(&x, 4, 2);
    struct dense rows;
    double same = 0, other = 0;

    (void)state;
    assert_int_equal(lsa_rows(&rows, &lsa, &x, 2, NULL), 0);
    for (size_t i = 0; i + 4 < 400; i++) {
        same += cosine(&rows, i, i + 4) / 396;
        other += cosine(&rows, i, i + 1) / 396;
        assert_near(cosine(&rows, i, i), 1, 1e-4);
    }
    assert_true(same > 0.9);
    assert_true(other < 0.6);
    dense_release(&rows);
    lsa_release(&lsa);
    csr_release(&x);
}

static void the_same_bits_for_any_number_of_threads(void **state)
{
    struct csr x = topics(1200, 6, 30, 3);
    struct lsa one = fit(&x, 8, 1), three = fit(&x, 8, 3);
    struct dense a, b;

    (void)state;
    assert_int_equal(one.rank, three.rank);
    assert_memory_equal(one.axis, three.axis, one.n_cols * one.rank * sizeof *one.axis);
    assert_memory_equal(one.value, three.value, one.rank * sizeof *one.value);
    assert_int_equal(lsa_rows(&a, &one, &x, 1, NULL), 0);
    assert_int_equal(lsa_rows(&b, &three, &x, 3, NULL), 0);
    assert_memory_equal(a.a, b.a, a.n_rows * a.n_cols * sizeof *a.a);
    dense_release(&a);
    dense_release(&b);
    lsa_release(&one);
    lsa_release(&three);
    csr_release(&x);
}

/* Three different rows repeated: rank 3, whatever is asked for. */
static void rows_of_low_rank_give_as_many_axes_as_they_have(void **state)
{
    static const uint32_t col[3][2] = { { 0, 1 }, { 2, 3 }, { 1, 4 } };
    static const float val[2] = { 1, 2 };
    struct csr x;
    struct lsa lsa;
    struct dense rows;

    (void)state;
    assert_int_equal(csr_init(&x, 6, NULL), 0);
    for (size_t i = 0; i < 60; i++)
        assert_int_equal(csr_append(&x, col[i % 3], val, 2, NULL), 0);
    lsa = fit(&x, 50, 2);
    assert_int_equal(lsa.rank, 3);
    assert_int_equal(lsa_rows(&rows, &lsa, &x, 1, NULL), 0);
    assert_near(cosine(&rows, 0, 3), 1, 1e-4);
    assert_near(cosine(&rows, 0, 1), 0, 1e-4);
    dense_release(&rows);
    lsa_release(&lsa);
    csr_release(&x);
}

static void a_row_without_known_terms_is_zero(void **state)
{
    struct csr x = topics(50, 2, 10, 4), empty;
    struct lsa lsa = fit(&x, 2, 1);
    struct dense rows;

    (void)state;
    assert_int_equal(csr_init(&empty, x.n_cols, NULL), 0);
    assert_int_equal(csr_append(&empty, NULL, NULL, 0, NULL), 0);
    assert_int_equal(lsa_rows(&rows, &lsa, &empty, 1, NULL), 0);
    assert_true(rows.n_rows == 1 && rows.a[0] == 0.0F && rows.a[1] == 0.0F);
    dense_release(&rows);
    lsa_release(&lsa);
    csr_release(&empty);
    csr_release(&x);
}

static void without_any_term_there_is_nothing_to_fit(void **state)
{
    struct csr x;
    struct lsa lsa;
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(csr_init(&x, 5, NULL), 0);
    assert_int_equal(csr_append(&x, NULL, NULL, 0, NULL), 0);
    assert_int_equal(lsa_fit(&lsa, &x, &(struct lsa_options){ .rank = 2, .n_passes = 1, .n_threads = 1 }, &err),
                     ERR_NODATA);
    assert_contains(err.msg, "no row has a term");
    csr_release(&x);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct csr x = topics(80, 3, 10, 5);

    (void)state;
    for (long turn = 0;; turn++) {
        struct lsa lsa = { 0 };
        struct dense rows = { 0 };
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(turn);
        rc = lsa_fit(&lsa, &x, &(struct lsa_options){ .rank = 3, .n_passes = 1, .seed = 1, .n_threads = 1 }, &err);
        if (rc == 0)
            rc = lsa_rows(&rows, &lsa, &x, 1, &err);
        lsa_release(&lsa);
        dense_release(&rows);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
    mem_fail_after(-1);
    csr_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axes_are_orthonormal_and_values_descend),
        cmocka_unit_test(rows_of_a_kind_come_close_and_others_do_not),
        cmocka_unit_test(the_same_bits_for_any_number_of_threads),
        cmocka_unit_test(rows_of_low_rank_give_as_many_axes_as_they_have),
        cmocka_unit_test(a_row_without_known_terms_is_zero),
        cmocka_unit_test(without_any_term_there_is_nothing_to_fit),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
