#include "score/report/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "score/report/html_parts.h"

void html_table_begin(struct html *h, const char *caption, const struct html_column *column, size_t n_columns)
{
    char id[32];

    assert(h->n_columns == 0);
    assert(n_columns > 0 && n_columns <= HTML_COLUMNS_MAX);

    snprintf(id, sizeof id, "table-%zu", ++h->n_ids);
    html_open(h, "div", "class", "table", "role", "region", "tabindex", "0", "aria-labelledby", id, NULL);
    html_open(h, "table", NULL);
    html_open(h, "caption", "id", id, NULL);
    html_text(h, caption);
    html_close(h, "caption");
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    strbuf_clear(&h->labels);
    for (size_t i = 0; i < n_columns; i++) {
        h->kind[i] = column[i].kind;
        h->label_at[i] = h->labels.len;
        strbuf_add(&h->labels, column[i].label, strlen(column[i].label) + 1);
        html_open(h, "th", "scope", "col", "class", column[i].kind == HTML_COLUMN_NUMBER ? "n" : NULL, NULL);
        html_text(h, column[i].label);
        html_close(h, "th");
    }
    html_close(h, "tr");
    html_close(h, "thead");
    h->out->failed |= h->labels.failed;
    html_open(h, "tbody", NULL);
    html_raw(h, "\n");
    h->n_columns = n_columns;
    h->n_cells = h->n_rows = 0;
    h->row_open = false;
}

static void end_row(struct html *h)
{
    if (!h->row_open)
        return;
    assert(h->n_cells == h->n_columns);
    html_close(h, "tr");
    h->row_open = false;
}

void html_row(struct html *h)
{
    assert(h->n_columns > 0);
    end_row(h);
    html_open(h, "tr", NULL);
    h->row_open = true;
    h->n_cells = 0;
    h->n_rows++;
}

void html_table_end(struct html *h, const char *empty)
{
    char span[24];

    assert(h->n_columns > 0);
    end_row(h);
    if (h->n_rows == 0) {
        snprintf(span, sizeof span, "%zu", h->n_columns);
        html_open(h, "tr", NULL);
        html_open(h, "td", "class", "empty", "colspan", span, NULL);
        html_text(h, empty);
        html_close(h, "td");
        html_close(h, "tr");
    }
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    h->n_columns = 0;
}

void html_cell_begin(struct html *h)
{
    enum html_column_kind kind;
    const char *label;

    assert(h->row_open && h->n_cells < h->n_columns);
    kind = h->kind[h->n_cells];
    label = h->labels.failed ? "" : h->labels.data + h->label_at[h->n_cells];
    h->n_cells++;
    if (kind == HTML_COLUMN_HEADER)
        html_open(h, "th", "scope", "row", NULL);
    else
        html_open(h, "td", "class", kind == HTML_COLUMN_NUMBER ? "n" : NULL, "data-label", label[0] != '\0' ? label : NULL, NULL);
}

void html_cell_end(struct html *h)
{
    html_close(h, h->kind[h->n_cells - 1] == HTML_COLUMN_HEADER ? "th" : "td");
}

void html_cell(struct html *h, const char *text)
{
    html_cell_begin(h);
    html_text(h, text != NULL ? text : "n/a");
    html_cell_end(h);
}

void html_cellf(struct html *h, const char *fmt, ...)
{
    va_list args;

    html_cell_begin(h);
    va_start(args, fmt);
    html_vtextf(h, fmt, args);
    va_end(args);
    html_cell_end(h);
}

void html_cell_number(struct html *h, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_number(buf, value, decimals));
}

void html_cell_signed(struct html *h, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_signed(buf, value, decimals));
}

void html_cell_count(struct html *h, uint64_t count)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_count(buf, count));
}

void html_cell_probability(struct html *h, double p)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_probability(buf, p));
}

void html_cell_bar(struct html *h, enum html_tone tone, double p)
{
    char buf[HTML_NUMBER_MAX];

    html_cell_begin(h);
    html_bar(h, tone, p);
    html_open(h, "span", "class", "p", NULL);
    html_text(h, html_format_probability(buf, p));
    html_close(h, "span");
    html_cell_end(h);
}

void html_cell_time(struct html *h, int64_t time)
{
    html_cell_begin(h);
    html_time(h, time);
    html_cell_end(h);
}

void html_cell_badge(struct html *h, enum html_tone tone, const char *text)
{
    html_cell_begin(h);
    html_badge(h, tone, text);
    html_cell_end(h);
}

void html_cell_code(struct html *h, const char *text)
{
    html_cell_begin(h);
    html_code(h, text);
    html_cell_end(h);
}

void html_cell_link(struct html *h, const char *href, const char *text)
{
    html_cell_begin(h);
    html_link(h, href, text);
    html_cell_end(h);
}
