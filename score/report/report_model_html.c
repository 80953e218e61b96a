/*
 * report_model_html.c - the validation record of one model version, readable whole.
 *
 * In the order in which a reviewer asks: did it pass and on what terms, how good is it and for whom not, what was it made from, what
 * does it look at, who decided what about it. Nothing of the record is left out except digits; the JSON form has those.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/report.h"
#include "score/report/report_abstention.h"
#include "score/report/report_blocks.h"
#include "score/report/report_drift.h"
#include "score/report/report_readiness.h"
#include "score/report/svg.h"

enum { SUBGROUPS_SHOWN = 30, CLASSES_SHOWN = 30 };

static bool is_risk(const json_t *doc)
{
    const char *task = report_text(doc, "task");

    return strcmp(task, "change-risk") == 0 || strcmp(task, "release-risk") == 0 || strcmp(task, "dependency-risk") == 0;
}

/* Of pairs of tickets: neither harm nor a class, no gate, no subgroups, and not watched (train/duplicate). */
static bool is_pairs(const json_t *doc)
{
    return strcmp(report_text(doc, "task"), "duplicates") == 0;
}

static const json_t *record_of(const json_t *doc)
{
    return json_object_get(doc, "record");
}

/* ------------------------------------------------------------- head */

/* The stage where nothing speaks against using it, the record's verdict where something does. */
static void fill_verdict(struct report_page *p, const json_t *doc)
{
    const json_t *record = record_of(doc);
    const char *stage = report_text(doc, "stage"), *verdict = report_text(record, "verdict");
    bool approved = strcmp(stage, "approved") == 0 || strcmp(stage, "production") == 0;

    strbuf_adds(&p->verdict, stage[0] != '\0' ? stage : "stage not known");
    if (!json_is_object(record)) {
        p->page.tone = HTML_NEUTRAL;
        strbuf_adds(&p->summary, "There is no validation record of this version.");
        return;
    }
    if (strcmp(verdict, "rejected") == 0 || strcmp(stage, "rejected") == 0) {
        p->page.tone = HTML_BAD;
        strbuf_addf(&p->summary, "Validation verdict: %s. It must not be used for scoring.", verdict[0] != '\0' ? verdict : "not recorded");
    } else if (!approved) {
        p->page.tone = strcmp(stage, "retired") == 0 ? HTML_NEUTRAL : HTML_WARN;
        strbuf_addf(&p->summary, "Validation verdict: %s. Model not approved: no person's approval is in force.", verdict[0] != '\0' ? verdict : "not recorded");
    } else {
        p->page.tone = HTML_GOOD;
        strbuf_addf(&p->summary, "Validation verdict: %s. Approved by a person.", verdict[0] != '\0' ? verdict : "not recorded");
    }
    if (report_model_expired(doc, json_object_get(record, "model")))
        strbuf_adds(&p->summary, " Its validity has ended.");
}

static void fill_page(struct report_page *p, const json_t *doc)
{
    const json_t *model = json_object_get(record_of(doc), "model");
    char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];

    strbuf_adds(&p->subject, report_text_or(doc, "name", "Model without a name"));
    strbuf_addf(&p->identity, "task %s", report_text_or(doc, "task", "not known"));
    strbuf_addf(&p->identity, " \xC2\xB7 project %s", report_text_or(doc, "project", "all"));
    strbuf_addf(&p->identity, " \xC2\xB7 trained %s", report_when(when, model, "created_at"));
    strbuf_addf(&p->identity, " \xC2\xB7 valid until %s", report_when(when, model, "valid_until"));
    strbuf_addf(&p->identity, " \xC2\xB7 model hash %s", report_short_hash(hash, report_text_or(model, "hash", "not recorded")));
    fill_verdict(p, doc);
}

/* ------------------------------------------------------------- acceptance */

static void cell_passed(struct html *h, const json_t *one)
{
    bool passed = report_is_true(one, "passed");

    html_cell_badge(h, passed ? HTML_GOOD : HTML_BAD, passed ? "passed" : "failed");
}

