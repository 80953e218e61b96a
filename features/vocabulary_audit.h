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

enum { VOCABULARY_FORM_MAX = 48 };

struct vocabulary_audit {
    size_t n_looked;                     /* terms and values                                                  */
    size_t n_found;                      /* of them that look like one                                        */
    size_t found[N_VOCABULARY_SHAPES];   /* by the first shape that each has                                  */
    char   form[VOCABULARY_FORM_MAX];    /* the first, without what it says: "aaa99999999" of "mrn00123456"   */
};

/* Adds the columns of a feature set. *audit is all zero at first. ERR_NOMEM; ERR_REFUSED where a pattern gives up. */
int  vocabulary_audit_features(struct vocabulary_audit *audit, const struct feature_set *set, const struct phi_rules *rules, struct err *err);
/* Adds one text, such as the name of a class. */
int  vocabulary_audit_text(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err);
/* Adds the name of a thing, such as a library: looked at for 'denied' and 'labelled' alone, as "com.acme:web@2.13.4.1" is no web address. */
int  vocabulary_audit_name(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err);
/* "2 of 1204 terms look like identifiers (labelled 1, number 1), the first of the form 'aaa99999999'"; never a term itself. */
void vocabulary_audit_words(const struct vocabulary_audit *audit, struct strbuf *out);

#endif
