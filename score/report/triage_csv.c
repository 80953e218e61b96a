#include "score/report/triage_csv.h"

#include <string.h>

#include "datasets/readers/doc_read.h"
#include "score/csv_out.h"
#include "score/report/report_sentences.h"
#include "score/report/report_words.h"

/* Empty where there is none. */
static void put_number(struct csv_out *csv, const json_t *object, const char *key)
{
    const json_t *number = json_object_get(object, key);

    if (json_is_number(number))
        csv_out_number(csv, json_number_value(number), 4);
    else
        csv_out_text(csv, "");
}

static void put_suggestions(struct csv_out *csv, const json_t *ticket)
{
    const json_t *top = json_object_get(ticket, "top");

    csv_out_text(csv, doc_text(ticket, "suggestion"));
    put_number(csv, ticket, "probability");
    for (size_t i = 1; i < 3; i++) {
        const json_t *one = json_array_get(top, i);

        csv_out_text(csv, doc_text(one, "label"));
        if (one != NULL)
            csv_out_number(csv, doc_number(one, "p", 0), 4);
        else
            csv_out_text(csv, "");
    }
}

/* What spoke for it, not against, as a person reads it. */
static void put_words(struct csv_out *csv, const json_t *ticket)
{
    const json_t *list = json_object_get(json_object_get(ticket, "why"), "contributions"), *word[REPORT_WORDS_MAX];
    json_t *carried = json_array(), *one;
    struct strbuf words;
    size_t i, n;

    json_array_foreach(list, i, one)
        if (doc_number(one, "value", 0) > 0)
            json_array_append(carried, one);
    strbuf_init(&words);
    n = report_words_pick(word, carried, REPORT_WORDS_MAX);
    for (i = 0; i < n; i++) {
        strbuf_adds(&words, i > 0 ? " | " : "");
        report_add_factor(&words, word[i]);
    }
    csv_out_textn(csv, words.len > 0 ? words.data : "", words.len);
    csv->out->failed = csv->out->failed || words.failed;
    strbuf_release(&words);
    json_decref(carried);
}

/* One that is suspected is among the nearest. */
static void put_likeness(struct csv_out *csv, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "similar"), *suspected = NULL;

    for (size_t i = 0; i < json_array_size(list) && suspected == NULL; i++)
        if (json_is_true(json_object_get(json_array_get(list, i), "suspected")))
            suspected = json_array_get(list, i);
    csv_out_text(csv, doc_text(json_object_get(ticket, "cluster"), "name"));
    csv_out_text(csv, doc_text(json_array_get(list, 0), "id"));
    csv_out_text(csv, doc_text(suspected, "id"));
}

static const char *const beside[] = { "component", "cause", "maintenance" };
enum { N_BESIDE = sizeof(beside) / sizeof(beside[0]) };

/* What a task beside route suggests; NULL: nothing. */
static const json_t *suggestion_of(const json_t *ticket, const char *task)
{
    const json_t *list = json_object_get(ticket, "suggestions");

    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(doc_text(json_array_get(list, i), "task"), task) == 0)
            return json_array_get(list, i);
    return NULL;
}

/* The probability of a suggestion and whether a person should look at it; empty where nothing was suggested. */
static void put_how_sure(struct csv_out *csv, const json_t *one)
{
    put_number(csv, one, "probability");
    csv_out_text(csv, one == NULL ? "" : json_is_true(json_object_get(one, "person_should_look")) ? "yes" : "no");
}

/* Of each task with its label. */
static void put_beside(struct csv_out *csv, const json_t *ticket)
{
    for (size_t k = 0; k < N_BESIDE; k++) {
        const json_t *one = suggestion_of(ticket, beside[k]);

        csv_out_text(csv, doc_text(one, "label"));
        put_how_sure(csv, one);
    }
}

/* The cause, or else how it was solved, of the most similar solved incident. */
static void put_similar_cause(struct csv_out *csv, const json_t *ticket)
{
    const json_t *first = json_array_get(json_object_get(ticket, "cause_evidence"), 0);
    const char *cause = doc_text(first, "cause");

    csv_out_text(csv, cause[0] != '\0' ? cause : doc_text(first, "resolution"));
    csv_out_text(csv, doc_text(first, "id"));
}

static void put_yes(struct csv_out *csv, bool yes)
{
    csv_out_text(csv, yes ? "yes" : "no");
}

