#include "score/report/triage_figures.h"

#include <string.h>

#include "score/report/report_read.h"
#include "score/report/report_similar.h"

static uint64_t count_needing(const json_t *tickets)
{
    uint64_t n = 0;

    for (size_t i = 0; i < json_array_size(tickets); i++)
        n += report_is_true(json_array_get(tickets, i), "person_should_look");
    return n;
}

void triage_project_figures(struct triage_figures *out, const json_t *project)
{
    const json_t *tickets = json_object_get(project, "tickets"), *damage = json_object_get(project, "damage");
    bool listed = json_is_integer(json_object_get(project, "listed"));

    memset(out, 0, sizeof *out);
    out->look = listed ? report_count(project, "needs_person") : count_needing(tickets);
    out->sure = listed ? report_count(project, "sure") : json_array_size(tickets) - out->look;
    out->open = out->look + out->sure;
    out->suspected = listed ? report_count(project, "suspected") : report_count_suspected(tickets);
    out->without_model = report_count(project, "without_model");
    out->strangers = report_count(project, "strangers");
    out->safety = report_count(damage, "safety");
    out->privacy = report_count(damage, "privacy");
    out->continuity = report_count(damage, "continuity");
}

static void add_project(struct triage_figures *out, const json_t *project)
{
    struct triage_figures one;

    triage_project_figures(&one, project);
    out->open += one.open;
    out->look += one.look;
    out->sure += one.sure;
    out->suspected += one.suspected;
    out->without_model += one.without_model;
    out->strangers += one.strangers;
    out->safety += one.safety;
    out->privacy += one.privacy;
    out->continuity += one.continuity;
}

static void add_blocking(struct triage_figures *out, const json_t *counts)
{
    for (size_t i = 0; i < json_array_size(counts); i++) {
        const json_t *one = json_array_get(counts, i);

        if (strcmp(report_text(one, "impact"), "care-blocking") != 0)
            continue;
        out->blocking += report_count(one, "open");
        out->blocking_overdue += report_count(one, "overdue");
    }
}

void triage_figures(struct triage_figures *out, const json_t *doc)
{
    const json_t *projects = json_object_get(doc, "projects"), *fresh = json_object_get(doc, "new"), *severity = json_object_get(doc, "severity");

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < json_array_size(projects); i++)
        add_project(out, json_array_get(projects, i));
    for (size_t i = 0; i < json_array_size(fresh); i++) {
        out->fresh += report_count(json_array_get(fresh, i), "tickets");
        out->fresh_look += report_count(json_array_get(fresh, i), "look");
    }
    for (size_t i = 0; i < json_array_size(severity); i++)
        out->differ += report_count(json_array_get(severity, i), "worse");
    out->bursts = json_array_size(json_object_get(doc, "bursts"));
    add_blocking(out, json_object_get(json_object_get(doc, "queue"), "by_impact"));
    out->unmapped = json_array_size(json_object_get(json_object_get(doc, "queue"), "to_map")) > 0 && !report_is_true(json_object_get(doc, "queue"), "mapped");
}

void triage_add_verdict(struct strbuf *out, const struct triage_figures *f)
{
    if (f->bursts > 0)
        strbuf_addf(out, "%llu suspected major incident%s; ", (unsigned long long)f->bursts, f->bursts == 1 ? "" : "s");
    if (f->blocking > 0)
        strbuf_addf(out, "%llu care-blocking open%s", (unsigned long long)f->blocking, f->blocking_overdue > 0 ? "" : "; ");
    if (f->blocking > 0 && f->blocking_overdue > 0)
        strbuf_addf(out, ", %llu longer than allowed; ", (unsigned long long)f->blocking_overdue);
    if (f->open == 0 && f->fresh == 0) {
        strbuf_adds(out, "no open tickets");
        return;
    }
    strbuf_addf(out, "%llu filed in the newest day", (unsigned long long)f->fresh);
    if (f->fresh_look > 0)
        strbuf_addf(out, ", a person should look at %llu of them", (unsigned long long)f->fresh_look);
    else if (f->fresh > 0)
        strbuf_adds(out, ", none of them needs a person to route it");
}
