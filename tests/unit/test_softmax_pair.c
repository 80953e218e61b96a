#include "train/statistics/softmax_pair.h"

#include <math.h>

#include "datasets/base/rng.h"
#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

enum { ROWS = 4000, CLASSES = 3 };

struct made {
    double  margin[ROWS * CLASSES], beside[ROWS * CLASSES];
    int32_t y[ROWS];
};

/* Margins by chance, classes drawn from softmax(t margin + u beside). */
static void make(struct made *m, double t, double u)
{
    struct rng rng;

    rng_init(&rng, 11);
    for (size_t i = 0; i < ROWS; i++) {
        double p[CLASSES], sum = 0, at = rng_double(&rng);

        for (size_t k = 0; k < CLASSES; k++) {
            m->margin[i * CLASSES + k] = 2 * rng_double(&rng) - 1;
            m->beside[i * CLASSES + k] = 10 * rng_double(&rng) - 5;
            p[k] = exp(t * m->margin[i * CLASSES + k] + u * m->beside[i * CLASSES + k]);
            sum += p[k];
        }
        m->y[i] = CLASSES - 1;
        for (size_t k = 0; k + 1 < CLASSES; k++) {
            at -= p[k] / sum;
            if (at < 0) {
                m->y[i] = (int32_t)k;
                break;
            }
        }
    }
}

static double fitted(const struct made *m)
{
    struct err err = ERR_INIT;
    double share = -1;

    assert_ok(softmax_pair_fit(&share, m->margin, m->beside, m->y, ROWS, CLASSES, &err), err);
    return share;
}

static void the_share_that_drew_the_classes_is_found(void **state)
{
    static struct made m;

    (void)state;
    make(&m, 3, 0.3);
    assert_near(fitted(&m), 0.1, 0.012);
}

static void what_says_nothing_or_the_opposite_counts_nothing(void **state)
{
    static struct made m;

    (void)state;
    make(&m, 3, -0.5);
    assert_true(fitted(&m) == 0);
    make(&m, 3, 0);
    assert_true(fitted(&m) < 0.01);
}

static void rows_without_a_class_are_left_out(void **state)
{
    static struct made m;
    struct err err = ERR_INIT;
    double share;

    (void)state;
    make(&m, 3, 0.3);
    for (size_t i = 0; i < ROWS; i += 2) {
        m.y[i] = -1;
        m.beside[i * CLASSES] = 1e6; /* would spoil it */
    }
    assert_near(fitted(&m), 0.1, 0.02);
    for (size_t i = 0; i < ROWS; i++)
        m.y[i] = -1;
    assert_int_equal(softmax_pair_fit(&share, m.margin, m.beside, m.y, ROWS, CLASSES, &err), ERR_NODATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_share_that_drew_the_classes_is_found),
        cmocka_unit_test(what_says_nothing_or_the_opposite_counts_nothing),
        cmocka_unit_test(rows_without_a_class_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
