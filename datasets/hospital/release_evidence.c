#include "datasets/hospital/release_evidence.h"

#include <stdio.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/names.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

/* Days before the release on which it is given; what it says; and which of seven releases lack it (0: none). */
static const struct item {
    const char *item, *value, *lacking;
    int         days_before;
    unsigned    lacks;
} items[] = {
    { "rollback_plan", "restore of the last build, chapter 4 of the runbook", NULL, 9, 0 },
    { "rollback_tested", "went back in 14 minutes on the test system", "not yet", 6, 2 },
    { "runbook", "revised for this release", NULL, 8, 3 },
    { "training", "super users of the wards, one hour", "pending", 5, 5 },
    { "staged", "pilot ward first, all others after two days", NULL, 7, 4 },
    { "parity", "test and production compared, no difference", NULL, 4, 6 },
    { "tests", "412 passed, 0 failed", NULL, 3, 0 },
    { "approval", "change board", NULL, 2, 0 },
};

/* In [1, 6], by the name alone; 0 for a release that lacks nothing. */
static unsigned kind_of(const struct simulation *sim, const struct release *release)
{
    unsigned sum = 0;

    if (release->deployed == TIME_NONE && sim->counts.complete_releases == 0)
        return 0;
    for (const char *c = release->name; *c != '\0'; c++)
        sum = sum * 31 + (unsigned char)*c;
    return 1 + sum % 6;
}

static int write_row(struct simulation *sim, const struct release *release, const char *item, const char *value, int64_t time, const char *by, int64_t starts, int64_t ends,
                     struct err *err)
{
    struct table *table = &sim->out[OUT_EVIDENCE];

    table_adds(table, HOSPITAL_PROJECT);
    table_adds(table, release->name);
    table_adds(table, item);
    table_adds(table, value);
    table_add_time(table, time < sim->end ? time : sim->end - HOUR_S);
    table_adds(table, by);
    table_add_time(table, starts);
    table_add_time(table, ends);
    return table_end_row(table, err);
}

static int write_checks(struct simulation *sim, const struct release *release, const char *by, struct err *err)
{
    int64_t at = release->deployed + DAY_S;
    int rc;

    if (release->deployed == TIME_NONE || at >= sim->end)
        return 0;
    rc = write_row(sim, release, "check:error-rate", release->fate == FATE_NONE ? "pass" : "fail", at, by, TIME_NONE, TIME_NONE, err);
    return rc < 0 ? rc : write_row(sim, release, "check:response-time", "pass", at, by, TIME_NONE, TIME_NONE, err);
}

int release_evidence_write(struct simulation *sim, enum system_id system, const struct release *release, struct err *err)
{
    unsigned kind = kind_of(sim, release);
    int64_t at = release->deployed != TIME_NONE ? release->deployed : release->planned, night = at - at % DAY_S;
    char owner[NAME_MAX_BYTES];
    int rc = 0;

    if (at < sim->end - RELEASE_EVIDENCE_DAYS * DAY_S)
        return 0;
    sim->counts.complete_releases += kind == 0;
    staff_name(owner, sim->seed, STAFF_OWNERS + (unsigned)system);
    for (size_t i = 0; rc == 0 && i < sizeof items / sizeof *items; i++) {
        const struct item *one = &items[i];
        bool lacks = kind != 0 && (one->lacks == kind || one->lacks == kind % 3 + 4);

        if (!lacks || one->lacking != NULL)
            rc = write_row(sim, release, one->item, lacks ? one->lacking : one->value, at - one->days_before * DAY_S, owner, TIME_NONE, TIME_NONE, err);
    }
    if (rc == 0)
        rc = write_row(sim, release, "window", "in the evening", at - 10 * DAY_S, owner, night + 12 * HOUR_S, night + 23 * HOUR_S, err);
    return rc < 0 ? rc : write_checks(sim, release, owner, err);
}
