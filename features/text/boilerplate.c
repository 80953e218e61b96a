/*
 * boilerplate_find: hash_lines (parallel) -> count_lines -> keep_frequent.
 *
 * Lines are known by a 64-bit hash (FNV-1a) alone. Two lines of one hash would be taken for one: with a million different lines the chance of any such
 * pair is about 1e-8, and what it costs is a line.
 */
#include "features/text/boilerplate.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/text/shapes.h"

enum { CHUNK_TEXTS = 512 };

struct line {
    const char *str;
    size_t len;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next line from *at on, trimmed; false at the end. */
static bool next_line(struct line *out, const char **at, const char *end)
{
    const char *from = *at, *stop;

    if (from >= end)
        return false;
    stop = memchr(from, '\n', (size_t)(end - from));
    if (stop == NULL)
        stop = end;
    *at = stop + 1;
    while (from < stop && is_blank(*from))
        from++;
    while (stop > from && is_blank(stop[-1]))
        stop--;
    *out = (struct line){ from, (size_t)(stop - from) };
    return true;
}

/* Runs of digits as one '0', ASCII letters in lower case. Never 0; an empty line has none. */
static uint64_t hash_line(const struct line *line)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    bool digit = false;

    for (size_t i = 0; i < line->len; i++) {
        char c = to_lower(line->str[i]);

        if (is_digit(c)) {
            if (digit)
                continue;
            c = '0';
        }
        digit = c == '0';
        hash = (hash ^ (unsigned char)c) * UINT64_C(0x100000001b3);
    }
    hash ^= hash >> 32;
    return hash != 0 ? hash : 1;
}

/* --- which lines ------------------------------------------------------------------------------------------------ */

struct chunk {
    uint64_t *hash; /* [n] of the lines of its texts, a 0 behind each text */
    size_t n, cap;
};

struct finding {
    const struct text *text;
    size_t n;
    struct chunk *chunk; /* [n_chunks] */
    size_t n_chunks;
};

static int add_hash(struct chunk *chunk, uint64_t hash, struct err *err)
{
    if (mem_grow(&chunk->hash, &chunk->cap, chunk->n + 1, sizeof *chunk->hash, err) < 0)
        return ERR_NOMEM;
    chunk->hash[chunk->n++] = hash;
    return 0;
}

/* A text of one line has no form. */
static int hash_text(struct chunk *chunk, const struct text *text, struct err *err)
{
    const char *at = text->str, *end = text->str + text->len;
    size_t before = chunk->n;
    struct line line;

    while (next_line(&line, &at, end))
        if (line.len > 0 && add_hash(chunk, hash_line(&line), err) < 0)
            return ERR_NOMEM;
    if (chunk->n == before + 1)
        chunk->n = before;
    return add_hash(chunk, 0, err);
}

static int hash_lines(void *ctx, size_t c, struct err *err)
{
    struct finding *f = ctx;
    size_t end = (c + 1) * CHUNK_TEXTS < f->n ? (c + 1) * CHUNK_TEXTS : f->n;

    for (size_t i = c * CHUNK_TEXTS; i < end; i++)
        if (hash_text(&f->chunk[c], &f->text[i], err) < 0)
            return ERR_NOMEM;
    return 0;
}

struct counter {
    uint64_t hash; /* 0: empty */
    uint32_t n_texts, last_text;
};

static size_t slots_for(size_t n)
{
    size_t n_slots = 64;

    while (n_slots < 2 * n)
        n_slots *= 2;
    return n_slots;
}

static struct counter *slot_of(struct counter *slot, size_t n_slots, uint64_t hash)
{
    size_t at = hash & (n_slots - 1);

    while (slot[at].hash != 0 && slot[at].hash != hash)
        at = (at + 1) & (n_slots - 1);
    return &slot[at];
}

/* In how many texts each line is; a line that comes twice in a text counts once. */
static int count_lines(struct counter **out, size_t *n_slots, const struct finding *f, struct err *err)
{
    size_t n_lines = 0;
    uint32_t text = 1;

    for (size_t c = 0; c < f->n_chunks; c++)
        n_lines += f->chunk[c].n;
    *n_slots = slots_for(n_lines);
    *out = mem_calloc(*n_slots, sizeof **out);
    if (*out == NULL)
        return err_nomem(err);
    for (size_t c = 0; c < f->n_chunks; c++) {
        for (size_t k = 0; k < f->chunk[c].n; k++) {
            uint64_t hash = f->chunk[c].hash[k];
            struct counter *slot;

            if (hash == 0) {
                text++;
                continue;
            }
            slot = slot_of(*out, *n_slots, hash);
            slot->hash = hash;
            slot->n_texts += slot->last_text != text;
            slot->last_text = text;
        }
    }
    return 0;
}

