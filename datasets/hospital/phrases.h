/*
 * phrases.h - sentences from templates.
 *
 * A template is text in which `{a|b|c}` stands for one of its alternatives (they may be empty, and may hold further
 * braces) and `$name` for a value of the scene it is told in:
 *
 *     "{Chart|Record} {hangs|freezes} for $secs seconds on $ward"   ->   "Record freezes for 25 seconds on 4 West"
 *
 * A malformed template is a fault of the program and asserted.
 */
#ifndef PRODROME_HOSPITAL_PHRASES_H
#define PRODROME_HOSPITAL_PHRASES_H

#include <stddef.h>

#include "datasets/base/rng.h"
#include "datasets/base/strbuf.h"

enum slot {
    /* of the episode: what several reports of one incident share */
    SLOT_HOST, SLOT_CODE, SLOT_QUEUE, SLOT_VER, SLOT_DRUG, SLOT_TEST, SLOT_STUDY, SLOT_DEVICE, SLOT_ROOM, SLOT_N, SLOT_BIG, SLOT_PCT,
    SLOT_SECS, SLOT_DAYS, SLOT_RELEASE, SLOT_KEY, SLOT_TOPIC, SLOT_CLASS, SLOT_VAR, SLOT_HEX, SLOT_STAMP, SLOT_SENT, SLOT_PEER,
    SLOT_LIBRARY, SLOT_OLDVER, SLOT_PROTOCOL,
    /* of the person who reports */
    SLOT_WARD, SLOT_PC, SLOT_STAFF, SLOT_ROLE, SLOT_MAIL, SLOT_TIME, SLOT_APP, SLOT_EXT,
    /* of an invented patient; whoever uses these records them */
    SLOT_PATIENT, SLOT_MRN, SLOT_DOB, SLOT_PHONE, SLOT_EMAIL, SLOT_SSN, SLOT_IP, SLOT_URL, SLOT_ACCOUNT, SLOT_CARD, SLOT_PLAN,
    N_SLOTS
};

enum { SLOT_MAX = 96 };

struct scene {
    const char *value[N_SLOTS];           /* NUL-terminated; into `text` or static            */
    char        text[N_SLOTS][SLOT_MAX];
    uint64_t    used;                     /* bit i: slot i was written since it was cleared   */
    int64_t     noticed;                  /* time at which the reporter noticed               */
};

/* Appends the template, told in the scene. Which alternatives are taken depends on `rng` alone. */
void phrase_add(struct strbuf *out, const char *template, struct rng *rng, struct scene *scene);

/* One of the words joined by '|'; they may not hold braces. Sets *len; the pointer is into `list`. */
const char *phrase_word(const char *list, struct rng *rng, size_t *len);
size_t      phrase_count(const char *list); /* of an empty list: 0 */

#endif
