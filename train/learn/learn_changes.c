/*
 * learn_changes.c - see learn_changes.h.
 *
 *   learn_changes -> take_features (once, of all rows) -> judge_cut (take_rows; run_trials: one a member and C, side by side) a cut -> choose ->
 *   finish: train_final (run_trials again, of what was chosen -> merge) beside calibrate
 */
#include "train/learn/learn_changes.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/change/recipes_changes.h"
#include "train/learn/learn_inner.h"
#include "train/rows/past_at_cut.h"
#include "train/solver/change_rows.h"
#include "train/statistics/metrics.h"

enum {
    CUTS = 3,
    BLOCKS_MAX = CHANGE_BLOCKS_MAX,
    TRIALS_MAX = CHANGE_MEMBERS_MAX * CHANGE_C_MAX + 1,
    DAY = 86400
};

static const struct { double train, judge; } cut_share[CUTS] = { { .55, .75 }, { .70, .90 }, { .80, 1 } };
static const double size_weight[] = { 0, .1, .2, .3, .5 };
/* Of the gradient. To choose: at a fiftieth of it no AUC of an inner cut moved by more than .0005, at twice it one did (docs/benchmarks.md). The model
 * itself goes on until its probabilities stand. */
static const double epsilon_to_choose = 0.005, epsilon_to_keep = 0.001, bias = 3;

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One member with one C; the last trial is size alone. */
struct trial {
    size_t    member;        /* n_members: size                                       */
    double    c;
    double   *margin[CUTS];  /* [n_judge of the cut], owned                           */
    double    score;         /* mean over the cuts                                    */
    double   *w;             /* weights of the latest rows, as block has them; owned  */
    size_t    n_w;
    uint32_t  block[BLOCKS_MAX + 1]; /* where its blocks of numbers began, then its terms */
};

struct judged { const uint32_t *rows; size_t n; int32_t *y; };

struct search {
    struct learned              *l;
    const struct examples       *e;
    const int32_t               *label;
    const struct learn_options  *options;
    const struct change_design  *design;
    struct trial                 trial[TRIALS_MAX];
    size_t                       n_trials;
    size_t                       turn[TRIALS_MAX]; /* trials that run side by side        */
    struct judged                judged[CUTS];
    size_t                       n_judged;
    double                       committee[CHANGE_COMMITTEES_MAX]; /* best score of each */
    double                       total;   /* weight of all rows: each cut's rows weigh as much together, so that margins keep their scale */
    struct number_columns        columns; /* of all rows                               */
    struct csr                   terms;   /* likewise, as the features of all rows have them */
    size_t                       n_rows;
    /* the rows that train at the moment, and those behind them that judge */
    struct change_rows           rows;
    size_t                       n_train, n_end;
    int32_t                     *y;
    double                      *weight;
};

/* What was chosen. */
struct choice {
    const char *name;
    unsigned    members;                  /* a bit each                                */
    size_t      trial[CHANGE_MEMBERS_MAX]; /* of each member: that of its best C       */
    double      size_weight;              /* 1: size alone                             */
    double      score;
};

static int few_rows(const struct examples *e, size_t ones, size_t n, struct err *err)
{
    return err_set(err, ERR_NODATA, "project '%s' has %zu changes that caused harm and %zu that did not among %zu to learn from; "
                   "%d of each are needed", e->project, ones, n - ones, n, LEARN_MIN_POSITIVES);
}

/* Half after LEARN_HALF_LIFE_DAYS. */
static double weigh_row(const struct examples *e, uint32_t row, int64_t now)
{
    int64_t time = e->time[row];

    return time == TIME_NONE || now == TIME_NONE ? 1 : pow(0.5, (double)(now - time) / ((double)LEARN_HALF_LIFE_DAYS * DAY));
}

static void rows_release(struct search *s)
{
    change_rows_release(&s->rows);
    mem_free(s->y);
    mem_free(s->weight);
    s->y = NULL;
    s->weight = NULL;
}

