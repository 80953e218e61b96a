/*
 * report_gate.c - see report_gate.h.
 */
#include "score/release/report_gate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

enum { FEW_RELEASES = 40 };

/* The words of a table whose rows are changes, or releases. What is rare is counted by the year. */
static const struct gate_words {
    const char *caption, *rows, *caught, *reviews, *missed;
    double      per;        /* of the figure by the week */
    int         decimals[2];
} of_changes = { "Gate the riskiest changes: what it would have caught", "Changes", "Harm caught", "Reviews a week", "Missed a week", 1, { 1, 2 } },
  of_releases = { "Gate the riskiest releases: what it would have caught", "Releases", "Failed caught", "Reviews a year", "Missed a year", 365.25 / 7, { 1, 1 } };

/* ------------------------------------------------------------- sentences */

/* "In force is 0.63: what 5 reviews a week leave room for. By cost alone it would be 0.10 (review 1 / miss 10), by capacity 0.63." */
static void add_whence(struct strbuf *out, const json_t *doc)
{
    const json_t *t = json_object_get(doc, "thresholds"), *cost = json_object_get(doc, "cost");
    double by_capacity = report_number(t, "by_capacity"), capacity = report_number(t, "capacity");
    char in_force[HTML_NUMBER_MAX], by_cost[HTML_NUMBER_MAX], number[HTML_NUMBER_MAX];

    report_chance(in_force, report_number(t, "in_force"), 3);
    report_chance(by_cost, report_number(t, "by_cost"), 3);
    strbuf_addf(out, "The threshold in force for systems of criticality %s is %s, from ", report_text_or(doc, "criticality", "unknown"), in_force);
    if (report_is_true(t, "limited"))
        strbuf_addf(out, "the %g reviews a week that people can do; what a review and a miss cost would make it %s", capacity, by_cost);
    else
        strbuf_adds(out, "what a review and a miss cost");
    strbuf_addf(out, " (review %g / miss %g).", report_number(cost, "review"), report_number(cost, "miss"));
    if (!report_is_true(t, "limited") && capacity > 0 && !isnan(by_capacity))
        strbuf_addf(out, " The %g reviews a week that people can do would leave room from %s on.", capacity, report_chance(number, by_capacity, 3));
    else if (!(capacity > 0))
        strbuf_adds(out, " No number of reviews a week is configured.");
}

/* Over what the capacity was reckoned, and what lies between the two. */
static void add_counted(struct strbuf *out, const json_t *doc)
{
    const json_t *t = json_object_get(doc, "thresholds"), *of = json_object_get(t, "of_criticality");
    uint64_t at_cost = report_count(of, "at_cost"), at_in_force = report_count(of, "at_in_force");
    char from[REPORT_WHEN_MAX], to[REPORT_WHEN_MAX], weeks[HTML_NUMBER_MAX], missed[HTML_NUMBER_MAX];

    if (report_count(t, "scored") == 0) {
        strbuf_adds(out, " Nothing was scored yet.");
        return;
    }
    strbuf_addf(out, " Of the %llu items scored from %s to %s (%s weeks), each by its newest score, at or above their threshold: %llu.", (unsigned long long)report_count(t, "scored"),
                report_when(from, t, "from"), report_when(to, t, "to"), html_format_number(weeks, report_number(t, "weeks"), 1), (unsigned long long)report_count(t, "flagged"));
    strbuf_addf(out, " Releases and changes of this criticality among them: %llu; at or above the threshold by cost: %llu; at or above the one in force: %llu; ",
                (unsigned long long)report_count(of, "scored"), (unsigned long long)at_cost, (unsigned long long)at_in_force);
    if (at_cost > at_in_force)
        strbuf_addf(out, "those between are expected to do harm %s times a week without having been looked at.", html_format_number(missed, report_number(of, "missed_per_week"), 2));
    else
        strbuf_adds(out, "none lies between them, so none is missed for want of reviews.");
}

