#include "score/report/report_new.h"

#include <math.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"
#include "score/report/report_members.h"

enum { GROUPS_SHOWN = 25, NAME_MAX_CHARS = 80 };

static const char title[] = "Filed in the newest day";

/* "hospital: 23 tickets filed between ... and ..., in 9 clusters." */
static void add_summary(struct strbuf *out, const json_t *project)
{
    uint64_t n = report_count(project, "tickets");
    size_t groups = json_array_size(json_object_get(project, "groups"));
    char from[REPORT_WHEN_MAX], to[REPORT_WHEN_MAX], text[HTML_NUMBER_MAX];

    strbuf_addf(out, "%s: %s ticket%s filed between %s and %s, in %zu group%s by what they are about.",
                report_text_or(project, "project", "project without a name"), html_format_count(text, n), n == 1 ? "" : "s", report_when(from, project, "from"),
                report_when(to, project, "to"), groups, groups == 1 ? "" : "s");
}

static const json_t *repeats_of(const json_t *doc, const char *project)
{
    const json_t *list = json_object_get(doc, "repeats"), *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (strcmp(report_text(one, "project"), project) == 0)
            return one;
    return NULL;
}

/* "Repeats: 12.0% of the 310 tickets of 90 days (20 duplicates, 9 reopened, 8 suspected ...); 10.1% of the 300 of the 90 days before." */
static void add_repeats(struct strbuf *out, const json_t *repeats)
{
    const json_t *now = json_object_get(repeats, "now"), *before = json_object_get(repeats, "before");
    char rate[HTML_NUMBER_MAX], of[HTML_NUMBER_MAX];

    if (!json_is_object(now) || isnan(report_number(now, "rate")))
        return;
    strbuf_addf(out, " Repeat incidents: %s of the %s tickets of the last %llu days had been there before (%llu marked as duplicates, %llu reopened, %llu suspected of a "
                     "resolved one)",
                html_format_probability(rate, report_number(now, "rate")), html_format_count(of, report_count(now, "tickets")),
                (unsigned long long)report_count(repeats, "days"), (unsigned long long)report_count(now, "duplicate"),
                (unsigned long long)report_count(now, "reopened"), (unsigned long long)report_count(now, "suspected"));
    if (!isnan(report_number(before, "rate")))
        strbuf_addf(out, ", %s of the %s of as many days before", html_format_probability(rate, report_number(before, "rate")),
                    html_format_count(of, report_count(before, "tickets")));
    strbuf_addc(out, '.');
}

static void add_head(struct strbuf *out, const json_t *doc, const json_t *project)
{
    add_summary(out, project);
    add_repeats(out, repeats_of(doc, report_text(project, "project")));
}

static void add_name(struct strbuf *out, const json_t *group)
{
    if (report_count(group, "cluster_id") == 0) {
        strbuf_adds(out, "in no cluster");
        return;
    }
    strbuf_addf(out, "%llu: ", (unsigned long long)report_count(group, "cluster_id"));
    report_add_cut(out, report_text_or(group, "name", "no name"), NAME_MAX_CHARS);
}

static void group_html(struct html *h, const json_t *group)
{
    struct strbuf text;

    strbuf_init(&text);
    add_name(&text, group);
    html_row(h);
    html_cell_begin(h);
    html_element(h, "strong", text.data);
    html_void(h, "br", NULL);
    report_members_html(h, json_object_get(group, "list"));
    html_cell_end(h);
    html_cell_count(h, report_count(group, "tickets"));
    html_cell_number(h, report_number(group, "usual"), 1);
    report_done(h->out, &text);
}

static void project_html(struct html *h, const json_t *doc, const json_t *project)
{
    const json_t *groups = json_object_get(project, "groups");
    size_t n = json_array_size(groups);
    struct strbuf text;

    strbuf_init(&text);
    add_head(&text, doc, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
    HTML_TABLE(h, "By what they are about", { "Cluster, and its newest tickets", HTML_COLUMN_HEADER }, { "New", HTML_COLUMN_NUMBER },
               { "Usual in a day", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < n && i < GROUPS_SHOWN; i++)
        group_html(h, json_array_get(groups, i));
    html_table_end(h, "No new tickets.");
    if (n > GROUPS_SHOWN)
        html_paragraph(h, "%zu more groups: in the JSON form of this report.", n - GROUPS_SHOWN);
}

void report_new_html(struct html *h, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "new"), *project;
    size_t i;

    if (json_array_size(list) == 0)
        return;
    html_section_begin(h, "new", title);
    json_array_foreach(list, i, project) project_html(h, doc, project);
    html_section_end(h);
}

static void group_markdown(struct strbuf *out, const json_t *group)
{
    struct strbuf text;

    strbuf_init(&text);
    add_name(&text, group);
    markdown_cell(out, text.data);
    markdown_cell_count(out, report_count(group, "tickets"));
    markdown_cell_number(out, report_number(group, "usual"), 1);
    report_again(out, &text);
    report_add_members(&text, json_object_get(group, "list"));
    markdown_cell(out, text.data);
    markdown_row_end(out);
    report_done(out, &text);
}

static void project_markdown(struct strbuf *out, const json_t *doc, const json_t *project)
{
    const json_t *groups = json_object_get(project, "groups");
    struct strbuf text;

    strbuf_init(&text);
    add_head(&text, doc, project);
    markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
    MARKDOWN_TABLE(out, { "Cluster", HTML_COLUMN_HEADER }, { "New", HTML_COLUMN_NUMBER }, { "Usual in a day", HTML_COLUMN_NUMBER }, { "Tickets", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(groups) && i < GROUPS_SHOWN; i++)
        group_markdown(out, json_array_get(groups, i));
    markdown_table_end(out);
}

void report_new_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "new"), *project;
    size_t i;

    if (json_array_size(list) == 0)
        return;
    markdown_heading(out, 3, title);
    json_array_foreach(list, i, project) project_markdown(out, doc, project);
}
