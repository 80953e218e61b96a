/*
 * config_words.c - the words of trackers: status, severity, criticality.
 */
#include "datasets/config/config_words.h"

#include <ctype.h>
#include <string.h>

#include "datasets/config/config.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const criticality_name[N_CRITICALITIES] = { "care-critical", "compliance-critical", "administrative",
                                                        "unknown" };

static const char *skip_ignored(const char *s)
{
    while (*s != '\0' && (strchr(" \t_-'", *s) != NULL || strncmp(s, "\xE2\x80\x99", 3) == 0))
        s += *s == '\xE2' ? 3 : 1;
    return s;
}

/* Whether `text` is `word`, or begins with it. */
static bool compare(const char *text, const char *word, bool prefix)
{
    for (;;) {
        text = skip_ignored(text);
        word = skip_ignored(word);
        if (*word == '\0')
            return prefix || *text == '\0';
        if (tolower((unsigned char)*text) != tolower((unsigned char)*word))
            return false;
        text++;
        word++;
    }
}

bool word_same(const char *text, const char *word)
{
    return compare(text, word, false);
}

enum criticality criticality_of(const char *text)
{
    for (int i = 0; i < CRITICALITY_UNKNOWN; i++)
        if (word_same(text, criticality_name[i]))
            return (enum criticality)i;
    return CRITICALITY_UNKNOWN;
}

int config_status_open(const struct config *config, const char *status)
{
    static const char *const open[] = { "NEW",
                                        "UNCONFIRMED",
                                        "ASSIGNED",
                                        "REOPENED",
                                        "NEEDINFO",
                                        "OPEN",
                                        "OPENED",
                                        "IN PROGRESS",
                                        "WORK IN PROGRESS",
                                        "TO DO",
                                        "BACKLOG",
                                        "IN REVIEW",
                                        "PENDING",
                                        "WAITING",
                                        "ON HOLD",
                                        "ACKNOWLEDGED",
                                        "INVESTIGATING",
                                        "CONFIRMED",
                                        "READY",
                                        "STARTED",
                                        "TRIAGED",
                                        "BLOCKED",
                                        "TRACKED",
                                        "ACTIVE",
                                        "SELECTED FOR DEVELOPMENT",
                                        "UNDER INVESTIGATION",
                                        "UNDER REVIEW",
                                        "CODE REVIEW",
                                        "ESCALATED",
                                        "QUEUED",
                                        "TESTING",
                                        "IN TESTING",
                                        "IN DEVELOPMENT",
                                        "IN ANALYSIS",
                                        "SUBMITTED",
                                        "PLANNED",
                                        "DRAFT",
                                        "POST",
                                        "MODIFIED",
                                        "ON QA" };
    static const char *const open_prefix[] = { "AWAITING", "WAITING FOR", "READY FOR" };
    static const char *const closed[] = {
        "RESOLVED",      "VERIFIED", "CLOSED",   "DONE",      "FIXED",    "CANCELLED",       "CANCELED",
        "COMPLETED",     "COMPLETE", "REJECTED", "DUPLICATE", "WONT FIX", "WONT DO",         "DECLINED",
        "ABANDONED",     "RELEASED", "MERGED",   "INVALID",   "SOLVED",   "CLOSED COMPLETE", "CLOSED INCOMPLETE",
        "CLOSED SKIPPED", "AUTO CLOSED", "NOT PLANNED", "WITHDRAWN", "OBSOLETE"
    };

    if (*skip_ignored(status) == '\0')
        return -1;
    for (size_t i = 0; i < config->n_statuses; i++)
        if (word_same(status, config->status[i].key))
            return strcmp(config->status[i].value, "open") == 0;
    for (size_t i = 0; i < COUNT(open); i++)
        if (word_same(status, open[i]))
            return 1;
    for (size_t i = 0; i < COUNT(open_prefix); i++)
        if (compare(status, open_prefix[i], true))
            return 1;
    for (size_t i = 0; i < COUNT(closed); i++)
        if (word_same(status, closed[i]))
            return 0;
    return -1;
}

const char *config_impact(const struct config *config, const char *severity)
{
    for (size_t i = 0; i < config->n_impacts; i++)
        if (word_same(severity, config->impact[i].key))
            return config->impact[i].value;
    return "";
}
