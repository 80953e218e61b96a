/*
 * report_release_md.c - the release report as a comment on a merge request: the same facts as the page, compactly.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "score/release/report_after.h"
#include "score/release/report_dependencies.h"
#include "score/release/report_gate.h"
#include "score/release/report_health.h"
#include "score/release/report_meaning.h"
#include "score/release/report_parts.h"
#include "score/release/report_rules.h"
#include "score/report/markdown.h"
#include "score/report/report.h"
#include "score/report/report_blocks.h"

enum { CHANGES_FIRST = 10, CHANGES_SHOWN = 100, CHANGES_EXPLAINED = 5, MESSAGE_MAX = 120 };

/* Writes the sentence as a paragraph and empties it. */
static void paragraph(struct strbuf *out, struct strbuf *text)
{
    if (text->len > 0)
        markdown_paragraph(out, "%s", text->data);
    report_again(out, text);
}

static void bold(struct strbuf *out, const char *text)
{
    strbuf_adds(out, "**");
    markdown_text(out, text);
    strbuf_adds(out, "**");
}

static void verdict(struct strbuf *out, const json_t *doc)
{
    const struct report_verdict *v = report_verdict_of(doc);
    const json_t *reasons = json_object_get(doc, "reasons");
    struct strbuf meaning, harm;

    strbuf_init(&meaning);
    strbuf_init(&harm);
    report_add_meaning(&meaning, doc);
    report_add_harm(&harm, doc);
    strbuf_addf(out, "%s ", v->mark);
    bold(out, v->name);
    strbuf_adds(out, ". ");
    markdown_paragraph(out, "%s", meaning.data);
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const char *reason = json_string_value(json_array_get(reasons, i));

        markdown_item(out, "%s", reason != NULL ? reason : "not a text");
    }
    if (json_array_size(reasons) > 0)
        markdown_list_end(out);
    bold(out, harm.data);
    report_again(out, &harm);
    report_add_release_meaning(&harm, doc);
    if (harm.len > 0) {
        strbuf_addc(out, ' ');
        markdown_text(out, harm.data + 1);
    }
    strbuf_adds(out, "\n\n");
    report_again(out, &harm);
    report_add_health_warnings(&harm, doc);
    if (harm.len > 0)
        markdown_paragraph(out, "Model health: %s", harm.data);
    if (report_is_true(doc, "demonstration"))
        markdown_paragraph(out, "Demonstration: the data in this store is made up.");
    report_done(out, &harm);
    report_done(out, &meaning);
}

static void fact(struct strbuf *out, const char *term, const char *text)
{
    markdown_cell(out, term);
    markdown_cell(out, text[0] != '\0' ? text : "not recorded");
    markdown_row_end(out);
}

static void fact_code(struct strbuf *out, const char *term, const char *text)
{
    markdown_cell(out, term);
    report_add_code_cell(out, text);
    markdown_row_end(out);
}

static void facts(struct strbuf *out, const json_t *doc)
{
    char when[REPORT_WHEN_MAX], rows[HTML_NUMBER_MAX];
    struct strbuf text;

    strbuf_init(&text);
    MARKDOWN_TABLE(out, { "Release", HTML_COLUMN_HEADER }, { "", HTML_COLUMN_TEXT });
    strbuf_addf(&text, "%s %s", report_text(doc, "system_name"), report_text(doc, "system"));
    fact(out, "System", text.len > 1 ? text.data : "");
    fact(out, "Criticality", report_text(doc, "criticality"));
    fact(out, "Status", report_text(doc, "status"));
    fact(out, "Planned", report_when(when, doc, "planned"));
    if (report_time(doc, "deployed") != TIME_NONE)
        fact(out, "Deployed", report_when(when, doc, "deployed"));
    if (report_text(doc, "outcome")[0] != '\0')
        fact(out, "Outcome", report_text(doc, "outcome"));
    report_again(out, &text);
    report_add_standing(&text, doc, json_object_get(doc, "model"));
    fact(out, "Model", text.data);
    if (json_is_object(json_object_get(doc, "model"))) {
        fact(out, "Model trained", report_when(when, json_object_get(doc, "model"), "created_at"));
        report_again(out, &text);
        report_add_training_window(&text, "", json_object_get(doc, "model"));
        if (text.len > 0)
            fact(out, "Model learned from", text.data);
        fact(out, "Model valid until", report_when(when, json_object_get(doc, "model"), "valid_until"));
    }
    report_again(out, &text);
    strbuf_addf(&text, "%llu scored of %llu", (unsigned long long)json_array_size(json_object_get(doc, "changes")), (unsigned long long)report_count(doc, "members"));
    if (report_count(doc, "missing") > 0)
        strbuf_addf(&text, ", and %llu that the store has not", (unsigned long long)report_count(doc, "missing"));
    if (report_count(doc, "learned_from") > 0)
        strbuf_addf(&text, "; the model learned from %llu", (unsigned long long)report_count(doc, "learned_from"));
    fact(out, "Changes", text.data);
    report_again(out, &text);
    strbuf_addf(&text, "%lld, %s", (long long)json_integer_value(json_object_get(doc, "exit_status")),
                report_exit_meaning(json_integer_value(json_object_get(doc, "exit_status"))));
    fact(out, "Exit status", text.data);
    fact(out, "Data through", report_when(when, doc, "data_through"));
    fact(out, "Generated", report_when(when, doc, "generated_at"));
    fact_code(out, "Snapshot", report_text(doc, "snapshot_hash"));
    fact_code(out, "Audit head", report_text(doc, "audit_head"));
    fact(out, "Audit rows", html_format_count(rows, report_count(doc, "audit_rows")));
    markdown_table_end(out);
    report_done(out, &text);
}

