/*
 * report_severity.c - see report_severity.h.
 *
 * What both forms say is made once as plain text (add_*), then written as each form writes it.
 */
#include "score/report/report_severity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"
#include "score/report/report_words.h"

enum { ROWS_SHOWN = 50, MD_ROWS_SHOWN = 15, WORDS_SHOWN = 5, TITLE_MAX = 120 };

static void add_figures(struct strbuf *out, const json_t *project)
{
    strbuf_addf(out, "Of %llu open tickets %llu read worse than reported, %llu milder, and %llu as reported",
                (unsigned long long)report_count(project, "scored"), (unsigned long long)report_count(project, "worse"),
                (unsigned long long)report_count(project, "milder"), (unsigned long long)report_count(project, "agree"));
    if (report_count(project, "other") > 0)
        strbuf_addf(out, "; %llu have no severity or one that cannot be compared", (unsigned long long)report_count(project, "other"));
    strbuf_addc(out, '.');
}

static void add_quality(struct strbuf *out, const json_t *doc, const json_t *model)
{
    strbuf_adds(out, "Model: ");
    report_add_standing(out, doc, model);
    strbuf_adds(out, ". ");
    report_add_quality(out, model);
    strbuf_addc(out, ' ');
    report_add_baseline(out, model);
    strbuf_adds(out, " It is built to find the rare severities, so most of what it says is not certain: read the probability beside each, and how "
                     "often that severity comes.");
}

static void add_unmapped(struct strbuf *out, const json_t *list)
{
    size_t n = json_array_size(list);

    strbuf_adds(out, "Without a clinical impact in the configuration ([impact]): ");
    for (size_t i = 0; i < n && i < 8; i++)
        strbuf_addf(out, "%s%s (%llu tickets)", i == 0 ? "" : ", ", report_text_or(json_array_get(list, i), "severity", "none"),
                    (unsigned long long)report_count(json_array_get(list, i), "tickets"));
    if (n > 8)
        strbuf_addf(out, ", and %zu more", n - 8);
    strbuf_addc(out, '.');
}

/* "minor (low)": the clinical impact, and the severity it comes from. */
static void add_severity(struct strbuf *out, const json_t *one, const char *which, const char *which_impact)
{
    const char *impact = report_text(one, which_impact);

    if (impact[0] != '\0')
        strbuf_addf(out, "%s (%s)", impact, report_text_or(one, which, "none"));
    else
        strbuf_adds(out, report_text_or(one, which, "none"));
}

/* "0.31 where 0.02 is usual; care-blocking 0.40" */
static void add_chances(struct strbuf *out, const json_t *one)
{
    double usual = report_number(one, "usual"), blocking = report_number(one, "p_care_blocking"), worse = report_number(one, "p_worse");
    char buf[HTML_NUMBER_MAX];

    strbuf_adds(out, report_chance(buf, report_number(one, "probability"), 2));
    if (!isnan(usual))
        strbuf_addf(out, " where %s is usual", report_chance(buf, usual, 2));
    if (strcmp(report_text(one, "direction"), "worse") == 0 && !isnan(worse))
        strbuf_addf(out, "; anything worse %s", report_chance(buf, worse, 2));
    if (!isnan(blocking))
        strbuf_addf(out, "; care-blocking %s", report_chance(buf, blocking, 2));
}

/* ------------------------------------------------------------- HTML */

static enum html_tone tone_of(const json_t *one)
{
    bool worse = strcmp(report_text(one, "direction"), "worse") == 0;

    if (worse && strcmp(report_text(one, "predicted_impact"), "care-blocking") == 0)
        return HTML_BAD;
    return worse ? HTML_WARN : HTML_NEUTRAL;
}

static void text_cell(struct html *h, struct strbuf *text)
{
    html_cell(h, text->data != NULL ? text->data : "");
    report_again(h->out, text);
}

static void html_row_of(struct html *h, const json_t *one)
{
    char when[REPORT_WHEN_MAX];
    struct strbuf text;

    strbuf_init(&text);
    html_row(h);
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX);
    html_cell_begin(h);
    html_text(h, text.data);
    html_void(h, "br", NULL);
    html_open(h, "small", NULL);
    html_code(h, report_text_or(one, "id", "no id"));
    html_textf(h, " \xC2\xB7 %s", report_when(when, one, "created"));
    html_close(h, "small");
    html_cell_end(h);
    report_again(h->out, &text);
    add_severity(&text, one, "reported", "reported_impact");
    text_cell(h, &text);
    add_severity(&text, one, "predicted", "predicted_impact");
    html_cell_begin(h);
    html_badge(h, tone_of(one), report_text_or(one, "direction", "other"));
    html_textf(h, " %s", text.data);
    html_cell_end(h);
    report_again(h->out, &text);
    add_chances(&text, one);
    text_cell(h, &text);
    report_add_words(&text, json_object_get(json_object_get(one, "why"), "contributions"), WORDS_SHOWN);
    text_cell(h, &text);
    report_done(h->out, &text);
}

