/*
 * cmd_features_labels.c - prodrome features labels
 */
#include "score/cli/cmd_features_labels.h"

#include "score/cli/commands.h"
#include "train/rows/label_report.h"

static int show(struct cli *cli, json_t *report)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, report);
    strbuf_init(&out);
    label_report_text(&out, report);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    json_decref(report);
    return status;
}

int cmd_features_labels(struct cli *cli)
{
    struct config config = {0};
    struct store *store = NULL;
    struct snapshot snapshot = {0};
    json_t *report = NULL;
    struct err err = ERR_INIT;
    int status = cli->n_args > 1 ? cli_usage_error(cli, "features labels takes no argument '%s'", cli->arg[1]) : cli_load_config(cli, &config);

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE && snapshot_take(&snapshot, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE && label_report_make(&report, store, &snapshot, &config, cli_value(cli, "project"), &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = show(cli, report);
    snapshot_release(&snapshot);
    store_close(store);
    config_release(&config);
    return status;
}
