/*
 * report_dependencies.c - see report_dependencies.h. Each part has its sentences once, and then its two forms.
 */
#include "score/release/report_dependencies.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

enum { REMOVED_SHOWN = 20, TIES_SHOWN = 1, CASES_SHOWN = 3 };

static const char not_read[] = "No dependencies of this release were read.";

/* "Removed: a 1.0, b 2.1 and 3 more." */
static void add_removed(struct strbuf *out, const json_t *removed)
{
    size_t n = json_array_size(removed);

    for (size_t i = 0; i < n && i < REMOVED_SHOWN; i++)
        strbuf_addf(out, "%s%s %s", i == 0 ? " Removed: " : ", ", report_text(json_array_get(removed, i), "name"), report_text(json_array_get(removed, i), "from"));
    if (n > REMOVED_SHOWN)
        strbuf_addf(out, " and %zu more", n - REMOVED_SHOWN);
    if (n > 0)
        strbuf_addc(out, '.');
}

/* Who judges: a version, and whether anybody has approved it; else rates alone. */
static void add_version(struct strbuf *out, const json_t *learned)
{
    if (report_text(learned, "version")[0] != '\0')
        strbuf_addf(out, " Judged by %s%s.", report_text(learned, "version"), report_is_true(learned, "approved") ? "" : " (model not approved)");
    else
        strbuf_adds(out, " Judged by what was counted, shrunken; by no version of a model.");
}

static void add_learned(struct strbuf *out, const json_t *learned)
{
    char updates[HTML_NUMBER_MAX], broke[HTML_NUMBER_MAX], releases[HTML_NUMBER_MAX], failed[HTML_NUMBER_MAX], base[HTML_NUMBER_MAX];

    if (!json_is_object(learned))
        return;
    strbuf_addf(out, " Chances rest on %s updates, %s of which broke something, and %s releases, %s of which failed; on the whole it is %s.",
                html_format_count(updates, report_count(learned, "updates")), html_format_count(broke, report_count(learned, "broke")),
                html_format_count(releases, report_count(learned, "releases")), html_format_count(failed, report_count(learned, "failed_releases")),
                report_chance(base, report_number(learned, "base_rate"), 2));
    add_version(out, learned);
}

static void add_summary(struct strbuf *out, const json_t *d)
{
    const json_t *counts = json_object_get(d, "counts");

    if (report_text(d, "before")[0] != '\0')
        strbuf_addf(out, "Against release %s: ", report_text(d, "before"));
    strbuf_addf(out, "added %llu, removed %llu, upgraded %llu, downgraded %llu, otherwise changed %llu.", (unsigned long long)report_count(counts, "added"),
                (unsigned long long)report_count(counts, "removed"), (unsigned long long)report_count(counts, "upgraded"), (unsigned long long)report_count(counts, "downgraded"),
                (unsigned long long)report_count(counts, "changed"));
    add_removed(out, json_object_get(d, "removed"));
    if (report_text(d, "reason")[0] != '\0')
        strbuf_addf(out, " None is judged: %s.", report_text(d, "reason"));
    add_learned(out, json_object_get(d, "learned_from"));
    if (report_count(d, "omitted") > 0)
        strbuf_addf(out, " %llu of lower chance are not listed.", (unsigned long long)report_count(d, "omitted"));
}

/* "It broke before. Seen: update PR-888 3.1 to 3.2 failed; release 5.2 2.9 to 3.0 ok" */
static void add_because(struct strbuf *out, const json_t *one)
{
    const json_t *list = json_object_get(one, "evidence");

    strbuf_adds(out, report_text(one, "summary"));
    for (size_t i = 0; i < json_array_size(list) && i < CASES_SHOWN; i++) {
        const json_t *seen = json_array_get(list, i);
        bool ended = out->len > 0 && out->data[out->len - 1] == '.';

        strbuf_addf(out, "%s%s %s, %s to %s: %s", i == 0 ? ended ? " Seen: " : ". Seen: " : "; ", report_text(seen, "kind"), report_text(seen, "id"), report_text_or(seen, "from", "nothing"),
                    report_text_or(seen, "to", "nothing"), report_is_true(seen, "broke") ? "failed" : "went well");
    }
}

