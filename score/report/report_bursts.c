#include "score/report/report_bursts.h"

#include <stdio.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

enum { NAME_MAX_CHARS = 80, TITLE_MAX_CHARS = 90 };

static const char title[] = "Suspected major incidents";
static const char what[] = "A larger share of all tickets is about one thing than in the spans before; of a project where nothing has changed a look says so once in a hundred. "
                           "A person decides whether it is one incident.";

/* "9 of 31 tickets, where 0.8 are usual" */
static void add_size(struct strbuf *out, const json_t *burst)
{
    strbuf_addf(out, "%llu of %llu tickets of that time, where %.1f are usual", (unsigned long long)report_count(burst, "tickets"),
                (unsigned long long)report_count(burst, "of"), report_number(burst, "expected"));
}

static void add_heading(struct strbuf *out, const json_t *burst)
{
    strbuf_addf(out, "%s, cluster %llu: ", report_text_or(burst, "project", "project without a name"),
                (unsigned long long)report_count(burst, "cluster_id"));
    report_add_cut(out, report_text_or(burst, "name", "no name"), NAME_MAX_CHARS);
}

static void add_span(struct strbuf *out, const json_t *burst)
{
    char from[REPORT_WHEN_MAX], to[REPORT_WHEN_MAX];

    add_size(out, burst);
    strbuf_addf(out, ", filed between %s and %s.", report_when(from, burst, "from"), report_when(to, burst, "to"));
}

/* --- HTML -------------------------------------------------------------------------------------------------------- */

static void member_html(struct html *h, const json_t *member)
{
    char when[REPORT_WHEN_MAX];
    struct strbuf text;

    strbuf_init(&text);
    report_add_cut(&text, report_text_or(member, "title", "no title"), TITLE_MAX_CHARS);
    html_row(h);
    html_cell_begin(h);
    html_code(h, report_text_or(member, "id", "no id"));
    html_cell_end(h);
    html_cell(h, text.data);
    html_cell(h, report_when(when, member, "created"));
    html_cell(h, report_text_or(member, "status", "n/a"));
    report_done(h->out, &text);
}

static void burst_html(struct html *h, const json_t *burst, size_t number)
{
    const json_t *members = json_object_get(burst, "members"), *member;
    struct strbuf text;
    char id[32];
    size_t i;

    strbuf_init(&text);
    snprintf(id, sizeof id, "burst-%zu", number);
    add_heading(&text, burst);
    html_section_begin(h, id, text.data);
    report_again(h->out, &text);
    add_span(&text, burst);
    report_sentence(h, &text);
    HTML_TABLE(h, "Its newest tickets", { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed", HTML_COLUMN_TEXT },
               { "Status", HTML_COLUMN_TEXT });
    json_array_foreach(members, i, member) member_html(h, member);
    html_table_end(h, "No tickets.");
    html_section_end(h);
    report_done(h->out, &text);
}

void report_bursts_html(struct html *h, const json_t *doc)
{
    const json_t *bursts = json_object_get(doc, "bursts"), *burst;
    struct strbuf text;
    size_t i;

    if (json_array_size(bursts) == 0)
        return;
    strbuf_init(&text);
    html_section_begin(h, "bursts", title);
    strbuf_adds(&text, what);
    report_sentence(h, &text);
    json_array_foreach(bursts, i, burst) burst_html(h, burst, i + 1);
    html_section_end(h);
    report_done(h->out, &text);
}

/* --- Markdown ---------------------------------------------------------------------------------------------------- */

static void member_markdown(struct strbuf *out, const json_t *member)
{
    char when[REPORT_WHEN_MAX];
    struct strbuf text;

    strbuf_init(&text);
    report_add_code_cell(out, report_text_or(member, "id", "no id"));
    report_add_cut(&text, report_text_or(member, "title", "no title"), TITLE_MAX_CHARS);
    markdown_cell(out, text.data);
    markdown_cell(out, report_when(when, member, "created"));
    markdown_cell(out, report_text_or(member, "status", "n/a"));
    markdown_row_end(out);
    report_done(out, &text);
}

static void burst_markdown(struct strbuf *out, const json_t *burst)
{
    const json_t *members = json_object_get(burst, "members"), *member;
    struct strbuf text;
    size_t i;

    strbuf_init(&text);
    add_heading(&text, burst);
    markdown_heading(out, 4, text.data);
    report_again(out, &text);
    add_span(&text, burst);
    markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
    MARKDOWN_TABLE(out, { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed", HTML_COLUMN_TEXT },
                   { "Status", HTML_COLUMN_TEXT });
    json_array_foreach(members, i, member) member_markdown(out, member);
    markdown_table_end(out);
}

void report_bursts_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *bursts = json_object_get(doc, "bursts"), *burst;
    size_t i;

    if (json_array_size(bursts) == 0)
        return;
    markdown_heading(out, 3, title);
    markdown_paragraph(out, "%s", what);
    json_array_foreach(bursts, i, burst) burst_markdown(out, burst);
}
