#include "score/cli/cmd_import_git.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "datasets/git/git_import.h"
#include "datasets/git/git_view.h"
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
    if (cli_has(cli, "as-of") && cli_has(cli, "branch"))
        return cli_usage_error(cli, "--as-of names what is read: it excludes --branch");
    return STATUS_DONE;
}

static void view_text(struct strbuf *out, const char *as_of, const struct git_view *view)
{
    char at[TIME_ISO_MAX];

    if (as_of != NULL)
        strbuf_addf(out, "as of %s, %s: %zu later tags and what came after it are left out; its release is planned\n", as_of, time_format(view->time, at), view->n_later);
    if (view->n_missing > 0)
        strbuf_addf(out, "missing: %zu contents of %zu files are not in this copy, of '%s' first: no line of them is counted, and these files are not blamed\n", view->n_missing,
                    view->missing_path.n, view->missing_path.n > 0 ? view->missing_path.str[0] : "");
}

static json_t *view_json(const char *as_of, const struct git_view *view)
{
    char at[TIME_ISO_MAX];

    return json_pack("{s:s?, s:s?, s:I, s:I, s:I}", "tag", as_of, "time", as_of != NULL ? time_format(view->time, at) : NULL, "later_tags", (json_int_t)view->n_later, "missing",
                     (json_int_t)view->n_missing, "missing_files", (json_int_t)view->missing_path.n);
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
static int find_labels(struct cli *cli, struct szz_report *szz, struct store *store, const struct git_view *view, const struct git_import_report *imported, struct err *err)
{
    struct szz_options options = { .without = &view->missing_path, .repository = view->dir != NULL ? view->dir : cli->arg[1], .project = imported->project, .tracker = cli_value(cli, "tracker"), .by_message = cli_has(cli, "szz-by-message"),
                                   .n_threads = cli->threads, .log = &cli->log };
    int rc = cli_link_incidents(cli, store, "git", err);

    return rc < 0 || cli_has(cli, "no-szz") ? rc : szz_run(szz, store, &options, err);
}

/* Into the object that is there. */
static void add_to_json(struct strbuf *out, const struct szz_report *szz, json_t *view)
{
    struct strbuf whole = *out;

    strbuf_init(out);
    strbuf_add(out, whole.data, whole.len < 2 ? 0 : whole.len - 2); /* without its "}\n" */
    if (szz != NULL) {
        strbuf_adds(out, ", \"blame\": ");
        szz_report_json(out, szz);
    }
    if (view != NULL) {
        char *text = json_dumps(view, JSON_COMPACT);

        strbuf_addf(out, ", \"view\": %s", text != NULL ? text : "null");
        free(text);
    }
    strbuf_adds(out, "}\n");
    json_decref(view);
    strbuf_release(&whole);
}

/* A view of the repository where one is asked for, and what it is read by then. */
static int open_view(struct cli *cli, struct git_view *view, struct git_import_options *options, struct err *err)
{
    int rc;

    if (options->as_of == NULL && !cli_has(cli, "allow-missing"))
        return 0;
    rc = git_view_open(view, options->path, options->as_of, options->branch, cli_has(cli, "allow-missing"), err);
    if (rc < 0)
        return rc;
    options->named = options->path;
    options->path = view->dir;
    options->branch = NULL; /* it is the view's HEAD */
    return 0;
}

int cmd_import_git_run(struct cli *cli)
{
    const char *as_of = cli_value(cli, "as-of");
    struct git_import_options options = { .project = cli_value(cli, "project"), .branch = cli_value(cli, "branch"), .issues = cli_value(cli, "issues"), .as_of = as_of, .n_threads = cli->threads };
    struct git_view view = { .dir = NULL };
    struct git_import_report report = { .n_commits = 0 };
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
    rc = open_view(cli, &view, &options, &err);
    if (rc == 0)
        rc = git_import_run(&report, store, &options, &err);
    if (rc == 0)
        rc = find_labels(cli, &szz, store, &view, &report, &err);
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
    else if (rc == 0) {
        report_text(&out, &report);
        view_text(&out, as_of, &view);
    }
    if (rc == 0 && cli->json)
        add_to_json(&out, cli_has(cli, "no-szz") ? NULL : &szz, view.dir != NULL ? view_json(as_of, &view) : NULL);
    else if (rc == 0 && !cli_has(cli, "no-szz"))
        szz_report_text(&out, &szz);
    if (out.len > 0 && cli_print_visible(cli, &out) != STATUS_DONE)
        status = STATUS_FAILED;
    strbuf_release(&out);
    git_view_close(&view);
    return status;
}
