/*
 * terms_fit: count_tokens -> count_pairs -> keep_most_frequent -> take_columns -> terms_finish
 *
 * Tokens are counted by arrays, one a lane (a thread's share of the rows), added up. Pairs are many, most of them seen once:
 * a sketch counts them roughly first (never too low), and only pairs that it leaves a chance get an exact counter. With
 * max_terms that chance is the count which, by the sketch, about max_terms terms reach; whether it was too high shows
 * afterwards, then all is counted again with a lower one. Pairs are shared out over the lanes by their hash, so no lane
 * needs another's counters, and no result depends on the number of lanes.
 *
 * A position is the number of the token among all training tokens; a pair is complete at its second token.
 */
#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/terms.h"

enum {
    LANES_MAX = 64,
    LANE_TOKENS_MIN = 1 << 14, /* below that a thread of its own does not pay     */
    CELL_MAX = 255,            /* a sketch counter stays there                    */
    CELLS_MIN = 256,
    CELLS_MAX = 1 << 26,       /* of one lane                                     */
    TABLE_MIN = 64
};

struct term {
    uint32_t a, b;  /* token ids; b INTERN_NONE: a token alone */
    uint32_t total; /* occurrences in the training rows        */
    uint32_t df;    /* training rows with it                   */
    uint32_t first; /* position of its first arrival           */
};

struct token_counts {
    uint32_t *total, *df, *first, *last; /* [n_words]; last: 1 + row of the latest, 0: none */
};

struct pair_counter {
    uint64_t pair;                   /* a << 32 | b                                          */
    uint32_t total, df, first, last; /* total 0: empty slot                                  */
};

struct lane {
    size_t               begin, end;   /* of rows, for counting tokens                         */
    uint32_t             position;     /* of the first token there                             */
    struct token_counts  token;
    uint8_t             *cell;         /* [n_cells] sketch of the lane's pairs                 */
    struct pair_counter *table;        /* [n_slots], n_slots a power of 2                      */
    size_t               n_pairs, n_slots;
    uint64_t            *pair, *hash;  /* [n_gathered] the lane's pairs of one text            */
    uint32_t            *at;           /* their positions                                      */
    size_t               n_gathered, pair_cap, hash_cap, at_cap;
};

struct fitting {
    const struct block_spec *spec;
    const struct tokens     *tokens;
    const size_t            *field;
    size_t                   n_fields;
    const uint32_t          *rows;
    size_t                   n_rows, n_words, n_tokens;
    struct lane              lane[LANES_MAX];
    size_t                   n_lanes;   /* a power of 2                            */
    unsigned                 lane_bits;
    size_t                   n_cells;   /* of one lane, a power of 2               */
    uint32_t                 threshold; /* what a cell must reach                  */
    uint64_t                *frequent;  /* [n_words / 64 + 1] tokens with min_df   */
    struct term             *term;      /* [n_terms] frequent enough               */
    size_t                   n_terms, cap_terms;
};

static size_t field_tokens(const struct fitting *fit, size_t row, size_t f, const uint32_t **token)
{
    const struct token_field *field = &fit->tokens->field[fit->field[f]];
    uint32_t sample = fit->rows[row];

    *token = field->token + field->start[sample];
    return field->start[sample + 1] - field->start[sample];
}

static size_t row_tokens(const struct fitting *fit, size_t row)
{
    const uint32_t *token;
    size_t n = 0;

    for (size_t f = 0; f < fit->n_fields; f++)
        n += field_tokens(fit, row, f, &token);
    return n;
}

/* Cuts the rows into lanes of about the same number of tokens. */
static int plan_lanes(struct fitting *fit, int n_threads, struct err *err)
{
    size_t row = 0, position = 0;

    for (size_t r = 0; r < fit->n_rows; r++)
        fit->n_tokens += row_tokens(fit, r);
    if (fit->n_tokens >= UINT32_MAX)
        return err_set(err, ERR_REFUSED, "more than 2^32 tokens of text to learn '%s' from", fit->spec->name);
    while (fit->n_lanes * 2 <= LANES_MAX && fit->n_lanes < (size_t)n_threads &&
           fit->n_tokens / fit->n_lanes > LANE_TOKENS_MIN) {
        fit->n_lanes *= 2;
        fit->lane_bits++;
    }
    for (size_t i = 0; i < fit->n_lanes; i++) {
        struct lane *lane = &fit->lane[i];

        lane->begin = row;
        lane->position = (uint32_t)position;
        while (row < fit->n_rows && (i + 1 == fit->n_lanes || position < fit->n_tokens / fit->n_lanes * (i + 1)))
            position += row_tokens(fit, row++);
        lane->end = row;
    }
    return 0;
}

