#include "train/model_json.h"

#include <math.h>
#include <stdlib.h>

int model_json_dump(struct strbuf *out, json_t *doc, struct err *err)
{
    char *text = doc == NULL ? NULL : json_dumps(doc, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(17));

    json_decref(doc);
    if (text == NULL)
        return err_nomem(err);
    strbuf_adds(out, text);
    free(text);
    return strbuf_check(out, err);
}

bool model_json_number(double *out, const json_t *value)
{
    *out = json_number_value(value);
    return json_is_number(value) && isfinite(*out);
}
