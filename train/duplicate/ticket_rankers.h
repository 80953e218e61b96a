/*
 * ticket_rankers.h - how like a ticket each earlier one is, by its words, letters, title and age.
 *
 * Six views of a ticket's text, each an exact search over the earlier tickets (features/search_index.h). What similar incidents and
 * duplicates are found by. Only title, description and filing time are used: what is known when a ticket is filed.
 *
 *     words      stems of title x 3 + description, tf-idf, cosine
 *     pairs      the same with pairs of neighbours
 *     letters    5-grams of letters inside words of title x 3 + opening of the description (1,200 bytes), cosine
 *     title      words of the title alone, with the document frequencies of `words`
 *     bm25f      BM25F of title and description (weight 3 and 1, b .5 and .75, k1 1.2); not bounded by 1
 *     recent     words - .03 ln(1 + days between the two)
 */
#ifndef PRODROME_TICKET_RANKERS_H
#define PRODROME_TICKET_RANKERS_H

#include "features/feature_set.h"
#include "features/search_index.h"
#include "features/text/field_terms.h"

enum ticket_ranker { RANKER_WORDS, RANKER_RECENT, RANKER_PAIRS, RANKER_LETTERS, RANKER_TITLE, RANKER_BM25F, N_TICKET_RANKERS };

extern const char *const ticket_ranker_name[N_TICKET_RANKERS];

#define RECENT_PENALTY 0.03 /* chosen on the training part of Xamarin's duplicates; .02 to .05 differ little */

enum { RECENT_STRIP = 64 };

enum rankers_kind {
    RANKERS_WORDS, /* words alone: what a person is shown; a fourth of the work */
    RANKERS_ALL
};

struct ticket_rankers {
    const struct ticket_table *tickets;                  /* borrowed                                              */
    size_t                     n_rankers;                /* 1 or N_TICKET_RANKERS                                 */
    struct samples             samples;
    struct tokens              tokens;
    struct field_terms         terms;
    struct csr                 row[N_TICKET_RANKERS];    /* of the queries; recent: none of its own               */
    struct search_index        index[N_TICKET_RANKERS];
    int64_t                   *newest;                   /* [n / RECENT_STRIP + 1], of all rankers                */
};

/* Vocabularies and document frequencies are those of the first n_train tickets; the table may be longer. ERR_NODATA where no word is in
 * two of them. The table must outlive the rankers, which must not be moved (they point into themselves). */
int  ticket_rankers_make(struct ticket_rankers *out, const struct ticket_table *tickets, size_t n_train, enum rankers_kind kind, int n_threads,
                         struct err *err);
void ticket_rankers_release(struct ticket_rankers *r);

/* Of one thread. */
struct ranker_scores {
    float *score[N_TICKET_RANKERS]; /* [n_rankers][tickets]; NULL for `recent` */
};

int  ranker_scores_init(struct ranker_scores *s, const struct ticket_rankers *r, struct err *err);
void ranker_scores_release(struct ranker_scores *s);
/* score[ranker][i] for every ticket i < query, but of `recent`, which is made of words for those that are asked for. */
void ticket_rankers_score(struct ranker_scores *s, const struct ticket_rankers *r, uint32_t query);

/* `recent` of ticket i < query, by the scores of this query: at most that of words; RANKER_NOTHING for a ticket that shares no word. */
float ticket_rankers_recent(const struct ticket_rankers *r, const struct ranker_scores *s, uint32_t query, uint32_t i);

/* most[i] for every ticket i < query: no less than `recent`, and made without the age of each. */
void ticket_rankers_recent_most(float *most, const struct ticket_rankers *r, const struct ranker_scores *s, uint32_t query);

#define RANKER_NOTHING (-1.0f)

/* Days between the filing of two tickets, 0 where either is not known. */
double ticket_days_between(const struct ticket *later, const struct ticket *earlier);

#endif
