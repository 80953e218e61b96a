/*
 * learn_filed.c - see learned_filed.h.
 *
 *   learn_filed -> learn_tickets_by (recipe with the as-filed block) -> judge_filed -> adopt
 */
#include "train/learn/learned_filed.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/learn/learn_inner.h"
#include "train/statistics/metrics.h"

/* Too few rows with an as-filed value teach and tell nothing: of those that train on the inner cut, and of those that judge. */
enum { FILED_TRAIN_MIN = 50, FILED_JUDGE_MIN = 20 };

/* From what only the values' own rows say to copying: margins of learned classes are 1 to 2 apart. */
static const double kept_tried[] = { 0.25, 0.5, 1, 2, 8 };

/* ------------------------------------------------------------- what stands for the class that was filed */

/* Class of the cut that each column of the as-filed block names, from its first on; -1: none. Yours. */
static int32_t *classes_of_columns(const struct feature_set *features, const struct examples *e, const struct learn_cut *cut)
{
    uint32_t from = feature_set_words_from(features), n_cols = feature_set_n_cols(features);
    int32_t *out = mem_calloc(n_cols - from, sizeof(*out));

    for (uint32_t col = from; out != NULL && col < n_cols; col++) {
        const char *value, *field;
        size_t len;
        uint32_t id;

        field = feature_set_column_word(features, col, &value, &len);
        id = examples_filed_from(e->label_field, field) ? intern_find(&e->class_name, value, len) : INTERN_NONE;
        out[col - from] = id == INTERN_NONE ? -1 : cut->class_of[id];
    }
    return out;
}

/* A column's value in its block: weights are divided by it, so that the amount is one of margins. */
static double unit_of(const struct feature_set *features, uint32_t from)
{
    for (size_t b = 0; b < feature_set_n_blocks(features); b++) {
        uint32_t first, n;
        const struct block_spec *spec = feature_set_block(features, b, &first, &n);

        if (first == from && n > 0)
            return spec->weight;
    }
    return 1;
}

static void add_to_margins(double *margin, const struct csr *x, uint32_t from, const int32_t *class_of, double amount, size_t K)
{
    for (size_t i = 0; i < x->n_rows; i++)
        for (size_t z = x->row_start[i + 1]; z-- > x->row_start[i] && x->col[z] >= from;)
            if (class_of[x->col[z] - from] >= 0)
                margin[i * K + (size_t)class_of[x->col[z] - from]] += amount * (double)x->val[z];
}

int learn_try_kept(struct learned *l, struct learn_search *s, const struct feature_set *features, struct err *err)
{
    uint32_t from = feature_set_words_from(features);
    size_t K = s->cut->n_classes, n = s->cut->n_judge * K;
    double unit = unit_of(features, from), best = 0, *margin;
    int32_t *class_of;
    int rc;

    if (from == feature_set_n_cols(features))
        return 0;
    margin = mem_calloc(n, sizeof(*margin));
    class_of = classes_of_columns(features, s->e, s->cut);
    rc = margin == NULL || class_of == NULL ? err_nomem(err) : learn_judge_classes(&best, s->best_margin, s->e, s->cut, s->judge_y, err);
    for (size_t i = 0; rc == 0 && i < sizeof(kept_tried) / sizeof(kept_tried[0]); i++) {
        double score = 0;

        memcpy(margin, s->best_margin, n * sizeof(*margin));
        add_to_margins(margin, &s->fitted->judge, from, class_of, kept_tried[i] / unit, K);
        rc = learn_judge_classes(&score, margin, s->e, s->cut, s->judge_y, err);
        assert(l->n_tried < LEARN_CANDIDATES_MAX);
        l->tried[l->n_tried++] = (struct learn_candidate){
            .recipe = s->best_recipe->name, .c = l->params.c, .balance = l->balance, .half_life = l->half_life, .parents = l->parents, .bayes = l->bayes,
            .kept = kept_tried[i], .score = score,
        };
        if (rc == 0 && score > best) {
            best = score;
            l->kept = kept_tried[i];
        }
    }
    if (rc == 0 && l->kept > 0)
        add_to_margins(s->best_margin, &s->fitted->judge, from, class_of, l->kept / unit, K);
    mem_free(margin);
    mem_free(class_of);
    return rc;
}

int learn_add_kept(struct learned *l, const struct examples *e, const struct learn_cut *cut, struct err *err)
{
    uint32_t from = feature_set_words_from(l->features), n_cols = feature_set_n_cols(l->features);
    float amount = (float)(l->kept / unit_of(l->features, from));
    int32_t *class_of = classes_of_columns(l->features, e, cut);

    if (class_of == NULL)
        return err_nomem(err);
    for (uint32_t col = from; col < n_cols; col++)
        if (class_of[col - from] >= 0)
            l->model.w[(size_t)col * l->model.n_outputs + (size_t)class_of[col - from]] += amount;
    mem_free(class_of);
    return 0;
}

/* ------------------------------------------------------------- the second model */

/* Of n rows, how many have an as-filed value of the label's field. */
static size_t count_filed(const struct examples *e, const uint32_t *rows, size_t n)
{
    size_t filed = 0;

    for (size_t i = 0; i < n; i++)
        filed += e->filed[rows[i]][0] != '\0';
    return filed;
}

