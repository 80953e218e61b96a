/*
 * report_triage_html.c - the morning's open tickets: who should have them, how sure that is, and which a person has to look at.
 *
 * For each project: the figures, the suggested teams, how good the model is; then the tickets that a person should look at, then those
 * routed with confidence, both in the order of the document.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/report.h"
#include "score/report/report_abstention.h"
#include "score/report/report_blocks.h"
#include "score/report/report_bursts.h"
#include "score/report/report_closing.h"
#include "score/report/report_clusters.h"
#include "score/report/report_new.h"
#include "score/report/report_queue.h"
#include "score/report/report_severity.h"
#include "score/report/report_similar.h"
#include "score/report/report_suggestions.h"
#include "score/report/report_ticket_table.h"
#include "score/report/svg.h"
#include "score/report/triage_figures.h"

enum { LABELS_SHOWN = 10 };

/* ------------------------------------------------------------- head */

static void fill_page(struct report_page *p, const json_t *doc, const struct triage_figures *f)
{
    char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX], look[HTML_NUMBER_MAX], open[HTML_NUMBER_MAX];

    strbuf_adds(&p->subject, "Open tickets");
    if (report_count(doc, "run_id") > 0)
        strbuf_addf(&p->identity, "run %llu \xC2\xB7 ", (unsigned long long)report_count(doc, "run_id"));
    strbuf_addf(&p->identity, "tickets through %s", report_when(when, doc, "data_through"));
    strbuf_addf(&p->identity, " \xC2\xB7 generated %s", report_when(when, doc, "generated_at"));
    strbuf_addf(&p->identity, " \xC2\xB7 snapshot %s", report_short_hash(hash, report_text_or(doc, "snapshot_hash", "not recorded")));
    p->page.tone = f->bursts > 0 || f->blocking_overdue > 0 ? HTML_BAD : f->blocking > 0 || f->fresh_look > 0 || f->unmapped ? HTML_WARN : f->open > 0 ? HTML_GOOD : HTML_NEUTRAL;
    triage_add_verdict(&p->verdict, f);
    if (f->open == 0)
        strbuf_adds(&p->summary, "No ticket of the score window is open. Tickets without a status, closed ones and those older than the window are not looked at.");
    else if (f->sure == 0)
        strbuf_addf(&p->summary, f->open == 1 ? "A person should look at the open ticket: no suggestion is sure enough." : "A person should look at each of the %s open tickets: no suggestion is sure enough.",
                    html_format_count(open, f->open));
    else
        strbuf_addf(&p->summary, "A person should look at %s of the %s open tickets of the score window; the others have a suggestion that is sure enough to start with. Nothing is routed by itself.",
                    html_format_count(look, f->look), html_format_count(open, f->open));
}

static void tile_count(struct html *h, const char *label, uint64_t n, const char *note)
{
    char text[HTML_NUMBER_MAX];

    html_tile(h, label, html_format_count(text, n), note);
}

static void morning(struct html *h, const struct triage_figures *f)
{
    char note[2 * HTML_NUMBER_MAX + 32], a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];

    html_tiles_begin(h);
    tile_count(h, "Suspected major incidents", f->bursts, f->bursts == 0 ? "none" : NULL);
    snprintf(note, sizeof(note), "%s for a person to look at", html_format_count(a, f->fresh_look));
    tile_count(h, "Filed in the newest day", f->fresh, note);
    snprintf(note, sizeof(note), "%s open longer than allowed", html_format_count(a, f->blocking_overdue));
    tile_count(h, "Care-blocking, open", f->blocking, f->unmapped ? "no severity is mapped to it" : note);
    snprintf(note, sizeof(note), "privacy %s, continuity %s", html_format_count(a, f->privacy), html_format_count(b, f->continuity));
    tile_count(h, "May touch safety", f->safety, note);
    tile_count(h, "Suspected duplicates", f->suspected, NULL);
    tile_count(h, "Read worse than reported", f->differ, NULL);
    html_tiles_end(h);
}

static void waiting_note(struct html *h, const json_t *doc)
{
    const json_t *waiting = json_object_get(doc, "waiting");
    uint64_t items = report_count(waiting, "items"), releases = report_count(waiting, "releases");
    char count[HTML_NUMBER_MAX], some[HTML_NUMBER_MAX];

    if (report_is_true(doc, "model_not_approved"))
        html_note(h, HTML_WARN, "Model not approved", "At least one of the models below has not been approved by a person. Read its suggestions as a trial.");
    if (items == 0)
        html_paragraph(h, "The review queue is empty.");
    else if (releases == 0)
        html_paragraph(h, "In the review queue: %s waiting.", html_format_count(count, items));
    else
        html_paragraph(h, "In the review queue: %s waiting, %s of them %s.", html_format_count(count, items), html_format_count(some, releases), releases == 1 ? "a release" : "releases");
}

static void strangers_note(struct html *h, const struct triage_figures *f)
{
    if (f->strangers > 0)
        html_note(h, HTML_WARN, f->strangers == 1 ? "One ticket is unlike anything before" : "Tickets unlike anything before",
                  "%llu of the open tickets: marked below. Suggestions for such a ticket rest on little; of ordinary tickets at most one in a hundred is marked.",
                  (unsigned long long)f->strangers);
}

/* ------------------------------------------------------------- the project's figures */