static void change_row(struct strbuf *out, const json_t *change)
{
    char hash[REPORT_HASH_MAX], p[HTML_NUMBER_MAX], when[REPORT_WHEN_MAX];
    bool harm = report_is_true(change, "known_harm"), learned = report_is_true(change, "learned_from"), mended = report_is_true(change, "mended_in_it");
    const json_t *size = json_object_get(change, "size_only");
    struct strbuf message, interval;
    char known[100];

    strbuf_init(&message);
    strbuf_init(&interval);
    report_add_cut(&message, report_text_or(change, "message", "no message"), MESSAGE_MAX);
    report_add_code_cell(out, report_short_hash(hash, report_text_or(change, "commit", "no commit")));
    markdown_cell(out, message.data);
    markdown_cell(out, report_text_or(change, "author", "not known"));
    report_when(when, change, "date");
    if (strchr(when, ' ') != NULL && report_time(change, "date") != TIME_NONE)
        *strchr(when, ' ') = '\0';
    markdown_cell(out, when);
    markdown_cell(out, report_text(change, "kind"));
    markdown_cell(out, report_chance(p, report_number(change, "probability"), 3));
    report_add_change_interval(&interval, change);
    markdown_cell(out, interval.data != NULL ? interval.data : "");
    markdown_cell(out, json_is_object(size) ? report_chance(p, report_number(size, "probability"), 3) : "");
    markdown_cell_probability(out, report_number(change, "share"));
    markdown_cell_number(out, report_number(change, "la"), 0);
    markdown_cell_number(out, report_number(change, "ld"), 0);
    markdown_cell_count(out, report_count(change, "files"));
    markdown_cell_probability(out, report_number(change, "size_percentile"));
    snprintf(known, sizeof(known), "%s%s%s%s", harm ? "did harm already" : "", mended ? "did harm, mended in this release" : "", (harm || mended) && learned ? "; " : "",
             learned ? "the model learned from it" : "");
    markdown_cell(out, known);
    markdown_row_end(out);
    report_done(out, &interval);
    report_done(out, &message);
}

/* The largest contributions of a change in one item of a list. */
static void why_item(struct strbuf *out, const json_t *change)
{
    const json_t *why = json_object_get(change, "why"), *list = json_object_get(why, "contributions");
    char hash[REPORT_HASH_MAX], value[HTML_NUMBER_MAX];
    struct strbuf text, families;

    strbuf_init(&text);
    strbuf_init(&families);
    for (size_t i = 0; i < json_array_size(list) && i < REPORT_FACTORS; i++) {
        strbuf_adds(&text, i == 0 ? "" : ", ");
        report_add_factor(&text, json_array_get(list, i));
        strbuf_addf(&text, " %s", html_format_signed(value, report_number(json_array_get(list, i), "value"), 2));
    }
    strbuf_adds(&text, text.len > 0 ? ". " : "");
    report_add_sum(&text, why, REPORT_FACTORS);
    report_add_families(&families, why);
    if (families.len > 0)
        strbuf_addf(&text, " By kind: %s. ", families.data);
    report_add_change_meaning(&text, change);
    strbuf_adds(out, "- ");
    report_add_code(out, report_short_hash(hash, report_text_or(change, "commit", "no commit")));
    strbuf_adds(out, ": ");
    markdown_text(out, text.data);
    strbuf_addc(out, '\n');
    report_done(out, &families);
    report_done(out, &text);
}