/* Labels and weights of the first n rows, which train, and what the solver sees of them and of those up to n_end. ERR_NODATA where they have too few
 * harms. */
static int take_rows(struct search *s, const uint32_t *rows, size_t n, size_t n_end, int64_t now, struct err *err)
{
    size_t ones = 0;
    double start = clock_monotonic(), total = 0;
    int rc;

    s->n_train = n;
    s->n_end = n_end;
    s->y = mem_calloc(n, sizeof(*s->y));
    s->weight = mem_calloc(n, sizeof(*s->weight));
    if (s->y == NULL || s->weight == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        assert(s->label[rows[i]] == 0 || s->label[rows[i]] == 1);
        s->y[i] = s->label[rows[i]];
        s->weight[i] = weigh_row(s->e, rows[i], now);
        total += s->weight[i];
        ones += s->y[i] == 1;
    }
    if (ones < LEARN_MIN_POSITIVES || n - ones < LEARN_MIN_POSITIVES)
        return few_rows(s->e, ones, n, err);
    for (size_t i = 0; i < n; i++)
        s->weight[i] *= s->total / total;
    rc = change_rows_make(&s->rows, s->l->features, &s->columns, s->terms.n_cols > 0 ? &s->terms : NULL, s->n_rows, n, n_end, s->options->n_threads, err);
    s->l->seconds.features += clock_monotonic() - start;
    return rc;
}

/* Where the trial begins: at its weights of other rows, block by block where a block has as many columns there. */
static double *begin_weights(const struct trial *t, const struct search *s, size_t n_w)
{
    const struct number_pieces *p = &s->rows.numbers;
    double *w = mem_calloc(n_w, sizeof(*w));

    for (size_t b = 0; w != NULL && t->w != NULL && b < p->n_blocks; b++)
        if (p->block_start[b + 1] - p->block_start[b] == t->block[b + 1] - t->block[b])
            memcpy(w + p->block_start[b], t->w + t->block[b], (t->block[b + 1] - t->block[b]) * sizeof(*w));
    if (w != NULL && t->w != NULL) /* terms, and the constant */
        memcpy(w + p->n_cols, t->w + t->block[p->n_blocks], (n_w - p->n_cols) * sizeof(*w));
    return w;
}

static void keep_weights(struct trial *t, const struct search *s, double *w, size_t n_w)
{
    mem_free(t->w);
    t->w = w;
    t->n_w = n_w;
    memcpy(t->block, s->rows.numbers.block_start, (s->rows.numbers.n_blocks + 1) * sizeof(t->block[0]));
}

static int view_of_trial(struct change_view *v, const struct search *s, const struct trial *t, struct err *err)
{
    static const double one[CHANGE_BLOCKS_MAX] = { 1 };
    bool is_size = t->member == s->design->n_members;

    return change_view_make(v, &s->rows, s->n_train, is_size ? one : s->design->member[t->member].weight,
                            is_size ? 1 + METRIC_LA : s->design->member[t->member].n_numbers, is_size ? METRIC_LA : UINT32_MAX, bias, err);
}

/* Trains on the rows at hand, from where it ended before; margins of those that judge into *margin (NULL: none do). */
static int solve_trial(double **margin, struct trial *t, const struct search *s, struct err *err)
{
    struct change_view v;
    struct newton_problem p = { .margins = change_view_margins, .transposed = change_view_transposed, .ctx = &v, .y = s->y,
                                .epsilon = s->n_end > s->n_train ? epsilon_to_choose : epsilon_to_keep };
    double *cost = mem_calloc(s->n_train, sizeof(*cost)), *w = NULL;
    int rc = cost == NULL ? err_nomem(err) : view_of_trial(&v, s, t, err);

    if (rc < 0) {
        mem_free(cost);
        return rc;
    }
    for (size_t i = 0; i < s->n_train; i++)
        cost[i] = t->c * s->weight[i];
    p.cost = cost;
    p.n_rows = s->n_train;
    p.n_cols = v.n_cols;
    w = begin_weights(t, s, v.n_cols);
    rc = w == NULL ? err_nomem(err) : newton_solve(w, NULL, &p, err);
    if (rc == 0 && margin != NULL && (*margin = mem_calloc(s->n_end - s->n_train, sizeof(**margin))) == NULL)
        rc = err_nomem(err);
    if (rc == 0 && margin != NULL)
        change_view_margins_of(*margin, &v, w, s->n_train, s->n_end);
    if (rc == 0)
        keep_weights(t, s, w, v.n_cols);
    else
        mem_free(w);
    change_view_release(&v);
    mem_free(cost);
    return rc;
}

