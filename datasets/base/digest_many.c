/*
 * digest_many.c - eight messages in eight lanes: BLAKE2b as RFC 7693 section 3 writes it, each of its words a vector of eight.
 *
 * The longest message is begun first; a lane that has finished one takes the next. So the lanes end at about the same time.
 */
#include "datasets/base/digest_many.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/wide_vectors.h"

static void digest_alone(const struct digest_message *message, const uint8_t *key)
{
    struct digest digest;

    if (message->keyed)
        digest_init_keyed(&digest, key);
    else
        digest_init(&digest);
    digest_update(&digest, message->data, message->len);
    digest_final(&digest, message->out);
}

#if WIDE_VECTORS

enum {
    LANES = 8,
    WORDS = 16, /* of a block, 8 bytes each */
    BLOCK = 128,
    ROUNDS = 12,
    GROUP = 256,    /* messages that are put in order at once */
    LONG = 16 * 1024 /* one longer than this would leave the other lanes idle */
};

typedef uint64_t words __attribute__((vector_size(LANES * sizeof(uint64_t))));
typedef uint64_t unaligned_words __attribute__((vector_size(LANES * sizeof(uint64_t)), aligned(1), may_alias));

#if defined(__clang__)
#define PICK(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define PICK(a, b, ...) __builtin_shuffle(a, b, (words){ __VA_ARGS__ })
#endif

#define EIGHT(x) ((words){ x, x, x, x, x, x, x, x })

/* RFC 7693, section 2.6 */
static const uint64_t iv[8] = { 0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179 };

/* Section 2.7; rounds 10 and 11 are as 0 and 1. */
static const uint8_t sigma[10][WORDS] = {
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 }, { 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 },
    { 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 }, { 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 },
    { 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 }, { 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 },
    { 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 }, { 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 },
    { 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 }, { 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 },
};

struct lane {
    const struct digest_message *message; /* NULL: idle */
    const uint8_t *at;
    size_t left;         /* bytes after `at` */
    bool key_first;      /* the key's block is still to come */
    uint8_t last[BLOCK]; /* the last block, filled up with zeros */
};

struct lanes {
    words h[8];       /* section 3.2, of eight messages */
    words count, end; /* bytes up to the end of the block at hand; all bits where it is the last */
    const uint8_t *block[LANES];
    struct lane lane[LANES];
    uint8_t key_block[BLOCK];
};

