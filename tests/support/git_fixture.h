/*
 * git_fixture.h - small repositories made by git itself, with fixed identities and times, so that commits have the same ids everywhere.
 *
 * Everything fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_GIT_FIXTURE_H
#define PRODROME_TESTS_GIT_FIXTURE_H

#include <stddef.h>
#include <stdint.h>

enum { GIT_FIXTURE_START = 1600000000 }; /* 2020-09-13T12:26:40Z */

struct git_fixture {
    char        dir[512];       /* the work tree                                                   */
    const char *author;         /* "Ann", whose address is ann@example.org; borrowed               */
    int64_t     time;           /* of the next commit or tag: author and committer                 */
    char        commit[65];     /* the newest that git_fixture_commit made                         */
};

/* An empty repository in DIR/NAME with the branch "main", author Ann, the first commit at GIT_FIXTURE_START. */
void git_fixture_init(struct git_fixture *repo, const char *dir, const char *name);

/* Runs `git ARG...` in it (the arguments end with NULL); what it printed, without the last newline, is yours, free(). Fails the test where
 * git fails. */
char *git_fixture_run(struct git_fixture *repo, const char *first, ...) __attribute__((sentinel));

/* The same, with what it printed thrown away. */
void git_fixture_do(struct git_fixture *repo, const char *first, ...) __attribute__((sentinel));

/* Writes a file of the work tree; folders are made. */
void git_fixture_put(struct git_fixture *repo, const char *path, const char *text);
void git_fixture_put_bytes(struct git_fixture *repo, const char *path, const void *data, size_t len);

/* Commits all that is in the work tree, also where nothing changed; time goes on by `then` seconds. Returns its id: borrowed, repo->commit. */
const char *git_fixture_commit(struct git_fixture *repo, const char *message, int64_t then);

#endif
