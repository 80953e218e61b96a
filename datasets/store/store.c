#include "datasets/store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/store/schema.h"
#include "datasets/store/store_copy.h"
#include "datasets/store/store_files.h"

/* Rows that one transaction of store_drop_incomplete takes: some 10 ms, so that a reviewer's decision gets in between. */
enum { DROP_ROWS = 1000 };

static const char public_setting[] = "audit_public_key";
static const char pseudonym_setting[] = "pseudonym_digest";

void store_use_rules(struct store *store, struct phi_rules *rules)
{
    if (rules != NULL && store->has_keys)
        phi_rules_set_key(rules, store->keys.pseudonym);
    store->rules = rules;
}

int64_t store_now(const struct store *store)
{
    return clock_now(&store->clock);
}

/* --------------------------------------------------------------------------------------------------------- settings */

static int setting_get(struct db *db, char **out, const char *name, struct err *err)
{
    int rc = db_get_text(db, out, err, "SELECT value FROM settings WHERE name = ?", "t", name);

    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_NOTFOUND, "the store has no setting '%s'", name);
    return rc;
}

static int setting_put(struct db *db, const char *name, const char *value, struct err *err)
{
    return db_run(
        db, err,
        "INSERT INTO settings(name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "tt",
        name, value);
}

int store_setting_get(struct store *store, char **out, const char *name, struct err *err)
{
    return setting_get(store->db, out, name, err);
}

int store_setting_put(struct store *store, const char *name, const char *value, struct err *err)
{
    return setting_put(store->db, name, value, err);
}

/* ------------------------------------------------------------------------------------------------------------- keys */

static int load_keys(struct store *store, const struct store_options *options, struct err *err)
{
    char *fallback = NULL;
    const char *dir = options->keys_dir;
    int rc;

    if (dir == NULL) {
        fallback = store_file(options->path, ".keys");
        if (fallback == NULL)
            return err_nomem(err);
        dir = fallback;
    }
    rc = keys_load(&store->keys, dir, err);
    mem_free(fallback);
    store->has_keys = rc == 0;
    return rc;
}

static int create_keys(struct keys *keys, const struct store_options *options, struct err *err)
{
    char *fallback = NULL;
    int rc;

    if (options->keys_dir != NULL)
        return keys_create(keys, options->keys_dir, err);
    fallback = store_file(options->path, ".keys");
    if (fallback == NULL)
        return err_nomem(err);
    rc = keys_create(keys, fallback, err);
    mem_free(fallback);
    return rc;
}

static int check_key(struct db *db, const char *setting, const uint8_t *bytes, const char *what, struct err *err)
{
    char hex[DIGEST_HEX_SIZE];
    char *expected = NULL;
    int rc = setting_get(db, &expected, setting, err);

    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_INTEGRITY, "the store does not say which keys are its own: setting '%s' is missing",
                       setting);
    if (rc < 0)
        return rc;
    digest_hex(bytes, DIGEST_SIZE, hex);
    if (expected == NULL || strcmp(expected, hex) != 0)
        rc = err_set(err, ERR_USAGE, "the %s is not that of this store; name the right folder with --keys", what);
    mem_free(expected);
    return rc;
}

/* The keys are those that the store was made with. */
static int check_keys(const struct store *store, struct err *err)
{
    uint8_t pseudonym[DIGEST_SIZE];
    int rc;

    _Static_assert(SIGN_PUBLIC_SIZE == DIGEST_SIZE, "both are written as 64 hex digits");
    rc = check_key(store->db, public_setting, store->keys.audit_public, "audit key", err);
    if (rc < 0)
        return rc;
    keys_pseudonym_digest(&store->keys, pseudonym);
    return check_key(store->db, pseudonym_setting, pseudonym, "pseudonym key", err);
}

/* --------------------------------------------------------------------------------------------------------- creating */

