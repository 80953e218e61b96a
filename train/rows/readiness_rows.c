/*
 * readiness_rows.c - see readiness_rows.h.
 */
#include "train/rows/readiness_rows.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/rows/examples.h"

/* As in training.c and learn.c: the oldest of the oldest learn first. */
#define CUT_SHARE 0.8

/* ------------------------------------------------------------- around */

static const char incidents_sql[] =
    "SELECT count(*), coalesce(sum(t.caused_by_change <> '' OR t.\"release\" <> '' OR EXISTS (SELECT 1 FROM links l WHERE l.ticket_record_id = c.record_id"
    "    AND l.state <> 'refuted' AND NOT EXISTS (SELECT 1 FROM links n WHERE n.ticket_record_id = l.ticket_record_id"
    "    AND n.target_record_id = l.target_record_id AND n.link_id > l.link_id))), 0)"
    "  FROM current_versions c JOIN tickets t ON t.version_id = c.version_id WHERE c.kind = 'ticket' AND lower(t.maintenance) IN ('', 'corrective')"
    "   AND (t.type = '' OR t.type LIKE '%incident%' OR t.type LIKE '%bug%' OR t.type LIKE '%defect%' OR t.type LIKE '%problem%' OR t.type LIKE '%fault%'"
    "    OR t.type LIKE '%fail%' OR t.type LIKE '%outage%' OR t.type LIKE '%error%')";

static const char systems_sql[] =
    "SELECT count(*), coalesce(sum(s.depends_on <> '' OR EXISTS (SELECT 1 FROM current_versions d WHERE d.kind = 'dependency' AND d.project = s.system)), 0)"
    "  FROM current_versions c JOIN systems s ON s.version_id = c.version_id WHERE c.kind = 'system'";

