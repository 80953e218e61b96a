/*
 * import_table.c - rows that import_pipe made ready, into the structs of rows.h.
 *
 *     read_files -> put_row (a record: its struct, by row_source) -> tickets_settle | changes_settle
 *               `-> put_code (the text of a change)
 */
#include "datasets/import/import_table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "datasets/base/mem.h"
#include "datasets/import/import_code.h"
#include "datasets/import/import_reading.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/rows/rows_scan.h"

/* Which field of a row goes where in a struct. */
struct place {
    const struct row_column *column;
    size_t field;
};

struct filling {
    struct import_reading in;
    const struct row_source *source;
    struct place *place; /* [n_places] */
    size_t n_places;
    struct intern ids; /* project, NUL, id of a record: in the order of first arrival, so its number is also that of its row */
    struct strbuf key; /* scratch */
    unsigned char *row; /* [ids.n] structs of source->row_size */
    size_t cap;
    struct arena *arena, *texts;
    struct import_commits commits; /* only with a code file */
    uint64_t code_rejected;
    uint64_t bytes_before; /* of the files before */
    int (*finish)(struct filling *filling, void *row, const struct import_row *from, struct err *err); /* what no field of the file says */
};

/* Of the code file, into the struct of its change. */
static const struct row_column code_columns[] = {
    { "k.files", ROW_TEXT, offsetof(struct change, files) },
    { "k.added", ROW_TEXT, offsetof(struct change, added) },
    { "k.removed", ROW_TEXT, offsetof(struct change, removed) },
};

/* ---- values ------------------------------------------------------------------------------------------------------ */

static int copy_text(struct text *out, struct arena *arena, const struct import_value *value, struct err *err)
{
    *out = (struct text){ "", 0 };
    if (value->type != VALUE_TEXT || value->len == 0)
        return 0;
    assert(value->len < UINT32_MAX); /* csv_reader has no longer ones */
    out->str = arena_memdup(arena, value->str, value->len);
    if (out->str == NULL)
        return err_nomem(err);
    out->len = (uint32_t)value->len;
    return 0;
}

/* As rows_scan has it of the column that the value would be bound to. */
static int put_value(const struct filling *filling, unsigned char *row, const struct row_column *column, const struct import_value *value,
                     struct err *err)
{
    void *place = row + column->offset;
    bool given = value->type == VALUE_INTEGER || value->type == VALUE_REAL;
    struct text text;
    int rc = 0;

    switch (column->type) {
    case ROW_TEXT:
        return copy_text(place, filling->texts, value, err);
    case ROW_WORD:
        rc = copy_text(&text, filling->arena, value, err);
        if (rc == 0)
            *(const char **)place = text.str;
        break;
    case ROW_INT:
        *(int64_t *)place = given ? value->integer : TIME_NONE;
        break;
    case ROW_NUMBER:
        *(double *)place = !given ? (double)NAN : value->type == VALUE_REAL ? value->real : (double)value->integer;
        break;
    case ROW_FLAG:
        *(int *)place = given ? value->integer != 0 : -1;
        break;
    }
    return rc;
}

/* ---- records ----------------------------------------------------------------------------------------------------- */

static const char *make_key(struct filling *filling, const char *project, size_t project_len, const struct import_value *id)
{
    strbuf_clear(&filling->key);
    strbuf_add(&filling->key, project, project_len);
    strbuf_addc(&filling->key, '\0');
    strbuf_add(&filling->key, id->str, id->len);
    return filling->key.data;
}

/* The struct of the row's record, zero where it is new. */
static int record_of(unsigned char **out, struct filling *filling, const struct import_value *project, const struct import_row *row, struct err *err)
{
    const char *key = make_key(filling, project->str, project->len, &row->id);
    uint32_t at = filling->key.failed ? INTERN_NONE : intern_add(&filling->ids, key, filling->key.len);
    size_t size = filling->source->row_size;

    if (at == INTERN_NONE || mem_grow(&filling->row, &filling->cap, (size_t)at + 1, size, err) < 0)
        return err_nomem(err);
    *out = filling->row + at * size;
    memset(*out, 0, size);
    ((int64_t *)(void *)*out)[0] = ((int64_t *)(void *)*out)[1] = (int64_t)at + 1; /* record_id, version_id */
    return 0;
}

