#include "train/solver/change_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"
#include "train/solver/logistic_solver.h"

enum { N = 700, FIT = 500, N_NUMERIC = 4, N_SPECS = 6 };

static const struct block_spec spec[N_SPECS] = {
    { .name = "metrics", .kind = BLOCK_LINEAR, .weight = 1 },
    { .name = "metrics", .kind = BLOCK_PRODUCTS, .weight = .5, .n_numbers = 2 },
    { .name = "metrics", .kind = BLOCK_BINS, .weight = 1, .n_bins = 5, .n_numbers = 2 },
    { .name = "metrics", .kind = BLOCK_HINGES, .weight = 2, .n_bins = 4 },
    { .name = "title", .kind = BLOCK_TERMS, .weight = 1, .field = { "title" }, .field_weight = { 1 }, .ngram_max = 2, .min_df = 2 },
    { .name = "description", .kind = BLOCK_TERMS, .weight = .5, .field = { "description" }, .field_weight = { 1 }, .ngram_max = 1, .min_df = 3 },
};

static const double weight[N_SPECS] = { .3, .2, .4, .5, 1, .7 };

struct world {
    struct arena          arena;
    struct samples        s;
    struct tokens         tokens;
    struct feature_set   *all, *cut; /* fitted on all rows, and on the first FIT */
    struct csr            terms, x;  /* of all; of cut                           */
    struct number_columns columns;
    struct change_rows    rows;
    struct change_view    view;
    double               *w, *r;     /* random                                   */
};

static void world_make(struct world *o, size_t n_fit)
{
    uint32_t rows[N];
    struct rng rng;

    for (uint32_t i = 0; i < N; i++)
        rows[i] = i;
    arena_init(&o->arena);
    samples_at_random(&o->s, &o->arena, 11, N);
    o->s.number[3 * 5] = 1e12; /* beyond every clip, in a row that fits and in one that does not */
    o->s.number[3 * (N - 5) + 1] = 1e30;
    o->tokens = tokens_of(&o->s, 1);
    o->all = fit_first(spec, N_SPECS, &o->s, &o->tokens, N);
    o->cut = fit_first(spec, N_SPECS, &o->s, &o->tokens, n_fit);
    o->x = rows_of(o->cut, &o->s, &o->tokens, 1);
    assert_int_equal(feature_set_rows_from(&o->terms, o->all, N_NUMERIC, &o->s, &o->tokens, rows, N, 1, NULL), 0);
    assert_int_equal(number_columns_make(&o->columns, &o->s, rows, N, 2, NULL), 0);
    assert_int_equal(change_rows_make(&o->rows, o->all, &o->columns, &o->terms, N, n_fit, N, 2, NULL), 0);
    assert_int_equal(change_view_make(&o->view, &o->rows, n_fit, weight, 3, UINT32_MAX, 3, NULL), 0);
    o->w = calloc(o->view.n_cols, sizeof(*o->w));
    o->r = calloc(N, sizeof(*o->r));
    rng_init(&rng, 3);
    for (size_t j = 0; j < o->view.n_cols; j++)
        o->w[j] = rng_normal(&rng);
    for (size_t i = 0; i < N; i++)
        o->r[i] = rng_normal(&rng);
}

static void world_release(struct world *o)
{
    free(o->w);
    free(o->r);
    change_view_release(&o->view);
    change_rows_release(&o->rows);
    number_columns_release(&o->columns);
    csr_release(&o->terms);
    csr_release(&o->x);
    feature_set_free(o->all);
    feature_set_free(o->cut);
    tokens_release(&o->tokens);
    samples_release(&o->s);
    arena_release(&o->arena);
}

/* Column of the view by the column of the cut's own features: numbers stand alike, terms go by name. */
static uint32_t column_of_view(const struct world *o, uint32_t col)
{
    uint32_t first, n, all;
    struct strbuf name;

    feature_set_block(o->cut, N_NUMERIC, &first, &n);
    if (col < first)
        return col;
    strbuf_init(&name);
    feature_set_column_name(o->cut, col, &name);
    all = column_named(o->all, name.data);
    strbuf_release(&name);
    assert_true(all != UINT32_MAX);
    return o->rows.numbers.n_cols + all - o->rows.first_term;
}

/* Scale and weight of each column of the cut's own features. */
static void columns_of_cut(const struct world *o, float *scale, uint32_t *of_view)
{
    for (size_t b = 0; b < N_SPECS; b++) {
        uint32_t first, n;

        feature_set_block(o->cut, b, &first, &n);
        for (uint32_t col = first; col < first + n; col++) {
            scale[col] = (float)weight[b];
            of_view[col] = column_of_view(o, col);
        }
    }
}

