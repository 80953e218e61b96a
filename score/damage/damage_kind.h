/*
 * damage_kind.h - what an incident or a change may damage, by a stated rule over its words: safety, privacy, continuity.
 *
 * The rule is for where nobody has labelled the damage. It is no model: no probability is claimed, and what it says is marked "by rule".
 * docs/damage-kinds.md prints it with all its phrases (a test compares them with the table in damage_words.c):
 *
 *   - a strong phrase tells the kind alone;
 *   - a weak one tells it where the system has the criticality that makes it grave (safety: care-critical; privacy: compliance-critical;
 *     continuity: either), or where a second, different weak phrase of the kind is there;
 *   - a phrase that "no", "not", "without" or "never" stands before (among the three words before it) does not count;
 *   - of several kinds the gravest is the kind: safety, then privacy, then continuity; where none holds it is other.
 *
 * Words are runs of letters and digits, also apart at camelCase and '_', so that paths and identifiers can be asked; ASCII letters in either
 * case. The texts may be hostile; nothing is allocated and nothing fails. The same texts give the same answer in any order.
 *
 * A policy for releases asks the same table: 'word = @safety' (score/policy/policy_file.h).
 *
 *     struct text text[] = { change->message, change->files };
 *     damage_by_rule(&damage, criticality, text, 2);
 */
#ifndef PRODROME_DAMAGE_KIND_H
#define PRODROME_DAMAGE_KIND_H

#include "datasets/base/strbuf.h"
#include "datasets/config/config.h"
#include "datasets/rows/rows.h"

enum damage_kind { DAMAGE_SAFETY, DAMAGE_PRIVACY, DAMAGE_CONTINUITY, DAMAGE_OTHER, N_DAMAGE_KINDS };

extern const char *const damage_kind_name[N_DAMAGE_KINDS];      /* "safety", "privacy", "continuity", "other" */
bool damage_kind_of(enum damage_kind *out, const char *name); /* false where it is none; case does not matter */

enum { DAMAGE_HITS_MAX = 32 };

struct damage {
    enum damage_kind kind;                                 /* the gravest that holds, else DAMAGE_OTHER             */
    bool             holds[DAMAGE_OTHER];                  /* each of the three                                     */
    bool             by_system[DAMAGE_OTHER];              /* it holds by a weak phrase and the system's criticality */
    struct { enum damage_kind kind; bool strong; const char *phrase; } hit[DAMAGE_HITS_MAX]; /* [n_hits] each once, in the order of the table */
    size_t           n_hits;
};

/* criticality: of the system, CRITICALITY_UNKNOWN where none is named. */
void damage_by_rule(struct damage *out, enum criticality criticality, const struct text *text, size_t n_texts);

/* Appends, plain, why it is of its kind: "'overdos*', 'pump' (care-critical system)". Nothing for DAMAGE_OTHER. */
void damage_add_reason(struct strbuf *out, const struct damage *damage, enum criticality criticality);
/* The same of one of the kinds that hold. */
void damage_add_reason_of(struct strbuf *out, const struct damage *damage, enum damage_kind kind, enum criticality criticality);

/* The table, for those who print it. NULL from the last on. */
struct damage_phrase { enum damage_kind kind; bool strong; const char *phrase; };
const struct damage_phrase *damage_phrase_at(size_t i);

#endif
