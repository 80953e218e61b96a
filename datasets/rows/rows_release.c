#include "datasets/rows/rows.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows_scan.h"

/*
 * releases_load reads the releases, joins the outcomes, and shares out the changes:
 *
 *     read_releases    rows of the table releases, by time; planned as the evidence says where they do not
 *     join_outcomes    the worst outcome of each
 *     find_owners      for each change the release that it names
 *     list_members     the changes that a release names
 *     fill_members     both where there are any, else those of the window in time
 */

struct release_row {
    int64_t record_id, version_id;
    int64_t planned, deployed;
    const char *project, *name, *system, *status, *members;
};

static const struct row_column release_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct release_row, project) },
    { "r.id", ROW_WORD, offsetof(struct release_row, name) },
    { "k.system", ROW_WORD, offsetof(struct release_row, system) },
    { "k.planned", ROW_INT, offsetof(struct release_row, planned) },
    { "k.deployed", ROW_INT, offsetof(struct release_row, deployed) },
    { "k.status", ROW_WORD, offsetof(struct release_row, status) },
    { "k.members", ROW_WORD, offsetof(struct release_row, members) },
};

static const struct row_source release_source = { "releases", sizeof(struct release_row), release_columns,
                                                  sizeof release_columns / sizeof *release_columns };

struct outcome_row {
    int64_t record_id, version_id;
    int64_t time;
    const char *project, *release, *outcome;
};

static const struct row_column outcome_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct outcome_row, project) },
    { "k.\"release\"", ROW_WORD, offsetof(struct outcome_row, release) },
    { "k.outcome", ROW_WORD, offsetof(struct outcome_row, outcome) },
    { "k.time", ROW_INT, offsetof(struct outcome_row, time) },
};

static const struct row_source outcome_source = { "outcomes", sizeof(struct outcome_row), outcome_columns,
                                                  sizeof outcome_columns / sizeof *outcome_columns };

struct window_row {
    int64_t record_id, version_id;
    int64_t planned, starts;
    const char *project, *release, *item;
};

static const struct row_column window_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct window_row, project) },
    { "k.\"release\"", ROW_WORD, offsetof(struct window_row, release) },
    { "k.item", ROW_WORD, offsetof(struct window_row, item) },
    { "k.planned", ROW_INT, offsetof(struct window_row, planned) },
    { "k.starts", ROW_INT, offsetof(struct window_row, starts) },
};

static const struct row_source window_source = { "evidence", sizeof(struct window_row), window_columns,
                                                 sizeof window_columns / sizeof *window_columns };

_Static_assert(offsetof(struct window_row, record_id) == 0 && offsetof(struct window_row, version_id) == 8, "as rows_scan fills them");
_Static_assert(offsetof(struct release_row, record_id) == 0 && offsetof(struct release_row, version_id) == 8 &&
                   offsetof(struct outcome_row, record_id) == 0 && offsetof(struct outcome_row, version_id) == 8,
               "as rows_scan fills them");

/* Worst last. */
static const char *const outcome_names[] = { "", "ok", "incident", "hotfix", "rollback" };

enum { N_OUTCOMES = sizeof outcome_names / sizeof *outcome_names };

/* --------------------------------------------------------------------------------------------------------- releases */

/* What it is said to be; where nothing is said, the deployment tells. */
static enum release_status status_of(const struct release_row *row)
{
    if (strcmp(row->status, "deployed") == 0)
        return RELEASE_DEPLOYED;
    if (strcmp(row->status, "cancelled") == 0)
        return RELEASE_CANCELLED;
    if (strcmp(row->status, "planned") == 0 || row->deployed == TIME_NONE)
        return RELEASE_PLANNED;
    return RELEASE_DEPLOYED;
}

static int64_t time_of(const struct release *release)
{
    return release->deployed != TIME_NONE ? release->deployed : release->planned;
}

