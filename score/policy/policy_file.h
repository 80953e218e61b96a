/*
 * policy_file.h - a policy as a file: STORE.policy, an INI file beside the store.
 *
 *     [policy]              version = 2026-11
 *     [rule NAME]           effect = off|note|review|hold     reason = TEXT
 *                           system = NAME|GLOB...   criticality = ...   internet_facing = yes|no   when = FACT...
 *                           path = GLOB...   kind = WORD...   label = WORD...   word = WORDS...
 *     [evidence CRITICALITY] ITEM = off|note|review|hold      of its absence
 *     [after CRITICALITY]   checks = NAME...   check_days =   access_review = yes|no   access_review_changes =   access_review_path = GLOB...
 *                           access_review_days =
 *
 * A file says what is other than in the built-in policy: a [rule NAME] of a built-in name changes the keys that it gives and leaves the others. Anything
 * unknown is an error with file and line. GLOB: '*' stands for anything but '/', '**' for anything, '?' for one byte but '/'; without a '/' it is compared with
 * each folder and file name of a path. WORDS: one behind the other in the message of a change, or @safety, @privacy, @continuity: what the rule of damage kinds
 * (score/damage/damage_kind.h) tells from its message and paths. Case does not matter.
 */
#ifndef PRODROME_POLICY_FILE_H
#define PRODROME_POLICY_FILE_H

#include "score/policy/policy.h"

/* The built-in policy with what the text says instead, and the costs of the configuration; sealed. ERR_USAGE: "PATH:LINE: ...". */
int policy_parse(struct policy *out, const char *path, const char *text, size_t len, const struct config *config, struct err *err);

/* A canonical text (policy_text), which stands for itself: nothing built in is added, and costs and capacity are its own. ERR_USAGE as above. */
int policy_parse_whole(struct policy *out, const char *path, const char *text, size_t len, struct err *err);

/* The file; *found false, and the built-in policy, where there is none. */
int policy_file_load(struct policy *out, bool *found, const char *path, const struct config *config, struct err *err);

/* The built-in policy as the file that `init` writes: every key at its value, commented out. */
const char *policy_template(void);

#endif
