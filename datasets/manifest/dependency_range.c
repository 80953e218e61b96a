/*
 * dependency_range -> find_ends -> touches_manifests -> import_side of both, into a store of their own -> dependency_changes
 */
#include "datasets/manifest/dependency_range.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_process.h"
#include "datasets/git/git_range_text.h"
#include "datasets/import/import.h"
#include "datasets/manifest/dependency_import.h"
#include "datasets/manifest/dependency_tree.h"
#include "datasets/store/store_aside.h"

enum { ANSWER_MAX = 4096 };

#define SIDE_BEFORE "before"
#define SIDE_AFTER  "after"

struct ends {
    char *git_dir;
    char  base[GIT_RANGE_ID_MAX + 1]; /* "" none */
    char  tip[GIT_RANGE_ID_MAX + 1];
};

/* Where the two sides parted; without a common commit, nothing. */
static int find_base(struct ends *e, struct err *err)
{
    const char *const ask[] = { "merge-base", e->base, e->tip, NULL };
    struct strbuf text;
    int rc;

    strbuf_init(&text);
    rc = git_capture(&text, e->git_dir, ask, NULL, ANSWER_MAX, NULL);
    if (rc == 0)
        git_range_first(e->base, text.data, false);
    else if (rc == ERR_REFUSED) /* it says so by its status alone */
        e->base[0] = '\0';
    strbuf_release(&text);
    return rc == ERR_REFUSED || rc == 0 ? 0 : err_set(err, (enum err_code)rc, "git merge-base: no answer");
}

static int find_ends(struct ends *e, const char *path, const char *range, struct err *err)
{
    const char *const ask[] = { "rev-parse", "--revs-only", "--end-of-options", range, NULL };
    struct strbuf text;
    int rc = git_directory(&e->git_dir, path, err);

    strbuf_init(&text);
    if (rc == 0)
        rc = git_capture(&text, e->git_dir, ask, NULL, ANSWER_MAX, err);
    if (rc == 0) {
        git_range_first(e->tip, text.data != NULL ? text.data : "", false);
        git_range_first(e->base, text.data != NULL ? text.data : "", true);
        if (e->tip[0] == '\0')
            rc = err_set(err, ERR_REFUSED, "'%s' is no range of '%s'", range, path);
    }
    if (rc == 0 && e->base[0] != '\0')
        rc = find_base(e, err);
    strbuf_release(&text);
    return rc;
}

static int touches_manifests(bool *out, const struct ends *e, struct err *err)
{
    const char *const ask[] = { "diff-tree", "-r", "-z", "--name-only", "--no-renames", e->base, e->tip, NULL };
    struct git_process *git = NULL;
    const char *path;
    size_t len;
    int rc;

    *out = e->base[0] == '\0';
    if (*out)
        return 0;
    rc = git_process_open(&git, e->git_dir, ask, NULL, err);
    while (rc == 0 && (rc = git_process_record(git, '\0', &path, &len, err)) > 0) {
        const char *slash = strrchr(path, '/');

        *out = *out || manifest_is_known(slash != NULL ? slash + 1 : path);
        rc = 0;
    }
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    return rc;
}

static int import_side(struct store *aside, const struct ends *e, const char *commit, const char *name, const char *system, struct err *err)
{
    const char *path[] = { e->git_dir };
    const struct import_options options = { .kind = import_kind_find("dependencies"), .path = path, .n_paths = 1, .source = name, .project = system, .tolerate_percent = 100,
                                            .n_threads = 1 };
    struct import_report report;
    struct dependency_list list;
    int rc = 0;

    dependency_list_init(&list);
    if (commit[0] != '\0')
        rc = dependency_tree_read(&list, e->git_dir, commit, err);
    if (rc == 0)
        rc = dependency_import_list(&report, aside, &options, &list, &(struct dependency_release){ name, commit, 0 }, err);
    dependency_list_release(&list);
    return rc;
}

static int compare(struct dependency_changes *out, const struct store *store, const struct ends *e, const char *system, struct err *err)
{
    struct store_aside aside;
    int rc = store_aside_open(&aside, store, err);

    if (rc < 0)
        return rc;
    rc = import_side(aside.store, e, e->base, SIDE_BEFORE, system, err);
    if (rc == 0)
        rc = import_side(aside.store, e, e->tip, SIDE_AFTER, system, err);
    if (rc == 0)
        rc = dependency_changes(out, aside.store, system, SIDE_AFTER, err);
    if (rc == ERR_NOTFOUND) /* neither side has one that can be read */
        rc = 0;
    store_aside_close(&aside);
    return rc;
}

int dependency_range(struct dependency_changes *out, const struct store *store, const char *path, const char *range, const char *system, struct err *err)
{
    struct ends e = { .git_dir = NULL };
    bool touches = false;
    int rc = find_ends(&e, path, range, err);

    *out = (struct dependency_changes){ .n = 0 };
    if (rc == 0)
        rc = touches_manifests(&touches, &e, err);
    if (rc == 0 && touches)
        rc = compare(out, store, &e, system[0] != '\0' ? system : "system", err);
    mem_free(e.git_dir);
    return rc;
}
