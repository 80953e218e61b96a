/*
 * cmd_features.c - prodrome features
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/vocabulary_audit.h"
#include "score/cli/cmd_features_dependencies.h"
#include "score/cli/cmd_features_labels.h"
#include "score/cli/cmd_features_readiness.h"
#include "score/cli/commands.h"
#include "score/cli/task_words.h"
#include "train/rows/examples.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "which project, where the store has several" },
    { 'l', "label", "team|component", "route: which field to learn (default team)" },
    { 0, "features", "text|filed", "filed: the as-filed values too (default text)" },
    { 'i', "id", "ID", "show the row of this ticket or commit instead" },
    { 0, "suspicious", NULL, "show the columns that look like an identifier, for which a version would be refused, as they are" },
    { 'n', "top", "N", "show the N most frequent columns of each block (default 20)" },
    { 0, NULL, NULL, NULL },
};

struct view {
    const struct examples    *e;
    const struct feature_set *set;
    const struct csr         *x;
};

struct counted { uint32_t col, df; };

static int by_df(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    if (x->df != y->df)
        return x->df < y->df ? 1 : -1;
    return (x->col > y->col) - (x->col < y->col);
}

/* Rows in which each column is not zero. */
static uint32_t *count_columns(const struct csr *x)
{
    uint32_t *df = mem_calloc(x->n_cols, sizeof(*df));

    for (size_t i = 0; df != NULL && i < x->row_start[x->n_rows]; i++)
        df[x->col[i]]++;
    return df;
}

static void column_text(const struct view *v, uint32_t col, struct strbuf *name)
{
    strbuf_clear(name);
    feature_set_column_name(v->set, col, name);
}

static int add_block(const struct view *v, size_t block, const uint32_t *df, size_t top, struct strbuf *out, json_t *blocks)
{
    uint32_t first, n;
    const struct block_spec *spec = feature_set_block(v->set, block, &first, &n);
    struct counted *c = mem_calloc(n, sizeof(*c));
    json_t *columns = json_array();
    struct strbuf name;

    if (c == NULL) {
        json_decref(columns);
        return ERR_NOMEM;
    }
    strbuf_init(&name);
    for (uint32_t i = 0; i < n; i++)
        c[i] = (struct counted){ first + i, df[first + i] };
    qsort(c, n, sizeof(*c), by_df);
    strbuf_addf(out, "\nblock %s: %u columns, weight %g\n", spec->name, n, spec->weight);
    for (size_t i = 0; i < n && i < top; i++) {
        column_text(v, c[i].col, &name);
        strbuf_addf(out, "  %8u  %s\n", c[i].df, name.data);
        json_array_append_new(columns, json_pack("{s:I, s:s, s:s, s:I}", "column", (json_int_t)c[i].col, "name", name.data, "family",
                                                 feature_set_column_family(v->set, c[i].col), "rows", (json_int_t)c[i].df));
    }
    json_array_append_new(blocks, json_pack("{s:s, s:I, s:f, s:o}", "block", spec->name, "columns", (json_int_t)n, "weight", spec->weight, "top", columns));
    strbuf_release(&name);
    mem_free(c);
    return 0;
}

static int show_blocks(struct cli *cli, const struct view *v, long long top)
{
    uint32_t *df = count_columns(v->x);
    json_t *blocks = json_array();
    struct strbuf out;
    struct err err = ERR_INIT;
    int status = df == NULL ? cli_fail(cli, (err_nomem(&err), &err)) : STATUS_DONE;

    strbuf_init(&out);
    strbuf_addf(&out, "%s of project %s: %zu labelled rows (%s), recipe %s, %u columns, %.1f a row\n", v->e->task->name, v->e->project, v->e->n,
                v->e->label_field, v->e->recipe->name, v->x->n_cols, (double)v->x->row_start[v->x->n_rows] / (double)v->x->n_rows);
    for (size_t b = 0; status == STATUS_DONE && b < feature_set_n_blocks(v->set); b++)
        if (add_block(v, b, df, (size_t)top, &out, blocks) < 0)
            status = STATUS_FAILED;
    if (status == STATUS_DONE && cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:s, s:s, s:s, s:s, s:I, s:I, s:O}", "schema_version", 1, "task", v->e->task->name, "project",
                                               v->e->project, "recipe", v->e->recipe->name, "label", v->e->label_field, "rows", (json_int_t)v->e->n,
                                               "columns", (json_int_t)v->x->n_cols, "blocks", blocks));
    else if (status == STATUS_DONE)
        status = cli_print_visible(cli, &out);
    json_decref(blocks);
    strbuf_release(&out);
    mem_free(df);
    return status;
}

