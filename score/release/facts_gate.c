/*
 * facts_gate.c - see facts_gate.h.
 */
#include "score/release/facts_gate.h"

#include <math.h>
#include <string.h>

#include "score/review/people.h"
#include "train/validation/gate_table.h"

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* ------------------------------------------------------------- thresholds */

json_t *facts_thresholds(const struct thresholds *all, const struct threshold *of)
{
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX];
    json_t *doc = json_pack("{s:f, s:f, s:b, s:f, s:s, s:s, s:f, s:I, s:I}", "by_cost", of->by_cost, "in_force", of->in_force, "limited", (int)of->limited,
                            "capacity", all->capacity, "from", time_format(all->from, from), "to", time_format(all->to, to), "weeks", all->weeks, "scored",
                            (json_int_t)all->n, "flagged", (json_int_t)all->flagged);

    json_object_set_new(doc, "by_capacity", number_or_null(of->by_capacity));
    json_object_set_new(doc, "of_criticality", json_pack("{s:I, s:I, s:I, s:f}", "scored", (json_int_t)of->n, "at_cost", (json_int_t)of->at_cost, "at_in_force",
                                                         (json_int_t)of->at_in_force, "missed_per_week", of->missed / all->weeks));
    return doc;
}

/* ------------------------------------------------------------- what a gate would have caught */

static json_t *find_group(const json_t *gates, const char *name, json_int_t least)
{
    for (size_t i = 0; i < json_array_size(gates); i++) {
        json_t *group = json_array_get(gates, i);
        const char *criticality = json_string_value(json_object_get(group, "criticality"));

        if (criticality != NULL && strcmp(criticality, name) == 0 && json_integer_value(json_object_get(group, "rows")) >= least)
            return group;
    }
    return NULL;
}

json_t *facts_gate_group(const json_t *gates, enum criticality criticality)
{
    json_t *group = find_group(gates, criticality_name[criticality], FACTS_GATE_ROWS);

    return group != NULL ? group : find_group(gates, "all", 1);
}

json_t *facts_gate_table(const json_t *record, enum criticality criticality, double threshold)
{
    json_t *group = facts_gate_group(json_object_get(record, "gates"), criticality), *doc;

    if (group == NULL)
        return json_null();
    doc = json_copy(group);
    json_object_del(doc, "curve");
    json_object_set_new(doc, "today", gate_table_at(group, threshold));
    json_object_set_new(doc, "unit", json_string("changes"));
    return doc;
}

/* ------------------------------------------------------------- decisions */

static json_t *signer_roles(void)
{
    json_t *list = json_array();

    for (enum role role = 0; role < N_ROLES; role++)
        if (role_may(role, POWER_RISK))
            json_array_append_new(list, json_string(role_name[role]));
    return list;
}

static json_t *signature_json(const struct signature *s, const struct gate *gate)
{
    char hex[DIGEST_HEX_SIZE], at[TIME_ISO_MAX];

    digest_hex(s->content_hash, DIGEST_SIZE, hex);
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "name", s->user, "role", s->role, "at", time_format(s->at, at), "meaning", s->meaning, "content_hash", hex,
                     "fresh", (int)(digest_equal(s->content_hash, gate->standing.content, DIGEST_SIZE) && !gate->stale), "valid", (int)s->valid);
}

static const char decisions_sql[] =
    "SELECT d.decision, d.user, d.role, d.at, d.until, d.reason, d.signature_id IS NOT NULL, i.content_hash FROM decisions d"
    "  JOIN review_items i ON i.item_id = d.item_id WHERE i.item = ? ORDER BY d.decision_id";

static json_t *decision_json(struct db_stmt *stmt, const struct gate *gate)
{
    char at[TIME_ISO_MAX], until[TIME_ISO_MAX];
    size_t len;
    const uint8_t *content = db_blob(stmt, 7, &len);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "decision", db_text(stmt, 0, NULL), "name", db_text(stmt, 1, NULL), "role", db_text(stmt, 2, NULL),
                     "at", time_format(db_int(stmt, 3), at), "until", db_is_null(stmt, 4) ? "" : time_format(db_int(stmt, 4), until), "reason",
                     db_text(stmt, 5, NULL), "signed", (int)db_int(stmt, 6), "fresh",
                     (int)(len == DIGEST_SIZE && digest_equal(content, gate->standing.content, DIGEST_SIZE) && !gate->stale));
}

/* Of all rows of the item, whatever their content, oldest first. */
static int decisions_json(json_t **out, struct store *store, const struct gate *gate, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, decisions_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", gate->standing.item);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_array_append_new(list, decision_json(stmt, gate));
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}

int facts_review(json_t **out, struct store *store, const struct gate *gate, struct err *err)
{
    const struct standing *s = &gate->standing;
    json_t *signatures, *decisions = NULL;
    char hex[DIGEST_HEX_SIZE], until[TIME_ISO_MAX];
    int rc;

    if (!gate->has_standing || ((gate->score_id == 0 || gate->model == NULL) && gate->standing.item_id == 0)) {
        *out = json_null();
        return 0;
    }
    rc = decisions_json(&decisions, store, gate, err);
    if (rc < 0)
        return rc;
    signatures = json_array();
    for (size_t i = 0; i < s->signatures.n; i++)
        json_array_append_new(signatures, signature_json(&s->signatures.row[i], gate));
    digest_hex(s->content, DIGEST_SIZE, hex);
    *out = json_pack("{s:s, s:s, s:s, s:s, s:{s:i, s:I, s:o}, s:o, s:o}", "content_hash", hex, "state", s->item_id != 0 ? item_state_name[s->state] : "not flagged",
                     "holder", s->holder != NULL ? s->holder : "", "until", s->until != TIME_NONE ? time_format(s->until, until) : "", "signers", "required", 1, "given",
                     (json_int_t)s->n_approvals, "roles", signer_roles(), "signatures", signatures, "decisions", decisions);
    json_object_set_new(*out, "item", json_integer((json_int_t)s->item_id));
    return 0;
}
