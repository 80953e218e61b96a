#include "score/release/sarif.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/documents/junit.h"
#include "score/report/report.h"
#include "tests/support/support.h"

#define HOSTILE "</failure>]]>\\\"'<a b=>&\\u202e \\u0007x"

#define CHANGE(commit, message, p, paths) \
    "{\"commit\":\"" commit "\",\"message\":\"" message "\",\"la\":5.0,\"ld\":1.0,\"probability\":" p ",\"paths\":[" paths "]}"

#define DOC(verdict, status, judged, changes)                                                                                            \
    "{\"engine_version\":\"0.9\",\"generated_at\":\"2026-01-03T00:00:00Z\",\"project\":\"app\",\"release\":\"2.0\",\"verdict\":\"" verdict \
    "\",\"exit_status\":" status ",\"threshold\":0.2,\"judged\":[" judged "],\"changes\":[" changes "]}"

#define MODEL "{\"question\":\"model\",\"leads_to\":\"review\",\"text\":\"model not approved\"}"
#define BELOW "{\"question\":\"threshold\",\"leads_to\":\"clear\",\"text\":\"below 0.2\"}"
#define REJECTED "{\"question\":\"people\",\"leads_to\":\"hold\",\"text\":\"rejected by bea: " HOSTILE "\"}"

static const char review[] = DOC("hold", "4", REJECTED "," MODEL "," BELOW,
                                 CHANGE("aaa", "Retry", "0.9", "\"src/a b%.c\",\"/etc/x\"") "," CHANGE("bbb", "Retry", "0.3", "") "," CHANGE("ccc", "Small", "0.1", "\"y\""));
static const char nothing[] = DOC("not enough data", "5", "{\"question\":\"scored\",\"leads_to\":\"not enough data\",\"text\":\"it was not scored\"}", "");

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *doc = json_loads(text, JSON_ALLOW_NUL, &error);

    if (doc == NULL)
        fail_msg("%s, line %d", error.text, error.line);
    return doc;
}

static char *render(const char *text, void (*form)(struct strbuf *, const json_t *))
{
    json_t *doc = parse(text);
    struct strbuf out;

    strbuf_init(&out);
    form(&out, doc);
    assert_int_equal(out.failed, 0);
    json_decref(doc);
    return out.data;
}

/* ---- SARIF: what the standard (OASIS, 2.1.0) says of the objects that we write ---- */

static const char *string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value))
        fail_msg("'%s' is no text", key);
    return json_string_value(value);
}

/* Only these keys; those before the NULL that stands first are required. */
static void keys_are(json_t *object, const char *const *required, const char *const *optional)
{
    const char *key;
    json_t *value;

    assert_true(json_is_object(object));
    for (size_t i = 0; required[i] != NULL; i++)
        if (json_object_get(object, required[i]) == NULL)
            fail_msg("'%s' is missing", required[i]);
    json_object_foreach(object, key, value)
    {
        bool known = false;

        for (size_t i = 0; required[i] != NULL; i++)
            known = known || strcmp(key, required[i]) == 0;
        for (size_t i = 0; optional[i] != NULL; i++)
            known = known || strcmp(key, optional[i]) == 0;
        if (!known)
            fail_msg("'%s' is no key of the object", key);
    }
}

#define KEYS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_KEYS ((const char *const[]){ NULL })

static void check_message(json_t *message)
{
    keys_are(message, KEYS("text"), NO_KEYS);
    assert_true(strlen(string_of(message, "text")) > 0);
}

