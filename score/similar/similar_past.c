/*
 *   similar_past_ask -> section: of the file, or made of all tickets -> the query's words -> similar_section_scores -> tickets_read, postmortems_read of the hits -> their words -> shares
 *                       -> groups of duplicates
 */
#include "score/similar/similar_past.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/similar/similar_bar.h"
#include "score/triage/close_note.h"

/* ------------------------------------------------------------- the ticket that is named */

struct naming {
    int64_t     record, version; /* 0: none so far */
    const char *project, *other; /* "": none       */
    size_t      n;
};

static int look_up(struct naming *n, struct arena *arena, struct db_stmt *stmt, const char *project, size_t project_len, const char *id, struct err *err)
{
    int rc = db_bind(stmt, err, "st", project, project_len, id);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc <= 0)
        return rc;
    n->other = n->project;
    n->record = db_int(stmt, 0);
    n->version = db_int(stmt, 1);
    n->project = arena_memdup(arena, project, project_len);
    n->n++;
    return n->project == NULL ? err_nomem(err) : 0;
}

/* At each '/' of the name, as both parts may have one. */
static int look_up_named(struct naming *n, struct arena *arena, struct db_stmt *stmt, const char *project, const char *name, struct err *err)
{
    int rc = 0;

    for (const char *slash = strchr(name, '/'); rc == 0 && n->n == 0 && slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t len = (size_t)(slash - name);

        if (project == NULL || (strlen(project) == len && memcmp(project, name, len) == 0))
            rc = look_up(n, arena, stmt, name, len, slash + 1, err);
    }
    return rc;
}

/* In each project: from one to the next by the index of records, as there may be a million tickets. */
static int look_up_bare(struct naming *n, struct arena *arena, struct store *store, struct db_stmt *stmt, const char *name, struct err *err)
{
    struct db_stmt *projects = NULL;
    int rc = db_prepare(store->db, &projects,
                        "WITH RECURSIVE p(project) AS (SELECT min(project) FROM records WHERE kind = 'ticket'"
                        " UNION ALL SELECT (SELECT min(r.project) FROM records r WHERE r.kind = 'ticket' AND r.project > p.project) FROM p WHERE p.project IS NOT NULL)"
                        " SELECT project FROM p WHERE project IS NOT NULL", err);

    while (rc == 0 && (rc = db_step(projects, err)) > 0) {
        size_t len;
        const char *project = db_text(projects, 0, &len);

        rc = look_up(n, arena, stmt, project, len, name, err);
    }
    db_finalize(projects);
    return rc;
}

int similar_past_ticket(int64_t *record, int64_t *version, const char **found_project, struct arena *arena, struct store *store, const char *project, const char *name,
                        struct err *err)
{
    struct naming n = { .project = "", .other = "" };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT record_id, version_id FROM current_versions WHERE kind = 'ticket' AND project = ? AND id = ?", err);

    if (rc == 0)
        rc = look_up_named(&n, arena, stmt, project, name, err);
    if (rc == 0 && n.n == 0)
        rc = project != NULL ? look_up(&n, arena, stmt, project, strlen(project), name, err) : look_up_bare(&n, arena, store, stmt, name, err);
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    if (n.n > 1)
        return err_set(err, ERR_USAGE, "ticket '%s' is in several projects: name it '%s/%s' or '%s/%s'", name, n.other, name, n.project, name);
    if (n.n == 0 && project != NULL)
        return err_set(err, ERR_USAGE, "project '%s' has no ticket '%s'", project, name);
    if (n.n == 0)
        return err_set(err, ERR_USAGE, "no ticket '%s'", name);
    *record = n.record;
    *version = n.version;
    *found_project = n.project;
    return 0;
}

/* ------------------------------------------------------------- what is searched */

/* ERR_NOTFOUND: all tickets are to be read; past->note says why, where there is an index. */
static int open_index(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct err why = ERR_INIT;
    int rc = similar_file_open_current(&past->file, store, &why);
    bool none = rc == ERR_NOTFOUND;

    if (rc == 0)
        rc = similar_file_section(&past->section, &past->file, asked->project, &why);
    if (rc == 0) {
        past->by_index = true;
        return 0;
    }
    if (rc == ERR_NOMEM || rc == ERR_STORE || rc == ERR_INTERRUPTED || rc == ERR_BUSY)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    if (!none)
        snprintf(past->note, sizeof past->note, "%s", why.msg);
    return ERR_NOTFOUND;
}

