#include "tests/support/small_samples.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static const char *const text_names[] = { "title", "description" };
static const char *const number_names[] = { "la", "ld", "age" };
static const char *const word_names[] = { "component_filed", "team_filed" };

const struct block_spec blocks_of_all_kinds[] = {
    { .name = "words", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" }, .field_weight = { 3, 1 }, .ngram_max = 2,
      .min_df = 2, .max_terms = 150 },
    { .name = "metrics", .kind = BLOCK_LINEAR, .weight = .3 },
    { .name = "metrics", .kind = BLOCK_PRODUCTS, .weight = .2, .n_numbers = 2 },
    { .name = "metrics", .kind = BLOCK_BINS, .weight = .5, .n_bins = 5 },
    { .name = "metrics", .kind = BLOCK_HINGES, .weight = .15, .n_bins = 4, .field = { "age" } },
    { .name = "as filed", .kind = BLOCK_WORDS, .weight = .5, .field = { "component_filed", "team_filed" } },
};
const size_t n_blocks_of_all_kinds = sizeof blocks_of_all_kinds / sizeof blocks_of_all_kinds[0];

void samples_from_texts(struct samples *out, const char *const (*text)[2], size_t n)
{
    *out = (struct samples){ .n_texts = 2, .text_name = text_names };
    assert_int_equal(samples_init(out, n, NULL), 0);
    for (size_t i = 0; i < 2 * n; i++)
        out->text[i] = (struct text){ text[i / 2][i % 2], (uint32_t)strlen(text[i / 2][i % 2]) };
}

void samples_from_numbers(struct samples *out, const double *value, size_t n)
{
    *out = (struct samples){ .n_numbers = 1, .number_name = number_names };
    assert_int_equal(samples_init(out, n, NULL), 0);
    memcpy(out->number, value, n * sizeof *value);
}

/* Words of which the first are far more frequent than the last, as in a language. */
static void add_random_word(struct strbuf *out, struct rng *rng)
{
    static const char *const odd[] = { "NullReferenceException", "8.4.1", "10:30:01", "0x1f", "[PERSON:0123456789ab]", "naïve", "C#", "disk_full" };
    double u = rng_double(rng);

    if (rng_below(rng, 10) == 0)
        strbuf_adds(out, odd[rng_below(rng, sizeof odd / sizeof odd[0])]);
    else
        strbuf_addf(out, "w%c%c", 'a' + (int)(u * u * 20), 'a' + (int)(u * u * 400) % 20);
}

static struct text random_text(struct arena *arena, struct rng *rng, uint32_t n_words)
{
    struct strbuf text;
    struct text copy;

    strbuf_init(&text);
    for (uint32_t i = 0; i < n_words; i++) {
        add_random_word(&text, rng);
        strbuf_addc(&text, ' ');
    }
    copy = (struct text){ arena_memdup(arena, text.data, text.len), (uint32_t)text.len };
    assert_non_null(copy.str);
    strbuf_release(&text);
    return copy;
}

void samples_at_random(struct samples *out, struct arena *arena, uint64_t seed, size_t n)
{
    static const char *const component[] = { "", "iOS / Tools", "iOS / Dialog", "Runtime / GC", "Compilers" };
    struct rng rng;

    rng_init(&rng, seed);
    *out = (struct samples){ .n_texts = 2, .n_numbers = 3, .n_words = 2, .text_name = text_names, .number_name = number_names,
                             .word_name = word_names };
    assert_int_equal(samples_init(out, n, NULL), 0);
    for (size_t i = 0; i < n; i++) {
        out->text[2 * i] = random_text(arena, &rng, rng_below(&rng, 8));
        out->text[2 * i + 1] = random_text(arena, &rng, rng_below(&rng, 60));
        for (size_t k = 0; k < 3; k++)
            out->number[3 * i + k] = rng_below(&rng, 8) == 0 ? (double)NAN : floor(exp(rng_normal(&rng) * 2));
        out->word[2 * i] = component[rng_below(&rng, 5)];
        out->word[2 * i + 1] = component[rng_below(&rng, 5)];
    }
}

struct tokens tokens_of(const struct samples *s, int n_threads)
{
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_PROSE };
    struct tokens tokens;

    assert_true(s->n_texts <= 2);
    assert_int_equal(tokens_make(&tokens, s, kind, n_threads, NULL), 0);
    return tokens;
}

struct feature_set *fit_first(const struct block_spec *spec, size_t n_specs, const struct samples *s, const struct tokens *tokens, size_t n_rows)
{
    struct feature_set *set = NULL;
    struct err err = ERR_INIT;
    uint32_t rows[4096];

    assert_int_equal(digest_setup(NULL), 0);
    assert_true(n_rows <= 4096);
    for (uint32_t i = 0; i < n_rows; i++)
        rows[i] = i;
    if (feature_set_fit(&set, spec, n_specs, s, tokens, rows, n_rows, 1, &err) < 0)
        fail_msg("%s", err.msg);
    return set;
}

struct csr rows_of(const struct feature_set *set, const struct samples *s, const struct tokens *tokens, int n_threads)
{
    struct csr x;
    struct err err = ERR_INIT;

    if (feature_set_rows(&x, set, s, tokens, NULL, s->n, n_threads, &err) < 0)
        fail_msg("%s", err.msg);
    return x;
}

uint32_t column_named(const struct feature_set *set, const char *name)
{
    uint32_t found = UINT32_MAX;
    struct strbuf text;

    strbuf_init(&text);
    for (uint32_t col = 0; col < feature_set_n_cols(set) && found == UINT32_MAX; col++) {
        strbuf_clear(&text);
        feature_set_column_name(set, col, &text);
        if (strcmp(text.data, name) == 0)
            found = col;
    }
    strbuf_release(&text);
    return found;
}

double value_at(const struct csr *x, size_t row, uint32_t col)
{
    for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++) {
        if (x->col[i] == col)
            return (double)x->val[i];
    }
    return 0;
}

void assert_same_rows(const struct csr *a, const struct csr *b)
{
    size_t nnz = a->row_start[a->n_rows];

    assert_int_equal(a->n_rows, b->n_rows);
    assert_int_equal(a->n_cols, b->n_cols);
    assert_memory_equal(a->row_start, b->row_start, (a->n_rows + 1) * sizeof *a->row_start);
    if (nnz > 0) {
        assert_memory_equal(a->col, b->col, nnz * sizeof *a->col);
        assert_memory_equal(a->val, b->val, nnz * sizeof *a->val);
    }
}
