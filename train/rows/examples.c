/*
 * examples.c - labelled records out of the store, or out of a table at hand.
 *
 *   examples_load | examples_of_... -> make_tickets | make_changes (labels, times, as-filed values) -> samples -> tokens
 */
#include "train/rows/examples.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

static int alloc_columns(struct examples *e, size_t n, struct err *err)
{
    e->n = n;
    e->label = mem_calloc(n, sizeof(*e->label));
    e->time = mem_calloc(n, sizeof(*e->time));
    e->known_at = mem_calloc(n, sizeof(*e->known_at));
    e->provenance = mem_calloc(n, sizeof(*e->provenance));
    e->id = mem_calloc(n, sizeof(*e->id));
    e->filed = mem_calloc(n, sizeof(*e->filed));
    e->effort = mem_calloc(n, sizeof(*e->effort));
    e->split = mem_calloc(n, sizeof(*e->split));
    e->prior = mem_calloc(n, sizeof(*e->prior));
    e->prior_known_at = mem_calloc(n, sizeof(*e->prior_known_at));
    if (e->label == NULL || e->time == NULL || e->known_at == NULL || e->provenance == NULL || e->id == NULL || e->filed == NULL ||
        e->effort == NULL || e->split == NULL || e->prior == NULL || e->prior_known_at == NULL)
        return err_nomem(err);
    return 0;
}

const char *examples_ticket_field(const struct ticket *t, const char *field)
{
    const struct { const char *field, *value; } known[] = {
        { "team", t->team }, { "component", t->component }, { "severity", t->severity }, { "cause", t->cause }, { "maintenance", t->maintenance },
        { "damage", t->damage != NULL ? t->damage : "" },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strcmp(field, known[i].field) == 0)
            return known[i].value;
    return "";
}

const char *examples_ticket_filed(const struct ticket *t, const char *field)
{
    if (strcmp(field, "severity") == 0)
        return t->severity_filed;
    if (strcmp(field, "team") == 0 && t->team_filed[0] != '\0')
        return t->team_filed;
    return t->component_filed;
}

bool examples_filed_from(const char *field, const char *filed_field)
{
    if (strcmp(field, "severity") == 0)
        return strcmp(filed_field, "severity_filed") == 0;
    return strcmp(filed_field, "component_filed") == 0 || (strcmp(field, "team") == 0 && strcmp(filed_field, "team_filed") == 0);
}

/* Keeps the rows with a label, in place. */
static size_t keep_labelled_tickets(struct ticket_table *table, const struct label_table *labels, const char *field)
{
    size_t n = 0;

    for (size_t i = 0; i < table->n; i++)
        if (examples_ticket_field(&table->row[i], field)[0] != '\0' || labels_find(labels, table->row[i].id) != NULL)
            table->row[n++] = table->row[i];
    table->n = n;
    return n;
}

/* Without their text they would teach that no words mean this team. */
static size_t drop_purged(struct ticket_table *table)
{
    size_t n = 0, all = table->n;

    for (size_t i = 0; i < all; i++)
        if (table->row[i].purged != 1)
            table->row[n++] = table->row[i];
    table->n = n;
    return all - n;
}

static bool any_text(const struct ticket_table *table)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->row[i].title.len > 0 || table->row[i].description.len > 0)
            return true;
    return false;
}

static int class_of(int32_t *out, struct examples *e, const char *name, struct err *err)
{
    uint32_t id = intern_add(&e->class_name, name, strlen(name));

    if (id == INTERN_NONE)
        return err_nomem(err);
    *out = (int32_t)id;
    return 0;
}

/* Better provenance, or newer at the same. */
bool examples_counts_before(const struct label_row *said, const char *imported, int64_t imported_at)
{
    if (said == NULL || imported[0] == '\0')
        return said != NULL;
    return said->provenance > LABEL_IMPORTED || (said->provenance == LABEL_IMPORTED && said->known_at > imported_at); /* TIME_NONE is before all */
}

