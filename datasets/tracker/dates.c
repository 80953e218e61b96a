#include "datasets/tracker/dates.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"

enum { DAY_S = 86400, YEAR_MIN = 1900, YEAR_MAX = 2200, CENTURY = 2000 };

struct scan {
    const char *at, *end;
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
}

static bool take(struct scan *s, char c)
{
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

/* 1 to `max` digits; *n_digits is how many. */
static bool take_number(struct scan *s, int max, int *out, int *n_digits)
{
    *out = *n_digits = 0;
    while (s->at < s->end && isdigit((unsigned char)*s->at)) {
        if (++*n_digits > max)
            return false;
        *out = *out * 10 + (*s->at++ - '0');
    }
    return *n_digits > 0;
}

/* A word of letters, and the point that may end an abbreviated one. Its length, 0 where there is none. */
static size_t take_word(struct scan *s, const char **word)
{
    size_t len = 0;

    *word = s->at;
    while (s->at < s->end && isalpha((unsigned char)*s->at)) {
        s->at++;
        len++;
    }
    if (len > 0 && s->at < s->end && *s->at == '.')
        s->at++;
    return len;
}

static bool is_word(const char *word, size_t len, const char *known)
{
    return strlen(known) == len && strncasecmp(word, known, len) == 0;
}

/* ---- the day ----------------------------------------------------------------------------------------------------- */

struct day {
    int  year, month, day;
    int  first, second; /* two numbers in an order that is not known; first 0: known */
};

/* The names' first three letters are enough; "Sept" is one more way. 0 where it is none. */
static int month_of(const char *word, size_t len)
{
    static const char *const names[] = { "january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december" };

    for (int i = 0; i < 12; i++)
        if (len >= 3 && len <= strlen(names[i]) && strncasecmp(word, names[i], len) == 0)
            return i + 1;
    return 0;
}

static bool is_weekday(const char *word, size_t len)
{
    static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (len >= 3 && len <= strlen(names[i]) && strncasecmp(word, names[i], len) == 0)
            return true;
    return false;
}

static bool exists(int year, int month, int day)
{
    int y, m, d;

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    time_civil_from_days(time_days_from_civil(year, month, day), &y, &m, &d);
    return y == year && m == month && d == day;
}

static bool take_year(struct scan *s, int *year)
{
    int n;

    if (!take_number(s, 4, year, &n) || (n != 2 && n != 4))
        return false;
    if (n == 2)
        *year += CENTURY;
    return true;
}

/* Feb 14 2024 | February 14, 2024 */
static bool month_name_first(struct scan *s, int month, struct day *out)
{
    int n;

    skip_blanks(s);
    if (!take_number(s, 2, &out->day, &n))
        return false;
    take(s, ',');
    skip_blanks(s);
    out->month = month;
    return take_year(s, &out->year);
}

/* What follows a day and a separator: Feb/24 | 02/2024 */
static bool after_number(struct scan *s, int number, char separator, struct day *out)
{
    const char *word;
    size_t len = take_word(s, &word);
    int second, n;

    if (len > 0) {
        out->day = number;
        out->month = month_of(word, len);
        if (separator == ' ')
            skip_blanks(s);
        else if (!take(s, separator))
            return false;
        return out->month > 0 && take_year(s, &out->year);
    }
    if (separator == ' ' || !take_number(s, 2, &second, &n) || !take(s, separator) || !take_year(s, &out->year))
        return false;
    if (separator == '.') {
        out->day = number;
        out->month = second;
    } else {
        out->first = number;
        out->second = second;
    }
    return true;
}

static bool take_day(struct scan *s, struct day *out)
{
    const char *word;
    size_t len = take_word(s, &word);
    int number, n, digits;
    char separator;

    *out = (struct day){ .year = 0 };
    if (len > 0 && is_weekday(word, len)) {
        take(s, ',');
        skip_blanks(s);
        len = take_word(s, &word);
    }
    if (len > 0)
        return month_of(word, len) > 0 && month_name_first(s, month_of(word, len), out);
    if (!take_number(s, 4, &number, &digits) || s->at == s->end || strchr("-/. ", *s->at) == NULL)
        return false;
    separator = *s->at++;
    if (digits == 4) {
        out->year = number;
        return separator != ' ' && take_number(s, 2, &out->month, &n) && take(s, separator) && take_number(s, 2, &out->day, &n);
    }
    return digits <= 2 && after_number(s, number, separator, out);
}

/* ---- the time of day --------------------------------------------------------------------------------------------- */

static bool take_fraction(struct scan *s)
{
    int digits = 0;

    if (!take(s, '.') && !take(s, ','))
        return true;
    while (s->at < s->end && isdigit((unsigned char)*s->at)) {
        s->at++;
        digits++;
    }
    return digits > 0;
}

/* "AM", "p.m.": 0 none, 1 before noon, 2 after noon. */
static int take_half(struct scan *s)
{
    struct scan ahead = *s;
    int half;

    skip_blanks(&ahead);
    if (ahead.at == ahead.end || strchr("aApP", *ahead.at) == NULL)
        return 0;
    half = tolower((unsigned char)*ahead.at++) == 'a' ? 1 : 2;
    take(&ahead, '.');
    if (!take(&ahead, 'm') && !take(&ahead, 'M'))
        return 0;
    take(&ahead, '.');
    if (ahead.at < ahead.end && isalpha((unsigned char)*ahead.at))
        return 0;
    *s = ahead;
    return half;
}

/* 9:05 AM | 09:05:11 | 09:05:11.000 */
static bool take_clock(struct scan *s, int64_t *seconds)
{
    int hour, minute, second = 0, n, half;

    if (!take_number(s, 2, &hour, &n) || !take(s, ':') || !take_number(s, 2, &minute, &n) || n != 2)
        return false;
    if (take(s, ':') && (!take_number(s, 2, &second, &n) || n != 2 || !take_fraction(s)))
        return false;
    half = take_half(s);
    if (half > 0 && (hour < 1 || hour > 12))
        return false;
    if (half > 0)
        hour = hour % 12 + (half == 2 ? 12 : 0);
    *seconds = hour * 3600 + minute * 60 + second;
    return hour < 24 && minute < 60 && second < 60;
}

/* Z | UTC | +01:00 | -0500 | +01 | the names that RFC 5322, section 4.3, gives an offset, and those of central Europe. */
static bool take_zone(struct scan *s, int64_t *east, bool *zoned)
{
    static const struct {
        const char *name;
        int         hours;
    } names[] = { { "Z", 0 },    { "UTC", 0 },  { "GMT", 0 },  { "UT", 0 },   { "EST", -5 }, { "EDT", -4 }, { "CST", -6 },
                  { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 }, { "CET", 1 },  { "CEST", 2 } };
    const char *word;
    int sign, hour, minute = 0, n;
    size_t len;

    *east = 0;
    *zoned = false;
    if (s->at == s->end)
        return true;
    *zoned = true;
    len = take_word(s, &word);
    for (size_t i = 0; len > 0 && i < sizeof names / sizeof *names; i++)
        if (is_word(word, len, names[i].name)) {
            *east = names[i].hours * 3600;
            return s->at == s->end;
        }
    if (len > 0)
        return false;
    sign = take(s, '-') ? -1 : 1;
    if (sign > 0 && !take(s, '+'))
        return false;
    if (s->end - s->at >= 2) { /* two digits, so that +0100 is an hour */
        struct scan pair = { s->at, s->at + 2 };

        if (!take_number(&pair, 2, &hour, &n) || n != 2)
            return false;
        s->at += 2;
    } else {
        return false;
    }
    if (s->at < s->end) {
        take(s, ':');
        if (!take_number(s, 2, &minute, &n) || n != 2)
            return false;
    }
    *east = sign * (hour * 3600 + minute * 60);
    return s->at == s->end && hour < 24 && minute < 60;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* Fills month and day of two numbers. */
static enum date_result settle_order(struct day *day, enum date_order order, enum date_order *only)
{
    bool day_first = exists(day->year, day->second, day->first), month_first = exists(day->year, day->first, day->second);

    *only = DATE_ORDER_UNKNOWN;
    if (!day_first && !month_first)
        return DATE_BAD;
    if (day_first != month_first)
        *only = day_first ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
    if (order != DATE_ORDER_UNKNOWN && *only != DATE_ORDER_UNKNOWN && *only != order)
        return DATE_BAD;
    if (order == DATE_ORDER_UNKNOWN)
        order = day->first == day->second ? DATE_DAY_FIRST : *only;
    if (order == DATE_ORDER_UNKNOWN)
        return DATE_AMBIGUOUS;
    day->month = order == DATE_DAY_FIRST ? day->second : day->first;
    day->day = order == DATE_DAY_FIRST ? day->first : day->second;
    return DATE_READ;
}

static bool is_unix(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)text[i]) && text[i] != '.')
            return false;
    return len >= 8 && memchr(text, '.', len < 8 ? len : 8) == NULL; /* 14.02.2024 is a date */
}

