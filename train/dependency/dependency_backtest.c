#include "train/dependency/dependency_backtest.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "train/statistics/metrics.h"

const char *const dependency_ranker_name[N_DEPENDENCY_RANKERS] = { "model", "rate", "step" };

enum { DRAWS = 1000, ECE_BINS = 15 };

/* ---- how a ranking is judged ------------------------------------------------------------------------------------- */

struct ranking {
    const double   *score;   /* [n]                                        */
    const int32_t  *y;
    const uint32_t *project; /* [n] dense                                  */
    const uint32_t *first;   /* [n_projects + 1] of `by_project`           */
    const uint32_t *by_project; /* [n] rows grouped by project             */
    double         *s;       /* room for a draw: [room]                    */
    int32_t        *t;
    size_t          n, n_projects, room;
};

static int compare_scores(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Share of ones in the tenth with the highest scores; rows that tie at its end count with the share among them. */
static int precision_top(double *out, const double *score, const int32_t *y, size_t n, struct err *err)
{
    size_t k = n / 10 > 0 ? n / 10 : 1, above = 0, tied = 0;
    double *sorted = (double *)(void *)mem_memdup(score, n * sizeof *score), edge, ones = 0, tied_ones = 0;

    if (sorted == NULL)
        return err_nomem(err);
    qsort(sorted, n, sizeof *sorted, compare_scores);
    edge = sorted[k - 1];
    mem_free(sorted);
    for (size_t i = 0; i < n; i++) {
        above += score[i] > edge;
        ones += score[i] > edge && y[i] > 0;
        tied += score[i] == edge;
        tied_ones += score[i] == edge && y[i] > 0;
    }
    *out = (ones + tied_ones * (double)(k - above) / (double)tied) / (double)k;
    return 0;
}

/* Index of projects, with replacement: their rows, whole. A draw may be longer than the data: it is cut at `room`. */
static size_t draw_rows(const struct ranking *r, const uint32_t *index, size_t n)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        for (uint32_t at = r->first[index[i]]; at < r->first[index[i] + 1] && k < r->room; at++, k++) {
            r->s[k] = r->score[r->by_project[at]];
            r->t[k] = r->y[r->by_project[at]];
        }
    return k;
}

static int auc_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct ranking *r = ctx;

    return metric_roc_auc(out, r->s, r->t, draw_rows(r, index, n), err);
}

static int top_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct ranking *r = ctx;

    return precision_top(out, r->s, r->t, draw_rows(r, index, n), err);
}

static int measure(struct dependency_measures *m, const struct ranking *r, uint64_t seed, struct err *err)
{
    int rc = metric_roc_auc(&m->roc_auc, r->score, r->y, r->n, err);

    if (rc == 0)
        rc = metric_pr_auc(&m->pr_auc, r->score, r->y, r->n, err);
    if (rc == 0)
        rc = precision_top(&m->precision_top, r->score, r->y, r->n, err);
    if (rc == 0)
        rc = metric_bootstrap(&m->roc_low, &m->roc_high, auc_of_draw, r, r->n_projects, DRAWS, seed, err);
    if (rc == 0)
        rc = metric_bootstrap(&m->top_low, &m->top_high, top_of_draw, r, r->n_projects, DRAWS, seed, err);
    return rc;
}

/* Rows by project, projects by first row. */
static int group_by_project(struct ranking *r, uint32_t **first, uint32_t **by_project, const struct dependency_backtest *b, struct err *err)
{
    struct intern names;
    uint32_t *of = mem_calloc(b->n, sizeof *of), *place;
    int rc = 0;

    intern_init(&names);
    *by_project = mem_calloc(b->n, sizeof **by_project);
    if (of == NULL || *by_project == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < b->n; i++) {
        const char *project = b->updates->row[b->prediction[i].row].project;

        of[i] = intern_add(&names, project, strlen(project));
        rc = of[i] == INTERN_NONE ? err_nomem(err) : 0;
    }
    *first = mem_calloc(names.n + 2, sizeof **first);
    if (rc == 0 && *first == NULL)
        rc = err_nomem(err);
    if (rc == 0) {
        place = *first + 1;
        for (size_t i = 0; i < b->n; i++)
            (*first)[of[i] + 1]++;
        for (size_t p = 0; p < names.n; p++)
            (*first)[p + 1] += (*first)[p];
        for (size_t i = b->n; i-- > 0;) /* from the end of each */
            (*by_project)[--place[of[i]]] = (uint32_t)i;
        memmove(*first, *first + 1, names.n * sizeof **first);
        (*first)[names.n] = (uint32_t)b->n;
        r->n_projects = names.n;
        r->first = *first;
        r->by_project = *by_project;
    }
    intern_release(&names);
    mem_free(of);
    return rc;
}

