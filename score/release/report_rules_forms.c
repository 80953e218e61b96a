#include "score/release/report_rules_forms.h"

#include <math.h>
#include <string.h>

#include "score/report/report_read.h"

static void add_result(struct sarif *s, const json_t *doc, const json_t *rule, const char *place)
{
    const json_t *matches = json_object_get(rule, "matches");
    const char *effect = report_is_true(rule, "settled") ? "note" : report_text(rule, "effect"), *reason = report_text_or(rule, "reason", "no reason is recorded");
    json_t *paths = json_array();
    struct strbuf id;

    for (size_t i = 0; i < json_array_size(matches); i++)
        if (strcmp(report_text(json_array_get(matches, i), "condition"), "path") == 0)
            json_array_append(paths, json_object_get(json_array_get(matches, i), "in"));
    strbuf_init(&id);
    strbuf_addf(&id, "prodrome/rule/%s", report_text_or(rule, "rule", "unnamed"));
    s->failed = s->failed || id.failed;
    if (!s->failed) {
        sarif_rule(s, id.data, report_text_or(rule, "rule", "unnamed"), reason);
        sarif_add(s, &(struct sarif_result){ .rule = id.data, .level = sarif_level(effect), .text = reason, .place = place, .paths = paths, .rank = (double)NAN,
                                             .content = { report_text(doc, "project"), report_text(doc, "release") },
                                             .properties = json_pack("{s:s, s:b}", "leadsTo", report_text(rule, "effect"), "settled", (int)report_is_true(rule, "settled")) });
    }
    strbuf_release(&id);
    json_decref(paths);
}

void report_rules_sarif(struct sarif *s, const json_t *doc, const char *place)
{
    const json_t *rules = json_object_get(doc, "rules");

    for (size_t i = 0; i < json_array_size(rules); i++)
        add_result(s, doc, json_array_get(rules, i), place);
}

void report_rules_junit(struct junit_out *j, const json_t *doc)
{
    const json_t *rules = json_object_get(doc, "rules");

    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *one = json_array_get(rules, i);
        const char *effect = report_text(one, "effect");
        bool fails = !report_is_true(one, "settled") && (strcmp(effect, "hold") == 0 || strcmp(effect, "review") == 0);

        junit_out_case(j, "rules", report_text_or(one, "rule", "no name"), fails ? JUNIT_OUT_FAILED : JUNIT_OUT_PASSED, effect, report_text(one, "reason"));
    }
}
