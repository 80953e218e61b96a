/*
 * What holds for all records: features depend on the training rows alone, and on nothing that is not a record.
 */
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

enum { SEEDS = 12, N = 400, N_TRAIN = 300 };

struct made {
    struct arena        arena;
    struct samples      samples;
    struct tokens       tokens;
    struct feature_set *set;
    struct csr          rows;
};

static void make_with(struct made *made, uint64_t seed, int n_threads)
{
    uint32_t train[N_TRAIN];

    arena_init(&made->arena);
    samples_at_random(&made->samples, &made->arena, seed, N);
    made->tokens = tokens_of(&made->samples, n_threads);
    for (uint32_t i = 0; i < N_TRAIN; i++)
        train[i] = i;
    assert_int_equal(feature_set_fit(&made->set, blocks_of_all_kinds, n_blocks_of_all_kinds, &made->samples, &made->tokens, train, N_TRAIN,
                                     n_threads, NULL), 0);
    made->rows = rows_of(made->set, &made->samples, &made->tokens, n_threads);
}

static void free_made(struct made *made)
{
    csr_release(&made->rows);
    feature_set_free(made->set);
    tokens_release(&made->tokens);
    samples_release(&made->samples);
    arena_release(&made->arena);
}

static void assert_same_sets(const struct feature_set *a, const struct feature_set *b)
{
    struct strbuf x, y;

    strbuf_init(&x);
    strbuf_init(&y);
    assert_int_equal(feature_set_save(a, &x, NULL), 0);
    assert_int_equal(feature_set_save(b, &y, NULL), 0);
    assert_int_equal(x.len, y.len);
    assert_memory_equal(x.data, y.data, x.len);
    strbuf_release(&x);
    strbuf_release(&y);
}

static void the_same_seed_gives_the_same_bytes_for_any_number_of_threads(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made one, other;

        make_with(&one, seed, 1);
        for (int n_threads = 1; n_threads <= 3; n_threads++) {
            make_with(&other, seed, n_threads);
            assert_int_equal(one.tokens.word.n, other.tokens.word.n);
            for (size_t f = 0; f < 2; f++)
                assert_memory_equal(one.tokens.field[f].token, other.tokens.field[f].token,
                                    one.tokens.field[f].start[N] * sizeof(uint32_t));
            assert_same_sets(one.set, other.set);
            assert_same_rows(&one.rows, &other.rows);
            free_made(&other);
        }
        free_made(&one);
    }
}

/* Texts of several megabytes, so that every stage really uses its threads. */
static void large_texts_give_the_same_bytes_for_any_number_of_threads(void **state)
{
    enum { LARGE = 60000 };
    static uint32_t train[LARGE];
    struct arena arena;
    struct samples s;
    struct strbuf first;

    (void)state;
    arena_init(&arena);
    strbuf_init(&first);
    samples_at_random(&s, &arena, 77, LARGE);
    for (uint32_t i = 0; i < LARGE; i++)
        train[i] = i;
    for (int n_threads = 1; n_threads <= 3; n_threads++) {
        struct tokens tokens = tokens_of(&s, n_threads);
        struct feature_set *set;
        struct strbuf bytes;

        assert_int_equal(feature_set_fit(&set, blocks_of_all_kinds, 1, &s, &tokens, train, LARGE, n_threads, NULL), 0);
        strbuf_init(&bytes);
        assert_int_equal(feature_set_save(set, &bytes, NULL), 0);
        if (n_threads == 1)
            strbuf_add(&first, bytes.data, bytes.len);
        assert_int_equal(first.len, bytes.len);
        assert_memory_equal(first.data, bytes.data, bytes.len);
        strbuf_release(&bytes);
        feature_set_free(set);
        tokens_release(&tokens);
    }
    strbuf_release(&first);
    samples_release(&s);
    arena_release(&arena);
}

/* Grams are kept by words, whose numbers do depend on how the work was shared out; the ids they stand for may not. */
static void grams_are_the_same_for_any_number_of_threads(void **state)
{
    enum { LARGE = 40000 };
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_GRAMS };
    struct arena arena;
    struct samples s;
    struct tokens one, three;
    struct id_list a = { 0 }, b = { 0 };

    (void)state;
    arena_init(&arena);
    samples_at_random(&s, &arena, 78, LARGE);
    assert_int_equal(tokens_make(&one, &s, kind, 1, NULL), 0);
    assert_int_equal(tokens_make(&three, &s, kind, 3, NULL), 0);
    assert_int_equal(one.word.n, three.word.n);
    for (size_t i = 0; i < LARGE; i++) {
        const uint32_t *x, *y;
        size_t n, m;

        assert_int_equal(tokens_ids(&x, &n, &one, 1, i, &a, NULL), 0);
        assert_int_equal(tokens_ids(&y, &m, &three, 1, i, &b, NULL), 0);
        assert_int_equal(n, m);
        if (n > 0)
            assert_memory_equal(x, y, n * sizeof *x);
    }
    mem_free(a.id);
    mem_free(b.id);
    tokens_release(&one);
    tokens_release(&three);
    samples_release(&s);
    arena_release(&arena);
}

