#include "train/learn/learn.h"

#include <string.h>

#include "train/learn/learn_inner.h"

const char *const learned_part_name[LEARNED_PARTS] = { "calibration", "classes", "features", "weights" };

int learn(struct learned *out, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
          const struct learn_options *options, struct err *err)
{
    struct learned l = { .task = e->task };
    size_t n_mature = learn_count_mature(e, rows, n_rows, options->mature_until);
    int rc;

    if (n_mature < LEARN_MIN_ROWS)
        return err_set(err, ERR_NODATA, "project '%s' has %zu rows to learn %s from%s; %d are needed", e->project, n_mature,
                       e->task->name, n_mature < n_rows ? " that are old enough" : "", LEARN_MIN_ROWS);
    arena_init(&l.arena);
    l.criterion = e->task->kind == TASK_OF_RISK ? "roc_auc" : e->task->rare_matter ? "macro_f1" : "accuracy";
    rc = (e->task->kind == TASK_OF_RISK ? learn_changes : learn_tickets)(&l, e, rows, n_rows, label, options, err);
    if (rc < 0) {
        learned_release(&l);
        return rc;
    }
    *out = l;
    return 0;
}

void learned_release(struct learned *l)
{
    feature_set_free(l->features);
    linear_model_release(&l->model);
    arena_release(&l->arena);
    memset(l, 0, sizeof(*l));
}

int learned_margins(double **out, const struct learned *l, const struct samples *s, const struct tokens *tokens,
                    const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct csr x = {0};
    int rc = feature_set_rows(&x, l->features, s, tokens, rows, n_rows, n_threads, err);

    if (rc == 0)
        rc = linear_model_margins_all(out, &l->model, &x, n_threads, err);
    csr_release(&x);
    return rc;
}
