/*
 * replay_why.h - the stored explanation of a score against the one that its feature row and model give again.
 *
 * Names are compared as they are, values to 1e-9 of their size: on another processor than the one that scored, the last bits differ.
 */
#ifndef PRODROME_REPLAY_WHY_H
#define PRODROME_REPLAY_WHY_H

#include "score/explain.h"

/* Whether "why" in the detail of a score (JSON) says what the explanation does: bias, score, the largest contributions, the rest. */
bool replay_why_agrees(const json_t *detail, const struct explanation *e, const struct learned *l);

/* Whether one entry of "changes" in the detail of a release's score is this commit with this chance of harm. */
bool replay_change_agrees(const json_t *detail, const char *commit, double p);

#endif
