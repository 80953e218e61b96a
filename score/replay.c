/*
 * replay.c - stored scores found and computed again; see scoring.h.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_scores.h"
#include "datasets/base/mem.h"
#include "score/explain.h"
#include "score/replay_why.h"
#include "score/score_writer.h"
#include "score/scoring.h"
#include "score/similar/similar_order.h"
#include "train/dependency/dependency_model_io.h"
#include "train/learn/learned_filed.h"
#include "train/release/release_model_io.h"

static const char by_task_sql[] =
    "SELECT s.score_id FROM scores s JOIN models m ON m.model_id = s.model_id WHERE s.item = ? AND m.task = ? ORDER BY s.score_id DESC LIMIT 1";

/* A commit may be cut short, as reports do. *n: how many items it stands for; more than one is ERR_NOTFOUND. */
static int find_cut_short(int64_t *score_id, int64_t *n, struct store *store, const char *item)
{
    int rc = db_get_int(store->db, n, NULL, "SELECT count(DISTINCT item) FROM scores WHERE substr(item, 1, length(?1)) = ?1", "t", item);

    if (rc == 0 && *n > 1)
        return ERR_NOTFOUND;
    if (rc == 0)
        rc = db_get_int(store->db, score_id, NULL, "SELECT score_id FROM scores WHERE substr(item, 1, length(?1)) = ?1 ORDER BY score_id DESC LIMIT 1", "t", item);
    return rc;
}

/* Of a release or a dependency there is one score at a time, by whatever version or none. */
static bool has_one_score(const char *item)
{
    return strncmp(item, "release:", 8) == 0 || strncmp(item, "dependency:", 11) == 0;
}

int score_find(int64_t *score_id, struct store *store, const char *item, const char *task, struct err *err)
{
    int64_t n = 0;
    int rc = ERR_NOTFOUND;

    if (task == NULL && has_one_score(item))
        rc = db_get_int(store->db, score_id, NULL, "SELECT score_id FROM scores WHERE item = ? ORDER BY score_id DESC LIMIT 1", "t", item);
    for (size_t i = 0; rc == ERR_NOTFOUND && i < n_tasks; i++)
        if (task == NULL || strcmp(task, task_list[i].name) == 0)
            rc = db_get_int(store->db, score_id, NULL, by_task_sql, "tt", item, task_list[i].name);
    if (rc == ERR_NOTFOUND && strncmp(item, "change:", 7) == 0)
        rc = find_cut_short(score_id, &n, store, item);
    if (rc == ERR_NOTFOUND && n > 1)
        return err_set(err, rc, "'%s' stands for %lld changes: give more of the commit", item, (long long)n);
    if (rc == ERR_NOTFOUND)
        return err_set(err, rc, "'%s' was never scored%s%s", item, task != NULL ? " for " : "", task != NULL ? task : "");
    return rc < 0 ? err_set(err, (enum err_code)rc, "the scores of '%s' cannot be read", item) : 0;
}

static const char purged_sql[] =
    "WITH made_of AS (SELECT ?1 AS score_id UNION ALL SELECT member_score_id FROM score_members WHERE score_id = ?1)"
    "SELECT substr(v.overwritten, 7), v.overwritten_at FROM made_of JOIN scores s USING (score_id) JOIN versions v ON v.version_id = s.version_id"
    " WHERE v.overwritten GLOB 'purge:*'"
    " UNION ALL SELECT f.purged, f.purged_at FROM made_of JOIN scores s USING (score_id) JOIN feature_rows f ON f.hash = s.feature_hash WHERE f.data IS NULL"
    " LIMIT 1";

int score_purged(char **rule, int64_t *at, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, purged_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        *rule = mem_strdup(db_text(stmt, 0, NULL));
        *at = db_int(stmt, 1);
        if (*rule == NULL)
            rc = err_nomem(err);
    }
    db_finalize(stmt);
    return rc;
}

static int refuse_purged(struct store *store, int64_t score_id, struct err *err)
{
    char at[TIME_ISO_MAX], *rule = NULL;
    int64_t when = 0;
    int rc = score_purged(&rule, &when, store, score_id, err);

    if (rc == 1)
        rc = err_set(err, ERR_NODATA, "what the score was made from was purged on %s by the rule '%s'", time_format_date(when, at), rule);
    mem_free(rule);
    return rc;
}