static bool has_line(const struct boilerplate *b, uint64_t hash)
{
    size_t at = hash & (b->n - 1);

    if (b->n == 0)
        return false;
    while (b->line[at] != 0 && b->line[at] != hash)
        at = (at + 1) & (b->n - 1);
    return b->line[at] != 0;
}

/* An empty table with room for so many. */
static int open_lines(struct boilerplate *out, size_t n, struct err *err)
{
    out->n = slots_for(n);
    out->line = mem_calloc(out->n, sizeof *out->line);
    return out->line == NULL ? err_nomem(err) : 0;
}

static void put_line(struct boilerplate *b, uint64_t hash)
{
    size_t at = hash & (b->n - 1);

    while (b->line[at] != 0 && b->line[at] != hash)
        at = (at + 1) & (b->n - 1);
    b->line[at] = hash;
}

static int keep_frequent(struct boilerplate *out, const struct counter *slot, size_t n_slots, struct err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < n_slots; i++)
        n += slot[i].n_texts >= BOILERPLATE_TEXTS_MIN;
    if (open_lines(out, n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < n_slots; i++)
        if (slot[i].n_texts >= BOILERPLATE_TEXTS_MIN)
            put_line(out, slot[i].hash);
    return 0;
}

int boilerplate_of(struct boilerplate *out, const uint64_t *line, size_t n, struct err *err)
{
    struct boilerplate kept = { 0 };

    if (open_lines(&kept, n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        assert(line[i] != 0);
        put_line(&kept, line[i]);
    }
    *out = kept;
    return 0;
}

int boilerplate_find(struct boilerplate *out, const struct text *text, size_t n, int n_threads, struct err *err)
{
    struct finding f = { .text = text, .n = n, .n_chunks = (n + CHUNK_TEXTS - 1) / CHUNK_TEXTS };
    struct boilerplate found = { 0 };
    struct counter *slot = NULL;
    size_t n_slots;
    int rc;

    assert(n < UINT32_MAX);

    f.chunk = mem_calloc(f.n_chunks, sizeof *f.chunk);
    rc = f.chunk == NULL ? err_nomem(err) : parallel_run(n_threads, f.n_chunks, hash_lines, &f, err);
    if (rc == 0)
        rc = count_lines(&slot, &n_slots, &f, err);
    if (rc == 0)
        rc = keep_frequent(&found, slot, n_slots, err);
    for (size_t c = 0; f.chunk != NULL && c < f.n_chunks; c++)
        mem_free(f.chunk[c].hash);
    mem_free(f.chunk);
    mem_free(slot);
    if (rc == 0)
        *out = found;
    return rc;
}

void boilerplate_release(struct boilerplate *b)
{
    mem_free(b->line);
    *b = (struct boilerplate){ 0 };
}

/* --- a text without them ---------------------------------------------------------------------------------------- */

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static const char *skip_word(const char *at, const char *end)
{
    while (at < end && !is_blank(*at))
        at++;
    return at;
}

/* "at" and a name with a dot inside, or anything with brackets: "at Foo.Bar (x)", "at foo(bar.c:3)". */
static bool is_call(const char *at, const char *end)
{
    const char *stop = skip_word(at, end);
    const char *dot = memchr(at, '.', (size_t)(stop - at));

    if (dot != NULL && dot > at && dot + 1 < stop)
        return true;
    return end > at && end[-1] == ')' && memchr(at, '(', (size_t)(end - at)) != NULL;
}

bool is_stack_frame(const char *line, size_t len)
{
    const char *end = line + len, *at = skip_blanks(line, end), *rest;

    while (end > at && is_blank(end[-1]))
        end--;
    if (end - at > 3 && memcmp(at, "at", 2) == 0 && is_blank(at[2]))
        return is_call(skip_blanks(at + 3, end), end);
    if (end - at > 6 && memcmp(at, "File \"", 6) == 0)
        return memchr(at + 6, '"', (size_t)(end - at - 6)) != NULL;
    if (end > at && *at == '[')
        at++;
    if (end_of_hex_literal(at, end) != NULL)
        return true;
    if (end > at && *at == '#')
        at++;
    rest = at + count_digits(at, end);
    if (rest == at || rest == end || !is_blank(*rest))
        return false;
    rest = skip_blanks(rest, end);
    if (end_of_hex_literal(rest, end) != NULL)
        return true;
    rest = skip_blanks(skip_word(rest, end), end);
    return end_of_hex_literal(rest, end) != NULL;
}

void boilerplate_strip(struct strbuf *out, const struct boilerplate *b, const struct text *text)
{
    const char *at = text->str, *end = text->str + text->len;
    struct line line;

    while (next_line(&line, &at, end)) {
        if (line.len == 0 || is_stack_frame(line.str, line.len) || has_line(b, hash_line(&line)))
            continue;
        strbuf_add(out, line.str, line.len);
        strbuf_addc(out, '\n');
    }
}
