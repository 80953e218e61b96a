/*
 * report_after.c - see report_after.h. Each part has its sentences once, and then its two forms.
 */
#include "score/release/report_after.h"

#include <string.h>

#include "datasets/base/clock.h"
#include "score/report/markdown.h"
#include "score/report/report_common.h"

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
        strbuf_addf(out, " %llu incident%s may have come of this release: confirm or refute %s in the review queue.", suspected, suspected == 1 ? "" : "s",
                    suspected == 1 ? "it" : "them");
    else if (json_array_size(json_object_get(after, "outcomes")) == 0)
        strbuf_adds(out, " No incident is linked to this release.");
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
    HTML_TABLE(h, "Incidents that may have come of it", { "Incident", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Filed", HTML_COLUMN_TEXT },
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

        markdown_item(out, "%s, %s: %s, filed %s (%s)", report_text_or(one, "item", "no item"), report_text_or(one, "state", "not known"), report_text(one, "title"),
                      report_when(when, one, "created"), report_text(one, "rule"));
    }
    if (json_array_size(checks) + json_array_size(outcomes) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}
