/*
 * known_links.h - inside of duplicate_pool.h: which tickets were known to be one incident when another was filed.
 *
 * For one query after the other: known_links_join puts together what was known at its time, known_links_forget takes that away again.
 */
#ifndef PRODROME_KNOWN_LINKS_H
#define PRODROME_KNOWN_LINKS_H

#include "train/duplicate/duplicates.h"

/* Of a row and its group as known by then. */
struct known_row {
    uint32_t links;        /* marks that name it                         */
    bool     is_duplicate; /* it is marked itself                        */
    uint32_t size;         /* members of its group before the query, 0: it is in none */
    uint32_t newest;       /* the newest of them                         */
    float    best;         /* the best words of one of them              */
};

struct known_links;

int  known_links_new(struct known_links **out, size_t n_rows, struct err *err);
void known_links_free(struct known_links *known);

/* link: [n] by known_at. words: of rows before n_before. Returns how many of the links were known before `filed`, for known_links_forget. */
size_t known_links_join(struct known_links *known, const struct duplicate_link *link, size_t n, const float *words, size_t n_before, int64_t filed);
struct known_row known_links_of(struct known_links *known, uint32_t row);
void   known_links_forget(struct known_links *known, const struct duplicate_link *link, size_t n_known);

#endif
