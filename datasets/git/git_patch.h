/*
 * git_patch.h - the words of the changed lines of a commit.
 *
 * Out of what `git log -p -U0 --format=%x01%H` prints, line by line: no line of a patch begins with byte 1, because each begins with what git puts before it.
 * The files come in the order of git_log's entries, which tell what they are; only those that are read as source text by their name
 * are looked into. A word is an identifier or number, one of == != <= >= -> :: && || ++ --, or any other single character. A text holds GIT_TOKENS_MAX
 * words at most.
 */
#ifndef PRODROME_GIT_PATCH_H
#define PRODROME_GIT_PATCH_H

#include "datasets/git/git_log.h"

enum { GIT_TOKENS_MAX = 600, GIT_TOKEN_MAX = 128 /* bytes; the rest of a longer word is dropped */ };

struct git_words {
    struct strbuf text;        /* words joined by blanks */
    size_t        n;
};

struct git_patch {
    const struct git_commit *commit; /* borrowed until the next begin */
    struct git_words added, removed;
    size_t           file;     /* whose lines come; SIZE_MAX before the first              */
    unsigned         twice;    /* parts still to come of a file that became something else */
    bool             in_lines; /* behind an @@                                             */
    bool             source;   /* the file is looked into                                  */
};

void git_patch_init(struct git_patch *patch);
void git_patch_release(struct git_patch *patch);

void git_patch_begin(struct git_patch *patch, const struct git_commit *commit);

/* A line of its patch, without the newline. */
void git_patch_line(struct git_patch *patch, const char *line, size_t len);

/* Whether a file is read as source text: a programming language, SQL, a build or configuration format, by the end of its name. */
bool git_is_source(const char *path);

/* Appends the words of a line, until there are GIT_TOKENS_MAX. */
void git_words_add(struct git_words *words, const char *line, size_t len);

#endif
