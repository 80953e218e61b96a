/*
 * release_gates.c - the gate table whose rows are whole releases; see release_gathered.h.
 *
 * A release of many changes nearly always has one that stands above a threshold of changes, so the table of changes does not tell what gating a release catches. Here
 * past releases with an outcome are ranked by the figure that they had themselves: in the validation record of the project's model of releases each by what those before it
 * taught; else those that were scored here before they went out. Keys: unit "releases", from "record"|"scores", why ("" or why there are too few),
 * needed, needed_each (of those that failed and those that did not), usable, failed; and, where there are enough, those of gate_table.h (without the curve) and today{}.
 */
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/facts_gate.h"
#include "score/release/release_gathered.h"
#include "train/release/release_model.h"
#include "train/validation/gate_table.h"

enum { WEEK_S = 7 * 86400 };

struct past {
    struct gate_row *row;     /* [n] */
    size_t           n, failed, with_outcome;
    int64_t          first, last; /* deployed */
};

static int gather_past(struct past *p, const struct gathered *g, struct err *err)
{
    size_t end = release_past_end(g);

    p->row = mem_calloc(end + 1, sizeof(*p->row));
    if (p->row == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < end; i++) {
        const struct release *r = &g->releases.row[i];
        double chance;

        if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE || r->outcome[0] == '\0')
            continue;
        p->with_outcome++;
        chance = release_past_chance(g, r);
        if (isnan(chance))
            continue;
        p->first = p->n == 0 ? r->deployed : p->first;
        p->last = r->deployed;
        p->failed += release_failed(r);
        p->row[p->n++] = (struct gate_row){ chance, release_failed(r) };
    }
    return 0;
}

static json_t *head(const char *from, const char *why, size_t usable, size_t failed)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:I, s:I}", "unit", "releases", "from", from, "why", why, "needed", RELEASE_PLATT_MIN, "needed_each", RELEASE_PLATT_KINDS, "usable",
                     (json_int_t)usable, "failed", (json_int_t)failed);
}

static json_t *from_table(const char *from, json_t *table, double threshold)
{
    json_t *doc = head(from, "", (size_t)json_integer_value(json_object_get(table, "rows")), (size_t)json_integer_value(json_object_get(table, "harms")));

    json_object_set_new(table, "today", gate_table_at(table, threshold));
    json_object_del(table, "curve");
    json_object_update(doc, table);
    return doc;
}

/* The table of the validation record of the project's model of releases; NULL: there is none, or it rests on too few. */
static json_t *of_record(const struct gathered *g)
{
    bool approved;
    const struct model_version *version = registry_scorer(g->f->models, "release-risk", g->release->project, &approved);
    json_t *record = version != NULL ? facts_record(g->f, version, NULL, NULL) : NULL;
    json_t *table = facts_gate_group(json_object_get(record, "gates"), g->gate.criticality), *doc = NULL;

    if (table != NULL && release_may_calibrate((size_t)json_integer_value(json_object_get(table, "rows")), (size_t)json_integer_value(json_object_get(table, "harms")))) {
        table = json_copy(table);
        doc = from_table("record", table, g->gate.threshold.in_force);
        json_decref(table);
    }
    json_decref(record);
    return doc;
}

static json_t *of_scores(const struct gathered *g, struct past *p)
{
    json_t *table, *doc;
    char why[200];

    if (!release_may_calibrate(p->n, p->failed)) {
        snprintf(why, sizeof(why), "of %zu earlier releases with an outcome %zu were scored before they went out, %zu of which failed", p->with_outcome, p->n, p->failed);
        return head("scores", why, p->n, p->failed);
    }
    table = gate_table(p->row, p->n, (double)(p->last - p->first) / WEEK_S, "all");
    doc = from_table("scores", table, g->gate.threshold.in_force);
    json_decref(table);
    return doc;
}

int release_gates_json(json_t **out, const struct gathered *g, struct err *err)
{
    struct past past = { .n = 0, .first = TIME_NONE, .last = TIME_NONE };
    int rc = 0;

    *out = of_record(g);
    if (*out == NULL)
        rc = gather_past(&past, g, err);
    if (rc == 0 && *out == NULL)
        *out = of_scores(g, &past);
    mem_free(past.row);
    return rc < 0 ? rc : *out == NULL ? err_nomem(err) : 0;
}
