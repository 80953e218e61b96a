/*
 * program.c - one call of the program: options, the command, its first argument, the command's run, its status.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/nearest.h"
#include "datasets/base/parallel.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/store/schema.h"
#include "features/text/fold.h"
#include "score/cli/cli.h"
#include "score/cli/opening.h"
#include "score/cli/options.h"
#include "score/cli/usage.h"
#include "train/solver/linear_solver.h"

enum { NAMES_MAX = 64 };

static int unknown_command(struct cli *cli, const char *name)
{
    const char *names[NAMES_MAX];
    char hint[NEAREST_HINT_MAX];
    size_t n = 0;

    for (const struct cli_command *const *c = cli_commands; *c != NULL && n < NAMES_MAX; c++)
        names[n++] = (*c)->name;
    return cli_usage_error(cli, "no command '%s'%s", name, nearest_hint(hint, name, names, n));
}

/* The nearest of the words that it may be, or all of them. */
static int unknown_subcommand(struct cli *cli, const char *name)
{
    const char *names[NAMES_MAX], *is = cli->command->sub_is != NULL ? cli->command->sub_is : "subcommand";
    char hint[NEAREST_HINT_MAX];
    struct strbuf list;
    size_t n = 0;

    for (const struct cli_subcommand *s = cli->command->sub; s->name != NULL && n < NAMES_MAX; s++)
        names[n++] = s->name;
    nearest_hint(hint, name, names, n);
    strbuf_init(&list);
    for (size_t i = 0; hint[0] == '\0' && i < n; i++)
        strbuf_addf(&list, "%s%s", i == 0 ? ": " : i + 1 < n ? ", " : " or ", names[i]);
    cli_usage_error(cli, "unknown %s '%s'%s%s", is, name, list.data, hint);
    strbuf_release(&list);
    return STATUS_USAGE;
}

/* That the first argument is one of the table, and that what it takes follows it. Whether it may be missing is for the command to say. */
static int check_arguments(struct cli *cli)
{
    const struct cli_subcommand *sub;
    int least, most;

    if (cli->command->sub == NULL || cli->n_args == 0)
        return STATUS_DONE;
    sub = cli_find_subcommand(cli->command, cli->arg[0]);
    if (sub == NULL)
        return unknown_subcommand(cli, cli->arg[0]);
    cli_subcommand_takes(sub, &least, &most);
    if (most == 0 && cli->n_args > 1)
        return cli_usage_error(cli, "%s %s takes no argument '%s'", cli->command->name, sub->name, cli->arg[1]);
    if (cli->n_args - 1 < least || cli->n_args - 1 > most)
        return cli_usage_error(cli, "%s %s takes %s", cli->command->name, sub->name, sub->arguments);
    return STATUS_DONE;
}

/* Of the program, the store that it writes, and the libraries that run (which need not be those it was compiled against). */
static int version(struct cli *cli)
{
    static const char of_program[] = "prodrome " PRODROME_VERSION "\n";
    const char *liblinear = strchr(linear_solver_version(), ' ');
    struct strbuf out;
    int status;

    liblinear = liblinear != NULL ? liblinear + 1 : "";
    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:i, s:{s:s, s:s, s:s, s:s, s:s}}", "schema_version", 1, "version", PRODROME_VERSION, "store_version",
                                             schema_version(), "libraries", "jansson", jansson_version_str(), "liblinear", liblinear, "libsodium",
                                             digest_library_version(), "sqlite", db_library_version(), "utf8proc", fold_library_version()));
    strbuf_init(&out);
    strbuf_adds(&out, of_program);
    if (cli->verbose)
        strbuf_addf(&out, "store version %d\nSQLite %s\nLIBLINEAR %s\nlibsodium %s\njansson %s\nutf8proc %s\n", schema_version(), db_library_version(), liblinear,
                    digest_library_version(), jansson_version_str(), fold_library_version());
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

static int usage(struct cli *cli, const struct cli_command *command)
{
    struct strbuf out;
    int status;

    strbuf_init(&out);
    cli_usage(&out, command);
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

/* prodrome help [COMMAND] */
static int help(struct cli *cli, int n, char **name)
{
    const struct cli_command *command = NULL;

    if (n > 1)
        return cli_usage_error(cli, "help takes one command");
    if (n == 1 && (command = cli_find_command(name[0])) == NULL)
        return unknown_command(cli, name[0]);
    return usage(cli, command);
}

/* With --json a command that failed and has printed nothing prints why. --json counts wherever it stands, also behind what is wrong. */
static int settle(struct cli *cli, int status, int argc, char **argv)
{
    const char *error = cli->error[0] != '\0' ? cli->error : status > 0 && status < N_STATUSES ? cli_status_text[status] : "";
    json_t *doc;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        cli->json = cli->json || strcmp(argv[i], "--json") == 0 || strcmp(argv[i], "-j") == 0;
    if (status == STATUS_DONE || !cli->json || cli->printed)
        return status;
    doc = json_pack("{s:i, s:s, s:i}", "schema_version", 1, "error", error, "exit_status", status);
    if (doc == NULL) /* an argument that is no UTF-8 */
        doc = json_pack("{s:i, s:s, s:i}", "schema_version", 1, "error", cli_status_text[status], "exit_status", status);
    cli_print_json(cli, doc);
    return status;
}

static const char *from_environment(const char *name, const char *otherwise)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : otherwise;
}

/* One that is named is read, also where the command asks nothing of it. */
static int check_config(struct cli *cli)
{
    struct config config;
    int status = cli_load_config(cli, &config);

    if (status == STATUS_DONE)
        config_release(&config);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct err err = ERR_INIT;
    int asked = 0, first, status = options_parse(cli, NULL, argc, argv, &asked);

    if (status != STATUS_DONE)
        return status;
    if (asked != 0)
        return asked == 'h' ? usage(cli, NULL) : version(cli);
    first = optind;
    if (first >= argc)
        return cli_usage_error(cli, "no command given");
    if (strcmp(argv[first], "help") == 0)
        return help(cli, argc - first - 1, argv + first + 1);
    cli->command = cli_find_command(argv[first]);
    if (cli->command == NULL)
        return unknown_command(cli, argv[first]);
    status = options_parse(cli, cli->command, argc - first, argv + first, &asked);
    if (status != STATUS_DONE)
        return status;
    if (asked != 0)
        return asked == 'h' ? usage(cli, cli->command) : version(cli);
    cli->arg = argv + first + optind;
    cli->n_args = argc - first - optind;
    log_init(&cli->log, stderr, cli->quiet ? LOG_QUIET : cli->verbose ? LOG_VERBOSE : LOG_NORMAL);
    if (digest_setup(&err) < 0)
        return cli_fail(cli, &err);
    status = check_arguments(cli);
    if (status == STATUS_DONE && cli->config_path != NULL)
        status = check_config(cli);
    return status == STATUS_DONE ? cli->command->run(cli) : status;
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
    int status;

    mem_setup();
    log_init(&cli.log, stderr, LOG_NORMAL);
    signal(SIGXFSZ, SIG_IGN); /* a file over the limit is an error of that write, not the end of the program */
    status = settle(&cli, run(&cli, argc, argv), argc, argv);
    phi_rules_free(cli.rules);
    return status;
}
