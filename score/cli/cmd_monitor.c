/*
 * cmd_monitor.c - prodrome monitor [drift [REFERENCE.csv CURRENT.csv]]
 */
#include <string.h>

#include "score/cli/commands.h"
#include "score/watch/drift_files.h"
#include "score/watch/drift_json.h"
#include "score/watch/monitor.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "only the models of this project" },
    { 0, "check", NULL, "exit status 3 where anything drifts" },
    { 0, NULL, NULL, NULL },
};

static void column_text(struct strbuf *out, const struct drift_column *c)
{
    struct strbuf finding;

    strbuf_init(&finding);
    drift_add_finding(&finding, c);
    if (c->unfit != NULL)
        strbuf_addf(&finding, "not compared, %s", c->unfit);
    strbuf_addf(out, "  %-15s  %-20s  %zu rows against %zu%s%s\n", drift_verdict_name[c->verdict], c->name, c->n_cur, c->n_ref, finding.len > 0 ? ": " : "",
                finding.len > 0 ? finding.data : "");
    strbuf_release(&finding);
}

static json_t *columns_json(const struct drift_column *column, size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, drift_column_json(&column[i], n));
    return list;
}

static int finish(struct cli *cli, json_t *doc, struct strbuf *out, size_t n_drift)
{
    int status;

    if (cli->json)
        status = cli_print_json(cli, doc);
    else {
        status = cli_print_visible(cli, out);
        json_decref(doc);
    }
    return status == STATUS_DONE && n_drift > 0 && cli_has(cli, "check") ? STATUS_DECISION : status;
}

static int monitor_files(struct cli *cli, const char *reference, const char *current)
{
    struct drift_files files;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status;

    if (drift_files(&files, reference, current, &err) < 0)
        return cli_fail(cli, &err);
    if (files.skipped > 0)
        log_warn(&cli->log, "%llu rows were skipped: they are not CSV of the width of their header", (unsigned long long)files.skipped);
    strbuf_init(&out);
    for (size_t i = 0; i < files.n; i++)
        column_text(&out, &files.column[i]);
    status = finish(cli, json_pack("{s:i, s:o}", "schema_version", 1, "columns", columns_json(files.column, files.n)), &out, files.n_drift);
    strbuf_release(&out);
    drift_files_release(&files);
    return status;
}

static int monitor_models(struct cli *cli, const struct monitor *m)
{
    const char *only = cli_value(cli, "project");
    json_t *list = json_array();
    struct strbuf out;
    struct err err = ERR_INIT;
    size_t n_drift = 0;
    int status = STATUS_DONE;

    strbuf_init(&out);
    for (size_t i = 0; status == STATUS_DONE && i < m->models->n; i++) {
        const struct model_version *v = &m->models->model[i];
        struct monitored x;

        if (!monitor_is_used(m->models, v) || (only != NULL && strcmp(only, v->project) != 0))
            continue;
        if (monitor_model(&x, m, v, &err) < 0) {
            status = cli_fail(cli, &err);
            break;
        }
        n_drift += x.n_drift;
        strbuf_addf(&out, "%s: %zu of %zu columns drift\n", v->name, x.n_drift, x.n);
        for (size_t c = 0; c < x.n; c++)
            column_text(&out, &x.column[c]);
        json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I, s:o}", "model", v->name, "n_ref", (json_int_t)x.n_ref, "n_cur", (json_int_t)x.n_cur,
                                              "drifting", (json_int_t)x.n_drift, "columns", columns_json(x.column, x.n)));
    }
    if (status == STATUS_DONE && json_array_size(list) == 0)
        log_info(&cli->log, "no model is in use");
    if (status == STATUS_DONE)
        status = finish(cli, json_pack("{s:i, s:O}", "schema_version", 1, "models", list), &out, n_drift);
    json_decref(list);
    strbuf_release(&out);
    return status;
}

static int run_store(struct cli *cli)
{
    struct config config = {0};
    struct store *store = NULL;
    struct snapshot snapshot = {0};
    struct model_list models = {0};
    struct err err = ERR_INIT;
    int status = cli_load_config(cli, &config);

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE && (snapshot_take(&snapshot, store, &err) < 0 || registry_list(&models, store, &err) < 0))
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE) {
        struct monitor m = { .store = store, .config = &config, .snapshot = &snapshot, .models = &models, .n_threads = cli->threads };

        status = monitor_models(cli, &m);
    }
    model_list_release(&models);
    snapshot_release(&snapshot);
    store_close(store);
    config_release(&config);
    return status;
}

static int run(struct cli *cli)
{
    if (cli->n_args > 0 && strcmp(cli->arg[0], "drift") != 0)
        return cli_usage_error(cli, "monitor takes drift, or nothing");
    if (cli->n_args == 3)
        return monitor_files(cli, cli->arg[1], cli->arg[2]);
    if (cli->n_args > 1)
        return cli_usage_error(cli, "monitor drift takes two files, REFERENCE.csv and CURRENT.csv, or none");
    return run_store(cli);
}

static const struct cli_subcommand subcommands[] = {
    { "drift", NULL, "of each model in use, or of two files" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "with --check: something drifts" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome monitor --check", "exit status 3 where a model no longer sees what it was trained on" },
    { "prodrome monitor drift january.csv february.csv", "the columns that both files have" },
    { NULL, NULL },
};

const struct cli_command cmd_monitor = {
    .name = "monitor",
    .synopsis = "monitor [drift [REFERENCE.csv CURRENT.csv]] [OPTION...]",
    .summary = "whether what models see and say is still what they were trained on",
    .description = "Without files: for each model in use, its inputs and predictions of the last days (score_window_days, counted back from the newest row) against the "
                   "rows it was trained on; of releases, which are few, the newest 20 against those before. With two files, which needs no store: each column that both have. Numbers are compared by PSI and Kolmogorov-Smirnov, "
                   "categories by chi-square, with limits that follow from how many rows there are and how many columns are looked at: where nothing has changed, "
                   "anything is called drift in at most 5 % of all cases. Nothing is stored.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .example = examples,
    .see_also = "report model",
};
