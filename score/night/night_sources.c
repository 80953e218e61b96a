/*
 *   night_sources_import -> each source: import_source -> import_repositories, import_dependencies, import_run; then blame_repositories
 */
#include "score/night/night_sources.h"

#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/git/git_import.h"
#include "datasets/import/import.h"
#include "datasets/manifest/dependency_git.h"
#include "datasets/manifest/dependency_import.h"
#include "datasets/szz/szz.h"
#include "score/exit_status.h"

/* Each repository that the glob names; the report is that of the last one, its counts are of all. */
static int import_repositories(struct import_report *report, struct night_sources *n, const struct config_source *s, char *const *path, size_t n_paths, struct err *err)
{
    int rc = 0;

    memset(report, 0, sizeof(*report));
    for (size_t i = 0; rc == 0 && i < n_paths; i++) {
        struct git_import_options options = { .path = path[i], .project = s->project, .branch = s->branch, .issues = s->issues, .source = s->name, .n_threads = n->n_threads };
        struct git_import_report of;

        rc = git_import_run(&of, n->store, &options, err);
        if (rc == 0)
            json_array_append_new(n->repositories, json_pack("[s, s, I]", path[i], of.project, (json_int_t)(s - n->config->source)));
        report->read += of.total.read;
        report->inserted += of.total.inserted;
        report->updated += of.total.updated;
        report->unchanged += of.total.unchanged;
        report->rescrubbed += of.total.rescrubbed;
        report->rejected += of.total.rejected;
    }
    return rc;
}

static int import_dependencies(struct import_report *report, struct night_sources *n, const struct config_source *s, struct import_options *io, struct err *err)
{
    struct dependency_git_report tags;

    io->project = s->system;
    io->release = NULL; /* it goes with the folder */
    if (s->git != NULL && strcmp(s->git, "yes") == 0)
        return dependency_git_import(report, &tags, n->store, io, err);
    return dependency_import(report, n->store, io, &(struct dependency_options){ .release = s->release }, err);
}

/* A pipe named as a file would hold the night, and the store with it, until somebody writes into it. */
static int check_files(char *const *path, size_t n, struct err *err)
{
    struct stat st;

    for (size_t i = 0; i < n; i++)
        if (stat(path[i], &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
            return err_set(err, ERR_REFUSED, "'%s' is neither a file nor a folder", path[i]);
    return 0;
}

static int import_source(struct night_sources *n, const struct config_source *s, struct err *err)
{
    glob_t found = {0};
    struct import_options io = {
        .kind = import_kind_find(s->kind), .code_path = s->code, .release = s->release, .project = s->project, .map = s->map, .n_maps = s->n_maps, .source = s->name,
        .metric = s->metric, .profile = s->profile, .timezone = s->timezone, .date_order = s->date_order,
        .tolerate_percent = 5, .n_threads = n->n_threads,
    };
    struct import_report report;
    bool git = strcmp(s->kind, "git") == 0;
    int rc;

    if (strcmp(s->kind, "telemetry") == 0 && s->system != NULL)
        io.project = s->system;
    if (io.kind == NULL && !git)
        return err_set(err, ERR_USAGE, "unknown kind '%s'", s->kind);
    if (glob(s->path, 0, NULL, &found) != 0 || found.gl_pathc == 0) {
        globfree(&found);
        return err_set(err, ERR_NOTFOUND, "no file '%s'", s->path);
    }
    io.path = (const char *const *)found.gl_pathv;
    io.n_paths = found.gl_pathc;
    rc = check_files(found.gl_pathv, found.gl_pathc, err);
    if (rc == 0)
        rc = git ? import_repositories(&report, n, s, found.gl_pathv, found.gl_pathc, err)
             : strcmp(s->kind, "dependencies") == 0 ? import_dependencies(&report, n, s, &io, err)
                                                   : import_run(&report, n->store, &io, err);
    globfree(&found);
    if (rc == 0) {
        n->imported++;
        json_array_append_new(n->list, json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "source", s->name, "kind", s->kind, "read", (json_int_t)report.read, "new",
                                                    (json_int_t)report.inserted, "changed", (json_int_t)(report.updated + report.rescrubbed), "unchanged",
                                                    (json_int_t)report.unchanged, "rejected", (json_int_t)report.rejected));
        if (report.read == 0 && !git) /* of a repository only what is new is read */
            json_array_append_new(n->warnings, json_sprintf("source '%s' has no rows", s->name));
        for (size_t i = 0; i < report.n_warnings; i++)
            json_array_append_new(n->warnings, json_sprintf("source '%s': %s", s->name, report.warning[i]));
    }
    return rc;
}

/* Fixes of incidents blame changes: after all sources, for the tickets may come behind the repository. */
static void blame_repositories(struct night_sources *n)
{
    const json_t *one;
    size_t i;

    json_array_foreach(n->repositories, i, one) {
        const struct config_source *s = &n->config->source[json_integer_value(json_array_get(one, 2))];
        struct szz_options options = { .project = json_string_value(json_array_get(one, 1)), .repository = json_string_value(json_array_get(one, 0)), .tracker = s->tracker,
                                       .by_message = s->blame != NULL && strcmp(s->blame, "messages") == 0, .n_threads = n->n_threads, .log = n->log };
        struct szz_report r;
        struct err err = ERR_INIT;

        if (s->blame != NULL && strcmp(s->blame, "none") == 0)
            continue;
        if (szz_run(&r, n->store, &options, &err) < 0) {
            log_error(n->log, "source '%s': %s", s->name, err.msg);
            json_array_append_new(n->warnings, json_sprintf("source '%s': no fix was blamed: %s", s->name, err.msg));
            n->exit_status = exit_status_worse(n->exit_status, 1);
        } else if (r.n_labels + r.n_withdrawn > 0) {
            log_info(n->log, "%s: %zu labels by blame, %zu withdrawn", options.project, r.n_labels, r.n_withdrawn);
        }
    }
}

void night_sources_import(struct night_sources *n)
{
    const struct config *config = n->config;

    n->repositories = json_array();
    for (size_t i = 0; i < config->n_sources; i++) {
        struct err err = ERR_INIT;
        int rc = import_source(n, &config->source[i], &err);

        if (rc >= 0)
            continue;
        log_error(n->log, "source '%s': %s", config->source[i].name, err.msg);
        json_array_append_new(n->warnings, json_sprintf("source '%s' failed: %s", config->source[i].name, err.msg));
        n->failed++;
        n->exit_status = exit_status_worse(n->exit_status, rc == ERR_REFUSED ? 8 : 1);
    }
    blame_repositories(n);
    json_decref(n->repositories);
    n->repositories = NULL;
}
