/*
 * cmd_init.c - prodrome init
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit.h"
#include "datasets/base/outfile.h"
#include "score/cli/commands.h"

static const struct cli_option options[] = { { 0, NULL, NULL, NULL } };

static int write_config(struct cli *cli, struct strbuf *path)
{
    struct err err = ERR_INIT;

    strbuf_addf(path, "%s.conf", cli->store_path);
    if (access(path->data, F_OK) == 0) {
        log_info(&cli->log, "kept the configuration '%s' that is there", path->data);
        return STATUS_DONE;
    }
    if (outfile_put(path->data, config_template(), strlen(config_template()), 0, &err) < 0)
        return cli_fail(cli, &err);
    return STATUS_DONE;
}

static int run(struct cli *cli)
{
    struct store_options so = {
        .path = cli->store_path, .keys_dir = cli->keys_dir, .clock = cli->clock, .log = &cli->log, .command = "init",
    };
    struct store *store = NULL;
    struct err err = ERR_INIT;
    struct strbuf path, out;
    int status;

    if (cli->n_args > 0)
        return cli_usage_error(cli, "init takes no argument '%s'", cli->arg[0]);
    if (store_create(&so, false, &err) < 0 || store_open(&store, &so, STORE_WRITE, &err) < 0 || audit_found(store, &err) < 0) {
        store_close(store);
        return cli_fail(cli, &err);
    }
    store_close(store);
    strbuf_init(&path);
    strbuf_init(&out);
    status = write_config(cli, &path);
    if (status == STATUS_DONE && cli->json)
        strbuf_addf(&out, "{\"schema_version\": 1, \"created\": true}\n");
    else if (status == STATUS_DONE)
        strbuf_addf(&out, "made the store %s, its keys %s%s and the configuration %s\n"
                    "keep a copy of the keys apart from the store: without them nothing new can be imported or signed\n", cli->store_path,
                    cli->keys_dir != NULL ? cli->keys_dir : cli->store_path, cli->keys_dir != NULL ? "" : ".keys", path.data);
    if (status == STATUS_DONE)
        status = cli_print(cli, &out);
    strbuf_release(&path);
    strbuf_release(&out);
    return status;
}

const struct cli_command cmd_init = {
    .name = "init",
    .synopsis = "init [OPTION...]",
    .summary = "create a store, its keys and a commented configuration file",
    .description = "Makes an empty store (--store), its keys directory (--keys, mode 0700) and a configuration file in which every key stands "
                   "commented out at its default. Store and keys must not exist; a configuration that is there is kept.",
    .option = options,
    .run = run,
};
