/*
 * facts_queue.c - see facts_queue.h.
 *
 *   facts_queue -> read_open (each open ticket: predict) -> triage_queue_order -> count_case of all, case_json of the first
 */
#include "score/report/facts_queue.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/rows/ticket_title.h"
#include "score/report/facts_ages.h"
#include "score/triage/severity_order.h"
#include "score/triage/triage_queue.h"

static const char open_sql[] =
    "SELECT v.version_id, r.project, r.id, " TICKET_TITLE ", t.created, t.severity, t.status"
    "  FROM records r JOIN versions v ON v.record_id = r.record_id JOIN tickets t ON t.version_id = v.version_id WHERE r.kind = 'ticket'";
static const char severity_sql[] =
    "SELECT s.label, s.detail FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.run_id = ? AND s.item = ? AND m.task = 'severity'";
static const char *const impact_word[] = { "", "care-blocking", "operational", "minor" };

struct waiting {
    const char *item, *project, *id, *title, *severity;
    const char *predicted; /* severity; "": none */
    int64_t     created;
    bool        reported;  /* its impact is that of the severity it was reported with */
};

struct reading {
    const struct facts *f;
    int64_t             run_id;
    struct arena        arena;
    struct db_stmt     *severity;
    struct waiting     *waiting; /* [n] */
    struct triage_case *cases;   /* [n] */
    size_t              n, waiting_cap, cases_cap;
    struct facts_ages   ages;
    struct intern       severities; /* that are not mapped        */
    size_t             *not_mapped; /* [severities.n] incidents   */
    size_t              not_mapped_cap, n_mapped;
};

/* ------------------------------------------------------------------------------------------------------- reading */

static double chance_of_stopping_care(const struct config *config, const char *detail)
{
    json_t *doc = json_loads(detail, 0, NULL), *one, *classes = json_object_get(doc, "classes");
    double sum = 0;
    size_t i;

    json_array_foreach(json_is_array(classes) ? classes : json_object_get(doc, "top"), i, one)
    {
        const char *label = json_string_value(json_object_get(one, "label"));

        if (label != NULL && impact_rank(config_impact(config, label)) == 1)
            sum += json_number_value(json_object_get(one, "p"));
    }
    json_decref(doc);
    return sum > 1 ? 1 : sum;
}

/* What the severity model said, where the run has scored it. A chance means something where some severity is mapped. */
static int predict(struct reading *r, struct waiting *w, struct triage_case *c, struct err *err)
{
    const struct config *config = r->f->config;
    int rc = db_bind(r->severity, err, "it", r->run_id, w->item);

    if (rc == 0 && (rc = db_step(r->severity, err)) > 0) {
        w->predicted = arena_strdup(&r->arena, db_text(r->severity, 0, NULL));
        if (config->n_impacts > 0)
            c->chance = chance_of_stopping_care(config, db_text(r->severity, 1, NULL));
        rc = w->predicted == NULL ? err_nomem(err) : 0;
    }
    db_reset(r->severity);
    return rc;
}

static int count_severity(struct reading *r, const char *severity, bool mapped, struct err *err)
{
    size_t before = r->severities.n;
    uint32_t i;
    int rc = 0;

    r->n_mapped += mapped;
    if (mapped || severity[0] == '\0')
        return 0;
    i = intern_add(&r->severities, severity, strlen(severity));
    if (i == INTERN_NONE)
        return err_nomem(err);
    if (r->severities.n > before) {
        rc = mem_grow(&r->not_mapped, &r->not_mapped_cap, r->severities.n, sizeof *r->not_mapped, err);
        if (rc == 0)
            r->not_mapped[i] = 0;
    }
    if (rc == 0)
        r->not_mapped[i]++;
    return rc;
}

