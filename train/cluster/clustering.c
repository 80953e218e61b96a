#include "train/cluster/clustering.h"

#include "datasets/base/clock.h"
#include "train/cluster/lsa.h"

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

static int vectors(struct dense *out, const struct csr *x, const struct clustering_options *o, struct err *err)
{
    struct lsa_options options = { .rank = AXES, .n_passes = POWER_PASSES, .seed = o->seed, .n_threads = o->n_threads };
    struct lsa lsa = { 0 };
    int rc = lsa_fit(&lsa, x, &options, err);

    if (rc == 0)
        rc = lsa_rows(out, &lsa, x, o->n_threads, err);
    lsa_release(&lsa);
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
        .seed = o->seed,
        .n_threads = o->n_threads,
    };
    struct clustering made = { 0 };
    struct dense rows = { 0 };
    double begin = clock_monotonic(), rows_done, axes_done;
    int rc = topic_rows_make(&made.topics, tickets, o->n_threads, err);

    rows_done = clock_monotonic();
    if (rc == 0)
        rc = vectors(&rows, &made.topics.x, o, err);
    axes_done = clock_monotonic();
    if (rc == 0)
        rc = kmeans_run(&made.groups, &rows, &options, err);
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
    kmeans_release(&c->groups);
}