static void changes_table(struct strbuf *out, const json_t *list, size_t from, size_t to)
{
    MARKDOWN_TABLE(out, { "Commit", HTML_COLUMN_HEADER }, { "Change", HTML_COLUMN_TEXT }, { "Author", HTML_COLUMN_TEXT }, { "Date", HTML_COLUMN_TEXT },
                   { "Kind", HTML_COLUMN_TEXT }, { "Chance of harm", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER }, { "By size alone", HTML_COLUMN_NUMBER },
                   { "Share of the risk", HTML_COLUMN_NUMBER }, { "Added", HTML_COLUMN_NUMBER }, { "Deleted", HTML_COLUMN_NUMBER },
                   { "Files", HTML_COLUMN_NUMBER }, { "Larger than", HTML_COLUMN_NUMBER }, { "Known", HTML_COLUMN_TEXT });
    for (size_t i = from; i < to; i++)
        change_row(out, json_array_get(list, i));
    markdown_table_end(out);
}

/* The riskiest in sight; the rest, and why, for who opens it. */
static void changes(struct strbuf *out, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "changes");
    size_t n = json_array_size(list), first = n < CHANGES_FIRST ? n : CHANGES_FIRST, shown = n < CHANGES_SHOWN ? n : CHANGES_SHOWN;
    char summary[64];

    markdown_heading(out, 3, "Changes by risk");
    if (n == 0) {
        markdown_paragraph(out, "%s", report_count(doc, "members") > 0 ? "None of the release's changes was scored." : "This release has no changes that the store knows of.");
        return;
    }
    changes_table(out, list, 0, first);
    if (shown > first) {
        snprintf(summary, sizeof(summary), "The next %zu", shown - first);
        markdown_details_begin(out, summary);
        changes_table(out, list, first, shown);
        markdown_details_end(out);
    }
    if (shown < n)
        markdown_paragraph(out, "%zu more of %zu changes, with a lower chance: in the JSON form of this report.", n - shown, n);
    markdown_details_begin(out, "Why the riskiest");
    for (size_t i = 0; i < n && i < CHANGES_EXPLAINED; i++)
        why_item(out, json_array_get(list, i));
    markdown_list_end(out);
    markdown_details_end(out);
}

static void past_row(struct strbuf *out, const json_t *one)
{
    char when[REPORT_WHEN_MAX], p[HTML_NUMBER_MAX], outcome[REPORT_OUTCOME_MAX];
    struct strbuf system;

    strbuf_init(&system);
    strbuf_addf(&system, "%s%s", report_text_or(one, "system", "not recorded"), report_is_true(one, "same_system") ? " (the same)" : "");
    markdown_cell(out, report_text_or(one, "release", "no name"));
    markdown_cell(out, system.data);
    markdown_cell(out, report_when(when, one, "deployed"));
    markdown_cell_count(out, report_count(one, "changes"));
    markdown_cell_count(out, report_count(one, "harmful"));
    markdown_cell(out, isnan(report_number(one, "probability")) ? "" : report_chance(p, report_number(one, "probability"), 3));
    markdown_cell(out, report_past_outcome(outcome, one));
    markdown_row_end(out);
    report_done(out, &system);
}

static void past(struct strbuf *out, const json_t *doc)
{
    const json_t *earlier = json_object_get(doc, "past"), *list = json_object_get(earlier, "list");
    struct strbuf text;

    strbuf_init(&text);
    markdown_heading(out, 3, "Releases before this one");
    report_add_past(&text, earlier);
    paragraph(out, &text);
    if (json_array_size(list) > 0) {
        MARKDOWN_TABLE(out, { "Release", HTML_COLUMN_HEADER }, { "System", HTML_COLUMN_TEXT }, { "Deployed", HTML_COLUMN_TEXT }, { "Changes", HTML_COLUMN_NUMBER },
                       { "Of them did harm", HTML_COLUMN_NUMBER }, { "Chance said before", HTML_COLUMN_NUMBER }, { "Outcome", HTML_COLUMN_TEXT });
        for (size_t i = json_array_size(list); i-- > 0;)
            past_row(out, json_array_get(list, i));
        markdown_table_end(out);
    }
    report_done(out, &text);
}

