#include "score/report/facts_damage.h"

#include <string.h>

#include "score/damage/damage_kind.h"

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

static json_t *by_rule(const json_t *ticket, struct err *err)
{
    const struct text text[] = { text_of(ticket, "title"), text_of(ticket, "description") };
    const char *word = json_string_value(json_object_get(ticket, "criticality"));
    enum criticality criticality = criticality_of(word != NULL ? word : "");
    struct damage damage;
    struct strbuf reason;
    json_t *out = NULL, *also = json_array();

    damage_by_rule(&damage, criticality, text, 2);
    for (int k = 0; k < DAMAGE_OTHER; k++)
        if (damage.holds[k] && k != (int)damage.kind)
            json_array_append_new(also, json_string(damage_kind_name[k]));
    strbuf_init(&reason);
    damage_add_reason(&reason, &damage, criticality);
    if (strbuf_check(&reason, err) == 0)
        out = json_pack("{s:s, s:s, s:o, s:s}", "kind", damage_kind_name[damage.kind], "by", "rule", "also", also, "reason", reason.len > 0 ? reason.data : "");
    else
        json_decref(also);
    strbuf_release(&reason);
    return out;
}

static void count(json_t *counts, const json_t *damage)
{
    const char *kind = json_string_value(json_object_get(damage, "kind"));
    json_t *n = json_object_get(counts, kind != NULL ? kind : "");

    if (n != NULL)
        json_integer_set(n, json_integer_value(n) + 1);
}

int facts_add_damage(json_t *projects, struct err *err)
{
    json_t *project, *ticket;
    size_t i, k;

    json_array_foreach(projects, i, project)
    {
        json_t *counts = json_object();

        for (int d = 0; d < N_DAMAGE_KINDS; d++)
            json_object_set_new(counts, damage_kind_name[d], json_integer(0));
        json_object_set_new(project, "damage", counts);
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
        {
            const json_t *sure = sure_suggestion(ticket);
            json_t *damage = sure == NULL ? by_rule(ticket, err)
                                          : json_pack("{s:O, s:s, s:[], s:s}", "kind", json_object_get(sure, "label"), "by", "model", "also", "reason", "");

            if (damage == NULL || json_object_set_new(ticket, "damage", damage) != 0)
                return err_nomem(err);
            count(counts, damage);
        }
    }
    return 0;
}
