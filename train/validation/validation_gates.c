/*
 * validation_gates.c - the section "gates" of a validation record: by criticality, what a gate would have caught.
 *
 * A table (gate_table.h) for each criticality that the tested changes have, and for all of them.
 */
#include "datasets/base/mem.h"
#include "train/validation/gate_table.h"
#include "train/validation/validation_sections.h"

int validation_gates(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    size_t n = b->examples->task->kind == TASK_OF_RISK ? b->test_rows : 0;
    struct gate_row *row = mem_calloc(n, sizeof(*row));
    enum criticality *of = mem_calloc(n, sizeof(*of));
    struct system_table systems = { .n = 0 };
    int rc = row == NULL || of == NULL ? err_nomem(err) : systems_load(&systems, in->store, in->snapshot, err);

    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct prediction *p = &b->prediction[i];

        row[i] = (struct gate_row){ p->p[0], b->examples->label[p->row] == 1 };
        of[i] = systems_criticality(&systems, b->examples->changes.row[p->row].system);
    }
    if (rc == 0)
        rc = gate_tables(out, row, of, n, n > 0 ? validation_weeks(b) : 0, err);
    systems_release(&systems);
    mem_free(of);
    mem_free(row);
    return rc;
}
