/*
 * phi_prose.h - the pass over the words between the structured spans: names, places, addresses, ages.
 *
 * What phi_scan.h found, and every placeholder, is a wall: a finder looks at one stretch between two walls at a time, from left
 * to right, and what it finds is a wall to what comes after it. Evidence for a name lies in words (a title, a given name, a verb
 * before it), so a text in which something was replaced only ever holds less of it: that is why a second run finds nothing.
 * What speaks against a name (a town, a product, "score" behind it) is never itself replaced as a name.
 *
 * Words of names that were found are kept, and the same words count as the name again anywhere in the text.
 */
#ifndef PRODROME_PHI_PROSE_H
#define PRODROME_PHI_PROSE_H

#include "datasets/phi/phi_words.h"

/* Joins the spans of names and places to `spans`, which holds the structured ones and stays in order. *work as in phi_scan.h.
 * ERR_NOMEM; then `spans` holds what it held, perhaps in part. */
int phi_scan_prose(struct phi_spans *spans, const char *text, size_t len, uint64_t *work, struct err *err);

/* ---- finders: true and *span; `scan` is one stretch, the word a capitalised one that nothing is glued to --------------------- */

enum { PHI_NAME_WORDS = 6 };

/* Words that may together be one name, as they stand in the text: "Faina D. Yefremova", "Tanaka, Carlos", "van der Berg". */
struct phi_run {
    struct phi_word word[PHI_NAME_WORDS];
    size_t          n;
    bool            comma;  /* behind the first: family name, given name */
};

/* phi_names.c: *run are the words that were looked at; what is no name goes on behind run->word[0]. */
bool phi_find_name(const struct phi_scan *scan, const struct phi_word *first, struct phi_run *run, struct phi_span *span);

/* phi_places.c: a hospital or clinic by its words; a place by the words before it. */
bool phi_find_facility(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span);
bool phi_find_town(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span); /* of two words */
bool phi_find_place(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span);

/* Whether the letters of a state or province stand at text[at]; *end is behind them. */
bool phi_is_state(const struct phi_scan *scan, size_t at, size_t *end);

/* The next of a list that a name behind which text[at] stands begins: "Okafor, |Becker and Vasquez". */
bool phi_find_next_name(const struct phi_scan *scan, size_t at, struct phi_span *span);

/* phi_address.c: at is a number that nothing is glued to. */
bool phi_find_address(const struct phi_scan *scan, size_t at, struct phi_span *span);
bool phi_find_zip(const struct phi_scan *scan, size_t at, struct phi_span *span);
bool phi_find_age(const struct phi_scan *scan, size_t at, struct phi_span *span);
/* The same from a word on: "PO Box 12", "Hauptstrasse 5". */
bool phi_find_box(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span);
bool phi_find_street(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span);
bool phi_find_flat(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span);
bool phi_find_corner(const struct phi_scan *scan, size_t at, struct phi_span *span); /* at: 'c' of "corner of" */

/* phi_lead.c: how much the words before text[at] announce a person. */
enum phi_lead {
    PHI_LEAD_AGAINST, /* "class", "version"                           */
    PHI_LEAD_NONE,
    PHI_LEAD_MAYBE,   /* "by", "with", "from"                         */
    PHI_LEAD_ROLE,    /* "user", "seen by", "her brother"             */
    PHI_LEAD_NAME     /* "Dr.", "Patient:", "my name is", "Regards,\n" */
};

enum phi_lead phi_lead_before(const struct phi_scan *scan, size_t at);

/* Where the title begins that stands before text[at]: "|Dr. Long"; `at` where there is none. */
size_t phi_title_before(const struct phi_scan *scan, size_t at);

#endif