static void a_cut_sees_what_a_fit_on_its_rows_would_make(void **state)
{
    struct world o;
    double m[N];
    float *scale;
    uint32_t *of_view, n_cols, first, n;

    (void)state;
    world_make(&o, FIT);
    n_cols = feature_set_n_cols(o.cut);
    scale = calloc(n_cols, sizeof(*scale));
    of_view = calloc(n_cols, sizeof(*of_view));
    columns_of_cut(&o, scale, of_view);
    feature_set_block(o.cut, N_NUMERIC, &first, &n);
    assert_int_equal(first, o.rows.numbers.n_cols);
    change_view_margins_of(m, &o.view, o.w, 0, N);
    for (size_t row = 0; row < N; row++) {
        double sum = 3 * o.w[o.view.n_cols - 1];

        for (size_t at = o.x.row_start[row]; at < o.x.row_start[row + 1]; at++)
            sum += (double)o.x.val[at] * (double)scale[o.x.col[at]] * o.w[of_view[o.x.col[at]]];
        assert_near(m[row], sum, 2e-4);
    }
    free(scale);
    free(of_view);
    world_release(&o);
}

static void the_two_products_are_of_the_same_matrix(void **state)
{
    struct world o;
    double m[N], *g, left = 0, right = 0, size = 0;

    (void)state;
    world_make(&o, FIT);
    g = calloc(o.view.n_cols, sizeof(*g));
    change_view_margins(m, &o.view, o.w);
    change_view_transposed(g, &o.view, o.r);
    for (size_t i = 0; i < FIT; i++)
        left += o.r[i] * m[i];
    for (size_t j = 0; j < o.view.n_cols; j++) {
        right += g[j] * o.w[j];
        size += fabs(g[j] * o.w[j]);
    }
    assert_true(size > 100);
    assert_near(left, right, 1e-5 * size);
    /* and column by column */
    for (size_t j = 0; j < o.view.n_cols; j += 37) {
        double *unit = calloc(o.view.n_cols, sizeof(*unit)), sum = 0;

        unit[j] = 1;
        change_view_margins(m, &o.view, unit);
        for (size_t i = 0; i < FIT; i++)
            sum += m[i] * o.r[i];
        assert_near(g[j], sum, 2e-3);
        free(unit);
    }
    free(g);
    world_release(&o);
}

static void rows_that_judge_are_those_behind(void **state)
{
    struct world o;
    double all[N], some[N];

    (void)state;
    world_make(&o, FIT);
    change_view_margins_of(all, &o.view, o.w, 0, N);
    change_view_margins_of(some, &o.view, o.w, FIT, N);
    assert_memory_equal(some, all + FIT, (N - FIT) * sizeof(*some));
    world_release(&o);
}

/* The other solver, over columns that were built. */
static void solve_by_columns(struct linear_model *m, const struct world *o, const int32_t *y, const double *cost)
{
    float *scale = calloc(feature_set_n_cols(o->cut), sizeof(*scale)), row_weight[N];
    uint32_t *of_view = calloc(feature_set_n_cols(o->cut), sizeof(*of_view));
    struct logistic_problem p = { .x = &o->x, .y = y, .row_weight = row_weight, .scale = scale, .c = 1, .epsilon = 1e-7, .bias = 3, .seed = 1 };

    for (size_t i = 0; i < N; i++)
        row_weight[i] = (float)cost[i];
    columns_of_cut(o, scale, of_view);
    assert_int_equal(logistic_solve(m, NULL, &p, NULL), 0);
    free(scale);
    free(of_view);
}