/* Whether the trial waits for that of another member, whose C it takes. */
static bool adds_to_another(const struct search *s, const struct trial *t)
{
    return t->member < s->design->n_members && !(s->design->member[t->member].c[0] > 0);
}

static int run_trial(void *ctx, size_t i, struct err *err)
{
    struct search *s = ctx;
    struct trial *t = &s->trial[s->turn[i]];

    return solve_trial(s->n_end > s->n_train ? &t->margin[s->n_judged] : NULL, t, s, err);
}

/* In two turns: first members that another adds to, then that beside the rest. */
static bool is_first(const struct search *s, const struct trial *t)
{
    return t->member + 1 < s->design->n_members && !(s->design->member[t->member + 1].c[0] > 0);
}

/* Those of a turn. The largest C takes longest: last trials first. */
static int run_trials(struct search *s, bool first, struct err *err)
{
    double start = clock_monotonic();
    size_t n = 0;
    int rc;

    for (size_t t = s->n_trials; t-- > 0;)
        if (is_first(s, &s->trial[t]) == first)
            s->turn[n++] = t;
    rc = parallel_run(s->options->n_threads, n, run_trial, s, err);
    progress_step(s->options->log, n);
    s->l->seconds.train += clock_monotonic() - start;
    return rc;
}

/* The area under the curve on the rows that judge, of a turn. */
static int judge_trials(struct search *s, bool first, struct err *err)
{
    const struct judged *j = &s->judged[s->n_judged];

    for (size_t t = 0; t < s->n_trials; t++) {
        double score;
        int rc;

        if (is_first(s, &s->trial[t]) != first)
            continue;
        rc = metric_roc_auc(&score, s->trial[t].margin[s->n_judged], j->y, j->n, err);
        if (rc < 0)
            return rc;
        s->trial[t].score += score;
    }
    return 0;
}

/* Trials that add to a member begin where that ended on these rows, at the C that was best for it so far. */
static int begin_waiting(struct search *s, struct err *err)
{
    for (size_t t = 0; t < s->n_trials; t++) {
        struct trial *trial = &s->trial[t];
        const struct trial *best = NULL;

        if (!adds_to_another(s, trial))
            continue;
        for (size_t k = 0; k < s->n_trials; k++)
            if (s->trial[k].member + 1 == trial->member && (best == NULL || s->trial[k].score > best->score))
                best = &s->trial[k];
        mem_free(trial->w);
        trial->w = (double *)(void *)mem_memdup(best->w, best->n_w * sizeof(*best->w));
        if (trial->w == NULL)
            return err_nomem(err);
        trial->n_w = best->n_w;
        memcpy(trial->block, best->block, sizeof(trial->block));
        trial->c = best->c;
    }
    return 0;
}

