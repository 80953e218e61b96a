#include "score/cluster/clusters_write.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"
#include "score/cluster/cluster_edit.h"

/* Reviewers may write between two of these. */
static const double transaction_s = .05;

int clusters_drop_unfinished(struct grouping *g, struct err *err)
{
    int rc = db_run(g->store->db, err,
                    "DELETE FROM cluster_members WHERE run_id > ?2 AND record_id IN"
                    " (SELECT record_id FROM records WHERE kind = 'ticket' AND project = ?1)",
                    "ti", g->project, g->last_run);

    if (rc < 0)
        return rc;
    return db_run(g->store->db, err,
                  "DELETE FROM clusters WHERE project = ?1 AND run_id > ?2"
                  "   AND NOT EXISTS (SELECT 1 FROM cluster_states s WHERE s.cluster_id = clusters.cluster_id)",
                  "ti", g->project, g->last_run);
}

/* --- clusters and members ---------------------------------------------------------------------------------------- */

/* Number in the store of each of the new clusters: that of the old one that it is, else a new one. */
static int number_clusters(int64_t *id, struct clusters_update *out, struct grouping *g, struct err *err)
{
    size_t k = g->clustering.groups.k;
    int rc = db_begin(g->store->db, err);

    for (size_t j = 0; rc == 0 && j < k; j++) {
        const struct living *was = g->old_of[j] != KMEANS_NONE ? &g->living[g->old_of[j]] : NULL;

        if (was != NULL && was->cluster_id != 0) {
            id[j] = was->cluster_id;
            continue;
        }
        rc = db_run(g->store->db, err, "INSERT INTO clusters(project, name, run_id, created_at) VALUES(?,?,?,?)",
                    "ttii", g->project, g->names.name[j], g->options->run_id, store_now(g->store));
        id[j] = db_last_id(g->store->db);
        out->fresh++;
        if (rc == 0 && was != NULL)
            rc = cluster_edits_pin_split(g->store, id[j], was->split_by, err);
    }
    if (rc == 0)
        rc = db_commit(g->store->db, err);
    db_rollback(g->store->db);
    out->clusters = k;
    out->ended = g->n_numbered - (k - out->fresh);
    return rc;
}

struct member_writer {
    struct db *db;
    struct db_stmt *insert;
    int64_t run_id;
    double began;
};

/* cluster_id 0: in none. similarity, margin: NaN where there is none. */
static int put_member(struct member_writer *w, int64_t record_id, int64_t cluster_id, double similarity, double margin,
                      struct err *err)
{
    int rc = 0;

    if (!db_in_transaction(w->db)) {
        rc = db_begin(w->db, err);
        w->began = clock_monotonic();
    }
    if (rc == 0)
        rc = db_bind(w->insert, err, "iiidd", w->run_id, record_id, cluster_id, similarity, margin);
    if (rc == 0)
        rc = db_step(w->insert, err);
    if (rc == 0 && clock_monotonic() - w->began > transaction_s)
        rc = db_commit(w->db, err);
    return rc;
}

/* 0 and NaN become NULL (SQLite keeps no NaN). */
static int open_writer(struct member_writer *w, const struct grouping *g, struct err *err)
{
    *w = (struct member_writer){ .db = g->store->db, .run_id = g->options->run_id };
    return db_prepare(w->db, &w->insert,
                      "INSERT INTO cluster_members(run_id, record_id, cluster_id, similarity, margin) VALUES(?, ?, nullif(?, 0), ?, ?)", err);
}

/* rc: of the writing so far. */
static int close_writer(struct member_writer *w, int rc, struct err *err)
{
    if (rc == 0 && db_in_transaction(w->db))
        rc = db_commit(w->db, err);
    db_finalize(w->insert);
    db_rollback(w->db);
    return rc;
}

