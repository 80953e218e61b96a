/*
 * cmd_import.c - prodrome import
 */
#include <stdio.h>
#include <string.h>

#include "datasets/import/import.h"
#include "datasets/import/import_newest.h"
#include "datasets/manifest/dependency_git.h"
#include "datasets/manifest/dependency_import.h"
#include "score/cli/cmd_import_git.h"
#include "score/cli/commands.h"
#include "score/cli/field_maps.h"
#include "score/cli/import_text.h"
#include "score/cli/linking.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "fills a missing project; refuses a conflicting one" },
    { 0, "profile", "NAME", "tickets, whose export it is: auto (default: told by the header, and said), generic, jira, servicenow, github, gitlab or bugzilla" },
    { 0, "timezone", "ZONE", "of times that name none: a name as Europe/Berlin, an offset as +01:00 (default UTC)" },
    { 0, "date-order", "ORDER", "day-first or month-first, where the dates of a file do not tell which (03/04/2026)" },
    { 'm', "map", "FIELD=COLUMN", "take FIELD from this column (may be given several times)" },
    { 0, "code", "FILE", "changes: a second CSV by commit with files, added, removed" },
    { 0, "from-changes", "PROJECT", "releases: instead of a file, make an upcoming release of this project's changes" },
    { 0, "name", "NAME", "with --from-changes: its name" },
    { 0, "last", "K", "with --from-changes: of the newest K changes" },
    { 0, "system", "NAME", "dependencies: the system that uses them; telemetry: the system where the file does not say it" },
    { 0, "metric", "NAME", "telemetry: the metric where the file does not say it" },
    { 0, "release", "NAME", "dependencies, evidence of tests (PROJECT/NAME): the release that they are of" },
    { 0, "git", NULL, "dependencies: DIR is a git repository; its tags are the releases" },
    { 0, "list", "FILE", "dependencies: write all of them as CSV: file, ecosystem, name, version, scope, direct" },
    { 0, "branch", "NAME", "git: read this branch in place of HEAD; the tags are read in any case" },
    { 0, "as-of", "TAG", "git: as it was when this tag was made, whose release is then upcoming: a project of its own, for a score afterwards" },
    { 0, "allow-missing", NULL, "git: go on where a copy lacks some contents of files: no line of them is counted, these files are not blamed" },
    { 0, "tracker", "PROJECT", "git: project of the tickets that messages name (default: the same, else the only ticket of that id)" },
    { 0, "szz-by-message", NULL, "git: where no change is a fix by its ticket, blame from messages that say \"fix\" (weaker)" },
    { 0, "no-szz", NULL, "git: blame nothing" },
    { 0, "issues", "PATTERN", "git: regular expression (PCRE2) of the ticket ids in messages (default: ABC-123 and #123); the first group, or the match" },
    { 0, "tolerate", "PERCENT", "refuse the import above this share of bad rows (default 5)" },
    { 0, "rejects", "FILE", "write the bad rows as CSV: file, line, column, reason" },
    { 0, NULL, NULL, NULL },
};

/* What --from-changes asks for, and its text in place of a file. */
struct newest {
    const char   *project, *name; /* NULL: not asked for */
    long long     last;
    struct strbuf text;
    char          source[160];    /* where the rows come from, in place of a path */
    const char   *path;
};

static int read_newest(struct cli *cli, struct newest *newest, const struct import_kind *kind)
{
    static const char *const apart[] = { "project", "profile", "timezone", "date-order", "map", "code" };

    newest->project = cli_value(cli, "from-changes");
    newest->name = cli_value(cli, "name");
    if (newest->project == NULL)
        return newest->name != NULL || cli_has(cli, "last") ? cli_usage_error(cli, "--name and --last go with --from-changes") : STATUS_DONE;
    if (strcmp(kind->name, "releases") != 0 || cli->n_args != 1)
        return cli_usage_error(cli, "--from-changes goes with 'import releases' and no file");
    for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++)
        if (cli_has(cli, apart[i]))
            return cli_usage_error(cli, "--%s does not go with --from-changes", apart[i]);
    if (newest->name == NULL || newest->name[0] == '\0' || !cli_has(cli, "last"))
        return cli_usage_error(cli, "--from-changes needs --name NAME and --last K");
    return cli_integer(cli, "last", 1, IMPORT_NEWEST_MAX, &newest->last);
}

