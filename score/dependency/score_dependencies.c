/*
 * score_dependencies.c - see score_dependencies.h.
 *
 *   score_dependencies -> each system: newest release, where it is not out (changed ones) -> the rest that it uses -> ties of services -> put where new
 */
#include "score/dependency/score_dependencies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/dependency/facts_dependencies.h"
#include "score/dependency/facts_services.h"
#include "score/score_writer.h"

enum { ITEM_MAX = 1200 };

struct ranking {
    const struct scoring     *s;
    struct dependency_counts *counts;
    json_t                   *items; /* looked at; NULL: not asked for */
    struct dependency_book    book;
    bool                      has_book;
    struct score_writer       writer;
    struct db_stmt           *newest;
};

/* ---- one score --------------------------------------------------------------------------------------------------- */

/* 1 where the newest score of the item says the same. */
static int is_known(struct ranking *r, const char *item, const char *detail, struct err *err)
{
    int rc = db_bind(r->newest, err, "t", item);

    if (rc == 0)
        rc = db_step(r->newest, err);
    if (rc > 0)
        rc = strcmp(db_text(r->newest, 0, NULL), detail) == 0;
    db_reset(r->newest);
    return rc;
}

/* Takes the document. `seen`: by which the version of the book judged it; NULL: no version did, so that nobody has approved it. */
static int put(struct ranking *r, const char *item, int64_t version_id, double probability, double logit, json_t *detail, const struct dependency_row *seen, struct err *err)
{
    char *text = detail == NULL ? NULL : json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII);
    struct score_row row = { .item = item, .version_id = version_id, .probability = probability, .logit = logit, .label = "", .detail = text };
    int64_t score_id;
    int rc = text == NULL ? err_nomem(err) : is_known(r, item, text, err);

    json_decref(detail);
    if (rc >= 0 && r->items != NULL && json_object_set_new(r->items, item, json_true()) < 0)
        rc = err_nomem(err);
    if (seen != NULL) {
        row.model_id = r->book.version->model_id;
        row.approved = r->book.approved;
        row.col = seen->col;
        row.val = seen->val;
        row.n = seen->n;
    }
    if (rc == 0) {
        rc = score_writer_put(&r->writer, &score_id, &row, err);
        r->counts->stored += rc == 0;
    }
    free(text);
    return rc < 0 ? rc : 0;
}

/* ---- libraries --------------------------------------------------------------------------------------------------- */

/* A change of a release, or of none (`next`): to a version that is not known. */
static int score_library(struct ranking *r, const struct dependency_changes *c, const struct dependency_change *row, const char *basis, struct err *err)
{
    char item[ITEM_MAX];
    struct dependency_row seen = { .n = 0 };
    json_t *doc = NULL;
    double p, logit;
    int rc = dependency_facts(&doc, &seen, &r->book, c, row, err);

    if (rc < 0)
        return rc;
    r->counts->libraries++;
    snprintf(item, sizeof item, "dependency:%s/%s", c->system, row->name);
    json_object_set_new(doc, "basis", json_string(basis));
    json_object_set_new(doc, "release", json_string(c->release));
    json_object_set_new(doc, "learned_from", dependency_learned_from_json(&r->book));
    p = json_number_value(json_object_get(doc, "probability"));
    logit = json_number_value(json_object_get(json_object_get(doc, "why"), "score"));
    rc = put(r, item, row->version_id, p, logit, doc, r->book.has_model ? &seen : NULL, err);
    dependency_row_release(&seen);
    return rc;
}

/* Of several files that name it the first counts. */
static const struct dependency_change *changed(const struct dependency_changes *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->row[i].kind != DEPENDENCY_REMOVED && strcmp(c->row[i].name, name) == 0)
            return &c->row[i];
    return NULL;
}

static const char used_sql[] =
    "SELECT v.version_id, d.file, d.ecosystem, d.name, d.version, d.scope, d.direct FROM current_versions v JOIN dependencies d ON d.version_id = v.version_id"
    " WHERE v.kind = 'dependency' AND v.project = ? AND coalesce(d.direct, 1) = 1 GROUP BY d.name ORDER BY d.name";

static int score_used(struct ranking *r, const struct dependency_changes *c, const char *system, struct err *err)
{
    struct dependency_changes none = { .system = system, .release = "", .at = TIME_NONE };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(r->s->store->db, &stmt, used_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", system);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const struct dependency_change *row = changed(c, db_text(stmt, 3, NULL));
        struct dependency_change used = {
            .kind = DEPENDENCY_CHANGED, .version_id = db_int(stmt, 0), .file = db_text(stmt, 1, NULL), .ecosystem = db_text(stmt, 2, NULL), .name = db_text(stmt, 3, NULL),
            .from = db_text(stmt, 4, NULL), .to = "", .scope = db_text(stmt, 5, NULL), .direct = db_is_null(stmt, 6) ? -1 : (int)db_int(stmt, 6),
        };

        rc = row != NULL ? score_library(r, c, row, "upcoming", err) : score_library(r, &none, &used, "next", err);
    }
    db_finalize(stmt);
    return rc;
}

/* The newest release whose dependencies were read, and whether it is out. */
static int newest_release(char **release, bool *out, struct store *store, const char *system, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_text(store->db, release, NULL, "SELECT q.\"release\" FROM dependency_reads q JOIN imports i ON i.import_id = q.import_id"
                         " WHERE i.completed_at IS NOT NULL AND q.system = ? AND q.\"release\" <> '' ORDER BY q.at DESC, q.import_id DESC LIMIT 1", "t", system);

    if (rc == ERR_NOTFOUND)
        return rc;
    if (rc == 0)
        rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM current_versions v JOIN releases r ON r.version_id = v.version_id WHERE v.kind = 'release' AND v.id = ?"
                        " AND (r.system = ? OR v.project = ?) AND (r.deployed IS NOT NULL OR r.status = 'cancelled')", "ttt", *release, system, system);
    *out = n > 0;
    return rc < 0 ? err_set(err, (enum err_code)rc, "the releases of system '%s' cannot be read", system) : 0;
}

