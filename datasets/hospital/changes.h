/*
 * changes.h - the stream of changes: what is committed next, how risky it truly is, and what comes of it.
 *
 * A change is put together (system, author, files, sizes, words), measured against the history so far, given its true
 * probability of causing a fault (change_risk.c has the formula), and drawn. A fault is found 3 to 60 days later: by a ticket, by
 * the release that it breaks, or by a colleague. What is not found before `end` is not labelled.
 */
#ifndef PRODROME_HOSPITAL_CHANGES_H
#define PRODROME_HOSPITAL_CHANGES_H

#include "datasets/hospital/causes.h"
#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/phrases.h"
#include "datasets/hospital/releases.h"
#include "datasets/hospital/repository.h"
#include "datasets/hospital/rhythm.h"

struct simulation;
struct recent_ticket;

enum change_kind { KIND_CODE, KIND_CONFIGURATION, KIND_INFRASTRUCTURE, KIND_PATCH, N_KINDS };

/* What it is about, whatever its kind. */
enum change_style { CHANGE_FIX, CHANGE_FEATURE, CHANGE_REFACTOR, CHANGE_REWRITE, CHANGE_UPKEEP, CHANGE_RUSH, CHANGE_OPERATE, N_STYLES };

enum reason {
    REASON_SYSTEM, REASON_AUTHOR, REASON_SIZE, REASON_SPREAD, REASON_CONFIGURATION, REASON_HOUR, REASON_RUSH, REASON_REWRITE, REASON_STATE,
    REASON_UNTESTED, REASON_CHURN, REASON_LIBRARY,
    N_REASONS
};

struct change {
    uint64_t                    number;                  /* from 0                                                   */
    char                        commit[COMMIT_HEX + 1];
    int64_t                     time;
    enum system_id              system;
    enum component_id           component;
    enum change_kind            kind;
    enum change_style           style;
    struct author              *author;
    unsigned                    library;                 /* that it updates; N_LIBRARIES: none                       */
    char                        old_version[VERSION_MAX], new_version[VERSION_MAX]; /* of the library            */
    struct touched              touched[TOUCHED_MAX];    /* [n_touched]                                              */
    unsigned                    n_touched;
    const char                 *main_class;              /* [main_class_len] of the first file; NULL: it is not code */
    int                         main_class_len;
    const struct recent_ticket *ticket;                  /* that it is for, NULL: none                               */
    bool                        shared_state;            /* its code touches caches, locks, retries                  */
    int                         tested;                  /* the message says so: 1 yes, -1 no, 0 says nothing        */
    struct file_metrics         files;
    unsigned                    fix, exp, sexp;
    double                      rexp;
    double                      p_true;
    unsigned                    reasons;                 /* bit i: enum reason i raises p_true                       */
    struct release             *release;                 /* NULL: none                                               */
    bool                        caused;
    int64_t                     label_time;              /* TIME_NONE: not caused, or not found before `end`         */
};

struct change_text {
    struct strbuf message, files, added, removed;
    struct scene  scene;
};

struct changes {
    struct rhythm      rhythm;
    struct arrivals    arrivals;
    struct rng         facts, words, fates;
    int64_t            next;
    uint64_t           made, n;
    struct change_text text;
};

void    changes_init(struct simulation *sim);
void    changes_close(struct simulation *sim);
int64_t changes_due(const struct simulation *sim); /* INT64_MAX where no more come */
int     changes_next(struct simulation *sim, struct err *err);

extern const char change_header[], change_code_header[], update_header[]; /* of changes.csv, changes-code.csv, updates.csv */

/* change_risk.c: fills p_true and reasons from the rest. */
void change_assess(struct change *change);
extern const char *const reason_name[N_REASONS];

/* change_text.c: message (sets tested and fix) and code. */
void change_tell(struct change_text *text, struct change *change, struct rng *rng);
void change_tell_code(struct change_text *text, const struct change *change, const struct repository *repository, struct rng *rng);

/* 0, or ERR_NOMEM where memory was out while it was told. */
int change_text_check(const struct change_text *text, struct err *err);

/* change_rows.c */
int change_write(struct simulation *sim, const struct change *change, struct err *err);

#endif
