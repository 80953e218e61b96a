/*
 * terms.h - the block of terms: a locked vocabulary of tokens and pairs of neighbours, and their weights in a row.
 *
 * Columns count from 0 inside the block: first the tokens, by first arrival in the training rows, then the pairs, by first
 * arrival. Both tokens of a pair are columns themselves (a pair is never in more samples, or more often in all, or complete earlier than
 * its parts), so a pair is two columns.
 */
#ifndef PRODROME_TERMS_H
#define PRODROME_TERMS_H

#include <stdbool.h>

#include "features/feature_set.h"
#include "features/row_buffer.h"

struct term_pair {
    uint32_t a, b; /* columns of the two tokens */
};

struct pair_slot {
    uint32_t a, b, col; /* col UINT32_MAX: empty */
};

struct terms {
    struct intern     word;    /* token columns: column c is word c                 */
    uint32_t          n_pairs;
    struct term_pair *pair;    /* [n_pairs] column word.n + i                       */
    uint32_t         *df;      /* [word.n + n_pairs] training samples with it       */
    uint32_t          n_docs;  /* training samples                                  */
    float            *idf;     /* [word.n + n_pairs] of df and n_docs               */
    struct pair_slot *slot;    /* [n_slots] column by pair; n_slots a power of 2    */
    size_t            n_slots;
    uint64_t         *filter;  /* [n_slots / 16] 4 bits a slot: most pairs that are no column end here */
};

enum { TF_TABLE = 64 };

/* Of one thread. */
struct terms_scratch {
    uint32_t          n_cols;
    float            *count;     /* [n_cols] all 0 between rows                           */
    uint64_t         *touched;   /* [n_cols / 64 + 1] a bit a column                      */
    uint64_t         *summary;   /* [n_cols / 4096 + 1] a bit a word of touched           */
    size_t            n_columns; /* touched since the last row                            */
    uint64_t         *hash;      /* [pair_cap] pairs of one field on the way to their slot */
    struct term_pair *pair;
    size_t            pair_cap;
    struct id_list    written_out; /* of tokens_ids                                       */
    float             tf[TF_TABLE];
};

/* Two multiplications (the constants are those of splitmix64 and of Evensen's rrmxmx): every bit of the pair moves the low
 * bits. Never seen outside: columns come from arrival. */
static inline uint64_t hash_pair(uint32_t a, uint32_t b)
{
    uint64_t x = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u;

    x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

/* field: [n_fields] indices into tokens->field. Leaves `out` without columns where no term is frequent enough. */
int  terms_fit(struct terms *out, const struct block_spec *spec, const struct tokens *tokens, const size_t *field, size_t n_fields,
               const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);
void terms_release(struct terms *terms);
/* Builds idf, slot and filter of word, pair, df and n_docs. ERR_INTEGRITY where a pair comes twice. */
int  terms_finish(struct terms *terms, struct err *err);
/* ln((1 + n_docs) / (1 + df)) + 1: scikit-learn's smoothed form, TfidfTransformer(smooth_idf=True). */
float terms_idf(uint32_t n_docs, uint32_t df);
uint32_t terms_n_cols(const struct terms *terms);

/* The column of each token of a table, UINT32_MAX for none: [word->n], yours (mem_free). */
int  terms_map(uint32_t **out, const struct terms *terms, const struct intern *word, struct err *err);

int  terms_scratch_init(struct terms_scratch *scratch, const struct terms *terms, struct err *err);
void terms_scratch_release(struct terms_scratch *scratch);
/* Appends the sample's terms to the row, columns from first_col on. field as for terms_fit, map of terms_map. */
int  terms_row(struct row_buffer *row, const struct terms *terms, struct terms_scratch *scratch, const struct block_spec *spec,
               uint32_t first_col, const struct tokens *tokens, const size_t *field, const uint32_t *map, size_t sample, struct err *err);

void terms_text(const struct terms *terms, uint32_t col, struct strbuf *out); /* "null pointer" */

#endif
