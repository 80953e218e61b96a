/*
 * feature_set_save, feature_set_load.
 *
 *     "PRDMFSET"  format (4 bytes)  length of the body (8 bytes)  body  BLAKE2b of all before (32 bytes)
 *
 * Numbers of fixed size are little-endian; in the body counts and ids are varints (7 bits a byte, low first) and doubles their
 * 8 bytes. What can be worked out again (idf, tables) is not stored. The parser trusts nothing: the checksum tells
 * accidents, not intent.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/packed.h"
#include "features/feature_set_inner.h"

enum { FORMAT = 1, BLOCKS_MAX = 64, NAME_MAX_LEN = 255 };

static const char magic[] = "PRDMFSET";

static void put_uint(struct strbuf *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        strbuf_addc(out, (char)((value & 0x7f) | 0x80));
    strbuf_addc(out, (char)value);
}

static void put_string(struct strbuf *out, const char *str, size_t len)
{
    put_uint(out, len);
    strbuf_add(out, str, len);
}

static void put_words(struct strbuf *out, const struct intern *word, const uint32_t *df)
{
    put_uint(out, word->n);
    for (size_t id = 0; id < word->n; id++) {
        put_string(out, word->str[id], word->len[id]);
        put_uint(out, df[id]);
    }
}

static void put_terms(struct strbuf *out, const struct terms *terms)
{
    put_uint(out, terms->n_docs);
    put_words(out, &terms->word, terms->df);
    put_uint(out, terms->n_pairs);
    for (uint32_t i = 0; i < terms->n_pairs; i++) {
        put_uint(out, terms->pair[i].a);
        put_uint(out, terms->pair[i].b);
        put_uint(out, terms->df[terms->word.n + i]);
    }
}

static void put_numbers(struct strbuf *out, const struct numbers *numbers)
{
    for (uint32_t i = 0; i < numbers->n; i++) {
        put_uint(out, numbers->scale[i]);
        packed_put_double(out, numbers->mean[i]);
        packed_put_double(out, numbers->deviation[i]);
        put_uint(out, numbers->start[i + 1] - numbers->start[i]);
        for (uint32_t e = numbers->start[i]; e < numbers->start[i + 1]; e++) {
            packed_put_double(out, numbers->edge[e]);
            if (numbers->kind == BLOCK_HINGES)
                packed_put_double(out, numbers->centre[e]);
        }
        if (numbers->kind != BLOCK_BINS)
            continue;
        put_uint(out, numbers->first_col[i + 1] - numbers->first_col[i]);
        for (uint32_t col = numbers->first_col[i]; col < numbers->first_col[i + 1]; col++)
            put_uint(out, numbers->df[col]);
    }
}

static void put_block(struct strbuf *out, const struct block *block)
{
    const struct block_spec *spec = &block->spec;

    put_string(out, spec->name, strlen(spec->name));
    put_uint(out, spec->kind);
    packed_put_double(out, spec->weight);
    put_uint(out, block->n_fields);
    for (size_t f = 0; f < block->n_fields; f++) {
        put_string(out, spec->field[f], strlen(spec->field[f]));
        packed_put_double(out, spec->field_weight[f]);
    }
    put_uint(out, (uint64_t)spec->ngram_max);
    put_uint(out, spec->min_df);
    put_uint(out, spec->max_terms);
    put_uint(out, (uint64_t)spec->n_bins);
    put_uint(out, spec->n_numbers);
    if (spec->kind == BLOCK_TERMS)
        put_terms(out, &block->terms);
    else if (spec->kind == BLOCK_WORDS)
        put_words(out, &block->words.word, block->words.df);
    else
        put_numbers(out, &block->numbers);
}

static void put_body(struct strbuf *out, const struct feature_set *set)
{
    put_uint(out, set->n_numbers);
    for (size_t i = 0; i < set->n_numbers; i++)
        put_string(out, set->number_name[i], strlen(set->number_name[i]));
    put_uint(out, set->n_blocks);
    for (size_t b = 0; b < set->n_blocks; b++)
        put_block(out, &set->block[b]);
}

int feature_set_save(const struct feature_set *set, struct strbuf *out, struct err *err)
{
    size_t begin = packed_begin(out, magic, FORMAT);

    put_body(out, set);
    return packed_end(out, begin, err);
}

static uint64_t get_uint(struct packed_reader *in, uint64_t max)
{
    uint64_t value = 0;

    for (int shift = 0; shift < 63 && !in->bad; shift += 7) {
        uint64_t byte = packed_get(in, 1);

        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (value <= max)
                return value;
            break;
        }
    }
    in->bad = true;
    return 0;
}

static uint32_t get_u32(struct packed_reader *in, uint32_t max)
{
    return (uint32_t)get_uint(in, max);
}

/* A count of things that take at least `size` bytes each. */
static uint32_t get_count(struct packed_reader *in, size_t size)
{
    size_t room = in->bad ? 0 : (size_t)(in->end - in->at) / size;

    return get_u32(in, room < INT32_MAX ? (uint32_t)room : INT32_MAX);
}

