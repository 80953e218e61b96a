#include "datasets/import/import_dates.h"

#include <string.h>

#include "datasets/base/nearest.h"
#include "datasets/import/import_kinds.h"

static bool is_auto(const struct import_options *options)
{
    return options->profile == NULL || strcmp(options->profile, "auto") == 0;
}

static int unknown_profile(const char *name, struct err *err)
{
    const char *known[16] = { "auto" };
    char hint[NEAREST_HINT_MAX], list[160] = "auto";
    size_t n = 1;

    for (size_t i = 0; profile_at(i) != NULL; i++) {
        known[n++] = profile_at(i)->name;
        strncat(list, ", ", sizeof list - strlen(list) - 1);
        strncat(list, profile_at(i)->name, sizeof list - strlen(list) - 1);
    }
    if (*nearest_hint(hint, name, known, n) != '\0')
        return err_set(err, ERR_USAGE, "unknown profile '%s'%s", name, hint);
    return err_set(err, ERR_USAGE, "unknown profile '%s'; known: %s", name, list);
}

int import_dates_check(const struct import_options *options, struct err *err)
{
    bool tickets = strcmp(options->kind->name, "tickets") == 0;
    enum date_order order;
    struct zone zone;

    if (!is_auto(options) && profile_find(options->profile) == NULL)
        return unknown_profile(options->profile, err);
    if (!tickets && !is_auto(options) && strcmp(options->profile, "generic") != 0)
        return err_set(err, ERR_USAGE, "profile '%s' goes with tickets, not with %s", options->profile, options->kind->name);
    if (options->date_order != NULL && !date_order_of(options->date_order, &order))
        return err_set(err, ERR_USAGE, "--date-order is 'day-first' or 'month-first', not '%s'", options->date_order);
    return options->timezone != NULL ? zone_find(&zone, options->timezone, err) : 0;
}

int import_source_open(struct export_rows **out, const char *path, const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    struct export_rows_options form = {
        .tracker = strcmp(kind->name, "tickets") == 0,
        .profile = is_auto(options) ? NULL : profile_find(options->profile),
        .project = options->project,
    };

    return export_rows_open(out, path, kind == import_kind_code() ? options->code_text : options->text, &form, err);
}

/* ---- what the dates of the whole file tell ----------------------------------------------------------------------- */

/* The first value of each kind. */
struct witness {
    uint64_t line; /* 0: none */
    size_t   column;
};

struct survey {
    struct witness only[3]; /* by enum date_order: either, day first, month first */
    bool           unzoned;
};

static void survey_value(struct survey *survey, const struct csv_row *row, size_t column)
{
    static const struct tracker_dates open = { .order = DATE_ORDER_UNKNOWN };
    const struct csv_field *field = &row->field[column];
    struct date_facts facts;
    int64_t time;
    enum date_result result = date_read(field->str, field->len, &open, &time, &facts);
    enum date_order kind = result == DATE_AMBIGUOUS ? DATE_ORDER_UNKNOWN : facts.only;

    if (result == DATE_BAD)
        return;
    survey->unzoned = survey->unzoned || !facts.zoned;
    if (result == DATE_READ && facts.only == DATE_ORDER_UNKNOWN)
        return;
    if (survey->only[kind].line == 0)
        survey->only[kind] = (struct witness){ row->line, column };
}

static int survey_file(struct survey *survey, const struct import_columns *columns, const char *path, const struct import_kind *kind,
                       const struct import_options *options, struct err *err)
{
    struct export_rows *source = NULL;
    struct csv_row row;
    int rc = import_source_open(&source, path, kind, options, err);

    while (rc == 0 && (rc = export_rows_next(source, &row, err)) > 0) {
        for (size_t i = 0; i < kind->n_fields && !row.bad; i++)
            if (kind->field[i].type == FIELD_TIME && columns->of_field[i] != COLUMN_NONE)
                survey_value(survey, &row, columns->of_field[i]);
        rc = 0;
    }
    export_rows_close(source);
    return rc;
}

static int settle_order(struct import_dates *out, const struct survey *survey, const struct export_rows *source, const char *path, struct err *err)
{
    const struct witness *either = &survey->only[DATE_ORDER_UNKNOWN], *day = &survey->only[DATE_DAY_FIRST], *month = &survey->only[DATE_MONTH_FIRST];

    if (day->line > 0 && month->line > 0)
        return err_set(err, ERR_REFUSED,
                       "%s:%llu: column '%s' has a date that can only be day first, line %llu ('%s') one that can only be month first; one of them is "
                       "damaged, and --date-order says which order to keep",
                       path, (unsigned long long)day->line, export_rows_column(source, day->column), (unsigned long long)month->line,
                       export_rows_column(source, month->column));
    if (day->line > 0 || month->line > 0)
        out->dates.order = day->line > 0 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
    else if (either->line > 0)
        return err_set(err, ERR_REFUSED,
                       "%s:%llu: column '%s': day and month cannot be told apart in any date of the file; say which comes first: --date-order "
                       "day-first or month-first (date_order in a [source])",
                       path, (unsigned long long)either->line, export_rows_column(source, either->column));
    out->order_told = either->line > 0;
    return 0;
}

int import_dates_settle(struct import_dates *out, const struct export_rows *source, const struct import_columns *columns, const char *path,
                        const struct import_kind *kind, const struct import_options *options, struct err *err)
{
    const struct profile *profile = export_rows_profile(source);
    struct survey survey = { .unzoned = false };
    int rc = 0;

    *out = (struct import_dates){ .used = profile != profile_at(0) || options->timezone != NULL || options->date_order != NULL };
    if (!out->used)
        return 0;
    if (options->timezone != NULL && !profile->utc)
        rc = zone_find(&out->dates.zone, options->timezone, err);
    if (rc == 0 && options->date_order != NULL)
        date_order_of(options->date_order, &out->dates.order);
    if (rc < 0 || !export_rows_again(source))
        return rc;
    rc = survey_file(&survey, columns, path, kind, options, err);
    if (rc == 0 && out->dates.order == DATE_ORDER_UNKNOWN)
        rc = settle_order(out, &survey, source, path, err);
    out->zone_assumed = survey.unzoned && options->timezone == NULL && !profile->utc;
    return rc;
}
