/*
 *   facts_tickets -> find_open, find_scored: what is listed -> sort -> each: add_ticket (add_route) -> each project: sort_labels, worst_first
 */
#include "score/report/facts_tickets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/rows/ticket_title.h"
#include "score/night/run.h"
#include "score/report/facts_abstention.h"
#include "score/report/facts_ages.h"
#include "score/review/thresholds.h"

static const char open_sql[] =
    "SELECT v.version_id, r.project, r.id, t.created, t.status FROM records r JOIN versions v ON v.record_id = r.record_id"
    "  JOIN tickets t ON t.version_id = v.version_id WHERE r.kind = 'ticket' AND (?1 IS NULL OR r.project = ?1)";
static const char scored_sql[] =
    "SELECT s.version_id, t.project, t.id, t.created FROM (SELECT item, max(version_id) AS version_id FROM scores WHERE run_id = ?1 GROUP BY item) s"
    "  JOIN tickets t ON t.version_id = s.version_id WHERE s.item = 'ticket:' || t.project || '/' || t.id AND (?2 IS NULL OR t.project = ?2)";
static const char ticket_sql[] =
    "SELECT " TICKET_TITLE ", t.description, t.created, t.severity, t.status, t.system, t.component_filed FROM tickets t WHERE t.version_id = ?";
static const char said_sql[] =
    "SELECT s.label, s.probability, s.detail, s.model_id FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.run_id = ? AND s.item = ? AND m.task = ?";

struct listed {
    int64_t     version_id, created;
    const char *project, *item, *id;  /* borrowed from the two tables below */
    uint32_t    of;                   /* project, in the order of arrival   */
};

struct listing {
    const struct facts      *f;
    struct facts_tickets    *out;
    int64_t                  run_id;
    struct intern            items, names; /* of the listed; of the projects    */
    int64_t                 *newest;       /* [names.n]                         */
    struct listed           *row;          /* [n]                               */
    size_t                   n, row_cap, newest_cap;
    struct system_table      systems;
    struct db_stmt          *ticket, *said;
    json_t                  *project;      /* the one being filled, borrowed    */
    struct abstention_choice sure;         /* of its model                      */
    json_t                  *trained;      /* what the run's training said      */
    struct thresholds        thresholds;   /* by cost and capacity              */
    struct facts_ages        ages;
};

/* ------------------------------------------------------------------------------------------------- which tickets */

static int add_listed(struct listing *l, struct db_stmt *stmt, uint32_t of, struct err *err)
{
    const char *project = db_text(stmt, 1, NULL), *id = db_text(stmt, 2, NULL);
    size_t before = l->items.n;
    struct strbuf item;
    uint32_t number = INTERN_NONE;
    int rc;

    strbuf_init(&item);
    strbuf_addf(&item, "ticket:%s/%s", project, id);
    if (!item.failed)
        number = intern_add(&l->items, item.data, item.len);
    strbuf_release(&item);
    if (number == INTERN_NONE)
        return err_nomem(err);
    if (l->items.n == before)
        return 0; /* it is there already */
    rc = mem_grow(&l->row, &l->row_cap, l->n + 1, sizeof *l->row, err);
    if (rc < 0)
        return rc;
    l->row[l->n] = (struct listed){ .version_id = db_int(stmt, 0), .created = db_is_null(stmt, 3) ? TIME_NONE : db_int(stmt, 3), .project = l->names.str[of],
                                    .item = l->items.str[number], .id = l->items.str[number] + strlen("ticket:") + strlen(project) + 1, .of = of };
    l->n++;
    return 0;
}

/* The number of the project, which is new with nothing filed. */
static int project_of(uint32_t *of, struct listing *l, const char *name, struct err *err)
{
    size_t before = l->names.n;
    int rc;

    *of = intern_add(&l->names, name, strlen(name));
    if (*of == INTERN_NONE)
        return err_nomem(err);
    if (l->names.n == before)
        return 0;
    rc = mem_grow(&l->newest, &l->newest_cap, l->names.n, sizeof *l->newest, err);
    if (rc == 0)
        l->newest[*of] = TIME_NONE;
    return rc;
}

static int find_scored(struct listing *l, struct err *err)
{
    struct db_stmt *stmt = NULL;
    uint32_t of = 0;
    int rc = db_prepare(l->f->store->db, &stmt, scored_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "it", l->run_id, l->f->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = project_of(&of, l, db_text(stmt, 1, NULL), err);
        if (rc == 0)
            rc = add_listed(l, stmt, of, err);
    }
    db_finalize(stmt);
    return rc;
}