static void a_record_alone_gives_the_bits_it_gives_among_others(void **state)
{
    struct made made;

    (void)state;
    make_with(&made, 3, 2);
    for (uint32_t i = 0; i < N; i += 7) {
        struct csr alone;
        size_t n = made.rows.row_start[i + 1] - made.rows.row_start[i];

        assert_int_equal(feature_set_rows(&alone, made.set, &made.samples, &made.tokens, &i, 1, 3, NULL), 0);
        assert_int_equal(alone.row_start[1], n);
        assert_memory_equal(alone.col, made.rows.col + made.rows.row_start[i], n * sizeof *alone.col);
        assert_memory_equal(alone.val, made.rows.val + made.rows.row_start[i], n * sizeof *alone.val);
        csr_release(&alone);
    }
    free_made(&made);
}

static void storing_and_loading_changes_no_bit(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made made;
        struct strbuf bytes;
        struct feature_set *loaded;
        struct csr rows;

        make_with(&made, seed, 1);
        strbuf_init(&bytes);
        assert_int_equal(feature_set_save(made.set, &bytes, NULL), 0);
        assert_int_equal(feature_set_load(&loaded, bytes.data, bytes.len, NULL), 0);
        rows = rows_of(loaded, &made.samples, &made.tokens, 1);
        assert_same_rows(&made.rows, &rows);
        assert_same_sets(made.set, loaded);
        csr_release(&rows);
        feature_set_free(loaded);
        strbuf_release(&bytes);
        free_made(&made);
    }
}

/* Copies all of sample j over sample i. */
static void copy_sample(struct samples *s, size_t i, size_t j)
{
    memcpy(s->text + i * s->n_texts, s->text + j * s->n_texts, s->n_texts * sizeof *s->text);
    memcpy(s->number + i * s->n_numbers, s->number + j * s->n_numbers, s->n_numbers * sizeof *s->number);
    memcpy(s->word + i * s->n_words, s->word + j * s->n_words, s->n_words * sizeof *s->word);
}

/* The later rows are mixed (each overwritten by another later one): the fit may not notice. */
static void later_records_never_change_the_fit(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made made;
        struct tokens tokens;
        struct feature_set *again;
        struct rng rng;

        make_with(&made, seed, 1);
        rng_init(&rng, seed);
        for (size_t i = N_TRAIN; i < N; i++)
            copy_sample(&made.samples, i, N_TRAIN + rng_below(&rng, N - N_TRAIN));
        tokens = tokens_of(&made.samples, 1);
        again = fit_first(blocks_of_all_kinds, n_blocks_of_all_kinds, &made.samples, &tokens, N_TRAIN);
        assert_same_sets(made.set, again);
        feature_set_free(again);
        tokens_release(&tokens);
        free_made(&made);
    }
}

/* Records before the training rows change the ids of tokens, but not the fit. */
static void records_outside_the_training_rows_are_not_seen(void **state)
{
    struct made made;
    struct tokens tokens;
    uint32_t train[N_TRAIN];
    struct feature_set *last, *again;

    (void)state;
    make_with(&made, 9, 1);
    for (uint32_t i = 0; i < N_TRAIN; i++)
        train[i] = N - N_TRAIN + i;
    assert_int_equal(feature_set_fit(&last, blocks_of_all_kinds, n_blocks_of_all_kinds, &made.samples, &made.tokens, train, N_TRAIN, 1, NULL), 0);
    for (size_t i = 0; i < N - N_TRAIN; i++)
        copy_sample(&made.samples, i, N - 1);
    tokens = tokens_of(&made.samples, 1);
    assert_int_equal(feature_set_fit(&again, blocks_of_all_kinds, n_blocks_of_all_kinds, &made.samples, &tokens, train, N_TRAIN, 1, NULL), 0);
    assert_same_sets(last, again);
    feature_set_free(last);
    feature_set_free(again);
    tokens_release(&tokens);
    free_made(&made);
}

/* The same records under other token ids. */
static void other_token_ids_give_the_same_rows(void **state)
{
    struct made made;
    struct tokens tokens;
    struct csr rows;
    uint32_t order[N];

    (void)state;
    make_with(&made, 4, 1);
    for (uint32_t i = 0; i < N / 2; i++) { /* turned round */
        struct samples one = made.samples;
        struct text text[2];
        double number[3];
        const char *word[2];

        memcpy(text, one.text + 2 * i, sizeof text);
        memcpy(number, one.number + 3 * i, sizeof number);
        memcpy(word, one.word + 2 * i, sizeof word);
        copy_sample(&one, i, N - 1 - i);
        memcpy(one.text + 2 * (N - 1 - i), text, sizeof text);
        memcpy(one.number + 3 * (N - 1 - i), number, sizeof number);
        memcpy(one.word + 2 * (N - 1 - i), word, sizeof word);
    }
    for (uint32_t i = 0; i < N; i++)
        order[i] = N - 1 - i;
    tokens = tokens_of(&made.samples, 1);
    assert_int_equal(feature_set_rows(&rows, made.set, &made.samples, &tokens, order, N, 2, NULL), 0);
    assert_same_rows(&made.rows, &rows);
    csr_release(&rows);
    tokens_release(&tokens);
    free_made(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_bytes_for_any_number_of_threads),
        cmocka_unit_test(large_texts_give_the_same_bytes_for_any_number_of_threads),
        cmocka_unit_test(grams_are_the_same_for_any_number_of_threads),
        cmocka_unit_test(a_record_alone_gives_the_bits_it_gives_among_others),
        cmocka_unit_test(storing_and_loading_changes_no_bit),
        cmocka_unit_test(later_records_never_change_the_fit),
        cmocka_unit_test(records_outside_the_training_rows_are_not_seen),
        cmocka_unit_test(other_token_ids_give_the_same_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
