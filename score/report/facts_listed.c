#include "score/report/facts_listed.h"

#include <stdbool.h>
#include <string.h>

#include "datasets/readers/doc_read.h"

static void cut(json_t *list, size_t n)
{
    while (json_array_size(list) > n)
        json_array_remove(list, json_array_size(list) - 1);
}

static void cut_why(json_t *why)
{
    json_t *list = json_object_get(why, "contributions");
    double rest = doc_number(why, "rest", 0);
    size_t i;
    json_t *one;

    if (json_array_size(list) <= FACTS_LISTED_WORDS)
        return;
    json_array_foreach(list, i, one)
        if (i >= FACTS_LISTED_WORDS)
            rest += doc_number(one, "value", 0);
    cut(list, FACTS_LISTED_WORDS);
    json_object_set_new(why, "rest", json_real(rest));
}

static void cut_similar(json_t *list)
{
    json_t *one;
    size_t i;

    cut(list, FACTS_LISTED_SIMILAR);
    json_array_foreach(list, i, one) cut(json_object_get(one, "terms"), FACTS_LISTED_SIMILAR);
}

static void cut_ticket(json_t *ticket)
{
    json_t *one;
    size_t i;

    cut_similar(json_object_get(ticket, "similar"));
    cut_similar(json_object_get(ticket, "cause_evidence"));
    cut_similar(json_object_get(ticket, "postmortems"));
    cut_why(json_object_get(ticket, "why"));
    json_array_foreach(json_object_get(ticket, "suggestions"), i, one) cut_why(json_object_get(one, "why"));
}

static bool is_suspected(const json_t *ticket)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(ticket, "similar"), i, one)
        if (json_is_true(json_object_get(one, "suspected")))
            return true;
    return false;
}

static void list_project(json_t *project)
{
    json_t *tickets = json_object_get(project, "tickets"), *listed = json_array(), *ticket;
    json_int_t n[2] = { 0, 0 }, suspected = 0;
    size_t i;

    json_array_foreach(tickets, i, ticket)
    {
        bool look = json_is_true(json_object_get(ticket, "person_should_look"));

        suspected += is_suspected(ticket);
        if (n[look]++ >= (look ? FACTS_LISTED_LOOK : FACTS_LISTED_SURE))
            continue;
        cut_ticket(ticket);
        json_array_append(listed, ticket);
    }
    json_object_update_new(project, json_pack("{s:I, s:I, s:I, s:I}", "needs_person", n[true], "sure", n[false], "suspected", suspected, "listed",
                                              (json_int_t)json_array_size(listed)));
    json_object_set_new(project, "tickets", listed);
}

/* By probability, as they are said to a person. */
static void cut_classes(json_t *one)
{
    json_t *classes = json_object_get(one, "classes"), *kept = json_array();

    while (json_array_size(kept) < FACTS_LISTED_CLASSES && json_array_size(classes) > 0) {
        size_t best = 0;

        for (size_t i = 1; i < json_array_size(classes); i++)
            if (doc_number(json_array_get(classes, i), "p", 0) > doc_number(json_array_get(classes, best), "p", 0))
                best = i;
        json_array_append(kept, json_array_get(classes, best));
        json_array_remove(classes, best);
    }
    json_object_set_new(one, "classes", kept);
}

static void list_severity(json_t *project)
{
    json_t *list = json_object_get(project, "disagreements"), *one;
    size_t i;

    json_object_set_new(project, "differ", json_integer((json_int_t)json_array_size(list)));
    cut(list, FACTS_LISTED_LOOK);
    json_array_foreach(list, i, one)
    {
        cut_why(json_object_get(one, "why"));
        cut_classes(one);
    }
}

void facts_listed(json_t *doc)
{
    json_t *project;
    size_t i;

    json_array_foreach(json_object_get(doc, "projects"), i, project) list_project(project);
    json_array_foreach(json_object_get(doc, "severity"), i, project) list_severity(project);
}