/* One inner cut: trains all trials on the older rows, keeps their margins for the newer ones. */
static int judge_cut(struct search *s, const uint32_t *rows, size_t n_train, size_t n_end, struct err *err)
{
    struct judged *j = &s->judged[s->n_judged];
    size_t ones = 0;
    int rc;

    j->rows = rows + n_train;
    j->n = n_end - n_train;
    mem_free(j->y);
    j->y = mem_calloc(j->n, sizeof(*j->y));
    if (j->y == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < j->n; i++) {
        j->y[i] = s->label[j->rows[i]];
        ones += j->y[i] == 1;
    }
    if (ones == 0 || ones == j->n)
        return few_rows(s->e, ones, j->n, err);
    rc = past_at_cut_show(&s->columns, s->e, rows, n_train, n_end, true, err);
    if (rc == 0)
        rc = take_rows(s, rows, n_train, n_end, s->e->time[j->rows[0]], err);
    for (int first = 1; rc == 0 && first >= 0; first--) {
        if (!first)
            rc = begin_waiting(s, err);
        if (rc == 0)
            rc = run_trials(s, first, err);
        if (rc == 0)
            rc = judge_trials(s, first, err);
    }
    past_at_cut_show(&s->columns, s->e, rows, n_train, n_end, false, NULL); /* cannot fail */
    s->n_judged += rc == 0;
    rows_release(s);
    return rc;
}

static int judge_cuts(struct search *s, const uint32_t *rows, size_t n, struct err *err)
{
    struct err last = ERR_INIT;

    for (size_t k = 0; k < CUTS; k++) {
        int rc = judge_cut(s, rows, (size_t)(cut_share[k].train * (double)n), (size_t)(cut_share[k].judge * (double)n), &last);

        if (rc < 0 && rc != ERR_NODATA)
            return err_set(err, (enum err_code)rc, "%s", last.msg);
    }
    if (s->n_judged == 0)
        return err_set(err, ERR_NODATA, "%s", last.msg);
    for (size_t t = 0; t < s->n_trials; t++)
        s->trial[t].score /= (double)s->n_judged;
    return 0;
}

/* margin[i] = (1 - w) x mean of the members' margins + w x that of size. */
static void blend(double *margin, const struct search *s, const struct choice *c, size_t cut)
{
    const double *size = s->trial[s->n_trials - 1].margin[cut];

    for (size_t i = 0; i < s->judged[cut].n; i++) {
        double sum = 0;
        size_t n = 0;

        for (size_t m = 0; m < s->design->n_members; m++) {
            if ((c->members >> m & 1) == 0)
                continue;
            sum += s->trial[c->trial[m]].margin[cut][i];
            n++;
        }
        margin[i] = (n > 0 ? (1 - c->size_weight) * sum / (double)n : 0) + c->size_weight * size[i];
    }
}

static void remember(struct learned *l, const char *recipe, double c, double weight, double score)
{
    assert(l->n_tried < LEARN_CANDIDATES_MAX);
    l->tried[l->n_tried++] = (struct learn_candidate){ .recipe = recipe, .c = c, .size_weight = weight, .score = score };
}

/* C of the richest of a committee's members. */
static double c_of_richest(const struct search *s, const struct choice *c)
{
    double found = 1;

    for (size_t m = 0; m < s->design->n_members; m++)
        if (c->members >> m & 1)
            found = s->trial[c->trial[m]].c;
    return found;
}

/* The best weight of size beside a committee. */
static int weigh_size(struct choice *c, const struct search *s, struct err *err)
{
    struct choice best = { .score = -1 };
    size_t longest = 0;
    double *margin;
    int rc = 0;

    for (size_t k = 0; k < s->n_judged; k++)
        longest = s->judged[k].n > longest ? s->judged[k].n : longest;
    margin = mem_calloc(longest, sizeof(*margin));
    if (margin == NULL)
        return err_nomem(err);
    for (size_t w = 0; rc == 0 && w < COUNT(size_weight); w++) {
        c->size_weight = size_weight[w];
        c->score = 0;
        for (size_t k = 0; rc == 0 && k < s->n_judged; k++) {
            double score = 0;

            blend(margin, s, c, k);
            rc = metric_roc_auc(&score, margin, s->judged[k].y, s->judged[k].n, err);
            c->score += score / (double)s->n_judged;
        }
        remember(s->l, c->name, c_of_richest(s, c), c->size_weight, c->score);
        if (c->score > best.score)
            best = *c;
    }
    *c = best;
    mem_free(margin);
    return rc;
}

