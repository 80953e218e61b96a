/*
 * task_words.h - the tasks (train/task.h) as usage texts name them, in one place.
 */
#ifndef PRODROME_TASK_WORDS_H
#define PRODROME_TASK_WORDS_H

#include "score/cli/table.h"

#define TASK_WORDS     "route, component, severity, cause, maintenance, damage, change-risk"
#define TASK_WORDS_OR  "route, component, severity, cause, maintenance, damage or change-risk"
#define TASK_SYNOPSIS  "route|component|severity|cause|maintenance|damage|change-risk"

/* Those that learn in their own way as well: what can be trained. */
#define TASK_WORDS_TRAINED     TASK_WORDS ", release-risk, dependency-risk, duplicates"
#define TASK_WORDS_TRAINED_OR  TASK_WORDS ", release-risk, dependency-risk or duplicates"

/* Rows of a table of subcommands; arguments: as in struct cli_subcommand. */
#define TASK_SUBCOMMANDS(arguments)                                                          \
    { "route", arguments, "tickets to teams, or to components where there are no teams" },   \
    { "component", arguments, "tickets to components, where there are teams too" },          \
    { "severity", arguments, "how grave a ticket is, by its words" },                        \
    { "cause", arguments, "why it failed, learned from causes found before" },               \
    { "maintenance", arguments, "corrective, adaptive, perfective or preventive" },          \
    { "damage", arguments, "safety, privacy or continuity, learned where it was recorded" }, \
    { "change-risk", arguments, "the chance that a change does harm" }

#define TASK_SUBCOMMANDS_ALONE(arguments)                                                    \
    { "release-risk", arguments, "the chance that a release does harm, from its changes and past releases" }, \
    { "dependency-risk", arguments, "which updates of dependencies break something, from all projects" }, \
    { "duplicates", arguments, "which earlier ticket a new one repeats, from past marks" }

#endif
