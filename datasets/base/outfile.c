#include "datasets/base/outfile.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"

enum { BUFFER_SIZE = 64 * 1024, NAME_TRIES = 1000 };

struct outfile {
    char *path;     /* the target; "standard output" for messages where to_stdout     */
    char *temp;     /* beside it; NULL for standard output and for devices and pipes  */
    int fd;         /* -1 once closed, and for standard output                        */
    bool to_stdout; /* through stdio, which has other users in this process           */
    bool failed;    /* a write failed: commit is refused                              */
    bool committed;
    size_t used; /* bytes waiting in buffer */
    char buffer[BUFFER_SIZE];
};

/* Steps still to succeed before the planned failure: writes, the sync of the file and the rename. */
static atomic_long countdown = -1;
static atomic_int planned_failed = 0;

void outfile_fail_after(long n)
{
    atomic_store(&planned_failed, 0);
    atomic_store(&countdown, n);
}

int outfile_failed(void)
{
    return atomic_load(&planned_failed);
}

/* Sets errno as a full disk would. */
static bool must_fail(void)
{
    if (atomic_load_explicit(&countdown, memory_order_relaxed) < 0 || atomic_fetch_sub(&countdown, 1) != 0)
        return false;
    atomic_store(&planned_failed, 1);
    errno = ENOSPC;
    return true;
}

static int fail_errno(struct err *err, const char *what, const char *path)
{
    return err_set(err, ERR_IO, "cannot %s '%s': %s", what, path, strerror(errno));
}

/* Names "NAME.tmp.PID.N" until one is free; fills file->temp and file->fd. */
static int open_temp(struct outfile *file, int mode, struct err *err)
{
    static atomic_uint counter;
    size_t size = strlen(file->path) + 48;

    file->temp = mem_alloc(size);
    if (file->temp == NULL)
        return err_nomem(err);
    for (int i = 0; i < NAME_TRIES && file->fd < 0; i++) {
        snprintf(file->temp, size, "%s.tmp.%ld.%u", file->path, (long)getpid(), atomic_fetch_add(&counter, 1));
        file->fd = open(file->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == 0 ? 0644 : mode);
        if (file->fd < 0 && errno != EEXIST && errno != EINTR)
            break;
    }
    if (file->fd < 0) {
        int rc = fail_errno(err, "create", file->path);

        mem_free(file->temp);
        file->temp = NULL; /* not ours: nothing to remove */
        return rc;
    }
    if (mode != 0 && fchmod(file->fd, (mode_t)mode) < 0) /* the umask may have taken bits */
        return fail_errno(err, "set the mode of", file->path);
    return 0;
}

/* A device or pipe cannot be replaced by renaming over it, and must not be (/dev/null). */
static int open_special(struct outfile *file, struct err *err)
{
    do
        file->fd = open(file->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (file->fd < 0 && errno == EINTR);
    return file->fd < 0 ? fail_errno(err, "open", file->path) : 0;
}

/* The path with a symbolic link at its end followed, so that the link stays and its target is replaced. */
static int resolve(char **out, const char *path, struct err *err)
{
    struct stat st;
    char *real = NULL;

    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        real = realpath(path, NULL);
        if (real == NULL)
            return fail_errno(err, "follow the link", path);
    }
    *out = mem_strdup(real != NULL ? real : path);
    free(real);
    return *out == NULL ? err_nomem(err) : 0;
}

