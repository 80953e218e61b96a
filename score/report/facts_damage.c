#include "score/report/facts_damage.h"

#include <string.h>

#include "datasets/readers/doc_read.h"
#include "score/damage/damage_kind.h"
#include "train/task.h"

enum { REASON_WORDS = 3 };

static struct text text_of(const json_t *ticket, const char *key)
{
    const json_t *value = json_object_get(ticket, key);

    return (struct text){ json_is_string(value) ? json_string_value(value) : "", (uint32_t)json_string_length(value) };
}

/* The suggestion of the task damage that nobody needs to look at, NULL where there is none. */
static const json_t *sure_suggestion(const json_t *ticket)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(ticket, "suggestions"), i, one)
    {
        const char *task = json_string_value(json_object_get(one, "task"));

        if (task != NULL && strcmp(task, "damage") == 0 && json_is_false(json_object_get(one, "person_should_look")))
            return one;
    }
    return NULL;
}

static void apply_rule(struct damage *out, enum criticality *criticality, const json_t *ticket)
{
    const struct text text[] = { text_of(ticket, "title"), text_of(ticket, "description") };
    const char *word = json_string_value(json_object_get(ticket, "criticality"));

    *criticality = criticality_of(word != NULL ? word : "");
    damage_by_rule(out, *criticality, text, 2);
}

/* Kinds that hold by the rule beside the one that is shown. */
static json_t *also_of(const struct damage *damage, int shown)
{
    json_t *also = json_array();

    for (int k = 0; k < DAMAGE_OTHER; k++)
        if (damage->holds[k] && k != shown)
            json_array_append_new(also, json_string(damage_kind_name[k]));
    return also;
}

static json_t *by_rule(const json_t *ticket, struct err *err)
{
    enum criticality criticality;
    struct damage damage;
    struct strbuf reason;
    json_t *out = NULL;

    apply_rule(&damage, &criticality, ticket);
    strbuf_init(&reason);
    damage_add_reason(&reason, &damage, criticality);
    if (strbuf_check(&reason, err) == 0)
        out = json_pack("{s:s, s:s, s:o, s:s}", "kind", damage_kind_name[damage.kind], "by", "rule", "also", also_of(&damage, (int)damage.kind), "reason",
                        reason.len > 0 ? reason.data : "");
    strbuf_release(&reason);
    return out;
}

/* "0.93 by +pump, +dose": the words that carried it. */
static void add_model_reason(struct strbuf *out, const json_t *sure)
{
    const json_t *list = json_object_get(json_object_get(sure, "why"), "contributions"), *one;
    size_t i, n = 0;

    strbuf_addf(out, "%.2f", doc_number(sure, "probability", 0));
    json_array_foreach(list, i, one)
    {
        const char *column = json_string_value(json_object_get(one, "column"));

        if (column != NULL && doc_number(one, "value", 0) > 0 && n < REASON_WORDS)
            strbuf_addf(out, "%s%s", n++ == 0 ? " by " : ", ", column);
    }
}

/* The word that was recorded, written as one of the four where it is one. */
static json_t *by_model(const json_t *ticket, const json_t *sure, struct err *err)
{
    const char *label = json_string_value(json_object_get(sure, "label"));
    enum criticality criticality;
    enum damage_kind kind;
    struct damage damage;
    struct strbuf reason;
    json_t *out = NULL;
    bool known = label != NULL && damage_kind_of(&kind, label);

    apply_rule(&damage, &criticality, ticket);
    strbuf_init(&reason);
    add_model_reason(&reason, sure);
    if (strbuf_check(&reason, err) == 0)
        out = json_pack("{s:s, s:s, s:o, s:s}", "kind", known ? damage_kind_name[kind] : label != NULL ? label : "", "by", "model", "also",
                        also_of(&damage, known ? (int)kind : -1), "reason", reason.data);
    strbuf_release(&reason);
    return out;
}

static void count(json_t *counts, const json_t *damage)
{
    const char *kind = json_string_value(json_object_get(damage, "kind"));
    json_t *n = json_object_get(counts, kind != NULL ? kind : "");

    if (n == NULL)
        n = json_object_get(counts, damage_kind_name[DAMAGE_OTHER]); /* a word of the site's own */
    if (n != NULL)
        json_integer_set(n, json_integer_value(n) + 1);
}

static const char *model_of_damage(const json_t *project)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(project, "suggestion_tasks"), i, one)
    {
        const char *task = json_string_value(json_object_get(one, "task"));

        if (task != NULL && strcmp(task, "damage") == 0)
            return json_string_value(json_object_get(json_object_get(one, "model"), "name"));
    }
    return NULL;
}

/* Whether one is learned here, and what that would take. */
static int add_learned(json_t *project, const struct facts *f, struct err *err)
{
    const char *name = json_string_value(json_object_get(project, "project"));
    int64_t labelled = 0;
    int rc = db_get_int(f->store->db, &labelled, err,
                        "SELECT count(DISTINCT id) FROM tickets WHERE project = ? AND instr(extra, '\"damage\"') > 0 AND json_valid(extra)"
                        "   AND coalesce(json_extract(extra, '$.damage'), '') <> ''", "t", name != NULL ? name : "");

    if (rc < 0)
        return rc;
    json_object_set_new(project, "damage_learned", json_pack("{s:s?, s:I, s:f, s:i}", "model", model_of_damage(project), "labelled", (json_int_t)labelled, "needed",
                                                             config_readiness(f->config, "damage")->needed[READINESS_ROWS], "class_rows", TASK_MIN_CLASS_ROWS));
    return 0;
}

int facts_add_damage(json_t *projects, const struct facts *f, struct err *err)
{
    json_t *project, *ticket;
    size_t i, k;

    json_array_foreach(projects, i, project)
    {
        json_t *counts = json_object();

        for (int d = 0; d < N_DAMAGE_KINDS; d++)
            json_object_set_new(counts, damage_kind_name[d], json_integer(0));
        json_object_set_new(project, "damage", counts);
        if (add_learned(project, f, err) < 0)
            return ERR_STORE;
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
        {
            const json_t *sure = sure_suggestion(ticket);
            json_t *damage = sure == NULL ? by_rule(ticket, err) : by_model(ticket, sure, err);

            if (damage == NULL || json_object_set_new(ticket, "damage", damage) != 0)
                return err_nomem(err);
            count(counts, damage);
        }
    }
    return 0;
}
