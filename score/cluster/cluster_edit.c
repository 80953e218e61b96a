#include "score/cluster/cluster_edit.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/base/mem.h"
#include "score/review/decisions.h"

const char *const cluster_action_name[N_CLUSTER_ACTIONS] = { "rename", "merge", "split", "pin", "unpin" };

/* --- what the edits say ------------------------------------------------------------------------------------------ */

/* Where a merge went on into another, the end of the chain: a merge is into a living cluster only, so there is no circle. */
static const char follow_merges_sql[] =
    "UPDATE clusters SET merged_into ="
    " (WITH RECURSIVE up(id) AS (SELECT clusters.merged_into UNION SELECT d.merged_into FROM up JOIN clusters d ON d.cluster_id = up.id"
    "    WHERE d.merged_into IS NOT NULL)"
    "  SELECT up.id FROM up JOIN clusters e ON e.cluster_id = up.id WHERE e.merged_into IS NULL)"
    " WHERE project = ?1 AND merged_into IS NOT NULL";

static const char *const apply_sql[] = {
    "UPDATE clusters SET name_state = 'confirmed', name = (SELECT e.value FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id"
    "   AND e.action = 'rename' ORDER BY e.edit_id DESC LIMIT 1)"
    " WHERE project = ?1 AND EXISTS (SELECT 1 FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id AND e.action = 'rename')",
    "UPDATE clusters SET pinned = (SELECT e.action = 'pin' FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id"
    "   AND e.action IN ('pin', 'unpin') ORDER BY e.edit_id DESC LIMIT 1)"
    " WHERE project = ?1 AND EXISTS (SELECT 1 FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id AND e.action IN ('pin', 'unpin'))",
    "UPDATE clusters SET merged_into = (SELECT CAST(e.value AS INTEGER) FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id"
    "   AND e.action = 'merge' ORDER BY e.edit_id DESC LIMIT 1)"
    " WHERE project = ?1 AND EXISTS (SELECT 1 FROM cluster_edits e WHERE e.cluster_id = clusters.cluster_id AND e.action = 'merge')",
    follow_merges_sql,
};

int cluster_edits_apply(struct store *store, const char *project, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc >= 0 && i < sizeof apply_sql / sizeof *apply_sql; i++)
        rc = db_run(store->db, err, apply_sql[i], "t", project);
    return rc < 0 ? rc : 0;
}

/* --- splits ------------------------------------------------------------------------------------------------------- */

/* Row of the ticket table by id; n where it is not there. */
static size_t find_ticket(const struct ticket_table *tickets, const char *id)
{
    size_t i = 0;

    while (i < tickets->n && strcmp(tickets->row[i].id, id) != 0)
        i++;
    return i;
}

/* Those that are still where they were split from. */
static size_t move_out(struct grouping *g, const json_t *tickets, uint32_t from, uint32_t to)
{
    size_t n = 0, i;
    const json_t *id;

    json_array_foreach(tickets, i, id)
    {
        size_t row = json_is_string(id) ? find_ticket(&g->tickets, json_string_value(id)) : g->tickets.n;

        if (row < g->tickets.n && g->before[row] == from) {
            g->before[row] = to;
            n++;
        }
    }
    return n;
}

static int begin_split(struct grouping *g, uint32_t from, const char *value, const char *by, struct err *err)
{
    json_t *doc = json_loads(value, 0, NULL);
    json_int_t after = json_integer_value(json_object_get(doc, "after_run"));
    int rc = 0;

    if (after == (json_int_t)g->last_run && move_out(g, json_object_get(doc, "tickets"), from, (uint32_t)g->n_living) > 0) {
        rc = mem_grow(&g->living, &g->living_cap, g->n_living + 1, sizeof *g->living, err);
        if (rc == 0) {
            g->living[g->n_living] = (struct living){ .name = "", .pinned = true, .split_by = arena_strdup(&g->arena, by) };
            rc = g->living[g->n_living++].split_by == NULL ? err_nomem(err) : 0;
        }
    }
    json_decref(doc);
    return rc;
}

int cluster_edits_split(struct grouping *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->store->db, &stmt,
                        "SELECT e.value, e.\"by\" FROM cluster_edits e WHERE e.cluster_id = ? AND e.action = 'split' ORDER BY e.edit_id",
                        err);

    for (size_t i = 0; rc == 0 && i < g->n_numbered; i++) {
        rc = db_bind(stmt, err, "i", g->living[i].cluster_id);
        while (rc == 0 && (rc = db_step(stmt, err)) > 0)
            rc = begin_split(g, (uint32_t)i, db_text(stmt, 0, NULL), db_text(stmt, 1, NULL), err);
    }
    db_finalize(stmt);
    return rc;
}

/* --- writing an edit ---------------------------------------------------------------------------------------------- */

static int put_edit(struct store *store, int64_t cluster_id, enum cluster_action action, const char *value, const char *by, struct err *err)
{
    return db_run(store->db, err, "INSERT INTO cluster_edits(cluster_id, action, value, \"by\", at) VALUES(?,?,?,?,?)", "ittti",
                  cluster_id, cluster_action_name[action], value, by, store_now(store));
}

