/*
 * For random texts made of what the scanner looks for and of what looks like it: spans are in order and inside, the second
 * run finds nothing, what was planted is gone, text without a digit, a capital, a vowel, '@' or "://" stays; and the work grows with the length
 * alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "datasets/phi/deidentify.h"
#include "datasets/phi/phi_prose.h"
#include "datasets/phi/phi_scan.h"
#include "tests/support/support.h"

enum { TEXTS = 60000, PLANTED = 20000, TEXT_MAX = 512 };

static struct phi_spans spans;
static struct strbuf once, twice;

static int setup(void **state)
{
    (void)state;
    spans = (struct phi_spans){ 0 };
    strbuf_init(&once);
    strbuf_init(&twice);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    phi_spans_release(&spans);
    strbuf_release(&once);
    strbuf_release(&twice);
    return 0;
}

static void scrub(struct strbuf *out, const char *text, size_t len)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };

    strbuf_clear(out);
    assert_int_equal(deidentify_text(out, text, len, NULL, counts, &spans, NULL), 0);
}

static void assert_spans_in_order(size_t len)
{
    size_t done = 0;

    for (size_t i = 0; i < spans.n; i++) {
        assert_true(spans.span[i].start >= done && spans.span[i].start < spans.span[i].end && spans.span[i].end <= len);
        done = spans.span[i].end;
    }
}

/* Prints the text when it is not stable: it is the case to look at. */
static void assert_stable(const char *text, size_t len)
{
    scrub(&once, text, len);
    assert_spans_in_order(len);
    scrub(&twice, once.data, once.len);
    if (spans.n > 0)
        print_error("text  '%.*s'\nonce  '%s'\ntwice '%s'\n", (int)len, text, once.data, twice.data);
    assert_int_equal(spans.n, 0);
    assert_int_equal(once.len, twice.len);
}

/* ---- random texts -------------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const char *const fragments[] = {
    "MRN ", "mrn: ", "SSN ", "account ", "acct# ", "record ", "patient ", "member ID ", "insurance ", "card ",
    "IBAN ", "phone ", "Fax: ", "call ", "DOB ", "born ", "on ", "serial no. ", "SN ", "s/n ", "pump ", "plate ",
    "ambulance ", "VIN ", "licence ", "IP ", "from ", "to ", "version ", "v", "server ", "PID-3=", "PID|1||", "|",
    "is ", "and ", "case #", "num_", "Record", "https", "http://", "ftp://", "localhost", "://", "www.",
    "example.org", ".com", "@", "a@b.co", "/patient/", "?id=", "ldaps://h.example:", "http://ehr.example.org:20", "/a/b.html", "/-.aspx?-", "#-", "www.example.se", "[URL]", "[MRN]", "[EMAIL]", "[PERSON:0123456789ab]", "[", "]",
    "(", ")", "(01)", "(21)", "+", "+1 ", "-", ".", ",", ", ", ";", ":", "::", " ", " ", " ", "\n", "\t", "_", "#",
    "$", "%", "'", "\"", "|", "~", "=", "\xc3\xab", "\xc2\xa0", "\xe2\x80\x9c", "\xff", "x12", "ext 4", " ms",
    " rows", "Oct ", "October 9, 1950", "9th", "0x", "fe80", "2001:db8", "dead", "AB", "WDX ", "CDE", "T", "Z",
    "4111 1111 1111 1111", "312-555-0148", "078-05-1120", "00", "0490", "10.4.2.77", "1M8GDM9AXKP042788",
    "1EG4-TE5-MK73", "git-svn-id: ", "bc:89:d7:3d:77:bd",
    "James ", "Okafor", "Smith, ", "Dr. ", "Mr ", "patient ", "my name is ", "J. ", "W.", "Emily ", "van ", "de ", "O'Brien ", "Szab\xc3\xb3 ", "seen by ",
    "St. ", "Mary's ", "Hospital", " Clinic", "Medical Center", "at ", "admitted to ", "in ", "Boston", ", MA", "New York ", "lives in ", "Wells ", "score ",
    "Maple St ", "12 ", "Apt 4B", "Suite ", "rue ", "PO Box ", "Hauptstrasse ", "ZIP ", "aged ", "97", " yo", "Xamarin", "Foo.", "Regards,\n", "Name: ", "and ",
    "March ", "May ", "[NAME] ", "[LOCATION]", "[DATE]", "MARIA ", "XYZ ", "The ", "Unknownian ", "Johnson's ", "\xce\x91\xce\x93 ",
};
/* clang-format on */

