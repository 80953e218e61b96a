/*
 * change_labels.c - see change_labels.h.
 *
 *   change_labels_join -> said by the export, outcomes, outcomes of releases, links, labels -> settle (the best, and what stood before) -> silence
 */
#include "datasets/rows/change_labels.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/rows/rows_scan.h"

/* What each kind of source says of one change. */
struct said {
    int8_t  value[N_LABEL_PROVENANCES]; /* 1, 0, or -1: nothing                                  */
    int64_t time[N_LABEL_PROVENANCES];  /* when it was known                                     */
    bool    exported;                   /* the export itself has a label: outcomes add nothing   */
    bool    named;                      /* export or outcome speak of this very change           */
    bool    spared;                     /* a release of it went well                             */
    int64_t spared_time;
    bool    unclear;                    /* a release of it and others did harm                   */
};

struct place { int64_t record_id; uint32_t row; };

struct joining {
    struct change_table   *table;
    struct store          *store;
    const struct snapshot *snapshot;
    const char            *project;   /* NULL: all */
    struct said           *said;      /* [table->n] */
    struct place          *place;     /* [table->n] by record */
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->record_id > y->record_id) - (x->record_id < y->record_id);
}

/* What was said of the change of a record, or NULL where the table has it not. */
static struct said *said_of(struct joining *j, int64_t record_id)
{
    struct place key = { .record_id = record_id }, *found = NULL;

    if (j->table->n > 0)
        found = bsearch(&key, j->place, j->table->n, sizeof *j->place, compare_places);
    return found == NULL ? NULL : &j->said[found->row];
}

/* What the export says of the change by itself. */
static struct said said_by_export(const struct change *c)
{
    struct said s = { .exported = c->buggy >= 0, .named = c->buggy >= 0 };

    for (size_t p = 0; p < N_LABEL_PROVENANCES; p++) {
        s.value[p] = -1;
        s.time[p] = TIME_NONE;
    }
    s.value[LABEL_IMPORTED] = (int8_t)c->buggy;
    s.time[LABEL_IMPORTED] = c->label_time;
    return s;
}

static int begin(struct joining *j, struct err *err)
{
    size_t n = j->table->n;

    j->said = mem_calloc(n, sizeof *j->said);
    j->place = mem_calloc(n, sizeof *j->place);
    if (j->said == NULL || j->place == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        j->said[i] = said_by_export(&j->table->row[i]);
        j->place[i] = (struct place){ j->table->row[i].record_id, (uint32_t)i };
    }
    if (n > 0)
        qsort(j->place, n, sizeof *j->place, compare_places);
    return 0;
}

/* Harm wins over none, the earliest harm gives the time. */
static void add(struct said *s, enum label_provenance p, bool harm, int64_t time)
{
    if (harm && (s->value[p] != 1 || (time != TIME_NONE && (s->time[p] == TIME_NONE || time < s->time[p]))))
        s->time[p] = time;
    if (harm || s->value[p] < 0)
        s->value[p] = harm;
}

/* ------------------------------------------------------------------------------------------------------- outcomes */

struct change_outcome {
    int64_t     record_id, version_id;
    int64_t     change_record_id, time;
    const char *outcome;
};

static const struct row_column outcome_columns[] = {
    { "(SELECT c.record_id FROM records c WHERE c.kind = 'change' AND c.project = r.project AND c.id = k.change)", ROW_INT,
      offsetof(struct change_outcome, change_record_id) },
    { "k.time", ROW_INT, offsetof(struct change_outcome, time) },
    { "k.outcome", ROW_WORD, offsetof(struct change_outcome, outcome) },
};

static const struct row_source outcome_source = { "outcomes", sizeof(struct change_outcome), outcome_columns,
                                                  sizeof outcome_columns / sizeof *outcome_columns };

_Static_assert(offsetof(struct change_outcome, record_id) == 0 && offsetof(struct change_outcome, version_id) == 8, "as rows_scan fills it");

static int hear_outcomes(struct joining *j, struct err *err)
{
    void *rows = NULL;
    size_t n = 0;
    int rc = rows_scan(&rows, &n, &j->table->arena, &outcome_source, j->store, j->snapshot, j->project, err);

    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct change_outcome *o = (const struct change_outcome *)rows + i;
        struct said *s = said_of(j, o->change_record_id);

        if (s == NULL || s->exported)
            continue;
        s->named = true;
        add(s, LABEL_IMPORTED, strcmp(o->outcome, "ok") != 0, o->time);
    }
    mem_free(rows);
    return rc;
}

static void hear_release(struct joining *j, const struct release *r)
{
    bool harm = strcmp(r->outcome, "ok") != 0;

    for (size_t k = 0; k < r->n_members; k++) {
        struct said *s = &j->said[r->member[k]];

        if (harm && r->n_members > 1) {
            s->unclear = true;
        } else if (harm) {
            if (!s->exported)
                add(s, LABEL_IMPORTED, true, r->outcome_time);
        } else if (!s->spared || r->outcome_time < s->spared_time) {
            s->spared = true;
            s->spared_time = r->outcome_time;
        }
    }
}

