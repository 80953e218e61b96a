/*
 * drift_files.c - see drift_files.h.
 *
 *   drift_files -> read_table (both) -> each shared column: leave_out | compare_numbers | compare_categories -> drift_judge
 */
#include "score/watch/drift_files.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"
#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/readers/csv_reader.h"

struct table {
    struct intern   word;      /* every different value once           */
    const char    **name;      /* [n_columns] of the arena             */
    uint32_t       *value;     /* [n_rows * n_columns] ids of words    */
    size_t          n_columns, n_rows, cap;
    uint64_t        skipped;
};

static void table_release(struct table *t)
{
    intern_release(&t->word);
    mem_free(t->name);
    mem_free(t->value);
}

static int add_row(struct table *t, const struct csv_row *row, struct err *err)
{
    int rc = mem_grow(&t->value, &t->cap, (t->n_rows + 1) * t->n_columns, sizeof(*t->value), err);

    for (size_t c = 0; rc == 0 && c < t->n_columns; c++) {
        uint32_t id = intern_add(&t->word, row->field[c].str, row->field[c].len);

        if (id == INTERN_NONE)
            rc = err_nomem(err);
        else
            t->value[t->n_rows * t->n_columns + c] = id;
    }
    if (rc == 0)
        t->n_rows++;
    return rc;
}

static int read_table(struct table *t, struct arena *arena, const char *path, struct err *err)
{
    struct csv_reader *reader = NULL;
    struct csv_row row;
    int rc = csv_reader_open(&reader, path, true, err);

    intern_init(&t->word);
    if (rc < 0)
        return rc;
    t->n_columns = csv_reader_n_columns(reader);
    t->name = mem_calloc(t->n_columns, sizeof(*t->name));
    if (t->name == NULL)
        rc = err_nomem(err);
    for (size_t c = 0; rc == 0 && c < t->n_columns; c++) {
        t->name[c] = arena_strdup(arena, csv_reader_column(reader, c));
        if (t->name[c] == NULL)
            rc = err_nomem(err);
    }
    while (rc == 0 && (rc = csv_reader_next(reader, &row, err)) > 0) {
        t->skipped += row.bad;
        rc = row.bad ? 0 : add_row(t, &row, err);
    }
    csv_reader_close(reader);
    return rc;
}

static bool is_missing(const char *text)
{
    return text[0] == '\0' || strcasecmp(text, "nan") == 0;
}

static bool to_number(const char *text, double *out)
{
    char *end;

    *out = strtod(text, &end);
    return end != text && end[strspn(end, " \t")] == '\0' && isfinite(*out);
}

/* What the values of one column of one table are, looked at once a word. */
struct sight { bool numbers, beyond_binary; };

static void look(struct sight *s, const struct table *t, size_t column)
{
    for (size_t i = 0; i < t->n_rows && s->numbers; i++) {
        const char *text = t->word.str[t->value[i * t->n_columns + column]];
        double v;

        if (is_missing(text))
            continue;
        s->numbers = to_number(text, &v);
        s->beyond_binary = s->beyond_binary || (v != 0 && v != 1);
    }
}

static size_t numbers_of(double *out, const struct table *t, size_t column)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n_rows; i++) {
        const char *text = t->word.str[t->value[i * t->n_columns + column]];

        if (!is_missing(text) && to_number(text, &out[n]))
            n++;
    }
    return n;
}

static int compare_numbers(struct drift_column *out, const struct table t[2], const size_t column[2], struct err *err)
{
    double *v[2] = { mem_calloc(t[0].n_rows, sizeof(double)), mem_calloc(t[1].n_rows, sizeof(double)) };
    size_t n[2] = { 0, 0 };
    int rc = v[0] == NULL || v[1] == NULL ? err_nomem(err) : 0;

    for (int i = 0; rc == 0 && i < 2; i++)
        n[i] = numbers_of(v[i], &t[i], column[i]);
    if (rc == 0)
        rc = drift_numeric(out, v[0], n[0], v[1], n[1], err);
    mem_free(v[0]);
    mem_free(v[1]);
    return rc;
}

/* Counts by word of the reference; words that only the current file has come behind them. */
static int count_words(uint64_t *count, struct intern *all, const struct table *t, size_t column, struct err *err)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t word = t->value[i * t->n_columns + column], id;
        const char *text = t->word.str[word];

        if (is_missing(text))
            continue;
        id = intern_add(all, text, strlen(text));
        if (id == INTERN_NONE)
            return err_nomem(err);
        count[id]++;
    }
    return 0;
}

