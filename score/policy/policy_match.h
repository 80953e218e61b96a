/*
 * policy_match.h - which rules of a policy a release meets, by what, and which evidence it lacks.
 *
 * Commits before the merge are judged as a release without a name: of evidence nothing is asked, that belongs to the release they will be part of.
 *
 * Several policies may be given (the signed one and a newer that nobody has signed): what any of them says counts, the stricter effect of one rule's name before
 * the other, and a rule that is the same in both is told once.
 */
#ifndef PRODROME_POLICY_MATCH_H
#define PRODROME_POLICY_MATCH_H

#include "datasets/manifest/dependency_changes.h"
#include "score/policy/release_facts.h"

enum { POLICY_MATCHES_MAX = 8, POLICY_HITS_MAX = 2 * POLICY_RULES_MAX }; /* that are told of a rule; it counts them all */

struct policy_subject {
    struct store              *store;
    const struct release      *release;
    const struct change_table *changes;   /* of its project */
    const struct system_table *systems;
    bool                       before_merge; /* `release` is made up of commits that belong to none yet */
    const struct dependency_changes *dependencies; /* that it changes; NULL: those that were read of the release */
};

/* What a rule met. Texts live as long as the hits, or belong to the policy and the tables. */
struct policy_met {
    const char *condition;  /* "criticality", "word", ...: the last of the rule's, which is the narrowest */
    const char *matched;    /* the alternative that was met                                               */
    const char *commit;     /* "" where it is the release as a whole                                      */
    const char *in;         /* system, path, label, phrases of a lexicon, or what it says of itself; ""   */
};

struct policy_hit {
    const char        *rule, *reason;
    enum policy_effect effect;
    struct policy_met  met[POLICY_MATCHES_MAX]; /* [n_told] */
    size_t             n_told, n_met;
};

struct policy_lack {                       /* evidence and what its absence does */
    enum policy_evidence item;
    enum policy_effect   effect;           /* POLICY_OFF: not asked for          */
};

struct policy_hits {
    struct arena         arena;
    struct policy_hit   *hit;              /* [n] the strictest first, else in the policy's order */
    size_t               n;
    struct policy_lack   evidence[N_POLICY_EVIDENCE]; /* in the order of their enum, given or not */
    struct release_facts facts;
    enum criticality     criticality;      /* of the release's system            */
    size_t               without_paths;    /* changes of which no file is known: no rule of paths could look at them */
    enum policy_effect   strictest;        /* of the rules that were met and the evidence that is not there */
};

/* ERR_NOMEM, ERR_STORE. */
int  policy_match(struct policy_hits *out, const struct policy *const *policy, size_t n_policies, const struct policy_subject *subject, struct err *err);
void policy_hits_release(struct policy_hits *hits);

/* Whether the item is asked for and not there. */
bool policy_lacks(const struct policy_hits *hits, enum policy_evidence item);

/* The content that a person decides on, where rules ask for it: `content` as it was found, and the rules and evidence that ask for a review or hold. Where none
 * does it stays as it is. So a decision is stale when another rule is met or evidence comes or goes. */
void policy_bind_content(uint8_t content[DIGEST_SIZE], const struct policy_hits *hits);

#endif
