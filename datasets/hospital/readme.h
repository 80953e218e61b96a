/*
 * readme.h - the page beside the made-up files that says what they are.
 */
#ifndef PRODROME_HOSPITAL_README_H
#define PRODROME_HOSPITAL_README_H

#include "datasets/hospital/hospital.h"

/* Writes DIR/README.txt. */
int readme_write(const char *dir, uint64_t seed, unsigned scale, int64_t end, const struct hospital_counts *counts, struct err *err);

#endif
