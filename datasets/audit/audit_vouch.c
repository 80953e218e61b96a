/*
 * audit_vouch.c - see audit_vouch.h.
 *
 *   audit_vouch_check -> each kind: rows of the chain against the store, then rows of the store that the chain does not know
 */
#include "datasets/audit/audit_vouch.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { SUBJECT_MAX = 256 };

/* quote() writes each value exactly, numbers so that they read back the same. */
static const struct kind {
    const char *what, *check, *actions;
    const char *row;     /* of one key: all that the chain vouches for, as text */
    const char *strange; /* keys of rows of which the chain says nothing        */
} kinds[] = {
    { "user", "user", "user.*",
      "SELECT quote(name) || quote(password_hash) || quote(role) || quote(created_at) || quote(disabled_at) || coalesce((SELECT"
      "  group_concat(pseudonym || quote(added_at), '') FROM (SELECT * FROM user_identities i WHERE i.user = u.name ORDER BY pseudonym)), '')"
      "  FROM users u WHERE name = ?",
      "SELECT name FROM users u WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'user:' || u.name AND a.action GLOB 'user.*')"
      " ORDER BY user_id" },
    { "signature", "signed", "signature.make",
      "SELECT quote(signature_id) || quote(subject) || quote(user) || quote(role) || quote(at) || quote(meaning) || quote(content_hash)"
      "    || quote(signature) FROM signatures WHERE signature_id = ?",
      "SELECT signature_id FROM signatures s WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'signature:' || s.signature_id"
      " AND a.action = 'signature.make') ORDER BY signature_id" },
    { "decision", "decision", "decision.*",
      "SELECT quote(decision_id) || quote(item) || quote(content_hash) || quote(decision) || quote(user) || quote(role) || quote(at)"
      "    || quote(until) || quote(d.reason) || quote(blind) || quote(viewed_s) || quote(signature_id)"
      "  FROM decisions d JOIN review_items i ON i.item_id = d.item_id WHERE decision_id = ?",
      "SELECT decision_id FROM decisions d WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'decision:' || d.decision_id"
      " AND a.action GLOB 'decision.*') ORDER BY decision_id" },
    { "label", "label", "label.make",
      "SELECT quote(label_id) || quote(item) || quote(task) || quote(field) || quote(value) || quote(provenance) || quote(known_at) || quote(\"by\")"
      "    || quote(evidence) || quote(created_at) FROM labels WHERE label_id = ?",
      "SELECT label_id FROM labels l WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'label:' || l.label_id"
      " AND a.action = 'label.make') ORDER BY label_id" },
    { "release-policy", "policy", "release-policy.sign",
      "SELECT quote(policy_id) || quote(body) || quote(hash) || quote(at) || quote(signature_id) FROM release_policies WHERE policy_id = ?",
      "SELECT policy_id FROM release_policies p WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'release-policy:' || p.policy_id"
      " AND a.action = 'release-policy.sign') ORDER BY policy_id" },
};

enum { N_KINDS = sizeof kinds / sizeof *kinds };

static const struct kind *kind_of(const char *what)
{
    size_t i = 0;

    while (i < N_KINDS && strcmp(kinds[i].what, what) != 0)
        i++;
    assert(i < N_KINDS);
    return &kinds[i];
}

