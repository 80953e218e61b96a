/*
 * report_release_html.c - the release report as a page: read in two minutes, defended in an audit.
 *
 * In the order of its questions: what is the verdict and why (banner, figures), what it means for whom, what people decided, what raises the risk and what to do, which
 * changes carry it and why, its dependencies, what was like it, what came of releases before, where the threshold comes from, how far the model can be trusted, what it
 * does not know, what all of it rests on.
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
#include "score/report/report.h"
#include "score/report/report_blocks.h"
#include "score/report/svg.h"

enum { REASONS_IN_BANNER = 2, CHANGES_FIRST = 10, CHANGES_SHOWN = 100, CHANGES_EXPLAINED = 5, MESSAGE_MAX = 120, MESSAGE_SHORT = 60 };

/* ------------------------------------------------------------- head */

static void add_identity(struct strbuf *out, const json_t *doc)
{
    const char *system = report_text_or(doc, "system", "no system named"), *name = report_text_or(doc, "system_name", system);
    char when[REPORT_WHEN_MAX], hash[REPORT_HASH_MAX];

    strbuf_adds(out, name);
    if (strcmp(name, system) != 0)
        strbuf_addf(out, " (%s)", system);
    strbuf_addf(out, ", criticality %s \xC2\xB7 ", report_text_or(doc, "criticality", "unknown"));
    if (strcmp(report_text(doc, "status"), "deployed") == 0)
        strbuf_addf(out, "deployed %s, outcome %s", report_when(when, doc, "deployed"), report_text_or(doc, "outcome", "not known yet"));
    else
        strbuf_addf(out, "%s%s%s", report_text_or(doc, "status", "planned"), report_time(doc, "planned") != TIME_NONE ? " for " : ", date ",
                    report_when(when, doc, "planned"));
    strbuf_addf(out, " \xC2\xB7 data through %s", report_when(when, doc, "data_through"));
    strbuf_addf(out, " \xC2\xB7 snapshot %s", report_short_hash(hash, report_text_or(doc, "snapshot_hash", "not recorded")));
    if (report_text(json_object_get(doc, "review"), "content_hash")[0] != '\0')
        strbuf_addf(out, " \xC2\xB7 content %s", report_short_hash(hash, report_text(json_object_get(doc, "review"), "content_hash")));
    if (json_is_object(json_object_get(doc, "policy")))
        strbuf_addf(out, " \xC2\xB7 policy %s", report_text_or(json_object_get(doc, "policy"), "version", "without a version"));
    strbuf_adds(out, " \xC2\xB7 ");
    report_add_standing(out, doc, json_object_get(doc, "model"));
    report_add_training_window(out, ", learned from ", json_object_get(doc, "model"));
}

static void fill_page(struct report_page *p, const json_t *doc)
{
    const struct report_verdict *verdict = report_verdict_of(doc);
    const json_t *reasons = json_object_get(doc, "reasons");
    size_t n_reasons = json_array_size(reasons);

    strbuf_addf(&p->subject, "%s/%s", report_text_or(doc, "project", "no project"), report_text_or(doc, "release", "no release"));
    add_identity(&p->identity, doc);
    p->page.tone = verdict->tone;
    strbuf_adds(&p->verdict, verdict->name);
    report_add_meaning(&p->summary, doc);
    if (n_reasons > 0 && strcmp(report_text(doc, "verdict"), "clear") == 0) {
        strbuf_addf(&p->summary, " What stood against it and was settled is below.");
    } else if (n_reasons > REASONS_IN_BANNER) {
        strbuf_addf(&p->summary, " Because: %s; and %zu more, below.", json_string_value(json_array_get(reasons, 0)) != NULL ? json_string_value(json_array_get(reasons, 0)) : "not a text",
                    n_reasons - 1);
    } else if (n_reasons > 0) {
        strbuf_adds(&p->summary, " Because: ");
        report_add_joined(&p->summary, reasons);
        strbuf_addc(&p->summary, '.');
    }
}

/* ------------------------------------------------------------- at a glance */

static void tile_probability(struct html *h, const json_t *doc)
{
    double p = report_number(doc, "probability"), threshold = report_number(doc, "threshold");
    char p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX];
    struct strbuf note;

    strbuf_init(&note);
    report_chance_pair(p_text, threshold_text, p, threshold);
    if (json_is_object(json_object_get(doc, "interval"))) {
        strbuf_adds(&note, "95%: ");
        report_add_interval(&note, doc);
    }
    if (!isnan(threshold))
        strbuf_addf(&note, "%sa review is due from %s", note.len > 0 ? "; " : "", threshold_text);
    html_tile(h, report_is_of_release(doc) ? "Chance that it goes wrong" : "Chance of a harmful change", p_text, note.len > 0 ? note.data : NULL);
    report_done(h->out, &note);
}

