/*
 * severity_order.c - see severity_order.h.
 */
#include "score/severity_order.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const struct { const char *word; int rank; } words[] = {
    { "blocker", 1 },  { "catastrophic", 1 }, { "emergency", 1 }, { "fatal", 1 },    { "critical", 2 },  { "urgent", 2 },
    { "highest", 2 },  { "severe", 2 },       { "major", 3 },     { "high", 3 },     { "serious", 3 },   { "normal", 4 },
    { "medium", 4 },   { "moderate", 4 },     { "average", 4 },   { "minor", 5 },    { "low", 5 },       { "trivial", 6 },
    { "cosmetic", 6 }, { "lowest", 6 },       { "planning", 6 },  { "enhancement", 6 }, { "wishlist", 6 }, { "feature", 6 },
};

/* Whether the text has the word, between anything that is no letter. */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = text; (at = strcasestr(at, word)) != NULL; at++)
        if ((at == text || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[len]))
            return true;
    return false;
}

int severity_rank(const char *verbatim)
{
    const char *digit = verbatim + strcspn(verbatim, "0123456789");

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (has_word(verbatim, words[i].word))
            return words[i].rank;
    if (digit[0] >= '1' && digit[0] <= '5' && !isdigit((unsigned char)digit[1]))
        return digit[0] - '0';
    return 0;
}

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
