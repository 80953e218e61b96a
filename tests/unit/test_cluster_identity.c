#include "score/cluster/cluster_identity.h"

#include "tests/support/support.h"

/* One digit a row, '-' for none. */
static void assert_same(const char *before, size_t n_before, const char *now, size_t n_now, const char *expected)
{
    uint32_t a[64], b[64], old_of[64];
    size_t n = 0;

    for (; before[n] != '\0'; n++) {
        a[n] = before[n] == '-' ? CLUSTER_IDENTITY_NONE : (uint32_t)(before[n] - '0');
        b[n] = now[n] == '-' ? CLUSTER_IDENTITY_NONE : (uint32_t)(now[n] - '0');
    }
    assert_int_equal(cluster_identity(old_of, a, n_before, b, n_now, n, NULL), 0);
    for (size_t j = 0; j < n_now; j++)
        assert_int_equal(old_of[j], expected[j] == '-' ? CLUSTER_IDENTITY_NONE : (uint32_t)(expected[j] - '0'));
}

static void the_same_members_are_the_same_cluster_whatever_its_number(void **state)
{
    (void)state;
    assert_same("000111222", 3, "222000111", 3, "120");
}

static void new_members_do_not_part_a_cluster_from_its_past(void **state)
{
    (void)state;
    assert_same("00-------11", 2, "00000000011", 2, "01");
}

static void the_greater_overlap_wins_and_the_loser_ends(void **state)
{
    (void)state;
    assert_same("0000001111", 2, "0000000011", 2, "01");
    assert_same("00000011", 2, "00000000", 1, "0");
}

static void at_equal_overlap_the_older_wins(void **state)
{
    (void)state;
    assert_same("0011", 2, "0000", 1, "0");
    assert_same("0000", 1, "0011", 2, "0-");
}

static void little_in_common_is_nothing_in_common(void **state)
{
    (void)state;
    assert_same("0000000000", 1, "0011223344", 5, "-----");
}

static void without_a_past_or_a_present_nothing_matches(void **state)
{
    (void)state;
    assert_same("----", 0, "0011", 2, "--");
    assert_same("0011", 2, "----", 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_members_are_the_same_cluster_whatever_its_number),
        cmocka_unit_test(new_members_do_not_part_a_cluster_from_its_past),
        cmocka_unit_test(the_greater_overlap_wins_and_the_loser_ends),
        cmocka_unit_test(at_equal_overlap_the_older_wins),
        cmocka_unit_test(little_in_common_is_nothing_in_common),
        cmocka_unit_test(without_a_past_or_a_present_nothing_matches),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
