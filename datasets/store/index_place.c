#include "datasets/store/index_place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"

int index_place_path(struct strbuf *out, const struct store *store, struct err *err)
{
    strbuf_clear(out);
    strbuf_addf(out, "%s.index", store->path);
    return strbuf_check(out, err);
}

static int add_setting(struct digest *digest, struct store *store, const char *name, struct err *err)
{
    char *value = NULL;
    int rc = store_setting_get(store, &value, name, err);

    if (rc == 0)
        digest_field(digest, value, strlen(value));
    mem_free(value);
    return rc == ERR_NOTFOUND ? 0 : rc;
}

static int add_number(struct digest *digest, struct store *store, const char *sql, struct err *err)
{
    int64_t value = 0;
    int rc = strchr(sql, '?') != NULL ? db_get_int(store->db, &value, err, sql, "i", store_now(store)) : db_get_int(store->db, &value, err, sql, "");

    digest_int(digest, value);
    return rc;
}

int index_place_state(uint8_t out[DIGEST_SIZE], struct store *store, struct err *err)
{
    static const char *const fact[] = {
        "SELECT coalesce(max(import_id), 0) FROM imports WHERE kind IN ('tickets', 'postmortems') AND completed_at IS NOT NULL AND inserted + updated + rescrubbed > 0",
        "SELECT coalesce(sum(completed_at), 0) FROM imports WHERE kind IN ('tickets', 'postmortems') AND completed_at IS NOT NULL AND inserted + updated + rescrubbed > 0",
        "SELECT coalesce(sum(inserted + updated + rescrubbed), 0) FROM imports WHERE kind IN ('tickets', 'postmortems') AND completed_at IS NOT NULL",
        "SELECT coalesce(max(purge_id), 0) FROM purges",
        "SELECT count(*) FROM records r JOIN versions v ON v.record_id = r.record_id WHERE r.kind = 'postmortem' AND v.known_at <= ?1",
    };
    struct digest digest;
    int rc;

    digest_init(&digest);
    digest_field(&digest, PRODROME_VERSION, strlen(PRODROME_VERSION)); /* another program may split words in another way */
    rc = add_setting(&digest, store, "audit_public_key", err);
    for (size_t i = 0; rc == 0 && i < sizeof fact / sizeof *fact; i++)
        rc = add_number(&digest, store, fact[i], err);
    digest_final(&digest, out);
    return rc;
}

/* All of an open file. */
static int put_zeros(int fd, off_t size)
{
    static const char zeros[1 << 16];

    for (off_t at = 0; at < size;) {
        size_t left = (size_t)(size - at), len = left < sizeof zeros ? left : sizeof zeros;
        ssize_t put = pwrite(fd, zeros, len, at);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return -1;
        at += put;
    }
    return fsync(fd);
}

static int remove_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    int rc = 0;

    if (fd < 0 && errno == ENOENT)
        return 0;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1)
        rc = put_zeros(fd, st.st_size);
    if (rc == 0)
        rc = unlink(path); /* of what is no file of ours the name alone */
    if (rc != 0)
        rc = err_set(err, ERR_IO, "the index '%s' cannot be removed: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return rc < 0 ? rc : outfile_sync_folder(path, err);
}

int index_place_remove(const struct store *store, struct err *err)
{
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    rc = index_place_path(&path, store, err);
    if (rc == 0)
        rc = remove_file(path.data, err);
    strbuf_release(&path);
    return rc;
}
