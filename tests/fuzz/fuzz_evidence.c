/*
 * fuzz_evidence.c - any bytes as evidence of a release: JSON where they begin with '{' or '[', else a report of tests in XML. Rows that come back have
 * a release and a line; a count is what its parts make.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/documents/evidence_file.h"
#include "datasets/documents/junit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take(void *ctx, const struct evidence_row *row, struct err *err)
{
    (void)ctx;
    (void)err;
    if (row->line == 0 || (row->reason != NULL) != (row->column != NULL))
        abort();
    return 0;
}

static void read_xml(const char *data, size_t size, struct err *err)
{
    struct junit junit;
    struct strbuf value;

    junit_init(&junit);
    strbuf_init(&value);
    if (junit_read(&junit, "a.xml", data, size, err) < 0 && (err->msg[0] == '\0' || junit.passed + junit.failed + junit.skipped > 0))
        abort();
    junit_value(&junit, &value);
    if (junit.n_named > junit.failed || (junit.n_named > 0) != (strstr(value.data, "; failed: ") != NULL))
        abort();
    strbuf_release(&value);
    junit_release(&junit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = ERR_INIT;
    char *copy = malloc(size > 0 ? size : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */

    if (copy == NULL)
        abort();
    if (size > 0)
        memcpy(copy, data, size);
    if (size > 0 && *copy != '{' && *copy != '[')
        read_xml(copy, size, &err);
    else if (evidence_file_read("a.json", copy, size, take, NULL, &err) < 0 && err.msg[0] == '\0')
        abort();
    free(copy);
    return 0;
}
