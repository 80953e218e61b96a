#include "score/replay_why.h"

#include <math.h>
#include <string.h>

#include "datasets/readers/doc_read.h"
#include "score/scoring.h"

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (1 + fabs(b));
}

static bool number_agrees(const json_t *was, const json_t *now, const char *name)
{
    return json_is_number(json_object_get(was, name)) && near(doc_number(was, name, 0), doc_number(now, name, 0));
}

/* Of two contributions of the same size either may come first, so each is looked up by its name; the i-th sizes are the same. */
static bool contribution_agrees(const json_t *was, const json_t *all, size_t i)
{
    const json_t *one = json_array_get(was, i), *other;
    size_t k;

    if (!near(fabs(doc_number(one, "value", 0)), fabs(doc_number(json_array_get(all, i), "value", 0))))
        return false;
    json_array_foreach(all, k, other)
        if (strcmp(doc_text(one, "column"), doc_text(other, "column")) == 0 && near(doc_number(one, "value", 0), doc_number(other, "value", 0)))
            return true;
    return false;
}

static bool shown_agree(const json_t *why, const json_t *now, const json_t *all, size_t top)
{
    const json_t *was = json_object_get(why, "contributions");
    json_t *families = json_object_get(now, "families"), *value;
    size_t n = json_array_size(json_object_get(all, "contributions"));
    bool same = json_array_size(was) == (n < top ? n : top) && json_object_size(json_object_get(why, "families")) == json_object_size(families);
    const char *name;

    for (size_t i = 0; same && i < json_array_size(was); i++)
        same = contribution_agrees(was, json_object_get(all, "contributions"), i);
    json_object_foreach(families, name, value)
        same = same && number_agrees(json_object_get(why, "families"), families, name);
    return same && number_agrees(why, now, "bias") && number_agrees(why, now, "score") && number_agrees(why, now, "rest");
}

bool replay_why_agrees(const json_t *detail, const struct explanation *e, const struct learned *l)
{
    json_t *now = NULL, *all = NULL;
    struct err err = ERR_INIT;
    bool same = explanation_json(&now, e, l, SCORE_TOP_CONTRIBUTIONS, &err) == 0 && explanation_json(&all, e, l, e->n, &err) == 0 &&
                shown_agree(json_object_get(detail, "why"), now, all, SCORE_TOP_CONTRIBUTIONS);

    json_decref(now);
    json_decref(all);
    return same;
}

bool replay_change_agrees(const json_t *detail, const char *commit, double p)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(detail, "changes"), i, one)
        if (strcmp(doc_text(one, "commit"), commit) == 0)
            return near(doc_number(one, "p", -1), p);
    return false;
}
