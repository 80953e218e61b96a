/*
 *   form -> names that the store knows -> each file: read, digest, row (or bad row) -> CSV text
 */
#include "datasets/import/import_documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/documents/evidence_file.h"
#include "datasets/documents/folder.h"
#include "datasets/documents/junit.h"
#include "datasets/documents/postmortem_file.h"
#include "datasets/documents/written_date.h"
#include "datasets/readers/csv_reader.h"

/* ---- forms ------------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *end)
{
    size_t len = strlen(name), n = strlen(end);

    return len > n && strcasecmp(name + len - n, end) == 0;
}

static bool is_markdown(const char *name)
{
    return ends_in(name, ".md") || ends_in(name, ".markdown");
}

/* In a folder what is no analysis is left out: a page about the folder, a form to be filled in. */
static bool is_postmortem(const char *name)
{
    return is_markdown(name) && strncasecmp(name, "readme.", 7) != 0 && strncasecmp(name, "index.", 6) != 0 && strncasecmp(name, "template", 8) != 0;
}

static bool is_xml(const char *name)
{
    return ends_in(name, ".xml");
}

/* A published collection of outages: none of the contract's own columns for text and dates. */
static bool has_outage_columns(const char *path)
{
    static const char *const has[] = { "id", "title", "summary", "body", "start", "end", "published" }, *const not[] = { "text", "date" };
    struct csv_reader *reader = NULL;
    bool is = csv_reader_open(&reader, path, false, NULL) == 0;

    for (size_t i = 0; is && i < sizeof has / sizeof *has; i++)
        is = csv_reader_find(reader, has[i]) != SIZE_MAX;
    for (size_t i = 0; is && i < sizeof not / sizeof *not; i++)
        is = csv_reader_find(reader, not[i]) == SIZE_MAX;
    csv_reader_close(reader);
    return is;
}

enum import_form import_form_of(const struct import_options *options, const char *path)
{
    if (options->text != NULL || strcmp(path, "-") == 0)
        return FORM_CSV;
    if (strcmp(options->kind->name, "postmortems") == 0) {
        if (is_markdown(path) || is_folder(path))
            return FORM_MARKDOWN;
        return options->n_maps == 0 && has_outage_columns(path) ? FORM_OUTAGES : FORM_CSV;
    }
    if (strcmp(options->kind->name, "evidence") == 0) {
        if (is_xml(path) || is_folder(path))
            return FORM_JUNIT;
        return ends_in(path, ".json") ? FORM_EVIDENCE : FORM_CSV;
    }
    return FORM_CSV;
}

/* ---- what is made ------------------------------------------------------------------------------------------------ */

struct making {
    struct import_documents *out;
    const struct import_options *options;
    struct known_names names;
    struct postmortem_file doc;
    struct junit junit;
    struct digest digests;
    uint8_t digest[DIGEST_SIZE]; /* of the last file */
    size_t n_files;
    struct err *err;
};

static void add_cell(struct strbuf *out, const char *text, size_t len, bool first)
{
    size_t from = 0;

    strbuf_adds(out, first ? "\"" : ",\"");
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '"')
            continue;
        strbuf_add(out, text + from, i + 1 - from);
        from = i;
    }
    strbuf_add(out, text + from, len - from);
    strbuf_addc(out, '"');
}

static void add_strbuf(struct strbuf *out, const struct strbuf *text, bool first)
{
    add_cell(out, text->data, text->len, first);
}

static const char *keep(struct making *m, const char *text)
{
    return arena_strdup(&m->out->arena, text);
}

/* The row that was added to the text comes from there. `file` lives as long as the documents. */
static int end_row(struct making *m, const char *file, uint64_t line)
{
    struct import_documents *out = m->out;
    int rc;

    strbuf_adds(&out->text, "\r\n");
    rc = strbuf_check(&out->text, m->err);
    if (rc == 0 && out->text.len > IMPORT_DOCUMENTS_MAX)
        rc = err_set(m->err, ERR_REFUSED, "%s: more than %d MiB of text in one import; import parts of it", file, IMPORT_DOCUMENTS_MAX >> 20);
    if (rc == 0)
        rc = mem_grow(&out->origin, &out->cap_rows, out->n_rows + 1, sizeof *out->origin, m->err);
    if (rc == 0)
        out->origin[out->n_rows++] = (struct import_origin){ file, line };
    return rc;
}

