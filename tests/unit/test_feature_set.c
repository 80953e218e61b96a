#include "features/feature_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "features/feature_set_inner.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

static const struct block_spec words_1 = { .name = "words", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" },
                                           .field_weight = { 3, 1 }, .ngram_max = 1, .min_df = 2 };
static const struct block_spec words_2 = { .name = "words", .kind = BLOCK_TERMS, .weight = 2, .field = { "title", "description" },
                                           .field_weight = { 3, 1 }, .ngram_max = 2, .min_df = 2 };

static const char *const four_texts[][2] = {
    { "disk full", "server disk" },
    { "print error", "disk full" },
    { "login error", "server" },
    { "late word", "late word" },
};

/* All column names, each followed by '|'; a static buffer. */
static const char *names_of(const struct feature_set *set)
{
    static char out[8192];
    struct strbuf names;

    strbuf_init(&names);
    for (uint32_t col = 0; col < feature_set_n_cols(set); col++) {
        feature_set_column_name(set, col, &names);
        strbuf_addc(&names, '|');
    }
    assert_true(names.len < sizeof out);
    memcpy(out, names.data, names.len + 1);
    strbuf_release(&names);
    return out;
}

static void the_vocabulary_is_what_enough_training_rows_have(void **state)
{
    struct samples s;
    struct tokens tokens;
    struct feature_set *set;

    (void)state;
    samples_from_texts(&s, four_texts, 4);
    tokens = tokens_of(&s, 1);
    set = fit_first(&words_2, 1, &s, &tokens, 3);
    assert_string_equal(names_of(set), "words: disk|words: full|words: server|words: error|words: disk full|");
    assert_int_equal(feature_set_column_df(set, column_named(set, "words: disk")), 2);
    assert_int_equal(feature_set_column_df(set, column_named(set, "words: disk full")), 2);
    assert_string_equal(feature_set_column_family(set, 0), "words");
    feature_set_free(set);
    tokens_release(&tokens);
    samples_release(&s);
}

static void a_block_row_has_the_length_of_its_weight(void **state)
{
    struct samples s;
    struct tokens tokens;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_texts(&s, four_texts, 4);
    tokens = tokens_of(&s, 1);
    set = fit_first(&words_2, 1, &s, &tokens, 3);
    x = rows_of(set, &s, &tokens, 1);
    for (size_t row = 0; row < 3; row++) {
        double sum = 0;

        for (size_t i = x.row_start[row]; i < x.row_start[row + 1]; i++)
            sum += (double)x.val[i] * (double)x.val[i];
        assert_near(sum, 4, 1e-6);
    }
    assert_int_equal(x.row_start[4], x.row_start[3]); /* nothing in the last text is known */
    csr_release(&x);
    feature_set_free(set);
    tokens_release(&tokens);
    samples_release(&s);
}

static void max_terms_keeps_the_most_frequent_and_then_the_earliest(void **state)
{
    static const char *const text[][2] = { { "aa bb cc dd", "" }, { "dd cc bb aa dd", "" }, { "ee aa bb ee", "" } };
    struct block_spec spec = words_2;
    struct samples s;
    struct tokens tokens;
    struct feature_set *set;

    (void)state;
    samples_from_texts(&s, text, 3);
    tokens = tokens_of(&s, 1);
    spec.max_terms = 4; /* aa 3, bb 3, dd 3 and of cc 2, "aa bb" 2 the pair, which is complete first */
    set = fit_first(&spec, 1, &s, &tokens, 3);
    assert_string_equal(names_of(set), "words: aa|words: bb|words: dd|words: aa bb|");
    feature_set_free(set);
    spec.max_terms = 5;
    set = fit_first(&spec, 1, &s, &tokens, 3);
    assert_string_equal(names_of(set), "words: aa|words: bb|words: cc|words: dd|words: aa bb|");
    feature_set_free(set);
    tokens_release(&tokens);
    samples_release(&s);
}

