/*
 * git_message.h - what the message of a commit says: whether it fixes a defect, and which tickets it names.
 */
#ifndef PRODROME_GIT_MESSAGE_H
#define PRODROME_GIT_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/pattern.h"

/* Kamei's FIX, with the words of the data sets for development: a word that begins with bug, defect, error, fail, fix, patch, problem or wrong, in
 * any case. */
bool git_message_fixes(const char *message);

/* Whether the first line speaks of what nobody runs (typo, spelling, warning, sonar, javadoc, comment, indentation, whitespace, format, changelog, copyright, ...), and of
 * nothing that fails (bug, crash, leak, ...): a fix of that mends no harm. */
bool git_message_cosmetic(const char *message);

/* "EHR-123" and "#123" (without the '#'); not what only looks like one: UTF-8, SHA-256, CVE-2021-1, EHR-3.6,
 * "Merge pull request #12". */
#define GIT_ISSUES_DEFAULT                                                                                                                 \
    "(?<![A-Za-z0-9_-])(?!(?:UTF|ISO|SHA|MD|RFC|CVE|CWE|HTTP|TLS|SSL|CP|AES|RSA|JDK|ES|IPV|UCS|BASE|WINDOWS|LATIN|MPEG|JPEG)-[0-9])"       \
    "([A-Z][A-Z0-9_]{1,19}-[0-9]{1,9})(?![A-Za-z0-9_]|[.][0-9])|(?<![A-Za-z0-9_&/#])(?<!ull request )#([0-9]{1,9})(?![A-Za-z0-9_])"

enum { GIT_ISSUES_MAX = 50 };

/* Appends the ids joined by '|', each once, in the order of the message, at most GIT_ISSUES_MAX: what the first group that took part holds,
 * without groups the whole match. A message on which the pattern gives up (pattern.h) names none from there on; *gave_up is set. */
int git_message_issues(struct strbuf *out, bool *gave_up, const struct pattern *issues, const char *message, struct err *err);

#endif
