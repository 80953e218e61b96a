/*
 * csv_reader.c - the one file that knows libcsv.
 *
 * The file is read in chunks of 256 KiB. A row that lies whole in its chunk and has nothing odd (take_plain_row) is copied from it; all others are
 * fed to libcsv, which goes byte by byte and is the judge of what is odd: line by line, so that the line that is being fed
 * is known whenever libcsv reports a field or a row. What it reports is copied into a queue (its own buffer is
 * reused), from which csv_reader_next hands out rows; when the queue is empty the next chunk is fed. A row that spans
 * chunks waits in the queue.
 *
 *     open: fill -> refuse what is no text -> sniff the delimiter -> feed until the header row is there
 *     next: queue empty? fill -> feed -> ... -> finish at the end of the file
 */
#include "datasets/readers/csv_reader.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_cut.h"
#include "datasets/readers/csv_sniff.h"

enum {
    CHUNK = 256 * 1024,
    PART_MAX = 16 * CHUNK,                    /* a part that gets larger is no part: its quotes do not pair */
    BUFFER_STEP = 64 * 1024,                  /* by which libcsv's buffer of one field grows */
    BUFFER_MAX = CSV_FIELD_MAX + BUFFER_STEP, /* room for the closing quote and blanks behind it */
    ROW_MAX = 4 * CSV_FIELD_MAX               /* text of one row; bounds memory where a row has many fields */
};

static const char REASON_SHORT[] = "row too short: fewer fields than the header";
static const char REASON_LONG[] = "row too long: more fields than the header";
static const char REASON_QUOTES[] = "malformed quotes: a quote inside a field must be doubled and the field quoted";
static const char REASON_NUL[] = "NUL byte";
static const char REASON_UTF8[] = "invalid UTF-8";
static const char REASON_FIELD[] = "field over 16 MiB";
static const char REASON_ROW[] = "row over 64 MiB";

struct piece {         /* a field in the queue */
    size_t start, len; /* in text */
};

struct queued_row {
    size_t first, n; /* in piece */
    uint64_t line;
    size_t bad_column;
    const char *reason; /* NULL: a good row */
};

struct csv_reader {
    char *name; /* for messages */
    int fd;     /* -1: from memory */
    bool own_fd;
    const char *memory; /* borrowed; what is left of it */
    size_t memory_len;
    char *head;  /* owned: bytes that were read before the file was handed over; `memory` points into it */
    char *chunk; /* [CHUNK], NULL when reading memory; of a part its bytes */
    size_t chunk_cap;
    const char *unfed; /* read and not fed: what comes behind the header */
    size_t unfed_len;
    bool part, last; /* some rows of another reader; the last ones */
    size_t part_len;
    char *carry; /* [carry_len] of a file that is cut: read, and in no part yet */
    size_t carry_len, carry_cap;
    uint64_t bytes, size;
    bool undigested;
    struct digest digest;
    bool ended;               /* all was read and fed */
    uint64_t open_quote_line; /* a quote was never closed; 0: none */

    struct csv_parser parser;
    char delimiter;
    bool ends_field[256];     /* bytes at which an unquoted field ends, or is none that is plain */
    uint64_t line;  /* being fed, from 1 */
    bool after_cr;  /* the last byte was CR: LF belongs to its line */
    bool skip_line; /* malformed: not fed until the line ends */
    bool nul_seen;  /* in the bytes since the row began */
    bool out_of_memory;

    bool row_open;         /* a row has begun and not ended */
    struct queued_row row; /* that one */
    size_t row_fields;     /* seen, also those beyond the width */
    uint64_t field_line;   /* where its field at hand began */
    bool oversize;         /* bytes of the field at hand were forgotten */

    char *text; /* [text_len] fields, each with its NUL */
    size_t text_len, text_cap;
    struct piece *piece;
    size_t n_pieces, cap_pieces;
    struct queued_row *queue;
    size_t n_queued, cap_queued, next;
    uint64_t number; /* rows handed out */

    size_t width;            /* columns; 0 until the header is there */
    char **column;           /* [width] */
    struct csv_field *field; /* [width] of the row handed out */
};

/* ---- what libcsv reports ----------------------------------------------------------------------------------------- */

