#include "score/cli/completion.h"

#include <ctype.h>
#include <string.h>

#include "score/cli/table.h"

/* ---- what stands for an argument ---- */

/* The words that an option takes where its help names them: too many to stand for its argument. */
static const struct { const char *command, *option, *words; } words_of[] = {
    { "report", "format", "html|md|json|sarif|junit" },
    { "score", "format", "text|json|sarif|junit" },
    { "user", "role", "administrator|clinical|security|engineering|release-manager|auditor" },
    { "import", "profile", "auto|generic|jira|servicenow|github|gitlab|bugzilla" },
    { "backtest", "profile", "auto|generic|jira|servicenow|github|gitlab|bugzilla" },
};

static const char *argument_of(const char *command, const struct cli_option *o)
{
    for (size_t i = 0; i < sizeof words_of / sizeof *words_of; i++)
        if (strcmp(command, words_of[i].command) == 0 && strcmp(o->name, words_of[i].option) == 0)
            return words_of[i].words;
    return o->argument;
}

/* "file", "dir", "words" or "text", by the words in capitals of table.h. */
static const char *kind_of(const char *argument)
{
    if (argument == NULL)
        return "none";
    if (strstr(argument, "FILE") != NULL && strchr(argument, '=') == NULL)
        return "file";
    if (strstr(argument, "PATH") != NULL)
        return "file";
    if (strstr(argument, "DIR") != NULL)
        return "dir";
    return strchr(argument, '|') != NULL && islower((unsigned char)argument[0]) ? "words" : "text";
}

static void add_words(struct strbuf *out, const char *bars)
{
    for (; *bars != '\0'; bars++)
        strbuf_addc(out, *bars == '|' ? ' ' : *bars);
}

/* What the arguments of a command without subcommands are: the first word of its synopsis that is a kind. */
static const char *positional(const struct cli_command *c)
{
    const char *at = c->synopsis + strcspn(c->synopsis, " "), *end = strstr(at, "[OPTION"), *bar = strstr(at, " --");
    char text[256];
    size_t len = end != NULL ? (size_t)(end - at) : strlen(at);

    if (bar != NULL && (size_t)(bar - at) < len)
        len = (size_t)(bar - at);
    len = len < sizeof(text) - 1 ? len : sizeof(text) - 1;
    memcpy(text, at, len);
    text[len] = '\0';
    return kind_of(text);
}

/* ---- bash ---- */

static void option_names(struct strbuf *out, const struct cli_option *o)
{
    for (; o != NULL && o->name != NULL; o++)
        strbuf_addf(out, "%s--%s", out->len > 0 && out->data[out->len - 1] != '"' ? " " : "", o->name);
}

static void bash_values(struct strbuf *out, const char *command, const struct cli_option *o)
{
    for (; o != NULL && o->name != NULL; o++) {
        const char *argument = argument_of(command, o), *kind = kind_of(argument);

        if (argument == NULL)
            continue;
        strbuf_addf(out, "        \"%s --%s\"", command, o->name);
        if (o->letter != 0)
            strbuf_addf(out, " | \"%s -%c\"", command, o->letter);
        strbuf_adds(out, ") value=\"");
        if (strcmp(kind, "words") == 0)
            add_words(out, argument);
        else
            strbuf_addf(out, "@%s", kind);
        strbuf_adds(out, "\" ;;\n");
    }
}

