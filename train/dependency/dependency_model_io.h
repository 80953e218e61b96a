/*
 * dependency_model_io.h - a model of breaking updates as the parts of a registered version, and back, to the same bits.
 *
 *     dependencies   JSON {families, share, c, a, b, repeats, projects, rows, broke, of_projects, names[]}; a, b: of the calibration
 *     rates          JSON {base, levels: [{level, strength, units: [[KEY, n, b, q, updates, broke]]}]}
 *     weights        linear_model.h; only where it has families of features
 */
#ifndef PRODROME_DEPENDENCY_MODEL_IO_H
#define PRODROME_DEPENDENCY_MODEL_IO_H

#include "train/dependency/dependency_model.h"
#include "train/registry.h"

enum { DEPENDENCY_PARTS = 3 };

struct dependency_parts {
    struct strbuf     data[DEPENDENCY_PARTS];
    struct model_part part[DEPENDENCY_PARTS]; /* [n] in the order of their names */
    size_t            n;
};

int  dependency_model_save(struct dependency_parts *out, const struct dependency_model *m, struct err *err);
void dependency_parts_release(struct dependency_parts *parts);

/* ERR_INTEGRITY for what dependency_model_save would not have written. */
int  dependency_model_read(struct dependency_model *out, const struct model_part *part, size_t n, struct err *err);

/* Of a version of dependency-risk, verified. */
int  dependency_model_load(struct dependency_model *out, struct store *store, const struct model_version *version, struct err *err);

/* The names in it that users gave their libraries, looked at as those of a vocabulary are: by the user's rules and as labelled numbers. */
int  dependency_model_audit(struct vocabulary_audit *audit, const struct dependency_model *m, const struct phi_rules *rules, struct err *err);

#endif
