#include "features/vocabulary_audit.h"

#include <stdbool.h>
#include <string.h>

#include "datasets/phi/phi_rules.h"
#include "features/feature_set_inner.h"
#include "features/text/shapes.h"

enum {
    LABELLED_DIGITS = 5,
    NUMBER_DIGITS = 10,  /* of a phone with its area, of a national provider; product and radar numbers have up to nine */
    NUMBER_LETTERS = 3,
    ENDS_SHOWN_FROM = 6  /* of a shorter term the ends would tell too much */
};

const char *const vocabulary_shape_name[N_VOCABULARY_SHAPES] = { "identifier", "denied", "labelled", "number" };

/* Types that a term says by itself. Names, places, ages and dates need words around them. */
static bool speaks_alone(enum phi_type type)
{
    switch (type) {
    case PHI_NAME:
    case PHI_ADDRESS:
    case PHI_LOCATION:
    case PHI_ZIP:
    case PHI_AGE:
    case PHI_DATE:
    case PHI_PERSON:
        return false;
    default:
        return true;
    }
}

/* ---- one word ---------------------------------------------------------------------------------------------------- */

static bool is_label(const char *word, size_t len)
{
    static const char *const labels[] = { "mrn", "ssn", "acct", "account", "patient", "pat", "dob", "npi", "nhs", "hicn", "chart", "member", "mbr", "rx" };

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        size_t n = 0;

        while (n < len && labels[i][n] != '\0' && labels[i][n] == to_lower(word[n]))
            n++;
        if (n == len && labels[i][n] == '\0')
            return true;
    }
    return false;
}

/* "20120905" with hours, minutes and seconds behind it or not. */
static bool is_time(const char *digits, size_t n)
{
    int month, day;

    if (n != 8 && n != 10 && n != 12 && n != 14)
        return false;
    month = (digits[4] - '0') * 10 + digits[5] - '0';
    day = (digits[6] - '0') * 10 + digits[7] - '0';
    return (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* "x0000000a", "0x7f040000": the rest of such a number is no word, whatever letters it has. */
static bool is_hexadecimal(const char *word, size_t len)
{
    size_t at = 0;

    if (len > 1 && word[0] == '0')
        at = 1;
    return to_lower(word[at]) == 'x' || (is_hex_number(word, len) && count_digits(word, word + len) < len);
}

/* A run of letters, then of digits: how many of each; the digits may be followed by anything. */
static bool word_shape(enum vocabulary_shape *shape, const char *word, size_t len)
{
    size_t n_letters = 0, n_digits = 0;

    if (is_hexadecimal(word, len))
        return false;
    while (n_letters < len && ((word[n_letters] >= 'a' && word[n_letters] <= 'z') || (word[n_letters] >= 'A' && word[n_letters] <= 'Z')))
        n_letters++;
    while (n_letters + n_digits < len && is_digit(word[n_letters + n_digits]))
        n_digits++;
    if (n_digits >= LABELLED_DIGITS && is_label(word, n_letters)) {
        *shape = SHAPE_LABELLED;
        return true;
    }
    *shape = SHAPE_NUMBER;
    return n_digits >= NUMBER_DIGITS && n_letters <= NUMBER_LETTERS && !is_time(word + n_letters, n_digits);
}

static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
}

static bool any_word(enum vocabulary_shape *shape, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t start = at;

        while (at < len && in_word(text[at]))
            at++;
        if (at > start && word_shape(shape, text + start, at - start))
            return true;
        at += at < len;
    }
    return false;
}

/* ---- one text ---------------------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return in_word(c) && !is_digit(c);
}

/* What it looks like, without what it says: letters at its ends tell who looks which of his words it may be. */
static void put_form(char form[VOCABULARY_FORM_MAX], const char *text, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len && n + 1 < VOCABULARY_FORM_MAX; i++) {
        unsigned char c = (unsigned char)text[i];

        if (len >= ENDS_SHOWN_FROM && (i == 0 || i + 1 == len) && is_letter((char)c))
            form[n++] = (char)c;
        else if (is_digit((char)c))
            form[n++] = '9';
        else if (c >= 0x80 || in_word((char)c))
            form[n++] = 'a';
        else
            form[n++] = c < ' ' || c == 0x7F ? ' ' : (char)c;
    }
    form[n] = '\0';
}

static void found(struct vocabulary_audit *audit, enum vocabulary_shape shape, const char *text, size_t len, size_t rows)
{
    if (audit->n_found < VOCABULARY_EXAMPLES) {
        put_form(audit->example[audit->n_found].form, text, len);
        audit->example[audit->n_found].rows = rows;
    }
    audit->n_found++;
    audit->found[shape]++;
    if (audit->tell != NULL)
        audit->tell(audit->tell_ctx, text, len, shape, rows);
}