static int compare_categories(struct drift_column *out, const struct table t[2], const size_t column[2], struct err *err)
{
    size_t most = t[0].word.n + t[1].word.n;
    uint64_t *count[2] = { mem_calloc(most, sizeof(uint64_t)), mem_calloc(most, sizeof(uint64_t)) };
    struct intern all;
    int rc = count[0] == NULL || count[1] == NULL ? err_nomem(err) : 0;

    intern_init(&all);
    for (int i = 0; rc == 0 && i < 2; i++)
        rc = count_words(count[i], &all, &t[i], column[i], err);
    if (rc == 0)
        rc = drift_categorical(out, count[0], count[1], all.n, err);
    intern_release(&all);
    mem_free(count[0]);
    mem_free(count[1]);
    return rc;
}

struct words { size_t n, dates, different; };

/* Of one column of one table, how many values there are, how many of them are dates, and how many are not like another. */
static int count_kinds(struct words *out, const struct table *t, size_t column, struct err *err)
{
    bool *seen = mem_calloc(t->word.n, sizeof(*seen));

    if (seen == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t word = t->value[i * t->n_columns + column];
        const char *text = t->word.str[word];
        int64_t at;
        double v;

        if (is_missing(text))
            continue;
        out->n++;
        out->dates += !to_number(text, &v) && time_parse(text, strlen(text), &at);
        out->different += !seen[word];
        seen[word] = true;
    }
    mem_free(seen);
    return 0;
}

/* A date moves on by itself; of words that hardly ever repeat (identifiers, free text) no two tables have the same. Neither tells whether anything changed. */
static int leave_out(struct drift_column *out, const struct table t[2], const size_t column[2], struct err *err)
{
    struct words w[2] = { { 0 }, { 0 } };
    int rc = count_kinds(&w[0], &t[0], column[0], err);

    if (rc == 0)
        rc = count_kinds(&w[1], &t[1], column[1], err);
    if (rc < 0)
        return rc;
    if (w[0].n + w[1].n > 0 && w[0].dates + w[1].dates == w[0].n + w[1].n)
        out->unfit = "dates move on by themselves";
    else if (w[0].n >= DRIFT_ROWS_MIN && 2 * w[0].different > w[0].n)
        out->unfit = "values that hardly ever repeat, as identifiers and free text do";
    out->kind = DRIFT_CATEGORICAL;
    out->n_ref = w[0].n;
    out->n_cur = w[1].n;
    out->p = 1;
    out->verdict = DRIFT_NO_DATA;
    return 0;
}

static int compare(struct drift_column *out, const struct table t[2], const size_t column[2], struct err *err)
{
    struct sight s = { .numbers = true };
    int rc;

    look(&s, &t[0], column[0]);
    look(&s, &t[1], column[1]);
    out->name = t[0].name[column[0]];
    if (s.numbers && s.beyond_binary)
        return compare_numbers(out, t, column, err);
    rc = leave_out(out, t, column, err);
    return rc < 0 || out->unfit != NULL ? rc : compare_categories(out, t, column, err);
}

static size_t find_column(const struct table *t, const char *name)
{
    for (size_t c = 0; c < t->n_columns; c++)
        if (strcmp(t->name[c], name) == 0)
            return c;
    return SIZE_MAX;
}

int drift_files(struct drift_files *out, const char *reference, const char *current, struct err *err)
{
    struct drift_files files = {0};
    struct table t[2] = {0};
    int rc;

    arena_init(&files.arena);
    rc = read_table(&t[0], &files.arena, reference, err);
    if (rc == 0)
        rc = read_table(&t[1], &files.arena, current, err);
    if (rc == 0) {
        files.column = mem_calloc(t[0].n_columns, sizeof(*files.column));
        rc = files.column == NULL ? err_nomem(err) : 0;
    }
    for (size_t c = 0; rc == 0 && c < t[0].n_columns; c++) {
        size_t column[2] = { c, find_column(&t[1], t[0].name[c]) };

        if (column[1] == SIZE_MAX || find_column(&t[0], t[0].name[c]) != c)
            continue;
        rc = compare(&files.column[files.n], t, column, err);
        files.n += rc == 0;
    }
    if (rc == 0 && files.n == 0)
        rc = err_set(err, ERR_REFUSED, "'%s' and '%s' have no column in common", reference, current);
    if (rc == 0)
        files.n_drift = drift_judge(files.column, files.n);
    files.skipped = t[0].skipped + t[1].skipped;
    table_release(&t[0]);
    table_release(&t[1]);
    if (rc < 0) {
        drift_files_release(&files);
        return rc;
    }
    *out = files;
    return 0;
}

void drift_files_release(struct drift_files *files)
{
    mem_free(files->column);
    arena_release(&files->arena);
    memset(files, 0, sizeof(*files));
}
