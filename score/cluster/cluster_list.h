/*
 * cluster_list.h - the clusters of the newest groupings, read back.
 */
#ifndef PRODROME_CLUSTER_LIST_H
#define PRODROME_CLUSTER_LIST_H

#include <jansson.h>

#include "datasets/base/arena.h"
#include "datasets/store/store.h"

enum { CLUSTER_WEEKS = 8 };

struct cluster_row {
    int64_t     cluster_id;
    const char *project, *name;
    bool        confirmed, pinned;      /* name given, cluster pinned, by a person                                       */
    int64_t     run_id, created_at;     /* of the grouping that made it                                                  */
    size_t      size;
    size_t      joined;                 /* tickets that the newest grouping saw for the first time                       */
    size_t      week[CLUSTER_WEEKS];    /* filed in each of the last weeks, the newest last, back from the project's newest ticket */
    bool        dated;                  /* some member has a time; else week says nothing                                */
    size_t      labelled;               /* members with a component                                                              */
    const char *component;              /* the most frequent of them; "" where none has one                                      */
    double      purity;                 /* its share of the labelled members; NaN without any                                    */
    double      stability;              /* share of the members of the grouping before that stayed; NaN for a new cluster        */
    const char *terms, *typical;        /* JSON as in cluster_states                                                     */
};

struct cluster_grouping {
    const char *project;
    int64_t     run_id;
    int64_t     grouped_run, grouped_at; /* of the grouping; run_id may be a later one that put new tickets in           */
    const char *why;                    /* it was grouped anew (clusters.h)                                              */
    size_t      assigned, near_none;    /* tickets since then: put into clusters, and left out                           */
    size_t      n_tickets, n_clusters;
    const char *reason;                 /* why there are none; else ""                                                   */
    int64_t     newest;                 /* created of its newest ticket; TIME_NONE: undated                              */
    size_t      first, n;               /* its rows: row[first] .. row[first + n - 1]                                    */
};

struct cluster_list {
    struct arena             arena;
    struct cluster_grouping *grouping;  /* [n_groupings] by project                                                      */
    size_t                   n_groupings;
    struct cluster_row      *row;       /* [n] by project, the most filed in the last week first, then by size, then number */
    size_t                   n;
};

/* project NULL: all. run_id: as of that run, 0: the newest. No grouping yet is no failure. */
int  cluster_list_load(struct cluster_list *out, struct store *store, const char *project, int64_t run_id, struct err *err);
void cluster_list_release(struct cluster_list *list);
const struct cluster_row      *cluster_list_find(const struct cluster_list *list, int64_t cluster_id); /* NULL: none living */
const struct cluster_grouping *cluster_list_grouping(const struct cluster_list *list, const char *project);

/* Members as [{item, id, title, created, status, similarity, margin, since_run}]: the typical ones, nearest first; or the newest `most`. */
int  cluster_typical(json_t **out, struct store *store, const struct cluster_row *cluster, struct err *err);
int  cluster_newest(json_t **out, struct store *store, const struct cluster_row *cluster, int64_t run_id, size_t most, struct err *err);

/* Cluster of a ticket as of a run: 1 and its number, 0: in none. */
int  cluster_of_ticket(int64_t *cluster_id, struct store *store, const char *project, const char *id, int64_t run_id, struct err *err);

/* The same with how well it fits there. */
struct ticket_place {
    int64_t cluster_id; /* 0: in none                                                                      */
    double  similarity; /* to the cluster's centre, 0 to 1; NaN: not known                                 */
    double  margin;     /* of one put in between groupings: over the similarity to the next; NaN otherwise */
    bool    looked_at;  /* a grouping or the days since have seen the ticket: with cluster_id 0 it is near none */
};
int     ticket_place_find(struct ticket_place *out, struct store *store, const char *project, const char *id, int64_t run_id, struct err *err);
/* The grouping of its project has clusters (`g` may be NULL: there is none), and has seen that the ticket is near none of them. */
bool    ticket_place_near_none(const struct ticket_place *place, const struct cluster_grouping *g);
json_t *ticket_place_json(const struct ticket_place *place, const char *name); /* {cluster_id, name, similarity, margin}; null where not known */

/* The row as JSON: cluster_id, project, name, confirmed, pinned, size, joined, last_7_days, weeks[] (null undated), terms[[term, weight]], since,
 * component, labelled, purity (null: no label), stability (null: it is new). */
json_t *cluster_row_json(const struct cluster_row *row);

#endif