static int put_bad(struct making *m, const char *file, uint64_t line, const char *column, const char *reason)
{
    struct import_documents *out = m->out;
    int rc = mem_grow(&out->bad, &out->cap_bad, out->n_bad + 1, sizeof *out->bad, m->err);

    if (rc == 0 && reason == NULL)
        rc = err_nomem(m->err);
    if (rc == 0)
        out->bad[out->n_bad++] = (struct import_bad){ { file, line }, column, reason };
    return rc;
}

/* The number in front of a ':', which is passed; 0: none. */
static unsigned long take_position(const char **at)
{
    unsigned long number;
    char *end;

    if (**at < '0' || **at > '9')
        return 0;
    number = strtoul(*at, &end, 10);
    if (*end != ':')
        return 0;
    *at = end + 1;
    return number;
}

/* "FILE:LINE[:COLUMN]: reason" of a reader, taken apart. */
static int put_refused(struct making *m, const char *file, const struct err *why)
{
    char reason[ERR_MSG_MAX + 32];
    size_t len = strlen(file);
    const char *at = why->msg;
    unsigned long line = 0, column = 0;

    if (strncmp(at, file, len) == 0 && at[len] == ':') {
        at += len + 1;
        line = take_position(&at);
        column = take_position(&at);
        at += strspn(at, " ");
    }
    if (column > 0)
        snprintf(reason, sizeof reason, "at column %lu: %s", column, at);
    else
        snprintf(reason, sizeof reason, "%s", at);
    return put_bad(m, file, line, "", keep(m, reason));
}

static void add_digest(struct making *m, const char *data, size_t len)
{
    struct digest digest;

    digest_init(&digest);
    digest_update(&digest, data, len);
    digest_final(&digest, m->digest);
    digest_field(&m->digests, m->digest, DIGEST_SIZE);
    m->n_files++;
    m->out->bytes += len;
}

/* ---- names that the store knows ---------------------------------------------------------------------------------- */

static const char systems_sql[] = "SELECT DISTINCT t.system, t.name FROM systems t JOIN versions v ON v.version_id = t.version_id"
                                  " JOIN imports i ON i.import_id = v.import_id WHERE i.completed_at IS NOT NULL ORDER BY 1, 2";
static const char releases_sql[] = "SELECT DISTINCT r.id FROM records r JOIN versions v ON v.record_id = r.record_id"
                                   " JOIN imports i ON i.import_id = v.import_id WHERE r.kind = 'release' AND i.completed_at IS NOT NULL ORDER BY 1";

static int read_names(struct making *m, struct store *store, const char *sql, bool systems)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, m->err);

    while (rc == 0 && (rc = db_step(stmt, m->err)) > 0)
        rc = systems ? known_names_add_system(&m->names, db_text(stmt, 0, NULL), db_text(stmt, 1, NULL), m->err)
                     : known_names_add_release(&m->names, db_text(stmt, 0, NULL), m->err);
    db_finalize(stmt);
    return rc;
}

/* ---- postmortems ------------------------------------------------------------------------------------------------- */

static int add_postmortem(struct making *m, const char *file, uint64_t line)
{
    for (int i = 0; i < N_PM_FIELDS; i++)
        add_strbuf(&m->out->text, &m->doc.field[i], i == 0);
    return end_row(m, file, line);
}

/* `name`: of the file, from where the id is taken where it has none. */
static int take_markdown(struct making *m, const char *path, const char *name, int (*read)(char **, size_t *, const char *, size_t, struct err *))
{
    const char *file = keep(m, path), *dot = strrchr(name, '.');
    struct err why = ERR_INIT;
    char *data = NULL, *id;
    size_t len = 0;
    int rc;

    if (file == NULL)
        return err_nomem(m->err);
    rc = read(&data, &len, path, POSTMORTEM_MAX_BYTES, &why);
    id = rc == 0 ? arena_memdup(&m->out->arena, name, dot == NULL ? strlen(name) : (size_t)(dot - name)) : NULL;
    if (rc == 0 && id == NULL)
        rc = err_nomem(&why);
    if (rc == 0) {
        add_digest(m, data, len);
        postmortem_file_clear(&m->doc);
        rc = postmortem_file_read(&m->doc, file, id, data, len, &m->names, &why);
    }
    mem_free(data);
    if (rc == ERR_REFUSED)
        return put_refused(m, file, &why);
    if (rc < 0) {
        *m->err = why;
        return rc;
    }
    return add_postmortem(m, file, 1);
}

