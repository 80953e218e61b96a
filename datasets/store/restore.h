/*
 * restore.h - a backup becomes a store again, after it has been verified whole.
 *
 * The file is copied beside the target, brought to today's version, and must verify (audit.h: chain, heads, what they vouch for, the file, the
 * triggers) with the public key of the keys directory. Only then it gets a row "store.restore", subject "head:HEX" (the head it came with), detail the
 * digest of the backup's bytes, and the target's name. On failure the target is as it was, and nothing is
 * left but an empty lock file. Killed while the old store is put aside, it leaves that one under its new name and none under the old: run it again.
 *
 * What came after the backup is not in it: a head printed later no longer occurs in the chain, and `audit verify --expect` will say so. The row tells why.
 */
#ifndef PRODROME_RESTORE_H
#define PRODROME_RESTORE_H

#include "datasets/audit/audit.h"

struct restore_options {
    struct store_options store;  /* path: the target; keys_dir NULL: PATH.keys. Its log gets what does not verify, line by line */
    const char          *file;   /* the backup                                                                                 */
    const char          *expect; /* hex head that must occur in it, or NULL                                                     */
    bool                 replace;/* a store that is there is put aside                                                          */
};

struct restore {
    char    head[DIGEST_HEX_SIZE];   /* it came with                    */
    int64_t n_rows;                  /* of its audit trail              */
    int64_t n_bytes;
    int64_t from_version;            /* of its schema                   */
    char   *kept;                    /* name of the old store; NULL: there was none. Owned */
    double  seconds;
};

/* ERR_NOTFOUND: no such file. ERR_USAGE: keys missing or of another store, `expect` is no head, a store is there (without `replace`). ERR_BUSY: a job
 * holds that store. ERR_REFUSED: the file is no store. ERR_INTEGRITY: damaged, newer than this program, or it does not verify. */
int  restore_run(struct restore *out, const struct restore_options *options, struct err *err);
void restore_release(struct restore *restore);

#endif