/* A row only where a ticket is elsewhere than before, or new. id NULL: in none, all of them. */
static int write_members(size_t *moved, struct grouping *g, const int64_t *id, struct err *err)
{
    const struct kmeans *groups = &g->clustering.groups;
    struct member_writer w;
    int rc = open_writer(&w, g, err);

    for (size_t i = 0; rc == 0 && i < g->tickets.n; i++) {
        const struct membership *was = grouping_membership(g, g->tickets.row[i].record_id);
        int64_t is = id == NULL || groups->cluster[i] == KMEANS_NONE ? 0 : id[groups->cluster[i]];

        if (was != NULL && is == was->cluster_id)
            continue; /* one that is in none from the beginning gets a row too: it has been looked at */
        rc = put_member(&w, g->tickets.row[i].record_id, is, is != 0 ? (double)groups->similarity[i] : (double)NAN, (double)NAN, err);
        *moved += was != NULL || is != 0;
    }
    return close_writer(&w, rc, err);
}

/* --- states ------------------------------------------------------------------------------------------------------ */

static json_t *terms_json(const struct cluster_names *names, size_t cluster)
{
    const struct cluster_term *term = names->term + cluster * CLUSTER_TERMS;
    json_t *list = json_array();

    for (size_t i = 0; i < CLUSTER_TERMS && term[i].text != NULL; i++)
        json_array_append_new(list, json_pack("[s, f]", term[i].text, term[i].weight));
    return list;
}

/* Members of one cluster behind the other, in each the nearest to the centre first, of equally near ones the newer. */
struct placed {
    uint32_t cluster, row;
    float similarity;
};

struct order {
    struct placed *member; /* [n] */
    size_t *start;         /* [k + 1] */
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->cluster != y->cluster)
        return x->cluster < y->cluster ? -1 : 1;
    if (x->similarity != y->similarity)
        return x->similarity > y->similarity ? -1 : 1;
    return (x->row < y->row) - (x->row > y->row);
}

static int make_order(struct order *o, const struct kmeans *groups, struct err *err)
{
    size_t n = 0;

    o->member = mem_alloc(groups->n * sizeof *o->member);
    o->start = mem_calloc(groups->k + 1, sizeof *o->start);
    if (o->member == NULL || o->start == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < groups->n; i++) {
        if (groups->cluster[i] == KMEANS_NONE)
            continue;
        o->start[groups->cluster[i] + 1]++;
        o->member[n++] = (struct placed){ groups->cluster[i], (uint32_t)i, groups->similarity[i] };
    }
    for (size_t j = 0; j < groups->k; j++)
        o->start[j + 1] += o->start[j];
    qsort(o->member, n, sizeof *o->member, by_place);
    return 0;
}

static bool has_title(const struct grouping *g, const uint32_t *row, size_t n, const struct text *title)
{
    for (size_t i = 0; i < n; i++) {
        const struct text *other = &g->tickets.row[row[i]].title;

        if (title->len > 0 && other->len == title->len && memcmp(other->str, title->str, title->len) == 0)
            return true;
    }
    return false;
}

/* The nearest ones, each with a title of its own. */
static size_t find_typical(uint32_t row[CLUSTERS_TYPICAL], const struct grouping *g, const struct order *o,
                           size_t cluster)
{
    size_t n = 0;

    for (size_t m = o->start[cluster]; m < o->start[cluster + 1] && n < CLUSTERS_TYPICAL; m++)
        if (!has_title(g, row, n, &g->tickets.row[o->member[m].row].title))
            row[n++] = o->member[m].row;
    return n;
}

static json_t *typical_json(const struct grouping *g, const struct order *o, size_t cluster)
{
    uint32_t row[CLUSTERS_TYPICAL];
    size_t n = find_typical(row, g, o, cluster);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list,
                              json_sprintf("ticket:%s/%s", g->tickets.row[row[i]].project, g->tickets.row[row[i]].id));
    return list;
}