static int count_two(size_t *all, size_t *some, struct store *store, const char *sql, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        *all = (size_t)db_int(stmt, 0);
        *some = (size_t)db_int(stmt, 1);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

int readiness_around_count(struct readiness_around *out, struct store *store, struct err *err)
{
    struct readiness_around around = { .incidents = 0 };
    int rc = count_two(&around.incidents, &around.incidents_linked, store, incidents_sql, err);

    if (rc == 0)
        rc = count_two(&around.systems, &around.systems_with_dependencies, store, systems_sql, err);
    if (rc == 0)
        *out = around;
    return rc;
}

/* ------------------------------------------------------------- what all kinds share */

static double share(size_t some, size_t all)
{
    return all > 0 ? (double)some / (double)all : (double)NAN;
}

static void begin(struct readiness *r, const char *task, const char *label, const char *project)
{
    memset(r, 0, sizeof(*r));
    r->task = task;
    r->label = label;
    r->project = project;
    r->trained = task_find(task) != NULL;
    r->first = r->last = TIME_NONE;
    for (int m = 0; m < N_READINESS_MEASURES; m++)
        r->value[m] = r->least[m] = (double)NAN;
}

static void set(struct readiness *r, enum readiness_measure m, double value)
{
    r->value[m] = r->least[m] = value;
}

static void set_around(struct readiness *r, const struct readiness_around *around)
{
    r->incidents = around->incidents;
    r->incidents_linked = around->incidents_linked;
    r->systems = around->systems;
    r->systems_with_dependencies = around->systems_with_dependencies;
    set(r, READINESS_LINKED, share(r->incidents_linked, r->incidents));
    set(r, READINESS_DEPENDENCIES, share(r->systems_with_dependencies, r->systems));
}

/* Months where no row has a date are not known (readiness.h); without any row they are none. */
static void finish(struct readiness *r, const struct config *config)
{
    set(r, READINESS_ROWS, (double)r->rows);
    if (r->first != TIME_NONE)
        set(r, READINESS_MONTHS, (double)r->months);
    set(r, READINESS_LABELLED, share(r->labelled, r->records));
    set(r, READINESS_TIMES, share(r->timed - r->no_label_time, r->timed));
    readiness_judge(r, config_readiness(config, r->task));
}

/* ------------------------------------------------------------- tickets */

int readiness_tickets_make(struct readiness_tickets *out, const struct ticket_table *tickets, int n_threads, struct err *err)
{
    struct readiness_tickets t = { .tickets = tickets, .sign = mem_calloc(tickets->n, sizeof(*t.sign)) };
    int rc = t.sign == NULL ? err_nomem(err) : text_signs_make(t.sign, tickets, n_threads, err);

    if (rc == 0)
        rc = duplicates_make(&t.marked, tickets, err);
    if (rc < 0) {
        mem_free(t.sign);
        return rc;
    }
    *out = t;
    return 0;
}

void readiness_tickets_release(struct readiness_tickets *t)
{
    mem_free(t->sign);
    duplicates_release(&t->marked);
    memset(t, 0, sizeof(*t));
}

/* The rows of one task. */
struct rows {
    int32_t      *label;   /* [tickets] class, -1 none                        */
    bool         *learned; /* [tickets] labelled, and learned from            */
    uint32_t     *all;     /* [n_all] labelled                                */
    uint32_t     *row;     /* [n] learned from, in time order                 */
    size_t        n_all, n;
    struct intern class;
};

static int rows_init(struct rows *rows, size_t n, struct err *err)
{
    memset(rows, 0, sizeof(*rows));
    intern_init(&rows->class);
    rows->label = mem_calloc(n, sizeof(*rows->label));
    rows->learned = mem_calloc(n, sizeof(*rows->learned));
    rows->all = mem_calloc(n, sizeof(*rows->all));
    rows->row = mem_calloc(n, sizeof(*rows->row));
    return rows->label == NULL || rows->learned == NULL || rows->all == NULL || rows->row == NULL ? err_nomem(err) : 0;
}

static void rows_release(struct rows *rows)
{
    mem_free(rows->label);
    mem_free(rows->learned);
    mem_free(rows->all);
    mem_free(rows->row);
    intern_release(&rows->class);
}

/* Takes one ticket up: its label, and whether it is learned from. */
static int add_ticket(struct readiness *r, struct rows *rows, size_t i, const struct ticket *t, const struct label_table *labels,
                      const struct config *config, struct err *err)
{
    const char *imported = examples_ticket_field(t, r->label);
    const struct label_row *said = labels_find(labels, t->id);
    bool by_other = examples_counts_before(said, imported, t->label_known_at);
    const char *value = by_other ? said->value : imported;
    bool human = by_other && said->provenance == LABEL_HUMAN;
    uint32_t class;

    rows->label[i] = -1;
    if (value[0] == '\0')
        return 0;
    class = intern_add(&rows->class, value, strlen(value));
    if (class == INTERN_NONE)
        return err_nomem(err);
    rows->label[i] = (int32_t)class;
    rows->all[rows->n_all++] = (uint32_t)i;
    if (!human && config_status_open(config, t->status) == 1) {
        r->left_open++;
        return 0;
    }
    rows->learned[i] = true;
    rows->row[rows->n++] = (uint32_t)i;
    r->no_title += t->title.len == 0;
    r->no_description += t->description.len == 0;
    r->no_text += t->title.len == 0 && t->description.len == 0;
    r->no_label_time += by_other ? said->known_at == TIME_NONE : t->resolved == TIME_NONE; /* then it is known since the import: too late for any cut */
    return 0;
}

/* Classes with enough rows among the first n of some. */
static size_t classes_enough(uint32_t *count, const struct rows *rows, const uint32_t *row, size_t n)
{
    size_t enough = 0;

    memset(count, 0, rows->class.n * sizeof(*count));
    for (size_t i = 0; i < n; i++)
        count[rows->label[row[i]]]++;
    for (size_t k = 0; k < rows->class.n; k++)
        enough += count[k] >= TASK_MIN_CLASS_ROWS;
    return enough;
}

static int count_classes(struct readiness *r, const struct rows *rows, struct err *err)
{
    uint32_t *count = mem_calloc(rows->class.n, sizeof(*count));
    size_t tested, learned;

    if (count == NULL)
        return err_nomem(err);
    tested = classes_enough(count, rows, rows->all, (size_t)(CUT_SHARE * floor(CUT_SHARE * (double)rows->n_all + 1e-9)));
    learned = classes_enough(count, rows, rows->row, (size_t)(CUT_SHARE * (double)rows->n));
    r->classes_enough = classes_enough(count, rows, rows->row, rows->n);
    for (size_t k = 0; k < rows->class.n; k++) {
        r->classes += count[k] > 0;
        r->majority_rows = count[k] > r->majority_rows ? count[k] : r->majority_rows;
    }
    r->value[READINESS_CLASSES] = (double)r->classes_enough;
    r->least[READINESS_CLASSES] = (double)(tested < learned ? tested : learned);
    mem_free(count);
    return 0;
}

static void add_pair(struct pair_count *count, const struct rows *rows, const struct near_pair *p)
{
    count->pairs++;
    count->agree += rows->label[p->a] == rows->label[p->b];
}

/* Those marked as duplicates first; a pair counts once. */
static int count_pairs(struct readiness *r, const struct readiness_tickets *t, const struct rows *rows, struct err *err)
{
    struct near_pair *marked = mem_calloc(t->marked.n_links, sizeof(*marked));
    struct near_pairs near = { .n = 0 };
    size_t n = 0;
    int rc = marked == NULL ? err_nomem(err) : near_pairs_find(&near, t->tickets, t->sign, rows->row, rows->n, err);

    for (size_t i = 0; rc == 0 && i < t->marked.n_links; i++) {
        uint32_t a = t->marked.link[i].from, b = t->marked.link[i].to;

        if (!rows->learned[a] || !rows->learned[b])
            continue;
        marked[n] = (struct near_pair){ a < b ? a : b, a < b ? b : a, false };
        add_pair(&r->marked, rows, &marked[n++]);
    }
    if (rc == 0)
        qsort(marked, n, sizeof(*marked), near_pair_compare);
    for (size_t i = 0; rc == 0 && i < near.n; i++)
        if (bsearch(&near.pair[i], marked, n, sizeof(*marked), near_pair_compare) == NULL)
            add_pair(near.pair[i].same ? &r->same_text : &r->near_text, rows, &near.pair[i]);
    near_pairs_release(&near);
    mem_free(marked);
    return rc;
}

static void measure_tickets(struct readiness *r)
{
    struct pair_count all = readiness_pairs(r);

    set(r, READINESS_TEXT, share(r->rows - r->no_text, r->rows));
    if (all.pairs >= READINESS_PAIRS_MIN)
        set(r, READINESS_AGREEMENT, share(all.agree, all.pairs));
}

int readiness_of_tickets(struct readiness *out, const struct readiness_tickets *t, size_t records, const struct label_table *labels,
                         const struct config *config, const char *task, const char *field, const char *project, struct err *err)
{
    struct readiness r;
    struct rows rows;
    int64_t month = 0;
    size_t kept = 0;
    int rc = rows_init(&rows, t->tickets->n, err);

    begin(&r, task, field, project);
    for (size_t i = 0; rc == 0 && i < t->tickets->n; i++) {
        if (t->tickets->row[i].purged == 1)
            continue;
        kept++;
        rc = add_ticket(&r, &rows, i, &t->tickets->row[i], labels, config, err);
        if (rc == 0 && rows.learned[i])
            readiness_add_date(&r, &month, t->tickets->row[i].created);
    }
    r.records = records > 0 ? records : kept;
    r.labelled = rows.n_all;
    r.rows = r.timed = rows.n;
    if (rc == 0)
        rc = count_classes(&r, &rows, err);
    if (rc == 0)
        rc = count_pairs(&r, t, &rows, err);
    rows_release(&rows);
    if (rc < 0)
        return rc;
    measure_tickets(&r);
    finish(&r, config);
    *out = r;
    return 0;
}

/* ------------------------------------------------------------- changes and releases */

/* Of the oldest rows, labels 1 and 0 in time order: ones and zeros among the first of `n`. */
struct kinds { size_t one, zero; };

static struct kinds count_kinds(const int8_t *label, size_t n)
{
    struct kinds k = { 0, 0 };

    for (size_t i = 0; i < n; i++) {
        k.one += label[i] == 1;
        k.zero += label[i] == 0;
    }
    return k;
}

static void set_kinds(struct readiness *r, struct kinds all, struct kinds a, struct kinds b)
{
    r->harmful = all.one;
    r->clean = all.zero;
    r->classes = (all.one > 0) + (all.zero > 0);
    r->classes_enough = (all.one >= TASK_MIN_CLASS_ROWS) + (all.zero >= TASK_MIN_CLASS_ROWS);
    r->majority_rows = all.one > all.zero ? all.one : all.zero;
    r->value[READINESS_HARMFUL] = (double)all.one;
    r->value[READINESS_CLEAN] = (double)all.zero;
    r->least[READINESS_HARMFUL] = (double)(a.one < b.one ? a.one : b.one);
    r->least[READINESS_CLEAN] = (double)(a.zero < b.zero ? a.zero : b.zero);
}

/* What did harm lately teaches, but does not judge (learn.h): it is no row to cut. */
static bool is_mature(const struct risk_rows *rows, int64_t time)
{
    return rows->mature_until == TIME_NONE || time <= rows->mature_until;
}

int readiness_of_changes(struct readiness *out, const struct change_table *changes, size_t records, const struct risk_rows *rows,
                         const struct readiness_around *around, const struct config *config, const char *project, struct err *err)
{
    struct readiness r;
    int8_t *all = mem_calloc(changes->n, 1), *mature = mem_calloc(changes->n, 1);
    size_t n_mature = 0;
    struct kinds taught = { 0, 0 };
    int64_t month = 0;

    if (all == NULL || mature == NULL) {
        mem_free(all);
        mem_free(mature);
        return err_nomem(err);
    }
    begin(&r, "change-risk", "buggy", project);
    r.records = records > 0 ? records : changes->n;
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *c = &changes->row[i];

        if (c->buggy < 0)
            continue;
        all[r.labelled++] = (int8_t)c->buggy;
        if (rows->label[i] < 0)
            continue;
        taught.one += rows->label[i] == 1;
        taught.zero += rows->label[i] == 0;
        r.timed += c->buggy == 1;
        r.no_label_time += c->buggy == 1 && c->label_time == TIME_NONE;
        r.no_title += c->message.len == 0;
        readiness_add_date(&r, &month, c->author_date);
        if (is_mature(rows, c->author_date))
            mature[n_mature++] = (int8_t)rows->label[i];
    }
    r.rows = n_mature;
    r.left_upcoming = rows->n_upcoming;
    r.left_young = rows->n_young;
    set_kinds(&r, taught, count_kinds(all, (size_t)(CUT_SHARE * floor(CUT_SHARE * (double)r.labelled + 1e-9))),
              count_kinds(mature, (size_t)(CUT_SHARE * (double)n_mature)));
    set_around(&r, around);
    mem_free(all);
    mem_free(mature);
    finish(&r, config);
    *out = r;
    return 0;
}

