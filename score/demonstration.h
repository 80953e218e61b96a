/*
 * demonstration.h - the people of a made-up store, and what they decide in it.
 *
 * An administrator, who signs nothing, and two who sign: clara (clinical) approves the models and one release, emil (engineering) puts the models into
 * production. The engine trained them, so both may. Passwords are random; they are in the folder's `passwords.txt`, and each alone in `NAME.password`, as
 * --password-file takes it, all of mode 0600 and written before anybody is made. Everything is done once: what is there already is left as it is.
 */
#ifndef PRODROME_DEMONSTRATION_H
#define PRODROME_DEMONSTRATION_H

#include "score/review/people.h"

enum { DEMONSTRATION_PEOPLE = 3 };

extern const struct demonstration_person {
    const char *name;
    enum role   role;
} demonstration_person[DEMONSTRATION_PEOPLE]; /* the administrator first */

struct demonstration {
    size_t approved;         /* models put into production now             */
    char   release[700];     /* "release:PROJECT/NAME" that was approved, now or earlier; "": none was flagged */
    char   by[128];          /* who approved it                        */
};

/* Models that are validated and have no version in production, then one flagged release: that of the lowest chance. The folder exists. */
int demonstration_decide(struct demonstration *out, struct store *store, const char *dir, struct err *err);

#endif
