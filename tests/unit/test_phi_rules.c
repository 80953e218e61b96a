#include "datasets/phi/phi_rules.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static struct phi_rules *new_rules(void)
{
    struct phi_rules *rules = phi_rules_new(NULL);

    assert_non_null(rules);
    return rules;
}

static void list(struct phi_rules *rules, enum phi_list which, const char *phrase)
{
    struct err err = ERR_INIT;

    if (phi_rules_add(rules, which, phrase, strlen(phrase), &err) < 0)
        fail_msg("%s: %s", phrase, err.msg);
}

static void pattern(struct phi_rules *rules, const char *name, const char *regex)
{
    struct err err = ERR_INIT;

    if (phi_rules_add_pattern(rules, name, regex, &err) < 0)
        fail_msg("%s: %s", regex, err.msg);
}

/* What becomes of a text; and that it stays so when it passes again. */
static void becomes(const struct phi_rules *rules, const char *text, const char *expected)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_spans spans = { 0 };
    struct strbuf once, twice;

    strbuf_init(&once);
    strbuf_init(&twice);
    assert_int_equal(deidentify_text(&once, text, strlen(text), rules, counts, &spans, NULL), 0);
    assert_string_equal(once.data, expected);
    assert_int_equal(deidentify_text(&twice, once.data, once.len, rules, counts, &spans, NULL), 0);
    assert_string_equal(twice.data, expected);
    phi_spans_release(&spans);
    strbuf_release(&once);
    strbuf_release(&twice);
}

static void what_is_denied_is_replaced_by_its_type(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    list(rules, PHI_DENY, "Zebra Protocol");
    list(rules, PHI_DENY, "[NAME] O'Brien");
    list(rules, PHI_DENY, "[mrn]AC-77");
    becomes(rules, "zebra  protocol ran; ZEBRA\nprotocol, zebra-protocol", "[ID] ran; [ID], zebra-protocol");
    becomes(rules, "o\xE2\x80\x99" "brien's ward, O'BRIENS ward", "[NAME]'s ward, O'BRIENS ward");
    becomes(rules, "bed AC-77, AC-778 and xAC-77", "bed [MRN], AC-778 and xAC-77");
    becomes(rules, "Zebra", "Zebra");
    becomes(rules, "", "");
    phi_rules_free(rules);
}

static void whole_words_alone_are_found_in_either_case(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    list(rules, PHI_DENY, "[NAME] Ann");
    list(rules, PHI_DENY, "[NAME] J\xC3\x96RG");
    becomes(rules, "annual ann, joann, ann_b, (ANN)", "annual [NAME], joann, [NAME]_b, ([NAME])");
    becomes(rules, "j\xC3\xB6rg J\xC3\x96rg j\xC3\xB6rgen", "[NAME] [NAME] j\xC3\xB6rgen");
    phi_rules_free(rules);
}

static void the_longest_phrase_counts(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    list(rules, PHI_DENY, "[NAME] Wells");
    list(rules, PHI_DENY, "[LOCATION] Wells Street Clinic");
    list(rules, PHI_ALLOW, "Wells score");
    becomes(rules, "wells, Wells Street, Wells Street Clinic: Wells score 3", "[NAME], [NAME] Street, [LOCATION]: Wells score 3");
    phi_rules_free(rules);
}

static void what_is_allowed_stays_where_it_is_whole(void **state)
{
    struct phi_rules *rules = new_rules();
    const char *text = "mail help@desk.example or ada@desk.example, call 555-123-4567";

    (void)state;
    becomes(NULL, text, "mail [EMAIL] or [EMAIL], call [PHONE]");
    list(rules, PHI_ALLOW, "help@desk.example");
    list(rules, PHI_ALLOW, "123");
    becomes(rules, text, "mail help@desk.example or [EMAIL], call [PHONE]");
    list(rules, PHI_ALLOW, "555-123-4567");
    becomes(rules, text, "mail help@desk.example or [EMAIL], call 555-123-4567");
    phi_rules_free(rules);
}

static void patterns_find_with_their_names_type(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    pattern(rules, "badge", "\\bBDG[0-9]{4}\\b");
    pattern(rules, "mrn-old", "(?i)\\bKH/\\d+");
    pattern(rules, "Account", "\\bkonto \\d+");
    list(rules, PHI_ALLOW, "BDG0000");
    becomes(rules, "BDG1234 BDG0000 kh/77 KONTO 1 konto 2", "[ID] BDG0000 [MRN] KONTO 1 [ACCOUNT]");
    phi_rules_free(rules);
}

