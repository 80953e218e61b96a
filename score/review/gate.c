/*
 * gate.c - see gate.h.
 *
 *   gate_judge -> gate_rules_find -> find_score -> compare_score, find_learned, find_standing -> judge_* -> the verdict of the weightiest reason
 */
#include "score/review/gate.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/change_mends.h"
#include "score/report/report_values.h"
#include "score/review/approval.h"
#include "score/review/content.h"
#include "score/review/gate_rules.h"
#include "train/rows/risk_rows.h"
#include "train/validation/validation.h"

const char *const verdict_name[N_VERDICTS] = { "clear", "not enough data", "review", "hold" };
const char *const gate_question_name[N_GATE_QUESTIONS] = { "scored", "complete", "model", "known-harm", "threshold", "not-learned-from", "people",
                                                              "rules", "evidence", "policy" };
const int verdict_exit_status[N_VERDICTS] = { 0, 5, 3, 4 };

enum { REASON_MAX = 8192 }; /* a person's reason has 4000 bytes at most: nothing is cut, least of all inside a character */

int gate_add(struct gate *g, enum verdict verdict, struct err *err, const char *fmt, ...)
{
    char text[REASON_MAX];
    va_list args;
    const char *copy;

    assert(g->n_reasons < GATE_REASONS_MAX);
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    copy = arena_strdup(&g->arena, text);
    if (copy == NULL)
        return err_nomem(err);
    g->reason[g->n_reasons++] = (struct gate_reason){ verdict, g->asking, copy };
    return 0;
}

/* ------------------------------------------------------------- what is known */

/* A version of release-risk scored the release: the one of change-risk is that of its changes. */
static int find_model_of_changes(struct gate *g, const struct gate_input *in, struct err *err)
{
    int64_t model_id = 0;
    int rc = db_get_int(in->store->db, &model_id, NULL, "SELECT s.model_id FROM score_members m JOIN scores s ON s.score_id = m.member_score_id WHERE m.score_id = ? LIMIT 1",
                        "i", g->score_id);

    g->release_model = g->model;
    g->model = rc == 0 ? registry_by_id(in->models, model_id) : NULL;
    return rc < 0 && rc != ERR_NOTFOUND ? err_set(err, (enum err_code)rc, "%s", "the scores of the release's changes cannot be read") : 0;
}

static int find_score(struct gate *g, const struct gate_input *in, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char item[1200];
    int rc = db_prepare(in->store->db, &stmt, "SELECT score_id, probability, model_id, feature_hash IS NOT NULL FROM scores WHERE item = ? ORDER BY score_id DESC LIMIT 1", err);

    snprintf(item, sizeof(item), "release:%s/%s", in->release->project, in->release->name);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", item);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        g->score_id = db_int(stmt, 0);
        g->probability = db_double(stmt, 1);
        g->model = registry_by_id(in->models, db_int(stmt, 2));
        g->of_release = db_int(stmt, 3) != 0;
        rc = 0;
    }
    db_finalize(stmt);
    return rc < 0 || g->model == NULL || strcmp(g->model->task, "release-risk") != 0 ? rc : find_model_of_changes(g, in, err);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Versions that the score was made from: the release's own, and those of its changes, ascending. */
static int scored_versions(int64_t **out, size_t *n, int64_t *release_version, const struct gate *g, const struct gate_input *in, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_get_int(in->store->db, release_version, err, "SELECT version_id FROM scores WHERE score_id = ?", "i", g->score_id);

    if (rc == 0)
        rc = db_prepare(in->store->db, &stmt, "SELECT s.version_id FROM score_members m JOIN scores s ON s.score_id = m.member_score_id WHERE m.score_id = ? ORDER BY 1", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", g->score_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(out, &cap, *n + 1, sizeof(**out), err);
        if (rc == 0)
            (*out)[(*n)++] = db_int(stmt, 0);
    }
    db_finalize(stmt);
    return rc;
}

