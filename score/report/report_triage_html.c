/*
 * report_triage_html.c - the morning's open tickets: who should have them, how sure that is, and which a person has to look at.
 *
 * For each project: the figures, the suggested teams, how good the model is; then the tickets that a person should look at, then those
 * routed with confidence, both in the order of the document.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/facts_suggestions.h"
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
#include "score/report/svg.h"

enum { ROWS_SHOWN = 100, LABELS_SHOWN = 10, CHIPS_SHOWN = 5, TITLE_MAX = 140, CHIP_MAX = 28 };

/* Columns that some ticket of the project fills. */
struct columns { bool impact, system; };

static bool needs_person(const json_t *ticket)
{
    return report_is_true(ticket, "person_should_look");
}

static size_t count_needing(const json_t *tickets)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(tickets); i++)
        n += needs_person(json_array_get(tickets, i));
    return n;
}

/* ------------------------------------------------------------- head */

static void fill_page(struct report_page *p, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "projects");
    char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];
    size_t n = 0, look = 0;

    for (size_t i = 0; i < json_array_size(projects); i++) {
        const json_t *tickets = json_object_get(json_array_get(projects, i), "tickets");

        n += json_array_size(tickets);
        look += count_needing(tickets);
    }
    strbuf_adds(&p->subject, "Open tickets");
    if (report_count(doc, "run_id") > 0)
        strbuf_addf(&p->identity, "run %llu \xC2\xB7 ", (unsigned long long)report_count(doc, "run_id"));
    strbuf_addf(&p->identity, "tickets through %s", report_when(when, doc, "data_through"));
    strbuf_addf(&p->identity, " \xC2\xB7 generated %s", report_when(when, doc, "generated_at"));
    strbuf_addf(&p->identity, " \xC2\xB7 snapshot %s", report_short_hash(hash, report_text_or(doc, "snapshot_hash", "not recorded")));
    p->page.tone = look > 0 ? HTML_WARN : n > 0 ? HTML_GOOD : HTML_NEUTRAL;
    if (n == 0)
        strbuf_adds(&p->verdict, "No open tickets were scored");
    else if (look == 0)
        strbuf_addf(&p->verdict, n == 1 ? "The one open ticket has a confident suggestion" : "All %zu open tickets have a confident suggestion", n);
    else
        strbuf_addf(&p->verdict, "A person should look at %zu of %zu open ticket%s", look, n, n == 1 ? "" : "s");
    strbuf_adds(&p->summary, n == 0 ? "Tickets without a status, closed ones and those older than the window are not scored."
                                    : "The others have a suggestion that is sure enough to start with; nothing is routed by itself.");
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
    else
        html_paragraph(h, "In the review queue: %s waiting, %s of them %s.", html_format_count(count, items), html_format_count(some, releases), releases == 1 ? "a release" : "releases");
}

static void strangers_note(struct html *h, const json_t *doc)
{
    size_t n = report_count_strangers(doc);

    if (n > 0)
        html_note(h, HTML_WARN, n == 1 ? "One ticket is unlike anything before" : "Tickets unlike anything before",
                  "%zu of the open tickets: marked below. Suggestions for such a ticket rest on little; of ordinary tickets at most one in a hundred is marked.", n);
}

/* ------------------------------------------------------------- the project's figures */

static void tiles(struct html *h, const json_t *project)
{
    const json_t *tickets = json_object_get(project, "tickets"), *model = json_object_get(project, "model");
    size_t n = json_array_size(tickets), look = count_needing(tickets);
    uint64_t open = report_count(project, "open");
    double value = report_number(model, "value"), low = report_number(model, "low"), high = report_number(model, "high");
    char text[HTML_NUMBER_MAX], a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX], note[2 * HTML_NUMBER_MAX + 32];

    html_tiles_begin(h);
    html_tile(h, "Open tickets", html_format_count(text, open > n ? open : n), NULL);
    html_tile(h, "A person should look", html_format_count(text, look), NULL);
    html_tile(h, "Confident suggestion", html_format_count(text, n - look), NULL);
    if (report_count(project, "without_model") > 0)
        html_tile(h, "Without a model", html_format_count(text, report_count(project, "without_model")), "not scored");
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