static void what_overlaps_is_one_identifier_of_its_longest_part(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    list(rules, PHI_DENY, "[LOCATION] ward seven ada@x.example");
    list(rules, PHI_DENY, "[NAME] example or");
    pattern(rules, "device", "or [a-z ]+");
    becomes(rules, "in ward seven ada@x.example, bob@y.example or a probe", "in [LOCATION], [EMAIL]");
    phi_rules_free(rules);
}

static void placeholders_stay_as_they_are(void **state)
{
    struct phi_rules *rules = new_rules();

    (void)state;
    list(rules, PHI_DENY, "mrn");
    list(rules, PHI_DENY, "person");
    pattern(rules, "all", "[A-Z0-9:\\[\\]]+");
    becomes(rules, "a [MRN] b [PERSON:0123456789ab] c X[MRN]9 d", "a [MRN] b [PERSON:0123456789ab] c [ID][MRN][ID] d");
    becomes(rules, "mrn [x", "[ID] [ID]x");
    phi_rules_free(rules);
}

static void digits_are_keyed_and_the_same_for_the_same_number(void **state)
{
    uint8_t key[DIGEST_KEY_SIZE] = { 7 };
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_rules *rules = new_rules();
    struct phi_spans spans = { 0 };
    const char *text = "call 555-123-4567, 555 123 4567 or 555-123-4568";
    struct strbuf out, again;

    (void)state;
    phi_rules_want_digits(rules);
    assert_true(phi_rules_wants_digits(rules));
    becomes(rules, text, "call [PHONE], [PHONE] or [PHONE]"); /* no key yet */
    phi_rules_set_key(rules, key);
    strbuf_init(&out);
    strbuf_init(&again);
    assert_int_equal(deidentify_text(&out, text, strlen(text), rules, counts, &spans, NULL), 0);
    assert_int_equal(spans.n, 3);
    assert_memory_equal(out.data + 5, "[PHONE:", 7);
    assert_memory_equal(out.data + 5, out.data + 5 + 20 + 2, 20);
    assert_memory_not_equal(out.data + 5, out.data + 5 + 20 + 2 + 20 + 4, 20);
    assert_int_equal(deidentify_text(&again, out.data, out.len, rules, counts, &spans, NULL), 0);
    assert_string_equal(again.data, out.data);
    key[0] = 8;
    phi_rules_set_key(rules, key);
    strbuf_clear(&again);
    assert_int_equal(deidentify_text(&again, text, strlen(text), rules, counts, &spans, NULL), 0);
    assert_memory_not_equal(out.data, again.data, out.len);
    strbuf_release(&out);
    strbuf_release(&again);
    phi_spans_release(&spans);
    phi_rules_free(rules);
}

static void a_name_in_text_has_the_digits_of_the_person(void **state)
{
    uint8_t key[DIGEST_KEY_SIZE] = { 7 };
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_rules *rules = new_rules();
    struct phi_spans spans = { 0 };
    struct strbuf person, text;

    (void)state;
    phi_rules_want_digits(rules);
    phi_rules_set_key(rules, key);
    list(rules, PHI_DENY, "[NAME] Jane Roe");
    strbuf_init(&person);
    strbuf_init(&text);
    deidentify_person(&person, "Jane Roe", 8, key);
    assert_int_equal(deidentify_text(&text, "JANE ROE", 8, rules, counts, &spans, NULL), 0);
    assert_string_equal(strchr(person.data, ':'), strchr(text.data, ':'));
    strbuf_release(&person);
    strbuf_release(&text);
    phi_spans_release(&spans);
    phi_rules_free(rules);
}

