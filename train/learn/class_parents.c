#include "train/learn/class_parents.h"

#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/rows/severity_rank.h"

static const char separator[] = " / ";

enum { SEVERITY_ORDINARY = 4 }; /* rank */

/* What a severity belongs to; "" where its words have no rank. */
static const char *severity_parent(const char *name)
{
    int rank = severity_rank(name);

    if (severity_is_wish(name))
        return "wished for";
    return rank == 0 ? "" : rank < SEVERITY_ORDINARY ? "worse" : rank == SEVERITY_ORDINARY ? "ordinary" : "milder";
}

/* Of a row that carries `class`: where the name has no leading part, the ticket's team; that is what its export says today, so only where today's label
 * is the one that is learned. "" where there is none. */
static const char *parent_name(size_t *len, const struct examples *e, uint32_t row, int32_t class)
{
    const char *name = e->class_name.str[class], *end = strstr(name, separator), *team = e->tickets.row[row].team;

    *len = 0;
    if (strcmp(e->label_field, "severity") == 0) {
        name = severity_parent(name);
        *len = strlen(name);
        return name;
    }
    if (end != NULL) {
        *len = (size_t)(end - name);
        return name;
    }
    if (strcmp(e->label_field, "team") == 0 || e->label[row] != class)
        return "";
    *len = strlen(team);
    return team;
}

/* The parent of each training row by name, UINT32_MAX: none. */
static int name_parents(uint32_t *of_row, struct intern *names, const struct examples *e, const struct learn_cut *cut, const int32_t *label, struct err *err)
{
    for (size_t i = 0; i < cut->n_train; i++) {
        uint32_t row = cut->train[i];
        size_t len;
        const char *name = parent_name(&len, e, row, label[row]);

        of_row[i] = len > 0 ? intern_add(names, name, len) : UINT32_MAX;
        if (len > 0 && of_row[i] == INTERN_NONE)
            return err_nomem(err);
    }
    return 0;
}

/* Those with enough rows, by first arrival. */
static int number_parents(struct class_parents *p, const uint32_t *of_row, size_t n_names, size_t n_train, struct err *err)
{
    uint32_t *count = mem_calloc(n_names, sizeof(*count));
    int32_t *number = mem_calloc(n_names, sizeof(*number));

    if (count == NULL || number == NULL) {
        mem_free(count);
        mem_free(number);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n_train; i++)
        if (of_row[i] != UINT32_MAX)
            count[of_row[i]]++;
    for (size_t k = 0; k < n_names; k++)
        number[k] = count[k] >= TASK_MIN_CLASS_ROWS ? (int32_t)p->n++ : -1;
    for (size_t i = 0; i < n_train; i++)
        if (of_row[i] != UINT32_MAX && number[of_row[i]] >= 0) {
            p->at[p->n_rows] = (uint32_t)i;
            p->y[p->n_rows++] = number[of_row[i]];
        }
    mem_free(count);
    mem_free(number);
    return 0;
}

/* The parent of most of a class's rows, and whether any has two classes. */
static int give_to_classes(bool *shared, struct class_parents *p, const struct learn_cut *cut, struct err *err)
{
    size_t K = cut->n_classes, next = 0;
    uint32_t *count = mem_calloc(K * p->n, sizeof(*count)), *classes = mem_calloc(p->n, sizeof(*classes));
    int rc = count == NULL || classes == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < cut->n_kept; i++) {
        while (next < p->n_rows && p->at[next] < cut->at[i])
            next++;
        if (next < p->n_rows && p->at[next] == cut->at[i])
            count[(size_t)cut->y[i] * p->n + (size_t)p->y[next]]++;
    }
    *shared = false;
    for (size_t k = 0; rc == 0 && k < K; k++) {
        uint32_t most = 0;

        p->of_class[k] = -1;
        for (size_t q = 0; q < p->n; q++)
            if (count[k * p->n + q] > most) {
                most = count[k * p->n + q];
                p->of_class[k] = (int32_t)q;
            }
        if (p->of_class[k] >= 0 && ++classes[p->of_class[k]] > 1)
            *shared = true;
    }
    mem_free(count);
    mem_free(classes);
    return rc;
}

int class_parents_make(struct class_parents *out, const struct examples *e, const struct learn_cut *cut, const int32_t *label, struct err *err)
{
    struct class_parents p = { 0 };
    uint32_t *of_row = mem_calloc(cut->n_train, sizeof(*of_row));
    struct intern names;
    bool shared = false;
    int rc = 0;

    intern_init(&names);
    p.at = mem_calloc(cut->n_train, sizeof(*p.at));
    p.y = mem_calloc(cut->n_train, sizeof(*p.y));
    p.of_class = mem_calloc(cut->n_classes, sizeof(*p.of_class));
    if (of_row == NULL || p.at == NULL || p.y == NULL || p.of_class == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = name_parents(of_row, &names, e, cut, label, err);
    if (rc == 0 && names.n > 0)
        rc = number_parents(&p, of_row, names.n, cut->n_train, err);
    if (rc == 0 && p.n > 1)
        rc = give_to_classes(&shared, &p, cut, err);
    if (!shared)
        p.n = 0;
    intern_release(&names);
    mem_free(of_row);
    if (rc < 0) {
        class_parents_release(&p);
        return rc;
    }
    *out = p;
    return 0;
}

void class_parents_release(struct class_parents *p)
{
    mem_free(p->at);
    mem_free(p->y);
    mem_free(p->of_class);
    *p = (struct class_parents){ 0 };
}

void class_parents_add(double *margin, const double *of_parents, size_t n_rows, size_t n_classes, const struct class_parents *p, double share)
{
    for (size_t i = 0; i < n_rows; i++)
        for (size_t k = 0; k < n_classes; k++)
            margin[i * n_classes + k] += share * (p->of_class[k] >= 0 ? of_parents[i * p->n + (size_t)p->of_class[k]] : -1);
}

void class_parents_fold(struct linear_model *m, const struct linear_model *of_parents, const struct class_parents *p, double share)
{
    size_t K = m->n_outputs;

    for (size_t col = 0; col < m->n_cols; col++)
        for (size_t k = 0; k < K; k++)
            if (p->of_class[k] >= 0)
                m->w[col * K + k] += (float)share * of_parents->w[col * p->n + (size_t)p->of_class[k]];
    for (size_t k = 0; k < K; k++)
        m->bias[k] += share * (p->of_class[k] >= 0 ? of_parents->bias[p->of_class[k]] : -1);
}
