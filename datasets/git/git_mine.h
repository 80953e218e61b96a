/*
 * git_mine.h - the commits that are new, with their metrics and their words.
 *
 * Two `git log` run side by side over the same commits in the same order, one for the files and their counts, one for the changed lines; a
 * third command before them tells how many lines the files had that no read commit made (merges make such, and all that was there before). Memory grows
 * with the rows that come out, and with the number of blobs.
 */
#ifndef PRODROME_GIT_MINE_H
#define PRODROME_GIT_MINE_H

#include "datasets/base/log.h"
#include "datasets/git/git_graph.h"
#include "datasets/git/git_history.h"
#include "datasets/git/git_rows.h"
#include "datasets/readers/pattern.h"

struct git_mine {
    const char             *git_dir, *project;
    const struct git_graph *graph;
    const char             *known;   /* tips that were read before, one a line, all in the graph; "": none        */
    const struct intern    *mass;    /* ids of commits that only reformat                                         */
    const struct pattern   *issues;
    struct log             *log;     /* NULL: silence                                                             */
    struct git_history     *history; /* as of `known`; brought up to the graph's tips                             */
    struct git_rows        *rows;    /* changes and code are appended                                             */
    /* what it came to */
    size_t                  n_commits, n_merges, n_mass, n_with_issues, n_gave_up;
};

/* ERR_REFUSED where git fails (missing objects) or prints what it should not. On failure what was appended means nothing. */
int git_mine_run(struct git_mine *mine, struct err *err);

/* The commits named in HEAD's .git-blame-ignore-revs, by full id. */
int git_mine_mass(struct intern *out, const char *git_dir, const char *head, struct err *err);

#endif
