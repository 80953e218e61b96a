#include "score/similar/postmortem_search.h"

#include <assert.h>

#include "datasets/base/mem.h"

enum { K_MAX = 16 };

static int copy_rows(struct csr *out, const struct csr *rows, size_t first, struct err *err)
{
    int rc = csr_init(out, rows->n_cols, err);

    for (size_t i = first; rc == 0 && i < rows->n_rows; i++)
        rc = csr_append(out, rows->col + rows->row_start[i], rows->val + rows->row_start[i], rows->row_start[i + 1] - rows->row_start[i], err);
    return rc;
}

int postmortem_search_init(struct postmortem_search *out, const struct similar *similar, struct err *err)
{
    const struct csr *words = &similar->rankers.words;
    struct postmortem_search s = { .similar = similar };
    struct csr behind = { .n_rows = 0 };
    int rc = copy_rows(&behind, words, similar->n_known, err);

    if (rc == 0)
        rc = search_index_make(&s.index, &behind, err);
    csr_release(&behind);
    if (rc == 0) {
        s.score = mem_calloc(s.index.n_rows, sizeof *s.score);
        rc = s.score == NULL ? err_nomem(err) : 0;
    }
    if (rc < 0) {
        postmortem_search_release(&s);
        return rc;
    }
    *out = s;
    return 0;
}

void postmortem_search_release(struct postmortem_search *s)
{
    search_index_release(&s->index);
    mem_free(s->score);
    *s = (struct postmortem_search){ .score = NULL };
}

size_t postmortem_search_find(struct similar_found *found, size_t k, struct postmortem_search *s, uint32_t query)
{
    const struct csr *words = &s->similar->rankers.words;
    size_t begin = words->row_start[query], n_words = words->row_start[query + 1] - begin, n_hits, n = 0;
    struct search_hit hit[K_MAX];

    assert(k <= K_MAX && query < s->similar->n_known);

    if (s->index.n_rows == 0 || n_words == 0)
        return 0;
    search_index_scores(s->score, &s->index, words->col + begin, words->val + begin, n_words, s->index.n_rows);
    n_hits = search_top(hit, k, s->score, s->index.n_rows, (float)POSTMORTEM_EVIDENCE);
    while (n < n_hits) {
        similar_share(&found[n], s->similar, query, (uint32_t)s->similar->n_known + hit[n].row);
        n++;
    }
    return n;
}
