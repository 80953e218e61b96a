#include "score/report/report.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

/* Breaks out of an attribute, an element, a comment, a style, a table cell and a code span; a mention, an image, an override, a bell. */
#define HOSTILE "\"'><img src=x onerror=alert(1)></style></script><!--|`@all ![x](http://evil.example) \xE2\x80\xAE\a\n# h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

/* ---- documents ---- */

#define HEAD(report)                                                                                                                       \
    "\"schema_version\":1,\"report\":\"" report "\",\"engine_version\":\"0.1.0\",\"generated_at\":\"2024-07-01T04:12:09Z\","                \
    "\"data_through\":\"2024-06-30T21:44:00Z\",\"snapshot_hash\":\"51aa0c9e7d3bb21f5c88e0a4d6f1f2b3\","                                     \
    "\"audit_head\":\"9f2c77d1e0b84a6655aa0f3c1b2d4e5f\",\"audit_rows\":18422,\"demonstration\":false,"

#define CHANGE_MODEL                                                                                                                       \
    "\"model\":{\"name\":\"change-risk:hospital@7\",\"stage\":\"validated\",\"approved\":false,\"created_at\":\"2024-07-01T03:58:00Z\","    \
    "\"valid_until\":\"2024-12-28T03:58:00Z\",\"metric\":\"roc_auc\",\"value\":0.7812,\"low\":0.7511,\"high\":0.8094,"                      \
    "\"baseline\":{\"size_only\":{\"roc_auc\":0.702,\"brier\":0.142}}},"

#define BINS "[{\"from\":0.0,\"to\":0.5,\"n\":40,\"mean_p\":0.21,\"rate\":0.2},{\"from\":0.5,\"to\":1.0,\"n\":0,\"mean_p\":0.0,\"rate\":0.0}]"
#define THRESHOLDS                                                                                                                         \
    "[{\"gate_percent\":10,\"threshold\":0.301,\"caught\":33,\"missed\":55,\"catch_percent\":37.5,\"reviews_per_week\":6.2}]"

/* bias + 0.75 - 0.25 + rest = score */
#define WHY                                                                                                                                \
    "\"why\":{\"bias\":-2.0,\"score\":-1.25,\"rest\":0.25,\"n\":9,\"families\":{\"size\":0.75,\"words\":-0.25},\"contributions\":["          \
    "{\"column\":\"numbers: ln la x ln nf\",\"family\":\"size\",\"value\":0.75},{\"column\":\"message: timeout\",\"family\":\"words\",\"value\":-0.25}]}"

#define CHANGE(commit, p)                                                                                                                  \
    "{\"commit\":\"" commit "\",\"item\":\"change:hospital/" commit "\",\"author\":\"[PERSON:4fb440034d66]\",\"date\":\"2024-06-21T10:00:00Z\"," \
    "\"message\":\"Retry HL7 acknowledgements\",\"kind\":\"code\",\"la\":48.0,\"ld\":30.0,\"files\":3,\"probability\":" p ",\"share\":0.5,"   \
    "\"size_percentile\":0.546," WHY "}"

#define COMMIT_1 "04dba41ecccc0011223344556677889900aabbcc"
#define COMMIT_2 "08f86bebb2730011223344556677889900aabbcc"

static const char release_text[] =
    "{" HEAD("release") CHANGE_MODEL
    "\"project\":\"hospital\",\"release\":\"2024.13\",\"system\":\"ehr-portal\",\"system_name\":\"Clinical portal\",\"criticality\":\"care-critical\","
    "\"planned\":\"2024-07-03T20:00:00Z\",\"deployed\":\"\",\"status\":\"planned\",\"outcome\":\"\",\"verdict\":\"review\",\"exit_status\":3,"
    "\"reasons\":[\"model not approved: change-risk:hospital is validated\",\"probability of harm 0.62 is at least 0.10\"],"
    "\"probability\":0.6213,\"threshold\":0.1,\"cost\":{\"miss\":10.0,\"review\":1.0},\"method\":\"1 - prod(1 - p) over the changes\",\"members\":2,"
    "\"changes\":[" CHANGE(COMMIT_1, "0.284") "," CHANGE(COMMIT_2, "0.171") "],"
    "\"past\":{\"releases\":26,\"with_outcome\":22,\"failed\":5,\"list\":[{\"release\":\"2024.12\",\"system\":\"ehr-portal\",\"deployed\":\"2024-06-02T20:00:00Z\","
    "\"outcome\":\"rollback\",\"changes\":14,\"same_system\":true}]},"
    "\"record\":{\"thresholds\":" THRESHOLDS ",\"bins\":" BINS ",\"limits\":[\"Only 884 labelled rows: intervals are wide.\"],\"judged_by\":\"known\"}}";

