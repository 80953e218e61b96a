/*
 * cmd_features_readiness.c - prodrome features readiness
 */
#include "score/cli/cmd_features_readiness.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/nearest.h"
#include "datasets/config/config_keys.h"
#include "score/cli/commands.h"
#include "train/rows/readiness_rows.h"

/* "route (component)" */
static void add_task(struct strbuf *out, const struct readiness *r)
{
    strbuf_addf(out, "%s%s%s%s", r->task, strcmp(r->task, "route") == 0 ? " (" : "", strcmp(r->task, "route") == 0 ? r->label : "",
                strcmp(r->task, "route") == 0 ? ")" : "");
}

static void add_classes(struct strbuf *out, const struct readiness *r)
{
    if (readiness_of_risk(r))
        strbuf_addf(out, "%zu harmful", r->harmful);
    else if (strcmp(r->task, "duplicates") == 0)
        strbuf_addc(out, '-');
    else
        strbuf_addf(out, "%zu of %zu", r->classes_enough, r->classes);
}

static void add_agreement(struct strbuf *out, const struct readiness *r)
{
    struct pair_count all = readiness_pairs(r);

    if (all.pairs == 0)
        strbuf_addc(out, '-');
    else
        strbuf_addf(out, "%.0f %% of %zu", 100 * (double)all.agree / (double)all.pairs, all.pairs);
}

enum { COLUMNS = 7 };

/* One cell of the table as text. */
static void add_cell(struct strbuf *out, const struct readiness *r, int column)
{
    switch (column) {
    case 0:
        add_task(out, r);
        break;
    case 1:
        strbuf_adds(out, r->project);
        break;
    case 2:
        strbuf_addf(out, "%zu", r->rows);
        break;
    case 3:
        add_classes(out, r);
        break;
    case 4:
        if (r->first == TIME_NONE)
            strbuf_addc(out, '-');
        else
            strbuf_addf(out, "%zu", r->months);
        break;
    case 5:
        add_agreement(out, r);
        break;
    default:
        strbuf_adds(out, readiness_verdict_name[r->verdict]);
        break;
    }
}

static const char *const header[COLUMNS] = { "task", "project", "rows", "classes", "months", "agreement", "verdict" };

/* Columns as wide as their widest cell; figures to the right. */
static void add_table(struct strbuf *out, const struct readiness_list *list)
{
    struct strbuf cell;
    size_t width[COLUMNS];

    strbuf_init(&cell);
    for (int c = 0; c < COLUMNS; c++) {
        width[c] = strlen(header[c]);
        for (size_t i = 0; i < list->n; i++) {
            strbuf_clear(&cell);
            add_cell(&cell, &list->item[i], c);
            width[c] = cell.len > width[c] ? cell.len : width[c];
        }
    }
    for (size_t line = 0; line <= list->n; line++)
        for (int c = 0; c < COLUMNS; c++) {
            strbuf_clear(&cell);
            if (line == 0)
                strbuf_adds(&cell, header[c]);
            else
                add_cell(&cell, &list->item[line - 1], c);
            if (c == COLUMNS - 1)
                strbuf_addf(out, "%s\n", cell.data);
            else
                strbuf_addf(out, c < 2 ? "%-*s  " : "%*s  ", (int)width[c], cell.data);
        }
    if (cell.failed)
        out->failed = 1;
    strbuf_release(&cell);
}

static void add_missing(struct strbuf *out, const struct readiness *r)
{
    const struct { const char *what; size_t n, of; } missing[] = {
        { "label", r->records - r->labelled, r->records }, { "title", r->no_title, r->rows },  { "description", r->no_description, r->rows },
        { "date", r->no_date, r->rows },                   { "time of the label", r->no_label_time, r->timed },
    };
    bool any = false;
    double percent;

    for (size_t i = 0; i < sizeof(missing) / sizeof(missing[0]); i++) {
        if (missing[i].n == 0 || missing[i].of == 0 || (readiness_of_risk(r) && (i == 1 || i == 2)) || (i == 0 && strcmp(r->task, "duplicates") == 0)) /* few tickets repeat another */
            continue;
        percent = 100 * (double)missing[i].n / (double)missing[i].of;
        strbuf_addf(out, "%s%s %s%.1f %%", any ? ", " : "  missing: ", missing[i].what, percent < 0.1 ? "under " : "", percent < 0.1 ? 0.1 : percent);
        any = true;
    }
    strbuf_adds(out, any ? "\n" : "");
}

