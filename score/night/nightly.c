/*
 * nightly.c - see nightly.h.
 *
 *   nightly_run -> import_sources -> snapshot -> run_begin(key) -> stage(train, score, similar, cluster, queue, monitor, report, metrics) -> run_complete
 */
#include "score/night/nightly.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/link/link.h"
#include "datasets/store/snapshot.h"
#include "score/cluster/clusters_night.h"
#include "score/dependency/score_dependencies.h"
#include "score/exit_status.h"
#include "score/night/night_sources.h"
#include "score/night/nightly_policy.h"
#include "score/night/run.h"
#include "score/report/facts_severity.h"
#include "score/report/night_reports.h"
#include "score/review/queue.h"
#include "score/scoring.h"
#include "score/similar/similar_file.h"
#include "score/similar/similar_night.h"
#include "score/watch/monitor.h"
#include "score/watch/release_shifts.h"
#include "train/training.h"

struct night {
    struct nightly               *out;
    struct store                 *store;
    const struct nightly_options *options;
    struct snapshot               snapshot;
    struct model_list             models;
    bool                          stage_failed; /* the run stays open, to be taken up again */
    json_t                       *sources;      /* [{source, status, detail}] for the index */
    json_t                       *warnings;     /* [text]                                   */
};

/* ------------------------------------------------------------- stages */

static int train_one(struct night *n, const struct task *task, const char *project, json_t *list, struct err *err)
{
    struct training_options to = { .seed = n->options->seed, .n_threads = n->options->n_threads, .log = n->options->log };
    struct training t;
    char words[1024], name[TASK_OF_PROJECT_MAX];
    int rc;

    task_of_project(name, task->name, project);
    progress_begin(n->options->log, task->name, 0);
    rc = training_run(&t, n->store, n->options->config, &n->snapshot, task, project, &to, err);
    progress_end(n->options->log, NULL);
    if (rc < 0 || t.status == TRAINING_NO_ROWS)
        return rc;
    n->out->trained += t.status == TRAINING_VALIDATED;
    n->out->rejected += t.status == TRAINING_REJECTED;
    n->out->unchanged += t.status == TRAINING_UNCHANGED;
    if (t.status == TRAINING_REFUSED) {
        log_error(n->options->log, "%s: %s", name, t.reason);
        json_array_append_new(n->warnings, project[0] == '\0' ? json_sprintf("%s: %s", task->name, t.reason) : json_sprintf("%s of project '%s': %s", task->name, project, t.reason));
        n->out->exit_status = exit_status_worse(n->out->exit_status, 8);
    }
    if (t.status == TRAINING_NO_DATA && !task->may_wait) {
        n->out->no_data++;
        n->out->exit_status = exit_status_worse(n->out->exit_status, 5);
    }
    log_info(n->options->log, "%s: %s%s%s%s%s", name, training_status_name(t.status), t.model[0] != '\0' ? " " : "", t.model,
             t.reason[0] != '\0' ? ": " : "", t.reason);
    if (t.readiness.verdict == READINESS_THIN)
        log_info(n->options->log, "%s: thin data: %s", name, readiness_words(&t.readiness, words, sizeof(words)));
    json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:f, s:f, s:o}", "model", t.model[0] != '\0' ? t.model : project[0] != '\0' ? project : task->name, "task", task->name,
                                          "status", training_status_name(t.status), "reason", t.reason, "metric", t.metric, "value", t.value,
                                          "baseline", t.baseline, "readiness", readiness_json(&t.readiness)));
    return 0;
}

/* One project's failure does not stop the others; the first error is what the stage reports. */
static int each_project(struct night *n, const char *kind, int (*work)(struct night *, const char *, void *, struct err *), void *ctx, struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t count = 0;
    int rc, first = 0;

    arena_init(&arena);
    rc = projects_list(&project, &count, &arena, n->store, &n->snapshot, kind, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct err local = ERR_INIT;
        int one = work(n, project[i], ctx, &local);

        if (one >= 0)
            continue;
        log_error(n->options->log, "project '%s': %s", project[i], local.msg);
        if (first == 0)
            first = err_set(err, (enum err_code)one, "%s", local.msg);
    }
    arena_release(&arena);
    return rc < 0 ? rc : first;
}

