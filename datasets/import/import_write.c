#include "datasets/import/import_write.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/store/rules_version.h"

/* What the store has of a record. */
struct found {
    int64_t record_id;
    bool known;     /* the record is there */
    int64_t ours;   /* version that this import wrote, 0: none */
    bool ours_same; /* of the same raw row */
    bool base;      /* a version that an earlier import completed */
    bool base_same, base_older_rules, base_by_import;
    int64_t base_known_at, base_label_known_at; /* TIME_NONE: not known */
    char base_label_basis[16];
};

/* ---- statements -------------------------------------------------------------------------------------------------- */

static const char FIND[] =
    "SELECT r.record_id, v.version_id, v.import_id, v.raw_hash, v.rules_version, v.known_at, v.known_basis,"
    "       v.label_known_at, v.label_basis, v.overwritten GLOB 'purge:*'"
    "  FROM records r LEFT JOIN versions v ON v.record_id = r.record_id"
    " WHERE r.kind = ? AND r.project = ? AND r.id = ? ORDER BY v.version_id DESC LIMIT 2";

/* A record that is there stays as it is. Any other failure ends the import: rolled back at once, or SQLite would keep a copy of each page of the unique
 * index that a statement of many rows touches, to undo that statement alone. */
static const char ADD_RECORD[] = "INSERT OR ROLLBACK INTO records(kind, project, id) VALUES", RECORD[] = "(?, ?, ?)",
                  UNLESS_THERE[] = " ON CONFLICT (kind, project, id) DO NOTHING";

static const char ADD_VERSION[] =
    "INSERT INTO versions(record_id, import_id, source_row, raw_hash, content_hash, rules_version, imported_at,"
    "                     known_at, known_basis, label_known_at, label_basis) VALUES",
                  VERSION[] = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

enum { RECORD_VALUES = 3, VERSION_VALUES = 11 };

/* Values of a row of the kind's table. */
static size_t row_values(const struct import_writer *writer)
{
    return 2 + (writer->row_has_project ? 1 : 0) + writer->kind->n_fields;
}

/* n rows in one statement. */
static int prepare_rows(struct db_stmt **out, struct db *db, const char *insert, const char *row, size_t n, const char *end, struct err *err)
{
    struct strbuf sql;
    int rc;

    strbuf_init(&sql);
    strbuf_adds(&sql, insert);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            strbuf_addc(&sql, ',');
        strbuf_adds(&sql, row);
    }
    strbuf_adds(&sql, end);
    rc = strbuf_check(&sql, err);
    if (rc == 0)
        rc = db_prepare(db, out, sql.data, err);
    strbuf_release(&sql);
    return rc;
}

static void insert_sql(struct strbuf *insert, struct strbuf *row, const struct import_writer *writer)
{
    const struct import_kind *kind = writer->kind;

    strbuf_addf(insert, "INSERT INTO %s(version_id, extra%s", kind->table, writer->row_has_project ? ", project" : "");
    for (size_t i = 0; i < kind->n_fields; i++)
        strbuf_addf(insert, ", \"%s\"", kind->field[i].name);
    strbuf_adds(insert, ") VALUES");
    for (size_t i = 0; i < row_values(writer); i++)
        strbuf_adds(row, i == 0 ? "(?" : ", ?");
    strbuf_addc(row, ')');
}

static int prepare_row(struct import_writer *writer, struct err *err)
{
    struct db *db = writer->store->db;
    struct strbuf insert, row;
    int rc;

    strbuf_init(&insert);
    strbuf_init(&row);
    insert_sql(&insert, &row, writer);
    rc = insert.failed || row.failed ? err_nomem(err) : prepare_rows(&writer->add_row, db, insert.data, row.data, 1, "", err);
    if (rc == 0)
        rc = prepare_rows(&writer->add_rows, db, insert.data, row.data, IMPORT_PENDING_MAX, "", err);
    strbuf_clear(&insert);
    strbuf_addf(&insert, "DELETE FROM %s WHERE version_id = ?", writer->kind->table);
    if (rc == 0)
        rc = strbuf_check(&insert, err);
    if (rc == 0)
        rc = db_prepare(db, &writer->drop_row, insert.data, err);
    strbuf_release(&insert);
    strbuf_release(&row);
    return rc;
}

