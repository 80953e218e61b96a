#include "score/cli/manual.h"

#include <ctype.h>
#include <string.h>

#include "datasets/config/config.h"
#include "score/cli/roff.h"
#include "score/policy/policy_file.h"

/* ---- parts that several pages have ---- */

static void heading(struct strbuf *out, const char *title, const char *section, const char *date)
{
    strbuf_adds(out, ".\\\" Made from the table of commands; do not edit.\n.TH ");
    for (; *title != '\0'; title++)
        *title == '-' ? strbuf_adds(out, "\\-") : strbuf_addc(out, (char)toupper((unsigned char)*title));
    strbuf_addf(out, " %s \"%s\" \"prodrome %s\" \"Prodrome\"\n.nh\n", section, date, PRODROME_VERSION);
}

static void section(struct strbuf *out, const char *name)
{
    strbuf_addf(out, ".SH %s\n", name);
}

/* A new paragraph, unless a heading has just begun one. */
static void paragraph(struct strbuf *out)
{
    size_t at = out->len > 0 ? out->len - 1 : 0;

    while (at > 0 && out->data[at - 1] != '\n')
        at--;
    if (strncmp(out->data + at, ".SH ", 4) != 0 && strncmp(out->data + at, ".SS ", 4) != 0)
        strbuf_adds(out, ".PP\n");
}

static void name_line(struct strbuf *out, const char *name, const char *summary)
{
    section(out, "NAME");
    roff_literal(out, name);
    strbuf_adds(out, " \\- ");
    roff_literal(out, summary);
    strbuf_addc(out, '\n');
}

static void option(struct strbuf *out, const struct cli_option *o)
{
    strbuf_adds(out, ".TP\n");
    if (o->letter != 0)
        strbuf_addf(out, "\\fB\\-%c\\fR, ", o->letter);
    strbuf_adds(out, "\\fB\\-\\-");
    roff_literal(out, o->name);
    strbuf_adds(out, "\\fR");
    if (o->argument != NULL) {
        strbuf_addc(out, ' ');
        roff_synopsis(out, o->argument);
    }
    strbuf_addc(out, '\n');
    roff_prose(out, o->help);
}

/* A name in bold, and what it is below it. */
static void entry(struct strbuf *out, const char *name, const char *text)
{
    strbuf_adds(out, ".TP\n\\fB");
    roff_literal(out, name);
    strbuf_adds(out, "\\fR\n");
    roff_prose(out, text);
}

static void global_options(struct strbuf *out)
{
    for (const struct cli_option *o = cli_global_options; o->name != NULL; o++)
        option(out, o);
}

static void statuses(struct strbuf *out, const struct cli_command *command)
{
    section(out, "EXIT STATUS");
    for (int s = 0; s < N_STATUSES; s++) {
        const struct cli_exit *said = command->exit;
        bool of_store = !command->no_store && (s == STATUS_INTEGRITY || s == STATUS_BUSY);

        while (said != NULL && said->when != NULL && (int)said->status != s)
            said++;
        if (said != NULL && said->when == NULL)
            said = NULL;
        if (said == NULL && s > STATUS_USAGE && !of_store)
            continue;
        strbuf_addf(out, ".TP\n\\fB%d\\fR\n", s);
        roff_prose(out, said != NULL ? said->when : cli_status_text[s]);
    }
    if (command == &cli_program)
        roff_prose(out, "\n\nWhere several apply, the first of 2, 7, 6, 1, 8, 4, 3, 5 wins. 3 and 4 come only from 'report release', 'score releases', "
                        "'score changes' and 'nightly', and from lists that are given '--check'.");
}

static void files(struct strbuf *out, const struct cli_command *command)
{
    if (command->no_store && command->file == NULL)
        return;
    section(out, "FILES");
    if (!command->no_store) {
        entry(out, "prodrome.db", "the store, unless '--store' or the environment names another");
        entry(out, "prodrome.db.keys/", "its keys, mode 0700; without them nothing new can be imported or signed");
        entry(out, "prodrome.db.conf", "its configuration, where it is there");
    }
    for (const struct cli_file *f = command->file; f != NULL && f->name != NULL; f++)
        entry(out, f->name, f->help);
}

static void environment(struct strbuf *out, const struct cli_command *command)
{
    section(out, "ENVIRONMENT");
    if (!command->no_store) {
        entry(out, "PRODROME_STORE", "the store where '--store' is not given");
        entry(out, "PRODROME_KEYS", "the keys directory where '--keys' is not given");
    }
    entry(out, "NO_COLOR", "where it is set and not empty, nothing is coloured");
}

