#include "datasets/import/import_columns.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/nearest.h"
#include "datasets/import/import_kinds.h"

static int usage_field(const struct import_options *options, const char *word, struct err *err)
{
    const struct import_kind *kind = options->kind;
    const char **names = mem_calloc(kind->n_fields + 1, sizeof *names);
    char hint[NEAREST_HINT_MAX];
    int rc;

    if (names == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < kind->n_fields; i++)
        names[i] = kind->field[i].name;
    names[kind->n_fields] = import_kind_named_extra(kind);
    rc = err_set(err, ERR_USAGE, "--map: %s have no field '%s'%s", kind->name, word,
                 nearest_hint(hint, word, names, kind->n_fields + (names[kind->n_fields][0] != '\0')));
    mem_free(names);
    return rc;
}

static bool is_named_extra(const struct import_kind *kind, const char *name)
{
    return name[0] != '\0' && strcmp(name, import_kind_named_extra(kind)) == 0;
}

int import_columns_check_map(const struct import_options *options, struct err *err)
{
    for (size_t i = 0; i < options->n_maps; i++) {
        if (import_kind_field(options->kind, options->map[i].field) == SIZE_MAX && !is_named_extra(options->kind, options->map[i].field))
            return usage_field(options, options->map[i].field, err);
        for (size_t k = 0; k < i; k++)
            if (strcmp(options->map[i].field, options->map[k].field) == 0)
                return err_set(err, ERR_USAGE, "--map: field '%s' is mapped twice", options->map[i].field);
    }
    return 0;
}

/* The column that an export of this profile has for a field, or from which it would be derived; else the field's own name. */
static void best_name(char *out, size_t size, const struct profile *profile, const char *field, bool own)
{
    const struct profile_field *known = profile_field_find(profile, field);
    const char *names = known != NULL ? known->columns : field;

    for (const struct profile_derived *at = profile->derived; at != NULL && at->field != NULL; at++)
        if (strcmp(at->field, field) == 0 && at->how != DERIVE_CONSTANT)
            names = at->from;
    if (own)
        names = field;
    snprintf(out, size, "%.*s", (int)(own ? strlen(names) : strcspn(names, "|")), names);
}

/* Columns that only one other kind has. */
static const char *looks_like(const struct export_rows *source, const char *word)
{
    static const struct { const char *column, *says; } tell[] = {
        { "commit", "; this looks like changes" }, { "outcome", "; this looks like outcomes" }, { "deployed", "; this looks like releases" },
    };

    for (size_t i = 0; strcmp(word, "id") == 0 && i < sizeof tell / sizeof *tell; i++)
        if (export_rows_find(source, tell[i].column) != SIZE_MAX)
            return tell[i].says;
    return "";
}

/* "; did you mean 'Summary'?" of the columns, or what to do. */
static int no_column(const struct export_rows *source, const char *file, const char *word, const char *map_field,
                     struct err *err)
{
    size_t n = export_rows_n_columns(source);
    const char **names = mem_calloc(n, sizeof *names);
    char hint[NEAREST_HINT_MAX], wanted[128];
    int rc;

