/*
 * queue_models.c - see queue_models.h.
 */
#include "score/review/queue_models.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/review/approval.h"

static bool is_newest(const struct model_list *list, size_t i)
{
    return i + 1 == list->n || strcmp(list->model[i].task, list->model[i + 1].task) != 0 || strcmp(list->model[i].project, list->model[i + 1].project) != 0;
}

static const struct model_version *champion_of(const struct model_list *list, const struct model_version *v)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->model[i].task, v->task) == 0 && strcmp(list->model[i].project, v->project) == 0 && model_is_approved(&list->model[i]))
            return &list->model[i];
    return NULL;
}

static int flag(struct queue_models *out, struct store *store, const struct model_list *list, const struct model_version *v, int64_t run_id, struct err *err)
{
    const struct model_version *champion = champion_of(list, v);
    uint8_t content[DIGEST_SIZE];
    struct strbuf item, reason;
    int rc = approval_content(content, store, v, err);

    strbuf_init(&item);
    strbuf_init(&reason);
    strbuf_addf(&item, "model:%s", v->name);
    if (champion != NULL)
        strbuf_addf(&reason, "validated, not approved; '%s' is in production", champion->name);
    else
        strbuf_adds(&reason, "validated, not approved; no version is in production");
    if (rc == 0)
        rc = strbuf_check(&item, err);
    if (rc == 0)
        rc = strbuf_check(&reason, err);
    if (rc == 0)
        rc = db_run(store->db, err, "INSERT INTO review_items(item, kind, project, run_id, reason, flagged_at, content_hash, requested_by)"
                    " SELECT ?1, 'model', ?2, ?3, ?4, ?5, ?6, requested_by FROM models WHERE model_id = ?7 ON CONFLICT(item, content_hash) DO NOTHING", "ttitibi",
                    item.data, v->project, run_id, reason.data, store_now(store), content, (size_t)DIGEST_SIZE, v->model_id);
    if (rc == 0)
        out->fresh += db_changes(store->db) > 0;
    out->waiting++;
    strbuf_release(&item);
    strbuf_release(&reason);
    return rc;
}

/* Row numbers of undecided model items whose version is not among those that wait. */
static const char overtaken_sql[] =
    "SELECT i.item_id FROM review_items i WHERE i.kind = 'model' AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.item_id AND d.decision = 'expire')"
    " AND NOT EXISTS (SELECT 1 FROM models m WHERE i.item = 'model:' || m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number"
    "   AND m.number = (SELECT max(n.number) FROM models n WHERE n.task = m.task AND n.project = m.project)"
    "   AND (SELECT s.stage FROM model_stages s WHERE s.model_id = m.model_id ORDER BY s.stage_id DESC LIMIT 1) = 'validated')"
    " ORDER BY i.item_id";

static int expire_one(struct queue_models *out, struct store *store, int64_t item_id, struct err *err)
{
    enum item_state state;
    int64_t until;
    int rc = standing_state(&state, &until, NULL, 0, store, item_id, err);

    if (rc < 0 || item_state_decided(state))
        return rc;
    out->expired++;
    return decision_expire(store, item_id, "overtaken by a newer version, or no longer validated", err);
}

static int expire_overtaken(struct queue_models *out, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int64_t *item = NULL;
    size_t n = 0, cap = 0;
    int rc = db_prepare(store->db, &stmt, overtaken_sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&item, &cap, n + 1, sizeof *item, err);
        if (rc == 0)
            item[n++] = db_int(stmt, 0);
    }
    db_finalize(stmt);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = expire_one(out, store, item[i], err);
    mem_free(item);
    return rc;
}

int queue_models(struct queue_models *out, struct store *store, int64_t run_id, struct err *err)
{
    struct model_list list = { 0 };
    int rc = registry_list(&list, store, err);

    assert(db_in_transaction(store->db));

    memset(out, 0, sizeof *out);
    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < list.n; i++)
        if (is_newest(&list, i) && strcmp(list.model[i].stage, "validated") == 0)
            rc = flag(out, store, &list, &list.model[i], run_id, err);
    model_list_release(&list);
    return rc < 0 ? rc : expire_overtaken(out, store, err);
}
