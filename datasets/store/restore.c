/*
 * restore.c - see restore.h.
 *
 *   restore_run -> check_file -> check_target -> store_lock -> fill (copy, migrate) -> verify_and_tell -> put_aside -> store_copy_put
 */
#include "datasets/store/restore.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/audit/audit_verify.h"
#include "datasets/base/mem.h"
#include "datasets/store/backup.h"
#include "datasets/store/schema.h"
#include "datasets/store/store_copy.h"
#include "datasets/store/store_lock.h"

enum { SAID_MAX = 20 }; /* of what does not verify, this much is said */

/* ------------------------------------------------------------------------------------------------------------- checking */

static int check_file(struct restore *restore, const char *file, struct err *err)
{
    int64_t id = 0;
    int rc = db_peek(&id, &restore->from_version, file, err);

    if (rc == ERR_NOTFOUND)
        return err_set(err, rc, "backup '%s' does not exist", file);
    if (rc < 0)
        return rc;
    if (id != STORE_APPLICATION_ID)
        return err_set(err, ERR_REFUSED, "'%s' is an SQLite file but no backup of a store (application id 0x%08llx)", file,
                       (unsigned long long)id & 0xffffffffu);
    if (restore->from_version > schema_version())
        return err_set(err, ERR_INTEGRITY, "backup '%s' has version %lld, this program knows up to %d; use a newer prodrome", file,
                       (long long)restore->from_version, schema_version());
    return 0;
}

static bool is_there(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0;
}

static int check_target(const struct restore_options *options, struct err *err)
{
    struct stat target, file;

    if (*options->store.path == '\0')
        return err_set(err, ERR_USAGE, "the store needs a name");
    if (!is_there(options->store.path))
        return 0;
    if (stat(options->store.path, &target) == 0 && stat(options->file, &file) == 0 && target.st_ino == file.st_ino && target.st_dev == file.st_dev)
        return err_set(err, ERR_USAGE, "'%s' is the store itself", options->file);
    if (!options->replace)
        return err_set(err, ERR_USAGE, "store '%s' is there already; --force puts it aside, or name another with --store", options->store.path);
    return 0;
}

/* Looked at before the long work; store_open compares them with the store. */
static int check_keys(const struct restore_options *options, struct err *err)
{
    struct keys keys = { 0 };
    struct strbuf dir;
    int rc;

    strbuf_init(&dir);
    if (options->store.keys_dir != NULL)
        strbuf_adds(&dir, options->store.keys_dir);
    else
        strbuf_addf(&dir, "%s.keys", options->store.path);
    rc = strbuf_check(&dir, err);
    if (rc == 0)
        rc = keys_load(&keys, dir.data, err);
    if (rc == ERR_USAGE)
        err_prefix(err, "a backup holds no keys; put the copy that you keep of them in place first");
    keys_wipe(&keys);
    strbuf_release(&dir);
    return rc;
}

/* -------------------------------------------------------------------------------------------------------------- filling */

/* The copy of an older store is brought to today's version; the backup itself stays what it is. */
static int fill(struct store_copy *copy, const struct restore_options *options, struct err *err)
{
    struct db *db = NULL;
    int rc = db_open(&db, options->file, DB_READ, err);

    if (rc == 0)
        rc = store_copy_fill(copy, db, "restore", options->store.log, err);
    db_close(db);
    if (rc < 0)
        return rc;
    rc = db_open(&db, copy->part, DB_WRITE, err);
    if (rc < 0)
        return rc;
    rc = schema_migrate(db, err);
    if (rc == 0)
        rc = db_checkpoint(db, err);
    db_close(db);
    return rc;
}

static int say_failures(const struct audit_result *result, struct log *log, struct err *err)
{
    for (size_t i = 0; i < result->n_failures && i < SAID_MAX; i++)
        log_error(log, "%s: %s", result->failure[i].check, result->failure[i].reason);
    return err_set(err, ERR_INTEGRITY, "it does not verify: %zu checks failed, the first: %s", result->n_failures, result->failure[0].reason);
}

