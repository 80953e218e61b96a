#include "train/cluster/kmeans.h"

#include <math.h>
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

enum { DIM = 8 };

static const struct kmeans_options usual = {
    .k = 4, .n_starts = 3, .n_candidates = 3, .max_rounds = 40, .stop_share = .001, .seed = 1, .n_threads = 1
};

/* Row i near axis i % n_groups, of unit length. */
static struct dense groups(size_t n, size_t n_groups, double noise, uint64_t seed)
{
    struct dense m;
    struct rng rng;

    assert_int_equal(dense_init(&m, n, DIM, NULL), 0);
    rng_init(&rng, seed);
    for (size_t i = 0; i < n; i++) {
        float *row = m.a + i * DIM;
        double sum = 0;

        for (size_t d = 0; d < DIM; d++) {
            row[d] = (float)((d == i % n_groups ? 1 : 0) + noise * rng_normal(&rng));
            sum += (double)row[d] * (double)row[d];
        }
        for (size_t d = 0; d < DIM; d++)
            row[d] = (float)((double)row[d] / sqrt(sum));
    }
    return m;
}

static struct kmeans run(const struct dense *m, const struct kmeans_options *o)
{
    struct kmeans k;

    assert_int_equal(kmeans_run(&k, m, o, NULL), 0);
    return k;
}

static void groups_that_are_there_are_found(void **state)
{
    struct dense m = groups(400, 4, .1, 1);
    struct kmeans k = run(&m, &usual);

    (void)state;
    assert_int_equal(k.k, 4);
    for (size_t i = 4; i < 400; i++)
        assert_int_equal(k.cluster[i], k.cluster[i % 4]);
    assert_true(k.objective > .9);
    kmeans_release(&k);
    dense_release(&m);
}

static void the_same_for_any_number_of_threads_and_another_for_another_seed(void **state)
{
    struct dense m = groups(1500, 8, .6, 2);
    struct kmeans_options o = usual;
    struct kmeans one, three, other;

    (void)state;
    o.k = 20;
    o.n_starts = 1;
    one = run(&m, &o);
    o.n_threads = 3;
    three = run(&m, &o);
    o.seed = 2;
    other = run(&m, &o);
    assert_memory_equal(one.cluster, three.cluster, 1500 * sizeof *one.cluster);
    assert_memory_equal(one.similarity, three.similarity, 1500 * sizeof *one.similarity);
    assert_int_not_equal(memcmp(one.cluster, other.cluster, 1500 * sizeof *one.cluster), 0);
    kmeans_release(&one);
    kmeans_release(&three);
    kmeans_release(&other);
    dense_release(&m);
}

static void more_starts_never_make_the_trial_worse(void **state)
{
    struct dense m = groups(600, 6, .7, 3);
    struct kmeans_options o = usual;
    double before = 0;

    (void)state;
    o.k = 12;
    o.max_rounds = KMEANS_TRIAL_ROUNDS;
    for (o.n_starts = 1; o.n_starts <= 4; o.n_starts++) {
        struct kmeans k = run(&m, &o);

        assert_true(k.objective >= before);
        before = k.objective;
        kmeans_release(&k);
    }
    dense_release(&m);
}

static void zero_rows_are_in_no_cluster(void **state)
{
    struct dense m = groups(40, 4, .1, 4);
    struct kmeans k;

    (void)state;
    memset(m.a + 5 * DIM, 0, DIM * sizeof *m.a);
    k = run(&m, &usual);
    for (size_t i = 0; i < 40; i++)
        assert_int_equal(k.cluster[i] == KMEANS_NONE, i == 5);
    assert_true(k.similarity[5] == 0.0F);
    kmeans_release(&k);
    dense_release(&m);
}

static void there_are_no_more_clusters_than_different_rows(void **state)
{
    struct dense m = groups(30, 3, 0, 5), zero;
    struct kmeans k = run(&m, &usual);

    (void)state;
    assert_int_equal(k.k, 3);
    assert_near(k.objective, 1, 1e-6);
    kmeans_release(&k);
    assert_int_equal(dense_init(&zero, 3, DIM, NULL), 0);
    k = run(&zero, &usual);
    assert_int_equal(k.k, 0);
    assert_int_equal(k.cluster[0], KMEANS_NONE);
    kmeans_release(&k);
    zero.n_rows = 0;
    k = run(&zero, &usual);
    assert_int_equal(k.k, 0);
    kmeans_release(&k);
    dense_release(&zero);
    dense_release(&m);
}

