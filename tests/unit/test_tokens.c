#include "features/text/tokens.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "features/text/fold.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

/* The tokens of one text, each followed by a blank; a static buffer. */
static const char *tokens_as_text(enum token_kind kind, const char *text, size_t len)
{
    static const char *const name[] = { "text" };
    static char out[8192];
    struct samples s = { .n_texts = 1, .text_name = name };
    struct id_list scratch = { 0 };
    struct tokens tokens;
    const uint32_t *id;
    size_t n;

    assert_int_equal(samples_init(&s, 1, NULL), 0);
    s.text[0] = (struct text){ text, (uint32_t)len };
    assert_int_equal(tokens_make(&tokens, &s, &kind, 1, NULL), 0);
    out[0] = '\0';
    assert_int_equal(tokens_ids(&id, &n, &tokens, 0, 0, &scratch, NULL), 0);
    assert_int_equal(n, tokens_count(&tokens, 0, 0));
    for (size_t i = 0; i < n; i++) {
        strncat(out, tokens.word.str[id[i]], sizeof out - strlen(out) - 1);
        strncat(out, " ", sizeof out - strlen(out) - 1);
    }
    mem_free(scratch.id);
    tokens_release(&tokens);
    samples_release(&s);
    return out;
}

static void assert_tokens(enum token_kind kind, const char *text, const char *expected)
{
    assert_string_equal(tokens_as_text(kind, text, strlen(text)), expected);
}

static void words_are_folded_and_stemmed(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "The printers crashed; printing FAILED.", "the printer crash print fail ");
    assert_tokens(TOKENS_PROSE, "\x1B[31mRED\x1B[0m vpn \x1B[1;4minterface", "red vpn interfac ");
    assert_tokens(TOKENS_PROSE, "I saw a dog", "saw dog ");
    assert_tokens(TOKENS_PROSE, "", "");
    assert_tokens(TOKENS_PROSE, " \n;,", "");
}

static void letters_beyond_ascii_are_folded_by_nfkc(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "\xc3\x84RGER \xef\xac\x81le Stra\xc3\x9f" "e", "\xc3\xa4rger file strass ");
    assert_tokens(TOKENS_PROSE, "don\xe2\x80\x99t \xe2\x80\x9cquoted\xe2\x80\x9d", "don quot ");
    assert_tokens(TOKENS_PROSE, "\xe6\xb7\xb1\xe5\xba\xa6 ok", "\xe6\xb7\xb1 \xe5\xba\xa6 ok ");
}

static void bytes_that_are_no_utf8_part_words(void **state)
{
    (void)state;
    assert_string_equal(tokens_as_text(TOKENS_PROSE, "disk\xff" "full\xc3", 10), "disk full ");
    assert_string_equal(tokens_as_text(TOKENS_PROSE, "disk\0full", 9), "disk full ");
}

static void identifiers_are_followed_by_their_parts(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "NullReferenceException", "nullreferenceexcept null refer except ");
    assert_tokens(TOKENS_PROSE, "disk_full", "disk_full disk full ");
    assert_tokens(TOKENS_PROSE, "HTTPServer iOS8", "httpserver http server ios8 os8 ");
    assert_tokens(TOKENS_PROSE, "__init__", "init ");
    assert_tokens(TOKENS_PROSE, "Disk", "disk ");
}

static void names_of_languages_keep_their_mark(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "C# F#, c++ x", "c# f# c++ ");
    assert_tokens(TOKENS_PROSE, "issue #12", "issu 12 ");
}

static void volatile_tokens_become_their_type(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "404 2013 7 123456", "404 2013 <num> ");
    assert_tokens(TOKENS_PROSE, "12345678901spqr x_1234567890 wxyz123456789", "<num> <num> wxyz123456789 ");
    assert_tokens(TOKENS_CODE, "v201209051200", "<num> ");
    assert_tokens(TOKENS_PROSE, "deadbeef01 0x7fff5fc0 DEADBEEF", "<hex> <addr> deadbeef ");
    assert_tokens(TOKENS_PROSE, "01234567-89ab-cdef-0123-456789abcdef", "<guid> ");
    assert_tokens(TOKENS_PROSE, "abcdef01-89ab-cdef-0123-456789abcdef", "<guid> ");
    assert_tokens(TOKENS_PROSE, "10:30 10:30:01.123 2013-05-28T09:30:00Z 5/28/2013", "<time> <time> <time> <time> ");
    assert_tokens(TOKENS_PROSE, "8.4.1 10.10.5.2 3.14159265 1234.56789.1", "8.4 10.10 <num> <version> ");
    assert_tokens(TOKENS_PROSE, "64bit 2nd x86", "64bit 2nd x86 ");
    assert_tokens(TOKENS_PROSE, "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggggggggz", "<long> ");
}

