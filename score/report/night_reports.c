/*
 * night_reports.c - see night_reports.h.
 */
#include "score/report/night_reports.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "score/exit_status.h"
#include "score/night/run.h"
#include "score/policy/policy_in_force.h"
#include "score/release/facts_after_release.h"
#include "score/report/facts_listed.h"
#include "score/report/report.h"
#include "score/review/queue.h"

struct writer {
    struct night_reports *r;
    char                  dir[4096];
    json_t               *files;     /* [{name,title}] for the index */
};

static void add_safe(struct strbuf *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == '_' || *c == '.';

        strbuf_addc(out, plain ? *c : '_');
    }
}

static bool is_safe(const char *text)
{
    struct strbuf safe;
    bool same;

    strbuf_init(&safe);
    add_safe(&safe, text);
    same = !safe.failed && strcmp(safe.data, text) == 0;
    strbuf_release(&safe);
    return same;
}

/* Names that had to be changed or cut are told apart by a digest of the whole. */
void night_reports_file_name(struct strbuf *out, const char *kind, const char *a, const char *b)
{
    enum { PART_MAX = 80 };
    size_t start = out->len;
    bool changed = !is_safe(a) || (b != NULL && !is_safe(b));

    strbuf_adds(out, kind);
    for (int i = 0; i < 2; i++) {
        const char *part = i == 0 ? a : b;

        if (part == NULL || part[0] == '\0')
            continue;
        strbuf_addc(out, '-');
        add_safe(out, part);
    }
    if (!out->failed && (changed || out->len - start > 2 * PART_MAX)) {
        struct digest d;
        uint8_t hash[DIGEST_SIZE];
        char hex[17];

        digest_init(&d);
        digest_field(&d, a, strlen(a));
        digest_field(&d, b != NULL ? b : "", b != NULL ? strlen(b) : 0);
        digest_final(&d, hash);
        digest_hex(hash, 8, hex);
        if (out->len - start > 2 * PART_MAX) {
            out->len = start + 2 * PART_MAX;
            out->data[out->len] = '\0';
        }
        strbuf_addf(out, "-%s", hex);
    }
}

static int put(struct writer *w, const char *stem, const char *ending, const struct strbuf *text, struct err *err)
{
    struct strbuf path;
    int rc = strbuf_check(text, err);

    strbuf_init(&path);
    strbuf_addf(&path, "%s/%s.%s", w->dir, stem, ending);
    if (rc == 0)
        rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = outfile_put(path.data, text->data, text->len, REPORT_FILE_MODE, err);
    if (rc == 0)
        w->r->n_files++;
    strbuf_release(&path);
    return rc;
}

typedef void (*render)(struct strbuf *out, const json_t *doc);

struct form {
    const char *ending;
    render      render;
};

static const struct form triage_forms[] = { { "html", report_triage_html }, { "md", report_triage_markdown } };
static const struct form release_forms[] = { { "html", report_release_html }, { "md", report_release_markdown }, { "sarif", report_release_sarif }, { "junit.xml", report_release_junit } };
static const struct form model_forms[] = { { "html", report_model_html } };

#define FORMS(list) (list), sizeof(list) / sizeof((list)[0])

/* One document in its forms; takes `doc` over. */
static int put_forms(struct writer *w, const char *stem, const char *title, json_t *doc, const struct form *form, size_t n_forms, struct err *err)
{
    struct strbuf text;
    char name[256];
    int rc;

    strbuf_init(&text);
    rc = report_json(&text, doc, err);
    if (rc == 0)
        rc = put(w, stem, "json", &text, err);
    for (size_t i = 0; rc == 0 && i < n_forms; i++) {
        strbuf_clear(&text);
        form[i].render(&text, doc);
        rc = put(w, stem, form[i].ending, &text, err);
    }
    snprintf(name, sizeof(name), "%s.html", stem);
    if (rc == 0)
        json_array_append_new(w->files, json_pack("{s:s, s:s}", "name", name, "title", title));
    strbuf_release(&text);
    json_decref(doc);
    return rc;
}

