#include "score/release/report_health.h"

#include <math.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

/* One answer: a word, its colour (never the only sign), and a sentence. */
struct answer {
    const char    *asked, *word;
    enum html_tone tone;
    struct strbuf  text, warning; /* the second only where something speaks against the model: "inputs or predictions drift (la)" */
};

enum { DRIFT, CALIBRATED, SINCE, N_ANSWERS };

static const char title[] = "Model health";
static const char none[] = "No model scored this release: there is nothing to watch.";

/* ------------------------------------------------------------- answers */

static void add_drifting(struct strbuf *out, const json_t *drift)
{
    const json_t *list = json_object_get(drift, "drifting");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *column = json_string_value(json_array_get(list, i));

        strbuf_addf(out, "%s%s", i == 0 ? " (" : ", ", column != NULL ? column : "not a text");
    }
    strbuf_adds(out, json_array_size(list) > 0 ? ")" : "");
}

static void answer_drift(struct answer *a, const json_t *one)
{
    const json_t *drift = json_object_get(one, "drift");
    unsigned long long columns = report_count(drift, "columns"), without = report_count(drift, "without_data");
    char when[REPORT_WHEN_MAX];

    a->asked = "Drift of inputs and predictions";
    if (!json_is_object(drift)) {
        a->word = "not known";
        strbuf_adds(&a->text, "Never checked: the night does it, and 'prodrome monitor'.");
        return;
    }
    a->word = report_text_or(drift, "verdict", "not known");
    a->tone = strcmp(a->word, "drift") == 0 ? HTML_WARN : strcmp(a->word, "ok") == 0 ? HTML_GOOD : HTML_NEUTRAL;
    a->word = strcmp(a->word, "ok") == 0 ? "none found" : a->word;
    strbuf_addf(&a->text, "Checked %s: of %llu columns %llu differ from training", report_when(when, drift, "at"), columns, (unsigned long long)json_array_size(json_object_get(drift, "drifting")));
    add_drifting(&a->text, drift);
    if (a->tone == HTML_WARN) {
        strbuf_adds(&a->warning, "inputs or predictions drift");
        add_drifting(&a->warning, drift);
    }
    if (without > 0)
        strbuf_addf(&a->text, ", %llu %s too few rows to say", without, without == 1 ? "has" : "have");
    strbuf_addf(&a->text, "; predictions: %s.", report_text_or(drift, "predictions", "not compared"));
}

/* of: said and came. */
static void add_tone(struct answer *a, const json_t *of, const char *when)
{
    char said[HTML_NUMBER_MAX], came[HTML_NUMBER_MAX];

    a->tone = strcmp(a->word, "agrees") == 0 ? HTML_GOOD : strcmp(a->word, "not known") == 0 ? HTML_NEUTRAL : HTML_WARN;
    if (a->tone == HTML_WARN)
        strbuf_addf(&a->warning, "its chances %s %s (%s said, %s came)", when, a->word, html_format_probability(said, report_number(of, "said")), html_format_probability(came, report_number(of, "came")));
}

static void answer_calibration(struct answer *a, const json_t *one)
{
    const json_t *c = json_object_get(one, "calibration");
    unsigned long long rows = report_count(c, "rows");
    char said[HTML_NUMBER_MAX], came[HTML_NUMBER_MAX], ece[HTML_NUMBER_MAX];

    a->asked = "Calibration when it was validated";
    a->word = report_text_or(c, "verdict", "not known");
    add_tone(a, c, "on held-out rows were");
    if (rows == 0) {
        strbuf_adds(&a->text, "Its record has no calibration.");
        return;
    }
    strbuf_addf(&a->text, "Of %llu held-out rows it said %s on the average, and %s came", rows, html_format_probability(said, report_number(c, "said")),
                html_format_probability(came, report_number(c, "came")));
    if (!isnan(report_number(c, "ece")))
        strbuf_addf(&a->text, " (mean error of its groups %s)", html_format_number(ece, report_number(c, "ece"), 3));
    strbuf_adds(&a->text, strcmp(a->word, "not known") == 0 ? ": too few to say whether that is chance." : ".");
}