/* "roc_auc lower end of the 95 % interval": its first word is a measure. */
static void cell_criterion(struct html *h, const char *metric)
{
    char name[64];
    size_t len = strcspn(metric, " ");

    snprintf(name, sizeof(name), "%.*s", (int)(len < sizeof(name) ? len : 0), metric);
    html_cellf(h, "%s%s", name[0] != '\0' ? report_metric_name(name) : "", name[0] != '\0' ? metric + len : metric);
}

static const char *relation_word(const char *relation)
{
    if (strcmp(relation, ">=") == 0)
        return "at least";
    return relation[0] == '<' ? "below" : "above";
}

static void acceptance_table(struct html *h, const json_t *list)
{
    HTML_TABLE(h, "Criteria written down before the run", { "Measure", HTML_COLUMN_HEADER }, { "Must be", HTML_COLUMN_NUMBER }, { "Is", HTML_COLUMN_NUMBER },
               { "Result", HTML_COLUMN_TEXT }, { "From", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char bound[HTML_NUMBER_MAX];

        html_row(h);
        cell_criterion(h, report_text_or(one, "metric", "no name"));
        html_cellf(h, "%s %s", relation_word(report_text(one, "relation")), html_format_number(bound, report_number(one, "bound"), 4));
        html_cell_number(h, report_number(one, "value"), 4);
        cell_passed(h, one);
        html_cell(h, report_text_or(one, "source", "n/a"));
    }
    html_table_end(h, "The record has no acceptance criteria.");
}

static void leakage_table(struct html *h, const json_t *list)
{
    HTML_TABLE(h, "Leakage checks", { "Check", HTML_COLUMN_HEADER }, { "Result", HTML_COLUMN_TEXT }, { "How", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);

        html_row(h);
        html_cell(h, report_text_or(one, "check", "no name"));
        cell_passed(h, one);
        html_cell(h, report_text_or(one, "detail", "n/a"));
    }
    html_table_end(h, "The record has no leakage checks.");
}

static void verdict_section(struct html *h, const json_t *record)
{
    const char *judged_by = report_text(record, "judged_by");

    html_section_begin(h, "acceptance", "Acceptance");
    html_paragraph(h, "Validation verdict: %s. Judged on %s.", report_text_or(record, "verdict", "not recorded"),
                   strcmp(judged_by, "known") == 0 ? "labels as they were known at the cut" : strcmp(judged_by, "final") == 0 ? "labels as they stand today"
                                                                                                                            : "labels of a kind that is not recorded");
    acceptance_table(h, json_object_get(record, "acceptance"));
    leakage_table(h, json_object_get(record, "leakage_checks"));
    html_section_end(h);
}

static void use_section(struct html *h, const json_t *record)
{
    html_section_begin(h, "use", "Intended use");
    html_facts_begin(h);
    report_fact_text(h, "Use it to", report_text(record, "intended_use"));
    report_fact_text(h, "Not for", report_text(record, "not_for"));
    html_facts_end(h);
    html_section_end(h);
}

/* ------------------------------------------------------------- performance */

static void cells_metric(struct html *h, const json_t *metric)
{
    double low = report_number(metric, "low"), high = report_number(metric, "high");
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];

    html_cell_number(h, report_number(metric, "value"), 3);
    if (isnan(low) || isnan(high))
        html_cell(h, "");
    else
        html_cellf(h, "%s to %s", html_format_number(a, low, 3), html_format_number(b, high, 3));
}

static void metric_row(struct html *h, const json_t *final, const json_t *known, const char *name)
{
    html_row(h);
    html_cell(h, report_metric_name(name));
    cells_metric(h, json_object_get(final, name));
    cells_metric(h, json_object_get(known, name));
}

static const char *const metric_order[] = {
    "top1", "top3", "macro_f1", "roc_auc", "pr_auc", "brier", "ece", "recall_at_20_effort", "popt", "base_rate", "recall_at_1", "recall_at_5", "recall_at_10", "map",
};
enum { N_METRICS = sizeof(metric_order) / sizeof(metric_order[0]) };

static bool is_ordered(const char *name)
{
    for (size_t i = 0; i < N_METRICS; i++)
        if (strcmp(metric_order[i], name) == 0)
            return true;
    return false;
}

