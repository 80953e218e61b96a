#include "datasets/store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/store/schema.h"
#include "datasets/store/store_copy.h"
#include "datasets/store/store_files.h"
#include "datasets/store/store_lock.h"

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
