/*
 * markdown.h - hostile text in GitHub- and GitLab-flavoured Markdown.
 *
 * Text goes through html_visible and becomes one line that stays text: no heading, list, table cell, emphasis, code,
 * link, image, HTML, footnote or mathematics can begin or end in it, at the start of a line or inside. What the
 * platforms look for after rendering (@mention, #123, !123, GH-123, bare URLs, e-mail addresses, quick actions) is
 * parted by a zero width space, as Renovate does, because they ignore escapes. A commit hash may still become a link
 * to that commit.
 *
 *     markdown_heading(out, 2, "Riskiest changes");
 *     MARKDOWN_TABLE(out, { "Change", HTML_COLUMN_HEADER }, { "Probability", HTML_COLUMN_NUMBER });
 *     markdown_cell(out, change->subject);
 *     markdown_cell_probability(out, change->p);
 *     markdown_row_end(out);
 *     markdown_table_end(out);
 */
#ifndef PRODROME_MARKDOWN_H
#define PRODROME_MARKDOWN_H

#include "score/report/html.h"

/* Appends the text, escaped, on one line. */
void markdown_text(struct strbuf *out, const char *text);
void markdown_textn(struct strbuf *out, const char *text, size_t len);
/* The same in `code`, for names and hashes. Where the text cannot stand in a code span (backticks, pipes) it stays
 * plain. */
void markdown_code(struct strbuf *out, const char *text);

void markdown_heading(struct strbuf *out, int level, const char *text); /* 1 to 6; blank lines around */
void markdown_paragraph(struct strbuf *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void markdown_item(struct strbuf *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void markdown_list_end(struct strbuf *out);                             /* the blank line after items */

/* What a reader opens: GitHub and GitLab fold it, elsewhere it stands open. The summary is a text of the program's own, without markup. */
void markdown_details_begin(struct strbuf *out, const char *summary);
void markdown_details_end(struct strbuf *out);

/* Head of a table: numbers are right-aligned. Then n_columns cells and markdown_row_end for each row. */
void markdown_table_begin(struct strbuf *out, const struct html_column *column, size_t n_columns);
#define MARKDOWN_TABLE(out, ...) \
    markdown_table_begin((out), (const struct html_column[]){ __VA_ARGS__ }, \
                         sizeof((const struct html_column[]){ __VA_ARGS__ }) / sizeof(struct html_column))
void markdown_cell(struct strbuf *out, const char *text);               /* NULL: "n/a" */
void markdown_cell_code(struct strbuf *out, const char *text);
void markdown_cell_number(struct strbuf *out, double value, int decimals);
void markdown_cell_signed(struct strbuf *out, double value, int decimals);
void markdown_cell_count(struct strbuf *out, uint64_t count);
void markdown_cell_probability(struct strbuf *out, double p);
void markdown_row_end(struct strbuf *out);
void markdown_table_end(struct strbuf *out);

#endif
