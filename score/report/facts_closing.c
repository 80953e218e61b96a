/*
 * facts_closing.c - see facts_closing.h.
 *
 *   facts_closing -> each project of projects_sql: closing_project -> read_closed (note_of each) -> count_keys -> judge each
 */
#include "score/report/facts_closing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/rows/ticket_title.h"
#include "score/triage/close_note.h"

/* A resolution of so few, so short values, each so often, is a code and no note. */
enum { CODES_MAX = 15, CODE_CHARS_MAX = 40, CODE_TICKETS_MIN = 5 };

static const char projects_sql[] =
    "SELECT r.project, max(t.resolved), count(DISTINCT nullif(t.resolution, '')), sum(t.resolution <> ''), max(length(t.resolution))"
    "  FROM records r JOIN versions v ON v.record_id = r.record_id JOIN tickets t ON t.version_id = v.version_id"
    " WHERE r.kind = 'ticket' AND t.resolved IS NOT NULL GROUP BY r.project ORDER BY r.project";
static const char closed_sql[] =
    "SELECT v.version_id, r.id, " TICKET_TITLE ", t.team, t.component, t.resolved, t.resolution, t.extra, t.status"
    "  FROM records r JOIN versions v ON v.record_id = r.record_id JOIN tickets t ON t.version_id = v.version_id"
    " WHERE r.kind = 'ticket' AND r.project = ? AND t.resolved >= ? AND t.duplicate_of = '' ORDER BY t.resolved DESC, r.id";

struct closed {
    const char *id, *title, *team, *component, *note;
    int64_t     resolved;
    uint32_t    key; /* of its note; INTERN_NONE: empty */
};

struct same {
    size_t      n, n_components;
    const char *component[FACTS_CLOSING_COMPONENTS]; /* the first ones met */
};

struct closing {
    const struct facts *f;
    const char         *project;
    bool                codes; /* the resolution is one */
    struct arena        arena;
    struct closed      *row;   /* [n] */
    size_t              n, cap;
    struct intern       keys;
    struct same        *same;  /* [keys.n] */
    size_t              same_cap;
};

/* ------------------------------------------------------------------------------------------------------- reading */

static const char *extra_note(struct arena *arena, const char *extra)
{
    json_t *columns = *extra != '\0' ? json_loads(extra, 0, NULL) : NULL;
    const char *note = close_note_of(columns), *kept = note == NULL ? NULL : arena_strdup(arena, note);

    json_decref(columns);
    return kept;
}

/* How often its words were met, and on which components. */
static int count_key(struct closing *c, struct closed *row, struct err *err)
{
    struct strbuf key;
    struct same *same;
    size_t before = c->keys.n, i = 0;
    int rc;

    row->key = INTERN_NONE;
    strbuf_init(&key);
    close_note_key(&key, row->note);
    rc = strbuf_check(&key, err);
    if (rc == 0 && key.len > 0 && (row->key = intern_add(&c->keys, key.data, key.len)) == INTERN_NONE)
        rc = err_nomem(err);
    strbuf_release(&key);
    if (rc == 0 && c->keys.n > before)
        rc = mem_grow(&c->same, &c->same_cap, c->keys.n, sizeof *c->same, err);
    if (rc < 0 || row->key == INTERN_NONE)
        return rc;
    same = &c->same[row->key];
    if (c->keys.n > before)
        *same = (struct same){ 0 };
    same->n++;
    while (i < same->n_components && strcmp(same->component[i], row->component) != 0)
        i++;
    if (i == same->n_components && i < FACTS_CLOSING_COMPONENTS)
        same->component[same->n_components++] = row->component;
    return 0;
}

static int add_closed(struct closing *c, struct db_stmt *stmt, struct err *err)
{
    struct arena *a = &c->arena;
    struct closed row = { .id = arena_strdup(a, db_text(stmt, 1, NULL)), .title = arena_strdup(a, db_text(stmt, 2, NULL)),
                          .team = arena_strdup(a, db_text(stmt, 3, NULL)), .component = arena_strdup(a, db_text(stmt, 4, NULL)),
                          .note = extra_note(a, db_text(stmt, 7, NULL)), .resolved = db_int(stmt, 5) };
    int rc;

    if (row.note == NULL)
        row.note = c->codes ? "" : arena_strdup(a, db_text(stmt, 6, NULL));
    if (row.id == NULL || row.title == NULL || row.team == NULL || row.component == NULL || row.note == NULL)
        return err_nomem(err);
    rc = count_key(c, &row, err);
    if (rc == 0)
        rc = mem_grow(&c->row, &c->cap, c->n + 1, sizeof *c->row, err);
    if (rc == 0)
        c->row[c->n++] = row;
    return rc;
}