static int find_open(struct listing *l, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int64_t now = store_now(l->f->store);
    uint32_t of = 0;
    int rc = db_prepare(l->f->store->db, &stmt, open_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", l->f->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        if (!snapshot_has(l->f->snapshot, db_int(stmt, 0)))
            continue;
        rc = project_of(&of, l, db_text(stmt, 1, NULL), err);
        if (rc == 0 && !db_is_null(stmt, 3) && db_int(stmt, 3) > l->newest[of] && db_int(stmt, 3) <= now)
            l->newest[of] = db_int(stmt, 3);
        if (rc == 0 && config_status_open(l->f->config, db_text(stmt, 4, NULL)) == 1)
            rc = add_listed(l, stmt, of, err);
    }
    db_finalize(stmt);
    return rc;
}

/* Of the open ones, from `first` on, those of the window; as score_tickets has it. */
static void keep_window(struct listing *l, size_t first)
{
    size_t n = first;

    for (size_t i = first; i < l->n; i++) {
        const struct listed *row = &l->row[i];
        int64_t newest = l->newest[row->of];

        if (row->created == TIME_NONE || newest == TIME_NONE || row->created >= newest - l->f->config->score_window_days * 86400)
            l->row[n++] = *row;
    }
    l->n = n;
}

static int newest_first(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    int names = strcmp(x->project, y->project);

    if (names != 0)
        return names;
    if (x->created != y->created)
        return x->created < y->created ? 1 : -1;
    return strcmp(x->item, y->item);
}

/* ------------------------------------------------------------------------------------------------- a project */

/* What the training of the run said where the project has no model of routes to score with. */
static const char *why_no_model(const struct listing *l, const char *project)
{
    json_t *one;
    size_t i;

    json_array_foreach(l->trained, i, one)
    {
        const char *task = json_string_value(json_object_get(one, "task")), *model = json_string_value(json_object_get(one, "model"));
        const char *reason = json_string_value(json_object_get(one, "reason"));

        if (task != NULL && model != NULL && reason != NULL && reason[0] != '\0' && strcmp(task, "route") == 0 && strcmp(model, project) == 0)
            return reason;
    }
    return "none is in use for this project: 'prodrome train route' makes one where the data suffices, 'prodrome features readiness' says what is wanting";
}

static int open_project(struct listing *l, const char *name, struct err *err)
{
    bool approved = false;
    const struct model_version *model = registry_scorer(l->f->models, "route", name, &approved);
    int rc = facts_abstention(&l->sure, l->f, model, err);

    if (rc < 0)
        return rc;
    l->project = json_pack("{s:s, s:o, s:s, s:o, s:i, s:o, s:o}", "project", name, "model", facts_of_model(l->f, model), "no_model",
                           model == NULL ? why_no_model(l, name) : "", "abstention", facts_abstention_json(l->f, model, &l->sure), "without_model", 0, "labels",
                           json_array(), "tickets", json_array());
    return json_array_append_new(l->out->projects, l->project) != 0 ? err_nomem(err) : 0;
}

/* `by_cost`: how sure a suggestion must be where a wrong one costs least, of all criticalities. */
static json_t *route_abstention(const struct listing *l, const struct model_version *model)
{
    json_t *abstention = facts_abstention_json(l->f, model, &l->sure);
    double wrong = 0;

    for (enum criticality c = 0; c < N_CRITICALITIES; c++)
        wrong = fmax(wrong, l->thresholds.misroute[c].in_force);
    json_object_set_new(abstention, "by_cost", json_real(1 - wrong));
    return abstention;
}

/* The version that scored in the run is shown, also where another is in use by now. */
static int take_model(struct listing *l, int64_t model_id, struct err *err)
{
    const struct model_version *model = registry_by_id(l->f->models, model_id);
    int rc = facts_abstention(&l->sure, l->f, model, err);

    if (rc < 0)
        return rc;
    json_object_set_new(l->project, "model", facts_of_model(l->f, model));
    json_object_set_new(l->project, "no_model", json_string(""));
    json_object_set_new(l->project, "abstention", route_abstention(l, model));
    l->out->unapproved = l->out->unapproved || model == NULL || !model_is_approved(model);
    return 0;
}

static void count_label(json_t *labels, const char *label)
{
    size_t i;
    json_t *one;

    json_array_foreach(labels, i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "label")), label) == 0) {
            json_object_set_new(one, "n", json_integer(json_integer_value(json_object_get(one, "n")) + 1));
            return;
        }
    }
    json_array_append_new(labels, json_pack("{s:s, s:i}", "label", label, "n", 1));
}

/* ------------------------------------------------------------------------------------------------- a ticket */

/* 1 and bound where the run's model of the task has scored the item; the caller resets. */
static int ask(struct listing *l, const char *item, const char *task, struct err *err)
{
    int rc = db_bind(l->said, err, "itt", l->run_id, item, task);

    return rc < 0 ? rc : db_step(l->said, err);
}

