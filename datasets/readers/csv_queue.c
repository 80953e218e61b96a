#include "datasets/readers/csv_queue.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"

void csv_queue_release(struct csv_queue *queue)
{
    mem_free(queue->row);
    mem_free(queue->field);
    mem_free(queue->text);
}

int csv_queue_add_field(struct csv_queue *queue, const char *data, size_t len)
{
    bool room = queue->n_fields < queue->cap_fields && len < queue->text_cap - queue->text_len;

    if (!room &&
        (mem_grow(&queue->field, &queue->cap_fields, queue->n_fields + 1, sizeof *queue->field, NULL) < 0 ||
         mem_grow(&queue->text, &queue->text_cap, queue->text_len + len + 1, 1, NULL) < 0))
        return ERR_NOMEM;
    queue->field[queue->n_fields++] = (struct queued_field){ .start = queue->text_len, .len = len };
    if (len > 0)
        memcpy(queue->text + queue->text_len, data, len);
    queue->text[queue->text_len + len] = '\0';
    queue->text_len += len + 1;
    return 0;
}

int csv_queue_add_row(struct csv_queue *queue, const struct queued_row *row)
{
    if (mem_grow(&queue->row, &queue->cap_rows, queue->n_rows + 1, sizeof *queue->row, NULL) < 0)
        return ERR_NOMEM;
    queue->row[queue->n_rows++] = *row;
    return 0;
}

int csv_queue_reserve(struct csv_queue *queue, size_t n_fields, size_t len)
{
    if (mem_grow(&queue->text, &queue->text_cap, queue->text_len + len, 1, NULL) < 0 ||
        mem_grow(&queue->field, &queue->cap_fields, queue->n_fields + n_fields, sizeof *queue->field, NULL) < 0 ||
        mem_grow(&queue->row, &queue->cap_rows, queue->n_rows + 1, sizeof *queue->row, NULL) < 0)
        return ERR_NOMEM;
    return 0;
}

void csv_queue_recycle(struct csv_queue *queue, size_t from)
{
    size_t start = from < queue->n_fields ? queue->field[from].start : queue->text_len;

    assert(queue->next == queue->n_rows && from <= queue->n_fields);
    queue->n_rows = queue->next = 0;
    if (from == 0)
        return;
    if (start < queue->text_len)
        memmove(queue->text, queue->text + start, queue->text_len - start);
    queue->text_len -= start;
    if (from < queue->n_fields)
        memmove(queue->field, queue->field + from, (queue->n_fields - from) * sizeof *queue->field);
    queue->n_fields -= from;
    for (size_t i = 0; i < queue->n_fields; i++)
        queue->field[i].start -= start;
}
