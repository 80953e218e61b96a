/*
 * topic_rows_make: boilerplate_find -> strip_texts -> tokens_make -> choose_terms -> weigh (count_rows in parallel).
 * topic_rows_of: the same, but that lines, terms and the mean length are there already.
 */
#include "features/topic_rows.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/text/stem.h"
#include "features/text/stop_words.h"
#include "features/text/tokens.h"
#include "features/vocabulary_audit.h"

enum { TITLE, DESCRIPTION, N_TEXTS };

enum {
    TITLE_WEIGHT = 4, /* 3 and 6 were no better on Xamarin's older rows */
    CHUNK_ROWS = 1024,
    NO_COLUMN = UINT32_MAX
};

static const double bm25_k1 = 1.2, bm25_b = .75; /* of BM25                                             */
static const double most_share = .3;             /* of the tickets may have a term                       */

static const char *const text_name[] = { "title", "description" };
static const enum token_kind token_kind[] = { TOKENS_PROSE, TOKENS_PROSE };

struct making {
    const struct ticket_table *tickets;
    struct text *description; /* [n] as it is, before and after  */
    const struct boilerplate *boilerplate;
    struct strbuf *kept; /* [n_chunks] the stripped texts of a chunk, one behind the other */
    size_t n_chunks;
    struct samples samples;
    struct tokens tokens;
    uint32_t *column; /* [tokens.word.n] or NO_COLUMN */
    struct csr *part; /* [n_chunks] */
    double *length;   /* [n]   */
    double *idf;      /* [columns] */
    const struct topic_rows *terms; /* by which */
    struct csr *x;
};

static size_t chunk_end(const struct making *m, size_t c)
{
    size_t end = (c + 1) * CHUNK_ROWS;

    return end < m->tickets->n ? end : m->tickets->n;
}

static int strip_chunk(void *ctx, size_t c, struct err *err)
{
    struct making *m = ctx;
    struct strbuf *kept = &m->kept[c];
    size_t from = 0;

    for (size_t i = c * CHUNK_ROWS; i < chunk_end(m, c); i++) {
        struct text *text = &m->description[i];

        from = kept->len;
        boilerplate_strip(kept, m->boilerplate, text);
        if (kept->len == from && m->tickets->row[i].title.len == 0) /* better than nothing */
            strbuf_add(kept, text->str, text->len);
        text->len = (uint32_t)(kept->len - from);
    }
    if (strbuf_check(kept, err) < 0)
        return ERR_NOMEM;
    from = 0;
    for (size_t i = c * CHUNK_ROWS; i < chunk_end(m, c); i++) {
        m->description[i].str = kept->data + from;
        from += m->description[i].len;
    }
    return 0;
}

/* found: where to put the lines of forms; NULL where they are known. */
static int strip_texts(struct making *m, struct boilerplate *found, int n_threads, struct err *err)
{
    size_t n = m->tickets->n;
    int rc = 0;

    m->n_chunks = (n + CHUNK_ROWS - 1) / CHUNK_ROWS;
    m->description = mem_alloc(n * sizeof *m->description);
    m->kept = mem_calloc(m->n_chunks, sizeof *m->kept);
    if (m->description == NULL || m->kept == NULL)
        return err_nomem(err);
    for (size_t c = 0; c < m->n_chunks; c++)
        strbuf_init(&m->kept[c]);
    for (size_t i = 0; i < n; i++)
        m->description[i] = m->tickets->row[i].description;
    if (found != NULL)
        rc = boilerplate_find(found, m->description, n, n_threads, err);
    return rc < 0 ? rc : parallel_run(n_threads, m->n_chunks, strip_chunk, m, err);
}

