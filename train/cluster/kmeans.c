/*
 * kmeans_run -> for each start: put_seeds | begin_from -> some rounds (move_centres, assign in parallel, fill_empty) -> the best goes on.
 *
 * Rows meet the centres in blocks, one product each. A centre is the sum of its members in the order of the rows, so that nothing depends on how the
 * work is shared out.
 */
#include "train/cluster/kmeans.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/greatest.h"
#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/base/rng.h"
#include "train/solver/dense_product.h"

enum {
    JOB_ROWS = 256, /* of one job: panels of dense_product_few             */
    JOB_CLUSTERS = 8,
    CANDIDATES_MAX = 16
};

struct work {
    const struct dense *x;
    const struct kmeans_options *options;
    struct dense centre; /* [k x n_cols] unit length, zero for a cluster without members */
    float *centre_panels; /* the same for dense_product_panels, of each round; NULL: too many axes */
    size_t k;            /* clusters so far                                              */
    uint32_t *cluster;   /* [n]                                                          */
    float *similarity;   /* [n]                                                          */
    size_t *moved;       /* [n_row_jobs] rows that changed their cluster                 */
    size_t n_row_jobs;
    size_t *start;    /* [k + 1] members of cluster j are member[start[j]] ...        */
    uint32_t *member; /* [n] rows by cluster, ascending                               */
    /* seeding */
    float *distance;        /* [n] to the nearest seed, 0 for zero rows                     */
    double *left;           /* [n_row_jobs * n_candidates] sum of distances with one more seed */
    struct dense candidate; /* [n_candidates x n_cols]                                     */
    float *cosine;          /* [n * n_candidates]                                           */
    const float *panels;    /* x for dense_product_few, borrowed; NULL where no seeds are put */
    size_t n_candidates;
};

static const float *row_of(const struct work *w, size_t row)
{
    return w->x->a + row * w->x->n_cols;
}

static size_t job_end(const struct work *w, size_t job)
{
    size_t end = (job + 1) * JOB_ROWS;

    return end < w->x->n_rows ? end : w->x->n_rows;
}

static bool is_zero(const float *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (row[i] != 0.0F)
            return false;
    return true;
}

/* --- centres ---------------------------------------------------------------------------------------------------- */

static void sort_members(struct work *w)
{
    memset(w->start, 0, (w->options->k + 1) * sizeof *w->start);
    for (size_t i = 0; i < w->x->n_rows; i++)
        if (w->cluster[i] != KMEANS_NONE)
            w->start[w->cluster[i] + 1]++;
    for (size_t j = 0; j < w->k; j++)
        w->start[j + 1] += w->start[j];
    for (size_t i = 0; i < w->x->n_rows; i++)
        if (w->cluster[i] != KMEANS_NONE)
            w->member[w->start[w->cluster[i]]++] = (uint32_t)i;
    for (size_t j = w->k; j > 0; j--)
        w->start[j] = w->start[j - 1];
    w->start[0] = 0;
}

static void move_centre(struct work *w, size_t j, double *sum)
{
    size_t n = w->x->n_cols;
    double square = 0, scale;

    memset(sum, 0, n * sizeof *sum);
    dense_sum_rows(sum, w->x->a, n, w->member + w->start[j], w->start[j + 1] - w->start[j]);
    for (size_t i = 0; i < n; i++)
        square += sum[i] * sum[i];
    scale = square > 0 ? 1 / sqrt(square) : 0;
    for (size_t i = 0; i < n; i++)
        w->centre.a[j * n + i] = (float)(sum[i] * scale);
}

static int move_some_centres(void *ctx, size_t job, struct err *err)
{
    struct work *w = ctx;
    size_t end = (job + 1) * JOB_CLUSTERS < w->k ? (job + 1) * JOB_CLUSTERS : w->k;
    double *sum = mem_alloc(w->x->n_cols * sizeof *sum);

    if (sum == NULL)
        return err_nomem(err);
    for (size_t j = job * JOB_CLUSTERS; j < end; j++)
        move_centre(w, j, sum);
    mem_free(sum);
    return 0;
}

