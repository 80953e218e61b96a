#include "datasets/store/keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/outfile.h"
#include "datasets/base/strbuf.h"

static const char audit_name[] = "audit.key";
static const char public_name[] = "audit.pub";
static const char pseudonym_name[] = "pseudonym.key";

enum { OTHERS = 077 }; /* permission bits of group and others */

static int path_of(struct strbuf *path, const char *dir, const char *name, struct err *err)
{
    strbuf_clear(path);
    strbuf_addf(path, "%s/%s", dir, name);
    return strbuf_check(path, err);
}

void keys_wipe(struct keys *keys)
{
    secret_wipe(keys, sizeof *keys);
}

void keys_pseudonym_digest(const struct keys *keys, uint8_t out[DIGEST_SIZE])
{
    static const char purpose[] = "prodrome pseudonym key"; /* not the digest of anything else that the key may hash */
    struct digest digest;

    digest_init_keyed(&digest, keys->pseudonym);
    digest_update(&digest, purpose, sizeof purpose - 1);
    digest_final(&digest, out);
    secret_wipe(&digest, sizeof digest);
}

/* ---------------------------------------------------------------------------------------------------------- creating */

static int check_absent(struct strbuf *path, const char *dir, const char *name, struct err *err)
{
    struct stat st;
    int rc = path_of(path, dir, name, err);

    if (rc < 0)
        return rc;
    if (lstat(path->data, &st) == 0)
        return err_set(err, ERR_USAGE,
                       "'%s' is there already; keys are never made anew (if no store uses them, remove '%s' first)",
                       path->data, dir);
    return 0;
}

static int check_private(const char *path, const struct stat *st, struct err *err)
{
    if ((st->st_mode & OTHERS) == 0)
        return 0;
    return err_set(err, ERR_USAGE, "'%s' is open to others (mode %04o); run: chmod go= '%s'", path,
                   (unsigned)st->st_mode & 07777, path);
}

/* The folder, made if it is missing. One that is there must be private and without keys. */
static int make_dir(struct strbuf *path, const char *dir, struct err *err)
{
    static const char *const names[] = { audit_name, public_name, pseudonym_name };
    struct stat st;
    int rc;

    if (stat(dir, &st) != 0)
        return outfile_make_dirs(dir, 0700, err);
    if (!S_ISDIR(st.st_mode))
        return err_set(err, ERR_USAGE, "'%s' is no folder; keys lie in a folder of their own", dir);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rc = check_absent(path, dir, names[i], err);
        if (rc < 0)
            return rc;
    }
    return check_private(dir, &st, err);
}

static int write_keys(struct strbuf *path, const struct keys *keys, const char *dir, struct err *err)
{
    char hex[2 * SIGN_PUBLIC_SIZE + 2];
    int rc;

    rc = path_of(path, dir, pseudonym_name, err);
    if (rc < 0)
        return rc;
    rc = outfile_put(path->data, keys->pseudonym, sizeof keys->pseudonym, 0600, err);
    if (rc < 0)
        return rc;
    rc = path_of(path, dir, audit_name, err);
    if (rc < 0)
        return rc;
    rc = outfile_put(path->data, keys->audit_secret, sizeof keys->audit_secret, 0600, err);
    if (rc < 0)
        return rc;
    rc = path_of(path, dir, public_name, err);
    if (rc < 0)
        return rc;
    digest_hex(keys->audit_public, SIGN_PUBLIC_SIZE, hex);
    hex[sizeof hex - 2] = '\n';
    return outfile_put(path->data, hex, sizeof hex - 1, 0644, err);
}

/* After a failure: what is there was written by us just now (make_dir saw that nothing was). */
static void remove_keys(struct strbuf *path, const char *dir)
{
    static const char *const names[] = { audit_name, public_name, pseudonym_name };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (path_of(path, dir, names[i], NULL) == 0)
            unlink(path->data);
}

int keys_create(struct keys *keys, const char *dir, struct err *err)
{
    struct keys made;
    struct strbuf path;
    int rc;

    assert(dir != NULL && *dir != '\0');

    strbuf_init(&path);
    rc = digest_setup(err);
    if (rc < 0)
        goto done;
    rc = make_dir(&path, dir, err);
    if (rc < 0)
        goto done;
    sign_keypair(made.audit_public, made.audit_secret);
    random_bytes(made.pseudonym, sizeof made.pseudonym);
    rc = write_keys(&path, &made, dir, err);
    if (rc == 0)
        *keys = made;
    else
        remove_keys(&path, dir);
    keys_wipe(&made);
done:
    strbuf_release(&path);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------------- loading */

static int read_all(int fd, uint8_t *out, size_t size)
{
    size_t done = 0;

    errno = 0;
    while (done < size) {
        ssize_t n = read(fd, out + done, size - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        done += (size_t)n;
    }
    return 0;
}

/* The bytes of one key, read straight into their place: no copy stays in freed memory. */
static int read_key(struct strbuf *path, uint8_t *out, size_t size, const char *dir, const char *name, struct err *err)
{
    struct stat st;
    int fd = -1;
    int rc = path_of(path, dir, name, err);

    if (rc < 0)
        return rc;
    fd = open(path->data, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* O_NONBLOCK: a pipe of that name must not stop us */
    if (fd < 0 || fstat(fd, &st) != 0) {
        rc = err_set(err, ERR_USAGE, "cannot read key '%s': %s; name the folder with --keys", path->data,
                     strerror(errno));
        goto done;
    }
    if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size != size) {
        rc = err_set(err, ERR_USAGE, "'%s' is no key: it should be a file of %zu bytes", path->data, size);
        goto done;
    }
    rc = check_private(path->data, &st, err);
    if (rc < 0)
        goto done;
    if (read_all(fd, out, size) != 0)
        rc = err_set(err, ERR_USAGE, "cannot read key '%s': %s", path->data,
                     errno != 0 ? strerror(errno) : "it is too short");
done:
    if (fd >= 0)
        close(fd);
    return rc;
}

static int check_dir(const char *dir, struct err *err)
{
    struct stat st;

    if (stat(dir, &st) != 0)
        return err_set(err, ERR_USAGE, "no keys in '%s': %s; name their folder with --keys", dir, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return err_set(err, ERR_USAGE, "no keys in '%s': it is no folder", dir);
    return check_private(dir, &st, err);
}

int keys_load(struct keys *keys, const char *dir, struct err *err)
{
    struct keys loaded = { 0 };
    struct strbuf path;
    int rc;

    assert(dir != NULL);

    strbuf_init(&path);
    rc = digest_setup(err);
    if (rc < 0)
        goto done;
    rc = check_dir(dir, err);
    if (rc < 0)
        goto done;
    rc = read_key(&path, loaded.audit_secret, sizeof loaded.audit_secret, dir, audit_name, err);
    if (rc < 0)
        goto done;
    rc = read_key(&path, loaded.pseudonym, sizeof loaded.pseudonym, dir, pseudonym_name, err);
    if (rc < 0)
        goto done;
    sign_public_of(loaded.audit_secret, loaded.audit_public);
    *keys = loaded;
done:
    keys_wipe(&loaded);
    strbuf_release(&path);
    return rc;
}
