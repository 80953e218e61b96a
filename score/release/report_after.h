/*
 * report_after.h - what is due after a release, and the incidents that may have come of it.
 *
 * Inside of the release report; the facts are those of facts_after_release.h. Of a release that is not deployed nothing is shown.
 */
#ifndef PRODROME_REPORT_AFTER_H
#define PRODROME_REPORT_AFTER_H

#include <jansson.h>

#include "score/report/html.h"

void report_after_section(struct html *h, const json_t *doc);
void report_after_markdown(struct strbuf *out, const json_t *doc);

/* The night's page: after_releases[] of facts_after_release.h, a row a release; nothing where there are none. */
void report_after_recent_section(struct html *h, const json_t *list);

#endif
