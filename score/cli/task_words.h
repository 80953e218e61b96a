/*
 * task_words.h - the tasks (train/task.h) as usage texts name them, in one place.
 */
#ifndef PRODROME_TASK_WORDS_H
#define PRODROME_TASK_WORDS_H

#include "score/cli/table.h"

#define TASK_WORDS     "route, component, severity, cause, maintenance, change-risk"
#define TASK_WORDS_OR  "route, component, severity, cause, maintenance or change-risk"
#define TASK_SYNOPSIS  "route|component|severity|cause|maintenance|change-risk"

/* Rows of a table of subcommands; arguments: as in struct cli_subcommand. */
#define TASK_SUBCOMMANDS(arguments)                                                          \
    { "route", arguments, "tickets to teams, or to components where there are no teams" },   \
    { "component", arguments, "tickets to components, where there are teams too" },          \
    { "severity", arguments, "how grave a ticket is, by its words" },                        \
    { "cause", arguments, "why it failed, learned from causes found before" },               \
    { "maintenance", arguments, "corrective, adaptive, perfective or preventive" },          \
    { "change-risk", arguments, "the chance that a change does harm" }

#endif
