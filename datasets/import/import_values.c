#include "datasets/import/import_values.h"

#include <assert.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"
#include "datasets/config/config_words.h"
#include "datasets/documents/mentions.h"
#include "datasets/documents/written_date.h"
#include "datasets/import/import_hash.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

void import_scratch_init(struct import_scratch *scratch)
{
    *scratch = (struct import_scratch){ .spans = { 0 } };
    strbuf_init(&scratch->out);
    strbuf_init(&scratch->context);
    strbuf_init(&scratch->clean);
    strbuf_init(&scratch->message);
}

void import_scratch_clear(struct import_scratch *scratch)
{
    strbuf_clear(&scratch->out);
    strbuf_clear(&scratch->message);
    memset(scratch->counts, 0, sizeof scratch->counts);
}

void import_scratch_release(struct import_scratch *scratch)
{
    strbuf_release(&scratch->out);
    strbuf_release(&scratch->context);
    strbuf_release(&scratch->clean);
    strbuf_release(&scratch->message);
    phi_spans_release(&scratch->spans);
}

static const char EMPTY[] = "empty";

/* ---- single values: each returns NULL or what is wrong (static text, never a word of the value) ------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct csv_field trim(struct csv_field cell)
{
    while (cell.len > 0 && is_blank(cell.str[cell.len - 1]))
        cell.len--;
    while (cell.len > 0 && is_blank(*cell.str)) {
        cell.str++;
        cell.len--;
    }
    return cell;
}

static struct import_value text_value(const char *str, size_t len)
{
    struct import_value value = { .type = VALUE_TEXT };

    value.str = str;
    value.len = len;
    return value;
}

/* Text that lies in scratch->out from `start` to its end. */
static struct import_value scratch_value(const struct import_scratch *scratch, size_t start)
{
    struct import_value value = { .type = VALUE_TEXT, .in_scratch = true };

    value.start = start;
    value.len = scratch->out.len - start;
    return value;
}

/* A key, or several joined by '|'. */
static const char *read_id(struct import_value *out, struct csv_field cell)
{
    size_t part = 0;

    for (size_t i = 0; i < cell.len; i++) {
        unsigned char byte = (unsigned char)cell.str[i];

        if (byte < 0x20 || byte == 0x7F)
            return "has a control byte";
        part = byte == '|' ? 0 : part + 1;
        if (part > IMPORT_ID_MAX)
            return "longer than 512 bytes";
    }
    *out = text_value(cell.str, cell.len);
    return NULL;
}

/* A plain number below this is no time of a tracker (it would be before 1973) but a date that a spreadsheet has turned into a number, or
 * digits without dashes. */
#define UNIX_SECONDS_MIN 100000000

static const char *read_time(struct import_value *out, struct csv_field cell, const struct import_field *field, const struct tracker_dates *dates)
{
    bool number = strspn(cell.str, "0123456789. \t") >= cell.len;
    int64_t time;

    if (dates != NULL && !(field->type == FIELD_PERIOD && cell.len < 8)) {
        struct date_facts facts;
        enum date_result result = date_read(cell.str, cell.len, dates, &time, &facts);

        if (result == DATE_AMBIGUOUS)
            return "a date whose day and month cannot be told apart; --date-order says which comes first";
        if (result != DATE_READ)
            return facts.only != DATE_ORDER_UNKNOWN ? "a date in the other order of day and month" : "not a date";
        number = number && facts.zoned; /* else 14.02.2024 */
    } else if (field->type == FIELD_PERIOD ? !written_period_parse(cell.str, cell.len, &time) : !time_parse(cell.str, cell.len, &time)) {
        return "not a date";
    }
    if (field->type == FIELD_PERIOD && cell.len < 8) /* a year or a month */
        number = false;
    if (number && time < UNIX_SECONDS_MIN && !(time == 0 && strcmp(field->name, "label_time") == 0)) /* there 0 is "not known" */
        return "not a plausible time: Unix seconds of before 1973";
    *out = (struct import_value){ .type = VALUE_INTEGER, .integer = time };
    return NULL;
}