static int tokenize(struct making *m, int n_threads, struct err *err)
{
    struct samples s = { .n_texts = N_TEXTS, .text_name = text_name };

    if (samples_init(&s, m->tickets->n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < s.n; i++) {
        s.text[i * N_TEXTS + TITLE] = m->tickets->row[i].title;
        s.text[i * N_TEXTS + DESCRIPTION] = m->description[i];
    }
    m->samples = s;
    return tokens_make(&m->tokens, &m->samples, token_kind, n_threads, err);
}

static int stop_columns(bool *stopped, const struct intern *word, struct err *err)
{
    struct stemmer *stemmer = NULL;
    int rc = stemmer_new(&stemmer, err);

    for (size_t i = 0; rc == 0 && i < n_stop_words; i++) {
        size_t len;
        const char *stem = stemmer_stem(stemmer, stop_word[i], strlen(stop_word[i]), &len);
        uint32_t id;

        if (stem == NULL)
            rc = err_nomem(err);
        else if ((id = intern_find(word, stem, len)) != INTERN_NONE)
            stopped[id] = true;
    }
    stemmer_free(stemmer);
    for (size_t id = 0; rc == 0 && id < word->n; id++)
        stopped[id] |= word->str[id][0] == '<'; /* a placeholder */
    return rc;
}

/* Whether the audit lets the term be a column: 1 or 0. */
static int is_clean(const struct intern *word, size_t id, const struct topic_options *options, struct err *err)
{
    struct vocabulary_audit audit = { 0 };
    int rc;

    if (!options->audit)
        return 1;
    rc = vocabulary_audit_text(&audit, word->str[id], word->len[id], options->rules, err);
    return rc < 0 ? rc : audit.n_found == 0;
}

static uint32_t least_df(size_t n)
{
    return n >= 5000 ? 5 : n >= 1000 ? 3 : 2;
}

/* How many tickets have each token. last: [word.n] zero. */
static void count_tickets(uint32_t *df, uint32_t *last, const struct making *m)
{
    for (size_t i = 0; i < m->tickets->n; i++) {
        for (size_t f = 0; f < N_TEXTS; f++) {
            const struct token_field *field = &m->tokens.field[f];

            for (size_t k = field->start[i]; k < field->start[i + 1]; k++) {
                uint32_t id = field->token[k];

                df[id] += last[id] != i + 1;
                last[id] = (uint32_t)(i + 1);
            }
        }
    }
}

/* Columns in the order of the tokens' first arrival. */
static int number_columns(struct topic_rows *out, struct making *m, const uint32_t *df, const bool *stopped,
                          const struct topic_options *options, struct err *err)
{
    const struct intern *word = &m->tokens.word;
    size_t n = m->tickets->n;
    double most = most_share * (double)n;

    for (size_t id = 0; id < word->n; id++) {
        int clean;

        m->column[id] = NO_COLUMN;
        if (stopped[id] || df[id] < least_df(n) || (double)df[id] > most)
            continue;
        clean = is_clean(word, id, options, err);
        if (clean < 0)
            return clean;
        out->n_suspicious += clean == 0;
        if (clean == 0)
            continue;
        m->column[id] = intern_add(&out->term, word->str[id], word->len[id]);
        if (m->column[id] == NO_COLUMN)
            return err_nomem(err);
        out->df[m->column[id]] = df[id];
    }
    return out->term.n > 0 ? 0 : err_set(err, ERR_NODATA, "no word is in enough tickets to group them by");
}

static int choose_terms(struct topic_rows *out, struct making *m, const struct topic_options *options, struct err *err)
{
    size_t n_words = m->tokens.word.n;
    uint32_t *df = mem_calloc(n_words, sizeof *df), *last = mem_calloc(n_words, sizeof *last);
    bool *stopped = mem_calloc(n_words, sizeof *stopped);
    int rc = 0;

    m->column = mem_alloc(n_words * sizeof *m->column);
    out->df = mem_alloc(n_words * sizeof *out->df);
    if (df == NULL || last == NULL || stopped == NULL || m->column == NULL || out->df == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = stop_columns(stopped, &m->tokens.word, err);
    if (rc == 0) {
        count_tickets(df, last, m);
        rc = number_columns(out, m, df, stopped, options, err);
    }
    mem_free(df);
    mem_free(last);
    mem_free(stopped);
    return rc;
}

/* The columns that there are already. */
static int find_terms(struct making *m, struct err *err)
{
    const struct intern *word = &m->tokens.word;

    m->column = mem_alloc(word->n * sizeof *m->column);
    if (m->column == NULL)
        return err_nomem(err);
    for (size_t id = 0; id < word->n; id++)
        m->column[id] = intern_find(&m->terms->term, word->str[id], word->len[id]);
    return 0;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

/* Of one thread. */
struct counting {
    float *count;  /* [n_cols] zero between rows */
    uint32_t *col; /* [n]                        */
    float *val;
    size_t n, cap;
};

static int by_column(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void count_field(struct counting *c, const struct making *m, size_t f, size_t i)
{
    const struct token_field *field = &m->tokens.field[f];

    for (size_t k = field->start[i]; k < field->start[i + 1]; k++) {
        uint32_t col = m->column[field->token[k]];

        if (col == NO_COLUMN)
            continue;
        if (c->count[col] == 0.0F)
            c->col[c->n++] = col;
        c->count[col] += f == TITLE ? TITLE_WEIGHT : 1;
    }
}

/* Returns the sum of the counts, the length of BM25. */
static int count_ticket(double *length, struct counting *c, const struct making *m, size_t i, struct err *err)
{
    size_t most = tokens_count(&m->tokens, TITLE, i) + tokens_count(&m->tokens, DESCRIPTION, i), val_cap = c->cap;

    if (mem_grow(&c->val, &val_cap, most, sizeof *c->val, err) < 0 ||
        mem_grow(&c->col, &c->cap, most, sizeof *c->col, err) < 0)
        return ERR_NOMEM;
    c->n = 0;
    count_field(c, m, TITLE, i);
    count_field(c, m, DESCRIPTION, i);
    if (c->n > 1)
        qsort(c->col, c->n, sizeof *c->col, by_column);
    *length = 0;
    for (size_t k = 0; k < c->n; k++) {
        c->val[k] = c->count[c->col[k]];
        *length += (double)c->val[k];
        c->count[c->col[k]] = 0;
    }
    return 0;
}

/* Counts; they become weights when the mean length is known. */
static int count_chunk(void *ctx, size_t chunk, struct err *err)
{
    struct making *m = ctx;
    struct counting c = { .count = mem_calloc(m->terms->term.n, sizeof *c.count) };
    int rc = c.count == NULL ? err_nomem(err) : csr_init(&m->part[chunk], (uint32_t)m->terms->term.n, err);

    for (size_t i = chunk * CHUNK_ROWS; rc == 0 && i < chunk_end(m, chunk); i++) {
        rc = count_ticket(&m->length[i], &c, m, i, err);
        if (rc == 0)
            rc = csr_append(&m->part[chunk], c.col, c.val, c.n, err);
    }
    mem_free(c.count);
    mem_free(c.col);
    mem_free(c.val);
    return rc;
}

static int weigh_chunk(void *ctx, size_t c, struct err *err)
{
    struct making *m = ctx;
    struct csr *x = m->x;

    (void)err;
    for (size_t i = c * CHUNK_ROWS; i < chunk_end(m, c); i++) {
        double floor = bm25_k1 * (1 - bm25_b + bm25_b * m->length[i] / m->terms->mean_length), sum = 0, scale;

        for (size_t k = x->row_start[i]; k < x->row_start[i + 1]; k++) {
            double w = (double)x->val[k];

            w = w * (bm25_k1 + 1) / (w + floor) * m->idf[x->col[k]];
            x->val[k] = (float)w;
            sum += w * w;
        }
        scale = sum > 0 ? 1 / sqrt(sum) : 0;
        for (size_t k = x->row_start[i]; k < x->row_start[i + 1]; k++)
            x->val[k] = (float)((double)x->val[k] * scale);
    }
    return 0;
}

static int join_parts(struct making *m, struct err *err)
{
    size_t nnz = 0;
    int rc;

    for (size_t c = 0; c < m->n_chunks; c++)
        nnz += m->part[c].row_start[m->part[c].n_rows];
    rc = csr_init(m->x, (uint32_t)m->terms->term.n, err);
    if (rc == 0)
        rc = csr_reserve(m->x, m->tickets->n, nnz, err);
    for (size_t c = 0; rc == 0 && c < m->n_chunks; c++) {
        rc = csr_append_all(m->x, &m->part[c], err);
        csr_release(&m->part[c]);
    }
    return rc;
}

/* mean_length: where to put it; NULL where it is known. */
static int weigh(struct making *m, double *mean_length, int n_threads, struct err *err)
{
    size_t n = m->tickets->n;
    int rc;

    m->length = mem_calloc(n, sizeof *m->length);
    m->part = mem_calloc(m->n_chunks, sizeof *m->part);
    m->idf = mem_alloc(m->terms->term.n * sizeof *m->idf);
    if (m->length == NULL || m->part == NULL || m->idf == NULL)
        return err_nomem(err);
    for (size_t c = 0; c < m->terms->term.n; c++)
        m->idf[c] = log((1 + (double)m->terms->n) / (1 + (double)m->terms->df[c]));
    rc = parallel_run(n_threads, m->n_chunks, count_chunk, m, err);
    if (rc == 0)
        rc = join_parts(m, err);
    for (size_t i = 0; rc == 0 && mean_length != NULL && i < n; i++)
        *mean_length += m->length[i] / (double)n;
    return rc < 0 ? rc : parallel_run(n_threads, m->n_chunks, weigh_chunk, m, err);
}

/* Tokens need no text: it goes before the rows come. */
static void release_texts(struct making *m)
{
    for (size_t c = 0; m->kept != NULL && c < m->n_chunks; c++)
        strbuf_release(&m->kept[c]);
    mem_free(m->description);
    mem_free(m->kept);
    m->description = NULL;
    m->kept = NULL;
    samples_release(&m->samples);
}

static void release(struct making *m)
{
    release_texts(m);
    for (size_t c = 0; m->part != NULL && c < m->n_chunks; c++)
        csr_release(&m->part[c]);
    mem_free(m->part);
    mem_free(m->length);
    mem_free(m->idf);
    mem_free(m->column);
    tokens_release(&m->tokens);
}

int topic_rows_make(struct topic_rows *out, const struct ticket_table *tickets, const struct topic_options *options, struct err *err)
{
    struct topic_rows made = { .n = tickets->n };
    struct making m = { .tickets = tickets, .terms = &made, .boilerplate = &made.boilerplate, .x = &made.x };
    int rc;

    assert(tickets->n < UINT32_MAX);

    intern_init(&made.term);
    rc = strip_texts(&m, &made.boilerplate, options->n_threads, err);
    if (rc == 0)
        rc = tokenize(&m, options->n_threads, err);
    release_texts(&m);
    if (rc == 0)
        rc = choose_terms(&made, &m, options, err);
    if (rc == 0)
        rc = weigh(&m, &made.mean_length, options->n_threads, err);
    release(&m);
    if (rc < 0)
        topic_rows_release(&made);
    else
        *out = made;
    return rc;
}

int topic_rows_of(struct csr *x, const struct topic_rows *made, const struct ticket_table *tickets, int n_threads, struct err *err)
{
    struct csr rows = { 0 };
    struct making m = { .tickets = tickets, .terms = made, .boilerplate = &made->boilerplate, .x = &rows };
    int rc;

    assert(tickets->n < UINT32_MAX);

    rc = strip_texts(&m, NULL, n_threads, err);
    if (rc == 0)
        rc = tokenize(&m, n_threads, err);
    release_texts(&m);
    if (rc == 0)
        rc = find_terms(&m, err);
    if (rc == 0)
        rc = weigh(&m, NULL, n_threads, err);
    release(&m);
    if (rc < 0)
        csr_release(&rows);
    else
        *x = rows;
    return rc;
}

void topic_rows_release(struct topic_rows *t)
{
    csr_release(&t->x);
    intern_release(&t->term);
    boilerplate_release(&t->boilerplate);
    mem_free(t->df);
    *t = (struct topic_rows){ 0 };
}
