/*
 * policy.h - the policy of an organisation for its releases: rules that stand beside the model, the evidence that a release must have, what is looked at after it,
 * and what mistakes cost.
 *
 * A policy is the built-in one, with what STORE.policy says instead (policy_file.h). Its canonical text has all of it in a fixed order, as a policy
 * file would: two policies with the same text are the same policy, whatever comments and order their files have. The hash of that text is what a person signs
 * (policy_sign.h); it also covers the costs and the capacity of the configuration.
 *
 * A rule has conditions of two sorts; the alternatives of one condition are joined by '|', and of different conditions all must hold.
 *
 *     of the release   system, criticality, internet_facing   of one system that it touches: its own, or that of one of its changes
 *                      when                                   one of the facts below
 *     of a change      path, kind, label, word                all of one and the same change
 *
 *     effect           note: it is said. review: a person must look, at any score. hold: it does not go, whoever approves, until the reason is gone
 */
#ifndef PRODROME_POLICY_H
#define PRODROME_POLICY_H

#include "datasets/base/arena.h"
#include "datasets/base/strbuf.h"
#include "datasets/config/config.h"

enum policy_effect { POLICY_OFF, POLICY_NOTE, POLICY_REVIEW, POLICY_HOLD, N_POLICY_EFFECTS }; /* the larger is the stricter */

enum policy_condition { ON_SYSTEM, ON_CRITICALITY, ON_INTERNET_FACING, ON_WHEN, ON_PATH, ON_KIND, ON_LABEL, ON_WORD, N_POLICY_CONDITIONS };

enum policy_fact {
    WHEN_ALWAYS,
    WHEN_RELEASE,                /* a release is judged, not commits before the merge                                     */
    WHEN_OUTSIDE_WINDOW,         /* planned outside the window that its evidence names                                    */
    WHEN_OUT_OF_SUPPORT,         /* a system that it touches has no support any more, or is past its replacement date     */
    WHEN_UNSUPPORTED_DEPENDENCY, /* a system that one of those depends on, or a library that the release changes and the estate knows, is so */
    WHEN_OVERDUE_PATCH,          /* a patch of a system that it touches is past its due date, without an exception that still holds */
    WHEN_TESTS_FAILED,           /* its evidence 'tests' says that some failed                                            */
    N_POLICY_FACTS
};

enum policy_evidence {
    EVIDENCE_ROLLBACK_PLAN, EVIDENCE_ROLLBACK_TESTED, EVIDENCE_RUNBOOK, EVIDENCE_TRAINING, EVIDENCE_STAGED, EVIDENCE_PARITY, EVIDENCE_APPROVAL, EVIDENCE_TESTS,
    EVIDENCE_WINDOW, EVIDENCE_ACCESS_REVIEW, N_POLICY_EVIDENCE
};

extern const char *const policy_effect_name[N_POLICY_EFFECTS];       /* "off", "note", "review", "hold"  */
extern const char *const policy_condition_name[N_POLICY_CONDITIONS]; /* "system", ..., as in the file    */
extern const char *const policy_fact_name[N_POLICY_FACTS];           /* "always", "outside-window", ...  */
extern const char *const policy_evidence_name[N_POLICY_EVIDENCE];    /* "rollback_plan", ...             */

struct policy_list {
    const char **word; /* [n] */
    size_t       n;
};

enum {
    POLICY_RULES_MAX = 64,
    POLICY_WORDS_MAX = 256,  /* alternatives of one condition  */
    POLICY_CHECKS_MAX = 32,  /* after a release                */
    POLICY_NAME_MAX = 40     /* bytes of the name of a rule or check */
};

struct policy_rule {
    const char        *name, *reason; /* reason: for people, never "" */
    enum policy_effect effect;
    struct policy_list on[N_POLICY_CONDITIONS]; /* n 0: no such condition */
};

/* What is looked at after a release of a system of some criticality. */
struct policy_after {
    struct policy_list checks;       /* evidence check:NAME is due for each           */
    int64_t            check_days;   /* so long after it was deployed                 */
    bool               review;       /* an access review is due after every release   */
    int64_t            review_changes; /* ... or after one of at least so many changes; 0: not by number */
    struct policy_list privileged;   /* ... or after one that touches such a path     */
    int64_t            review_days;  /* so long after it was deployed                 */
};

struct policy {
    struct arena        arena;
    const char         *version;     /* the organisation's own word for it; "built-in" */
    struct policy_rule *rule;        /* [n_rules]                                       */
    size_t              n_rules;
    enum policy_effect  evidence[N_CRITICALITIES][N_POLICY_EVIDENCE]; /* of its absence */
    struct policy_after after[N_CRITICALITIES];
    struct config_cost  cost[N_CRITICALITIES]; /* of the configuration when it was signed, else of today's */
    double              reviews_per_week;
    char                hash[DIGEST_HEX_SIZE];       /* of all of it: policy_seal */
    char                rules_hash[DIGEST_HEX_SIZE]; /* without version, costs and capacity */
    char                costs_hash[DIGEST_HEX_SIZE]; /* of costs and capacity alone */
};

/* The built-in policy, with the costs of the configuration; sealed. */
int  policy_built_in(struct policy *out, const struct config *config, struct err *err);
void policy_release(struct policy *policy);

/* Takes the costs and the capacity of the configuration as they are written there. Not sealed. */
void policy_take_costs(struct policy *policy, const struct config *config);

/* Appends the canonical text. */
void policy_text(struct strbuf *out, const struct policy *policy);
/* Fills the hashes. ERR_NOMEM. */
int  policy_seal(struct policy *policy, struct err *err);

/* The words of a list joined by '|', without the blanks around them, in the arena. `what` names it in an error: ERR_USAGE where it is empty or too long. */
int policy_split(struct policy_list *out, struct arena *arena, const char *text, struct err *err);

#endif
