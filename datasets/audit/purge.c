/*
 * purge.c - see purge.h.
 *
 *   purge_plan_make -> the parts: stopped ones, then one for each rule -> choose (SQL, then open and waiting ones are left out)
 *   purge_run       -> each part: begin (purges row, audit row) -> records in short transactions -> finish (audit_purge_append) ; then the log is emptied
 */
#include "datasets/audit/purge.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/audit/audit_ledger.h"
#include "datasets/audit/audit_purge.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/store/index_place.h"

static const double transaction_s = 0.05; /* as import.c: reviewers write in between */

enum {
    DAY_S = 86400,
    CLASS_MIN = 20 /* tickets that share a cause: below it no class is learned (TASK_MIN_CLASS_ROWS of train/task.h) */
};

/* What a kind is made of. `age`: the newest time that a version t states, 0 for none. */
static const struct purge_kind {
    const char *record, *table, *age;
    const char *empty;     /* what is set in t */
    const char *item;      /* prefix of its items; "" where it has none */
    bool        has_scores;
} kinds[N_RETENTIONS] = {
    [RETAIN_TICKETS] = { "ticket", "tickets",
                         "max(coalesce(t.created,0), coalesce(t.updated,0), coalesce(t.resolved,0), coalesce(t.started,0), coalesce(t.detected,0), coalesce(t.restored,0))",
                         "title = '', description = '', workaround = '', assignee = '', extra = '',"
                         " cause = CASE WHEN cause IN (SELECT cause FROM temp.purge_causes) THEN cause ELSE '' END",
                         "ticket:", true },
    [RETAIN_CHANGES] = { "change", "changes", "max(coalesce(t.author_date,0), coalesce(t.label_time,0))", "message = '', author = '', approver = '', extra = ''", "change:",
                         true },
    [RETAIN_RELEASES] = { "release", "releases", "max(coalesce(t.planned,0), coalesce(t.deployed,0))", "extra = ''", "release:", false },
    [RETAIN_OUTCOMES] = { "outcome", "outcomes", "coalesce(t.time,0)", "evidence = '', extra = ''", "", false },
    [RETAIN_POSTMORTEMS] = { "postmortem", "postmortems", "max(coalesce(t.date,0), coalesce(t.started,0), coalesce(t.detected,0), coalesce(t.resolved,0))",
                             "root_cause = '', \"trigger\" = '', text = '', title = '', summary = '', impact = '', resolution = '', actions = '', extra = ''", "", false },
    [RETAIN_EVIDENCE] = { "evidence", "evidence", "coalesce(t.time,0)", "\"by\" = '', extra = ''", "", false },
    [RETAIN_PATCHES] = { "patch", "patches", "max(coalesce(t.published,0), coalesce(t.due,0), coalesce(t.applied,0), coalesce(t.exception_until,0))",
                         "reason = '', extra = ''", "", false },
    [RETAIN_UPDATES] = { "update", "updates", "max(coalesce(t.time,0), coalesce(t.label_time,0))", "extra = ''", "", false },
    [RETAIN_PREDICTIONS] = { "prediction", "predictions", "coalesce(t.last,0)", "extra = ''", "", false },
};

#define WITH_TEXT "overwritten NOT GLOB 'purge:*'"

/* ------------------------------------------------------------------------------------------------------------ choosing */

/* Of each item the newest content, while no decision closed it, and the changes that a release was scored by. */
static const char waiting_sql[] =
    "CREATE TEMP TABLE IF NOT EXISTS purge_waiting (item TEXT PRIMARY KEY, score_id INTEGER);"
    "CREATE TEMP TABLE IF NOT EXISTS purge_causes (cause TEXT PRIMARY KEY);"
    "DELETE FROM temp.purge_waiting; DELETE FROM temp.purge_causes;"
    "INSERT INTO temp.purge_waiting SELECT i.item, i.score_id FROM main.review_items i"
    " WHERE i.item_id = (SELECT max(j.item_id) FROM main.review_items j WHERE j.item = i.item)"
    "   AND coalesce((SELECT d.decision FROM main.decisions d WHERE d.item_id = i.item_id ORDER BY d.decision_id DESC LIMIT 1), '')"
    "       NOT IN ('approve', 'reject', 'expire');"
    "INSERT OR IGNORE INTO temp.purge_waiting SELECT s.item, NULL FROM temp.purge_waiting w"
    "  JOIN main.score_members m ON m.score_id = w.score_id JOIN main.scores s ON s.score_id = m.member_score_id;";

