#include "datasets/phi/deidentify.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/phi/phi_prose.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/phi/phi_scan.h"
#include "datasets/phi/phi_url.h"

/* Raise it with every change of what is found: rows stored under older rules are then scrubbed again. */
enum { RULES_VERSION = 6 };

enum { PERSON_HEX = 12, PERSON_LEN = sizeof "[PERSON:0123456789ab]" - 1 };

const char *const phi_type_name[PHI_N_TYPES] = {
    [PHI_EMAIL] = "EMAIL",
    [PHI_PHONE] = "PHONE",
    [PHI_FAX] = "FAX",
    [PHI_SSN] = "SSN",
    [PHI_MRN] = "MRN",
    [PHI_URL] = "URL",
    [PHI_IP] = "IP",
    [PHI_DATE] = "DATE",
    [PHI_CARD] = "CARD",
    [PHI_ACCOUNT] = "ACCOUNT",
    [PHI_HEALTHPLAN] = "HEALTHPLAN",
    [PHI_LICENSE] = "LICENSE",
    [PHI_DEVICE] = "DEVICE",
    [PHI_VEHICLE] = "VEHICLE",
    [PHI_ID] = "ID",
    [PHI_NAME] = "NAME",
    [PHI_ADDRESS] = "ADDRESS",
    [PHI_LOCATION] = "LOCATION",
    [PHI_ZIP] = "ZIP",
    [PHI_AGE] = "AGE",
    [PHI_PERSON] = "PERSON",
};

int deidentify_rules_version(void)
{
    return RULES_VERSION;
}

void phi_spans_release(struct phi_spans *spans)
{
    mem_free(spans->span);
    *spans = (struct phi_spans){ 0 };
}

int deidentify_find(struct phi_spans *spans, const char *text, size_t len, const struct phi_rules *rules,
                    struct err *err)
{
    int rc;

    assert(text != NULL || len == 0);

    spans->n = 0;
    rc = phi_scan_structured(spans, text, len, NULL, err);
    if (rc == 0)
        rc = phi_scan_prose(spans, text, len, NULL, err);
    return rc == 0 && rules != NULL ? phi_rules_apply(spans, text, len, rules, err) : rc;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_person(const char *value, size_t len)
{
    enum phi_type type;

    return len == PERSON_LEN && phi_placeholder(value, len, 0, &type) == len && type == PHI_PERSON;
}

static void digest_folded(struct digest *digest, const char *value, size_t len)
{
    char folded[256];
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        folded[n++] = phi_lower(value[i]);
        if (n == sizeof folded || i + 1 == len) {
            digest_update(digest, folded, n);
            n = 0;
        }
    }
}

static void add_hex(struct strbuf *out, struct digest *digest)
{
    uint8_t hash[DIGEST_SIZE];
    char hex[PERSON_HEX + 1];

    digest_final(digest, hash);
    digest_hex(hash, PERSON_HEX / 2, hex);
    strbuf_addc(out, ':');
    strbuf_adds(out, hex);
}

/* ":" and the digits of what was found. A number is the same with other signs between its digits: "555-0142" is "555 0142". */
static void add_digits(struct strbuf *out, const char *value, size_t len, enum phi_type type, const uint8_t key[DIGEST_KEY_SIZE])
{
    bool words = type == PHI_NAME || type == PHI_ADDRESS || type == PHI_LOCATION || type == PHI_EMAIL || type == PHI_URL || type == PHI_IP;
    struct digest digest;

    digest_init_keyed(&digest, key);
    for (size_t i = 0; i < len; i++)
        if (words || phi_is_alnum((unsigned char)value[i]) || (unsigned char)value[i] >= 0x80)
            digest_folded(&digest, value + i, 1);
    add_hex(out, &digest);
}

/* What stays of a span; nothing but of a URL. */
static void read_rest(struct phi_url *rest, const char *text, const struct phi_span *span)
{
    *rest = (struct phi_url){ 0 };
    if (span->type == PHI_URL && !span->whole)
        phi_url_read(rest, text, span->start, span->end);
}

