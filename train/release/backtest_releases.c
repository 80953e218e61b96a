#include "train/release/backtest_releases.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/release_outcomes.h"
#include "train/statistics/metrics.h"

enum { RELEASES_MIN = 4, DAY = 86400, REFITS = 100 };

/* Fewer blocks where the oldest is too poor to learn from. */
static int walk_blocks(struct backtest *out, const struct examples *e, const struct backtest_options *options, struct err *err)
{
    struct backtest_options walk = *options;
    int rc = ERR_NODATA;

    for (walk.folds = RELEASE_FOLDS; rc == ERR_NODATA && walk.folds > 0; walk.folds--)
        rc = backtest_run(out, e, &walk, err);
    return rc;
}

/* Probability of each change of `all` by a model that saw older ones only; NaN where there is none. */
static int walk_changes(double *p, struct releases_backtest *b, struct store *store, const struct snapshot *snapshot, const char *project,
                        const struct backtest_options *options, struct err *err)
{
    struct examples_options eo = { .task = task_find("change-risk"), .project = project, .n_threads = options->n_threads };
    struct examples e = {0};
    struct backtest changes = {0};
    struct err local = ERR_INIT;
    double start = clock_monotonic();
    size_t at = 0;
    int rc = examples_load(&e, store, snapshot, &eo, &local);

    if (rc == 0)
        rc = walk_blocks(&changes, &e, options, &local);
    for (size_t i = 0; i < b->changes.n; i++)
        p[i] = (double)NAN;
    for (size_t i = 0; rc == 0 && i < changes.test_rows; i++) {
        int64_t id = e.changes.row[changes.prediction[i].row].record_id;

        while (at < b->changes.n && b->changes.row[at].record_id != id) /* both are in the order of time */
            at++;
        if (at < b->changes.n)
            p[at] = changes.prediction[i].p[0];
    }
    backtest_release(&changes);
    examples_release(&e);
    b->learn_s = clock_monotonic() - start;
    if (rc == ERR_NODATA) {
        snprintf(b->without, sizeof(b->without), "%s", local.msg);
        return 0;
    }
    return rc < 0 ? err_set(err, (enum err_code)rc, "%s", local.msg) : 0;
}

/* As before, where somebody walked already. */
static int walk_once(double *p, struct releases_backtest *b, struct store *store, const struct snapshot *snapshot, const char *project,
                     const struct backtest_options *options, struct release_walk *walk, struct err *err)
{
    int rc;

    if (walk != NULL && walk->p != NULL) {
        assert(walk->n == b->changes.n);
        memcpy(p, walk->p, walk->n * sizeof(*p));
        memcpy(b->without, walk->without, sizeof(b->without));
        return 0;
    }
    rc = walk_changes(p, b, store, snapshot, project, options, err);
    if (rc < 0 || walk == NULL)
        return rc;
    walk->n = b->changes.n;
    walk->p = (double *)(void *)mem_memdup(p, walk->n * sizeof(*p));
    memcpy(walk->without, b->without, sizeof(walk->without));
    return walk->p == NULL ? err_nomem(err) : 0;
}

void release_walk_release(struct release_walk *walk)
{
    mem_free(walk->p);
    memset(walk, 0, sizeof(*walk));
}

struct usable { size_t row; int64_t previous; };

/* Deployed, with an outcome and changes. Releases are in time order. */
static size_t list_usable(struct usable *out, const struct releases_backtest *b, const double *p)
{
    int64_t previous = TIME_NONE;
    size_t n = 0;

    for (size_t i = 0; i < b->releases.n; i++) {
        const struct release *r = &b->releases.row[i];
        bool any = b->without[0] != '\0' && r->n_members > 0;

        if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE)
            continue;
        for (size_t m = 0; m < r->n_members && !any; m++)
            any = !isnan(p[r->member[m]]);
        if (any && r->outcome[0] != '\0' && !r->harm_alone)
            out[n++] = (struct usable){ i, previous };
        previous = r->deployed;
    }
    return n;
}

static bool did_harm(const struct release *r)
{
    return strcmp(r->outcome, "ok") != 0;
}

static bool was_known(const struct release *r, int64_t cut, int64_t maturity_days)
{
    if (did_harm(r))
        return r->outcome_time != TIME_NONE && r->outcome_time <= cut;
    return (r->outcome_time != TIME_NONE && r->outcome_time <= cut) || r->deployed <= cut - maturity_days * DAY;
}

