/*
 * report_abstention.h - how sure is sure enough, as reports say it.
 */
#ifndef PRODROME_REPORT_ABSTENTION_H
#define PRODROME_REPORT_ABSTENTION_H

#include <jansson.h>

#include "datasets/base/strbuf.h"

/* What "abstention" of a validation record, or of a project of the triage report, says in a sentence; nothing where there is none. Where no probability will do,
 * whether that is for want of tested suggestions. */
void report_add_abstention(struct strbuf *out, const json_t *abstention);

#endif
