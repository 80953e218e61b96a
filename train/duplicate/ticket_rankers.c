/*
 *   ticket_rankers_make -> texts (samples, tokens) -> the words' rankers -> those of blocks (pairs, letters) -> indices
 */
#include "train/duplicate/ticket_rankers.h"

#include <assert.h>
#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

const char *const ticket_ranker_name[N_TICKET_RANKERS] = { "words", "recent", "pairs", "letters", "title", "bm25f" };

enum { TEXT_TITLE, TEXT_DESCRIPTION, N_WORD_TEXTS, TEXT_TITLE_LETTERS = N_WORD_TEXTS, TEXT_OPENING_LETTERS, N_TEXTS };

static const char *const text_name[N_TEXTS] = { "title", "description", "title letters", "opening letters" };
static const enum token_kind text_kind[N_TEXTS] = { TOKENS_PROSE, TOKENS_PROSE, TOKENS_GRAMS, TOKENS_GRAMS };
static const size_t word_fields[] = { TEXT_TITLE, TEXT_DESCRIPTION };

enum { TITLE_WEIGHT = 3 };

static const struct block_spec pairs_block = { .name = "pairs", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" },
                                               .field_weight = { TITLE_WEIGHT, 1 }, .ngram_max = 2 };
static const struct block_spec letters_block = { .name = "letters", .kind = BLOCK_TERMS, .weight = 1,
                                                 .field = { "title letters", "opening letters" },
                                                 .field_weight = { TITLE_WEIGHT, 1 }, .ngram_max = 1 };

static const struct bm25f bm25f = { .weight = { TITLE_WEIGHT, 1 }, .b = { .5, .75 }, .k1 = 1.2 };

/* The first 1,200 bytes and what is left of the word there. */
static struct text opening_of(const struct text *text)
{
    enum { OPENING = 1200 };
    struct text opening = *text;

    if (text->len <= OPENING)
        return opening;
    opening.len = OPENING;
    while (opening.len < text->len && (unsigned char)text->str[opening.len] > ' ')
        opening.len++;
    return opening;
}

static int make_texts(struct ticket_rankers *r, enum rankers_kind kind, int n_threads, struct err *err)
{
    const struct ticket_table *tickets = r->tickets;
    struct samples s = { .n_texts = kind == RANKERS_ALL ? N_TEXTS : N_WORD_TEXTS, .text_name = text_name };
    int rc = samples_init(&s, tickets->n, err);

    if (rc < 0)
        return rc;
    r->samples = s;
    for (size_t i = 0; i < tickets->n; i++) {
        struct text *text = s.text + i * s.n_texts;

        text[TEXT_TITLE] = tickets->row[i].title;
        text[TEXT_DESCRIPTION] = tickets->row[i].description;
        if (kind == RANKERS_ALL) {
            text[TEXT_TITLE_LETTERS] = tickets->row[i].title;
            text[TEXT_OPENING_LETTERS] = opening_of(&tickets->row[i].description);
        }
    }
    return tokens_make(&r->tokens, &r->samples, text_kind, n_threads, err);
}

/* The rows of a ranker's index; packed where many queries are to be asked and that is faster. */
static int make_index(struct ticket_rankers *r, enum ticket_ranker ranker, const struct csr *rows, struct err *err)
{
    int rc = search_index_make(&r->index[ranker], rows, err);

    return rc == 0 && r->n_rankers == N_TICKET_RANKERS && search_index_packs() ? search_index_pack(&r->index[ranker], err) : rc;
}

static int make_word_rankers(struct ticket_rankers *r, size_t n_train, struct err *err)
{
    struct csr documents = { 0 };
    int rc = field_terms_make(&r->terms, &r->tokens, word_fields, N_WORD_TEXTS, n_train, err);

    if (rc == 0)
        rc = field_terms_rows(&r->row[RANKER_WORDS], &r->terms, (double[]){ TITLE_WEIGHT, 1 }, err);
    if (rc == 0)
        rc = make_index(r, RANKER_WORDS, &r->row[RANKER_WORDS], err);
    if (rc < 0 || r->n_rankers < N_TICKET_RANKERS)
        return rc;
    rc = field_terms_rows(&r->row[RANKER_TITLE], &r->terms, (double[]){ 1, 0 }, err);
    if (rc == 0)
        rc = make_index(r, RANKER_TITLE, &r->row[RANKER_TITLE], err);
    if (rc == 0)
        rc = field_terms_bm25f(&r->row[RANKER_BM25F], &documents, &r->terms, &bm25f, err);
    if (rc == 0)
        rc = make_index(r, RANKER_BM25F, &documents, err);
    csr_release(&documents);
    return rc;
}

static int make_block_ranker(struct ticket_rankers *r, enum ticket_ranker ranker, const struct block_spec *block,
                             const uint32_t *rows, size_t n_train, int n_threads, struct err *err)
{
    struct feature_set *set = NULL;
    int rc = feature_set_fit(&set, block, 1, &r->samples, &r->tokens, rows, n_train, n_threads, err);

    if (rc == 0)
        rc = feature_set_rows(&r->row[ranker], set, &r->samples, &r->tokens, NULL, r->samples.n, n_threads, err);
    feature_set_free(set);
    return rc < 0 ? rc : make_index(r, ranker, &r->row[ranker], err);
}

/* The rankers are made side by side: much of what makes one is done by one thread. */
struct making {
    struct ticket_rankers *r;
    size_t n_train;
    uint32_t *rows; /* [n_train] the first */
    int n_threads;
};