static void answer_since(struct answer *a, const json_t *one)
{
    const json_t *l = json_object_get(one, "live");
    bool of_releases = strcmp(report_text(one, "task"), "release-risk") == 0;
    unsigned long long scored = report_count(l, "scored"), judged = report_count(l, "judged"), by_this = report_count(l, "by_this");
    const char *unit = of_releases ? "releases" : "changes";
    char when[REPORT_WHEN_MAX], said[HTML_NUMBER_MAX], came[HTML_NUMBER_MAX], low[HTML_NUMBER_MAX], high[HTML_NUMBER_MAX], auc[HTML_NUMBER_MAX];

    a->asked = "Calibration since it scores";
    a->word = report_text_or(l, "verdict", "not known");
    add_tone(a, l, "since it scores are");
    if (judged == 0) {
        a->word = "not known";
        strbuf_addf(&a->text, "%llu %s scored%s%.10s; of none is it known yet what came of it%s.", scored, unit, scored > 0 ? " since " : "", scored > 0 ? report_when(when, l, "since") : "",
                    of_releases ? "" : ", or it was known before");
        return;
    }
    strbuf_addf(&a->text, "Of %llu %s scored since %.10s, %llu have an outcome that nobody knew then (%llu of them by this version): %s was said on the average, %s came (95%%: %s to %s)", scored, unit,
                report_when(when, l, "since"), judged, by_this, html_format_probability(said, report_number(l, "said")), html_format_probability(came, report_number(l, "came")),
                html_format_probability(low, report_number(l, "low")), html_format_probability(high, report_number(l, "high")));
    if (!isnan(report_number(l, "roc_auc")))
        strbuf_addf(&a->text, ", ranked with ROC-AUC %s", html_format_number(auc, report_number(l, "roc_auc"), 3));
    strbuf_adds(&a->text, strcmp(a->word, "not known") == 0 ? ": too few to say whether that is chance." : ".");
}

static void answer(struct answer a[N_ANSWERS], const json_t *one)
{
    for (int i = 0; i < N_ANSWERS; i++) {
        a[i] = (struct answer){ .tone = HTML_NEUTRAL };
        strbuf_init(&a[i].text);
        strbuf_init(&a[i].warning);
    }
    answer_drift(&a[DRIFT], one);
    answer_calibration(&a[CALIBRATED], one);
    answer_since(&a[SINCE], one);
}

static void answered(struct strbuf *out, struct answer a[N_ANSWERS])
{
    for (int i = 0; i < N_ANSWERS; i++) {
        report_done(out, &a[i].text);
        report_done(out, &a[i].warning);
    }
}

static void add_subject(struct strbuf *out, const json_t *one)
{
    unsigned long long days = report_count(one, "age_days");
    char when[REPORT_WHEN_MAX];

    strbuf_addf(out, "%s, made %.10s, %llu day%s ago", report_text_or(one, "name", "a version without a name"), report_when(when, one, "created_at"), days, days == 1 ? "" : "s");
}

void report_add_health_warnings(struct strbuf *out, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "health");
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        struct answer a[N_ANSWERS];
        bool named = false;

        answer(a, one);
        for (int k = 0; k < N_ANSWERS; k++) {
            if (a[k].warning.len == 0)
                continue;
            if (!named)
                strbuf_addf(out, "%s%s: ", n > 0 ? " " : "", report_text_or(one, "name", "a version without a name"));
            strbuf_addf(out, "%s%s", named ? "; " : "", a[k].warning.data);
            named = true;
            n++;
        }
        strbuf_adds(out, named ? "." : "");
        answered(out, a);
    }
}

/* ------------------------------------------------------------- the forms */

static void version_table(struct html *h, const json_t *one)
{
    struct answer a[N_ANSWERS];
    struct strbuf subject;

    strbuf_init(&subject);
    add_subject(&subject, one);
    answer(a, one);
    HTML_TABLE(h, subject.data, { "Question", HTML_COLUMN_HEADER }, { "Answer", HTML_COLUMN_TEXT }, { "By what", HTML_COLUMN_TEXT });
    for (int i = 0; i < N_ANSWERS; i++) {
        html_row(h);
        html_cell(h, a[i].asked);
        html_cell_badge(h, a[i].tone, a[i].word);
        html_cell(h, a[i].text.data);
    }
    html_table_end(h, "None.");
    answered(h->out, a);
    report_done(h->out, &subject);
}

void report_health_section(struct html *h, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "health");

    if (!json_is_array(list))
        return;
    html_section_begin(h, "health", title);
    if (json_array_size(list) == 0)
        html_empty(h, none);
    for (size_t i = 0; i < json_array_size(list); i++)
        version_table(h, json_array_get(list, i));
    html_section_end(h);
}

void report_health_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *list = json_object_get(doc, "health");

    if (!json_is_array(list))
        return;
    markdown_heading(out, 3, title);
    if (json_array_size(list) == 0)
        markdown_paragraph(out, "%s", none);
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct answer a[N_ANSWERS];
        struct strbuf subject;

        strbuf_init(&subject);
        add_subject(&subject, json_array_get(list, i));
        answer(a, json_array_get(list, i));
        markdown_paragraph(out, "%s:", subject.data);
        for (int k = 0; k < N_ANSWERS; k++)
            markdown_item(out, "%s: %s. %s", a[k].asked, a[k].word, a[k].text.data);
        markdown_list_end(out);
        answered(out, a);
        report_done(out, &subject);
    }
}
