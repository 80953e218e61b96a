/*
 * report_release_junit.c - the release report as JUnit XML: each question of the gate, each rule of the policy and each item of evidence a case.
 *
 * A case fails where its answer leads to review or hold, and is skipped where there was not enough data to ask.
 */
#include <string.h>

#include "score/release/release_questions.h"
#include "score/release/report_rules_forms.h"
#include "score/report/report.h"
#include "score/report/report_values.h"

static void question_case(struct junit_out *j, const json_t *doc, const struct release_question *q, const char *suite)
{
    const char *text, *leads = release_answer(&text, doc, q->id);

    if (strcmp(leads, "review") == 0 || strcmp(leads, "hold") == 0)
        junit_out_case(j, suite, q->title, JUNIT_OUT_FAILED, leads, text);
    else if (leads[0] != '\0' && strcmp(leads, "clear") != 0)
        junit_out_case(j, suite, q->title, JUNIT_OUT_SKIPPED, "", text);
    else if (!release_was_judged(doc))
        junit_out_case(j, suite, q->title, JUNIT_OUT_SKIPPED, "", "not asked: there is not enough data to judge the release");
    else
        junit_out_case(j, suite, q->title, JUNIT_OUT_PASSED, "", "");
}

/* Of what the policy asks for. What lacks, and was settled by an approval, passes. */
static void evidence_cases(struct junit_out *j, const json_t *doc)
{
    const json_t *evidence = json_object_get(doc, "evidence");
    const char *text, *leads = release_answer(&text, doc, "evidence");
    bool open = strcmp(leads, "review") == 0 || strcmp(leads, "hold") == 0;

    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const json_t *one = json_array_get(evidence, i);
        const char *effect = report_text(one, "effect");
        bool demanded = strcmp(effect, "hold") == 0 || strcmp(effect, "review") == 0;

        if (demanded)
            junit_out_case(j, "evidence", report_text_or(one, "item", "no name"), open && strcmp(report_text(one, "state"), "given") != 0 ? JUNIT_OUT_FAILED : JUNIT_OUT_PASSED, effect,
                           report_text(one, "state"));
    }
}

void report_release_junit(struct strbuf *out, const json_t *doc)
{
    const struct release_question *question;
    size_t n = release_questions(&question);
    struct strbuf suite;
    struct junit_out j;

    strbuf_init(&suite);
    strbuf_addf(&suite, "release %s/%s", report_text_or(doc, "project", "no project"), report_text_or(doc, "release", "no release"));
    junit_out_init(&j, suite.failed ? "release" : suite.data, report_text(doc, "generated_at"));
    for (size_t i = 0; i < n; i++)
        question_case(&j, doc, &question[i], j.suite);
    report_rules_junit(&j, doc);
    evidence_cases(&j, doc);
    junit_out_write(out, &j);
    report_done(out, &suite);
}