static int take_folder(struct making *m, const char *path, bool (*wanted)(const char *), int (*take)(struct making *, const char *, const char *))
{
    struct folder folder;
    int rc = folder_list(&folder, path, wanted, m->err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < folder.n; i++)
        rc = take(m, folder.path[i], folder.path[i] + folder.below);
    folder_release(&folder);
    return rc;
}

static int take_found_markdown(struct making *m, const char *path, const char *below)
{
    return take_markdown(m, path, below, folder_read_file);
}

static int make_postmortems(struct making *m, const char *const *path, size_t n)
{
    int rc = 0;

    for (int i = 0; i < N_PM_FIELDS; i++)
        add_cell(&m->out->text, postmortem_field_name[i], strlen(postmortem_field_name[i]), i == 0);
    strbuf_adds(&m->out->text, "\r\n");
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const char *name = strrchr(path[i], '/');

        if (is_folder(path[i]))
            rc = take_folder(m, path[i], is_postmortem, take_found_markdown);
        else
            rc = take_markdown(m, path[i], name != NULL ? name + 1 : path[i], file_read);
    }
    return rc;
}

/* ---- published outages ------------------------------------------------------------------------------------------- */

enum outage_column { OUTAGE_ID, OUTAGE_TITLE, OUTAGE_SUMMARY, OUTAGE_BODY, OUTAGE_START, OUTAGE_END, OUTAGE_PUBLISHED, N_OUTAGE_COLUMNS };

static const char *const outage_column_name[N_OUTAGE_COLUMNS] = { "id", "title", "summary", "body", "start", "end", "published" };

static void set_field(struct making *m, int field, struct csv_field cell)
{
    strbuf_clear(&m->doc.field[field]);
    strbuf_add(&m->doc.field[field], cell.str, cell.len);
}

/* `start` and `end` are times of the incident only where they are times, not a year. Known is an outage when it was published; else at the end of
 * whatever else it dates from. */
static void take_outage_times(struct making *m, const struct csv_field *cell)
{
    static const int order[] = { OUTAGE_PUBLISHED, OUTAGE_END, OUTAGE_START };
    int64_t time;

    if (time_parse(cell[OUTAGE_START].str, cell[OUTAGE_START].len, &time) && cell[OUTAGE_START].len > 8)
        set_field(m, PM_STARTED, cell[OUTAGE_START]);
    if (time_parse(cell[OUTAGE_END].str, cell[OUTAGE_END].len, &time) && cell[OUTAGE_END].len > 8)
        set_field(m, PM_RESOLVED, cell[OUTAGE_END]);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (cell[order[i]].len > 0) {
            set_field(m, PM_DATE, cell[order[i]]);
            return;
        }
}

/* Title, summary and body as one text: some rows have only one of them. */
static void join_outage(struct strbuf *out, const struct csv_field *cell)
{
    for (int i = OUTAGE_TITLE; i <= OUTAGE_BODY; i++) {
        if (cell[i].len == 0)
            continue;
        strbuf_adds(out, out->len > 0 ? "\n\n" : "");
        strbuf_add(out, cell[i].str, cell[i].len);
    }
}

static int take_outage(struct making *m, const char *file, const struct csv_row *row, const size_t *column, const int *field)
{
    struct csv_field cell[N_OUTAGE_COLUMNS];
    struct err why = ERR_INIT;
    struct strbuf text;
    bool is_dated;
    int rc;

    for (int i = 0; i < N_OUTAGE_COLUMNS; i++)
        cell[i] = row->field[column[i]];
    postmortem_file_clear(&m->doc);
    for (size_t i = 0; i < row->n_fields; i++)
        if (field[i] >= 0)
            set_field(m, field[i], row->field[i]);
    set_field(m, PM_ID, cell[OUTAGE_ID]);
    set_field(m, PM_TITLE, cell[OUTAGE_TITLE]);
    set_field(m, PM_SUMMARY, cell[OUTAGE_SUMMARY]);
    take_outage_times(m, cell);
    is_dated = m->doc.field[PM_DATE].len > 0;
    join_outage(&m->doc.field[PM_TEXT], cell);
    strbuf_init(&text);
    if (cell[OUTAGE_BODY].len > 0)
        strbuf_add(&text, cell[OUTAGE_BODY].str, cell[OUTAGE_BODY].len);
    else
        strbuf_add(&text, cell[OUTAGE_SUMMARY].str, cell[OUTAGE_SUMMARY].len);
    rc = strbuf_check(&text, &why);
    if (rc == 0)
        rc = postmortem_file_read(&m->doc, file, "", text.data, text.len, &m->names, &why);
    strbuf_release(&text);
    if (rc == ERR_REFUSED)
        return put_bad(m, file, row->line, "", "its text cannot be read");
    if (rc < 0) {
        *m->err = why;
        return rc;
    }
    if (!is_dated) /* a date in the text may be of anything */
        strbuf_clear(&m->doc.field[PM_DATE]);
    for (int i = 0; i < PM_FRONT_MATTER; i++)
        add_strbuf(&m->out->text, &m->doc.field[i], i == 0);
    return 0;
}

