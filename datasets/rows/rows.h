/*
 * rows.h - the rows of the world, read back for the engine.
 *
 * A table holds the rows of one kind that a snapshot lists, for one project (or all, project NULL), in their fixed
 * order: by time (created, author_date, ...), undated rows first among themselves by first arrival; ties by first
 * arrival (record_id). Text is borrowed from the table's arena and lives until release; missing text is "", never NULL; all of it
 * is de-identified.
 */
#ifndef PRODROME_ROWS_H
#define PRODROME_ROWS_H

#include "datasets/base/arena.h"
#include "datasets/config/config.h"
#include "datasets/rows/labels.h"
#include "datasets/store/snapshot.h"

struct text {
    const char *str; /* NUL-terminated, valid UTF-8 */
    uint32_t    len; /* bytes                       */
};

struct ticket {
    int64_t     record_id, version_id;
    int64_t     created, updated, resolved;    /* TIME_NONE where not known                                  */
    int64_t     started, detected, restored;   /* of the incident                                            */
    int64_t     label_known_at;                /* when fields other than the filed ones became known; TIME_NONE: not known */
    const char *project, *id;
    struct text title, description;
    const char *component, *team, *assignee, *severity, *priority, *type, *status, *resolution;
    const char *duplicate_of, *parent, *system, *cause, *maintenance, *workflow, *workaround, *labels;
    const char *caused_by_change, *release;
    const char *damage;             /* safety, privacy, continuity, other: the further column of that name */
    int         purged;             /* 1: its text was removed by a rule of retention (purge.h); its words and times are there */
    const char *component_filed, *team_filed, *severity_filed, *priority_filed; /* as the export says, else of the first version (rows_filed.h) */
};

struct ticket_table {
    struct arena   arena;
    struct arena   texts; /* titles and descriptions of tickets_load */
    struct ticket *row;   /* [n] */
    size_t         n;
};

enum change_metric { /* Kamei et al. 2013, table 1 */
    METRIC_NS, METRIC_ND, METRIC_NF, METRIC_ENTROPY, METRIC_LA, METRIC_LD, METRIC_LT, METRIC_FIX, METRIC_NDEV, METRIC_AGE,
    METRIC_NUC, METRIC_EXP, METRIC_REXP, METRIC_SEXP, N_METRICS
};

extern const char *const change_metric_name[N_METRICS]; /* "ns", "nd", ... */

enum change_past { /* features/change/change_past.h says what each is; from CHANGE_FILE_HARM on they hang on labels */
    CHANGE_TICKETS, CHANGE_AUTHOR_GAP, CHANGE_NEW_FILES, CHANGE_TEST_FILES, CHANGE_FILE_HARM, CHANGE_FILE_HARM_MEAN,
    CHANGE_FILE_CHANGES, CHANGE_FOLDER_HARM, CHANGE_FOLDER_HARM_MEAN, CHANGE_FOLDER_CHANGES, N_CHANGE_PAST
};

/* A file of a change, and how its earlier changes went. */
struct file_past {
    struct text path;              /* borrowed from the change's files; "" none did harm, or nothing is known */
    uint32_t    changes, harms;
};

struct change {
    int64_t     record_id, version_id;
    int64_t     author_date;
    int64_t     label_time;         /* when the label became known; TIME_NONE: not known         */
    const char *project, *commit, *author, *kind, *system, *release, *split, *tickets, *approver;
    struct text message;
    struct text files;              /* paths joined by '|'; "" without a code file               */
    struct text added, removed;     /* tokens of added and removed lines                         */
    double      metric[N_METRICS];  /* NaN where missing                                         */
    double      past[N_CHANGE_PAST]; /* NaN where missing, and until change_past.h fills them    */
    struct file_past worst;         /* that file_harm speaks of; likewise                        */
    int         buggy;              /* 1, 0, or -1: no label; by change_labels.h                 */
    enum label_provenance provenance; /* of buggy                                                */
    int         prior;              /* what stood before buggy became known, -1 nothing          */
    int64_t     prior_time;         /* when that became known; TIME_NONE: not known              */
};

