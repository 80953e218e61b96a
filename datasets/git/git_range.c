/*
 * git_range_read: name_project -> list_range -> find_history -> mine -> import into a store of its own -> gather.
 */
#include "datasets/git/git_range.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_message.h"
#include "datasets/git/git_mine.h"
#include "datasets/git/git_process.h"
#include "datasets/git/git_range_text.h"
#include "datasets/import/import.h"
#include "datasets/store/store_aside.h"

enum { ANSWER_MAX = 64 << 20 };

struct run {
    struct git_range               *out;
    struct store                   *store;
    const struct git_range_options *options;
    char                           *git_dir;
    struct intern                   commits;  /* of the range, oldest first; merges are not among them */
    struct strbuf                   tips;     /* what the range ends with, one id a line */
    struct strbuf                   known;    /* tips of the import whose history it is  */
    struct git_history              history;
    struct git_rows                 rows;
};

/* ---- what is asked for --------------------------------------------------------------------------------------------- */

static int name_project(struct run *run, struct err *err)
{
    if (!git_project_name(run->out->project, sizeof run->out->project, run->git_dir, run->options->project))
        return err_set(err, ERR_USAGE, "a project has 1 to %zu bytes", sizeof run->out->project - 1);
    return 0;
}

/* Ends of the range, without what it excludes. */
static int list_tips(struct run *run, struct err *err)
{
    const char *const ask[] = { "rev-parse", "--revs-only", "--end-of-options", run->options->range, NULL };
    struct strbuf text;
    int rc;

    strbuf_init(&text);
    rc = !git_range_is_expression(run->options->range)
             ? err_set(err, ERR_USAGE, "a range is A..B: the commits that B reaches and A does not; not '%s'", run->options->range)
             : git_capture(&text, run->git_dir, ask, NULL, 4096, err);
    if (rc == ERR_REFUSED)
        err_prefix(err, "'%s' is no range of '%s'", run->options->range, run->options->path);
    if (rc == 0 && text.len > 0)
        git_range_tips(&run->tips, text.data);
    if (rc == 0)
        rc = strbuf_check(&run->tips, err);
    if (rc == 0 && run->tips.len == 0)
        rc = err_set(err, ERR_REFUSED, "'%s' is no range of '%s'", run->options->range, run->options->path);
    strbuf_release(&text);
    return rc;
}

static int list_range(struct run *run, struct err *err)
{
    const char *const ask[] = { "rev-list", "--date-order", "--reverse", "--parents", "--end-of-options", run->options->range, NULL };
    struct git_process *process = NULL;
    const char *line;
    size_t len;
    int rc = list_tips(run, err);

    if (rc == 0)
        rc = git_process_open(&process, run->git_dir, ask, NULL, err);
    while (rc == 0 && (rc = git_process_record(process, '\n', &line, &len, err)) == 1) {
        size_t id = 0;
        bool is_merge = false;

        rc = 0;
        if (!git_range_commit(line, len, &id, &is_merge))
            rc = err_set(err, ERR_REFUSED, "git rev-list: a line that is none");
        else if (++run->out->n_commits > GIT_RANGE_MAX)
            rc = err_set(err, ERR_REFUSED, "'%s' has more than %d commits", run->options->range, GIT_RANGE_MAX);
        else if (is_merge)
            run->out->n_merges++;
        else if (intern_add(&run->commits, line, id) == INTERN_NONE)
            rc = err_nomem(err);
    }
    if (rc == 0)
        rc = git_process_finish(process, err);
    git_process_close(process);
    return rc;
}

/* ---- the history that the last import kept ---------------------------------------------------------------------------- */

/* Whether the repository has all of these commits. */
static int has_all(bool *out, struct run *run, const char *tips, struct err *err)
{
    static const char *const check[] = { "cat-file", "--batch-check=%(objecttype)", NULL };
    struct strbuf ids, answer;
    int rc;

    strbuf_init(&ids);
    strbuf_init(&answer);
    strbuf_adds(&ids, tips);
    rc = strbuf_check(&ids, err);
    if (rc == 0)
        rc = git_capture(&answer, run->git_dir, check, &ids, ANSWER_MAX, err);
    *out = rc == 0 && answer.len > 0 && strstr(answer.data, "missing") == NULL;
    strbuf_release(&ids);
    strbuf_release(&answer);
    return rc;
}

