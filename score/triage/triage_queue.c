#include "score/triage/triage_queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int impact_place(const struct triage_case *c)
{
    static const int place[] = { 2, 0, 1, 3 }; /* not known, care-blocking, operational, minor */

    return place[c->impact];
}

static int tenths(const struct triage_case *c)
{
    return isnan(c->chance) ? 0 : (int)floor(c->chance * 10 + 1e-9); /* 0.3 is three tenths, though a bit less as a double */
}

static double used_up(const struct triage_case *c)
{
    return isnan(c->age_days) ? -1 : fmax(c->age_days, 0) / c->policy_days;
}

static int by_urgency(const void *a, const void *b)
{
    const struct triage_case *x = a, *y = b;

    if (impact_place(x) != impact_place(y))
        return impact_place(x) - impact_place(y);
    if (tenths(x) != tenths(y))
        return tenths(y) - tenths(x);
    if (used_up(x) != used_up(y))
        return used_up(x) < used_up(y) ? 1 : -1;
    return strcmp(x->item, y->item);
}

void triage_queue_order(struct triage_case *cases, size_t n)
{
    if (n > 0)
        qsort(cases, n, sizeof *cases, by_urgency);
}
