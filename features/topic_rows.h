/*
 * topic_rows.h - tickets as rows of what they are about, for grouping them.
 *
 * Stems (tokens.h) of title and description without boilerplate, stop words and placeholders, that at least a few (2 to 5) and at most 30 % of the
 * tickets have. A title's words count four times. Weights are those of BM25 (Robertson, Zaragoza 2009, equation 3.15), rows of unit
 * length:
 *
 *     count = 4 title + description        tf = count (k1 + 1) / (count + k1 (1 - b + b length / mean length))       k1 = 1.2, b = .75
 *     weight = tf ln((1 + N) / (1 + df))
 */
#ifndef PRODROME_TOPIC_ROWS_H
#define PRODROME_TOPIC_ROWS_H

#include "datasets/base/intern.h"
#include "features/csr.h"
#include "features/samples.h"

struct topic_rows {
    struct csr    x;    /* [n tickets] without any term: an empty row */
    struct intern term; /* column c is stem c                         */
    uint32_t     *df;   /* [term.n] tickets with it                   */
};

/* ERR_NODATA where no term is frequent enough. The same for any n_threads. */
int  topic_rows_make(struct topic_rows *out, const struct ticket_table *tickets, int n_threads, struct err *err);
void topic_rows_release(struct topic_rows *t);

#endif
