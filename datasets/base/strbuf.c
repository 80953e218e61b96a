#include "datasets/base/strbuf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"

/* What data points to before the first append. Never written, never freed; cap == 0 tells. */
static char empty[1];

void strbuf_init(struct strbuf *sb)
{
    *sb = (struct strbuf){ .data = empty };
}

void strbuf_release(struct strbuf *sb)
{
    if (sb->cap > 0)
        mem_free(sb->data);
    strbuf_init(sb);
}

void strbuf_clear(struct strbuf *sb)
{
    sb->len = 0;
    sb->failed = 0;
    if (sb->cap > 0)
        sb->data[0] = '\0';
}

int strbuf_reserve(struct strbuf *sb, size_t extra)
{
    char *data = sb->cap > 0 ? sb->data : NULL;

    if (sb->failed)
        return ERR_NOMEM;
    if (extra < sb->cap && sb->len < sb->cap - extra)
        return 0;
    if (extra >= SIZE_MAX - sb->len || mem_grow(&data, &sb->cap, sb->len + extra + 1, 1, NULL) < 0) {
        sb->failed = 1;
        return ERR_NOMEM;
    }
    data[sb->len] = '\0';
    sb->data = data;
    return 0;
}

void strbuf_add(struct strbuf *sb, const void *data, size_t len)
{
    if (len == 0 || strbuf_reserve(sb, len) < 0)
        return;
    memcpy(sb->data + sb->len, data, len);
    sb->len += len;
    sb->data[sb->len] = '\0';
    assert(sb->len < sb->cap);
}

void strbuf_adds(struct strbuf *sb, const char *text)
{
    strbuf_add(sb, text, strlen(text));
}

void strbuf_addc(struct strbuf *sb, char c)
{
    strbuf_add(sb, &c, 1);
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
    enum { GUESS = 64 };
    va_list args, again;
    int len;

    if (strbuf_reserve(sb, GUESS) < 0)
        return;
    va_start(args, fmt);
    va_copy(again, args);
    len = vsnprintf(sb->data + sb->len, sb->cap - sb->len, fmt, args);
    if (len >= 0 && (size_t)len >= sb->cap - sb->len) {
        sb->data[sb->len] = '\0';
        if (strbuf_reserve(sb, (size_t)len) == 0)
            len = vsnprintf(sb->data + sb->len, sb->cap - sb->len, fmt, again);
    }
    va_end(again);
    va_end(args);
    if (len < 0)
        sb->failed = 1; /* over INT_MAX bytes */
    if (sb->failed)
        sb->data[sb->len] = '\0';
    else
        sb->len += (size_t)len;
}

void strbuf_add_u64(struct strbuf *sb, uint64_t value)
{
    char digits[20]; /* of 2^64 - 1 */
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    strbuf_add(sb, digits + at, sizeof digits - at);
}

char *strbuf_detach(struct strbuf *sb, size_t *len)
{
    char *data = NULL;

    if (!sb->failed && strbuf_reserve(sb, 0) == 0) {
        data = sb->data;
        if (len != NULL)
            *len = sb->len;
        sb->cap = 0; /* ours no longer */
    }
    strbuf_release(sb);
    return data;
}

int strbuf_check(const struct strbuf *sb, struct err *err)
{
    return sb->failed ? err_nomem(err) : 0;
}
