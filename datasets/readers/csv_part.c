#include "datasets/readers/csv_part.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/csv_cut.h"
#include "datasets/readers/csv_feed.h"
#include "datasets/readers/csv_reader.h"

enum {
    RUN = 256 * 1024,   /* bytes read, and fed, at a time */
    PART_MAX = 16 * RUN /* a part that gets larger is no part: its quotes do not pair */
};

struct csv_part {
    struct csv_feed *feed;
    char *bytes; /* [len], behind it what was read and belongs to the next part */
    size_t cap, len;
    size_t fed;
    bool last;  /* behind it the file has no row that ends with a line */
    bool ended; /* all was fed */
};

int csv_part_new(struct csv_part **out, const struct csv_reader *whole, struct err *err)
{
    struct csv_part *part = mem_calloc(1, sizeof *part);
    int rc;

    assert(csv_reader_can_cut(whole));

    if (part == NULL)
        return err_nomem(err);
    rc = csv_feed_new(&part->feed, csv_reader_delimiter(whole), csv_reader_n_columns(whole), err);
    if (rc < 0)
        csv_part_free(part);
    else
        *out = part;
    return rc;
}

void csv_part_free(struct csv_part *part)
{
    if (part == NULL)
        return;
    csv_feed_free(part->feed);
    mem_free(part->bytes);
    mem_free(part);
}

/* What was read before and is in no part yet. */
static int take_rest(struct csv_part *part, struct csv_reader *whole, size_t *len, struct err *err)
{
    const char *rest;

    csv_reader_take_rest(whole, &rest, len);
    if (mem_grow(&part->bytes, &part->cap, *len, 1, err) < 0)
        return ERR_NOMEM;
    if (*len > 0)
        memcpy(part->bytes, rest, *len);
    return 0;
}

/* More bytes of the file behind the `len` that are there; fewer than a run only at the end of the file. */
static int read_more(struct csv_part *part, struct csv_reader *whole, size_t *len, struct err *err)
{
    size_t n = 0;
    int rc = mem_grow(&part->bytes, &part->cap, *len + RUN, 1, err);

    if (rc == 0)
        rc = csv_reader_read(whole, part->bytes + *len, RUN, &n, err);
    *len += n;
    return rc;
}

int csv_part_cut(struct csv_part *part, struct csv_reader *whole, size_t max_rows, struct err *err)
{
    bool more = true; /* there may be, behind what was read */
    size_t len = 0;
    int rc = take_rest(part, whole, &len, err);

    part->len = len < RUN ? 0 : csv_cut(part->bytes, len, max_rows);
    while (rc == 0 && part->len == 0 && more && len < PART_MAX) {
        size_t before = len;

        rc = read_more(part, whole, &len, err);
        more = len == before + RUN;
        part->len = rc < 0 ? 0 : csv_cut(part->bytes, len, max_rows);
    }
    if (rc < 0)
        return rc;
    if (len == 0)
        return 0;
    if (part->len == 0 && more)
        return err_set(err, ERR_REFUSED, "no row ends within %d bytes", (int)PART_MAX);
    part->last = part->len == 0;
    if (part->last)
        part->len = len;
    part->fed = 0;
    part->ended = false;
    csv_feed_restart(part->feed);
    rc = csv_reader_put_back(whole, part->bytes + part->len, len - part->len, err);
    return rc < 0 ? rc : 1;
}

size_t csv_part_bytes(const struct csv_part *part)
{
    return part->len;
}

static int feed_next_run(struct csv_part *part, struct err *err)
{
    size_t len = part->len - part->fed < RUN ? part->len - part->fed : RUN;

    if (len > 0) {
        part->fed += len;
        return csv_feed_bytes(part->feed, part->bytes + part->fed - len, len, err);
    }
    part->ended = true;
    return part->last ? csv_feed_end(part->feed, err) : 0;
}

int csv_part_next(struct csv_part *part, struct csv_row *row, struct err *err)
{
    while (!csv_feed_take(part->feed, row)) {
        int rc;

        if (part->ended && csv_feed_open_quote_line(part->feed) > 0)
            return err_set(err, ERR_REFUSED, "a quote is never closed");
        if (part->ended)
            return 0;
        rc = feed_next_run(part, err);
        if (rc < 0)
            return rc;
    }
    return 1;
}

bool csv_part_is_whole(const struct csv_part *part)
{
    return part->last || !csv_feed_in_row(part->feed);
}

uint64_t csv_part_lines(const struct csv_part *part)
{
    return csv_feed_lines(part->feed);
}