static int verify(struct restore *restore, struct store *store, const struct restore_options *options, struct err *err)
{
    struct audit_result result;
    char key[2 * SIGN_PUBLIC_SIZE + 1];
    int rc;

    digest_hex(store->keys.audit_public, SIGN_PUBLIC_SIZE, key);
    rc = audit_verify(&result, store, key, options->expect, err);
    if (rc < 0)
        return rc;
    memcpy(restore->head, result.head, sizeof restore->head);
    restore->n_rows = result.n_rows;
    if (result.n_failures > 0)
        rc = say_failures(&result, options->store.log, err);
    audit_result_release(&result);
    return rc;
}

static int tell_trail(struct store *store, const struct restore *restore, const uint8_t digest[DIGEST_SIZE], struct err *err)
{
    char subject[8 + DIGEST_HEX_SIZE];

    snprintf(subject, sizeof subject, "head:%s", restore->head);
    return audit_append(store, "engine", "store.restore", subject, digest, DIGEST_SIZE, err);
}

/* Opened under its passing name, with the keys that will be beside its real one. */
static int verify_and_tell(struct restore *restore, const struct store_copy *copy, const struct restore_options *options,
                           const uint8_t digest[DIGEST_SIZE], struct err *err)
{
    struct store_options so = options->store;
    struct store *store = NULL;
    struct strbuf keys;
    int rc;

    strbuf_init(&keys);
    strbuf_addf(&keys, "%s.keys", options->store.path);
    rc = strbuf_check(&keys, err);
    so.path = copy->part;
    if (so.keys_dir == NULL)
        so.keys_dir = keys.data;
    if (rc == 0)
        rc = store_open(&store, &so, STORE_WRITE, err);
    if (rc == 0)
        rc = verify(restore, store, options, err);
    if (rc == 0)
        rc = tell_trail(store, restore, digest, err);
    if (rc == 0)
        rc = db_checkpoint(store->db, err);
    store_close(store);
    strbuf_release(&keys);
    return rc;
}

/* -------------------------------------------------------------------------------------------------------------- placing */

static int move_beside(const char *from, const char *to, const char *suffix, bool must, struct err *err)
{
    struct strbuf a, b;
    int rc;

    strbuf_init(&a);
    strbuf_init(&b);
    strbuf_addf(&a, "%s%s", from, suffix);
    strbuf_addf(&b, "%s%s", to, suffix);
    rc = a.failed || b.failed ? err_nomem(err) : 0;
    if (rc == 0 && rename(a.data, b.data) != 0 && (must || errno != ENOENT))
        rc = err_set(err, ERR_STORE, "cannot rename '%s' to '%s': %s", a.data, b.data, strerror(errno));
    strbuf_release(&a);
    strbuf_release(&b);
    return rc;
}

/* "STORE.before-restore-20260102T030405Z", with a number where that is taken. */
static int name_kept(struct restore *restore, const struct restore_options *options, struct err *err)
{
    struct strbuf name;
    char at[TIME_ISO_MAX], *to = at;

    time_format(clock_now(&options->store.clock), at);
    for (const char *from = at; *from != '\0'; from++)
        if (*from != '-' && *from != ':')
            *to++ = *from;
    *to = '\0';
    strbuf_init(&name);
    strbuf_addf(&name, "%s.before-restore-%s", options->store.path, at);
    for (int i = 2; !name.failed && is_there(name.data); i++) {
        strbuf_clear(&name);
        strbuf_addf(&name, "%s.before-restore-%s-%d", options->store.path, at, i);
    }
    restore->kept = strbuf_detach(&name, NULL);
    return restore->kept == NULL ? err_nomem(err) : 0;
}

/* What its log holds goes into the file first, where the file still can be opened: then the one rename moves the whole of it. A damaged one takes its
 * log along. */
