/*
 * similar_index.h - what is needed to find similar tickets, made once and asked often.
 *
 * The words of the tickets of a project (or of all), with the inverted index over them: what score/similar/similar.h makes for a whole night of queries, laid down so that
 * it can be kept in a file (similar_file.h) and one query costs little. Hits and similarities are those of similar.h to the last bit: the same postings added in the
 * same order. There is no text in it: words that two tickets have, and which tickets have them. Postmortems stand before the tickets, as rows of the same kind
 * (similar_postmortems.h).
 *
 *     tickets of the section (by time)      columns (words, by first arrival)       index
 *     row 0  record 7  version 9            column 0  "printer"  in 2 tickets       "printer" -> (row 0, .6) (row 1, .8)
 *     row 1  record 3  version 12           column 1  "jam"      in 2 tickets       "jam"     -> (row 0, .8) (row 1, .6)
 */
#ifndef PRODROME_SIMILAR_INDEX_H
#define PRODROME_SIMILAR_INDEX_H

#include "features/search/search_index.h"
#include "score/similar/similar.h"
#include "train/duplicate/duplicate_pool.h"

struct similar_section {
    const char         *project;     /* "": of all projects                                                     */
    size_t              n_rows;      /* postmortems, then tickets by time as in rows.h                          */
    size_t              n_postmortems;
    int64_t            *record;      /* [n_rows] record_id                                                      */
    int64_t            *version;     /* [n_rows] the current version_id                                         */
    int64_t            *created;     /* [n_rows] of a postmortem its date                                       */
    struct search_index index;       /* n_cols 0: no word is in two tickets                                     */
    struct search_index title;       /* of the titles alone, the same columns                                   */
    uint64_t           *list_check;  /* [n_cols] of each column's postings; NULL: made here, nothing to check   */
    uint64_t           *title_check; /* [n_cols] likewise                                                       */
    struct duplicate_link *link;     /* [n_links] as in duplicates.h                                            */
    size_t              n_links;
    double              mean_length[2]; /* as in ticket_words.h                                                 */
    uint32_t           *df;          /* [n_cols] tickets with the word                                          */
    uint32_t           *word_start;  /* [n_cols] of column c in words                                           */
    char               *words;       /* [words_len] each NUL-terminated                                         */
    size_t              words_len;
    uint32_t           *by_word;     /* [n_cols] columns in the order of their words                            */
    uint64_t           *group_start; /* [n_rows + 1] groups of duplicates, as in duplicates.h                   */
    uint32_t           *group;       /* [n_rows]                                                                */
    uint32_t           *member;      /* [n_rows]                                                                */
};

/* Of n_postmortems postmortems as tickets, then tickets in the order of rows.h; `project` is borrowed. A section without a word that is in two tickets has no columns. */
int  similar_section_make(struct similar_section *out, const char *project, const struct ticket_table *tickets, size_t n_postmortems, int n_threads,
                          struct err *err);
void similar_section_release(struct similar_section *section); /* of one that was made; those of a file are the file's */

/* The row of a record; false where it is none of the section's. */
bool similar_section_row(uint32_t *row, const struct similar_section *section, int64_t record_id);

/* The words of the section, for a ticket_reader (ticket_words.h); the section must outlive it. ERR_INTEGRITY of the reader: the section is damaged. */
struct ticket_vocabulary similar_section_vocabulary(const struct similar_section *section);

/* Appends the words of a ticket as a row (tf-idf, unit length) to `out`, which has index.n_cols columns. */
int  similar_section_words(struct csr *out, struct ticket_reader *reader, const struct text *title, const struct text *description, struct err *err);

/* How similar each of the first n_before rows is to row `row` of `words`; score: [n_before], for search_top. by_title: `words` is of the title alone, and so are the rows. Exact.
 * ERR_INTEGRITY: the section is damaged. */
int  similar_section_scores(float *score, const struct similar_section *section, bool by_title, const struct csr *words, size_t row, size_t n_before, struct err *err);

/* What candidates are looked for in; of the section. ERR_INTEGRITY: it is damaged. */
int  similar_section_corpus(struct duplicate_corpus *out, const struct similar_section *section, struct err *err);

/* What rows a and b of `words` share, as similar_find tells it; `row` is put there. */
void similar_section_share(struct similar_found *out, const struct similar_section *section, const struct csr *words, size_t a, size_t b, uint32_t row);

/* Members of the row's group of duplicates, itself among them; 0 where the section is damaged. */
size_t similar_section_group(const uint32_t **member, const struct similar_section *section, uint32_t row);

/* Of postings in memory: what list_check has. Against a damaged disk, not against a forger. */
uint64_t similar_check(uint64_t before, const void *data, size_t len);

#endif
