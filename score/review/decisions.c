/*
 * decisions.c - see decisions.h.
 *
 *   decision_make -> check_request -> reason_clean -> (one transaction) standing_find -> decision_allowed -> sign -> decision_append -> learn
 */
#include "score/review/decisions.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_vouch.h"
#include "datasets/base/mem.h"
#include "datasets/base/nearest.h"
#include "datasets/phi/deidentify.h"
#include "datasets/readers/csv_sniff.h"
#include "datasets/rows/labels.h"
#include "score/review/suspected_outcomes.h"

/* ------------------------------------------------------------------------------------------------------------ reasons */

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n\v\f")] == '\0';
}

int reason_clean(struct strbuf *out, const struct store *store, const char *reason, bool needed, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_spans spans = { 0 };
    int rc;

    if (reason == NULL || is_blank(reason))
        return needed ? err_set(err, ERR_USAGE, "a reason is needed: --reason TEXT") : 0;
    if (strlen(reason) > REASON_BYTES_MAX)
        return err_set(err, ERR_USAGE, "the reason is too long: at most %d bytes", REASON_BYTES_MAX);
    if (!csv_sniff_utf8(reason, strlen(reason)))
        return err_set(err, ERR_USAGE, "the reason is no UTF-8 text");
    rc = deidentify_text(out, reason, strlen(reason), store->rules, counts, &spans, err);
    phi_spans_release(&spans);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ who may */

static enum power power_for(const struct standing *s)
{
    if (strcmp(s->kind, "ticket") == 0)
        return POWER_TRIAGE;
    return strcmp(s->kind, "model") == 0 ? POWER_APPROVE_MODEL : POWER_RISK;
}

/* What follows the project in an item's name: "change:PROJECT/COMMIT". */
static const char *id_in(const struct standing *s)
{
    size_t before = strlen(s->kind) + 1 + strlen(s->project) + 1;

    return strlen(s->item) > before ? s->item + before : "";
}

#define IS_THEIRS " JOIN user_identities u ON u.user = ?1 AND u.pseudonym IN (c.author, c.approver) "

/* A commit that makes the item the person's own; each takes user, project, id, score. */
static const char own_change[] =
    "SELECT c.\"commit\" FROM current_versions v JOIN changes c ON c.version_id = v.version_id" IS_THEIRS
    " WHERE v.kind = 'change' AND v.project = ?2 AND v.id = ?3 AND ?4 = ?4 LIMIT 1";

static const char own_member[] =
    "SELECT c.\"commit\" FROM score_members p JOIN scores s ON s.score_id = p.member_score_id JOIN changes c ON c.version_id = s.version_id" IS_THEIRS
    " WHERE p.score_id = ?4 AND ?2 = ?2 AND ?3 = ?3 LIMIT 1";

/* As current_versions has it; a join with that view reads all records (SQLite 3.40). */
static const char own_named_member[] =
    "SELECT c.\"commit\" FROM changes c" IS_THEIRS " JOIN versions v ON v.version_id = c.version_id WHERE c.project = ?2 AND c.\"release\" = ?3 AND ?4 = ?4"
    " AND v.withdrawn = 0 AND v.version_id = (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id"
    "  WHERE w.record_id = v.record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1) LIMIT 1";

static int refuse_own(struct store *store, const struct standing *s, const struct person *person, const char *sql, struct err *err)
{
    char *commit = NULL;
    int rc = db_get_text(store->db, &commit, err, sql, "ttti", person->name, s->project, id_in(s), s->score_id);

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc == 0)
        rc = err_set(err, ERR_USAGE, "'%s' wrote or approved change %s: nobody decides on their own work", person->name, commit != NULL ? commit : "");
    mem_free(commit);
    return rc;
}

static const char trained_model[] =
    "SELECT count(*) FROM models m WHERE 'model:' || m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number = ?1"
    " AND (m.requested_by = ?2 OR EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = m.model_id AND s.stage = 'candidate' AND s.\"by\" = ?2))";

static int refuse_trained(struct store *store, const struct standing *s, const struct person *person, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(store->db, &n, err, trained_model, "tt", s->item, person->name);

    if (rc == 0 && n > 0)
        rc = err_set(err, ERR_USAGE, "'%s' had '%s' trained: nobody decides on their own work", person->name, s->item);
    return rc;
}

