/*
 * packed.h - bytes that a program stores and reads back: little-endian numbers between a head and a checksum.
 *
 *     magic (8 bytes)  format (4 bytes)  length of the body (8 bytes)  body  BLAKE2b of all before (32 bytes)
 *
 * A reader trusts nothing: what does not fit reads as 0, and `bad` says so. The checksum tells accidents, not intent.
 */
#ifndef PRODROME_PACKED_H
#define PRODROME_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"

enum { PACKED_MAGIC_LEN = 8 };

/* Failures show in `out` (strbuf_check). n_bytes: 1 to 8. */
void packed_put(struct strbuf *out, uint64_t value, int n_bytes);
void packed_put_double(struct strbuf *out, double value); /* its bits, 8 bytes */

/* Appends the head of a body that follows; returns where it begins, for packed_end. magic: PACKED_MAGIC_LEN bytes. */
size_t packed_begin(struct strbuf *out, const char *magic, uint32_t format);
/* The body is complete: its length into the head, the checksum behind it. ERR_NOMEM also for what failed in between. */
int    packed_end(struct strbuf *out, size_t begin, struct err *err);

struct packed_reader {
    const uint8_t *at, *end; /* borrowed                                             */
    bool bad;                /* something did not fit: all that follows reads as 0   */
};

uint64_t packed_get(struct packed_reader *in, int n_bytes);

enum packed_fault {
    PACKED_FITS,
    PACKED_ALIEN,  /* it does not begin with the magic */
    PACKED_FORMAT, /* another format                   */
    PACKED_LENGTH, /* cut, or something follows        */
    PACKED_DIGEST  /* the checksum differs             */
};

/* The body of what packed_end made. *found: the format that it has, where it has one. */
enum packed_fault packed_open(struct packed_reader *body, uint32_t *found, const void *data, size_t len, const char *magic, uint32_t format);

#endif
