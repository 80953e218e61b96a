/*
 * approval.c - see approval.h.
 *
 *   approval_make -> reason_clean -> (one transaction) choose -> check_whole -> who may -> sign_stage (champion, then the version) -> decide_item
 */
#include "score/review/approval.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_models.h"
#include "datasets/base/mem.h"
#include "train/validation/validation.h"

const char *const approval_action_name[N_APPROVAL_ACTIONS] = { "approve", "reject", "promote", "rollback", "retire" };

/* The table of approval.h. */
static const struct action {
    const char *from[4];       /* ended by NULL */
    const char *stage;
    const char *meaning;       /* of the signature */
    enum power  power;
    bool        needs_reason;
    bool        own_refused;
} actions[N_APPROVAL_ACTIONS] = {
    [APPROVAL_APPROVE] = { { "validated" }, "approved", "approved", POWER_APPROVE_MODEL, false, true },
    [APPROVAL_REJECT] = { { "candidate", "validated", "approved" }, "rejected", "rejected", POWER_APPROVE_MODEL, true, true },
    [APPROVAL_PROMOTE] = { { "approved" }, "production", "put into production", POWER_RUN_MODEL, false, true },
    [APPROVAL_ROLLBACK] = { { "retired" }, "production", "put back into production", POWER_RUN_MODEL, true, true },
    [APPROVAL_RETIRE] = { { "production" }, "retired", "retired", POWER_RUN_MODEL, true, false },
};

/* ------------------------------------------------------------------------------------------------------------ content */

int approval_content(uint8_t out[DIGEST_SIZE], struct store *store, const struct model_version *version, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest digest;
    int rc = db_prepare(store->db, &stmt, "SELECT m.hash, v.hash FROM models m LEFT JOIN validation_records v ON v.model_id = m.model_id WHERE m.model_id = ?", err);

    digest_init(&digest);
    digest_field(&digest, version->name, strlen(version->name));
    if (rc == 0)
        rc = db_bind(stmt, err, "i", version->model_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    for (int column = 0; rc > 0 && column < 2; column++) {
        size_t len;
        const void *hash = db_blob(stmt, column, &len);

        digest_field(&digest, hash != NULL ? hash : "", hash != NULL ? len : 0);
    }
    db_finalize(stmt);
    if (rc == 0)
        return err_set(err, ERR_NOTFOUND, "no model version '%s'", version->name);
    if (rc < 0)
        return rc;
    digest_final(&digest, out);
    return 0;
}

/* The newest row of the chain that vouches for the version. */
static int check_vouched(struct store *store, const struct model_version *v, const char *action, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct strbuf subject;
    uint8_t of_hash[DIGEST_SIZE];
    int64_t n = 0;
    int rc;

    digest_of(hash, DIGEST_SIZE, of_hash);
    strbuf_init(&subject);
    strbuf_addf(&subject, "model:%s", v->name);
    rc = strbuf_check(&subject, err);
    if (rc == 0)
        rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM audit WHERE subject = ? AND action = ? AND (detail_digest = ? OR detail_digest = ?)", "ttbb", subject.data,
                        action, of_hash, (size_t)DIGEST_SIZE, hash, (size_t)DIGEST_SIZE);
    strbuf_release(&subject);
    if (rc == 0 && n == 0)
        rc = err_set(err, ERR_INTEGRITY, "model '%s' is not as the audit trail vouches for (%s)", v->name, action);
    return rc;
}

/* The bytes of parts and record are hashed anew: nothing is signed that was altered since it was made. */
static int check_whole(struct store *store, const struct model_version *v, struct err *err)
{
    uint8_t hash[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE], *record = NULL;
    int rc = model_parts_hash(store, v->model_id, hash, err);

    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_INTEGRITY, "model '%s' has lost its parts", v->name);
    if (rc < 0)
        return rc;
    digest_hex(hash, DIGEST_SIZE, hex);
    if (strcmp(hex, v->hash) != 0)
        return err_set(err, ERR_INTEGRITY, "model '%s' was altered: its parts have hash %.12s, registered was %.12s", v->name, hex, v->hash);
    rc = check_vouched(store, v, "model.register", hash, err);
    if (rc == 0)
        rc = validation_read(&record, store, v, err);
    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_USAGE, "model '%s' has no validation record", v->name);
    if (rc == 0) {
        digest_of(record, strlen(record), hash);
        rc = check_vouched(store, v, "validation.write", hash, err);
    }
    mem_free(record);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ choosing */

static bool goes_from(const struct action *action, const char *stage)
{
    for (size_t i = 0; i < 4 && action->from[i] != NULL; i++)
        if (strcmp(action->from[i], stage) == 0)
            return true;
    return false;
}

static bool same_line(const struct model_version *a, const struct model_version *b)
{
    return strcmp(a->task, b->task) == 0 && strcmp(a->project, b->project) == 0;
}

