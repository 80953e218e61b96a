/*
 * report_after.c - see report_after.h. Each part has its sentences once, and then its two forms.
 */
#include "score/release/report_after.h"

#include <string.h>

#include "datasets/base/clock.h"
#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

static enum html_tone tone_of(const char *state)
{
    if (strcmp(state, "passed") == 0 || strcmp(state, "refuted") == 0)
        return HTML_GOOD;
    return strcmp(state, "failed") == 0 || strcmp(state, "overdue") == 0 || strcmp(state, "confirmed") == 0 ? HTML_BAD : HTML_WARN;
}

static void add_summary(struct strbuf *out, const json_t *after)
{
    const json_t *review = json_object_get(after, "access_review");
    unsigned long long open = report_count(after, "checks_open"), suspected = report_count(after, "outcomes_suspected");
    char when[REPORT_WHEN_MAX];

    if (json_array_size(json_object_get(after, "checks")) == 0)
        strbuf_adds(out, "The policy plans no check after a release of this system, and no result of one came.");
    else if (open == 0)
        strbuf_adds(out, "All planned checks have passed.");
    else
        strbuf_addf(out, "%llu planned check%s not passed.", open, open == 1 ? " has" : "s have");
    if (json_is_object(review) && strcmp(report_text(review, "state"), "passed") == 0)
        strbuf_addf(out, " The review of who has access was done at %s.", report_when(when, review, "time"));
    else if (json_is_object(review))
        strbuf_addf(out, " A review of who has access is %s (%s), by %s.", report_text_or(review, "state", "due"), report_text(review, "why"), report_when(when, review, "due"));
    if (suspected > 0)
        strbuf_addf(out, " %llu incident%s or metric%s may show harm of this release: confirm or refute %s in the review queue.", suspected, suspected == 1 ? "" : "s", suspected == 1 ? "" : "s",
                    suspected == 1 ? "it" : "them");
    else if (json_array_size(json_object_get(after, "outcomes")) == 0)
        strbuf_adds(out, " No incident is linked to this release.");
    if (report_count(after, "metrics") == 0)
        strbuf_adds(out, " No telemetry of its system was imported.");
    else
        strbuf_addf(out, " Metrics of its system that are watched for a change since then: %llu.", (unsigned long long)report_count(after, "metrics"));
}

static void checks_table(struct html *h, const json_t *checks)
{
    HTML_TABLE(h, "Checks after the release", { "Check", HTML_COLUMN_HEADER }, { "State", HTML_COLUMN_TEXT }, { "Due", HTML_COLUMN_TEXT }, { "Result", HTML_COLUMN_TEXT },
               { "By", HTML_COLUMN_TEXT }, { "Time", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(checks); i++) {
        const json_t *one = json_array_get(checks, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "check", "no name"));
        html_cell_badge(h, tone_of(report_text(one, "state")), report_text_or(one, "state", "not known"));
        html_cell(h, !report_is_true(one, "planned") ? "not planned" : report_when(when, one, "due"));
        html_cell(h, report_text(one, "value"));
        html_cell(h, report_text(one, "by"));
        html_cell(h, report_time(one, "time") != TIME_NONE ? report_when(when, one, "time") : "");
    }
    html_table_end(h, "None is planned.");
}

static void outcomes_table(struct html *h, const json_t *outcomes)
{
    HTML_TABLE(h, "Incidents and metrics that may show harm of it", { "Incident or metric", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed or seen", HTML_COLUMN_TEXT },
               { "State", HTML_COLUMN_TEXT }, { "Linked because", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(outcomes); i++) {
        const json_t *one = json_array_get(outcomes, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "item", "no item"));
        html_cell(h, report_text(one, "title"));
        html_cell(h, report_when(when, one, "created"));
        html_cell_badge(h, tone_of(report_text(one, "state")), report_text_or(one, "state", "not known"));
        html_cell(h, report_text(one, "rule"));
    }
    html_table_end(h, "None is linked to it.");
}

void report_after_section(struct html *h, const json_t *doc)
{
    const json_t *after = json_object_get(doc, "after");
    struct strbuf text;

    if (!json_is_object(after))
        return;
    strbuf_init(&text);
    html_section_begin(h, "after", "After the release");
    add_summary(&text, after);
    report_sentence(h, &text);
    if (json_array_size(json_object_get(after, "checks")) > 0)
        checks_table(h, json_object_get(after, "checks"));
    if (json_array_size(json_object_get(after, "outcomes")) > 0)
        outcomes_table(h, json_object_get(after, "outcomes"));
    report_done(h->out, &text);
    html_section_end(h);
}

/* "error-rate: failed, due 2026-07-07, fail: 3 in 1000, by Ann, 2026-07-06" */
static void add_check(struct strbuf *out, const json_t *one)
{
    char when[REPORT_WHEN_MAX];

    strbuf_addf(out, "%s: %s", report_text_or(one, "check", "no name"), report_text_or(one, "state", "not known"));
    if (report_is_true(one, "planned"))
        strbuf_addf(out, ", due %s", report_when(when, one, "due"));
    else
        strbuf_adds(out, ", not planned");
    if (report_text(one, "value")[0] != '\0')
        strbuf_addf(out, ", %s", report_text(one, "value"));
    if (report_text(one, "by")[0] != '\0')
        strbuf_addf(out, ", by %s", report_text(one, "by"));
    if (report_time(one, "time") != TIME_NONE)
        strbuf_addf(out, ", %s", report_when(when, one, "time"));
}

void report_after_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *after = json_object_get(doc, "after"), *checks = json_object_get(after, "checks"), *outcomes = json_object_get(after, "outcomes");
    struct strbuf text;

    if (!json_is_object(after))
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "After the release");
    add_summary(&text, after);
    markdown_paragraph(out, "%s", text.data);
    for (size_t i = 0; i < json_array_size(checks); i++) {
        report_again(out, &text);
        add_check(&text, json_array_get(checks, i));
        markdown_item(out, "%s", text.data != NULL ? text.data : "");
    }
    for (size_t i = 0; i < json_array_size(outcomes); i++) {
        const json_t *one = json_array_get(outcomes, i);
        char when[REPORT_WHEN_MAX];

        markdown_item(out, "%s, %s: %s%s%s (%s)", report_text_or(one, "item", "no item"), report_text_or(one, "state", "not known"), report_text(one, "title"),
                      report_text(one, "title")[0] != '\0' ? ", filed " : "seen ", report_when(when, one, "created"), report_text(one, "rule"));
    }
    if (json_array_size(checks) + json_array_size(outcomes) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}

