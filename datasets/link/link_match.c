/*
 * link_match.c - see link_match.h.
 *
 *   link_match -> index_all (names sorted) -> match_postmortems -> match_ticket for each -> settle (sorted, each pair once)
 */
#include "datasets/link/link_match.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/link/incident.h"

const char *const link_rule_name[N_LINK_RULES] = { "change", "release", "postmortem", "window" };

void link_rule_words(char *out, size_t size, enum link_rule rule, int64_t window_days)
{
    static const char *const words[] = {
        "the incident names the change as its cause",
        "the incident names the release",
        "a postmortem names the incident and the release",
    };

    if (rule == LINK_BY_WINDOW)
        snprintf(out, size, "the release of the incident's system deployed last before it began, at most %lld days before", (long long)window_days);
    else
        snprintf(out, size, "%s", words[rule]);
}

const char *const link_reason_text[N_LINK_REASONS] = {
    "tickets that are no incident",
    "names of changes that are not in the store",
    "names of changes that several bear",
    "names of releases that are not in the store",
    "names of releases that several bear",
    "names of tickets in postmortems that are not in the store",
    "names of tickets in postmortems that several bear",
    "incidents linked by no id, without a system or a time",
    "incidents linked by no id, and no release of their system in the window",
};

/* --------------------------------------------------------------------------------------------------------- names */

/* A record under its name. */
struct named {
    const char *name, *project, *system;
    int64_t     record_id;
    size_t      row;
};

struct names {
    struct named *item;  /* [n] by name, then project */
    size_t        n;
};

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order != 0 ? order : strcmp(x->project, y->project);
}

static void names_sort(struct names *names)
{
    if (names->n > 0)
        qsort(names->item, names->n, sizeof *names->item, compare_named);
}