struct scored { int64_t score_id, model_id; double logit; char *label; json_t *detail; };

static int read_scored(struct scored *out, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT model_id, logit, label, detail FROM scores WHERE score_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "no score %lld", (long long)score_id);
    else if (rc == 1) {
        out->score_id = score_id;
        out->model_id = db_int(stmt, 0);
        out->detail = json_loads(db_text(stmt, 3, NULL), 0, NULL);
        out->logit = db_double(stmt, 1);
        out->label = mem_strdup(db_text(stmt, 2, NULL));
        rc = out->label == NULL ? err_nomem(err) : 0;
    }
    db_finalize(stmt);
    return rc;
}

static void scored_release(struct scored *s)
{
    mem_free(s->label);
    json_decref(s->detail);
}

static int other_explanation(int64_t score_id, struct err *err)
{
    return err_set(err, ERR_INTEGRITY, "the stored explanation of score %lld is not the one that its features and model give", (long long)score_id);
}

/* An update of a dependency, by its version's rates and weights. */
static int replay_dependency(double *now, struct store *store, const struct model_version *version, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    struct dependency_model m = { .n_rows = 0 };
    double margin;
    int rc = dependency_model_load(&m, store, version, err);

    if (rc == 0)
        rc = dependency_model_of_row(&margin, now, &m, col, val, n, err);
    dependency_model_release(&m);
    return rc;
}

/* A pair, by its version's weights. */
static int replay_duplicate(double *now, struct store *store, const struct model_version *version, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    struct duplicate_model m;
    int rc = duplicate_model_load(&m, store, version, err);

    return rc < 0 ? rc : similar_order_replay(now, &m, col, val, n, err);
}

static int replay_with(double *now, struct store *store, const struct scored *was, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    struct model_list list;
    struct learned l = {0};
    const struct model_version *m = NULL;
    size_t output = 0;
    bool known = false;
    int rc = registry_list(&list, store, err);

    if (rc < 0)
        return rc;
    m = registry_by_id(&list, was->model_id);
    if (m != NULL && (strcmp(m->task, "dependency-risk") == 0 || strcmp(m->task, "duplicates") == 0)) {
        rc = strcmp(m->task, "duplicates") == 0 ? replay_duplicate(now, store, m, col, val, n, err) : replay_dependency(now, store, m, col, val, n, err);
        model_list_release(&list);
        return rc;
    }
    rc = m == NULL ? err_set(err, ERR_INTEGRITY, "the model of the score is gone") : registry_load(&l, store, m, err);
    for (size_t k = 0; rc == 0 && k < l.n_classes; k++)
        if (strcmp(l.class_name[k], was->label) == 0) {
            output = k;
            known = true;
        }
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (col[i] >= feature_set_n_cols(l.features) || !isfinite(val[i]))
            rc = err_set(err, ERR_INTEGRITY, "the feature row does not fit the model");
    if (rc == 0 && !known && l.n_classes > 0 && l.filed != NULL && l.filed->copy.kept) {
        *now = learned_filed_logit(l.filed);
    } else if (rc == 0) {
        struct explanation e;

        rc = explain_row(&e, &l, col, val, n, output, err);
        if (rc == 0) {
            *now = e.score;
            rc = replay_why_agrees(was->detail, &e, &l) ? 0 : other_explanation(was->score_id, err);
            explanation_release(&e);
        }
    }
    learned_release(&l);
    model_list_release(&list);
    return rc;
}

static int replay_one(double *was, double *now, struct store *store, int64_t score_id, struct err *err)
{
    struct scored scored = {0};
    uint32_t *col = NULL;
    float *val = NULL;
    size_t n = 0;
    int rc = read_scored(&scored, store, score_id, err);

    if (rc == 0)
        rc = feature_row_read(&col, &val, &n, store, score_id, err);
    if (rc == 0) {
        rc = replay_with(now, store, &scored, col, val, n, err);
        mem_free(col);
        mem_free(val);
    }
    if (rc == 0) {
        *was = scored.logit;
        rc = memcmp(was, now, sizeof(*was)) == 0;
    }
    scored_release(&scored);
    return rc;
}

/* The members' stored scores, riskiest first as they were combined, each replayed and compared with what the release's detail says of it. 1 where all have the
 * same bits. */
