/*
 * report_rules.c - see report_rules.h. Each part has its sentences once, and then its two forms.
 */
#include "score/release/report_rules.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

static bool is_demanded(const json_t *item)
{
    return strcmp(report_text(item, "effect"), "hold") == 0 || strcmp(report_text(item, "effect"), "review") == 0;
}

static bool is_given(const json_t *item)
{
    return strcmp(report_text(item, "state"), "given") == 0;
}

/* Whether it belongs to one of the parts that are shown in this order: demanded and open, given, else not shown. */
static bool is_of(const json_t *item, bool open)
{
    return open ? is_demanded(item) && !is_given(item) : is_given(item);
}

static size_t count_of(const json_t *evidence, bool open)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(evidence); i++)
        n += is_of(json_array_get(evidence, i), open);
    return n;
}

/* "a care-critical system" */
static const char *kind_of_system(char *buf, size_t size, const json_t *doc)
{
    const char *criticality = report_text_or(doc, "criticality", "unknown");

    if (strcmp(criticality, "unknown") == 0)
        return "a system of unknown criticality";
    snprintf(buf, size, "%s %s system", strchr("aeiou", criticality[0]) != NULL ? "an" : "a", criticality);
    return buf;
}

static void add_evidence(struct strbuf *out, const json_t *doc)
{
    char kind[64];

    const json_t *evidence = json_object_get(doc, "evidence");
    size_t open = count_of(evidence, true), given = count_of(evidence, false);

    if (open == 0)
        strbuf_addf(out, "Nothing that the policy demands of %s is missing; %zu item%s given.", kind_of_system(kind, sizeof(kind), doc), given, given == 1 ? " is" : "s are");
    else
        strbuf_addf(out, "%zu item%s of evidence that the policy demands of %s %s missing; %zu %s given.", open, open == 1 ? "" : "s", kind_of_system(kind, sizeof(kind), doc),
                    open == 1 ? "is" : "are", given, given == 1 ? "is" : "are");
}

/* "rollback_plan" as people write it. */
static const char *words_of(char *buf, size_t size, const char *item)
{
    snprintf(buf, size, "%s", item);
    for (char *c = buf; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return buf;
}

static const char *effect_of_absence(const json_t *item)
{
    return strcmp(report_text(item, "effect"), "hold") == 0 ? "holds the release" : strcmp(report_text(item, "effect"), "review") == 0 ? "asks for a review" : "not demanded";
}

/* ", see the wiki, by Ann, 2026-07-01": what it says, by whom and when, as far as that is known. */
static void add_source(struct strbuf *out, const json_t *item)
{
    char when[REPORT_WHEN_MAX];

    if (report_text(item, "value")[0] != '\0')
        strbuf_addf(out, ", %s", report_text(item, "value"));
    if (report_text(item, "by")[0] != '\0')
        strbuf_addf(out, ", by %s", report_text(item, "by"));
    if (report_time(item, "time") != TIME_NONE)
        strbuf_addf(out, ", %s", report_when(when, item, "time"));
}

void report_evidence_section(struct html *h, const json_t *doc)
{
    const json_t *evidence = json_object_get(doc, "evidence");
    struct strbuf text;

    if (!json_is_array(evidence))
        return;
    strbuf_init(&text);
    html_section_begin(h, "evidence", "Evidence, what is open first");
    add_evidence(&text, doc);
    report_sentence(h, &text);
    HTML_TABLE(h, "Items of evidence", { "Item", HTML_COLUMN_HEADER }, { "State", HTML_COLUMN_TEXT }, { "Its absence", HTML_COLUMN_TEXT }, { "What it says", HTML_COLUMN_TEXT },
               { "By", HTML_COLUMN_TEXT }, { "Time", HTML_COLUMN_TEXT });
    for (int open = 1; open >= 0; open--)
        for (size_t i = 0; i < json_array_size(evidence); i++) {
            const json_t *one = json_array_get(evidence, i);
            char name[64], when[REPORT_WHEN_MAX];

            if (!is_of(one, open != 0))
                continue;
            html_row(h);
            html_cell(h, words_of(name, sizeof(name), report_text(one, "item")));
            html_cell_badge(h, open == 0 ? HTML_GOOD : strcmp(report_text(one, "effect"), "hold") == 0 ? HTML_BAD : HTML_WARN, report_text_or(one, "state", "not known"));
            html_cell(h, effect_of_absence(one));
            html_cell(h, report_text(one, "value"));
            html_cell(h, report_text(one, "by"));
            html_cell(h, report_time(one, "time") != TIME_NONE ? report_when(when, one, "time") : "");
        }
    html_table_end(h, "No evidence is demanded, and none was given.");
    report_done(h->out, &text);
    html_section_end(h);
}

void report_evidence_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *evidence = json_object_get(doc, "evidence");
    struct strbuf text;

    if (!json_is_array(evidence))
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "Evidence, what is open first");
    add_evidence(&text, doc);
    markdown_paragraph(out, "%s", text.data);
    for (int open = 1; open >= 0; open--)
        for (size_t i = 0; i < json_array_size(evidence); i++) {
            const json_t *one = json_array_get(evidence, i);
            char name[64];

            if (!is_of(one, open != 0))
                continue;
            report_again(out, &text);
            strbuf_addf(&text, "%s: %s", words_of(name, sizeof(name), report_text(one, "item")), open ? report_text_or(one, "state", "not known") : "given");
            if (open)
                strbuf_addf(&text, ", its absence %s", effect_of_absence(one));
            add_source(&text, one);
            markdown_item(out, "%s", text.data != NULL ? text.data : "");
        }
    if (count_of(evidence, true) + count_of(evidence, false) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}