static const char causes_sql[] =
    "INSERT INTO temp.purge_causes SELECT t.cause FROM main.tickets t JOIN main.versions v ON v.version_id = t.version_id"
    " WHERE t.cause <> '' GROUP BY t.cause HAVING count(DISTINCT v.record_id) >= ?";

/* Record, versions with text, status of the newest version ('' for what has none), whether it waits. */
static int choose_query(struct strbuf *sql, const struct purge_kind *kind, struct err *err)
{
    strbuf_adds(sql, "SELECT v.record_id, count(*) FILTER (WHERE v." WITH_TEXT "), ");
    if (strcmp(kind->record, "ticket") == 0)
        strbuf_adds(sql, "(SELECT n.status FROM tickets n JOIN versions w ON w.version_id = n.version_id WHERE w.record_id = v.record_id ORDER BY w.version_id DESC LIMIT 1)");
    else
        strbuf_adds(sql, "''");
    strbuf_addf(sql, ", ?3 <> '' AND ?3 || r.project || '/' || r.id IN (SELECT item FROM temp.purge_waiting)"
                " FROM records r JOIN versions v ON v.record_id = r.record_id JOIN imports i ON i.import_id = v.import_id JOIN \"%s\" t ON t.version_id = v.version_id"
                " WHERE r.kind = ?1 AND i.completed_at IS NOT NULL GROUP BY v.record_id"
                " HAVING max(CASE WHEN %s > 0 THEN %s ELSE v.imported_at END) < ?2 AND count(*) FILTER (WHERE v." WITH_TEXT ") > 0 ORDER BY v.record_id",
                kind->table, kind->age, kind->age);
    return strbuf_check(sql, err);
}

static int take(struct purge_part *part, struct db_stmt *stmt, const struct config *config, struct err *err)
{
    const char *status = db_text(stmt, 2, NULL);
    int rc;

    if (db_int(stmt, 3) != 0) {
        part->kept_waiting++;
        return 0;
    }
    if (status != NULL && *status != '\0' && config_status_open(config, status) == 1) {
        part->kept_open++;
        return 0;
    }
    rc = mem_grow(&part->record, &part->cap_records, part->n_records + 1, sizeof *part->record, err);
    if (rc < 0)
        return rc;
    part->record[part->n_records++] = db_int(stmt, 0);
    part->n_versions += db_int(stmt, 1);
    return 0;
}

static int choose(struct purge_part *part, struct store *store, const struct config *config, struct err *err)
{
    const struct purge_kind *kind = &kinds[part->kind];
    struct db_stmt *stmt = NULL;
    struct strbuf sql;
    int rc;

    strbuf_init(&sql);
    rc = choose_query(&sql, kind, err);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, sql.data, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "tit", kind->record, part->before, kind->item);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take(part, stmt, config, err);
    db_finalize(stmt);
    strbuf_release(&sql);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------ planning */

/* The kind that a stored rule begins with; N_RETENTIONS for none. */
static enum retention kind_of_rule(const char *rule)
{
    size_t len = strcspn(rule, "= ");

    for (int i = 0; i < N_RETENTIONS; i++)
        if (strlen(retention_name[i]) == len && strncmp(rule, retention_name[i], len) == 0)
            return (enum retention)i;
    return N_RETENTIONS;
}

/* Purges that were begun and have no "purge.rows" in the chain. */
static int add_stopped(struct purge_plan *plan, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT purge_id, rule, before, at FROM purges p WHERE NOT EXISTS"
                        " (SELECT 1 FROM audit a WHERE a.subject = 'purge:'||p.purge_id AND a.action = 'purge.rows') ORDER BY purge_id", err);

    while (rc == 0 && plan->n_parts < N_RETENTIONS && (rc = db_step(stmt, err)) > 0) {
        struct purge_part *part = &plan->part[plan->n_parts];
        const char *rule = db_text(stmt, 1, NULL);

        rc = 0;
        *part = (struct purge_part){ .kind = kind_of_rule(rule), .purge_id = db_int(stmt, 0), .before = db_int(stmt, 2), .at = db_int(stmt, 3) };
        if (part->kind == N_RETENTIONS)
            rc = err_set(err, ERR_INTEGRITY, "purge %lld has a rule that is none: '%s'", (long long)part->purge_id, rule);
        snprintf(part->rule, sizeof part->rule, "%s", rule);
        plan->n_parts += rc == 0;
    }
    db_finalize(stmt);
    return rc;
}

