/*
 *   field_terms_make -> count_words (df over the training rows) -> choose_columns -> count_fields
 */
#include "features/text/field_terms.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

/* What one row is put together in. */
struct gathering {
    float    *sum;   /* [n_cols] all 0 between rows */
    uint32_t *col;   /* [n] touched, then sorted    */
    float    *value; /* [n]                         */
    size_t    n, cap, value_cap;
};

static int gathering_init(struct gathering *g, uint32_t n_cols, struct err *err)
{
    *g = (struct gathering){ .sum = mem_calloc(n_cols, sizeof *g->sum) };
    return g->sum == NULL ? err_nomem(err) : 0;
}

static void gathering_release(struct gathering *g)
{
    mem_free(g->sum);
    mem_free(g->col);
    mem_free(g->value);
}

static int add_to(struct gathering *g, uint32_t col, float value, struct err *err)
{
    if (g->sum[col] == 0) {
        if (mem_grow(&g->col, &g->cap, g->n + 1, sizeof *g->col, err) < 0 ||
            mem_grow(&g->value, &g->value_cap, g->n + 1, sizeof *g->value, err) < 0)
            return ERR_NOMEM;
        g->col[g->n++] = col;
    }
    g->sum[col] += value;
    return 0;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Most rows are short, and those of two fields are two runs in order: by insertion there, half of the time of qsort. */
static void sort_columns(uint32_t *col, size_t n)
{
    enum { SHORT = 64 };

    if (n > SHORT) {
        qsort(col, n, sizeof *col, by_number);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        uint32_t moved = col[i];
        size_t at = i;

        for (; at > 0 && col[at - 1] > moved; at--)
            col[at] = col[at - 1];
        col[at] = moved;
    }
}

/* Columns in order with their sums in value[], and the sums 0 again. */
static void gather(struct gathering *g)
{
    sort_columns(g->col, g->n);
    for (size_t i = 0; i < g->n; i++) {
        g->value[i] = g->sum[g->col[i]];
        g->sum[g->col[i]] = 0;
    }
}

/* ------------------------------------------------------------------------------------------------------ vocabulary */

/* df of every token over the training rows, and the tokens by first arrival there. */
static void count_words(uint32_t *df, uint32_t *arrival, size_t *n_arrived, uint32_t *seen, const struct tokens *tokens,
                        const size_t *field, size_t n_fields, size_t n_train)
{
    for (size_t row = 0; row < n_train; row++) {
        for (size_t f = 0; f < n_fields; f++) {
            const struct token_field *in = &tokens->field[field[f]];

            for (size_t i = in->start[row]; i < in->start[row + 1]; i++) {
                uint32_t word = in->token[i];

                if (seen[word] == row + 1)
                    continue;
                seen[word] = (uint32_t)row + 1;
                if (df[word]++ == 0)
                    arrival[(*n_arrived)++] = word;
            }
        }
    }
}

static int choose_columns(struct field_terms *t, const uint32_t *df, const uint32_t *arrival, size_t n_arrived, struct err *err)
{
    t->word = mem_calloc(n_arrived, sizeof *t->word);
    t->df = mem_calloc(n_arrived, sizeof *t->df);
    t->col = mem_calloc(t->tokens->word.n, sizeof *t->col);
    if (t->word == NULL || t->df == NULL || t->col == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < t->tokens->word.n; i++)
        t->col[i] = UINT32_MAX;
    for (size_t i = 0; i < n_arrived; i++) {
        if (df[arrival[i]] < FIELD_TERMS_MIN_DF)
            continue;
        t->col[arrival[i]] = t->n_cols;
        t->df[t->n_cols] = df[arrival[i]];
        t->word[t->n_cols++] = arrival[i];
    }
    if (t->n_cols == 0)
        return err_set(err, ERR_NODATA, "no word is in two of the %zu records", t->n_docs);
    return 0;
}

static int make_vocabulary(struct field_terms *t, const size_t *field, struct err *err)
{
    size_t n_words = t->tokens->word.n, n_arrived = 0;
    uint32_t *df = mem_calloc(n_words, sizeof *df), *seen = mem_calloc(n_words, sizeof *seen);
    uint32_t *arrival = mem_calloc(n_words, sizeof *arrival);
    int rc = df == NULL || seen == NULL || arrival == NULL ? err_nomem(err) : 0;

    if (rc == 0) {
        count_words(df, arrival, &n_arrived, seen, t->tokens, field, t->n_fields, t->n_docs);
        rc = choose_columns(t, df, arrival, n_arrived, err);
    }
    mem_free(df);
    mem_free(seen);
    mem_free(arrival);
    return rc;
}

static int count_field(struct field_terms *t, size_t f, const struct token_field *in, struct gathering *g, struct err *err)
{
    double length = 0;
    int rc = csr_init(&t->count[f], t->n_cols, err);

    for (size_t row = 0; rc == 0 && row < t->tokens->n; row++) {
        g->n = 0;
        for (size_t i = in->start[row]; rc == 0 && i < in->start[row + 1]; i++) {
            if (t->col[in->token[i]] != UINT32_MAX)
                rc = add_to(g, t->col[in->token[i]], 1, err);
        }
        if (rc < 0)
            return rc;
        gather(g);
        rc = csr_append(&t->count[f], g->col, g->value, g->n, err);
        if (rc == 0 && row < t->n_docs)
            length += field_terms_length(t, f, row);
    }
    t->mean_length[f] = t->n_docs == 0 ? 0 : length / (double)t->n_docs;
    return rc;
}

int field_terms_make(struct field_terms *out, const struct tokens *tokens, const size_t *field, size_t n_fields,
                     size_t n_train, struct err *err)
{
    struct field_terms t = { .tokens = tokens, .n_fields = n_fields, .n_docs = n_train };
    struct gathering g = { 0 };
    int rc;

    assert(n_fields >= 1 && n_fields <= FIELD_TERMS_MAX);
    assert(n_train <= tokens->n && tokens->n < UINT32_MAX);
    for (size_t f = 0; f < n_fields; f++)
        assert(field[f] < tokens->n_fields && !tokens->field[field[f]].runs);

    rc = make_vocabulary(&t, field, err);
    if (rc == 0)
        rc = gathering_init(&g, t.n_cols, err);
    for (size_t f = 0; rc == 0 && f < n_fields; f++)
        rc = count_field(&t, f, &tokens->field[field[f]], &g, err);
    gathering_release(&g);
    if (rc < 0) {
        field_terms_release(&t);
        return rc;
    }
    *out = t;
    return 0;
}

void field_terms_release(struct field_terms *terms)
{
    mem_free(terms->word);
    mem_free(terms->col);
    mem_free(terms->df);
    for (size_t f = 0; f < terms->n_fields; f++)
        csr_release(&terms->count[f]);
    *terms = (struct field_terms){ 0 };
}

double field_terms_idf(const struct field_terms *terms, uint32_t col)
{
    return log((1 + (double)terms->n_docs) / (1 + (double)terms->df[col])) + 1;
}

const char *field_terms_text(const struct field_terms *terms, uint32_t col)
{
    assert(col < terms->n_cols);
    return terms->tokens->word.str[terms->word[col]];
}

double field_terms_length(const struct field_terms *terms, size_t field, size_t row)
{
    const struct csr *count = &terms->count[field];
    double length = 0;

    for (size_t i = count->row_start[row]; i < count->row_start[row + 1]; i++)
        length += (double)count->val[i];
    return length;
}

/* ------------------------------------------------------------------------------------------------------- weightings */

static float *make_idf(const struct field_terms *t)
{
    float *idf = mem_calloc(t->n_cols, sizeof *idf);

    for (uint32_t c = 0; idf != NULL && c < t->n_cols; c++)
        idf[c] = (float)field_terms_idf(t, c);
    return idf;
}

static int gather_weighted(struct gathering *g, const struct field_terms *t, const double *weight, size_t row, struct err *err)
{
    g->n = 0;
    for (size_t f = 0; f < t->n_fields; f++) {
        const struct csr *count = &t->count[f];

        for (size_t i = count->row_start[row]; weight[f] != 0 && i < count->row_start[row + 1]; i++) {
            if (add_to(g, count->col[i], (float)weight[f] * count->val[i], err) < 0)
                return ERR_NOMEM;
        }
    }
    gather(g);
    return 0;
}

static void weigh_tf_idf(struct gathering *g, const float *idf)
{
    double square = 0;

    for (size_t i = 0; i < g->n; i++) {
        g->value[i] = (1 + logf(g->value[i])) * idf[g->col[i]];
        square += (double)g->value[i] * (double)g->value[i];
    }
    for (size_t i = 0; i < g->n; i++)
        g->value[i] = (float)((double)g->value[i] / sqrt(square));
}

int field_terms_rows(struct csr *out, const struct field_terms *terms, const double *weight, struct err *err)
{
    struct csr made = { 0 };
    struct gathering g = { 0 };
    float *idf = make_idf(terms);
    int rc = idf == NULL ? err_nomem(err) : gathering_init(&g, terms->n_cols, err);

    for (size_t f = 0; f < terms->n_fields; f++)
        assert(weight[f] == 0 || weight[f] >= 1); /* so that tf is positive */

    if (rc == 0)
        rc = csr_init(&made, terms->n_cols, err);
    for (size_t row = 0; rc == 0 && row < terms->tokens->n; row++) {
        rc = gather_weighted(&g, terms, weight, row, err);
        if (rc == 0) {
            weigh_tf_idf(&g, idf);
            rc = csr_append(&made, g.col, g.value, g.n, err);
        }
    }
    gathering_release(&g);
    mem_free(idf);
    if (rc < 0) {
        csr_release(&made);
        return rc;
    }
    *out = made;
    return 0;
}
