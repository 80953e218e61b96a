/*
 * validation_gates.c - the section "gates" of a validation record: by criticality, what a gate would have caught.
 *
 * A table (gate_table.h) for each criticality that the tested changes have, and for all of them.
 */
#include "datasets/base/mem.h"
#include "train/validation/gate_table.h"
#include "train/validation/validation_sections.h"

enum { ALL = N_CRITICALITIES };

struct tested {
    struct gate_row  row;
    enum criticality criticality;
};

static int read_tested(struct tested *tested, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    struct system_table systems = { .n = 0 };
    int rc = systems_load(&systems, in->store, in->snapshot, err);

    for (size_t i = 0; rc == 0 && i < b->test_rows; i++) {
        const struct prediction *p = &b->prediction[i];
        const struct system_row *system = systems_find(&systems, b->examples->changes.row[p->row].system);

        tested[i] = (struct tested){ { p->p[0], b->examples->label[p->row] == 1 }, system != NULL ? criticality_of(system->criticality) : CRITICALITY_UNKNOWN };
    }
    systems_release(&systems);
    return rc;
}

static int add_group(json_t *list, const struct tested *tested, size_t n, struct gate_row *scratch, int of, double weeks, struct err *err)
{
    size_t n_group = 0;

    for (size_t i = 0; i < n; i++)
        if (of == ALL || (int)tested[i].criticality == of)
            scratch[n_group++] = tested[i].row;
    if (n_group == 0 || json_array_append_new(list, gate_table(scratch, n_group, weeks, of == ALL ? "all" : criticality_name[of])) == 0)
        return 0;
    return err_nomem(err);
}

int validation_gates(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    struct tested *tested;
    struct gate_row *scratch;
    json_t *list = json_array();
    double weeks;
    int rc;

    if (list == NULL)
        return err_nomem(err);
    *out = list;
    if (b->examples->task->kind != TASK_OF_RISK || b->test_rows == 0)
        return 0;
    weeks = validation_weeks(b);
    tested = mem_calloc(b->test_rows, sizeof(*tested));
    scratch = mem_calloc(b->test_rows, sizeof(*scratch));
    rc = tested == NULL || scratch == NULL ? err_nomem(err) : read_tested(tested, in, b, err);
    for (int of = ALL; rc == 0 && of >= 0; of--)
        rc = add_group(list, tested, b->test_rows, scratch, of, weeks, err);
    mem_free(scratch);
    mem_free(tested);
    if (rc < 0) {
        json_decref(list);
        *out = NULL;
    }
    return rc;
}
