/*
 * link.c - see link.h.
 */
#include "datasets/link/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows_scan.h"

/* ---------------------------------------------------------------------------------------------------------- rows */

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORD(row, name) { "k." #name, ROW_WORD, offsetof(struct row, name) }

static const struct row_column ticket_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct link_ticket, project) },
    { "r.id", ROW_WORD, offsetof(struct link_ticket, id) },
    { "k.created", ROW_INT, offsetof(struct link_ticket, created) },
    { "k.started", ROW_INT, offsetof(struct link_ticket, started) },
    WORD(link_ticket, system),
    WORD(link_ticket, type),
    WORD(link_ticket, severity),
    WORD(link_ticket, resolution),
    WORD(link_ticket, caused_by_change),
    WORD(link_ticket, release),
};
static const struct row_column change_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct link_change, project) },
    { "r.id", ROW_WORD, offsetof(struct link_change, commit) },
};
static const struct row_column release_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct link_release, project) },
    { "r.id", ROW_WORD, offsetof(struct link_release, name) },
    { "k.deployed", ROW_INT, offsetof(struct link_release, deployed) },
    WORD(link_release, system),
    WORD(link_release, status),
};
static const struct row_column postmortem_columns[] = {
    WORD(link_postmortem, tickets),
    WORD(link_postmortem, releases),
};

static const struct row_source source[] = {
    { "tickets", sizeof(struct link_ticket), ticket_columns, COUNT(ticket_columns) },
    { "changes", sizeof(struct link_change), change_columns, COUNT(change_columns) },
    { "releases", sizeof(struct link_release), release_columns, COUNT(release_columns) },
    { "postmortems", sizeof(struct link_postmortem), postmortem_columns, COUNT(postmortem_columns) },
};

enum { N_SOURCES = COUNT(source) };

int link_match_store(struct link_match *out, struct store *store, const struct snapshot *snapshot, int64_t window_days, struct err *err)
{
    struct link_input in = { .window_days = window_days };
    void *rows[N_SOURCES] = { NULL };
    size_t n[N_SOURCES] = { 0 };
    struct arena arena;
    int rc = 0;

    arena_init(&arena);
    for (size_t i = 0; rc == 0 && i < N_SOURCES; i++)
        rc = rows_scan(&rows[i], &n[i], &arena, &source[i], store, snapshot, NULL, err);
    if (rc == 0) {
        in.ticket = rows[0];
        in.change = rows[1];
        in.release = rows[2];
        in.postmortem = rows[3];
        in.n_tickets = n[0];
        in.n_changes = n[1];
        in.n_releases = n[2];
        in.n_postmortems = n[3];
        rc = link_match(out, &in, err);
    }
    for (size_t i = 0; i < N_SOURCES; i++)
        mem_free(rows[i]);
    arena_release(&arena);
    return rc;
}

/* -------------------------------------------------------------------------------------------------------- writing */

/* The newest row of a pair. */
struct standing {
    int64_t ticket_record_id, target_record_id;
    bool    refuted, by_person;
};

struct standings {
    struct standing *row;   /* [n] by ticket, then target */
    size_t n, cap;
};

static int load_standings(struct standings *out, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt,
                        "SELECT ticket_record_id, target_record_id, state, \"by\" FROM links l JOIN records t ON t.record_id = l.ticket_record_id AND t.kind = 'ticket'"
                        " WHERE link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id"
                        "                     AND m.target_record_id = l.target_record_id)"
                        " ORDER BY ticket_record_id, target_record_id",
                        err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&out->row, &out->cap, out->n + 1, sizeof *out->row, err);
        if (rc == 0)
            out->row[out->n++] = (struct standing){ db_int(stmt, 0), db_int(stmt, 1), strcmp(db_text(stmt, 2, NULL), "refuted") == 0,
                                                    db_text(stmt, 3, NULL)[0] != '\0' };
    }
    db_finalize(stmt);
    return rc;
}

static int put_link(struct store *store, int64_t ticket, int64_t target, const char *state, const char *rule, struct err *err)
{
    return db_run(store->db, err, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at) VALUES(?, ?, ?, ?, '', ?)", "iitti", ticket, target,
                  state, rule, store_now(store));
}

