/*
 * strbuf.h - a growing byte string.
 *
 * data[len] is always NUL, also when len is 0; the bytes before may contain NUL. Appending never returns an error: a
 * failed allocation sets `failed`, later appends do nothing, and whoever uses the result asks strbuf_check once.
 */
#ifndef PRODROME_BASE_STRBUF_H
#define PRODROME_BASE_STRBUF_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct strbuf {
    char  *data;   /* [len + 1] NUL-terminated; a static "" before the first append */
    size_t len;    /* bytes, without the NUL                                        */
    size_t cap;    /* bytes allocated                                               */
    int    failed; /* an allocation failed since init or clear                      */
};

void  strbuf_init(struct strbuf *sb);
void  strbuf_release(struct strbuf *sb);                    /* leaves it as after init                */
void  strbuf_clear(struct strbuf *sb);                      /* len 0, not failed, memory kept         */
int   strbuf_reserve(struct strbuf *sb, size_t extra);      /* 0 or ERR_NOMEM (and failed set)        */
void  strbuf_add(struct strbuf *sb, const void *data, size_t len);
void  strbuf_adds(struct strbuf *sb, const char *text);
void  strbuf_addc(struct strbuf *sb, char c);
void  strbuf_addf(struct strbuf *sb, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void  strbuf_add_u64(struct strbuf *sb, uint64_t value);    /* decimal, fast                          */
char *strbuf_detach(struct strbuf *sb, size_t *len);        /* yours, mem_free; sb as after init; NULL if failed */
int   strbuf_check(const struct strbuf *sb, struct err *err); /* 0 or ERR_NOMEM                       */

#endif
