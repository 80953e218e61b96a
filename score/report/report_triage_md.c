/*
 * report_triage_md.c - the triage report as Markdown: the same facts as the page, one line a ticket.
 */
#include <math.h>

#include "score/report/markdown.h"
#include "score/report/report.h"
#include "score/report/report_abstention.h"
#include "score/report/report_bursts.h"
#include "score/report/report_closing.h"
#include "score/report/report_clusters.h"
#include "score/report/report_new.h"
#include "score/report/report_queue.h"
#include "score/report/report_sentences.h"
#include "score/report/report_severity.h"
#include "score/report/report_similar.h"
#include "score/report/report_suggestions.h"
#include "score/report/report_words.h"
#include "score/report/triage_figures.h"

/* Comments are limited (65,536 characters on GitHub): the page and the JSON form have the others. */
enum { ROWS_SHOWN = 25, LABELS_SHOWN = 10, WORDS_SHOWN = 5, TITLE_MAX = 100 };

static void morning(struct strbuf *out, const struct triage_figures *f)
{
    struct strbuf verdict;
    char blocking[96];

    snprintf(blocking, sizeof blocking, "Care-blocking and open %llu, %llu of them longer than allowed.", (unsigned long long)f->blocking, (unsigned long long)f->blocking_overdue);
    strbuf_init(&verdict);
    triage_add_verdict(&verdict, f);
    strbuf_adds(out, "**");
    markdown_text(out, verdict.data);
    strbuf_adds(out, "**");
    markdown_paragraph(out, ". Open %llu: a person should look at %llu, the others have a suggestion that is sure enough to start with. %s Suspected duplicates %llu, read worse than reported %llu, may touch safety %llu, privacy %llu, continuity %llu.",
                       (unsigned long long)f->open, (unsigned long long)f->look,
                       f->unmapped ? "No severity is mapped to an impact, so what blocks care is not known." : blocking, (unsigned long long)f->suspected, (unsigned long long)f->differ, (unsigned long long)f->safety, (unsigned long long)f->privacy,
                       (unsigned long long)f->continuity);
    report_done(out, &verdict);
}

static void head(struct strbuf *out, const json_t *doc, const struct triage_figures *f)
{
    const json_t *waiting = json_object_get(doc, "waiting");
    char through[REPORT_WHEN_MAX], generated[REPORT_WHEN_MAX];

    markdown_heading(out, 2, "Triage: open tickets");
    markdown_paragraph(out, "Run %llu, tickets through %s, generated %s.", (unsigned long long)report_count(doc, "run_id"), report_when(through, doc, "data_through"),
                       report_when(generated, doc, "generated_at"));
    morning(out, f);
    if (report_is_true(doc, "demonstration"))
        markdown_paragraph(out, "Demonstration: the data in this store is made up.");
    if (report_is_true(doc, "model_not_approved")) {
        strbuf_adds(out, "**Model not approved.** ");
        markdown_paragraph(out, "At least one of the models below has not been approved by a person. Read its suggestions as a trial.");
    }
    if (f->strangers > 0)
        markdown_paragraph(out, "Unlike anything before: %llu of the open tickets, marked below; of ordinary tickets at most one in a hundred is.",
                           (unsigned long long)f->strangers);
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
    const json_t *model = json_object_get(project, "model");
    struct triage_figures f;
    struct strbuf text;

    triage_project_figures(&f, project);
    strbuf_init(&text);
    strbuf_addf(&text, "Open tickets: %llu; a person should look at %llu; %llu have a confident suggestion. ", (unsigned long long)f.open, (unsigned long long)f.look,
                (unsigned long long)f.sure);
    if (f.without_model > 0)
        strbuf_addf(&text, "Without a suggested team: %llu, no model: %s. ", (unsigned long long)f.without_model,
                    report_text_or(project, "no_model", "it was not there, or not open, when the run scored"));
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
    strbuf_addf(&text, "Suspected duplicates: %llu. ", (unsigned long long)f.suspected);
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

static void add_sure(struct strbuf *text, const json_t *ticket)
{
    double p = report_number(ticket, "probability"), threshold = report_number(ticket, "threshold");
    char p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX];

    if (isnan(p)) {
        strbuf_adds(text, "no model");
        return;
    }
    report_chance_pair(p_text, threshold_text, p, threshold);
    strbuf_addf(text, isnan(threshold) ? "%s" : "%s of %s", p_text, threshold_text);
    if (report_is_unlike(ticket))
        strbuf_adds(text, ", like no team it knows");
}

