/*
 * open_tickets.h - which tickets a run looks at: the open ones of the score window.
 *
 * The window is counted back from the newest ticket of the project, so that an export that stopped a year ago still has one. A ticket that claims to be of
 * the future moves no window.
 */
#ifndef PRODROME_OPEN_TICKETS_H
#define PRODROME_OPEN_TICKETS_H

#include "datasets/config/config.h"
#include "datasets/rows/rows.h"

/* Where the window of these tickets (of one project) begins at `now`; TIME_NONE where none is dated. */
int64_t open_tickets_from(const struct ticket_table *tickets, const struct config *config, int64_t now);

/* Whether it was filed at `from` or later, or is undated. */
bool open_tickets_recent(const struct ticket *ticket, int64_t from);

#endif