/* Simple first. */
static int choose(struct choice *out, struct search *s, struct err *err)
{
    const struct change_design *d = s->design;
    const struct trial *size = &s->trial[s->n_trials - 1];
    struct choice c = { .name = "size", .size_weight = 1, .score = size->score };
    size_t best[CHANGE_MEMBERS_MAX];

    *out = c;
    for (size_t m = 0; m < d->n_members; m++)
        best[m] = s->n_trials;
    for (size_t t = 0; t < s->n_trials; t++) {
        const struct trial *trial = &s->trial[t];
        size_t m = trial->member;

        remember(s->l, m < d->n_members ? d->member[m].name : "size", trial->c, m < d->n_members ? 0 : 1, trial->score);
        if (m < d->n_members && (best[m] == s->n_trials || trial->score > s->trial[best[m]].score))
            best[m] = t;
    }
    for (size_t k = 0; k < d->n_committees; k++) {
        int rc;

        c.members = d->committee[k].members;
        c.name = d->committee[k].name;
        memcpy(c.trial, best, sizeof(c.trial));
        rc = weigh_size(&c, s, err);
        if (rc < 0)
            return rc;
        s->committee[k] = c.score;
        if (c.score > out->score + LEARN_SIMPLE_MARGIN)
            *out = c;
    }
    return 0;
}

/* Whether the last committee, which adds to the one before it, was worth it. */
static void say_added(struct learned *l, const struct search *s, const struct choice *c)
{
    size_t n = s->design->n_committees, len = strlen(l->why);

    if (s->design->member[s->design->n_members - 1].c[0] > 0)
        return;
    snprintf(l->why + len, sizeof(l->why) - len, " What harm its files did before was %s: %.3f with it, %.3f without.",
             strcmp(c->name, s->design->committee[n - 1].name) == 0 ? "taken in" : "left out", s->committee[n - 1], s->committee[n - 2]);
}

/* What a person is told of the choice. */
static void say(struct learned *l, const struct search *s, const struct choice *c)
{
    double size = s->trial[s->n_trials - 1].score, richest = 0;

    for (size_t i = 0; i < l->n_tried; i++)
        richest = fmax(richest, l->tried[i].score);
    l->recipe = c->name;
    l->size_weight = c->size_weight;
    l->size_score = size;
    l->score = c->score;
    l->n_cuts = s->n_judged;
    l->params = (struct solver_params){ .kind = SOLVER_LOGISTIC, .c = 1, .epsilon = epsilon_to_keep, .bias = bias, .seed = s->options->seed };
    l->params.c = c->members > 0 ? c_of_richest(s, c) : l->params.c;
    if (c->members == 0)
        snprintf(l->why, sizeof(l->why), "Kept simple: on %zu inner cuts no richer model ranked changes better than their size alone by more than %g (size %.3f, best %.3f).",
                 s->n_judged, LEARN_SIMPLE_MARGIN, size, richest);
    else
        snprintf(l->why, sizeof(l->why), "Ranked changes better than their size alone on %zu inner cut%s (mean ROC-AUC %.3f against %.3f; the best tried %.3f).",
                 s->n_judged, s->n_judged == 1 ? "" : "s", c->score, size, richest);
    say_added(l, s, c);
}

static int refer(struct search *s, const double *logit, const struct judged *j, const uint32_t *rows, size_t n_rows, struct err *err)
{
    double *lines = mem_calloc(n_rows, sizeof(*lines));
    int32_t *label = mem_calloc(n_rows, sizeof(*label));
    int rc = lines == NULL || label == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n_rows; i++) {
        lines[i] = s->e->effort[rows[i]];
        label[i] = s->label[rows[i]];
    }
    if (rc == 0)
        rc = risk_reference_fit(&s->l->reference, logit, j->y, j->n, lines, label, n_rows, err);
    mem_free(lines);
    mem_free(label);
    return rc;
}

