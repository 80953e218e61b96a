/*
 * git_rows.h - commits, tags and reverts as the rows that import knows (README.md, the table of kinds).
 *
 * CSV text in memory, one for each kind, to be imported like any export: so what git says goes through the same checks and the same de-identification.
 * A path in the code file's list has '|', '\\' and control bytes as `\174`, `\134`, ..., as git itself quotes them.
 */
#ifndef PRODROME_GIT_ROWS_H
#define PRODROME_GIT_ROWS_H

#include "datasets/git/git_graph.h"
#include "datasets/git/git_history.h"
#include "datasets/git/git_patch.h"

enum {
    GIT_PATHS_MAX = 1000,           /* paths of a commit that its code row lists                                 */
    GIT_HOTFIX_DAYS = 14            /* a patch release so soon after its base is a hotfix                        */
};

struct git_rows {
    struct strbuf changes, code, releases, outcomes;
    size_t        n_changes, n_code, n_releases, n_outcomes;
};

/* One row of changes, and one of code where it touched a file. */
struct git_change {
    const struct git_commit  *commit;
    const struct git_metrics *metrics;
    const struct git_patch   *patch;
    const char               *tickets;
    bool                      mass; /* named in .git-blame-ignore-revs                                           */
};

int  git_rows_init(struct git_rows *rows, struct err *err); /* the headers */
void git_rows_release(struct git_rows *rows);
int  git_rows_change(struct git_rows *rows, const char *project, const struct git_change *change, struct err *err);

/* All releases with their members, deployed at the date of their tag; that of the tag `as_of` (or NULL) is planned for it, and marked as looked at afterwards. */
int  git_rows_releases(struct git_rows *rows, const char *project, const struct git_graph *graph, const char *as_of, struct err *err);

/* What the repository itself says went wrong: a change that was reverted (rollback, known when the revert was committed), and a release that needed a
 * hotfix: the next patch number followed within GIT_HOTFIX_DAYS, or a later release that builds on it holds a commit whose subject says hotfix (known at the
 * date of that release). The evidence states the rule. */
int  git_rows_outcomes(struct git_rows *rows, const char *project, const struct git_graph *graph, struct err *err);

/* What kind of change it is by its files: "infrastructure" where all are (Dockerfile, Terraform, CI, ...), "configuration" likewise, "code" where one is
 * source text; "" else. */
const char *git_change_kind(const struct git_commit *commit);

#endif
