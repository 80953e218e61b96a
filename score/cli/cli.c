/*
 * cli.c - options in, usage out, statuses; see cli.h.
 */
#include "score/cli/cli.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/nearest.h"
#include "datasets/rows.h"

const struct cli_option cli_global_options[] = {
    { 's', "store", "FILE", "the store (default $PRODROME_STORE, else ./prodrome.db)" },
    { 'k', "keys", "DIR", "the keys directory (default $PRODROME_KEYS, else STORE.keys)" },
    { 'c', "config", "FILE", "the configuration (default STORE.conf, where it is there)" },
    { 'j', "json", NULL, "print one JSON document instead of text" },
    { 'q', "quiet", NULL, "say only what went wrong" },
    { 'v', "verbose", NULL, "say more" },
    { 't', "threads", "N", "cores to use (default: all)" },
    { 0, "seed", "N", "seed of all randomness (default 1)" },
    { 0, "now", "TIME", "take this as the time (ISO 8601 or Unix seconds)" },
    { 'h', "help", NULL, "show this text" },
    { 'V', "version", NULL, "show the version" },
    { 0, NULL, NULL, NULL },
};

/* ------------------------------------------------------------- usage */

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

static void add_option(struct strbuf *out, const struct cli_option *o)
{
    char left[64];

    if (o->letter != 0)
        snprintf(left, sizeof(left), "-%c, --%s%s%s", o->letter, o->name, o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");
    else
        snprintf(left, sizeof(left), "    --%s%s%s", o->name, o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");
    strbuf_addf(out, "  %-26s ", left);
    if (strlen(left) > 26)
        strbuf_addf(out, "\n%29s", "");
    add_wrapped(out, o->help, 29, 100);
}

static void add_options(struct strbuf *out, const char *heading, const struct cli_option *o)
{
    if (o == NULL || o->name == NULL)
        return;
    strbuf_addf(out, "\n%s\n", heading);
    for (; o->name != NULL; o++)
        add_option(out, o);
}

static void program_usage(struct strbuf *out)
{
    strbuf_adds(out, "usage: prodrome [OPTION...] COMMAND [ARGUMENT...]\n\n"
                     "Triage of incidents, release risk and its evidence, for healthcare software. One store, one machine, no network.\n\n"
                     "Commands, in the order of the pipeline:\n");
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        strbuf_addf(out, "  %-12s %s\n", (*c)->name, (*c)->summary);
    add_options(out, "Options:", cli_global_options);
    strbuf_adds(out, "\nExit status: 0 done; 1 failed; 2 wrong usage, configuration or keys; 3 a human decision is needed; 4 blocked\n"
                     "by policy; 5 not enough data to say; 6 integrity broken; 7 another job holds the store; 8 input refused.\n"
                     "'prodrome COMMAND --help' tells more of a command.\n");
}

void cli_usage(struct strbuf *out, const struct cli_command *command)
{
    if (command == NULL) {
        program_usage(out);
        return;
    }
    strbuf_addf(out, "usage: prodrome %s\n\n", command->synopsis);
    add_wrapped(out, command->description, 0, 100);
    add_options(out, "Options:", command->option);
    add_options(out, "Global options:", cli_global_options);
}

/* ------------------------------------------------------------- options */

bool cli_has(const struct cli *cli, const char *name)
{
    return cli_value(cli, name) != NULL;
}

const char *cli_value(const struct cli *cli, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < cli->n_given; i++)
        if (strcmp(cli->given[i].name, name) == 0)
            value = cli->given[i].value;
    return value;
}

const char *cli_value_at(const struct cli *cli, const char *name, size_t at)
{
    for (size_t i = 0; i < cli->n_given; i++)
        if (strcmp(cli->given[i].name, name) == 0 && at-- == 0)
            return cli->given[i].value;
    return NULL;
}

static bool number_of(const char *text, double *value)
{
    char *end;

    errno = 0;
    *value = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && isfinite(*value);
}

int cli_number(struct cli *cli, const char *name, double low, double high, double *value)
{
    const char *text = cli_value(cli, name);
    double given;

    if (text == NULL)
        return STATUS_DONE;
    if (!number_of(text, &given) || given < low || given > high)
        return cli_usage_error(cli, "--%s takes a number from %g to %g, not '%s'", name, low, high, text);
    *value = given;
    return STATUS_DONE;
}

int cli_integer(struct cli *cli, const char *name, long long low, long long high, long long *value)
{
    double given = (double)*value;
    int status = cli_number(cli, name, (double)low, (double)high, &given);

    if (status == STATUS_DONE && given != floor(given))
        return cli_usage_error(cli, "--%s takes a whole number, not '%s'", name, cli_value(cli, name));
    if (status == STATUS_DONE)
        *value = (long long)given;
    return status;
}

enum { OPTIONS_MAX = 64 };

/* getopt's tables from ours: the value of each is its index. */
static size_t make_tables(struct option longs[OPTIONS_MAX], char *shorts, const struct cli_option *all[OPTIONS_MAX], const struct cli_command *command)
{
    const struct cli_option *lists[2] = { cli_global_options, command != NULL ? command->option : NULL };
    size_t n = 0;
    char *s = shorts;

    *s++ = command == NULL ? '+' : ':';
    if (command == NULL)
        *s++ = ':';
    for (int l = 0; l < 2; l++)
        for (const struct cli_option *o = lists[l]; o != NULL && o->name != NULL; o++) {
            assert(n + 1 < OPTIONS_MAX);
            all[n] = o;
            longs[n] = (struct option){ o->name, o->argument != NULL ? required_argument : no_argument, NULL, 256 + (int)n };
            if (o->letter != 0) {
                *s++ = o->letter;
                if (o->argument != NULL)
                    *s++ = ':';
            }
            n++;
        }
    longs[n] = (struct option){ NULL, 0, NULL, 0 };
    *s = '\0';
    return n;
}

static int set_global(struct cli *cli, const struct cli_option *o, const char *value)
{
    double number;

    switch (o->name[0]) {
    case 's':
        if (strcmp(o->name, "store") == 0)
            cli->store_path = value;
        else if (number_of(value, &number) && number >= 0 && number <= 9007199254740992.0 && number == floor(number))
            cli->seed = (uint64_t)number;
        else
            return cli_usage_error(cli, "--seed takes a whole number, not '%s'", value);
        break;
    case 'k':
        cli->keys_dir = value;
        break;
    case 'c':
        cli->config_path = value;
        break;
    case 'j':
        cli->json = true;
        break;
    case 'q':
        cli->quiet = true;
        break;
    case 'v':
        cli->verbose = true;
        break;
    case 't':
        if (!number_of(value, &number) || number < 1 || number > 256 || number != floor(number))
            return cli_usage_error(cli, "--threads takes a whole number from 1 to 256, not '%s'", value);
        cli->threads = (int)number;
        break;
    default: /* now */
        if (!time_parse(value, strlen(value), &cli->clock.fixed))
            return cli_usage_error(cli, "--now takes a time, not '%s'", value);
    }
    return STATUS_DONE;
}

static bool is_global(const struct cli_option *o)
{
    for (const struct cli_option *g = cli_global_options; g->name != NULL; g++)
        if (g == o)
            return true;
    return false;
}

static const struct cli_option *option_of(int code, const struct cli_option *const all[OPTIONS_MAX], size_t n)
{
    if (code >= 256)
        return all[code - 256];
    for (size_t i = 0; i < n; i++)
        if (all[i]->letter == code)
            return all[i];
    return NULL;
}

static int bad_option(struct cli *cli, int code, char **argv)
{
    const char *what = argv[optind - 1];

    if (code == ':')
        return cli_usage_error(cli, "option '%s' needs an argument", what);
    if (optopt > 0 && optopt < 256)
        return cli_usage_error(cli, "unknown option '-%c'", optopt);
    if (optopt >= 256)
        return cli_usage_error(cli, "option '%s' takes no argument", what);
    return cli_usage_error(cli, "unknown option '%s'", what);
}

/* Parses options up to the first argument (command NULL) or all of them. *asked: 'h' or 'V' when help or version was asked for. */
static int parse(struct cli *cli, const struct cli_command *command, int argc, char **argv, int *asked)
{
    struct option longs[OPTIONS_MAX];
    const struct cli_option *all[OPTIONS_MAX];
    char shorts[2 * OPTIONS_MAX + 4];
    size_t n = make_tables(longs, shorts, all, command);
    int code;

    opterr = 0;
    optind = 0;
    while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const struct cli_option *o = code == '?' || code == ':' ? NULL : option_of(code, all, n);
        int status = STATUS_DONE;

        if (o == NULL)
            return bad_option(cli, code, argv);
        if (strcmp(o->name, "help") == 0 || strcmp(o->name, "version") == 0) {
            *asked = o->letter;
            return STATUS_DONE;
        }
        if (is_global(o))
            status = set_global(cli, o, optarg);
        else if (cli->n_given == CLI_VALUES_MAX)
            status = cli_usage_error(cli, "too many options");
        else {
            cli->given[cli->n_given].name = o->name;
            cli->given[cli->n_given++].value = o->argument != NULL ? optarg : "";
        }
        if (status != STATUS_DONE)
            return status;
    }
    return STATUS_DONE;
}

