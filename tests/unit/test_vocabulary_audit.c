#include "features/vocabulary_audit.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/phi/phi_rules.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

static struct vocabulary_audit audit_of(const char *text, const struct phi_rules *rules)
{
    struct vocabulary_audit audit = { .n_found = 0 };
    struct err err = ERR_INIT;

    assert_int_equal(vocabulary_audit_text(&audit, text, strlen(text), rules, &err), 0);
    assert_int_equal(audit.n_looked, 1);
    return audit;
}

static void what_looks_like_an_identifier_is_found_by_its_shape(void **state)
{
    static const struct { const char *text; enum vocabulary_shape shape; const char *form; } bad[] = {
        { "jane.doe@example.org", SHAPE_IDENTIFIER, "jaaa.aaa@aaaaaaa.aag" },
        { "src/a/jane.doe@example.org/", SHAPE_IDENTIFIER, "saa/a/aaaa.aaa@aaaaaaa.aaa/" },
        { "555-010-4477", SHAPE_IDENTIFIER, "999-999-9999" },
        { "078-05-1120", SHAPE_IDENTIFIER, "999-99-9999" },
        { "http://example.org/~jane", SHAPE_IDENTIFIER, "haaa://aaaaaaa.aaa/~aaae" },
        { "mrn00123456", SHAPE_LABELLED, "maa99999999" },
        { "MRN12345", SHAPE_LABELLED, "Maa99999" },
        { "check patient77001", SHAPE_LABELLED, "caaaa aaaaaaa99999" },
        { "pt7596582812", SHAPE_NUMBER, "pa9999999999" },
        { "5550104477", SHAPE_NUMBER, "9999999999" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct vocabulary_audit audit = audit_of(bad[i].text, NULL);

        if (audit.n_found != 1 || audit.found[bad[i].shape] != 1)
            fail_msg("'%s' was not found as %s", bad[i].text, vocabulary_shape_name[bad[i].shape]);
        assert_string_equal(audit.example[0].form, bad[i].form);
    }
}

static void technical_terms_are_none(void **state)
{
    static const char *const good[] = {
        "null pointer", "<num>", "<person>", "<hex> <addr>", "x86_64", "utf8mb4", "sha256", "0x7f040000", "x0000000a", "kb4012345", "tp40007072", "8.4", "404 2013",
        "v201209051200", "script1290627909406", "org.apache.kafka", "a/b/C.java", "icon@2x.png", "10.2", "rror$", "abcdefghijklmnopqrstuvwxyz0123456789", "iOS / Tools",
        "alzheim", "apgar score", "wells", "mrn", "account 12", "patient42", "\xE6\x82\xA3\xE8\x80\x85", "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (audit_of(good[i], NULL).n_found != 0)
            fail_msg("'%s' was taken for an identifier", good[i]);
}

static void the_users_rules_count_too(void **state)
{
    struct phi_rules *rules = phi_rules_new(NULL);

    (void)state;
    assert_int_equal(phi_rules_add(rules, PHI_DENY, "[NAME] roe", 10, NULL), 0);
    assert_int_equal(phi_rules_add(rules, PHI_ALLOW, "mrn00123456", 11, NULL), 0);
    assert_int_equal(phi_rules_add_pattern(rules, "badge", "bdg\\d", NULL), 0);
    assert_int_equal(audit_of("call roe", rules).found[SHAPE_DENIED], 1);
    assert_int_equal(audit_of("bdg7", rules).found[SHAPE_DENIED], 1);
    assert_int_equal(audit_of("mrn00123456", rules).n_found, 0);
    assert_int_equal(audit_of("mrn00123457", rules).n_found, 1);
    phi_rules_free(rules);
}

static void list_term(void *ctx, const char *term, size_t len, enum vocabulary_shape shape, size_t rows)
{
    strbuf_addf(ctx, "%s %.*s %zu\n", vocabulary_shape_name[shape], (int)len, term, rows);
}

static void all_terms_and_values_of_a_feature_set_are_looked_at(void **state)
{
    static const char *const texts[][2] = { { "mrn00123456 disk", "server" }, { "mrn00123456 disk", "server" } };
    static const struct block_spec spec = { .name = "words", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" },
                                            .field_weight = { 3, 1 }, .ngram_max = 2, .min_df = 2 };
    struct vocabulary_audit audit = { .n_found = 0 };
    struct samples s;
    struct tokens tokens;
    struct feature_set *set;
    struct strbuf words;
    struct err err = ERR_INIT;

    (void)state;
    samples_from_texts(&s, texts, 2);
    tokens = tokens_of(&s, 1);
    set = fit_first(&spec, 1, &s, &tokens, 2);
    assert_int_equal(vocabulary_audit_features(&audit, set, NULL, &err), 0);
    assert_int_equal(audit.n_looked, feature_set_n_cols(set));
    assert_int_equal(audit.n_found, 2); /* the word, and the pair with it */
    assert_int_equal(audit.found[SHAPE_LABELLED], 2);
    strbuf_init(&words);
    vocabulary_audit_words(&audit, &words);
    assert_contains(words.data, "2 of ");
    assert_contains(words.data, " terms look like identifiers (labelled 2): 'maa99999999' in 2 rows, 'maa99999999 aaak' in 2 rows");
    assert_lacks(words.data, "0012");
    strbuf_clear(&words);
    audit = (struct vocabulary_audit){ .tell = list_term, .tell_ctx = &words };
    assert_int_equal(vocabulary_audit_features(&audit, set, NULL, &err), 0);
    assert_string_equal(words.data, "labelled mrn00123456 2\nlabelled mrn00123456 disk 2\n");
    strbuf_release(&words);
    feature_set_free(set);
    tokens_release(&tokens);
    samples_release(&s);
}

static void a_failed_allocation_is_an_error(void **state)
{
    struct vocabulary_audit audit = { .n_found = 0 };
    struct err err = ERR_INIT;
    int rc;

    (void)state;
    mem_fail_after(0);
    rc = vocabulary_audit_text(&audit, "x@y.example", 11, NULL, &err);
    mem_fail_after(-1);
    assert_int_equal(rc, ERR_NOMEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_looks_like_an_identifier_is_found_by_its_shape),
        cmocka_unit_test(technical_terms_are_none),
        cmocka_unit_test(the_users_rules_count_too),
        cmocka_unit_test(all_terms_and_values_of_a_feature_set_are_looked_at),
        cmocka_unit_test(a_failed_allocation_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
