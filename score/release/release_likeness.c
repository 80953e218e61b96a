/*
 * release_likeness.c - earlier changes and releases that are like this one, with what came of them; see release_gathered.h.
 *
 * likeness{weights{files,words,system,metrics}, least (similarity from which on one is listed), known (changes with an outcome known by then), known_releases, changes[], releases[], workflows{} (release_tickets.h)}
 *   changes[]: of the LIKE_ASKED riskiest changes, the most alike, each earlier change once: like (the commit that it is like), commit, date, message, release,
 *     outcome "harm"|"ok", similarity, parts{}, incidents, tickets[], median_restore_hours|null
 *   releases[]: release, system, deployed, outcome, changes, similarity, parts{}, incidents, tickets[], median_restore_hours|null
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/likeness.h"
#include "score/release/release_tickets.h"

enum { LIKE_ASKED = 10, LIKE_CHANGES = 8, LIKE_RELEASES = 5, LIKE_TICKETS = 3 };

#define LIKE_LEAST 0.25 /* below it nothing is called alike: same size alone gives at most .20, the same system .10 more */

struct pair {
    size_t                of, like;   /* rows or releases: the earlier one; what it is like */
    struct likeness_score score;
};

struct work {
    const struct gathered  *g;
    struct release_tickets  tickets;
    struct likeness         likeness;
    bool                   *known;    /* [changes.n] earlier, its outcome known by then     */
    size_t                  n_known;
    int64_t                 as_of, before;
};

static int by_score(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->score.total != y->score.total)
        return x->score.total < y->score.total ? 1 : -1;
    return (x->of > y->of) - (x->of < y->of);
}

/* Changes of the release are not their own past, and what became known later is not known. */
static int mark_known(struct work *w, struct err *err)
{
    const struct gathered *g = w->g;
    const struct release *r = g->release;

    w->as_of = r->deployed != TIME_NONE ? r->deployed : store_now(g->f->store);
    w->before = w->as_of;
    for (size_t i = 0; i < r->n_members; i++)
        if (g->changes.row[r->member[i]].author_date != TIME_NONE && g->changes.row[r->member[i]].author_date < w->before)
            w->before = g->changes.row[r->member[i]].author_date;
    w->known = mem_calloc(g->changes.n + 1, sizeof(*w->known));
    if (w->known == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->changes.n; i++) {
        const struct change *c = &g->changes.row[i];

        w->known[i] = c->buggy >= 0 && c->author_date != TIME_NONE && c->author_date < w->before && (c->label_time == TIME_NONE || c->label_time <= w->as_of);
    }
    for (size_t i = 0; i < r->n_members; i++)
        w->known[r->member[i]] = false;
    for (size_t i = 0; i < g->changes.n; i++)
        w->n_known += w->known[i];
    return 0;
}

static json_t *parts_json(const struct likeness_score *s)
{
    json_t *parts = json_object();

    for (int p = 0; p < N_LIKENESS_PARTS; p++)
        json_object_set_new(parts, likeness_part_name[p], json_real(s->part[p]));
    return parts;
}

static void add_tickets(json_t *doc, const struct work *w, const char *commit, const char *release)
{
    double median;
    size_t n;

    json_object_set_new(doc, "tickets", release_tickets_of(&n, &median, &w->tickets, w->g->release->project, commit, release, LIKE_TICKETS));
    json_object_set_new(doc, "incidents", json_integer((json_int_t)n));
    json_object_set_new(doc, "median_restore_hours", isnan(median) ? json_null() : json_real(median));
}

/* ------------------------------------------------------------- changes */

/* The best of all queries for each earlier change; those that are alike at all, best first. */
static size_t find_changes(struct pair *pair, const struct work *w, const json_t *changes)
{
    const struct gathered *g = w->g;
    size_t row[LIKE_ASKED], asked = 0, n = 0;

    for (size_t i = 0; i < json_array_size(changes) && asked < LIKE_ASKED; i++) {
        size_t member = gathered_member(g, json_string_value(json_object_get(json_array_get(changes, i), "commit")));

        if (member < g->release->n_members)
            row[asked++] = g->release->member[member];
    }
    for (size_t i = 0; i < g->changes.n; i++) {
        struct pair best = { .of = i };

        for (size_t q = 0; w->known[i] && q < asked; q++) {
            struct likeness_score s = likeness_of(&w->likeness, &w->likeness.thing[row[q]], &w->likeness.thing[i]);

            if (s.total > best.score.total)
                best = (struct pair){ i, row[q], s };
        }
        if (best.score.total >= LIKE_LEAST)
            pair[n++] = best;
    }
    if (n > 0)
        qsort(pair, n, sizeof(*pair), by_score);
    return n;
}

