/*
 * config_readiness.h - what the data must have before a model is learned from it: measures and their limits ([readiness TASK]).
 *
 * Every measure is "the more the better". For each there are two limits: below `needed` a task is refused, below `wanted` it is thin. In the
 * configuration they are the keys `min_MEASURE` and `MEASURE`. Counts are whole numbers, shares lie between 0 and 1; 0 asks for nothing. What
 * the engine cannot do without is a floor that no configuration can lower.
 */
#ifndef PRODROME_CONFIG_READINESS_H
#define PRODROME_CONFIG_READINESS_H

#include <stdbool.h>
#include <stddef.h>

enum readiness_measure {
    READINESS_ROWS,         /* labelled rows that may be learned from                                                      */
    READINESS_CLASSES,      /* classes with the rows that each needs                                                       */
    READINESS_HARMFUL,      /* changes or releases known to have done harm                                                 */
    READINESS_CLEAN,        /* those known to have done none, old enough to say so                                         */
    READINESS_MONTHS,       /* calendar months that have a labelled row                                                    */
    READINESS_LABELLED,     /* share of the records with a label                                                           */
    READINESS_TEXT,         /* share of the labelled rows with words in title or description                               */
    READINESS_AGREEMENT,    /* share of the pairs of near-duplicate tickets that have the same label                       */
    READINESS_TIMES,        /* share of the labels of which it is known when they became known (risk: of the harmful ones) */
    READINESS_OUTCOMES,     /* share of the deployed releases with an outcome                                              */
    READINESS_LINKED,       /* share of the incidents linked to a release or change                                        */
    READINESS_DEPENDENCIES, /* share of the systems whose dependencies are known                                           */
    N_READINESS_MEASURES
};

extern const char *const readiness_measure_name[N_READINESS_MEASURES]; /* "rows", "classes", ... */
bool readiness_is_share(enum readiness_measure measure);

enum { N_READINESS_TASKS = 10 }; /* those of known_tasks (config_keys.h), in that order */

struct readiness_limits {
    bool   asked[N_READINESS_MEASURES];  /* the measure means something for the task */
    double wanted[N_READINESS_MEASURES];
    double needed[N_READINESS_MEASURES];
};

/* The defaults of a task of known_tasks. */
void readiness_defaults(struct readiness_limits *out, size_t task);

/* A key of [readiness TASK]: false where there is none of that name for the task. *least is what the engine itself needs. */
bool readiness_key(enum readiness_measure *measure, bool *needed, double *least, size_t task, const char *name);

enum { READINESS_KEYS_MAX = 2 * N_READINESS_MEASURES };

/* All keys of a task, for hints. Returns how many. */
size_t readiness_keys(const char *name[READINESS_KEYS_MAX], size_t task);

#endif