enum date_result date_read(const char *text, size_t len, const struct tracker_dates *dates, int64_t *out, struct date_facts *facts)
{
    struct date_facts local;
    struct scan s = { text, text + len };
    enum date_result result = DATE_READ;
    int64_t seconds = 0, east = 0, wall;
    struct day day;

    if (facts == NULL)
        facts = &local;
    *facts = (struct date_facts){ .only = DATE_ORDER_UNKNOWN };
    skip_blanks(&s);
    while (s.end > s.at && is_blank(s.end[-1]))
        s.end--;
    if (is_unix(s.at, (size_t)(s.end - s.at))) {
        facts->zoned = true;
        return time_parse(s.at, (size_t)(s.end - s.at), out) ? DATE_READ : DATE_BAD;
    }
    if (!take_day(&s, &day))
        return DATE_BAD;
    if (s.at < s.end) {
        if (!take(&s, 'T')) {
            if (*s.at != ',' && !is_blank(*s.at))
                return DATE_BAD;
            take(&s, ',');
            skip_blanks(&s);
        }
        if (!take_clock(&s, &seconds))
            return DATE_BAD;
        skip_blanks(&s);
        if (!take_zone(&s, &east, &facts->zoned))
            return DATE_BAD;
    }
    if (day.first > 0 || day.second > 0)
        result = settle_order(&day, dates->order, &facts->only);
    if (result != DATE_READ)
        return result;
    if (!exists(day.year, day.month, day.day))
        return DATE_BAD;
    wall = time_days_from_civil(day.year, day.month, day.day) * DAY_S + seconds;
    *out = facts->zoned ? wall - east : zone_to_utc(&dates->zone, wall);
    return DATE_READ;
}

bool date_order_of(const char *word, enum date_order *out)
{
    if (strcmp(word, "day-first") == 0)
        *out = DATE_DAY_FIRST;
    else if (strcmp(word, "month-first") == 0)
        *out = DATE_MONTH_FIRST;
    else
        return false;
    return true;
}
