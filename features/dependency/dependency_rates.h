/*
 * dependency_rates.h - how often updates broke: by kind of step, group, line of versions, artifact, exact version.
 *
 * Each level shrinks what was counted towards what the levels before it expect, by empirical Bayes. Of a unit (one group, one artifact, ...) with n
 * updates, b of them broken, and a mean expectation q, the prior is Beta(m q, m (1 - q)) and
 *
 *     rate = (b + m q) / (n + m)
 *
 * where m, one for each level, maximises the beta-binomial likelihood of all its units where there are ten and more (Skellam, "A probability distribution derived from the binomial
 * distribution by regarding the probability of success as variable", J. R. Stat. Soc. B 10, 1948; Efron and Morris, "Data analysis using Stein's
 * estimator and its generalizations", JASA 70, 1975). What a unit says beyond the levels before it is logit(rate) - logit(q), and these add up:
 *
 *     logit(rate of an update) = logit(rate of all) + kind + group + group's line + artifact + artifact's line + version
 *
 * A unit that was never seen adds 0, and so does all that follows from a new version that is not known. Repeated trials in one project tell less than as many
 * projects do: of k updates of one artifact in a project, which has n updates in all, each counts k^-repeats n^-projects, times its own weight (update_rows.h).
 */
#ifndef PRODROME_DEPENDENCY_RATES_H
#define PRODROME_DEPENDENCY_RATES_H

#include "datasets/base/intern.h"
#include "datasets/manifest/update_rows.h"
#include "features/dependency/dependency_step.h"

enum rate_level { RATE_KIND, RATE_GROUP, RATE_GROUP_LINE, RATE_GROUP_STEP, RATE_ARTIFACT, RATE_LINE, RATE_VERSION, N_RATES };

extern const char *const rate_level_name[N_RATES]; /* "kind of step", "group", "line of the group", "kind of step in the group", "artifact", "line of the artifact", "exact version" */

struct rate_unit { double n, b, q; uint32_t updates, broke; }; /* weighted; and as counted */

struct rate_weights { double repeats, projects; }; /* both in [0, 1]; 0: each trial counts alike */

struct dependency_rates {
    double            base;               /* of all, in (0, 1)                                  */
    double            strength[N_RATES];  /* m                                                  */
    struct intern     key[N_RATES];       /* "com.acme:lib@2", ...                              */
    struct rate_unit *unit[N_RATES];      /* [key.n] q the mean expectation                     */
    size_t            cap[N_RATES];
};

struct update_rate {
    double   logit;           /* of the rate                                        */
    double   part[N_RATES];   /* what each level adds to logit(base)                */
    double   a[N_RATES], b[N_RATES]; /* posterior Beta(a, b) of each level, 0 where never seen */
    uint32_t updates[N_RATES], broke[N_RATES];
};

/* row: [n] of `updates`, with a label. No rows: all rates are 1/2. */
int  dependency_rates_fit(struct dependency_rates *out, const struct dependency_update *update, const uint32_t *row, size_t n, struct rate_weights weights, struct err *err);
void dependency_rates_release(struct dependency_rates *rates);

/* m of [n] units, each with n > 0 and q in (0, 1): the most likely one of a grid from 2 to 512; 10 where there are fewer than ten. */
double dependency_rates_strength(const struct rate_unit *unit, size_t n);

/* The unit of the update at each level; INTERN_NONE where it was never seen. */
void dependency_rates_units(uint32_t id[N_RATES], const struct dependency_rates *rates, const struct dependency_update *update);
/* What a unit adds to the logit, and the logit of all. */
double dependency_rates_part(const struct dependency_rates *rates, enum rate_level level, uint32_t id);
double dependency_rates_start(const struct dependency_rates *rates);

/* The update need not be one of those counted. */
void dependency_rates_of(struct update_rate *out, const struct dependency_rates *rates, const struct dependency_update *update);

#endif
