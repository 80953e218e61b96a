/*
 * monitor_inner.h - columns of monitor.h, for monitor*.c.
 *
 * A column compares the values of the rows on two sides: 0 is what the model was trained on, 1 what it sees today.
 */
#ifndef PRODROME_MONITOR_INNER_H
#define PRODROME_MONITOR_INNER_H

#include "score/watch/monitor.h"

enum { MONITOR_SIDES = 2, MONITOR_BINS_MAX = 100 };

typedef double (*monitor_number)(const void *ctx, int side, size_t row, int which);    /* NaN: missing */
typedef const char *(*monitor_word)(const void *ctx, int side, size_t row, int which); /* "": missing  */

/* The next one, empty. name: static. */
struct drift_column *monitor_column(struct monitored *out, const char *name);
/* n: [MONITOR_SIDES] rows of each side; `ctx` and `which` go to `of`. */
int  monitor_numbers(struct monitored *out, const void *ctx, const size_t n[MONITOR_SIDES], const char *name, monitor_number of, int which, struct err *err);
int  monitor_words(struct monitored *out, const void *ctx, const size_t n[MONITOR_SIDES], const char *name, monitor_word of, int which, struct err *err);
/* A column that no row of either side fills says nothing and would only make the limits of the others wider: drops the last one where it is such. */
void monitor_drop_empty(struct monitored *out);

/* How many predictions of a version's backtest fell into each bin of its record, and where each bin ends; *n 0 where it has none. count, edge: [MONITOR_BINS_MAX]. */
int    monitor_bins(uint64_t *count, double *edge, size_t *n, struct store *store, const struct model_version *version, struct err *err);
size_t monitor_bin_of(const double *edge, size_t n, double p);

/* The columns of a version of release-risk, of dependency-risk; out->version is set. */
int monitor_releases(struct monitored *out, const struct monitor *m, struct err *err);
int monitor_updates(struct monitored *out, const struct monitor *m, struct err *err);

#endif
