/*
 * cmd_score.c - prodrome score tickets|releases|changes|dependencies
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/outfile.h"
#include "score/cli/cmd_score_dependencies.h"
#include "score/cli/cmd_score_range.h"
#include "score/cli/commands.h"
#include "score/night/run.h"
#include "score/night/tickets_by_day.h"
#include "score/report/facts.h"
#include "score/report/report.h"
#include "score/report/triage_csv.h"
#include "score/review/gate.h"
#include "score/review/queue.h"
#include "score/scoring.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "only this project; dependencies: only this system" },
    { 'o', "out", "FILE", "tickets: write the suggestions as CSV, for a service desk to import" },
    { 0, "repo", "PATH", "changes: commits of this repository, which are not stored" },
    { 0, "range", "A..B", "with --repo: those that B reaches and A does not" },
    { 'f', "format", "FORM", "with --repo: text (the default), json, sarif, junit" },
    { 0, NULL, NULL, NULL },
};

typedef int (*score_kind)(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err);

static int all_releases(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err)
{
    return score_releases(counts, s, project, NULL, err);
}

static const struct kind {
    const char *name, *record;
    score_kind  score;
} kinds[] = {
    { "tickets", "ticket", score_tickets },
    { "releases", "release", all_releases },
    { "changes", "change", score_changes },
};

static const char list_sql[] =
    "SELECT s.item, s.probability, s.label, s.approved, m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number,"
    "       json_extract(nullif(s.detail, ''), '$.interval.low'), json_extract(nullif(s.detail, ''), '$.interval.high')"
    "  FROM scores s JOIN models m ON m.model_id = s.model_id"
    " WHERE s.run_id = ? AND s.item LIKE ? || ':%' ORDER BY s.probability DESC, s.item";

static int list_scores(struct strbuf *out, json_t *list, struct store *store, int64_t run_id, const char *record, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, list_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "it", run_id, record);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        bool approved = db_int(stmt, 3) != 0, has_interval = !db_is_null(stmt, 5) && !db_is_null(stmt, 6);

        strbuf_addf(out, "%.4f  %s%s%s", db_double(stmt, 1), db_text(stmt, 0, NULL), db_text(stmt, 2, NULL)[0] != '\0' ? "  -> " : "", db_text(stmt, 2, NULL));
        if (has_interval)
            strbuf_addf(out, "  (95 %%: %.4f to %.4f)", db_double(stmt, 5), db_double(stmt, 6));
        strbuf_addf(out, "%s\n", approved ? "" : "  (model not approved)");
        json_array_append_new(list, json_pack("{s:s, s:f, s:s, s:s, s:b}", "item", db_text(stmt, 0, NULL), "probability", db_double(stmt, 1), "label",
                                              db_text(stmt, 2, NULL), "model", db_text(stmt, 4, NULL), "approved", (int)approved));
        if (has_interval)
            json_object_update_new(json_array_get(list, json_array_size(list) - 1), json_pack("{s:f, s:f}", "low", db_double(stmt, 5), "high", db_double(stmt, 6)));
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* What the gate says of what was scored (gate.h); 5 where nothing could be. A ticket blocks nothing. */
static int judge(int *status, const struct scoring *s, const struct kind *kind, const char *only, const struct scoring_counts *c, struct err *err)
{
    struct system_table systems = {0};
    struct thresholds thresholds;
    struct gate_input in = { .store = s->store, .config = s->config, .snapshot = s->snapshot, .models = s->models, .thresholds = &thresholds, .systems = &systems };
    enum verdict worst = VERDICT_CLEAR, verdict;
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    *status = STATUS_DONE;
    if (c->items > 0 && c->without_model == c->items)
        *status = STATUS_NODATA;
    if (strcmp(kind->record, "ticket") == 0)
        return 0;
    arena_init(&arena);
    rc = systems_load(&systems, s->store, s->snapshot, err);
    if (rc == 0)
        rc = thresholds_load(&thresholds, s->store, s->config, &systems, err);
    if (rc == 0 && strcmp(kind->record, "change") == 0)
        rc = gate_changes(&worst, &in, s->run_id, err);
    else if (rc == 0)
        rc = projects_list(&project, &n, &arena, s->store, s->snapshot, kind->record, err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        if (only != NULL && strcmp(only, project[i]) != 0)
            continue;
        rc = gate_upcoming(&verdict, &in, project[i], err);
        worst = rc == 0 && verdict > worst ? verdict : worst;
    }
    if (rc == 0 && worst != VERDICT_CLEAR)
        *status = verdict_exit_status[worst];
    systems_release(&systems);
    arena_release(&arena);
    return rc;
}

