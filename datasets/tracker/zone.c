#include "datasets/tracker/zone.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

enum { DAY_S = 86400, YEAR_FIRST = 1970, YEAR_LAST = 2100 };

/* ---- a fixed offset ---------------------------------------------------------------------------------------------- */

/* +hh:mm, +hhmm or +hh, and the same with '-'. */
static bool fixed_offset(const char *name, int32_t *east)
{
    int hour, minute = 0, used = 0;

    if (*name != '+' && *name != '-')
        return false;
    if (!isdigit((unsigned char)name[1]) ||
        (sscanf(name + 1, "%2d:%2d%n", &hour, &minute, &used) != 2 && sscanf(name + 1, "%2d%2d%n", &hour, &minute, &used) != 2 &&
         sscanf(name + 1, "%2d%n", &hour, &used) != 1) ||
        name[1 + used] != '\0' || hour > 14 || minute < 0 || minute > 59)
        return false;
    *east = (*name == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
    return true;
}

/* ---- a zone of the machine's database ---------------------------------------------------------------------------- */

/* The C library takes an unknown name for UTC without a word, so the database is asked first. A name is a path below its folder. */
static bool is_known(const char *name)
{
    char path[ZONE_NAME_MAX + 64];
    const char *folder = getenv("TZDIR");

    if (!isalpha((unsigned char)*name) || strstr(name, "..") != NULL ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/") != strlen(name) || name[strlen(name) - 1] == '/')
        return false;
    snprintf(path, sizeof path, "%.50s/%s", folder != NULL && *folder != '\0' ? folder : "/usr/share/zoneinfo", name);
    return access(path, R_OK) == 0;
}

static int32_t east_at(int64_t utc)
{
    time_t time = (time_t)utc;
    struct tm tm;

    return localtime_r(&time, &tm) == NULL ? 0 : (int32_t)tm.tm_gmtoff;
}

/* The first second of the new offset between two times that differ in it. */
static int64_t find_shift(int64_t before, int64_t after)
{
    int32_t east = east_at(after);

    while (after - before > 1) {
        int64_t middle = before + (after - before) / 2;

        if (east_at(middle) == east)
            after = middle;
        else
            before = middle;
    }
    return after;
}

/* No zone shifts twice within a few days, and then back. */
static void read_shifts(struct zone *zone)
{
    int64_t at = time_days_from_civil(YEAR_FIRST, 1, 1) * DAY_S, end = time_days_from_civil(YEAR_LAST, 1, 1) * DAY_S;

    zone->shift[zone->n++] = (struct zone_shift){ INT64_MIN, east_at(at) };
    for (; at < end && zone->n < ZONE_SHIFTS_MAX; at += 2 * DAY_S) {
        int32_t east = east_at(at + 2 * DAY_S);

        if (east != zone->shift[zone->n - 1].east)
            zone->shift[zone->n++] = (struct zone_shift){ find_shift(at, at + 2 * DAY_S), east };
    }
}

static int ask_library(struct zone *zone, struct err *err)
{
    const char *set = getenv("TZ");
    char *before = set == NULL ? NULL : mem_strdup(set);

    if (set != NULL && before == NULL)
        return err_nomem(err);
    setenv("TZ", zone->name, 1);
    tzset();
    read_shifts(zone);
    if (before != NULL)
        setenv("TZ", before, 1);
    else
        unsetenv("TZ");
    tzset();
    mem_free(before);
    return 0;
}

int zone_find(struct zone *out, const char *name, struct err *err)
{
    int32_t east;

    if (strlen(name) < sizeof out->name && *name != '\0') {
        *out = (struct zone){ .n = 0 };
        memcpy(out->name, name, strlen(name) + 1);
        if (strcmp(name, "UTC") == 0 || strcmp(name, "Z") == 0)
            return 0;
        if (fixed_offset(name, &east)) {
            out->shift[out->n++] = (struct zone_shift){ INT64_MIN, east };
            return 0;
        }
        if (is_known(name))
            return ask_library(out, err);
    }
    return err_set(err, ERR_USAGE, "unknown time zone '%s': a name as 'Europe/Berlin', an offset as '+01:00', or UTC", name);
}

int64_t zone_to_utc(const struct zone *zone, int64_t local)
{
    int64_t utc = local;

    for (size_t i = 0; i < zone->n; i++) { /* the first offset under which this wall clock was to be seen */
        utc = local - zone->shift[i].east;
        if (i + 1 == zone->n || utc < zone->shift[i + 1].at)
            break;
    }
    return utc;
}