static void tile_changes(struct html *h, const json_t *doc)
{
    uint64_t scored = json_array_size(json_object_get(doc, "changes")), members = report_count(doc, "members");
    char count[HTML_NUMBER_MAX], note[HTML_NUMBER_MAX + 32], other[HTML_NUMBER_MAX];

    if (members < scored)
        members = scored;
    snprintf(note, sizeof(note), scored == members ? "all scored" : "%s scored", html_format_count(other, scored));
    if (report_count(doc, "missing") > 0)
        snprintf(note, sizeof(note), "and %s that the store has not", html_format_count(other, report_count(doc, "missing")));
    html_tile(h, "Changes", html_format_count(count, members), members > 0 ? note : NULL);
}

static void tile_past(struct html *h, const json_t *past)
{
    char value[2 * HTML_NUMBER_MAX + 8], failed[HTML_NUMBER_MAX], known[HTML_NUMBER_MAX];
    uint64_t silent = report_count(past, "with_outcome") == report_count(past, "failed") ? report_count(past, "silent") : 0; /* only harm is recorded */

    if (report_count(past, "with_outcome") == 0) {
        html_tile(h, "Earlier releases with harm", "n/a", "no outcome is known");
        return;
    }
    snprintf(value, sizeof(value), "%s of %s", html_format_count(failed, report_count(past, "failed")), html_format_count(known, report_count(past, "with_outcome") + silent));
    html_tile(h, "Earlier releases with harm", value, silent > 0 ? "those without a word count as good" : "of those with a known outcome");
}

static void tile_model(struct html *h, const json_t *model)
{
    const char *metric = report_text_or(model, "metric", "Model");
    double size_only = report_number(json_object_get(json_object_get(model, "baseline"), "size_only"), metric);
    char value[HTML_NUMBER_MAX], other[HTML_NUMBER_MAX], note[HTML_NUMBER_MAX + 32];

    snprintf(note, sizeof(note), "size only: %s", html_format_number(other, size_only, 3));
    html_tile(h, report_metric_name(metric), html_format_number(value, report_number(model, "value"), 3), isnan(size_only) ? NULL : note);
}

static void exit_note(struct html *h, const json_t *doc)
{
    const json_t *status = json_object_get(doc, "exit_status");

    if (json_is_integer(status))
        html_paragraph(h, "A pipeline that asks for this report gets exit status %lld: %s.", (long long)json_integer_value(status),
                       report_exit_meaning(json_integer_value(status)));
}

static void glance(struct html *h, const json_t *doc)
{
    const json_t *model = json_object_get(doc, "model");
    bool clear = strcmp(report_text(doc, "verdict"), "clear") == 0;
    struct strbuf text;

    strbuf_init(&text);
    html_section_begin(h, "glance", "At a glance");
    report_add_harm(&text, doc);
    html_open(h, "p", NULL);
    html_element(h, "strong", text.data);
    report_again(h->out, &text);
    report_add_release_meaning(&text, doc);
    if (text.len > 0)
        html_text(h, text.data);
    html_text(h, " Harm is an incident, a hotfix or a rollback.");
    html_close(h, "p");
    html_tiles_begin(h);
    tile_probability(h, doc);
    tile_changes(h, doc);
    tile_past(h, json_object_get(doc, "past"));
    tile_model(h, model);
    html_tiles_end(h);
    if (json_array_size(json_object_get(doc, "reasons")) > REASONS_IN_BANNER || (clear && json_array_size(json_object_get(doc, "reasons")) > 0)) {
        html_paragraph(h, clear ? "What stood against it, the weightiest first, and who settled it:" : "What the verdict rests on, the weightiest first:");
        report_list(h, json_object_get(doc, "reasons"), "");
    }
    if (json_is_object(model) && !report_is_true(model, "approved"))
        html_note(h, HTML_WARN, "Model not approved", "No person has approved %s (stage %s) for use. Its figures inform; they cannot clear a release.",
                  report_text_or(model, "name", "this model version"), report_text_or(model, "stage", "not known"));
    if (report_model_expired(doc, model))
        html_note(h, HTML_BAD, "Model expired", "The validation of this model version has ended; it has to be validated again before its figures are relied on.");
    report_again(h->out, &text);
    report_add_health_warnings(&text, doc);
    if (text.len > 0)
        html_note(h, HTML_WARN, "Model health", "%s More under Model health.", text.data);
    if (report_text(doc, "method")[0] != '\0')
        html_paragraph(h, "The release's figure: %s.", report_text(doc, "method"));
    exit_note(h, doc);
    report_done(h->out, &text);
    html_section_end(h);
}