struct train_job { const struct task *task; json_t *list; };

static int train_project(struct night *n, const char *project, void *ctx, struct err *err)
{
    struct train_job *job = ctx;

    return train_one(n, job->task, project, job->list, err);
}

/* From all projects together, where any has rows. */
static int train_over_all(struct night *n, const struct task *task, json_t *list, struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t count = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&project, &count, &arena, n->store, &n->snapshot, task->record, err);
    arena_release(&arena);
    return rc < 0 || count == 0 ? rc : train_one(n, task, "", list, err);
}

static int stage_train(struct night *n, json_t *detail, struct err *err)
{
    json_t *list = json_array();
    int first = 0;

    for (size_t i = 0; i < n_tasks; i++) {
        struct train_job job = { &task_list[i], list };
        struct err *report = first == 0 ? err : NULL;
        int rc = task_list[i].over_all ? train_over_all(n, &task_list[i], list, report) : each_project(n, task_list[i].record, train_project, &job, report);

        if (rc < 0 && first == 0)
            first = rc;
    }
    json_object_set_new(detail, "models", list);
    json_object_set_new(detail, "no_data", json_integer((json_int_t)n->out->no_data));
    return first;
}

static int load_models(struct night *n, struct err *err)
{
    model_list_release(&n->models);
    return registry_list(&n->models, n->store, err);
}

struct score_job { struct scoring scoring; struct scoring_counts counts; bool releases; };

static int score_project(struct night *n, const char *project, void *ctx, struct err *err)
{
    struct score_job *job = ctx;

    (void)n;
    if (job->releases)
        return score_releases(&job->counts, &job->scoring, project, NULL, err);
    return score_tickets(&job->counts, &job->scoring, project, err);
}

/* Reported severities without a clinical impact, most frequent first, in one warning. */
static void warn_unmapped(struct night *n)
{
    json_t *list = NULL, *one;
    struct strbuf text;
    size_t i;

    if (facts_unmapped(&list, n->store, n->options->config, n->out->run_id, NULL) < 0)
        return;
    strbuf_init(&text);
    json_array_foreach(list, i, one)
        strbuf_addf(&text, "%s'%s' (%lld open tickets)", i == 0 ? "" : ", ", json_string_value(json_object_get(one, "severity")),
                    (long long)json_integer_value(json_object_get(one, "tickets")));
    if (json_array_size(list) > 0 && strbuf_check(&text, NULL) == 0)
        json_array_append_new(n->warnings, json_sprintf("no clinical impact is known of severity %s; name it under [impact] in the configuration", text.data));
    strbuf_release(&text);
    json_decref(list);
}