static int read_all(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct snapshot now = { .n = 0 };
    struct postmortem_table postmortems = { .n = 0 };
    int rc = snapshot_peek(&now, store, err);

    if (rc == 0)
        rc = similar_postmortems_load(&postmortems, store, &now, err);
    if (rc == 0)
        rc = similar_section_read(&past->section, store, &now, asked->project, &postmortems, asked->n_threads, err);
    postmortems_release(&postmortems);
    snapshot_release(&now);
    return rc;
}

static int open_section(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    int rc = asked->without_index ? ERR_NOTFOUND : open_index(past, store, asked, err);

    if (rc == ERR_NOTFOUND)
        rc = read_all(past, store, asked, err);
    if (rc == 0 && past->section.n_rows == past->section.n_postmortems)
        rc = err_set(err, ERR_NODATA, "the store has no tickets");
    if (rc == 0 && past->section.index.n_cols == 0)
        rc = err_set(err, ERR_NODATA, "no word is in two of the %zu records", past->section.n_rows);
    return rc;
}

/* ------------------------------------------------------------- the answer */

static int read_query(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct ticket *row;

    if (asked->version != 0)
        return tickets_read(&past->query, store, &asked->version, 1, err);
    row = mem_calloc(1, sizeof *row);
    if (row == NULL)
        return err_nomem(err);
    row->title = asked->title;
    row->description = asked->description;
    row->created = store_now(store); /* a text is like a ticket filed now */
    row->project = row->id = row->duplicate_of = "";
    past->query.row = row;
    past->query.n = 1;
    return 0;
}

/* What was found, before the rows are read. */
struct hits {
    struct search_hit *ticket; /* [asked->top] */
    struct search_hit  postmortem[SIMILAR_POSTMORTEMS];
    uint32_t           row;    /* where the query stands: behind all that it is compared with */
};

/* Where the query stands, and with how many it is compared. */
static int place_query(struct similar_past *past, struct hits *h, const struct similar_asked *asked, const struct csr *words, struct err *err)
{
    size_t first = past->section.n_postmortems;

    h->row = (uint32_t)past->section.n_rows;
    if (asked->record != 0 && (!similar_section_row(&h->row, &past->section, asked->record) || h->row < first))
        return err_set(err, ERR_INTEGRITY, "the index of similar incidents is damaged: ticket '%s' is not in it", past->query.row[0].id);
    past->n_compared = h->row - first;
    past->n_compared_postmortems = first;
    past->known_words = words->row_start[1];
    return 0;
}

static int find_hits(struct similar_past *past, struct hits *h, const struct similar_asked *asked, const struct csr *words, struct err *err)
{
    size_t first = past->section.n_postmortems;
    float *score;
    int rc;

    score = mem_alloc(h->row * sizeof *score);
    if (score == NULL)
        return err_nomem(err);
    rc = similar_section_scores(score, &past->section, false, words, 0, h->row, err);
    if (rc == 0) {
        past->n_found = search_top(h->ticket, asked->top, score + first, past->n_compared, 0);
        past->n_postmortems = search_top(h->postmortem, SIMILAR_POSTMORTEMS, score, first, 0);
    }
    for (size_t i = 0; i < past->n_found; i++)
        h->ticket[i].row += (uint32_t)first;
    mem_free(score);
    return rc;
}

/* Rows of the tickets that the query names; named: [query->mentions.n_tickets]. */
static int find_named(uint32_t *named, size_t *n, struct similar_past *past, struct store *store, const struct pair_ticket *query, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT record_id FROM records WHERE kind = 'ticket' AND project = ? AND id = ?", err);

    *n = 0;
    for (size_t i = 0; rc == 0 && i < query->mentions.n_tickets; i++) {
        const struct text *id = &query->mentions.ticket[i];

        rc = db_bind(stmt, err, "ts", query->ticket->project, id->str, (size_t)id->len);
        if (rc == 0)
            rc = db_step(stmt, err);
        *n += rc == 1 && similar_section_row(&named[*n], &past->section, db_int(stmt, 0));
        rc = rc < 0 ? rc : 0;
        db_reset(stmt);
    }
    db_finalize(stmt);
    return rc;
}

