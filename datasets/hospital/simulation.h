/*
 * simulation.h - the state of the two years while they are told.
 *
 * One block of fixed size; nothing in it grows with the scale. Each part has its own module and its own random streams, named,
 * so that a part may change without moving the others:
 *
 *     authors ---> changes ---> repository (files, who touched them when)
 *                     |  ^     '--> dependencies (who uses which library in which version)
 *                     |  '----- releases (the next two of each system)
 *                     v
 *                  agenda ----> tickets ---> postmortems (those still to be written)
 */
#ifndef PRODROME_HOSPITAL_SIMULATION_H
#define PRODROME_HOSPITAL_SIMULATION_H

#include "datasets/hospital/agenda.h"
#include "datasets/hospital/authors.h"
#include "datasets/hospital/changes.h"
#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/hospital.h"
#include "datasets/hospital/postmortems.h"
#include "datasets/hospital/releases.h"
#include "datasets/hospital/repository.h"
#include "datasets/hospital/table.h"
#include "datasets/hospital/tickets.h"

enum output {
    OUT_ESTATE, OUT_TICKETS, OUT_CHANGES, OUT_CODE, OUT_RELEASES, OUT_OUTCOMES, OUT_EVIDENCE, OUT_DEPENDENCIES, OUT_UPDATES,
    TRUTH_FAMILIES, TRUTH_SYSTEMS, TRUTH_CHANGES, TRUTH_RELEASES, TRUTH_IDENTIFIERS, TRUTH_PEOPLE,
    TRUTH_CAUSES, TRUTH_BURSTS, TRUTH_POSTMORTEMS, TRUTH_DEPENDENCIES,
    N_OUTPUTS
};

struct simulation {
    uint64_t               seed;
    unsigned               scale;
    int64_t                start, end;
    struct hospital_counts counts;
    struct table           out[N_OUTPUTS];
    struct agenda          agenda;
    struct authors         authors;
    struct repository      repository;
    struct releases        releases;
    struct changes         changes;
    struct tickets         tickets;
    struct dependencies    dependencies;
    struct postmortems     postmortems;
};

#endif
