/*
 * report_meaning.c - see report_meaning.h.
 */
#include "score/release/report_meaning.h"

#include <math.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "score/report/report_sentences.h"
#include "score/report/report_values.h"
#include "score/report/svg.h"

enum { PAST_MAX = 32 };

void report_add_interval(struct strbuf *out, const json_t *release)
{
    const json_t *interval = json_object_get(release, "interval");
    char low[HTML_NUMBER_MAX], high[HTML_NUMBER_MAX];

    if (isnan(report_number(interval, "low")) || isnan(report_number(interval, "high")))
        return;
    report_chance_pair(low, high, report_number(interval, "low"), report_number(interval, "high"));
    strbuf_addf(out, "%s to %s", low, high);
}

/* Of a change, to the digits of its chance: rounded more coarsely it would stand outside. */
void report_add_change_interval(struct strbuf *out, const json_t *change)
{
    const json_t *interval = json_object_get(change, "interval");
    char low[HTML_NUMBER_MAX], high[HTML_NUMBER_MAX];

    if (!isnan(report_number(interval, "low")) && !isnan(report_number(interval, "high")))
        strbuf_addf(out, "%s to %s", report_chance(low, report_number(interval, "low"), 3), report_chance(high, report_number(interval, "high"), 3));
}

/* The interval is of the changes that scored like it, and widened where it would leave out the change's own chance (risk_reference.h). */
static bool reaches_to(const json_t *change)
{
    const json_t *interval = json_object_get(change, "interval");
    double p = report_number(change, "probability");

    return fabs(report_number(interval, "low") - p) < 1e-12 || fabs(report_number(interval, "high") - p) < 1e-12;
}

void report_add_training_window(struct strbuf *out, const char *before, const json_t *model)
{
    char from[REPORT_WHEN_MAX], through[REPORT_WHEN_MAX];

    if (report_time(model, "trained_from") == TIME_NONE || report_time(model, "trained_through") == TIME_NONE)
        return;
    strbuf_addf(out, "%s%.10s to %.10s", before, report_when(from, model, "trained_from"), report_when(through, model, "trained_through"));
}

static void add_base(struct strbuf *out, const json_t *release)
{
    const json_t *base = json_object_get(release, "base");
    unsigned long long n = report_count(base, "releases"), harms = report_count(base, "harms"), silent = report_count(base, "silent");
    const char *band = report_text(release, "band");
    char rate[HTML_NUMBER_MAX];

    if (!json_is_object(base)) {
        strbuf_adds(out, " Of no earlier release is the outcome known: there is no base rate to hold it against.");
        return;
    }
    if (band[0] != '\0')
        strbuf_addf(out, " %.1f times the base rate of releases, %s (%llu of %llu earlier ones did harm%s): %s it.", report_number(release, "ratio"), report_chance(rate, report_number(base, "rate"), 2), harms, n,
                    silent > 0 ? ", those without a word taken as good" : "", band);
    else
        strbuf_addf(out, " %llu of %llu earlier releases did harm%s: %s to hold it against.", harms, n, silent > 0 ? ", those without a word taken as good" : "",
                    harms > 0 ? "too few" : "no rate");
    if (band[0] != '\0' && !report_is_of_release(release))
        strbuf_adds(out, " The figure was not calibrated on releases, so most of them would stand above it.");
}

void report_add_release_meaning(struct strbuf *out, const json_t *release)
{
    const json_t *interval = json_object_get(release, "interval"), *size = json_object_get(release, "size_only");
    char text[HTML_NUMBER_MAX];

    if (isnan(report_number(release, "probability")))
        return;
    if (json_is_object(interval)) {
        strbuf_adds(out, " 95%: ");
        report_add_interval(out, release);
        strbuf_addf(out, " (what the fit on %s leaves open).", report_text_or(interval, "of", "changes"));
    } else {
        strbuf_adds(out, " Its interval is not known: an older version made it.");
    }
    add_base(out, release);
    if (json_is_object(size))
        strbuf_addf(out, " Lines alone would say %s.", report_chance(text, report_number(size, "probability"), 2));
}

