#include "train/learn/learned_filed_io.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "train/model_json.h"

json_t *learned_filed_json(const struct learned_filed *f, size_t n_classes)
{
    const struct calibration *c = &f->calibration;
    json_t *offsets = json_array();

    for (size_t k = 0; c->kind == CALIBRATION_OFFSETS && k < n_classes; k++)
        json_array_append_new(offsets, json_real(c->offset[k]));
    return json_pack("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:{s:f, s:o}, s:o, s:{s:b, s:b, s:f, s:I, s:I}, s:f, s:f, s:I}", "field", f->field, "c", f->c, "balance", f->balance,
                     "half_life", f->half_life, "parents", f->parents, "bayes", f->bayes, "kept", f->kept, "calibration", "t", c->a, "offsets", offsets, "unlike",
                     unlike_json(&f->unlike), "copy", "kept", (int)f->copy.kept, "leading", (int)f->copy.leading, "p", f->copy.p, "n", (json_int_t)f->copy.n, "right",
                     (json_int_t)f->copy.right, "score", f->score, "text_score", f->text_score, "judged", (json_int_t)f->n_judged);
}

static bool read_calibration(struct calibration *c, const json_t *doc, size_t n_classes, struct arena *arena)
{
    const json_t *offsets = json_object_get(doc, "offsets");
    size_t n = json_array_size(offsets);
    double *offset = arena_calloc(arena, n, sizeof(*offset));
    bool good = offset != NULL && json_is_array(offsets) && (n == 0 || n == n_classes) && model_json_number(&c->a, json_object_get(doc, "t"));

    for (size_t k = 0; good && k < n; k++)
        good = model_json_number(&offset[k], json_array_get(offsets, k));
    c->kind = n > 0 ? CALIBRATION_OFFSETS : CALIBRATION_TEMPERATURE;
    c->offset = n > 0 ? offset : NULL;
    return good;
}

static bool read_copy(struct filed_copy *c, const json_t *doc)
{
    json_int_t n = json_integer_value(json_object_get(doc, "n")), right = json_integer_value(json_object_get(doc, "right"));

    c->kept = json_is_true(json_object_get(doc, "kept"));
    c->leading = json_is_true(json_object_get(doc, "leading"));
    c->n = (uint32_t)n;
    c->right = (uint32_t)right;
    return model_json_number(&c->p, json_object_get(doc, "p")) && c->p >= 0 && c->p <= 1 && right >= 0 && right <= n && n <= UINT32_MAX;
}

/* How it was weighed and judged; for the record alone. */
static bool read_choice(struct learned_filed *f, const json_t *doc)
{
    const struct { const char *key; double *value; } number[] = {
        { "c", &f->c }, { "balance", &f->balance }, { "half_life", &f->half_life }, { "parents", &f->parents }, { "bayes", &f->bayes }, { "kept", &f->kept },
        { "score", &f->score }, { "text_score", &f->text_score },
    };
    bool good = true;

    for (size_t i = 0; good && i < sizeof(number) / sizeof(number[0]); i++)
        good = model_json_number(number[i].value, json_object_get(doc, number[i].key));
    f->n_judged = (size_t)json_integer_value(json_object_get(doc, "judged"));
    return good;
}

int learned_filed_read(struct learned_filed **out, const json_t *doc, size_t n_classes, struct arena *arena, struct err *err)
{
    const char *field = json_string_value(json_object_get(doc, "field"));
    const json_t *unlike = json_object_get(doc, "unlike");
    struct learned_filed *f;

    *out = NULL;
    if (doc == NULL)
        return 0;
    f = mem_calloc(1, sizeof(*f));
    if (f == NULL)
        return err_nomem(err);
    if (field == NULL || !read_calibration(&f->calibration, json_object_get(doc, "calibration"), n_classes, arena) || !unlike_read(&f->unlike, unlike) ||
        !read_copy(&f->copy, json_object_get(doc, "copy")) || !read_choice(f, doc)) {
        learned_filed_free(f);
        return err_set(err, ERR_INTEGRITY, "what the model makes of what was filed cannot be read");
    }
    f->field = arena_strdup(arena, field);
    if (f->field == NULL) {
        learned_filed_free(f);
        return err_nomem(err);
    }
    *out = f;
    return 0;
}
