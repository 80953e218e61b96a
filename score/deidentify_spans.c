#include "score/deidentify_spans.h"

#include <string.h>

#include "datasets/base/outfile.h"
#include "datasets/readers/csv_reader.h"
#include "score/csv_out.h"

enum { FLUSH_BYTES = 1 << 16 };

struct writer {
    struct csv_reader *reader;
    struct outfile    *file;
    const char        *path;
    size_t             id, text; /* columns */
    struct phi_spans   spans;
    struct strbuf      lines;
};

static int find_columns(struct writer *w, struct err *err)
{
    w->id = csv_reader_find(w->reader, "id");
    w->text = csv_reader_find(w->reader, "text");
    if (w->id == SIZE_MAX || w->text == SIZE_MAX)
        return err_set(err, ERR_REFUSED, "%s:1: no column '%s'; a file for --spans has the columns id and text", w->path, w->id == SIZE_MAX ? "id" : "text");
    return 0;
}

static int flush(struct writer *w, size_t above, struct err *err)
{
    int rc = strbuf_check(&w->lines, err);

    if (rc < 0 || w->lines.len <= above)
        return rc;
    rc = outfile_write(w->file, w->lines.data, w->lines.len, err);
    strbuf_clear(&w->lines);
    return rc;
}

static int write_row(struct writer *w, struct deidentify_spans *out, const struct csv_row *row, const struct phi_rules *rules, struct err *err)
{
    struct csv_out csv = csv_out_make(&w->lines, 0);
    int rc;

    if (row->bad)
        return err_set(err, ERR_REFUSED, "%s:%llu: %s", w->path, (unsigned long long)row->line, row->reason);
    rc = deidentify_find(&w->spans, row->field[w->text].str, row->field[w->text].len, rules, err);
    if (rc < 0)
        return rc;
    out->rows++;
    out->touched += w->spans.n > 0;
    out->spans += w->spans.n;
    for (size_t i = 0; i < w->spans.n; i++) {
        const struct phi_span *span = &w->spans.span[i];

        csv_out_textn(&csv, row->field[w->id].str, row->field[w->id].len);
        csv_out_int(&csv, (int64_t)span->start);
        csv_out_int(&csv, (int64_t)span->end);
        csv_out_text(&csv, phi_type_name[span->type]);
        csv_out_row_end(&csv);
        out->counts[span->type]++;
    }
    return flush(w, FLUSH_BYTES, err);
}

int deidentify_spans_write(struct deidentify_spans *out, const char *path, const char *spans_path, const struct phi_rules *rules, struct err *err)
{
    struct writer w = { .path = path };
    struct csv_row row;
    int rc;

    *out = (struct deidentify_spans){ .rows = 0 };
    strbuf_init(&w.lines);
    rc = csv_reader_open(&w.reader, path, false, err);
    if (rc == 0)
        rc = find_columns(&w, err);
    if (rc == 0)
        rc = outfile_open(&w.file, spans_path, 0, err);
    strbuf_adds(&w.lines, "id,start,end,type\n");
    while (rc == 0 && (rc = csv_reader_next(w.reader, &row, err)) > 0)
        rc = write_row(&w, out, &row, rules, err);
    if (rc == 0)
        rc = flush(&w, 0, err);
    if (rc == 0)
        rc = outfile_commit(w.file, err);
    outfile_close(w.file);
    csv_reader_close(w.reader);
    phi_spans_release(&w.spans);
    strbuf_release(&w.lines);
    return rc;
}
