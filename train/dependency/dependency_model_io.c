#include "train/dependency/dependency_model_io.h"

#include <jansson.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/model_json.h"

static const char dependencies_name[] = "dependencies", rates_name[] = "rates", weights_name[] = "weights";

/* ---- out --------------------------------------------------------------------------------------------------------- */

static json_t *names_json(const struct intern *names)
{
    json_t *list = json_array();

    for (size_t i = 0; i < names->n; i++)
        json_array_append_new(list, json_stringn(names->str[i], names->len[i]));
    return list;
}

static json_t *head_json(const struct dependency_model *m)
{
    const struct dependency_candidate *c = &m->chosen;

    return json_pack("{s:I, s:f, s:f, s:f, s:f, s:f, s:f, s:I, s:I, s:I, s:o}", "families", (json_int_t)c->families, "share", c->share, "c", c->c, "a", m->calibration.a, "b",
                     m->calibration.b, "repeats", c->weights.repeats, "projects", c->weights.projects, "rows", (json_int_t)m->n_rows, "broke", (json_int_t)m->n_broke, "of_projects",
                     (json_int_t)m->n_projects, "names", names_json(&m->features.name));
}

static json_t *level_json(const struct dependency_rates *r, size_t level)
{
    json_t *units = json_array();

    for (size_t i = 0; i < r->key[level].n; i++) {
        const struct rate_unit *u = &r->unit[level][i];

        json_array_append_new(units, json_pack("[o, f, f, f, I, I]", json_stringn(r->key[level].str[i], r->key[level].len[i]), u->n, u->b, u->q, (json_int_t)u->updates,
                                               (json_int_t)u->broke));
    }
    return json_pack("{s:s, s:f, s:o}", "level", rate_level_name[level], "strength", r->strength[level], "units", units);
}

static json_t *rates_json(const struct dependency_rates *r)
{
    json_t *levels = json_array();

    for (size_t level = 0; level < N_RATES; level++)
        json_array_append_new(levels, level_json(r, level));
    return json_pack("{s:f, s:o}", "base", r->base, "levels", levels);
}

static void add_part(struct dependency_parts *p, const char *name)
{
    p->part[p->n] = (struct model_part){ name, p->data[p->n].data, p->data[p->n].len };
    p->n++;
}

int dependency_model_save(struct dependency_parts *out, const struct dependency_model *m, struct err *err)
{
    struct dependency_parts p = { .n = 0 };
    int rc;

    for (size_t i = 0; i < DEPENDENCY_PARTS; i++)
        strbuf_init(&p.data[i]);
    rc = model_json_dump(&p.data[0], head_json(m), err);
    if (rc == 0) {
        add_part(&p, dependencies_name);
        rc = model_json_dump(&p.data[1], rates_json(&m->rates), err);
    }
    if (rc == 0) {
        add_part(&p, rates_name);
        if (m->chosen.families != 0)
            rc = linear_model_save(&m->linear, &p.data[2], err);
    }
    if (rc == 0 && m->chosen.families != 0)
        add_part(&p, weights_name);
    if (rc < 0)
        dependency_parts_release(&p);
    else
        *out = p;
    return rc;
}

void dependency_parts_release(struct dependency_parts *parts)
{
    for (size_t i = 0; i < DEPENDENCY_PARTS; i++)
        strbuf_release(&parts->data[i]);
    *parts = (struct dependency_parts){ .n = 0 };
}

/* ---- and back ---------------------------------------------------------------------------------------------------- */

static bool count(size_t *out, const json_t *value)
{
    json_int_t n = json_integer_value(value);

    *out = (size_t)n;
    return json_is_integer(value) && n >= 0 && n <= UINT32_MAX;
}

/* Adds a text that was not there: its number is the next. */
static int add_key(struct intern *keys, const json_t *text, struct err *err)
{
    size_t before = keys->n;
    uint32_t id;

    if (!json_is_string(text))
        return err_set(err, ERR_INTEGRITY, "a name of the model cannot be read");
    id = intern_add(keys, json_string_value(text), json_string_length(text));
    if (id == INTERN_NONE)
        return err_nomem(err);
    return id == before ? 0 : err_set(err, ERR_INTEGRITY, "the model has a name twice");
}

static int read_head(struct dependency_model *m, const json_t *doc, struct err *err)
{
    struct dependency_candidate *c = &m->chosen;
    const json_t *names = json_object_get(doc, "names"), *one;
    size_t i, families = 0;
    bool good = count(&families, json_object_get(doc, "families")) && families < 1U << N_FAMILIES && model_json_number(&c->share, json_object_get(doc, "share")) &&
                model_json_number(&c->c, json_object_get(doc, "c")) && model_json_number(&m->calibration.a, json_object_get(doc, "a")) &&
                model_json_number(&m->calibration.b, json_object_get(doc, "b")) &&
                model_json_number(&c->weights.repeats, json_object_get(doc, "repeats")) && model_json_number(&c->weights.projects, json_object_get(doc, "projects")) &&
                count(&m->n_rows, json_object_get(doc, "rows")) && count(&m->n_broke, json_object_get(doc, "broke")) && count(&m->n_projects, json_object_get(doc, "of_projects")) &&
                json_is_array(names);
    int rc = good ? 0 : err_set(err, ERR_INTEGRITY, "the model of updates cannot be read");

    c->families = m->features.families = (unsigned)families;
    m->calibration.kind = CALIBRATION_PLATT;
    json_array_foreach(names, i, one)
        if (rc == 0)
            rc = add_key(&m->features.name, one, err);
    return rc;
}

