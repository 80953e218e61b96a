/*
 * report_common.c - see report_common.h. In order: reading, words, sentences, blocks of HTML; report_json at the end.
 */
#include "score/report/report_common.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "score/report/markdown.h"
#include "score/report/report.h"
#include "score/report/svg.h"

/* ------------------------------------------------------------- reading */

const char *report_text(const json_t *doc, const char *key)
{
    const char *text = json_string_value(json_object_get(doc, key));

    return text != NULL ? text : "";
}

const char *report_text_or(const json_t *doc, const char *key, const char *missing)
{
    const char *text = report_text(doc, key);

    return text[0] != '\0' ? text : missing;
}

double report_number(const json_t *doc, const char *key)
{
    const json_t *value = json_object_get(doc, key);

    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

uint64_t report_count(const json_t *doc, const char *key)
{
    const json_t *value = json_object_get(doc, key);

    return json_is_integer(value) && json_integer_value(value) > 0 ? (uint64_t)json_integer_value(value) : 0;
}

bool report_is_true(const json_t *doc, const char *key)
{
    return json_is_true(json_object_get(doc, key));
}

int64_t report_time(const json_t *doc, const char *key)
{
    const char *text = report_text(doc, key);
    int64_t time = TIME_NONE;

    time_parse(text, strlen(text), &time);
    return time;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **report_keys(size_t *n, json_t *object, struct strbuf *out)
{
    size_t size = json_object_size(object);
    const char **list = size > 0 ? mem_calloc(size, sizeof(*list)) : NULL;
    const char *key;
    json_t *value;

    *n = 0;
    if (list == NULL) {
        out->failed |= size > 0;
        return NULL;
    }
    json_object_foreach(object, key, value)
        list[(*n)++] = key;
    qsort(list, *n, sizeof(*list), by_key);
    return list;
}

/* ------------------------------------------------------------- words */

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
    size_t len = LONGEST;

    if (strlen(hash) > DIGITS && strspn(hash, "0123456789abcdefABCDEF") == strlen(hash)) {
        snprintf(buf, REPORT_HASH_MAX, "%.*s", (int)DIGITS, hash);
        return buf;
    }
    if (strlen(hash) <= LONGEST)
        return strcpy(buf, hash);
    while (len > 0 && ((unsigned char)hash[len] & 0xC0) == 0x80) /* not inside a character */
        len--;
    snprintf(buf, REPORT_HASH_MAX, "%.*s\xE2\x80\xA6", (int)len, hash);
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

void report_add_meaning(struct strbuf *out, const json_t *release)
{
    const struct report_verdict *verdict = report_verdict_of(release);
    const char *said = report_text(release, "verdict");
    bool settled = strcmp(said, "clear") == 0 && report_count(json_object_get(json_object_get(release, "review"), "signers"), "given") > 0;

    strbuf_adds(out, settled ? "A person has approved exactly this content, and nothing else holds it." : verdict->meaning);
    if (said[0] != '\0' && strcmp(said, verdict->name) != 0)
        strbuf_addf(out, " It says: %s.", said);
}

const char *report_exit_meaning(json_int_t status)
{
    static const char *const meaning[] = {
        "done", "failed", "wrong usage, configuration or keys", "a human decision is needed", "blocked by policy", "not enough data to say",
        "integrity broken", "another job holds the store", "input refused",
    };

    return status >= 0 && (size_t)status < sizeof(meaning) / sizeof(meaning[0]) ? meaning[status] : "not a status of this engine";
}

struct word { const char *name, *meaning; };

static const char *meaning_of(const struct word *word, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word[i].name, name) == 0)
            return word[i].meaning;
    return name;
}

const char *report_metric_name(const char *metric)
{
    static const struct word word[] = {
        { "top1", "First suggestion right" }, { "top3", "Right within three" }, { "macro_f1", "Macro-F1" }, { "roc_auc", "ROC-AUC" },
        { "pr_auc", "PR-AUC" }, { "brier", "Brier score" }, { "ece", "Calibration error (ECE)" },
        { "recall_at_20_effort", "Harm found in 20% of the effort" }, { "popt", "Effort-aware ranking (Popt)" }, { "base_rate", "Base rate" },
        { "precision_top_10", "Right among the riskiest tenth" },
    };

    return meaning_of(word, sizeof(word) / sizeof(word[0]), metric);
}

const char *report_baseline_name(const char *baseline)
{
    static const struct word word[] = {
        { "size_only", "Size only (counts changed lines)" }, { "base_rate", "Base rate for every change" },
        { "small_first", "Smallest change first" }, { "majority", "Always the most frequent class" },
        { "product", "1 - prod(1 - p) over the changes, as it is" }, { "kind_of_step", "Kind of step alone" }, { "rates_alone", "Shrunken rates alone" },
        { "as_filed", "The usual class of the as-filed value" },
    };

    return meaning_of(word, sizeof(word) / sizeof(word[0]), baseline);
}

