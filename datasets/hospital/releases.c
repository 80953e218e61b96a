#include "datasets/hospital/releases.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/release_evidence.h"
#include "datasets/hospital/simulation.h"

enum { HOUR_S = 3600, DAY_S = 86400, REVIEW_DAYS = 14 };

/* The last part of the two years sees no deployment, so that each has its outcome, reviewed after two weeks, before `end`. */
static const double FIRST_SHARE = 0.03, LAST_SHARE = 0.972;

static const char *const fate_name[] = {
    [FATE_NONE] = "ok", [FATE_INCIDENT] = "incident", [FATE_HOTFIX] = "hotfix", [FATE_ROLLBACK] = "rollback"
};

/* These two have a release ahead of them at `end`. */
static bool has_upcoming(enum system_id system)
{
    return system == SYS_EHR || system == SYS_INTEGRATION;
}

static const enum system_id recent_system = SYS_PORTAL;

enum { RECENT_DAYS = 12 };

static bool is_hurried(int64_t time)
{
    int hour = time_second(time) / HOUR_S;

    return time_weekday(time) >= 4 || hour >= 22 || hour < 5;
}

/* Planned for an evening at six; one in three slips. */
static int64_t plan_of(int64_t deployed, struct rng *rng)
{
    int64_t slip = rng_below(rng, 3) == 0 ? 1 + rng_below(rng, 9) : 0;

    return (time_day(deployed) - slip) * DAY_S + 18 * HOUR_S;
}

static void begin_release(struct simulation *sim, enum system_id system, struct release *release)
{
    struct releases *releases = &sim->releases;
    struct release_line *line = &releases->line[system];
    unsigned n_deployed = line->n - (line->n > 0 && has_upcoming(system));
    double share, jitter;

    *release = (struct release){ .planned = TIME_NONE, .deployed = TIME_NONE, .survival = 1.0 };
    if (line->begun == line->n)
        return;
    snprintf(release->name, sizeof release->name, "%s-%d.%u", system_table[system].key, system_table[system].major,
             (unsigned)system_table[system].minor + 1 + line->begun);
    jitter = 0.36 * (rng_double(&releases->rng) - 0.5);
    share = FIRST_SHARE + (line->begun + 0.75 + jitter) / n_deployed * (LAST_SHARE - FIRST_SHARE);
    release->exposed_s = (int64_t)(0.30 * HOSPITAL_DAYS * DAY_S / n_deployed);
    if (release->exposed_s > INT64_C(55) * DAY_S)
        release->exposed_s = INT64_C(55) * DAY_S;
    line->begun++;
    if (has_upcoming(system) && line->begun == line->n) {
        release->planned = sim->end + (int64_t)(5 + rng_below(&releases->rng, 8)) * DAY_S + 18 * HOUR_S;
        return;
    }
    release->deployed = rhythm_time(&releases->rhythm, share < LAST_SHARE ? share : LAST_SHARE);
    release->planned = plan_of(release->deployed, &releases->rng);
    release->hurried = is_hurried(release->deployed);
}

void releases_init(struct simulation *sim)
{
    struct releases *releases = &sim->releases;

    rhythm_init(&releases->rhythm, &rhythm_of_releases, sim->start, sim->seed);
    rng_init_named(&releases->rng, sim->seed, "releases");
    for (int system = 0; system < N_SYSTEMS; system++) {
        releases->line[system].n = (unsigned)system_table[system].n_releases * sim->scale;
        begin_release(sim, (enum system_id)system, &releases->line[system].next);
        begin_release(sim, (enum system_id)system, &releases->line[system].after);
    }
}

static int64_t recent_time(const struct simulation *sim)
{
    return sim->end - (int64_t)RECENT_DAYS * DAY_S + 18 * HOUR_S + 2400;
}

const char *release_name_of(struct simulation *sim, enum system_id system, const struct release *release, int64_t time)
{
    struct recent_release *recent = &sim->releases.recent;
    int64_t deployed = recent_time(sim);

    if (release != NULL)
        return release->name;
    if (system != recent_system || deployed - time < 12 * HOUR_S)
        return "";
    if (recent->n_changes++ == 0) {
        recent->release = (struct release){ .planned = time_day(deployed) * DAY_S + 18 * HOUR_S, .deployed = deployed, .survival = 1.0 };
        snprintf(recent->release.name, sizeof recent->release.name, "%s-%d.%u", system_table[system].key, system_table[system].major,
                 (unsigned)system_table[system].minor + 1 + sim->releases.line[system].n);
    }
    return recent->release.name;
}

static bool is_deployable(const struct release *release)
{
    return release->name[0] != '\0' && release->deployed != TIME_NONE;
}

/* The system whose release comes first; N_SYSTEMS where none does. */
static int first_due(const struct simulation *sim)
{
    int first = N_SYSTEMS;

    for (int system = 0; system < N_SYSTEMS; system++) {
        const struct release *next = &sim->releases.line[system].next;

        if (is_deployable(next) && (first == N_SYSTEMS || next->deployed < sim->releases.line[first].next.deployed))
            first = system;
    }
    return first;
}

int64_t releases_due(const struct simulation *sim)
{
    int first = first_due(sim);

    return first == N_SYSTEMS ? INT64_MAX : sim->releases.line[first].next.deployed;
}

static bool is_frequent(const struct release *release)
{
    return release->exposed_s < 3 * DAY_S;
}

/* What is committed so shortly before a release waits for the one after. */
static int64_t freeze_of(const struct release *release)
{
    return is_frequent(release) ? release->exposed_s / 10 : 12 * HOUR_S;
}

struct release *release_of(struct simulation *sim, enum system_id system, int64_t time)
{
    struct release_line *line = &sim->releases.line[system];