/* The table is in the order of time, as the windows of releases need it. */
static int hear_releases(struct joining *j, struct err *err)
{
    struct release_table releases;
    bool needed = false;
    int rc;

    for (size_t i = 0; i < j->table->n && !needed; i++)
        needed = j->said[i].value[LABEL_IMPORTED] < 0;
    if (!needed)
        return 0;
    rc = releases_load(&releases, j->store, j->snapshot, j->project, j->table, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < releases.n; i++)
        if (releases.row[i].outcome[0] != '\0')
            hear_release(j, &releases.row[i]);
    releases_release(&releases);
    return 0;
}

/* ---------------------------------------------------------------------------------------------------------- links */

static const char links_sql[] =
    "SELECT l.link_id, l.target_record_id, l.state, l.\"by\", l.at, substr(l.rule, 1, 7), v.version_id, v.label_known_at"
    "  FROM links l JOIN records r ON r.record_id = l.target_record_id JOIN versions v ON v.record_id = l.ticket_record_id"
    " WHERE r.kind = 'change' AND (?1 IS NULL OR r.project = ?1)"
    "   AND l.link_id = (SELECT max(m.link_id) FROM links m WHERE m.ticket_record_id = l.ticket_record_id"
    "                       AND m.target_record_id = l.target_record_id)"
    " ORDER BY l.link_id, v.version_id DESC";

/* Known since the ticket said so, in the version that the snapshot has. */
static void hear_link(struct joining *j, struct db_stmt *stmt)
{
    struct said *s = said_of(j, db_int(stmt, 1));
    const char *state = db_text(stmt, 2, NULL);
    bool person = db_text(stmt, 3, NULL)[0] != '\0';

    if (s == NULL || strcmp(state, "refuted") == 0)
        return;
    if (person && strcmp(state, "confirmed") == 0)
        add(s, LABEL_HUMAN, true, db_int(stmt, 4));
    else if (strcmp(db_text(stmt, 5, NULL), "window:") != 0)
        add(s, LABEL_LINKED, true, db_is_null(stmt, 7) ? TIME_NONE : db_int(stmt, 7));
}

static int hear_links(struct joining *j, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int64_t heard = 0;
    int rc = db_prepare(j->store->db, &stmt, links_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", j->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        if (db_int(stmt, 0) == heard || !snapshot_has(j->snapshot, db_int(stmt, 6)))
            continue;
        heard = db_int(stmt, 0);
        hear_link(j, stmt);
    }
    db_finalize(stmt);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- labels */

/* Of a rule's labels those of one cause (a fix) stand together, the newest last; of a person's the newest is the last. */
static const char labels_sql[] =
    "SELECT r.record_id, l.provenance, l.\"by\", l.value, l.known_at FROM labels l"
    "  JOIN records r ON r.kind = 'change' AND r.project = ?1 AND r.id = substr(l.item, length(?2) + 1)"
    " WHERE l.task = 'change-risk' AND l.field = '' AND substr(l.item, 1, length(?2)) = ?2 AND l.provenance <> 'suggested'"
    " ORDER BY r.record_id, l.provenance, CASE WHEN l.provenance IN ('szz', 'linked') THEN l.\"by\" END,"
    "          CASE WHEN l.provenance IN ('human', 'imported') THEN l.known_at END, l.label_id";

/* The label at hand, until one comes that stands in its place or beside it. */
struct pending {
    struct said          *said;  /* NULL: none */
    enum label_provenance provenance;
    char                  by[128];
    bool                  harm, withdrawn;
    int64_t               time;
};

static void flush(struct pending *p)
{
    struct said *s = p->said;

    if (s == NULL || p->withdrawn)
        return;
    if (p->provenance == LABEL_SZZ || p->provenance == LABEL_LINKED) {
        add(s, p->provenance, p->harm, p->time);
    } else if (s->time[p->provenance] == TIME_NONE || p->time >= s->time[p->provenance]) {
        s->value[p->provenance] = p->harm;
        s->time[p->provenance] = p->time;
    }
}

static enum label_provenance provenance_of(const char *name)
{
    for (size_t i = 0; i < N_LABEL_PROVENANCES; i++)
        if (strcmp(label_provenance_name[i], name) == 0)
            return (enum label_provenance)i;
    return LABEL_SUGGESTED; /* the table's CHECK keeps others out */
}

static void hear_label(struct joining *j, struct pending *p, struct db_stmt *stmt)
{
    struct pending next = { .said = said_of(j, db_int(stmt, 0)), .provenance = provenance_of(db_text(stmt, 1, NULL)), .time = db_int(stmt, 4) };
    const char *value = db_text(stmt, 3, NULL);
    bool rule = next.provenance == LABEL_SZZ || next.provenance == LABEL_LINKED;

    err_visible(next.by, sizeof next.by, db_text(stmt, 2, NULL));
    next.harm = strcmp(value, "1") == 0;
    next.withdrawn = !next.harm && strcmp(value, "0") != 0;
    if (!(rule && p->said == next.said && p->provenance == next.provenance && strcmp(p->by, next.by) == 0))
        flush(p);
    *p = next;
}

static int hear_labels(struct joining *j, const char *project, struct err *err)
{
    struct pending pending = { .said = NULL };
    struct db_stmt *stmt = NULL;
    struct strbuf prefix;
    int rc;

    strbuf_init(&prefix);
    strbuf_addf(&prefix, "change:%s/", project);
    rc = strbuf_check(&prefix, err);
    if (rc == 0)
        rc = db_prepare(j->store->db, &stmt, labels_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "tt", project, prefix.data);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        hear_label(j, &pending, stmt);
    }
    if (rc == 0)
        flush(&pending);
    db_finalize(stmt);
    strbuf_release(&prefix);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- silence */

/* What silence means in a project. */
struct silence {
    enum label_provenance rule;     /* clean, by this rule; LABEL_SUGGESTED: nothing                     */
    bool                  releases; /* clean where a release went well: nothing speaks of single changes */
};

static int silence_of(struct silence *out, struct joining *j, const char *project, struct err *err)
{
    bool named = false, linked = false;
    int64_t blamed = 0;
    int rc = db_get_int(j->store->db, &blamed, err,
                        "SELECT EXISTS (SELECT 1 FROM szz_fixes s JOIN records r ON r.record_id = s.record_id WHERE r.project = ? AND s.result <> 'no-fix'"
                        " AND s.szz_id = (SELECT max(m.szz_id) FROM szz_fixes m WHERE m.record_id = s.record_id))",
                        "t", project);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < j->table->n; i++) {
        if (strcmp(j->table->row[i].project, project) != 0)
            continue;
        named = named || j->said[i].named;
        linked = linked || j->said[i].value[LABEL_LINKED] == 1;
    }
    out->rule = blamed ? LABEL_SZZ : linked && !named ? LABEL_LINKED : LABEL_SUGGESTED;
    out->releases = !named;
    return 0;
}

