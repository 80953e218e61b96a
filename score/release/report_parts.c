/*
 * report_parts.c - see report_parts.h. Each part has its sentences once, and then its two forms.
 */
#include "score/release/report_parts.h"

#include <math.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"
#include "score/report/svg.h"

enum { MESSAGE_MAX = 90, FAMILIES_SHOWN = 12 };

static const struct { const char *key, *title; } readers[] = { { "clinical", "Clinical" }, { "compliance", "Compliance" }, { "operations", "Operations" } };

enum { N_READERS = sizeof(readers) / sizeof(readers[0]) };

/* "0.42 (files .20, words .12, metrics .10)" */
static void add_similarity(struct strbuf *out, const json_t *one)
{
    static const char *const part[] = { "files", "words", "system", "metrics" };
    const json_t *parts = json_object_get(one, "parts");
    const char *separator = " (";

    strbuf_addf(out, "%.2f", report_number(one, "similarity"));
    for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
        double value = report_number(parts, part[i]);

        if (isnan(value) || value < 0.005)
            continue;
        strbuf_addf(out, "%s%s %.2f", separator, part[i], value);
        separator = ", ";
    }
    strbuf_adds(out, separator[0] == ',' ? ")" : "");
}

/* "2 incidents, restored after 3.5 h (median)" */
static void add_aftermath(struct strbuf *out, const json_t *one)
{
    unsigned long long n = report_count(one, "incidents");
    double hours = report_number(one, "median_restore_hours");
    char buf[HTML_NUMBER_MAX];

    if (n == 0) {
        strbuf_adds(out, "no ticket names it");
        return;
    }
    strbuf_addf(out, "%llu ticket%s name%s it", n, n == 1 ? "" : "s", n == 1 ? "s" : "");
    if (isnan(hours))
        strbuf_adds(out, ", time to restore not known");
    else
        strbuf_addf(out, ", restored after %s h%s", html_format_number(buf, hours, 1), n == 1 ? "" : " (median)");
}

static void add_mixture(struct strbuf *out, const json_t *like)
{
    const json_t *w = json_object_get(like, "weights");
    char changes[HTML_NUMBER_MAX], releases[HTML_NUMBER_MAX];

    strbuf_addf(out, "Similarity is %g files + %g words + %g system + %g metrics, a stated mixture and no model; listed from %g on, among %s earlier changes and %s earlier releases whose "
                     "outcome was known by then.", report_number(w, "files"), report_number(w, "words"), report_number(w, "system"), report_number(w, "metrics"),
                report_number(like, "least"), html_format_count(changes, report_count(like, "known")), html_format_count(releases, report_count(like, "known_releases")));
}

static void add_workflows(struct strbuf *out, const json_t *workflows)
{
    unsigned long long n = report_count(workflows, "incidents"), releases = report_count(workflows, "releases"), days = report_count(workflows, "window_days");

    if (n == 0)
        strbuf_addf(out, "No ticket that names a workflow followed one of the %llu earlier releases of the system (by name, or within %llu days).", releases, days);
    else
        strbuf_addf(out, "%llu ticket%s that name%s a workflow followed the %llu earlier releases of the system (by name, or within %llu days).", n, n == 1 ? "" : "s", n == 1 ? "s" : "", releases,
                    days);
}

/* ------------------------------------------------------------- readers and damage */

static bool any_damage(const json_t *damage)
{
    return json_array_size(json_object_get(damage, "list")) > 0;
}

