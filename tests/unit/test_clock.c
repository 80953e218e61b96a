#include "datasets/base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static int64_t parsed(const char *text)
{
    int64_t time = TIME_NONE;

    if (!time_parse(text, strlen(text), &time))
        return TIME_NONE;
    return time;
}

static void a_fixed_clock_stands_still(void **state)
{
    const struct clock fixed = { 12345 }, running = { TIME_NONE };
    int64_t before = (int64_t)time(NULL);

    (void)state;
    assert_int_equal(clock_now(&fixed), 12345);
    assert_in_range(clock_now(&running), before, before + 60);
    assert_in_range(clock_now(NULL), before, before + 60);
}

static void the_monotonic_clock_never_goes_back(void **state)
{
    double last = clock_monotonic();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        double now = clock_monotonic();

        assert_true(now >= last);
        last = now;
    }
}

/* Reference: Python's datetime.date. */
static void days_agree_with_the_calendar(void **state)
{
    static const struct {
        int year, month, day;
        int64_t days;
    } known[] = {
        { 1970, 1, 1, 0 },      { 1969, 12, 31, -1 },   { 1900, 1, 1, -25567 },    { 1900, 3, 1, -25508 },
        { 2000, 2, 29, 11016 }, { 2100, 2, 28, 47540 }, { 2100, 3, 1, 47541 },     { 2200, 12, 31, 84370 },
        { 2018, 5, 28, 17679 }, { 1, 1, 1, -719162 },   { 9999, 12, 31, 2932896 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int year, month, day;

        assert_int_equal(time_days_from_civil(known[i].year, known[i].month, known[i].day), known[i].days);
        time_civil_from_days(known[i].days, &year, &month, &day);
        assert_int_equal(year, known[i].year);
        assert_int_equal(month, known[i].month);
        assert_int_equal(day, known[i].day);
    }
}

/* 2000 years of days, each the successor of the one before. */
static void every_day_comes_after_the_day_before(void **state)
{
    int last_year = 0, last_month = 0, last_day = 0;
    int64_t first = time_days_from_civil(-500, 1, 1), end = time_days_from_civil(1500, 1, 1) + 365 * 1000;

    (void)state;
    for (int64_t days = first; days < end; days++) {
        int year, month, day;

        time_civil_from_days(days, &year, &month, &day);
        if (time_days_from_civil(year, month, day) != days)
            fail_msg("day %lld does not come back", (long long)days);
        if (days > first && !(day == last_day + 1 && month == last_month && year == last_year) &&
            !(day == 1 && month == last_month + 1 && year == last_year) &&
            !(day == 1 && month == 1 && last_month == 12 && last_day == 31 && year == last_year + 1))
            fail_msg("%d-%d-%d does not follow %d-%d-%d", year, month, day, last_year, last_month, last_day);
        last_year = year;
        last_month = month;
        last_day = day;
    }
}

static void the_written_forms_of_one_moment_agree(void **state)
{
    static const char *const form[] = {
        "2018-05-28T09:30:00Z",
        "2018-05-28 09:30:00",
        "2018-05-28T09:30",
        "2018-05-28T11:30:00+02:00",
        "2018-05-28T11:30:00+0200",
        "2018-05-28T01:30:00-08",
        "2018-05-28T09:30:00.999Z",
        "2018-05-28 09:30:00,5",
        "  2018-05-28T09:30:00Z\r\n",
        "2018-05-28T15:15:00+05:45",
        "1527499800",
        "1527499800.75",
        "\t1527499800 ",
        "2018-05-29T00:30:00+15:00",
        "2018-05-28T09:30Z",
    };

    (void)state;
    for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
        if (parsed(form[i]) != 1527499800)
            fail_msg("'%s' is read as %lld", form[i], (long long)parsed(form[i]));
    }
}

static void a_date_alone_is_its_midnight(void **state)
{
    (void)state;
    assert_int_equal(parsed("2018-05-28"), 17679 * 86400);
    assert_int_equal(parsed("1970-01-01"), 0);
}

static void what_is_no_time_is_refused(void **state)
{
    static const char *const text[] = {
        "",
        " ",
        "-",
        "x",
        "2018-05",
        "2018-5-28",
        "18-05-28",
        "2018/05/28",
        "28.05.2018",
        "2018-05-28T",
        "2018-05-28T9:30:00",
        "2018-05-28T09",
        "2018-05-28T09:30:",
        "2018-05-28T09:30:00.",
        "2018-05-28Z",
        "2018-05-28T09:30:00 Z",
        "2018-05-28T09:30:00+",
        "2018-05-28T09:30:00+2",
        "2018-05-28T09:30:00+02:",
        "2018-05-28T09:30:00+02:0",
        "2018-05-28T09:30:00+020",
        "2018-05-28T09:30:00+02:00x",
        "2018-05-28T09:30:00Zx",
        "2018-05-28T09:30:00z",
        "2018-05-28t09:30:00Z",
        "2018-05-28  09:30:00",
        "2018-05-28T24:00:00",
        "2018-05-28T23:60:00",
        "2018-05-28T23:59:60",
        "2018-05-28T09:30:00+24:00",
        "2018-05-28T09:30:00+02:60",
        "2018-00-10",
        "2018-13-02",
        "2018-05-00",
        "2018-05-32",
        "2018-04-31",
        "2018-02-30",
        "2019-02-29",
        "1900-02-29",
        "1.",
        ".5",
        "1e9",
        "+5",
        "--5",
        "0x10",
        "1527499800.",
        "1527499800.x",
        "1527499800,5",
        "1 2",
        "12-",
        "99999999999999999999999999",
        "nan",
        "null",
        "2018-05-28T09:30:00\xC2\xA0",
    };

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        if (parsed(text[i]) != TIME_NONE)
            fail_msg("'%s' is read as %lld", text[i], (long long)parsed(text[i]));
    }
}

