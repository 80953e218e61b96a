/*
 * readiness_list.c - the readiness of all tasks; see readiness_rows.h.
 *
 *   readiness_list_make -> a project's tickets once (readiness_tickets_make), then each task's rows (readiness_of_*), which judge
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/config/config_keys.h"
#include "datasets/rows/release_outcomes.h"
#include "train/rows/readiness_pairs.h"
#include "train/rows/readiness_rows.h"
#include "train/rows/readiness_updates.h"

struct listing {
    struct readiness_list        *list;
    struct store                 *store;
    const struct snapshot        *snapshot;
    const struct config          *config;
    const char                   *only;
    int                           n_threads;
    struct readiness_around       around;
};

static int add(struct readiness_list *list, const struct readiness *r, struct err *err)
{
    int rc = mem_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item), err);

    if (rc == 0)
        list->item[list->n++] = *r;
    return rc;
}

static const struct { const char *task, *field; } of_tickets[] = {
    { "route", "team" },         { "route", "component" }, { "component", "component" },
    { "severity", "severity" },  { "cause", "cause" },     { "maintenance", "maintenance" },
    { "damage", "damage" },
};

/* Components are learned by route where there are no teams, else by component. */
static bool is_learned_elsewhere(const struct ticket_table *tickets, const char *task, const char *field)
{
    bool teams = false;

    if (strcmp(field, "component") != 0)
        return false;
    for (size_t i = 0; i < tickets->n && !teams; i++)
        teams = tickets->row[i].component[0] != '\0' && tickets->row[i].team[0] != '\0';
    return teams == (strcmp(task, "route") == 0);
}

static bool is_asked(const struct listing *l, const char *task)
{
    return l->only == NULL || strcmp(l->only, task) == 0;
}

static bool any_ticket_task(const struct listing *l)
{
    bool any = false;

    for (size_t i = 0; i < sizeof(of_tickets) / sizeof(of_tickets[0]); i++)
        any = any || is_asked(l, of_tickets[i].task);
    return any || is_asked(l, "duplicates");
}

/* Of tickets as a training run has them, those without their text too. */
static int list_pairs(struct listing *l, const struct ticket_table *tickets, const struct duplicates *marked, const char *project, struct err *err)
{
    struct duplicates known;
    struct readiness r;
    int rc = duplicates_known(&known, marked, tickets->n, INT64_MAX, err);

    if (rc < 0)
        return rc;
    readiness_of_pairs(&r, tickets, marked, &known, l->config, project);
    duplicates_release(&known);
    return add(l->list, &r, err);
}

static int list_tickets(struct listing *l, const char *project, struct err *err)
{
    struct ticket_table tickets = { .n = 0 };
    struct readiness_tickets t = { .sign = NULL };
    int rc = tickets_load(&tickets, l->store, l->snapshot, project, err);

    if (rc == 0)
        rc = readiness_tickets_make(&t, &tickets, l->n_threads, err);
    for (size_t i = 0; rc == 0 && i < sizeof(of_tickets) / sizeof(of_tickets[0]); i++) {
        struct label_table labels = { .n = 0 };
        struct readiness r;

        if (!is_asked(l, of_tickets[i].task) || is_learned_elsewhere(&tickets, of_tickets[i].task, of_tickets[i].field))
            continue;
        rc = labels_load(&labels, l->store, "ticket", project, of_tickets[i].task, of_tickets[i].field, err);
        if (rc == 0)
            rc = readiness_of_tickets(&r, &t, 0, &labels, l->config, of_tickets[i].task, of_tickets[i].field, project, err);
        if (rc == 0)
            rc = add(l->list, &r, err);
        labels_release(&labels);
    }
    if (rc == 0 && is_asked(l, "duplicates"))
        rc = list_pairs(l, &tickets, &t.marked, project, err);
    readiness_tickets_release(&t);
    tickets_release(&tickets);
    return rc;
}