int import_writer_init(struct import_writer *writer, struct store *store, const struct import_kind *kind,
                       int64_t import_id, int64_t now, struct err *err)
{
    struct db *db = store->db;
    int rc;

    *writer = (struct import_writer){
        .store = store, .kind = kind, .import_id = import_id, .now = now, .expect_new = true
    };
    writer->row_has_project = kind->has_project && import_kind_project(kind) == SIZE_MAX;
    intern_init(&writer->again);
    rc = rules_version_in_force(&writer->rules_version, store, err);
    if (rc == 0)
        rc = db_prepare(db, &writer->find, FIND, err);
    if (rc == 0)
        rc = prepare_rows(&writer->add_record, db, ADD_RECORD, RECORD, 1, UNLESS_THERE, err);
    if (rc == 0)
        rc = prepare_rows(&writer->add_records, db, ADD_RECORD, RECORD, IMPORT_PENDING_MAX, UNLESS_THERE, err);
    if (rc == 0)
        rc = prepare_rows(&writer->add_version, db, ADD_VERSION, VERSION, 1, "", err);
    if (rc == 0)
        rc = prepare_rows(&writer->add_versions, db, ADD_VERSION, VERSION, IMPORT_PENDING_MAX, "", err);
    if (rc == 0)
        rc = db_prepare(db, &writer->drop_version, "DELETE FROM versions WHERE version_id = ?", err);
    if (rc == 0)
        rc = prepare_row(writer, err);
    if (rc < 0)
        import_writer_release(writer);
    return rc;
}

void import_writer_release(struct import_writer *writer)
{
    db_finalize(writer->find);
    db_finalize(writer->add_record);
    db_finalize(writer->add_records);
    db_finalize(writer->add_version);
    db_finalize(writer->add_versions);
    db_finalize(writer->add_row);
    db_finalize(writer->add_rows);
    db_finalize(writer->drop_row);
    db_finalize(writer->drop_version);
    writer->find = writer->add_record = writer->add_records = writer->add_version = writer->add_versions = writer->add_row =
        writer->add_rows = writer->drop_row = writer->drop_version = NULL;
    writer->n_pending = 0;
    intern_release(&writer->again);
    mem_free(writer->again_updated);
    writer->again_updated = NULL;
    writer->cap_again = 0;
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

static bool same_raw(struct db_stmt *stmt, const struct import_row *row)
{
    size_t len;
    const void *hash = db_blob(stmt, 3, &len);

    return hash != NULL && len == DIGEST_SIZE && memcmp(hash, row->raw_hash, DIGEST_SIZE) == 0;
}

static void take_base(const struct import_writer *writer, struct found *found, struct db_stmt *stmt,
                      const struct import_row *row)
{
    const char *basis = db_text(stmt, 6, NULL), *label_basis = db_text(stmt, 8, NULL);

    found->base = true;
    found->base_same = same_raw(stmt, row);
    found->base_older_rules = db_int(stmt, 4) < writer->rules_version && db_int(stmt, 9) == 0; /* what was purged does not come back */
    found->base_known_at = db_int(stmt, 5);
    found->base_by_import = basis != NULL && strcmp(basis, "import") == 0;
    found->base_label_known_at = db_is_null(stmt, 7) ? TIME_NONE : db_int(stmt, 7);
    strncpy(found->base_label_basis, label_basis != NULL ? label_basis : "import", sizeof found->base_label_basis - 1);
}

static int find(struct import_writer *writer, struct found *found, const struct import_row *row, const char *project,
                size_t project_len, struct err *err)
{
    struct db_stmt *stmt = writer->find;
    int rc;

    *found = (struct found){ .known = false };
    rc = db_bind(stmt, err, "tss", writer->kind->record, project, project_len, row->id.str, row->id.len);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        found->known = true;
        found->record_id = db_int(stmt, 0);
        if (!db_is_null(stmt, 1) && db_int(stmt, 2) == writer->import_id) {
            found->ours = db_int(stmt, 1);
            found->ours_same = same_raw(stmt, row);
            rc = db_step(stmt, err);
        }
    }
    if (rc > 0 && !db_is_null(stmt, 1))
        take_base(writer, found, stmt, row);
    db_reset(stmt);
    return rc < 0 ? rc : 0;
}

/* ---- rows of an id that came before in this import --------------------------------------------------------------- */

