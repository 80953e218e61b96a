/*
 * similar_night.h - the past tickets most like each open one, found and kept for the reports of a run.
 *
 * Where the project has a usable version of `duplicates` (similar_order.h) they are in its order, and each ticket gets a score of it: the chance that it is the same incident as the first of them, with all of
 * them in the detail {candidates: [{item, id, probability, suspected, groups}], why}; else by similarity.
 *
 * For every ticket that the run scored, and every open one of the score window whether a model knows it or not: the SIMILAR_KEPT most similar earlier
 * tickets of its project (score/similar/similar.h), with what they have in common, in the table `neighbours`, ranks 1 to SIMILAR_KEPT; and the postmortems
 * most like it (postmortem_search.h), ranks behind SIMILAR_KEPT. Those tickets so similar that past pairs like them were mostly marked as duplicates are marked as
 * suspected: the bar of each project is chosen on its resolved tickets (similar_choose_bar) for the precision that the configuration asks.
 * With the bar goes what tells a stranger (score/triage/stranger.h): how near the newest tickets that are not open any more came to an earlier one.
 */
#ifndef PRODROME_SIMILAR_NIGHT_H
#define PRODROME_SIMILAR_NIGHT_H

#include <jansson.h>

#include "datasets/config/config.h"
#include "score/similar/similar_postmortems.h"

enum { SIMILAR_KEPT = 5, SIMILAR_KEPT_POSTMORTEMS = 3 };

struct similar_night {
    struct store          *store;
    const struct config   *config;
    const struct snapshot *snapshot;
    int64_t                run_id;
    int                    n_threads;
    const struct model_list       *models;      /* NULL: earlier tickets are ordered by words                     */
    const struct postmortem_table *postmortems; /* as similar_postmortems_load has them                   */
    /* what came of it */
    size_t                 tickets;    /* open tickets that were compared                                     */
    size_t                 suspected;  /* of them with a suspected duplicate                                  */
    json_t                *bars;       /* [{project, what duplicate_bar.h says, past, tail[], asked}]; yours */
};

/* One project: adds to the counts and to `bars`. Tickets that have their neighbours in this run already are counted and left alone, so a
 * killed stage is taken up again, and ends with the counts and bars of one that was not. */
int similar_night_project(struct similar_night *n, const char *project, struct err *err);

/* {tickets, suspected, bars}, as the stage of the run keeps it; the bars pass into it. */
json_t *similar_night_detail(struct similar_night *n);

#endif