enum { COLUMN_EXTRA = -1, COLUMN_OUTAGE = -2 }; /* else the field of the contract that a column is */

static int field_of_column(const char *name)
{
    for (int i = 0; i < N_OUTAGE_COLUMNS; i++)
        if (strcasecmp(name, outage_column_name[i]) == 0)
            return COLUMN_OUTAGE;
    for (int i = 0; i < PM_FRONT_MATTER; i++)
        if (strcasecmp(name, postmortem_field_name[i]) == 0)
            return i;
    return COLUMN_EXTRA;
}

/* The other columns are kept as they are. */
static int copy_outages(struct making *m, struct csv_reader *reader, const char *file)
{
    size_t column[N_OUTAGE_COLUMNS], n = csv_reader_n_columns(reader);
    int *field = mem_calloc(n, sizeof *field);
    struct csv_row row;
    int rc = field == NULL ? err_nomem(m->err) : 0;

    for (int i = 0; i < N_OUTAGE_COLUMNS; i++)
        column[i] = csv_reader_find(reader, outage_column_name[i]);
    for (int i = 0; i < PM_FRONT_MATTER; i++)
        add_cell(&m->out->text, postmortem_field_name[i], strlen(postmortem_field_name[i]), i == 0);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        field[i] = field_of_column(csv_reader_column(reader, i));
        if (field[i] == COLUMN_EXTRA)
            add_cell(&m->out->text, csv_reader_column(reader, i), strlen(csv_reader_column(reader, i)), false);
    }
    strbuf_adds(&m->out->text, "\r\n");
    while (rc == 0 && (rc = csv_reader_next(reader, &row, m->err)) > 0) {
        size_t n_bad = m->out->n_bad;

        rc = row.bad ? put_bad(m, file, row.line, row.bad_column < n ? keep(m, csv_reader_column(reader, row.bad_column)) : "", row.reason)
                     : take_outage(m, file, &row, column, field);
        if (rc < 0 || m->out->n_bad > n_bad)
            continue;
        for (size_t i = 0; i < n; i++)
            if (field[i] == COLUMN_EXTRA)
                add_cell(&m->out->text, row.field[i].str, row.field[i].len, false);
        rc = end_row(m, file, row.line);
    }
    mem_free(field);
    return rc;
}

static int make_outages(struct making *m, const char *path)
{
    const char *file = keep(m, path);
    struct csv_reader *reader = NULL;
    int rc = file == NULL ? err_nomem(m->err) : csv_reader_open(&reader, path, false, m->err);

    if (rc == 0)
        rc = copy_outages(m, reader, file);
    if (rc == 0) {
        csv_reader_digest(reader, m->digest);
        m->out->bytes = csv_reader_bytes(reader);
        m->n_files = 1;
    }
    csv_reader_close(reader);
    return rc;
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

struct evidence_of {
    struct making *m;
    const char *file;
};

static int take_evidence(void *ctx, const struct evidence_row *row, struct err *err)
{
    struct evidence_of *of = ctx;

    (void)err; /* it is m->err */
    if (row->reason != NULL)
        return put_bad(of->m, of->file, row->line, row->column, row->reason);
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        add_strbuf(&of->m->out->text, &row->text[i], i == 0);
    return end_row(of->m, of->file, row->line);
}

static void add_evidence_header(struct making *m)
{
    for (int i = 0; i < N_EVIDENCE_TEXTS; i++)
        add_cell(&m->out->text, evidence_text_name[i], strlen(evidence_text_name[i]), i == 0);
    strbuf_adds(&m->out->text, "\r\n");
}

static int make_evidence(struct making *m, const char *const *path, size_t n)
{
    int rc = 0;

    add_evidence_header(m);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        struct evidence_of of = { m, keep(m, path[i]) };
        char *data = NULL;
        size_t len = 0;

        rc = of.file == NULL ? err_nomem(m->err) : file_read(&data, &len, path[i], EVIDENCE_MAX_BYTES, m->err);
        if (rc == 0) {
            add_digest(m, data, len);
            rc = evidence_file_read(of.file, data, len, take_evidence, &of, m->err);
        }
        mem_free(data);
    }
    return rc;
}

