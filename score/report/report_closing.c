#include "score/report/report_closing.h"

#include <stdio.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

enum { HTML_ROWS = 20, MARKDOWN_ROWS = 10, TEAMS_SHOWN = 8, NOTE_MAX_CHARS = 80, TITLE_MAX_CHARS = 90 };

static const char title[] = "Closed with a note that says nothing";

/* "hospital: of 320 tickets resolved since 2026-06-01 41 (12.8%) ...; Network 12 of 40, ..." */
static void add_counts(struct strbuf *out, const json_t *project)
{
    const json_t *teams = json_object_get(project, "teams");
    uint64_t closed = report_count(project, "closed"), listed = report_count(project, "listed");
    char n[HTML_NUMBER_MAX], of[HTML_NUMBER_MAX], share[HTML_NUMBER_MAX], when[REPORT_WHEN_MAX];
    size_t n_teams = json_array_size(teams);

    strbuf_addf(out, "%s: ", report_text_or(project, "project", "project without a name"));
    if (!report_is_true(project, "recorded")) {
        strbuf_addf(out, "of %s tickets resolved since %s no closing note is recorded.", html_format_count(of, closed), report_when(when, project, "from"));
        return;
    }
    strbuf_addf(out, "%s of %s tickets resolved since %s (%s) have a note from which nobody can learn.", html_format_count(n, listed), html_format_count(of, closed),
                report_when(when, project, "from"), html_format_probability(share, closed > 0 ? (double)listed / (double)closed : 0));
    for (size_t i = 0; i < n_teams && i < TEAMS_SHOWN; i++) {
        const json_t *team = json_array_get(teams, i);

        strbuf_addf(out, "%s%s %s of %s", i == 0 ? " By team: " : ", ", report_text_or(team, "team", "no team"),
                    html_format_count(n, report_count(team, "listed")), html_format_count(of, report_count(team, "closed")));
    }
    if (n_teams > TEAMS_SHOWN)
        strbuf_addf(out, ", and %zu more teams", n_teams - TEAMS_SHOWN);
    strbuf_adds(out, n_teams > 0 ? "." : "");
}

static void row_html(struct html *h, const json_t *one)
{
    struct strbuf text;

    strbuf_init(&text);
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX_CHARS);
    html_row(h);
    html_cell_begin(h);
    html_code(h, report_text_or(one, "id", "no id"));
    html_textf(h, " %s", text.data);
    html_cell_end(h);
    html_cell(h, report_text_or(one, "team", "no team"));
    report_again(h->out, &text);
    report_add_cut(&text, report_text(one, "note"), NOTE_MAX_CHARS);
    html_cell(h, text.data);
    html_cell(h, report_text(one, "reason"));
    report_done(h->out, &text);
}

static void project_html(struct html *h, const json_t *project)
{
    const json_t *list = json_object_get(project, "list");
    size_t n = json_array_size(list);
    struct strbuf text;
    char caption[48];

    strbuf_init(&text);
    add_counts(&text, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
    if (n == 0)
        return;
    snprintf(caption, sizeof caption, report_count(project, "listed") > HTML_ROWS ? "The %d newest" : "All of them", (int)HTML_ROWS);
    HTML_TABLE(h, caption, { "Ticket", HTML_COLUMN_HEADER }, { "Team", HTML_COLUMN_TEXT }, { "Note", HTML_COLUMN_TEXT }, { "Why", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < n && i < HTML_ROWS; i++)
        row_html(h, json_array_get(list, i));
    html_table_end(h, "No tickets.");
}

void report_closing_html(struct html *h, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "closing"), *project;
    size_t i;

    if (json_array_size(list) == 0)
        return;
    html_section_begin(h, "closing", title);
    json_array_foreach(list, i, project) project_html(h, project);
    html_section_end(h);
}

static void row_markdown(struct strbuf *out, const json_t *one)
{
    struct strbuf text;

    strbuf_init(&text);
    report_add_code_cell(out, report_text_or(one, "id", "no id"));
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX_CHARS);
    markdown_cell(out, text.data);
    markdown_cell(out, report_text_or(one, "team", "no team"));
    report_again(out, &text);
    report_add_cut(&text, report_text(one, "note"), NOTE_MAX_CHARS);
    markdown_cell(out, text.data);
    markdown_cell(out, report_text(one, "reason"));
    markdown_row_end(out);
    report_done(out, &text);
}

static void project_markdown(struct strbuf *out, const json_t *project)
{
    const json_t *list = json_object_get(project, "list");
    size_t n = json_array_size(list);
    struct strbuf text;

    strbuf_init(&text);
    add_counts(&text, project);
    markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
    if (n == 0)
        return;
    MARKDOWN_TABLE(out, { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Team", HTML_COLUMN_TEXT }, { "Note", HTML_COLUMN_TEXT },
                   { "Why", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < n && i < MARKDOWN_ROWS; i++)
        row_markdown(out, json_array_get(list, i));
    markdown_table_end(out);
    if (report_count(project, "listed") > MARKDOWN_ROWS)
        markdown_paragraph(out, "More: in the HTML and JSON forms of this report.");
}

void report_closing_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "closing"), *project;
    size_t i;

    if (json_array_size(list) == 0)
        return;
    markdown_heading(out, 3, title);
    json_array_foreach(list, i, project) project_markdown(out, project);
}
