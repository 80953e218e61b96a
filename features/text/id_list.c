#include "features/text/id_list.h"

#include "datasets/base/mem.h"

int id_list_add(struct id_list *list, const uint32_t *id, size_t n, struct err *err)
{
    if (list->cap - list->n < n && mem_grow(&list->id, &list->cap, list->n + n, sizeof *list->id, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        list->id[list->n++] = id[i];
    return 0;
}
