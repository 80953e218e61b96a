#include "datasets/base/text_cut.h"

size_t text_cut(const char *text, size_t len, size_t max)
{
    if (len <= max)
        return len;
    while (max > 0 && ((unsigned char)text[max] & 0xC0) == 0x80) /* text[max] would be inside a character */
        max--;
    return max;
}
