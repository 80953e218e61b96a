/*
 * import_hash.c - the two digests of a row, each over its fields laid one behind the other.
 */
#include "datasets/import/import_hash.h"

#include <string.h>

/* What a digest of several fields is over (digest.h): each with its length before it, 8 bytes, low bits first. */
static void add_field(struct strbuf *out, const char *data, size_t len)
{
    char *to;

    if (strbuf_reserve(out, 8 + len) < 0)
        return;
    to = out->data + out->len;
    for (int i = 0; i < 8; i++)
        to[i] = (char)((uint64_t)len >> 8 * i);
    memcpy(to + 8, data, len);
    out->len += 8 + len;
    out->data[out->len] = '\0';
}

static void add_number(struct strbuf *out, uint64_t number)
{
    char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(number >> 8 * i);
    strbuf_add(out, bytes, sizeof bytes);
}

/* Raw values under the names of their fields (extras under their own), empty ones left out: so neither moved nor new
 * empty columns make a row a changed one, and another --map does. The project is left out: it is part of the
 * identity, and may come from --project. */
static void add_raw(struct strbuf *out, const struct csv_field *cell, const struct import_value *value, const struct import_context *context)
{
    const struct import_columns *columns = context->columns;

    for (size_t i = 0; i < context->kind->n_fields; i++) {
        const char *name = context->kind->field[i].name;
        size_t column = columns->of_field[i];

        if (column == COLUMN_NONE || cell[column].len == 0 || i == context->project_field || i == context->seen_in_field)
            continue;
        add_field(out, name, strlen(name));
        if (context->dates != NULL && value[i].type == VALUE_INTEGER && context->kind->field[i].type == FIELD_TIME)
            add_number(out, (uint64_t)value[i].integer); /* so that another zone makes it another row */
        else
            add_field(out, cell[column].str, cell[column].len);
    }
    add_field(out, "", 0); /* no field is named so: what follows are extras */
    for (size_t i = 0; i < columns->n_extras; i++) {
        const struct import_extra *extra = &columns->extra[i];

        if (cell[extra->column].len == 0)
            continue;
        add_field(out, extra->name, strlen(extra->name));
        add_field(out, cell[extra->column].str, cell[extra->column].len);
    }
}

static const char *text_of(const struct import_value *value, const struct import_scratch *scratch)
{
    return value->in_scratch ? scratch->out.data + value->start : value->str;
}

static void add_value(struct strbuf *out, const char *name, const struct import_value *value, const struct import_scratch *scratch)
{
    uint64_t bits;

    if (value->type == VALUE_NONE || (value->type == VALUE_TEXT && value->len == 0)) /* the store does not tell them apart */
        return;
    add_field(out, name, strlen(name));
    if (value->type == VALUE_INTEGER) {
        add_number(out, (uint64_t)value->integer);
    } else if (value->type == VALUE_REAL) {
        memcpy(&bits, &value->real, sizeof bits);
        add_number(out, bits);
    } else {
        add_field(out, text_of(value, scratch), value->len);
    }
}

static void add_content(struct strbuf *out, const struct import_row *row, const struct import_kind *kind, size_t project_field,
                        const struct import_scratch *scratch)
{
    for (size_t i = 0; i < kind->n_fields; i++)
        if (i != project_field)
            add_value(out, kind->field[i].name, &row->value[i], scratch);
    add_value(out, "extra", &row->value[kind->n_fields], scratch);
}

int import_row_hash_content(struct import_row *row, const struct import_kind *kind, struct err *err)
{
    struct strbuf message;
    int rc;

    strbuf_init(&message);
    add_content(&message, row, kind, import_kind_project(kind), NULL);
    rc = strbuf_check(&message, err);
    if (rc == 0)
        digest_of(message.data, message.len, row->content_hash);
    strbuf_release(&message);
    return rc;
}

int import_row_hash(struct import_row *row, const struct csv_field *cell, const struct import_context *context, struct import_scratch *scratch, struct err *err)
{
    struct strbuf *message = &scratch->message;
    struct digest digest;
    int rc;

    strbuf_clear(message);
    add_raw(message, cell, row->value, context);
    rc = strbuf_check(message, err);
    if (rc < 0)
        return rc;
    digest_init_keyed(&digest, context->key);
    digest_update(&digest, message->data, message->len);
    digest_final(&digest, row->raw_hash);
    if (context->kind->shape == IMPORT_LOG)
        return 0;

    strbuf_clear(message);
    add_content(message, row, context->kind, context->project_field, scratch);
    rc = strbuf_check(message, err);
    if (rc == 0)
        digest_of(message->data, message->len, row->content_hash);
    return rc;
}
