/*
 * report_range_forms.c - commits before the merge, as SARIF and as JUnit XML; see facts_range.h.
 */
#include <math.h>
#include <string.h>

#include "score/release/facts_range.h"
#include "score/release/release_questions.h"
#include "score/release/report_rules_forms.h"
#include "score/report/report_values.h"

/* Whether the changes, or the rules, are results of their own. */
static bool tells_itself(const char *question)
{
    return strcmp(question, "threshold") == 0 || strcmp(question, "rules") == 0;
}

/* Only what is asked of changes by themselves. */
static void add_questions(struct sarif *s, const json_t *doc, const char *place)
{
    const struct release_question *question;
    size_t n = release_questions(&question);

    for (size_t i = 0; i < n && !s->failed; i++) {
        const char *text, *leads = release_answer(&text, doc, question[i].id);
        struct strbuf rule;

        if (leads[0] == '\0' || tells_itself(question[i].id))
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
    report_rules_sarif(&s, doc, place.data);
    sarif_add_changes(&s, doc, report_number(doc, "threshold"), place.data);
    sarif_write(out, &s, (int)json_integer_value(json_object_get(doc, "exit_status")));
    report_done(out, &subject);
    report_done(out, &place);
}

/* Some questions are asked of releases alone. */
static bool was_asked(const json_t *doc, const char *question)
{
    const json_t *judged = json_object_get(doc, "judged");

    for (size_t i = 0; i < json_array_size(judged); i++)
        if (strcmp(report_text(json_array_get(judged, i), "question"), question) == 0)
            return true;
    return false;
}

static void add_case(struct junit_out *j, const json_t *doc, const struct release_question *q)
{
    const char *text, *leads = release_answer(&text, doc, q->id);

    if (strcmp(leads, "not enough data") == 0)
        junit_out_case(j, j->suite, q->title, JUNIT_OUT_SKIPPED, "", text);
    else if (leads[0] != '\0' && strcmp(leads, "clear") != 0)
        junit_out_case(j, j->suite, q->title, JUNIT_OUT_FAILED, leads, text);
    else
        junit_out_case(j, j->suite, q->title, JUNIT_OUT_PASSED, "", "");
}

void report_range_junit(struct strbuf *out, const json_t *doc)
{
    const struct release_question *question;
    size_t n = release_questions(&question);
    struct strbuf suite;
    struct junit_out j;

    strbuf_init(&suite);
    strbuf_addf(&suite, "changes %s", report_text_or(doc, "project", "of no project"));
    junit_out_init(&j, suite.failed ? "changes" : suite.data, report_text(doc, "generated_at"));
    for (size_t i = 0; i < n; i++)
        if (strcmp(question[i].id, "rules") != 0 && was_asked(doc, question[i].id)) /* each rule is a case of its own */
            add_case(&j, doc, &question[i]);
    report_rules_junit(&j, doc);
    junit_out_write(out, &j);
    report_done(out, &suite);
}