static int put_row(struct filling *filling, const char *file, const struct import_row *row, struct err *err)
{
    const struct import_value *project = &row->value[import_kind_project(filling->in.options->kind)];
    struct import_report *report = filling->in.report;
    struct import_row shown;
    unsigned char *out = NULL;
    int rc = 0;

    report->read++;
    if (row->reason != NULL) {
        report->rejected++;
        return import_reading_reject(&filling->in, &shown, file, row, err);
    }
    if (filling->in.options->code_path != NULL)
        rc = import_commits_add(&filling->commits, row->id.str, row->id.len, project->str, project->len, row->known.at, err);
    if (rc < 0 || row->other) {
        report->unchanged += rc == 0;
        return rc;
    }
    rc = record_of(&out, filling, project, row, err);
    for (size_t i = 0; rc == 0 && i < filling->n_places; i++)
        rc = put_value(filling, out, filling->place[i].column, &row->value[filling->place[i].field], err);
    return rc < 0 ? rc : filling->finish(filling, out, row, err);
}

static int put_code(struct filling *filling, const char *file, const struct import_row *row, struct err *err)
{
    const struct intern *projects = &filling->commits.projects;
    struct import_commit commit;
    struct import_row shown;
    struct change *change;
    uint32_t at;
    int rc;

    filling->in.report->code_read++;
    if (row->reason != NULL) {
        filling->code_rejected++;
        return import_reading_reject(&filling->in, &shown, file, row, err);
    }
    rc = import_commits_find(&filling->commits, NULL, NULL, row->id.str, row->id.len, &commit, err);
    if (rc <= 0)
        return rc;
    filling->in.report->code_matched++;
    make_key(filling, projects->str[commit.project], projects->len[commit.project], &row->id);
    at = filling->key.failed ? INTERN_NONE : intern_find(&filling->ids, filling->key.data, filling->key.len);
    if (at == INTERN_NONE) /* of another project */
        return strbuf_check(&filling->key, err);
    change = (struct change *)(void *)filling->row + at;
    rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof code_columns / sizeof *code_columns; i++)
        rc = put_value(filling, (unsigned char *)change, &code_columns[i],
                       &row->value[import_kind_field(import_kind_code(), code_columns[i].sql + 2)], err);
    return rc;
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static int read_file(struct filling *filling, const char *path, bool code, struct err *err)
{
    const struct import_kind *kind = code ? import_kind_code() : filling->in.options->kind;
    const struct import_block *block = NULL;
    struct import_pipe *pipe = NULL;
    uint64_t bytes = 0;
    int rc = import_pipe_open(&pipe, path, kind, filling->in.options, &filling->in, err);

    if (rc == 0)
        rc = import_reading_name(&filling->in, path, err);
    if (rc == 0 && !code)
        import_reading_say_form(&filling->in, path, pipe);
    while (rc == 0 && (rc = import_pipe_next(pipe, &block, err)) > 0) {
        rc = 0;
        for (size_t i = 0; rc == 0 && i < block->n_rows; i++)
            rc = code ? put_code(filling, filling->in.file.data, &block->row[i], err) : put_row(filling, filling->in.file.data, &block->row[i], err);
        bytes = block->bytes;
        progress_set(filling->in.log, filling->bytes_before + bytes);
    }
    filling->bytes_before += bytes;
    import_pipe_close(pipe);
    return rc;
}