static size_t random_number(struct rng *rng, char *out)
{
    size_t n = 1 + rng_below(rng, rng_below(rng, 4) == 0 ? 18 : 5);

    for (size_t i = 0; i < n; i++)
        out[i] = (char)('0' + rng_below(rng, 10));
    return n;
}

static size_t random_text(struct rng *rng, char text[TEXT_MAX])
{
    size_t n_parts = 1 + rng_below(rng, 16);
    size_t len = 0;

    for (size_t i = 0; i < n_parts && len + 64 < TEXT_MAX; i++) {
        const char *fragment;

        if (rng_below(rng, 3) == 0) {
            len += random_number(rng, text + len);
            continue;
        }
        fragment = fragments[rng_below(rng, sizeof fragments / sizeof fragments[0])];
        memcpy(text + len, fragment, strlen(fragment));
        len += strlen(fragment);
    }
    return len;
}

static void a_second_run_finds_nothing(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 7);
    for (int i = 0; i < TEXTS; i++) {
        char text[TEXT_MAX];

        assert_stable(text, random_text(&rng, text));
    }
}

static void any_bytes_are_safe_and_stable(void **state)
{
    static const char bytes[] = "0123456789 -.@:/[]()#AbfFxwW|\n\xc3\xab\xe2\x80\x9c";
    struct rng rng;

    (void)state;
    rng_init(&rng, 8);
    for (int i = 0; i < TEXTS; i++) {
        char text[TEXT_MAX];
        size_t len = rng_below(&rng, 64);
        bool few = rng_below(&rng, 2) == 0;

        for (size_t k = 0; k < len; k++)
            text[k] = few ? bytes[rng_below(&rng, sizeof bytes)] : (char)rng_below(&rng, 256);
        assert_stable(text, len);
    }
}

/* Nor capitals or vowels, as names have. */
static void text_without_digits_stays(void **state)
{
    static const char bytes[] = "bdfghjk wxz.,;:-_()[]{}<>#$%&*'\"\n\t/\\|=+!?\xc3\xab";
    struct rng rng;

    (void)state;
    rng_init(&rng, 9);
    for (int i = 0; i < TEXTS; i++) {
        char text[TEXT_MAX];
        size_t len = rng_below(&rng, TEXT_MAX);

        for (size_t k = 0; k < len; k++)
            text[k] = bytes[rng_below(&rng, sizeof bytes - 1)];
        for (size_t k = 0; k + 1 < len; k++)
            if (text[k] == ':') /* no "://" and no address of letters */
                text[k + 1] = ' ';
        scrub(&once, text, len);
        assert_int_equal(once.len, len);
        assert_memory_equal(once.data, text, len);
    }
}

/* ---- planted identifiers ------------------------------------------------------------------------------------------------- */

/* '9' is any digit, '8' one of 1 to 9, 'A' any capital, the rest itself; before the bar is a label. */
/* clang-format off */
static const char *const planted[] = {
    "MRN |8999999", "(MRN: |999-99-999", "medical record number is |AA-999999", "PID-3=|A99999999", "chart |89999999",
    "SSN |899-99-9999", "|899-99-9999", "ssn: |899999999", "acct |8999 9999 9999 9999", "account |8999999999",
    "member ID |AAA999999999", "insurance # |AA-999999", "policy number: |999999999", "Fax: |(899) 899-9999",
    "|(899) 899-9999", "|899-899-9999", "|+1-899-899-9999", "callback |8999999999", "mobile: |0899 999 99 99",
    "|899.899.9999", "license no: |A9999999", "driver licence |A999-9999-9999", "DEA no. |AA9999999",
    "pump |AAA-999999", "serial no. |AA99999999", "|(01)99999999999999(21)AA999999", "|ff:ff:8f:ff:ff:ff",
    "ambulance |AAA 9999", "plate |9AAA999", "DOB |1989-08-08", "born |8 Oct 1989", "host |81.82.83.84",
    "|2002:d77::a999", "|http://ehr.example.net/p?id=8999999", "|aaa.bbb8@mail.example.com", "|www.example.se/p/8999",
};
/* clang-format on */

static char random_for(struct rng *rng, char form)
{
    switch (form) {
    case '9':
        return (char)('0' + rng_below(rng, 10));
    case '8':
        return (char)('1' + rng_below(rng, 9));
    case 'A':
        return "ABCDEFGHJKLMNPRSTUVWXYZ"[rng_below(rng, 23)];
    default:
        return form;
    }
}