/* The sketch must not change what a plain count would choose: every max_terms gives a prefix of the ranking. */
static void every_max_terms_cuts_the_same_ranking(void **state)
{
    struct block_spec spec = words_2;
    struct arena arena;
    struct samples s;
    struct tokens tokens;
    struct feature_set *all;

    (void)state;
    arena_init(&arena);
    samples_at_random(&s, &arena, 5, 300);
    tokens = tokens_of(&s, 1);
    all = fit_first(&spec, 1, &s, &tokens, 300);
    for (uint32_t max = 1; max < feature_set_n_cols(all); max = max * 2 + 1) {
        struct feature_set *set;

        spec.max_terms = max;
        set = fit_first(&spec, 1, &s, &tokens, 300);
        assert_int_equal(feature_set_n_cols(set), max);
        for (uint32_t col = 0; col < max; col++) {
            struct strbuf name;
            uint32_t same;

            strbuf_init(&name);
            feature_set_column_name(set, col, &name);
            same = column_named(all, name.data);
            assert_true(same != UINT32_MAX);
            assert_int_equal(feature_set_column_df(set, col), feature_set_column_df(all, same));
            strbuf_release(&name);
        }
        feature_set_free(set);
    }
    feature_set_free(all);
    tokens_release(&tokens);
    samples_release(&s);
    arena_release(&arena);
}

/* x: rows of a set fitted on all, recut; rows: of one fitted on the first n_first alone. Column by column, by name. */
static void assert_recut(const struct feature_set *all, const struct csr *x, const struct feature_set *fewer, const struct csr *rows)
{
    size_t n_zero = 0;

    for (size_t row = 0; row < x->n_rows; row++) {
        size_t n_left = 0;

        for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++)
            n_left += x->val[i] != 0;
        n_zero += x->row_start[row + 1] - x->row_start[row] - n_left;
        assert_int_equal(n_left, rows->row_start[row + 1] - rows->row_start[row]);
        for (size_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++) {
            struct strbuf name;

            strbuf_init(&name);
            feature_set_column_name(fewer, rows->col[i], &name);
            assert_near(value_at(x, row, column_named(all, name.data)), (double)rows->val[i], 1e-6);
            strbuf_release(&name);
        }
    }
    assert_true(n_zero > 0);
}

static void values_of_a_cut_are_those_of_a_fit_on_its_rows(void **state)
{
    static const struct block_spec filed = { .name = "as filed", .kind = BLOCK_WORDS, .weight = .5, .field = { "component_filed", "team_filed" } };
    struct block_spec spec[] = { words_2, words_1, filed };
    struct arena arena;
    struct samples s;
    struct tokens tokens;

    (void)state;
    arena_init(&arena);
    spec[1].name = "single";
    samples_at_random(&s, &arena, 11, 300);
    tokens = tokens_of(&s, 1);
    for (size_t n_first = 20; n_first < 300; n_first += 150) {
        struct feature_set *all = fit_first(spec, 3, &s, &tokens, 300), *fewer = fit_first(spec, 3, &s, &tokens, n_first);
        struct csr x = rows_of(all, &s, &tokens, 1), rows = rows_of(fewer, &s, &tokens, 1), before = rows_of(all, &s, &tokens, 1);
        struct feature_recut *recut;

        assert_int_equal(feature_set_recut(&recut, all, &x, n_first, 1 + (int)(n_first % 3), NULL), 0);
        assert_recut(all, &x, fewer, &rows);
        assert_int_equal(feature_set_uncut(recut, 2, NULL), 0);
        for (size_t i = 0; i < x.row_start[x.n_rows]; i++)
            assert_near((double)x.val[i], (double)before.val[i], 2e-7 * (double)before.val[i]);
        feature_recut_free(recut);
        csr_release(&before);
        csr_release(&x);
        csr_release(&rows);
        feature_set_free(all);
        feature_set_free(fewer);
    }
    tokens_release(&tokens);
    samples_release(&s);
    arena_release(&arena);
}

