#include "train/validation/acceptance.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool acceptance_less_is_better(const char *metric)
{
    return strcmp(metric, "brier") == 0 || strcmp(metric, "ece") == 0;
}

static bool is_met(const struct criterion *c)
{
    if (strcmp(c->relation, ">=") == 0)
        return c->value >= c->bound;
    return c->relation[0] == '<' ? c->value < c->bound : c->value > c->bound;
}

void acceptance_add(json_t *list, const struct criterion *c, struct validation *out)
{
    bool met = is_met(c);

    json_array_append_new(list, json_pack("{s:s, s:s, s:f, s:f, s:b, s:s}", "metric", c->metric, "relation", c->relation, "bound",
                                          c->bound, "value", isnan(c->value) ? -1.0 : c->value, "passed", met, "source", c->source));
    if (!met && out->passed) {
        out->passed = false;
        snprintf(out->reason, sizeof(out->reason), "%s %.4f is %s %.4f%s%s", c->metric, c->value,
                 c->relation[0] == '<' ? "not below" : c->relation[1] == '=' ? "below" : "not above", c->bound, c->relation[1] == '=' ? ": " : "",
                 c->relation[1] == '=' ? c->source : "");
    }
}
