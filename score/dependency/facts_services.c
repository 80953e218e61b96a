#include "score/dependency/facts_services.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

static json_t *summary_of(const struct service_tie *tie)
{
    if (tie->incidents == 0)
        return json_sprintf("no incident of it is known: what all services do stands for it");
    return json_sprintf("%u of its %u incidents were followed within %d hours by one of %s; by chance %.0f %%", tie->tied, tie->incidents, (int)TIE_HOURS, tie->system,
                        100 * tie->by_chance);
}

json_t *service_json(const struct service_tie *tie, const struct service_ties *all)
{
    json_t *evidence = json_array();
    char at[TIME_ISO_MAX];

    for (size_t i = 0; i < tie->n_examples; i++) {
        const struct tie_example *e = &tie->example[i];

        json_array_append_new(evidence, json_pack("{s:o, s:o, s:s}", "service", json_sprintf("ticket:%s/%s", e->service_project, e->service_id), "system",
                                                  json_sprintf("ticket:%s/%s", e->system_project, e->system_id), "at", time_format(e->at, at)));
    }
    return json_pack("{s:s, s:s, s:I, s:I, s:f, s:f, s:f, s:f, s:f, s:o, s:o}", "basis", "service", "name", tie->service, "incidents", (json_int_t)tie->incidents, "tied",
                     (json_int_t)tie->tied, "probability", tie->share, "low", tie->low, "high", tie->high, "by_chance", tie->by_chance, "all", all->all, "summary", summary_of(tie),
                     "evidence", evidence);
}

/* Those without an incident last. */
static int strongest_first(const void *a, const void *b)
{
    const struct service_tie *x = *(const struct service_tie *const *)a, *y = *(const struct service_tie *const *)b;

    if ((x->incidents > 0) != (y->incidents > 0))
        return x->incidents > 0 ? -1 : 1;
    if (x->share != y->share)
        return x->share < y->share ? 1 : -1;
    return strcmp(x->service, y->service);
}

static int list_system(json_t **out, const struct service_ties *ties, const char *system, struct err *err)
{
    const struct service_tie **own = mem_calloc(ties->n, sizeof *own);
    json_t *list = json_array();
    size_t n = 0;

    *out = json_null();
    if (own == NULL || list == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < ties->n; i++)
        if (strcmp(ties->tie[i].system, system) == 0)
            own[n++] = &ties->tie[i];
    if (n > 0)
        qsort((void *)own, n, sizeof *own, strongest_first);
    for (size_t i = 0; i < n; i++) {
        json_t *one = service_json(own[i], ties);

        json_object_set_new(one, "item", json_sprintf("dependency:%s/%s", system, own[i]->service));
        json_array_append_new(list, one);
    }
    mem_free((void *)own);
    if (n > 0)
        *out = json_pack("{s:s, s:f, s:O}", "system", system, "all", ties->all, "list", list);
    json_decref(list);
    return *out == NULL ? err_nomem(err) : 0;
}

int facts_services(json_t **out, const struct facts *f, const char *system, int64_t before, struct err *err)
{
    struct service_ties ties;
    int rc;

    *out = json_null();
    if (system[0] == '\0')
        return 0;
    rc = service_ties_load(&ties, f->store, f->snapshot, before, err);
    if (rc < 0)
        return rc;
    rc = ties.all > 0 ? list_system(out, &ties, system, err) : 0;
    service_ties_release(&ties);
    return rc;
}