static int stage_score(struct night *n, json_t *detail, struct err *err)
{
    struct score_job job = {
        .scoring = { .store = n->store, .config = n->options->config, .snapshot = &n->snapshot, .models = &n->models, .run_id = n->out->run_id,
                     .n_threads = n->options->n_threads, .log = n->options->log },
    };
    int rc = load_models(n, err), rc2;

    if (rc < 0)
        return rc;
    progress_begin(n->options->log, "score", 0);
    rc = each_project(n, "ticket", score_project, &job, err);
    job.releases = true;
    rc2 = each_project(n, "release", score_project, &job, rc == 0 ? err : NULL);
    progress_end(n->options->log, "%zu scored", job.counts.scored);
    json_object_update_new(detail, json_pack("{s:I, s:I, s:I, s:I}", "items", (json_int_t)job.counts.items, "scored", (json_int_t)job.counts.scored,
                                             "without_model", (json_int_t)job.counts.without_model, "unapproved", (json_int_t)job.counts.unapproved));
    n->out->scored = job.counts.scored;
    if (job.counts.unapproved > 0)
        json_array_append_new(n->warnings, json_sprintf("model not approved: %zu items were scored by versions that nobody has approved; they inform, and clear no release",
                                                        job.counts.unapproved));
    if (job.counts.unknown_status > 0)
        json_array_append_new(n->warnings, json_sprintf("%zu recent tickets have a status whose meaning is not known (for example '%s'): they are never open; "
                                                        "name it under [status] in the configuration", job.counts.unknown_status, job.counts.unknown_example));
    if (job.counts.without_status > 0)
        json_array_append_new(n->warnings, json_sprintf("%zu tickets have no status: they are never open and not scored", job.counts.without_status));
    warn_unmapped(n);
    if (job.counts.without_model > 0)
        json_array_append_new(n->warnings, json_sprintf("%zu items have no usable model and were not scored", job.counts.without_model));
    return rc < 0 ? rc : rc2;
}

static int cluster_project(struct night *n, const char *project, void *ctx, struct err *err)
{
    (void)n;
    return clusters_night_project(ctx, project, err);
}

static int stage_cluster(struct night *n, json_t *detail, struct err *err)
{
    struct clusters_night c = {
        .store = n->store,
        .snapshot = &n->snapshot,
        .options = { .run_id = n->out->run_id, .seed = n->options->seed, .n_threads = n->options->n_threads,
                     .rebuild_days = n->options->config->rebuild_days, .rebuild_percent = n->options->config->rebuild_percent },
        .log = n->options->log,
        .none = json_array(),
        .why = json_object(),
    };
    int rc;

    progress_begin(n->options->log, "cluster", 0);
    rc = each_project(n, "ticket", cluster_project, &c, err);
    progress_end(n->options->log, "%zu clusters, %zu of them new, %zu tickets put into them, %zu near none", c.clusters, c.fresh, c.assigned, c.near_none);
    json_object_update_new(detail, clusters_night_detail(&c));
    return rc;
}

static int similar_project(struct night *n, const char *project, void *ctx, struct err *err)
{
    (void)n;
    return similar_night_project(ctx, project, err);
}

/* For those who ask by day (prodrome similar). Without it they wait longer for the same answer, so its failure is no failure of the night. */
static void renew_index(struct night *n)
{
    struct err err = ERR_INIT;
    bool made = false;

    if (similar_file_renew(&made, n->store, n->options->n_threads, &err) < 0)
        log_warn(n->options->log, "the index of similar incidents was not made: %s", err.msg);
}

static int stage_similar(struct night *n, json_t *detail, struct err *err)
{
    struct postmortem_table postmortems = { .n = 0 };
    struct similar_night s = { .store = n->store, .config = n->options->config, .snapshot = &n->snapshot, .run_id = n->out->run_id,
                               .n_threads = n->options->n_threads, .models = &n->models, .postmortems = &postmortems, .bars = json_array() };
    int rc = load_models(n, err);

    if (rc == 0)
        rc = similar_postmortems_load(&postmortems, n->store, &n->snapshot, err);
    progress_begin(n->options->log, "similar", 0);
    if (rc == 0)
        rc = each_project(n, "ticket", similar_project, &s, err);
    if (rc == 0)
        renew_index(n);
    progress_end(n->options->log, "%zu tickets compared, %zu suspected duplicates", s.tickets, s.suspected);
    json_object_update_new(detail, similar_night_detail(&s));
    postmortems_release(&postmortems);
    return rc;
}

static int stage_dependencies(struct night *n, json_t *detail, struct err *err)
{
    struct scoring s = { .store = n->store, .config = n->options->config, .snapshot = &n->snapshot, .models = &n->models, .run_id = n->out->run_id,
                         .n_threads = n->options->n_threads, .log = n->options->log };

    return score_dependencies_stage(detail, &s, err);
}