static void add_what_ifs(struct strbuf *out, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char p[HTML_NUMBER_MAX];

        strbuf_addf(out, "%s%s %s", i == 0 ? " The model would say less of the same change with: " : ", ", report_text_or(one, "what", "something else"),
                    report_chance(p, report_number(one, "probability"), 3));
    }
    if (json_array_size(list) > 0)
        strbuf_addc(out, '.');
}

static void add_worst_file(struct strbuf *out, const json_t *file)
{
    uint64_t changes = report_count(file, "changes"), harms = report_count(file, "harms");

    if (harms == 0)
        return;
    strbuf_addf(out, " Of the %llu earlier change%s of %s whose outcome is known %llu did harm.", (unsigned long long)changes, changes == 1 ? "" : "s",
                report_text_or(file, "path", "a file"), (unsigned long long)harms);
}

void report_add_change_meaning(struct strbuf *out, const json_t *change)
{
    const json_t *interval = json_object_get(change, "interval");
    char rate[HTML_NUMBER_MAX], size[HTML_NUMBER_MAX];

    if (!json_is_object(interval))
        return;
    strbuf_addf(out, "%.1f times the recent rate of %s (%s it), riskier than %.0f%% of the changes judged; of the %llu that scored most like it %llu did harm (95%%%s: ", report_number(change, "ratio"),
                report_chance(rate, report_number(change, "recent_rate"), 3), report_text_or(change, "band", "not known"), report_number(change, "percentile"),
                (unsigned long long)report_count(interval, "rows"), (unsigned long long)report_count(interval, "harms"), reaches_to(change) ? ", widened to its own chance" : "");
    report_add_change_interval(out, change);
    strbuf_adds(out, ").");
    if (json_is_object(json_object_get(change, "size_only")))
        strbuf_addf(out, " By size alone %s.", report_chance(size, report_number(json_object_get(change, "size_only"), "probability"), 3));
    add_what_ifs(out, json_object_get(change, "lower"));
    add_worst_file(out, json_object_get(change, "worst_file"));
}

void report_past_plot(struct html *h, const json_t *doc)
{
    const json_t *list = json_object_get(json_object_get(doc, "past"), "list");
    double chance[PAST_MAX + 1], harmed[PAST_MAX + 1];
    const char *label[PAST_MAX + 1];
    struct svg_series series[2] = { { "chance when it was scored", chance }, { "share of its changes known to have done harm", harmed } };
    struct svg_trend trend = { .title = "Releases before this one, and this one", .label = label, .series = series, .percent = true, .limit = report_number(doc, "threshold"),
                               .limit_name = "threshold" };
    size_t n_chances = 0, n_shares = 0;

    for (size_t i = 0; i < json_array_size(list) && trend.n < PAST_MAX; i++) {
        const json_t *one = json_array_get(list, i);
        double n = (double)report_count(one, "changes");

        label[trend.n] = report_text_or(one, "release", "?");
        chance[trend.n] = report_number(one, "probability");
        harmed[trend.n] = json_object_get(one, "harmful") != NULL && n > 0 ? (double)report_count(one, "harmful") / n : (double)NAN;
        n_chances += !isnan(chance[trend.n]);
        n_shares += !isnan(harmed[trend.n++]);
    }
    label[trend.n] = report_text_or(doc, "release", "?");
    chance[trend.n] = report_number(doc, "probability");
    n_chances += !isnan(chance[trend.n]);
    harmed[trend.n++] = (double)NAN;
    if (n_chances < 2) /* a point alone is no trend: the outcomes are */
        series[0] = series[1];
    trend.n_series = n_chances < 2 ? 1 : n_shares > 0 ? 2 : 1;
    if (n_chances < 2) {
        trend.limit = (double)NAN;
        trend.limit_name = NULL;
    }
    if (n_chances >= 2 || n_shares >= 2)
        svg_trend(h, &trend);
}