static int replay_members(double *log_none, struct store *store, const struct scored *release, struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t n = 0;
    int same = 1, rc = db_prepare(store->db, &stmt, "SELECT s.score_id, s.logit, s.probability, c.\"commit\" FROM score_members m JOIN scores s ON s.score_id = m.member_score_id "
                                  "JOIN changes c ON c.version_id = s.version_id WHERE m.score_id = ? ORDER BY s.probability DESC, c.\"commit\"", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", release->score_id);
    *log_none = 0;
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        double was, now, p;

        rc = replay_one(&was, &now, store, db_int(stmt, 0), err);
        if (rc < 0)
            break;
        p = calibration_probability(now);
        same = same && rc == 1 && p == db_double(stmt, 2);
        *log_none += log1p(-fmin(p, 1 - 1e-15));
        n++;
        rc = replay_change_agrees(release->detail, db_text(stmt, 3, NULL), db_double(stmt, 2)) ? 0 : other_explanation(release->score_id, err);
    }
    db_finalize(stmt);
    if (rc == 0 && json_array_size(json_object_get(release->detail, "changes")) != n)
        rc = other_explanation(release->score_id, err);
    return rc < 0 ? rc : same;
}

/* Of a version of release-risk; or what an older program put into one of change-risk. */
static int load_release_model(struct release_model *out, struct store *store, const struct model_version *version, struct err *err)
{
    struct learned l = {0};
    int rc;

    if (strcmp(version->task, "release-risk") == 0)
        return release_model_load(out, store, version, err);
    rc = registry_load(&l, store, version, err);
    if (rc == 0)
        *out = l.release;
    learned_release(&l);
    return rc;
}

/* A release that a model of releases judged keeps its numbers as a row of features. 1 where it has one: *now is the probability again. */
static int replay_release(double *now, struct store *store, int64_t score_id, struct err *err)
{
    double number[N_RELEASE_NUMBERS];
    struct scored scored = {0};
    struct model_list list = {0};
    struct release_model m = { .method = RELEASE_PRODUCT };
    uint32_t *col = NULL;
    float *val = NULL;
    size_t n = 0;
    int64_t has_row = 0;
    int rc = db_get_int(store->db, &has_row, err, "SELECT feature_hash IS NOT NULL FROM scores WHERE score_id = ?", "i", score_id);

    if (rc < 0 || !has_row)
        return rc;
    rc = read_scored(&scored, store, score_id, err);
    if (rc >= 0)
        rc = registry_list(&list, store, err);
    if (rc == 0)
        rc = feature_row_read(&col, &val, &n, store, score_id, err);
    if (rc == 0) {
        const struct model_version *version = registry_by_id(&list, scored.model_id);

        rc = version == NULL ? err_set(err, ERR_INTEGRITY, "the model of the score is gone") : load_release_model(&m, store, version, err);
    }
    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
        number[k] = (double)NAN;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        if (col[i] >= N_RELEASE_NUMBERS)
            rc = err_set(err, ERR_INTEGRITY, "the feature row does not fit the model");
        else
            number[col[i]] = (double)val[i];
    }
    if (rc == 0)
        *now = calibration_probability(release_model_logit(&m, number));
    mem_free(col);
    mem_free(val);
    scored_release(&scored);
    model_list_release(&list);
    return rc < 0 ? rc : 1;
}

static int replay_whole_release(double *was, double *now, struct store *store, int64_t score_id, double probability, struct err *err)
{
    struct scored release = { 0 };
    double log_none = 0;
    int same = 0, judged, rc = read_scored(&release, store, score_id, err);

    if (rc == 0)
        rc = same = replay_members(&log_none, store, &release, err);
    scored_release(&release);
    if (rc < 0)
        return rc;
    *was = probability;
    *now = -expm1(log_none);
    judged = replay_release(now, store, score_id, err);
    if (judged < 0)
        return judged;
    return same == 1 && memcmp(was, now, sizeof(*was)) == 0;
}

int score_replay(double *was, double *now, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    double probability = 0;
    bool release = false;
    int rc = refuse_purged(store, score_id, err);

    if (rc == 0)
        rc = audit_score_verify(store, score_id, err);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, "SELECT item LIKE 'release:%', probability FROM scores WHERE score_id = ?", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        release = db_int(stmt, 0) != 0;
        probability = db_double(stmt, 1);
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    return release ? replay_whole_release(was, now, store, score_id, probability, err) : replay_one(was, now, store, score_id, err);
}
