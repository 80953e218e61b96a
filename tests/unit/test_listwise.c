#include "train/duplicate/listwise.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { N_LISTS = 80, LENGTH = 12, WIDTH = 4, N_ROWS = N_LISTS * LENGTH };

struct lists {
    size_t  start[N_LISTS + 1];
    float   x[N_ROWS * WIDTH];
    uint8_t right[N_ROWS];
    struct listwise_list list[N_LISTS];
};

/* The right one of a list has the largest x0 - x1; x2 is noise of another size, x3 never varies. */
static struct listwise_problem make_lists(struct lists *l)
{
    struct rng rng;

    rng_init(&rng, 3);
    memset(l, 0, sizeof *l);
    for (size_t list = 0; list < N_LISTS; list++) {
        size_t best = list * LENGTH;

        l->start[list + 1] = (list + 1) * LENGTH;
        for (size_t i = list * LENGTH; i < (list + 1) * LENGTH; i++) {
            float *x = l->x + i * WIDTH, *y = l->x + best * WIDTH;

            for (size_t f = 0; f < 3; f++)
                x[f] = (float)(rng_normal(&rng) * (f == 2 ? 1000 : 1));
            x[3] = 7;
            if (x[0] - x[1] > y[0] - y[1])
                best = i;
        }
        l->right[best] = 1;
    }
    for (size_t list = 0; list < N_LISTS; list++)
        l->list[list] = (struct listwise_list){ l->x + l->start[list] * WIDTH, l->right + l->start[list], LENGTH };
    return (struct listwise_problem){ .n_features = WIDTH, .n_lists = N_LISTS, .list = l->list, .l2 = 1, .n_threads = 1 };
}

static double loss_of(const struct listwise_problem *p, const double *w, const double *deviation)
{
    double loss = 0;

    for (size_t l = 0; l < p->n_lists; l++) {
        double all = 0, good = 0;

        for (size_t i = 0; i < p->list[l].n; i++) {
            double e = exp(listwise_score(w, p->list[l].x + i * WIDTH, WIDTH));

            all += e;
            good += p->list[l].right[i] ? e : 0;
        }
        loss += log(all) - log(good);
    }
    for (size_t f = 0; f < WIDTH; f++)
        loss += .5 * p->l2 * w[f] * w[f] * deviation[f] * deviation[f];
    return loss;
}

static void the_right_one_comes_first(void **state)
{
    static struct lists lists;
    struct listwise_problem p = make_lists(&lists);
    double w[WIDTH];
    size_t used, first = 0;

    (void)state;
    assert_int_equal(listwise_fit(w, &used, &p, NULL), 0);
    assert_int_equal(used, N_LISTS);
    assert_true(w[0] > 0 && w[1] < 0 && w[3] == 0);
    assert_true(fabs(w[2] * 1000) < .5);
    for (size_t l = 0; l < N_LISTS; l++) {
        size_t best = 0;

        for (size_t i = 0; i < p.list[l].n; i++)
            if (listwise_score(w, p.list[l].x + i * WIDTH, WIDTH) > listwise_score(w, p.list[l].x + best * WIDTH, WIDTH))
                best = i;
        first += p.list[l].right[best];
    }
    assert_true(first > N_LISTS * 9 / 10);
}

static void no_step_aside_is_better(void **state)
{
    static struct lists lists;
    struct listwise_problem p = make_lists(&lists);
    double w[WIDTH], deviation[WIDTH], at;

    (void)state;
    for (size_t f = 0; f < WIDTH; f++) {
        double mean = 0, square = 0;

        for (size_t i = 0; i < N_ROWS; i++)
            mean += (double)lists.x[i * WIDTH + f] / N_ROWS;
        for (size_t i = 0; i < N_ROWS; i++)
            square += pow((double)lists.x[i * WIDTH + f] - mean, 2) / N_ROWS;
        deviation[f] = sqrt(square);
    }
    assert_int_equal(listwise_fit(w, NULL, &p, NULL), 0);
    at = loss_of(&p, w, deviation);
    for (size_t f = 0; f < 3; f++)
        for (int side = -1; side <= 1; side += 2) {
            double moved[WIDTH];

            memcpy(moved, w, sizeof moved);
            moved[f] += side * .02 / deviation[f];
            assert_true(loss_of(&p, moved, deviation) > at);
        }
}

static void threads_do_not_show(void **state)
{
    static struct lists lists;
    struct listwise_problem p = make_lists(&lists);
    double one[WIDTH], five[WIDTH];

    (void)state;
    assert_int_equal(listwise_fit(one, NULL, &p, NULL), 0);
    p.n_threads = 5;
    assert_int_equal(listwise_fit(five, NULL, &p, NULL), 0);
    assert_memory_equal(one, five, sizeof one);
}

static void lists_that_cannot_teach_are_said(void **state)
{
    static struct lists lists;
    struct listwise_problem p = make_lists(&lists);
    double w[WIDTH] = { 9, 9, 9, 9 };
    struct err err = ERR_INIT;

    (void)state;
    memset(lists.right, 0, sizeof lists.right);
    assert_int_equal(listwise_fit(w, NULL, &p, &err), ERR_NODATA);
    memset(lists.right, 1, sizeof lists.right);
    assert_int_equal(listwise_fit(w, NULL, &p, &err), ERR_NODATA);
    assert_true(w[0] == 9);
}

static void each_failed_allocation_is_survived(void **state)
{
    static struct lists lists;
    struct listwise_problem p = make_lists(&lists);
    double w[WIDTH];
    int rc = ERR_NOMEM;

    (void)state;
    for (long n = 0; rc == ERR_NOMEM; n++) {
        mem_fail_after(n);
        rc = listwise_fit(w, NULL, &p, NULL);
        mem_fail_after(-1);
    }
    assert_int_equal(rc, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_one_comes_first),
        cmocka_unit_test(no_step_aside_is_better),
        cmocka_unit_test(threads_do_not_show),
        cmocka_unit_test(lists_that_cannot_teach_are_said),
        cmocka_unit_test(each_failed_allocation_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