/* "care-blocking; safety, by rule: 'overdos*'" */
static void add_impact(struct strbuf *text, const json_t *ticket)
{
    strbuf_adds(text, report_text_or(ticket, "impact", report_text_or(ticket, "severity", "n/a")));
    if (!report_has_damage(ticket))
        return;
    strbuf_addf(text, "; %s, ", report_text(json_object_get(ticket, "damage"), "kind"));
    report_add_damage_reason(text, json_object_get(ticket, "damage"));
}

static void ticket_row(struct strbuf *out, const json_t *ticket)
{
    char when[REPORT_WHEN_MAX];
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
    report_again(out, &text);
    add_impact(&text, ticket);
    markdown_cell(out, text.data);
    report_again(out, &text);
    strbuf_addf(&text, "%s, %s", report_text_or(ticket, "system", "n/a"), report_text_or(ticket, "criticality", "unknown"));
    markdown_cell(out, text.data);
    markdown_cell(out, report_text_or(ticket, "suggestion", "no suggestion"));
    report_again(out, &text);
    add_sure(&text, ticket);
    markdown_cell(out, text.data);
    report_again(out, &text);
    add_next(&text, json_object_get(ticket, "top"));
    markdown_cell(out, text.data);
    report_again(out, &text);
    report_add_words(&text, json_object_get(json_object_get(ticket, "why"), "contributions"), WORDS_SHOWN);
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

static void ticket_table(struct strbuf *out, const json_t *project, bool look)
{
    const json_t *tickets = json_object_get(project, "tickets");
    struct triage_figures f;
    size_t n, shown = 0;

    triage_project_figures(&f, project);
    n = (size_t)(look ? f.look : f.sure);

    markdown_heading(out, 4, look ? "A person should look" : "Routed with confidence");
    if (n == 0) {
        markdown_paragraph(out, "%s", look ? "No ticket is too unsure: every suggestion is sure enough to start with." : "No suggestion is sure enough to start with.");
        return;
    }
    MARKDOWN_TABLE(out, { "Ticket", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed", HTML_COLUMN_TEXT }, { "Impact, damage", HTML_COLUMN_TEXT },
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
    struct triage_figures f;

    triage_figures(&f, doc);
    head(out, doc, &f);
    if (json_array_size(projects) == 0)
        markdown_paragraph(out, "No open tickets were scored.");
    report_bursts_markdown(out, doc);
    report_new_markdown(out, doc);
    report_queue_markdown(out, doc);
    for (size_t i = 0; i < json_array_size(projects); i++) {
        const json_t *project = json_array_get(projects, i);

        markdown_heading(out, 3, report_text_or(project, "project", "Project without a name"));
        figures(out, doc, project);
        ticket_table(out, project, true);
        ticket_table(out, project, false);
    }
    report_severity_markdown(out, doc);
    report_clusters_markdown(out, doc);
    report_closing_markdown(out, doc);
    markdown_paragraph(out, "Snapshot %s, audit head %s.", report_text_or(doc, "snapshot_hash", "not recorded"), report_text_or(doc, "audit_head", "not recorded"));
    markdown_paragraph(out, "Prodrome %s informs. Deciding, and signing for it, is a person's.", report_text_or(doc, "engine_version", "of unknown version"));
}
