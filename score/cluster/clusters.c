/*
 * clusters_update: digest (unchanged?) -> drop_unfinished -> load_before -> clusters_assign, or clustering_run -> cluster_identity -> names -> clusters_write.
 */
#include "score/cluster/clusters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows.h"
#include "score/cluster/cluster_edit.h"
#include "score/cluster/cluster_identity.h"
#include "score/cluster/clusters_assign.h"
#include "score/cluster/clusters_write.h"
#include "train/duplicate/duplicates.h"

size_t clusters_for(size_t n_tickets)
{
    size_t k = (size_t)sqrt((double)n_tickets / 2);

    if (n_tickets < CLUSTERS_TICKETS_MIN)
        return 0;
    return k < CLUSTERS_MAX ? k : CLUSTERS_MAX;
}

/* --- whether there is anything to do ----------------------------------------------------------------------------- */

static int newest_edit(int64_t *out, struct store *store, const char *project, struct err *err)
{
    return db_get_int(
        store->db, out, err,
        "SELECT coalesce(max(e.edit_id), 0) FROM cluster_edits e JOIN clusters c ON c.cluster_id = e.cluster_id WHERE c.project = ?",
        "t", project);
}

static int make_digest(struct grouping *g, struct err *err)
{
    struct digest d;
    int rc = newest_edit(&g->edit_id, g->store, g->project, err);

    if (rc < 0)
        return rc;
    digest_init(&d);
    digest_int(&d, CLUSTERING_VERSION);
    digest_int(&d, (int64_t)g->options->seed);
    digest_int(&d, g->edit_id);
    for (size_t i = 0; i < g->tickets.n; i++)
        digest_int(&d, g->tickets.row[i].version_id);
    digest_final(&d, g->digest);
    return 0;
}

/* The newest run of the project: 1 and its run, whether it is of the same digest, and what was found; 0 where there is none. */
static int find_last(struct grouping *g, bool *same, struct clusters_update *out, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->store->db, &stmt,
                        "SELECT l.run_id, l.digest, l.n_tickets, l.n_clusters, l.reason, l.edit_id, o.run_id, o.n_tickets, r.started_at"
                        "  FROM cluster_runs l JOIN cluster_runs o ON o.project = l.project AND o.run_id = coalesce(l.grouped_run, l.run_id)"
                        "  JOIN runs r ON r.run_id = o.run_id WHERE l.project = ? ORDER BY l.run_id DESC LIMIT 1",
                        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", g->project);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        size_t len;
        const void *digest = db_blob(stmt, 1, &len);

        g->last_run = db_int(stmt, 0);
        *same = len == DIGEST_SIZE && memcmp(digest, g->digest, DIGEST_SIZE) == 0;
        out->tickets = (size_t)db_int(stmt, 2);
        out->clusters = (size_t)db_int(stmt, 3);
        snprintf(out->reason, sizeof(out->reason), "%s", db_text(stmt, 4, NULL));
        g->last_edit = db_int(stmt, 5);
        g->grouped_run = db_int(stmt, 6);
        g->grouped_tickets = (size_t)db_int(stmt, 7);
        g->grouped_at = db_int(stmt, 8);
    }
    db_finalize(stmt);
    return rc;
}

/* Nothing to do for the same tickets, unless some were put in since a grouping whose time has come; nor for a night that was killed and is taken up
 * when a later run has been at them. */
static bool is_settled(const struct grouping *g, bool same)
{
    if (g->last_run > g->options->run_id)
        return true;
    return same && (g->grouped_run == g->last_run || g->options->assign_only || !(clusters_are_old(g) || clusters_are_outgrown(g, g->tickets.n)));
}

/* --- how it was --------------------------------------------------------------------------------------------------- */