static void placeholders_of_deidentification_keep_their_type_alone(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PROSE, "from [PERSON:0123456789ab] at [EMAIL]", "from <person> at <email> ");
    assert_tokens(TOKENS_PROSE, "[DEBUG] [MRN", "debug mrn ");
    assert_tokens(TOKENS_CODE, "x = [PERSON:0123456789ab]", "<person> ");
}

static void code_is_lower_cased_and_otherwise_as_it_is(void **state)
{
    (void)state;
    assert_tokens(TOKENS_CODE, "int getNames(x) { return 42 + i_max; }", "int getnames return 42 i_max ");
    assert_tokens(TOKENS_CODE, "1.5 123456789", "<num> ");
}

static void paths_give_folders_name_and_extension(void **state)
{
    (void)state;
    assert_tokens(TOKENS_PATHS, "a/b/C.java|d/e.c", "a/ a/b/ C.java .java d/ e.c .c ");
    assert_tokens(TOKENS_PATHS, "README|.gitignore|x/", "README .gitignore x/ ");
    assert_tokens(TOKENS_PATHS, "||", "");
}

static void grams_are_five_characters_of_a_word_with_its_ends(void **state)
{
    (void)state;
    assert_tokens(TOKENS_GRAMS, "Null", "^null null$ ");
    assert_tokens(TOKENS_GRAMS, "to the disk1", "^the$ ^disk disk0 isk0$ ");
    assert_tokens(TOKENS_GRAMS, "na\xc3\xafve", "^na\xc3\xafv na\xc3\xafve a\xc3\xafve$ ");
}

static void ids_count_by_first_arrival_in_sample_order(void **state)
{
    static const char *const text[][2] = { { "disk full", "print disk" }, { "login", "full" } };
    struct samples s;
    struct tokens tokens;

    (void)state;
    samples_from_texts(&s, text, 2);
    tokens = tokens_of(&s, 1);
    assert_int_equal(tokens.word.n, 4);
    assert_memory_equal(tokens.field[0].start, ((size_t[]){ 0, 2, 3 }), 3 * sizeof(size_t));
    assert_memory_equal(tokens.field[0].token, ((uint32_t[]){ 0, 1, 3 }), 3 * sizeof(uint32_t));
    assert_memory_equal(tokens.field[1].token, ((uint32_t[]){ 2, 0, 1 }), 3 * sizeof(uint32_t));
    tokens_release(&tokens);
    samples_release(&s);
}

static void no_samples_give_no_tokens(void **state)
{
    struct samples s;
    struct tokens tokens;

    (void)state;
    samples_from_texts(&s, NULL, 0);
    tokens = tokens_of(&s, 2);
    assert_int_equal(tokens.n, 0);
    assert_int_equal(tokens.word.n, 0);
    assert_int_equal(tokens.field[1].start[0], 0);
    tokens_release(&tokens);
    samples_release(&s);
}

/* Printable ASCII takes a way of its own through fold_add; a letter behind it sends it through the tables of utf8proc. */
static void ascii_is_folded_as_the_tables_fold_it(void **state)
{
    static const char letter[] = "\xc3\xa9";
    struct fold fold;
    struct strbuf quick, slow;
    size_t n_bytes;

    (void)state;
    fold_init(&fold);
    strbuf_init(&quick);
    strbuf_init(&slow);
    for (int c = 0x20; c < 0x7f; c++) {
        const char text[] = { 'x', (char)c, 'Z', (char)c }, longer[] = { 'x', (char)c, 'Z', (char)c, letter[0], letter[1] };

        strbuf_clear(&quick);
        strbuf_clear(&slow);
        assert_int_equal(fold_add(&fold, &quick, text, sizeof text, NULL), 0);
        assert_int_equal(fold_add(&fold, &slow, longer, sizeof longer, NULL), 0);
        assert_int_equal(slow.len, quick.len + 2);
        assert_memory_equal(quick.data, slow.data, quick.len);
        assert_int_equal(fold_class_of(text + 1, 3, &n_bytes),
                         (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ? FOLD_LETTER : FOLD_OTHER);
        assert_int_equal(n_bytes, 1);
    }
    strbuf_release(&quick);
    strbuf_release(&slow);
    fold_release(&fold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_stemmed),
        cmocka_unit_test(ascii_is_folded_as_the_tables_fold_it),
        cmocka_unit_test(letters_beyond_ascii_are_folded_by_nfkc),
        cmocka_unit_test(bytes_that_are_no_utf8_part_words),
        cmocka_unit_test(identifiers_are_followed_by_their_parts),
        cmocka_unit_test(names_of_languages_keep_their_mark),
        cmocka_unit_test(volatile_tokens_become_their_type),
        cmocka_unit_test(placeholders_of_deidentification_keep_their_type_alone),
        cmocka_unit_test(code_is_lower_cased_and_otherwise_as_it_is),
        cmocka_unit_test(paths_give_folders_name_and_extension),
        cmocka_unit_test(grams_are_five_characters_of_a_word_with_its_ends),
        cmocka_unit_test(ids_count_by_first_arrival_in_sample_order),
        cmocka_unit_test(no_samples_give_no_tokens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
