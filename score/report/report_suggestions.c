#include "score/report/report_suggestions.h"

#include <string.h>

#include "score/report/report_abstention.h"
#include "score/report/report_blocks.h"
#include "score/report/report_words.h"

enum { WORDS_SHOWN = 4, CAUSE_MAX = 120, EVIDENCE_SHOWN = 4, MARKDOWN_EVIDENCE = 2, MATCHED_SHOWN = 3 };

static void add_chance(struct strbuf *out, const json_t *one)
{
    char p[HTML_NUMBER_MAX];

    strbuf_addf(out, "%s %s", report_text_or(one, "label", "no name"), report_chance(p, report_number(one, json_object_get(one, "p") != NULL ? "p" : "probability"), 2));
}

/* "component: portal 0.83, archive 0.11, store 0.02; by +dose, +pump" */
static void add_reason(struct strbuf *out, const json_t *one)
{
    const json_t *top = json_object_get(one, "top"), *list = json_object_get(json_object_get(one, "why"), "contributions");

    strbuf_addf(out, "%s: ", report_text(one, "task"));
    if (report_is_unlike(one))
        strbuf_adds(out, "like none that it knows; ");
    for (size_t i = 0; i < json_array_size(top) && i < 3; i++) {
        strbuf_adds(out, i == 0 ? "" : ", ");
        add_chance(out, json_array_get(top, i));
    }
    if (json_array_size(list) > 0)
        strbuf_adds(out, "; by ");
    report_add_words(out, list, WORDS_SHOWN);
}

/* Severity has a section of its own. */
static bool has_line(const json_t *one)
{
    return strcmp(report_text(one, "task"), "severity") != 0;
}

/* "component: portal 0.83", or where a person should look "component, unsure: portal 0.21". */
static void line_html(struct html *h, const json_t *one)
{
    bool look = report_is_true(one, "person_should_look");
    char p[HTML_NUMBER_MAX];

    if (!has_line(one))
        return;
    html_open(h, "small", NULL);
    html_textf(h, "%s%s: ", report_text(one, "task"), look ? ", unsure" : "");
    html_element(h, look ? "span" : "strong", report_text_or(one, "label", "no name"));
    html_textf(h, " %s", report_chance(p, report_number(one, "probability"), 2));
    html_close(h, "small");
    html_void(h, "br", NULL);
}

/* "by printer, queue": what the ticket and this have in common. */
static void add_matched(struct strbuf *out, const json_t *one)
{
    const json_t *terms = json_object_get(one, "terms");

    for (size_t i = 0; i < json_array_size(terms) && i < MATCHED_SHOWN; i++)
        strbuf_addf(out, "%s%s", i == 0 ? " by " : ", ", report_text(json_array_get(terms, i), "term"));
}

/* "expired certificate, solved: renewed (postmortem PM-7, similarity 0.31 by certificate, login)" */
static void add_evidence(struct strbuf *out, const json_t *one)
{
    const char *cause = report_text(one, "cause"), *resolution = report_text(one, "resolution"), *through = report_text(one, "through");
    char similarity[HTML_NUMBER_MAX];

    report_add_cut(out, cause[0] != '\0' ? cause : resolution, CAUSE_MAX);
    if (cause[0] != '\0' && resolution[0] != '\0') {
        strbuf_adds(out, ", solved: ");
        report_add_cut(out, resolution, CAUSE_MAX);
    }
    strbuf_addf(out, " (%s%s", strcmp(report_text(one, "kind"), "postmortem") == 0 ? "postmortem " : "", report_text_or(one, "id", "no id"));
    if (through[0] != '\0')
        strbuf_addf(out, " of ticket %s", through);
    strbuf_addf(out, ", similarity %s", html_format_number(similarity, report_number(one, "similarity"), 2));
    add_matched(out, one);
    strbuf_addc(out, ')');
}

/* Whether a model says the cause, so sure that nobody needs to look. */
static bool knows_cause(const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "suggestions");

    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(report_text(json_array_get(list, i), "task"), "cause") == 0)
            return !report_is_true(json_array_get(list, i), "person_should_look");
    return false;
}

static void evidence_html(struct html *h, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "cause_evidence");
    struct strbuf text;

    strbuf_init(&text);
    if (json_array_size(list) > 0)
        html_element(h, "p", "What similar solved incidents and postmortems say:");
    html_list_begin(h);
    for (size_t i = 0; i < json_array_size(list) && i < EVIDENCE_SHOWN; i++) {
        report_again(h->out, &text);
        add_evidence(&text, json_array_get(list, i));
        html_list_item(h, "%s", text.data);
    }
    html_list_end(h);
    report_done(h->out, &text);
}

static void reasons_html(struct html *h, const json_t *list)
{
    struct strbuf text;

    strbuf_init(&text);
    html_list_begin(h);
    for (size_t i = 0; i < json_array_size(list); i++) {
        report_again(h->out, &text);
        add_reason(&text, json_array_get(list, i));
        html_list_item(h, "%s", text.data);
    }
    html_list_end(h);
    report_done(h->out, &text);
}