/* rows: that have it; 0 not counted. */
static int look(struct vocabulary_audit *audit, struct phi_spans *spans, const char *text, size_t len, size_t rows, const struct phi_rules *rules, struct err *err)
{
    enum vocabulary_shape shape;
    int rc;

    audit->n_looked++;
    spans->n = 0;
    rc = rules != NULL ? phi_rules_apply(spans, text, len, rules, err) : 0; /* the user's alone: the built-in ones have found nothing yet */
    if (rc < 0)
        return rc;
    if (spans->n > 0) {
        found(audit, SHAPE_DENIED, text, len, rows);
        return 0;
    }
    if (any_word(&shape, text, len) && !phi_rules_allows(rules, text, len)) {
        found(audit, shape, text, len, rows);
        return 0;
    }
    rc = deidentify_find(spans, text, len, rules, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < spans->n; i++)
        if (speaks_alone(spans->span[i].type)) {
            found(audit, SHAPE_IDENTIFIER, text, len, rows);
            return 0;
        }
    return 0;
}

int vocabulary_audit_text(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err)
{
    struct phi_spans spans = { 0 };
    int rc = look(audit, &spans, text, len, 0, rules, err);

    phi_spans_release(&spans);
    return rc;
}

int vocabulary_audit_name(struct vocabulary_audit *audit, const char *text, size_t len, const struct phi_rules *rules, struct err *err)
{
    struct phi_spans spans = { 0 };
    enum vocabulary_shape shape;
    int rc = rules != NULL ? phi_rules_apply(&spans, text, len, rules, err) : 0;

    audit->n_looked++;
    if (rc == 0 && spans.n > 0)
        found(audit, SHAPE_DENIED, text, len, 0);
    else if (rc == 0 && any_word(&shape, text, len) && shape == SHAPE_LABELLED && !phi_rules_allows(rules, text, len))
        found(audit, shape, text, len, 0);
    phi_spans_release(&spans);
    return rc;
}

/* ---- a feature set ----------------------------------------------------------------------------------------------- */

static int look_at_block(struct vocabulary_audit *audit, struct phi_spans *spans, const struct block *block, const struct phi_rules *rules, struct err *err)
{
    struct strbuf text;
    uint32_t n_terms = block->spec.kind == BLOCK_TERMS ? terms_n_cols(&block->terms) : 0;
    int rc = 0;

    strbuf_init(&text);
    for (uint32_t col = 0; rc == 0 && col < n_terms; col++) {
        strbuf_clear(&text);
        terms_text(&block->terms, col, &text);
        rc = strbuf_check(&text, err);
        if (rc == 0)
            rc = look(audit, spans, text.data, text.len, block->terms.df[col], rules, err);
    }
    strbuf_release(&text);
    for (size_t col = 0; rc == 0 && block->spec.kind == BLOCK_WORDS && col < block->words.word.n; col++)
        rc = look(audit, spans, block->words.word.str[col] + 1, block->words.word.len[col] - 1, 0, rules, err); /* behind the place of its field */
    return rc;
}

int vocabulary_audit_features(struct vocabulary_audit *audit, const struct feature_set *set, const struct phi_rules *rules, struct err *err)
{
    struct phi_spans spans = { 0 };
    int rc = 0;

    for (size_t b = 0; rc == 0 && b < set->n_blocks; b++)
        rc = look_at_block(audit, &spans, &set->block[b], rules, err);
    phi_spans_release(&spans);
    return rc;
}

void vocabulary_audit_words(const struct vocabulary_audit *audit, struct strbuf *out)
{
    const char *before = " (";

    strbuf_addf(out, "%zu of %zu terms look%s like identifiers", audit->n_found, audit->n_looked, audit->n_found == 1 ? "s" : "");
    for (int shape = 0; shape < N_VOCABULARY_SHAPES; shape++) {
        if (audit->found[shape] == 0)
            continue;
        strbuf_addf(out, "%s%s %zu", before, vocabulary_shape_name[shape], audit->found[shape]);
        before = ", ";
    }
    if (audit->n_found == 0)
        return;
    for (size_t i = 0; i < audit->n_found && i < VOCABULARY_EXAMPLES; i++) {
        const struct vocabulary_example *one = &audit->example[i];

        strbuf_addf(out, "%s'%s'", i == 0 ? "): " : ", ", one->form);
        if (one->rows > 0)
            strbuf_addf(out, " in %zu row%s", one->rows, one->rows == 1 ? "" : "s");
    }
    if (audit->n_found > VOCABULARY_EXAMPLES)
        strbuf_addf(out, " and %zu more", audit->n_found - VOCABULARY_EXAMPLES);
}
