/*
 * label_report.c - see label_report.h.
 */
#include "train/rows/label_report.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/link/incident.h"
#include "datasets/link/link.h"
#include "datasets/readers/doc_read.h"
#include "datasets/rows/labels.h"
#include "datasets/rows/rows.h"
#include "datasets/szz/szz_blame.h"
#include "datasets/szz/szz_fixes.h"
#include "train/rows/examples.h"
#include "train/rows/risk_rows.h"

struct reporting {
    struct store          *store;
    const struct snapshot *snapshot;
    const struct config   *config;
    const char            *project;  /* NULL: all */
    json_t                *doc;
};

static void add_to(json_t *object, const char *key, size_t n)
{
    json_object_set_new(object, key, json_integer(json_integer_value(json_object_get(object, key)) + (json_int_t)n));
}

/* Counts by provenance, the best first, without those that are 0. */
static json_t *provenances(const size_t count[N_LABEL_PROVENANCES])
{
    json_t *object = json_object();

    for (size_t p = N_LABEL_PROVENANCES; p-- > LABEL_SUGGESTED + 1;)
        if (count[p] > 0)
            add_to(object, label_provenance_name[p], count[p]);
    return object;
}

/* --------------------------------------------------------------------------------------------------------- tickets */

static int count_tickets(struct reporting *r, const char *project, const struct ticket_table *tickets, const struct task *task, const char *field, struct err *err)
{
    struct label_table said;
    size_t count[N_LABEL_PROVENANCES] = { 0 }, labelled = 0;
    int rc = labels_load(&said, r->store, "ticket", project, task->name, field, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < tickets->n; i++) {
        const struct ticket *t = &tickets->row[i];
        const char *imported = examples_ticket_field(t, field);
        const struct label_row *row = labels_find(&said, t->id);

        if (imported[0] == '\0' && row == NULL)
            continue;
        labelled++;
        count[examples_counts_before(row, imported, t->label_known_at) ? row->provenance : LABEL_IMPORTED]++;
    }
    labels_release(&said);
    return json_array_append_new(json_object_get(r->doc, "labels"),
                                 json_pack("{s:s, s:s, s:s, s:I, s:I, s:o}", "project", project, "task", task->name, "field", field, "records", (json_int_t)tickets->n,
                                           "labelled", (json_int_t)labelled, "by_provenance", provenances(count))) < 0
               ? err_nomem(err)
               : 0;
}