static double get_double(struct packed_reader *in, double min, double max)
{
    uint64_t bits = packed_get(in, 8);
    double value;

    memcpy(&value, &bits, sizeof value);
    if (!(value >= min && value <= max))
        in->bad = true;
    return in->bad ? 0 : value;
}

static const char *get_string(struct packed_reader *in, size_t *len)
{
    const char *str;

    *len = get_count(in, 1);
    if (in->bad)
        return NULL;
    str = (const char *)in->at;
    in->at += *len;
    return str;
}

static const char *get_name(struct packed_reader *in, struct arena *arena, struct err *err)
{
    size_t len;
    const char *str = get_string(in, &len);
    const char *name;

    if (in->bad || len == 0 || len > NAME_MAX_LEN || memchr(str, '\0', len) != NULL) {
        in->bad = true;
        return "";
    }
    name = arena_memdup(arena, str, len);
    if (name == NULL)
        err_nomem(err);
    return name;
}

static int damaged(struct err *err, const char *what)
{
    return err_set(err, ERR_INTEGRITY, "feature set is damaged: %s", what);
}

/* Words with their counts, df: room for `extra` more. */
static int get_words(struct packed_reader *in, struct intern *word, uint32_t **df, uint32_t max_df, struct err *err)
{
    uint32_t n = get_count(in, 2);

    *df = mem_alloc(n * sizeof **df);
    if (*df == NULL)
        return err_nomem(err);
    for (uint32_t i = 0; i < n && !in->bad; i++) {
        size_t len;
        const char *str = get_string(in, &len);
        uint32_t id = in->bad ? i : intern_add(word, str, len);

        if (id == INTERN_NONE)
            return err_nomem(err);
        if (id != i)
            return damaged(err, "a word comes twice");
        (*df)[i] = get_u32(in, max_df);
    }
    return in->bad ? damaged(err, "words") : 0;
}

static int get_pairs(struct packed_reader *in, struct terms *terms, struct err *err)
{
    uint32_t n_words = (uint32_t)terms->word.n;
    uint32_t n = get_count(in, 3);
    uint32_t *df;

    if (n > 0 && n_words == 0)
        return damaged(err, "pairs without words");
    terms->pair = mem_alloc(n * sizeof *terms->pair);
    df = mem_realloc(terms->df, ((size_t)n_words + n) * sizeof *df);
    if (df != NULL)
        terms->df = df;
    if (terms->pair == NULL || df == NULL)
        return err_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        terms->pair[i].a = get_u32(in, n_words - 1);
        terms->pair[i].b = get_u32(in, n_words - 1);
        df[n_words + i] = get_u32(in, terms->n_docs);
    }
    terms->n_pairs = n;
    return in->bad ? damaged(err, "pairs") : 0;
}

static int get_terms(struct packed_reader *in, struct terms *terms, struct err *err)
{
    int rc;

    intern_init(&terms->word);
    terms->n_docs = get_u32(in, UINT32_MAX - 1);
    rc = get_words(in, &terms->word, &terms->df, terms->n_docs, err);
    if (rc == 0)
        rc = get_pairs(in, terms, err);
    return rc == 0 ? terms_finish(terms, err) : rc;
}

static int get_filed(struct packed_reader *in, const struct block *block, struct words *words, struct err *err)
{
    int rc;

    intern_init(&words->word);
    rc = get_words(in, &words->word, &words->df, UINT32_MAX - 1, err);
    if (rc < 0)
        return rc;
    for (size_t id = 0; id < words->word.n; id++) {
        if (words->word.len[id] < 2 || (unsigned char)words->word.str[id][0] >= block->n_fields)
            return damaged(err, "a word of no field");
    }
    return 0;
}

