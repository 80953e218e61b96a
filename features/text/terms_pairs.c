/*
 * terms_count_pairs: sketch_lane -> choose_threshold -> count_lane_pairs -> collect_pairs, until threshold_holds
 *
 * Pairs are many, most of them seen once: a sketch counts them roughly first (never too low), and only pairs that it leaves a
 * chance get an exact counter. With max_terms that chance is the count which, by the sketch, about max_terms terms reach;
 * whether it was too high shows afterwards, then all is counted again with a lower one. Pairs are shared out over the lanes by
 * their hash, so no lane needs another's counters.
 */
#include <assert.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/text/terms_fit.h"

enum {
    CELL_MAX = 255, /* a sketch counter stays there */
    CELLS_MIN = 256,
    CELLS_MAX = 1 << 26, /* of one lane                  */
    TABLE_MIN = 64
};

static bool is_frequent(const struct fitting *fit, uint32_t id)
{
    return fit->frequent[id / 64] >> id % 64 & 1;
}

static int reserve_gathered(struct lane *lane, size_t n, struct err *err)
{
    if (mem_grow(&lane->pair, &lane->pair_cap, n, sizeof *lane->pair, err) < 0 ||
        mem_grow(&lane->hash, &lane->hash_cap, n, sizeof *lane->hash, err) < 0 ||
        mem_grow(&lane->at, &lane->at_cap, n, sizeof *lane->at, err) < 0)
        return ERR_NOMEM;
    return 0;
}

/* The pairs of one text that are lane i's. Written without a branch on whose a pair is: half of them would be guessed wrong. */
static int gather_pairs(struct fitting *fit, size_t i, const uint32_t *token, size_t n, uint32_t position,
                        struct err *err)
{
    struct lane *lane = &fit->lane[i];
    unsigned shift = 63 - fit->lane_bits;
    bool before = false;

    lane->n_gathered = 0;
    if (reserve_gathered(lane, n, err) < 0)
        return ERR_NOMEM;
    for (size_t k = 0; k < n; k++) {
        bool here = is_frequent(fit, token[k]);

        if (here && before) {
            uint64_t pair = (uint64_t)token[k - 1] << 32 | token[k];
            uint64_t hash = hash_pair(token[k - 1], token[k]);

            lane->pair[lane->n_gathered] = pair;
            lane->hash[lane->n_gathered] = hash;
            lane->at[lane->n_gathered] = position + (uint32_t)k;
            lane->n_gathered += hash >> 1 >> shift == i;
        }
        before = here;
    }
    return 0;
}

static int sketch_lane(void *ctx, size_t i, struct err *err)
{
    struct fitting *fit = ctx;
    struct lane *lane = &fit->lane[i];

    lane->cell = mem_calloc(fit->n_cells, 1);
    if (lane->cell == NULL)
        return err_nomem(err);
    for (size_t row = 0; row < fit->n_rows; row++) {
        for (size_t f = 0; f < fit->n_fields; f++) {
            const uint32_t *token;
            size_t n;

            if (fitting_tokens(&token, &n, fit, i, row, f, err) < 0 || gather_pairs(fit, i, token, n, 0, err) < 0)
                return ERR_NOMEM;
            for (size_t k = 0; k < lane->n_gathered; k++) {
                uint8_t *cell = &lane->cell[lane->hash[k] & (fit->n_cells - 1)];

                *cell = (uint8_t)(*cell + (*cell < CELL_MAX));
            }
        }
    }
    for (size_t k = 0; k < fit->n_cells; k++)
        lane->reach[lane->cell[k]]++;
    return 0;
}

/* The highest count that, by the sketch, a tenth more than max_terms terms reach; min_df at least. */
static uint32_t choose_threshold(const struct fitting *fit)
{
    size_t reach[CELL_MAX + 2] = { 0 };
    uint32_t low = fit->spec->min_df < CELL_MAX ? fit->spec->min_df : CELL_MAX;
    uint32_t threshold = CELL_MAX;

    if (fit->spec->max_terms == 0)
        return low;
    for (size_t i = 0; i < fit->n_lanes; i++) {
        for (size_t k = 0; k <= CELL_MAX; k++)
            reach[k] += fit->lane[i].reach[k];
    }
    for (size_t k = 0; k < fit->n_terms; k++)
        reach[fit->term[k].total < CELL_MAX ? fit->term[k].total : CELL_MAX]++;
    for (size_t n = reach[CELL_MAX]; threshold > low && n < fit->spec->max_terms + fit->spec->max_terms / 10;)
        n += reach[--threshold];
    return threshold;
}

static struct pair_counter *find_counter(const struct lane *lane, uint64_t pair, uint64_t hash)
{
    size_t mask = lane->n_slots - 1;
    size_t at = hash & mask;

    while (lane->table[at].total != 0 && lane->table[at].pair != pair)
        at = (at + 1) & mask;
    return &lane->table[at];
}

static int grow_table(struct lane *lane, struct err *err)
{
    struct lane grown = { .n_slots = lane->n_slots == 0 ? TABLE_MIN : lane->n_slots * 2 };

    grown.table = mem_calloc(grown.n_slots, sizeof *grown.table);
    if (grown.table == NULL)
        return err_nomem(err);
    for (size_t k = 0; k < lane->n_slots; k++) {
        const struct pair_counter *counter = &lane->table[k];

        if (counter->total != 0)
            *find_counter(&grown, counter->pair, hash_pair((uint32_t)(counter->pair >> 32), (uint32_t)counter->pair)) =
                *counter;
    }
    mem_free(lane->table);
    lane->table = grown.table;
    lane->n_slots = grown.n_slots;
    return 0;
}