/* Above these seconds no time is meant (5138): milliseconds. */
#define UNIX_MILLISECONDS_MIN 100000000000

static const char *read_stamp(struct import_value *out, struct csv_field cell, const struct import_field *field)
{
    size_t digits = strspn(cell.str, "0123456789");

    if (digits >= 12 && digits <= 15 && digits == cell.len) {
        int64_t milliseconds = strtoll(cell.str, NULL, 10);

        if (milliseconds >= UNIX_MILLISECONDS_MIN)
            return read_time(out, (struct csv_field){ .str = cell.str, .len = cell.len - 3 }, field, NULL);
    }
    return read_time(out, cell, field, NULL);
}

/* Digits with a point or without, few enough that they and the power of ten are exact as doubles: then their quotient is rounded once, as strtod
 * rounds (Clinger, How to Read Floating Point Numbers Accurately, 1990, section 4). */
static bool read_short_number(double *out, struct csv_field cell)
{
    static const double power[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16 };
    uint64_t digits = 0;
    size_t n = 0, after_point = 0;
    bool point = false;

    if (FLT_EVAL_METHOD != 0 || cell.len > 17) /* where it is not 0 a quotient is rounded twice */
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.str[i];

        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digits = 10 * digits + (uint64_t)(c - '0');
            after_point += point;
            n++;
        } else {
            return false;
        }
    }
    if (n == 0 || digits > UINT64_C(1) << 53 || after_point >= COUNT(power))
        return false;
    *out = (double)digits / power[after_point];
    return true;
}

/* The locale is "C": nothing of ours calls setlocale. */
static const char *read_number(struct import_value *out, struct csv_field cell)
{
    char *end;
    double number;

    if (read_short_number(&number, cell)) {
        *out = (struct import_value){ .type = VALUE_REAL, .real = number };
        return NULL;
    }
    if (strspn(cell.str, "0123456789+-.eE") < cell.len) /* strtod also takes nan, inf and hexadecimal */
        return "not a number";
    errno = 0;
    number = strtod(cell.str, &end);
    if (end != cell.str + cell.len || !isfinite(number))
        return "not a number";
    *out = (struct import_value){ .type = VALUE_REAL, .real = number };
    return NULL;
}

static bool is_gap(struct csv_field cell)
{
    static const char *const gaps[] = { "nan", "na", "n/a", "null", "none", "-" };

    for (size_t i = 0; i < COUNT(gaps); i++)
        if (strlen(gaps[i]) == cell.len && strncasecmp(cell.str, gaps[i], cell.len) == 0)
            return true;
    return false;
}

static const char *read_bool(struct import_value *out, struct csv_field cell)
{
    static const char *const yes[] = { "1", "true", "yes", "1.0" }, *const no[] = { "0", "false", "no", "0.0" };

    for (size_t i = 0; i < COUNT(yes); i++) {
        bool is_yes = strlen(yes[i]) == cell.len && strncasecmp(cell.str, yes[i], cell.len) == 0;
        bool is_no = strlen(no[i]) == cell.len && strncasecmp(cell.str, no[i], cell.len) == 0;

        if (is_yes || is_no) {
            *out = (struct import_value){ .type = VALUE_INTEGER, .integer = is_yes };
            return NULL;
        }
    }
    return "neither true nor false";
}

/* The contract's spelling of the word, whatever the file's. */
static const char *read_choice(struct import_value *out, struct csv_field cell, const char *choices)
{
    char given[64], word[64];

    if (cell.len < sizeof given) {
        memcpy(given, cell.str, cell.len);
        given[cell.len] = '\0';
        for (const char *at = choices; *at != '\0';) {
            size_t len = strcspn(at, "|");

            assert(len < sizeof word);
            memcpy(word, at, len);
            word[len] = '\0';
            if (word_same(given, word)) {
                *out = text_value(at, len);
                return NULL;
            }
            at += len + (at[len] == '|');
        }
    }
    return "not one of the words it may hold";
}

