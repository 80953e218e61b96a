#include "datasets/readers/csv_plain.h"

#include <string.h>

#include "datasets/readers/csv_sniff.h"

/* What stands between quotes, from after the opening one: it into the queue. Returns the byte after the closing quote, NULL where that is not in the
 * bytes at hand. */
static const char *take_quoted(struct csv_queue *queue, const char *at, const char *end)
{
    char *start = queue->text + queue->text_len, *to = start;

    for (;;) {
        const char *quote = memchr(at, '"', (size_t)(end - at));

        if (quote == NULL || quote + 1 == end)
            return NULL;
        memcpy(to, at, (size_t)(quote - at));
        to += quote - at;
        at = quote + 1;
        if (*at != '"')
            break;
        *to++ = *at++;
    }
    queue->field[queue->n_fields++] = (struct queued_field){ .start = queue->text_len, .len = (size_t)(to - start) };
    *to = '\0';
    queue->text_len += (size_t)(to - start) + 1;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The same of a field without quotes. One with blanks at its ends is not plain: libcsv takes them away. */
static const char *take_unquoted(const struct csv_plain *plain, struct csv_queue *queue, const char *at, const char *end)
{
    const char *start = at;
    size_t len;

    while (at < end && !plain->ends_field[(unsigned char)*at])
        at++;
    len = (size_t)(at - start);
    if (len > 0 && (is_blank(*start) || is_blank(at[-1])))
        return NULL;
    queue->field[queue->n_fields++] = (struct queued_field){ .start = queue->text_len, .len = len };
    memcpy(queue->text + queue->text_len, start, len);
    queue->text[queue->text_len + len] = '\0';
    queue->text_len += len + 1;
    return at;
}

/* The fields of a row. Returns the byte after its line end, NULL where it is not plain. */
static const char *take_fields(const struct csv_plain *plain, struct csv_queue *queue, const char *at, const char *end)
{
    for (size_t column = 0; column < plain->width; column++) {
        at = at < end && *at == '"' ? take_quoted(queue, at + 1, end) : take_unquoted(plain, queue, at, end);
        if (at == NULL || at == end)
            return NULL;
        if (column + 1 < plain->width && *at++ != plain->delimiter)
            return NULL;
    }
    if (*at == '\n')
        return at + 1;
    return *at == '\r' && at + 1 < end && at[1] == '\n' ? at + 2 : NULL;
}

static uint64_t count_lines(const char *at, const char *end)
{
    const char *cr = memchr(at, '\r', (size_t)(end - at));
    uint64_t n = 0;

    for (const char *from = at; (from = memchr(from, '\n', (size_t)(end - from))) != NULL; from++)
        n++;
    for (; cr != NULL; cr = memchr(cr + 1, '\r', (size_t)(end - cr - 1)))
        n += cr[1] != '\n'; /* the row ends with LF */
    return n;
}

void csv_plain_init(struct csv_plain *plain, char delimiter)
{
    *plain = (struct csv_plain){ .delimiter = delimiter };
    plain->ends_field[(unsigned char)delimiter] = true;
    plain->ends_field['"'] = plain->ends_field['\r'] = plain->ends_field['\n'] = true;
}

ptrdiff_t csv_plain_take(const struct csv_plain *plain, struct csv_queue *queue, const char *data, const char *end, uint64_t *line)
{
    size_t n_fields = queue->n_fields, text_len = queue->text_len;
    const char *after;

    if (*data == '\n' || *data == '\r')
        return 0;
    if (csv_queue_reserve(queue, plain->width, (size_t)(end - data) + 1) < 0)
        return ERR_NOMEM;
    after = take_fields(plain, queue, data, end);
    if (after == NULL || !csv_sniff_utf8(data, (size_t)(after - data))) {
        queue->n_fields = n_fields;
        queue->text_len = text_len;
        return 0;
    }
    queue->row[queue->n_rows++] = (struct queued_row){ .first = n_fields, .n = plain->width, .line = *line };
    *line += count_lines(data, after);
    return after - data;
}
