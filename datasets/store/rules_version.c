#include "datasets/store/rules_version.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/phi/phi_rules.h"

struct rule_set {
    int64_t version, built_in;
    uint8_t lists[DIGEST_SIZE];
};

/* The newest that the store has: ERR_NOTFOUND where it has none yet. */
static int read_newest(struct rule_set *set, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    const void *lists;
    size_t len = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT rules_version, built_in, lists FROM rule_sets ORDER BY rules_version DESC LIMIT 1", err);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        set->version = db_int(stmt, 0);
        set->built_in = db_int(stmt, 1);
        lists = db_blob(stmt, 2, &len);
        memset(set->lists, 0, sizeof set->lists);
        if (lists != NULL && len == sizeof set->lists)
            memcpy(set->lists, lists, len);
    }
    db_finalize(stmt);
    return rc == 0 ? ERR_NOTFOUND : rc < 0 ? rc : 0;
}

/* What the rows of a store without rule sets have passed: 0 where it has none. */
static int read_before(int64_t *version, struct store *store, struct err *err)
{
    return db_get_int(store->db, version, err, "SELECT coalesce(max(rules_version), 0) FROM imports WHERE completed_at IS NOT NULL", "");
}

/* `change`: not the built-in rules of a store that is new. */
static int put(struct store *store, const struct rule_set *set, bool change, struct err *err)
{
    bool own = !db_in_transaction(store->db);
    char subject[40];
    int rc = own ? db_begin(store->db, err) : 0;

    snprintf(subject, sizeof subject, "rules:%lld", (long long)set->version);
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO rule_sets(rules_version, built_in, lists, since) VALUES(?, ?, ?, ?)", "iibi", set->version,
                    set->built_in, set->lists, sizeof set->lists, store_now(store));
    if (rc == 0 && change)
        rc = audit_append(store, "engine", "rules.change", subject, set->lists, sizeof set->lists, err);
    if (own && rc == 0)
        rc = db_commit(store->db, err);
    if (own)
        db_rollback(store->db);
    return rc;
}

static void say(struct store *store, const struct rule_set *now, const struct rule_set *before)
{
    const char *what = memcmp(now->lists, before->lists, sizeof now->lists) == 0 ? "the built-in rules"
                       : now->built_in == before->built_in                       ? "your own rules"
                                                                                 : "the built-in and your own rules";

    if (store->log != NULL)
        log_warn(store->log,
                 "%s of de-identification have changed (now version %lld): text that is here stays as it is until its file is imported again, which then counts its rows as rescrubbed",
                 what, (long long)now->version);
}

int rules_version_in_force(int64_t *out, struct store *store, struct err *err)
{
    struct rule_set now = { .built_in = deidentify_rules_version() }, before = { .version = 0 };
    uint8_t none[DIGEST_SIZE];
    int rc;

    assert(store->has_keys);

    phi_rules_digest(store->rules, store->keys.pseudonym, now.lists);
    phi_rules_digest(NULL, store->keys.pseudonym, none);
    rc = read_newest(&before, store, err);
    if (rc == ERR_NOTFOUND) { /* until now the built-in rules were all that there were */
        rc = read_before(&before.version, store, err);
        before.built_in = before.version;
        memcpy(before.lists, none, sizeof none);
    }
    if (rc < 0)
        return rc;
    now.version = before.version;
    if (before.built_in != now.built_in || memcmp(before.lists, now.lists, sizeof now.lists) != 0) {
        now.version = before.version + 1 > now.built_in ? before.version + 1 : now.built_in;
        rc = put(store, &now, before.version > 0 || memcmp(none, now.lists, sizeof none) != 0, err);
        if (rc == 0 && before.version > 0)
            say(store, &now, &before);
    }
    if (rc == 0)
        *out = now.version;
    return rc;
}