static void settle(struct change *c, const struct said *s)
{
    c->buggy = c->prior = -1;
    c->label_time = c->prior_time = TIME_NONE;
    c->provenance = LABEL_SUGGESTED;
    for (size_t p = N_LABEL_PROVENANCES; p-- > LABEL_SUGGESTED + 1;) {
        if (s->value[p] < 0)
            continue;
        if (c->buggy >= 0) {
            c->prior = s->value[p];
            c->prior_time = s->time[p];
            return;
        }
        c->buggy = s->value[p];
        c->label_time = s->time[p];
        c->provenance = (enum label_provenance)p;
    }
}

static void hear_silence(struct change *c, const struct said *s, const struct silence *silence)
{
    if (c->buggy >= 0)
        return;
    if (s->spared && silence->releases) {
        c->buggy = 0;
        c->label_time = s->spared_time;
        c->provenance = LABEL_IMPORTED;
    } else if (silence->rule == LABEL_SZZ && c->metric[METRIC_NF] == 0) {
        return; /* a merge: it has no line that could be blamed */
    } else if (silence->rule == LABEL_SZZ || (!s->unclear && silence->rule == LABEL_LINKED)) {
        c->buggy = 0;
        c->provenance = silence->rule;
    }
}

static int settle_project(struct joining *j, const char *project, struct err *err)
{
    struct silence silence = { LABEL_SUGGESTED, false };
    int rc = hear_labels(j, project, err);

    if (rc == 0)
        rc = silence_of(&silence, j, project, err);
    for (size_t i = 0; rc == 0 && i < j->table->n; i++) {
        if (strcmp(j->table->row[i].project, project) != 0)
            continue;
        settle(&j->table->row[i], &j->said[i]);
        hear_silence(&j->table->row[i], &j->said[i], &silence);
    }
    return rc;
}

static int settle_projects(struct joining *j, struct err *err)
{
    const char **project = NULL;
    struct arena arena;
    size_t n = 0;
    int rc;

    if (j->project != NULL)
        return settle_project(j, j->project, err);
    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, j->store, j->snapshot, "change", err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = settle_project(j, project[i], err);
    arena_release(&arena);
    return rc;
}

int change_labels_join(struct change_table *table, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err)
{
    struct joining j = { .table = table, .store = store, .snapshot = snapshot, .project = project };
    int rc;

    assert(table->n < UINT32_MAX);

    rc = begin(&j, err);
    if (rc == 0)
        rc = hear_outcomes(&j, err);
    if (rc == 0)
        rc = hear_releases(&j, err);
    if (rc == 0)
        rc = hear_links(&j, err);
    if (rc == 0)
        rc = settle_projects(&j, err);
    mem_free(j.said);
    mem_free(j.place);
    return rc;
}

void change_labels_of_export(struct change_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        struct said s = said_by_export(&table->row[i]);

        settle(&table->row[i], &s);
    }
}
