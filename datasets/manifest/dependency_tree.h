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

/* ---- what git prints of it, read: foreign input ---- */

struct dependency_tree {
    struct strbuf paths;   /* each with its NUL */
    struct strbuf objects; /* "OBJECT\n" each   */
    size_t        n;
};

/* A record of `git ls-tree -r -z`, "MODE TYPE OBJECT\tPATH": one of a manifest is added, any other plain file counted as ignored. */
void dependency_tree_entry(struct dependency_tree *tree, struct dependency_list *list, const char *line);
/* What `git cat-file --batch` says of the objects, "OBJECT blob SIZE\nBYTES\n" for each path in turn. ERR_REFUSED: it does not; ERR_NOMEM. */
int  dependency_tree_blobs(struct dependency_list *list, const struct dependency_tree *tree, const struct strbuf *blobs, struct err *err);

#endif
