#include "score/report/report_clusters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"
#include "score/report/report_members.h"
#include "score/report/svg.h"

enum { NAME_MAX_CHARS = 80, COMPONENT_MAX_CHARS = 40, WEEKS_MAX = 16 };

void report_add_cluster(struct strbuf *out, const json_t *ticket)
{
    const json_t *cluster = json_object_get(ticket, "cluster");

    if (!json_is_object(cluster)) {
        if (report_is_true(ticket, "near_no_cluster"))
            strbuf_adds(out, "near no cluster");
        return;
    }
    strbuf_addf(out, "cluster %llu: ", (unsigned long long)report_count(cluster, "cluster_id"));
    report_add_cut(out, report_text_or(cluster, "name", "no name"), NAME_MAX_CHARS);
    report_add_margin(out, cluster, " (");
}

void report_add_margin(struct strbuf *out, const json_t *place, const char *before)
{
    double similarity = report_number(place, "similarity"), margin = report_number(place, "margin");
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];

    if (isnan(similarity) || isnan(margin))
        return;
    strbuf_addf(out, "%sfits %s, %s over the next%s", before, html_format_number(a, similarity, 2), html_format_number(b, margin, 2),
                strchr(before, '(') != NULL ? ")" : "");
}

/* "126 clusters of 32,217 tickets; ..." or why there are none. */
static void add_summary(struct strbuf *out, const json_t *grouping)
{
    char n[HTML_NUMBER_MAX], of[HTML_NUMBER_MAX];
    size_t shown = json_array_size(json_object_get(grouping, "list"));

    strbuf_addf(out, "%s: ", report_text_or(grouping, "project", "project without a name"));
    if (report_count(grouping, "count") == 0) {
        strbuf_addf(out, "no clusters: %s.", report_text_or(grouping, "reason", "none are left"));
        return;
    }
    strbuf_addf(out, "%s clusters of %s tickets by what they are about, grouped in run %llu.",
                html_format_count(n, report_count(grouping, "count")),
                html_format_count(of, report_count(grouping, "tickets")),
                (unsigned long long)report_count(grouping, "run_id"));
    strbuf_adds(out, shown > 0 ? " Shown are those that the open tickets and those of the last week are in."
                               : " No open ticket and none of the last week is in one.");
}

/* "3, 0, 5, 8" of the last weeks; "undated". */
static void add_weeks(struct strbuf *out, const json_t *cluster)
{
    const json_t *weeks = json_object_get(cluster, "weeks"), *week;
    size_t i;

    if (!json_is_array(weeks))
        strbuf_adds(out, "undated");
    json_array_foreach(weeks, i, week)
        strbuf_addf(out, "%s%lld", i == 0 ? "" : " ", (long long)json_integer_value(week));
}

/* "82% pharmacy; 95% stayed": how pure and how steady it is; empty where neither is known. */
static void add_firmness(struct strbuf *out, const json_t *cluster)
{
    double purity = report_number(cluster, "purity"), stability = report_number(cluster, "stability");
    char text[HTML_NUMBER_MAX];

    if (!isnan(purity)) {
        strbuf_addf(out, "%s%% of component ", html_format_number(text, 100 * purity, 0));
        report_add_cut(out, report_text_or(cluster, "component", "without a name"), COMPONENT_MAX_CHARS);
    }
    if (!isnan(stability))
        strbuf_addf(out, "%s%s%% stayed since the grouping before", isnan(purity) ? "" : "; ", html_format_number(text, 100 * stability, 0));
}

/* --- HTML -------------------------------------------------------------------------------------------------------- */

static void cell_name(struct html *h, const json_t *cluster)
{
    struct strbuf text;

    strbuf_init(&text);
    report_add_cut(&text, report_text_or(cluster, "name", "no name"), NAME_MAX_CHARS);
    html_cell_begin(h);
    html_text(h, text.data);
    html_open(h, "p", "class", "identity", NULL);
    html_open(h, "small", NULL);
    html_textf(h, "%llu \xC2\xB7 %s", (unsigned long long)report_count(cluster, "cluster_id"),
               report_is_true(cluster, "confirmed") ? "named by a person" : "name suggested");
    report_again(h->out, &text);
    add_firmness(&text, cluster);
    if (text.len > 0) {
        html_void(h, "br", NULL);
        html_text(h, text.data);
    }
    html_close(h, "small");
    html_close(h, "p");
    html_cell_end(h);
    report_done(h->out, &text);
}

