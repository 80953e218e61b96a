#include "score/report/facts_causes.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"
#include "datasets/rows/postmortem_rows.h"
#include "score/triage/close_note.h"
#include "train/task.h"

static const json_t *suggested_cause(const json_t *ticket)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(ticket, "suggestions"), i, one)
        if (strcmp(doc_text(one, "task"), "cause") == 0)
            return one;
    return NULL;
}

struct evidence {
    const char   *kind, *id, *title, *cause, *resolution;
    const char   *through; /* the similar ticket that a postmortem names; "": its own text is similar */
    const json_t *likeness; /* similarity and terms                                                   */
};

static bool is_there(const json_t *list, const struct evidence *e)
{
    const json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (strcmp(doc_text(one, "kind"), e->kind) == 0 && strcmp(doc_text(one, "id"), e->id) == 0)
            return true;
    return false;
}

/* Behind those at least as similar; each once. */
static int add_evidence(json_t *list, const struct evidence *e, struct err *err)
{
    double similarity = doc_number(e->likeness, "similarity", 0);
    size_t at = json_array_size(list);
    json_t *one;

    if ((e->cause[0] == '\0' && e->resolution[0] == '\0') || is_there(list, e))
        return 0;
    while (at > 0 && doc_number(json_array_get(list, at - 1), "similarity", 0) < similarity)
        at--;
    one = json_pack("{s:s, s:s, s:s, s:f, s:O*, s:s, s:s, s:s}", "kind", e->kind, "id", e->id, "title", e->title, "similarity", similarity, "terms",
                    json_object_get(e->likeness, "terms"), "cause", e->cause, "resolution", e->resolution, "through", e->through);
    return json_array_insert_new(list, at, one) != 0 ? err_nomem(err) : 0;
}

/* How it was solved, in words: the close note, else a resolution that is more than a code ("FIXED"). */
static const char *how_solved(const json_t *similar, const char *phrases)
{
    const char *note = doc_text(similar, "note"), *resolution = doc_text(similar, "resolution");

    if (close_note_words(note, phrases) >= CLOSE_NOTE_WORDS)
        return note;
    return close_note_words(resolution, phrases) >= CLOSE_NOTE_WORDS ? resolution : "";
}

/* A past ticket counts where it was solved; a postmortem also where the ticket that it names is not. */
static int add_past(json_t *list, const json_t *similar, const struct facts *f, const struct postmortem_table *postmortems, struct err *err)
{
    const char *id = doc_text(similar, "id");
    struct evidence ticket = { "ticket", id, doc_text(similar, "title"), doc_text(similar, "cause"), how_solved(similar, f->config->closing_phrases), "", similar };
    bool solved = json_is_number(json_object_get(similar, "days_to_resolve"));
    int rc = solved ? add_evidence(list, &ticket, err) : 0;

    for (size_t i = 0; rc == 0 && i < postmortems->n; i++) {
        const struct postmortem_row *p = &postmortems->row[i];

        if (p->known_at <= store_now(f->store) && postmortem_names(p, id))
            rc = add_evidence(list, &(struct evidence){ "postmortem", p->id, p->title.str, p->root_cause, p->resolution, id, similar }, err);
    }
    return rc;
}

static int add_alike(json_t *list, const json_t *ticket, struct err *err)
{
    const json_t *one;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(ticket, "postmortems"), i, one)
    {
        struct evidence postmortem = { "postmortem", doc_text(one, "id"), doc_text(one, "title"), doc_text(one, "root_cause"), doc_text(one, "resolution"), "", one };

        rc = add_evidence(list, &postmortem, err);
        if (rc < 0)
            return rc;
    }
    return rc;
}

/* The similarity of a long text to a short one is small by its length alone: the best postmortem stands second at the latest. */
static int raise_postmortem(json_t *list, struct err *err)
{
    size_t at = 0;
    json_t *one;
    int rc;

    while (at < json_array_size(list) && strcmp(doc_text(json_array_get(list, at), "kind"), "postmortem") != 0)
        at++;
    if (at == json_array_size(list) || at < 2)
        return 0;
    one = json_incref(json_array_get(list, at));
    json_array_remove(list, at);
    rc = json_array_insert_new(list, 1, one);
    return rc != 0 ? err_nomem(err) : 0;
}

static int add_to_ticket(json_t *ticket, const struct facts *f, const struct postmortem_table *postmortems, struct err *err)
{
    const json_t *suggested = suggested_cause(ticket), *similar;
    json_t *list = json_array();
    size_t i;
    int rc = json_object_set_new(ticket, "cause_evidence", list) != 0 ? err_nomem(err) : 0;

    if (rc < 0 || (suggested != NULL && json_is_false(json_object_get(suggested, "person_should_look"))))
        return rc;
    rc = add_alike(list, ticket, err);
    if (rc < 0)
        return rc;
    json_array_foreach(json_object_get(ticket, "similar"), i, similar)
    {
        rc = add_past(list, similar, f, postmortems, err);
        if (rc < 0)
            return rc;
    }
    return raise_postmortem(list, err);
}

static const char *model_of_causes(const json_t *project)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(project, "suggestion_tasks"), i, one)
        if (strcmp(doc_text(one, "task"), "cause") == 0)
            return doc_text(json_object_get(one, "model"), "name");
    return NULL;
}

static int add_learned(json_t *project, const struct facts *f, struct err *err)
{
    const char *model = model_of_causes(project);
    int64_t labelled = 0;
    int rc = db_get_int(f->store->db, &labelled, err, "SELECT count(DISTINCT id) FROM tickets WHERE project = ? AND cause <> ''", "t", doc_text(project, "project"));

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
