/*
 * terms_fit.h - what terms_fit.c and terms_pairs.c share while a block of terms is fitted.
 *
 * A position is the number of the token among all training tokens; a pair is complete at its second token.
 */
#ifndef PRODROME_TERMS_FIT_H
#define PRODROME_TERMS_FIT_H

#include "features/text/terms.h"

enum { LANES_MAX = 64 };

/* A column to be. */
struct term {
    uint32_t a, b;  /* token ids; b INTERN_NONE: a token alone */
    uint32_t total; /* occurrences in the training rows        */
    uint32_t df;    /* training rows with it                   */
    uint32_t first; /* position of its first arrival           */
};

struct token_counts {
    uint32_t *total, *df, *first, *last; /* [n_words]; last: 1 + row of the latest, 0: none */
};

struct pair_counter {
    uint64_t pair;                   /* a << 32 | b                                          */
    uint32_t total, df, first, last; /* total 0: empty slot                                  */
};

/* One thread's share: of the rows while tokens are counted, of the pairs (by their hash) afterwards. */
struct lane {
    size_t               begin, end;   /* of rows, for counting tokens                         */
    uint32_t             position;     /* of the first token there                             */
    struct token_counts  token;
    uint8_t             *cell;         /* [n_cells] sketch of the lane's pairs                 */
    size_t               reach[256];   /* cells by their count                                 */
    struct pair_counter *table;        /* [n_slots], n_slots a power of 2                      */
    size_t               n_pairs, n_slots;
    uint64_t            *pair, *hash;  /* [n_gathered] the lane's pairs of one text            */
    uint32_t            *at;           /* their positions                                      */
    size_t               n_gathered, pair_cap, hash_cap, at_cap;
    struct id_list       written_out;  /* scratch of tokens_ids                                */
};

struct fitting {
    const struct block_spec *spec;
    const struct tokens     *tokens;
    const size_t            *field;
    size_t                   n_fields;
    const uint32_t          *rows;
    size_t                   n_rows, n_words, n_tokens;
    struct lane              lane[LANES_MAX];
    size_t                   n_lanes;   /* a power of 2                            */
    unsigned                 lane_bits;
    size_t                   n_cells;   /* of one lane, a power of 2               */
    uint32_t                 threshold; /* what a cell must reach                  */
    uint64_t                *frequent;  /* [n_words / 64 + 1] tokens with min_df   */
    struct term             *term;      /* [n_terms] frequent enough               */
    size_t                   n_terms, cap_terms;
};

/* The tokens of one field of a training row, for a lane: until its next call. */
int fitting_tokens(const uint32_t **token, size_t *n, struct fitting *fit, size_t lane, size_t row, size_t f, struct err *err);
int fitting_add_term(struct fitting *fit, const struct term *term, struct err *err);
/* Appends the pairs of frequent tokens that are frequent enough themselves. */
int terms_count_pairs(struct fitting *fit, int n_threads, struct err *err);

#endif
