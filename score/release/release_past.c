/*
 * release_past.c - what came of the releases before; see release_gathered.h.
 */
#include "score/release/release_gathered.h"

#include <math.h>
#include <string.h>

enum { PAST_SHOWN = 12 };

double release_past_chance(const struct gathered *g, const struct release *r)
{
    struct db_stmt *stmt = NULL;
    double chance = (double)NAN;
    struct strbuf item;

    strbuf_init(&item);
    strbuf_addf(&item, "release:%s/%s", r->project, r->name);
    if (!item.failed && db_prepare(g->f->store->db, &stmt, "SELECT probability FROM scores WHERE item = ? AND scored_at <= ? ORDER BY score_id DESC LIMIT 1", NULL) == 0 &&
        db_bind(stmt, NULL, "ti", item.data, r->deployed) == 0 && db_step(stmt, NULL) == 1)
        chance = db_double(stmt, 0);
    db_finalize(stmt);
    strbuf_release(&item);
    return chance;
}

size_t release_past_end(const struct gathered *g)
{
    bool dated = g->release->planned != TIME_NONE || g->release->deployed != TIME_NONE;

    return dated ? (size_t)(g->release - g->releases.row) : g->releases.n;
}

/* By what was known when the release at hand went out, else today. */
static json_int_t count_harmful(const struct gathered *g, const struct release *r)
{
    int64_t as_of = g->release->deployed != TIME_NONE ? g->release->deployed : store_now(g->f->store);
    json_int_t n = 0;

    for (size_t i = 0; i < r->n_members; i++) {
        const struct change *c = &g->changes.row[r->member[i]];

        n += c->buggy == 1 && (c->label_time == TIME_NONE || c->label_time <= as_of);
    }
    return n;
}

json_t *release_past_json(const struct gathered *g)
{
    json_t *list = json_array();
    size_t scored = 0, at_or_below = 0, n_told = 0, at = release_past_end(g);
    struct release_base base;
    char time[TIME_ISO_MAX];

    release_base_count(&base, &g->releases, at, store_now(g->f->store), g->f->config->label_maturity_days);
    for (size_t i = 0; i < at; i++) {
        const struct release *r = &g->releases.row[i];
        double chance;
        bool told;

        if (r->status != RELEASE_DEPLOYED)
            continue;
        told = r->outcome[0] != '\0' && r->provenance == LABEL_SZZ;
        n_told += told;
        chance = release_past_chance(g, r);
        scored += !isnan(chance) && g->gate.score_id != 0;
        at_or_below += !isnan(chance) && g->gate.score_id != 0 && chance <= g->gate.probability;
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:o, s:b}", "release", r->name, "system", r->system, "deployed", time_format(r->deployed, time),
                                              "outcome", r->outcome, "told", (int)told, "changes", (json_int_t)r->n_members, "harmful", count_harmful(g, r), "mends", (json_int_t)r->mends, "probability", isnan(chance) ? json_null() : json_real(chance), "same_system",
                                              strcmp(r->system, g->release->system) == 0));
    }
    while (json_array_size(list) > PAST_SHOWN)
        json_array_remove(list, 0);
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "releases", (json_int_t)base.releases, "with_outcome", (json_int_t)base.known, "told", (json_int_t)n_told, "harm_alone", (json_int_t)base.alone, "failed", (json_int_t)base.failed, "silent",
                     (json_int_t)base.silent, "mature_days", (json_int_t)g->f->config->label_maturity_days, "scored", (json_int_t)scored, "at_or_below", (json_int_t)at_or_below, "list", list);
}
