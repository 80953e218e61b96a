/*
 * cmd_nightly.c - prodrome nightly
 */
#include "score/cli/commands.h"
#include "score/night/nightly.h"

static const struct cli_option options[] = { { 0, NULL, NULL, NULL } };

static void result_text(struct strbuf *out, const struct nightly *n)
{
    if (n->repeated) {
        strbuf_addf(out, "run %lld is complete already and nothing has changed since\n", (long long)n->run_id);
        return;
    }
    strbuf_addf(out, "run %lld: %zu sources imported", (long long)n->run_id, n->imported);
    if (n->failed_sources > 0)
        strbuf_addf(out, " (%zu FAILED)", n->failed_sources);
    strbuf_addf(out, ", %zu models trained, %zu unchanged", n->trained + n->rejected, n->unchanged);
    if (n->rejected > 0)
        strbuf_addf(out, ", %zu rejected", n->rejected);
    if (n->no_data > 0)
        strbuf_addf(out, ", %zu without enough data", n->no_data);
    strbuf_addf(out, ", %zu scored, %zu flagged, %zu waiting for a person\n", n->scored, n->flagged, n->waiting);
    if (n->reports_dir[0] != '\0')
        strbuf_addf(out, "reports: %s/index.html\n", n->reports_dir);
}

static int show(struct cli *cli, const struct nightly *n)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:I, s:b, s:i, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s}", "schema_version", 1, "run_id",
                                             (json_int_t)n->run_id, "repeated", (int)n->repeated, "exit_status", n->exit_status, "imported",
                                             (json_int_t)n->imported, "failed_sources", (json_int_t)n->failed_sources, "trained", (json_int_t)n->trained,
                                             "rejected", (json_int_t)n->rejected, "unchanged", (json_int_t)n->unchanged, "no_data", (json_int_t)n->no_data,
                                             "scored", (json_int_t)n->scored, "flagged", (json_int_t)n->flagged, "waiting", (json_int_t)n->waiting,
                                             "reports_dir", n->reports_dir));
    strbuf_init(&out);
    result_text(&out, n);
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct config config = {0};
    struct nightly_options no = { .config = &config, .seed = cli->seed, .n_threads = cli->threads, .log = &cli->log };
    struct store *store = NULL;
    struct nightly n;
    struct err err = ERR_INIT;
    int status;

    if (cli->n_args > 0)
        return cli_usage_error(cli, "nightly takes no argument '%s'", cli->arg[0]);
    status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_JOB);
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &config, store);
    if (status == STATUS_DONE) {
        status = nightly_run(&n, store, &no, &err) < 0 ? cli_fail(cli, &err) : show(cli, &n);
        if (status == STATUS_DONE)
            status = n.exit_status;
    }
    store_close(store);
    config_release(&config);
    return status;
}

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "a release needs a person's decision" },
    { STATUS_BLOCKED, "a release's verdict is 'hold'" },
    { STATUS_NODATA, "a task has rows, but too few to learn from" },
    { STATUS_REFUSED, "a source was refused" },
    { 0, NULL },
};

static const struct cli_file files[] = {
    { "reports/latest/index.html", "what the newest night wrote; [reports] dir names another folder" },
    { NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome nightly", "the store here" },
    { "prodrome --quiet --store /var/lib/prodrome/prodrome.db nightly", "from cron or a systemd timer" },
    { NULL, NULL },
};

const struct cli_command cmd_nightly = {
    .name = "nightly",
    .synopsis = "nightly [OPTION...]",
    .summary = "all of it, once a night, safe to kill and to run again",
    .description = "Imports the sources of the configuration in order, trains and validates what has changed, scores open tickets and upcoming releases, fills the "
                   "queue and writes the reports to the folder [reports] dir, with a link 'latest'. Killed, it is taken up where it stopped; run again on the "
                   "same data the same day it changes nothing. A missing source fails alone (exit status 1 at the end). Exit status 3 where a release needs a "
                   "person's decision, 5 where a task has rows but too few to learn from.",
    .option = options,
    .run = run,
    .exit = exits,
    .file = files,
    .example = examples,
    .see_also = "import train score report review",
};
