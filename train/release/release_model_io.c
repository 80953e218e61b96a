#include "train/release/release_model_io.h"

#include <math.h>
#include <string.h>

#include "train/model_json.h"

static json_t *spread_json(const struct release_model *m)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < m->n_spread; i++) {
        json_t *row = json_array();

        for (size_t k = 0; k < m->n_spread; k++)
            json_array_append_new(row, json_real(m->spread[i][k]));
        json_array_append_new(rows, row);
    }
    return rows;
}

json_t *release_model_json(const struct release_model *m)
{
    json_t *numbers = json_array(), *doc;

    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
        json_array_append_new(numbers, json_pack("[s, f, f, f]", release_number_name[k], m->mean[k], m->deviation[k], m->weight[k]));
    doc = json_pack("{s:i, s:I, s:I, s:f, s:f, s:f, s:o}", "method", (int)m->method, "releases", (json_int_t)m->n, "harms", (json_int_t)m->harms, "a",
                    m->calibration.a, "b", m->calibration.b, "bias", m->bias, "numbers", numbers);
    if (m->n_spread > 0)
        json_object_set_new(doc, "spread", spread_json(m));
    if (m->has_size)
        json_object_set_new(doc, "size", json_pack("[f, f]", m->size.a, m->size.b));
    return doc;
}

static bool read_release_number(struct release_model *m, size_t k, const json_t *list)
{
    const char *name = json_string_value(json_array_get(list, 0));

    return name != NULL && strcmp(name, release_number_name[k]) == 0 && model_json_number(&m->mean[k], json_array_get(list, 1)) &&
           model_json_number(&m->deviation[k], json_array_get(list, 2)) && model_json_number(&m->weight[k], json_array_get(list, 3));
}

/* What an older program did not write is not known. */
static bool read_spread(struct release_model *m, const json_t *rows)
{
    size_t n = json_array_size(rows);
    bool good = rows == NULL || n == (m->method == RELEASE_CALIBRATED ? 2 : (size_t)RELEASE_SPREAD_MAX);

    for (size_t i = 0; good && i < n; i++) {
        good = json_array_size(json_array_get(rows, i)) == n;
        for (size_t k = 0; good && k < n; k++)
            good = model_json_number(&m->spread[i][k], json_array_get(json_array_get(rows, i), k));
        good = good && m->spread[i][i] >= 0;
    }
    m->n_spread = good ? n : 0;
    return good;
}

static bool read_size(struct release_model *m, const json_t *pair)
{
    m->size = (struct calibration){ .kind = CALIBRATION_PLATT };
    m->has_size = pair != NULL;
    return pair == NULL || (json_array_size(pair) == 2 && model_json_number(&m->size.a, json_array_get(pair, 0)) && model_json_number(&m->size.b, json_array_get(pair, 1)));
}

int release_model_read(struct release_model *m, const json_t *doc, struct err *err)
{
    const json_t *numbers = json_object_get(doc, "numbers");
    json_int_t method = json_integer_value(json_object_get(doc, "method")), n = json_integer_value(json_object_get(doc, "releases")),
               harms = json_integer_value(json_object_get(doc, "harms"));
    bool good = (method == RELEASE_CALIBRATED || method == RELEASE_MODEL) && n > 0 && harms >= 0 && harms <= n && json_array_size(numbers) == N_RELEASE_NUMBERS;

    if (doc == NULL)
        return 0;
    for (size_t k = 0; good && k < N_RELEASE_NUMBERS; k++)
        good = read_release_number(m, k, json_array_get(numbers, k));
    m->method = (enum release_method)method;
    m->n = (size_t)n;
    m->harms = (size_t)harms;
    m->calibration = (struct calibration){ .kind = CALIBRATION_PLATT, .a = json_number_value(json_object_get(doc, "a")),
                                           .b = json_number_value(json_object_get(doc, "b")) };
    m->bias = json_number_value(json_object_get(doc, "bias"));
    good = good && read_spread(m, json_object_get(doc, "spread")) && read_size(m, json_object_get(doc, "size"));
    if (!good || !isfinite(m->calibration.a) || !isfinite(m->calibration.b) || !isfinite(m->bias))
        return err_set(err, ERR_INTEGRITY, "the model of releases cannot be read");
    return 0;
}

int release_model_load(struct release_model *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct release_model m = { .method = RELEASE_PRODUCT };
    struct model_parts parts = { .n = 0 };
    int rc = registry_parts(&parts, store, version, err);

    if (rc == 0) {
        const struct model_part *part = model_part_find(parts.part, parts.n, RELEASE_MODEL_PART);
        json_t *doc = part != NULL ? json_loadb(part->data, part->len, JSON_REJECT_DUPLICATES, NULL) : NULL;

        rc = doc == NULL ? err_set(err, ERR_INTEGRITY, "the model of releases cannot be read") : release_model_read(&m, doc, err);
        json_decref(doc);
        if (rc < 0)
            err_prefix(err, "model '%s'", version->name);
    }
    model_parts_release(&parts);
    if (rc == 0)
        *out = m;
    return rc;
}
