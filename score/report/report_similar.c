#include "score/report/report_similar.h"

#include <math.h>

#include "score/report/report_values.h"
#include "train/statistics/calibration.h"

enum { TITLE_MAX = 90, NOTE_MAX = 160, TERMS_SHOWN = 5, MARKDOWN_SHOWN = 3 };

bool report_has_suspected(const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "similar");

    for (size_t i = 0; i < json_array_size(list); i++)
        if (report_is_true(json_array_get(list, i), "suspected"))
            return true;
    return false;
}

size_t report_count_suspected(const json_t *tickets)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(tickets); i++)
        n += report_has_suspected(json_array_get(tickets, i));
    return n;
}

void report_add_bar(struct strbuf *out, const json_t *project)
{
    const json_t *bar = json_object_get(project, "similar_bar");
    double threshold = report_number(bar, "threshold"), precision = report_number(bar, "precision");
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX], c[HTML_NUMBER_MAX], d[HTML_NUMBER_MAX];

    if (!json_is_object(bar))
        return;
    if (report_text(bar, "model")[0] != '\0')
        strbuf_addf(out, "Earlier tickets are in the order of how likely each is the same incident, by %s%s. ", report_text(bar, "model"), report_is_true(bar, "approved") ? "" : " (model not approved)");
    if (isnan(threshold)) {
        strbuf_adds(out, report_count(bar, "tickets") == 0 ? "No duplicate is suspected: no past ticket says of which earlier one it is a duplicate."
                                                           : "No duplicate is suspected: from no similarity or likelihood on were enough of the past pairs marked as duplicates.");
        return;
    }
    if (report_text(bar, "model")[0] != '\0')
        strbuf_addf(out, "A duplicate is suspected from %s likely on, chosen on older tickets",
                    html_format_probability(a, calibration_probability(report_number(bar, "a") * threshold + report_number(bar, "b"))));
    else
        strbuf_addf(out, "A duplicate is suspected from a similarity of %s on, chosen on older tickets", html_format_number(a, threshold, 2));
    if (isnan(precision)) {
        strbuf_adds(out, ": none of the newer past pairs reaches it, so how often it is right is not measured.");
        return;
    }
    strbuf_addf(out, ": of %s newer past pairs from there on, %s were marked as duplicates (at least %s, at 95 %% confidence)", html_format_count(b, report_count(bar, "pairs")),
                html_format_probability(c, precision), html_format_probability(d, report_number(bar, "precision_low")));
    if (!isnan(report_number(bar, "coverage")))
        strbuf_addf(out, "; it finds %s of the newer duplicates", html_format_probability(a, report_number(bar, "coverage")));
    strbuf_adds(out, ".");
}

/* "Unlike anything before: similarity 0.03 to the nearest, lower than of 997 of the 1,000 last tickets." */
void report_add_stranger(struct strbuf *out, const json_t *ticket)
{
    const json_t *stranger = json_object_get(ticket, "stranger");
    double p = report_number(stranger, "p"), similarity = report_number(stranger, "similarity");
    uint64_t past = report_count(stranger, "past");
    char text[HTML_NUMBER_MAX], less[HTML_NUMBER_MAX], of[HTML_NUMBER_MAX];

    if (!json_is_object(stranger) || isnan(p) || isnan(similarity))
        return;
    strbuf_addf(out, "Unlike anything before: similarity %s to the nearest, lower than of %s of the last %s tickets.",
                html_format_number(text, similarity, 2), html_format_number(less, (double)past + 1 - p * ((double)past + 1), 0), html_format_count(of, past));
}

/* "Closed, Fixed, by network, after 2.1 days" */
static void add_solved(struct strbuf *out, const json_t *one)
{
    double days = report_number(one, "days_to_resolve"), restore = report_number(one, "seconds_to_restore");
    char text[HTML_NUMBER_MAX];

    strbuf_adds(out, report_text_or(one, "status", "no status"));
    if (report_text(one, "resolution")[0] != '\0')
        strbuf_addf(out, ", %s", report_text(one, "resolution"));
    if (report_text(one, "team")[0] != '\0')
        strbuf_addf(out, ", by %s", report_text(one, "team"));
    if (!isnan(days))
        strbuf_addf(out, ", after %s days", html_format_number(text, days, 1));
    if (!isnan(restore))
        strbuf_addf(out, ", restored after %s hours", html_format_number(text, restore / 3600, 1));
}