static json_t *change_json(const struct work *w, const struct pair *pair)
{
    const struct change *c = &w->g->changes.row[pair->of];
    json_t *doc = release_change_facts(c);

    json_object_del(doc, "paths");
    json_object_update_new(doc, json_pack("{s:s, s:s, s:s, s:f, s:o}", "like", w->g->changes.row[pair->like].commit, "release", c->release, "outcome",
                                          c->buggy == 1 ? "harm" : "ok", "similarity", pair->score.total, "parts", parts_json(&pair->score)));
    add_tickets(doc, w, c->commit, NULL);
    return doc;
}

static int changes_like(json_t **out, const struct work *w, const json_t *changes, struct err *err)
{
    struct pair *pair = mem_calloc(w->g->changes.n + 1, sizeof(*pair));
    size_t n;

    if (pair == NULL)
        return err_nomem(err);
    n = find_changes(pair, w, changes);
    *out = json_array();
    for (size_t i = 0; i < n && i < LIKE_CHANGES; i++)
        json_array_append_new(*out, change_json(w, &pair[i]));
    mem_free(pair);
    return 0;
}

/* ------------------------------------------------------------- releases */

static bool is_past(const struct work *w, size_t r)
{
    const struct release *one = &w->g->releases.row[r];

    return one != w->g->release && one->status == RELEASE_DEPLOYED && one->outcome[0] != '\0' && one->n_members > 0 && one->deployed != TIME_NONE && one->deployed < w->as_of &&
           (one->outcome_time == TIME_NONE || one->outcome_time <= w->as_of);
}

static json_t *release_json(const struct work *w, const struct pair *pair)
{
    const struct release *r = &w->g->releases.row[pair->of];
    char at[TIME_ISO_MAX];
    json_t *doc = json_pack("{s:s, s:s, s:s, s:s, s:I, s:f, s:o}", "release", r->name, "system", r->system, "deployed", time_format(r->deployed, at), "outcome", r->outcome,
                            "changes", (json_int_t)r->n_members, "similarity", pair->score.total, "parts", parts_json(&pair->score));

    add_tickets(doc, w, NULL, r->name);
    return doc;
}

static int releases_like(json_t **out, size_t *n_known, struct work *w, struct err *err)
{
    const struct gathered *g = w->g;
    struct pair *pair = mem_calloc(g->releases.n + 1, sizeof(*pair));
    struct likeness_thing this, other;
    size_t n = 0;
    int rc = pair == NULL ? err_nomem(err) : likeness_union(&this, &w->likeness, g->release->member, g->release->n_members, g->release->system, err);

    *n_known = 0;
    for (size_t r = 0; rc == 0 && g->release->n_members > 0 && r < g->releases.n; r++) {
        if (!is_past(w, r))
            continue;
        (*n_known)++;
        rc = likeness_union(&other, &w->likeness, g->releases.row[r].member, g->releases.row[r].n_members, g->releases.row[r].system, err);
        if (rc < 0)
            break;
        pair[n] = (struct pair){ .of = r, .score = likeness_of(&w->likeness, &this, &other) };
        n += pair[n].score.total >= LIKE_LEAST;
    }
    if (rc == 0) {
        if (n > 0)
            qsort(pair, n, sizeof(*pair), by_score);
        *out = json_array();
        for (size_t i = 0; i < n && i < LIKE_RELEASES; i++)
            json_array_append_new(*out, release_json(w, &pair[i]));
    }
    mem_free(pair);
    return rc;
}

static int make(json_t **out, struct work *w, const json_t *changes, struct err *err)
{
    json_t *list = NULL, *releases = NULL, *weights = json_object();
    size_t n_releases = 0;
    int rc = changes_like(&list, w, changes, err);

    if (rc == 0)
        rc = releases_like(&releases, &n_releases, w, err);
    if (rc < 0) {
        json_decref(list);
        json_decref(weights);
        return rc;
    }
    for (int p = 0; p < N_LIKENESS_PARTS; p++)
        json_object_set_new(weights, likeness_part_name[p], json_real(likeness_weight[p]));
    *out = json_pack("{s:o, s:f, s:I, s:I, s:o, s:o, s:o}", "weights", weights, "least", LIKE_LEAST, "known", (json_int_t)w->n_known, "known_releases", (json_int_t)n_releases,
                     "changes", list, "releases", releases, "workflows", release_workflows_json(w->g, &w->tickets));
    return 0;
}

int release_likeness_json(json_t **out, const struct gathered *g, const json_t *changes, struct err *err)
{
    struct work w = { .g = g };
    int rc = mark_known(&w, err);

    if (rc == 0)
        rc = release_tickets_load(&w.tickets, g->f->store, g->f->snapshot, w.as_of, err);
    if (rc == 0)
        rc = likeness_init(&w.likeness, &g->changes, w.known, err);
    if (rc == 0) {
        rc = make(out, &w, changes, err);
        likeness_release(&w.likeness);
    }
    mem_free(w.known);
    release_tickets_release(&w.tickets);
    return rc;
}
