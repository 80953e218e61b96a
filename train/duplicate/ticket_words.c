#include "train/duplicate/ticket_words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "datasets/base/mem.h"

enum { FIELD_TITLE, FIELD_DESCRIPTION, FIELD_OPENING, N_FIELDS, OPENING_BYTES = 500, OPENING_TITLE_WEIGHT = 2 };

static const double bm25f_b[2] = { .5, .75 }, bm25f_k1 = 1.2;

int ticket_reader_init(struct ticket_reader *reader, const struct ticket_vocabulary *vocabulary, struct err *err)
{
    int rc;

    *reader = (struct ticket_reader){ .vocabulary = NULL };
    rc = tokenizer_init(&reader->tokenizer, err);
    if (rc == 0)
        reader->vocabulary = vocabulary;
    return rc;
}

void ticket_reader_release(struct ticket_reader *reader)
{
    if (reader->vocabulary != NULL)
        tokenizer_release(&reader->tokenizer);
    mem_free(reader->col);
    mem_free(reader->tokens.id);
    mem_free(reader->found);
    *reader = (struct ticket_reader){ .vocabulary = NULL };
}

/* ---------------------------------------------------------------------------------------------------------- counting */

/* The columns of the tokens that were met for the first time. */
static int look_up_columns(struct ticket_reader *r, struct err *err)
{
    size_t n = r->tokenizer.word.n;
    int rc = mem_grow(&r->col, &r->cap_col, n, sizeof *r->col, err);

    for (; rc == 0 && r->n_col < n; r->n_col++)
        rc = r->vocabulary->column(&r->col[r->n_col], r->vocabulary->ctx, r->tokenizer.word.str[r->n_col], err);
    return rc;
}