static const char *interval_of(char buf[2 * HTML_NUMBER_MAX + 8], const json_t *one)
{
    char low[HTML_NUMBER_MAX], high[HTML_NUMBER_MAX];

    buf[0] = '\0';
    if (!isnan(report_number(one, "low")))
        snprintf(buf, 2 * HTML_NUMBER_MAX + 8, "%s to %s", html_format_number(low, report_number(one, "low"), 2), html_format_number(high, report_number(one, "high"), 2));
    return buf;
}

/* ---- services ---------------------------------------------------------------------------------------------------- */

static const char services_title[] = "Services and integrations that its system depends on";

static void add_services_summary(struct strbuf *out, const json_t *services)
{
    char all[HTML_NUMBER_MAX];

    strbuf_addf(out, "Of the incidents of each, how many were followed within a day by one of %s, shrunken towards all such pairs (%s).", report_text(services, "system"),
                report_chance(all, report_number(services, "all"), 2));
}

/* "7 of its 12 incidents were followed ... Seen: 2026-07-01 desk/L8, then desk/E8; ..." */
static void add_tie(struct strbuf *out, const json_t *one)
{
    const json_t *list = json_object_get(one, "evidence");
    char when[REPORT_WHEN_MAX];

    strbuf_adds(out, report_text(one, "summary"));
    for (size_t i = 0; i < json_array_size(list) && i < TIES_SHOWN; i++) {
        const json_t *seen = json_array_get(list, i);

        strbuf_addf(out, "%s%s %s, then %s", i == 0 ? ". Seen: " : "; ", report_when(when, seen, "at"), report_text(seen, "service"), report_text(seen, "system"));
    }
}

