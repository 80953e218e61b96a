#include "score/report/report_values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/text_cut.h"
#include "score/report/markdown.h"

char *report_when(char buf[REPORT_WHEN_MAX], const json_t *doc, const char *key)
{
    char iso[TIME_ISO_MAX];

    time_format(report_time(doc, key), iso);
    if (strlen(iso) < 19)
        return strcpy(buf, "not known");
    if (strncmp(iso + 11, "00:00:00", 8) == 0)
        snprintf(buf, REPORT_WHEN_MAX, "%.10s", iso);
    else
        snprintf(buf, REPORT_WHEN_MAX, "%.10s %.5s UTC", iso, iso + 11);
    return buf;
}

char *report_short_hash(char buf[REPORT_HASH_MAX], const char *hash)
{
    enum { DIGITS = 12, LONGEST = 24 };

    if (strlen(hash) > DIGITS && strspn(hash, "0123456789abcdefABCDEF") == strlen(hash)) {
        snprintf(buf, REPORT_HASH_MAX, "%.*s", (int)DIGITS, hash);
        return buf;
    }
    if (strlen(hash) <= LONGEST)
        return strcpy(buf, hash);
    snprintf(buf, REPORT_HASH_MAX, "%.*s\xE2\x80\xA6", (int)text_cut(hash, strlen(hash), LONGEST), hash);
    return buf;
}

char *report_chance(char buf[HTML_NUMBER_MAX], double p, int decimals)
{
    double least = pow(10, -decimals);
    char bound[HTML_NUMBER_MAX - 4];

    if (p > 0 && p < least / 2) {
        snprintf(bound, sizeof(bound), "%.*f", decimals, least);
        snprintf(buf, HTML_NUMBER_MAX, "<%s", bound);
        return buf;
    }
    if (p < 1 && p > 1 - least / 2) {
        snprintf(bound, sizeof(bound), "%.*f", decimals, 1 - least);
        snprintf(buf, HTML_NUMBER_MAX, ">%s", bound);
        return buf;
    }
    return html_format_number(buf, p, decimals);
}

void report_chance_pair(char a_text[HTML_NUMBER_MAX], char b_text[HTML_NUMBER_MAX], double a, double b)
{
    int decimals = 2;

    do {
        report_chance(a_text, a, decimals);
        report_chance(b_text, b, decimals);
    } while (isfinite(a) && isfinite(b) && a != b && strcmp(a_text, b_text) == 0 && ++decimals <= 9);
}

void report_add_cut(struct strbuf *out, const char *text, size_t max_chars)
{
    struct strbuf visible;
    size_t at = 0, n = 0;

    strbuf_init(&visible);
    html_visible(&visible, text, strlen(text));
    while (at < visible.len && n < max_chars) {
        uint32_t code_point;

        at += html_decode(&code_point, visible.data + at, visible.len - at);
        n++;
    }
    strbuf_add(out, visible.data, at);
    if (at < visible.len)
        strbuf_adds(out, "\xE2\x80\xA6");
    out->failed |= visible.failed;
    strbuf_release(&visible);
}

void report_again(struct strbuf *out, struct strbuf *text)
{
    out->failed |= text->failed;
    strbuf_clear(text);
}

void report_done(struct strbuf *out, struct strbuf *text)
{
    out->failed |= text->failed;
    strbuf_release(text);
}

const struct report_verdict *report_verdict_of(const json_t *release)
{
    static const struct report_verdict table[] = {
        { HTML_GOOD, "clear", "\xE2\x9C\x85", "Nothing found here calls for a review. Approving the release remains a person's decision." },
        { HTML_WARN, "review", "\xE2\x9A\xA0\xEF\xB8\x8F", "A named person has to decide before this release goes out." },
        { HTML_BAD, "hold", "\xE2\x9B\x94", "Blocked by policy: it must not go out as it is." },
        { HTML_NEUTRAL, "not enough data", "\xE2\xAC\x9C", "Nothing could be scored. That says nothing about how safe the release is." },
    };
    static const struct report_verdict unknown = { HTML_NEUTRAL, "no verdict", "\xE2\xAC\x9C", "This document holds no verdict that this engine knows." };
    const char *name = report_text(release, "verdict");

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return &unknown;
}

/* Whether a release is held by nothing but a person's "no". */
static bool held_by_person(const json_t *release)
{
    const json_t *one;
    bool any = false;
    size_t i;

    json_array_foreach(json_object_get(release, "judged"), i, one) {
        if (strcmp(report_text(one, "leads_to"), "hold") != 0)
            continue;
        if (strcmp(report_text(one, "question"), "people") != 0)
            return false;
        any = true;
    }
    return any && strcmp(report_text(release, "verdict"), "hold") == 0;
}

