#include "train/learn/learn_inner.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

/* slack: as for the joint solver, NULL: none. */
static int train_on(struct linear_model *out, const struct learn_fitted *f, const struct learn_cut *cut, const struct learn_way *way,
                    const struct solver_params *params, const struct learn_choice *choice, float *slack, struct err *err)
{
    struct solver_params weighted = *params;
    float *weight = NULL;
    int rc = way->weigh(&weight, cut, choice, err);

    weighted.row_weight = weight;
    weighted.slack = slack;
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

/* The candidates of one recipe on one cut. */
struct trials {
    const struct learn_search *s;
    const struct learn_fitted *f;
    size_t                     n;
    struct solver_params       params[LEARN_CANDIDATES_MAX];
    const struct learn_choice *choice;                     /* [n] */
    struct linear_model        model[LEARN_CANDIDATES_MAX];  /* owned */
    float                     *slack[LEARN_CANDIDATES_MAX];  /* owned; NULL where LIBLINEAR solves */
};

static int train_trial(struct trials *t, size_t i, struct err *err)
{
    return train_on(&t->model[i], t->f, t->s->cut, t->s->way, &t->params[i], &t->choice[i], t->slack[i], err);
}

/* Each candidate begins anew, so that they can be trained at the same time; the final training begins at the best one's end. */
static int make_slacks(struct trials *t, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < t->n; i++)
        rc = learn_start_slack(&t->slack[i], NULL, t->s->cut, t->s->e->class_name.n, err);
    return rc;
}

/* The last candidate first: C ascends, and a large C takes the most epochs. */
static int train_trial_from_last(void *ctx, size_t i, struct err *err)
{
    struct trials *t = ctx;

    return train_trial(t, t->n - 1 - i, err);
}

/* At the same time where the solver allows it; the models do not depend on that. */
static int train_trials(struct trials *t, const struct learn_options *options, struct err *err)
{
    double start = clock_monotonic();
    int rc = 0;

    if (linear_train_forks(t->params[0].kind, t->s->cut->n_classes)) {
        for (size_t i = 0; rc == 0 && i < t->n; i++) {
            rc = train_trial(t, i, err);
            progress_step(options->log, 1);
        }
    } else {
        for (size_t i = 0; i < t->n; i++)
            t->params[i].n_workers = options->n_threads > (int)t->n ? options->n_threads / (int)t->n : 1;
        rc = make_slacks(t, err);
        if (rc == 0)
            rc = parallel_run(options->n_threads, t->n, train_trial_from_last, t, err);
        progress_step(options->log, t->n);
    }
    t->s->l->seconds.train += clock_monotonic() - start;
    return rc;
}

/* Takes the slack of a candidate that is the best so far. */
static int keep_slack(struct learn_search *s, float **slack, struct err *err)
{
    learn_start_free(s->l->start);
    s->l->start = NULL;
    return *slack == NULL ? 0 : learn_start_new(&s->l->start, s->cut, s->e->class_name.n, slack, err);
}

static int keep_best(struct learn_search *s, const struct recipe *recipe, const struct solver_params *params, const struct learn_choice *choice,
                     double score, double **margin, float **slack, struct err *err)
{
    assert(s->l->n_tried < LEARN_CANDIDATES_MAX);
    s->l->tried[s->l->n_tried++] = (struct learn_candidate){
        .recipe = recipe->name, .c = params->c, .balance = choice->balance, .half_life = choice->half_life, .score = score,
    };
    if (s->best_margin != NULL && score <= s->best_score)
        return 0;
    mem_free(s->best_margin);
    s->best_margin = *margin;
    *margin = NULL;
    s->best_score = score;
    s->best_recipe = recipe;
    s->l->params = *params;
    s->l->balance = choice->balance;
    s->l->half_life = choice->half_life;
    return keep_slack(s, slack, err);
}

static int judge_trial(struct learn_search *s, const struct recipe *recipe, struct trials *t, size_t i,
                       const struct learn_options *options, struct err *err)
{
    double *margin = NULL, score = 0, start = clock_monotonic();
    int rc = linear_model_margins_all(&margin, &t->model[i], &t->f->judge, options->n_threads, err);

    if (rc == 0)
        rc = s->way->judge(&score, margin, s->e, s->cut, s->judge_y, err);
    s->l->seconds.predict += clock_monotonic() - start;
    if (rc == 0) {
        struct solver_params params = t->params[i];

        params.n_workers = options->n_threads;
        rc = keep_best(s, recipe, &params, &t->choice[i], score, &margin, &t->slack[i], err);
    }
    mem_free(margin);
    return rc;
}

int learn_try(struct learn_search *s, const struct recipe *recipe, const struct learn_choice *choice, size_t n, const struct learn_options *options,
              struct err *err)
{
    struct learn_fitted f = {0};
    struct trials t = { .s = s, .f = &f, .n = n, .choice = choice };
    int rc = learn_fit(&f, recipe, s->e, s->cut, s->l, options->n_threads, err);

    assert(n > 0 && n <= LEARN_CANDIDATES_MAX);
    for (size_t i = 0; i < n; i++)
        t.params[i] = s->way->params(choice[i].c, options);
    if (rc == 0)
        rc = train_trials(&t, options, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = judge_trial(s, recipe, &t, i, options, err);
    for (size_t i = 0; i < n; i++) {
        linear_model_release(&t.model[i]);
        mem_free(t.slack[i]);
    }
    if (rc == 0 && s->fitted != NULL) {
        *s->fitted = f;
        f = (struct learn_fitted){ 0 };
    }
    learn_fitted_release(&f);
    return rc;
}

int learn_final(struct learned *l, const struct recipe *recipe, const struct examples *e, const struct learn_cut *cut, const struct learn_way *way,
                struct learn_fitted *fitted, const struct learn_options *options, struct err *err)
{
    struct learn_choice choice = { l->params.c, l->balance, l->half_life };
    struct learn_fitted f = {0};
    float *slack = NULL;
    double start;
    int rc;

    mem_trim(); /* the candidates' */
    rc = learn_fit(&f, recipe, e, cut, l, options->n_threads, err);
    start = clock_monotonic();
    if (rc == 0 && l->start != NULL)
        rc = learn_start_slack(&slack, l->start, cut, e->class_name.n, err);
    if (rc == 0)
        rc = train_on(&l->model, &f, cut, way, &l->params, &choice, slack, err);
    l->seconds.train += clock_monotonic() - start;
    if (rc == 0) {
        l->features = f.set;
        f.set = NULL;
        l->recipe = recipe->name;
        l->n_rows = cut->n_train;
    }
    learn_start_free(l->start);
    l->start = NULL;
    mem_free(slack);
    if (rc == 0 && fitted != NULL) {
        *fitted = f; /* without the set */
        f = (struct learn_fitted){ 0 };
    }
    learn_fitted_release(&f);
    return rc;
}
