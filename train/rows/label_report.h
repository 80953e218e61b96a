/*
 * label_report.h - how many labels there are, of what provenance, and what was left out and why.
 *
 * Of the whole store or one project:
 *
 *     {"labels": [{"project", "task", "records", "labelled", "by_provenance": {"human": N, ...},
 *                  of a risk: "harm", "clean" {by provenance each}, "harm_undated", "immature", "upcoming"}],
 *      "links": {"incident_rule", "rules": {NAME: WORDS}, "incidents", "untyped", "linked", "pairs": {RULE: N}, "states": {"suspected": N, ...},
 *                "by_person", "left_out": {WORDS: N}},
 *      "blame": [{"project", "changes", "naming", "unknown_ticket", "no_incident", "too_early", "fixes", "answered", "by_message",
 *                 "fixes_by_result": {NAME: N}, "counts": {NAME: N}, "labels": N}]}
 *
 * Numbers of links are of the whole store, for an incident and its cause may be of two projects. "by_message" counts the fixes with labels that
 * were taken by their message alone.
 */
#ifndef PRODROME_LABEL_REPORT_H
#define PRODROME_LABEL_REPORT_H

#include <jansson.h>

#include "datasets/base/strbuf.h"
#include "datasets/config/config.h"
#include "datasets/store/snapshot.h"

/* `project` NULL: all. */
int  label_report_make(json_t **out, struct store *store, const struct snapshot *snapshot, const struct config *config, const char *project, struct err *err);

void label_report_text(struct strbuf *out, const json_t *report);

#endif
