/*
 * item_facts.c - see item_facts.h.
 */
#include "score/review/item_facts.h"

#include <string.h>

enum { SIMILAR_SHOWN = 5 };

static json_t *time_json(int64_t time)
{
    char text[TIME_ISO_MAX];

    return json_string(time_format(time, text));
}

static json_t *number_or_null(struct db_stmt *stmt, int column)
{
    return db_is_null(stmt, column) ? json_null() : json_real(db_double(stmt, column));
}

json_t *signature_facts(const struct signature_list *list, const uint8_t content[DIGEST_SIZE])
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->n; i++) {
        const struct signature *s = &list->row[i];
        const char *standing = !s->valid ? "wrong" : digest_equal(s->content_hash, content, DIGEST_SIZE) ? "valid" : "stale";

        json_array_append_new(rows, json_pack("{s:I, s:s, s:s, s:s, s:o, s:s}", "signature_id", (json_int_t)s->signature_id, "user", s->user, "role", s->role,
                                              "meaning", s->meaning, "at", time_json(s->at), "standing", standing));
    }
    return rows;
}

static json_t *history_of(const struct standing *s)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < s->n_decisions; i++) {
        const struct decision_row *d = &s->decision[i];

        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:o, s:o, s:s, s:o}", "decision", decision_name[d->decision], "user", d->user, "role", d->role, "at",
                                              time_json(d->at), "until", time_json(d->until), "reason", d->reason, "signature_id",
                                              d->signature != NULL ? json_integer((json_int_t)d->signature->signature_id) : json_null()));
    }
    return rows;
}

/* What flagged it, and what was suggested. */
static int add_flag(json_t *doc, struct store *store, int64_t item_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT i.reason, i.criticality, i.probability, i.threshold, i.flagged_at, s.label,"
                        " m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number,"
                        " (SELECT g.stage FROM model_stages g WHERE g.model_id = m.model_id ORDER BY g.stage_id DESC LIMIT 1) FROM review_items i"
                        " LEFT JOIN scores s ON s.score_id = i.score_id LEFT JOIN models m ON m.model_id = s.model_id WHERE i.item_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", item_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        const char *label = db_text(stmt, 5, NULL);

        json_object_set_new(doc, "reason", json_string(db_text(stmt, 0, NULL)));
        json_object_set_new(doc, "criticality", json_string(db_text(stmt, 1, NULL)));
        json_object_set_new(doc, "probability", number_or_null(stmt, 2));
        json_object_set_new(doc, "threshold", number_or_null(stmt, 3));
        json_object_set_new(doc, "flagged_at", time_json(db_int(stmt, 4)));
        if (!db_is_null(stmt, 6)) {
            const char *stage = db_text(stmt, 7, NULL);

            json_object_set_new(doc, "model", json_sprintf("%s, %s%s", db_text(stmt, 6, NULL), stage, strcmp(stage, "production") == 0 ? "" : ", model not approved"));
        }
        json_object_set_new(doc, "suggestion", label != NULL && *label != '\0' ? json_string(label) : json_null());
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

/* The neighbours that the newest night found. */
static const char similar_sql[] =
    "SELECT 'ticket:' || o.project || '/' || o.id, coalesce(t.title, ''), n.similarity"
    "  FROM records r JOIN neighbours n ON n.record_id = r.record_id"
    "   AND n.run_id = (SELECT max(m.run_id) FROM neighbours m WHERE m.record_id = r.record_id)"
    "  JOIN records o ON o.record_id = n.other_record_id"
    "  LEFT JOIN tickets t ON t.version_id = (SELECT max(v.version_id) FROM versions v JOIN imports i ON i.import_id = v.import_id"
    "                                          WHERE v.record_id = o.record_id AND i.completed_at IS NOT NULL)"
    " WHERE r.kind = ? AND r.project = ? AND r.id = ? AND o.kind = 'ticket' ORDER BY n.rank LIMIT ?";

static int add_similar(json_t *doc, struct store *store, const struct standing *s, struct err *err)
{
    size_t before = strlen(s->kind) + 1 + strlen(s->project) + 1;
    json_t *rows = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, similar_sql, err);

    json_object_set_new(doc, "similar", rows);
    if (rc == 0)
        rc = db_bind(stmt, err, "ttti", s->kind, s->project, strlen(s->item) > before ? s->item + before : "", (int64_t)SIMILAR_SHOWN);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_array_append_new(rows, json_pack("{s:s, s:s, s:f}", "item", db_text(stmt, 0, NULL), "title", db_text(stmt, 1, NULL), "similarity", db_double(stmt, 2)));
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

int item_facts(json_t **out, struct store *store, const char *number_or_item, struct err *err)
{
    struct standing s;
    json_t *doc;
    int rc = standing_find(&s, store, number_or_item, err);

    if (rc < 0)
        return rc;
    doc = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:b, s:o, s:o}", "item_id", (json_int_t)s.item_id, "item", s.item, "kind", s.kind, "project", s.project, "state",
                    item_state_name[s.state], "holder", s.holder, "until", time_json(s.until), "requested_by", s.requested_by, "newest", (int)s.newest, "history",
                    history_of(&s), "signatures", signature_facts(&s.signatures, s.content));
    rc = doc == NULL ? err_nomem(err) : add_flag(doc, store, s.item_id, err);
    if (rc == 0)
        rc = add_similar(doc, store, &s, err);
    standing_release(&s);
    if (rc < 0)
        json_decref(doc);
    else
        *out = doc;
    return rc;
}
