#include "train/dependency/dependency_experience.h"

#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/manifest/dependency_changes.h"
#include "datasets/rows/rows.h"

/* ---- what came of releases --------------------------------------------------------------------------------------- */

static int add_row(struct dependency_experience *b, size_t *cap, const struct dependency_update *u, struct err *err)
{
    int rc = mem_grow(&b->updates.row, cap, b->updates.n + 1, sizeof *b->updates.row, err);

    if (rc == 0)
        b->updates.row[b->updates.n++] = *u;
    return rc;
}

static int copy(const char **out, struct arena *arena, const char *text, struct err *err)
{
    *out = arena_strdup(arena, text);
    return *out == NULL ? err_nomem(err) : 0;
}

/* One dependency of a release as an update of its system; its texts in the arena. */
static int update_of_change(struct dependency_update *u, struct arena *arena, const struct dependency_changes *c, const struct dependency_change *row, struct err *err)
{
    int rc = copy(&u->project, arena, c->system, err);

    u->record_id = u->version_id = row->version_id;
    u->time = c->at;
    u->group_id = u->split = "";
    u->direct = row->direct;
    u->broke = -1;
    u->label_known_at = TIME_NONE;
    if (rc == 0)
        rc = copy(&u->id, arena, c->release, err);
    if (rc == 0)
        rc = copy(&u->ecosystem, arena, row->ecosystem, err);
    if (rc == 0)
        rc = copy(&u->artifact, arena, row->name, err);
    if (rc == 0)
        rc = copy(&u->from, arena, row->from, err);
    if (rc == 0)
        rc = copy(&u->to, arena, row->to, err);
    if (rc == 0)
        rc = copy(&u->scope, arena, row->scope, err);
    return rc == 0 ? update_name(u, arena, err) : rc;
}

/* What came of a release and since when that is known. */
struct known_outcome { bool failed; int64_t at; };

static int add_release(struct dependency_experience *b, size_t *cap, struct store *store, const struct release *release, const struct known_outcome *outcome, struct err *err)
{
    struct dependency_changes c;
    struct err why = ERR_INIT;
    size_t before = b->updates.n;
    int rc = dependency_changes(&c, store, release->project, release->name, &why);

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    for (size_t i = 0; rc == 0 && i < c.n && c.before != NULL; i++) { /* the first that was read added all it has */
        struct dependency_update u = { .record_id = 0 };

        if (c.row[i].kind == DEPENDENCY_REMOVED)
            continue;
        rc = update_of_change(&u, &b->updates.arena, &c, &c.row[i], err);
        u.broke = outcome->failed;
        u.label_known_at = outcome->at;
        u.weight = 1.0 / (double)(c.n - c.count[DEPENDENCY_REMOVED]);
        if (rc == 0)
            rc = add_row(b, cap, &u, err);
    }
    if (rc == 0 && b->updates.n > before) {
        b->n_releases++;
        b->n_failed += outcome->failed;
    }
    dependency_changes_release(&c);
    return rc;
}

/* Whether of the project any outcome was recorded before `before`: then silence says something. */
static bool records_outcomes(const struct release_table *releases, const char *project, int64_t before)
{
    for (size_t i = 0; i < releases->n; i++) {
        const struct release *r = &releases->row[i];

        if (strcmp(r->project, project) == 0 && r->outcome[0] != '\0' && (before == TIME_NONE || (r->outcome_time != TIME_NONE && r->outcome_time < before)))
            return true;
    }
    return false;
}

/* False: nothing is known of it. `now`: before which it must be known. */
static bool outcome_of(struct known_outcome *out, const struct release_table *releases, const struct release *r, int64_t before, int64_t now, int64_t maturity_days)
{
    if (r->outcome[0] != '\0' && (before == TIME_NONE || (r->outcome_time != TIME_NONE && r->outcome_time < before))) {
        *out = (struct known_outcome){ strcmp(r->outcome, "ok") != 0, r->outcome_time };
        return true;
    }
    if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE || !records_outcomes(releases, r->project, before))
        return false;
    *out = (struct known_outcome){ false, r->deployed + maturity_days * 86400 };
    return out->at < (before == TIME_NONE ? now : before);
}

static int add_releases(struct dependency_experience *b, struct store *store, const struct snapshot *snapshot, int64_t before, int64_t maturity_days, struct err *err)
{
    struct release_table releases = { .n = 0 };
    size_t cap = b->updates.n;
    int rc = releases_load(&releases, store, snapshot, NULL, NULL, err);

    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        struct known_outcome outcome;

        if (outcome_of(&outcome, &releases, &releases.row[i], before, store_now(store), maturity_days))
            rc = add_release(b, &cap, store, &releases.row[i], &outcome, err);
    }
    releases_release(&releases);
    return rc;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static int pick_known(struct dependency_experience *b, int64_t before, struct err *err)
{
    struct intern project;
    int rc = 0;

    b->row = mem_calloc(b->updates.n, sizeof *b->row);
    if (b->row == NULL)
        return err_nomem(err);
    intern_init(&project);
    for (size_t i = 0; rc == 0 && i < b->updates.n; i++) {
        const struct dependency_update *u = &b->updates.row[i];

        if (u->broke < 0 || (before != TIME_NONE && (u->label_known_at == TIME_NONE || u->label_known_at >= before)))
            continue;
        b->row[b->n++] = (uint32_t)i;
        b->n_broke += u->broke > 0;
        if (intern_add(&project, u->project, strlen(u->project)) == INTERN_NONE)
            rc = err_nomem(err);
    }
    b->n_projects = project.n;
    intern_release(&project);
    return rc;
}

int dependency_experience_load(struct dependency_experience *out, struct store *store, const struct snapshot *snapshot, int64_t before, int64_t maturity_days, struct err *err)
{
    struct dependency_experience e = { .n = 0 };
    int rc = updates_load(&e.updates, store, snapshot, NULL, err);

    if (rc < 0)
        return rc;
    e.n_imported = e.updates.n;
    rc = add_releases(&e, store, snapshot, before, maturity_days, err);
    if (rc == 0)
        rc = updates_count_earlier(e.updates.row, e.updates.n, err);
    if (rc == 0)
        rc = pick_known(&e, before, err);
    if (rc < 0)
        dependency_experience_release(&e);
    else
        *out = e;
    return rc;
}

void dependency_experience_release(struct dependency_experience *e)
{
    updates_release(&e->updates);
    mem_free(e->row);
    *e = (struct dependency_experience){ .n = 0 };
}

int dependency_experience_check(const struct dependency_experience *e, struct err *err)
{
    if (e->n == 0)
        return err_set(err, ERR_NODATA, "%s", "nothing is known of how dependencies behaved: 'import updates' brings what came of updates, 'import dependencies --git' and "
                       "outcomes of releases what came of releases");
    if (e->n_broke == 0 || e->n_broke == e->n)
        return err_set(err, ERR_NODATA, "%s", e->n_broke == 0 ? "no update of a dependency is known to have broken anything" : "of no update of a dependency is it known that it went well");
    return 0;
}

size_t dependency_experience_imported(const struct dependency_experience *e)
{
    size_t n = 0;

    while (n < e->n && e->row[n] < e->n_imported)
        n++;
    return n;
}
