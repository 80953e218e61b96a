/*
 * gate.h - whether a release may go: what the engine knows of it, and what people decided.
 *
 *     verdict           exit status   because of
 *     hold              4             a person rejected exactly this content; a rule of the policy holds it, or evidence is missing that the policy demands
 *     review            3             it has changed since it was scored; its model is not in production by a valid signature, no longer the one in
 *                                     production, or its validation has ended; it names changes that the store does not have; or there is a question that no person has settled;
 *                                     the policy is not signed
 *     not enough data   5             no usable model, no changes, or never scored: then only the policy is asked, and wins where it asks for more
 *     clear             0             none of these
 *
 * Where a version of release-risk made the figure of the release, what is asked of a model is asked of that version too.
 *
 * Questions are: its chance of harm is at or above the threshold in force (thresholds.h); changes of it are recorded as having done harm; the model
 * learned from changes of it; a person asked for changes or information, deferred it, or rejected it with another content. A valid signature that approves
 * exactly this content (content.h, standing.h) settles all of them; nothing settles the rest. The engine never approves.
 *
 * Rules stand beside the model (score/policy), and the stricter of both wins. A rule whose effect is review, and missing evidence that asks for one, are such questions; where
 * there are some they are part of the content that a person decides on (policy_bind_content). What holds a release is settled by no approval.
 */
#ifndef PRODROME_GATE_H
#define PRODROME_GATE_H

#include "score/policy/policy_in_force.h"
#include "score/policy/policy_match.h"
#include "score/review/standing.h"
#include "score/review/thresholds.h"
#include "train/registry.h"

enum verdict { VERDICT_CLEAR, VERDICT_NO_DATA, VERDICT_REVIEW, VERDICT_HOLD, N_VERDICTS }; /* the largest of the reasons' wins */

extern const char *const verdict_name[N_VERDICTS];        /* "clear", "not enough data", ... */
extern const int         verdict_exit_status[N_VERDICTS]; /* 0, 5, 3, 4                      */

struct gate_input {
    struct store              *store;
    const struct config       *config;
    const struct snapshot     *snapshot;
    const struct model_list   *models;
    const struct thresholds   *thresholds;
    const struct system_table *systems;
    const struct change_table *changes;   /* of the release's project        */
    const struct release      *release;
    const struct policy_in_force *policy; /* NULL: what is beside the store now */
};

/* What is asked of a release; each reason answers one of them. A question without a reason has nothing against it. */
enum gate_question {
    GATE_SCORED,           /* is the score of the release as it is now?                        */
    GATE_COMPLETE,         /* does the store have all of its changes?                          */
    GATE_MODEL,            /* is its model in production, signed for, and still valid?         */
    GATE_KNOWN_HARM,       /* did no change of it do harm already?                             */
    GATE_THRESHOLD,        /* is its chance of harm below the threshold in force?              */
    GATE_NOT_LEARNED_FROM, /* is what the model says of its changes a forecast?                */
    GATE_PEOPLE,           /* what did people decide?                                          */
    GATE_RULES,            /* which rules of the policy does it meet?                          */
    GATE_EVIDENCE,         /* is the evidence there that the policy asks for?                  */
    GATE_POLICY,           /* did somebody sign the policy as it is?                           */
    N_GATE_QUESTIONS
};

extern const char *const gate_question_name[N_GATE_QUESTIONS]; /* "scored", ...: stable, for programs */

struct gate_reason {
    enum verdict       verdict;           /* to which it leads; VERDICT_CLEAR: said, and nothing follows from it */
    enum gate_question question;
    const char        *text;
};

enum { GATE_REASONS_MAX = 24 + POLICY_HITS_MAX };

struct gate {
    struct arena                arena;
    enum verdict                verdict;
    struct gate_reason          reason[GATE_REASONS_MAX]; /* [n_reasons] the weightiest first */
    size_t                      n_reasons;
    enum gate_question          asking;      /* while it is judged: what the next reason answers   */
    int64_t                     score_id;    /* the newest; 0: never scored                       */
    double                      probability;
    bool                        of_release;  /* that the release goes wrong: past releases taught it (it has numbers of its own); else that a change of it does harm */
    const struct model_version *model;       /* of change-risk, that scored its changes; NULL: none that is known */
    const struct model_version *release_model; /* of release-risk, that made a figure of them; NULL: none did     */
    size_t                      n_members;   /* changes of the release                            */
    enum criticality            criticality;
    struct threshold            threshold;
    bool                        stale;       /* scored with other changes, or other versions of them */
    size_t                      harmful;     /* changes recorded as having done harm, those left out that the release itself mends */
    bool                       *mended;      /* [n_members] it did harm, and what mended it goes out with it (change_mends.h) */
    bool                       *learned;     /* [release->n_members] the model learned from it; NULL without a score */
    size_t                      n_learned;
    struct standing             standing;    /* of the content that was scored, or of an unscored one that rules ask about; item_id 0 where neither */
    bool                        has_standing;
    struct policy_hits          rules;       /* that were met, and the evidence                   */
    const char                 *policy_says; /* that the policy is not signed; NULL               */
    const char                 *costs_ask;   /* that the costs are not; NULL                      */
    uint8_t                     content[DIGEST_SIZE]; /* that a person decides on; only with has_standing */
};

/* ERR_INTEGRITY: a decision or policy whose signature is missing or wrong. ERR_USAGE: a policy file that cannot be read, with its line. */
int  gate_judge(struct gate *out, const struct gate_input *in, struct err *err);
void gate_free(struct gate *gate);

/* How many changes of the release are recorded or blamed as having done harm, those left out that the release itself mends. mended: [n_members] of zeros, which of them. The queue counts
 * the same (queue.h). Of `in` only the store, the snapshot, the changes and the release are looked at. */
int  gate_count_harmful(size_t *out, bool *mended, const struct gate_input *in, struct err *err);

/* The weightiest verdict over a project's upcoming releases; VERDICT_CLEAR where there are none. `changes` and `release` of `in` are not looked at, nor below. */
int  gate_upcoming(enum verdict *out, const struct gate_input *in, const char *project, struct err *err);

/* The same over the changes that a run scored by themselves: hold where one was rejected; review where one is flagged and not approved, or was
 * scored by a model that is not in production. */
int  gate_changes(enum verdict *out, const struct gate_input *in, int64_t run_id, struct err *err);

#endif
