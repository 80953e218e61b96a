#include "datasets/import/import_reading.h"

#include <string.h>
#include <sys/stat.h>

#include "datasets/base/parallel.h"

int import_reading_check(const struct import_options *options, struct err *err)
{
    if (options->code_path != NULL && strcmp(options->kind->name, "changes") != 0)
        return err_set(err, ERR_USAGE, "--code belongs to changes, not to %s", options->kind->name);
    if (options->release != NULL && strcmp(options->kind->name, "evidence") != 0)
        return err_set(err, ERR_USAGE, "--release belongs to evidence, not to %s", options->kind->name);
    if (options->project != NULL && (options->project[0] == '\0' || strlen(options->project) > IMPORT_ID_MAX))
        return err_set(err, ERR_USAGE, "--project must be 1 to %d bytes", IMPORT_ID_MAX);
    if (!(options->tolerate_percent >= 0 && options->tolerate_percent <= 100))
        return err_set(err, ERR_USAGE, "--tolerate %g is no percentage", options->tolerate_percent);
    if (import_dates_check(options, err) < 0)
        return ERR_USAGE;
    return import_columns_check_map(options, err);
}

void import_reading_init(struct import_reading *in, const struct import_options *options, struct import_report *report)
{
    *in = (struct import_reading){
        .options = options,
        .report = report,
        .n_threads = options->n_threads > 0 ? options->n_threads : parallel_cores(),
    };
    strbuf_init(&in->file);
    strbuf_init(&in->column);
}

void import_reading_release(struct import_reading *in)
{
    outfile_close(in->rejects);
    in->rejects = NULL;
    strbuf_release(&in->file);
    strbuf_release(&in->column);
    phi_spans_release(&in->spans);
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static int clean_name(struct import_reading *in, struct strbuf *out, const char *name, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };

    strbuf_clear(out);
    return deidentify_text(out, name, strlen(name), in->rules, counts, &in->spans, err);
}

int import_reading_name(struct import_reading *in, const char *name, struct err *err)
{
    return clean_name(in, &in->file, name, err);
}

void import_reading_say_form(struct import_reading *in, const char *path, const struct import_pipe *pipe)
{
    const struct profile *profile = import_pipe_profile(pipe);
    const struct import_dates *dates = import_pipe_dates(pipe);
    const char *given = in->options->profile, *name = strcmp(path, "-") == 0 ? "standard input" : in->file.data;

    if (strcmp(in->options->kind->name, "tickets") == 0 && in->report->profile == NULL)
        in->report->profile = profile->name;
    if (profile != profile_at(0) && (given == NULL || strcmp(given, "auto") == 0))
        log_info(in->log, "%s: recognised as %s; --profile generic reads it as it is", name, profile->title);
    if (dates->order_told)
        log_info(in->log, "%s: dates are %s, as its own show", name, dates->dates.order == DATE_DAY_FIRST ? "day first" : "month first");
    if (dates->zone_assumed)
        log_info(in->log, "%s: times without a zone are read as UTC; --timezone names another", name);
}

/* ---- rejects ----------------------------------------------------------------------------------------------------- */

int import_reading_open(struct import_reading *in, struct err *err)
{
    static const char header[] = "file,line,column,reason\r\n";
    int rc;

    if (in->options->rejects_path == NULL)
        return 0;
    rc = outfile_open(&in->rejects, in->options->rejects_path, 0, err);
    return rc < 0 ? rc : outfile_write(in->rejects, header, sizeof header - 1, err);
}

int import_reading_end(struct import_reading *in, int rc, struct err *err)
{
    struct err late = ERR_INIT;
    int written;

    if (in->rejects == NULL || (rc < 0 && rc != ERR_REFUSED))
        return rc;
    written = outfile_commit(in->rejects, rc < 0 ? &late : err);
    return rc < 0 ? rc : written;
}

/* A field of the rejects file: quoted, and no formula where a spreadsheet opens it. */
static void add_csv(struct strbuf *out, const char *text)
{
    strbuf_adds(out, *text != '\0' && strchr("=+-@\t\r", *text) != NULL ? "\"'" : "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *text);
    }
    strbuf_addc(out, '"');
}

static int write_reject(struct import_reading *in, const char *file, const struct import_row *row, struct err *err)
{
    struct strbuf line;
    int rc;

    if (in->rejects == NULL)
        return 0;
    strbuf_init(&line);
    add_csv(&line, file);
    strbuf_addf(&line, ",%llu,", (unsigned long long)row->line);
    add_csv(&line, row->column);
    strbuf_addc(&line, ',');
    add_csv(&line, row->reason);
    strbuf_adds(&line, "\r\n");
    rc = strbuf_check(&line, err);
    if (rc == 0)
        rc = outfile_write(in->rejects, line.data, line.len, err);
    strbuf_release(&line);
    return rc;
}

static void note_first(struct import_reading *in, const char *file, const struct import_row *row)
{
    struct err words = ERR_INIT;

    if (in->report->first_reject[0] != '\0')
        return;
    if (row->line == 0) /* of a file as a whole */
        err_set(&words, ERR_REFUSED, "%s: %s", file, row->reason);
    else if (row->column[0] != '\0')
        err_set(&words, ERR_REFUSED, "%s:%llu: column '%s': %s", file, (unsigned long long)row->line, row->column,
                row->reason);
    else
        err_set(&words, ERR_REFUSED, "%s:%llu: %s", file, (unsigned long long)row->line, row->reason);
    memcpy(in->report->first_reject, words.msg, sizeof words.msg);
}

int import_reading_reject(struct import_reading *in, struct import_row *shown, const char *file, const struct import_row *row, struct err *err)
{
    int rc = clean_name(in, &in->column, row->column, err);

    if (rc < 0)
        return rc;
    *shown = *row;
    shown->column = in->column.data;
    rc = write_reject(in, file, shown, err);
    if (rc == 0)
        note_first(in, file, shown);
    return rc;
}

int import_reading_tolerate(const struct import_reading *in, uint64_t bad, uint64_t read, const char *rows, struct err *err)
{
    double percent = read == 0 ? 0 : 100.0 * (double)bad / (double)read;

    if (percent <= in->options->tolerate_percent)
        return 0;
    return err_set(err, ERR_REFUSED, "%llu of %llu %s are bad (%.1f %%, tolerated are %g %%); the first: %s",
                   (unsigned long long)bad, (unsigned long long)read, rows, percent, in->options->tolerate_percent,
                   in->report->first_reject);
}

uint64_t import_reading_bytes(const struct import_options *options)
{
    uint64_t total = 0;
    struct stat st;

    for (size_t i = 0; i <= options->n_paths; i++) {
        const char *path = i < options->n_paths ? options->path[i] : options->code_path;

        if (path != NULL && stat(path, &st) == 0 && S_ISREG(st.st_mode))
            total += (uint64_t)st.st_size;
    }
    return total;
}