static int report_tickets(struct reporting *r, const char *project, struct err *err)
{
    struct ticket_table tickets;
    int rc = tickets_load(&tickets, r->store, r->snapshot, project, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < n_tasks; i++)
        if (task_list[i].kind == TASK_OF_CLASSES)
            rc = count_tickets(r, project, &tickets, &task_list[i], task_list[i].label_field, err);
    tickets_release(&tickets);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- changes */

static int count_changes(struct reporting *r, const char *project, const struct change_table *changes, const struct risk_rows *rows, struct err *err)
{
    size_t harm[N_LABEL_PROVENANCES] = { 0 }, clean[N_LABEL_PROVENANCES] = { 0 }, all[N_LABEL_PROVENANCES] = { 0 }, labelled = 0, undated = 0;

    for (size_t i = 0; i < changes->n; i++) {
        const struct change *c = &changes->row[i];

        if (c->buggy < 0)
            continue;
        labelled++;
        all[c->provenance]++;
        undated += c->buggy == 1 && c->label_time == TIME_NONE;
        if (rows->label[i] >= 0)
            (c->buggy == 1 ? harm : clean)[c->provenance]++;
    }
    return json_array_append_new(json_object_get(r->doc, "labels"),
                                 json_pack("{s:s, s:s, s:s, s:I, s:I, s:o, s:o, s:o, s:I, s:I, s:I}", "project", project, "task", "change-risk", "field", "buggy", "records",
                                           (json_int_t)changes->n, "labelled", (json_int_t)labelled, "by_provenance", provenances(all), "harm", provenances(harm), "clean",
                                           provenances(clean), "harm_undated", (json_int_t)undated, "immature", (json_int_t)rows->n_young, "upcoming",
                                           (json_int_t)rows->n_upcoming)) < 0
               ? err_nomem(err)
               : 0;
}

static int report_changes(struct reporting *r, const char *project, struct err *err)
{
    struct change_table changes;
    struct risk_rows rows;
    int rc = changes_load(&changes, r->store, r->snapshot, project, err);

    if (rc < 0)
        return rc;
    rc = risk_rows_choose(&rows, r->store, r->snapshot, project, &changes, r->config->label_maturity_days, err);
    if (rc == 0) {
        rc = count_changes(r, project, &changes, &rows, err);
        risk_rows_release(&rows);
    }
    changes_release(&changes);
    return rc;
}

/* ---------------------------------------------------------------------------------------------------------- blame */

/* The newest answers of a project's fixes. */
static int sum_answers(struct reporting *r, const char *project, json_t *entry, struct err *err)
{
    struct db_stmt *stmt = NULL;
    json_t *results = json_object(), *counts = json_object();
    size_t answered = 0;
    int rc = db_prepare(r->store->db, &stmt,
                        "SELECT s.result, s.counts FROM szz_fixes s JOIN records r ON r.record_id = s.record_id"
                        " WHERE r.project = ? AND s.szz_id = (SELECT max(m.szz_id) FROM szz_fixes m WHERE m.record_id = s.record_id)",
                        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_t *one = json_loads(db_text(stmt, 1, NULL), 0, NULL), *value;
        const char *key;

        rc = 0;
        answered++;
        add_to(results, db_text(stmt, 0, NULL), 1);
        json_object_foreach(one, key, value)
            add_to(counts, key, (size_t)json_integer_value(value));
        json_decref(one);
    }
    db_finalize(stmt);
    add_to(entry, "answered", answered);
    json_object_set_new(entry, "fixes_by_result", results);
    json_object_set_new(entry, "counts", counts);
    return rc;
}

static int report_blame(struct reporting *r, const char *project, struct err *err)
{
    struct szz_fixes fixes;
    json_t *entry;
    int64_t labels = 0, by_message = 0;
    int rc = szz_fixes_choose(&fixes, r->store, r->snapshot, project, NULL, false, err);

    if (rc < 0)
        return rc;
    entry = json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I}", "project", project, "changes", (json_int_t)fixes.n_changes, "naming", (json_int_t)fixes.n_naming, "unknown_ticket",
                      (json_int_t)fixes.n_unknown, "no_incident", (json_int_t)fixes.n_no_incident, "too_early", (json_int_t)fixes.n_too_early, "fixes", (json_int_t)fixes.n);
    szz_fixes_release(&fixes);
    rc = sum_answers(r, project, entry, err);
    if (rc == 0)
        rc = db_get_int(r->store->db, &labels, err,
                        "SELECT count(*) FROM labels l JOIN records r ON r.kind = 'change' AND r.project = ?1 AND r.id = l.\"by\""
                        " WHERE l.provenance = 'szz' AND l.value = '1'"
                        "   AND l.label_id = (SELECT max(m.label_id) FROM labels m WHERE m.task = l.task AND m.item = l.item AND m.provenance = 'szz' AND m.\"by\" = l.\"by\")",
                        "t", project);
    if (rc == 0)
        rc = db_get_int(r->store->db, &by_message, err,
                        "SELECT count(DISTINCT l.\"by\") FROM labels l JOIN records r ON r.kind = 'change' AND r.project = ?1 AND r.id = l.\"by\""
                        " WHERE l.provenance = 'szz' AND l.value = '1' AND l.evidence = 'message'"
                        "   AND l.label_id = (SELECT max(m.label_id) FROM labels m WHERE m.task = l.task AND m.item = l.item AND m.provenance = 'szz' AND m.\"by\" = l.\"by\")",
                        "t", project);
    add_to(entry, "labels", (size_t)labels);
    add_to(entry, "by_message", (size_t)by_message);
    return json_array_append_new(json_object_get(r->doc, "blame"), entry) < 0 && rc == 0 ? err_nomem(err) : rc;
}

