#include "train/learn/learn_inner.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"

struct learn_start {
    uint32_t *row;      /* [n_rows] of examples, ascending                             */
    size_t    n_rows;
    int32_t  *class_of; /* [n_all]  class of the solution by class of examples, or -1  */
    size_t    n_classes;
    float    *slack;    /* [n_rows * n_classes]                                        */
};

void learn_start_free(struct learn_start *start)
{
    if (start == NULL)
        return;
    mem_free(start->row);
    mem_free(start->class_of);
    mem_free(start->slack);
    mem_free(start);
}

int learn_start_new(struct learn_start **out, const struct learn_cut *cut, size_t n_all, float **slack, struct err *err)
{
    struct learn_start *start = mem_calloc(1, sizeof(*start));

    if (start == NULL)
        return err_nomem(err);
    start->row = mem_calloc(cut->n_kept, sizeof(*start->row));
    start->class_of = (int32_t *)(void *)mem_memdup(cut->class_of, n_all * sizeof(*cut->class_of));
    if (start->row == NULL || start->class_of == NULL) {
        learn_start_free(start);
        return err_nomem(err);
    }
    start->n_rows = cut->n_kept;
    for (size_t i = 0; i < cut->n_kept; i++)
        start->row[i] = cut->train[cut->at[i]];
    start->n_classes = cut->n_classes;
    start->slack = *slack;
    *slack = NULL;
    *out = start;
    return 0;
}

/* The class of the solution by class of the cut, -1 for none. */
static void match_classes(int32_t *then, const struct learn_start *start, const struct learn_cut *cut, size_t n_all)
{
    for (size_t c = 0; c < n_all; c++)
        if (cut->class_of[c] >= 0)
            then[cut->class_of[c]] = start->class_of[c];
}

int learn_start_slack(float **out, const struct learn_start *start, const struct learn_cut *cut, size_t n_all, struct err *err)
{
    size_t n = cut->n_classes;
    float *slack = mem_calloc(cut->n_kept * n, sizeof(*slack));
    int32_t *then = mem_calloc(n, sizeof(*then));

    if (slack == NULL || then == NULL) {
        mem_free(slack);
        mem_free(then);
        return err_nomem(err);
    }
    if (start != NULL)
        match_classes(then, start, cut, n_all);
    for (size_t i = 0, j = 0; start != NULL && i < cut->n_kept; i++) {
        while (j < start->n_rows && start->row[j] < cut->train[cut->at[i]])
            j++;
        if (j == start->n_rows || start->row[j] != cut->train[cut->at[i]])
            continue;
        for (size_t k = 0; k < n; k++)
            if (then[k] >= 0)
                slack[i * n + k] = start->slack[j * start->n_classes + (size_t)then[k]];
    }
    mem_free(then);
    *out = slack;
    return 0;
}
