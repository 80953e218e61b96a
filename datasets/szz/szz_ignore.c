/*
 * szz_ignore.c - see szz_ignore.h.
 */
#include "datasets/szz/szz_ignore.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_process.h"

enum { LIST_MAX = 8 << 20 /* bytes */ };

static bool is_id(const char *text, size_t len)
{
    return (len == 40 || len == 64) && strspn(text, "0123456789abcdef") >= len;
}

static int add_id(struct intern *ids, const char *text, size_t len, struct err *err)
{
    return intern_add(ids, text, len) == INTERN_NONE ? err_nomem(err) : 0;
}

/* The blob of the list, "" where there is none: "MODE blob ID\tPATH". */
static int find_list(char id[65], const char *git_dir, struct err *err)
{
    const char *const arg[] = { "ls-tree", "-z", "HEAD", "--", ".git-blame-ignore-revs", NULL };
    struct strbuf out;
    const char *blob;
    size_t len;
    int rc;

    strbuf_init(&out);
    id[0] = '\0';
    rc = git_capture(&out, git_dir, arg, NULL, 4096, err);
    blob = rc == 0 ? strstr(out.data, " blob ") : NULL;
    if (blob != NULL) {
        blob += strlen(" blob ");
        len = strspn(blob, "0123456789abcdef");
        if (is_id(blob, len)) {
            memcpy(id, blob, len);
            id[len] = '\0';
        }
    }
    strbuf_release(&out);
    return rc;
}

/* One id a line, a comment behind it or alone. */
static int read_list(struct szz_ignore *ignore, const char *git_dir, const char *id, struct err *err)
{
    const char *const arg[] = { "cat-file", "blob", id, NULL };
    struct strbuf out;
    int rc;

    strbuf_init(&out);
    rc = git_capture(&out, git_dir, arg, NULL, LIST_MAX, err);
    for (const char *at = out.data; rc == 0 && *at != '\0';) {
        size_t line = strcspn(at, "\n"), blanks = strspn(at, " \t"), len;

        len = strspn(at + blanks, "0123456789abcdef");
        if (blanks + len <= line && is_id(at + blanks, len))
            rc = add_id(&ignore->listed, at + blanks, len, err);
        at += line + (at[line] == '\n');
    }
    strbuf_release(&out);
    return rc;
}

static int read_merges(struct szz_ignore *ignore, const char *git_dir, struct err *err)
{
    const char *const arg[] = { "rev-list", "--min-parents=2", "--all", "HEAD", NULL };
    struct git_process *git = NULL;
    const char *id;
    size_t len;
    int rc = git_process_open(&git, git_dir, arg, NULL, err);

    while (rc == 0 && (rc = git_process_record(git, '\n', &id, &len, err)) > 0)
        rc = is_id(id, len) ? add_id(&ignore->merges, id, len, err) : 0;
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    return rc;
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int write_text(struct szz_ignore *ignore, struct err *err)
{
    const char **sorted = mem_calloc(ignore->listed.n, sizeof *sorted);

    if (sorted == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < ignore->listed.n; i++)
        sorted[i] = ignore->listed.str[i];
    if (ignore->listed.n > 0)
        qsort(sorted, ignore->listed.n, sizeof *sorted, compare_text);
    for (size_t i = 0; i < ignore->listed.n; i++)
        strbuf_addf(&ignore->text, "%s\n", sorted[i]);
    mem_free(sorted);
    digest_of(ignore->text.data, ignore->text.len, ignore->hash);
    return strbuf_check(&ignore->text, err);
}

int szz_ignore_read(struct szz_ignore *out, const char *git_dir, struct err *err)
{
    struct szz_ignore ignore;
    char list[65];
    int rc;

    intern_init(&ignore.listed);
    intern_init(&ignore.merges);
    strbuf_init(&ignore.text);
    rc = find_list(list, git_dir, err);
    if (rc == 0 && list[0] != '\0')
        rc = read_list(&ignore, git_dir, list, err);
    if (rc == 0)
        rc = read_merges(&ignore, git_dir, err);
    if (rc == 0)
        rc = write_text(&ignore, err);
    if (rc < 0)
        szz_ignore_release(&ignore);
    else
        *out = ignore;
    return rc;
}

void szz_ignore_release(struct szz_ignore *ignore)
{
    intern_release(&ignore->listed);
    intern_release(&ignore->merges);
    strbuf_release(&ignore->text);
}

bool szz_ignore_has(const struct szz_ignore *ignore, const char *commit)
{
    return intern_find(&ignore->listed, commit, strlen(commit)) != INTERN_NONE;
}

bool szz_ignore_is_merge(const struct szz_ignore *ignore, const char *commit)
{
    return intern_find(&ignore->merges, commit, strlen(commit)) != INTERN_NONE;
}