/* On the newest cut, whose rows are old enough to be judged; margin: [n of it], of what was chosen, is overwritten. */
static int calibrate(struct search *s, double *margin, const uint32_t *rows, size_t n_rows, struct err *err)
{
    const struct judged *j = &s->judged[s->n_judged - 1];
    int rc = calibration_fit_platt(&s->l->calibration, margin, j->y, j->n, err);

    for (size_t i = 0; rc == 0 && i < j->n; i++)
        margin[i] = calibration_logit(&s->l->calibration, margin[i]);
    return rc < 0 ? rc : refer(s, margin, j, rows, n_rows, err);
}

/* The chosen members' models as one, over the columns as they stand in the features. */
static int merge(struct linear_model *out, const struct search *s, const struct choice *c, struct err *err)
{
    size_t n_members = s->n_trials - 1;
    double *sum = mem_calloc(feature_set_n_cols(s->l->features), sizeof(*sum));
    struct linear_model m;
    int rc = sum == NULL ? err_nomem(err) : linear_model_init(&m, feature_set_n_cols(s->l->features), 1, err);

    for (size_t t = 0; rc == 0 && t < s->n_trials; t++) {
        const struct trial *trial = &s->trial[t];
        double part = t < n_members ? (1 - c->size_weight) / (double)n_members : c->size_weight;
        struct change_view v;

        rc = view_of_trial(&v, s, trial, err);
        if (rc < 0) {
            linear_model_release(&m);
            break;
        }
        for (size_t col = 0; col + 1 < v.n_cols; col++)
            sum[col] += part * trial->w[col] * (double)v.scale[col];
        m.bias[0] += part * trial->w[v.n_cols - 1] * bias;
        change_view_release(&v);
    }
    for (uint32_t col = 0; rc == 0 && col < m.n_cols; col++)
        m.w[col] = (float)sum[col];
    mem_free(sum);
    if (rc == 0)
        *out = m;
    return rc;
}

/* On all rows, from where the newest cut ended. */
static int train_final(struct search *s, const struct choice *c, const uint32_t *rows, size_t n_rows, struct err *err)
{
    struct trial chosen[TRIALS_MAX];
    size_t n = 0, ones = 0;
    int rc;

    for (size_t t = 0; t < s->n_trials; t++) {
        struct trial *trial = &s->trial[t];
        size_t m = trial->member;
        bool wanted = m == s->design->n_members || ((c->members >> m & 1) && c->trial[m] == t);

        if (wanted)
            chosen[n++] = (struct trial){ .member = m, .c = trial->c, .w = trial->w };
        if (wanted)
            memcpy(chosen[n - 1].block, trial->block, sizeof(trial->block));
        else
            mem_free(trial->w);
        for (size_t k = 0; k < CUTS; k++)
            mem_free(trial->margin[k]);
    }
    memset(s->trial, 0, sizeof(s->trial));
    memcpy(s->trial, chosen, n * sizeof(chosen[0]));
    s->n_trials = n;
    rc = take_rows(s, rows, n_rows, n_rows, s->e->time[rows[n_rows - 1]], err);
    for (int first = 1; rc == 0 && first >= 0; first--)
        rc = run_trials(s, first, err);
    if (rc == 0)
        rc = merge(&s->l->model, s, c, err);
    for (size_t i = 0; rc == 0 && i < n_rows; i++)
        ones += s->y[i] == 1;
    s->l->n_rows = n_rows;
    s->l->base_rate = (double)ones / (double)n_rows;
    return rc;
}

