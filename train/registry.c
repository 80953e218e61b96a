/*
 * registry.c - see registry.h.
 */
#include "train/registry.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/vocabulary_audit.h"

/* from -> to; nothing skips (DESIGN.md, "Validation and the registry"). */
static const struct { const char *from, *to; } allowed_steps[] = {
    { "candidate", "validated" },  { "validated", "approved" },  { "approved", "production" },
    { "production", "retired" },   { "candidate", "rejected" },  { "validated", "rejected" },
    { "approved", "rejected" },    { "retired", "production" }, /* rollback */
};

enum { NAME_MAX_BYTES = 700 };

static void format_name(char out[NAME_MAX_BYTES], const char *task, const char *project, int64_t number)
{
    snprintf(out, NAME_MAX_BYTES, "%s%s%s@%lld", task, project[0] != '\0' ? ":" : "", project, (long long)number);
}

/* ------------------------------------------------------------- register */

struct parts {
    struct strbuf data[LEARNED_PARTS];
    uint8_t       hash[DIGEST_SIZE];   /* of all, as model_parts_hash computes it from the store */
};

static void parts_release(struct parts *parts)
{
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_release(&parts->data[i]);
}

static int parts_make(struct parts *parts, const struct learned *l, struct err *err)
{
    struct digest d;

    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_init(&parts->data[i]);
    digest_init(&d);
    for (size_t i = 0; i < LEARNED_PARTS; i++) {
        int rc = learned_save_part(l, i, &parts->data[i], err);

        if (rc < 0)
            return rc;
        digest_field(&d, learned_part_name[i], strlen(learned_part_name[i]));
        digest_field(&d, parts->data[i].data, parts->data[i].len);
    }
    digest_final(&d, parts->hash);
    return 0;
}

static int append_stage(struct store *store, int64_t model_id, const char *name, const char *stage, const char *by,
                        const char *reason, struct err *err)
{
    char subject[NAME_MAX_BYTES + 16];
    struct strbuf detail;
    int rc = db_run(store->db, err, "INSERT INTO model_stages(model_id, stage, at, by, reason) VALUES(?,?,?,?,?)", "ititt",
                    model_id, stage, store_now(store), by, reason);

    strbuf_init(&detail);
    strbuf_addf(&detail, "%s\n%s\n%s", stage, by, reason);
    snprintf(subject, sizeof(subject), "model:%s", name);
    if (rc == 0)
        rc = strbuf_check(&detail, err);
    if (rc == 0)
        rc = audit_append(store, by, "model.stage", subject, detail.data, detail.len, err);
    strbuf_release(&detail);
    return rc;
}

static int put_model(int64_t *model_id, char name[NAME_MAX_BYTES], struct store *store, const struct learned *l,
                     const struct parts *parts, const char *project, const struct snapshot *snapshot, const char *train_digest,
                     const char *params, uint64_t seed, const char *by, struct err *err)
{
    uint8_t train[DIGEST_SIZE], part_hash[DIGEST_SIZE];
    int64_t number;
    int rc = db_get_int(store->db, &number, err, "SELECT coalesce(max(number), 0) + 1 FROM models WHERE task = ? AND project = ?",
                        "tt", l->task->name, project);

    if (rc < 0)
        return rc;
    if (!digest_from_hex(train_digest, train, DIGEST_SIZE))
        return err_set(err, ERR_USAGE, "'%s' is no digest", train_digest);
    format_name(name, l->task->name, project, number);
    rc = db_run(store->db, err, "INSERT INTO models(task, project, number, snapshot_id, train_digest, params, seed, hash, "
                "engine_version, created_at, requested_by) VALUES(?,?,?,?,?,?,?,?,?,?,?)", "ttiibtibtit", l->task->name, project, number,
                snapshot->snapshot_id, train, (size_t)DIGEST_SIZE, params, (int64_t)seed, parts->hash, (size_t)DIGEST_SIZE,
                PRODROME_VERSION, store_now(store), by);
    if (rc < 0)
        return rc;
    *model_id = db_last_id(store->db);
    for (size_t i = 0; rc == 0 && i < LEARNED_PARTS; i++) {
        digest_of(parts->data[i].data, parts->data[i].len, part_hash);
        rc = db_run(store->db, err, "INSERT INTO model_parts(model_id, name, data, hash) VALUES(?,?,?,?)", "itbb", *model_id,
                    learned_part_name[i], parts->data[i].data, parts->data[i].len, part_hash, (size_t)DIGEST_SIZE);
    }
    return rc;
}

