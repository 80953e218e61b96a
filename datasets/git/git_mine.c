/*
 * git_mine_run: make_range -> list_unknown -> count_unknown -> mine_commits (next_commit, next_patch, take_commit for each).
 */
#include "datasets/git/git_mine.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_message.h"
#include "datasets/git/git_process.h"

enum { MASS_BYTES_MAX = 4 << 20 };

/* How many lines the blobs have that are known. */
struct blobs {
    struct intern ids;
    int64_t *lines; /* [ids.n]; LINES_UNKNOWN until counted */
    size_t cap;
};

enum { LINES_UNKNOWN = -1 };

struct run {
    struct git_mine *mine;
    struct strbuf range;  /* for --stdin: what to read, and what not */
    struct blobs blobs;
    struct strbuf wanted; /* ids of blobs to be counted, one a line */
    struct git_process *files, *lines;
    struct git_log log;
    struct git_patch patch;
    const char *line; /* of the second log, read and not used yet; NULL */
    size_t line_len;
};

/* ---- lines of blobs ---------------------------------------------------------------------------------------------- */

static int set_lines(struct blobs *blobs, const char *id, int64_t lines, struct err *err)
{
    int rc = mem_grow(&blobs->lines, &blobs->cap, blobs->ids.n + 1, sizeof *blobs->lines, err);
    uint32_t at;

    if (rc < 0)
        return rc;
    at = intern_add(&blobs->ids, id, strlen(id));
    if (at == INTERN_NONE)
        return err_nomem(err);
    blobs->lines[at] = lines;
    return 0;
}

static int64_t lines_of(void *ctx, const char *id)
{
    const struct blobs *blobs = ctx;
    uint32_t at = intern_find(&blobs->ids, id, strlen(id));

    return at == INTERN_NONE || blobs->lines[at] < 0 ? 0 : blobs->lines[at];
}

/* Where the old text and the difference are known, so is the new one. */
static int add_new_blobs(struct blobs *blobs, const struct git_commit *commit, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < commit->n_files; i++) {
        const struct git_file *file = &commit->file[i];
        int64_t lines = file->binary ? 0 : (git_is_no_id(file->old_id) ? 0 : lines_of(blobs, file->old_id)) + file->added - file->deleted;

        if (!git_is_no_id(file->id) && (file->mode & GIT_MODE_KIND) != GIT_MODE_SUBMODULE)
            rc = set_lines(blobs, file->id, lines < 0 ? 0 : lines, err);
    }
    return rc;
}

/* ":100644 100644 OLD NEW M\tpath" -> the ids, where they are of blobs. */
static bool read_ids(const char *line, const char **old, const char **new, size_t *len)
{
    *len = line[0] == ':' && strlen(line) > 16 ? strcspn(line + 15, " ") : 0;
    if (!git_is_id(line + 15, *len) || !git_is_id(line + 16 + *len, *len))
        return false;
    *old = line + 15;
    *new = line + 16 + *len;
    return memcmp(line + 1, "160000", 6) != 0 && memcmp(line + 8, "160000", 6) != 0;
}

/* What is changed by a commit that is read, and made by none before it. */
static int note_ids(struct run *run, const char *line, struct err *err)
{
    struct blobs *blobs = &run->blobs;
    const char *old, *new;
    char id[GIT_ID_MAX + 1];
    size_t len;
    int rc = 0;

    if (!read_ids(line, &old, &new, &len))
        return 0;
    memcpy(id, old, len);
    id[len] = '\0';
    if (!git_is_no_id(id) && intern_find(&blobs->ids, id, len) == INTERN_NONE) {
        strbuf_addf(&run->wanted, "%s\n", id);
        rc = set_lines(blobs, id, LINES_UNKNOWN, err);
    }
    memcpy(id, new, len);
    if (rc == 0 && !git_is_no_id(id) && intern_find(&blobs->ids, id, len) == INTERN_NONE)
        rc = set_lines(blobs, id, LINES_UNKNOWN, err);
    return rc;
}

static int list_unknown(struct run *run, struct err *err)
{
    static const char *const list[] = { "log", "--date-order", "--reverse", "--raw", "--no-renames", "--no-abbrev", "--format=", "--stdin", NULL };
    struct git_process *process = NULL;
    const char *line;
    size_t len;
    int rc = git_process_open(&process, run->mine->git_dir, list, &run->range, err);

    while (rc == 0 && (rc = git_process_record(process, '\n', &line, &len, err)) == 1)
        rc = note_ids(run, line, err);
    if (rc == 0)
        rc = strbuf_check(&run->wanted, err);
    if (rc == 0)
        rc = git_process_finish(process, err);
    git_process_close(process);
    return rc;
}