/* Words [first, first + 8) of the eight blocks: word by word instead of block by block. */
static inline __attribute__((always_inline)) void load_words(words *out, const uint8_t *const *block, size_t first)
{
    words row[LANES], pair[LANES], four[LANES];

    for (int i = 0; i < LANES; i++)
        row[i] = *(const unaligned_words *)(const void *)(block[i] + first * sizeof(uint64_t));
    for (int i = 0; i < LANES; i += 2) {
        pair[i] = PICK(row[i], row[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        pair[i + 1] = PICK(row[i], row[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (int i = 0; i < LANES; i += 4) {
        four[i] = PICK(pair[i], pair[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        four[i + 1] = PICK(pair[i + 1], pair[i + 3], 0, 1, 8, 9, 4, 5, 12, 13);
        four[i + 2] = PICK(pair[i], pair[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        four[i + 3] = PICK(pair[i + 1], pair[i + 3], 2, 3, 10, 11, 6, 7, 14, 15);
    }
    for (int i = 0; i < LANES / 2; i++) {
        out[i] = PICK(four[i], four[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        out[i + 4] = PICK(four[i], four[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

#define TURN(x, n) (((x) >> (n)) | ((x) << (64 - (n))))

/* G of section 3.1 */
#define MIX(a, b, c, d, x, y)                                                                                          \
    do {                                                                                                               \
        a += b + (x);                                                                                                  \
        d = TURN(d ^ a, 32);                                                                                           \
        c += d;                                                                                                        \
        b = TURN(b ^ c, 24);                                                                                           \
        a += b + (y);                                                                                                  \
        d = TURN(d ^ a, 16);                                                                                           \
        c += d;                                                                                                        \
        b = TURN(b ^ c, 63);                                                                                           \
    } while (0)

/* F of section 3.2, for the eight blocks at hand. */
static inline __attribute__((always_inline)) void compress(struct lanes *lanes)
{
    words m[WORDS], v[16];

    load_words(m, lanes->block, 0);
    load_words(m + WORDS / 2, lanes->block, WORDS / 2);
    for (int i = 0; i < 8; i++) {
        v[i] = lanes->h[i];
        v[i + 8] = EIGHT(iv[i]);
    }
    v[12] ^= lanes->count;
    v[14] ^= lanes->end;
#pragma GCC unroll 12
    for (int round = 0; round < ROUNDS; round++) {
        const uint8_t *s = sigma[round % 10];

        MIX(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
        MIX(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
        MIX(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
        MIX(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
        MIX(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
        MIX(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
        MIX(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
        MIX(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++)
        lanes->h[i] ^= v[i] ^ v[i + 8];
}

__attribute__((target("avx512f"), noinline)) static void compress_avx512(struct lanes *lanes)
{
    compress(lanes);
}

__attribute__((target("avx2"), noinline)) static void compress_avx2(struct lanes *lanes)
{
    compress(lanes);
}

/* Section 2.5: the parameter block has the lengths of digest and key, fanout and depth 1. */
static void begin(struct lanes *lanes, int i, const struct digest_message *message)
{
    struct lane *lane = &lanes->lane[i];

    for (int k = 0; k < 8; k++)
        lanes->h[k][i] = iv[k];
    lanes->h[0][i] ^= 0x01010000 ^ (message->keyed ? DIGEST_KEY_SIZE << 8 : 0) ^ DIGEST_SIZE;
    lanes->count[i] = 0;
    lane->message = message;
    lane->at = message->data;
    lane->left = message->len;
    lane->key_first = message->keyed;
}

/* The next block of a lane. */
static void advance(struct lanes *lanes, int i)
{
    struct lane *lane = &lanes->lane[i];

    lanes->end[i] = 0;
    if (lane->key_first) {
        lane->key_first = false;
        lanes->block[i] = lanes->key_block;
        lanes->count[i] += BLOCK;
        if (lane->left == 0)
            lanes->end[i] = ~UINT64_C(0);
    } else if (lane->left > BLOCK) {
        lanes->block[i] = lane->at;
        lanes->count[i] += BLOCK;
        lane->at += BLOCK;
        lane->left -= BLOCK;
    } else {
        if (lane->left > 0)
            memcpy(lane->last, lane->at, lane->left);
        memset(lane->last + lane->left, 0, BLOCK - lane->left);
        lanes->block[i] = lane->last;
        lanes->count[i] += lane->left;
        lanes->end[i] = ~UINT64_C(0);
    }
}

static void finish(struct lanes *lanes, int i)
{
    for (size_t k = 0; k < DIGEST_SIZE / sizeof(uint64_t); k++) {
        uint64_t word = lanes->h[k][i];

        memcpy(lanes->lane[i].message->out + k * sizeof word, &word, sizeof word);
    }
    lanes->lane[i].message = NULL;
    lanes->block[i] = lanes->key_block; /* whatever: nobody reads what comes of it */
}

static int longer_first(const void *a, const void *b)
{
    const struct digest_message *x = *(const struct digest_message *const *)a, *y = *(const struct digest_message *const *)b;

    return (x->len < y->len) - (x->len > y->len);
}

static void digest_group(const struct digest_message *const *message, size_t n, const uint8_t *key, void (*compress_all)(struct lanes *))
{
    struct lanes lanes = { .key_block = { 0 } };
    size_t next = 0, busy = 0;

    if (key != NULL)
        memcpy(lanes.key_block, key, DIGEST_KEY_SIZE);
    for (int i = 0; i < LANES; i++)
        lanes.block[i] = lanes.key_block;
    for (int i = 0; i < LANES && next < n; i++, busy++)
        begin(&lanes, i, message[next++]);
    while (busy > 0) {
        for (int i = 0; i < LANES; i++)
            if (lanes.lane[i].message != NULL)
                advance(&lanes, i);
        compress_all(&lanes);
        for (int i = 0; i < LANES; i++) {
            if (lanes.lane[i].message == NULL || lanes.end[i] == 0)
                continue;
            finish(&lanes, i);
            if (next < n)
                begin(&lanes, i, message[next++]);
            else
                busy--;
        }
    }
    secret_wipe(lanes.key_block, sizeof lanes.key_block);
}

/* In groups, so that no memory is asked for. */
static void digest_wide(const struct digest_message *message, size_t n, const uint8_t *key, void (*compress_all)(struct lanes *))
{
    const struct digest_message *group[GROUP];
    size_t n_group = 0;

    for (size_t i = 0; i < n; i++) {
        if (message[i].len > LONG)
            digest_alone(&message[i], key);
        else
            group[n_group++] = &message[i];
        if (n_group == GROUP || i + 1 == n) {
            qsort(group, n_group, sizeof *group, longer_first);
            digest_group(group, n_group, key, compress_all);
            n_group = 0;
        }
    }
}
#endif

void digest_many(const struct digest_message *message, size_t n, const uint8_t key[DIGEST_KEY_SIZE])
{
#if WIDE_VECTORS
    if (n > 1 && __builtin_cpu_supports("avx512f")) {
        digest_wide(message, n, key, compress_avx512);
        return;
    }
    if (n > 1 && __builtin_cpu_supports("avx2")) {
        digest_wide(message, n, key, compress_avx2);
        return;
    }
#endif
    for (size_t i = 0; i < n; i++)
        digest_alone(&message[i], key);
}