static void add_left_out(struct strbuf *out, const struct readiness *r)
{
    const struct { const char *what; size_t n; } left[] = {
        { "open tickets, whose label is not settled", r->left_open },
        { "changes of upcoming releases", r->left_upcoming },
        { "changes too young to be called clean", r->left_young },
    };

    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        if (left[i].n > 0)
            strbuf_addf(out, "  left out: %zu %s\n", left[i].n, left[i].what);
}

static void add_ceiling(struct strbuf *out, const struct readiness *r)
{
    double ceiling = readiness_ceiling(r);

    if (!isnan(ceiling))
        strbuf_addf(out, "  near-duplicates: %zu marked, %zu of the same text, %zu of nearly the same; a model can be right of at most about %.0f %% of such tickets\n",
                    r->marked.pairs, r->same_text.pairs, r->near_text.pairs, 100 * ceiling);
}

static void add_around(struct strbuf *out, const struct readiness *r)
{
    if (!readiness_of_risk(r))
        return;
    if (r->releases > 0)
        strbuf_addf(out, "  %zu of %zu deployed releases have an outcome\n", r->releases_with_outcome, r->releases);
    if (r->incidents > 0)
        strbuf_addf(out, "  %zu of %zu incidents are linked to a release or change\n", r->incidents_linked, r->incidents);
    if (r->systems > 0)
        strbuf_addf(out, "  of %zu of %zu systems the dependencies are known\n", r->systems_with_dependencies, r->systems);
}

static void add_reasons(struct strbuf *out, const struct readiness *r)
{
    strbuf_addc(out, '\n');
    add_task(out, r);
    strbuf_addf(out, " of %s%s: %s%s\n", r->project[0] != '\0' ? "project " : "all projects", r->project, readiness_verdict_name[r->verdict], r->trained ? "" : " (no model of it in this version)");
    for (size_t i = 0; i < r->n_reasons; i++)
        strbuf_addf(out, "  %s: %s\n", readiness_verdict_name[r->reason[i].verdict], r->reason[i].text);
    if (r->labelled == 0)
        return;
    add_missing(out, r);
    add_left_out(out, r);
    add_ceiling(out, r);
    add_around(out, r);
}

static int print(struct cli *cli, const struct readiness_list *list)
{
    json_t *array = json_array();
    struct strbuf out;
    int status;

    strbuf_init(&out);
    if (list->n > 0)
        add_table(&out, list);
    for (size_t i = 0; i < list->n; i++) {
        add_reasons(&out, &list->item[i]);
        json_array_append_new(array, readiness_json(&list->item[i]));
    }
    status = cli->json ? cli_print_json(cli, json_pack("{s:i, s:O}", "schema_version", 1, "readiness", array)) : cli_print_visible(cli, &out);
    json_decref(array);
    strbuf_release(&out);
    return status;
}

/* One that may be learned from is enough: a poor project hides no good one. */
static int judge(struct cli *cli, const struct readiness_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].verdict != READINESS_REFUSED)
            return STATUS_DONE;
    cli_error(cli, list->n > 0 ? "nothing here is fit to learn from" : "the store has no rows to learn from");
    return STATUS_NODATA;
}

static int find_task(struct cli *cli, const char **task)
{
    char hint[NEAREST_HINT_MAX];

    if (cli->n_args < 2)
        return STATUS_DONE;
    for (size_t i = 0; i < known_tasks.n; i++)
        if (strcmp(known_tasks.word[i], cli->arg[1]) == 0)
            *task = known_tasks.word[i];
    if (*task == NULL)
        return cli_usage_error(cli, "unknown task '%s'%s", cli->arg[1], nearest_hint(hint, cli->arg[1], known_tasks.word, known_tasks.n));
    return STATUS_DONE;
}

int cmd_features_readiness(struct cli *cli)
{
    struct config config = {0};
    struct store *store = NULL;
    struct snapshot snapshot = {0};
    struct readiness_list list = {0};
    struct err err = ERR_INIT;
    const char *task = NULL;
    int status = find_task(cli, &task);

    if (status == STATUS_DONE && (cli_has(cli, "label") || cli_has(cli, "features") || cli_has(cli, "id") || cli_has(cli, "top")))
        status = cli_usage_error(cli, "of the options readiness takes --project alone");
    if (status == STATUS_DONE)
        status = cli_load_config(cli, &config);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, NULL);
    if (status == STATUS_DONE && snapshot_take(&snapshot, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE && readiness_list_make(&list, store, &snapshot, &config, task, cli_value(cli, "project"), cli->threads, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = print(cli, &list);
    if (status == STATUS_DONE)
        status = judge(cli, &list);
    readiness_list_release(&list);
    snapshot_release(&snapshot);
    store_close(store);
    config_release(&config);
    return status;
}
