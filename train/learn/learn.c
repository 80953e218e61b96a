#include "train/learn/learn.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/learn/learn_inner.h"
#include "train/learn/learned_filed.h"

const char *const learned_part_name[LEARNED_PARTS] = { "calibration", "classes", "features", "filed", "weights" };

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
    learned_filed_free(l->filed);
    arena_release(&l->arena);
    memset(l, 0, sizeof(*l));
}

struct learned_voice learned_voice_of(const struct learned *l, const uint32_t *col, size_t n)
{
    bool filed = false;

    if (l->filed == NULL)
        return (struct learned_voice){ &l->model, &l->calibration, &l->unlike, n, false };
    for (size_t i = n; i-- > 0 && col[i] >= l->model.n_cols && !filed;)
        filed = learned_filed_serves(l->filed, l->features, col[i]);
    if (filed)
        return (struct learned_voice){ &l->filed->model, &l->filed->calibration, &l->filed->unlike, n, true };
    while (n > 0 && col[n - 1] >= l->model.n_cols)
        n--;
    return (struct learned_voice){ &l->model, &l->calibration, &l->unlike, n, false };
}

enum { PIECE_ROWS = 256 };

struct margins_of { double *out; const struct learned *l; const struct csr *x; };

static void margins_of_row(double *out, const struct learned *l, const struct csr *x, size_t row)
{
    const uint32_t *col = x->col + x->row_start[row];
    struct learned_voice v = learned_voice_of(l, col, x->row_start[row + 1] - x->row_start[row]);

    linear_model_margins(v.model, col, x->val + x->row_start[row], v.n, out);
}

static int margins_piece(void *ctx, size_t piece, struct err *err)
{
    const struct margins_of *m = ctx;
    size_t end = (piece + 1) * PIECE_ROWS < m->x->n_rows ? (piece + 1) * PIECE_ROWS : m->x->n_rows;

    (void)err;
    for (size_t row = piece * PIECE_ROWS; row < end; row++)
        margins_of_row(m->out + row * m->l->model.n_outputs, m->l, m->x, row);
    return 0;
}

int learned_margins_of(double **out, const struct learned *l, const struct csr *x, int n_threads, struct err *err)
{
    struct margins_of m = { .l = l, .x = x };
    int rc;

    if (l->filed == NULL)
        return linear_model_margins_all(out, &l->model, x, n_threads, err);
    m.out = mem_calloc(x->n_rows * l->model.n_outputs, sizeof(*m.out));
    if (m.out == NULL)
        return err_nomem(err);
    rc = parallel_run(n_threads, (x->n_rows + PIECE_ROWS - 1) / PIECE_ROWS, margins_piece, &m, err);
    if (rc == 0)
        *out = m.out;
    else
        mem_free(m.out);
    return rc;
}

static int take_rows(void *ctx, size_t first, const struct csr *x, struct err *err)
{
    const struct margins_of *m = ctx;

    (void)err;
    for (size_t row = 0; row < x->n_rows; row++)
        margins_of_row(m->out + (first + row) * m->l->model.n_outputs, m->l, x, row);
    return 0;
}

int learned_margins(double **out, const struct learned *l, const struct samples *s, const struct tokens *tokens,
                    const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    struct margins_of m = { .l = l, .out = mem_calloc(n_rows * l->model.n_outputs, sizeof(*m.out)) };
    int rc = m.out == NULL ? err_nomem(err) : feature_set_each(l->features, s, tokens, rows, n_rows, n_threads, take_rows, &m, err);

    if (rc == 0)
        *out = m.out;
    else
        mem_free(m.out);
    return rc;
}
