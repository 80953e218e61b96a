#include "score/night/tickets_by_day.h"

#include <stdlib.h>
#include <string.h>

#include "score/cluster/clusters.h"
#include "score/night/run.h"
#include "score/similar/similar_night.h"

typedef int (*project_work)(void *ctx, const struct scoring *s, const char *project, struct err *err);

static int each_project(const struct scoring *s, const char *only, project_work work, void *ctx, struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, s->store, s->snapshot, "ticket", err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (only == NULL || strcmp(only, project[i]) == 0)
            rc = work(ctx, s, project[i], err);
    arena_release(&arena);
    return rc;
}

struct placing {
    struct tickets_by_day  *out;
    struct clusters_options how;
};

static int place_project(void *ctx, const struct scoring *s, const char *project, struct err *err)
{
    struct placing *p = ctx;
    struct clusters_update u = { .assigned = 0 };
    int rc = clusters_update(&u, s->store, s->snapshot, project, &p->how, err);

    p->out->assigned += u.assigned;
    p->out->near_none += u.near_none;
    return rc;
}

int tickets_by_day_place(struct tickets_by_day *out, const struct scoring *s, const char *only, uint64_t seed, struct err *err)
{
    struct placing p = { out, { .run_id = s->run_id, .seed = seed, .n_threads = s->n_threads, .assign_only = true } };

    return each_project(s, only, place_project, &p, err);
}

static int compare_project(void *ctx, const struct scoring *s, const char *project, struct err *err)
{
    (void)s;
    return similar_night_project(ctx, project, err);
}

/* What the stage of a night keeps, for whoever reads the run. */
static int keep_detail(struct similar_night *n, struct err *err)
{
    json_t *detail = similar_night_detail(n);
    char *text = json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS);
    int rc = text == NULL ? err_nomem(err) : run_stage_end(n->store, n->run_id, "similar", "done", text, err);

    free(text);
    json_decref(detail);
    return rc;
}

int tickets_by_day_compare(struct tickets_by_day *out, const struct scoring *s, const char *only, struct err *err)
{
    struct postmortem_table postmortems = { .n = 0 };
    struct similar_night n = { .store = s->store, .config = s->config, .snapshot = s->snapshot, .run_id = s->run_id, .n_threads = s->n_threads, .models = s->models, .postmortems = &postmortems };
    int rc = run_stage_begin(s->store, s->run_id, "similar", err);

    if (rc <= 0)
        return rc; /* it is there already: the same question was asked before */
    n.bars = json_array();
    rc = similar_postmortems_load(&postmortems, s->store, s->snapshot, err);
    if (rc == 0)
        rc = each_project(s, only, compare_project, &n, err);
    out->compared += n.tickets;
    out->suspected += n.suspected;
    if (rc == 0)
        rc = keep_detail(&n, err);
    json_decref(n.bars);
    postmortems_release(&postmortems);
    return rc;
}
