#include "datasets/documents/junit.h"

#include <stdbool.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/readers/xml.h"

enum { COUNT_MAX_DIGITS = 9, NAME_MAX_BYTES = 200 };

struct suite {
    bool has_inner; /* cases or suites                                    */
    bool has_counts;
    uint64_t tests, failed, skipped; /* by its attributes                 */
    uint64_t failed_before;          /* of the file, where it begins      */
};

struct reading {
    struct junit found;                 /* of this file                   */
    struct suite suite[XML_DEPTH_MAX + 1]; /* by depth                    */
    size_t case_depth;                  /* 0: not in a case               */
    bool case_failed, case_skipped;
    struct strbuf case_name;
    const char *file;
};

void junit_init(struct junit *junit)
{
    *junit = (struct junit){ .time = TIME_NONE };
    strbuf_init(&junit->failed_names);
}

void junit_release(struct junit *junit)
{
    strbuf_release(&junit->failed_names);
}

/* 0 where it is not there. */
static int read_count(const struct reading *r, const struct xml_element *element, const char *name, uint64_t *out, struct err *err)
{
    const char *text = xml_attribute(element, name);

    *out = 0;
    if (text == NULL || *text == '\0')
        return 0;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > COUNT_MAX_DIGITS)
        return err_set(err, ERR_REFUSED, "%s:%lu: '%s' of a suite is no count", r->file, element->line, name);
    for (; *text != '\0'; text++)
        *out = *out * 10 + (uint64_t)(*text - '0');
    return 0;
}

static int start_suite(struct reading *r, const struct xml_element *element, struct err *err)
{
    struct suite *suite = &r->suite[element->depth];
    const char *stamp = xml_attribute(element, "timestamp");
    uint64_t failures = 0, errors = 0, skipped = 0, disabled = 0;
    int64_t time;
    int rc;

    *suite = (struct suite){ .has_counts = xml_attribute(element, "tests") != NULL, .failed_before = r->found.failed };
    rc = read_count(r, element, "tests", &suite->tests, err);
    if (rc == 0)
        rc = read_count(r, element, "failures", &failures, err);
    if (rc == 0)
        rc = read_count(r, element, "errors", &errors, err);
    if (rc == 0)
        rc = read_count(r, element, "skipped", &skipped, err);
    if (rc == 0)
        rc = read_count(r, element, "disabled", &disabled, err);
    if (rc < 0)
        return rc;
    suite->failed = failures + errors;
    suite->skipped = skipped + disabled;
    if (suite->failed + suite->skipped > suite->tests && suite->has_counts)
        return err_set(err, ERR_REFUSED, "%s:%lu: a suite with more failed and skipped tests than tests", r->file, element->line);
    if (stamp != NULL && time_parse(stamp, strlen(stamp), &time) && (r->found.time == TIME_NONE || time > r->found.time))
        r->found.time = time;
    return 0;
}

static void start_case(struct reading *r, const struct xml_element *element)
{
    const char *class = xml_attribute(element, "classname"), *name = xml_attribute(element, "name");

    r->case_depth = element->depth;
    r->case_failed = r->case_skipped = false;
    strbuf_clear(&r->case_name);
    strbuf_addf(&r->case_name, "%.*s%s%.*s", NAME_MAX_BYTES, class != NULL ? class : "", class != NULL && name != NULL ? "." : "", NAME_MAX_BYTES,
                name != NULL ? name : "");
}