static int move_centres(struct work *w, struct err *err)
{
    sort_members(w);
    return parallel_run(w->options->n_threads, (w->k + JOB_CLUSTERS - 1) / JOB_CLUSTERS, move_some_centres, w, err);
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static bool is_held(const struct work *w, size_t row)
{
    const struct kmeans_options *o = w->options;

    return o->hold != NULL && o->begin != NULL && o->begin[row] != KMEANS_NONE && o->hold[o->begin[row]];
}

static void assign_row(struct work *w, size_t row, const float *cosine, size_t *moved)
{
    uint32_t began = w->options->begin != NULL ? w->options->begin[row] : KMEANS_NONE,
             best = (uint32_t)greatest_at(cosine, w->k);

    if (began != KMEANS_NONE && began < w->k &&
        (is_held(w, row) || (double)cosine[best] - (double)cosine[began] <= w->options->stay))
        best = began;
    *moved += w->cluster[row] != best;
    w->cluster[row] = best;
    w->similarity[row] = cosine[best];
}

static int assign_rows(void *ctx, size_t job, struct err *err)
{
    struct work *w = ctx;
    size_t from = job * JOB_ROWS, n = job_end(w, job) - from;
    float *cosine = mem_alloc(JOB_ROWS * w->k * sizeof *cosine);

    if (cosine == NULL)
        return err_nomem(err);
    if (w->centre_panels != NULL)
        dense_product_panels(cosine, row_of(w, from), w->centre_panels, n, w->x->n_cols, w->k);
    else
        dense_product_transposed(cosine, row_of(w, from), w->centre.a, n, w->x->n_cols, w->k);
    w->moved[job] = 0;
    for (size_t i = 0; i < n; i++)
        if (w->distance[from + i] > 0 || !is_zero(row_of(w, from + i), w->x->n_cols))
            assign_row(w, from + i, cosine + i * w->k, &w->moved[job]);
    mem_free(cosine);
    return 0;
}

static int assign(size_t *moved, struct work *w, struct err *err)
{
    int rc;

    if (w->centre_panels != NULL)
        dense_panels_make(w->centre_panels, w->centre.a, w->k, w->x->n_cols);
    rc = parallel_run(w->options->n_threads, w->n_row_jobs, assign_rows, w, err);
    *moved = 0;
    for (size_t job = 0; rc == 0 && job < w->n_row_jobs; job++)
        *moved += w->moved[job];
    return rc;
}

/* The row that fits its cluster worst, of a cluster with others; n where there is none. */
static size_t find_misfit(const struct work *w, const size_t *size)
{
    size_t misfit = w->x->n_rows;

    for (size_t i = 0; i < w->x->n_rows; i++)
        if (w->cluster[i] != KMEANS_NONE && size[w->cluster[i]] > 1 && !is_held(w, i) &&
            (misfit == w->x->n_rows || w->similarity[i] < w->similarity[misfit]))
            misfit = i;
    return misfit;
}

/* Returns how many rows were moved into empty clusters. */
static size_t fill_empty(struct work *w)
{
    size_t *size = w->start, n_filled = 0; /* the next move_centres sorts anew */

    memset(size, 0, w->k * sizeof *size);
    for (size_t i = 0; i < w->x->n_rows; i++)
        if (w->cluster[i] != KMEANS_NONE)
            size[w->cluster[i]]++;
    for (size_t j = 0; j < w->k; j++) {
        size_t misfit = size[j] > 0 ? w->x->n_rows : find_misfit(w, size);

        if (misfit == w->x->n_rows)
            continue;
        size[w->cluster[misfit]]--;
        size[j] = 1;
        w->cluster[misfit] = (uint32_t)j;
        w->similarity[misfit] = 1;
        n_filled++;
    }
    return n_filled;
}

/* --- seeds ------------------------------------------------------------------------------------------------------ */

/* A row drawn with the chance of its distance. */
static size_t draw(const struct work *w, double total, struct rng *rng)
{
    double at = rng_double(rng) * total, sum = 0;
    size_t last = 0;

    for (size_t i = 0; i < w->x->n_rows; i++) {
        if (w->distance[i] <= 0)
            continue;
        last = i;
        sum += (double)w->distance[i];
        if (sum > at)
            break;
    }
    return last;
}

static float distance_to(float cosine)
{
    return cosine < 1 - 1e-4F ? 1 - cosine : 0; /* below: rounding (LSA_STEP) of the same row */
}

static int try_candidates(void *ctx, size_t job, struct err *err)
{
    struct work *w = ctx;
    size_t from = job * JOB_ROWS, n = job_end(w, job) - from, n_c = w->n_candidates;
    float *cosine = w->cosine + from * n_c;
    double *left = w->left + job * n_c;

    (void)err;
    dense_product_few(cosine, w->panels, w->candidate.a, from, from + n, w->x->n_cols, n_c);
    for (size_t c = 0; c < n_c; c++)
        left[c] = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < n_c; c++) {
            float distance = distance_to(cosine[i * n_c + c]);

            left[c] += (double)(distance < w->distance[from + i] ? distance : w->distance[from + i]);
        }
    }
    return 0;
}

