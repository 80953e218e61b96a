/*
 * drift_json.c - see drift_json.h.
 */
#include "score/watch/drift_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static json_t *number(double value)
{
    if (isnan(value))
        return json_string("nan");
    if (isinf(value))
        return json_string(value > 0 ? "inf" : "-inf");
    return json_real(value);
}

static const char *words_of(const char *test)
{
    return strcmp(test, "psi") == 0 ? "PSI over quantiles of the reference" : strcmp(test, "ks") == 0 ? "KS" : "chi-square of homogeneity";
}

void drift_add_rule(struct strbuf *out, const struct drift_column *c, size_t n_columns)
{
    if (c->unfit != NULL) {
        strbuf_addf(out, "not compared: %s", c->unfit);
        return;
    }
    if (c->n_tests == 0) {
        strbuf_addf(out, "at least %d values on each side are needed", DRIFT_ROWS_MIN);
        return;
    }
    for (size_t i = 0; i < c->n_tests; i++)
        strbuf_addf(out, "%s%s above %.4g", i == 0 ? "" : " or ", words_of(c->test[i].name), c->test[i].bound);
    strbuf_addf(out, "; limits for %zu and %zu values, so that nothing in %zu column%s is called drift by chance more often than in %g %% of all cases", c->n_ref,
                c->n_cur, n_columns, n_columns == 1 ? "" : "s", 100 * DRIFT_LEVEL);
}

void drift_add_finding(struct strbuf *out, const struct drift_column *c)
{
    bool any = false;

    for (size_t i = 0; c->verdict == DRIFT_FOUND && i < c->n_tests; i++) {
        const struct drift_test *t = &c->test[i];

        if (t->p > c->level / (double)c->n_tests)
            continue;
        strbuf_addf(out, "%s%s %.3g above %.3g", any ? ", " : "", t->name, t->value, t->bound);
        any = true;
    }
}

json_t *drift_column_json(const struct drift_column *c, size_t n_columns)
{
    json_t *statistics = json_object(), *doc;
    struct strbuf rule;
    char key[32];

    for (size_t i = 0; i < c->n_statistics; i++)
        json_object_set_new(statistics, c->statistic[i].name, number(c->statistic[i].value));
    for (size_t i = 0; i < c->n_tests; i++) {
        json_object_set_new(statistics, c->test[i].name, number(c->test[i].value));
        snprintf(key, sizeof(key), "%s_p", c->test[i].name);
        json_object_set_new(statistics, key, number(c->test[i].p));
        snprintf(key, sizeof(key), "%s_bound", c->test[i].name);
        json_object_set_new(statistics, key, number(c->test[i].bound));
    }
    strbuf_init(&rule);
    drift_add_rule(&rule, c, n_columns);
    doc = json_pack("{s:s, s:s, s:I, s:I, s:o, s:s, s:s}", "name", c->name, "kind", drift_kind_name[c->kind], "n_ref", (json_int_t)c->n_ref, "n_cur",
                    (json_int_t)c->n_cur, "statistics", statistics, "verdict", drift_verdict_name[c->verdict], "rule", rule.data != NULL ? rule.data : "");
    strbuf_release(&rule);
    return doc;
}