/* A small plot of the weeks, and the counts for those who do not see it. */
static void cell_weeks(struct html *h, const json_t *cluster)
{
    const json_t *weeks = json_object_get(cluster, "weeks"), *week;
    double count[WEEKS_MAX];
    struct strbuf text, title;
    size_t i, n = 0;

    json_array_foreach(weeks, i, week)
        if (n < WEEKS_MAX)
            count[n++] = json_number_value(week);
    strbuf_init(&text);
    strbuf_init(&title);
    add_weeks(&text, cluster);
    strbuf_addf(&title, "Tickets filed in each of the last %zu weeks: %s", n, text.data);
    html_cell_begin(h);
    if (n > 1 && !title.failed) {
        svg_sparkline(h, title.data, count, n);
        html_void(h, "br", NULL);
    }
    html_open(h, "small", NULL);
    html_text(h, text.data);
    html_close(h, "small");
    html_cell_end(h);
    report_done(h->out, &title);
    report_done(h->out, &text);
}

static void cluster_row(struct html *h, const json_t *cluster)
{
    html_row(h);
    cell_name(h, cluster);
    html_cell_count(h, report_count(cluster, "open"));
    html_cell_count(h, report_count(cluster, "joined"));
    cell_weeks(h, cluster);
    html_cell_count(h, report_count(cluster, "size"));
    html_cell_begin(h);
    report_members_html(h, json_object_get(cluster, "typical"));
    html_cell_end(h);
}

static void grouping_html(struct html *h, const json_t *grouping)
{
    const json_t *list = json_object_get(grouping, "list"), *cluster;
    struct strbuf text;
    size_t i;

    strbuf_init(&text);
    add_summary(&text, grouping);
    report_sentence(h, &text);
    report_done(h->out, &text);
    if (json_array_size(list) == 0)
        return;
    HTML_TABLE(h, "Clusters", { "Cluster", HTML_COLUMN_HEADER }, { "Open tickets here", HTML_COLUMN_NUMBER },
               { "New in that run", HTML_COLUMN_NUMBER }, { "Filed in each of the last 8 weeks", HTML_COLUMN_TEXT },
               { "Size", HTML_COLUMN_NUMBER }, { "Typical members", HTML_COLUMN_TEXT });
    json_array_foreach(list, i, cluster) cluster_row(h, cluster);
    html_table_end(h, "No clusters.");
}

void report_clusters_html(struct html *h, const json_t *doc)
{
    const json_t *groupings = json_object_get(doc, "clusters"), *grouping;
    size_t i;

    if (json_array_size(groupings) == 0)
        return;
    html_section_begin(h, "clusters", "What the tickets are about");
    json_array_foreach(groupings, i, grouping) grouping_html(h, grouping);
    html_section_end(h);
}

/* --- Markdown ---------------------------------------------------------------------------------------------------- */

static void cluster_line(struct strbuf *out, const json_t *cluster)
{
    struct strbuf text;

    strbuf_init(&text);
    strbuf_addf(&text, "%llu: ", (unsigned long long)report_count(cluster, "cluster_id"));
    report_add_cut(&text, report_text_or(cluster, "name", "no name"), NAME_MAX_CHARS);
    if (!isnan(report_number(cluster, "purity")) || !isnan(report_number(cluster, "stability"))) {
        strbuf_adds(&text, " (");
        add_firmness(&text, cluster);
        strbuf_addc(&text, ')');
    }
    markdown_cell(out, text.data);
    markdown_cell_count(out, report_count(cluster, "open"));
    markdown_cell_count(out, report_count(cluster, "joined"));
    report_again(out, &text);
    add_weeks(&text, cluster);
    markdown_cell(out, text.data);
    markdown_cell_count(out, report_count(cluster, "size"));
    report_again(out, &text);
    report_add_members(&text, json_object_get(cluster, "typical"));
    markdown_cell(out, text.data);
    markdown_row_end(out);
    report_done(out, &text);
}

static void grouping_markdown(struct strbuf *out, const json_t *grouping)
{
    const json_t *list = json_object_get(grouping, "list"), *cluster;
    struct strbuf text;
    size_t i;

    strbuf_init(&text);
    add_summary(&text, grouping);
    markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
    if (json_array_size(list) == 0)
        return;
    MARKDOWN_TABLE(out, { "Cluster", HTML_COLUMN_HEADER }, { "Open tickets here", HTML_COLUMN_NUMBER },
                   { "New in that run", HTML_COLUMN_NUMBER }, { "Filed in each of the last 8 weeks", HTML_COLUMN_TEXT },
                   { "Size", HTML_COLUMN_NUMBER }, { "Typical members", HTML_COLUMN_TEXT });
    json_array_foreach(list, i, cluster) cluster_line(out, cluster);
    markdown_table_end(out);
}

void report_clusters_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *groupings = json_object_get(doc, "clusters"), *grouping;
    size_t i;

    if (json_array_size(groupings) == 0)
        return;
    markdown_heading(out, 3, "What the tickets are about");
    json_array_foreach(groupings, i, grouping) grouping_markdown(out, grouping);
}