static int read_files(struct filling *filling, struct err *err)
{
    const struct import_options *options = filling->in.options;
    const struct import_report *report = filling->in.report;
    int rc = import_reading_open(&filling->in, err);

    for (size_t i = 0; rc == 0 && i < options->n_paths; i++)
        rc = read_file(filling, options->path[i], false, err);
    if (rc == 0 && options->code_path != NULL)
        rc = read_file(filling, options->code_path, true, err);
    if (rc == 0)
        rc = import_reading_tolerate(&filling->in, report->rejected, report->read, "rows", err);
    if (rc == 0)
        rc = import_reading_tolerate(&filling->in, filling->code_rejected, report->code_read, "rows of the code file", err);
    return import_reading_end(&filling->in, rc, err);
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static int make_places(struct filling *filling, const struct import_kind *kind, struct err *err)
{
    const struct row_source *source = filling->source;

    filling->place = mem_calloc(source->n_columns, sizeof *filling->place);
    if (filling->place == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < source->n_columns; i++) {
        const char *sql = source->column[i].sql;
        size_t field = strncmp(sql, "k.", 2) == 0 ? import_kind_field(kind, sql + 2) : SIZE_MAX;

        assert(field != SIZE_MAX || strncmp(sql, "k.", 2) != 0);
        if (field != SIZE_MAX)
            filling->place[filling->n_places++] = (struct place){ &source->column[i], field };
    }
    return 0;
}

/* *n rows in *rows, yours; their text is in the arenas. */
static int fill(struct filling *filling, void *rows, size_t *n, struct import_report *report, const struct import_table_options *options,
                struct err *err)
{
    const struct import_options *files = options->files;
    double start = clock_monotonic();
    int rc = import_reading_check(files, err);

    *report = (struct import_report){ .kind = files->kind->name };
    if (rc < 0)
        return rc;
    if (options->rules != NULL)
        phi_rules_set_key(options->rules, options->key);
    import_reading_init(&filling->in, files, report);
    filling->in.key = options->key;
    filling->in.rules = options->rules;
    filling->in.now = options->now;
    filling->in.log = options->log;
    filling->in.for_table = true;
    intern_init(&filling->ids);
    strbuf_init(&filling->key);
    import_commits_init(&filling->commits);
    filling->commits.store_read = true; /* there is none */
    progress_begin(options->log, "read", import_reading_bytes(files));
    rc = make_places(filling, files->kind, err);
    if (rc == 0)
        rc = read_files(filling, err);
    report->inserted = filling->ids.n;
    report->seconds = clock_monotonic() - start;
    progress_end(options->log, "%s: %llu read, %llu rejected, %llu of other projects", report->kind, (unsigned long long)report->read,
                 (unsigned long long)report->rejected, (unsigned long long)report->unchanged);
    if (rc == ERR_REFUSED && err != NULL)
        memcpy(report->refused, err->msg, sizeof report->refused);
    if (rc == 0) {
        *(unsigned char **)rows = filling->row;
        *n = filling->ids.n;
    } else {
        mem_free(filling->row);
    }
    mem_free(filling->place);
    intern_release(&filling->ids);
    strbuf_release(&filling->key);
    import_commits_release(&filling->commits);
    import_reading_release(&filling->in);
    return rc;
}

static int copy_word(const char **out, struct arena *arena, const struct import_value *value, struct err *err)
{
    struct text text;
    int rc = copy_text(&text, arena, value, err);

    *out = text.str;
    return rc;
}

/* The further column `damage`, out of what a store would have as JSON. */
static int read_damage(const char **out, struct arena *arena, const struct import_value *extra, struct err *err)
{
    json_t *object;
    const char *damage;

    *out = "";
    if (extra->type != VALUE_TEXT)
        return 0;
    object = json_loadb(extra->str, extra->len, 0, NULL);
    damage = json_string_value(json_object_get(object, "damage"));
    if (damage != NULL && *damage != '\0')
        *out = arena_strdup(arena, damage);
    json_decref(object);
    return *out == NULL ? err_nomem(err) : 0;
}

static int finish_ticket(struct filling *filling, void *row, const struct import_row *from, struct err *err)
{
    const struct import_kind *kind = filling->in.options->kind;
    struct ticket *t = row;
    int rc = copy_word(&t->project, filling->arena, &from->value[import_kind_project(kind)], err);

    t->label_known_at = from->known.label_at;
    if (rc == 0)
        rc = copy_word(&t->id, filling->arena, &from->id, err);
    return rc < 0 ? rc : read_damage(&t->damage, filling->arena, &from->value[kind->n_fields], err);
}

static int finish_change(struct filling *filling, void *row, const struct import_row *from, struct err *err)
{
    struct change *c = row;
    int rc = copy_word(&c->project, filling->arena, &from->value[import_kind_project(filling->in.options->kind)], err);

    c->files = c->added = c->removed = (struct text){ "", 0 };
    return rc < 0 ? rc : copy_word(&c->commit, filling->arena, &from->id, err);
}

int import_tickets(struct ticket_table *out, struct import_report *report, const struct import_table_options *options, struct err *err)
{
    struct ticket_table table = { .n = 0 };
    struct filling filling = { .source = &row_source_tickets, .arena = &table.arena, .texts = &table.texts, .finish = finish_ticket };
    int rc;

    assert(options->files->kind == import_kind_find("tickets"));

    arena_init(&table.arena);
    arena_init(&table.texts);
    rc = fill(&filling, &table.row, &table.n, report, options, err);
    if (rc < 0) {
        tickets_release(&table);
        return rc;
    }
    tickets_settle(&table, options->now);
    *out = table;
    return 0;
}

int import_changes(struct change_table *out, struct import_report *report, const struct import_table_options *options, struct err *err)
{
    struct change_table table = { .n = 0 };
    struct filling filling = { .source = &row_source_changes, .arena = &table.arena, .texts = &table.arena, .finish = finish_change };
    int rc;

    assert(options->files->kind == import_kind_find("changes"));

    arena_init(&table.arena);
    rc = fill(&filling, &table.row, &table.n, report, options, err);
    if (rc < 0) {
        changes_release(&table);
        return rc;
    }
    changes_settle(&table);
    *out = table;
    return 0;
}
