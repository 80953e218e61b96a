#include "score/report/facts_causes.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/postmortem_rows.h"
#include "train/task.h"

static const char *word(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static const json_t *suggested_cause(const json_t *ticket)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(ticket, "suggestions"), i, one)
        if (strcmp(word(one, "task"), "cause") == 0)
            return one;
    return NULL;
}

static int add_evidence(json_t *list, const char *kind, const char *id, const char *title, const json_t *similar, const char *cause, const char *resolution,
                        struct err *err)
{
    json_t *one = json_pack("{s:s, s:s, s:s, s:O, s:s, s:s}", "kind", kind, "id", id, "title", title, "similarity", json_object_get(similar, "similarity"), "cause",
                            cause, "resolution", resolution);

    return json_array_append_new(list, one) != 0 ? err_nomem(err) : 0;
}

/* A past ticket counts where it was solved and says how or why. */
static int add_past(json_t *list, const json_t *similar, const struct postmortem_table *postmortems, int64_t now, struct err *err)
{
    const char *id = word(similar, "id"), *cause = word(similar, "cause"), *resolution = word(similar, "resolution");
    bool solved = json_is_number(json_object_get(similar, "days_to_resolve"));
    int rc = 0;

    if (solved && (cause[0] != '\0' || resolution[0] != '\0'))
        rc = add_evidence(list, "ticket", id, word(similar, "title"), similar, cause, resolution, err);
    for (size_t i = 0; rc == 0 && i < postmortems->n; i++) {
        const struct postmortem_row *p = &postmortems->row[i];

        if (p->known_at <= now && p->root_cause[0] != '\0' && postmortem_names(p, id))
            rc = add_evidence(list, "postmortem", p->id, p->title.str, similar, p->root_cause, p->resolution, err);
    }
    return rc;
}

static int add_to_ticket(json_t *ticket, const struct facts *f, const struct postmortem_table *postmortems, struct err *err)
{
    const json_t *suggested = suggested_cause(ticket), *similar;
    json_t *list = json_array();
    size_t i;
    int rc = json_object_set_new(ticket, "cause_evidence", list) != 0 ? err_nomem(err) : 0;

    if (rc < 0 || (suggested != NULL && json_is_false(json_object_get(suggested, "person_should_look"))))
        return rc;
    json_array_foreach(json_object_get(ticket, "similar"), i, similar)
    {
        rc = add_past(list, similar, postmortems, store_now(f->store), err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static const char *model_of_causes(const json_t *project)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(project, "suggestion_tasks"), i, one)
        if (strcmp(word(one, "task"), "cause") == 0)
            return word(json_object_get(one, "model"), "name");
    return NULL;
}

static int add_learned(json_t *project, const struct facts *f, struct err *err)
{
    const char *model = model_of_causes(project);
    int64_t labelled = 0;
    int rc = db_get_int(f->store->db, &labelled, err, "SELECT count(DISTINCT id) FROM tickets WHERE project = ? AND cause <> ''", "t", word(project, "project"));

    if (rc < 0)
        return rc;
    json_object_set_new(project, "cause_learned", json_pack("{s:s?, s:I, s:f, s:i}", "model", model, "labelled", (json_int_t)labelled, "needed",
                                                            config_readiness(f->config, "cause")->needed[READINESS_ROWS], "class_rows", TASK_MIN_CLASS_ROWS));
    return 0;
}

int facts_add_causes(json_t *projects, const struct facts *f, struct err *err)
{
    struct postmortem_table postmortems = { .n = 0 };
    json_t *project, *ticket;
    size_t i, k;
    int rc = postmortems_load(&postmortems, f->store, f->snapshot, err);

    json_array_foreach(projects, i, project)
    {
        if (rc == 0)
            rc = add_learned(project, f, err);
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
            if (rc == 0)
                rc = add_to_ticket(ticket, f, &postmortems, err);
    }
    postmortems_release(&postmortems);
    return rc;
}