/* Of the project's imports the newest whose tips are here. */
static int find_history(struct run *run, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t n_seen = 0;
    bool found = false;
    int rc = db_prepare(run->store->db, &stmt, "SELECT tips, history, read_at FROM repositories WHERE project = ? ORDER BY path = ? DESC, read_at DESC", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tt", run->out->project, run->git_dir);
    while (rc == 0 && !found && (rc = db_step(stmt, err)) == 1) {
        size_t len;
        const char *tips = db_text(stmt, 0, NULL);
        const void *history = db_blob(stmt, 1, &len);

        n_seen++;
        rc = has_all(&found, run, tips, err);
        if (rc == 0 && found) {
            run->out->as_of = db_int(stmt, 2);
            strbuf_adds(&run->known, tips);
            rc = git_history_load(&run->history, history, len, err);
        }
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    if (n_seen == 0)
        return err_set(err, ERR_NOTFOUND, "project '%s' was not imported from a repository: 'prodrome import git %s' does it", run->out->project, run->options->path);
    if (!found)
        return err_set(err, ERR_REFUSED, "'%s' does not have the history that was imported as project '%s' (a shallow clone, or a rewritten history)", run->options->path,
                       run->out->project);
    return strbuf_check(&run->known, err);
}

/* How much there is to read before the range ends. */
static int count_new(size_t *out, struct run *run, struct err *err)
{
    static const char *const count[] = { "rev-list", "--count", "--stdin", NULL };
    struct strbuf input, answer;
    int rc;

    strbuf_init(&input);
    strbuf_init(&answer);
    strbuf_add(&input, run->tips.data, run->tips.len);
    for (const char *at = run->known.data; *at != '\0';) {
        size_t len = strcspn(at, "\n");

        strbuf_addf(&input, "^%.*s\n", (int)len, at);
        at += len + (at[len] == '\n');
    }
    rc = strbuf_check(&input, err);
    if (rc == 0)
        rc = git_capture(&answer, run->git_dir, count, &input, 64, err);
    *out = rc == 0 && answer.len > 0 ? strtoull(answer.data, NULL, 10) : 0;
    if (rc == 0 && *out > GIT_RANGE_MAX)
        rc = err_set(err, ERR_REFUSED, "%zu commits are new since the repository was imported: import it again first", *out);
    strbuf_release(&input);
    strbuf_release(&answer);
    return rc;
}

static int mine(struct run *run, struct err *err)
{
    struct git_graph tips; /* of the graph the miner reads the tips alone */
    struct intern mass;
    struct pattern *issues = NULL;
    struct git_mine mine = { .git_dir = run->git_dir, .project = run->out->project, .graph = &tips, .known = run->known.data, .mass = &mass,
                             .log = NULL, .history = &run->history, .rows = &run->rows };
    int rc = count_new(&run->out->n_new, run, err);

    if (rc < 0 || run->out->n_new == 0)
        return rc;
    git_graph_init(&tips);
    intern_init(&mass);
    strbuf_add(&tips.tips, run->tips.data, run->tips.len);
    rc = strbuf_check(&tips.tips, err);
    if (rc == 0)
        rc = pattern_new(&issues, GIT_ISSUES_DEFAULT, err);
    mine.issues = issues;
    if (rc == 0)
        rc = git_mine_mass(&mass, run->git_dir, "HEAD", err);
    if (rc == 0)
        rc = git_mine_run(&mine, err);
    pattern_free(issues);
    intern_release(&mass);
    git_graph_release(&tips);
    return rc;
}

/* ---- rows, by way of a store that nobody keeps ------------------------------------------------------------------------- */

static int import_rows(struct store *transient, const struct run *run, struct err *err)
{
    static const char *const name[] = { "the commits" };
    struct import_report report;
    const struct import_options options = {
        .kind = import_kind_find("changes"), .path = name, .n_paths = 1, .text = &run->rows.changes, .code_path = run->rows.n_code > 0 ? name[0] : NULL,
        .code_text = run->rows.n_code > 0 ? &run->rows.code : NULL, .tolerate_percent = 5, .n_threads = run->options->n_threads,
    };

    return import_run(&report, transient, &options, err);
}

/* Under the keys and the rules of the store that is asked: persons get the same pseudonyms, texts the same placeholders. */
static int take_mined(struct run *run, struct err *err)
{
    struct snapshot snapshot = { .n = 0 };
    struct store_aside aside;
    int rc;

    if (run->rows.n_changes == 0)
        return 0;
    rc = store_aside_open(&aside, run->store, err);
    if (rc < 0)
        return rc;
    rc = import_rows(aside.store, run, err);
    if (rc == 0)
        rc = snapshot_peek(&snapshot, aside.store, err);
    if (rc == 0)
        rc = changes_load(&run->out->mined, aside.store, &snapshot, run->out->project, err);
    snapshot_release(&snapshot);
    store_aside_close(&aside);
    return rc;
}

static int by_version(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* What was imported already, each by its newest version. */
static int take_stored(struct run *run, struct err *err)
{
    struct snapshot few = { .version = mem_calloc(2 * run->commits.n + 1, sizeof *few.version) };
    struct db_stmt *stmt = NULL;
    int rc = few.version == NULL ? err_nomem(err)
                                 : db_prepare(run->store->db, &stmt, "SELECT version_id FROM current_versions WHERE kind IN ('change', 'code') AND project = ? AND id = ?", err);

    for (size_t i = 0; rc == 0 && i < run->commits.n; i++) {
        rc = db_bind(stmt, err, "tt", run->out->project, run->commits.str[i]);
        for (size_t n = 0; rc == 0 && n < 2 && (rc = db_step(stmt, err)) == 1; n++) {
            few.version[few.n++] = db_int(stmt, 0);
            rc = 0;
        }
    }
    db_finalize(stmt);
    if (rc == 0 && few.n > 0) {
        qsort(few.version, few.n, sizeof *few.version, by_version);
        rc = changes_load(&run->out->stored, run->store, &few, run->out->project, err);
    }
    mem_free(few.version);
    return rc;
}

/* Puts a table's rows at their place in the range; `row` [commits.n], their number in `have`. */
static void place(struct run *run, const struct change_table *table, struct change *row, bool *have)
{
    for (size_t i = 0; i < table->n; i++) {
        uint32_t at = intern_find(&run->commits, table->row[i].commit, strlen(table->row[i].commit));

        if (at == INTERN_NONE)
            continue;
        row[at] = table->row[i];
        have[at] = true;
    }
}

static int gather(struct run *run, struct err *err)
{
    struct git_range *out = run->out;
    struct change *row = mem_calloc(run->commits.n + 1, sizeof *row);
    bool *have = mem_calloc(run->commits.n + 1, sizeof *have);

    if (row == NULL || have == NULL) {
        mem_free(row);
        mem_free(have);
        return err_nomem(err);
    }
    place(run, &out->mined, row, have);
    place(run, &out->stored, row, have);
    out->n_stored = out->stored.n;
    for (size_t i = 0; i < run->commits.n; i++)
        if (have[i])
            row[out->changes.n++] = row[i];
    out->changes.row = row;
    out->changes.has_code = out->mined.has_code || out->stored.has_code;
    mem_free(have);
    return 0;
}

int git_range_read(struct git_range *out, struct store *store, const struct git_range_options *options, struct err *err)
{
    struct run run = { .out = out, .store = store, .options = options };
    int rc;

    assert(store->has_keys);

    memset(out, 0, sizeof *out);
    intern_init(&run.commits);
    strbuf_init(&run.tips);
    strbuf_init(&run.known);
    git_history_init(&run.history, store->keys.pseudonym);
    rc = git_rows_init(&run.rows, err);
    if (rc == 0)
        rc = git_directory(&run.git_dir, options->path, err);
    if (rc == 0)
        rc = name_project(&run, err);
    if (rc == 0)
        rc = list_range(&run, err);
    if (rc == 0 && run.commits.n > 0)
        rc = find_history(&run, err);
    if (rc == 0 && run.commits.n > 0)
        rc = mine(&run, err);
    if (rc == 0)
        rc = take_mined(&run, err);
    if (rc == 0 && run.commits.n > 0)
        rc = take_stored(&run, err);
    if (rc == 0)
        rc = gather(&run, err);
    if (rc < 0)
        git_range_release(out);
    git_rows_release(&run.rows);
    git_history_release(&run.history);
    strbuf_release(&run.known);
    strbuf_release(&run.tips);
    intern_release(&run.commits);
    mem_free(run.git_dir);
    return rc;
}

void git_range_release(struct git_range *range)
{
    mem_free(range->changes.row);
    changes_release(&range->mined);
    changes_release(&range->stored);
    memset(range, 0, sizeof *range);
}
