/*
 * report_triage_md.c - the triage report as Markdown: the same facts as the page, one line a ticket.
 */
#include <math.h>
#include <stdio.h>

#include "score/report/markdown.h"
#include "score/report/report.h"
#include "score/report/report_bursts.h"
#include "score/report/report_closing.h"
#include "score/report/report_clusters.h"
#include "score/report/report_common.h"
#include "score/report/report_new.h"
#include "score/report/report_queue.h"
#include "score/report/report_severity.h"
#include "score/report/report_similar.h"
#include "score/report/report_suggestions.h"

/* Comments are limited (65,536 characters on GitHub): the page and the JSON form have the others. */
enum { ROWS_SHOWN = 25, LABELS_SHOWN = 10, WORDS_SHOWN = 5, TITLE_MAX = 100, WORD_MAX = 40 };

static size_t count_needing(const json_t *tickets)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(tickets); i++)
        n += report_is_true(json_array_get(tickets, i), "person_should_look");
    return n;
}

static void head(struct strbuf *out, const json_t *doc)
{
    const json_t *waiting = json_object_get(doc, "waiting");
    char through[REPORT_WHEN_MAX], generated[REPORT_WHEN_MAX];

    markdown_heading(out, 2, "Triage: open tickets");
    markdown_paragraph(out, "Run %llu, tickets through %s, generated %s.", (unsigned long long)report_count(doc, "run_id"), report_when(through, doc, "data_through"),
                       report_when(generated, doc, "generated_at"));
    if (report_is_true(doc, "demonstration"))
        markdown_paragraph(out, "Demonstration: the data in this store is made up.");
    if (report_is_true(doc, "model_not_approved")) {
        strbuf_adds(out, "**Model not approved.** ");
        markdown_paragraph(out, "At least one of the models below has not been approved by a person. Read its suggestions as a trial.");
    }
    if (report_count_strangers(doc) > 0)
        markdown_paragraph(out, "Unlike anything before: %zu of the open tickets, marked below; of ordinary tickets at most one in a hundred is.",
                           report_count_strangers(doc));
    markdown_paragraph(out, "In the review queue: %llu waiting, of them releases: %llu.", (unsigned long long)report_count(waiting, "items"),
                       (unsigned long long)report_count(waiting, "releases"));
}

static void add_labels(struct strbuf *text, const json_t *list)
{
    size_t n = json_array_size(list);

    for (size_t i = 0; i < n && i < LABELS_SHOWN; i++)
        strbuf_addf(text, "%s%s %llu", i == 0 ? "Suggested first: " : ", ", report_text_or(json_array_get(list, i), "label", "no name"),
                    (unsigned long long)report_count(json_array_get(list, i), "n"));
    if (n > LABELS_SHOWN)
        strbuf_addf(text, ", and %zu more", n - LABELS_SHOWN);
    if (n > 0)
        strbuf_addc(text, '.');
}

static void figures(struct strbuf *out, const json_t *doc, const json_t *project)
{
    const json_t *tickets = json_object_get(project, "tickets"), *model = json_object_get(project, "model");
    size_t n = json_array_size(tickets), look = count_needing(tickets);
    struct strbuf text;

    strbuf_init(&text);
    strbuf_addf(&text, "Open tickets: %zu; a person should look at %zu; %zu have a confident suggestion. ", n, look, n - look);
    if (report_count(project, "without_model") > 0)
        strbuf_addf(&text, "Without a model, and not scored: %llu. ", (unsigned long long)report_count(project, "without_model"));
    add_labels(&text, json_object_get(project, "labels"));
    markdown_paragraph(out, "%s", text.data);
    report_again(out, &text);
    strbuf_adds(&text, "Model: ");
    report_add_standing(&text, doc, model);
    strbuf_adds(&text, ". ");
    if (json_is_object(model)) {
        report_add_quality(&text, model);
        strbuf_addc(&text, ' ');
        report_add_baseline(&text, model);
        strbuf_addc(&text, ' ');
        report_add_abstention(&text, json_object_get(project, "abstention"));
    }
    markdown_paragraph(out, "%s", text.data);
    report_again(out, &text);
    strbuf_addf(&text, "Suspected duplicates: %zu. ", report_count_suspected(tickets));
    report_add_bar(&text, project);
    markdown_paragraph(out, "%s", text.data);
    report_again(out, &text);
    report_add_suggestion_tasks(&text, project);
    if (text.len > 0)
        markdown_paragraph(out, "%s", text.data);
    report_done(out, &text);
}

static void add_next(struct strbuf *text, const json_t *top)
{
    char p[HTML_NUMBER_MAX];

    for (size_t i = 1; i < json_array_size(top) && i < 3; i++)
        strbuf_addf(text, "%s%s %s", i == 1 ? "" : ", ", report_text_or(json_array_get(top, i), "label", "no name"),
                    report_chance(p, report_number(json_array_get(top, i), "p"), 2));
}

