/*
 * csv_feed.c - the one file that knows libcsv.
 *
 * A plain row (csv_plain) is copied. All others are fed to libcsv, which goes byte by byte and is the judge of what is odd: line by line, so that
 * the line that is being fed is known whenever libcsv reports a field or a row. What it reports is copied into the queue, for its own
 * buffer is reused. A row that has not ended waits in the queue for the next bytes.
 *
 *     feed_run: per row: csv_plain_take; not plain: feed_line -> begin_row, feed_row -> libcsv -> on_field, on_row
 */
#include "datasets/readers/csv_feed.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/csv_plain.h"
#include "datasets/readers/csv_queue.h"
#include "datasets/readers/csv_sniff.h"

enum {
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

struct csv_feed {
    struct csv_parser parser;
    struct csv_plain plain;   /* with the delimiter, and the width: 0 until the header has ended */
    struct csv_queue queue;
    struct csv_field *field;  /* [width] of the row handed out */
    uint64_t number;          /* of the next row to be handed out */
    uint64_t line;            /* being fed, from 1 */
    uint64_t open_quote_line; /* a quote was never closed; 0: none */
    bool after_cr;            /* the last byte was CR: LF belongs to its line */
    bool skip_line;           /* malformed: not fed until the line ends */
    bool nul_seen;            /* in the bytes since the row began */
    bool out_of_memory;

    bool row_open;         /* a row has begun and not ended */
    struct queued_row row; /* that one */
    size_t row_fields;     /* seen, also those beyond the width */
    uint64_t field_line;   /* where its field at hand began */
    bool oversize;         /* bytes of the field at hand were forgotten */
};

/* ---- what libcsv reports ----------------------------------------------------------------------------------------- */

/* libcsv's buffer for one field; refusing it more makes csv_parse stop, which is how an endless field is noticed. */
static void *bounded_realloc(void *ptr, size_t size)
{
    return size > BUFFER_MAX ? NULL : mem_realloc(ptr, size);
}

static size_t width_or_most(const struct csv_feed *feed)
{
    return feed->plain.width > 0 ? feed->plain.width : CSV_COLUMNS_MAX;
}

static void row_is_bad(struct csv_feed *feed, size_t column, const char *reason)
{
    if (feed->row.reason != NULL)
        return;
    feed->row.reason = reason;
    feed->row.bad_column = column;
}

static const char *field_fault(const struct csv_feed *feed, const char *data, size_t len)
{
    const struct csv_queue *queue = &feed->queue;

    if (feed->oversize || len > CSV_FIELD_MAX)
        return REASON_FIELD;
    if (queue->text_len + len - (feed->row.n > 0 ? queue->field[feed->row.first].start : queue->text_len) > ROW_MAX)
        return REASON_ROW;
    if (feed->nul_seen && memchr(data, '\0', len) != NULL)
        return REASON_NUL;
    if (!csv_sniff_utf8(data, len))
        return REASON_UTF8;
    return NULL;
}

/* A field into the queue; one of a bad row as the empty string, since nobody may use it. */
static void on_field(void *data, size_t len, void *ctx)
{
    struct csv_feed *feed = ctx;
    size_t column = feed->row_fields++;
    const char *fault;

    feed->field_line = feed->line;
    if (column >= width_or_most(feed)) {
        feed->oversize = false;
        return;
    }
    fault = field_fault(feed, data, len);
    feed->oversize = false;
    if (fault != NULL)
        row_is_bad(feed, column, fault);
    if (csv_queue_add_field(&feed->queue, data, feed->row.reason == NULL ? len : 0) < 0)
        feed->out_of_memory = true;
    else
        feed->row.n++;
}

static void end_row(struct csv_feed *feed)
{
    struct queued_row *row = &feed->row;

    if (feed->plain.width == 0) {
        feed->plain.width = row->n;
        if (feed->row_fields > CSV_COLUMNS_MAX)
            row_is_bad(feed, row->n, "more than 4096 columns");
    }
    if (feed->row_fields < feed->plain.width)
        row_is_bad(feed, row->n, REASON_SHORT);
    else if (feed->row_fields > feed->plain.width)
        row_is_bad(feed, row->n, REASON_LONG);
    feed->row_open = false;
    if (csv_queue_add_row(&feed->queue, row) < 0)
        feed->out_of_memory = true;
}

static void on_row(int terminator, void *ctx)
{
    (void)terminator;
    end_row(ctx);
}

static void begin_row(struct csv_feed *feed)
{
    feed->row = (struct queued_row){ .first = feed->queue.n_fields, .line = feed->line };
    feed->row_open = true;
    feed->row_fields = 0;
    feed->field_line = feed->line;
    feed->oversize = false;
}

/* ---- feeding ----------------------------------------------------------------------------------------------------- */

/* The quotes of this row make no sense from here on: the row is bad, and the next one is looked for at the next line. */
static void give_up_row(struct csv_feed *feed)
{
    char nothing[1] = "";
    size_t column = feed->row_fields;

    if (column < width_or_most(feed))
        on_field(nothing, 0, feed);
    row_is_bad(feed, column < feed->row.n ? column : feed->row.n, REASON_QUOTES);
    end_row(feed);
    feed->skip_line = true;
    csv_set_opts(&feed->parser, 0); /* lenient: csv_fini then only forgets */
    csv_fini(&feed->parser, NULL, NULL, NULL);
    csv_set_opts(&feed->parser, CSV_STRICT | CSV_STRICT_FINI);
}

/* The field fills the whole buffer. Forgets its bytes and lets libcsv go on in its state; it needs the closing quote
 * and one of the blanks behind it to stay, since it takes them away again at the end of the field. */
static void forget_field(struct csv_feed *feed)
{
    struct csv_parser *parser = &feed->parser;

    assert(parser->entry_pos > 2);
    feed->oversize = true;
    if (parser->spaces > 1)
        parser->spaces = 1;
    parser->entry_pos = 2;
}

static int feed_row(struct csv_feed *feed, const char *data, size_t len, struct err *err)
{
    size_t done = 0;

    while (done < len && !feed->skip_line) {
        done += csv_parse(&feed->parser, data + done, len - done, on_field, on_row, feed);
        if (feed->out_of_memory)
            return err_nomem(err);
        if (done == len)
            break;
        if (csv_error(&feed->parser) == CSV_EPARSE)
            give_up_row(feed);
        else if (csv_get_buffer_size(&feed->parser) >= CSV_FIELD_MAX)
            forget_field(feed);
        else
            return err_nomem(err);
    }
    return feed->out_of_memory ? err_nomem(err) : 0;
}

static bool is_blank_line(const struct csv_feed *feed, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (data[i] == '\t' && feed->plain.delimiter == '\t')
            return false;
        if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n')
            return false;
    }
    return true;
}