static void examples(struct strbuf *out, const struct cli_command *command)
{
    if (command->example == NULL)
        return;
    section(out, "EXAMPLES");
    for (const struct cli_example *e = command->example; e->line != NULL; e++) {
        paragraph(out);
        roff_prose(out, e->help);
        strbuf_adds(out, ".PP\n.RS 4\n.EX\n");
        roff_literal(out, e->line);
        strbuf_adds(out, "\n.EE\n.RE\n");
    }
}

static void pointer(struct strbuf *out, const char *name, size_t len, const char *number, bool last)
{
    strbuf_adds(out, ".BR prodrome");
    if (len > 0)
        strbuf_adds(out, "\\-");
    for (size_t i = 0; i < len; i++)
        name[i] == '-' ? strbuf_adds(out, "\\-") : strbuf_addc(out, name[i]);
    strbuf_addf(out, " (%s)%s\n", number, last ? "" : ",");
}

static void see_also(struct strbuf *out, const struct cli_command *command)
{
    const char *at = command->see_also != NULL ? command->see_also : "";

    section(out, "SEE ALSO");
    pointer(out, "", 0, "1", false);
    while (*at != '\0') {
        size_t len = strcspn(at, " ");

        pointer(out, at, len, "1", false);
        at += len;
        at += strspn(at, " ");
    }
    strbuf_adds(out, ".BR prodrome.conf (5)\n");
}

/* ---- pages ---- */

static void subcommands(struct strbuf *out, const struct cli_command *command)
{
    const char *is = command->sub_is != NULL ? command->sub_is : "subcommand";

    if (command->sub == NULL)
        return;
    strbuf_adds(out, ".SH ");
    for (; *is != '\0'; is++)
        strbuf_addc(out, (char)toupper((unsigned char)*is));
    strbuf_adds(out, "S\n");
    for (const struct cli_subcommand *s = command->sub; s->name != NULL; s++) {
        strbuf_adds(out, ".TP\n\\fB");
        roff_literal(out, s->name);
        strbuf_adds(out, "\\fR");
        if (s->arguments != NULL && s->arguments[0] != '\0') {
            strbuf_addc(out, ' ');
            roff_synopsis(out, s->arguments);
        }
        strbuf_addc(out, '\n');
        roff_prose(out, s->help);
    }
}

/* The forms of a synopsis stand apart by " | ". */
static void synopsis(struct strbuf *out, const char *text)
{
    struct strbuf form;

    section(out, "SYNOPSIS");
    strbuf_init(&form);
    for (bool first = true; text != NULL; first = false) {
        const char *end = strstr(text, " | ");

        strbuf_clear(&form);
        strbuf_adds(&form, "prodrome ");
        strbuf_add(&form, text, end != NULL ? (size_t)(end - text) : strlen(text));
        strbuf_adds(out, first ? "" : ".br\n");
        roff_synopsis(out, form.data);
        strbuf_addc(out, '\n');
        text = end != NULL ? end + 3 : NULL;
    }
    strbuf_release(&form);
}

void manual_program(struct strbuf *out, const char *date)
{
    heading(out, "prodrome", "1", date);
    name_line(out, "prodrome", cli_program.summary);
    synopsis(out, cli_program.synopsis);
    section(out, "DESCRIPTION");
    roff_prose(out, cli_program.description);
    section(out, "COMMANDS");
    roff_prose(out, "In the order of the pipeline; each has a page of its own.");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        entry(out, (*c)->name, (*c)->summary);
    entry(out, "help", "the usage of a command, or of prodrome");
    section(out, "OPTIONS");
    global_options(out);
    statuses(out, &cli_program);
    files(out, &cli_program);
    environment(out, &cli_program);
    examples(out, &cli_program);
    section(out, "SEE ALSO");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        pointer(out, (*c)->name, strlen((*c)->name), "1", false);
    strbuf_adds(out, ".BR prodrome.conf (5)\n");
}

void manual_command(struct strbuf *out, const struct cli_command *command, const char *date)
{
    struct strbuf name;

    strbuf_init(&name);
    strbuf_addf(&name, "prodrome-%s", command->name);
    heading(out, name.data, "1", date);
    name_line(out, name.data, command->summary);
    synopsis(out, command->synopsis);
    section(out, "DESCRIPTION");
    roff_prose(out, command->description);
    subcommands(out, command);
    section(out, "OPTIONS");
    for (const struct cli_option *o = command->option; o != NULL && o->name != NULL; o++)
        option(out, o);
    if (command->option != NULL && command->option->name != NULL)
        strbuf_adds(out, ".SS Global options\n");
    global_options(out);
    statuses(out, command);
    files(out, command);
    environment(out, command);
    examples(out, command);
    see_also(out, command);
    strbuf_release(&name);
}

/* ---- the configuration ---- */

