/*
 * similar.h - the past tickets most like a ticket, and what they have in common.
 *
 * Compared are the words of title (x 3) and description (train/duplicate/ticket_rankers.h): similarity is the cosine of their tf-idf rows, 0 to 1,
 * a sum over the words that both have, so each word has a share of it. Only earlier tickets are found; they are ordered by similarity, equal ones
 * by time.
 */
#ifndef PRODROME_SIMILAR_H
#define PRODROME_SIMILAR_H

#include "train/duplicate/duplicate_bar.h"
#include "train/duplicate/duplicates.h"
#include "train/duplicate/ticket_rankers.h"

enum { SIMILAR_TERMS = 8 };

struct similar {
    const struct ticket_table *tickets;  /* borrowed                  */
    struct ticket_rankers      rankers;
    size_t                     n_known;  /* tickets that are learned from */
};

struct similar_term {
    const char *text;                    /* the word's stem; borrowed from the search    */
    double      share;                   /* of the similarity; those of all words make 1 */
};

struct similar_found {
    uint32_t            row;             /* of the tickets                                     */
    double              similarity;
    struct similar_term term[SIMILAR_TERMS]; /* [n_terms] largest share first              */
    size_t              n_terms;
};

/* Words and their document frequencies are those of the first n_known tickets (texts that are no tickets may stand behind them).
 * ERR_NODATA where no word is in two of them. The search must not be moved. */
int  similar_init(struct similar *out, const struct ticket_table *tickets, size_t n_known, int n_threads, struct err *err);
void similar_release(struct similar *s);

/* The k most similar earlier tickets of each query; found: [n_queries * k], n_found: [n_queries]. Same result for any n_threads. */
int  similar_find(struct similar_found *found, size_t *n_found, const struct similar *s, const uint32_t *query, size_t n_queries, size_t k,
                  int n_threads, struct err *err);

/* How similar any two rows are, and by which words. */
void similar_share(struct similar_found *out, const struct similar *s, uint32_t query, uint32_t row);

/* Words of a ticket that the search knows. */
size_t similar_known_words(const struct similar *s, uint32_t row);

/* From which similarity on an earlier ticket is suspected to be the same incident (train/duplicate/duplicate_bar.h): by the SIMILAR_BAR_TOP most similar earlier ones of each of the newest
 * SIMILAR_BAR_QUERIES tickets that are resolved. Where no ticket is marked as a duplicate none is suspected, and none was looked at. */
enum { SIMILAR_BAR_QUERIES = 2000, SIMILAR_BAR_TOP = 5 };
int  similar_choose_bar(struct duplicate_bar *out, const struct similar *s, const struct duplicates *groups, double precision, int n_threads, struct err *err);

#endif
