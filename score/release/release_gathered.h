/*
 * release_gathered.h - what the parts of the release report's facts are made from.
 *
 * Inside of score/release: facts_release.c gathers it, and each part makes its keys of the document in facts.h.
 */
#ifndef PRODROME_RELEASE_GATHERED_H
#define PRODROME_RELEASE_GATHERED_H

#include "datasets/base/intern.h"
#include "score/release_meaning.h"
#include "score/report/facts.h"
#include "score/review/gate.h"

struct gathered {
    const struct facts         *f;
    struct system_table         systems;
    struct change_table         changes;       /* of the project                                 */
    struct release_table        releases;      /* of the project                                 */
    const struct release       *release;
    struct intern               members;       /* commits of the release, in the order of its members */
    struct thresholds           thresholds;
    struct policy_in_force      own_policy;    /* where none was given with the facts            */
    const struct policy_in_force *policy;
    struct gate                 gate;
    json_t                     *detail;        /* of the release's score; NULL: none             */
    json_t                     *record;        /* validation record of the model that scored its changes; NULL: none */
    const struct model_version *release_version; /* of release-risk: that made its figure, else the one in use; NULL: none */
    json_t                     *release_record; /* its validation record; NULL: none             */
    double                     *size;          /* [changes.n] ascending la + ld of all changes   */
};

/* g->size. */
int    gathered_sort_sizes(struct gathered *g, struct err *err);
/* g->members, once the release is there. */
int    gathered_index_members(struct gathered *g, struct err *err);
/* Which of the release's members it is, or n_members. */
size_t gathered_member(const struct gathered *g, const char *commit);

/* What a change says of itself: commit, author, date, message (its first line), kind, la, ld, files, paths[]. */
json_t *release_change_facts(const struct change *change);

/* changes[]: those of the score, riskiest first, without those that have left the release since. */
int release_changes_json(json_t **out, const struct gathered *g, struct err *err);
/* past{}: deployed releases before this one, the newest last; where it has no date, all of them. */
json_t *release_past_json(const struct gathered *g);
/* What was said of a release before it went out; NaN: nothing. */
double release_past_chance(const struct gathered *g, const struct release *r);
/* Releases before the one at hand are rows [0, it). */
size_t release_past_end(const struct gathered *g);

/* gate_releases{} (release_gates.c): the gate table of whole releases, or why there is none; and where the thresholds of the criticalities stand in it. */
int    release_gates_json(json_t **out, const struct gathered *g, struct err *err);

/* health[] (release_health.c): drift, calibration and what came since they score, of the versions behind the report. */
int    release_health_json(json_t **out, const struct gathered *g, struct err *err);

/* likeness{} (release_likeness.c) of the release and of the riskiest of `changes`. */
int release_likeness_json(json_t **out, const struct gathered *g, const json_t *changes, struct err *err);

/* damage{}, families[] and safeguards[], readers{} (release_factors.c), from the document's changes, evidence, dependencies, rules, verdict. */
void release_add_factors(json_t *doc, const struct gathered *g);
/* safeguards[] (release_safeguards.c), from its evidence, dependencies, families, and the project's changes. */
void release_add_safeguards(json_t *doc, const struct gathered *g);

#endif
