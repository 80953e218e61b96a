/*
 * fold.h - Unicode for the tokenizer: what belongs to a word, and one spelling for all its forms.
 *
 * The only user of utf8proc. Any bytes are safe; what is not UTF-8 belongs to no word.
 */
#ifndef PRODROME_FOLD_H
#define PRODROME_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"

enum fold_class {
    FOLD_OTHER,    /* blanks, punctuation, symbols, no UTF-8                                       */
    FOLD_LETTER,   /* letters, marks, digits and '_'                                               */
    FOLD_IDEOGRAPH /* Han and Kana, written without blanks between words: each stands for itself */
};

struct fold {
    int32_t *point; /* [cap] scratch */
    size_t   cap;
};

void fold_init(struct fold *fold);
void fold_release(struct fold *fold);

/* Class of the character at str (len > 0) and how many bytes it takes (1 where it is no UTF-8). */
enum fold_class fold_class_of(const char *str, size_t len, size_t *n_bytes);

/* Appends the NFKC case fold (Unicode 3.13, toNFKC_Casefold) of str; nothing where it is no UTF-8. ERR_NOMEM. */
int fold_add(struct fold *fold, struct strbuf *out, const char *str, size_t len, struct err *err);

const char *fold_library_version(void); /* of utf8proc: "2.8.0" */

#endif