void report_readers_section(struct html *h, const json_t *doc)
{
    const json_t *lines = json_object_get(doc, "readers"), *damage = json_object_get(doc, "damage"), *list = json_object_get(damage, "list");

    if (!json_is_object(lines))
        return;
    html_section_begin(h, "readers", "What it means, and for whom");
    html_facts_begin(h);
    for (size_t i = 0; i < N_READERS; i++)
        report_fact_text(h, readers[i].title, report_text(lines, readers[i].key));
    html_facts_end(h);
    if (any_damage(damage)) {
        HTML_TABLE(h, "What its changes may damage, by rule", { "Change", HTML_COLUMN_HEADER }, { "Kind", HTML_COLUMN_TEXT }, { "Because of", HTML_COLUMN_TEXT });
        for (size_t i = 0; i < json_array_size(list); i++) {
            const json_t *one = json_array_get(list, i);
            struct strbuf text;
            char hash[REPORT_HASH_MAX];

            strbuf_init(&text);
            strbuf_addf(&text, "%s ", report_short_hash(hash, report_text(one, "commit")));
            report_add_cut(&text, report_text(one, "message"), MESSAGE_MAX);
            html_row(h);
            html_cell(h, text.data);
            html_cell_badge(h, strcmp(report_text(one, "kind"), "safety") == 0 ? HTML_BAD : HTML_WARN, report_text(one, "kind"));
            html_cell(h, report_text(one, "reason"));
            report_done(h->out, &text);
        }
        html_table_end(h, "None.");
    }
    html_section_end(h);
}

void report_readers_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *lines = json_object_get(doc, "readers"), *list = json_object_get(json_object_get(doc, "damage"), "list");

    if (!json_is_object(lines))
        return;
    markdown_heading(out, 3, "What it means, and for whom");
    for (size_t i = 0; i < N_READERS; i++)
        markdown_item(out, "%s: %s", readers[i].title, report_text(lines, readers[i].key));
    markdown_list_end(out);
    if (json_array_size(list) == 0)
        return;
    MARKDOWN_TABLE(out, { "Change", HTML_COLUMN_HEADER }, { "Message", HTML_COLUMN_TEXT }, { "May damage", HTML_COLUMN_TEXT }, { "Because of", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char hash[REPORT_HASH_MAX];
        struct strbuf text;

        strbuf_init(&text);
        report_add_cut(&text, report_text(one, "message"), MESSAGE_MAX);
        report_add_code_cell(out, report_short_hash(hash, report_text(one, "commit")));
        markdown_cell(out, text.data);
        markdown_cell(out, report_text(one, "kind"));
        markdown_cell(out, report_text(one, "reason"));
        markdown_row_end(out);
        report_done(out, &text);
    }
    markdown_table_end(out);
}

/* ------------------------------------------------------------- factors and safeguards */

/* "raises the risk by the model: +0.43 in log-odds" */
static void add_fact(struct strbuf *out, const json_t *one)
{
    double value = report_number(one, "value");
    char buf[HTML_NUMBER_MAX];

    strbuf_adds(out, report_text_or(one, "fact", "not recorded"));
    if (!isnan(value))
        strbuf_addf(out, ": %s in log-odds", html_format_signed(buf, value, 2));
}

/* Files that the fact names are not named again. */
static void add_safeguard(struct strbuf *out, const json_t *one)
{
    strbuf_adds(out, report_text(one, "text"));
    if (json_array_size(json_object_get(one, "files")) > 0 && !isnan(report_number(one, "value"))) {
        strbuf_adds(out, " Files: ");
        report_add_joined(out, json_object_get(one, "files"));
        strbuf_addc(out, '.');
    }
}

