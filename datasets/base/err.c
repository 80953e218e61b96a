#include "datasets/base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Longer than a message by more than the longest unit of err_visible: where text is cut, the last whole unit decides, not the
 * end of this buffer. */
enum { RAW_MAX = ERR_MSG_MAX + 8 };

/* Length of the UTF-8 sequence that starts at text[0], counting only continuation bytes that are there. */
static size_t sequence_len(const char *text)
{
    unsigned char lead = (unsigned char)text[0];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    size_t len = 1;

    while (len < want && ((unsigned char)text[len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* C0, DEL, and C1 in its UTF-8 form (C2 80 .. C2 9F), which terminals obey as they obey ESC; and what is no UTF-8: messages go into JSON. */
static bool is_hidden(const char *sequence, size_t len)
{
    unsigned char first = (unsigned char)sequence[0], second = (unsigned char)(len > 1 ? sequence[1] : 0);

    switch (len) {
    case 1:
        return first < 0x20 || first >= 0x7F;
    case 2:
        return first < 0xC2 || first > 0xDF || (first == 0xC2 && second < 0xA0);
    case 3:
        return first > 0xEF || (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F); /* overlong, surrogate */
    default:
        return first > 0xF4 || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    }
}

size_t err_visible(char *out, size_t size, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t used = 0;

    assert(size > 0);

    while (*text != '\0') {
        size_t len = sequence_len(text);
        bool hidden = is_hidden(text, len);

        if (used + (hidden ? 4 * len : len) >= size)
            break;
        for (size_t i = 0; i < len; i++) {
            unsigned char byte = (unsigned char)text[i];

            if (hidden) {
                out[used++] = '\\';
                out[used++] = 'x';
                out[used++] = hex[byte >> 4];
                out[used++] = hex[byte & 15];
            } else {
                out[used++] = text[i];
            }
        }
        text += len;
    }
    out[used] = '\0';
    return used;
}

int err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
    char raw[RAW_MAX]; /* not err->msg: the arguments may point there */
    va_list args;

    assert(code < 0);

    if (err == NULL)
        return code;
    va_start(args, fmt);
    vsnprintf(raw, sizeof raw, fmt, args);
    va_end(args);
    err_visible(err->msg, sizeof err->msg, raw);
    err->code = code;
    return code;
}

int err_prefix(struct err *err, const char *fmt, ...)
{
    char raw[RAW_MAX];
    va_list args;
    size_t len;

    if (err == NULL)
        return ERR_IO;
    assert(err->code < 0);

    va_start(args, fmt);
    vsnprintf(raw, sizeof raw, fmt, args);
    va_end(args);
    len = strlen(raw);
    snprintf(raw + len, sizeof raw - len, ": %s", err->msg);
    err_visible(err->msg, sizeof err->msg, raw);
    return err->code;
}

int err_nomem(struct err *err)
{
    return err_set(err, ERR_NOMEM, "out of memory");
}