static void add_rule(struct purge_plan *plan, enum retention kind, int64_t days, int64_t before, int64_t now)
{
    struct purge_part *part = &plan->part[plan->n_parts++];
    char time[TIME_ISO_MAX];

    *part = (struct purge_part){ .kind = kind, .before = before != TIME_NONE ? before : now - days * DAY_S };
    if (before != TIME_NONE)
        snprintf(part->rule, sizeof part->rule, "%s before %s", retention_name[kind], time_format(before, time));
    else
        snprintf(part->rule, sizeof part->rule, "%s=%lld", retention_name[kind], (long long)days);
}

static int add_rules(struct purge_plan *plan, const struct config *config, const struct purge_options *options, int64_t now, struct err *err)
{
    size_t before = plan->n_parts;

    if (options->before != TIME_NONE && options->before > now - config->label_maturity_days * DAY_S)
        return err_set(err, ERR_USAGE, "that is less than %lld days ago (label_maturity_days): text would be gone before its label could teach",
                       (long long)config->label_maturity_days);
    for (int i = 0; i < N_RETENTIONS; i++) {
        if (options->kind >= 0 && options->kind != i)
            continue;
        if (options->before != TIME_NONE || config->retention_days[i] > 0)
            add_rule(plan, (enum retention)i, config->retention_days[i], options->before, now);
    }
    if (plan->n_parts == before && plan->n_parts == 0)
        return err_set(err, ERR_USAGE, "there is no rule%s%s: name one under [retention] in the configuration, as KIND = DAYS",
                       options->kind >= 0 ? " for " : "", options->kind >= 0 ? retention_name[options->kind] : "");
    return 0;
}

int purge_plan_make(struct purge_plan *out, struct store *store, const struct config *config, const struct purge_options *options, struct err *err)
{
    struct purge_plan plan = { .n_parts = 0 };
    int rc = add_stopped(&plan, store, err);

    if (rc == 0)
        rc = add_rules(&plan, config, options, store_now(store), err);
    if (rc == 0)
        rc = db_exec(store->db, waiting_sql, err);
    if (rc == 0)
        rc = db_run(store->db, err, causes_sql, "i", (int64_t)CLASS_MIN);
    for (size_t i = 0; rc == 0 && i < plan.n_parts; i++)
        rc = choose(&plan.part[i], store, config, err);
    if (rc < 0)
        purge_plan_release(&plan);
    else
        *out = plan;
    return rc;
}

void purge_plan_release(struct purge_plan *plan)
{
    for (size_t i = 0; i < plan->n_parts; i++)
        mem_free(plan->part[i].record);
    *plan = (struct purge_plan){ .n_parts = 0 };
}

/* ------------------------------------------------------------------------------------------------------------- purging */

enum { S_TEXT, S_CODE, S_INPUTS, S_FEATURES, S_TERMS, S_OTHER_TERMS, S_MARK_CODE, S_MARK, S_DETAIL, N_STATEMENTS };

/* ?1 record, ?2 rule, ?3 time. Code is the twin of a change, under its own record. */
#define VERSIONS_OF "(SELECT version_id FROM versions WHERE record_id = ?1)"
#define CODE_OF                                                                                                                                \
    "(SELECT c.record_id FROM records r JOIN records c ON c.kind = 'code' AND c.project = r.project AND c.id = r.id WHERE r.record_id = ?1 AND r.kind = 'change')"