static int show_row(struct cli *cli, const struct view *v, const char *id)
{
    json_t *columns = json_array();
    struct strbuf out, name;
    size_t row = 0;
    int status;

    while (row < v->e->n && strcmp(v->e->id[row], id) != 0)
        row++;
    if (row == v->e->n) {
        json_decref(columns);
        return cli_usage_error(cli, "project '%s' has no labelled %s '%s'", v->e->project, v->e->task->record, id);
    }
    strbuf_init(&out);
    strbuf_init(&name);
    for (size_t i = v->x->row_start[row]; i < v->x->row_start[row + 1]; i++) {
        column_text(v, v->x->col[i], &name);
        strbuf_addf(&out, "%10.6f  %s\n", (double)v->x->val[i], name.data);
        json_array_append_new(columns, json_pack("{s:I, s:s, s:f}", "column", (json_int_t)v->x->col[i], "name", name.data, "value", (double)v->x->val[i]));
    }
    if (cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:s, s:O}", "schema_version", 1, "id", id, "columns", columns));
    else
        status = cli_print_visible(cli, &out);
    json_decref(columns);
    strbuf_release(&out);
    strbuf_release(&name);
    return status;
}

struct suspicious { struct strbuf out; json_t *list; };

static void add_suspicious(void *ctx, const char *term, size_t len, enum vocabulary_shape shape, size_t rows)
{
    struct suspicious *s = ctx;

    strbuf_addf(&s->out, "%8zu  %-10s  %.*s\n", rows, vocabulary_shape_name[shape], (int)len, term);
    json_array_append_new(s->list, json_pack("{s:s%, s:s, s:I}", "term", term, len, "shape", vocabulary_shape_name[shape], "rows", (json_int_t)rows));
}

/* The columns as they are: on the terminal of who may read the store, in no file of ours. */
static int show_suspicious(struct cli *cli, const struct feature_set *set)
{
    struct suspicious s = { .list = json_array() };
    struct vocabulary_audit audit = { .tell = add_suspicious, .tell_ctx = &s };
    struct err err = ERR_INIT;
    int status;

    strbuf_init(&s.out);
    if (vocabulary_audit_features(&audit, set, cli->rules, &err) < 0)
        status = cli_fail(cli, &err);
    else if (cli->json)
        status = cli_print_json(cli, json_pack("{s:i, s:I, s:I, s:O}", "schema_version", 1, "looked_at", (json_int_t)audit.n_looked, "found", (json_int_t)audit.n_found, "terms", s.list));
    else {
        strbuf_addf(&s.out, "%zu of %zu columns look like an identifier (rows, kind, term)\n", audit.n_found, audit.n_looked);
        if (audit.n_found > 0)
            strbuf_adds(&s.out, "under [deidentify] in the configuration: 'allow = TERM' for what is none, 'deny = TERM' for what is one; then import the files again\n");
        status = cli_print_visible(cli, &s.out);
    }
    json_decref(s.list);
    strbuf_release(&s.out);
    return status;
}

static int show(struct cli *cli, const struct examples *e, long long top)
{
    struct view v = { .e = e };
    struct feature_set *set = NULL;
    struct csr x = {0};
    uint32_t *rows = mem_calloc(e->n, sizeof(*rows));
    struct err err = ERR_INIT;
    int rc = rows == NULL ? err_nomem(&err) : 0, status;

    for (size_t i = 0; rc == 0 && i < e->n; i++)
        rows[i] = (uint32_t)i;
    if (rc == 0)
        rc = feature_set_fit(&set, e->recipe->block, e->recipe->n_blocks, &e->samples, &e->tokens, rows, e->n, cli->threads, &err);
    if (rc == 0)
        rc = feature_set_rows(&x, set, &e->samples, &e->tokens, rows, e->n, cli->threads, &err);
    v.set = set;
    v.x = &x;
    if (rc < 0)
        status = cli_fail(cli, &err);
    else if (cli_has(cli, "suspicious"))
        status = show_suspicious(cli, set);
    else
        status = cli_has(cli, "id") ? show_row(cli, &v, cli_value(cli, "id")) : show_blocks(cli, &v, top);
    csr_release(&x);
    feature_set_free(set);
    mem_free(rows);
    return status;
}

