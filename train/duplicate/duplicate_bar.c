#include "train/duplicate/duplicate_bar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/abstention.h"
#include "train/statistics/calibration.h"
#include "train/statistics/metrics.h"

enum { ECE_BINS = 15 };

/* The pairs as columns. */
struct columns { double *score, *p; int32_t *y; };

static void columns_release(struct columns *c)
{
    mem_free(c->score);
    mem_free(c->p);
    mem_free(c->y);
}

static int columns_make(struct columns *c, const struct duplicate_pair *pair, size_t n, struct err *err)
{
    *c = (struct columns){ mem_calloc(n, sizeof *c->score), mem_calloc(n, sizeof *c->p), mem_calloc(n, sizeof *c->y) };
    if (c->score == NULL || c->p == NULL || c->y == NULL) {
        columns_release(c);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        assert(i == 0 || pair[i].query >= pair[i - 1].query);
        c->score[i] = pair[i].score;
        c->y[i] = pair[i].same;
    }
    return 0;
}

/* How often the newer tickets that are duplicates have a right one at or above the threshold. */
static void count_found(struct duplicate_bar *bar, const struct duplicate_pair *pair, size_t n, const bool *is_duplicate, size_t n_queries)
{
    uint32_t last = UINT32_MAX;

    for (size_t q = n_queries / 2; q < n_queries; q++)
        bar->duplicates += is_duplicate[q];
    for (size_t i = 0; i < n; i++) {
        if (pair[i].query < n_queries / 2 || pair[i].query == last || !pair[i].same || !(pair[i].score >= bar->threshold))
            continue;
        last = pair[i].query;
        bar->found++;
    }
}

static int by_score(const void *a, const void *b)
{
    const struct duplicate_pair *x = a, *y = b;

    return (x->score < y->score) - (x->score > y->score);
}

/* Every score of the older pairs is a candidate: few pairs are above the one that is looked for, a hundredth of all would be too coarse. older: [n], sorted here. */
static void choose_threshold(struct duplicate_bar *bar, struct duplicate_pair *older, size_t n, double asked)
{
    uint32_t same = 0;

    if (n > 1)
        qsort(older, n, sizeof *older, by_score);
    for (size_t i = 0; i < n; i++) {
        same += older[i].same;
        if (i + 1 < n && older[i + 1].score == older[i].score)
            continue;
        if (i + 1 >= ABSTENTION_ANSWERED_MIN && abstention_lower_bound(same, (uint32_t)i + 1) >= asked) {
            bar->threshold = older[i].score;
            bar->chosen = i + 1;
            bar->chosen_same = same;
        }
    }
}

static int choose(struct duplicate_bar *bar, const struct duplicate_pair *pair, size_t n_older, size_t n, double asked, struct err *err)
{
    struct duplicate_pair *older = mem_calloc(n_older, sizeof *older);

    if (older == NULL)
        return err_nomem(err);
    if (n_older > 0)
        memcpy(older, pair, n_older * sizeof *older);
    choose_threshold(bar, older, n_older, asked);
    mem_free(older);
    for (size_t i = n_older; i < n; i++) {
        bar->reached += pair[i].score >= bar->threshold;
        bar->reached_same += pair[i].score >= bar->threshold && pair[i].same;
    }
    return 0;
}

static int calibrate(struct duplicate_bar *bar, struct columns *c, size_t n_older, size_t n, struct err *err)
{
    struct calibration platt;
    int rc = n_older == 0 ? 0 : calibration_fit_platt(&platt, c->score, c->y, n_older, err);

    if (rc < 0 || n_older == 0)
        return rc;
    bar->a = platt.a;
    bar->b = platt.b;
    bar->calibrated = true;
    for (size_t i = n_older; i < n; i++)
        c->p[i] = duplicate_bar_probability(bar, c->score[i]);
    if (n > n_older)
        bar->ece = metric_ece(c->p + n_older, c->y + n_older, n - n_older, ECE_BINS);
    return 0;
}

int duplicate_bar_choose(struct duplicate_bar *out, const struct duplicate_pair *pair, size_t n, const bool *is_duplicate, size_t n_queries, double asked, struct err *err)
{
    struct duplicate_bar bar = { .threshold = (double)INFINITY, .n_queries = n_queries, .ece = (double)NAN };
    struct columns c;
    size_t n_older = 0;
    int rc = columns_make(&c, pair, n, err);

    if (rc < 0)
        return rc;
    while (n_older < n && pair[n_older].query < n_queries / 2)
        n_older++;
    rc = calibrate(&bar, &c, n_older, n, err);
    if (rc == 0)
        rc = choose(&bar, pair, n_older, n, asked, err);
    if (rc == 0) {
        count_found(&bar, pair, n, is_duplicate, n_queries);
        *out = bar;
    }
    columns_release(&c);
    return rc;
}

double duplicate_bar_probability(const struct duplicate_bar *bar, double score)
{
    return bar->calibrated ? calibration_probability(bar->a * score + bar->b) : (double)NAN;
}

static json_t *share(size_t part, size_t of)
{
    return of == 0 ? json_null() : json_real((double)part / (double)of);
}

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *duplicate_bar_json(const struct duplicate_bar *bar)
{
    bool none = isinf(bar->threshold);

    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:I}", "threshold", number_or_null(bar->threshold), "a", bar->calibrated ? json_real(bar->a) : json_null(), "b",
                     bar->calibrated ? json_real(bar->b) : json_null(), "precision", share(bar->reached_same, bar->reached), "precision_low",
                     bar->reached == 0 ? json_null() : json_real(abstention_lower_bound((uint32_t)bar->reached_same, (uint32_t)bar->reached)), "coverage",
                     none ? json_null() : share(bar->found, bar->duplicates), "chosen_precision", share(bar->chosen_same, bar->chosen), "chosen", (json_int_t)bar->chosen, "pairs",
                     (json_int_t)bar->reached, "right", (json_int_t)bar->reached_same, "duplicates", (json_int_t)bar->duplicates, "found", (json_int_t)bar->found, "ece", number_or_null(bar->ece),
                     "tickets", (json_int_t)bar->n_queries, "chosen_right", (json_int_t)bar->chosen_same);
}

static size_t count(const json_t *json, const char *key)
{
    json_int_t n = json_integer_value(json_object_get(json, key));

    return n > 0 ? (size_t)n : 0;
}

bool duplicate_bar_read(struct duplicate_bar *out, const json_t *json)
{
    const json_t *threshold = json_object_get(json, "threshold"), *a = json_object_get(json, "a"), *b = json_object_get(json, "b");
    struct duplicate_bar bar = { .threshold = (double)INFINITY, .ece = (double)NAN };

    if (!json_is_number(threshold) && !json_is_null(threshold))
        return false;
    if (json_is_number(threshold))
        bar.threshold = json_number_value(threshold);
    if (json_is_number(a) && json_is_number(b)) {
        bar.a = json_number_value(a);
        bar.b = json_number_value(b);
        bar.calibrated = true;
    }
    bar.n_queries = count(json, "tickets");
    bar.chosen = count(json, "chosen");
    bar.chosen_same = count(json, "chosen_right");
    bar.reached = count(json, "pairs");
    bar.reached_same = count(json, "right");
    bar.duplicates = count(json, "duplicates");
    bar.found = count(json, "found");
    if (json_is_number(json_object_get(json, "ece")))
        bar.ece = json_number_value(json_object_get(json, "ece"));
    *out = bar;
    return true;
}
