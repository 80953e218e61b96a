/*
 * standing.c - see standing.h.
 *
 *   standing_load -> read_item -> signatures_load -> read_decisions (each with its signature, checked) -> follow -> pick
 */
#include "score/review/standing.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

const char *const decision_name[N_DECISIONS] = {
    "claim", "unclaim", "approve", "reject", "request-changes", "need-information", "defer", "reopen", "expire",
};

const char *const decision_meaning[N_DECISIONS] = {
    NULL, NULL, "approved", "rejected", "requested changes", "asked for information", "deferred", "reopened", NULL,
};

const char *const item_state_name[N_ITEM_STATES] = {
    "waiting", "claimed", "changes requested", "information needed", "deferred", "approved", "rejected", "expired",
};

bool decision_find(enum decision *out, const char *name)
{
    for (size_t i = 0; i < N_DECISIONS; i++)
        if (strcmp(decision_name[i], name) == 0) {
            *out = (enum decision)i;
            return true;
        }
    return false;
}

bool item_state_find(enum item_state *out, const char *name)
{
    for (size_t i = 0; i < N_ITEM_STATES; i++) {
        const char *a = item_state_name[i], *b = name;

        while (*a != '\0' && (*a == *b || (*a == ' ' && *b == '-'))) {
            a++;
            b++;
        }
        if (*a == '\0' && *b == '\0') {
            *out = (enum item_state)i;
            return true;
        }
    }
    return false;
}

bool item_state_decided(enum item_state state)
{
    return state == ITEM_APPROVED || state == ITEM_REJECTED || state == ITEM_EXPIRED;
}

bool item_state_allows(enum item_state state, bool mine, enum decision decision)
{
    switch (decision) {
    case DECISION_UNCLAIM:
        return state == ITEM_CLAIMED && mine;
    case DECISION_REOPEN:
        return state != ITEM_WAITING && state != ITEM_CLAIMED && state != ITEM_EXPIRED;
    case DECISION_EXPIRE:
        return !item_state_decided(state);
    default:
        return !item_state_decided(state) && (state != ITEM_CLAIMED || mine);
    }
}

/* ------------------------------------------------------------------------------------------------- following decisions */

/* Where a row stands while its decisions pass by. */
struct course {
    enum item_state state;      /* without the claim */
    int64_t         defer_until;
    char            holder[128]; /* "": nobody holds it */
    int64_t         claim_until;
};

static void course_step(struct course *c, enum decision decision, const char *user, int64_t until)
{
    static const enum item_state after[N_DECISIONS] = {
        [DECISION_APPROVE] = ITEM_APPROVED, [DECISION_REJECT] = ITEM_REJECTED, [DECISION_REQUEST_CHANGES] = ITEM_CHANGES_REQUESTED,
        [DECISION_NEED_INFORMATION] = ITEM_INFORMATION_NEEDED, [DECISION_DEFER] = ITEM_DEFERRED, [DECISION_REOPEN] = ITEM_WAITING,
        [DECISION_EXPIRE] = ITEM_EXPIRED,
    };

    c->holder[0] = '\0';
    if (decision == DECISION_CLAIM) {
        snprintf(c->holder, sizeof c->holder, "%s", user);
        c->claim_until = until;
    } else if (decision != DECISION_UNCLAIM) {
        c->state = after[decision];
        c->defer_until = until;
    }
}

static enum item_state course_end(struct course *c, int64_t now, int64_t *until)
{
    *until = TIME_NONE;
    if (c->holder[0] != '\0' && (c->claim_until == TIME_NONE || c->claim_until > now)) {
        *until = c->claim_until;
        return ITEM_CLAIMED;
    }
    c->holder[0] = '\0';
    if (c->state != ITEM_DEFERRED)
        return c->state;
    if (c->defer_until != TIME_NONE && c->defer_until <= now)
        return ITEM_WAITING;
    *until = c->defer_until;
    return ITEM_DEFERRED;
}

static int64_t time_or_none(struct db_stmt *stmt, int column)
{
    return db_is_null(stmt, column) ? TIME_NONE : db_int(stmt, column);
}

