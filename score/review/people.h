/*
 * people.h - who may decide: names, roles, passwords, other names.
 *
 *     role              may
 *     administrator     add people, set roles and passwords, unlock, disable; sign the policy of releases, and nothing else
 *     clinical          decide on tickets, changes, releases, dependencies, telemetry and drift; approve and reject models
 *     security          decide on tickets, changes, releases, dependencies, telemetry and drift; sign the policy of releases
 *     engineering       as clinical; put models into production, roll back, retire
 *     release-manager   decide on changes, releases, dependencies, telemetry and drift; put models into production, roll back, retire
 *     auditor           read; signs nothing
 *
 * A person has one role. Nobody is ever deleted: signatures stay, and a name is never used again. There is always an administrator who is not
 * disabled. Passwords are kept as Argon2id. Other names (e-mail, tracker account) are kept only as the pseudonyms that import makes of them.
 *
 * Signing in gives one answer for an unknown name, a wrong password, a disabled person and a locked one: the same words after the same work (a
 * password is hashed even where there is nothing to compare it with). Each failure is an audit row. After PEOPLE_FAILURES_MAX in a row nobody gets in
 * under that name for PEOPLE_LOCK_S, or until an administrator sets the password; attempts meanwhile are recorded and do not prolong it. Whoever asks for
 * the password waits PEOPLE_DELAY_S after a failure before saying so.
 */
#ifndef PRODROME_PEOPLE_H
#define PRODROME_PEOPLE_H

#include "datasets/base/arena.h"
#include "datasets/store/store.h"

enum role { ROLE_ADMINISTRATOR, ROLE_CLINICAL, ROLE_SECURITY, ROLE_ENGINEERING, ROLE_RELEASE_MANAGER, ROLE_AUDITOR, N_ROLES };

extern const char *const role_name[N_ROLES]; /* "administrator", "clinical", ... */

enum power {
    POWER_PEOPLE = 1,         /* add people, set roles and passwords              */
    POWER_TRIAGE = 2,         /* decide on tickets                                */
    POWER_RISK = 4,           /* decide on everything else but models             */
    POWER_APPROVE_MODEL = 8,  /* approve, reject                                  */
    POWER_RUN_MODEL = 16,     /* put into production, roll back, retire           */
    POWER_POLICY = 32         /* sign the policy of releases: none who releases   */
};

bool role_may(enum role role, enum power power);
bool role_find(enum role *out, const char *name);           /* false: no such role */

enum {
    PEOPLE_NAME_MAX = 64,      /* bytes                                            */
    PEOPLE_PASSWORD_MIN = 12,  /* characters                                       */
    PEOPLE_PASSWORD_MAX = 1024, /* bytes                                           */
    PEOPLE_FAILURES_MAX = 10,
    PEOPLE_LOCK_S = 15 * 60,
    PEOPLE_DELAY_S = 2
};

/* Someone who has proved who they are. Filled by people_sign_in alone. */
struct person {
    char      name[PEOPLE_NAME_MAX + 1];
    enum role role;
};

struct people_new {
    const char        *name;      /* letters, digits and inner " . _ - ' @", beginning with a letter */
    enum role          role;
    const char        *password;
    size_t             password_len;
    const char *const *identity;  /* [n_identities] as the exports have them: e-mail, account, name */
    size_t             n_identities;
};

/* ERR_USAGE "login failed" for whatever reason; ERR_INTEGRITY where the stored person is not the one that the audit trail vouches for. */
int people_sign_in(struct person *out, struct store *store, const char *name, const char *password, size_t len, struct err *err);

/* ERR_USAGE for a name that is taken (whatever its case) or not allowed, a weak password, a `by` who may not. `by` NULL: the first administrator of a
 * store that has nobody yet. */
int people_add(struct store *store, const struct people_new *person, const struct person *by, struct err *err);
int people_set_role(struct store *store, const char *name, enum role role, const struct person *by, struct err *err);
int people_disable(struct store *store, const char *name, bool disable, const struct person *by, struct err *err); /* false: enable again */
int people_identify(struct store *store, const char *name, const char *const *identity, size_t n_identities, const struct person *by, struct err *err);
/* One's own, or another's by an administrator; ends a lock. */
int people_set_password(struct store *store, const char *name, const char *password, size_t len, const struct person *by, struct err *err);

/* Before asking for the rest: ERR_USAGE where it will not do. */
int people_check_name(const char *name, struct err *err);
int people_check_password(const char *name, const char *password, size_t len, struct err *err);

int people_count(int64_t *out, struct store *store, struct err *err);

/* Still who they were when they signed in, and allowed to: ERR_USAGE where not. */
int people_require(struct store *store, const struct person *person, enum power power, struct err *err);

struct people_row {
    const char *name;
    enum role   role;
    int64_t     created_at, disabled_at, locked_until; /* TIME_NONE: not */
    int64_t     n_identities;
};

struct people_list {
    struct arena       arena;
    struct people_row *row;       /* [n] by name */
    size_t             n;
};

int  people_list(struct people_list *out, struct store *store, struct err *err);
void people_list_release(struct people_list *list);

#endif
