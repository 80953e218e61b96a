/*
 * night_sources.h - the night's first stage: the sources of the configuration, imported in order.
 */
#ifndef PRODROME_NIGHT_SOURCES_H
#define PRODROME_NIGHT_SOURCES_H

#include <jansson.h>

#include "datasets/config/config.h"
#include "datasets/store/store.h"

/* The caller fills the first group and makes the two arrays; all are its own. */
struct night_sources {
    struct store        *store;
    const struct config *config;
    int                  n_threads;
    struct log          *log;
    json_t              *list;         /* [{source, kind, read, new, changed, unchanged, rejected}] of those read */
    json_t              *warnings;     /* [text]                                                                  */

    size_t               imported, failed;
    int                  exit_status;  /* 0; 8 where a source was refused, 1 where one failed otherwise           */
    json_t              *repositories; /* [[path, project, number of the source]] that were read; NULL outside    */
};

/* Every source, in order; one that fails is said and counted, and the rest go on. Then the fixes in the repositories blame changes: after all
 * sources, for the tickets may come behind the repository. */
void night_sources_import(struct night_sources *sources);

#endif
