/*
 * dependency_import.h - the dependencies of a system into the store.
 *
 * What the manifests of a folder or of some files name (dependency_list.h), as records of the kind 'dependency': one for each file, ecosystem and
 * name, so that a newer version of a library is a newer version of its record. What a file no longer names is withdrawn; a file that is gone from
 * a folder takes its dependencies with it; what a file that cannot be read named stays as it was. Reading the same again changes nothing.
 *
 *     folder   all that the system uses; files are known by their path in it
 *     files    what these name; others of the system stay; known by the path as given
 *
 * A manifest that cannot be read is one bad row, with its file, line and reason; import_run's share of bad rows holds.
 */
#ifndef PRODROME_DEPENDENCY_IMPORT_H
#define PRODROME_DEPENDENCY_IMPORT_H

#include "datasets/import/import.h"
#include "datasets/manifest/dependency_list.h"

struct dependency_options {
    const char *release;   /* of which they are; NULL: not known               */
    const char *list_path; /* all entries as CSV (dependency_list.h), or NULL  */
};

/* options->project is the system (ERR_USAGE without), options->path one folder, or files; `kind` and `text` are set here. Fails as import_run, and ERR_USAGE for
 * a file that is no manifest or a folder beside others. */
int dependency_import(struct import_report *report, struct store *store, const struct import_options *options, const struct dependency_options *more,
                      struct err *err);

struct dependency_release {
    const char *name;      /* "": not known                             */
    const char *commit;    /* "": not from a repository                 */
    int64_t     at;        /* since when it is so; 0: since now         */
};

/* The same of a list that is there, sorted: all that the system uses. options->source must be given. */
int dependency_import_list(struct import_report *report, struct store *store, const struct import_options *options, const struct dependency_list *list,
                           const struct dependency_release *release, struct err *err);

#endif
