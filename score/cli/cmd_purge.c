/*
 * cmd_purge.c - prodrome purge
 */
#include <string.h>
#include <unistd.h>

#include "datasets/audit/purge.h"
#include "datasets/base/nearest.h"
#include "score/cli/commands.h"
#include "score/cli/sign_in.h"

static const struct cli_option options[] = {
    { 'n', "dry-run", NULL, "show what would go, by rule, and change nothing" },
    { 0, "kind", "KIND", "only this kind of record" },
    { 0, "before", "TIME", "with --kind: what is older than TIME, instead of the configuration's rule" },
    { 'y', "yes", NULL, "do not ask: needed on a terminal" },
    SIGN_IN_OPTIONS,
    { 0, NULL, NULL, NULL },
};

static int read_kind(struct cli *cli, int *kind)
{
    const char *name = cli_value(cli, "kind");
    char hint[NEAREST_HINT_MAX];

    *kind = -1;
    for (int i = 0; name != NULL && i < N_RETENTIONS; i++)
        if (strcmp(name, retention_name[i]) == 0)
            *kind = i;
    if (name != NULL && *kind < 0)
        return cli_usage_error(cli, "--kind: nothing of '%s' is purged%s", name, nearest_hint(hint, name, retention_name, N_RETENTIONS));
    return STATUS_DONE;
}

static int read_options(struct cli *cli, struct purge_options *po)
{
    const char *before = cli_value(cli, "before");
    int status = read_kind(cli, &po->kind);

    po->before = TIME_NONE;
    if (status != STATUS_DONE)
        return status;
    if (before != NULL && !time_parse(before, strlen(before), &po->before))
        return cli_usage_error(cli, "--before takes a time, not '%s'", before);
    if (before != NULL && po->kind < 0)
        return cli_usage_error(cli, "--before needs --kind: each kind has its own age");
    return STATUS_DONE;
}

static void plan_text(struct strbuf *out, const struct purge_plan *plan)
{
    char at[TIME_ISO_MAX];

    for (size_t i = 0; i < plan->n_parts; i++) {
        const struct purge_part *part = &plan->part[i];

        strbuf_addf(out, "%s%s: older than %s: %zu records, %lld versions", part->rule, part->purge_id != 0 ? ", which was stopped" : "",
                    time_format_date(part->before, at), part->n_records, (long long)part->n_versions);
        if (part->kept_open > 0)
            strbuf_addf(out, "; %lld are open and stay", (long long)part->kept_open);
        if (part->kept_waiting > 0)
            strbuf_addf(out, "; %lld wait for a person and stay", (long long)part->kept_waiting);
        strbuf_addc(out, '\n');
    }
}

static json_t *plan_json(const struct purge_plan *plan)
{
    json_t *rules = json_array();
    char at[TIME_ISO_MAX];

    for (size_t i = 0; i < plan->n_parts; i++) {
        const struct purge_part *part = &plan->part[i];

        json_array_append_new(rules, json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:I}", "rule", part->rule, "kind", retention_name[part->kind], "before",
                                               time_format(part->before, at), "stopped", part->purge_id != 0, "records", (json_int_t)part->n_records, "versions",
                                               (json_int_t)part->n_versions, "kept_open", (json_int_t)part->kept_open, "kept_waiting", (json_int_t)part->kept_waiting));
    }
    return rules;
}

static int show(struct cli *cli, const struct purge_plan *plan, const struct purge_counts *done)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:b, s:o, s:I, s:I, s:I, s:I}", "schema_version", 1, "dry_run", done == NULL, "rules", plan_json(plan), "records",
                                             (json_int_t)(done != NULL ? done->n_records : 0), "versions", (json_int_t)(done != NULL ? done->n_versions : 0),
                                             "scores", (json_int_t)(done != NULL ? done->n_scores : 0), "feature_rows",
                                             (json_int_t)(done != NULL ? done->n_feature_rows : 0)));
    strbuf_init(&out);
    plan_text(&out, plan);
    if (done == NULL)
        strbuf_adds(&out, "nothing was changed\n");
    else
        strbuf_addf(&out, "purged: %lld records, %lld versions, %lld scores' details, %lld feature rows\n"
                    "reports and backups made before still hold the text: they go by your own rules\n", (long long)done->n_records, (long long)done->n_versions,
                    (long long)done->n_scores, (long long)done->n_feature_rows);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int purge(struct cli *cli, struct store *store, const struct purge_plan *plan, const char *user)
{
    struct purge_counts done;
    struct err err = ERR_INIT;

    if (purge_run(&done, store, plan, user, &err) < 0)
        return cli_fail(cli, &err);
    if (done.log_left)
        log_warn(&cli->log, "others are reading: what was removed is still in '%s-wal', until they stop and the next job ends", store->path);
    return show(cli, plan, &done);
}

static int with_plan(struct cli *cli, struct store *store, const struct config *config, const struct purge_options *po, const char *user)
{
    struct purge_plan plan;
    struct err err = ERR_INIT;
    int status;

    if (purge_plan_make(&plan, store, config, po, &err) < 0)
        return cli_fail(cli, &err);
    if (cli_has(cli, "dry-run"))
        status = show(cli, &plan, NULL);
    else
        status = purge(cli, store, &plan, user);
    purge_plan_release(&plan);
    return status;
}

static int run(struct cli *cli)
{
    bool dry = cli_has(cli, "dry-run");
    struct config config = {0};
    struct purge_options po;
    struct store *store = NULL;
    struct person person = {0};
    int status;

    if (cli->n_args > 0)
        return cli_usage_error(cli, "purge takes no argument '%s'", cli->arg[0]);
    status = read_options(cli, &po);
    if (status == STATUS_DONE && !dry && cli_value(cli, "as") == NULL)
        status = cli_usage_error(cli, "who purges? name them with --as USER (or look first, with --dry-run)");
    if (status == STATUS_DONE && !dry && isatty(STDIN_FILENO) && !cli_has(cli, "yes"))
        status = cli_usage_error(cli, "what is purged does not come back: look at it with --dry-run, then give --yes");
    if (status == STATUS_DONE)
        status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = dry ? STATUS_DONE : sign_in_before_job(cli, POWER_PEOPLE, &person);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, dry ? STORE_READ : STORE_JOB);
    if (status == STATUS_DONE)
        status = with_plan(cli, store, &config, &po, person.name);
    store_close(store);
    config_release(&config);
    return status;
}

static const struct cli_example examples[] = {
    { "prodrome purge --dry-run --as ada", "what would go, by rule" },
    { "prodrome purge --kind tickets --before 2024-01-01 --as ada --yes", "the text of old tickets" },
    { NULL, NULL },
};

const struct cli_command cmd_purge = {
    .name = "purge",
    .synopsis = "purge [--dry-run] [--kind KIND [--before TIME]] --as USER [OPTION...]",
    .summary = "remove text that is past its retention; keep what was learned and counted",
    .description = "Removes the text of records that are older than the rules under [retention] in the configuration (KIND = DAYS, kinds: tickets changes releases "
                   "outcomes postmortems evidence patches predictions updates), with the details and feature values of their scores. Ids, hashes, labels, metrics, times, "
                   "decisions and model versions stay: a word of a vocabulary is a statistic of many records. Open tickets and what waits for a person stay whole. "
                   "Asked for by an administrator (--as). 'explain --replay' of what is gone answers 'purged', by which rule and when. The trail tells of it, and vouches for what is left. Reports and "
                   "backups made before hold the text still: they go by your own rules.",
    .option = options,
    .run = run,
    .example = examples,
    .see_also = "backup audit explain",
};
