#include "datasets/manifest/dependency_tree.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/git/git_process.h"

enum { BLOBS_MAX_BYTES = 512 << 20 };

static bool is_vendored(const char *path)
{
    return strncmp(path, "node_modules/", strlen("node_modules/")) == 0 || strstr(path, "/node_modules/") != NULL;
}

void dependency_tree_entry(struct dependency_tree *tree, struct dependency_list *list, const char *line)
{
    const char *tab = strchr(line, '\t'), *name, *object;

    if (tab == NULL || strncmp(line, "100", 3) != 0 || is_vendored(tab + 1))
        return; /* no plain file */
    name = strrchr(tab + 1, '/') != NULL ? strrchr(tab + 1, '/') + 1 : tab + 1;
    if (!manifest_is_known(name)) {
        list->n_ignored++;
        return;
    }
    for (object = tab; object > line && object[-1] != ' '; object--)
        continue;
    strbuf_add(&tree->objects, object, (size_t)(tab - object));
    strbuf_addc(&tree->objects, '\n');
    strbuf_add(&tree->paths, tab + 1, strlen(tab + 1) + 1);
    tree->n++;
}

static int read_tree(struct dependency_tree *tree, struct dependency_list *list, const char *git_dir, const char *commit, struct err *err)
{
    const char *const arg[] = { "ls-tree", "-r", "-z", "--full-tree", commit, NULL };
    struct git_process *git = NULL;
    const char *line;
    size_t len;
    int rc = git_process_open(&git, git_dir, arg, NULL, err);

    while (rc == 0 && (rc = git_process_record(git, '\0', &line, &len, err)) > 0) {
        dependency_tree_entry(tree, list, line);
        rc = 0;
    }
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    if (rc == 0)
        rc = strbuf_check(&tree->paths, err);
    return rc < 0 ? rc : strbuf_check(&tree->objects, err);
}

int dependency_tree_blobs(struct dependency_list *list, const struct dependency_tree *tree, const struct strbuf *blobs, struct err *err)
{
    const char *path = tree->paths.data, *at = blobs->data, *end = blobs->data + blobs->len;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < tree->n; i++, path += strlen(path) + 1) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *blank;
        unsigned long long size;

        for (blank = newline; blank != NULL && blank > at && *blank != ' '; blank--)
            continue;
        if (newline == NULL || blank == at)
            return err_set(err, ERR_REFUSED, "git cat-file: an answer that is none");
        size = strtoull(blank + 1, NULL, 10);
        if (size >= (unsigned long long)(end - newline - 1))
            return err_set(err, ERR_REFUSED, "git cat-file: the answer ends early");
        rc = dependency_list_add(list, path, newline + 1, (size_t)size, err);
        at = newline + 1 + size + 1;
    }
    return rc;
}

int dependency_tree_read(struct dependency_list *list, const char *git_dir, const char *commit, struct err *err)
{
    static const char *const arg[] = { "cat-file", "--batch", NULL };
    struct strbuf blobs;
    struct dependency_tree tree = { .n = 0 };
    int rc;

    strbuf_init(&blobs);
    strbuf_init(&tree.paths);
    strbuf_init(&tree.objects);
    rc = read_tree(&tree, list, git_dir, commit, err);
    if (rc == 0 && tree.n > 0)
        rc = git_capture(&blobs, git_dir, arg, &tree.objects, BLOBS_MAX_BYTES, err);
    if (rc == 0)
        rc = strbuf_check(&blobs, err);
    if (rc == 0)
        rc = dependency_tree_blobs(list, &tree, &blobs, err);
    dependency_list_sort(list);
    strbuf_release(&tree.objects);
    strbuf_release(&tree.paths);
    strbuf_release(&blobs);
    return rc;
}
