#include "score/report/report_ticket_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/facts_suggestions.h"
#include "score/report/report_clusters.h"
#include "score/report/report_sentences.h"
#include "score/report/report_similar.h"
#include "score/report/report_suggestions.h"
#include "score/report/report_words.h"
#include "score/report/triage_figures.h"

enum { ROWS_SHOWN = 25, ROWS_FOLDED = 100, CHIPS_SHOWN = 5, TITLE_MAX = 140, CHIP_MAX = 28 };

/* Columns that some ticket of the project fills. */
struct columns { bool impact, system; };

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
    html_textf(h, " \xC2\xB7 %s", report_text(ticket, "created")[0] == '\0' ? "undated" : report_when(when, ticket, "created"));
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

/* "safety", by which rule; nothing where no kind was told. */
static void damage_html(struct html *h, const json_t *ticket)
{
    const json_t *damage = json_object_get(ticket, "damage");
    const char *kind = report_text(damage, "kind");
    struct strbuf text;

    if (kind[0] == '\0' || strcmp(kind, "other") == 0)
        return;
    html_badge(h, strcmp(kind, "safety") == 0 ? HTML_BAD : HTML_WARN, kind);
    strbuf_init(&text);
    report_add_damage_reason(&text, damage);
    aside_begin(h);
    html_text(h, text.data);
    aside_end(h);
    report_done(h->out, &text);
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
    damage_html(h, ticket);
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

    html_cell_begin(h);
    if (report_text(ticket, "no_model")[0] != '\0') {
        html_badge(h, HTML_NEUTRAL, "no model");
        aside_begin(h);
        html_text(h, report_text(ticket, "no_model"));
        aside_end(h);
        report_suggestions_html(h, ticket);
        html_cell_end(h);
        return;
    }
    report_chance_pair(p_text, threshold_text, p, threshold);
    html_element(h, "strong", report_text_or(ticket, "suggestion", "no suggestion"));
    html_void(h, "br", NULL);
    html_bar(h, report_is_true(ticket, "person_should_look") ? HTML_WARN : HTML_GOOD, p);
    html_textf(h, "%s ", p_text);
    if (!isnan(threshold)) {
        html_open(h, "small", NULL);
        html_textf(h, "of\xC2\xA0%s", threshold_text);
        html_close(h, "small");
    }
    if (report_is_unlike(ticket)) {
        html_void(h, "br", NULL);
        html_badge(h, HTML_WARN, "like no team it knows");
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
    html_element(h, "summary", "The sum");
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
    const json_t *why = json_object_get(ticket, "why"), *known = json_object_get(ticket, "known_words"), *word[REPORT_WORDS_MAX];
    size_t n = report_words_pick(word, json_object_get(why, "contributions"), CHIPS_SHOWN);

    html_cell_begin(h);
    if (json_is_integer(known) && json_integer_value(known) < FACTS_FEW_WORDS) {
        html_badge(h, HTML_WARN, json_integer_value(known) == 1 ? "1 known word" : json_integer_value(known) == 2 ? "2 known words" : "no known word");
        html_raw(h, " ");
    }
    for (size_t i = 0; i < n; i++)
        chip(h, word[i]);
    if (n == 0)
        html_text(h, report_text(ticket, "no_model")[0] != '\0' ? "n/a" : "no explanation recorded");
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

        has.impact |= report_text(ticket, "impact")[0] != '\0' || report_text(ticket, "severity")[0] != '\0' || report_has_damage(ticket);
        has.system |= report_text(ticket, "system")[0] != '\0';
    }
    return has;
}

static void begin_table(struct html *h, const char *caption, struct columns has)
{
    struct html_column column[5] = { { "Ticket", HTML_COLUMN_HEADER } };
    size_t n = 1;

    if (has.impact)
        column[n++] = (struct html_column){ "Impact, damage", HTML_COLUMN_TEXT };
    if (has.system)
        column[n++] = (struct html_column){ "System", HTML_COLUMN_TEXT };
    column[n++] = (struct html_column){ "Suggested team", HTML_COLUMN_TEXT };
    column[n++] = (struct html_column){ "Words that carried it", HTML_COLUMN_TEXT };
    html_table_begin(h, caption, column, n);
}

static void rows(struct html *h, const json_t *tickets, bool look, size_t from, size_t to)
{
    struct columns has = columns_of(tickets);
    size_t at = 0;
    char caption[96];

    if (from == 0 && to == 1)
        snprintf(caption, sizeof(caption), "1 ticket");
    else
        snprintf(caption, sizeof(caption), "Tickets %zu to %zu", from + 1, to);
    begin_table(h, caption, has);
    for (size_t i = 0; i < json_array_size(tickets) && at < to; i++) {
        const json_t *ticket = json_array_get(tickets, i);

        if (report_is_true(ticket, "person_should_look") == look && at++ >= from)
            ticket_row(h, ticket, has);
    }
    html_table_end(h, "No tickets.");
}

void report_ticket_table(struct html *h, const json_t *project, bool look, const char *empty)
{
    const json_t *tickets = json_object_get(project, "tickets");
    size_t listed = 0, shown, folded;
    struct triage_figures figures;
    uint64_t n;

    triage_project_figures(&figures, project);
    for (size_t i = 0; i < json_array_size(tickets); i++)
        listed += report_is_true(json_array_get(tickets, i), "person_should_look") == look;
    n = look ? figures.look : figures.sure;
    shown = listed < ROWS_SHOWN ? listed : ROWS_SHOWN;
    folded = listed < ROWS_FOLDED ? listed : ROWS_FOLDED;
    if (listed == 0) {
        html_empty(h, empty);
        return;
    }
    if (look)
        html_paragraph(h, "Under each suggestion: how sure it is, of how sure it would have to be. A ticket unlike what the model knows is here however sure it is.");
    rows(h, tickets, look, 0, shown);
    if (folded > shown) {
        html_details_screen_begin(h, "The next ones");
        rows(h, tickets, look, shown, folded);
        html_details_end(h);
    }
    if (n > folded)
        html_paragraph(h, "%llu more: the first %zu of them in the JSON form of this report, all in the table of 'prodrome score tickets --out'.",
                       (unsigned long long)(n - folded), listed - folded);
}
