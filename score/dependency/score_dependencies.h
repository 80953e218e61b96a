/*
 * score_dependencies.h - the libraries, services and integrations of each system, by their ties to what went wrong.
 *
 * Libraries: every dependency that a system uses now, as last read. `upcoming`: the system's newest read release is not out yet and changes it: the chance that
 * this change breaks something. `next`: no release that is not out changes it: the chance that its next update would, whatever kind it is.
 * Services and integrations (`service`): the share of its incidents that came to the system too (service_ties.h).
 *
 * Libraries are judged by the version of dependency-risk in use, which can be replayed; where there is none by shrunken rates alone, and services always so: such
 * scores have no model version (scores.model_id NULL) and nobody has approved them. They are never a verdict of a release, and are stored where they differ from the
 * item's newest. Of these only `upcoming` ones reach the queue. The detail: basis, release, from, to, step, probability, low, high, why, levels, evidence, learned_from;
 * or of a service incidents, tied, share, by_chance, all, evidence[{service, system, at}].
 */
#ifndef PRODROME_SCORE_DEPENDENCIES_H
#define PRODROME_SCORE_DEPENDENCIES_H

#include <jansson.h>

#include "score/scoring.h"

struct dependency_counts {
    size_t libraries, services;  /* looked at                                */
    size_t stored;               /* new scores                               */
    char   reason[ERR_MSG_MAX];  /* why no library could be judged; else ""  */
    char   version[64];          /* of dependency-risk, that judged them; "": rates alone */
    bool   approved;             /* it is in production                      */
};

/* system NULL: all. `items` (an object; may be NULL) gets a key for each item that was looked at, whether its score is new or not. */
int score_dependencies(struct dependency_counts *out, json_t *items, const struct scoring *s, const char *system, struct err *err);

/* The night's stage: all systems, what it came to into `detail` {libraries, services, stored, reason, version, approved}. */
int score_dependencies_stage(json_t *detail, const struct scoring *s, struct err *err);

/* [{item, probability, low, high, basis, detail{}}] of the newest scores of these items, riskiest first; system NULL: all. What a system no longer uses has scores, too: it is
 * in no `items` of score_dependencies. */
int dependency_ranking(json_t **out, struct store *store, const json_t *items, const char *system, struct err *err);

#endif