/* ------------------------------------------------------------- the night's list */

/* "overdue: error-rate, restore-test; due by 2026-07-06: smoke-test; failed: audit-trail" */
static void add_open_checks(struct strbuf *out, const json_t *checks)
{
    static const char *const state[] = { "failed", "overdue", "due", "unclear" };
    char when[REPORT_WHEN_MAX];
    bool any = false;

    for (size_t s = 0; s < sizeof(state) / sizeof(state[0]); s++) {
        bool first = true;

        for (size_t i = 0; i < json_array_size(checks); i++) {
            const json_t *one = json_array_get(checks, i);

            if (!report_is_true(one, "planned") || strcmp(report_text(one, "state"), state[s]) != 0)
                continue;
            if (first && strcmp(state[s], "due") == 0)
                strbuf_addf(out, "%sdue by %s: ", any ? "; " : "", report_when(when, one, "due"));
            else if (first)
                strbuf_addf(out, "%s%s: ", any ? "; " : "", state[s]);
            strbuf_addf(out, "%s%s", first ? "" : ", ", report_text(one, "check"));
            first = false;
            any = true;
        }
    }
    if (!any)
        strbuf_adds(out, "all passed");
}

static void add_suspected(struct strbuf *out, const json_t *outcomes)
{
    const char *separator = "";

    for (size_t i = 0; i < json_array_size(outcomes); i++) {
        const json_t *one = json_array_get(outcomes, i);

        if (strcmp(report_text(one, "state"), "suspected") != 0)
            continue;
        strbuf_addf(out, "%s%s", separator, report_text(one, "item"));
        if (report_text(one, "title")[0] != '\0') {
            strbuf_adds(out, " (");
            report_add_cut(out, report_text(one, "title"), 60);
            strbuf_addc(out, ')');
        }
        separator = "; ";
    }
    strbuf_adds(out, separator[0] == '\0' ? "nothing" : "");
}

static void add_access_review(struct strbuf *out, const json_t *review)
{
    char when[REPORT_WHEN_MAX];

    if (!json_is_object(review))
        strbuf_adds(out, "not due");
    else if (strcmp(report_text(review, "state"), "passed") == 0)
        strbuf_adds(out, "done");
    else
        strbuf_addf(out, "%s by %s: %s", report_text(review, "state"), report_when(when, review, "due"), report_text(review, "why"));
}

void report_after_recent_section(struct html *h, const json_t *list)
{
    struct strbuf text;

    if (json_array_size(list) == 0)
        return;
    strbuf_init(&text);
    html_section_begin(h, "after", "After recent releases");
    HTML_TABLE(h, "What is due, and what may have come of them", { "Release", HTML_COLUMN_HEADER }, { "Deployed", HTML_COLUMN_TEXT }, { "Checks", HTML_COLUMN_TEXT },
               { "Review of who has access", HTML_COLUMN_TEXT }, { "Suspected, to confirm or refute", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "release", "no name"));
        html_cell(h, report_when(when, one, "deployed"));
        add_open_checks(&text, json_object_get(one, "checks"));
        html_cell(h, text.data != NULL ? text.data : "");
        report_again(h->out, &text);
        add_access_review(&text, json_object_get(one, "access_review"));
        html_cell(h, text.data != NULL ? text.data : "");
        report_again(h->out, &text);
        add_suspected(&text, json_object_get(one, "outcomes"));
        html_cell(h, text.data != NULL ? text.data : "");
        report_again(h->out, &text);
    }
    html_table_end(h, "Nothing.");
    report_done(h->out, &text);
    html_section_end(h);
}
