/*
 * people.c - see people.h.
 *
 *   people_sign_in -> read_account -> hash -> settle (in one transaction: is it still so? count, lock, record)
 *   everything that changes a person -> change_person -> work -> audit_vouch
 */
#include "score/review/people.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "datasets/audit/audit_vouch.h"
#include "datasets/base/mem.h"
#include "datasets/phi/deidentify.h"

const char *const role_name[N_ROLES] = { "administrator", "clinical", "security", "engineering", "release-manager", "auditor" };

static const unsigned powers[N_ROLES] = {
    [ROLE_ADMINISTRATOR] = POWER_PEOPLE | POWER_POLICY,
    [ROLE_CLINICAL] = POWER_TRIAGE | POWER_RISK | POWER_APPROVE_MODEL,
    [ROLE_SECURITY] = POWER_TRIAGE | POWER_RISK | POWER_POLICY,
    [ROLE_ENGINEERING] = POWER_TRIAGE | POWER_RISK | POWER_APPROVE_MODEL | POWER_RUN_MODEL,
    [ROLE_RELEASE_MANAGER] = POWER_RISK | POWER_RUN_MODEL,
    [ROLE_AUDITOR] = 0,
};

bool role_may(enum role role, enum power power)
{
    assert((size_t)role < N_ROLES);

    return (powers[role] & power) != 0;
}

bool role_find(enum role *out, const char *name)
{
    for (size_t i = 0; i < N_ROLES; i++)
        if (strcmp(role_name[i], name) == 0) {
            *out = (enum role)i;
            return true;
        }
    return false;
}

/* ------------------------------------------------------------------------------------------------------- signing in */

struct account {
    bool      there;
    char      hash[PASSWORD_HASH_MAX];
    enum role role;
    bool      disabled;
    int64_t   failures, locked_until; /* TIME_NONE: never */
};