static void numbers_have_names_families_and_bins(void **state)
{
    static const struct block_spec spec[] = {
        { .name = "metrics", .kind = BLOCK_LINEAR, .weight = 1 },
        { .name = "metrics", .kind = BLOCK_PRODUCTS, .weight = 1 },
        { .name = "metrics", .kind = BLOCK_BINS, .weight = .5, .n_bins = 2 },
        { .name = "metrics", .kind = BLOCK_HINGES, .weight = 1, .n_bins = 2 },
    };
    const double value[] = { 0, 12, 12, 30, NAN };
    const char *family[2];
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, value, 5);
    set = fit_first(spec, 4, &s, NULL, 5);
    assert_string_equal(names_of(set), "metrics: ln la|metrics: ln la x ln la|metrics: la up to 12|metrics: la above 12|"
                                       "metrics: ln la beyond 12|");
    feature_set_column_families(set, 1, family);
    assert_string_equal(family[0], "size");
    assert_string_equal(family[1], "size");
    assert_int_equal(feature_set_column_df(set, 2), 3);
    assert_int_equal(feature_set_column_df(set, 3), 1);
    assert_int_equal(feature_set_column_df(set, 0), 0);
    x = rows_of(set, &s, NULL, 1);
    assert_near(value_at(&x, 0, 2), .5, 0);
    assert_near(value_at(&x, 1, 2), .5, 0);
    assert_near(value_at(&x, 3, 2), 0, 0);
    assert_near(value_at(&x, 3, 3), .5, 0);
    assert_int_equal(x.row_start[5], x.row_start[4]); /* the missing number says nothing */
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

static void wild_values_are_clipped(void **state)
{
    static const struct block_spec spec = { .name = "metrics", .kind = BLOCK_LINEAR, .weight = 2 };
    const double value[] = { 1, 2, 3, 1e300, INFINITY, -5 };
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, value, 6);
    set = fit_first(&spec, 1, &s, NULL, 3);
    x = rows_of(set, &s, NULL, 1);
    assert_near(value_at(&x, 3, 0), 10, 0);
    assert_near(value_at(&x, 4, 0), 0, 0); /* not finite: missing */
    assert_true(value_at(&x, 5, 0) < value_at(&x, 0, 0));
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

static void a_number_that_does_not_vary_says_nothing(void **state)
{
    const double value[] = { 7, 7, 7, 9 };
    struct samples s;
    struct feature_set *set;
    struct csr x;

    (void)state;
    samples_from_numbers(&s, value, 4);
    for (int kind = BLOCK_LINEAR; kind <= BLOCK_BINS; kind++) {
        struct block_spec spec = { .name = "metrics", .kind = (enum block_kind)kind, .weight = 1, .n_bins = 3 };

        set = fit_first(&spec, 1, &s, NULL, 3);
        assert_int_equal(feature_set_n_cols(set), 1);
        x = rows_of(set, &s, NULL, 1);
        assert_near(value_at(&x, 3, 0), kind == BLOCK_BINS ? 1 : 0, 0);
        csr_release(&x);
        feature_set_free(set);
    }
    samples_release(&s);
}

static void filed_values_have_a_column_for_themselves_and_for_what_they_belong_to(void **state)
{
    static const char *const name[] = { "component_filed" };
    static const struct block_spec spec = { .name = "as filed", .kind = BLOCK_WORDS, .weight = .5, .field = { "component_filed" } };
    const char *value[] = { "iOS / Tools", "iOS / Dialog", "iOS / Tools", "", "iOS / New", "Other" };
    struct samples s = { .n_words = 1, .word_name = name };
    struct feature_set *set;
    struct csr x;

    (void)state;
    assert_int_equal(samples_init(&s, 6, NULL), 0);
    for (size_t i = 0; i < 6; i++)
        s.word[i] = value[i];
    set = fit_first(&spec, 1, &s, NULL, 4);
    assert_string_equal(names_of(set), "as filed: component_filed = iOS|as filed: component_filed = iOS / Tools|");
    assert_string_equal(feature_set_column_family(set, 0), "as filed");
    assert_int_equal(feature_set_column_df(set, 0), 3);
    x = rows_of(set, &s, NULL, 1);
    assert_near(value_at(&x, 2, 1), .5, 0);
    assert_near(value_at(&x, 4, 0), .5, 0);
    assert_int_equal(x.row_start[6], x.row_start[5]);
    csr_release(&x);
    feature_set_free(set);
    samples_release(&s);
}

