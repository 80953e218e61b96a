/*
 * fuzz_git_range.c - any bytes as what git printed of a range, or of the manifests of a commit: the first byte tells which. Ids that come out are ids; of a list only lines
 * of ids are taken; a tree and its blobs give a list of manifests or an error, and never more than they hold.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_log.h"
#include "datasets/git/git_range_text.h"
#include "datasets/manifest/dependency_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_ends(const char *text)
{
    char tip[GIT_RANGE_ID_MAX + 1], base[GIT_RANGE_ID_MAX + 1];
    struct strbuf tips;
    size_t len;

    (void)git_range_is_expression(text);
    strbuf_init(&tips);
    git_range_tips(&tips, text);
    git_range_first(tip, text, false);
    git_range_first(base, text, true);
    check((tip[0] == '\0') == (tips.len == 0));
    check(tip[0] == '\0' || (git_is_id(tip, strlen(tip)) && strncmp(tips.data, tip, strlen(tip)) == 0));
    check(base[0] == '\0' || git_is_id(base, strlen(base)));
    for (const char *at = tips.data; tips.len > 0 && *at != '\0'; at += len + 1) {
        len = strcspn(at, "\n");
        check(git_is_id(at, len));
    }
    strbuf_release(&tips);
}

static void read_list(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t len = strcspn(text + at, "\n"), id = 0;
        bool merge = false;

        if (git_range_commit(text + at, len, &id, &merge))
            check(id <= len && git_is_id(text + at, id) && (!merge || len > 2 * id));
        at += len + 1;
    }
}

/* The tree up to the first empty record, then the blobs. */
static void read_tree(const char *text, size_t size)
{
    struct dependency_tree tree = { .n = 0 };
    struct dependency_list list;
    struct strbuf blobs;
    size_t at = 0;

    dependency_list_init(&list);
    strbuf_init(&tree.paths);
    strbuf_init(&tree.objects);
    strbuf_init(&blobs);
    while (at < size && text[at] != '\0') {
        dependency_tree_entry(&tree, &list, text + at);
        at += strlen(text + at) + 1;
    }
    if (at + 1 < size)
        strbuf_add(&blobs, text + at + 1, size - at - 1);
    if (tree.n > 0 && blobs.len > 0 && dependency_tree_blobs(&list, &tree, &blobs, NULL) == 0)
        check(list.n_files + list.n_faults <= tree.n);
    dependency_list_sort(&list);
    strbuf_release(&blobs);
    strbuf_release(&tree.objects);
    strbuf_release(&tree.paths);
    dependency_list_release(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text;

    if (size == 0)
        return 0;
    text = mem_alloc(size);
    check(text != NULL);
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    if (data[0] == 'e')
        read_ends(text);
    else if (data[0] == 'l')
        read_list(text, strlen(text));
    else
        read_tree(text, size - 1);
    mem_free(text);
    return 0;
}
