/*
 * manifest_json.c - see manifest_json.h.
 */
#include "datasets/manifest/manifest_json.h"

#include <string.h>

/* Without the bytes of the file that jansson shows behind its words ("... near '\"name\"'"). */
static int words_length(const char *text)
{
    const char *near = strstr(text, " near '");

    return (int)(near != NULL ? (size_t)(near - text) : strlen(text));
}

int manifest_json_load(json_t **out, const char *file, const char *data, size_t len, struct err *err)
{
    json_error_t error;
    json_t *doc = json_loadb(data, len, JSON_REJECT_DUPLICATES, &error);

    if (doc == NULL && json_error_code(&error) == json_error_out_of_memory)
        return err_nomem(err);
    if (doc == NULL)
        return err_set(err, ERR_REFUSED, "%s:%d:%d: no JSON: %.*s", file, error.line, error.column, words_length(error.text), error.text);
    if (!json_is_object(doc)) {
        json_decref(doc);
        return err_set(err, ERR_REFUSED, "%s: the document is no object", file);
    }
    *out = doc;
    return 0;
}

struct manifest_text manifest_json_text(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_string(value) ? (struct manifest_text){ json_string_value(value), json_string_length(value) } : manifest_text_of("");
}

const char *manifest_json_string(const json_t *object, const char *key)
{
    return manifest_json_text(object, key).str;
}