static void add_terms(struct strbuf *out, const json_t *one)
{
    const json_t *list = json_object_get(one, "terms");
    char text[HTML_NUMBER_MAX];

    for (size_t i = 0; i < json_array_size(list) && i < TERMS_SHOWN; i++)
        strbuf_addf(out, "%s%s %s%%", i == 0 ? "shares " : ", ", report_text(json_array_get(list, i), "term"),
                    html_format_number(text, 100 * report_number(json_array_get(list, i), "share"), 0));
}

/* What made it likely, by groups that add up to the logit. */
static void add_why(struct strbuf *out, const json_t *one)
{
    const json_t *why = json_object_get(one, "why"), *value;
    const char *group;
    char text[HTML_NUMBER_MAX];

    if (!json_is_object(why))
        return;
    if (!report_is_true(one, "suspected"))
        strbuf_addf(out, "; %s likely the same", html_format_probability(text, report_number(one, "probability")));
    strbuf_addf(out, "; because %+.2f", report_number(why, "bias"));
    json_object_foreach(json_object_get(why, "groups"), group, value)
        if (json_number_value(value) != 0)
            strbuf_addf(out, ", %s %+.2f", group, json_number_value(value));
    strbuf_addf(out, " = %+.2f", report_number(why, "logit"));
}

static void similar_item(struct html *h, const json_t *one)
{
    struct strbuf text;
    char number[HTML_NUMBER_MAX];

    strbuf_init(&text);
    html_open(h, "li", NULL);
    html_textf(h, "%s ", html_format_number(number, report_number(one, "similarity"), 2));
    html_code(h, report_text_or(one, "id", "no id"));
    html_text(h, " ");
    if (report_is_true(one, "suspected")) {
        html_badge(h, HTML_WARN, "suspected duplicate");
        if (!isnan(report_number(one, "probability")))
            html_textf(h, " %s likely", html_format_probability(number, report_number(one, "probability")));
        html_text(h, " ");
    }
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX);
    html_text(h, text.data);
    html_void(h, "br", NULL);
    report_again(h->out, &text);
    add_solved(&text, one);
    strbuf_adds(&text, "; ");
    add_terms(&text, one);
    add_why(&text, one);
    html_element(h, "small", text.data);
    if (report_text(one, "note")[0] != '\0') {
        html_void(h, "br", NULL);
        report_again(h->out, &text);
        strbuf_adds(&text, "Closed with: ");
        report_add_cut(&text, report_text(one, "note"), NOTE_MAX);
        html_element(h, "small", text.data);
    }
    html_close(h, "li");
    report_done(h->out, &text);
}

void report_similar_html(struct html *h, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "similar"), *first = json_array_get(list, 0);
    struct strbuf text;
    char number[HTML_NUMBER_MAX];

    if (json_array_size(list) == 0)
        return;
    strbuf_init(&text);
    html_open(h, "details", "class", "data", NULL);
    html_open(h, "summary", NULL);
    if (report_has_suspected(ticket)) {
        html_badge(h, HTML_WARN, "suspected duplicate");
        html_text(h, " ");
    }
    strbuf_addf(&text, "Most similar: %s (%s)", report_text_or(first, "id", "no id"), html_format_number(number, report_number(first, "similarity"), 2));
    html_text(h, text.data);
    html_close(h, "summary");
    html_list_begin(h);
    for (size_t i = 0; i < json_array_size(list); i++)
        similar_item(h, json_array_get(list, i));
    html_list_end(h);
    html_close(h, "details");
    report_done(h->out, &text);
}

void report_add_similar(struct strbuf *out, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "similar");
    char number[HTML_NUMBER_MAX];

    for (size_t i = 0; i < json_array_size(list) && i < MARKDOWN_SHOWN; i++) {
        const json_t *one = json_array_get(list, i);

        strbuf_addf(out, "%s%s (%s%s)", i == 0 ? "" : ", ", report_text_or(one, "id", "no id"),
                    html_format_number(number, report_number(one, "similarity"), 2), report_is_true(one, "suspected") ? ", suspected duplicate" : "");
    }
}
