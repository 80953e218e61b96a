/*
 * git_import.h - a git repository into the store: its commits as changes, its tags as releases, what it says went wrong as outcomes.
 *
 * Everything is read first; only when git has ended well is anything stored, through the same import as any export. The imports of the kinds follow one
 * another, and last comes how far the repository was read: killed or failed in between, the store is as before or has some of the kinds whole, and the next
 * run reads the same again and completes it.
 *
 * The next run reads only the commits that are new. All is read anew where the history was rewritten (what was read before is no longer there; the changes stay
 * in the store), and where what decides about rows has changed: the pattern, .mailmap, .git-blame-ignore-revs, the rules of de-identification, this program.
 */
#ifndef PRODROME_GIT_IMPORT_H
#define PRODROME_GIT_IMPORT_H

#include "datasets/import/import.h"

struct git_import_options {
    const char *path;      /* of a work tree or a git directory                                         */
    const char *named;     /* what the repository is known by, where `path` is a view of it (git_view.h); NULL: the path */
    const char *as_of;     /* with a view: the tag, whose release has not gone out yet; NULL: all tags have */
    const char *project;   /* NULL: the name of the repository's folder                                 */
    const char *branch;    /* in place of HEAD, or NULL                                                 */
    const char *issues;    /* pattern of ticket ids in messages; NULL: GIT_ISSUES_DEFAULT               */
    const char *source;    /* provenance; NULL: the path                                                */
    int         n_threads; /* 0: all cores                                                              */
};

enum git_reading { GIT_READ_WHOLE, GIT_READ_NEW, GIT_READ_NOTHING_NEW, GIT_READ_REWRITTEN };

struct git_import_report {
    struct import_report total;              /* kind "git": the sum of the three below                  */
    struct import_report changes, releases, outcomes; /* kind NULL: not imported this time              */
    enum git_reading reading;
    char   project[513];
    size_t n_commits;                        /* that HEAD and the tags reach                            */
    size_t n_read, n_merges, n_mass, n_with_issues; /* of those that were new                           */
    size_t n_gave_up;                        /* messages on which the pattern gave up                   */
    size_t n_gone;                           /* changes of the project that the repository no longer has */
    size_t n_tags, n_releases, n_reverts;
    double mine_seconds;                     /* reading alone                                           */
};

/* Errors as import_run; also ERR_USAGE (pattern, branch). The store must be open as a job. */
int git_import_run(struct git_import_report *report, struct store *store, const struct git_import_options *options, struct err *err);

/* The contract's JSON, with what git adds. */
void git_import_report_json(struct strbuf *out, const struct git_import_report *report);

extern const char *const git_reading_name[4]; /* "whole", "new", "nothing new", "rewritten" */

#endif
