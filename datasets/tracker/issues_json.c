#include "datasets/tracker/issues_json.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"

struct issue {
    json_t  *object; /* owned */
    uint32_t line;
};

struct issues {
    const char   *name; /* of the file, while it is read */
    struct issue *issue; /* [n] */
    size_t        n, cap;
    struct intern columns;
    uint32_t     *line; /* [n_lines] of the objects that look_over saw, in order; while it is read */
    size_t        n_lines, cap_lines, next_line;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char bom[] = "\xEF\xBB\xBF";

/* "[", "[{", "{\"": no header of a CSV begins so. */
bool issues_json_sniff(const char *data, size_t len)
{
    size_t at = len >= 3 && memcmp(data, bom, 3) == 0 ? 3 : 0;
    char open;

    while (at < len && is_blank(data[at]))
        at++;
    if (at == len || (data[at] != '[' && data[at] != '{'))
        return false;
    open = data[at++];
    while (at < len && is_blank(data[at]))
        at++;
    if (at == len)
        return true;
    return open == '[' ? strchr("{[]\"", data[at]) != NULL : data[at] == '"' || data[at] == '}';
}

/* ---- a look over the bytes, before the parser nests -------------------------------------------------------------- */

struct look {
    char     stack[ISSUES_DEPTH_MAX];
    size_t   depth;
    bool     in_string;
    uint32_t line;
    size_t   line_start;
};

/* Bounds the nesting, and notes the line of each object that is a document or a member of one. */
static int look_over(struct issues *issues, const char *data, size_t len, struct err *err)
{
    struct look look = { .line = 1 };

    for (size_t i = 0; i < len; i++) {
        char c = data[i];

        if (c == '\n') {
            look.line++;
            look.line_start = i + 1;
        } else if (look.in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                look.in_string = false;
        } else if (c == '"') {
            look.in_string = true;
        } else if (c == '[' || c == '{') {
            if (look.depth == ISSUES_DEPTH_MAX)
                return err_set(err, ERR_REFUSED, "%s:%u:%zu: nested deeper than %d", issues->name, look.line, i - look.line_start + 1, ISSUES_DEPTH_MAX);
            if (c == '{' && (look.depth == 0 || (look.depth == 1 && look.stack[0] == '['))) {
                if (mem_grow(&issues->line, &issues->cap_lines, issues->n_lines + 1, sizeof *issues->line, err) < 0)
                    return ERR_NOMEM;
                issues->line[issues->n_lines++] = look.line;
            }
            look.stack[look.depth++] = c;
        } else if ((c == ']' || c == '}') && look.depth > 0) {
            look.depth--;
        }
    }
    return 0;
}

/* The line of the next object; what the parser took is what the look over saw. */
static uint32_t next_line(struct issues *issues)
{
    return issues->next_line < issues->n_lines ? issues->line[issues->next_line++] : 1;
}

/* ---- documents --------------------------------------------------------------------------------------------------- */

static int add_columns(struct issues *issues, json_t *object, uint32_t line, struct err *err)
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value) {
        if (*key == '\0')
            return err_set(err, ERR_REFUSED, "%s:%u: a key without a name", issues->name, line);
        if (intern_add(&issues->columns, key, strlen(key)) == INTERN_NONE)
            return err_nomem(err);
        if (issues->columns.n > CSV_COLUMNS_MAX)
            return err_set(err, ERR_REFUSED, "%s:%u: more than %d different keys", issues->name, line, CSV_COLUMNS_MAX);
    }
    return 0;
}

static int add_issue(struct issues *issues, json_t *object, uint32_t line, struct err *err)
{
    int rc = mem_grow(&issues->issue, &issues->cap, issues->n + 1, sizeof *issues->issue, err);

    if (rc == 0)
        rc = add_columns(issues, object, line, err);
    if (rc == 0)
        issues->issue[issues->n++] = (struct issue){ .object = json_incref(object), .line = line };
    return rc;
}

/* `line` 0: each member is an object that has a line of its own. */
static int add_list(struct issues *issues, json_t *list, uint32_t line, struct err *err)
{
    uint32_t last = 1;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < json_array_size(list); i++) {
        json_t *member = json_array_get(list, i);

        if (!json_is_object(member))
            return err_set(err, ERR_REFUSED, "%s:%u: not a list of issues: member %zu is no object", issues->name, line != 0 ? line : last, i + 1);
        last = line != 0 ? line : next_line(issues);
        rc = add_issue(issues, member, last, err);
    }
    return rc;
}

static int add_document(struct issues *issues, json_t *doc, struct err *err)
{
    uint32_t line;

    if (json_is_array(doc))
        return add_list(issues, doc, 0, err);
    line = next_line(issues);
    if (json_is_array(json_object_get(doc, "items")))
        return add_list(issues, json_object_get(doc, "items"), line, err);
    if (json_object_get(doc, "number") == NULL)
        return err_set(err, ERR_REFUSED, "%s:%u: not a list of issues", issues->name, line);
    return add_issue(issues, doc, line, err);
}

/* Where the parser stopped, counted from the file's beginning; without what it quotes of the file. */
static int refuse(const struct issues *issues, const json_error_t *error, const char *data, size_t from, struct err *err)
{
    int before = 0, words = (int)strcspn(error->text, "\n");
    const char *near = strstr(error->text, " near ");

    for (size_t i = 0; i < from; i++)
        before += data[i] == '\n';
    if (near != NULL)
        words = (int)(near - error->text);
    return err_set(err, ERR_REFUSED, "%s:%d:%d: not JSON: %.*s", issues->name, before + error->line, error->column, words, error->text);
}

