/*
 * policy_in_force.c - see policy_in_force.h.
 */
#include "score/policy/policy_in_force.h"

#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_vouch.h"
#include "datasets/audit/signature.h"
#include "datasets/base/mem.h"
#include "score/policy/policy_file.h"

#define SIGNED_MEANING "put the release policy in force"

const char *const policy_state_name[] = { "built-in", "not signed", "signed", "changed since it was signed" };

int policy_path(struct strbuf *out, const struct store *store, struct err *err)
{
    strbuf_addf(out, "%s.policy", store->path);
    return strbuf_check(out, err);
}

/* --------------------------------------------------------------------------------------------------------- what was signed */

static int broken(int64_t policy_id, struct err *err)
{
    return err_set(err, ERR_INTEGRITY, "release policy %lld is not as it was signed; 'prodrome audit verify' tells more", (long long)policy_id);
}

/* The signature that fits the row: the key's, of that number, over that hash. */
static int find_signature(struct policy_in_force *f, struct store *store, const uint8_t hash[DIGEST_SIZE], int64_t signature_id, struct err *err)
{
    struct signature_list list;
    char subject[64];
    bool found = false;
    int rc;

    snprintf(subject, sizeof(subject), "release-policy:%lld", (long long)f->policy_id);
    rc = signatures_load(&list, store, subject, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < list.n; i++) {
        const struct signature *s = &list.row[i];

        if (s->signature_id != signature_id || !s->valid || strcmp(s->meaning, SIGNED_MEANING) != 0 || !digest_equal(s->content_hash, hash, DIGEST_SIZE))
            continue;
        found = true;
        f->signed_at = s->at;
        snprintf(f->signed_by, sizeof(f->signed_by), "%s", s->user);
        snprintf(f->role, sizeof(f->role), "%s", s->role);
    }
    signatures_release(&list);
    return found ? 0 : broken(f->policy_id, err);
}

static int take_signed(struct policy_in_force *f, struct store *store, struct db_stmt *stmt, struct err *err)
{
    size_t len, hash_len;
    const char *body = db_text(stmt, 1, &len);
    const void *stored = db_blob(stmt, 2, &hash_len);
    uint8_t hash[DIGEST_SIZE];
    int rc;

    f->policy_id = db_int(stmt, 0);
    digest_of(body, len, hash);
    if (stored == NULL || hash_len != DIGEST_SIZE || !digest_equal(hash, stored, DIGEST_SIZE))
        return broken(f->policy_id, err);
    rc = find_signature(f, store, hash, db_int(stmt, 3), err);
    if (rc == 0)
        rc = policy_parse_whole(&f->last, "the signed release policy", body, len, err);
    if (rc == ERR_USAGE && err != NULL) /* nobody wrote that by hand */
        rc = err->code = ERR_INTEGRITY;
    return rc;
}

