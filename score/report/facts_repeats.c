#include "score/report/facts_repeats.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/config/config_words.h"
#include "score/report/newest_tickets.h"

/* ?2: seconds of both spans together. */
static const char tickets_sql[] =
    "WITH " NEWEST_TICKETS " SELECT v.version_id, r.project, w.at, t.created, t.duplicate_of <> '', t.reopened,"
    "        EXISTS (SELECT 1 FROM neighbours n JOIN versions x ON x.record_id = n.other_record_id JOIN tickets o ON o.version_id = x.version_id"
    "                 WHERE n.record_id = r.record_id AND n.suspected = 1 AND o.resolved < t.created)" OF_NEWEST_TICKETS
    "   AND t.created > w.at - ?2 ORDER BY r.project";

enum { DAY_S = 86400 };

struct count { json_int_t tickets, duplicate, reopened, suspected; };

struct counting {
    char        *project; /* NULL: none yet */
    int64_t      newest;
    struct count now, before;
};

static bool was_reopened(const char *verbatim)
{
    static const char *const no[] = { "", "0", "no", "false", "none", "never", "n" };

    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (word_same(verbatim, no[i]))
            return false;
    return true;
}

static json_t *count_json(const struct count *c)
{
    json_int_t repeats = c->duplicate + c->reopened + c->suspected;

    return json_pack("{s:I, s:I, s:I, s:I, s:o}", "tickets", c->tickets, "duplicate", c->duplicate, "reopened", c->reopened, "suspected", c->suspected, "rate",
                     c->tickets > 0 ? json_real((double)repeats / (double)c->tickets) : json_null());
}

static void end_project(json_t *list, struct counting *c)
{
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX];

    if (c->project != NULL)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:i, s:o, s:o}", "project", c->project, "from",
                                              time_format(c->newest - (int64_t)FACTS_REPEATS_DAYS * DAY_S, from), "to", time_format(c->newest, to), "days",
                                              (int)FACTS_REPEATS_DAYS, "now", count_json(&c->now), "before", count_json(&c->before)));
    mem_free(c->project);
    *c = (struct counting){ 0 };
}

static int count_ticket(struct counting *c, struct db_stmt *stmt, struct err *err)
{
    struct count *one;

    if (c->project == NULL) {
        c->project = mem_strdup(db_text(stmt, 1, NULL));
        c->newest = db_int(stmt, 2);
    }
    if (c->project == NULL)
        return err_nomem(err);
    one = db_int(stmt, 3) > c->newest - (int64_t)FACTS_REPEATS_DAYS * DAY_S ? &c->now : &c->before;
    one->tickets++;
    if (db_int(stmt, 4) != 0)
        one->duplicate++;
    else if (was_reopened(db_text(stmt, 5, NULL)))
        one->reopened++;
    else if (db_int(stmt, 6) != 0)
        one->suspected++;
    return 0;
}

int facts_repeats(json_t **out, const struct facts *f, struct err *err)
{
    struct counting c = { 0 };
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(f->store->db, &stmt, tickets_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ii", store_now(f->store), (int64_t)2 * FACTS_REPEATS_DAYS * DAY_S);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        if (c.project != NULL && strcmp(c.project, db_text(stmt, 1, NULL)) != 0)
            end_project(list, &c);
        rc = snapshot_has(f->snapshot, db_int(stmt, 0)) ? count_ticket(&c, stmt, err) : 0;
    }
    end_project(list, &c);
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}
