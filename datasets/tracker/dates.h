/*
 * dates.h - the dates that trackers write.
 *
 *     2024-02-14 09:05:11         2024/02/14 09:05          2024-02-14T09:05:11.000+0100     2024-02-14 09:05:11 UTC
 *     14/Feb/24 9:05 AM           14-Feb-2024 09:05:11      Feb 14, 2024 09:05 PST           Wed, 14 Feb 2024 09:05:11 +0000
 *     02/14/2024 09:05:11 AM      14-02-2024 09:05:11       14.02.2024 09:05
 *
 * Of days and months that are both numbers, '.' puts the day first everywhere; with '/' or '-' that depends on the land, and the caller must
 * know which: from a date of the same file that can only be read one way, or from the user. It is never guessed. Years of two digits are
 * of this century. Month names are English ones. A value without a zone is in the given one.
 */
#ifndef PRODROME_TRACKER_DATES_H
#define PRODROME_TRACKER_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/tracker/zone.h"

enum date_order { DATE_ORDER_UNKNOWN, DATE_DAY_FIRST, DATE_MONTH_FIRST };

struct tracker_dates {
    enum date_order order;
    struct zone     zone; /* of values that name none */
};

enum date_result { DATE_READ, DATE_BAD, DATE_AMBIGUOUS };

/* What a value tells beside its time. */
struct date_facts {
    enum date_order only;  /* the one order in which it can be read; UNKNOWN: either, or it has none */
    bool            zoned; /* it names its zone, or needs none (Unix seconds) */
};

/* *out only where DATE_READ. `facts` may be NULL; filled unless DATE_BAD. A value that fits an order other than the given one is bad. */
enum date_result date_read(const char *text, size_t len, const struct tracker_dates *dates, int64_t *out, struct date_facts *facts);

/* "day-first", "month-first": false where it is neither. */
bool date_order_of(const char *word, enum date_order *out);

#endif
