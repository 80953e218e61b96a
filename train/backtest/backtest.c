/*
 * backtest.c - see backtest.h.
 *
 *   backtest_run -> each cut: choose_labels -> learn -> predict (+ baselines); then backtest_measure over all predictions
 */
#include "train/backtest/backtest_inner.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/learn/learned_filed.h"
#include "train/rows/past_at_cut.h"

/* One step of the walk: train rows come before test rows. */
struct step {
    uint32_t *train, *test;
    size_t    n_train, n_test;
    int32_t  *label;   /* [n] as used for training */
    int64_t   cut;
};

static void step_release(struct step *step)
{
    mem_free(step->train);
    mem_free(step->test);
    mem_free(step->label);
}

static int step_alloc(struct step *step, size_t n, struct err *err)
{
    step->train = mem_calloc(n, sizeof(*step->train));
    step->test = mem_calloc(n, sizeof(*step->test));
    step->label = mem_calloc(n, sizeof(*step->label));
    return step->train == NULL || step->test == NULL || step->label == NULL ? err_nomem(err) : 0;
}

static void rows_by_range(struct step *step, size_t first_test, size_t end)
{
    for (size_t i = 0; i < first_test; i++)
        step->train[step->n_train++] = (uint32_t)i;
    for (size_t i = first_test; i < end; i++)
        step->test[step->n_test++] = (uint32_t)i;
}

static void rows_by_block(struct step *step, const struct examples *e, const struct backtest_block *block)
{
    step->cut = block->cut;
    for (size_t i = 0, k = 0; i < e->n; i++) {
        bool own = k < block->n && block->row[k] == i;

        k += own;
        if (own)
            step->test[step->n_test++] = (uint32_t)i;
        else if (e->time[i] != TIME_NONE && e->time[i] < block->cut)
            step->train[step->n_train++] = (uint32_t)i;
    }
}

static int rows_by_column(struct step *step, const struct examples *e, struct err *err)
{
    for (size_t i = 0; i < e->n; i++) {
        if (e->split[i] == 0)
            step->train[step->n_train++] = (uint32_t)i;
        else if (e->split[i] == 1)
            step->test[step->n_test++] = (uint32_t)i;
    }
    if (step->n_train == 0 || step->n_test == 0)
        return err_set(err, ERR_NODATA, "project '%s' has %zu rows with split 'train' and %zu with 'test'", e->project,
                       step->n_train, step->n_test);
    return 0;
}

/* Labels for training, and the rows that have one. With final labels: all. */
static int choose_labels(struct step *step, const struct examples *e, const struct backtest_options *options, struct err *err)
{
    size_t n = 0;
    int rc = 0;

    if (options->block == NULL)
        step->cut = e->time[step->test[0]];
    memcpy(step->label, e->label, e->n * sizeof(*step->label));
    if (options->labels_known)
        rc = examples_known(step->label, e, step->cut, options->maturity_days, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < step->n_train; i++)
        if (step->label[step->train[i]] >= 0)
            step->train[n++] = step->train[i];
    step->n_train = n;
    if (n == 0)
        return err_set(err, ERR_NODATA, "project '%s': no label was known at the cut", e->project);
    return 0;
}