/* The candidate that leaves the least; *total is that. */
static size_t best_candidate(const struct work *w, double *total)
{
    size_t best = 0;

    for (size_t c = 0; c < w->n_candidates; c++) {
        double left = 0;

        for (size_t job = 0; job < w->n_row_jobs; job++)
            left += w->left[job * w->n_candidates + c];
        if (c > 0 && left >= *total)
            continue;
        *total = left;
        best = c;
    }
    return best;
}

static void take_seed(struct work *w, size_t c)
{
    for (size_t i = 0; i < w->x->n_rows; i++) {
        float distance = distance_to(w->cosine[i * w->n_candidates + c]);

        if (w->distance[i] <= 0 || distance >= w->distance[i] || is_held(w, i))
            continue;
        w->distance[i] = distance;
        w->cluster[i] = (uint32_t)w->k;
    }
    w->k++;
}

/* From clusters that are there already (distance tells how far the rows are from them) up to k. */
static int put_seeds(struct work *w, struct rng *rng, struct err *err)
{
    double total = 0;
    int rc = 0;

    for (size_t i = 0; i < w->x->n_rows; i++)
        total += (double)w->distance[i];
    while (rc == 0 && w->k < w->options->k && total > 0) {
        w->n_candidates = w->k == 0 ? 1 : (size_t)w->options->n_candidates;
        for (size_t c = 0; c < w->n_candidates; c++)
            memcpy(w->candidate.a + c * w->x->n_cols, row_of(w, draw(w, total, rng)), w->x->n_cols * sizeof *w->x->a);
        rc = parallel_run(w->options->n_threads, w->n_row_jobs, try_candidates, w, err);
        if (rc == 0)
            take_seed(w, best_candidate(w, &total));
    }
    return rc;
}

/* --- one start -------------------------------------------------------------------------------------------------- */

/* No clusters: every row that has a direction is as far as can be. */
static void begin_anew(struct work *w)
{
    w->k = 0;
    for (size_t i = 0; i < w->x->n_rows; i++) {
        bool zero = is_zero(row_of(w, i), w->x->n_cols);

        w->distance[i] = zero ? 0 : 2;
        w->cluster[i] = KMEANS_NONE;
        w->similarity[i] = 0;
    }
}

/* Clusters as they were, rows that were in none to the nearest. */
static int begin_from(struct work *w, struct err *err)
{
    size_t moved;
    int rc;

    begin_anew(w);
    w->k = w->options->n_begin;
    for (size_t i = 0; i < w->x->n_rows; i++) {
        assert(w->options->begin[i] == KMEANS_NONE || w->options->begin[i] < w->k);
        if (w->distance[i] > 0)
            w->cluster[i] = w->options->begin[i];
    }
    rc = move_centres(w, err);
    if (rc == 0 && w->k > 0)
        rc = assign(&moved, w, err);
    for (size_t i = 0; rc == 0 && i < w->x->n_rows; i++)
        if (w->cluster[i] != KMEANS_NONE)
            w->distance[i] = is_held(w, i) ? 0 : distance_to(w->similarity[i]);
    return rc;
}

/* Goes on from *n_rounds to `last`, or until the clusters stand still. */
static int run_rounds(struct work *w, int *n_rounds, int last, struct err *err)
{
    size_t most = (size_t)(w->options->stop_share * (double)w->x->n_rows), moved = most + 1;
    int rc = 0;

    for (; rc == 0 && w->k > 0 && moved > most && *n_rounds < last; ++*n_rounds) {
        rc = move_centres(w, err);
        if (rc == 0)
            rc = assign(&moved, w, err);
        if (rc == 0)
            moved += fill_empty(w);
    }
    return rc;
}

static double mean_similarity(const struct work *w)
{
    double sum = 0;
    size_t n = 0;

    for (size_t i = 0; i < w->x->n_rows; i++) {
        if (w->cluster[i] == KMEANS_NONE)
            continue;
        sum += (double)w->similarity[i];
        n++;
    }
    return n > 0 ? sum / (double)n : 0;
}