static int write_state(struct grouping *g, const struct order *o, size_t cluster, int64_t cluster_id, struct err *err)
{
    json_t *terms = terms_json(&g->names, cluster), *typical = typical_json(g, o, cluster);
    char *terms_text = json_dumps(terms, JSON_COMPACT), *typical_text = json_dumps(typical, JSON_COMPACT);
    int rc = terms_text == NULL || typical_text == NULL ? err_nomem(err) : 0;

    if (rc == 0)
        rc = db_run(g->store->db, err,
                    "INSERT INTO cluster_states(run_id, cluster_id, size, terms, typical) VALUES(?,?,?,?,?)", "iiitt",
                    g->options->run_id, cluster_id, (int64_t)(o->start[cluster + 1] - o->start[cluster]), terms_text,
                    typical_text);
    free(terms_text);
    free(typical_text);
    json_decref(terms);
    json_decref(typical);
    return rc;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static bool has_term(const struct cluster_term *term, const char *word, size_t len)
{
    for (size_t i = 0; i < CLUSTER_TERMS && term[i].text != NULL; i++)
        if (strlen(term[i].text) == len && strncasecmp(term[i].text, word, len) == 0)
            return true;
    return false;
}

/* Whether at least half of a name's words are still among the strongest terms. */
static bool still_fits(const char *name, const struct cluster_term *term)
{
    size_t n = 0, known = 0;

    for (const char *at = name; *at != '\0';) {
        size_t len = strcspn(at, ",");

        n++;
        known += has_term(term, at, len);
        at += len;
        at += strspn(at, ", ");
    }
    return 2 * known >= n;
}

static int renew_name(struct grouping *g, size_t cluster, int64_t cluster_id, struct err *err)
{
    const struct living *was = g->old_of[cluster] == KMEANS_NONE ? NULL : &g->living[g->old_of[cluster]];

    if (was == NULL || was->cluster_id == 0 || was->named_by_person || still_fits(was->name, g->names.term + cluster * CLUSTER_TERMS))
        return 0;
    return db_run(g->store->db, err, "UPDATE clusters SET name = ? WHERE cluster_id = ?", "ti", g->names.name[cluster],
                  cluster_id);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* why: of one that grouped all anew, "" of one that put new tickets in. */
static int put_run(struct grouping *g, size_t n_clusters, const char *why, const char *reason, struct err *err)
{
    return db_run(g->store->db, err,
                  "INSERT INTO cluster_runs(run_id, project, digest, n_tickets, n_clusters, reason, grouped_run, why, edit_id)"
                  " VALUES(?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)",
                  "itbiititi", g->options->run_id, g->project, g->digest, (size_t)DIGEST_SIZE, (int64_t)g->tickets.n, (int64_t)n_clusters,
                  reason, why[0] == '\0' ? g->grouped_run : (int64_t)0, why, g->edit_id);
}

/* What new tickets are put in by until the next grouping. id: [k] in the store. */
static int put_model(struct grouping *g, const int64_t *id, struct err *err)
{
    json_t *list = json_array();
    struct strbuf model;
    char *text;
    int rc;

    for (size_t j = 0; j < g->clustering.groups.k; j++)
        json_array_append_new(list, json_integer((json_int_t)id[j]));
    text = json_dumps(list, JSON_COMPACT);
    strbuf_init(&model);
    rc = text == NULL ? err_nomem(err) : cluster_model_save(&model, &g->clustering, err);
    if (rc == 0)
        rc = db_run(g->store->db, err,
                    "INSERT OR REPLACE INTO cluster_models(project, run_id, seed, rules_version, clusters, model)"
                    " VALUES(?, ?, ?, (SELECT coalesce(max(rules_version), 0) FROM rule_sets), ?, ?)",
                    "tiitb", g->project, g->options->run_id, (int64_t)g->options->seed, text, model.data, model.len);
    strbuf_release(&model);
    free(text);
    json_decref(list);
    return rc < 0 ? rc : 0;
}

static int complete(struct grouping *g, const int64_t *id, const char *why, struct err *err)
{
    struct order o = { 0 };
    size_t k = g->clustering.groups.k;
    int rc = make_order(&o, &g->clustering.groups, err);

    if (rc == 0)
        rc = db_begin(g->store->db, err);
    for (size_t j = 0; rc == 0 && j < k; j++) {
        rc = write_state(g, &o, j, id[j], err);
        if (rc == 0)
            rc = renew_name(g, j, id[j], err);
    }
    if (rc == 0)
        rc = put_run(g, k, why, "", err);
    if (rc == 0 && k > 0)
        rc = put_model(g, id, err);
    if (rc == 0)
        rc = db_commit(g->store->db, err);
    db_rollback(g->store->db);
    mem_free(o.member);
    mem_free(o.start);
    return rc;
}

int clusters_write(struct clusters_update *out, struct grouping *g, struct err *err)
{
    int64_t *id = mem_calloc(g->clustering.groups.k, sizeof *id);
    int rc = id == NULL ? err_nomem(err) : number_clusters(id, out, g, err);

    if (rc == 0)
        rc = write_members(&out->moved, g, id, err);
    if (rc == 0)
        rc = complete(g, id, out->why, err);
    mem_free(id);
    return rc;
}

int clusters_write_none(struct grouping *g, const char *reason, struct err *err)
{
    size_t moved = 0;
    int rc = write_members(&moved, g, NULL, err);

    if (rc == 0)
        rc = db_run(g->store->db, err, "DELETE FROM cluster_models WHERE project = ?", "t", g->project);
    return rc < 0 ? rc : put_run(g, 0, "first", reason, err);
}

/* --- new tickets put in ------------------------------------------------------------------------------------------- */

static int write_newcomers(struct clusters_update *out, struct grouping *g, size_t *joined, const struct cluster_newcomer *newcomer, size_t n,
                           struct err *err)
{
    struct member_writer w;
    int rc = open_writer(&w, g, err);

    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct cluster_newcomer *one = &newcomer[i];
        bool in = one->living != KMEANS_NONE;

        rc = put_member(&w, g->tickets.row[one->row].record_id, in ? g->living[one->living].cluster_id : 0, one->similarity, one->margin, err);
        if (in)
            joined[one->living]++;
        out->assigned += in;
        out->near_none += !in;
    }
    return close_writer(&w, rc, err);
}

static int complete_assigned(struct grouping *g, const size_t *joined, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->store->db, &stmt,
                        "INSERT INTO cluster_states(run_id, cluster_id, size, terms, typical)"
                        " SELECT ?1, cluster_id, size + ?4, terms, typical FROM cluster_states WHERE run_id = ?2 AND cluster_id = ?3",
                        err);

    if (rc == 0)
        rc = db_begin(g->store->db, err);
    for (size_t i = 0; rc == 0 && i < g->n_numbered; i++) {
        rc = db_bind(stmt, err, "iiii", g->options->run_id, g->last_run, g->living[i].cluster_id, (int64_t)joined[i]);
        if (rc == 0)
            rc = db_step(stmt, err);
    }
    if (rc == 0)
        rc = put_run(g, g->n_numbered, "", "", err);
    if (rc == 0)
        rc = db_commit(g->store->db, err);
    db_finalize(stmt);
    db_rollback(g->store->db);
    return rc;
}

int clusters_write_assigned(struct clusters_update *out, struct grouping *g, const struct cluster_newcomer *newcomer, size_t n, struct err *err)
{
    size_t *joined = mem_calloc(g->n_numbered, sizeof *joined);
    int rc = joined == NULL ? err_nomem(err) : write_newcomers(out, g, joined, newcomer, n, err);

    if (rc == 0)
        rc = complete_assigned(g, joined, err);
    out->clusters = g->n_numbered;
    mem_free(joined);
    return rc;
}
