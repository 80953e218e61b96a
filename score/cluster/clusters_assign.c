/*
 * clusters_assign: standing reasons -> load_model -> place the new tickets -> reasons that lie in them -> clusters_write_assigned.
 */
#include "score/cluster/clusters_assign.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/duplicate/duplicates.h"

enum { DAY_S = 86400 };

static const double strange_share = .1; /* of those that came since are near none: something new is going on */

bool clusters_are_old(const struct grouping *g)
{
    return store_now(g->store) - g->grouped_at + DAY_S / 2 >= g->options->rebuild_days * DAY_S;
}

bool clusters_are_outgrown(const struct grouping *g, size_t n_tickets)
{
    return 100 * ((double)n_tickets - (double)g->grouped_tickets) > g->options->rebuild_percent * (double)g->grouped_tickets;
}

/* --- the stored model --------------------------------------------------------------------------------------------- */

struct assigning {
    struct cluster_model     model;
    int64_t                  run_id, seed, rules_version;
    uint32_t                *living;    /* [clusters of the model] KMEANS_NONE: lives no more */
    struct cluster_newcomer *newcomer;  /* [n] */
    size_t                   n, n_near_none;
};

static uint32_t living_of(const struct grouping *g, int64_t cluster_id)
{
    for (size_t i = 0; i < g->n_numbered; i++)
        if (g->living[i].cluster_id == cluster_id)
            return (uint32_t)i;
    return KMEANS_NONE;
}

static int read_clusters(struct assigning *a, const struct grouping *g, const char *text, struct err *err)
{
    json_t *list = json_loads(text, 0, NULL);
    size_t n = json_array_size(list);
    int rc = 0;

    if (n != a->model.centre.n_rows)
        rc = err_set(err, ERR_INTEGRITY, "the model of the clusters of project '%s' has %zu centres for %zu clusters", g->project,
                     a->model.centre.n_rows, n);
    a->living = rc == 0 ? mem_alloc(n * sizeof *a->living) : NULL;
    if (rc == 0 && a->living == NULL)
        rc = err_nomem(err);
    for (size_t j = 0; rc == 0 && j < n; j++)
        a->living[j] = living_of(g, json_integer_value(json_array_get(list, j)));
    json_decref(list);
    return rc;
}

/* 1: there is one, of the newest grouping; 0: none. */
static int load_model(struct assigning *a, const struct grouping *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->store->db, &stmt, "SELECT run_id, seed, rules_version, clusters, model FROM cluster_models WHERE project = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", g->project);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        size_t len;
        const void *data = db_blob(stmt, 4, &len);

        a->run_id = db_int(stmt, 0);
        a->seed = db_int(stmt, 1);
        a->rules_version = db_int(stmt, 2);
        rc = a->run_id != g->grouped_run ? 0 : cluster_model_load(&a->model, data, len, err);
        if (rc == 0 && a->run_id == g->grouped_run)
            rc = read_clusters(a, g, db_text(stmt, 3, NULL), err);
        rc = rc < 0 ? rc : a->run_id == g->grouped_run;
    }
    db_finalize(stmt);
    return rc;
}

/* --- reasons to group anew ---------------------------------------------------------------------------------------- */

/* Whether people merged or split clusters after the last run: 1 or 0. */
static int has_edits(const struct grouping *g, struct err *err)
{
    int64_t n = 0;
    int rc = db_get_int(g->store->db, &n, err,
                        "SELECT count(*) FROM cluster_edits e JOIN clusters c ON c.cluster_id = e.cluster_id"
                        " WHERE c.project = ? AND e.edit_id > ? AND e.action IN ('merge', 'split')",
                        "ti", g->project, g->last_edit);

    return rc < 0 ? rc : n > 0;
}

/* Those that do not lie in what came. "": none. */
static int standing_reason(const char **why, const struct grouping *g, const struct assigning *a, bool has_model, struct err *err)
{
    int64_t rules = 0;
    int edits = has_edits(g, err), rc = edits < 0 ? edits : 0;

    if (rc == 0)
        rc = db_get_int(g->store->db, &rules, err, "SELECT coalesce(max(rules_version), 0) FROM rule_sets", "");
    if (rc < 0)
        return rc;
    if (!has_model)
        *why = g->last_run == 0 ? "first" : "model";
    else if (a->seed != (int64_t)g->options->seed)
        *why = "seed";
    else if (a->rules_version != rules)
        *why = "rules";
    else if (edits > 0)
        *why = "edit";
    else if (!g->options->assign_only && clusters_are_old(g))
        *why = "days";
    else
        *why = "";
    return 0;
}