static int on_start(void *ctx, const struct xml_element *element, struct err *err)
{
    struct reading *r = ctx;
    bool is_suite = strcmp(element->name, "testsuite") == 0 || strcmp(element->name, "testsuites") == 0;

    if (element->depth == 1 && !is_suite)
        return err_set(err, ERR_REFUSED, "%s:%lu: no JUnit report: the outermost element is not 'testsuites' or 'testsuite'", r->file, element->line);
    if (r->case_depth > 0 && (is_suite || strcmp(element->name, "testcase") == 0))
        return err_set(err, ERR_REFUSED, "%s:%lu: a '%s' inside of a test", r->file, element->line, element->name);
    if (r->case_depth > 0) {
        if (element->depth != r->case_depth + 1)
            return 0;
        r->case_failed |= strcmp(element->name, "failure") == 0 || strcmp(element->name, "error") == 0;
        r->case_skipped |= strcmp(element->name, "skipped") == 0;
        return 0;
    }
    if (is_suite || strcmp(element->name, "testcase") == 0)
        r->suite[element->depth - 1].has_inner = true;
    if (is_suite)
        return start_suite(r, element, err);
    if (strcmp(element->name, "testcase") == 0)
        start_case(r, element);
    return 0;
}

static void end_case(struct reading *r)
{
    r->case_depth = 0;
    if (!r->case_failed) {
        r->found.skipped += r->case_skipped;
        r->found.passed += !r->case_skipped;
        return;
    }
    if (r->found.failed++ < JUNIT_NAMED_MAX && r->case_name.len > 0) {
        strbuf_addf(&r->found.failed_names, "%s%s", r->found.n_named > 0 ? ", " : "", r->case_name.data);
        r->found.n_named++;
    }
}

static int on_end(void *ctx, const struct xml_element *element, struct err *err)
{
    struct reading *r = ctx;
    const struct suite *suite = &r->suite[element->depth];

    if (element->depth == r->case_depth) {
        end_case(r);
        return strbuf_check(&r->found.failed_names, err);
    }
    if (r->case_depth > 0 || (strcmp(element->name, "testsuite") != 0 && strcmp(element->name, "testsuites") != 0))
        return 0;
    if (suite->has_inner && r->found.failed == suite->failed_before) /* failures of its own, of no case: a set-up, say */
        r->found.failed += suite->failed;
    if (suite->has_inner || !suite->has_counts)
        return 0;
    r->found.failed += suite->failed;
    r->found.skipped += suite->skipped;
    r->found.passed += suite->tests - suite->failed - suite->skipped;
    return 0;
}

/* What was found in a file, added to what there was. */
static void add_found(struct junit *junit, const struct junit *found)
{
    junit->passed += found->passed;
    junit->failed += found->failed;
    junit->skipped += found->skipped;
    if (junit->time == TIME_NONE || (found->time != TIME_NONE && found->time > junit->time))
        junit->time = found->time;
    if (found->n_named > 0 && junit->n_named < JUNIT_NAMED_MAX) {
        strbuf_addf(&junit->failed_names, "%s%s", junit->n_named > 0 ? ", " : "", found->failed_names.data);
        junit->n_named += found->n_named;
    }
}

int junit_read(struct junit *junit, const char *file, const char *data, size_t len, struct err *err)
{
    static const struct xml_handler handler = { on_start, on_end };
    struct reading r = { .file = file };
    int rc;

    if (len > JUNIT_MAX_BYTES)
        return err_set(err, ERR_REFUSED, "%s: longer than %d MiB", file, JUNIT_MAX_BYTES >> 20);
    junit_init(&r.found);
    strbuf_init(&r.case_name);
    rc = xml_read(file, data, len, &handler, &r, err);
    if (rc == 0)
        rc = strbuf_check(&r.case_name, err);
    if (rc == 0)
        add_found(junit, &r.found);
    if (rc == 0)
        rc = strbuf_check(&junit->failed_names, err);
    strbuf_release(&r.case_name);
    junit_release(&r.found);
    return rc;
}

void junit_value(const struct junit *junit, struct strbuf *out)
{
    strbuf_addf(out, "%llu passed, %llu failed, %llu skipped", (unsigned long long)junit->passed, (unsigned long long)junit->failed,
                (unsigned long long)junit->skipped);
    if (junit->n_named == 0)
        return;
    strbuf_addf(out, "; failed: %s", junit->failed_names.data);
    if (junit->failed > junit->n_named)
        strbuf_addf(out, " and %llu more", (unsigned long long)(junit->failed - junit->n_named));
}
