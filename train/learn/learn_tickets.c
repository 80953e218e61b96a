/*
 * learn_tickets.c - classes of tickets: team, component, severity and the like.
 *
 *   learn_tickets -> learn_tickets_by (text; learn_filed: with what was filed)
 *   learn_tickets_by -> learn_fit -> choose (inner cut: candidates, try_parents, try_bayes, learn_try_kept) -> finish (learn_final, parents, calibrate),
 *   naive_bayes_add, learn_add_kept
 */
#include "train/learn/learn_inner.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/learn/class_parents.h"
#include "train/learn/naive_bayes.h"
#include "train/statistics/metrics.h"
#include "train/statistics/softmax_pair.h"

/* Candidates, from three inner cuts (docs/benchmarks.md): weighting classes a little by their rarity gains on every set and the newer rows weighing more on
 * the sets whose classes drift; a heavier balance wants a smaller C. */
static const struct learn_choice of_classes[] = { { 0.125, 0.4, 0.25 }, { 0.25, 0.25, 0 } };

/* Of the weights of its parent in those of a class. .2 to .4 gave the same within .001. */
static const double parents_share = 0.3;

/* Of severities: on none of three cuts, nor of the newest fifth inside each, was macro-F1 lower than without; .1 to .3 gave less (docs/benchmarks.md). */
static const double parents_share_of_severities = 0.5;

/* Rare classes. Over three inner cuts of Xamarin's severities macro-F1 was .19 without weights and .23 to .24 for powers of .75 and
 * 1, flat in C from .06 to .5; the newer rows weighing more gave .005. */
static const struct learn_choice of_rare_classes[] = { { 0.125, 0.75, 0.25 }, { 0.125, 1, 0.25 } };
/* Severities: beside their parents a power of 1 was better than .75 on all three cuts, while the newest fifth inside preferred .75 on one: it does not choose well. */
static const struct learn_choice of_severities[] = { { 0.125, 1, 0.25 } };

/* Stopping tolerance. On the inner cuts of the public sets .01 to .8 ranked the candidates alike and moved no accuracy by more than
 * .001, so the loosest saves most passes: 4 or 5 are left. At 1.5 the choice between candidates was by chance (IT tickets: .807 for .821). */
static const double epsilon_of_classes = 0.8;

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct solver_params learn_params_of_classes(double c, const struct learn_options *options)
{
    return (struct solver_params){
        .kind = SOLVER_SVM_JOINT, .c = c, .epsilon = epsilon_of_classes, .bias = 1, .seed = options->seed, .n_workers = options->n_threads,
    };
}

/* What each of n rows counts for, with mean 1; i the place of a row among the n_train, from the oldest, K classes:
 *
 *     w_i ~ (n / (K n_class(i)))^balance  x  0.5^((n_train - i) / (half_life n_train))
 *
 * With balance 1 every class counts the same in all (King and Zeng 2001, "Logistic Regression in Rare Events Data", section 4.2). */
