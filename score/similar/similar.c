#include "score/similar/similar.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { QUERIES_A_JOB = 8 };

int similar_init(struct similar *out, const struct ticket_table *tickets, size_t n_known, int n_threads, struct err *err)
{
    out->tickets = tickets;
    out->n_known = n_known;
    return ticket_rankers_make(&out->rankers, tickets, n_known, true, n_threads, err);
}

void similar_release(struct similar *s)
{
    ticket_rankers_release(&s->rankers);
    *s = (struct similar){ .n_known = 0 };
}

size_t similar_known_words(const struct similar *s, uint32_t row)
{
    const struct csr *words = &s->rankers.words;

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
    const struct csr *words = &s->rankers.words;
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
    float *score = mem_calloc(f->s->tickets->n, sizeof(*score));
    int rc = hit == NULL || score == NULL ? err_nomem(err) : 0;

    for (size_t i = begin; rc == 0 && i < end; i++) {
        ticket_rankers_words(score, &f->s->rankers, f->query[i]);
        f->n_found[i] = search_top(hit, f->k, score, f->query[i], 0);
        for (size_t h = 0; h < f->n_found[i]; h++)
            similar_share(&f->found[i * f->k + h], f->s, f->query[i], hit[h].row);
    }
    mem_free(score);
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

/* The newest resolved ones among the known tickets, by time: what became of them is known. */
static size_t choose_past(uint32_t *query, const struct similar *s)
{
    size_t n = 0, at = SIMILAR_BAR_QUERIES;

    for (size_t i = s->n_known; i-- > 0 && n < SIMILAR_BAR_QUERIES; n += s->tickets->row[i].resolved != TIME_NONE)
        if (s->tickets->row[i].resolved != TIME_NONE)
            query[--at] = (uint32_t)i;
    if (n > 0)
        memmove(query, query + at, n * sizeof *query);
    return n;
}

/* What is looked at of the past. */
struct past {
    uint32_t             *query; /* [n] rows by time                 */
    size_t               *n_found;
    struct similar_found *found; /* [n * SIMILAR_BAR_TOP]            */
    struct duplicate_pair *pair; /* [n * SIMILAR_BAR_TOP]            */
    bool                 *is_duplicate;
    size_t                n;
};

static void past_release(struct past *p)
{
    mem_free(p->query);
    mem_free(p->n_found);
    mem_free(p->found);
    mem_free(p->pair);
    mem_free(p->is_duplicate);
}

static int past_init(struct past *p, struct err *err)
{
    *p = (struct past){ mem_calloc(SIMILAR_BAR_QUERIES, sizeof *p->query), mem_calloc(SIMILAR_BAR_QUERIES, sizeof *p->n_found),
                        mem_calloc(SIMILAR_BAR_QUERIES * SIMILAR_BAR_TOP, sizeof *p->found), mem_calloc(SIMILAR_BAR_QUERIES * SIMILAR_BAR_TOP, sizeof *p->pair),
                        mem_calloc(SIMILAR_BAR_QUERIES, sizeof *p->is_duplicate), 0 };
    return p->query == NULL || p->n_found == NULL || p->found == NULL || p->pair == NULL || p->is_duplicate == NULL ? err_nomem(err) : 0;
}

static size_t make_pairs(struct past *p, const struct duplicates *groups)
{
    const uint32_t *earlier;
    size_t n = 0;

    for (size_t i = 0; i < p->n; i++) {
        p->is_duplicate[i] = duplicates_earlier(&earlier, groups, p->query[i]) > 0;
        for (size_t h = 0; h < p->n_found[i]; h++) {
            const struct similar_found *one = &p->found[i * SIMILAR_BAR_TOP + h];

            p->pair[n++] = (struct duplicate_pair){ (uint32_t)i, one->similarity, groups->group[one->row] == groups->group[p->query[i]] };
        }
    }
    return n;
}

int similar_choose_bar(struct duplicate_bar *out, const struct similar *s, const struct duplicates *groups, double precision, int n_threads, struct err *err)
{
    struct past p;
    int rc = past_init(&p, err);

    if (rc == 0 && groups->n_links > 0) {
        p.n = choose_past(p.query, s);
        rc = similar_find(p.found, p.n_found, s, p.query, p.n, SIMILAR_BAR_TOP, n_threads, err);
    }
    if (rc == 0)
        rc = duplicate_bar_choose(out, p.pair, make_pairs(&p, groups), p.is_duplicate, p.n, precision, err);
    past_release(&p);
    return rc;
}