static void digests_tell_sets_apart_whatever_their_order(void **state)
{
    const uint8_t key[DIGEST_KEY_SIZE] = { 1 }, other[DIGEST_KEY_SIZE] = { 2 };
    struct phi_rules *a = new_rules(), *b = new_rules();
    uint8_t x[DIGEST_SIZE], y[DIGEST_SIZE];

    (void)state;
    phi_rules_digest(a, key, x);
    phi_rules_digest(NULL, key, y);
    assert_memory_equal(x, y, DIGEST_SIZE);
    list(a, PHI_DENY, "one");
    list(a, PHI_ALLOW, "two");
    list(b, PHI_ALLOW, "two");
    list(b, PHI_DENY, "one");
    list(b, PHI_DENY, "one");
    phi_rules_digest(a, key, x);
    phi_rules_digest(b, key, y);
    assert_memory_equal(x, y, DIGEST_SIZE);
    phi_rules_digest(b, other, y);
    assert_memory_not_equal(x, y, DIGEST_SIZE);
    pattern(b, "p", "x");
    pattern(b, "q", "x");
    phi_rules_digest(b, key, y);
    assert_memory_not_equal(x, y, DIGEST_SIZE);
    phi_rules_want_digits(a);
    phi_rules_digest(a, key, y);
    assert_memory_not_equal(x, y, DIGEST_SIZE);
    phi_rules_free(a);
    phi_rules_free(b);
}

static void refused(struct phi_rules *rules, enum phi_list which, const char *phrase, const char *words)
{
    struct err err = ERR_INIT;

    assert_int_equal(phi_rules_add(rules, which, phrase, strlen(phrase), &err), ERR_USAGE);
    assert_contains(err.msg, words);
}

static void phrases_that_cannot_be_are_refused(void **state)
{
    struct phi_rules *rules = new_rules();
    char text[250];

    (void)state;
    list(rules, PHI_DENY, "[NAME] roe");
    list(rules, PHI_ALLOW, "wells");
    refused(rules, PHI_ALLOW, "ROE", "both allowed and denied");
    refused(rules, PHI_DENY, "Wells", "both allowed and denied");
    refused(rules, PHI_DENY, "[MRN] roe", "denied as [NAME] already");
    refused(rules, PHI_DENY, "[WARD] 7", "'[WARD]' is no type");
    refused(rules, PHI_DENY, "[PERSON] x", "'[PERSON]' is no type");
    refused(rules, PHI_DENY, "[NAME]", "without a letter or digit");
    refused(rules, PHI_ALLOW, "--", "without a letter or digit");
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    refused(rules, PHI_ALLOW, text, "at most 200");
    for (size_t i = 0; i < 198; i++)
        text[i] = i % 2 ? '-' : 'a';
    text[198] = '\0';
    refused(rules, PHI_ALLOW, text, "198 words and signs, at most 64");
    phi_rules_free(rules);
}

static void a_pattern_that_gives_up_is_named(void **state)
{
    enum { N = 20000 };
    struct phi_rules *rules = new_rules();
    struct phi_spans spans = { 0 };
    char *text = malloc(N);
    struct err err = ERR_INIT;

    (void)state;
    memset(text, 'a', N);
    pattern(rules, "ward-number", "(a+)+$");
    text[N - 1] = '!';
    assert_int_equal(deidentify_find(&spans, text, N, rules, &err), ERR_REFUSED);
    assert_contains(err.msg, "pattern 'ward-number': the search gave up after");
    phi_spans_release(&spans);
    free(text);
    phi_rules_free(rules);
}

static void too_many_patterns_are_refused(void **state)
{
    struct phi_rules *rules = new_rules();
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < PHI_PATTERNS_MAX; i++)
        pattern(rules, "p", "x");
    assert_int_equal(phi_rules_add_pattern(rules, "p", "x", &err), ERR_USAGE);
    assert_contains(err.msg, "more than 64 patterns");
    phi_rules_free(rules);
}

static void list_files_are_read_with_marks_and_returns(void **state)
{
    static const char text[] = "\xEF\xBB\xBF# staff\r\n[NAME] Roe\r\n\r\n\t[NAME] Jane  Doe \nlast one";
    struct phi_rules *rules = new_rules();
    const char *path = path_in(*state, "deny.txt");
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_int_equal(phi_rules_add_file(rules, PHI_DENY, path, &err), 0);
    becomes(rules, "roe, jane doe, the last one # staff", "[NAME], [NAME], the [ID] # staff");
    put_file(path, "");
    assert_int_equal(phi_rules_add_file(rules, PHI_DENY, path, &err), 0);
    phi_rules_free(rules);
}