static void html_project(struct html *h, const json_t *doc, const json_t *project, size_t number)
{
    const json_t *list = json_object_get(project, "disagreements");
    size_t n = json_array_size(list);
    struct strbuf text;
    char id[48], caption[96];

    snprintf(id, sizeof(id), "severity-%zu", number);
    html_section_begin(h, id, report_text_or(project, "project", "Project without a name"));
    strbuf_init(&text);
    add_figures(&text, project);
    report_sentence(h, &text);
    add_quality(&text, doc, json_object_get(project, "model"));
    report_sentence(h, &text);
    report_done(h->out, &text);
    if (n > 0) {
        if (n > ROWS_SHOWN)
            snprintf(caption, sizeof(caption), "The first %d of %zu tickets", (int)ROWS_SHOWN, n);
        else
            snprintf(caption, sizeof(caption), "%zu ticket%s", n, n == 1 ? "" : "s");
        HTML_TABLE(h, caption, { "Ticket", HTML_COLUMN_HEADER }, { "Reported", HTML_COLUMN_TEXT }, { "Reads as", HTML_COLUMN_TEXT },
                   { "Probability", HTML_COLUMN_TEXT }, { "Words that carried it", HTML_COLUMN_TEXT });
        for (size_t i = 0; i < n && i < ROWS_SHOWN; i++)
            html_row_of(h, json_array_get(list, i));
        html_table_end(h, "");
        if (n > ROWS_SHOWN)
            html_paragraph(h, "%zu more: in the JSON form of this report.", n - ROWS_SHOWN);
    } else
        html_empty(h, "No open ticket reads other than it was reported.");
    html_section_end(h);
}

void report_severity_html(struct html *h, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "severity"), *unmapped = json_object_get(doc, "unmapped");
    struct strbuf text;

    if (json_array_size(projects) == 0)
        return;
    html_section_begin(h, "severity", "Severity: where the words disagree with the report");
    if (json_array_size(unmapped) > 0) {
        strbuf_init(&text);
        add_unmapped(&text, unmapped);
        report_sentence(h, &text);
        report_done(h->out, &text);
    }
    for (size_t i = 0; i < json_array_size(projects); i++)
        html_project(h, doc, json_array_get(projects, i), i + 1);
    html_section_end(h);
}

/* ------------------------------------------------------------- Markdown */

static void md_cell(struct strbuf *out, struct strbuf *text)
{
    markdown_cell(out, text->data != NULL ? text->data : "");
    report_again(out, text);
}

static void md_row(struct strbuf *out, const json_t *one)
{
    struct strbuf text;

    strbuf_init(&text);
    report_add_code_cell(out, report_text_or(one, "id", "no id"));
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX);
    md_cell(out, &text);
    add_severity(&text, one, "reported", "reported_impact");
    md_cell(out, &text);
    strbuf_addf(&text, "%s: ", report_text_or(one, "direction", "other"));
    add_severity(&text, one, "predicted", "predicted_impact");
    md_cell(out, &text);
    add_chances(&text, one);
    md_cell(out, &text);
    report_add_words(&text, json_object_get(json_object_get(one, "why"), "contributions"), WORDS_SHOWN);
    md_cell(out, &text);
    markdown_row_end(out);
    report_done(out, &text);
}

static void md_project(struct strbuf *out, const json_t *doc, const json_t *project)
{
    const json_t *list = json_object_get(project, "disagreements");
    size_t n = json_array_size(list);
    struct strbuf text;

    markdown_heading(out, 4, report_text_or(project, "project", "Project without a name"));
    strbuf_init(&text);
    add_figures(&text, project);
    markdown_paragraph(out, "%s", text.data);
    report_again(out, &text);
    add_quality(&text, doc, json_object_get(project, "model"));
    markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
    if (n == 0)
        return;
    MARKDOWN_TABLE(out, { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Reported", HTML_COLUMN_TEXT }, { "Reads as", HTML_COLUMN_TEXT },
                   { "Probability", HTML_COLUMN_TEXT }, { "Words that carried it", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < n && i < MD_ROWS_SHOWN; i++)
        md_row(out, json_array_get(list, i));
    markdown_table_end(out);
    if (n > MD_ROWS_SHOWN)
        markdown_paragraph(out, "%zu more: in the HTML and JSON forms of this report.", n - MD_ROWS_SHOWN);
}

void report_severity_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "severity"), *unmapped = json_object_get(doc, "unmapped");
    struct strbuf text;

    if (json_array_size(projects) == 0)
        return;
    markdown_heading(out, 3, "Severity: where the words disagree with the report");
    if (json_array_size(unmapped) > 0) {
        strbuf_init(&text);
        add_unmapped(&text, unmapped);
        markdown_paragraph(out, "%s", text.data);
        report_done(out, &text);
    }
    for (size_t i = 0; i < json_array_size(projects); i++)
        md_project(out, doc, json_array_get(projects, i));
}
