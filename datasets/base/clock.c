#include "datasets/base/clock.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 86400, YEAR_MIN = 1900, YEAR_MAX = 2200 };

/* What is still to be read. */
struct scan {
    const char *at, *end;
};

int64_t clock_now(const struct clock *clock)
{
    struct timespec now;

    if (clock != NULL && clock->fixed != TIME_NONE)
        return clock->fixed;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}

double clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil: years start in March, so that the leap day is
 * the last of its year, and eras are 400 years of 146097 days. 719468 days lie between 0000-03-01 and 1970-01-01. */
int64_t time_days_from_civil(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

/* Hinnant, civil_from_days. The year can leave the range of int. */
static int64_t civil(int64_t days, int *month, int *day)
{
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;

    *day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    return year_of_era + era * 400 + (*month <= 2);
}

void time_civil_from_days(int64_t days, int *year, int *month, int *day)
{
    *year = (int)civil(days, month, day);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool take_char(struct scan *scan, char c)
{
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

/* Exactly n digits. */
static bool take_number(struct scan *scan, int n, int *out)
{
    int value = 0;

    if (scan->end - scan->at < n)
        return false;
    for (int i = 0; i < n; i++) {
        if (!is_digit(scan->at[i]))
            return false;
        value = value * 10 + (scan->at[i] - '0');
    }
    scan->at += n;
    *out = value;
    return true;
}

/* Nothing, or a point (or comma) and at least one digit. */
static bool skip_fraction(struct scan *scan, bool comma)
{
    if (!take_char(scan, '.') && !(comma && take_char(scan, ',')))
        return true;
    if (scan->at == scan->end || !is_digit(*scan->at))
        return false;
    while (scan->at < scan->end && is_digit(*scan->at))
        scan->at++;
    return true;
}

static bool take_date(struct scan *scan, int64_t *days)
{
    static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year, month, day, last;

    if (!take_number(scan, 4, &year) || !take_char(scan, '-') || !take_number(scan, 2, &month) ||
        !take_char(scan, '-') || !take_number(scan, 2, &day))
        return false;
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
        return false;
    last = month_days[month - 1];
    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        last = 29;
    if (day < 1 || day > last)
        return false;
    *days = time_days_from_civil(year, month, day);
    return true;
}

/* hh:mm or hh:mm:ss or hh:mm:ss.fff */
static bool take_time_of_day(struct scan *scan, int64_t *seconds)
{
    int hour, minute, second = 0;

    if (!take_number(scan, 2, &hour) || !take_char(scan, ':') || !take_number(scan, 2, &minute))
        return false;
    if (take_char(scan, ':')) {
        if (!take_number(scan, 2, &second) || !skip_fraction(scan, true))
            return false;
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *seconds = hour * 3600 + minute * 60 + second;
    return true;
}

/* Z, +hh:mm, +hhmm, +hh or nothing; seconds east of Greenwich. */
static bool take_zone(struct scan *scan, int64_t *east)
{
    int sign, hour, minute = 0;

    *east = 0;
    if (scan->at == scan->end || take_char(scan, 'Z'))
        return true;
    sign = take_char(scan, '-') ? -1 : 1;
    if (sign > 0 && !take_char(scan, '+'))
        return false;
    if (!take_number(scan, 2, &hour))
        return false;
    if (take_char(scan, ':') || scan->at < scan->end) {
        if (!take_number(scan, 2, &minute))
            return false;
    }
    if (hour > 23 || minute > 59)
        return false;
    *east = sign * (hour * 3600 + minute * 60);
    return true;
}

static bool parse_iso(struct scan scan, int64_t *out)
{
    int64_t days, seconds = 0, east = 0;

    if (!take_date(&scan, &days))
        return false;
    if (scan.at < scan.end) {
        if (!take_char(&scan, 'T') && !take_char(&scan, ' '))
            return false;
        if (!take_time_of_day(&scan, &seconds) || !take_zone(&scan, &east))
            return false;
    }
    *out = days * DAY_S + seconds - east;
    return scan.at == scan.end;
}

static bool parse_unix(struct scan scan, int64_t *out)
{
    enum { DIGITS_MAX = 18 }; /* fits an int64_t */
    bool negative = take_char(&scan, '-');
    const char *first = scan.at;
    int64_t value = 0;

    while (scan.at < scan.end && is_digit(*scan.at)) {
        if (scan.at - first == DIGITS_MAX)
            return false;
        value = value * 10 + (*scan.at++ - '0');
    }
    if (scan.at == first || !skip_fraction(&scan, false))
        return false;
    *out = negative ? -value : value;
    return scan.at == scan.end;
}

bool time_parse(const char *text, size_t len, int64_t *out)
{
    struct scan scan = { text, text + len };
    int64_t time;

    assert(out != NULL);

    while (scan.at < scan.end && is_blank(*scan.at))
        scan.at++;
    while (scan.at < scan.end && is_blank(scan.end[-1]))
        scan.end--;
    if (!parse_iso(scan, &time) && !parse_unix(scan, &time))
        return false;
    if (time < time_days_from_civil(YEAR_MIN, 1, 1) * DAY_S || time >= time_days_from_civil(YEAR_MAX + 1, 1, 1) * DAY_S)
        return false;
    *out = time;
    return true;
}

/* Days rounded towards the past. */
static int64_t days_of(int64_t time)
{
    return time / DAY_S - (time % DAY_S < 0);
}

char *time_format(int64_t time, char buf[TIME_ISO_MAX])
{
    size_t len = strlen(time_format_date(time, buf));
    int second;

    if (time == TIME_NONE)
        return buf;
    second = (int)(time % DAY_S);
    if (second < 0)
        second += DAY_S;
    snprintf(buf + len, TIME_ISO_MAX - len, "T%02d:%02d:%02dZ", second / 3600, second / 60 % 60, second % 60);
    return buf;
}

char *time_format_date(int64_t time, char buf[TIME_ISO_MAX])
{
    int64_t year;
    int month, day;

    buf[0] = '\0';
    if (time == TIME_NONE)
        return buf;
    year = civil(days_of(time), &month, &day);
    snprintf(buf, TIME_ISO_MAX, "%04lld-%02d-%02d", (long long)year, month, day);
    return buf;
}
