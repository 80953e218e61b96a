/*
 * report_nightly_html.c - the night on one page: where the reports are, what ran, which models were trained, what went wrong.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/report_after.h"
#include "score/report/report.h"
#include "score/report/report_blocks.h"
#include "score/report/report_readiness.h"

static int exit_status(const json_t *doc)
{
    const json_t *status = json_object_get(doc, "exit_status");

    return json_is_integer(status) && json_integer_value(status) >= 0 && json_integer_value(status) < 100 ? (int)json_integer_value(status) : -1;
}

static enum html_tone tone_of_exit(int status)
{
    switch (status) {
    case 0:
        return HTML_GOOD;
    case 3:
        return HTML_WARN;
    case 5:
    case -1:
        return HTML_NEUTRAL;
    default:
        return HTML_BAD;
    }
}

static void fill_page(struct report_page *p, const json_t *doc)
{
    int status = exit_status(doc);
    char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];

    strbuf_addf(&p->subject, "Night of %.10s", report_when(when, doc, "generated_at"));
    strbuf_addf(&p->identity, "run %llu", (unsigned long long)report_count(doc, "run_id"));
    if (report_text(doc, "status")[0] != '\0')
        strbuf_addf(&p->identity, " (%s)", report_text(doc, "status"));
    strbuf_addf(&p->identity, " \xC2\xB7 generated %s \xC2\xB7 snapshot %s", report_when(when, doc, "generated_at"),
                report_short_hash(hash, report_text_or(doc, "snapshot_hash", "not recorded")));
    p->page.tone = tone_of_exit(status);
    strbuf_adds(&p->verdict, status < 0 ? "exit status not recorded" : report_exit_meaning(status));
    if (status >= 0)
        strbuf_addf(&p->summary, "Exit status %d.", status);
}

static void warnings(struct html *h, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "warnings");

    if (json_array_size(list) == 0)
        return;
    html_note_begin(h, HTML_WARN, json_array_size(list) == 1 ? "One warning" : "Warnings");
    report_list(h, list, "None.");
    html_note_end(h);
}

/* "failed_sources" as a person reads it. */
static void add_words(struct strbuf *out, const char *key)
{
    for (; *key != '\0'; key++)
        strbuf_addc(out, (char)(*key == '_' ? ' ' : *key));
}

static void counts(struct html *h, json_t *object)
{
    size_t n;
    const char **key = report_keys(&n, object, h->out);
    char count[HTML_NUMBER_MAX];
    struct strbuf words;

    if (n == 0)
        return;
    strbuf_init(&words);
    html_tiles_begin(h);
    for (size_t i = 0; i < n; i++) {
        report_again(h->out, &words);
        add_words(&words, key[i]);
        if (words.len > 0)
            words.data[0] = (char)toupper((unsigned char)words.data[0]);
        html_tile(h, words.data, html_format_number(count, report_number(object, key[i]), 0), NULL);
    }
    html_tiles_end(h);
    report_done(h->out, &words);
    mem_free(key);
}

static void files(struct html *h, const json_t *list)
{
    html_section_begin(h, "reports", "Reports");
    if (json_array_size(list) == 0)
        html_empty(h, "No report was written.");
    else
        html_list_begin(h);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *name = report_text(one, "name");

        html_open(h, "li", NULL);
        html_link(h, name, report_text_or(one, "title", name[0] != '\0' ? name : "no name"));
        html_close(h, "li");
    }
    if (json_array_size(list) > 0)
        html_list_end(h);
    html_section_end(h);
}

