/*
 * hospital.h - a made-up hospital and two years of its tickets, changes and releases.
 *
 * For demonstrations, benchmarks and tests: data in the files that import reads (README.md, the table of kinds), in which the truth is known, because it was
 * decided first and then blurred. Nobody in it exists. What is planted, and how much of it, stands in the README.txt that is
 * written beside the files.
 *
 *     DIR/estate.csv tickets.csv changes.csv changes-code.csv releases.csv outcomes.csv evidence.csv     for `prodrome import`
 *     DIR/postmortems/PM-NNNN-SYSTEM.md        and, as its kind of import comes, DIR/dependencies/SYSTEM/FILE, the same listed in dependencies.csv
 *     DIR/truth/families.csv causes.csv bursts.csv systems.csv changes.csv releases.csv postmortems.csv dependencies.csv
 *               identifiers.csv people.csv                                                  what is to be found
 *     DIR/README.txt
 *
 * The events of the two years are told once, in order of time, and each row is written as it happens. All memory is one block of fixed
 * size, taken whole at the start: scale 1,000 needs no more of it than scale 1. The files are in order of time. Equal options
 * give equal bytes.
 */
#ifndef PRODROME_HOSPITAL_HOSPITAL_H
#define PRODROME_HOSPITAL_HOSPITAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

#define HOSPITAL_END INT64_C(1782777600) /* 2026-06-30T00:00:00Z */

enum {
    HOSPITAL_DAYS = 730,
    HOSPITAL_TICKETS = 2000, /* these four times scale */
    HOSPITAL_CHANGES = 1000,
    HOSPITAL_RELEASES = 40,
    HOSPITAL_POSTMORTEMS = 6,
    HOSPITAL_SCALE_MAX = 100000
};

struct hospital_options {
    uint64_t seed;
    unsigned scale; /* 1 to HOSPITAL_SCALE_MAX                      */
    int64_t  end;   /* time of "today", cut to midnight; 0: HOSPITAL_END */
};

/* A release whose dependencies stand below release-dependencies/RELEASE. */
struct hospital_read {
    char system[32], release[32];
    bool upcoming;
};

enum { HOSPITAL_READS = 4 };

struct hospital_counts {
    uint64_t systems, tickets, changes, releases, outcomes, evidence, identifiers, people; /* rows written */
    uint64_t postmortems, bursts, library_updates;                               /* files; major incidents; changes */
    uint64_t open_tickets, misfiled, duplicates, caused_changes, bad_releases;   /* of these, by the truth */
    uint64_t complete_releases;                                                  /* upcoming ones that lack no evidence */
    uint64_t updates;                                                            /* rows of updates.csv */
    struct hospital_read read[HOSPITAL_READS];                                   /* [n_read] the release before each upcoming one, then that one */
    size_t   n_read;
};

/* The severities as they stand in tickets.csv and the clinical impact that each means, worst first: the configuration's [impact]. */
struct hospital_severity {
    const char *verbatim;
    const char *impact; /* care-blocking, operational, minor */
};

enum { HOSPITAL_SEVERITIES = 4 };

extern const struct hospital_severity hospital_severity[HOSPITAL_SEVERITIES];

/* Writes the estate into `dir`, which is made where it is missing. Files of these names are replaced one by one after the last
 * row of all is written: a failure before that leaves the old ones. `counts` may be NULL. ERR_USAGE for a scale or an end out
 * of range. */
int hospital_write(const char *dir, const struct hospital_options *options, struct hospital_counts *counts, struct err *err);

#endif
