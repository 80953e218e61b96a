/*
 * html.h - reports as HTML, escaped by default.
 *
 * A writer over a strbuf that the caller owns. Whatever is handed to a function as text, label, title, caption,
 * identity or attribute value may be hostile and may hold any bytes: it goes through html_visible and has & < > " '
 * escaped. Names of elements and attributes and ids of sections are the program's own and are asserted. Only html_raw
 * writes as it is told.
 *
 *  - Elements are opened and closed on a stack; closing another than the innermost, or finishing with one open, is
 *    an assertion.
 *  - No scripts: attributes "on...", "style" and "srcdoc" are asserted away. An href, src, action or formaction that
 *    is not relative, http(s) or mailto is written as "#".
 *  - The same calls write the same bytes. Ids made here are "table-N" and "plot-N-..."; the caller's must differ.
 *  - Nothing returns an error: a failed allocation sets out->failed, and html_page_end or html_check tells.
 *  - Text that may be NULL says so; strings need to live during the call only, unless they are in a struct
 *    html_page.
 *
 *     html_init(&h, &out);
 *     html_page_begin(&h, &page);
 *     html_section_begin(&h, "changes", "Changes by risk");
 *     HTML_TABLE(&h, "The riskiest changes", { "Change", HTML_COLUMN_HEADER }, { "Probability", HTML_COLUMN_NUMBER });
 *     for (...) {
 *         html_row(&h);
 *         html_cell(&h, change->subject);
 *         html_cell_probability(&h, change->p);
 *     }
 *     html_table_end(&h, "This release has no changes.");
 *     html_section_end(&h);
 *     rc = html_page_end(&h, err);
 *     html_release(&h);
 */
#ifndef PRODROME_HTML_H
#define PRODROME_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"
#include "score/report/html_characters.h"
#include "score/report/html_numbers.h"

enum { HTML_DEPTH_MAX = 48, HTML_COLUMNS_MAX = 32 };

/* How good or bad: chooses colour and shape together, so that neither stands alone. */
enum html_tone { HTML_NEUTRAL, HTML_INFO, HTML_GOOD, HTML_WARN, HTML_BAD, HTML_N_TONES };

enum html_column_kind {
    HTML_COLUMN_TEXT,
    HTML_COLUMN_NUMBER, /* right-aligned, tabular numerals, never wrapped */
    HTML_COLUMN_HEADER  /* names its row: <th scope="row">                */
};

struct html_column {
    const char           *label;
    enum html_column_kind kind;
};

struct html_page {
    const char    *report;     /* "Release risk"; in the title and the masthead                            */
    const char    *subject;    /* the <h1>: "ehr-portal/4.12.0"; NULL: `report` is                         */
    const char    *identity;   /* the line under it: project, dates, model version; NULL: none             */
    enum html_tone tone;       /* of the verdict                                                           */
    const char    *verdict;    /* "hold"; NULL: no banner                                                  */
    const char    *summary;    /* one or two sentences beside the verdict; NULL: none                      */
    const char    *engine;     /* version of this program                                                  */
    const char    *audit_head; /* hex; NULL: none to print                                                 */
    int64_t        generated;  /* seconds since 1970, UTC                                                  */
    bool           forms;      /* the page may post to its own server (the review page); reports: false    */
};

struct html {
    struct strbuf          *out;                    /* borrowed                                            */
    struct strbuf           scratch;                /* formatted text on its way to being escaped          */
    struct strbuf           contents;               /* items of the table of contents so far               */
    const struct html_page *page;                   /* between html_page_begin and _end, else NULL         */
    const char             *open[HTML_DEPTH_MAX];   /* [depth] names of the open elements                  */
    size_t                  depth;
    size_t                  contents_at;            /* offset in out where the contents will stand         */
    size_t                  n_contents, n_ids;
    int                     level;                  /* sections open                                       */
    enum html_column_kind   kind[HTML_COLUMNS_MAX]; /* [n_columns] of the open table                       */
    struct strbuf           labels;                 /* of its columns, each ended by NUL                   */
    size_t                  label_at[HTML_COLUMNS_MAX]; /* [n_columns] where each begins in it             */
    size_t                  n_columns, n_cells, n_rows; /* n_columns 0: no table is open                   */
    bool                    row_open;
};

void html_init(struct html *h, struct strbuf *out);
void html_release(struct html *h);
int  html_check(const struct html *h, struct err *err); /* asserts that all is closed; 0 or ERR_NOMEM */