static int compare_releases(const void *a, const void *b)
{
    const struct release *x = a, *y = b;

    return rows_compare(time_of(x), x->record_id, time_of(y), y->record_id);
}

/* A release without a planned date of its own has that of its evidence: the item `window`. */
static int plan_by_evidence(struct release_table *table, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err)
{
    const struct window_row *window;
    void *rows = NULL;
    size_t n = 0;
    int rc = rows_scan(&rows, &n, &table->arena, &window_source, store, snapshot, project, err);

    window = rows;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        int64_t planned = window[i].planned != TIME_NONE ? window[i].planned : window[i].starts;

        if (planned == TIME_NONE || strcmp(window[i].item, "window") != 0)
            continue;
        for (size_t k = 0; k < table->n; k++)
            if (table->row[k].planned == TIME_NONE && strcmp(table->row[k].name, window[i].release) == 0 && strcmp(table->row[k].project, window[i].project) == 0)
                table->row[k].planned = planned;
    }
    mem_free(rows);
    return rc;
}

static int read_releases(struct release_table *table, struct store *store, const struct snapshot *snapshot,
                         const char *project, struct err *err)
{
    struct release_row *row;
    void *rows = NULL;
    size_t n = 0;
    int rc = rows_scan(&rows, &n, &table->arena, &release_source, store, snapshot, project, err);

    if (rc < 0)
        return rc;
    row = rows;
    table->row = mem_calloc(n, sizeof *table->row);
    if (table->row == NULL) {
        mem_free(rows);
        return err_nomem(err);
    }
    table->n = n;
    for (size_t i = 0; i < n; i++)
        table->row[i] = (struct release){ .record_id = row[i].record_id,
                                          .version_id = row[i].version_id,
                                          .planned = row[i].planned,
                                          .deployed = row[i].deployed,
                                          .project = row[i].project,
                                          .name = row[i].name,
                                          .system = row[i].system,
                                          .members = row[i].members,
                                          .status = status_of(&row[i]),
                                          .outcome = outcome_names[0],
                                          .outcome_time = TIME_NONE,
                                          .usual = (double)NAN };
    mem_free(rows);
    rc = plan_by_evidence(table, store, snapshot, project, err);
    if (rc == 0 && n > 0)
        qsort(table->row, n, sizeof *table->row, compare_releases);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------ by their name */

/* Rows of a release table ordered by project and name. */
struct by_name {
    const struct release **release; /* [n] owned */
    size_t n;
};

static int compare_names(const char *project_a, const char *name_a, const char *project_b, const char *name_b)
{
    int order = strcmp(project_a, project_b);

    return order != 0 ? order : strcmp(name_a, name_b);
}

static int compare_by_name(const void *a, const void *b)
{
    const struct release *const *x = a, *const *y = b;

    return compare_names((*x)->project, (*x)->name, (*y)->project, (*y)->name);
}

static int index_names(struct by_name *index, const struct release_table *table, struct err *err)
{
    index->release = mem_calloc(table->n, sizeof *index->release);
    if (index->release == NULL)
        return err_nomem(err);
    index->n = table->n;
    for (size_t i = 0; i < table->n; i++)
        index->release[i] = &table->row[i];
    if (index->n > 0)
        qsort(index->release, index->n, sizeof *index->release, compare_by_name);
    return 0;
}

/* Row of the table with this project and name, or UINT32_MAX. */
static uint32_t find_name(const struct by_name *index, const struct release_table *table, const char *project,
                          const char *name)
{
    struct release key = { .project = project, .name = name };
    const struct release *wanted = &key;
    const struct release **found = NULL;

    if (index->n > 0)
        found = bsearch(&wanted, index->release, index->n, sizeof *index->release, compare_by_name);
    return found == NULL ? UINT32_MAX : (uint32_t)(*found - table->row);
}

/* --------------------------------------------------------------------------------------------------------- outcomes */

static size_t rank_of(const char *outcome)
{
    for (size_t i = 1; i < N_OUTCOMES; i++)
        if (strcmp(outcome, outcome_names[i]) == 0)
            return i;
    return 0;
}

/* The worse outcome wins; of the same one the earlier time. */
static void add_outcome(struct release *release, const struct outcome_row *row, enum label_provenance provenance)
{
    size_t rank = rank_of(row->outcome), known = rank_of(release->outcome);

    if (rank == 0 || rank < known)
        return;
    if (rank > known) {
        release->outcome = outcome_names[rank];
        release->outcome_time = row->time;
        release->provenance = provenance;
    } else if (row->time != TIME_NONE && (release->outcome_time == TIME_NONE || row->time < release->outcome_time)) {
        release->outcome_time = row->time;
    }
}

static int join_outcomes(struct release_table *table, const struct by_name *index, struct store *store,
                         const struct snapshot *snapshot, const char *project, struct err *err)
{
    const struct outcome_row *outcome;
    struct arena scratch;
    void *rows = NULL;
    size_t n = 0;
    int rc;

    arena_init(&scratch);
    rc = rows_scan(&rows, &n, &scratch, &outcome_source, store, snapshot, project, err);
    outcome = rows;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = find_name(index, table, outcome[i].project, outcome[i].release);

        if (at != UINT32_MAX)
            add_outcome(&table->row[at], &outcome[i], LABEL_IMPORTED);
    }
    mem_free(rows);
    arena_release(&scratch);
    return rc;
}

