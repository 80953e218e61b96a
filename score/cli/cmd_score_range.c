#include "score/cli/cmd_score_range.h"

#include <string.h>

#include "score/cli/opening.h"
#include "score/cli/options.h"
#include "score/release/facts_range.h"

static int show(struct cli *cli, const json_t *doc, bool sarif)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_deep_copy(doc));
    strbuf_init(&out);
    (sarif ? report_range_sarif : report_range_text)(&out, doc);
    status = sarif ? cli_print(cli, &out) : cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int score(struct cli *cli, struct store *store, const struct config *config, bool sarif)
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
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, doc, sarif);
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
    const char *format = cli_value(cli, "format");
    struct config config = { .reports_dir = NULL };
    struct store *store = NULL;
    int status;

    if (!cli_has(cli, "repo") || !cli_has(cli, "range"))
        return cli_usage_error(cli, "--repo and --range go together");
    if (format != NULL && strcmp(format, "text") != 0 && strcmp(format, "json") != 0 && strcmp(format, "sarif") != 0)
        return cli_usage_error(cli, "--format takes text, json or sarif, not '%s'", format);
    cli->json = cli->json || (format != NULL && strcmp(format, "json") == 0);
    status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_WRITE); /* nothing is written; persons get their pseudonyms by its keys */
    if (status == STATUS_DONE)
        status = score(cli, store, &config, format != NULL && strcmp(format, "sarif") == 0);
    store_close(store);
    config_release(&config);
    return status;
}
