/*
 * pair_views.h - pools over tickets that are in memory: what a model is learned from, and a night's queries are asked of.
 *
 * What a ticket's text says is made when it is first in a pool, and kept.
 */
#ifndef PRODROME_PAIR_VIEWS_H
#define PRODROME_PAIR_VIEWS_H

#include <stdatomic.h>

#include "datasets/base/intern.h"
#include "train/duplicate/duplicate_pool.h"

struct pair_views {
    const struct ticket_rankers  *rankers;     /* borrowed */
    const struct duplicates      *groups;      /* borrowed: their links, by the time they became known */
    size_t                        n_tickets;   /* of the rankers' rows; what stands behind is no candidate */
    struct ticket_vocabulary      vocabulary;
    struct duplicate_corpus       corpus;
    int64_t                      *created;     /* [n_tickets]                      */
    struct intern                 ids;         /* "PROJECT<NUL>ID", number: the row */
    _Atomic(struct pair_ticket *) *made;       /* [n_tickets] NULL: not yet        */
};

/* `groups` may be of more rows than n_tickets, links among the first n_tickets alone. Must not be moved. */
int  pair_views_init(struct pair_views *out, const struct ticket_rankers *rankers, size_t n_tickets, const struct duplicates *groups, struct err *err);
void pair_views_release(struct pair_views *v);

/* Asks one query after the other; of one thread. */
struct pair_asker {
    struct pair_views   *views;
    struct ticket_reader reader;
    struct pool          pool;    /* of the query that was asked last */
    uint32_t            *named;   /* scratch */
    size_t               cap_named;
};

int  pair_asker_init(struct pair_asker *asker, struct pair_views *views, struct err *err);
void pair_asker_release(struct pair_asker *asker);
/* Fills asker->pool: the candidates before the query and the features of each. */
int  pair_asker_ask(struct pair_asker *asker, uint32_t query, struct err *err);

#endif
