/*
 * szz_blame.c - see szz_blame.h.
 *
 *   szz_blame -> read_diff -> mark_files (what is code) -> blame_file for each -> drop
 */
#include "datasets/szz/szz_blame.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/git/git_process.h"
#include "datasets/szz/code_lines.h"
#include "datasets/szz/szz_diff.h"

const char *const szz_result_name[N_SZZ_RESULTS] = { "blamed", "only-added", "only-plain", "no-source", "merge", "mass", "absent", "missing", "no-fix" };

const char *const szz_result_text[N_SZZ_RESULTS] = {
    "blamed",
    "only add lines",
    "take away only blank lines and comments",
    "touch nothing that is read as source",
    "are merges",
    "change more files or lines than a fix does, or are on the list of ignored commits",
    "are not in the repository",
    "could not be read: git failed on them",
    "are none any more: their ticket or message no longer says so",
};

const char *const szz_count_name[N_SZZ_COUNTS] = { "lines", "blank_or_comment", "files_unread", "candidates", "late", "ignored", "merges", "unknown" };

const char *const szz_count_text[N_SZZ_COUNTS] = {
    "lines of code blamed",
    "lines that are blank or comment",
    "files that are no source, or binary",
    "candidates that became labels",
    "candidates written after the ticket was filed",
    "candidates on the list of ignored commits",
    "candidates that are merges",
    "candidates that are no change of the store",
};

enum { RANGES_AT_ONCE = 100, BLOBS_MAX = 256 << 20 /* bytes */ };

/* What one fix needs. */
struct work {
    const char              *git_dir, *fix;
    const struct szz_ignore *ignore;
    struct szz_answer       *answer;
    struct szz_diff          diff;
    int                      n_parents;
    bool                     seen;      /* git knows the commit */
    struct szz_range        *code;      /* of the file at hand: what of its ranges is code */
    size_t                   n_code, cap_code;
};

/* ----------------------------------------------------------------------------------------------------- difference */

/* "\1TIME PARENT..." */
static void take_head(struct work *w, const char *line)
{
    char *end;
    long long time = strtoll(line + 1, &end, 10);

    w->seen = true;
    w->answer->fix_time = end == line + 1 || time <= 0 ? TIME_NONE : time;
    for (const char *at = end; *at != '\0'; at++)
        w->n_parents += *at == ' ' && at[1] != ' ' && at[1] != '\0';
}

static int read_diff(struct work *w, struct err *err)
{
    const char *const arg[] = { "diff-tree", "--always", "--pretty=format:%x01%ct %P", "-r", "-p", "-w", "-M", "-U0", "--full-index", "--inter-hunk-context=0",
                                "--src-prefix=a/", "--dst-prefix=b/", "--end-of-options", w->fix, NULL };
    struct git_process *git = NULL;
    const char *line;
    size_t len;
    int rc = git_process_open(&git, w->git_dir, arg, NULL, err);

    while (rc == 0 && (rc = git_process_record(git, '\n', &line, &len, err)) > 0) {
        rc = 0;
        if (!w->seen && line[0] == '\1')
            take_head(w, line);
        else if (w->diff.n <= SZZ_FILES_MAX)
            rc = szz_diff_line(&w->diff, line, len, err);
    }
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    return rc;
}

static int64_t n_lines(const struct szz_diff *diff)
{
    int64_t n = 0;

    for (size_t i = 0; i < diff->n; i++)
        for (size_t k = 0; k < diff->file[i].n_ranges; k++)
            n += diff->file[i].range[k].n;
    return n;
}

/* Whether the file's lines are looked at. */
static bool is_read(const struct szz_file *file)
{
    return !file->binary && file->blob[0] != '\0' && file->n_ranges > 0 && code_language_of(file->path) != NULL;
}

/* What keeps the whole fix from being blamed, or SZZ_BLAMED. */
static enum szz_result judge(const struct work *w)
{
    const struct szz_diff *diff = &w->diff;
    size_t n_source = 0, n_read = 0;

    if (!w->seen)
        return SZZ_ABSENT;
    if (w->n_parents > 1)
        return SZZ_MERGE;
    if (diff->n > SZZ_FILES_MAX || n_lines(diff) > SZZ_LINES_MAX || szz_ignore_has(w->ignore, w->fix))
        return SZZ_MASS;
    for (size_t i = 0; i < diff->n; i++) {
        n_read += is_read(&diff->file[i]);
        n_source += !diff->file[i].binary && (diff->file[i].path[0] == '\0' || code_language_of(diff->file[i].path) != NULL);
    }
    if (n_read > 0)
        return SZZ_BLAMED;
    return n_source > 0 ? SZZ_ONLY_ADDED : SZZ_NO_SOURCE;
}

/* ------------------------------------------------------------------------------------------------------- what is code */