/* *length: words of the text. */
static int count_field(size_t *length, struct ticket_reader *r, const struct text *text, uint64_t field, struct err *err)
{
    int rc;

    r->tokens.n = 0;
    rc = tokenizer_add(&r->tokenizer, TOKENS_PROSE, text, &r->tokens, err);
    if (rc == 0)
        rc = look_up_columns(r, err);
    if (rc == 0)
        rc = mem_grow(&r->found, &r->cap_found, r->n_found + r->tokens.n, sizeof *r->found, err);
    for (size_t i = 0; rc == 0 && i < r->tokens.n; i++)
        if (r->col[r->tokens.id[i]] != UINT32_MAX)
            r->found[r->n_found++] = (uint64_t)r->col[r->tokens.id[i]] << 2 | field;
    *length = r->tokens.n;
    return rc;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* --------------------------------------------------------------------------------------------------------- weighing */

/* One word of a ticket. */
struct counted { float count[N_FIELDS]; };

static int reserve(struct ticket_words *w, size_t n, struct err *err)
{
    float *values = mem_calloc(n * N_WEIGHTINGS, sizeof *values);

    w->col = mem_calloc(n, sizeof *w->col);
    w->value[0] = values;
    if (values == NULL || w->col == NULL)
        return err_nomem(err);
    for (size_t way = 1; way < N_WEIGHTINGS; way++)
        w->value[way] = n == 0 ? NULL : values + way * n;
    return 0;
}

static float tf(float count)
{
    return count > 0 ? 1 + logf(count) : 0;
}

static void weigh_word(struct ticket_words *w, size_t i, const struct counted *c, const struct ticket_vocabulary *v, const double field_weight[2])
{
    double df = v->df[w->col[i]], n = (double)v->n_docs;
    float idf = (float)(log((1 + n) / (1 + df)) + 1);
    double s = field_weight[0] * (double)c->count[FIELD_TITLE] + field_weight[1] * (double)c->count[FIELD_DESCRIPTION];

    w->value[WEIGHED_WORDS][i] = tf(TICKET_TITLE_WEIGHT * c->count[FIELD_TITLE] + c->count[FIELD_DESCRIPTION]) * idf;
    w->value[WEIGHED_TITLE][i] = tf(c->count[FIELD_TITLE]) * idf;
    w->value[WEIGHED_DESCRIPTION][i] = tf(c->count[FIELD_DESCRIPTION]) * idf;
    w->value[WEIGHED_OPENING][i] = tf(OPENING_TITLE_WEIGHT * c->count[FIELD_TITLE] + c->count[FIELD_OPENING]) * idf;
    w->value[WEIGHED_QUERY][i] = (float)(s / (bm25f_k1 + s));
    w->value[WEIGHED_DOCUMENT][i] = (float)(s / (bm25f_k1 + s) * log1p((n - df + .5) / (df + .5)));
}

static void to_unit_length(float *value, size_t n)
{
    double square = 0;

    for (size_t i = 0; i < n; i++)
        square += (double)value[i] * (double)value[i];
    for (size_t i = 0; i < n && square > 0; i++)
        value[i] = (float)((double)value[i] / sqrt(square));
}

/* How much a word of each field counts in BM25F: less in a text that is longer than most. */
static void weigh_fields(double weight[2], const struct ticket_reader *r)
{
    double length[2] = { 0, 0 };

    for (size_t i = 0; i < r->n_found; i++)
        if ((r->found[i] & 3) < FIELD_OPENING)
            length[r->found[i] & 3]++;
    for (size_t f = 0; f < 2; f++)
        weight[f] = (f == FIELD_TITLE ? TICKET_TITLE_WEIGHT : 1) / (1 - bm25f_b[f] + bm25f_b[f] * length[f] / fmax(r->vocabulary->mean_length[f], 1e-6));
}

static int weigh(struct ticket_words *w, struct ticket_reader *r, struct err *err)
{
    double field_weight[2];
    size_t n = 0;

    if (r->n_found > 1)
        qsort(r->found, r->n_found, sizeof *r->found, by_number);
    for (size_t i = 0; i < r->n_found; i++)
        n += i == 0 || r->found[i] >> 2 != r->found[i - 1] >> 2;
    if (reserve(w, n, err) < 0)
        return ERR_NOMEM;
    weigh_fields(field_weight, r);
    for (size_t i = 0; i < r->n_found; w->n++) {
        struct counted c = { { 0 } };
        uint64_t col = r->found[i] >> 2;

        for (; i < r->n_found && r->found[i] >> 2 == col; i++)
            c.count[r->found[i] & 3]++;
        w->col[w->n] = (uint32_t)col;
        assert(col < r->vocabulary->n_cols);
        weigh_word(w, w->n, &c, r->vocabulary, field_weight);
    }
    for (size_t way = WEIGHED_WORDS; way <= WEIGHED_OPENING; way++)
        to_unit_length(w->value[way], n);
    return 0;
}

int ticket_reader_read(struct ticket_words *out, struct ticket_reader *r, const struct text *title, const struct text *description, struct err *err)
{
    struct text opening = *description;
    struct ticket_words w = { .n = 0 };
    size_t title_length, description_length, ignored;
    int rc;

    if (opening.len > OPENING_BYTES)
        opening.len = OPENING_BYTES;
    r->n_found = 0;
    rc = count_field(&title_length, r, title, FIELD_TITLE, err);
    if (rc == 0)
        rc = count_field(&description_length, r, description, FIELD_DESCRIPTION, err);
    if (rc == 0)
        rc = count_field(&ignored, r, &opening, FIELD_OPENING, err);
    if (rc == 0)
        rc = weigh(&w, r, err);
    if (rc < 0) {
        ticket_words_release(&w);
        return rc;
    }
    w.title_length = log1pf((float)title_length);
    w.description_length = log1pf((float)description_length);
    *out = w;
    return 0;
}

void ticket_words_release(struct ticket_words *w)
{
    mem_free(w->col);
    mem_free(w->value[0]);
    *w = (struct ticket_words){ .n = 0 };
}

int ticket_words_append(struct csr *out, const struct ticket_words *w, enum ticket_weighting way, struct err *err)
{
    uint32_t *col = mem_calloc(w->n, sizeof *col);
    float *value = mem_calloc(w->n, sizeof *value);
    size_t n = 0;
    int rc = col == NULL || value == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < w->n; i++)
        if (w->value[way][i] != 0) {
            col[n] = w->col[i];
            value[n++] = w->value[way][i];
        }
    if (rc == 0)
        rc = csr_append(out, col, value, n, err);
    mem_free(col);
    mem_free(value);
    return rc;
}
