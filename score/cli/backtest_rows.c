#include "score/cli/backtest_rows.h"

#include <string.h>

#include "datasets/import/import_table.h"
#include "score/cli/field_maps.h"
#include "score/cli/opening.h"
#include "score/cli/options.h"

/* Options that say how files are to be read. */
static const char *const of_files[] = { "code", "map", "profile", "timezone", "date-order", "tolerate", "rejects" };

static int check_of_files(struct cli *cli)
{
    for (size_t i = 0; i < sizeof of_files / sizeof *of_files; i++)
        if (cli_has(cli, of_files[i]) && !cli_has(cli, "from"))
            return cli_usage_error(cli, "--%s goes with --from", of_files[i]);
    return STATUS_DONE;
}

int backtest_rows_refuse(struct cli *cli, const char *task)
{
    return cli_has(cli, "from") ? cli_usage_error(cli, "--from is not for %s", task) : check_of_files(cli);
}

/* ---- the store --------------------------------------------------------------------------------------------------- */

static int open_store(struct backtest_rows *rows, struct cli *cli, const char *record)
{
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &rows->store, STORE_READ);

    if (status == STATUS_DONE && snapshot_take(&rows->snapshot, rows->store, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = cli_choose_project(cli, rows->store, &rows->snapshot, record, &rows->arena, &rows->project);
    return status;
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static const char *project_at(const struct backtest_rows *rows, size_t i)
{
    return rows->changes.n > 0 ? rows->changes.row[i].project : rows->tickets.row[i].project;
}

/* The one project that the rows are of. */
static int choose_project(struct backtest_rows *rows, struct cli *cli, const char *record)
{
    const char *asked = cli_value(cli, "project"), *first;
    size_t n = rows->tickets.n + rows->changes.n;

    if (n == 0 && asked != NULL)
        return cli_usage_error(cli, "the files have no %ss of project '%s'", record, asked);
    if (n == 0) {
        cli_error(cli, "the files have no %ss", record);
        return STATUS_NODATA;
    }
    first = project_at(rows, 0);
    for (size_t i = 1; i < n; i++)
        if (strcmp(project_at(rows, i), first) != 0)
            return cli_usage_error(cli, "the files have several projects with %ss (%s, %s, ...): name one with --project", record, first,
                                   project_at(rows, i));
    rows->project = asked != NULL ? asked : first;
    return STATUS_DONE;
}

/* Pseudonyms of persons follow from the seed, so that the same call gives the same bytes. None of them leaves the process. */
static void make_key(uint8_t key[DIGEST_KEY_SIZE], uint64_t seed)
{
    static const char use[] = "backtest --from";
    struct digest d;

    digest_init(&d);
    digest_field(&d, use, sizeof use - 1);
    digest_int(&d, (int64_t)seed);
    digest_final(&d, key);
}

_Static_assert((int)DIGEST_KEY_SIZE == (int)DIGEST_SIZE, "a digest is a key");

static int read_options(struct cli *cli, struct import_options *io, struct field_maps *maps, const char **path)
{
    int status;

    io->path = path;
    for (; (path[io->n_paths] = cli_value_at(cli, "from", io->n_paths)) != NULL; io->n_paths++) {
    }
    if (cli_has(cli, "code") && strcmp(io->kind->name, "changes") != 0)
        return cli_usage_error(cli, "--code is for changes");
    status = cli_number(cli, "tolerate", 0, 100, &io->tolerate_percent);
    if (status == STATUS_DONE)
        status = field_maps_read(cli, maps);
    io->map = maps->map;
    io->n_maps = maps->n;
    return status;
}

static int read_files(struct backtest_rows *rows, struct cli *cli, const char *record)
{
    bool changes = strcmp(record, "change") == 0;
    const char *path[CLI_VALUES_MAX + 1];
    struct field_maps maps;
    struct import_options io = {
        .kind = import_kind_find(changes ? "changes" : "tickets"), .code_path = cli_value(cli, "code"), .project = cli_value(cli, "project"),
        .profile = cli_value(cli, "profile"), .timezone = cli_value(cli, "timezone"), .date_order = cli_value(cli, "date-order"), .tolerate_percent = 5,
        .rejects_path = cli_value(cli, "rejects"), .n_threads = cli->threads,
    };
    struct import_report report = { 0 };
    struct err err = ERR_INIT;
    uint8_t key[DIGEST_KEY_SIZE];
    struct import_table_options options = { .files = &io, .key = key, .now = clock_now(&cli->clock), .log = &cli->log };
    int rc, status = read_options(cli, &io, &maps, path);

    if (status == STATUS_DONE)
        status = cli_take_rules(cli);
    if (status != STATUS_DONE)
        return status;
    make_key(key, cli->seed);
    options.rules = cli->rules;
    rc = changes ? import_changes(&rows->changes, &report, &options, &err) : import_tickets(&rows->tickets, &report, &options, &err);
    if (rc == ERR_NOTFOUND || rc == ERR_IO) {
        cli_error(cli, "%s", err.msg);
        return STATUS_REFUSED;
    }
    if (rc < 0)
        return cli_fail(cli, &err);
    if (report.rejected > 0 && report.first_reject[0] != '\0')
        log_warn(&cli->log, "%llu rows rejected, the first: %s", (unsigned long long)report.rejected, report.first_reject);
    return choose_project(rows, cli, record);
}

/* ---- both -------------------------------------------------------------------------------------------------------- */

int backtest_rows_open(struct backtest_rows *rows, struct cli *cli, const char *record)
{
    int status = check_of_files(cli);

    *rows = (struct backtest_rows){ .start = clock_monotonic() };
    arena_init(&rows->arena);
    if (status == STATUS_DONE)
        status = cli_has(cli, "from") ? read_files(rows, cli, record) : open_store(rows, cli, record);
    if (status != STATUS_DONE)
        backtest_rows_close(rows);
    return status;
}

void backtest_rows_close(struct backtest_rows *rows)
{
    snapshot_release(&rows->snapshot);
    store_close(rows->store);
    tickets_release(&rows->tickets);
    changes_release(&rows->changes);
    arena_release(&rows->arena);
    rows->store = NULL;
}

int backtest_rows_tickets(struct ticket_table *out, struct backtest_rows *rows, struct err *err)
{
    int rc = 0;

    if (rows->store == NULL) {
        *out = rows->tickets;
        rows->tickets = (struct ticket_table){ .n = 0 };
    } else {
        rc = tickets_load(out, rows->store, &rows->snapshot, rows->project, err);
        db_release_cache(rows->store->db); /* nothing more is read */
    }
    rows->seconds = clock_monotonic() - rows->start;
    return rc;
}

int backtest_rows_examples(struct examples *out, struct backtest_rows *rows, const struct examples_options *options, struct err *err)
{
    int rc;

    if (rows->store != NULL)
        rc = examples_load(out, rows->store, &rows->snapshot, options, err);
    else if (options->task->kind == TASK_OF_RISK)
        rc = examples_of_changes(out, &rows->changes, options, err);
    else
        rc = examples_of_tickets(out, &rows->tickets, options, err);
    rows->seconds = clock_monotonic() - rows->start;
    return rc;
}