/* The trivial prediction for each test row: the majority class, or the class most frequent in training given the as-filed value. */
static int baseline_classes(struct prediction *p, const struct step *step, const struct examples *e, bool filed, struct err *err)
{
    struct intern value;
    size_t n_classes = e->class_name.n, n_values = 0;
    uint32_t *count = NULL, *of_row = mem_calloc(e->n, sizeof(*of_row));
    int32_t *best = NULL;
    int rc = of_row == NULL ? err_nomem(err) : 0;

    intern_init(&value);
    for (size_t i = 0; rc == 0 && i < e->n; i++) {
        const char *text = filed ? e->filed[i] : "";

        of_row[i] = intern_add(&value, text, strlen(text));
        if (of_row[i] == INTERN_NONE)
            rc = err_nomem(err);
    }
    n_values = value.n;
    count = mem_calloc(n_values * n_classes, sizeof(*count));
    best = mem_calloc(n_values, sizeof(*best));
    if (count == NULL || best == NULL)
        rc = err_nomem(err);
    if (rc == 0) {
        uint32_t *total = mem_calloc(n_classes, sizeof(*total));
        int32_t majority = 0;

        if (total == NULL)
            rc = err_nomem(err);
        for (size_t i = 0; rc == 0 && i < step->n_train; i++) {
            uint32_t row = step->train[i];

            count[of_row[row] * n_classes + (size_t)step->label[row]]++;
            total[step->label[row]]++;
        }
        for (size_t k = 1; rc == 0 && k < n_classes; k++)
            if (total[k] > total[majority])
                majority = (int32_t)k;
        for (size_t v = 0; rc == 0 && v < n_values; v++) {
            const uint32_t *c = count + v * n_classes;

            best[v] = majority;
            for (size_t k = 0; k < n_classes; k++)
                if (c[k] > c[best[v]])
                    best[v] = (int32_t)k;
        }
        for (size_t i = 0; rc == 0 && i < step->n_test; i++)
            p[i].baseline = best[of_row[step->test[i]]];
        mem_free(total);
    }
    mem_free(count);
    mem_free(best);
    mem_free(of_row);
    intern_release(&value);
    return rc;
}

/* The classes of the largest margins, ties by name (classes are sorted). */
static void top_classes(struct prediction *out, const double *margin, const double *p, const int32_t *class_id, size_t n)
{
    size_t top[BACKTEST_TOP], n_top = calibration_top(top, BACKTEST_TOP, margin, n);

    for (size_t t = 0; t < BACKTEST_TOP; t++) {
        out->top[t] = t < n_top ? class_id[top[t]] : -1;
        out->p[t] = t < n_top ? p[top[t]] : 0;
    }
}

/* What was filed among what the model says, where it names a class that was not learned: before what is no likelier. */
static void keep_filed(struct prediction *out, const struct backtest *b, const struct learned *l)
{
    const char *name;
    size_t len = learned_filed_kept(&name, l, b->examples->filed[out->row]);
    uint32_t class = len > 0 ? intern_find(&b->examples->class_name, name, len) : INTERN_NONE;
    size_t at = BACKTEST_TOP;

    if (len == 0)
        return;
    for (size_t t = 0; t < BACKTEST_TOP; t++)
        out->p[t] *= 1 - l->filed->copy.p;
    while (at > 0 && out->p[at - 1] <= l->filed->copy.p)
        at--;
    if (at == BACKTEST_TOP)
        return;
    for (size_t t = BACKTEST_TOP - 1; t > at; t--) {
        out->top[t] = out->top[t - 1];
        out->p[t] = out->p[t - 1];
    }
    out->top[at] = class == INTERN_NONE ? -1 : (int32_t)class;
    out->p[at] = l->filed->copy.p;
    out->copied = name;
    out->copied_len = len;
    out->copied_at = at;
}

/* What copying would say: the class that the filed value names. */
static int copy_filed(struct prediction *p, const struct backtest *b, const struct step *step, struct err *err)
{
    const struct examples *e = b->examples;
    struct filed_copy copy;
    int rc = filed_copy_learn(&copy, e, step->train, step->n_train, step->label, err);

    for (size_t i = 0; rc == 0 && i < step->n_test; i++) {
        const char *name;

        if (filed_copy_class(&name, &p[i].copy, &copy, e, p[i].row) == 0)
            p[i].copy = -1;
    }
    return rc;
}

