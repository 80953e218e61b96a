/*
 * report_range.c - commits before the merge, for a terminal; see facts_range.h.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/facts_range.h"
#include "score/release/report_rules.h"
#include "score/report/report_sentences.h"

enum { MESSAGE_MAX = 60, FACTORS = 3, DEPENDENCIES_SHOWN = 20 };

static int riskiest_first(const void *a, const void *b)
{
    const json_t *x = *(const json_t *const *)a, *y = *(const json_t *const *)b;
    double p = report_number(x, "probability"), q = report_number(y, "probability");

    if (p != q && !isnan(p) && !isnan(q))
        return p < q ? 1 : -1;
    return strcmp(report_text(x, "commit"), report_text(y, "commit"));
}

static void add_change(struct strbuf *out, const json_t *change)
{
    const json_t *list = json_object_get(json_object_get(change, "why"), "contributions"), *lower = json_object_get(change, "lower");
    char hash[REPORT_HASH_MAX], p[HTML_NUMBER_MAX], value[HTML_NUMBER_MAX];
    size_t shown = 0;

    strbuf_addf(out, "%s %s  %s  +%.0f -%.0f in %llu  ", report_is_true(change, "gated") ? "!" : " ", report_chance(p, report_number(change, "probability"), 3),
                report_short_hash(hash, report_text(change, "commit")), report_number(change, "la"), report_number(change, "ld"),
                (unsigned long long)report_count(change, "files"));
    report_add_cut(out, report_text_or(change, "message", "no message"), MESSAGE_MAX);
    for (size_t i = 0; i < json_array_size(list) && shown < FACTORS; i++) {
        if (report_number(json_array_get(list, i), "value") <= 0)
            continue;
        strbuf_adds(out, shown++ == 0 ? "\n      raised by " : ", ");
        report_add_factor(out, json_array_get(list, i));
        strbuf_addf(out, " %s", html_format_signed(value, report_number(json_array_get(list, i), "value"), 2));
    }
    for (size_t i = 0; i < json_array_size(lower); i++) {
        const json_t *one = json_array_get(lower, i);

        strbuf_addf(out, "%s%s %s", i == 0 ? "\n      would be lower with " : ", ", report_text_or(one, "what", "something else"), report_chance(value, report_number(one, "probability"), 3));
    }
    strbuf_addc(out, '\n');
}

static void add_changes(struct strbuf *out, const json_t *changes)
{
    size_t n = json_array_size(changes);
    const json_t **order = mem_calloc(n + 1, sizeof(*order));

    if (order == NULL) {
        out->failed = 1;
        return;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = json_array_get(changes, i);
    qsort(order, n, sizeof(*order), riskiest_first);
    for (size_t i = 0; i < n; i++)
        add_change(out, order[i]);
    mem_free(order);
}

/* Whether two rows say the same of different files. */
static bool is_same_step(const json_t *a, const json_t *b)
{
    static const char *const key[] = { "ecosystem", "name", "kind", "from", "to" };

    for (size_t k = 0; k < sizeof(key) / sizeof(key[0]); k++)
        if (strcmp(report_text(a, key[k]), report_text(b, key[k])) != 0)
            return false;
    return true;
}

/* "dependency x upgraded from 1.0 to 1.1, in pom.xml and 2 more" */
static void add_dependency(struct strbuf *out, const json_t *one, size_t n_files)
{
    const char *from = report_text(one, "from"), *to = report_text(one, "to");

    strbuf_addf(out, "dependency %s %s", report_text(one, "name"), report_text(one, "kind"));
    if (from[0] != '\0' && to[0] != '\0')
        strbuf_addf(out, " from %s to %s", from, to);
    else if (from[0] != '\0' || to[0] != '\0')
        strbuf_addf(out, " (%s%s)", from, to);
    strbuf_addf(out, ", in %s", report_text(one, "file"));
    if (n_files > 1)
        strbuf_addf(out, " and %zu more", n_files - 1);
    strbuf_addc(out, '\n');
}

/* Each step once, whatever the number of files that take it. */
static void add_dependencies(struct strbuf *out, const json_t *list)
{
    size_t n = json_array_size(list), n_shown = 0, n_left = 0;

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        size_t n_files = 0, first = n;

        for (size_t k = 0; k < n; k++)
            if (is_same_step(one, json_array_get(list, k))) {
                first = first == n ? k : first;
                n_files++;
            }
        if (first != i)
            continue;
        if (n_shown++ < DEPENDENCIES_SHOWN)
            add_dependency(out, one, n_files);
        else
            n_left++;
    }
    if (n_left > 0)
        strbuf_addf(out, "and %zu more changes of dependencies: --json has all\n", n_left);
}

static void add_rules(struct strbuf *out, const json_t *rules)
{
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *one = json_array_get(rules, i);

        strbuf_addf(out, "rule %s (%s): %s; met by ", report_text(one, "rule"), report_text(one, "effect"), report_text(one, "reason"));
        report_add_rule_matches(out, one);
        strbuf_addc(out, '\n');
    }
}

/* "hold: 1 rule holds, 2 ask for a review; model not approved: ..." : the rules stand in lines of their own. */
static void add_verdict(struct strbuf *out, const json_t *doc)
{
    const json_t *judged = json_object_get(doc, "judged"), *rules = json_object_get(doc, "rules");
    size_t n_hold = 0, n_review = 0;
    const char *separator = "";

    for (size_t i = 0; i < json_array_size(rules); i++) {
        n_hold += strcmp(report_text(json_array_get(rules, i), "effect"), "hold") == 0;
        n_review += strcmp(report_text(json_array_get(rules, i), "effect"), "review") == 0;
    }
    strbuf_addf(out, "%s: ", report_text(doc, "verdict"));
    if (n_hold > 0)
        strbuf_addf(out, "%zu rule%s of the policy hold%s it", n_hold, n_hold == 1 ? "" : "s", n_hold == 1 ? "s" : "");
    if (n_review > 0)
        strbuf_addf(out, "%s%zu rule%s of the policy ask%s for a review", n_hold > 0 ? "; " : "", n_review, n_review == 1 ? "" : "s", n_review == 1 ? "s" : "");
    separator = n_hold + n_review > 0 ? "; " : "";
    for (size_t i = 0; i < json_array_size(judged); i++) {
        const json_t *one = json_array_get(judged, i);

        if (strcmp(report_text(one, "question"), "rules") == 0)
            continue;
        strbuf_addf(out, "%s%s", separator, report_text(one, "text"));
        separator = "; ";
    }
    strbuf_addc(out, '\n');
}

void report_range_text(struct strbuf *out, const json_t *doc)
{
    const json_t *model = json_object_get(doc, "model");
    uint64_t merges = report_count(doc, "merges");
    size_t n = json_array_size(json_object_get(doc, "changes"));

    if (json_is_object(model))
        add_changes(out, json_object_get(doc, "changes"));
    add_dependencies(out, json_object_get(doc, "dependencies"));
    add_rules(out, json_object_get(doc, "rules"));
    add_verdict(out, doc);
    strbuf_addf(out, "%zu change%s of %s", n, n == 1 ? "" : "s", report_text(doc, "range"));
    if (merges > 0)
        strbuf_addf(out, " (and %llu merge%s, which change nothing themselves)", (unsigned long long)merges, merges == 1 ? "" : "s");
    if (json_is_object(model))
        strbuf_addf(out, ", scored by %s", report_text(model, "name"));
    strbuf_adds(out, "; nothing was stored\n");
}
