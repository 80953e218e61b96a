/*
 * readiness.h - whether the data of a task is fit to learn from: what there is, a verdict, and why.
 *
 * The one place that decides it. `features readiness` shows it, and a training run begins with it: what is refused is not trained, what is thin
 * is trained and the validation record says so. Measures and limits are those of config_readiness.h; the verdict is the worst over the measures:
 *
 *     refused   a measure is below its `needed` limit, or the rows that a cut by time leaves to learn from are below the engine's floor
 *     thin      one is below its `wanted` limit
 *     ready     else
 *
 * More of a measure never makes a verdict worse. What cannot be measured (agreement without near-duplicates, links without incidents) is not
 * judged, except months: where no row is dated nothing can be cut by time, which is thin where months are wanted.
 *
 * A run learns first from the oldest 80 % of the oldest 80 % (backtest, then the inner cut of learn.h), so that is where classes need their
 * TASK_MIN_CLASS_ROWS rows and a risk its harmful and clean ones; `least` has the measure there.
 */
#ifndef PRODROME_READINESS_H
#define PRODROME_READINESS_H

#include <jansson.h>

#include "datasets/config/config.h"

enum readiness_verdict { READINESS_READY, READINESS_THIN, READINESS_REFUSED };

extern const char *const readiness_verdict_name[]; /* "ready", "thin", "refused" */

enum { READINESS_REASON_MAX = ERR_MSG_MAX, READINESS_PAIRS_MIN = 20 /* fewer near-duplicates say nothing about agreement */ };

struct readiness_reason {
    enum readiness_verdict verdict;
    enum readiness_measure measure;
    double                 value, limit;
    char                   text[READINESS_REASON_MAX]; /* "143 labelled rows, 200 are wanted" */
};

struct pair_count { size_t pairs, agree; };

struct readiness {
    const char *task, *label, *project;    /* borrowed: static or the caller's; label: "team", "buggy", "outcome"         */
    bool        trained;                   /* false: this version of the engine has no model of it                        */
    /* rows */
    size_t      records;                   /* tickets, changes or deployed releases of the project                        */
    size_t      labelled;                  /* with the label                                                              */
    size_t      rows;                      /* of them, what may be learned from                                           */
    size_t      left_open, left_upcoming, left_young; /* labelled and left out: open tickets; changes of upcoming releases; too young to be called clean */
    size_t      classes, classes_enough;   /* in those rows; with TASK_MIN_CLASS_ROWS rows                                */
    size_t      majority_rows;             /* of the largest class                                                        */
    size_t      harmful, clean;
    size_t      months;
    int64_t     first, last;               /* of the labelled rows that are dated; TIME_NONE                              */
    /* missing, of the labelled rows */
    size_t      no_title, no_description, no_text, no_date, no_label_time;
    size_t      timed;                     /* rows whose label could have a time: all, or the harmful                     */
    /* near-duplicates with a label on both sides, and those that carry the same */
    struct pair_count marked, same_text, near_text;
    /* around them: of the project, of the whole store, of the whole store */
    size_t      releases, releases_with_outcome;
    size_t      incidents, incidents_linked;
    size_t      systems, systems_with_dependencies;

    double      value[N_READINESS_MEASURES]; /* NaN: not measured                                                         */
    double      least[N_READINESS_MEASURES]; /* in the smallest cut; elsewhere as value                                   */

    enum readiness_verdict  verdict;
    struct readiness_reason reason[N_READINESS_MEASURES + 1]; /* [n_reasons] refusals first, then in order of the measures */
    size_t                  n_reasons;
};

/* Takes the date of a labelled row up: first, last, months, no_date. Rows come in time order; *month is the one before (any value at first). */
void readiness_add_date(struct readiness *r, int64_t *month, int64_t time);

/* Sets verdict and reasons from value and least; pure. Facts are used for the words. */
void readiness_judge(struct readiness *r, const struct readiness_limits *limits);

bool readiness_of_risk(const struct readiness *r); /* of changes or releases, not of tickets */

/* All pairs, and what a model that says the same of both could be right of at most: (1 + agreement) / 2. NaN with fewer than READINESS_PAIRS_MIN. */
struct pair_count readiness_pairs(const struct readiness *r);
double            readiness_ceiling(const struct readiness *r);

/* The reasons of the verdict itself in one line: "143 labelled rows, 200 are wanted; labels of 2 months, 3 are wanted". Returns `buf`. */
const char *readiness_words(const struct readiness *r, char *buf, size_t size);

/* One object with all the facts (keys: `prodrome features --help`), null where a task has no such thing; NULL when memory is out. */
json_t *readiness_json(const struct readiness *r);

#endif