static const char *const statements[N_STATEMENTS] = {
    [S_CODE] = "UPDATE code SET files = '', added = '', removed = '', extra = '' WHERE version_id IN"
               " (SELECT version_id FROM versions WHERE record_id IN " CODE_OF " AND " WITH_TEXT ")",
    [S_INPUTS] = "UPDATE prediction_rows SET inputs = '' WHERE inputs <> '' AND version_id IN (SELECT version_id FROM versions WHERE record_id = ?1 AND " WITH_TEXT ")",
    [S_FEATURES] = "UPDATE feature_rows SET data = NULL, purged = ?2, purged_at = ?3 WHERE data IS NOT NULL"
                   " AND hash IN (SELECT feature_hash FROM scores WHERE version_id IN " VERSIONS_OF ")"
                   " AND NOT EXISTS (SELECT 1 FROM scores s JOIN versions w ON w.version_id = s.version_id"
                   "                  WHERE s.feature_hash = feature_rows.hash AND w.record_id <> ?1 AND w." WITH_TEXT ")",
    [S_TERMS] = "UPDATE neighbours SET terms = '[]' WHERE record_id = ?1 AND terms <> '[]'",
    [S_OTHER_TERMS] = "UPDATE neighbours SET terms = '[]' WHERE other_record_id = ?1 AND terms <> '[]'",
    [S_MARK_CODE] = "UPDATE versions SET overwritten = 'purge:'||?2, overwritten_at = ?3 WHERE record_id IN " CODE_OF " AND " WITH_TEXT,
    [S_MARK] = "UPDATE versions SET overwritten = 'purge:'||?2, overwritten_at = ?3 WHERE record_id = ?1 AND " WITH_TEXT,
    [S_DETAIL] = "UPDATE scores SET detail = '' WHERE detail <> '' AND version_id IN " VERSIONS_OF,
};

struct purge {
    struct store        *store;
    struct purge_counts *out;
    struct purge_part    part;   /* a copy: purge_id and at are filled in here */
    struct db_stmt      *stmt[N_STATEMENTS];
};

static int prepare(struct purge *p, struct err *err)
{
    const struct purge_kind *kind = &kinds[p->part.kind];
    struct strbuf sql;
    int rc;

    strbuf_init(&sql);
    strbuf_addf(&sql, "UPDATE \"%s\" SET %s WHERE version_id IN (SELECT version_id FROM versions WHERE record_id = ?1 AND " WITH_TEXT ")",
                kind->table, kind->empty);
    rc = strbuf_check(&sql, err);
    for (int i = 0; rc == 0 && i < N_STATEMENTS; i++) {
        bool of_scores = i == S_DETAIL || i == S_FEATURES || i == S_TERMS || (i == S_OTHER_TERMS && p->part.kind != RETAIN_POSTMORTEMS);
        bool of_code = i == S_CODE || i == S_MARK_CODE;

        if ((of_scores && !kind->has_scores) || (of_code && p->part.kind != RETAIN_CHANGES) || (i == S_INPUTS && p->part.kind != RETAIN_PREDICTIONS))
            continue;
        rc = db_prepare(p->store->db, &p->stmt[i], i == S_TEXT ? sql.data : statements[i], err);
    }
    strbuf_release(&sql);
    return rc;
}

/* Those that write rule and time too. */
static bool marks(int statement)
{
    return statement == S_FEATURES || statement == S_MARK_CODE || statement == S_MARK;
}

/* All of one record: text first, then the mark that says it has none; the details of its scores go by that mark alone. */
static int purge_record(struct purge *p, int64_t record_id, struct err *err)
{
    int64_t *count[N_STATEMENTS] = { [S_DETAIL] = &p->out->n_scores, [S_FEATURES] = &p->out->n_feature_rows, [S_MARK_CODE] = &p->out->n_versions,
                                     [S_MARK] = &p->out->n_versions };

    for (int i = 0; i < N_STATEMENTS; i++) {
        int rc;

        if (p->stmt[i] == NULL)
            continue;
        rc = marks(i) ? db_bind(p->stmt[i], err, "iti", record_id, p->part.rule, p->part.at) : db_bind(p->stmt[i], err, "i", record_id);
        if (rc == 0)
            rc = db_step(p->stmt[i], err);
        if (rc < 0)
            return rc;
        if (count[i] != NULL)
            *count[i] += db_changes(p->store->db);
    }
    p->out->n_records++;
    return 0;
}

static int purge_records(struct purge *p, struct err *err)
{
    struct db *db = p->store->db;
    double begun = 0;
    int rc = 0;

    progress_begin(p->store->log, p->part.rule, p->part.n_records);
    for (size_t i = 0; rc == 0 && i < p->part.n_records; i++) {
        if (!db_in_transaction(db)) {
            begun = clock_monotonic();
            rc = db_begin(db, err);
        }
        if (rc == 0)
            rc = purge_record(p, p->part.record[i], err);
        if (rc == 0 && clock_monotonic() - begun > transaction_s)
            rc = db_commit(db, err);
        progress_step(p->store->log, 1);
    }
    if (rc == 0 && db_in_transaction(db))
        rc = db_commit(db, err);
    db_rollback(db);
    progress_end(p->store->log, rc < 0 ? "not finished" : "%zu records", p->part.n_records);
    return rc;
}

