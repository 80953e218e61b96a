#include "score/cli/opening.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/rows/rows.h"
#include "score/cli/options.h"
#include "score/policy/policy_in_force.h"

/* A demonstration is of one day: seen from a later one its models' validation would have ended, and its releases would be over. */
static void stay_in_demonstration(struct cli *cli, struct store *store)
{
    char *today = NULL;

    if (store_setting_get(store, &today, "demonstration_today", NULL) == 0 && time_parse(today, strlen(today), &cli->clock.fixed))
        store->clock = cli->clock;
    mem_free(today);
}

int cli_take_rules(struct cli *cli)
{
    struct config config;
    int status = cli_load_config(cli, &config);

    if (status != STATUS_DONE)
        return status;
    phi_rules_free(cli->rules);
    cli->rules = config.rules;
    config.rules = NULL;
    config_release(&config);
    return STATUS_DONE;
}

/* What a writer stores passes the rules of the configuration, whether the command asks it for more or not. */
static int use_rules(struct cli *cli, struct store *store)
{
    int status = cli_take_rules(cli);

    if (status == STATUS_DONE)
        store_use_rules(store, cli->rules);
    return status;
}

int cli_open_store(struct cli *cli, struct store **store, enum store_mode mode)
{
    struct store_options options = {
        .path = cli->store_path, .keys_dir = cli->keys_dir, .clock = cli->clock, .log = &cli->log, .command = cli->command->name,
    };
    struct err err = ERR_INIT;
    int status;

    if (store_open(store, &options, mode, &err) < 0)
        return cli_fail(cli, &err);
    if ((*store)->demonstration && cli->clock.fixed == TIME_NONE)
        stay_in_demonstration(cli, *store);
    if (mode == STORE_READ)
        return STATUS_DONE;
    status = use_rules(cli, *store);
    if (status != STATUS_DONE) {
        store_close(*store);
        *store = NULL;
    }
    return status;
}

int cli_load_config(struct cli *cli, struct config *config)
{
    struct err err = ERR_INIT;

    return config_load(config, cli->config_path, cli->store_path, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

int cli_hold_costs(struct cli *cli, struct config *config, struct store *store)
{
    struct err err = ERR_INIT;
    bool changed;

    if (policy_hold_costs(config, &changed, store, &err) < 0)
        return cli_fail(cli, &err);
    if (changed)
        log_warn(&cli->log, "costs or capacity of the configuration are not those that were signed: the signed ones are in force until 'prodrome policy sign'");
    return STATUS_DONE;
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
        cli_error(cli, "the store has no %ss; 'prodrome import' brings them in", kind);
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
