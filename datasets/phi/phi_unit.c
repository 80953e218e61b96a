/*
 * phi_unit.c - what behind a number says that it is an amount: see phi_context.h.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/phi/phi_context.h"

/* Counted things and units, lower case, sorted. After one of them a number is an amount. */
static const char *const units[] = {
    "b",       "bytes",   "commits",  "days", "entries", "errors",   "events", "files", "gb",
    "hours",   "hz",      "items",    "kb",   "khz",     "kib",      "lines",  "mb",    "messages",
    "mg",      "mhz",     "mib",      "min",  "minutes", "ml",       "mm",     "ms",    "msec",
    "ns",      "objects", "patients", "px",   "records", "requests", "rows",   "s",     "sec",
    "seconds", "ticks",   "times",    "us",   "usd",     "users",    "x",
};

static int compare_text(const void *key, const void *text)
{
    return strcmp(key, *(const char *const *)text);
}

/* Ends here and goes on as nothing that may be replaced itself: no "ms@example.org", no "ms.example.org". */
static bool ends_word(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);

    if (c == '.')
        return !phi_is_alnum(phi_byte(scan, at + 1));
    return c == 0 || (!phi_is_alnum(c) && c < 0x80 && strchr("@:/_-+%'", c) == NULL);
}

bool phi_unit_after(const struct phi_scan *scan, size_t at)
{
    enum { UNIT_MAX = 20 };
    char text[UNIT_MAX + 1];
    size_t n = 0;
    const char *key = text;

    if (phi_byte(scan, at) == '%')
        return true;
    if (phi_byte(scan, at) == ' ')
        at++;
    while (n < UNIT_MAX && phi_is_alpha(phi_byte(scan, at + n))) {
        text[n] = phi_lower(scan->text[at + n]);
        n++;
    }
    text[n] = '\0';
    at += n;
    return n > 0 && ends_word(scan, at) &&
           bsearch(key, units, sizeof units / sizeof units[0], sizeof units[0], compare_text) != NULL;
}