static double lines_of(const struct release *r, const struct change_table *changes)
{
    double sum = 0;

    for (size_t m = 0; m < r->n_members; m++) {
        double la = changes->row[r->member[m]].metric[METRIC_LA], ld = changes->row[r->member[m]].metric[METRIC_LD];

        sum += (la > 0 ? la : 0) + (ld > 0 ? ld : 0);
    }
    return sum;
}

static int fit(struct releases_backtest *b, const struct usable *u, size_t n_train, int64_t cut, const double *p, const struct backtest_options *options,
               struct err *err)
{
    double *number = mem_calloc(n_train * N_RELEASE_NUMBERS, sizeof(*number));
    int32_t *y = mem_calloc(n_train, sizeof(*y));
    int rc = number == NULL || y == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n_train; i++) {
        const struct release *r = &b->releases.row[u[i].row];

        if (options->labels_known && cut != INT64_MAX && !was_known(r, cut, options->maturity_days))
            continue;
        y[b->train_rows] = did_harm(r);
        b->train_harms += did_harm(r);
        rc = release_numbers(number + b->train_rows++ * N_RELEASE_NUMBERS, r, &b->changes, p, u[i].previous, err);
    }
    if (rc == 0)
        rc = release_model_fit(&b->model, number, y, b->train_rows, options->seed, err);
    mem_free(number);
    mem_free(y);
    return rc;
}

static int predict(struct releases_backtest *b, const struct usable *u, size_t n, const double *p, struct err *err)
{
    static const struct release_model plain = { .method = RELEASE_PRODUCT };
    int rc = 0;

    b->prediction = mem_calloc(n, sizeof(*b->prediction));
    if (b->prediction == NULL)
        return err_nomem(err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct release *r = &b->releases.row[u[i].row];
        double number[N_RELEASE_NUMBERS];

        rc = release_numbers(number, r, &b->changes, p, u[i].previous, err);
        b->prediction[i] = (struct release_prediction){ .name = r->name, .truth = did_harm(r), .changes = r->n_members,
                                                        .effort = lines_of(r, &b->changes),
                                                        .p = calibration_probability(release_model_logit(&b->model, number)),
                                                        .product = calibration_probability(release_model_logit(&plain, number)) };
    }
    b->n = n;
    return rc;
}

/* Each release after the first few, by what those before it taught; anew after every REFITS-th of them. */
static int walk_releases(struct releases_backtest *b, const struct usable *u, size_t n, const double *p, const struct backtest_options *options, struct err *err)
{
    struct releases_backtest before = *b; /* fit writes its model and counts alone */
    struct releases_walked *w = &b->walked;
    size_t first = RELEASE_PLATT_MIN, every = 1 + n / REFITS;
    double number[N_RELEASE_NUMBERS];
    int rc = 0;

    if (n <= first)
        return 0;
    w->row = mem_calloc(n - first, sizeof(*w->row));
    w->lines = mem_calloc(n - first, sizeof(*w->lines));
    w->share = mem_calloc(n - first, sizeof(*w->share));
    w->system = mem_calloc(n - first, sizeof(*w->system));
    if (w->row == NULL || w->lines == NULL || w->share == NULL || w->system == NULL)
        return err_nomem(err);
    w->from = b->releases.row[u[first].row].deployed;
    for (size_t i = first; rc == 0 && i < n; i++) {
        const struct release *r = &b->releases.row[u[i].row];

        if ((i - first) % every == 0) {
            before.train_rows = before.train_harms = 0;
            rc = fit(&before, u, i, r->deployed, p, options, err);
        }
        if (rc == 0)
            rc = release_numbers(number, r, &b->changes, p, u[i].previous, err);
        if (rc < 0)
            break;
        w->system[w->n] = r->system;
        w->lines[w->n] = lines_of(r, &b->changes);
        w->share[w->n] = before.train_rows > 0 ? (double)before.train_harms / (double)before.train_rows : 0.5;
        w->row[w->n++] = (struct gate_row){ calibration_probability(release_model_logit(&before.model, number)), did_harm(r) };
    }
    return rc < 0 ? rc : releases_walked_measure(w, options->seed, err);
}

