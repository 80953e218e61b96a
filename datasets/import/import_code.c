#include "datasets/import/import_code.h"

#include "datasets/base/mem.h"

void import_commits_init(struct import_commits *commits)
{
    *commits = (struct import_commits){ .of = NULL };
    intern_init(&commits->commits);
    intern_init(&commits->projects);
}

void import_commits_release(struct import_commits *commits)
{
    intern_release(&commits->commits);
    intern_release(&commits->projects);
    mem_free(commits->of);
    import_commits_init(commits);
}

int import_commits_add(struct import_commits *commits, const char *commit, size_t len, const char *project,
                       size_t project_len, int64_t known_at, struct err *err)
{
    size_t n = commits->commits.n;
    uint32_t at = intern_add(&commits->commits, commit, len);
    uint32_t project_at = intern_add(&commits->projects, project, project_len);

    if (at == INTERN_NONE || project_at == INTERN_NONE)
        return err_nomem(err);
    if (at < n)
        return 0;
    if (mem_grow(&commits->of, &commits->cap, n + 1, sizeof *commits->of, err) < 0)
        return ERR_NOMEM;
    commits->of[at] = (struct import_commit){ .project = project_at, .known_at = known_at };
    return 0;
}

/* All at once: records are found by kind, project and id, so one commit without its project would be a walk over all
 * of them. */
static int read_store(struct import_commits *commits, struct store *store, const char *project, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(
        store->db, &stmt,
        "SELECT id, project, known_at FROM current_versions WHERE kind = 'change' AND (?1 IS NULL OR project = ?1)",
        err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        size_t len, project_len;
        const char *id = db_text(stmt, 0, &len), *of = db_text(stmt, 1, &project_len);

        rc = id == NULL || of == NULL ? err_nomem(err)
                                      : import_commits_add(commits, id, len, of, project_len, db_int(stmt, 2), err);
    }
    db_finalize(stmt);
    commits->store_read = rc == 0;
    return rc;
}

int import_commits_find(struct import_commits *commits, struct store *store, const char *project, const char *commit,
                        size_t len, struct import_commit *out, struct err *err)
{
    uint32_t at = intern_find(&commits->commits, commit, len);

    if (at == INTERN_NONE && !commits->store_read) {
        int rc = read_store(commits, store, project, err);

        if (rc < 0)
            return rc;
        at = intern_find(&commits->commits, commit, len);
    }
    if (at == INTERN_NONE)
        return 0;
    *out = commits->of[at];
    return 1;
}
