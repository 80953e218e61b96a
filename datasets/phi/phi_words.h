/*
 * phi_words.h - the words of a text and what they are known as.
 *
 * A word is a run of letters (ASCII and the two-byte letters of UTF-8: Latin, Greek, Cyrillic, ...), with an apostrophe inside it
 * ("O'Brien") but without a possessive "'s". It is looked up in a table of names, towns and English words (phi_word_table.c) by
 * its letters folded to a-z:
 *
 *     "Szabó" -> "szabo": FAMILY        "Mark" -> "mark": GIVEN | COMMON        "Printers" -> "printer": COMMON
 */
#ifndef PRODROME_PHI_WORDS_H
#define PRODROME_PHI_WORDS_H

#include <string.h>

#include "datasets/phi/phi_scan.h"

enum { PHI_WORD_MAX = 14 };

enum phi_word_class {
    PHI_GIVEN = 1,
    PHI_FAMILY = 2,
    PHI_COMMON = 4,  /* a word of English             */
    PHI_TOWN = 8,
    PHI_EPONYM = 16, /* "Alzheimer", "Wells", "Gauss" */
    PHI_PRODUCT = 32 /* of software: "Xamarin", "iOS" */
};

enum phi_word_shape {
    PHI_LOWER,
    PHI_CAPITAL, /* "Smith", "DeLuca", "McKay", "O'Brien"                  */
    PHI_UPPER,   /* "SMITH", two letters or more                           */
    PHI_INITIAL, /* "W"                                                    */
    PHI_MIXED    /* "camelCase", "FooBarBaz": no word of a person's making */
};

/* What a word says about the words around it; see phi_cues.c. */
enum phi_cue {
    PHI_CUE_TITLE = 1 << 0,       /* "Dr", "Mrs" */
    PHI_CUE_ROLE = 1 << 1,        /* "patient", "brother": a person; a name may follow */
    PHI_CUE_LABEL = 1 << 2,       /* before ':' a name follows */
    PHI_CUE_DEED = 1 << 3,        /* "seen" by */
    PHI_CUE_VERB = 1 << 4,        /* "contacted": a name may follow */
    PHI_CUE_MAYBE = 1 << 5,       /* "by", "with" */
    PHI_CUE_AGAINST = 1 << 6,     /* "class": no name follows */
    PHI_CUE_CLOSING = 1 << 7,     /* "Regards" */
    PHI_CUE_SHORT_TITLE = 1 << 8, /* goes with the name */
    PHI_CUE_PARTICLE = 1 << 9,    /* "van", "de": inside a name */
    PHI_CUE_THING = 1 << 10,      /* "score": behind an eponym */
    PHI_CUE_SAYS = 1 << 11,       /* "said": behind a name */
    PHI_CUE_FACILITY = 1 << 12,   /* "hospital" */
    PHI_CUE_CENTER = 1 << 13,     /* "center": a facility behind a KIND */
    PHI_CUE_KIND = 1 << 14,       /* "medical" */
    PHI_CUE_HEAD = 1 << 15,       /* "general": a facility behind a town */
    PHI_CUE_CARE = 1 << 16,       /* "admitted": a facility follows "at" */
    PHI_CUE_LIFE = 1 << 17,       /* "lives": a town follows "in" */
    PHI_CUE_PREPOSITION = 1 << 18,/* "in", "at" */
    PHI_CUE_WARD = 1 << 19,       /* never a place by itself */
    PHI_CUE_OPENING = 1 << 20,    /* begins no name of a facility */
    PHI_CUE_LINK = 1 << 21,       /* "of": inside a name of a facility */
    PHI_CUE_STREET = 1 << 22,     /* "Road": ends a street */
    PHI_CUE_WAY = 1 << 23,        /* "rue": begins a street */
    PHI_CUE_UNIT = 1 << 24,       /* "Apt" */
    PHI_CUE_SMALL = 1 << 25,      /* "de": inside a street */
    PHI_CUE_CODE = 1 << 26,       /* "zip" */
    PHI_CUE_PAIR = 1 << 27,       /* "new": begins a town of two words */
    PHI_CUE_BOX = 1 << 28         /* "PO": begins a box */
};

struct phi_word {
    size_t        start, end;
    char          text[PHI_WORD_MAX + 1]; /* folded; "" where it is longer or of other letters */
    unsigned char shape;                  /* enum phi_word_shape                               */
    unsigned char classes;                /* of enum phi_word_class                            */
    unsigned      cues;                   /* of enum phi_cue                                       */
    bool          accented;               /* has a letter beyond ASCII                         */
    uint32_t      stretch;                /* in which it was read; phi_words_read                  */
    bool          foreign;                /* has a letter that does not fold to a-z            */
};

/* The words read last, by where they begin; several finders read the same ones. Those of another stretch do not count: change it when
 * scan->len changes. */
enum { PHI_WORDS_READ = 32 };

struct phi_words_read {
    struct phi_word word[PHI_WORDS_READ]; /* end is 0 where there is none */
    uint32_t        stretch;
};

/* Records of one length of word, in order; see phi_word_table.c. */
struct phi_word_list {
    const char *records;
    size_t      n;
};

extern const struct phi_word_list phi_word_lists[PHI_WORD_MAX + 1];

/* Hash of a folded word, of which PHI_WORD_MAX + 1 bytes can be read. */
static inline uint32_t phi_word_hash(const char *text, size_t len)
{
    uint64_t head, tail; /* bytes 0 to 7, and 7 to 14 */

    memcpy(&head, text, sizeof head);
    memcpy(&tail, text + PHI_WORD_MAX + 1 - sizeof tail, sizeof tail);
    head &= len >= 8 ? UINT64_MAX : ~(UINT64_MAX << 8 * len);
    tail &= len <= 7 ? 0 : ~(UINT64_MAX << 8 * (len - 7));
    head = (head ^ tail * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(head >> 32) ^ (uint32_t)(head >> 15);
}

/* Whether two folded words, NUL to the end of their PHI_WORD_MAX + 1 bytes, are one. */
static inline bool phi_same_word(const char *a, const char *b)
{
    uint64_t head[2], tail[2];

    memcpy(&head[0], a, sizeof head[0]);
    memcpy(&head[1], b, sizeof head[1]);
    memcpy(&tail[0], a + PHI_WORD_MAX + 1 - sizeof tail[0], sizeof tail[0]);
    memcpy(&tail[1], b + PHI_WORD_MAX + 1 - sizeof tail[1], sizeof tail[1]);
    return head[0] == head[1] && tail[0] == tail[1];
}

/* The classes of a folded word, of which PHI_WORD_MAX + 1 bytes can be read; COMMON also for what an English ending makes of a common word. 0: unlisted. */
unsigned phi_word_classes(const char *text, size_t len);

/* The cues of a folded word, NUL to the end of its PHI_WORD_MAX + 1 bytes. */
unsigned phi_word_cues(const char *text);

/* The words with cues, in order. */
size_t      phi_n_cue_words(void);
const char *phi_cue_word(size_t i);

/* Whether a letter begins at text[at]. */
bool phi_letter_at(const struct phi_scan *scan, size_t at);

/* Reads the word that begins at text[at], a letter. */
void phi_word_read(const struct phi_scan *scan, size_t at, struct phi_word *word);

/* Reads the word that ends directly before text[at]. False: no letter is there. It is not looked up. */
bool phi_word_before(const struct phi_scan *scan, size_t at, struct phi_word *word);

/* Whether a folded text is in a list that ends with NULL. */
bool phi_is_one_of(const char *text, const char *const *list);

#endif
