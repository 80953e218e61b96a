/*
 * prediction_import.c - logs of predictions into the store (import_bulk.h, prediction.h).
 *
 *     put: whose batch, a new row or one that is known -> into prediction_rows at once
 *     finish: each batch's version gets its hash, times and counts
 *
 * Of a row the import remembers its key (all but the label, by keyed hash) and label, some 50 bytes: so it tells a row that the store has from a new
 * one. A label that came later makes a row of a newer version; a row without a label takes none back. Rows alike inside of one file are several
 * predictions; the same rows in another file are the same ones again, so exports may overlap. Where older rules cleaned a batch that is touched, all of
 * its text passes today's, and its rows that came again count as rescrubbed.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/import/import_bulk.h"
#include "datasets/series/prediction.h"
#include "datasets/series/prediction_rescrub.h"
#include "datasets/store/rules_version.h"

enum { FIND, STORED, ADD_RECORD, ADD_VERSION, ADD_BATCH, ADD_ROW, SET_LABEL, FINISH_VERSION, FINISH_BATCH, N_STATEMENTS };

enum { ROWS_MAX = 64 << 20, NOT_OURS = -1, DAY_S = 86400 };

struct known {
    uint64_t key;
    uint32_t batch;  /* + 1; 0: an empty slot                       */
    uint32_t label;  /* in labels                                   */
    int32_t  row;    /* in this import's version; NOT_OURS          */
    uint32_t file;   /* that named it last, 0: none yet             */
    uint32_t alike;  /* rows of that file that are this one or like it */
};

struct batch {
    int64_t record_id, version_id; /* 0: not there (yet) */
    int64_t first, last, n_rows;
    bool    has_label;
    bool    older_rules;          /* cleaned a version of it: its text passes today's at the end */
    bool    purged;               /* by rule of retention: a row of it gets no inputs back */
};

struct import_log {
    struct store  *store;
    int64_t        import_id, now, rules_version;
    struct intern  batches, labels; /* MODEL '\0' VERSION " " MONTH */
    struct batch  *batch;           /* [batches.n] */
    size_t         cap_batches;
    struct known  *known;           /* [n_slots], a power of 2 */
    size_t         n_known, n_slots;
    struct strbuf  key;
    char           day[TIME_ISO_MAX]; /* of the row before */
    int64_t        day_number;
    uint32_t       file;     /* at hand, 0: none yet */
    struct import_counts counts;
    struct db_stmt *stmt[N_STATEMENTS];
};

/* ---- what is known ----------------------------------------------------------------------------------------------- */

static size_t slot_of(const struct import_log *log, uint64_t key, uint32_t batch)
{
    size_t at = (size_t)(key ^ (uint64_t)batch * 0x9e3779b97f4a7c15u) & (log->n_slots - 1);

    while (log->known[at].batch != 0 && (log->known[at].key != key || log->known[at].batch != batch + 1))
        at = (at + 1) & (log->n_slots - 1);
    return at;
}

static int grow(struct import_log *log, struct err *err)
{
    struct import_log larger = *log;

    if (log->n_known + 2 < log->n_slots / 8 * 6)
        return 0;
    if (log->n_known >= ROWS_MAX)
        return err_set(err, ERR_REFUSED, "more than %d million predictions in the months of one import: split it", ROWS_MAX >> 20);
    larger.n_slots = log->n_slots == 0 ? 4096 : log->n_slots * 2;
    larger.known = mem_calloc(larger.n_slots, sizeof *larger.known);
    if (larger.known == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < log->n_slots; i++)
        if (log->known[i].batch != 0)
            larger.known[slot_of(&larger, log->known[i].key, log->known[i].batch - 1)] = log->known[i];
    mem_free(log->known);
    log->known = larger.known;
    log->n_slots = larger.n_slots;
    return 0;
}

/* The entry of a key, made where there is none (*is_new). Moves at the next call. */
static int know(struct import_log *log, uint64_t key, uint32_t batch, struct known **out, bool *is_new, struct err *err)
{
    int rc = grow(log, err);
    size_t at;

    if (rc < 0)
        return rc;
    at = slot_of(log, key, batch);
    *is_new = log->known[at].batch == 0;
    if (*is_new) {
        log->known[at] = (struct known){ .key = key, .batch = batch + 1, .row = NOT_OURS };
        log->n_known++;
    }
    *out = &log->known[at];
    return 0;
}

static int label_of(struct import_log *log, const char *text, size_t len, uint32_t *out, struct err *err)
{
    *out = intern_add(&log->labels, text, len);
    return *out == INTERN_NONE ? err_nomem(err) : 0;
}