/* One person, or several joined by '|' or ';'. */
static void add_persons(struct strbuf *out, struct csv_field cell, const uint8_t *key, uint64_t *counts)
{
    size_t start = out->len;

    for (size_t at = 0; at <= cell.len;) {
        size_t len = 0;

        while (at + len < cell.len && cell.str[at + len] != '|' && cell.str[at + len] != ';')
            len++;
        if (out->len > start && len > 0)
            strbuf_addc(out, '|');
        deidentify_person(out, cell.str + at, len, key);
        counts[PHI_PERSON] += len > 0;
        at += len + 1;
    }
}

static void read_person(struct import_value *out, struct csv_field cell, const uint8_t *key,
                        struct import_scratch *scratch)
{
    size_t start = scratch->out.len;

    add_persons(&scratch->out, cell, key, scratch->counts);
    *out = scratch_value(scratch, start);
}

static int read_text(struct import_value *out, struct csv_field cell, const struct phi_rules *rules,
                     struct import_scratch *scratch, struct err *err)
{
    size_t start = scratch->out.len;
    int rc = deidentify_text(&scratch->out, cell.str, cell.len, rules, scratch->counts, &scratch->spans, err);

    *out = scratch_value(scratch, start);
    return rc;
}

static int read_list(struct import_value *out, struct csv_field cell, const struct phi_rules *rules,
                     struct import_scratch *scratch, struct err *err)
{
    strbuf_clear(&scratch->context);
    list_normalise(&scratch->context, cell.str, cell.len);
    if (strbuf_check(&scratch->context, err) < 0)
        return ERR_NOMEM;
    return read_text(out, (struct csv_field){ scratch->context.data, scratch->context.len }, rules, scratch, err);
}

static int read_value(struct import_value *out, const char **reason, const struct import_field *field,
                      struct csv_field cell, const struct import_context *context, struct import_scratch *scratch,
                      struct err *err)
{
    *out = (struct import_value){ .type = VALUE_NONE };
    *reason = NULL;
    if (field->type != FIELD_TEXT)
        cell = trim(cell);
    if (cell.len == 0) {
        *reason = field->required ? EMPTY : NULL;
        return 0;
    }
    switch (field->type) {
    case FIELD_ID:
        *reason = read_id(out, cell);
        return 0;
    case FIELD_TIME:
    case FIELD_PERIOD:
        *reason = read_time(out, cell, field, context->dates);
        return 0;
    case FIELD_STAMP:
        *reason = read_stamp(out, cell, field);
        return 0;
    case FIELD_NUMBER:
        *reason = read_number(out, cell);
        return 0;
    case FIELD_GAUGE:
        *reason = is_gap(cell) ? NULL : read_number(out, cell);
        return 0;
    case FIELD_BOOL:
        *reason = read_bool(out, cell);
        return 0;
    case FIELD_CHOICE:
        *reason = read_choice(out, cell, field->choices);
        return 0;
    case FIELD_LIST:
        return read_list(out, cell, context->rules, scratch, err);
    case FIELD_PERSON:
        read_person(out, cell, context->key, scratch);
        return strbuf_check(&scratch->out, err);
    default:
        return read_text(out, cell, context->rules, scratch, err);
    }
}

/* ---- extra columns ----------------------------------------------------------------------------------------------- */

static void add_json_string(struct strbuf *out, const char *text, size_t len)
{
    size_t from = 0;

    strbuf_addc(out, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        strbuf_add(out, text + from, i - from);
        from = i + 1;
        if (byte == '\n')
            strbuf_adds(out, "\\n");
        else if (byte < 0x20)
            strbuf_addf(out, "\\u%04x", byte);
        else
            strbuf_addf(out, "\\%c", byte);
    }
    strbuf_add(out, text + from, len - from);
    strbuf_addc(out, '"');
}

