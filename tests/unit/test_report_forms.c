/*
 * The forms of the release report carry the same content: a document with every fact of facts.h, each different, and the list of how each is shown. A fact
 * that the list does not have fails, and so does one that a form does not show.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/report.h"
#include "score/report/report_common.h"
#include "tests/support/support.h"

static const char document[] =
    "{\"schema_version\":1,\"report\":\"release\",\"engine_version\":\"9.8.7\",\"generated_at\":\"2024-07-01T04:12:09Z\",\"data_through\":\"2024-06-30T21:44:00Z\","
    "\"snapshot_hash\":\"51aa0c9e7d3bb21f5c88e0a4d6f1f2b351aa0c9e7d3bb21f5c88e0a4d6f1f2b3\",\"audit_head\":\"9f2c77d1e0b84a6655aa0f3c1b2d4e5f9f2c77d1e0b84a6655aa0f3c1b2d4e5f\","
    "\"audit_rows\":18422,\"demonstration\":true,"
    "\"project\":\"hospital\",\"release\":\"2024.13\",\"system\":\"portal\",\"system_name\":\"Clinical portal\",\"criticality\":\"compliance-critical\","
    "\"planned\":\"2024-07-03T20:00:00Z\",\"deployed\":\"2024-07-04T21:00:00Z\",\"status\":\"deployed\",\"outcome\":\"hotfix\",\"members\":37,\"missing\":13,\"learned_from\":11,"
    "\"verdict\":\"hold\",\"exit_status\":4,\"reasons\":[\"rejected by somebody\",\"second reason\"],\"probability\":0.6213,\"threshold\":0.2345,"
    "\"cost\":{\"miss\":17.5,\"review\":2.5},"
    "\"thresholds\":{\"by_cost\":0.143,\"by_capacity\":0.2345,\"in_force\":0.2345,\"limited\":true,\"capacity\":6.5,\"from\":\"2024-06-01T01:00:00Z\","
    "\"to\":\"2024-06-29T02:00:00Z\",\"weeks\":4.3,\"scored\":612,\"flagged\":26,\"of_criticality\":{\"scored\":319,\"at_cost\":41,\"at_in_force\":22,\"missed_per_week\":1.37}},"
    "\"method\":\"one minus the product\","
    "\"model\":{\"name\":\"change-risk\",\"stage\":\"approved\",\"approved\":false,\"created_at\":\"2024-06-02T03:58:00Z\",\"valid_until\":\"2024-06-28T03:57:00Z\","
    "\"metric\":\"roc_auc\",\"value\":0.7812,\"low\":0.7511,\"high\":0.8094,\"baseline\":{\"size_only\":{\"roc_auc\":0.702,\"brier\":0.142}}},"
    "\"changes\":[{\"commit\":\"04dba41ecccc0011223344556677889900aabbcc\",\"item\":\"change:hospital/04dba41ecccc0011223344556677889900aabbcc\",\"author\":\"somebody\","
    "\"date\":\"2024-06-21T10:00:00Z\",\"message\":\"Retry acknowledgements\",\"kind\":\"infrastructure\",\"la\":488.0,\"ld\":307.0,\"files\":33,\"probability\":0.284,"
    "\"share\":0.513,\"size_percentile\":0.546,\"known_harm\":true,\"learned_from\":true,\"base_rate\":0.21,"
    "\"why\":{\"bias\":-2.0,\"score\":-1.25,\"rest\":0.25,\"n\":9,\"families\":{\"size\":0.75,\"words\":-0.25},\"contributions\":["
    "{\"column\":\"numbers: ln la x ln nf\",\"family\":\"size\",\"value\":0.75},{\"column\":\"message: timeout\",\"family\":\"words\",\"value\":-0.25}]}}],"
    "\"past\":{\"releases\":26,\"with_outcome\":22,\"failed\":5,\"list\":[{\"release\":\"2024.12\",\"system\":\"portal\",\"deployed\":\"2024-06-02T20:00:00Z\","
    "\"outcome\":\"rollback\",\"changes\":114,\"same_system\":true}]},"
    "\"record\":{\"thresholds\":[],\"bins\":[{\"from\":0.0,\"to\":0.5,\"n\":401,\"mean_p\":0.217,\"rate\":0.193}],\"limits\":[\"only few rows\"],\"judged_by\":\"known\"},"
    "\"limits\":[\"a limit of releases\",\"only few rows\"],"
    "\"gate\":{\"criticality\":\"compliance-critical\",\"rows\":884,\"harms\":193,\"weeks\":27.4,"
    "\"gates\":[{\"gate_percent\":10,\"threshold\":0.301,\"gated\":89,\"caught\":73,\"missed\":120,\"catch_percent\":37.8,\"reviews_per_week\":3.2,\"missed_per_week\":4.38}],"
    "\"today\":{\"gate_percent\":14.9,\"threshold\":0.2345,\"gated\":132,\"caught\":98,\"missed\":95,\"catch_percent\":50.8,\"reviews_per_week\":4.8,\"missed_per_week\":3.47}},"
    "\"review\":{\"item\":71,\"content_hash\":\"aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899\",\"state\":\"claimed\",\"holder\":\"Holder Name\","
    "\"until\":\"2024-07-02T05:06:00Z\",\"signers\":{\"required\":2,\"given\":1,\"roles\":[\"clinical\",\"security\"]},"
    "\"signatures\":[{\"name\":\"Fresh Signer\",\"role\":\"security\",\"at\":\"2024-06-30T11:12:00Z\",\"meaning\":\"approved\",\"content_hash\":\"aabbccddeeff00112233445566778899\","
    "\"fresh\":true,\"valid\":true},{\"name\":\"Stale Signer\",\"role\":\"engineering\",\"at\":\"2024-06-29T13:14:00Z\",\"meaning\":\"rejected\","
    "\"content_hash\":\"0011223344556677889900aabbccddee\",\"fresh\":false,\"valid\":true},{\"name\":\"Forged Signer\",\"role\":\"clinical\",\"at\":\"2024-06-28T15:16:00Z\","
    "\"meaning\":\"reopened\",\"content_hash\":\"1111223344556677889900aabbccddee\",\"fresh\":false,\"valid\":false}],"
    "\"decisions\":[{\"decision\":\"claim\",\"name\":\"Holder Name\",\"role\":\"clinical\",\"at\":\"2024-06-30T10:11:00Z\",\"until\":\"2024-07-02T05:06:00Z\",\"reason\":\"\","
    "\"signed\":false,\"fresh\":true},{\"decision\":\"reject\",\"name\":\"Stale Signer\",\"role\":\"engineering\",\"at\":\"2024-06-29T13:14:00Z\",\"until\":\"\","
    "\"reason\":\"no rollback plan\",\"signed\":true,\"fresh\":false}]}}";

enum how {
    TOLD,      /* not as such: `words` says how it is told                    */
    TEXT, WHEN, DAY, HASH, CHANCE, CHANCE_2, SHARE, PERCENT, COUNT, G, NUMBER, NUMBER_1, NUMBER_2, NUMBER_3, SIGNED_2, SIGNED_4,
    WORDS,     /* where true: `words`                                         */
    WORDS_NOT  /* where false: `words`                                        */
};