static int read_closed(struct closing *c, int64_t from, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(c->f->store->db, &stmt, closed_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ti", c->project, from);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = snapshot_has(c->f->snapshot, db_int(stmt, 0)) && config_status_open(c->f->config, db_text(stmt, 8, NULL)) != 1 ? add_closed(c, stmt, err) : 0;
    db_finalize(stmt);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------- judging */

/* NULL where the note says something. */
static json_t *reason_of(const struct closing *c, const struct closed *row)
{
    const struct same *same = row->key == INTERN_NONE ? NULL : &c->same[row->key];

    if (row->note[strspn(row->note, " \t\r\n")] == '\0')
        return json_string("empty");
    if (close_note_words(row->note, c->f->config->closing_phrases) < CLOSE_NOTE_WORDS)
        return json_string("says nothing");
    if (same != NULL && same->n >= FACTS_CLOSING_SAME && same->n_components >= FACTS_CLOSING_COMPONENTS)
        return json_sprintf("the same words on %zu tickets of %s%d components", same->n, same->n_components == FACTS_CLOSING_COMPONENTS ? "at least " : "",
                            (int)FACTS_CLOSING_COMPONENTS);
    return NULL;
}

static void count_team(json_t *teams, const char *team, bool listed)
{
    json_t *one = NULL, *found;
    size_t i;

    json_array_foreach(teams, i, found)
        if (strcmp(json_string_value(json_object_get(found, "team")), team) == 0)
            one = found;
    if (one == NULL) {
        one = json_pack("{s:s, s:i, s:i}", "team", team, "closed", 0, "listed", 0);
        json_array_append_new(teams, one);
    }
    json_object_set_new(one, "closed", json_integer(json_integer_value(json_object_get(one, "closed")) + 1));
    if (listed)
        json_object_set_new(one, "listed", json_integer(json_integer_value(json_object_get(one, "listed")) + 1));
}

/* Those with a listed ticket, most first; equal ones in the order they were met. */
static json_t *teams_by_listed(json_t *teams)
{
    json_t *sorted = json_array();

    for (;;) {
        size_t best = SIZE_MAX;
        json_int_t most = 0;

        for (size_t i = 0; i < json_array_size(teams); i++) {
            json_int_t n = json_integer_value(json_object_get(json_array_get(teams, i), "listed"));

            if (n > most) {
                most = n;
                best = i;
            }
        }
        if (best == SIZE_MAX)
            break;
        json_array_append(sorted, json_array_get(teams, best));
        json_array_remove(teams, best);
    }
    json_decref(teams);
    return sorted;
}

static json_t *judged(const struct closing *c, int64_t from, int64_t to)
{
    json_t *list = json_array(), *teams = json_array();
    char at[TIME_ISO_MAX], from_text[TIME_ISO_MAX], to_text[TIME_ISO_MAX];
    bool recorded = c->keys.n > 0;
    size_t listed = 0;

    for (size_t i = 0; recorded && i < c->n; i++) {
        const struct closed *row = &c->row[i];
        json_t *reason = reason_of(c, row);

        count_team(teams, row->team, reason != NULL);
        if (reason != NULL && ++listed <= FACTS_CLOSING_MAX)
            json_array_append_new(list, json_pack("{s:o, s:s, s:s, s:s, s:s, s:s, s:O}", "item", json_sprintf("ticket:%s/%s", c->project, row->id), "id",
                                                  row->id, "title", row->title, "team", row->team, "resolved", time_format(row->resolved, at), "note",
                                                  row->note, "reason", reason));
        json_decref(reason);
    }
    return json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:o, s:o}", "project", c->project, "from", time_format(from, from_text), "to",
                     time_format(to, to_text), "recorded", (int)recorded, "closed", (json_int_t)c->n, "listed", (json_int_t)listed, "teams",
                     teams_by_listed(teams), "list", list);
}

static int closing_project(json_t *out, struct closing *c, int64_t to, struct err *err)
{
    int64_t from = to - c->f->config->score_window_days * 86400;
    int rc;

    arena_init(&c->arena);
    intern_init(&c->keys);
    rc = read_closed(c, from, err);
    if (rc == 0 && json_array_append_new(out, judged(c, from, to)) < 0)
        rc = err_nomem(err);
    intern_release(&c->keys);
    mem_free(c->same);
    mem_free(c->row);
    arena_release(&c->arena);
    return rc;
}

static bool are_codes(struct db_stmt *stmt)
{
    int64_t different = db_int(stmt, 2);

    return different <= CODES_MAX && db_int(stmt, 4) <= CODE_CHARS_MAX && db_int(stmt, 3) >= CODE_TICKETS_MIN * different;
}

int facts_closing(json_t **out, const struct facts *f, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(f->store->db, &stmt, projects_sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct closing c = { .f = f, .project = db_text(stmt, 0, NULL), .codes = are_codes(stmt) };

        rc = closing_project(list, &c, db_int(stmt, 1), err);
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}