static bool read_unit(struct rate_unit *u, const json_t *list)
{
    size_t updates, broke;
    bool good = json_array_size(list) == 6 && model_json_number(&u->n, json_array_get(list, 1)) && model_json_number(&u->b, json_array_get(list, 2)) &&
                model_json_number(&u->q, json_array_get(list, 3)) && count(&updates, json_array_get(list, 4)) && count(&broke, json_array_get(list, 5));

    if (!good)
        return false;
    u->updates = (uint32_t)updates;
    u->broke = (uint32_t)broke;
    return u->n > 0 && u->b >= 0 && u->b <= u->n && u->q > 0 && u->q < 1;
}

static int read_level(struct dependency_rates *r, size_t level, const json_t *doc, struct err *err)
{
    const json_t *units = json_object_get(doc, "units"), *one;
    const char *name = json_string_value(json_object_get(doc, "level"));
    size_t i;
    int rc = 0;

    if (name == NULL || strcmp(name, rate_level_name[level]) != 0 || !model_json_number(&r->strength[level], json_object_get(doc, "strength")) ||
        r->strength[level] <= 0 || !json_is_array(units))
        return err_set(err, ERR_INTEGRITY, "the rates of the model cannot be read");
    json_array_foreach(units, i, one) {
        rc = rc < 0 ? rc : add_key(&r->key[level], json_array_get(one, 0), err);
        if (rc == 0)
            rc = mem_grow(&r->unit[level], &r->cap[level], i + 1, sizeof **r->unit, err);
        if (rc == 0 && !read_unit(&r->unit[level][i], one))
            rc = err_set(err, ERR_INTEGRITY, "a rate of the model cannot be read");
    }
    return rc;
}

static int read_rates(struct dependency_rates *r, const json_t *doc, struct err *err)
{
    const json_t *levels = json_object_get(doc, "levels");
    int rc = 0;

    if (!model_json_number(&r->base, json_object_get(doc, "base")) || r->base <= 0 || r->base >= 1 || json_array_size(levels) != N_RATES)
        return err_set(err, ERR_INTEGRITY, "the rates of the model cannot be read");
    for (size_t level = 0; rc == 0 && level < N_RATES; level++)
        rc = read_level(r, level, json_array_get(levels, level), err);
    return rc;
}

static int read_json(json_t **out, const struct model_part *part, size_t n, const char *name, struct err *err)
{
    const struct model_part *p = model_part_find(part, n, name);

    *out = p == NULL ? NULL : json_loadb(p->data, p->len, JSON_REJECT_DUPLICATES, NULL);
    return *out == NULL ? err_set(err, ERR_INTEGRITY, "the part '%s' of the model cannot be read", name) : 0;
}

static int read_weights(struct dependency_model *m, const struct model_part *part, size_t n, struct err *err)
{
    const struct model_part *p = model_part_find(part, n, weights_name);
    int rc;

    if (p == NULL || m->chosen.families == 0)
        return p == NULL && m->chosen.families == 0 ? 0 : err_set(err, ERR_INTEGRITY, "the weights of the model do not belong to it");
    rc = linear_model_load(&m->linear, p->data, p->len, err);
    if (rc == 0 && (m->linear.n_cols != dependency_features_width(&m->features) || m->linear.n_outputs != 1))
        rc = err_set(err, ERR_INTEGRITY, "the parts of the model do not belong together: %u weights for %u columns", m->linear.n_cols, dependency_features_width(&m->features));
    return rc;
}

int dependency_model_read(struct dependency_model *out, const struct model_part *part, size_t n, struct err *err)
{
    struct dependency_model m = { .n_rows = 0 };
    json_t *head = NULL, *rates = NULL;
    int rc;

    intern_init(&m.features.name);
    for (size_t level = 0; level < N_RATES; level++)
        intern_init(&m.rates.key[level]);
    rc = read_json(&head, part, n, dependencies_name, err);
    if (rc == 0)
        rc = read_json(&rates, part, n, rates_name, err);
    if (rc == 0)
        rc = read_head(&m, head, err);
    if (rc == 0)
        rc = read_rates(&m.rates, rates, err);
    if (rc == 0)
        rc = read_weights(&m, part, n, err);
    json_decref(head);
    json_decref(rates);
    if (rc < 0)
        dependency_model_release(&m);
    else
        *out = m;
    return rc;
}

int dependency_model_load(struct dependency_model *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct model_parts parts = { .n = 0 };
    int rc = registry_parts(&parts, store, version, err);

    if (rc == 0) {
        rc = dependency_model_read(out, parts.part, parts.n, err);
        if (rc < 0)
            err_prefix(err, "model '%s'", version->name);
    }
    model_parts_release(&parts);
    return rc;
}

int dependency_model_audit(struct vocabulary_audit *audit, const struct dependency_model *m, const struct phi_rules *rules, struct err *err)
{
    const struct intern *names = &m->rates.key[RATE_ARTIFACT];
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < names->n; i++)
        rc = vocabulary_audit_name(audit, names->str[i], names->len[i], rules, err);
    return rc;
}
