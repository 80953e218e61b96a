/*
 * export_rows.c - see export_rows.h.
 *
 *     file or text -> csv_reader    `
 *                  -> issues_json    > raw fields -> repeated ones joined, derived ones added -> row
 */
#include "datasets/tracker/export_rows.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/tracker/issues_json.h"

enum { HEAD_BYTES = 256 * 1024, DERIVED_MAX = 16 };

static const char REASON_FIELD[] = "field over 16 MiB";

/* A field that follows from others. */
struct plan {
    const struct profile_derived *derived;
    size_t                        own, a, b; /* columns of the source, SIZE_MAX: none */
};

struct column {
    const char *name;
    size_t      first;  /* raw column; SIZE_MAX: derived             */
    size_t      second; /* raw column of the same name, or SIZE_MAX  */
    bool        spare;
};

struct export_rows {
    struct csv_reader    *csv;
    struct issues        *issues;
    size_t                next_issue;
    uint8_t               digest[DIGEST_SIZE]; /* of the JSON */
    uint64_t              bytes;
    bool                  again;
    const struct profile *profile;
    size_t                n_raw;
    size_t               *same; /* [n_raw] the next raw column of the same name, SIZE_MAX: no more */
    struct csv_field     *raw;  /* [n_raw] of the issue at hand; a CSV row brings its own          */
    struct column        *column; /* [n] */
    size_t                n, n_real;
    struct plan           plan[DERIVED_MAX]; /* [n - n_real] */
    bool                  straight;          /* raw fields are the row's fields */
    struct csv_field     *field;             /* [n] */
    size_t               *start;             /* [n] in joined, SIZE_MAX: not there */
    struct strbuf         text, joined;
};

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* All that comes, up to one byte too many. */
static int read_all(struct strbuf *out, int fd, const char *name, size_t max, struct err *err)
{
    while (out->len < max) {
        size_t want = max - out->len < HEAD_BYTES ? max - out->len : HEAD_BYTES;
        ssize_t n;

        if (strbuf_reserve(out, want) < 0)
            return err_nomem(err);
        n = read(fd, out->data + out->len, want);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_IO, "cannot read '%s': %s", name, strerror(errno));
        if (n == 0)
            break;
        out->len += (size_t)n;
        out->data[out->len] = '\0';
    }
    return 0;
}

static int open_issues(struct export_rows *source, const char *name, const char *data, size_t len, struct err *err)
{
    struct digest digest;
    int rc = issues_json_open(&source->issues, name, data, len, err);

    if (rc < 0)
        return rc;
    digest_init(&digest);
    digest_update(&digest, data, len);
    digest_final(&digest, source->digest);
    source->bytes = len;
    return 0;
}

/* The first bytes tell JSON from CSV. A file is then read from its beginning; of a pipe they are gone, and handed on. */
static int open_tracker_fd(struct export_rows *source, const char *path, const char *name, int fd, bool regular, struct err *err)
{
    struct strbuf head;
    int rc;

    strbuf_init(&head);
    rc = read_all(&head, fd, name, HEAD_BYTES, err);
    if (rc == 0 && issues_json_sniff(head.data, head.len)) {
        rc = read_all(&head, fd, name, (size_t)ISSUES_BYTES_MAX + 1, err);
        if (rc == 0)
            rc = open_issues(source, name, head.data, head.len, err);
    } else if (rc == 0 && regular) {
        source->again = true;
        rc = csv_reader_open(&source->csv, path, true, err);
    } else if (rc == 0) {
        rc = csv_reader_open_rest(&source->csv, name, fd, &head, true, err);
    }
    strbuf_release(&head);
    return rc;
}

static int open_tracker_file(struct export_rows *source, const char *path, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    int fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    int rc;

    if (fd < 0)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        rc = err_set(err, ERR_IO, "cannot read '%s': it is a folder", path);
    else
        rc = open_tracker_fd(source, path, name, fd, !standard && S_ISREG(st.st_mode), err);
    close(fd);
    return rc;
}