static struct text_of {
    const char *str;
    size_t      len;
} text_of(const struct import_value *value)
{
    return value->type == VALUE_TEXT ? (struct text_of){ value->str, value->len } : (struct text_of){ "", 0 };
}

/* ---- batches ----------------------------------------------------------------------------------------------------- */

/* The rows that the store has of a batch; of those with a key the newest version's comes last. */
static int load_stored(struct import_log *log, uint32_t batch, struct err *err)
{
    int rc = db_bind(log->stmt[STORED], err, "i", log->batch[batch].record_id);

    while (rc == 0 && (rc = db_step(log->stmt[STORED], err)) > 0) {
        struct known *known;
        uint32_t label;
        bool is_new;
        size_t len;
        const char *text = db_text(log->stmt[STORED], 1, &len);

        rc = label_of(log, text, len, &label, err);
        if (rc == 0)
            rc = know(log, (uint64_t)db_int(log->stmt[STORED], 0), batch, &known, &is_new, err);
        if (rc == 0)
            known->label = label;
        log->batch[batch].purged = log->batch[batch].purged || db_int(log->stmt[STORED], 2) != 0;
        log->batch[batch].older_rules = log->batch[batch].older_rules || (db_int(log->stmt[STORED], 2) == 0 && db_int(log->stmt[STORED], 3) < log->rules_version);
    }
    db_reset(log->stmt[STORED]);
    return rc;
}

static int find_batch(struct import_log *log, uint32_t at, struct err *err)
{
    const char *model = log->batches.str[at], *id = model + strlen(model) + 1;
    int rc = db_bind(log->stmt[FIND], err, "tt", model, id);

    if (rc == 0)
        rc = db_step(log->stmt[FIND], err);
    if (rc > 0)
        log->batch[at].record_id = db_int(log->stmt[FIND], 0);
    db_reset(log->stmt[FIND]);
    return rc <= 0 ? rc : load_stored(log, at, err);
}

/* Which batch a row belongs to, by model, version and month. */
static int batch_of(struct import_log *log, const struct import_row *row, uint32_t *out, struct err *err)
{
    const struct import_value *model = &row->value[PREDICTION_MODEL], *version = &row->value[PREDICTION_VERSION];
    int64_t day = row->value[PREDICTION_TIME].integer / DAY_S;
    size_t before = log->batches.n;

    if (log->day[0] == '\0' || day != log->day_number || day <= 0) /* before 1970 division does not round towards the past */
        time_format_date(row->value[PREDICTION_TIME].integer, log->day);
    log->day_number = day;
    strbuf_clear(&log->key);
    strbuf_add(&log->key, model->str, model->len);
    strbuf_addc(&log->key, '\0');
    if (version->type == VALUE_TEXT)
        strbuf_add(&log->key, version->str, version->len);
    strbuf_addc(&log->key, ' ');
    strbuf_add(&log->key, log->day, strlen("2026-07"));
    if (strbuf_check(&log->key, err) < 0)
        return ERR_NOMEM;
    *out = intern_add(&log->batches, log->key.data, log->key.len);
    if (*out == INTERN_NONE)
        return err_nomem(err);
    if (log->batches.n == before)
        return 0;
    if (mem_grow(&log->batch, &log->cap_batches, log->batches.n, sizeof *log->batch, err) < 0)
        return ERR_NOMEM;
    log->batch[*out] = (struct batch){ .record_id = 0 };
    return find_batch(log, *out, err);
}

