/*
 * dependency_git.h - the dependencies of a system at each release of a repository.
 *
 * The tags of a git repository are its releases, in the order of their dates (of one date: by version). At each the manifests of the whole tree
 * are read (node_modules left out; symbolic links and submodules are no files) and imported as in dependency_import.h: with the release named after
 * the tag, and known since the tag's date. So each release holds only what it changed, and dependency_changes.h tells what that is.
 *
 * A tag that was read is not read again; one that is older than the newest that was read is left out, since what it says has been overtaken, and
 * counted. Each tag is an import of its own: where one is refused, those before it stay, and the next run goes on from there.
 */
#ifndef PRODROME_DEPENDENCY_GIT_H
#define PRODROME_DEPENDENCY_GIT_H

#include "datasets/import/import.h"

struct dependency_git_report {
    size_t tags, read, known, left_out; /* all, read now, read before, older than the newest that was read before */
};

/* options->project is the system, options->path[0] the repository. `report` has the sums of the imports and the last one's id and hash. Fails as
 * import_run ("tag 'v1.2': ..."), and as git_directory and git. */
int dependency_git_import(struct import_report *report, struct dependency_git_report *git, struct store *store, const struct import_options *options,
                          struct err *err);

#endif
