#include "train/cluster/backtest_clusters.h"

#include <stdbool.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

/* Component of each ticket by its number, INTERN_NONE for none. */
static int number_labels(uint32_t *label, struct intern *name, const struct ticket_table *tickets, struct err *err)
{
    for (size_t i = 0; i < tickets->n; i++) {
        const char *component = tickets->row[i].component;

        label[i] = INTERN_NONE;
        if (component[0] == '\0')
            continue;
        label[i] = intern_add(name, component, strlen(component));
        if (label[i] == INTERN_NONE)
            return err_nomem(err);
    }
    return 0;
}

/* The tickets of frequent labels and, in place, their labels. */
static int choose_tickets(struct clusters_backtest *b, uint32_t *label, size_t n_names, const struct ticket_table *tickets, struct err *err)
{
    size_t *count = mem_calloc(n_names, sizeof *count);
    struct ticket *row = mem_alloc(tickets->n * sizeof *row);

    if (count == NULL || row == NULL) {
        mem_free(count);
        mem_free(row);
        return err_nomem(err);
    }
    b->tickets.row = row;
    for (size_t i = 0; i < tickets->n; i++)
        if (label[i] != INTERN_NONE)
            count[label[i]]++;
    for (size_t c = 0; c < n_names; c++)
        b->n_labels += count[c] >= BACKTEST_CLUSTERS_LABEL_MIN;
    for (size_t i = 0; i < tickets->n; i++) {
        if (label[i] == INTERN_NONE || count[label[i]] < BACKTEST_CLUSTERS_LABEL_MIN)
            continue;
        row[b->tickets.n] = tickets->row[i];
        label[b->tickets.n++] = label[i];
    }
    mem_free(count);
    return b->tickets.n > 0 ? 0
                            : err_set(err, ERR_NODATA, "no component has %d tickets or more to compare clusters with", BACKTEST_CLUSTERS_LABEL_MIN);
}

static int group(struct clusters_backtest *b, const struct clustering_options *options, struct err *err)
{
    struct clustering c;
    bool without_term = false;
    int rc = clustering_run(&c, &b->tickets, options, err);

    if (rc < 0)
        return rc;
    b->rows_s = c.rows_s;
    b->axes_s = c.axes_s;
    b->groups_s = c.groups_s;
    b->cluster = c.groups.cluster; /* ownership passes */
    c.groups.cluster = NULL;
    for (size_t i = 0; i < b->tickets.n; i++) {
        if (b->cluster[i] != KMEANS_NONE)
            continue;
        b->cluster[i] = (uint32_t)c.groups.k;
        without_term = true;
    }
    b->n_clusters = c.groups.k + without_term;
    clustering_release(&c);
    return 0;
}

int backtest_clusters(struct clusters_backtest *out, const struct ticket_table *tickets, const struct clustering_options *options, struct err *err)
{
    struct clusters_backtest b = { 0 };
    struct intern name;
    uint32_t *label = mem_alloc(tickets->n * sizeof *label);
    double start;
    int rc = label == NULL ? err_nomem(err) : 0;

    intern_init(&name);
    if (rc == 0)
        rc = number_labels(label, &name, tickets, err);
    if (rc == 0)
        rc = choose_tickets(&b, label, name.n, tickets, err);
    if (rc == 0)
        rc = group(&b, options, err);
    start = clock_monotonic();
    if (rc == 0)
        rc = cluster_agreement(&b.agreement, label, b.cluster, b.tickets.n, err);
    b.compare_s = clock_monotonic() - start;
    intern_release(&name);
    mem_free(label);
    if (rc < 0)
        clusters_backtest_release(&b);
    else
        *out = b;
    return rc;
}

void clusters_backtest_release(struct clusters_backtest *b)
{
    mem_free(b->tickets.row);
    mem_free(b->cluster);
    *b = (struct clusters_backtest){ 0 };
}
