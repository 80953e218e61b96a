/*
 * A ticket as a row of tickets.csv. What a tracker would not know yet stays empty: nothing but the filed values while nobody has
 * looked, no cause and no link to a change while it is open.
 */
#include <stdio.h>
#include <string.h>

#include "datasets/hospital/hospital.h"
#include "datasets/hospital/names.h"
#include "datasets/hospital/rhythm.h"
#include "datasets/hospital/ticket.h"

const struct hospital_severity hospital_severity[HOSPITAL_SEVERITIES] = {
    { "Sev 1 - patient care stopped", "care-blocking" },
    { "Sev 2 - workflow down, workaround in use", "operational" },
    { "Sev 3 - degraded", "operational" },
    { "Sev 4 - minor or cosmetic", "minor" },
};

const char ticket_header[] =
    "id,project,title,description,created,updated,resolved,component,team,assignee,severity,priority,type,status,"
    "resolution,duplicate_of,parent,system,cause,maintenance,workflow,workaround,labels,started,detected,restored,"
    "reopened,escalated,caused_by_change,release,component_filed,team_filed,severity_filed,priority_filed";

static const char *const priority[N_SEVERITIES] = { "P1", "P2", "P3", "P4" };
static const char *const type[N_MAINTENANCE] = { "Incident", "Service Request", "Service Request", "Maintenance Task" };

static const char workarounds[] =
    "paper downtime forms|phone calls to the department|documented by hand, entered later|another workstation|read-only copy|runner between the "
    "wards|printed list of the morning|vendor hotline reads values out";

void ticket_id(char out[TICKET_ID_MAX], uint64_t number)
{
    snprintf(out, TICKET_ID_MAX, "LGH-%llu", (unsigned long long)number);
}

static void add_id(struct table *table, uint64_t number)
{
    char id[TICKET_ID_MAX] = "";

    if (number != 0)
        ticket_id(id, number);
    table_adds(table, id);
}

static void add_assignee(struct table *table, const struct ticket *ticket, enum component_id component, struct rng *rng,
                         uint64_t seed)
{
    char mail[MAIL_MAX_BYTES];
    unsigned member = rng_below(rng, STAFF_PER_TEAM);

    staff_mail(mail, seed, (unsigned)component_table[component].team * STAFF_PER_TEAM + member);
    table_adds(table, ticket->untriaged ? "" : mail);
}

static const char *status_of(const struct ticket *ticket, struct rng *rng)
{
    bool settled = rng_below(rng, 4) != 0;

    if (ticket->open)
        return ticket->untriaged ? "New" : "In Progress";
    return settled ? "Closed" : "Resolved";
}

static void add_labels(struct table *table, const struct ticket *ticket, struct rng *rng)
{
    int hour = time_second(ticket->created) / 3600, weekday = time_weekday(ticket->created);
    char labels[64] = "";

    if (weekday >= 5)
        strcat(labels, "|weekend");
    if (hour < 6 || hour >= 22)
        strcat(labels, "|night");
    if (rng_below(rng, 4) == 0)
        strcat(labels, "|by-phone");
    table_adds(table, labels[0] == '|' ? labels + 1 : labels);
}

/* component to resolution. */
static void add_handling(struct table *table, const struct ticket *ticket, const struct ticket_text *text,
                         struct rng *rng, uint64_t seed)
{
    enum component_id component = ticket->component;
    int severity = ticket->untriaged ? ticket->severity_filed : ticket->severity;

    table_adds(table, ticket->untriaged ? "" : component_table[component].name);
    table_adds(table, ticket->untriaged ? "" : team_name[component_table[component].team]);
    add_assignee(table, ticket, component, rng, seed);
    table_adds(table, hospital_severity[severity].verbatim);
    table_adds(table, priority[severity]);
    table_adds(table, type[ticket->maintenance]);
    table_adds(table, status_of(ticket, rng));
    table_add(table, text->resolution.data, ticket->open ? 0 : text->resolution.len);
}

/* duplicate_of to labels. */
static void add_diagnosis(struct table *table, const struct ticket *ticket, struct rng *rng)
{
    enum component_id where = ticket->untriaged ? ticket->component_filed : ticket->component;
    const struct system_info *system = &system_table[component_table[where].system];
    const char *workflow = ticket->family != NULL ? ticket->family->workflow : system->workflows, *workaround;
    size_t len;

    add_id(table, ticket->open ? 0 : ticket->duplicate_of);
    add_id(table, ticket->untriaged ? 0 : ticket->parent);
    table_adds(table, system->key);
    table_adds(table, ticket->cause_recorded == N_CAUSES ? "" : cause_name[ticket->cause_recorded]);
    table_adds(table, ticket->open ? "" : maintenance_name[ticket->maintenance]);
    table_add(table, workflow, ticket->untriaged ? 0 : strcspn(workflow, "|"));
    workaround = phrase_word(workarounds, rng, &len);
    table_add(table, workaround,
              ticket->maintenance == CORRECTIVE && ticket->severity <= 1 && !ticket->untriaged ? len : 0);
    add_labels(table, ticket, rng);
}

int ticket_write(struct table *table, const struct ticket *ticket, const struct ticket_text *text, struct rng *rng,
                 uint64_t seed, struct err *err)
{
    const struct component_info *filed = &component_table[ticket->component_filed];

    add_id(table, ticket->number);
    table_adds(table, HOSPITAL_PROJECT);
    table_add(table, text->title.data, text->title.len);
    table_add(table, text->description.data, text->description.len);
    table_add_time(table, ticket->created);
    table_add_time(table, ticket->updated);
    table_add_time(table, ticket->resolved);
    add_handling(table, ticket, text, rng, seed);
    add_diagnosis(table, ticket, rng);
    table_add_time(table, ticket->started);
    table_add_time(table, ticket->detected);
    table_add_time(table, ticket->restored);
    table_adds(table, ticket->reopened ? "1" : "0");
    table_adds(table, ticket->escalated ? "1" : "0");
    table_adds(table, ticket->open ? "" : ticket->commit);
    table_adds(table, ticket->open ? "" : ticket->release);
    table_adds(table, filed->name);
    table_adds(table, team_name[filed->team]);
    table_adds(table, hospital_severity[ticket->severity_filed].verbatim);
    table_adds(table, priority[ticket->severity_filed]);
    return table_end_row(table, err);
}