/* What was said against what came, where any was said. */
static void calibration(struct strbuf *out, const json_t *bins)
{
    if (json_array_size(bins) == 0)
        return;
    MARKDOWN_TABLE(out, { "Chance said", HTML_COLUMN_NUMBER }, { "Changes", HTML_COLUMN_NUMBER }, { "Did harm", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(bins); i++) {
        const json_t *one = json_array_get(bins, i);
        char p[HTML_NUMBER_MAX];

        if (report_count(one, "n") == 0)
            continue;
        markdown_cell(out, report_chance(p, report_number(one, "mean_p"), 3));
        markdown_cell_count(out, report_count(one, "n"));
        markdown_cell_probability(out, report_number(one, "rate"));
        markdown_row_end(out);
    }
    markdown_table_end(out);
}

/* Beside what else could have ranked the changes. */
static void baselines(struct strbuf *out, const json_t *model)
{
    json_t *list = json_object_get(model, "baseline");
    const char *metric = report_text(model, "metric");
    size_t n;
    const char **key = report_keys(&n, list, out);

    MARKDOWN_TABLE(out, { "Ranked by", HTML_COLUMN_HEADER }, { report_metric_name(metric[0] != '\0' ? metric : "Measure"), HTML_COLUMN_NUMBER });
    markdown_cell(out, "This model");
    markdown_cell_number(out, report_number(model, "value"), 3);
    markdown_row_end(out);
    for (size_t i = 0; i < n; i++) {
        double value = report_number(json_object_get(list, key[i]), metric);

        if (isnan(value))
            continue;
        markdown_cell(out, report_baseline_name(key[i]));
        markdown_cell_number(out, value, 3);
        markdown_row_end(out);
    }
    markdown_table_end(out);
    mem_free(key);
}

static void thresholds(struct strbuf *out, const json_t *list)
{
    if (json_array_size(list) == 0)
        return;
    MARKDOWN_TABLE(out, { "Gate the riskiest", HTML_COLUMN_NUMBER }, { "From chance", HTML_COLUMN_NUMBER }, { "Harm caught", HTML_COLUMN_NUMBER },
                   { "Missed", HTML_COLUMN_NUMBER }, { "Reviews a week", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char gate[HTML_NUMBER_MAX + 1], p[HTML_NUMBER_MAX];

        html_format_number(p, report_number(one, "gate_percent"), 0);
        snprintf(gate, sizeof(gate), "%s%%", p);
        markdown_cell(out, gate);
        markdown_cell(out, report_chance(p, report_number(one, "threshold"), 3));
        markdown_cell_probability(out, report_number(one, "catch_percent") / 100);
        markdown_cell_count(out, report_count(one, "missed"));
        markdown_cell_number(out, report_number(one, "reviews_per_week"), 1);
        markdown_row_end(out);
    }
    markdown_table_end(out);
}

static void trust(struct strbuf *out, const json_t *doc)
{
    const json_t *model = json_object_get(doc, "model"), *record = json_object_get(doc, "record"), *limits = json_object_get(doc, "limits");
    struct strbuf text;

    markdown_heading(out, 3, "How far to trust the model");
    strbuf_init(&text);
    report_add_quality(&text, model);
    if (json_is_object(model)) {
        strbuf_addc(&text, ' ');
        report_add_baseline(&text, model);
        report_add_judged(&text, record);
    }
    paragraph(out, &text);
    if (json_is_object(model)) {
        baselines(out, model);
        calibration(out, json_object_get(record, "bins"));
    }
    if (!json_is_object(json_object_get(doc, "gate")))
        thresholds(out, json_object_get(record, "thresholds"));
    if (!json_is_array(limits))
        limits = json_object_get(record, "limits");
    for (size_t i = 0; i < json_array_size(limits); i++) {
        const char *limit = json_string_value(json_array_get(limits, i));

        markdown_item(out, "%s", limit != NULL ? limit : "not a text");
    }
    if (json_array_size(limits) > 0)
        markdown_list_end(out);
    if (report_text(doc, "method")[0] != '\0')
        markdown_paragraph(out, "The release's figure: %s.", report_text(doc, "method"));
    report_done(out, &text);
}

void report_release_markdown(struct strbuf *out, const json_t *doc)
{
    struct strbuf title;

    strbuf_init(&title);
    strbuf_addf(&title, "Release risk: %s/%s", report_text_or(doc, "project", "no project"), report_text_or(doc, "release", "no release"));
    markdown_heading(out, 2, title.data);
    verdict(out, doc);
    facts(out, doc);
    report_readers_markdown(out, doc);
    report_evidence_markdown(out, doc);
    report_after_markdown(out, doc);
    report_people_markdown(out, doc);
    report_rules_markdown(out, doc);
    report_factors_markdown(out, doc);
    changes(out, doc);
    report_dependencies_markdown(out, doc);
    report_likeness_markdown(out, doc);
    past(out, doc);
    report_threshold_markdown(out, doc);
    report_health_markdown(out, doc);
    trust(out, doc);
    markdown_paragraph(out, "Prodrome %s informs. Deciding, and signing for it, is a person's.", report_text_or(doc, "engine_version", "of unknown version"));
    report_done(out, &title);
}
