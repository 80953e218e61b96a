#include "datasets/documents/evidence_file.h"

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

const char *const evidence_text_name[N_EVIDENCE_TEXTS] = { "project", "release", "item", "value", "time", "by", "planned", "starts", "ends" };

struct reading {
    const char *file;
    evidence_taker *take;
    void *ctx;
    struct evidence_row row;
    struct err *err;
};

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* jansson keeps no positions. Walks the document, which is known to be well formed, to the members of the outermost list under "evidence". */
struct lines {
    const char *at, *end;
    unsigned long line;
    int depth;
    bool in_list;
};

/* Behind the string that begins here. Whether it is the key. */
static bool skip_string(struct lines *l)
{
    static const char key[] = "\"evidence\"";
    const char *from = l->at++;

    while (l->at < l->end && *l->at != '"')
        l->at += *l->at == '\\' ? 2 : 1;
    l->at = l->at < l->end ? l->at + 1 : l->end;
    return (size_t)(l->at - from) == sizeof key - 1 && memcmp(from, key, sizeof key - 1) == 0;
}

/* Line of the next member that is an object; that of the end where there is none. */
static unsigned long next_member(struct lines *l)
{
    bool was_key = false;

    while (l->at < l->end) {
        char c = *l->at;

        if (c == '"') {
            bool is_key = skip_string(l);

            was_key = is_key && l->depth == 1;
            continue;
        }
        l->at++;
        if (c == '\n')
            l->line++;
        if (c == '[' && l->depth == 1 && was_key)
            l->in_list = true;
        if (c == '{' || c == '[')
            l->depth++;
        if (c == '}' || c == ']')
            l->depth--;
        if (l->in_list && l->depth == 1)
            l->in_list = false;
        if (c == '{' && l->in_list && l->depth == 3)
            return l->line;
        if (strchr(" \t\r\n:", c) == NULL)
            was_key = false;
    }
    return l->line;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void refuse(struct evidence_row *row, int text, const char *why)
{
    if (row->reason == NULL) {
        row->reason = why;
        row->column = evidence_text_name[text];
    }
}

static void add_value(struct evidence_row *row, int text, const json_t *value)
{
    struct strbuf *out = &row->text[text];

    if (value == NULL || json_is_null(value))
        return;
    if (json_is_string(value))
        strbuf_add(out, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        strbuf_addf(out, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        strbuf_addf(out, "%.17g", json_real_value(value));
    else if (json_is_boolean(value))
        strbuf_adds(out, json_is_true(value) ? "true" : "false");
    else
        refuse(row, text, "neither text, number nor true or false");
}

static void add_people(struct evidence_row *row, const json_t *value)
{
    const json_t *one;
    size_t i;

    if (!json_is_array(value)) {
        add_value(row, EVIDENCE_FILE_BY, value);
        return;
    }
    json_array_foreach(value, i, one)
    {
        if (i > 0)
            strbuf_addc(&row->text[EVIDENCE_FILE_BY], '|');
        if (!json_is_string(one))
            refuse(row, EVIDENCE_FILE_BY, "no list of names");
        else
            add_value(row, EVIDENCE_FILE_BY, one);
    }
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void begin_row(struct reading *r, const json_t *doc, unsigned long line)
{
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        strbuf_clear(&r->row.text[i]);
    r->row.column = r->row.reason = NULL;
    r->row.line = line;
    add_value(&r->row, EVIDENCE_FILE_PROJECT, json_object_get(doc, "project"));
    add_value(&r->row, EVIDENCE_FILE_RELEASE, json_object_get(doc, "release"));
}

static int end_row(struct reading *r)
{
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        if (strbuf_check(&r->row.text[i], r->err) < 0)
            return ERR_NOMEM;
    return r->take(r->ctx, &r->row, r->err);
}

static int take_window(struct reading *r, const json_t *doc)
{
    const json_t *window = json_object_get(doc, "window"), *planned = json_object_get(doc, "planned");

    if (window == NULL && planned == NULL)
        return 0;
    if (window != NULL && !json_is_object(window))
        return err_set(r->err, ERR_REFUSED, "%s: 'window' is no object with 'start' and 'end'", r->file);
    begin_row(r, doc, 1);
    strbuf_adds(&r->row.text[EVIDENCE_FILE_ITEM], "window");
    add_value(&r->row, EVIDENCE_FILE_PLANNED, planned);
    add_value(&r->row, EVIDENCE_FILE_STARTS, json_object_get(window, "start"));
    add_value(&r->row, EVIDENCE_FILE_ENDS, json_object_get(window, "end"));
    return end_row(r);
}

static int take_one(struct reading *r, const json_t *doc, const json_t *one, unsigned long line)
{
    begin_row(r, doc, line);
    add_value(&r->row, EVIDENCE_FILE_ITEM, json_object_get(one, "item"));
    add_value(&r->row, EVIDENCE_FILE_VALUE, json_object_get(one, "value"));
    add_value(&r->row, EVIDENCE_FILE_TIME, json_object_get(one, "time"));
    add_people(&r->row, json_object_get(one, "by"));
    return end_row(r);
}

static int take_document(struct reading *r, const json_t *doc, const char *data, size_t len)
{
    const json_t *list = json_object_get(doc, "evidence"), *one;
    struct lines lines = { .at = data, .end = data + len, .line = 1 };
    size_t i;
    int rc;

    if (!json_is_object(doc))
        return err_set(r->err, ERR_REFUSED, "%s:1: no object", r->file);
    if (!json_is_string(json_object_get(doc, "release")))
        return err_set(r->err, ERR_REFUSED, "%s: no text 'release': no evidence of a release", r->file);
    if (list != NULL && !json_is_array(list))
        return err_set(r->err, ERR_REFUSED, "%s: 'evidence' is no list", r->file);
    if (json_array_size(list) > EVIDENCE_ROWS_MAX)
        return err_set(r->err, ERR_REFUSED, "%s: more than %d pieces of evidence", r->file, EVIDENCE_ROWS_MAX);
    rc = take_window(r, doc);
    if (list == NULL || rc < 0)
        return rc;
    json_array_foreach(list, i, one)
    {
        if (!json_is_object(one))
            return err_set(r->err, ERR_REFUSED, "%s: evidence[%zu] is no object", r->file, i);
        rc = take_one(r, doc, one, next_member(&lines));
        if (rc < 0)
            return rc;
    }
    return 0;
}

int evidence_file_read(const char *file, const char *data, size_t len, evidence_taker *take, void *ctx, struct err *err)
{
    struct reading r = { .file = file, .take = take, .ctx = ctx, .err = err };
    json_error_t where;
    json_t *doc;
    int rc;

    if (len > EVIDENCE_MAX_BYTES)
        return err_set(err, ERR_REFUSED, "%s: longer than %d MiB", file, EVIDENCE_MAX_BYTES >> 20);
    doc = json_loadb(data, len, JSON_REJECT_DUPLICATES, &where);
    if (doc == NULL && json_error_code(&where) == json_error_out_of_memory)
        return err_nomem(err);
    if (doc == NULL) { /* without what stands there: " near 'TEXT'" */
        const char *near = strstr(where.text, " near ");

        return err_set(err, ERR_REFUSED, "%s:%d:%d: no JSON: %.*s", file, where.line, where.column,
                       near == NULL ? JSON_ERROR_TEXT_LENGTH : (int)(near - where.text), where.text);
    }
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        strbuf_init(&r.row.text[i]);
    rc = take_document(&r, doc, data, len);
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        strbuf_release(&r.row.text[i]);
    json_decref(doc);
    return rc;
}
