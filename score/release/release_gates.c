/*
 * release_gates.c - the gate table whose rows are whole releases; see release_gathered.h.
 *
 * A release of many changes nearly always has one that stands above a threshold of changes, so the table of changes does not tell what gating a release catches. Here
 * past releases with an outcome are ranked by the figure that they had themselves: in the validation record of the project's model of releases each by what those before it
 * taught; else those that were scored here before they went out. Keys: unit "releases", from "record"|"scores", why ("" or why there are too few),
 * needed, needed_each (of those that failed and those that did not), usable, failed (of all criticalities); and, where there are enough, those of gate_table.h (without the curve) and today{}, of the
 * release's criticality where it has FACTS_GATE_ROWS releases, else of all; and by_criticality[{criticality, rows, harms, cost{miss,review}, by_cost, in_force, limited, at_cost{GATE}, today{GATE}, cost_at_cost,
 * cost_today}]: where the two thresholds of each criticality stand among its own releases, and what reviews and misses would have cost in a year.
 */
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/facts_gate.h"
#include "score/release/release_gathered.h"
#include "train/release/release_model.h"
#include "train/validation/gate_table.h"

enum { WEEK_S = 7 * 86400 };

#define WEEKS_A_YEAR (365.25 / 7)

struct past {
    struct gate_row *row;     /* [n] */
    enum criticality *of;     /* [n] */
    size_t           n, failed, with_outcome;
    int64_t          first, last; /* deployed */
};

static int gather_past(struct past *p, const struct gathered *g, struct err *err)
{
    size_t end = release_past_end(g);

    p->row = mem_calloc(end + 1, sizeof(*p->row));
    p->of = mem_calloc(end + 1, sizeof(*p->of));
    if (p->row == NULL || p->of == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < end; i++) {
        const struct release *r = &g->releases.row[i];
        double chance;

        if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE || r->outcome[0] == '\0' || r->harm_alone)
            continue;
        p->with_outcome++;
        chance = release_past_chance(g, r);
        if (isnan(chance))
            continue;
        p->first = p->n == 0 ? r->deployed : p->first;
        p->last = r->deployed;
        p->failed += release_failed(r);
        p->of[p->n] = systems_criticality(&g->systems, r->system);
        p->row[p->n++] = (struct gate_row){ chance, release_failed(r) };
    }
    return 0;
}

static json_t *head(const char *from, const char *why, size_t usable, size_t failed)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:I, s:I}", "unit", "releases", "from", from, "why", why, "needed", RELEASE_PLATT_MIN, "needed_each", RELEASE_PLATT_KINDS, "usable",
                     (json_int_t)usable, "failed", (json_int_t)failed);
}

/* A year of reviews, and of what was missed, at what each costs. */
static double cost_of(const json_t *at, const struct config_cost *cost)
{
    return WEEKS_A_YEAR * (json_number_value(json_object_get(at, "reviews_per_week")) * cost->review + json_number_value(json_object_get(at, "missed_per_week")) * cost->miss);
}

/* Where the thresholds of a criticality stand among its own releases. */
static json_t *standing_of(const struct gathered *g, const json_t *table, enum criticality of)
{
    const struct threshold *t = &g->thresholds.harm[of];
    const struct config_cost *cost = &g->f->config->cost[of];
    json_t *by_cost = gate_table_at(table, t->by_cost), *today = gate_table_at(table, t->in_force);

    return json_pack("{s:s, s:O, s:O, s:{s:f, s:f}, s:f, s:f, s:b, s:o, s:o, s:f, s:f}", "criticality", criticality_name[of], "rows", json_object_get(table, "rows"), "harms",
                     json_object_get(table, "harms"), "cost", "miss", cost->miss, "review", cost->review, "by_cost", t->by_cost, "in_force", t->in_force, "limited", (int)t->limited,
                     "at_cost", by_cost, "today", today, "cost_at_cost", cost_of(by_cost, cost), "cost_today", cost_of(today, cost));
}

static json_t *by_criticality(const struct gathered *g, const json_t *tables)
{
    json_t *list = json_array();

    for (int of = 0; of < N_CRITICALITIES; of++)
        for (size_t i = 0; i < json_array_size(tables); i++) {
            const json_t *table = json_array_get(tables, i);
            const char *name = json_string_value(json_object_get(table, "criticality"));

            if (name != NULL && strcmp(name, criticality_name[of]) == 0)
                json_array_append_new(list, standing_of(g, table, (enum criticality)of));
        }
    return list;
}

/* tables: those of gate_table.h, that of all first; borrowed. NULL: they rest on too few. */
static json_t *from_tables(const char *from, json_t *tables, const struct gathered *g)
{
    json_t *all = json_array_get(tables, 0), *table, *doc;
    size_t rows = (size_t)json_integer_value(json_object_get(all, "rows")), harms = (size_t)json_integer_value(json_object_get(all, "harms"));

    if (!release_may_calibrate(rows, harms))
        return NULL;
    table = json_copy(facts_gate_group(tables, g->gate.criticality));
    doc = head(from, "", rows, harms);
    json_object_set_new(table, "today", gate_table_at(table, g->gate.threshold.in_force));
    json_object_del(table, "curve");
    json_object_update_new(doc, table);
    json_object_set_new(doc, "by_criticality", by_criticality(g, tables));
    return doc;
}

static int of_scores(json_t **out, const struct gathered *g, struct past *p, struct err *err)
{
    json_t *tables = NULL;
    char why[200];
    int rc = 0;

    if (!release_may_calibrate(p->n, p->failed)) {
        snprintf(why, sizeof(why), "of %zu earlier releases with an outcome %zu were scored before they went out, %zu of which failed", p->with_outcome, p->n, p->failed);
        *out = head("scores", why, p->n, p->failed);
    } else {
        rc = gate_tables(&tables, p->row, p->of, p->n, (double)(p->last - p->first) / WEEK_S, err);
        *out = rc == 0 ? from_tables("scores", tables, g) : NULL;
        json_decref(tables);
    }
    return rc == 0 && *out == NULL ? err_nomem(err) : rc;
}

int release_gates_json(json_t **out, const struct gathered *g, struct err *err)
{
    struct past past = { .n = 0, .first = TIME_NONE, .last = TIME_NONE };
    json_t *recorded = json_object_get(g->release_record, "gates");
    int rc = 0;

    *out = json_array_size(recorded) > 0 ? from_tables("record", recorded, g) : NULL;
    if (*out != NULL)
        return 0;
    rc = gather_past(&past, g, err);
    if (rc == 0)
        rc = of_scores(out, g, &past, err);
    mem_free(past.row);
    mem_free(past.of);
    return rc;
}
