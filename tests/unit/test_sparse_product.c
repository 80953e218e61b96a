#include "train/solver/sparse_product.h"

#include "datasets/base/rng.h"
#include "tests/support/support.h"

/* Of every width from one column on: less than a vector, some vectors, vectors that overlap. */
static void products_are_sums_in_the_order_of_columns(void **state)
{
    enum { ROWS = 9, COLS = 40, WIDTHS = 170 };
    static float b[COLS * WIDTHS], out[ROWS * WIDTHS];
    struct csr x;
    struct rng rng;

    (void)state;
    rng_init(&rng, 3);
    assert_int_equal(csr_init(&x, COLS, NULL), 0);
    for (int row = 0; row < ROWS; row++) {
        uint32_t col[COLS];
        float val[COLS];
        size_t n = 0;

        for (uint32_t c = 0; c < COLS; c++) {
            if (rng_below(&rng, 3) == 0)
                continue;
            col[n] = c;
            val[n++] = (float)(rng_double(&rng) + .1);
        }
        assert_int_equal(csr_append(&x, col, val, row == 4 ? 0 : n, NULL), 0);
    }
    for (size_t i = 0; i < COLS * WIDTHS; i++)
        b[i] = (float)(rng_double(&rng) - .5);
    for (size_t n = 1; n <= WIDTHS; n++) {
        sparse_product(out, &x, 2, ROWS, b, n);
        for (size_t row = 2; row < ROWS; row++) {
            for (size_t c = 0; c < n; c++) {
                float sum = 0;

                for (size_t k = x.row_start[row]; k < x.row_start[row + 1]; k++)
                    sum += b[x.col[k] * n + c] * x.val[k];
                assert_true(out[(row - 2) * n + c] == sum);
            }
        }
    }
    csr_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(products_are_sums_in_the_order_of_columns) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