static int predict_classes(struct prediction *p, struct backtest *b, const struct learned *l, const struct csr *x, const double *margin, struct err *err)
{
    const struct examples *e = b->examples;
    int32_t *class_id = mem_calloc(l->n_classes, sizeof(*class_id));
    double *prob = mem_calloc(l->n_classes, sizeof(*prob));
    int rc = class_id == NULL || prob == NULL ? err_nomem(err) : 0;

    memset(b->learned_class, 0, e->class_name.n * sizeof(*b->learned_class));
    for (size_t k = 0; rc == 0 && k < l->n_classes; k++) {
        class_id[k] = (int32_t)intern_find(&e->class_name, l->class_name[k], strlen(l->class_name[k]));
        assert(class_id[k] >= 0);
        b->learned_class[class_id[k]] = true;
    }
    for (size_t i = 0; rc == 0 && i < x->n_rows; i++) {
        struct learned_voice v = learned_voice_of(l, x->col + x->row_start[i], x->row_start[i + 1] - x->row_start[i]);

        calibration_softmax(v.calibration, margin + i * l->n_classes, l->n_classes, prob);
        top_classes(&p[i], margin + i * l->n_classes, prob, class_id, l->n_classes);
        b->unlearned += !b->learned_class[e->label[p[i].row]]; /* counted here, a share once all is predicted */
        p[i].unlike = unlike_marked(v.unlike, margin + i * l->n_classes, l->n_classes);
        b->n_unlike += p[i].unlike;
        b->n_unlike_new += p[i].unlike && !b->learned_class[e->label[p[i].row]];
        b->n_filed += v.filed;
        keep_filed(&p[i], b, l);
    }
    mem_free(class_id);
    mem_free(prob);
    return rc;
}

static void predict_risk(struct prediction *p, const struct learned *l, const double *margin, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        p[i].p[0] = calibration_probability(calibration_logit(&l->calibration, margin[i]));
        p[i].top[0] = p[i].p[0] >= 0.5;
        p[i].top[1] = p[i].top[2] = -1;
    }
}

/* The size-only baseline of the same step: one feature, logistic regression. Beside what learns: in one thread, without a child. */
static int predict_by_size(struct prediction *p, const struct step *step, const struct examples *e,
                           const struct backtest_options *options, struct err *err)
{
    const struct recipe *recipe = recipe_of_size();
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = 1, .epsilon = 0.01, .bias = 1, .seed = options->seed, .here = true };
    struct feature_set *set = NULL;
    struct linear_model model = {0};
    struct csr train = {0}, test = {0};
    uint32_t *all = mem_calloc(step->n_train, sizeof(*all));
    int32_t *y = mem_calloc(step->n_train, sizeof(*y));
    double *margin = NULL;
    int rc = all == NULL || y == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < step->n_train; i++) {
        all[i] = (uint32_t)i;
        y[i] = step->label[step->train[i]];
    }
    if (rc == 0)
        rc = feature_set_fit(&set, recipe->block, recipe->n_blocks, &e->samples, &e->tokens, step->train, step->n_train, 1, err);
    if (rc == 0)
        rc = feature_set_rows(&train, set, &e->samples, &e->tokens, step->train, step->n_train, 1, err);
    if (rc == 0)
        rc = feature_set_rows(&test, set, &e->samples, &e->tokens, step->test, step->n_test, 1, err);
    if (rc == 0)
        rc = linear_train(&model, &train, all, y, step->n_train, 2, &params, err);
    if (rc == 0)
        rc = linear_model_margins_all(&margin, &model, &test, 1, err);
    for (size_t i = 0; rc == 0 && i < step->n_test; i++)
        p[i].size_p = calibration_probability(margin[i]);
    mem_free(margin);
    mem_free(all);
    mem_free(y);
    csr_release(&train);
    csr_release(&test);
    linear_model_release(&model);
    feature_set_free(set);
    return rc;
}

struct learning {
    struct learned                *l;
    const struct examples         *e;
    const struct step             *step;
    const struct learn_options    *lo;
    const struct backtest_options *options;
    struct prediction             *prediction;
};

enum { LEARN_MODEL, LEARN_SIZE, LEARN_PARTS };

static int learn_part(void *ctx, size_t part, struct err *err)
{
    struct learning *g = ctx;

    if (part == LEARN_MODEL)
        return learn(g->l, g->e, g->step->train, g->step->n_train, g->step->label, g->lo, err);
    return predict_by_size(g->prediction, g->step, g->e, g->options, err);
}