static int count_lane_tokens(void *ctx, size_t i, struct err *err)
{
    struct fitting *fit = ctx;
    struct lane *lane = &fit->lane[i];
    struct token_counts *count = &lane->token;
    uint32_t position = lane->position;

    count->total = mem_calloc(fit->n_words, sizeof *count->total);
    count->df = mem_calloc(fit->n_words, sizeof *count->df);
    count->first = mem_calloc(fit->n_words, sizeof *count->first);
    count->last = mem_calloc(fit->n_words, sizeof *count->last);
    if (count->total == NULL || count->df == NULL || count->first == NULL || count->last == NULL)
        return err_nomem(err);
    for (size_t row = lane->begin; row < lane->end; row++) {
        for (size_t f = 0; f < fit->n_fields; f++) {
            const uint32_t *token;
            size_t n = field_tokens(fit, row, f, &token);

            for (size_t k = 0; k < n; k++, position++) {
                uint32_t id = token[k];

                if (count->total[id]++ == 0)
                    count->first[id] = position;
                count->df[id] += count->last[id] != row + 1;
                count->last[id] = (uint32_t)row + 1;
            }
        }
    }
    return 0;
}

static void release_token_counts(struct token_counts *count)
{
    mem_free(count->total);
    mem_free(count->df);
    mem_free(count->first);
    mem_free(count->last);
    *count = (struct token_counts){ 0 };
}

static int add_term(struct fitting *fit, const struct term *term, struct err *err)
{
    if (mem_grow(&fit->term, &fit->cap_terms, fit->n_terms + 1, sizeof *fit->term, err) < 0)
        return ERR_NOMEM;
    fit->term[fit->n_terms++] = *term;
    return 0;
}

/* Adds up the lanes; what is frequent enough becomes a term. Lanes are in the order of the rows: the first that has a token
 * has its first arrival. */
static int collect_tokens(struct fitting *fit, struct err *err)
{
    for (size_t id = 0; id < fit->n_words; id++) {
        struct term term = { .a = (uint32_t)id, .b = INTERN_NONE };

        for (size_t i = 0; i < fit->n_lanes; i++) {
            const struct token_counts *count = &fit->lane[i].token;

            if (term.total == 0)
                term.first = count->first[id];
            term.total += count->total[id];
            term.df += count->df[id];
        }
        if (term.df < fit->spec->min_df)
            continue;
        fit->frequent[id / 64] |= (uint64_t)1 << id % 64;
        if (add_term(fit, &term, err) < 0)
            return ERR_NOMEM;
    }
    return 0;
}

static int count_tokens(struct fitting *fit, int n_threads, struct err *err)
{
    int rc;

    fit->frequent = mem_calloc(fit->n_words / 64 + 1, sizeof *fit->frequent);
    if (fit->frequent == NULL)
        return err_nomem(err);
    rc = parallel_run(n_threads, fit->n_lanes, count_lane_tokens, fit, err);
    if (rc == 0)
        rc = collect_tokens(fit, err);
    for (size_t i = 0; i < fit->n_lanes; i++)
        release_token_counts(&fit->lane[i].token);
    return rc;
}

