/*
 * sarif.h - results as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for tools that show them beside the code.
 *
 *     sarif_init(&s, doc, "release/app/2.0");
 *     sarif_rule(&s, "prodrome/change-risk", "Chance of harm", "...");
 *     sarif_add(&s, &(struct sarif_result){ .rule = "prodrome/change-risk", ... });
 *     sarif_write(&out, &s, exit_status);            // once; empties s
 *
 * One run of one tool. A result has a fingerprint, "prodrome/v1", that is made of its rule and of the words its caller says it consists of, never of a line, a
 * position or a time: the same finding in the next report is the same result, whatever stands around it. Levels are "error" (hold), "warning" (review), "note".
 * Texts may be hostile: JSON needs no more than its own escapes; they come without control and invisible characters (html_visible), and paths as relative
 * URIs.
 *
 * Nothing returns an error: a failed allocation sets out->failed in sarif_write.
 */
#ifndef PRODROME_SARIF_H
#define PRODROME_SARIF_H

#include <jansson.h>
#include <stdbool.h>

#include "datasets/base/strbuf.h"

struct sarif {
    json_t *log, *rules, *results; /* the latter two are parts of the first */
    bool    failed;
};

enum { SARIF_CONTENT_MAX = 5, SARIF_PATHS_MAX = 100 };

struct sarif_result {
    const char   *rule, *level, *text;
    const char   *place;                       /* logical: "release app/2.0"; NULL: none                              */
    const json_t *paths;                       /* of files, relative to the repository; NULL: none. The first SARIF_PATHS_MAX are named */
    const char   *content[SARIF_CONTENT_MAX];  /* what the fingerprint is made of, up to the first NULL               */
    double        rank;                        /* 0 to 100, NaN: none                                                 */
    json_t       *properties;                  /* taken over; NULL: none                                              */
};

/* `doc`: a document of facts.h, for its head. `subject` names what is reported on, stable from run to run. */
void sarif_init(struct sarif *s, const json_t *doc, const char *subject);
/* Facts of the run as a whole; taken over. */
void sarif_properties(struct sarif *s, json_t *properties);
/* Adds a rule unless it is there. */
void sarif_rule(struct sarif *s, const char *id, const char *title, const char *text);
/* Of a rule that is there (asserted). */
void sarif_add(struct sarif *s, const struct sarif_result *result);
void sarif_write(struct strbuf *out, struct sarif *s, int exit_status);

/* Each of doc's changes[] with a chance at or above the threshold, under the rule "prodrome/change-risk". `doc`: project, changes[] as in facts.h. */
void sarif_add_changes(struct sarif *s, const json_t *doc, double threshold, const char *place);

/* "error" for "hold", "warning" for "review", else "note". */
const char *sarif_level(const char *verdict);

#endif