static int run_start(struct work *w, int start, int *n_rounds, int last, struct err *err)
{
    struct rng rng;
    char name[32] = "kmeans 0";
    int rc = 0;

    name[7] = (char)('0' + start % 64);
    rng_init_named(&rng, w->options->seed, name);
    if (w->options->begin == NULL)
        begin_anew(w);
    else
        rc = begin_from(w, err);
    if (rc == 0)
        rc = put_seeds(w, &rng, err);
    return rc < 0 ? rc : run_rounds(w, n_rounds, last, err);
}

/* --- all of it -------------------------------------------------------------------------------------------------- */

static int open_work(struct work *w, struct err *err)
{
    size_t n = w->x->n_rows, k = w->options->k, n_candidates = (size_t)w->options->n_candidates;

    w->n_row_jobs = (n + JOB_ROWS - 1) / JOB_ROWS;
    w->cluster = mem_alloc(n * sizeof *w->cluster);
    w->similarity = mem_alloc(n * sizeof *w->similarity);
    w->moved = mem_calloc(w->n_row_jobs, sizeof *w->moved);
    w->start = mem_alloc((k + 1) * sizeof *w->start);
    w->member = mem_alloc(n * sizeof *w->member);
    w->distance = mem_alloc(n * sizeof *w->distance);
    w->left = mem_alloc(w->n_row_jobs * n_candidates * sizeof *w->left);
    w->cosine = mem_alloc(n * n_candidates * sizeof *w->cosine);
    if (w->cluster == NULL || w->similarity == NULL || w->moved == NULL || w->start == NULL || w->member == NULL ||
        w->distance == NULL || w->left == NULL || w->cosine == NULL)
        return err_nomem(err);
    if (w->x->n_cols <= DENSE_PANEL_INNER) {
        w->centre_panels = mem_alloc(dense_panels_size(k, w->x->n_cols) * sizeof *w->centre_panels);
        if (w->centre_panels == NULL)
            return err_nomem(err);
    }
    if (dense_init(&w->centre, k, w->x->n_cols, err) < 0)
        return ERR_NOMEM;
    return dense_init(&w->candidate, n_candidates, w->x->n_cols, err);
}

static void close_work(struct work *w)
{
    mem_free(w->cluster);
    mem_free(w->similarity);
    mem_free(w->moved);
    mem_free(w->start);
    mem_free(w->member);
    mem_free(w->distance);
    mem_free(w->left);
    mem_free(w->cosine);
    mem_free(w->centre_panels);
    dense_release(&w->centre);
    dense_release(&w->candidate);
}

/* What the best start so far has come to. */
static int keep(struct kmeans *best, const struct work *w, int n_rounds, struct err *err)
{
    size_t n = w->x->n_rows;

    if (best->cluster == NULL) {
        best->cluster = mem_alloc(n * sizeof *best->cluster);
        best->similarity = mem_alloc(n * sizeof *best->similarity);
        if (best->cluster == NULL || best->similarity == NULL)
            return err_nomem(err);
    }
    memcpy(best->cluster, w->cluster, n * sizeof *best->cluster);
    memcpy(best->similarity, w->similarity, n * sizeof *best->similarity);
    best->n = n;
    best->k = w->k;
    best->objective = mean_similarity(w);
    best->n_rounds = n_rounds;
    return 0;
}

/* The starts stand side by side: each has a thread's share of its own, which is less waiting than a step shared out. */
struct trials {
    const struct work *w;          /* rows, options, panels */
    struct kmeans_options options; /* of one start          */
    int last;
    struct kmeans *made; /* [n_starts] */
};

static int run_trial(void *ctx, size_t start, struct err *err)
{
    const struct trials *t = ctx;
    struct work w = { .x = t->w->x, .options = &t->options, .panels = t->w->panels };
    int n_rounds = 0, rc = open_work(&w, err);

    if (rc == 0)
        rc = run_start(&w, (int)start, &n_rounds, t->last, err);
    if (rc == 0)
        rc = keep(&t->made[start], &w, n_rounds, err);
    close_work(&w);
    return rc;
}

/* Of equal starts the first. */
static int try_starts(struct kmeans *best, const struct work *w, int n_starts, int last, struct err *err)
{
    struct trials t = { .w = w, .options = *w->options, .last = last };
    int n_threads = w->options->n_threads, most = 0, rc;

    t.options.n_threads = n_threads > n_starts ? n_threads / n_starts : 1;
    t.made = mem_calloc((size_t)n_starts, sizeof *t.made);
    rc = t.made == NULL ? err_nomem(err) : parallel_run(n_threads, (size_t)n_starts, run_trial, &t, err);
    for (int start = 1; rc == 0 && start < n_starts; start++)
        if (t.made[start].objective > t.made[most].objective)
            most = start;
    for (int start = 0; t.made != NULL && start < n_starts; start++)
        if (rc < 0 || start != most)
            kmeans_release(&t.made[start]);
    if (rc == 0)
        *best = t.made[most];
    mem_free(t.made);
    return rc;
}

