#include "datasets/documents/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct walk {
    struct folder *out;
    bool (*wanted)(const char *name);
    struct strbuf path; /* of the folder that is read */
    size_t below;
    struct err *err;
};

static int put(struct walk *walk)
{
    struct folder *out = walk->out;
    int rc;

    if (out->n == FOLDER_FILES_MAX)
        return err_set(walk->err, ERR_REFUSED, "'%.*s': more than %d files", (int)walk->below, walk->path.data, FOLDER_FILES_MAX);
    rc = mem_grow(&out->path, &out->cap, out->n + 1, sizeof *out->path, walk->err);
    if (rc < 0)
        return rc;
    out->path[out->n] = arena_memdup(&out->arena, walk->path.data, walk->path.len);
    if (out->path[out->n] == NULL)
        return err_nomem(walk->err);
    out->n++;
    return 0;
}

static int walk_folder(struct walk *walk, int depth);

/* The entry whose path is walk->path. */
static int take_entry(struct walk *walk, const char *name, int depth)
{
    struct stat st;

    if (lstat(walk->path.data, &st) != 0)
        return errno == ENOENT ? 0 : err_set(walk->err, ERR_IO, "cannot read '%s': %s", walk->path.data, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return walk_folder(walk, depth + 1);
    return S_ISREG(st.st_mode) && walk->wanted(name) ? put(walk) : 0;
}

/* At the end NULL, with errno 0. */
static struct dirent *next_entry(DIR *dir)
{
    errno = 0;
    return readdir(dir);
}

static int walk_folder(struct walk *walk, int depth)
{
    size_t len = walk->path.len;
    struct dirent *entry;
    DIR *dir;
    int rc = 0;

    if (depth > FOLDER_DEPTH_MAX)
        return err_set(walk->err, ERR_REFUSED, "'%s': more than %d folders deep", walk->path.data, FOLDER_DEPTH_MAX);
    dir = opendir(walk->path.data);
    if (dir == NULL)
        return err_set(walk->err, errno == ENOENT ? ERR_NOTFOUND : ERR_IO, "cannot read '%s': %s", walk->path.data, strerror(errno));
    while (rc == 0 && (entry = next_entry(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        strbuf_addf(&walk->path, "/%s", entry->d_name);
        rc = strbuf_check(&walk->path, walk->err);
        if (rc == 0)
            rc = take_entry(walk, entry->d_name, depth);
        walk->path.len = len;
        walk->path.data[len] = '\0';
    }
    if (rc == 0 && errno != 0)
        rc = err_set(walk->err, ERR_IO, "cannot read '%s': %s", walk->path.data, strerror(errno));
    closedir(dir);
    return rc;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int folder_list(struct folder *out, const char *path, bool (*wanted)(const char *name), struct err *err)
{
    struct walk walk = { .out = out, .wanted = wanted, .err = err };
    size_t len = strlen(path);
    int rc;

    *out = (struct folder){ .n = 0 };
    arena_init(&out->arena);
    while (len > 1 && path[len - 1] == '/')
        len--;
    strbuf_init(&walk.path);
    strbuf_add(&walk.path, path, len);
    out->below = len + 1;
    walk.below = len;
    rc = strbuf_check(&walk.path, err);
    if (rc == 0)
        rc = walk_folder(&walk, 1);
    strbuf_release(&walk.path);
    if (rc < 0) {
        folder_release(out);
        return rc;
    }
    if (out->n > 1)
        qsort(out->path, out->n, sizeof *out->path, by_path);
    return 0;
}

void folder_release(struct folder *folder)
{
    mem_free(folder->path);
    arena_release(&folder->arena);
    *folder = (struct folder){ .n = 0 };
}

/* Reads to the end, whatever the file's size was when it was opened. */
static int read_all(int fd, char **data, size_t *len, const char *path, size_t max_bytes, struct err *err)
{
    struct strbuf text;
    ssize_t got = 0;
    int rc;

    strbuf_init(&text);
    do {
        if (strbuf_reserve(&text, 65536) < 0)
            break;
        do
            got = read(fd, text.data + text.len, 65536);
        while (got < 0 && errno == EINTR);
        if (got > 0)
            text.len += (size_t)got;
        text.data[text.len] = '\0';
    } while (got > 0 && text.len <= max_bytes);
    rc = strbuf_check(&text, err);
    if (rc == 0 && got < 0)
        rc = err_set(err, ERR_IO, "cannot read '%s': %s", path, strerror(errno));
    if (rc == 0 && text.len > max_bytes)
        rc = err_set(err, ERR_REFUSED, "%s: longer than %zu KiB", path, max_bytes >> 10);
    if (rc == 0)
        *data = strbuf_detach(&text, len);
    strbuf_release(&text);
    return rc;
}

int folder_read_file(char **data, size_t *len, const char *path, size_t max_bytes, struct err *err)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    int rc;

    if (fd < 0 && errno == ELOOP)
        return err_set(err, ERR_REFUSED, "%s: a symbolic link", path);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_NOTFOUND : ERR_IO, "cannot read '%s': %s", path, strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        rc = err_set(err, ERR_REFUSED, "%s: no file", path);
    else
        rc = read_all(fd, data, len, path, max_bytes, err);
    close(fd);
    return rc;
}
