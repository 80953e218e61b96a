/*
 * git_log.h - commits and their files out of what `git log` prints.
 *
 * What is printed by GIT_LOG_FORMAT with -z --raw --numstat, cut at its NUL bytes, is pushed record by record; a commit is whole when the first
 * record of the next one comes. Names and messages are foreign bytes: paths come as they are, text as UTF-8 (bytes that are none are read as
 * Latin-1), ids are checked to be hexadecimal.
 *
 *     id \0 ids of its parents \0 author time \0 committer time \0 name \0 address \0 message \0
 *     \n:100644 100644 OLD NEW M \0 path \0   :100644 100644 OLD NEW R090 \0 old path \0 path \0  ...
 *     12 \t 3 \t path \0                      - \t - \t \0 old path \0 path \0                    ...     ("-": binary)
 */
#ifndef PRODROME_GIT_LOG_H
#define PRODROME_GIT_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/arena.h"
#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

#define GIT_LOG_FORMAT "--format=%H%x00%P%x00%at%x00%ct%x00%aN%x00%aE%x00%B"

enum {
    GIT_ID_MAX = 64,           /* hex digits: SHA-256                                       */
    GIT_MESSAGE_MAX = 1 << 18, /* bytes; what is longer is cut                              */
    GIT_PATH_MAX = 1 << 16     /* bytes; a longer path is refused                           */
};

#define GIT_MODE_KIND 0170000u    /* of a mode: what the entry is                           */
#define GIT_MODE_SUBMODULE 0160000u

struct git_file {
    const char *path;          /* NUL-terminated, raw bytes                                 */
    const char *old_path;      /* of a rename or copy; else as path                         */
    char        status;        /* A C D M R T                                               */
    uint32_t    old_mode, mode; /* 0: not there                                             */
    char        old_id[GIT_ID_MAX + 1], id[GIT_ID_MAX + 1]; /* blobs; all 0: not there      */
    bool        binary;        /* added and deleted are 0                                   */
    int64_t     added, deleted; /* lines                                                    */
};

struct git_commit {
    char             id[GIT_ID_MAX + 1];
    int64_t          author_time, commit_time; /* 0 where git gives no sane one             */
    size_t           n_parents;
    const char      *name, *address; /* of the author, through .mailmap                     */
    const char      *message;
    struct git_file *file;     /* [n_files] in git's order (by path); none of a merge        */
    size_t           n_files;
    size_t           cap_files;
};

struct git_log {
    struct git_commit commit;  /* the one that is being read                                 */
    struct arena      arena;   /* its text                                                   */
    int               state;   /* inside of git_log.c                                        */
    size_t            n_counted; /* files that have their counts                             */
    int64_t           added, deleted; /* of a rename, until its paths come                   */
    bool              binary;
    bool              begun;   /* a commit is there                                          */
};

void git_log_init(struct git_log *log);
void git_log_release(struct git_log *log);

/* 0: taken; 1: log->commit is whole, and the record, which belongs to the next one, was not taken: use the commit, call git_log_next, push
 * again. ERR_REFUSED: that is no log. */
int  git_log_push(struct git_log *log, const char *record, size_t len, struct err *err);
void git_log_next(struct git_log *log);

/* After the last record: 1 where log->commit is whole, 0 where there was none, ERR_REFUSED where it ends in the middle. */
int  git_log_end(const struct git_log *log, struct err *err);

bool git_is_id(const char *text, size_t len);               /* 40 or 64 hexadecimal digits   */
bool git_is_no_id(const char *id);                          /* all zeros: nothing there      */

/* Appends the text as UTF-8 without control bytes other than newline and tab: what is no UTF-8 is read as Latin-1. */
void git_text(struct strbuf *out, const char *text, size_t len);

#endif
