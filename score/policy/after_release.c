/*
 * after_release.c - see after_release.h.
 */
#include "score/policy/after_release.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/policy/policy_text_match.h"

const char *const check_state_name[] = { "passed", "failed", "unclear", "due", "overdue" };

enum { DAY_S = 86400, OUTCOMES_MAX = 50 };

static const struct check_given *find_given(const struct release_facts *f, const char *name)
{
    for (size_t i = 0; i < f->n_checks; i++)
        if (strcmp(f->check[i].name, name) == 0)
            return &f->check[i];
    return NULL;
}

/* What was found before the release says nothing of it. */
static struct check_due judge_check(const char *name, const struct check_given *given, int64_t deployed, int64_t due, int64_t now)
{
    struct check_due c = { .name = name, .value = "", .by = "", .time = TIME_NONE, .due = due, .planned = true, .state = now > due ? CHECK_OVERDUE : CHECK_DUE };

    if (given == NULL || (given->time != TIME_NONE && given->time < deployed))
        return c;
    c.value = given->value;
    c.by = given->by;
    c.time = given->time;
    c.state = given->passed ? CHECK_PASSED : given->failed ? CHECK_FAILED : CHECK_UNCLEAR;
    return c;
}

static int keep(const char **out, struct arena *arena, const char *text, struct err *err)
{
    *out = arena_strdup(arena, text != NULL ? text : "");
    return *out == NULL ? err_nomem(err) : 0;
}