void report_factors_section(struct html *h, const json_t *doc)
{
    const json_t *families = json_object_get(doc, "families"), *safeguards = json_object_get(doc, "safeguards");
    struct svg_contribution bar[FAMILIES_SHOWN];
    size_t n = json_array_size(families);

    if (n == 0 && json_array_size(safeguards) == 0)
        return;
    n = n < FAMILIES_SHOWN ? n : FAMILIES_SHOWN;
    html_section_begin(h, "factors", "What raises the risk, and what to do");
    for (size_t i = 0; i < n; i++)
        bar[i] = (struct svg_contribution){ report_text(json_array_get(families, i), "family"), report_number(json_array_get(families, i), "value") };
    if (n > 0) {
        html_paragraph(h, "Contributions of the changes in log-odds by kind of factor, each change weighed with its share of the release's risk.");
        svg_contributions(h, "Kinds of factor", "raises", "lowers", bar, n);
    }
    HTML_TABLE(h, "Suggested safeguards, from a fixed table", { "About", HTML_COLUMN_HEADER }, { "Because", HTML_COLUMN_TEXT }, { "What is usually done about it", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(safeguards); i++) {
        const json_t *one = json_array_get(safeguards, i);
        struct strbuf text, fact;

        strbuf_init(&text);
        strbuf_init(&fact);
        add_safeguard(&text, one);
        add_fact(&fact, one);
        html_row(h);
        html_cell(h, report_text(one, "family"));
        html_cell(h, fact.data);
        html_cell(h, text.data);
        report_done(h->out, &fact);
        report_done(h->out, &text);
    }
    html_table_end(h, "Nothing in the report calls for one.");
    html_section_end(h);
}

void report_factors_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *families = json_object_get(doc, "families"), *safeguards = json_object_get(doc, "safeguards");
    struct strbuf text;
    char value[HTML_NUMBER_MAX];

    if (json_array_size(families) == 0 && json_array_size(safeguards) == 0)
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "What raises the risk, and what to do");
    if (json_array_size(families) > 0)
        strbuf_adds(&text, "In log-odds by kind of factor, each change weighed with its share of the risk: ");
    for (size_t i = 0; i < json_array_size(families); i++)
        strbuf_addf(&text, "%s%s %s", i > 0 ? ", " : "", report_text(json_array_get(families, i), "family"),
                    html_format_signed(value, report_number(json_array_get(families, i), "value"), 2));
    if (text.len > 0)
        markdown_paragraph(out, "%s.", text.data);
    for (size_t i = 0; i < json_array_size(safeguards); i++) {
        const json_t *one = json_array_get(safeguards, i);

        report_again(out, &text);
        strbuf_addf(&text, "%s (", report_text(one, "family"));
        add_fact(&text, one);
        strbuf_adds(&text, "): ");
        add_safeguard(&text, one);
        markdown_item(out, "%s", text.data);
    }
    if (json_array_size(safeguards) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}

/* ------------------------------------------------------------- likeness */

/* What it is, what came of it, how alike, what followed: the same words for a change and a release. */
static void like_words(struct strbuf text[3], const json_t *one, bool release)
{
    char hash[REPORT_HASH_MAX];

    for (int i = 0; i < 3; i++)
        strbuf_init(&text[i]);
    if (release) {
        strbuf_addf(&text[0], "%s, %.10s, %llu changes", report_text(one, "release"), report_text(one, "deployed"), (unsigned long long)report_count(one, "changes"));
    } else {
        strbuf_addf(&text[0], "%s ", report_short_hash(hash, report_text(one, "commit")));
        report_add_cut(&text[0], report_text(one, "message"), MESSAGE_MAX);
        strbuf_addf(&text[0], ", %.10s", report_text(one, "date"));
    }
    add_similarity(&text[1], one);
    if (!release)
        strbuf_addf(&text[1], ", to %s", report_short_hash(hash, report_text(one, "like")));
    add_aftermath(&text[2], one);
}