/* ------------------------------------------------------------- measuring */

struct columns { double *p, *product, *effort, *rank, *small; int32_t *y; };

static int fill(struct columns *c, const struct releases_backtest *b, struct err *err)
{
    double *all = mem_calloc(b->n * 5, sizeof(*all));

    c->y = mem_calloc(b->n, sizeof(*c->y));
    c->p = all;
    if (all == NULL || c->y == NULL)
        return err_nomem(err);
    c->product = all + b->n;
    c->effort = all + 2 * b->n;
    c->rank = all + 3 * b->n;
    c->small = all + 4 * b->n;
    for (size_t i = 0; i < b->n; i++) {
        c->p[i] = b->prediction[i].p;
        c->product[i] = b->prediction[i].product;
        c->effort[i] = b->prediction[i].effort;
        c->rank[i] = c->p[i] / (c->effort[i] + 1);
        c->small[i] = 1 / (c->effort[i] + 1);
        c->y[i] = b->prediction[i].truth;
    }
    return 0;
}

/* The same of each: the share among the releases that taught; half and half where none did. */
static double brier_of_share(const struct releases_backtest *b, const int32_t *y)
{
    double share = b->model.n > 0 ? (double)b->model.harms / (double)b->model.n : 0.5, sum = 0;

    for (size_t i = 0; i < b->n; i++)
        sum += (share - y[i]) * (share - y[i]);
    return sum / (double)b->n;
}

static int measure(struct releases_backtest *b, struct err *err)
{
    struct columns c = { .p = NULL };
    size_t ones = 0;
    int rc = fill(&c, b, err);

    for (size_t i = 0; i < b->n; i++)
        ones += b->prediction[i].truth == 1;
    b->base_rate = (double)ones / (double)b->n;
    if (rc == 0)
        rc = metric_roc_auc(&b->roc_auc, c.p, c.y, b->n, err);
    if (rc == 0)
        rc = metric_roc_auc(&b->product_roc_auc, c.product, c.y, b->n, err);
    if (rc == 0)
        rc = metric_roc_auc(&b->size_roc_auc, c.effort, c.y, b->n, err);
    if (rc == 0)
        rc = metric_pr_auc(&b->pr_auc, c.p, c.y, b->n, err);
    if (rc == 0)
        rc = metric_effort(&b->recall_at_20_effort, &b->popt, c.rank, c.effort, c.y, b->n, err);
    if (rc == 0)
        rc = metric_effort(&b->small_first_recall, &b->small_first_popt, c.small, c.effort, c.y, b->n, err);
    if (rc == 0) {
        b->brier = metric_brier(c.p, c.y, b->n);
        b->ece = metric_ece(c.p, c.y, b->n, BACKTEST_ECE_BINS);
        b->product_brier = metric_brier(c.product, c.y, b->n);
        b->base_brier = brier_of_share(b, c.y);
        b->product_ece = metric_ece(c.product, c.y, b->n, BACKTEST_ECE_BINS);
    }
    mem_free(c.p);
    mem_free(c.y);
    return rc;
}

/* Releases that all went the same way tell nothing of a ranking. */
static int check_both(const struct releases_backtest *b, const char *project, struct err *err)
{
    size_t harmful = 0;

    for (size_t i = 0; i < b->n; i++)
        harmful += b->prediction[i].truth == 1;
    if (harmful > 0 && harmful < b->n)
        return 0;
    return err_set(err, ERR_NODATA, "of the %zu release%s of project '%s' to be predicted %s did harm: whether they are told apart cannot be measured", b->n,
                   b->n == 1 ? "" : "s", project, harmful == 0 ? "none" : "each");
}

static bool is_ordered(const struct releases_backtest *b, const struct usable *u, size_t n_train, size_t n)
{
    int64_t last = INT64_MIN;

    for (size_t i = 0; i < n_train; i++)
        last = b->releases.row[u[i].row].deployed > last ? b->releases.row[u[i].row].deployed : last;
    for (size_t i = n_train; i < n; i++)
        if (b->releases.row[u[i].row].deployed < last)
            return false;
    return true;
}

static int run(struct releases_backtest *b, struct store *store, const struct snapshot *snapshot, const char *project, const struct backtest_options *options,
               struct release_walk *walk, double *p, struct usable *u, struct err *err)
{
    size_t n, n_train;
    int rc = walk_once(p, b, store, snapshot, project, options, walk, err);