/* Bytes of the text with its spans replaced. */
static size_t replaced_len(const struct phi_spans *spans, const char *text, size_t len, bool digits)
{
    for (size_t i = 0; i < spans->n; i++) {
        const struct phi_span *span = &spans->span[i];
        struct phi_url rest;

        read_rest(&rest, text, span);
        len += rest.scheme_len + strlen(rest.tail);
        len -= span->end - span->start;
        len += strlen(phi_type_name[span->type]) + 2 + (digits ? 1 + PERSON_HEX : 0);
    }
    return len;
}

int deidentify_text(struct strbuf *out, const char *text, size_t len, const struct phi_rules *rules,
                    uint64_t counts[PHI_N_TYPES], struct phi_spans *spans, struct err *err)
{
    const uint8_t *key = phi_rules_key(rules);
    size_t done = 0;
    int rc = deidentify_find(spans, text, len, rules, err);

    if (rc < 0)
        return rc;
    if (strbuf_reserve(out, replaced_len(spans, text, len, key != NULL)) < 0) /* so that nothing is appended in part */
        return err_nomem(err);
    for (size_t i = 0; i < spans->n; i++) {
        const struct phi_span *span = &spans->span[i];
        struct phi_url rest;

        read_rest(&rest, text, span);
        strbuf_add(out, text + done, span->start - done);
        strbuf_add(out, text + rest.scheme, rest.scheme_len);
        strbuf_addc(out, '[');
        strbuf_adds(out, phi_type_name[span->type]);
        if (key != NULL)
            add_digits(out, text + span->start, span->end - span->start, span->type, key);
        strbuf_addc(out, ']');
        strbuf_adds(out, rest.tail);
        counts[span->type]++;
        done = span->end;
    }
    if (done < len)
        strbuf_add(out, text + done, len - done);
    return strbuf_check(out, err);
}

/* Where text[at] is in what the text was replaced by; behind the placeholder of a span that goes on over it. */
static size_t replaced_at(const struct phi_spans *spans, const char *text, size_t at, bool digits)
{
    struct phi_spans before = { .span = spans->span };

    while (before.n < spans->n && spans->span[before.n].start < at)
        before.n++;
    if (before.n > 0 && spans->span[before.n - 1].end > at)
        at = spans->span[before.n - 1].end;
    return replaced_len(&before, text, at, digits);
}

int deidentify_named(struct strbuf *out, size_t *start, const char *name, const char *value, size_t len,
                     const struct phi_rules *rules, uint64_t counts[PHI_N_TYPES], struct phi_spans *spans, struct err *err)
{
    struct strbuf both, clean;
    size_t prefix, at;
    int rc;

    strbuf_init(&both);
    strbuf_init(&clean);
    strbuf_addf(&both, "%s: ", name);
    prefix = both.len;
    strbuf_add(&both, value, len);
    rc = strbuf_check(&both, err);
    if (rc == 0)
        rc = deidentify_text(&clean, both.data, both.len, rules, counts, spans, err);
    if (rc < 0)
        goto done;
    at = replaced_at(spans, both.data, prefix, phi_rules_key(rules) != NULL);
    *start = spans->n == 0 || spans->span[0].start >= prefix ? prefix : 0;
    strbuf_add(out, clean.data, at);
    rc = deidentify_text(out, clean.data + at, clean.len - at, rules, counts, spans, err);
done:
    strbuf_release(&both);
    strbuf_release(&clean);
    return rc;
}

void deidentify_person(struct strbuf *out, const char *value, size_t len, const uint8_t key[DIGEST_KEY_SIZE])
{
    struct digest digest;

    while (len > 0 && is_blank(value[0])) {
        value++;
        len--;
    }
    while (len > 0 && is_blank(value[len - 1]))
        len--;
    if (len == 0)
        return;
    if (is_person(value, len)) {
        strbuf_add(out, value, len);
        return;
    }
    digest_init_keyed(&digest, key);
    digest_folded(&digest, value, len);
    strbuf_adds(out, "[PERSON");
    add_hex(out, &digest);
    strbuf_addc(out, ']');
}
