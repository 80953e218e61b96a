/*
 * learned_io.c - the parts of a model version, to bytes and back.
 */
#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/learn/learned_filed_io.h"
#include "train/model_json.h"
#include "train/release/release_model_io.h"

enum { PART_CALIBRATION, PART_CLASSES, PART_FEATURES, PART_FILED, PART_WEIGHTS };

bool learned_needs_part(size_t part)
{
    return part != PART_FILED;
}

bool learned_has_part(const struct learned *l, size_t part)
{
    return learned_needs_part(part) || l->filed != NULL;
}

static int save_calibration(const struct learned *l, struct strbuf *out, struct err *err)
{
    static const char *const kind[] = { "platt", "temperature", "offsets" };

    strbuf_addf(out, "%s %.17g %.17g\n", kind[l->calibration.kind], l->calibration.a, l->calibration.b);
    for (size_t k = 0; l->calibration.kind == CALIBRATION_OFFSETS && k < l->n_classes; k++)
        strbuf_addf(out, "%.17g\n", l->calibration.offset[k]);
    return strbuf_check(out, err);
}

/* The reference of a risk, as an object. */
static json_t *save_reference(const struct risk_reference *r)
{
    json_t *quantiles = json_array(), *bands = json_array();

    for (size_t q = 0; q <= REFERENCE_STEPS; q++)
        json_array_append_new(quantiles, json_real(r->quantile[q]));
    for (size_t k = 0; k < r->n_bands; k++)
        json_array_append_new(bands, json_pack("[f, I, I]", r->band[k].upto, (json_int_t)r->band[k].n, (json_int_t)r->band[k].harms));
    return json_pack("{s:I, s:I, s:o, s:o, s:f, s:f}", "rows", (json_int_t)r->n, "harms", (json_int_t)r->harms, "quantiles", quantiles, "bands", bands,
                     "size_a", r->size_a, "size_b", r->size_b);
}

static int save_classes(const struct learned *l, struct strbuf *out, struct err *err)
{
    json_t *classes = json_array();
    json_t *doc = json_pack("{s:s, s:s, s:f, s:I, s:f, s:o}", "task", l->task->name, "recipe", l->recipe, "base_rate", l->base_rate,
                            "train_rows", (json_int_t)l->n_rows, "c", l->params.c, "classes", classes);
    bool bad = doc == NULL || (l->reference.n > 0 && json_object_set_new(doc, "reference", save_reference(&l->reference)) != 0);

    bad = bad || (l->release.method != RELEASE_PRODUCT && json_object_set_new(doc, "release", release_model_json(&l->release)) != 0);
    bad = bad || (l->unlike.known > 0 && json_object_set_new(doc, "unlike", unlike_json(&l->unlike)) != 0);
    bad = bad || (l->filed != NULL && json_object_set_new(doc, "filed", learned_filed_json(l->filed, l->n_classes)) != 0);
    for (size_t k = 0; k < l->n_classes && !bad; k++)
        bad = json_array_append_new(classes, json_pack("{s:s, s:I}", "name", l->class_name[k], "rows",
                                                       (json_int_t)l->class_rows[k])) != 0;
    if (!bad)
        return model_json_dump(out, doc, err);
    json_decref(doc);
    return err_nomem(err);
}

int learned_save_part(const struct learned *l, size_t part, struct strbuf *out, struct err *err)
{
    assert(part < LEARNED_PARTS && learned_has_part(l, part));
    switch (part) {
    case PART_CALIBRATION:
        return save_calibration(l, out, err);
    case PART_CLASSES:
        return save_classes(l, out, err);
    case PART_FEATURES:
        return feature_set_save(l->features, out, err);
    case PART_FILED:
        return linear_model_save(&l->filed->model, out, err);
    default:
        return linear_model_save(&l->model, out, err);
    }
}

/* One offset a line, as many as there are classes. */
static bool read_offsets(struct learned *l, const char *text)
{
    double *offset = arena_calloc(&l->arena, l->n_classes, sizeof(*offset));
    char *end;

    for (size_t k = 0; offset != NULL && k < l->n_classes; k++) {
        offset[k] = strtod(text, &end);
        if (end == text || !isfinite(offset[k]))
            return false;
        text = end;
    }
    l->calibration.offset = offset;
    return offset != NULL && strspn(text, "\n") == strlen(text);
}