/* The row of purges comes first: what says that it was purged under it never stands alone. No two purges have rule and time in common. */
static int begin(struct purge *p, const char *by, struct err *err)
{
    struct db *db = p->store->db;
    char counts[96];
    int64_t newest = 0;
    int rc = db_begin(db, err);

    if (rc < 0)
        return rc;
    snprintf(counts, sizeof counts, "{\"records\":%zu,\"versions\":%lld}", p->part.n_records, (long long)p->part.n_versions);
    rc = db_get_int(db, &newest, err, "SELECT coalesce(max(at), 0) FROM purges WHERE rule = ?", "t", p->part.rule);
    p->part.at = store_now(p->store) > newest ? store_now(p->store) : newest + 1;
    if (rc == 0)
        rc = db_run(db, err, "INSERT INTO purges(rule, before, \"by\", at, counts) VALUES (?, ?, ?, ?, ?)", "titit", p->part.rule, p->part.before, by, p->part.at, counts);
    p->part.purge_id = db_last_id(db);
    if (rc == 0)
        rc = audit_ledger_append(p->store, "purge.begin", p->part.purge_id, err);
    if (rc == 0)
        rc = db_commit(db, err);
    db_rollback(db);
    return rc;
}

static int purge_part(struct purge *p, const char *by, struct err *err)
{
    int rc = p->part.purge_id == 0 ? begin(p, by, err) : 0;

    if (rc == 0)
        rc = prepare(p, err);
    if (rc == 0)
        rc = purge_records(p, err);
    for (int i = 0; i < N_STATEMENTS; i++)
        db_finalize(p->stmt[i]);
    return rc < 0 ? rc : audit_purge_append(p->store, p->part.purge_id, err);
}

/* A group of which nobody who ever was in it is left with text: its words are those of texts that are gone. The newest run's stay until there is a newer one, which
 * follows its groups from there. What new tickets are put into groups by was made of texts of which some are gone: the next grouping makes it anew. */
static int purge_clusters(struct store *store, struct err *err)
{
    int rc = db_run(store->db, err,
                    "DELETE FROM cluster_models WHERE project IN"
                    " (SELECT r.project FROM versions v JOIN records r ON r.record_id = v.record_id WHERE r.kind = 'ticket' AND v.overwritten GLOB 'purge:*'"
                    "    AND v.overwritten_at >= (SELECT started_at FROM runs WHERE run_id = cluster_models.run_id))",
                    "");

    return rc < 0 ? rc : db_run(store->db, err,
                  "UPDATE cluster_states SET terms = '[]' WHERE terms <> '[]'"
                  " AND run_id < (SELECT max(run_id) FROM cluster_states)"
                  " AND NOT EXISTS (SELECT 1 FROM cluster_members m JOIN versions v ON v.record_id = m.record_id"
                  "                  WHERE m.run_id <= cluster_states.run_id AND m.cluster_id = cluster_states.cluster_id AND v." WITH_TEXT ")",
                  "");
}

/* Whether bytes of the log are left: somebody is reading. */
static int empty_log(bool *left, struct store *store, struct err *err)
{
    struct strbuf wal;
    struct stat st;
    int rc = db_checkpoint(store->db, err);

    strbuf_init(&wal);
    strbuf_addf(&wal, "%s-wal", store->path);
    if (rc == 0)
        rc = strbuf_check(&wal, err);
    if (rc == 0)
        *left = stat(wal.data, &st) == 0 && st.st_size > 0;
    strbuf_release(&wal);
    return rc;
}

int purge_run(struct purge_counts *out, struct store *store, const struct purge_plan *plan, const char *by, struct err *err)
{
    struct purge_counts counts = { .n_records = 0 };
    int rc = 0;

    assert(store->has_keys && store->lock_fd >= 0);
    if (plan->n_parts > 0)
        rc = index_place_remove(store, err); /* it has words of what goes */
    for (size_t i = 0; rc == 0 && i < plan->n_parts; i++) {
        struct purge p = { .store = store, .out = &counts, .part = plan->part[i] };

        if (p.part.n_records > 0 || p.part.purge_id != 0)
            rc = purge_part(&p, by, err);
    }
    if (rc == 0)
        rc = purge_clusters(store, err);
    if (rc == 0)
        rc = empty_log(&counts.log_left, store, err);
    if (rc == 0)
        *out = counts;
    return rc;
}
