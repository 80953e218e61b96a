#include "features/recipes.h"

#include <string.h>

#include "tests/support/support.h"

static bool has_block(const struct recipe *recipe, const char *name)
{
    for (size_t b = 0; b < recipe->n_blocks; b++) {
        if (strcmp(recipe->block[b].name, name) == 0)
            return true;
    }
    return false;
}

static void a_recipe_is_named_after_what_it_uses(void **state)
{
    (void)state;
    assert_string_equal(recipe_of_tickets(false)->name, "words");
    assert_string_equal(recipe_of_tickets(true)->name, "words+filed");
    assert_string_equal(recipe_of_changes(false, false)->name, "metrics");
    assert_string_equal(recipe_of_changes(true, false)->name, "metrics+words");
    assert_string_equal(recipe_of_changes(false, true)->name, "metrics+code+paths");
    assert_string_equal(recipe_of_changes(true, true)->name, "metrics+words+code+paths");
    assert_string_equal(recipe_of_size()->name, "size");
}

static void as_filed_values_are_used_only_when_asked_for(void **state)
{
    (void)state;
    assert_false(has_block(recipe_of_tickets(false), "as filed"));
    assert_true(has_block(recipe_of_tickets(true), "as filed"));
}

static void a_change_without_text_needs_no_text(void **state)
{
    const struct recipe *recipe = recipe_of_changes(false, false);

    (void)state;
    for (size_t b = 0; b < recipe->n_blocks; b++)
        assert_true(recipe->block[b].kind != BLOCK_TERMS);
    assert_true(has_block(recipe_of_changes(true, true), "paths"));
    assert_false(has_block(recipe_of_changes(true, false), "paths"));
}

static void every_recipe_fits_its_samples(void **state)
{
    const struct recipe *recipes[] = { recipe_of_changes(false, false), recipe_of_changes(true, true), recipe_of_size() };
    struct change change[2];
    struct change_table table = { .row = change, .n = 2 };
    struct samples s;
    struct tokens tokens;

    (void)state;
    memset(change, 0, sizeof change);
    for (size_t i = 0; i < 2; i++) {
        change[i].message = change[i].files = change[i].added = change[i].removed = (struct text){ "aa bb", 5 };
        for (size_t m = 0; m < N_METRICS; m++)
            change[i].metric[m] = (double)(i + m);
    }
    assert_int_equal(samples_of_changes(&s, &table, NULL), 0);
    assert_int_equal(tokens_make(&tokens, &s, change_token_kind, 1, NULL), 0);
    for (size_t r = 0; r < sizeof recipes / sizeof recipes[0]; r++) {
        struct feature_set *set;

        assert_int_equal(feature_set_fit(&set, recipes[r]->block, recipes[r]->n_blocks, &s, &tokens, (uint32_t[]){ 0, 1 }, 2, 1, NULL), 0);
        for (uint32_t col = 0; col < feature_set_n_cols(set); col++)
            assert_string_not_equal(feature_set_column_family(set, col), "other");
        feature_set_free(set);
    }
    tokens_release(&tokens);
    samples_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recipe_is_named_after_what_it_uses),
        cmocka_unit_test(as_filed_values_are_used_only_when_asked_for),
        cmocka_unit_test(a_change_without_text_needs_no_text),
        cmocka_unit_test(every_recipe_fits_its_samples),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
