#include "score/similar/similar.h"

#include <stdlib.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { QUERIES_A_JOB = 8 };

int similar_init(struct similar *out, const struct ticket_table *tickets, size_t n_known, int n_threads, struct err *err)
{
    out->tickets = tickets;
    out->n_known = n_known;
    return ticket_rankers_make(&out->rankers, tickets, n_known, RANKERS_WORDS, n_threads, err);
}

void similar_release(struct similar *s)
{
    ticket_rankers_release(&s->rankers);
    *s = (struct similar){ .n_known = 0 };
}

size_t similar_known_words(const struct similar *s, uint32_t row)
{
    const struct csr *words = &s->rankers.row[RANKER_WORDS];

    return words->row_start[row + 1] - words->row_start[row];
}

/* --------------------------------------------------------------------------------------------------------- finding */

struct finding {
    const struct similar *s;
    const uint32_t       *query;
    size_t                n_queries, k;
    struct similar_found *found;
    size_t               *n_found;
};

void similar_share(struct similar_found *out, const struct similar *s, uint32_t query, uint32_t row)
{
    const struct csr *words = &s->rankers.row[RANKER_WORDS];
    struct search_share share[SIMILAR_TERMS];
    double total;

    out->row = row;
    out->n_terms = search_shares(share, SIMILAR_TERMS, &total, words, query, words, row);
    out->similarity = total < 1 ? total : 1; /* rounding */
    for (size_t i = 0; i < out->n_terms; i++) {
        out->term[i].text = field_terms_text(&s->rankers.terms, share[i].col);
        out->term[i].share = (double)share[i].product / total;
    }
}

static int find_job(void *ctx, size_t job, struct err *err)
{
    const struct finding *f = ctx;
    size_t begin = job * QUERIES_A_JOB, end = f->n_queries - begin < QUERIES_A_JOB ? f->n_queries : begin + QUERIES_A_JOB;
    struct search_hit *hit = mem_calloc(f->k, sizeof(*hit));
    struct ranker_scores scores = {{NULL}};
    int rc = hit == NULL ? err_nomem(err) : ranker_scores_init(&scores, &f->s->rankers, err);

    for (size_t i = begin; rc == 0 && i < end; i++) {
        ticket_rankers_score(&scores, &f->s->rankers, f->query[i]);
        f->n_found[i] = search_top(hit, f->k, scores.score[RANKER_WORDS], f->query[i], 0);
        for (size_t h = 0; h < f->n_found[i]; h++)
            similar_share(&f->found[i * f->k + h], f->s, f->query[i], hit[h].row);
    }
    ranker_scores_release(&scores);
    mem_free(hit);
    return rc;
}

int similar_find(struct similar_found *found, size_t *n_found, const struct similar *s, const uint32_t *query, size_t n_queries, size_t k, int n_threads,
                 struct err *err)
{
    struct finding finding = { s, query, n_queries, k, found, n_found };

    return parallel_run(n_threads, (n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB, find_job, &finding, err);
}

/* ------------------------------------------------------------------------------------------- suspected duplicates */

struct pair { double similarity; bool same; };

static int by_similarity(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->similarity != y->similarity)
        return x->similarity < y->similarity ? 1 : -1;
    return x->same - y->same; /* of equal ones the wrong first: no cut between them may look better than it is */
}

/* The newest resolved ones among the known tickets: what became of them is known. */
static size_t choose_past(uint32_t *query, const struct similar *s)
{
    size_t n = 0;

    for (size_t i = s->n_known; i-- > 0 && n < SIMILAR_BAR_QUERIES;)
        if (s->tickets->row[i].resolved != TIME_NONE)
            query[n++] = (uint32_t)i;
    return n;
}

static void choose_cut(struct similar_bar *bar, struct pair *pair, size_t n, double precision)
{
    size_t same = 0;

    qsort(pair, n, sizeof(*pair), by_similarity);
    for (size_t i = 0; i < n; i++) {
        same += pair[i].same;
        if (i + 1 < n && pair[i + 1].similarity == pair[i].similarity)
            continue;
        if (i + 1 >= SIMILAR_BAR_PAIRS && (double)same >= precision * (double)(i + 1)) {
            bar->threshold = pair[i].similarity;
            bar->precision = (double)same / (double)(i + 1);
            bar->n_pairs = i + 1;
        }
    }
}

static size_t make_pairs(struct pair *pair, const struct similar_found *found, const size_t *n_found, const uint32_t *query, size_t n_queries,
                         const struct duplicates *groups)
{
    size_t n = 0;

    for (size_t i = 0; i < n_queries; i++)
        for (size_t h = 0; h < n_found[i]; h++) {
            const struct similar_found *one = &found[i * SIMILAR_BAR_TOP + h];

            pair[n++] = (struct pair){ one->similarity, groups->group[one->row] == groups->group[query[i]] };
        }
    return n;
}

int similar_choose_bar(struct similar_bar *out, const struct similar *s, const struct duplicates *groups, double precision, int n_threads, struct err *err)
{
    struct similar_bar bar = { .threshold = 2 };
    uint32_t *query = mem_calloc(SIMILAR_BAR_QUERIES, sizeof(*query));
    size_t *n_found = mem_calloc(SIMILAR_BAR_QUERIES, sizeof(*n_found));
    struct similar_found *found = mem_calloc(SIMILAR_BAR_QUERIES * SIMILAR_BAR_TOP, sizeof(*found));
    struct pair *pair = mem_calloc(SIMILAR_BAR_QUERIES * SIMILAR_BAR_TOP, sizeof(*pair));
    int rc = query == NULL || n_found == NULL || found == NULL || pair == NULL ? err_nomem(err) : 0;

    if (rc == 0 && groups->n_links > 0) {
        bar.n_queries = choose_past(query, s);
        rc = similar_find(found, n_found, s, query, bar.n_queries, SIMILAR_BAR_TOP, n_threads, err);
        if (rc == 0)
            choose_cut(&bar, pair, make_pairs(pair, found, n_found, query, bar.n_queries, groups), precision);
    }
    mem_free(query);
    mem_free(n_found);
    mem_free(found);
    mem_free(pair);
    if (rc < 0)
        return rc;
    *out = bar;
    return 0;
}
