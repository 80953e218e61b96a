#include "datasets/hospital/tickets.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/identifiers.h"
#include "datasets/hospital/simulation.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

/* Shares of all tickets. FROM_AGENDA is what comes of changes, repeats and bursts (measured); a wrong guess would only tilt
 * the daily numbers. */
static const double FROM_AGENDA = 0.21, SINGLE = 0.07, REPEATED = 0.14, MAJOR = 0.006;

/* The incident that is still going on at the end: interface queues, thirty hours before. */
static void plan_last_incident(struct simulation *sim)
{
    struct pending last = { .due = sim->end - 30 * HOUR_S,
                            .family = FAMILY_NONE,
                            .system = SYS_INTEGRATION,
                            .cause = N_CAUSES,
                            .followers = 7 };

    for (unsigned f = 0; f < family_count(); f++) {
        if (strcmp(family_at(f)->key, "hl7-queue-backlog") == 0)
            last.family = f;
    }
    last.episode = rng_u32(&sim->tickets.facts);
    tickets_cause(sim, &last);
}

/* Of those that are left, the ones that will come by themselves. */
static void plan_arrival(struct simulation *sim)
{
    struct tickets *tickets = &sim->tickets;
    double coming =
        (double)tickets->left - FROM_AGENDA * HOSPITAL_TICKETS * sim->scale * (1.0 - tickets->arrivals.share);

    if (tickets->left > 0)
        tickets->next = arrivals_next(&tickets->arrivals, &tickets->rhythm, coming > 1 ? coming : 1);
}

void tickets_init(struct simulation *sim)
{
    struct tickets *tickets = &sim->tickets;

    rhythm_init(&tickets->rhythm, &rhythm_of_tickets, sim->start, sim->seed);
    rng_init_named(&tickets->arrivals.rng, sim->seed, "ticket times");
    rng_init_named(&tickets->facts, sim->seed, "tickets");
    rng_init_named(&tickets->words, sim->seed, "words");
    rng_init_named(&tickets->patients, sim->seed, "patients");
    ticket_text_init(&tickets->text);
    tickets->left = (uint64_t)HOSPITAL_TICKETS * sim->scale;
    tickets->number = TICKET_FIRST;
    plan_last_incident(sim);
    plan_arrival(sim);
}

void tickets_close(struct simulation *sim)
{
    ticket_text_release(&sim->tickets.text);
}

int64_t tickets_due(const struct simulation *sim)
{
    const struct pending *first = agenda_first(&sim->agenda);
    int64_t due = sim->tickets.left > 0 ? sim->tickets.next : INT64_MAX;

    return first != NULL && first->due <= due ? first->due : due;
}

bool tickets_cause(struct simulation *sim, const struct pending *pending)
{
    if (pending->due >= sim->end || sim->tickets.left == 0 || !agenda_add(&sim->agenda, pending))
        return false;
    sim->tickets.left--;
    return true;
}

static bool occurs(const struct family *family, int percent)
{
    return family->until == 0 || (percent >= family->from && percent < family->until);
}

/* A family that occurs at that time, of the system unless that is N_SYSTEMS, by weight. */
static unsigned pick_family(const struct simulation *sim, enum system_id system, bool failures_only, int64_t time,
                            struct rng *rng)
{
    int percent = (int)((time - sim->start) * 100 / (sim->end - sim->start)), sum = 0, draw;
    unsigned n = family_count(), chosen = FAMILY_NONE;
    int weight[128];

    assert(n <= 128);
    for (unsigned f = 0; f < n; f++) {
        const struct family *family = family_at(f);
        bool fits = (system == N_SYSTEMS || component_table[family->component].system == system) &&
                    (!failures_only || family->maintenance == CORRECTIVE) && occurs(family, percent);

        weight[f] = fits ? family->weight : 0;
        sum += weight[f];
    }
    if (sum == 0)
        return FAMILY_NONE;
    draw = (int)rng_below(rng, (uint32_t)sum);
    for (chosen = 0; draw >= weight[chosen]; chosen++)
        draw -= weight[chosen];
    return chosen;
}

unsigned tickets_failure_of(const struct simulation *sim, enum system_id system, int64_t time, struct rng *rng)
{
    return pick_family(sim, system, true, time, rng);
}

const struct recent_ticket *tickets_recent(const struct simulation *sim, enum system_id system, struct rng *rng)
{
    unsigned n = sim->tickets.n_recent[system];

    if (n == 0)
        return NULL;
    return &sim->tickets.recent[system][rng_below(rng, n < TICKETS_RECENT ? n : TICKETS_RECENT)];
}

/* What comes by itself: a family, or once in a while something that has never been and will not come again. */
static void arrive(struct simulation *sim, struct pending *pending)
{
    struct rng *rng = &sim->tickets.facts;

    *pending =
        (struct pending){ .due = sim->tickets.next, .family = FAMILY_NONE, .system = N_SYSTEMS, .cause = N_CAUSES };
    sim->tickets.left--;
    if (rng_double(rng) >= SINGLE)
        pending->family = pick_family(sim, N_SYSTEMS, false, pending->due, rng);
    pending->episode = rng_u32(rng);
    if (rng_double(rng) < MAJOR)
        pending->followers = 4 + rng_below(rng, 9);
}