/* After the classes: there may be an offset for each. */
static int load_calibration(struct learned *l, const void *data, size_t len, struct err *err)
{
    char *text = mem_memdup(data, len), kind[16];
    bool good = false;

    if (text == NULL)
        return err_nomem(err);
    if (len > 0 && text[len - 1] == '\n') {
        text[len - 1] = '\0';
        if (sscanf(text, "%15s %lf %lf", kind, &l->calibration.a, &l->calibration.b) == 3) {
            const char *rest = strchr(text, '\n');

            l->calibration.kind = strcmp(kind, "platt") == 0     ? CALIBRATION_PLATT
                                  : strcmp(kind, "offsets") == 0 ? CALIBRATION_OFFSETS
                                                                 : CALIBRATION_TEMPERATURE;
            good = l->calibration.kind == CALIBRATION_OFFSETS ? rest != NULL && read_offsets(l, rest + 1) : true;
        }
    }
    mem_free(text);
    return good ? 0 : err_set(err, ERR_INTEGRITY, "the calibration of the model cannot be read");
}

static int copy_classes(struct learned *l, const json_t *classes, struct err *err)
{
    size_t n = json_array_size(classes);
    uint32_t most = 0;

    l->n_classes = n;
    l->class_name = arena_calloc(&l->arena, n, sizeof(*l->class_name));
    l->class_rows = arena_calloc(&l->arena, n, sizeof(*l->class_rows));
    if (l->class_name == NULL || l->class_rows == NULL)
        return err_nomem(err);
    for (size_t k = 0; k < n; k++) {
        const json_t *c = json_array_get(classes, k);
        const char *name = json_string_value(json_object_get(c, "name"));

        if (name == NULL)
            return err_set(err, ERR_INTEGRITY, "class %zu of the model has no name", k);
        l->class_name[k] = arena_strdup(&l->arena, name);
        l->class_rows[k] = (uint32_t)json_integer_value(json_object_get(c, "rows"));
        if (l->class_name[k] == NULL)
            return err_nomem(err);
        if (l->class_rows[k] > most) {
            most = l->class_rows[k];
            l->majority = l->class_name[k];
        }
    }
    return 0;
}

static bool count_at(uint32_t *out, const json_t *list, size_t i)
{
    json_int_t value = json_integer_value(json_array_get(list, i));

    *out = (uint32_t)value;
    return json_is_integer(json_array_get(list, i)) && value >= 0 && value <= UINT32_MAX;
}

static bool read_band(struct risk_band *band, const json_t *list)
{
    return model_json_number(&band->upto, json_array_get(list, 0)) && count_at(&band->n, list, 1) && count_at(&band->harms, list, 2) && band->n > 0 && band->harms <= band->n;
}

/* A model of an older program has none. */
static int load_reference(struct risk_reference *r, const json_t *doc, struct err *err)
{
    const json_t *quantiles = json_object_get(doc, "quantiles"), *bands = json_object_get(doc, "bands");
    json_int_t n = json_integer_value(json_object_get(doc, "rows")), harms = json_integer_value(json_object_get(doc, "harms"));
    bool good = n > 0 && harms >= 0 && harms <= n && json_array_size(quantiles) == REFERENCE_STEPS + 1 && json_array_size(bands) > 0 &&
                json_array_size(bands) <= REFERENCE_BANDS;

    if (doc == NULL)
        return 0;
    for (size_t q = 0; good && q <= REFERENCE_STEPS; q++)
        good = model_json_number(&r->quantile[q], json_array_get(quantiles, q)) && (q == 0 || r->quantile[q] >= r->quantile[q - 1]);
    for (size_t k = 0; good && k < json_array_size(bands); k++)
        good = read_band(&r->band[r->n_bands++], json_array_get(bands, k));
    r->size_a = json_number_value(json_object_get(doc, "size_a"));
    r->size_b = json_number_value(json_object_get(doc, "size_b"));
    if (!good || !isfinite(r->size_a) || !isfinite(r->size_b))
        return err_set(err, ERR_INTEGRITY, "the reference of the model cannot be read");
    r->n = (size_t)n;
    r->harms = (size_t)harms;
    return 0;
}

