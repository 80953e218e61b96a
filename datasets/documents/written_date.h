/*
 * written_date.h - dates and hours as people write them in a text.
 *
 *     2024-05-01  2024/05/01  1 May 2024  1. May 2024  May 1, 2024  May 1st 2024
 *     09:30  09:30:15  9:30 pm  09:30 UTC  09:30+02:00  09:30Z  09:30 CEST
 *
 * Forms in which day and month cannot be told apart (05/01/2024) are no dates. Dates must exist, years are 1970 to 2200.
 */
#ifndef PRODROME_WRITTEN_DATE_H
#define PRODROME_WRITTEN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The date that the text begins with: bytes read, and days since 1970-01-01. 0: none. */
size_t written_date_read(const char *text, size_t len, int64_t *day);

#define HOUR_NO_ZONE INT32_MIN

/* The hour that the text begins with: bytes read, seconds since midnight, seconds east of UTC (HOUR_NO_ZONE where it does not say). 0: none. */
size_t written_hour_read(const char *text, size_t len, int32_t *second, int32_t *east);

/* Seconds east of UTC of a zone's name that the text begins with ("UTC", "CEST", ...), bytes read; 0: none that is known. */
size_t written_zone_read(const char *text, size_t len, int32_t *east);

/* The first date in a text. */
bool written_date_find(const char *text, size_t len, int64_t *day);

/* A time (time_parse), or a year or month alone: then its last second. Nothing is known before the end of the time that a source names. */
bool written_period_parse(const char *text, size_t len, int64_t *out);

#endif