static int show(struct cli *cli, struct store *store, int64_t run_id, const struct kind *kind, const struct scoring_counts *c, long long window_days)
{
    struct strbuf out;
    json_t *list = json_array();
    struct err err = ERR_INIT;
    int status;

    strbuf_init(&out);
    if (list_scores(&out, list, store, run_id, kind->record, &err) < 0)
        status = cli_fail(cli, &err);
    else if (cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:s, s:I, s:I, s:I, s:O}", "schema_version", 1, "kind", kind->name, "items", (json_int_t)c->items,
                                               "scored", (json_int_t)c->scored, "without_model", (json_int_t)c->without_model, "scores", list));
    else
        status = cli_has(cli, "out") ? STATUS_DONE : cli_print_visible(cli, &out);
    if (c->unknown_status > 0)
        log_warn(&cli->log, "%zu recent ticket%s a status whose meaning is not known (for example '%s'): name it under [status] in the configuration", c->unknown_status, c->unknown_status == 1 ? " has" : "s have",
                 c->unknown_example);
    if (c->without_status > 0)
        log_warn(&cli->log, "%zu recent ticket%s no status: never open and not scored", c->without_status, c->without_status == 1 ? " has" : "s have");
    if (c->too_old > 0)
        log_info(&cli->log, "%zu open ticket%s filed more than %lld days (score_window_days) before the project's newest: not scored", c->too_old, c->too_old == 1 ? " was" : "s were", window_days);
    if (c->items == 0)
        log_info(&cli->log, "no %s to score", strcmp(kind->record, "ticket") == 0 ? "open tickets" : strcmp(kind->record, "release") == 0 ? "upcoming releases" : "undecided changes");
    else if (c->without_model > 0)
        log_warn(&cli->log, "%zu of %zu %s have no usable model; 'prodrome train' makes one where the data suffices", c->without_model, c->items, kind->name);
    json_decref(list);
    strbuf_release(&out);
    return status;
}

/* What the triage report says of this run, as a table. */
static int write_suggestions(const char *path, const struct scoring *s, const char *only, struct err *err)
{
    struct facts facts = { .store = s->store, .config = s->config, .snapshot = s->snapshot, .models = s->models, .project = only };
    struct strbuf out;
    json_t *doc = NULL;
    int rc = facts_triage(&doc, &facts, s->run_id, err);

    strbuf_init(&out);
    if (rc == 0)
        triage_csv(&out, doc);
    if (rc == 0)
        rc = strbuf_check(&out, err);
    if (rc == 0)
        rc = outfile_put(path, out.data, out.len, REPORT_FILE_MODE, err);
    if (rc == 0)
        log_info(s->log, "wrote %s", path);
    json_decref(doc);
    strbuf_release(&out);
    return rc;
}

static int score_projects(struct scoring_counts *counts, const struct scoring *s, const struct kind *kind, const char *only, struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, s->store, s->snapshot, kind->record, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (only == NULL || strcmp(only, project[i]) == 0)
            rc = kind->score(counts, s, project[i], err);
    arena_release(&arena);
    return rc;
}

/* Tickets that no night has seen yet go into the clusters that there are; what the report and the table say each is like is looked up. */
static int finish_tickets(const struct cli *cli, const struct scoring *s, struct err *err)
{
    struct tickets_by_day day = { .assigned = 0 };
    int rc = tickets_by_day_place(&day, s, cli_value(cli, "project"), cli->seed, err);

    if (rc == 0 && day.assigned + day.near_none > 0)
        log_info(s->log, "new tickets: %zu put into clusters, %zu near none", day.assigned, day.near_none);
    if (rc == 0)
        rc = tickets_by_day_compare(&day, s, cli_value(cli, "project"), err);
    if (rc == 0 && day.compared > 0)
        log_info(s->log, "%zu ticket%s compared with earlier ones, %zu suspected duplicate%s", day.compared, day.compared == 1 ? "" : "s", day.suspected, day.suspected == 1 ? "" : "s");
    return rc;
}

static int score(struct cli *cli, struct store *store, const struct config *config, const struct kind *kind)
{
    struct snapshot snapshot = {0};
    struct model_list models = {0};
    struct run_state run_now;
    struct scoring s = { .store = store, .config = config, .snapshot = &snapshot, .models = &models, .n_threads = cli->threads, .log = &cli->log };
    struct scoring_counts counts = {0};
    struct queue_counts queue = {0};
    struct err err = ERR_INIT;
    char key[256];
    int status, verdict = STATUS_DONE, rc = snapshot_take(&snapshot, store, &err);

    if (rc == 0)
        rc = registry_list(&models, store, &err);
    snprintf(key, sizeof(key), "score:%s:%lld:%.64s:%lld", kind->name, (long long)store_now(store), snapshot.hash, models.n > 0 ? (long long)models.model[models.n - 1].model_id : 0LL);
    if (rc == 0)
        rc = run_begin(&run_now, store, key, &err);
    if (rc == 0) {
        s.run_id = run_now.run_id;
        progress_begin(&cli->log, "score", 0);
        rc = score_projects(&counts, &s, kind, cli_value(cli, "project"), &err);
        progress_end(&cli->log, NULL);
    }
    if (rc == 0 && strcmp(kind->record, "ticket") == 0)
        rc = finish_tickets(cli, &s, &err);
    if (rc == 0)
        rc = queue_fill(&queue, store, config, &snapshot, run_now.run_id, &err);
    if (rc == 0)
        rc = judge(&verdict, &s, kind, cli_value(cli, "project"), &counts, &err);
    if (rc == 0 && cli_has(cli, "out"))
        rc = write_suggestions(cli_value(cli, "out"), &s, cli_value(cli, "project"), &err);
    if (rc == 0)
        rc = run_complete(store, run_now.run_id, false, verdict, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, store, run_now.run_id, kind, &counts, (long long)config->score_window_days);
    if (status == STATUS_DONE)
        status = verdict;
    model_list_release(&models);
    snapshot_release(&snapshot);
    return status;
}