/* ------------------------------------------------------------- changes */

static void cell_change(struct html *h, const json_t *change)
{
    const char *commit = report_text_or(change, "commit", "no commit");
    char hash[REPORT_HASH_MAX], when[REPORT_WHEN_MAX];
    struct strbuf message;

    strbuf_init(&message);
    report_add_cut(&message, report_text_or(change, "message", "no message"), MESSAGE_MAX);
    html_cell_begin(h);
    html_text(h, message.data);
    html_open(h, "p", "class", "identity", NULL);
    html_open(h, "small", NULL);
    html_open(h, "code", "title", commit, NULL);
    html_text(h, report_short_hash(hash, commit));
    html_close(h, "code");
    html_textf(h, " \xC2\xB7 %.10s", report_when(when, change, "date"));
    if (report_text(change, "kind")[0] != '\0')
        html_textf(h, " \xC2\xB7 %s", report_text(change, "kind"));
    html_textf(h, " \xC2\xB7 %s", report_text_or(change, "author", "author not known"));
    if (report_is_true(change, "known_harm"))
        html_badge(h, HTML_BAD, "did harm already");
    if (report_is_true(change, "mended_in_it"))
        html_badge(h, HTML_NEUTRAL, "did harm, mended in this release");
    if (report_is_true(change, "learned_from"))
        html_badge(h, HTML_WARN, "the model learned from it");
    html_close(h, "small");
    html_close(h, "p");
    html_cell_end(h);
    report_done(h->out, &message);
}

/* Blue up to the threshold of the release, amber from there: the same chance means the same thing. */
static enum html_tone tone_of(double p, double threshold)
{
    return p >= threshold ? HTML_WARN : HTML_INFO;
}

static void change_row(struct html *h, const json_t *change, double threshold)
{
    const json_t *size = json_object_get(change, "size_only");
    double p = report_number(change, "probability");
    char p_text[HTML_NUMBER_MAX];
    struct strbuf interval;

    strbuf_init(&interval);
    report_add_change_interval(&interval, change);
    html_row(h);
    cell_change(h, change);
    report_cell_chance(h, tone_of(p, threshold), p);
    html_cell(h, interval.data != NULL ? interval.data : "");
    if (json_is_object(size))
        html_cell(h, report_chance(p_text, report_number(size, "probability"), 3));
    else
        html_cell(h, "");
    html_cell_probability(h, report_number(change, "share"));
    html_cell_number(h, report_number(change, "la"), 0);
    html_cell_number(h, report_number(change, "ld"), 0);
    html_cell_count(h, report_count(change, "files"));
    html_cell_probability(h, report_number(change, "size_percentile"));
    report_done(h->out, &interval);
}

static void explained_change(struct html *h, const json_t *change)
{
    const json_t *why = json_object_get(change, "why");
    char hash[REPORT_HASH_MAX], p[HTML_NUMBER_MAX];
    struct strbuf text, families;

    strbuf_init(&text);
    strbuf_init(&families);
    strbuf_addf(&text, "%s, chance %s: ", report_short_hash(hash, report_text_or(change, "commit", "no commit")), report_chance(p, report_number(change, "probability"), 3));
    report_add_cut(&text, report_text_or(change, "message", "no message"), MESSAGE_SHORT);
    html_open(h, "div", NULL);
    report_why_plot(h, why, text.data);
    report_again(h->out, &text);
    report_add_sum(&text, why, REPORT_FACTORS);
    report_add_families(&families, why);
    if (families.len > 0)
        strbuf_addf(&text, " By kind: %s. ", families.data);
    report_add_change_meaning(&text, change);
    html_open(h, "p", "class", "identity", NULL);
    html_element(h, "small", text.data);
    html_close(h, "p");
    html_close(h, "div");
    report_done(h->out, &families);
    report_done(h->out, &text);
}

