/*
 * fuzz_dates.c - any bytes as a date. What is read lies in the years that exist; a date that only one order can read is read by that order as
 * without one, and refused by the other; what is ambiguous is read by both.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/tracker/dates.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct tracker_dates open = { .order = DATE_ORDER_UNKNOWN }, day_first = { .order = DATE_DAY_FIRST }, month_first = { .order = DATE_MONTH_FIRST };
    struct date_facts facts;
    int64_t free_time = 0, day_time = 0, month_time = 0;
    enum date_result any, day, month;
    char *text = malloc(size > 0 ? size : 1); /* of exactly its size */

    if (text == NULL)
        abort();
    if (size > 0)
        memcpy(text, data, size);
    any = date_read(text, size, &open, &free_time, &facts);
    day = date_read(text, size, &day_first, &day_time, NULL);
    month = date_read(text, size, &month_first, &month_time, NULL);
    if (any == DATE_AMBIGUOUS && (day != DATE_READ || month != DATE_READ || day_time == month_time))
        abort();
    if (any == DATE_BAD && (day != DATE_BAD || month != DATE_BAD))
        abort();
    if (any == DATE_READ && facts.only == DATE_DAY_FIRST && (day != DATE_READ || day_time != free_time || month != DATE_BAD))
        abort();
    if (any == DATE_READ && facts.only == DATE_MONTH_FIRST && (month != DATE_READ || month_time != free_time || day != DATE_BAD))
        abort();
    if (any == DATE_READ && facts.only == DATE_ORDER_UNKNOWN && (day != DATE_READ || month != DATE_READ || day_time != free_time || month_time != free_time))
        abort();
    free(text);
    return 0;
}