static int judge(struct dependency_backtest *b, uint64_t seed, struct err *err)
{
    struct ranking r = { .n = b->n, .room = 4 * b->n };
    uint32_t *first = NULL, *by_project = NULL;
    double *score = mem_calloc(b->n, sizeof *score), *p = mem_calloc(b->n, sizeof *p);
    int32_t *y = mem_calloc(b->n, sizeof *y);
    int rc = 0;

    r.s = mem_calloc(r.room, sizeof *r.s);
    r.t = mem_calloc(r.room, sizeof *r.t);
    if (score == NULL || p == NULL || y == NULL || r.s == NULL || r.t == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = group_by_project(&r, &first, &by_project, b, err);
    for (size_t i = 0; rc == 0 && i < b->n; i++) {
        y[i] = b->updates->row[b->prediction[i].row].broke;
        p[i] = b->prediction[i].p;
        b->n_broke += y[i] > 0;
    }
    r.score = score;
    r.y = y;
    for (size_t k = 0; rc == 0 && k < N_DEPENDENCY_RANKERS; k++) {
        for (size_t i = 0; i < b->n; i++)
            score[i] = b->prediction[i].score[k];
        rc = measure(&b->measures[k], &r, seed, err);
    }
    if (rc == 0) {
        b->n_projects = r.n_projects;
        b->base_rate = (double)b->n_broke / (double)b->n;
        b->brier = metric_brier(p, y, b->n);
        b->base_brier = b->base_rate * (1 - b->base_rate);
        b->ece = metric_ece(p, y, b->n, ECE_BINS);
    }
    mem_free(score);
    mem_free(p);
    mem_free(y);
    mem_free(r.s);
    mem_free(r.t);
    mem_free(first);
    mem_free(by_project);
    return rc;
}

/* ---- cuts -------------------------------------------------------------------------------------------------------- */

struct cut { uint32_t *train, *test; size_t n_train, n_test; };

/* Whether no project is on both sides. */
static int is_apart(bool *apart, const struct dependency_backtest *b, const struct cut *cut, struct err *err)
{
    struct intern projects;
    int rc = 0;

    intern_init(&projects);
    for (size_t i = 0; rc == 0 && i < cut->n_train; i++) {
        const char *project = b->updates->row[cut->train[i]].project;

        rc = intern_add(&projects, project, strlen(project)) == INTERN_NONE ? err_nomem(err) : 0;
    }
    for (size_t i = 0; rc == 0 && i < cut->n_test; i++) {
        const char *project = b->updates->row[cut->test[i]].project;

        *apart = *apart && intern_find(&projects, project, strlen(project)) == INTERN_NONE;
    }
    intern_release(&projects);
    return rc;
}

static int predict(struct dependency_backtest *b, const struct cut *cut, const struct dependency_backtest_options *options, struct err *err)
{
    struct dependency_model m = { .n_rows = 0 };
    int rc = dependency_model_fit(&m, b->updates->row, cut->train, cut->n_train, options->seed, options->n_threads, err);

    if (rc == 0)
        rc = is_apart(&b->apart, b, cut, err);
    for (size_t i = 0; rc == 0 && i < cut->n_test; i++) {
        struct dependency_prediction *p = &b->prediction[b->n + i];
        double margin = 0, logit = 0;
        struct update_rate rate;

        rc = dependency_model_score(&margin, &logit, &rate, &m, &b->updates->row[cut->test[i]], err);
        *p = (struct dependency_prediction){ cut->test[i], calibration_probability(logit), { margin, rate.logit, rate.part[RATE_KIND] } };
    }
    if (rc == 0) {
        b->n += cut->n_test;
        b->n_train = cut->n_train;
        b->chosen[b->n_folds++] = m.chosen;
    }
    dependency_model_release(&m);
    return rc;
}

static int by_folds(struct dependency_backtest *b, struct cut *cut, const uint32_t *labelled, size_t n, const struct dependency_backtest_options *options, struct err *err)
{
    uint32_t *group = mem_alloc((n > 0 ? n : 1) * sizeof *group);
    int rc = group == NULL ? err_nomem(err) : dependency_groups(group, (size_t)options->folds, b->updates->row, labelled, n, err);

    if (rc == 0 && options->log != NULL)
        progress_begin(options->log, "dependency-risk", (uint64_t)options->folds);
    for (int g = 0; rc == 0 && g < options->folds; g++) {
        cut->n_train = cut->n_test = 0;
        for (size_t i = 0; i < n; i++) {
            if (group[i] == (uint32_t)g)
                cut->test[cut->n_test++] = labelled[i];
            else
                cut->train[cut->n_train++] = labelled[i];
        }
        rc = predict(b, cut, options, err);
        if (options->log != NULL)
            progress_step(options->log, 1);
    }
    if (options->log != NULL)
        progress_end(options->log, NULL);
    mem_free(group);
    return rc;
}

static int by_split(struct dependency_backtest *b, struct cut *cut, const uint32_t *labelled, size_t n, const struct dependency_backtest_options *options, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        const char *split = b->updates->row[labelled[i]].split;

        if (strcmp(split, "train") == 0)
            cut->train[cut->n_train++] = labelled[i];
        else if (strcmp(split, "test") == 0)
            cut->test[cut->n_test++] = labelled[i];
    }
    if (cut->n_train == 0 || cut->n_test == 0)
        return err_set(err, ERR_NODATA, "the column 'split' of the updates names %zu to train on and %zu to test", cut->n_train, cut->n_test);
    return predict(b, cut, options, err);
}

