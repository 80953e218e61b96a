#include "score/cli/usage.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, LEFT = 26 };

static void add_wrapped(struct strbuf *out, const char *text, size_t indent, size_t width)
{
    size_t column = indent;

    while (*text != '\0') {
        size_t len = strcspn(text, " \n");

        if (column > indent && column + 1 + len > width) {
            strbuf_addf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            strbuf_addc(out, ' ');
            column++;
        }
        strbuf_add(out, text, len);
        column += len;
        text += len;
        while (*text == ' ')
            text++;
        if (*text == '\n') {
            strbuf_addf(out, "\n%*s", (int)indent, "");
            column = indent;
            text++;
        }
    }
    strbuf_addc(out, '\n');
}

/* What is named on the left, what it is on the right. */
static void add_pair(struct strbuf *out, const char *left, const char *text)
{
    strbuf_addf(out, "  %-*s ", LEFT, left);
    if (strlen(left) > LEFT)
        strbuf_addf(out, "\n%*s", LEFT + 3, "");
    add_wrapped(out, text, LEFT + 3, WIDTH);
}

static void add_option(struct strbuf *out, const struct cli_option *o)
{
    char left[64];

    if (o->letter != 0)
        snprintf(left, sizeof(left), "-%c, --%s%s%s", o->letter, o->name, o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");
    else
        snprintf(left, sizeof(left), "    --%s%s%s", o->name, o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");
    add_pair(out, left, o->help);
}

static void add_options(struct strbuf *out, const char *heading, const struct cli_option *o)
{
    if (o == NULL || o->name == NULL)
        return;
    strbuf_addf(out, "\n%s\n", heading);
    for (; o->name != NULL; o++)
        add_option(out, o);
}

/* Their names; what they do stands in the usage of prodrome. */
static void add_globals(struct strbuf *out)
{
    struct strbuf text;

    strbuf_init(&text);
    strbuf_adds(&text, "Global options, which 'prodrome help' explains: ");
    for (const struct cli_option *o = cli_global_options; o->name != NULL; o++)
        strbuf_addf(&text, "--%s%s%s%s", o->name, o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "", o[1].name != NULL ? ", " : ".");
    strbuf_addc(out, '\n');
    add_wrapped(out, text.data, 0, WIDTH);
    strbuf_release(&text);
}

static void add_subcommands(struct strbuf *out, const struct cli_command *command)
{
    const char *is = command->sub_is != NULL ? command->sub_is : "subcommand";

    if (command->sub == NULL)
        return;
    strbuf_addf(out, "\n%c%ss:\n", toupper((unsigned char)is[0]), is + 1);
    for (const struct cli_subcommand *s = command->sub; s->name != NULL; s++) {
        char left[80];

        snprintf(left, sizeof(left), "%s%s%s", s->name, s->arguments != NULL && s->arguments[0] != '\0' ? " " : "", s->arguments != NULL ? s->arguments : "");
        add_pair(out, left, s->help);
    }
}

static void add_examples(struct strbuf *out, const struct cli_example *e)
{
    if (e == NULL)
        return;
    strbuf_adds(out, "\nExamples:\n");
    for (; e->line != NULL; e++) {
        strbuf_addf(out, "  %s\n      ", e->line);
        add_wrapped(out, e->help, 6, WIDTH);
    }
}

static void add_statuses(struct strbuf *out)
{
    struct strbuf text;

    strbuf_init(&text);
    for (int s = 0; s < N_STATUSES; s++)
        strbuf_addf(&text, "%s%d %s%s", s == 0 ? "Exit status: " : " ", s, cli_status_text[s], s + 1 < N_STATUSES ? ";" : ".");
    strbuf_addc(out, '\n');
    add_wrapped(out, text.data, 0, WIDTH);
    strbuf_release(&text);
}

static void program_usage(struct strbuf *out)
{
    strbuf_addf(out, "usage: prodrome %s\n\n", cli_program.synopsis);
    add_wrapped(out, "Triage of incidents, release risk and its evidence, for healthcare software. One store, one machine, no network.", 0, WIDTH);
    strbuf_adds(out, "\nCommands, in the order of the pipeline:\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        strbuf_addf(out, "  %-12s %s\n", (*c)->name, (*c)->summary);
    add_options(out, "Options:", cli_global_options);
    add_statuses(out);
    strbuf_adds(out, "'prodrome help COMMAND' tells more of a command, 'man prodrome' of all.\n");
}

void cli_usage(struct strbuf *out, const struct cli_command *command)
{
    if (command == NULL) {
        program_usage(out);
        return;
    }
    strbuf_addf(out, "usage: prodrome %s\n\n", command->synopsis);
    add_wrapped(out, command->description, 0, WIDTH);
    add_subcommands(out, command);
    add_options(out, "Options:", command->option);
    add_globals(out);
    add_examples(out, command->example);
}
