#include "score/dependency/service_ties.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/link/incident.h"
#include "datasets/rows/rows_scan.h"
#include "features/dependency/dependency_rates.h"

struct incident { const struct ticket *ticket; int64_t at; };

struct incidents { struct incident *row; size_t n; int64_t first, last; };

static int compare_incidents(const void *a, const void *b)
{
    const struct incident *x = a, *y = b;
    int order = strcmp(x->ticket->system, y->ticket->system);

    if (order != 0)
        return order;
    return rows_compare(x->at, x->ticket->record_id, y->at, y->ticket->record_id);
}

static int list_incidents(struct incidents *out, const struct ticket_table *tickets, int64_t before, struct err *err)
{
    struct incidents in = { .first = TIME_NONE, .last = TIME_NONE };

    in.row = mem_calloc(tickets->n + 1, sizeof *in.row);
    if (in.row == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < tickets->n; i++) {
        const struct ticket *t = &tickets->row[i];
        int64_t at = t->started != TIME_NONE ? t->started : t->created;

        if (at == TIME_NONE || (before != TIME_NONE && at >= before) || t->system[0] == '\0' || !incident_is(incident_kind(t->type, t->severity, t->resolution)))
            continue;
        in.row[in.n++] = (struct incident){ t, at };
        in.first = in.first == TIME_NONE || at < in.first ? at : in.first;
        in.last = in.last == TIME_NONE || at > in.last ? at : in.last;
    }
    if (in.n > 0)
        qsort(in.row, in.n, sizeof *in.row, compare_incidents);
    *out = in;
    return 0;
}

/* The incidents of one system: [from, to). */
static void find_system(size_t *from, size_t *to, const struct incidents *in, const char *system)
{
    size_t a = 0, b = in->n;

    while (a < b) {
        size_t mid = a + (b - a) / 2;

        if (strcmp(in->row[mid].ticket->system, system) < 0)
            a = mid + 1;
        else
            b = mid;
    }
    *from = a;
    while (b < in->n && strcmp(in->row[b].ticket->system, system) == 0)
        b++;
    *to = b;
}

static void keep_example(struct service_tie *tie, const struct incident *service, const struct incident *system)
{
    struct tie_example one = { service->ticket->project, service->ticket->id, system->ticket->project, system->ticket->id, system->at };

    memmove(tie->example + 1, tie->example, (TIE_LISTED - 1) * sizeof one);
    tie->example[0] = one;
    tie->n_examples += tie->n_examples < TIE_LISTED;
}

static void count_tie(struct service_tie *tie, const struct incidents *in)
{
    size_t s, s_end, d, d_end;
    double days = in->n > 0 && in->last > in->first ? (double)(in->last - in->first) / 86400 : 1;

    find_system(&s, &s_end, in, tie->system);
    find_system(&d, &d_end, in, tie->service);
    tie->incidents = (uint32_t)(d_end - d);
    tie->by_chance = 1 - exp(-(double)(s_end - s) / days * TIE_HOURS / 24);
    for (; d < d_end; d++) {
        while (s < s_end && in->row[s].at < in->row[d].at)
            s++;
        if (s < s_end && in->row[s].at <= in->row[d].at + (int64_t)TIE_HOURS * 3600) {
            tie->tied++;
            keep_example(tie, &in->row[d], &in->row[s]);
        }
    }
}

/* The service is one of depends_on, and not the system itself. */
static int add_pair(struct service_ties *t, size_t *cap, const struct system_row *system, const char *service, size_t len, struct err *err)
{
    struct service_tie tie = { .system = system->system, .version_id = system->version_id };
    char *name;
    int rc;

    if (len == 0 || (strlen(system->system) == len && memcmp(system->system, service, len) == 0))
        return 0;
    name = arena_memdup(&t->systems.arena, service, len);
    if (name == NULL)
        return err_nomem(err);
    tie.service = name;
    rc = mem_grow(&t->tie, cap, t->n + 1, sizeof *t->tie, err);
    if (rc == 0)
        t->tie[t->n++] = tie;
    return rc;
}

static int compare_ties(const void *a, const void *b)
{
    const struct service_tie *x = a, *y = b;
    int order = strcmp(x->system, y->system);

    return order != 0 ? order : strcmp(x->service, y->service);
}

static int list_pairs(struct service_ties *t, struct err *err)
{
    size_t cap = 0;
    int rc = 0;

    for (size_t i = 0; i < t->systems.n; i++)
        for (const char *at = t->systems.row[i].depends_on; rc == 0;) {
            size_t len = strcspn(at, "|");

            rc = add_pair(t, &cap, &t->systems.row[i], at, len, err);
            if (at[len] == '\0')
                break;
            at += len + 1;
        }
    if (t->n > 0)
        qsort(t->tie, t->n, sizeof *t->tie, compare_ties);
    return rc;
}

static int shrink(struct service_ties *t, struct err *err)
{
    struct rate_unit *unit = mem_calloc(t->n + 1, sizeof *unit);
    double n = 0, tied = 0;
    size_t k = 0;

    if (unit == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < t->n; i++) {
        n += t->tie[i].incidents;
        tied += t->tie[i].tied;
    }
    t->all = n > 0 ? (tied + 0.5) / (n + 1) : 0;
    for (size_t i = 0; i < t->n; i++)
        if (t->tie[i].incidents > 0)
            unit[k++] = (struct rate_unit){ .n = t->tie[i].incidents, .b = t->tie[i].tied, .q = t->all };
    t->strength = dependency_rates_strength(unit, k);
    for (size_t i = 0; i < t->n && n > 0; i++) {
        struct service_tie *tie = &t->tie[i];
        double a = tie->tied + t->strength * t->all, b = tie->incidents - tie->tied + t->strength * (1 - t->all), odds = log(a / b), wide = 1.96 * sqrt(1 / a + 1 / b);

        tie->share = a / (a + b);
        tie->low = 1 / (1 + exp(wide - odds));
        tie->high = 1 / (1 + exp(-odds - wide));
    }
    mem_free(unit);
    return 0;
}

int service_ties_load(struct service_ties *out, struct store *store, const struct snapshot *snapshot, int64_t before, struct err *err)
{
    struct service_ties t = { .n = 0 };
    struct incidents in = { .n = 0 };
    int rc = systems_load(&t.systems, store, snapshot, err);

    if (rc == 0)
        rc = list_pairs(&t, err);
    if (rc == 0 && t.n > 0)
        rc = tickets_load(&t.tickets, store, snapshot, NULL, err);
    if (rc == 0 && t.n > 0)
        rc = list_incidents(&in, &t.tickets, before, err);
    for (size_t i = 0; rc == 0 && i < t.n; i++)
        count_tie(&t.tie[i], &in);
    if (rc == 0)
        rc = shrink(&t, err);
    mem_free(in.row);
    if (rc < 0)
        service_ties_release(&t);
    else
        *out = t;
    return rc;
}

void service_ties_release(struct service_ties *ties)
{
    mem_free(ties->tie);
    tickets_release(&ties->tickets);
    systems_release(&ties->systems);
    *ties = (struct service_ties){ .n = 0 };
}
