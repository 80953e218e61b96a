/*
 * cmd_report.c - prodrome report release|triage|model
 */
#include <string.h>

#include "datasets/audit/audit_ledger.h"
#include "datasets/base/outfile.h"
#include "score/cli/commands.h"
#include "score/cli/release_name.h"
#include "score/night/run.h"
#include "score/report/facts.h"
#include "score/report/facts_listed.h"
#include "score/report/night_reports.h"
#include "score/report/report.h"

static const struct cli_option options[] = {
    { 'f', "format", "FORM", "html (the default), json; of a release or triage also md; of a release also sarif, junit" },
    { 'p', "project", "NAME", "release: the project, where the name alone is not unique" },
    { 'o', "out", "DIR", "write the file into this folder instead of to standard output" },
    { 0, NULL, NULL, NULL },
};

enum format { FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_SARIF, FORMAT_JUNIT, N_FORMATS };

static const char *const format_name[N_FORMATS] = { "html", "md", "json", "sarif", "junit" };
static const char *const format_ending[N_FORMATS] = { "html", "md", "json", "sarif", "junit.xml" };

struct job {
    struct cli       *cli;
    struct config     config;
    struct store     *store;
    struct snapshot   snapshot;
    struct model_list models;
    struct facts      facts;
    enum format       format;
};

typedef void (*render)(struct strbuf *out, const json_t *doc);

/* Writes the document in the format asked for; takes it over. */
static int put(struct job *j, json_t *doc, const char *stem, const render form[N_FORMATS])
{
    const char *dir = cli_value(j->cli, "out");
    struct strbuf out, path;
    struct err err = ERR_INIT;
    int rc = 0, status = STATUS_DONE;

    if (j->format != FORMAT_JSON && form[j->format] == NULL) {
        json_decref(doc);
        return cli_usage_error(j->cli, "'report %s' has no form '%s'; html and json are of all", j->cli->arg[0], format_name[j->format]);
    }
    strbuf_init(&out);
    strbuf_init(&path);
    if (j->format == FORMAT_JSON)
        rc = report_json(&out, doc, &err);
    else
        form[j->format](&out, doc);
    json_decref(doc);
    strbuf_addf(&path, "%s/%s.%s", dir != NULL ? dir : "", stem, format_ending[j->format]);
    if (rc == 0)
        rc = strbuf_check(&out, &err);
    if (rc == 0 && dir != NULL)
        rc = outfile_make_dirs(dir, REPORT_DIR_MODE, &err);
    if (rc == 0 && dir != NULL)
        rc = outfile_put(path.data, out.data, out.len, REPORT_FILE_MODE, &err);
    if (rc < 0)
        status = cli_fail(j->cli, &err);
    else if (dir == NULL)
        status = cli_print(j->cli, &out);
    else
        log_info(&j->cli->log, "wrote %s", path.data);
    strbuf_release(&out);
    strbuf_release(&path);
    return status;
}

/* A pipeline goes by the verdict: a score that was altered in the store must not make one. */
static int check_score(struct job *j, const char *project, const char *name, struct err *err)
{
    struct strbuf item;
    int64_t run_id = 0;
    int rc;

    strbuf_init(&item);
    strbuf_addf(&item, "release:%s/%s", project, name);
    rc = strbuf_check(&item, err);
    if (rc == 0)
        rc = db_get_int(j->store->db, &run_id, err, "SELECT coalesce(run_id, 0) FROM scores WHERE item = ? ORDER BY score_id DESC LIMIT 1", "t", item.data);
    strbuf_release(&item);
    if (rc == ERR_NOTFOUND)
        return 0;
    return rc < 0 || run_id == 0 ? rc : audit_ledger_verify(j->store, "score.rows", run_id, err);
}

static int report_release(struct job *j)
{
    static const render forms[N_FORMATS] = { report_release_html, report_release_markdown, NULL, report_release_sarif, report_release_junit };
    const char *project = NULL, *name = NULL;
    struct arena arena;
    struct err err = ERR_INIT;
    json_t *doc = NULL;
    int status, verdict = STATUS_DONE;

    if (j->cli->n_args != 2)
        return cli_usage_error(j->cli, "report release takes the name of a release");
    arena_init(&arena);
    status = cli_find_release(j->cli, j->store, &j->snapshot, j->cli->arg[1], &arena, &project, &name);
    if (status == STATUS_DONE && (check_score(j, project, name, &err) < 0 || facts_release(&doc, &j->facts, project, name, &err) < 0))
        status = cli_fail(j->cli, &err);
    if (status == STATUS_DONE) {
        struct strbuf stem;

        strbuf_init(&stem);
        night_reports_file_name(&stem, "release", project, name);
        verdict = (int)json_integer_value(json_object_get(doc, "exit_status"));
        status = put(j, doc, stem.data, forms);
        strbuf_release(&stem);
    }
    arena_release(&arena);
    return status != STATUS_DONE ? status : verdict;
}

/* The newest run that scored tickets, or compared them, which needs no model. */
static const char triage_run_sql[] =
    "SELECT max(run_id) FROM (SELECT (SELECT run_id FROM scores WHERE item LIKE 'ticket:%' ORDER BY score_id DESC LIMIT 1) AS run_id"
    "  UNION ALL SELECT max(run_id) FROM run_stages WHERE stage = 'similar' AND completed_at IS NOT NULL) WHERE run_id IS NOT NULL HAVING count(*) > 0";

