#include "train/rows/readiness_updates.h"

#include <math.h>

#include "datasets/base/clock.h"
#include "train/task.h"

static void set(struct readiness *r, enum readiness_measure m, double value)
{
    r->value[m] = r->least[m] = value;
}

/* The months from the first to the last: rows come in the order of time. */
static size_t months(int64_t first, int64_t last)
{
    enum { MONTH_S = 2629746 }; /* a twelfth of 365.2425 days */

    return first == TIME_NONE ? 0 : 1 + (size_t)((last - first) / MONTH_S);
}

void readiness_of_updates(struct readiness *out, const struct update_table *updates, const struct config *config)
{
    struct readiness r = { .task = "dependency-risk", .label = "broke", .project = "", .trained = task_find("dependency-risk") != NULL, .records = updates->n,
                           .first = TIME_NONE, .last = TIME_NONE };

    for (int m = 0; m < N_READINESS_MEASURES; m++)
        set(&r, (enum readiness_measure)m, (double)NAN);
    for (size_t i = 0; i < updates->n; i++) {
        const struct dependency_update *u = &updates->row[i];

        if (u->broke < 0)
            continue;
        r.labelled++;
        r.harmful += u->broke > 0;
        if (u->time == TIME_NONE) {
            r.no_date++;
            continue;
        }
        r.first = r.first == TIME_NONE ? u->time : r.first;
        r.last = u->time;
    }
    r.rows = r.labelled;
    r.clean = r.labelled - r.harmful;
    r.classes = (r.harmful > 0) + (r.clean > 0);
    r.classes_enough = (r.harmful >= TASK_MIN_CLASS_ROWS) + (r.clean >= TASK_MIN_CLASS_ROWS);
    r.majority_rows = r.harmful > r.clean ? r.harmful : r.clean;
    r.months = months(r.first, r.last);
    set(&r, READINESS_ROWS, (double)r.rows);
    set(&r, READINESS_HARMFUL, (double)r.harmful);
    set(&r, READINESS_CLEAN, (double)r.clean);
    readiness_judge(&r, config_readiness(config, r.task));
    *out = r;
}
