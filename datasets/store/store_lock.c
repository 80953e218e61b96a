#include "datasets/store/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/store/store_files.h"

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