/* Bytes of "DATE;" at `str`, 0 where there is none. */
static size_t date_ahead(const char *str, size_t len)
{
    enum { DATE_MAX = 40 };
    static const struct tracker_dates open = { .order = DATE_ORDER_UNKNOWN };
    const char *end = memchr(str, ';', len < DATE_MAX ? len : DATE_MAX);
    int64_t time;

    if (end == NULL || end == str || date_read(str, (size_t)(end - str), &open, &time, NULL) == DATE_BAD)
        return 0;
    return (size_t)(end - str) + 1;
}

/* "DATE;PERSON;text|DATE;PERSON;text" with each person replaced. */
static void add_signed(struct strbuf *out, struct csv_field cell, const uint8_t *key, uint64_t *counts)
{
    enum { PERSON_MAX = 200 };
    size_t from = 0;

    for (size_t at = 0; at < cell.len; at++) {
        size_t date = at == 0 || cell.str[at - 1] == '|' ? date_ahead(cell.str + at, cell.len - at) : 0, person = at + date;
        const char *end;

        if (date == 0)
            continue;
        end = memchr(cell.str + person, ';', cell.len - person < PERSON_MAX ? cell.len - person : PERSON_MAX);
        if (end == NULL)
            continue;
        strbuf_add(out, cell.str + from, person - from);
        deidentify_person(out, cell.str + person, (size_t)(end - cell.str) - person, key);
        counts[PHI_PERSON] += end > cell.str + person;
        from = (size_t)(end - cell.str);
        at = from;
    }
    strbuf_add(out, cell.str + from, cell.len - from);
}

/* The value de-identified into scratch->clean with its column's name before it (deidentify_named). *start is where it begins there; 0 where the
 * name itself was touched: all of it is kept, and the name is cleaned too. */
static int clean_extra(struct import_scratch *scratch, const struct import_extra *extra, struct csv_field cell,
                       const struct import_context *context, size_t *start, struct err *err)
{
    *start = 0;
    strbuf_clear(&scratch->clean);
    if (extra->person) {
        add_persons(&scratch->clean, cell, context->key, scratch->counts);
        return strbuf_check(&scratch->clean, err);
    }
    if (extra->signed_by) {
        strbuf_clear(&scratch->context);
        add_signed(&scratch->context, cell, context->key, scratch->counts);
        if (strbuf_check(&scratch->context, err) < 0)
            return ERR_NOMEM;
        cell = (struct csv_field){ .str = scratch->context.data, .len = scratch->context.len };
    }
    return deidentify_named(&scratch->clean, start, extra->name, cell.str, cell.len, context->rules, scratch->counts,
                            &scratch->spans, err);
}

/* A column's name that is or holds an identifier, without it; the number of the column keeps two of them apart: "[EMAIL] 7". */
static int add_clean_name(struct import_scratch *scratch, const struct import_extra *extra, const struct phi_rules *rules, struct err *err)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct strbuf name;
    int rc;

    strbuf_init(&name);
    rc = deidentify_text(&name, extra->name, strlen(extra->name), rules, counts, &scratch->spans, err);
    strbuf_addf(&name, " %zu", extra->column + 1);
    if (rc == 0)
        rc = strbuf_check(&name, err);
    if (rc == 0)
        add_json_string(&scratch->out, name.data, name.len);
    strbuf_release(&name);
    return rc;
}

/* As JSON writes one. */
static bool is_json_number(struct csv_field cell)
{
    const char *at = cell.str, *end = cell.str + cell.len;
    size_t digits;

    at += at < end && *at == '-';
    digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 15 || at + digits > end || (digits > 1 && *at == '0'))
        return false;
    at += digits;
    if (at < end && *at == '.') {
        digits = strspn(++at, "0123456789");
        at += digits;
        if (digits == 0 || digits > 20)
            return false;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '-' || *at == '+');
        digits = strspn(at, "0123456789");
        at += digits;
        if (digits == 0 || digits > 2)
            return false;
    }
    return at == end;
}

