/*
 * git_import_run: prepare -> git_graph_read -> load_state -> mine -> store_rows (changes with code, releases, outcomes) -> save_state.
 */
#include "datasets/git/git_import.h"

#include <assert.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/git/git_graph.h"
#include "datasets/git/git_message.h"
#include "datasets/git/git_mine.h"
#include "datasets/git/git_process.h"
#include "datasets/import/import_report.h"
#include "datasets/store/rules_version.h"

/* What a row of a commit is made by; a new one reads all repositories anew. */
enum { MINING_VERSION = 1 };

const char *const git_reading_name[4] = { "whole", "new", "nothing new", "rewritten" };

struct run {
    struct store *store;
    const struct git_import_options *options;
    struct git_import_report *report;
    const char *source;
    char *git_dir;
    char *named;          /* git directory by which the store knows it: the same but for a view */
    struct pattern *issues;
    struct git_graph graph;
    struct git_history history;
    struct git_rows rows;
    struct intern mass;
    struct strbuf known; /* tips that were read before and are still there; "" */
    uint8_t reading[DIGEST_SIZE];
};

static const char *name_of(const struct git_import_options *options)
{
    return options->named != NULL ? options->named : options->path;
}

/* ---- what was read before ---------------------------------------------------------------------------------------- */

/* Blob of HEAD by its path: its id, "" where it has none. */
static int blob_id(struct strbuf *out, struct run *run, const char *path, struct err *err)
{
    struct err none = ERR_INIT;
    struct strbuf name;
    int rc;

    strbuf_init(&name);
    strbuf_addf(&name, "HEAD:%s", path);
    rc = strbuf_check(&name, err);
    if (rc == 0) {
        const char *const ask[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", name.data, NULL };

        rc = git_capture(out, run->git_dir, ask, NULL, 1000, &none);
    }
    strbuf_release(&name);
    if (rc == ERR_REFUSED)
        return 0;
    return rc < 0 && none.code != 0 ? err_set(err, (enum err_code)rc, "%s", none.msg) : rc;
}

/* All that decides what a commit becomes beside its history. */
static int digest_reading(struct run *run, struct err *err)
{
    struct digest digest;
    struct strbuf blobs;
    int64_t rules = 0;
    int rc;

    strbuf_init(&blobs);
    rc = rules_version_in_force(&rules, run->store, err);
    if (rc == 0)
        rc = blob_id(&blobs, run, ".mailmap", err);
    strbuf_addc(&blobs, '/');
    if (rc == 0)
        rc = blob_id(&blobs, run, ".git-blame-ignore-revs", err);
    if (rc == 0)
        rc = strbuf_check(&blobs, err);
    digest_init(&digest);
    digest_int(&digest, MINING_VERSION);
    digest_int(&digest, rules);
    digest_field(&digest, blobs.data, blobs.len);
    digest_field(&digest, run->options->issues != NULL ? run->options->issues : GIT_ISSUES_DEFAULT,
                 strlen(run->options->issues != NULL ? run->options->issues : GIT_ISSUES_DEFAULT));
    digest_final(&digest, run->reading);
    strbuf_release(&blobs);
    return rc;
}

/* Whether all that was read before is still in the history. */
static int check_tips(bool *there, const struct git_graph *graph, const char *tips, struct err *err)
{
    bool *seen = mem_calloc(graph->n + 1, sizeof *seen);
    size_t n_gone = 0;

    if (seen == NULL)
        return err_nomem(err);
    git_graph_reach(graph, tips, seen, &n_gone);
    mem_free(seen);
    *there = n_gone == 0;
    return 0;
}

static int take_state(struct run *run, struct db_stmt *stmt, struct err *err)
{
    const char *tips = db_text(stmt, 0, NULL);
    size_t len = 0, len_history = 0;
    const void *reading = db_blob(stmt, 1, &len), *history;
    bool there = false;
    int rc;

    if (len != DIGEST_SIZE || memcmp(reading, run->reading, len) != 0)
        return 0;
    rc = check_tips(&there, &run->graph, tips, err);
    if (rc < 0)
        return rc;
    if (!there) {
        run->report->reading = GIT_READ_REWRITTEN;
        return 0;
    }
    history = db_blob(stmt, 2, &len_history);
    rc = git_history_load(&run->history, history, len_history, err);
    if (rc == ERR_REFUSED) { /* of an older program, or damaged: all is read anew */
        return 0;
    }
    if (rc < 0)
        return rc;
    strbuf_adds(&run->known, tips);
    run->report->reading = strcmp(run->graph.tips.data, tips) == 0 ? GIT_READ_NOTHING_NEW : GIT_READ_NEW;
    return strbuf_check(&run->known, err);
}

static int load_state(struct run *run, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(run->store->db, &stmt, "SELECT tips, reading, history FROM repositories WHERE project = ? AND path = ?", err);

    run->report->reading = GIT_READ_WHOLE;
    if (rc == 0)
        rc = db_bind(stmt, err, "tt", run->report->project, run->named);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1)
        rc = take_state(run, stmt, err);
    db_finalize(stmt);
    return rc;
}

