/*
 * fuzz_dependency_list.c - any bytes as a manifest, made into the rows of an import: those are CSV that reads back as the list, and each name of a
 * file stands in it once. The first byte tells which manifest.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/manifest/dependency_list.h"
#include "datasets/readers/csv_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

/* Rows with as many versions, joined by '|', as the manifest has entries at least. */
static void check_rows(const struct dependency_list *list, const struct strbuf *rows)
{
    struct csv_reader *reader = NULL;
    struct csv_row row;
    size_t n = 0;

    check(csv_reader_open_memory(&reader, "rows", rows->data, rows->len, false, NULL) == 0);
    check(csv_reader_n_columns(reader) == 7);
    while (csv_reader_next(reader, &row, NULL) > 0) {
        if (!row.bad) /* bytes that are no UTF-8 make a bad row, and no more */
            check(strcmp(row.field[0].str, "1.0") == 0 && row.field[3].len > 0);
        n++;
    }
    check(n <= list->file[0].manifest.n && (n > 0) == (list->file[0].manifest.n > 0));
    csv_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "package-lock.json", "a/pom.xml", "requirements.txt", "go.mod", "Cargo.lock", "b/a.cdx.json", "a.spdx.json" };
    struct dependency_list list;
    struct strbuf rows;

    if (size == 0)
        return 0;
    dependency_list_init(&list);
    check(dependency_list_add(&list, names[data[0] % (sizeof names / sizeof *names)], (const char *)data + 1, size - 1, NULL) == 0);
    check(list.n_files + list.n_faults == 1);
    dependency_list_sort(&list);
    strbuf_init(&rows);
    dependency_list_rows(&rows, &list, "1.0");
    check(!rows.failed);
    if (list.n_files == 1)
        check_rows(&list, &rows);
    strbuf_release(&rows);
    dependency_list_release(&list);
    return 0;
}