static int label_ticket(struct examples *e, size_t i, const struct ticket *t, struct err *err)
{
    const char *imported = examples_ticket_field(t, e->label_field);
    const struct label_row *said = labels_find(&e->labels, t->id);
    int rc = 0;

    e->prior[i] = -1;
    if (!examples_counts_before(said, imported, t->label_known_at)) {
        e->known_at[i] = t->label_known_at;
        e->provenance[i] = LABEL_IMPORTED;
        return class_of(&e->label[i], e, imported, err);
    }
    e->known_at[i] = said->known_at;
    e->provenance[i] = said->provenance;
    e->prior_known_at[i] = t->label_known_at;
    if (imported[0] != '\0')
        rc = class_of(&e->prior[i], e, imported, err);
    return rc < 0 ? rc : class_of(&e->label[i], e, said->value, err);
}

static int fill_tickets(struct examples *e, struct err *err)
{
    for (size_t i = 0; i < e->n; i++) {
        const struct ticket *t = &e->tickets.row[i];
        int rc = label_ticket(e, i, t, err);

        if (rc < 0)
            return rc;
        e->time[i] = t->created;
        e->id[i] = t->id;
        e->filed[i] = examples_ticket_filed(t, e->label_field);
        e->split[i] = -1;
    }
    return 0;
}

static size_t count_filed(const struct examples *e)
{
    size_t n = 0;

    for (size_t i = 0; i < e->n; i++)
        n += e->filed[i][0] != '\0';
    return n;
}

/* Of e->tickets and e->labels. */
static int make_tickets(struct examples *e, const struct examples_options *options, struct err *err)
{
    size_t n_all, n_labelled, n_purged;
    int rc;

    n_purged = drop_purged(&e->tickets);
    n_all = e->tickets.n;
    if (n_all == 0 && n_purged > 0)
        return err_set(err, ERR_NODATA, "the text of all %zu tickets of project '%s' was purged", n_purged, e->project);
    if (n_all == 0)
        return err_set(err, ERR_NODATA, "project '%s' has no tickets", e->project);
    n_labelled = keep_labelled_tickets(&e->tickets, &e->labels, e->label_field);
    if (options->n_labelled != NULL)
        *options->n_labelled = n_labelled;
    if (n_labelled == 0)
        return err_set(err, ERR_NODATA, "none of the %zu tickets of project '%s' has a %s%s", n_all, e->project,
                       e->label_field, strcmp(e->label_field, "team") == 0 ? "; where they have a component, the task 'component' learns that" : "");
    if (!any_text(&e->tickets))
        return err_set(err, ERR_NODATA, "the tickets of project '%s' have neither title nor description", e->project);
    e->n_records = n_all;
    rc = alloc_columns(e, e->tickets.n, err);
    if (rc == 0)
        rc = fill_tickets(e, err);
    if (rc < 0)
        return rc;
    e->recipe = recipe_of_tickets(options->filed == EXAMPLES_FILED || (options->filed == EXAMPLES_FILED_IF_RECORDED && count_filed(e) >= EXAMPLES_FILED_MIN));
    rc = samples_of_tickets(&e->samples, &e->tickets, err);
    if (rc == 0)
        rc = tokens_make(&e->tokens, &e->samples, ticket_token_kind, options->n_threads, err);
    if (rc == 0 && options->forget_texts) {
        for (size_t i = 0; i < e->samples.n * e->samples.n_texts; i++)
            e->samples.text[i] = (struct text){ "", 0 };
        tickets_forget_texts(&e->tickets);
    }
    return rc;
}

static int keep_labelled_changes(struct examples *e, struct err *err)
{
    struct change_table *table = &e->changes;
    bool *keep = mem_calloc(table->n, sizeof(*keep));
    size_t n = 0;

    if (keep == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < table->n; i++)
        keep[i] = table->row[i].buggy >= 0;
    for (size_t i = 0; i < table->n; i++)
        if (keep[i])
            table->row[n++] = table->row[i];
    table->n = n;
    change_files_keep(&e->files, keep);
    mem_free(keep);
    return 0;
}

