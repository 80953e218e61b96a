#include "train/dependency/dependency_model.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/solver/linear_solver.h"
#include "train/statistics/metrics.h"

/* ---- groups of projects ------------------------------------------------------------------------------------------ */

struct project { const char *name; uint32_t id, n; };

static int larger_first(const void *a, const void *b)
{
    const struct project *x = a, *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(x->name, y->name);
}

int dependency_groups(uint32_t *group, size_t k, const struct dependency_update *update, const uint32_t *row, size_t n, struct err *err)
{
    struct intern names;
    struct project *project = NULL;
    uint32_t *of = NULL;
    size_t cap = 0, *size = mem_calloc(k, sizeof *size);
    int rc = size == NULL ? err_nomem(err) : 0;

    intern_init(&names);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        size_t n_names = names.n;
        uint32_t id = intern_add(&names, update[row[i]].project, strlen(update[row[i]].project));

        rc = id == INTERN_NONE ? err_nomem(err) : mem_grow(&project, &cap, names.n, sizeof *project, err);
        if (rc < 0)
            break;
        if (names.n > n_names)
            project[id] = (struct project){ names.str[id], id, 0 };
        project[id].n++;
        group[i] = id;
    }
    if (rc == 0 && names.n > 0) {
        of = mem_calloc(names.n, sizeof *of);
        rc = of == NULL ? err_nomem(err) : 0;
    }
    if (of != NULL) {
        qsort(project, names.n, sizeof *project, larger_first);
        for (size_t p = 0; p < names.n; p++) {
            size_t least = 0;

            for (size_t g = 1; g < k; g++)
                if (size[g] < size[least])
                    least = g;
            size[least] += project[p].n;
            of[project[p].id] = (uint32_t)least;
        }
        for (size_t i = 0; i < n; i++)
            group[i] = of[group[i]];
    }
    intern_release(&names);
    mem_free(project);
    mem_free(of);
    mem_free(size);
    return rc;
}

/* Rows of all groups but one, or of that one. */
static size_t rows_of(uint32_t *out, const uint32_t *row, const uint32_t *group, size_t n, uint32_t which, bool inside)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        if ((group[i] == which) == inside)
            out[k++] = row[i];
    return k;
}

/* ---- weights ----------------------------------------------------------------------------------------------------- */

static int train(struct dependency_model *m, const struct dependency_update *update, const uint32_t *row, size_t n, unsigned families, double c, uint64_t seed,
                 int n_threads, struct err *err)
{
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = c, .epsilon = 0.001, .bias = 1, .seed = seed, .n_workers = n_threads };
    uint32_t *all = mem_alloc(n * sizeof *all);
    int32_t *y = mem_alloc(n * sizeof *y);
    struct csr x = { .n_rows = 0 };
    int rc = all == NULL || y == NULL ? err_nomem(err) : dependency_features_fit(&m->features, families, update, row, n, err);

    if (rc == 0)
        rc = csr_init(&x, dependency_features_width(&m->features), err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        all[i] = (uint32_t)i;
        y[i] = update[row[i]].broke > 0;
        rc = dependency_features_add(&x, &m->features, &update[row[i]], err);
    }
    if (rc == 0)
        rc = linear_train(&m->linear, &x, all, y, n, 2, &params, err);
    csr_release(&x);
    mem_free(all);
    mem_free(y);
    return rc;
}

/* ---- what it sees ------------------------------------------------------------------------------------------------ */

/* Columns of the rates' units, level after level; the features come behind them. */
static uint32_t first_unit(const struct dependency_model *m, size_t level)
{
    uint32_t first = 0;

    for (size_t k = 0; k < level; k++)
        first += (uint32_t)m->rates.key[k].n;
    return first;
}

/* The features of an update, which the weights are of. */
static int add_features(struct dependency_row *row, size_t *cap_col, size_t *cap_val, const struct dependency_model *m, uint32_t before, const struct dependency_update *update,
                        struct err *err)
{
    struct csr x = { .n_rows = 0 };
    int rc = csr_init(&x, dependency_features_width(&m->features), err);