/* The log of a store that is gone would be taken for the new one's. An empty one is no loss. */
static int clear_leftovers(const char *path, struct err *err)
{
    struct stat st;
    char *wal = store_file(path, "-wal");
    int rc = 0;

    if (wal == NULL)
        return err_nomem(err);
    if (stat(wal, &st) == 0 && st.st_size > 0)
        rc = err_set(err, ERR_USAGE, "'%s' is left over from another store; move it away", wal);
    mem_free(wal);
    if (rc < 0)
        return rc;
    store_files_drop_log(path);
    return 0;
}

static int write_settings(struct db *db, const struct keys *keys, int64_t now, bool demonstration, struct err *err)
{
    uint8_t pseudonym[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE], time[TIME_ISO_MAX];
    int rc;

    digest_hex(keys->audit_public, SIGN_PUBLIC_SIZE, hex);
    rc = setting_put(db, public_setting, hex, err);
    if (rc < 0)
        return rc;
    keys_pseudonym_digest(keys, pseudonym);
    digest_hex(pseudonym, DIGEST_SIZE, hex);
    rc = setting_put(db, pseudonym_setting, hex, err);
    if (rc < 0)
        return rc;
    rc = setting_put(db, "created_at", time_format(now, time), err);
    if (rc < 0)
        return rc;
    rc = setting_put(db, "engine_version", PRODROME_VERSION, err);
    if (rc == 0 && demonstration)
        rc = setting_put(db, "demonstration", "1", err);
    return rc;
}

/* A whole store under another name: schema, keys, settings, everything in the one file. */
static int fill_new(const char *path, const struct store_options *options, bool demonstration, struct err *err)
{
    struct keys keys = { 0 };
    struct db *db = NULL;
    int rc = db_open(&db, path, DB_CREATE, err);

    if (rc < 0)
        return rc;
    rc = schema_migrate(db, err);
    if (rc < 0)
        goto done;
    rc = create_keys(&keys, options, err);
    if (rc < 0)
        goto done;
    rc = db_begin(db, err);
    if (rc < 0)
        goto done;
    rc = write_settings(db, &keys, clock_now(&options->clock), demonstration, err);
    if (rc < 0)
        goto done;
    rc = db_commit(db, err);
    if (rc < 0)
        goto done;
    rc = db_checkpoint(db, err);
done:
    db_rollback(db);
    db_close(db);
    keys_wipe(&keys);
    store_files_drop_log(path);
    return rc;
}

/* Gives the finished file its name, unless another has it by now. */
static int put_in_place(const char *made, const char *path, struct err *err)
{
    struct db *db = NULL;
    int rc;

    if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return err_set(err, ERR_USAGE, "store '%s' is there already", path);
        if ((errno != EINVAL && errno != ENOSYS) || rename(made, path) != 0)
            return err_set(err, ERR_STORE, "cannot rename '%s' to '%s': %s", made, path, strerror(errno));
    }
    rc = outfile_sync_folder(path, err);
    if (rc < 0)
        return rc;
    rc = db_open(&db, path, DB_WRITE, err); /* makes -wal and -shm, for those who may only read (db.h) */
    db_close(db);
    return rc;
}

static int check_new(const struct store_options *options, struct err *err)
{
    struct stat st;

    if (*options->path == '\0')
        return err_set(err, ERR_USAGE, "the store needs a name");
    if (lstat(options->path, &st) == 0)
        return err_set(err, ERR_USAGE, "store '%s' is there already", options->path);
    return clear_leftovers(options->path, err);
}

