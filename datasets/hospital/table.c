#include "datasets/hospital/table.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/clock.h"

void table_init(struct table *table)
{
    *table = (struct table){ 0 };
    strbuf_init(&table->row);
}

int table_open(struct table *table, const char *path, const char *header, struct err *err)
{
    int rc = outfile_open(&table->file, path, 0, err);

    if (rc < 0)
        return rc;
    table->n_columns = 1;
    for (const char *c = header; *c != '\0'; c++)
        table->n_columns += *c == ',';
    strbuf_adds(&table->row, header);
    table->column = table->n_columns;
    rc = table_end_row(table, err);
    table->n_rows = 0;
    return rc;
}

static void begin_field(struct table *table)
{
    assert(table->column < table->n_columns);

    if (table->column++ > 0)
        strbuf_addc(&table->row, ',');
}

static void add_quoted(struct strbuf *row, const char *text, size_t len)
{
    const char *quote;

    strbuf_addc(row, '"');
    while (len > 0 && (quote = memchr(text, '"', len)) != NULL) {
        size_t part = (size_t)(quote - text) + 1;

        strbuf_add(row, text, part);
        strbuf_addc(row, '"');
        text += part;
        len -= part;
    }
    strbuf_add(row, text, len);
    strbuf_addc(row, '"');
}

static int needs_quotes(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"' || text[i] == ',' || text[i] == '\n' || text[i] == '\r')
            return 1;
    }
    return len > 0 && (text[0] == ' ' || text[len - 1] == ' ');
}

void table_add(struct table *table, const char *text, size_t len)
{
    begin_field(table);
    if (needs_quotes(text, len))
        add_quoted(&table->row, text, len);
    else
        strbuf_add(&table->row, text, len);
}

void table_adds(struct table *table, const char *text)
{
    table_add(table, text, strlen(text));
}

void table_add_u64(struct table *table, uint64_t value)
{
    begin_field(table);
    strbuf_add_u64(&table->row, value);
}

/* By integers: printf's rounding is exact but ten times slower, and there are many of these. */
void table_add_real(struct table *table, double value, int decimals)
{
    uint64_t unit = 1, scaled, part;

    for (int i = 0; i < decimals; i++)
        unit *= 10;
    scaled = (uint64_t)((value < 0 ? -value : value) * (double)unit + 0.5);
    part = scaled % unit;
    begin_field(table);
    if (value < 0 && scaled > 0)
        strbuf_addc(&table->row, '-');
    strbuf_add_u64(&table->row, scaled / unit);
    if (part > 0)
        strbuf_addc(&table->row, '.');
    for (unit /= 10; part > 0; unit /= 10) {
        strbuf_addc(&table->row, (char)('0' + part / unit));
        part %= unit;
    }
}

void table_add_time(struct table *table, int64_t time)
{
    char text[TIME_ISO_MAX];

    table_adds(table, time_format(time, text));
}

int table_end_row(struct table *table, struct err *err)
{
    int rc;

    assert(table->column == table->n_columns);

    strbuf_adds(&table->row, "\r\n");
    rc = strbuf_check(&table->row, err);
    if (rc == 0)
        rc = outfile_write(table->file, table->row.data, table->row.len, err);
    strbuf_clear(&table->row);
    table->column = 0;
    table->n_rows++;
    return rc;
}

int table_commit(struct table *table, struct err *err)
{
    return outfile_commit(table->file, err);
}

void table_close(struct table *table)
{
    outfile_close(table->file);
    strbuf_release(&table->row);
    table_init(table);
}