static int save_state(struct run *run, struct err *err)
{
    struct store *store = run->store;
    struct strbuf history, facts;
    int rc;

    strbuf_init(&history);
    strbuf_init(&facts);
    rc = git_history_save(&history, &run->history, err);
    strbuf_addf(&facts, "{\"commits\": %zu, \"read\": %zu, \"releases\": %zu, \"reading\": \"%s\"}", run->report->n_commits, run->report->n_read,
                run->report->n_releases, git_reading_name[run->report->reading]);
    if (rc == 0)
        rc = strbuf_check(&facts, err);
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc < 0)
        goto done;
    rc = db_run(store->db, err,
                "INSERT INTO repositories(project, path, read_at, tips, n_commits, reading, history) VALUES(?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT(project, path) DO UPDATE SET read_at = excluded.read_at, tips = excluded.tips, n_commits = excluded.n_commits,"
                " reading = excluded.reading, history = excluded.history",
                "ttisibb", run->report->project, run->named, store_now(store), run->graph.tips.data, run->graph.tips.len, (int64_t)run->graph.n,
                run->reading, sizeof run->reading, history.data, history.len);
    if (rc == 0)
        rc = audit_append(store, "engine", "import.git", run->report->project, facts.data, facts.len, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    if (rc < 0)
        db_rollback(store->db);
done:
    strbuf_release(&facts);
    strbuf_release(&history);
    return rc;
}

