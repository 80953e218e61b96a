/*
 * The samples are cut into consecutive chunks of about the same number of bytes; each is tokenised alone, with ids of its own.
 * Merging the chunks in order gives ids by first arrival over all samples, however many chunks there were.
 */
#include "features/text/tokens.h"

#include <assert.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/text/tokenizer.h"

const enum token_kind ticket_token_kind[] = { TOKENS_PROSE, TOKENS_PROSE, TOKENS_GRAMS, TOKENS_GRAMS };
const enum token_kind change_token_kind[] = { TOKENS_PROSE, TOKENS_PATHS, TOKENS_CODE, TOKENS_CODE };

enum { CHUNK_BYTES_MIN = 1 << 20 }; /* below that a thread of its own does not pay */

struct chunk {
    size_t begin, end;    /* samples                                        */
    struct intern word;   /* tokens by the ids of the chunk                 */
    struct id_list *list; /* [n_fields] those ids                           */
    struct id_list grams; /* of all gram runs of the chunk, as ids of it    */
    size_t *gram_start;   /* [n_runs + 1]                                   */
    size_t n_runs;
    size_t run_base, gram_base; /* where they begin in the result           */
    size_t *base;               /* [n_fields] where they begin in the result      */
    uint32_t *global;           /* [word.n] id in the result; NULL: the same      */
};

struct making {
    struct tokens *out;
    const struct samples *samples;
    const enum token_kind *kind;
    struct chunk *chunk; /* [n_chunks] */
    size_t n_chunks;
};

static size_t bytes_of_sample(const struct samples *s, size_t i)
{
    size_t bytes = 0;

    for (size_t f = 0; f < s->n_texts; f++)
        bytes += s->text[i * s->n_texts + f].len;
    return bytes;
}

static size_t choose_chunks(const struct samples *s, int n_threads, size_t *total)
{
    size_t bytes = 0, n;

    for (size_t i = 0; i < s->n; i++)
        bytes += bytes_of_sample(s, i);
    *total = bytes;
    n = bytes / CHUNK_BYTES_MIN + 1;
    return n_threads < 1 ? 1 : n < (size_t)n_threads ? n : (size_t)n_threads;
}

static int plan_chunks(struct making *making, int n_threads, struct err *err)
{
    const struct samples *s = making->samples;
    size_t total, done = 0, sample = 0;
    size_t n = choose_chunks(s, n_threads, &total);

    making->chunk = mem_calloc(n, sizeof *making->chunk);
    if (making->chunk == NULL)
        return err_nomem(err);
    making->n_chunks = n;
    for (size_t c = 0; c < n; c++) {
        struct chunk *chunk = &making->chunk[c];

        chunk->list = mem_calloc(s->n_texts, sizeof *chunk->list);
        chunk->base = mem_calloc(s->n_texts, sizeof *chunk->base);
        if (chunk->list == NULL || chunk->base == NULL)
            return err_nomem(err);
        chunk->begin = sample;
        while (sample < s->n && (c + 1 == n || done < total / n * (c + 1)))
            done += bytes_of_sample(s, sample++);
        chunk->end = sample;
    }
    return 0;
}

/* start[i + 1] is the end of sample i inside its chunk until the chunks are put together. */
static int tokenize_samples(struct making *making, struct chunk *chunk, struct tokenizer *tokenizer, struct err *err)
{
    const struct samples *s = making->samples;

    for (size_t i = chunk->begin; i < chunk->end; i++) {
        for (size_t f = 0; f < s->n_texts; f++) {
            struct id_list *list = &chunk->list[f];

            if (tokenizer_add(tokenizer, making->kind[f], &s->text[i * s->n_texts + f], list, err) < 0)
                return ERR_NOMEM;
            making->out->field[f].start[i + 1] = list->n;
        }
    }
    return 0;
}

