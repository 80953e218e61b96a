/*
 * vocabulary_audit.h - whether a locked vocabulary holds something that looks like an identifier of a person.
 *
 * A model version carries its vocabulary, and explanations print it, so a term that got past de-identification would be stored and shown for ever.
 * Looked at is each term and each verbatim value by itself, with no words around it that could excuse it:
 *
 *     identifier   the built-in rules find e-mail, web or network address, phone, fax, social security, record, account, card, plan, licence,
 *                  device or vehicle number in it
 *     denied       the user's rules (deny, patterns) find something, of any type
 *     labelled     one word of a label and at least 5 digits: "mrn00123456"
 *     number       one word of at most 3 letters and at least 10 digits, but for times ("v201209051200") and hexadecimal numbers
 *
 * What cannot be told from a term alone, and so gets through: a name or place that the rules do not know (terms are folded and stemmed, and a
 * name is a word like another: a deny list finds it), a stem that is not the denied word, two short numbers side by side. Numbers of five digits and more that stand
 * alone, dates, addresses in memory and long runs never get here: tokens.h makes placeholders of them. What the user allows is passed.
 */
#ifndef PRODROME_VOCABULARY_AUDIT_H
#define PRODROME_VOCABULARY_AUDIT_H

#include "datasets/phi/deidentify.h"
#include "features/feature_set.h"

enum vocabulary_shape { SHAPE_IDENTIFIER, SHAPE_DENIED, SHAPE_LABELLED, SHAPE_NUMBER, N_VOCABULARY_SHAPES };

extern const char *const vocabulary_shape_name[N_VOCABULARY_SHAPES]; /* "identifier", ... */

enum { VOCABULARY_FORM_MAX = 48, VOCABULARY_EXAMPLES = 3 };

/* A term that was found, without what it says: every letter 'a' and every digit '9', but for a first or last letter of six and more: "maa99999999" of "mrn00123456". */
struct vocabulary_example {
    char   form[VOCABULARY_FORM_MAX];
    size_t rows;                         /* training rows that have it; 0: not counted                        */
};

struct vocabulary_audit {
    /* Told of each term that is found, as it is, where not NULL: for the eyes of who may read the store. */
    void (*tell)(void *ctx, const char *term, size_t len, enum vocabulary_shape shape, size_t rows);
    void  *tell_ctx;
    size_t n_looked;                     /* terms and values                                                  */
    size_t n_found;                      /* of them that look like one                                        */
    size_t found[N_VOCABULARY_SHAPES];   /* by the first shape that each has                                  */
    struct vocabulary_example example[VOCABULARY_EXAMPLES]; /* the first that were found                      */
};

/* Adds the columns of a feature set. *audit is all zero at first, but for `tell`. ERR_NOMEM; ERR_REFUSED where a pattern gives up. */
int  vocabulary_audit_features(struct vocabulary_audit *audit, const struct feature_set *set, const struct phi_rules *rules, struct err *err);
/* Adds one text, such as the name of a class. */
int  vocabulary_audit_text(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err);
/* Adds the name of a thing, such as a library: looked at for 'denied' and 'labelled' alone, as "com.acme:web@2.13.4.1" is no web address. */
int  vocabulary_audit_name(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err);
/* "2 of 1204 terms look like identifiers (labelled 1, number 1): 'maa99999999' in 2 rows, 'a9999999999'"; never a term itself. */
void vocabulary_audit_words(const struct vocabulary_audit *audit, struct strbuf *out);

#endif