/* ---------------------------------------------------------------------------------------------------------- links */

/* States of the pairs, by their newest rows. */
static int count_states(struct reporting *r, json_t *links, struct err *err)
{
    struct db_stmt *stmt = NULL;
    json_t *states = json_object();
    size_t by_person = 0;
    int rc = db_prepare(r->store->db, &stmt,
                        "SELECT state, count(*), sum(\"by\" <> '') FROM links l WHERE link_id = (SELECT max(m.link_id) FROM links m"
                        "   WHERE m.ticket_record_id = l.ticket_record_id AND m.target_record_id = l.target_record_id) GROUP BY state ORDER BY state",
                        err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        add_to(states, db_text(stmt, 0, NULL), (size_t)db_int(stmt, 1));
        by_person += (size_t)db_int(stmt, 2);
    }
    db_finalize(stmt);
    json_object_set_new(links, "states", states);
    add_to(links, "by_person", by_person);
    return rc;
}

static int report_links(struct reporting *r, struct err *err)
{
    struct link_match match;
    json_t *links = json_object(), *pairs = json_object(), *rules = json_object(), *left_out = json_object();
    int rc = link_match_store(&match, r->store, r->snapshot, r->config->link_window_days, err);

    json_object_set_new(r->doc, "links", links);
    json_object_set_new(links, "pairs", pairs);
    json_object_set_new(links, "rules", rules);
    json_object_set_new(links, "left_out", left_out);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < N_LINK_RULES; i++) {
        char words[200];

        link_rule_words(words, sizeof words, (enum link_rule)i, r->config->link_window_days);
        json_object_set_new(rules, link_rule_name[i], json_string(words));
        add_to(pairs, link_rule_name[i], match.by_rule[i]);
    }
    for (size_t i = 0; i < N_LINK_REASONS; i++)
        if (match.left_out[i] > 0)
            add_to(left_out, link_reason_text[i], match.left_out[i]);
    add_to(links, "incidents", match.n_incidents);
    add_to(links, "untyped", match.n_untyped);
    add_to(links, "linked", match.n_linked);
    json_object_set_new(links, "incident_rule", json_string(incident_rule));
    link_match_release(&match);
    return count_states(r, links, err);
}

/* ------------------------------------------------------------------------------------------------------------ all */

static int each_project(struct reporting *r, const char *kind, int (*report)(struct reporting *, const char *, struct err *), struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, r->store, r->snapshot, kind, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (r->project == NULL || strcmp(r->project, project[i]) == 0)
            rc = report(r, project[i], err);
    arena_release(&arena);
    return rc;
}

int label_report_make(json_t **out, struct store *store, const struct snapshot *snapshot, const struct config *config, const char *project, struct err *err)
{
    struct reporting r = { store, snapshot, config, project, json_pack("{s:i, s:[], s:[]}", "schema_version", 1, "labels", "blame") };
    int rc = each_project(&r, "ticket", report_tickets, err);

    if (rc == 0)
        rc = each_project(&r, "change", report_changes, err);
    if (rc == 0)
        rc = each_project(&r, "change", report_blame, err);
    if (rc == 0)
        rc = report_links(&r, err);
    if (rc < 0)
        json_decref(r.doc);
    else
        *out = r.doc;
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ text */

static long long number(const json_t *object, const char *key)
{
    return doc_whole(object, key);
}

/* "human 3, szz 120"; "none" */
static void add_counts(struct strbuf *out, const json_t *counts)
{
    static const char *const order[] = { "human", "imported", "linked", "szz" };
    bool any = false;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (number(counts, order[i]) == 0)
            continue;
        strbuf_addf(out, "%s%s %lld", any ? ", " : "", order[i], number(counts, order[i]));
        any = true;
    }
    strbuf_adds(out, any ? "" : "none");
}

