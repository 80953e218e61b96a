#include "datasets/import/import_rescrub.h"

#include <jansson.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/store/rules_version.h"

static const double transaction_s = 0.05; /* as import.c: reviewers write in between */

struct older {
    int64_t version_id, newer_id; /* the version to overwrite, and the one of this import */
    bool same;                    /* of the same raw row */
};

struct rescrub {
    struct store *store;
    const struct import_kind *kind;
    int64_t now, rules_version;
    struct older *older; /* [n] */
    size_t n, cap;
    struct db_stmt *copy, *read, *write, *mark;
    struct strbuf *clean; /* [n_texts + 1], the last one is `extra` */
    size_t n_texts;
    struct phi_spans spans;
    double begun;
};

static bool is_text(const struct import_field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_WORD || field->type == FIELD_LIST || field->type == FIELD_PERSON;
}

/* Collected first: the statement must not run while its tables change. */
static int find_older(struct rescrub *rescrub, int64_t import_id, struct err *err)
{
    static const char sql[] = "SELECT o.version_id, n.version_id, o.raw_hash = n.raw_hash FROM versions n"
                              "  JOIN versions o ON o.record_id = n.record_id AND o.version_id < n.version_id"
                              "  JOIN records r ON r.record_id = n.record_id"
                              " WHERE n.import_id = ? AND o.rules_version < ? AND r.kind = ? AND o.overwritten NOT GLOB 'purge:*'"
                              " ORDER BY o.version_id";
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(rescrub->store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "iit", import_id, rescrub->rules_version, rescrub->kind->record);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&rescrub->older, &rescrub->cap, rescrub->n + 1, sizeof *rescrub->older, err);
        if (rc == 0)
            rescrub->older[rescrub->n++] = (struct older){ .version_id = db_int(stmt, 0),
                                                           .newer_id = db_int(stmt, 1),
                                                           .same = db_int(stmt, 2) != 0 };
    }
    db_finalize(stmt);
    return rc;
}

static void add_names(struct strbuf *sql, const struct import_kind *kind, const char *after)
{
    for (size_t i = 0; i < kind->n_fields; i++)
        if (is_text(&kind->field[i]))
            strbuf_addf(sql, "\"%s\"%s, ", kind->field[i].name, after);
    strbuf_addf(sql, "extra%s", after);
}

static int prepare_sql(struct rescrub *rescrub, struct db_stmt **out, struct strbuf *sql, struct err *err)
{
    int rc = strbuf_check(sql, err);

    if (rc == 0)
        rc = db_prepare(rescrub->store->db, out, sql->data, err);
    strbuf_clear(sql);
    return rc;
}

static int prepare(struct rescrub *rescrub, struct err *err)
{
    const struct import_kind *kind = rescrub->kind;
    struct strbuf sql;
    int rc;

    strbuf_init(&sql);
    strbuf_addf(&sql, "UPDATE %s SET (", kind->table);
    add_names(&sql, kind, "");
    strbuf_adds(&sql, ") = (SELECT ");
    add_names(&sql, kind, "");
    strbuf_addf(&sql, " FROM %s WHERE version_id = ?) WHERE version_id = ?", kind->table);
    rc = prepare_sql(rescrub, &rescrub->copy, &sql, err);
    if (rc == 0) {
        strbuf_adds(&sql, "SELECT ");
        add_names(&sql, kind, "");
        strbuf_addf(&sql, " FROM %s WHERE version_id = ?", kind->table);
        rc = prepare_sql(rescrub, &rescrub->read, &sql, err);
    }
    if (rc == 0) {
        strbuf_addf(&sql, "UPDATE %s SET ", kind->table);
        add_names(&sql, kind, " = ?");
        strbuf_adds(&sql, " WHERE version_id = ?");
        rc = prepare_sql(rescrub, &rescrub->write, &sql, err);
    }
    strbuf_release(&sql);
    if (rc == 0)
        rc = db_prepare(
            rescrub->store->db, &rescrub->mark,
            "UPDATE versions SET rules_version = ?, overwritten_at = ?, overwritten = 'rescrub' WHERE version_id = ?",
            err);
    return rc;
}

/* One value of `extra` under its name, which is its context, as when it was imported. A name that is an identifier goes too. */
static int clean_pair(struct rescrub *rescrub, json_t *out, const char *name, const json_t *value, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct strbuf clean, clean_name;
    size_t start = 0;
    int rc;

    strbuf_init(&clean);
    strbuf_init(&clean_name);
    rc = deidentify_named(&clean, &start, name, json_string_value(value), json_string_length(value), rescrub->store->rules, counts,
                          &rescrub->spans, err);
    if (rc == 0)
        rc = deidentify_text(&clean_name, name, strlen(name), rescrub->store->rules, counts, &rescrub->spans, err);
    if (rc == 0 && start == 0 && json_object_get(out, clean_name.data) != NULL)
        strbuf_addf(&clean_name, " %zu", json_object_size(out) + 1);
    if (rc == 0)
        rc = strbuf_check(&clean_name, err);
    if (rc == 0 && json_object_set_new(out, start > 0 ? name : clean_name.data, json_stringn(clean.data + start, clean.len - start)) != 0)
        rc = err_nomem(err);
    strbuf_release(&clean);
    strbuf_release(&clean_name);
    return rc;
}

