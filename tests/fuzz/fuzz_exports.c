/*
 * fuzz_exports.c - any bytes as a tracker's export, CSV or JSON, by each profile: the first byte tells which. Every good row has a field
 * for each column, each inside its text; the same bytes give the same rows twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/tracker/export_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void digest_row(struct digest *digest, const struct export_rows *rows, const struct csv_row *row)
{
    digest_int(digest, (int64_t)row->line);
    if (row->bad) {
        if (row->reason == NULL)
            abort();
        return;
    }
    if (row->n_fields != export_rows_n_columns(rows))
        abort();
    for (size_t i = 0; i < row->n_fields; i++) {
        if (row->field[i].str == NULL || strlen(row->field[i].str) > row->field[i].len)
            abort();
        digest_field(digest, row->field[i].str, row->field[i].len);
    }
}

static int read_all(uint8_t out[DIGEST_SIZE], const struct strbuf *text, const struct export_rows_options *options)
{
    struct export_rows *rows = NULL;
    struct err err = ERR_INIT;
    struct digest digest;
    struct csv_row row;
    int rc = export_rows_open(&rows, "f", text, options, &err);

    digest_init(&digest);
    if (rc < 0 && err.msg[0] == '\0')
        abort();
    for (size_t i = 0; rc == 0 && i < export_rows_n_columns(rows); i++) {
        const char *name = export_rows_column(rows, i);

        if (name[0] == '\0')
            abort();
        digest_field(&digest, name, strlen(name));
    }
    while (rc == 0 && (rc = export_rows_next(rows, &row, &err)) > 0) {
        digest_row(&digest, rows, &row);
        rc = 0;
    }
    export_rows_close(rows);
    digest_final(&digest, out);
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t once[DIGEST_SIZE], twice[DIGEST_SIZE];
    struct export_rows_options options = { .tracker = true };
    struct strbuf text;
    size_t n_profiles = 0;

    if (size == 0 || digest_setup(NULL) < 0)
        return 0;
    while (profile_at(n_profiles) != NULL)
        n_profiles++;
    if (data[0] % (n_profiles + 1) > 0)
        options.profile = profile_at(data[0] % (n_profiles + 1) - 1);
    options.project = data[0] & 0x80 ? "p" : NULL;
    strbuf_init(&text);
    strbuf_add(&text, data + 1, size - 1);
    if (read_all(once, &text, &options) != read_all(twice, &text, &options) || memcmp(once, twice, sizeof once) != 0)
        abort();
    strbuf_release(&text);
    return 0;
}