static int report_triage(struct job *j)
{
    static const render forms[N_FORMATS] = { report_triage_html, report_triage_markdown };
    struct err err = ERR_INIT;
    json_t *doc = NULL;
    int64_t run_id = 0;
    int rc = db_get_int(j->store->db, &run_id, &err, triage_run_sql, "");

    if (rc == ERR_NOTFOUND) {
        cli_error(j->cli, "no ticket was looked at yet: 'prodrome nightly' or 'prodrome score tickets' does it");
        return STATUS_NODATA;
    }
    if (rc == 0)
        rc = facts_triage(&doc, &j->facts, run_id, &err);
    if (rc < 0)
        return cli_fail(j->cli, &err);
    facts_listed(doc);
    return put(j, doc, "triage", forms);
}

static int report_model(struct job *j)
{
    static const render forms[N_FORMATS] = { report_model_html };
    const struct model_version *m;
    struct err err = ERR_INIT;
    struct strbuf stem;
    json_t *doc = NULL;
    int status;

    if (j->cli->n_args != 2)
        return cli_usage_error(j->cli, "report model takes the name of a model version");
    m = registry_find(&j->models, j->cli->arg[1]);
    if (m == NULL)
        return cli_usage_error(j->cli, "no model version '%s'; 'prodrome model list' names them", j->cli->arg[1]);
    if (facts_model(&doc, &j->facts, m, &err) < 0)
        return cli_fail(j->cli, &err);
    strbuf_init(&stem);
    night_reports_file_name(&stem, "model", m->task, m->project);
    strbuf_addf(&stem, "-%lld", (long long)m->number);
    status = put(j, doc, stem.data, forms);
    strbuf_release(&stem);
    return status;
}

static int read_format(struct cli *cli, enum format *format)
{
    const char *given = cli_value(cli, "format");

    *format = cli->json ? FORMAT_JSON : FORMAT_HTML;
    if (given == NULL)
        return STATUS_DONE;
    for (int i = 0; i < N_FORMATS; i++)
        if (strcmp(given, format_name[i]) == 0) {
            *format = (enum format)i;
            return STATUS_DONE;
        }
    return cli_usage_error(cli, "--format takes html, md, json, sarif or junit, not '%s'", given);
}

static int run(struct cli *cli)
{
    static const struct { const char *name; int (*report)(struct job *j); } reports[] = {
        { "release", report_release }, { "triage", report_triage }, { "model", report_model },
    };
    int (*report)(struct job *j) = NULL;
    struct job j = { .cli = cli };
    struct err err = ERR_INIT;
    int status;

    for (size_t i = 0; cli->n_args > 0 && i < sizeof(reports) / sizeof(reports[0]); i++)
        if (strcmp(cli->arg[0], reports[i].name) == 0)
            report = reports[i].report;
    if (report == NULL)
        return cli_usage_error(cli, "report takes release NAME, triage, or model NAME");
    status = read_format(cli, &j.format);
    if (status == STATUS_DONE)
        status = cli_load_config(cli, &j.config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &j.store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_hold_costs(cli, &j.config, j.store);
    if (status == STATUS_DONE && (snapshot_take(&j.snapshot, j.store, &err) < 0 || registry_list(&j.models, j.store, &err) < 0))
        status = cli_fail(cli, &err);
    j.facts = (struct facts){ .store = j.store, .config = &j.config, .snapshot = &j.snapshot, .models = &j.models };
    if (status == STATUS_DONE)
        status = report(&j);
    model_list_release(&j.models);
    snapshot_release(&j.snapshot);
    store_close(j.store);
    config_release(&j.config);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    { "release", "NAME", "one release: PROJECT/NAME, or the bare name where it is unique" },
    { "triage", "", "the open tickets of the newest night or scoring" },
    { "model", "NAME", "the validation record of a model version: TASK:PROJECT@N" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_DECISION, "release: its verdict is 'review', a person has to decide" },
    { STATUS_BLOCKED, "release: its verdict is 'hold'" },
    { STATUS_NODATA, "release: not enough data to say; triage: no ticket was looked at yet" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome report release ehr/2026.07 --out reports", "the page of a release; the exit status is the verdict" },
    { "prodrome report release ehr/2026.07 --format junit", "for a pipeline that shows tests" },
    { "prodrome report triage --format md", "the morning in Markdown" },
    { "prodrome report model route:desk@3 --json", "the validation record as JSON" },
    { NULL, NULL },
};

const struct cli_command cmd_report = {
    .name = "report",
    .synopsis = "report release|triage|model [NAME] [OPTION...]",
    .summary = "what was scored: HTML, Markdown, JSON, and of a release SARIF and JUnit XML",
    .description = "'release' reports one release (PROJECT/NAME, or the bare name where it is unique) from its newest score; its exit status is the verdict, for a pipeline "
                   "to gate on: 0 clear, 3 review, 4 hold, 5 not enough data. 'triage' reports the open tickets of the newest night or scoring. 'model' renders a validation "
                   "record. HTML, Markdown (of a release and of triage) and JSON carry the same facts. SARIF 2.1.0 has what stands against a release and its changes at or above the threshold, with their "
                   "files and fingerprints that do not move; JUnit XML has what was asked of it, each question a test.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .example = examples,
    .see_also = "score explain review nightly",
};