static void nothing_to_learn_from_is_said(void **state)
{
    struct samples s;
    struct tokens tokens;
    struct feature_set *set = NULL;
    struct err err = ERR_INIT;

    (void)state;
    samples_from_texts(&s, four_texts, 4);
    tokens = tokens_of(&s, 1);
    assert_int_equal(feature_set_fit(&set, &words_1, 1, &s, &tokens, (uint32_t[]){ 0 }, 1, 1, &err), ERR_NODATA);
    assert_null(set);
    assert_contains(err.msg, "nothing to learn from");
    tokens_release(&tokens);
    samples_release(&s);
}

static void a_field_that_is_not_there_is_named(void **state)
{
    struct block_spec spec = words_1;
    struct samples s;
    struct tokens tokens;
    struct feature_set *set = NULL;
    struct err err = ERR_INIT;

    (void)state;
    spec.field[1] = "message";
    samples_from_texts(&s, four_texts, 4);
    tokens = tokens_of(&s, 1);
    assert_int_equal(feature_set_fit(&set, &spec, 1, &s, &tokens, (uint32_t[]){ 0, 1 }, 2, 1, &err), ERR_USAGE);
    assert_contains(err.msg, "'message'");
    tokens_release(&tokens);
    samples_release(&s);
}

static void other_tokens_give_the_same_rows(void **state)
{
    static const char *const other[][2] = { { "new words", "first full" }, { "disk full", "server disk" } };
    struct samples s, t;
    struct tokens tokens, more;
    struct feature_set *set;
    struct csr x, y;

    (void)state;
    samples_from_texts(&s, four_texts, 4);
    samples_from_texts(&t, other, 2);
    tokens = tokens_of(&s, 1);
    more = tokens_of(&t, 1);
    set = fit_first(&words_2, 1, &s, &tokens, 3);
    x = rows_of(set, &s, &tokens, 1);
    y = rows_of(set, &t, &more, 1);
    assert_int_equal(y.row_start[2] - y.row_start[1], x.row_start[1]);
    assert_memory_equal(y.col + y.row_start[1], x.col, x.row_start[1] * sizeof *x.col);
    assert_memory_equal(y.val + y.row_start[1], x.val, x.row_start[1] * sizeof *x.val);
    csr_release(&x);
    csr_release(&y);
    feature_set_free(set);
    tokens_release(&tokens);
    tokens_release(&more);
    samples_release(&s);
    samples_release(&t);
}

/* A set with every kind of block, and its stored form. */
struct stored {
    struct arena        arena;
    struct samples      samples;
    struct tokens       tokens;
    struct feature_set *set;
    struct strbuf       bytes;
};

static int store_a_set(void **state)
{
    static struct stored stored;

    arena_init(&stored.arena);
    samples_at_random(&stored.samples, &stored.arena, 11, 120);
    stored.tokens = tokens_of(&stored.samples, 1);
    stored.set = fit_first(blocks_of_all_kinds, n_blocks_of_all_kinds, &stored.samples, &stored.tokens, 90);
    strbuf_init(&stored.bytes);
    assert_int_equal(feature_set_save(stored.set, &stored.bytes, NULL), 0);
    *state = &stored;
    return 0;
}

