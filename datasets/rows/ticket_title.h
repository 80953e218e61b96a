/*
 * ticket_title.h - how a ticket is called where it is listed: by its title, or where it was filed without one by how its description begins.
 */
#ifndef PRODROME_TICKET_TITLE_H
#define PRODROME_TICKET_TITLE_H

enum { TICKET_TITLE_CHARS = 120 };

/* An SQL expression over tickets, which must be named t. "" where the ticket has no text (any more). */
#define TICKET_TITLE "CASE WHEN t.title <> '' THEN t.title ELSE replace(substr(t.description, 1, 120), char(10), ' ') END"

#endif
