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
#include "score/report/report_values.h"
#include "tests/support/release_form_facts.h"
#include "tests/support/support.h"

/* Longer than the 4095 bytes that C17 promises for a literal; every compiler we use takes it. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
static const char document[] =
    "{\"schema_version\":1,\"report\":\"release\",\"engine_version\":\"9.8.7\",\"generated_at\":\"2024-07-01T04:12:09Z\",\"data_through\":\"2024-06-30T21:44:00Z\","
    "\"snapshot_hash\":\"51aa0c9e7d3bb21f5c88e0a4d6f1f2b351aa0c9e7d3bb21f5c88e0a4d6f1f2b3\",\"audit_head\":\"9f2c77d1e0b84a6655aa0f3c1b2d4e5f9f2c77d1e0b84a6655aa0f3c1b2d4e5f\","
    "\"audit_rows\":18422,\"demonstration\":true,"
    "\"project\":\"hospital\",\"release\":\"2024.13\",\"system\":\"portal\",\"system_name\":\"Clinical portal\",\"criticality\":\"compliance-critical\","
    "\"planned\":\"2024-07-03T20:00:00Z\",\"deployed\":\"2024-07-04T21:00:00Z\",\"status\":\"deployed\",\"outcome\":\"hotfix\",\"retrospective\":\"2024-06-29T00:00:00Z\",\"known_later\":861,\"members\":37,\"missing\":13,\"learned_from\":11,"
    "\"verdict\":\"hold\",\"exit_status\":4,\"reasons\":[\"rejected by somebody\",\"second reason\"],\"probability\":0.6213,\"threshold\":0.2345,"
    "\"of_release\":true,\"interval\":{\"low\":0.4571,\"high\":0.7739,\"of\":\"changes and past releases\"},\"base\":{\"releases\":2711,\"harms\":1693,\"silent\":4,\"rate\":0.3617},\"ratio\":1.7,\"band\":\"above\","
    "\"size_only\":{\"probability\":0.3357},"
    "\"cost\":{\"miss\":17.5,\"review\":2.5},"
    "\"thresholds\":{\"by_cost\":0.143,\"by_capacity\":0.2345,\"in_force\":0.2345,\"limited\":true,\"capacity\":6.5,\"from\":\"2024-06-01T01:00:00Z\","
    "\"to\":\"2024-06-29T02:00:00Z\",\"weeks\":4.3,\"scored\":612,\"flagged\":26,\"of_criticality\":{\"scored\":319,\"at_cost\":41,\"at_in_force\":22,\"missed_per_week\":1.37}},"
    "\"method\":\"one minus the product\","
    "\"model\":{\"name\":\"change-risk\",\"stage\":\"approved\",\"approved\":false,\"created_at\":\"2024-06-02T03:58:00Z\",\"trained_from\":\"2019-03-17T00:00:00Z\",\"trained_through\":\"2024-05-29T00:00:00Z\",\"valid_until\":\"2024-06-28T03:57:00Z\","
    "\"metric\":\"roc_auc\",\"value\":0.7812,\"low\":0.7511,\"high\":0.8094,\"baseline\":{\"size_only\":{\"roc_auc\":0.702,\"brier\":0.142}}},"
    "\"changes\":[{\"commit\":\"04dba41ecccc0011223344556677889900aabbcc\",\"item\":\"change:hospital/04dba41ecccc0011223344556677889900aabbcc\",\"author\":\"somebody\","
    "\"date\":\"2024-06-21T10:00:00Z\",\"message\":\"Retry acknowledgements\",\"kind\":\"infrastructure\",\"la\":488.0,\"ld\":307.0,\"files\":33,\"probability\":0.284,"
    "\"share\":0.513,\"size_percentile\":0.546,\"known_harm\":true,\"mended_in_it\":true,\"learned_from\":true,\"base_rate\":0.21,\"paths\":[\"src/ack.c\"],"
    "\"recent_rate\":0.139,\"ratio\":2.6,\"band\":\"above\",\"interval\":{\"low\":0.187,\"high\":0.418,\"rows\":57,\"harms\":16},\"percentile\":91.0,"
    "\"size_only\":{\"probability\":0.266},\"worst_file\":{\"path\":\"src/worst/dose.c\",\"changes\":223,\"harms\":72},\"lower\":[{\"what\":\"half of the lines\",\"set\":{\"la\":244.0},\"probability\":0.155}],"
    "\"why\":{\"bias\":-2.0,\"score\":-1.25,\"rest\":0.25,\"n\":9,\"families\":{\"size\":0.75,\"words\":-0.25},\"contributions\":["
    "{\"column\":\"numbers: ln la x ln nf\",\"family\":\"size\",\"value\":0.75},{\"column\":\"message: timeout\",\"family\":\"words\",\"value\":-0.25}]}}],"
    "\"past\":{\"releases\":26,\"with_outcome\":22,\"told\":19,\"harm_alone\":814,\"failed\":5,\"scored\":1913,\"at_or_below\":1771,\"list\":[{\"release\":\"2024.12\",\"system\":\"portal\",\"deployed\":\"2024-06-02T20:00:00Z\","
    "\"outcome\":\"rollback\",\"told\":true,\"mends\":9,\"changes\":114,\"harmful\":1047,\"probability\":0.517,\"same_system\":true}]},"
    "\"record\":{\"thresholds\":[],\"bins\":[{\"from\":0.0,\"to\":0.5,\"n\":401,\"mean_p\":0.217,\"rate\":0.193}],\"limits\":[\"only few rows\"],\"judged_by\":\"known\"},"
    "\"limits\":[\"a limit of releases\",\"only few rows\"],"
    "\"gate\":{\"unit\":\"changes\",\"criticality\":\"compliance-critical\",\"rows\":884,\"harms\":193,\"weeks\":27.4,"
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
    "\"reason\":\"no rollback plan\",\"signed\":true,\"fresh\":false}]},"
    "\"judged\":[{\"question\":\"people\",\"leads_to\":\"hold\",\"text\":\"rejected by somebody\"}],\"readiness\":null,"
    "\"gate_releases\":{\"unit\":\"releases\",\"from\":\"scores\",\"why\":\"\",\"needed\":10,\"needed_each\":3,\"usable\":29,\"failed\":8,\"criticality\":\"all\",\"rows\":29,"
    "\"harms\":8,\"weeks\":61.7,\"gates\":[{\"gate_percent\":20,\"threshold\":0.812,\"gated\":6,\"caught\":4,\"missed\":4,\"catch_percent\":50.9,"
    "\"reviews_per_week\":0.1,\"missed_per_week\":0.06}],\"today\":{\"gate_percent\":72.4,\"threshold\":0.2345,\"gated\":21,\"caught\":7,\"missed\":1,"
    "\"catch_percent\":87.6,\"reviews_per_week\":0.34,\"missed_per_week\":0.02},"
    "\"by_criticality\":[{\"criticality\":\"administrative\",\"rows\":2917,\"harms\":2903,\"cost\":{\"miss\":18.25,\"review\":1.75},\"by_cost\":0.0959,\"in_force\":0.0971,\"limited\":true,"
    "\"today\":{\"threshold\":0.0971,\"gate_percent\":64.1,\"gated\":1871,\"caught\":1867,\"missed\":1036,\"catch_percent\":64.3,\"reviews_per_week\":1.2,\"missed_per_week\":0.6},"
    "\"at_cost\":{\"threshold\":0.0959},\"cost_at_cost\":617.4,\"cost_today\":681.6}]},"
    "\"health\":[{\"task\":\"change-risk\",\"name\":\"change-risk-b19\",\"created_at\":\"2024-06-03T03:58:00Z\",\"age_days\":28,"
    "\"drift\":{\"at\":\"2024-06-25T03:00:00Z\",\"verdict\":\"drift\",\"columns\":6317,\"without_data\":3137,\"drifting\":[\"entropy-column\"],\"predictions\":\"not enough data\"},"
    "\"calibration\":{\"verdict\":\"too high\",\"rows\":7219,\"said\":0.2764,\"came\":0.1871,\"ece\":0.0619},"
    "\"live\":{\"since\":\"2024-06-04T00:00:00Z\",\"scored\":8219,\"judged\":4127,\"by_this\":2111,\"harms\":77,\"verdict\":\"too low\",\"said\":0.1127,\"came\":0.1563,\"low\":0.1411,\"high\":0.1733,"
    "\"roc_auc\":0.7369}}],"
    "\"policy\":{\"source\":\"file\",\"version\":\"2026-11b\",\"hash\":\"0c0ffee0c0ffee112233445566778899\",\"state\":\"changed since it was signed\","
    "\"says\":\"both of them hold\",\"signed\":{\"number\":83,\"hash\":\"ddd\",\"by\":\"Policy Signer\",\"role\":\"administrator\",\"at\":\"2024-05-11T12:13:00Z\"},"
    "\"costs\":{\"state\":\"not signed\",\"says\":\"costs are other now\",\"hash\":\"eee\"}},"
    "\"rules\":[{\"rule\":\"lab-interface\",\"effect\":\"review\",\"reason\":\"the laboratory wants to know\",\"settled\":false,\"matched\":2,\"matches\":["
    "{\"condition\":\"path\",\"matched\":\"lab-sources\",\"commit\":\"7777aaaa7777bbbb0011\",\"in\":\"src/lab/x.c\"}]},"
    "{\"rule\":\"other-rule\",\"effect\":\"review\",\"reason\":\"another reason\",\"settled\":true,\"matched\":1,\"matches\":[]}],"
    "\"rules_blind\":{\"changes_without_paths\":19,\"changes\":37},"
    "\"evidence\":[{\"item\":\"rollback_plan\",\"effect\":\"hold\",\"state\":\"denied\",\"value\":\"not yet written\",\"time\":\"2024-06-18T07:07:00Z\",\"by\":\"Evi Dence\"},"
    "{\"item\":\"runbook\",\"effect\":\"note\",\"state\":\"given\",\"value\":\"page 12\",\"time\":\"2024-06-19T08:08:00Z\",\"by\":\"Run Book\"}],"
    "\"readers\":{\"clinical\":\"A line for clinicians.\",\"compliance\":\"A line for compliance.\",\"operations\":\"A line for operations.\"},"
    "\"damage\":{\"by\":\"rule\",\"safety\":1,\"privacy\":0,\"continuity\":0,\"list\":[{\"commit\":\"5555cccc5555dddd0011\",\"message\":\"Alarm limits\",\"kind\":\"safety\","
    "\"reason\":\"alarm phrase\"}]},"
    "\"families\":[{\"family\":\"history\",\"value\":0.87}],\"safeguards\":[{\"family\":\"spread\",\"value\":0.43,\"fact\":\"raises it\",\"text\":\"Ask each owner.\",\"files\":[\"lib/spread.c\"]},"
    "{\"family\":\"evidence-lack\",\"fact\":\"the runbook is missing\",\"text\":\"Bring it up to date.\",\"files\":[]}],"
    "\"dependencies\":{\"system\":\"portal\",\"release\":\"2024.13\",\"before\":\"2024.11x\",\"at\":\"2024-06-30T00:00:00Z\",\"counts\":{\"added\":101,\"removed\":102,"
    "\"upgraded\":103,\"downgraded\":104,\"changed\":105},\"learned_from\":{\"updates\":2031,\"broke\":171,\"releases\":59,\"failed_releases\":14,\"version\":\"deprisk47\",\"approved\":false,\"base_rate\":0.084},"
    "\"reason\":\"\",\"omitted\":66,\"list\":[{\"item\":\"dependency:portal/libhl7\",\"name\":\"libhl7\",\"change\":\"downgraded\",\"from\":\"3.14\",\"to\":\"3.11\","
    "\"probability\":0.327,\"low\":0.24,\"high\":0.46,\"summary\":\"It broke before.\",\"evidence\":[{\"kind\":\"update\",\"project\":\"p\",\"id\":\"PR-888\","
    "\"from\":\"3.1\",\"to\":\"3.2rc\",\"broke\":true,\"at\":null}]}],\"removed\":[{\"name\":\"oldlib\",\"ecosystem\":\"npm\",\"file\":\"x\",\"from\":\"0.0.7\"}]},"
    "\"services\":{\"system\":\"portal-core\",\"all\":0.193,\"list\":[{\"item\":\"dependency:portal/lab-link\",\"basis\":\"service\",\"name\":\"lab-link\",\"incidents\":2113,"
    "\"tied\":1207,\"probability\":0.573,\"low\":0.55,\"high\":0.59,\"by_chance\":0.04,\"all\":0.193,\"summary\":\"Many were followed.\",\"evidence\":["
    "{\"service\":\"ticket:desk/L-31\",\"system\":\"ticket:desk/E-32\",\"at\":\"2024-05-21T07:06:00Z\"}]}]},"
    "\"likeness\":{\"weights\":{\"files\":0.41,\"words\":0.29,\"system\":0.13,\"metrics\":0.17},\"least\":0.251,\"known\":9184,\"known_releases\":388,"
    "\"changes\":[{\"commit\":\"8888eeee8888ffff0011\",\"date\":\"2023-02-03T00:00:00Z\",\"message\":\"A like change\",\"like\":\"9999abab9999cdcd0011\",\"outcome\":\"harm\","
    "\"similarity\":0.78,\"parts\":{\"files\":0.38,\"words\":0.22,\"system\":0.11,\"metrics\":0.07},\"incidents\":34,\"median_restore_hours\":5.7}],"
    "\"releases\":[{\"release\":\"2023.44\",\"deployed\":\"2023-11-12T00:00:00Z\",\"changes\":68,\"outcome\":\"incident\",\"similarity\":0.53,\"parts\":{\"files\":0.15,"
    "\"words\":0.19,\"system\":0.1,\"metrics\":0.09},\"incidents\":27,\"median_restore_hours\":8.3}],"
    "\"workflows\":{\"incidents\":49,\"releases\":36,\"window_days\":14,\"list\":[{\"workflow\":\"charting\",\"incidents\":39,\"median_restore_hours\":11.6}]}},"
    "\"after\":{\"checks\":[{\"check\":\"error-rate\",\"planned\":true,\"state\":\"failed\",\"due\":\"2024-07-07T21:00:00Z\",\"value\":\"fail: 3 in 1000\","
    "\"time\":\"2024-07-06T06:05:00Z\",\"by\":\"Che Cker\"},{\"check\":\"extra-look\",\"planned\":false,\"state\":\"passed\",\"due\":\"\",\"value\":\"ok then\","
    "\"time\":\"\",\"by\":\"\"}],\"checks_open\":1,\"access_review\":{\"why\":\"it touches src/auth\",\"due\":\"2024-07-18T21:00:00Z\",\"state\":\"overdue\",\"time\":\"\"},"
    "\"outcomes\":[{\"item\":\"ticket:desk/T-77\",\"title\":\"Portal is slow\",\"created\":\"2024-07-05T04:03:00Z\",\"state\":\"suspected\",\"rule\":\"in the window\"}],"
    "\"outcomes_suspected\":1,\"metrics\":76}}";
#pragma GCC diagnostic pop

enum { FACTS_MAX = 600, WORDS_MAX = 256 };

struct forms {
    char *html, *markdown;
    bool  met[FACTS_MAX];
    int   lacking;
};

static const struct form_fact *find(struct forms *forms, const char *path)
{
    size_t i = release_form_fact_find(path);

    if (i == SIZE_MAX)
        fail_msg("'%s' is in the document and not in the list of what is shown", path);
    forms->met[i] = true;
    return &release_form_fact[i];
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
static const char *shown(char out[WORDS_MAX], const struct form_fact *fact, const json_t *value)
{
    double number = json_number_value(value);

    switch (fact->how) {
    case TOLD:
        return "";
    case ITEM:
        snprintf(out, WORDS_MAX, "%s", json_string_value(value));
        for (char *c = out; *c != '\0'; c++)
            *c = *c == '_' ? ' ' : *c;
        return out;
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

static void look(void *ctx, const char *path, json_t *value)
{
    struct forms *forms = ctx;
    char words[WORDS_MAX];
    const char *expected = shown(words, find(forms, path), value);

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
    release_form_facts_walk("", doc, look, &forms);
    assert_int_equal(forms.lacking, 0);
    for (size_t i = 0; i < n_release_form_facts; i++)
        if (!forms.met[i] && release_form_fact[i].how != TOLD)
            fail_msg("'%s' is in the list of what is shown and not in the document", release_form_fact[i].path);
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
