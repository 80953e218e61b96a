/*
 * How often bursts.h cries wolf on streams in which nothing happens, and what it finds when something does.
 */
#include "train/statistics/burst.h"

#include <math.h>
#include <stdio.h>

#include "datasets/base/rng.h"
#include "tests/support/fixture_store.h"

enum { DAY = 86400, GROUPS = 40, DAYS = 120, EVENTS_MAX = 20000, LOOKS = 400 };

static const int64_t spans[] = { 6 * 3600, DAY, 3 * DAY };

static uint32_t group_of(struct rng *rng)
{
    double u = rng_double(rng);

    return (uint32_t)(u * u * GROUPS); /* some are frequent */
}

/* Tickets in working hours, fewer on Sundays; with `clump` every one of them draws others of its group after it. */
static size_t stream(struct burst_event *event, struct rng *rng, double a_day, double clump)
{
    size_t n = 0;

    for (int64_t day = 0; day < DAYS; day++) {
        double left = a_day * (day % 7 == 6 ? .3 : 1) * (.7 + .6 * rng_double(rng));

        for (; left > rng_double(rng) && n + 8 < EVENTS_MAX; left--) {
            int64_t at = day * DAY + (int64_t)((8 + 10 * rng_double(rng)) * 3600);
            uint32_t group = group_of(rng);

            event[n++] = (struct burst_event){ at, group };
            for (int more = 0; more < 6 && rng_double(rng) < clump; more++)
                event[n++] = (struct burst_event){ at + (int64_t)(rng_double(rng) * 7200), group };
        }
    }
    return n;
}

static double rate_of_false_alarms(double a_day, double clump)
{
    static struct burst_event event[EVENTS_MAX];
    int alarms = 0;

    for (uint64_t look = 0; look < LOOKS; look++) {
        struct rng rng;
        struct bursts b = { 0 };
        struct err err = ERR_INIT;
        size_t n;

        rng_init(&rng, 100 + look);
        n = stream(event, &rng, a_day, clump);
        assert_ok(bursts_find(&b, event, n, GROUPS, spans, 3, BURST_FALSE_ALARMS, &err), err);
        alarms += b.n > 0;
        bursts_release(&b);
    }
    return alarms / (double)LOOKS;
}

static void unchanged_streams_are_called_bursts_as_rarely_as_stated(void **state)
{
    static const double rates[] = { 3, 20, 100 }, clumps[] = { 0, .2 };

    (void)state;
    for (size_t r = 0; r < 3; r++) {
        for (size_t c = 0; c < 2; c++) {
            double rate = rate_of_false_alarms(rates[r], clumps[c]);

            if (rate > 2.5 * BURST_FALSE_ALARMS) /* 400 looks: .01 may come out as .022 */
                fail_msg("%g a day, clumps %g: %.3f of the looks alarm", rates[r], clumps[c], rate);
        }
    }
}

/* Ten tickets of a group that has one in two days, within four hours. */
static void a_burst_is_found_with_its_group_and_span(void **state)
{
    static struct burst_event event[EVENTS_MAX];
    int found = 0;

    (void)state;
    for (uint64_t look = 0; look < 50; look++) {
        struct rng rng;
        struct bursts b = { 0 };
        struct err err = ERR_INIT;
        size_t n;

        rng_init(&rng, 900 + look);
        n = stream(event, &rng, 20, .1);
        for (int i = 0; i < 10; i++)
            event[n++] = (struct burst_event){ DAYS * (int64_t)DAY + i * 1400, 30 };
        assert_ok(bursts_find(&b, event, n, GROUPS, spans, 3, BURST_FALSE_ALARMS, &err), err);
        if (b.n > 0 && b.burst[0].group == 30) {
            assert_true(b.burst[0].n >= 10);
            assert_true(b.burst[0].expected < 3 && b.burst[0].p < b.burst[0].bound);
            found++;
        }
        bursts_release(&b);
    }
    assert_true(found >= 48);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchanged_streams_are_called_bursts_as_rarely_as_stated),
        cmocka_unit_test(a_burst_is_found_with_its_group_and_span),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