void report_add_meaning(struct strbuf *out, const json_t *release)
{
    const struct report_verdict *verdict = report_verdict_of(release);
    const char *said = report_text(release, "verdict");
    bool settled = strcmp(said, "clear") == 0 && report_count(json_object_get(json_object_get(release, "review"), "signers"), "given") > 0;

    if (held_by_person(release))
        strbuf_adds(out, "A person rejected it: it must not go out as it is.");
    else
        strbuf_adds(out, settled ? "A person has approved exactly this content, and nothing else holds it." : verdict->meaning);
    if (said[0] != '\0' && strcmp(said, verdict->name) != 0)
        strbuf_addf(out, " It says: %s.", said);
    if (report_text(release, "retrospective")[0] != '\0' && report_count(release, "known_later") > 0)
        strbuf_addf(out, " Scored afterwards, and not by what was known on %.10s, when it was tagged: of %llu changes and releases the store has what became known later.",
                    report_text(release, "retrospective"), (unsigned long long)report_count(release, "known_later"));
    else if (report_text(release, "retrospective")[0] != '\0')
        strbuf_addf(out, " Scored afterwards, with what was known on %.10s, when it was tagged: a look back, no forecast.", report_text(release, "retrospective"));
}

const char *report_past_outcome(char out[REPORT_OUTCOME_MAX], const json_t *release)
{
    uint64_t mends = report_count(release, "mends");

    if (report_is_true(release, "told"))
        snprintf(out, REPORT_OUTCOME_MAX, "%.40s, told: mended %llu time%s", report_text(release, "outcome"), (unsigned long long)mends, mends == 1 ? "" : "s");
    else
        snprintf(out, REPORT_OUTCOME_MAX, "%.40s", report_text_or(release, "outcome", "not known yet"));
    return out;
}

const char *report_exit_meaning(json_int_t status)
{
    static const char *const meaning[] = {
        "done", "failed", "wrong usage, configuration or keys", "a human decision is needed", "blocked by policy", "not enough data to say",
        "integrity broken", "another job holds the store", "input refused",
    };

    return status >= 0 && (size_t)status < sizeof(meaning) / sizeof(meaning[0]) ? meaning[status] : "not a status of this engine";
}

const char *report_meaning_of(const struct report_word *word, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word[i].name, name) == 0)
            return word[i].meaning;
    return name;
}

const char *report_metric_name(const char *metric)
{
    static const struct report_word word[] = {
        { "top1", "First suggestion right" }, { "top3", "Right within three" }, { "macro_f1", "Macro-F1" }, { "roc_auc", "ROC-AUC" },
        { "pr_auc", "PR-AUC" }, { "brier", "Brier score" }, { "ece", "Calibration error (ECE)" },
        { "recall_at_20_effort", "Harm found in 20% of the effort" }, { "popt", "Effort-aware ranking (Popt)" }, { "base_rate", "Base rate" },
        { "precision_top_10", "Right among the riskiest tenth" }, { "recall_at_1", "Duplicates found first" }, { "recall_at_5", "Duplicates found among the first five" },
        { "recall_at_10", "Duplicates found among the first ten" }, { "map", "Mean average precision" },
    };

    return report_meaning_of(word, sizeof(word) / sizeof(word[0]), metric);
}

const char *report_baseline_name(const char *baseline)
{
    static const struct report_word word[] = {
        { "size_only", "Size only (counts changed lines)" }, { "base_rate", "Base rate for every change" },
        { "small_first", "Smallest change first" }, { "majority", "Always the most frequent class" },
        { "product", "1 - prod(1 - p) over the changes, as it is" }, { "kind_of_step", "Kind of step alone" }, { "rates_alone", "Shrunken rates alone" },
        { "as_filed", "The usual class of the as-filed value" }, { "copying", "Copying what was filed" },
        { "words", "By words alone" }, { "words_and_age", "By words and age" },
    };

    return report_meaning_of(word, sizeof(word) / sizeof(word[0]), baseline);
}

enum html_tone report_outcome_tone(const char *outcome)
{
    if (outcome[0] == '\0')
        return HTML_NEUTRAL;
    return strcmp(outcome, "ok") == 0 ? HTML_GOOD : HTML_BAD;
}

void report_add_code(struct strbuf *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:/+";

    if (text[0] != '\0' && text[strspn(text, plain)] == '\0')
        markdown_code(out, text);
    else
        markdown_text(out, text);
}

void report_add_code_cell(struct strbuf *out, const char *text)
{
    strbuf_adds(out, "| ");
    report_add_code(out, text[0] != '\0' ? text : "not recorded");
    strbuf_addc(out, ' ');
}
