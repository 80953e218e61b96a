#include "score/cluster/clusters_night.h"

int clusters_night_project(struct clusters_night *n, const char *project, struct err *err)
{
    struct clusters_update u;
    int rc = clusters_update(&u, n->store, n->snapshot, project, &n->options, err);

    if (rc < 0)
        return rc;
    n->grouped += u.status == CLUSTERS_GROUPED;
    n->unchanged += u.status == CLUSTERS_UNCHANGED;
    n->clusters += u.clusters;
    n->fresh += u.fresh;
    n->ended += u.ended;
    n->moved += u.moved;
    n->assigned += u.assigned;
    n->near_none += u.near_none;
    if (u.status == CLUSTERS_GROUPED)
        json_object_set_new(n->why, project, json_string(u.why));
    if (u.reason[0] != '\0')
        json_array_append_new(n->none, json_pack("{s:s, s:s}", "project", project, "reason", u.reason));
    if (u.status == CLUSTERS_NONE)
        log_info(n->log, "clusters:%s: none: %s", project, u.reason);
    return 0;
}

json_t *clusters_night_detail(struct clusters_night *n)
{
    json_t *detail = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "grouped", (json_int_t)n->grouped, "unchanged", (json_int_t)n->unchanged,
                               "clusters", (json_int_t)n->clusters, "fresh", (json_int_t)n->fresh, "ended", (json_int_t)n->ended, "moved",
                               (json_int_t)n->moved, "assigned", (json_int_t)n->assigned, "near_none", (json_int_t)n->near_none);

    json_object_set_new(detail, "none", n->none);
    json_object_set_new(detail, "why", n->why);
    n->none = n->why = NULL;
    return detail;
}
