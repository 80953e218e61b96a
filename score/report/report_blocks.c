#include "score/report/report_blocks.h"

#include <math.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "score/report/svg.h"

void report_page_init(struct report_page *p, const json_t *doc, const char *report)
{
    const char *head = report_text(doc, "audit_head");

    *p = (struct report_page){ .page = { .report = report, .engine = report_text_or(doc, "engine_version", "of unknown version"),
                                         .audit_head = head[0] != '\0' ? head : NULL, .generated = report_time(doc, "generated_at") } };
    strbuf_init(&p->subject);
    strbuf_init(&p->identity);
    strbuf_init(&p->verdict);
    strbuf_init(&p->summary);
}

static const char *text_or_null(const struct strbuf *text)
{
    return text->len > 0 ? text->data : NULL;
}

void report_page_begin(struct html *h, struct report_page *p, const json_t *doc)
{
    p->page.subject = text_or_null(&p->subject);
    p->page.identity = text_or_null(&p->identity);
    p->page.verdict = text_or_null(&p->verdict);
    p->page.summary = text_or_null(&p->summary);
    html_page_begin(h, &p->page);
    if (report_is_true(doc, "demonstration"))
        html_note(h, HTML_INFO, "Demonstration", "The data in this store is made up.");
}

void report_page_end(struct html *h, struct report_page *p)
{
    html_page_end(h, NULL);
    report_done(h->out, &p->subject);
    report_done(h->out, &p->identity);
    report_done(h->out, &p->verdict);
    report_done(h->out, &p->summary);
}

void report_fact_text(struct html *h, const char *term, const char *text)
{
    html_fact(h, term, "%s", text[0] != '\0' ? text : "not recorded");
}

void report_fact_code(struct html *h, const char *term, const char *text)
{
    html_fact_begin(h, term);
    if (text[0] != '\0')
        html_code(h, text);
    else
        html_text(h, "not recorded");
    html_fact_end(h);
}

void report_cell_chance(struct html *h, enum html_tone tone, double p)
{
    char buf[HTML_NUMBER_MAX];

    html_cell_begin(h);
    html_bar(h, tone, p);
    html_open(h, "span", "class", "p", NULL);
    html_text(h, report_chance(buf, p, 3));
    html_close(h, "span");
    html_cell_end(h);
}

void report_sentence(struct html *h, struct strbuf *text)
{
    if (text->len > 0)
        html_element(h, "p", text->data);
    report_again(h->out, text);
}

void report_list(struct html *h, const json_t *list, const char *empty)
{
    size_t n = json_array_size(list);

    if (n == 0) {
        html_empty(h, empty);
        return;
    }
    html_list_begin(h);
    for (size_t i = 0; i < n; i++) {
        const char *text = json_string_value(json_array_get(list, i));

        html_list_item(h, "%s", text != NULL ? text : "not a text");
    }
    html_list_end(h);
}

void report_model_facts(struct html *h, const json_t *doc, const json_t *model)
{
    bool approved = report_is_true(model, "approved");
    char when[REPORT_WHEN_MAX];

    html_facts_begin(h);
    report_fact_code(h, "Model version", report_text(model, "name"));
    html_fact_begin(h, "Stage");
    html_textf(h, "%s ", report_text_or(model, "stage", "not known"));
    html_badge(h, approved ? HTML_GOOD : HTML_WARN, approved ? "approved" : "model not approved");
    html_fact_end(h);
    html_fact(h, "Trained", "%s", report_when(when, model, "created_at"));
    html_fact_begin(h, "Valid until");
    html_textf(h, "%s ", report_when(when, model, "valid_until"));
    if (report_model_expired(doc, model))
        html_badge(h, HTML_BAD, "expired");
    html_fact_end(h);
    html_facts_end(h);
}

void report_calibration_plot(struct html *h, const json_t *bins, const char *against)
{
    enum { BINS_MAX = 64 };
    struct svg_bin bin[BINS_MAX];
    char title[96];
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(bins) && n < BINS_MAX; i++) {
        const json_t *one = json_array_get(bins, i);

        bin[n++] = (struct svg_bin){ .low = report_number(one, "from"), .high = report_number(one, "to"), .predicted = report_number(one, "mean_p"),
                                     .observed = report_number(one, "rate"), .n = report_count(one, "n") };
    }
    snprintf(title, sizeof(title), "Calibration: predicted %s against %s", against != NULL ? "chance" : "probability", against != NULL ? against : "being right");
    svg_reliability(h, title, bin, n);
}