static int draw_severity(const struct family *family, enum maintenance maintenance, struct rng *rng)
{
    static const int of_singles[2][N_SEVERITIES] = { { 3, 19, 52, 26 }, { 0, 3, 35, 62 } };
    const int *percent = family != NULL ? family->severity : of_singles[maintenance != CORRECTIVE];
    int draw = (int)rng_below(rng, 100), severity = 0;

    while (severity < N_SEVERITIES - 1 && draw >= percent[severity])
        draw -= percent[severity++];
    return severity;
}

/* What has no family: any component, mostly something broken. */
static void decide_single(struct ticket *ticket, enum system_id system, struct rng *rng)
{
    static const enum maintenance kind[] = { CORRECTIVE, CORRECTIVE, CORRECTIVE, ADAPTIVE, PERFECTIVE, PREVENTIVE };
    struct component_range range = { 0, N_COMPONENTS };

    if (system != N_SYSTEMS)
        range = system_components(system);
    ticket->component = (enum component_id)(range.first + (int)rng_below(rng, (uint32_t)range.n));
    ticket->seen_as = component_table[ticket->component].system;
    ticket->maintenance = system != N_SYSTEMS ? CORRECTIVE : kind[rng_below(rng, 6)];
    ticket->cause = ticket->maintenance == CORRECTIVE ? cause_draw(rng) : CAUSE_REQUEST;
}

static void decide(struct simulation *sim, struct ticket *ticket, const struct pending *pending)
{
    struct rng *rng = &sim->tickets.facts;
    double unusual = rng_double(rng);
    bool recognised;

    memset(ticket, 0, sizeof *ticket);
    ticket->number = sim->tickets.number++;
    ticket->created = pending->due;
    ticket->episode = pending->episode;
    if (pending->family == FAMILY_NONE) {
        decide_single(ticket, pending->system, rng);
    } else {
        ticket->family = family_at(pending->family);
        ticket->component = ticket->family->component;
        ticket->seen_as = ticket->family->seen_as;
        ticket->maintenance = ticket->family->maintenance;
        ticket->cause = ticket->family->cause;
    }
    if (ticket->maintenance == CORRECTIVE && pending->cause < N_CAUSES)
        ticket->cause = pending->cause;
    else if (ticket->maintenance == CORRECTIVE && unusual < 0.27)
        ticket->cause = cause_draw(rng);
    ticket->library = ticket->cause == CAUSE_LIBRARY ? pending->library : NULL;
    ticket->severity = draw_severity(ticket->family, ticket->maintenance, rng);
    if ((pending->followers > 0 || pending->parent != 0) && ticket->severity > 0)
        ticket->severity--;
    ticket->parent = pending->parent;
    ticket->vague = rng_double(rng) < (ticket->maintenance == CORRECTIVE ? 0.25 : 0.14);
    recognised = rng_double(rng) < (ticket->vague ? 0.35 : 0.92); /* as a repeat, by who reads it */
    if (pending->origin != 0 && recognised && (pending->parent == 0 || rng_below(rng, 2) == 0))
        ticket->duplicate_of = pending->origin;
    if (pending->origin == 0 || rng_below(rng, 2) == 0) /* nobody links every ticket of a burst */
        memcpy(ticket->commit, pending->commit, sizeof ticket->commit);
    memcpy(ticket->release, pending->release, sizeof ticket->release);
}

/* What this one draws after it: the burst of a major incident within hours, or the same thing reported again within days. Returns how
 * many of a burst. */
static unsigned follow(struct simulation *sim, const struct ticket *ticket, const struct pending *pending)
{
    struct rng *rng = &sim->tickets.facts;
    struct pending next = *pending;
    unsigned n = 0;

    next.origin = ticket->number;
    next.followers = 0;
    next.fate = FATE_NONE;
    next.cause = ticket->maintenance == CORRECTIVE ? ticket->cause : N_CAUSES;
    next.due = ticket->created;
    if (pending->followers > 0) {
        next.parent = ticket->number;
        for (unsigned i = 0; i < pending->followers; i++) {
            next.due += 60 + (int64_t)(rng_exponential(rng) * 0.45 * HOUR_S);
            n += tickets_cause(sim, &next);
        }
    } else if (pending->origin == 0 && ticket->maintenance == CORRECTIVE && rng_double(rng) < REPEATED) {
        next.due += 600 + (int64_t)(rng_exponential(rng) * (rng_below(rng, 2) == 0 ? 1.4 : 16) * DAY_S);
        tickets_cause(sim, &next);
    }
    return n;
}