static int free_stored(void **state)
{
    struct stored *stored = *state;

    mem_fail_after(-1);
    strbuf_release(&stored->bytes);
    feature_set_free(stored->set);
    tokens_release(&stored->tokens);
    samples_release(&stored->samples);
    arena_release(&stored->arena);
    return 0;
}

static void a_loaded_set_gives_the_same_bits_and_names(void **state)
{
    struct stored *stored = *state;
    struct feature_set *loaded = NULL;
    struct strbuf again;
    struct csr x, y;
    uint32_t first, n;

    assert_int_equal(feature_set_load(&loaded, stored->bytes.data, stored->bytes.len, NULL), 0);
    x = rows_of(stored->set, &stored->samples, &stored->tokens, 1);
    y = rows_of(loaded, &stored->samples, &stored->tokens, 2);
    assert_same_rows(&x, &y);
    for (uint32_t col = 0; col < x.n_cols; col++) {
        struct strbuf a, b;

        strbuf_init(&a);
        strbuf_init(&b);
        feature_set_column_name(stored->set, col, &a);
        feature_set_column_name(loaded, col, &b);
        assert_string_equal(a.data, b.data);
        assert_int_equal(column_named(loaded, a.data), col); /* names are unique */
        assert_string_equal(feature_set_column_family(stored->set, col), feature_set_column_family(loaded, col));
        assert_int_equal(feature_set_column_df(stored->set, col), feature_set_column_df(loaded, col));
        strbuf_release(&a);
        strbuf_release(&b);
    }
    assert_int_equal(feature_set_n_blocks(loaded), n_blocks_of_all_kinds);
    assert_string_equal(feature_set_block(loaded, 0, &first, &n)->name, "words");
    assert_int_equal(first, 0);
    strbuf_init(&again);
    assert_int_equal(feature_set_save(loaded, &again, NULL), 0);
    assert_int_equal(again.len, stored->bytes.len);
    assert_memory_equal(again.data, stored->bytes.data, again.len);
    strbuf_release(&again);
    csr_release(&x);
    csr_release(&y);
    feature_set_free(loaded);
}

static void a_changed_or_cut_set_is_refused(void **state)
{
    struct stored *stored = *state;
    struct feature_set *loaded = NULL;
    struct err err = ERR_INIT;

    for (size_t len = 0; len < stored->bytes.len; len += 1 + len / 20)
        assert_int_equal(feature_set_load(&loaded, stored->bytes.data, len, &err), ERR_INTEGRITY);
    for (size_t i = 0; i < stored->bytes.len; i += 1 + i / 20) {
        stored->bytes.data[i] ^= 4;
        assert_int_equal(feature_set_load(&loaded, stored->bytes.data, stored->bytes.len, &err), ERR_INTEGRITY);
        stored->bytes.data[i] ^= 4;
    }
    assert_contains(err.msg, "feature set");
    assert_null(loaded);
}

/* Behind the checksum: whatever one changed byte makes of the body, parsing and using it must be safe. */
static void a_changed_body_is_refused_or_used_safely(void **state)
{
    enum { HEAD = 20 };
    struct stored *stored = *state;
    char *body = stored->bytes.data + HEAD;
    size_t len = stored->bytes.len - HEAD - DIGEST_SIZE, refused = 0;

    for (size_t i = 0; i < len; i++) {
        struct feature_set *set = NULL;
        struct csr x;
        int rc;

        body[i] ^= (char)(1 << i % 8);
        rc = feature_set_parse(&set, body, len, NULL);
        body[i] ^= (char)(1 << i % 8);
        assert_true(rc == 0 || rc == ERR_INTEGRITY);
        refused += rc < 0;
        if (rc == 0 && feature_set_rows(&x, set, &stored->samples, &stored->tokens, NULL, 20, 1, NULL) == 0)
            csr_release(&x);
        feature_set_free(set);
    }
    assert_true(refused > 0);
}

