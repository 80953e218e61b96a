/*
 * snapshot.h - the exact rows that a run saw.
 *
 * The current versions of completed imports of all kinds, by ascending version_id, and their digest: BLAKE2b over (kind,
 * project, id, content_hash) of each. Two stores with the same content and order of first arrival have snapshots of the same hash.
 * Stored once per hash; the members as a compact blob.
 */
#ifndef PRODROME_SNAPSHOT_H
#define PRODROME_SNAPSHOT_H

#include "datasets/store/store.h"

struct snapshot {
    int64_t  snapshot_id;
    char     hash[DIGEST_HEX_SIZE];
    int64_t *version;    /* [n] ascending */
    size_t   n;
    int64_t  taken_at;
};

/* Of what is current now; an equal one that is stored already is reused. With a store opened for reading it is not stored (id 0). */
int  snapshot_take(struct snapshot *out, struct store *store, struct err *err);
/* What is current now, for a work that leaves no trace of it: no hash, nothing stored. */
int  snapshot_peek(struct snapshot *out, struct store *store, struct err *err);
int  snapshot_load(struct snapshot *out, struct store *store, int64_t snapshot_id, struct err *err);
void snapshot_release(struct snapshot *snapshot);
bool snapshot_has(const struct snapshot *snapshot, int64_t version_id);

#endif
