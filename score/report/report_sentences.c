#include "score/report/report_sentences.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

bool report_is_of_release(const json_t *release)
{
    const json_t *of_release = json_object_get(release, "of_release");

    return json_is_boolean(of_release) ? json_is_true(of_release) : json_is_object(json_object_get(release, "release_model"));
}

void report_add_harm(struct strbuf *out, const json_t *release)
{
    const json_t *cost = json_object_get(release, "cost");
    double p = report_number(release, "probability"), threshold = report_number(release, "threshold");
    double review = report_number(cost, "review"), miss = report_number(cost, "miss");
    char p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX];

    report_chance_pair(p_text, threshold_text, p, threshold);
    if (isnan(p))
        strbuf_adds(out, "Its chance of harm is not known: nothing was scored");
    else
        strbuf_addf(out, "The model puts the chance that %s at %s", report_is_of_release(release) ? "the release goes wrong" : "at least one of its changes does harm", p_text);
    if (!isnan(threshold))
        strbuf_addf(out, "; a review is due from %s", threshold_text);
    if (!isnan(threshold) && isfinite(review) && isfinite(miss))
        strbuf_addf(out, " (review %g / miss %g)", review, miss);
    strbuf_addc(out, '.');
}

static void add_outcomes(struct strbuf *out, const json_t *past)
{
    uint64_t n = report_count(past, "releases"), known = report_count(past, "with_outcome"), failed = report_count(past, "failed"), silent = report_count(past, "silent");
    char share[HTML_NUMBER_MAX];

    if (n == 0) {
        strbuf_adds(out, "No earlier release of this project is known to have been deployed.");
        return;
    }
    if (known > 0 && known == failed && silent > 0) { /* a repository tells only of what went wrong */
        strbuf_addf(out, "%llu earlier releases were deployed. Only harm is recorded of them: %llu led to an incident, a hotfix or a rollback; of %llu that are older than %llu days "
                    "nothing is recorded. Taken as having gone well, %s failed.", (unsigned long long)n, (unsigned long long)failed, (unsigned long long)silent,
                    (unsigned long long)report_count(past, "mature_days"), html_format_probability(share, (double)failed / (double)(failed + silent)));
        return;
    }
    strbuf_addf(out, "%llu earlier release%s deployed; the outcome of %llu is known", (unsigned long long)n, n == 1 ? " was" : "s were",
                (unsigned long long)known);
    if (known > 0)
        strbuf_addf(out, ", and %llu of these (%s) led to an incident, a hotfix or a rollback", (unsigned long long)failed,
                    html_format_probability(share, (double)failed / (double)known));
    strbuf_addc(out, '.');
    if (report_count(past, "told") > 0)
        strbuf_addf(out, " Nobody recorded that of %llu of them: it is told from how often each was mended in the %llu days after it, more often than usual in this project being harm.",
                    (unsigned long long)report_count(past, "told"), (unsigned long long)report_count(past, "mature_days"));
    if (report_count(past, "harm_alone") > 0)
        strbuf_addf(out, " Of %llu more harm is recorded; had they gone well, nobody could know yet or could have told, so they are not counted.",
                    (unsigned long long)report_count(past, "harm_alone"));
}

void report_add_past(struct strbuf *out, const json_t *past)
{
    uint64_t scored = report_count(past, "scored");
    char count[HTML_NUMBER_MAX], lower[HTML_NUMBER_MAX];

    add_outcomes(out, past);
    if (scored > 0)
        strbuf_addf(out, " Of the %s that %s scored before %s went out, %s had a figure at or below this one's, by whichever version made it.", html_format_count(count, scored),
                    scored == 1 ? "was" : "were", scored == 1 ? "it" : "they", html_format_count(lower, report_count(past, "at_or_below")));
}

static bool is_share(const char *metric)
{
    return strcmp(metric, "top1") == 0 || strcmp(metric, "top3") == 0;
}

static char *format_metric(char buf[HTML_NUMBER_MAX], const char *metric, double value)
{
    return is_share(metric) ? html_format_probability(buf, value) : html_format_number(buf, value, 3);
}

void report_add_quality(struct strbuf *out, const json_t *model)
{
    const char *metric = report_text(model, "metric");
    double value = report_number(model, "value"), low = report_number(model, "low"), high = report_number(model, "high");
    char buf[3][HTML_NUMBER_MAX];

    if (!json_is_object(model)) {
        strbuf_adds(out, "No model.");
        return;
    }
    if (isnan(value)) {
        strbuf_adds(out, "How well it does is not recorded.");
        return;
    }
    strbuf_addf(out, "%s on newer data it had not seen: %s", report_metric_name(metric), format_metric(buf[0], metric, value));
    if (!isnan(low) && !isnan(high))
        strbuf_addf(out, " (95%% interval %s to %s)", format_metric(buf[1], metric, low), format_metric(buf[2], metric, high));
    strbuf_addc(out, '.');
}