static int check_own(struct store *store, const struct standing *s, const struct person *person, struct err *err)
{
    int rc = 0;

    if (strcmp(s->requested_by, person->name) == 0)
        return err_set(err, ERR_USAGE, "'%s' asked for this decision: nobody decides on their own work", person->name);
    if (strcmp(s->kind, "change") == 0)
        rc = refuse_own(store, s, person, own_change, err);
    if (strcmp(s->kind, "release") == 0)
        rc = refuse_own(store, s, person, own_member, err);
    if (rc == 0 && strcmp(s->kind, "release") == 0)
        rc = refuse_own(store, s, person, own_named_member, err);
    if (strcmp(s->kind, "model") == 0)
        rc = refuse_trained(store, s, person, err);
    return rc;
}

static int check_state(const struct standing *s, enum decision decision, const struct person *person, struct err *err)
{
    char until[TIME_ISO_MAX];

    if (!s->newest)
        return err_set(err, ERR_USAGE, "number %lld is out of date: '%s' was flagged anew with other content", (long long)s->item_id, s->item);
    if (item_state_allows(s->state, strcmp(s->holder, person->name) == 0, decision))
        return 0;
    if (s->state == ITEM_CLAIMED && decision != DECISION_REOPEN && strcmp(s->holder, person->name) != 0)
        return err_set(err, ERR_USAGE, "'%s' is claimed by '%s' until %s", s->item, s->holder, time_format(s->until, until));
    if (s->state == ITEM_APPROVED || s->state == ITEM_REJECTED)
        return err_set(err, ERR_USAGE, "'%s' is %s already; 'prodrome review reopen' comes first", s->item, item_state_name[s->state]);
    return err_set(err, ERR_USAGE, "'%s' is %s: '%s' is not possible", s->item, item_state_name[s->state], decision_name[decision]);
}

int decision_allowed(struct store *store, const struct standing *standing, enum decision decision, const struct person *person, struct err *err)
{
    int rc = people_require(store, person, power_for(standing), err);

    if (rc == 0)
        rc = check_state(standing, decision, person, err);
    return rc < 0 ? rc : check_own(store, standing, person, err);
}

/* ---------------------------------------------------------------------------------------------------------- appending */

int decision_append(int64_t *decision_id, struct store *store, const struct decision_new *decision, struct err *err)
{
    char key[24];
    int rc = db_run(store->db, err, "INSERT INTO decisions(item_id, decision, user, role, at, until, reason, signature_id)"
                    " VALUES(?,?,?,?,?,nullif(?, 0),?,nullif(?, 0))", "itttiiti", decision->item_id, decision_name[decision->decision], decision->user,
                    decision->role, decision->at, decision->until == TIME_NONE ? (int64_t)0 : decision->until, decision->reason, decision->signature_id);

    assert(db_in_transaction(store->db));

    if (rc < 0)
        return rc;
    *decision_id = db_last_id(store->db);
    snprintf(key, sizeof key, "%lld", (long long)*decision_id);
    return audit_vouch(store, decision->user, "decision", key, decision_name[decision->decision], err);
}

int decision_expire(struct store *store, int64_t item_id, const char *reason, struct err *err)
{
    struct decision_new d = {
        .item_id = item_id, .decision = DECISION_EXPIRE, .user = "engine", .role = "engine", .at = store_now(store), .until = TIME_NONE, .reason = reason,
    };
    int64_t decision_id;

    return decision_append(&decision_id, store, &d, err);
}

/* ------------------------------------------------------------------------------------------------------------ labels */

/* What the engine suggested for a ticket. */
struct suggestion {
    char *label, *task, *field;  /* owned; label NULL: it suggested nothing */
};

static void suggestion_release(struct suggestion *s)
{
    mem_free(s->label);
    mem_free(s->task);
    mem_free(s->field);
}

/* The field of a ticket that the model learned, as it was written down when it was trained. */
static char *field_of(const char *params)
{
    json_t *doc = json_loads(params != NULL ? params : "", 0, NULL);
    const char *field = json_string_value(json_object_get(doc, "label"));
    char *copy = mem_strdup(field != NULL ? field : "");

    json_decref(doc);
    return copy;
}

