/*
 * log.h - what the engine says to its operator, and how far along it is.
 *
 * Library code says things only through a `struct log *` that it was given (NULL: silence). Where the stream is a terminal,
 * stages longer than about a second show one progress line (stage, done/total, rate, time left); elsewhere one line a
 * stage is written when it ends. Control bytes in what is logged are made visible, so that ticket text cannot drive a
 * terminal. Single-threaded: only the thread that owns the log may call it.
 */
#ifndef PRODROME_BASE_LOG_H
#define PRODROME_BASE_LOG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum log_level { LOG_QUIET = 0, LOG_NORMAL = 1, LOG_VERBOSE = 2 }; /* quiet: errors and warnings only */

struct log {
    FILE          *out;       /* borrowed; usually stderr                          */
    enum log_level level;
    bool           terminal;  /* progress lines, redrawn                           */
    bool           color;     /* terminal and NO_COLOR unset                       */
    const char    *stage;     /* borrowed while a stage runs, else NULL            */
    uint64_t       done, total; /* total 0: not known                              */
    double         stage_start, last_drawn; /* seconds, monotonic                  */
    bool           drawn;     /* a progress line stands on the screen              */
};

void log_init(struct log *log, FILE *out, enum log_level level);
void log_error(struct log *log, const char *fmt, ...) __attribute__((format(printf, 2, 3)));   /* "prodrome: ..."          */
void log_warn(struct log *log, const char *fmt, ...) __attribute__((format(printf, 2, 3)));    /* "prodrome: warning: ..." */
void log_info(struct log *log, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void log_verbose(struct log *log, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Progress of one stage at a time; `name` must live until progress_end. Cheap enough to call for every row. */
void progress_begin(struct log *log, const char *name, uint64_t total);
void progress_step(struct log *log, uint64_t n);            /* n more are done */
void progress_set(struct log *log, uint64_t done);
void progress_end(struct log *log, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* fmt: result; NULL: how many, where any */

#endif
