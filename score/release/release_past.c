/*
 * release_past.c - what came of the releases before; see release_gathered.h.
 */
#include "score/release/release_gathered.h"

#include <string.h>


enum { PAST_SHOWN = 12 };

static bool failed(const struct release *r)
{
    return r->outcome[0] != '\0' && strcmp(r->outcome, "ok") != 0;
}

json_t *release_past_json(const struct gathered *g)
{
    json_t *list = json_array();
    size_t n = 0, with_outcome = 0, n_failed = 0, silent = 0, at = (size_t)(g->release - g->releases.row);
    int64_t mature = g->f->config->label_maturity_days * 86400, now = store_now(g->f->store);
    char time[TIME_ISO_MAX];

    if (g->release->planned == TIME_NONE && g->release->deployed == TIME_NONE)
        at = g->releases.n;

    for (size_t i = 0; i < at; i++) {
        const struct release *r = &g->releases.row[i];

        if (r->status != RELEASE_DEPLOYED)
            continue;
        n++;
        with_outcome += r->outcome[0] != '\0';
        silent += r->outcome[0] == '\0' && r->deployed != TIME_NONE && r->deployed + mature < now;
        n_failed += failed(r);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:I, s:b}", "release", r->name, "system", r->system, "deployed", time_format(r->deployed, time),
                                              "outcome", r->outcome, "changes", (json_int_t)r->n_members, "same_system",
                                              strcmp(r->system, g->release->system) == 0));
    }
    while (json_array_size(list) > PAST_SHOWN)
        json_array_remove(list, 0);
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:o}", "releases", (json_int_t)n, "with_outcome", (json_int_t)with_outcome, "failed", (json_int_t)n_failed, "silent",
                     (json_int_t)silent, "mature_days", (json_int_t)g->f->config->label_maturity_days, "list", list);
}
