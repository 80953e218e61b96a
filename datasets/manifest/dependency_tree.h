/*
 * dependency_tree.h - the manifests of one commit of a repository.
 *
 * Those of the whole tree, known by their paths in it; node_modules is left out; symbolic links and submodules are no files. Nothing is checked out.
 */
#ifndef PRODROME_DEPENDENCY_TREE_H
#define PRODROME_DEPENDENCY_TREE_H

#include "datasets/manifest/dependency_list.h"

/* Adds them to the list, which is sorted then. `commit` is an id, or a name that does not come from outside. Fails as git (git_process.h); ERR_NOMEM. */
int dependency_tree_read(struct dependency_list *list, const char *git_dir, const char *commit, struct err *err);

#endif
