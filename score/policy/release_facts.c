/*
 * release_facts.c - see release_facts.h.
 */
#include "score/policy/release_facts.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/config/config_words.h"

const char *const evidence_state_name[] = { "missing", "denied", "given" };

enum { DAY_S = 86400 };

/* The current version of a record, as current_versions has it; a join with that view reads all records (SQLite 3.40). */
#define IS_CURRENT(version)                                                                                                                    \
    version ".withdrawn = 0 AND " version ".version_id = (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id"     \
    " WHERE w.record_id = " version ".record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1)"

static const char evidence_sql[] =
    "SELECT e.item, e.value, e.\"by\", e.time, e.starts, e.ends, e.planned FROM records r JOIN versions v ON v.record_id = r.record_id"
    "  JOIN evidence e ON e.version_id = v.version_id"
    " WHERE r.kind = 'evidence' AND r.project = ?1 AND r.id > ?2 || '/' AND r.id < ?2 || '0' AND e.\"release\" = ?2 AND " IS_CURRENT("v") " ORDER BY e.item, v.version_id";

static const char patches_sql[] =
    "SELECT p.component, p.due FROM records r JOIN versions v ON v.record_id = r.record_id JOIN patches p ON p.version_id = v.version_id"
    " WHERE r.kind = 'patch' AND r.project = '' AND r.id > ?1 || '/' AND r.id < ?1 || '0' AND p.system = ?1 AND p.applied IS NULL AND p.due < ?2"
    "   AND (p.exception_until IS NULL OR p.exception_until < ?2) AND " IS_CURRENT("v") " ORDER BY p.due, p.component";

/* --------------------------------------------------------------------------------------------------------- evidence */

static bool first_word_is(const char *value, const char *const *word, size_t n_words)
{
    char first[16];
    size_t n = strcspn(value, " \t:;,.(");

    if (n == 0 || n >= sizeof(first))
        return false;
    memcpy(first, value, n);
    first[n] = '\0';
    for (size_t i = 0; i < n_words; i++)
        if (word_same(first, word[i]))
            return true;
    return false;
}

/* A value's first word says that there is none. */
static bool denies(const char *value)
{
    static const char *const words[] = { "no", "none", "not", "false", "missing", "pending", "todo", "tbd", "failed", "fail", "open", "n/a", "0", "waived", "skipped" };

    return first_word_is(value, words, sizeof(words) / sizeof(*words));
}

static bool says(const char *value, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word_same(value, word[i]))
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the number begins that ends right before `end`; NULL: there is none. */
static const char *number_before(const char *value, const char *end)
{
    const char *at = end;

    while (at > value && is_digit(at[-1]))
        at--;
    return at < end ? at : NULL;
}

/* Steps back over a word before `end`; `end` where another stands there. */
static const char *before_word(const char *value, const char *end, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(end - value) > n && memcmp(end - n, word, n) == 0 ? end - n : end;
}

/* The number before the word "failed", else behind it: "412 passed, 3 failed", "3 tests failed", "passed 409, failed 3"; of "3 of 412 failed" and "3/412 failed" the first. NULL: none
 * stands there. */
static const char *failures_in(const char *value)
{
    const char *end = strstr(value, " failed"), *at, *first;

    if (end == NULL)
        return NULL;
    end = before_word(value, end, " tests");
    end = before_word(value, end, " test");
    at = number_before(value, end);
    if (at == NULL) {
        at = strstr(value, " failed") + strlen(" failed");
        at += strspn(at, " :=");
        return is_digit(*at) ? at : NULL;
    }
    end = before_word(value, at, " of ");
    end = end < at ? end : before_word(value, at, "/");
    first = end < at ? number_before(value, end) : NULL;
    return first != NULL ? first : at;
}