static void like_table(struct html *h, const json_t *list, bool release)
{
    HTML_TABLE(h, release ? "Releases" : "Changes", { release ? "Release" : "Change", HTML_COLUMN_HEADER }, { "Outcome", HTML_COLUMN_TEXT }, { "Similarity", HTML_COLUMN_TEXT },
               { "What followed", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *outcome = report_text_or(one, "outcome", "not known");
        struct strbuf text[3];

        like_words(text, one, release);
        html_row(h);
        html_cell(h, text[0].data);
        html_cell_badge(h, strcmp(outcome, "harm") == 0 ? HTML_BAD : report_outcome_tone(outcome), strcmp(outcome, "harm") == 0 ? "did harm" : outcome);
        html_cell(h, text[1].data);
        html_cell(h, text[2].data);
        for (int k = 0; k < 3; k++)
            report_done(h->out, &text[k]);
    }
    html_table_end(h, release ? "No earlier release with a known outcome is like this one." : "No earlier change with a known outcome is like one of its riskiest.");
}

void report_likeness_section(struct html *h, const json_t *doc)
{
    const json_t *like = json_object_get(doc, "likeness"), *workflows = json_object_get(like, "workflows"), *list = json_object_get(workflows, "list");
    struct strbuf text;

    if (!json_is_object(like))
        return;
    strbuf_init(&text);
    html_section_begin(h, "likeness", "What was like it, and what came of that");
    add_mixture(&text, like);
    report_sentence(h, &text);
    like_table(h, json_object_get(like, "changes"), false);
    like_table(h, json_object_get(like, "releases"), true);
    add_workflows(&text, workflows);
    report_sentence(h, &text);
    if (json_array_size(list) > 0) {
        HTML_TABLE(h, "Workflows that failed after a release, most often first", { "Workflow", HTML_COLUMN_HEADER }, { "Tickets", HTML_COLUMN_NUMBER }, { "Median hours to restore", HTML_COLUMN_NUMBER });
        for (size_t i = 0; i < json_array_size(list); i++) {
            html_row(h);
            html_cell(h, report_text(json_array_get(list, i), "workflow"));
            html_cell_count(h, report_count(json_array_get(list, i), "incidents"));
            html_cell_number(h, report_number(json_array_get(list, i), "median_restore_hours"), 1);
        }
        html_table_end(h, "None.");
    }
    report_done(h->out, &text);
    html_section_end(h);
}

static void like_lines(struct strbuf *out, const json_t *list, bool release)
{
    if (json_array_size(list) == 0) {
        markdown_paragraph(out, "%s", release ? "No earlier release with a known outcome is like this one." : "No earlier change with a known outcome is like one of its riskiest.");
        return;
    }
    MARKDOWN_TABLE(out, { release ? "Release" : "Change", HTML_COLUMN_HEADER }, { "Outcome", HTML_COLUMN_TEXT }, { "Similarity", HTML_COLUMN_TEXT }, { "What followed", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *outcome = report_text_or(one, "outcome", "not known");
        struct strbuf text[3];

        like_words(text, one, release);
        markdown_cell(out, text[0].data);
        markdown_cell(out, strcmp(outcome, "harm") == 0 ? "did harm" : outcome);
        markdown_cell(out, text[1].data);
        markdown_cell(out, text[2].data);
        markdown_row_end(out);
        for (int k = 0; k < 3; k++)
            report_done(out, &text[k]);
    }
    markdown_table_end(out);
}

void report_likeness_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *like = json_object_get(doc, "likeness"), *workflows = json_object_get(like, "workflows"), *list = json_object_get(workflows, "list");
    struct strbuf text;
    char buf[HTML_NUMBER_MAX];

    if (!json_is_object(like))
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "What was like it, and what came of that");
    add_mixture(&text, like);
    markdown_paragraph(out, "%s", text.data);
    like_lines(out, json_object_get(like, "changes"), false);
    like_lines(out, json_object_get(like, "releases"), true);
    report_again(out, &text);
    add_workflows(&text, workflows);
    markdown_paragraph(out, "%s", text.data);
    for (size_t i = 0; i < json_array_size(list); i++) {
        double hours = report_number(json_array_get(list, i), "median_restore_hours");
        unsigned long long n = report_count(json_array_get(list, i), "incidents");

        markdown_item(out, "%s: %llu ticket%s, %s%s", report_text(json_array_get(list, i), "workflow"), n, n == 1 ? "" : "s",
                      isnan(hours) ? "time to restore not known" : html_format_number(buf, hours, 1), isnan(hours) ? "" : " h to restore (median)");
    }
    if (json_array_size(list) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}
