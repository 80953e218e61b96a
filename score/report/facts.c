/*
 * facts.c - what all reports share; the model report.
 */
#include "score/report/facts.h"
#include "score/report/report_drift.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/validation/validation.h"

json_t *facts_head(const struct facts *f, const char *report, int64_t data_through, struct err *err)
{
    char head[DIGEST_HEX_SIZE], now[TIME_ISO_MAX], through[TIME_ISO_MAX];
    int64_t rows;

    if (audit_head(f->store, head, &rows, err) < 0)
        return NULL;
    return json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:b}", "schema_version", 1, "report", report, "engine_version", PRODROME_VERSION,
                     "generated_at", time_format(store_now(f->store), now), "data_through", time_format(data_through, through),
                     "snapshot_hash", f->snapshot->hash, "audit_head", head, "audit_rows", (json_int_t)rows, "demonstration",
                     (int)f->store->demonstration);
}

json_t *facts_record(const struct facts *f, const struct model_version *version, char hash[DIGEST_HEX_SIZE], struct err *err)
{
    uint8_t digest[DIGEST_SIZE];
    char *text = NULL;
    json_t *record;

    if (validation_read(&text, f->store, version, err) < 0)
        return NULL;
    digest_of(text, strlen(text), digest);
    if (hash != NULL)
        digest_hex(digest, DIGEST_SIZE, hash);
    record = json_loads(text, 0, NULL);
    mem_free(text);
    return record;
}

static json_t *value_or_null(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);

    return value != NULL ? json_incref(value) : json_null();
}

/* A time of the rows that it was trained on; null where none is recorded. */
static json_t *window_of(const json_t *record, const char *end)
{
    const char *time = json_string_value(json_object_get(json_object_get(record, "data"), end));

    return time != NULL && time[0] != '\0' ? json_string(time) : json_null();
}

json_t *facts_of_model_by(const struct model_version *version, const json_t *record)
{
    const struct task *task = version != NULL ? task_find(version->task) : NULL;
    const char *metric = task != NULL ? task->metric : "", *judged_by = json_string_value(json_object_get(record, "judged_by"));
    json_t *measured, *model;
    char created[TIME_ISO_MAX];

    if (version == NULL)
        return json_null();
    measured = json_object_get(json_object_get(json_object_get(record, "metrics"), judged_by != NULL ? judged_by : "final"), metric);
    model = json_pack("{s:s, s:s, s:b, s:s, s:s}", "name", version->name, "stage", version->stage, "approved", (int)model_is_approved(version),
                      "created_at", time_format(version->created_at, created), "metric", metric);
    json_object_set_new(model, "valid_until", value_or_null(json_object_get(record, "model"), "valid_until"));
    json_object_set_new(model, "trained_from", window_of(record, "first"));
    json_object_set_new(model, "trained_through", window_of(record, "last"));
    json_object_set_new(model, "value", value_or_null(measured, "value"));
    json_object_set_new(model, "low", value_or_null(measured, "low"));
    json_object_set_new(model, "high", value_or_null(measured, "high"));
    json_object_set_new(model, "baseline", json_deep_copy(json_object_get(record, "baselines")));
    return model;
}

json_t *facts_of_model(const struct facts *f, const struct model_version *version)
{
    json_t *record = version != NULL ? facts_record(f, version, NULL, NULL) : NULL;
    json_t *model = facts_of_model_by(version, record);

    json_decref(record);
    return model;
}

static int stage_history(json_t **out, const struct facts *f, int64_t model_id, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    char at[TIME_ISO_MAX];
    int rc = db_prepare(f->store->db, &stmt, "SELECT stage, at, \"by\", reason FROM model_stages WHERE model_id = ? ORDER BY stage_id", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", model_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "stage", db_text(stmt, 0, NULL), "at", time_format(db_int(stmt, 1), at),
                                              "by", db_text(stmt, 2, NULL), "reason", db_text(stmt, 3, NULL)));
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}

int facts_model(json_t **out, const struct facts *f, const struct model_version *version, struct err *err)
{
    json_t *doc = facts_head(f, "model", TIME_NONE, err), *history = NULL, *record = NULL, *drift = NULL;
    struct err why = ERR_INIT;
    char hash[DIGEST_HEX_SIZE] = "";
    int rc = doc == NULL ? ERR_STORE : stage_history(&history, f, version->model_id, err);

    if (rc < 0) {
        json_decref(doc);
        return rc;
    }
    record = facts_record(f, version, hash, &why);
    if (record == NULL && why.code != ERR_NOTFOUND) {
        json_decref(doc);
        json_decref(history);
        return err_set(err, (enum err_code)why.code, "%s", why.msg);
    }
    rc = facts_drift(&drift, f, version->model_id, err);
    if (rc < 0) {
        json_decref(doc);
        json_decref(history);
        json_decref(record);
        return rc;
    }
    json_object_set_new(doc, "name", json_string(version->name));
    json_object_set_new(doc, "task", json_string(version->task));
    json_object_set_new(doc, "project", json_string(version->project));
    json_object_set_new(doc, "stage", json_string(version->stage));
    json_object_set_new(doc, "history", history);
    json_object_set(doc, "data_through", record != NULL ? json_object_get(json_object_get(record, "data"), "last") : json_null());
    json_object_set_new(doc, "drift", drift);
    json_object_set_new(doc, "record_hash", json_string(hash));
    json_object_set_new(doc, "record", record != NULL ? record : json_null());
    *out = doc;
    return 0;
}
