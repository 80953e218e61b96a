/*
 * cmd_restore.c - prodrome restore FILE
 */
#include "datasets/store/restore.h"
#include "score/cli/commands.h"

static const struct cli_option options[] = {
    { 'f', "force", NULL, "put a store that is there aside" },
    { 0, "expect", "HEAD", "a head (64 hex digits) kept elsewhere, which must be in the backup's trail" },
    { 0, NULL, NULL, NULL },
};

static void result_text(struct strbuf *out, const struct cli *cli, const struct restore *r)
{
    strbuf_addf(out, "restored %s from %s: verified, %lld audit rows, head %s\n", cli->store_path, cli->arg[0], (long long)r->n_rows, r->head);
    if (r->kept != NULL)
        strbuf_addf(out, "the store that was there is kept as %s\n", r->kept);
    strbuf_adds(out, "what came after that head is not in it; import the exports since then, and run the night\n");
}

static int show(struct cli *cli, const struct restore *r)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:s, s:I, s:s, s:I, s:I, s:s?, s:f}", "schema_version", 1, "file", cli->arg[0], "store", cli->store_path,
                                             "bytes", (json_int_t)r->n_bytes, "head", r->head, "rows", (json_int_t)r->n_rows, "from_version",
                                             (json_int_t)r->from_version, "kept", r->kept, "seconds", r->seconds));
    strbuf_init(&out);
    result_text(&out, cli, r);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct restore_options ro = {
        .store = { .path = cli->store_path, .keys_dir = cli->keys_dir, .clock = cli->clock, .log = &cli->log, .command = "restore" },
        .expect = cli_value(cli, "expect"), .replace = cli_has(cli, "force"),
    };
    struct restore r = {0};
    struct err err = ERR_INIT;
    int status;

    if (cli->n_args != 1)
        return cli_usage_error(cli, "restore takes the name of one backup");
    ro.file = cli->arg[0];
    if (restore_run(&r, &ro, &err) < 0)
        return cli_fail(cli, &err);
    status = show(cli, &r);
    restore_release(&r);
    return status;
}

static const struct cli_exit exits[] = {
    { STATUS_INTEGRITY, "the backup is damaged, altered or from a newer version" },
    { STATUS_BUSY, "a job works on the store that is there" },
    { STATUS_REFUSED, "the file is no store" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome restore /srv/backups/prodrome-2026-07.db", "where no store is there" },
    { "prodrome --store new.db --keys prodrome.db.keys restore today.db --expect HEAD", "beside the old one, and held against a head kept elsewhere" },
    { NULL, NULL },
};

const struct cli_command cmd_restore = {
    .name = "restore",
    .synopsis = "restore FILE [OPTION...]",
    .summary = "make a backup a store again, after verifying it",
    .description = "Copies the backup FILE to the store (--store), after it has verified whole with the public key of the keys directory: the audit chain, what it "
                   "vouches for, and the file. The keys are not in a backup: they must be in place (STORE.keys, or --keys), else exit status 2. A store that is there is "
                   "not touched without --force, which keeps it under a name that it says; exit status 7 while a job works on it. A backup of an older version is "
                   "brought to this program's. One that is damaged, altered or newer is refused with exit status 6, a file that is no store with 8. The trail gets a "
                   "row that tells from which head.",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .see_also = "backup audit",
};