/* Changes of the project that are no commit of the repository any more. */
static int count_gone(struct run *run, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(run->store->db, &stmt, "SELECT id FROM current_versions WHERE kind = 'change' AND project = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", run->report->project);
    while (rc == 0 && (rc = db_step(stmt, err)) == 1) {
        size_t len;
        const char *id = db_text(stmt, 0, &len);

        run->report->n_gone += intern_find(&run->graph.ids, id, len) == INTERN_NONE;
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static int name_project(struct run *run, struct err *err)
{
    if (!git_project_name(run->report->project, sizeof run->report->project, run->named, run->options->project))
        return err_set(err, ERR_USAGE, "--project must be 1 to %zu bytes", sizeof run->report->project - 1);
    return 0;
}

static int mine(struct run *run, struct err *err)
{
    struct git_mine mine = { .git_dir = run->git_dir, .project = run->report->project, .graph = &run->graph, .known = run->known.len > 0 ? run->known.data : "",
                             .mass = &run->mass, .issues = run->issues, .log = run->store->log, .history = &run->history, .rows = &run->rows };
    double start = clock_monotonic();
    size_t n_gone, n_new = 0;
    bool *seen = mem_calloc(run->graph.n + 1, sizeof *seen);
    int rc = seen == NULL ? err_nomem(err) : 0;

    if (rc == 0) {
        git_graph_reach(&run->graph, mine.known, seen, &n_gone);
        for (size_t i = 0; i < run->graph.n; i++)
            n_new += !seen[i];
        mem_free(seen);
    }
    progress_begin(run->store->log, "read commits", n_new);
    if (rc == 0 && n_new > 0)
        rc = git_mine_run(&mine, err);
    if (rc == 0 && mine.n_commits != n_new)
        rc = err_set(err, ERR_REFUSED, "git log printed %zu commits of %zu", mine.n_commits, n_new);
    run->report->n_read = mine.n_commits;
    run->report->n_merges = mine.n_merges;
    run->report->n_mass = mine.n_mass;
    run->report->n_with_issues = mine.n_with_issues;
    run->report->n_gave_up = mine.n_gave_up;
    run->report->mine_seconds = clock_monotonic() - start;
    progress_end(run->store->log, "%zu commits of %zu read, %.0f commits/s", mine.n_commits, run->graph.n,
                 run->report->mine_seconds > 0 ? (double)mine.n_commits / run->report->mine_seconds : 0);
    return rc;
}

/* What git says of an object that is not there, in words that say what to do. */
static void explain(const struct run *run, struct err *err)
{
    static const char *const words[] = { "unable to read", "missing", "bad object", "ould not read", "ould not parse", "ould not fetch", "ould not get object", "revision walk setup failed" };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(err->msg, words[i]) != NULL) {
            err_prefix(err, "'%s' is not imported: the repository lacks objects (a partial clone? fetch all of it first, or see --allow-missing)", name_of(run->options));
            return;
        }
    err_prefix(err, "'%s' is not imported", name_of(run->options));
}

/* What came after the tag must not be in the project: the labels and outcomes of today would tell what was not known then. */
static int check_nothing_later(struct run *run, struct err *err)
{
    int rc = count_gone(run, err);

    if (rc == 0 && run->report->n_gone > 0)
        rc = err_set(err, ERR_USAGE, "project '%s' has %zu changes that '%s' did not have: what came later would be known; take another --project, or a store of its own",
                     run->report->project, run->report->n_gone, run->options->as_of);
    return rc;
}

static int read_repository(struct run *run, struct err *err)
{
    struct git_import_report *report = run->report;
    int rc = git_graph_read(&run->graph, run->git_dir, run->options->branch, err);

    report->n_commits = run->graph.n;
    report->n_tags = run->graph.n_tags;
    report->n_releases = run->graph.n_releases;
    report->n_reverts = run->graph.n_reverts;
    if (rc == 0 && run->options->as_of != NULL)
        rc = check_nothing_later(run, err);
    if (rc == 0)
        rc = digest_reading(run, err);
    if (rc == 0)
        rc = load_state(run, err);
    if (rc == 0)
        rc = git_mine_mass(&run->mass, run->git_dir, "HEAD", err);
    if (rc == 0)
        rc = mine(run, err);
    if (rc == 0)
        rc = git_rows_releases(&run->rows, report->project, &run->graph, run->options->as_of, err);
    if (rc == 0)
        rc = git_rows_outcomes(&run->rows, report->project, &run->graph, err);
    if (rc == ERR_REFUSED)
        explain(run, err);
    return rc;
}

/* ---- storing ----------------------------------------------------------------------------------------------------- */

static void add_report(struct git_import_report *report, const struct import_report *part)
{
    struct import_report *total = &report->total;

    total->read += part->read;
    total->inserted += part->inserted;
    total->updated += part->updated;
    total->unchanged += part->unchanged;
    total->rescrubbed += part->rescrubbed;
    total->rejected += part->rejected;
    total->code_read += part->code_read;
    total->code_matched += part->code_matched;
    for (size_t type = 0; type < PHI_N_TYPES; type++)
        total->redactions[type] += part->redactions[type];
    if (total->first_reject[0] == '\0')
        memcpy(total->first_reject, part->first_reject, sizeof total->first_reject);
    total->import_id = part->import_id;
}

static int store_kind(struct run *run, struct import_report *part, const char *kind, const struct strbuf *text, const struct strbuf *code, struct err *err)
{
    char name[600];
    const char *path = name;
    const struct import_options options = {
        .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .text = text, .code_path = code != NULL ? name : NULL, .code_text = code,
        .source = run->source, .tolerate_percent = 5, .n_threads = run->options->n_threads,
    };
    int rc;

    snprintf(name, sizeof name, "%s of %.500s", kind, name_of(run->options));
    rc = import_run(part, run->store, &options, err);
    add_report(run->report, part);
    memcpy(run->report->total.refused, part->refused, sizeof part->refused);
    return rc;
}

static int store_rows(struct run *run, struct err *err)
{
    struct git_import_report *report = run->report;
    int rc = 0;

    if (run->rows.n_changes > 0)
        rc = store_kind(run, &report->changes, "changes", &run->rows.changes, run->rows.n_code > 0 ? &run->rows.code : NULL, err);
    if (rc == 0 && run->rows.n_releases > 0)
        rc = store_kind(run, &report->releases, "releases", &run->rows.releases, NULL, err);
    if (rc == 0 && run->rows.n_outcomes > 0)
        rc = store_kind(run, &report->outcomes, "outcomes", &run->rows.outcomes, NULL, err);
    return rc;
}

static void digest_rows(struct run *run)
{
    struct digest digest;
    uint8_t out[DIGEST_SIZE];

    digest_init(&digest);
    digest_field(&digest, run->rows.changes.data, run->rows.changes.len);
    digest_field(&digest, run->rows.code.data, run->rows.code.len);
    digest_field(&digest, run->rows.releases.data, run->rows.releases.len);
    digest_field(&digest, run->rows.outcomes.data, run->rows.outcomes.len);
    digest_final(&digest, out);
    digest_hex(out, sizeof out, run->report->total.content_hash);
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static int prepare(struct run *run, struct err *err)
{
    const char *issues = run->options->issues != NULL ? run->options->issues : GIT_ISSUES_DEFAULT;
    int rc = pattern_new(&run->issues, issues, err);

    if (rc < 0)
        return rc == ERR_USAGE ? err_prefix(err, "issues") : rc;
    rc = git_directory(&run->git_dir, run->options->path, err);
    if (rc == 0)
        rc = git_directory(&run->named, name_of(run->options), err);
    if (rc == 0)
        rc = name_project(run, err);
    if (rc == 0)
        rc = git_rows_init(&run->rows, err);
    return rc;
}

static void say(const struct run *run)
{
    const struct git_import_report *report = run->report;

    if (report->reading == GIT_READ_REWRITTEN)
        log_warn(run->store->log, "%s: the history was rewritten (or another branch is read): all of it was read anew; %zu changes that it no longer has stay",
                 report->project, report->n_gone);
    if (report->n_gave_up > 0)
        log_warn(run->store->log, "%s: the pattern of issues gave up on %zu messages; write it simpler", report->project, report->n_gave_up);
}

int git_import_run(struct git_import_report *report, struct store *store, const struct git_import_options *options, struct err *err)
{
    struct run run = { .store = store, .options = options, .report = report, .source = options->source != NULL ? options->source : name_of(options) };
    struct err local = ERR_INIT;
    double start = clock_monotonic();
    int rc;

    assert(store->has_keys);

    if (err == NULL)
        err = &local;
    memset(report, 0, sizeof *report);
    report->total.kind = "git";
    git_graph_init(&run.graph);
    git_history_init(&run.history, store->keys.pseudonym);
    intern_init(&run.mass);
    strbuf_init(&run.known);
    rc = prepare(&run, err);
    if (rc == 0)
        rc = read_repository(&run, err);
    if (rc == 0)
        digest_rows(&run);
    if (rc == 0)
        rc = store_rows(&run, err);
    if (rc == 0 && report->reading == GIT_READ_REWRITTEN)
        rc = count_gone(&run, err);
    if (rc == 0)
        rc = save_state(&run, err);
    if (rc == 0)
        say(&run);
    if (rc == ERR_REFUSED)
        memcpy(report->total.refused, err->msg, sizeof report->total.refused);
    report->total.seconds = clock_monotonic() - start;
    mem_free(run.git_dir);
    mem_free(run.named);
    pattern_free(run.issues);
    git_graph_release(&run.graph);
    git_history_release(&run.history);
    git_rows_release(&run.rows);
    intern_release(&run.mass);
    strbuf_release(&run.known);
    return rc;
}

static void add_part(struct strbuf *out, const struct import_report *part)
{
    if (part->kind == NULL)
        return;
    strbuf_addf(out, ", \"%s\": {\"read\": %llu, \"inserted\": %llu, \"updated\": %llu, \"unchanged\": %llu, \"rescrubbed\": %llu, \"rejected\": %llu}", part->kind,
                (unsigned long long)part->read, (unsigned long long)part->inserted, (unsigned long long)part->updated, (unsigned long long)part->unchanged,
                (unsigned long long)part->rescrubbed, (unsigned long long)part->rejected);
}

void git_import_report_json(struct strbuf *out, const struct git_import_report *report)
{
    struct strbuf whole;

    strbuf_init(&whole);
    import_report_json(&whole, &report->total);
    strbuf_add(out, whole.data, whole.len < 2 ? 0 : whole.len - 2); /* without its "}\n" */
    strbuf_addf(out, ", \"reading\": \"%s\", \"commits\": %zu, \"commits_read\": %zu, \"merges\": %zu, \"mass_format\": %zu, \"with_tickets\": %zu",
                git_reading_name[report->reading], report->n_commits, report->n_read, report->n_merges, report->n_mass, report->n_with_issues);
    strbuf_addf(out, ", \"tags\": %zu, \"tags_with_changes\": %zu, \"reverts\": %zu, \"gone\": %zu, \"mine_seconds\": %.3f, \"commits_per_second\": %.0f",
                report->n_tags, report->n_releases, report->n_reverts, report->n_gone, report->mine_seconds,
                report->mine_seconds > 0 ? (double)report->n_read / report->mine_seconds : 0);
    add_part(out, &report->changes);
    add_part(out, &report->releases);
    add_part(out, &report->outcomes);
    strbuf_adds(out, "}\n");
    out->failed |= whole.failed;
    strbuf_release(&whole);
}
