#include "datasets/store/snapshot.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

/* ----------------------------------------------------------------------------------------------------------- members */

/* Ascending numbers as differences in base-128 varints, low bits first, the high bit saying that more follow: most members
 * cost one byte. */
static int encode(struct strbuf *out, const int64_t *version, size_t n, struct err *err)
{
    int64_t last = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t step = (uint64_t)(version[i] - last);

        assert(version[i] > last);
        for (; step >= 0x80; step >>= 7)
            strbuf_addc(out, (char)(0x80 | (step & 0x7f)));
        strbuf_addc(out, (char)step);
        last = version[i];
    }
    return strbuf_check(out, err);
}

/* The number of bytes read for one difference, 0 where they are none. */
static size_t decode_step(const uint8_t *data, size_t len, uint64_t *step)
{
    *step = 0;
    for (size_t i = 0; i < len && i < 9; i++) { /* 9 times 7 bits: all that an int64_t can be */
        *step |= (uint64_t)(data[i] & 0x7f) << (7 * i);
        if ((data[i] & 0x80) == 0)
            return i + 1;
    }
    return 0;
}

static int decode(int64_t *version, size_t n, const uint8_t *data, size_t len)
{
    int64_t last = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t step;
        size_t used = decode_step(data, len, &step);

        if (used == 0 || step == 0 || step > (uint64_t)(INT64_MAX - last))
            return -1;
        last += (int64_t)step;
        version[i] = last;
        data += used;
        len -= used;
    }
    return len == 0 ? 0 : -1;
}

bool snapshot_has(const struct snapshot *snapshot, int64_t version_id)
{
    size_t low = 0, high = snapshot->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (snapshot->version[middle] == version_id)
            return true;
        if (snapshot->version[middle] < version_id)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

void snapshot_release(struct snapshot *snapshot)
{
    mem_free(snapshot->version);
    *snapshot = (struct snapshot){ 0 };
}

/* ----------------------------------------------------------------------------------------------------------- taking */

static void add_field(struct digest *digest, struct db_stmt *stmt, int column)
{
    size_t len;
    const void *bytes = db_blob(stmt, column, &len);

    digest_field(digest, bytes == NULL ? "" : bytes, len);
}

/* Reads what is current into `out` (version, n) and its hash. */
static int collect(struct snapshot *out, struct db_stmt *stmt, uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct digest digest;
    size_t cap = 0;
    int rc;

    digest_init(&digest);
    while ((rc = db_step(stmt, err)) == 1) {
        rc = mem_grow(&out->version, &cap, out->n + 1, sizeof *out->version, err);
        if (rc < 0)
            return rc;
        out->version[out->n++] = db_int(stmt, 0);
        for (int column = 1; column <= 4; column++)
            add_field(&digest, stmt, column);
    }
    digest_final(&digest, hash);
    return rc;
}

static int read_current(struct snapshot *out, struct store *store, uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc =
        db_prepare(store->db, &stmt,
                   "SELECT version_id, kind, project, id, content_hash FROM current_versions ORDER BY version_id", err);

    if (rc < 0)
        return rc;
    rc = collect(out, stmt, hash, err);
    db_finalize(stmt);
    return rc;
}

int snapshot_peek(struct snapshot *out, struct store *store, struct err *err)
{
    struct snapshot now = { .taken_at = store_now(store) };
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT version_id FROM current_versions ORDER BY version_id", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&now.version, &cap, now.n + 1, sizeof *now.version, err);
        if (rc == 0)
            now.version[now.n++] = db_int(stmt, 0);
    }
    db_finalize(stmt);
    if (rc < 0)
        snapshot_release(&now);
    else
        *out = now;
    return rc;
}

static int insert(struct snapshot *snapshot, struct store *store, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct strbuf members;
    int rc;

    strbuf_init(&members);
    rc = encode(&members, snapshot->version, snapshot->n, err);
    if (rc == 0)
        rc =
            db_run(store->db, err, "INSERT INTO snapshots(hash, taken_at, n_rows, members) VALUES (?, ?, ?, ?)", "biib",
                   hash, (size_t)DIGEST_SIZE, snapshot->taken_at, (int64_t)snapshot->n, members.data, members.len);
    strbuf_release(&members);
    if (rc == 0)
        snapshot->snapshot_id = db_last_id(store->db);
    return rc;
}

