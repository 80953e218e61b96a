#include "score/report/facts_similar.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"
#include "datasets/rows/incident_times.h"
#include "datasets/rows/ticket_title.h"
#include "score/night/run.h"
#include "score/triage/close_note.h"
#include "score/triage/stranger.h"
#include "train/duplicate/duplicate_bar.h"

/* As current_versions has it; a join with that view reads all records (SQLite 3.40). */
static const char similar_sql[] =
    "SELECT n.rank, n.similarity, n.suspected, n.terms, o.project, o.id, " TICKET_TITLE ", t.created, t.resolved, t.status, t.resolution, t.team, t.cause, t.extra,"
    "       t.started, t.detected, t.restored"
    "  FROM records r CROSS JOIN neighbours n ON n.record_id = r.record_id AND n.run_id = ?"
    "  CROSS JOIN records o ON o.record_id = n.other_record_id"
    "  CROSS JOIN tickets t ON t.version_id ="
    "       (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id"
    "         WHERE w.record_id = n.other_record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1)"
    " WHERE r.kind = 'ticket' AND r.project = ? AND r.id = ? ORDER BY n.rank";

static const char postmortems_sql[] =
    "SELECT o.id, p.title, n.similarity, n.terms, p.root_cause, p.resolution"
    "  FROM records r CROSS JOIN neighbours n ON n.record_id = r.record_id AND n.run_id = ?"
    "  CROSS JOIN records o ON o.record_id = n.other_record_id"
    "  CROSS JOIN postmortems p ON p.version_id ="
    "       (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id"
    "         WHERE w.record_id = n.other_record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1)"
    " WHERE r.kind = 'ticket' AND r.project = ? AND r.id = ? ORDER BY n.rank";

static json_t *terms_of(const char *text)
{
    json_t *pairs = json_loads(text, 0, NULL), *list = json_array(), *pair;
    size_t i;

    json_array_foreach(pairs, i, pair)
        json_array_append_new(list, json_pack("{s:O, s:O}", "term", json_array_get(pair, 0), "share", json_array_get(pair, 1)));
    json_decref(pairs);
    return list;
}

static json_t *days_to_resolve(struct db_stmt *stmt)
{
    if (db_is_null(stmt, 7) || db_is_null(stmt, 8) || db_int(stmt, 8) < db_int(stmt, 7))
        return json_null();
    return json_real(((double)db_int(stmt, 8) - (double)db_int(stmt, 7)) / 86400);
}

static json_t *note_of(const char *extra)
{
    json_t *columns = extra[0] != '\0' ? json_loads(extra, 0, NULL) : NULL;
    const char *note = close_note_of(columns);
    json_t *out = json_string(note != NULL ? note : "");

    json_decref(columns);
    return out;
}

static int64_t time_at(struct db_stmt *stmt, int col)
{
    return db_is_null(stmt, col) ? TIME_NONE : db_int(stmt, col);
}

static json_t *seconds_to_restore(struct db_stmt *stmt)
{
    int64_t seconds = incident_restore_s(time_at(stmt, 14), time_at(stmt, 15), time_at(stmt, 16));

    return seconds == TIME_NONE ? json_null() : json_integer((json_int_t)seconds);
}

static json_t *similar_of(struct db_stmt *stmt)
{
    const char *project = db_text(stmt, 4, NULL), *id = db_text(stmt, 5, NULL);
    char created[TIME_ISO_MAX];

    return json_pack("{s:I, s:f, s:b, s:o, s:o, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:o, s:o}", "rank", (json_int_t)db_int(stmt, 0), "similarity",
                     db_double(stmt, 1), "suspected", (int)(db_int(stmt, 2) != 0), "terms", terms_of(db_text(stmt, 3, NULL)), "item",
                     json_sprintf("ticket:%s/%s", project, id), "project", project, "id", id, "title", db_text(stmt, 6, NULL), "created",
                     time_format(time_at(stmt, 7), created), "days_to_resolve", days_to_resolve(stmt), "status",
                     db_text(stmt, 9, NULL), "resolution", db_text(stmt, 10, NULL), "team", db_text(stmt, 11, NULL), "cause", db_text(stmt, 12, NULL), "note",
                     note_of(db_text(stmt, 13, NULL)), "seconds_to_restore", seconds_to_restore(stmt));
}

