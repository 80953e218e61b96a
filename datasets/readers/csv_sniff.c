#include "datasets/readers/csv_sniff.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { BINARY_BYTES = 1024 }; /* in which a binary file shows itself by a NUL */

static const struct {
    const char *magic;
    size_t len;
    const char *words;
} formats[] = {
    { "SQLite format 3", 15, "an SQLite database; export the table as CSV" },
    { "\x1f\x8b", 2, "gzip data; decompress it first (gzip -d)" },
    { "\xfd"
      "7zXZ",
      5, "xz data; decompress it first (xz -d)" },
    { "BZh", 3, "bzip2 data; decompress it first (bzip2 -d)" },
    { "\x28\xb5\x2f\xfd", 4, "zstd data; decompress it first (zstd -d)" },
    { "PK\x03\x04", 4, "a zip archive or an Excel workbook; unpack it, or save the sheet as CSV UTF-8" },
    { "\xd0\xcf\x11\xe0", 4, "an old Office document; save the sheet as CSV UTF-8" },
    { "\x89PNG", 4, "a PNG image" },
    { "\xff\xd8\xff", 3, "a JPEG image" },
    { "%PDF-", 5, "a PDF document" },
    { "PAR1", 4, "Parquet data; export it as CSV" },
    { "\x7f"
      "ELF",
      4, "a program" },
    { "\xff\xfe", 2, "UTF-16 text; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)" },
    { "\xfe\xff", 2, "UTF-16 text; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)" },
    { "<!DOCTYPE", 9, "an HTML page" },
    { "<html", 5, "an HTML page" },
    { "<?xml", 5, "XML; export it as CSV" },
    { "{\"", 2, "JSON; export it as CSV" },
    { "[{", 2, "JSON; export it as CSV" },
};

int csv_sniff_format(const char *name, const char *data, size_t len, struct err *err)
{
    size_t n = len < BINARY_BYTES ? len : BINARY_BYTES;

    if (len == 0)
        return err_set(err, ERR_REFUSED, "%s:1: empty file", name);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (len >= formats[i].len && strncasecmp(data, formats[i].magic, formats[i].len) == 0)
            return err_set(err, ERR_REFUSED, "%s:1: not a CSV file: looks like %s", name, formats[i].words);
    if (memchr(data, '\0', n) != NULL)
        return err_set(err, ERR_REFUSED, "%s:1: not a CSV file: binary data (NUL bytes)", name);
    return 0;
}

char csv_sniff_delimiter(const char *data, size_t len)
{
    static const char known[] = { ',', ';', '\t' };
    size_t count[sizeof known] = { 0 };
    size_t best = 0, seen = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        if (data[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if ((data[i] == '\n' || data[i] == '\r') && seen > 0)
            break;
        if (data[i] != ' ' && data[i] != '\n' && data[i] != '\r')
            seen++;
        for (size_t k = 0; k < sizeof known; k++)
            count[k] += data[i] == known[k];
    }
    for (size_t k = 1; k < sizeof known; k++)
        if (count[k] > count[best])
            best = k;
    return known[best];
}

/* Length of the well-formed sequence at s (Unicode 15.0, table 3-7), 0 where there is none. */
static size_t utf8_sequence(const unsigned char *s, size_t len)
{
    unsigned char lead = s[0];
    unsigned char low = 0x80, high = 0xBF; /* of the second byte */
    size_t n;

    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    n = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (n > len)
        return 0;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

bool csv_sniff_utf8(const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;

    while (i < len) {
        size_t n;

        while (len - i >= 8) { /* eight ASCII bytes at a time */
            uint64_t word;

            memcpy(&word, s + i, sizeof word);
            if (word & UINT64_C(0x8080808080808080))
                break;
            i += 8;
        }
        if (i == len)
            break;
        n = utf8_sequence(s + i, len - i);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}