static void services_html(struct html *h, const json_t *services)
{
    const json_t *list = json_object_get(services, "list");
    struct strbuf text;

    if (!json_is_object(services))
        return;
    strbuf_init(&text);
    add_services_summary(&text, services);
    html_element(h, "h3", services_title);
    report_sentence(h, &text);
    HTML_TABLE(h, "Strongest tie first", { "Service", HTML_COLUMN_HEADER }, { "Incidents", HTML_COLUMN_NUMBER }, { "Followed by one of the system", HTML_COLUMN_NUMBER },
               { "Share, shrunken", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER }, { "Because", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char p[HTML_NUMBER_MAX], interval[2 * HTML_NUMBER_MAX + 8];

        report_again(h->out, &text);
        add_tie(&text, one);
        html_row(h);
        html_cell(h, report_text_or(one, "name", "no name"));
        html_cell_count(h, report_count(one, "incidents"));
        html_cell_count(h, report_count(one, "tied"));
        html_cell(h, report_chance(p, report_number(one, "probability"), 2));
        html_cell(h, interval_of(interval, one));
        html_cell(h, text.data != NULL ? text.data : "");
    }
    html_table_end(h, "None.");
    report_done(h->out, &text);
}

static void services_markdown(struct strbuf *out, const json_t *services)
{
    const json_t *list = json_object_get(services, "list");
    struct strbuf text;

    if (!json_is_object(services))
        return;
    strbuf_init(&text);
    add_services_summary(&text, services);
    markdown_heading(out, 3, services_title);
    markdown_paragraph(out, "%s", text.data != NULL ? text.data : "");
    MARKDOWN_TABLE(out, { "Service", HTML_COLUMN_HEADER }, { "Incidents", HTML_COLUMN_NUMBER }, { "Followed by one of the system", HTML_COLUMN_NUMBER },
                   { "Share, shrunken", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER }, { "Because", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char p[HTML_NUMBER_MAX], n[HTML_NUMBER_MAX], interval[2 * HTML_NUMBER_MAX + 8];

        report_again(out, &text);
        add_tie(&text, one);
        markdown_cell(out, report_text_or(one, "name", "no name"));
        markdown_cell(out, html_format_count(n, report_count(one, "incidents")));
        markdown_cell(out, html_format_count(n, report_count(one, "tied")));
        markdown_cell(out, report_chance(p, report_number(one, "probability"), 2));
        markdown_cell(out, interval_of(interval, one));
        markdown_cell(out, text.data != NULL ? text.data : "");
        markdown_row_end(out);
    }
    markdown_table_end(out);
    report_done(out, &text);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

void report_dependencies_section(struct html *h, const json_t *doc)
{
    const json_t *d = json_object_get(doc, "dependencies"), *list = json_object_get(d, "list");
    struct strbuf text;

    html_section_begin(h, "dependencies", "Dependencies that it changes");
    if (!json_is_object(d)) {
        html_empty(h, not_read);
        services_html(h, json_object_get(doc, "services"));
        html_section_end(h);
        return;
    }
    strbuf_init(&text);
    add_summary(&text, d);
    report_sentence(h, &text);
    HTML_TABLE(h, "Riskiest first", { "Dependency", HTML_COLUMN_HEADER }, { "Change", HTML_COLUMN_TEXT }, { "Chance that it breaks something", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER },
               { "Because", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char p[HTML_NUMBER_MAX], interval[2 * HTML_NUMBER_MAX + 8];

        report_again(h->out, &text);
        add_because(&text, one);
        html_row(h);
        html_cell(h, report_text_or(one, "name", "no name"));
        html_cellf(h, "%s %s \xE2\x86\x92 %s", report_text(one, "change"), report_text(one, "from"), report_text(one, "to"));
        html_cell(h, report_chance(p, report_number(one, "probability"), 3));
        html_cell(h, interval_of(interval, one));
        html_cell(h, text.data != NULL ? text.data : "");
    }
    html_table_end(h, "None is added or changed.");
    report_done(h->out, &text);
    services_html(h, json_object_get(doc, "services"));
    html_section_end(h);
}

void report_dependencies_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *d = json_object_get(doc, "dependencies"), *list = json_object_get(d, "list");
    struct strbuf text;

    markdown_heading(out, 3, "Dependencies that it changes");
    if (!json_is_object(d)) {
        markdown_paragraph(out, "%s", not_read);
        services_markdown(out, json_object_get(doc, "services"));
        return;
    }
    strbuf_init(&text);
    add_summary(&text, d);
    markdown_paragraph(out, "%s", text.data);
    if (json_array_size(list) > 0) {
        MARKDOWN_TABLE(out, { "Dependency", HTML_COLUMN_HEADER }, { "Change", HTML_COLUMN_TEXT }, { "From", HTML_COLUMN_TEXT }, { "To", HTML_COLUMN_TEXT },
                       { "Chance that it breaks something", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER }, { "Because", HTML_COLUMN_TEXT });
        for (size_t i = 0; i < json_array_size(list); i++) {
            const json_t *one = json_array_get(list, i);
            char p[HTML_NUMBER_MAX], interval[2 * HTML_NUMBER_MAX + 8];

            report_again(out, &text);
            add_because(&text, one);
            markdown_cell(out, report_text_or(one, "name", "no name"));
            markdown_cell(out, report_text(one, "change"));
            markdown_cell(out, report_text(one, "from"));
            markdown_cell(out, report_text(one, "to"));
            markdown_cell(out, report_chance(p, report_number(one, "probability"), 3));
            markdown_cell(out, interval_of(interval, one));
            markdown_cell(out, text.data != NULL ? text.data : "");
            markdown_row_end(out);
        }
        markdown_table_end(out);
    }
    report_done(out, &text);
    services_markdown(out, json_object_get(doc, "services"));
}