static int score_system(struct ranking *r, const char *system, struct err *err)
{
    struct dependency_changes c = { .n = 0 };
    struct err why = ERR_INIT;
    char *release = NULL;
    bool out = true;
    int rc = newest_release(&release, &out, r->s->store, system, err);

    if (rc == 0 && !out) {
        rc = dependency_changes(&c, r->s->store, system, release, &why);
        if (rc < 0 && rc != ERR_NOTFOUND)
            rc = err_set(err, (enum err_code)rc, "%s", why.msg);
    }
    if (rc == ERR_NOTFOUND || (rc == 0 && c.before == NULL)) { /* no release that is not out, or nothing to compare it with */
        c.n = 0;
        rc = 0;
    }
    if (rc == 0)
        rc = score_used(r, &c, system, err);
    dependency_changes_release(&c);
    mem_free(release);
    return rc;
}

static int score_libraries(struct ranking *r, const char *only, struct err *err)
{
    const char **system = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&system, &n, &arena, r->s->store, r->s->snapshot, "dependency", err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (only == NULL || strcmp(only, system[i]) == 0)
            rc = score_system(r, system[i], err);
    arena_release(&arena);
    return rc;
}

/* ---- services ---------------------------------------------------------------------------------------------------- */

static int score_services(struct ranking *r, const char *only, struct err *err)
{
    struct service_ties ties;
    int rc = service_ties_load(&ties, r->s->store, r->s->snapshot, TIME_NONE, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < ties.n; i++) {
        const struct service_tie *tie = &ties.tie[i];
        char item[ITEM_MAX];

        if ((only != NULL && strcmp(only, tie->system) != 0) || tie->incidents == 0)
            continue;
        r->counts->services++;
        snprintf(item, sizeof item, "dependency:%s/%s", tie->system, tie->service);
        rc = put(r, item, tie->version_id, tie->share, 0, service_json(tie, &ties), NULL, err);
    }
    service_ties_release(&ties);
    return rc;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

int score_dependencies(struct dependency_counts *out, json_t *items, const struct scoring *s, const char *system, struct err *err)
{
    struct dependency_book_options options = { .before = TIME_NONE, .maturity_days = s->config->label_maturity_days };
    struct ranking r = { .s = s, .counts = out, .items = items };
    struct err why = ERR_INIT;
    int rc;

    *out = (struct dependency_counts){ .libraries = 0 };
    dependency_book_use(&options, s->models);
    snprintf(out->version, sizeof out->version, "%s", options.version != NULL ? options.version->name : "");
    out->approved = options.version != NULL && options.approved;
    rc = dependency_book_open(&r.book, s->store, s->snapshot, &options, &why);
    r.has_book = rc == 0;
    if (rc == ERR_NODATA)
        memcpy(out->reason, why.msg, sizeof out->reason);
    else if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    rc = score_writer_open(&r.writer, s->store, s->run_id, err);
    if (rc == 0)
        rc = db_prepare(s->store->db, &r.newest, "SELECT detail FROM scores WHERE item = ? ORDER BY score_id DESC LIMIT 1", err);
    if (rc == 0 && r.has_book)
        rc = score_libraries(&r, system, err);
    if (rc == 0)
        rc = score_services(&r, system, err);
    if (rc == 0)
        rc = score_writer_flush(&r.writer, err);
    db_finalize(r.newest);
    score_writer_close(&r.writer);
    if (r.has_book)
        dependency_book_close(&r.book);
    return rc;
}

int score_dependencies_stage(json_t *detail, const struct scoring *s, struct err *err)
{
    struct dependency_counts counts;
    int rc;

    progress_begin(s->log, "dependencies", 0);
    rc = score_dependencies(&counts, NULL, s, NULL, err);
    progress_end(s->log, "%zu libraries and %zu services ranked", counts.libraries, counts.services);
    return json_object_update_new(detail, json_pack("{s:I, s:I, s:I, s:s, s:s, s:b}", "libraries", (json_int_t)counts.libraries, "services", (json_int_t)counts.services, "stored",
                                                    (json_int_t)counts.stored, "reason", counts.reason, "version", counts.version, "approved", (int)counts.approved)) < 0 && rc == 0 ? err_nomem(err) : rc;
}

static const char ranking_sql[] =
    "SELECT s.item, s.probability, s.detail, s.score_id FROM scores s WHERE s.item GLOB 'dependency:*'"
    "   AND s.score_id = (SELECT max(n.score_id) FROM scores n WHERE n.item = s.item) AND (?1 IS NULL OR substr(s.item, 12, length(?1) + 1) = ?1 || '/')"
    " ORDER BY s.probability DESC, s.item";

int dependency_ranking(json_t **out, struct store *store, const json_t *items, const char *system, struct err *err)
{
    struct db_stmt *stmt = NULL;
    json_t *list = json_array();
    int rc = db_prepare(store->db, &stmt, ranking_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", system);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_t *detail;

        rc = 0;
        if (json_object_get(items, db_text(stmt, 0, NULL)) == NULL)
            continue;
        detail = json_loads(db_text(stmt, 2, NULL), 0, NULL);
        json_array_append_new(list, json_pack("{s:s, s:f, s:O*, s:O*, s:O*, s:o*}", "item", db_text(stmt, 0, NULL), "probability", db_double(stmt, 1), "low",
                                              json_object_get(detail, "low"), "high", json_object_get(detail, "high"), "basis", json_object_get(detail, "basis"), "detail", detail));
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}