static uint64_t hash_pair(uint64_t pair)
{
    uint64_t x = pair * 0x9e3779b97f4a7c15u; /* as in terms.c */

    x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

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
static int gather_pairs(struct fitting *fit, size_t i, const uint32_t *token, size_t n, uint32_t position, struct err *err)
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
            uint64_t hash = hash_pair(pair);

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
            size_t n = field_tokens(fit, row, f, &token);

            if (gather_pairs(fit, i, token, n, 0, err) < 0)
                return ERR_NOMEM;
            for (size_t k = 0; k < lane->n_gathered; k++) {
                uint8_t *cell = &lane->cell[lane->hash[k] & (fit->n_cells - 1)];

                *cell = (uint8_t)(*cell + (*cell < CELL_MAX));
            }
        }
    }
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
        for (size_t k = 0; k < fit->n_cells; k++)
            reach[fit->lane[i].cell[k]]++;
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
        if (lane->table[k].total != 0)
            *find_counter(&grown, lane->table[k].pair, hash_pair(lane->table[k].pair)) = lane->table[k];
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
            size_t n = field_tokens(fit, row, f, &token);

            if (gather_pairs(fit, i, token, n, position, err) < 0)
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
            struct term term = { .a = (uint32_t)(counter->pair >> 32), .b = (uint32_t)counter->pair,
                                 .total = counter->total, .df = counter->df, .first = counter->first };

            if (term.total > 0 && term.df >= fit->spec->min_df && add_term(fit, &term, err) < 0)
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

static int count_pairs(struct fitting *fit, int n_threads, struct err *err)
{
    size_t n_token_terms = fit->n_terms;
    int rc;

    fit->n_cells = CELLS_MIN;
    while (fit->n_cells < fit->n_tokens / fit->n_lanes && fit->n_cells < CELLS_MAX)
        fit->n_cells *= 2;
    rc = parallel_run(n_threads, fit->n_lanes, sketch_lane, fit, err);
    if (rc < 0)
        return rc;
    fit->threshold = choose_threshold(fit);
    for (;;) {
        rc = parallel_run(n_threads, fit->n_lanes, count_lane_pairs, fit, err);
        if (rc == 0)
            rc = collect_pairs(fit, err);
        release_tables(fit);
        if (rc < 0 || threshold_holds(fit))
            return rc;
        fit->n_terms = n_token_terms;
        fit->threshold = fit->threshold / 2 > fit->spec->min_df ? fit->threshold / 2 : fit->spec->min_df;
    }
}

/* By arrival: no two terms have the same, a token comes before the pair that it completes. */
static uint64_t arrival(const struct term *term)
{
    return (uint64_t)term->first << 1 | (term->b != INTERN_NONE);
}

/* Terms with a larger total, and of this total those that arrived before `bound`. */
static size_t count_kept(const struct fitting *fit, uint64_t total, uint64_t bound)
{
    size_t n = 0;

    for (size_t k = 0; k < fit->n_terms; k++) {
        const struct term *term = &fit->term[k];

        n += term->total > total || (term->total == total && arrival(term) < bound);
    }
    return n;
}

/* Cuts the terms down to the max_terms of largest total, ties by first arrival: bisects the total, then the arrival. */
static void keep_most_frequent(struct fitting *fit)
{
    uint64_t total = 0, bound = 0;
    size_t n = 0;

    if (fit->spec->max_terms == 0 || fit->n_terms <= fit->spec->max_terms)
        return;
    for (uint64_t step = (uint64_t)1 << 31; step > 0; step /= 2) {
        if (count_kept(fit, total + step - 1, 0) > fit->spec->max_terms)
            total += step;
    }
    for (uint64_t step = (uint64_t)1 << 32; step > 0; step /= 2) {
        if (count_kept(fit, total, bound + step) <= fit->spec->max_terms)
            bound += step;
    }
    for (size_t k = 0; k < fit->n_terms; k++) {
        const struct term *term = &fit->term[k];

        if (term->total > total || (term->total == total && arrival(term) < bound))
            fit->term[n++] = *term;
    }
    assert(n == fit->spec->max_terms);
    fit->n_terms = n;
}

/* Stable, by 11 bits a pass: key[i] >> 32 ascending. */
static void sort_by_high_half(uint64_t *key, uint64_t *scratch, size_t n)
{
    enum { BITS = 11, BUCKETS = 1 << BITS };

    for (unsigned shift = 32; shift < 64; shift += BITS) {
        size_t start[BUCKETS + 1] = { 0 };

        for (size_t i = 0; i < n; i++)
            start[(key[i] >> shift & (BUCKETS - 1)) + 1]++;
        for (size_t b = 0; b < BUCKETS; b++)
            start[b + 1] += start[b];
        for (size_t i = 0; i < n; i++)
            scratch[start[key[i] >> shift & (BUCKETS - 1)]++] = key[i];
        memcpy(key, scratch, n * sizeof *key);
    }
}