/* A run that was killed before it set a stage left the same model, registered: it is taken up. 1 and its number, or 0. */
static int find_unfinished(int64_t *model_id, struct store *store, const char *task, const char *project, const struct parts *parts, const char *train_digest,
                           const char *by, struct err *err)
{
    int rc = db_get_int(store->db, model_id, err,
                        "SELECT m.model_id FROM models m WHERE m.task = ? AND m.project = ? AND m.hash = ? AND lower(hex(m.train_digest)) = ? AND m.engine_version = ? AND m.requested_by = ?"
                        " AND (SELECT s.stage FROM model_stages s WHERE s.model_id = m.model_id ORDER BY s.stage_id DESC LIMIT 1) = 'candidate'"
                        " ORDER BY m.number DESC LIMIT 1",
                        "ttbttt", task, project, parts->hash, (size_t)DIGEST_SIZE, train_digest, PRODROME_VERSION, by);

    return rc == ERR_NOTFOUND ? 0 : rc < 0 ? rc : 1;
}

/* What the model would carry and show: its terms, values and classes. */
static int audit_vocabulary(struct vocabulary_audit *audit, const struct learned *l, const struct phi_rules *rules, struct err *err)
{
    int rc = vocabulary_audit_features(audit, l->features, rules, err);

    for (size_t k = 0; rc == 0 && k < l->n_classes; k++)
        rc = vocabulary_audit_text(audit, l->class_name[k], strlen(l->class_name[k]), rules, err);
    return rc;
}

static int check_vocabulary(struct store *store, const struct learned *l, const char *project, const char *by, struct err *err)
{
    struct vocabulary_audit audit = { .n_found = 0 };
    char subject[NAME_MAX_BYTES + 16];
    struct strbuf words;
    int rc = audit_vocabulary(&audit, l, store->rules, err);

    if (rc < 0 || audit.n_found == 0)
        return rc;
    strbuf_init(&words);
    vocabulary_audit_words(&audit, &words);
    snprintf(subject, sizeof(subject), "model:%s:%s", l->task->name, project);
    rc = strbuf_check(&words, err);
    if (rc == 0)
        rc = audit_append(store, by, "model.refuse", subject, words.data, words.len, err);
    if (rc == 0)
        rc = err_set(err, ERR_REFUSED, "not registered: %s; import the files again, so that today's rules clean them, or name what is none under 'allow' in [deidentify]",
                     words.data);
    strbuf_release(&words);
    return rc;
}

int registry_register(int64_t *model_id, struct store *store, const struct learned *l, const char *project,
                      const struct snapshot *snapshot, const char *train_digest, const char *params, uint64_t seed, const char *by, struct err *err)
{
    char name[NAME_MAX_BYTES], subject[NAME_MAX_BYTES + 16];
    struct parts parts;
    int64_t id = 0;
    int rc = check_vocabulary(store, l, project, by, err);

    if (rc < 0)
        return rc;
    rc = parts_make(&parts, l, err);
    if (rc == 0)
        rc = find_unfinished(model_id, store, l->task->name, project, &parts, train_digest, by, err);
    if (rc == 1) {
        parts_release(&parts);
        return 0;
    }
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc == 0) {
        rc = put_model(&id, name, store, l, &parts, project, snapshot, train_digest, params, seed, by, err);
        snprintf(subject, sizeof(subject), "model:%s", name);
        if (rc == 0)
            rc = audit_append(store, "engine", "model.register", subject, parts.hash, DIGEST_SIZE, err);
        if (rc == 0)
            rc = append_stage(store, id, name, "candidate", by, "trained", err);
        if (rc == 0)
            rc = db_commit(store->db, err);
        if (rc < 0)
            db_rollback(store->db);
    }
    parts_release(&parts);
    if (rc == 0)
        *model_id = id;
    return rc;
}

/* ------------------------------------------------------------- list */

