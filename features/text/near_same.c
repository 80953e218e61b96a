/*
 * near_same.c - see near_same.h.
 *
 *   text_signs_make -> read_words -> minima ; near_pairs_find -> add_group (a key: equal texts, then each band) -> keep
 */
#include "features/text/near_same.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { WORDS_MIN = 5, SHINGLE = 3, MINIMA_OF_BAND = 3, MINIMA = NEAR_SAME_BANDS * MINIMA_OF_BAND, ROWS_OF_JOB = 1024 };

static const double near_enough = 0.8;

/* The finaliser of MurmurHash3 (Appleby, public domain): every bit of x moves every bit of the result. */
static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= UINT64_C(0xff51afd7ed558ccd);
    x ^= x >> 33;
    x *= UINT64_C(0xc4ceb9fe1a85ec53);
    return x ^ (x >> 33);
}

static bool of_word(unsigned char c)
{
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Appends the hashes of the words of a text (FNV-1a over the folded bytes) up to NEAR_SAME_WORDS in all. */
static size_t read_words(uint64_t word[NEAR_SAME_WORDS], size_t n, const struct text *text)
{
    for (size_t i = 0; i < text->len && n < NEAR_SAME_WORDS;) {
        uint64_t hash = UINT64_C(14695981039346656037);
        unsigned char last = 0;

        if (!of_word((unsigned char)text->str[i])) {
            i++;
            continue;
        }
        for (; i < text->len && of_word((unsigned char)text->str[i]); i++) {
            unsigned char c = (unsigned char)text->str[i];

            c = c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c >= '0' && c <= '9' ? '0' : c;
            if (c == '0' && last == '0')
                continue;
            hash = (hash ^ c) * UINT64_C(1099511628211);
            last = c;
        }
        word[n++] = hash;
    }
    return n;
}

/* Of n words, n - 2 shingles. */
static size_t read_shingles(uint64_t shingle[NEAR_SAME_WORDS], const struct ticket *t)
{
    uint64_t word[NEAR_SAME_WORDS];
    size_t n = read_words(word, read_words(word, 0, &t->title), &t->description);

    if (n < WORDS_MIN)
        return 0;
    for (size_t i = 0; i + SHINGLE <= n; i++)
        shingle[i] = mix(word[i] + mix(word[i + 1] + mix(word[i + 2])));
    return n - SHINGLE + 1;
}

/* The text's hash is that of its shingles in order, which tell the words. */
static void make_sign(struct text_sign *out, const struct ticket *t)
{
    static const uint64_t seed = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t shingle[NEAR_SAME_WORDS], least[MINIMA], text = seed;
    size_t n = read_shingles(shingle, t);

    memset(out, 0, sizeof *out);
    if (n == 0)
        return;
    memset(least, 0xff, sizeof least);
    for (size_t i = 0; i < n; i++) {
        text = mix(text ^ shingle[i]);
        for (uint64_t k = 0; k < MINIMA; k++) {
            uint64_t h = mix(shingle[i] + (k + 1) * seed);

            least[k] = h < least[k] ? h : least[k];
        }
    }
    out->text = text | 1; /* 0 says none */
    for (size_t b = 0; b < NEAR_SAME_BANDS; b++)
        for (size_t k = 0; k < MINIMA_OF_BAND; k++)
            out->band[b] = mix(out->band[b] ^ least[b * MINIMA_OF_BAND + k]);
}

struct sign_job { struct text_sign *sign; const struct ticket_table *tickets; };

static int sign_some(void *ctx, size_t job, struct err *err)
{
    const struct sign_job *j = ctx;
    size_t end = (job + 1) * ROWS_OF_JOB < j->tickets->n ? (job + 1) * ROWS_OF_JOB : j->tickets->n;

    (void)err;
    for (size_t i = job * ROWS_OF_JOB; i < end; i++)
        make_sign(&j->sign[i], &j->tickets->row[i]);
    return 0;
}

int text_signs_make(struct text_sign *sign, const struct ticket_table *tickets, int n_threads, struct err *err)
{
    struct sign_job job = { sign, tickets };

    return parallel_run(n_threads, (tickets->n + ROWS_OF_JOB - 1) / ROWS_OF_JOB, sign_some, &job, err);
}

/* ------------------------------------------------------------- pairs */

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static size_t unique_shingles(uint64_t shingle[NEAR_SAME_WORDS], const struct ticket *t)
{
    size_t n = read_shingles(shingle, t), kept = 0;

    qsort(shingle, n, sizeof *shingle, by_hash);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || shingle[i] != shingle[kept - 1])
            shingle[kept++] = shingle[i];
    return kept;
}

