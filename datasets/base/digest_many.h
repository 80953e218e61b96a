/*
 * digest_many.h - BLAKE2b of many messages at once.
 *
 * One message is a chain of steps that wait for each other; eight of them side by side, each in a lane of a wide register, take little longer than one.
 * Where the processor has no such registers each is hashed alone. The digests are those of digest.h, bit for bit.
 */
#ifndef PRODROME_DIGEST_MANY_H
#define PRODROME_DIGEST_MANY_H

#include "datasets/base/digest.h"

struct digest_message {
    const void *data;  /* [len] */
    size_t      len;
    bool        keyed; /* as digest_init_keyed, else as digest_init */
    uint8_t    *out;   /* [DIGEST_SIZE]                             */
};

/* `key` may be NULL where no message is keyed. */
void digest_many(const struct digest_message *message, size_t n, const uint8_t key[DIGEST_KEY_SIZE]);

#endif