bool report_model_expired(const json_t *doc, const json_t *model)
{
    int64_t until = report_time(model, "valid_until"), now = report_time(doc, "generated_at");

    return until != TIME_NONE && now != TIME_NONE && until < now;
}

void report_add_standing(struct strbuf *out, const json_t *doc, const json_t *model)
{
    char until[REPORT_WHEN_MAX];

    if (!json_is_object(model)) {
        strbuf_adds(out, "no model");
        return;
    }
    strbuf_addf(out, "%s, %s", report_text_or(model, "name", "model without a name"), report_text_or(model, "stage", "stage not known"));
    if (!report_is_true(model, "approved"))
        strbuf_adds(out, ", model not approved");
    if (report_model_expired(doc, model))
        strbuf_addf(out, ", not valid since %s", report_when(until, model, "valid_until"));
}

/* The baseline that was measured as the model was, copying what was filed before others; NULL where there is none. */
static const char *find_baseline(double *value, const json_t *model, struct strbuf *out)
{
    json_t *baselines = json_object_get(model, "baseline");
    const char *metric = report_text(model, "metric"), *found = NULL, **key;
    size_t n;

    *value = report_number(json_object_get(baselines, "copying"), metric);
    if (!isnan(*value))
        return "copying";
    key = report_keys(&n, baselines, out);
    for (size_t i = 0; i < n && found == NULL; i++) {
        *value = report_number(json_object_get(baselines, key[i]), metric);
        if (!isnan(*value))
            found = key[i];
    }
    mem_free(key);
    return found;
}

void report_add_baseline(struct strbuf *out, const json_t *model)
{
    const char *metric = report_text(model, "metric"), *name;
    double value = report_number(model, "value"), other = 0;
    char buf[HTML_NUMBER_MAX];

    name = find_baseline(&other, model, out);
    if (name == NULL) {
        strbuf_adds(out, "No baseline is recorded beside it.");
        return;
    }
    name = report_baseline_name(name);
    strbuf_addf(out, "Baseline, %c%s: %s.", tolower((unsigned char)name[0]), name[0] != '\0' ? name + 1 : "", format_metric(buf, metric, other));
    if (value <= other)
        strbuf_adds(out, " The model does no better than that.");
}

void report_add_judged(struct strbuf *out, const json_t *record)
{
    const char *judged_by = report_text(record, "judged_by");

    if (strcmp(judged_by, "known") == 0)
        strbuf_adds(out, " Judged on labels as they were known at the cut.");
    else if (strcmp(judged_by, "final") == 0)
        strbuf_adds(out, " Judged on labels as they stand today.");
}

/* The metrics of Kamei et al. (2013, table 1) by what they count. */
static void add_metric_words(struct strbuf *out, const char *text)
{
    static const struct report_word word[] = {
        { "la", "lines added" }, { "ld", "lines deleted" }, { "lt", "earlier length of the files" }, { "ns", "subsystems" }, { "nd", "folders" },
        { "nf", "files" }, { "entropy", "spread over files" }, { "fix", "is a fix" }, { "ndev", "earlier developers" },
        { "age", "days since the last change" }, { "nuc", "earlier changes" }, { "exp", "author's changes" }, { "rexp", "author's recent changes" },
        { "sexp", "author's changes in the subsystem" },
        { "author_gap", "hours since the author's last change" }, { "new_files", "share of new files" }, { "test_files", "share of test files" },
        { "tickets", "tickets named" }, { "file_harm", "harm by its worst file" }, { "file_harm_mean", "harm by its files" },
        { "file_changes", "known changes of its files" }, { "folder_harm", "harm by its worst folder" }, { "folder_harm_mean", "harm by its folders" },
        { "folder_changes", "known changes of its folders" }, { "ln", "log" }, { "x", "\xC3\x97" },
    };
    char token[24];

    while (text[0] != '\0') {
        size_t len = strcspn(text, " ");

        snprintf(token, sizeof(token), "%.*s", (int)(len < sizeof(token) ? len : 0), text);
        if (token[0] != '\0')
            strbuf_adds(out, report_meaning_of(word, sizeof(word) / sizeof(word[0]), token));
        else
            strbuf_add(out, text, len);
        text += len;
        if (text[0] == ' ')
            strbuf_addc(out, *text++);
    }
}

