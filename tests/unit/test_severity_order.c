#include "score/triage/severity_order.h"

#include "tests/support/fixture_store.h"

static void the_configuration_goes_before_the_words(void **state)
{
    struct config config;
    struct config_pair pair[] = { { "low", "care-blocking" }, { "high", "minor" }, { "major", "minor" } };
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(config_load(&config, NULL, "none.db", &err), err);
    assert_int_equal(severity_compare(&config, "high", "low"), 1);
    config.impact = pair;
    config.n_impacts = 3;
    assert_int_equal(severity_compare(&config, "high", "low"), -1);
    assert_int_equal(severity_compare(&config, "high", "major"), 0); /* one impact, one rank */
    assert_int_equal(severity_compare(&config, "blocker", "high"), 1); /* not mapped: by the words */
    assert_int_equal(severity_compare(&config, "purple", "high"), 0);
    config.impact = NULL;
    config.n_impacts = 0;
    config_release(&config);
}

static void the_same_severity_may_be_written_otherwise(void **state)
{
    (void)state;
    assert_true(severity_same(" High", "high "));
    assert_false(severity_same("high", "higher"));
    assert_true(severity_same("", " "));
}

static void the_word_speaks_for_an_impact(void **state)
{
    (void)state;
    assert_string_equal(severity_proposed_impact("blocker"), "care-blocking");
    assert_string_equal(severity_proposed_impact("Critical"), "care-blocking");
    assert_string_equal(severity_proposed_impact("normal"), "operational");
    assert_string_equal(severity_proposed_impact("enhancement"), "minor");
    assert_string_equal(severity_proposed_impact("P1"), "care-blocking");
    assert_string_equal(severity_proposed_impact("Sev 2"), "operational");
    assert_string_equal(severity_proposed_impact("Sev 4"), "minor");
    assert_string_equal(severity_proposed_impact("purple"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_word_speaks_for_an_impact),
        cmocka_unit_test(the_configuration_goes_before_the_words),
        cmocka_unit_test(the_same_severity_may_be_written_otherwise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
