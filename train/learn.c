/*
 * learn.c - see learn.h.
 *
 *   learn -> choose (an inner cut) -> try_recipe (features once a recipe; train_trials, then judge_trial a candidate) -> calibrate
 *   -> train_final
 */
#include "train/learn.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/metrics.h"

/* Candidates of C: an SVM on unit-length text rows is flat around .5 and logistic regression on dense metrics around .01
 * (docs/benchmarks.md). For classes larger ones take the most passes and gained nothing on the inner cuts. */
struct choice { double c, balance; };

static const struct choice of_classes[] = { { 0.25, 0 }, { 0.5, 0 } };
static const struct choice of_metrics[] = { { 0.003, 0 }, { 0.01, 0 }, { 0.03, 0 }, { 0.1, 0 } };
static const struct choice of_text[] = { { 0.3, 0 }, { 1, 0 }, { 3, 0 } };
static const struct choice of_size[] = { { 1, 0 } };

/* Rare classes. Over three inner cuts of Xamarin's severities macro-F1 was .19 without weights and .23 to .24 for powers of .75 and
 * 1, flat in C from .06 to .5; the newer rows weighing more gave .005. */
static const struct choice of_rare_classes[] = { { 0.125, 0.75 }, { 0.25, 0.75 }, { 0.125, 1 }, { 0.25, 1 } };
static const double half_life_share = 0.25;

/* Stopping tolerances. On the inner cuts of the public sets .01 to .4 ranked the candidates alike and moved no accuracy by more than
 * .001, so the looser ones save half the passes. */
static const double epsilon_of_classes = 0.2, epsilon_of_trial = 0.4, epsilon_of_risk = 0.01;

#define INNER_SHARE 0.8

/* What a training needs to begin with is decided by readiness.h, whose floors follow from these; here they guard every cut. */
enum {
    MIN_ROWS = 50,         /* fewer training rows teach nothing                         */
    MIN_POSITIVES = 10     /* of either kind, for a risk model: below, calibration is noise */
};

const char *const learned_part_name[LEARNED_PARTS] = { "calibration", "classes", "features", "weights" };

/* One cut: rows to train on and rows to judge, with dense class numbers. */
struct cut {
    const uint32_t *train, *judge;
    size_t          n_train, n_judge;
    int32_t        *class_of;      /* [classes of examples] learned class or -1; risk: NULL */
    uint32_t       *kept;          /* [n_kept] rows of train whose class is learned         */
    int32_t        *y;             /* [n_kept]                                              */
    size_t          n_kept, n_classes;
};

static void cut_release(struct cut *cut)
{
    mem_free(cut->class_of);
    mem_free(cut->kept);
    mem_free(cut->y);
}

struct named_class { const char *name; uint32_t id, rows; };

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct named_class *)a)->name, ((const struct named_class *)b)->name);
}

/* Counts the classes of the training rows and numbers those with enough rows by name. sorted: [classes], filled up to *n. */
static int number_classes(struct named_class *sorted, size_t *n, int32_t *class_of, const struct examples *e,
                          const struct cut *cut, const int32_t *label, struct err *err)
{
    size_t n_all = e->class_name.n;
    uint32_t *count = mem_calloc(n_all, sizeof(*count));

    if (count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < cut->n_train; i++)
        count[label[cut->train[i]]]++;
    *n = 0;
    for (size_t k = 0; k < n_all; k++) {
        class_of[k] = -1;
        if (count[k] >= TASK_MIN_CLASS_ROWS)
            sorted[(*n)++] = (struct named_class){ e->class_name.str[k], (uint32_t)k, count[k] };
    }
    qsort(sorted, *n, sizeof(*sorted), by_name);
    for (size_t k = 0; k < *n; k++)
        class_of[sorted[k].id] = (int32_t)k;
    mem_free(count);
    return 0;
}

static int cut_check(const struct cut *cut, const struct examples *e, struct err *err)
{
    size_t ones = 0;

    if (cut->n_classes > 0 && cut->n_classes < 2)
        return err_set(err, ERR_NODATA, "only one %s has %d or more training rows in project '%s'", e->label_field,
                       TASK_MIN_CLASS_ROWS, e->project);
    if (e->task->kind == TASK_OF_CLASSES)
        return 0;
    for (size_t i = 0; i < cut->n_kept; i++)
        ones += cut->y[i] == 1;
    if (ones < MIN_POSITIVES || cut->n_kept - ones < MIN_POSITIVES)
        return err_set(err, ERR_NODATA, "project '%s' has %zu changes that caused harm and %zu that did not among %zu to learn from; "
                       "%d of each are needed", e->project, ones, cut->n_kept - ones, cut->n_kept, MIN_POSITIVES);
    return 0;
}