/* libcsv's buffer for one field; refusing it more makes csv_parse stop, which is how an endless field is noticed. */
static void *bounded_realloc(void *ptr, size_t size)
{
    return size > BUFFER_MAX ? NULL : mem_realloc(ptr, size);
}

static void row_is_bad(struct csv_reader *reader, size_t column, const char *reason)
{
    if (reader->row.reason != NULL)
        return;
    reader->row.reason = reason;
    reader->row.bad_column = column;
}

static const char *field_fault(const struct csv_reader *reader, const char *data, size_t len)
{
    if (reader->oversize || len > CSV_FIELD_MAX)
        return REASON_FIELD;
    if (reader->text_len + len - (reader->row.n > 0 ? reader->piece[reader->row.first].start : reader->text_len) >
        ROW_MAX)
        return REASON_ROW;
    if (reader->nul_seen && memchr(data, '\0', len) != NULL)
        return REASON_NUL;
    if (!csv_sniff_utf8(data, len))
        return REASON_UTF8;
    return NULL;
}

/* A field into the queue; one of a bad row as the empty string, since nobody may use it. */
static void queue_field(struct csv_reader *reader, const char *data, size_t len)
{
    bool room = reader->n_pieces < reader->cap_pieces && len < reader->text_cap - reader->text_len;

    if (!room &&
        (mem_grow(&reader->piece, &reader->cap_pieces, reader->n_pieces + 1, sizeof *reader->piece, NULL) < 0 ||
         mem_grow(&reader->text, &reader->text_cap, reader->text_len + len + 1, 1, NULL) < 0)) {
        reader->out_of_memory = true;
        return;
    }
    reader->piece[reader->n_pieces++] = (struct piece){ .start = reader->text_len, .len = len };
    if (len > 0)
        memcpy(reader->text + reader->text_len, data, len);
    reader->text[reader->text_len + len] = '\0';
    reader->text_len += len + 1;
    reader->row.n++;
}

static void on_field(void *data, size_t len, void *ctx)
{
    struct csv_reader *reader = ctx;
    size_t column = reader->row_fields++;
    const char *fault;

    reader->field_line = reader->line;
    if (column >= (reader->width > 0 ? reader->width : CSV_COLUMNS_MAX)) {
        reader->oversize = false;
        return;
    }
    fault = field_fault(reader, data, len);
    reader->oversize = false;
    if (fault != NULL)
        row_is_bad(reader, column, fault);
    queue_field(reader, data, reader->row.reason == NULL ? len : 0);
}

static void end_row(struct csv_reader *reader)
{
    struct queued_row *row = &reader->row;

    if (reader->width == 0) {
        reader->width = row->n;
        if (reader->row_fields > CSV_COLUMNS_MAX)
            row_is_bad(reader, row->n, "more than 4096 columns");
    }
    if (reader->row_fields < reader->width)
        row_is_bad(reader, row->n, REASON_SHORT);
    else if (reader->row_fields > reader->width)
        row_is_bad(reader, row->n, REASON_LONG);
    reader->row_open = false;
    if (mem_grow(&reader->queue, &reader->cap_queued, reader->n_queued + 1, sizeof *reader->queue, NULL) < 0) {
        reader->out_of_memory = true;
        return;
    }
    reader->queue[reader->n_queued++] = *row;
}

static void on_row(int terminator, void *ctx)
{
    (void)terminator;
    end_row(ctx);
}

static void begin_row(struct csv_reader *reader)
{
    reader->row = (struct queued_row){ .first = reader->n_pieces, .line = reader->line };
    reader->row_open = true;
    reader->row_fields = 0;
    reader->field_line = reader->line;
    reader->oversize = false;
}

/* ---- plain rows -------------------------------------------------------------------------------------------------- */

/* What stands between quotes, from after the opening one: it into the queue. Returns the byte after the closing quote, NULL where that is not in the
 * chunk. */
