/*
 * import_code.h - to which project a commit of the code file belongs.
 *
 * The code file names commits alone. Their project, and the date from which the code was known, is that of the
 * change: one of this import, else one that the store has. Inside of import.
 */
#ifndef PRODROME_IMPORT_CODE_H
#define PRODROME_IMPORT_CODE_H

#include "datasets/base/intern.h"
#include "datasets/store/store.h"

struct import_commit {
    uint32_t project;     /* in projects */
    int64_t  known_at;    /* author_date */
};

struct import_commits {
    struct intern         commits;
    struct intern         projects;
    struct import_commit *of;          /* [commits.n] */
    size_t                cap;
    bool                  store_read;  /* the store's changes are among them */
};

void import_commits_init(struct import_commits *commits);
void import_commits_release(struct import_commits *commits);

/* The first project that names a commit keeps it. */
int import_commits_add(struct import_commits *commits, const char *commit, size_t len, const char *project,
                       size_t project_len, int64_t known_at, struct err *err);

/* 1: found, 0: no such change. `project` narrows the store's changes, NULL: all. */
int import_commits_find(struct import_commits *commits, struct store *store, const char *project, const char *commit,
                        size_t len, struct import_commit *out, struct err *err);

#endif