static int put_suspected(struct link_report *r, struct store *store, const struct link_found *link, struct err *err)
{
    char words[200], rule[240];

    link_rule_words(words, sizeof words, link->rule, r->window_days);
    snprintf(rule, sizeof rule, "%s: %s", link_rule_name[link->rule], words);
    r->n_new++;
    return put_link(store, link->ticket_record_id, link->target_record_id, "suspected", rule, err);
}

static int compare_pair(const struct link_found *link, const struct standing *s)
{
    if (link->ticket_record_id != s->ticket_record_id)
        return link->ticket_record_id < s->ticket_record_id ? -1 : 1;
    return (link->target_record_id > s->target_record_id) - (link->target_record_id < s->target_record_id);
}

/* Both lists are in the order of pairs: one walk. */
static int bring_up(struct link_report *r, struct store *store, const struct link_match *match, const struct standings *standings, struct err *err)
{
    size_t i = 0, k = 0;
    int rc = 0;

    while (rc == 0 && (i < match->n || k < standings->n)) {
        int order = i == match->n ? 1 : k == standings->n ? -1 : compare_pair(&match->link[i], &standings->row[k]);
        const struct standing *s = order >= 0 ? &standings->row[k] : NULL;

        if (s != NULL && s->by_person)
            r->n_decided++;
        else if (order < 0 || (order == 0 && s->refuted))
            rc = put_suspected(r, store, &match->link[i], err);
        else if (order > 0 && !s->refuted) {
            r->n_withdrawn++;
            rc = put_link(store, s->ticket_record_id, s->target_record_id, "refuted", "withdrawn: the rule finds it no more", err);
        }
        i += order <= 0;
        k += order >= 0;
    }
    return rc;
}

/* A store that never had a ticket, or neither a change nor a release, has nothing to link: the rest of it need not be read. */
static int has_both_sides(bool *out, struct store *store, struct err *err)
{
    int64_t has;
    int rc = db_get_int(store->db, &has, err,
                        "SELECT EXISTS (SELECT 1 FROM records WHERE kind = 'ticket') AND"
                        " (EXISTS (SELECT 1 FROM records WHERE kind = 'change') OR EXISTS (SELECT 1 FROM records WHERE kind = 'release'))", "");

    *out = rc == 0 && has != 0;
    return rc;
}

int link_run(struct link_report *out, struct store *store, int64_t window_days, struct err *err)
{
    struct link_report r = { .window_days = window_days };
    struct snapshot snapshot = { .n = 0 };
    struct standings standings = { .n = 0 };
    bool any = false;
    int rc = has_both_sides(&any, store, err);

    if (rc == 0 && !any)
        *out = r;
    if (rc < 0 || !any)
        return rc;
    rc = snapshot_peek(&snapshot, store, err);
    if (rc == 0)
        rc = link_match_store(&r.match, store, &snapshot, window_days, err);
    if (rc == 0)
        rc = load_standings(&standings, store, err);
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc == 0)
        rc = bring_up(&r, store, &r.match, &standings, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    mem_free(r.match.link);
    r.match.link = NULL;
    mem_free(standings.row);
    snapshot_release(&snapshot);
    if (rc == 0)
        *out = r;
    return rc;
}

int link_run_said(struct store *store, int64_t window_days, struct log *log, struct err *err)
{
    struct link_report r;
    int rc = link_run(&r, store, window_days, err);

    if (rc == 0 && r.n_new + r.n_withdrawn > 0)
        log_info(log, "links of incidents: %zu new, %zu withdrawn; %zu of %zu incidents linked (%zu pairs by change, %zu by release, %zu by postmortem, %zu by window)", r.n_new,
                 r.n_withdrawn, r.match.n_linked, r.match.n_incidents, r.match.by_rule[LINK_BY_CHANGE], r.match.by_rule[LINK_BY_RELEASE],
                 r.match.by_rule[LINK_BY_POSTMORTEM], r.match.by_rule[LINK_BY_WINDOW]);
    return rc;
}