static int open_reader(struct export_rows *source, const char *path, const struct strbuf *text, bool tracker, struct err *err)
{
    if (text != NULL && tracker && issues_json_sniff(text->data, text->len))
        return open_issues(source, path, text->data, text->len, err);
    if (text != NULL) {
        source->again = true;
        return csv_reader_open_memory(&source->csv, path, text->data, text->len, tracker, err);
    }
    return tracker ? open_tracker_file(source, path, err) : csv_reader_open(&source->csv, path, false, err);
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static const char *raw_name(const struct export_rows *source, size_t raw)
{
    return source->csv != NULL ? csv_reader_column(source->csv, raw) : issues_json_column(source->issues, raw);
}

static int add_columns(struct export_rows *source, const char *path, bool tracker, struct err *err)
{
    source->n_raw = source->csv != NULL ? csv_reader_n_columns(source->csv) : issues_json_n_columns(source->issues);
    source->same = mem_calloc(source->n_raw, sizeof *source->same);
    source->raw = mem_calloc(source->n_raw, sizeof *source->raw);
    source->column = mem_calloc(source->n_raw + DERIVED_MAX, sizeof *source->column);
    source->field = mem_calloc(source->n_raw + DERIVED_MAX, sizeof *source->field);
    source->start = mem_calloc(source->n_raw + DERIVED_MAX, sizeof *source->start);
    if (source->same == NULL || source->raw == NULL || source->column == NULL || source->field == NULL || source->start == NULL)
        return err_nomem(err);
    for (size_t raw = 0; raw < source->n_raw; raw++) {
        const char *name = raw_name(source, raw);
        size_t at = tracker ? 0 : source->n, last;

        source->same[raw] = SIZE_MAX;
        if (*name == '\0')
            return err_set(err, ERR_REFUSED, "%s:1: column %zu has no name", path, raw + 1);
        while (at < source->n && strcmp(source->column[at].name, name) != 0)
            at++;
        if (at == source->n) {
            source->column[source->n++] = (struct column){ .name = name, .first = raw, .second = SIZE_MAX };
            continue;
        }
        for (last = source->column[at].first; source->same[last] != SIZE_MAX;)
            last = source->same[last];
        source->same[last] = raw;
        if (source->column[at].second == SIZE_MAX)
            source->column[at].second = raw;
    }
    source->n_real = source->n;
    source->straight = source->n == source->n_raw;
    return 0;
}

/* The names of the real columns; [n_real], yours. */
static const char **names_of(const struct export_rows *source, struct err *err)
{
    const char **name = mem_calloc(source->n_real, sizeof *name);

    if (name == NULL)
        err_nomem(err);
    for (size_t i = 0; name != NULL && i < source->n_real; i++)
        name[i] = source->column[i].name;
    return name;
}

static void add_derived(struct export_rows *source, const struct profile_derived *derived, const char *const *name)
{
    const struct profile_field *field = profile_field_find(source->profile, derived->field);
    struct plan plan = { .derived = derived, .own = SIZE_MAX, .a = SIZE_MAX, .b = SIZE_MAX };

    if (field != NULL)
        plan.own = profile_column(field->columns, name, source->n_real);
    if (derived->how != DERIVE_CONSTANT) {
        plan.a = profile_column(derived->from, name, source->n_real);
        if (derived->how == DERIVE_PAIR)
            plan.b = profile_column(derived->also, name, source->n_real);
        if (plan.a == SIZE_MAX)
            return;
    }
    assert(source->n - source->n_real < DERIVED_MAX);
    source->plan[source->n - source->n_real] = plan;
    source->column[source->n++] =
        (struct column){ .name = plan.own != SIZE_MAX ? source->column[plan.own].name : derived->field, .first = SIZE_MAX, .second = SIZE_MAX };
    if (plan.own != SIZE_MAX)
        source->column[plan.own].spare = true;
    source->straight = false;
}

static int take_profile(struct export_rows *source, const struct export_rows_options *options, struct err *err)
{
    const char **name;

    source->profile = options->profile != NULL ? options->profile : profile_at(0);
    if (!options->tracker)
        return 0;
    name = names_of(source, err);
    if (name == NULL)
        return ERR_NOMEM;
    if (options->profile == NULL)
        source->profile = source->issues != NULL ? profile_find("github") : profile_recognise(name, source->n_real);
    for (const struct profile_derived *at = source->profile->derived; at != NULL && at->field != NULL; at++) {
        /* a project that the user gives is not derived; a column of the file for it counts as ever */
        if (strcmp(at->field, "project") != 0 || options->project == NULL)
            add_derived(source, at, name);
    }
    mem_free(name);
    return 0;
}

int export_rows_open(struct export_rows **out, const char *path, const struct strbuf *text, const struct export_rows_options *options, struct err *err)
{
    struct export_rows *source = mem_calloc(1, sizeof *source);
    int rc;

    if (source == NULL)
        return err_nomem(err);
    strbuf_init(&source->text);
    strbuf_init(&source->joined);
    rc = open_reader(source, path, text, options->tracker, err);
    if (rc == 0)
        rc = add_columns(source, path, options->tracker, err);
    if (rc == 0)
        rc = take_profile(source, options, err);
    if (rc < 0) {
        export_rows_close(source);
        return rc;
    }
    *out = source;
    return 0;
}

void export_rows_close(struct export_rows *source)
{
    if (source == NULL)
        return;
    csv_reader_close(source->csv);
    issues_json_close(source->issues);
    strbuf_release(&source->text);
    strbuf_release(&source->joined);
    mem_free(source->same);
    mem_free(source->raw);
    mem_free(source->column);
    mem_free(source->field);
    mem_free(source->start);
    mem_free(source);
}

const struct profile *export_rows_profile(const struct export_rows *source)
{
    return source->profile;
}

bool export_rows_again(const struct export_rows *source)
{
    return source->again;
}

size_t export_rows_n_columns(const struct export_rows *source)
{
    return source->n;
}

const char *export_rows_column(const struct export_rows *source, size_t column)
{
    assert(column < source->n);
    return source->column[column].name;
}

size_t export_rows_find(const struct export_rows *source, const char *name)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < source->n_real; i++)
        if (strcmp(source->column[i].name, name) == 0)
            return i;
    for (size_t i = 0; i < source->n_real; i++) {
        if (strcasecmp(source->column[i].name, name) != 0)
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX; /* 'ID' and 'Id': which one is not ours to guess */
        found = i;
    }
    return found;
}