static void remember_choice(struct backtest *b, const struct learned *l)
{
    const struct learned_filed *filed = l->filed;

    b->recipe = l->recipe;
    b->c = filed != NULL ? filed->c : l->params.c;
    b->balance = filed != NULL ? filed->balance : l->balance;
    b->half_life = filed != NULL ? filed->half_life : l->half_life;
    b->parents = filed != NULL ? filed->parents : l->parents;
    b->bayes = filed != NULL ? filed->bayes : l->bayes;
    b->kept = filed != NULL ? filed->kept : 0;
    b->unlike = filed != NULL ? filed->unlike : l->unlike;
    b->size_weight = l->size_weight;
    memcpy(b->why, l->why, sizeof(b->why));
    b->n_classes = l->n_classes;
    b->n_tried = l->n_tried;
    memcpy(b->tried, l->tried, sizeof(b->tried));
    b->seconds.features += l->seconds.features;
    b->seconds.train += l->seconds.train;
    b->seconds.predict += l->seconds.predict;
}

/* Of one holdout: with more steps the inner cuts of the later ones have seen the predictions of the earlier. */
static int remember_judged(struct backtest *b, const struct learned *l, struct err *err)
{
    const struct learn_judged *j = &l->judged;

    if (b->test_rows > 0 || j->n == 0) {
        b->judged.n = 0;
        return 0;
    }
    b->judged.p = (double *)(void *)mem_memdup(j->p, j->n * sizeof(*j->p));
    b->judged.right = (bool *)(void *)mem_memdup(j->right, j->n * sizeof(*j->right));
    b->judged.n = j->n;
    return b->judged.p == NULL || b->judged.right == NULL ? err_nomem(err) : 0;
}

static int walk_step(struct backtest *b, struct step *step, const struct backtest_options *options, bool filed, struct err *err)
{
    const struct examples *e = b->examples;
    struct learn_options lo = { .seed = options->seed, .n_threads = options->n_threads, .log = options->log, .mature_until = TIME_NONE };
    struct prediction *p = b->prediction + b->test_rows;
    struct learned l = {0};
    struct samples seen = e->samples;
    struct csr x = {0};
    double *margin = NULL, start;
    size_t given = step->n_train;
    int rc = past_at_cut(&seen, e, step->train, step->n_train, options->labels_known ? e->time[step->test[0]] : INT64_MAX, err);

    if (rc == 0)
        rc = choose_labels(step, e, options, err);

    if (options->labels_known && e->task->kind == TASK_OF_RISK)
        lo.mature_until = step->cut - options->maturity_days * 86400;
    if (rc == 0)
        rc = parallel_run(options->n_threads, e->task->kind == TASK_OF_RISK ? LEARN_PARTS : LEARN_SIZE, learn_part,
                          &(struct learning){ &l, e, step, &lo, options, p }, err);
    if (rc < 0) {
        past_at_cut_release(&seen, e);
        learned_release(&l);
        return rc;
    }
    start = clock_monotonic();
    if (e->task->kind == TASK_OF_RISK) /* of classes the rows themselves are asked for once more */
        rc = learned_margins(&margin, &l, &seen, &e->tokens, step->test, step->n_test, options->n_threads, err);
    else
        rc = feature_set_rows(&x, l.features, &seen, &e->tokens, step->test, step->n_test, options->n_threads, err);
    if (rc == 0 && e->task->kind == TASK_OF_CLASSES)
        rc = learned_margins_of(&margin, &l, &x, options->n_threads, err);
    for (size_t i = 0; i < step->n_test; i++)
        p[i].row = step->test[i];
    if (rc == 0 && e->task->kind == TASK_OF_CLASSES) {
        rc = predict_classes(p, b, &l, &x, margin, err);
        if (rc == 0)
            rc = baseline_classes(p, step, e, filed, err);
        if (rc == 0)
            rc = copy_filed(p, b, step, err);
    } else if (rc == 0) {
        predict_risk(p, &l, margin, step->n_test);
    }
    l.seconds.predict += clock_monotonic() - start;
    if (rc == 0)
        rc = remember_judged(b, &l, err);
    if (rc == 0) {
        remember_choice(b, &l);
        b->train_rows = options->labels_known ? step->n_train : given;
        b->base_rate = l.base_rate;
        b->test_rows += step->n_test;
        if (b->cut == TIME_NONE)
            b->cut = step->cut;
    }
    past_at_cut_release(&seen, e);
    mem_free(margin);
    csr_release(&x);
    learned_release(&l);
    return rc;
}