/* A relative URI reference of RFC 3986 without a scheme or an authority. */
static void check_uri(const char *uri)
{
    assert_true(uri[0] != '\0' && uri[0] != '/');
    assert_int_equal(strspn(uri, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@%"), strlen(uri));
    for (const char *c = strchr(uri, '%'); c != NULL; c = strchr(c + 1, '%'))
        assert_true(strspn(c + 1, "0123456789ABCDEF") >= 2);
}

static void check_location(json_t *location)
{
    json_t *physical = json_object_get(location, "physicalLocation"), *logical = json_object_get(location, "logicalLocations");

    keys_are(location, NO_KEYS, KEYS("physicalLocation", "logicalLocations"));
    assert_true((physical != NULL) != (logical != NULL));
    if (physical != NULL) {
        keys_are(physical, KEYS("artifactLocation"), NO_KEYS);
        keys_are(json_object_get(physical, "artifactLocation"), KEYS("uri"), NO_KEYS);
        check_uri(string_of(json_object_get(physical, "artifactLocation"), "uri"));
    } else {
        assert_int_equal(json_array_size(logical), 1);
        keys_are(json_array_get(logical, 0), KEYS("fullyQualifiedName"), NO_KEYS);
    }
}

static void check_result(json_t *result, const json_t *rules)
{
    const char *level = string_of(result, "level");
    json_t *locations = json_object_get(result, "locations");
    json_int_t rule = json_integer_value(json_object_get(result, "ruleIndex"));

    keys_are(result, KEYS("ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"), KEYS("rank", "properties"));
    assert_true(strcmp(level, "error") == 0 || strcmp(level, "warning") == 0 || strcmp(level, "note") == 0);
    assert_true(rule >= 0 && rule < (json_int_t)json_array_size(rules));
    assert_string_equal(string_of(result, "ruleId"), string_of(json_array_get(rules, (size_t)rule), "id"));
    check_message(json_object_get(result, "message"));
    assert_true(json_array_size(locations) > 0);
    for (size_t i = 0; i < json_array_size(locations); i++)
        check_location(json_array_get(locations, i));
    assert_int_equal(strlen(string_of(json_object_get(result, "partialFingerprints"), "prodrome/v1")), 64);
    if (json_object_get(result, "rank") != NULL)
        assert_true(json_number_value(json_object_get(result, "rank")) >= 0 && json_number_value(json_object_get(result, "rank")) <= 100);
}

/* The results, borrowed from the log. */
static json_t *check_log(json_t *log)
{
    json_t *run = json_array_get(json_object_get(log, "runs"), 0), *driver = json_object_get(json_object_get(run, "tool"), "driver");
    json_t *rules = json_object_get(driver, "rules"), *results = json_object_get(run, "results"), *invocations = json_object_get(run, "invocations");

    keys_are(log, KEYS("$schema", "version", "runs"), NO_KEYS);
    assert_string_equal(string_of(log, "version"), "2.1.0");
    assert_int_equal(json_array_size(json_object_get(log, "runs")), 1);
    keys_are(run, KEYS("tool", "results", "automationDetails", "invocations", "columnKind", "properties"), NO_KEYS);
    keys_are(driver, KEYS("name", "version", "rules"), KEYS("organization"));
    assert_string_equal(string_of(run, "columnKind"), "utf16CodeUnits");
    assert_int_equal(json_array_size(invocations), 1);
    keys_are(json_array_get(invocations, 0), KEYS("executionSuccessful", "exitCode"), KEYS("endTimeUtc"));
    assert_true(json_is_boolean(json_object_get(json_array_get(invocations, 0), "executionSuccessful")));
    for (size_t i = 0; i < json_array_size(rules); i++) {
        keys_are(json_array_get(rules, i), KEYS("id", "shortDescription", "fullDescription"), NO_KEYS);
        check_message(json_object_get(json_array_get(rules, i), "shortDescription"));
        check_message(json_object_get(json_array_get(rules, i), "fullDescription"));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(string_of(json_array_get(rules, i), "id"), string_of(json_array_get(rules, k), "id"));
    }
    assert_true(json_is_array(results));
    for (size_t i = 0; i < json_array_size(results); i++)
        check_result(json_array_get(results, i), rules);
    return results;
}

static const char *fingerprint_of(const json_t *result)
{
    return string_of(json_object_get(result, "partialFingerprints"), "prodrome/v1");
}

static void sarif_has_what_stands_against_it_and_the_changes_at_the_threshold(void **state)
{
    char *text = render(review, report_release_sarif);
    json_t *log = parse(text), *results = check_log(log), *change, *file;

    (void)state;
    assert_int_equal(json_array_size(results), 4); /* model, people, two changes */
    assert_string_equal(string_of(json_array_get(results, 0), "ruleId"), "prodrome/model");
    assert_string_equal(string_of(json_array_get(results, 0), "level"), "warning");
    assert_string_equal(string_of(json_array_get(results, 1), "ruleId"), "prodrome/people");
    assert_string_equal(string_of(json_array_get(results, 1), "level"), "error");
    change = json_array_get(results, 2);
    assert_int_equal(json_array_size(json_object_get(change, "locations")), 2);
    file = json_array_get(json_object_get(change, "locations"), 0);
    assert_string_equal(string_of(json_object_get(json_object_get(file, "physicalLocation"), "artifactLocation"), "uri"), "src/a%20b%25.c");
    assert_near(json_number_value(json_object_get(change, "rank")), 90, 1e-9);
    assert_contains(text, "\"exitCode\": 4");
    assert_lacks(text, "\\u202e"); /* what hides is shown */
    assert_lacks(text, "\\u0007");
    json_decref(log);
    free(text);
}

static void sarif_has_the_figure_of_the_release_and_what_it_is_held_against(void **state)
{
    static const char measured[] = "{\"project\":\"app\",\"release\":\"2.0\",\"verdict\":\"review\",\"exit_status\":3,\"probability\":0.4,\"threshold\":0.2,\"interval\":{\"low\":0.1,\"high\":0.7,"
                                   "\"of\":\"changes\"},\"base\":{\"releases\":12,\"harms\":3,\"silent\":0,\"rate\":0.25},\"ratio\":1.6,\"band\":\"above\",\"size_only\":{\"probability\":0.3},\"judged\":[]}";
    char *text = render(measured, report_release_sarif), *bare = render(nothing, report_release_sarif);
    json_t *log = parse(text), *without = parse(bare), *figure;

    (void)state;
    check_log(log);
    figure = json_object_get(json_array_get(json_object_get(log, "runs"), 0), "properties");
    assert_near(json_number_value(json_object_get(figure, "probability")), .4, 1e-9);
    assert_near(json_number_value(json_object_get(figure, "low95")), .1, 1e-9);
    assert_near(json_number_value(json_object_get(figure, "high95")), .7, 1e-9);
    assert_near(json_number_value(json_object_get(figure, "baseRate")), .25, 1e-9);
    assert_near(json_number_value(json_object_get(figure, "sizeOnlyProbability")), .3, 1e-9);
    assert_string_equal(string_of(figure, "againstBaseRate"), "above");
    figure = json_object_get(json_array_get(json_object_get(without, "runs"), 0), "properties");
    assert_null(json_object_get(figure, "probability")); /* what is not known is not there */
    assert_null(json_object_get(figure, "low95"));
    json_decref(log);
    json_decref(without);
    free(text);
    free(bare);
}

static void a_look_back_is_called_a_forecast_in_no_form(void **state)
{
    static const char back[] = "{\"project\":\"app\",\"release\":\"2.0\",\"verdict\":\"review\",\"exit_status\":3,\"retrospective\":\"2020-10-04T01:09:54Z\",\"judged\":[]}";
    char *sarif = render(back, report_release_sarif), *junit = render(back, report_release_junit);
    json_t *log = parse(sarif);

    (void)state;
    check_log(log);
    assert_string_equal(string_of(json_object_get(json_array_get(json_object_get(log, "runs"), 0), "properties"), "scoredAfterwardsAsOf"), "2020-10-04T01:09:54Z");
    assert_lacks(junit, "forecast");
    json_decref(log);
    free(sarif);
    free(junit);
}

static void the_table_of_an_older_record_is_not_said_to_be_missing(void **state)
{
    static const char older[] = "{\"project\":\"app\",\"release\":\"2.0\",\"verdict\":\"review\",\"exit_status\":3,\"thresholds\":{\"in_force\":0.1},\"judged\":[],"
                                "\"record\":{\"thresholds\":[{\"gate_percent\":5,\"threshold\":0.9,\"catch_percent\":20.0,\"missed\":12,\"reviews_per_week\":0.7}]}}";
    char *page = render(older, report_release_html), *comment = render(older, report_release_markdown);

    (void)state;
    assert_contains(page, "does not tell changes by criticality");
    assert_contains(comment, "does not tell changes by criticality");
    assert_lacks(page, "There is no validation record that tells");
    free(page);
    free(comment);
}

static void fingerprints_are_of_the_content_alone(void **state)
{
    static const char again[] = DOC("review", "3", MODEL, CHANGE("zzz", "Another", "0.95", "\"q\"") "," CHANGE("a-rebased", "Retry", "0.5", "\"src/a b%.c\",\"/etc/x\""));
    char *first = render(review, report_release_sarif), *second = render(again, report_release_sarif);
    json_t *a = parse(first), *b = parse(second), *in_a = check_log(a), *in_b = check_log(b);

    (void)state;
    assert_string_equal(fingerprint_of(json_array_get(in_a, 0)), fingerprint_of(json_array_get(in_b, 0)));  /* the model */
    assert_string_equal(fingerprint_of(json_array_get(in_a, 2)), fingerprint_of(json_array_get(in_b, 2)));  /* the change, elsewhere in the list */
    for (size_t i = 0; i < json_array_size(in_a); i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(fingerprint_of(json_array_get(in_a, i)), fingerprint_of(json_array_get(in_a, k)));
    json_decref(a);
    json_decref(b);
    free(first);
    free(second);
}

static void sarif_without_a_score_says_so_in_a_note(void **state)
{
    char *text = render(nothing, report_release_sarif);
    json_t *log = parse(text), *results = check_log(log);

    (void)state;
    assert_int_equal(json_array_size(results), 1);
    assert_string_equal(string_of(json_array_get(results, 0), "level"), "note");
    json_decref(log);
    free(text);
}

/* The schema is not ours to give away: name a copy of it, and python3 with jsonschema judges. */
static void sarif_validates_against_its_schema(void **state)
{
    const char *schema = getenv("PRODROME_SARIF_SCHEMA");
    static const char *const documents[] = { review, nothing };
    char *dir, command[2048];

    (void)state;
    if (schema == NULL)
        skip_because("no PRODROME_SARIF_SCHEMA: a copy of sarif-schema-2.1.0.json, for python3 with jsonschema; the structure is checked by rules of our own");
    dir = temp_dir_new();
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        char *text = render(documents[i], report_release_sarif);

        put_file(path_in(dir, "log.sarif"), text);
        free(text);
        snprintf(command, sizeof(command),
                 "python3 -c 'import json,sys,jsonschema as j; s=json.load(open(sys.argv[1])); j.validators.validator_for(s)(s).validate(json.load(open(sys.argv[2])))' '%s' '%s'",
                 schema, path_in(dir, "log.sarif"));
        assert_int_equal(system(command), 0);
    }
    temp_dir_free(dir);
}

/* ---- JUnit ---- */

static void read_back(struct junit *out, const char *document)
{
    char *text = render(document, report_release_junit);
    struct err err = ERR_INIT;

    junit_init(out);
    if (junit_read(out, "report", text, strlen(text), &err) < 0)
        fail_msg("%s", err.msg);
    free(text);
}

static void junit_fails_what_leads_to_review_or_hold(void **state)
{
    struct junit junit;

    (void)state;
    read_back(&junit, review);
    assert_int_equal(junit.failed, 2);
    assert_int_equal(junit.skipped, 0);
    assert_int_equal(junit.passed, 8); /* what is below the threshold is no failure */
    junit_release(&junit);
}

static void junit_skips_what_could_not_be_asked(void **state)
{
    struct junit junit;

    (void)state;
    read_back(&junit, nothing);
    assert_int_equal(junit.failed, 0);
    assert_int_equal(junit.skipped, 10);
    assert_int_equal(junit.passed, 0);
    junit_release(&junit);
}

static const char ruled[] =
    "{\"project\":\"app\",\"release\":\"2.0\",\"verdict\":\"hold\",\"exit_status\":4,\"threshold\":0.2,\"judged\":[{\"question\":\"evidence\",\"leads_to\":\"hold\",\"text\":\"e\"}],"
    "\"rules\":[{\"rule\":\"doses\",\"effect\":\"hold\",\"reason\":\"touches doses\",\"settled\":false,\"matched\":1,\"matches\":[{\"condition\":\"path\",\"matched\":\"dose*\","
    "\"commit\":\"aaa\",\"in\":\"src/dose.c\"}]},{\"rule\":\"seen\",\"effect\":\"review\",\"reason\":\"was seen\",\"settled\":true,\"matched\":0,\"matches\":[]}],"
    "\"evidence\":[{\"item\":\"runbook\",\"effect\":\"hold\",\"state\":\"missing\"},{\"item\":\"tests\",\"effect\":\"review\",\"state\":\"given\"},"
    "{\"item\":\"training\",\"effect\":\"off\",\"state\":\"missing\"}]}";

static void rules_and_evidence_are_in_both(void **state)
{
    char *text = render(ruled, report_release_sarif);
    json_t *log = parse(text), *results = check_log(log), *rule = json_array_get(results, 1);
    struct junit junit;

    (void)state;
    assert_int_equal(json_array_size(results), 3); /* the question of evidence, and two rules */
    assert_string_equal(string_of(rule, "ruleId"), "prodrome/rule/doses");
    assert_string_equal(string_of(rule, "level"), "error");
    assert_contains(text, "src/dose.c");
    assert_string_equal(string_of(json_array_get(results, 2), "level"), "note"); /* settled */
    json_decref(log);
    free(text);
    read_back(&junit, ruled);
    assert_int_equal(junit.failed, 3); /* the question, the rule, the runbook */
    assert_int_equal(junit.skipped, 0);
    junit_release(&junit);
}

static void a_document_without_anything_makes_whole_forms(void **state)
{
    char *sarif = render("{}", report_release_sarif), *text = render("{}", report_release_junit);
    json_t *log = parse(sarif);

    (void)state;
    assert_int_equal(json_array_size(check_log(log)), 0);
    assert_contains(text, "</testsuites>");
    json_decref(log);
    free(sarif);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sarif_has_what_stands_against_it_and_the_changes_at_the_threshold),
        cmocka_unit_test(sarif_has_the_figure_of_the_release_and_what_it_is_held_against),
        cmocka_unit_test(a_look_back_is_called_a_forecast_in_no_form),
        cmocka_unit_test(the_table_of_an_older_record_is_not_said_to_be_missing),
        cmocka_unit_test(fingerprints_are_of_the_content_alone),
        cmocka_unit_test(sarif_without_a_score_says_so_in_a_note),
        cmocka_unit_test(sarif_validates_against_its_schema),
        cmocka_unit_test(junit_fails_what_leads_to_review_or_hold),
        cmocka_unit_test(junit_skips_what_could_not_be_asked),
        cmocka_unit_test(rules_and_evidence_are_in_both),
        cmocka_unit_test(a_document_without_anything_makes_whole_forms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