/* The candidates are read and compared; of these the first asked->top become the hits. */
static int order_pool(struct similar_past *past, struct store *store, struct hits *h, const struct similar_asked *asked, struct ticket_reader *reader, struct pool *pool,
                      const struct pair_ticket *query, struct err *err)
{
    int64_t *version = mem_calloc(pool->n, sizeof *version);
    struct pair_ticket *candidate = mem_calloc(pool->n, sizeof *candidate);
    struct ticket_table tickets = { .n = 0 };
    int rc = version == NULL || candidate == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < pool->n; i++)
        version[i] = past->section.version[pool->candidate[i]];
    if (rc == 0)
        rc = tickets_read(&tickets, store, version, pool->n, err);
    for (size_t i = 0; rc == 0 && i < pool->n; i++) {
        rc = pair_ticket_make(&candidate[i], reader, &tickets.row[i], err);
        pool->ticket[i] = &candidate[i];
    }
    if (rc == 0) {
        pool_fill(pool, query, h->row);
        rc = similar_order_take(past->likely, asked->top, &past->n_found, &past->order, pool, query->ticket->created, err);
    }
    for (size_t i = 0; rc == 0 && i < past->n_found; i++)
        h->ticket[i] = (struct search_hit){ past->likely[i].row, pool->words[past->likely[i].row] };
    for (size_t i = 0; candidate != NULL && i < pool->n; i++)
        pair_ticket_release(&candidate[i]);
    tickets_release(&tickets);
    mem_free(candidate);
    mem_free(version);
    return rc;
}

static int choose_pool(struct similar_past *past, struct store *store, struct pool *pool, const struct hits *h, const struct csr *words, const struct pair_ticket *query, struct err *err)
{
    uint32_t *named = mem_calloc(query->mentions.n_tickets, sizeof *named);
    struct csr title = { .n_rows = 0 };
    size_t n_named = 0;
    int rc = named == NULL ? err_nomem(err) : csr_init(&title, past->section.index.n_cols, err);

    if (rc == 0)
        rc = ticket_words_append(&title, &query->words, WEIGHED_TITLE, err);
    if (rc == 0)
        rc = similar_section_scores(pool->words, &past->section, false, words, 0, h->row, err);
    if (rc == 0)
        rc = similar_section_scores(pool->title, &past->section, true, &title, 0, h->row, err);
    if (rc == 0)
        rc = find_named(named, &n_named, past, store, query, err);
    if (rc == 0)
        rc = pool_choose(pool, h->row, query->ticket->created, named, n_named, err);
    csr_release(&title);
    mem_free(named);
    return rc;
}

/* The hits by likelihood instead of by words. */
static int order_hits(struct similar_past *past, struct store *store, struct hits *h, const struct similar_asked *asked, struct ticket_reader *reader, const struct csr *words, struct err *err)
{
    struct duplicate_corpus corpus;
    struct pair_ticket query;
    struct pool pool;
    int rc = similar_section_corpus(&corpus, &past->section, err);

    if (rc == 0)
        rc = pair_ticket_make(&query, reader, &past->query.row[0], err);
    if (rc < 0)
        return rc;
    rc = pool_init(&pool, &corpus, err);
    if (rc == 0) {
        past->likely = arena_calloc(&past->arena, asked->top, sizeof *past->likely);
        rc = past->likely == NULL ? err_nomem(err) : choose_pool(past, store, &pool, h, words, &query, err);
        if (rc == 0)
            rc = order_pool(past, store, h, asked, reader, &pool, &query, err);
        pool_release(&pool);
    }
    pair_ticket_release(&query);
    return rc;
}

static int read_hits(struct similar_past *past, struct store *store, const struct hits *h, struct err *err)
{
    int64_t *version = mem_calloc(past->n_found, sizeof *version), postmortem[SIMILAR_POSTMORTEMS];
    int rc = version == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < past->n_found; i++)
        version[i] = past->section.version[h->ticket[i].row];
    for (size_t i = 0; i < past->n_postmortems; i++)
        postmortem[i] = past->section.version[h->postmortem[i].row];
    if (rc == 0)
        rc = tickets_read(&past->tickets, store, version, past->n_found, err);
    if (rc == 0)
        rc = postmortems_read(&past->postmortems, store, postmortem, past->n_postmortems, err);
    mem_free(version);
    return rc;
}

static int share_one(struct similar_found *out, struct similar_past *past, struct csr *words, struct ticket_reader *reader, const struct text *title,
                     const struct text *description, uint32_t row, struct err *err)
{
    int rc = similar_section_words(words, reader, title, description, err);

    if (rc == 0)
        similar_section_share(out, &past->section, words, 0, words->n_rows - 1, row);
    return rc;
}

