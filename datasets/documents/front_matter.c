#include "datasets/documents/front_matter.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>
#include <yaml.h>

#include "datasets/base/strbuf.h"

/* ---- where it is ------------------------------------------------------------------------------------------------- */

/* Length of the line at `at` with its end. */
static size_t line_length(const char *data, size_t len, size_t at)
{
    const char *end = memchr(data + at, '\n', len - at);

    return end == NULL ? len - at : (size_t)(end - (data + at)) + 1;
}

static bool is_mark(const char *line, size_t len, const char *mark)
{
    while (len > 0 && strchr(" \t\r\n", line[len - 1]) != NULL)
        len--;
    return len == 3 && memcmp(line, mark, 3) == 0;
}

/* 1: it is data[*from, *to), and matter->body is set; 0: there is none. */
static int find_bounds(struct front_matter *matter, size_t *from, size_t *to, const char *file, const char *data, size_t len, struct err *err)
{
    size_t at = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, n;
    unsigned long line = 1;

    matter->body = at;
    matter->body_line = 1;
    if (at == len)
        return 0;
    n = line_length(data, len, at);
    if (!is_mark(data + at, n, "---"))
        return 0;
    *from = at += n;
    for (line = 2; at < len; at += n, line++) {
        n = line_length(data, len, at);
        if (is_mark(data + at, n, "---") || is_mark(data + at, n, "...")) {
            *to = at;
            matter->body = at + n;
            matter->body_line = line + 1;
            return 1;
        }
        if (at + n - *from > FRONT_MATTER_MAX)
            return err_set(err, ERR_REFUSED, "%s:%lu: front matter of more than %d KiB", file, line, FRONT_MATTER_MAX >> 10);
    }
    return err_set(err, ERR_REFUSED, "%s:1: front matter begins with '---' and has no end", file);
}

/* ---- what it says ------------------------------------------------------------------------------------------------ */

struct reading {
    struct front_matter *matter;
    yaml_parser_t parser;
    const char *file;
    int depth;        /* of mappings and lists that are open    */
    bool has_name;    /* a key waits for its value              */
    bool in_list;     /* the value is a list that is open       */
    struct strbuf text;
    struct front_matter_key key;
    struct err *err;
};

/* Lines are counted from 0 by libyaml, and those of the document begin with that of the mark. */
static int refuse(const struct reading *r, yaml_mark_t mark, const char *why)
{
    return err_set(r->err, ERR_REFUSED, "%s:%zu:%zu: %s", r->file, mark.line + 2, mark.column + 1, why);
}

static int refuse_syntax(const struct reading *r)
{
    if (r->parser.error == YAML_MEMORY_ERROR)
        return err_nomem(r->err);
    return err_set(r->err, ERR_REFUSED, "%s:%zu:%zu: no YAML: %s", r->file, r->parser.problem_mark.line + 2, r->parser.problem_mark.column + 1,
                   r->parser.problem != NULL ? r->parser.problem : "it cannot be read");
}

static const char *keep(struct reading *r, const char *text, size_t len)
{
    return arena_memdup(&r->matter->arena, text, len);
}

static int take_name(struct reading *r, const yaml_event_t *event)
{
    size_t len = event->data.scalar.length;
    char *name = arena_memdup(&r->matter->arena, event->data.scalar.value, len);

    if (name == NULL)
        return err_nomem(r->err);
    for (size_t i = 0; i < len; i++)
        name[i] = name[i] == '-' || name[i] == ' ' ? '_' : (char)tolower((unsigned char)name[i]);
    for (size_t i = 0; i < r->matter->n; i++)
        if (strcmp(r->matter->key[i].name, name) == 0)
            return refuse(r, event->start_mark, "this key is there already");
    if (r->matter->n == FRONT_MATTER_KEYS)
        return refuse(r, event->start_mark, "too many keys");
    r->key = (struct front_matter_key){ .name = name, .value = "", .line = event->start_mark.line + 2 };
    r->has_name = true;
    return 0;
}