static int open_target(struct outfile *file, const char *path, int mode, struct err *err)
{
    struct stat st;
    int rc = resolve(&file->path, path, err);

    if (rc < 0)
        return rc;
    if (stat(file->path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return err_set(err, ERR_IO, "cannot write '%s': %s", path, strerror(EISDIR));
        if (!S_ISREG(st.st_mode))
            return open_special(file, err);
    }
    return open_temp(file, mode, err);
}

int outfile_open(struct outfile **out, const char *path, int mode, struct err *err)
{
    struct outfile *file;
    int rc = 0;

    assert(out != NULL);

    file = mem_alloc(sizeof *file);
    if (file == NULL)
        return err_nomem(err);
    file->path = file->temp = NULL;
    file->fd = -1;
    file->to_stdout = path == NULL || strcmp(path, "-") == 0;
    file->failed = file->committed = false;
    file->used = 0;
    if (!file->to_stdout)
        rc = open_target(file, path, mode, err);
    if (rc < 0) {
        outfile_close(file);
        return rc;
    }
    *out = file;
    return 0;
}

static const char *name_of(const struct outfile *file)
{
    return file->to_stdout ? "standard output" : file->path;
}

static int write_failed(struct outfile *file, struct err *err)
{
    file->failed = true;
    return fail_errno(err, "write", name_of(file));
}

static int write_all(struct outfile *file, const char *data, size_t len, struct err *err)
{
    while (len > 0) {
        ssize_t n = must_fail() ? -1 : write(file->fd, data, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return write_failed(file, err);
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

static int flush_buffer(struct outfile *file, struct err *err)
{
    size_t used = file->used;

    file->used = 0;
    return write_all(file, file->buffer, used, err);
}

static int write_stdout(struct outfile *file, const void *data, size_t len, struct err *err)
{
    if (len > 0 && (must_fail() || fwrite(data, 1, len, stdout) != len))
        return write_failed(file, err);
    return 0;
}

int outfile_write(struct outfile *file, const void *data, size_t len, struct err *err)
{
    assert(!file->committed);

    if (file->to_stdout)
        return write_stdout(file, data, len, err);
    if (len > BUFFER_SIZE - file->used) {
        int rc = flush_buffer(file, err);

        if (rc < 0)
            return rc;
        if (len >= BUFFER_SIZE)
            return write_all(file, data, len, err);
    }
    if (len > 0)
        memcpy(file->buffer + file->used, data, len);
    file->used += len;
    assert(file->used <= BUFFER_SIZE);
    return 0;
}

int outfile_printf(struct outfile *file, struct err *err, const char *fmt, ...)
{
    char fixed[1024];
    char *text = fixed;
    va_list args;
    int len, rc;

    va_start(args, fmt);
    len = vsnprintf(fixed, sizeof fixed, fmt, args);
    va_end(args);
    assert(len >= 0);
    if ((size_t)len >= sizeof fixed) {
        text = mem_alloc((size_t)len + 1);
        if (text == NULL) {
            file->failed = true;
            return err_nomem(err);
        }
        va_start(args, fmt);
        vsnprintf(text, (size_t)len + 1, fmt, args);
        va_end(args);
    }
    rc = outfile_write(file, text, (size_t)len, err);
    if (text != fixed)
        mem_free(text);
    return rc;
}

static int sync_fd(int fd)
{
    int rc;

    do
        rc = fsync(fd);
    while (rc < 0 && errno == EINTR);
    return rc < 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS ? -1 : 0; /* some file systems have none */
}

static int close_fd(struct outfile *file)
{
    int fd = file->fd;

    file->fd = -1;
    return fd < 0 || close(fd) == 0 || errno == EINTR ? 0 : -1; /* Linux has closed it also after EINTR */
}

/* Opens the folder that holds the path; -1 in *out for one that may be written in but not listed. */
static int open_folder(int *out, const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *folder;
    int rc = 0;

    folder = slash == NULL ? mem_strdup(".") : mem_memdup(path, slash == path ? 1 : (size_t)(slash - path));
    if (folder == NULL)
        return err_nomem(err);
    *out = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*out < 0 && errno != EACCES)
        rc = fail_errno(err, "open the folder", folder);
    mem_free(folder);
    return rc;
}

/* Whether the name is that of a temporary file whose process is gone. */
static bool is_left_over(const char *name)
{
    const char *tmp = strstr(name, ".tmp.");
    char *end;
    long pid;

    for (const char *next = tmp; next != NULL; next = strstr(next + 1, ".tmp."))
        tmp = next;
    if (tmp == NULL)
        return false;
    errno = 0;
    pid = strtol(tmp + strlen(".tmp."), &end, 10);
    if (errno != 0 || pid <= 0 || pid > INT_MAX || *end != '.' || end[1] < '0' || end[1] > '9')
        return false;
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void outfile_clear_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    if (folder == NULL)
        return;
    while ((entry = readdir(folder)) != NULL)
        if (is_left_over(entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

int outfile_sync_folder(const char *path, struct err *err)
{
    int folder = -1;
    int rc = open_folder(&folder, path, err);

    if (folder >= 0 && sync_fd(folder) < 0)
        rc = fail_errno(err, "sync the folder of", path);
    if (folder >= 0)
        close(folder);
    return rc;
}

static int rename_temp(struct outfile *file, struct err *err)
{
    if (must_fail() || rename(file->temp, file->path) < 0) {
        file->failed = true;
        return fail_errno(err, "replace", file->path);
    }
    mem_free(file->temp);
    file->temp = NULL; /* it is the target now: close has nothing to remove */
    return 0;
}

/* All that can run out of memory comes before the rename; after it only the sync of the folder can fail, without which the
 * new name might not outlive a power cut. */
static int commit_file(struct outfile *file, struct err *err)
{
    int folder = -1;
    int rc = flush_buffer(file, err);

    if (rc < 0)
        return rc;
    if (must_fail() || sync_fd(file->fd) < 0 || close_fd(file) < 0)
        return write_failed(file, err);
    if (file->temp == NULL)
        return 0;
    rc = open_folder(&folder, file->path, err);
    if (rc == 0)
        rc = rename_temp(file, err);
    if (rc == 0 && folder >= 0 && sync_fd(folder) < 0)
        rc = fail_errno(err, "sync the folder of", file->path);
    if (folder >= 0)
        close(folder);
    return rc;
}

int outfile_commit(struct outfile *file, struct err *err)
{
    int rc = 0;

    assert(!file->committed);

    if (file->failed)
        return err_set(err, ERR_IO, "cannot write '%s': an earlier write failed", name_of(file));
    file->committed = true;
    if (!file->to_stdout)
        return commit_file(file, err);
    if (must_fail() || fflush(stdout) != 0 || ferror(stdout))
        rc = write_failed(file, err);
    return rc;
}

void outfile_close(struct outfile *file)
{
    if (file == NULL)
        return;
    close_fd(file);
    if (file->temp != NULL)
        unlink(file->temp);
    mem_free(file->temp);
    mem_free(file->path);
    mem_free(file);
}

int outfile_put(const char *path, const void *data, size_t len, int mode, struct err *err)
{
    struct outfile *file;
    int rc = outfile_open(&file, path, mode, err);

    if (rc < 0)
        return rc;
    rc = outfile_write(file, data, len, err);
    if (rc == 0)
        rc = outfile_commit(file, err);
    outfile_close(file);
    return rc;
}

/* mkdir fails in several ways where the folder is there (EEXIST, EROFS, EACCES): look, then judge. */
static int make_dir(const char *path, int mode, struct err *err)
{
    struct stat st;
    int failure;

    if (mkdir(path, mode == 0 ? 0777 : (mode_t)mode) == 0)
        return 0;
    failure = errno;
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return 0;
        failure = ENOTDIR;
    }
    return err_set(err, ERR_IO, "cannot create the folder '%s': %s", path, strerror(failure));
}

int outfile_make_dirs(const char *path, int mode, struct err *err)
{
    char *prefix = mem_strdup(path);
    int rc = 0;

    if (prefix == NULL)
        return err_nomem(err);
    for (char *at = prefix; rc == 0 && *at != '\0'; at++) {
        if (*at != '/' || at == prefix || at[-1] == '/')
            continue;
        *at = '\0';
        rc = make_dir(prefix, mode, err);
        *at = '/';
    }
    if (rc == 0)
        rc = make_dir(prefix, mode, err);
    mem_free(prefix);
    return rc;
}

static int open_for_reading(int *out, const char *path, struct err *err)
{
    int fd;

    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s", path,
                       strerror(errno));
    *out = fd;
    return 0;
}

/* Reads to the end. The size at the start is a hint only: pipes have none and files grow. */
static int read_all(char **data, size_t *len, int fd, const char *path, size_t max_bytes, struct err *err)
{
    struct stat st;
    size_t cap = 0, used = 0;
    size_t room =
        fstat(fd, &st) == 0 && st.st_size > 0 && (size_t)st.st_size <= max_bytes ? (size_t)st.st_size + 1 : 4096;

    for (;;) {
        ssize_t n;

        if (mem_grow(data, &cap, used + room + 1, 1, err) < 0)
            return ERR_NOMEM;
        n = read(fd, *data + used, cap - used - 1);
        if (n < 0 && errno != EINTR)
            return fail_errno(err, "read", path);
        if (n == 0)
            break;
        if (n > 0)
            used += (size_t)n;
        if (used > max_bytes)
            return err_set(err, ERR_REFUSED, "'%s' is larger than %zu bytes", path, max_bytes);
        room = 1;
    }
    (*data)[used] = '\0';
    *len = used;
    return 0;
}

int file_read(char **data, size_t *len, const char *path, size_t max_bytes, struct err *err)
{
    char *read_data = NULL;
    int fd = -1;
    int rc;

    assert(data != NULL);
    assert(len != NULL);

    rc = open_for_reading(&fd, path, err);
    if (rc < 0)
        return rc;
    rc = read_all(&read_data, len, fd, path, max_bytes, err);
    close(fd);
    if (rc < 0) {
        mem_free(read_data);
        return rc;
    }
    *data = read_data;
    return 0;
}