/* Whether the score is of exactly the release and the changes, in the versions, that there are now. */
static int compare_score(struct gate *g, const struct gate_input *in, struct err *err)
{
    const struct release *r = in->release;
    int64_t *scored = NULL, *now = mem_calloc(r->n_members, sizeof(*now)), release_version = 0;
    size_t n = 0;
    int rc = now == NULL ? err_nomem(err) : scored_versions(&scored, &n, &release_version, g, in, err);

    for (size_t i = 0; rc == 0 && i < r->n_members; i++)
        now[i] = in->changes->row[r->member[i]].version_id;
    if (rc == 0 && r->n_members > 0)
        qsort(now, r->n_members, sizeof(*now), by_id);
    if (rc == 0)
        g->stale = release_version != r->version_id || n != r->n_members || (n > 0 && memcmp(scored, now, n * sizeof(*now)) != 0);
    mem_free(scored);
    mem_free(now);
    return rc;
}

static int by_record(const void *a, const void *b)
{
    const struct change *x = *(const struct change *const *)a, *y = *(const struct change *const *)b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

/* The members among the rows that were learned from, told by their records: `changes` are those of the model's snapshot. */
static int mark_learned(struct gate *g, const struct gate_input *in, const struct change_table *changes, const struct risk_rows *rows, struct err *err)
{
    const struct change **learned = mem_calloc(changes->n, sizeof(*learned));
    size_t n = 0;

    if (learned == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < changes->n; i++)
        if (rows->label[i] >= 0)
            learned[n++] = &changes->row[i];
    if (n > 0)
        qsort(learned, n, sizeof(*learned), by_record);
    for (size_t i = 0; i < in->release->n_members; i++) {
        const struct change *member = &in->changes->row[in->release->member[i]];

        g->learned[i] = n > 0 && bsearch(&member, learned, n, sizeof(*learned), by_record) != NULL;
        g->n_learned += g->learned[i];
    }
    mem_free(learned);
    return 0;
}

static int find_learned(struct gate *g, const struct gate_input *in, struct err *err)
{
    struct snapshot then = { .n = 0 };
    struct change_table changes = { .n = 0 };
    struct risk_rows rows = { .label = NULL };
    int rc = 0;

    g->learned = arena_calloc(&g->arena, in->release->n_members, sizeof(*g->learned));
    if (g->learned == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = snapshot_load(&then, in->store, g->model->snapshot_id, err);
    if (rc == 0)
        rc = changes_load(&changes, in->store, &then, in->release->project, err);
    if (rc == 0)
        rc = risk_rows_choose(&rows, in->store, &then, in->release->project, &changes, in->config->label_maturity_days, err);
    if (rc == 0)
        rc = mark_learned(g, in, &changes, &rows, err);
    risk_rows_release(&rows);
    changes_release(&changes);
    snapshot_release(&then);
    return rc;
}

static int find_standing(struct gate *g, const struct gate_input *in, struct err *err)
{
    char item[1200];
    int rc = gate_content(g->content, in, g->score_id, &g->rules, err);

    snprintf(item, sizeof(item), "release:%s/%s", in->release->project, in->release->name);
    if (rc == 0)
        rc = standing_load(&g->standing, in->store, item, g->content, err);
    g->has_standing = rc == 0;
    return rc;
}

int gate_count_harmful(size_t *out, bool *mended, const struct gate_input *in, struct err *err)
{
    const struct release *r = in->release;
    size_t n = 0;
    int rc = 0;

    for (size_t i = 0; i < r->n_members; i++)
        n += in->changes->row[r->member[i]].buggy == 1;
    if (n > 0)
        rc = change_mends_within(mended, r, in->changes, in->store, in->snapshot, err);
    for (size_t i = 0; rc == 0 && i < r->n_members; i++)
        n -= mended[i];
    if (rc == 0)
        *out = n;
    return rc;
}

static int find_harmful(struct gate *g, const struct gate_input *in, struct err *err)
{
    g->mended = arena_calloc(&g->arena, in->release->n_members + 1, sizeof(*g->mended));
    return g->mended == NULL ? err_nomem(err) : gate_count_harmful(&g->harmful, g->mended, in, err);
}

/* ------------------------------------------------------------- reasons */

static int judge_unscored(struct gate *g, const struct gate_input *in, struct err *err)
{
    g->asking = GATE_SCORED;
    if (in->release->n_members == 0)
        return gate_add(g, VERDICT_NO_DATA, err, "the release has no changes that the store knows of");
    if (in->release->status != RELEASE_PLANNED)
        return gate_add(g, VERDICT_NO_DATA, err, "the release was not scored before it was deployed or cancelled");
    return gate_add(g, VERDICT_NO_DATA, err, "it was not scored: 'prodrome nightly' or 'prodrome score releases' does it, once there is a usable model");
}

static int judge_score(struct gate *g, const struct gate_input *in, struct err *err)
{
    const struct release *r = in->release;
    int rc = 0;

    g->asking = GATE_SCORED;
    if (g->stale)
        rc = gate_add(g, VERDICT_REVIEW, err, "the release has changed since it was scored: score it again");
    g->asking = GATE_COMPLETE;
    if (rc == 0 && r->n_missing > 0)
        rc = gate_add(g, VERDICT_REVIEW, err, "it names %zu change%s that the store does not have: import %s", r->n_missing, r->n_missing == 1 ? "" : "s",
                 r->n_missing == 1 ? "it" : "them");
    return rc;
}

static bool puts_into_production(const struct signature *s)
{
    return strcmp(s->meaning, "put into production") == 0 || strcmp(s->meaning, "put back into production") == 0;
}

/* A stage alone may have been put into the store: somebody signed for production, over the version as it is. */
static int find_signed(bool *out, const struct model_version *model, const struct gate_input *in, struct err *err)
{
    struct signature_list list;
    uint8_t content[DIGEST_SIZE];
    char subject[800];
    int rc = approval_content(content, in->store, model, err);

    *out = false;
    snprintf(subject, sizeof(subject), "model:%s", model->name);
    if (rc == 0)
        rc = signatures_load(&list, in->store, subject, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < list.n; i++)
        *out = *out || (list.row[i].valid && puts_into_production(&list.row[i]) && digest_equal(list.row[i].content_hash, content, DIGEST_SIZE));
    signatures_release(&list);
    return 0;
}

static int judge_stage(struct gate *g, const struct model_version *model, const struct gate_input *in, struct err *err)
{
    bool is_signed;
    int rc;

    if (!model_is_approved(model))
        return gate_add(g, VERDICT_REVIEW, err, "model not approved: %s is %s", model->name, model->stage);
    rc = find_signed(&is_signed, model, in, err);
    if (rc == 0 && !is_signed)
        rc = gate_add(g, VERDICT_REVIEW, err, "model not approved: nobody signed that %s goes into production; 'prodrome audit verify' tells more", model->name);
    return rc;
}

/* Another version than today's scored it; or none did, and there is one today. */
static int judge_version(struct gate *g, const struct model_version *model, const struct gate_input *in, struct err *err)
{
    bool approved = false;
    const struct model_version *today = registry_scorer(in->models, model->task, model->project, &approved);
    int64_t until = model->created_at + (int64_t)VALIDATION_DAYS * 86400;
    char time[TIME_ISO_MAX];
    int rc = judge_stage(g, model, in, err);

    if (rc == 0 && today != NULL && today->model_id != model->model_id)
        rc = gate_add(g, VERDICT_REVIEW, err, "%s scored it, and %s is in use now: score it again", model->name, today->name);
    if (rc == 0 && store_now(in->store) > until)
        rc = gate_add(g, VERDICT_REVIEW, err, "the validation of %s ended %s", model->name, time_format(until, time));
    return rc;
}

static int judge_model(struct gate *g, const struct gate_input *in, struct err *err)
{
    bool approved = false;
    const struct model_version *today = registry_scorer(in->models, "release-risk", in->release->project, &approved);
    int rc;

    g->asking = GATE_MODEL;
    rc = judge_version(g, g->model, in, err);
    if (rc == 0 && g->release_model != NULL)
        rc = judge_version(g, g->release_model, in, err);
    else if (rc == 0 && today != NULL)
        rc = gate_add(g, VERDICT_REVIEW, err, "its figure was made by no version of release-risk, and %s is in use now: score it again", today->name);
    return rc;
}

/* What the figure of the release is the chance of. */
static const char *feared(const struct gate *g)
{
    return g->of_release ? "the release goes wrong" : "a change of it does harm";
}

/* Why a person has to look, in the order of weight. `open`: nobody has settled it. */
static int judge_questions(struct gate *g, const struct gate_input *in, enum verdict open, struct err *err)
{
    const struct config_cost *cost = &in->config->cost[g->criticality];
    const char *criticality = criticality_name[g->criticality];
    char p[HTML_NUMBER_MAX], least[HTML_NUMBER_MAX];
    int rc = 0;

    report_chance_pair(p, least, g->probability, g->threshold.in_force);
    g->asking = GATE_KNOWN_HARM;
    if (g->harmful > 0)
        rc = gate_add(g, open, err, "%zu of its changes %s recorded as having caused harm already", g->harmful, g->harmful == 1 ? "is" : "are");
    g->asking = GATE_THRESHOLD;
    if (rc == 0 && g->probability >= g->threshold.in_force && g->threshold.limited)
        rc = gate_add(g, open, err, "chance that %s, %s, is at least %s (what %g reviews a week leave room for, criticality %s)", feared(g), p, least,
                      in->thresholds->capacity, criticality);
    else if (rc == 0 && g->probability >= g->threshold.in_force)
        rc = gate_add(g, open, err, "chance that %s, %s, is at least %s (review %g / miss %g, criticality %s)", feared(g), p, least, cost->review, cost->miss, criticality);
    g->asking = GATE_NOT_LEARNED_FROM;
    if (rc == 0 && g->n_learned > 0)
        rc = gate_add(g, open, err, "%s learned from %zu of its changes: what it says of them is no forecast", g->model->name, g->n_learned);
    return rc;
}

/* The newest of the stale signatures, where it rejects. */
static const struct signature *stale_rejection(const struct standing *s)
{
    const struct signature *last = s->n_stale > 0 ? s->stale[s->n_stale - 1] : NULL;

    return last != NULL && strcmp(last->meaning, decision_meaning[DECISION_REJECT]) == 0 ? last : NULL;
}

static bool is_unfinished(enum item_state state)
{
    return state == ITEM_CHANGES_REQUESTED || state == ITEM_INFORMATION_NEEDED || state == ITEM_DEFERRED;
}

/* The newest that is more than a claim. */
static const struct decision_row *last_decision(const struct standing *s)
{
    const struct decision_row *last = NULL;

    for (size_t i = 0; i < s->n_decisions; i++)
        if (s->decision[i].decision != DECISION_CLAIM && s->decision[i].decision != DECISION_UNCLAIM)
            last = &s->decision[i];
    return last;
}

static int judge_standing(struct gate *g, enum verdict open, struct err *err)
{
    const struct standing *s = &g->standing;
    const struct signature *rejected = stale_rejection(s);
    const struct decision_row *last = last_decision(s);
    char time[TIME_ISO_MAX];
    int rc = 0;

    g->asking = GATE_PEOPLE;
    if (rejected != NULL)
        rc = gate_add(g, open, err, "%s (%s) rejected it with another content at %s", rejected->user, rejected->role, time_format(rejected->at, time));
    if (rc == 0 && is_unfinished(s->state) && last != NULL)
        rc = gate_add(g, VERDICT_REVIEW, err, "%s since %s: %s (%s)", item_state_name[s->state], time_format(last->at, time), last->user, last->role);
    return rc;
}

/* What came of the questions. */
static int judge_settled(struct gate *g, bool asked, struct err *err)
{
    const struct standing *s = &g->standing;
    int rc = 0;

    g->asking = GATE_PEOPLE;
    for (size_t i = 0; rc == 0 && i < s->n_approvals && i < 4; i++) {
        char time[TIME_ISO_MAX];

        rc = gate_add(g, VERDICT_CLEAR, err, "approved by %s (%s) at %s%s", s->approval[i]->user, s->approval[i]->role, time_format(s->approval[i]->at, time),
                 g->stale ? ", as it was when it was scored" : "");
    }
    if (rc == 0 && asked && s->n_approvals == 0 && s->state != ITEM_REJECTED) {
        if (s->item_id == 0)
            rc = gate_add(g, VERDICT_REVIEW, err, "not yet approved by a person, and not in the queue with this content: %s",
                     g->score_id != 0 ? "score it again" : "'prodrome nightly' or 'prodrome score releases' puts it there");
        else
            rc = gate_add(g, VERDICT_REVIEW, err, s->n_stale > 0 ? "not yet approved by a person: what was signed before is about another content"
                                                            : "not yet approved by a person");
    }
    return rc;
}

/* Below the threshold in force; and whether that is only for want of reviews. */
static int judge_below(struct gate *g, const struct gate_input *in, struct err *err)
{
    char p[HTML_NUMBER_MAX], least[HTML_NUMBER_MAX];

    report_chance_pair(p, least, g->probability, g->threshold.in_force);
    g->asking = GATE_THRESHOLD;
    if (g->probability >= g->threshold.in_force)
        return 0;
    if (g->probability < g->threshold.by_cost)
        return gate_add(g, VERDICT_CLEAR, err, "chance that %s, %s, is below %s", feared(g), p, least);
    return gate_add(g, VERDICT_CLEAR, err, "chance that %s, %s, is below %s, what %g reviews a week leave room for; by cost alone a review would be due from %.2f",
                    feared(g), p, least, in->thresholds->capacity, g->threshold.by_cost);
}

static int judge_rejection(struct gate *g, struct err *err)
{
    const struct decision_row *rejection = g->standing.rejection;
    char time[TIME_ISO_MAX];

    g->asking = GATE_PEOPLE;
    if (g->standing.state != ITEM_REJECTED)
        return 0;
    if (rejection == NULL)
        return gate_add(g, VERDICT_HOLD, err, "rejected");
    return gate_add(g, VERDICT_HOLD, err, "rejected by %s (%s) at %s: %s", rejection->user, rejection->role, time_format(rejection->at, time), rejection->reason);
}

/* What a person can settle, and whether one did. The policy is not asked about a release that is over: it has gone, whatever its evidence. */
static int judge_open(struct gate *g, const struct gate_input *in, bool scored, bool ruled, struct err *err)
{
    enum verdict open = g->standing.state == ITEM_APPROVED && g->standing.n_approvals > 0 ? VERDICT_CLEAR : VERDICT_REVIEW;
    size_t before = g->n_reasons;
    int rc = 0;

    if (scored)
        rc = judge_questions(g, in, open, err);
    if (rc == 0 && ruled)
        rc = gate_rules_ask(g, open, err);
    if (rc == 0)
        rc = judge_standing(g, open, err);
    return rc < 0 ? rc : judge_settled(g, g->n_reasons > before, err);
}

static int judge(struct gate *g, const struct gate_input *in, bool scored, struct err *err)
{
    bool ruled = in->release->status == RELEASE_PLANNED;
    int rc = judge_rejection(g, err);

    if (rc == 0 && ruled)
        rc = gate_rules_hold(g, err);
    if (rc == 0 && scored)
        rc = judge_score(g, in, err);
    if (rc == 0 && scored)
        rc = judge_model(g, in, err);
    if (rc == 0)
        rc = judge_open(g, in, scored, ruled, err);
    if (rc == 0 && scored)
        rc = judge_below(g, in, err);
    return rc < 0 || !ruled ? rc : gate_rules_note(g, err);
}

/* The weightiest first, else as they were found. */
static void finish(struct gate *g)
{
    struct gate_reason ordered[GATE_REASONS_MAX];
    size_t n = 0;

    for (int verdict = N_VERDICTS - 1; verdict >= 0; verdict--)
        for (size_t i = 0; i < g->n_reasons; i++)
            if ((int)g->reason[i].verdict == verdict)
                ordered[n++] = g->reason[i];
    memcpy(g->reason, ordered, n * sizeof(*ordered));
    g->verdict = n > 0 ? g->reason[0].verdict : VERDICT_CLEAR;
}

int gate_judge(struct gate *out, const struct gate_input *in, struct err *err)
{
    struct gate g = { .verdict = VERDICT_NO_DATA };
    bool scored;
    int rc;

    arena_init(&g.arena);
    g.criticality = systems_criticality(in->systems, in->release->system);
    g.threshold = in->thresholds->harm[g.criticality];
    g.n_members = in->release->n_members;
    rc = find_harmful(&g, in, err);
    if (rc == 0)
        rc = gate_rules_find(&g, in, err);
    if (rc == 0)
        rc = find_score(&g, in, err);
    scored = g.score_id != 0 && g.model != NULL;
    if (rc == 0 && scored)
        rc = compare_score(&g, in, err);
    if (rc == 0 && scored)
        rc = find_learned(&g, in, err);
    if (rc == 0)
        rc = find_standing(&g, in, err);
    if (rc == 0 && !scored)
        rc = judge_unscored(&g, in, err);
    if (rc == 0)
        rc = judge(&g, in, scored, err);
    if (rc < 0) {
        gate_free(&g);
        return rc;
    }
    finish(&g);
    *out = g;
    return 0;
}

void gate_free(struct gate *gate)
{
    if (gate->has_standing)
        standing_release(&gate->standing);
    policy_hits_release(&gate->rules);
    arena_release(&gate->arena);
    memset(gate, 0, sizeof(*gate));
}

/* ------------------------------------------------------------- many */

static void worse(enum verdict *out, enum verdict verdict)
{
    if (verdict > *out)
        *out = verdict;
}

static int judge_one(enum verdict *out, const struct gate_input *in, struct err *err)
{
    struct gate gate;
    int rc = gate_judge(&gate, in, err);

    if (rc < 0)
        return rc;
    worse(out, gate.verdict);
    gate_free(&gate);
    return 0;
}

int gate_upcoming(enum verdict *out, const struct gate_input *in, const char *project, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    struct policy_in_force own = { .policy_id = 0 };
    struct gate_input one = *in;
    int rc = changes_load(&changes, in->store, in->snapshot, project, err);

    *out = VERDICT_CLEAR;
    if (rc == 0 && in->policy == NULL) { /* once for all of them */
        rc = policy_in_force(&own, in->store, in->config, err);
        one.policy = &own;
    }
    if (rc == 0)
        rc = releases_load(&releases, in->store, in->snapshot, project, &changes, err);
    one.changes = &changes;
    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        one.release = &releases.row[i];
        if (one.release->status == RELEASE_PLANNED && one.release->outcome[0] == '\0')
            rc = judge_one(out, &one, err);
    }
    policy_in_force_release(&own);
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

static const char changes_sql[] =
    "SELECT s.score_id, s.item, s.probability, s.approved, c.system FROM scores s JOIN changes c ON c.version_id = s.version_id"
    " WHERE s.run_id = ? AND NOT EXISTS (SELECT 1 FROM score_members p WHERE p.member_score_id = s.score_id) ORDER BY s.score_id";

static int judge_change(enum verdict *out, const struct gate_input *in, struct db_stmt *stmt, struct err *err)
{
    const struct threshold *t = &in->thresholds->harm[systems_criticality(in->systems, db_text(stmt, 4, NULL))];
    uint8_t content[DIGEST_SIZE];
    struct standing standing;
    int rc;

    if (db_int(stmt, 3) == 0)
        worse(out, VERDICT_REVIEW);
    if (db_double(stmt, 2) < t->in_force)
        return 0;
    rc = content_of_score(content, in->store, db_int(stmt, 0), err);
    if (rc == 0)
        rc = standing_load(&standing, in->store, db_text(stmt, 1, NULL), content, err);
    if (rc < 0)
        return rc;
    worse(out, standing.state == ITEM_REJECTED ? VERDICT_HOLD : standing.state == ITEM_APPROVED && standing.n_approvals > 0 ? VERDICT_CLEAR : VERDICT_REVIEW);
    standing_release(&standing);
    return 0;
}

int gate_changes(enum verdict *out, const struct gate_input *in, int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(in->store->db, &stmt, changes_sql, err);

    *out = VERDICT_CLEAR;
    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = judge_change(out, in, stmt, err);
    db_finalize(stmt);
    return rc;
}