    if (rc == 0)
        rc = dependency_features_add(&x, &m->features, update, err);
    if (rc == 0)
        rc = mem_grow(&row->col, cap_col, row->n + x.row_start[1], sizeof *row->col, err);
    if (rc == 0)
        rc = mem_grow(&row->val, cap_val, row->n + x.row_start[1], sizeof *row->val, err);
    for (size_t i = 0; rc == 0 && i < x.row_start[1]; i++) {
        row->col[row->n] = before + x.col[i];
        row->val[row->n++] = x.val[i];
    }
    csr_release(&x);
    return rc;
}

int dependency_model_row(struct dependency_row *out, const struct dependency_model *m, const struct dependency_update *update, struct err *err)
{
    struct dependency_row row = { .n = 0 };
    uint32_t id[N_RATES];
    size_t cap_col = 0, cap_val = 0;
    int rc = mem_grow(&row.col, &cap_col, N_RATES, sizeof *row.col, err);

    if (rc == 0)
        rc = mem_grow(&row.val, &cap_val, N_RATES, sizeof *row.val, err);
    if (rc == 0)
        dependency_rates_units(id, &m->rates, update);
    for (size_t level = 0; rc == 0 && level < N_RATES; level++)
        if (id[level] != INTERN_NONE) {
            row.col[row.n] = first_unit(m, level) + id[level];
            row.val[row.n++] = 1;
        }
    if (rc == 0 && m->chosen.families != 0)
        rc = add_features(&row, &cap_col, &cap_val, m, first_unit(m, N_RATES), update, err);
    if (rc < 0)
        dependency_row_release(&row);
    else
        *out = row;
    return rc;
}

void dependency_row_release(struct dependency_row *row)
{
    mem_free(row->col);
    mem_free(row->val);
    *row = (struct dependency_row){ .n = 0 };
}

/* Of the features of a row: columns from `before` on. */
static int margin_of_features(double *margin, const struct dependency_model *m, const uint32_t *col, const float *val, size_t n, uint32_t before, struct err *err)
{
    uint32_t *own = mem_alloc((n > 0 ? n : 1) * sizeof *own);

    if (own == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        own[i] = col[i] - before;
        if (own[i] >= m->linear.n_cols || (i > 0 && col[i] <= col[i - 1])) {
            mem_free(own);
            return err_set(err, ERR_INTEGRITY, "the feature row does not fit the model");
        }
    }
    linear_model_margins(&m->linear, own, val, n, margin);
    mem_free(own);
    return 0;
}

int dependency_model_of_row(double *margin, double *logit, const struct dependency_model *m, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    uint32_t before = first_unit(m, N_RATES);
    double sum = dependency_rates_start(&m->rates), more = 0;
    size_t at = 0;
    int rc = 0;

    for (size_t level = 0; level < N_RATES; level++) {
        uint32_t first = first_unit(m, level), end = first_unit(m, level + 1);

        if (at < n && col[at] >= first && col[at] < end)
            sum += dependency_rates_part(&m->rates, (enum rate_level)level, col[at++] - first);
    }
    if (at < n && (col[at] < before || m->chosen.families == 0))
        return err_set(err, ERR_INTEGRITY, "the feature row does not fit the model");
    if (m->chosen.families != 0)
        rc = margin_of_features(&more, m, col + at, val + at, n - at, before, err);
    *margin = sum + m->chosen.share * more;
    *logit = calibration_logit(&m->calibration, *margin);
    return rc;
}

/* Of the weights alone. */
static int learned_margin(double *margin, const struct dependency_model *m, const struct dependency_update *update, struct err *err)
{
    struct csr x = { .n_rows = 0 };
    int rc = csr_init(&x, dependency_features_width(&m->features), err);

    if (rc == 0)
        rc = dependency_features_add(&x, &m->features, update, err);
    if (rc == 0)
        linear_model_margins(&m->linear, x.col, x.val, x.row_start[1], margin);
    csr_release(&x);
    return rc;
}

/* ---- the choice -------------------------------------------------------------------------------------------------- */

enum { N_WEIGHTS = 2, N_SHARES = 1, N_LEARNED = 3 };