/* How sure the suggestion must be: by the precision that [suggest] asks for and by what a wrong one costs, the stricter of the two. */
static void add_sureness(json_t *ticket, const struct listing *l, double p)
{
    const char *system = json_string_value(json_object_get(ticket, "system"));
    double wrong = l->thresholds.misroute[systems_criticality(&l->systems, system)].in_force;
    bool costly = 1 - p >= wrong; /* as queue.c has it */

    json_object_set_new(ticket, "threshold", isfinite(l->sure.threshold) ? json_real(fmax(l->sure.threshold, 1 - wrong)) : json_null());
    json_object_set_new(ticket, "person_should_look", json_boolean(costly || abstention_asks_person(&l->sure, p)));
}

static int add_route(struct listing *l, json_t *ticket, const struct listed *row, struct err *err)
{
    const char *no_model = json_string_value(json_object_get(l->project, "no_model"));
    json_t *detail;
    double p;
    int rc = ask(l, row->item, "route", err);

    if (rc == 0) {
        json_object_set_new(l->project, "without_model", json_integer(json_integer_value(json_object_get(l->project, "without_model")) + 1));
        json_object_update_new(ticket, json_pack("{s:s, s:n, s:n, s:b, s:s}", "suggestion", "", "probability", "threshold", "person_should_look", 1, "no_model",
                                                 no_model[0] != '\0' ? no_model : "it was not there, or not open, when the run scored"));
    } else if (rc > 0) {
        rc = json_array_size(json_object_get(l->project, "labels")) == 0 ? take_model(l, db_int(l->said, 3), err) : 0;
        p = db_double(l->said, 1);
        detail = json_loads(db_text(l->said, 2, NULL), 0, NULL);
        json_object_update_new(ticket, json_pack("{s:s, s:f}", "suggestion", db_text(l->said, 0, NULL), "probability", p));
        add_sureness(ticket, l, p);
        json_object_update_missing(ticket, detail);
        json_decref(detail);
        count_label(json_object_get(l->project, "labels"), db_text(l->said, 0, NULL));
    }
    db_reset(l->said);
    return rc;
}

static int add_severity(struct listing *l, json_t *ticket, const struct listed *row, struct err *err)
{
    int rc = ask(l, row->item, "severity", err);
    const char *label = rc > 0 ? db_text(l->said, 0, NULL) : NULL;

    if (rc >= 0) {
        json_object_set_new(ticket, "predicted_severity", label == NULL ? json_null() : json_string(label));
        json_object_set_new(ticket, "predicted_impact", label == NULL ? json_null() : json_string(config_impact(l->f->config, label)));
    }
    db_reset(l->said);
    return rc < 0 ? rc : 0;
}

static json_t *ticket_json(struct listing *l, const struct listed *row, const struct ages_to *to)
{
    const char *severity = db_text(l->ticket, 3, NULL), *system = db_text(l->ticket, 5, NULL);
    double days = ages_days(to, row->created);
    json_t *ticket;
    char at[TIME_ISO_MAX];

    ticket = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "item", row->item, "id", row->id, "title", db_text(l->ticket, 0, NULL), "description",
                       db_text(l->ticket, 1, NULL), "created", time_format(row->created, at), "severity", severity, "impact", config_impact(l->f->config, severity),
                       "status", db_text(l->ticket, 4, NULL), "system", system, "criticality", criticality_name[systems_criticality(&l->systems, system)],
                       "component_filed", db_text(l->ticket, 6, NULL));
    json_object_set_new(ticket, "age_days", isnan(days) ? json_null() : json_real(days));
    return ticket;
}

static int add_ticket(struct listing *l, const struct listed *row, struct err *err)
{
    json_t *ticket = NULL;
    struct ages_to to;
    int rc = facts_ages_of(&to, &l->ages, row->project, err);

    if (rc == 0)
        rc = db_bind(l->ticket, err, "i", row->version_id);
    if (rc == 0 && (rc = db_step(l->ticket, err)) > 0)
        ticket = ticket_json(l, row, &to);
    db_reset(l->ticket);
    if (rc < 0 || ticket == NULL)
        return rc < 0 ? rc : err_nomem(err);
    if (json_array_append_new(json_object_get(l->project, "tickets"), ticket) != 0)
        return err_nomem(err);
    if (row->created != TIME_NONE && row->created > l->out->through)
        l->out->through = row->created;
    rc = add_severity(l, ticket, row, err);
    return rc < 0 ? rc : add_route(l, ticket, row, err);
}

/* ------------------------------------------------------------------------------------------------- order */