static int make_newest(struct cli *cli, struct newest *newest, struct import_options *io, struct store *store, struct err *err)
{
    size_t n = 0;
    int rc;

    if (newest->project == NULL)
        return 0;
    rc = import_newest(&newest->text, &n, store, newest->project, newest->name, (size_t)newest->last, err);
    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_USAGE, "%s", err->msg);
    if (rc == 0 && (long long)n < newest->last)
        log_warn(&cli->log, "project '%s' has only %zu changes", newest->project, n);
    snprintf(newest->source, sizeof(newest->source), "newest %zu changes of %.100s", n, newest->project);
    newest->path = newest->source;
    io->path = &newest->path;
    io->n_paths = 1;
    io->text = &newest->text;
    return rc;
}

/* Options that belong to one kind, and the system in place of a project where there is one. */
static int check_kind_options(struct cli *cli, const struct import_kind *kind)
{
    static const char *const of_dependencies[] = { "list", "git" }, *const of_rows[] = { "map", "profile", "project" };
    bool dependencies = strcmp(kind->name, "dependencies") == 0, telemetry = strcmp(kind->name, "telemetry") == 0;

    for (size_t i = 0; i < sizeof(of_dependencies) / sizeof(of_dependencies[0]); i++)
        if (!dependencies && cli_has(cli, of_dependencies[i]))
            return cli_usage_error(cli, "--%s goes with 'import dependencies'", of_dependencies[i]);
    if (!dependencies && !telemetry && cli_has(cli, "system"))
        return cli_usage_error(cli, "--system goes with 'import dependencies' and 'import telemetry'");
    if (!telemetry && cli_has(cli, "metric"))
        return cli_usage_error(cli, "--metric goes with 'import telemetry'");
    if (telemetry && cli_has(cli, "project"))
        return cli_usage_error(cli, "--project does not go with 'import telemetry': --system does");
    if (!dependencies && cli_has(cli, "release") && strcmp(kind->name, "evidence") != 0)
        return cli_usage_error(cli, "--release goes with 'import dependencies' and 'import evidence'");
    for (size_t i = 0; i < sizeof(of_rows) / sizeof(of_rows[0]); i++)
        if (dependencies && cli_has(cli, of_rows[i]))
            return cli_usage_error(cli, "--%s does not go with 'import dependencies'", of_rows[i]);
    if (cli_has(cli, "git") && (cli->n_args != 2 || cli_has(cli, "release") || cli_has(cli, "list")))
        return cli_usage_error(cli, "--git takes one repository, and neither --release nor --list");
    if (dependencies && !cli_has(cli, "system"))
        return cli_usage_error(cli, "import dependencies needs --system NAME: who uses them");
    return STATUS_DONE;
}

static int import_tags(struct cli *cli, struct import_report *report, struct store *store, const struct import_options *io, struct err *err)
{
    struct dependency_git_report git;
    int rc = dependency_git_import(report, &git, store, io, err);

    if (rc == 0)
        log_info(&cli->log, "tags: %zu read, %zu read before, %zu left out since newer ones were read before", git.read, git.known, git.left_out);
    return rc;
}

static int run_kind(struct cli *cli, struct import_report *report, struct store *store, struct import_options *io, struct err *err)
{
    struct dependency_options more = { .release = cli_value(cli, "release"), .list_path = cli_value(cli, "list") };

    if (cli_has(cli, "system"))
        io->project = cli_value(cli, "system");
    io->metric = cli_value(cli, "metric");
    if (strcmp(io->kind->name, "dependencies") == 0)
        io->release = NULL; /* it is in `more` */
    if (cli_has(cli, "git"))
        return import_tags(cli, report, store, io, err);
    if (strcmp(io->kind->name, "dependencies") != 0)
        return import_run(report, store, io, err);
    return dependency_import(report, store, io, &more, err);
}

