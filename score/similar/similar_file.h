/*
 * similar_file.h - the index of similar incidents as a file, STORE.index (index_place.h): written whole by a job, mapped by whoever asks.
 *
 *     "PRODSIM2"                                              8 bytes
 *     section   project's name, record, version, created,     arrays of similar_section, each begun at a multiple of 8 bytes; numbers as the processor has
 *               start, title_start, list_check, title_check,  them
 *               link, group_start, df, by_word, word_start,
 *               group, member, words, posting, title_posting
 *     ...                                                     one for each project, and where there are several one ("") of all
 *     table     at, name_len, n_rows, n_postmortems, n_cols,  [n_sections] 12 x 8 bytes; check: of the section without its postings
 *               nnz, nnz_title, n_links, words_len, check,
 *               mean_length
 *     tail      "PRODSIM2", byte order, n_sections,           72 bytes
 *               state (index_place.h), table_at, check of
 *               the table and the tail before it
 *
 * A reader looks at the tail and the table (a page or two), then at the arrays of the one section it needs, whose check it makes, and of the postings at those of
 * the words that are asked for, each list with its own check: so a query over a million tickets reads a part of the file. What is not as it was written, from another
 * processor, of another store or older than it is refused before anything of it is used, and no content makes a reader leave the file.
 */
#ifndef PRODROME_SIMILAR_FILE_H
#define PRODROME_SIMILAR_FILE_H

#include "datasets/rows/postmortem_rows.h"
#include "score/similar/similar_index.h"

struct similar_file {
    const unsigned char *data; /* mapped, read-only */
    size_t               size;
    uint32_t             n_sections;
    uint8_t              state[DIGEST_SIZE];
    size_t               table_at;
};

/* ERR_NOTFOUND: no such file. ERR_INTEGRITY: it is no index, or damaged. Nothing is said about its state. */
int  similar_file_open(struct similar_file *out, const char *path, struct err *err);
void similar_file_close(struct similar_file *file);
/* The same of bytes in memory, 8-byte aligned, which must outlive the file: nothing to close. */
int  similar_file_of(struct similar_file *out, const void *data, size_t size, struct err *err);

/* Tests only: bytes that may have been an index get the checks that would let a reader in. 8-byte aligned. */
void similar_file_seal(void *data, size_t size);

/* The section of a project, NULL: of all tickets. It points into the file, is not released, and must not be written to. ERR_NOTFOUND: the file has none;
 * ERR_INTEGRITY: it is damaged. */
int similar_file_section(struct similar_section *out, const struct similar_file *file, const char *project, struct err *err);
/* Section `i` < n_sections: its project, borrowed; len: bytes. */
const char *similar_file_project(size_t *len, const struct similar_file *file, uint32_t i);

/* Opens the index of the store. ERR_NOTFOUND: there is none; ERR_REFUSED: it is older than the store; ERR_INTEGRITY. */
int similar_file_open_current(struct similar_file *out, struct store *store, struct err *err);

/* Makes the index anew, unless it is there and says what is current. The store must be open as a job: nobody takes text out of it meanwhile. Without a ticket there
 * is none. On failure there is the old one or none. */
int similar_file_renew(bool *made, struct store *store, int n_threads, struct err *err);

/* The section of a project (NULL: of all), made of what the store has now and of the postmortems that similar_postmortems_load gives; to be released. */
int similar_section_read(struct similar_section *out, struct store *store, const struct snapshot *snapshot, const char *project, const struct postmortem_table *postmortems, int n_threads,
                         struct err *err);

/* Writes sections; for renewing, and for tests. */
int similar_file_write(const char *path, const struct similar_section *section, uint32_t n, const uint8_t state[DIGEST_SIZE], int mode, struct err *err);

#endif
