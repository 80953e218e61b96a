#include "train/learn/filed_copy.h"

#include <string.h>

#include "datasets/base/mem.h"

static const char separator[] = " / ";
static const double share_weight = 4; /* rows that the share of all copies counts for */

size_t filed_copy_length(const struct filed_copy *c, const char *value)
{
    const char *end = c->leading ? strstr(value, separator) : NULL;

    return end != NULL ? (size_t)(end - value) : strlen(value);
}

size_t filed_copy_class(const char **name, int32_t *class, const struct filed_copy *c, const struct examples *e, uint32_t row)
{
    const char *value = e->filed[row];
    size_t len = filed_copy_length(c, value);
    uint32_t found = intern_find(&e->class_name, value, len);

    *name = value;
    *class = found == INTERN_NONE ? -1 : (int32_t)found;
    return len;
}

/* Rows whose value names their own label; *n_filed: rows with a value. */
static size_t count_right(size_t *n_filed, const struct filed_copy *c, const struct examples *e, const uint32_t *rows, size_t n, const int32_t *label)
{
    const char *name;
    int32_t class;
    size_t right = 0;

    *n_filed = 0;
    for (size_t i = 0; i < n; i++) {
        if (filed_copy_class(&name, &class, c, e, rows[i]) == 0)
            continue;
        (*n_filed)++;
        right += class == label[rows[i]];
    }
    return right;
}

/* Of the newest fifth, those whose class the older ones did not suffice for. */
static int judge(struct filed_copy *c, double share, const struct examples *e, const uint32_t *rows, size_t n, const int32_t *label, struct err *err)
{
    uint32_t *count = mem_calloc(e->class_name.n, sizeof(*count));
    size_t older = n - n / 5;

    if (count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < older; i++)
        count[label[rows[i]]]++;
    for (size_t i = older; i < n; i++) {
        const char *name;
        int32_t class;

        if (filed_copy_class(&name, &class, c, e, rows[i]) == 0 || (class >= 0 && count[class] >= TASK_MIN_CLASS_ROWS))
            continue;
        c->n++;
        c->right += class == label[rows[i]];
    }
    c->p = (c->right + share_weight * share) / (c->n + share_weight);
    mem_free(count);
    return 0;
}

int filed_copy_learn(struct filed_copy *out, const struct examples *e, const uint32_t *rows, size_t n, const int32_t *label, struct err *err)
{
    struct filed_copy whole = { .kept = false }, leading = { .leading = true };
    size_t n_filed, right_whole = count_right(&n_filed, &whole, e, rows, n, label), right_leading = count_right(&n_filed, &leading, e, rows, n, label);
    size_t right = right_leading > right_whole ? right_leading : right_whole;
    int rc = 0;

    *out = right_leading > right_whole ? leading : whole;
    out->kept = 2 * right > n_filed;
    if (out->kept)
        rc = judge(out, (double)right / (double)n_filed, e, rows, n, label, err);
    return rc;
}
