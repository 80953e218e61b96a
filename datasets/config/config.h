/*
 * config.h - the configuration file (INI, inih).
 *
 * Sections and keys are those of config_keys.h (man prodrome.conf); anything else is an error with file and line. Paths are relative to the file's
 * folder and come back absolute or relative to the working folder, ready to open. A missing default file gives the defaults.
 */
#ifndef PRODROME_CONFIG_H
#define PRODROME_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/arena.h"
#include "datasets/base/digest.h"
#include "datasets/base/err.h"
#include "datasets/config/config_readiness.h"

struct config_map { const char *field, *column; };

struct config_source {
    const char        *name, *kind, *path /* glob */, *profile; /* "auto" where none is given */
    const char        *project, *code, *release, *timezone, *date_order; /* NULL where not given          */
    const char        *issues, *branch;                         /* git: pattern of ticket ids, branch in place of HEAD; NULL where not given */
    const char        *tracker, *blame;                          /* git: project of the tickets, NULL; "tickets", "messages" or "none", NULL where not given */
    const char        *system, *metric;                          /* dependencies: whose, never NULL; telemetry: where the file does not say it, NULL */
    const char        *git;                                      /* dependencies: "yes": of each tag of the repository; "no"; NULL where not given */
    struct config_map *map; /* [n_maps] */
    size_t             n_maps;
};

enum criticality { CARE_CRITICAL, COMPLIANCE_CRITICAL, ADMINISTRATIVE, CRITICALITY_UNKNOWN, N_CRITICALITIES };

extern const char *const criticality_name[N_CRITICALITIES]; /* "care-critical", ..., "unknown" */
enum criticality criticality_of(const char *text);          /* CRITICALITY_UNKNOWN where it is none */

struct config_cost {
    double miss;      /* cost of an incident that a review would have stopped, in units of one review of an administrative system */
    double review;    /* cost of one review                                                                                      */
    double misroute;  /* cost of a ticket sent to the wrong team                                                                 */
};

/* Kinds of record whose text is removed after some days (purge.h), under their names on the command line. */
enum retention {
    RETAIN_TICKETS, RETAIN_CHANGES, RETAIN_RELEASES, RETAIN_OUTCOMES, RETAIN_POSTMORTEMS, RETAIN_EVIDENCE, RETAIN_PATCHES, RETAIN_PREDICTIONS, RETAIN_UPDATES,
    N_RETENTIONS
};

extern const char *const retention_name[N_RETENTIONS]; /* "tickets", ... */

/* Impacts with an age policy, in the order of impact_rank. */
enum age_policy { AGE_UNMAPPED, AGE_CARE_BLOCKING, AGE_OPERATIONAL, AGE_MINOR, N_AGE_POLICIES };

struct config_pair { const char *key, *value; };

struct phi_rules;

struct config {
    struct arena          arena;
    const char           *path;                  /* "" for defaults             */
    struct config_source *source;                /* [n_sources] in file order   */
    size_t                n_sources;
    const char           *reports_dir;           /* "reports"                   */
    const char           *metrics_file;          /* "" none                     */
    int64_t               score_window_days;     /* 30                          */
    int64_t               label_maturity_days;   /* 90                          */
    int64_t               link_window_days;      /* 7: an incident so long after a release of its system may come from it */
    double                duplicate_precision;   /* 0.5: share of the suspected duplicates that should be some; above 1: none is suspected */
    int64_t               rebuild_days;          /* 7: after so many days tickets are grouped anew; in between new ones are put in */
    double                rebuild_percent;       /* 10: or when so many came, of those that were grouped */
    struct config_cost    cost[N_CRITICALITIES]; /* unknown: as compliance-critical */
    double                reviews_per_week;      /* 0: not limited              */
    struct { struct config_cost cost[N_CRITICALITIES]; double reviews_per_week; } as_written; /* the two above as the file has them, where others are in force (policy_in_force.h) */
    int64_t               retention_days[N_RETENTIONS]; /* 0: kept for ever; else at least label_maturity_days */
    int64_t               age_days[N_AGE_POLICIES]; /* that an incident of the impact may be open: 14 where it is not known, 1, 7, 30 */
    struct config_pair   *impact;                /* [n_impacts] verbatim severity -> care-blocking|operational|minor */
    size_t                n_impacts;
    struct config_pair   *status;                /* [n_statuses] verbatim -> open|closed */
    size_t                n_statuses;
    const char           *closing_phrases;       /* "": what tells nothing in a close note beside the built-in words, joined by '|' */
    struct { const char *task, *metric; double bound; } *acceptance; /* [n_acceptances] */
    size_t                n_acceptances;
    double                suggest_precision;     /* 0.9: share of the suggestions without a person's look that should be right       */
    double                suggest_precision_of[N_READINESS_TASKS]; /* of a task, in the order of known_tasks; 0: as the one above */
    struct readiness_limits readiness[N_READINESS_TASKS]; /* in the order of known_tasks; config_readiness finds one */
    struct phi_rules     *rules;                 /* of [deidentify]; NULL: the built-in ones alone. Owned; without a key */
    char                  hash[DIGEST_HEX_SIZE]; /* of what was read            */
};

/* path NULL: the default file beside the store (STORE.conf), which may be missing. A given path must exist. ERR_USAGE with file and line. */
int  config_load(struct config *out, const char *path, const char *store_path, struct err *err);
void config_release(struct config *config);

/* Whether costs and capacity, as the file has them, are those that hold without a file. */
bool config_costs_are_built_in(const struct config *config);

/* The commented file that `init` writes; every key at its default, commented out. */
const char *config_template(void);

/* Whether a status means open: 1, 0, or -1 for unknown and empty. Built-in words of trackers, overridden by [status]. Case, blanks, '_'
 * and '-' do not matter. */
int config_status_open(const struct config *config, const char *status);

/* What the data of a task must have; the task is one of known_tasks. */
const struct readiness_limits *config_readiness(const struct config *config, const char *task);

/* The precision asked of the suggestions of a task, one of known_tasks: [suggest TASK], else [suggest]. */
double config_precision(const struct config *config, const char *task);

/* Clinical impact of a verbatim severity by [impact]: the mapped word, or "" where the table has none. */
const char *config_impact(const struct config *config, const char *severity);

#endif
