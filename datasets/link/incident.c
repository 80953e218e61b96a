/*
 * incident.c - see incident.h.
 */
#include "datasets/link/incident.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

const char *const incident_rule =
    "a ticket is an incident where its type says bug, defect, incident, problem, fault, error, failure, crash, outage, regression, alert or the like, or where it has "
    "no type (and its severity is no wish), and its resolution does not say that nothing was wrong";

enum { WORD_MAX = 64 };

static const char *const incident_words[] = {
    "bug", "bugreport", "defect", "incident", "majorincident", "securityincident", "productionincident", "problem", "productionproblem", "fault", "error", "failure",
    "crash", "outage", "regression", "alert", "hotfix", "security", "vulnerability", 
};
static const char *const wish_words[] = { "enhancement", "feature", "featurerequest", "wish", "wishlist" };
static const char *const void_words[] = {
    "invalid", "notabug", "worksforme", "cannotreproduce", "notreproducible", "unreproducible", "rejected", "asdesigned", "worksasdesigned",
    "bydesign", "notaproblem", "nofaultfound", "noproblemfound", "usererror",
};

/* The word in small letters without blanks, '_', '-' and apostrophes; "" where it is too long to be one of ours. */
static void plain_word(char out[WORD_MAX], const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == ' ' || c == '_' || c == '-' || c == '\'' || c == '/' || c == ':')
            continue;
        if (n == WORD_MAX - 1) {
            n = 0;
            break;
        }
        out[n++] = (char)(c < 128 ? tolower(c) : c);
    }
    out[n] = '\0';
}

static bool one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

#define ONE_OF(word, list) one_of(word, list, sizeof(list) / sizeof *(list))

static bool has_text(const char *text)
{
    return text[strspn(text, " \t\r\n")] != '\0';
}

enum incident_kind incident_kind(const char *type, const char *severity, const char *resolution)
{
    char word[WORD_MAX];

    plain_word(word, resolution);
    if (ONE_OF(word, void_words))
        return INCIDENT_VOID;
    if (has_text(type)) {
        plain_word(word, type);
        return ONE_OF(word, incident_words) ? INCIDENT_TYPED : INCIDENT_OTHER;
    }
    plain_word(word, severity);
    return ONE_OF(word, wish_words) ? INCIDENT_OTHER : INCIDENT_UNTYPED;
}