/* What keeps care from being given first, then newest first; an impact that nobody mapped does not sink below what is known to be minor. */
static int worst_first(json_t *project, struct err *err)
{
    static const char *const order[] = { "care-blocking", "operational", "", "minor" };
    json_t *tickets = json_object_get(project, "tickets"), *sorted = json_array(), *one;
    size_t i;

    json_object_set_new(project, "open", json_integer((json_int_t)json_array_size(tickets)));
    for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
        json_array_foreach(tickets, i, one)
            if (strcmp(json_string_value(json_object_get(one, "impact")), order[k]) == 0 && json_array_append(sorted, one) < 0) {
                json_decref(sorted);
                return err_nomem(err);
            }
    return json_object_set_new(project, "tickets", sorted) < 0 ? err_nomem(err) : 0;
}

static int by_count(const void *a, const void *b)
{
    json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    json_int_t nx = json_integer_value(json_object_get(x, "n")), ny = json_integer_value(json_object_get(y, "n"));

    if (nx != ny)
        return nx < ny ? 1 : -1;
    return strcmp(json_string_value(json_object_get(x, "label")), json_string_value(json_object_get(y, "label")));
}

static int sort_labels(json_t *project, struct err *err)
{
    json_t *labels = json_object_get(project, "labels"), *sorted = json_array();
    size_t n = json_array_size(labels);
    json_t **item = mem_calloc(n, sizeof(json_t *));

    if (item == NULL) {
        json_decref(sorted);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        item[i] = json_array_get(labels, i);
    if (n > 0)
        qsort(item, n, sizeof(json_t *), by_count);
    for (size_t i = 0; i < n; i++)
        json_array_append(sorted, item[i]);
    mem_free(item);
    return json_object_set_new(project, "labels", sorted) < 0 ? err_nomem(err) : 0;
}

/* ------------------------------------------------------------------------------------------------- all of it */

/* The models that the stage `train` recorded; [] where the run has none. */
static json_t *read_trained(struct store *store, int64_t run_id)
{
    char *text = NULL;
    json_t *detail, *models;

    if (run_stage_detail(&text, store, run_id, "train", NULL) < 0)
        return json_array();
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    mem_free(text);
    models = json_object_get(detail, "models");
    models = json_is_array(models) ? json_incref(models) : json_array();
    json_decref(detail);
    return models;
}

static int list_tickets(struct listing *l, struct err *err)
{
    size_t n_scored;
    int rc = find_scored(l, err);

    n_scored = l->n;
    if (rc == 0)
        rc = find_open(l, err);
    if (rc == 0)
        keep_window(l, n_scored);
    if (rc == 0 && l->n > 0)
        qsort(l->row, l->n, sizeof *l->row, newest_first);
    if (rc == 0)
        rc = db_prepare(l->f->store->db, &l->ticket, ticket_sql, err);
    if (rc == 0)
        rc = db_prepare(l->f->store->db, &l->said, said_sql, err);
    if (rc == 0)
        rc = systems_load(&l->systems, l->f->store, l->f->snapshot, err);
    if (rc == 0)
        rc = thresholds_load(&l->thresholds, l->f->store, l->f->config, &l->systems, err);
    for (size_t i = 0; rc == 0 && i < l->n; i++) {
        if (i == 0 || l->row[i].of != l->row[i - 1].of)
            rc = open_project(l, l->row[i].project, err);
        if (rc == 0)
            rc = add_ticket(l, &l->row[i], err);
    }
    return rc;
}

int facts_tickets(struct facts_tickets *out, const struct facts *f, int64_t run_id, struct err *err)
{
    struct listing l = { .f = f, .out = out, .run_id = run_id, .trained = read_trained(f->store, run_id) };
    json_t *project;
    size_t i;
    int rc;

    *out = (struct facts_tickets){ .projects = json_array(), .through = TIME_NONE };
    intern_init(&l.items);
    intern_init(&l.names);
    facts_ages_init(&l.ages, f);
    rc = list_tickets(&l, err);
    json_array_foreach(out->projects, i, project)
    {
        if (rc == 0)
            rc = sort_labels(project, err);
        if (rc == 0)
            rc = worst_first(project, err);
    }
    db_finalize(l.ticket);
    db_finalize(l.said);
    systems_release(&l.systems);
    json_decref(l.trained);
    mem_free(l.row);
    mem_free(l.newest);
    intern_release(&l.items);
    intern_release(&l.names);
    facts_ages_release(&l.ages);
    if (rc < 0) {
        json_decref(out->projects);
        out->projects = NULL;
    }
    return rc;
}

void facts_tickets_done(json_t *projects)
{
    json_t *project, *ticket;
    size_t i, k;

    json_array_foreach(projects, i, project)
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
            json_object_del(ticket, "description");
}
