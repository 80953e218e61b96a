/*
 * training.c - see training.h.
 */
#include "train/training.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/learn/learned_filed.h"
#include "train/rows/readiness_rows.h"
#include "train/training_inner.h"
#include "train/validation/validation.h"

const char *training_status_name(enum training_status status)
{
    static const char *const name[] = { "validated", "rejected", "unchanged", "not enough data", "no rows", "refused" };

    return name[status];
}

/* Everything that one run holds. */
struct run {
    struct store                  *store;
    const struct config           *config;
    const struct snapshot         *snapshot;
    const struct training_options *options;
    struct examples                e;
    int32_t                       *label;   /* [e.n] what is trained on, -1 left out */
    uint32_t                      *rows;    /* [n_rows] with a label                 */
    size_t                         n_rows;
    size_t                         n_upcoming;   /* left out as changes of upcoming releases */
    size_t                         n_young;      /* left out as too young to be called clean */
    int64_t                        mature_until; /* as in struct learn_options           */
    size_t                         n_labelled;
    char                           digest[DIGEST_HEX_SIZE];
    struct backtest                final, known;
    bool                           has_known;
    char                           known_reason[ERR_MSG_MAX];
    struct learned                 learned;
};

static void run_release(struct run *r)
{
    learned_release(&r->learned);
    backtest_release(&r->final);
    backtest_release(&r->known);
    examples_release(&r->e);
    mem_free(r->label);
    mem_free(r->rows);
}

/* Tickets route to teams; where a tracker has none, to components. */
static int load(struct run *r, const struct task *task, const char *project, struct err *err)
{
    struct examples_options eo = { .task = task, .project = project, .filed = task->reads_words ? EXAMPLES_TEXT : EXAMPLES_FILED_IF_RECORDED, .n_threads = r->options->n_threads,
                                   .n_labelled = &r->n_labelled };
    int rc = examples_load(&r->e, r->store, r->snapshot, &eo, err);

    if (rc == ERR_NODATA && strcmp(task->label_field, "team") == 0) {
        eo.label_field = "component";
        if (examples_load(&r->e, r->store, r->snapshot, &eo, NULL) == 0)
            rc = 0;
    }
    return rc;
}

/* Of a risk, risk_rows.h says it. */
static int choose_changes(struct run *r, const char *project, struct err *err)
{
    struct risk_rows rows;
    int rc = risk_rows_choose(&rows, r->store, r->snapshot, project, &r->e.changes, r->config->label_maturity_days, err);

    if (rc < 0)
        return rc;
    r->label = rows.label;
    r->n_upcoming = rows.n_upcoming;
    r->n_young = rows.n_young;
    r->mature_until = rows.mature_until;
    return 0;
}

/* Where tickets have none of the field beside it, another task (route) predicts this one's already. */
static int check_beside(const struct run *r, const struct task *task, struct err *err)
{
    for (size_t i = 0; i < r->e.n; i++)
        if (task->beside == NULL || examples_ticket_field(&r->e.tickets.row[i], task->beside)[0] != '\0')
            return 0;
    return err_set(err, ERR_NODATA, "the tickets with a %s have no %s: route learns the %s", task->label_field, task->beside, task->label_field);
}

/* The team of an open ticket is not settled, and the ticket is one that the model will score: it is left out, unless a person has decided on it. */
static int choose_tickets(struct run *r, struct err *err)
{
    r->label = mem_calloc(r->e.n, sizeof(*r->label));
    if (r->label == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->e.n; i++)
        r->label[i] = r->e.provenance[i] != LABEL_HUMAN && config_status_open(r->config, r->e.tickets.row[i].status) == 1 ? -1 : r->e.label[i];
    r->mature_until = TIME_NONE;
    return 0;
}

/* What is trained on. */
static int choose_labels(struct run *r, const char *project, struct err *err)
{
    int rc = r->e.task->kind == TASK_OF_RISK ? choose_changes(r, project, err) : choose_tickets(r, err);

    if (rc < 0)
        return rc;
    r->rows = mem_calloc(r->e.n, sizeof(*r->rows));
    if (r->rows == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->e.n; i++)
        if (r->label[i] >= 0)
            r->rows[r->n_rows++] = (uint32_t)i;
    return 0;
}

