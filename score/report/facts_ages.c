#include "score/report/facts_ages.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { DAY_S = 86400 };

void facts_ages_init(struct facts_ages *ages, const struct facts *f)
{
    *ages = (struct facts_ages){ .f = f };
    intern_init(&ages->project);
}

void facts_ages_release(struct facts_ages *ages)
{
    intern_release(&ages->project);
    mem_free(ages->to);
}

static int look_up(struct ages_to *out, const struct facts *f, const char *project, struct err *err)
{
    int64_t now = store_now(f->store), newest = 0;
    int rc = f->store->clock.fixed != TIME_NONE ? 0
                                                : db_get_int(f->store->db, &newest, err, "SELECT coalesce(max(created), 0) FROM tickets WHERE project = ? AND created <= ?",
                                                             "ti", project, now);

    if (rc < 0)
        return rc;
    out->by_data = newest > 0 && now - newest > FACTS_AGES_CURRENT_DAYS * (int64_t)DAY_S;
    out->at = out->by_data ? newest : now;
    return 0;
}

int facts_ages_of(struct ages_to *out, struct facts_ages *ages, const char *project, struct err *err)
{
    size_t before = ages->project.n;
    uint32_t i = intern_add(&ages->project, project, strlen(project));
    int rc = i == INTERN_NONE ? err_nomem(err) : 0;

    if (rc == 0 && ages->project.n > before) {
        rc = mem_grow(&ages->to, &ages->cap, ages->project.n, sizeof *ages->to, err);
        if (rc == 0)
            rc = look_up(&ages->to[i], ages->f, project, err);
    }
    if (rc == 0)
        *out = ages->to[i];
    return rc;
}

double ages_days(const struct ages_to *to, int64_t created)
{
    return created == TIME_NONE ? (double)NAN : fmax((double)(to->at - created) / DAY_S, 0);
}

json_t *facts_ages_json(const struct facts_ages *ages)
{
    json_t *list = json_array();
    char at[TIME_ISO_MAX];

    for (uint32_t i = 0; i < ages->project.n; i++)
        if (ages->to[i].by_data)
            json_array_append_new(list, json_pack("{s:s, s:s}", "project", ages->project.str[i], "at", time_format(ages->to[i].at, at)));
    return list;
}
