/*
 * How a ticket is filed, and how long it lives.
 */
#include <assert.h>
#include <math.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/ticket.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

/* A component of another team, nine times out of ten: of the system that the person at the screen believes to be broken, or of any. */
static enum component_id wrong_component(const struct ticket *ticket, struct rng *rng)
{
    struct component_range seen = system_components(ticket->seen_as);
    bool anyone = rng_below(rng, 10) == 0;

    for (int tries = 0;; tries++) {
        enum component_id wrong = (enum component_id)rng_below(rng, N_COMPONENTS);

        if (tries < 4 && rng_double(rng) < 0.7)
            wrong = (enum component_id)(seen.first + (int)rng_below(rng, (uint32_t)seen.n));
        if (wrong != ticket->component &&
            (anyone || component_table[wrong].team != component_table[ticket->component].team))
            return wrong;
    }
}

/* About 20 % are filed under a wrong component: more where people see the trouble in a system that is not at fault. Feelings move
 * the severity, mostly upwards. */
void ticket_misfile(struct ticket *ticket, struct rng *rng)
{
    bool blames_another = component_table[ticket->component].system != ticket->seen_as;
    bool misfiled = rng_double(rng) < (blames_another ? 0.38 : 0.16);
    double mood = rng_double(rng);

    ticket->component_filed = misfiled ? wrong_component(ticket, rng) : ticket->component;
    ticket->severity_filed = ticket->severity;
    if (mood < 0.17 && ticket->severity > 0)
        ticket->severity_filed--;
    else if (mood > 0.93 && ticket->severity < N_SEVERITIES - 1)
        ticket->severity_filed++;
}

void ticket_record_cause(struct ticket *ticket, struct rng *rng, bool analysed)
{
    double written = rng_double(rng), right = rng_double(rng);
    enum cause usual = ticket->family != NULL ? ticket->family->cause : CAUSE_DEFECT;

    ticket->cause_recorded = N_CAUSES;
    if (ticket->open || (!analysed && written >= (ticket->duplicate_of != 0 ? 0.2 : 0.66)))
        return;
    ticket->cause_recorded = ticket->cause;
    if (!analysed && ticket->maintenance == CORRECTIVE && right < 0.09) /* what it usually is, or what it always is */
        ticket->cause_recorded = usual != ticket->cause ? usual : CAUSE_DEFECT;
}

/* Seconds of work until it is solved: log-normal, median by severity. In the last month the desk is short of people. */
static int64_t working_time(const struct ticket *ticket, struct rng *rng, int64_t end)
{
    static const double median_h[N_SEVERITIES] = { 5, 27, 92, 200 };
    double hours = median_h[ticket->severity] * exp(1.05 * rng_normal(rng));

    if (ticket->duplicate_of != 0)
        hours = 1 + 0.3 * hours;
    if (end - ticket->created < INT64_C(30) * DAY_S)
        hours *= 16;
    if (ticket->severity >= 2 && rng_double(rng) < 0.012)
        hours *= 40; /* forgotten: the ageing backlog */
    return (int64_t)(hours * HOUR_S) + 5 * MINUTE_S;
}

/* When it began, was noticed and was over: only of what failed. The service is back before the ticket is closed. */
static void live_incident(struct ticket *ticket, struct rng *rng)
{
    int64_t lead = (int64_t)(rng_exponential(rng) * 40 * MINUTE_S), noticed = (int64_t)(rng_double(rng) * (double)lead);
    int64_t worked = ticket->resolved - ticket->created;

    ticket->started = ticket->created - lead;
    ticket->detected = ticket->created - noticed;
    if (!ticket->open)
        ticket->restored = ticket->created + (int64_t)((0.15 + 0.8 * rng_double(rng)) * (double)worked);
}

void ticket_live(struct ticket *ticket, struct rng *rng, int64_t end)
{
    int64_t age = end - ticket->created;

    assert(age > 0);

    ticket->started = ticket->detected = ticket->restored = TIME_NONE;
    ticket->resolved = ticket->created + working_time(ticket, rng, end);
    ticket->open = ticket->resolved >= end;
    if (ticket->maintenance == CORRECTIVE)
        live_incident(ticket, rng);
    ticket->untriaged = ticket->open && rng_double(rng) < (age < 3 * DAY_S ? 0.75 : age < 10 * DAY_S ? 0.4 : 0.12);
    ticket->escalated = ticket->severity == 0 ? rng_below(rng, 2) == 0 : rng_double(rng) < 0.06;
    ticket->reopened = !ticket->open && rng_double(rng) < 0.045;
    ticket->updated = ticket->resolved;
    if (ticket->untriaged)
        ticket->updated = ticket->created;
    else if (ticket->open)
        ticket->updated = ticket->created + (int64_t)(rng_double(rng) * (double)age);
    if (ticket->open)
        ticket->resolved = TIME_NONE;
}
