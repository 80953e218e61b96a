/*
 * terms_fit: count_tokens -> terms_count_pairs -> keep_most_frequent -> take_columns -> terms_finish
 *
 * Tokens are counted by arrays, one a lane (a thread's share of the rows), added up; pairs by terms_pairs.c. Nothing depends
 * on the number of lanes.
 */
#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/text/terms_fit.h"

enum { LANE_TOKENS_MIN = 1 << 14 }; /* below that a thread of its own does not pay */

int fitting_tokens(const uint32_t **token, size_t *n, struct fitting *fit, size_t lane, size_t row, size_t f,
                   struct err *err)
{
    return tokens_ids(token, n, fit->tokens, fit->field[f], fit->rows[row], &fit->lane[lane].written_out, err);
}

int fitting_add_term(struct fitting *fit, const struct term *term, struct err *err)
{
    if (mem_grow(&fit->term, &fit->cap_terms, fit->n_terms + 1, sizeof *fit->term, err) < 0)
        return ERR_NOMEM;
    fit->term[fit->n_terms++] = *term;
    return 0;
}

static size_t row_tokens(const struct fitting *fit, size_t row)
{
    size_t n = 0;

    for (size_t f = 0; f < fit->n_fields; f++)
        n += tokens_count(fit->tokens, fit->field[f], fit->rows[row]);
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
    while (fit->n_lanes * 2 <= LANES_MAX && n_threads > 1 && fit->n_lanes < (size_t)n_threads &&
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
            size_t n;

            if (fitting_tokens(&token, &n, fit, i, row, f, err) < 0)
                return ERR_NOMEM;
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
        if (fitting_add_term(fit, &term, err) < 0)
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
static int take_columns(struct terms *out, const struct fitting *fit, uint64_t *key, uint64_t *scratch,
                        uint32_t *column, struct err *err)
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

int terms_fit(struct terms *out, const struct block_spec *spec, const struct tokens *tokens, const size_t *field,
              size_t n_fields, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct fitting fit = { .spec = spec,
                           .tokens = tokens,
                           .field = field,
                           .n_fields = n_fields,
                           .rows = rows,
                           .n_rows = n_rows,
                           .n_words = tokens->word.n,
                           .n_lanes = 1 };
    int rc;

    assert(spec->min_df > 0);
    assert(n_rows < UINT32_MAX);

    rc = plan_lanes(&fit, n_threads, err);
    if (rc == 0)
        rc = count_tokens(&fit, n_threads, err);
    if (rc == 0 && spec->ngram_max > 1)
        rc = terms_count_pairs(&fit, n_threads, err);
    if (rc == 0) {
        keep_most_frequent(&fit);
        rc = make_terms(out, &fit, err);
    }
    for (size_t i = 0; i < fit.n_lanes; i++)
        mem_free(fit.lane[i].written_out.id);
    mem_free(fit.frequent);
    mem_free(fit.term);
    return rc;
}