static void newton_finds_what_the_dual_finds(void **state)
{
    struct world o;
    int32_t y[N];
    double cost[N], m[N];
    struct rng rng;
    struct linear_model dual;
    struct newton_problem p = { .margins = change_view_margins, .transposed = change_view_transposed, .y = y, .cost = cost, .epsilon = 1e-5 };
    size_t cold, warm;

    (void)state;
    world_make(&o, N);
    rng_init(&rng, 5);
    change_view_margins(m, &o.view, o.w);
    for (size_t i = 0; i < N; i++) {
        y[i] = m[i] + 3 * rng_normal(&rng) > 0;
        cost[i] = .02 * (double)(1 + i % 3);
    }
    solve_by_columns(&dual, &o, y, cost);
    memset(o.w, 0, o.view.n_cols * sizeof(*o.w));
    p.ctx = &o.view;
    p.n_rows = N;
    p.n_cols = o.view.n_cols;
    assert_int_equal(newton_solve(o.w, &cold, &p, NULL), 0);
    assert_int_equal(dual.n_cols, o.view.n_cols - 1);
    for (uint32_t col = 0; col < dual.n_cols; col++)
        assert_near(o.w[col] * (double)o.view.scale[col], (double)dual.w[col], 1e-3);
    assert_near(o.w[o.view.n_cols - 1] * 3, dual.bias[0], 1e-3);
    assert_int_equal(newton_solve(o.w, &warm, &p, NULL), 0); /* from where it ended nothing is left to do */
    assert_true(cold > 5);
    assert_int_equal(warm, 0);
    linear_model_release(&dual);
    world_release(&o);
}

static void size_alone_is_one_column(void **state)
{
    struct world o;
    struct change_view size;
    double w[64] = { 0 }, g[64], m[N];

    (void)state;
    world_make(&o, FIT);
    assert_int_equal(change_view_make(&size, &o.rows, FIT, weight, 1, 0, 3, NULL), 0);
    assert_true(size.n_cols <= 64 && size.n_cols == o.rows.numbers.n_cols + 1);
    change_view_transposed(g, &size, o.r);
    for (size_t j = 0; j + 1 < size.n_cols; j++) {
        assert_true((g[j] != 0) == (j == 0));
        w[j] = j > 0;
    }
    w[size.n_cols - 1] = 0;
    change_view_margins(m, &size, w);
    for (size_t i = 0; i < FIT; i++)
        assert_true(m[i] == 0);
    change_view_release(&size);
    world_release(&o);
}

/* The third number has a column, and hinges; the other two are in all blocks. */
static void a_view_of_fewer_numbers_has_no_columns_of_the_others(void **state)
{
    struct world o;
    struct change_view few;
    double m[N], of_few[N], *g;
    size_t none = 0;

    (void)state;
    world_make(&o, FIT);
    assert_int_equal(change_view_make(&few, &o.rows, FIT, weight, 2, UINT32_MAX, 3, NULL), 0);
    g = calloc(few.n_cols, sizeof(*g));
    assert_int_equal(few.n_cols, o.view.n_cols);
    change_view_transposed(g, &few, o.r);
    for (size_t j = 0; j + 1 < few.n_cols; j++) {
        none += few.scale[j] == 0 && o.view.scale[j] != 0;
        assert_true(few.scale[j] == 0 ? g[j] == 0 : few.scale[j] == o.view.scale[j]);
    }
    assert_int_equal(none, 1 + 3); /* of 4 hinge bins */
    change_view_margins(of_few, &few, o.w);
    for (size_t j = 0; j + 1 < few.n_cols; j++)
        o.w[j] = few.scale[j] == 0 ? 0 : o.w[j];
    change_view_margins(m, &o.view, o.w);
    for (size_t i = 0; i < FIT; i++)
        assert_near(m[i], of_few[i], 1e-4);
    free(g);
    change_view_release(&few);
    world_release(&o);
}

static void the_number_of_threads_changes_nothing(void **state)
{
    struct world o;
    struct change_rows one;
    size_t n = (N + NUMBER_BLOCK_ROWS - 1) / NUMBER_BLOCK_ROWS * NUMBER_BLOCK_ROWS * 3;

    (void)state;
    world_make(&o, FIT);
    assert_int_equal(change_rows_make(&one, o.all, &o.columns, &o.terms, N, FIT, N, 1, NULL), 0);
    assert_memory_equal(one.numbers.u, o.rows.numbers.u, n * sizeof(*one.numbers.u));
    assert_memory_equal(one.numbers.piece, o.rows.numbers.piece, n);
    assert_memory_equal(one.value, o.rows.value, o.terms.row_start[N] * sizeof(*one.value));
    change_rows_release(&one);
    world_release(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_sees_what_a_fit_on_its_rows_would_make),
        cmocka_unit_test(the_two_products_are_of_the_same_matrix),
        cmocka_unit_test(rows_that_judge_are_those_behind),
        cmocka_unit_test(newton_finds_what_the_dual_finds),
        cmocka_unit_test(size_alone_is_one_column),
        cmocka_unit_test(a_view_of_fewer_numbers_has_no_columns_of_the_others),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
