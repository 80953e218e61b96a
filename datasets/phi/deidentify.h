/*
 * deidentify.h - identifiers of persons out of a text, before anything is stored.
 *
 * A scanner over bytes finds structured identifiers (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)) by shape, checksum and context
 * and replaces each by its type: "[EMAIL]", "[PHONE]", "[MRN]", ... Of a URL what is technical stays around it: "https://[URL]:8443/-/-.html"
 * (phi_url.h); spans cover all of it. Person columns of a table are replaced whole by
 * "[PERSON:" 12 hex digits of a keyed hash "]", so that the same person stays the same. The rules have a version, stored with each row. Text
 * that is clean comes back byte for byte; running it twice changes nothing. Where the user's rules ask for it (phi_rules.h) a placeholder carries twelve
 * digits of a keyed hash as well, "[MRN:0123456789ab]".
 */
#ifndef PRODROME_DEIDENTIFY_H
#define PRODROME_DEIDENTIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/digest.h"
#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

enum phi_type {
    PHI_EMAIL, PHI_PHONE, PHI_FAX, PHI_SSN, PHI_MRN, PHI_URL, PHI_IP, PHI_DATE, PHI_CARD, PHI_ACCOUNT, PHI_HEALTHPLAN,
    PHI_LICENSE, PHI_DEVICE, PHI_VEHICLE, PHI_ID, PHI_NAME, PHI_ADDRESS, PHI_LOCATION, PHI_ZIP, PHI_AGE, PHI_PERSON, PHI_N_TYPES
};

extern const char *const phi_type_name[PHI_N_TYPES]; /* "EMAIL", ... */

int deidentify_rules_version(void); /* of the built-in rules; for those of a store, which go into its rows, see datasets/store/rules_version.h */

/* The user's own rules beside the built-in ones (phi_rules.h). Wherever one is taken NULL means: the built-in ones alone. */
struct phi_rules;

struct phi_span {
    size_t        start, end; /* bytes of the text, end exclusive */
    enum phi_type type;
    bool          whole;      /* a rule of the user's has a part in it: nothing of a URL stays */
};

struct phi_spans {
    struct phi_span *span;    /* [n] ordered by start, not overlapping; owned */
    size_t           n, cap;
};

void phi_spans_release(struct phi_spans *spans);

/* Finds the identifiers of a text (valid UTF-8; any bytes are safe). Clears `spans` first. ERR_NOMEM; ERR_REFUSED where a pattern of the
 * rules gives up. */
int deidentify_find(struct phi_spans *spans, const char *text, size_t len, const struct phi_rules *rules, struct err *err);

/* Appends the text with each identifier replaced to `out` and adds to counts[type]. `spans` is scratch. Errors as above. */
int deidentify_text(struct strbuf *out, const char *text, size_t len, const struct phi_rules *rules, uint64_t counts[PHI_N_TYPES],
                    struct phi_spans *spans, struct err *err);

/* The same for a column's value. Its name is context to it ("MRN" of 123456), so the rules see both; then the value by itself, as what begins a text
 * ("Ann: it is down again") or a text without capitals tells more there. Appends "NAME: VALUE"; *start is where the value begins in what was
 * appended, 0 where the name was touched too. */
int deidentify_named(struct strbuf *out, size_t *start, const char *name, const char *value, size_t len, const struct phi_rules *rules,
                     uint64_t counts[PHI_N_TYPES], struct phi_spans *spans, struct err *err);

/* "[PERSON:0123456789ab]" of a person's name or address, case-folded (ASCII) and trimmed; "" for blank; a value that has that form
 * already stays as it is. */
void deidentify_person(struct strbuf *out, const char *value, size_t len, const uint8_t key[DIGEST_KEY_SIZE]);

#endif