/* Tickets that came since the grouping, and those of them that are near none, this time's with them. */
static int count_since(size_t *came, size_t *near_none, const struct grouping *g, const struct assigning *a, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->store->db, &stmt,
                        "SELECT count(*), coalesce(sum(m.cluster_id IS NULL AND m.similarity IS NOT NULL), 0)"
                        "  FROM cluster_members m JOIN records r ON r.record_id = m.record_id"
                        " WHERE r.kind = 'ticket' AND r.project = ? AND m.run_id > ? AND m.run_id <= ?",
                        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tii", g->project, g->grouped_run, g->last_run);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        *came = (size_t)db_int(stmt, 0) + a->n;
        *near_none = (size_t)db_int(stmt, 1) + a->n_near_none;
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

static int reason_in_them(const char **why, const struct grouping *g, const struct assigning *a, struct err *err)
{
    size_t came = 0, near_none = 0;
    int rc = count_since(&came, &near_none, g, a, err);

    if (rc < 0 || g->options->assign_only)
        return rc;
    if (clusters_are_outgrown(g, g->tickets.n))
        *why = "share";
    else if (near_none >= CLUSTERS_STRANGE_MIN && (double)near_none >= strange_share * (double)came)
        *why = "strange";
    return 0;
}

/* --- the new tickets ---------------------------------------------------------------------------------------------- */

static void place_one(struct cluster_newcomer *to, const struct assigning *a, const struct cluster_place *p)
{
    to->living = KMEANS_NONE;
    to->similarity = to->margin = (double)NAN;
    if (p->cluster == KMEANS_NONE)
        return;
    to->similarity = (double)p->similarity;
    to->margin = (double)p->margin;
    if (p->near)
        to->living = a->living[p->cluster];
}

/* One that was marked as the same as another goes where that is. */
static void follow_marks(struct assigning *a, const struct grouping *g, const struct duplicates *marked)
{
    for (size_t i = 0; i < a->n; i++) {
        struct cluster_newcomer *one = &a->newcomer[i];
        const uint32_t *member;
        size_t n = duplicates_members(&member, marked, one->row);

        for (size_t m = 0; m < n; m++) {
            uint32_t living = g->before[member[m]];

            if (living == KMEANS_NONE || living >= g->n_numbered)
                continue;
            if (living != one->living)
                one->similarity = one->margin = (double)NAN;
            one->living = living;
            break;
        }
    }
}

static int list_newcomers(struct assigning *a, struct ticket_table *fresh, const struct grouping *g, struct err *err)
{
    a->newcomer = mem_calloc(g->tickets.n, sizeof *a->newcomer);
    fresh->row = mem_calloc(g->tickets.n, sizeof *fresh->row);
    if (a->newcomer == NULL || fresh->row == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->tickets.n; i++) {
        if (grouping_membership(g, g->tickets.row[i].record_id) != NULL)
            continue;
        a->newcomer[a->n++].row = (uint32_t)i;
        fresh->row[fresh->n++] = g->tickets.row[i];
    }
    return 0;
}

static int place_newcomers(struct assigning *a, const struct grouping *g, struct err *err)
{
    struct ticket_table fresh = { .n = 0 };
    struct duplicates marked = { 0 };
    struct cluster_place *place = NULL;
    int rc = list_newcomers(a, &fresh, g, err);

    if (rc == 0 && a->n > 0) {
        place = mem_alloc(a->n * sizeof *place);
        rc = place == NULL ? err_nomem(err) : cluster_model_place(place, &a->model, &fresh, g->options->n_threads, err);
        if (rc == 0)
            rc = duplicates_make(&marked, &g->tickets, err);
        for (size_t i = 0; rc == 0 && i < a->n; i++)
            place_one(&a->newcomer[i], a, &place[i]);
        if (rc == 0)
            follow_marks(a, g, &marked);
        for (size_t i = 0; rc == 0 && i < a->n; i++)
            a->n_near_none += a->newcomer[i].living == KMEANS_NONE && !isnan(a->newcomer[i].similarity);
    }
    mem_free(place);
    mem_free(fresh.row); /* its texts are those of g->tickets */
    duplicates_release(&marked);
    return rc;
}

int clusters_assign(struct clusters_update *out, const char **why, struct grouping *g, struct err *err)
{
    struct assigning a = { .n = 0 };
    int rc = load_model(&a, g, err);

    if (rc >= 0)
        rc = standing_reason(why, g, &a, rc > 0, err);
    if (rc == 0 && (*why)[0] == '\0')
        rc = place_newcomers(&a, g, err);
    if (rc == 0 && (*why)[0] == '\0')
        rc = reason_in_them(why, g, &a, err);
    if (rc == 0 && (*why)[0] == '\0')
        rc = clusters_write_assigned(out, g, a.newcomer, a.n, err);
    cluster_model_release(&a.model);
    mem_free(a.living);
    mem_free(a.newcomer);
    return rc;
}
