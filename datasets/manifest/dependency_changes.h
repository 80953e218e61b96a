/*
 * dependency_changes.h - what a release changed in the dependencies of its system.
 *
 * Told from the versions that the imports of the release brought (dependency_reads in schema.c), each against what the system used before the first
 * of them: so a release that was read several times while it was prepared is compared as a whole. Dependencies in which only scope or place changed
 * are not named. Where nothing was read before, everything is added, and `before` is NULL.
 *
 * Versions are compared part by part, numbers as numbers ("1.10" is newer than "1.9", "2.0-rc1" older than "2.0", a leading 'v' and what follows '+'
 * do not count); where one file has several versions of a library those that both sides have are left out and the newest of the rest compared.
 */
#ifndef PRODROME_DEPENDENCY_CHANGES_H
#define PRODROME_DEPENDENCY_CHANGES_H

#include "datasets/base/arena.h"
#include "datasets/store/store.h"

enum dependency_change_kind {
    DEPENDENCY_ADDED, DEPENDENCY_REMOVED, DEPENDENCY_UPGRADED, DEPENDENCY_DOWNGRADED,
    DEPENDENCY_CHANGED, /* to a version of which nothing says whether it is newer */
    N_DEPENDENCY_CHANGES
};

extern const char *const dependency_change_name[N_DEPENDENCY_CHANGES]; /* "added", ... */

struct dependency_change {
    enum dependency_change_kind kind;
    int64_t     version_id;           /* of the dependency as it is in the release                     */
    const char *file, *ecosystem, *name;
    const char *from, *to;            /* versions, several joined by '|'; "" where there is none       */
    const char *scope;
    int         direct;               /* 1 the program names it itself, 0 another dependency, -1 not known */
};

struct dependency_changes {
    struct arena              arena;
    struct dependency_change *row;    /* [n] by file, ecosystem, name                                  */
    size_t                    n, cap;
    const char               *system, *release;
    const char               *before; /* release read before, "" without a name; NULL: nothing          */
    int64_t                   at;     /* since when the release is so                                  */
    size_t                    count[N_DEPENDENCY_CHANGES];
};

/* `project` is a system, or a project whose release of that name says its system. ERR_NOTFOUND: no dependencies of such a release were read. A
 * store opened for reading does. */
int  dependency_changes(struct dependency_changes *out, struct store *store, const char *project, const char *release, struct err *err);
void dependency_changes_release(struct dependency_changes *changes);

/* -1, 0, 1: a is older, as new, newer; *known is false where the texts do not tell. */
int  dependency_version_compare(const char *a, size_t a_len, const char *b, size_t b_len, bool *known);

#endif
