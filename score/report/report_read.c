#include "score/report/report_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"

const char *report_text(const json_t *doc, const char *key)
{
    return doc_text(doc, key);
}

const char *report_text_or(const json_t *doc, const char *key, const char *missing)
{
    const char *text = report_text(doc, key);

    return text[0] != '\0' ? text : missing;
}

double report_number(const json_t *doc, const char *key)
{
    return doc_number(doc, key, (double)NAN);
}

uint64_t report_count(const json_t *doc, const char *key)
{
    const json_t *value = json_object_get(doc, key);

    return json_is_integer(value) && json_integer_value(value) > 0 ? (uint64_t)json_integer_value(value) : 0;
}

bool report_is_true(const json_t *doc, const char *key)
{
    return json_is_true(json_object_get(doc, key));
}

int64_t report_time(const json_t *doc, const char *key)
{
    const char *text = report_text(doc, key);
    int64_t time = TIME_NONE;

    time_parse(text, strlen(text), &time);
    return time;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **report_keys(size_t *n, json_t *object, struct strbuf *out)
{
    size_t size = json_object_size(object);
    const char **list = size > 0 ? mem_calloc(size, sizeof(*list)) : NULL;
    const char *key;
    json_t *value;

    *n = 0;
    if (list == NULL) {
        out->failed |= size > 0;
        return NULL;
    }
    json_object_foreach(object, key, value)
        list[(*n)++] = key;
    qsort(list, *n, sizeof(*list), by_key);
    return list;
}
