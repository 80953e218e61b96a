/*
 * Values of scikit-learn 1.2.1 and numpy (Debian 12's python3-sklearn), printed by
 *
 *     def an(d):                                          # title terms three times, pairs never across fields
 *         o = []
 *         for text, k in ((d[0], 3), (d[1], 1)):
 *             t = text.split(); o += (t + [a + ' ' + b for a, b in zip(t, t[1:])]) * k
 *         return o
 *     v = TfidfVectorizer(analyzer=an, sublinear_tf=True, min_df=2, norm='l2').fit(docs[:4]); v.transform(docs)
 *
 *     l = np.log1p(x); z = (l - l.mean()) / l.std()
 *     q = np.unique(np.quantile(l, np.linspace(0, 1, 6)[1:-1])); np.searchsorted(q, l, side='left')
 *     for e in np.unique(np.quantile(l, np.linspace(0, 1, 5)[1:-1], method='nearest')):
 *         h = np.maximum(l - e, 0) / l.std(); np.clip(h - h.mean(), -5, 5)
 *
 * over the texts and numbers below. The words are their own stems.
 */
#include <string.h>

#include "tests/support/small_samples.h"
#include "tests/support/support.h"

static const char *const docs[][2] = {
    { "disk full", "server disk full error error" },
    { "print error", "print server null pointer error" },
    { "login error", "patient login null pointer" },
    { "disk error", "null pointer disk full disk full" },
    { "lab print", "patient lab print null pointer disk" },
    { "server full", "unknown words here disk full error" },
};

enum { N_DOCS = sizeof docs / sizeof docs[0], N_TERMS = 8 };

static const char *const term[N_TERMS] = { "words: disk", "words: disk full", "words: error",        "words: full",
                                           "words: null", "words: null pointer", "words: pointer", "words: server" };

static const double expected[N_DOCS][N_TERMS] = {
    { 0.542632342, 0.542632342, 0.254836734, 0.542632342, 0, 0, 0, 0.227395392 },
    { 0, 0, 0.675886504, 0, 0.34643933, 0.34643933, 0.34643933, 0.427921495 },
    { 0, 0, 0.703756429, 0, 0.410173495, 0.410173495, 0.410173495, 0 },
    { 0.643601521, 0.41760415, 0.342600477, 0.41760415, 0.199679363, 0.199679363, 0.199679363, 0 },
    { 0.580621673, 0, 0, 0, 0.470063284, 0.470063284, 0.470063284, 0 },
    { 0.282428723, 0.282428723, 0.186936678, 0.673958069, 0, 0, 0, 0.592708388 },
};

static void terms_are_weighted_as_by_scikit_learn(void **state)
{
    static const struct block_spec spec = { .name = "words", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" },
                                            .field_weight = { 3, 1 }, .ngram_max = 2, .min_df = 2 };
    struct samples s;
    struct tokens tokens;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_texts(&s, docs, N_DOCS);
    tokens = tokens_of(&s, 1);
    set = fit_first(&spec, 1, &s, &tokens, 4);
    x = rows_of(set, &s, &tokens, 1);
    assert_int_equal(feature_set_n_cols(set), N_TERMS);
    for (size_t t = 0; t < N_TERMS; t++) {
        uint32_t col = column_named(set, term[t]);

        assert_true(col != UINT32_MAX);
        for (size_t doc = 0; doc < N_DOCS; doc++)
            assert_near(value_at(&x, doc, col), expected[doc][t], 2e-7);
    }
    csr_release(&x);
    feature_set_free(set);
    tokens_release(&tokens);
    samples_release(&s);
}

static const double number[] = { 0, 0, 1, 2, 2, 3, 5, 8, 13, 40, 100, 7 };

enum { N_NUMBERS = sizeof number / sizeof number[0] };

static void numbers_are_standardised_as_by_numpy(void **state)
{
    static const struct block_spec spec = { .name = "metrics", .kind = BLOCK_LINEAR, .weight = 1 };
    static const double z[] = { -1.3306007,   -1.3306007,   -0.811306949, -0.507539577, -0.507539577, -0.292013197,
                                0.0117541749, 0.315521547,  0.646534922,  1.45154258,   2.12696692,   0.227280555 };
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, number, N_NUMBERS);
    set = fit_first(&spec, 1, &s, NULL, N_NUMBERS);
    x = rows_of(set, &s, NULL, 1);
    for (size_t i = 0; i < N_NUMBERS; i++)
        assert_near(value_at(&x, i, 0), z[i], 2e-7);
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

static void bins_are_those_of_numpy_quantiles(void **state)
{
    static const struct block_spec spec = { .name = "metrics", .kind = BLOCK_BINS, .weight = 1, .n_bins = 5 };
    static const uint32_t bin[] = { 0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 4, 3 };
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, number, N_NUMBERS);
    set = fit_first(&spec, 1, &s, NULL, N_NUMBERS);
    x = rows_of(set, &s, NULL, 1);
    assert_int_equal(column_named(set, "metrics: la up to 1.16894"), 0);
    assert_int_equal(column_named(set, "metrics: la in (1.16894, 2.36587]"), 1);
    assert_int_equal(column_named(set, "metrics: la in (6.13041, 11.816]"), 3);
    assert_int_equal(column_named(set, "metrics: la above 11.816"), 4);
    for (size_t i = 0; i < N_NUMBERS; i++) {
        assert_int_equal(x.row_start[i + 1] - x.row_start[i], 1);
        assert_int_equal(x.col[x.row_start[i]], bin[i]);
    }
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

static void hinges_bend_at_numpy_quantiles(void **state)
{
    static const struct block_spec spec = { .name = "metrics", .kind = BLOCK_HINGES, .weight = 1, .n_bins = 4 };
    static const char *const name[] = { "metrics: ln la beyond 2", "metrics: ln la beyond 5", "metrics: ln la beyond 8" };
    static const double hinge[3][N_NUMBERS] = {
        { -0.670030379, -0.670030379, -0.670030379, -0.670030379, -0.670030379, -0.454503999, -0.150736627, 0.153030745, 0.484044121,
          1.28905178, 1.96447612, 0.0647897536 },
        { -0.392422971, -0.392422971, -0.392422971, -0.392422971, -0.392422971, -0.392422971, -0.392422971, -0.0886555993, 0.242357776,
          1.04736544, 1.72278978, -0.176896591 },
        { -0.273206649, -0.273206649, -0.273206649, -0.273206649, -0.273206649, -0.273206649, -0.273206649, -0.273206649, 0.0578067265,
          0.862814386, 1.53823873, -0.273206649 },
    };
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, number, N_NUMBERS);
    set = fit_first(&spec, 1, &s, NULL, N_NUMBERS);
    x = rows_of(set, &s, NULL, 1);
    assert_int_equal(feature_set_n_cols(set), 3);
    for (uint32_t k = 0; k < 3; k++) {
        assert_int_equal(column_named(set, name[k]), k);
        for (size_t i = 0; i < N_NUMBERS; i++)
            assert_near(value_at(&x, i, k), hinge[k][i], 2e-7);
    }
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_weighted_as_by_scikit_learn),
        cmocka_unit_test(numbers_are_standardised_as_by_numpy),
        cmocka_unit_test(bins_are_those_of_numpy_quantiles),
        cmocka_unit_test(hinges_bend_at_numpy_quantiles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
