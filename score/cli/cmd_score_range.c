#include "score/cli/cmd_score_range.h"

#include <string.h>

#include "score/cli/opening.h"
#include "score/cli/options.h"
#include "score/release/facts_range.h"

static int show(struct cli *cli, const json_t *doc, const char *format)
{
    bool text = strcmp(format, "text") == 0;
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_deep_copy(doc));
    strbuf_init(&out);
    (text ? report_range_text : strcmp(format, "junit") == 0 ? report_range_junit : report_range_sarif)(&out, doc);
    status = text ? cli_print_visible(cli, &out) : cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

static int score(struct cli *cli, struct store *store, const struct config *config, const char *format)
{
    const struct git_range_options options = { .path = cli_value(cli, "repo"), .project = cli_value(cli, "project"), .range = cli_value(cli, "range"),
                                               .n_threads = cli->threads };
    struct snapshot snapshot = { .n = 0 };
    struct model_list models = { .n = 0 };
    const struct facts facts = { .store = store, .config = config, .snapshot = &snapshot, .models = &models };
    struct git_range range = { .n_commits = 0 };
    struct err err = ERR_INIT;
    json_t *doc = NULL;
    int status = STATUS_DONE, rc = snapshot_peek(&snapshot, store, &err);

    if (rc == 0)
        rc = registry_list(&models, store, &err);
    if (rc == 0)
        rc = git_range_read(&range, store, &options, &err);
    if (rc == 0)
        rc = facts_range(&doc, &facts, &range, options.path, options.range, cli->threads, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, doc, format);
    if (status == STATUS_DONE)
        status = (int)json_integer_value(json_object_get(doc, "exit_status"));
    json_decref(doc);
    git_range_release(&range);
    model_list_release(&models);
    snapshot_release(&snapshot);
    return status;
}

int cmd_score_range(struct cli *cli)
{
    static const char *const known[] = { "text", "json", "sarif", "junit" };
    const char *format = cli_has(cli, "format") ? cli_value(cli, "format") : "text";
    bool is_known = false;
    struct config config = { .reports_dir = NULL };
    struct store *store = NULL;
    int status;

    if (!cli_has(cli, "repo") || !cli_has(cli, "range"))
        return cli_usage_error(cli, "--repo and --range go together");
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        is_known = is_known || strcmp(format, known[i]) == 0;
    if (!is_known)
        return cli_usage_error(cli, "--format takes text, json, sarif or junit, not '%s'", format);
    cli->json = cli->json || strcmp(format, "json") == 0;
    status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_WRITE); /* nothing is written; persons get their pseudonyms by its keys */
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &config, store);
    if (status == STATUS_DONE)
        status = score(cli, store, &config, format);
    store_close(store);
    config_release(&config);
    return status;
}
