#include "datasets/rows/severity_rank.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct severity_word {
    const char *word;
    int         rank;
    bool        wish;
} words[] = {
    { "blocker", 1, false },  { "catastrophic", 1, false }, { "emergency", 1, false }, { "fatal", 1, false },      { "critical", 2, false },
    { "urgent", 2, false },   { "highest", 2, false },      { "severe", 2, false },    { "major", 3, false },      { "high", 3, false },
    { "serious", 3, false },  { "normal", 4, false },       { "medium", 4, false },    { "moderate", 4, false },   { "average", 4, false },
    { "minor", 5, false },    { "low", 5, false },          { "trivial", 6, false },   { "cosmetic", 6, false },   { "lowest", 6, false },
    { "planning", 6, true },  { "enhancement", 6, true },   { "wishlist", 6, true },   { "feature", 6, true },
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

/* The first of them that the text has; NULL: none. */
static const struct severity_word *find(const char *verbatim)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (has_word(verbatim, words[i].word))
            return &words[i];
    return NULL;
}

bool severity_is_wish(const char *verbatim)
{
    const struct severity_word *word = find(verbatim);

    return word != NULL && word->wish;
}

int severity_rank(const char *verbatim)
{
    const struct severity_word *word = find(verbatim);
    const char *digit = verbatim + strcspn(verbatim, "0123456789");

    if (word != NULL)
        return word->rank;
    if (digit[0] >= '1' && digit[0] <= '5' && !isdigit((unsigned char)digit[1]))
        return digit[0] - '0';
    return 0;
}
