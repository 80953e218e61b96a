/*
 * cmd_model.c - prodrome model list|show
 */
#include <string.h>

#include "datasets/snapshot.h"
#include "score/cli/commands.h"
#include "score/report/facts.h"

static const struct cli_option options[] = { { 0, NULL, NULL, NULL } };

static int list(struct cli *cli, const struct model_list *models)
{
    json_t *rows = json_array();
    struct strbuf out;
    char at[TIME_ISO_MAX];
    int status;

    strbuf_init(&out);
    for (size_t i = 0; i < models->n; i++) {
        const struct model_version *m = &models->model[i];

        strbuf_addf(&out, "%-40s  %-10s  %s  %.12s\n", m->name, m->stage, time_format(m->created_at, at), m->hash);
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", m->name, "task", m->task, "project", m->project, "stage", m->stage,
                                              "created_at", at, "hash", m->hash, "engine_version", m->engine_version));
    }
    if (models->n == 0)
        strbuf_adds(&out, "no model version yet: 'prodrome train' makes them\n");
    status = cli->json ? cli_print_json(cli, json_pack("{s:i, s:O}", "schema_version", 1, "models", rows)) : cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    return status;
}

static void show_text(struct strbuf *out, const json_t *doc)
{
    const json_t *record = json_object_get(doc, "record"), *metrics = json_object_get(record, "metrics"), *part, *one;
    const char *name, *set;
    size_t i;

    strbuf_addf(out, "%s: %s\n", json_string_value(json_object_get(doc, "name")), json_string_value(json_object_get(doc, "stage")));
    json_array_foreach(json_object_get(doc, "history"), i, one)
        strbuf_addf(out, "  %s  %-10s by %s: %s\n", json_string_value(json_object_get(one, "at")), json_string_value(json_object_get(one, "stage")),
                    json_string_value(json_object_get(one, "by")), json_string_value(json_object_get(one, "reason")));
    json_object_foreach((json_t *)(uintptr_t)metrics, set, part)
        json_object_foreach((json_t *)(uintptr_t)part, name, one)
        {
            strbuf_addf(out, "  %-22s %.4f", name, json_number_value(json_object_get(one, "value")));
            if (json_is_number(json_object_get(one, "low")))
                strbuf_addf(out, " [%.4f, %.4f]", json_number_value(json_object_get(one, "low")), json_number_value(json_object_get(one, "high")));
            strbuf_addf(out, "  (labels %s)\n", set);
        }
    json_array_foreach(json_object_get(record, "acceptance"), i, one)
        strbuf_addf(out, "  acceptance: %s %.4f %s %.4f: %s\n", json_string_value(json_object_get(one, "metric")), json_number_value(json_object_get(one, "value")),
                    json_string_value(json_object_get(one, "relation")), json_number_value(json_object_get(one, "bound")),
                    json_is_true(json_object_get(one, "passed")) ? "met" : "NOT MET");
}

static int show(struct cli *cli, struct store *store, const struct model_list *models)
{
    const struct model_version *m = registry_find(models, cli->arg[1]);
    struct snapshot none = {0};
    struct facts facts = { .store = store, .snapshot = &none, .models = models };
    json_t *doc = NULL;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status;

    if (m == NULL)
        return cli_usage_error(cli, "no model version '%s'; 'prodrome model list' names them", cli->arg[1]);
    if (facts_model(&doc, &facts, m, &err) < 0)
        return cli_fail(cli, &err);
    if (cli->json)
        return cli_print_json(cli, doc);
    strbuf_init(&out);
    show_text(&out, doc);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    json_decref(doc);
    return status;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    struct model_list models = {0};
    struct err err = ERR_INIT;
    bool showing = cli->n_args == 2 && strcmp(cli->arg[0], "show") == 0;
    int status;

    if (!showing && !(cli->n_args == 1 && strcmp(cli->arg[0], "list") == 0))
        return cli_usage_error(cli, "model takes 'list' or 'show NAME'");
    status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE && registry_list(&models, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = showing ? show(cli, store, &models) : list(cli, &models);
    model_list_release(&models);
    store_close(store);
    return status;
}

const struct cli_command cmd_model = {
    .name = "model",
    .synopsis = "model list|show NAME [OPTION...]",
    .summary = "model versions, their stages and their validation records",
    .description = "'list' shows every model version with its stage. 'show' tells of one (TASK:PROJECT@N; without @N the newest): its history, its measures with intervals, its "
                   "acceptance criteria; with --json the whole validation record. Exit status 6 where the record was altered.",
    .option = options,
    .run = run,
};
