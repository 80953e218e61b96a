#include "datasets/hospital/agenda.h"

#include <assert.h>

static bool before(const struct pending *a, const struct pending *b)
{
    return a->due != b->due ? a->due < b->due : a->order < b->order;
}

bool agenda_add(struct agenda *agenda, const struct pending *pending)
{
    struct pending item = *pending;
    size_t at = agenda->n;

    if (at == AGENDA_MAX)
        return false;
    item.order = agenda->added++;
    agenda->n++;
    for (; at > 0 && before(&item, &agenda->heap[(at - 1) / 2]); at = (at - 1) / 2)
        agenda->heap[at] = agenda->heap[(at - 1) / 2];
    agenda->heap[at] = item;
    return true;
}

const struct pending *agenda_first(const struct agenda *agenda)
{
    return agenda->n > 0 ? &agenda->heap[0] : NULL;
}

void agenda_take(struct agenda *agenda, struct pending *out)
{
    const struct pending *last;
    size_t at = 0;

    assert(agenda->n > 0);

    *out = agenda->heap[0];
    last = &agenda->heap[--agenda->n];
    for (size_t child = 1; child < agenda->n; child = 2 * at + 1) {
        if (child + 1 < agenda->n && before(&agenda->heap[child + 1], &agenda->heap[child]))
            child++;
        if (!before(&agenda->heap[child], last))
            break;
        agenda->heap[at] = agenda->heap[child];
        at = child;
    }
    agenda->heap[at] = *last;
}