/* The newest; policy_id stays 0 where there is none. */
static int load_signed(struct policy_in_force *f, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT policy_id, body, hash, signature_id FROM release_policies ORDER BY policy_id DESC LIMIT 1", err);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0)
        rc = take_signed(f, store, stmt, err);
    db_finalize(stmt);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ what holds */

static int load_now(struct policy_in_force *f, struct store *store, const struct config *config, struct err *err)
{
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    rc = policy_path(&path, store, err);
    if (rc == 0)
        rc = policy_file_load(&f->now, &f->from_file, path.data, config, err);
    strbuf_release(&path);
    return rc;
}

/* Whether the rules are the built-in ones, whatever the file. */
static int compare_built_in(struct policy_in_force *f, const struct config *config, struct err *err)
{
    struct policy built_in;
    int rc = policy_built_in(&built_in, config, err);

    if (rc < 0)
        return rc;
    f->rules = strcmp(built_in.rules_hash, f->now.rules_hash) == 0 ? POLICY_IS_BUILT_IN : POLICY_IS_UNSIGNED;
    policy_release(&built_in);
    return 0;
}

int policy_in_force(struct policy_in_force *out, struct store *store, const struct config *config, struct err *err)
{
    struct policy_in_force f = { .policy_id = 0, .signed_at = TIME_NONE };
    int rc = load_now(&f, store, config, err);

    if (rc < 0)
        return rc;
    rc = load_signed(&f, store, err);
    if (rc == 0 && f.policy_id == 0) {
        f.costs = config_costs_are_built_in(config) ? POLICY_IS_BUILT_IN : POLICY_IS_UNSIGNED;
        rc = compare_built_in(&f, config, err);
    } else if (rc == 0) {
        f.rules = strcmp(f.now.rules_hash, f.last.rules_hash) == 0 ? POLICY_IS_SIGNED : POLICY_IS_CHANGED;
        f.costs = strcmp(f.now.costs_hash, f.last.costs_hash) == 0 ? POLICY_IS_SIGNED : POLICY_IS_CHANGED;
    }
    if (rc < 0)
        policy_in_force_release(&f);
    else
        *out = f;
    return rc;
}

void policy_in_force_release(struct policy_in_force *in_force)
{
    policy_release(&in_force->now);
    policy_release(&in_force->last);
    memset(in_force, 0, sizeof(*in_force));
}

size_t policy_holding(const struct policy_in_force *in_force, const struct policy *out[2])
{
    out[0] = &in_force->now;
    out[1] = &in_force->last;
    return in_force->rules == POLICY_IS_CHANGED ? 2 : 1;
}

const char *policy_says(const struct policy_in_force *f)
{
    if (f->rules == POLICY_IS_UNSIGNED)
        return "the release policy is not signed: every release needs a review until 'prodrome policy sign'";
    if (f->rules == POLICY_IS_CHANGED)
        return "the release policy has changed since it was signed: what was signed and what is written now both hold, and every release needs a review until 'prodrome policy sign'";
    return NULL;
}

const char *policy_says_of_costs(const struct policy_in_force *f)
{
    if (f->costs == POLICY_IS_CHANGED)
        return "costs or capacity have changed since they were signed: the signed ones are in force until 'prodrome policy sign'";
    return policy_asks_of_costs(f);
}

const char *policy_asks_of_costs(const struct policy_in_force *f)
{
    return f->costs == POLICY_IS_UNSIGNED ? "costs or capacity are not the built-in ones and not signed: every release needs a review until 'prodrome policy sign'" : NULL;
}

int policy_hold_costs(struct config *config, bool *changed, struct store *store, struct err *err)
{
    struct policy_in_force f = { .policy_id = 0 };
    int rc = load_signed(&f, store, err);

    if (changed != NULL)
        *changed = false;
    if (rc == 0 && f.policy_id != 0) {
        if (changed != NULL)
            *changed = memcmp(config->as_written.cost, f.last.cost, sizeof(f.last.cost)) != 0 || config->as_written.reviews_per_week != f.last.reviews_per_week;
        memcpy(config->cost, f.last.cost, sizeof(f.last.cost));
        config->reviews_per_week = f.last.reviews_per_week;
    }
    policy_release(&f.last);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------------- signing */

static int put_policy(struct policy_signed *out, struct store *store, const struct strbuf *body, const struct person *person, struct err *err)
{
    struct signature s = { .user = person->name, .role = role_name[person->role], .meaning = SIGNED_MEANING };
    char subject[64], key[24];
    int rc = db_get_int(store->db, &out->policy_id, err, "SELECT coalesce(max(policy_id), 0) + 1 FROM release_policies", "");

    if (rc < 0)
        return rc;
    snprintf(key, sizeof(key), "%lld", (long long)out->policy_id);
    snprintf(subject, sizeof(subject), "release-policy:%s", key);
    s.subject = subject;
    digest_of(body->data, body->len, s.content_hash);
    rc = signature_make(&s, store, err);
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO release_policies(policy_id, body, hash, at, signature_id) VALUES(?,?,?,?,?)", "itbii", out->policy_id, body->data,
                    s.content_hash, (size_t)DIGEST_SIZE, s.at, s.signature_id);
    if (rc == 0)
        rc = audit_vouch(store, person->name, "release-policy", key, "sign", err);
    out->signature_id = s.signature_id;
    digest_hex(s.content_hash, DIGEST_SIZE, out->hash);
    return rc;
}

/* Looked at inside the transaction that writes. */
static int sign_now(struct policy_signed *out, struct store *store, const struct config *config, const struct person *person, struct err *err)
{
    struct policy_in_force f;
    struct strbuf body;
    int rc = people_require(store, person, POWER_POLICY, err);

    if (rc == 0)
        rc = policy_in_force(&f, store, config, err);
    if (rc < 0)
        return rc;
    strbuf_init(&body);
    policy_text(&body, &f.now);
    rc = strbuf_check(&body, err);
    if (rc == 0 && f.policy_id != 0 && strcmp(f.now.hash, f.last.hash) == 0)
        rc = err_set(err, ERR_USAGE, "exactly this policy is signed already: number %lld, by %s", (long long)f.policy_id, f.signed_by);
    if (rc == 0)
        rc = put_policy(out, store, &body, person, err);
    strbuf_release(&body);
    policy_in_force_release(&f);
    return rc;
}

int policy_sign(struct policy_signed *out, struct store *store, const struct config *config, const struct person *person, struct err *err)
{
    struct policy_signed made = { .policy_id = 0 };
    int rc = db_begin(store->db, err);

    if (rc < 0)
        return rc;
    rc = sign_now(&made, store, config, person, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    if (rc == 0)
        *out = made;
    return rc;
}