/* A model of an older program has none, and marks nothing. */
static int load_unlike(struct unlike_bar *bar, const json_t *doc, struct err *err)
{
    if (doc == NULL || unlike_read(bar, doc))
        return 0;
    return err_set(err, ERR_INTEGRITY, "what the model says of unknown classes cannot be read");
}

static int load_classes(struct learned *l, const void *data, size_t len, struct err *err)
{
    json_t *doc = json_loadb(data, len, JSON_REJECT_DUPLICATES, NULL);
    const char *recipe = json_string_value(json_object_get(doc, "recipe"));
    int rc;

    if (recipe == NULL) {
        json_decref(doc);
        return err_set(err, ERR_INTEGRITY, "the class table of the model cannot be read");
    }
    l->recipe = arena_strdup(&l->arena, recipe);
    l->base_rate = json_number_value(json_object_get(doc, "base_rate"));
    l->n_rows = (size_t)json_integer_value(json_object_get(doc, "train_rows"));
    l->params.c = json_number_value(json_object_get(doc, "c"));
    rc = l->recipe == NULL ? err_nomem(err) : copy_classes(l, json_object_get(doc, "classes"), err);
    if (rc == 0)
        rc = load_reference(&l->reference, json_object_get(doc, "reference"), err);
    if (rc == 0)
        rc = release_model_read(&l->release, json_object_get(doc, "release"), err); /* few releases teach none */
    if (rc == 0)
        rc = load_unlike(&l->unlike, json_object_get(doc, "unlike"), err);
    if (rc == 0)
        rc = learned_filed_read(&l->filed, json_object_get(doc, "filed"), l->n_classes, &l->arena, err);
    json_decref(doc);
    return rc;
}

/* The parts belong together: as many outputs as classes, as many weights as columns. */
static int check_shape(const struct learned *l, struct err *err)
{
    size_t outputs = l->task->kind == TASK_OF_RISK ? 1 : l->n_classes;
    uint32_t n_cols = l->filed != NULL ? feature_set_words_from(l->features) : feature_set_n_cols(l->features);

    if (l->filed != NULL && (l->filed->model.n_cols != feature_set_n_cols(l->features) || l->filed->model.n_outputs != outputs))
        return err_set(err, ERR_INTEGRITY, "the weights of what was filed do not belong to the model");
    if (l->model.n_cols != n_cols || l->model.n_outputs != outputs)
        return err_set(err, ERR_INTEGRITY, "the parts of the model do not belong together: %u weights for %u columns, %zu outputs for %zu",
                       l->model.n_cols, n_cols, l->model.n_outputs, outputs);
    return 0;
}

int learned_load(struct learned *out, const struct task *task, const void *const data[LEARNED_PARTS],
                 const size_t len[LEARNED_PARTS], struct err *err)
{
    struct learned l = { .task = task };
    int rc;

    arena_init(&l.arena);
    rc = load_classes(&l, data[PART_CLASSES], len[PART_CLASSES], err);
    if (rc == 0)
        rc = load_calibration(&l, data[PART_CALIBRATION], len[PART_CALIBRATION], err);
    if (rc == 0)
        rc = feature_set_load(&l.features, data[PART_FEATURES], len[PART_FEATURES], err);
    if (rc == 0)
        rc = linear_model_load(&l.model, data[PART_WEIGHTS], len[PART_WEIGHTS], err);
    if (rc == 0 && (l.filed != NULL) != (data[PART_FILED] != NULL))
        rc = err_set(err, ERR_INTEGRITY, "the model has what was filed in one part and not in another");
    if (rc == 0 && l.filed != NULL)
        rc = linear_model_load(&l.filed->model, data[PART_FILED], len[PART_FILED], err);
    if (rc == 0)
        rc = check_shape(&l, err);
    if (rc < 0) {
        learned_release(&l);
        return rc;
    }
    *out = l;
    return 0;
}