static const struct rate_weights weights_tried[N_WEIGHTS] = { { 0, 0 }, { 0, 0.5 } };
static const double shares[N_SHARES] = { 0.3 };
static const struct { unsigned families; double c; } learned[N_LEARNED] = {
    { FAMILY_NAMES, 0.3 }, { FAMILY_NAMES | FAMILY_TRIED, 0.1 }, { FAMILY_STEP | FAMILY_NAMES | FAMILY_TRIED, 0.1 },
};
static const double CHOICE_MARGIN = 0.03; /* of ROC-AUC + average precision */

_Static_assert(N_WEIGHTS * (1 + N_LEARNED * N_SHARES) == DEPENDENCY_CANDIDATES, "as many as are tried");

struct inner {
    const struct dependency_update *update;
    const uint32_t *row;
    uint32_t *group, *others;
    double   *rate;     /* [N_WEIGHTS][n] logits of rates of rows in their order */
    double   *margin;   /* [N_LEARNED][n] likewise                               */
    double   *sum;      /* [n]                                                   */
    size_t    n;
    uint64_t  seed;
    int       n_threads;
};

/* One group predicted from the others. */
static int predict_group(struct inner *in, uint32_t g, struct err *err)
{
    size_t n_others = rows_of(in->others, in->row, in->group, in->n, g, false);
    int rc = 0;

    for (size_t r = 0; rc == 0 && r < N_WEIGHTS; r++) {
        struct dependency_rates rates;

        rc = dependency_rates_fit(&rates, in->update, in->others, n_others, weights_tried[r], err);
        if (rc < 0)
            break;
        for (size_t i = 0; i < in->n; i++)
            if (in->group[i] == g) {
                struct update_rate rate;

                dependency_rates_of(&rate, &rates, &in->update[in->row[i]]);
                in->rate[r * in->n + i] = rate.logit;
            }
        dependency_rates_release(&rates);
    }
    for (size_t k = 0; rc == 0 && k < N_LEARNED; k++) {
        struct dependency_model m = { .n_rows = 0 };

        rc = train(&m, in->update, in->others, n_others, learned[k].families, learned[k].c, in->seed, in->n_threads, err);
        for (size_t i = 0; rc == 0 && i < in->n; i++)
            if (in->group[i] == g)
                rc = learned_margin(&in->margin[k * in->n + i], &m, &in->update[in->row[i]], err);
        if (rc == ERR_NODATA) /* the others all went the same way: the rates alone speak for this group */
            rc = 0;
        dependency_features_release(&m.features);
        linear_model_release(&m.linear);
    }
    return rc;
}

static size_t list_candidates(struct dependency_candidate *out)
{
    size_t n = 0;

    for (size_t r = 0; r < N_WEIGHTS; r++) /* the simplest first */
        out[n++] = (struct dependency_candidate){ 0, 0, 0, weights_tried[r], 0, 0 };
    for (size_t k = 0; k < N_LEARNED; k++)
        for (size_t s = 0; s < N_SHARES; s++)
            for (size_t r = 0; r < N_WEIGHTS; r++)
                out[n++] = (struct dependency_candidate){ learned[k].families, learned[k].c, shares[s], weights_tried[r], 0, 0 };
    return n;
}

/* Its margins into in->sum. */
static void add_up(struct inner *in, const struct dependency_candidate *candidate)
{
    size_t r = 0, k = 0;

    while (weights_tried[r].repeats != candidate->weights.repeats || weights_tried[r].projects != candidate->weights.projects)
        r++;
    while (candidate->families != 0 && (learned[k].families != candidate->families || learned[k].c != candidate->c))
        k++;
    for (size_t i = 0; i < in->n; i++)
        in->sum[i] = in->rate[r * in->n + i] + (candidate->families != 0 ? candidate->share * in->margin[k * in->n + i] : 0);
}

/* How well the whole is ranked, and its head. */
static double worth(const struct dependency_candidate *candidate)
{
    return candidate->roc_auc + candidate->pr_auc;
}

