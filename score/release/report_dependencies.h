/*
 * report_dependencies.h - the dependencies that a release changes, in its report: what was changed, how risky that was before, and on what that rests; and the services and
 * integrations that its system depends on, by how often they pulled it down with them.
 *
 * The facts are those of facts_dependencies.h and facts_services.h. Of a release whose dependencies were not read both forms say so.
 */
#ifndef PRODROME_REPORT_DEPENDENCIES_H
#define PRODROME_REPORT_DEPENDENCIES_H

#include <jansson.h>

#include "score/report/html.h"

void report_dependencies_section(struct html *h, const json_t *doc);
void report_dependencies_markdown(struct strbuf *out, const json_t *doc);

#endif
