/*
 * dependency_step.h - what kind of step an update takes from one version to another.
 *
 *     1.7.36 -> 2.0.0         major        31.1-jre -> 32.0.0-jre   major
 *     2.12.2 -> 2.13.4.1      minor        2.0 -> 2.1.0-rc1         pre-release
 *     5.3.24 -> 5.3.25        patch        2.1 -> 2.0               downgrade
 *     r07 -> 33.0             other: the texts do not tell
 *
 * By the first of the leading numbers that differs (semver.org 2.0.0, item 9 for pre-releases); a leading 'v' does not count. A downgrade and a
 * pre-release are that whatever number changed.
 */
#ifndef PRODROME_DEPENDENCY_STEP_H
#define PRODROME_DEPENDENCY_STEP_H

#include <stdbool.h>
#include <stddef.h>

enum step_kind { STEP_MAJOR, STEP_MINOR, STEP_PATCH, STEP_PRE_RELEASE, STEP_DOWNGRADE, STEP_OTHER, N_STEPS };

extern const char *const step_name[N_STEPS]; /* "major", ... */

enum { STEP_PARTS = 3, STEP_PART_MAX = 1000000000 };

struct version_step {
    enum step_kind kind;
    long  from[STEP_PARTS], to[STEP_PARTS]; /* leading numbers, at most STEP_PART_MAX; -1 where there are no more         */
    bool  known_from, known_to;             /* whether the text begins with a number                                      */
    char  qualifier[24];                    /* first word of the new version behind its numbers, lower case: "jre"; or "" */
};

/* Any texts; "" is a version that is not known. Several joined by '|': the last, which is the newest. */
void version_step(struct version_step *out, const char *from, const char *to);

#endif