/* The stored one with this hash, if there is one; its members are what counts, should ours have other numbers. */
static int reuse(struct snapshot *snapshot, struct store *store, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct snapshot stored;
    int64_t id;
    int rc = db_get_int(store->db, &id, err, "SELECT snapshot_id FROM snapshots WHERE hash = ?", "b", hash,
                        (size_t)DIGEST_SIZE);

    if (rc < 0)
        return rc;
    rc = snapshot_load(&stored, store, id, err);
    if (rc < 0)
        return rc;
    snapshot_release(snapshot);
    *snapshot = stored;
    return 0;
}

/* Versions never change, so what was read a moment ago can be stored now: writers wait for the insert alone. */
static int keep(struct snapshot *snapshot, struct store *store, const uint8_t hash[DIGEST_SIZE], struct err *err)
{
    bool own = !db_in_transaction(store->db);
    int rc = own ? db_begin(store->db, err) : 0;

    if (rc < 0)
        return rc;
    rc = reuse(snapshot, store, hash, err);
    if (rc == ERR_NOTFOUND)
        rc = insert(snapshot, store, hash, err);
    if (rc == 0 && own)
        rc = db_commit(store->db, err);
    if (own)
        db_rollback(store->db);
    return rc;
}

int snapshot_take(struct snapshot *out, struct store *store, struct err *err)
{
    struct snapshot snapshot = { .taken_at = store_now(store) };
    uint8_t hash[DIGEST_SIZE];
    int rc = read_current(&snapshot, store, hash, err);

    if (rc < 0)
        goto done;
    digest_hex(hash, DIGEST_SIZE, snapshot.hash);
    if (store->has_keys) {
        rc = keep(&snapshot, store, hash, err);
    } else {
        rc = reuse(&snapshot, store, hash, err);
        if (rc == ERR_NOTFOUND)
            rc = 0;
    }
    if (rc < 0)
        goto done;

    *out = snapshot;
    snapshot = (struct snapshot){ 0 };
done:
    snapshot_release(&snapshot);
    return rc;
}

/* ---------------------------------------------------------------------------------------------------------- loading */

/* Columns: hash, taken_at, n_rows, members. */
static int read_stored(struct snapshot *out, struct db_stmt *stmt, struct err *err)
{
    size_t hash_len, len;
    const uint8_t *hash = db_blob(stmt, 0, &hash_len);
    int64_t n = db_int(stmt, 2);
    const uint8_t *members = db_blob(stmt, 3, &len);

    if (hash == NULL || hash_len != DIGEST_SIZE || n < 0 || (uint64_t)n > len)
        return err_set(err, ERR_INTEGRITY, "snapshot %lld is damaged", (long long)out->snapshot_id);
    digest_hex(hash, DIGEST_SIZE, out->hash);
    out->taken_at = db_int(stmt, 1);
    out->version = mem_calloc((size_t)n, sizeof *out->version);
    if (out->version == NULL)
        return err_nomem(err);
    out->n = (size_t)n;
    if (decode(out->version, out->n, members, len) != 0)
        return err_set(err, ERR_INTEGRITY, "snapshot %lld is damaged", (long long)out->snapshot_id);
    return 0;
}

int snapshot_load(struct snapshot *out, struct store *store, int64_t snapshot_id, struct err *err)
{
    struct snapshot snapshot = { .snapshot_id = snapshot_id };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT hash, taken_at, n_rows, members FROM snapshots WHERE snapshot_id = ?",
                        err);

    if (rc < 0)
        return rc;
    rc = db_bind(stmt, err, "i", snapshot_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "the store has no snapshot %lld", (long long)snapshot_id);
    else if (rc == 1)
        rc = read_stored(&snapshot, stmt, err);
    db_finalize(stmt);
    if (rc < 0)
        snapshot_release(&snapshot);
    else
        *out = snapshot;
    return rc;
}