/* The criterion of what `of` said of the judged rows with a filed value. */
static int judge_filed(double *score, const struct learned *of, const struct examples *e, const uint32_t *judge, struct err *err)
{
    const struct learn_judged *j = &of->judged;
    int32_t *y = mem_calloc(j->n, sizeof(*y)), *said = mem_calloc(j->n, sizeof(*said));
    size_t n = 0;
    int rc = y == NULL || said == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < j->n; i++) {
        if (e->filed[judge[i]][0] == '\0')
            continue;
        y[n] = j->truth[i];
        said[n++] = j->said[i];
    }
    if (rc == 0 && e->task->rare_matter)
        rc = metric_macro_f1(score, y, said, n, of->n_classes, false, err);
    else if (rc == 0)
        *score = metric_accuracy(y, said, n);
    mem_free(y);
    mem_free(said);
    return rc;
}

/* f's model beside l's; its features, which begin with l's, instead of these. */
static int adopt(struct learned *l, struct learned *f, const struct examples *e, const uint32_t *judge, struct err *err)
{
    struct learned_filed *filed = l->filed;
    size_t n_offsets = f->calibration.kind == CALIBRATION_OFFSETS ? f->n_classes : 0;
    double *offset = arena_calloc(&l->arena, n_offsets, sizeof(*offset));

    filed->field = arena_strdup(&l->arena, e->label_field);
    if (filed->field == NULL || offset == NULL)
        return err_nomem(err);
    assert(l->model.n_cols == feature_set_words_from(f->features) && l->n_classes == f->n_classes);
    filed->model = f->model;
    f->model = (struct linear_model){ 0 };
    filed->calibration = f->calibration;
    for (size_t k = 0; k < n_offsets; k++)
        offset[k] = f->calibration.offset[k];
    filed->calibration.offset = n_offsets > 0 ? offset : NULL;
    filed->unlike = f->unlike;
    filed->c = f->params.c;
    filed->balance = f->balance;
    filed->half_life = f->half_life;
    filed->parents = f->parents;
    filed->bayes = f->bayes;
    filed->kept = f->kept;
    feature_set_free(l->features);
    l->features = f->features;
    f->features = NULL;
    l->recipe = f->recipe;
    for (size_t i = 0; i < l->judged.n; i++) {
        if (e->filed[judge[i]][0] == '\0')
            continue;
        l->judged.p[i] = f->judged.p[i];
        l->judged.right[i] = f->judged.right[i];
    }
    return 0;
}

static void remember_tried(struct learned *l, const struct learned *f)
{
    for (size_t i = 0; i < f->n_tried && l->n_tried < LEARN_CANDIDATES_MAX; i++)
        l->tried[l->n_tried++] = f->tried[i];
    l->seconds.features += f->seconds.features;
    l->seconds.train += f->seconds.train;
    l->seconds.predict += f->seconds.predict;
}

int learn_filed(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label, const struct learn_options *options,
                struct err *err)
{
    struct learned f = { .task = e->task, .criterion = l->criterion };
    size_t n_judge = l->judged.n, n_filed = count_filed(e, rows + n_rows - n_judge, n_judge);
    const uint32_t *judge = rows + n_rows - n_judge;
    int rc;

    if (n_filed < FILED_JUDGE_MIN || count_filed(e, rows, n_rows - n_judge) < FILED_TRAIN_MIN)
        return 0;
    arena_init(&f.arena);
    l->filed = mem_calloc(1, sizeof(*l->filed));
    rc = l->filed == NULL ? err_nomem(err) : learn_tickets_by(&f, e->recipe, e, rows, n_rows, label, options, err);
    if (rc == 0)
        rc = judge_filed(&l->filed->score, &f, e, judge, err);
    if (rc == 0)
        rc = judge_filed(&l->filed->text_score, l, e, judge, err);
    if (rc == 0)
        rc = filed_copy_learn(&l->filed->copy, e, rows, n_rows, label, err);
    if (rc == 0) {
        remember_tried(l, &f);
        l->filed->n_judged = n_filed;
        if (l->filed->score > l->filed->text_score)
            rc = adopt(l, &f, e, judge, err);
        else {
            learned_filed_free(l->filed);
            l->filed = NULL;
        }
    }
    learned_release(&f);
    return rc;
}

void learned_filed_free(struct learned_filed *f)
{
    if (f == NULL)
        return;
    linear_model_release(&f->model);
    mem_free(f);
}

/* ------------------------------------------------------------- of a ticket */

bool learned_filed_serves(const struct learned_filed *f, const struct feature_set *features, uint32_t col)
{
    const char *value, *field;
    size_t len;

    field = feature_set_column_word(features, col, &value, &len);
    return field != NULL && examples_filed_from(f->field, field);
}

size_t learned_filed_kept(const char **name, const struct learned *l, const char *value)
{
    size_t len;

    if (l->filed == NULL || !l->filed->copy.kept)
        return 0;
    len = filed_copy_length(&l->filed->copy, value);
    for (size_t k = 0; k < l->n_classes; k++)
        if (strlen(l->class_name[k]) == len && memcmp(l->class_name[k], value, len) == 0)
            return 0;
    *name = value;
    return len;
}

double learned_filed_logit(const struct learned_filed *f)
{
    double p = fmin(fmax(f->copy.p, 1e-6), 1 - 1e-6);

    return log(p / (1 - p));
}
