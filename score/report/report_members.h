/*
 * report_members.h - a few tickets named in a cell: the typical ones of a cluster, the newest of a group.
 */
#ifndef PRODROME_REPORT_MEMBERS_H
#define PRODROME_REPORT_MEMBERS_H

#include <jansson.h>

#include "score/report/html.h"

/* members[{id, title}], a line each; where a member has `suggestion` (facts_new.h), behind it the team, how sure, and what else a person should know. */
void report_members_html(struct html *h, const json_t *members);
/* "INC-1 no beep; INC-2 pump stands still -> Pumps 0.93" */
void report_add_members(struct strbuf *out, const json_t *members);

#endif