static const char list_sql[] =
    "SELECT m.model_id, m.task, m.project, m.number, m.snapshot_id, lower(hex(m.train_digest)), lower(hex(m.hash)), m.seed,"
    "       m.engine_version, m.created_at,"
    "       (SELECT s.stage FROM model_stages s WHERE s.model_id = m.model_id ORDER BY s.rowid DESC LIMIT 1)"
    "  FROM models m ORDER BY m.task, m.project, m.number";

static int read_model(struct model_version *m, struct arena *arena, struct db_stmt *stmt, struct err *err)
{
    char name[NAME_MAX_BYTES];
    const char *stage = db_text(stmt, 10, NULL);

    m->model_id = db_int(stmt, 0);
    m->task = arena_strdup(arena, db_text(stmt, 1, NULL));
    m->project = arena_strdup(arena, db_text(stmt, 2, NULL));
    m->number = db_int(stmt, 3);
    m->snapshot_id = db_int(stmt, 4);
    m->train_digest = arena_strdup(arena, db_text(stmt, 5, NULL));
    m->hash = arena_strdup(arena, db_text(stmt, 6, NULL));
    m->seed = db_int(stmt, 7);
    m->engine_version = arena_strdup(arena, db_text(stmt, 8, NULL));
    m->created_at = db_int(stmt, 9);
    m->stage = arena_strdup(arena, stage != NULL ? stage : "candidate");
    if (m->task == NULL || m->project == NULL || m->train_digest == NULL || m->hash == NULL || m->engine_version == NULL || m->stage == NULL)
        return err_nomem(err);
    format_name(name, m->task, m->project, m->number);
    m->name = arena_strdup(arena, name);
    return m->name == NULL ? err_nomem(err) : 0;
}

int registry_list(struct model_list *out, struct store *store, struct err *err)
{
    struct model_list list = {0};
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc;

    arena_init(&list.arena);
    rc = db_prepare(store->db, &stmt, list_sql, err);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&list.model, &cap, list.n + 1, sizeof(*list.model), err);
        if (rc == 0)
            rc = read_model(&list.model[list.n], &list.arena, stmt, err);
        if (rc == 0)
            list.n++;
    }
    db_finalize(stmt);
    if (rc < 0) {
        model_list_release(&list);
        return rc;
    }
    *out = list;
    return 0;
}

void model_list_release(struct model_list *list)
{
    mem_free(list->model);
    arena_release(&list->arena);
    memset(list, 0, sizeof(*list));
}

const struct model_version *registry_by_id(const struct model_list *list, int64_t model_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->model[i].model_id == model_id)
            return &list->model[i];
    return NULL;
}

const struct model_version *registry_find(const struct model_list *list, const char *name)
{
    const struct model_version *newest = NULL;
    bool exact = strchr(name, '@') != NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct model_version *m = &list->model[i];
        size_t stem = (size_t)(strrchr(m->name, '@') - m->name);

        if (exact ? strcmp(m->name, name) == 0 : strlen(name) == stem && strncmp(m->name, name, stem) == 0)
            newest = m;
    }
    return newest;
}

bool model_is_approved(const struct model_version *version)
{
    return strcmp(version->stage, "production") == 0;
}

const struct model_version *registry_scorer(const struct model_list *list, const char *task, const char *project, bool *approved)
{
    const struct model_version *best = NULL;

    *approved = false;
    for (size_t i = 0; i < list->n; i++) {
        const struct model_version *m = &list->model[i];

        if (strcmp(m->task, task) != 0 || strcmp(m->project, project) != 0)
            continue;
        if (model_is_approved(m)) {
            *approved = true;
            return m;
        }
        if (strcmp(m->stage, "validated") == 0 || strcmp(m->stage, "approved") == 0)
            best = m;
    }
    return best;
}

/* ------------------------------------------------------------- stages */

static bool step_is_allowed(const char *from, const char *to)
{
    for (size_t i = 0; i < sizeof(allowed_steps) / sizeof(allowed_steps[0]); i++)
        if (strcmp(allowed_steps[i].from, from) == 0 && strcmp(allowed_steps[i].to, to) == 0)
            return true;
    return false;
}