/* Paths with [] for any element of an array. */
static const struct fact {
    const char *path;
    enum how    how;
    const char *words;
} facts[] = {
    { "schema_version", TOLD, "of the document, not of the release" }, { "report", TOLD, "the heading" }, { "engine_version", TEXT, NULL },
    { "generated_at", WHEN, NULL }, { "data_through", WHEN, NULL }, { "snapshot_hash", HASH, NULL }, { "audit_head", TEXT, NULL }, { "audit_rows", COUNT, NULL },
    { "demonstration", WORDS, "made up" }, { "project", TEXT, NULL }, { "release", TEXT, NULL }, { "system", TEXT, NULL }, { "system_name", TEXT, NULL },
    { "criticality", TEXT, NULL }, { "planned", TOLD, "the page of a deployed release tells when it was deployed" }, { "deployed", WHEN, NULL }, { "status", TEXT, NULL },
    { "outcome", TEXT, NULL }, { "members", COUNT, NULL }, { "missing", COUNT, NULL }, { "learned_from", TOLD, "each change says it, and the reasons count them" },
    { "verdict", TEXT, NULL }, { "exit_status", TEXT, NULL }, { "reasons[]", TEXT, NULL }, { "probability", CHANCE_2, NULL }, { "threshold", CHANCE_2, NULL },
    { "cost.miss", G, NULL }, { "cost.review", G, NULL }, { "thresholds.by_cost", CHANCE, NULL }, { "thresholds.by_capacity", CHANCE, NULL },
    { "thresholds.in_force", CHANCE, NULL }, { "thresholds.limited", WORDS, "reviews a week that people can do" }, { "thresholds.capacity", G, NULL },
    { "thresholds.from", WHEN, NULL }, { "thresholds.to", WHEN, NULL }, { "thresholds.weeks", NUMBER_1, NULL }, { "thresholds.scored", COUNT, NULL },
    { "thresholds.flagged", COUNT, NULL }, { "thresholds.of_criticality.scored", COUNT, NULL }, { "thresholds.of_criticality.at_cost", COUNT, NULL },
    { "thresholds.of_criticality.at_in_force", COUNT, NULL }, { "thresholds.of_criticality.missed_per_week", NUMBER_2, NULL }, { "method", TEXT, NULL },
    { "model.name", TEXT, NULL }, { "model.stage", TEXT, NULL }, { "model.approved", WORDS_NOT, "model not approved" }, { "model.created_at", WHEN, NULL },
    { "model.valid_until", WHEN, NULL }, { "model.metric", TOLD, "by its name, ROC-AUC" }, { "model.value", NUMBER_3, NULL }, { "model.low", NUMBER_3, NULL },
    { "model.high", NUMBER_3, NULL }, { "model.baseline.size_only.roc_auc", NUMBER_3, NULL }, { "model.baseline.size_only.brier", TOLD, "of the model's own measure alone" },
    { "changes[].commit", HASH, NULL }, { "changes[].item", TOLD, "project and commit" }, { "changes[].author", TEXT, NULL }, { "changes[].date", DAY, NULL },
    { "changes[].message", TEXT, NULL }, { "changes[].kind", TEXT, NULL }, { "changes[].la", NUMBER, NULL }, { "changes[].ld", NUMBER, NULL },
    { "changes[].files", COUNT, NULL }, { "changes[].probability", CHANCE, NULL }, { "changes[].share", SHARE, NULL }, { "changes[].size_percentile", SHARE, NULL },
    { "changes[].known_harm", WORDS, "did harm already" }, { "changes[].learned_from", WORDS, "the model learned from it" },
    { "changes[].base_rate", TOLD, "the start of the explanation" }, { "changes[].why.bias", SIGNED_4, NULL }, { "changes[].why.score", SIGNED_4, NULL },
    { "changes[].why.rest", SIGNED_4, NULL }, { "changes[].why.n", TOLD, "named and others" }, { "changes[].why.families.size", SIGNED_2, NULL },
    { "changes[].why.families.words", SIGNED_2, NULL }, { "changes[].why.contributions[].column", TOLD, "in words: 'log lines added'" },
    { "changes[].why.contributions[].family", TOLD, "by kind" }, { "changes[].why.contributions[].value", SIGNED_2, NULL }, { "past.releases", COUNT, NULL },
    { "past.with_outcome", COUNT, NULL }, { "past.failed", COUNT, NULL }, { "past.list[].release", TEXT, NULL }, { "past.list[].system", TEXT, NULL },
    { "past.list[].deployed", DAY, NULL }, { "past.list[].outcome", TEXT, NULL }, { "past.list[].changes", COUNT, NULL }, { "past.list[].same_system", WORDS, "(the same)" },
    { "record.bins[].from", TOLD, "the bin's mean" }, { "record.bins[].to", TOLD, "the bin's mean" }, { "record.bins[].n", COUNT, NULL },
    { "record.bins[].mean_p", TOLD, "a point of the plot, a row of the table" }, { "record.bins[].rate", TOLD, "a point of the plot, a row of the table" },
    { "record.limits[]", TEXT, NULL }, { "record.judged_by", TOLD, "as they were known at the cut" }, { "limits[]", TEXT, NULL }, { "gate.criticality", TEXT, NULL },
    { "gate.rows", COUNT, NULL }, { "gate.harms", COUNT, NULL }, { "gate.weeks", NUMBER_1, NULL }, { "gate.gates[].gate_percent", NUMBER, NULL },
    { "gate.gates[].threshold", CHANCE, NULL }, { "gate.gates[].gated", COUNT, NULL }, { "gate.gates[].caught", COUNT, NULL }, { "gate.gates[].missed", COUNT, NULL },
    { "gate.gates[].catch_percent", PERCENT, NULL }, { "gate.gates[].reviews_per_week", NUMBER_1, NULL }, { "gate.gates[].missed_per_week", NUMBER_2, NULL },
    { "gate.today.gate_percent", NUMBER_1, NULL }, { "gate.today.threshold", CHANCE, NULL }, { "gate.today.gated", COUNT, NULL }, { "gate.today.caught", COUNT, NULL },
    { "gate.today.missed", COUNT, NULL }, { "gate.today.catch_percent", PERCENT, NULL }, { "gate.today.reviews_per_week", NUMBER_1, NULL },
    { "gate.today.missed_per_week", NUMBER_2, NULL }, { "review.item", TOLD, "its number in the queue: 'review list'" }, { "review.content_hash", TEXT, NULL },
    { "review.state", TEXT, NULL }, { "review.holder", TEXT, NULL }, { "review.until", WHEN, NULL }, { "review.signers.required", COUNT, NULL },
    { "review.signers.given", COUNT, NULL }, { "review.signers.roles[]", TEXT, NULL }, { "review.signatures[].name", TEXT, NULL }, { "review.signatures[].role", TEXT, NULL },
    { "review.signatures[].at", WHEN, NULL }, { "review.signatures[].meaning", TEXT, NULL }, { "review.signatures[].content_hash", HASH, NULL },
    { "review.signatures[].fresh", WORDS, "fresh" }, { "review.signatures[].valid", WORDS_NOT, "not valid" }, { "review.decisions[].decision", TEXT, NULL },
    { "review.decisions[].name", TEXT, NULL }, { "review.decisions[].role", TEXT, NULL }, { "review.decisions[].at", WHEN, NULL }, { "review.decisions[].until", WHEN, NULL },
    { "review.decisions[].reason", TEXT, NULL }, { "review.decisions[].signed", WORDS, "signed" }, { "review.decisions[].fresh", WORDS_NOT, "another content" },
};

