/*
 * gate_table.h - gate the riskiest 5, 10, 20, 50 %: so much of the harm is caught and the rest missed, at so many reviews.
 *
 * Of rows that a model had not seen: changes, or whole releases. Beside the table a curve of at most 100 points, so that a report can say where any threshold stands.
 */
#ifndef PRODROME_GATE_TABLE_H
#define PRODROME_GATE_TABLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "datasets/config/config.h"

struct gate_row {
    double p;      /* what the model said */
    bool   harm;   /* what came of it     */
};

/* {criticality, rows, harms, weeks, gates[{gate_percent, threshold, gated, caught, missed, catch_percent, reviews_per_week, missed_per_week}], curve[[threshold, gated,
 * caught]]}. Sorts the rows, the riskiest first; n > 0. `weeks` that they cover; 0: not known. NULL: out of memory. */
json_t *gate_table(struct gate_row *row, size_t n, double weeks, const char *criticality);

/* Tables of all rows ("all", first), and of each criticality that some have. of: [n]. The rows stay in their order. Yours; n 0: an empty list. */
int gate_tables(json_t **out, const struct gate_row *row, const enum criticality *of, size_t n, double weeks, struct err *err);

/* Where a threshold stands in a table: the curve's last point at or above it, in the form of a gate. */
json_t *gate_table_at(const json_t *table, double threshold);

#endif