/* ------------------------------------------------------------- ends of a command */

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
    log_error(&cli->log, "%s", text.data);
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
    log_error(&cli->log, "%s", err->msg);
    return cli_status_of(err->code);
}

int cli_print(struct cli *cli, const struct strbuf *out)
{
    struct err err = ERR_INIT;

    if (strbuf_check(out, &err) < 0)
        return cli_fail(cli, &err);
    if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout) != 0 || ferror(stdout)) {
        log_error(&cli->log, "cannot write to standard output: %s", strerror(errno));
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
        log_error(&cli->log, "out of memory");
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

/* A demonstration is of one day: seen from a later one its models' validation would have ended, and its releases would be over. */
static void stay_in_demonstration(struct cli *cli, struct store *store)
{
    char *today = NULL;

    if (store_setting_get(store, &today, "demonstration_today", NULL) == 0 && time_parse(today, strlen(today), &cli->clock.fixed))
        store->clock = cli->clock;
    mem_free(today);
}

int cli_open_store(struct cli *cli, struct store **store, enum store_mode mode)
{
    struct store_options options = {
        .path = cli->store_path, .keys_dir = cli->keys_dir, .clock = cli->clock, .log = &cli->log, .command = cli->command->name,
    };
    struct err err = ERR_INIT;

    if (store_open(store, &options, mode, &err) < 0)
        return cli_fail(cli, &err);
    if ((*store)->demonstration && cli->clock.fixed == TIME_NONE)
        stay_in_demonstration(cli, *store);
    return STATUS_DONE;
}

int cli_load_config(struct cli *cli, struct config *config)
{
    struct err err = ERR_INIT;

    return config_load(config, cli->config_path, cli->store_path, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

int cli_choose_project(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *kind, struct arena *arena, const char **project)
{
    const char **name = NULL, *asked = cli_value(cli, "project");
    struct strbuf list;
    struct err err = ERR_INIT;
    size_t n = 0;
    int status = STATUS_DONE;

    if (projects_list(&name, &n, arena, store, snapshot, kind, &err) < 0)
        return cli_fail(cli, &err);
    strbuf_init(&list);
    for (size_t i = 0; i < n; i++) {
        strbuf_addf(&list, "%s%s", i > 0 ? ", " : "", name[i]);
        if (n == 1 || (asked != NULL && strcmp(asked, name[i]) == 0))
            *project = name[i];
    }
    if (asked != NULL && (*project == NULL || strcmp(*project, asked) != 0))
        status = cli_usage_error(cli, "the store has no %ss of project '%s'%s%s", kind, asked, n > 0 ? "; it has " : "", list.data);
    else if (n == 0) {
        log_error(&cli->log, "the store has no %ss; 'prodrome import' brings them in", kind);
        status = STATUS_NODATA;
    } else if (*project == NULL)
        status = cli_usage_error(cli, "the store has several projects with %ss (%s): name one with --project", kind, list.data);
    strbuf_release(&list);
    return status;
}

int cli_check_project(struct cli *cli, struct store *store, const char *kind)
{
    const char *project = cli_value(cli, "project");
    struct err err = ERR_INIT;
    int64_t n = 0;

    if (project == NULL)
        return STATUS_DONE;
    if (db_get_int(store->db, &n, &err, "SELECT count(*) FROM (SELECT 1 FROM records WHERE project = ?1 AND (?2 IS NULL OR kind = ?2) LIMIT 1)", "tt", project, kind) < 0)
        return cli_fail(cli, &err);
    return n > 0 ? STATUS_DONE : cli_usage_error(cli, "the store has no %ss of project '%s'", kind != NULL ? kind : "row", project);
}

/* ------------------------------------------------------------- main */

static const struct cli_command *find_command(const char *name)
{
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

static int unknown_command(struct cli *cli, const char *name)
{
    const char *names[64];
    char hint[NEAREST_HINT_MAX];
    size_t n = 0;

    for (const struct cli_command *const *c = cli_commands; *c != NULL && n < 64; c++)
        names[n++] = (*c)->name;
    return cli_usage_error(cli, "no command '%s'%s", name, nearest_hint(hint, name, names, n));
}

static int answer(struct cli *cli, int asked)
{
    struct strbuf out;
    int status;

    strbuf_init(&out);
    if (asked == 'V')
        strbuf_adds(&out, "prodrome " PRODROME_VERSION "\n");
    else
        cli_usage(&out, cli->command);
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

static const char *from_environment(const char *name, const char *otherwise)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : otherwise;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct err err = ERR_INIT;
    int asked = 0, first, status = parse(cli, NULL, argc, argv, &asked);

    if (status != STATUS_DONE)
        return status;
    if (asked != 0)
        return answer(cli, asked);
    first = optind;
    if (first >= argc)
        return cli_usage_error(cli, "no command given");
    cli->command = find_command(argv[first]);
    if (cli->command == NULL)
        return unknown_command(cli, argv[first]);
    status = parse(cli, cli->command, argc - first, argv + first, &asked);
    if (status != STATUS_DONE)
        return status;
    if (asked != 0)
        return answer(cli, asked);
    cli->arg = argv + first + optind;
    cli->n_args = argc - first - optind;
    log_init(&cli->log, stderr, cli->quiet ? LOG_QUIET : cli->verbose ? LOG_VERBOSE : LOG_NORMAL);
    if (digest_setup(&err) < 0)
        return cli_fail(cli, &err);
    return cli->command->run(cli);
}

int cli_main(int argc, char **argv)
{
    struct cli cli = {
        .program = argc > 0 ? argv[0] : "prodrome",
        .store_path = from_environment("PRODROME_STORE", "prodrome.db"),
        .keys_dir = from_environment("PRODROME_KEYS", NULL),
        .threads = parallel_cores(),
        .seed = 1,
        .clock = { .fixed = TIME_NONE },
    };

    log_init(&cli.log, stderr, LOG_NORMAL);
    signal(SIGXFSZ, SIG_IGN); /* a file over the limit is an error of that write, not the end of the program */
    return run(&cli, argc, argv);
}
