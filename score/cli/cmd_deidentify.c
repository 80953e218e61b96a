/*
 * cmd_deidentify.c - prodrome deidentify
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/config/config_deidentify.h"
#include "score/cli/commands.h"
#include "score/deidentify_spans.h"

static const struct cli_option options[] = {
    { 0, "spans", "FILE", "read CSV with id and text; write to FILE where the identifiers are: id, start, end, type" },
    { 0, "allow", "FILE", "words and phrases that are no identifiers, one a line (beside those of the configuration)" },
    { 0, "deny", "FILE", "words and phrases that always are: one a line, '[NAME] Jane Roe' with its type" },
    { 0, "pattern", "NAME=REGEX", "what matches is an identifier (may be given several times)" },
    { 0, NULL, NULL, NULL },
};

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

/* The rules that import would take, and those of the options. */
static int add_rule(struct cli *cli, const char *option, const char *key, const char *value)
{
    struct err err = ERR_INIT;

    if (config_deidentify_set(&cli->rules, key, value, "", &err) == 0)
        return STATUS_DONE;
    return err.code == ERR_NOMEM ? cli_fail(cli, &err) : cli_usage_error(cli, "--%s: %s", option, err.msg);
}

static int add_patterns(struct cli *cli)
{
    const char *text;
    int status = STATUS_DONE;

    for (size_t i = 0; status == STATUS_DONE && (text = cli_value_at(cli, "pattern", i)) != NULL; i++) {
        const char *equals = strchr(text, '=');
        struct strbuf key;

        if (equals == NULL || equals == text || equals[1] == '\0')
            return cli_usage_error(cli, "--pattern takes NAME=REGEX, not '%s'", text);
        strbuf_init(&key);
        strbuf_addf(&key, "pattern.%.*s", (int)(equals - text), text);
        status = add_rule(cli, "pattern", key.data, equals + 1);
        strbuf_release(&key);
    }
    return status;
}

static int take_rules(struct cli *cli)
{
    const char *text;
    int status = cli_take_rules(cli);

    for (size_t i = 0; status == STATUS_DONE && (text = cli_value_at(cli, "allow", i)) != NULL; i++)
        status = add_rule(cli, "allow", "allow_file", text);
    for (size_t i = 0; status == STATUS_DONE && (text = cli_value_at(cli, "deny", i)) != NULL; i++)
        status = add_rule(cli, "deny", "deny_file", text);
    if (status == STATUS_DONE)
        status = add_patterns(cli);
    if (status == STATUS_DONE && !cli_has(cli, "spans") && phi_rules_wants_digits(cli->rules))
        log_warn(&cli->log, "digits = yes: placeholders stay without digits here, as these need the key of a store");
    return status;
}

static json_t *counts_json(const uint64_t counts[PHI_N_TYPES])
{
    json_t *object = json_object();

    for (size_t type = 0; type < PHI_N_TYPES; type++)
        if (counts[type] > 0)
            json_object_set_new(object, phi_type_name[type], json_integer((json_int_t)counts[type]));
    return object;
}

static int write_spans(struct cli *cli, const char *path)
{
    struct deidentify_spans done;
    struct err err = ERR_INIT;
    int rc = deidentify_spans_write(&done, path, cli_value(cli, "spans"), cli->rules, &err);

    if (rc == ERR_NOTFOUND) {
        cli_error(cli, "%s", err.msg);
        return STATUS_REFUSED;
    }
    if (rc < 0)
        return cli_fail(cli, &err);
    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:I, s:I, s:I, s:o}", "schema_version", 1, "rows", (json_int_t)done.rows, "touched", (json_int_t)done.touched,
                                             "spans", (json_int_t)done.spans, "redactions", counts_json(done.counts)));
    log_info(&cli->log, "%llu rows: %llu identifiers in %llu of them", (unsigned long long)done.rows, (unsigned long long)done.spans, (unsigned long long)done.touched);
    return STATUS_DONE;
}

/* Text that is no UTF-8 has no place in JSON: null. */
static int print_json(struct cli *cli, const struct strbuf *text, const uint64_t counts[PHI_N_TYPES])
{
    return cli_print_json(cli, json_pack("{s:i, s:o?, s:o}", "schema_version", 1, "text", json_stringn(text->data, text->len), "redactions", counts_json(counts)));
}

static int write_text(struct cli *cli, const char *path)
{
    uint64_t counts[PHI_N_TYPES] = {0};
    struct phi_spans spans = {0};
    struct strbuf out;
    struct err err = ERR_INIT;
    char *text = NULL;
    size_t len = 0;
    int rc, status;

    if (strcmp(path, "-") == 0)
        rc = read_stdin(&text, &len, &err);
    else
        rc = file_read(&text, &len, path, INPUT_MAX, &err);
    if (rc == ERR_NOTFOUND || rc == ERR_IO) /* as import has it */
        rc = err.code = ERR_REFUSED;
    if (rc == 0 && len > 0 && memchr(text, '\0', len) != NULL)
        rc = err_set(&err, ERR_REFUSED, "%s is no text: it has NUL bytes", strcmp(path, "-") == 0 ? "standard input" : path);
    strbuf_init(&out);
    if (rc == 0)
        rc = deidentify_text(&out, text, len, cli->rules, counts, &spans, &err);
    if (rc < 0)
        status = cli_fail(cli, &err);
    else
        status = cli->json ? print_json(cli, &out, counts) : cli_print(cli, &out);
    strbuf_release(&out);
    phi_spans_release(&spans);
    mem_free(text);
    return status;
}

static int run(struct cli *cli)
{
    const char *path = cli->n_args > 0 ? cli->arg[0] : "-";
    int status;

    if (cli->n_args > 1)
        return cli_usage_error(cli, "deidentify takes one file");
    status = take_rules(cli);
    if (status != STATUS_DONE)
        return status;
    return cli_has(cli, "spans") ? write_spans(cli, path) : write_text(cli, path);
}

static const struct cli_exit exits[] = {
    { STATUS_REFUSED, "FILE or standard input cannot be read, is no text, or is over 256 MiB; with --spans: no CSV, or a bad row; or a pattern gave up on a text" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome deidentify note.txt", "the text without identifiers" },
    { "xclip -o | prodrome deidentify", "the same of what is on standard input" },
    { "prodrome deidentify --pattern 'badge=\\bBDG[0-9]{4}\\b' --deny staff.txt note.txt", "with rules that are tried out" },
    { "prodrome deidentify --spans found.csv notes.csv", "where they are, in many texts" },
    { NULL, NULL },
};

const struct cli_command cmd_deidentify = {
    .name = "deidentify",
    .synopsis = "deidentify [FILE] [OPTION...] | deidentify IN.csv --spans FILE",
    .summary = "remove identifiers from a text; needs neither store nor keys",
    .description = "Writes the text of FILE (or standard input) with each identifier of a person that it finds replaced by its type, as import does before "
                   "anything is stored: e-mail and web addresses, phone, fax, social security, record, account, card, plan, licence, device and vehicle "
                   "numbers; names, postal addresses, hospitals, towns and ZIP codes, dates with a day or a month, ages over 89. The rules of [deidentify] in the configuration (allow, "
                   "deny, pattern) count here as they do for import, and options add to them; keyed digits (digits = yes) need a store and are left out. With --json the text "
                   "and how many of each type were replaced; with --spans the numbers alone.",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .no_store = true,
    .see_also = "import",
};
