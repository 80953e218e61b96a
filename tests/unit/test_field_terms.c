#include "features/text/field_terms.h"

#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "features/search/search_index.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

static const char *const texts[][2] = {
    { "printer jam", "printer printer tray" },
    { "tray open", "printer" },
    { "login", "jam login" },
    { "printer unseen", "login unseen" }, /* not in training */
    { "nothing", "known" },
};
enum { N_TEXTS = sizeof texts / sizeof texts[0], N_TRAIN = 3 };

struct made {
    struct samples     samples;
    struct tokens      tokens;
    struct field_terms terms;
};

static int setup(void **state)
{
    static struct made made;
    struct err err = ERR_INIT;

    samples_from_texts(&made.samples, texts, N_TEXTS);
    made.tokens = tokens_of(&made.samples, 1);
    if (field_terms_make(&made.terms, &made.tokens, (size_t[]){ 0, 1 }, 2, N_TRAIN, &err) < 0)
        fail_msg("%s", err.msg);
    *state = &made;
    return 0;
}

static int teardown(void **state)
{
    struct made *made = *state;

    field_terms_release(&made->terms);
    tokens_release(&made->tokens);
    samples_release(&made->samples);
    return 0;
}

static void words_of_two_training_rows_are_columns(void **state)
{
    struct made *made = *state;

    assert_int_equal(made->terms.n_cols, 3);
    assert_string_equal(field_terms_text(&made->terms, 0), "printer");
    assert_string_equal(field_terms_text(&made->terms, 1), "jam");
    assert_string_equal(field_terms_text(&made->terms, 2), "tray");
    assert_int_equal(made->terms.df[0], 2);
    assert_near(field_terms_idf(&made->terms, 0), log(4. / 3) + 1, 1e-12);
    assert_near(field_terms_length(&made->terms, 1, 0), 3, 0);
    assert_near(made->terms.mean_length[0], 1, 1e-12); /* 2 + 1 + 0 known words */
}

static void tf_idf_rows_are_of_unit_length_as_the_formula_says(void **state)
{
    struct made *made = *state;
    double idf = log(4. / 3) + 1, tf[3] = { 1 + log(5), 1 + log(3), 1 }, length = 0;
    struct csr rows;

    assert_int_equal(field_terms_rows(&rows, &made->terms, (double[]){ 3, 1 }, NULL), 0);
    assert_int_equal(rows.n_rows, N_TEXTS);
    assert_int_equal(rows.row_start[1], 3);
    for (size_t i = 0; i < 3; i++)
        length += tf[i] * tf[i] * idf * idf;
    for (size_t i = 0; i < 3; i++)
        assert_near((double)rows.val[i], tf[i] * idf / sqrt(length), 1e-6);
    assert_int_equal(rows.row_start[4], rows.row_start[5]); /* no known word: empty */
    csr_release(&rows);
}

static void a_field_of_weight_0_is_left_out(void **state)
{
    struct made *made = *state;
    struct csr rows;

    assert_int_equal(field_terms_rows(&rows, &made->terms, (double[]){ 0, 1 }, NULL), 0);
    assert_int_equal(rows.row_start[2] - rows.row_start[1], 1);
    assert_int_equal(rows.col[rows.row_start[1]], 0);
    csr_release(&rows);
}

/* Word k of many that stay what they are in stemming. */
static void add_word(struct strbuf *out, size_t k)
{
    static const char letter[] = "bcdfghjklmnpqrtvwxz";

    strbuf_addf(out, "zq%c%c ", letter[k / 19], letter[k % 19]);
}

static void columns_are_in_order_in_rows_of_any_length(void **state)
{
    static const size_t length[] = { 1, 2, 63, 64, 65, 300 };

    (void)state;
    for (size_t l = 0; l < sizeof length / sizeof length[0]; l++) {
        struct strbuf forth, back;
        struct samples samples;
        struct tokens tokens;
        struct field_terms terms;

        strbuf_init(&forth);
        strbuf_init(&back);
        for (size_t k = 0; k < length[l]; k++) {
            add_word(&forth, k);
            add_word(&back, length[l] - 1 - k);
        }
        samples_from_texts(&samples, (const char *const[][2]){ { "", forth.data }, { "", back.data } }, 2);
        tokens = tokens_of(&samples, 1);
        assert_int_equal(field_terms_make(&terms, &tokens, (size_t[]){ 0, 1 }, 2, 2, NULL), 0);
        assert_int_equal(terms.n_cols, length[l]);
        assert_int_equal(terms.count[1].row_start[2], 2 * length[l]);
        for (size_t i = 0; i < 2 * length[l]; i++)
            assert_int_equal(terms.count[1].col[i], i % length[l]);
        field_terms_release(&terms);
        tokens_release(&tokens);
        samples_release(&samples);
        strbuf_release(&forth);
        strbuf_release(&back);
    }
}

static void without_a_common_word_there_is_nothing_to_compare(void **state)
{
    struct made *made = *state;
    struct field_terms terms;
    struct err err = ERR_INIT;

    assert_int_equal(field_terms_make(&terms, &made->tokens, (size_t[]){ 0, 1 }, 2, 0, &err), ERR_NODATA);
    assert_contains(err.msg, "no word is in two");
}

static void each_failed_allocation_is_survived(void **state)
{
    struct made *made = *state;
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    for (long n = 0; rc == ERR_NOMEM; n++) {
        struct field_terms terms = { 0 };
        struct csr rows = { 0 };

        mem_fail_after(n);
        rc = field_terms_make(&terms, &made->tokens, (size_t[]){ 0, 1 }, 2, N_TRAIN, &err);
        if (rc == 0)
            rc = field_terms_rows(&rows, &terms, (double[]){ 3, 1 }, &err);
        mem_fail_after(-1);
        csr_release(&rows);
        field_terms_release(&terms);
    }
    assert_int_equal(rc, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_of_two_training_rows_are_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(tf_idf_rows_are_of_unit_length_as_the_formula_says, setup, teardown),
        cmocka_unit_test_setup_teardown(a_field_of_weight_0_is_left_out, setup, teardown),
        cmocka_unit_test(columns_are_in_order_in_rows_of_any_length),
        cmocka_unit_test_setup_teardown(without_a_common_word_there_is_nothing_to_compare, setup, teardown),
        cmocka_unit_test_setup_teardown(each_failed_allocation_is_survived, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
