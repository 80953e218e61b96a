/*
 * Agreement of groupings as /usr/bin/python3 with scikit-learn 1.2.1 gives it: homogeneity_score, completeness_score, v_measure_score,
 * adjusted_mutual_info_score (arithmetic mean), adjusted_rand_score. The sixty labels were drawn with numpy's RandomState(7).
 */
#include "datasets/base/mem.h"
#include "tests/support/support.h"
#include "train/cluster/cluster_metrics.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

enum { N = 60 };

static const uint32_t truth[N] = { 4, 1, 3, 3, 4, 1, 0, 1, 2, 2, 0, 4, 0, 4, 0, 3, 2, 3, 4, 4,
                                   5, 0, 0, 5, 0, 3, 5, 0, 2, 0, 1, 4, 1, 3, 3, 0, 3, 0, 1, 0,
                                   0, 5, 4, 4, 4, 2, 1, 3, 0, 5, 4, 0, 5, 4, 3, 1, 3, 3, 3, 1 };
static const uint32_t group[N] = { 4, 1, 0, 3, 1, 1, 4, 1, 2, 1, 0, 4, 0, 4, 0, 3, 0, 1, 0, 4,
                                   0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 1, 0, 1, 3, 3, 0, 3, 0, 1, 0,
                                   2, 4, 4, 4, 4, 0, 1, 4, 1, 0, 3, 0, 0, 1, 0, 1, 4, 3, 3, 4 };

static void assert_agreement(const uint32_t *a, const uint32_t *b, size_t n, double homogeneity, double completeness,
                             double v, double ami, double ari)
{
    struct cluster_agreement out;

    assert_int_equal(cluster_agreement(&out, a, b, n, NULL), 0);
    assert_near(out.homogeneity, homogeneity, 1e-12);
    assert_near(out.completeness, completeness, 1e-12);
    assert_near(out.v_measure, v, 1e-12);
    assert_near(out.ami, ami, 1e-12);
    assert_near(out.ari, ari, 1e-12);
}

static void agreement_of_sixty_rows_is_that_of_scikit_learn(void **state)
{
    (void)state;
    assert_agreement(truth, group, N, 0.332086274713169, 0.38671284769076064, 0.357323833517924, 0.2671692480806247,
                     0.20914893617021277);
}

static void so_are_small_and_degenerate_groupings(void **state)
{
    static const uint32_t own[8] = { 0, 1, 2, 3, 4, 5, 6, 7 }, one[8] = { 0 }, halves[8] = { 0, 1, 0, 1, 0, 1, 0, 1 };
    static const uint32_t pairs[4] = { 0, 0, 1, 1 }, across[4] = { 0, 1, 0, 1 };
    static const uint32_t seven[10] = { 0, 0, 0, 0, 0, 0, 0, 1, 1, 1 }, six[10] = { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1 };

    (void)state;
    assert_agreement(own, own, 8, 1, 1, 1, 1, 1);
    assert_agreement(one, one, 8, 1, 1, 1, 1, 1);
    assert_agreement(one, own, 8, 1, 0, 0, 0, 0);
    assert_agreement(halves, one, 8, 0, 1, 0, 0, 0);
    assert_agreement(pairs, across, 4, 0, 0, 0, -0.5, -0.5);
    assert_agreement(seven, six, 10, 0.6317773733202858, 0.5734376729639402, 0.6011955259022173, 0.5552225581325668,
                     0.6017699115044248);
}

/* What the numbers are called makes no difference, nor do numbers that nobody has. */
static void names_of_groups_do_not_matter(void **state)
{
    uint32_t renamed[N];

    (void)state;
    for (size_t i = 0; i < N; i++)
        renamed[i] = 90 - 7 * group[i];
    assert_agreement(truth, renamed, N, 0.332086274713169, 0.38671284769076064, 0.357323833517924, 0.2671692480806247,
                     0.20914893617021277);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct cluster_agreement out;

    (void)state;
    for (long turn = 0;; turn++) {
        int rc;

        mem_fail_after(turn);
        rc = cluster_agreement(&out, truth, group, N, NULL);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreement_of_sixty_rows_is_that_of_scikit_learn),
        cmocka_unit_test(so_are_small_and_degenerate_groupings),
        cmocka_unit_test(names_of_groups_do_not_matter),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