#define TICKET(id, p, look)                                                                                                                \
    "{\"item\":\"ticket:hospital/" id "\",\"id\":\"" id "\",\"title\":\"Lab results missing on ward 4B\",\"created\":\"2024-06-30T21:14:00Z\","  \
    "\"age_days\":0.29,\"severity\":\"1 - critical\",\"impact\":\"care-blocking\",\"status\":\"open\",\"system\":\"lab-gateway\","             \
    "\"criticality\":\"care-critical\",\"component_filed\":\"\",\"suggestion\":\"Lab integration\",\"probability\":" p ",\"threshold\":0.8,"   \
    "\"person_should_look\":" look ",\"known_words\":1,\"top\":[{\"label\":\"Lab integration\",\"p\":" p "},{\"label\":\"Network\",\"p\":0.11}]," \
    "\"why\":{\"bias\":-1.0,\"score\":0.5,\"rest\":0.0,\"n\":1,\"families\":{},\"contributions\":[{\"column\":\"words: oru queue\",\"family\":\"words\",\"value\":1.5}]}}"

static const char triage_text[] =
    "{" HEAD("triage") "\"run_id\":112,\"model_not_approved\":false,\"waiting\":{\"items\":19,\"releases\":1},\"projects\":[{\"project\":\"hospital\","
    "\"model\":{\"name\":\"route:hospital@3\",\"stage\":\"production\",\"approved\":true,\"created_at\":\"2024-06-01T03:58:00Z\",\"valid_until\":\"2024-11-28T03:58:00Z\","
    "\"metric\":\"top1\",\"value\":0.7231,\"low\":0.702,\"high\":0.744,\"baseline\":{\"majority\":{\"top1\":0.312}}},\"open\":2,\"without_model\":0,"
    "\"labels\":[{\"label\":\"Lab integration\",\"n\":2}],\"tickets\":[" TICKET("INC001", "0.57", "true") "," TICKET("INC002", "0.93", "false") ",{\"id\":\"INC003\",\"title\":\"Odd\","
    "\"person_should_look\":true,\"similar\":[],\"stranger\":{\"p\":0.002997,\"similarity\":0.031,\"past\":1000}}],\"strangers\":1}],"
    "\"queue\":{\"open\":61,\"overdue\":1,\"listed\":1,\"by_impact\":[{\"impact\":\"care-blocking\",\"open\":61,\"overdue\":1,\"policy_days\":1}],\"list\":[{"
    "\"place\":1,\"item\":\"ticket:hospital/INC001\",\"project\":\"hospital\",\"id\":\"INC001\",\"title\":\"Lab results missing on ward 4B\",\"impact\":\"care-blocking\","
    "\"overdue_days\":1.5,\"reasons\":[\"care-blocking, reported as \\\"1 - critical\\\"\",\"open for 2.5 days, 1.5 over the 1 allowed\"]}]},"
    "\"new\":[{\"project\":\"hospital\",\"from\":\"2024-06-30T01:00:00Z\",\"to\":\"2024-07-01T01:00:00Z\",\"tickets\":4,\"groups\":[{\"cluster_id\":19,"
    "\"name\":\"lab, queue, stuck\",\"tickets\":3,\"open\":2,\"usual\":0.57,\"list\":[{\"id\":\"INC004\",\"title\":\"Stuck since six\"}]},{\"cluster_id\":null,"
    "\"name\":\"\",\"tickets\":1,\"open\":1,\"usual\":null,\"list\":[]}]}],\"repeats\":[{\"project\":\"hospital\",\"days\":90,\"now\":{\"tickets\":200,"
    "\"duplicate\":11,\"reopened\":7,\"suspected\":5,\"rate\":0.115},\"before\":{\"tickets\":150,\"rate\":0.091}}],"
    "\"closing\":[{\"project\":\"hospital\",\"from\":\"2024-06-01T00:00:00Z\",\"recorded\":true,\"closed\":9,\"listed\":1,\"teams\":[{\"team\":\"Network\",\"closed\":4,"
    "\"listed\":1}],\"list\":[{\"id\":\"INC55\",\"title\":\"Printer\",\"team\":\"Network\",\"note\":\"fixed in production\",\"reason\":\"says nothing\"}]},"
    "{\"project\":\"clinic\",\"from\":\"2024-06-01T00:00:00Z\",\"recorded\":false,\"closed\":3}],"
    "\"clusters\":[{\"project\":\"hospital\",\"run_id\":110,\"tickets\":2000,\"count\":31,\"reason\":\"\",\"list\":[{\"cluster_id\":19,\"name\":\"lab, queue, stuck\","
    "\"confirmed\":true,\"pinned\":false,\"size\":47,\"joined\":4,\"last_7_days\":4,\"weeks\":[0,2,2,0,0,0,1,4],\"open\":2,\"purity\":0.8235,\"component\":\"interfaces\",\"labelled\":34,\"stability\":0.95,\"terms\":[[\"queue\",0.4]],"
    "\"typical\":[{\"item\":\"ticket:hospital/INC77\",\"id\":\"INC77\",\"title\":\"ORU queue stuck again\",\"created\":\"2024-05-01T00:00:00Z\",\"status\":\"Closed\"}]}]},"
    "{\"project\":\"clinic\",\"run_id\":110,\"tickets\":12,\"count\":0,\"reason\":\"12 tickets are too few to group; it takes 50\",\"list\":[]}]}";

