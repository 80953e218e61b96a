/*
 * learn_changes.c - the risk of changes.
 *
 *   learn_changes -> choose (inner cut: recipes, candidates, calibration) -> learn_final
 */
#include "train/learn_inner.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "train/metrics.h"

/* Candidates of C: logistic regression on dense metrics is flat around .01 (docs/benchmarks.md). */
static const struct learn_choice of_metrics[] = { { 0.003, 0 }, { 0.01, 0 }, { 0.03, 0 }, { 0.1, 0 } };
static const struct learn_choice of_text[] = { { 0.3, 0 }, { 1, 0 }, { 3, 0 } };
static const struct learn_choice of_size[] = { { 1, 0 } };

static const double epsilon_of_risk = 0.01;

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct solver_params params_of(const struct examples *e, const struct recipe *recipe, double c, const struct learn_options *options)
{
    (void)e;
    return (struct solver_params){
        .kind = strstr(recipe->name, "words") != NULL ? SOLVER_LOGISTIC_DUAL : SOLVER_LOGISTIC,
        .c = c,
        .epsilon = epsilon_of_risk,
        .bias = 1,
        .seed = options->seed,
        .n_workers = options->n_threads,
    };
}

static int judge(double *score, const double *margin, const struct examples *e, const struct learn_cut *cut, const int32_t *y, struct err *err)
{
    (void)e;
    return metric_roc_auc(score, margin, y, cut->n_judge, err);
}

static const struct learn_way way = { .params = params_of, .judge = judge };

static int try_all(struct learn_search *s, const struct learn_options *options, struct err *err)
{
    const struct recipe *recipe = s->e->recipe;
    int rc;

    if (strstr(recipe->name, "words") != NULL)
        rc = learn_try(s, recipe, of_text, COUNT(of_text), options, err);
    else
        rc = learn_try(s, recipe, of_metrics, COUNT(of_metrics), options, err);
    if (rc == 0)
        rc = learn_try(s, recipe_of_size(), of_size, COUNT(of_size), options, err);
    return rc;
}

/* Chooses recipe and parameters on the inner cut and fits the calibration there. */
static int choose(struct learned *l, const struct recipe **recipe, const struct examples *e, const uint32_t *rows, size_t n_rows,
                  const int32_t *label, const struct learn_options *options, struct err *err)
{
    struct learn_search s = { .l = l, .e = e, .way = &way };
    struct learn_cut cut;
    int32_t *judge_y;
    int rc;

    learn_inner_cut(&cut, e, rows, n_rows, options->mature_until);
    judge_y = mem_calloc(cut.n_judge, sizeof(*judge_y));
    rc = judge_y == NULL ? err_nomem(err) : learn_cut_fill(&cut, NULL, e, label, err);
    for (size_t i = 0; rc == 0 && i < cut.n_judge; i++)
        judge_y[i] = label[cut.judge[i]];
    s.cut = &cut;
    s.judge_y = judge_y;
    if (rc == 0)
        rc = try_all(&s, options, err);
    if (rc == 0)
        rc = calibration_fit_platt(&l->calibration, s.best_margin, judge_y, cut.n_judge, err);
    if (rc == 0)
        *recipe = s.best_recipe;
    mem_free(s.best_margin);
    mem_free(judge_y);
    learn_cut_release(&cut);
    return rc;
}

int learn_changes(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                  const struct learn_options *options, struct err *err)
{
    struct learn_cut cut = { .train = rows, .n_train = n_rows };
    const struct recipe *recipe = NULL;
    size_t ones = 0;
    int rc = choose(l, &recipe, e, rows, n_rows, label, options, err);

    if (rc == 0)
        rc = learn_cut_fill(&cut, l, e, label, err);
    if (rc == 0)
        rc = learn_final(l, recipe, e, &cut, &way, options, err);
    for (size_t i = 0; rc == 0 && i < cut.n_kept; i++)
        ones += cut.y[i] == 1;
    if (rc == 0)
        l->base_rate = cut.n_kept > 0 ? (double)ones / (double)cut.n_kept : 0;
    learn_cut_release(&cut);
    return rc;
}
