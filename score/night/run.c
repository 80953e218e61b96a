/*
 * run.c - see run.h.
 */
#include "score/night/run.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"

static int find_run(struct run_state *out, struct store *store, const char *key, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT run_id, started_at, completed_at, exit_status FROM runs WHERE key = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", key);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        out->run_id = db_int(stmt, 0);
        out->started_at = db_int(stmt, 1);
        out->completed = !db_is_null(stmt, 2);
        out->resumed = !out->completed;
        out->exit_status = (int)db_int(stmt, 3);
    }
    db_finalize(stmt);
    return rc;
}

int run_begin(struct run_state *out, struct store *store, const char *key, struct err *err)
{
    struct run_state run = {0};
    int rc = find_run(&run, store, key, err);

    if (rc == 0) {
        run.started_at = store_now(store);
        rc = db_run(store->db, err, "INSERT INTO runs(key, started_at) VALUES(?,?)", "ti", key, run.started_at);
        run.run_id = db_last_id(store->db);
    }
    if (rc < 0)
        return rc;
    *out = run;
    return 0;
}

int run_complete(struct store *store, int64_t run_id, bool failed, int exit_status, struct err *err)
{
    return db_run(store->db, err, "UPDATE runs SET completed_at = ?, status = ?, exit_status = ? WHERE run_id = ?", "itii",
                  store_now(store), failed ? "failed" : "done", (int64_t)exit_status, run_id);
}

int run_stage_begin(struct store *store, int64_t run_id, const char *stage, struct err *err)
{
    int64_t done;
    int rc = db_get_int(store->db, &done, err, "SELECT completed_at IS NOT NULL FROM run_stages WHERE run_id = ? AND stage = ?", "it",
                        run_id, stage);

    if (rc == 0 && done)
        return 0;
    if (rc < 0 && rc != ERR_NOTFOUND)
        return rc;
    rc = db_run(store->db, err, "INSERT INTO run_stages(run_id, stage, started_at) VALUES(?,?,?) "
                "ON CONFLICT(run_id, stage) DO UPDATE SET started_at = excluded.started_at, status = 'running'", "iti", run_id, stage,
                store_now(store));
    return rc < 0 ? rc : 1;
}

int run_stage_end(struct store *store, int64_t run_id, const char *stage, const char *status, const char *detail, struct err *err)
{
    bool complete = strcmp(status, "failed") != 0;

    return db_run(store->db, err, "UPDATE run_stages SET completed_at = CASE WHEN ? THEN ? END, status = ?, detail = ? "
                  "WHERE run_id = ? AND stage = ?", "iittit", (int64_t)complete, store_now(store), status, detail, run_id, stage);
}

int run_stage_detail(char **out, struct store *store, int64_t run_id, const char *stage, struct err *err)
{
    return db_get_text(store->db, out, err, "SELECT detail FROM run_stages WHERE run_id = ? AND stage = ? AND completed_at IS NOT NULL",
                       "it", run_id, stage);
}

int run_newest(int64_t *run_id, struct store *store, const char *prefix, struct err *err)
{
    return db_get_int(store->db, run_id, err, "SELECT run_id FROM runs WHERE completed_at IS NOT NULL AND substr(key, 1, length(?1)) = ?1 "
                      "ORDER BY run_id DESC LIMIT 1", "t", prefix);
}
