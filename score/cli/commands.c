/*
 * commands.c - the table of commands, in the order of the pipeline, and what holds for all of them.
 */
#include "score/cli/commands.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

const struct cli_command *const cli_commands[] = {
    &cmd_demo,  &cmd_init,    &cmd_import, &cmd_deidentify, &cmd_features, &cmd_train, &cmd_backtest, &cmd_cluster, &cmd_similar,
    &cmd_score, &cmd_explain, &cmd_monitor, &cmd_report, &cmd_review, &cmd_model, &cmd_policy, &cmd_user, &cmd_audit,    &cmd_nightly,
    &cmd_backup, &cmd_restore, &cmd_purge, NULL,
};

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
    { 'V', "version", NULL, "show the version; with --verbose those of the libraries too" },
    { 0, NULL, NULL, NULL },
};

const char *const cli_status_text[N_STATUSES] = {
    [STATUS_DONE] = "done",
    [STATUS_FAILED] = "failed",
    [STATUS_USAGE] = "wrong usage, configuration or keys",
    [STATUS_DECISION] = "a human decision is needed",
    [STATUS_BLOCKED] = "blocked by policy",
    [STATUS_NODATA] = "not enough data to say",
    [STATUS_INTEGRITY] = "integrity broken",
    [STATUS_BUSY] = "another job holds the store",
    [STATUS_REFUSED] = "input refused",
};

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "a human decision is needed: a release or change is flagged, or the model that scored it is not approved" },
    { STATUS_BLOCKED, "blocked by policy: mandatory evidence is missing, or a reviewer rejected it" },
    { STATUS_NODATA, "not enough data to say: nothing was trained or scored, and why" },
    { STATUS_REFUSED, "input refused: too many bad rows, or not the format it claims to be" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome demo", "a made-up hospital in ./prodrome-demo, one night on it, and its reports" },
    { "prodrome init", "a store of your own, its keys and its configuration" },
    { "prodrome import tickets tickets.csv --project desk", "the tickets of one project" },
    { "prodrome nightly", "train, score, flag, report" },
    { "prodrome review list", "what waits for a person" },
    { NULL, NULL },
};

const struct cli_command cli_program = {
    .name = "prodrome",
    .synopsis = "[OPTION...] COMMAND [ARGUMENT...]",
    .summary = "triage of incidents, release risk and its evidence, for healthcare software",
    .description = "Reads what a maintenance organisation already has (tickets, changes, releases, the register of systems) and does three jobs. Triage: which team should "
                   "take an open ticket, how sure that is, and which words say so. Release risk: the chance that a change or an upcoming release causes an incident, a hotfix or "
                   "a rollback, and exactly why. Evidence: every prediction can be replayed to the same bits, every model version has a validation record, what is flagged waits "
                   "in a queue for a named person, and a hash-chained trail shows if anyone changed the past.\n\n"
                   "It runs on one machine without a network, over one SQLite file. Prediction informs, people decide: it never approves a release.\n\n"
                   "Data goes to standard output, everything else to standard error. Options may stand before or after the command's arguments; '--' ends them.",
    .exit = exits,
    .example = examples,
};

const struct cli_command *cli_find_command(const char *name)
{
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

const struct cli_subcommand *cli_find_subcommand(const struct cli_command *command, const char *name)
{
    for (const struct cli_subcommand *s = command->sub; s != NULL && s->name != NULL; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

void cli_subcommand_takes(const struct cli_subcommand *sub, int *least, int *most)
{
    const char *at = sub->arguments;

    *least = *most = 0;
    if (at == NULL)
        *most = INT_MAX;
    while (at != NULL && *at != '\0') {
        size_t len = strcspn(at, " ");
        bool many = len >= 3 && (strncmp(at + len - 3, "...", 3) == 0 || (len >= 4 && strncmp(at + len - 4, "...]", 4) == 0));

        *least += at[0] != '[';
        *most = many || *most == INT_MAX ? INT_MAX : *most + 1;
        at += len;
        at += strspn(at, " ");
    }
}
