#include "datasets/base/escape_sequence.h"

#include <string.h>

/* Parameter and intermediate bytes, then the final one; 0 where that does not come. */
static size_t control_sequence(const char *text, size_t len, size_t at)
{
    while (at < len && text[at] >= 0x20 && text[at] <= 0x3F)
        at++;
    return at < len && text[at] >= 0x40 && text[at] <= 0x7E ? at + 1 : 0;
}

/* Until its end; 0 where the line or the text ends before. */
static size_t control_string(const char *text, size_t len, size_t at)
{
    for (; at < len && text[at] != '\n' && text[at] != '\r'; at++) {
        if (text[at] == '\a')
            return at + 1;
        if (text[at] == '\x1B' && at + 1 < len && text[at + 1] == '\\')
            return at + 2;
    }
    return 0;
}

size_t escape_sequence(const char *text, size_t len)
{
    size_t n = 0;

    if (len > 1 && text[0] == '\xC2' && text[1] == '\x9B')
        return control_sequence(text, len, 2);
    if (text[0] != '\x1B')
        return 0;
    if (len > 1 && text[1] == '[')
        n = control_sequence(text, len, 2);
    else if (len > 1 && memchr("]PX^_", text[1], 5) != NULL)
        n = control_string(text, len, 2);
    return n > 0 ? n : 1;
}
