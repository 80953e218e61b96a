/*
 * fuzz_deidentify.c - any bytes as a text.
 *
 * The spans are in order, inside the text, not empty, and do not overlap; what is between them comes back as it is, what is in
 * them as "[TYPE]"; and in the result nothing is found any more.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "datasets/phi/deidentify.h"
#include "datasets/phi/phi_url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_spans(const struct phi_spans *spans, size_t len)
{
    size_t done = 0;

    for (size_t i = 0; i < spans->n; i++) {
        assert(spans->span[i].start >= done);
        assert(spans->span[i].start < spans->span[i].end);
        assert(spans->span[i].end <= len);
        assert((unsigned)spans->span[i].type < PHI_N_TYPES);
        done = spans->span[i].end;
    }
}

static void check_replaced(const struct strbuf *out, const char *text, size_t len, const struct phi_spans *spans)
{
    size_t from = 0, to = 0;

    for (size_t i = 0; i <= spans->n; i++) {
        size_t n = (i < spans->n ? spans->span[i].start : len) - from;
        struct phi_url rest = { 0 };
        const char *name;

        assert(out->len >= to + n && (n == 0 || memcmp(out->data + to, text + from, n) == 0));
        to += n;
        if (i == spans->n)
            break;
        from = spans->span[i].end;
        name = phi_type_name[spans->span[i].type];
        if (spans->span[i].type == PHI_URL) /* its technical part stays: the scheme before it, the tail behind it */
            phi_url_read(&rest, text, spans->span[i].start, spans->span[i].end);
        assert(out->len >= to + rest.scheme_len && memcmp(out->data + to, text + rest.scheme, rest.scheme_len) == 0);
        to += rest.scheme_len;
        assert(out->len >= to + strlen(name) + 2 && out->data[to] == '[' && out->data[to + strlen(name) + 1] == ']');
        assert(memcmp(out->data + to + 1, name, strlen(name)) == 0);
        to += strlen(name) + 2;
        assert(out->len >= to + strlen(rest.tail) && memcmp(out->data + to, rest.tail, strlen(rest.tail)) == 0);
        to += strlen(rest.tail);
    }
    assert(to == out->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct phi_spans spans = { 0 };
    uint64_t counts[PHI_N_TYPES] = { 0 };
    uint64_t found = 0;
    struct strbuf out;

    strbuf_init(&out);
    assert(deidentify_text(&out, text, size, NULL, counts, &spans, NULL) == 0);
    check_spans(&spans, size);
    check_replaced(&out, text, size, &spans);
    for (int i = 0; i < PHI_N_TYPES; i++)
        found += counts[i];
    assert(found == spans.n);
    assert(deidentify_find(&spans, out.data, out.len, NULL, NULL) == 0);
    assert(spans.n == 0);
    phi_spans_release(&spans);
    strbuf_release(&out);
    return 0;
}
