/*
 * suspected_outcomes.c - see suspected_outcomes.h.
 */
#include "score/review/suspected_outcomes.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/labels.h"
#include "score/review/decisions.h"

enum { DAY_S = 86400 };

/* The newest row of each pair of an incident and a release. */
#define LINKS                                                                                                                                        \
    " FROM links l JOIN records t ON t.record_id = l.ticket_record_id JOIN records r ON r.record_id = l.target_record_id AND r.kind = 'release'"      \
    " WHERE l.link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id AND m.target_record_id = l.target_record_id)"
#define ITEM "'outcome:' || r.project || '/' || r.id || ':' || CASE t.kind WHEN 'series' THEN 'series:' ELSE '' END || t.project || '/' || t.id"

/* ?1 now, ?2 the window. */
static const char suspected_sql[] =
    "WITH newest AS (SELECT project, coalesce(max(created) FILTER (WHERE created <= ?1), max(created)) AS at FROM tickets GROUP BY project)"
    "SELECT " ITEM ", r.project, l.rule, (SELECT k.created FROM versions v JOIN tickets k ON k.version_id = v.version_id JOIN imports i ON i.import_id = v.import_id"
    "   WHERE v.record_id = t.record_id AND i.completed_at IS NOT NULL ORDER BY v.version_id DESC LIMIT 1) AS filed, t.kind" LINKS
    "   AND l.state = 'suspected' AND (t.kind = 'series' AND l.at > ?1 - ?2"
    "     OR t.kind = 'ticket' AND filed > (SELECT n.at FROM newest n WHERE n.project = t.project) - ?2) ORDER BY l.link_id";

static const char gone_sql[] =
    "SELECT i.item_id FROM review_items i WHERE i.kind = 'outcome' AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.item_id AND d.decision = 'expire')"
    "   AND i.item NOT IN (SELECT " ITEM LINKS " AND l.state = 'suspected') ORDER BY i.item_id";

static const char pair_sql[] = "SELECT l.ticket_record_id, l.target_record_id, l.rule, 'release:' || r.project || '/' || r.id, t.kind || ':' || t.project || '/' || t.id" LINKS " AND " ITEM " = ?1";

static int flag(struct suspected_counts *out, struct store *store, struct db_stmt *stmt, int64_t run_id, struct err *err)
{
    const char *item = db_text(stmt, 0, NULL), *rule = db_text(stmt, 2, NULL);
    uint8_t content[DIGEST_SIZE];
    struct digest d;
    char reason[480];
    int rc;

    digest_init(&d);
    digest_field(&d, item, strlen(item));
    digest_field(&d, rule, strlen(rule));
    digest_final(&d, content);
    snprintf(reason, sizeof(reason), "%s (%.300s): approve confirms it, reject refutes it",
             strcmp(db_text(stmt, 4, NULL), "series") == 0 ? "a metric that this release may have shifted" : "an incident that may come from this release", rule);
    rc = db_run(store->db, err, "INSERT INTO review_items(item, kind, project, run_id, reason, flagged_at, content_hash) VALUES(?, 'outcome', ?, ?, ?, ?, ?)"
                " ON CONFLICT(item, content_hash) DO NOTHING", "ttitib", item, db_text(stmt, 1, NULL), run_id, reason, store_now(store), content, (size_t)DIGEST_SIZE);
    if (rc == 0)
        out->fresh += db_changes(store->db) > 0;
    out->waiting++;
    return rc;
}

static int expire_gone(struct suspected_counts *out, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int64_t *item = NULL;
    size_t n = 0, cap = 0;
    int rc = db_prepare(store->db, &stmt, gone_sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&item, &cap, n + 1, sizeof(*item), err);
        if (rc == 0)
            item[n++] = db_int(stmt, 0);
    }
    db_finalize(stmt);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        enum item_state state;
        int64_t until;

        rc = standing_state(&state, &until, NULL, 0, store, item[i], err);
        if (rc < 0 || item_state_decided(state))
            continue;
        out->expired++;
        rc = decision_expire(store, item[i], "the rule finds this link no more", err);
    }
    mem_free(item);
    return rc;
}

int suspected_outcomes_flag(struct suspected_counts *out, struct store *store, const struct config *config, int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, suspected_sql, err);

    assert(db_in_transaction(store->db));

    memset(out, 0, sizeof(*out));
    if (rc == 0)
        rc = db_bind(stmt, err, "ii", store_now(store), config->score_window_days * DAY_S);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = flag(out, store, stmt, run_id, err);
    db_finalize(stmt);
    return rc < 0 ? rc : expire_gone(out, store, err);
}

/* ------------------------------------------------------------------------------------------------------------- answers */

static int put_label(struct store *store, const char *release, const char *from, const char *user, int64_t decision_id, int64_t at, struct err *err)
{
    char evidence[1300];
    struct label label = { .item = release, .task = "release-risk", .field = "", .value = "1", .provenance = LABEL_HUMAN, .known_at = at, .by = user, .evidence = evidence };

    snprintf(evidence, sizeof(evidence), "decision:%lld %s", (long long)decision_id, from);
    return label_put(store, &label, err);
}

int outcome_decided(struct store *store, const char *item, enum decision decision, const char *user, int64_t decision_id, int64_t at, struct err *err)
{
    bool confirmed = decision == DECISION_APPROVE;
    struct db_stmt *stmt = NULL;
    int rc;

    if (decision != DECISION_APPROVE && decision != DECISION_REJECT)
        return 0;
    rc = db_prepare(store->db, &stmt, pair_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", item);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "the link of '%s' is not in the store", item);
    if (rc > 0)
        rc = db_run(store->db, err, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at) VALUES(?, ?, ?, ?, ?, ?)", "iittti", db_int(stmt, 0),
                    db_int(stmt, 1), confirmed ? "confirmed" : "refuted", db_text(stmt, 2, NULL), user, at);
    if (rc == 0 && confirmed)
        rc = put_label(store, db_text(stmt, 3, NULL), db_text(stmt, 4, NULL), user, decision_id, at, err);
    db_finalize(stmt);
    return rc;
}
