/*
 * score_tickets.c - the tickets of scoring.h.
 *
 *   score_tickets -> tickets_load -> open ones in the window -> each task of tickets: score_ticket_batch -> score_ticket
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/score_batch.h"
#include "score/triage/open_tickets.h"
#include "train/learn/learned_filed.h"

enum { TOP_LABELS = 3 };

/* What one model says of one ticket. */
struct said {
    struct learned_voice voice;
    const double        *margin;      /* [n_classes]                                                            */
    double              *p;           /* [n_classes] their probabilities                                        */
    size_t               top[TOP_LABELS], n_top;
    const char          *kept;        /* NULL, or what was filed, which no class that it knows has: among the suggestions by its chance (filed_copy.h) */
    size_t               kept_len;
    bool                 kept_first;
};

static void say(struct said *out, const struct score_batch *b, size_t row, const struct ticket *t, double *p)
{
    const struct learned *l = &b->learned;
    const struct csr *x = &b->x;

    *out = (struct said){ .voice = learned_voice_of(l, x->col + x->row_start[row], x->row_start[row + 1] - x->row_start[row]), .margin = b->margin + row * l->n_classes, .p = p };
    calibration_softmax(out->voice.calibration, out->margin, l->n_classes, p);
    out->n_top = calibration_top(out->top, TOP_LABELS, out->margin, l->n_classes);
    if (l->filed != NULL)
        out->kept_len = learned_filed_kept(&out->kept, l, examples_ticket_filed(t, l->filed->field));
    for (size_t k = 0; out->kept_len > 0 && k < l->n_classes; k++)
        p[k] *= 1 - l->filed->copy.p;
    out->kept_first = out->kept_len > 0 && (out->n_top == 0 || p[out->top[0]] <= l->filed->copy.p);
}

/* Every class with its probability and its share in training, for those who weigh the rare ones. */
static json_t *all_classes(const struct learned *l, const double *p)
{
    json_t *list = json_array();
    double rows = 0;

    for (size_t k = 0; k < l->n_classes; k++)
        rows += l->class_rows[k];
    for (size_t k = 0; k < l->n_classes; k++)
        json_array_append_new(list, json_pack("{s:s, s:f, s:f}", "label", l->class_name[k], "p", p[k], "share", l->class_rows[k] / rows));
    return list;
}

static json_t *top_labels(const struct learned *l, const struct said *s)
{
    json_t *labels = json_array();
    bool put = s->kept_len == 0;

    for (size_t i = 0; (i < s->n_top || !put) && json_array_size(labels) < TOP_LABELS;) {
        if (!put && (i == s->n_top || s->p[s->top[i]] <= l->filed->copy.p)) {
            json_array_append_new(labels, json_pack("{s:s%, s:f}", "label", s->kept, s->kept_len, "p", l->filed->copy.p));
            put = true;
        } else {
            json_array_append_new(labels, json_pack("{s:s, s:f}", "label", l->class_name[s->top[i]], "p", s->p[s->top[i]]));
            i++;
        }
    }
    return labels;
}

/* The one reason of what is kept as it was filed: bias + contributions = the logit of the chance that it is right. */
static json_t *why_kept(double logit)
{
    return json_pack("{s:f, s:f, s:[{s:s, s:s, s:f}], s:f, s:i, s:{s:f}}", "bias", 0.0, "score", logit, "contributions", "column", "as filed: kept",
                     "family", "as filed", "value", logit, "rest", 0.0, "n", 1, "families", "as filed", logit);
}