static int check_step(const struct model_list *list, const struct model_version *m, const char *stage, struct err *err)
{
    if (!step_is_allowed(m->stage, stage))
        return err_set(err, ERR_USAGE, "model '%s' is %s and cannot become %s", m->name, m->stage, stage);
    for (size_t i = 0; i < list->n && strcmp(stage, "production") == 0; i++)
        if (strcmp(list->model[i].task, m->task) == 0 && strcmp(list->model[i].project, m->project) == 0 && model_is_approved(&list->model[i]))
            return err_set(err, ERR_USAGE, "model '%s' cannot go into production: '%s' is there", m->name, list->model[i].name);
    return 0;
}

/* Looks and steps in one transaction: of two people who decide at once the second sees the first. */
static int step(struct store *store, int64_t model_id, const char *stage, const char *by, const char *reason, struct err *err)
{
    struct model_list list;
    const struct model_version *m = NULL;
    int rc = registry_list(&list, store, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < list.n; i++)
        if (list.model[i].model_id == model_id)
            m = &list.model[i];
    if (m == NULL)
        rc = err_set(err, ERR_NOTFOUND, "no model version %lld", (long long)model_id);
    if (rc == 0)
        rc = check_step(&list, m, stage, err);
    if (rc == 0)
        rc = append_stage(store, model_id, m->name, stage, by, reason, err);
    model_list_release(&list);
    return rc;
}

int registry_set_stage(struct store *store, int64_t model_id, const char *stage, const char *by, const char *reason, struct err *err)
{
    int rc;

    if (db_in_transaction(store->db))
        return step(store, model_id, stage, by, reason, err);
    rc = db_begin(store->db, err);
    if (rc < 0)
        return rc;
    rc = step(store, model_id, stage, by, reason, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

/* ------------------------------------------------------------- load */

struct loaded_parts {
    void  *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
};

static int read_parts(struct loaded_parts *parts, struct store *store, const struct model_version *version, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT data FROM model_parts WHERE model_id = ? AND name = ?", err);

    for (size_t i = 0; rc == 0 && i < LEARNED_PARTS; i++) {
        const void *data;

        rc = db_bind(stmt, err, "it", version->model_id, learned_part_name[i]);
        if (rc == 0)
            rc = db_step(stmt, err);
        if (rc < 0)
            break;
        if (rc == 0) {
            rc = err_set(err, ERR_INTEGRITY, "model '%s' has lost its part '%s'", version->name, learned_part_name[i]);
            break;
        }
        rc = 0;
        data = db_blob(stmt, 0, &parts->len[i]);
        parts->data[i] = mem_memdup(data, parts->len[i]);
        if (parts->data[i] == NULL)
            rc = err_nomem(err);
    }
    db_finalize(stmt);
    return rc;
}

static int check_parts(const struct loaded_parts *parts, const struct model_version *version, struct err *err)
{
    char hex[DIGEST_HEX_SIZE];
    uint8_t hash[DIGEST_SIZE];
    struct digest d;

    digest_init(&d);
    for (size_t i = 0; i < LEARNED_PARTS; i++) {
        digest_field(&d, learned_part_name[i], strlen(learned_part_name[i]));
        digest_field(&d, parts->data[i], parts->len[i]);
    }
    digest_final(&d, hash);
    digest_hex(hash, DIGEST_SIZE, hex);
    if (strcmp(hex, version->hash) != 0)
        return err_set(err, ERR_INTEGRITY, "model '%s' was altered: its parts have hash %.12s, registered was %.12s", version->name,
                       hex, version->hash);
    return 0;
}

int registry_load(struct learned *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct loaded_parts parts = {0};
    const struct task *task = task_find(version->task);
    int rc;

    if (task == NULL)
        return err_set(err, ERR_INTEGRITY, "model '%s' is of a task that this program does not know", version->name);
    rc = read_parts(&parts, store, version, err);
    if (rc == 0)
        rc = check_parts(&parts, version, err);
    if (rc == 0)
        rc = learned_load(out, task, (const void *const *)parts.data, parts.len, err);
    if (rc < 0)
        err_prefix(err, "model '%s'", version->name);
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        mem_free(parts.data[i]);
    return rc;
}
