/*
 * fuzz_tokens.c - any bytes as the texts of two records, in every kind of token. Every id must be that of a string in the table,
 * and every string be found under its id.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/text/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct tokens *tokens)
{
    struct id_list scratch = { 0 };

    for (size_t i = 0; i < tokens->n * tokens->n_fields; i++) {
        const uint32_t *id;
        size_t n;

        if (tokens_ids(&id, &n, tokens, i % tokens->n_fields, i / tokens->n_fields, &scratch, NULL) < 0)
            abort();
        for (size_t k = 0; k < n; k++) {
            if (id[k] >= tokens->word.n)
                abort();
        }
    }
    mem_free(scratch.id);
    for (uint32_t id = 0; id < tokens->word.n; id++) {
        if (tokens->word.len[id] == 0 || intern_find(&tokens->word, tokens->word.str[id], tokens->word.len[id]) != id)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const name[] = { "prose", "code", "paths", "grams" };
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_CODE, TOKENS_PATHS, TOKENS_GRAMS };
    struct samples s = { .n_texts = TOKENS_N_KINDS, .text_name = name };
    struct tokens tokens;
    char *copy;

    if (size > UINT32_MAX || samples_init(&s, 2, NULL) < 0)
        return 0;
    copy = malloc(size > 0 ? size : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */
    if (copy == NULL)
        abort();
    memcpy(copy, data, size);
    for (size_t i = 0; i < 2 * TOKENS_N_KINDS; i++) {
        size_t half = size / 2;
        size_t from = i < TOKENS_N_KINDS ? 0 : half;

        s.text[i] = (struct text){ copy + from, (uint32_t)(i < TOKENS_N_KINDS ? half : size - half) };
    }
    if (tokens_make(&tokens, &s, kind, 1, NULL) < 0)
        abort();
    check(&tokens);
    tokens_release(&tokens);
    samples_release(&s);
    free(copy);
    return 0;
}