static void explanations(struct html *h, const json_t *changes)
{
    size_t n = json_array_size(changes) < CHANGES_EXPLAINED ? json_array_size(changes) : CHANGES_EXPLAINED;

    if (n == 0)
        return;
    html_section_begin(h, "why", n == 1 ? "Why" : "Why the riskiest");
    html_paragraph(h, "Contributions in log-odds. The start and all factors together make the score exactly; the chance of harm is 1 / (1 + exp(-score)).");
    svg_group_begin(h);
    for (size_t i = 0; i < n; i++)
        explained_change(h, json_array_get(changes, i));
    svg_group_end(h);
    html_section_end(h);
}

static void change_table(struct html *h, const json_t *doc, size_t from, size_t to, const char *caption)
{
    const json_t *changes = json_object_get(doc, "changes");
    double threshold = report_number(doc, "threshold");

    HTML_TABLE(h, caption, { "Change", HTML_COLUMN_HEADER }, { "Chance of harm", HTML_COLUMN_NUMBER }, { "95%", HTML_COLUMN_NUMBER }, { "By size alone", HTML_COLUMN_NUMBER }, { "Share of the risk", HTML_COLUMN_NUMBER },
               { "Lines +", HTML_COLUMN_NUMBER }, { "Lines \xE2\x88\x92", HTML_COLUMN_NUMBER }, { "Files", HTML_COLUMN_NUMBER }, { "Larger than", HTML_COLUMN_NUMBER });
    for (size_t i = from; i < to; i++)
        change_row(h, json_array_get(changes, i), threshold);
    html_table_end(h, report_count(doc, "members") > 0 ? "None of the release's changes was scored." : "This release has no changes that the store knows of.");
}

/* The riskiest to be read, the others to be opened: nothing is left to another form but what no person reads. */
static void changes_section(struct html *h, const json_t *doc)
{
    size_t n = json_array_size(json_object_get(doc, "changes")), first = n < CHANGES_FIRST ? n : CHANGES_FIRST, shown = n < CHANGES_SHOWN ? n : CHANGES_SHOWN;
    char caption[96];

    html_section_begin(h, "changes", "Changes by risk");
    snprintf(caption, sizeof(caption), first < n ? "The %zu riskiest of %zu changes" : "All %zu changes, riskiest first", first, n);
    change_table(h, doc, 0, first, n == 0 ? "Changes" : caption);
    if (first < shown) {
        snprintf(caption, sizeof(caption), "The next %zu", shown - first);
        html_details_begin(h, caption);
        change_table(h, doc, first, shown, "Riskiest first");
        html_details_end(h);
    }
    if (shown < n)
        html_paragraph(h, "%zu more change%s with a lower chance: in the JSON form of this report.", n - shown, n - shown == 1 ? "" : "s");
    if (n > 0)
        html_paragraph(h, "Larger than: the share of the project's changes that touch fewer lines.");
    html_section_end(h);
}

/* ------------------------------------------------------------- the past */

static void past_row(struct html *h, const json_t *release)
{
    char when[REPORT_WHEN_MAX], p[HTML_NUMBER_MAX], outcome[REPORT_OUTCOME_MAX];

    html_row(h);
    html_cell(h, report_text_or(release, "release", "no name"));
    html_cellf(h, "%s%s", report_text_or(release, "system", "not recorded"), report_is_true(release, "same_system") ? " (the same)" : "");
    html_cellf(h, "%.10s", report_when(when, release, "deployed"));
    html_cell_count(h, report_count(release, "changes"));
    html_cell_count(h, report_count(release, "harmful"));
    html_cell(h, isnan(report_number(release, "probability")) ? "" : report_chance(p, report_number(release, "probability"), 3));
    html_cell_badge(h, report_outcome_tone(report_text(release, "outcome")), report_past_outcome(outcome, release));
}

static void past_section(struct html *h, const json_t *doc)
{
    const json_t *past = json_object_get(doc, "past"), *list = json_object_get(past, "list");
    size_t n = json_array_size(list);
    struct strbuf text;

    strbuf_init(&text);
    html_section_begin(h, "past", "Releases before this one");
    report_add_past(&text, past);
    report_sentence(h, &text);
    report_past_plot(h, doc);
    if (n > 0) {
        HTML_TABLE(h, "Newest first", { "Release", HTML_COLUMN_HEADER }, { "System", HTML_COLUMN_TEXT }, { "Deployed", HTML_COLUMN_TEXT }, { "Changes", HTML_COLUMN_NUMBER },
                   { "Of them did harm", HTML_COLUMN_NUMBER }, { "Chance said before", HTML_COLUMN_NUMBER }, { "Outcome", HTML_COLUMN_TEXT });
        for (size_t i = n; i-- > 0;)
            past_row(h, json_array_get(list, i));
        html_table_end(h, "None.");
    }
    report_done(h->out, &text);
    html_section_end(h);
}

