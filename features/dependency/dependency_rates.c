#include "features/dependency/dependency_rates.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"

const char *const rate_level_name[N_RATES] = { "kind of step", "group", "line of the group", "kind of step in the group", "artifact", "line of the artifact", "exact version" };

enum { KEY_MAX = 1100 }; /* a name and a version of at most 512 bytes each */

static double logit(double p)
{
    return log(p / (1 - p));
}

static double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

/* The unit of an update at a level; 0 where it has none (no group, a version that is not known or without numbers). */
static size_t key_of(char key[KEY_MAX], enum rate_level level, const struct dependency_update *u, const struct version_step *step)
{
    int len = 0;

    switch (level) {
    case RATE_KIND:
        len = u->to[0] == '\0' ? 0 : snprintf(key, KEY_MAX, "%s", step_name[step->kind]);
        break;
    case RATE_GROUP:
        len = u->group[0] == '\0' ? 0 : snprintf(key, KEY_MAX, "%s", u->group);
        break;
    case RATE_GROUP_LINE:
        len = u->group[0] == '\0' || !step->known_to ? 0 : snprintf(key, KEY_MAX, "%s@%ld", u->group, step->to[0]);
        break;
    case RATE_GROUP_STEP:
        len = u->group[0] == '\0' || u->to[0] == '\0' ? 0 : snprintf(key, KEY_MAX, "%s, %s", u->group, step_name[step->kind]);
        break;
    case RATE_ARTIFACT:
        len = snprintf(key, KEY_MAX, "%s", u->name);
        break;
    case RATE_LINE:
        len = !step->known_to ? 0 : snprintf(key, KEY_MAX, "%s@%ld", u->name, step->to[0]);
        break;
    case RATE_VERSION:
        len = u->to[0] == '\0' ? 0 : snprintf(key, KEY_MAX, "%s@%s", u->name, u->to);
        break;
    case N_RATES:
        assert(!"a level");
    }
    return len < 0 ? 0 : (size_t)len < KEY_MAX ? (size_t)len : KEY_MAX - 1;
}

/* ---- weights of repeated trials ---------------------------------------------------------------------------------- */

/* How many of the rows share a key. Both interned here: of[n], count[n]. */
struct sharing { struct intern keys; uint32_t *of, *count; };

static int sharing_init(struct sharing *s, size_t n, struct err *err)
{
    intern_init(&s->keys);
    s->of = mem_calloc(n, sizeof *s->of);
    s->count = mem_calloc(n, sizeof *s->count);
    return s->of == NULL || s->count == NULL ? err_nomem(err) : 0;
}

static void sharing_release(struct sharing *s)
{
    intern_release(&s->keys);
    mem_free(s->of);
    mem_free(s->count);
}

static int share(struct sharing *s, size_t i, const char *key, size_t len, struct err *err)
{
    s->of[i] = intern_add(&s->keys, key, len);
    if (s->of[i] == INTERN_NONE)
        return err_nomem(err);
    s->count[s->of[i]]++;
    return 0;
}

static int weigh(double *weight, const struct dependency_update *update, const uint32_t *row, size_t n, struct rate_weights weights, struct err *err)
{
    struct sharing repeats, projects;
    int rc = sharing_init(&repeats, n, err), rc2 = sharing_init(&projects, n, err);

    rc = rc < 0 ? rc : rc2;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct dependency_update *u = &update[row[i]];
        char key[KEY_MAX];
        int len = snprintf(key, sizeof key, "%s\n%s", u->project, u->name);

        rc = share(&repeats, i, key, (size_t)len < sizeof key ? (size_t)len : sizeof key - 1, err);
        if (rc == 0)
            rc = share(&projects, i, u->project, strlen(u->project), err);
    }
    for (size_t i = 0; rc == 0 && i < n; i++)
        weight[i] = update[row[i]].weight * pow(repeats.count[repeats.of[i]], -weights.repeats) * pow(projects.count[projects.of[i]], -weights.projects);
    sharing_release(&repeats);
    sharing_release(&projects);
    return rc;
}

/* ---- one level --------------------------------------------------------------------------------------------------- */

/* Of all units the logarithm of the beta-binomial likelihood, without what does not depend on m. Counts may be fractions. */
static double likelihood(const struct rate_unit *unit, size_t n, double m)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double a = m * unit[i].q, b = m * (1 - unit[i].q);

        sum += lgamma(unit[i].b + a) - lgamma(a) + lgamma(unit[i].n - unit[i].b + b) - lgamma(b) - lgamma(unit[i].n + m) + lgamma(m);
    }
    return sum;
}

/* Of fewer units the likelihood says next to nothing about how much they differ: then they are worth ten updates. */
enum { FEW_UNITS = 10, STRENGTH_OF_FEW = 10 };

/* On a grid of powers of 2^(1/2) from 2 to 512: finer tells nothing, and the last means that units do not differ. */
double dependency_rates_strength(const struct rate_unit *unit, size_t n)
{
    double best = 512, most = -INFINITY;

    if (n < FEW_UNITS)
        return STRENGTH_OF_FEW;
    for (double m = 2; m <= 512; m *= M_SQRT2) {
        double value = likelihood(unit, n, m);

        if (value > most) {
            most = value;
            best = m;
        }
    }
    return best;
}

