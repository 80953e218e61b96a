/*
 * cmd_train.c - prodrome train
 */
#include <string.h>

#include "score/cli/commands.h"
#include "score/cli/sign_in.h"
#include "score/cli/task_words.h"
#include "train/training.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "only this project" },
    SIGN_IN_OPTIONS,
    { 0, NULL, NULL, NULL },
};

struct totals { size_t trained, no_data, refused; };

static void say(struct strbuf *out, json_t *list, const struct training *t, const char *task, const char *project)
{
    const char *status = training_status_name(t->status);
    char name[TASK_OF_PROJECT_MAX];

    json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:f, s:f, s:o}", "task", task, "project", project, "status", status,
                                          "model", t->model, "reason", t->reason, "metric", t->metric, "value", t->value, "baseline", t->baseline,
                                          "readiness", readiness_json(&t->readiness)));
    if (t->model[0] == '\0')
        strbuf_addf(out, "%s: %s: %s\n", task_of_project(name, task, project), status, t->reason);
    else if (t->metric[0] == '\0')
        strbuf_addf(out, "%s: %s\n", t->model, status);
    else
        strbuf_addf(out, "%s: %s, %s %.4f (baseline %.4f)%s%s\n", t->model, status, t->metric, t->value, t->baseline,
                    t->reason[0] != '\0' ? ": " : "", t->reason);
    if (t->readiness.verdict == READINESS_THIN)
        for (size_t i = 0; i < t->readiness.n_reasons; i++)
            strbuf_addf(out, "  thin data: %s\n", t->readiness.reason[i].text);
}

static int train_one(struct cli *cli, struct store *store, const struct config *config, const struct snapshot *snapshot, const char *by, const struct task *task,
                     const char *project, struct strbuf *out, json_t *list, struct totals *totals, struct err *err)
{
    struct training_options to = { .seed = cli->seed, .n_threads = cli->threads, .by = by, .log = &cli->log };
    struct training t;
    int rc;

    progress_begin(&cli->log, task->name, 0);
    rc = training_run(&t, store, config, snapshot, task, project, &to, err);
    progress_end(&cli->log, NULL);
    if (rc < 0 || (t.status == TRAINING_NO_ROWS && cli->n_args == 0))
        return rc;
    say(out, list, &t, task->name, project);
    totals->trained += t.model[0] != '\0';
    totals->no_data += t.model[0] == '\0';
    totals->refused += t.status == TRAINING_REFUSED;
    return 0;
}

/* A task over all projects has no part in what is asked of one. */
static int train_task(struct cli *cli, struct store *store, const struct config *config, const struct snapshot *snapshot, const char *by,
                      const struct task *task, struct strbuf *out, json_t *list, struct totals *totals)
{
    const char **project = NULL, *only = cli_value(cli, "project");
    struct arena arena;
    struct err err = ERR_INIT;
    size_t n = 0;
    int rc;

    if (task->over_all && only != NULL)
        return cli->n_args == 0 ? STATUS_DONE : cli_usage_error(cli, "%s learns from all projects together: --project does not go with it", task->name);
    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, store, snapshot, task->record, &err);
    if (rc == 0 && task->over_all && n > 0)
        rc = train_one(cli, store, config, snapshot, by, task, "", out, list, totals, &err);
    for (size_t i = 0; rc == 0 && !task->over_all && i < n; i++)
        if (only == NULL || strcmp(only, project[i]) == 0)
            rc = train_one(cli, store, config, snapshot, by, task, project[i], out, list, totals, &err);
    arena_release(&arena);
    return rc < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int train_all(struct cli *cli, struct store *store, const struct config *config, const char *by)
{
    struct snapshot snapshot = {0};
    struct totals totals = {0};
    struct strbuf out;
    json_t *list = json_array();
    struct err err = ERR_INIT;
    int status = snapshot_take(&snapshot, store, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;

    strbuf_init(&out);
    for (size_t i = 0; status == STATUS_DONE && i < n_tasks; i++) {
        bool asked = cli->n_args == 0;

        for (int a = 0; a < cli->n_args; a++)
            asked = asked || strcmp(cli->arg[a], task_list[i].name) == 0;
        if (asked)
            status = train_task(cli, store, config, &snapshot, by, &task_list[i], &out, list, &totals);
    }
    if (status == STATUS_DONE)
        status = cli->json ? cli_print_json(cli, json_pack("{s:i, s:O}", "schema_version", 1, "trained", list)) : cli_print_visible(cli, &out);
    if (status == STATUS_DONE && totals.refused > 0) {
        cli_error(cli, "%zu of the models look%s like identifiers of persons and %s not registered", totals.refused, totals.refused == 1 ? "s" : "", totals.refused == 1 ? "is" : "are");
        status = STATUS_REFUSED;
    }
    if (status == STATUS_DONE && totals.trained == 0) {
        cli_error(cli, "nothing was trained%s", totals.no_data == 0 ? ": the store has no rows to learn from" : "");
        status = STATUS_NODATA;
    }
    json_decref(list);
    strbuf_release(&out);
    snapshot_release(&snapshot);
    return status;
}

static int run(struct cli *cli)
{
    struct config config = {0};
    struct store *store = NULL;
    struct person person = {0};
    int status;

    for (int a = 0; a < cli->n_args; a++)
        if (task_find(cli->arg[a]) == NULL)
            return cli_usage_error(cli, "unknown task '%s': " TASK_WORDS_TRAINED_OR, cli->arg[a]);
    status = cli_load_config(cli, &config);
    if (status == STATUS_DONE && cli_has(cli, "as"))
        status = sign_in_before_job(cli, 0, &person);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_JOB);
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &config, store);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE)
        status = train_all(cli, store, &config, person.name[0] != '\0' ? person.name : NULL);
    store_close(store);
    config_release(&config);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    TASK_SUBCOMMANDS(NULL),
    TASK_SUBCOMMANDS_ALONE(NULL),
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_REFUSED, "the vocabulary of a model looks like identifiers of persons, and it is not registered; the others are" },
    { STATUS_NODATA, "nothing could be trained; the reason is said for each task and project" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome train", "all tasks of all projects" },
    { "prodrome train route --project desk", "one of them" },
    { NULL, NULL },
};

const struct cli_command cmd_train = {
    .name = "train",
    .synopsis = "train [TASK...] [OPTION...]",
    .summary = "train challengers and write their validation records",
    .description = "Trains each task (" TASK_WORDS_TRAINED "; default all) for each project that has rows, dependency-risk once for all of them together: whether the data is fit to learn from (see prodrome-features, 'readiness') and a backtest first, then a model version trained on "
                   "everything, with its validation record. A version that meets its acceptance criteria becomes 'validated', else 'rejected'. Tickets are learned from their words and, where enough of them have it and it helps on an inner cut, from what was filed first (severities from the words alone); what is worse than copying that is rejected. What is refused as not fit is not trained; what is thin is trained, and its record says so. Where "
                   "rows, labels and program are those of the newest version nothing is trained. Exit status 5 where nothing could be trained. Of releases and updates something simpler speaks until there is enough: the product of a release's changes, shrunken rates. With --as the "
                   "version is recorded as that user's, who then cannot approve it.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .sub_is = "task",
    .exit = exits,
    .example = examples,
    .see_also = "backtest model score",
};