static const char model_text[] =
    "{" HEAD("model") "\"name\":\"change-risk:hospital@7\",\"task\":\"change-risk\",\"project\":\"hospital\",\"stage\":\"rejected\","
    "\"history\":[{\"stage\":\"rejected\",\"at\":\"2024-07-01T03:58:04Z\",\"by\":\"engine\",\"reason\":\"ece 0.0412 is not below 0.0300\"}],"
    "\"record\":{\"model\":{\"name\":\"change-risk:hospital@7\",\"hash\":\"aa11\",\"created_at\":\"2024-07-01T03:58:00Z\",\"valid_until\":\"2024-12-28T03:58:00Z\",\"seed\":42,"
    "\"libraries\":{\"liblinear\":\"2.3.0\"},\"recipe\":\"metrics\",\"solver\":\"primal\",\"c\":0.25,\"candidates\":[{\"recipe\":\"metrics\",\"c\":0.25,\"score\":0.77}]},"
    "\"intended_use\":\"rank changes\",\"not_for\":\"approving a release\",\"data\":{\"rows\":4420,\"classes\":[{\"name\":\"clean\",\"rows\":3902}],\"exclusions\":[\"212 young\"],"
    "\"redactions\":{\"MRN\":331}},\"cut\":{\"train_rows\":3536,\"test_rows\":884},\"leakage_checks\":[{\"check\":\"order of time\",\"passed\":true,\"detail\":\"d\"}],"
    "\"acceptance\":[{\"metric\":\"ece\",\"relation\":\"<\",\"bound\":0.03,\"value\":0.0412,\"passed\":false,\"source\":\"configuration\"}],\"judged_by\":\"known\","
    "\"verdict\":\"rejected\",\"metrics\":{\"final\":{\"roc_auc\":{\"value\":0.7933,\"low\":0.764,\"high\":0.82}},\"known\":{\"roc_auc\":{\"value\":0.7812,\"low\":0.7511,\"high\":0.8094}}},"
    "\"calibration\":{\"kind\":\"Platt\",\"a\":1.1,\"b\":0.0,\"bins\":" BINS "},\"thresholds\":" THRESHOLDS ",\"baselines\":{\"size_only\":{\"roc_auc\":0.702}},"
    "\"subgroups\":[{\"name\":\"large changes\",\"n\":294,\"right\":0.644}],\"worst_subgroup\":\"large changes\","
    "\"top_weights\":[{\"class\":\"harm\",\"weights\":[{\"column\":\"numbers: ln la\",\"weight\":0.5}]}],\"vocabulary_audit\":{\"columns\":48211,\"suspicious\":0},"
    "\"drift\":{\"statistic\":\"distance\",\"value\":0.03},\"human\":{\"override_rate\":null,\"decisions\":0},\"limits\":[\"few rows\"],\"signatures\":[]}}";

static const char nightly_text[] =
    "{" HEAD("nightly") "\"run_id\":112,\"status\":\"complete\",\"exit_status\":3,\"stages\":[{\"stage\":\"score\",\"status\":\"done\",\"detail\":\"{\\\"scored\\\":50,\\\"reason\\\":\\\"\\\",\\\"version\\\":\\\"route@3\\\",\\\"without_model\\\":1}\"},"
    "{\"stage\":\"metrics\",\"status\":\"failed\",\"detail\":\"cannot write\"}],\"models\":[{\"model\":\"route:hospital@3\",\"task\":\"route\",\"status\":\"unchanged\",\"reason\":\"\","
    "\"metric\":\"top1\",\"value\":0.7231,\"baseline\":0.312},{\"model\":\"duplicates@1\",\"metric\":\"recall_at_10\",\"value\":0.5}],\"counts\":{\"failed_sources\":0},\"files\":[{\"name\":\"triage.html\",\"title\":\"Triage\"}],\"warnings\":[\"no file\"]}";

