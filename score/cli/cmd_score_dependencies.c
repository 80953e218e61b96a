#include "score/cli/cmd_score_dependencies.h"

#include <stdio.h>
#include <string.h>

#include "datasets/readers/doc_read.h"
#include "score/cli/commands.h"
#include "score/dependency/score_dependencies.h"
#include "score/night/run.h"
#include "score/review/queue.h"

enum { LISTED = 40 };

static void add_line(struct strbuf *out, const json_t *one)
{
    const json_t *detail = json_object_get(one, "detail");
    const char *basis = doc_text(one, "basis"), *release = doc_text(detail, "release");

    strbuf_addf(out, "%.3f (%.3f to %.3f)  %s\n    ", doc_number(one, "probability", 0), doc_number(one, "low", 0), doc_number(one, "high", 0), doc_text(one, "item"));
    if (strcmp(basis, "upcoming") == 0)
        strbuf_addf(out, "%s to %s (%s) in the upcoming release %s: ", doc_text(detail, "from")[0] != '\0' ? doc_text(detail, "from") : "new,", doc_text(detail, "to"), doc_text(detail, "step"),
                    release);
    else if (strcmp(basis, "next") == 0)
        strbuf_adds(out, "its next update: ");
    strbuf_addf(out, "%s\n", doc_text(detail, "summary"));
}

static int show(struct cli *cli, const struct dependency_counts *counts, json_t *list)
{
    struct strbuf out;
    json_t *one;
    size_t i;
    int status;

    if (counts->reason[0] != '\0')
        log_warn(&cli->log, "no library was judged: %s", counts->reason);
    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:I, s:I, s:I, s:s, s:s, s:b, s:O}", "schema_version", 1, "kind", "dependencies", "libraries", (json_int_t)counts->libraries,
                                             "services", (json_int_t)counts->services, "stored", (json_int_t)counts->stored, "reason", counts->reason, "version", counts->version, "approved",
                                             (int)counts->approved, "scores", list));
    strbuf_init(&out);
    json_array_foreach(list, i, one)
        if (i < LISTED)
            add_line(&out, one);
    if (json_array_size(list) > LISTED)
        strbuf_addf(&out, "and %zu more; --json lists all\n", json_array_size(list) - LISTED);
    if (counts->libraries > 0)
        strbuf_addf(&out, "libraries by %s%s\n", counts->version[0] != '\0' ? counts->version : "shrunken rates alone, no version of dependency-risk",
                    counts->version[0] == '\0' || counts->approved ? "" : " (model not approved)");
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int score(struct cli *cli, struct store *store, const struct config *config)
{
    const char *system = cli_value(cli, "project");
    struct snapshot snapshot = { 0 };
    struct run_state run_now;
    struct model_list models = { .n = 0 };
    struct scoring s = { .store = store, .config = config, .snapshot = &snapshot, .models = &models, .n_threads = cli->threads, .log = &cli->log };
    struct dependency_counts counts = { 0 };
    struct queue_counts queue = { 0 };
    json_t *list = NULL, *items = json_object();
    struct err err = ERR_INIT;
    char key[256];
    int status, rc = snapshot_take(&snapshot, store, &err);

    snprintf(key, sizeof key, "score:dependencies:%lld:%.64s", (long long)store_now(store), snapshot.hash);
    if (rc == 0)
        rc = registry_list(&models, store, &err);
    if (rc == 0)
        rc = run_begin(&run_now, store, key, &err);
    if (rc == 0) {
        s.run_id = run_now.run_id;
        rc = score_dependencies(&counts, items, &s, system, &err);
    }
    if (rc == 0)
        rc = queue_fill(&queue, store, config, &snapshot, run_now.run_id, &err);
    if (rc == 0)
        rc = run_complete(store, run_now.run_id, false, STATUS_DONE, &err);
    if (rc == 0)
        rc = dependency_ranking(&list, store, items, system, &err);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &counts, list);
    if (status == STATUS_DONE && counts.libraries + counts.services == 0)
        status = STATUS_NODATA;
    json_decref(list);
    json_decref(items);
    model_list_release(&models);
    snapshot_release(&snapshot);
    return status;
}

int cmd_score_dependencies_run(struct cli *cli)
{
    struct config config = { 0 };
    struct store *store = NULL;
    int status = cli_load_config(cli, &config);

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_JOB);
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &config, store);
    if (status == STATUS_DONE)
        status = score(cli, store, &config);
    store_close(store);
    config_release(&config);
    return status;
}