/* Tests that were not run or did not pass, and how many failed: at least one where the first word says so. "0 failed", "failed: 0" and "no errors" deny nothing. */
static bool tests_deny(uint64_t *failed, const char *value)
{
    static const char *const bad[] = { "fail", "failed", "failing", "failure", "failures", "error", "errors", "red", "broken", "aborted", "cancelled", "canceled" };
    static const char *const none[] = { "0", "no", "none" };
    const char *second = value + strcspn(value, " "), *counted = failures_in(value);

    *failed = counted != NULL ? strtoull(counted, NULL, 10) : 0;
    if (counted == value)
        return false; /* "0 of 412 failed" */
    if (first_word_is(value, bad, sizeof(bad) / sizeof(*bad))) {
        const char *number = value + strcspn(value, " :=(");

        number += strspn(number, " :=(");
        *failed = is_digit(*number) ? strtoull(number, NULL, 10) : 1;
        return *failed > 0;
    }
    second = strncmp(second, " tests ", 7) == 0 ? second + 6 : strncmp(second, " test ", 6) == 0 ? second + 5 : second;
    if (first_word_is(value, none, sizeof(none) / sizeof(*none)) && *second == ' ' && first_word_is(second + 1, bad, sizeof(bad) / sizeof(*bad)))
        return false;
    return denies(value);
}

static int64_t time_at(struct db_stmt *stmt, int column)
{
    return db_is_null(stmt, column) ? TIME_NONE : db_int(stmt, column);
}

static int keep(const char **out, struct arena *arena, const char *text, struct err *err)
{
    *out = arena_strdup(arena, text != NULL ? text : "");
    return *out == NULL ? err_nomem(err) : 0;
}

static int take_check(struct release_facts *f, const char *name, struct db_stmt *stmt, struct err *err)
{
    static const char *const good[] = { "pass", "passed", "ok", "yes", "true", "done", "success", "green" };
    static const char *const bad[] = { "fail", "failed", "no", "false", "error", "red", "not ok" };
    struct check_given *room = arena_calloc(&f->arena, f->n_checks + 1, sizeof(*room)), *c;
    int rc;

    if (room == NULL)
        return err_nomem(err);
    if (f->n_checks > 0)
        memcpy(room, f->check, f->n_checks * sizeof(*room));
    f->check = room;
    c = &room[f->n_checks++];
    rc = keep(&c->name, &f->arena, name, err);
    if (rc == 0)
        rc = keep(&c->value, &f->arena, db_text(stmt, 1, NULL), err);
    if (rc == 0)
        rc = keep(&c->by, &f->arena, db_text(stmt, 2, NULL), err);
    c->time = time_at(stmt, 3);
    if (rc == 0) {
        c->passed = says(c->value, good, sizeof(good) / sizeof(*good));
        c->failed = says(c->value, bad, sizeof(bad) / sizeof(*bad));
    }
    return rc;
}

/* Several approvals are of several persons, and each person's newest is the one that is read: who denies it is not outvoted. Of other items any that is given counts. */
static bool supersedes(int item, enum evidence_state now, enum evidence_state before)
{
    if (now == EVIDENCE_MISSING)
        return false;
    if (item == EVIDENCE_APPROVAL && before != EVIDENCE_MISSING)
        return now <= before;
    return now >= before;
}

/* What a row says of an item. A form's line that nobody filled in (no value, no person, no window) says nothing, and so takes back what was said. */
static enum evidence_state state_of(int item, const struct evidence_given *now, bool has_window, uint64_t *tests_failed)
{
    if (now->value[0] == '\0' && now->by[0] == '\0' && !has_window)
        return EVIDENCE_MISSING;
    return (item == EVIDENCE_TESTS ? tests_deny(tests_failed, now->value) : denies(now->value)) ? EVIDENCE_DENIED : EVIDENCE_GIVEN;
}

static int take_evidence(struct release_facts *f, struct db_stmt *stmt, struct err *err)
{
    const char *item = db_text(stmt, 0, NULL);
    struct evidence_given now = { .time = time_at(stmt, 3) };
    int e = 0, rc;

    if (strncmp(item, "check:", 6) == 0)
        return take_check(f, item + 6, stmt, err);
    while (e < N_POLICY_EVIDENCE && strcmp(policy_evidence_name[e], item) != 0)
        e++;
    if (e == N_POLICY_EVIDENCE)
        return 0;
    rc = keep(&now.value, &f->arena, db_text(stmt, 1, NULL), err);
    if (rc == 0)
        rc = keep(&now.by, &f->arena, db_text(stmt, 2, NULL), err);
    if (rc < 0)
        return rc;
    now.state = state_of(e, &now, time_at(stmt, 4) != TIME_NONE || time_at(stmt, 5) != TIME_NONE || time_at(stmt, 6) != TIME_NONE, &f->tests_failed);
    if (e == EVIDENCE_WINDOW) {
        f->starts = time_at(stmt, 4);
        f->ends = time_at(stmt, 5);
    }
    if (f->planned == TIME_NONE)
        f->planned = time_at(stmt, 6);
    if (supersedes(e, now.state, f->evidence[e].state))
        f->evidence[e] = now;
    return 0;
}

