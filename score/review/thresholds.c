/*
 * thresholds.c - see thresholds.h.
 *
 *   thresholds_load -> read_items -> find_saving (of the sorted savings) -> set_thresholds -> count_items
 */
#include "score/review/thresholds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { DAY_S = 86400, WEEK_S = 7 * DAY_S };

struct item {
    enum criticality criticality;
    bool             ticket;
    double           chance, saving;
};

struct items {
    struct item *item;
    size_t       n, cap;
    int64_t      from, to;
};

static const char items_sql[] =
    "SELECT r.kind, s.probability, s.scored_at, coalesce(t.system, c.system, l.system, '')"
    "  FROM scores s JOIN versions v ON v.version_id = s.version_id JOIN records r ON r.record_id = v.record_id"
    "  LEFT JOIN tickets t ON t.version_id = s.version_id LEFT JOIN changes c ON c.version_id = s.version_id"
    "  LEFT JOIN releases l ON l.version_id = s.version_id"
    " WHERE s.score_id IN (SELECT max(n.score_id) FROM scores n LEFT JOIN models m ON m.model_id = n.model_id"
    "                       WHERE n.scored_at > (SELECT max(scored_at) FROM scores) - ? AND (coalesce(m.task, 'route') = 'route' OR n.item NOT LIKE 'ticket:%') AND n.item NOT GLOB 'dependency:*'"
    "                       GROUP BY n.item)"
    "   AND NOT EXISTS (SELECT 1 FROM score_members p WHERE p.member_score_id = s.score_id)"
    " ORDER BY s.score_id";

static double loss_of(const struct config *config, enum criticality criticality, bool ticket)
{
    return ticket ? config->cost[criticality].misroute : config->cost[criticality].miss;
}

double threshold_by_cost(const struct config *config, enum criticality criticality, bool ticket)
{
    return fmin(1, config->cost[criticality].review / loss_of(config, criticality, ticket));
}

static int read_item(struct items *items, struct db_stmt *stmt, const struct config *config, const struct system_table *systems, struct err *err)
{
    struct item i = { .criticality = systems_criticality(systems, db_text(stmt, 3, NULL)), .ticket = strcmp(db_text(stmt, 0, NULL), "ticket") == 0 };
    int64_t at = db_int(stmt, 2);
    int rc = mem_grow(&items->item, &items->cap, items->n + 1, sizeof(*items->item), err);

    if (rc < 0)
        return rc;
    i.chance = i.ticket ? 1 - db_double(stmt, 1) : db_double(stmt, 1);
    i.saving = i.chance * loss_of(config, i.criticality, i.ticket) - config->cost[i.criticality].review;
    items->from = items->n == 0 || at < items->from ? at : items->from;
    items->to = items->n == 0 || at > items->to ? at : items->to;
    items->item[items->n++] = i;
    return 0;
}

static int read_items(struct items *items, struct store *store, const struct config *config, const struct system_table *systems, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, items_sql, err);

    items->from = items->to = TIME_NONE;
    if (rc == 0)
        rc = db_bind(stmt, err, "i", (int64_t)THRESHOLD_DAYS * DAY_S);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = read_item(items, stmt, config, systems, err);
    db_finalize(stmt);
    return rc;
}

static int by_saving(const void *a, const void *b)
{
    double x = ((const struct item *)a)->saving, y = ((const struct item *)b)->saving;

    return (x < y) - (x > y);
}

/* Of items ordered by saving, largest first, `budget` are reviewed: between the last of them and the first that is not. -HUGE_VAL: all are. */
static double find_saving(const struct items *items, double budget)
{
    size_t k = budget >= (double)items->n ? items->n : budget < 1 ? 1 : (size_t)budget, fits = k;

    if (k >= items->n)
        return -HUGE_VAL;
    while (fits > 0 && items->item[fits - 1].saving == items->item[k].saving) /* the first that is not may be as good */
        fits--;
    for (size_t all = fits; fits == 0; all++)
        if (all == items->n || items->item[all].saving < items->item[0].saving)
            fits = all;
    return fits == items->n ? -HUGE_VAL : items->item[fits - 1].saving / 2 + items->item[fits].saving / 2;
}

static void set_threshold(struct threshold *t, const struct config *config, enum criticality criticality, bool ticket, double saving)
{
    double by_saving = (config->cost[criticality].review + saving) / loss_of(config, criticality, ticket);

    t->by_cost = threshold_by_cost(config, criticality, ticket);
    t->by_capacity = isnan(saving) ? (double)NAN : fmax(0, fmin(1, by_saving));
    t->limited = t->by_capacity > t->by_cost; /* never, where it is NaN */
    t->in_force = t->limited ? t->by_capacity : t->by_cost;
}

static void count_item(struct thresholds *out, const struct item *item)
{
    struct threshold *t = &(item->ticket ? out->misroute : out->harm)[item->criticality];

    out->n++;
    t->n++;
    if (item->chance >= t->in_force) {
        out->flagged++;
        t->at_in_force++;
    }
    if (item->chance >= t->by_cost) {
        t->at_cost++;
        t->missed += item->chance >= t->in_force ? 0 : item->chance;
    }
}

int thresholds_load(struct thresholds *out, struct store *store, const struct config *config, const struct system_table *systems, struct err *err)
{
    struct items items = { .n = 0 };
    int rc = read_items(&items, store, config, systems, err);

    *out = (struct thresholds){ .capacity = config->reviews_per_week, .saving = (double)NAN, .from = items.from, .to = items.to, .weeks = 1 };
    if (rc == 0 && items.n > 0) {
        qsort(items.item, items.n, sizeof(*items.item), by_saving);
        out->weeks = fmax(1, (double)(items.to - items.from) / WEEK_S);
        if (out->capacity > 0)
            out->saving = find_saving(&items, floor(out->capacity * out->weeks));
    }
    for (enum criticality c = 0; rc == 0 && c < N_CRITICALITIES; c++) {
        set_threshold(&out->harm[c], config, c, false, out->saving);
        set_threshold(&out->misroute[c], config, c, true, out->saving);
    }
    for (size_t i = 0; rc == 0 && i < items.n; i++)
        count_item(out, &items.item[i]);
    mem_free(items.item);
    return rc;
}
