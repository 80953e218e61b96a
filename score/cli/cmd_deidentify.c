/*
 * cmd_deidentify.c - prodrome deidentify
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/phi/deidentify.h"
#include "score/cli/commands.h"

static const struct cli_option options[] = { { 0, NULL, NULL, NULL } };

enum { INPUT_MAX = 256 << 20 };

static int read_stdin(char **data, size_t *len, struct err *err)
{
    struct strbuf in;
    char block[65536];
    size_t got;

    strbuf_init(&in);
    while ((got = fread(block, 1, sizeof(block), stdin)) > 0 && in.len + got <= INPUT_MAX)
        strbuf_add(&in, block, got);
    if (ferror(stdin) || !feof(stdin)) {
        strbuf_release(&in);
        return err_set(err, ERR_REFUSED, "standard input cannot be read or is over %d MiB", INPUT_MAX >> 20);
    }
    *data = strbuf_detach(&in, len);
    return *data == NULL ? err_nomem(err) : 0;
}

static int run(struct cli *cli)
{
    uint64_t counts[PHI_N_TYPES] = {0};
    struct phi_spans spans = {0};
    struct strbuf out;
    struct err err = ERR_INIT;
    char *text = NULL;
    size_t len = 0;
    int rc, status;

    if (cli->n_args > 1)
        return cli_usage_error(cli, "deidentify takes one file");
    if (cli->n_args == 0 || strcmp(cli->arg[0], "-") == 0)
        rc = read_stdin(&text, &len, &err);
    else
        rc = file_read(&text, &len, cli->arg[0], INPUT_MAX, &err);
    strbuf_init(&out);
    if (rc == 0)
        rc = deidentify_text(&out, text, len, NULL, counts, &spans, &err);
    status = rc < 0 ? cli_fail(cli, &err) : cli_print(cli, &out);
    strbuf_release(&out);
    phi_spans_release(&spans);
    mem_free(text);
    return status;
}

static const struct cli_exit exits[] = {
    { STATUS_REFUSED, "standard input cannot be read, or it is over 256 MiB" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome deidentify note.txt", "the text without identifiers" },
    { "xclip -o | prodrome deidentify", "the same of what is on standard input" },
    { NULL, NULL },
};

const struct cli_command cmd_deidentify = {
    .name = "deidentify",
    .synopsis = "deidentify [FILE]",
    .summary = "remove identifiers from a text; needs neither store nor keys",
    .description = "Writes the text of FILE (or standard input) with each identifier of a person that it finds replaced by its type, as import does before "
                   "anything is stored: e-mail and web addresses, phone, fax, social security, record, account, card, plan, licence, device and vehicle "
                   "numbers, dates of birth. Names, addresses and places are not recognised by this version.",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .no_store = true,
    .see_also = "import",
};
