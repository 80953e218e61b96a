/*
 * families.h - the incidents that come back.
 *
 * A family is one recurring kind of ticket: it always belongs to the same component (and so to the same team), usually has the
 * same cause and kind of maintenance, and is told in much the same words by different people. The texts are templates
 * (phrases.h). Families are numbered from 0 over the four tables, which are grouped by subject only to keep files readable.
 */
#ifndef PRODROME_HOSPITAL_FAMILIES_H
#define PRODROME_HOSPITAL_FAMILIES_H

#include <stdint.h>

#include "datasets/hospital/causes.h"
#include "datasets/hospital/systems.h"

enum maintenance { CORRECTIVE, ADAPTIVE, PERFECTIVE, PREVENTIVE, N_MAINTENANCE };

extern const char *const maintenance_name[N_MAINTENANCE];

enum { N_SEVERITIES = 4, FAMILY_ASPECTS = 4, FAMILY_NONE = 0xffff };

/* One face of a family: how it shows, and what ends it. An episode has one of them, so its reports agree. */
struct aspect {
    const char *title, *body, *resolution; /* templates */
};

struct family {
    const char       *key;                     /* names it in truth/families.csv                              */
    enum component_id component;
    enum system_id    seen_as;                 /* what the person at the screen believes to be broken         */
    int               weight;                  /* share of all tickets, in thousandths or so                  */
    int               severity[N_SEVERITIES];  /* per cent, worst first                                       */
    enum maintenance  maintenance;
    enum cause        cause;
    const char       *workflow;                /* of its system in the estate                                 */
    int               from, until;             /* per cent of the two years in which it occurs; 0, 0: always  */
    struct aspect     aspect[FAMILY_ASPECTS];  /* a NULL title ends them unless full                          */
};

struct family_table {
    const struct family *row;  /* [n] */
    unsigned             n;
};

extern const struct family_table families_of_care, families_of_diagnostics, families_of_platform, families_of_business;

enum { N_FAMILY_TABLES = 4 };

unsigned             family_count(void);
const struct family *family_at(unsigned family);    /* family < family_count() */

/* The aspect of an episode of that family. */
const struct aspect *family_aspect(const struct family *family, uint32_t episode);

#endif