/* Drops the gathered pairs that the sketch gives no chance; the others' counters are fetched meanwhile. */
static void thin_gathered(const struct fitting *fit, struct lane *lane)
{
    size_t n = 0;

    for (size_t k = 0; k < lane->n_gathered; k++) {
        uint64_t hash = lane->hash[k];

        lane->pair[n] = lane->pair[k];
        lane->hash[n] = hash;
        lane->at[n] = lane->at[k];
        if (lane->cell[hash & (fit->n_cells - 1)] >= fit->threshold) {
            n++;
            if (lane->n_slots > 0)
                __builtin_prefetch(&lane->table[hash & (lane->n_slots - 1)]);
        }
    }
    lane->n_gathered = n;
}

static int count_gathered(struct lane *lane, uint32_t row, struct err *err)
{
    for (size_t k = 0; k < lane->n_gathered; k++) {
        struct pair_counter *counter;

        if (lane->n_pairs >= lane->n_slots / 3 * 2 && grow_table(lane, err) < 0)
            return ERR_NOMEM;
        counter = find_counter(lane, lane->pair[k], lane->hash[k]);
        if (counter->total == 0) {
            counter->pair = lane->pair[k];
            counter->first = lane->at[k];
            lane->n_pairs++;
        }
        counter->total++;
        counter->df += counter->last != row + 1;
        counter->last = row + 1;
    }
    return 0;
}

static int count_lane_pairs(void *ctx, size_t i, struct err *err)
{
    struct fitting *fit = ctx;
    struct lane *lane = &fit->lane[i];
    uint32_t position = 0;

    for (size_t row = 0; row < fit->n_rows; row++) {
        for (size_t f = 0; f < fit->n_fields; f++) {
            const uint32_t *token;
            size_t n;

            if (fitting_tokens(&token, &n, fit, i, row, f, err) < 0 ||
                gather_pairs(fit, i, token, n, position, err) < 0)
                return ERR_NOMEM;
            thin_gathered(fit, lane);
            if (count_gathered(lane, (uint32_t)row, err) < 0)
                return ERR_NOMEM;
            position += (uint32_t)n;
        }
    }
    return 0;
}

static void release_tables(struct fitting *fit)
{
    for (size_t i = 0; i < fit->n_lanes; i++) {
        mem_free(fit->lane[i].table);
        fit->lane[i].table = NULL;
        fit->lane[i].n_pairs = fit->lane[i].n_slots = 0;
    }
}

static int collect_pairs(struct fitting *fit, struct err *err)
{
    for (size_t i = 0; i < fit->n_lanes; i++) {
        for (size_t k = 0; k < fit->lane[i].n_slots; k++) {
            const struct pair_counter *counter = &fit->lane[i].table[k];
            struct term term = { .a = (uint32_t)(counter->pair >> 32),
                                 .b = (uint32_t)counter->pair,
                                 .total = counter->total,
                                 .df = counter->df,
                                 .first = counter->first };

            if (term.total > 0 && term.df >= fit->spec->min_df && fitting_add_term(fit, &term, err) < 0)
                return ERR_NOMEM;
        }
    }
    return 0;
}

/* Whether max_terms terms reach the threshold, so that none below it can be among the most frequent. */
static bool threshold_holds(const struct fitting *fit)
{
    size_t n = 0;

    for (size_t k = 0; k < fit->n_terms; k++)
        n += fit->term[k].total >= fit->threshold;
    return fit->threshold <= fit->spec->min_df || n >= fit->spec->max_terms;
}

static void release_lanes(struct fitting *fit)
{
    release_tables(fit);
    for (size_t i = 0; i < fit->n_lanes; i++) {
        struct lane *lane = &fit->lane[i];

        mem_free(lane->cell);
        mem_free(lane->pair);
        mem_free(lane->hash);
        mem_free(lane->at);
    }
}

/* Counts exactly what the sketch lets through, with ever lower thresholds until one holds. */
static int count_chosen(struct fitting *fit, int n_threads, struct err *err)
{
    size_t n_before = fit->n_terms;

    for (;;) {
        int rc = parallel_run(n_threads, fit->n_lanes, count_lane_pairs, fit, err);

        if (rc == 0)
            rc = collect_pairs(fit, err);
        release_tables(fit);
        if (rc < 0 || threshold_holds(fit))
            return rc;
        fit->n_terms = n_before;
        fit->threshold /= 2;
        if (fit->threshold < fit->spec->min_df)
            fit->threshold = fit->spec->min_df;
    }
}

int terms_count_pairs(struct fitting *fit, int n_threads, struct err *err)
{
    int rc;

    fit->n_cells = CELLS_MIN;
    while (fit->n_cells < fit->n_tokens / fit->n_lanes && fit->n_cells < CELLS_MAX)
        fit->n_cells *= 2;
    rc = parallel_run(n_threads, fit->n_lanes, sketch_lane, fit, err);
    if (rc == 0) {
        fit->threshold = choose_threshold(fit);
        rc = count_chosen(fit, n_threads, err);
    }
    release_lanes(fit);
    return rc;
}