int store_create(const struct store_options *options, bool demonstration, struct err *err)
{
    char suffix[32];
    char *made = NULL;
    int fd = -1;
    int rc = check_new(options, err);

    if (rc < 0)
        return rc;
    snprintf(suffix, sizeof suffix, ".new.%ld", (long)getpid());
    made = store_file(options->path, suffix);
    if (made == NULL)
        return err_nomem(err);
    fd = open(made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640); /* not for everyone: it holds password hashes */
    if (fd < 0) {
        rc = err_set(err, ERR_STORE, "cannot create '%s': %s", made, strerror(errno));
        mem_free(made);
        return rc;
    }
    close(fd);
    rc = fill_new(made, options, demonstration, err);
    if (rc == 0)
        rc = put_in_place(made, options->path, err);
    if (rc < 0)
        unlink(made);
    mem_free(made);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- job lock */

/* Who holds the lock: what the holder wrote into the file, "PID COMMAND\n". */
static int busy(int fd, const char *path, struct err *err)
{
    char holder[256];
    ssize_t n = pread(fd, holder, sizeof holder - 1, 0);
    char *blank;

    if (n <= 0)
        return err_set(err, ERR_BUSY, "another job holds store '%s'", path);
    holder[n] = '\0';
    holder[strcspn(holder, "\n")] = '\0';
    blank = strchr(holder, ' ');
    if (blank == NULL)
        return err_set(err, ERR_BUSY, "another job holds store '%s': process %s", path, holder);
    *blank = '\0';
    return err_set(err, ERR_BUSY, "another job holds store '%s': process %s (%s)", path, holder, blank + 1);
}

static int sign_lock(int fd, const char *path, const char *command, struct err *err)
{
    char text[256];
    int len = snprintf(text, sizeof text, "%ld %.200s\n", (long)getpid(), command == NULL ? "job" : command);

    if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)len, 0) == len)
        return 0;
    return err_set(err, ERR_STORE, "cannot write lock '%s': %s", path, strerror(errno));
}

/* Whether the file that is locked is the one that has the name: somebody may have removed it in between. */
static bool same_file(int fd, const char *path)
{
    struct stat held, named;

    return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

static int lock_file(int *out, const char *store_path, const char *path, const char *command, struct err *err)
{
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
        int rc;

        if (fd < 0)
            return err_set(err, ERR_STORE, "cannot open lock '%s': %s", path, strerror(errno));
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            rc = errno == EWOULDBLOCK ? busy(fd, store_path, err)
                                      : err_set(err, ERR_STORE, "cannot lock '%s': %s", path, strerror(errno));
            close(fd);
            return rc;
        }
        if (same_file(fd, path)) {
            *out = fd;
            return sign_lock(fd, path, command, err);
        }
        close(fd);
    }
}

int store_lock(int *fd, const char *path, const char *command, struct err *err)
{
    char *name = store_file(path, ".lock");
    int rc;

    if (name == NULL)
        return err_nomem(err);
    rc = lock_file(fd, path, name, command, err);
    mem_free(name);
    return rc;
}

/* The file stays, empty: removing it could remove the lock of the next. */
void store_unlock(int *fd)
{
    if (*fd < 0)
        return;
    if (ftruncate(*fd, 0) != 0) {
        /* the lock goes with the descriptor all the same; what is written there is a courtesy */
    }
    close(*fd);
    *fd = -1;
}

/* ---------------------------------------------------------------------------------------------------------- opening */

/* A foreign file is told by its header, before SQLite opens it in earnest and leaves files beside it. */
static int check_ours(const char *path, int64_t *version, struct err *err)
{
    int64_t id = 0;
    int rc = db_peek(&id, version, path, err);

    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_NOTFOUND, "store '%s' does not exist; make one with: prodrome init", path);
    if (rc < 0)
        return rc;
    if (id != STORE_APPLICATION_ID)
        return err_set(err, ERR_REFUSED, "'%s' is an SQLite file but not a store (application id 0x%08llx)", path,
                       (unsigned long long)id & 0xffffffffu);
    return 0;
}

static int check_readable_version(const char *path, int64_t version, struct err *err)
{
    if (version > schema_version())
        return err_set(err, ERR_INTEGRITY,
                       "store '%s' has version %lld, this program knows up to %d; use a newer prodrome", path,
                       (long long)version, schema_version());
    if (version < schema_version())
        return err_set(err, ERR_USAGE,
                       "store '%s' has version %lld, this program needs %d; any command that writes migrates it (keeping a copy"
                       " beside), 'backup' for one", path,
                       (long long)version, schema_version());
    return 0;
}