static bool nearly_same(const struct ticket *a, const struct ticket *b)
{
    uint64_t x[NEAR_SAME_WORDS], y[NEAR_SAME_WORDS];
    size_t n = unique_shingles(x, a), m = unique_shingles(y, b), common = 0;

    for (size_t i = 0, k = 0; i < n && k < m;) {
        common += x[i] == y[k];
        if (x[i] == y[k]) {
            i++;
            k++;
        } else if (x[i] < y[k]) {
            i++;
        } else {
            k++;
        }
    }
    return n + m > common && (double)common >= near_enough * (double)(n + m - common);
}

struct keyed { uint64_t key; uint32_t row; };

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

int near_pair_compare(const void *a, const void *b)
{
    const struct near_pair *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Pairs each row with the one before it that has the same key; key 0 is no text, key 1 + b band b. */
static void add_group(struct near_pairs *out, struct keyed *k, const struct text_sign *sign, const uint32_t *rows, size_t n_rows, int which)
{
    size_t n = 0;

    for (size_t i = 0; i < n_rows; i++)
        if (sign[rows[i]].text != 0)
            k[n++] = (struct keyed){ which == 0 ? sign[rows[i]].text : sign[rows[i]].band[which - 1], rows[i] };
    qsort(k, n, sizeof *k, by_key);
    for (size_t i = 1; i < n; i++)
        if (k[i].key == k[i - 1].key && (which == 0 || sign[k[i].row].text != sign[k[i - 1].row].text))
            out->pair[out->n++] = (struct near_pair){ k[i - 1].row, k[i].row, which == 0 };
}

/* Each once, and of the candidates those that are near enough. */
static void keep(struct near_pairs *out, const struct ticket_table *tickets)
{
    size_t n = 0;

    qsort(out->pair, out->n, sizeof *out->pair, near_pair_compare);
    for (size_t i = 0; i < out->n; i++) {
        const struct near_pair *p = &out->pair[i];

        if (i > 0 && near_pair_compare(p - 1, p) == 0) /* the one before may have been dropped: then this one would be too */
            continue;
        if (p->same || nearly_same(&tickets->row[p->a], &tickets->row[p->b]))
            out->pair[n++] = *p;
    }
    out->n = n;
}

int near_pairs_find(struct near_pairs *out, const struct ticket_table *tickets, const struct text_sign *sign, const uint32_t *rows, size_t n_rows,
                    struct err *err)
{
    struct near_pairs pairs = { .pair = mem_calloc((1 + NEAR_SAME_BANDS) * n_rows, sizeof(struct near_pair)) };
    struct keyed *k = mem_calloc(n_rows, sizeof *k);

    if (pairs.pair == NULL || k == NULL) {
        mem_free(k);
        near_pairs_release(&pairs);
        return err_nomem(err);
    }
    for (int which = 0; which <= NEAR_SAME_BANDS; which++)
        add_group(&pairs, k, sign, rows, n_rows, which);
    mem_free(k);
    keep(&pairs, tickets);
    *out = pairs;
    return 0;
}

void near_pairs_release(struct near_pairs *pairs)
{
    mem_free(pairs->pair);
    *pairs = (struct near_pairs){ .pair = NULL };
}
