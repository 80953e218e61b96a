#include "datasets/base/packed.h"

#include <string.h>

#include "datasets/base/digest.h"

enum { HEAD_LEN = PACKED_MAGIC_LEN + 4 + 8 };

void packed_put(struct strbuf *out, uint64_t value, int n_bytes)
{
    for (int i = 0; i < n_bytes; i++)
        strbuf_addc(out, (char)(value >> 8 * i & 0xff));
}

void packed_put_double(struct strbuf *out, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    packed_put(out, bits, 8);
}

size_t packed_begin(struct strbuf *out, const char *magic, uint32_t format)
{
    size_t begin = out->len;

    strbuf_add(out, magic, PACKED_MAGIC_LEN);
    packed_put(out, format, 4);
    packed_put(out, 0, 8);
    return begin;
}

int packed_end(struct strbuf *out, size_t begin, struct err *err)
{
    uint8_t digest[DIGEST_SIZE];
    size_t body = begin + HEAD_LEN;

    if (strbuf_check(out, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < 8; i++)
        out->data[body - 8 + i] = (char)((out->len - body) >> 8 * i & 0xff);
    digest_of(out->data + begin, out->len - begin, digest);
    strbuf_add(out, digest, sizeof digest);
    return strbuf_check(out, err);
}

uint64_t packed_get(struct packed_reader *in, int n_bytes)
{
    uint64_t value = 0;

    if (in->bad || in->end - in->at < n_bytes) {
        in->bad = true;
        return 0;
    }
    for (int i = 0; i < n_bytes; i++)
        value |= (uint64_t)in->at[i] << 8 * i;
    in->at += n_bytes;
    return value;
}

enum packed_fault packed_open(struct packed_reader *body, uint32_t *found, const void *data, size_t len, const char *magic, uint32_t format)
{
    struct packed_reader head = { .at = data, .end = (const uint8_t *)data + len };
    uint8_t digest[DIGEST_SIZE];

    if (len < HEAD_LEN + DIGEST_SIZE || memcmp(data, magic, PACKED_MAGIC_LEN) != 0)
        return PACKED_ALIEN;
    head.at += PACKED_MAGIC_LEN;
    *found = (uint32_t)packed_get(&head, 4);
    if (*found != format)
        return PACKED_FORMAT;
    if (packed_get(&head, 8) != len - HEAD_LEN - DIGEST_SIZE)
        return PACKED_LENGTH;
    digest_of(data, len - DIGEST_SIZE, digest);
    if (!digest_equal(digest, head.end - DIGEST_SIZE, DIGEST_SIZE))
        return PACKED_DIGEST;
    *body = (struct packed_reader){ .at = head.at, .end = head.end - DIGEST_SIZE };
    return PACKED_FITS;
}
