#include "score/report/facts_abstention.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/validation/validation.h"

int facts_abstention(struct abstention_choice *out, const struct facts *f, const struct model_version *version, struct err *err)
{
    struct abstention a = { .n = 0 };
    json_t *record;
    char *text = NULL;
    int rc = version == NULL ? ERR_NOTFOUND : validation_read(&text, f->store, version, err);

    if (rc < 0 && rc != ERR_NOTFOUND)
        return rc;
    record = json_loads(text != NULL ? text : "", 0, NULL);
    mem_free(text);
    if (!abstention_read(&a, json_object_get(record, "abstention")))
        a.n = 0;
    json_decref(record);
    *out = abstention_choose(&a, version == NULL ? 1 : config_precision(f->config, version->task));
    return 0;
}

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *facts_abstention_json(const struct facts *f, const struct model_version *version, const struct abstention_choice *choice)
{
    return json_pack("{s:o, s:o, s:f, s:o, s:I, s:I}", "asked", version == NULL ? json_null() : json_real(config_precision(f->config, version->task)), "threshold",
                     number_or_null(choice->threshold), "coverage", choice->coverage, "precision", number_or_null(choice->precision), "older",
                     (json_int_t)choice->older, "least", (json_int_t)choice->least);
}