static int join_list(struct policy_list *into, struct arena *arena, const struct policy_list *more, struct err *err)
{
    const char **word = arena_calloc(arena, into->n + more->n + 1, sizeof(*word));
    size_t n = into->n;

    if (word == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        word[i] = into->word[i];
    for (size_t i = 0; i < more->n; i++) {
        bool there = false;

        for (size_t k = 0; k < n; k++)
            there = there || strcmp(word[k], more->word[i]) == 0;
        if (!there)
            word[n++] = more->word[i];
    }
    *into = (struct policy_list){ word, n };
    return 0;
}

static bool plans_review(const struct policy_after *p)
{
    return p->review || p->review_changes > 0 || p->privileged.n > 0;
}

static void take_smaller(int64_t *into, int64_t value, bool is_set)
{
    if (!is_set || value < *into)
        *into = value;
}

/* The stricter of both plans in everything. */
static int join_plan(struct policy_after *into, struct arena *arena, const struct policy_after *more, struct err *err)
{
    int rc;

    if (more->checks.n > 0)
        take_smaller(&into->check_days, more->check_days, into->checks.n > 0);
    if (plans_review(more))
        take_smaller(&into->review_days, more->review_days, plans_review(into));
    if (more->review_changes > 0)
        take_smaller(&into->review_changes, more->review_changes, into->review_changes > 0);
    into->review = into->review || more->review;
    rc = join_list(&into->checks, arena, &more->checks, err);
    return rc < 0 ? rc : join_list(&into->privileged, arena, &more->privileged, err);
}

static int list_checks(struct after_release *out, const struct policy_after *plan, const struct release *r, const struct release_facts *f, int64_t now, struct err *err)
{
    int rc = 0;

    out->check = arena_calloc(&out->arena, plan->checks.n + f->n_checks + 1, sizeof(*out->check));
    if (out->check == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < plan->checks.n; i++)
        out->check[out->n_checks++] = judge_check(plan->checks.word[i], find_given(f, plan->checks.word[i]), r->deployed, r->deployed + plan->check_days * DAY_S, now);
    for (size_t i = 0; i < f->n_checks; i++) {
        struct check_due c = judge_check(f->check[i].name, &f->check[i], r->deployed, TIME_NONE, now);
        bool planned = false;

        for (size_t k = 0; k < plan->checks.n; k++)
            planned = planned || strcmp(plan->checks.word[k], f->check[i].name) == 0;
        c.planned = false;
        if (!planned)
            out->check[out->n_checks++] = c;
    }
    for (size_t i = 0; rc == 0 && i < out->n_checks; i++) {
        struct check_due *c = &out->check[i];

        out->n_open += c->planned && c->state != CHECK_PASSED;
        rc = keep(&c->name, &out->arena, c->name, err);
        if (rc == 0)
            rc = keep(&c->value, &out->arena, c->value, err);
        if (rc == 0)
            rc = keep(&c->by, &out->arena, c->by, err);
    }
    return rc;
}

/* The first file of the release that is privileged; 1, 0 or negative. */
static int find_privileged(const char **out, struct after_release *after, const struct policy_after *plan, const struct policy_subject *s, struct err *err)
{
    for (size_t m = 0; m < s->release->n_members; m++) {
        const struct change *c = &s->changes->row[s->release->member[m]];

        for (const char *at = c->files.str; *at != '\0';) {
            size_t n = strcspn(at, "|");

            for (size_t i = 0; i < plan->privileged.n; i++) {
                int is = path_match(plan->privileged.word[i], at, n, err);

                if (is > 0)
                    *out = arena_memdup(&after->arena, at, n);
                if (is != 0)
                    return is;
            }
            at += n + (at[n] == '|');
        }
    }
    return 0;
}

static int judge_review(struct after_release *out, const struct policy_after *plan, const struct policy_subject *s, const struct policy_hits *hits, int64_t now, struct err *err)
{
    const struct evidence_given *given = &hits->facts.evidence[EVIDENCE_ACCESS_REVIEW];
    const char *path = "";
    char why[400] = "";
    int rc = 0;

    if (plan->review)
        snprintf(why, sizeof(why), "its system is %s", criticality_name[hits->criticality]);
    else if (plan->review_changes > 0 && s->release->n_members >= (size_t)plan->review_changes)
        snprintf(why, sizeof(why), "it has %zu changes, at least %lld", s->release->n_members, (long long)plan->review_changes);
    else
        rc = find_privileged(&path, out, plan, s, err);
    if (rc < 0)
        return rc;
    if (rc > 0)
        snprintf(why, sizeof(why), "it touches %.300s", path != NULL ? path : "");
    if (why[0] == '\0')
        return 0;
    out->review_due = s->release->deployed + plan->review_days * DAY_S;
    out->review_state = now > out->review_due ? CHECK_OVERDUE : CHECK_DUE;
    if (given->state == EVIDENCE_GIVEN && given->time != TIME_NONE && given->time >= s->release->deployed) {
        out->review_state = CHECK_PASSED;
        out->review_time = given->time;
    }
    return keep(&out->review_why, &out->arena, why, err);
}

static const char shifts_sql[] =
    "SELECT 'series:' || s.project || '/' || s.id, '', l.state, l.rule, l.at FROM links l JOIN records s ON s.record_id = l.ticket_record_id AND s.kind = 'series'"
    " WHERE l.target_record_id = ?1 AND l.link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id AND m.target_record_id = ?1)"
    "   AND NOT (l.state = 'refuted' AND l.\"by\" = '') ORDER BY s.id LIMIT ?2";

static const char outcomes_sql[] =
    "SELECT 'ticket:' || r.project || '/' || r.id, t.title, l.state, l.rule, t.created FROM links l JOIN records r ON r.record_id = l.ticket_record_id"
    "  JOIN versions v ON v.record_id = r.record_id JOIN tickets t ON t.version_id = v.version_id"
    " WHERE l.target_record_id = ?1 AND l.link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id AND m.target_record_id = ?1)"
    "   AND v.withdrawn = 0 AND v.version_id = (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id WHERE w.record_id = r.record_id"
    "     AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1) ORDER BY t.created, r.record_id LIMIT ?2";

static int take_outcome(struct after_release *out, struct db_stmt *stmt, struct err *err)
{
    struct suspected_outcome *o = &out->outcome[out->n_outcomes++];
    int rc;

    o->created = db_is_null(stmt, 4) ? TIME_NONE : db_int(stmt, 4);
    rc = keep(&o->item, &out->arena, db_text(stmt, 0, NULL), err);
    if (rc == 0)
        rc = keep(&o->title, &out->arena, db_text(stmt, 1, NULL), err);
    if (rc == 0)
        rc = keep(&o->state, &out->arena, db_text(stmt, 2, NULL), err);
    if (rc == 0)
        rc = keep(&o->rule, &out->arena, db_text(stmt, 3, NULL), err);
    out->n_suspected += rc == 0 && strcmp(o->state, "suspected") == 0;
    return rc;
}

static int add_outcomes(struct after_release *out, const struct policy_subject *s, const char *sql, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(s->store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ii", s->release->record_id, (int64_t)OUTCOMES_MAX);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take_outcome(out, stmt, err);
    db_finalize(stmt);
    return rc;
}

/* Incidents, then metrics; of the system how many metrics there are. */
static int list_outcomes(struct after_release *out, const struct policy_subject *s, struct err *err)
{
    int64_t n = 0;
    int rc;

    out->outcome = arena_calloc(&out->arena, 2 * OUTCOMES_MAX, sizeof(*out->outcome));
    if (out->outcome == NULL)
        return err_nomem(err);
    rc = add_outcomes(out, s, outcomes_sql, err);
    if (rc == 0)
        rc = add_outcomes(out, s, shifts_sql, err);
    if (rc == 0)
        rc = db_get_int(s->store->db, &n, err, "SELECT count(*) FROM records WHERE kind = 'series' AND project = ?", "t", s->release->system);
    out->n_metrics = (size_t)n;
    return rc;
}

int after_release_load(struct after_release *out, const struct policy *const *policy, size_t n_policies, const struct policy_subject *subject, const struct policy_hits *hits,
                       struct err *err)
{
    struct after_release after = { .review_due = TIME_NONE, .review_time = TIME_NONE };
    struct policy_after plan = policy[0]->after[hits->criticality];
    const struct release *r = subject->release;
    int64_t now = store_now(subject->store);
    int rc = 0;

    arena_init(&after.arena);
    if (r->status == RELEASE_DEPLOYED && r->deployed != TIME_NONE) {
        for (size_t i = 1; rc == 0 && i < n_policies; i++)
            rc = join_plan(&plan, &after.arena, &policy[i]->after[hits->criticality], err);
        if (rc == 0)
            rc = list_checks(&after, &plan, r, &hits->facts, now, err);
        if (rc == 0)
            rc = judge_review(&after, &plan, subject, hits, now, err);
        if (rc == 0)
            rc = list_outcomes(&after, subject, err);
    }
    if (rc < 0)
        after_release_release(&after);
    else
        *out = after;
    return rc;
}

void after_release_release(struct after_release *after)
{
    arena_release(&after->arena);
    memset(after, 0, sizeof(*after));
}