static int add_case(struct reading *r, struct waiting w, struct err *err)
{
    const struct config *config = r->f->config;
    struct ages_to to;
    struct triage_case c = { .item = w.item, .impact = impact_rank(config_impact(config, w.severity)), .chance = NAN, .age_days = NAN, .from = r->n };
    int rc = predict(r, &w, &c, err);

    w.reported = c.impact != 0;
    if (rc == 0)
        rc = count_severity(r, w.severity, w.reported, err);
    if (rc == 0)
        rc = facts_ages_of(&to, &r->ages, w.project, err);
    if (rc < 0)
        return rc;
    if (c.impact == 0 && w.predicted[0] != '\0')
        c.impact = impact_rank(config_impact(config, w.predicted));
    c.age_days = ages_days(&to, w.created);
    c.policy_days = (double)config->age_days[c.impact];
    rc = mem_grow(&r->waiting, &r->waiting_cap, r->n + 1, sizeof *r->waiting, err);
    if (rc == 0)
        rc = mem_grow(&r->cases, &r->cases_cap, r->n + 1, sizeof *r->cases, err);
    if (rc < 0)
        return rc;
    r->waiting[r->n] = w;
    r->cases[r->n++] = c;
    return 0;
}

static int add_open(struct reading *r, struct db_stmt *stmt, struct err *err)
{
    struct arena *a = &r->arena;
    struct strbuf item;
    struct waiting w = { .project = arena_strdup(a, db_text(stmt, 1, NULL)), .id = arena_strdup(a, db_text(stmt, 2, NULL)),
                         .title = arena_strdup(a, db_text(stmt, 3, NULL)), .severity = arena_strdup(a, db_text(stmt, 5, NULL)), .predicted = "",
                         .created = db_is_null(stmt, 4) ? TIME_NONE : db_int(stmt, 4) };

    if (w.project == NULL || w.id == NULL || w.title == NULL || w.severity == NULL)
        return err_nomem(err);
    strbuf_init(&item);
    strbuf_addf(&item, "ticket:%s/%s", w.project, w.id);
    w.item = item.failed ? NULL : arena_strdup(a, item.data);
    strbuf_release(&item);
    return w.item == NULL ? err_nomem(err) : add_case(r, w, err);
}

static int read_open(struct reading *r, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(r->f->store->db, &r->severity, severity_sql, err);

    if (rc == 0)
        rc = db_prepare(r->f->store->db, &stmt, open_sql, err);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = config_status_open(r->f->config, db_text(stmt, 6, NULL)) == 1 && snapshot_has(r->f->snapshot, db_int(stmt, 0)) ? add_open(r, stmt, err) : 0;
    db_finalize(stmt);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------- writing */

static bool is_overdue(const struct triage_case *c)
{
    return !isnan(c->age_days) && c->age_days > c->policy_days;
}

static json_t *counts_by_impact(const struct reading *r)
{
    size_t open[N_AGE_POLICIES] = { 0 }, overdue[N_AGE_POLICIES] = { 0 };
    static const int order[] = { AGE_CARE_BLOCKING, AGE_OPERATIONAL, AGE_UNMAPPED, AGE_MINOR };
    json_t *list = json_array();

    for (size_t i = 0; i < r->n; i++) {
        open[r->cases[i].impact]++;
        overdue[r->cases[i].impact] += is_overdue(&r->cases[i]);
    }
    for (size_t i = 0; i < N_AGE_POLICIES; i++)
        json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I}", "impact", impact_word[order[i]], "open", (json_int_t)open[order[i]], "overdue",
                                              (json_int_t)overdue[order[i]], "policy_days", (json_int_t)r->f->config->age_days[order[i]]));
    return list;
}

/* Short: what it needs is said once above the list. */
static json_t *reason_of_impact(const struct waiting *w, const struct triage_case *c)
{
    if (c->impact == 0)
        return w->severity[0] != '\0' ? json_sprintf("reported as \"%s\", not mapped", w->severity) : json_string("no severity reported");
    return json_sprintf("%s, %s \"%s\"", impact_word[c->impact], w->reported ? "reported as" : "not reported but predicted from its words:",
                        w->reported ? w->severity : w->predicted);
}

static json_t *reason_of_age(const struct triage_case *c)
{
    int decimals = c->age_days < 10 ? 1 : 0;

    if (isnan(c->age_days))
        return json_string("undated");
    if (is_overdue(c) && c->age_days - c->policy_days < (decimals == 1 ? 0.05 : 0.5))
        return json_sprintf("open for %.*f days, just over the %.0f allowed", decimals, c->age_days, c->policy_days);
    if (is_overdue(c))
        return json_sprintf("open for %.*f days, %.*f over the %.0f allowed", decimals, c->age_days, decimals, c->age_days - c->policy_days, c->policy_days);
    return json_sprintf("open for %.*f of the %.0f day%s allowed", decimals, c->age_days, c->policy_days, c->policy_days == 1 ? "" : "s");
}