static int load_suggestion(struct suggestion *out, struct store *store, const struct standing *s, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT s.label, m.task, m.params FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.score_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", s->score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0 && db_text(stmt, 0, NULL)[0] != '\0') {
        out->label = mem_strdup(db_text(stmt, 0, NULL));
        out->task = mem_strdup(db_text(stmt, 1, NULL));
        out->field = field_of(db_text(stmt, 2, NULL));
        if (out->label == NULL || out->task == NULL || out->field == NULL)
            rc = err_nomem(err);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

/* SQL for the values of a field that tickets of a project have; NULL for a field that is no label. */
static const char *values_sql(const char *field)
{
    static const struct { const char *field, *sql; } table[] = {
        { "team", "SELECT DISTINCT team FROM tickets WHERE project = ? AND team <> ''" },
        { "component", "SELECT DISTINCT component FROM tickets WHERE project = ? AND component <> ''" },
        { "severity", "SELECT DISTINCT severity FROM tickets WHERE project = ? AND severity <> ''" },
        { "cause", "SELECT DISTINCT cause FROM tickets WHERE project = ? AND cause <> ''" },
        { "maintenance", "SELECT DISTINCT maintenance FROM tickets WHERE project = ? AND maintenance <> ''" },
        { "damage", "SELECT DISTINCT json_extract(extra, '$.damage') FROM tickets WHERE project = ? AND instr(extra, '\"damage\"') > 0 AND json_valid(extra)"
                    " AND coalesce(json_extract(extra, '$.damage'), '') <> ''" },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].field, field) == 0)
            return table[i].sql;
    return NULL;
}

enum { VALUES_MAX = 1000 };

/* A class that no ticket has is a slip of the pen, and would teach one. */
static int check_label(struct store *store, const struct standing *s, const char *field, const char *label, struct err *err)
{
    const char *sql = values_sql(field), *values[VALUES_MAX];
    char hint[NEAREST_HINT_MAX];
    struct db_stmt *stmt = NULL;
    struct arena arena;
    bool known = false;
    size_t n = 0;
    int rc;

    if (sql == NULL)
        return err_set(err, ERR_USAGE, "'%s' takes no label", s->item);
    arena_init(&arena);
    rc = db_prepare(store->db, &stmt, sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", s->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *value = arena_strdup(&arena, db_text(stmt, 0, NULL));

        rc = value == NULL ? err_nomem(err) : 0;
        known = known || (rc == 0 && strcmp(value, label) == 0);
        if (rc == 0 && n < VALUES_MAX)
            values[n++] = value;
    }
    db_finalize(stmt);
    if (rc == 0 && !known)
        rc = err_set(err, ERR_USAGE, "no ticket of project '%s' has the %s '%s'%s", s->project, field, label, nearest_hint(hint, label, values, n));
    arena_release(&arena);
    return rc;
}

static int put_label(struct decision_made *out, struct store *store, const struct standing *s, const struct suggestion *was, const char *value,
                     const struct person *person, int64_t at, struct err *err)
{
    char evidence[32];
    struct label label = { .item = s->item, .task = was->task, .field = was->field, .value = value, .provenance = LABEL_HUMAN, .known_at = at, .by = person->name,
                           .evidence = evidence };

    snprintf(evidence, sizeof evidence, "decision:%lld", (long long)out->decision_id);
    snprintf(out->label, sizeof out->label, "%s", value);
    return label_put(store, &label, err);
}