static int read_demonstration(struct store *store, struct err *err)
{
    char *value = NULL;
    int rc = setting_get(store->db, &value, "demonstration", err);

    if (rc == ERR_NOTFOUND)
        return 0;
    store->demonstration = rc == 0 && value != NULL && strcmp(value, "1") == 0;
    mem_free(value);
    return rc;
}

static int open_to_read(struct store *store, struct err *err)
{
    int64_t version = 0;
    int rc = db_open(&store->db, store->path, DB_READ, err);

    if (rc < 0)
        return rc;
    rc = db_get_int(store->db, &version, err, "PRAGMA user_version", "");
    if (rc < 0)
        return rc;
    return check_readable_version(store->path, version, err);
}

/* The store as it is, whole under another name, before anything in it is changed. */
static int keep_older(struct store *store, struct err *err)
{
    struct store_copy copy = STORE_COPY_INIT;
    char suffix[32];
    char *kept;
    int rc;

    snprintf(suffix, sizeof suffix, ".before-v%d", schema_version());
    kept = store_file(store->path, suffix);
    if (kept == NULL)
        return err_nomem(err);
    rc = store_copy_begin(&copy, kept, err);
    if (rc == 0)
        store_copy_rights(&copy, store->path, true);
    if (rc == 0)
        rc = store_copy_fill(&copy, store->db, "copy before migrating", store->log, err);
    if (rc == 0)
        rc = store_copy_put(&copy, true, err);
    store_copy_close(&copy);
    if (rc < 0)
        err_prefix(err, "store '%s' was not migrated, since the copy to keep ('%s') failed", store->path, kept);
    else
        log_info(store->log, "the store as it was is kept in '%s'", kept);
    mem_free(kept);
    return rc;
}

static int stored_version(struct store *store, int64_t *version, struct err *err)
{
    return db_get_int(store->db, version, err, "PRAGMA user_version", "");
}

static bool is_older(int64_t version)
{
    return version > 0 && version < schema_version();
}

/* Most often there is nothing to do. An older store is migrated under the job lock, which is let go again where the caller wants none. */
static int migrate(struct store *store, struct err *err)
{
    bool own = store->lock_fd < 0;
    int64_t version = 0;
    int rc = stored_version(store, &version, err);

    if (rc == 0 && is_older(version) && own)
        rc = store_lock(&store->lock_fd, store->path, store->command, err);
    if (rc == 0)
        rc = stored_version(store, &version, err); /* who had the lock may have done it */
    if (rc == 0 && is_older(version))
        rc = keep_older(store, err);
    if (rc == 0) {
        rc = schema_migrate(store->db, err);
        if (rc < 0)
            err_prefix(err, "store '%s'", store->path);
        else if (is_older(version))
            log_info(store->log, "migrated the store from version %lld to %d", (long long)version, schema_version());
    }
    if (own)
        store_unlock(&store->lock_fd);
    return rc;
}

/* In the order in which failures count: keys (exit 2), lock (7), the store itself (6). */
static int open_to_write(struct store *store, const struct store_options *options, enum store_mode mode,
                         struct err *err)
{
    int rc = load_keys(store, options, err);

    if (rc < 0)
        return rc;
    rc = db_open(&store->db, store->path, DB_WRITE, err);
    if (rc < 0)
        return rc;
    rc = check_keys(store, err);
    if (rc < 0)
        return rc;
    if (mode == STORE_JOB) {
        rc = store_lock(&store->lock_fd, store->path, store->command, err);
        if (rc < 0)
            return rc;
    }
    rc = migrate(store, err);
    if (rc < 0)
        return rc;
    return mode == STORE_JOB ? store_drop_incomplete(store, err) : 0;
}