typedef void (*render)(struct strbuf *out, const json_t *doc);

static const struct form {
    const char *name, *text;
    render      render;
    bool        markdown;
} form[] = {
    { "release.html", release_text, report_release_html, false }, { "release.md", release_text, report_release_markdown, true },
    { "triage.html", triage_text, report_triage_html, false },    { "triage.md", triage_text, report_triage_markdown, true },
    { "model.html", model_text, report_model_html, false },       { "nightly.html", nightly_text, report_nightly_html, false },
};
enum { N_FORMS = sizeof(form) / sizeof(form[0]) };

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *doc = json_loads(text, 0, &error);

    if (doc == NULL)
        fail_msg("test document, column %d: %s", error.column, error.text);
    return doc;
}

/* The rendered form; free it with mem_free. */
static char *rendered(const struct form *f, const json_t *doc)
{
    struct strbuf out;

    strbuf_init(&out);
    f->render(&out, doc);
    assert_false(out.failed);
    assert_int_equal(strlen(out.data), out.len);
    return strbuf_detach(&out, NULL);
}

static void assert_in_both_releases(const json_t *doc, const char *const *needle)
{
    for (size_t i = 0; i < 2; i++) {
        char *text = rendered(&form[i], doc);

        for (size_t k = 0; needle[k] != NULL; k++)
            assert_contains(text, needle[k]);
        mem_free(text);
    }
}

/* ---- what each must say ---- */