int cluster_edits_pin_split(struct store *store, int64_t cluster_id, const char *by, struct err *err)
{
    int rc = put_edit(store, cluster_id, CLUSTER_PIN, "", by, err);

    return rc < 0 ? rc : db_run(store->db, err, "UPDATE clusters SET pinned = 1 WHERE cluster_id = ?", "i", cluster_id);
}

/* What is known of the cluster that is edited. */
struct target {
    char   *project; /* owned */
    int64_t run_id;  /* newest grouping of the project */
};

int cluster_no_more(struct store *store, int64_t cluster_id, struct err *err)
{
    int64_t into = 0;
    int rc = db_get_int(store->db, &into, err, "SELECT coalesce(merged_into, 0) FROM clusters WHERE cluster_id = ?", "i", cluster_id);

    if (rc < 0 && rc != ERR_NOTFOUND)
        return rc;
    if (rc >= 0 && into != 0)
        return err_set(err, ERR_USAGE, "cluster %lld is no more: it was merged into %lld", (long long)cluster_id, (long long)into);
    if (rc >= 0)
        return err_set(err, ERR_USAGE, "cluster %lld is no more: its members went to others; 'prodrome cluster list' shows those there are", (long long)cluster_id);
    return err_set(err, ERR_USAGE, "no cluster %lld; 'prodrome cluster list' shows those there are", (long long)cluster_id);
}

/* Living: it has a state in the newest grouping of its project, and was not merged into another. */
static int find_target(struct target *out, struct store *store, int64_t cluster_id, struct err *err)
{
    int64_t living = 0;
    int rc = db_get_text(store->db, &out->project, err, "SELECT project FROM clusters WHERE cluster_id = ? AND merged_into IS NULL", "i", cluster_id);

    if (rc == 0)
        rc = db_get_int(store->db, &out->run_id, err, "SELECT coalesce(max(run_id), 0) FROM cluster_runs WHERE project = ?", "t", out->project);
    if (rc >= 0)
        rc = db_get_int(store->db, &living, err, "SELECT count(*) FROM cluster_states WHERE run_id = ? AND cluster_id = ?", "ii", out->run_id, cluster_id);
    if (rc == ERR_NOTFOUND || (rc >= 0 && living == 0))
        return cluster_no_more(store, cluster_id, err);
    return rc < 0 ? rc : 0;
}

/* The value of a rename. */
static int clean_name(struct strbuf *out, const struct store *store, const struct cluster_edit *edit, struct err *err)
{
    int rc = edit->name == NULL ? err_set(err, ERR_USAGE, "a name is needed") : reason_clean(out, store, edit->name, true, err);

    if (rc < 0)
        return rc;
    if (out->len > CLUSTER_NAME_MAX)
        return err_set(err, ERR_USAGE, "the name is too long: at most %d bytes", CLUSTER_NAME_MAX);
    for (size_t i = 0; i < out->len; i++)
        if ((unsigned char)out->data[i] < ' ' || out->data[i] == 0x7f)
            return err_set(err, ERR_USAGE, "the name has a control character");
    return 0;
}

/* The value of a merge. */
static int check_merge(struct strbuf *out, struct store *store, const struct cluster_edit *edit, const struct target *target, struct err *err)
{
    struct target other = { 0 };
    int rc;

    if (edit->other == edit->cluster_id)
        return err_set(err, ERR_USAGE, "a cluster is not merged into itself");
    rc = find_target(&other, store, edit->other, err);
    if (rc == 0 && strcmp(other.project, target->project) != 0)
        rc = err_set(err, ERR_USAGE, "cluster %lld is of project '%s', cluster %lld of '%s'", (long long)edit->cluster_id, target->project,
                     (long long)edit->other, other.project);
    strbuf_addf(out, "%lld", (long long)edit->other);
    mem_free(other.project);
    return rc;
}

/* Whether the ticket is a member: 1 or 0. */
static int is_member(struct store *store, const struct cluster_edit *edit, const struct target *target, const char *id, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(store->db, &n, err,
                        "SELECT count(*) FROM records r JOIN cluster_members m ON m.record_id = r.record_id"
                        " WHERE r.kind = 'ticket' AND r.project = ?1 AND r.id = ?2 AND m.cluster_id = ?3"
                        "   AND m.run_id = (SELECT max(n.run_id) FROM cluster_members n WHERE n.record_id = r.record_id AND n.run_id <= ?4)",
                        "ttii", target->project, id, edit->cluster_id, target->run_id);

    return rc < 0 ? rc : n > 0;
}

static const char *without_project(const char *id, const char *project)
{
    size_t len = strlen(project);

    return strncmp(id, project, len) == 0 && id[len] == '/' ? id + len + 1 : id;
}

static bool has_id(const json_t *ids, const char *id)
{
    size_t i;
    const json_t *one;

    json_array_foreach(ids, i, one)
    {
        if (strcmp(json_string_value(one), id) == 0)
            return true;
    }
    return false;
}

