#include "score/report/report_readiness.h"

#include <stdio.h>
#include <string.h>

static enum html_tone tone_of(const char *verdict)
{
    return strcmp(verdict, "ready") == 0 ? HTML_GOOD : strcmp(verdict, "thin") == 0 ? HTML_WARN : HTML_BAD;
}

/* The reasons of the verdict itself come first; those behind it are left to `features readiness`. */
static void add_reasons(struct strbuf *out, const json_t *readiness)
{
    const json_t *list = json_object_get(readiness, "reasons");
    const char *verdict = report_text(readiness, "verdict");
    bool any = false;

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *reason = json_array_get(list, i);

        if (strcmp(report_text(reason, "verdict"), verdict) != 0)
            continue;
        strbuf_addf(out, "%s%s", any ? "; " : "", report_text(reason, "text"));
        any = true;
    }
}

void report_readiness_line(struct strbuf *out, const json_t *readiness)
{
    size_t start;

    if (!json_is_object(readiness))
        return;
    strbuf_adds(out, report_text_or(readiness, "verdict", "not known"));
    start = out->len;
    strbuf_adds(out, ": ");
    add_reasons(out, readiness);
    if (!out->failed && out->len == start + 2) {
        out->len = start;
        out->data[start] = '\0';
    }
}

/* Classes with enough rows, or how many did harm. */
static void cell_classes(struct html *h, const json_t *r)
{
    char text[96];

    if (json_is_integer(json_object_get(r, "harmful")))
        snprintf(text, sizeof(text), "%llu harmful", (unsigned long long)report_count(r, "harmful"));
    else if (strcmp(report_text(r, "task"), "duplicates") == 0)
        snprintf(text, sizeof(text), "n/a");
    else
        snprintf(text, sizeof(text), "%llu of %llu", (unsigned long long)report_count(r, "classes_enough"), (unsigned long long)report_count(r, "classes"));
    html_cell(h, text);
}

static void cell_agreement(struct html *h, const json_t *r)
{
    const json_t *all = json_object_get(json_object_get(r, "near_duplicates"), "all");
    uint64_t pairs = report_count(all, "pairs");
    char text[96];

    if (pairs == 0)
        snprintf(text, sizeof(text), "n/a");
    else
        snprintf(text, sizeof(text), "%.0f %% of %llu pairs", 100 * (double)report_count(all, "agree") / (double)pairs, (unsigned long long)pairs);
    html_cell(h, text);
}

static void row(struct html *h, const json_t *r, struct strbuf *words)
{
    const char *verdict = report_text_or(r, "verdict", "not known"), *label = report_text(r, "label"), *task = report_text_or(r, "task", "no name");

    html_row(h);
    html_cell_begin(h);
    html_text(h, task);
    if (strcmp(task, "route") == 0)
        html_textf(h, " (%s)", label);
    html_cell_end(h);
    html_cell(h, report_text(r, "project"));
    html_cell_badge(h, tone_of(verdict), verdict);
    html_cell_number(h, report_number(r, "rows"), 0);
    cell_classes(h, r);
    if (report_text(r, "first")[0] == '\0')
        html_cell(h, "n/a");
    else
        html_cell_number(h, report_number(r, "months"), 0);
    cell_agreement(h, r);
    report_again(h->out, words);
    add_reasons(words, r);
    html_cell(h, words->data);
}

void report_readiness_section(struct html *h, const json_t *models)
{
    struct strbuf words;
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(models); i++)
        n += json_is_object(json_object_get(json_array_get(models, i), "readiness"));
    if (n == 0)
        return;
    strbuf_init(&words);
    html_section_begin(h, "readiness", "Is the data fit to learn from");
    HTML_TABLE(h, "What there was to learn from, by task and project", { "Task", HTML_COLUMN_HEADER }, { "Project", HTML_COLUMN_TEXT }, { "Verdict", HTML_COLUMN_TEXT },
               { "Rows", HTML_COLUMN_NUMBER }, { "Classes with enough rows", HTML_COLUMN_TEXT }, { "Months", HTML_COLUMN_NUMBER }, { "Near-duplicates that agree", HTML_COLUMN_TEXT },
               { "Why", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(models); i++) {
        const json_t *r = json_object_get(json_array_get(models, i), "readiness");

        if (json_is_object(r))
            row(h, r, &words);
    }
    html_table_end(h, "Nothing was looked at.");
    html_paragraph(h, "What is refused was not trained: nothing new is predicted of it. What is thin was trained, and its model's page says so among its limits. "
                      "'prodrome features readiness' tells more.");
    html_section_end(h);
    report_done(h->out, &words);
}
