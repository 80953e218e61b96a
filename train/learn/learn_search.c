#include "train/learn/learn_inner.h"

#include <assert.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

static int train_on(struct linear_model *out, const struct learn_fitted *f, const struct learn_cut *cut,
                    const struct solver_params *params, const struct learn_choice *choice, struct err *err)
{
    struct solver_params weighted = *params;
    float *weight = NULL;
    int rc = learn_weigh_classes(&weight, cut, choice, err);

    weighted.row_weight = weight;
    if (rc == 0)
        rc = linear_train(out, &f->train, cut->at, cut->y, cut->n_kept, cut->n_classes, &weighted, err);
    mem_free(weight);
    return rc;
}

int learn_train(struct linear_model *out, const struct learned *l, const struct learn_fitted *f, const uint32_t *at, const int32_t *y, size_t n,
                size_t n_classes, const float *weight, struct err *err)
{
    struct solver_params params = l->params;

    params.row_weight = weight;
    return linear_train(out, &f->train, at, y, n, n_classes, &params, err);
}

/* So many weights of candidates are not in memory twice: 32 MiB. */
enum { LEARN_WEIGHTS_AT_ONCE = 1 << 23 };

/* The candidates of one recipe on one cut. */
struct trials {
    const struct learn_search *s;
    const struct learn_fitted *f;
    size_t                     n;
    struct solver_params       params[LEARN_CANDIDATES_MAX];
    const struct learn_choice *choice;                       /* [n] */
    double                    *margin[LEARN_CANDIDATES_MAX]; /* [n_judge * outputs], owned */
};

/* The model is not kept: its margins of the judged rows are all that is asked of it. */
static int run_trial(struct trials *t, size_t i, struct err *err)
{
    struct linear_model model = { 0 };
    int rc = train_on(&model, t->f, t->s->cut, &t->params[i], &t->choice[i], err);

    if (rc == 0)
        rc = linear_model_margins_all(&t->margin[i], &model, &t->f->judge, t->params[i].n_workers, err);
    linear_model_release(&model);
    return rc;
}

/* The last candidate first: C ascends, and a large C takes the most epochs. */
static int run_trial_from_last(void *ctx, size_t i, struct err *err)
{
    struct trials *t = ctx;

    return run_trial(t, t->n - 1 - i, err);
}

/* At the same time where the solver allows it and the models are small; what comes out does not depend on that. */
static int run_trials(struct trials *t, const struct learn_options *options, struct err *err)
{
    double start = clock_monotonic();
    size_t n_weights = (size_t)t->f->train.n_cols * t->s->cut->n_classes;
    int rc = 0;

    if (linear_train_forks(t->params[0].kind, t->s->cut->n_classes) || n_weights > LEARN_WEIGHTS_AT_ONCE) {
        for (size_t i = 0; rc == 0 && i < t->n; i++) {
            rc = run_trial(t, i, err);
            progress_step(options->log, 1);
        }
    } else {
        for (size_t i = 0; i < t->n; i++)
            t->params[i].n_workers = options->n_threads > (int)t->n ? options->n_threads / (int)t->n : 1;
        rc = parallel_run(options->n_threads, t->n, run_trial_from_last, t, err);
        progress_step(options->log, t->n);
    }
    t->s->l->seconds.train += clock_monotonic() - start;
    return rc;
}

static void keep_best(struct learn_search *s, const struct recipe *recipe, const struct solver_params *params, const struct learn_choice *choice,
                      double score, double **margin)
{
    assert(s->l->n_tried < LEARN_CANDIDATES_MAX);
    s->l->tried[s->l->n_tried++] = (struct learn_candidate){
        .recipe = recipe->name, .c = params->c, .balance = choice->balance, .half_life = choice->half_life, .score = score,
    };
    if (s->best_margin != NULL && score <= s->best_score)
        return;
    mem_free(s->best_margin);
    s->best_margin = *margin;
    *margin = NULL;
    s->best_score = score;
    s->best_recipe = recipe;
    s->l->params = *params;
    s->l->balance = choice->balance;
    s->l->half_life = choice->half_life;
}

static int judge_trial(struct learn_search *s, const struct recipe *recipe, struct trials *t, size_t i,
                       const struct learn_options *options, struct err *err)
{
    struct solver_params params = t->params[i];
    double score = 0;
    int rc = learn_judge_classes(&score, t->margin[i], s->e, s->cut, s->judge_y, err);

    params.n_workers = options->n_threads;
    if (rc == 0)
        keep_best(s, recipe, &params, &t->choice[i], score, &t->margin[i]);
    return rc;
}

int learn_try(struct learn_search *s, const struct recipe *recipe, const struct learn_choice *choice, size_t n, const struct learn_options *options,
              struct err *err)
{
    struct trials t = { .s = s, .f = s->fitted, .n = n, .choice = choice };
    int rc;

    assert(n > 0 && n <= LEARN_CANDIDATES_MAX);
    for (size_t i = 0; i < n; i++)
        t.params[i] = learn_params_of_classes(choice[i].c, options);
    rc = run_trials(&t, options, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = judge_trial(s, recipe, &t, i, options, err);
    for (size_t i = 0; i < n; i++)
        mem_free(t.margin[i]);
    return rc;
}

int learn_final(struct learned *l, const struct recipe *recipe, const struct learn_cut *cut, struct learn_fitted *fitted, struct err *err)
{
    struct learn_choice choice = { l->params.c, l->balance, l->half_life };
    double start = clock_monotonic();
    int rc;

    mem_trim(); /* the candidates' */
    rc = train_on(&l->model, fitted, cut, &l->params, &choice, err);
    l->seconds.train += clock_monotonic() - start;
    if (rc < 0)
        return rc;
    l->features = fitted->set;
    fitted->set = NULL;
    l->recipe = recipe->name;
    l->n_rows = cut->n_train;
    return 0;
}