static bool did_harm(const struct release *release)
{
    return strcmp(release->outcome, "ok") != 0;
}

int readiness_of_releases(struct readiness *out, const struct release_table *releases, const struct readiness_around *around, const struct config *config,
                          const char *project, struct err *err)
{
    struct readiness r;
    int8_t *label = mem_calloc(releases->n, 1);
    int64_t month = 0;

    if (label == NULL)
        return err_nomem(err);
    begin(&r, "release-risk", "outcome", project);
    for (size_t i = 0; i < releases->n; i++) {
        const struct release *release = &releases->row[i];

        if (release->status != RELEASE_DEPLOYED)
            continue;
        r.records++;
        if (release->outcome[0] == '\0' || release->harm_alone)
            continue;
        label[r.labelled++] = did_harm(release);
        r.timed += did_harm(release);
        r.no_label_time += did_harm(release) && release->outcome_time == TIME_NONE;
        readiness_add_date(&r, &month, release->deployed);
    }
    r.rows = r.releases_with_outcome = r.labelled;
    r.releases = r.records;
    set_kinds(&r, count_kinds(label, r.rows), count_kinds(label, (size_t)(CUT_SHARE * floor(CUT_SHARE * (double)r.rows + 1e-9))),
              count_kinds(label, (size_t)(CUT_SHARE * (double)r.rows)));
    mem_free(label);
    set(&r, READINESS_OUTCOMES, share(r.releases_with_outcome, r.releases));
    set_around(&r, around);
    finish(&r, config);
    *out = r;
    return 0;
}