static int count_level(struct dependency_rates *r, enum rate_level level, uint32_t *of, const struct dependency_update *update, const uint32_t *row, size_t n,
                       const struct version_step *step, const double *weight, const double *expected, struct err *err)
{
    struct intern *keys = &r->key[level];

    for (size_t i = 0; i < n; i++) {
        const struct dependency_update *u = &update[row[i]];
        char key[KEY_MAX];
        size_t len = key_of(key, level, u, &step[i]), before = keys->n;
        struct rate_unit *unit;

        of[i] = INTERN_NONE;
        if (len == 0)
            continue;
        of[i] = intern_add(keys, key, len);
        if (of[i] == INTERN_NONE)
            return err_nomem(err);
        if (mem_grow(&r->unit[level], &r->cap[level], keys->n, sizeof *unit, err) < 0)
            return ERR_NOMEM;
        unit = &r->unit[level][of[i]];
        if (keys->n > before)
            *unit = (struct rate_unit){ .n = 0 };
        unit->n += weight[i];
        unit->b += u->broke > 0 ? weight[i] : 0;
        unit->q += weight[i] * expected[i];
        unit->updates++;
        unit->broke += u->broke > 0;
    }
    for (size_t k = 0; k < keys->n; k++)
        r->unit[level][k].q /= r->unit[level][k].n;
    return 0;
}

/* What a unit adds to the logit. */
static double part_of(const struct rate_unit *unit, double m)
{
    return logit((unit->b + m * unit->q) / (unit->n + m)) - logit(unit->q);
}

int dependency_rates_fit(struct dependency_rates *out, const struct dependency_update *update, const uint32_t *row, size_t n, struct rate_weights weights, struct err *err)
{
    struct dependency_rates r = { .base = 0.5 };
    struct version_step *step = mem_calloc(n, sizeof *step);
    double *weight = mem_calloc(n, sizeof *weight), *expected = mem_calloc(n, sizeof *expected), sum = 0, broke = 0;
    uint32_t *of = mem_calloc(n, sizeof *of);
    int rc = step == NULL || weight == NULL || expected == NULL || of == NULL ? err_nomem(err) : 0;

    for (size_t level = 0; level < N_RATES; level++) {
        intern_init(&r.key[level]);
        r.strength[level] = 1;
    }
    if (rc == 0)
        rc = weigh(weight, update, row, n, weights, err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        assert(update[row[i]].broke >= 0);
        version_step(&step[i], update[row[i]].from, update[row[i]].to);
        sum += weight[i];
        broke += update[row[i]].broke > 0 ? weight[i] : 0;
    }
    r.base = (broke + 0.5) / (sum + 1); /* Jeffreys' prior */
    for (size_t i = 0; rc == 0 && i < n; i++)
        expected[i] = r.base;
    for (size_t level = 0; rc == 0 && level < N_RATES; level++) {
        rc = count_level(&r, (enum rate_level)level, of, update, row, n, step, weight, expected, err);
        if (rc < 0)
            break;
        r.strength[level] = dependency_rates_strength(r.unit[level], r.key[level].n);
        for (size_t i = 0; i < n; i++)
            if (of[i] != INTERN_NONE)
                expected[i] = sigmoid(logit(expected[i]) + part_of(&r.unit[level][of[i]], r.strength[level]));
    }
    mem_free(step);
    mem_free(weight);
    mem_free(expected);
    mem_free(of);
    if (rc < 0)
        dependency_rates_release(&r);
    else
        *out = r;
    return rc;
}

void dependency_rates_release(struct dependency_rates *rates)
{
    for (size_t level = 0; level < N_RATES; level++) {
        intern_release(&rates->key[level]);
        mem_free(rates->unit[level]);
    }
    *rates = (struct dependency_rates){ .base = 0.5 };
}

void dependency_rates_units(uint32_t id[N_RATES], const struct dependency_rates *rates, const struct dependency_update *update)
{
    struct version_step step;

    version_step(&step, update->from, update->to);
    for (size_t level = 0; level < N_RATES; level++) {
        char key[KEY_MAX];
        size_t len = key_of(key, (enum rate_level)level, update, &step);

        id[level] = len == 0 ? INTERN_NONE : intern_find(&rates->key[level], key, len);
    }
}

double dependency_rates_part(const struct dependency_rates *rates, enum rate_level level, uint32_t id)
{
    return part_of(&rates->unit[level][id], rates->strength[level]);
}

double dependency_rates_start(const struct dependency_rates *rates)
{
    return logit(rates->base);
}

void dependency_rates_of(struct update_rate *out, const struct dependency_rates *rates, const struct dependency_update *update)
{
    uint32_t id[N_RATES];

    dependency_rates_units(id, rates, update);
    *out = (struct update_rate){ .logit = dependency_rates_start(rates) };
    for (size_t level = 0; level < N_RATES; level++) {
        const struct rate_unit *unit;
        double m = rates->strength[level];

        if (id[level] == INTERN_NONE)
            continue;
        unit = &rates->unit[level][id[level]];
        out->part[level] = dependency_rates_part(rates, (enum rate_level)level, id[level]);
        out->logit += out->part[level];
        out->a[level] = unit->b + m * unit->q;
        out->b[level] = unit->n - unit->b + m * (1 - unit->q);
        out->updates[level] = unit->updates;
        out->broke[level] = unit->broke;
    }
}