static int assess_tickets(struct readiness *out, struct run *r, const char *project, struct err *err)
{
    struct readiness_tickets t;
    int rc = readiness_tickets_make(&t, &r->e.tickets, r->options->n_threads, err);

    if (rc < 0)
        return rc;
    rc = readiness_of_tickets(out, &t, r->e.n_records, &r->e.labels, r->config, r->e.task->name, r->e.label_field, project, err);
    readiness_tickets_release(&t);
    return rc;
}

static int assess_changes(struct readiness *out, struct run *r, const char *project, struct err *err)
{
    struct risk_rows rows = { .label = r->label, .n_upcoming = r->n_upcoming, .n_young = r->n_young, .mature_until = r->mature_until };
    struct readiness_around around;
    int rc = readiness_around_count(&around, r->store, err);

    return rc < 0 ? rc : readiness_of_changes(out, &r->e.changes, r->e.n_records, &rows, &around, r->config, project, err);
}

int training_check_ready(const struct readiness *readiness, struct err *err)
{
    char words[ERR_MSG_MAX];

    if (readiness->verdict != READINESS_REFUSED)
        return 0;
    return err_set(err, ERR_NODATA, "%s", readiness_words(readiness, words, sizeof(words)));
}

static int assess(struct readiness *out, struct run *r, const char *project, struct err *err)
{
    int rc = r->e.task->kind == TASK_OF_RISK ? assess_changes(out, r, project, err) : assess_tickets(out, r, project, err);

    return rc < 0 ? rc : training_check_ready(out, err);
}

/* For what readiness could not even count (nothing there, no label, no text), and what training found wanting all the same. */
static void refuse(struct readiness *out, const struct task *task, const char *project, const char *why)
{
    if (out->task == NULL) {
        *out = (struct readiness){ .task = task->name, .label = task->label_field, .project = project, .trained = true, .first = TIME_NONE, .last = TIME_NONE };
        for (int m = 0; m < N_READINESS_MEASURES; m++)
            out->value[m] = out->least[m] = (double)NAN;
    }
    out->verdict = READINESS_REFUSED;
    out->n_reasons = 1;
    out->reason[0] = (struct readiness_reason){ .verdict = READINESS_REFUSED, .measure = READINESS_ROWS, .value = out->value[READINESS_ROWS] };
    snprintf(out->reason[0].text, sizeof(out->reason[0].text), "%s", why);
}

void training_digest_begin(struct digest *d, const struct training_run *run)
{
    digest_init(d);
    digest_field(d, run->task->name, strlen(run->task->name));
    digest_field(d, PRODROME_VERSION, strlen(PRODROME_VERSION));
    digest_int(d, (int64_t)run->options->seed);
}

void training_digest_end(char out[DIGEST_HEX_SIZE], struct digest *d)
{
    uint8_t hash[DIGEST_SIZE];

    digest_final(d, hash);
    digest_hex(hash, DIGEST_SIZE, out);
}

static void digest_run(struct run *r)
{
    struct digest d;

    digest_init(&d);
    digest_field(&d, r->e.digest, strlen(r->e.digest));
    digest_field(&d, PRODROME_VERSION, strlen(PRODROME_VERSION));
    digest_int(&d, (int64_t)r->options->seed);
    digest_int(&d, r->config->label_maturity_days);
    for (size_t i = 0; i < r->e.n; i++)
        digest_int(&d, r->label[i]);
    training_digest_end(r->digest, &d);
}

const char *training_by(const struct training_options *options)
{
    return options->by != NULL ? options->by : "engine";
}

int training_find_unchanged(struct training *out, const struct training_run *run, const char *digest, struct err *err)
{
    struct model_list list;
    const struct model_version *m;
    char name[TASK_OF_PROJECT_MAX];
    int rc = registry_list(&list, run->store, err);

    if (rc < 0)
        return rc;
    m = registry_find(&list, task_of_project(name, run->task->name, run->project));
    if (m != NULL && strcmp(m->train_digest, digest) == 0 && strcmp(m->stage, "candidate") != 0) {
        out->status = TRAINING_UNCHANGED;
        snprintf(out->model, sizeof(out->model), "%s", m->name);
        rc = 1;
    }
    model_list_release(&list);
    return rc;
}

