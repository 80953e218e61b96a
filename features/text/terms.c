#include "features/text/terms.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

#define NO_COLUMN UINT32_MAX

enum { SLOTS_MIN = 64, FILTER_BITS = 4, WORD_BITS = 64 };

static size_t filter_bit(const struct terms *terms, uint64_t hash)
{
    return (size_t)(hash >> 20) & (terms->n_slots * FILTER_BITS - 1);
}

static bool filter_has(const struct terms *terms, uint64_t hash)
{
    size_t bit = filter_bit(terms, hash);

    return terms->filter[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

/* The slot of the pair, or the empty one where it belongs. */
static struct pair_slot *find_slot(const struct terms *terms, uint64_t hash, uint32_t a, uint32_t b)
{
    size_t mask = terms->n_slots - 1;
    size_t at = (size_t)hash & mask;

    for (;;) {
        struct pair_slot *slot = &terms->slot[at];

        if (slot->col == NO_COLUMN || (slot->a == a && slot->b == b))
            return slot;
        at = (at + 1) & mask;
    }
}

static int build_slots(struct terms *terms, struct err *err)
{
    size_t n_slots = SLOTS_MIN;

    while (n_slots / 2 < terms->n_pairs)
        n_slots *= 2;
    terms->slot = mem_alloc(n_slots * sizeof *terms->slot);
    terms->filter = mem_calloc(n_slots * FILTER_BITS / WORD_BITS, sizeof *terms->filter);
    if (terms->slot == NULL || terms->filter == NULL)
        return err_nomem(err);
    terms->n_slots = n_slots;
    for (size_t i = 0; i < n_slots; i++)
        terms->slot[i].col = NO_COLUMN;
    for (uint32_t i = 0; i < terms->n_pairs; i++) {
        const struct term_pair *pair = &terms->pair[i];
        uint64_t hash = hash_pair(pair->a, pair->b);
        struct pair_slot *slot = find_slot(terms, hash, pair->a, pair->b);
        size_t bit = filter_bit(terms, hash);

        if (slot->col != NO_COLUMN)
            return err_set(err, ERR_INTEGRITY, "two columns have the same pair of words");
        *slot = (struct pair_slot){ pair->a, pair->b, (uint32_t)terms->word.n + i };
        terms->filter[bit / WORD_BITS] |= (uint64_t)1 << bit % WORD_BITS;
    }
    return 0;
}

uint32_t terms_n_cols(const struct terms *terms)
{
    return (uint32_t)terms->word.n + terms->n_pairs;
}

float terms_idf(uint32_t n_docs, uint32_t df)
{
    return (float)(log((1.0 + n_docs) / (1.0 + df)) + 1.0);
}

int terms_finish(struct terms *terms, struct err *err)
{
    uint32_t n_cols = terms_n_cols(terms);

    terms->idf = mem_alloc(n_cols * sizeof *terms->idf);
    if (terms->idf == NULL)
        return err_nomem(err);
    for (uint32_t col = 0; col < n_cols; col++)
        terms->idf[col] = terms_idf(terms->n_docs, terms->df[col]);
    return build_slots(terms, err);
}

void terms_release(struct terms *terms)
{
    intern_release(&terms->word);
    mem_free(terms->pair);
    mem_free(terms->df);
    mem_free(terms->idf);
    mem_free(terms->slot);
    mem_free(terms->filter);
    *terms = (struct terms){ 0 };
}

/* The smaller of the two tables is looked up in the other: a few new tickets do not pay for the whole vocabulary. */
int terms_map(uint32_t **out, const struct terms *terms, const struct intern *word, struct err *err)
{
    uint32_t *map = mem_alloc(word->n * sizeof *map);

    if (map == NULL)
        return err_nomem(err);
    if (word->n <= terms->word.n) {
        for (size_t id = 0; id < word->n; id++)
            map[id] = intern_find(&terms->word, word->str[id], word->len[id]);
        *out = map;
        return 0;
    }
    _Static_assert(INTERN_NONE == NO_COLUMN, "a word that is not there has no column");
    memset(map, 0xff, word->n * sizeof *map);
    for (size_t col = 0; col < terms->word.n; col++) {
        uint32_t id = intern_find(word, terms->word.str[col], terms->word.len[col]);

        if (id != INTERN_NONE)
            map[id] = (uint32_t)col;
    }
    *out = map;
    return 0;
}

int terms_scratch_init(struct terms_scratch *scratch, const struct terms *terms, struct err *err)
{
    struct terms_scratch fresh = { .n_cols = terms_n_cols(terms) };

    fresh.count = mem_calloc(fresh.n_cols, sizeof *fresh.count);
    fresh.touched = mem_calloc(fresh.n_cols / WORD_BITS + 1, sizeof *fresh.touched);
    fresh.summary = mem_calloc(fresh.n_cols / WORD_BITS / WORD_BITS + 1, sizeof *fresh.summary);
    if (fresh.count == NULL || fresh.touched == NULL || fresh.summary == NULL) {
        terms_scratch_release(&fresh);
        return err_nomem(err);
    }
    for (int i = 1; i < TF_TABLE; i++)
        fresh.tf[i] = (float)(1.0 + log(i));
    *scratch = fresh;
    return 0;
}

void terms_scratch_release(struct terms_scratch *scratch)
{
    mem_free(scratch->count);
    mem_free(scratch->touched);
    mem_free(scratch->summary);
    mem_free(scratch->hash);
    mem_free(scratch->pair);
    mem_free(scratch->written_out.id);
    *scratch = (struct terms_scratch){ 0 };
}

static void touch(struct terms_scratch *scratch, uint32_t col, float weight)
{
    uint32_t word = col / WORD_BITS;

    scratch->n_columns += (scratch->touched[word] >> col % WORD_BITS & 1) == 0;
    scratch->touched[word] |= (uint64_t)1 << col % WORD_BITS;
    scratch->summary[word / WORD_BITS] |= (uint64_t)1 << word % WORD_BITS;
    scratch->count[col] += weight;
}

static int reserve_pairs(struct terms_scratch *scratch, size_t n, struct err *err)
{
    size_t hash_cap = scratch->pair_cap, pair_cap = scratch->pair_cap;

    if (n <= scratch->pair_cap)
        return 0;
    if (mem_grow(&scratch->hash, &hash_cap, n, sizeof *scratch->hash, err) < 0 ||
        mem_grow(&scratch->pair, &pair_cap, n, sizeof *scratch->pair, err) < 0)
        return ERR_NOMEM;
    scratch->pair_cap = pair_cap;
    return 0;
}

/* Counts one field: tokens at once, pairs in two steps, so that their slots are on the way from memory while the next
 * pairs are hashed. */
static int count_field(const struct terms *terms, struct terms_scratch *scratch, const uint32_t *token, size_t n,
                       const uint32_t *map, bool pairs, float weight, struct err *err)
{
    uint32_t before = NO_COLUMN;
    size_t n_pairs = 0;

    pairs = pairs && terms->n_pairs > 0;
    if (pairs && reserve_pairs(scratch, n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        uint32_t col = map[token[i]];

        if (col != NO_COLUMN)
            touch(scratch, col, weight);
        if (pairs && col != NO_COLUMN && before != NO_COLUMN) {
            uint64_t hash = hash_pair(before, col);

            if (filter_has(terms, hash)) {
                __builtin_prefetch(&terms->slot[hash & (terms->n_slots - 1)]);
                scratch->hash[n_pairs] = hash;
                scratch->pair[n_pairs++] = (struct term_pair){ before, col };
            }
        }
        before = col;
    }
    for (size_t i = 0; i < n_pairs; i++) {
        uint32_t col = find_slot(terms, scratch->hash[i], scratch->pair[i].a, scratch->pair[i].b)->col;

        if (col != NO_COLUMN)
            touch(scratch, col, weight);
    }
    return 0;
}

/* tf = 1 + ln(count) (Manning, Raghavan, Schuetze 2008, section 6.4.1); the table holds the same bits. */
static float tf_of(const struct terms_scratch *scratch, float count)
{
    if (count < TF_TABLE && count == (float)(int)count)
        return scratch->tf[(int)count];
    return (float)(1.0 + log((double)count));
}

/* Appends tf x idf of the touched columns in ascending order and clears the counts; returns the sum of squares. */
static double drain(struct row_buffer *row, const struct terms *terms, struct terms_scratch *scratch,
                    uint32_t first_col)
{
    double sum = 0;

    for (uint32_t s = 0; s <= scratch->n_cols / WORD_BITS / WORD_BITS; s++) {
        for (; scratch->summary[s] != 0; scratch->summary[s] &= scratch->summary[s] - 1) {
            uint32_t word = s * WORD_BITS + (uint32_t)__builtin_ctzll(scratch->summary[s]);

            for (; scratch->touched[word] != 0; scratch->touched[word] &= scratch->touched[word] - 1) {
                uint32_t col = word * WORD_BITS + (uint32_t)__builtin_ctzll(scratch->touched[word]);
                float value = tf_of(scratch, scratch->count[col]) * terms->idf[col];

                scratch->count[col] = 0;
                row->col[row->n] = first_col + col;
                row->val[row->n++] = value;
                sum += (double)value * (double)value;
            }
        }
    }
    scratch->n_columns = 0;
    return sum;
}

int terms_row(struct row_buffer *row, const struct terms *terms, struct terms_scratch *scratch,
              const struct block_spec *spec, uint32_t first_col, const struct tokens *tokens, const size_t *field,
              const uint32_t *map, size_t sample, struct err *err)
{
    size_t begin = row->n;
    double scale;

    for (size_t f = 0; f < BLOCK_FIELDS_MAX && spec->field[f] != NULL; f++) {
        const uint32_t *token;
        size_t n;

        if (tokens_ids(&token, &n, tokens, field[f], sample, &scratch->written_out, err) < 0 ||
            count_field(terms, scratch, token, n, map, spec->ngram_max > 1, (float)spec->field_weight[f], err) < 0)
            return ERR_NOMEM;
    }
    if (row_buffer_reserve(row, scratch->n_columns, err) < 0)
        return ERR_NOMEM;
    scale = drain(row, terms, scratch, first_col);
    scale = scale > 0 ? spec->weight / sqrt(scale) : 0;
    for (size_t i = begin; i < row->n; i++)
        row->val[i] = (float)((double)row->val[i] * scale);
    return 0;
}

void terms_text(const struct terms *terms, uint32_t col, struct strbuf *out)
{
    const struct term_pair *pair;

    assert(col < terms_n_cols(terms));

    if (col < terms->word.n) {
        strbuf_add(out, terms->word.str[col], terms->word.len[col]);
        return;
    }
    pair = &terms->pair[col - terms->word.n];
    strbuf_add(out, terms->word.str[pair->a], terms->word.len[pair->a]);
    strbuf_addc(out, ' ');
    strbuf_add(out, terms->word.str[pair->b], terms->word.len[pair->b]);
}
