/*
 * explain.c - see explain.h.
 */
#include "score/explain.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

static int by_size(const void *a, const void *b)
{
    const struct contribution *x = a, *y = b;
    double ax = fabs(x->value), ay = fabs(y->value);

    if (ax != ay)
        return ax < ay ? 1 : -1;
    return (x->col > y->col) - (x->col < y->col);
}

int explain_row(struct explanation *out, const struct learned *l, const uint32_t *col, const float *val, size_t n, size_t output,
                struct err *err)
{
    struct learned_voice v = learned_voice_of(l, col, n);
    const struct linear_model *m = v.model;
    bool risk = l->task->kind == TASK_OF_RISK;
    double slope = risk ? l->calibration.a : 1, sum;
    double *margin = mem_calloc(m->n_outputs, sizeof(*margin));
    struct explanation e = { .n = v.n };

    assert(output < m->n_outputs);
    n = v.n;
    e.part = mem_calloc(n, sizeof(*e.part));
    if (margin == NULL || e.part == NULL) {
        mem_free(margin);
        mem_free(e.part);
        return err_nomem(err);
    }
    linear_model_margins(m, col, val, n, margin);
    e.score = risk ? calibration_logit(&l->calibration, margin[0]) : margin[output];
    e.bias = risk ? calibration_logit(&l->calibration, m->bias[0]) : m->bias[output];
    sum = e.bias;
    for (size_t i = 0; i < n; i++) {
        e.part[i].col = col[i];
        e.part[i].value = slope * (double)m->w[(size_t)col[i] * m->n_outputs + output] * (double)val[i];
        sum += e.part[i].value;
    }
    assert(fabs(sum - e.score) <= 1e-9 * (1 + fabs(e.score)));
    qsort(e.part, n, sizeof(*e.part), by_size);
    mem_free(margin);
    *out = e;
    return 0;
}

void explanation_release(struct explanation *e)
{
    mem_free(e->part);
    memset(e, 0, sizeof(*e));
}

enum { FAMILIES_MAX = 64 };

struct family_sums {
    const char *family[FAMILIES_MAX]; /* [n] names of the program */
    double      sum[FAMILIES_MAX];
    size_t      n;
};

static void add_to_family(struct family_sums *f, const char *family, double value)
{
    size_t i = 0;

    while (i < f->n && f->family[i] != family && strcmp(f->family[i], family) != 0)
        i++;
    if (i == f->n) {
        assert(f->n < FAMILIES_MAX);
        f->family[f->n] = family;
        f->sum[f->n++] = 0;
    }
    f->sum[i] += value;
}

/* A column of two families (a product) gives half to each. */
static void add_families(struct family_sums *f, const struct learned *l, const struct contribution *c)
{
    const char *family[2];

    feature_set_column_families(l->features, c->col, family);
    add_to_family(f, family[0], c->value / 2);
    add_to_family(f, family[1], c->value / 2);
}

int explanation_json(json_t **out, const struct explanation *e, const struct learned *l, size_t top, struct err *err)
{
    json_t *list = json_array(), *families = json_object();
    struct strbuf name;
    struct family_sums sums = { .n = 0 };
    double rest = 0;

    strbuf_init(&name);
    for (size_t i = 0; i < e->n; i++) {
        add_families(&sums, l, &e->part[i]);
        if (i >= top) {
            rest += e->part[i].value;
            continue;
        }
        strbuf_clear(&name);
        feature_set_column_name(l->features, e->part[i].col, &name);
        json_array_append_new(list, json_pack("{s:s, s:s, s:f}", "column", name.data, "family",
                                              feature_set_column_family(l->features, e->part[i].col), "value", e->part[i].value));
    }
    for (size_t i = 0; i < sums.n; i++)
        json_object_set_new(families, sums.family[i], json_real(sums.sum[i]));
    *out = json_pack("{s:f, s:f, s:o, s:f, s:I, s:o}", "bias", e->bias, "score", e->score, "contributions", list, "rest", rest, "n",
                     (json_int_t)e->n, "families", families);
    strbuf_release(&name);
    return *out == NULL ? err_nomem(err) : 0;
}