void report_threshold_table(struct html *h, const json_t *thresholds, bool risk)
{
    HTML_TABLE(h, risk ? "What a gate would have caught" : "What asking a person would have caught",
               { risk ? "Gate the riskiest" : "Ask about the least sure", HTML_COLUMN_HEADER }, { risk ? "From chance" : "From doubt (1 - p)", HTML_COLUMN_NUMBER },
               { risk ? "Harm caught" : "Errors caught", HTML_COLUMN_NUMBER }, { "Caught", HTML_COLUMN_NUMBER }, { "Missed", HTML_COLUMN_NUMBER },
               { "Reviews a week", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(thresholds); i++) {
        const json_t *one = json_array_get(thresholds, i);
        char buf[HTML_NUMBER_MAX];

        html_row(h);
        html_cellf(h, "%s%%", html_format_number(buf, report_number(one, "gate_percent"), 0));
        html_cell(h, report_chance(buf, report_number(one, "threshold"), 3));
        html_cell_probability(h, report_number(one, "catch_percent") / 100);
        html_cell_count(h, report_count(one, "caught"));
        html_cell_count(h, report_count(one, "missed"));
        html_cell_number(h, report_number(one, "reviews_per_week"), 1);
    }
    html_table_end(h, "The validation record has no thresholds.");
}

/* Through (0, 0) and (1, 1), where every gate begins and ends. */
void report_threshold_plot(struct html *h, const json_t *thresholds)
{
    enum { POINTS_MAX = 66 };
    double gate[POINTS_MAX] = { 0 }, caught[POINTS_MAX] = { 0 };
    struct svg_curve curve = { "the model", gate, caught, 1 };
    struct svg_threshold plot = { .title = "Gate the riskiest changes, catch so much of the harm", .gate_name = "changes gated", .caught_name = "harm caught",
                                  .curve = &curve, .gate = (double)NAN, .caught = (double)NAN };

    for (size_t i = 0; i < json_array_size(thresholds) && curve.n + 1 < POINTS_MAX; i++) {
        double x = report_number(json_array_get(thresholds, i), "gate_percent") / 100;
        double y = report_number(json_array_get(thresholds, i), "catch_percent") / 100;

        if (!(x > gate[curve.n - 1] && x < 1 && y >= 0 && y <= 1))
            continue;
        gate[curve.n] = x;
        caught[curve.n++] = y;
    }
    plot.n_curves = curve.n > 1;
    gate[curve.n] = caught[curve.n] = 1;
    curve.n++;
    svg_threshold(h, &plot);
}

void report_why_plot(struct html *h, const json_t *why, const char *title)
{
    const json_t *list = json_object_get(why, "contributions");
    struct svg_contribution item[REPORT_FACTORS + 1];
    struct strbuf name[REPORT_FACTORS], others;
    size_t n = json_array_size(list) < REPORT_FACTORS ? json_array_size(list) : REPORT_FACTORS, n_others;
    double rest = report_sum_of_others(&n_others, why, n);

    for (size_t i = 0; i < n; i++) {
        strbuf_init(&name[i]);
        report_add_factor(&name[i], json_array_get(list, i));
        item[i] = (struct svg_contribution){ name[i].data, report_number(json_array_get(list, i), "value") };
    }
    strbuf_init(&others);
    strbuf_addf(&others, "%zu other%s together", n_others, n_others == 1 ? "" : "s");
    if (n_others > 0)
        item[n] = (struct svg_contribution){ others.data, rest };
    svg_contributions(h, title, "raises the chance", "lowers the chance", item, n + (n_others > 0));
    for (size_t i = 0; i < n; i++) {
        report_done(h->out, &name[i]);
    }
    report_done(h->out, &others);
}

void report_provenance(struct html *h, const json_t *doc)
{
    char when[REPORT_WHEN_MAX], count[HTML_NUMBER_MAX];

    html_section_begin(h, "record", "What this rests on");
    html_facts_begin(h);
    html_fact(h, "Generated", "%s", report_when(when, doc, "generated_at"));
    if (report_time(doc, "data_through") != TIME_NONE || strcmp(report_text(doc, "report"), "nightly") != 0) /* a night is of all kinds of data */
        html_fact(h, "Data through", "%s", report_when(when, doc, "data_through"));
    report_fact_code(h, "Snapshot (content hash)", report_text(doc, "snapshot_hash"));
    report_fact_code(h, "Audit head", report_text(doc, "audit_head"));
    report_fact_text(h, "Audit rows", report_count(doc, "audit_rows") > 0 ? html_format_count(count, report_count(doc, "audit_rows")) : "");
    report_fact_text(h, "Engine", report_text(doc, "engine_version"));
    html_facts_end(h);
    html_section_end(h);
}
