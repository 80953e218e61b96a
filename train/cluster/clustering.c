#include "train/cluster/clustering.h"

#include <math.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

enum {
    AXES = 64, /* 50 to 100 did as well on Xamarin's older rows, 150 and more worse             */
    POWER_PASSES = 2,
    STARTS = 4,
    CANDIDATES = 3,
    ROUNDS_MAX = 40
};

static const double stop_share = .002; /* .001 takes a third more rounds and changes nothing that counts */

/* Whoever follows a cluster from day to day wants its members to stay: without this 60 new tickets moved 1,200 of 8,000 old ones. */
static const double stay = .05;

static int vectors(struct dense *out, struct lsa *lsa, const struct csr *x, const struct clustering_options *o, struct err *err)
{
    struct lsa_options options = { .rank = AXES, .n_passes = POWER_PASSES, .seed = o->seed, .n_threads = o->n_threads };
    int rc = lsa_fit(lsa, x, &options, err);

    return rc < 0 ? rc : lsa_rows(out, lsa, x, o->n_threads, err);
}

static void add_row(float *sum, const float *row, size_t n)
{
    for (size_t j = 0; j < n; j++)
        sum[j] += row[j];
}

static void make_unit(float *row, size_t n)
{
    double square = 0;

    for (size_t j = 0; j < n; j++)
        square += (double)row[j] * (double)row[j];
    for (size_t j = 0; square > 0 && j < n; j++)
        row[j] = (float)((double)row[j] / sqrt(square));
}

/* Each row of a set becomes the unit vector along their sum. */
static int join_alike(struct dense *rows, const uint32_t *alike, struct err *err)
{
    size_t n = rows->n_cols;
    struct dense sum = { 0 };
    int rc = dense_init(&sum, rows->n_rows, n, err);

    for (size_t i = 0; rc == 0 && i < rows->n_rows; i++)
        add_row(sum.a + alike[i] * n, rows->a + i * n, n);
    for (size_t i = 0; rc == 0 && i < rows->n_rows; i++)
        make_unit(sum.a + i * n, n);
    for (size_t i = 0; rc == 0 && i < rows->n_rows; i++)
        memcpy(rows->a + i * n, sum.a + alike[i] * n, n * sizeof *rows->a);
    dense_release(&sum);
    return rc;
}

static int find_centres(struct clustering *c, const struct dense *rows, struct err *err)
{
    size_t n = rows->n_cols;
    int rc = dense_init(&c->centre, c->groups.k, n, err);

    for (size_t i = 0; rc == 0 && i < rows->n_rows; i++)
        if (c->groups.cluster[i] != KMEANS_NONE)
            add_row(c->centre.a + c->groups.cluster[i] * n, rows->a + i * n, n);
    for (size_t j = 0; rc == 0 && j < c->groups.k; j++)
        make_unit(c->centre.a + j * n, n);
    return rc;
}

int clustering_run(struct clustering *out, const struct ticket_table *tickets, const struct clustering_options *o,
                   struct err *err)
{
    struct kmeans_options options = {
        .k = o->k,
        .n_starts = STARTS,
        .n_candidates = CANDIDATES,
        .max_rounds = ROUNDS_MAX,
        .stop_share = stop_share,
        .begin = o->begin,
        .n_begin = o->n_begin,
        .stay = stay,
        .hold = o->hold,
        .seed = o->seed,
        .n_threads = o->n_threads,
    };
    struct topic_options topics = { .audit = o->audit, .rules = o->rules, .n_threads = o->n_threads };
    struct clustering made = { 0 };
    struct dense rows = { 0 };
    double begin = clock_monotonic(), rows_done, axes_done;
    int rc = topic_rows_make(&made.topics, tickets, &topics, err);

    rows_done = clock_monotonic();
    if (rc == 0)
        rc = vectors(&rows, &made.lsa, &made.topics.x, o, err);
    if (rc == 0 && o->alike != NULL)
        rc = join_alike(&rows, o->alike, err);
    axes_done = clock_monotonic();
    if (rc == 0)
        rc = kmeans_run(&made.groups, &rows, &options, err);
    if (rc == 0)
        rc = find_centres(&made, &rows, err);
    made.rows_s = rows_done - begin;
    made.axes_s = axes_done - rows_done;
    made.groups_s = clock_monotonic() - axes_done;
    dense_release(&rows);
    if (rc < 0)
        clustering_release(&made);
    else
        *out = made;
    return rc;
}

void clustering_release(struct clustering *c)
{
    topic_rows_release(&c->topics);
    lsa_release(&c->lsa);
    dense_release(&c->centre);
    kmeans_release(&c->groups);
}