/* Edges of number i: finite, ascending, none where the number does not vary. */
static int get_edges(struct packed_reader *in, const struct block_spec *spec, struct numbers *numbers, uint32_t i,
                     size_t caps[2], struct err *err)
{
    bool has = spec->kind == BLOCK_BINS || spec->kind == BLOCK_HINGES;
    uint32_t n = get_u32(in, has && numbers->deviation[i] > DEVIATION_MIN ? (uint32_t)spec->n_bins - 1 : 0);
    uint32_t end = numbers->start[i] + n;

    if (mem_grow(&numbers->edge, &caps[0], end, sizeof *numbers->edge, err) < 0 ||
        mem_grow(&numbers->centre, &caps[1], end, sizeof *numbers->centre, err) < 0)
        return ERR_NOMEM;
    for (uint32_t e = numbers->start[i]; e < end; e++) {
        double min = e > numbers->start[i] ? nextafter(numbers->edge[e - 1], LOG_MAX) : -LOG_MAX;

        numbers->edge[e] = get_double(in, min, LOG_MAX);
        numbers->centre[e] = spec->kind == BLOCK_HINGES ? get_double(in, 0, 2 * LOG_MAX / DEVIATION_MIN) : 0;
    }
    numbers->start[i + 1] = end;
    return 0;
}

/* What the columns of number i count: one a number, one a bin, one a hinge. */
static int get_columns(struct packed_reader *in, struct numbers *numbers, uint32_t i, size_t *cap, struct err *err)
{
    uint32_t n_edges = numbers->start[i + 1] - numbers->start[i];
    uint32_t n = numbers->kind == BLOCK_LINEAR ? 1 : numbers->kind == BLOCK_HINGES ? n_edges : 0;

    if (numbers->kind == BLOCK_BINS) {
        n = get_u32(in, n_edges + 1);
        if (n != 0 && n != n_edges + 1)
            in->bad = true;
    }
    numbers->first_col[i + 1] = numbers->first_col[i] + n;
    if (numbers->kind != BLOCK_BINS || in->bad)
        return 0;
    if (mem_grow(&numbers->df, cap, numbers->first_col[i + 1], sizeof *numbers->df, err) < 0)
        return ERR_NOMEM;
    for (uint32_t col = numbers->first_col[i]; col < numbers->first_col[i + 1]; col++)
        numbers->df[col] = get_u32(in, UINT32_MAX - 1);
    return 0;
}

/* The numbers of a block: n of them. */
static int get_numbers(struct packed_reader *in, const struct block_spec *spec, size_t n, struct numbers *numbers,
                       struct err *err)
{
    size_t edge_caps[2] = { 0, 0 }, df_cap = 0;
    int rc = 0;

    numbers->kind = spec->kind;
    numbers->n = (uint32_t)n;
    numbers->scale = mem_calloc(n, sizeof *numbers->scale);
    numbers->mean = mem_calloc(n, sizeof *numbers->mean);
    numbers->deviation = mem_calloc(n, sizeof *numbers->deviation);
    numbers->start = mem_calloc(n + 1, sizeof *numbers->start);
    numbers->first_col = mem_calloc(n + 1, sizeof *numbers->first_col);
    if (numbers->scale == NULL || numbers->mean == NULL || numbers->deviation == NULL || numbers->start == NULL ||
        numbers->first_col == NULL)
        return err_nomem(err);
    for (uint32_t i = 0; i < numbers->n && rc == 0 && !in->bad; i++) {
        numbers->scale[i] = (uint8_t)get_u32(in, NUMBER_RATIO);
        numbers->mean[i] = get_double(in, -LOG_MAX, LOG_MAX);
        numbers->deviation[i] = get_double(in, 0, 2 * LOG_MAX);
        rc = get_edges(in, spec, numbers, i, edge_caps, err);
        if (rc == 0)
            rc = get_columns(in, numbers, i, &df_cap, err);
    }
    return rc < 0 ? rc : in->bad ? damaged(err, "numbers") : 0;
}

static int get_fields(struct packed_reader *in, struct block *block, struct arena *arena, struct err *err)
{
    bool named = block->spec.kind == BLOCK_TERMS || block->spec.kind == BLOCK_WORDS;

    block->n_fields = get_u32(in, BLOCK_FIELDS_MAX);
    if (named && block->n_fields == 0)
        in->bad = true;
    for (size_t f = 0; f < block->n_fields; f++) {
        block->spec.field[f] = get_name(in, arena, err);
        if (block->spec.field[f] == NULL)
            return ERR_NOMEM;
        block->spec.field_weight[f] = get_double(in, block->spec.kind == BLOCK_TERMS ? 1 : 0, BLOCK_WEIGHT_MAX);
    }
    return 0;
}

