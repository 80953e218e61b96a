/*
 * The true risk of a change. With s(z) = 1 / (1 + exp(-z)):
 *
 *     p_true = s( -3.85
 *                 + r                                       r of the system, systems.c: integration 1.15, pharmacy 1.0,
 *                                                           identity 0.95, recommender 0.9, others -0.4 to 0.3
 *                 + 2.7 (1 - min(1, ln(1 + exp) / ln 121))  the author's earlier changes: new people break things
 *                 + 0.65 (ln(1 + la + ld) - 3.5)            size
 *                 + 0.50 entropy                            spread over files, bits
 *                 + 0.35 ln churn                           nuc against the mean of all files: what is changed all the time
 *                 + 0.8 [configuration]
 *                 + 0.7 [Friday from 15:00, Saturday, Sunday, 22:00 to 06:00]
 *                 + 1.4 [rush: quick fix, workaround, check switched off]
 *                 + 1.0 [rewrite or migration]
 *                 - 1.6 [upkeep: tests, documents]
 *                 + 0.8 [code with shared state: caches, locks, retries]
 *                 + x                                       x of the library that is updated, dependencies.c: hl7-codec 2.2,
 *                                                           glasspane session 1.9, others -1.2 to 0.2
 *                 + 0.7 [message says it was not tested] - 0.5 [says it was] )
 *
 * All but the hour can be seen in the metrics, the message or the code; the hour in author_date. The rest is chance.
 */
#include <math.h>

#include "datasets/hospital/changes.h"

enum { HOUR_S = 3600 };

const char *const reason_name[N_REASONS] = {
    [REASON_SYSTEM] = "risky system",
    [REASON_AUTHOR] = "new author",
    [REASON_SIZE] = "large change",
    [REASON_SPREAD] = "spread over files",
    [REASON_CONFIGURATION] = "configuration",
    [REASON_HOUR] = "late hour or Friday",
    [REASON_RUSH] = "in a hurry",
    [REASON_REWRITE] = "rewrite or migration",
    [REASON_STATE] = "shared state",
    [REASON_UNTESTED] = "not tested",
    [REASON_CHURN] = "churned files",
    [REASON_LIBRARY] = "fragile library",
};

static bool is_late(int64_t time)
{
    int weekday = time_weekday(time), hour = time_second(time) / HOUR_S;

    return weekday >= 5 || (weekday == 4 && hour >= 15) || hour >= 22 || hour < 6;
}

/* Adds a term; what adds half a unit or more is a reason. */
static void add(struct change *change, double *z, enum reason reason, double term)
{
    *z += term;
    if (term >= 0.5)
        change->reasons |= 1u << reason;
}

void change_assess(struct change *change)
{
    double experience = log(1.0 + change->exp) / log(121.0), z = -3.85;

    change->reasons = 0;
    add(change, &z, REASON_SYSTEM, system_table[change->system].risk);
    add(change, &z, REASON_AUTHOR, 2.7 * (experience < 1 ? 1 - experience : 0));
    add(change, &z, REASON_SIZE, 0.65 * (log(1.0 + change->files.la + change->files.ld) - 3.5));
    add(change, &z, REASON_SPREAD, 0.50 * change->files.entropy);
    add(change, &z, REASON_CHURN, 0.35 * log(change->files.churn));
    add(change, &z, REASON_CONFIGURATION, change->kind == KIND_CONFIGURATION ? 0.8 : 0);
    add(change, &z, REASON_HOUR, is_late(change->time) ? 0.7 : 0);
    add(change, &z, REASON_RUSH, change->style == CHANGE_RUSH ? 1.4 : 0);
    add(change, &z, REASON_REWRITE, change->style == CHANGE_REWRITE ? 1.0 : 0);
    add(change, &z, REASON_STATE, change->shared_state ? 0.8 : 0);
    add(change, &z, REASON_UNTESTED, change->tested < 0 ? 0.7 : change->tested > 0 ? -0.5 : 0);
    add(change, &z, REASON_LIBRARY, change->library < N_LIBRARIES ? library_table[change->library].risk : 0);
    if (change->style == CHANGE_UPKEEP)
        z -= 1.6;
    change->p_true = 1.0 / (1.0 + exp(-z));
}
