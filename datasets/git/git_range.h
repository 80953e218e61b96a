/*
 * git_range.h - the commits of a range of a repository as rows of changes, without storing them.
 *
 * For a pipeline that asks before anything is merged. The metrics of a commit are those that `import git` would give it: the history that the last import kept is
 * carried on over the commits that are new since then, in their order. What the store has already is taken from there. Rows pass the same checks and
 * the same de-identification as any import, in a store of their own in a temporary folder, which is gone with the range; the given store is only read.
 *
 * The project must have been imported from a repository whose tips this one has (another clone will do). A shallow clone will not: it lacks the tips.
 */
#ifndef PRODROME_GIT_RANGE_H
#define PRODROME_GIT_RANGE_H

#include "datasets/rows/rows.h"

enum { GIT_RANGE_MAX = 5000 /* commits that a range may have, and that may be new since the last import */ };

struct git_range_options {
    const char *path;       /* of a work tree or a git directory                */
    const char *project;    /* NULL: the name of the repository's folder        */
    const char *range;      /* "A..B": what B reaches and A does not            */
    int         n_threads;  /* 0: all cores                                     */
};

struct git_range {
    char                project[513];
    struct change_table changes;    /* of the range, oldest first; text is borrowed from the two tables below. Their version_id means nothing outside */
    size_t              n_commits;  /* in the range                                             */
    size_t              n_merges;   /* of them, which change nothing themselves: not among changes */
    size_t              n_stored;   /* of the changes, that the store has already               */
    size_t              n_new;      /* commits read since the last import                       */
    int64_t             as_of;      /* when the repository was imported last                    */
    struct change_table mined, stored; /* hold the text                                         */
};

/* ERR_NOTFOUND: no such repository, or its project was never imported with `import git`. ERR_REFUSED: no such range, too long a one, or a history that is not the
 * one that was imported. The store must have its keys. */
int  git_range_read(struct git_range *out, struct store *store, const struct git_range_options *options, struct err *err);
void git_range_release(struct git_range *range);

#endif
