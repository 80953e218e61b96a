/*
 * cmd_backup.c - prodrome backup FILE
 */
#include "datasets/store/backup.h"
#include "score/cli/commands.h"

static const struct cli_option options[] = {
    { 'f', "force", NULL, "overwrite a FILE that is there" },
    { 0, NULL, NULL, NULL },
};

static void result_text(struct strbuf *out, const struct cli *cli, const struct backup *b)
{
    strbuf_addf(out, "backed up %s to %s: %lld bytes, head %s\ndigest %s (b2sum -l 256)\n", cli->store_path, cli->arg[0], (long long)b->n_bytes, b->head,
                b->digest);
    strbuf_addf(out, "not in it: the keys (%s%s) and the configuration; keep copies of both, the keys apart\n",
                cli->keys_dir != NULL ? cli->keys_dir : cli->store_path, cli->keys_dir != NULL ? "" : ".keys");
}

static int show(struct cli *cli, const struct backup *b)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:I, s:s, s:s, s:I, s:b, s:f}", "schema_version", 1, "file", cli->arg[0], "bytes", (json_int_t)b->n_bytes,
                                             "digest", b->digest, "head", b->head, "rows", (json_int_t)b->n_rows, "keys_included", 0, "seconds", b->seconds));
    strbuf_init(&out);
    result_text(&out, cli, b);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    struct backup b;
    struct err err = ERR_INIT;
    int status;

    if (cli->n_args != 1)
        return cli_usage_error(cli, "backup takes the name of one file");
    status = cli_open_store(cli, &store, STORE_WRITE);
    if (status == STATUS_DONE)
        status = backup_make(&b, store, cli->arg[0], cli_has(cli, "force"), &err) < 0 ? cli_fail(cli, &err) : show(cli, &b);
    store_close(store);
    return status;
}

static const struct cli_example examples[] = {
    { "prodrome backup /srv/backups/prodrome-2026-07.db", "the whole store in one file" },
    { "prodrome --json backup today.db --force", "over the file of the last time" },
    { NULL, NULL },
};

const struct cli_command cmd_backup = {
    .name = "backup",
    .synopsis = "backup FILE [OPTION...]",
    .summary = "a copy of the whole store in one file, while others work",
    .description = "Copies the store as it is at one moment into FILE, while others read, review and import. FILE is written beside as FILE.part, checked, synced and "
                   "renamed: it is whole or it is not there, also when the disk is full. The audit trail gets a row with the head in the copy and the digest of the file. "
                   "The keys and the configuration are not in it: keep copies of both, the keys apart from the backups. 'prodrome restore' makes it a store again.",
    .option = options,
    .run = run,
    .example = examples,
    .see_also = "restore purge audit",
};
