/*
 * triage_figures.h - a morning in figures: what stands at the head of the triage report in each of its forms.
 */
#ifndef PRODROME_TRIAGE_FIGURES_H
#define PRODROME_TRIAGE_FIGURES_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"

struct triage_figures {
    uint64_t open, look, sure;        /* tickets; a person should look at; with a confident suggestion  */
    uint64_t without_model;           /* of open: no model of teams scored them                         */
    uint64_t fresh, fresh_look;       /* of the newest day (facts_new.h); of them open and a person should look at      */
    uint64_t bursts;                  /* suspected major incidents                                      */
    uint64_t suspected, strangers;    /* duplicates; unlike anything before                             */
    uint64_t blocking, blocking_overdue; /* open and care-blocking; of them older than allowed          */
    bool     unmapped;                /* severities were reported, and [impact] maps none of them        */
    uint64_t safety, privacy, continuity; /* open tickets that may damage it                            */
    uint64_t differ;                  /* read worse than reported                                       */
};

/* Of the document of facts_triage(), listed (facts_listed.h) or whole. */
void triage_figures(struct triage_figures *out, const json_t *doc);

/* Of one project: how many tickets a person should look at, how many have a confident suggestion, how many are suspected duplicates. */
void triage_project_figures(struct triage_figures *out, const json_t *project);

/* The verdict: "1 suspected major incident; 2 care-blocking open, 1 longer than allowed; 3 filed in the newest day, a person should look at 2 of them". */
void triage_add_verdict(struct strbuf *out, const struct triage_figures *figures);

#endif