static const struct model_version *in_production(const struct model_list *list, const struct model_version *like)
{
    for (size_t i = 0; i < list->n; i++)
        if (same_line(&list->model[i], like) && strcmp(list->model[i].stage, "production") == 0)
            return &list->model[i];
    return NULL;
}

/* The newest version before the one in production that was itself in production and is retired now; the list is in order of numbers. */
static const struct model_version *version_before(const struct model_list *list, const struct model_version *champion)
{
    const struct model_version *found = NULL;

    for (size_t i = 0; i < list->n; i++)
        if (same_line(&list->model[i], champion) && list->model[i].number < champion->number && strcmp(list->model[i].stage, "retired") == 0)
            found = &list->model[i];
    return found;
}

/* Without @N: the newest that is at a stage where the action begins. */
static const struct model_version *newest_for(const struct model_list *list, const struct action *action, const struct model_version *like)
{
    const struct model_version *found = NULL;

    for (size_t i = 0; i < list->n; i++)
        if (same_line(&list->model[i], like) && goes_from(action, list->model[i].stage))
            found = &list->model[i];
    return found;
}

struct chosen {
    const struct model_version *version, *champion; /* champion: must go for it, or NULL */
};

static int choose_rollback(struct chosen *out, const struct model_list *list, const struct model_version *named, bool exact, struct err *err)
{
    out->champion = in_production(list, named);
    if (out->champion == NULL)
        return err_set(err, ERR_USAGE, "'%s': no version is in production", named->name);
    if (exact && out->champion != named)
        return err_set(err, ERR_USAGE, "model '%s' is not in production, '%s' is", named->name, out->champion->name);
    out->version = version_before(list, out->champion);
    return out->version != NULL ? 0 : err_set(err, ERR_USAGE, "no version before '%s' was in production", out->champion->name);
}