static bool any_message(const struct change_table *table)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->row[i].message.len > 0)
            return true;
    return false;
}

static double metric_or_zero(double value)
{
    return value >= 0 ? value : 0; /* also for NaN */
}

static void fill_changes(struct examples *e)
{
    for (size_t i = 0; i < e->n; i++) {
        const struct change *c = &e->changes.row[i];

        e->label[i] = c->buggy;
        e->time[i] = c->author_date;
        e->known_at[i] = c->label_time;
        e->provenance[i] = c->provenance;
        e->prior[i] = c->prior;
        e->prior_known_at[i] = c->prior_time;
        e->id[i] = c->commit;
        e->filed[i] = "";
        e->effort[i] = metric_or_zero(c->metric[METRIC_LA]) + metric_or_zero(c->metric[METRIC_LD]);
        e->split[i] = strcmp(c->split, "train") == 0 ? 0 : strcmp(c->split, "test") == 0 ? 1 : -1;
    }
}

/* Of e->changes. */
static int make_changes(struct examples *e, const struct examples_options *options, struct err *err)
{
    size_t n_all, n_labelled;
    int rc;

    n_all = e->changes.n;
    if (n_all == 0)
        return err_set(err, ERR_NODATA, "project '%s' has no changes", e->project);
    rc = change_past_fill(&e->changes, &e->files, err);
    if (rc < 0)
        return rc;
    rc = keep_labelled_changes(e, err);
    if (rc < 0)
        return rc;
    n_labelled = e->changes.n;
    if (options->n_labelled != NULL)
        *options->n_labelled = n_labelled;
    if (n_labelled == 0)
        return err_set(err, ERR_NODATA, "none of the %zu changes of project '%s' has a label (column 'buggy', an outcome, an incident that names it, or a fix that blames it)",
                       n_all, e->project);
    e->n_records = n_all;
    rc = alloc_columns(e, e->changes.n, err);
    if (rc < 0)
        return rc;
    fill_changes(e);
    e->recipe = recipe_of_changes(any_message(&e->changes), e->changes.has_code);
    rc = samples_of_changes(&e->samples, &e->changes, err);
    if (rc == 0)
        rc = tokens_make(&e->tokens, &e->samples, change_token_kind, options->n_threads, err);
    return rc;
}

static void digest_examples(struct examples *e)
{
    struct digest d;
    uint8_t hash[DIGEST_SIZE];
    bool risk = e->task->kind == TASK_OF_RISK;

    digest_init(&d);
    digest_field(&d, e->task->name, strlen(e->task->name));
    digest_field(&d, e->project, strlen(e->project));
    digest_field(&d, e->label_field, strlen(e->label_field));
    digest_field(&d, e->recipe->name, strlen(e->recipe->name));
    for (size_t i = 0; i < e->n; i++) {
        const char *name = risk ? "" : e->class_name.str[e->label[i]];

        digest_int(&d, risk ? e->changes.row[i].version_id : e->tickets.row[i].version_id);
        digest_int(&d, risk ? e->label[i] : 0);
        digest_field(&d, name, strlen(name));
        if (risk) /* they hang on other changes, labelled or not, and on when labels were known */
            digest_field(&d, e->changes.row[i].past, sizeof(e->changes.row[i].past));
    }
    digest_final(&d, hash);
    digest_hex(hash, DIGEST_SIZE, e->digest);
}

static void begin(struct examples *e, const struct examples_options *options)
{
    assert(options->task != NULL);
    assert(options->project != NULL);

    *e = (struct examples){ .task = options->task, .project = options->project };
    e->label_field = e->task->kind == TASK_OF_CLASSES && options->label_field != NULL ? options->label_field : e->task->label_field;
    intern_init(&e->class_name);
}

/* The rows are there, or rc says why not. */
static int finish(struct examples *out, struct examples *e, int rc, const struct examples_options *options, struct err *err)
{
    if (rc == 0)
        rc = e->task->kind == TASK_OF_CLASSES ? make_tickets(e, options, err) : make_changes(e, options, err);
    if (rc < 0) {
        examples_release(e);
        return rc;
    }
    mem_trim(); /* what the tokens were made in */
    digest_examples(e);
    *out = *e;
    return 0;
}