static int make_job(void *ctx, size_t job, struct err *err)
{
    const struct making *m = ctx;

    switch (job) {
    case 0:
        return make_word_rankers(m->r, m->n_train, err);
    case 1:
        return make_block_ranker(m->r, RANKER_PAIRS, &pairs_block, m->rows, m->n_train, m->n_threads, err);
    default:
        return make_block_ranker(m->r, RANKER_LETTERS, &letters_block, m->rows, m->n_train, m->n_threads, err);
    }
}

static int make_all_rankers(struct ticket_rankers *r, size_t n_train, int n_threads, struct err *err)
{
    struct making m = { .r = r, .n_train = n_train, .n_threads = n_threads };
    int rc;

    m.rows = mem_calloc(n_train, sizeof *m.rows);
    if (m.rows == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n_train; i++)
        m.rows[i] = (uint32_t)i;
    rc = parallel_run(n_threads, 3, make_job, &m, err);
    mem_free(m.rows);
    return rc;
}

/* The newest filing of each strip of tickets, INT64_MAX where one is not known: how old its tickets are at least. */
static int find_newest(struct ticket_rankers *r, struct err *err)
{
    size_t n = r->tickets->n;

    r->newest = mem_calloc(n / RECENT_STRIP + 1, sizeof *r->newest);
    if (r->newest == NULL)
        return err_nomem(err);
    for (size_t i = 0; i <= n / RECENT_STRIP; i++)
        r->newest[i] = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        int64_t created = r->tickets->row[i].created == TIME_NONE ? INT64_MAX : r->tickets->row[i].created;

        if (created > r->newest[i / RECENT_STRIP])
            r->newest[i / RECENT_STRIP] = created;
    }
    return 0;
}

int ticket_rankers_make(struct ticket_rankers *out, const struct ticket_table *tickets, size_t n_train,
                        enum rankers_kind kind, int n_threads, struct err *err)
{
    struct ticket_rankers r = { .tickets = tickets, .n_rankers = kind == RANKERS_ALL ? N_TICKET_RANKERS : RANKER_WORDS + 1 };
    int rc;

    assert(n_train <= tickets->n && tickets->n < UINT32_MAX);

    rc = make_texts(&r, kind, n_threads, err);
    if (rc == 0)
        rc = kind == RANKERS_ALL ? make_all_rankers(&r, n_train, n_threads, err) : make_word_rankers(&r, n_train, err);
    if (rc == 0 && kind == RANKERS_ALL)
        rc = find_newest(&r, err);
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
    for (size_t k = 0; k < N_TICKET_RANKERS; k++) {
        csr_release(&r->row[k]);
        search_index_release(&r->index[k]);
    }
    field_terms_release(&r->terms);
    tokens_release(&r->tokens);
    samples_release(&r->samples);
    mem_free(r->newest);
    *r = (struct ticket_rankers){ 0 };
}

int ranker_scores_init(struct ranker_scores *s, const struct ticket_rankers *r, struct err *err)
{
    *s = (struct ranker_scores){ 0 };
    for (size_t k = 0; k < r->n_rankers; k++) {
        if (k == RANKER_RECENT)
            continue;
        s->score[k] = mem_calloc(r->tickets->n, sizeof *s->score[k]);
        if (s->score[k] == NULL) {
            ranker_scores_release(s);
            return err_nomem(err);
        }
    }
    return 0;
}

void ranker_scores_release(struct ranker_scores *s)
{
    for (size_t k = 0; k < N_TICKET_RANKERS; k++)
        mem_free(s->score[k]);
    *s = (struct ranker_scores){ 0 };
}

double ticket_days_between(const struct ticket *later, const struct ticket *earlier)
{
    if (later->created == TIME_NONE || earlier->created == TIME_NONE || later->created <= earlier->created)
        return 0;
    return ((double)later->created - (double)earlier->created) / 86400;
}

float ticket_rankers_recent(const struct ticket_rankers *r, const struct ranker_scores *s, uint32_t query, uint32_t i)
{
    float words = s->score[RANKER_WORDS][i];
    double days = ticket_days_between(&r->tickets->row[query], &r->tickets->row[i]);

    return words > 0 ? words - (float)(RECENT_PENALTY * log1p(days)) : RANKER_NOTHING;
}

void ticket_rankers_recent_most(float *most, const struct ticket_rankers *r, const struct ranker_scores *s, uint32_t query)
{
    static const float rounding = 1e-5F; /* far more than that of a logarithm and of two sums */
    const float *words = s->score[RANKER_WORDS];

    for (uint32_t strip = 0; strip * RECENT_STRIP < query; strip++) {
        struct ticket newest = { .created = r->newest[strip] };
        float penalty = (float)(RECENT_PENALTY * log1p(ticket_days_between(&r->tickets->row[query], &newest))) - rounding;
        uint32_t end = query - strip * RECENT_STRIP < RECENT_STRIP ? query : (strip + 1) * RECENT_STRIP;

        for (uint32_t i = strip * RECENT_STRIP; i < end; i++)
            most[i] = words[i] > 0 ? words[i] - penalty : RANKER_NOTHING;
    }
}

void ticket_rankers_score(struct ranker_scores *s, const struct ticket_rankers *r, uint32_t query)
{
    assert(query < r->tickets->n);

    for (size_t k = 0; k < r->n_rankers; k++) {
        const struct csr *row = &r->row[k];

        if (k != RANKER_RECENT)
            search_index_scores(s->score[k], &r->index[k], row->col + row->row_start[query], row->val + row->row_start[query],
                                row->row_start[query + 1] - row->row_start[query], query);
    }
}