static void add_tested(struct strbuf *out, const json_t *gate)
{
    const char *criticality = report_text_or(gate, "criticality", "all");
    char weeks[HTML_NUMBER_MAX];

    strbuf_addf(out, "Tested on %llu later changes", (unsigned long long)report_count(gate, "rows"));
    if (strcmp(criticality, "all") == 0)
        strbuf_adds(out, " of all criticalities");
    else
        strbuf_addf(out, " of criticality %s", criticality);
    strbuf_addf(out, " over %s weeks, %llu of which did harm. The rows are changes, each by itself; a release is compared by its own figure.",
                html_format_number(weeks, report_number(gate, "weeks"), 1), (unsigned long long)report_count(gate, "harms"));
}

/* The same of whole releases; or why there is no table of them. */
static void add_tested_releases(struct strbuf *out, const json_t *gate)
{
    uint64_t usable = report_count(gate, "usable"), failed = report_count(gate, "failed"), needed = report_count(gate, "needed"), each = report_count(gate, "needed_each");
    char weeks[HTML_NUMBER_MAX];

    if (report_text(gate, "why")[0] != '\0') {
        strbuf_addf(out, "Whole releases: not enough for a table. It takes %llu, %llu that failed and as many that did not; %s.", (unsigned long long)needed,
                    (unsigned long long)each, report_text(gate, "why"));
        return;
    }
    strbuf_addf(out, "Whole releases: %llu with an outcome over %s weeks, each by the figure ", (unsigned long long)usable, html_format_number(weeks, report_number(gate, "weeks"), 1));
    strbuf_adds(out, strcmp(report_text(gate, "from"), "record") == 0 ? "that a model taught by the releases before it gave it (the validation record of the model of releases)" : "that it had before it went out");
    strbuf_addf(out, "; %llu failed. One review for each release that is gated.", (unsigned long long)failed);
    if (usable < FEW_RELEASES)
        strbuf_adds(out, " So few that one more or less failed release moves each row.");
}

static void add_signers(struct strbuf *out, const json_t *review)
{
    const json_t *signers = json_object_get(review, "signers");
    uint64_t required = report_count(signers, "required"), given = report_count(signers, "given");
    char until[REPORT_WHEN_MAX];

    strbuf_addf(out, "State: %s", report_text_or(review, "state", "not known"));
    if (report_text(review, "holder")[0] != '\0')
        strbuf_addf(out, " by %s", report_text(review, "holder"));
    if (report_text(review, "until")[0] != '\0')
        strbuf_addf(out, " until %s", report_when(until, review, "until"));
    strbuf_addf(out, ". Required: %llu signature%s that approve%s exactly this content, of someone with one of the roles ", (unsigned long long)required,
                required == 1 ? "" : "s", required == 1 ? "s" : "");
    for (size_t i = 0; i < json_array_size(json_object_get(signers, "roles")); i++) {
        const char *role = json_string_value(json_array_get(json_object_get(signers, "roles"), i));

        strbuf_addf(out, "%s%s", i > 0 ? ", " : "", role != NULL ? role : "not a text");
    }
    strbuf_addf(out, " who wrote none of its changes; given: %llu.", (unsigned long long)given);
}

static const char *standing_of(const json_t *signature)
{
    if (json_object_get(signature, "valid") != NULL && !report_is_true(signature, "valid"))
        return "not valid";
    return report_is_true(signature, "fresh") ? "fresh" : "stale: about another content";
}

static const char *reason_of(const json_t *decision)
{
    return report_text(decision, "reason")[0] != '\0' ? report_text(decision, "reason") : "no reason given";
}

/* ------------------------------------------------------------- the page */

static void gate_row(struct html *h, const json_t *gate, const struct gate_words *w, bool today)
{
    char buf[HTML_NUMBER_MAX];

    html_row(h);
    html_cellf(h, "%s%s%%", today ? "In force today: " : "", html_format_number(buf, report_number(gate, "gate_percent"), today ? 1 : 0));
    html_cell(h, report_chance(buf, report_number(gate, "threshold"), 3));
    html_cell_count(h, report_count(gate, "gated"));
    html_cell_probability(h, report_number(gate, "catch_percent") / 100);
    html_cell_count(h, report_count(gate, "caught"));
    html_cell_count(h, report_count(gate, "missed"));
    html_cell_number(h, w->per * report_number(gate, "reviews_per_week"), w->decimals[0]);
    html_cell_number(h, w->per * report_number(gate, "missed_per_week"), w->decimals[1]);
}

