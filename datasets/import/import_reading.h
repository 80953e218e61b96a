/*
 * import_reading.h - what reading files of rows takes beside writing them anywhere.
 *
 * Options checked, each file's name cleaned and its form said, bad rows told and counted against what is tolerated: the same for rows that go into the
 * store (import.c) and rows that go into tables in memory (import_table.c). Inside of import.
 */
#ifndef PRODROME_IMPORT_READING_H
#define PRODROME_IMPORT_READING_H

#include "datasets/base/outfile.h"
#include "datasets/import/import_pipe.h"

struct import_reading {
    const struct import_options *options;
    struct import_report        *report;
    const uint8_t               *key;       /* [DIGEST_KEY_SIZE] of persons' pseudonyms                     */
    const struct phi_rules      *rules;     /* may be NULL                                                  */
    struct log                  *log;       /* may be NULL                                                  */
    int64_t                      now;
    int                          n_threads; /* at least 1                                                   */
    bool                         for_table; /* import_context                                               */
    struct strbuf                file;      /* name of the file that is read, as it may be stored and shown */
    struct strbuf                column;    /* of the last reject, likewise                                 */
    struct phi_spans             spans;     /* scratch                                                      */
    struct outfile              *rejects;   /* NULL: not asked for                                          */
};

/* Options that have no place or no sense: ERR_USAGE. */
int  import_reading_check(const struct import_options *options, struct err *err);
/* key, rules, log and now are the caller's to set. */
void import_reading_init(struct import_reading *in, const struct import_options *options, struct import_report *report);
void import_reading_release(struct import_reading *in);

/* The file of rejects, where one is asked for. */
int  import_reading_open(struct import_reading *in, struct err *err);
/* At the end, with what came of it: the file of rejects appears where all is well or the rows were refused. Returns rc, or that file's failure. */
int  import_reading_end(struct import_reading *in, int rc, struct err *err);

/* Sets in->file. People write names and numbers into names of files, too. */
int  import_reading_name(struct import_reading *in, const char *name, struct err *err);
/* By which profile the file `in->file` is read, unless the user said so, and what was assumed of its dates. */
void import_reading_say_form(struct import_reading *in, const char *path, const struct import_pipe *pipe);
/* A bad row of `file`: into the file of rejects, and into the report where it is the first. *shown is the row with its column as it may be stored; it dies
 * with the next one. */
int  import_reading_reject(struct import_reading *in, struct import_row *shown, const char *file, const struct import_row *row, struct err *err);
/* ERR_REFUSED where more are bad than tolerated; `rows` names them. */
int  import_reading_tolerate(const struct import_reading *in, uint64_t bad, uint64_t read, const char *rows, struct err *err);

/* Of all files that have a size, for the progress. */
uint64_t import_reading_bytes(const struct import_options *options);

#endif
