#include "score/report/facts_bursts.h"

#include "score/cluster/cluster_bursts.h"

static int add_burst(json_t *list, const struct facts *f, const struct cluster_list *clusters, const struct cluster_grouping *g,
                     const struct burst *b, struct err *err)
{
    const struct cluster_row *row = &clusters->row[b->group];
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX];
    json_t *members = NULL;
    int rc = cluster_bursts_members(&members, f->store, clusters, g, b, FACTS_BURST_MEMBERS, err);

    if (rc < 0)
        return rc;
    json_array_append_new(list, json_pack("{s:s, s:I, s:s, s:s, s:s, s:I, s:I, s:f, s:f, s:f, s:o}", "project", g->project, "cluster_id",
                                          (json_int_t)row->cluster_id, "name", row->name, "from", time_format(b->from, from), "to",
                                          time_format(b->to, to), "tickets", (json_int_t)b->n, "of", (json_int_t)b->total, "expected",
                                          b->expected, "p", b->p, "bound", b->bound, "members", members));
    return 0;
}

static int add_grouping(json_t *list, const struct facts *f, const struct cluster_list *clusters, const struct cluster_grouping *g, struct err *err)
{
    struct bursts found = { 0 };
    int rc = cluster_bursts_find(&found, f->store, clusters, g, err);

    for (size_t i = 0; rc == 0 && i < found.n; i++)
        rc = add_burst(list, f, clusters, g, &found.burst[i], err);
    bursts_release(&found);
    return rc;
}

int facts_add_bursts(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    struct cluster_list clusters = { 0 };
    json_t *list = json_array();
    int rc = cluster_list_load(&clusters, f->store, NULL, run_id, err);

    for (size_t i = 0; rc == 0 && i < clusters.n_groupings; i++)
        rc = add_grouping(list, f, &clusters, &clusters.grouping[i], err);
    cluster_list_release(&clusters);
    if (rc < 0)
        json_decref(list);
    else
        json_object_set_new(doc, "bursts", list);
    return rc;
}
