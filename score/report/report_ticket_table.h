/*
 * report_ticket_table.h - open tickets on the triage page, a row each: what it is, whose it may be, how sure that is, and why.
 */
#ifndef PRODROME_REPORT_TICKET_TABLE_H
#define PRODROME_REPORT_TICKET_TABLE_H

#include <jansson.h>

#include "score/report/html.h"

/* Of the project's tickets those that a person should look at, or the others: the first ones in sight, more folded away. `empty` says that there are none. */
void report_ticket_table(struct html *h, const json_t *project, bool look, const char *empty);

#endif
