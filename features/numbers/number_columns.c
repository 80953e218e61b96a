#include "features/numbers/number_columns.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { DIGIT_BITS = 11, DIGITS = 6, DIGIT_VALUES = 1 << DIGIT_BITS };

struct entry {
    uint64_t key; /* orders as the value does */
    uint32_t row;
};

struct making {
    struct number_columns *columns;
    const struct samples  *samples;
    const uint32_t        *rows;
};

double number_scaled(enum number_scale scale, double value)
{
    if (!isfinite(value) || (scale == NUMBER_RATIO && value <= 0))
        return (double)NAN;
    return scale == NUMBER_RATIO ? log(value) : log1p(value > 0 ? value : 0);
}

/* Of a finite value; -0 counts as 0, so that equal values stay in their order. */
static uint64_t key_of(double value)
{
    uint64_t bits;

    value += 0.0;
    memcpy(&bits, &value, sizeof(bits));
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

/* Stable, least digit first (Knuth 1998, vol. 3, section 5.2.5, algorithm R); a digit that all share costs nothing. The result is in one of the two. */
static struct entry *sort_entries(struct entry *from, struct entry *to, size_t n, uint32_t (*count)[DIGIT_VALUES])
{
    memset(count, 0, DIGITS * sizeof(*count));
    for (size_t i = 0; i < n; i++)
        for (size_t d = 0; d < DIGITS; d++)
            count[d][from[i].key >> d * DIGIT_BITS & (DIGIT_VALUES - 1)]++;
    for (size_t d = 0; d < DIGITS && n > 0; d++) {
        struct entry *swap = to;
        uint32_t sum = 0;

        if (count[d][from[0].key >> d * DIGIT_BITS & (DIGIT_VALUES - 1)] == n)
            continue;
        for (size_t v = 0; v < DIGIT_VALUES; v++) {
            uint32_t here = count[d][v];

            count[d][v] = sum;
            sum += here;
        }
        for (size_t i = 0; i < n; i++)
            to[count[d][from[i].key >> d * DIGIT_BITS & (DIGIT_VALUES - 1)]++] = from[i];
        to = from;
        from = swap;
    }
    return from;
}

static int make_column(void *ctx, size_t i, struct err *err)
{
    const struct making *m = ctx;
    struct number_columns *c = m->columns;
    struct entry *entry = mem_calloc(2 * c->n_rows, sizeof(*entry)), *sorted;
    uint32_t (*count)[DIGIT_VALUES] = mem_calloc(DIGITS, sizeof(*count));
    double *x = c->x + i * c->n_rows;
    size_t n = 0;

    if (entry == NULL || count == NULL) {
        mem_free(entry);
        mem_free(count);
        return err_nomem(err);
    }
    for (size_t r = 0; r < c->n_rows; r++) {
        x[r] = number_scaled((enum number_scale)c->scale[i], m->samples->number[m->rows[r] * c->n + i]);
        if (!isnan(x[r]))
            entry[n++] = (struct entry){ key_of(x[r]), (uint32_t)r };
    }
    c->n_known[i] = n;
    sorted = sort_entries(entry, entry + c->n_rows, n, count);
    for (size_t k = 0; k < n; k++)
        c->order[i * c->n_rows + k] = sorted[k].row;
    mem_free(entry);
    mem_free(count);
    return 0;
}

int number_columns_make(struct number_columns *out, const struct samples *s, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct number_columns c = { .n_rows = n_rows, .n = s->n_numbers };
    struct making m = { &c, s, rows };
    int rc;

    assert(n_rows < UINT32_MAX);

    c.scale = mem_calloc(c.n, sizeof(*c.scale));
    c.x = mem_calloc(c.n * n_rows, sizeof(*c.x));
    c.order = mem_calloc(c.n * n_rows, sizeof(*c.order));
    c.n_known = mem_calloc(c.n, sizeof(*c.n_known));
    rc = c.scale == NULL || c.x == NULL || c.order == NULL || c.n_known == NULL ? err_nomem(err) : 0;
    for (size_t i = 0; rc == 0 && i < c.n; i++)
        c.scale[i] = (uint8_t)(s->number_scale == NULL ? NUMBER_COUNT : s->number_scale[i]);
    if (rc == 0)
        rc = parallel_run(n_threads, c.n, make_column, &m, err);
    if (rc < 0) {
        number_columns_release(&c);
        return rc;
    }
    *out = c;
    return 0;
}

void number_columns_release(struct number_columns *columns)
{
    mem_free(columns->scale);
    mem_free(columns->x);
    mem_free(columns->order);
    mem_free(columns->n_known);
    *columns = (struct number_columns){ 0 };
}