static void tiles(struct html *h, const json_t *project, const struct triage_figures *f)
{
    const json_t *model = json_object_get(project, "model");
    double value = report_number(model, "value"), low = report_number(model, "low"), high = report_number(model, "high");
    char text[HTML_NUMBER_MAX], a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX], note[2 * HTML_NUMBER_MAX + 32];

    html_tiles_begin(h);
    tile_count(h, "Open tickets", f->open, NULL);
    tile_count(h, "A person should look", f->look, NULL);
    tile_count(h, "Confident suggestion", f->sure, NULL);
    if (f->without_model > 0)
        tile_count(h, "Without a suggested team", f->without_model, "no model");
    snprintf(note, sizeof(note), "95%%: %s to %s", html_format_probability(a, low), html_format_probability(b, high));
    if (!isnan(value) && strcmp(report_text(model, "metric"), "top1") == 0)
        html_tile(h, "First suggestion right", html_format_probability(text, value), isnan(low) || isnan(high) ? NULL : note);
    html_tiles_end(h);
}

static void label_row(struct html *h, const char *label, uint64_t n, uint64_t all)
{
    char buf[HTML_NUMBER_MAX];

    html_row(h);
    html_cell(h, label);
    html_cell_begin(h);
    html_bar(h, HTML_INFO, all > 0 ? (double)n / (double)all : 0);
    html_open(h, "span", "class", "p", NULL);
    html_text(h, html_format_count(buf, n));
    html_close(h, "span");
    html_cell_end(h);
}

static void labels(struct html *h, const json_t *list)
{
    uint64_t all = 0, others = 0;
    size_t n = json_array_size(list);
    char text[48];

    for (size_t i = 0; i < n; i++) {
        uint64_t count = report_count(json_array_get(list, i), "n");

        count = count < UINT32_MAX ? count : UINT32_MAX; /* no sum of them wraps */
        all += count;
        others += i >= LABELS_SHOWN ? count : 0;
    }
    html_open(h, "div", NULL);
    HTML_TABLE(h, "Suggested first", { "Team", HTML_COLUMN_HEADER }, { "Tickets", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < n && i < LABELS_SHOWN; i++)
        label_row(h, report_text_or(json_array_get(list, i), "label", "no name"), report_count(json_array_get(list, i), "n"), all);
    snprintf(text, sizeof(text), "%zu more", n - LABELS_SHOWN);
    if (n > LABELS_SHOWN)
        label_row(h, text, others, all);
    html_table_end(h, "Nothing was suggested.");
    html_close(h, "div");
}

static void model(struct html *h, const json_t *doc, const json_t *project)
{
    const json_t *version = json_object_get(project, "model");
    struct strbuf text;

    html_open(h, "div", NULL);
    strbuf_init(&text);
    if (!json_is_object(version)) {
        strbuf_addf(&text, "No model of teams: %s.", report_text_or(project, "no_model", "none scored these tickets"));
        report_sentence(h, &text);
    } else {
        report_add_quality(&text, version);
        strbuf_addc(&text, ' ');
        report_add_baseline(&text, version);
        strbuf_addc(&text, ' ');
        report_add_abstention(&text, json_object_get(project, "abstention"));
        report_sentence(h, &text);
        report_model_facts(h, doc, version);
    }
    report_done(h->out, &text);
    html_close(h, "div");
}

static void suspected_note(struct html *h, const json_t *project, uint64_t n)
{
    struct strbuf text;

    strbuf_init(&text);
    if (n > 0)
        strbuf_addf(&text, "Suspected duplicates: %llu. ", (unsigned long long)n);
    report_add_bar(&text, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
}

/* Whose damage was told by the rule, and where it stands. */
static void damage_note(struct html *h, const json_t *project, const struct triage_figures *f)
{
    struct strbuf text;

    strbuf_init(&text);
    strbuf_addf(&text, "Damage kind: safety %llu, privacy %llu, continuity %llu, other %llu. ", (unsigned long long)f->safety, (unsigned long long)f->privacy,
                (unsigned long long)f->continuity, (unsigned long long)(f->open - f->safety - f->privacy - f->continuity));
    report_add_damage_source(&text, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
}

static void project_section(struct html *h, const json_t *doc, const json_t *project, size_t number)
{
    struct triage_figures figures;
    char id[48];

    triage_project_figures(&figures, project);
    snprintf(id, sizeof(id), "project-%zu", number);
    html_section_begin(h, id, report_text_or(project, "project", "Project without a name"));
    tiles(h, project, &figures);
    svg_group_begin(h);
    labels(h, json_object_get(project, "labels"));
    model(h, doc, project);
    svg_group_end(h);
    suspected_note(h, project, figures.suspected);
    if (json_is_object(json_object_get(project, "damage")))
        damage_note(h, project, &figures);
    report_suggestion_tasks_html(h, project);
    snprintf(id, sizeof(id), "project-%zu-look", number);
    html_section_begin(h, id, "A person should look");
    report_ticket_table(h, project, true, "No ticket is too unsure: every suggestion is sure enough to start with.");
    html_section_end(h);
    snprintf(id, sizeof(id), "project-%zu-routed", number);
    html_section_begin(h, id, "Routed with confidence");
    report_ticket_table(h, project, false, "No suggestion is sure enough to start with.");
    html_section_end(h);
    html_section_end(h);
}

void report_triage_html(struct strbuf *out, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "projects");
    struct triage_figures figures;
    struct report_page page;
    struct html h;

    html_init(&h, out);
    triage_figures(&figures, doc);
    report_page_init(&page, doc, "Triage");
    fill_page(&page, doc, &figures);
    report_page_begin(&h, &page, doc);
    morning(&h, &figures);
    report_bursts_html(&h, doc);
    report_new_html(&h, doc);
    waiting_note(&h, doc);
    strangers_note(&h, &figures);
    report_queue_html(&h, doc);
    for (size_t i = 0; i < json_array_size(projects); i++)
        project_section(&h, doc, json_array_get(projects, i), i + 1);
    report_severity_html(&h, doc);
    report_clusters_html(&h, doc);
    report_closing_html(&h, doc);
    report_provenance(&h, doc);
    report_page_end(&h, &page);
    html_release(&h);
}
