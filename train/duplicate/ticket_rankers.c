/*
 *   ticket_rankers_make -> texts (samples, tokens) -> words in one vocabulary -> rows of words and of titles -> indices
 */
#include "train/duplicate/ticket_rankers.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { TEXT_TITLE, TEXT_DESCRIPTION, N_TEXTS };

static int make_texts(struct ticket_rankers *r, int n_threads, struct err *err)
{
    static const char *const text_name[N_TEXTS] = { "title", "description" };
    static const enum token_kind kind[N_TEXTS] = { TOKENS_PROSE, TOKENS_PROSE };
    const struct ticket_table *tickets = r->tickets;
    struct samples s = { .n_texts = N_TEXTS, .text_name = text_name };
    int rc = samples_init(&s, tickets->n, err);

    if (rc < 0)
        return rc;
    r->samples = s;
    for (size_t i = 0; i < tickets->n; i++) {
        s.text[i * N_TEXTS + TEXT_TITLE] = tickets->row[i].title;
        s.text[i * N_TEXTS + TEXT_DESCRIPTION] = tickets->row[i].description;
    }
    return tokens_make(&r->tokens, &r->samples, kind, n_threads, err);
}

static int make_index(struct search_index *out, struct csr *rows, const struct field_terms *terms, const double weight[2], bool packed, struct err *err)
{
    int rc = field_terms_rows(rows, terms, weight, err);

    if (rc == 0)
        rc = search_index_make(out, rows, err);
    return rc == 0 && packed && search_index_packs() ? search_index_pack(out, err) : rc;
}

int ticket_rankers_make(struct ticket_rankers *out, const struct ticket_table *tickets, size_t n_train, bool packed, int n_threads, struct err *err)
{
    static const size_t field[] = { TEXT_TITLE, TEXT_DESCRIPTION };
    struct ticket_rankers r = { .tickets = tickets };
    int rc;

    assert(n_train <= tickets->n && tickets->n < UINT32_MAX);

    rc = make_texts(&r, n_threads, err);
    if (rc == 0)
        rc = field_terms_make(&r.terms, &r.tokens, field, N_TEXTS, n_train, err);
    if (rc == 0)
        rc = make_index(&r.words_index, &r.words, &r.terms, (double[]){ TICKET_TITLE_WEIGHT, 1 }, packed, err);
    if (rc == 0)
        rc = make_index(&r.title_index, &r.title, &r.terms, (double[]){ 1, 0 }, packed, err);
    if (rc < 0) {
        ticket_rankers_release(&r);
        return rc;
    }
    *out = r;
    out->terms.tokens = &out->tokens;
    return 0;
}

void ticket_rankers_release(struct ticket_rankers *r)
{
    csr_release(&r->words);
    csr_release(&r->title);
    search_index_release(&r->words_index);
    search_index_release(&r->title_index);
    field_terms_release(&r->terms);
    tokens_release(&r->tokens);
    samples_release(&r->samples);
    *r = (struct ticket_rankers){ .tickets = NULL };
}

static void score(float *out, const struct search_index *index, const struct csr *rows, uint32_t query)
{
    size_t begin = rows->row_start[query], end = rows->row_start[query + 1];

    search_index_scores(out, index, rows->col + begin, rows->val + begin, end - begin, query);
}

void ticket_rankers_words(float *out, const struct ticket_rankers *r, uint32_t query)
{
    assert(query < r->tickets->n);
    score(out, &r->words_index, &r->words, query);
}

void ticket_rankers_title(float *out, const struct ticket_rankers *r, uint32_t query)
{
    assert(query < r->tickets->n);
    score(out, &r->title_index, &r->title, query);
}

static int find_column(uint32_t *col, const void *ctx, const char *word, struct err *err)
{
    const struct field_terms *terms = ctx;
    uint32_t token = intern_find(&terms->tokens->word, word, strlen(word));

    (void)err;
    *col = token == INTERN_NONE ? UINT32_MAX : terms->col[token];
    return 0;
}

struct ticket_vocabulary ticket_rankers_vocabulary(const struct ticket_rankers *r)
{
    return (struct ticket_vocabulary){ .n_docs = r->terms.n_docs, .n_cols = r->terms.n_cols, .df = r->terms.df, .mean_length = { r->terms.mean_length[0], r->terms.mean_length[1] },
                                       .column = find_column, .ctx = &r->terms };
}

/* ------------------------------------------------------------------------------------------------------------ recent */

double ticket_days_between(int64_t later, int64_t earlier)
{
    if (later == TIME_NONE || earlier == TIME_NONE || later <= earlier)
        return 0;
    return ((double)later - (double)earlier) / 86400;
}

float ticket_recent(float words, int64_t filed, int64_t created)
{
    return words > 0 ? words - (float)(RECENT_PENALTY * log1p(ticket_days_between(filed, created))) : RECENT_NOTHING;
}

struct aged {
    const float   *words;
    const int64_t *created;
    int64_t        filed;
};

static float exact_recent(const void *ctx, uint32_t row)
{
    const struct aged *a = ctx;

    return ticket_recent(a->words[row], a->filed, a->created[row]);
}

/* The logarithm is the dear part: it is asked for where the least age of a strip of tickets would let a score be one of the best. */
size_t ticket_recent_top(struct search_hit *hit, size_t k, float *most, const float *words, const int64_t *created, size_t first, size_t n, int64_t filed)
{
    enum { STRIP = 64 };
    static const float rounding = 1e-5F; /* far more than that of a logarithm and of two sums */
    const struct aged aged = { words, created, filed };

    for (size_t begin = 0; begin < n; begin += STRIP) {
        size_t end = n - begin < STRIP ? n : begin + STRIP;
        int64_t newest = INT64_MIN;
        float penalty;

        for (size_t i = begin; i < end; i++)
            newest = created[i] == TIME_NONE ? INT64_MAX : created[i] > newest ? created[i] : newest;
        penalty = (float)(RECENT_PENALTY * log1p(ticket_days_between(filed, newest))) - rounding;
        for (size_t i = begin; i < end; i++)
            most[i] = i >= first && words[i] > 0 ? words[i] - penalty : RECENT_NOTHING;
    }
    return search_top_bounded(hit, k, most, n, RECENT_NOTHING, exact_recent, &aged);
}