static int count_again(struct import_writer *writer, int64_t record_id, uint64_t **count, struct err *err)
{
    uint32_t at = intern_add(&writer->again, (const char *)&record_id, sizeof record_id);
    size_t before = writer->cap_again;

    if (at == INTERN_NONE ||
        mem_grow(&writer->again_updated, &writer->cap_again, (size_t)at + 1, sizeof *writer->again_updated, err) < 0)
        return err_nomem(err);
    memset(writer->again_updated + before, 0, (writer->cap_again - before) * sizeof *writer->again_updated);
    *count = &writer->again_updated[at];
    return 0;
}

static int drop_ours(struct import_writer *writer, int64_t version_id, struct err *err)
{
    int rc = db_bind(writer->drop_row, err, "i", version_id);

    if (rc == 0)
        rc = db_step(writer->drop_row, err);
    if (rc == 0)
        rc = db_bind(writer->drop_version, err, "i", version_id);
    if (rc == 0)
        rc = db_step(writer->drop_version, err);
    return rc;
}

/* An earlier row of this import wrote a version, and this row is another: the earlier one never happened. Where the
 * row is what the store had before, those counted as updates were none; *done says that nothing is left to do. */
static int replace_ours(struct import_writer *writer, const struct found *found, bool *done, struct err *err)
{
    uint64_t *updated = NULL;
    int rc = count_again(writer, found->record_id, &updated, err);

    if (rc == 0)
        rc = drop_ours(writer, found->ours, err);
    if (rc < 0)
        return rc;
    if (*updated == 0 && found->base)
        *updated = 1; /* the row that is dropped; a record that is new was counted as inserted, and stays so */
    *done = found->base && found->base_same && !found->base_older_rules;
    if (*done) {
        writer->counts.updated -= *updated;
        writer->counts.unchanged += *updated + 1;
        *updated = 0;
    } else {
        ++*updated;
        writer->counts.updated++;
    }
    return 0;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static int bind_value(struct db_stmt *stmt, int at, enum field_type field, const struct import_value *value,
                      struct err *err)
{
    switch (value->type) {
    case VALUE_INTEGER:
        return db_bind_at(stmt, err, at, 'i', value->integer);
    case VALUE_REAL:
        return db_bind_at(stmt, err, at, 'd', value->real);
    case VALUE_TEXT:
        return db_bind_at(stmt, err, at, 's', value->str, value->len);
    default:
        break;
    }
    if (field == FIELD_TIME || field == FIELD_PERIOD || field == FIELD_NUMBER || field == FIELD_BOOL)
        return db_bind_at(stmt, err, at, 'n');
    return db_bind_at(stmt, err, at, 't', "");
}

static int bind_row(struct import_writer *writer, struct db_stmt *stmt, int at, const struct import_row *row, int64_t version_id,
                    const char *project, size_t project_len, struct err *err)
{
    const struct import_kind *kind = writer->kind;
    int rc = db_bind_at(stmt, err, at++, 'i', version_id);

    if (rc == 0)
        rc = bind_value(stmt, at++, FIELD_TEXT, &row->value[kind->n_fields], err);
    if (rc == 0 && writer->row_has_project)
        rc = db_bind_at(stmt, err, at++, 's', project, project_len);
    for (size_t i = 0; rc == 0 && i < kind->n_fields; i++)
        rc = bind_value(stmt, at++, kind->field[i].type, &row->value[i], err);
    return rc;
}

static int add_row(struct import_writer *writer, const struct import_row *row, int64_t version_id, const char *project,
                   size_t project_len, struct err *err)
{
    int rc = bind_row(writer, writer->add_row, 1, row, version_id, project, project_len, err);

    return rc < 0 ? rc : db_step(writer->add_row, err);
}

static int bind_record(struct import_writer *writer, struct db_stmt *stmt, int at, const struct import_row *row, const char *project, size_t project_len,
                       struct err *err)
{
    int rc = db_bind_at(stmt, err, at, 't', writer->kind->record);

    if (rc == 0)
        rc = db_bind_at(stmt, err, at + 1, 's', project, project_len);
    return rc < 0 ? rc : db_bind_at(stmt, err, at + 2, 's', row->id.str, row->id.len);
}

static int bind_version(struct import_writer *writer, struct db_stmt *stmt, int at, const struct import_row *row, int64_t record_id,
                        const struct import_known *known, uint64_t source_row, struct err *err)
{
    const int64_t number[] = { record_id, writer->import_id, (int64_t)source_row }, since[] = { writer->rules_version, writer->now, known->at };
    int rc = 0;

    for (int i = 0; rc == 0 && i < 3; i++)
        rc = db_bind_at(stmt, err, at++, 'i', number[i]);
    if (rc == 0)
        rc = db_bind_at(stmt, err, at++, 'b', row->raw_hash, (size_t)DIGEST_SIZE);
    if (rc == 0)
        rc = db_bind_at(stmt, err, at++, 'b', row->content_hash, (size_t)DIGEST_SIZE);
    for (int i = 0; rc == 0 && i < 3; i++)
        rc = db_bind_at(stmt, err, at++, 'i', since[i]);
    if (rc == 0)
        rc = db_bind_at(stmt, err, at++, 't', known->basis);
    if (rc == 0)
        rc = known->label_at != TIME_NONE ? db_bind_at(stmt, err, at, 'i', known->label_at) : db_bind_at(stmt, err, at, 'n');
    return rc < 0 ? rc : db_bind_at(stmt, err, at + 1, 't', known->label_basis);
}

static int add_version(struct import_writer *writer, const struct import_row *row, int64_t record_id,
                       const struct import_known *known, uint64_t source_row, struct err *err)
{
    int rc;

    db_reset(writer->add_version);
    rc = bind_version(writer, writer->add_version, 1, row, record_id, known, source_row, err);
    return rc < 0 ? rc : db_step(writer->add_version, err);
}

/* What the store knew before stays known since then: a row without times of its own did not become known again. */
static struct import_known known_since(const struct import_row *row, const struct found *found)
{
    struct import_known known = row->known;

    if (!found->base)
        return known;
    if (found->base_by_import && strcmp(known.basis, "import") == 0)
        known.at = found->base_known_at;
    if (found->base_same && strcmp(known.label_basis, "import") == 0 && strcmp(found->base_label_basis, "import") == 0)
        known.label_at = found->base_label_known_at;
    return known;
}

/* Of which record a row was, for who asks at the end what was not named. */
static int note_seen(struct import_writer *writer, int64_t record_id, struct err *err)
{
    if (writer->seen == NULL)
        return 0;
    return intern_add(writer->seen, (const char *)&record_id, sizeof record_id) == INTERN_NONE ? err_nomem(err) : 0;
}

/* A version of a record that the store has. */
static int add(struct import_writer *writer, const struct import_row *row, const struct found *found, const char *project, size_t project_len,
               uint64_t source_row, struct err *err)
{
    struct import_known known = known_since(row, found);
    int rc = add_version(writer, row, found->record_id, &known, source_row, err);

    return rc < 0 ? rc : add_row(writer, row, db_last_id(writer->store->db), project, project_len, err);
}

/* A row of a record that the store has. */
static int put_known(struct import_writer *writer, const struct import_row *row, const struct found *found, const char *project, size_t project_len,
                     uint64_t source_row, struct err *err)
{
    bool done = false;
    int rc = note_seen(writer, found->record_id, err);

    if (rc < 0)
        return rc;
    writer->older_rules = writer->older_rules || (found->base && found->base_older_rules);
    if (found->ours != 0 ? found->ours_same : found->base && found->base_same && !found->base_older_rules) {
        writer->counts.unchanged++;
        return 0;
    }
    if (found->ours != 0) {
        rc = replace_ours(writer, found, &done, err);
        if (rc < 0 || done)
            return rc;
    } else if (!found->base) {
        writer->counts.inserted++;
    } else if (found->base_same) {
        writer->counts.rescrubbed++;
    } else {
        writer->counts.updated++;
    }
    return add(writer, row, found, project, project_len, source_row, err);
}

/* ---- new records, many at once ----------------------------------------------------------------------------------- */

/* *n_new: records of these that the store did not have. SQLite numbers the rows of one statement one after the other. */
static int add_records(struct import_writer *writer, const struct import_pending *pending, size_t n, size_t *n_new, struct err *err)
{
    struct db_stmt *stmt = n == 1 ? writer->add_record : writer->add_records;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = bind_record(writer, stmt, (int)i * RECORD_VALUES + 1, &pending[i].row, pending[i].project, pending[i].project_len, err);
    if (rc == 0)
        rc = db_step(stmt, err);
    *n_new = (size_t)db_changes(writer->store->db);
    return rc;
}

/* The versions of records that were added just now, in their order. */
static int add_versions(struct import_writer *writer, const struct import_pending *pending, size_t n, int64_t record, struct err *err)
{
    struct db_stmt *stmt = n == 1 ? writer->add_version : writer->add_versions;
    int rc = 0;

    db_reset(stmt);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = bind_version(writer, stmt, (int)i * VERSION_VALUES + 1, &pending[i].row, record + (int64_t)i, &pending[i].row.known,
                          pending[i].source_row, err);
    return rc < 0 ? rc : db_step(stmt, err);
}

static int add_rows(struct import_writer *writer, const struct import_pending *pending, size_t n, int64_t version, struct err *err)
{
    struct db_stmt *stmt = n == 1 ? writer->add_row : writer->add_rows;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = bind_row(writer, stmt, (int)(i * row_values(writer)) + 1, &pending[i].row, version + (int64_t)i, pending[i].project, pending[i].project_len, err);
    return rc < 0 ? rc : db_step(stmt, err);
}

static int add_new(struct import_writer *writer, const struct import_pending *pending, size_t n, struct err *err)
{
    struct db *db = writer->store->db;
    int64_t first = db_last_id(db) - (int64_t)n + 1;
    int rc = add_versions(writer, pending, n, first, err);

    if (rc == 0)
        rc = add_rows(writer, pending, n, db_last_id(db) - (int64_t)n + 1, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = note_seen(writer, first + (int64_t)i, err);
    if (rc == 0)
        writer->counts.inserted += n;
    return rc;
}

/* Some of them are there, and those that were not are by now: each is looked for after all. */
static int add_mixed(struct import_writer *writer, const struct import_pending *pending, size_t n, struct err *err)
{
    int rc = 0;

    writer->expect_new = false;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        struct found found;

        rc = find(writer, &found, &pending[i].row, pending[i].project, pending[i].project_len, err);
        assert(rc < 0 || found.known);
        if (rc == 0)
            rc = put_known(writer, &pending[i].row, &found, pending[i].project, pending[i].project_len, pending[i].source_row, err);
    }
    return rc;
}

static int add_pending(struct import_writer *writer, const struct import_pending *pending, size_t n, struct err *err)
{
    size_t n_new = 0;
    int rc = add_records(writer, pending, n, &n_new, err);

    assert(n == 1 || n == IMPORT_PENDING_MAX);

    if (rc < 0)
        return rc;
    if (n_new < n)
        return add_mixed(writer, pending, n, err);
    writer->expect_new = writer->expect_new || n == IMPORT_PENDING_MAX;
    return add_new(writer, pending, n, err);
}

int import_writer_flush(struct import_writer *writer, struct err *err)
{
    size_t n = writer->n_pending;
    int rc = 0;

    writer->n_pending = 0;
    if (n == IMPORT_PENDING_MAX)
        return add_pending(writer, writer->pending, n, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_pending(writer, &writer->pending[i], 1, err);
    return rc;
}

static bool is_pending(const struct import_writer *writer, const struct import_row *row, const char *project, size_t project_len)
{
    for (size_t i = 0; i < writer->n_pending; i++) {
        const struct import_pending *p = &writer->pending[i];

        if (p->row.id.len == row->id.len && p->project_len == project_len && memcmp(p->row.id.str, row->id.str, row->id.len) == 0 &&
            memcmp(p->project, project, project_len) == 0)
            return true;
    }
    return false;
}

static int put_pending(struct import_writer *writer, const struct import_row *row, const char *project, size_t project_len, uint64_t source_row,
                       struct err *err)
{
    assert(writer->n_pending < IMPORT_PENDING_MAX);

    writer->pending[writer->n_pending++] =
        (struct import_pending){ .row = *row, .project = project, .project_len = project_len, .source_row = source_row };
    return writer->n_pending == IMPORT_PENDING_MAX ? import_writer_flush(writer, err) : 0;
}

int import_writer_put(struct import_writer *writer, const struct import_row *row, const char *project,
                      size_t project_len, uint64_t source_row, struct err *err)
{
    struct found found;
    int rc;

    assert(row->reason == NULL);

    rc = is_pending(writer, row, project, project_len) ? import_writer_flush(writer, err) : 0;
    if (rc < 0)
        return rc;
    if (writer->expect_new)
        return put_pending(writer, row, project, project_len, source_row, err);
    rc = find(writer, &found, row, project, project_len, err);
    if (rc < 0)
        return rc;
    if (!found.known)
        return put_pending(writer, row, project, project_len, source_row, err);
    rc = import_writer_flush(writer, err); /* versions are numbered in the order of their rows */
    return rc < 0 ? rc : put_known(writer, row, &found, project, project_len, source_row, err);
}
