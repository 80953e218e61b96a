/*
 * topic_rows.h - tickets as rows of what they are about, for grouping them.
 *
 * Stems (tokens.h) of title and description without boilerplate, stop words and placeholders, that at least a few (2 to 5) and at most 30 % of the
 * tickets have. A title's words count four times. Weights are those of BM25 (Robertson, Zaragoza 2009, equation 3.15), rows of unit
 * length:
 *
 *     count = 4 title + description        tf = count (k1 + 1) / (count + k1 (1 - b + b length / mean length))       k1 = 1.2, b = .75
 *     weight = tf ln((1 + N) / (1 + df))
 *
 * Terms, frequencies and lines of forms are those of the tickets that the rows were made of. Locked, they weigh other tickets the same way
 * (topic_rows_of): a word that was not seen then counts for nothing.
 */
#ifndef PRODROME_TOPIC_ROWS_H
#define PRODROME_TOPIC_ROWS_H

#include <stdbool.h>

#include "datasets/base/intern.h"
#include "features/csr.h"
#include "features/samples.h"
#include "features/text/boilerplate.h"

struct phi_rules;

struct topic_rows {
    struct csr         x;           /* [n tickets] without any term: an empty row */
    struct intern      term;        /* column c is stem c                         */
    uint32_t          *df;          /* [term.n] tickets with it                   */
    size_t             n;           /* tickets that they were made of             */
    double             mean_length; /* of them                                    */
    struct boilerplate boilerplate; /* lines left out                             */
    size_t             n_suspicious; /* terms that were left out by the audit     */
};

struct topic_options {
    bool                    audit; /* terms that look like an identifier (vocabulary_audit.h) become no columns: for what is stored or shown */
    const struct phi_rules *rules; /* the user's, may be NULL */
    int                     n_threads;
};

/* ERR_NODATA where no term is frequent enough. The same for any n_threads. */
int  topic_rows_make(struct topic_rows *out, const struct ticket_table *tickets, const struct topic_options *options, struct err *err);
void topic_rows_release(struct topic_rows *t);

/* Rows of other tickets by the terms of `made`: x [n tickets], initialised here. */
int topic_rows_of(struct csr *x, const struct topic_rows *made, const struct ticket_table *tickets, int n_threads, struct err *err);

#endif
