/*
 *   release_shifts_run -> list_pairs -> for each release and series of its system: standing_of, compare -> put_link
 */
#include "score/watch/release_shifts.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/watch/shift.h"

enum { DAY_S = 86400, RULE_MAX = 300 };

/* A release and a series of its system. */
struct pair {
    int64_t     release, series;       /* records                                   */
    int64_t     deployed, until;
    const char *system, *metric;
};

struct pairs {
    struct arena arena;
    struct pair *row;                  /* [n] */
    size_t       n, cap;
};

/* The current version of a record; a join with current_versions reads all records (SQLite 3.40). */
#define IS_CURRENT(v)                                                                                                                                   \
    v ".withdrawn = 0 AND " v ".version_id = (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id WHERE w.record_id = "     \
    v ".record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1)"
#define DEPLOYED "k.status = 'deployed' AND k.deployed IS NOT NULL AND k.system <> ''"

/* With the time of the next release of the system that is out already. */
static const char pairs_sql[] =
    "WITH out AS MATERIALIZED (SELECT r.record_id AS record, k.system, k.deployed FROM records r JOIN versions v ON v.record_id = r.record_id"
    "   JOIN releases k ON k.version_id = v.version_id WHERE r.kind = 'release' AND " DEPLOYED " AND " IS_CURRENT("v") " AND k.deployed <= ?2)"
    " SELECT o.record, s.record_id, o.deployed, o.system, s.id, (SELECT min(n.deployed) FROM out n WHERE n.system = o.system AND n.deployed > o.deployed)"
    "  FROM out o JOIN records s ON s.kind = 'series' AND s.project = o.system WHERE o.deployed > ?1 ORDER BY o.record, s.id";

static int take_pair(struct pairs *p, struct db_stmt *stmt, int64_t window_s, int64_t now, struct err *err)
{
    struct pair one = { .release = db_int(stmt, 0), .series = db_int(stmt, 1), .deployed = db_int(stmt, 2), .system = arena_strdup(&p->arena, db_text(stmt, 3, NULL)),
                        .metric = arena_strdup(&p->arena, db_text(stmt, 4, NULL)) };

    if (one.system == NULL || one.metric == NULL)
        return err_nomem(err);
    one.until = one.deployed + window_s;
    if (!db_is_null(stmt, 5) && db_int(stmt, 5) - 1 < one.until)
        one.until = db_int(stmt, 5) - 1;
    if (now < one.until)
        one.until = now;
    if (mem_grow(&p->row, &p->cap, p->n + 1, sizeof(*p->row), err) < 0)
        return ERR_NOMEM;
    p->row[p->n++] = one;
    return 0;
}

static int list_pairs(struct pairs *p, struct store *store, const struct config *config, struct err *err)
{
    int64_t now = store_now(store);
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, pairs_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ii", now - config->score_window_days * DAY_S, now);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take_pair(p, stmt, config->link_window_days * DAY_S, now, err);
    db_finalize(stmt);
    return rc;
}

enum standing { STANDS_NOT, STANDS_SUSPECTED, STANDS_DECIDED };

/* What the newest row of the pair says. */
static int standing_of(enum standing *out, struct store *store, const struct pair *p, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT state, \"by\" FROM links WHERE ticket_record_id = ? AND target_record_id = ? ORDER BY link_id DESC LIMIT 1", err);

    *out = STANDS_NOT;
    if (rc == 0)
        rc = db_bind(stmt, err, "ii", p->series, p->release);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0 && db_text(stmt, 1, NULL)[0] != '\0')
        *out = STANDS_DECIDED;
    else if (rc > 0 && strcmp(db_text(stmt, 0, NULL), "suspected") == 0)
        *out = STANDS_SUSPECTED;
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

static int put_link(struct store *store, const struct pair *p, const char *state, const char *rule, struct err *err)
{
    return db_run(store->db, err, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at) VALUES(?, ?, ?, ?, '', ?)", "iitti", p->series, p->release, state, rule,
                  store_now(store));
}

/* "shift: response_ms of ehr runs higher since 2026-06-02T14:00:00Z than in the 28 days before the release: 412 where 180 is usual" */
static void rule_words(char out[RULE_MAX], const struct pair *p, const struct shift *s)
{
    char from[TIME_ISO_MAX];

    snprintf(out, RULE_MAX, "shift: %.80s of %.80s runs %s since %s than in the %d days before the release: %.6g where %.6g is usual", p->metric, p->system,
             s->higher ? "higher" : "lower", time_format(s->from, from), SHIFT_BEFORE_DAYS, s->value, s->usual);
}

struct written { size_t n_new, n_withdrawn; };

static int compare(struct written *out, struct store *store, const struct pair *p, struct err *err)
{
    struct series series = { .n = 0 };
    struct shift shift;
    enum standing standing;
    char rule[RULE_MAX];
    int rc = standing_of(&standing, store, p, err);

    if (rc < 0 || standing == STANDS_DECIDED)
        return rc;
    rc = series_load(&series, store, p->system, p->metric, p->deployed - SHIFT_BEFORE_DAYS * DAY_S, p->until, err);
    if (rc == 0)
        rc = shift_find(&shift, &series, p->deployed, p->until, err);
    series_release(&series);
    if (rc < 0)
        return rc;
    if (shift.found && standing == STANDS_NOT) {
        rule_words(rule, p, &shift);
        out->n_new++;
        return put_link(store, p, "suspected", rule, err);
    }
    if (shift.enough && !shift.found && standing == STANDS_SUSPECTED) {
        out->n_withdrawn++;
        return put_link(store, p, "refuted", "withdrawn: with what came since it is no shift", err);
    }
    return 0;
}

static void say(const struct written *w, struct log *log)
{
    if (log != NULL && (w->n_new > 0 || w->n_withdrawn > 0))
        log_info(log, "%zu metrics run otherwise since a release of their system, %zu do no more: 'prodrome review list' has them", w->n_new, w->n_withdrawn);
}

int release_shifts_run(struct store *store, const struct config *config, struct log *log, struct err *err)
{
    struct written w = { .n_new = 0 };
    struct pairs pairs = { .n = 0 };
    int rc;

    arena_init(&pairs.arena);
    rc = list_pairs(&pairs, store, config, err);
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc == 0) {
        for (size_t i = 0; rc == 0 && i < pairs.n; i++)
            rc = compare(&w, store, &pairs.row[i], err);
        if (rc == 0)
            rc = db_commit(store->db, err);
        db_rollback(store->db);
    }
    mem_free(pairs.row);
    arena_release(&pairs.arena);
    if (rc == 0)
        say(&w, log);
    return rc;
}
