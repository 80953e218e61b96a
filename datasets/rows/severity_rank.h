/*
 * severity_rank.h - how severe a severity is, by the words usual in trackers ("blocker", "Sev 2", "3 - medium", "P1").
 */
#ifndef PRODROME_SEVERITY_RANK_H
#define PRODROME_SEVERITY_RANK_H

#include <stdbool.h>

/* 1 (the worst) to 6, by the word or the first digit (1 to 5); 0 where it is neither. */
int  severity_rank(const char *verbatim);
/* Whether it says that something is wished for: a type of ticket rather than a severity, which has rank 6. */
bool severity_is_wish(const char *verbatim);

#endif