    if (names == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        names[i] = export_rows_column(source, i);
    best_name(wanted, sizeof wanted, export_rows_profile(source), word, map_field != NULL);
    nearest_hint(hint, wanted, names, n);
    if (map_field != NULL)
        rc = err_set(err, ERR_USAGE, "%s:1: --map %s=%s: no column '%s'%s", file, map_field, word, word, hint);
    else if (hint[0] != '\0')
        rc = err_set(err, ERR_REFUSED, "%s:1: no column '%s'%s", file, wanted, hint);
    else
        rc = err_set(err, ERR_REFUSED, "%s:1: no column '%s'; --map %s=COLUMN names one%s", file, wanted, word,
                     strcmp(word, "project") == 0 ? ", --project P stands for it" : looks_like(source, word));
    mem_free(names);
    return rc;
}

static int bind_maps(struct import_columns *columns, const struct export_rows *source, const char *file,
                     const struct import_options *options, struct err *err)
{
    for (size_t i = 0; i < options->n_maps; i++) {
        size_t column = export_rows_find(source, options->map[i].column);

        if (column == SIZE_MAX)
            return no_column(source, file, options->map[i].column, options->map[i].field, err);
        if (is_named_extra(options->kind, options->map[i].field)) {
            columns->named_extra = column;
            continue;
        }
        columns->of_field[import_kind_field(options->kind, options->map[i].field)] = column;
        columns->words[import_kind_field(options->kind, options->map[i].field)] = NULL;
    }
    return 0;
}

/* By the profile, else by the field's own name. */
static void bind_field(struct import_columns *columns, const struct export_rows *source, size_t field, const char *name)
{
    const struct profile_field *known = profile_field_find(export_rows_profile(source), name);

    columns->of_field[field] = export_rows_of_field(source, name);
    if (columns->of_field[field] != SIZE_MAX)
        columns->words[field] = known != NULL ? known->words : NULL;
    else
        columns->of_field[field] = export_rows_find(source, name); /* SIZE_MAX is COLUMN_NONE */
}

/* A column that comes several times cannot feed a field of a table that says of each field which it is. */
static int check_repeats(const struct import_columns *columns, const struct export_rows *source, const char *file, size_t n_fields, struct err *err)
{
    size_t first, second;

    if (export_rows_profile(source) != profile_at(0))
        return 0;
    for (size_t i = 0; i < n_fields; i++)
        if (columns->of_field[i] != COLUMN_NONE && export_rows_repeats(source, columns->of_field[i], &first, &second))
            return err_set(err, ERR_REFUSED, "%s:1: columns %zu and %zu are both named '%s'", file, first, second,
                           export_rows_column(source, columns->of_field[i]));
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

static int check_header(const struct import_columns *columns, const struct export_rows *source, const char *file,
                        const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    const char *all = import_kind_header_all(kind), *any = import_kind_header_any(kind);
    const struct profile *profile = export_rows_profile(source);
    char name[32], first[32] = "";

    for (size_t i = 0; i < kind->n_fields; i++) {
        bool given = i == import_kind_project(kind) && options->project != NULL;

        if (kind->field[i].required && columns->of_field[i] == COLUMN_NONE && !given)
            return no_column(source, file, kind->field[i].name, NULL, err);
    }
    while (next_name(&all, name, sizeof name) > 0) {
        bool spared = profile != profile_at(0) && strcmp(name, "description") == 0; /* lists of bugs come without */

        if (columns->of_field[import_kind_field(kind, name)] == COLUMN_NONE && !spared)
            return no_column(source, file, name, NULL, err);
    }
    if (*any == '\0')
        return 0;
    while (next_name(&any, name, sizeof name) > 0) {
        if (columns->of_field[import_kind_field(kind, name)] != COLUMN_NONE)
            return 0;
        if (first[0] == '\0')
            memcpy(first, name, sizeof first);
    }
    return no_column(source, file, first, NULL, err);
}

static int by_name(const void *a, const void *b)
{
    const struct import_extra *left = a, *right = b;

    return strcmp(left->name, right->name);
}

/* Jira writes comments, attachments and work logs so. */
static bool is_signed(const struct export_rows *source, size_t column)
{
    static const char *const names[] = { "Comment", "Comments", "Attachment", "Attachments", "Log Work", "Work Log" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(export_rows_column(source, column), names[i]) == 0)
            return strcmp(export_rows_profile(source)->name, "jira") == 0;
    return false;
}

/* The mapped column has the name that it is mapped to, also where it feeds a field; another column of that name gets another one. */
static const char *extra_name(const struct import_columns *columns, const struct export_rows *source, size_t column, const char *named)
{
    const char *own = export_rows_column(source, column);

    if (columns->named_extra == COLUMN_NONE)
        return own;
    return column == columns->named_extra ? named : strcmp(own, named) == 0 ? "damage, not mapped" : own;
}

static void find_extras(struct import_columns *columns, const struct export_rows *source, const char *named, size_t n_fields)
{
    for (size_t column = 0; column < columns->n; column++) {
        bool used = false;

        for (size_t i = 0; i < n_fields && !used; i++)
            used = columns->of_field[i] == column;
        if ((used && column != columns->named_extra) || export_rows_is_spare(source, column))
            continue;
        columns->extra[columns->n_extras++] = (struct import_extra){
            .column = column,
            .name = extra_name(columns, source, column, named),
            .person = import_column_is_person(export_rows_column(source, column)),
            .signed_by = is_signed(source, column),
        };
    }
    qsort(columns->extra, columns->n_extras, sizeof *columns->extra, by_name);
}

int import_columns_init(struct import_columns *columns, const struct export_rows *source, const char *file,
                        const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    bool mapped = kind == options->kind;
    int rc = 0;

    *columns = (struct import_columns){ .n = export_rows_n_columns(source), .named_extra = COLUMN_NONE };
    columns->of_field = mem_calloc(kind->n_fields, sizeof *columns->of_field);
    columns->words = mem_calloc(kind->n_fields, sizeof *columns->words);
    columns->extra = mem_calloc(columns->n, sizeof *columns->extra);
    if (columns->of_field == NULL || columns->words == NULL || columns->extra == NULL) {
        import_columns_release(columns);
        return err_nomem(err);
    }
    for (size_t i = 0; i < kind->n_fields; i++)
        bind_field(columns, source, i, kind->field[i].name);
    if (mapped)
        rc = bind_maps(columns, source, file, options, err);
    if (rc == 0)
        rc = check_header(columns, source, file, kind, options, err);
    if (rc == 0)
        rc = check_repeats(columns, source, file, kind->n_fields, err);
    if (rc < 0) {
        import_columns_release(columns);
        return rc;
    }
    find_extras(columns, source, import_kind_named_extra(kind), kind->n_fields);
    return 0;
}

void import_columns_spare_extras(struct import_columns *columns)
{
    size_t n = 0;

    for (size_t i = 0; i < columns->n_extras; i++)
        if (strcmp(columns->extra[i].name, "damage") == 0)
            columns->extra[n++] = columns->extra[i];
    columns->n_extras = n;
}

void import_columns_release(struct import_columns *columns)
{
    mem_free(columns->of_field);
    mem_free(columns->words);
    mem_free(columns->extra);
    *columns = (struct import_columns){ .n = 0 };
}
