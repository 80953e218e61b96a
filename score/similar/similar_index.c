/*
 *   similar_section_make -> ticket_rankers_make (words, titles, indices) -> words and columns by word -> groups of duplicates
 *   a query              -> similar_section_words (its row) -> similar_section_scores -> the same for each hit -> similar_section_share
 */
#include "score/similar/similar_index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

uint64_t similar_check(uint64_t before, const void *data, size_t len)
{
    const unsigned char *at = data;
    uint64_t h = before ^ len;

    for (; len > 0; at += 8) {
        uint64_t word = 0;
        size_t n = len < 8 ? len : 8;

        memcpy(&word, at, n);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15); /* 2^64 / golden ratio: an odd number, so no step loses anything */
        h ^= h >> 32;
        len -= n;
    }
    return h;
}

/* ------------------------------------------------------------- making */

struct column_word { const char *word; uint32_t col; };

static int compare_words(const void *a, const void *b)
{
    return strcmp(((const struct column_word *)a)->word, ((const struct column_word *)b)->word);
}

static int order_words(struct similar_section *s, struct err *err)
{
    uint32_t n = s->index.n_cols;
    struct column_word *list = mem_calloc(n, sizeof *list);

    if (list == NULL)
        return err_nomem(err);
    for (uint32_t c = 0; c < n; c++)
        list[c] = (struct column_word){ s->words + s->word_start[c], c };
    qsort(list, n, sizeof *list, compare_words);
    for (uint32_t i = 0; i < n; i++)
        s->by_word[i] = list[i].col;
    mem_free(list);
    return 0;
}

static int take_words(struct similar_section *s, const struct field_terms *terms, struct err *err)
{
    uint32_t n = terms->n_cols;

    for (uint32_t c = 0; c < n; c++)
        s->words_len += strlen(field_terms_text(terms, c)) + 1;
    if (s->words_len > UINT32_MAX)
        return err_set(err, ERR_REFUSED, "the words of the tickets are over 4 GiB");
    s->df = mem_calloc(n, sizeof *s->df);
    s->word_start = mem_calloc(n, sizeof *s->word_start);
    s->by_word = mem_calloc(n, sizeof *s->by_word);
    s->words = mem_alloc(s->words_len);
    if (s->df == NULL || s->word_start == NULL || s->by_word == NULL || s->words == NULL)
        return err_nomem(err);
    for (uint32_t c = 0, at = 0; c < n; c++) {
        const char *word = field_terms_text(terms, c);
        size_t len = strlen(word) + 1;

        s->df[c] = terms->df[c];
        s->word_start[c] = at;
        memcpy(s->words + at, word, len);
        at += (uint32_t)len;
    }
    return order_words(s, err);
}

static int take_rows(struct similar_section *s, const struct ticket_table *tickets, struct err *err)
{
    s->record = mem_calloc(s->n_rows, sizeof *s->record);
    s->version = mem_calloc(s->n_rows, sizeof *s->version);
    s->created = mem_calloc(s->n_rows, sizeof *s->created);
    if (s->record == NULL || s->version == NULL || s->created == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < s->n_rows; i++) {
        s->created[i] = tickets->row[i].created;
        s->record[i] = tickets->row[i].record_id;
        s->version[i] = tickets->row[i].version_id;
    }
    return 0;
}

static int take_groups(struct similar_section *s, const struct ticket_table *tickets, struct err *err)
{
    struct duplicates d = { .n = 0 };
    int rc = duplicates_make(&d, tickets, err);

    if (rc < 0)
        return rc;
    s->group_start = mem_calloc(s->n_rows + 1, sizeof *s->group_start);
    if (s->group_start != NULL)
        for (size_t i = 0; i <= s->n_rows; i++)
            s->group_start[i] = d.start[i];
    else
        rc = err_nomem(err);
    s->group = d.group;
    s->member = d.member;
    s->link = d.link;
    s->n_links = d.n_links;
    d.group = d.member = NULL;
    d.link = NULL;
    duplicates_release(&d);
    return rc;
}

/* Plain postings, which can be written down. */
static int take_index(struct similar_section *s, const struct ticket_table *tickets, int n_threads, struct err *err)
{
    struct ticket_rankers rankers;
    struct err none = ERR_INIT;
    int rc = ticket_rankers_make(&rankers, tickets, tickets->n, false, n_threads, &none);

    if (rc == ERR_NODATA)
        return 0;
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", none.msg);
    s->index = rankers.words_index;
    s->title = rankers.title_index;
    rankers.words_index = rankers.title_index = (struct search_index){ .n_rows = 0 };
    for (size_t f = 0; f < 2; f++)
        s->mean_length[f] = rankers.terms.mean_length[f];
    rc = take_words(s, &rankers.terms, err);
    ticket_rankers_release(&rankers);
    return rc;
}

int similar_section_make(struct similar_section *out, const char *project, const struct ticket_table *tickets, size_t n_postmortems, int n_threads,
                         struct err *err)
{
    struct similar_section s = { .project = project, .n_rows = tickets->n, .n_postmortems = n_postmortems };
    int rc = take_rows(&s, tickets, err);

    if (rc == 0)
        rc = take_groups(&s, tickets, err);
    if (rc == 0)
        rc = take_index(&s, tickets, n_threads, err);
    if (rc < 0) {
        similar_section_release(&s);
        return rc;
    }
    *out = s;
    return 0;
}

