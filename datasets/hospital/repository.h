/*
 * repository.h - the source files of the systems and what has happened to them.
 *
 * Files are invented from the component table: a few classes and tests for each component, and configuration, deployment,
 * dependencies and a runbook for each system. Kept for each: its size, its changes so far, when it was changed last and by whom:
 * what the metrics lt, nuc, age and ndev of Kamei et al. 2013 need.
 */
#ifndef PRODROME_HOSPITAL_REPOSITORY_H
#define PRODROME_HOSPITAL_REPOSITORY_H

#include <stdbool.h>

#include "datasets/base/rng.h"
#include "datasets/base/strbuf.h"
#include "datasets/hospital/authors.h"
#include "datasets/hospital/systems.h"

enum { FILES_MAX = 640, TOUCHED_MAX = 24, PERSON_WORDS = PERSONS_MAX / 64 };

enum file_kind { FILE_CODE, FILE_TEST, FILE_CONFIGURATION, FILE_DEPLOYMENT, FILE_DEPENDENCIES, FILE_DOCUMENT, N_FILE_KINDS };

struct source_file {
    enum system_id    system;
    enum component_id component;       /* N_COMPONENTS: of the system as a whole     */
    enum file_kind    kind;
    const char       *name;            /* not NUL-terminated: name_len               */
    int               name_len;
    unsigned          lines, n_changes;
    int64_t           changed;         /* time of the last change                    */
    uint64_t          person[PERSON_WORDS]; /* bit i: person i has changed it        */
};

struct repository {
    struct source_file file[FILES_MAX]; /* [n], those of a system together */
    unsigned           n;
    uint64_t           n_changes;       /* of all files together           */
    unsigned           system_begin[N_SYSTEMS + 1];
};

/* A change's share in one file. */
struct touched {
    unsigned file;
    unsigned added, deleted; /* lines */
};

/* Metrics of a change that follow from the files, as they stood before it. */
struct file_metrics {
    unsigned ns, nd, nf, la, ld;
    double   entropy; /* bits              */
    double   lt;      /* lines, mean       */
    unsigned ndev;
    double   age;     /* days, mean        */
    double   nuc;     /* mean              */
    double   churn;   /* nuc, divided by the mean over all files; not a metric of Kamei's, but part of the true risk */
};

void repository_init(struct repository *repository, uint64_t seed, int64_t start, unsigned n_persons);

/* "ehr/notes/NoteEditor.java" */
void repository_path(struct strbuf *out, const struct source_file *file);

/* Chooses up to n different files: first one of the kind `first`, of the component if it has one; then of `kind` (code comes with
 * its tests), first of the component, then of its system; with `wide` some of other systems. Returns how many. */
struct choice {
    unsigned          n; /* 1 to TOUCHED_MAX */
    enum component_id component;
    enum file_kind    first, kind;
    bool              wide;
};

unsigned repository_choose(const struct repository *repository, struct touched touched[TOUCHED_MAX], const struct choice *choice,
                           struct rng *rng);

void repository_measure(struct file_metrics *out, const struct repository *repository, const struct touched *touched, unsigned n, int64_t time);
void repository_apply(struct repository *repository, const struct touched *touched, unsigned n, unsigned person, int64_t time);

#endif
