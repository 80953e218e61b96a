/*
 * The samples are cut into consecutive chunks of about the same number of bytes; each is tokenised alone, with ids of its own.
 * Merging the chunks in order gives ids by first arrival over all samples, however many chunks there were.
 */
#include "features/tokens.h"

#include <assert.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/tokenizer.h"

const enum token_kind ticket_token_kind[] = { TOKENS_PROSE, TOKENS_PROSE, TOKENS_GRAMS, TOKENS_GRAMS };
const enum token_kind change_token_kind[] = { TOKENS_PROSE, TOKENS_PATHS, TOKENS_CODE, TOKENS_CODE };

enum { CHUNK_BYTES_MIN = 1 << 20 }; /* below that a thread of its own does not pay */

struct chunk {
    size_t begin, end; /* samples                               */
    struct tokenizer tokenizer;
    bool started;
    struct id_list *list; /* [n_fields] ids of the chunk           */
    uint32_t *global;     /* [tokenizer.word.n] id in the result   */
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
        if (chunk->list == NULL)
            return err_nomem(err);
        chunk->begin = sample;
        while (sample < s->n && (c + 1 == n || done < total / n * (c + 1)))
            done += bytes_of_sample(s, sample++);
        chunk->end = sample;
    }
    return 0;
}

/* start[i + 1] is the end of sample i inside its chunk until the chunks are put together. */
static int tokenize_chunk(void *ctx, size_t c, struct err *err)
{
    struct making *making = ctx;
    const struct samples *s = making->samples;
    struct chunk *chunk = &making->chunk[c];

    if (tokenizer_init(&chunk->tokenizer, err) < 0)
        return ERR_NOMEM;
    chunk->started = true;
    for (size_t i = chunk->begin; i < chunk->end; i++) {
        for (size_t f = 0; f < s->n_texts; f++) {
            struct id_list *list = &chunk->list[f];

            if (tokenizer_add(&chunk->tokenizer, making->kind[f], &s->text[i * s->n_texts + f], list, err) < 0)
                return ERR_NOMEM;
            making->out->field[f].start[i + 1] = list->n;
        }
    }
    return 0;
}

/* The first chunk's words are the first words of all; those of the others are looked up. */
static int merge_words(struct making *making, struct err *err)
{
    struct intern *word = &making->out->word;

    for (size_t c = 0; c < making->n_chunks; c++) {
        struct chunk *chunk = &making->chunk[c];
        struct intern *own = &chunk->tokenizer.word;

        if (c == 0) {
            *word = *own;
            intern_init(own);
            continue;
        }
        chunk->global = mem_alloc(own->n * sizeof *chunk->global);
        if (chunk->global == NULL)
            return err_nomem(err);
        for (size_t id = 0; id < own->n; id++) {
            chunk->global[id] = intern_add(word, own->str[id], own->len[id]);
            if (chunk->global[id] == INTERN_NONE)
                return err_nomem(err);
        }
    }
    return 0;
}

static void release_chunk(struct chunk *chunk, size_t n_fields)
{
    if (chunk->started)
        tokenizer_release(&chunk->tokenizer);
    chunk->started = false;
    for (size_t f = 0; f < n_fields && chunk->list != NULL; f++)
        mem_free(chunk->list[f].id);
    mem_free(chunk->list);
    mem_free(chunk->global);
    chunk->list = NULL;
    chunk->global = NULL;
}

/* Moves the starts of one chunk's samples behind what came before. */
static void shift_starts(struct token_field *field, const struct chunk *chunk)
{
    size_t base = field->start[chunk->begin];

    for (size_t i = chunk->begin; i < chunk->end; i++)
        field->start[i + 1] += base;
}

/* Each chunk goes as soon as it is copied, so that the ids are in memory once and a little. */
static int join_chunks(struct making *making, struct err *err)
{
    struct tokens *out = making->out;

    for (size_t f = 0; f < out->n_fields; f++) {
        size_t n = 0;

        for (size_t c = 0; c < making->n_chunks; c++)
            n += making->chunk[c].list[f].n;
        out->field[f].token = mem_alloc(n * sizeof *out->field[f].token);
        if (out->field[f].token == NULL)
            return err_nomem(err);
    }
    for (size_t c = 0; c < making->n_chunks; c++) {
        struct chunk *chunk = &making->chunk[c];

        for (size_t f = 0; f < out->n_fields; f++) {
            const struct id_list *list = &chunk->list[f];
            uint32_t *to = out->field[f].token + out->field[f].start[chunk->begin];

            for (size_t k = 0; k < list->n; k++)
                to[k] = chunk->global == NULL ? list->id[k] : chunk->global[list->id[k]];
            shift_starts(&out->field[f], chunk);
        }
        release_chunk(chunk, out->n_fields);
    }
    return 0;
}

static int make_fields(struct tokens *out, size_t n_fields, struct err *err)
{
    out->field = mem_calloc(n_fields, sizeof *out->field);
    if (out->field == NULL)
        return err_nomem(err);
    out->n_fields = n_fields;
    for (size_t f = 0; f < n_fields; f++) {
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
    rc = make_fields(&made, s->n_texts, err);
    if (rc == 0)
        rc = plan_chunks(&making, n_threads, err);
    if (rc == 0)
        rc = parallel_run(n_threads, making.n_chunks, tokenize_chunk, &making, err);
    if (rc == 0)
        rc = merge_words(&making, err);
    if (rc == 0)
        rc = join_chunks(&making, err);
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
    intern_release(&tokens->word);
    *tokens = (struct tokens){ 0 };
}