static void model(struct html *h, const json_t *doc, const json_t *version, const json_t *abstention)
{
    struct strbuf text;

    html_open(h, "div", NULL);
    if (!json_is_object(version)) {
        html_empty(h, "No model scored these tickets.");
        html_close(h, "div");
        return;
    }
    strbuf_init(&text);
    report_add_quality(&text, version);
    strbuf_addc(&text, ' ');
    report_add_baseline(&text, version);
    strbuf_addc(&text, ' ');
    report_add_abstention(&text, abstention);
    report_sentence(h, &text);
    report_model_facts(h, doc, version);
    report_done(h->out, &text);
    html_close(h, "div");
}

/* ------------------------------------------------------------- tickets */

static void aside_begin(struct html *h)
{
    html_open(h, "p", "class", "identity", NULL);
    html_open(h, "small", NULL);
}

static void aside_end(struct html *h)
{
    html_close(h, "small");
    html_close(h, "p");
}

static void write_age(struct html *h, double days)
{
    char age[HTML_NUMBER_MAX];

    if (isfinite(days) && days < 2)
        html_textf(h, " \xC2\xB7 %s\xC2\xA0h\xC2\xA0old", html_format_number(age, fmax(days, 0) * 24, 0));
    else if (isfinite(days))
        html_textf(h, " \xC2\xB7 %s\xC2\xA0" "days\xC2\xA0old", html_format_number(age, days, 0));
}

static void cell_ticket(struct html *h, const json_t *ticket)
{
    char when[REPORT_WHEN_MAX];
    struct strbuf title;

    strbuf_init(&title);
    report_add_cut(&title, report_text_or(ticket, "title", "no title"), TITLE_MAX);
    html_cell_begin(h);
    html_text(h, title.data);
    aside_begin(h);
    html_code(h, report_text_or(ticket, "id", "no id"));
    html_textf(h, " \xC2\xB7 %s", report_when(when, ticket, "created"));
    write_age(h, report_number(ticket, "age_days"));
    aside_end(h);
    report_again(h->out, &title);
    report_add_cluster(&title, ticket);
    if (title.len > 0) {
        aside_begin(h);
        html_text(h, title.data);
        aside_end(h);
    }
    report_again(h->out, &title);
    report_add_stranger(&title, ticket);
    if (title.len > 0) {
        html_badge(h, HTML_WARN, "unlike anything before");
        aside_begin(h);
        html_text(h, title.data);
        aside_end(h);
    }
    report_similar_html(h, ticket);
    html_cell_end(h);
    report_done(h->out, &title);
}

static enum html_tone tone_of_impact(const char *impact)
{
    return strcmp(impact, "care-blocking") == 0 ? HTML_BAD : strcmp(impact, "operational") == 0 ? HTML_WARN : HTML_NEUTRAL;
}

static void cell_impact(struct html *h, const json_t *ticket)
{
    const char *impact = report_text(ticket, "impact"), *severity = report_text(ticket, "severity");

    html_cell_begin(h);
    if (impact[0] != '\0')
        html_badge(h, tone_of_impact(impact), impact);
    else
        html_text(h, severity[0] != '\0' ? "not mapped" : "n/a");
    if (severity[0] != '\0') {
        aside_begin(h);
        html_textf(h, "filed as %s", severity);
        aside_end(h);
    }
    html_cell_end(h);
}

static void cell_system(struct html *h, const json_t *ticket)
{
    html_cell_begin(h);
    html_text(h, report_text_or(ticket, "system", "n/a"));
    aside_begin(h);
    html_text(h, report_text_or(ticket, "criticality", "criticality unknown"));
    aside_end(h);
    html_cell_end(h);
}

static void next_suggestions(struct html *h, const json_t *top)
{
    char p[HTML_NUMBER_MAX];

    if (json_array_size(top) < 2)
        return;
    aside_begin(h);
    for (size_t i = 1; i < json_array_size(top) && i < 3; i++)
        html_textf(h, "%s%s\xC2\xA0%s", i == 1 ? "Then " : ", ", report_text_or(json_array_get(top, i), "label", "no name"),
                   report_chance(p, report_number(json_array_get(top, i), "p"), 2));
    aside_end(h);
}