/* Keeps of the file's ranges the lines of code, in w->code. */
static int keep_code(struct work *w, const struct szz_file *file, const char *text, size_t len, struct err *err)
{
    uint8_t *kind = NULL;
    size_t n = 0;
    int rc = code_lines_mark(&kind, &n, code_language_of(file->path), text, len, err);

    w->n_code = 0;
    for (size_t i = 0; rc == 0 && i < file->n_ranges; i++) {
        for (int64_t line = file->range[i].first; rc == 0 && line < file->range[i].first + file->range[i].n; line++) {
            struct szz_range *last = w->n_code > 0 ? &w->code[w->n_code - 1] : NULL;

            if (line < 1 || (uint64_t)line > n || kind[line - 1] != LINE_CODE) {
                w->answer->count[SZZ_PLAIN]++;
                continue;
            }
            w->answer->count[SZZ_LINES]++;
            if (last != NULL && last->first + last->n == line) {
                last->n++;
                continue;
            }
            rc = mem_grow(&w->code, &w->cap_code, w->n_code + 1, sizeof *w->code, err);
            if (rc == 0)
                w->code[w->n_code++] = (struct szz_range){ line, 1 };
        }
    }
    mem_free(kind);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------------- blame */

static int candidate_of(struct szz_candidate **out, struct szz_answer *a, const char *id, size_t len, struct err *err)
{
    int rc;

    for (size_t i = 0; i < a->n; i++)
        if (strncmp(a->candidate[i].commit, id, len) == 0 && a->candidate[i].commit[len] == '\0') {
            *out = &a->candidate[i];
            return 0;
        }
    rc = mem_grow(&a->candidate, &a->cap, a->n + 1, sizeof *a->candidate, err);
    if (rc < 0)
        return rc;
    *out = &a->candidate[a->n++];
    **out = (struct szz_candidate){ .time = TIME_NONE };
    memcpy((*out)->commit, id, len);
    return 0;
}

/* "ID LINE LINE [N]" begins a line's entry, "author-time N" may follow, the line itself comes behind a tab. */
static int take_blame(struct szz_answer *a, size_t *at, const char *line, struct err *err)
{
    size_t len = strspn(line, "0123456789abcdef");
    struct szz_candidate *c;
    int rc;

    if (line[0] == '\t')
        return 0;
    if ((len == 40 || len == 64) && line[len] == ' ') {
        rc = candidate_of(&c, a, line, len, err);
        if (rc == 0)
            *at = (size_t)(c - a->candidate);
        return rc;
    }
    if (strncmp(line, "author-time ", 12) == 0 && *at < a->n)
        a->candidate[*at].time = strtoll(line + 12, NULL, 10);
    return 0;
}

static int blame_ranges(struct work *w, const struct szz_file *file, const struct szz_range *range, size_t n, struct err *err)
{
    char text[RANGES_AT_ONCE][48], parent[80];
    const char *arg[RANGES_AT_ONCE + 8], *line;
    struct git_process *git = NULL;
    size_t k = 0, len, at = SIZE_MAX;
    int rc;

    assert(n <= RANGES_AT_ONCE);

    arg[k++] = "blame";
    arg[k++] = "-w";
    arg[k++] = "--porcelain";
    arg[k++] = "--no-ignore-revs-file"; /* what the repository itself configures cannot be undone by another setting */
    if (w->ignore->text.len > 0)
        arg[k++] = "--ignore-revs-file=/dev/stdin";
    for (size_t i = 0; i < n; i++) {
        snprintf(text[i], sizeof text[i], "-L%lld,%lld", (long long)range[i].first, (long long)(range[i].first + range[i].n - 1));
        arg[k++] = text[i];
    }
    snprintf(parent, sizeof parent, "%.64s^", w->fix);
    arg[k++] = parent;
    arg[k++] = "--";
    arg[k++] = file->path;
    arg[k] = NULL;
    rc = git_process_open(&git, w->git_dir, arg, w->ignore->text.len > 0 ? &w->ignore->text : NULL, err);
    while (rc == 0 && (rc = git_process_record(git, '\n', &line, &len, err)) > 0)
        rc = take_blame(w->answer, &at, line, err);
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    return rc;
}

static int blame_file(struct work *w, const struct szz_file *file, const char *text, size_t len, struct err *err)
{
    int rc = keep_code(w, file, text, len, err);

    for (size_t i = 0; rc == 0 && i < w->n_code; i += RANGES_AT_ONCE)
        rc = blame_ranges(w, file, w->code + i, w->n_code - i < RANGES_AT_ONCE ? w->n_code - i : RANGES_AT_ONCE, err);
    return rc;
}

/* What cat-file says of one blob: "ID blob SIZE\n", SIZE bytes and a newline. The text, and *at behind it; NULL where it says something else. */
static const char *next_blob(const struct strbuf *out, size_t *at, size_t *len)
{
    const char *head = out->data + *at, *end = memchr(head, '\n', out->len - *at), *size = strstr(head, " blob ");
    const char *text;

    if (end == NULL || size == NULL || size > end)
        return NULL;
    *len = (size_t)strtoull(size + strlen(" blob "), NULL, 10);
    text = end + 1;
    if (*len >= out->len - (size_t)(text - out->data))
        return NULL;
    *at = (size_t)(text - out->data) + *len + 1;
    return text;
}

static int blame_files(struct work *w, struct err *err)
{
    const char *const arg[] = { "cat-file", "--batch", NULL };
    struct strbuf ids, out;
    size_t at = 0;
    int rc;

    strbuf_init(&ids);
    strbuf_init(&out);
    for (size_t i = 0; i < w->diff.n; i++)
        if (is_read(&w->diff.file[i]))
            strbuf_addf(&ids, "%s\n", w->diff.file[i].blob);
    rc = strbuf_check(&ids, err);
    if (rc == 0)
        rc = git_capture(&out, w->git_dir, arg, &ids, BLOBS_MAX, err);
    for (size_t i = 0; rc == 0 && i < w->diff.n; i++) {
        const char *text;
        size_t len = 0;

        if (!is_read(&w->diff.file[i]))
            continue;
        text = next_blob(&out, &at, &len);
        rc = text == NULL ? err_set(err, ERR_REFUSED, "git lacks the blob '%s'", w->diff.file[i].blob) : blame_file(w, &w->diff.file[i], text, len, err);
    }
    strbuf_release(&ids);
    strbuf_release(&out);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ answer */

static int compare_candidates(const void *a, const void *b)
{
    return strcmp(((const struct szz_candidate *)a)->commit, ((const struct szz_candidate *)b)->commit);
}

static void drop(struct work *w, int64_t before)
{
    struct szz_answer *a = w->answer;
    size_t n = 0;

    for (size_t i = 0; i < a->n; i++) {
        const struct szz_candidate *c = &a->candidate[i];

        if (szz_ignore_has(w->ignore, c->commit))
            a->count[SZZ_IGNORED]++;
        else if (szz_ignore_is_merge(w->ignore, c->commit))
            a->count[SZZ_OF_MERGES]++;
        else if (before != TIME_NONE && (c->time == TIME_NONE || c->time > before))
            a->count[SZZ_LATE]++;
        else if (strcmp(c->commit, w->fix) != 0)
            a->candidate[n++] = *c;
    }
    a->n = n;
    if (n > 0)
        qsort(a->candidate, n, sizeof *a->candidate, compare_candidates);
}

static int work_on(struct work *w, int64_t before, struct err *err)
{
    struct szz_answer *a = w->answer;
    size_t len = strlen(w->fix);
    int rc;

    if ((len != 40 && len != 64) || strspn(w->fix, "0123456789abcdef") != len) { /* a change log's own number */
        a->result = SZZ_ABSENT;
        return 0;
    }
    rc = read_diff(w, err);
    if (rc == ERR_REFUSED && !w->seen) {
        a->result = SZZ_ABSENT;
        return 0;
    }
    if (rc < 0)
        return rc;
    for (size_t i = 0; w->ignore->paths != NULL && i < w->diff.n; i++)
        w->diff.file[i].binary = w->diff.file[i].binary || intern_find(w->ignore->paths, w->diff.file[i].path, strlen(w->diff.file[i].path)) != INTERN_NONE;
    a->result = judge(w);
    for (size_t i = 0; i < w->diff.n; i++)
        a->count[SZZ_UNREAD] += w->diff.file[i].binary || (w->diff.file[i].path[0] != '\0' && code_language_of(w->diff.file[i].path) == NULL);
    if (a->result != SZZ_BLAMED)
        return 0;
    rc = blame_files(w, err);
    if (rc == 0 && a->count[SZZ_LINES] == 0)
        a->result = SZZ_ONLY_PLAIN;
    if (rc == 0)
        drop(w, before);
    return rc;
}

int szz_blame(struct szz_answer *out, const char *git_dir, const char *fix, int64_t before, const struct szz_ignore *ignore, struct err *err)
{
    struct work w = { .git_dir = git_dir, .fix = fix, .ignore = ignore, .answer = out };
    struct err why = ERR_INIT;
    int rc;

    *out = (struct szz_answer){ .fix_time = TIME_NONE };
    szz_diff_init(&w.diff);
    rc = work_on(&w, before, &why);
    if (rc == ERR_REFUSED) { /* git's word: this fix, not the run */
        out->result = SZZ_MISSING;
        out->n = 0;
        snprintf(out->words, sizeof out->words, "%.199s", why.msg);
        rc = 0;
    } else if (rc < 0) {
        rc = err_set(err, (enum err_code)rc, "%s", why.msg);
    }
    szz_diff_release(&w.diff);
    mem_free(w.code);
    return rc;
}

void szz_answer_release(struct szz_answer *answer)
{
    mem_free(answer->candidate);
    *answer = (struct szz_answer){ .n = 0 };
}
