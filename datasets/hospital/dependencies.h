/*
 * dependencies.h - the libraries that the systems use, their versions, and how well their updates go.
 *
 * A fixed table of invented libraries, most of them used by several systems. Each system stands at a version of its own; an update
 * takes it to the newest, and where it is there already a newer one has just come out. Two libraries break what is updated to them far
 * more often than others: updates of them are riskier by `risk` (change_risk.c), whichever system does it, and what fails then has the
 * cause CAUSE_LIBRARY.
 *
 * How things stand at `end` is written as the files in which each language keeps it, and as the list of the contract.
 */
#ifndef PRODROME_HOSPITAL_DEPENDENCIES_H
#define PRODROME_HOSPITAL_DEPENDENCIES_H

#include <stdbool.h>
#include <stdint.h>

#include "datasets/base/err.h"
#include "datasets/hospital/systems.h"

struct rng;
struct simulation;

enum { N_LIBRARIES = 18, VERSION_MAX = 32 };

struct library {
    const char *ecosystem;          /* maven, nuget, npm, pypi                             */
    const char *name;               /* as the ecosystem writes it                          */
    const char *said;               /* as people write it                                  */
    const char *users;              /* keys of systems, joined by '|'; "*": all of the ecosystem */
    const char *scope;              /* as the ecosystem calls it: compile, test, dev, ...  */
    bool        direct;             /* else pulled in by another                           */
    int         major, minor;       /* newest version before the two years                 */
    int         weight;             /* share of the updates                                */
    double      risk;               /* added to the logit of an update's true risk         */
};

extern const struct library library_table[N_LIBRARIES];

struct dependencies {
    unsigned newest[N_LIBRARIES];            /* versions come out so far                   */
    unsigned used[N_SYSTEMS][N_LIBRARIES];   /* the one that the system is at              */
    unsigned released[N_SYSTEMS][N_LIBRARIES]; /* that went out with its newest release    */
    uint64_t n_updates[N_LIBRARIES], n_faulty[N_LIBRARIES];
};

void dependencies_init(struct simulation *sim);

bool        library_is_used(const struct library *library, enum system_id system);
const char *dependency_file(enum system_id system); /* "pom.xml", ...; where it has no libraries, a lock file of packages */

/* A library of the system, by weight; N_LIBRARIES where it has none. */
unsigned dependency_pick(enum system_id system, struct rng *rng);

/* Takes the system to the newest version. The two versions as text. */
void dependency_update(char before[VERSION_MAX], char after[VERSION_MAX], struct simulation *sim, enum system_id system, unsigned library);

/* Version `number` of the library: every fifth is a new minor one. */
void dependency_version(char out[VERSION_MAX], unsigned library, unsigned number);

/* The system's release of today goes out with the versions that it is at. */
void dependencies_release(struct simulation *sim, enum system_id system);

/* dependency_files.c: rows of dependencies.csv and truth/dependencies.csv; then, when all rows are written, the files below
 * DIR/dependencies, and below DIR/release-dependencies/RELEASE those of each upcoming release and of the one before it. */
int dependencies_finish(struct simulation *sim, struct err *err);
int dependencies_put(const struct simulation *sim, const char *dir, struct err *err);

#endif