static int put_aside(struct restore *restore, const struct restore_options *options, struct err *err)
{
    const char *path = options->store.path;
    struct db *db = NULL;
    int rc = name_kept(restore, options, err);

    if (rc < 0)
        return rc;
    if (db_open(&db, path, DB_WRITE, NULL) == 0)
        db_checkpoint(db, NULL);
    db_close(db);
    rc = move_beside(path, restore->kept, "", true, err);
    if (rc == 0)
        rc = move_beside(path, restore->kept, "-wal", false, err);
    if (rc == 0)
        rc = move_beside(path, restore->kept, "-shm", false, err);
    return rc;
}

static int place(struct restore *restore, struct store_copy *copy, const struct restore_options *options, struct err *err)
{
    struct db *db = NULL;
    int rc = 0;

    store_copy_rights(copy, options->store.path, true);
    if (is_there(options->store.path))
        rc = put_aside(restore, options, err);
    if (rc == 0)
        rc = store_copy_put(copy, false, err);
    if (rc < 0) {
        if (restore->kept != NULL)
            err_prefix(err, "the old store may lie in '%s'", restore->kept);
        return rc;
    }
    rc = db_open(&db, options->store.path, DB_WRITE, err); /* makes -wal and -shm, for those who may only read (db.h) */
    db_close(db);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------------ all */

/* The same as backup.make has it. No connection has the file open: closing it here would drop that one's locks. */
static int digest_file(uint8_t out[DIGEST_SIZE], int64_t *n_bytes, const char *file, struct err *err)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    int rc = fd < 0 ? err_set(err, ERR_STORE, "cannot open '%s': %s", file, strerror(errno)) : store_copy_digest(out, n_bytes, fd, file, err);

    if (fd >= 0)
        close(fd);
    return rc;
}

static int restore_locked(struct restore *restore, const struct restore_options *options, struct err *err)
{
    struct store_copy copy = STORE_COPY_INIT;
    uint8_t digest[DIGEST_SIZE];
    int rc = store_copy_begin(&copy, options->store.path, err);

    if (rc < 0)
        return rc;
    rc = fill(&copy, options, err);
    if (rc == 0)
        rc = digest_file(digest, &restore->n_bytes, options->file, err);
    if (rc == 0)
        rc = verify_and_tell(restore, &copy, options, digest, err);
    if (rc < 0)
        err_prefix(err, "backup '%s'", options->file);
    else
        rc = place(restore, &copy, options, err);
    store_copy_close(&copy);
    return rc;
}

int restore_run(struct restore *out, const struct restore_options *options, struct err *err)
{
    struct restore restore = { .seconds = clock_monotonic() };
    struct err of_file = ERR_INIT;
    int lock = -1;
    int file_rc, rc = digest_setup(err);

    assert(options->file != NULL && options->store.path != NULL);
    if (rc < 0)
        return rc;
    file_rc = check_file(&restore, options->file, &of_file);
    if (file_rc == ERR_NOTFOUND) /* before keys and lock; other faults of the file count after them (score/exit_status.h has the order) */
        rc = err_set(err, ERR_NOTFOUND, "%s", of_file.msg);
    if (rc == 0)
        rc = check_target(options, err);
    if (rc == 0)
        rc = check_keys(options, err);
    if (rc == 0)
        rc = store_lock(&lock, options->store.path, options->store.command, err);
    if (rc == 0 && file_rc < 0)
        rc = err_set(err, (enum err_code)file_rc, "%s", of_file.msg);
    if (rc == 0)
        rc = restore_locked(&restore, options, err);
    store_unlock(&lock);
    if (rc < 0) {
        restore_release(&restore);
        return rc;
    }
    restore.seconds = clock_monotonic() - restore.seconds;
    *out = restore;
    return 0;
}

void restore_release(struct restore *restore)
{
    mem_free(restore->kept);
    restore->kept = NULL;
}