/* What each source of the configuration brought in. */
static void sources(struct html *h, const json_t *list)
{
    if (json_array_size(list) == 0)
        return;
    html_section_begin(h, "sources", "What came in");
    HTML_TABLE(h, "Rows by source", { "Source", HTML_COLUMN_HEADER }, { "Kind", HTML_COLUMN_TEXT }, { "Read", HTML_COLUMN_NUMBER }, { "New", HTML_COLUMN_NUMBER },
               { "Changed", HTML_COLUMN_NUMBER }, { "Unchanged", HTML_COLUMN_NUMBER }, { "Rejected", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++) {
        static const char *const number[] = { "read", "new", "changed", "unchanged", "rejected" };
        const json_t *one = json_array_get(list, i);

        html_row(h);
        html_cell(h, report_text_or(one, "source", "no name"));
        html_cell(h, report_text(one, "kind"));
        for (size_t k = 0; k < sizeof(number) / sizeof(number[0]); k++)
            html_cell_number(h, report_number(one, number[k]), 0);
    }
    html_table_end(h, "No source came in.");
    html_section_end(h);
}

static enum html_tone tone_of_status(const char *status)
{
    static const struct { const char *status; enum html_tone tone; } table[] = {
        { "done", HTML_GOOD }, { "complete", HTML_GOOD }, { "ok", HTML_GOOD }, { "validated", HTML_GOOD }, { "failed", HTML_BAD }, { "rejected", HTML_BAD },
        { "running", HTML_INFO }, { "started", HTML_INFO },
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (strcmp(table[i].status, status) == 0)
            return table[i].tone;
    return HTML_NEUTRAL;
}

/* A stage's detail is a text, or a JSON object of counts (as text or as it is). */
static void add_detail(struct strbuf *out, const json_t *stage)
{
    const char *text = report_text(stage, "detail");
    json_t *given = json_object_get(stage, "detail"), *detail = json_is_object(given) ? json_incref(given) : json_loads(text, 0, NULL);
    char number[HTML_NUMBER_MAX];
    bool any = false;
    size_t n;
    const char **key = report_keys(&n, detail, out);

    if (!json_is_object(detail))
        strbuf_adds(out, text);
    for (size_t i = 0; i < n; i++) {
        const json_t *value = json_object_get(detail, key[i]);
        double shown = json_is_array(value) ? (double)json_array_size(value) : json_is_number(value) ? json_number_value(value) : (double)NAN;

        if (json_is_string(value) ? json_string_length(value) == 0 : isnan(shown))
            continue;
        strbuf_adds(out, any ? ", " : "");
        if (!json_is_string(value) && strcmp(key[i], "exit_status") != 0)
            strbuf_addf(out, "%s ", html_format_number(number, shown, 0));
        add_words(out, key[i]);
        if (json_is_string(value))
            strbuf_addf(out, ": %s", json_string_value(value));
        else if (strcmp(key[i], "exit_status") == 0)
            strbuf_addf(out, " %s", html_format_number(number, shown, 0));
        any = true;
    }
    mem_free(key);
    json_decref(detail);
}

static void stages(struct html *h, const json_t *list)
{
    struct strbuf detail;

    strbuf_init(&detail);
    html_section_begin(h, "stages", "What ran");
    HTML_TABLE(h, "Stages, in order", { "Stage", HTML_COLUMN_HEADER }, { "Status", HTML_COLUMN_TEXT }, { "What it did", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *stage = json_array_get(list, i);
        const char *status = report_text_or(stage, "status", "not known");

        report_again(h->out, &detail);
        add_detail(&detail, stage);
        html_row(h);
        html_cell(h, report_text_or(stage, "stage", "no name"));
        html_cell_badge(h, tone_of_status(status), status);
        html_cell(h, detail.data);
    }
    html_table_end(h, "No stage is recorded.");
    html_section_end(h);
    report_done(h->out, &detail);
}

static void models(struct html *h, const json_t *list)
{
    html_section_begin(h, "models", "Models");
    HTML_TABLE(h, "Trained or looked at", { "Model", HTML_COLUMN_HEADER }, { "Result", HTML_COLUMN_TEXT }, { "Measure", HTML_COLUMN_TEXT },
               { "Value", HTML_COLUMN_NUMBER }, { "Baseline", HTML_COLUMN_NUMBER }, { "Reason", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *metric = report_text(one, "metric"), *status = report_text_or(one, "status", "not known");
        bool measured = metric[0] != '\0';

        html_row(h);
        html_cell_begin(h);
        html_text(h, report_text_or(one, "model", "no name"));
        html_open(h, "p", "class", "identity", NULL);
        html_element(h, "small", report_text(one, "task"));
        html_close(h, "p");
        html_cell_end(h);
        html_cell_badge(h, tone_of_status(status), status);
        html_cell(h, measured ? report_metric_name(metric) : "n/a");
        html_cell_number(h, measured ? report_number(one, "value") : (double)NAN, 3);
        html_cell_number(h, measured ? report_number(one, "baseline") : (double)NAN, 3);
        html_cell(h, report_text(one, "reason"));
    }
    html_table_end(h, "No model was trained this night.");
    html_section_end(h);
}

void report_nightly_html(struct strbuf *out, const json_t *doc)
{
    struct report_page page;
    struct html h;

    html_init(&h, out);
    report_page_init(&page, doc, "Nightly run");
    fill_page(&page, doc);
    report_page_begin(&h, &page, doc);
    warnings(&h, doc);
    counts(&h, json_object_get(doc, "counts"));
    files(&h, json_object_get(doc, "files"));
    report_after_recent_section(&h, json_object_get(doc, "after_releases"));
    sources(&h, json_object_get(doc, "sources"));
    stages(&h, json_object_get(doc, "stages"));
    models(&h, json_object_get(doc, "models"));
    report_readiness_section(&h, json_object_get(doc, "models"));
    report_provenance(&h, doc);
    report_page_end(&h, &page);
    html_release(&h);
}