/* An incident that a person confirmed to come from the release, known since they did. */
static int join_confirmed(struct release_table *table, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt,
                        "SELECT l.target_record_id, min(l.at) FROM links l JOIN records r ON r.record_id = l.target_record_id AND r.kind = 'release'"
                        " WHERE l.state = 'confirmed' AND l.\"by\" <> '' AND l.link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id"
                        "   AND m.target_record_id = l.target_record_id) GROUP BY 1", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct outcome_row row = { .outcome = "incident", .time = db_int(stmt, 1) };

        for (size_t i = 0; i < table->n; i++)
            if (table->row[i].record_id == db_int(stmt, 0))
                add_outcome(&table->row[i], &row, LABEL_HUMAN);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* ---------------------------------------------------------------------------------------------------------- members */

enum { OWNER_NONE = -1, OWNER_OTHER = -2 }; /* names no release; names one that the table does not have, or is named by one */

/* A merge: it touches no file. */
static bool is_empty(const struct change *change)
{
    return change->metric[METRIC_NF] == 0;
}

/* Who belongs to whom, while it is found out. */
struct sharing {
    const struct change_table *changes;
    const struct change **by_commit; /* [changes->n] ordered by project and commit; NULL: not needed yet */
    int64_t *owner;                  /* [changes->n] row of the release that the change names, or one of the above */
    size_t *n_named;                 /* [releases] changes that name it */
};

static void sharing_release(struct sharing *sharing)
{
    mem_free(sharing->by_commit);
    mem_free(sharing->owner);
    mem_free(sharing->n_named);
}

static void find_owners(struct sharing *sharing, const struct release_table *table, const struct by_name *index)
{
    for (size_t i = 0; i < sharing->changes->n; i++) {
        const struct change *change = &sharing->changes->row[i];
        uint32_t at;

        sharing->owner[i] = OWNER_NONE;
        if (*change->release == '\0' || is_empty(change))
            continue;
        at = find_name(index, table, change->project, change->release);
        sharing->owner[i] = at == UINT32_MAX ? OWNER_OTHER : (int64_t)at;
        if (at != UINT32_MAX)
            sharing->n_named[at]++;
    }
}

static int compare_commits(const void *a, const void *b)
{
    const struct change *const *x = a, *const *y = b;

    return compare_names((*x)->project, (*x)->commit, (*y)->project, (*y)->commit);
}

static int index_commits(struct sharing *sharing, struct err *err)
{
    const struct change_table *changes = sharing->changes;

    if (sharing->by_commit != NULL)
        return 0;
    sharing->by_commit = mem_calloc(changes->n, sizeof *sharing->by_commit);
    if (sharing->by_commit == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < changes->n; i++)
        sharing->by_commit[i] = &changes->row[i];
    if (changes->n > 0)
        qsort(sharing->by_commit, changes->n, sizeof *sharing->by_commit, compare_commits);
    return 0;
}

/* Row of the change table, or UINT32_MAX. */
static uint32_t find_commit(const struct sharing *sharing, const char *project, const char *commit)
{
    struct change key = { .project = project, .commit = commit };
    const struct change *wanted = &key;
    const struct change **found = NULL;

    if (sharing->changes->n > 0)
        found = bsearch(&wanted, sharing->by_commit, sharing->changes->n, sizeof *sharing->by_commit, compare_commits);
    return found == NULL ? UINT32_MAX : (uint32_t)(*found - sharing->changes->row);
}

static int compare_rows(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* In the order of the table, each once. */
static void order_members(struct release *release)
{
    size_t n = 0;

    if (release->n_members == 0)
        return;
    qsort(release->member, release->n_members, sizeof *release->member, compare_rows);
    for (size_t i = 0; i < release->n_members; i++)
        if (n == 0 || release->member[n - 1] != release->member[i])
            release->member[n++] = release->member[i];
    release->n_members = n;
}

/* The changes that the release names; room is made for those that name it, too. */
static int list_members(struct release_table *table, size_t at, struct sharing *sharing, struct err *err)
{
    struct release *release = &table->row[at];
    char *list = arena_strdup(&table->arena, release->members), *rest = list, *commit;
    size_t room = 1 + sharing->n_named[at];

    if (list == NULL)
        return err_nomem(err);
    for (const char *c = list; *c != '\0'; c++)
        room += *c == '|';
    release->member = arena_calloc(&table->arena, room, sizeof *release->member);
    if (release->member == NULL)
        return err_nomem(err);
    while ((commit = strtok_r(rest, "|", &rest)) != NULL) {
        uint32_t row;

        commit += strspn(commit, " ");
        commit[strcspn(commit, " ")] = '\0';
        row = find_commit(sharing, release->project, commit);
        if (row == UINT32_MAX) {
            release->n_missing++;
            continue;
        }
        if (is_empty(&sharing->changes->row[row]))
            continue;
        release->member[release->n_members++] = row;
        if (sharing->owner[row] == OWNER_NONE)
            sharing->owner[row] = OWNER_OTHER;
    }
    order_members(release);
    return 0;
}

static int list_all_members(struct release_table *table, struct sharing *sharing, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < table->n; i++) {
        if (table->row[i].members[0] == '\0')
            continue;
        rc = index_commits(sharing, err);
        if (rc == 0)
            rc = list_members(table, i, sharing, err);
    }
    return rc;
}

static int make_room(struct release *release, struct arena *arena, size_t n, struct err *err)
{
    release->member = arena_calloc(arena, n, sizeof *release->member);
    return release->member == NULL ? err_nomem(err) : 0;
}

/* The first change after `time`, in a table ordered by author_date. */
static size_t first_after(const struct change_table *changes, int64_t time)
{
    size_t low = 0, high = changes->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (changes->row[middle].author_date <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* When the project's release before this one was deployed: from then on changes wait for this one. TIME_NONE: there was none. */
static int64_t previous_deployed(const struct release_table *table, const struct release *release, int64_t end)
{
    int64_t latest = TIME_NONE;

    for (size_t i = 0; i < table->n; i++) {
        const struct release *other = &table->row[i];

        if (other != release && other->status == RELEASE_DEPLOYED && other->deployed < end &&
            other->deployed > latest && strcmp(other->project, release->project) == 0)
            latest = other->deployed;
    }
    return latest;
}

/* The last moment of the release's window; an upcoming one without a date takes all there is. */
static int64_t window_end(const struct release *release)
{
    int64_t end = release->status == RELEASE_PLANNED ? release->planned : time_of(release);

    return end == TIME_NONE ? INT64_MAX : end;
}

/* The project's dated changes inside the window that name no release: counted, or, with room made, listed. */
static size_t walk_window(struct release *release, const struct sharing *sharing, int64_t begin, int64_t end)
{
    const struct change_table *changes = sharing->changes;
    size_t n = 0;

    for (size_t i = first_after(changes, begin); i < changes->n && changes->row[i].author_date <= end; i++) {
        if (sharing->owner[i] != OWNER_NONE || is_empty(&changes->row[i]) || strcmp(changes->row[i].project, release->project) != 0)
            continue;
        if (release->member != NULL)
            release->member[n] = (uint32_t)i;
        n++;
    }
    return n;
}

static int fill_window(struct release_table *table, struct release *release, const struct sharing *sharing, struct err *err)
{
    int64_t end = window_end(release);
    int64_t begin = previous_deployed(table, release, end);
    int rc = make_room(release, &table->arena, walk_window(release, sharing, begin, end), err);

    if (rc == 0)
        release->n_members = walk_window(release, sharing, begin, end);
    return rc;
}

static int fill_members(struct release_table *table, const struct sharing *sharing, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < table->n; i++) {
        struct release *release = &table->row[i];

        if (release->member != NULL)
            continue;
        rc = sharing->n_named[i] > 0 ? make_room(release, &table->arena, sharing->n_named[i], err)
                                     : fill_window(table, release, sharing, err);
    }
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < sharing->changes->n; i++) {
        if (sharing->owner[i] >= 0) {
            struct release *release = &table->row[sharing->owner[i]];

            release->member[release->n_members++] = (uint32_t)i;
        }
    }
    for (size_t i = 0; i < table->n; i++)
        if (table->row[i].members[0] != '\0')
            order_members(&table->row[i]);
    return 0;
}

static int join_changes(struct release_table *table, const struct by_name *index, const struct change_table *changes,
                        struct err *err)
{
    struct sharing sharing = { .changes = changes };
    int rc = 0;

    assert(changes->n < UINT32_MAX);

    sharing.owner = mem_calloc(changes->n, sizeof *sharing.owner);
    sharing.n_named = mem_calloc(table->n, sizeof *sharing.n_named);
    if (sharing.owner == NULL || sharing.n_named == NULL)
        rc = err_nomem(err);
    if (rc == 0) {
        find_owners(&sharing, table, index);
        rc = list_all_members(table, &sharing, err);
    }
    if (rc == 0)
        rc = fill_members(table, &sharing, err);
    sharing_release(&sharing);
    return rc;
}

/* -------------------------------------------------------------------------------------------------------------- all */

int releases_load(struct release_table *out, struct store *store, const struct snapshot *snapshot, const char *project,
                  const struct change_table *changes, struct err *err)
{
    struct release_table table = { .n = 0 };
    struct by_name index = { .n = 0 };
    int rc;

    arena_init(&table.arena);
    rc = read_releases(&table, store, snapshot, project, err);
    if (rc < 0)
        goto done;
    rc = index_names(&index, &table, err);
    if (rc < 0)
        goto done;
    rc = join_outcomes(&table, &index, store, snapshot, project, err);
    if (rc == 0)
        rc = join_confirmed(&table, store, err);
    if (rc < 0)
        goto done;
    if (changes != NULL)
        rc = join_changes(&table, &index, changes, err);
    if (rc < 0)
        goto done;

    *out = table;
    table = (struct release_table){ .n = 0 };
done:
    mem_free(index.release);
    releases_release(&table);
    return rc;
}

void releases_release(struct release_table *table)
{
    arena_release(&table->arena);
    mem_free(table->row);
    *table = (struct release_table){ .n = 0 };
}
