/*
 * ticket_words.h - the words of one ticket, weighed in the ways in which two tickets are compared.
 *
 * Columns and document frequencies are those of the tickets that it is held against (struct ticket_vocabulary), whether they were counted a moment ago or stand in
 * an index; a word that is not among them is passed over. Only title and description are read: what is known when a ticket is filed.
 *
 *     words          title x 3 + description                 tf-idf, unit length (features/text/field_terms.h)
 *     title          the title alone                         the same
 *     description    the description alone                   the same
 *     opening        title x 2 + the first 500 bytes of the description, whose last word may be cut; the same
 *     query          BM25F of title and description, s / (k1 + s)
 *     document       s / (k1 + s) x ln( 1 + (N - df + .5) / (df + .5) )
 *                    s = sum over both of weight x count / (1 - b + b x length / mean length); weight 3 and 1, b .5 and .75, k1 1.2
 *                    (Robertson, Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.6)
 */
#ifndef PRODROME_TICKET_WORDS_H
#define PRODROME_TICKET_WORDS_H

#include "datasets/rows/rows.h"
#include "features/text/field_terms.h"
#include "features/text/tokenizer.h"

enum { TICKET_TITLE_WEIGHT = 3 };

enum ticket_weighting { WEIGHED_WORDS, WEIGHED_TITLE, WEIGHED_DESCRIPTION, WEIGHED_OPENING, WEIGHED_QUERY, WEIGHED_DOCUMENT, N_WEIGHTINGS };

struct ticket_vocabulary {
    size_t          n_docs;         /* tickets that were counted                 */
    uint32_t        n_cols;
    const uint32_t *df;             /* [n_cols]                                  */
    double          mean_length[2]; /* words of title and description that count */
    /* The column of a word, UINT32_MAX where it has none. ERR_INTEGRITY: what ctx is about is damaged. */
    int           (*column)(uint32_t *col, const void *ctx, const char *word, struct err *err);
    const void     *ctx;
};

struct ticket_words {
    size_t    n;
    uint32_t *col;                          /* [n] ascending                                       */
    float    *value[N_WEIGHTINGS];   /* [n] each; 0 where the text of the way lacks a word  */
    float     title_length, description_length; /* ln(1 + words), known or not                     */
};

/* Reads one text after the other; of one thread. */
struct ticket_reader {
    const struct ticket_vocabulary *vocabulary; /* borrowed */
    struct tokenizer tokenizer;
    uint32_t        *col;         /* [n_col] of each token that was met */
    size_t           n_col, cap_col;
    struct id_list   tokens;
    uint64_t        *found;       /* [n_found] column and field, one an occurrence */
    size_t           n_found, cap_found;
};

int  ticket_reader_init(struct ticket_reader *reader, const struct ticket_vocabulary *vocabulary, struct err *err);
void ticket_reader_release(struct ticket_reader *reader);

int  ticket_reader_read(struct ticket_words *out, struct ticket_reader *reader, const struct text *title, const struct text *description, struct err *err);
void ticket_words_release(struct ticket_words *words);

/* Appends one way of weighing as a row of vocabulary->n_cols columns. */
int  ticket_words_append(struct csr *out, const struct ticket_words *words, enum ticket_weighting way, struct err *err);

#endif
