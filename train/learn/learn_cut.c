#include "train/learn/learn_inner.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

#define INNER_SHARE 0.8

void learn_cut_release(struct learn_cut *cut)
{
    mem_free(cut->class_of);
    mem_free(cut->at);
    mem_free(cut->y);
}

struct named_class { const char *name; uint32_t id, rows; };

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct named_class *)a)->name, ((const struct named_class *)b)->name);
}

/* Counts the classes of the training rows and numbers those with enough rows by name. sorted: [classes], filled up to *n. */
static int number_classes(struct named_class *sorted, size_t *n, int32_t *class_of, const struct examples *e,
                          const struct learn_cut *cut, const int32_t *label, struct err *err)
{
    size_t n_all = e->class_name.n;
    uint32_t *count = mem_calloc(n_all, sizeof(*count));

    if (count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < cut->n_train; i++)
        count[label[cut->train[i]]]++;
    *n = 0;
    for (size_t k = 0; k < n_all; k++) {
        class_of[k] = -1;
        if (count[k] >= TASK_MIN_CLASS_ROWS)
            sorted[(*n)++] = (struct named_class){ e->class_name.str[k], (uint32_t)k, count[k] };
    }
    qsort(sorted, *n, sizeof(*sorted), by_name);
    for (size_t k = 0; k < *n; k++)
        class_of[sorted[k].id] = (int32_t)k;
    mem_free(count);
    return 0;
}

static int name_classes(struct learned *out, const struct named_class *sorted, size_t n, struct err *err)
{
    out->n_classes = n;
    out->class_name = arena_calloc(&out->arena, n, sizeof(*out->class_name));
    out->class_rows = arena_calloc(&out->arena, n, sizeof(*out->class_rows));
    if (out->class_name == NULL || out->class_rows == NULL)
        return err_nomem(err);
    for (size_t k = 0, most = 0; k < n; k++) {
        out->class_name[k] = arena_strdup(&out->arena, sorted[k].name);
        out->class_rows[k] = sorted[k].rows;
        if (out->class_name[k] == NULL)
            return err_nomem(err);
        if (k == 0 || sorted[k].rows > most) {
            most = sorted[k].rows;
            out->majority = out->class_name[k];
        }
    }
    return 0;
}

int learn_cut_fill(struct learn_cut *cut, struct learned *out, const struct examples *e, const int32_t *label, struct err *err)
{
    struct named_class *sorted = NULL;
    int rc = 0;

    assert(e->task->kind == TASK_OF_CLASSES);
    cut->at = mem_calloc(cut->n_train, sizeof(*cut->at));
    cut->y = mem_calloc(cut->n_train, sizeof(*cut->y));
    if (cut->at == NULL || cut->y == NULL)
        return err_nomem(err);
    sorted = mem_calloc(e->class_name.n, sizeof(*sorted));
    cut->class_of = mem_calloc(e->class_name.n, sizeof(*cut->class_of));
    if (sorted == NULL || cut->class_of == NULL)
        rc = err_nomem(err);
    else
        rc = number_classes(sorted, &cut->n_classes, cut->class_of, e, cut, label, err);
    if (rc == 0 && cut->n_classes < 2)
        rc = err_set(err, ERR_NODATA, "%s %s has %d or more training rows in project '%s'", cut->n_classes == 0 ? "no" : "only one", e->label_field, TASK_MIN_CLASS_ROWS,
                     e->project);
    for (size_t i = 0; rc == 0 && i < cut->n_train; i++) {
        int32_t y = label[cut->train[i]];

        assert(y >= 0);
        y = cut->class_of[y];
        if (y >= 0) {
            cut->at[cut->n_kept] = (uint32_t)i;
            cut->y[cut->n_kept++] = y;
        }
    }
    if (rc == 0 && out != NULL)
        rc = name_classes(out, sorted, cut->n_classes, err);
    mem_free(sorted);
    return rc;
}

void learn_fitted_release(struct learn_fitted *f)
{
    if (f->recut == NULL) {
        feature_set_free(f->set);
        csr_release(&f->train);
        csr_release(&f->judge);
    }
    feature_recut_free(f->recut);
    memset(f, 0, sizeof(*f));
}

int learn_fit(struct learn_fitted *out, const struct recipe *recipe, const struct examples *e, const struct learn_cut *cut,
                        struct learned *l, int n_threads, struct err *err)
{
    double start = clock_monotonic();
    int rc = feature_set_fit(&out->set, recipe->block, recipe->n_blocks, &e->samples, &e->tokens, cut->train, cut->n_train,
                             n_threads, err);

    mem_trim(); /* what the terms were counted in; it would still lie there beside the rows */
    if (rc == 0)
        rc = feature_set_rows(&out->train, out->set, &e->samples, &e->tokens, cut->train, cut->n_train, n_threads, err);
    if (rc == 0 && cut->n_judge > 0)
        rc = feature_set_rows(&out->judge, out->set, &e->samples, &e->tokens, cut->judge, cut->n_judge, n_threads, err);
    mem_trim(); /* pieces of rows */
    l->seconds.features += clock_monotonic() - start;
    return rc;
}

int learn_fit_inner(struct learn_fitted *out, struct learn_fitted *of, const struct learn_cut *cut, struct learned *l, int n_threads, struct err *err)
{
    double start = clock_monotonic();
    struct feature_recut *recut;
    int rc = feature_set_recut(&recut, of->set, &of->train, cut->n_train, n_threads, err);

    assert(cut->judge == cut->train + cut->n_train && cut->n_train + cut->n_judge <= of->train.n_rows);
    if (rc == 0) {
        *out = (struct learn_fitted){ .train = of->train, .judge = of->train, .recut = recut };
        out->train.n_rows = cut->n_train;
        out->judge.n_rows = cut->n_judge;
        out->judge.row_start += cut->n_train;
    }
    l->seconds.features += clock_monotonic() - start;
    return rc;
}

int learn_fit_whole(struct learn_fitted *inner, struct learned *l, int n_threads, struct err *err)
{
    double start = clock_monotonic();
    int rc = feature_set_uncut(inner->recut, n_threads, err);

    l->seconds.features += clock_monotonic() - start;
    return rc;
}

size_t learn_count_mature(const struct examples *e, const uint32_t *rows, size_t n_rows, int64_t until)
{
    while (until != TIME_NONE && n_rows > 0 && e->time[rows[n_rows - 1]] > until)
        n_rows--;
    return n_rows;
}

void learn_inner_cut(struct learn_cut *cut, const struct examples *e, const uint32_t *rows, size_t n_rows, int64_t mature_until)
{
    size_t n_mature = learn_count_mature(e, rows, n_rows, mature_until);
    size_t n_train = (size_t)(INNER_SHARE * (double)n_mature);

    *cut = (struct learn_cut){ .train = rows, .n_train = n_train, .judge = rows + n_train, .n_judge = n_mature - n_train };
}
