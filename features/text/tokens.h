/*
 * tokens.h - texts as sequences of token ids, once, for every weighting that follows.
 *
 * prose: NFKC case fold (utf8proc), words of letters, digits and '_', identifiers also at camelCase and snake_case (the
 *        whole, lower-cased, followed by its parts), "c#", "f#", "c++"; volatile tokens as typed placeholders: "<num>" (five digits and more,
 *        or a word with ten in a row), "<hex>", "<addr>" (0x...), "<guid>", "<time>" (dates too), "<version>" (unless its first two numbers are short: "8.4" of 8.4.1.27),
 *        "<long>" (runs of more than 64 bytes); de-identification placeholders as their type alone ("[PERSON:0123...]" -> "<person>");
 *        Snowball English stems (libstemmer). One-character words are dropped; Han and Kana stand for themselves. Paths and stack
 *        frames stay words: as placeholders they cost .004 top-1 on Xamarin's inner cuts.
 * code:  identifiers and numbers as they are, lower-cased; one-character tokens dropped; "<num>", "<hex>", "<guid>", "<long>" as above, so
 *        that nobody's number becomes a column.
 * paths: of 'a/b/C.java|d/e.c': every folder prefix ("a/", "a/b/"), base name ("C.java"), extension (".java").
 * grams: character 5-grams of words, ends marked ("^null", "rror$"), folded, every digit as 0.
 *
 * Ids count from 0 by first arrival in sample order (and field order inside a sample), whatever the number of threads. Token ids are names, not
 * statistics: making them over all samples leaks nothing; document frequencies are counted by feature_set_fit over its training
 * rows alone. Any bytes are safe.
 */
#ifndef PRODROME_TOKENS_H
#define PRODROME_TOKENS_H

#include <stdbool.h>

#include "datasets/base/intern.h"
#include "features/samples.h"
#include "features/text/id_list.h"

enum token_kind { TOKENS_PROSE, TOKENS_CODE, TOKENS_PATHS, TOKENS_GRAMS, TOKENS_N_KINDS };

struct token_field {
    size_t   *start; /* [n + 1] sample i is token[start[i]] .. token[start[i + 1] - 1]          */
    uint32_t *token; /* ids in order of the text; where `runs`, words that stand for their grams */
    bool      runs;
};

struct tokens {
    struct intern       word;      /* token strings by id                                           */
    size_t              n;         /* samples                                                       */
    size_t              n_fields;  /* as samples.n_texts                                            */
    struct token_field *field;     /* [n_fields]                                                    */
    size_t              n_runs;    /* a word in several chunks of the work is several runs          */
    size_t             *run_start; /* [n_runs + 1] run r is run_id[run_start[r]] .. run_id[run_start[r + 1] - 1] */
    uint32_t           *run_id;    /* ids                                                           */
};

/* kind: [s->n_texts]. */
int  tokens_make(struct tokens *out, const struct samples *s, const enum token_kind *kind, int n_threads, struct err *err);
void tokens_release(struct tokens *tokens);

/* The ids of one field of one sample, in order of the text: borrowed from the tokens, or written out into `scratch` (until its next
 * use). ERR_NOMEM. */
int    tokens_ids(const uint32_t **id, size_t *n, const struct tokens *tokens, size_t field, size_t sample, struct id_list *scratch,
                  struct err *err);
size_t tokens_count(const struct tokens *tokens, size_t field, size_t sample); /* how many */

/* A feature set works on the tokens, numbers and words of samples; this makes the token kinds for tickets and changes. */
extern const enum token_kind ticket_token_kind[]; /* title, description: prose; letters: grams    */
extern const enum token_kind change_token_kind[]; /* message: prose; files: paths; added, removed: code */

#endif
