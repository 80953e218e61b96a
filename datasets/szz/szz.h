/*
 * szz.h - labels of changes by blame: a change did harm where a fix of an incident takes its lines away.
 *
 * Appends rows to `labels` (task change-risk, provenance szz, value '1', by the fix's commit, evidence the ticket), known from when the fix was
 * committed, never earlier. What was answered is remembered in szz_fixes: a fix is blamed again only where what its answer rests on has changed (the
 * rule, its ticket, the list of ignored commits); what it blames no more, and all that a change blamed which is a fix no
 * more, then gets a row with the value '' which takes the label back. Each fix is written in
 * one transaction with its labels, some hundreds at a time: killed, the next run goes on. The result does not depend on the number of threads.
 */
#ifndef PRODROME_SZZ_H
#define PRODROME_SZZ_H

#include "datasets/szz/szz_blame.h"
#include "datasets/szz/szz_fixes.h"

struct szz_options {
    const char *project;      /* of the changes                                            */
    const char *repository;   /* a git directory, or a work tree                           */
    const char *tracker;      /* project of the tickets that changes name; NULL: see szz_fixes.h */
    bool        by_message;   /* where no change is a fix by its ticket                    */
    const struct intern *without; /* paths of files that are not blamed, or NULL: those of git_view.h */
    int         n_threads;
    struct log *log;          /* may be NULL */
};

struct szz_report {
    size_t  n_changes, n_naming, n_unknown, n_no_incident, n_too_early, n_fixes; /* as in struct szz_fixes */
    bool    by_message;
    size_t  n_answered;             /* fixes that were answered before                     */
    size_t  by_result[N_SZZ_RESULTS]; /* of those of this run                              */
    int64_t count[N_SZZ_COUNTS];    /* of those of this run                                */
    size_t  n_labels, n_withdrawn;  /* rows written                                        */
};

/* Needs a store opened as a job. ERR_REFUSED: no repository, or one that lacks objects; ERR_NOTFOUND: no such folder. */
int szz_run(struct szz_report *out, struct store *store, const struct szz_options *options, struct err *err);

/* One paragraph for a person. */
void szz_report_text(struct strbuf *out, const struct szz_report *report);

/* One object: the counts of struct szz_report by name. */
void szz_report_json(struct strbuf *out, const struct szz_report *report);

#endif
