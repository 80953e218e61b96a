/*
 *   similar_night_project -> list_scored, list_written -> choose_queries among the project's tickets -> similar_find, postmortem_search_find
 *                         -> put, in short transactions
 */
#include "score/similar/similar_night.h"

#include <assert.h>
#include <stdlib.h>

#include "datasets/base/mem.h"
#include "score/short_transaction.h"
#include "score/similar/order_night.h"
#include "score/similar/postmortem_search.h"
#include "score/similar/similar_postmortems.h"
#include "score/triage/open_tickets.h"
#include "score/triage/stranger.h"

/* Ascending. */
struct id_set {
    int64_t *id;
    size_t   n;
};

static int list_ids(struct id_set *out, const struct similar_night *s, const char *sql, const char *project, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(s->store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "it", s->run_id, project);
    while (rc == 0 && (rc = db_step(stmt, err)) == 1) {
        rc = mem_grow(&out->id, &cap, out->n + 1, sizeof *out->id, err);
        if (rc == 0)
            out->id[out->n++] = db_int(stmt, 0);
    }
    db_finalize(stmt);
    return rc;
}

/* Versions of the tickets that the run scored. */
static const char scored_sql[] =
    "SELECT DISTINCT s.version_id FROM scores s JOIN versions v ON v.version_id = s.version_id JOIN records r ON r.record_id = v.record_id"
    " WHERE s.run_id = ? AND r.kind = 'ticket' AND r.project = ? ORDER BY s.version_id";
/* Records that have their neighbours in this run. */
static const char written_sql[] =
    "SELECT DISTINCT k.record_id FROM neighbours k JOIN records r ON r.record_id = k.record_id WHERE k.run_id = ? AND r.project = ? ORDER BY k.record_id";

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static bool has(const struct id_set *set, int64_t id)
{
    return set->n > 0 && bsearch(&id, set->id, set->n, sizeof *set->id, compare_ids) != NULL;
}