int standing_state(enum item_state *out, int64_t *until, char *holder, size_t holder_size, struct store *store, int64_t item_id, struct err *err)
{
    struct course course = { .state = ITEM_WAITING, .defer_until = TIME_NONE };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT decision, user, until FROM decisions WHERE item_id = ? ORDER BY decision_id", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", item_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        enum decision decision;

        rc = 0;
        if (decision_find(&decision, db_text(stmt, 0, NULL))) /* 'escalate' changes nothing yet */
            course_step(&course, decision, db_text(stmt, 1, NULL), time_or_none(stmt, 2));
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    *out = course_end(&course, store_now(store), until);
    if (holder != NULL)
        snprintf(holder, holder_size, "%s", course.holder);
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------ loading */

static const char item_sql[] =
    "SELECT item_id, item, kind, project, requested_by, score_id, content_hash,"
    "       item_id = " STANDING_NEWEST " FROM review_items i";

static int keep(const char **out, struct arena *arena, const char *text, struct err *err)
{
    *out = arena_strdup(arena, text != NULL ? text : "");
    return *out == NULL ? err_nomem(err) : 0;
}

static int take_item(struct standing *s, struct db_stmt *stmt, struct err *err)
{
    const char **text[] = { &s->item, &s->kind, &s->project, &s->requested_by };
    size_t len;
    const void *content = db_blob(stmt, 6, &len);
    int rc = 0;

    s->item_id = db_int(stmt, 0);
    for (int i = 0; rc == 0 && i < 4; i++)
        rc = keep(text[i], &s->arena, db_text(stmt, 1 + i, NULL), err);
    s->score_id = db_int(stmt, 5);
    if (content != NULL && len == DIGEST_SIZE)
        memcpy(s->content, content, DIGEST_SIZE);
    s->newest = db_int(stmt, 7) != 0;
    return rc;
}

static int read_item(struct standing *s, struct store *store, const char *item, const uint8_t *content, struct err *err)
{
    struct strbuf sql;
    struct db_stmt *stmt = NULL;
    int rc;

    strbuf_init(&sql);
    strbuf_addf(&sql, "%s WHERE item = ?1 AND (content_hash = ?2 OR (?2 IS NULL AND item_id = " STANDING_NEWEST "))", item_sql);
    rc = strbuf_check(&sql, err);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, sql.data, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "tb", item, content, (size_t)DIGEST_SIZE);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        rc = take_item(s, stmt, err);
    } else if (rc == 0) {
        s->kind = s->project = s->requested_by = "";
        if (content != NULL)
            memcpy(s->content, content, DIGEST_SIZE);
        rc = keep(&s->item, &s->arena, item, err);
    }
    db_finalize(stmt);
    strbuf_release(&sql);
    return rc;
}

/* Whose signature it says it has, over this item, this content and this decision. */
static int link_signature(struct standing *s, struct decision_row *d, int64_t signature_id, struct err *err)
{
    const char *meaning = decision_meaning[d->decision];

    for (size_t i = 0; i < s->signatures.n; i++)
        if (s->signatures.row[i].signature_id == signature_id)
            d->signature = &s->signatures.row[i];
    if (meaning == NULL)
        return 0;
    if (d->signature != NULL && d->signature->valid && strcmp(d->signature->meaning, meaning) == 0 && strcmp(d->signature->user, d->user) == 0 &&
        strcmp(d->signature->role, d->role) == 0 && d->signature->at == d->at && digest_equal(d->signature->content_hash, s->content, DIGEST_SIZE))
        return 0;
    return err_set(err, ERR_INTEGRITY, "decision %lld on '%s' (%s by %s) has no valid signature; 'prodrome audit verify' tells more", (long long)d->decision_id,
                   s->item, decision_name[d->decision], d->user);
}

static int read_decision(struct standing *s, struct decision_row *d, struct db_stmt *stmt, struct err *err)
{
    int rc = keep(&d->user, &s->arena, db_text(stmt, 2, NULL), err);

    d->decision_id = db_int(stmt, 0);
    d->at = db_int(stmt, 4);
    d->until = time_or_none(stmt, 5);
    d->signature = NULL;
    if (rc == 0)
        rc = keep(&d->role, &s->arena, db_text(stmt, 3, NULL), err);
    if (rc == 0)
        rc = keep(&d->reason, &s->arena, db_text(stmt, 6, NULL), err);
    return rc < 0 ? rc : link_signature(s, d, db_int(stmt, 7), err);
}

