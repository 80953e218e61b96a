/*
 *   facts_add_suggestions -> index the tickets by item -> each task: each score of the run -> add_score (known_model)
 */
#include "score/report/facts_suggestions.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/facts_abstention.h"

static const char scores_sql[] =
    "SELECT s.item, s.label, s.probability, s.detail, s.model_id FROM scores s JOIN models m ON m.model_id = s.model_id"
    " WHERE s.run_id = ? AND m.task = ? ORDER BY s.model_id, s.item";

struct suggesting {
    const struct facts         *f;
    json_t                     *tickets;  /* item -> ticket, borrowed from the projects */
    json_t                     *of_item;  /* item -> project                            */
    const char                 *task;
    const struct model_version *model;    /* of the score read last                     */
    int64_t                     model_id;
    struct abstention_choice    sure;     /* its choice                                 */
};

static int index_tickets(struct suggesting *s, json_t *projects, struct err *err)
{
    json_t *project, *ticket;
    size_t i, k;

    s->tickets = json_object();
    s->of_item = json_object();
    json_array_foreach(projects, i, project)
    {
        json_object_set_new(project, "suggestion_tasks", json_array());
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
        {
            const char *item = json_string_value(json_object_get(ticket, "item"));

            json_object_set_new(ticket, "suggestions", json_array());
            if (item == NULL || json_object_set(s->tickets, item, ticket) != 0 || json_object_set(s->of_item, item, project) != 0)
                return err_nomem(err);
        }
    }
    return 0;
}

/* The model of a score; a new one is listed with its project. */
static int take_model(struct suggesting *s, int64_t model_id, const char *item, struct err *err)
{
    int rc;

    if (model_id == s->model_id)
        return 0;
    s->model_id = model_id;
    s->model = registry_by_id(s->f->models, model_id);
    rc = facts_abstention(&s->sure, s->f, s->model, err);
    if (rc == 0)
        json_array_append_new(json_object_get(json_object_get(s->of_item, item), "suggestion_tasks"),
                              json_pack("{s:s, s:o, s:o}", "task", s->task, "model", facts_of_model(s->f, s->model), "abstention",
                                        facts_abstention_json(s->f, s->model, &s->sure)));
    return rc;
}

/* The model says itself that the ticket is like none of the classes that it knows, whatever probability it gives the nearest. */
static bool is_unlike(const json_t *said)
{
    const json_t *unlike = json_object_get(said, "unlike_any_class");

    return json_is_true(unlike) || json_is_object(unlike);
}

static int add_score(struct suggesting *s, struct db_stmt *stmt, struct err *err)
{
    const char *item = db_text(stmt, 0, NULL);
    json_t *ticket = json_object_get(s->tickets, item), *detail, *one;
    double p = db_double(stmt, 2);
    int rc;

    if (ticket == NULL)
        return 0; /* of a project that has no model of routes */
    rc = take_model(s, db_int(stmt, 4), item, err);
    if (rc < 0)
        return rc;
    detail = json_loads(db_text(stmt, 3, NULL), 0, NULL);
    one = json_pack("{s:s, s:s, s:f, s:o, s:b, s:O*, s:O*}", "task", s->task, "label", db_text(stmt, 1, NULL), "probability", p, "threshold",
                    isfinite(s->sure.threshold) ? json_real(s->sure.threshold) : json_null(), "person_should_look", (int)abstention_asks_person(&s->sure, p), "top",
                    json_object_get(detail, "top"), "why", json_object_get(detail, "why"));
    if (is_unlike(detail)) {
        json_object_set(one, "unlike_any_class", json_object_get(detail, "unlike_any_class"));
        json_object_set_new(one, "person_should_look", json_true());
    }
    json_decref(detail);
    return json_array_append_new(json_object_get(ticket, "suggestions"), one) != 0 ? err_nomem(err) : 0;
}

static int add_task(struct suggesting *s, const struct task *task, int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(s->f->store->db, &stmt, scores_sql, err);

    s->task = task->name;
    s->model_id = -1;
    if (rc == 0)
        rc = db_bind(stmt, err, "it", run_id, task->name);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = add_score(s, stmt, err);
    db_finalize(stmt);
    return rc;
}

/* What the models know does not reach such a ticket, whatever probability they give. */
static void mark_outside(json_t *ticket)
{
    const json_t *known = json_object_get(ticket, "known_words");
    bool outside = json_is_object(json_object_get(ticket, "stranger")) || (json_is_integer(known) && json_integer_value(known) < FACTS_FEW_WORDS);
    json_t *one;
    size_t i;

    json_object_set_new(ticket, "outside", json_boolean(outside));
    if (is_unlike(ticket))
        json_object_set_new(ticket, "person_should_look", json_true());
    if (!outside)
        return;
    json_object_set_new(ticket, "person_should_look", json_true());
    json_array_foreach(json_object_get(ticket, "suggestions"), i, one)
        json_object_set_new(one, "person_should_look", json_true());
}

int facts_add_suggestions(json_t *projects, const struct facts *f, int64_t run_id, struct err *err)
{
    struct suggesting s = { .f = f };
    int rc = index_tickets(&s, projects, err);

    for (size_t i = 0; rc == 0 && i < n_tasks; i++)
        if (task_list[i].kind == TASK_OF_CLASSES && strcmp(task_list[i].name, "route") != 0)
            rc = add_task(&s, &task_list[i], run_id, err);
    for (void *at = json_object_iter(s.tickets); rc == 0 && at != NULL; at = json_object_iter_next(s.tickets, at))
        mark_outside(json_object_iter_value(at));
    json_decref(s.tickets);
    json_decref(s.of_item);
    return rc;
}
