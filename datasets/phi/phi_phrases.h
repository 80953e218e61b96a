/*
 * phi_phrases.h - many words and phrases looked for in a text at once.
 *
 * A trie over tokens: a run of letters and digits, a blank (any number of them, and line ends), or one byte of anything else.
 *
 *     "Dr. O'Brien"   ->  dr  .  _  o  '  brien
 *
 * A phrase is found where its tokens stand in the text: only whole words, so "Ann" is not found in "Annual", and letters
 * in either case (ASCII and Latin-1; a curly apostrophe is a straight one). Of phrases that begin at the same place
 * the longest is taken, and what follows is looked at from its end on. One pass over the text; the number of phrases does not matter.
 */
#ifndef PRODROME_PHI_PHRASES_H
#define PRODROME_PHI_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include "datasets/base/err.h"
#include "datasets/base/intern.h"

enum {
    PHRASE_BYTES_MAX = 200,
    PHRASE_TOKENS_MAX = 64,
    PHRASES_MAX = 4000000      /* in one set: bounded memory, some 150 bytes each */
};

struct phi_phrases {
    struct intern words;       /* tokens, folded                                                   */
    uint64_t     *edge;        /* [n_slots] node << 32 | token, UINT64_MAX for empty               */
    uint32_t     *child;       /* [n_slots] the node that the edge leads to; n_slots a power of 2  */
    size_t        n_slots, n_edges;
    uint16_t     *value;       /* [n_nodes] of the phrase that ends there, 0: none                 */
    size_t        n_nodes, cap_nodes;
    size_t        n;           /* phrases                                                          */
};

struct phi_match {
    size_t   start, end;       /* bytes of the text */
    uint16_t value;
};

void phi_phrases_init(struct phi_phrases *phrases);
void phi_phrases_release(struct phi_phrases *phrases);

/* value is not 0. *before is what the phrase had already, 0 for none, and stays if it is not 0. ERR_USAGE, with the reason alone, where the phrase
 * has neither letter nor digit, is too long or the set is full. ERR_NOMEM. */
int phi_phrases_add(struct phi_phrases *phrases, const char *phrase, size_t len, uint16_t value, uint16_t *before, struct err *err);

/* The next one at or after *at, which must not be inside a word. Moves *at behind it, or behind the text where there is none (false). Placeholders ("[MRN]") are passed
 * over, and no phrase goes into one. */
bool phi_phrases_next(const struct phi_phrases *phrases, struct phi_match *match, const char *text, size_t len, size_t *at);

#endif