/* What a stage that was killed had written of the project: tickets that have their neighbours, and those of them that are suspected. */
static int count_written(size_t *tickets, size_t *suspected, const struct similar_night *s, const char *project, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(s->store->db, &stmt,
                        "SELECT count(*), coalesce(sum(suspected), 0) FROM (SELECT max(k.suspected) AS suspected FROM neighbours k"
                        " JOIN records r ON r.record_id = k.record_id WHERE k.run_id = ? AND r.project = ? GROUP BY k.record_id)", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "it", s->run_id, project);
    if (rc == 0 && (rc = db_step(stmt, err)) == 1) {
        *tickets = (size_t)db_int(stmt, 0);
        *suspected = (size_t)db_int(stmt, 1);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* Rows of the tickets that are to be compared; query: [tickets->n]. */
static size_t choose_queries(uint32_t *query, const struct ticket_table *tickets, const struct similar_night *n, const struct id_set *scored, const struct id_set *written)
{
    int64_t from = open_tickets_from(tickets, n->config, store_now(n->store));
    size_t found = 0;

    for (size_t i = 0; i < tickets->n; i++) {
        const struct ticket *t = &tickets->row[i];
        bool open = open_tickets_recent(t, from) && config_status_open(n->config, t->status) == 1;

        if ((open || has(scored, t->version_id)) && !has(written, t->record_id))
            query[found++] = (uint32_t)i;
    }
    return found;
}

/* ------------------------------------------------------------- into the store */

struct writing {
    struct store            *store;
    struct db_stmt          *stmt;
    double                   began; /* of the open transaction */
    struct postmortem_search postmortems;
};

static char *terms_text(const struct similar_found *f)
{
    json_t *list = json_array();
    char *text;

    for (size_t i = 0; i < f->n_terms; i++)
        json_array_append_new(list, json_pack("[s, f]", f->term[i].text, f->term[i].share));
    text = json_dumps(list, JSON_COMPACT | JSON_REAL_PRECISION(6));
    json_decref(list);
    return text;
}

static int put_one(struct writing *w, int64_t run_id, int64_t record_id, int64_t other, size_t rank, const struct similar_found *f, bool suspected,
                   struct err *err)
{
    char *terms = terms_text(f);
    int rc = terms == NULL ? err_nomem(err) : db_bind(w->stmt, err, "iiiidti", run_id, record_id, (int64_t)rank, other, f->similarity, terms,
                                                      (int64_t)suspected);

    if (rc == 0)
        rc = db_step(w->stmt, err);
    db_reset(w->stmt);
    free(terms);
    return rc;
}

/* All neighbours of a ticket in one transaction: it has all of them or none. */
static int put_ticket(struct writing *w, struct similar_night *n, const struct similar *s, uint32_t query, const struct similar_found *found, size_t n_found,
                      const bool *suspected, struct err *err)
{
    struct similar_found postmortem[SIMILAR_KEPT_POSTMORTEMS];
    size_t n_postmortems = postmortem_search_find(postmortem, SIMILAR_KEPT_POSTMORTEMS, &w->postmortems, query);
    bool any = false;
    int rc = short_transaction(w->store->db, &w->began, err);

    for (size_t i = 0; rc == 0 && i < n_found; i++) {
        any |= suspected[i];
        rc = put_one(w, n->run_id, s->tickets->row[query].record_id, s->tickets->row[found[i].row].record_id, i + 1, &found[i], suspected[i], err);
    }
    for (size_t i = 0; rc == 0 && i < n_postmortems; i++)
        rc = put_one(w, n->run_id, s->tickets->row[query].record_id, s->tickets->row[postmortem[i].row].record_id, SIMILAR_KEPT + i + 1, &postmortem[i], false, err);
    n->tickets++;
    n->suspected += any;
    return rc;
}

static int put_all(struct similar_night *n, const struct similar *s, const uint32_t *query, size_t n_queries, const struct similar_found *found,
                   const size_t *n_found, const bool *suspected, struct err *err)
{
    struct writing w = { .store = n->store };
    int rc = db_prepare(n->store->db, &w.stmt, "INSERT INTO neighbours(run_id, record_id, rank, other_record_id, similarity, terms, suspected)"
                        " VALUES(?,?,?,?,?,?,?)", err);

    if (rc == 0)
        rc = postmortem_search_init(&w.postmortems, s, err);
    for (size_t i = 0; rc == 0 && i < n_queries; i++)
        rc = put_ticket(&w, n, s, query[i], found + i * SIMILAR_KEPT, n_found[i], suspected + i * SIMILAR_KEPT, err);
    db_finalize(w.stmt);
    if (rc == 0 && db_in_transaction(n->store->db))
        rc = db_commit(n->store->db, err);
    if (rc < 0)
        db_rollback(n->store->db);
    postmortem_search_release(&w.postmortems);
    return rc;
}

/* ------------------------------------------------------------- a project */

/* The newest tickets that are not open: the past that an open one is held against. */
static size_t choose_past(uint32_t *past, const struct similar *s, const struct config *config)
{
    size_t n = 0;

    for (size_t i = s->n_known; i-- > 0 && n < STRANGER_PAST_MAX;)
        if (config_status_open(config, s->tickets->row[i].status) != 1)
            past[n++] = (uint32_t)i;
    return n;
}

static int calibrate_strangers(struct stranger_bar *out, const struct similar_night *n, const struct similar *s, struct err *err)
{
    uint32_t *past = mem_calloc(STRANGER_PAST_MAX, sizeof(*past));
    struct similar_found *found = mem_calloc(STRANGER_PAST_MAX, sizeof(*found));
    size_t *n_found = mem_calloc(STRANGER_PAST_MAX, sizeof(*n_found)), n_past = 0;
    double *similarity = mem_calloc(STRANGER_PAST_MAX, sizeof(*similarity));
    int rc = past == NULL || found == NULL || n_found == NULL || similarity == NULL ? err_nomem(err) : 0;

    if (rc == 0) {
        n_past = choose_past(past, s, n->config);
        rc = similar_find(found, n_found, s, past, n_past, 1, n->n_threads, err);
    }
    for (size_t i = 0; rc == 0 && i < n_past; i++)
        similarity[i] = n_found[i] > 0 ? found[i].similarity : 0;
    if (rc == 0)
        stranger_calibrate(out, similarity, n_past);
    mem_free(past);
    mem_free(found);
    mem_free(n_found);
    mem_free(similarity);
    return rc;
}

static json_t *tail_of(const struct stranger_bar *strangers)
{
    json_t *tail = json_array();

    for (size_t i = 0; i < strangers->n_tail; i++)
        json_array_append_new(tail, json_real(strangers->tail[i]));
    return tail;
}

static void note_bar(struct similar_night *n, const char *project, const struct duplicate_bar *bar, const struct similar_order *order, const struct stranger_bar *strangers)
{
    json_t *doc = duplicate_bar_json(bar);

    json_object_update_new(doc, json_pack("{s:s, s:I, s:o, s:f}", "project", project, "past", (json_int_t)strangers->n, "tail", tail_of(strangers), "asked",
                                          n->config->duplicate_precision));
    if (order->version != NULL)
        json_object_update_new(doc, json_pack("{s:s, s:b}", "model", order->version->name, "approved", (int)order->approved));
    json_array_append_new(n->bars, doc);
}

/* What was found for the queries of a project. */
struct finds {
    struct similar_found *found;     /* [n_queries * SIMILAR_KEPT] */
    size_t               *n_found;   /* [n_queries]                */
    bool                 *suspected; /* [n_queries * SIMILAR_KEPT] */
};

static int find_by_words(struct finds *f, struct duplicate_bar *bar, const struct similar_night *n, const struct similar *s, const struct duplicates *groups, const uint32_t *query,
                         size_t n_queries, struct err *err)
{
    int rc = similar_choose_bar(bar, s, groups, n->config->duplicate_precision, n->n_threads, err);

    if (rc == 0)
        rc = similar_find(f->found, f->n_found, s, query, n_queries, SIMILAR_KEPT, n->n_threads, err);
    for (size_t i = 0; rc == 0 && i < n_queries; i++)
        for (size_t h = 0; h < f->n_found[i]; h++)
            f->suspected[i * SIMILAR_KEPT + h] = f->found[i * SIMILAR_KEPT + h].similarity >= bar->threshold;
    return rc;
}

static int find_by_order(struct finds *f, const struct similar_night *n, const struct similar *s, const struct duplicates *groups, const struct similar_order *order, const uint32_t *query,
                         size_t n_queries, struct err *err)
{
    struct similar_likely *likely = mem_calloc(n_queries * SIMILAR_KEPT, sizeof *likely);
    struct order_night o = { .store = n->store, .run_id = n->run_id, .n_threads = n->n_threads, .order = order, .similar = s, .groups = groups };
    int rc = likely == NULL ? err_nomem(err) : order_night_find(likely, f->n_found, SIMILAR_KEPT, &o, query, n_queries, err);

    if (rc == 0)
        rc = order_night_put(&o, likely, f->n_found, SIMILAR_KEPT, query, n_queries, err);
    for (size_t i = 0; rc == 0 && i < n_queries; i++)
        for (size_t h = 0; h < f->n_found[i]; h++) {
            similar_share(&f->found[i * SIMILAR_KEPT + h], s, query[i], likely[i * SIMILAR_KEPT + h].row);
            f->suspected[i * SIMILAR_KEPT + h] = likely[i * SIMILAR_KEPT + h].suspected;
        }
    mem_free(likely);
    return rc;
}

static int find_and_put(struct similar_night *n, const struct similar *s, const struct duplicates *groups, const uint32_t *query, size_t n_queries,
                        const char *project, struct err *err)
{
    struct finds f = { mem_calloc(n_queries * SIMILAR_KEPT, sizeof(*f.found)), mem_calloc(n_queries, sizeof(*f.n_found)), mem_calloc(n_queries * SIMILAR_KEPT, sizeof(*f.suspected)) };
    struct duplicate_bar bar = { .n_queries = 0 };
    struct stranger_bar strangers = { .n = 0 };
    struct similar_order order = { .version = NULL };
    int rc = f.found == NULL || f.n_found == NULL || f.suspected == NULL ? err_nomem(err) : similar_order_load(&order, n->store, n->models, project, err);

    if (rc == 0)
        rc = calibrate_strangers(&strangers, n, s, err);
    if (rc == 0)
        rc = order.version != NULL ? find_by_order(&f, n, s, groups, &order, query, n_queries, err) : find_by_words(&f, &bar, n, s, groups, query, n_queries, err);
    if (rc == 0)
        rc = put_all(n, s, query, n_queries, f.found, f.n_found, f.suspected, err);
    if (rc == 0)
        note_bar(n, project, order.version != NULL ? &order.model.bar : &bar, &order, &strangers);
    mem_free(f.found);
    mem_free(f.n_found);
    mem_free(f.suspected);
    return rc;
}

/* Of the first n_known rows, which are tickets; behind them stand postmortems. */
static int compare_tickets(struct similar_night *n, const struct ticket_table *tickets, size_t n_known, const uint32_t *query, size_t n_queries, const char *project,
                           struct err *err)
{
    struct similar s = { .n_known = 0 };
    struct duplicates groups = { .n = 0 };
    struct err none = ERR_INIT;
    int rc = similar_init(&s, tickets, n_known, n->n_threads, &none);

    if (rc == ERR_NODATA)
        return 0; /* no word is in two tickets: nothing is similar */
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", none.msg);
    rc = duplicates_make(&groups, tickets, err);
    if (rc == 0)
        rc = find_and_put(n, &s, &groups, query, n_queries, project, err);
    duplicates_release(&groups);
    similar_release(&s);
    return rc;
}

static int compare_project(struct similar_night *n, const struct id_set *scored, const struct id_set *written, const char *project, struct err *err)
{
    struct ticket_table tickets = { .n = 0 };
    size_t n_tickets, n_queries;
    uint32_t *query = NULL;
    int rc = tickets_load(&tickets, n->store, n->snapshot, project, err);

    n_tickets = tickets.n;
    if (rc == 0) {
        query = mem_calloc(n_tickets, sizeof *query);
        rc = query == NULL ? err_nomem(err) : 0;
    }
    if (rc == 0) {
        n_queries = choose_queries(query, &tickets, n, scored, written);
        if (n_queries + written->n > 0) { /* where all are written, the bar is still to be told */
            rc = similar_postmortems_put_behind(&tickets, n->postmortems, err);
            if (rc == 0)
                rc = compare_tickets(n, &tickets, n_tickets, query, n_queries, project, err);
        }
    }
    mem_free(query);
    tickets_release(&tickets);
    return rc;
}

int similar_night_project(struct similar_night *n, const char *project, struct err *err)
{
    struct id_set scored = { .n = 0 }, written = { .n = 0 };
    size_t tickets_before = 0, suspected_before = 0;
    int rc = list_ids(&scored, n, scored_sql, project, err);

    if (rc == 0)
        rc = list_ids(&written, n, written_sql, project, err);
    if (rc == 0)
        rc = count_written(&tickets_before, &suspected_before, n, project, err);
    n->tickets += tickets_before;
    n->suspected += suspected_before;
    if (rc == 0)
        rc = compare_project(n, &scored, &written, project, err);
    mem_free(scored.id);
    mem_free(written.id);
    return rc;
}

json_t *similar_night_detail(struct similar_night *n)
{
    json_t *bars = n->bars;

    n->bars = NULL;
    return json_pack("{s:I, s:I, s:o}", "tickets", (json_int_t)n->tickets, "suspected", (json_int_t)n->suspected, "bars", bars);
}