static int end_value(struct reading *r)
{
    if (strbuf_check(&r->text, r->err) < 0 || (r->key.value = keep(r, r->text.data, r->text.len)) == NULL)
        return err_nomem(r->err);
    assert(r->matter->n < FRONT_MATTER_KEYS);
    r->matter->key[r->matter->n++] = r->key;
    r->has_name = r->in_list = false;
    strbuf_clear(&r->text);
    return 0;
}

/* "", "~" and "null" without quotes are no value. */
static bool is_null(const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;

    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && (strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
}

static int take_scalar(struct reading *r, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;

    if (event->data.scalar.anchor != NULL)
        return refuse(r, event->start_mark, "anchors and aliases are not read");
    if (memchr(text, '\0', len) != NULL)
        return refuse(r, event->start_mark, "a NUL byte");
    if (r->depth == 0)
        return refuse(r, event->start_mark, "not a list of 'key: value'");
    if (r->depth == 1 && !r->has_name)
        return take_name(r, event);
    if (r->depth > (r->in_list ? 2 : 1)) /* inside of what is left out */
        return 0;
    if (r->in_list && r->text.len > 0)
        strbuf_addc(&r->text, '|');
    if (!is_null(event))
        strbuf_add(&r->text, text, len);
    return r->in_list ? 0 : end_value(r);
}

static int take_start(struct reading *r, const yaml_event_t *event, bool is_list)
{
    const yaml_char_t *anchor = is_list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;

    if (anchor != NULL)
        return refuse(r, event->start_mark, "anchors and aliases are not read");
    if (r->depth == FRONT_MATTER_DEPTH)
        return refuse(r, event->start_mark, "nested too deep");
    if ((r->depth == 0 && is_list) || (r->depth == 1 && !r->has_name))
        return refuse(r, event->start_mark, "not a list of 'key: value'");
    if (r->depth == 1 && is_list)
        r->in_list = r->key.is_list = true;
    else if (r->depth > 0)
        r->key.is_nested = true;
    r->depth++;
    return 0;
}

static int take_end(struct reading *r)
{
    r->depth--;
    return r->depth == 1 && r->has_name ? end_value(r) : 0;
}

static int take_event(struct reading *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return refuse(r, event->start_mark, "anchors and aliases are not read");
    case YAML_SCALAR_EVENT:
        return take_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return take_start(r, event, event->type == YAML_SEQUENCE_START_EVENT);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return take_end(r);
    default:
        return 0;
    }
}

static int read_events(struct reading *r)
{
    bool ended = false;
    int rc = 0;

    while (rc == 0 && !ended) {
        yaml_event_t event;

        if (!yaml_parser_parse(&r->parser, &event))
            return refuse_syntax(r);
        rc = take_event(r, &event);
        ended = event.type == YAML_STREAM_END_EVENT || event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_NO_EVENT;
        yaml_event_delete(&event);
    }
    return rc;
}

int front_matter_read(struct front_matter *out, const char *file, const char *data, size_t len, struct err *err)
{
    struct reading r = { .matter = out, .file = file, .err = err };
    size_t from = 0, to = 0;
    int rc;

    out->n = 0;
    arena_init(&out->arena);
    rc = find_bounds(out, &from, &to, file, data, len, err);
    if (rc <= 0)
        return rc;
    if (!yaml_parser_initialize(&r.parser))
        return err_nomem(err);
    strbuf_init(&r.text);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)data + from, to - from);
    rc = read_events(&r);
    yaml_parser_delete(&r.parser);
    strbuf_release(&r.text);
    if (rc < 0)
        front_matter_release(out);
    return rc;
}

void front_matter_release(struct front_matter *matter)
{
    arena_release(&matter->arena);
    matter->n = 0;
}

const struct front_matter_key *front_matter_find(const struct front_matter *matter, const char *names)
{
    while (*names != '\0') {
        size_t len = strcspn(names, "|");

        for (size_t i = 0; i < matter->n; i++)
            if (strlen(matter->key[i].name) == len && memcmp(matter->key[i].name, names, len) == 0)
                return &matter->key[i];
        names += len + (names[len] == '|');
    }
    return NULL;
}
