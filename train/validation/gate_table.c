#include "train/validation/gate_table.h"

#include <assert.h>
#include <stdlib.h>

#include "datasets/base/mem.h"

enum { CURVE_POINTS = 100 };

struct group {
    const struct gate_row *row;  /* [n] riskiest first */
    size_t                 n, harms;
    double                 weeks;
};

static int by_p(const void *a, const void *b)
{
    double x = ((const struct gate_row *)a)->p, y = ((const struct gate_row *)b)->p;

    return (x < y) - (x > y);
}

static size_t caught_of(const struct group *g, size_t gated)
{
    size_t caught = 0;

    for (size_t i = 0; i < gated; i++)
        caught += g->row[i].harm;
    return caught;
}

static json_t *gate_json(const struct group *g, int percent)
{
    size_t gated = (g->n * (size_t)percent + 99) / 100, caught = caught_of(g, gated);

    return json_pack("{s:i, s:f, s:I, s:I, s:I, s:f, s:f, s:f}", "gate_percent", percent, "threshold", g->row[gated - 1].p, "gated", (json_int_t)gated,
                     "caught", (json_int_t)caught, "missed", (json_int_t)(g->harms - caught), "catch_percent",
                     g->harms > 0 ? 100.0 * (double)caught / (double)g->harms : 0.0, "reviews_per_week", g->weeks > 0 ? (double)gated / g->weeks : 0.0,
                     "missed_per_week", g->weeks > 0 ? (double)(g->harms - caught) / g->weeks : 0.0);
}

/* [[threshold, gated, caught]], the rows at or above each threshold: at every hundredth of the rows, all of one chance together. */
static json_t *curve_json(const struct group *g)
{
    json_t *list = json_array();
    size_t caught = 0, points = g->n < CURVE_POINTS ? g->n : CURVE_POINTS, point = 1;

    for (size_t i = 0; i < g->n; i++) {
        caught += g->row[i].harm;
        if ((i + 1) * points < point * g->n || (i + 1 < g->n && g->row[i + 1].p == g->row[i].p))
            continue;
        json_array_append_new(list, json_pack("[f, I, I]", g->row[i].p, (json_int_t)(i + 1), (json_int_t)caught));
        point = (i + 1) * points / g->n + 1;
    }
    return list;
}

json_t *gate_table(struct gate_row *row, size_t n, double weeks, const char *criticality)
{
    static const int percents[] = { 5, 10, 20, 50 };
    struct group g = { .row = row, .n = n, .weeks = weeks };
    json_t *gates = json_array();

    assert(n > 0);
    qsort(row, n, sizeof(*row), by_p);
    for (size_t i = 0; i < n; i++)
        g.harms += row[i].harm;
    for (size_t i = 0; i < sizeof(percents) / sizeof(percents[0]); i++)
        json_array_append_new(gates, gate_json(&g, percents[i]));
    return json_pack("{s:s, s:I, s:I, s:f, s:o, s:o}", "criticality", criticality, "rows", (json_int_t)n, "harms", (json_int_t)g.harms, "weeks", weeks, "gates", gates, "curve",
                     curve_json(&g));
}

int gate_tables(json_t **out, const struct gate_row *row, const enum criticality *of, size_t n, double weeks, struct err *err)
{
    enum { ALL = N_CRITICALITIES };
    struct gate_row *group = mem_calloc(n, sizeof(*group));
    json_t *list = json_array();
    bool good = group != NULL && list != NULL;

    for (int which = ALL; good && which >= 0; which--) {
        size_t n_group = 0;

        for (size_t i = 0; i < n; i++)
            if (which == ALL || (int)of[i] == which)
                group[n_group++] = row[i];
        good = n_group == 0 || json_array_append_new(list, gate_table(group, n_group, weeks, which == ALL ? "all" : criticality_name[which])) == 0;
    }
    mem_free(group);
    if (!good) {
        json_decref(list);
        return err_nomem(err);
    }
    *out = list;
    return 0;
}

json_t *gate_table_at(const json_t *group, double threshold)
{
    const json_t *curve = json_object_get(group, "curve");
    json_int_t rows = json_integer_value(json_object_get(group, "rows")), harms = json_integer_value(json_object_get(group, "harms")), gated = 0, caught = 0;
    double weeks = json_real_value(json_object_get(group, "weeks"));

    for (size_t i = 0; i < json_array_size(curve); i++) {
        const json_t *point = json_array_get(curve, i);

        if (json_real_value(json_array_get(point, 0)) < threshold)
            break;
        gated = json_integer_value(json_array_get(point, 1));
        caught = json_integer_value(json_array_get(point, 2));
    }
    return json_pack("{s:f, s:I, s:f, s:I, s:I, s:f, s:f, s:f}", "threshold", threshold, "gated", gated, "gate_percent", rows > 0 ? 100.0 * (double)gated / (double)rows : 0.0,
                     "caught", caught, "missed", harms - caught, "catch_percent", harms > 0 ? 100.0 * (double)caught / (double)harms : 0.0, "reviews_per_week",
                     weeks > 0 ? (double)gated / weeks : 0.0, "missed_per_week", weeks > 0 ? (double)(harms - caught) / weeks : 0.0);
}
