#include "tests/support/people_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_verify.h"

struct person people_fixture_add(struct store *store, const char *name, enum role role, const char *identity, const struct person *by)
{
    struct people_new new = { .name = name, .role = role, .password = FIXTURE_PASSWORD, .password_len = strlen(FIXTURE_PASSWORD),
                              .identity = &identity, .n_identities = identity != NULL };
    struct person person = { .role = role };
    struct err err = ERR_INIT;

    assert_ok(people_add(store, &new, by, &err), err);
    memcpy(person.name, name, strlen(name) + 1); /* as if signed in: the tests of that are test_people.c's */
    return person;
}

int64_t item_fixture(struct store *store, const char *item, const char *kind, const char *project, const char *content)
{
    struct err err = ERR_INIT;
    uint8_t hash[DIGEST_SIZE];

    digest_of(content, strlen(content), hash);
    assert_ok(db_run(store->db, &err, "INSERT INTO review_items(item, kind, project, reason, flagged_at, content_hash) VALUES(?,?,?,'looks risky',?,?)", "tttib",
                     item, kind, project, store_now(store), hash, (size_t)DIGEST_SIZE),
              err);
    return db_last_id(store->db);
}

int decide_fixture(struct store *store, const char *item, enum decision decision, const struct person *person, struct err *err)
{
    struct decision_request r = { .item = item, .decision = decision, .person = person, .reason = "because", .until = TIME_NONE };
    struct decision_made made;

    if (decision == DECISION_DEFER)
        r.until = store_now(store) + 86400;
    return decision_make(&made, store, &r, err);
}

enum item_state state_of(struct store *store, const char *item)
{
    struct standing s;
    struct err err = ERR_INIT;
    enum item_state state;

    assert_ok(standing_load(&s, store, item, NULL, &err), err);
    state = s.state;
    standing_release(&s);
    return state;
}

char *failures_of(struct store *store)
{
    struct audit_result result;
    struct err err = ERR_INIT;
    char *text = calloc(1, 65536);

    assert_non_null(text);
    assert_ok(audit_verify(&result, store, NULL, NULL, &err), err);
    for (size_t i = 0; i < result.n_failures && strlen(text) < 60000; i++) {
        strncat(text, result.failure[i].check, 32);
        strcat(text, ": ");
        strncat(text, result.failure[i].reason, 1000);
        strcat(text, "\n");
    }
    audit_result_release(&result);
    return text;
}