static int tokenize_chunk(void *ctx, size_t c, struct err *err)
{
    struct making *making = ctx;
    struct chunk *chunk = &making->chunk[c];
    struct tokenizer tokenizer;
    int rc = tokenizer_init(&tokenizer, err);

    if (rc < 0)
        return rc;
    rc = tokenize_samples(making, chunk, &tokenizer, err);
    chunk->word = tokenizer.word; /* what is not taken over, the caches, goes at once */
    chunk->grams = tokenizer.grams;
    chunk->gram_start = tokenizer.gram_start;
    chunk->n_runs = tokenizer.n_gram_runs;
    intern_init(&tokenizer.word);
    tokenizer.grams = (struct id_list){ 0 };
    tokenizer.gram_start = NULL;
    tokenizer_release(&tokenizer);
    return rc;
}

/* The first chunk's words are the first words of all; those of the others are looked up. */
static int merge_words(struct making *making, struct err *err)
{
    struct intern *word = &making->out->word;

    *word = making->chunk[0].word;
    intern_init(&making->chunk[0].word);
    for (size_t c = 1; c < making->n_chunks; c++) {
        struct chunk *chunk = &making->chunk[c];

        chunk->global = mem_alloc(chunk->word.n * sizeof *chunk->global);
        if (chunk->global == NULL)
            return err_nomem(err);
        for (size_t id = 0; id < chunk->word.n; id++) {
            chunk->global[id] = intern_add(word, chunk->word.str[id], chunk->word.len[id]);
            if (chunk->global[id] == INTERN_NONE)
                return err_nomem(err);
        }
    }
    return 0;
}

static void release_chunk(struct chunk *chunk, size_t n_fields)
{
    intern_release(&chunk->word);
    for (size_t f = 0; f < n_fields && chunk->list != NULL; f++)
        mem_free(chunk->list[f].id);
    mem_free(chunk->list);
    mem_free(chunk->grams.id);
    mem_free(chunk->gram_start);
    mem_free(chunk->base);
    mem_free(chunk->global);
}

/* Moves a chunk's ids to their place; its list goes as soon as it is copied. */
static void join_field(struct token_field *field, struct chunk *chunk, size_t f)
{
    struct id_list *list = &chunk->list[f];
    uint32_t *to = field->token + chunk->base[f];

    if (field->runs) {
        for (size_t k = 0; k < list->n; k++)
            to[k] = list->id[k] + (uint32_t)chunk->run_base;
    } else {
        for (size_t k = 0; k < list->n; k++)
            to[k] = chunk->global == NULL ? list->id[k] : chunk->global[list->id[k]];
    }
    for (size_t i = chunk->begin; i < chunk->end; i++)
        field->start[i + 1] += chunk->base[f];
    mem_free(list->id);
    list->id = NULL;
}

static int join_chunk(void *ctx, size_t c, struct err *err)
{
    struct making *making = ctx;
    struct tokens *out = making->out;
    struct chunk *chunk = &making->chunk[c];

    (void)err;
    for (size_t f = 0; f < out->n_fields; f++)
        join_field(&out->field[f], chunk, f);
    for (size_t k = 0; k < chunk->grams.n; k++)
        out->run_id[chunk->gram_base + k] =
            chunk->global == NULL ? chunk->grams.id[k] : chunk->global[chunk->grams.id[k]];
    for (size_t r = 0; r < chunk->n_runs; r++)
        out->run_start[chunk->run_base + r + 1] = chunk->gram_base + chunk->gram_start[r + 1];
    return 0;
}

/* Where each chunk's ids and runs go, and room for them. */
static int plan_join(struct making *making, struct err *err)
{
    struct tokens *out = making->out;
    size_t n_grams = 0;

    for (size_t f = 0; f < out->n_fields; f++) {
        size_t n = 0;

        for (size_t c = 0; c < making->n_chunks; c++) {
            making->chunk[c].base[f] = n;
            n += making->chunk[c].list[f].n;
        }
        out->field[f].token = mem_alloc(n * sizeof *out->field[f].token);
        if (out->field[f].token == NULL)
            return err_nomem(err);
    }
    for (size_t c = 0; c < making->n_chunks; c++) {
        making->chunk[c].run_base = out->n_runs;
        making->chunk[c].gram_base = n_grams;
        out->n_runs += making->chunk[c].n_runs;
        n_grams += making->chunk[c].grams.n;
    }
    out->run_start = mem_calloc(out->n_runs + 1, sizeof *out->run_start);
    out->run_id = mem_alloc(n_grams * sizeof *out->run_id);
    if (out->run_start == NULL || out->run_id == NULL)
        return err_nomem(err);
    return out->n_runs < UINT32_MAX ? 0 : err_nomem(err);
}