/* "filed under iOS / Tools" of "as filed: component_filed = iOS / Tools". */
static void add_filed(struct strbuf *out, const char *text)
{
    static const struct report_word word[] = {
        { "component_filed", "filed under" }, { "team_filed", "filed for" }, { "severity_filed", "severity filed" }, { "priority_filed", "priority filed" },
    };
    const char *value = strstr(text, " = ");
    char field[24];

    if (value == NULL) {
        strbuf_addf(out, "%s as it was filed", text); /* kept */
        return;
    }
    snprintf(field, sizeof(field), "%.*s", (int)(value - text < 24 ? value - text : 0), text);
    strbuf_addf(out, "%s %s", report_meaning_of(word, sizeof(word) / sizeof(word[0]), field), value + 3);
}

void report_add_factor(struct strbuf *out, const json_t *contribution)
{
    static const char *const counted[] = { "size", "spread", "history", "experience", "files", "purpose" };
    const char *column = report_text_or(contribution, "column", "column without a name"), *family = report_text(contribution, "family");
    const char *bare = strstr(column, ": ");

    if (strncmp(column, "words: ", 7) == 0) {
        strbuf_adds(out, column + 7);
        return;
    }
    if (strncmp(column, "as filed: ", 10) == 0) {
        add_filed(out, column + 10);
        return;
    }
    for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
        if (strcmp(counted[i], family) == 0) {
            add_metric_words(out, bare != NULL ? bare + 2 : column);
            return;
        }
    }
    strbuf_adds(out, column);
}

static double sum_of(const json_t *why, size_t from)
{
    const json_t *list = json_object_get(why, "contributions");
    double sum = 0;

    for (size_t i = from; i < json_array_size(list); i++) {
        double value = report_number(json_array_get(list, i), "value");

        sum += isfinite(value) ? value : 0;
    }
    return sum;
}

/* What is in the score but not among the first `shown` contributions, and how many columns that is. */
double report_sum_of_others(size_t *n, const json_t *why, size_t shown)
{
    size_t listed = json_array_size(json_object_get(why, "contributions"));
    uint64_t all = report_count(why, "n");
    double rest = report_number(why, "rest");

    shown = shown < listed ? shown : listed;
    *n = all > shown ? (size_t)(all - shown) : listed - shown;
    return sum_of(why, shown) + (isfinite(rest) ? rest : 0);
}

void report_add_sum(struct strbuf *out, const json_t *why, size_t shown)
{
    double bias = report_number(why, "bias"), score = report_number(why, "score"), rest, named;
    size_t n_rest, n = json_array_size(json_object_get(why, "contributions"));
    char buf[4][HTML_NUMBER_MAX];

    if (isnan(bias) || isnan(score)) {
        strbuf_adds(out, "No explanation is recorded.");
        return;
    }
    shown = shown < n ? shown : n;
    rest = report_sum_of_others(&n_rest, why, shown);
    named = sum_of(why, 0) - sum_of(why, shown);
    strbuf_addf(out, "%s (start) %s (%zu named) %s (%zu other%s) = %s (score).", html_format_signed(buf[0], bias, 4), html_format_signed(buf[1], named, 4), shown,
                html_format_signed(buf[2], rest, 4), n_rest, n_rest == 1 ? "" : "s", html_format_signed(buf[3], score, 4));
    if (!(fabs(bias + named + rest - score) <= 1e-6 * (1 + fabs(score)))) /* NaN as well */
        strbuf_adds(out, " These parts do not add up to the score: do not rely on this explanation.");
}

struct family { const char *name; double value; };

static int by_weight(const void *a, const void *b)
{
    const struct family *x = a, *y = b;

    if (fabs(x->value) != fabs(y->value))
        return fabs(x->value) < fabs(y->value) ? 1 : -1;
    return strcmp(x->name, y->name);
}

void report_add_families(struct strbuf *out, const json_t *why)
{
    enum { FAMILIES_MAX = 16 };
    json_t *families = json_object_get(why, "families");
    struct family family[FAMILIES_MAX];
    char buf[HTML_NUMBER_MAX];
    size_t n, n_used = 0;
    const char **key = report_keys(&n, families, out);

    for (size_t i = 0; i < n && n_used < FAMILIES_MAX; i++) {
        double value = report_number(families, key[i]);

        if (isfinite(value))
            family[n_used++] = (struct family){ key[i], value };
    }
    qsort(family, n_used, sizeof(*family), by_weight);
    for (size_t i = 0; i < n_used; i++)
        strbuf_addf(out, "%s%s %s", i == 0 ? "" : ", ", family[i].name, html_format_signed(buf, family[i].value, 2));
    mem_free(key);
}

void report_add_joined(struct strbuf *out, const json_t *list)
{
    bool any = false;

    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));

        if (text == NULL || text[0] == '\0')
            continue;
        strbuf_addf(out, "%s%s", any ? "; " : "", text);
        any = true;
    }
}
