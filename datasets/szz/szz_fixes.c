/*
 * szz_fixes.c - see szz_fixes.h.
 */
#include "datasets/szz/szz_fixes.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/git/git_message.h"
#include "datasets/link/incident.h"
#include "datasets/rows/rows_scan.h"

struct change_row {
    int64_t     record_id, version_id;
    int64_t     author_date;
    double      fix;
    const char *message;
    const char *commit, *tickets;
};

struct ticket_row {
    int64_t     record_id, version_id;
    int64_t     created;
    const char *project, *id, *type, *severity, *resolution;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct row_column change_columns[] = {
    { "k.author_date", ROW_INT, offsetof(struct change_row, author_date) },
    { "k.fix", ROW_NUMBER, offsetof(struct change_row, fix) },
    { "k.message", ROW_WORD, offsetof(struct change_row, message) },
    { "r.id", ROW_WORD, offsetof(struct change_row, commit) },
    { "k.tickets", ROW_WORD, offsetof(struct change_row, tickets) },
};
static const struct row_column ticket_columns[] = {
    { "k.created", ROW_INT, offsetof(struct ticket_row, created) },
    { "r.project", ROW_WORD, offsetof(struct ticket_row, project) },
    { "r.id", ROW_WORD, offsetof(struct ticket_row, id) },
    { "k.type", ROW_WORD, offsetof(struct ticket_row, type) },
    { "k.severity", ROW_WORD, offsetof(struct ticket_row, severity) },
    { "k.resolution", ROW_WORD, offsetof(struct ticket_row, resolution) },
};
static const struct row_source change_source = { "changes", sizeof(struct change_row), change_columns, COUNT(change_columns) };
static const struct row_source ticket_source = { "tickets", sizeof(struct ticket_row), ticket_columns, COUNT(ticket_columns) };

struct choosing {
    struct szz_fixes        *out;
    const char              *project, *tracker;
    const struct ticket_row *ticket;   /* [n_tickets] by id */
    size_t                   n_tickets;
    size_t                   cap;
};

static int compare_tickets(const void *a, const void *b)
{
    const struct ticket_row *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order != 0 ? order : strcmp(x->project, y->project);
}

static int compare_changes(const void *a, const void *b)
{
    const struct change_row *x = a, *y = b;

    return rows_compare(x->author_date, x->record_id, y->author_date, y->record_id);
}

/* Which ticket a name means, or NULL. */
static const struct ticket_row *find_ticket(const struct choosing *c, const char *id)
{
    const char *own = c->tracker != NULL ? c->tracker : c->project;
    size_t low = 0, high = c->n_tickets, n = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(c->ticket[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < c->n_tickets && strcmp(c->ticket[i].id, id) == 0; i++, n++)
        if (strcmp(c->ticket[i].project, own) == 0)
            return &c->ticket[i];
    return n == 1 && c->tracker == NULL ? &c->ticket[low] : NULL;
}

static int add_fix(struct choosing *c, const struct change_row *change, const struct ticket_row *ticket, struct err *err)
{
    struct szz_fix fix = { change->record_id, change->commit, change->author_date, "message", TIME_NONE };
    struct strbuf evidence;
    int rc = mem_grow(&c->out->fix, &c->cap, c->out->n + 1, sizeof fix, err);

    if (rc < 0)
        return rc;
    if (ticket != NULL) {
        strbuf_init(&evidence);
        strbuf_addf(&evidence, "ticket:%s/%s", ticket->project, ticket->id);
        rc = strbuf_check(&evidence, err);
        fix.evidence = rc == 0 ? arena_memdup(&c->out->arena, evidence.data, evidence.len) : NULL;
        fix.before = ticket->created;
        strbuf_release(&evidence);
        if (rc < 0 || fix.evidence == NULL)
            return rc < 0 ? rc : err_nomem(err);
    }
    c->out->fix[c->out->n++] = fix;
    return 0;
}

/* One change by the tickets that it names: the incident filed last before it. */
static int choose_by_tickets(struct choosing *c, const struct change_row *change, struct err *err)
{
    const struct ticket_row *chosen = NULL;
    bool known = false, early = false;
    char *list = arena_strdup(&c->out->arena, change->tickets), *rest = list, *id;

    if (list == NULL)
        return err_nomem(err);
    while ((id = strtok_r(rest, "|", &rest)) != NULL) {
        const struct ticket_row *t = find_ticket(c, id);

        if (t == NULL)
            continue;
        known = true;
        if (!incident_is(incident_kind(t->type, t->severity, t->resolution)))
            continue;
        if (t->created != TIME_NONE && change->author_date != TIME_NONE && change->author_date < t->created)
            early = true;
        else if (chosen == NULL || t->created > chosen->created)
            chosen = t;
    }
    c->out->n_naming++;
    if (chosen != NULL)
        return add_fix(c, change, chosen, err);
    if (!known)
        c->out->n_unknown++;
    else if (early)
        c->out->n_too_early++;
    else
        c->out->n_no_incident++;
    return 0;
}

static int choose(struct choosing *c, const struct change_row *change, size_t n, bool by_message, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < n; i++) {
        if (intern_add(&c->out->commits, change[i].commit, strlen(change[i].commit)) == INTERN_NONE)
            rc = err_nomem(err);
        if (rc == 0 && change[i].tickets[0] != '\0')
            rc = choose_by_tickets(c, &change[i], err);
    }
    c->out->n_changes = n;
    c->out->by_message = by_message && c->out->n == 0;
    for (size_t i = 0; rc == 0 && c->out->by_message && i < n; i++)
        if (change[i].fix > 0 && !git_message_cosmetic(change[i].message))
            rc = add_fix(c, &change[i], NULL, err);
    return rc;
}

int szz_fixes_choose(struct szz_fixes *out, struct store *store, const struct snapshot *snapshot, const char *project, const char *tracker, bool by_message,
                     struct err *err)
{
    struct szz_fixes fixes = { .n = 0 };
    struct choosing c = { .out = &fixes, .project = project, .tracker = tracker };
    void *changes = NULL, *tickets = NULL;
    size_t n_changes = 0;
    int rc;

    arena_init(&fixes.arena);
    intern_init(&fixes.commits);
    rc = rows_scan(&changes, &n_changes, &fixes.arena, &change_source, store, snapshot, project, err);
    if (rc == 0)
        rc = rows_scan(&tickets, &c.n_tickets, &fixes.arena, &ticket_source, store, snapshot, tracker, err);
    if (rc == 0) {
        if (n_changes > 0)
            qsort(changes, n_changes, sizeof(struct change_row), compare_changes);
        if (c.n_tickets > 0)
            qsort(tickets, c.n_tickets, sizeof(struct ticket_row), compare_tickets);
        c.ticket = tickets;
        rc = choose(&c, changes, n_changes, by_message, err);
    }
    mem_free(changes);
    mem_free(tickets);
    if (rc < 0)
        szz_fixes_release(&fixes);
    else
        *out = fixes;
    return rc;
}

void szz_fixes_release(struct szz_fixes *fixes)
{
    mem_free(fixes->fix);
    intern_release(&fixes->commits);
    arena_release(&fixes->arena);
    *fixes = (struct szz_fixes){ .n = 0 };
}
