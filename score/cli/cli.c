#include "score/cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------- what went wrong */

void cli_error(struct cli *cli, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vsnprintf(cli->error, sizeof(cli->error), fmt, args);
    va_end(args);
    log_error(&cli->log, "%s", cli->error);
}

int cli_usage_error(struct cli *cli, const char *fmt, ...)
{
    struct strbuf text;
    char line[512];
    va_list args;

    va_start(args, fmt);
    vsnprintf(line, sizeof(line), fmt, args);
    va_end(args);
    strbuf_init(&text);
    if (line[0] != '\0' && line[strlen(line) - 1] == '?') /* it ends with a hint already */
        strbuf_adds(&text, line);
    else if (cli->command != NULL)
        strbuf_addf(&text, "%s; 'prodrome %s --help' tells how it is used", line, cli->command->name);
    else
        strbuf_addf(&text, "%s; 'prodrome --help' tells how it is used", line);
    cli_error(cli, "%s", text.data);
    strbuf_release(&text);
    return STATUS_USAGE;
}

int cli_status_of(int code)
{
    switch (code) {
    case 0:
        return STATUS_DONE;
    case ERR_USAGE:
    case ERR_NOTFOUND:
        return STATUS_USAGE;
    case ERR_REFUSED:
        return STATUS_REFUSED;
    case ERR_BUSY:
        return STATUS_BUSY;
    case ERR_INTEGRITY:
        return STATUS_INTEGRITY;
    case ERR_NODATA:
        return STATUS_NODATA;
    default:
        return STATUS_FAILED;
    }
}

int cli_fail(struct cli *cli, const struct err *err)
{
    cli_error(cli, "%s", err->msg);
    return cli_status_of(err->code);
}

/* ------------------------------------------------------------- standard output */

int cli_print(struct cli *cli, const struct strbuf *out)
{
    struct err err = ERR_INIT;

    if (strbuf_check(out, &err) < 0)
        return cli_fail(cli, &err);
    cli->printed = cli->printed || out->len > 0;
    if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout) != 0 || ferror(stdout)) {
        cli_error(cli, "cannot write to standard output: %s", strerror(errno));
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}

/* Length of a character at `text` that a terminal would obey or that turns text around, 0 for a plain one: C0 but line ends and tabs, DEL, C1,
 * and the Unicode marks, embeddings, overrides and isolates of direction. */
static size_t obeyed(const unsigned char *text, const unsigned char *end, unsigned *code)
{
    if ((*text < 0x20 && *text != '\n' && *text != '\t') || *text == 0x7f) {
        *code = *text;
        return 1;
    }
    if (end - text >= 2 && text[0] == 0xc2 && text[1] < 0xa0) {
        *code = text[1];
        return 2;
    }
    if (end - text < 3 || text[0] != 0xe2 || (text[1] != 0x80 && text[1] != 0x81))
        return 0;
    *code = 0x2000u + ((unsigned)(text[1] - 0x80) << 6) + (text[2] & 0x3fu);
    return *code == 0x200e || *code == 0x200f || (*code >= 0x202a && *code <= 0x202e) || (*code >= 0x2066 && *code <= 0x2069) ? 3 : 0;
}

int cli_print_visible(struct cli *cli, const struct strbuf *out)
{
    const unsigned char *at = (const unsigned char *)out->data, *end = at + out->len;
    struct strbuf shown;
    int status;

    strbuf_init(&shown);
    while (at < end) {
        unsigned code = 0;
        size_t len = obeyed(at, end, &code);

        if (len > 0)
            strbuf_addf(&shown, "[U+%04X]", code);
        else
            strbuf_addc(&shown, (char)*at);
        at += len > 0 ? len : 1;
    }
    shown.failed = shown.failed || out->failed;
    status = cli_print(cli, &shown);
    strbuf_release(&shown);
    return status;
}

int cli_print_json(struct cli *cli, json_t *doc)
{
    char *text = doc != NULL ? json_dumps(doc, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(17)) : NULL;
    struct strbuf out;
    int status;

    json_decref(doc);
    if (text == NULL) {
        cli_error(cli, "out of memory");
        return STATUS_FAILED;
    }
    strbuf_init(&out);
    strbuf_adds(&out, text);
    strbuf_addc(&out, '\n');
    free(text);
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}