/* Fills kept, y and classes of a cut whose train rows are set. `out` (may be NULL) gets the names. */
static int cut_fill(struct cut *cut, struct learned *out, const struct examples *e, const int32_t *label, struct err *err)
{
    struct named_class *sorted = NULL;
    bool risk = e->task->kind == TASK_OF_RISK;
    int rc = 0;

    cut->kept = mem_calloc(cut->n_train, sizeof(*cut->kept));
    cut->y = mem_calloc(cut->n_train, sizeof(*cut->y));
    if (cut->kept == NULL || cut->y == NULL)
        return err_nomem(err);
    if (!risk) {
        sorted = mem_calloc(e->class_name.n, sizeof(*sorted));
        cut->class_of = mem_calloc(e->class_name.n, sizeof(*cut->class_of));
        if (sorted == NULL || cut->class_of == NULL)
            rc = err_nomem(err);
        else
            rc = number_classes(sorted, &cut->n_classes, cut->class_of, e, cut, label, err);
        if (rc == 0 && cut->n_classes == 0)
            rc = err_set(err, ERR_NODATA, "no %s has %d or more training rows in project '%s'", e->label_field,
                         TASK_MIN_CLASS_ROWS, e->project);
    }
    for (size_t i = 0; rc == 0 && i < cut->n_train; i++) {
        int32_t y = label[cut->train[i]];

        assert(y >= 0);
        if (!risk)
            y = cut->class_of[y];
        if (y >= 0) {
            cut->kept[cut->n_kept] = cut->train[i];
            cut->y[cut->n_kept++] = y;
        }
    }
    if (rc == 0)
        rc = cut_check(cut, e, err);
    if (rc == 0 && out != NULL && !risk) {
        out->n_classes = cut->n_classes;
        out->class_name = arena_calloc(&out->arena, cut->n_classes, sizeof(*out->class_name));
        out->class_rows = arena_calloc(&out->arena, cut->n_classes, sizeof(*out->class_rows));
        if (out->class_name == NULL || out->class_rows == NULL)
            rc = err_nomem(err);
        for (size_t k = 0, most = 0; rc == 0 && k < cut->n_classes; k++) {
            out->class_name[k] = arena_strdup(&out->arena, sorted[k].name);
            out->class_rows[k] = sorted[k].rows;
            if (out->class_name[k] == NULL)
                rc = err_nomem(err);
            if (k == 0 || sorted[k].rows > most) {
                most = sorted[k].rows;
                out->majority = out->class_name[k];
            }
        }
    }
    mem_free(sorted);
    return rc;
}

/* Features of one recipe on one cut. */
struct fitted {
    struct feature_set *set;
    struct csr          train, judge;
};

static void fitted_release(struct fitted *f)
{
    feature_set_free(f->set);
    csr_release(&f->train);
    csr_release(&f->judge);
    memset(f, 0, sizeof(*f));
}

static int fit_features(struct fitted *out, const struct recipe *recipe, const struct examples *e, const struct cut *cut,
                        struct learned *l, int n_threads, struct err *err)
{
    double start = clock_monotonic();
    int rc = feature_set_fit(&out->set, recipe->block, recipe->n_blocks, &e->samples, &e->tokens, cut->train, cut->n_train,
                             n_threads, err);

    if (rc == 0)
        rc = feature_set_rows(&out->train, out->set, &e->samples, &e->tokens, cut->kept, cut->n_kept, n_threads, err);
    if (rc == 0 && cut->n_judge > 0)
        rc = feature_set_rows(&out->judge, out->set, &e->samples, &e->tokens, cut->judge, cut->n_judge, n_threads, err);
    l->seconds.features += clock_monotonic() - start;
    return rc;
}

/* What each row counts for, with mean 1; i from the oldest row of n, K classes:
 *
 *     w_i ~ (n / (K n_class(i)))^balance  x  0.5^((n - i) / (half_life_share n))
 *
 * With balance 1 every class counts the same in all (King and Zeng 2001, "Logistic Regression in Rare Events Data", section 4.2). */