static void bad_list_files_are_told_with_their_line(void **state)
{
    static const struct { const char *text; size_t len; const char *words; } bad[] = {
        { "a\nb\0c\n", 6, "deny.txt:2: a NUL byte" },
        { "a\n\n\xFF\n", 4, "deny.txt:3: not UTF-8" },
        { "\xFF\xFE" "a\0", 4, "deny.txt:1: a NUL byte" },
        { "[NAME] a\r\n[MRN] A\r\n", 19, "deny.txt:2: the phrase is denied as [NAME] already" },
        { "ok\n...\n", 7, "deny.txt:2: a phrase without a letter or digit" },
    };
    const char *path = path_in(*state, "deny.txt");

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct phi_rules *rules = new_rules();
        struct err err = ERR_INIT;

        put_bytes(path, bad[i].text, bad[i].len);
        assert_int_equal(phi_rules_add_file(rules, PHI_DENY, path, &err), ERR_USAGE);
        assert_contains(err.msg, bad[i].words);
        phi_rules_free(rules);
    }
    {
        struct phi_rules *rules = new_rules();
        struct err err = ERR_INIT;

        assert_int_equal(phi_rules_add_file(rules, PHI_DENY, path_in(*state, "none"), &err), ERR_NOTFOUND);
        phi_rules_free(rules);
    }
}

static void a_list_of_a_million_lines_is_looked_up_in_one_pass(void **state)
{
    enum { N = 1000000 };
    struct phi_rules *rules = new_rules();
    const char *path = path_in(*state, "deny.txt");
    struct err err = ERR_INIT;
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    for (long i = 0; i < N; i++)
        fprintf(file, "[NAME] staff%ld member%ld\n", i % 1000, i);
    fclose(file);
    assert_int_equal(phi_rules_add_file(rules, PHI_DENY, path, &err), 0);
    becomes(rules, "staff7 member999007, staff8 member7", "[NAME], staff8 member7");
    phi_rules_free(rules);
}

static void a_failed_allocation_is_an_error(void **state)
{
    const char *path = path_in(*state, "allow.txt");
    bool failing = true;

    put_file(path, "wells\nnumber seven\n");
    for (long n = 0; failing; n++) {
        uint64_t counts[PHI_N_TYPES] = { 0 };
        struct phi_rules *rules;
        struct phi_spans spans = { 0 };
        struct strbuf out;
        struct err err = ERR_INIT;
        int rc;

        strbuf_init(&out);
        mem_fail_after(n);
        rules = phi_rules_new(&err);
        rc = rules == NULL ? ERR_NOMEM : phi_rules_add_file(rules, PHI_ALLOW, path, &err);
        if (rc == 0)
            rc = phi_rules_add(rules, PHI_DENY, "roe", 3, &err);
        if (rc == 0)
            rc = phi_rules_add_pattern(rules, "x", "x\\d", &err);
        if (rc == 0)
            rc = deidentify_text(&out, "roe x1 wells", 12, rules, counts, &spans, &err);
        failing = mem_failed();
        mem_fail_after(-1);
        assert_int_equal(rc, failing ? ERR_NOMEM : 0);
        if (failing)
            assert_int_equal(out.len, 0);
        else
            assert_string_equal(out.data, "[ID] [ID] wells");
        strbuf_release(&out);
        phi_spans_release(&spans);
        phi_rules_free(rules);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_denied_is_replaced_by_its_type),
        cmocka_unit_test(whole_words_alone_are_found_in_either_case),
        cmocka_unit_test(the_longest_phrase_counts),
        cmocka_unit_test(what_is_allowed_stays_where_it_is_whole),
        cmocka_unit_test(patterns_find_with_their_names_type),
        cmocka_unit_test(what_overlaps_is_one_identifier_of_its_longest_part),
        cmocka_unit_test(placeholders_stay_as_they_are),
        cmocka_unit_test(digits_are_keyed_and_the_same_for_the_same_number),
        cmocka_unit_test(a_name_in_text_has_the_digits_of_the_person),
        cmocka_unit_test(digests_tell_sets_apart_whatever_their_order),
        cmocka_unit_test(phrases_that_cannot_be_are_refused),
        cmocka_unit_test(a_pattern_that_gives_up_is_named),
        cmocka_unit_test(too_many_patterns_are_refused),
        cmocka_unit_test_setup_teardown(list_files_are_read_with_marks_and_returns, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(bad_list_files_are_told_with_their_line, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_list_of_a_million_lines_is_looked_up_in_one_pass, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_failed_allocation_is_an_error, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
