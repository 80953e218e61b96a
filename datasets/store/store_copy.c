#include "datasets/store/store_copy.h"

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
#include "datasets/store/store_files.h"

enum { MIB = 1024 * 1024 };

/* ----------------------------------------------------------------------------------------------------------- beginning */

/* The log of a store that was there would be taken for the copy's. */
static int check_no_log(const char *target, struct err *err)
{
    char *wal = store_file(target, "-wal");
    struct stat st;
    int rc = 0;

    if (wal == NULL)
        return err_nomem(err);
    if (stat(wal, &st) == 0 && st.st_size > 0)
        rc = err_set(err, ERR_USAGE, "'%s' belongs to another store of that name; move it away", wal);
    mem_free(wal);
    return rc;
}

static int check_target(const char *target, struct err *err)
{
    struct stat st;

    if (*target == '\0')
        return err_set(err, ERR_USAGE, "the copy needs a name");
    if (stat(target, &st) == 0 && !S_ISREG(st.st_mode))
        return err_set(err, ERR_USAGE, "'%s' is no regular file", target);
    return 0;
}

/* The file that is locked is the one that has the name: another copy may have renamed it in between. */
static bool still_named(int fd, const char *path)
{
    struct stat held, named;

    return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

static int open_part(struct store_copy *copy, struct err *err)
{
    for (;;) {
        copy->fd = open(copy->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640); /* not for everyone: it holds password hashes */
        if (copy->fd < 0)
            return err_set(err, ERR_STORE, "cannot create '%s': %s", copy->part, strerror(errno));
        if (flock(copy->fd, LOCK_EX | LOCK_NB) != 0) {
            int rc = errno == EWOULDBLOCK ? err_set(err, ERR_BUSY, "another copy to '%s' is being made", copy->target)
                                          : err_set(err, ERR_STORE, "cannot lock '%s': %s", copy->part, strerror(errno));

            close(copy->fd);
            copy->fd = -1; /* it is not ours to remove */
            return rc;
        }
        if (still_named(copy->fd, copy->part))
            break;
        close(copy->fd);
    }
    store_files_drop_log(copy->part);
    if (ftruncate(copy->fd, 0) != 0)
        return err_set(err, ERR_STORE, "cannot empty '%s': %s", copy->part, strerror(errno));
    return 0;
}

int store_copy_begin(struct store_copy *out, const char *target, struct err *err)
{
    struct store_copy copy = STORE_COPY_INIT;
    int rc = check_target(target, err);

    if (rc < 0)
        return rc;
    copy.target = mem_strdup(target);
    copy.part = store_file(target, ".part");
    rc = copy.target == NULL || copy.part == NULL ? err_nomem(err) : open_part(&copy, err);
    if (rc < 0)
        store_copy_close(&copy);
    else
        *out = copy;
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------- filling */

struct shown {
    struct log *log;
    bool        begun;
    const char *name;
    int64_t     mib;
};

static void show_step(void *ctx, int64_t done, int64_t total)
{
    struct shown *shown = ctx;

    shown->mib = (total + MIB - 1) / MIB;
    if (!shown->begun)
        progress_begin(shown->log, shown->name, (uint64_t)shown->mib);
    shown->begun = true;
    progress_set(shown->log, (uint64_t)(done / MIB));
}

/* Every page of the copy is where SQLite expects it. The copy lies alone, so it is read as a file that nobody writes. */
static int check_copy(const char *path, struct err *err)
{
    struct db *db = NULL;
    char *verdict = NULL;
    int rc = db_open(&db, path, DB_READ, err);

    if (rc == 0)
        rc = db_get_text(db, &verdict, err, "PRAGMA quick_check(1)", "");
    if (rc == 0 && (verdict == NULL || strcmp(verdict, "ok") != 0))
        rc = err_set(err, ERR_INTEGRITY, "the store is damaged: %s", verdict != NULL ? verdict : "no verdict");
    mem_free(verdict);
    db_close(db);
    return rc;
}

int store_copy_fill(struct store_copy *copy, struct db *from, const char *name, struct log *log, struct err *err)
{
    struct shown shown = { .log = log, .name = name };
    int rc;

    assert(copy->fd >= 0);
    rc = db_copy(from, copy->part, show_step, &shown, err);
    if (shown.begun && rc < 0)
        progress_end(log, "not finished");
    else if (shown.begun)
        progress_end(log, "%lld MiB copied", (long long)shown.mib);
    return rc < 0 ? rc : check_copy(copy->part, err);
}

void store_copy_rights(struct store_copy *copy, const char *like, bool owner)
{
    struct stat st;

    if (stat(like, &st) != 0)
        return;
    if (fchmod(copy->fd, st.st_mode & 0777) != 0 || (owner && geteuid() == 0 && fchown(copy->fd, st.st_uid, st.st_gid) != 0)) {
        /* then it keeps those of who copies, who is told by the next command that cannot open it */
    }
}

int store_copy_digest(uint8_t out[DIGEST_SIZE], int64_t *n_bytes, int fd, const char *name, struct err *err)
{
    struct digest digest;
    char *buffer = mem_alloc(MIB);
    int64_t at = 0;
    ssize_t n;

    if (buffer == NULL)
        return err_nomem(err);
    digest_init(&digest);
    while ((n = pread(fd, buffer, MIB, at)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        digest_update(&digest, buffer, (size_t)n);
        at += n;
    }
    mem_free(buffer);
    if (n < 0)
        return err_set(err, ERR_STORE, "cannot read '%s': %s", name, strerror(errno));
    digest_final(&digest, out);
    *n_bytes = at;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------- placing */

static int rename_part(struct store_copy *copy, bool replace, struct err *err)
{
    if (replace ? rename(copy->part, copy->target) == 0
                : renameat2(AT_FDCWD, copy->part, AT_FDCWD, copy->target, RENAME_NOREPLACE) == 0)
        return 0;
    if (!replace && errno == EEXIST)
        return err_set(err, ERR_USAGE, "'%s' is there already", copy->target);
    if (!replace && (errno == EINVAL || errno == ENOSYS) && rename(copy->part, copy->target) == 0)
        return 0; /* a file system that cannot refuse */
    return err_set(err, ERR_STORE, "cannot rename '%s' to '%s': %s", copy->part, copy->target, strerror(errno));
}

int store_copy_put(struct store_copy *copy, bool replace, struct err *err)
{
    int rc;

    assert(copy->fd >= 0);
    store_files_drop_log(copy->part);
    if (fsync(copy->fd) != 0 && errno != EINVAL)
        return err_set(err, ERR_STORE, "cannot sync '%s': %s", copy->part, strerror(errno));
    rc = check_no_log(copy->target, err);
    if (rc < 0)
        return rc;
    rc = rename_part(copy, replace, err);
    if (rc < 0)
        return rc;
    close(copy->fd);
    copy->fd = -1; /* it is the target now: close has nothing to remove */
    return outfile_sync_folder(copy->target, err);
}

void store_copy_close(struct store_copy *copy)
{
    if (copy->fd >= 0) {
        unlink(copy->part); /* before the lock goes */
        store_files_drop_log(copy->part);
        close(copy->fd);
    }
    mem_free(copy->target);
    mem_free(copy->part);
    *copy = (struct store_copy)STORE_COPY_INIT;
}