static int run(struct cli *cli)
{
    const char *features = cli_value(cli, "features");
    struct examples_options eo = { .n_threads = cli->threads, .label_field = cli_value(cli, "label") };
    struct store *store = NULL;
    struct snapshot snapshot = {0};
    struct examples e = {0};
    struct arena arena;
    struct err err = ERR_INIT;
    long long top = 20;
    int status;

    if (cli->n_args > 0 && strcmp(cli->arg[0], "readiness") == 0)
        return cmd_features_readiness(cli);
    if (cli->n_args > 0 && strcmp(cli->arg[0], "labels") == 0)
        return cmd_features_labels(cli);
    if (cli->n_args > 0 && strcmp(cli->arg[0], "dependencies") == 0)
        return cmd_features_dependencies(cli);
    if (cli->n_args != 1 || (eo.task = task_find(cli->arg[0])) == NULL || task_learns_alone(eo.task))
        return cli_usage_error(cli, "features takes one task, " TASK_WORDS_OR ", or readiness, labels or dependencies");
    if (features != NULL && strcmp(features, "text") != 0 && strcmp(features, "filed") != 0)
        return cli_usage_error(cli, "--features takes text or filed, not '%s'", features);
    if (eo.label_field != NULL && strcmp(eo.label_field, "team") != 0 && strcmp(eo.label_field, "component") != 0)
        return cli_usage_error(cli, "--label takes team or component, not '%s'", eo.label_field);
    if (eo.label_field != NULL && strcmp(eo.task->label_field, "team") != 0)
        return cli_usage_error(cli, "--label is for route");
    eo.filed = features != NULL && strcmp(features, "filed") == 0 ? EXAMPLES_FILED : EXAMPLES_TEXT;
    status = cli_integer(cli, "top", 0, 1000000, &top);
    arena_init(&arena);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE && cli_has(cli, "suspicious"))
        status = cli_take_rules(cli);
    if (status == STATUS_DONE && snapshot_take(&snapshot, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = cli_choose_project(cli, store, &snapshot, eo.task->record, &arena, &eo.project);
    if (status == STATUS_DONE && examples_load(&e, store, &snapshot, &eo, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = show(cli, &e, top);
    examples_release(&e);
    snapshot_release(&snapshot);
    store_close(store);
    arena_release(&arena);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    TASK_SUBCOMMANDS(""),
    { "readiness", "[TASK]", "whether the data is fit to learn from: ready, thin or refused, and why; TASK also release-risk, dependency-risk, duplicates" },
    { "labels", "", "how many labels, how we know them, and what was left out and why" },
    { "dependencies", "SYSTEM/RELEASE", "what a release changed in the dependencies of its system: added, removed, upgraded, downgraded" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_NODATA, "no row is labelled; readiness: all that was asked about is refused" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome features route --project desk", "the most frequent columns of each block" },
    { "prodrome features route --project desk --suspicious", "what a version would be refused for, to be allowed or denied" },
    { "prodrome features change-risk --id 4f1c22a", "all columns of one commit" },
    { "prodrome features labels --project ehr", "labels by provenance, links by rule, fixes by what came of them" },
    { "prodrome features readiness", "whether every task of every project could be learned, and what is wanted" },
    { "prodrome features dependencies ehr/2026.07", "what the release changed in what the system uses" },
    { NULL, NULL },
};

const struct cli_command cmd_features = {
    .name = "features",
    .synopsis = "features " TASK_SYNOPSIS "|readiness|labels|dependencies [OPTION...]",
    .summary = "what a model would see; whether the data is fit to learn from",
    .description = "Fits the task's features on all labelled rows of a project and shows them: blocks, columns by name with the number of rows that have them, "
                   "or with --id the whole row of one ticket or commit. Nothing is stored.\n\n"
                   "'labels' counts them by task, project and provenance: human (decided here), imported (the records, outcomes), linked (an incident names the "
                   "change) and szz (a fix of an incident takes the change's lines away); the first that speaks counts, and what the engine suggested itself never does. It "
                   "prints the rule that links incidents to changes and releases, and what was left out, with the reason.\n\n"
                   "'readiness' counts what there is to learn from, by task and project: labelled rows, classes with the 20 rows that each needs, months, missing "
                   "values, how often near-duplicate tickets (marked as such, or with the same or nearly the same text) carry the same label, releases with an "
                   "outcome, incidents linked to a release or change, systems whose dependencies are known. The limits are those of [readiness TASK] in the "
                   "configuration, and each training begins with the same verdict: what is 'refused' is not trained, what is 'thin' is, and its validation "
                   "record says so. The exit status is 5 only where everything that was asked about is refused, so that one poor project hides no good one: name a "
                   "task and --project to gate on it. With --json the keys of each entry are task, label, project, trained, verdict, reasons[{verdict, measure, value, "
                   "limit, text}], measures{}, records, labelled, rows, left_out{open, upcoming, young}, classes, classes_enough, majority_rows, harmful, clean, "
                   "months, first, last, missing{label, title, description, text, date, label_time}, near_duplicates{all, marked, same_text, near_text "
                   "{pairs, agree}, ceiling} and around{releases, releases_with_outcome, incidents, incidents_linked, systems, systems_with_dependencies}.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .sub_is = "task",
    .exit = exits,
    .example = examples,
    .see_also = "train backtest explain",
};
