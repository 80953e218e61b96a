#include "datasets/import/import_columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/import/import_kinds.h"
#include "datasets/nearest.h"

static int usage_field(const struct import_options *options, const char *word, struct err *err)
{
    const struct import_kind *kind = options->kind;
    const char **names = mem_calloc(kind->n_fields, sizeof *names);
    char hint[NEAREST_HINT_MAX];
    int rc;

    if (names == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < kind->n_fields; i++)
        names[i] = kind->field[i].name;
    rc = err_set(err, ERR_USAGE, "--map: %s have no field '%s'%s", kind->name, word,
                 nearest_hint(hint, word, names, kind->n_fields));
    mem_free(names);
    return rc;
}

int import_columns_check_map(const struct import_options *options, struct err *err)
{
    for (size_t i = 0; i < options->n_maps; i++) {
        if (import_kind_field(options->kind, options->map[i].field) == SIZE_MAX)
            return usage_field(options, options->map[i].field, err);
        for (size_t k = 0; k < i; k++)
            if (strcmp(options->map[i].field, options->map[k].field) == 0)
                return err_set(err, ERR_USAGE, "--map: field '%s' is mapped twice", options->map[i].field);
    }
    return 0;
}

/* "; did you mean 'Summary'?" of the columns, or what to do. */
static int no_column(const struct csv_reader *reader, const char *file, const char *word, const char *map_field,
                     struct err *err)
{
    size_t n = csv_reader_n_columns(reader);
    const char **names = mem_calloc(n, sizeof *names);
    char hint[NEAREST_HINT_MAX];
    int rc;

    if (names == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        names[i] = csv_reader_column(reader, i);
    nearest_hint(hint, word, names, n);
    if (map_field != NULL)
        rc = err_set(err, ERR_USAGE, "%s:1: --map %s=%s: no column '%s'%s", file, map_field, word, word, hint);
    else if (hint[0] != '\0')
        rc = err_set(err, ERR_REFUSED, "%s:1: no column '%s'%s", file, word, hint);
    else
        rc = err_set(err, ERR_REFUSED, "%s:1: no column '%s'; --map %s=COLUMN names one%s", file, word, word,
                     strcmp(word, "project") == 0 ? ", --project P stands for it" : "");
    mem_free(names);
    return rc;
}

static int bind_maps(struct import_columns *columns, const struct csv_reader *reader, const char *file,
                     const struct import_options *options, struct err *err)
{
    for (size_t i = 0; i < options->n_maps; i++) {
        size_t column = csv_reader_find(reader, options->map[i].column);

        if (column == SIZE_MAX)
            return no_column(reader, file, options->map[i].column, options->map[i].field, err);
        columns->of_field[import_kind_field(options->kind, options->map[i].field)] = column;
    }
    return 0;
}

/* The next name of a list joined by '|'; its length, 0 at the end. */
static size_t next_name(const char **list, char *name, size_t size)
{
    size_t len = strcspn(*list, "|");

    assert(len < size);
    memcpy(name, *list, len);
    name[len] = '\0';
    *list += len + ((*list)[len] == '|');
    return len;
}

static int check_header(const struct import_columns *columns, const struct csv_reader *reader, const char *file,
                        const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    const char *all = import_kind_header_all(kind), *any = import_kind_header_any(kind);
    char name[32], first[32] = "";

    for (size_t i = 0; i < kind->n_fields; i++) {
        bool given = i == import_kind_project(kind) && options->project != NULL;

        if (kind->field[i].required && columns->of_field[i] == COLUMN_NONE && !given)
            return no_column(reader, file, kind->field[i].name, NULL, err);
    }
    while (next_name(&all, name, sizeof name) > 0)
        if (columns->of_field[import_kind_field(kind, name)] == COLUMN_NONE)
            return no_column(reader, file, name, NULL, err);
    if (*any == '\0')
        return 0;
    while (next_name(&any, name, sizeof name) > 0) {
        if (columns->of_field[import_kind_field(kind, name)] != COLUMN_NONE)
            return 0;
        if (first[0] == '\0')
            memcpy(first, name, sizeof first);
    }
    return no_column(reader, file, first, NULL, err);
}

static int by_name(const void *a, const void *b)
{
    const struct import_extra *left = a, *right = b;

    return strcmp(left->name, right->name);
}

static void find_extras(struct import_columns *columns, const struct csv_reader *reader, size_t n_fields)
{
    for (size_t column = 0; column < columns->n; column++) {
        bool used = false;

        for (size_t i = 0; i < n_fields && !used; i++)
            used = columns->of_field[i] == column;
        if (used)
            continue;
        columns->extra[columns->n_extras++] = (struct import_extra){
            .column = column,
            .name = csv_reader_column(reader, column),
            .person = import_column_is_person(csv_reader_column(reader, column)),
        };
    }
    qsort(columns->extra, columns->n_extras, sizeof *columns->extra, by_name);
}

int import_columns_init(struct import_columns *columns, const struct csv_reader *reader, const char *file,
                        const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    bool mapped = kind == options->kind;
    int rc = 0;

    *columns = (struct import_columns){ .n = csv_reader_n_columns(reader) };
    columns->of_field = mem_calloc(kind->n_fields, sizeof *columns->of_field);
    columns->extra = mem_calloc(columns->n, sizeof *columns->extra);
    if (columns->of_field == NULL || columns->extra == NULL) {
        import_columns_release(columns);
        return err_nomem(err);
    }
    for (size_t i = 0; i < kind->n_fields; i++)
        columns->of_field[i] = csv_reader_find(reader, kind->field[i].name); /* SIZE_MAX is COLUMN_NONE */
    if (mapped)
        rc = bind_maps(columns, reader, file, options, err);
    if (rc == 0)
        rc = check_header(columns, reader, file, kind, options, err);
    if (rc < 0) {
        import_columns_release(columns);
        return rc;
    }
    find_extras(columns, reader, kind->n_fields);
    return 0;
}

void import_columns_release(struct import_columns *columns)
{
    mem_free(columns->of_field);
    mem_free(columns->extra);
    *columns = (struct import_columns){ .n = 0 };
}