static int stage_queue(struct night *n, json_t *detail, struct err *err)
{
    struct queue_counts c;
    int rc = queue_fill(&c, n->store, n->options->config, &n->snapshot, n->out->run_id, err);

    if (rc < 0)
        return rc;
    n->out->flagged = c.fresh;
    json_object_update_new(detail, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "new", (json_int_t)c.fresh, "models", (json_int_t)c.models, "releases", (json_int_t)c.releases, "changes", (json_int_t)c.changes, "tickets",
                                             (json_int_t)c.tickets, "over_capacity", (json_int_t)c.over_capacity));
    json_object_update_new(detail, json_pack("{s:I, s:I, s:I}", "outcomes", (json_int_t)c.outcomes, "access_reviews", (json_int_t)c.access_reviews, "checks_overdue",
                                             (json_int_t)c.checks_overdue));
    if (c.checks_overdue > 0)
        json_array_append_new(n->warnings, json_sprintf("%zu planned checks after recent releases are overdue; the releases' reports name them", c.checks_overdue));
    return 0;
}

static int stage_monitor(struct night *n, json_t *detail, struct err *err)
{
    struct monitor m = { .store = n->store, .config = n->options->config, .snapshot = &n->snapshot, .models = &n->models, .n_threads = n->options->n_threads };
    struct monitor_counts c;
    int rc = load_models(n, err);

    if (rc == 0)
        rc = monitor_run(&c, &m, n->out->run_id, err);
    if (rc < 0)
        return rc;
    n->out->flagged += c.flagged;
    n->out->drifting = c.drifting;
    if (c.drifting > 0)
        json_array_append_new(n->warnings, json_sprintf("%zu of %zu models in use see or say other than what they were trained on; 'prodrome monitor' tells what", c.drifting,
                                                        c.models));
    json_object_update_new(detail, json_pack("{s:I, s:I, s:I}", "models", (json_int_t)c.models, "drifting", (json_int_t)c.drifting, "new", (json_int_t)c.flagged));
    return 0;
}

static int stage_report(struct night *n, json_t *detail, struct err *err)
{
    struct night_reports reports = {
        .facts = { .store = n->store, .config = n->options->config, .snapshot = &n->snapshot, .models = &n->models },
        .run_id = n->out->run_id, .log = n->options->log, .so_far = n->out->exit_status, .sources = n->sources, .warnings = n->warnings,
        .scored = n->out->scored, .flagged = n->out->flagged,
    };
    int rc = load_models(n, err);

    if (rc == 0)
        rc = night_reports_write(&reports, n->out->reports_dir, sizeof(n->out->reports_dir), err);
    n->out->reports = reports.n_files;
    n->out->exit_status = exit_status_worse(n->out->exit_status, reports.exit_status);
    json_object_update_new(detail, json_pack("{s:I, s:s, s:i}", "files", (json_int_t)reports.n_files, "dir", n->out->reports_dir, "exit_status",
                                             reports.exit_status));
    return rc;
}

