/*
 * What a gate would have caught, against counts by hand.
 */
#include "train/validation/gate_table.h"

#include "tests/support/support.h"

static json_int_t count(const json_t *object, const char *key)
{
    assert_true(json_is_integer(json_object_get(object, key)));
    return json_integer_value(json_object_get(object, key));
}

static double number(const json_t *object, const char *key)
{
    assert_true(json_is_number(json_object_get(object, key)));
    return json_number_value(json_object_get(object, key));
}

static void gates_round_up_and_count_what_they_miss(void **state)
{
    struct gate_row row[] = { { 0.1, false }, { 0.9, true }, { 0.5, false }, { 0.8, false }, { 0.4, true }, { 0.3, false }, { 0.2, true }, { 0.7, true } };
    json_t *table = gate_table(row, 8, 4, "all"), *gates = json_object_get(table, "gates");

    (void)state;
    assert_int_equal(count(table, "rows"), 8);
    assert_int_equal(count(table, "harms"), 4);
    assert_int_equal(json_array_size(gates), 4);
    assert_int_equal(count(json_array_get(gates, 0), "gated"), 1); /* 5 % of 8 */
    assert_int_equal(count(json_array_get(gates, 2), "gated"), 2); /* 20 % */
    assert_int_equal(count(json_array_get(gates, 2), "caught"), 1);
    assert_int_equal(count(json_array_get(gates, 2), "missed"), 3);
    assert_int_equal(count(json_array_get(gates, 3), "gated"), 4);
    assert_int_equal(count(json_array_get(gates, 3), "caught"), 2);
    assert_near(number(json_array_get(gates, 3), "threshold"), 0.5, 0);
    assert_near(number(json_array_get(gates, 3), "catch_percent"), 50, 0);
    assert_near(number(json_array_get(gates, 3), "reviews_per_week"), 1, 0);
    assert_near(number(json_array_get(gates, 3), "missed_per_week"), 0.5, 0);
    json_decref(table);
}

static void each_criticality_has_a_table_of_its_own_after_that_of_all(void **state)
{
    const struct gate_row row[] = { { 0.1, true }, { 0.9, true }, { 0.5, false } };
    const enum criticality of[] = { CARE_CRITICAL, CRITICALITY_UNKNOWN, CARE_CRITICAL };
    json_t *list = NULL;

    (void)state;
    assert_int_equal(gate_tables(&list, row, of, 3, 2, NULL), 0);
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "criticality")), "all");
    assert_int_equal(count(json_array_get(list, 0), "rows"), 3);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 1), "criticality")), "unknown");
    assert_int_equal(count(json_array_get(list, 1), "harms"), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 2), "criticality")), "care-critical");
    assert_int_equal(count(json_array_get(list, 2), "rows"), 2);
    assert_near(row[0].p, .1, 0); /* the rows stay in their order */
    json_decref(list);
    assert_int_equal(gate_tables(&list, NULL, NULL, 0, 0, NULL), 0);
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
}

static void where_a_threshold_stands(void **state)
{
    static const struct { double threshold; json_int_t gated, caught; } expected[] = { { 1, 0, 0 }, { 0.9, 1, 1 }, { 0.6, 3, 2 }, { 0.5, 5, 2 }, { 0, 6, 2 } };
    struct gate_row row[] = { { 0.9, true }, { 0.8, false }, { 0.7, true }, { 0.5, false }, { 0.5, false }, { 0.2, false } };
    json_t *table = gate_table(row, 6, 0, "all");

    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        json_t *at = gate_table_at(table, expected[i].threshold);

        assert_int_equal(count(at, "gated"), expected[i].gated);
        assert_int_equal(count(at, "caught"), expected[i].caught);
        assert_int_equal(count(at, "missed"), 2 - expected[i].caught);
        assert_near(number(at, "reviews_per_week"), 0, 0); /* of no known time */
        json_decref(at);
    }
    json_decref(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gates_round_up_and_count_what_they_miss),
        cmocka_unit_test(each_criticality_has_a_table_of_its_own_after_that_of_all),
        cmocka_unit_test(where_a_threshold_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