/* ------------------------------------------------------------- rules */

static void add_policy(struct strbuf *out, const json_t *doc)
{
    const json_t *policy = json_object_get(doc, "policy"), *by = json_object_get(policy, "signed"), *costs = json_object_get(policy, "costs");
    const json_t *blind = json_object_get(doc, "rules_blind");
    char hash[REPORT_HASH_MAX], when[REPORT_WHEN_MAX];

    strbuf_addf(out, "Policy %s (%s), hash %s: %s", report_text_or(policy, "version", "without a version"), report_text_or(policy, "source", "source not known"),
                report_short_hash(hash, report_text_or(policy, "hash", "not recorded")), report_text_or(policy, "state", "standing not known"));
    if (json_is_object(by))
        strbuf_addf(out, ", last by %s (%s) at %s as number %llu", report_text(by, "by"), report_text(by, "role"), report_when(when, by, "at"), (unsigned long long)report_count(by, "number"));
    strbuf_addf(out, "; costs and capacity: %s.", report_text_or(costs, "state", "standing not known"));
    if (report_text(policy, "says")[0] != '\0')
        strbuf_addf(out, " %s.", report_text(policy, "says"));
    if (report_text(costs, "says")[0] != '\0')
        strbuf_addf(out, " %s.", report_text(costs, "says"));
    if (report_count(blind, "changes_without_paths") > 0)
        strbuf_addf(out, " Of %llu of its %llu changes no file is known: no rule of paths could look at them.", (unsigned long long)report_count(blind, "changes_without_paths"),
                    (unsigned long long)report_count(blind, "changes"));
}

void report_add_rule_matches(struct strbuf *out, const json_t *rule)
{
    const json_t *list = json_object_get(rule, "matches");
    size_t n = json_array_size(list);
    unsigned long long all = report_count(rule, "matched");
    char hash[REPORT_HASH_MAX];

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);

        strbuf_adds(out, i > 0 ? "; " : "");
        if (strcmp(report_text(one, "condition"), "when") == 0 && report_text(one, "in")[0] != '\0') { /* it says all of it */
            strbuf_adds(out, report_text(one, "in"));
            continue;
        }
        strbuf_addf(out, "%s '%s'", report_text(one, "condition"), report_text(one, "matched"));
        if (report_text(one, "matched")[0] == '@') /* a lexicon: its phrases */
            strbuf_addf(out, " by %s", report_text(one, "in"));
        else if (report_text(one, "in")[0] != '\0' && strcmp(report_text(one, "in"), report_text(one, "matched")) != 0)
            strbuf_addf(out, " in %s", report_text(one, "in"));
        if (report_text(one, "commit")[0] != '\0')
            strbuf_addf(out, " of %s", report_short_hash(hash, report_text(one, "commit")));
    }
    if (all > n)
        strbuf_addf(out, " and %llu more", all - n);
}

static const char *effect_words(const json_t *rule)
{
    return report_is_true(rule, "settled") ? "review, settled by approval" : report_text_or(rule, "effect", "not known");
}

void report_rules_section(struct html *h, const json_t *doc)
{
    const json_t *rules = json_object_get(doc, "rules");
    struct strbuf text;

    if (!json_is_array(rules))
        return;
    strbuf_init(&text);
    html_section_begin(h, "rules", "Rules that it meets");
    add_policy(&text, doc);
    report_sentence(h, &text);
    HTML_TABLE(h, "The strictest first; the stricter of rules and model wins", { "Rule", HTML_COLUMN_HEADER }, { "Effect", HTML_COLUMN_TEXT }, { "Reason", HTML_COLUMN_TEXT },
               { "Met by", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *one = json_array_get(rules, i);
        const char *effect = report_text(one, "effect");

        report_again(h->out, &text);
        report_add_rule_matches(&text, one);
        html_row(h);
        html_cell(h, report_text_or(one, "rule", "no name"));
        html_cell_badge(h, strcmp(effect, "hold") == 0 ? HTML_BAD : strcmp(effect, "review") == 0 && !report_is_true(one, "settled") ? HTML_WARN : HTML_INFO, effect_words(one));
        html_cell(h, report_text(one, "reason"));
        html_cell(h, text.data != NULL ? text.data : "");
    }
    html_table_end(h, "No rule of the policy is met.");
    report_done(h->out, &text);
    html_section_end(h);
}

void report_rules_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *rules = json_object_get(doc, "rules");
    struct strbuf text;

    if (!json_is_array(rules))
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, "Rules that it meets");
    add_policy(&text, doc);
    markdown_paragraph(out, "%s", text.data);
    if (json_array_size(rules) == 0)
        markdown_paragraph(out, "No rule of the policy is met.");
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *one = json_array_get(rules, i);

        report_again(out, &text);
        report_add_rule_matches(&text, one);
        markdown_item(out, "%s (%s): %s. Met by %s", report_text_or(one, "rule", "no name"), effect_words(one), report_text(one, "reason"), text.data != NULL ? text.data : "");
    }
    if (json_array_size(rules) > 0)
        markdown_list_end(out);
    report_done(out, &text);
}