    if (rc < 0)
        return rc;
    n = list_usable(u, b, p);
    n_train = (size_t)floor((1 - options->holdout) * (double)n + 1e-9);
    if (n < RELEASES_MIN || n_train == 0 || n_train == n)
        return err_set(err, ERR_NODATA, "project '%s' has %zu deployed releases with an outcome whose changes can be scored; %d are needed", project, n,
                       RELEASES_MIN);
    b->cut = b->releases.row[u[n_train].row].deployed;
    b->first = b->releases.row[u[0].row].deployed;
    b->last = b->releases.row[u[n - 1].row].deployed;
    b->ordered = is_ordered(b, u, n_train, n);
    for (size_t i = 0; i < n; i++)
        b->n_told += b->releases.row[u[i].row].provenance == LABEL_SZZ;
    rc = fit(b, u, n_train, b->cut, p, options, err);
    if (rc == 0)
        rc = predict(b, u + n_train, n - n_train, p, err);
    if (rc == 0)
        rc = check_both(b, project, err);
    if (rc == 0)
        rc = walk_releases(b, u, n, p, options, err);
    return rc < 0 ? rc : measure(b, err);
}

int backtest_releases(struct releases_backtest *out, struct store *store, const struct snapshot *snapshot, const char *project,
                      const struct backtest_options *options, struct release_walk *walk, struct err *err)
{
    struct releases_backtest b = { .n = 0 };
    double *p = NULL;
    struct usable *u = NULL;
    int rc = changes_load(&b.changes, store, snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&b.releases, store, snapshot, project, &b.changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(&b.releases, &b.changes, store, snapshot, project, options->maturity_days, err);
    if (rc == 0) {
        p = mem_calloc(b.changes.n, sizeof(*p));
        u = mem_calloc(b.releases.n, sizeof(*u));
        rc = p == NULL || u == NULL ? err_nomem(err) : run(&b, store, snapshot, project, options, walk, p, u, err);
    }
    mem_free(p);
    mem_free(u);
    if (rc < 0) {
        releases_backtest_release(&b);
        return rc;
    }
    *out = b;
    return 0;
}

/* By how many have an outcome at all. */
static bool may_teach(const struct release_table *releases)
{
    size_t n = 0, harms = 0;

    for (size_t i = 0; i < releases->n; i++) {
        const struct release *r = &releases->row[i];

        if (r->status != RELEASE_DEPLOYED || r->outcome[0] == '\0' || r->harm_alone || r->n_members == 0)
            continue;
        n++;
        harms += did_harm(r);
    }
    return release_may_calibrate(n, harms);
}

static int learn_from(struct releases_backtest *b, struct store *store, const struct snapshot *snapshot, const char *project,
                      const struct backtest_options *options, struct release_walk *walk, struct err *err)
{
    double *p = mem_calloc(b->changes.n, sizeof(*p));
    struct usable *u = mem_calloc(b->releases.n, sizeof(*u));
    int rc = p == NULL || u == NULL ? err_nomem(err) : walk_once(p, b, store, snapshot, project, options, walk, err);

    if (rc == 0)
        rc = fit(b, u, list_usable(u, b, p), INT64_MAX, p, options, err);
    mem_free(p);
    mem_free(u);
    return rc;
}

int releases_learn(struct release_model *out, struct store *store, const struct snapshot *snapshot, const char *project,
                   const struct backtest_options *options, struct release_walk *walk, struct err *err)
{
    struct releases_backtest b = { .n = 0 };
    int rc = changes_load(&b.changes, store, snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&b.releases, store, snapshot, project, &b.changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(&b.releases, &b.changes, store, snapshot, project, options->maturity_days, err);
    if (rc == 0 && may_teach(&b.releases))
        rc = learn_from(&b, store, snapshot, project, options, walk, err);
    if (rc == 0)
        *out = b.model;
    releases_backtest_release(&b);
    return rc;
}

void releases_backtest_release(struct releases_backtest *b)
{
    releases_walked_release(&b->walked);
    mem_free(b->prediction);
    releases_release(&b->releases);
    changes_release(&b->changes);
    memset(b, 0, sizeof(*b));
}