static int read_decisions(struct standing *s, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT decision_id, decision, user, role, at, until, reason, signature_id FROM decisions"
                        " WHERE item_id = ? ORDER BY decision_id", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", s->item_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        enum decision decision;

        rc = 0;
        if (!decision_find(&decision, db_text(stmt, 1, NULL)))
            continue;
        rc = mem_grow(&s->decision, &cap, s->n_decisions + 1, sizeof *s->decision, err);
        if (rc < 0)
            break;
        s->decision[s->n_decisions].decision = decision;
        rc = read_decision(s, &s->decision[s->n_decisions], stmt, err);
        if (rc == 0)
            s->n_decisions++;
    }
    db_finalize(stmt);
    return rc;
}

static int follow(struct standing *s, int64_t now, struct err *err)
{
    struct course course = { .state = ITEM_WAITING, .defer_until = TIME_NONE };

    s->approval = arena_calloc(&s->arena, s->n_decisions + 1, sizeof *s->approval);
    if (s->approval == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < s->n_decisions; i++) {
        const struct decision_row *d = &s->decision[i];

        course_step(&course, d->decision, d->user, d->until);
        if (d->decision == DECISION_REOPEN) {
            s->n_approvals = 0;
            s->rejection = NULL;
        } else if (d->decision == DECISION_APPROVE) {
            s->approval[s->n_approvals++] = d;
        } else if (d->decision == DECISION_REJECT) {
            s->rejection = d;
        }
    }
    s->state = course_end(&course, now, &s->until);
    return keep(&s->holder, &s->arena, course.holder, err);
}

static int pick_stale(struct standing *s, struct err *err)
{
    s->stale = arena_calloc(&s->arena, s->signatures.n + 1, sizeof *s->stale);
    if (s->stale == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < s->signatures.n; i++) {
        const struct signature *g = &s->signatures.row[i];
        bool verdict = strcmp(g->meaning, decision_meaning[DECISION_APPROVE]) == 0 || strcmp(g->meaning, decision_meaning[DECISION_REJECT]) == 0;

        if (verdict && !digest_equal(g->content_hash, s->content, DIGEST_SIZE))
            s->stale[s->n_stale++] = g;
    }
    return 0;
}

int standing_load(struct standing *out, struct store *store, const char *item, const uint8_t *content, struct err *err)
{
    struct standing s = { .until = TIME_NONE };
    int rc;

    arena_init(&s.arena);
    rc = read_item(&s, store, item, content, err);
    if (rc == 0)
        rc = signatures_load(&s.signatures, store, s.item, err);
    if (rc == 0)
        rc = read_decisions(&s, store, err);
    if (rc == 0)
        rc = follow(&s, store_now(store), err);
    if (rc == 0)
        rc = pick_stale(&s, err);
    if (rc < 0)
        standing_release(&s);
    else
        *out = s;
    return rc;
}

/* A number is looked up first: no item is named so. */
static int item_of_number(char **item, uint8_t content[DIGEST_SIZE], struct store *store, const char *number, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char *end;
    long long id = strtoll(number, &end, 10);
    int rc = 0;

    if (*number == '\0' || *end != '\0')
        return 0;
    rc = db_prepare(store->db, &stmt, "SELECT item, content_hash FROM review_items WHERE item_id = ?", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", (int64_t)id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        size_t len;
        const void *hash = db_blob(stmt, 1, &len);

        *item = mem_strdup(db_text(stmt, 0, NULL));
        if (*item == NULL)
            rc = err_nomem(err);
        else if (hash != NULL && len == DIGEST_SIZE)
            memcpy(content, hash, DIGEST_SIZE);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : *item != NULL;
}

int standing_find(struct standing *out, struct store *store, const char *number_or_item, struct err *err)
{
    struct standing s;
    uint8_t content[DIGEST_SIZE] = { 0 };
    char *item = NULL;
    int rc = item_of_number(&item, content, store, number_or_item, err);

    if (rc >= 0)
        rc = standing_load(&s, store, item != NULL ? item : number_or_item, item != NULL ? content : NULL, err);
    mem_free(item);
    if (rc < 0)
        return rc;
    if (s.item_id == 0) {
        standing_release(&s);
        return err_set(err, ERR_NOTFOUND, "no review item '%s'", number_or_item);
    }
    *out = s;
    return 0;
}

void standing_release(struct standing *standing)
{
    signatures_release(&standing->signatures);
    mem_free(standing->decision);
    arena_release(&standing->arena);
    memset(standing, 0, sizeof *standing);
}