int import_extras_probe(struct import_columns *columns, const struct import_context *context, struct err *err)
{
    static const char *const probes[] = { "57", "94", "1234567", "123456789", "0.25" };
    struct import_scratch scratch;
    int rc = 0;

    import_scratch_init(&scratch);
    for (size_t i = 0; rc == 0 && i < columns->n_extras; i++) {
        struct import_extra *extra = &columns->extra[i];

        extra->plain = !extra->person;
        for (size_t k = 0; rc == 0 && extra->plain && k < COUNT(probes); k++) {
            struct csv_field cell = { .str = probes[k], .len = strlen(probes[k]) };
            size_t start;

            rc = clean_extra(&scratch, extra, cell, context, &start, err);
            extra->plain = rc == 0 && strcmp(scratch.clean.data + start, probes[k]) == 0;
        }
    }
    import_scratch_release(&scratch);
    return rc;
}

static int read_extras(struct import_value *out, const struct csv_field *cell, const struct import_context *context,
                       struct import_scratch *scratch, struct err *err)
{
    const struct import_columns *columns = context->columns;
    size_t start = scratch->out.len;

    *out = (struct import_value){ .type = VALUE_NONE };
    for (size_t i = 0; i < columns->n_extras; i++) {
        const struct import_extra *extra = &columns->extra[i];
        struct csv_field value = trim(cell[extra->column]);
        size_t from;
        int rc;

        if (value.len == 0)
            continue;
        if (extra->plain && is_json_number(value)) {
            strbuf_addc(&scratch->out, scratch->out.len == start ? '{' : ',');
            add_json_string(&scratch->out, extra->name, strlen(extra->name));
            strbuf_addc(&scratch->out, ':');
            strbuf_add(&scratch->out, value.str, value.len);
            continue;
        }
        rc = clean_extra(scratch, extra, value, context, &from, err);
        if (rc < 0)
            return rc;
        strbuf_addc(&scratch->out, scratch->out.len == start ? '{' : ',');
        if (from > 0 || extra->person)
            add_json_string(&scratch->out, extra->name, strlen(extra->name));
        else if ((rc = add_clean_name(scratch, extra, context->rules, err)) < 0)
            return rc;
        strbuf_addc(&scratch->out, ':');
        if (context->kind->shape == IMPORT_LOG && from > 0 && is_json_number(value) && scratch->clean.len - from == value.len &&
            memcmp(scratch->clean.data + from, value.str, value.len) == 0)
            strbuf_add(&scratch->out, value.str, value.len); /* a number that is no identifier here ("age: 57") */
        else
            add_json_string(&scratch->out, scratch->clean.data + from, scratch->clean.len - from);
    }
    if (scratch->out.len == start)
        return 0;
    strbuf_addc(&scratch->out, '}');
    *out = scratch_value(scratch, start);
    return strbuf_check(&scratch->out, err);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void reject(struct import_row *row, const struct import_context *context, size_t field, const char *reason)
{
    size_t column = field == SIZE_MAX ? COLUMN_NONE : context->columns->of_field[field];

    row->reason = reason;
    row->column = column == COLUMN_NONE ? "" : export_rows_column(context->source, column);
}

/* Whether the row names another project than that of the options. */
static bool is_of_other_project(const struct csv_field *cell, const struct import_context *context)
{
    size_t column = context->project_field == SIZE_MAX ? COLUMN_NONE : context->columns->of_field[context->project_field];
    struct csv_field project;

    if (context->project == NULL || column == COLUMN_NONE)
        return false;
    project = trim(cell[column]);
    return project.len > 0 && (project.len != strlen(context->project) || memcmp(project.str, context->project, project.len) != 0);
}

/* Text of a row that nobody reads: it cannot be wrong. */
static bool is_text(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_WORD || type == FIELD_LIST || type == FIELD_PERSON;
}

/* The project of the options stands for a missing one and refuses another. */
static const char *read_project(struct import_value *out, const char *project)
{
    size_t len = strlen(project);

    if (out->type == VALUE_NONE) {
        *out = text_value(project, len);
        return NULL;
    }
    return out->len == len && memcmp(out->str, project, len) == 0 ? NULL : "project differs from --project";
}

/* The word that the tracker shows for its code. */
static struct csv_field shown(struct csv_field cell, const struct profile_word *words)
{
    struct csv_field code = words != NULL ? trim(cell) : cell;
    const char *word = words != NULL ? profile_shown(words, code.str, code.len) : NULL;