static int run(struct cli *cli)
{
    const struct kind *kind = NULL;
    struct config config = {0};
    struct store *store = NULL;
    int status;

    for (size_t i = 0; cli->n_args == 1 && i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(cli->arg[0], kinds[i].name) == 0)
            kind = &kinds[i];
    if (kind == NULL && cli->n_args == 1 && strcmp(cli->arg[0], "dependencies") == 0)
        return cli_has(cli, "out") || cli_has(cli, "repo") || cli_has(cli, "range") || cli_has(cli, "format")
                   ? cli_usage_error(cli, "score dependencies takes --project SYSTEM alone") : cmd_score_dependencies_run(cli);
    if (kind == NULL)
        return cli_usage_error(cli, "score takes one of tickets, releases, changes, dependencies");
    if (cli_has(cli, "out") && strcmp(kind->record, "ticket") != 0)
        return cli_usage_error(cli, "--out goes with 'score tickets'");
    if ((cli_has(cli, "repo") || cli_has(cli, "range") || cli_has(cli, "format")) && strcmp(kind->record, "change") != 0)
        return cli_usage_error(cli, "--repo, --range and --format go with 'score changes'");
    if (cli_has(cli, "repo") || cli_has(cli, "range") || cli_has(cli, "format"))
        return cmd_score_range(cli);
    status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_JOB);
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &config, store);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, kind->record);
    if (status == STATUS_DONE)
        status = score(cli, store, &config, kind);
    store_close(store);
    config_release(&config);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    { "tickets", "", "open tickets of the score window" },
    { "releases", "", "upcoming releases, through their changes" },
    { "changes", "", "changes of the score window whose outcome is not known yet" },
    { "dependencies", "", "libraries, services and integrations of each system, by their ties to incidents and failed releases" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "releases and changes: one is flagged, or the model is not approved" },
    { STATUS_BLOCKED, "releases and changes: one was rejected, or lacks mandatory evidence" },
    { STATUS_NODATA, "no model is usable" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome score tickets", "all projects" },
    { "prodrome score tickets --out suggestions.csv", "for the service desk: team, how sure, why, severity, damage, similar tickets, suspected duplicates" },
    { "prodrome score dependencies", "which libraries and services have a history of trouble, and why" },
    { "prodrome score releases --project ehr", "one of them" },
    { "prodrome score changes --repo . --range origin/main..HEAD --project ehr", "in a pipeline, before the merge; nothing is stored" },
    { NULL, NULL },
};

const struct cli_command cmd_score = {
    .name = "score",
    .synopsis = "score tickets|releases|changes|dependencies [OPTION...]",
    .summary = "what the models say about open tickets, upcoming releases, recent changes",
    .description = "Scores with each project's production model or, before the first approval, with its newest validated one (and says so), keeps every score with "
                   "its explanation, and puts what is at or above its threshold into the queue. 'tickets': open ones of the score window, by each task that "
                   "has a model (route, component, severity, cause, maintenance, damage); new ones are put into the clusters that there are, and the past tickets and postmortems most like each are looked up. With --out the table has a row for each of these open "
                   "tickets, with a model or without (no_model says why): the suggestions with their probabilities and whether a person should look, the words that carried them, severity with how likely what the words say of it is, damage kind, by what it was told and how likely, where a model says it, "
                   "cluster, the most similar earlier tickets and the suspected duplicate, the likely cause with whose it is, the place in the queue; what a spreadsheet would take for a formula "
                   "begins with an apostrophe. 'releases': upcoming "
                   "ones, through their changes. 'changes': those of the score window whose outcome is not known yet. 'dependencies': what each system uses, by the shrunken rate at which "
                   "updates and releases that changed it failed, and the services it depends on, by the share of their incidents that came to it too. With --repo and --range, "
                   "commits before the merge: their metrics go on from the history that 'import git' kept, nothing is stored, and no signature can settle what is "
                   "flagged. Exit status 3 where a release or change "
                   "is flagged and not approved by a person, or its model is not; 4 where one was rejected; 5 where no model is usable.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .sub_is = "kind",
    .exit = exits,
    .example = examples,
    .see_also = "train explain review report",
};