/* The best start to its end. One that stood still in its trial does one round more. */
static int go_on(struct kmeans *best, struct work *w, struct err *err)
{
    int n_rounds = best->n_rounds, rc;

    memcpy(w->cluster, best->cluster, best->n * sizeof *w->cluster);
    memcpy(w->similarity, best->similarity, best->n * sizeof *w->similarity);
    memset(w->distance, 0, best->n * sizeof *w->distance); /* not told: each row says itself whether it is zero */
    w->k = best->k;
    rc = run_rounds(w, &n_rounds, w->options->max_rounds, err);
    return rc < 0 ? rc : keep(best, w, n_rounds, err);
}

/* Fewer rows than clusters leave some without a member: the others are numbered anew, in their order. */
static size_t drop_empty(uint32_t *cluster, size_t n, size_t k, size_t *number)
{
    size_t left = 0;

    memset(number, 0, k * sizeof *number);
    for (size_t i = 0; i < n; i++)
        if (cluster[i] != KMEANS_NONE)
            number[cluster[i]] = 1;
    for (size_t j = 0; j < k; j++)
        number[j] = number[j] > 0 ? left++ : 0;
    for (size_t i = 0; i < n; i++)
        if (cluster[i] != KMEANS_NONE)
            cluster[i] = (uint32_t)number[cluster[i]];
    return left;
}

static int make_panels(float **panels, const struct dense *rows, struct err *err)
{
    *panels = mem_alloc(dense_panels_size(rows->n_rows, rows->n_cols) * sizeof **panels);
    if (*panels == NULL)
        return err_nomem(err);
    dense_panels_make(*panels, rows->a, rows->n_rows, rows->n_cols);
    return 0;
}

static int run_on_all(struct kmeans *out, const struct dense *rows, const struct kmeans_options *options,
                      struct err *err)
{
    struct work w = { .x = rows, .options = options };
    struct kmeans best = { 0 };
    float *panels = NULL;
    int n_starts = options->begin == NULL ? options->n_starts : 1, last = options->max_rounds, n_rounds = 0, rc = 0;

    if (n_starts > 1 && last > KMEANS_TRIAL_ROUNDS)
        last = KMEANS_TRIAL_ROUNDS;
    if (options->begin == NULL || options->n_begin < options->k)
        rc = make_panels(&panels, rows, err);
    w.panels = panels;
    if (rc == 0 && n_starts > 1)
        rc = try_starts(&best, &w, n_starts, last, err);
    if (rc == 0)
        rc = open_work(&w, err);
    if (rc == 0 && n_starts == 1)
        rc = run_start(&w, 0, &n_rounds, last, err);
    if (rc == 0 && n_starts == 1)
        rc = keep(&best, &w, n_rounds, err);
    if (rc == 0 && last < options->max_rounds)
        rc = go_on(&best, &w, err);
    if (rc == 0)
        best.k = drop_empty(best.cluster, best.n, best.k, w.start);
    close_work(&w);
    mem_free(panels);
    if (rc < 0)
        kmeans_release(&best);
    else
        *out = best;
    return rc;
}

int kmeans_run(struct kmeans *out, const struct dense *rows, const struct kmeans_options *options, struct err *err)
{
    assert(options->k > 0 && options->k < KMEANS_NONE && rows->n_rows <= UINT32_MAX);
    assert(options->n_begin <= options->k && options->stay >= 0);
    assert(options->n_starts > 0 && options->max_rounds > 0);
    assert(options->n_candidates > 0 && options->n_candidates <= CANDIDATES_MAX);

    if (options->begin == NULL && rows->n_rows / 2 > KMEANS_SAMPLE_ROWS && options->k <= KMEANS_SAMPLE_ROWS / 16)
        return kmeans_run_from_sample(out, rows, options, err);
    return run_on_all(out, rows, options, err);
}

void kmeans_release(struct kmeans *k)
{
    mem_free(k->cluster);
    mem_free(k->similarity);
    *k = (struct kmeans){ 0 };
}