/* The first item not below `name`. */
static size_t names_from(const struct names *names, const char *name)
{
    size_t low = 0, high = names->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(names->item[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum found { FOUND_NONE, FOUND_ONE, FOUND_SEVERAL };

/* Which of the items [from, to) is meant: that of the project, else the only one of the system, else the only one. */
static enum found choose(const struct named **out, const struct names *names, size_t from, size_t to, const char *project, const char *system)
{
    const struct named *own = NULL, *same = NULL;
    size_t n_own = 0, n_same = 0;

    for (size_t i = from; i < to; i++) {
        const struct named *item = &names->item[i];

        if (strcmp(item->project, project) == 0) {
            own = item;
            n_own++;
        }
        if (system[0] != '\0' && strcmp(item->system, system) == 0) {
            same = item;
            n_same++;
        }
    }
    if (n_own > 0)
        *out = own;
    else if (n_same > 0)
        *out = same;
    else if (to > from)
        *out = &names->item[from];
    if (to == from)
        return FOUND_NONE;
    if (n_own > 0)
        return n_own == 1 ? FOUND_ONE : FOUND_SEVERAL;
    if (n_same > 0)
        return n_same == 1 ? FOUND_ONE : FOUND_SEVERAL;
    return to - from == 1 ? FOUND_ONE : FOUND_SEVERAL;
}

static enum found find_exact(const struct named **out, const struct names *names, const char *name, const char *project, const char *system)
{
    size_t from = names_from(names, name), to = from;

    while (to < names->n && strcmp(names->item[to].name, name) == 0)
        to++;
    return choose(out, names, from, to, project, system);
}

/* A commit by its beginning: hexadecimal, long enough. */
static enum found find_abbreviated(const struct named **out, const struct names *names, const char *name, const char *project)
{
    size_t len = strlen(name), from, to;

    if (len < LINK_ABBREVIATED_MIN || strspn(name, "0123456789abcdef") != len)
        return FOUND_NONE;
    from = to = names_from(names, name);
    while (to < names->n && strncmp(names->item[to].name, name, len) == 0)
        to++;
    return choose(out, names, from, to, project, "");
}

/* ------------------------------------------------------------------------------------------------------ matching */

struct matching {
    const struct link_input    *in;
    struct link_match          *match;
    size_t                      cap;
    struct names                tickets, changes, releases;
    const struct link_release **deployed;  /* [n_deployed] with a system: by system, then time, then record */
    size_t                      n_deployed;
    bool                       *told;      /* [n_tickets] a postmortem tells of it                          */
    bool                       *linked;    /* [n_tickets] by an id                                          */
    struct { char *text; size_t cap; } word; /* the name at hand */
};

static int compare_deployed(const void *a, const void *b)
{
    const struct link_release *x = *(const struct link_release *const *)a, *y = *(const struct link_release *const *)b;
    int order = strcmp(x->system, y->system);

    if (order != 0)
        return order;
    if (x->deployed != y->deployed)
        return x->deployed < y->deployed ? -1 : 1;
    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int index_all(struct matching *m, struct err *err)
{
    const struct link_input *in = m->in;

    m->tickets.item = mem_calloc(in->n_tickets, sizeof *m->tickets.item);
    m->changes.item = mem_calloc(in->n_changes, sizeof *m->changes.item);
    m->releases.item = mem_calloc(in->n_releases, sizeof *m->releases.item);
    m->deployed = mem_calloc(in->n_releases, sizeof *m->deployed);
    m->told = mem_calloc(in->n_tickets, sizeof *m->told);
    m->linked = mem_calloc(in->n_tickets, sizeof *m->linked);
    if (m->tickets.item == NULL || m->changes.item == NULL || m->releases.item == NULL || m->deployed == NULL || m->told == NULL || m->linked == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < in->n_tickets; i++)
        m->tickets.item[m->tickets.n++] = (struct named){ in->ticket[i].id, in->ticket[i].project, in->ticket[i].system, in->ticket[i].record_id, i };
    for (size_t i = 0; i < in->n_changes; i++)
        m->changes.item[m->changes.n++] = (struct named){ in->change[i].commit, in->change[i].project, "", in->change[i].record_id, i };
    for (size_t i = 0; i < in->n_releases; i++) {
        const struct link_release *r = &in->release[i];

        m->releases.item[m->releases.n++] = (struct named){ r->name, r->project, r->system, r->record_id, i };
        if (r->deployed != TIME_NONE && r->system[0] != '\0' && strcmp(r->status, "cancelled") != 0 && strcmp(r->status, "planned") != 0)
            m->deployed[m->n_deployed++] = r;
    }
    names_sort(&m->tickets);
    names_sort(&m->changes);
    names_sort(&m->releases);
    if (m->n_deployed > 0)
        qsort(m->deployed, m->n_deployed, sizeof *m->deployed, compare_deployed);
    return 0;
}

static int add_link(struct matching *m, size_t ticket, int64_t target, enum link_rule rule, struct err *err)
{
    int rc = mem_grow(&m->match->link, &m->cap, m->match->n + 1, sizeof *m->match->link, err);

    if (rc < 0)
        return rc;
    m->match->link[m->match->n++] = (struct link_found){ m->in->ticket[ticket].record_id, target, rule };
    m->linked[ticket] = true;
    return 0;
}

/* The next of the names in a list, in m->word; *rest goes on behind it. 0 at the end. */
static int next_name(struct matching *m, const char **rest, struct err *err)
{
    const char *from = *rest + strspn(*rest, "|,; \t\r\n");
    size_t len = strcspn(from, "|,;\t\r\n");
    int rc;

    *rest = from + len;
    while (len > 0 && from[len - 1] == ' ')
        len--;
    if (len == 0)
        return 0;
    rc = mem_grow(&m->word.text, &m->word.cap, len + 1, 1, err);
    if (rc < 0)
        return rc;
    memcpy(m->word.text, from, len);
    m->word.text[len] = '\0';
    return 1;
}

static void count_missing(struct matching *m, enum found found, enum link_reason unknown)
{
    static_assert(LINK_AMBIGUOUS_CHANGE == LINK_UNKNOWN_CHANGE + 1 && LINK_AMBIGUOUS_RELEASE == LINK_UNKNOWN_RELEASE + 1 &&
                      LINK_AMBIGUOUS_TICKET == LINK_UNKNOWN_TICKET + 1, "pairs");
    m->match->left_out[found == FOUND_NONE ? unknown : unknown + 1]++;
}

static int match_causes(struct matching *m, size_t i, struct err *err)
{
    const struct link_ticket *t = &m->in->ticket[i];
    const char *rest = t->caused_by_change;
    int rc;

    while ((rc = next_name(m, &rest, err)) > 0) {
        const struct named *change = NULL;
        enum found found = find_exact(&change, &m->changes, m->word.text, t->project, "");

        if (found == FOUND_NONE)
            found = find_abbreviated(&change, &m->changes, m->word.text, t->project);
        if (found != FOUND_ONE)
            count_missing(m, found, LINK_UNKNOWN_CHANGE);
        else if ((rc = add_link(m, i, change->record_id, LINK_BY_CHANGE, err)) < 0)
            break;
    }
    return rc;
}

/* Every release of a list. */
static int match_releases(struct matching *m, size_t i, const char *list, enum link_rule rule, struct err *err)
{
    const struct link_ticket *t = &m->in->ticket[i];
    const char *rest = list;
    int rc;

    while ((rc = next_name(m, &rest, err)) > 0) {
        const struct named *release = NULL;
        enum found found = find_exact(&release, &m->releases, m->word.text, t->project, t->system);

        if (found != FOUND_ONE)
            count_missing(m, found, LINK_UNKNOWN_RELEASE);
        else if ((rc = add_link(m, i, release->record_id, rule, err)) < 0)
            break;
    }
    return rc;
}

/* The release of the system deployed last at or before `time`, or NULL. */
static const struct link_release *latest_before(const struct matching *m, const char *system, int64_t time)
{
    struct link_release key = { .system = system, .deployed = time, .record_id = INT64_MAX };
    const struct link_release *wanted = &key;
    size_t low = 0, high = m->n_deployed;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_deployed(&m->deployed[middle], &wanted) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && strcmp(m->deployed[low - 1]->system, system) == 0 ? m->deployed[low - 1] : NULL;
}

static int match_window(struct matching *m, size_t i, struct err *err)
{
    const struct link_ticket *t = &m->in->ticket[i];
    int64_t began = t->started != TIME_NONE ? t->started : t->created;
    const struct link_release *release;

    if (t->system[0] == '\0' || began == TIME_NONE) {
        m->match->left_out[LINK_NO_SYSTEM]++;
        return 0;
    }
    release = latest_before(m, t->system, began);
    if (release == NULL || began - release->deployed > m->in->window_days * 86400) {
        m->match->left_out[LINK_NO_RELEASE]++;
        return 0;
    }
    return add_link(m, i, release->record_id, LINK_BY_WINDOW, err);
}

static int match_ticket(struct matching *m, size_t i, struct err *err)
{
    const struct link_ticket *t = &m->in->ticket[i];
    enum incident_kind kind = incident_kind(t->type, t->severity, t->resolution);
    int rc;

    if (!incident_is(kind) && !m->told[i]) {
        m->match->left_out[LINK_NO_INCIDENT]++;
        return 0;
    }
    m->match->n_incidents++;
    m->match->n_untyped += kind == INCIDENT_UNTYPED;
    rc = match_causes(m, i, err);
    if (rc == 0)
        rc = match_releases(m, i, t->release, LINK_BY_RELEASE, err);
    if (rc == 0 && !m->linked[i])
        rc = match_window(m, i, err);
    m->match->n_linked += rc == 0 && m->linked[i];
    return rc;
}

/* Before the tickets: what a postmortem tells of is an incident. */
static int match_postmortem(struct matching *m, const struct link_postmortem *p, struct err *err)
{
    const char *rest = p->tickets;
    int rc;

    while ((rc = next_name(m, &rest, err)) > 0) {
        const struct named *ticket = NULL;
        enum found found = find_exact(&ticket, &m->tickets, m->word.text, "", "");

        if (found != FOUND_ONE) {
            count_missing(m, found, LINK_UNKNOWN_TICKET);
            continue;
        }
        m->told[ticket->row] = true;
        rc = match_releases(m, ticket->row, p->releases, LINK_BY_POSTMORTEM, err);
        if (rc < 0)
            break;
    }
    return rc;
}

static int compare_found(const void *a, const void *b)
{
    const struct link_found *x = a, *y = b;

    if (x->ticket_record_id != y->ticket_record_id)
        return x->ticket_record_id < y->ticket_record_id ? -1 : 1;
    if (x->target_record_id != y->target_record_id)
        return x->target_record_id < y->target_record_id ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

static void settle(struct link_match *match)
{
    size_t n = 0;

    if (match->n > 0)
        qsort(match->link, match->n, sizeof *match->link, compare_found);
    for (size_t i = 0; i < match->n; i++) {
        const struct link_found *l = &match->link[i];

        if (n > 0 && match->link[n - 1].ticket_record_id == l->ticket_record_id && match->link[n - 1].target_record_id == l->target_record_id)
            continue;
        match->by_rule[l->rule]++;
        match->link[n++] = *l;
    }
    match->n = n;
}

int link_match(struct link_match *out, const struct link_input *in, struct err *err)
{
    struct link_match match = { .n = 0 };
    struct matching m = { .in = in, .match = &match };
    int rc = index_all(&m, err);

    assert(in->window_days >= 0);

    for (size_t i = 0; rc == 0 && i < in->n_postmortems; i++)
        rc = match_postmortem(&m, &in->postmortem[i], err);
    for (size_t i = 0; rc == 0 && i < in->n_tickets; i++)
        rc = match_ticket(&m, i, err);
    mem_free(m.tickets.item);
    mem_free(m.changes.item);
    mem_free(m.releases.item);
    mem_free(m.deployed);
    mem_free(m.told);
    mem_free(m.linked);
    mem_free(m.word.text);
    if (rc < 0) {
        link_match_release(&match);
        return rc;
    }
    settle(&match);
    *out = match;
    return 0;
}

void link_match_release(struct link_match *match)
{
    mem_free(match->link);
    *match = (struct link_match){ .n = 0 };
}