static int join_chunks(struct making *making, int n_threads, struct err *err)
{
    int rc = plan_join(making, err);

    return rc < 0 ? rc : parallel_run(n_threads, making->n_chunks, join_chunk, making, err);
}

static int make_fields(struct tokens *out, size_t n_fields, const enum token_kind *kind, struct err *err)
{
    out->field = mem_calloc(n_fields, sizeof *out->field);
    if (out->field == NULL)
        return err_nomem(err);
    out->n_fields = n_fields;
    for (size_t f = 0; f < n_fields; f++) {
        out->field[f].runs = kind[f] == TOKENS_GRAMS;
        out->field[f].start = mem_calloc(out->n + 1, sizeof *out->field[f].start);
        if (out->field[f].start == NULL)
            return err_nomem(err);
    }
    return 0;
}

int tokens_make(struct tokens *out, const struct samples *s, const enum token_kind *kind, int n_threads,
                struct err *err)
{
    struct tokens made = { .n = s->n };
    struct making making = { .out = &made, .samples = s, .kind = kind };
    int rc;

    assert(s->n_texts == 0 || kind != NULL);

    intern_init(&made.word);
    rc = make_fields(&made, s->n_texts, kind, err);
    if (rc == 0)
        rc = plan_chunks(&making, n_threads, err);
    if (rc == 0)
        rc = parallel_run(n_threads, making.n_chunks, tokenize_chunk, &making, err);
    if (rc == 0)
        rc = merge_words(&making, err);
    if (rc == 0)
        rc = join_chunks(&making, n_threads, err);
    for (size_t c = 0; c < making.n_chunks; c++)
        release_chunk(&making.chunk[c], s->n_texts);
    mem_free(making.chunk);
    if (rc < 0) {
        tokens_release(&made);
        return rc;
    }
    *out = made;
    return 0;
}

void tokens_release(struct tokens *tokens)
{
    for (size_t f = 0; f < tokens->n_fields; f++) {
        mem_free(tokens->field[f].start);
        mem_free(tokens->field[f].token);
    }
    mem_free(tokens->field);
    mem_free(tokens->run_start);
    mem_free(tokens->run_id);
    intern_release(&tokens->word);
    *tokens = (struct tokens){ 0 };
}

int tokens_ids(const uint32_t **id, size_t *n, const struct tokens *tokens, size_t field, size_t sample,
               struct id_list *scratch, struct err *err)
{
    const struct token_field *texts = &tokens->field[field];
    const uint32_t *token = texts->token + texts->start[sample];
    size_t n_tokens = texts->start[sample + 1] - texts->start[sample];

    if (!texts->runs) {
        *id = token;
        *n = n_tokens;
        return 0;
    }
    scratch->n = 0;
    for (size_t k = 0; k < n_tokens; k++) {
        const size_t *start = &tokens->run_start[token[k]];

        if (id_list_add(scratch, tokens->run_id + start[0], start[1] - start[0], err) < 0)
            return ERR_NOMEM;
    }
    *id = scratch->id;
    *n = scratch->n;
    return 0;
}

size_t tokens_count(const struct tokens *tokens, size_t field, size_t sample)
{
    const struct token_field *texts = &tokens->field[field];
    size_t n = 0;

    if (!texts->runs)
        return texts->start[sample + 1] - texts->start[sample];
    for (size_t k = texts->start[sample]; k < texts->start[sample + 1]; k++)
        n += tokens->run_start[texts->token[k] + 1] - tokens->run_start[texts->token[k]];
    return n;
}
