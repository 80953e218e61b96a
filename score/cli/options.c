#include "score/cli/options.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

int options_parse(struct cli *cli, const struct cli_command *command, int argc, char **argv, int *asked)
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
            if (o->letter == 'h')
                return STATUS_DONE;
            continue; /* what follows may say how much of the version to tell */
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