/* The label, how sure, from where it would be sure enough, and what comes next. */
static void cell_suggestion(struct html *h, const json_t *ticket)
{
    double p = report_number(ticket, "probability"), threshold = report_number(ticket, "threshold");
    char p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX];

    report_chance_pair(p_text, threshold_text, p, threshold);
    html_cell_begin(h);
    html_element(h, "strong", report_text_or(ticket, "suggestion", "no suggestion"));
    html_void(h, "br", NULL);
    html_bar(h, needs_person(ticket) ? HTML_WARN : HTML_GOOD, p);
    html_textf(h, "%s ", p_text);
    if (!isnan(threshold)) {
        html_open(h, "small", NULL);
        html_textf(h, "of\xC2\xA0%s", threshold_text);
        html_close(h, "small");
    }
    next_suggestions(h, json_object_get(ticket, "top"));
    if (report_text(ticket, "component_filed")[0] != '\0') {
        aside_begin(h);
        html_textf(h, "Filed under %s", report_text(ticket, "component_filed"));
        aside_end(h);
    }
    report_suggestions_html(h, ticket);
    html_cell_end(h);
}

static void chip(struct html *h, const json_t *contribution)
{
    double value = report_number(contribution, "value");
    struct strbuf name, cut;

    strbuf_init(&name);
    strbuf_init(&cut);
    report_add_factor(&name, contribution);
    report_add_cut(&cut, name.data, CHIP_MAX);
    html_open(h, "span", "class", value < 0 ? "badge neutral" : "badge info", "title", name.data, NULL);
    html_textf(h, "%s %s", value < 0 ? "\xE2\x88\x92" : "+", cut.data);
    html_close(h, "span");
    html_raw(h, " ");
    report_done(h->out, &cut);
    report_done(h->out, &name);
}

static void all_contributions(struct html *h, const json_t *why)
{
    const json_t *list = json_object_get(why, "contributions");
    struct strbuf text;
    char value[HTML_NUMBER_MAX];

    strbuf_init(&text);
    html_open(h, "details", "class", "data", NULL);
    html_element(h, "summary", "All contributions");
    html_list_begin(h);
    for (size_t i = 0; i < json_array_size(list); i++) {
        report_again(h->out, &text);
        report_add_factor(&text, json_array_get(list, i));
        html_list_item(h, "%s %s", html_format_signed(value, report_number(json_array_get(list, i), "value"), 3), text.data);
    }
    html_list_end(h);
    report_again(h->out, &text);
    report_add_sum(&text, why, json_array_size(list));
    html_element(h, "p", text.data);
    html_close(h, "details");
    report_done(h->out, &text);
}

static void cell_why(struct html *h, const json_t *ticket)
{
    const json_t *why = json_object_get(ticket, "why"), *list = json_object_get(why, "contributions"), *known = json_object_get(ticket, "known_words");
    size_t n = json_array_size(list);

    html_cell_begin(h);
    if (json_is_integer(known) && json_integer_value(known) < FACTS_FEW_WORDS) {
        html_badge(h, HTML_WARN, json_integer_value(known) == 1 ? "1 known word" : json_integer_value(known) == 2 ? "2 known words" : "no known word");
        html_raw(h, " ");
    }
    for (size_t i = 0; i < n && i < CHIPS_SHOWN; i++)
        chip(h, json_array_get(list, i));
    if (n == 0)
        html_text(h, "no explanation recorded");
    else
        all_contributions(h, why);
    html_cell_end(h);
}

static void ticket_row(struct html *h, const json_t *ticket, struct columns has)
{
    html_row(h);
    cell_ticket(h, ticket);
    if (has.impact)
        cell_impact(h, ticket);
    if (has.system)
        cell_system(h, ticket);
    cell_suggestion(h, ticket);
    cell_why(h, ticket);
}

static struct columns columns_of(const json_t *tickets)
{
    struct columns has = { false, false };

