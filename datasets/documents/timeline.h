/*
 * timeline.h - when an incident began, was noticed and was over, from the lines of a text.
 *
 * Two ways of writing it are read. Labelled lines: "Detected: 2024-05-01 09:30 UTC", "| Resolved | 2024-05-01T11:00Z |". And the entries of a
 * timeline, which begin with an hour, where the words tell what an entry is ("first alert", "service restored"):
 *
 *     All times in UTC.
 *     - 2024-05-01 09:12 deployment began          started: the first such entry, unless it was noticed before
 *     - 09:30 monitoring alerts on-call            detected: the first such entry
 *     - 10:05 restart did not help
 *     - 11:00 service restored                     resolved: the last such entry
 *
 * An entry without a date is of the day of the entry before, or of the day after where its hour is much earlier. Times without a zone are those
 * of the zone that the text names ("All times in CEST"), else UTC.
 */
#ifndef PRODROME_TIMELINE_H
#define PRODROME_TIMELINE_H

#include <stddef.h>
#include <stdint.h>

struct timeline {
    int64_t date;                         /* of a line "Date: ...", midnight; TIME_NONE: not told */
    int64_t started, detected, resolved;  /* TIME_NONE: not told                                  */
};

void timeline_init(struct timeline *timeline);

/* Both fill only what is TIME_NONE. `day`: of entries before the first date, days since 1970-01-01; TIME_NONE: not known. */
void timeline_read_labels(struct timeline *timeline, const char *text, size_t len);
void timeline_read_entries(struct timeline *timeline, const char *text, size_t len, int64_t day);

#endif
