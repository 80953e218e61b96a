/*
 * pages_main.c - prodrome-pages DIR DATE: writes the manual pages and completions into DIR as they lie below PREFIX/share.
 *
 * Part of the build, not installed: the pages come out of the same objects as the program, so they cannot disagree with it.
 */
#include <stdio.h>

#include "datasets/base/outfile.h"
#include "score/cli/completion.h"
#include "score/cli/manual.h"

/* DIR/FOLDER/NAME with what is in `text`, which is emptied. */
static int put(const char *dir, const char *folder, const char *name, struct strbuf *text, struct err *err)
{
    struct strbuf path;
    int rc = strbuf_check(text, err);

    strbuf_init(&path);
    strbuf_addf(&path, "%s/%s", dir, folder);
    if (rc == 0)
        rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = outfile_make_dirs(path.data, 0755, err);
    strbuf_addf(&path, "/%s", name);
    if (rc == 0)
        rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = outfile_put(path.data, text->data, text->len, 0, err);
    strbuf_release(&path);
    strbuf_clear(text);
    return rc;
}

static int write_pages(const char *dir, const char *date, struct strbuf *text, struct err *err)
{
    int rc;

    manual_program(text, date);
    rc = put(dir, "man/man1", "prodrome.1", text, err);
    for (const struct cli_command *const *c = cli_commands; rc == 0 && *c != NULL; c++) {
        char name[128];

        snprintf(name, sizeof(name), "prodrome-%s.1", (*c)->name);
        manual_command(text, *c, date);
        rc = put(dir, "man/man1", name, text, err);
    }
    if (rc == 0)
        manual_config(text, date);
    if (rc == 0)
        rc = put(dir, "man/man5", "prodrome.conf.5", text, err);
    if (rc == 0)
        manual_policy(text, date);
    if (rc == 0)
        rc = put(dir, "man/man5", "prodrome.policy.5", text, err);
    if (rc == 0)
        completion_bash(text);
    if (rc == 0)
        rc = put(dir, "bash-completion/completions", "prodrome", text, err);
    if (rc == 0)
        completion_zsh(text);
    return rc < 0 ? rc : put(dir, "zsh/site-functions", "_prodrome", text, err);
}

int main(int argc, char **argv)
{
    struct err err = ERR_INIT;
    struct strbuf text;
    int rc;

    if (argc != 3) {
        fprintf(stderr, "usage: prodrome-pages DIR DATE\n");
        return STATUS_USAGE;
    }
    strbuf_init(&text);
    rc = write_pages(argv[1], argv[2], &text, &err);
    if (rc < 0)
        fprintf(stderr, "prodrome-pages: %s\n", err.msg);
    strbuf_release(&text);
    return rc < 0 ? STATUS_FAILED : STATUS_DONE;
}