/* Of a version that is registered: its record, and the stage that follows from it. */
static int conclude(struct training *out, struct store *store, const struct model_version *m, const struct validation *v, struct err *err)
{
    int rc = validation_write(store, m, v, err);

    if (rc == 0)
        rc = registry_set_stage(store, m->model_id, v->passed ? "validated" : "rejected", "engine", v->passed ? "meets its acceptance criteria" : v->reason, err);
    if (rc == 0) {
        out->status = v->passed ? TRAINING_VALIDATED : TRAINING_REJECTED;
        snprintf(out->reason, sizeof(out->reason), "%s", v->reason);
        out->value = v->headline;
    }
    return rc;
}

int training_register(struct training *out, const struct training_run *run, const struct model_content *content, const struct vocabulary_audit *audit,
                      struct risk_record *r, const struct risk_default *defaults, size_t n_defaults, struct err *err)
{
    struct validation v = {0};
    struct model_list list = {0};
    int64_t model_id = 0;
    int rc = registry_put(&model_id, run->store, content, audit, err);

    if (rc == 0)
        rc = registry_list(&list, run->store, err);
    if (rc == 0) {
        const struct model_version *m = registry_by_id(&list, model_id);

        assert(m != NULL);
        snprintf(out->model, sizeof(out->model), "%s", m->name);
        rc = risk_record_make(&v, r, m, defaults, n_defaults, err);
        if (rc == 0)
            rc = conclude(out, run->store, m, &v, err);
    } else {
        risk_record_release(r);
    }
    validation_release(&v);
    model_list_release(&list);
    if (rc != ERR_REFUSED)
        return rc;
    out->status = TRAINING_REFUSED;
    snprintf(out->reason, sizeof(out->reason), "%s", err->msg);
    return 0;
}

static int backtests(struct run *r, struct err *err)
{
    struct backtest_options bo = {
        .holdout = 0.2, .maturity_days = r->config->label_maturity_days, .seed = r->options->seed,
        .n_threads = r->options->n_threads, .log = r->options->log,
    };
    struct err known_err = ERR_INIT;
    int rc = backtest_run(&r->final, &r->e, &bo, err);

    if (rc < 0)
        return rc;
    bo.labels_known = true;
    rc = backtest_run(&r->known, &r->e, &bo, &known_err);
    r->has_known = rc == 0;
    if (rc == ERR_NODATA)
        snprintf(r->known_reason, sizeof(r->known_reason), "%s", known_err.msg);
    else if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", known_err.msg);
    return 0;
}

static int validate(struct training *out, struct run *r, int64_t model_id, struct err *err)
{
    struct validation_input in = {
        .store = r->store, .config = r->config, .snapshot = r->snapshot, .examples = &r->e, .learned = &r->learned,
        .final = &r->final, .known = r->has_known ? &r->known : NULL, .known_reason = r->known_reason,
        .readiness = &out->readiness, .train_digest = r->digest, .label = r->label, .n_upcoming = r->n_upcoming, .seed = r->options->seed,
    };
    struct validation v = {0};
    struct model_list list;
    const struct model_version *m = NULL;
    int rc = registry_list(&list, r->store, err);

    if (rc < 0)
        return rc;
    m = registry_by_id(&list, model_id);
    assert(m != NULL);
    snprintf(out->model, sizeof(out->model), "%s", m->name);
    rc = validation_make(&v, &in, m, err);
    if (rc == 0)
        rc = conclude(out, r->store, m, &v, err);
    validation_release(&v);
    model_list_release(&list);
    return rc;
}

static void add_filed_params(struct strbuf *params, const struct learned_filed *f)
{
    strbuf_addf(params, "\"filed\":{\"balance\":%g,\"bayes\":%g,\"c\":%.17g,\"half_life\":%g,\"kept\":%g,\"parents\":%g},", f->balance, f->bayes, f->c, f->half_life, f->kept,
                f->parents);
}