static json_t *postmortem_of(struct db_stmt *stmt)
{
    return json_pack("{s:s, s:s, s:f, s:o, s:s, s:s}", "id", db_text(stmt, 0, NULL), "title", db_text(stmt, 1, NULL), "similarity", db_double(stmt, 2), "terms",
                     terms_of(db_text(stmt, 3, NULL)), "root_cause", db_text(stmt, 4, NULL), "resolution", db_text(stmt, 5, NULL));
}

static int read_list(json_t **out, struct db_stmt *stmt, json_t *(*row)(struct db_stmt *stmt), int64_t run_id, const char *project, const char *id, struct err *err)
{
    json_t *list = json_array();
    int rc = db_bind(stmt, err, "itt", run_id, project, id);

    while (rc == 0 && (rc = db_step(stmt, err)) == 1)
        rc = json_array_append_new(list, row(stmt)) != 0 ? err_nomem(err) : 0;
    db_reset(stmt);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    *out = list;
    return 0;
}

/* The bars by project that the stage `similar` recorded. */
static json_t *read_bars(struct store *store, int64_t run_id)
{
    char *text = NULL;
    json_t *detail, *bars;

    if (run_stage_detail(&text, store, run_id, "similar", NULL) < 0)
        return json_array();
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    mem_free(text);
    bars = json_object_get(detail, "bars");
    bars = json_is_array(bars) ? json_incref(bars) : json_array();
    json_decref(detail);
    return bars;
}

static json_t *bar_of(const json_t *bars, const char *project)
{
    json_t *bar, *found = NULL;
    size_t i;

    json_array_foreach(bars, i, bar)
        if (json_is_string(json_object_get(bar, "project")) && strcmp(json_string_value(json_object_get(bar, "project")), project) == 0)
            found = bar;
    return found;
}

static void add_bar(json_t *project, const json_t *bars)
{
    const char *name = json_string_value(json_object_get(project, "project"));
    json_t *bar = name == NULL ? NULL : bar_of(bars, name);

    if (bar != NULL)
        json_object_set(project, "similar_bar", bar);
    else
        json_object_set_new(project, "similar_bar", json_null());
}

static const char likely_sql[] =
    "SELECT s.detail FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.run_id = ? AND s.item = ? AND m.task = 'duplicates'";

static json_t *candidate_of(const json_t *candidates, const json_t *item)
{
    json_t *one;
    size_t i;

    json_array_foreach(candidates, i, one)
        if (json_equal(json_object_get(one, "item"), item))
            return one;
    return NULL;
}

/* What the model of duplicates said of each, and why. */
static int add_likely(json_t *list, struct store *store, int64_t run_id, const char *project, const char *id, struct err *err)
{
    struct strbuf item;
    char *text = NULL;
    json_t *detail, *one;
    size_t i;
    int rc;

    strbuf_init(&item);
    strbuf_addf(&item, "ticket:%s/%s", project, id);
    rc = strbuf_check(&item, err);
    if (rc == 0)
        rc = db_get_text(store->db, &text, err, likely_sql, "it", run_id, item.data);
    strbuf_release(&item);
    if (rc < 0)
        return rc == ERR_NOTFOUND ? 0 : rc;
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    mem_free(text);
    json_array_foreach(list, i, one)
    {
        json_t *said = candidate_of(json_object_get(detail, "candidates"), json_object_get(one, "item"));

        if (said == NULL)
            continue;
        json_object_set(one, "probability", json_object_get(said, "probability"));
        json_object_set_new(one, "why", json_pack("{s:O, s:O, s:O}", "logit", json_object_get(said, "logit"), "bias", json_object_get(said, "bias"), "groups",
                                                                                json_object_get(said, "groups")));
    }
    json_decref(detail);
    return 0;
}

/* How likely each is the same incident, where the night has measured it by similarity. */
static void add_probabilities(json_t *list, const json_t *bar)
{
    struct duplicate_bar read;
    bool known = json_object_get(bar, "model") == NULL && duplicate_bar_read(&read, bar) && read.calibrated;
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
    {
        double similarity = doc_number(one, "similarity", 0);

        json_object_set_new(one, "why", json_null());
        json_object_set_new(one, "probability", known ? json_real(duplicate_bar_probability(&read, similarity)) : json_null());
    }
}