    for (size_t i = 0; i < json_array_size(tickets); i++) {
        const json_t *ticket = json_array_get(tickets, i);

        has.impact |= report_text(ticket, "impact")[0] != '\0' || report_text(ticket, "severity")[0] != '\0';
        has.system |= report_text(ticket, "system")[0] != '\0';
    }
    return has;
}

static void begin_table(struct html *h, const char *caption, struct columns has)
{
    struct html_column column[5] = { { "Ticket", HTML_COLUMN_HEADER } };
    size_t n = 1;

    if (has.impact)
        column[n++] = (struct html_column){ "Impact", HTML_COLUMN_TEXT };
    if (has.system)
        column[n++] = (struct html_column){ "System", HTML_COLUMN_TEXT };
    column[n++] = (struct html_column){ "Suggested team", HTML_COLUMN_TEXT };
    column[n++] = (struct html_column){ "Words that carried it", HTML_COLUMN_TEXT };
    html_table_begin(h, caption, column, n);
}

/* The tickets that a person should look at, or the others. */
static void ticket_table(struct html *h, const json_t *tickets, bool look, const char *empty)
{
    struct columns has = columns_of(tickets);
    size_t n = look ? count_needing(tickets) : json_array_size(tickets) - count_needing(tickets), shown = 0;
    char caption[96];

    if (n == 0) {
        html_empty(h, empty);
        return;
    }
    if (n > ROWS_SHOWN)
        snprintf(caption, sizeof(caption), "The first %d of %zu tickets", (int)ROWS_SHOWN, n);
    else
        snprintf(caption, sizeof(caption), "%zu ticket%s", n, n == 1 ? "" : "s");
    if (look)
        html_paragraph(h, "Under each suggestion: how sure it is, of how sure it would have to be. A ticket unlike what the model knows is here however sure it is.");
    begin_table(h, caption, has);
    for (size_t i = 0; i < json_array_size(tickets) && shown < ROWS_SHOWN; i++) {
        const json_t *ticket = json_array_get(tickets, i);

        if (needs_person(ticket) != look)
            continue;
        ticket_row(h, ticket, has);
        shown++;
    }
    html_table_end(h, empty);
    if (n > shown)
        html_paragraph(h, "%zu more ticket%s: in the JSON form of this report.", n - shown, n - shown == 1 ? "" : "s");
}

static void suspected_note(struct html *h, const json_t *project)
{
    size_t n = report_count_suspected(json_object_get(project, "tickets"));
    struct strbuf text;

    strbuf_init(&text);
    if (n > 0)
        strbuf_addf(&text, "Suspected duplicates: %zu. ", n);
    report_add_bar(&text, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
}

static void project_section(struct html *h, const json_t *doc, const json_t *project, size_t number)
{
    const json_t *tickets = json_object_get(project, "tickets");
    char id[48];

    snprintf(id, sizeof(id), "project-%zu", number);
    html_section_begin(h, id, report_text_or(project, "project", "Project without a name"));
    tiles(h, project);
    svg_group_begin(h);
    labels(h, json_object_get(project, "labels"));
    model(h, doc, json_object_get(project, "model"), json_object_get(project, "abstention"));
    svg_group_end(h);
    suspected_note(h, project);
    report_suggestion_tasks_html(h, project);
    snprintf(id, sizeof(id), "project-%zu-look", number);
    html_section_begin(h, id, "A person should look");
    ticket_table(h, tickets, true, "No ticket is too unsure: every suggestion is sure enough to start with.");
    html_section_end(h);
    snprintf(id, sizeof(id), "project-%zu-routed", number);
    html_section_begin(h, id, "Routed with confidence");
    ticket_table(h, tickets, false, "No suggestion is sure enough to start with.");
    html_section_end(h);
    html_section_end(h);
}

void report_triage_html(struct strbuf *out, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "projects");
    struct report_page page;
    struct html h;

    html_init(&h, out);
    report_page_init(&page, doc, "Triage");
    fill_page(&page, doc);
    report_page_begin(&h, &page, doc);
    waiting_note(&h, doc);
    strangers_note(&h, doc);
    report_bursts_html(&h, doc);
    report_new_html(&h, doc);
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
