#include "score/similar/similar_bar.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "datasets/base/mem.h"
#include "score/night/run.h"

int similar_bar_of_night(struct duplicate_bar *out, struct store *store, const char *project, struct err *err)
{
    char *text = NULL;
    json_t *detail, *bar;
    struct duplicate_bar read;
    int64_t run_id;
    size_t i;
    int rc = run_newest(&run_id, store, "nightly", err);

    *out = (struct duplicate_bar){ .threshold = (double)INFINITY };
    if (rc == 0)
        rc = run_stage_detail(&text, store, run_id, "similar", err);
    if (rc < 0)
        return rc == ERR_NOTFOUND ? 0 : rc;
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    mem_free(text);
    json_array_foreach(json_object_get(detail, "bars"), i, bar) {
        const char *name = json_string_value(json_object_get(bar, "project"));

        if (name != NULL && strcmp(name, project) == 0 && json_object_get(bar, "model") == NULL && duplicate_bar_read(&read, bar)) /* that of a model is of no similarity */
            *out = read;
    }
    json_decref(detail);
    return 0;
}
