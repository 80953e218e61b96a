#include "features/dense_row.h"

#include "datasets/base/rng.h"
#include "features/search_index.h"
#include "tests/support/support.h"

enum { ROWS = 50, COLS = 60 };

static struct csr random_rows(struct rng *rng)
{
    struct csr m;

    assert_int_equal(csr_init(&m, COLS, NULL), 0);
    for (int row = 0; row < ROWS; row++) {
        uint32_t col[COLS];
        float val[COLS];
        size_t n = 0;

        for (uint32_t c = 0; c < COLS; c++) {
            if (rng_below(rng, 4) > 0)
                continue;
            col[n] = c;
            val[n++] = (float)(rng_double(rng) - .3);
        }
        assert_int_equal(csr_append(&m, col, val, n, NULL), 0);
    }
    return m;
}

static void products_are_those_of_merged_rows(void **state)
{
    struct dense_row dense;
    struct rng rng;
    struct csr m;

    (void)state;
    rng_init(&rng, 9);
    m = random_rows(&rng);
    assert_int_equal(dense_row_init(&dense, COLS, NULL), 0);
    for (size_t a = 0; a < ROWS; a++) {
        dense_row_spread(&dense, &m, a);
        for (size_t b = 0; b < ROWS; b++) {
            double merged;

            search_shares(NULL, 0, &merged, &m, a, &m, b);
            assert_true(dense_row_dot(&dense, &m, b) == merged);
        }
        dense_row_clear(&dense, &m, a);
        assert_true(dense_row_dot(&dense, &m, a) == 0);
    }
    dense_row_release(&dense);
    csr_release(&m);
}

static void a_row_of_no_columns_meets_nothing(void **state)
{
    struct dense_row dense;
    struct csr m;

    (void)state;
    assert_int_equal(csr_init(&m, 0, NULL), 0);
    assert_int_equal(csr_append(&m, NULL, NULL, 0, NULL), 0);
    assert_int_equal(dense_row_init(&dense, 0, NULL), 0);
    dense_row_spread(&dense, &m, 0);
    assert_true(dense_row_dot(&dense, &m, 0) == 0);
    dense_row_release(&dense);
    csr_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_those_of_merged_rows),
        cmocka_unit_test(a_row_of_no_columns_meets_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
