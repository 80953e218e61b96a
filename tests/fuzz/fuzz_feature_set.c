/*
 * fuzz_feature_set.c - a stored feature set from anywhere. The input is read as it is, and once more from behind its head, so that
 * the parser behind the checksum is reached too. What is accepted must make rows, have names, and be stored and loaded
 * again as the same bytes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "features/feature_set_inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 20, N = 3 };

/* Three records with the fields that the sets of the corpus use. */
static struct samples records(void)
{
    static const char *const text_name[] = { "title", "description" };
    static const char *const number_name[] = { "la", "ld", "age" };
    static const char *const word_name[] = { "component_filed", "team_filed" };
    static const char *const text[2 * N] = { "disk full", "server 3 is down", "", "null pointer", "print", "disk full disk full" };
    struct samples s = { .n_texts = 2, .n_numbers = 3, .n_words = 2, .text_name = text_name, .number_name = number_name,
                         .word_name = word_name };

    if (samples_init(&s, N, NULL) < 0)
        abort();
    for (size_t i = 0; i < 2 * N; i++) {
        s.text[i] = (struct text){ text[i], (uint32_t)strlen(text[i]) };
        s.number[i] = (double)i * (double)i;
        s.word[i] = i % 2 == 0 ? "iOS / Tools" : "Other";
    }
    s.number[0] = NAN;
    s.number[1] = 1e300;
    return s;
}

static void make_rows(const struct feature_set *set)
{
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_PROSE };
    struct samples s = records();
    struct tokens tokens;
    struct csr x;

    if (tokens_make(&tokens, &s, kind, 1, NULL) < 0)
        abort();
    if (feature_set_rows(&x, set, &s, &tokens, NULL, N, 1, NULL) == 0)
        csr_release(&x);
    tokens_release(&tokens);
    samples_release(&s);
}

static void name_columns(const struct feature_set *set)
{
    const char *family[2];
    struct strbuf name;

    strbuf_init(&name);
    for (uint32_t col = 0; col < feature_set_n_cols(set); col++) {
        feature_set_column_name(set, col, &name);
        feature_set_column_families(set, col, family);
        feature_set_column_df(set, col);
        strbuf_clear(&name);
    }
    strbuf_release(&name);
}

static void store_again(const struct feature_set *set)
{
    struct feature_set *loaded;
    struct strbuf first, second;

    strbuf_init(&first);
    strbuf_init(&second);
    if (feature_set_save(set, &first, NULL) < 0 || feature_set_load(&loaded, first.data, first.len, NULL) < 0)
        abort();
    if (feature_set_save(loaded, &second, NULL) < 0 || first.len != second.len || memcmp(first.data, second.data, first.len) != 0)
        abort();
    feature_set_free(loaded);
    strbuf_release(&first);
    strbuf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feature_set *set;

    if (digest_setup(NULL) < 0)
        abort();
    if (feature_set_load(&set, data, size, NULL) == 0)
        feature_set_free(set);
    if (size < HEAD + DIGEST_SIZE || feature_set_parse(&set, data + HEAD, size - HEAD - DIGEST_SIZE, NULL) < 0)
        return 0;
    make_rows(set);
    name_columns(set);
    store_again(set);
    feature_set_free(set);
    return 0;
}