static int choose(struct dependency_model *m, struct inner *in, const int32_t *y, struct err *err)
{
    size_t best = 0;
    int rc = 0;

    m->n_tried = list_candidates(m->tried);
    for (uint32_t g = 0; rc == 0 && g < INNER_FOLDS; g++)
        rc = predict_group(in, g, err);
    for (size_t k = 0; rc == 0 && k < m->n_tried; k++) {
        add_up(in, &m->tried[k]);
        rc = metric_roc_auc(&m->tried[k].roc_auc, in->sum, y, in->n, err);
        if (rc == 0)
            rc = metric_pr_auc(&m->tried[k].pr_auc, in->sum, y, in->n, err);
        if (rc == 0 && worth(&m->tried[k]) > worth(&m->tried[best]) + (m->tried[k].families != 0 && m->tried[best].families == 0 ? CHOICE_MARGIN : 0))
            best = k;
    }
    if (rc < 0)
        return rc;
    m->chosen = m->tried[best];
    add_up(in, &m->chosen);
    return calibration_fit_platt(&m->calibration, in->sum, y, in->n, err);
}

static int check(struct dependency_model *m, const struct dependency_update *update, const uint32_t *row, size_t n, struct err *err)
{
    struct intern project;
    int rc = 0;

    intern_init(&project);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        m->n_broke += update[row[i]].broke > 0;
        if (intern_add(&project, update[row[i]].project, strlen(update[row[i]].project)) == INTERN_NONE)
            rc = err_nomem(err);
    }
    m->n_rows = n;
    m->n_projects = project.n;
    intern_release(&project);
    if (rc < 0)
        return rc;
    if (m->n_broke < DEPENDENCY_MIN_BROKE || n - m->n_broke < DEPENDENCY_MIN_BROKE)
        return err_set(err, ERR_NODATA, "%zu updates that broke something and %zu that did not; a model needs %d of each", m->n_broke, n - m->n_broke, DEPENDENCY_MIN_BROKE);
    if (m->n_projects < INNER_FOLDS)
        return err_set(err, ERR_NODATA, "updates of %zu projects; a model needs %d", m->n_projects, INNER_FOLDS);
    return 0;
}

int dependency_model_fit(struct dependency_model *out, const struct dependency_update *update, const uint32_t *row, size_t n, uint64_t seed, int n_threads,
                         struct err *err)
{
    struct dependency_model m = { .n_rows = 0 };
    struct inner in = { .update = update, .row = row, .n = n, .seed = seed, .n_threads = n_threads };
    int32_t *y = NULL;
    int rc = check(&m, update, row, n, err);

    if (rc < 0)
        return rc;
    in.group = mem_alloc(n * sizeof *in.group);
    in.others = mem_alloc(n * sizeof *in.others);
    in.rate = mem_calloc(n * N_WEIGHTS, sizeof *in.rate);
    in.margin = mem_calloc(n * N_LEARNED, sizeof *in.margin);
    in.sum = mem_calloc(n, sizeof *in.sum);
    y = mem_alloc(n * sizeof *y);
    if (in.group == NULL || in.others == NULL || in.rate == NULL || in.margin == NULL || in.sum == NULL || y == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++)
        y[i] = update[row[i]].broke > 0;
    rc = dependency_groups(in.group, INNER_FOLDS, update, row, n, err);
    if (rc == 0)
        rc = choose(&m, &in, y, err);
    if (rc == 0)
        rc = dependency_rates_fit(&m.rates, update, row, n, m.chosen.weights, err);
    if (rc == 0 && m.chosen.families != 0)
        rc = train(&m, update, row, n, m.chosen.families, m.chosen.c, seed, n_threads, err);
    if (rc == 0)
        *out = m;
done:
    if (rc < 0)
        dependency_model_release(&m);
    mem_free(in.group);
    mem_free(in.others);
    mem_free(in.rate);
    mem_free(in.margin);
    mem_free(in.sum);
    mem_free(y);
    return rc;
}

void dependency_model_release(struct dependency_model *m)
{
    dependency_rates_release(&m->rates);
    dependency_features_release(&m->features);
    linear_model_release(&m->linear);
    *m = (struct dependency_model){ .n_rows = 0 };
}

int dependency_model_score(double *margin, double *logit, struct update_rate *rate, const struct dependency_model *m, const struct dependency_update *update,
                           struct err *err)
{
    struct dependency_row row;
    int rc = dependency_model_row(&row, m, update, err);

    if (rc < 0)
        return rc;
    dependency_rates_of(rate, &m->rates, update);
    rc = dependency_model_of_row(margin, logit, m, row.col, row.val, row.n, err);
    dependency_row_release(&row);
    return rc;
}