/* Fills in a form. *value is where the identifier begins, behind its label. */
static size_t plant(struct rng *rng, const char *form, char *out, size_t *value)
{
    size_t n = 0;
    bool in_value = false;

    for (; *form != '\0'; form++) {
        if (*form == '|') {
            in_value = true;
            *value = n;
        } else {
            out[n++] = in_value ? random_for(rng, *form) : *form;
        }
    }
    out[n] = '\0';
    return n;
}

static void what_was_planted_is_gone(void **state)
{
    static const char *const before[] = { "",   "Ticket: ", "the printer hangs. ", "Retry count 17; ", "error: ",
                                          "- ", "> " };
    static const char *const after[] = {
        "", ".", ", again", " failed 3x", ") unable to log in", "\nthanks", "; see INC0048213"
    };
    struct rng rng;

    (void)state;
    rng_init(&rng, 10);
    for (int i = 0; i < PLANTED; i++) {
        char text[TEXT_MAX], identifier[TEXT_MAX];
        size_t value = 0;

        plant(&rng, planted[rng_below(&rng, sizeof planted / sizeof planted[0])], identifier, &value);
        snprintf(text, sizeof text, "%s%s%s", before[rng_below(&rng, 7)], identifier, after[rng_below(&rng, 7)]);
        assert_stable(text, strlen(text));
        if (strstr(once.data, identifier + value) != NULL)
            print_error("'%s' became '%s'\n", text, once.data);
        assert_null(strstr(once.data, identifier + value));
    }
}

/* ---- work ---------------------------------------------------------------------------------------------------------------- */

static uint64_t work_of(const char *unit, size_t len)
{
    size_t n = strlen(unit);
    char *text = malloc(len);
    uint64_t work = 0;

    assert_non_null(text);
    for (size_t i = 0; i < len; i++)
        text[i] = unit[i % n];
    spans.n = 0;
    assert_int_equal(phi_scan_structured(&spans, text, len, &work, NULL), 0);
    assert_int_equal(phi_scan_prose(&spans, text, len, &work, NULL), 0);
    free(text);
    return work;
}

/* Four times the text, four times the work; and no more than a stated number of looks at a byte. */
static void work_grows_with_the_length_alone(void **state)
{
    enum { SMALL = 1 << 16, LOOKS_MAX = 600 };
    /* clang-format off */
    static const char *const units[] = {
        "1", "1 ", "1.", "1-", "1+", "1/", "|1234", "~1234", "@", "a@", "1@", "a@b.", "a.@", ".", "http://",
        "http://!", "http://localhost/", "http://w3.org", "www.", "www.w3.org/", "www.w3.org.", ":", "::", "1:", "a:",
        "f:", "fe80::", "[", "[MRN]", "[MRN", "[PERSON:", "(01)", "4111 ", "4111 1111 1111 1111 ", "(555) ", "+1 ",
        "0490 12 ", "MRN ", "MRN 1", "1\n", "MRN:\n", "DOB 1 Oct ", "AB 12 ", "10.1.1.1 (ab", "1.1.1.1", "1.1.1.1 ",
        "AB12 ", "DE89 ", "\xc3\xab", "\xe2\x80\x9c", "1x", "x", "w", "w3.org/12345/", "12345=", "#1", "PID|1",
        "James ", "James Okafor, ", "A ", "A.", "Aa-", "van ", "Dr. ", "St. Mary ", "Mary's ", "New York ", "in Boston, ", "12 Maple ", "12 Maple St, ",
        "Apt 12 ", "Apt 12\n", "corner of A and ", "rue ", "Foo.", "Unlisted ", "Tanaka, ", "Jan ", "1 Jan ", "jane ",
    };
    /* clang-format on */

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        uint64_t small = work_of(units[i], SMALL);
        uint64_t large = work_of(units[i], 4 * SMALL);

        if (large > 5 * small + SMALL || large > (uint64_t)LOOKS_MAX * 4 * SMALL)
            print_error("'%s': %llu for %d bytes, %llu for %d\n", units[i], (unsigned long long)small, SMALL,
                        (unsigned long long)large, 4 * SMALL);
        assert_true(large <= 5 * small + SMALL);
        assert_true(large <= (uint64_t)LOOKS_MAX * 4 * SMALL);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_second_run_finds_nothing), CASE(any_bytes_are_safe_and_stable),    CASE(text_without_digits_stays),
        CASE(what_was_planted_is_gone),   CASE(work_grows_with_the_length_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
