/*
 * tokenizer.h - one text at a time into token ids: the part of tokens.c that reads characters.
 *
 * Serves one thread. What a run of bytes becomes (folded, split, stemmed, cut into grams) is worked out once and kept by the
 * bytes of the run, so that a text costs little more than finding its runs. Ids count from 0 by first arrival.
 */
#ifndef PRODROME_TOKENIZER_H
#define PRODROME_TOKENIZER_H

#include <stdbool.h>

#include "datasets/base/intern.h"
#include "datasets/base/strbuf.h"
#include "features/text/fold.h"
#include "features/text/run_cache.h"
#include "features/text/stem.h"
#include "features/text/tokens.h"

struct tokenizer {
    struct intern    word;          /* the tokens                          */
    struct run_cache run[TOKENS_N_KINDS];
    struct intern    unstemmed;
    uint32_t        *stem_id;       /* [unstemmed.n] token of its stem     */
    size_t           stem_cap;
    struct stemmer  *stemmer;
    struct fold      fold;
    struct id_list   grams;         /* of all runs of TOKENS_GRAMS, one behind the other */
    size_t          *gram_start;    /* [n_gram_runs + 1]                   */
    size_t           n_gram_runs, gram_cap;
    struct id_list   pieces;        /* scratch: of one run                 */
    struct strbuf    lower, folded; /* scratch                             */
    unsigned char    class_of[256]; /* of each byte                        */
};

int  tokenizer_init(struct tokenizer *t, struct err *err);
void tokenizer_release(struct tokenizer *t);
/* Appends the tokens of the text to `out`; of TOKENS_GRAMS the numbers of its words among the gram runs. ERR_NOMEM. */
int  tokenizer_add(struct tokenizer *t, enum token_kind kind, const struct text *text, struct id_list *out, struct err *err);

#endif
