/*
 * score_writer.c - see score_writer.h.
 */
#include "score/score_writer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#include "datasets/base/mem.h"
#include "score/short_transaction.h"

#if defined(__x86_64__) || defined(__i386__)
static void processor_family(char *out, size_t size)
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    char vendor[13] = "";

    if (__get_cpuid(0, &a, &b, &c, &d)) {
        memcpy(vendor, &b, 4);
        memcpy(vendor + 4, &d, 4);
        memcpy(vendor + 8, &c, 4);
        vendor[12] = '\0';
    }
    a = 0;
    __get_cpuid(1, &a, &b, &c, &d);
    snprintf(out, size, "%s-%u-%u", vendor, ((a >> 8) & 0xf) + ((a >> 20) & 0xff), ((a >> 4) & 0xf) | ((a >> 12) & 0xf0));
}
#else
static void processor_family(char *out, size_t size)
{
    snprintf(out, size, "other");
}
#endif

const char *score_build(void)
{
    static char build[96];

    if (build[0] == '\0') {
        char family[64];

        processor_family(family, sizeof(family));
        snprintf(build, sizeof(build), "%s %s", PRODROME_VERSION, family);
    }
    return build;
}

int score_writer_open(struct score_writer *w, struct store *store, int64_t run_id, struct err *err)
{
    int rc;

    memset(w, 0, sizeof(*w));
    w->store = store;
    w->run_id = run_id;
    rc = db_prepare(store->db, &w->score, "INSERT INTO scores(run_id, model_id, item, version_id, probability, logit, label, detail, "
                    "feature_hash, approved, build, scored_at, detail_hash) VALUES(?,nullif(?,0),?,?,?,?,?,?,?,?,?,?,?)", err);
    if (rc == 0)
        rc = db_prepare(store->db, &w->feature, "INSERT INTO feature_rows(hash, data) VALUES(?,?) ON CONFLICT(hash) DO NOTHING", err);
    if (rc == 0)
        rc = db_prepare(store->db, &w->find, "SELECT score_id FROM scores WHERE run_id = ? AND item = ? AND model_id = ?", err);
    if (rc < 0)
        score_writer_close(w);
    return rc;
}

static int put_features(struct score_writer *w, uint8_t hash[DIGEST_SIZE], const struct score_row *row, struct err *err)
{
    size_t bytes = row->n * (sizeof(*row->col) + sizeof(*row->val));
    char *data = mem_alloc(bytes);
    int rc;

    if (data == NULL)
        return err_nomem(err);
    if (row->n > 0) {
        memcpy(data, row->col, row->n * sizeof(*row->col));
        memcpy(data + row->n * sizeof(*row->col), row->val, row->n * sizeof(*row->val));
    }
    digest_of(data, bytes, hash);
    rc = db_bind(w->feature, err, "bb", hash, (size_t)DIGEST_SIZE, data, bytes);
    if (rc == 0)
        rc = db_step(w->feature, err);
    db_reset(w->feature);
    mem_free(data);
    return rc < 0 ? rc : 0;
}

int score_writer_put(struct score_writer *w, int64_t *score_id, const struct score_row *row, struct err *err)
{
    uint8_t hash[DIGEST_SIZE], detail_hash[DIGEST_SIZE];
    int rc = short_transaction(w->store->db, &w->began, err);

    digest_of(row->detail, strlen(row->detail), detail_hash);
    if (rc == 0 && row->col != NULL)
        rc = put_features(w, hash, row, err);
    if (rc == 0)
        rc = db_bind(w->score, err, "iitiddttbitib", w->run_id, row->model_id, row->item, row->version_id, row->probability, row->logit,
                     row->label, row->detail, row->col != NULL ? hash : NULL, (size_t)DIGEST_SIZE, (int64_t)row->approved,
                     score_build(), store_now(w->store), detail_hash, (size_t)DIGEST_SIZE);
    if (rc == 0)
        rc = db_step(w->score, err);
    if (rc >= 0)
        *score_id = db_last_id(w->store->db);
    db_reset(w->score);
    return rc < 0 ? rc : 0;
}

int score_writer_find(struct score_writer *w, int64_t *score_id, const char *item, int64_t model_id, struct err *err)
{
    int rc = db_bind(w->find, err, "iti", w->run_id, item, model_id);

    if (rc == 0)
        rc = db_step(w->find, err);
    if (rc == 1)
        *score_id = db_int(w->find, 0);
    db_reset(w->find);
    return rc;
}

int score_writer_flush(struct score_writer *w, struct err *err)
{
    return db_in_transaction(w->store->db) ? db_commit(w->store->db, err) : 0;
}

void score_writer_close(struct score_writer *w)
{
    if (w->store != NULL && w->store->db != NULL)
        db_rollback(w->store->db);
    db_finalize(w->score);
    db_finalize(w->feature);
    db_finalize(w->find);
    memset(w, 0, sizeof(*w));
}

int feature_row_read(uint32_t **col, float **val, size_t *n, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT f.data, f.purged, f.hash FROM scores s JOIN feature_rows f ON f.hash = s.feature_hash "
                        "WHERE s.score_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "score %lld has no feature row", (long long)score_id);
    else if (rc == 1 && db_is_null(stmt, 0))
        rc = err_set(err, ERR_NOTFOUND, "the features of score %lld were purged (%s)", (long long)score_id, db_text(stmt, 1, NULL));
    else if (rc == 1) {
        size_t bytes = 0, hash_len = 0;
        const char *data = db_blob(stmt, 0, &bytes);
        const uint8_t *stored = db_blob(stmt, 2, &hash_len);
        uint8_t hash[DIGEST_SIZE];

        digest_of(data, bytes, hash);
        *n = bytes / (sizeof(**col) + sizeof(**val));
        *col = mem_alloc(*n * sizeof(**col));
        *val = mem_alloc(*n * sizeof(**val));
        if (hash_len != DIGEST_SIZE || !digest_equal(hash, stored, DIGEST_SIZE))
            rc = err_set(err, ERR_INTEGRITY, "the feature row of score %lld was altered", (long long)score_id);
        else if (*col == NULL || *val == NULL)
            rc = err_nomem(err);
        else {
            if (*n > 0) {
                memcpy(*col, data, *n * sizeof(**col));
                memcpy(*val, data + *n * sizeof(**col), *n * sizeof(**val));
            }
            rc = 0;
        }
        if (rc < 0) {
            mem_free(*col);
            mem_free(*val);
        }
    }
    db_finalize(stmt);
    return rc;
}
