/*
 * Series with and without a shift after a moment, and too little of them.
 */
#include "score/watch/shift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { HOUR = 3600, DAY = 86400 };

static const int64_t moment = INT64_C(1700000000);

/* A point each `step` seconds from `days` before the moment until `after` days behind it: by the hour of the day, with noise; from `from` hours behind it on by `jump` more for `hours`. */
static struct series make(int64_t step, int64_t days, int64_t after, double jump, int64_t from, int64_t hours, uint64_t seed)
{
    struct series s = { .n = 0 };
    struct rng rng;

    rng_init(&rng, seed);
    s.point = calloc((size_t)((days + after) * DAY / step + 1), sizeof(*s.point));
    for (int64_t t = moment - days * DAY; t <= moment + after * DAY; t += step) {
        double day = sin((double)(t % DAY) / DAY * 6.283185307179586), noise = rng_double(&rng) + rng_double(&rng) - 1;

        s.point[s.n].time = t;
        s.point[s.n++].value = 100 + 30 * day + 5 * noise + (t >= moment + from * HOUR && t < moment + (from + hours) * HOUR ? jump : 0);
    }
    return s;
}

static struct shift find(struct series s, int64_t until)
{
    struct shift out;
    struct err err = ERR_INIT;

    assert_int_equal(shift_find(&out, &s, moment, until, &err), 0);
    free(s.point);
    return out;
}

static void a_higher_level_is_found_with_its_hour(void **state)
{
    struct shift s = find(make(300, 28, 3, 40, 10, 24, 1), moment + 3 * DAY);

    (void)state;
    assert_true(s.enough && s.found && s.higher);
    assert_true(s.from >= moment + 9 * HOUR && s.from < moment + 34 * HOUR);
    assert_true(s.value > s.usual + 30);
    s = find(make(300, 28, 3, -40, 10, 24, 1), moment + 3 * DAY);
    assert_true(s.enough && s.found && !s.higher);
}

static void a_peak_of_an_hour_and_the_daily_wave_are_none(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct shift s = find(make(300, 28, 7, 0, 0, 0, seed), moment + 7 * DAY);

        assert_true(s.enough);
        assert_false(s.found);
        assert_false(find(make(300, 28, 3, 60, 10, 1, seed), moment + 3 * DAY).found);
    }
}

static void what_happened_before_is_none_after(void **state)
{
    struct series s = make(300, 28, 3, 40, 10, 24, 1);
    struct shift found;

    (void)state;
    for (size_t i = 0; i < s.n; i++) /* the same once a week earlier */
        if (s.point[i].time >= moment - 7 * DAY && s.point[i].time < moment - 6 * DAY)
            s.point[i].value += 40;
    found = find(s, moment + 3 * DAY);
    assert_true(found.enough);
    assert_false(found.found);
}

static void days_are_compared_where_hours_are_rare(void **state)
{
    struct shift s = find(make(DAY, 28, 5, 40, 24, 4 * 24, 1), moment + 5 * DAY);

    (void)state;
    assert_true(s.enough && s.found);
    assert_int_equal(s.step, DAY);
}

static void too_little_is_said(void **state)
{
    (void)state;
    assert_false(find(make(300, 3, 3, 40, 10, 24, 1), moment + 3 * DAY).enough);  /* before */
    assert_false(find(make(300, 28, 0, 0, 0, 0, 1), moment).enough);               /* after  */
    assert_false(find((struct series){ .n = 0 }, moment + DAY).enough);
    assert_false(find(make(300, 28, 3, 40, 10, 24, 1), moment - DAY).enough);
}

static void a_level_that_never_moved_has_a_shift_when_it_moves(void **state)
{
    struct series s = make(300, 28, 1, 0, 0, 0, 1);
    struct shift found;

    (void)state;
    for (size_t i = 0; i < s.n; i++)
        s.point[i].value = s.point[i].time < moment + HOUR ? 7 : 7.5;
    found = find(s, moment + DAY);
    assert_true(found.enough && found.found);
    assert_true(isfinite(found.after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_higher_level_is_found_with_its_hour),
        cmocka_unit_test(a_peak_of_an_hour_and_the_daily_wave_are_none),
        cmocka_unit_test(what_happened_before_is_none_after),
        cmocka_unit_test(days_are_compared_where_hours_are_rare),
        cmocka_unit_test(too_little_is_said),
        cmocka_unit_test(a_level_that_never_moved_has_a_shift_when_it_moves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
