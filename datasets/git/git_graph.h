/*
 * git_graph.h - all commits of a repository, who follows whom, what their messages undo, and what its tags release.
 *
 * Read whole each time (ids and messages only, no differences: 10,000 commits in well under a second). Commits are numbered in the order of
 * `git log --date-order --reverse`: parents first, else by committer date.
 *
 * A tag is a release; its changes are the commits that it reaches and no earlier tag does. Tags are ordered by their date (the tagger's,
 * of a lightweight tag the committer's), then by their commit, then by name. A tag of no commit, or without a change of its own, is no release,
 * nor is one that is moved along ("latest", "nightly", ...): such a tag is not read at all.
 */
#ifndef PRODROME_GIT_GRAPH_H
#define PRODROME_GIT_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "datasets/base/arena.h"
#include "datasets/base/intern.h"
#include "datasets/git/git_log.h"

#define GIT_NONE UINT32_MAX

struct git_revert {
    uint32_t by, what;         /* commits; `what` is the earlier one                             */
};

struct git_release {
    const char *name;          /* of the tag                                                     */
    uint32_t    commit;
    int64_t     time;
    uint32_t   *member;        /* [n_members] commits, in order                                  */
    size_t      n_members;
    uint32_t    base;          /* the newest earlier release that it builds on; GIT_NONE         */
};

struct git_graph {
    struct arena        arena;
    struct intern       ids;   /* number of a commit by its id                                   */
    uint32_t           *first; /* [n + 1] parents of commit i are parent[first[i] .. first[i+1]) */
    uint32_t           *parent;
    int64_t            *time;  /* [n] committer date                                             */
    bool               *hotfix; /* [n] its subject says so: "hotfix", "hot-fix", "hot fix"       */
    size_t              n, cap_first, cap_parent, cap_time, cap_hotfix;
    struct git_revert  *revert; /* [n_reverts]                                                   */
    size_t              n_reverts, cap_reverts;
    struct strbuf       tips;  /* ids of HEAD (or a branch) and of the tags, one a line, sorted  */
    struct git_release *release; /* [n_releases] in order                                        */
    size_t              n_releases, cap_releases;
    size_t              n_tags; /* also those that are no release                                */
};

void git_graph_init(struct git_graph *graph);
void git_graph_release(struct git_graph *graph);

/* `branch` in place of HEAD, or NULL. ERR_REFUSED: no repository, without a commit, a shallow clone, or one that lacks objects;
 * ERR_NOTFOUND: no such branch. */
int git_graph_read(struct git_graph *graph, const char *git_dir, const char *branch, struct err *err);

/* Whether a tag is one that is moved along with every build, by its name (the last part of it, in any case). */
bool git_tag_moves(const char *name);

/* Marks in seen[n] what the tips (ids, one a line) reach. *n_gone: tips that are no commit of the graph. */
void git_graph_reach(const struct git_graph *graph, const char *tips, bool *seen, size_t *n_gone);

/* Takes what one message says of commits before it: the ids behind "This reverts commit", at most four, at least 7 digits long. Called
 * for each commit in order by git_graph_read. */
int git_graph_message(struct git_graph *graph, uint32_t commit, const char *message, struct err *err);

/* Of two releases, by their names alone: "v1.2.3" and "v1.2.4", or "1.2" and "1.2.1": the same but for a higher last number. False where one of
 * them says more than numbers (rc1, beta). */
bool git_is_patch_of(const char *patch, const char *of);

#endif
