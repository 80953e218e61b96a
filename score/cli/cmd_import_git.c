#include "score/cli/cmd_import_git.h"

#include <stdio.h>

#include "datasets/git/git_import.h"
#include "datasets/szz/szz.h"
#include "score/cli/import_text.h"
#include "score/cli/linking.h"

static int check_options(struct cli *cli)
{
    static const char *const apart[] = { "profile", "map", "code", "tolerate", "rejects", "from-changes", "name", "last", "system", "release", "list" };

    if (cli->n_args != 2)
        return cli_usage_error(cli, "import git takes one repository");
    for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++)
        if (cli_has(cli, apart[i]))
            return cli_usage_error(cli, "--%s does not go with 'import git'", apart[i]);
    return STATUS_DONE;
}

static void report_text(struct strbuf *out, const struct git_import_report *r)
{
    static const char *const reading[4] = { "read whole", "read on from the last time", "nothing new since the last time", "read anew: its history was rewritten" };

    strbuf_addf(out, "%s: %s; %zu commits, of which %zu were read", r->project, reading[r->reading], r->n_commits, r->n_read);
    if (r->n_read > 0 && r->mine_seconds > 0)
        strbuf_addf(out, " in %.1f s (%.0f commits/s)", r->mine_seconds, (double)r->n_read / r->mine_seconds);
    strbuf_addf(out, "\nread commits: %zu merges, %zu of a mass reformat, %zu name a ticket\n", r->n_merges, r->n_mass, r->n_with_issues);
    strbuf_addf(out, "tags: %zu, with changes of their own %zu; reverted changes: %zu\n", r->n_tags, r->n_releases, r->n_reverts);
    if (r->changes.kind != NULL)
        import_text(out, &r->changes);
    if (r->releases.kind != NULL)
        import_text(out, &r->releases);
    if (r->outcomes.kind != NULL)
        import_text(out, &r->outcomes);
}

/* Incidents to its changes and releases, and unless told otherwise its changes by blame. */
static int find_labels(struct cli *cli, struct szz_report *szz, struct store *store, const struct git_import_report *imported, struct err *err)
{
    struct szz_options options = { .project = imported->project, .repository = cli->arg[1], .tracker = cli_value(cli, "tracker"), .by_message = cli_has(cli, "szz-by-message"),
                                   .n_threads = cli->threads, .log = &cli->log };
    int rc = cli_link_incidents(cli, store, "git", err);

    return rc < 0 || cli_has(cli, "no-szz") ? rc : szz_run(szz, store, &options, err);
}

/* Into the object that is there. */
static void add_szz_json(struct strbuf *out, const struct szz_report *szz)
{
    struct strbuf whole = *out;

    strbuf_init(out);
    strbuf_add(out, whole.data, whole.len < 2 ? 0 : whole.len - 2); /* without its "}\n" */
    strbuf_adds(out, ", \"blame\": ");
    szz_report_json(out, szz);
    strbuf_adds(out, "}\n");
    strbuf_release(&whole);
}

int cmd_import_git_run(struct cli *cli)
{
    struct git_import_options options = { .project = cli_value(cli, "project"), .branch = cli_value(cli, "branch"), .issues = cli_value(cli, "issues"), .n_threads = cli->threads };
    struct git_import_report report;
    struct szz_report szz = { .n_changes = 0 };
    struct store *store = NULL;
    struct err err = ERR_INIT;
    struct strbuf out;
    int rc, status = check_options(cli);

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_JOB);
    if (status != STATUS_DONE)
        return status;
    options.path = cli->arg[1];
    strbuf_init(&out);
    rc = git_import_run(&report, store, &options, &err);
    if (rc == 0)
        rc = find_labels(cli, &szz, store, &report, &err);
    store_close(store);
    if (rc < 0) {
        status = rc == ERR_NOTFOUND || rc == ERR_IO ? STATUS_REFUSED : cli_status_of(rc);
        cli_error(cli, "%s", err.msg);
        if (status == STATUS_REFUSED)
            snprintf(report.total.refused, sizeof(report.total.refused), "%s", err.msg);
    }
    if (rc == 0 && report.total.rejected > 0 && report.total.first_reject[0] != '\0')
        log_warn(&cli->log, "%llu rows rejected, the first: %s", (unsigned long long)report.total.rejected, report.total.first_reject);
    if (cli->json && (rc == 0 || report.total.refused[0] != '\0'))
        git_import_report_json(&out, &report);
    else if (rc == 0)
        report_text(&out, &report);
    if (rc == 0 && !cli_has(cli, "no-szz") && cli->json)
        add_szz_json(&out, &szz);
    else if (rc == 0 && !cli_has(cli, "no-szz"))
        szz_report_text(&out, &szz);
    if (out.len > 0 && cli_print_visible(cli, &out) != STATUS_DONE)
        status = STATUS_FAILED;
    strbuf_release(&out);
    return status;
}