enum html_tone report_outcome_tone(const char *outcome)
{
    if (outcome[0] == '\0')
        return HTML_NEUTRAL;
    return strcmp(outcome, "ok") == 0 ? HTML_GOOD : HTML_BAD;
}

/* ------------------------------------------------------------- sentences */

void report_add_harm(struct strbuf *out, const json_t *release)
{
    const json_t *cost = json_object_get(release, "cost");
    double p = report_number(release, "probability"), threshold = report_number(release, "threshold");
    double review = report_number(cost, "review"), miss = report_number(cost, "miss");
    char p_text[HTML_NUMBER_MAX], threshold_text[HTML_NUMBER_MAX];

    report_chance_pair(p_text, threshold_text, p, threshold);
    if (isnan(p))
        strbuf_adds(out, "The chance that a change does harm is not known: nothing was scored");
    else
        strbuf_addf(out, "The model puts the chance that at least one of its changes does harm at %s", p_text);
    if (!isnan(threshold))
        strbuf_addf(out, "; a review is due from %s", threshold_text);
    if (!isnan(threshold) && isfinite(review) && isfinite(miss))
        strbuf_addf(out, " (review %g / miss %g)", review, miss);
    strbuf_addc(out, '.');
}

void report_add_past(struct strbuf *out, const json_t *past)
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

/* The baseline that was measured as the model was; NULL where there is none. */
static const char *find_baseline(double *value, const json_t *model, struct strbuf *out)
{
    json_t *baselines = json_object_get(model, "baseline");
    const char *metric = report_text(model, "metric"), *found = NULL, **key;
    size_t n;

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
    static const struct word word[] = {
        { "la", "lines added" }, { "ld", "lines deleted" }, { "lt", "earlier length of the files" }, { "ns", "subsystems" }, { "nd", "folders" },
        { "nf", "files" }, { "entropy", "spread over files" }, { "fix", "is a fix" }, { "ndev", "earlier developers" },
        { "age", "days since the last change" }, { "nuc", "earlier changes" }, { "exp", "author's changes" }, { "rexp", "author's recent changes" },
        { "sexp", "author's changes in the subsystem" }, { "ln", "log" }, { "x", "\xC3\x97" },
    };
    char token[16];

    while (text[0] != '\0') {
        size_t len = strcspn(text, " ");

        snprintf(token, sizeof(token), "%.*s", (int)(len < sizeof(token) ? len : 0), text);
        if (token[0] != '\0')
            strbuf_adds(out, meaning_of(word, sizeof(word) / sizeof(word[0]), token));
        else
            strbuf_add(out, text, len);
        text += len;
        if (text[0] == ' ')
            strbuf_addc(out, *text++);
    }
}

void report_add_factor(struct strbuf *out, const json_t *contribution)
{
    static const char *const counted[] = { "size", "spread", "history", "experience", "purpose" };
    const char *column = report_text_or(contribution, "column", "column without a name"), *family = report_text(contribution, "family");
    const char *bare = strstr(column, ": ");

    if (strncmp(column, "words: ", 7) == 0) {
        strbuf_adds(out, column + 7);
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
static double sum_of_others(size_t *n, const json_t *why, size_t shown)
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
    rest = sum_of_others(&n_rest, why, shown);
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

/* ------------------------------------------------------------- Markdown */

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

/* ------------------------------------------------------------- pages */

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

/* ------------------------------------------------------------- blocks */

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

void report_calibration_plot(struct html *h, const json_t *bins, bool risk)
{
    enum { BINS_MAX = 64 };
    struct svg_bin bin[BINS_MAX];
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(bins) && n < BINS_MAX; i++) {
        const json_t *one = json_array_get(bins, i);

        bin[n++] = (struct svg_bin){ .low = report_number(one, "from"), .high = report_number(one, "to"), .predicted = report_number(one, "mean_p"),
                                     .observed = report_number(one, "rate"), .n = report_count(one, "n") };
    }
    svg_reliability(h, risk ? "Calibration: predicted chance against harm that came" : "Calibration: predicted probability against being right", bin, n);
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
    double rest = sum_of_others(&n_others, why, n);

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

/* ------------------------------------------------------------- JSON */

int report_json(struct strbuf *out, const json_t *doc, struct err *err)
{
    char *text;

    assert(doc != NULL);
    text = json_dumps(doc, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    if (text == NULL)
        return err_nomem(err);
    strbuf_adds(out, text);
    strbuf_addc(out, '\n');
    free(text);
    return strbuf_check(out, err);
}