static int by_record(const void *a, const void *b)
{
    const struct membership *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int load_memberships(struct grouping *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(
        g->store->db, &stmt,
        "SELECT m.record_id, m.cluster_id, c.merged_into FROM cluster_members m JOIN records r ON r.record_id = m.record_id"
        "  LEFT JOIN clusters c ON c.cluster_id = m.cluster_id"
        " WHERE r.project = ?1 AND r.kind = 'ticket' AND m.run_id ="
        "       (SELECT max(n.run_id) FROM cluster_members n WHERE n.record_id = m.record_id AND n.run_id <= ?2)",
        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ti", g->project, g->last_run);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&g->membership, &g->membership_cap, g->n_memberships + 1, sizeof *g->membership, err);
        if (rc == 0)
            g->membership[g->n_memberships++] = (struct membership){
                .record_id = db_int(stmt, 0),
                .cluster_id = db_is_null(stmt, 1) ? 0 : db_int(stmt, 1),
                .merged_into = db_is_null(stmt, 2) ? 0 : db_int(stmt, 2),
            };
    }
    db_finalize(stmt);
    if (g->n_memberships > 0)
        qsort(g->membership, g->n_memberships, sizeof *g->membership, by_record);
    return rc;
}

/* The living clusters, by number. */
static int load_living(struct grouping *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(
        g->store->db, &stmt,
        "SELECT s.cluster_id, c.name, c.name_state, c.pinned FROM cluster_states s JOIN clusters c ON c.cluster_id = s.cluster_id"
        " WHERE c.project = ? AND s.run_id = ? AND c.merged_into IS NULL ORDER BY s.cluster_id",
        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ti", g->project, g->last_run);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&g->living, &g->living_cap, g->n_living + 1, sizeof *g->living, err);
        if (rc < 0)
            break;
        g->living[g->n_living] = (struct living){
            .cluster_id = db_int(stmt, 0),
            .name = arena_strdup(&g->arena, db_text(stmt, 1, NULL)),
            .named_by_person = strcmp(db_text(stmt, 2, NULL), "confirmed") == 0 || db_int(stmt, 3) != 0,
            .pinned = db_int(stmt, 3) != 0,
        };
        if (g->living[g->n_living++].name == NULL)
            rc = err_nomem(err);
    }
    db_finalize(stmt);
    g->n_numbered = g->n_living;
    return rc;
}

static uint32_t living_number(const struct grouping *g, int64_t cluster_id)
{
    size_t low = 0, high = g->n_numbered;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (g->living[middle].cluster_id < cluster_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->n_numbered && g->living[low].cluster_id == cluster_id ? (uint32_t)low : KMEANS_NONE;
}

const struct membership *grouping_membership(const struct grouping *g, int64_t record_id)
{
    struct membership key = { .record_id = record_id };

    if (g->n_memberships == 0)
        return NULL;
    return bsearch(&key, g->membership, g->n_memberships, sizeof *g->membership, by_record);
}

/* The living cluster of each ticket; those of an ended one are in none. */
static int number_before(struct grouping *g, struct err *err)
{
    g->before = mem_alloc(g->tickets.n * sizeof *g->before);
    if (g->before == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->tickets.n; i++) {
        const struct membership *m = grouping_membership(g, g->tickets.row[i].record_id);

        g->before[i] = m == NULL ? KMEANS_NONE : living_number(g, m->merged_into != 0 ? m->merged_into : m->cluster_id);
    }
    return 0;
}

static int load_before(struct grouping *g, struct err *err)
{
    int rc = cluster_edits_apply(g->store, g->project, err);

    if (rc == 0)
        rc = load_memberships(g, err);
    if (rc == 0)
        rc = load_living(g, err);
    if (rc == 0)
        rc = number_before(g, err);
    return rc < 0 ? rc : cluster_edits_split(g, err);
}

/* --- grouping ----------------------------------------------------------------------------------------------------- */

/* Goes on from the clusters there are; what is pinned keeps its members; tickets that were marked as the same stay together. */
static int run_clustering(struct grouping *g, struct err *err)
{
    size_t k = clusters_for(g->tickets.n);
    struct clustering_options o = { .k = k > g->n_living ? k : g->n_living,
                                    .audit = true,
                                    .rules = g->store->rules,
                                    .seed = g->options->seed,
                                    .n_threads = g->options->n_threads };
    struct duplicates marked = { 0 };
    bool *hold = mem_calloc(g->n_living + 1, sizeof *hold);
    int rc = hold == NULL ? err_nomem(err) : duplicates_make(&marked, &g->tickets, err);

    o.alike = marked.group;
    for (size_t i = 0; rc == 0 && i < g->n_living; i++)
        hold[i] = g->living[i].pinned;
    if (g->n_living > 0) {
        o.begin = g->before;
        o.n_begin = g->n_living;
        o.hold = hold;
    }
    if (rc == 0)
        rc = clustering_run(&g->clustering, &g->tickets, &o, err);
    duplicates_release(&marked);
    mem_free(hold);
    return rc;
}

/* A pinned cluster is where its members are, however many have joined them. */
static void keep_pinned(struct grouping *g)
{
    for (size_t i = 0; i < g->tickets.n; i++) {
        uint32_t was = g->before[i], is = g->clustering.groups.cluster[i];

        if (was == KMEANS_NONE || is == KMEANS_NONE || !g->living[was].pinned || g->old_of[is] == was)
            continue;
        for (size_t j = 0; j < g->clustering.groups.k; j++)
            if (g->old_of[j] == was)
                g->old_of[j] = KMEANS_NONE;
        g->old_of[is] = was;
    }
}

static int group(struct grouping *g, struct err *err)
{
    int rc = run_clustering(g, err);

    if (rc < 0)
        return rc;
    g->old_of = mem_alloc(g->clustering.groups.k * sizeof *g->old_of);
    if (g->old_of == NULL)
        return err_nomem(err);
    rc = cluster_identity(g->old_of, g->before, g->n_living, g->clustering.groups.cluster, g->clustering.groups.k,
                          g->tickets.n, err);
    if (rc == 0)
        keep_pinned(g);
    return rc < 0 ? rc : cluster_names_make(&g->names, &g->clustering, &g->tickets, err);
}

static int without_clusters(struct clusters_update *out, struct grouping *g, struct err *err)
{
    out->status = CLUSTERS_NONE;
    out->clusters = 0;
    out->ended = g->n_living;
    return clusters_write_none(g, out->reason, err);
}

static int group_anew(struct clusters_update *out, struct grouping *g, const char *why, struct err *err)
{
    struct err local = ERR_INIT;
    int rc = group(g, &local);

    if (rc == ERR_NODATA) {
        snprintf(out->reason, sizeof(out->reason), "%s", local.msg);
        return without_clusters(out, g, err);
    }
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", local.msg);
    out->status = CLUSTERS_GROUPED;
    out->why = why;
    return clusters_write(out, g, err);
}

static int follow_tickets(struct clusters_update *out, struct grouping *g, struct err *err)
{
    const char *why = "";
    int rc = clusters_drop_unfinished(g, err);

    if (rc == 0)
        rc = load_before(g, err);
    if (rc < 0)
        return rc;
    out->tickets = g->tickets.n;
    out->reason[0] = '\0';
    if (clusters_for(g->tickets.n) == 0) {
        if (g->options->assign_only)
            return 0;
        snprintf(out->reason, sizeof(out->reason), "%zu tickets are too few to group; it takes %d", g->tickets.n,
                 (int)CLUSTERS_TICKETS_MIN);
        return without_clusters(out, g, err);
    }
    rc = clusters_assign(out, &why, g, err);
    if (rc < 0)
        return rc;
    if (why[0] == '\0')
        out->status = CLUSTERS_ASSIGNED;
    if (why[0] == '\0' || g->options->assign_only)
        return 0;
    return group_anew(out, g, why, err);
}

static void release(struct grouping *g)
{
    clustering_release(&g->clustering);
    cluster_names_release(&g->names);
    tickets_release(&g->tickets);
    mem_free(g->membership);
    mem_free(g->living);
    mem_free(g->before);
    mem_free(g->old_of);
    arena_release(&g->arena);
}

int clusters_update(struct clusters_update *out, struct store *store, const struct snapshot *snapshot,
                    const char *project, const struct clusters_options *options, struct err *err)
{
    struct grouping g = { .store = store, .project = project, .options = options };
    struct clusters_update update = { .status = CLUSTERS_UNCHANGED, .why = "" };
    bool same = false;
    int rc;

    arena_init(&g.arena);
    rc = tickets_load(&g.tickets, store, snapshot, project, err);
    if (rc == 0)
        rc = make_digest(&g, err);
    if (rc == 0)
        rc = find_last(&g, &same, &update, err);
    if (rc >= 0)
        rc = is_settled(&g, same) ? 0 : follow_tickets(&update, &g, err);
    release(&g);
    if (rc == 0)
        *out = update;
    return rc;
}
