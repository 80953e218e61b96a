/*
 * clock.h - times: now, from text, to text.
 *
 * A time is seconds since 1970-01-01T00:00:00Z in an int64_t; TIME_NONE where it is not known. `--now` fixes the clock, so
 * that runs and tests can be repeated.
 */
#ifndef PRODROME_BASE_CLOCK_H
#define PRODROME_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIME_NONE INT64_MIN

struct clock {
    int64_t fixed;    /* TIME_NONE: the system's clock */
};

enum { TIME_ISO_MAX = 32 };

int64_t clock_now(const struct clock *clock);               /* NULL: the system's clock                */
double  clock_monotonic(void);                              /* seconds, for measuring                  */

/* Reads ISO 8601 (date; date and time with 'T' or blank; fractions dropped; Z, +hh:mm, +hhmm, -hh or none = UTC) or Unix
 * seconds (optional '-', digits, optional fraction). Dates must exist (no 30 February), years 1900 to 2200. Surrounding
 * blanks are allowed. Returns false and leaves *out alone when the text is no time. Empty text is no time. */
bool time_parse(const char *text, size_t len, int64_t *out);

/* "2018-05-28T09:30:00Z"; for TIME_NONE the empty string. Returns `buf`. */
char *time_format(int64_t time, char buf[TIME_ISO_MAX]);
char *time_format_date(int64_t time, char buf[TIME_ISO_MAX]); /* "2018-05-28" */

/* Days since 1970-01-01 of a civil date, proleptic Gregorian, and back. */
int64_t time_days_from_civil(int year, int month, int day);
void    time_civil_from_days(int64_t days, int *year, int *month, int *day);

#endif