/* The version that this import's rows of the batch go into; its hash and counts come at the end. */
static int open_version(struct import_log *log, uint32_t at, const struct import_row *row, struct err *err)
{
    static const uint8_t none[DIGEST_SIZE];
    struct batch *batch = &log->batch[at];
    const char *model = log->batches.str[at], *id = model + strlen(model) + 1;
    struct text_of version = text_of(&row->value[PREDICTION_VERSION]);
    int rc = 0;

    if (batch->record_id == 0) {
        rc = db_bind(log->stmt[ADD_RECORD], err, "tt", model, id);
        if (rc == 0)
            rc = db_step(log->stmt[ADD_RECORD], err);
        batch->record_id = db_last_id(log->store->db);
    }
    if (rc == 0)
        rc = db_bind(log->stmt[ADD_VERSION], err, "iibbiii", batch->record_id, log->import_id, none, sizeof none, none, sizeof none, log->rules_version, log->now,
                     log->now);
    if (rc == 0)
        rc = db_step(log->stmt[ADD_VERSION], err);
    if (rc < 0)
        return rc;
    batch->version_id = db_last_id(log->store->db);
    batch->first = batch->last = row->value[PREDICTION_TIME].integer;
    rc = db_bind(log->stmt[ADD_BATCH], err, "its", batch->version_id, model, version.str, version.len);
    return rc < 0 ? rc : db_step(log->stmt[ADD_BATCH], err);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static int add_row(struct import_log *log, uint32_t at, const struct import_row *row, uint64_t key, int32_t *number, struct err *err)
{
    struct batch *batch = &log->batch[at];
    struct text_of label = text_of(&row->value[PREDICTION_LABEL]), subgroup = text_of(&row->value[PREDICTION_SUBGROUP]), inputs = text_of(&row->value[N_PREDICTION_FIELDS]);
    int64_t time = row->value[PREDICTION_TIME].integer;
    struct db_stmt *stmt = log->stmt[ADD_ROW];
    int rc = batch->version_id == 0 ? open_version(log, at, row, err) : 0;

    if (batch->purged)
        inputs.len = 0;
    if (rc == 0)
        rc = db_bind(stmt, err, "iiiidsss", batch->version_id, batch->n_rows, time, (int64_t)key, row->value[PREDICTION_SCORE].real, label.str, label.len, subgroup.str,
                     subgroup.len, inputs.str, inputs.len);
    if (rc == 0)
        rc = db_step(stmt, err);
    *number = (int32_t)batch->n_rows++;
    batch->first = time < batch->first ? time : batch->first;
    batch->last = time > batch->last ? time : batch->last;
    return rc;
}

/* A row that is known, with a label that it had not. */
static int relabel(struct import_log *log, uint32_t at, const struct import_row *row, struct known *known, struct err *err)
{
    const struct import_value *label = &row->value[PREDICTION_LABEL];
    int rc;

    log->counts.updated++;
    if (known->row == NOT_OURS)
        return add_row(log, at, row, known->key, &known->row, err);
    rc = db_bind(log->stmt[SET_LABEL], err, "sii", label->str, label->len, log->batch[at].version_id, (int64_t)known->row);
    return rc < 0 ? rc : db_step(log->stmt[SET_LABEL], err);
}

/* The key of the n-th row alike: another for each, the same every time. */
static uint64_t key_of(uint64_t key, uint32_t n)
{
    key ^= (uint64_t)n * 0x9e3779b97f4a7c15u;
    for (int i = 0; n > 0 && i < 2; i++) {
        key ^= key >> 32;
        key *= 0xd6e8feb86659fd93u;
    }
    return key;
}

/* Counts the row among those alike of its file, and finds what is known of it. */
static int find_row(struct import_log *log, uint32_t batch, const struct import_row *row, struct known **out, bool *is_new, struct err *err)
{
    struct known *first;
    uint64_t key = 0;
    uint32_t n;
    bool first_new;
    int rc;

    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | row->raw_hash[i];
    rc = know(log, key, batch, &first, &first_new, err);
    if (rc < 0)
        return rc;
    if (first->file != log->file) {
        first->file = log->file;
        first->alike = 0;
    }
    n = first->alike++;
    *out = first;
    *is_new = first_new;
    return n == 0 ? 0 : know(log, key_of(key, n), batch, out, is_new, err);
}

static int log_put(void *state, const char *file, uint32_t number, const struct import_row *row, struct err *err)
{
    struct import_log *log = state;
    const struct import_value *text = &row->value[PREDICTION_LABEL];
    bool has_label = text->type == VALUE_TEXT && text->len > 0, is_new = false;
    struct known *known = NULL;
    uint32_t batch = 0, label = 0;
    int rc;

    (void)file;
    log->file = number;
    rc = batch_of(log, row, &batch, err);
    if (rc == 0)
        rc = label_of(log, has_label ? text->str : "", has_label ? text->len : 0, &label, err);
    if (rc == 0)
        rc = find_row(log, batch, row, &known, &is_new, err);
    if (rc < 0)
        return rc;
    if (!is_new && (!has_label || known->label == label)) {
        *(log->batch[batch].older_rules && known->row == NOT_OURS ? &log->counts.rescrubbed : &log->counts.unchanged) += 1;
        return 0;
    }
    known->label = label;
    log->batch[batch].has_label = log->batch[batch].has_label || has_label;
    if (!is_new)
        return relabel(log, batch, row, known, err);
    log->counts.inserted++;
    return add_row(log, batch, row, known->key, &known->row, err);
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

static int finish_batch(struct import_log *log, const struct batch *batch, struct err *err)
{
    uint8_t content[DIGEST_SIZE], raw[DIGEST_SIZE];
    struct digest digest;
    int rc = db_bind(log->stmt[FINISH_BATCH], err, "iiii", batch->first, batch->last, batch->n_rows, batch->version_id);

    if (rc == 0)
        rc = db_step(log->stmt[FINISH_BATCH], err);
    if (rc == 0)
        rc = prediction_version_hash(content, log->store, batch->version_id, err);
    if (rc < 0)
        return rc;
    digest_init_keyed(&digest, log->store->keys.pseudonym);
    digest_field(&digest, content, sizeof content);
    digest_final(&digest, raw);
    rc = db_bind(log->stmt[FINISH_VERSION], err, "bbiii", raw, sizeof raw, content, sizeof content, batch->last, log->now, batch->version_id);
    if (rc == 0 && !batch->has_label)
        rc = db_bind_at(log->stmt[FINISH_VERSION], err, 4, 'n');
    return rc < 0 ? rc : db_step(log->stmt[FINISH_VERSION], err);
}

static int log_finish(void *state, struct import_counts *counts, struct import_report *report, struct err *err)
{
    struct import_log *log = state;
    int rc = 0;

    (void)report;
    for (size_t i = 0; rc == 0 && i < log->batches.n; i++)
        if (log->batch[i].version_id != 0)
            rc = finish_batch(log, &log->batch[i], err);
    for (size_t i = 0; rc == 0 && i < log->batches.n; i++)
        if (log->batch[i].older_rules)
            rc = prediction_rescrub(log->store, log->batch[i].record_id, log->rules_version, log->now, err);
    *counts = log->counts;
    return rc;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static void log_close(void *state)
{
    struct import_log *log = state;

    if (log == NULL)
        return;
    for (size_t i = 0; i < N_STATEMENTS; i++)
        db_finalize(log->stmt[i]);
    intern_release(&log->batches);
    intern_release(&log->labels);
    strbuf_release(&log->key);
    mem_free(log->batch);
    mem_free(log->known);
    mem_free(log);
}

static int prepare(struct import_log *log, struct err *err)
{
    static const char *const sql[N_STATEMENTS] = {
        [FIND] = "SELECT record_id FROM records WHERE kind = 'prediction' AND project = ? AND id = ?",
        [STORED] = "SELECT p.key, p.label, v.overwritten GLOB 'purge:*', v.rules_version FROM versions v JOIN imports i ON i.import_id = v.import_id JOIN prediction_rows p ON p.version_id = v.version_id"
                        " WHERE v.record_id = ? AND i.completed_at IS NOT NULL ORDER BY v.version_id",
        [ADD_RECORD] = "INSERT INTO records(kind, project, id) VALUES('prediction', ?, ?)",
        [ADD_VERSION] = "INSERT INTO versions(record_id, import_id, source_row, raw_hash, content_hash, rules_version, imported_at, known_at, known_basis)"
                             " VALUES(?, ?, 1, ?, ?, ?, ?, ?, 'assumed')",
        [ADD_BATCH] = "INSERT INTO predictions(version_id, model, version) VALUES(?, ?, ?)",
        [ADD_ROW] = "INSERT INTO prediction_rows(version_id, row, time, key, score, label, subgroup, inputs) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        [SET_LABEL] = "UPDATE prediction_rows SET label = ? WHERE version_id = ? AND row = ?",
        [FINISH_VERSION] = "UPDATE versions SET raw_hash = ?, content_hash = ?, known_at = ?, label_known_at = ? WHERE version_id = ?",
        [FINISH_BATCH] = "UPDATE predictions SET first = ?, last = ?, n_rows = ? WHERE version_id = ?",
    };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < N_STATEMENTS; i++)
        rc = db_prepare(log->store->db, &log->stmt[i], sql[i], err);
    return rc;
}

static int log_open(void **state, struct store *store, const struct import_options *options, int64_t import_id, int64_t now, struct err *err)
{
    struct import_log *log = mem_calloc(1, sizeof *log);
    int rc;

    (void)options;
    if (log == NULL)
        return err_nomem(err);
    log->store = store;
    log->import_id = import_id;
    log->now = now;
    intern_init(&log->batches);
    intern_init(&log->labels);
    strbuf_init(&log->key);
    *state = log;
    rc = rules_version_in_force(&log->rules_version, store, err);
    return rc < 0 ? rc : prepare(log, err);
}

const struct import_bulk prediction_bulk = { log_open, log_put, log_finish, log_close };
