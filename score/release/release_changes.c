/*
 * release_changes.c - the changes of a release with their scores and exact explanations; see release_gathered.h.
 */
#include "score/change_meaning.h"
#include "score/release/release_gathered.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { PATHS_MAX = 100 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int gathered_sort_sizes(struct gathered *g, struct err *err)
{
    g->size = mem_calloc(g->changes.n, sizeof(*g->size));
    if (g->size == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->changes.n; i++)
        g->size[i] = change_lines(&g->changes.row[i]);
    qsort(g->size, g->changes.n, sizeof(*g->size), by_value);
    return 0;
}

/* Share of the project's changes that are smaller. */
static double size_percentile(const struct gathered *g, double size)
{
    size_t low = 0, high = g->changes.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (g->size[middle] < size)
            low = middle + 1;
        else
            high = middle;
    }
    return g->changes.n > 0 ? (double)low / (double)g->changes.n : 0;
}


static const char members_sql[] =
    "SELECT c.\"commit\", s.item, s.probability, s.detail FROM score_members m JOIN scores s ON s.score_id = m.member_score_id"
    "  JOIN changes c ON c.version_id = s.version_id WHERE m.score_id = ? ORDER BY s.probability DESC, c.\"commit\"";

int gathered_index_members(struct gathered *g, struct err *err)
{
    for (size_t i = 0; i < g->release->n_members; i++) {
        const char *commit = g->changes.row[g->release->member[i]].commit;

        if (intern_add(&g->members, commit, strlen(commit)) == INTERN_NONE)
            return err_nomem(err);
    }
    return 0;
}

size_t gathered_member(const struct gathered *g, const char *commit)
{
    uint32_t at = intern_find(&g->members, commit, strlen(commit));

    return at == INTERN_NONE ? g->release->n_members : at;
}

static size_t count_files(const char *files)
{
    size_t n = files[0] != '\0';

    for (; *files != '\0'; files++)
        n += *files == '|';
    return n;
}

/* The first PATHS_MAX. */
static json_t *paths_json(const char *files)
{
    json_t *list = json_array();

    for (size_t n = 0; *files != '\0' && n < PATHS_MAX; n++) {
        size_t len = strcspn(files, "|");

        json_array_append_new(list, json_stringn(files, len));
        files += len + (files[len] == '|');
    }
    return list;
}

json_t *release_change_facts(const struct change *c)
{
    char at[TIME_ISO_MAX];
    size_t line = strcspn(c->message.str, "\r\n");
    json_t *doc = json_pack("{s:s, s:s, s:s, s:s%, s:s, s:f, s:f, s:I}", "commit", c->commit, "author", c->author, "date", time_format(c->author_date, at), "message",
                            c->message.str, line, "kind", c->kind, "la", c->metric[METRIC_LA] >= 0 ? c->metric[METRIC_LA] : 0.0, "ld",
                            c->metric[METRIC_LD] >= 0 ? c->metric[METRIC_LD] : 0.0, "files",
                            (json_int_t)(c->files.len > 0 ? (double)count_files(c->files.str) : c->metric[METRIC_NF] >= 0 ? c->metric[METRIC_NF] : 0));

    json_object_set_new(doc, "paths", paths_json(c->files.str));
    return doc;
}

static json_t *change_json(const struct gathered *g, struct db_stmt *stmt)
{
    size_t member = gathered_member(g, db_text(stmt, 0, NULL));
    const struct change *c = member < g->release->n_members ? &g->changes.row[g->release->member[member]] : NULL;
    json_t *detail = json_loads(db_text(stmt, 3, NULL), 0, NULL), *doc;

    if (c == NULL) { /* the change has left the release since it was scored */
        json_decref(detail);
        return NULL;
    }
    doc = release_change_facts(c);
    json_object_update_new(doc, json_pack("{s:s, s:f, s:f}", "item", db_text(stmt, 1, NULL), "probability", db_double(stmt, 2), "size_percentile",
                                          size_percentile(g, change_lines(c))));
    json_object_update_missing(doc, detail);
    json_object_set_new(doc, "known_harm", json_boolean(c->buggy == 1 && !g->gate.mended[member]));
    json_object_set_new(doc, "mended_in_it", json_boolean(g->gate.mended[member]));
    json_object_set_new(doc, "learned_from", json_boolean(g->gate.learned != NULL && g->gate.learned[member]));
    json_decref(detail);
    return doc;
}

/* Each change's share of the release's -ln(1 - p), from the release's own detail. */
static void add_shares(json_t *changes, const struct gathered *g)
{
    json_t *one, *of = json_object();
    size_t i;

    json_array_foreach(json_object_get(g->detail, "changes"), i, one)
        json_object_set(of, json_string_value(json_object_get(one, "commit")), json_object_get(one, "share"));
    json_array_foreach(changes, i, one) {
        json_t *share = json_object_get(of, json_string_value(json_object_get(one, "commit")));

        if (share != NULL)
            json_object_set(one, "share", share);
    }
    json_decref(of);
}

int release_changes_json(json_t **out, const struct gathered *g, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->f->store->db, &stmt, members_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", g->gate.score_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_t *one = change_json(g, stmt);

        if (one != NULL)
            json_array_append_new(list, one);
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    add_shares(list, g);
    *out = list;
    return 0;
}