static json_t *reasons_of(const struct waiting *w, const struct triage_case *c)
{
    json_t *reasons = json_array();

    json_array_append_new(reasons, reason_of_impact(w, c));
    if (!isnan(c->chance))
        json_array_append_new(reasons, json_sprintf("chance of care-blocking %.2f", c->chance));
    json_array_append_new(reasons, reason_of_age(c));
    return reasons;
}

static json_t *case_json(const struct reading *r, size_t place)
{
    const struct triage_case *c = &r->cases[place];
    const struct waiting *w = &r->waiting[c->from];
    char created[TIME_ISO_MAX];

    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:o, s:f, s:o, s:o}", "place", (json_int_t)place + 1, "item", w->item, "project",
                     w->project, "id", w->id, "title", w->title, "created", time_format(w->created, created), "age_days",
                     isnan(c->age_days) ? json_null() : json_real(c->age_days), "severity", w->severity, "impact", impact_word[c->impact], "impact_from",
                     c->impact == 0 ? "" : w->reported ? "reported" : "predicted", "chance", isnan(c->chance) ? json_null() : json_real(c->chance),
                     "policy_days", c->policy_days, "overdue_days", is_overdue(c) ? json_real(c->age_days - c->policy_days) : json_null(), "reasons",
                     reasons_of(w, c));
}

static json_t *to_map_json(const struct reading *r)
{
    json_t *list = json_array();
    size_t *left = mem_calloc(r->severities.n, sizeof *left);

    for (uint32_t i = 0; left != NULL && i < r->severities.n; i++)
        left[i] = r->not_mapped[i];
    while (left != NULL && json_array_size(list) < FACTS_QUEUE_TO_MAP) {
        uint32_t most = 0;

        for (uint32_t i = 1; i < r->severities.n; i++) {
            int order = left[i] == left[most] ? strcmp(r->severities.str[most], r->severities.str[i]) : 0;

            if (left[i] > left[most] || order > 0)
                most = i;
        }
        if (r->severities.n == 0 || left[most] == 0)
            break;
        json_array_append_new(list, json_pack("{s:s, s:I, s:s}", "severity", r->severities.str[most], "open", (json_int_t)left[most], "proposal",
                                              severity_proposed_impact(r->severities.str[most])));
        left[most] = 0;
    }
    mem_free(left);
    return list;
}

static json_t *queue_json(const struct reading *r)
{
    json_t *list = json_array();
    size_t overdue = 0;

    for (size_t i = 0; i < r->n; i++)
        overdue += is_overdue(&r->cases[i]);
    for (size_t i = 0; i < r->n && i < FACTS_QUEUE_MAX; i++)
        json_array_append_new(list, case_json(r, i));
    return json_pack("{s:I, s:I, s:I, s:o, s:b, s:o, s:o, s:o}", "open", (json_int_t)r->n, "overdue", (json_int_t)overdue, "listed", (json_int_t)json_array_size(list),
                     "by_impact", counts_by_impact(r), "mapped", (int)(r->n_mapped > 0), "to_map", to_map_json(r), "counted_to", facts_ages_json(&r->ages), "list", list);
}

int facts_queue(json_t **out, json_t *place, const struct facts *f, int64_t run_id, struct err *err)
{
    struct reading r = { .f = f, .run_id = run_id };
    int rc;

    arena_init(&r.arena);
    facts_ages_init(&r.ages, f);
    intern_init(&r.severities);
    rc = read_open(&r, err);
    if (rc == 0) {
        triage_queue_order(r.cases, r.n);
        *out = queue_json(&r);
        for (size_t i = 0; place != NULL && i < r.n; i++)
            json_object_set_new(place, r.waiting[r.cases[i].from].item, json_integer((json_int_t)i + 1));
    }
    db_finalize(r.severity);
    facts_ages_release(&r.ages);
    intern_release(&r.severities);
    mem_free(r.not_mapped);
    mem_free(r.waiting);
    mem_free(r.cases);
    arena_release(&r.arena);
    return rc;
}