enum { N_FACTS = sizeof(facts) / sizeof(facts[0]), WORDS_MAX = 256 };

struct forms {
    char *html, *markdown;
    bool  met[N_FACTS];
    int   lacking;
};

static const struct fact *find(struct forms *forms, const char *path)
{
    for (size_t i = 0; i < N_FACTS; i++)
        if (strcmp(facts[i].path, path) == 0) {
            forms->met[i] = true;
            return &facts[i];
        }
    fail_msg("'%s' is in the document and not in the list of what is shown", path);
    return NULL;
}

static const char *when_of(char out[WORDS_MAX], const json_t *value, bool day)
{
    char when[REPORT_WHEN_MAX];
    json_t *doc = json_pack("{s:O}", "at", (json_t *)(uintptr_t)value);

    snprintf(out, WORDS_MAX, day ? "%.10s" : "%s", report_when(when, doc, "at"));
    json_decref(doc);
    return out;
}

/* What both forms must hold of the value; "" for nothing. */
static const char *shown(char out[WORDS_MAX], const struct fact *fact, const json_t *value)
{
    double number = json_number_value(value);

    switch (fact->how) {
    case TOLD:
        return "";
    case TEXT:
        if (json_is_integer(value))
            snprintf(out, WORDS_MAX, "%lld", (long long)json_integer_value(value));
        else
            snprintf(out, WORDS_MAX, "%s", json_string_value(value));
        return out;
    case WHEN:
    case DAY:
        return json_string_value(value)[0] == '\0' ? "" : when_of(out, value, fact->how == DAY);
    case HASH:
        return report_short_hash(out, json_string_value(value));
    case CHANCE:
    case CHANCE_2:
        return report_chance(out, number, fact->how == CHANCE ? 3 : 2);
    case SHARE:
    case PERCENT:
        return html_format_probability(out, fact->how == SHARE ? number : number / 100);
    case COUNT:
        return html_format_count(out, (uint64_t)number);
    case G:
        snprintf(out, WORDS_MAX, "%g", number);
        return out;
    case SIGNED_2:
    case SIGNED_4:
        return html_format_signed(out, number, fact->how == SIGNED_2 ? 2 : 4);
    case WORDS:
    case WORDS_NOT:
        return json_is_true(value) == (fact->how == WORDS) ? fact->words : "";
    default:
        return html_format_number(out, number, (int)(fact->how - NUMBER));
    }
}

