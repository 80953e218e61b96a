/*
 * report_range.c - commits before the merge, for a terminal and as SARIF; see facts_range.h.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/facts_range.h"
#include "score/release/release_questions.h"
#include "score/release/sarif.h"
#include "score/report/report_common.h"

enum { MESSAGE_MAX = 60, FACTORS = 3 };

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
    const json_t *list = json_object_get(json_object_get(change, "why"), "contributions");
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

void report_range_text(struct strbuf *out, const json_t *doc)
{
    const json_t *reasons = json_object_get(doc, "reasons"), *model = json_object_get(doc, "model");
    uint64_t merges = report_count(doc, "merges");
    size_t n = json_array_size(json_object_get(doc, "changes"));

    if (json_is_object(model))
        add_changes(out, json_object_get(doc, "changes"));
    strbuf_addf(out, "%s: ", report_text(doc, "verdict"));
    report_add_joined(out, reasons);
    strbuf_addf(out, "\n%zu change%s of %s", n, n == 1 ? "" : "s", report_text(doc, "range"));
    if (merges > 0)
        strbuf_addf(out, " (and %llu merge%s, which change nothing themselves)", (unsigned long long)merges, merges == 1 ? "" : "s");
    if (json_is_object(model))
        strbuf_addf(out, ", scored by %s", report_text(model, "name"));
    strbuf_adds(out, "; nothing was stored\n");
}

/* Only what is asked of changes by themselves. */
static void add_questions(struct sarif *s, const json_t *doc, const char *place)
{
    const struct release_question *question;
    size_t n = release_questions(&question);

    for (size_t i = 0; i < n && !s->failed; i++) {
        const char *text, *leads = release_answer(&text, doc, question[i].id);
        struct strbuf rule;

        if (leads[0] == '\0' || strcmp(question[i].id, "threshold") == 0) /* the changes themselves tell that */
            continue;
        strbuf_init(&rule);
        strbuf_addf(&rule, "prodrome/%s", question[i].id);
        s->failed = rule.failed;
        if (!s->failed) {
            sarif_rule(s, rule.data, question[i].title, question[i].text);
            sarif_add(s, &(struct sarif_result){ .rule = rule.data, .level = sarif_level(leads), .text = text, .place = place, .rank = (double)NAN,
                                                 .content = { report_text(doc, "project") }, .properties = json_pack("{s:s}", "leadsTo", leads) });
        }
        strbuf_release(&rule);
    }
}

void report_range_sarif(struct strbuf *out, const json_t *doc)
{
    struct strbuf place, subject;
    struct sarif s;

    strbuf_init(&place);
    strbuf_init(&subject);
    strbuf_addf(&place, "project %s", report_text_or(doc, "project", "without a name"));
    strbuf_addf(&subject, "prodrome/changes/%s", report_text_or(doc, "project", "without a name"));
    sarif_init(&s, doc, subject.failed ? "" : subject.data);
    s.failed = s.failed || place.failed || subject.failed;
    add_questions(&s, doc, place.data);
    sarif_add_changes(&s, doc, report_number(doc, "threshold"), place.data);
    sarif_write(out, &s, (int)json_integer_value(json_object_get(doc, "exit_status")));
    report_done(out, &subject);
    report_done(out, &place);
}
