#include "datasets/documents/written_date.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"

enum { DAY_S = 86400, YEAR_MIN = 1970, YEAR_MAX = 2200 };

struct scan {
    const char *at, *end;
};

static bool take_number(struct scan *s, int min_digits, int max_digits, int *out)
{
    int n = 0, value = 0;

    while (s->at + n < s->end && n <= max_digits && isdigit((unsigned char)s->at[n])) {
        value = value * 10 + (s->at[n] - '0');
        n++;
    }
    if (n < min_digits || n > max_digits)
        return false;
    s->at += n;
    *out = value;
    return true;
}

static bool take_char(struct scan *s, const char *any)
{
    if (s->at == s->end || strchr(any, *s->at) == NULL || *s->at == '\0')
        return false;
    s->at++;
    return true;
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t'))
        s->at++;
}

/* "jan", "January", "Jan." */
static bool take_month(struct scan *s, int *out)
{
    static const char *const names[] = { "january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december" };
    size_t n = 0, left = (size_t)(s->end - s->at);

    while (n < left && isalpha((unsigned char)s->at[n]))
        n++;
    for (int i = 0; i < 12 && n >= 3; i++) {
        if (n > strlen(names[i]) || strncasecmp(s->at, names[i], n) != 0)
            continue;
        s->at += n;
        take_char(s, ".");
        *out = i + 1;
        return true;
    }
    return false;
}

static bool civil_exists(int year, int month, int day)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static void skip_ordinal(struct scan *s)
{
    static const char *const suffix[] = { "st", "nd", "rd", "th" };

    for (size_t i = 0; i < 4; i++)
        if (s->end - s->at >= 2 && strncasecmp(s->at, suffix[i], 2) == 0) {
            s->at += 2;
            return;
        }
}

static bool read_iso(struct scan *s, int *year, int *month, int *day)
{
    char mark;

    if (!take_number(s, 4, 4, year) || s->at == s->end || (*s->at != '-' && *s->at != '/'))
        return false;
    mark = *s->at++;
    return take_number(s, 1, 2, month) && s->at < s->end && *s->at++ == mark && take_number(s, 1, 2, day);
}

static bool read_day_first(struct scan *s, int *year, int *month, int *day)
{
    if (!take_number(s, 1, 2, day))
        return false;
    skip_ordinal(s);
    take_char(s, ".");
    skip_blanks(s);
    if (!take_month(s, month))
        return false;
    take_char(s, ",");
    skip_blanks(s);
    return take_number(s, 4, 4, year);
}

static bool read_month_first(struct scan *s, int *year, int *month, int *day)
{
    if (!take_month(s, month))
        return false;
    skip_blanks(s);
    if (!take_number(s, 1, 2, day))
        return false;
    skip_ordinal(s);
    take_char(s, ",");
    skip_blanks(s);
    return take_number(s, 4, 4, year);
}

size_t written_date_read(const char *text, size_t len, int64_t *day)
{
    static bool (*const form[])(struct scan *, int *, int *, int *) = { read_iso, read_day_first, read_month_first };

    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        struct scan s = { text, text + len };
        int year, month, of_month;

        if (!form[i](&s, &year, &month, &of_month) || !civil_exists(year, month, of_month) || (s.at < s.end && isdigit((unsigned char)*s.at)))
            continue;
        *day = time_days_from_civil(year, month, of_month);
        return (size_t)(s.at - text);
    }
    return 0;
}

/* Zones whose letters mean one thing among those who write them in such pages; CST, IST and the like are left out. */
size_t written_zone_read(const char *text, size_t len, int32_t *east)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = { { "UTC", 0 },     { "GMT", 0 },     { "Z", 0 },       { "WET", 0 },     { "CEST", 120 },  { "CET", 60 },   { "BST", 60 },  { "EEST", 180 }, { "EET", 120 },
                  { "EST", -300 },  { "EDT", -240 },  { "MST", -420 },  { "MDT", -360 },  { "PST", -480 },  { "PDT", -420 },
                  { "JST", 540 },   { "AEST", 600 },  { "AEDT", 660 } };

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        size_t n = strlen(zones[i].name);

        if (len < n || memcmp(text, zones[i].name, n) != 0 || (len > n && isalnum((unsigned char)text[n])))
            continue;
        *east = zones[i].minutes * 60;
        return n;
    }
    return 0;
}

/* "+02:00", "-0500", "+02". */
static bool take_offset(struct scan *s, int32_t *east)
{
    struct scan at = *s;
    int sign, hours, minutes = 0;

    if (at.at == at.end || (*at.at != '+' && *at.at != '-'))
        return false;
    sign = *at.at++ == '-' ? -1 : 1;
    if (!take_number(&at, 2, 2, &hours)) {
        if (!take_number(&at, 4, 4, &hours))
            return false;
        minutes = hours % 100;
        hours /= 100;
    } else if (take_char(&at, ":") && !take_number(&at, 2, 2, &minutes)) {
        return false;
    }
    if (hours > 14 || minutes > 59)
        return false;
    *east = sign * (hours * 3600 + minutes * 60);
    *s = at;
    return true;
}

size_t written_hour_read(const char *text, size_t len, int32_t *second, int32_t *east)
{
    struct scan s = { text, text + len }, before;
    int hour, minute, of_minute = 0, fraction;
    size_t n;

    if (!take_number(&s, 1, 2, &hour) || !take_char(&s, ":") || !take_number(&s, 2, 2, &minute))
        return 0;
    before = s;
    if (take_char(&s, ":") && !take_number(&s, 2, 2, &of_minute))
        s = before;
    before = s;
    if (take_char(&s, ".") && !take_number(&s, 1, 9, &fraction))
        s = before;
    before = s;
    skip_blanks(&s);
    if (s.end - s.at >= 2 && (strncasecmp(s.at, "am", 2) == 0 || strncasecmp(s.at, "pm", 2) == 0) && (s.end - s.at == 2 || !isalpha((unsigned char)s.at[2]))) {
        if (hour < 1 || hour > 12)
            return 0;
        hour = hour % 12 + (tolower((unsigned char)*s.at) == 'p' ? 12 : 0);
        s.at += 2;
        before = s;
        skip_blanks(&s);
    }
    *east = HOUR_NO_ZONE;
    n = written_zone_read(s.at, (size_t)(s.end - s.at), east);
    s.at += n;
    if (n == 0) {
        s = before;
        take_offset(&s, east);
    }
    if (hour > 23 || minute > 59 || of_minute > 60)
        return 0;
    *second = hour * 3600 + minute * 60 + of_minute;
    return (size_t)(s.at - text);
}

bool written_date_find(const char *text, size_t len, int64_t *day)
{
    for (size_t i = 0; i < len; i++) {
        bool begins = i == 0 || !isalnum((unsigned char)text[i - 1]);

        if (begins && isalnum((unsigned char)text[i]) && written_date_read(text + i, len - i, day) > 0)
            return true;
    }
    return false;
}

bool written_period_parse(const char *text, size_t len, int64_t *out)
{
    struct scan s;
    int year, month = 12;

    while (len > 0 && isspace((unsigned char)text[len - 1]))
        len--;
    while (len > 0 && isspace((unsigned char)*text)) {
        text++;
        len--;
    }
    s = (struct scan){ text, text + len };
    if (!take_number(&s, 4, 4, &year) || (s.at < s.end && (!take_char(&s, "-") || !take_number(&s, 2, 2, &month))) || s.at < s.end)
        return time_parse(text, len, out);
    if (!civil_exists(year, month, 1))
        return false;
    *out = time_days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) * DAY_S - 1;
    return true;
}