static int import(struct cli *cli, const struct import_kind *kind, const struct field_maps *maps, struct newest *newest, double tolerate)
{
    struct import_options io = {
        .kind = kind, .path = (const char *const *)(cli->arg + 1), .n_paths = (size_t)cli->n_args - 1, .code_path = cli_value(cli, "code"),
        .release = cli_value(cli, "release"),
        .project = cli_value(cli, "project"), .profile = cli_value(cli, "profile"), .timezone = cli_value(cli, "timezone"),
        .date_order = cli_value(cli, "date-order"), .map = maps->map, .n_maps = maps->n, .source = NULL, .tolerate_percent = tolerate,
        .rejects_path = cli_value(cli, "rejects"), .n_threads = cli->threads,
    };
    struct import_report report = {0};
    struct store *store = NULL;
    struct strbuf out;
    struct err err = ERR_INIT;
    int rc, status = cli_open_store(cli, &store, STORE_JOB);

    if (status != STATUS_DONE)
        return status;
    strbuf_init(&out);
    rc = make_newest(cli, newest, &io, store, &err);
    if (rc == 0)
        rc = run_kind(cli, &report, store, &io, &err);
    if (rc == 0)
        rc = cli_link_incidents(cli, store, kind->name, &err);
    store_close(store);
    if (rc < 0) /* a file that is not there is no use of the command, but input that cannot be had */
        status = rc == ERR_NOTFOUND || rc == ERR_IO ? STATUS_REFUSED : cli_status_of(rc);
    if (rc < 0)
        cli_error(cli, "%s", err.msg);
    if ((rc == ERR_NOTFOUND || rc == ERR_IO) && report.refused[0] == '\0')
        snprintf(report.refused, sizeof(report.refused), "%s", err.msg);
    if (rc == 0 && report.rejected > 0 && report.first_reject[0] != '\0')
        log_warn(&cli->log, "%llu rows rejected, the first: %s", (unsigned long long)report.rejected, report.first_reject);
    for (size_t i = 0; rc == 0 && !cli->quiet && i < report.n_warnings; i++) /* nothing went wrong: advice */
        log_warn(&cli->log, "%s", report.warning[i]);
    if (cli->json && report.kind != NULL && (rc == 0 || report.refused[0] != '\0'))
        import_report_json(&out, &report);
    else if (rc == 0)
        import_text(&out, &report);
    if (out.len > 0 && cli_print_visible(cli, &out) != STATUS_DONE)
        status = STATUS_FAILED;
    strbuf_release(&out);
    return status;
}

static int unknown_kind(struct cli *cli)
{
    struct strbuf names;
    int status;

    strbuf_init(&names);
    strbuf_adds(&names, "git");
    for (size_t i = 0; import_kind_at(i) != NULL; i++)
        strbuf_addf(&names, "%s%s", import_kind_at(i + 1) != NULL ? ", " : " or ", import_kind_at(i)->name);
    status = cli_usage_error(cli, "unknown kind '%s': %s", cli->arg[0], names.data);
    strbuf_release(&names);
    return status;
}