/* What a line of the template is: its comments are prose, except for examples in them and keys at their default. */
enum line { LINE_PROSE, LINE_LITERAL, LINE_HEADING, LINE_BREAK };

static enum line line_of(const char *line)
{
    size_t name;

    if (line[0] != ';')
        return line[0] == '\0' ? LINE_BREAK : LINE_LITERAL;
    if (line[1] == '\0')
        return LINE_BREAK;
    if (line[1] != ' ')
        return LINE_LITERAL;
    if (strncmp(line, "; --- ", 6) == 0)
        return LINE_HEADING;
    name = strcspn(line + 2, " ");
    return line[2] == '[' || strncmp(line + 2 + name, " = ", 3) == 0 ? LINE_LITERAL : LINE_PROSE;
}

static void prose_ends(struct strbuf *out, struct strbuf *prose)
{
    if (prose->len > 0) {
        paragraph(out);
        roff_prose(out, prose->data);
    }
    strbuf_clear(prose);
}

static void config_line(struct strbuf *out, struct strbuf *prose, const char *line, bool *literal)
{
    enum line is = line_of(line);

    if (*literal && is != LINE_LITERAL) {
        strbuf_adds(out, ".EE\n.RE\n");
        *literal = false;
    }
    if (is == LINE_PROSE) {
        strbuf_addf(prose, "%s%s", prose->len > 0 ? " " : "", line + 2);
        return;
    }
    prose_ends(out, prose);
    if (is == LINE_HEADING) {
        size_t len = strlen(line);

        while (len > 6 && strchr("- ", line[len - 1]) != NULL)
            len--;
        strbuf_adds(out, ".SS ");
        strbuf_addc(out, (char)toupper((unsigned char)line[6]));
        strbuf_add(out, line + 7, len - 7);
        strbuf_addc(out, '\n');
    } else if (is == LINE_LITERAL) {
        if (!*literal) {
            paragraph(out);
            strbuf_adds(out, ".RS 4\n.EX\n");
        }
        *literal = true;
        roff_literal(out, line[0] == ';' && line[1] == ' ' ? line + 2 : line);
        strbuf_addc(out, '\n');
    }
}

static void config_lines(struct strbuf *out, const char *at)
{
    struct strbuf prose, line;
    bool literal = false;

    strbuf_init(&prose);
    strbuf_init(&line);
    while (*at != '\0') {
        size_t len = strcspn(at, "\n");

        strbuf_clear(&line);
        strbuf_add(&line, at, len);
        config_line(out, &prose, line.data, &literal);
        at += len + (at[len] == '\n');
    }
    strbuf_adds(out, literal ? ".EE\n.RE\n" : "");
    prose_ends(out, &prose);
    strbuf_release(&prose);
    strbuf_release(&line);
}

void manual_config(struct strbuf *out, const char *date)
{
    heading(out, "prodrome.conf", "5", date);
    name_line(out, "prodrome.conf", "configuration of prodrome");
    section(out, "SYNOPSIS");
    roff_synopsis(out, "STORE");
    strbuf_adds(out, "\\fB.conf\\fR\n");
    section(out, "DESCRIPTION");
    roff_prose(out, "An INI file beside the store, or what '--config' names. 'prodrome init' writes it with all that stands below: every key at its default, "
                    "behind a ';' that makes the line a comment, so that removing the ';' changes nothing. A missing file means the defaults; an unknown section or "
                    "key is an error with file and line.");
    section(out, "SECTIONS AND KEYS");
    config_lines(out, config_template());
    section(out, "SEE ALSO");
    pointer(out, "", 0, "1", false);
    pointer(out, "init", 4, "1", false);
    pointer(out, "nightly", 7, "1", true);
}

void manual_policy(struct strbuf *out, const char *date)
{
    heading(out, "prodrome.policy", "5", date);
    name_line(out, "prodrome.policy", "rules for releases");
    section(out, "SYNOPSIS");
    roff_synopsis(out, "STORE");
    strbuf_adds(out, "\\fB.policy\\fR\n");
    section(out, "DESCRIPTION");
    roff_prose(out, "An INI file beside the store: rules that stand beside the model, the evidence that a release needs, and what is looked at after it. 'prodrome init' writes it with all "
                    "that stands below, which is what holds where there is no file: every key of the built-in policy behind a ';' that makes the line a comment, so that removing the ';' changes "
                    "nothing. An unknown section or key is an error with file and line.");
    section(out, "SECTIONS AND KEYS");
    config_lines(out, policy_template());
    section(out, "SEE ALSO");
    pointer(out, "", 0, "1", false);
    pointer(out, "policy", 6, "1", false);
    pointer(out, "report", 6, "1", true);
}
