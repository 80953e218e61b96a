/*
 * dependency_rows.h - updates of dependencies as rows of features.
 *
 *     step    the kind of step, how far, from 0.x, to x.0.0, a qualifier, scope, direct or not
 *     names   group, artifact and the words of the name, alone, with the major version and with the kind of step
 *     tried   how many updates the project tried before, of whatever outcome: of all, of this artifact, of it from the same version; of how many artifacts
 *
 * Columns of names are those that at least NAME_MIN_PROJECTS projects of the rows that were fitted have. Values need no further scaling: logarithms and
 * constants. What was seen of the dependency before is not here but in dependency_rates.h.
 */
#ifndef PRODROME_DEPENDENCY_ROWS_H
#define PRODROME_DEPENDENCY_ROWS_H

#include "datasets/base/intern.h"
#include "datasets/manifest/update_rows.h"
#include "features/csr.h"
#include "features/dependency/dependency_step.h"

enum { FAMILY_STEP = 1, FAMILY_NAMES = 2, FAMILY_TRIED = 4, N_FAMILIES = 3, NAME_MIN_PROJECTS = 2, NAME_COLUMNS_MAX = 100000 };

extern const char *const dependency_family_name[N_FAMILIES]; /* "step", "names", "tried before" */

struct dependency_features {
    unsigned      families;
    struct intern name;     /* columns of names, behind the fixed ones */
};

int  dependency_features_fit(struct dependency_features *out, unsigned families, const struct dependency_update *update, const uint32_t *row, size_t n, struct err *err);
void dependency_features_release(struct dependency_features *f);

uint32_t    dependency_features_width(const struct dependency_features *f);
/* Appends the row to m, which has the width above. */
int         dependency_features_add(struct csr *m, const struct dependency_features *f, const struct dependency_update *update, struct err *err);
/* "a major step", "word spring, major": as people read it; static or borrowed. */
const char *dependency_column_name(const struct dependency_features *f, uint32_t col);
size_t      dependency_column_family(const struct dependency_features *f, uint32_t col); /* index of dependency_family_name */

#endif
