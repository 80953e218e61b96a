#include "score/triage/open_tickets.h"

int64_t open_tickets_from(const struct ticket_table *tickets, const struct config *config, int64_t now)
{
    int64_t newest = TIME_NONE;

    for (size_t i = 0; i < tickets->n; i++) {
        int64_t created = tickets->row[i].created;

        if (created != TIME_NONE && created <= now && (newest == TIME_NONE || created > newest))
            newest = created;
    }
    return newest == TIME_NONE ? TIME_NONE : newest - config->score_window_days * 86400;
}

bool open_tickets_recent(const struct ticket *ticket, int64_t from)
{
    return ticket->created == TIME_NONE || from == TIME_NONE || ticket->created >= from;
}
