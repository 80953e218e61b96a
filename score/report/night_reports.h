/*
 * night_reports.h - the files of one night.
 *
 * DIR/RUN/ with triage.{html,md,json}, release-PROJECT-NAME.{html,md,json,sarif,junit.xml} for each upcoming release, model-TASK-PROJECT-N.{html,json} for each model version
 * in use, and index.html; RUN is the day and the run's number. DIR/latest is a symbolic link to the newest. Files appear whole.
 */
#ifndef PRODROME_NIGHT_REPORTS_H
#define PRODROME_NIGHT_REPORTS_H

#include "score/report/facts.h"

struct night_reports {
    struct facts facts;
    int64_t      run_id;
    struct log  *log;
    size_t       n_files;     /* written                                           */
    int          exit_status; /* the worst verdict of an upcoming release: 0 3 4 5 */
    json_t      *sources, *warnings; /* borrowed, for the index                        */
    size_t       scored, flagged;
    size_t       waiting;     /* found here                                        */
    int          so_far;      /* of the night before the reports; shown in the index with the verdicts */
};

/* *dir gets the path DIR/RUN. */
int night_reports_write(struct night_reports *r, char *dir, size_t size, struct err *err);

/* "release-hospital-2026.07" : letters, digits, '.', '-' and '_' stay, the rest becomes '_', and then a digest
 * tells such names apart; never hidden, never with a '/'. */
void night_reports_file_name(struct strbuf *out, const char *kind, const char *a, const char *b);

#endif