static struct stranger_bar stranger_bar_of(const json_t *project)
{
    const json_t *bar = json_object_get(project, "similar_bar"), *tail = json_object_get(bar, "tail");
    struct stranger_bar out = { .n = (size_t)json_integer_value(json_object_get(bar, "past")) };

    for (size_t i = 0; i < json_array_size(tail) && i < STRANGER_TAIL_MAX; i++)
        out.tail[out.n_tail++] = json_number_value(json_array_get(tail, i));
    return out;
}

/* The greatest similarity: the order may be another. */
static double nearest_of(const json_t *list)
{
    double most = 0;
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
        most = fmax(most, json_number_value(json_object_get(one, "similarity")));
    return most;
}

/* What the bars of the project say of its tickets. */
static void mark_tickets(json_t *project)
{
    struct stranger_bar bar = stranger_bar_of(project);
    json_int_t n = 0;
    json_t *ticket;
    size_t i;

    json_array_foreach(json_object_get(project, "tickets"), i, ticket)
    {
        double similarity = nearest_of(json_object_get(ticket, "similar"));
        double p = stranger_p(&bar, similarity);
        bool strange = p < STRANGER_LEVEL;

        n += strange;
        add_probabilities(json_object_get(ticket, "similar"), json_object_get(project, "similar_bar"));
        json_object_set_new(ticket, "stranger", !strange ? json_null() : json_pack("{s:f, s:f, s:I}", "p", p, "similarity", similarity, "past", (json_int_t)bar.n));
    }
    json_object_set_new(project, "strangers", json_integer(n));
}

int facts_similar_of(json_t **out, struct store *store, int64_t run_id, const char *project, const char *id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, similar_sql, err);

    if (rc == 0)
        rc = read_list(out, stmt, similar_of, run_id, project, id, err);
    db_finalize(stmt);
    if (rc == 0) {
        json_t *bars = read_bars(store, run_id);

        add_probabilities(*out, bar_of(bars, project));
        json_decref(bars);
        rc = add_likely(*out, store, run_id, project, id, err);
    }
    return rc;
}

static int add_to_project(json_t *project, struct db_stmt *similar, struct db_stmt *postmortems, int64_t run_id, struct err *err)
{
    const char *name = json_string_value(json_object_get(project, "project"));
    json_t *ticket, *list;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(project, "tickets"), i, ticket)
    {
        const char *id = json_string_value(json_object_get(ticket, "id"));

        rc = read_list(&list, similar, similar_of, run_id, name, id, err);
        if (rc < 0)
            return rc;
        json_object_set_new(ticket, "similar", list);
        rc = read_list(&list, postmortems, postmortem_of, run_id, name, id, err);
        if (rc < 0)
            return rc;
        json_object_set_new(ticket, "postmortems", list);
    }
    return rc;
}

static int add_all_likely(json_t *project, struct store *store, int64_t run_id, struct err *err)
{
    const char *name = json_string_value(json_object_get(project, "project"));
    json_t *ticket;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(project, "tickets"), i, ticket)
        if (rc == 0 && name != NULL)
            rc = add_likely(json_object_get(ticket, "similar"), store, run_id, name, json_string_value(json_object_get(ticket, "id")), err);
    return rc;
}

int facts_add_similar(json_t *projects, const struct facts *f, int64_t run_id, struct err *err)
{
    struct db_stmt *similar = NULL, *postmortems = NULL;
    json_t *bars = read_bars(f->store, run_id), *project;
    size_t i;
    int rc = db_prepare(f->store->db, &similar, similar_sql, err);

    if (rc == 0)
        rc = db_prepare(f->store->db, &postmortems, postmortems_sql, err);
    json_array_foreach(projects, i, project)
    {
        if (rc == 0)
            rc = add_to_project(project, similar, postmortems, run_id, err);
        add_bar(project, bars);
        mark_tickets(project);
        if (rc == 0)
            rc = add_all_likely(project, f->store, run_id, err);
    }
    db_finalize(similar);
    db_finalize(postmortems);
    json_decref(bars);
    return rc;
}