static int share_words(struct similar_past *past, const struct hits *h, struct csr *words, struct ticket_reader *reader, struct err *err)
{
    int rc = 0;

    past->found = mem_calloc(past->n_found, sizeof *past->found);
    if (past->found == NULL)
        return err_nomem(err);
    for (size_t i = 0; rc == 0 && i < past->n_found; i++)
        rc = share_one(&past->found[i], past, words, reader, &past->tickets.row[i].title, &past->tickets.row[i].description, h->ticket[i].row, err);
    for (size_t i = 0; rc == 0 && i < past->n_postmortems; i++)
        rc = share_one(&past->postmortem[i], past, words, reader, &past->postmortems.row[i].title, &past->postmortems.row[i].text, (uint32_t)i, err);
    if (rc == 0)
        past->n_postmortems = similar_postmortems_keep(past->postmortem, past->n_postmortems);
    return rc;
}

/* ------------------------------------------------------------- how it was solved */

/* What was written when it was closed, which stands among the further columns. */
static int read_note(const char **out, struct similar_past *past, struct db_stmt *stmt, int64_t version, struct err *err)
{
    int rc = db_bind(stmt, err, "i", version);
    json_t *columns;
    const char *note;

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc < 0)
        return rc;
    columns = rc == 1 ? json_loads(db_text(stmt, 0, NULL), 0, NULL) : NULL;
    note = close_note_of(columns);
    *out = note == NULL ? "" : arena_memdup(&past->arena, note, strlen(note));
    json_decref(columns);
    return *out == NULL ? err_nomem(err) : 0;
}

static int read_notes(struct similar_past *past, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT extra FROM tickets WHERE version_id = ?", err);

    past->close_note = arena_calloc(&past->arena, past->n_found, sizeof *past->close_note);
    if (rc == 0 && past->close_note == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < past->n_found; i++)
        rc = read_note(&past->close_note[i], past, stmt, past->tickets.row[i].version_id, err);
    db_finalize(stmt);
    return rc;
}

/* ------------------------------------------------------------- groups of duplicates */

static int add_id(struct strbuf *ids, struct db_stmt *stmt, int64_t record, struct err *err)
{
    int rc = db_bind(stmt, err, "i", record);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc < 0)
        return rc;
    if (ids->len > 0)
        strbuf_addc(ids, '|');
    if (rc == 1)
        strbuf_adds(ids, db_text(stmt, 0, NULL));
    return strbuf_check(ids, err);
}

/* `own`: the row of the query, n_rows where it is a text. */
static int list_group(struct similar_past *past, size_t i, uint32_t own, struct strbuf *ids, struct db_stmt *stmt, struct err *err)
{
    const uint32_t *member;
    size_t n = similar_section_group(&member, &past->section, past->found[i].row);
    int rc = 0;

    strbuf_clear(ids);
    for (size_t m = 0; rc == 0 && m < n && n > 1; m++)
        rc = add_id(ids, stmt, past->section.record[member[m]], err);
    if (rc < 0)
        return rc;
    past->group[i] = arena_memdup(&past->arena, ids->len == 0 ? "" : ids->data, ids->len);
    past->same_group[i] = n > 1 && own < past->section.n_rows && past->section.group[own] == past->section.group[past->found[i].row];
    return past->group[i] == NULL ? err_nomem(err) : 0;
}

static int list_groups(struct similar_past *past, uint32_t own, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct strbuf ids;
    int rc = db_prepare(store->db, &stmt, "SELECT id FROM records WHERE record_id = ?", err);

    strbuf_init(&ids);
    past->group = arena_calloc(&past->arena, past->n_found, sizeof *past->group);
    past->same_group = arena_calloc(&past->arena, past->n_found, sizeof *past->same_group);
    if (rc == 0 && (past->group == NULL || past->same_group == NULL))
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < past->n_found; i++)
        rc = list_group(past, i, own, &ids, stmt, err);
    db_finalize(stmt);
    strbuf_release(&ids);
    return rc;
}

/* ------------------------------------------------------------- all of it */

/* What says from where on one is suspected: the model that ordered them, else the newest night. */
static int take_bar(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    if (past->model[0] == '\0')
        return similar_bar_of_night(&past->bar, store, asked->project == NULL ? "" : asked->project, err);
    past->bar = past->order.model.bar;
    return 0;
}