/* ------------------------------------------------------------- trust */

static void baseline_row(struct html *h, const char *name, double value, double low, double high)
{
    char a[HTML_NUMBER_MAX], b[HTML_NUMBER_MAX];

    html_row(h);
    html_cell(h, name);
    html_cell_number(h, value, 3);
    if (isnan(low) || isnan(high))
        html_cell(h, "");
    else
        html_cellf(h, "%s to %s", html_format_number(a, low, 3), html_format_number(b, high, 3));
}

/* The model beside one that only counts lines, on the same newer changes. */
static void baselines(struct html *h, const json_t *model)
{
    const char *metric = report_text(model, "metric");
    json_t *list = json_object_get(model, "baseline");
    size_t n;
    const char **key = report_keys(&n, list, h->out);

    HTML_TABLE(h, "Beside a model that only counts lines", { "Ranked by", HTML_COLUMN_HEADER }, { report_metric_name(metric[0] != '\0' ? metric : "Measure"), HTML_COLUMN_NUMBER },
               { "95% interval", HTML_COLUMN_NUMBER });
    baseline_row(h, "This model", report_number(model, "value"), report_number(model, "low"), report_number(model, "high"));
    for (size_t i = 0; i < n; i++) {
        double value = report_number(json_object_get(list, key[i]), metric);

        if (!isnan(value))
            baseline_row(h, report_baseline_name(key[i]), value, (double)NAN, (double)NAN);
    }
    html_table_end(h, "Nothing is recorded.");
    mem_free(key);
}

static void trust_section(struct html *h, const json_t *doc)
{
    const json_t *model = json_object_get(doc, "model"), *record = json_object_get(doc, "record");
    struct strbuf text;

    html_section_begin(h, "trust", "How far to trust the model");
    if (!json_is_object(model)) {
        html_empty(h, "No model scored this release.");
        html_section_end(h);
        return;
    }
    strbuf_init(&text);
    report_add_quality(&text, model);
    strbuf_addc(&text, ' ');
    report_add_baseline(&text, model);
    report_add_judged(&text, record);
    report_sentence(h, &text);
    report_model_facts(h, doc, model);
    baselines(h, model);
    if (json_is_object(record)) {
        if (!json_is_object(json_object_get(doc, "gate")))
            report_threshold_table(h, json_object_get(record, "thresholds"), true);
        svg_group_begin(h);
        report_calibration_plot(h, json_object_get(record, "bins"), "harm that came");
        report_threshold_plot(h, json_object_get(record, "thresholds"));
        svg_group_end(h);
    } else {
        html_empty(h, "This model version has no validation record to show thresholds and calibration from.");
    }
    report_done(h->out, &text);
    html_section_end(h);
}

static void limits_section(struct html *h, const json_t *doc)
{
    const json_t *limits = json_object_get(doc, "limits");

    if (!json_is_array(limits))
        limits = json_object_get(json_object_get(doc, "record"), "limits");
    html_section_begin(h, "limits", "Known limits");
    report_list(h, limits, "None are recorded.");
    html_section_end(h);
}

void report_release_html(struct strbuf *out, const json_t *doc)
{
    struct html h;
    struct report_page page;

    html_init(&h, out);
    report_page_init(&page, doc, "Release risk");
    fill_page(&page, doc);
    report_page_begin(&h, &page, doc);
    glance(&h, doc);
    report_readers_section(&h, doc);
    report_evidence_section(&h, doc);
    report_after_section(&h, doc);
    report_people_section(&h, doc);
    report_rules_section(&h, doc);
    report_factors_section(&h, doc);
    changes_section(&h, doc);
    explanations(&h, json_object_get(doc, "changes"));
    report_dependencies_section(&h, doc);
    report_likeness_section(&h, doc);
    past_section(&h, doc);
    report_threshold_section(&h, doc);
    report_health_section(&h, doc);
    trust_section(&h, doc);
    limits_section(&h, doc);
    report_provenance(&h, doc);
    report_page_end(&h, &page);
    html_release(&h);
}