    if (line->next.name[0] == '\0')
        return NULL;
    if (line->next.deployed == TIME_NONE || line->next.deployed - time >= freeze_of(&line->next))
        return &line->next;
    return line->after.name[0] != '\0' ? &line->after : NULL;
}

/* After a run of bad releases people take more care, after a run of good ones less. Keeps the share of bad ones near a quarter,
 * whatever the seed and the scale. */
static double carelessness(const struct releases *releases)
{
    double ease = 1.0 + 0.35 * (0.25 * releases->n_deployed - releases->n_broken);

    return ease < 0.5 ? 0.5 : ease > 1.8 ? 1.8 : ease;
}

/* Older faults have been found in the pilot wards by then; those of the last days are the worst. Where a system releases every
 * few days, days are too coarse for that, and every fault has the mean chance. */
double release_fragility(const struct simulation *sim, const struct release *release, int64_t time)
{
    int64_t ahead = (release->deployed != TIME_NONE ? release->deployed : release->planned) - time;
    double chance = ahead < release->exposed_s / 5 ? 0.44 : 0.28;

    if (is_frequent(release))
        chance = 0.105;
    else if (ahead >= release->exposed_s)
        chance = 0;
    chance *= (release->hurried ? 1.8 : 1.0) * carelessness(&sim->releases);
    return chance < 0.95 ? chance : 0.95;
}

void release_break(struct simulation *sim, struct release *release, enum fate fate)
{
    release->fate = fate;
    sim->releases.n_broken++;
}

static int write_release(struct simulation *sim, enum system_id system, const struct release *release, struct err *err)
{
    struct table *table = &sim->out[OUT_RELEASES], *truth = &sim->out[TRUTH_RELEASES];
    bool deployed = release->deployed != TIME_NONE;
    int rc;

    table_adds(table, HOSPITAL_PROJECT);
    table_adds(table, release->name);
    table_adds(table, system_table[system].key);
    table_add_time(table, release->planned);
    table_add_time(table, release->deployed);
    table_adds(table, deployed ? "deployed" : "planned");
    rc = table_end_row(table, err);
    if (rc < 0)
        return rc;
    table_adds(truth, release->name);
    table_add_real(truth, 1.0 - release->survival, 4);
    table_adds(truth, deployed ? fate_name[release->fate] : "");
    sim->counts.bad_releases += deployed && release->fate != FATE_NONE;
    rc = table_end_row(truth, err);
    return rc < 0 ? rc : release_evidence_write(sim, system, release, err);
}

static int write_outcome(struct simulation *sim, const char *release, enum fate fate, int64_t time,
                         const char *evidence, struct err *err)
{
    struct table *table = &sim->out[OUT_OUTCOMES];

    assert(time < sim->end);

    table_adds(table, HOSPITAL_PROJECT);
    table_adds(table, release);
    table_adds(table, fate_name[fate]);
    table_add_time(table, time);
    table_adds(table, evidence);
    return table_end_row(table, err);
}

int releases_next(struct simulation *sim, struct err *err)
{
    int system = first_due(sim);
    struct release_line *line;
    int rc;

    assert(system < N_SYSTEMS);

    line = &sim->releases.line[system];
    rc = write_release(sim, (enum system_id)system, &line->next, err);
    if (rc == 0 && line->next.fate == FATE_NONE)
        rc = write_outcome(sim, line->next.name, FATE_NONE, line->next.deployed + REVIEW_DAYS * DAY_S,
                           "Reviewed after two weeks: no incident linked to the release.", err);
    sim->releases.n_deployed++;
    dependencies_release(sim, (enum system_id)system);
    memcpy(sim->releases.last[system], line->next.name, sizeof line->next.name);
    line->next = line->after;
    begin_release(sim, (enum system_id)system, &line->after);
    return rc;
}

/* Whose dependencies are told: the release before the upcoming one, then that one. */
static void list_read(struct simulation *sim, enum system_id system, const char *release, bool upcoming)
{
    struct hospital_read *read;

    if (release[0] == '\0' || sim->counts.n_read == HOSPITAL_READS)
        return;
    read = &sim->counts.read[sim->counts.n_read++];
    snprintf(read->system, sizeof read->system, "%s", system_table[system].key);
    snprintf(read->release, sizeof read->release, "%s", release);
    read->upcoming = upcoming;
}

int releases_finish(struct simulation *sim, struct err *err)
{
    int rc = sim->releases.recent.n_changes > 0 ? write_release(sim, recent_system, &sim->releases.recent.release, err) : 0;

    for (int system = 0; system < N_SYSTEMS && rc == 0; system++) {
        const struct release *next = &sim->releases.line[system].next;

        if (next->name[0] == '\0')
            continue;
        list_read(sim, (enum system_id)system, sim->releases.last[system], false);
        list_read(sim, (enum system_id)system, next->name, true);
        rc = write_release(sim, (enum system_id)system, next, err);
    }
    return rc;
}

int releases_judge(struct simulation *sim, const struct pending *pending, uint64_t ticket, const char *where,
                   struct err *err)
{
    static const char *const told[] = {
        [FATE_INCIDENT] = "Incident after the release, mitigated in place",
        [FATE_HOTFIX] = "Hotfix deployed",
        [FATE_ROLLBACK] = "Rolled back to the previous version",
    };
    char evidence[256], id[TICKET_ID_MAX];
    int64_t hours = 2 + rng_below(&sim->releases.rng, 40);

    ticket_id(id, ticket);
    snprintf(evidence, sizeof evidence, "%s: %s (%s), change %.8s", told[pending->fate], id, where, pending->commit);
    return write_outcome(sim, pending->release, pending->fate, pending->due + hours * HOUR_S, evidence, err);
}
