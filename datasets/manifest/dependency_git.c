#include "datasets/manifest/dependency_git.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_graph.h"
#include "datasets/git/git_process.h"
#include "datasets/manifest/dependency_changes.h"
#include "datasets/manifest/dependency_import.h"
#include "datasets/manifest/dependency_list.h"
#include "datasets/manifest/dependency_tree.h"

enum { OBJECT_HEX_MAX = 64, TAGS_MAX_BYTES = 64 << 20 };

struct tag {
    const char *name;
    char        commit[OBJECT_HEX_MAX + 1];
    int64_t     at;
};

struct history {
    struct arena arena;
    char        *git_dir;
    struct tag  *tag; /* [n] oldest first */
    size_t       n, cap;
};

/* ---- tags -------------------------------------------------------------------------------------------------------- */

static int by_date(const void *a, const void *b)
{
    const struct tag *x = a, *y = b;
    bool known;
    int order;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    order = dependency_version_compare(x->name, strlen(x->name), y->name, strlen(y->name), &known);
    return order != 0 ? order : strcmp(x->name, y->name);
}

/* "DATE OBJECT TYPE PEELED PEELED_TYPE NAME": a tag of a tree or blob is no release, nor one that is moved along. */
static int take_tag(struct history *h, char *line, struct err *err)
{
    char *word[5], *at = line;
    struct tag tag = { .name = NULL };
    const char *commit;

    for (size_t i = 0; i < 5; i++) {
        char *blank = strchr(at, ' ');

        if (blank == NULL)
            return err_set(err, ERR_REFUSED, "git for-each-ref: a line that is none");
        *blank = '\0';
        word[i] = at;
        at = blank + 1;
    }
    commit = strcmp(word[2], "commit") == 0 ? word[1] : strcmp(word[4], "commit") == 0 ? word[3] : NULL;
    if (commit == NULL || strlen(commit) > OBJECT_HEX_MAX || *at == '\0' || git_tag_moves(at))
        return 0;
    memcpy(tag.commit, commit, strlen(commit) + 1);
    tag.at = strtoll(word[0], NULL, 10);
    tag.name = arena_strdup(&h->arena, at);
    if (tag.name == NULL)
        return err_nomem(err);
    if (mem_grow(&h->tag, &h->cap, h->n + 1, sizeof *h->tag, err) < 0)
        return ERR_NOMEM;
    h->tag[h->n++] = tag;
    return 0;
}

static int read_tags(struct history *h, struct err *err)
{
    static const char *const arg[] = { "for-each-ref", "--format=%(creatordate:unix) %(objectname) %(objecttype) %(*objectname) %(*objecttype) %(refname:strip=2)", "refs/tags",
                                       NULL };
    struct strbuf text;
    int rc;

    strbuf_init(&text);
    rc = git_capture(&text, h->git_dir, arg, NULL, TAGS_MAX_BYTES, err);
    if (rc == 0)
        rc = strbuf_check(&text, err);
    for (char *line = text.data, *end; rc == 0 && (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        rc = take_tag(h, line, err);
    }
    if (rc == 0 && h->n > 1)
        qsort(h->tag, h->n, sizeof *h->tag, by_date);
    strbuf_release(&text);
    return rc;
}

/* ---- importing --------------------------------------------------------------------------------------------------- */

static void add_counts(struct import_report *sum, const struct import_report *one)
{
    sum->read += one->read;
    sum->inserted += one->inserted;
    sum->updated += one->updated;
    sum->unchanged += one->unchanged;
    sum->rescrubbed += one->rescrubbed;
    sum->rejected += one->rejected;
    sum->files += one->files;
    sum->ignored = one->ignored;
    sum->withdrawn += one->withdrawn;
    sum->import_id = one->import_id;
    sum->seconds += one->seconds;
    memcpy(sum->content_hash, one->content_hash, sizeof sum->content_hash);
    memcpy(sum->refused, one->refused, sizeof sum->refused);
    if (sum->first_reject[0] == '\0')
        memcpy(sum->first_reject, one->first_reject, sizeof sum->first_reject);
}

static int import_tag(struct import_report *report, struct store *store, const struct import_options *options, const struct history *h, const struct tag *tag,
                      struct err *err)
{
    struct import_report one = { .kind = "dependencies" };
    struct dependency_list list;
    struct import_options io = *options;
    struct strbuf source;
    int rc;

    strbuf_init(&source);
    strbuf_addf(&source, "%s of %s", tag->name, options->source != NULL ? options->source : options->path[0]);
    io.source = source.data;
    dependency_list_init(&list);
    rc = strbuf_check(&source, err);
    if (rc == 0)
        rc = dependency_tree_read(&list, h->git_dir, tag->commit, err);
    if (rc == 0)
        rc = dependency_import_list(&one, store, &io, &list, &(struct dependency_release){ tag->name, tag->commit, tag->at }, err);
    add_counts(report, &one);
    if (rc < 0)
        err_prefix(err, "tag '%s'", tag->name);
    dependency_list_release(&list);
    strbuf_release(&source);
    return rc;
}

/* When the newest tag was that has been read, and whether this one has: by name and commit. */
static int standing(struct store *store, const char *system, const struct tag *tag, int64_t *newest, bool *known, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(store->db, newest, err, "SELECT coalesce(max(q.at), -9223372036854775808) FROM dependency_reads q JOIN imports i ON i.import_id = q.import_id"
                        " WHERE i.completed_at IS NOT NULL AND q.system = ? AND q.\"commit\" <> ''", "t", system);

    if (rc == 0)
        rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM dependency_reads q JOIN imports i ON i.import_id = q.import_id"
                        " WHERE i.completed_at IS NOT NULL AND q.system = ? AND q.\"release\" = ? AND q.\"commit\" = ?", "ttt", system, tag->name, tag->commit);
    *known = n > 0;
    return rc;
}

static int import_tags(struct import_report *report, struct dependency_git_report *git, struct store *store, const struct import_options *options,
                       const struct history *h, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < h->n; i++) {
        int64_t newest = 0;
        bool known = false;

        rc = standing(store, options->project, &h->tag[i], &newest, &known, err);
        if (rc < 0)
            break;
        if (known || h->tag[i].at < newest) {
            git->known += known;
            git->left_out += !known;
            continue;
        }
        rc = import_tag(report, store, options, h, &h->tag[i], err);
        git->read += rc == 0;
    }
    return rc;
}

int dependency_git_import(struct import_report *report, struct dependency_git_report *git, struct store *store, const struct import_options *options,
                          struct err *err)
{
    struct history h = { .n = 0 };
    int rc;

    assert(options->n_paths == 1);

    *report = (struct import_report){ .kind = "dependencies" };
    *git = (struct dependency_git_report){ .tags = 0 };
    if (options->project == NULL || options->project[0] == '\0')
        return err_set(err, ERR_USAGE, "dependencies need the system that uses them");
    arena_init(&h.arena);
    rc = git_directory(&h.git_dir, options->path[0], err);
    if (rc == 0)
        rc = read_tags(&h, err);
    if (rc == 0 && h.n == 0)
        rc = err_set(err, ERR_REFUSED, "'%s' has no tags: nothing says what its releases are", options->path[0]);
    git->tags = h.n;
    if (rc == 0)
        rc = import_tags(report, git, store, options, &h, err);
    mem_free(h.git_dir);
    mem_free(h.tag);
    arena_release(&h.arena);
    return rc;
}