static void add_labels(struct strbuf *out, const json_t *l)
{
    strbuf_addf(out, "%s:%s: %lld of %lld %s have a label (", doc_text(l, "task"), doc_text(l, "project"), number(l, "labelled"), number(l, "records"),
                strcmp(doc_text(l, "task"), "change-risk") == 0 ? "changes" : "tickets");
    add_counts(out, json_object_get(l, "by_provenance"));
    strbuf_adds(out, ")\n");
    if (json_object_get(l, "harm") == NULL)
        return;
    strbuf_adds(out, "  harm: ");
    add_counts(out, json_object_get(l, "harm"));
    strbuf_addf(out, "%s\n  clean and mature: ", number(l, "harm_undated") > 0 ? " (some without the time it became known)" : "");
    add_counts(out, json_object_get(l, "clean"));
    strbuf_addf(out, "\n  left out: %lld clean but too young, %lld of upcoming releases, %lld without a label\n", number(l, "immature"), number(l, "upcoming"),
                number(l, "records") - number(l, "labelled"));
}

static void add_links(struct strbuf *out, const json_t *l)
{
    json_t *value;
    const char *key;

    strbuf_addf(out, "\nlinks: %lld of %lld incidents lead to a change or release (%lld pairs suspected, %lld confirmed, %lld refuted; %lld decided by a person)\n",
                number(l, "linked"), number(l, "incidents"), number(json_object_get(l, "states"), "suspected"), number(json_object_get(l, "states"), "confirmed"),
                number(json_object_get(l, "states"), "refuted"), number(l, "by_person"));
    for (size_t i = 0; i < N_LINK_RULES; i++)
        strbuf_addf(out, "  %8lld by %s: %s\n", number(json_object_get(l, "pairs"), link_rule_name[i]), link_rule_name[i], doc_text(json_object_get(l, "rules"), link_rule_name[i]));
    json_object_foreach(json_object_get(l, "left_out"), key, value)
        strbuf_addf(out, "  %8lld not linked: %s\n", (long long)json_integer_value(value), key);
    strbuf_addf(out, "  %s (%lld without a type)\n", doc_text(l, "incident_rule"), number(l, "untyped"));
}

static void add_blame(struct strbuf *out, const json_t *b)
{
    const json_t *results = json_object_get(b, "fixes_by_result"), *counts = json_object_get(b, "counts");

    strbuf_addf(out, "\nblame in %s: %lld of %lld changes name a ticket: %lld a fix, %lld no incident, %lld a ticket that is not in the store, %lld one that was filed later\n",
                doc_text(b, "project"), number(b, "naming"), number(b, "changes"), number(b, "fixes"), number(b, "no_incident"), number(b, "unknown_ticket"),
                number(b, "too_early"));
    if (number(b, "answered") == 0) {
        strbuf_adds(out, "  no fix was blamed ('prodrome import git' does it)\n");
        return;
    }
    strbuf_addf(out, "  %lld fixes answered, %lld labels", number(b, "answered"), number(b, "labels"));
    if (number(b, "by_message") > 0)
        strbuf_addf(out, "; %lld fixes taken by their message alone, which is weaker", number(b, "by_message"));
    strbuf_addc(out, '\n');
    for (size_t i = 0; i < N_SZZ_RESULTS; i++)
        if (number(results, szz_result_name[i]) > 0)
            strbuf_addf(out, "  %8lld fixes %s\n", number(results, szz_result_name[i]), i == SZZ_BLAMED ? "were blamed" : szz_result_text[i]);
    for (size_t i = 0; i < N_SZZ_COUNTS; i++)
        if (number(counts, szz_count_name[i]) > 0)
            strbuf_addf(out, "  %8lld %s\n", number(counts, szz_count_name[i]), szz_count_text[i]);
}

void label_report_text(struct strbuf *out, const json_t *report)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(report, "labels"), i, one)
        add_labels(out, one);
    json_array_foreach(json_object_get(report, "blame"), i, one)
        if (number(one, "naming") + number(one, "answered") > 0)
            add_blame(out, one);
    add_links(out, json_object_get(report, "links"));
}