/* The values of `extra` one by one: the rules must not see, or break, the JSON around them. */
static int clean_extra(struct rescrub *rescrub, struct strbuf *out, const char *text, size_t len, struct err *err)
{
    json_t *object, *value, *clean;
    const char *name;
    char *dump = NULL;
    int rc = 0;

    if (len == 0)
        return 0;
    object = json_loadb(text, len, 0, NULL);
    if (!json_is_object(object)) {
        json_decref(object);
        return err_set(err, ERR_INTEGRITY, "store: 'extra' of a row is no JSON object");
    }
    clean = json_object();
    if (clean == NULL)
        rc = err_nomem(err);
    json_object_foreach(object, name, value)
    {
        if (rc == 0)
            rc = clean_pair(rescrub, clean, name, value, err);
    }
    if (rc == 0 && (dump = json_dumps(clean, JSON_COMPACT | JSON_SORT_KEYS)) == NULL)
        rc = err_nomem(err);
    json_decref(object);
    json_decref(clean);
    if (dump != NULL)
        strbuf_adds(out, dump);
    free(dump);
    return rc < 0 ? rc : strbuf_check(out, err);
}

static int clean_stored(struct rescrub *rescrub, int64_t version_id, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    int rc = db_bind(rescrub->read, err, "i", version_id);

    if (rc == 0)
        rc = db_step(rescrub->read, err);
    if (rc <= 0)
        return rc;
    rc = 0;
    for (size_t i = 0; rc == 0 && i <= rescrub->n_texts; i++) {
        size_t len;
        const char *text = db_text(rescrub->read, (int)i, &len);

        strbuf_clear(&rescrub->clean[i]);
        if (text == NULL)
            rc = err_nomem(err); /* the columns are NOT NULL */
        else if (i == rescrub->n_texts)
            rc = clean_extra(rescrub, &rescrub->clean[i], text, len, err);
        else
            rc = deidentify_text(&rescrub->clean[i], text, len, rescrub->store->rules, counts, &rescrub->spans, err);
    }
    db_reset(rescrub->read);
    for (size_t i = 0; rc == 0 && i <= rescrub->n_texts; i++)
        rc = db_bind_at(rescrub->write, err, (int)i + 1, 's', rescrub->clean[i].data, rescrub->clean[i].len);
    if (rc == 0)
        rc = db_bind_at(rescrub->write, err, (int)rescrub->n_texts + 2, 'i', version_id);
    return rc < 0 ? rc : db_step(rescrub->write, err);
}

static int overwrite(struct rescrub *rescrub, const struct older *older, struct err *err)
{
    int rc;

    if (older->same) {
        rc = db_bind(rescrub->copy, err, "ii", older->newer_id, older->version_id);
        if (rc == 0)
            rc = db_step(rescrub->copy, err);
    } else {
        rc = clean_stored(rescrub, older->version_id, err);
    }
    if (rc == 0)
        rc = db_bind(rescrub->mark, err, "iii", rescrub->rules_version, rescrub->now, older->version_id);
    return rc < 0 ? rc : db_step(rescrub->mark, err);
}

static int overwrite_all(struct rescrub *rescrub, struct err *err)
{
    struct db *db = rescrub->store->db;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < rescrub->n; i++) {
        if (!db_in_transaction(db)) {
            rescrub->begun = clock_monotonic();
            rc = db_begin(db, err);
        }
        if (rc == 0)
            rc = overwrite(rescrub, &rescrub->older[i], err);
        if (rc == 0 && clock_monotonic() - rescrub->begun > transaction_s)
            rc = db_commit(db, err);
    }
    if (rc == 0 && db_in_transaction(db))
        rc = db_commit(db, err);
    db_rollback(db);
    return rc;
}

static int init_clean(struct rescrub *rescrub, struct err *err)
{
    for (size_t i = 0; i < rescrub->kind->n_fields; i++)
        rescrub->n_texts += is_text(&rescrub->kind->field[i]);
    rescrub->clean = mem_calloc(rescrub->n_texts + 1, sizeof *rescrub->clean);
    if (rescrub->clean == NULL)
        return err_nomem(err);
    for (size_t i = 0; i <= rescrub->n_texts; i++)
        strbuf_init(&rescrub->clean[i]);
    return 0;
}

static void release(struct rescrub *rescrub)
{
    db_finalize(rescrub->copy);
    db_finalize(rescrub->read);
    db_finalize(rescrub->write);
    db_finalize(rescrub->mark);
    for (size_t i = 0; rescrub->clean != NULL && i <= rescrub->n_texts; i++)
        strbuf_release(&rescrub->clean[i]);
    mem_free(rescrub->clean);
    mem_free(rescrub->older);
    phi_spans_release(&rescrub->spans);
}

int import_rescrub_older(struct store *store, const struct import_kind *kind, int64_t import_id, int64_t now,
                         struct err *err)
{
    struct rescrub rescrub = { .store = store, .kind = kind, .now = now };
    int rc = rules_version_in_force(&rescrub.rules_version, store, err);

    if (rc == 0)
        rc = init_clean(&rescrub, err);

    if (rc == 0)
        rc = find_older(&rescrub, import_id, err);
    if (rc == 0 && rescrub.n > 0)
        rc = prepare(&rescrub, err);
    if (rc == 0)
        rc = overwrite_all(&rescrub, err);
    release(&rescrub);
    return rc;
}
