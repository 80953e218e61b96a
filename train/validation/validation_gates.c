/*
 * validation_gates.c - the section "gates" of a validation record: by criticality, what a gate would have caught.
 *
 * For each criticality that the tested changes have, and for all of them: gate the riskiest 5, 10, 20, 50 %, catch so much of the harm and miss the rest, at
 * so many reviews a week. Beside the table a curve of at most CURVE_POINTS points, so that a report can say where any threshold stands.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/validation/validation_sections.h"

enum { ALL = N_CRITICALITIES, CURVE_POINTS = 100 };

struct tested {
    double           p;
    bool             harm;
    enum criticality criticality;
};

struct group {
    const struct tested *row;  /* [n] riskiest first */
    size_t               n, harms;
    double               weeks;
};

static int by_p(const void *a, const void *b)
{
    double x = ((const struct tested *)a)->p, y = ((const struct tested *)b)->p;

    return (x < y) - (x > y);
}

static int read_tested(struct tested *tested, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    struct system_table systems = { .n = 0 };
    int rc = systems_load(&systems, in->store, in->snapshot, err);

    for (size_t i = 0; rc == 0 && i < b->test_rows; i++) {
        const struct prediction *p = &b->prediction[i];
        const struct system_row *system = systems_find(&systems, b->examples->changes.row[p->row].system);

        tested[i] = (struct tested){ p->p[0], b->examples->label[p->row] == 1, system != NULL ? criticality_of(system->criticality) : CRITICALITY_UNKNOWN };
    }
    systems_release(&systems);
    if (rc == 0)
        qsort(tested, b->test_rows, sizeof(*tested), by_p);
    return rc;
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

static json_t *group_json(const struct group *g, const char *name)
{
    static const int percents[] = { 5, 10, 20, 50 };
    json_t *gates = json_array();

    for (size_t i = 0; i < sizeof(percents) / sizeof(percents[0]); i++)
        json_array_append_new(gates, gate_json(g, percents[i]));
    return json_pack("{s:s, s:I, s:I, s:f, s:o, s:o}", "criticality", name, "rows", (json_int_t)g->n, "harms", (json_int_t)g->harms, "weeks", g->weeks, "gates",
                     gates, "curve", curve_json(g));
}

static void add_group(json_t *list, const struct tested *tested, size_t n, struct tested *scratch, int of, double weeks)
{
    struct group g = { .row = scratch, .weeks = weeks };

    for (size_t i = 0; i < n; i++) {
        if (of != ALL && (int)tested[i].criticality != of)
            continue;
        scratch[g.n++] = tested[i];
        g.harms += tested[i].harm;
    }
    if (g.n > 0)
        json_array_append_new(list, group_json(&g, of == ALL ? "all" : criticality_name[of]));
}

int validation_gates(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    struct tested *tested;
    json_t *list = json_array();
    double weeks;
    int rc;

    if (list == NULL)
        return err_nomem(err);
    *out = list;
    if (b->examples->task->kind != TASK_OF_RISK || b->test_rows == 0)
        return 0;
    weeks = validation_weeks(b);
    tested = mem_calloc(2 * b->test_rows, sizeof(*tested));
    rc = tested == NULL ? err_nomem(err) : read_tested(tested, in, b, err);
    for (int of = ALL; rc == 0 && of >= 0; of--)
        add_group(list, tested, b->test_rows, tested + b->test_rows, of, weeks);
    mem_free(tested);
    if (rc < 0) {
        json_decref(list);
        *out = NULL;
    }
    return rc;
}