/* The lines of one text of `size` bytes that comes next, and the newline behind it. `data` and `len`: what was read and is not used yet. */
static int count_lines(int64_t *out, struct git_process *process, const char **data, size_t *len, uint64_t size, struct err *err)
{
    char last = '\n';

    *out = 0;
    for (uint64_t left = size + 1; left > 0;) {
        size_t n;

        if (*len == 0) {
            int rc = git_process_read(process, data, len, err);

            if (rc <= 0)
                return rc < 0 ? rc : err_set(err, ERR_REFUSED, "git cat-file ended in the middle of a file");
        }
        n = *len < left ? *len : (size_t)left;
        for (const char *at = *data, *end = *data + n - (n == left); at < end; at++) {
            const char *newline = memchr(at, '\n', (size_t)(end - at));

            last = end[-1];
            if (newline == NULL)
                break;
            ++*out;
            at = newline;
        }
        *data += n;
        *len -= n;
        left -= n;
    }
    *out += last != '\n';
    return 0;
}

/* Bytes up to a newline, at most size - 1 of them. 1, 0 at the end. */
static int read_head_line(char *out, size_t size, struct git_process *process, const char **data, size_t *len, struct err *err)
{
    for (size_t n = 0;;) {
        int rc = *len > 0 ? 1 : git_process_read(process, data, len, err);

        if (rc <= 0)
            return rc < 0 ? rc : n == 0 ? 0 : err_set(err, ERR_REFUSED, "git cat-file ended in the middle of a line");
        ++*data;
        --*len;
        out[n] = (*data)[-1] == '\n' ? '\0' : (*data)[-1];
        if (out[n] == '\0')
            return 1;
        if (++n == size)
            return err_set(err, ERR_REFUSED, "git cat-file printed a line that is too long");
    }
}

static int count_unknown(struct run *run, struct err *err)
{
    static const char *const batch[] = { "cat-file", "--batch", "--buffer", NULL };
    struct git_process *process = NULL;
    const char *data = NULL;
    size_t len = 0;
    char line[256];
    int rc;

    if (run->wanted.len == 0)
        return 0;
    rc = git_process_open(&process, run->mine->git_dir, batch, &run->wanted, err);
    while (rc == 0 && (rc = read_head_line(line, sizeof line, process, &data, &len, err)) == 1) {
        char *type = strchr(line, ' '), *size = type == NULL ? NULL : strchr(type + 1, ' ');
        int64_t lines = 0;

        if (size == NULL && type != NULL && strcmp(type, " missing") == 0)
            rc = err_set(err, ERR_REFUSED, "object %.*s is missing", (int)(type - line), line);
        else if (size == NULL)
            rc = err_set(err, ERR_REFUSED, "git cat-file answered '%s'", line);
        else
            rc = count_lines(&lines, process, &data, &len, strtoull(size, NULL, 10), err);
        if (rc == 0) {
            *type = '\0';
            rc = set_lines(&run->blobs, line, lines, err);
        }
    }
    if (rc == 0)
        rc = git_process_finish(process, err);
    git_process_close(process);
    return rc;
}

/* ---- the two logs ------------------------------------------------------------------------------------------------ */

static int next_line(struct run *run, struct err *err)
{
    int rc = git_process_record(run->lines, '\n', &run->line, &run->line_len, err);

    if (rc != 1)
        run->line = NULL;
    return rc;
}

/* The lines of the commit at hand out of the second log, up to the next commit. */
static int next_patch(struct run *run, struct err *err)
{
    int rc = 1;

    if (run->line == NULL)
        rc = next_line(run, err);
    if (rc == 0) /* where git failed it has better words */
        rc = git_process_finish(run->lines, err);
    if (rc < 0)
        return rc;
    if (rc == 0 || run->line[0] != '\1' || strcmp(run->line + 1, run->log.commit.id) != 0)
        return err_set(err, ERR_REFUSED, "git log lacks the lines of commit %s", run->log.commit.id);
    git_patch_begin(&run->patch, &run->log.commit);
    while ((rc = next_line(run, err)) == 1 && run->line[0] != '\1')
        git_patch_line(&run->patch, run->line, run->line_len);
    if (run->patch.added.text.failed || run->patch.removed.text.failed)
        return err_nomem(err);
    return rc < 0 ? rc : 0;
}