static int weigh_rows(float **out, const struct cut *cut, double balance, struct err *err)
{
    size_t n = cut->n_kept, K = cut->n_classes;
    float *w = mem_calloc(n, sizeof(*w));
    size_t *count = mem_calloc(K, sizeof(*count));
    double sum = 0;

    if (w == NULL || count == NULL) {
        mem_free(w);
        mem_free(count);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        count[cut->y[i]]++;
    for (size_t i = 0; i < n; i++) {
        double class_weight = pow((double)n / ((double)K * (double)count[cut->y[i]]), balance);

        w[i] = (float)(class_weight * pow(0.5, (double)(n - i) / (half_life_share * (double)n)));
        sum += (double)w[i];
    }
    for (size_t i = 0; i < n; i++)
        w[i] = (float)((double)w[i] * (double)n / sum);
    mem_free(count);
    *out = w;
    return 0;
}

static int train_on(struct linear_model *out, const struct fitted *f, const struct cut *cut, const struct solver_params *params,
                    double balance, bool risk, struct err *err)
{
    struct solver_params weighted = *params;
    uint32_t *all = mem_calloc(cut->n_kept, sizeof(*all));
    float *weight = NULL;
    int rc = all == NULL ? err_nomem(err) : balance > 0 ? weigh_rows(&weight, cut, balance, err) : 0;

    for (size_t i = 0; rc == 0 && i < cut->n_kept; i++)
        all[i] = (uint32_t)i;
    weighted.row_weight = weight;
    if (rc == 0)
        rc = linear_train(out, &f->train, all, cut->y, cut->n_kept, risk ? 2 : cut->n_classes, &weighted, err);
    mem_free(weight);
    mem_free(all);
    return rc;
}

static size_t argmax(const double *v, size_t n)
{
    size_t best = 0;

    for (size_t k = 1; k < n; k++)
        if (v[k] > v[best])
            best = k;
    return best;
}

/* Accuracy or macro-F1 of the margins over the judged rows (an unlearned class counts as an error), or ROC-AUC. */
static int judge(double *score, const double *margin, const struct examples *e, const struct cut *cut, const int32_t *y, struct err *err)
{
    int32_t *said;
    int rc = 0;

    if (e->task->kind == TASK_OF_RISK)
        return metric_roc_auc(score, margin, y, cut->n_judge, err);
    said = mem_calloc(cut->n_judge, sizeof(*said));
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

struct search {
    struct learned       *l;
    const struct examples *e;
    const struct cut     *cut;
    const int32_t        *judge_y;      /* [n_judge] */
    const struct recipe  *best_recipe;
    double                best_score;
    double               *best_margin;  /* [n_judge * outputs], owned */
};

static struct solver_params params_of(const struct examples *e, const struct recipe *recipe, double c, const struct learn_options *options)
{
    bool text = e->task->kind == TASK_OF_RISK && strstr(recipe->name, "words") != NULL;

    return (struct solver_params){
        .kind = e->task->kind == TASK_OF_CLASSES ? SOLVER_SVM_JOINT : text ? SOLVER_LOGISTIC_DUAL : SOLVER_LOGISTIC,
        .c = c,
        .epsilon = e->task->kind == TASK_OF_CLASSES ? epsilon_of_trial : epsilon_of_risk,
        .bias = 1,
        .seed = options->seed,
        .n_workers = options->n_threads,
    };
}

/* The candidates of one recipe on one cut. */
struct trials {
    const struct search *s;
    const struct fitted *f;
    size_t               n;
    struct solver_params params[LEARN_CANDIDATES_MAX];
    double               balance[LEARN_CANDIDATES_MAX];
    struct linear_model  model[LEARN_CANDIDATES_MAX];  /* owned */
};

static int train_trial(struct trials *t, size_t i, struct err *err)
{
    return train_on(&t->model[i], t->f, t->s->cut, &t->params[i], t->balance[i], t->s->e->task->kind == TASK_OF_RISK, err);
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
    size_t n_classes = t->s->e->task->kind == TASK_OF_RISK ? 2 : t->s->cut->n_classes;
    int rc = 0;

    if (linear_train_forks(t->params[0].kind, n_classes)) {
        for (size_t i = 0; rc == 0 && i < t->n; i++) {
            rc = train_trial(t, i, err);
            progress_step(options->log, 1);
        }
    } else {
        for (size_t i = 0; i < t->n; i++)
            t->params[i].n_workers = options->n_threads > (int)t->n ? options->n_threads / (int)t->n : 1;
        rc = parallel_run(options->n_threads, t->n, train_trial_from_last, t, err);
        progress_step(options->log, t->n);
    }
    t->s->l->seconds.train += clock_monotonic() - start;
    return rc;
}

static void keep_best(struct search *s, const struct recipe *recipe, const struct solver_params *params, double balance, double score, double **margin)
{
    assert(s->l->n_tried < LEARN_CANDIDATES_MAX);
    s->l->tried[s->l->n_tried++] = (struct learn_candidate){ recipe->name, params->c, balance, score };
    if (s->best_margin != NULL && score <= s->best_score)
        return;
    mem_free(s->best_margin);
    s->best_margin = *margin;
    *margin = NULL;
    s->best_score = score;
    s->best_recipe = recipe;
    s->l->params = *params;
    s->l->balance = balance;
    if (s->e->task->kind == TASK_OF_CLASSES)
        s->l->params.epsilon = epsilon_of_classes;
}

static int judge_trial(struct search *s, const struct recipe *recipe, const struct trials *t, size_t i,
                       const struct learn_options *options, struct err *err)
{
    double *margin = NULL, score = 0, start = clock_monotonic();
    int rc = linear_model_margins_all(&margin, &t->model[i], &t->f->judge, options->n_threads, err);

    if (rc == 0)
        rc = judge(&score, margin, s->e, s->cut, s->judge_y, err);
    s->l->seconds.predict += clock_monotonic() - start;
    if (rc == 0) {
        struct solver_params params = t->params[i];

        params.n_workers = options->n_threads;
        keep_best(s, recipe, &params, t->balance[i], score, &margin);
    }
    mem_free(margin);
    return rc;
}

static int try_recipe(struct search *s, const struct recipe *recipe, const struct choice *choice, size_t n, const struct learn_options *options, struct err *err)
{
    struct fitted f = {0};
    struct trials t = { .s = s, .f = &f, .n = n };
    int rc = fit_features(&f, recipe, s->e, s->cut, s->l, options->n_threads, err);

    assert(n > 0 && n <= LEARN_CANDIDATES_MAX);
    for (size_t i = 0; i < n; i++) {
        t.params[i] = params_of(s->e, recipe, choice[i].c, options);
        t.balance[i] = choice[i].balance;
    }
    if (rc == 0)
        rc = train_trials(&t, options, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = judge_trial(s, recipe, &t, i, options, err);
    for (size_t i = 0; i < n; i++)
        linear_model_release(&t.model[i]);
    fitted_release(&f);
    return rc;
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int try_all(struct search *s, const struct learn_options *options, struct err *err)
{
    const struct recipe *recipe = s->e->recipe;
    int rc;

    if (s->e->task->rare_matter)
        return try_recipe(s, recipe, of_rare_classes, COUNT(of_rare_classes), options, err);
    if (s->e->task->kind == TASK_OF_CLASSES)
        return try_recipe(s, recipe, of_classes, COUNT(of_classes), options, err);
    if (strstr(recipe->name, "words") != NULL)
        rc = try_recipe(s, recipe, of_text, COUNT(of_text), options, err);
    else
        rc = try_recipe(s, recipe, of_metrics, COUNT(of_metrics), options, err);
    if (rc == 0)
        rc = try_recipe(s, recipe_of_size(), of_size, COUNT(of_size), options, err);
    return rc;
}

/* Offsets by class of examples. A class with too few rows on the inner cut gets the smallest: it is rarer than the others. */
static int calibrate_rare(struct learned *l, const struct search *s, struct err *err)
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
static int renumber_offsets(struct learned *l, const struct cut *cut, size_t n_all, struct err *err)
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

static int calibrate(struct learned *l, const struct search *s, struct err *err)
{
    if (s->e->task->rare_matter)
        return calibrate_rare(l, s, err);
    if (s->e->task->kind == TASK_OF_RISK)
        return calibration_fit_platt(&l->calibration, s->best_margin, s->judge_y, s->cut->n_judge, err);
    return calibration_fit_temperature(&l->calibration, s->best_margin, s->judge_y, s->cut->n_judge, s->cut->n_classes, err);
}

/* Rows are in time order: how many of them, from the first, are no later than `until`. */
static size_t count_mature(const struct examples *e, const uint32_t *rows, size_t n_rows, int64_t until)
{
    while (until != TIME_NONE && n_rows > 0 && e->time[rows[n_rows - 1]] > until)
        n_rows--;
    return n_rows;
}

/* Chooses recipe and parameters on the inner cut and fits the calibration there. */
static int choose(struct learned *l, const struct recipe **recipe, const struct examples *e, const uint32_t *rows, size_t n_rows,
                  const int32_t *label, const struct learn_options *options, struct err *err)
{
    size_t n_mature = count_mature(e, rows, n_rows, options->mature_until);
    size_t n_train = (size_t)(INNER_SHARE * (double)n_mature);
    struct cut cut = { .train = rows, .n_train = n_train, .judge = rows + n_train, .n_judge = n_mature - n_train };
    int32_t *judge_y = mem_calloc(cut.n_judge, sizeof(*judge_y));
    struct search s = { .l = l, .e = e, .cut = &cut, .judge_y = judge_y };
    int rc = judge_y == NULL ? err_nomem(err) : cut_fill(&cut, NULL, e, label, err);

    for (size_t i = 0; rc == 0 && i < cut.n_judge; i++)
        judge_y[i] = e->task->kind == TASK_OF_RISK ? label[cut.judge[i]] : cut.class_of[label[cut.judge[i]]];
    if (rc == 0)
        rc = try_all(&s, options, err);
    if (rc == 0)
        rc = calibrate(l, &s, err);
    if (rc == 0)
        *recipe = s.best_recipe;
    mem_free(s.best_margin);
    mem_free(judge_y);
    cut_release(&cut);
    return rc;
}

static int train_final(struct learned *l, const struct recipe *recipe, const struct examples *e, const uint32_t *rows, size_t n_rows,
                       const int32_t *label, const struct learn_options *options, struct err *err)
{
    struct cut cut = { .train = rows, .n_train = n_rows };
    struct fitted f = {0};
    size_t ones = 0;
    double start;
    int rc = cut_fill(&cut, l, e, label, err);

    if (rc == 0)
        rc = renumber_offsets(l, &cut, e->class_name.n, err);
    if (rc == 0)
        rc = fit_features(&f, recipe, e, &cut, l, options->n_threads, err);
    start = clock_monotonic();
    if (rc == 0)
        rc = train_on(&l->model, &f, &cut, &l->params, l->balance, e->task->kind == TASK_OF_RISK, err);
    l->seconds.train += clock_monotonic() - start;
    for (size_t i = 0; i < cut.n_kept; i++)
        ones += cut.y[i] == 1;
    if (rc == 0) {
        l->features = f.set;
        f.set = NULL;
        l->recipe = recipe->name;
        l->n_rows = n_rows;
        l->base_rate = cut.n_kept > 0 ? (double)ones / (double)cut.n_kept : 0;
    }
    fitted_release(&f);
    cut_release(&cut);
    return rc;
}

int learn(struct learned *out, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
          const struct learn_options *options, struct err *err)
{
    struct learned l = { .task = e->task };
    const struct recipe *recipe = NULL;
    size_t n_mature;
    int rc;

    n_mature = count_mature(e, rows, n_rows, options->mature_until);
    if (n_mature < MIN_ROWS)
        return err_set(err, ERR_NODATA, "project '%s' has %zu rows to learn %s from%s; %d are needed", e->project, n_mature,
                       e->task->name, n_mature < n_rows ? " that are old enough" : "", MIN_ROWS);
    arena_init(&l.arena);
    l.criterion = e->task->kind == TASK_OF_RISK ? "roc_auc" : e->task->rare_matter ? "macro_f1" : "accuracy";
    rc = choose(&l, &recipe, e, rows, n_rows, label, options, err);
    if (rc == 0)
        rc = train_final(&l, recipe, e, rows, n_rows, label, options, err);
    if (rc < 0) {
        learned_release(&l);
        return rc;
    }
    *out = l;
    return 0;
}

void learned_release(struct learned *l)
{
    feature_set_free(l->features);
    linear_model_release(&l->model);
    arena_release(&l->arena);
    memset(l, 0, sizeof(*l));
}

int learned_margins(double **out, const struct learned *l, const struct samples *s, const struct tokens *tokens,
                    const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct csr x = {0};
    int rc = feature_set_rows(&x, l->features, s, tokens, rows, n_rows, n_threads, err);

    if (rc == 0)
        rc = linear_model_margins_all(out, &l->model, &x, n_threads, err);
    csr_release(&x);
    return rc;
}