static int add_members(json_t *ids, struct store *store, const struct cluster_edit *edit, const struct target *target, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < edit->n_tickets; i++) {
        const char *id = without_project(edit->ticket[i], target->project);

        rc = is_member(store, edit, target, id, err);
        if (rc == 0)
            return err_set(err, ERR_USAGE, "ticket '%s' is not in cluster %lld", edit->ticket[i], (long long)edit->cluster_id);
        if (rc > 0 && !has_id(ids, id))
            json_array_append_new(ids, json_string(id));
        rc = rc < 0 ? rc : 0;
    }
    return rc;
}

/* The value of a split: {"after_run": newest grouping, "tickets": [id]}. It counts for the grouping that goes on from that run, and no other. */
static int check_split(struct strbuf *out, struct store *store, const struct cluster_edit *edit, const struct target *target, struct err *err)
{
    json_t *doc, *ids = json_array();
    int64_t size = 0;
    char *text;
    int rc;

    if (edit->n_tickets == 0 || edit->n_tickets > CLUSTER_SPLIT_MAX) {
        json_decref(ids);
        return err_set(err, ERR_USAGE, "a split takes 1 to %d tickets", CLUSTER_SPLIT_MAX);
    }
    rc = add_members(ids, store, edit, target, err);
    if (rc == 0)
        rc = db_get_int(store->db, &size, err, "SELECT size FROM cluster_states WHERE run_id = ? AND cluster_id = ?", "ii", target->run_id, edit->cluster_id);
    if (rc >= 0 && json_array_size(ids) >= (size_t)size)
        rc = err_set(err, ERR_USAGE, "these are all members of cluster %lld: nothing would be left of it", (long long)edit->cluster_id);
    doc = json_pack("{s:I, s:o}", "after_run", (json_int_t)target->run_id, "tickets", ids);
    text = json_dumps(doc, JSON_COMPACT);
    if (rc >= 0 && text != NULL)
        strbuf_adds(out, text);
    else if (rc >= 0)
        rc = err_nomem(err);
    free(text);
    json_decref(doc);
    return rc < 0 ? rc : 0;
}

static int make_value(struct strbuf *out, struct store *store, const struct cluster_edit *edit, const struct target *target, struct err *err)
{
    switch (edit->action) {
    case CLUSTER_RENAME:
        return clean_name(out, store, edit, err);
    case CLUSTER_MERGE:
        return check_merge(out, store, edit, target, err);
    case CLUSTER_SPLIT:
        return check_split(out, store, edit, target, err);
    default:
        return 0;
    }
}

/* The edit itself, and the pins that keep what it made. */
static int put_all(struct store *store, const struct cluster_edit *edit, const char *value, struct err *err)
{
    const char *by = edit->person->name;
    int rc = put_edit(store, edit->cluster_id, edit->action, value, by, err);

    if (rc >= 0 && edit->action == CLUSTER_MERGE)
        rc = put_edit(store, edit->other, CLUSTER_PIN, "", by, err);
    if (rc >= 0 && edit->action == CLUSTER_SPLIT)
        rc = put_edit(store, edit->cluster_id, CLUSTER_PIN, "", by, err);
    return rc < 0 ? rc : 0;
}

static int write_edit(struct store *store, const struct cluster_edit *edit, const struct target *target, const char *value, struct err *err)
{
    struct strbuf detail;
    char subject[48];
    int rc = db_begin(store->db, err);

    strbuf_init(&detail);
    strbuf_addf(&detail, "%s %s", cluster_action_name[edit->action], value);
    snprintf(subject, sizeof subject, "cluster:%lld", (long long)edit->cluster_id);
    if (rc == 0)
        rc = strbuf_check(&detail, err);
    if (rc == 0)
        rc = people_require(store, edit->person, POWER_TRIAGE, err);
    if (rc == 0)
        rc = put_all(store, edit, value, err);
    if (rc == 0)
        rc = cluster_edits_apply(store, target->project, err);
    if (rc == 0)
        rc = audit_append(store, edit->person->name, "cluster.edit", subject, detail.data, detail.len, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    strbuf_release(&detail);
    return rc;
}

int cluster_edit(char **project, struct store *store, const struct cluster_edit *edit, struct err *err)
{
    struct target target = { 0 };
    struct strbuf value;
    int rc;

    assert(edit->person != NULL && edit->action < N_CLUSTER_ACTIONS);

    strbuf_init(&value);
    rc = find_target(&target, store, edit->cluster_id, err);
    if (rc == 0)
        rc = make_value(&value, store, edit, &target, err);
    if (rc == 0)
        rc = strbuf_check(&value, err);
    if (rc == 0)
        rc = write_edit(store, edit, &target, value.len > 0 ? value.data : "", err);
    if (rc == 0) {
        *project = target.project;
        target.project = NULL;
    }
    mem_free(target.project);
    strbuf_release(&value);
    return rc;
}