static void leap_days_exist_only_in_leap_years(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2200; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year == 2000;
        char text[TIME_ISO_MAX];

        snprintf(text, sizeof text, "%04d-02-29", year);
        assert_int_equal(parsed(text) != TIME_NONE, leap);
    }
}

static void the_years_are_1900_to_2200_in_every_form(void **state)
{
    (void)state;
    assert_int_equal(parsed("1900-01-01T00:00:00Z"), -25567 * 86400LL);
    assert_int_equal(parsed("2200-12-31T23:59:59Z"), 84371 * 86400LL - 1);
    assert_int_equal(parsed("1899-12-31"), TIME_NONE);
    assert_int_equal(parsed("2201-01-01"), TIME_NONE);
    assert_int_equal(parsed("1900-01-01T00:00:00+00:01"), TIME_NONE);
    assert_int_equal(parsed("2200-12-31T23:59:59-00:01"), TIME_NONE);
    assert_int_equal(parsed("-2208988800"), -2208988800LL);
    assert_int_equal(parsed("-2208988801"), TIME_NONE);
    assert_int_equal(parsed("7289654399"), 7289654399LL);
    assert_int_equal(parsed("7289654400"), TIME_NONE);
    assert_int_equal(parsed("1527499800000"), TIME_NONE); /* milliseconds */
}

static void a_refused_text_leaves_the_output_alone(void **state)
{
    int64_t time = 77;

    (void)state;
    assert_false(time_parse("2018-02-30", 10, &time));
    assert_false(time_parse("", 0, &time));
    assert_false(time_parse("9999999999999", 13, &time));
    assert_int_equal(time, 77);
}

static void only_the_given_bytes_are_read(void **state)
{
    int64_t time = 77;

    (void)state;
    assert_true(time_parse("2018-05-28T09:30", 10, &time));
    assert_int_equal(time, 17679 * 86400);
    assert_false(time_parse("2018-05-28", 9, &time));
    assert_false(time_parse("1\0", 2, &time));
}

static void formatting_writes_what_parsing_reads(void **state)
{
    struct rng rng;
    char text[TIME_ISO_MAX];

    (void)state;
    rng_init(&rng, 5);
    for (int i = 0; i < 20000; i++) {
        int64_t time = -2208988800LL + (int64_t)(rng_u64(&rng) % 9498643200u);
        int64_t day;

        assert_int_equal(parsed(time_format(time, text)), time);
        day = parsed(time_format_date(time, text));
        assert_true(day <= time && time < day + 86400);
        snprintf(text, sizeof text, "%lld", (long long)time);
        assert_int_equal(parsed(text), time);
    }
}

static void times_are_formatted_in_utc(void **state)
{
    char text[TIME_ISO_MAX];

    (void)state;
    assert_string_equal(time_format(1527499800, text), "2018-05-28T09:30:00Z");
    assert_string_equal(time_format(-1, text), "1969-12-31T23:59:59Z");
    assert_string_equal(time_format_date(-1, text), "1969-12-31");
    assert_string_equal(time_format(TIME_NONE, text), "");
    assert_string_equal(time_format_date(TIME_NONE, text), "");
}

static void the_widest_times_fit_the_buffer(void **state)
{
    char text[TIME_ISO_MAX];

    (void)state;
    assert_string_equal(time_format(INT64_MAX, text), "292277026596-12-04T15:30:07Z");
    assert_string_equal(time_format(INT64_MIN + 1, text), "-292277022657-01-27T08:29:53Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fixed_clock_stands_still),
        cmocka_unit_test(the_monotonic_clock_never_goes_back),
        cmocka_unit_test(days_agree_with_the_calendar),
        cmocka_unit_test(every_day_comes_after_the_day_before),
        cmocka_unit_test(the_written_forms_of_one_moment_agree),
        cmocka_unit_test(a_date_alone_is_its_midnight),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(leap_days_exist_only_in_leap_years),
        cmocka_unit_test(the_years_are_1900_to_2200_in_every_form),
        cmocka_unit_test(a_refused_text_leaves_the_output_alone),
        cmocka_unit_test(only_the_given_bytes_are_read),
        cmocka_unit_test(formatting_writes_what_parsing_reads),
        cmocka_unit_test(times_are_formatted_in_utc),
        cmocka_unit_test(the_widest_times_fit_the_buffer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