static int list_changes(struct listing *l, const char *project, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct risk_rows rows = { .label = NULL };
    struct readiness r;
    int rc = changes_load(&changes, l->store, l->snapshot, project, err);

    if (rc == 0)
        rc = risk_rows_choose(&rows, l->store, l->snapshot, project, &changes, l->config->label_maturity_days, err);
    if (rc == 0)
        rc = readiness_of_changes(&r, &changes, 0, &rows, &l->around, l->config, project, err);
    if (rc == 0)
        rc = add(l->list, &r, err);
    risk_rows_release(&rows);
    changes_release(&changes);
    return rc;
}

static int list_releases(struct listing *l, const char *project, struct err *err)
{
    struct change_table changes = { .n = 0 };
    struct release_table releases = { .n = 0 };
    struct readiness r;
    int rc = changes_load(&changes, l->store, l->snapshot, project, err);

    if (rc == 0)
        rc = releases_load(&releases, l->store, l->snapshot, project, &changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(&releases, &changes, l->store, l->snapshot, project, l->config->label_maturity_days, err);
    if (rc == 0)
        rc = readiness_of_releases(&r, &releases, &l->around, l->config, project, err);
    if (rc == 0)
        rc = add(l->list, &r, err);
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

static int each_project(struct listing *l, const char *kind, const char *project, int (*work)(struct listing *, const char *, struct err *), struct err *err)
{
    const char **name = NULL;
    size_t n = 0;
    int rc = projects_list(&name, &n, &l->list->arena, l->store, l->snapshot, kind, err);

    for (size_t i = 0; rc == 0 && i < n; i++)
        if (project == NULL || strcmp(project, name[i]) == 0)
            rc = work(l, name[i], err);
    return rc;
}

/* All projects at once: experience with a library carries over. */
static int list_updates(struct listing *l, struct err *err)
{
    struct update_table updates = { .n = 0 };
    struct readiness r;
    int rc = updates_load(&updates, l->store, l->snapshot, NULL, err);

    if (rc == 0 && updates.n > 0) {
        readiness_of_updates(&r, &updates, l->config);
        rc = add(l->list, &r, err);
    }
    updates_release(&updates);
    return rc;
}

/* route (team, component), severity, ... as of_tickets has them, then changes, releases, updates, then duplicates. */
static size_t order_of(const struct readiness *r)
{
    size_t i = 0;

    while (i < known_tasks.n && strcmp(known_tasks.word[i], r->task) != 0)
        i++;
    return 2 * i + (strcmp(r->label, "component") == 0);
}

static int by_task(const void *a, const void *b)
{
    const struct readiness *x = a, *y = b;
    size_t i = order_of(x), k = order_of(y);

    return i != k ? (i > k) - (i < k) : strcmp(x->project, y->project);
}

int readiness_list_make(struct readiness_list *out, struct store *store, const struct snapshot *snapshot, const struct config *config, const char *only,
                        const char *project, int n_threads, struct err *err)
{
    struct readiness_list list = { .n = 0 };
    struct listing l = { .list = &list, .store = store, .snapshot = snapshot, .config = config, .only = only, .n_threads = n_threads };
    int rc = 0;

    arena_init(&list.arena);
    if (is_asked(&l, "change-risk") || is_asked(&l, "release-risk"))
        rc = readiness_around_count(&l.around, store, err);
    if (rc == 0 && any_ticket_task(&l))
        rc = each_project(&l, "ticket", project, list_tickets, err);
    if (rc == 0 && is_asked(&l, "change-risk"))
        rc = each_project(&l, "change", project, list_changes, err);
    if (rc == 0 && is_asked(&l, "release-risk"))
        rc = each_project(&l, "release", project, list_releases, err);
    if (rc == 0 && is_asked(&l, "dependency-risk") && project == NULL)
        rc = list_updates(&l, err);
    if (rc < 0) {
        readiness_list_release(&list);
        return rc;
    }
    if (list.n > 0)
        qsort(list.item, list.n, sizeof(*list.item), by_task);
    *out = list;
    return 0;
}

void readiness_list_release(struct readiness_list *list)
{
    mem_free(list->item);
    arena_release(&list->arena);
    memset(list, 0, sizeof(*list));
}