static void bash_tables(struct strbuf *out)
{
    strbuf_adds(out, "# value COMMAND OPTION: what the option takes, words or @file @dir @text; nothing where it is a flag\n"
                     "_prodrome_value()\n{\n    value=\n    case \"$1 $2\" in\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        bash_values(out, (*c)->name, (*c)->option);
    strbuf_adds(out, "    esac\n    [ -n \"$value\" ] && return\n    case \" $2\" in\n");
    bash_values(out, "", cli_global_options);
    strbuf_adds(out, "    esac\n}\n\n# table COMMAND SUBCOMMAND: its options, the words that its first argument may be, and what its other arguments are\n"
                     "_prodrome_table()\n{\n    options=\"");
    option_names(out, cli_global_options);
    strbuf_adds(out, "\" first= others=@text\n    case $1 in\n        '') first=\"");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        strbuf_addf(out, "%s ", (*c)->name);
    strbuf_adds(out, "help\" ;;\n        help) first=\"");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        strbuf_addf(out, "%s%s", c == cli_commands ? "" : " ", (*c)->name);
    strbuf_adds(out, "\" ;;\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++) {
        strbuf_addf(out, "        %s)\n            options=\"", (*c)->name);
        option_names(out, (*c)->option);
        strbuf_adds(out, (*c)->option != NULL && (*c)->option->name != NULL ? " $options\"\n" : "$options\"\n");
        if ((*c)->sub == NULL)
            strbuf_addf(out, "            others=@%s\n", positional(*c));
        else {
            strbuf_adds(out, "            first=\"");
            for (const struct cli_subcommand *s = (*c)->sub; s->name != NULL; s++)
                strbuf_addf(out, "%s%s", s == (*c)->sub ? "" : " ", s->name);
            strbuf_adds(out, "\"\n            case $2 in\n");
            for (const struct cli_subcommand *s = (*c)->sub; s->name != NULL; s++)
                if (s->arguments != NULL && strcmp(kind_of(s->arguments), "text") != 0)
                    strbuf_addf(out, "                %s) others=@%s ;;\n", s->name, kind_of(s->arguments));
                else if (s->arguments == NULL) /* more of the same: tasks */
                    strbuf_addf(out, "                %s) others=$first ;;\n", s->name);
            strbuf_adds(out, "            esac\n");
        }
        strbuf_adds(out, "            ;;\n");
    }
    strbuf_adds(out, "    esac\n}\n\n");
}

/* bash breaks "--store=x" into three words at '='. */
static const char bash_walk[] =
    "_prodrome()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= sub= word i n=0 ended=\n"
    "    local value options first others offer\n"
    "\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        cur=\n"
    "    elif [[ $prev == '=' ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD-2]}\n"
    "    fi\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ -z $ended && $word == -- ]]; then\n"
    "            ended=1\n"
    "        elif [[ -z $ended && $word == -* ]]; then\n"
    "            _prodrome_value \"$command\" \"$word\"\n"
    "            if [[ ${COMP_WORDS[i+1]} == '=' ]]; then\n"
    "                ((i += 2))\n"
    "            elif [[ -n $value ]]; then\n"
    "                ((i += 1))\n"
    "            fi\n"
    "        elif [[ -z $command ]]; then\n"
    "            command=$word\n"
    "        else\n"
    "            [[ $n -eq 0 ]] && sub=$word\n"
    "            ((n += 1))\n"
    "        fi\n"
    "    done\n"
    "    _prodrome_table \"$command\" \"$sub\"\n"
    "    value=\n"
    "    [[ -z $ended && $prev == -* ]] && _prodrome_value \"$command\" \"$prev\"\n"
    "    if [[ -n $value ]]; then\n"
    "        offer=$value\n"
    "    elif [[ -z $ended && $cur == -* ]]; then\n"
    "        offer=$options\n"
    "    elif [[ $n -eq 0 && -n $first ]]; then\n"
    "        offer=$first\n"
    "    else\n"
    "        offer=$others\n"
    "    fi\n"
    "    COMPREPLY=()\n"
    "    case $offer in\n"
    "        @file)\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -f -- \"$cur\")\n"
    "            ;;\n"
    "        @dir)\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -d -- \"$cur\")\n"
    "            ;;\n"
    "        @*) ;;\n"
    "        *) while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -W \"$offer\" -- \"$cur\") ;;\n"
    "    esac\n"
    "}\n"
    "complete -F _prodrome prodrome\n";

void completion_bash(struct strbuf *out)
{
    strbuf_adds(out, "# bash completion for prodrome; made from its table of commands, do not edit\n\n");
    bash_tables(out);
    strbuf_adds(out, bash_walk);
}

/* ---- zsh ---- */

/* Inside single quotes of an _arguments or _describe specification. */
static void zsh_text(struct strbuf *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            strbuf_adds(out, "'\\''");
        else if (strchr("[]:\\", *text) != NULL)
            strbuf_addf(out, "\\%c", *text);
        else
            strbuf_addc(out, *text);
}

static void zsh_action(struct strbuf *out, const char *name, const char *argument)
{
    const char *kind = kind_of(argument);

    strbuf_addc(out, ':');
    zsh_text(out, name);
    strbuf_addc(out, ':');
    if (strcmp(kind, "file") == 0)
        strbuf_adds(out, "_files");
    else if (strcmp(kind, "dir") == 0)
        strbuf_adds(out, "_files -/");
    else if (strcmp(kind, "words") == 0) {
        strbuf_addc(out, '(');
        add_words(out, argument);
        strbuf_addc(out, ')');
    }
}

static void zsh_options(struct strbuf *out, const char *command, const struct cli_option *o, const char *indent)
{
    for (; o != NULL && o->name != NULL; o++) {
        strbuf_adds(out, indent);
        if (o->letter != 0)
            strbuf_addf(out, "'*'{-%c%s,--%s%s}'[", o->letter, o->argument != NULL ? "+" : "", o->name, o->argument != NULL ? "=" : "");
        else
            strbuf_addf(out, "'*--%s%s[", o->name, o->argument != NULL ? "=" : "");
        zsh_text(out, o->help);
        strbuf_addc(out, ']');
        if (o->argument != NULL)
            zsh_action(out, o->argument, argument_of(command, o));
        strbuf_adds(out, "'\n");
    }
}

static void zsh_command(struct strbuf *out, const struct cli_command *c)
{
    const char *kind = positional(c);

    strbuf_addf(out, "                %s)\n                    its=(\n", c->name);
    zsh_options(out, c->name, c->option, "                        ");
    if (c->sub != NULL) {
        strbuf_addf(out, "                        '1:%s:((", c->sub_is != NULL ? c->sub_is : "subcommand");
        for (const struct cli_subcommand *s = c->sub; s->name != NULL; s++) {
            struct strbuf help;

            strbuf_init(&help);
            zsh_text(&help, s->help);
            strbuf_addf(out, "%s%s\\:\"", s == c->sub ? "" : " ", s->name);
            for (const char *t = help.data; *t != '\0'; t++)
                *t == '"' ? strbuf_adds(out, "\\\"") : strbuf_addc(out, *t);
            strbuf_addc(out, '"');
            strbuf_release(&help);
        }
        strbuf_adds(out, "))'\n");
        kind = "text";
        for (const struct cli_subcommand *s = c->sub; s->name != NULL; s++)
            if (s->arguments != NULL && strcmp(kind_of(s->arguments), "text") != 0)
                kind = kind_of(s->arguments);
    }
    strbuf_addf(out, "                        '*:argument:%s'\n                    )\n                    ;;\n",
                strcmp(kind, "file") == 0 ? "_files" : strcmp(kind, "dir") == 0 ? "_files -/" : "");
}

void completion_zsh(struct strbuf *out)
{
    strbuf_adds(out, "#compdef prodrome\n# zsh completion for prodrome; made from its table of commands, do not edit\n\n_prodrome()\n{\n"
                     "    local curcontext=$curcontext state line\n    typeset -A opt_args\n    local -a commands globals its\n\n    globals=(\n");
    zsh_options(out, "", cli_global_options, "        ");
    strbuf_adds(out, "    )\n    commands=(\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++) {
        strbuf_addf(out, "        '%s:", (*c)->name);
        zsh_text(out, (*c)->summary);
        strbuf_adds(out, "'\n");
    }
    strbuf_adds(out, "        'help:the usage of a command'\n    )\n"
                     "    _arguments -C -s -S $globals '1: :->command' '*:: :->argument' && return\n"
                     "    case $state in\n        command) _describe command commands ;;\n        argument)\n            case $words[1] in\n"
                     "                help) _describe command commands; return ;;\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        zsh_command(out, *c);
    strbuf_adds(out, "            esac\n            _arguments -s -S $globals $its\n            ;;\n    esac\n}\n\n_prodrome \"$@\"\n");
}
