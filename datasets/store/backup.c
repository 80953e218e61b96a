/*
 * backup.c - see backup.h.
 *
 *   backup_make -> check_place -> open_moment (reads head) -> store_copy -> check_copy (head again) -> rename -> audit row
 */
#include "datasets/store/backup.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/store/store_copy.h"

int backup_head(struct db *db, char hex[DIGEST_HEX_SIZE], int64_t *n_rows, struct err *err)
{
    struct store view = { .db = db, .lock_fd = -1 };

    return audit_head(&view, hex, n_rows, err);
}

/* Files of a store, by what follows its name. */
static const char *const store_files[] = { "", "-wal", "-shm", ".lock", ".conf" };

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Overwriting the store with its own backup would lose what came in between. */
static int check_place(const struct store *store, const char *path, bool replace, struct err *err)
{
    struct stat target, st;
    struct strbuf name;
    bool ours = false;
    int rc;

    if (*path == '\0')
        return err_set(err, ERR_USAGE, "the backup needs a name");
    if (stat(path, &target) != 0)
        return 0;
    strbuf_init(&name);
    for (size_t i = 0; i < sizeof store_files / sizeof *store_files && !name.failed; i++) {
        strbuf_clear(&name);
        strbuf_addf(&name, "%s%s", store->path, store_files[i]);
        ours = ours || (!name.failed && stat(name.data, &st) == 0 && same_file(&st, &target));
    }
    rc = strbuf_check(&name, err);
    strbuf_release(&name);
    if (rc == 0 && ours)
        rc = err_set(err, ERR_USAGE, "'%s' is a file of the store itself; name another", path);
    else if (rc == 0 && S_ISDIR(target.st_mode))
        rc = err_set(err, ERR_USAGE, "'%s' is a folder; name a file in it", path);
    else if (rc == 0 && !replace)
        rc = err_set(err, ERR_USAGE, "'%s' is there already; --force overwrites it", path);
    return rc;
}

/* A connection of its own that sees one moment of the store from now on. */
static int open_moment(struct db **out, struct backup *backup, struct store *store, struct err *err)
{
    struct db *db = NULL;
    int rc = db_open(&db, store->path, DB_READ, err);

    if (rc == 0)
        rc = db_exec(db, "BEGIN", err);
    if (rc == 0)
        rc = backup_head(db, backup->head, &backup->n_rows, err);
    if (rc < 0)
        db_close(db);
    else
        *out = db;
    return rc;
}

static int check_copy(const struct store_copy *copy, const struct backup *backup, struct err *err)
{
    char head[DIGEST_HEX_SIZE];
    struct db *db = NULL;
    int64_t n_rows;
    int rc = db_open(&db, copy->part, DB_READ, err);

    if (rc == 0)
        rc = backup_head(db, head, &n_rows, err);
    if (rc == 0 && (strcmp(head, backup->head) != 0 || n_rows != backup->n_rows))
        rc = err_set(err, ERR_INTEGRITY, "the audit chain of the copy is not that of the store");
    db_close(db);
    return rc;
}

static int make_copy(struct backup *backup, struct store *store, const char *path, bool replace, struct err *err)
{
    struct store_copy copy = STORE_COPY_INIT;
    uint8_t digest[DIGEST_SIZE];
    struct db *moment = NULL;
    int rc = store_copy_begin(&copy, path, err);

    if (rc < 0)
        return rc;
    store_copy_rights(&copy, store->path, false);
    rc = open_moment(&moment, backup, store, err);
    if (rc == 0)
        rc = store_copy_fill(&copy, moment, "backup", store->log, err);
    if (moment != NULL)
        db_rollback(moment);
    db_close(moment);
    if (rc == 0)
        rc = check_copy(&copy, backup, err);
    if (rc == 0)
        rc = store_copy_digest(digest, &backup->n_bytes, copy.fd, copy.part, err);
    if (rc == 0)
        digest_hex(digest, DIGEST_SIZE, backup->digest);
    if (rc == 0)
        rc = store_copy_put(&copy, replace, err);
    store_copy_close(&copy);
    return rc;
}

/* After the rename: the trail must not tell of a backup that there is not. */
static int tell_trail(struct store *store, const struct backup *backup, struct err *err)
{
    uint8_t digest[DIGEST_SIZE];
    char subject[8 + DIGEST_HEX_SIZE];

    digest_from_hex(backup->digest, digest, sizeof digest);
    snprintf(subject, sizeof subject, "head:%s", backup->head);
    return audit_append(store, "engine", "backup.make", subject, digest, sizeof digest, err);
}

int backup_make(struct backup *out, struct store *store, const char *path, bool replace, struct err *err)
{
    struct backup backup = { .seconds = clock_monotonic() };
    int rc = check_place(store, path, replace, err);

    assert(store->has_keys);
    if (rc < 0)
        return rc;
    rc = make_copy(&backup, store, path, replace, err);
    if (rc < 0) {
        err_prefix(err, "no backup was made");
        return rc;
    }
    rc = tell_trail(store, &backup, err);
    if (rc < 0) {
        err_prefix(err, "the backup '%s' is whole, but the audit trail could not be told of it", path);
        return rc;
    }
    backup.seconds = clock_monotonic() - backup.seconds;
    *out = backup;
    return 0;
}
