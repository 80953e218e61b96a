/*
 * junit_out.c - see junit_out.h.
 */
#include "score/release/junit_out.h"

#include <stdio.h>
#include <string.h>

#include "score/report/html.h"

void junit_out_init(struct junit_out *j, const char *suite, const char *timestamp)
{
    *j = (struct junit_out){ .suite = suite, .timestamp = timestamp };
    strbuf_init(&j->cases);
}

void junit_out_case(struct junit_out *j, const char *classname, const char *name, enum junit_out_result result, const char *type, const char *text)
{
    struct html h;

    html_init(&h, &j->cases);
    strbuf_adds(&j->cases, "    ");
    html_open(&h, "testcase", "classname", classname, "name", name, "time", "0", NULL);
    if (result == JUNIT_OUT_FAILED) {
        html_open(&h, "failure", "type", type, "message", text, NULL);
        html_text(&h, text);
        html_close(&h, "failure");
    } else if (result == JUNIT_OUT_SKIPPED) {
        html_open(&h, "skipped", "message", text, NULL);
        html_close(&h, "skipped");
    }
    html_close(&h, "testcase");
    html_release(&h);
    j->n++;
    j->n_failed += result == JUNIT_OUT_FAILED;
    j->n_skipped += result == JUNIT_OUT_SKIPPED;
}

static void open_suite(struct html *h, const char *element, const struct junit_out *j, bool timed)
{
    char tests[32], failures[32], skipped[32], when[32];

    snprintf(tests, sizeof(tests), "%zu", j->n);
    snprintf(failures, sizeof(failures), "%zu", j->n_failed);
    snprintf(skipped, sizeof(skipped), "%zu", j->n_skipped);
    snprintf(when, sizeof(when), "%.19s", j->timestamp); /* ISO 8601 without a zone, as the dialect has it */
    html_open(h, element, "name", j->suite, "tests", tests, "failures", failures, "errors", "0", "skipped", skipped, "time", "0", "timestamp",
              timed && when[0] != '\0' ? when : NULL, NULL);
    strbuf_addc(h->out, '\n');
}

void junit_out_write(struct strbuf *out, struct junit_out *j)
{
    struct html h;

    html_init(&h, out);
    html_raw(&h, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open_suite(&h, "testsuites", j, false);
    html_raw(&h, "  ");
    open_suite(&h, "testsuite", j, true);
    strbuf_add(out, j->cases.data, j->cases.len);
    html_raw(&h, "  ");
    html_close(&h, "testsuite");
    html_close(&h, "testsuites");
    html_release(&h);
    out->failed |= j->cases.failed;
    strbuf_release(&j->cases);
}