static int read_documents(struct issues *issues, const char *data, size_t len, struct err *err)
{
    size_t at = len >= 3 && memcmp(data, bom, 3) == 0 ? 3 : 0;
    int rc = 0;

    while (at < len && is_blank(data[at]))
        at++;
    if (at == len)
        return err_set(err, ERR_REFUSED, "%s:1: empty file", issues->name);
    while (rc == 0 && at < len) {
        json_error_t error;
        json_t *doc = json_loadb(data + at, len - at, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);

        if (doc == NULL && json_error_code(&error) == json_error_out_of_memory)
            return err_nomem(err);
        if (doc == NULL)
            return refuse(issues, &error, data, at, err);
        rc = add_document(issues, doc, err);
        json_decref(doc);
        assert(error.position > 0);
        at += (size_t)error.position;
        while (at < len && is_blank(data[at]))
            at++;
    }
    return rc;
}

/* So that an empty list is a file with no rows. */
static int add_usual_columns(struct issues *issues, struct err *err)
{
    static const char *const usual[] = { "number", "title", "url", "createdAt" };

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (intern_add(&issues->columns, usual[i], strlen(usual[i])) == INTERN_NONE)
            return err_nomem(err);
    return 0;
}

int issues_json_open(struct issues **out, const char *name, const char *data, size_t len, struct err *err)
{
    struct issues *issues;
    int rc;

    if (len > ISSUES_BYTES_MAX)
        return err_set(err, ERR_REFUSED, "%s: JSON over 256 MiB; split it", name);
    issues = mem_calloc(1, sizeof *issues);
    if (issues == NULL)
        return err_nomem(err);
    intern_init(&issues->columns);
    issues->name = name;
    rc = look_over(issues, data, len, err);
    if (rc == 0)
        rc = read_documents(issues, data, len, err);
    if (rc == 0 && issues->columns.n == 0)
        rc = add_usual_columns(issues, err);
    mem_free(issues->line);
    issues->line = NULL;
    issues->name = NULL;
    if (rc < 0) {
        issues_json_close(issues);
        return rc;
    }
    *out = issues;
    return 0;
}

void issues_json_close(struct issues *issues)
{
    if (issues == NULL)
        return;
    for (size_t i = 0; i < issues->n; i++)
        json_decref(issues->issue[i].object);
    intern_release(&issues->columns);
    mem_free(issues->issue);
    mem_free(issues);
}

/* ---- values as text ---------------------------------------------------------------------------------------------- */

static void add_value(struct strbuf *out, const json_t *value, const char *key);

/* What a person would call it. A milestone has a number too, but nobody knows it by that. */
static void add_object(struct strbuf *out, const json_t *object, const char *key)
{
    static const char *const names[] = { "login", "number", "name", "title", "body", "url" };
    bool by_title = strcmp(key, "milestone") == 0;
    char *text;

    for (size_t i = by_title ? 2 : 0; i < sizeof names / sizeof *names; i++) {
        const json_t *name = json_object_get(object, names[i]);

        if (json_is_string(name) || json_is_integer(name)) {
            add_value(out, name, key);
            return;
        }
    }
    if (json_object_size(object) == 0)
        return;
    text = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
    if (text == NULL)
        out->failed = 1;
    else
        strbuf_adds(out, text);
    free(text);
}

static void add_list_text(struct strbuf *out, const json_t *list, const char *key)
{
    size_t start = out->len;

    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t before = out->len;

        if (before > start)
            strbuf_addc(out, '|');
        add_value(out, json_array_get(list, i), key);
    }
}

static void add_value(struct strbuf *out, const json_t *value, const char *key)
{
    switch (json_typeof(value)) {
    case JSON_STRING:
        strbuf_add(out, json_string_value(value), json_string_length(value));
        return;
    case JSON_INTEGER:
        strbuf_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return;
    case JSON_REAL:
        strbuf_addf(out, "%.17g", json_real_value(value));
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        strbuf_adds(out, json_is_true(value) ? "true" : "false");
        return;
    case JSON_ARRAY:
        add_list_text(out, value, key);
        return;
    case JSON_OBJECT:
        add_object(out, value, key);
        return;
    default:
        return;
    }
}

size_t issues_json_n(const struct issues *issues)
{
    return issues->n;
}

size_t issues_json_n_columns(const struct issues *issues)
{
    return issues->columns.n;
}

const char *issues_json_column(const struct issues *issues, size_t column)
{
    assert(column < issues->columns.n);
    return issues->columns.str[column];
}

uint64_t issues_json_line(const struct issues *issues, size_t i)
{
    assert(i < issues->n);
    return issues->issue[i].line;
}

int issues_json_row(const struct issues *issues, size_t i, struct strbuf *text, struct csv_field *field, struct err *err)
{
    size_t start = 0;
    int rc;

    assert(i < issues->n);
    strbuf_clear(text);
    for (size_t column = 0; column < issues->columns.n; column++) {
        const char *key = issues->columns.str[column];
        const json_t *value = json_object_get(issues->issue[i].object, key);
        size_t from = text->len;

        if (value != NULL)
            add_value(text, value, key);
        field[column].len = text->len - from;
        strbuf_addc(text, '\0');
    }
    rc = strbuf_check(text, err);
    if (rc < 0)
        return rc;
    for (size_t column = 0; column < issues->columns.n; column++) { /* it moves no more */
        field[column].str = text->data + start;
        start += field[column].len + 1;
    }
    return 0;
}
