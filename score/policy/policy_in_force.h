/*
 * policy_in_force.h - which policy and which costs hold, by what the file says and by what was signed.
 *
 *     rules     built-in   nothing was signed and the file says nothing else                                    the built-in rules hold
 *               unsigned   nothing was signed, and the file changes the built-in rules                          the file's hold, and every release needs a review
 *               signed     they are what was signed last                                                        they hold
 *               changed    they are not                                                                         both hold, the stricter of each rule; every release needs a review
 *     costs     built-in   nothing was signed and the configuration has no others                               the built-in ones hold
 *               unsigned   nothing was signed, and the configuration has others                                 those of the configuration hold, and every release needs a review
 *               signed     they are what was signed last                                                        they hold
 *               changed    the configuration has others now                                                     the signed ones hold, and it is said
 *
 * So a stricter rule holds at once, and neither a rule nor a cost is loosened by editing a file. No approval of a release settles the review that an unsigned
 * policy asks for; signing it does. One signature covers rules, costs and capacity: it is over the hash of the policy's canonical text (policy.h), which is kept in
 * release_policies, and the audit trail vouches for it.
 */
#ifndef PRODROME_POLICY_IN_FORCE_H
#define PRODROME_POLICY_IN_FORCE_H

#include "score/policy/policy.h"
#include "score/review/people.h"

enum policy_state { POLICY_IS_BUILT_IN, POLICY_IS_UNSIGNED, POLICY_IS_SIGNED, POLICY_IS_CHANGED };

extern const char *const policy_state_name[]; /* "built-in", "not signed", "signed", "changed since it was signed" */

struct policy_in_force {
    struct policy     now;          /* of the file (or built in) and the configuration as written */
    struct policy     last;         /* signed last; only where policy_id is not 0                 */
    bool              from_file;
    enum policy_state rules, costs;
    int64_t           policy_id;    /* of the signed one; 0: nothing was signed                   */
    int64_t           signed_at;
    char              signed_by[PEOPLE_NAME_MAX + 1], role[32];
};

/* The policy file of a store: STORE.policy. */
int  policy_path(struct strbuf *out, const struct store *store, struct err *err);

/* ERR_USAGE: a bad file, with its line. ERR_INTEGRITY: what was signed is not as it was signed. */
int  policy_in_force(struct policy_in_force *out, struct store *store, const struct config *config, struct err *err);
void policy_in_force_release(struct policy_in_force *in_force);

/* The policies whose rules hold, for policy_match: how many of the two. */
size_t policy_holding(const struct policy_in_force *in_force, const struct policy *out[2]);

/* "the release policy is not signed", ...; NULL where nothing has to be said. */
const char *policy_says(const struct policy_in_force *in_force);
/* The same of the costs. */
const char *policy_says_of_costs(const struct policy_in_force *in_force);
/* That of the costs for which every release needs a review; NULL where they ask for none. */
const char *policy_asks_of_costs(const struct policy_in_force *in_force);

/* Puts the signed costs and capacity into the configuration, where some were signed; *changed (may be NULL): they are others than those written there. */
int policy_hold_costs(struct config *config, bool *changed, struct store *store, struct err *err);

struct policy_signed {
    int64_t policy_id, signature_id;
    char    hash[DIGEST_HEX_SIZE];
};

/* Signs what the file and the configuration say, in one transaction. ERR_USAGE: who may not, or exactly that is signed already. */
int policy_sign(struct policy_signed *out, struct store *store, const struct config *config, const struct person *person, struct err *err);

#endif