int examples_load(struct examples *out, struct store *store, const struct snapshot *snapshot,
                  const struct examples_options *options, struct err *err)
{
    struct examples e;
    int rc;

    assert(out != NULL);

    begin(&e, options);
    if (e.task->kind == TASK_OF_RISK)
        rc = changes_load(&e.changes, store, snapshot, e.project, err);
    else if ((rc = tickets_load(&e.tickets, store, snapshot, e.project, err)) == 0)
        rc = labels_load(&e.labels, store, "ticket", e.project, e.task->name, e.label_field, err);
    db_release_cache(store->db); /* before the tokens take room */
    return finish(out, &e, rc, options, err);
}

int examples_of_tickets(struct examples *out, struct ticket_table *tickets, const struct examples_options *options, struct err *err)
{
    struct examples e;

    begin(&e, options);
    assert(e.task->kind == TASK_OF_CLASSES);
    e.tickets = *tickets;
    *tickets = (struct ticket_table){ .n = 0 };
    return finish(out, &e, 0, options, err);
}

int examples_of_changes(struct examples *out, struct change_table *changes, const struct examples_options *options, struct err *err)
{
    struct examples e;

    begin(&e, options);
    assert(e.task->kind == TASK_OF_RISK);
    e.changes = *changes;
    *changes = (struct change_table){ .n = 0 };
    return finish(out, &e, 0, options, err);
}

void examples_release(struct examples *e)
{
    tokens_release(&e->tokens);
    samples_release(&e->samples);
    tickets_release(&e->tickets);
    changes_release(&e->changes);
    change_files_release(&e->files);
    labels_release(&e->labels);
    intern_release(&e->class_name);
    mem_free(e->label);
    mem_free(e->time);
    mem_free(e->known_at);
    mem_free(e->provenance);
    mem_free(e->prior);
    mem_free(e->prior_known_at);
    mem_free(e->id);
    mem_free(e->filed);
    mem_free(e->effort);
    mem_free(e->split);
    memset(e, 0, sizeof(*e));
}

/* A harm whose time is not known may have been known at the cut or not: such a change is neither. */
static int known_risk(const struct examples *e, size_t i, int64_t cut, int64_t maturity_s)
{
    if (e->label[i] == 1 && e->known_at[i] == TIME_NONE)
        return -1;
    if (e->label[i] == 1 && e->known_at[i] <= cut)
        return 1;
    if (e->prior[i] == 1 && e->prior_known_at[i] != TIME_NONE && e->prior_known_at[i] <= cut && e->known_at[i] > cut)
        return 1; /* what stands before it now was not known yet */
    return e->time[i] <= cut - maturity_s ? 0 : -1;
}

static int known_class(const struct examples *e, size_t i, int64_t cut)
{
    if (e->known_at[i] != TIME_NONE && e->known_at[i] <= cut)
        return e->label[i];
    return e->prior_known_at[i] != TIME_NONE && e->prior_known_at[i] <= cut ? e->prior[i] : -1;
}

int examples_known(int32_t *label, const struct examples *e, int64_t cut, int64_t maturity_days, struct err *err)
{
    bool any = false;

    for (size_t i = 0; i < e->n && !any; i++)
        any = e->known_at[i] != TIME_NONE;
    if (!any || cut == TIME_NONE)
        return err_set(err, ERR_NODATA, "project '%s' does not say when its labels became known (%s)", e->project,
                       e->task->kind == TASK_OF_RISK ? "column 'label_time'" : "columns 'created' and 'resolved'");
    for (size_t i = 0; i < e->n; i++) {
        if (e->task->kind == TASK_OF_RISK)
            label[i] = known_risk(e, i, cut, maturity_days * 86400);
        else
            label[i] = known_class(e, i, cut);
    }
    return 0;
}