static void walk(struct forms *forms, const char *path, json_t *value)
{
    char below[256], words[WORDS_MAX];
    const struct fact *fact;
    const char *key, *expected;
    json_t *one;
    size_t i;

    if (json_is_object(value)) {
        json_object_foreach(value, key, one) {
            snprintf(below, sizeof(below), "%s%s%s", path, path[0] != '\0' ? "." : "", key);
            walk(forms, below, one);
        }
        return;
    }
    if (json_is_array(value)) {
        snprintf(below, sizeof(below), "%s[]", path);
        json_array_foreach(value, i, one)
            walk(forms, below, one);
        return;
    }
    fact = find(forms, path);
    expected = shown(words, fact, value);
    if (strstr(forms->html, expected) == NULL) {
        print_error("'%s': the page lacks '%s'\n", path, expected);
        forms->lacking++;
    }
    if (strstr(forms->markdown, expected) == NULL) {
        print_error("'%s': the Markdown lacks '%s'\n", path, expected);
        forms->lacking++;
    }
}

static void render(char **out, void (*form)(struct strbuf *out, const json_t *doc), const json_t *doc)
{
    struct strbuf text;

    strbuf_init(&text);
    form(&text, doc);
    assert_false(text.failed);
    *out = strbuf_detach(&text, NULL);
}

static void every_fact_is_in_both_forms(void **state)
{
    struct forms forms = { .html = NULL };
    json_error_t error;
    json_t *doc = json_loads(document, 0, &error);

    (void)state;
    if (doc == NULL)
        fail_msg("test document, column %d: %s", error.column, error.text);
    render(&forms.html, report_release_html, doc);
    render(&forms.markdown, report_release_markdown, doc);
    walk(&forms, "", doc);
    assert_int_equal(forms.lacking, 0);
    for (size_t i = 0; i < N_FACTS; i++)
        if (!forms.met[i])
            fail_msg("'%s' is in the list of what is shown and not in the document", facts[i].path);
    mem_free(forms.html);
    mem_free(forms.markdown);
    json_decref(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fact_is_in_both_forms),
    };

    return cmocka_run_group_tests_name("report_forms", tests, NULL, NULL);
}
