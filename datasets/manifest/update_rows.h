/*
 * update_rows.h - updates of dependencies, read back for the engine.
 *
 * The rows of the kind 'update' that a snapshot lists, in the order of rows.h: by time, undated ones first among themselves by first arrival. Text is
 * borrowed from the table's arena; missing text is "".
 *
 *     group_id   artifact        group               name
 *     org.slf4j  slf4j-api       org.slf4j           org.slf4j:slf4j-api
 *     -          @hapi/hoek      @hapi               @hapi/hoek
 *     -          lodash          ""                  lodash
 */
#ifndef PRODROME_UPDATE_ROWS_H
#define PRODROME_UPDATE_ROWS_H

#include "datasets/base/arena.h"
#include "datasets/store/snapshot.h"

/* What is counted of the rows before one, inside its project. */
enum update_earlier { EARLIER_ALL, EARLIER_ARTIFACT, EARLIER_FROM /* of the artifact, from the same version */, EARLIER_DISTINCT /* artifacts */, N_EARLIER };

struct dependency_update {
    int64_t     record_id, version_id;
    int64_t     time;            /* when it was tried; TIME_NONE: not known                     */
    int64_t     label_known_at;  /* when it became known whether it broke; TIME_NONE: not known */
    const char *project, *id, *ecosystem, *group_id, *artifact, *from, *to, *scope, *split;
    const char *group, *name;    /* as in the table above                                       */
    int         direct;          /* 1, 0, -1: not known                                         */
    int         broke;           /* 1, 0, -1: not known                                         */
    double      weight;          /* how much of an update it counts as: 1; less where a release that changed several failed or went well */
    uint32_t    earlier[N_EARLIER]; /* rows of the same project before this one, whatever came of them */
};

struct update_table {
    struct arena              arena;
    struct dependency_update *row;  /* [n] */
    size_t                    n;
};

/* project NULL: all. */
int  updates_load(struct update_table *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err);
void updates_release(struct update_table *table);

/* Counts into row[i].earlier, for rows in their final order. */
int  updates_count_earlier(struct dependency_update *row, size_t n, struct err *err);

/* Sets group and name from group_id and artifact (see above), in the arena. */
int  update_name(struct dependency_update *update, struct arena *arena, struct err *err);

#endif