static int walk(struct backtest *b, const struct backtest_options *options, struct err *err)
{
    const struct examples *e = b->examples;
    bool filed = backtest_knows_filed(b);
    size_t n = e->n, oldest = (size_t)floor((1 - options->holdout) * (double)n + 1e-9);
    int n_steps = options->folds > 0 ? options->folds : 1;
    int rc = 0;

    for (int k = 0; rc == 0 && k < n_steps; k++) {
        struct step step = {0};

        rc = step_alloc(&step, n, err);
        if (rc == 0 && options->split_column)
            rc = rows_by_column(&step, e, err);
        else if (rc == 0 && options->folds > 0 && !options->holdout_folds)
            rows_by_range(&step, n * (size_t)(k + 1) / (size_t)(n_steps + 1), n * (size_t)(k + 2) / (size_t)(n_steps + 1));
        else if (rc == 0 && options->folds > 0)
            rows_by_range(&step, oldest + (n - oldest) * (size_t)k / (size_t)n_steps, oldest + (n - oldest) * (size_t)(k + 1) / (size_t)n_steps);
        else if (rc == 0)
            rows_by_range(&step, oldest, n);
        if (rc == 0 && (step.n_train == 0 || step.n_test == 0))
            rc = err_set(err, ERR_NODATA, "project '%s' has %zu labelled rows: too few to cut by time", e->project, n);
        if (rc == 0)
            rc = walk_step(b, &step, options, filed, err);
        step_release(&step);
    }
    return rc;
}

/* As walk, by blocks; one before which there is too little is passed over. */
static int walk_blocks(struct backtest *b, const struct backtest_options *options, struct err *err)
{
    const struct examples *e = b->examples;
    int rc = 0;

    for (size_t k = 0; rc == 0 && k < options->n_blocks; k++) {
        struct backtest_block *block = &options->block[k];
        struct step step = { .n_train = 0 };
        struct err why = ERR_INIT;

        block->first = b->test_rows;
        rc = step_alloc(&step, e->n, err);
        if (rc == 0)
            rows_by_block(&step, e, block);
        if (rc == 0 && step.n_train > 0 && step.n_test > 0) {
            rc = walk_step(b, &step, options, false, &why);
            block->predicted = rc == 0;
            if (rc < 0 && rc != ERR_NODATA)
                err_set(err, (enum err_code)rc, "%s", why.msg);
            rc = rc == ERR_NODATA ? 0 : rc;
        }
        step_release(&step);
    }
    if (rc == 0 && b->test_rows == 0)
        rc = err_set(err, ERR_NODATA, "project '%s': before none of its releases there is enough to learn from", e->project);
    return rc;
}

int backtest_run(struct backtest *out, const struct examples *e, const struct backtest_options *options, struct err *err)
{
    struct backtest b = { .examples = e, .cut = TIME_NONE };
    size_t room = e->n;
    int rc;

    assert(options->holdout > 0 && options->holdout < 1);
    for (size_t k = 0; options->block != NULL && k < options->n_blocks; k++) /* a row may be in several */
        room += options->block[k].n;
    b.prediction = mem_calloc(room, sizeof(*b.prediction));
    b.learned_class = mem_calloc(e->class_name.n, sizeof(*b.learned_class));
    rc = b.prediction == NULL || b.learned_class == NULL ? err_nomem(err) : options->block != NULL ? walk_blocks(&b, options, err) : walk(&b, options, err);
    if (rc == 0)
        rc = backtest_measure(&b, err);
    if (rc < 0) {
        backtest_release(&b);
        return rc;
    }
    *out = b;
    return 0;
}

void backtest_release(struct backtest *b)
{
    mem_free(b->prediction);
    mem_free(b->learned_class);
    mem_free(b->judged.p);
    mem_free(b->judged.right);
    memset(b, 0, sizeof(*b));
}
