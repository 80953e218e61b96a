/*
 * purge.h - text that is past its retention goes; what was learned, decided and counted stays.
 *
 * A rule is a kind of record and an age: "tickets=730" (days, of the configuration's [retention]) or "tickets before TIME" (asked for by hand). It speaks
 * of records: one goes when the newest time that any of its versions states (for a ticket: created, updated, resolved, ...), or where none is stated that
 * of its import, lies before the cut. Then in all its versions
 *
 *   what                          goes                                              stays
 *   tickets                       title, description, workaround, assignee, extra;  ids, times, team, component, severity, status, ... (the words
 *                                 cause, where fewer than 20 tickets share it:      of the tracker), cause where it is a class to learn from
 *                                 then it is a sentence and no label
 *   changes                       message, author, approver, extra;                 commit, times, the 14 metrics, buggy, split, kind, system,
 *                                 of their code: files, added, removed, extra       release, tickets
 *   releases, outcomes            evidence, extra                                   names, times, outcome, status
 *   postmortems                   root_cause, trigger, title, text, sections, extra  ids, times, severity, systems, tickets, releases
 *   evidence, patches             by, reason, extra                                 item, value, times, severity, component
 *   updates                       extra                                             ids, times, names and versions of the library, broke
 *   predictions                   inputs, of a model's version by whole months:     time, model, version, score, label, subgroup
 *                                 those of which the last row is old enough
 *   scores of tickets, changes    detail: contributions, with the words in them     probability, logit, label, hash of the features
 *   feature_rows                  the values, unless a record that stays has the    their hash, when and by which rule they went
 *                                 very same
 *   neighbours                    the terms in common                               who was similar to whom, how much
 *   cluster_states                terms of a group of which no member, ever,        size, typical members, who was in it
 *                                 is left with text
 *   cluster_models                all of a project of which a ticket goes           (the next grouping makes it anew)
 *
 * and these stay as they are: identities, hashes, snapshots and labels; decisions with their reasons, signatures and links, which are the evidence of what
 * people did (their free text was de-identified when it was written); rejects, runs and the audit trail, which hold no text of the world; validation
 * records; names of clusters; and models: a word of a vocabulary occurs in many records and is a statistic of them, as a weight is. The estate, dependencies and telemetry
 * have no rule: they hold no text about people but an owner, and today's owner is no matter of the past.
 *
 * Never purged, and counted: open tickets, and what waits for a person (with the changes of a waiting release). Reports on disk and backups made before are
 * outside of the store: they go by whoever keeps them.
 *
 * Each version that was purged says so (versions.overwritten "purge:RULE", overwritten_at), and the trail vouches for what is left of it (audit_purge.h).
 * A repeated import of the same rows brings nothing back. Removed bytes are zeroed in the file (secure_delete), and the log is emptied at the end.
 *
 * In short transactions under the job lock. A purge that was killed is finished by the next one, under its own rule and time.
 */
#ifndef PRODROME_PURGE_H
#define PRODROME_PURGE_H

#include "datasets/config/config.h"
#include "datasets/store/store.h"

enum { PURGE_RULE_MAX = 64 };

struct purge_part {
    enum retention kind;
    int64_t        before;                 /* records older than this                        */
    char           rule[PURGE_RULE_MAX];
    int64_t        purge_id, at;           /* of one that was stopped; 0: a new one           */
    int64_t       *record;                 /* [n_records] ascending; owned                    */
    size_t         n_records, cap_records;
    int64_t        n_versions;             /* of them, with text                              */
    int64_t        kept_open, kept_waiting; /* records that are old enough and stay           */
};

struct purge_plan {
    struct purge_part part[2 * N_RETENTIONS]; /* those that were stopped first */
    size_t            n_parts;
};

struct purge_options {
    int     kind;        /* of enum retention; -1: all that have a rule                            */
    int64_t before;      /* instead of the rules of the configuration; TIME_NONE: by the rules     */
};

struct purge_counts {
    int64_t n_records, n_versions, n_scores, n_feature_rows;
    bool    log_left;    /* somebody reads: what was removed is in `STORE-wal` until they stop and the next job ends */
};

/* What would go; changes nothing, so a store opened for reading does. ERR_USAGE: there is no rule, or `before` is within label_maturity_days of now: text would
 * be gone before its label could teach (the configuration refuses such rules too). */
int  purge_plan_make(struct purge_plan *out, struct store *store, const struct config *config, const struct purge_options *options, struct err *err);
void purge_plan_release(struct purge_plan *plan);

/* Does it. The store must be open as a job. `by`: the user who asked. */
int  purge_run(struct purge_counts *out, struct store *store, const struct purge_plan *plan, const char *by, struct err *err);

#endif