/* For Prometheus' textfile collector: when the night last succeeded, and what it did. */
static int stage_metrics(struct night *n, json_t *detail, struct err *err)
{
    struct strbuf text;
    int rc;

    (void)detail;
    if (n->options->config->metrics_file[0] == '\0')
        return 0;
    if (n->stage_failed) /* the file keeps the time of the last good night, and the stage is done again */
        return err_set(err, ERR_STORE, "not written: another stage of the night failed");
    strbuf_init(&text);
    strbuf_addf(&text, "# HELP prodrome_last_run_timestamp_seconds Time of the last complete night.\n# TYPE prodrome_last_run_timestamp_seconds gauge\n"
                "prodrome_last_run_timestamp_seconds %lld\n", (long long)store_now(n->store));
    strbuf_addf(&text, "# HELP prodrome_last_exit_status Exit status of the last complete night.\n# TYPE prodrome_last_exit_status gauge\n"
                "prodrome_last_exit_status %d\n", n->out->exit_status);
    strbuf_addf(&text, "# HELP prodrome_scored_items Items scored in the last night.\n# TYPE prodrome_scored_items gauge\nprodrome_scored_items %zu\n"
                "# HELP prodrome_flagged_items Items newly waiting for a person.\n# TYPE prodrome_flagged_items gauge\nprodrome_flagged_items %zu\n"
                "# HELP prodrome_failed_sources Sources that could not be imported.\n# TYPE prodrome_failed_sources gauge\nprodrome_failed_sources %zu\n",
                n->out->scored, n->out->flagged, n->out->failed_sources);
    strbuf_addf(&text, "# HELP prodrome_drifting_models Models in use whose inputs or predictions have drifted.\n# TYPE prodrome_drifting_models gauge\n"
                "prodrome_drifting_models %zu\n", n->out->drifting);
    rc = strbuf_check(&text, err);
    if (rc == 0)
        rc = outfile_put(n->options->config->metrics_file, text.data, text.len, 0, err);
    strbuf_release(&text);
    return rc;
}

static const struct stage {
    const char *name;
    int       (*work)(struct night *n, json_t *detail, struct err *err);
} stages[] = {
    { "train", stage_train }, { "score", stage_score }, { "dependencies", stage_dependencies }, { "similar", stage_similar }, { "cluster", stage_cluster }, { "queue", stage_queue },
    { "monitor", stage_monitor }, { "report", stage_report }, { "metrics", stage_metrics },
};

/* What a stage of an earlier, killed attempt found out, for the exit status. */
static void recall(struct night *n, const struct stage *stage)
{
    char *text = NULL;
    json_t *detail;

    if (run_stage_detail(&text, n->store, n->out->run_id, stage->name, NULL) < 0)
        return;
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    n->out->scored += (size_t)json_integer_value(json_object_get(detail, "scored"));
    n->out->flagged += (size_t)json_integer_value(json_object_get(detail, "new"));
    n->out->drifting += (size_t)json_integer_value(json_object_get(detail, "drifting"));
    n->out->trained += json_array_size(json_object_get(detail, "models"));
    if (json_is_string(json_object_get(detail, "dir")))
        snprintf(n->out->reports_dir, sizeof(n->out->reports_dir), "%s", json_string_value(json_object_get(detail, "dir")));
    n->out->exit_status = exit_status_worse(n->out->exit_status, (int)json_integer_value(json_object_get(detail, "exit_status")));
    if (json_integer_value(json_object_get(detail, "no_data")) > 0)
        n->out->exit_status = exit_status_worse(n->out->exit_status, 5);
    json_decref(detail);
    mem_free(text);
}

static int status_of(int rc)
{
    return rc == ERR_INTEGRITY ? 6 : rc == ERR_USAGE ? 2 : 1;
}

/* A failed stage is left open, said, and does not stop the next ones. */
static int run_stage(struct night *n, const struct stage *stage, struct err *err)
{
    json_t *detail = json_object();
    struct err local = ERR_INIT;
    char *text;
    int rc = run_stage_begin(n->store, n->out->run_id, stage->name, err);

    if (rc == 0)
        recall(n, stage);
    if (rc <= 0) {
        json_decref(detail);
        return rc;
    }
    rc = stage->work(n, detail, &local);
    if (db_in_transaction(n->store->db))
        db_rollback(n->store->db);
    if (rc < 0) {
        log_error(n->options->log, "%s: %s", stage->name, local.msg);
        json_object_set_new(detail, "error", json_string(local.msg));
        n->out->exit_status = exit_status_worse(n->out->exit_status, status_of(rc));
        n->stage_failed = true;
    }
    text = json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS);
    rc = run_stage_end(n->store, n->out->run_id, stage->name, rc < 0 ? "failed" : "done", text != NULL ? text : "", err);
    free(text);
    json_decref(detail);
    return rc;
}

/* ------------------------------------------------------------- the night */