/* first << 32 | index of the terms of one kind, sorted. */
static size_t order_terms(const struct fitting *fit, bool pairs, uint64_t *key, uint64_t *scratch)
{
    size_t n = 0;

    for (size_t k = 0; k < fit->n_terms; k++) {
        if ((fit->term[k].b != INTERN_NONE) == pairs)
            key[n++] = (uint64_t)fit->term[k].first << 32 | k;
    }
    sort_by_high_half(key, scratch, n);
    return n;
}

/* column: [n_words] scratch. */
static int take_columns(struct terms *out, const struct fitting *fit, uint64_t *key, uint64_t *scratch, uint32_t *column, struct err *err)
{
    const struct intern *word = &fit->tokens->word;
    size_t n = order_terms(fit, false, key, scratch);

    for (size_t i = 0; i < n; i++) {
        const struct term *term = &fit->term[key[i] & UINT32_MAX];

        out->df[i] = term->df;
        column[term->a] = intern_add(&out->word, word->str[term->a], word->len[term->a]);
        if (column[term->a] == INTERN_NONE)
            return err_nomem(err);
        assert(column[term->a] == i);
    }
    out->n_pairs = (uint32_t)order_terms(fit, true, key, scratch);
    for (uint32_t i = 0; i < out->n_pairs; i++) {
        const struct term *term = &fit->term[key[i] & UINT32_MAX];

        out->df[n + i] = term->df;
        out->pair[i] = (struct term_pair){ column[term->a], column[term->b] };
        assert(out->pair[i].a < n && out->pair[i].b < n);
    }
    return 0;
}

static int make_terms(struct terms *out, const struct fitting *fit, struct err *err)
{
    uint64_t *key = mem_alloc(fit->n_terms * sizeof *key);
    uint64_t *scratch = mem_alloc(fit->n_terms * sizeof *scratch);
    uint32_t *column = mem_alloc(fit->n_words * sizeof *column);
    struct terms terms = { .n_docs = (uint32_t)fit->n_rows };
    int rc;

    intern_init(&terms.word);
    terms.df = mem_alloc(fit->n_terms * sizeof *terms.df);
    terms.pair = mem_alloc(fit->n_terms * sizeof *terms.pair);
    if (key == NULL || scratch == NULL || column == NULL || terms.df == NULL || terms.pair == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    if (fit->n_words > 0)
        memset(column, 0xff, fit->n_words * sizeof *column);
    rc = take_columns(&terms, fit, key, scratch, column, err);
    if (rc == 0)
        rc = terms_finish(&terms, err);
    if (rc < 0)
        goto done;
    *out = terms;
    terms = (struct terms){ 0 };
done:
    mem_free(key);
    mem_free(scratch);
    mem_free(column);
    terms_release(&terms);
    return rc;
}

static void release_lanes(struct fitting *fit)
{
    release_tables(fit);
    for (size_t i = 0; i < fit->n_lanes; i++) {
        mem_free(fit->lane[i].cell);
        mem_free(fit->lane[i].pair);
        mem_free(fit->lane[i].hash);
        mem_free(fit->lane[i].at);
    }
}

int terms_fit(struct terms *out, const struct block_spec *spec, const struct tokens *tokens, const size_t *field, size_t n_fields,
              const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct fitting fit = { .spec = spec, .tokens = tokens, .field = field, .n_fields = n_fields, .rows = rows,
                           .n_rows = n_rows, .n_words = tokens->word.n, .n_lanes = 1 };
    int rc;

    assert(spec->min_df > 0);
    assert(n_rows < UINT32_MAX);

    rc = plan_lanes(&fit, n_threads, err);
    if (rc == 0)
        rc = count_tokens(&fit, n_threads, err);
    if (rc == 0 && spec->ngram_max > 1)
        rc = count_pairs(&fit, n_threads, err);
    release_lanes(&fit);
    if (rc == 0) {
        keep_most_frequent(&fit);
        rc = make_terms(out, &fit, err);
    }
    mem_free(fit.frequent);
    mem_free(fit.term);
    return rc;
}
