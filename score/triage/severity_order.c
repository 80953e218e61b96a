/*
 * severity_order.c - see severity_order.h.
 */
#include "score/triage/severity_order.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

int impact_rank(const char *impact)
{
    static const char *const order[] = { "care-blocking", "operational", "minor" };

    for (int i = 0; i < 3; i++)
        if (strcmp(impact, order[i]) == 0)
            return i + 1;
    return 0;
}

/* Numbers count from 1, where 2 is a disruption; of words "critical" and "urgent" still mean that work stops. */
const char *severity_proposed_impact(const char *verbatim)
{
    static const char *const by_number[] = { "", "care-blocking", "operational", "operational", "minor", "minor", "minor" };
    static const char *const by_word[] = { "", "care-blocking", "care-blocking", "operational", "operational", "minor", "minor" };
    int rank = severity_rank(verbatim);

    return strcspn(verbatim, "0123456789") < strlen(verbatim) ? by_number[rank] : by_word[rank];
}

int severity_compare(const struct config *config, const char *a, const char *b)
{
    int x = impact_rank(config_impact(config, a)), y = impact_rank(config_impact(config, b));

    if (x == 0 || y == 0 || x == y) {
        x = severity_rank(a);
        y = severity_rank(b);
    }
    if (x == 0 || y == 0 || x == y)
        return 0;
    return x < y ? 1 : -1;
}

bool severity_same(const char *a, const char *b)
{
    size_t na, nb;

    a += strspn(a, " \t");
    b += strspn(b, " \t");
    for (na = strlen(a); na > 0 && isspace((unsigned char)a[na - 1]); na--)
        ;
    for (nb = strlen(b); nb > 0 && isspace((unsigned char)b[nb - 1]); nb--)
        ;
    return na == nb && strncasecmp(a, b, na) == 0;
}