static int weigh(float **out, const uint32_t *at, const int32_t *y, size_t n, size_t n_train, size_t K, const struct learn_choice *choice, struct err *err)
{
    float *w = NULL;
    size_t *count = NULL;
    double sum = 0;

    if (choice->balance <= 0 && choice->half_life <= 0)
        return 0;
    w = mem_calloc(n, sizeof(*w));
    count = mem_calloc(K, sizeof(*count));
    if (w == NULL || count == NULL) {
        mem_free(w);
        mem_free(count);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        count[y[i]]++;
    for (size_t i = 0; i < n; i++) {
        double weight = pow((double)n / ((double)K * (double)count[y[i]]), choice->balance);

        if (choice->half_life > 0)
            weight *= pow(0.5, (double)(n_train - at[i]) / (choice->half_life * (double)n_train));
        w[i] = (float)weight;
        sum += (double)w[i];
    }
    for (size_t i = 0; i < n; i++)
        w[i] = (float)((double)w[i] * (double)n / sum);
    mem_free(count);
    *out = w;
    return 0;
}

int learn_weigh_classes(float **out, const struct learn_cut *cut, const struct learn_choice *choice, struct err *err)
{
    return weigh(out, cut->at, cut->y, cut->n_kept, cut->n_train, cut->n_classes, choice, err);
}

static bool of_severity(const struct examples *e)
{
    return strcmp(e->label_field, "severity") == 0;
}

static double share_of_parents(const struct examples *e)
{
    return of_severity(e) ? parents_share_of_severities : parents_share;
}

static size_t argmax(const double *v, size_t n)
{
    size_t best = 0;

    for (size_t k = 1; k < n; k++)
        if (v[k] > v[best])
            best = k;
    return best;
}

/* Accuracy or macro-F1 of the margins over the judged rows; an unlearned class counts as an error. */
int learn_judge_classes(double *score, const double *margin, const struct examples *e, const struct learn_cut *cut, const int32_t *y, struct err *err)
{
    int32_t *said = mem_calloc(cut->n_judge, sizeof(*said));
    int rc = 0;

    if (said == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < cut->n_judge; i++)
        said[i] = (int32_t)argmax(margin + i * cut->n_classes, cut->n_classes);
    if (e->task->rare_matter)
        rc = metric_macro_f1(score, y, said, cut->n_judge, cut->n_classes, false, err);
    else
        *score = metric_accuracy(y, said, cut->n_judge);
    mem_free(said);
    return rc;
}

/* Offsets by class of examples. A class with too few rows on the inner cut gets the smallest: it is rarer than the others. */
static int calibrate_rare(struct learned *l, const struct learn_search *s, struct err *err)
{
    size_t n = s->cut->n_classes, n_all = s->e->class_name.n;
    double *offset = mem_calloc(n, sizeof(*offset)), *of_class = arena_calloc(&l->arena, n_all, sizeof(*of_class));
    double least = HUGE_VAL;
    int rc = offset == NULL || of_class == NULL ? err_nomem(err) : 0;

    if (rc == 0)
        rc = calibration_fit_offsets(&l->calibration, offset, s->best_margin, s->judge_y, s->cut->n_judge, n, err);
    for (size_t k = 0; rc == 0 && k < n; k++)
        least = fmin(least, offset[k]);
    for (size_t c = 0; rc == 0 && c < n_all; c++)
        of_class[c] = s->cut->class_of[c] >= 0 ? offset[s->cut->class_of[c]] : least;
    l->calibration.offset = of_class;
    mem_free(offset);
    return rc;
}

/* From classes of examples to those that the final model learned. */
static int renumber_offsets(struct learned *l, const struct learn_cut *cut, size_t n_all, struct err *err)
{
    double *offset;

    if (l->calibration.kind != CALIBRATION_OFFSETS)
        return 0;
    offset = arena_calloc(&l->arena, cut->n_classes, sizeof(*offset));
    if (offset == NULL)
        return err_nomem(err);
    for (size_t c = 0; c < n_all; c++)
        if (cut->class_of[c] >= 0)
            offset[cut->class_of[c]] = l->calibration.offset[c];
    l->calibration.offset = offset;
    return 0;
}

static int calibrate(struct learned *l, const struct learn_search *s, struct err *err)
{
    if (s->e->task->rare_matter)
        return calibrate_rare(l, s, err);
    return calibration_fit_temperature(&l->calibration, s->best_margin, s->judge_y, s->cut->n_judge, s->cut->n_classes, err);
}

/* What is chosen in l, for the parents; 1 where there are none. */
static int train_parents(struct linear_model *out, struct class_parents *p, const struct learned *l, const struct learn_fitted *f, const struct examples *e,
                         const struct learn_cut *cut, const int32_t *label, struct err *err)
{
    struct learn_choice choice = { l->params.c, l->balance, l->half_life };
    float *weight = NULL;
    int rc = class_parents_make(p, e, cut, label, err);

    if (rc < 0 || p->n == 0)
        return rc < 0 ? rc : 1;
    rc = weigh(&weight, p->at, p->y, p->n_rows, cut->n_train, p->n, &choice, err);
    if (rc == 0)
        rc = learn_train(out, l, f, p->at, p->y, p->n_rows, p->n, weight, err);
    mem_free(weight);
    return rc;
}

/* The parents on the inner cut. */
struct parents_beside {
    struct class_parents p;
    double *margin; /* [n_judge * p.n], NULL: there are no parents */
};

/* of: what is chosen. */
static int margins_of_parents(struct parents_beside *b, const struct learned *of, const struct learn_search *s, const int32_t *label,
                              const struct learn_options *options, struct err *err)
{
    struct linear_model m = { 0 };
    int rc = train_parents(&m, &b->p, of, s->fitted, s->e, s->cut, label, err);

    if (rc == 0)
        rc = linear_model_margins_all(&b->margin, &m, &s->fitted->judge, options->n_threads, err);
    linear_model_release(&m);
    return rc < 0 ? rc : 0;
}

/* Whether the weights of the parents help: then best_margin has them, and l->parents says so. */
static int try_parents(struct learned *l, struct learn_search *s, const struct parents_beside *b, struct err *err)
{
    double share = share_of_parents(s->e), score = 0;
    int rc;

    if (b->margin == NULL)
        return 0;
    class_parents_add(s->best_margin, b->margin, s->cut->n_judge, s->cut->n_classes, &b->p, share);
    rc = learn_judge_classes(&score, s->best_margin, s->e, s->cut, s->judge_y, err);
    if (rc < 0)
        return rc;
    assert(l->n_tried < LEARN_CANDIDATES_MAX);
    l->tried[l->n_tried++] = (struct learn_candidate){
        .recipe = s->best_recipe->name, .c = l->params.c, .balance = l->balance, .half_life = l->half_life, .parents = share, .score = score,
    };
    l->parents = score > s->best_score ? share : 0;
    if (l->parents <= 0)
        class_parents_add(s->best_margin, b->margin, s->cut->n_judge, s->cut->n_classes, &b->p, -share);
    return 0;
}

/* Threads of a training that another one, of one thread, goes beside: what a row costs, fetching its columns, is paid once for all classes of a thread. */
static int workers_beside(const struct learn_options *options)
{
    return options->n_threads > 2 ? options->n_threads - 1 : 1;
}

/* Severities have one candidate, so that its parents need not wait for it. */
struct severities {
    struct learn_search *s;
    struct parents_beside *beside;
    const struct learned *only; /* what will be chosen */
    const int32_t *label;
    const struct learn_options *options;
};

static int try_severities_part(void *ctx, size_t part, struct err *err)
{
    const struct severities *t = ctx;

    if (part == 0) {
        struct learn_options options = *t->options;

        options.n_threads = workers_beside(t->options);
        return learn_try(t->s, t->s->recipe, of_severities, COUNT(of_severities), &options, err);
    }
    return margins_of_parents(t->beside, t->only, t->s, t->label, t->options, err);
}

static int try_severities(struct learn_search *s, struct parents_beside *beside, const int32_t *label, const struct learn_options *options, struct err *err)
{
    struct learned only = *s->l;
    struct severities t = { .s = s, .beside = beside, .only = &only, .label = label, .options = options };
    double start = clock_monotonic(), before = s->l->seconds.train;
    int rc;

    _Static_assert(COUNT(of_severities) == 1, "the one that is chosen");
    only.params = learn_params_of_classes(of_severities[0].c, options);
    only.balance = of_severities[0].balance;
    only.half_life = of_severities[0].half_life;
    rc = parallel_run(options->n_threads, 2, try_severities_part, &t, err);
    s->l->params.n_workers = options->n_threads;
    s->l->seconds.train = before + clock_monotonic() - start;
    return rc;
}

/* Candidates, and the parents of the best. */
static int try_all(struct learn_search *s, struct parents_beside *beside, const int32_t *label, const struct learn_options *options, struct err *err)
{
    const struct examples *e = s->e;
    bool rare = e->task->rare_matter;
    double start;
    int rc;

    if (of_severity(e) && s->recipe == recipe_of_tickets(false))
        return try_severities(s, beside, label, options, err);
    rc = rare ? learn_try(s, s->recipe, of_rare_classes, COUNT(of_rare_classes), options, err)
              : learn_try(s, s->recipe, of_classes, COUNT(of_classes), options, err);
    start = clock_monotonic();
    if (rc == 0 && (!rare || of_severity(e)))
        rc = margins_of_parents(beside, s->l, s, label, options, err);
    s->l->seconds.train += clock_monotonic() - start;
    return rc;
}

/* Share of the judged rows that are right at the first place, and of those right among three, added up. */
static double right_places(const double *margin, const struct learn_search *s)
{
    size_t n = s->cut->n_judge, K = s->cut->n_classes, right = 0;

    for (size_t i = 0; i < n; i++) {
        size_t top[3], n_top = calibration_top(top, 3, margin + i * K, K);

        for (size_t t = 0; t < n_top; t++)
            right += s->judge_y[i] == (int32_t)top[t] ? (t == 0 ? 2 : 1) : 0;
    }
    return (double)right / (double)n;
}

/* Margins of naive Bayes on the judged rows; of one that learned from the cut. */
static int margins_of_bayes(double **out, const struct learn_search *s, int n_threads, struct err *err)
{
    const struct learn_fitted *f = s->fitted;
    struct linear_model m = { 0 };
    int rc = linear_model_init(&m, f->train.n_cols, s->cut->n_classes, err);

    if (rc == 0)
        rc = naive_bayes_add(&m, &f->train, s->cut->at, s->cut->y, s->cut->n_kept, 1, n_threads, err);
    if (rc == 0)
        rc = linear_model_margins_all(out, &m, &f->judge, n_threads, err);
    linear_model_release(&m);
    return rc;
}

/* Whether naive Bayes beside helps, in the share that gives the least log-loss: then best_margin has it, and l->bayes says so. */
static int try_bayes(struct learned *l, struct learn_search *s, const struct learn_options *options, struct err *err)
{
    size_t n = s->cut->n_judge * s->cut->n_classes;
    double *beside = NULL, *sum = mem_calloc(n, sizeof(*sum)), share = 0, score = 0, start = clock_monotonic();
    int rc = sum == NULL ? err_nomem(err) : margins_of_bayes(&beside, s, options->n_threads, err);

    if (rc == 0)
        rc = softmax_pair_fit(&share, s->best_margin, beside, s->judge_y, s->cut->n_judge, s->cut->n_classes, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        sum[i] = s->best_margin[i] + share * beside[i];
    if (rc == 0)
        rc = learn_judge_classes(&score, sum, s->e, s->cut, s->judge_y, err);
    if (rc == 0) {
        assert(l->n_tried < LEARN_CANDIDATES_MAX);
        l->tried[l->n_tried++] = (struct learn_candidate){
            .recipe = s->best_recipe->name, .c = l->params.c, .balance = l->balance, .half_life = l->half_life, .parents = l->parents, .bayes = share, .score = score,
        };
        if (share > 0 && right_places(sum, s) >= right_places(s->best_margin, s)) {
            l->bayes = share;
            mem_free(s->best_margin);
            s->best_margin = sum;
            sum = NULL;
        }
    }
    l->seconds.train += clock_monotonic() - start;
    mem_free(sum);
    mem_free(beside);
    return rc;
}

/* Remembers the suggestions on the judged rows. */
static int remember_judged(struct learned *l, const struct learn_search *s, struct err *err)
{
    size_t n = s->cut->n_judge, K = s->cut->n_classes;
    struct learn_judged *j = &l->judged;
    double *p = mem_calloc(K, sizeof(*p)), *offset = mem_calloc(K, sizeof(*offset));
    struct calibration c = l->calibration;

    j->p = arena_calloc(&l->arena, n, sizeof(*j->p));
    j->right = arena_calloc(&l->arena, n, sizeof(*j->right));
    j->said = arena_calloc(&l->arena, n, sizeof(*j->said));
    j->truth = (int32_t *)(void *)arena_memdup(&l->arena, s->judge_y, n * sizeof(*j->truth));
    if (p == NULL || offset == NULL || j->p == NULL || j->right == NULL || j->said == NULL || j->truth == NULL) {
        mem_free(p);
        mem_free(offset);
        return err_nomem(err);
    }
    for (size_t i = 0; c.kind == CALIBRATION_OFFSETS && i < s->e->class_name.n; i++) /* from classes of examples to those of the cut */
        if (s->cut->class_of[i] >= 0)
            offset[s->cut->class_of[i]] = l->calibration.offset[i];
    c.offset = offset;
    for (size_t i = 0; i < n; i++) {
        size_t said = argmax(s->best_margin + i * K, K);

        calibration_softmax(&c, s->best_margin + i * K, K, p);
        j->p[i] = p[said];
        j->said[i] = (int32_t)said;
        j->right[i] = s->judge_y[i] == (int32_t)said;
    }
    j->n = n;
    mem_free(p);
    mem_free(offset);
    return 0;
}

/* The inner cut, until all that it tells is taken from it. */
struct inner {
    struct learn_cut cut;
    int32_t *judge_y;
    struct learn_search s;
};

static void inner_release(struct inner *in)
{
    mem_free(in->s.best_margin);
    mem_free(in->judge_y);
    learn_cut_release(&in->cut);
}

/* Chooses the parameters on the inner cut. all: the features of all rows. */
static int choose(struct inner *in, struct learned *l, struct learn_fitted *all, const struct recipe *recipe, const struct examples *e, const uint32_t *rows, size_t n_rows,
                  const int32_t *label, const struct learn_options *options, struct err *err)
{
    struct learn_fitted fitted = { 0 };
    struct parents_beside beside = { .margin = NULL };
    struct learn_cut *cut = &in->cut;
    int rc;

    learn_inner_cut(cut, e, rows, n_rows, options->mature_until);
    in->judge_y = mem_calloc(cut->n_judge, sizeof(*in->judge_y));
    rc = in->judge_y == NULL ? err_nomem(err) : learn_cut_fill(cut, NULL, e, label, err);
    for (size_t i = 0; rc == 0 && i < cut->n_judge; i++)
        in->judge_y[i] = cut->class_of[label[cut->judge[i]]];
    in->s = (struct learn_search){ .l = l, .e = e, .recipe = recipe, .cut = cut, .judge_y = in->judge_y, .fitted = &fitted };
    if (rc == 0)
        rc = learn_fit_inner(&fitted, all, cut, l, options->n_threads, err);
    if (rc == 0)
        rc = try_all(&in->s, &beside, label, options, err);
    if (rc == 0)
        rc = try_parents(l, &in->s, &beside, err);
    if (rc == 0 && !e->task->rare_matter)
        rc = try_bayes(l, &in->s, options, err);
    if (rc == 0)
        rc = learn_try_kept(l, &in->s, all->set, err);
    if (rc == 0)
        rc = learn_fit_whole(&fitted, l, options->n_threads, err);
    learn_fitted_release(&fitted);
    class_parents_release(&beside.p);
    mem_free(beside.margin);
    in->s.fitted = NULL;
    return rc;
}

/* What the margins of the judged rows tell beside the choice. */
static int heed_judged(struct learned *l, const struct inner *in, struct err *err)
{
    int rc = calibrate(l, &in->s, err);

    if (rc == 0)
        rc = remember_judged(l, &in->s, err);
    return rc < 0 ? rc : unlike_fit(&l->unlike, in->s.best_margin, in->judge_y, in->cut.n_judge, in->cut.n_classes, err);
}

/* The final training, and what need not wait for it: that of the parents, and the calibration. Each writes its own part of l. */
struct finishing {
    struct learned *l;
    struct learn_fitted *fitted;
    const struct inner *inner;
    const struct examples *e;
    const struct learn_cut *cut;
    const int32_t *label;
    struct class_parents p;
    struct linear_model parents;
    bool no_parents; /* of other rows than the inner cut's */
};

enum { FINISH_CLASSES, FINISH_PARENTS, FINISH_JUDGED, FINISH_PARTS };

static int finish_part(void *ctx, size_t part, struct err *err)
{
    struct finishing *f = ctx;
    int rc;

    if (part == FINISH_CLASSES)
        return learn_final(f->l, f->inner->s.recipe, f->cut, f->fitted, err);
    if (part == FINISH_JUDGED)
        return heed_judged(f->l, f->inner, err);
    if (f->l->parents <= 0)
        return 0;
    rc = train_parents(&f->parents, &f->p, f->l, f->fitted, f->e, f->cut, f->label, err);
    f->no_parents = rc == 1;
    return rc < 0 ? rc : 0;
}

static int finish(struct finishing *f, const struct learn_options *options, struct err *err)
{
    struct learned *l = f->l;
    double start = clock_monotonic(), before = l->seconds.train;
    int rc;

    l->params.n_workers = l->parents > 0 ? workers_beside(options) : options->n_threads;
    rc = parallel_run(options->n_threads, FINISH_PARTS, finish_part, f, err);
    l->params.n_workers = options->n_threads;
    if (rc == 0 && l->parents > 0 && !f->no_parents)
        class_parents_fold(&l->model, &f->parents, &f->p, l->parents);
    if (f->no_parents)
        l->parents = 0;
    l->seconds.train = before + clock_monotonic() - start;
    linear_model_release(&f->parents);
    class_parents_release(&f->p);
    return rc;
}

int learn_tickets_by(struct learned *l, const struct recipe *recipe, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                     const struct learn_options *options, struct err *err)
{
    struct learn_cut cut = { .train = rows, .n_train = n_rows };
    struct learn_fitted fitted = { 0 };
    struct inner inner = { .judge_y = NULL };
    struct finishing finishing = { .l = l, .fitted = &fitted, .inner = &inner, .e = e, .cut = &cut, .label = label };
    int rc = learn_cut_fill(&cut, l, e, label, err);

    if (rc == 0)
        rc = learn_fit(&fitted, recipe, e, &cut, l, options->n_threads, err);
    if (rc == 0)
        rc = choose(&inner, l, &fitted, recipe, e, rows, n_rows, label, options, err);
    if (rc == 0)
        rc = finish(&finishing, options, err);
    if (rc == 0)
        rc = renumber_offsets(l, &cut, e->class_name.n, err);
    if (rc == 0 && l->bayes > 0)
        rc = naive_bayes_add(&l->model, &fitted.train, cut.at, cut.y, cut.n_kept, l->bayes, options->n_threads, err);
    if (rc == 0 && l->kept > 0)
        rc = learn_add_kept(l, e, &cut, err);
    inner_release(&inner);
    learn_fitted_release(&fitted);
    learn_cut_release(&cut);
    return rc;
}

int learn_tickets(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                  const struct learn_options *options, struct err *err)
{
    const struct recipe *text = recipe_of_tickets(false);
    int rc = learn_tickets_by(l, text, e, rows, n_rows, label, options, err);

    if (rc == 0 && e->recipe != text)
        rc = learn_filed(l, e, rows, n_rows, label, options, err);
    return rc;
}
