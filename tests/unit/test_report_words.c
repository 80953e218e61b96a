#include "score/report/report_words.h"

#include "tests/support/support.h"

static void words_of(struct strbuf *out, const char *contributions)
{
    json_t *list = json_loads(contributions, 0, NULL);

    assert_non_null(list);
    strbuf_init(out);
    report_add_words(out, list, REPORT_WORDS_MAX);
    json_decref(list);
}

static void what_was_filed_is_named_once_and_as_a_person_says_it(void **state)
{
    struct strbuf out;

    (void)state;
    words_of(&out, "[{\"column\":\"as filed: component_filed = iOS\",\"family\":\"as filed\",\"value\":2},"
                   "{\"column\":\"as filed: component_filed = iOS / Tools\",\"family\":\"as filed\",\"value\":1},"
                   "{\"column\":\"words: vpn\",\"family\":\"words\",\"value\":0.5},{\"column\":\"letters: vpn$\",\"family\":\"words\",\"value\":0.4},"
                   "{\"column\":\"as filed: severity_filed = minor\",\"family\":\"as filed\",\"value\":-0.1}]");
    assert_string_equal(out.data, "+filed under iOS / Tools, +vpn, \xE2\x88\x92severity filed minor");
    strbuf_release(&out);
}

static void what_is_kept_as_it_was_filed_says_so(void **state)
{
    struct strbuf out;

    (void)state;
    words_of(&out, "[{\"column\":\"as filed: kept\",\"family\":\"as filed\",\"value\":0.9}]");
    assert_string_equal(out.data, "+kept as it was filed");
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_filed_is_named_once_and_as_a_person_says_it),
        cmocka_unit_test(what_is_kept_as_it_was_filed_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