static int choose(struct chosen *out, const struct model_list *list, const struct approval_request *r, struct err *err)
{
    const struct action *action = &actions[r->action];
    const struct model_version *named = registry_find(list, r->model);
    bool exact = strchr(r->model, '@') != NULL;

    if (named == NULL)
        return err_set(err, ERR_NOTFOUND, "no model version '%s'; 'prodrome model list' names them", r->model);
    if (r->action == APPROVAL_ROLLBACK)
        return choose_rollback(out, list, named, exact, err);
    out->version = exact ? named : newest_for(list, action, named);
    if (out->version == NULL)
        return err_set(err, ERR_USAGE, "no version of '%s' can become %s now; 'prodrome model list' shows their stages", r->model, action->stage);
    if (!goes_from(action, out->version->stage))
        return err_set(err, ERR_USAGE, "model '%s' is %s and cannot become %s", out->version->name, out->version->stage, action->stage);
    if (r->action == APPROVAL_PROMOTE)
        out->champion = in_production(list, out->version);
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------ signing */

static int check_trainer(struct store *store, const struct model_version *v, const struct person *person, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM models m WHERE m.model_id = ?1 AND (m.requested_by = ?2 OR EXISTS (SELECT 1 FROM model_stages s"
                        " WHERE s.model_id = m.model_id AND s.stage = 'candidate' AND s.\"by\" = ?2))", "it", v->model_id, person->name);

    if (rc == 0 && n > 0)
        rc = err_set(err, ERR_USAGE, "'%s' had model '%s' trained: nobody decides on their own work", person->name, v->name);
    return rc;
}

static int sign(struct signature *out, struct store *store, const struct model_version *v, const char *subject, const char *meaning, const struct person *person,
                struct err *err)
{
    int rc;

    *out = (struct signature){ .subject = subject, .user = person->name, .role = role_name[person->role], .meaning = meaning };
    rc = approval_content(out->content_hash, store, v, err);
    return rc < 0 ? rc : signature_make(out, store, err);
}

/* One stage of one version, with its signature. */
static int sign_stage(struct signature *out, struct store *store, const struct model_version *v, const struct action *action, const struct person *person,
                      const char *reason, struct err *err)
{
    struct strbuf subject;
    int rc;

    strbuf_init(&subject);
    strbuf_addf(&subject, "model:%s", v->name);
    rc = strbuf_check(&subject, err);
    if (rc == 0)
        rc = sign(out, store, v, subject.data, action->meaning, person, err);
    if (rc == 0)
        rc = registry_set_stage(store, v->model_id, action->stage, person->name, reason, err);
    out->subject = NULL;
    strbuf_release(&subject);
    return rc;
}

static int append(struct store *store, const struct standing *s, enum decision decision, const struct person *person, const struct signature *signature,
                  const char *reason, struct err *err)
{
    struct decision_new d = { .item_id = s->item_id, .decision = decision, .user = person->name, .role = role_name[person->role], .at = signature->at,
                              .until = TIME_NONE, .reason = reason, .signature_id = signature->signature_id };
    int64_t id;

    return decision_append(&id, store, &d, err);
}

/* An approved version that is rejected after all: its item is opened for that. */
static int reopen(struct store *store, const struct standing *s, const struct model_version *v, const struct person *person, const char *reason, struct err *err)
{
    struct signature signature;
    int rc = sign(&signature, store, v, s->item, decision_meaning[DECISION_REOPEN], person, err);

    return rc < 0 ? rc : append(store, s, DECISION_REOPEN, person, &signature, reason, err);
}

/* What was decided on the version is decided on its review item too. */
static int decide_item(struct store *store, const struct model_version *v, enum approval_action action, const struct person *person,
                       const struct signature *signature, const char *reason, struct err *err)
{
    enum decision decision = action == APPROVAL_APPROVE ? DECISION_APPROVE : DECISION_REJECT;
    struct standing s = { 0 };
    struct strbuf item;
    int rc;

    if (action != APPROVAL_APPROVE && action != APPROVAL_REJECT)
        return 0;
    strbuf_init(&item);
    strbuf_addf(&item, "model:%s", v->name);
    rc = strbuf_check(&item, err);
    if (rc == 0)
        rc = standing_load(&s, store, item.data, signature->content_hash, err);
    if (rc == 0 && s.item_id != 0) {
        if (s.state == ITEM_APPROVED && action == APPROVAL_REJECT)
            rc = reopen(store, &s, v, person, reason, err);
        else if (s.state != ITEM_EXPIRED)
            rc = decision_allowed(store, &s, decision, person, err);
        if (rc == 0 && s.state != ITEM_EXPIRED)
            rc = append(store, &s, decision, person, signature, reason, err);
    }
    standing_release(&s);
    strbuf_release(&item);
    return rc;
}

/* The one in production goes first: a task and project has one at a time. */
static int retire_champion(struct store *store, const struct chosen *chosen, const struct approval_request *r, const char *reason, struct err *err)
{
    struct signature signature;
    struct strbuf why;
    int rc;

    if (chosen->champion == NULL)
        return 0;
    strbuf_init(&why);
    strbuf_addf(&why, "%s %s%s%s", r->action == APPROVAL_ROLLBACK ? "rolled back to" : "replaced by", chosen->version->name, reason[0] != '\0' ? ": " : "", reason);
    rc = strbuf_check(&why, err);
    if (rc == 0)
        rc = sign_stage(&signature, store, chosen->champion, &actions[APPROVAL_RETIRE], r->person, why.data, err);
    strbuf_release(&why);
    return rc;
}

static int act(struct approval_made *out, struct store *store, const struct model_list *list, const struct approval_request *r, const char *reason, struct err *err)
{
    const struct action *action = &actions[r->action];
    struct chosen chosen = { 0 };
    struct signature signature;
    int rc = people_require(store, r->person, action->power, err);

    if (rc == 0)
        rc = choose(&chosen, list, r, err);
    if (rc == 0 && action->own_refused)
        rc = check_trainer(store, chosen.version, r->person, err);
    if (rc == 0 && r->action != APPROVAL_REJECT && r->action != APPROVAL_RETIRE) /* an altered version may be put away */
        rc = check_whole(store, chosen.version, err);
    if (rc == 0)
        rc = retire_champion(store, &chosen, r, reason, err);
    if (rc == 0)
        rc = sign_stage(&signature, store, chosen.version, action, r->person, reason, err);
    if (rc == 0)
        rc = decide_item(store, chosen.version, r->action, r->person, &signature, reason, err);
    if (rc < 0)
        return rc;
    *out = (struct approval_made){ .signature_id = signature.signature_id };
    snprintf(out->model, sizeof out->model, "%s", chosen.version->name);
    snprintf(out->stage, sizeof out->stage, "%s", action->stage);
    snprintf(out->retired, sizeof out->retired, "%s", chosen.champion != NULL ? chosen.champion->name : "");
    return 0;
}

static int in_transaction(struct approval_made *out, struct store *store, const struct approval_request *r, const char *reason, struct err *err)
{
    struct model_list list = { 0 };
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    rc = registry_list(&list, store, err);
    if (rc == 0) {
        rc = act(out, store, &list, r, reason, err);
        model_list_release(&list);
    }
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

int approval_make(struct approval_made *out, struct store *store, const struct approval_request *request, struct err *err)
{
    struct approval_made made;
    struct strbuf reason;
    int rc;

    assert(store->has_keys);
    assert((size_t)request->action < N_APPROVAL_ACTIONS);

    strbuf_init(&reason);
    rc = reason_clean(&reason, store, request->reason, actions[request->action].needs_reason, err);
    if (rc == 0)
        rc = in_transaction(&made, store, request, reason.data, err);
    strbuf_release(&reason);
    if (rc == 0)
        *out = made;
    return rc;
}