void report_suggestions_html(struct html *h, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "suggestions"), *evidence = json_object_get(ticket, "cause_evidence");

    if (json_array_size(list) == 0 && json_array_size(evidence) == 0)
        return;
    html_open(h, "div", NULL);
    for (size_t i = 0; i < json_array_size(list); i++)
        line_html(h, json_array_get(list, i));
    html_open(h, "details", "class", "data", NULL);
    html_element(h, "summary", json_array_size(evidence) > 0 ? "Reasons, likely causes" : "Reasons");
    if (json_array_size(list) > 0)
        reasons_html(h, list);
    if (json_array_size(evidence) > 0)
        evidence_html(h, ticket);
    html_close(h, "details");
    html_close(h, "div");
}

void report_add_suggestions(struct strbuf *out, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "suggestions");
    const char *separator = "";

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);

        if (!has_line(one))
            continue;
        strbuf_addf(out, "%s%s%s: ", separator, report_text(one, "task"), report_is_true(one, "person_should_look") ? ", unsure" : "");
        add_chance(out, one);
        separator = "; ";
    }
}

void report_add_causes(struct strbuf *out, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "cause_evidence");

    for (size_t i = 0; i < json_array_size(list) && i < MARKDOWN_EVIDENCE; i++) {
        strbuf_adds(out, i == 0 ? "" : "; ");
        add_evidence(out, json_array_get(list, i));
    }
    if (json_array_size(list) == 0 && !knows_cause(ticket))
        strbuf_adds(out, "no similar solved incident says");
}

bool report_is_unlike(const json_t *said)
{
    const json_t *unlike = json_object_get(said, "unlike_any_class");

    return json_is_true(unlike) || json_is_object(unlike);
}

bool report_has_damage(const json_t *ticket)
{
    const char *kind = report_text(json_object_get(ticket, "damage"), "kind");

    return kind[0] != '\0' && strcmp(kind, "other") != 0;
}

void report_add_damage_reason(struct strbuf *out, const json_t *damage)
{
    const json_t *also = json_object_get(damage, "also");

    strbuf_addf(out, "by %s", report_text_or(damage, "by", "rule"));
    if (report_text(damage, "reason")[0] != '\0')
        strbuf_addf(out, ": %s", report_text(damage, "reason"));
    if (json_array_size(also) > 0)
        strbuf_adds(out, "; also ");
    report_add_joined(out, also);
}

void report_add_damage_source(struct strbuf *out, const json_t *project)
{
    const json_t *learned = json_object_get(project, "damage_learned");

    if (json_is_string(json_object_get(learned, "model"))) {
        strbuf_addf(out, "By %s, learned from %llu recorded kinds, where it is sure enough; else by rule", report_text(learned, "model"),
                    (unsigned long long)report_count(learned, "labelled"));
    } else {
        strbuf_adds(out, "By rule");
        if (json_is_object(learned))
            strbuf_addf(out, " (%llu tickets have a recorded kind in a column 'damage'; a model takes %.0f, and two kinds with %llu each)",
                        (unsigned long long)report_count(learned, "labelled"), report_number(learned, "needed"), (unsigned long long)report_count(learned, "class_rows"));
    }
    strbuf_adds(out, ": from words and the system's criticality, without a probability (docs/damage-kinds.md).");
}

static void add_task(struct strbuf *out, const json_t *one)
{
    strbuf_addf(out, "%s (%s): ", report_text(one, "task"), report_text_or(json_object_get(one, "model"), "name", "no model"));
    report_add_abstention(out, json_object_get(one, "abstention"));
}

static void add_learned(struct strbuf *out, const json_t *project)
{
    const json_t *learned = json_object_get(project, "cause_learned");

    if (!json_is_object(learned) || json_is_string(json_object_get(learned, "model")))
        return;
    strbuf_addf(out, "No model of causes: %llu tickets have a recorded one; it takes %.0f, and two causes with %llu each. Shown instead is what similar solved incidents had.",
                (unsigned long long)report_count(learned, "labelled"), report_number(learned, "needed"), (unsigned long long)report_count(learned, "class_rows"));
}

void report_add_suggestion_tasks(struct strbuf *out, const json_t *project)
{
    const json_t *list = json_object_get(project, "suggestion_tasks");

    for (size_t i = 0; i < json_array_size(list); i++) {
        add_task(out, json_array_get(list, i));
        strbuf_addc(out, ' ');
    }
    add_learned(out, project);
}

void report_suggestion_tasks_html(struct html *h, const json_t *project)
{
    const json_t *list = json_object_get(project, "suggestion_tasks");
    struct strbuf text;

    strbuf_init(&text);
    if (json_array_size(list) > 0) {
        html_open(h, "details", "class", "data", NULL);
        html_element(h, "summary", "How sure is sure enough, by task");
        html_list_begin(h);
        for (size_t i = 0; i < json_array_size(list); i++) {
            report_again(h->out, &text);
            add_task(&text, json_array_get(list, i));
            html_list_item(h, "%s", text.data);
        }
        html_list_end(h);
        html_close(h, "details");
    }
    report_again(h->out, &text);
    add_learned(&text, project);
    report_sentence(h, &text);
    report_done(h->out, &text);
}
