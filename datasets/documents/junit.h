/*
 * junit.h - what a run of tests came to, from the reports that test runners write (JUnit's XML).
 *
 * Suites may be nested and in any order; a case with <failure> or <error> failed, one with <skipped> was skipped, any other passed. A suite
 * that lists no cases counts by its attributes. Several files add up. XML as in datasets/readers/xml.h: no document types, bounded depth.
 */
#ifndef PRODROME_JUNIT_H
#define PRODROME_JUNIT_H

#include <stdint.h>

#include "datasets/base/strbuf.h"

enum { JUNIT_MAX_BYTES = 64 << 20 /* of one file */, JUNIT_NAMED_MAX = 20 /* failed tests that are named */ };

struct junit {
    uint64_t      passed, failed, skipped;
    int64_t       time;         /* the latest that a suite states; TIME_NONE: none does */
    struct strbuf failed_names; /* "package.Class.test, ...", the first JUNIT_NAMED_MAX  */
    uint64_t      n_named;
};

void junit_init(struct junit *junit);
void junit_release(struct junit *junit);

/* Adds a file. ERR_REFUSED: "FILE:LINE: ..."; then nothing is added. */
int junit_read(struct junit *junit, const char *file, const char *data, size_t len, struct err *err);

/* "412 passed, 3 failed, 2 skipped; failed: a.B.c, a.B.d, a.B.e" */
void junit_value(const struct junit *junit, struct strbuf *out);

#endif