static int put_triage(struct writer *w, struct err *err)
{
    json_t *doc;
    int rc = facts_triage(&doc, &w->r->facts, w->r->run_id, err);

    if (rc == 0)
        facts_listed(doc);
    return rc < 0 ? rc : put_forms(w, "triage", "Triage", doc, FORMS(triage_forms), err);
}

static int put_release(struct writer *w, const struct facts *f, const struct release *r, struct err *err)
{
    struct strbuf stem;
    char title[512];
    json_t *doc;
    int rc = facts_release(&doc, f, r->project, r->name, err);

    if (rc < 0)
        return rc;
    w->r->exit_status = exit_status_worse(w->r->exit_status, (int)json_integer_value(json_object_get(doc, "exit_status")));
    strbuf_init(&stem);
    night_reports_file_name(&stem, "release", r->project, r->name);
    snprintf(title, sizeof(title), "Release %.200s/%.200s: %s", r->project, r->name, json_string_value(json_object_get(doc, "verdict")));
    rc = strbuf_check(&stem, err);
    if (rc == 0)
        rc = put_forms(w, stem.data, title, doc, FORMS(release_forms), err);
    else
        json_decref(doc);
    strbuf_release(&stem);
    return rc;
}

static int put_releases(struct writer *w, struct err *err)
{
    struct policy_in_force policy;
    struct facts facts = w->r->facts, *f = &facts;
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc = policy_in_force(&policy, f->store, f->config, err); /* once for all of them */

    if (rc < 0)
        return rc;
    f->policy = &policy;
    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, f->store, f->snapshot, "release", err);
    for (size_t p = 0; rc == 0 && p < n; p++) {
        struct change_table changes = {0};
        struct release_table releases = {0};

        rc = changes_load(&changes, f->store, f->snapshot, project[p], err);
        if (rc == 0)
            rc = releases_load(&releases, f->store, f->snapshot, project[p], &changes, err);
        for (size_t i = 0; rc == 0 && i < releases.n; i++)
            if (releases.row[i].status == RELEASE_PLANNED && releases.row[i].outcome[0] == '\0')
                rc = put_release(w, f, &releases.row[i], err);
        releases_release(&releases);
        changes_release(&changes);
    }
    arena_release(&arena);
    policy_in_force_release(&policy);
    return rc;
}

/* The versions that score, and those newer: what a reviewer has to look at. */
static bool is_in_use(const struct model_list *list, size_t i)
{
    const struct model_version *m = &list->model[i];
    bool approved, newest = i + 1 == list->n || strcmp(list->model[i + 1].task, m->task) != 0 || strcmp(list->model[i + 1].project, m->project) != 0;

    return newest || registry_scorer(list, m->task, m->project, &approved) == m;
}

static int put_models(struct writer *w, struct err *err)
{
    const struct model_list *list = w->r->facts.models;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < list->n; i++) {
        const struct model_version *m = &list->model[i];
        struct strbuf stem, title;
        json_t *doc;

        if (!is_in_use(list, i))
            continue;
        rc = facts_model(&doc, &w->r->facts, m, err);
        if (rc < 0)
            break;
        strbuf_init(&stem);
        strbuf_init(&title);
        night_reports_file_name(&stem, "model", m->task, m->project);
        strbuf_addf(&stem, "-%lld", (long long)m->number);
        strbuf_addf(&title, "Model %s: %s", m->name, m->stage);
        rc = strbuf_check(&stem, err);
        if (rc == 0)
            rc = strbuf_check(&title, err);
        if (rc == 0)
            rc = put_forms(w, stem.data, title.data, doc, FORMS(model_forms), err);
        else
            json_decref(doc);
        strbuf_release(&stem);
        strbuf_release(&title);
    }
    return rc;
}

/* ------------------------------------------------------------- the index */

static int stage_rows(json_t **out, struct store *store, int64_t run_id, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT stage, status, detail FROM run_stages WHERE run_id = ? AND stage <> 'report' ORDER BY started_at, "
                        "CASE stage WHEN 'train' THEN 1 WHEN 'score' THEN 2 WHEN 'queue' THEN 3 ELSE 4 END", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "stage", db_text(stmt, 0, NULL), "status", db_text(stmt, 1, NULL), "detail",
                                              db_text(stmt, 2, NULL)));
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}