static int write_identifiers(struct simulation *sim, const char *id, const char *field, uint64_t planted,
                             struct err *err)
{
    struct table *table = &sim->out[TRUTH_IDENTIFIERS];
    int rc = 0;

    for (int slot = 0; slot < N_SLOTS && rc == 0; slot++) {
        if (!(planted >> slot & 1) || identifier_type((enum slot)slot) == NULL)
            continue;
        table_adds(table, id);
        table_adds(table, field);
        table_adds(table, identifier_type((enum slot)slot));
        table_adds(table, sim->tickets.text.scene.value[slot]);
        rc = table_end_row(table, err);
    }
    return rc;
}

static int write_cause(struct simulation *sim, const struct ticket *ticket, const char *id, struct err *err)
{
    struct table *table = &sim->out[TRUTH_CAUSES];
    bool right = ticket->cause_recorded == ticket->cause;

    if (ticket->maintenance != CORRECTIVE)
        return 0;
    table_adds(table, id);
    table_adds(table, cause_name[ticket->cause]);
    table_adds(table, ticket->cause_recorded == N_CAUSES ? "" : right ? "right" : "wrong");
    table_adds(table, sim->tickets.text.hinted ? "1" : "0");
    return table_end_row(table, err);
}

static int write_burst(struct simulation *sim, uint64_t burst, const char *id, struct err *err)
{
    struct table *table = &sim->out[TRUTH_BURSTS];
    char first[TICKET_ID_MAX];

    ticket_id(first, burst);
    table_adds(table, first);
    table_adds(table, id);
    return table_end_row(table, err);
}

static int write_truth(struct simulation *sim, const struct ticket *ticket, uint64_t burst, struct err *err)
{
    struct table *table = &sim->out[TRUTH_FAMILIES];
    const struct component_info *component = &component_table[ticket->component];
    char id[TICKET_ID_MAX];
    int rc;

    ticket_id(id, ticket->number);
    table_adds(table, id);
    table_adds(table, ticket->family != NULL ? ticket->family->key : "");
    table_adds(table, team_name[component->team]);
    table_adds(table, component->name);
    table_adds(table, ticket->component_filed != ticket->component ? "1" : "0");
    table_adds(table, hospital_severity[ticket->severity].verbatim);
    rc = table_end_row(table, err);
    if (rc == 0)
        rc = write_cause(sim, ticket, id, err);
    if (rc == 0 && burst != 0)
        rc = write_burst(sim, burst, id, err);
    if (rc == 0)
        rc = write_identifiers(sim, id, "title", sim->tickets.text.planted_title, err);
    if (rc == 0)
        rc = write_identifiers(sim, id, "description", sim->tickets.text.planted_description, err);
    return rc;
}

static void remember(struct simulation *sim, const struct ticket *ticket)
{
    enum system_id system = component_table[ticket->component].system;
    unsigned at = sim->tickets.n_recent[system]++ % TICKETS_RECENT;

    sim->tickets.recent[system][at] =
        (struct recent_ticket){ ticket->number, ticket->component, ticket->maintenance == CORRECTIVE };
    sim->counts.open_tickets += ticket->open;
    sim->counts.misfiled += ticket->component_filed != ticket->component;
    sim->counts.duplicates += ticket->duplicate_of != 0;
}

int tickets_next(struct simulation *sim, struct err *err)
{
    struct tickets *tickets = &sim->tickets;
    const struct pending *first = agenda_first(&sim->agenda);
    struct pending pending;
    struct ticket ticket;
    uint64_t burst;
    bool analysed;
    int rc;

    if (first != NULL && (tickets->left == 0 || first->due <= tickets->next)) {
        agenda_take(&sim->agenda, &pending);
    } else {
        arrive(sim, &pending);
        plan_arrival(sim);
    }
    decide(sim, &ticket, &pending);
    ticket_misfile(&ticket, &tickets->facts);
    ticket_live(&ticket, &tickets->facts, sim->end);
    analysed = postmortems_pick(sim, &ticket, pending.followers > 0 || pending.fate != FATE_NONE);
    ticket_record_cause(&ticket, &tickets->facts, analysed);
    ticket_tell(&tickets->text, &ticket, &tickets->words, &tickets->patients);
    burst = follow(sim, &ticket, &pending) > 0 ? ticket.number : ticket.parent;
    sim->counts.bursts += burst == ticket.number;
    if (ticket.parent != 0)
        postmortems_note(sim, ticket.parent, ticket.number);
    remember(sim, &ticket);
    rc = ticket_text_check(&tickets->text, err);
    if (rc < 0)
        return rc;
    rc = ticket_write(&sim->out[OUT_TICKETS], &ticket, &tickets->text, &tickets->facts, sim->seed, err);
    if (rc == 0)
        rc = write_truth(sim, &ticket, burst, err);
    if (rc == 0 && pending.fate != FATE_NONE)
        rc = releases_judge(sim, &pending, ticket.number, component_table[ticket.component].name, err);
    return rc;
}