/* The others that are similar, the nearest first: "T7 0.41 | T2 0.38". */
static void put_more_similar(struct csv_out *csv, const json_t *ticket)
{
    const json_t *list = json_object_get(ticket, "similar");
    struct strbuf text;

    strbuf_init(&text);
    for (size_t i = 1; i < json_array_size(list); i++)
        strbuf_addf(&text, "%s%s %.2f", i > 1 ? " | " : "", doc_text(json_array_get(list, i), "id"), doc_number(json_array_get(list, i), "similarity", 0));
    csv_out_textn(csv, text.len > 0 ? text.data : "", text.len);
    csv->out->failed = csv->out->failed || text.failed;
    strbuf_release(&text);
}

static void put_damage(struct csv_out *csv, const json_t *ticket)
{
    const json_t *damage = json_object_get(ticket, "damage");

    csv_out_text(csv, doc_text(damage, "kind"));
    csv_out_text(csv, doc_text(damage, "by"));
    csv_out_text(csv, doc_text(damage, "reason"));
}

/* What came later than the columns before it: none of them may move. */
static void put_added(struct csv_out *csv, const json_t *ticket)
{
    const json_t *unlike = json_object_get(ticket, "unlike_any_class");

    put_damage(csv, ticket);
    csv_out_text(csv, doc_text(ticket, "no_model"));
    put_yes(csv, json_is_true(json_object_get(ticket, "outside")) || json_is_true(unlike) || json_is_object(unlike));
    put_number(csv, json_array_get(json_object_get(ticket, "similar"), 0), "similarity");
    put_more_similar(csv, ticket);
    put_number(csv, json_array_get(json_object_get(ticket, "cause_evidence"), 0), "similarity");
    put_how_sure(csv, suggestion_of(ticket, "severity"));
    put_number(csv, strcmp(doc_text(json_object_get(ticket, "damage"), "by"), "model") == 0 ? suggestion_of(ticket, "damage") : NULL, "probability");
}

static void put_ticket(struct csv_out *csv, const json_t *project, const json_t *ticket)
{
    const json_t *model = json_object_get(project, "model");

    csv_out_text(csv, doc_text(project, "project"));
    csv_out_text(csv, doc_text(ticket, "id"));
    put_suggestions(csv, ticket);
    csv_out_text(csv, json_is_true(json_object_get(ticket, "person_should_look")) ? "yes" : "no");
    put_words(csv, ticket);
    csv_out_text(csv, doc_text(ticket, "severity"));
    csv_out_text(csv, doc_text(ticket, "predicted_severity"));
    csv_out_text(csv, doc_text(ticket, "predicted_impact"));
    put_likeness(csv, ticket);
    if (json_is_integer(json_object_get(ticket, "queue_place")))
        csv_out_number(csv, doc_number(ticket, "queue_place", 0), 0);
    else
        csv_out_text(csv, "");
    csv_out_text(csv, doc_text(model, "name"));
    csv_out_text(csv, json_is_true(json_object_get(model, "approved")) ? "yes" : "no");
    put_beside(csv, ticket);
    put_similar_cause(csv, ticket);
    put_added(csv, ticket);
    csv_out_row_end(csv);
}

void triage_csv(struct strbuf *out, const json_t *doc)
{
    static const char *const header[] = { "project", "id", "suggestion", "probability", "second", "second_probability", "third", "third_probability",
                                          "person_should_look", "words", "severity", "predicted_severity", "predicted_impact", "cluster", "similar",
                                          "suspected_duplicate_of", "queue_place", "model", "approved",
                                          "component", "component_probability", "component_person", "cause", "cause_probability", "cause_person", "maintenance",
                                          "maintenance_probability", "maintenance_person", "similar_cause", "similar_cause_of", "damage", "damage_by", "damage_words", "no_model",
                                          "unlike_any", "similarity", "more_similar", "similar_cause_similarity", "severity_probability", "severity_person", "damage_probability" };
    struct csv_out csv = csv_out_make(out, CSV_OUT_NEUTRAL | CSV_OUT_CRLF);
    const json_t *project, *ticket;
    size_t i, k;

    csv_out_row(&csv, header, sizeof header / sizeof *header);
    json_array_foreach(json_object_get(doc, "projects"), i, project)
    {
        json_array_foreach(json_object_get(project, "tickets"), k, ticket)
        {
            put_ticket(&csv, project, ticket);
        }
    }
}