static void every_cluster_has_a_member(void **state)
{
    struct dense m = groups(300, 5, .8, 6);
    struct kmeans_options o = usual;

    (void)state;
    for (o.k = 1; o.k <= 100; o.k += 33) {
        struct kmeans k = run(&m, &o);
        size_t size[100] = { 0 };

        assert_int_equal(k.k, o.k);
        for (size_t i = 0; i < 300; i++)
            size[k.cluster[i]]++;
        for (size_t j = 0; j < k.k; j++)
            assert_true(size[j] > 0);
        kmeans_release(&k);
    }
    dense_release(&m);
}

/* Clusters go on from where they were: what has not changed keeps its number, new rows join the nearest, and one more cluster goes where
 * rows fit worst. */
static void what_was_grouped_goes_on(void **state)
{
    struct dense m = groups(200, 4, .05, 7);
    struct kmeans_options o = usual;
    uint32_t begin[200];
    struct kmeans k;

    (void)state;
    for (size_t i = 0; i < 200; i++)
        begin[i] = i % 4 == 3 || i >= 160 ? KMEANS_NONE : (uint32_t)(2 - i % 4);
    o.begin = begin;
    o.n_begin = 3;
    k = run(&m, &o);
    assert_int_equal(k.k, 4);
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(k.cluster[i], i % 4 == 3 ? 3 : 2 - i % 4);
    kmeans_release(&k);
    dense_release(&m);
}

/* Many rows: begun on a sample, finished on all. */
static void many_rows_are_grouped_from_a_sample(void **state)
{
    enum { N = 2 * KMEANS_SAMPLE_ROWS + 500 };
    struct dense m = groups(N, 4, .1, 9);
    struct kmeans_options o = usual;
    struct kmeans one, three;

    (void)state;
    one = run(&m, &o);
    o.n_threads = 3;
    three = run(&m, &o);
    assert_int_equal(one.k, 4);
    for (size_t i = 4; i < N; i++)
        assert_int_equal(one.cluster[i], one.cluster[i % 4]);
    assert_memory_equal(one.cluster, three.cluster, N * sizeof *one.cluster);
    kmeans_release(&one);
    kmeans_release(&three);
    dense_release(&m);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct dense m = groups(40, 4, .1, 8);

    (void)state;
    for (long turn = 0;; turn++) {
        struct kmeans k = { 0 };
        int rc;

        mem_fail_after(turn);
        rc = kmeans_run(&k, &m, &usual, NULL);
        kmeans_release(&k);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
    dense_release(&m);
}

/* Every fourth row is put where it does not belong: in a cluster that is held it stays there, in the others it goes home. */
static void rows_of_a_held_cluster_stay_in_it(void **state)
{
    struct dense m = groups(200, 4, .1, 3);
    struct kmeans_options o = usual;
    uint32_t begin[200];
    const bool hold[4] = { false, true, false, false };
    struct kmeans k;

    (void)state;
    for (size_t i = 0; i < 200; i++)
        begin[i] = (uint32_t)(i < 8 ? 1 : i < 16 ? 2 : i % 4);
    o.begin = begin;
    o.n_begin = 4;
    o.hold = hold;
    k = run(&m, &o);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(k.cluster[i], k.cluster[17]);
    for (size_t i = 8; i < 16; i++)
        assert_int_equal(k.cluster[i], k.cluster[20 + i % 4]);
    kmeans_release(&k);
    dense_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_that_are_there_are_found),
        cmocka_unit_test(the_same_for_any_number_of_threads_and_another_for_another_seed),
        cmocka_unit_test(more_starts_never_make_the_trial_worse),
        cmocka_unit_test(zero_rows_are_in_no_cluster),
        cmocka_unit_test(there_are_no_more_clusters_than_different_rows),
        cmocka_unit_test(every_cluster_has_a_member),
        cmocka_unit_test(what_was_grouped_goes_on),
        cmocka_unit_test(many_rows_are_grouped_from_a_sample),
        cmocka_unit_test(rows_of_a_held_cluster_stay_in_it),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