void similar_section_release(struct similar_section *s)
{
    mem_free(s->record);
    mem_free(s->version);
    mem_free(s->created);
    search_index_release(&s->index);
    search_index_release(&s->title);
    mem_free(s->list_check);
    mem_free(s->title_check);
    mem_free(s->link);
    mem_free(s->df);
    mem_free(s->word_start);
    mem_free(s->words);
    mem_free(s->by_word);
    mem_free(s->group_start);
    mem_free(s->group);
    mem_free(s->member);
    *s = (struct similar_section){ .n_rows = 0 };
}

/* ------------------------------------------------------------- a ticket's words */

bool similar_section_row(uint32_t *row, const struct similar_section *section, int64_t record_id)
{
    for (size_t i = 0; i < section->n_rows; i++)
        if (section->record[i] == record_id) {
            *row = (uint32_t)i;
            return true;
        }
    return false;
}

static int damaged(struct err *err)
{
    return err_set(err, ERR_INTEGRITY, "the index of similar incidents is damaged");
}

/* The column of a word, UINT32_MAX where there is none. */
static int find_column(uint32_t *col, const struct similar_section *s, const char *word, struct err *err)
{
    uint32_t low = 0, high = s->index.n_cols;

    *col = UINT32_MAX;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, c = s->by_word[middle];
        int order;

        if (c >= s->index.n_cols || s->word_start[c] >= s->words_len)
            return damaged(err);
        order = strcmp(word, s->words + s->word_start[c]);
        if (order == 0) {
            *col = c;
            return 0;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static int column_of(uint32_t *col, const void *ctx, const char *word, struct err *err)
{
    return find_column(col, ctx, word, err);
}

struct ticket_vocabulary similar_section_vocabulary(const struct similar_section *section)
{
    return (struct ticket_vocabulary){ .n_docs = section->n_rows, .n_cols = section->index.n_cols, .df = section->df,
                                       .mean_length = { section->mean_length[0], section->mean_length[1] }, .column = column_of, .ctx = section };
}

int similar_section_words(struct csr *out, struct ticket_reader *reader, const struct text *title, const struct text *description, struct err *err)
{
    struct ticket_words words;
    int rc = ticket_reader_read(&words, reader, title, description, err);

    if (rc < 0)
        return rc;
    rc = ticket_words_append(out, &words, WEIGHED_WORDS, err);
    ticket_words_release(&words);
    return rc;
}

/* ------------------------------------------------------------- finding */

/* That the postings which a query reads are those that were written; check: NULL where they were made here. */
static int check_lists(const struct search_index *index, const uint64_t *check, const uint32_t *col, size_t n, struct err *err)
{
    size_t nnz = index->start[index->n_cols];

    for (size_t i = 0; i < n; i++) {
        size_t begin = index->start[col[i]], end = index->start[col[i] + 1];

        if (begin > end || end > nnz)
            return damaged(err);
        if (check != NULL && similar_check(0, index->posting + begin, (end - begin) * sizeof *index->posting) != check[col[i]])
            return damaged(err);
    }
    return 0;
}

int similar_section_scores(float *score, const struct similar_section *section, bool by_title, const struct csr *words, size_t row, size_t n_before, struct err *err)
{
    const struct search_index *index = by_title ? &section->title : &section->index;
    size_t n_words = words->row_start[row + 1] - words->row_start[row];
    const uint32_t *col = n_words == 0 ? NULL : words->col + words->row_start[row]; /* a matrix without a word has no memory to point into */
    int rc = check_lists(index, by_title ? section->title_check : section->list_check, col, n_words, err);

    assert(n_before <= section->n_rows);

    if (n_words == 0)
        memset(score, 0, n_before * sizeof *score);
    else if (rc == 0)
        search_index_scores(score, index, col, words->val + words->row_start[row], n_words, n_before);
    return rc;
}

int similar_section_corpus(struct duplicate_corpus *out, const struct similar_section *s, struct err *err)
{
    for (size_t i = 0; i < s->n_links; i++)
        if (s->link[i].from >= s->n_rows || s->link[i].to >= s->n_rows)
            return damaged(err);
    *out = (struct duplicate_corpus){ .first = s->n_postmortems, .n_rows = s->n_rows, .n_cols = s->index.n_cols, .created = s->created, .link = s->link, .n_links = s->n_links };
    return 0;
}

void similar_section_share(struct similar_found *out, const struct similar_section *section, const struct csr *words, size_t a, size_t b, uint32_t row)
{
    struct search_share share[SIMILAR_TERMS];
    double total;

    out->row = row;
    out->n_terms = search_shares(share, SIMILAR_TERMS, &total, words, a, words, b);
    out->similarity = total < 1 ? total : 1; /* rounding */
    for (size_t i = 0; i < out->n_terms; i++) {
        out->term[i].text = section->words + section->word_start[share[i].col]; /* checked when the column was found */
        out->term[i].share = (double)share[i].product / total;
    }
}

size_t similar_section_group(const uint32_t **member, const struct similar_section *section, uint32_t row)
{
    uint32_t group = section->group[row];
    uint64_t begin, end;

    if (group >= section->n_rows)
        return 0;
    begin = section->group_start[group];
    end = section->group_start[group + 1];
    if (begin >= end || end > section->n_rows)
        return 0;
    for (uint64_t i = begin; i < end; i++)
        if (section->member[i] >= section->n_rows)
            return 0;
    *member = section->member + begin;
    return (size_t)(end - begin);
}
