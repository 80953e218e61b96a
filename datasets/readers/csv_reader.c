/*
 * csv_reader.c - the file: its bytes in chunks of 256 KiB, its header, its digest. What the bytes say is csv_feed's.
 *
 *     open: fill -> refuse what is no text -> sniff the delimiter -> feed until the header row is there
 *     next: no row waits? fill -> feed -> ... -> end of the feed at the end of the file
 */
#include "datasets/readers/csv_reader.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_feed.h"
#include "datasets/readers/csv_sniff.h"

enum { CHUNK = 256 * 1024 };

struct csv_reader {
    char *name; /* for messages */
    int fd;     /* -1: from memory */
    bool own_fd;
    const char *memory; /* borrowed; what is left of it */
    size_t memory_len;
    char *head;         /* owned: bytes that were read before the file was handed over; `memory` points into it */
    char *chunk;        /* [CHUNK], NULL when reading memory */
    const char *unfed;  /* [unfed_len] read and not fed: of the chunk, of memory, or put back */
    size_t unfed_len;
    char *put_back;
    size_t cap_put_back;
    uint64_t bytes, size;
    bool undigested;
    struct digest digest;
    bool ended; /* all was read and fed */

    char delimiter;
    struct csv_feed *feed;
    size_t width;  /* columns; 0 until the header is there */
    char **column; /* [width] */
};

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static void count_bytes(struct csv_reader *reader, const char *data, size_t len)
{
    if (!reader->undigested)
        digest_update(&reader->digest, data, len);
    reader->bytes += len;
}

int csv_reader_read(struct csv_reader *reader, char *to, size_t len, size_t *n_read, struct err *err)
{
    size_t used = 0;

    assert(reader->fd >= 0 && reader->unfed_len == 0);

    while (used < len) {
        ssize_t n = read(reader->fd, to + used, len - used);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_IO, "cannot read '%s': %s", reader->name, strerror(errno));
        if (n == 0)
            break;
        used += (size_t)n;
    }
    count_bytes(reader, to, used);
    *n_read = used;
    return 0;
}

/* The next bytes; *len 0 at the end. The chunk is filled, so that the first one shows what the file is. */
static int fill(struct csv_reader *reader, const char **data, size_t *len, struct err *err)
{
    if (reader->fd >= 0 && reader->memory_len == 0) {
        *data = reader->chunk;
        return csv_reader_read(reader, reader->chunk, CHUNK, len, err);
    }
    *len = reader->memory_len < CHUNK ? reader->memory_len : CHUNK;
    *data = reader->memory;
    reader->memory += *len;
    reader->memory_len -= *len;
    count_bytes(reader, *data, *len);
    return 0;
}

void csv_reader_take_rest(struct csv_reader *reader, const char **data, size_t *len)
{
    *data = reader->unfed;
    *len = reader->unfed_len;
    reader->unfed_len = 0;
}

int csv_reader_put_back(struct csv_reader *reader, const char *data, size_t len, struct err *err)
{
    assert(reader->unfed_len == 0);

    if (len == 0)
        return 0;
    if (mem_grow(&reader->put_back, &reader->cap_put_back, len, 1, err) < 0)
        return ERR_NOMEM;
    memcpy(reader->put_back, data, len);
    reader->unfed = reader->put_back;
    reader->unfed_len = len;
    return 0;
}

/* When no row waits. */
static int feed_next_chunk(struct csv_reader *reader, struct err *err)
{
    const char *data;
    size_t len;
    int rc = 0;

    if (reader->unfed_len > 0)
        csv_reader_take_rest(reader, &data, &len);
    else
        rc = fill(reader, &data, &len, err);
    if (rc < 0)
        return rc;
    if (len > 0)
        return csv_feed_bytes(reader->feed, data, len, err);
    reader->ended = true;
    return csv_feed_end(reader->feed, err);
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
    struct csv_row row;
    bool taken = csv_feed_take(reader->feed, &row);

    assert(taken && row.n_fields == csv_feed_width(reader->feed));
    if (row.bad)
        return err_set(err, ERR_REFUSED, "%s:%llu: not a CSV header: %s", reader->name, (unsigned long long)row.line, row.reason);
    reader->width = row.n_fields;
    reader->column = mem_calloc(reader->width, sizeof *reader->column);
    if (reader->column == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < reader->width; i++) {
        reader->column[i] = trimmed(row.field[i].str, row.field[i].len);
        if (reader->column[i] == NULL)
            return err_nomem(err);
    }
    return allow_duplicates ? 0 : check_names(reader, row.line, err);
}

static int quote_never_closed(const struct csv_reader *reader, struct err *err)
{
    return err_set(err, ERR_REFUSED, "%s:%llu: a quote opens here and is never closed", reader->name,
                   (unsigned long long)csv_feed_open_quote_line(reader->feed));
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
    rc = csv_feed_new(&reader->feed, reader->delimiter, 0, err);
    if (rc == 0)
        rc = csv_feed_to_row(reader->feed, &data, &len, err);
    reader->unfed = data;
    reader->unfed_len = len;
    while (rc == 0 && !csv_feed_has_row(reader->feed) && !reader->ended)
        rc = feed_next_chunk(reader, err);
    if (rc < 0)
        return rc;
    if (!csv_feed_has_row(reader->feed) && csv_feed_open_quote_line(reader->feed) > 0)
        return quote_never_closed(reader, err);
    if (!csv_feed_has_row(reader->feed))
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
    if (reader->own_fd)
        close(reader->fd);
    for (size_t i = 0; reader->column != NULL && i < reader->width; i++)
        mem_free(reader->column[i]);
    mem_free(reader->column);
    csv_feed_free(reader->feed);
    mem_free(reader->put_back);
    mem_free(reader->chunk);
    mem_free(reader->head);
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

int csv_reader_next(struct csv_reader *reader, struct csv_row *row, struct err *err)
{
    while (!csv_feed_take(reader->feed, row)) {
        int rc;

        if (reader->ended)
            return csv_feed_open_quote_line(reader->feed) > 0 ? quote_never_closed(reader, err) : 0;
        rc = feed_next_chunk(reader, err);
        if (rc < 0)
            return rc;
    }
    return 1;
}

bool csv_reader_can_cut(const struct csv_reader *reader)
{
    return reader->fd >= 0 && reader->size > 0 && reader->memory_len == 0 && !reader->ended && csv_feed_at_first_row(reader->feed);
}

uint64_t csv_reader_lines(const struct csv_reader *reader)
{
    return csv_feed_lines(reader->feed);
}

void csv_reader_spare_digest(struct csv_reader *reader)
{
    reader->undigested = true;
}

uint64_t csv_reader_bytes(const struct csv_reader *reader)
{
    return reader->bytes;
}

void csv_reader_digest(const struct csv_reader *reader, uint8_t out[32])
{
    struct digest digest = reader->digest;

    digest_final(&digest, out);
}