static int store_new(struct store **out, const struct store_options *options, struct err *err)
{
    struct store *store = mem_calloc(1, sizeof *store);

    if (store == NULL)
        return err_nomem(err);
    store->lock_fd = -1;
    store->clock = options->clock;
    store->log = options->log;
    store->command = options->command;
    store->path = mem_strdup(options->path);
    if (store->path == NULL) {
        mem_free(store);
        return err_nomem(err);
    }
    *out = store;
    return 0;
}

int store_open(struct store **out, const struct store_options *options, enum store_mode mode, struct err *err)
{
    struct store *store = NULL;
    int64_t version = 0;
    int rc;

    assert(options->path != NULL);

    rc = digest_setup(err);
    if (rc < 0)
        return rc;
    rc = check_ours(options->path, &version, err);
    if (rc < 0)
        return rc;
    rc = store_new(&store, options, err);
    if (rc < 0)
        return rc;
    rc = mode == STORE_READ ? open_to_read(store, err) : open_to_write(store, options, mode, err);
    if (rc < 0)
        goto done;
    rc = read_demonstration(store, err);
    if (rc < 0)
        goto done;

    *out = store;
    store = NULL;
    rc = 0;
done:
    store_close(store);
    return rc;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    db_close(store->db);
    store_unlock(&store->lock_fd);
    keys_wipe(&store->keys);
    mem_free(store->path);
    mem_free(store);
}

/* ------------------------------------------------------------------------------------------ what was never completed */

/* The version up to which one transaction goes; 0: none is left. */
static int next_bound(struct db *db, int64_t import_id, int64_t *out, struct err *err)
{
    return db_get_int(
        db, out, err,
        "SELECT max(version_id) FROM (SELECT version_id FROM versions WHERE import_id = ? ORDER BY version_id LIMIT ?)",
        "ii", import_id, (int64_t)DROP_ROWS);
}

/* Rows of the kinds' tables, then records that nothing else speaks of, then the versions. Foreign keys are checked at the commit,
 * since a record has to be looked at while its versions are still there. */
static int drop_versions(struct db *db, int64_t import_id, int64_t bound, struct err *err)
{
#define OF_IMPORT "version_id IN (SELECT version_id FROM versions WHERE import_id = ?1 AND version_id <= ?2)"
    static const char *const statements[] = {
        "DELETE FROM points WHERE " OF_IMPORT,
        "DELETE FROM series WHERE " OF_IMPORT,
        "DELETE FROM tickets WHERE " OF_IMPORT,
        "DELETE FROM changes WHERE " OF_IMPORT,
        "DELETE FROM code WHERE " OF_IMPORT,
        "DELETE FROM releases WHERE " OF_IMPORT,
        "DELETE FROM outcomes WHERE " OF_IMPORT,
        "DELETE FROM systems WHERE " OF_IMPORT,
        "DELETE FROM evidence WHERE " OF_IMPORT,
        "DELETE FROM patches WHERE " OF_IMPORT,
        "DELETE FROM postmortems WHERE " OF_IMPORT,
        "DELETE FROM dependencies WHERE " OF_IMPORT,
        "DELETE FROM updates WHERE " OF_IMPORT,
        "DELETE FROM prediction_rows WHERE " OF_IMPORT,
        "DELETE FROM predictions WHERE " OF_IMPORT,
        "DELETE FROM records WHERE record_id IN (SELECT record_id FROM versions WHERE import_id = ?1 AND version_id <= ?2)"
        " AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.record_id = records.record_id"
        " AND (v.import_id <> ?1 OR v.version_id > ?2))",
        "DELETE FROM versions WHERE import_id = ?1 AND version_id <= ?2",
    };
#undef OF_IMPORT
    int rc = db_exec(db, "PRAGMA defer_foreign_keys = 1", err);

    for (size_t i = 0; rc == 0 && i < sizeof statements / sizeof *statements; i++)
        rc = db_run(db, err, statements[i], "ii", import_id, bound);
    return rc;
}