/* ---- text ---- */

void html_text(struct html *h, const char *text);
void html_textn(struct html *h, const char *text, size_t len);
void html_textf(struct html *h, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void html_raw(struct html *h, const char *trusted_markup); /* the one way past the escaping: constants only */

/* ---- elements ---- */

/* Attributes as name, value, name, value, ..., NULL. A value of NULL leaves its attribute out. */
void html_open(struct html *h, const char *name, ...) __attribute__((sentinel));
void html_void(struct html *h, const char *name, ...) __attribute__((sentinel)); /* <br>, <input>: not to be closed */
void html_close(struct html *h, const char *name);
void html_element(struct html *h, const char *name, const char *text); /* opened, text, closed */

/* ---- the page ---- */

/* Everything up to <main>. `page` must live until html_page_end, which writes the rest, puts in the contents where
 * there are at least three sections, and returns 0 or ERR_NOMEM. */
void html_page_begin(struct html *h, const struct html_page *page);
int  html_page_end(struct html *h, struct err *err);
/* A heading of the right level with an id ([a-z0-9-], unique in the page), in a <section>. The outer ones make the
 * contents. */
void html_section_begin(struct html *h, const char *id, const char *title);
void html_section_end(struct html *h);

/* ---- blocks ---- */

void html_paragraph(struct html *h, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void html_empty(struct html *h, const char *text);                     /* a paragraph that says there is nothing       */
void html_note(struct html *h, enum html_tone tone, const char *title, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void html_note_begin(struct html *h, enum html_tone tone, const char *title);
void html_note_end(struct html *h);
void html_details_begin(struct html *h, const char *summary);          /* closed on screen, open on paper              */
void html_details_screen_begin(struct html *h, const char *summary);   /* the same, and not on paper: long lists */
void html_details_end(struct html *h);
void html_quote(struct html *h, const char *text, const char *source); /* foreign text, lines kept; source may be NULL */
void html_list_begin(struct html *h);
void html_list_item(struct html *h, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void html_list_end(struct html *h);

/* Key figures: a few large numbers with their label and a note (may be NULL). */
void html_tiles_begin(struct html *h);
void html_tile(struct html *h, const char *label, const char *value, const char *note);
void html_tiles_end(struct html *h);

/* Facts: a definition list. _begin and _end where the value is more than text. */
void html_facts_begin(struct html *h);
void html_fact(struct html *h, const char *term, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void html_fact_begin(struct html *h, const char *term);
void html_fact_end(struct html *h);
void html_facts_end(struct html *h);

/* ---- inside a line ---- */

void html_badge(struct html *h, enum html_tone tone, const char *text);
void html_code(struct html *h, const char *text);
void html_link(struct html *h, const char *href, const char *text);
void html_time(struct html *h, int64_t time);                          /* UTC, to the minute; "n/a" for TIME_NONE      */
void html_bar(struct html *h, enum html_tone tone, double fraction);   /* decoration: say the number beside it         */

/* ---- tables ---- */

/* Rows are filled from left to right, and each must be full (asserted). One table at a time; columns are copied. A
 * table without rows says `empty` instead. On a narrow screen the cells of a row stand below each other, each but the
 * one that names the row behind its column's label (data-label). */
void html_table_begin(struct html *h, const char *caption, const struct html_column *column, size_t n_columns);
#define HTML_TABLE(h, caption, ...) \
    html_table_begin((h), (caption), (const struct html_column[]){ __VA_ARGS__ }, \
                     sizeof((const struct html_column[]){ __VA_ARGS__ }) / sizeof(struct html_column))
void html_row(struct html *h);
void html_table_end(struct html *h, const char *empty);

void html_cell(struct html *h, const char *text);                      /* NULL: "n/a"                     */
void html_cellf(struct html *h, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void html_cell_number(struct html *h, double value, int decimals);
void html_cell_signed(struct html *h, double value, int decimals);
void html_cell_count(struct html *h, uint64_t count);
void html_cell_probability(struct html *h, double p);
void html_cell_bar(struct html *h, enum html_tone tone, double p);     /* the probability and a bar of it */
void html_cell_time(struct html *h, int64_t time);
void html_cell_badge(struct html *h, enum html_tone tone, const char *text);
void html_cell_code(struct html *h, const char *text);
void html_cell_link(struct html *h, const char *href, const char *text);
void html_cell_begin(struct html *h);                                  /* anything else, ended by _end    */
void html_cell_end(struct html *h);

#endif