static const char *take_quoted(struct csv_reader *reader, const char *at, const char *end)
{
    char *start = reader->text + reader->text_len, *to = start;

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
    reader->piece[reader->n_pieces++] = (struct piece){ .start = reader->text_len, .len = (size_t)(to - start) };
    *to = '\0';
    reader->text_len += (size_t)(to - start) + 1;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The same of a field without quotes. One with blanks at its ends is not plain: libcsv takes them away. */
static const char *take_unquoted(struct csv_reader *reader, const char *at, const char *end)
{
    const char *start = at;
    size_t len;

    while (at < end && !reader->ends_field[(unsigned char)*at])
        at++;
    len = (size_t)(at - start);
    if (len > 0 && (is_blank(*start) || is_blank(at[-1])))
        return NULL;
    reader->piece[reader->n_pieces++] = (struct piece){ .start = reader->text_len, .len = len };
    memcpy(reader->text + reader->text_len, start, len);
    reader->text[reader->text_len + len] = '\0';
    reader->text_len += len + 1;
    return at;
}

/* The fields of a row with as many as there are columns. Returns the byte after its line end, NULL where it is not plain. */
static const char *take_fields(struct csv_reader *reader, const char *at, const char *end)
{
    for (size_t column = 0; column < reader->width; column++) {
        at = at < end && *at == '"' ? take_quoted(reader, at + 1, end) : take_unquoted(reader, at, end);
        if (at == NULL || at == end)
            return NULL;
        if (column + 1 < reader->width && *at++ != reader->delimiter)
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

/* A row that begins at `data` and lies whole in the chunk, of the header's width, in UTF-8, with quotes, blanks and line ends where RFC 4180 has them:
 * into the queue. Returns its bytes, 0 where it is another (nothing has changed), ERR_NOMEM. */
static ptrdiff_t take_plain_row(struct csv_reader *reader, const char *data, const char *end)
{
    size_t n_pieces = reader->n_pieces, text_len = reader->text_len, room = (size_t)(end - data) + 1;
    const char *after;

    if (reader->width == 0 || reader->nul_seen || *data == '\n' || *data == '\r')
        return 0;
    if (mem_grow(&reader->text, &reader->text_cap, text_len + room, 1, NULL) < 0 ||
        mem_grow(&reader->piece, &reader->cap_pieces, n_pieces + reader->width, sizeof *reader->piece, NULL) < 0 ||
        mem_grow(&reader->queue, &reader->cap_queued, reader->n_queued + 1, sizeof *reader->queue, NULL) < 0)
        return ERR_NOMEM;
    after = take_fields(reader, data, end);
    if (after == NULL || !csv_sniff_utf8(data, (size_t)(after - data))) {
        reader->n_pieces = n_pieces;
        reader->text_len = text_len;
        return 0;
    }
    reader->queue[reader->n_queued++] = (struct queued_row){ .first = n_pieces, .n = reader->width, .line = reader->line };
    reader->line += count_lines(data, after);
    return after - data;
}

/* ---- feeding ----------------------------------------------------------------------------------------------------- */

static int start_parser(struct csv_reader *reader, struct err *err)
{
    if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return err_nomem(err);
    csv_set_realloc_func(&reader->parser, bounded_realloc);
    csv_set_free_func(&reader->parser, mem_free);
    csv_set_blk_size(&reader->parser, BUFFER_STEP);
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    reader->ends_field[(unsigned char)reader->delimiter] = true;
    reader->ends_field['"'] = reader->ends_field['\r'] = reader->ends_field['\n'] = true;
    return 0;
}

/* The quotes of this row make no sense from here on: the row is bad, and the next one is looked for at the next line.
 * */
static void give_up_row(struct csv_reader *reader)
{
    char nothing[1] = "";
    size_t column = reader->row_fields;

    if (column < (reader->width > 0 ? reader->width : CSV_COLUMNS_MAX))
        on_field(nothing, 0, reader);
    row_is_bad(reader, column < reader->row.n ? column : reader->row.n, REASON_QUOTES);
    end_row(reader);
    reader->skip_line = true;
    csv_set_opts(&reader->parser, 0); /* lenient: csv_fini then only forgets */
    csv_fini(&reader->parser, NULL, NULL, NULL);
    csv_set_opts(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
}

/* The field fills the whole buffer. Forgets its bytes and lets libcsv go on in its state; it needs the closing quote
 * and one of the blanks behind it to stay, since it takes them away again at the end of the field. */
static void forget_field(struct csv_reader *reader)
{
    struct csv_parser *parser = &reader->parser;

    assert(parser->entry_pos > 2);
    reader->oversize = true;
    if (parser->spaces > 1)
        parser->spaces = 1;
    parser->entry_pos = 2;
}

static int feed_row(struct csv_reader *reader, const char *data, size_t len, struct err *err)
{
    size_t done = 0;

    while (done < len && !reader->skip_line) {
        done += csv_parse(&reader->parser, data + done, len - done, on_field, on_row, reader);
        if (reader->out_of_memory)
            return err_nomem(err);
        if (done == len)
            break;
        if (csv_error(&reader->parser) == CSV_EPARSE)
            give_up_row(reader);
        else if (csv_get_buffer_size(&reader->parser) >= CSV_FIELD_MAX)
            forget_field(reader);
        else
            return err_nomem(err);
    }
    return reader->out_of_memory ? err_nomem(err) : 0;
}

static bool is_blank_line(const struct csv_reader *reader, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (data[i] == '\t' && reader->delimiter == '\t')
            return false;
        if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n')
            return false;
    }
    return true;
}

/* One line with its end, or the part of it that is in this chunk. */
static int feed_line(struct csv_reader *reader, const char *data, size_t len, bool line_ends, struct err *err)
{
    int rc = 0;

    if (!reader->skip_line) {
        if (!reader->row_open && !is_blank_line(reader, data, len))
            begin_row(reader);
        if (reader->row_open)
            rc = feed_row(reader, data, len, err);
    }
    if (line_ends)
        reader->skip_line = false;
    return rc;
}

/* Bytes of the line at `data`, with its end. `*newline` caches the next LF of the chunk, so that files of CR alone
 * are not searched over and over. */
static size_t line_length(const char *data, const char *end, const char **newline)
{
    size_t len = (size_t)(end - data);
    const char *cr;

    if (*newline != NULL && *newline < data)
        *newline = memchr(data, '\n', len);
    if (*newline != NULL)
        len = (size_t)(*newline - data) + 1;
    cr = memchr(data, '\r', len);
    if (cr == NULL)
        return len;
    len = (size_t)(cr - data) + 1;
    if (cr + 1 < end && cr[1] == '\n')
        len++;
    return len;
}

static int feed(struct csv_reader *reader, const char *data, size_t len, struct err *err)
{
    const char *end = data + len;
    const char *newline = memchr(data, '\n', len);
    bool nul = memchr(data, '\0', len) != NULL;
    int rc = 0;

    reader->nul_seen = nul || (reader->nul_seen && reader->row_open);
    if (reader->after_cr && len > 0 && *data == '\n') {
        /* The CR before it ended the last chunk, and its line was counted there. Inside quotes the LF still belongs
         * to the text. */
        if (reader->row_open)
            rc = feed_row(reader, data, 1, err);
        data++;
    }
    reader->after_cr = len > 0 && end[-1] == '\r';
    while (rc == 0 && data < end) {
        ptrdiff_t plain = reader->row_open || reader->skip_line ? 0 : take_plain_row(reader, data, end);
        bool line_ends;
        size_t n;

        if (plain < 0)
            return err_nomem(err);
        if (plain > 0) {
            data += plain;
            continue;
        }
        n = line_length(data, end, &newline);
        line_ends = data[n - 1] == '\n' || data[n - 1] == '\r';
        rc = feed_line(reader, data, n, line_ends, err);
        if (line_ends)
            reader->line++;
        data += n;
    }
    return rc;
}

/* The end of the file: the last row may lack its line end. */
static int finish(struct csv_reader *reader, struct err *err)
{
    reader->ended = true;
    if (!reader->row_open || (reader->part && !reader->last))
        return 0;
    if (csv_fini(&reader->parser, on_field, on_row, reader) != 0)
        reader->open_quote_line = reader->field_line;
    return reader->out_of_memory ? err_nomem(err) : 0;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* The next bytes of the file; *len 0 at its end. The chunk is filled, so that the first one shows what the file is. */
static int fill_from_file(struct csv_reader *reader, size_t *len, struct err *err)
{
    size_t used = 0;

    while (used < CHUNK) {
        ssize_t n = read(reader->fd, reader->chunk + used, CHUNK - used);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_IO, "cannot read '%s': %s", reader->name, strerror(errno));
        if (n == 0)
            break;
        used += (size_t)n;
    }
    *len = used;
    return 0;
}

static int fill(struct csv_reader *reader, const char **data, size_t *len, struct err *err)
{
    int rc = 0;

    if (reader->fd >= 0 && reader->memory_len == 0) {
        rc = fill_from_file(reader, len, err);
        *data = reader->chunk;
    } else {
        *len = reader->memory_len < CHUNK ? reader->memory_len : CHUNK;
        *data = reader->memory;
        reader->memory += *len;
        reader->memory_len -= *len;
    }
    if (rc < 0)
        return rc;
    if (!reader->undigested)
        digest_update(&reader->digest, *data, *len);
    reader->bytes += *len;
    return 0;
}

/* All rows were handed out. The one that has begun moves to the front. */
static void recycle_queue(struct csv_reader *reader)
{
    size_t from = reader->n_pieces, start = reader->text_len;

    if (reader->row_open) {
        from = reader->row.first;
        if (from < reader->n_pieces)
            start = reader->piece[from].start;
    }
    if (start < reader->text_len)
        memmove(reader->text, reader->text + start, reader->text_len - start);
    reader->text_len -= start;
    if (from < reader->n_pieces)
        memmove(reader->piece, reader->piece + from, (reader->n_pieces - from) * sizeof *reader->piece);
    reader->n_pieces -= from;
    for (size_t i = 0; i < reader->n_pieces; i++)
        reader->piece[i].start -= start;
    reader->row.first = 0;
    reader->n_queued = 0;
    reader->next = 0;
}

static int feed_next_chunk(struct csv_reader *reader, struct err *err)
{
    const char *data;
    size_t len;
    int rc;

    recycle_queue(reader);
    if (reader->unfed_len > 0) {
        len = reader->unfed_len;
        reader->unfed_len = 0;
        return feed(reader, reader->unfed, len, err);
    }
    rc = fill(reader, &data, &len, err);
    if (rc < 0)
        return rc;
    return len == 0 ? finish(reader, err) : feed(reader, data, len, err);
}

/* ---- the header -------------------------------------------------------------------------------------------------- */

static char *trimmed(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    while (len > 0 && strchr(" \t\r\n", *text) != NULL) {
        text++;
        len--;
    }
    return mem_memdup(text, len);
}

static int check_names(const struct csv_reader *reader, uint64_t line, struct err *err)
{
    for (size_t i = 0; i < reader->width; i++) {
        if (reader->column[i][0] == '\0')
            return err_set(err, ERR_REFUSED, "%s:%llu: column %zu has no name", reader->name, (unsigned long long)line,
                           i + 1);
        for (size_t k = 0; k < i; k++)
            if (strcmp(reader->column[i], reader->column[k]) == 0)
                return err_set(err, ERR_REFUSED, "%s:%llu: columns %zu and %zu are both named '%s'", reader->name,
                               (unsigned long long)line, k + 1, i + 1, reader->column[i]);
    }
    return 0;
}

static int take_header(struct csv_reader *reader, bool allow_duplicates, struct err *err)
{
    const struct queued_row *row = &reader->queue[0];

    assert(reader->width > 0 && row->n == reader->width);
    reader->next = 1;
    if (row->reason != NULL)
        return err_set(err, ERR_REFUSED, "%s:%llu: not a CSV header: %s", reader->name, (unsigned long long)row->line,
                       row->reason);
    reader->column = mem_calloc(reader->width, sizeof *reader->column);
    reader->field = mem_calloc(reader->width, sizeof *reader->field);
    if (reader->column == NULL || reader->field == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < reader->width; i++) {
        const struct piece *piece = &reader->piece[row->first + i];

        reader->column[i] = trimmed(reader->text + piece->start, piece->len);
        if (reader->column[i] == NULL)
            return err_nomem(err);
    }
    return allow_duplicates ? 0 : check_names(reader, row->line, err);
}

static int quote_never_closed(const struct csv_reader *reader, struct err *err)
{
    return err_set(err, ERR_REFUSED, "%s:%llu: a quote opens here and is never closed", reader->name,
                   (unsigned long long)reader->open_quote_line);
}

/* Line by line, until the header row is there; what is left of the chunk is fed later. */
static int feed_header(struct csv_reader *reader, const char *data, size_t len, struct err *err)
{
    const char *end = data + len, *newline = memchr(data, '\n', len);
    int rc = 0;

    while (rc == 0 && data < end && reader->n_queued == 0) {
        size_t n = line_length(data, end, &newline);

        rc = feed(reader, data, n, err);
        data += n;
    }
    reader->unfed = data;
    reader->unfed_len = (size_t)(end - data);
    return rc;
}

static int read_header(struct csv_reader *reader, bool allow_duplicates, struct err *err)
{
    const char *data;
    size_t len;
    int rc;

    rc = fill(reader, &data, &len, err);
    if (rc == 0 && len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        len -= 3;
    }
    if (rc == 0)
        rc = csv_sniff_format(reader->name, data, len, err);
    if (rc < 0)
        return rc;
    reader->delimiter = csv_sniff_delimiter(data, len);
    rc = start_parser(reader, err);
    if (rc == 0)
        rc = feed_header(reader, data, len, err);
    while (rc == 0 && reader->n_queued == 0 && !reader->ended)
        rc = feed_next_chunk(reader, err);
    if (rc < 0)
        return rc;
    if (reader->n_queued == 0 && reader->open_quote_line > 0)
        return quote_never_closed(reader, err);
    if (reader->n_queued == 0)
        return err_set(err, ERR_REFUSED, "%s:1: empty file: no header", reader->name);
    return take_header(reader, allow_duplicates, err);
}

/* ---- the interface ----------------------------------------------------------------------------------------------- */

static struct csv_reader *reader_new(const char *name)
{
    struct csv_reader *reader = mem_calloc(1, sizeof *reader);

    if (reader == NULL)
        return NULL;
    reader->fd = -1;
    reader->line = 1;
    digest_init(&reader->digest);
    reader->name = mem_strdup(name);
    if (reader->name == NULL) {
        mem_free(reader);
        return NULL;
    }
    return reader;
}

static int open_file(struct csv_reader *reader, const char *path, struct err *err)
{
    struct stat st;

    if (strcmp(path, "-") == 0) {
        reader->fd = STDIN_FILENO;
    } else {
        reader->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (reader->fd < 0)
            return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s",
                           path, strerror(errno));
        reader->own_fd = true;
    }
    if (fstat(reader->fd, &st) < 0)
        return err_set(err, ERR_IO, "cannot read '%s': %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return err_set(err, ERR_IO, "cannot read '%s': it is a folder", path);
    if (S_ISREG(st.st_mode))
        reader->size = (uint64_t)st.st_size;
    reader->chunk = mem_alloc(CHUNK);
    return reader->chunk == NULL ? err_nomem(err) : 0;
}

int csv_reader_open(struct csv_reader **out, const char *path, bool allow_duplicates, struct err *err)
{
    struct csv_reader *reader;
    int rc;

    assert(out != NULL && path != NULL);

    reader = reader_new(strcmp(path, "-") == 0 ? "standard input" : path);
    if (reader == NULL)
        return err_nomem(err);
    rc = open_file(reader, path, err);
    if (rc == 0)
        rc = read_header(reader, allow_duplicates, err);
    if (rc < 0) {
        csv_reader_close(reader);
        return rc;
    }
    *out = reader;
    return 0;
}

int csv_reader_open_memory(struct csv_reader **out, const char *name, const void *data, size_t len,
                           bool allow_duplicates, struct err *err)
{
    struct csv_reader *reader;
    int rc;

    assert(out != NULL && name != NULL && (data != NULL || len == 0));

    reader = reader_new(name);
    if (reader == NULL)
        return err_nomem(err);
    reader->memory = data != NULL ? data : "";
    reader->memory_len = len;
    reader->size = len;
    rc = read_header(reader, allow_duplicates, err);
    if (rc < 0) {
        csv_reader_close(reader);
        return rc;
    }
    *out = reader;
    return 0;
}

int csv_reader_open_rest(struct csv_reader **out, const char *name, int fd, const struct strbuf *head,
                         bool allow_duplicates, struct err *err)
{
    struct csv_reader *reader = reader_new(name);
    int rc = 0;

    if (reader == NULL)
        return err_nomem(err);
    reader->head = mem_memdup(head->data, head->len);
    reader->chunk = mem_alloc(CHUNK);
    reader->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    reader->own_fd = reader->fd >= 0;
    reader->memory = reader->head;
    reader->memory_len = head->len;
    if (reader->head == NULL || reader->chunk == NULL)
        rc = err_nomem(err);
    else if (reader->fd < 0)
        rc = err_set(err, ERR_IO, "cannot read '%s': %s", name, strerror(errno));
    if (rc == 0)
        rc = read_header(reader, allow_duplicates, err);
    if (rc < 0) {
        csv_reader_close(reader);
        return rc;
    }
    *out = reader;
    return 0;
}

void csv_reader_close(struct csv_reader *reader)
{
    if (reader == NULL)
        return;
    csv_free(&reader->parser);
    if (reader->own_fd)
        close(reader->fd);
    for (size_t i = 0; reader->column != NULL && i < reader->width; i++) /* a part has none */
        mem_free(reader->column[i]);
    mem_free(reader->column);
    mem_free(reader->field);
    mem_free(reader->queue);
    mem_free(reader->piece);
    mem_free(reader->text);
    mem_free(reader->chunk);
    mem_free(reader->head);
    mem_free(reader->carry);
    mem_free(reader->name);
    mem_free(reader);
}

size_t csv_reader_n_columns(const struct csv_reader *reader)
{
    return reader->width;
}

const char *csv_reader_column(const struct csv_reader *reader, size_t column)
{
    assert(column < reader->width);
    return reader->column[column];
}

size_t csv_reader_find(const struct csv_reader *reader, const char *name)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < reader->width; i++)
        if (strcmp(reader->column[i], name) == 0)
            return i;
    for (size_t i = 0; i < reader->width; i++) {
        if (strcasecmp(reader->column[i], name) != 0)
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX; /* 'ID' and 'Id': which one is not ours to guess */
        found = i;
    }
    return found;
}

char csv_reader_delimiter(const struct csv_reader *reader)
{
    return reader->delimiter;
}

static void hand_out(struct csv_reader *reader, struct csv_row *row)
{
    const struct queued_row *queued = &reader->queue[reader->next++];

    assert(queued->n <= reader->width);
    for (size_t i = 0; i < queued->n; i++) {
        const struct piece *piece = &reader->piece[queued->first + i];

        reader->field[i] = (struct csv_field){ .str = reader->text + piece->start, .len = piece->len };
    }
    *row = (struct csv_row){
        .field = reader->field,
        .n_fields = queued->n,
        .line = queued->line,
        .number = ++reader->number,
        .bad = queued->reason != NULL,
        .bad_column = queued->reason != NULL ? queued->bad_column : 0,
        .reason = queued->reason,
    };
    assert(row->bad || row->n_fields == reader->width);
}

int csv_reader_next(struct csv_reader *reader, struct csv_row *row, struct err *err)
{
    while (reader->next == reader->n_queued && !reader->ended) {
        int rc = feed_next_chunk(reader, err);

        if (rc < 0)
            return rc;
    }
    if (reader->next < reader->n_queued) {
        hand_out(reader, row);
        return 1;
    }
    return reader->open_quote_line > 0 ? quote_never_closed(reader, err) : 0;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

bool csv_reader_can_cut(const struct csv_reader *whole)
{
    return whole->fd >= 0 && whole->size > 0 && whole->memory_len == 0 && whole->number == 0 && whole->next == whole->n_queued && !whole->row_open &&
           !whole->after_cr && !whole->ended;
}

int csv_reader_part_new(struct csv_reader **out, const struct csv_reader *whole, struct err *err)
{
    struct csv_reader *part = reader_new(whole->name);
    int rc = part == NULL ? err_nomem(err) : 0;

    if (rc == 0) {
        part->part = part->undigested = true;
        part->delimiter = whole->delimiter;
        part->width = whole->width;
        part->field = mem_calloc(part->width, sizeof *part->field);
        rc = part->field == NULL ? err_nomem(err) : start_parser(part, err);
    }
    if (rc < 0)
        csv_reader_close(part);
    else
        *out = part;
    return rc;
}

/* More bytes of the file behind the `len` that the part has; fewer than a chunk only at the end of the file. */
static int read_more(struct csv_reader *part, struct csv_reader *whole, size_t *len, struct err *err)
{
    size_t end = *len + CHUNK;
    int rc = mem_grow(&part->chunk, &part->chunk_cap, end, 1, err);

    while (rc == 0 && *len < end) {
        ssize_t n = read(whole->fd, part->chunk + *len, end - *len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_IO, "cannot read '%s': %s", whole->name, strerror(errno));
        if (n == 0)
            break;
        if (!whole->undigested)
            digest_update(&whole->digest, part->chunk + *len, (size_t)n);
        whole->bytes += (uint64_t)n;
        *len += (size_t)n;
    }
    return rc;
}

/* What was read before and is in no part yet. */
static int take_carry(struct csv_reader *part, struct csv_reader *whole, size_t *len, struct err *err)
{
    const char *from = whole->unfed_len > 0 ? whole->unfed : whole->carry;

    *len = whole->unfed_len > 0 ? whole->unfed_len : whole->carry_len;
    if (mem_grow(&part->chunk, &part->chunk_cap, *len, 1, err) < 0)
        return ERR_NOMEM;
    if (*len > 0)
        memcpy(part->chunk, from, *len);
    whole->unfed_len = whole->carry_len = 0;
    return 0;
}

static int leave_carry(const struct csv_reader *part, struct csv_reader *whole, size_t len, struct err *err)
{
    size_t left = len - part->part_len;

    if (left == 0)
        return 0;
    if (mem_grow(&whole->carry, &whole->carry_cap, left, 1, err) < 0)
        return ERR_NOMEM;
    memcpy(whole->carry, part->chunk + part->part_len, left);
    whole->carry_len = left;
    return 0;
}

/* As a new reader is, but for its buffers. */
static void begin_part(struct csv_reader *part)
{
    part->memory = part->chunk;
    part->memory_len = part->part_len;
    part->ended = part->after_cr = part->skip_line = part->nul_seen = part->row_open = false;
    part->open_quote_line = 0;
    part->line = 1;
    part->number = 0;
    part->n_queued = part->next = part->n_pieces = part->text_len = 0;
}

int csv_reader_cut(struct csv_reader *part, struct csv_reader *whole, size_t max_rows, struct err *err)
{
    bool more = true; /* there may be, behind what was read */
    size_t len = 0;
    int rc = take_carry(part, whole, &len, err);

    part->part_len = 0;
    part->last = false;
    while (rc == 0 && part->part_len == 0 && more && len < PART_MAX) {
        if (len < CHUNK || (part->part_len = csv_cut(part->chunk, len, max_rows)) == 0) {
            size_t before = len;

            rc = read_more(part, whole, &len, err);
            more = len == before + CHUNK;
            part->part_len = rc < 0 ? 0 : csv_cut(part->chunk, len, max_rows);
        }
    }
    if (rc < 0)
        return rc;
    if (len == 0)
        return 0;
    if (part->part_len == 0 && more)
        return err_set(err, ERR_REFUSED, "%s: no row ends within %d bytes", whole->name, (int)PART_MAX);
    if (part->part_len == 0) {
        part->last = true;
        part->part_len = len;
    }
    begin_part(part);
    rc = leave_carry(part, whole, len, err);
    return rc < 0 ? rc : 1;
}

size_t csv_reader_part_bytes(const struct csv_reader *part)
{
    return part->part_len;
}

bool csv_reader_part_is_whole(const struct csv_reader *part)
{
    return part->last || !part->row_open;
}

uint64_t csv_reader_lines(const struct csv_reader *reader)
{
    return reader->line - 1;
}

void csv_reader_spare_digest(struct csv_reader *reader)
{
    reader->undigested = true;
}

uint64_t csv_reader_bytes(const struct csv_reader *reader)
{
    return reader->bytes;
}

uint64_t csv_reader_size(const struct csv_reader *reader)
{
    return reader->size;
}

void csv_reader_digest(const struct csv_reader *reader, uint8_t out[32])
{
    struct digest digest = reader->digest;

    digest_final(&digest, out);
}
