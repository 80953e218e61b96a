/*
 * ticket_rankers.h - how like a ticket each earlier one is, by its words, its title and its age.
 *
 * Two exact searches over the earlier tickets (features/search/search_index.h), and a third that is made of the first. What similar incidents and duplicates are found
 * by. Only title, description and filing time are used: what is known when a ticket is filed.
 *
 *     words      stems of title x 3 + description, tf-idf, cosine
 *     title      words of the title alone, with the document frequencies of `words`
 *     recent     words - .03 ln(1 + days between the two)
 */
#ifndef PRODROME_TICKET_RANKERS_H
#define PRODROME_TICKET_RANKERS_H

#include "features/search/search_index.h"
#include "train/duplicate/ticket_words.h"

#define RECENT_PENALTY 0.03 /* chosen on the training part of Xamarin's duplicates; .02 to .05 differ little */
#define RECENT_NOTHING (-1.0F) /* of a ticket that shares no word */

struct ticket_rankers {
    const struct ticket_table *tickets; /* borrowed */
    struct samples             samples;
    struct tokens              tokens;
    struct field_terms         terms;
    struct csr                 words, title;  /* rows of all tickets */
    struct search_index        words_index, title_index;
};

/* Vocabulary and document frequencies are those of the first n_train tickets; the table may be longer. packed: the indices, where that is faster: for many queries; they
 * cannot be written down then. ERR_NODATA where no word is in two of them. The table must outlive the rankers, which must not be moved (they point into themselves). */
int  ticket_rankers_make(struct ticket_rankers *out, const struct ticket_table *tickets, size_t n_train, bool packed, int n_threads, struct err *err);
void ticket_rankers_release(struct ticket_rankers *r);

/* score[i] of ticket `query` and each i < query. */
void ticket_rankers_words(float *score, const struct ticket_rankers *r, uint32_t query);
void ticket_rankers_title(float *score, const struct ticket_rankers *r, uint32_t query);

/* Of its terms, which must outlive it. */
struct ticket_vocabulary ticket_rankers_vocabulary(const struct ticket_rankers *r);

/* The k best by `recent` of rows first .. n - 1, best first; words: [n] scores of a query that was filed at `filed`; created: [n]. most: [n] scratch. Returns how many. */
size_t ticket_recent_top(struct search_hit *hit, size_t k, float *most, const float *words, const int64_t *created, size_t first, size_t n, int64_t filed);
float  ticket_recent(float words, int64_t filed, int64_t created);

/* Days between the filing of two tickets, 0 where either is not known. */
double ticket_days_between(int64_t later, int64_t earlier);

#endif