static int read_account(struct account *out, struct store *store, const char *name, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT password_hash, role, disabled_at, failed_logins, locked_until FROM users WHERE name = ?", err);

    *out = (struct account){ .locked_until = TIME_NONE };
    if (rc == 0)
        rc = db_bind(stmt, err, "t", name);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        out->there = role_find(&out->role, db_text(stmt, 1, NULL));
        snprintf(out->hash, sizeof out->hash, "%s", db_text(stmt, 0, NULL));
        out->disabled = !db_is_null(stmt, 2);
        out->failures = db_int(stmt, 3);
        if (!db_is_null(stmt, 4))
            out->locked_until = db_int(stmt, 4);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

/* The same work whether there is somebody of that name or not. */
static bool password_fits(const struct account *account, const char *password, size_t len)
{
    char unused[PASSWORD_HASH_MAX];

    if (account->there)
        return password_check(account->hash, password, len);
    (void)password_hash(unused, password, len, NULL);
    return false;
}

static bool is_locked(const struct account *account, int64_t now)
{
    return account->locked_until != TIME_NONE && account->locked_until > now;
}

/* A lock that has run out begins the count anew; one that holds is not made longer. */
static int count_failure(struct store *store, const char *name, const struct account *account, struct err *err)
{
    int64_t now = store_now(store), failures = account->locked_until != TIME_NONE ? 1 : account->failures + 1;

    if (!account->there || is_locked(account, now))
        return 0;
    if (failures < PEOPLE_FAILURES_MAX)
        return db_run(store->db, err, "UPDATE users SET failed_logins = ?, locked_until = NULL WHERE name = ?", "it", failures, name);
    return db_run(store->db, err, "UPDATE users SET failed_logins = ?, locked_until = ? WHERE name = ?", "iit", failures,
                  now + (int64_t)PEOPLE_LOCK_S, name);
}

/* What was typed for a name that nobody has may be a password: it is not written down. */
static int record_failure(struct store *store, const char *name, const struct account *account, struct err *err)
{
    char subject[PEOPLE_NAME_MAX + 8];
    int rc = count_failure(store, name, account, err);

    snprintf(subject, sizeof subject, "user:%s", account->there ? name : "?");
    return rc < 0 ? rc : audit_append(store, "login", "login.failure", subject, NULL, 0, err);
}

/* Guesses may run side by side: whether it counts is decided on the account as it is now, one after the other. */
static int settle(bool *good, struct store *store, const char *name, const struct account *asked, bool fits, struct err *err)
{
    struct account now;
    int rc = db_begin(store->db, err);

    if (rc == 0)
        rc = read_account(&now, store, name, err);
    if (rc == 0) {
        *good = fits && now.there && !now.disabled && !is_locked(&now, store_now(store)) && strcmp(now.hash, asked->hash) == 0 &&
                now.role == asked->role;
        if (*good)
            rc = audit_vouch_holds(store, "user", name, err);
        else
            rc = record_failure(store, name, &now, err);
    }
    if (rc == 0 && *good && (now.failures > 0 || now.locked_until != TIME_NONE))
        rc = db_run(store->db, err, "UPDATE users SET failed_logins = 0, locked_until = NULL WHERE name = ?", "t", name);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

int people_sign_in(struct person *out, struct store *store, const char *name, const char *password, size_t len, struct err *err)
{
    struct account account;
    bool good = false;
    int rc = read_account(&account, store, name, err);

    assert(store->has_keys);

    if (rc == 0)
        rc = settle(&good, store, name, &account, password_fits(&account, password, len), err);
    if (rc == 0 && good) {
        snprintf(out->name, sizeof out->name, "%s", name);
        out->role = account.role;
    } else if (rc == 0) {
        rc = err_set(err, ERR_USAGE, "login failed");
    }
    secret_wipe(&account, sizeof account);
    return rc;
}

int people_require(struct store *store, const struct person *person, enum power power, struct err *err)
{
    struct account account;
    int rc = read_account(&account, store, person->name, err);

    if (rc < 0)
        return rc;
    if (!account.there || account.disabled || account.role != person->role)
        return err_set(err, ERR_USAGE, "'%s' may no longer sign as %s", person->name, role_name[person->role]);
    if (role_may(person->role, power))
        return 0;
    return err_set(err, ERR_USAGE, "'%s' is %s: that role may not do this", person->name, role_name[person->role]);
}

/* ------------------------------------------------------------------------------------------------- names and passwords */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_plain(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

int people_check_name(const char *name, struct err *err)
{
    static const char *const reserved[] = { "engine", "login", "policy" };
    size_t len = strlen(name);
    bool good = len >= 2 && len <= PEOPLE_NAME_MAX && is_letter(name[0]);

    for (size_t i = 1; good && i < len; i++)
        good = is_plain(name[i]) || (strchr("._-'@ ", name[i]) != NULL && is_plain(name[i - 1]) && i + 1 < len);
    if (!good)
        return err_set(err, ERR_USAGE, "'%s' will not do as a name: 2 to %d letters and digits, between them single blanks or one of . _ - ' @, a letter first",
                       name, PEOPLE_NAME_MAX);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcasecmp(name, reserved[i]) == 0)
            return err_set(err, ERR_USAGE, "'%s' is a name of the program itself", name);
    return 0;
}

/* Characters of UTF-8; of anything else, bytes that could begin one. */
static size_t characters(const char *text, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

int people_check_password(const char *name, const char *password, size_t len, struct err *err)
{
    bool varied = false;

    for (size_t i = 1; i < len; i++)
        varied = varied || password[i] != password[0];
    if (characters(password, len) < PEOPLE_PASSWORD_MIN)
        return err_set(err, ERR_USAGE, "the password is too short: at least %d characters", PEOPLE_PASSWORD_MIN);
    if (len > PEOPLE_PASSWORD_MAX)
        return err_set(err, ERR_USAGE, "the password is too long: at most %d bytes", PEOPLE_PASSWORD_MAX);
    if (!varied || (strlen(name) == len && strncasecmp(name, password, len) == 0))
        return err_set(err, ERR_USAGE, "the password is too easy to guess");
    return 0;
}

/* ---------------------------------------------------------------------------------------------------- changing people */

static int put_identity(struct store *store, const char *name, const char *identity, struct err *err)
{
    struct strbuf pseudonym;
    int rc;

    strbuf_init(&pseudonym);
    deidentify_person(&pseudonym, identity, strlen(identity), store->keys.pseudonym);
    rc = strbuf_check(&pseudonym, err);
    if (rc == 0 && pseudonym.len == 0)
        rc = err_set(err, ERR_USAGE, "an identity is blank");
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO user_identities(user, pseudonym, added_at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
                    " (SELECT 1 FROM user_identities WHERE user = ?1 AND pseudonym = ?2)", "tti", name, pseudonym.data, store_now(store));
    strbuf_release(&pseudonym);
    return rc;
}

static int put_person(struct store *store, const struct people_new *person, const char *hash, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM users WHERE lower(name) = lower(?)", "t", person->name);

    if (rc == 0 && n > 0)
        rc = err_set(err, ERR_USAGE, "the name '%s' is taken", person->name);
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO users(name, password_hash, role, created_at) VALUES(?,?,?,?)", "ttti", person->name, hash,
                    role_name[person->role], store_now(store));
    if (rc == 0)
        rc = put_identity(store, person->name, person->name, err);
    for (size_t i = 0; rc == 0 && i < person->n_identities; i++)
        rc = put_identity(store, person->name, person->identity[i], err);
    return rc;
}

/* The first one founds the rest: only an administrator, and only where there is nobody. */
static int check_founder(struct store *store, enum role role, struct err *err)
{
    int64_t n = 0;
    int rc = people_count(&n, store, err);

    if (rc == 0 && n > 0)
        rc = err_set(err, ERR_USAGE, "the store has people already: an administrator adds others");
    if (rc == 0 && role != ROLE_ADMINISTRATOR)
        rc = err_set(err, ERR_USAGE, "the first person of a store is an administrator, not %s", role_name[role]);
    return rc;
}

int people_add(struct store *store, const struct people_new *person, const struct person *by, struct err *err)
{
    char hash[PASSWORD_HASH_MAX];
    int rc = people_check_name(person->name, err);

    assert(store->has_keys);

    if (rc == 0)
        rc = people_check_password(person->name, person->password, person->password_len, err);
    if (rc == 0)
        rc = password_hash(hash, person->password, person->password_len, err);
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc < 0)
        return rc;
    rc = by != NULL ? people_require(store, by, POWER_PEOPLE, err) : check_founder(store, person->role, err);
    if (rc == 0)
        rc = put_person(store, person, hash, err);
    if (rc == 0)
        rc = audit_vouch(store, by != NULL ? by->name : person->name, "user", person->name, "add", err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

static int find_person(struct store *store, const char *name, struct err *err)
{
    int64_t id;
    int rc = db_get_int(store->db, &id, err, "SELECT user_id FROM users WHERE name = ?", "t", name);

    return rc == ERR_NOTFOUND ? err_set(err, ERR_NOTFOUND, "no user '%s'", name) : rc;
}

static int keep_an_administrator(struct store *store, const char *name, struct err *err)
{
    int64_t others = 0;
    int rc = db_get_int(store->db, &others, err, "SELECT count(*) FROM users WHERE role = 'administrator' AND disabled_at IS NULL AND name <> ?", "t", name);

    if (rc == 0 && others == 0)
        rc = err_set(err, ERR_USAGE, "'%s' is the last administrator", name);
    return rc;
}

/* What is done to a person, inside the transaction. */
struct deed {
    const char        *verb;     /* of the audit row */
    int              (*work)(struct store *store, const char *name, const struct deed *deed, struct err *err);
    enum role          role;
    bool               disable;
    const char        *hash;
    const char *const *identity;
    size_t             n_identities;
};

static int change_person(struct store *store, const char *name, const struct deed *deed, const struct person *by, enum power power, struct err *err)
{
    int rc;

    assert(store->has_keys);

    rc = db_begin(store->db, err);
    if (rc < 0)
        return rc;
    rc = power != 0 ? people_require(store, by, power, err) : 0;
    if (rc == 0)
        rc = find_person(store, name, err);
    if (rc == 0)
        rc = audit_vouch_holds(store, "user", name, err); /* an altered person must not be vouched for again */
    if (rc == 0)
        rc = deed->work(store, name, deed, err);
    if (rc == 0)
        rc = audit_vouch(store, by->name, "user", name, deed->verb, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

static int do_role(struct store *store, const char *name, const struct deed *deed, struct err *err)
{
    int rc = deed->role != ROLE_ADMINISTRATOR ? keep_an_administrator(store, name, err) : 0;

    return rc < 0 ? rc : db_run(store->db, err, "UPDATE users SET role = ? WHERE name = ?", "tt", role_name[deed->role], name);
}

int people_set_role(struct store *store, const char *name, enum role role, const struct person *by, struct err *err)
{
    struct deed deed = { .verb = "role", .work = do_role, .role = role };

    return change_person(store, name, &deed, by, POWER_PEOPLE, err);
}

static int do_disable(struct store *store, const char *name, const struct deed *deed, struct err *err)
{
    int rc;

    if (!deed->disable)
        return db_run(store->db, err, "UPDATE users SET disabled_at = NULL WHERE name = ?", "t", name);
    rc = keep_an_administrator(store, name, err);
    return rc < 0 ? rc : db_run(store->db, err, "UPDATE users SET disabled_at = coalesce(disabled_at, ?) WHERE name = ?", "it", store_now(store), name);
}

int people_disable(struct store *store, const char *name, bool disable, const struct person *by, struct err *err)
{
    struct deed deed = { .verb = disable ? "disable" : "enable", .work = do_disable, .disable = disable };

    return change_person(store, name, &deed, by, POWER_PEOPLE, err);
}

static int do_identify(struct store *store, const char *name, const struct deed *deed, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < deed->n_identities; i++)
        rc = put_identity(store, name, deed->identity[i], err);
    return rc;
}

int people_identify(struct store *store, const char *name, const char *const *identity, size_t n_identities, const struct person *by, struct err *err)
{
    struct deed deed = { .verb = "identify", .work = do_identify, .identity = identity, .n_identities = n_identities };

    return change_person(store, name, &deed, by, POWER_PEOPLE, err);
}

static int do_password(struct store *store, const char *name, const struct deed *deed, struct err *err)
{
    return db_run(store->db, err, "UPDATE users SET password_hash = ?, failed_logins = 0, locked_until = NULL WHERE name = ?", "tt", deed->hash, name);
}

int people_set_password(struct store *store, const char *name, const char *password, size_t len, const struct person *by, struct err *err)
{
    char hash[PASSWORD_HASH_MAX];
    struct deed deed = { .verb = "passwd", .work = do_password, .hash = hash };
    int rc = people_check_password(name, password, len, err);

    if (rc == 0)
        rc = password_hash(hash, password, len, err);
    return rc < 0 ? rc : change_person(store, name, &deed, by, strcmp(by->name, name) == 0 ? 0 : POWER_PEOPLE, err);
}

/* ------------------------------------------------------------------------------------------------------------- lists */

int people_count(int64_t *out, struct store *store, struct err *err)
{
    return db_get_int(store->db, out, err, "SELECT count(*) FROM users", "");
}

static int64_t time_or_none(struct db_stmt *stmt, int column)
{
    return db_is_null(stmt, column) ? TIME_NONE : db_int(stmt, column);
}

static int read_person(struct people_row *row, struct arena *arena, struct db_stmt *stmt, struct err *err)
{
    row->name = arena_strdup(arena, db_text(stmt, 0, NULL));
    if (row->name == NULL)
        return err_nomem(err);
    if (!role_find(&row->role, db_text(stmt, 1, NULL)))
        return err_set(err, ERR_INTEGRITY, "user '%s' has the unknown role '%s'", row->name, db_text(stmt, 1, NULL));
    row->created_at = db_int(stmt, 2);
    row->disabled_at = time_or_none(stmt, 3);
    row->locked_until = time_or_none(stmt, 4);
    row->n_identities = db_int(stmt, 5);
    return 0;
}

int people_list(struct people_list *out, struct store *store, struct err *err)
{
    struct people_list list = { 0 };
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT name, role, created_at, disabled_at, locked_until, (SELECT count(*) FROM user_identities i WHERE i.user = u.name)"
                        " FROM users u ORDER BY name", err);

    arena_init(&list.arena);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&list.row, &cap, list.n + 1, sizeof *list.row, err);
        if (rc == 0)
            rc = read_person(&list.row[list.n], &list.arena, stmt, err);
        if (rc == 0)
            list.n++;
    }
    db_finalize(stmt);
    if (rc < 0)
        people_list_release(&list);
    else
        *out = list;
    return rc;
}

void people_list_release(struct people_list *list)
{
    mem_free(list->row);
    arena_release(&list->arena);
    *list = (struct people_list){ 0 };
}