/* The newest share is predicted; of the rest those teach whose outcome was known when the first of these was tried. */
static int by_time(struct dependency_backtest *b, struct cut *cut, const uint32_t *labelled, size_t n, const struct dependency_backtest_options *options, struct err *err)
{
    size_t at = (size_t)floor((1 - options->holdout) * (double)n);
    int64_t first = TIME_NONE;

    for (size_t i = 0; i < n; i++)
        if (b->updates->row[labelled[i]].time == TIME_NONE)
            return err_set(err, ERR_NODATA, "%s", "some updates have no time; leave --holdout out: groups of projects then predict each other");
    if (at >= n)
        return err_set(err, ERR_NODATA, "%zu updates whose outcome is known", n);
    first = b->updates->row[labelled[at]].time;
    for (size_t i = 0; i < n; i++) {
        const struct dependency_update *u = &b->updates->row[labelled[i]];

        if (i >= at)
            cut->test[cut->n_test++] = labelled[i];
        else if (u->label_known_at != TIME_NONE && u->label_known_at < first)
            cut->train[cut->n_train++] = labelled[i];
    }
    return predict(b, cut, options, err);
}

static int by_row(const void *a, const void *b)
{
    uint32_t x = ((const struct dependency_prediction *)a)->row, y = ((const struct dependency_prediction *)b)->row;

    return (x > y) - (x < y);
}

int dependency_backtest_run(struct dependency_backtest *out, const struct update_table *updates, const struct dependency_backtest_options *options, struct err *err)
{
    struct dependency_backtest b = { .updates = updates, .apart = true };
    size_t room = updates->n > 0 ? updates->n : 1, n = 0;
    uint32_t *labelled = mem_alloc(room * sizeof *labelled);
    struct cut cut = { mem_alloc(room * sizeof *cut.train), mem_alloc(room * sizeof *cut.test), 0, 0 };
    int rc = 0;

    assert(options->folds >= 2 && options->folds <= DEPENDENCY_FOLDS_MAX);

    b.prediction = mem_calloc(room, sizeof *b.prediction);
    if (labelled == NULL || cut.train == NULL || cut.test == NULL || b.prediction == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < updates->n; i++)
        if (updates->row[i].broke >= 0)
            labelled[n++] = (uint32_t)i;
    if (rc == 0 && n == 0)
        rc = err_set(err, ERR_NODATA, "%s", "no updates of dependencies whose outcome is known; 'import updates' brings them");
    if (rc == 0)
        rc = options->split_column  ? by_split(&b, &cut, labelled, n, options, err)
             : options->holdout > 0 ? by_time(&b, &cut, labelled, n, options, err)
                                    : by_folds(&b, &cut, labelled, n, options, err);
    if (rc == 0) {
        qsort(b.prediction, b.n, sizeof *b.prediction, by_row);
        rc = judge(&b, options->seed, err);
    }
    mem_free(labelled);
    mem_free(cut.train);
    mem_free(cut.test);
    if (rc < 0)
        dependency_backtest_release(&b);
    else
        *out = b;
    return rc;
}

void dependency_backtest_release(struct dependency_backtest *b)
{
    mem_free(b->prediction);
    *b = (struct dependency_backtest){ .n = 0 };
}

/* One RFC 4180 field. */
static void add_field(struct strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *c);
    }
    strbuf_adds(out, "\",");
}

int dependency_backtest_write(const struct dependency_backtest *b, const char *path, struct err *err)
{
    struct outfile *file = NULL;
    struct strbuf line;
    int rc = outfile_open(&file, path, 0, err);

    strbuf_init(&line);
    strbuf_adds(&line, "project,id,truth,probability,model,rate,step\r\n");
    for (size_t i = 0; rc == 0 && i <= b->n; i++) { /* the head first */
        const struct dependency_prediction *p = i < b->n ? &b->prediction[i] : NULL;

        rc = strbuf_check(&line, err);
        if (rc == 0)
            rc = outfile_write(file, line.data, line.len, err);
        strbuf_clear(&line);
        if (p == NULL)
            continue;
        add_field(&line, b->updates->row[p->row].project);
        add_field(&line, b->updates->row[p->row].id);
        strbuf_addf(&line, "%d,%.17g,%.17g,%.17g,%.17g\r\n", b->updates->row[p->row].broke, p->p, p->score[RANK_MODEL], p->score[RANK_RATE], p->score[RANK_STEP]);
    }
    if (rc == 0)
        rc = outfile_commit(file, err);
    outfile_close(file);
    strbuf_release(&line);
    return rc;
}
