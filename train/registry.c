/*
 * registry.c - see registry.h.
 */
#include "train/registry.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

/* from -> to; nothing skips a step. */
static const struct { const char *from, *to; } allowed_steps[] = {
    { "candidate", "validated" },  { "validated", "approved" },  { "approved", "production" },
    { "production", "retired" },   { "candidate", "rejected" },  { "validated", "rejected" },
    { "approved", "rejected" },    { "retired", "production" }, /* rollback */
};

enum { NAME_MAX_BYTES = TASK_OF_PROJECT_MAX + 24 };

static void format_name(char out[NAME_MAX_BYTES], const char *task, const char *project, int64_t number)
{
    char of[TASK_OF_PROJECT_MAX];

    snprintf(out, NAME_MAX_BYTES, "%s@%lld", task_of_project(of, task, project), (long long)number);
}

/* ------------------------------------------------------------- register */

static void hash_parts(uint8_t out[DIGEST_SIZE], const struct model_part *part, size_t n)
{
    struct digest d;

    digest_init(&d);
    for (size_t i = 0; i < n; i++) {
        digest_field(&d, part[i].name, strlen(part[i].name));
        digest_field(&d, part[i].data, part[i].len);
    }
    digest_final(&d, out);
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

static int put_model(int64_t *model_id, char name[NAME_MAX_BYTES], struct store *store, const struct model_content *c, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    uint8_t train[DIGEST_SIZE], part_hash[DIGEST_SIZE];
    int64_t number;
    int rc = db_get_int(store->db, &number, err, "SELECT coalesce(max(number), 0) + 1 FROM models WHERE task = ? AND project = ?", "tt", c->task, c->project);

    if (rc < 0)
        return rc;
    if (!digest_from_hex(c->train_digest, train, DIGEST_SIZE))
        return err_set(err, ERR_USAGE, "'%s' is no digest", c->train_digest);
    format_name(name, c->task, c->project, number);
    rc = db_run(store->db, err, "INSERT INTO models(task, project, number, snapshot_id, train_digest, params, seed, hash, "
                "engine_version, created_at, requested_by) VALUES(?,?,?,?,?,?,?,?,?,?,?)", "ttiibtibtit", c->task, c->project, number,
                c->snapshot->snapshot_id, train, (size_t)DIGEST_SIZE, c->params, (int64_t)c->seed, hash, (size_t)DIGEST_SIZE,
                PRODROME_VERSION, store_now(store), c->by);
    if (rc < 0)
        return rc;
    *model_id = db_last_id(store->db);
    for (size_t i = 0; rc == 0 && i < c->n_parts; i++) {
        digest_of(c->part[i].data, c->part[i].len, part_hash);
        rc = db_run(store->db, err, "INSERT INTO model_parts(model_id, name, data, hash) VALUES(?,?,?,?)", "itbb", *model_id,
                    c->part[i].name, c->part[i].data, c->part[i].len, part_hash, (size_t)DIGEST_SIZE);
    }
    return rc;
}

/* A run that was killed before it set a stage left the same model, registered: it is taken up. 1 and its number, or 0. */
static int find_unfinished(int64_t *model_id, struct store *store, const struct model_content *c, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    int rc = db_get_int(store->db, model_id, err,
                        "SELECT m.model_id FROM models m WHERE m.task = ? AND m.project = ? AND m.hash = ? AND lower(hex(m.train_digest)) = ? AND m.engine_version = ? AND m.requested_by = ?"
                        " AND (SELECT s.stage FROM model_stages s WHERE s.model_id = m.model_id ORDER BY s.stage_id DESC LIMIT 1) = 'candidate'"
                        " ORDER BY m.number DESC LIMIT 1",
                        "ttbttt", c->task, c->project, hash, (size_t)DIGEST_SIZE, c->train_digest, PRODROME_VERSION, c->by);

    return rc == ERR_NOTFOUND ? 0 : rc < 0 ? rc : 1;
}

/* What a learned model would carry and show: its terms, values and classes. */
static int audit_learned(struct vocabulary_audit *audit, const struct learned *l, const struct phi_rules *rules, struct err *err)
{
    int rc = vocabulary_audit_features(audit, l->features, rules, err);

    for (size_t k = 0; rc == 0 && k < l->n_classes; k++)
        rc = vocabulary_audit_text(audit, l->class_name[k], strlen(l->class_name[k]), rules, err);
    return rc;
}

static int check_vocabulary(struct store *store, const struct model_content *c, const struct vocabulary_audit *audit, struct err *err)
{
    char of[TASK_OF_PROJECT_MAX];
    char subject[NAME_MAX_BYTES + 16];
    const struct task *task = task_find(c->task);
    bool may_show = task != NULL && !task_learns_alone(task);
    const char *project = !may_show ? "" : c->project[0] != '\0' ? c->project : "NAME";
    struct strbuf words;
    int rc;

    if (audit == NULL || audit->n_found == 0)
        return 0;
    strbuf_init(&words);
    vocabulary_audit_words(audit, &words);
    snprintf(subject, sizeof(subject), "model:%s", task_of_project(of, c->task, c->project));
    rc = strbuf_check(&words, err);
    if (rc == 0)
        rc = audit_append(store, c->by, "model.refuse", subject, words.data, words.len, err);
    if (rc == 0)
        rc = err_set(err, ERR_REFUSED, "not registered: %s (their letters and digits are hidden)%s%s%s%s%s. What is an identifier: import the files again, so that today's rules clean them, with "
                     "'deny = TERM' under [deidentify] where they do not find it. What is none: 'allow = TERM' there", words.data, may_show ? "; 'prodrome features " : "",
                     may_show ? c->task : "", may_show ? " --suspicious --project " : "", project, may_show ? "' shows them" : "");
    strbuf_release(&words);
    return rc;
}

int registry_put(int64_t *model_id, struct store *store, const struct model_content *c, const struct vocabulary_audit *audit, struct err *err)
{
    char name[NAME_MAX_BYTES], subject[NAME_MAX_BYTES + 16];
    uint8_t hash[DIGEST_SIZE];
    int64_t id = 0;
    int rc = check_vocabulary(store, c, audit, err);

    if (rc < 0)
        return rc;
    for (size_t i = 1; i < c->n_parts; i++)
        assert(strcmp(c->part[i - 1].name, c->part[i].name) < 0); /* as model_parts_hash reads them */
    hash_parts(hash, c->part, c->n_parts);
    rc = find_unfinished(model_id, store, c, hash, err);
    if (rc == 1)
        return 0;
    if (rc == 0)
        rc = db_begin(store->db, err);
    if (rc == 0) {
        rc = put_model(&id, name, store, c, hash, err);
        snprintf(subject, sizeof(subject), "model:%s", name);
        if (rc == 0)
            rc = audit_append(store, "engine", "model.register", subject, hash, DIGEST_SIZE, err);
        if (rc == 0)
            rc = append_stage(store, id, name, "candidate", c->by, "trained", err);
        if (rc == 0)
            rc = db_commit(store->db, err);
        if (rc < 0)
            db_rollback(store->db);
    }
    if (rc == 0)
        *model_id = id;
    return rc;
}

int registry_register(int64_t *model_id, struct store *store, const struct learned *l, const char *project,
                      const struct snapshot *snapshot, const char *train_digest, const char *params, uint64_t seed, const char *by, struct err *err)
{
    struct strbuf data[LEARNED_PARTS];
    struct model_part part[LEARNED_PARTS];
    struct model_content c = { .task = l->task->name, .project = project, .snapshot = snapshot, .train_digest = train_digest, .params = params, .seed = seed, .by = by,
                               .part = part };
    struct vocabulary_audit audit = { .n_found = 0 };
    int rc = audit_learned(&audit, l, store->rules, err);

    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_init(&data[i]);
    for (size_t i = 0; rc == 0 && i < LEARNED_PARTS; i++) {
        if (!learned_has_part(l, i))
            continue;
        rc = learned_save_part(l, i, &data[i], err);
        part[c.n_parts++] = (struct model_part){ learned_part_name[i], data[i].data, data[i].len };
    }
    if (rc == 0)
        rc = registry_put(model_id, store, &c, &audit, err);
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_release(&data[i]);
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

static int read_part(struct model_parts *out, size_t *cap, struct db_stmt *stmt, struct err *err)
{
    struct model_part *part;
    int rc = mem_grow(&out->part, cap, out->n + 1, sizeof(*out->part), err);

    if (rc < 0)
        return rc;
    part = &out->part[out->n];
    part->name = arena_strdup(&out->arena, db_text(stmt, 0, NULL));
    part->data = db_blob(stmt, 1, &part->len);
    part->data = arena_memdup(&out->arena, part->len > 0 ? part->data : "", part->len);
    if (part->name == NULL || part->data == NULL)
        return err_nomem(err);
    out->n++;
    return 0;
}

int registry_parts(struct model_parts *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct model_parts parts = { .n = 0 };
    struct db_stmt *stmt = NULL;
    char hex[DIGEST_HEX_SIZE];
    uint8_t hash[DIGEST_SIZE];
    size_t cap = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT name, data FROM model_parts WHERE model_id = ? ORDER BY name", err);

    arena_init(&parts.arena);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", version->model_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = read_part(&parts, &cap, stmt, err);
    db_finalize(stmt);
    if (rc == 0) {
        hash_parts(hash, parts.part, parts.n);
        digest_hex(hash, DIGEST_SIZE, hex);
        if (strcmp(hex, version->hash) != 0)
            rc = err_set(err, ERR_INTEGRITY, "model '%s' was altered: its parts have hash %.12s, registered was %.12s", version->name, hex, version->hash);
    }
    if (rc < 0)
        model_parts_release(&parts);
    else
        *out = parts;
    return rc;
}

const struct model_part *model_part_find(const struct model_part *part, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(part[i].name, name) == 0)
            return &part[i];
    return NULL;
}

void model_parts_release(struct model_parts *parts)
{
    mem_free(parts->part);
    arena_release(&parts->arena);
    memset(parts, 0, sizeof(*parts));
}

int registry_load(struct learned *out, struct store *store, const struct model_version *version, struct err *err)
{
    const struct task *task = task_find(version->task);
    const void *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
    struct model_parts parts = { .n = 0 };
    int rc;

    if (task == NULL || task_learns_alone(task))
        return err_set(err, ERR_INTEGRITY, "model '%s' is of a task that %s", version->name, task == NULL ? "this program does not know" : "has another form");
    rc = registry_parts(&parts, store, version, err);
    for (size_t i = 0; rc == 0 && i < LEARNED_PARTS; i++) {
        const struct model_part *part = model_part_find(parts.part, parts.n, learned_part_name[i]);

        if (part == NULL && learned_needs_part(i))
            rc = err_set(err, ERR_INTEGRITY, "model '%s' has lost its part '%s'", version->name, learned_part_name[i]);
        data[i] = part != NULL ? part->data : NULL;
        len[i] = part != NULL ? part->len : 0;
    }
    if (rc == 0) {
        rc = learned_load(out, task, data, len, err);
        if (rc < 0)
            err_prefix(err, "model '%s'", version->name);
    }
    model_parts_release(&parts);
    return rc;
}