static int take_commit(struct run *run, struct err *err)
{
    struct git_mine *mine = run->mine;
    const struct git_commit *commit = &run->log.commit;
    bool mass = intern_find(mine->mass, commit->id, strlen(commit->id)) != INTERN_NONE, gave_up = false;
    struct git_metrics metrics;
    struct strbuf tickets;
    int rc;

    strbuf_init(&tickets);
    rc = next_patch(run, err);
    if (rc == 0)
        rc = git_history_add(&metrics, mine->history, commit, mass, lines_of, &run->blobs, err);
    if (rc == 0)
        rc = add_new_blobs(&run->blobs, commit, err);
    if (rc == 0)
        rc = git_message_issues(&tickets, &gave_up, mine->issues, commit->message, err);
    if (rc == 0) {
        const struct git_change change = { commit, &metrics, &run->patch, tickets.data, mass };

        rc = git_rows_change(mine->rows, mine->project, &change, err);
    }
    mine->n_commits++;
    mine->n_merges += commit->n_parents > 1;
    mine->n_mass += mass;
    mine->n_with_issues += tickets.len > 0;
    mine->n_gave_up += gave_up;
    progress_step(mine->log, 1);
    strbuf_release(&tickets);
    git_log_next(&run->log);
    return rc;
}

static int take_record(struct run *run, const char *record, size_t len, struct err *err)
{
    int rc = git_log_push(&run->log, record, len, err);

    if (rc != 1)
        return rc;
    rc = take_commit(run, err);
    return rc < 0 ? rc : git_log_push(&run->log, record, len, err);
}

static int mine_commits(struct run *run, struct err *err)
{
    static const char *const files[] = { "log",   "-z",           "--date-order",  "--reverse", "--raw", "--numstat", "-M",
                                         "-l0",   "--no-abbrev",  GIT_LOG_FORMAT,  "--stdin",   NULL };
    static const char *const lines[] = { "log", "-p", "-U0", "--date-order", "--reverse", "-M", "-l0", "--format=%x01%H", "--stdin", NULL };
    const char *record;
    size_t len;
    int rc = git_process_open(&run->files, run->mine->git_dir, files, &run->range, err);

    if (rc == 0)
        rc = git_process_open(&run->lines, run->mine->git_dir, lines, &run->range, err);
    while (rc == 0 && (rc = git_process_record(run->files, '\0', &record, &len, err)) == 1)
        rc = take_record(run, record, len, err);
    if (rc == 0) /* first: where git failed, its last commit is in pieces */
        rc = git_process_finish(run->files, err);
    if (rc == 0)
        rc = git_log_end(&run->log, err);
    if (rc == 1)
        rc = take_commit(run, err);
    if (rc == 0)
        rc = git_process_finish(run->lines, err);
    return rc;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static int make_range(struct run *run, struct err *err)
{
    strbuf_add(&run->range, run->mine->graph->tips.data, run->mine->graph->tips.len);
    for (const char *at = run->mine->known; *at != '\0';) {
        size_t len = strcspn(at, "\n");

        strbuf_addf(&run->range, "^%.*s\n", (int)len, at);
        at += len + (at[len] == '\n');
    }
    return strbuf_check(&run->range, err);
}


int git_mine_run(struct git_mine *mine, struct err *err)
{
    struct run run = { .mine = mine };
    int rc;

    strbuf_init(&run.range);
    strbuf_init(&run.wanted);
    intern_init(&run.blobs.ids);
    git_log_init(&run.log);
    git_patch_init(&run.patch);
    rc = make_range(&run, err);
    if (rc == 0)
        rc = list_unknown(&run, err);
    if (rc == 0)
        rc = count_unknown(&run, err);
    if (rc == 0)
        rc = mine_commits(&run, err);
    git_process_close(run.files);
    git_process_close(run.lines);
    git_log_release(&run.log);
    git_patch_release(&run.patch);
    intern_release(&run.blobs.ids);
    mem_free(run.blobs.lines);
    strbuf_release(&run.range);
    strbuf_release(&run.wanted);
    return rc;
}

int git_mine_mass(struct intern *out, const char *git_dir, const char *head, struct err *err)
{
    struct strbuf name, text;
    struct err none = ERR_INIT;
    char *line, *rest;
    int rc;

    strbuf_init(&name);
    strbuf_init(&text);
    strbuf_addf(&name, "%s:.git-blame-ignore-revs", head);
    rc = strbuf_check(&name, err);
    if (rc == 0) {
        const char *const show[] = { "cat-file", "blob", name.data, NULL };

        rc = git_capture(&text, git_dir, show, NULL, MASS_BYTES_MAX, &none);
    }
    if (rc == ERR_REFUSED) { /* there is none */
        rc = 0;
        strbuf_clear(&text);
    } else if (rc < 0 && none.code != 0) {
        rc = err_set(err, (enum err_code)rc, "%s", none.msg);
    }
    for (rest = text.data; rc == 0 && text.len > 0 && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
        size_t len;

        line += strspn(line, " \t");
        len = strspn(line, "0123456789abcdef");
        if (git_is_id(line, len) && intern_add(out, line, len) == INTERN_NONE)
            rc = err_nomem(err);
    }
    strbuf_release(&name);
    strbuf_release(&text);
    return rc;
}