static int score_ticket(struct score_writer *w, const struct score_batch *b, size_t row, const struct ticket *t, double *p, struct err *err)
{
    const struct learned *l = &b->learned;
    struct said s;
    json_t *detail = json_object();
    char item[SCORE_ITEM_MAX], *label = NULL;
    int64_t score_id;
    double margin = 0;
    int rc;

    snprintf(item, sizeof(item), "ticket:%s/%s", t->project, t->id);
    rc = score_writer_find(w, &score_id, item, b->version->model_id, err);
    if (rc != 0) {
        json_decref(detail);
        return rc < 0 ? rc : 0;
    }
    say(&s, b, row, t, p);
    json_object_set_new(detail, "top", top_labels(l, &s));
    if (l->task->rare_matter)
        json_object_set_new(detail, "classes", all_classes(l, p));
    json_object_set_new(detail, "known_words", json_integer((json_int_t)(b->x.row_start[row + 1] - b->x.row_start[row])));
    if (l->filed != NULL)
        json_object_set_new(detail, "filed", json_string(s.kept_first ? "kept" : s.voice.filed ? "used" : "unknown"));
    if (unlike_marked(s.voice.unlike, s.margin, l->n_classes))
        json_object_set_new(detail, "unlike_any_class", unlike_said(s.voice.unlike, s.margin, l->n_classes));
    if (s.kept_first) {
        margin = learned_filed_logit(l->filed);
        json_object_set_new(detail, "why", why_kept(margin));
    } else {
        rc = score_batch_explain(detail, &margin, b, row, s.top[0], err);
    }
    label = mem_memdup(s.kept_first ? s.kept : l->class_name[s.top[0]], s.kept_first ? s.kept_len : strlen(l->class_name[s.top[0]]));
    if (rc == 0 && label == NULL)
        rc = err_nomem(err);
    if (rc < 0)
        json_decref(detail);
    else
        rc = score_batch_put(w, &score_id, b, row, item, t->version_id, s.kept_first ? l->filed->copy.p : p[s.top[0]], margin, label, detail, err);
    mem_free(label);
    return rc < 0 ? rc : 1;
}

/* Open tickets filed in the window before the project's newest, in place. */
static void keep_open(struct ticket_table *t, const struct config *config, int64_t now, struct scoring_counts *counts)
{
    int64_t from = open_tickets_from(t, config, now);
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++) {
        const struct ticket *row = &t->row[i];
        bool recent = open_tickets_recent(row, from);
        int open = config_status_open(config, row->status);

        if (recent && open == 1)
            t->row[n++] = *row;
        counts->too_old += !recent && open == 1;
        counts->without_status += recent && row->status[0] == '\0';
        if (recent && open < 0 && row->status[0] != '\0' && counts->unknown_status++ == 0)
            snprintf(counts->unknown_example, sizeof(counts->unknown_example), "%.60s", row->status);
    }
    t->n = n;
}

static int score_ticket_batch(struct scoring_counts *counts, struct score_batch *b, const struct ticket_table *t, struct err *err)
{
    struct score_writer w;
    double *p = NULL;
    int rc = samples_of_tickets(&b->samples, t, err);

    if (rc == 0)
        rc = score_batch_run(b, ticket_token_kind, err);
    if (rc < 0)
        return rc;
    rc = score_writer_open(&w, b->s->store, b->s->run_id, err);
    if (rc < 0)
        return rc;
    p = mem_calloc(b->learned.n_classes, sizeof(*p));
    if (p == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc >= 0 && i < t->n; i++) {
        rc = score_ticket(&w, b, i, &t->row[i], p, err);
        counts->scored += rc > 0;
        counts->unapproved += rc > 0 && !b->approved;
        progress_step(b->s->log, 1);
    }
    if (rc >= 0)
        rc = score_writer_flush(&w, err);
    score_writer_close(&w);
    mem_free(p);
    return rc < 0 ? rc : 0;
}

/* 1 where the project has a model of the task, 0 where it has none. */
static int score_ticket_task(struct scoring_counts *counts, const struct scoring *s, const struct task *task, const char *project,
                             const struct ticket_table *t, struct err *err)
{
    struct score_batch b = { .s = s };
    int rc = 0;

    b.version = registry_scorer(s->models, task->name, project, &b.approved);
    if (b.version == NULL)
        return 0;
    rc = score_ticket_batch(counts, &b, t, err);
    score_batch_release(&b);
    return rc < 0 ? rc : 1;
}

int score_tickets(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err)
{
    struct ticket_table t = {0};
    bool any = false;
    int rc = tickets_load(&t, s->store, s->snapshot, project, err);

    if (rc < 0)
        return rc;
    keep_open(&t, s->config, store_now(s->store), counts);
    counts->items += t.n;
    for (size_t i = 0; rc >= 0 && t.n > 0 && i < n_tasks; i++) {
        if (task_list[i].kind != TASK_OF_CLASSES)
            continue;
        rc = score_ticket_task(counts, s, &task_list[i], project, &t, err);
        any = any || rc > 0;
    }
    if (rc >= 0 && !any)
        counts->without_model += t.n;
    tickets_release(&t);
    return rc < 0 ? rc : 0;
}