static void gate_table(struct html *h, const json_t *gate, const struct gate_words *w)
{
    const json_t *list = json_object_get(gate, "gates");

    HTML_TABLE(h, w->caption, { "Gate the riskiest", HTML_COLUMN_HEADER }, { "From chance", HTML_COLUMN_NUMBER }, { w->rows, HTML_COLUMN_NUMBER },
               { w->caught, HTML_COLUMN_NUMBER }, { "Caught", HTML_COLUMN_NUMBER }, { "Missed", HTML_COLUMN_NUMBER }, { w->reviews, HTML_COLUMN_NUMBER },
               { w->missed, HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++)
        gate_row(h, json_array_get(list, i), w, false);
    if (json_is_object(json_object_get(gate, "today")))
        gate_row(h, json_object_get(gate, "today"), w, true);
    html_table_end(h, "The validation record has no gates.");
}

/* What sets the threshold in force. */
static const char *whence_of(const json_t *one)
{
    return report_is_true(one, "limited") ? "capacity" : "cost";
}

/* The words of one row: where the threshold comes from, what is gated, caught and missed. */
static void add_standing(struct strbuf text[3], const json_t *one)
{
    const json_t *cost = json_object_get(one, "cost"), *today = json_object_get(one, "today");
    char buf[HTML_NUMBER_MAX];

    for (int i = 0; i < 3; i++)
        strbuf_init(&text[i]);
    strbuf_addf(&text[0], "%g / %g", report_number(cost, "review"), report_number(cost, "miss"));
    strbuf_addf(&text[1], "%s, by %s", report_chance(buf, report_number(one, "in_force"), 3), whence_of(one));
    strbuf_addf(&text[2], "%llu of %llu", (unsigned long long)report_count(today, "caught"), (unsigned long long)report_count(one, "harms"));
}

static const char standing_caption[] = "Where the thresholds in force stand, by criticality";
static const char standing_note[] = "Cost: of a year's reviews and misses, in the units of review and miss, at the threshold in force; and at the one that cost alone would set, which capacity may have raised.";

static void standing_row(struct html *h, const json_t *one)
{
    const json_t *today = json_object_get(one, "today");
    char gated[HTML_NUMBER_MAX], rows[HTML_NUMBER_MAX];
    struct strbuf text[3];

    add_standing(text, one);
    html_row(h);
    html_cell(h, report_text(one, "criticality"));
    html_cell(h, text[0].data);
    html_cell(h, text[1].data);
    html_cellf(h, "%s of %s", html_format_count(gated, report_count(today, "gated")), html_format_count(rows, report_count(one, "rows")));
    html_cell(h, text[2].data);
    html_cell_number(h, of_releases.per * report_number(today, "reviews_per_week"), 1);
    html_cell_number(h, of_releases.per * report_number(today, "missed_per_week"), 1);
    html_cell_number(h, report_number(one, "cost_today"), 1);
    html_cell_number(h, report_number(one, "cost_at_cost"), 1);
    for (int i = 0; i < 3; i++)
        report_done(h->out, &text[i]);
}

static void standing_table(struct html *h, const json_t *list)
{
    if (json_array_size(list) == 0)
        return;
    HTML_TABLE(h, standing_caption, { "Criticality", HTML_COLUMN_HEADER }, { "Review / miss", HTML_COLUMN_NUMBER }, { "In force from", HTML_COLUMN_NUMBER }, { "Gated", HTML_COLUMN_NUMBER },
               { "Failed caught", HTML_COLUMN_NUMBER }, { "Reviews a year", HTML_COLUMN_NUMBER }, { "Missed a year", HTML_COLUMN_NUMBER }, { "Cost a year", HTML_COLUMN_NUMBER },
               { "Cost, by cost alone", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++)
        standing_row(h, json_array_get(list, i));
    html_table_end(h, "None.");
    html_paragraph(h, "%s", standing_note);
}

/* Why there is no table of changes by criticality: records of older programs have one of all changes, which stands beside the model's other figures. */
static const char *no_gate(const json_t *doc)
{
    return json_array_size(json_object_get(json_object_get(doc, "record"), "thresholds")) > 0
               ? "The validation record is of an older program and does not tell changes by criticality: what a gate would have caught of all is under 'How far to trust the model'."
               : "There is no validation record that tells what a gate would have caught.";
}

void report_threshold_section(struct html *h, const json_t *doc)
{
    const json_t *gate = json_object_get(doc, "gate"), *releases = json_object_get(doc, "gate_releases");
    struct strbuf text;

    if (!json_is_object(json_object_get(doc, "thresholds")))
        return;
    strbuf_init(&text);
    html_section_begin(h, "threshold", "The threshold, and what it catches");
    add_whence(&text, doc);
    add_counted(&text, doc);
    report_sentence(h, &text);
    if (json_is_object(releases)) {
        add_tested_releases(&text, releases);
        report_sentence(h, &text);
        if (json_is_array(json_object_get(releases, "gates")))
            gate_table(h, releases, &of_releases);
        standing_table(h, json_object_get(releases, "by_criticality"));
    }
    if (json_is_object(gate)) {
        add_tested(&text, gate);
        report_sentence(h, &text);
        gate_table(h, gate, &of_changes);
    } else {
        html_empty(h, no_gate(doc));
    }
    report_done(h->out, &text);
    html_section_end(h);
}

static void signature_table(struct html *h, const json_t *list)
{
    if (json_array_size(list) == 0) {
        html_empty(h, "Nobody has signed anything about this release.");
        return;
    }
    HTML_TABLE(h, "Signatures", { "Name", HTML_COLUMN_HEADER }, { "Role", HTML_COLUMN_TEXT }, { "Time", HTML_COLUMN_TEXT }, { "Meaning", HTML_COLUMN_TEXT },
               { "Standing", HTML_COLUMN_TEXT }, { "Content signed", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *standing = standing_of(one);
        char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "name", "not recorded"));
        html_cell(h, report_text_or(one, "role", "not recorded"));
        html_cell(h, report_when(when, one, "at"));
        html_cell(h, report_text_or(one, "meaning", "not recorded"));
        html_cell_badge(h, strcmp(standing, "fresh") == 0 ? HTML_GOOD : strcmp(standing, "not valid") == 0 ? HTML_BAD : HTML_WARN, standing);
        html_cell_code(h, report_short_hash(hash, report_text(one, "content_hash")));
    }
    html_table_end(h, "None.");
}

static void decision_table(struct html *h, const json_t *list)
{
    if (json_array_size(list) == 0) {
        html_empty(h, "Nobody has claimed or decided anything about this release.");
        return;
    }
    HTML_TABLE(h, "Claims and decisions, oldest first", { "Time", HTML_COLUMN_HEADER }, { "What", HTML_COLUMN_TEXT }, { "By", HTML_COLUMN_TEXT }, { "Until", HTML_COLUMN_TEXT },
               { "Reason", HTML_COLUMN_TEXT }, { "About", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_when(when, one, "at"));
        html_cellf(h, "%s%s", report_text_or(one, "decision", "not recorded"), report_is_true(one, "signed") ? ", signed" : "");
        html_cellf(h, "%s (%s)", report_text_or(one, "name", "not recorded"), report_text_or(one, "role", "not recorded"));
        html_cell(h, report_text(one, "until")[0] != '\0' ? report_when(when, one, "until") : "");
        html_cell(h, reason_of(one));
        html_cell(h, report_is_true(one, "fresh") ? "this content" : "another content");
    }
    html_table_end(h, "None.");
}

void report_people_section(struct html *h, const json_t *doc)
{
    const json_t *review = json_object_get(doc, "review");
    struct strbuf text;

    strbuf_init(&text);
    html_section_begin(h, "people", "People and decisions");
    if (json_is_object(review)) {
        add_signers(&text, review);
        report_sentence(h, &text);
        html_facts_begin(h);
        report_fact_code(h, "Content", report_text(review, "content_hash"));
        html_facts_end(h);
        signature_table(h, json_object_get(review, "signatures"));
        decision_table(h, json_object_get(review, "decisions"));
    } else {
        html_empty(h, "There is nothing to decide on: no score.");
    }
    report_done(h->out, &text);
    html_section_end(h);
}

/* ------------------------------------------------------------- Markdown */

/* Writes the sentences as a paragraph and empties them. */
static void paragraph(struct strbuf *out, struct strbuf *text)
{
    markdown_paragraph(out, "%s", text->data);
    report_again(out, text);
}

static void gate_line(struct strbuf *out, const json_t *gate, const struct gate_words *w, bool today)
{
    char percent[HTML_NUMBER_MAX], buf[HTML_NUMBER_MAX + 24];

    html_format_number(percent, report_number(gate, "gate_percent"), today ? 1 : 0);
    snprintf(buf, sizeof(buf), "%s%s%%", today ? "In force today: " : "", percent);
    markdown_cell(out, buf);
    markdown_cell(out, report_chance(percent, report_number(gate, "threshold"), 3));
    markdown_cell_count(out, report_count(gate, "gated"));
    markdown_cell_probability(out, report_number(gate, "catch_percent") / 100);
    markdown_cell_count(out, report_count(gate, "caught"));
    markdown_cell_count(out, report_count(gate, "missed"));
    markdown_cell_number(out, w->per * report_number(gate, "reviews_per_week"), w->decimals[0]);
    markdown_cell_number(out, w->per * report_number(gate, "missed_per_week"), w->decimals[1]);
    markdown_row_end(out);
}

static void gate_lines(struct strbuf *out, const json_t *gate, const struct gate_words *w)
{
    const json_t *list = json_object_get(gate, "gates");

    MARKDOWN_TABLE(out, { "Gate the riskiest", HTML_COLUMN_NUMBER }, { "From chance", HTML_COLUMN_NUMBER }, { w->rows, HTML_COLUMN_NUMBER },
                   { w->caught, HTML_COLUMN_NUMBER }, { "Caught", HTML_COLUMN_NUMBER }, { "Missed", HTML_COLUMN_NUMBER },
                   { w->reviews, HTML_COLUMN_NUMBER }, { w->missed, HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++)
        gate_line(out, json_array_get(list, i), w, false);
    if (json_is_object(json_object_get(gate, "today")))
        gate_line(out, json_object_get(gate, "today"), w, true);
    markdown_table_end(out);
}

static void standing_lines(struct strbuf *out, const json_t *list)
{
    if (json_array_size(list) == 0)
        return;
    markdown_paragraph(out, "%s:", standing_caption);
    MARKDOWN_TABLE(out, { "Criticality", HTML_COLUMN_HEADER }, { "Review / miss", HTML_COLUMN_NUMBER }, { "In force from", HTML_COLUMN_NUMBER }, { "Gated", HTML_COLUMN_NUMBER },
                   { "Of releases", HTML_COLUMN_NUMBER }, { "Failed caught", HTML_COLUMN_NUMBER }, { "Reviews a year", HTML_COLUMN_NUMBER }, { "Missed a year", HTML_COLUMN_NUMBER },
                   { "Cost a year", HTML_COLUMN_NUMBER }, { "Cost, by cost alone", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i), *today = json_object_get(one, "today");
        struct strbuf text[3];

        add_standing(text, one);
        markdown_cell(out, report_text(one, "criticality"));
        markdown_cell(out, text[0].data);
        markdown_cell(out, text[1].data);
        markdown_cell_count(out, report_count(today, "gated"));
        markdown_cell_count(out, report_count(one, "rows"));
        markdown_cell(out, text[2].data);
        markdown_cell_number(out, of_releases.per * report_number(today, "reviews_per_week"), 1);
        markdown_cell_number(out, of_releases.per * report_number(today, "missed_per_week"), 1);
        markdown_cell_number(out, report_number(one, "cost_today"), 1);
        markdown_cell_number(out, report_number(one, "cost_at_cost"), 1);
        markdown_row_end(out);
        for (int k = 0; k < 3; k++)
            report_done(out, &text[k]);
    }
    markdown_table_end(out);
    markdown_paragraph(out, "%s", standing_note);
}

void report_threshold_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *gate = json_object_get(doc, "gate"), *releases = json_object_get(doc, "gate_releases");
    struct strbuf text;

    if (!json_is_object(json_object_get(doc, "thresholds")))
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "The threshold, and what it catches");
    add_whence(&text, doc);
    add_counted(&text, doc);
    paragraph(out, &text);
    if (json_is_object(releases)) {
        add_tested_releases(&text, releases);
        paragraph(out, &text);
        if (json_is_array(json_object_get(releases, "gates")))
            gate_lines(out, releases, &of_releases);
        standing_lines(out, json_object_get(releases, "by_criticality"));
    }
    if (json_is_object(gate)) {
        add_tested(&text, gate);
        paragraph(out, &text);
        gate_lines(out, gate, &of_changes);
    } else {
        markdown_paragraph(out, "%s", no_gate(doc));
    }
    report_done(out, &text);
}

