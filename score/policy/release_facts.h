/*
 * release_facts.h - what the store knows of a release beside its changes: its evidence, its window, patches and support of the systems that it touches.
 *
 * Of each item of evidence the newest row of completed imports counts; of an approval any. An item is there where the row has a value, who gave it, or a window,
 * unless its value says that it is not: no, none, missing, pending, failed, ... ('no', 'not yet', 'none'). That tests failed does not make them missing.
 */
#ifndef PRODROME_RELEASE_FACTS_H
#define PRODROME_RELEASE_FACTS_H

#include "datasets/rows/rows.h"
#include "score/policy/policy.h"

enum evidence_state { EVIDENCE_MISSING, EVIDENCE_DENIED, EVIDENCE_GIVEN };

extern const char *const evidence_state_name[]; /* "missing", "denied", "given" */

struct evidence_given {
    enum evidence_state state;
    const char         *value, *by;   /* "" where not known        */
    int64_t             time;         /* TIME_NONE where not known */
};

struct check_given {                  /* the result of a check after the release */
    const char *name, *value, *by;
    bool        passed, failed;       /* neither: a value that says neither      */
    int64_t     time;
};

struct touched {
    const char              *system;
    const struct system_row *row;     /* NULL: the estate does not know it */
};

struct release_facts {
    struct arena          arena;
    struct evidence_given evidence[N_POLICY_EVIDENCE];
    int64_t               starts, ends, planned; /* of the window; TIME_NONE where not said. planned: the release's own, else its evidence's */
    uint64_t              tests_failed;
    struct check_given   *check;      /* [n_checks] by name            */
    size_t                n_checks;
    struct touched       *touched;    /* [n_touched] the release's own system first */
    size_t                n_touched;
};

int  release_facts_load(struct release_facts *out, struct store *store, const struct release *release, const struct change_table *changes,
                        const struct system_table *systems, struct err *err);
void release_facts_release(struct release_facts *facts);

/* Planned outside its window; where only a day is planned, no hour of that day is in it. */
bool release_outside_window(const struct release_facts *facts);

/* Why the system is out of support ("support ended", "to be replaced by 2026-05-01"), at a time; NULL: it is not. In the arena. */
const char *out_of_support(const struct system_row *row, int64_t at, struct arena *arena);

/* An overdue patch of a system, in words, or of a component of that name where `component`; *out NULL: none. In the arena. */
int overdue_patch(const char **out, size_t *n, struct store *store, const char *system, int64_t at, struct arena *arena, struct err *err);

#endif
