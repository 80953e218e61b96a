/*
 * report_json.c - a document as text; see report.h.
 */
#include "score/report/report.h"

#include <assert.h>
#include <stdlib.h>

int report_json(struct strbuf *out, const json_t *doc, struct err *err)
{
    char *text;

    assert(doc != NULL);
    text = json_dumps(doc, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    if (text == NULL)
        return err_nomem(err);
    strbuf_adds(out, text);
    strbuf_addc(out, '\n');
    free(text);
    return strbuf_check(out, err);
}