/* The table of decisions.h. */
static int learn_from(struct decision_made *out, struct store *store, const struct standing *s, const struct decision_request *r, int64_t at, struct err *err)
{
    struct suggestion was = { 0 };
    bool approved = r->decision == DECISION_APPROVE;
    int rc;

    if (strcmp(s->kind, "outcome") == 0)
        return outcome_decided(store, s->item, r->decision, r->person->name, out->decision_id, at, err);
    if (strcmp(s->kind, "ticket") != 0 || (!approved && r->label == NULL))
        return 0;
    rc = load_suggestion(&was, store, s, err);
    if (rc == 0 && !approved && was.label == NULL)
        rc = err_set(err, ERR_USAGE, "nothing was suggested for '%s': it takes no label", s->item);
    if (rc == 0 && !approved && strcmp(was.label, r->label) == 0)
        rc = err_set(err, ERR_USAGE, "'%s' is what was suggested for '%s': approve it, or name another", r->label, s->item);
    if (rc == 0 && !approved)
        rc = check_label(store, s, was.field, r->label, err);
    if (rc == 0 && was.label != NULL)
        rc = put_label(out, store, s, &was, approved ? was.label : r->label, r->person, at, err);
    suggestion_release(&was);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ deciding */

static int check_request(const struct decision_request *r, int64_t now, int64_t *until, struct err *err)
{
    int64_t most = r->decision == DECISION_CLAIM ? (int64_t)CLAIM_MAX_S : (int64_t)DEFER_MAX_S;

    *until = r->until;
    if (r->label != NULL && r->decision != DECISION_REJECT)
        return err_set(err, ERR_USAGE, "a label goes with 'reject' alone");
    if (r->decision != DECISION_CLAIM && r->decision != DECISION_DEFER)
        return r->until == TIME_NONE ? 0 : err_set(err, ERR_USAGE, "a time goes with 'claim' and 'defer' alone");
    if (r->until == TIME_NONE && r->decision == DECISION_DEFER)
        return err_set(err, ERR_USAGE, "until when? --until TIME");
    if (r->until == TIME_NONE)
        *until = now + CLAIM_S;
    if (*until <= now)
        return err_set(err, ERR_USAGE, "the time is not in the future");
    if (*until - now > most)
        return err_set(err, ERR_USAGE, "the time is too far: at most %lld days", (long long)(most / 86400));
    return 0;
}

static bool needs_reason(enum decision decision)
{
    return decision != DECISION_CLAIM && decision != DECISION_UNCLAIM && decision != DECISION_APPROVE;
}

static int sign_decision(struct signature *out, struct store *store, const struct standing *s, const struct decision_request *r, struct err *err)
{
    *out = (struct signature){ .subject = s->item, .user = r->person->name, .role = role_name[r->person->role], .at = store_now(store),
                               .meaning = decision_meaning[r->decision] };
    memcpy(out->content_hash, s->content, DIGEST_SIZE);
    return out->meaning == NULL ? 0 : signature_make(out, store, err);
}

static int write_decision(struct decision_made *out, struct store *store, const struct standing *s, const struct decision_request *r, int64_t until,
                          const char *reason, struct err *err)
{
    struct signature signature;
    struct decision_new d = { .item_id = s->item_id, .decision = r->decision, .user = r->person->name, .role = role_name[r->person->role], .until = until,
                              .reason = reason };
    int rc = sign_decision(&signature, store, s, r, err);

    if (rc < 0)
        return rc;
    d.at = signature.at;
    d.signature_id = signature.signature_id;
    rc = decision_append(&out->decision_id, store, &d, err);
    if (rc == 0)
        rc = learn_from(out, store, s, r, d.at, err);
    if (rc == 0)
        rc = standing_state(&out->state, &out->until, NULL, 0, store, s->item_id, err);
    out->item_id = s->item_id;
    out->signature_id = signature.signature_id;
    snprintf(out->item, sizeof out->item, "%s", s->item);
    return rc;
}

/* Its stage follows what is decided on it, and stages do not go back: approval.h's. */
static int check_kind(const struct standing *s, enum decision decision, struct err *err)
{
    if (strcmp(s->kind, "model") != 0)
        return 0;
    if (decision == DECISION_APPROVE || decision == DECISION_REJECT)
        return err_set(err, ERR_USAGE, "'%s': 'prodrome model %s' decides on model versions", s->item, decision_name[decision]);
    if (decision == DECISION_REOPEN && item_state_decided(s->state))
        return err_set(err, ERR_USAGE, "'%s' is %s: a model version does not go back, but an approved one can be rejected", s->item, item_state_name[s->state]);
    return 0;
}

/* Everything is looked at inside the transaction that writes: of two people who decide at once the second sees the first. */
static int decide(struct decision_made *out, struct store *store, const struct decision_request *r, int64_t until, const char *reason, struct err *err)
{
    struct standing s = { 0 };
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    rc = standing_find(&s, store, r->item, err);
    if (rc == 0) {
        rc = decision_allowed(store, &s, r->decision, r->person, err);
        if (rc == 0)
            rc = check_kind(&s, r->decision, err);
        if (rc == 0)
            rc = write_decision(out, store, &s, r, until, reason, err);
        standing_release(&s);
    }
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

int decision_make(struct decision_made *out, struct store *store, const struct decision_request *request, struct err *err)
{
    struct decision_made made = { .until = TIME_NONE };
    struct strbuf reason;
    int64_t until;
    int rc = check_request(request, store_now(store), &until, err);

    assert(request->decision != DECISION_EXPIRE);
    assert(store->has_keys);

    if (rc < 0)
        return rc;
    strbuf_init(&reason);
    rc = reason_clean(&reason, store, request->reason, needs_reason(request->decision), err);
    if (rc == 0)
        rc = decide(&made, store, request, until, reason.data, err);
    strbuf_release(&reason);
    if (rc == 0)
        *out = made;
    return rc;
}