static void a_release_says_verdict_probability_and_each_commit_in_both_forms(void **state)
{
    static const char *const needle[] = {
        "review", "0.62", "0.10", "review 1 / miss 10", "model not approved", "04dba41ecccc", "08f86bebb273", "0.284", "0.171",
        "PERSON:4fb440034d66", "54.6%", "5 of these (22.7%)", "2024.12", "rollback", "0.781", "0.702", "0.751 to 0.809", "37.5%", "0.301",
        "care-critical", "Clinical portal", "2024-07-03 20:00 UTC", "51aa0c9e7d3b", "9f2c77d1e0b84a6655aa0f3c1b2d4e5f", "Only 884 labelled rows",
        "log lines added", NULL,
    };
    json_t *doc = parse(release_text);

    (void)state;
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void the_page_of_a_release_has_the_whole_commit_and_the_exact_sum(void **state)
{
    json_t *doc = parse(release_text);
    char *html = rendered(&form[0], doc);

    (void)state;
    assert_contains(html, COMMIT_1);
    assert_contains(html, COMMIT_2);
    assert_contains(html, "\xE2\x88\x92" "2.0000 (start) +0.5000 (2 named) +0.2500 (7 others) = \xE2\x88\x92" "1.2500 (score)");
    assert_lacks(html, "do not add up");
    mem_free(html);
    json_decref(doc);
}

static void an_explanation_that_does_not_add_up_is_said_so(void **state)
{
    static const char *const needle[] = { "do not add up", NULL };
    json_t *doc = parse(release_text), *why = json_object_get(json_array_get(json_object_get(doc, "changes"), 0), "why");

    (void)state;
    json_object_set_new(why, "score", json_real(0.5));
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void each_verdict_has_its_word_in_both_forms(void **state)
{
    static const char *const verdict[] = { "clear", "review", "hold", "not enough data" };
    json_t *doc = parse(release_text);

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const char *needle[] = { verdict[i], NULL };

        json_object_set_new(doc, "verdict", json_string(verdict[i]));
        assert_in_both_releases(doc, needle);
    }
    json_decref(doc);
}

static void an_unknown_verdict_is_shown_and_not_taken_for_clear(void **state)
{
    static const char *const needle[] = { "no verdict", "perhaps", NULL };
    json_t *doc = parse(release_text);

    (void)state;
    json_object_set_new(doc, "verdict", json_string("perhaps"));
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void a_probability_just_below_its_threshold_does_not_read_as_equal(void **state)
{
    static const char *const needle[] = { "harm at 0.0996", "due from 0.1000", NULL };
    json_t *doc = parse(release_text);

    (void)state;
    json_object_set_new(doc, "probability", json_real(0.0996));
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void a_figure_of_release_risk_is_of_the_release(void **state)
{
    static const char *const needle[] = { "chance that the release goes wrong at 0.62", NULL };
    json_t *doc = parse(release_text);
    char *html;

    (void)state;
    json_object_set_new(doc, "release_model", json_pack("{s:s}", "name", "release-risk:hospital@1"));
    assert_in_both_releases(doc, needle);
    html = rendered(&form[0], doc);
    assert_contains(html, "Chance that it goes wrong");
    mem_free(html);
    json_decref(doc);
}

static void a_release_without_a_score_never_says_there_is_no_harm(void **state)
{
    static const char *const needle[] = { "not known: nothing was scored", "not enough data", NULL };
    json_t *doc = parse(release_text);

    (void)state;
    json_object_set_new(doc, "verdict", json_string("not enough data"));
    json_object_set_new(doc, "probability", json_null());
    json_object_set_new(doc, "model", json_null());
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void an_expired_model_is_called_so_in_both_forms(void **state)
{
    static const char *const needle[] = { "not valid since 2024-06-30", NULL };
    json_t *doc = parse(release_text);

    (void)state;
    json_object_set_new(json_object_get(doc, "model"), "valid_until", json_string("2024-06-30T00:00:00Z"));
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void a_model_no_better_than_size_is_called_so(void **state)
{
    static const char *const needle[] = { "does no better than that", NULL };
    json_t *doc = parse(release_text);

    (void)state;
    json_object_set_new(json_object_get(doc, "model"), "value", json_real(0.69));
    assert_in_both_releases(doc, needle);
    json_decref(doc);
}

static void only_a_hundred_changes_are_shown_and_the_rest_is_counted(void **state)
{
    static const char *const needle[] = { "6 more", NULL };
    json_t *doc = parse(release_text), *changes = json_object_get(doc, "changes");
    char *html;

    (void)state;
    for (int i = 0; i < 104; i++) {
        json_t *copy = json_deep_copy(json_array_get(changes, 0));
        char commit[41];

        snprintf(commit, sizeof(commit), "%040d", i);
        json_object_set_new(copy, "commit", json_string(commit));
        json_array_append_new(changes, copy);
    }
    assert_in_both_releases(doc, needle);
    html = rendered(&form[0], doc);
    assert_contains(html, "The 10 riskiest of 106 changes");
    assert_contains(html, "The next 90");
    assert_contains(html, "0000000000000000000000000000000000000097");
    assert_lacks(html, "0000000000000000000000000000000000000098");
    mem_free(html);
    json_decref(doc);
}

static void triage_says_who_should_look_and_why_in_both_forms(void **state)
{
    static const char *const needle[] = {
        "INC001", "INC002", "Lab results missing on ward 4B", "2024-06-30 21:14 UTC", "care-blocking", "lab-gateway", "Lab integration", "0.57", "0.80", "0.93",
        "61 care-blocking open, 1 longer than allowed; ", "Network", "oru queue", "A person should look", "Routed with confidence", "72.3%", "70.2% to 74.4%", "31.2%", "19", "lab, queue, stuck",
        "0 2 2 0 0 0 1 4", "82% of component interfaces; 95% stayed since the grouping before", "ORU queue stuck again", "31 clusters of 2,000 tickets", "12 tickets are too few to group", "over the 1 allowed", "similarity 0.03 to the nearest, lower than of 998 of the last 1,000 tickets", "nlike anything before", "care-blocking 1 of 61 (1 day allowed)",
        "4 tickets filed between", "Stuck since six", "in no cluster", "11.5% of the 200 tickets", "11 marked as duplicates, 7 reopened, 5 suspected",
        "9.1% of the 150", "fixed in production", "1 of 9 tickets resolved", "Network 1 of 4", "no closing note is recorded", NULL,
    };
    json_t *doc = parse(triage_text);

    (void)state;
    for (size_t i = 2; i < 4; i++) {
        char *text = rendered(&form[i], doc);

        for (size_t k = 0; needle[k] != NULL; k++)
            assert_contains(text, needle[k]);
        assert_lacks(text, "words: oru");
        mem_free(text);
    }
    json_decref(doc);
}

static void a_table_of_tickets_folds_the_later_ones_stops_at_a_hundred_and_says_how_many_more(void **state)
{
    json_t *doc = parse(triage_text), *tickets = json_object_get(json_array_get(json_object_get(doc, "projects"), 0), "tickets");
    char *html;

    (void)state;
    for (int i = 0; i < 119; i++)
        json_array_append(tickets, json_array_get(tickets, 0));
    html = rendered(&form[2], doc);
    assert_contains(html, "Tickets 1 to 25");
    assert_contains(html, "Tickets 26 to 100");
    assert_contains(html, "21 more: the first 21 of them in the JSON form");
    assert_contains(html, "A person should look at 121 of the 122 open tickets");
    mem_free(html);
    json_decref(doc);
}

static void a_model_page_has_what_a_reviewer_asks_for(void **state)
{
    static const char *const needle[] = {
        "rejected", "Calibration error (ECE)", "failed", "0.0412", "0.793", "0.781", "0.702", "large changes", "worst", "approving a release", "MRN 331",
        "48,211", "No signatures yet", "ece 0.0412 is not below 0.0300", "2024-12-28 03:58 UTC", "order of time", "few rows", "Record hash", NULL,
    };
    json_t *doc = parse(model_text);
    char *html = rendered(&form[4], doc);

    (void)state;
    for (size_t k = 0; needle[k] != NULL; k++)
        assert_contains(html, needle[k]);
    mem_free(html);
    json_decref(doc);
}

static void the_nightly_page_links_to_its_files_and_names_what_failed(void **state)
{
    json_t *doc = parse(nightly_text);
    char *html = rendered(&form[5], doc);

    (void)state;
    assert_contains(html, "href=\"triage.html\"");
    assert_contains(html, "a human decision is needed");
    assert_contains(html, "50 scored, version: route@3, 1 without model"); /* and no reason, which has no value */
    assert_contains(html, "Duplicates found among the first ten");
    assert_contains(html, "cannot write");
    assert_contains(html, "no file");
    mem_free(html);
    json_decref(doc);
}

static void the_nightly_page_tells_whether_the_data_is_fit_to_learn_from(void **state)
{
    json_t *doc = parse(nightly_text), *model = json_array_get(json_object_get(doc, "models"), 0);
    json_t *route = parse("{\"task\":\"route\",\"label\":\"team\",\"project\":\"<b>lab\",\"verdict\":\"thin\",\"rows\":143,\"classes\":5,\"classes_enough\":3,\"months\":4,"
                          "\"first\":\"2024-01-01T00:00:00Z\",\"near_duplicates\":{\"all\":{\"pairs\":50,\"agree\":40}},\"harmful\":null,"
                          "\"reasons\":[{\"verdict\":\"thin\",\"text\":\"143 labelled rows, 200 are wanted\"}]}");
    json_t *risk = parse("{\"task\":\"change-risk\",\"verdict\":\"refused\",\"harmful\":7,\"clean\":0,\"first\":\"\",\"reasons\":[{\"verdict\":\"refused\",\"text\":\"too few\"},"
                         "{\"verdict\":\"thin\",\"text\":\"not said here\"}]}");
    char *html = rendered(&form[5], doc);

    (void)state;
    assert_lacks(html, "fit to learn from"); /* a night of an older version */
    mem_free(html);
    json_object_set_new(model, "readiness", route);
    json_array_append_new(json_object_get(doc, "models"), json_pack("{s:s, s:o}", "task", "change-risk", "readiness", risk));
    html = rendered(&form[5], doc);
    assert_contains(html, "Is the data fit to learn from");
    assert_contains(html, "route (team)");
    assert_contains(html, "&lt;b&gt;lab");
    assert_contains(html, "3 of 5");
    assert_contains(html, "80 % of 50 pairs");
    assert_contains(html, "143 labelled rows, 200 are wanted");
    assert_contains(html, "7 harmful");
    assert_contains(html, "too few");
    assert_lacks(html, "not said here");
    mem_free(html);
    json_decref(doc);
}

/* ---- what must never happen ---- */

/* A copy in which every text is hostile, but for verdicts and stages that choose what is shown. */
static json_t *poisoned(json_t *value)
{
    json_t *copy, *one;
    const char *key;
    size_t i;

    if (json_is_string(value))
        return json_string(HOSTILE);
    if (json_is_array(value)) {
        copy = json_array();
        json_array_foreach(value, i, one)
            json_array_append_new(copy, poisoned(one));
        return copy;
    }
    if (!json_is_object(value))
        return json_incref(value);
    copy = json_object();
    json_object_foreach(value, key, one)
        json_object_set_new(copy, key, poisoned(one));
    if (json_is_object(json_object_get(value, "baseline"))) /* keys are shown too */
        json_object_set_new(copy, "baseline", json_pack("{s:{s:f}}", HOSTILE, HOSTILE, 0.5));
    return copy;
}

/* Blanks the tags by which a report of its own folds a part (markdown_details_begin), and no others. */
static void drop_folds(char *text)
{
    static const char *const tag[] = { "<details>", "</details>", "<summary>", "</summary>" };

    for (size_t i = 0; i < sizeof(tag) / sizeof(tag[0]); i++)
        for (char *at = text; (at = strstr(at, tag[i])) != NULL;)
            memset(at, ' ', strlen(tag[i]));
}

static void hostile_texts_never_come_out_raw(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_FORMS; i++) {
        json_t *doc = parse(form[i].text), *bad = poisoned(doc);
        char *text = rendered(&form[i], bad);

        assert_lacks(text, "<img");
        assert_lacks(text, "</script");
        assert_lacks(text, "<!--");
        assert_lacks(text, "\xE2\x80\xAE");
        assert_lacks(text, "\a");
        if (form[i].markdown) {
            assert_lacks(text, "@all");
            assert_lacks(text, "[x]"); /* "\\[x\\](" stays text */
            assert_lacks(text, "\n# h");
            drop_folds(text);
            assert_lacks(text, "<");
        }
        mem_free(text);
        json_decref(bad);
        json_decref(doc);
    }
}

static void a_link_of_the_night_cannot_run_a_script(void **state)
{
    json_t *doc = parse(nightly_text);
    char *html;

    (void)state;
    json_object_set_new(json_array_get(json_object_get(doc, "files"), 0), "name", json_string("javascript:alert(1)"));
    html = rendered(&form[5], doc);
    assert_lacks(html, "javascript:");
    mem_free(html);
    json_decref(doc);
}

static void an_empty_document_renders_in_every_form(void **state)
{
    static const char *const empty[] = { "{}", "[]", "{\"model\":null,\"record\":null,\"projects\":[null,{}],\"changes\":[{},3],\"stages\":[\"x\"],\"files\":[7],\"history\":{}}" };

    (void)state;
    for (size_t i = 0; i < N_FORMS; i++) {
        for (size_t k = 0; k < sizeof(empty) / sizeof(empty[0]); k++) {
            json_t *doc = parse(empty[k]);
            char *text = rendered(&form[i], doc);

            assert_true(strlen(text) > 100);
            assert_lacks(text, "(null)");
            assert_lacks(text, "nan");
            mem_free(text);
            json_decref(doc);
        }
        mem_free(rendered(&form[i], NULL));
    }
}

/* Each key of each object left out in turn, and each made null, a number, a text, a list. */
static void break_each(const struct form *f, json_t *doc, json_t *part)
{
    static const char *const wrong[] = { NULL, "null", "-7", "1e300", "\"\"", "[{}]", "{\"x\":[1]}" };
    json_t *kept = json_copy(part), *value; /* keeps the keys and values while `part` changes */
    const char *key;

    for (size_t i = 0; i < json_array_size(part); i++)
        break_each(f, doc, json_array_get(part, i));
    json_object_foreach(kept, key, value)
    {
        break_each(f, doc, value);
        for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++) {
            if (wrong[k] == NULL)
                json_object_del(part, key);
            else
                json_object_set_new(part, key, json_loads(wrong[k], JSON_DECODE_ANY, NULL));
            mem_free(rendered(f, doc));
        }
        json_object_set(part, key, value);
    }
    json_decref(kept);
}

static void any_part_may_be_missing_or_of_another_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_FORMS; i++) {
        json_t *doc = parse(form[i].text), *frame = json_pack("[O]", doc);

        break_each(&form[i], doc, frame);
        json_decref(frame);
        json_decref(doc);
    }
}

static void the_same_document_gives_the_same_bytes_whatever_the_order_of_its_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_FORMS; i++) {
        json_t *doc = parse(form[i].text), *sorted;
        char *text = json_dumps(doc, JSON_SORT_KEYS), *a = rendered(&form[i], doc), *b = rendered(&form[i], doc), *c;

        sorted = parse(text);
        c = rendered(&form[i], sorted);
        assert_string_equal(a, b);
        assert_string_equal(a, c);
        mem_free(a);
        mem_free(b);
        mem_free(c);
        free(text);
        json_decref(sorted);
        json_decref(doc);
    }
}

