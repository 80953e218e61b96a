#include "datasets/readers/doc_read.h"

const char *doc_text(const json_t *doc, const char *key)
{
    const char *text = json_string_value(json_object_get(doc, key));

    return text != NULL ? text : "";
}

double doc_number(const json_t *doc, const char *key, double missing)
{
    const json_t *value = json_object_get(doc, key);

    return json_is_number(value) ? json_number_value(value) : missing;
}

int64_t doc_whole(const json_t *doc, const char *key)
{
    return (int64_t)json_integer_value(json_object_get(doc, key));
}

void doc_add_one(json_t *doc, const char *key)
{
    json_object_set_new(doc, key, json_integer((json_int_t)doc_whole(doc, key) + 1));
}