struct change_table {
    struct arena   arena;
    struct change *row;  /* [n] */
    size_t         n;
    bool           has_code; /* any row has files, added or removed */
};

enum release_status { RELEASE_PLANNED, RELEASE_DEPLOYED, RELEASE_CANCELLED };

struct release {
    int64_t             record_id, version_id;
    int64_t             planned, deployed;
    const char         *project, *name, *system;
    enum release_status status;
    const char         *outcome;     /* "" unknown, "ok", "incident", "hotfix", "rollback": the worst recorded, worst last here */
    int64_t             outcome_time; /* of that outcome, the earliest; TIME_NONE: not known */
    enum label_provenance provenance; /* of the outcome: imported, human; szz where it was told by release_outcomes.h, which fills the next four, too */
    size_t              mends;       /* within the days of maturity after it               */
    double              usual;       /* of the project's releases before it; NaN: not known */
    bool                mends_over;  /* those days are over                                */
    bool                harm_alone;  /* its outcome is recorded harm, and of one that went well as much could not be known: teaches nothing */
    const char         *members;     /* commits that it names, joined by '|'; "" where it names none */
    uint32_t           *member;      /* [n_members] rows of the change table given to releases_load, oldest first */
    size_t              n_members;
    size_t              n_missing;   /* commits that it names and the change table has not */
};

struct release_table {
    struct arena    arena;
    struct release *row;  /* [n] by planned or deployed time */
    size_t          n;
};

struct system_row {
    int64_t     record_id, version_id;
    const char *system, *name, *owner, *criticality, *support, *vendor, *depends_on, *workflows;
    int         internet_facing;    /* 1, 0, -1 unknown */
    int64_t     replacement_date;
};

struct system_table {
    struct arena       arena;
    struct system_row *row;  /* [n] by system */
    size_t             n;
};

int  tickets_load(struct ticket_table *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err);
/* A few tickets by their versions, in the order of these; version: [n]. Cheap, whatever the size of the store. What was filed first is known only where the export
 * says it. ERR_NOTFOUND: there is no such version. */
int  tickets_read(struct ticket_table *out, struct store *store, const int64_t *version, size_t n, struct err *err);
/* Of rows that stand in no store (import_table.h), numbered by record_id in the order of their first arrival, what the loaders do of those in it: what was filed
 * first (of an export seen at `seen_at`), labels as the export has them, the order. */
void tickets_settle(struct ticket_table *table, int64_t seen_at);
void changes_settle(struct change_table *table);
/* Frees titles and descriptions, which are "" from then on, and keeps all else: where they are tokens they need not stay. */
void tickets_forget_texts(struct ticket_table *table);
void tickets_release(struct ticket_table *table);
int  changes_load(struct change_table *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err);
void changes_release(struct change_table *table);
/* Members: the changes that the release names and those that name it, else the project's changes after the previous release's
 * `deployed` up to its own (`planned` if upcoming; all later ones where that is not known either). A change that touches no file (a merge) is no
 * member: of it nothing goes out. A change that names a release, known
 * or not, or is named by one is in no window, nor is an undated one. Several releases may name a change. Outcomes of the kind `release` are joined, and incidents that a person confirmed to come from it; a release that has no planned date of its own is planned as its evidence
 * (the item `window`) says. `changes` may be NULL: no members. */
int  releases_load(struct release_table *out, struct store *store, const struct snapshot *snapshot, const char *project,
                   const struct change_table *changes, struct err *err);
void releases_release(struct release_table *table);
int  systems_load(struct system_table *out, struct store *store, const struct snapshot *snapshot, struct err *err);
void systems_release(struct system_table *table);
const struct system_row *systems_find(const struct system_table *table, const char *system); /* NULL where not known */
/* CRITICALITY_UNKNOWN where the estate does not know the system. */
enum criticality systems_criticality(const struct system_table *table, const char *system);

/* Projects that have rows of the kind ("ticket", "change", "release"), sorted, each NUL-terminated and yours by the arena. */
int  projects_list(const char ***out, size_t *n, struct arena *arena, struct store *store, const struct snapshot *snapshot, const char *kind, struct err *err);

#endif