    return word != NULL ? (struct csv_field){ .str = word, .len = strlen(word) } : cell;
}

static int read_fields(struct import_row *row, const struct csv_field *cell, const struct import_context *context,
                       struct import_scratch *scratch, struct err *err)
{
    static const struct csv_field nothing = { .str = "", .len = 0 };

    for (size_t i = 0; i < context->kind->n_fields; i++) {
        const struct import_field *field = &context->kind->field[i];
        size_t column = row->other && is_text(field->type) ? COLUMN_NONE : context->columns->of_field[i];
        const char *reason;
        int rc = read_value(&row->value[i], &reason, field, column == COLUMN_NONE ? nothing : shown(cell[column], context->columns->words[i]),
                            context, scratch, err);

        if (rc < 0)
            return rc;
        if (i == context->project_field && context->project != NULL && !row->other && (reason == NULL || reason == EMPTY))
            reason = read_project(&row->value[i], context->project);
        if (reason != NULL) {
            reject(row, context, i, reason);
            return 0;
        }
    }
    return 0;
}

static int finish_row(struct import_row *row, const struct csv_field *cell, const struct import_context *context,
                      struct import_scratch *scratch, struct err *err)
{
    const struct import_kind *kind = context->kind;
    size_t field = SIZE_MAX, start;
    const char *reason = import_kind_check(kind, row->value, &field);
    int rc;

    if (reason != NULL) {
        reject(row, context, field, reason);
        return 0;
    }
    if (kind->shape == IMPORT_POINTS)
        return 0; /* a time and a number: nothing else of the row is kept */
    rc = row->other ? 0 : read_extras(&row->value[kind->n_fields], cell, context, scratch, err);
    if (rc < 0)
        return rc;
    if (kind->shape == IMPORT_LOG)
        return import_row_hash(row, cell, context, scratch, err);
    start = scratch->out.len;
    import_kind_identity(kind, row->value, &scratch->out);
    row->id = scratch_value(scratch, start);
    rc = strbuf_check(&scratch->out, err);
    if (rc < 0)
        return rc;
    import_kind_known(kind, row->value, context->now, &row->known);
    return context->for_table ? 0 : import_row_hash(row, cell, context, scratch, err);
}

int import_row_prepare(struct import_row *row, const struct csv_field *cell, const struct import_context *context,
                       struct import_scratch *scratch, struct err *err)
{
    uint64_t before[PHI_N_TYPES];
    int rc;

    memcpy(before, scratch->counts, sizeof before);
    row->reason = NULL;
    row->column = "";
    row->other = context->for_table && is_of_other_project(cell, context);
    rc = read_fields(row, cell, context, scratch, err);
    if (rc == 0 && row->reason == NULL)
        rc = finish_row(row, cell, context, scratch, err);
    if (row->reason != NULL)
        memcpy(scratch->counts, before, sizeof before);
    return rc;
}

static void settle(struct import_value *value, const struct import_scratch *scratch)
{
    size_t start = value->start;

    if (value->type != VALUE_TEXT || !value->in_scratch)
        return;
    value->str = scratch->out.data + start;
    value->in_scratch = false;
}

void import_row_settle(struct import_row *row, const struct import_kind *kind, const struct import_scratch *scratch)
{
    if (row->reason != NULL || kind->shape == IMPORT_POINTS)
        return;
    for (size_t i = 0; i <= kind->n_fields; i++)
        settle(&row->value[i], scratch);
    if (kind->shape == IMPORT_RECORDS)
        settle(&row->id, scratch);
}