static void make_key(char key[160], const struct night *n, const char *policy)
{
    struct digest d;
    uint8_t hash[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE], day[TIME_ISO_MAX];

    digest_init(&d);
    digest_field(&d, n->snapshot.hash, strlen(n->snapshot.hash));
    digest_field(&d, n->options->config->hash, strlen(n->options->config->hash));
    digest_field(&d, policy, strlen(policy));
    digest_field(&d, PRODROME_VERSION, strlen(PRODROME_VERSION));
    digest_int(&d, (int64_t)n->options->seed);
    digest_final(&d, hash);
    digest_hex(hash, DIGEST_SIZE, hex);
    snprintf(key, 160, "nightly:%s:%s", time_format_date(store_now(n->store), day), hex);
}

static int count_waiting(struct night *n, struct err *err)
{
    struct queue_list queue;
    int rc = queue_load(&queue, n->store, NULL, true, err);

    if (rc == 0) {
        n->out->waiting = queue.n;
        queue_release(&queue);
    }
    return rc;
}

static int finish(struct night *n, struct err *err)
{
    char subject[32], detail[64];
    int rc = count_waiting(n, err);

    if (rc == 0) {
        snprintf(subject, sizeof(subject), "run:%lld", (long long)n->out->run_id);
        snprintf(detail, sizeof(detail), "exit status %d", n->out->exit_status);
        rc = audit_append(n->store, "engine", n->stage_failed ? "nightly.failed" : "nightly.complete", subject, detail, strlen(detail), err);
    }
    if (rc == 0 && !n->stage_failed)
        rc = run_complete(n->store, n->out->run_id, false, n->out->exit_status, err);
    if (rc == 0)
        rc = db_checkpoint(n->store->db, err);
    return rc;
}

static void import_sources(struct night *n)
{
    struct night_sources sources = { .store = n->store, .config = n->options->config, .n_threads = n->options->n_threads, .log = n->options->log,
                                     .list = n->sources, .warnings = n->warnings };

    night_sources_import(&sources);
    n->out->imported = sources.imported;
    n->out->failed_sources = sources.failed;
    n->out->exit_status = exit_status_worse(n->out->exit_status, sources.exit_status);
}

static int run_night(struct night *n, struct err *err)
{
    struct run_state state;
    char key[160], policy[NIGHTLY_POLICY_SIZE];
    int rc = nightly_policy(policy, n->store, n->options->config, n->options->log, n->warnings, err);

    if (rc < 0)
        return rc;
    import_sources(n);
    rc = link_run_said(n->store, n->options->config->link_window_days, n->options->log, err);
    if (rc == 0)
        rc = release_shifts_run(n->store, n->options->config, n->options->log, err);
    if (rc < 0)
        return rc;
    rc = snapshot_take(&n->snapshot, n->store, err);
    if (rc < 0)
        return rc;
    make_key(key, n, policy);
    rc = run_begin(&state, n->store, key, err);
    if (rc < 0)
        return rc;
    n->out->run_id = state.run_id;
    if (state.completed) {
        n->out->repeated = true;
        n->out->exit_status = exit_status_worse(n->out->exit_status, state.exit_status);
        for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
            recall(n, &stages[i]);
        return count_waiting(n, err);
    }
    for (size_t i = 0; rc >= 0 && i < sizeof(stages) / sizeof(stages[0]); i++)
        rc = run_stage(n, &stages[i], err);
    return rc < 0 ? rc : finish(n, err);
}

int nightly_run(struct nightly *out, struct store *store, const struct nightly_options *options, struct err *err)
{
    struct night n = { .out = out, .store = store, .options = options, .sources = json_array(), .warnings = json_array() };
    int rc;

    memset(out, 0, sizeof(*out));
    rc = run_night(&n, err);
    json_decref(n.sources);
    json_decref(n.warnings);
    model_list_release(&n.models);
    snapshot_release(&n.snapshot);
    return rc;
}