/* A failure that is not told changed nothing (the contents of a page too short to have any). */
static void a_failed_allocation_is_told_by_the_buffer(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_FORMS; i++) {
        json_t *doc = parse(form[i].text);
        char *whole = rendered(&form[i], doc);
        bool failed;
        long n = 0;

        do {
            struct strbuf out;

            strbuf_init(&out);
            mem_fail_after(n++);
            form[i].render(&out, doc);
            failed = mem_failed();
            mem_fail_after(-1);
            if (!out.failed)
                assert_string_equal(out.data, whole);
            strbuf_release(&out);
        } while (failed);
        assert_true(n > 5);
        mem_free(whole);
        json_decref(doc);
    }
}

/* ---- JSON ---- */

static void json_is_sorted_indented_plain_ascii_and_exact(void **state)
{
    json_t *doc = json_pack("{s:f, s:s, s:i}", "p", 0.1, "title", "\xC3\xA9\xE2\x80\xAE", "a", 1);
    struct err err = ERR_INIT;
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(report_json(&out, doc, &err), 0);
    assert_string_equal(out.data, "{\n  \"a\": 1,\n  \"p\": 0.10000000000000001,\n  \"title\": \"\\u00E9\\u202E\"\n}\n");
    strbuf_release(&out);
    json_decref(doc);
}

