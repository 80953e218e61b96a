/*
 * fuzz_postmortem.c - any bytes as a postmortem in Markdown. What comes back is valid text, with times that are times and lists without empty
 * members.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/documents/postmortem_file.h"
#include "datasets/documents/written_date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_list(const struct strbuf *list)
{
    if (list->len > 0 && (list->data[0] == '|' || list->data[list->len - 1] == '|' || strstr(list->data, "||") != NULL))
        abort();
}

static void check(const struct postmortem_file *doc)
{
    int64_t time;

    for (int i = 0; i < N_PM_FIELDS; i++)
        if (strlen(doc->field[i].data) != doc->field[i].len)
            abort();
    for (int i = PM_STARTED; i <= PM_RESOLVED; i++)
        if (doc->field[i].len > 0 && !time_parse(doc->field[i].data, doc->field[i].len, &time))
            abort();
    if (doc->field[PM_DATE].len > 0 && !written_period_parse(doc->field[PM_DATE].data, doc->field[PM_DATE].len, &time))
        abort();
    check_list(&doc->field[PM_SYSTEMS]);
    check_list(&doc->field[PM_TICKETS]);
    check_list(&doc->field[PM_RELEASES]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct postmortem_file doc;
    struct known_names names;
    struct err err = ERR_INIT;
    char *copy = malloc(size > 0 ? size : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */

    if (copy == NULL)
        abort();
    if (size > 0)
        memcpy(copy, data, size);
    postmortem_file_init(&doc);
    known_names_init(&names);
    if (known_names_add_system(&names, "ehr", "Health record", &err) < 0 || known_names_add_release(&names, "ehr-8.14", &err) < 0)
        abort();
    if (postmortem_file_read(&doc, "2024-05-01.md", "id", copy, size, &names, &err) == 0)
        check(&doc);
    else if (err.msg[0] == '\0')
        abort();
    known_names_release(&names);
    postmortem_file_release(&doc);
    free(copy);
    return 0;
}
