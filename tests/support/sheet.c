#include "tests/support/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/readers/csv_reader.h"
#include "tests/support/support.h"

static char *copy_of(const char *text)
{
    char *copy = strdup(text);

    assert_non_null(copy);
    return copy;
}

static void add_row(struct sheet *sheet, const struct csv_row *row)
{
    assert_false(row->bad);
    assert_int_equal(row->n_fields, sheet->n_columns);
    if ((sheet->n & (sheet->n - 1)) == 0) {
        size_t room = sheet->n == 0 ? 1 : 2 * sheet->n;

        sheet->cell = realloc(sheet->cell, room * sheet->n_columns * sizeof *sheet->cell);
        assert_non_null(sheet->cell);
    }
    for (size_t i = 0; i < sheet->n_columns; i++)
        sheet->cell[sheet->n * sheet->n_columns + i] = copy_of(row->field[i].str);
    sheet->n++;
}

void sheet_read(struct sheet *sheet, const char *path)
{
    struct err err = ERR_INIT;
    struct csv_reader *reader = NULL;
    struct csv_row row;

    *sheet = (struct sheet){ 0 };
    assert_int_equal(csv_reader_open(&reader, path, false, &err), 0);
    sheet->n_columns = csv_reader_n_columns(reader);
    sheet->column = calloc(sheet->n_columns, sizeof *sheet->column);
    assert_non_null(sheet->column);
    for (size_t i = 0; i < sheet->n_columns; i++)
        sheet->column[i] = copy_of(csv_reader_column(reader, i));
    while (csv_reader_next(reader, &row, &err) > 0)
        add_row(sheet, &row);
    assert_int_equal(err.code, 0);
    csv_reader_close(reader);
}

void sheet_release(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->n * sheet->n_columns; i++)
        free(sheet->cell[i]);
    for (size_t i = 0; i < sheet->n_columns; i++)
        free(sheet->column[i]);
    free(sheet->cell);
    free(sheet->column);
}

const char *sheet_cell(const struct sheet *sheet, size_t row, const char *column)
{
    for (size_t i = 0; i < sheet->n_columns; i++) {
        if (strcmp(sheet->column[i], column) == 0)
            return sheet->cell[row * sheet->n_columns + i];
    }
    fail_msg("no column '%s'", column);
    return NULL;
}

int64_t sheet_time(const struct sheet *sheet, size_t row, const char *column)
{
    const char *text = sheet_cell(sheet, row, column);
    int64_t time = TIME_NONE;

    assert_true(text[0] == '\0' || time_parse(text, strlen(text), &time));
    return time;
}

size_t sheet_find(const struct sheet *sheet, const char *column, const char *key, size_t end)
{
    size_t row = 0;

    while (row < end && strcmp(sheet_cell(sheet, row, column), key) != 0)
        row++;
    return row;
}