static int answer(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct ticket_reader *reader, struct err *err)
{
    const struct ticket *query = &past->query.row[0];
    struct csr words = { .n_rows = 0 };
    struct hits hits = { .ticket = mem_calloc(asked->top, sizeof *hits.ticket) };
    int rc = hits.ticket == NULL ? err_nomem(err) : csr_init(&words, past->section.index.n_cols, err);

    if (rc == 0)
        rc = similar_section_words(&words, reader, &query->title, &query->description, err);
    if (rc == 0)
        rc = place_query(past, &hits, asked, &words, err);
    if (rc == 0)
        rc = find_hits(past, &hits, asked, &words, err);
    if (rc == 0 && past->model[0] != '\0')
        rc = order_hits(past, store, &hits, asked, reader, &words, err);
    if (rc == 0)
        rc = read_hits(past, store, &hits, err);
    if (rc == 0)
        rc = share_words(past, &hits, &words, reader, err);
    if (rc == 0)
        rc = list_groups(past, hits.row, store, err);
    if (rc == 0)
        rc = read_notes(past, store, err);
    if (rc == 0)
        rc = take_bar(past, store, asked, err);
    csr_release(&words);
    mem_free(hits.ticket);
    return rc;
}

/* The version in use of the ticket's own project, where that alone is searched. */
static int load_order(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct model_list models = { .n = 0 };
    int rc = asked->record == 0 || asked->project == NULL ? 0 : registry_list(&models, store, err);

    if (rc == 0 && models.n > 0 && strcmp(asked->project, past->query.row[0].project) == 0)
        rc = similar_order_load(&past->order, store, &models, asked->project, err);
    if (rc == 0 && past->order.version != NULL) {
        snprintf(past->model, sizeof past->model, "%s", past->order.version->name);
        past->approved = past->order.approved;
        past->order.version = NULL; /* the list goes */
    }
    model_list_release(&models);
    return rc;
}

static int ask(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct ticket_vocabulary vocabulary;
    struct ticket_reader reader = { .vocabulary = NULL };
    int rc = open_section(past, store, asked, err);

    if (rc == 0)
        rc = read_query(past, store, asked, err);
    if (rc == 0)
        rc = load_order(past, store, asked, err);
    if (rc < 0)
        return rc;
    vocabulary = similar_section_vocabulary(&past->section);
    rc = ticket_reader_init(&reader, &vocabulary, err);
    if (rc == 0)
        rc = answer(past, store, asked, &reader, err);
    ticket_reader_release(&reader);
    return rc;
}

static void past_init(struct similar_past *past)
{
    *past = (struct similar_past){ .n_found = 0 };
    arena_init(&past->arena);
    arena_init(&past->query.arena);
    arena_init(&past->tickets.arena);
    arena_init(&past->postmortems.arena);
}

/* Damage that shows only when words or postings are looked at. */
static int ask_again(struct similar_past *past, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct similar_asked again = *asked;
    char note[ERR_MSG_MAX];
    int rc;

    snprintf(note, sizeof note, "%s", err->msg);
    again.without_index = true;
    similar_past_release(past);
    past_init(past);
    rc = ask(past, store, &again, err);
    snprintf(past->note, sizeof past->note, "%s", note);
    return rc;
}

int similar_past_ask(struct similar_past *out, struct store *store, const struct similar_asked *asked, struct err *err)
{
    struct err why = ERR_INIT;
    bool own = !db_in_transaction(store->db);
    int rc = own ? db_exec(store->db, "BEGIN", err) : 0;

    past_init(out);
    if (rc < 0)
        return rc;
    rc = ask(out, store, asked, &why);
    if (rc == ERR_INTEGRITY && out->by_index)
        rc = ask_again(out, store, asked, &why);
    if (own)
        db_rollback(store->db);
    if (rc < 0) {
        similar_past_release(out);
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    }
    return 0;
}

void similar_past_release(struct similar_past *past)
{
    if (!past->by_index)
        similar_section_release(&past->section);
    similar_file_close(&past->file);
    tickets_release(&past->query);
    tickets_release(&past->tickets);
    postmortems_release(&past->postmortems);
    mem_free(past->found);
    arena_release(&past->arena);
    *past = (struct similar_past){ .n_found = 0 };
}