/* Features of all rows, fitted once: what a cut would see follows from them (change_rows.h). */
static int take_features(struct search *s, const uint32_t *rows, size_t n_rows, struct err *err)
{
    const struct recipe *recipe = s->design->recipe;
    const struct examples *e = s->e;
    size_t n_numeric = 0;
    double start = clock_monotonic();
    int n_threads = s->options->n_threads;
    int rc = number_columns_make(&s->columns, &e->samples, rows, n_rows, n_threads, err);

    while (n_numeric < recipe->n_blocks && recipe->block[n_numeric].kind != BLOCK_TERMS)
        n_numeric++;
    s->n_rows = n_rows;
    if (rc == 0)
        rc = feature_set_fit_columns(&s->l->features, recipe->block, recipe->n_blocks, &e->samples, &e->tokens, &s->columns, rows, n_rows, n_threads, err);
    if (rc == 0 && n_numeric < recipe->n_blocks)
        rc = feature_set_rows_from(&s->terms, s->l->features, n_numeric, &e->samples, &e->tokens, rows, n_rows, n_threads, err);
    s->l->seconds.features += clock_monotonic() - start;
    return rc;
}

static void list_trials(struct search *s)
{
    for (size_t m = 0; m < s->design->n_members; m++)
        for (size_t k = 0; k == 0 || (k < CHANGE_C_MAX && s->design->member[m].c[k] > 0); k++)
            s->trial[s->n_trials++] = (struct trial){ .member = m, .c = s->design->member[m].c[k] };
    s->trial[s->n_trials++] = (struct trial){ .member = s->design->n_members, .c = 1 };
}

static void search_release(struct search *s)
{
    rows_release(s);
    number_columns_release(&s->columns);
    csr_release(&s->terms);
    for (size_t t = 0; t < s->n_trials; t++) {
        mem_free(s->trial[t].w);
        for (size_t k = 0; k < CUTS; k++)
            mem_free(s->trial[t].margin[k]);
    }
    for (size_t k = 0; k < CUTS; k++)
        mem_free(s->judged[k].y);
}

struct finishing {
    struct search       *s;
    const struct choice *c;
    const uint32_t      *rows;
    size_t               n_rows;
    double              *margin; /* of the newest cut */
};

enum { FINISH_MODEL, FINISH_CALIBRATION, FINISH_PARTS };

static int finish_part(void *ctx, size_t part, struct err *err)
{
    struct finishing *f = ctx;

    return part == FINISH_MODEL ? train_final(f->s, f->c, f->rows, f->n_rows, err) : calibrate(f->s, f->margin, f->rows, f->n_rows, err);
}

/* The model of all rows, and beside it the calibration, which knows the newest cut alone. */
static int finish(struct search *s, const struct choice *c, const uint32_t *rows, size_t n_rows, struct err *err)
{
    struct finishing f = { .s = s, .c = c, .rows = rows, .n_rows = n_rows, .margin = mem_calloc(s->judged[s->n_judged - 1].n, sizeof(*f.margin)) };
    int rc;

    if (f.margin == NULL)
        return err_nomem(err);
    blend(f.margin, s, c, s->n_judged - 1);
    rc = parallel_run(s->options->n_threads, FINISH_PARTS, finish_part, &f, err);
    mem_free(f.margin);
    return rc;
}

int learn_changes(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                  const struct learn_options *options, struct err *err)
{
    struct search s = { .l = l, .e = e, .label = label, .options = options, .design = design_of_recipe(e->recipe) };
    struct choice c;
    int rc;

    list_trials(&s);
    for (size_t i = 0; i < n_rows; i++)
        s.total += weigh_row(e, rows[i], e->time[rows[n_rows - 1]]);
    rc = take_features(&s, rows, n_rows, err);
    if (rc == 0)
        rc = judge_cuts(&s, rows, learn_count_mature(e, rows, n_rows, options->mature_until), err);
    if (rc == 0)
        rc = choose(&c, &s, err);
    if (rc == 0) {
        say(l, &s, &c);
        rc = finish(&s, &c, rows, n_rows, err);
    }
    search_release(&s);
    return rc;
}