/* The kind is set last: until then the block holds nothing that needs releasing. */
static int get_spec(struct packed_reader *in, struct block *block, struct arena *arena, struct err *err)
{
    struct block_spec *spec = &block->spec;

    spec->name = get_name(in, arena, err);
    if (spec->name == NULL)
        return ERR_NOMEM;
    spec->kind = (enum block_kind)get_u32(in, BLOCK_WORDS);
    spec->weight = get_double(in, BLOCK_WEIGHT_MIN, BLOCK_WEIGHT_MAX);
    if (get_fields(in, block, arena, err) < 0)
        return ERR_NOMEM;
    spec->ngram_max = (int)get_u32(in, 2);
    spec->min_df = get_u32(in, UINT32_MAX);
    spec->max_terms = get_u32(in, UINT32_MAX);
    spec->n_bins = (int)get_u32(in, BLOCK_BINS_MAX);
    spec->n_numbers = get_u32(in, NUMBERS_MAX);
    if (spec->kind == BLOCK_TERMS && spec->ngram_max == 0)
        in->bad = true;
    if ((spec->kind == BLOCK_BINS || spec->kind == BLOCK_HINGES) && spec->n_bins < 2)
        in->bad = true;
    return in->bad ? damaged(err, "the head of a block") : 0;
}

static int get_block(struct packed_reader *in, struct feature_set *set, struct block *block, struct err *err)
{
    int rc = get_spec(in, block, &set->arena, err);

    if (rc < 0)
        return rc;
    switch (block->spec.kind) {
    case BLOCK_TERMS:
        return get_terms(in, &block->terms, err);
    case BLOCK_WORDS:
        return get_filed(in, block, &block->words, err);
    default:
        return get_numbers(in, &block->spec, feature_set_block_numbers(block, set->n_numbers), &block->numbers, err);
    }
}

/* Fills a set made for the counts at the head of the body. */
static int get_body(struct packed_reader *in, struct feature_set *set, struct err *err)
{
    int rc = 0;

    for (size_t b = 0; b < set->n_blocks && rc == 0; b++)
        rc = get_block(in, set, &set->block[b], err);
    if (rc == 0 && in->at != in->end)
        rc = damaged(err, "bytes behind the last block");
    if (rc == 0)
        rc = feature_set_lay_out(set, err);
    return rc == ERR_NODATA || rc == ERR_REFUSED ? damaged(err, "columns") : rc;
}

static int get_number_names(struct packed_reader *in, const char *name[NUMBERS_MAX], struct arena *arena, size_t *n,
                            struct err *err)
{
    *n = get_u32(in, NUMBERS_MAX);
    for (size_t i = 0; i < *n && !in->bad; i++) {
        name[i] = get_name(in, arena, err);
        if (name[i] == NULL)
            return ERR_NOMEM;
    }
    return in->bad ? damaged(err, "names of numbers") : 0;
}

int feature_set_parse(struct feature_set **out, const void *data, size_t len, struct err *err)
{
    struct packed_reader in = { .at = data, .end = (const uint8_t *)data + len };
    const char *name[NUMBERS_MAX];
    struct feature_set *set = NULL;
    struct arena arena;
    size_t n_numbers, n_blocks;
    int rc;

    arena_init(&arena);
    rc = get_number_names(&in, name, &arena, &n_numbers, err);
    n_blocks = get_u32(&in, BLOCKS_MAX);
    if (rc == 0 && (in.bad || n_blocks == 0))
        rc = damaged(err, "number of blocks");
    if (rc == 0)
        rc = feature_set_new(&set, n_blocks, n_numbers, err);
    if (rc < 0) {
        arena_release(&arena);
        return rc;
    }
    set->arena = arena; /* with the names in it */
    memcpy(set->number_name, name, n_numbers * sizeof *name);
    rc = get_body(&in, set, err);
    if (rc < 0) {
        feature_set_free(set);
        return rc;
    }
    *out = set;
    return 0;
}

int feature_set_load(struct feature_set **out, const void *data, size_t len, struct err *err)
{
    struct packed_reader body;
    uint32_t format;

    switch (packed_open(&body, &format, data, len, magic, FORMAT)) {
    case PACKED_FITS:
        return feature_set_parse(out, body.at, (size_t)(body.end - body.at), err);
    case PACKED_FORMAT:
        return err_set(err, ERR_INTEGRITY, "feature set has format %u, this program reads %d", (unsigned)format,
                       FORMAT);
    case PACKED_LENGTH:
        return damaged(err, "it is cut or something follows it");
    case PACKED_DIGEST:
        return damaged(err, "the checksum differs");
    case PACKED_ALIEN:
        break;
    }
    return damaged(err, "it does not begin as one");
}
