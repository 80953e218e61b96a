#include "score/report/report_members.h"

#include <math.h>
#include <string.h>

#include "score/report/report_clusters.h"
#include "score/report/report_values.h"

enum { TITLE_MAX_CHARS = 90 };

/* "Pumps 0.93", "Pumps 0.41, a person should look", "no model"; empty where the member says nothing of it. */
static void add_suggestion(struct strbuf *out, const json_t *member)
{
    double p = report_number(member, "probability");
    char text[HTML_NUMBER_MAX];

    if (!json_is_string(json_object_get(member, "suggestion")))
        return;
    if (isnan(p)) {
        strbuf_adds(out, "no model of teams");
        return;
    }
    strbuf_addf(out, "%s %s%s", report_text_or(member, "suggestion", "no name"), report_chance(text, p, 2),
                report_is_true(member, "person_should_look") ? ", a person should look" : "");
}

static void marks_html(struct html *h, const json_t *member)
{
    const char *impact = report_text(member, "impact"), *damage = report_text(member, "damage"), *duplicate = report_text(member, "suspected_duplicate_of");

    if (strcmp(impact, "care-blocking") == 0) {
        html_text(h, " ");
        html_badge(h, HTML_BAD, impact);
    }
    if (damage[0] != '\0' && strcmp(damage, "other") != 0) {
        html_text(h, " ");
        html_badge(h, strcmp(damage, "safety") == 0 ? HTML_BAD : HTML_WARN, damage);
    }
    if (duplicate[0] != '\0')
        html_textf(h, " (suspected duplicate of %s)", duplicate);
    if (report_is_true(member, "near_no_cluster"))
        html_text(h, " (near no cluster)");
}

void report_members_html(struct html *h, const json_t *members)
{
    struct strbuf text;
    const json_t *member;
    size_t i;

    strbuf_init(&text);
    json_array_foreach(members, i, member)
    {
        report_again(h->out, &text);
        report_add_cut(&text, report_text_or(member, "title", "no title"), TITLE_MAX_CHARS);
        if (i > 0)
            html_void(h, "br", NULL);
        html_code(h, report_text_or(member, "id", "no id"));
        html_textf(h, " %s", text.data);
        marks_html(h, member);
        report_again(h->out, &text);
        add_suggestion(&text, member);
        html_open(h, "small", NULL);
        if (text.len > 0)
            html_textf(h, " \xE2\x86\x92 %s", text.data);
        report_again(h->out, &text);
        report_add_margin(&text, member, "; ");
        html_text(h, text.data);
        html_close(h, "small");
    }
    report_done(h->out, &text);
}

void report_add_members(struct strbuf *out, const json_t *members)
{
    const json_t *member;
    size_t i;

    json_array_foreach(members, i, member)
    {
        strbuf_addf(out, "%s%s ", i == 0 ? "" : "; ", report_text_or(member, "id", "no id"));
        report_add_cut(out, report_text_or(member, "title", "no title"), TITLE_MAX_CHARS);
        if (strcmp(report_text(member, "impact"), "care-blocking") == 0)
            strbuf_adds(out, ", care-blocking");
        if (report_text(member, "damage")[0] != '\0' && strcmp(report_text(member, "damage"), "other") != 0)
            strbuf_addf(out, ", %s", report_text(member, "damage"));
        if (report_text(member, "suspected_duplicate_of")[0] != '\0')
            strbuf_addf(out, ", suspected duplicate of %s", report_text(member, "suspected_duplicate_of"));
        if (json_is_string(json_object_get(member, "suggestion"))) {
            strbuf_adds(out, " \xE2\x86\x92 ");
            add_suggestion(out, member);
        }
    }
}