static void the_page_of_a_version_of_pairs_speaks_of_duplicates_and_not_of_harm(void **state)
{
    json_t *doc = parse(model_text), *record = json_object_get(doc, "record");
    json_t *suggested = json_pack("{s:f, s:f, s:f, s:i, s:i, s:i, s:i}", "threshold", 2.0, "a", 1.0, "b", -2.0, "pairs", 19, "right", 8, "found", 7, "duplicates", 260);
    static const char *const wrong[] = { "arm caught", "arm that came", "riskiest", "For whom it is worse", "Drift since training", "recall_at_10", NULL };
    char *html;

    (void)state;
    json_object_set_new(doc, "task", json_string("duplicates"));
    json_object_set_new(json_object_get(record, "model"), "choice", json_pack("{s:o}", "suggested", suggested));
    json_object_set_new(record, "metrics", json_pack("{s:{s:{s:f}}, s:n}", "final", "recall_at_10", "value", .766, "known"));
    html = rendered(&form[4], doc);
    assert_contains(html, "Duplicates found among the first ten");
    assert_contains(html, "predicted chance against marks as duplicate");
    assert_contains(html, "from a chance of 0.50 on: of the 19 newer past pairs from there on 8 were marked as duplicates, which finds 7 of the 260 newer duplicates");
    for (size_t i = 0; wrong[i] != NULL; i++)
        assert_null(strstr(html, wrong[i]));
    mem_free(html);
    json_object_set_new(suggested, "threshold", json_null());
    html = rendered(&form[4], doc);
    assert_contains(html, "No pair is suggested");
    mem_free(html);
    json_decref(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_release_says_verdict_probability_and_each_commit_in_both_forms),
        cmocka_unit_test(the_page_of_a_release_has_the_whole_commit_and_the_exact_sum),
        cmocka_unit_test(an_explanation_that_does_not_add_up_is_said_so),
        cmocka_unit_test(each_verdict_has_its_word_in_both_forms),
        cmocka_unit_test(an_unknown_verdict_is_shown_and_not_taken_for_clear),
        cmocka_unit_test(a_probability_just_below_its_threshold_does_not_read_as_equal),
        cmocka_unit_test(a_figure_of_release_risk_is_of_the_release),
        cmocka_unit_test(a_release_without_a_score_never_says_there_is_no_harm),
        cmocka_unit_test(an_expired_model_is_called_so_in_both_forms),
        cmocka_unit_test(a_model_no_better_than_size_is_called_so),
        cmocka_unit_test(only_a_hundred_changes_are_shown_and_the_rest_is_counted),
        cmocka_unit_test(triage_says_who_should_look_and_why_in_both_forms),
        cmocka_unit_test(a_table_of_tickets_folds_the_later_ones_stops_at_a_hundred_and_says_how_many_more),
        cmocka_unit_test(a_model_page_has_what_a_reviewer_asks_for),
        cmocka_unit_test(the_page_of_a_version_of_pairs_speaks_of_duplicates_and_not_of_harm),
        cmocka_unit_test(the_nightly_page_links_to_its_files_and_names_what_failed),
        cmocka_unit_test(the_nightly_page_tells_whether_the_data_is_fit_to_learn_from),
        cmocka_unit_test(hostile_texts_never_come_out_raw),
        cmocka_unit_test(a_link_of_the_night_cannot_run_a_script),
        cmocka_unit_test(an_empty_document_renders_in_every_form),
        cmocka_unit_test(any_part_may_be_missing_or_of_another_kind),
        cmocka_unit_test(the_same_document_gives_the_same_bytes_whatever_the_order_of_its_keys),
        cmocka_unit_test_teardown(a_failed_allocation_is_told_by_the_buffer, never_fail),
        cmocka_unit_test(json_is_sorted_indented_plain_ascii_and_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