static int run(struct cli *cli)
{
    static const char *const of_git[] = { "branch", "issues", "tracker", "szz-by-message", "no-szz" };
    const struct import_kind *kind;
    struct field_maps maps;
    struct newest newest = { .project = NULL };
    double tolerate = 5;
    int status;

    if (cli->n_args < 1 || (cli->n_args < 2 && !cli_has(cli, "from-changes")))
        return cli_usage_error(cli, "import takes a kind and at least one file");
    if (strcmp(cli->arg[0], "git") == 0)
        return cmd_import_git_run(cli);
    for (size_t i = 0; i < sizeof(of_git) / sizeof(of_git[0]); i++)
        if (cli_has(cli, of_git[i]))
            return cli_usage_error(cli, "--%s goes with 'import git'", of_git[i]);
    kind = import_kind_find(cli->arg[0]);
    if (kind == NULL)
        return unknown_kind(cli);
    if (cli_has(cli, "code") && strcmp(kind->name, "changes") != 0)
        return cli_usage_error(cli, "--code goes with 'import changes'");
    status = check_kind_options(cli, kind);
    if (status == STATUS_DONE)
        status = cli_number(cli, "tolerate", 0, 100, &tolerate);
    if (status == STATUS_DONE)
        status = field_maps_read(cli, &maps);
    if (status == STATUS_DONE)
        status = read_newest(cli, &newest, kind);
    strbuf_init(&newest.text);
    if (status == STATUS_DONE)
        status = import(cli, kind, &maps, &newest, tolerate);
    strbuf_release(&newest.text);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    { "tickets", "FILE...", "service desk and issue tracker: id, project, title, description, ...; or an export of Jira, ServiceNow, GitHub (also JSON), GitLab, Bugzilla" },
    { "changes", "FILE...", "commits or a change log: project, commit, author_date, ..." },
    { "git", "REPOSITORY", "a git repository: commits as changes, tags as releases, reverts and hotfixes as outcomes" },
    { "releases", "[FILE...]", "project, release, ...; or --from-changes, of the newest changes of a project" },
    { "outcomes", "FILE...", "what changes and releases led to: project, release or change, outcome, ..." },
    { "estate", "FILE...", "the register of systems: system, criticality, ..." },
    { "evidence", "PATH...", "of a release: project, release, item, value, ...; JSON; JUnit XML of --release" },
    { "patches", "FILE...", "system, component, severity, published, due, applied, ..." },
    { "postmortems", "PATH...", "Markdown, a folder of it, or CSV: id, date, systems, root_cause, text, ..." },
    { "telemetry", "FILE...", "measurements: timestamp, value, and system and metric by column, option or the name SYSTEM.METRIC.csv" },
    { "predictions", "FILE...", "the log of another team's model: time, model, version, score, label, subgroup, and its inputs" },
    { "dependencies", "DIR|FILE...", "lock files, manifests and bills of materials of a folder: npm, Maven, pip, Go, Cargo, CycloneDX, SPDX" },
    { "updates", "FILE...", "dependencies brought to other versions, and which broke: id, project, artifact, from_version, to_version, broke, ..." },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_REFUSED, "the input is refused: a file that cannot be read, no CSV, a column missing, or too many bad rows; nothing is stored" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome import tickets tickets.csv --project desk", "the tickets of one project" },
    { "prodrome import tickets export.csv --map title=Subject --map id=Nr", "columns of other names" },
    { "prodrome import tickets jira.csv --timezone Europe/Berlin", "a tracker's export, recognised by its header" },
    { "gh issue list --json number,title,body,url,state,createdAt | prodrome import tickets -", "the issues of a GitHub repository" },
    { "prodrome import changes changes.csv --code code.csv", "changes with their changed lines" },
    { "prodrome import git ../ehr --project ehr --issues 'INC[0-9]{7}'", "a repository; again later: what is new in it" },
    { "prodrome --store back.db import git ../ehr --project ehr --as-of v4.7.0", "as it was then, to score that release afterwards" },
    { "prodrome import releases --from-changes ehr --name 2026.07 --last 40", "an upcoming release of the newest changes" },
    { "prodrome import dependencies src/ehr --system ehr --release 2026.07", "what the lock files and manifests below a folder name" },
    { "prodrome import dependencies src/ehr --git --system ehr", "the same at each tag; 'features dependencies' tells what changed" },
    { "prodrome import updates bot.csv --map id=pr --map broke=ci_failed", "how updates of dependencies went, for 'score dependencies'" },
    { "prodrome import postmortems wiki/postmortems", "every Markdown file of a folder" },
    { "prodrome import evidence build/reports --release ehr/2026.07", "what the tests of a release came to" },
    { "prodrome --json import estate systems.csv --rejects bad.csv", "the report as JSON, bad rows in a file" },
    { NULL, NULL },
};

const struct cli_command cmd_import = {
    .name = "import",
    .synopsis = "import KIND FILE... [OPTION...] | import releases --from-changes PROJECT --name NAME --last K",
    .summary = "bring in tickets, changes, releases, postmortems, the estate, ...",
    .description = "Reads CSV files (RFC 4180, UTF-8, with a header) of one KIND: tickets, changes, releases, outcomes, estate, evidence, patches, postmortems, updates (of dependencies), telemetry or predictions. "
                   "Dependencies are read from the manifests of a folder or from single ones: what a file no longer names is withdrawn, and one that cannot be read "
                   "counts as a bad row. Of telemetry only points that are new or corrected are stored, of predictions rows and labels that are new. Identifiers of "
                   "persons are removed before anything is stored. The same file again changes nothing; a newer export adds versions and keeps "
                   "the old ones. A bad row never stops an import: its file, line, column and reason are kept. With --from-changes an upcoming release is "
                   "made of a project's newest changes; the same again, after newer changes came in, brings the release to them. Postmortems may be Markdown, with or without YAML front matter: files, or a folder "
                   "and those below it, in which links are not followed. Evidence may be JSON, one document a release, or what test runners write (JUnit XML, files or a folder), "
                   "which becomes the item 'tests' of the release that --release names.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .sub_is = "kind",
    .exit = exits,
    .example = examples,
    .see_also = "init nightly",
};