static void signature_lines(struct strbuf *out, const json_t *list)
{
    if (json_array_size(list) == 0) {
        markdown_paragraph(out, "Nobody has signed anything about this release.");
        return;
    }
    MARKDOWN_TABLE(out, { "Signed by", HTML_COLUMN_HEADER }, { "Role", HTML_COLUMN_TEXT }, { "Time", HTML_COLUMN_TEXT }, { "Meaning", HTML_COLUMN_TEXT },
                   { "Standing", HTML_COLUMN_TEXT }, { "Content signed", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];

        markdown_cell(out, report_text_or(one, "name", "not recorded"));
        markdown_cell(out, report_text_or(one, "role", "not recorded"));
        markdown_cell(out, report_when(when, one, "at"));
        markdown_cell(out, report_text_or(one, "meaning", "not recorded"));
        markdown_cell(out, standing_of(one));
        report_add_code_cell(out, report_short_hash(hash, report_text(one, "content_hash")));
        markdown_row_end(out);
    }
    markdown_table_end(out);
}

static void decision_lines(struct strbuf *out, const json_t *list)
{
    if (json_array_size(list) == 0) {
        markdown_paragraph(out, "Nobody has claimed or decided anything about this release.");
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX], until[REPORT_WHEN_MAX];
        bool ends = report_text(one, "until")[0] != '\0';

        markdown_item(out, "%s: %s%s by %s (%s)%s%s, %s: %s", report_when(when, one, "at"), report_text_or(one, "decision", "not recorded"),
                      report_is_true(one, "signed") ? ", signed," : "", report_text_or(one, "name", "not recorded"), report_text_or(one, "role", "not recorded"),
                      ends ? " until " : "", ends ? report_when(until, one, "until") : "", report_is_true(one, "fresh") ? "this content" : "another content",
                      reason_of(one));
    }
    markdown_list_end(out);
}

void report_people_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *review = json_object_get(doc, "review");
    struct strbuf text;

    markdown_heading(out, 3, "People and decisions");
    if (!json_is_object(review)) {
        markdown_paragraph(out, "There is nothing to decide on: no score.");
        return;
    }
    strbuf_init(&text);
    add_signers(&text, review);
    paragraph(out, &text);
    strbuf_adds(out, "Content ");
    report_add_code(out, report_text(review, "content_hash"));
    strbuf_adds(out, "\n\n");
    signature_lines(out, json_object_get(review, "signatures"));
    decision_lines(out, json_object_get(review, "decisions"));
    report_done(out, &text);
}