size_t export_rows_of_field(const struct export_rows *source, const char *field)
{
    const struct profile_field *known = profile_field_find(source->profile, field);
    const char *names = known != NULL ? known->columns : "";

    for (size_t i = source->n_real; i < source->n; i++)
        if (strcmp(source->plan[i - source->n_real].derived->field, field) == 0)
            return i;
    while (*names != '\0') { /* the first that the file has */
        size_t len = strcspn(names, "|");

        for (int exact = 1; exact >= 0; exact--)
            for (size_t i = 0; i < source->n_real; i++) {
                const char *name = source->column[i].name;

                if (strlen(name) == len && (exact ? memcmp(name, names, len) == 0 : strncasecmp(name, names, len) == 0))
                    return i;
            }
        names += len + (names[len] == '|');
    }
    return SIZE_MAX;
}

bool export_rows_is_spare(const struct export_rows *source, size_t column)
{
    return column >= source->n_real || source->column[column].spare;
}

bool export_rows_repeats(const struct export_rows *source, size_t column, size_t *first, size_t *second)
{
    const struct column *of = &source->column[column];

    if (of->second == SIZE_MAX)
        return false;
    *first = of->first + 1;
    *second = of->second + 1;
    return true;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static bool is_blank_field(const struct csv_field *field)
{
    for (size_t i = 0; i < field->len; i++)
        if (strchr(" \t\r\n", field->str[i]) == NULL)
            return false;
    return true;
}

static void join_same(struct export_rows *source, const struct csv_field *raw, size_t column)
{
    size_t start = source->joined.len;

    for (size_t at = source->column[column].first; at != SIZE_MAX; at = source->same[at]) {
        if (is_blank_field(&raw[at]))
            continue;
        if (source->joined.len > start)
            strbuf_addc(&source->joined, '|');
        strbuf_add(&source->joined, raw[at].str, raw[at].len);
    }
    source->field[column].len = source->joined.len - start;
    source->start[column] = start;
    strbuf_addc(&source->joined, '\0');
}

/* The field of a column that is already there, joined or not. */
static struct csv_field made_field(const struct export_rows *source, size_t column)
{
    static const struct csv_field nothing = { "", 0 };
    struct csv_field field;

    if (column == SIZE_MAX)
        return nothing;
    field = source->field[column];
    if (source->start[column] != SIZE_MAX)
        field.str = source->joined.data + source->start[column];
    return field;
}

static void derive(struct export_rows *source, size_t column)
{
    const struct plan *plan = &source->plan[column - source->n_real];
    struct csv_field own, a, b;
    size_t start;

    /* what is appended must not move what it is made from */
    own = made_field(source, plan->own);
    a = made_field(source, plan->a);
    b = made_field(source, plan->b);
    if (strbuf_reserve(&source->joined, own.len + a.len + b.len + 64) < 0)
        return;
    own = made_field(source, plan->own);
    a = made_field(source, plan->a);
    b = made_field(source, plan->b);
    start = source->joined.len;
    if (!is_blank_field(&own))
        strbuf_add(&source->joined, own.str, own.len);
    else
        profile_derive(&source->joined, plan->derived, a.str, a.len, b.str, b.len);
    source->field[column].len = source->joined.len - start;
    source->start[column] = start;
    strbuf_addc(&source->joined, '\0');
}

static int make_row(struct export_rows *source, struct csv_row *row, struct err *err)
{
    const struct csv_field *raw = row->field;

    strbuf_clear(&source->joined);
    for (size_t i = 0; i < source->n_real; i++) {
        source->start[i] = SIZE_MAX;
        if (source->column[i].second == SIZE_MAX)
            source->field[i] = raw[source->column[i].first];
        else
            join_same(source, raw, i);
    }
    for (size_t i = source->n_real; i < source->n && !source->joined.failed; i++)
        derive(source, i);
    if (strbuf_check(&source->joined, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < source->n; i++)
        source->field[i] = made_field(source, i);
    row->field = source->field;
    row->n_fields = source->n;
    return 1;
}

static int next_issue(struct export_rows *source, struct csv_row *row, struct err *err)
{
    size_t at = source->next_issue;
    int rc;

    if (at == issues_json_n(source->issues))
        return 0;
    source->next_issue++;
    rc = issues_json_row(source->issues, at, &source->text, source->raw, err);
    if (rc < 0)
        return rc;
    *row = (struct csv_row){ .field = source->raw, .n_fields = source->n_raw, .line = issues_json_line(source->issues, at), .number = at + 1 };
    for (size_t i = 0; i < source->n_raw && !row->bad; i++)
        if (source->raw[i].len > CSV_FIELD_MAX) {
            row->bad = true;
            row->bad_column = i;
            row->reason = REASON_FIELD;
        }
    return 1;
}

/* A bad column is one of the file: its number in the source. */
static void rename_bad(const struct export_rows *source, struct csv_row *row)
{
    if (row->bad_column >= source->n_raw) {
        row->bad_column = row->n_fields;
        return;
    }
    for (size_t i = 0; i < source->n_real; i++)
        for (size_t at = source->column[i].first; at != SIZE_MAX; at = source->same[at])
            if (at == row->bad_column) {
                row->bad_column = i;
                return;
            }
}

struct csv_reader *export_rows_parts(struct export_rows *source)
{
    return source->straight && source->csv != NULL && csv_reader_can_cut(source->csv) ? source->csv : NULL;
}

void export_rows_spare_digest(struct export_rows *source)
{
    if (source->csv != NULL)
        csv_reader_spare_digest(source->csv);
}

int export_rows_next(struct export_rows *source, struct csv_row *row, struct err *err)
{
    int rc = source->csv != NULL ? csv_reader_next(source->csv, row, err) : next_issue(source, row, err);

    if (rc <= 0 || source->straight)
        return rc;
    if (!row->bad)
        return make_row(source, row, err);
    if (row->bad_column < row->n_fields)
        rename_bad(source, row);
    return rc;
}

uint64_t export_rows_bytes(const struct export_rows *source)
{
    return source->csv != NULL ? csv_reader_bytes(source->csv) : source->bytes;
}

void export_rows_digest(const struct export_rows *source, uint8_t out[32])
{
    if (source->csv != NULL)
        csv_reader_digest(source->csv, out);
    else
        memcpy(out, source->digest, DIGEST_SIZE);
}