static int count_waiting(struct night_reports *r, struct err *err)
{
    struct queue_list queue;
    int rc = queue_load(&queue, r->facts.store, NULL, true, err);

    if (rc == 0) {
        r->waiting = queue.n;
        queue_release(&queue);
    }
    return rc;
}

static int put_index(struct writer *w, struct err *err)
{
    struct night_reports *r = w->r;
    json_t *doc = facts_head(&r->facts, "nightly", TIME_NONE, err), *stages = NULL, *after = NULL, *train;
    struct strbuf text;
    size_t i;
    int rc = doc == NULL ? ERR_STORE : count_waiting(r, err);

    if (rc == 0)
        rc = stage_rows(&stages, r->facts.store, r->run_id, err);
    if (rc == 0)
        rc = facts_after_recent(&after, &r->facts, err);
    if (rc < 0) {
        json_decref(stages);
        json_decref(doc);
        return rc;
    }
    json_object_set_new(doc, "after_releases", after);
    json_object_update_new(doc, json_pack("{s:I, s:i, s:O, s:O}", "run_id", (json_int_t)r->run_id, "exit_status", exit_status_worse(r->so_far, r->exit_status), "stages", stages, "files",
                                          w->files));
    json_object_set(doc, "sources", r->sources);
    json_object_set(doc, "warnings", r->warnings);
    json_object_set_new(doc, "counts", json_pack("{s:I, s:I, s:I}", "scored", (json_int_t)r->scored, "newly flagged", (json_int_t)r->flagged, "waiting for a person",
                                                 (json_int_t)r->waiting));
    json_array_foreach(stages, i, train) /* the train stage's detail has the list of models */
    {
        json_t *detail = json_loads(json_string_value(json_object_get(train, "detail")), 0, NULL);

        if (strcmp(json_string_value(json_object_get(train, "stage")), "train") == 0)
            json_object_set(doc, "models", json_object_get(detail, "models"));
        json_decref(detail);
    }
    json_decref(stages);
    strbuf_init(&text);
    report_nightly_html(&text, doc);
    rc = put(w, "index", "html", &text, err);
    strbuf_release(&text);
    json_decref(doc);
    return rc;
}

/* A symbolic link made beside and renamed over, so that `latest` always points somewhere whole. */
static int link_latest(const char *reports_dir, const char *run, struct err *err)
{
    char path[4200], next[4300];

    snprintf(path, sizeof(path), "%s/latest", reports_dir);
    snprintf(next, sizeof(next), "%s.next", path);
    if ((unlink(next) < 0 && errno != ENOENT) || symlink(run, next) < 0 || rename(next, path) < 0)
        return err_set(err, ERR_IO, "cannot link '%s': %s", path, strerror(errno));
    return 0;
}

static int64_t started_at(struct store *store, int64_t run_id)
{
    int64_t at = store_now(store);

    db_get_int(store->db, &at, NULL, "SELECT started_at FROM runs WHERE run_id = ?", "i", run_id);
    return at;
}

int night_reports_write(struct night_reports *r, char *dir, size_t size, struct err *err)
{
    struct writer w = { .r = r, .files = json_array() };
    char run[64], day[TIME_ISO_MAX];
    int rc;

    snprintf(run, sizeof(run), "%s-%04lld", time_format_date(started_at(r->facts.store, r->run_id), day), (long long)r->run_id);
    snprintf(w.dir, sizeof(w.dir), "%s/%s", r->facts.config->reports_dir, run);
    rc = outfile_make_dirs(w.dir, REPORT_DIR_MODE, err);
    outfile_clear_folder(r->facts.config->reports_dir); /* a killed night's */
    outfile_clear_folder(w.dir);
    if (rc == 0)
        rc = put_triage(&w, err);
    if (rc == 0)
        rc = put_releases(&w, err);
    if (rc == 0)
        rc = put_models(&w, err);
    if (rc == 0)
        rc = put_index(&w, err);
    if (rc == 0)
        rc = link_latest(r->facts.config->reports_dir, run, err);
    if (rc == 0)
        snprintf(dir, size, "%s", w.dir);
    json_decref(w.files);
    return rc;
}
