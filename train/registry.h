/*
 * registry.h - model versions: registered once, never changed, moved through stages.
 *
 *     candidate -> validated -> approved -> production -> retired      or, from candidate, validated or approved: rejected
 *
 * A version is its parts under one hash: those of learn.h, or of a task that learns in its own way those of its module (task_learns_alone); stages are appended with who, when and why, and each step is an audit row. Loading
 * verifies the hash: ERR_INTEGRITY for a part that was altered. A model whose vocabulary or classes look like identifiers of persons
 * (vocabulary_audit.h) is not registered at all: it would carry them for ever.
 */
#ifndef PRODROME_REGISTRY_H
#define PRODROME_REGISTRY_H

#include "datasets/audit/audit.h"
#include "features/vocabulary_audit.h"
#include "train/learn/learn.h"

struct model_version {
    int64_t     model_id;
    const char *task, *project;      /* project "": all projects                  */
    int64_t     number;
    const char *name;                /* "route:xamarin@3" or "route@3"            */
    const char *stage;               /* today's                                   */
    const char *train_digest;        /* hex: exact rows and labels                */
    const char *hash;                /* hex: of all parts                         */
    const char *engine_version;
    int64_t     snapshot_id, created_at, seed;
};

struct model_list {
    struct arena          arena;
    struct model_version *model;     /* [n] by task, project, number */
    size_t                n;
};

struct model_part { const char *name; const void *data; size_t len; };

/* What is registered. The parts in the order of their names. */
struct model_content {
    const char               *task, *project;  /* project "": learned from all        */
    const struct snapshot    *snapshot;
    const char               *train_digest;    /* hex                                 */
    const char               *params;          /* canonical JSON                      */
    uint64_t                  seed;
    const char               *by;
    const struct model_part  *part;            /* [n_parts]                           */
    size_t                    n_parts;
};

/* As below, of parts that are ready. `audit`: of the words in them; NULL: there are none. */
int  registry_put(int64_t *model_id, struct store *store, const struct model_content *content, const struct vocabulary_audit *audit, struct err *err);

/* Stores the parts as the next number of (task, project), stage candidate, in one transaction; or takes up the very same model, had by the same, that a
 * killed run left as a candidate. `params` is canonical JSON. `by`: the user who had it trained, or "engine": the night. ERR_REFUSED
 * where the vocabulary looks like identifiers, with how many and of what form; the trail then has a row "model.refuse". */
int  registry_register(int64_t *model_id, struct store *store, const struct learned *l, const char *project,
                       const struct snapshot *snapshot, const char *train_digest, const char *params, uint64_t seed, const char *by, struct err *err);

/* Inside the caller's transaction, or in one of its own. ERR_USAGE for a step that is not allowed, and for a second version in production of the
 * same task and project. */
int  registry_set_stage(struct store *store, int64_t model_id, const char *stage, const char *by, const char *reason, struct err *err);

int  registry_list(struct model_list *out, struct store *store, struct err *err);
void model_list_release(struct model_list *list);
/* By name; "route:xamarin" is its newest. NULL where there is none. Borrowed from the list. */
const struct model_version *registry_find(const struct model_list *list, const char *name);
/* By its number over all tasks; NULL where there is none. Borrowed from the list. */
const struct model_version *registry_by_id(const struct model_list *list, int64_t model_id);
/* The version that scores: the production one, else the newest validated (approved is then false), else NULL. */
const struct model_version *registry_scorer(const struct model_list *list, const char *task, const char *project, bool *approved);

struct model_parts {
    struct arena       arena;
    struct model_part *part;         /* [n] by name */
    size_t             n;
};

/* All parts, verified. */
int  registry_parts(struct model_parts *out, struct store *store, const struct model_version *version, struct err *err);
const struct model_part *model_part_find(const struct model_part *part, size_t n, const char *name); /* NULL where there is none */
void model_parts_release(struct model_parts *parts);

/* Of a task that learn.h learns. */
int  registry_load(struct learned *out, struct store *store, const struct model_version *version, struct err *err);

/* Approved or in production: what may be used without saying "model not approved". */
bool model_is_approved(const struct model_version *version);

#endif