static int load_evidence(struct release_facts *f, struct store *store, const struct release *release, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, evidence_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tt", release->project, release->name);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take_evidence(f, stmt, err);
    db_finalize(stmt);
    return rc;
}

/* ---------------------------------------------------------------------------------------------------------- systems */

static void touch(struct release_facts *f, const struct system_table *systems, const char *system)
{
    if (system[0] == '\0')
        return;
    for (size_t i = 0; i < f->n_touched; i++)
        if (strcmp(f->touched[i].system, system) == 0)
            return;
    f->touched[f->n_touched++] = (struct touched){ system, systems_find(systems, system) };
}

/* The systems are those of the estate, so few: each change is compared with the ones found so far. */
static int find_touched(struct release_facts *f, const struct release *release, const struct change_table *changes, const struct system_table *systems, struct err *err)
{
    f->touched = arena_calloc(&f->arena, release->n_members + 1, sizeof(*f->touched));
    if (f->touched == NULL)
        return err_nomem(err);
    touch(f, systems, release->system);
    for (size_t i = 0; i < release->n_members; i++)
        touch(f, systems, changes->row[release->member[i]].system);
    return 0;
}

int release_facts_load(struct release_facts *out, struct store *store, const struct release *release, const struct change_table *changes,
                       const struct system_table *systems, struct err *err)
{
    struct release_facts f = { .starts = TIME_NONE, .ends = TIME_NONE, .planned = release->planned };
    int rc;

    for (int e = 0; e < N_POLICY_EVIDENCE; e++)
        f.evidence[e] = (struct evidence_given){ .value = "", .by = "", .time = TIME_NONE };
    arena_init(&f.arena);
    rc = load_evidence(&f, store, release, err);
    if (rc == 0)
        rc = find_touched(&f, release, changes, systems, err);
    if (rc < 0)
        release_facts_release(&f);
    else
        *out = f;
    return rc;
}

void release_facts_release(struct release_facts *facts)
{
    arena_release(&facts->arena);
    memset(facts, 0, sizeof(*facts));
}

/* ------------------------------------------------------------------------------------------------------------ facts */

bool release_outside_window(const struct release_facts *f)
{
    int64_t last = f->planned;

    if (f->planned == TIME_NONE || (f->starts == TIME_NONE && f->ends == TIME_NONE))
        return false;
    if (f->planned % DAY_S == 0) /* a day, not an hour */
        last += DAY_S - 1;
    return (f->starts != TIME_NONE && last < f->starts) || (f->ends != TIME_NONE && f->planned > f->ends);
}

const char *out_of_support(const struct system_row *row, int64_t at, struct arena *arena)
{
    static const char *const words[] = { "ended", "end of life", "eol", "end of support", "eos", "out of support", "unsupported", "not supported", "expired", "none", "no",
                                         "retired", "obsolete", "discontinued" };
    char text[160], day[TIME_ISO_MAX];

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (word_same(row->support, words[i])) {
            snprintf(text, sizeof(text), "support is '%.60s'", row->support);
            return arena_strdup(arena, text);
        }
    if (row->replacement_date == TIME_NONE || row->replacement_date >= at)
        return NULL;
    snprintf(text, sizeof(text), "it was to be replaced by %s", time_format_date(row->replacement_date, day));
    return arena_strdup(arena, text);
}

int overdue_patch(const char **out, size_t *n, struct store *store, const char *system, int64_t at, struct arena *arena, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char text[320], day[TIME_ISO_MAX];
    int rc = db_prepare(store->db, &stmt, patches_sql, err);

    *out = NULL;
    *n = 0;
    if (rc == 0)
        rc = db_bind(stmt, err, "ti", system, at);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        if ((*n)++ > 0)
            continue;
        snprintf(text, sizeof(text), "%.200s, due %s", db_text(stmt, 0, NULL), time_format_date(db_int(stmt, 1), day));
        rc = keep(out, arena, text, err);
    }
    db_finalize(stmt);
    return rc;
}
