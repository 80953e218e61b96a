/*
 * fuzz_phi_list.c - the reader of allow and deny lists, and a text that passes what it read.
 *
 * The first byte says which list and how many of the other bytes are its file; the rest is the text.
 */
#include <assert.h>
#include <string.h>

#include "datasets/phi/phi_list_file.h"
#include "datasets/phi/phi_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum phi_list list;

static int add(void *context, const char *phrase, size_t len, struct err *err)
{
    assert(len > 0 && phrase[0] != '#' && memchr(phrase, '\n', len) == NULL);
    return phi_rules_add(context, list, phrase, len, err);
}

static void check(const struct phi_rules *rules, const char *text, size_t len)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_spans spans = { 0 };
    struct strbuf out;
    size_t at = 0;

    strbuf_init(&out);
    assert(deidentify_text(&out, text, len, rules, counts, &spans, NULL) == 0);
    for (size_t i = 0; i < spans.n; i++) {
        assert(spans.span[i].start >= at && spans.span[i].start < spans.span[i].end && spans.span[i].end <= len);
        assert((size_t)spans.span[i].type < PHI_N_TYPES);
        at = spans.span[i].end;
    }
    strbuf_release(&out);
    phi_spans_release(&spans);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct phi_rules *rules = phi_rules_new(NULL);
    struct err err = ERR_INIT;
    size_t len;

    assert(rules != NULL && digest_setup(NULL) == 0);
    if (size > 0) {
        list = data[0] & 1 ? PHI_DENY : PHI_ALLOW;
        len = (size - 1) * (data[0] >> 1) / 127;
        if (phi_list_read("list", (const char *)data + 1, len, add, rules, &err) == 0)
            check(rules, (const char *)data + 1 + len, size - 1 - len);
        else
            assert(err.code == ERR_USAGE && strncmp(err.msg, "list:", 5) == 0);
    }
    phi_rules_free(rules);
    return 0;
}