/* One line with its end, or the part of it that is in these bytes. */
static int feed_line(struct csv_feed *feed, const char *data, size_t len, struct err *err)
{
    bool line_ends = data[len - 1] == '\n' || data[len - 1] == '\r';
    int rc = 0;

    if (!feed->skip_line) {
        if (!feed->row_open && !is_blank_line(feed, data, len))
            begin_row(feed);
        if (feed->row_open)
            rc = feed_row(feed, data, len, err);
    }
    if (line_ends) {
        feed->skip_line = false;
        feed->line++;
    }
    return rc;
}

/* Bytes of the line at `data`, with its end. `*newline` caches the next LF, so that files of CR alone are not searched over and over. */
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

static int feed_run(struct csv_feed *feed, const char *data, size_t len, struct err *err)
{
    const char *end = data + len;
    const char *newline = memchr(data, '\n', len);
    bool nul = memchr(data, '\0', len) != NULL;
    int rc = 0;

    feed->nul_seen = nul || (feed->nul_seen && feed->row_open);
    if (feed->after_cr && len > 0 && *data == '\n') {
        /* The CR before it ended the last run, and its line was counted there. Inside quotes the LF still belongs
         * to the text. */
        if (feed->row_open)
            rc = feed_row(feed, data, 1, err);
        data++;
    }
    feed->after_cr = len > 0 && end[-1] == '\r';
    while (rc == 0 && data < end) {
        bool may_be_plain = feed->plain.width > 0 && !feed->nul_seen && !feed->row_open && !feed->skip_line;
        ptrdiff_t plain = may_be_plain ? csv_plain_take(&feed->plain, &feed->queue, data, end, &feed->line) : 0;
        size_t n;

        if (plain < 0)
            return err_nomem(err);
        if (plain > 0) {
            data += plain;
            continue;
        }
        n = line_length(data, end, &newline);
        rc = feed_line(feed, data, n, err);
        data += n;
    }
    return rc;
}

/* ---- the interface ----------------------------------------------------------------------------------------------- */

