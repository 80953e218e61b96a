/*
 * junit_out.h - questions and answers as JUnit XML, for what shows the results of tests.
 *
 * One suite. A question is a case: passed, failed (with what was found) or skipped (it could not be asked). The dialect is the one that Jenkins, GitLab and
 * GitHub's readers share: testsuites, testsuite, testcase, failure, skipped.
 *
 * Written with the HTML writer, whose rules for text are stricter than those of XML 1.0: no control or invisible character is left.
 */
#ifndef PRODROME_JUNIT_OUT_H
#define PRODROME_JUNIT_OUT_H

#include "datasets/base/strbuf.h"

enum junit_out_result { JUNIT_OUT_PASSED, JUNIT_OUT_FAILED, JUNIT_OUT_SKIPPED };

struct junit_out {
    struct strbuf cases;                       /* written so far */
    const char   *suite, *timestamp;           /* borrowed; timestamp "" where not known */
    size_t        n, n_failed, n_skipped;
};

void junit_out_init(struct junit_out *j, const char *suite, const char *timestamp);
/* `type` (of a failure: "review", "hold") and `text` are not looked at where it passed. */
void junit_out_case(struct junit_out *j, const char *classname, const char *name, enum junit_out_result result, const char *type, const char *text);
void junit_out_write(struct strbuf *out, struct junit_out *j); /* once; releases j */

#endif
