/*
 * szz_ignore.h - commits of a repository that no line is blamed on: the list `.git-blame-ignore-revs` of its HEAD, and its merges.
 */
#ifndef PRODROME_SZZ_IGNORE_H
#define PRODROME_SZZ_IGNORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/arena.h"
#include "datasets/base/digest.h"
#include "datasets/base/intern.h"
#include "datasets/base/strbuf.h"

struct szz_ignore {
    struct intern listed;       /* whole ids                                               */
    struct intern merges;
    struct strbuf text;         /* the listed ids, one a line, sorted: for git             */
    const struct intern *paths; /* of files of which no line is blamed, borrowed; NULL     */
    uint8_t       hash[DIGEST_SIZE]; /* of text                                            */
};

/* ERR_REFUSED: no repository, or one that lacks objects. Without a list: nothing is listed. Lines that are no whole id are passed over. */
int  szz_ignore_read(struct szz_ignore *out, const char *git_dir, struct err *err);
void szz_ignore_release(struct szz_ignore *ignore);
bool szz_ignore_has(const struct szz_ignore *ignore, const char *commit);
bool szz_ignore_is_merge(const struct szz_ignore *ignore, const char *commit);

#endif
