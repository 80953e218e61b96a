#include "train/duplicate/duplicate_model_io.h"

#include <jansson.h>
#include <math.h>

#include "train/model_json.h"

int duplicate_model_save(struct strbuf *out, const struct duplicate_model *m, struct err *err)
{
    json_t *weights = json_object();

    for (size_t f = 0; f < N_PAIR_FEATURES; f++)
        json_object_set_new(weights, pair_feature_name[f], json_real(m->weight[f]));
    return model_json_dump(out, json_pack("{s:I, s:o, s:o}", "lists", (json_int_t)m->n_lists, "weights", weights, "bar", duplicate_bar_json(&m->bar)), err);
}

int duplicate_model_read(struct duplicate_model *out, const struct model_part *part, size_t n, struct err *err)
{
    const struct model_part *p = model_part_find(part, n, DUPLICATE_MODEL_PART);
    json_t *doc = p == NULL ? NULL : json_loadb(p->data, p->len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *weights = json_object_get(doc, "weights"), *lists = json_object_get(doc, "lists");
    struct duplicate_model m = { .n_lists = 0 };
    bool good = json_is_integer(lists) && json_integer_value(lists) >= DUPLICATE_LISTS_MIN && json_object_size(weights) == N_PAIR_FEATURES &&
                duplicate_bar_read(&m.bar, json_object_get(doc, "bar")) && m.bar.calibrated && isfinite(m.bar.a) && isfinite(m.bar.b);

    for (size_t f = 0; good && f < N_PAIR_FEATURES; f++)
        good = model_json_number(&m.weight[f], json_object_get(weights, pair_feature_name[f]));
    if (good)
        m.n_lists = (size_t)json_integer_value(lists);
    json_decref(doc);
    if (!good)
        return err_set(err, ERR_INTEGRITY, "the model of duplicates cannot be read");
    *out = m;
    return 0;
}

int duplicate_model_load(struct duplicate_model *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct model_parts parts = { .n = 0 };
    int rc = registry_parts(&parts, store, version, err);

    if (rc == 0) {
        rc = duplicate_model_read(out, parts.part, parts.n, err);
        if (rc < 0)
            err_prefix(err, "model '%s'", version->name);
    }
    model_parts_release(&parts);
    return rc;
}