/* ERR_NOTFOUND where the store has no such row. */
static int row_digest(uint8_t out[DIGEST_SIZE], struct store *store, const struct kind *kind, const char *key, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest digest;
    int rc = db_prepare(store->db, &stmt, kind->row, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", key);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        size_t len;
        const char *text = db_text(stmt, 0, &len);

        digest_init(&digest);
        digest_field(&digest, kind->what, strlen(kind->what));
        digest_field(&digest, text != NULL ? text : "", text != NULL ? len : 0);
        digest_final(&digest, out);
    } else if (rc == 0) {
        rc = err_set(err, ERR_NOTFOUND, "no %s '%s'", kind->what, key);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

int audit_vouch(struct store *store, const char *actor, const char *what, const char *key, const char *verb, struct err *err)
{
    const struct kind *kind = kind_of(what);
    uint8_t digest[DIGEST_SIZE];
    char subject[SUBJECT_MAX], action[64];
    int rc = row_digest(digest, store, kind, key, err);

    assert(db_in_transaction(store->db));

    if (rc < 0)
        return rc;
    snprintf(subject, sizeof subject, "%s:%s", what, key);
    snprintf(action, sizeof action, "%s.%s", what, verb);
    return audit_append(store, actor, action, subject, digest, DIGEST_SIZE, err);
}

/* ------------------------------------------------------------------------------------------------------------ checking */

static bool detail_is(struct db_stmt *stmt, int column, const uint8_t digest[DIGEST_SIZE])
{
    uint8_t hash[DIGEST_SIZE];
    size_t len;
    const uint8_t *stored = db_blob(stmt, column, &len);

    digest_of(digest, DIGEST_SIZE, hash);
    return stored != NULL && len == DIGEST_SIZE && digest_equal(hash, stored, DIGEST_SIZE);
}

int audit_vouch_holds(struct store *store, const char *what, const char *key, struct err *err)
{
    const struct kind *kind = kind_of(what);
    struct db_stmt *stmt = NULL;
    uint8_t digest[DIGEST_SIZE];
    char subject[SUBJECT_MAX];
    int rc = row_digest(digest, store, kind, key, err);

    if (rc < 0)
        return rc;
    snprintf(subject, sizeof subject, "%s:%s", what, key);
    rc = db_prepare(store->db, &stmt, "SELECT detail_digest FROM audit WHERE subject = ? AND action GLOB ? ORDER BY row_id DESC LIMIT 1", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "tt", subject, kind->actions);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0 || (rc > 0 && !detail_is(stmt, 0, digest)))
        rc = err_set(err, ERR_INTEGRITY, "%s '%s' is not as the audit trail vouches for", what, key);
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

struct check {
    struct store *store;
    ledger_found  found;
    void         *ctx;
};

/* Columns: row_id, subject, detail_digest. */
static int check_row(struct check *c, const struct kind *kind, struct db_stmt *stmt, struct err *err)
{
    const char *subject = db_text(stmt, 1, NULL), *colon = subject != NULL ? strchr(subject, ':') : NULL;
    uint8_t digest[DIGEST_SIZE];
    char reason[SUBJECT_MAX + 96];
    int rc = row_digest(digest, c->store, kind, colon != NULL ? colon + 1 : "", err);

    if (rc < 0 && rc != ERR_NOTFOUND)
        return rc;
    if (rc == 0 && detail_is(stmt, 2, digest))
        return 0;
    snprintf(reason, sizeof reason, "%.*s: %s", SUBJECT_MAX, subject != NULL ? subject : "?",
             rc == 0 ? "the stored row is not the one that the chain vouches for" : "the chain has it, the store has not");
    return c->found(c->ctx, kind->check, db_int(stmt, 0), reason, err);
}

/* Of several rows of one subject (a person whose role changed) the newest counts. */
static int check_chain(struct check *c, const struct kind *kind, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(c->store->db, &stmt, "SELECT max(row_id), subject, detail_digest FROM audit WHERE action GLOB ? GROUP BY subject ORDER BY 1", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", kind->actions);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = check_row(c, kind, stmt, err);
    db_finalize(stmt);
    return rc;
}

static int check_strangers(struct check *c, const struct kind *kind, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[SUBJECT_MAX + 96];
    int rc = db_prepare(c->store->db, &stmt, kind->strange, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        snprintf(reason, sizeof reason, "%s:%.*s: the store has it, the chain has not: it was put in", kind->what, SUBJECT_MAX - 16, db_text(stmt, 0, NULL));
        rc = c->found(c->ctx, kind->check, 0, reason, err);
    }
    db_finalize(stmt);
    return rc;
}

int audit_vouch_check(struct store *store, ledger_found found, void *ctx, struct err *err)
{
    struct check c = { store, found, ctx };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < N_KINDS; i++) {
        rc = check_chain(&c, &kinds[i], err);
        if (rc == 0)
            rc = check_strangers(&c, &kinds[i], err);
    }
    return rc;
}