static void other_records_are_refused_by_name(void **state)
{
    static const char *const text[][2] = { { "a", "b" } };
    struct stored *stored = *state;
    struct samples s;
    struct tokens tokens;
    struct csr x;
    struct err err = ERR_INIT;

    samples_from_texts(&s, text, 1);
    tokens = tokens_of(&s, 1);
    assert_int_equal(feature_set_rows(&x, stored->set, &s, &tokens, NULL, 1, 1, &err), ERR_USAGE);
    assert_contains(err.msg, "number");
    tokens_release(&tokens);
    samples_release(&s);
}

struct handed { const struct csr *whole; unsigned char seen[20]; };

static int compare_rows(void *ctx, size_t first, const struct csr *x, struct err *err)
{
    struct handed *h = ctx;
    const struct csr *whole = h->whole;

    (void)err;
    for (size_t row = 0; row < x->n_rows; row++) {
        size_t n = x->row_start[row + 1] - x->row_start[row], at = whole->row_start[first + row];

        assert_int_equal(n, whole->row_start[first + row + 1] - at);
        assert_memory_equal(x->col + x->row_start[row], whole->col + at, n * sizeof *x->col);
        assert_memory_equal(x->val + x->row_start[row], whole->val + at, n * sizeof *x->val);
        h->seen[first + row]++;
    }
    return 0;
}

static int refuse_rows(void *ctx, size_t first, const struct csr *x, struct err *err)
{
    (void)ctx;
    (void)first;
    (void)x;
    return err_set(err, ERR_REFUSED, "not these");
}

static void rows_that_are_handed_on_are_those_that_would_be_kept(void **state)
{
    struct stored *stored = *state;
    struct err err = ERR_INIT;
    struct csr whole;
    struct handed h = { .whole = &whole };

    assert_int_equal(feature_set_rows(&whole, stored->set, &stored->samples, &stored->tokens, NULL, 20, 1, &err), 0);
    assert_int_equal(feature_set_each(stored->set, &stored->samples, &stored->tokens, NULL, 20, 1, compare_rows, &h, &err), 0);
    for (size_t row = 0; row < 20; row++)
        assert_int_equal(h.seen[row], 1);
    assert_int_equal(feature_set_each(stored->set, &stored->samples, &stored->tokens, NULL, 20, 2, refuse_rows, NULL, &err), ERR_REFUSED);
    assert_string_equal(err.msg, "not these");
    csr_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vocabulary_is_what_enough_training_rows_have),
        cmocka_unit_test(a_block_row_has_the_length_of_its_weight),
        cmocka_unit_test(max_terms_keeps_the_most_frequent_and_then_the_earliest),
        cmocka_unit_test(every_max_terms_cuts_the_same_ranking),
        cmocka_unit_test(values_of_a_cut_are_those_of_a_fit_on_its_rows),
        cmocka_unit_test(numbers_have_names_families_and_bins),
        cmocka_unit_test(wild_values_are_clipped),
        cmocka_unit_test(a_number_that_does_not_vary_says_nothing),
        cmocka_unit_test(filed_values_have_a_column_for_themselves_and_for_what_they_belong_to),
        cmocka_unit_test(nothing_to_learn_from_is_said),
        cmocka_unit_test(a_field_that_is_not_there_is_named),
        cmocka_unit_test(other_tokens_give_the_same_rows),
        cmocka_unit_test_setup_teardown(a_loaded_set_gives_the_same_bits_and_names, store_a_set, free_stored),
        cmocka_unit_test_setup_teardown(a_changed_or_cut_set_is_refused, store_a_set, free_stored),
        cmocka_unit_test_setup_teardown(a_changed_body_is_refused_or_used_safely, store_a_set, free_stored),
        cmocka_unit_test_setup_teardown(rows_that_are_handed_on_are_those_that_would_be_kept, store_a_set, free_stored),
        cmocka_unit_test_setup_teardown(other_records_are_refused_by_name, store_a_set, free_stored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