static int take_junit_by(struct making *m, const char *path, int (*read)(char **, size_t *, const char *, size_t, struct err *))
{
    char *data = NULL;
    size_t len = 0;
    int rc = read(&data, &len, path, JUNIT_MAX_BYTES, m->err);

    if (rc == 0) {
        add_digest(m, data, len);
        rc = junit_read(&m->junit, path, data, len, m->err);
    }
    mem_free(data);
    return rc;
}

static int take_junit(struct making *m, const char *path, const char *below)
{
    (void)below;
    return take_junit_by(m, path, folder_read_file);
}

/* "PROJECT/NAME"; the project may come from the options instead. */
static int add_tests_row(struct making *m)
{
    const char *release = m->options->release, *slash = strchr(release, '/');
    char time[TIME_ISO_MAX];
    struct strbuf value;

    strbuf_init(&value);
    junit_value(&m->junit, &value);
    add_cell(&m->out->text, release, slash == NULL ? 0 : (size_t)(slash - release), true);
    add_cell(&m->out->text, slash == NULL ? release : slash + 1, strlen(slash == NULL ? release : slash + 1), false);
    add_cell(&m->out->text, "tests", 5, false);
    add_strbuf(&m->out->text, &value, false);
    time_format(m->junit.time, time);
    add_cell(&m->out->text, time, strlen(time), false);
    strbuf_adds(&m->out->text, ",,,,");
    m->out->text.failed |= value.failed;
    strbuf_release(&value);
    return 0;
}

static int make_junit(struct making *m, const char *const *path, size_t n)
{
    const char *file = keep(m, path[0]);
    int rc = file == NULL ? err_nomem(m->err) : 0;

    if (rc == 0 && (m->options->release == NULL || m->options->release[0] == '\0'))
        rc = err_set(m->err, ERR_USAGE, "'%s': a report of tests names no release; --release PROJECT/NAME does", path[0]);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = is_folder(path[i]) ? take_folder(m, path[i], is_xml, take_junit) : take_junit_by(m, path[i], file_read);
    if (rc == 0 && m->n_files == 0)
        rc = err_set(m->err, ERR_NOTFOUND, "no report of tests (*.xml) in '%s'", path[0]);
    if (rc < 0)
        return rc;
    add_evidence_header(m);
    rc = add_tests_row(m);
    return rc == 0 ? end_row(m, file, 1) : rc;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static int make(struct making *m, enum import_form form, const char *const *path, size_t n, struct store *store)
{
    int rc = 0;

    if (m->options->n_maps > 0)
        return err_set(m->err, ERR_USAGE, "'%s': --map names columns of CSV, and this is none", path[0]);
    if (form == FORM_MARKDOWN || form == FORM_OUTAGES) {
        rc = read_names(m, store, systems_sql, true);
        if (rc == 0)
            rc = read_names(m, store, releases_sql, false);
    }
    if (rc < 0)
        return rc;
    switch (form) {
    case FORM_MARKDOWN:
        return make_postmortems(m, path, n);
    case FORM_OUTAGES:
        return make_outages(m, path[0]);
    case FORM_EVIDENCE:
        return make_evidence(m, path, n);
    default:
        return make_junit(m, path, n);
    }
}

int import_documents_read(struct import_documents *out, enum import_form form, const char *const *path, size_t n,
                          const struct import_options *options, struct store *store, struct err *err)
{
    struct making m = { .out = out, .options = options, .err = err };
    int rc;

    *out = (struct import_documents){ .n_rows = 0 };
    arena_init(&out->arena);
    strbuf_init(&out->text);
    known_names_init(&m.names);
    postmortem_file_init(&m.doc);
    junit_init(&m.junit);
    digest_init(&m.digests);
    rc = make(&m, form, path, n, store);
    if (rc == 0)
        rc = strbuf_check(&out->text, err);
    if (m.n_files == 1)
        memcpy(out->digest, m.digest, DIGEST_SIZE);
    else
        digest_final(&m.digests, out->digest);
    junit_release(&m.junit);
    postmortem_file_release(&m.doc);
    known_names_release(&m.names);
    if (rc < 0)
        import_documents_release(out);
    return rc;
}

void import_documents_release(struct import_documents *documents)
{
    mem_free(documents->origin);
    mem_free(documents->bad);
    strbuf_release(&documents->text);
    arena_release(&documents->arena);
    *documents = (struct import_documents){ .n_rows = 0 };
}