static int drop_import_row(struct db *db, int64_t import_id, struct err *err)
{
    int rc = db_run(db, err, "DELETE FROM rejects WHERE import_id = ?", "i", import_id);

    if (rc == 0)
        rc = db_run(db, err, "DELETE FROM dependency_reads WHERE import_id = ?", "i", import_id);
    if (rc < 0)
        return rc;
    return db_run(db, err, "DELETE FROM imports WHERE import_id = ?", "i", import_id);
}

/* A version of a series or log may have a million rows: they go first. */
static int drop_points(struct db *db, int64_t import_id, bool *more, struct err *err)
{
    int64_t dropped = 0;
    int rc = db_run(db, err,
                    "DELETE FROM points WHERE (version_id, time, position) IN (SELECT p.version_id, p.time, p.position FROM points p"
                    " WHERE p.version_id IN (SELECT version_id FROM versions WHERE import_id = ?) LIMIT ?)",
                    "ii", import_id, (int64_t)(20 * DROP_ROWS));

    dropped = db_changes(db);
    if (rc == 0)
        rc = db_run(db, err,
                    "DELETE FROM prediction_rows WHERE (version_id, row) IN (SELECT p.version_id, p.row FROM prediction_rows p"
                    " WHERE p.version_id IN (SELECT version_id FROM versions WHERE import_id = ?) LIMIT ?)",
                    "ii", import_id, (int64_t)(10 * DROP_ROWS));
    *more = rc == 0 && dropped + db_changes(db) > 0;
    return rc;
}

/* One transaction: up to DROP_ROWS versions, or, when none is left, the import itself. Returns 1 while there is more. */
static int drop_some(struct db *db, int64_t import_id, struct err *err)
{
    int64_t bound = 0;
    bool more = false;
    int rc = db_begin(db, err);

    if (rc < 0)
        return rc;
    rc = drop_points(db, import_id, &more, err);
    if (rc == 0 && !more)
        rc = next_bound(db, import_id, &bound, err);
    if (rc == 0 && !more)
        rc = bound > 0 ? drop_versions(db, import_id, bound, err) : drop_import_row(db, import_id, err);
    if (rc == 0)
        rc = db_commit(db, err);
    db_rollback(db);
    return rc < 0 ? rc : more || bound > 0;
}

/* 1: one was dropped, 0: there was none. */
static int drop_one_import(struct db *db, struct err *err)
{
    int64_t import_id;
    int rc = db_get_int(db, &import_id, err, "SELECT import_id FROM imports WHERE completed_at IS NULL LIMIT 1", "");

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return rc;
    do
        rc = drop_some(db, import_id, err);
    while (rc == 1);
    return rc < 0 ? rc : 1;
}

/* The same for a model without a stage: its parts are large, so each goes alone. */
static int drop_one_model(struct db *db, struct err *err)
{
    int64_t model_id;
    int rc = db_get_int(
        db, &model_id, err,
        "SELECT model_id FROM models m WHERE NOT EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = m.model_id)"
        " AND NOT EXISTS (SELECT 1 FROM validation_records r WHERE r.model_id = m.model_id) LIMIT 1",
        "");

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return rc;
    do {
        rc = db_run(db, err,
                    "DELETE FROM model_parts WHERE rowid = (SELECT rowid FROM model_parts WHERE model_id = ? LIMIT 1)",
                    "i", model_id);
    } while (rc == 0 && db_changes(db) > 0);
    if (rc == 0)
        rc = db_run(db, err, "DELETE FROM models WHERE model_id = ?", "i", model_id);
    return rc < 0 ? rc : 1;
}

int store_drop_incomplete(struct store *store, struct err *err)
{
    int n_imports = 0, n_models = 0;
    int rc;

    assert(!db_in_transaction(store->db));

    while ((rc = drop_one_import(store->db, err)) == 1)
        n_imports++;
    if (rc < 0)
        return rc;
    while ((rc = drop_one_model(store->db, err)) == 1)
        n_models++;
    if (rc < 0)
        return rc;
    if (n_imports + n_models > 0)
        log_info(store->log, "dropped what a stopped job left: %d imports, %d models", n_imports, n_models);
    return n_imports + n_models;
}