static void metrics_table(struct html *h, const json_t *record)
{
    const json_t *metrics = json_object_get(record, "metrics"), *known = json_object_get(metrics, "known");
    json_t *final = json_object_get(metrics, "final");
    size_t n;
    const char **key = report_keys(&n, final, h->out);

    HTML_TABLE(h, "On newer rows that it had not seen", { "Measure", HTML_COLUMN_HEADER }, { "Labels of today", HTML_COLUMN_NUMBER }, { "95% interval", HTML_COLUMN_NUMBER },
               { "Labels known at the cut", HTML_COLUMN_NUMBER }, { "95% interval", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < N_METRICS; i++)
        if (json_object_get(final, metric_order[i]) != NULL || json_object_get(known, metric_order[i]) != NULL)
            metric_row(h, final, known, metric_order[i]);
    for (size_t i = 0; i < n; i++)
        if (!is_ordered(key[i]))
            metric_row(h, final, known, key[i]);
    html_table_end(h, "The record has no metrics.");
    if (!json_is_object(known))
        html_paragraph(h, "Nothing was measured on labels known at the cut; the limits below say why.");
    mem_free(key);
}

static void baseline_row(struct html *h, const json_t *metrics, const char *name, json_t *baseline)
{
    size_t n;
    const char **key = report_keys(&n, baseline, h->out);

    for (size_t i = 0; i < n; i++) {
        html_row(h);
        html_cell(h, report_baseline_name(name));
        html_cell(h, report_metric_name(key[i]));
        html_cell_number(h, report_number(baseline, key[i]), 3);
        html_cell_number(h, report_number(json_object_get(metrics, key[i]), "value"), 3);
    }
    mem_free(key);
}

static void baselines_table(struct html *h, const json_t *record)
{
    const json_t *metrics = json_object_get(json_object_get(record, "metrics"), report_text_or(record, "judged_by", "final"));
    json_t *baselines = json_object_get(record, "baselines");
    size_t n;
    const char **key = report_keys(&n, baselines, h->out);

    HTML_TABLE(h, "Beside the trivial", { "Baseline", HTML_COLUMN_HEADER }, { "Measure", HTML_COLUMN_TEXT }, { "Baseline reaches", HTML_COLUMN_NUMBER },
               { "This model", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < n; i++)
        baseline_row(h, metrics, key[i], json_object_get(baselines, key[i]));
    html_table_end(h, "The record has no baselines.");
    mem_free(key);
}

/* From which chance on a pair is suggested, and what that was worth on the newer half. */
static void suggested_sentence(struct html *h, const json_t *suggested)
{
    char chance[HTML_NUMBER_MAX], pairs[HTML_NUMBER_MAX], right[HTML_NUMBER_MAX], found[HTML_NUMBER_MAX], of[HTML_NUMBER_MAX];
    double threshold = report_number(suggested, "threshold");

    if (isnan(threshold)) {
        html_paragraph(h, "No pair is suggested: from no chance on were enough of the older past pairs marked as duplicates.");
        return;
    }
    threshold = 1 / (1 + exp(-(report_number(suggested, "a") * threshold + report_number(suggested, "b"))));
    html_paragraph(h, "A pair is suggested from a chance of %s on: of the %s newer past pairs from there on %s were marked as duplicates, which finds %s of the %s newer duplicates.",
                   report_chance(chance, threshold, 2), html_format_count(pairs, report_count(suggested, "pairs")), html_format_count(right, report_count(suggested, "right")),
                   html_format_count(found, report_count(suggested, "found")), html_format_count(of, report_count(suggested, "duplicates")));
}

static void performance_section(struct html *h, const json_t *doc, const json_t *record)
{
    const json_t *calibration = json_object_get(record, "calibration"), *thresholds = json_object_get(record, "thresholds");
    bool risk = is_risk(doc);
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];
    struct strbuf text;

    html_section_begin(h, "performance", "How good it is");
    metrics_table(h, record);
    baselines_table(h, record);
    if (is_pairs(doc))
        suggested_sentence(h, json_object_get(json_object_get(json_object_get(record, "model"), "choice"), "suggested"));
    else
        report_threshold_table(h, thresholds, risk);
    strbuf_init(&text);
    report_add_abstention(&text, json_object_get(record, "abstention"));
    report_sentence(h, &text);
    report_done(h->out, &text);
    svg_group_begin(h);
    report_calibration_plot(h, json_object_get(calibration, "bins"), risk ? "harm that came" : is_pairs(doc) ? "marks as duplicate" : NULL);
    if (risk)
        report_threshold_plot(h, thresholds);
    svg_group_end(h);
    if (strcmp(report_text(calibration, "kind"), "no") == 0)
        html_paragraph(h, "Not calibrated beyond what it learned.");
    else if (json_is_object(calibration))
        html_paragraph(h, "Calibrated by %s scaling, a %s, b %s.", report_text_or(calibration, "kind", "unknown"),
                       html_format_number(a, report_number(calibration, "a"), 4), html_format_number(b, report_number(calibration, "b"), 4));
    html_section_end(h);
}

/* ------------------------------------------------------------- subgroups */

struct ranked { const json_t *one; const char *name; uint64_t n; };

static int by_rows(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return strcmp(x->name, y->name);
}

/* Objects of a list by descending `count`, then `name`. Yours (mem_free), NULL where the list is empty or memory is out. */
static struct ranked *rank(const json_t *list, const char *count, struct strbuf *out)
{
    size_t n = json_array_size(list);
    struct ranked *r = n > 0 ? mem_calloc(n, sizeof(*r)) : NULL;

    out->failed |= n > 0 && r == NULL;
    for (size_t i = 0; r != NULL && i < n; i++)
        r[i] = (struct ranked){ json_array_get(list, i), report_text_or(json_array_get(list, i), "name", "no name"), report_count(json_array_get(list, i), count) };
    if (r != NULL)
        qsort(r, n, sizeof(*r), by_rows);
    return r;
}

static void subgroup_row(struct html *h, const struct ranked *r, bool worst)
{
    double right = report_number(r->one, "right");

    html_row(h);
    html_cell_begin(h);
    html_textf(h, "%s ", r->name);
    if (worst)
        html_badge(h, HTML_WARN, "worst");
    html_cell_end(h);
    html_cell_count(h, r->n);
    html_cell_bar(h, worst ? HTML_WARN : HTML_INFO, right);
}

static void worst_sentence(struct html *h, const json_t *list, const char *worst)
{
    char right[HTML_NUMBER_MAX], n[HTML_NUMBER_MAX];
    const json_t *found = NULL;

    for (size_t i = 0; found == NULL && i < json_array_size(list); i++)
        if (strcmp(report_text(json_array_get(list, i), "name"), worst) == 0)
            found = json_array_get(list, i);
    html_paragraph(h, "The worst, of those with at least 30 tested rows: %s, right in %s of %s rows.", worst,
                   html_format_probability(right, report_number(found, "right")), html_format_count(n, report_count(found, "n")));
}

/* The largest, and the worst wherever it stands. */
static void subgroups_section(struct html *h, const json_t *doc, const json_t *record)
{
    const json_t *list = json_object_get(record, "subgroups");
    const char *worst = report_text(record, "worst_subgroup");
    size_t n = json_array_size(list), shown = 0;
    struct ranked *r = rank(list, "n", h->out);

    html_section_begin(h, "subgroups", "For whom it is worse");
    if (worst[0] != '\0')
        worst_sentence(h, list, worst);
    else
        html_paragraph(h, "No subgroup has the rows (30) to be called the worst.");
    HTML_TABLE(h, n > SUBGROUPS_SHOWN ? "The 30 largest subgroups, and the worst" : "Subgroups, largest first", { is_risk(doc) ? "Changes" : "Class", HTML_COLUMN_HEADER },
               { "Rows tested", HTML_COLUMN_NUMBER }, { is_risk(doc) ? "Right side of the base rate" : "First suggestion right", HTML_COLUMN_NUMBER });
    for (size_t i = 0; r != NULL && i < n; i++) {
        bool is_worst = worst[0] != '\0' && strcmp(r[i].name, worst) == 0;

        if (i >= SUBGROUPS_SHOWN && !is_worst)
            continue;
        subgroup_row(h, &r[i], is_worst);
        shown++;
    }
    html_table_end(h, "The record has no subgroups.");
    if (shown < n)
        html_paragraph(h, "%zu smaller ones: in the JSON form of this report.", n - shown);
    mem_free(r);
    html_section_end(h);
}

/* ------------------------------------------------------------- what it was made from */

static void classes_table(struct html *h, const json_t *list)
{
    size_t n = json_array_size(list);
    struct ranked *r = rank(list, "rows", h->out);

    HTML_TABLE(h, n > CLASSES_SHOWN ? "The 30 largest classes" : "Classes", { "Class", HTML_COLUMN_HEADER }, { "Training rows", HTML_COLUMN_NUMBER });
    for (size_t i = 0; r != NULL && i < n && i < CLASSES_SHOWN; i++) {
        html_row(h);
        html_cell(h, r[i].name);
        html_cell_count(h, r[i].n);
    }
    html_table_end(h, "The record names no classes.");
    if (n > CLASSES_SHOWN)
        html_paragraph(h, "%zu smaller ones: in the JSON form of this report.", n - CLASSES_SHOWN);
    mem_free(r);
}

static void redactions(struct html *h, json_t *object)
{
    size_t n;
    const char **key = report_keys(&n, object, h->out);
    char count[HTML_NUMBER_MAX];

    html_fact_begin(h, "Identifiers removed");
    for (size_t i = 0; i < n; i++)
        html_textf(h, "%s%s %s", i == 0 ? "" : ", ", key[i], html_format_count(count, report_count(object, key[i])));
    if (n == 0)
        html_text(h, "none were found");
    html_fact_end(h);
    mem_free(key);
}

static void data_section(struct html *h, const json_t *record)
{
    const json_t *data = json_object_get(record, "data"), *cut = json_object_get(record, "cut");
    char when[REPORT_WHEN_MAX], last[REPORT_WHEN_MAX], count[HTML_NUMBER_MAX], test[HTML_NUMBER_MAX];
    struct strbuf fit;

    strbuf_init(&fit);
    html_section_begin(h, "data", "Data and cut");
    html_facts_begin(h);
    html_fact(h, "Labelled rows", "%s", html_format_count(count, report_count(data, "rows")));
    html_fact(h, "From and to", "%s to %s", report_when(when, data, "first"), report_when(last, data, "last"));
    report_again(h->out, &fit);
    report_readiness_line(&fit, json_object_get(record, "readiness"));
    if (fit.len > 0)
        report_fact_text(h, "Fit to learn from", fit.data);
    report_done(h->out, &fit);
    report_fact_text(h, "Label", report_text(data, "label_field"));
    report_fact_text(h, "Label policy", report_text(data, "label_policy"));
    report_fact_text(h, "Cut", report_text(cut, "kind"));
    html_fact(h, "Training and test rows", "%s and %s, parted at %s", html_format_count(count, report_count(cut, "train_rows")),
              html_format_count(test, report_count(cut, "test_rows")), report_when(when, cut, "time"));
    redactions(h, json_object_get(data, "redactions"));
    report_fact_code(h, "Snapshot (content hash)", report_text(data, "snapshot_hash"));
    report_fact_code(h, "Digest of the training rows", report_text(data, "train_digest"));
    html_facts_end(h);
    html_element(h, "h3", "Left out");
    report_list(h, json_object_get(data, "exclusions"), "Nothing was left out.");
    classes_table(h, json_object_get(data, "classes"));
    html_section_end(h);
}

/* A power of two as it is: 0.03125. */
static char *format_c(char buf[HTML_NUMBER_MAX], double c)
{
    if (isnan(c))
        return strcpy(buf, "not recorded");
    snprintf(buf, HTML_NUMBER_MAX, "%g", c);
    return buf;
}

static void candidates_table(struct html *h, const json_t *model)
{
    const json_t *list = json_object_get(model, "candidates");

    HTML_TABLE(h, "What was tried, on an inner cut of the training rows", { "Features", HTML_COLUMN_HEADER }, { "C", HTML_COLUMN_NUMBER }, { "Score", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char c[HTML_NUMBER_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "recipe", "no name"));
        html_cell(h, format_c(c, report_number(one, "c")));
        html_cell_number(h, report_number(one, "score"), 4);
    }
    html_table_end(h, "The record names no candidates.");
}

static void identity_section(struct html *h, const json_t *record)
{
    const json_t *model = json_object_get(record, "model");
    json_t *libraries = json_object_get(model, "libraries");
    size_t n;
    const char **key = report_keys(&n, libraries, h->out);
    char when[REPORT_WHEN_MAX], c[HTML_NUMBER_MAX];

    html_section_begin(h, "identity", "Identity and recipe");
    html_facts_begin(h);
    report_fact_code(h, "Version", report_text(model, "name"));
    report_fact_code(h, "Model hash", report_text(model, "hash"));
    html_fact(h, "Trained", "%s", report_when(when, model, "created_at"));
    html_fact(h, "Valid until", "%s", report_when(when, model, "valid_until"));
    report_fact_text(h, "Engine", report_text(model, "engine_version"));
    html_fact_begin(h, "Libraries");
    for (size_t i = 0; i < n; i++)
        html_textf(h, "%s%s %s", i == 0 ? "" : ", ", key[i], report_text(libraries, key[i]));
    if (n == 0)
        html_text(h, "none of others");
    html_fact_end(h);
    html_fact(h, "Seed", "%llu", (unsigned long long)report_count(model, "seed"));
    report_fact_text(h, "Features", report_text(model, "recipe"));
    report_fact_text(h, "Solver", report_text(model, "solver"));
    html_fact(h, "C (less is simpler)", "%s", format_c(c, report_number(model, "c")));
    report_fact_text(h, "Chosen by", report_text(model, "criterion"));
    html_facts_end(h);
    candidates_table(h, model);
    html_section_end(h);
    mem_free(key);
}

/* ------------------------------------------------------------- what it looks at */

static void weights_table(struct html *h, const json_t *weights)
{
    HTML_TABLE(h, "Largest weights", { "Column", HTML_COLUMN_HEADER }, { "Weight", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(weights); i++) {
        html_row(h);
        html_cell(h, report_text_or(json_array_get(weights, i), "column", "no name"));
        html_cell_signed(h, report_number(json_array_get(weights, i), "weight"), 4);
    }
    html_table_end(h, "No weight but the bias.");
}

/* "ward +1.24, print +0.80": the weights of one sign. */
static void cell_weights(struct html *h, const json_t *weights, bool raises)
{
    char value[HTML_NUMBER_MAX];
    bool any = false;

    html_cell_begin(h);
    for (size_t i = 0; i < json_array_size(weights); i++) {
        const json_t *one = json_array_get(weights, i);
        double weight = report_number(one, "weight");
        struct strbuf name;

        if (raises != !(weight < 0)) /* without a number: among those that raise, as n/a */
            continue;
        strbuf_init(&name);
        report_add_factor(&name, one);
        html_textf(h, "%s%s\xC2\xA0%s", any ? ", " : "", name.data, html_format_signed(value, weight, 2));
        report_done(h->out, &name);
        any = true;
    }
    html_text(h, any ? "" : "none");
    html_cell_end(h);
}

static void weights(struct html *h, const json_t *classes)
{
    size_t n = json_array_size(classes);

    if (n == 0) {
        html_empty(h, "The record has no weights.");
        return;
    }
    html_details_begin(h, n == 1 ? "Largest weights" : "Largest weights of each class");
    if (n == 1) {
        weights_table(h, json_object_get(json_array_get(classes, 0), "weights"));
        html_details_end(h);
        return;
    }
    HTML_TABLE(h, "By class", { "Class", HTML_COLUMN_HEADER }, { "Speaks for it", HTML_COLUMN_TEXT }, { "Speaks against it", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < n; i++) {
        const json_t *class = json_array_get(classes, i);

        html_row(h);
        html_cell(h, report_text_or(class, "class", "no name"));
        cell_weights(h, json_object_get(class, "weights"), true);
        cell_weights(h, json_object_get(class, "weights"), false);
    }
    html_table_end(h, "None.");
    html_details_end(h);
}

static void inside_section(struct html *h, const json_t *record)
{
    const json_t *audit = json_object_get(record, "vocabulary_audit");
    uint64_t suspicious = report_count(audit, "suspicious");
    char count[HTML_NUMBER_MAX];

    html_section_begin(h, "inside", "What it looks at");
    html_paragraph(h, "It has %s columns, each with a name.", html_format_count(count, report_count(audit, "columns")));
    if (!json_is_object(audit))
        html_note(h, HTML_NEUTRAL, "Vocabulary audit", "Not recorded.");
    else if (suspicious > 0)
        html_note(h, HTML_BAD, "Vocabulary audit", "%s columns look like identifiers of a person.", html_format_count(count, suspicious));
    else
        html_note(h, HTML_GOOD, "Vocabulary audit", "No column looks like an identifier of a person.");
    weights(h, json_object_get(record, "top_weights"));
    html_section_end(h);
}

static void watch_section(struct html *h, const json_t *record)
{
    const json_t *drift = json_object_get(record, "drift"), *human = json_object_get(record, "human");
    double rate = report_number(human, "override_rate");
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];

    html_section_begin(h, "watch", "Drift, people, limits");
    html_facts_begin(h);
    html_fact(h, "Drift", "%s: %s", report_text_or(drift, "statistic", "statistic not recorded"), html_format_number(a, report_number(drift, "value"), 4));
    if (isnan(rate))
        html_fact(h, "People's decisions", "%s so far; none to compute an override rate from", html_format_count(a, report_count(human, "decisions")));
    else
        html_fact(h, "People's decisions", "%s, %s of them against the model", html_format_count(a, report_count(human, "decisions")), html_format_probability(b, rate));
    html_facts_end(h);
    html_element(h, "h3", "Known limits");
    report_list(h, json_object_get(record, "limits"), "None are recorded.");
    html_section_end(h);
}

/* ------------------------------------------------------------- who decided */

static void history_table(struct html *h, const json_t *list)
{
    HTML_TABLE(h, "Stages, oldest first", { "Stage", HTML_COLUMN_HEADER }, { "When", HTML_COLUMN_TEXT }, { "By", HTML_COLUMN_TEXT }, { "Reason", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "stage", "no name"));
        html_cell(h, report_when(when, one, "at"));
        html_cell(h, report_text_or(one, "by", "not recorded"));
        html_cell(h, report_text_or(one, "reason", "none given"));
    }
    html_table_end(h, "No stage is recorded.");
}

static void signatures(struct html *h, const json_t *list)
{
    if (json_array_size(list) == 0) {
        html_empty(h, "No signatures yet.");
        return;
    }
    HTML_TABLE(h, "Signatures", { "Name", HTML_COLUMN_HEADER }, { "Role", HTML_COLUMN_TEXT }, { "When", HTML_COLUMN_TEXT }, { "Meaning", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char when[REPORT_WHEN_MAX];

        html_row(h);
        html_cell(h, report_text_or(one, "name", "no name"));
        html_cell(h, report_text_or(one, "role", "not recorded"));
        html_cell(h, report_when(when, one, "time"));
        html_cell(h, report_text_or(one, "meaning", "not recorded"));
    }
    html_table_end(h, "No signatures yet.");
}

static void decisions_section(struct html *h, const json_t *doc)
{
    const json_t *record = record_of(doc);

    html_section_begin(h, "decisions", "Decisions");
    history_table(h, json_object_get(doc, "history"));
    html_element(h, "h3", "Signatures");
    signatures(h, json_object_get(record, "signatures"));
    html_facts_begin(h);
    report_fact_code(h, "Record hash (BLAKE2b)", report_text(doc, "record_hash"));
    html_facts_end(h);
    html_section_end(h);
}

void report_model_html(struct strbuf *out, const json_t *doc)
{
    const json_t *record = record_of(doc);
    struct report_page page;
    struct html h;

    html_init(&h, out);
    report_page_init(&page, doc, "Model validation");
    fill_page(&page, doc);
    report_page_begin(&h, &page, doc);
    if (json_is_object(record)) {
        verdict_section(&h, record);
        use_section(&h, record);
        performance_section(&h, doc, record);
        if (!is_pairs(doc))
            subgroups_section(&h, doc, record);
        data_section(&h, record);
        identity_section(&h, record);
        inside_section(&h, record);
        watch_section(&h, record);
    }
    if (!is_pairs(doc))
        report_drift_html(&h, json_object_get(doc, "drift"));
    decisions_section(&h, doc);
    report_provenance(&h, doc);
    report_page_end(&h, &page);
    html_release(&h);
}
