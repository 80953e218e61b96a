#include "datasets/rows/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/change_labels.h"
#include "datasets/rows/rows_scan.h"

const char *const change_metric_name[N_METRICS] = {
    [METRIC_NS] = "ns",     [METRIC_ND] = "nd",     [METRIC_NF] = "nf",   [METRIC_ENTROPY] = "entropy",
    [METRIC_LA] = "la",     [METRIC_LD] = "ld",     [METRIC_LT] = "lt",   [METRIC_FIX] = "fix",
    [METRIC_NDEV] = "ndev", [METRIC_AGE] = "age",   [METRIC_NUC] = "nuc", [METRIC_EXP] = "exp",
    [METRIC_REXP] = "rexp", [METRIC_SEXP] = "sexp",
};

#define CHANGE_WORD(name)                                                                                              \
    {                                                                                                                  \
        "k." #name, ROW_WORD, offsetof(struct change, name)                                                            \
    }
#define CHANGE_METRIC(name, number)                                                                                    \
    {                                                                                                                  \
        "k." #name, ROW_NUMBER, offsetof(struct change, metric) + (number) * sizeof(double)                            \
    }

static const struct row_column change_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct change, project) },
    { "r.id", ROW_WORD, offsetof(struct change, commit) },
    { "k.author_date", ROW_INT, offsetof(struct change, author_date) },
    { "k.label_time", ROW_INT, offsetof(struct change, label_time) },
    { "k.message", ROW_TEXT, offsetof(struct change, message) },
    { "k.buggy", ROW_FLAG, offsetof(struct change, buggy) },
    CHANGE_WORD(author),
    CHANGE_WORD(kind),
    CHANGE_WORD(system),
    CHANGE_WORD(release),
    CHANGE_WORD(split),
    CHANGE_WORD(tickets),
    CHANGE_WORD(approver),
    CHANGE_METRIC(ns, METRIC_NS),
    CHANGE_METRIC(nd, METRIC_ND),
    CHANGE_METRIC(nf, METRIC_NF),
    CHANGE_METRIC(entropy, METRIC_ENTROPY),
    CHANGE_METRIC(la, METRIC_LA),
    CHANGE_METRIC(ld, METRIC_LD),
    CHANGE_METRIC(lt, METRIC_LT),
    CHANGE_METRIC(fix, METRIC_FIX),
    CHANGE_METRIC(ndev, METRIC_NDEV),
    CHANGE_METRIC(age, METRIC_AGE),
    CHANGE_METRIC(nuc, METRIC_NUC),
    CHANGE_METRIC(exp, METRIC_EXP),
    CHANGE_METRIC(rexp, METRIC_REXP),
    CHANGE_METRIC(sexp, METRIC_SEXP),
};

const struct row_source row_source_changes = { "changes", sizeof(struct change), change_columns,
                                          sizeof change_columns / sizeof *change_columns };

_Static_assert(offsetof(struct change, record_id) == 0 && offsetof(struct change, version_id) == 8,
               "as rows_scan fills it");

/* A row of the code file, with the record of the change that it belongs to (TIME_NONE: the store has no such change). */
struct code_row {
    int64_t record_id, version_id;
    int64_t change_record_id;
    struct text files, added, removed;
};

static const struct row_column code_columns[] = {
    { "(SELECT c.record_id FROM records c WHERE c.kind = 'change' AND c.project = r.project AND c.id = r.id)", ROW_INT,
      offsetof(struct code_row, change_record_id) },
    { "k.files", ROW_TEXT, offsetof(struct code_row, files) },
    { "k.added", ROW_TEXT, offsetof(struct code_row, added) },
    { "k.removed", ROW_TEXT, offsetof(struct code_row, removed) },
};

static const struct row_source code_source = { "code", sizeof(struct code_row), code_columns,
                                               sizeof code_columns / sizeof *code_columns };

_Static_assert(offsetof(struct code_row, record_id) == 0 && offsetof(struct code_row, version_id) == 8,
               "as rows_scan fills it");

static int compare_records(const void *a, const void *b)
{
    const struct change *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

static int compare_changes(const void *a, const void *b)
{
    const struct change *x = a, *y = b;

    return rows_compare(x->author_date, x->record_id, y->author_date, y->record_id);
}

/* Gives each change, sorted by record, the text of its code row. */
static void join_code(struct change_table *table, const struct code_row *code, size_t n_code)
{
    for (size_t i = 0; i < n_code; i++) {
        struct change key = { .record_id = code[i].change_record_id };
        struct change *change = bsearch(&key, table->row, table->n, sizeof *table->row, compare_records);

        if (change == NULL)
            continue;
        change->files = code[i].files;
        change->added = code[i].added;
        change->removed = code[i].removed;
        if (code[i].files.len + code[i].added.len + code[i].removed.len > 0)
            table->has_code = true;
    }
}

static int load_code(struct change_table *table, struct store *store, const struct snapshot *snapshot,
                     const char *project, struct err *err)
{
    void *code = NULL;
    size_t n_code = 0;
    int rc = rows_scan(&code, &n_code, &table->arena, &code_source, store, snapshot, project, err);

    if (rc < 0)
        return rc;
    if (n_code > 0)
        join_code(table, code, n_code);
    mem_free(code);
    return 0;
}

int changes_load(struct change_table *out, struct store *store, const struct snapshot *snapshot, const char *project,
                 struct err *err)
{
    struct change_table table = { .n = 0 };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_scan(&rows, &table.n, &table.arena, &row_source_changes, store, snapshot, project, err);
    if (rc < 0)
        goto done;
    table.row = rows;
    for (size_t i = 0; i < table.n; i++) {
        struct change *c = &table.row[i];

        c->files = c->added = c->removed = c->worst.path = (struct text){ "", 0 };
        for (size_t k = 0; k < N_CHANGE_PAST; k++)
            c->past[k] = (double)NAN;
    }
    if (table.n > 0) {
        qsort(table.row, table.n, sizeof *table.row, compare_records);
        rc = load_code(&table, store, snapshot, project, err);
    }
    if (rc < 0)
        goto done;
    if (table.n > 0) {
        qsort(table.row, table.n, sizeof *table.row, compare_changes);
        rc = change_labels_join(&table, store, snapshot, project, err);
    }
    if (rc < 0)
        goto done;

    *out = table;
    table = (struct change_table){ .n = 0 };
done:
    changes_release(&table);
    return rc;
}

void changes_settle(struct change_table *table)
{
    table->has_code = false;
    for (size_t i = 0; i < table->n; i++)
        table->has_code = table->has_code || table->row[i].files.len + table->row[i].added.len + table->row[i].removed.len > 0;
    if (table->n > 0)
        qsort(table->row, table->n, sizeof *table->row, compare_changes);
    change_labels_of_export(table);
}

void changes_release(struct change_table *table)
{
    arena_release(&table->arena);
    mem_free(table->row);
    *table = (struct change_table){ .n = 0 };
}