static int train_and_validate(struct training *out, struct run *r, const char *project, struct err *err)
{
    struct learn_options lo = { .seed = r->options->seed, .n_threads = r->options->n_threads, .log = r->options->log, .mature_until = r->mature_until };
    const struct backtest *judged;
    struct strbuf params;
    int64_t model_id = 0;
    int rc = backtests(r, err);

    if (rc == 0)
        rc = learn(&r->learned, &r->e, r->rows, r->n_rows, r->label, &lo, err);
    if (rc < 0)
        return rc;
    judged = r->has_known ? &r->known : &r->final;
    snprintf(out->metric, sizeof(out->metric), "%s", r->e.task->metric);
    out->baseline = backtest_knows_filed(judged) && judged->of_filed.n == judged->test_rows ? backtest_part_without(&judged->of_filed, out->metric)
                                                                                        : backtest_baseline(judged, out->metric);
    strbuf_init(&params);
    strbuf_addf(&params, "{\"balance\":%g,\"bayes\":%g,\"c\":%.17g,\"epsilon\":%.17g,", r->learned.balance, r->learned.bayes, r->learned.params.c, r->learned.params.epsilon);
    if (r->learned.filed != NULL)
        add_filed_params(&params, r->learned.filed);
    strbuf_addf(&params, "\"half_life\":%g,\"label\":\"%s\",\"parents\":%g,\"recipe\":\"%s\",\"solver\":%d}", r->learned.half_life, r->e.label_field, r->learned.parents, r->learned.recipe,
                (int)r->learned.params.kind);
    rc = strbuf_check(&params, err);
    if (rc == 0)
        rc = registry_register(&model_id, r->store, &r->learned, project, r->snapshot, r->digest, params.data, r->options->seed,
                               training_by(r->options), err);
    strbuf_release(&params);
    if (rc == ERR_REFUSED) {
        out->status = TRAINING_REFUSED;
        snprintf(out->reason, sizeof(out->reason), "%s", err->msg);
        return 0;
    }
    return rc == 0 ? validate(out, r, model_id, err) : rc;
}

/* Tickets and changes, which learn.h learns. */
static int run_examples(struct training *out, const struct training_run *run, size_t *n_labelled, struct err *err)
{
    struct run r = { .store = run->store, .config = run->config, .snapshot = run->snapshot, .options = run->options };
    int rc = load(&r, run->task, run->project, err);

    *n_labelled = r.n_labelled;
    if (rc == 0 && check_beside(&r, run->task, err) < 0) {
        rc = ERR_NODATA;
        *n_labelled = 0;
    }
    if (rc == 0)
        rc = choose_labels(&r, run->project, err);
    if (rc == 0)
        rc = assess(&out->readiness, &r, run->project, err);
    if (rc == 0) {
        digest_run(&r);
        rc = training_find_unchanged(out, run, r.digest, err);
    }
    if (rc == 0)
        rc = train_and_validate(out, &r, run->project, err);
    run_release(&r);
    return rc;
}

int training_run(struct training *out, struct store *store, const struct config *config, const struct snapshot *snapshot,
                 const struct task *task, const char *project, const struct training_options *options, struct err *err)
{
    const struct training_run run = { store, config, snapshot, task, project, options };
    struct err local = ERR_INIT;
    char name[TASK_OF_PROJECT_MAX];
    size_t n_labelled = 1;
    int rc;

    memset(out, 0, sizeof(*out));
    if (task->kind == TASK_OF_RELEASES)
        rc = release_training_run(out, &run, &local);
    else if (task->kind == TASK_OF_UPDATES)
        rc = dependency_training_run(out, &run, &local);
    else if (task->kind == TASK_OF_PAIRS)
        rc = duplicate_training_run(out, &run, &local);
    else
        rc = run_examples(out, &run, &n_labelled, &local);
    if (rc == ERR_NODATA) {
        if (task_learns_alone(task))
            n_labelled = out->readiness.labelled;
        out->status = (task->may_lack || task->may_wait) && n_labelled == 0 ? TRAINING_NO_ROWS : TRAINING_NO_DATA;
        snprintf(out->reason, sizeof(out->reason), "%s", local.msg);
        if (out->readiness.verdict != READINESS_REFUSED)
            refuse(&out->readiness, task, project, local.msg);
        return 0;
    }
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s: %s", task_of_project(name, task->name, project), local.msg);
    return 0;
}