static void add_words(struct strbuf *text, const json_t *list)
{
    struct strbuf name;

    strbuf_init(&name);
    for (size_t i = 0; i < json_array_size(list) && i < WORDS_SHOWN; i++) {
        const json_t *one = json_array_get(list, i);

        report_again(text, &name);
        report_add_factor(&name, one);
        strbuf_adds(text, i == 0 ? "" : ", ");
        strbuf_adds(text, report_number(one, "value") < 0 ? "\xE2\x88\x92" : "+");
        report_add_cut(text, name.data, WORD_MAX);
    }
    report_done(text, &name);
}

static void ticket_row(struct strbuf *out, const json_t *ticket)
{
    double p = report_number(ticket, "probability"), threshold = report_number(ticket, "threshold");
    char when[REPORT_WHEN_MAX], p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX], sure[2 * HTML_NUMBER_MAX + 8];
    struct strbuf text;

    strbuf_init(&text);
    report_add_code_cell(out, report_text_or(ticket, "id", "no id"));
    report_add_cut(&text, report_text_or(ticket, "title", "no title"), TITLE_MAX);
    if (json_is_object(json_object_get(ticket, "cluster"))) {
        strbuf_adds(&text, " (");
        report_add_cluster(&text, ticket);
        strbuf_addc(&text, ')');
    }
    if (json_is_object(json_object_get(ticket, "stranger"))) {
        strbuf_adds(&text, " ");
        report_add_stranger(&text, ticket);
    }
    markdown_cell(out, text.data);
    markdown_cell(out, report_when(when, ticket, "created"));
    markdown_cell(out, report_text_or(ticket, "impact", report_text_or(ticket, "severity", "n/a")));
    report_again(out, &text);
    strbuf_addf(&text, "%s, %s", report_text_or(ticket, "system", "n/a"), report_text_or(ticket, "criticality", "unknown"));
    markdown_cell(out, text.data);
    markdown_cell(out, report_text_or(ticket, "suggestion", "no suggestion"));
    report_chance_pair(p_text, threshold_text, p, threshold);
    snprintf(sure, sizeof(sure), isnan(threshold) ? "%s" : "%s of %s", p_text, threshold_text);
    markdown_cell(out, sure);
    report_again(out, &text);
    add_next(&text, json_object_get(ticket, "top"));
    markdown_cell(out, text.data);
    report_again(out, &text);
    add_words(&text, json_object_get(json_object_get(ticket, "why"), "contributions"));
    markdown_cell(out, text.data);
    report_again(out, &text);
    report_add_similar(&text, ticket);
    markdown_cell(out, text.data);
    report_again(out, &text);
    report_add_suggestions(&text, ticket);
    markdown_cell(out, text.data);
    report_again(out, &text);
    report_add_causes(&text, ticket);
    markdown_cell(out, text.data);
    markdown_row_end(out);
    report_done(out, &text);
}

static void ticket_table(struct strbuf *out, const json_t *tickets, bool look)
{
    size_t n = look ? count_needing(tickets) : json_array_size(tickets) - count_needing(tickets), shown = 0;

    markdown_heading(out, 4, look ? "A person should look" : "Routed with confidence");
    if (n == 0) {
        markdown_paragraph(out, "%s", look ? "No ticket is too unsure: every suggestion is sure enough to start with." : "No suggestion is sure enough to start with.");
        return;
    }
    MARKDOWN_TABLE(out, { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed", HTML_COLUMN_TEXT }, { "Impact", HTML_COLUMN_TEXT },
                   { "System", HTML_COLUMN_TEXT }, { "Suggested team", HTML_COLUMN_TEXT }, { "Sure, of what is enough", HTML_COLUMN_NUMBER },
                   { "Then", HTML_COLUMN_TEXT }, { "Words that carried it", HTML_COLUMN_TEXT }, { "Most similar before", HTML_COLUMN_TEXT }, { "Also suggested", HTML_COLUMN_TEXT },
                   { "Causes of similar incidents", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(tickets) && shown < ROWS_SHOWN; i++) {
        const json_t *ticket = json_array_get(tickets, i);

        if (report_is_true(ticket, "person_should_look") != look)
            continue;
        ticket_row(out, ticket);
        shown++;
    }
    markdown_table_end(out);
    if (n > shown)
        markdown_paragraph(out, "%zu more: in the HTML and JSON forms of this report.", n - shown);
}

void report_triage_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "projects");

    head(out, doc);
    if (json_array_size(projects) == 0)
        markdown_paragraph(out, "No open tickets were scored.");
    report_bursts_markdown(out, doc);
    report_new_markdown(out, doc);
    report_queue_markdown(out, doc);
    for (size_t i = 0; i < json_array_size(projects); i++) {
        const json_t *project = json_array_get(projects, i), *tickets = json_object_get(project, "tickets");

        markdown_heading(out, 3, report_text_or(project, "project", "Project without a name"));
        figures(out, doc, project);
        ticket_table(out, tickets, true);
        ticket_table(out, tickets, false);
    }
    report_severity_markdown(out, doc);
    report_clusters_markdown(out, doc);
    report_closing_markdown(out, doc);
    markdown_paragraph(out, "Snapshot %s, audit head %s.", report_text_or(doc, "snapshot_hash", "not recorded"), report_text_or(doc, "audit_head", "not recorded"));
    markdown_paragraph(out, "Prodrome %s informs. Deciding, and signing for it, is a person's.", report_text_or(doc, "engine_version", "of unknown version"));
}
