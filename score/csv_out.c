#include "score/csv_out.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct csv_out csv_out_make(struct strbuf *out, unsigned flags)
{
    return (struct csv_out){ .out = out, .flags = flags };
}

static void begin_field(struct csv_out *csv)
{
    if (csv->n_fields++ > 0)
        strbuf_addc(csv->out, ',');
}

/* Only these mean something in CSV itself; ';' and tab do to a reader that guesses, blanks at an end to one that
 * trims. */
static bool needs_quotes(const char *text, size_t len)
{
    if (len == 0)
        return false;
    if (text[0] == ' ' || text[len - 1] == ' ')
        return true;
    for (size_t i = 0; i < len; i++) {
        if (strchr(",\"\r\n;\t", text[i]) != NULL && text[i] != '\0')
            return true;
    }
    return false;
}

/* Whether a spreadsheet reads what begins here as a formula. U+FF1D U+FF0B U+FF0D U+FF20 are the full-width = + - @,
 * which some (in Japanese and Chinese locales) take for the plain ones. */
static bool is_formula(const char *text, size_t len)
{
    static const char *const wide[] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0" };

    if (memchr("=+-@", text[0], 4) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (len >= 3 && memcmp(text, wide[i], 3) == 0)
            return true;
    }
    return false;
}

/* Length of the control character at `text`, C1 in its UTF-8 form included; 0: it is none. Tab and line breaks are
 * text. */
static size_t control_len(const char *text, size_t len)
{
    unsigned char c = (unsigned char)text[0];

    if (c == 0xC2 && len > 1 && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xA0)
        return 2;
    return (c < 0x20 || c == 0x7F) && c != '\t' && c != '\r' && c != '\n';
}

/* Bytes at `text` that end no cell and begin none: blanks, quotes, a byte order mark. */
static bool is_before_cell(const char *text, size_t len)
{
    return text[0] == ' ' || text[0] == '"' || (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0);
}

static bool begins_cell(char c)
{
    return c == ';' || c == '\t' || c == '\n' || c == '\r';
}

/* The bytes between the quotes, if there are any. To a spreadsheet of some locale a cell begins at the start and
 * after what begins_cell names. */
static void write_field(struct csv_out *csv, const char *text, size_t len)
{
    const bool neutral = (csv->flags & CSV_OUT_NEUTRAL) != 0;
    bool cell_start = true;

    for (size_t i = 0, n; i < len; i += n) {
        char c = text[i];

        n = neutral ? control_len(text + i, len - i) : c == '\0';
        if (n > 0)
            continue;
        n = 1;
        if (neutral && cell_start && (is_formula(text + i, len - i) || (i == 0 && (c == '\t' || c == '\r'))))
            strbuf_addc(csv->out, '\'');
        if (c == '"')
            strbuf_addc(csv->out, '"');
        if (is_before_cell(text + i, len - i))
            n = c == ' ' || c == '"' ? 1 : 3;
        else
            cell_start = begins_cell(c);
        strbuf_add(csv->out, text + i, n);
    }
}

void csv_out_textn(struct csv_out *csv, const char *text, size_t len)
{
    bool quotes = needs_quotes(text, len);

    begin_field(csv);
    if (quotes)
        strbuf_addc(csv->out, '"');
    write_field(csv, text, len);
    if (quotes)
        strbuf_addc(csv->out, '"');
}

void csv_out_text(struct csv_out *csv, const char *text)
{
    csv_out_textn(csv, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
}

void csv_out_int(struct csv_out *csv, int64_t value)
{
    begin_field(csv);
    strbuf_addf(csv->out, "%" PRId64, value);
}

static void write_number(struct csv_out *csv, double value, const char *fmt, int precision)
{
    begin_field(csv);
    if (isinf(value))
        strbuf_adds(csv->out, value < 0 ? "-inf" : "inf");
    else if (!isnan(value))
        strbuf_addf(csv->out, fmt[0] == 'g' ? "%.*g" : "%.*f", precision, value);
}

void csv_out_double(struct csv_out *csv, double value)
{
    write_number(csv, value, "g", 17);
}

void csv_out_number(struct csv_out *csv, double value, int decimals)
{
    assert(decimals >= 0);
    write_number(csv, value, "f", decimals);
}

void csv_out_row_end(struct csv_out *csv)
{
    const size_t len = csv->out->len;

    /* A line with nothing on it is no row to most readers. */
    if (csv->n_fields == 1 && (len == 0 || csv->out->data[len - 1] == '\n'))
        strbuf_adds(csv->out, "\"\"");
    strbuf_adds(csv->out, (csv->flags & CSV_OUT_CRLF) != 0 ? "\r\n" : "\n");
    csv->n_fields = 0;
}

void csv_out_row(struct csv_out *csv, const char *const *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        csv_out_text(csv, text[i]);
    csv_out_row_end(csv);
}
