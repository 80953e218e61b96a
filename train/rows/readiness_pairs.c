#include "train/rows/readiness_pairs.h"

#include <math.h>

#include "datasets/base/clock.h"
#include "train/task.h"

static void set(struct readiness *r, enum readiness_measure m, double value)
{
    r->value[m] = r->least[m] = value;
}

void readiness_of_pairs(struct readiness *out, const struct ticket_table *tickets, const struct duplicates *all, const struct duplicates *known, const struct config *config,
                        const char *project)
{
    const struct task *task = task_find("duplicates");
    struct readiness r = { .task = task->name, .label = task->label_field, .project = project, .trained = true, .records = tickets->n, .labelled = all->n_later,
                           .rows = known->n_later, .timed = all->n_later, .no_label_time = all->n_later - known->n_later, .first = TIME_NONE, .last = TIME_NONE };
    int64_t month = 0;

    for (int m = 0; m < N_READINESS_MEASURES; m++)
        set(&r, (enum readiness_measure)m, (double)NAN);
    for (size_t i = 0; i < known->n_later; i++) {
        const struct ticket *t = &tickets->row[known->later[i]];

        r.no_title += t->title.len == 0;
        r.no_description += t->description.len == 0;
        r.no_text += t->title.len == 0 && t->description.len == 0;
        readiness_add_date(&r, &month, t->created);
    }
    set(&r, READINESS_ROWS, (double)r.rows);
    if (r.first != TIME_NONE)
        set(&r, READINESS_MONTHS, (double)r.months);
    if (r.rows > 0)
        set(&r, READINESS_TEXT, (double)(r.rows - r.no_text) / (double)r.rows);
    if (r.timed > 0)
        set(&r, READINESS_TIMES, (double)r.rows / (double)r.timed);
    readiness_judge(&r, config_readiness(config, r.task));
    *out = r;
}
