/*
 * facts_services.h - the services and integrations that a system depends on, by their ties to its incidents; for the release report and for scores.
 *
 * services: system, all (share over all pairs of the estate), list[SERVICE]
 *   SERVICE: item ("dependency:SYSTEM/NAME"), basis "service", name, incidents (of the service), tied (of them, followed by one of the system within TIE_HOURS), probability
 *     (the shrunken share, service_ties.h), low, high (95 %), by_chance, all, summary (one sentence), evidence[{service, system, at}]
 *   Strongest tie first; of the same share by name. One of which no incident is known stands last, with the share of all pairs.
 */
#ifndef PRODROME_FACTS_SERVICES_H
#define PRODROME_FACTS_SERVICES_H

#include "score/dependency/service_ties.h"
#include "score/report/facts.h"

/* null where the estate knows of nothing that the system depends on, or no incident of any service is known. `before`: only incidents from before; TIME_NONE: all. */
int facts_services(json_t **out, const struct facts *f, const char *system, int64_t before, struct err *err);

/* One SERVICE. */
json_t *service_json(const struct service_tie *tie, const struct service_ties *all);

#endif
