#include "datasets/series/prediction_rescrub.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/strbuf.h"
#include "datasets/phi/deidentify.h"

static const double transaction_s = 0.05; /* as import.c */

enum { LABEL, SUBGROUP, INPUTS, N_TEXTS };

struct rescrub {
    struct store    *store;
    struct db_stmt  *read, *write;
    struct strbuf    clean[N_TEXTS];
    struct phi_spans spans;
    double           begun;
};

static int clean_text(struct rescrub *r, struct strbuf *out, const char *text, size_t len, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };

    return deidentify_text(out, text, len, r->store->rules, counts, &r->spans, err);
}

/* The name of a column is the context of its value, as in import (deidentify_named): where the rules touch the name too, all of it is the value of an unnamed one. */
static int clean_pair(struct rescrub *r, json_t *out, const char *name, json_t *value, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    char *dump = json_is_string(value) ? NULL : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    const char *text = dump != NULL ? dump : json_string_value(value);
    struct strbuf clean;
    size_t start = 0;
    int rc;

    if (text == NULL)
        return err_nomem(err);
    strbuf_init(&clean);
    rc = deidentify_named(&clean, &start, name, text, strlen(text), r->store->rules, counts, &r->spans, err);
    if (rc == 0)
        rc = strbuf_check(&clean, err);
    if (rc == 0) {
        bool same = start > 0 && strcmp(clean.data + start, text) == 0;
        json_t *kept = same ? json_incref(value) : json_stringn(clean.data + start, clean.len - start);
        char column[32];

        snprintf(column, sizeof column, "[ID] %zu", json_object_size(out) + 1);
        if (json_object_set_new(out, start > 0 ? name : column, kept) != 0)
            rc = err_nomem(err);
    }
    strbuf_release(&clean);
    free(dump);
    return rc;
}

static int clean_inputs(struct rescrub *r, struct strbuf *out, const char *text, size_t len, struct err *err)
{
    json_t *object, *clean, *value;
    const char *name;
    char *dump = NULL;
    int rc = 0;

    if (len == 0)
        return 0;
    object = json_loadb(text, len, 0, NULL);
    clean = json_object();
    if (!json_is_object(object))
        rc = err_set(err, ERR_INTEGRITY, "store: the inputs of a prediction are no JSON object");
    json_object_foreach(object, name, value)
    {
        if (rc == 0)
            rc = clean_pair(r, clean, name, value, err);
    }
    if (rc == 0 && (dump = json_dumps(clean, JSON_COMPACT | JSON_REAL_PRECISION(17))) == NULL)
        rc = err_nomem(err);
    json_decref(object);
    json_decref(clean);
    if (dump != NULL)
        strbuf_adds(out, dump);
    free(dump);
    return rc < 0 ? rc : strbuf_check(out, err);
}

/* The next row of the version behind *row: 1, or 0 at the end. */
static int next_row(struct rescrub *r, int64_t version_id, int64_t *row, struct err *err)
{
    int rc = db_bind(r->read, err, "ii", version_id, *row);

    if (rc == 0)
        rc = db_step(r->read, err);
    if (rc <= 0)
        return rc;
    *row = db_int(r->read, 0);
    rc = 0;
    for (int i = 0; rc == 0 && i < N_TEXTS; i++) {
        size_t len;
        const char *text = db_text(r->read, i + 1, &len);

        strbuf_clear(&r->clean[i]);
        if (text == NULL)
            rc = err_nomem(err); /* the columns are NOT NULL */
        else
            rc = i == INPUTS ? clean_inputs(r, &r->clean[i], text, len, err) : clean_text(r, &r->clean[i], text, len, err);
    }
    db_reset(r->read);
    return rc < 0 ? rc : 1;
}

static int clean_version(struct rescrub *r, int64_t version_id, struct err *err)
{
    struct db *db = r->store->db;
    int64_t row = -1;
    int rc = 0;

    for (;;) {
        if (!db_in_transaction(db)) {
            r->begun = clock_monotonic();
            rc = db_begin(db, err);
        }
        if (rc == 0)
            rc = next_row(r, version_id, &row, err);
        if (rc <= 0)
            return rc;
        rc = db_bind(r->write, err, "sssii", r->clean[LABEL].data, r->clean[LABEL].len, r->clean[SUBGROUP].data, r->clean[SUBGROUP].len, r->clean[INPUTS].data,
                     r->clean[INPUTS].len, version_id, row);
        if (rc == 0)
            rc = db_step(r->write, err);
        if (rc == 0 && clock_monotonic() - r->begun > transaction_s)
            rc = db_commit(db, err);
        if (rc < 0)
            return rc;
    }
}

static int clean_all(struct rescrub *r, int64_t record_id, int64_t rules_version, int64_t now, struct err *err)
{
    struct db *db = r->store->db;
    int rc = 0;

    while (rc == 0) {
        int64_t version_id = 0;

        rc = db_get_int(db, &version_id, err, "SELECT v.version_id FROM versions v JOIN imports i ON i.import_id = v.import_id WHERE v.record_id = ?"
                        " AND v.rules_version < ? AND v.overwritten NOT GLOB 'purge:*' AND i.completed_at IS NOT NULL ORDER BY v.version_id LIMIT 1",
                        "ii", record_id, rules_version);
        if (rc == ERR_NOTFOUND)
            return 0;
        if (rc == 0)
            rc = clean_version(r, version_id, err);
        if (rc == 0)
            rc = db_run(db, err, "UPDATE versions SET rules_version = ?, overwritten_at = ?, overwritten = 'rescrub' WHERE version_id = ?", "iii", rules_version, now,
                        version_id);
        if (rc == 0 && db_in_transaction(db))
            rc = db_commit(db, err);
    }
    return rc;
}

int prediction_rescrub(struct store *store, int64_t record_id, int64_t rules_version, int64_t now, struct err *err)
{
    struct rescrub r = { .store = store };
    int rc = db_prepare(store->db, &r.read, "SELECT row, label, subgroup, inputs FROM prediction_rows WHERE version_id = ? AND row > ? ORDER BY row LIMIT 1", err);

    for (int i = 0; i < N_TEXTS; i++)
        strbuf_init(&r.clean[i]);
    if (rc == 0)
        rc = db_prepare(store->db, &r.write, "UPDATE prediction_rows SET label = ?, subgroup = ?, inputs = ? WHERE version_id = ? AND row = ?", err);
    if (rc == 0)
        rc = clean_all(&r, record_id, rules_version, now, err);
    db_rollback(store->db);
    db_finalize(r.read);
    db_finalize(r.write);
    for (int i = 0; i < N_TEXTS; i++)
        strbuf_release(&r.clean[i]);
    phi_spans_release(&r.spans);
    return rc;
}