int csv_feed_new(struct csv_feed **out, char delimiter, size_t width, struct err *err)
{
    struct csv_feed *feed = mem_calloc(1, sizeof *feed);

    if (feed == NULL)
        return err_nomem(err);
    if (csv_init(&feed->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        mem_free(feed);
        return err_nomem(err);
    }
    csv_set_realloc_func(&feed->parser, bounded_realloc);
    csv_set_free_func(&feed->parser, mem_free);
    csv_set_blk_size(&feed->parser, BUFFER_STEP);
    csv_set_delim(&feed->parser, (unsigned char)delimiter);
    csv_plain_init(&feed->plain, delimiter);
    feed->plain.width = width;
    feed->field = mem_calloc(width_or_most(feed), sizeof *feed->field);
    if (feed->field == NULL) {
        csv_feed_free(feed);
        return err_nomem(err);
    }
    feed->line = 1;
    feed->number = width > 0;
    *out = feed;
    return 0;
}

void csv_feed_free(struct csv_feed *feed)
{
    if (feed == NULL)
        return;
    csv_free(&feed->parser);
    csv_queue_release(&feed->queue);
    mem_free(feed->field);
    mem_free(feed);
}

void csv_feed_restart(struct csv_feed *feed)
{
    struct csv_queue *queue = &feed->queue;

    assert(feed->plain.width > 0);
    feed->after_cr = feed->skip_line = feed->nul_seen = feed->row_open = false;
    feed->open_quote_line = 0;
    feed->line = feed->number = 1;
    queue->n_rows = queue->next = queue->n_fields = queue->text_len = 0;
}

static void recycle(struct csv_feed *feed)
{
    csv_queue_recycle(&feed->queue, feed->row_open ? feed->row.first : feed->queue.n_fields);
    feed->row.first = 0;
}

int csv_feed_bytes(struct csv_feed *feed, const char *data, size_t len, struct err *err)
{
    recycle(feed);
    return feed_run(feed, data, len, err);
}

int csv_feed_to_row(struct csv_feed *feed, const char **data, size_t *len, struct err *err)
{
    const char *at = *data, *end = at + *len, *newline = memchr(at, '\n', *len);
    int rc = 0;

    recycle(feed);
    while (rc == 0 && at < end && feed->queue.n_rows == 0) {
        size_t n = line_length(at, end, &newline);

        rc = feed_run(feed, at, n, err);
        at += n;
    }
    *data = at;
    *len = (size_t)(end - at);
    return rc;
}

int csv_feed_end(struct csv_feed *feed, struct err *err)
{
    recycle(feed);
    if (!feed->row_open)
        return 0;
    if (csv_fini(&feed->parser, on_field, on_row, feed) != 0)
        feed->open_quote_line = feed->field_line;
    return feed->out_of_memory ? err_nomem(err) : 0;
}

bool csv_feed_take(struct csv_feed *feed, struct csv_row *row)
{
    struct csv_queue *queue = &feed->queue;
    const struct queued_row *queued;

    if (queue->next == queue->n_rows)
        return false;
    queued = &queue->row[queue->next++];
    assert(queued->n <= feed->plain.width);
    for (size_t i = 0; i < queued->n; i++) {
        const struct queued_field *field = &queue->field[queued->first + i];

        feed->field[i] = (struct csv_field){ .str = queue->text + field->start, .len = field->len };
    }
    *row = (struct csv_row){
        .field = feed->field,
        .n_fields = queued->n,
        .line = queued->line,
        .number = feed->number++,
        .bad = queued->reason != NULL,
        .bad_column = queued->reason != NULL ? queued->bad_column : 0,
        .reason = queued->reason,
    };
    assert(row->bad || row->n_fields == feed->plain.width);
    return true;
}

size_t csv_feed_width(const struct csv_feed *feed)
{
    return feed->plain.width;
}

uint64_t csv_feed_lines(const struct csv_feed *feed)
{
    return feed->line - 1;
}

bool csv_feed_in_row(const struct csv_feed *feed)
{
    return feed->row_open;
}

bool csv_feed_has_row(const struct csv_feed *feed)
{
    return feed->queue.next < feed->queue.n_rows;
}

bool csv_feed_at_first_row(const struct csv_feed *feed)
{
    return feed->number == 1 && !csv_feed_has_row(feed) && !feed->row_open && !feed->after_cr;
}

uint64_t csv_feed_open_quote_line(const struct csv_feed *feed)
{
    return feed->open_quote_line;
}
