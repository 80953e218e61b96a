/*
 * report_release_sarif.c - the release report as SARIF: what stands against the release, and each change at or above the threshold with its files.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/release/release_questions.h"
#include "score/release/report_rules_forms.h"
#include "score/report/report.h"
#include "score/report/report_sentences.h"

enum { MESSAGE_MAX = 120 };

#define CHANGE_RULE "prodrome/change-risk"

static void add_questions(struct sarif *s, const json_t *doc, const char *place)
{
    const struct release_question *question;
    size_t n = release_questions(&question);

    for (size_t i = 0; i < n; i++) {
        const char *text, *leads = release_answer(&text, doc, question[i].id);
        struct strbuf rule;

        strbuf_init(&rule);
        strbuf_addf(&rule, "prodrome/%s", question[i].id);
        s->failed = s->failed || rule.failed;
        if (!s->failed)
            sarif_rule(s, rule.data, question[i].title, question[i].text);
        if (!s->failed && leads[0] != '\0' && strcmp(leads, "clear") != 0)
            sarif_add(s, &(struct sarif_result){ .rule = rule.data, .level = sarif_level(leads), .text = text, .place = place, .rank = (double)NAN,
                                                 .content = { report_text(doc, "project"), report_text(doc, "release") },
                                                 .properties = json_pack("{s:s}", "leadsTo", leads) });
        strbuf_release(&rule);
    }
}

/* The fingerprint is of what the change says, touches and how much, and survives a rebase; where its files are not known, of its commit too. */
static void add_change(struct sarif *s, const json_t *doc, const json_t *change, const char *place)
{
    double p = report_number(change, "probability");
    char p_text[HTML_NUMBER_MAX], hash[REPORT_HASH_MAX], size[64];
    struct strbuf text, paths;

    strbuf_init(&text);
    strbuf_init(&paths);
    strbuf_addf(&text, "Chance of harm %s, change %s: ", report_chance(p_text, p, 3), report_short_hash(hash, report_text(change, "commit")));
    report_add_cut(&text, report_text_or(change, "message", "no message"), MESSAGE_MAX);
    report_add_joined(&paths, json_object_get(change, "paths"));
    if (paths.len == 0)
        strbuf_adds(&paths, report_text(change, "commit"));
    snprintf(size, sizeof(size), "%.0f %.0f", report_number(change, "la"), report_number(change, "ld"));
    s->failed = s->failed || text.failed || paths.failed;
    if (!s->failed)
        sarif_add(s, &(struct sarif_result){ .rule = CHANGE_RULE, .level = "warning", .text = text.data, .place = place, .paths = json_object_get(change, "paths"),
                                             .rank = 100 * p, .content = { report_text(doc, "project"), report_text(change, "message"), paths.data, size },
                                             .properties = json_pack("{s:s, s:f}", "commit", report_text(change, "commit"), "probability", isfinite(p) ? p : 0.0) });
    strbuf_release(&paths);
    strbuf_release(&text);
}

void sarif_add_changes(struct sarif *s, const json_t *doc, double threshold, const char *place)
{
    const json_t *changes = json_object_get(doc, "changes");

    sarif_rule(s, CHANGE_RULE, "A change whose chance of harm calls for a review",
               "The model puts the chance that this change leads to an incident, a hotfix or a rollback at or above the threshold in force.");
    for (size_t i = 0; i < json_array_size(changes); i++)
        if (report_number(json_array_get(changes, i), "probability") >= threshold)
            add_change(s, doc, json_array_get(changes, i), place);
}

static void set_known(json_t *properties, const char *name, double value)
{
    if (isfinite(value))
        json_object_set_new(properties, name, json_real(value));
}

/* The release's own figure and what it is held against; what is not known is not there. */
static json_t *figure_of(const json_t *doc)
{
    const json_t *interval = json_object_get(doc, "interval");
    json_t *p = json_pack("{s:s}", "verdict", report_text(doc, "verdict"));

    set_known(p, "probability", report_number(doc, "probability"));
    set_known(p, "low95", report_number(interval, "low"));
    set_known(p, "high95", report_number(interval, "high"));
    set_known(p, "threshold", report_number(doc, "threshold"));
    set_known(p, "baseRate", report_number(json_object_get(doc, "base"), "rate"));
    set_known(p, "sizeOnlyProbability", report_number(json_object_get(doc, "size_only"), "probability"));
    if (report_text(doc, "band")[0] != '\0')
        json_object_set_new(p, "againstBaseRate", json_string(report_text(doc, "band")));
    if (report_text(doc, "retrospective")[0] != '\0' && report_count(doc, "known_later") == 0)
        json_object_set_new(p, "scoredAfterwardsAsOf", json_string(report_text(doc, "retrospective")));
    return p;
}

void report_release_sarif(struct strbuf *out, const json_t *doc)
{
    struct strbuf place, subject;
    struct sarif s;

    strbuf_init(&place);
    strbuf_init(&subject);
    strbuf_addf(&place, "release %s/%s", report_text_or(doc, "project", "no project"), report_text_or(doc, "release", "no release"));
    strbuf_addf(&subject, "prodrome/release/%s/%s", report_text_or(doc, "project", "no project"), report_text_or(doc, "release", "no release"));
    sarif_init(&s, doc, subject.failed ? "" : subject.data);
    s.failed = s.failed || place.failed || subject.failed;
    sarif_properties(&s, figure_of(doc));
    add_questions(&s, doc, place.data);
    report_rules_sarif(&s, doc, place.data);
    sarif_add_changes(&s, doc, report_number(doc, "threshold"), place.data);
    sarif_write(out, &s, (int)json_integer_value(json_object_get(doc, "exit_status")));
    report_done(out, &subject);
    report_done(out, &place);
}
