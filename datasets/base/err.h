/*
 * err.h - what went wrong, in a code a caller can act on and words a person can.
 *
 * A function that can fail returns 0 (or a count) on success and a negative enum err_code on failure, and takes a
 * `struct err *` as its last parameter, which may be NULL where the words are not wanted. Outputs are untouched on
 * failure. Messages: what failed first, lower case, no full stop, the subject quoted, then a hint where there is one.
 */
#ifndef PRODROME_BASE_ERR_H
#define PRODROME_BASE_ERR_H

#include <stddef.h>

enum err_code {
    ERR_NOMEM = -1,       /* an allocation failed                                                    */
    ERR_IO = -2,          /* a file or pipe could not be opened, read or written                     */
    ERR_NOTFOUND = -3,    /* the thing asked for does not exist                                      */
    ERR_USAGE = -4,       /* wrong options, configuration or keys: exit 2                            */
    ERR_REFUSED = -5,     /* input is not what it claims to be, or too much of it is bad: exit 8     */
    ERR_BUSY = -6,        /* another job holds the store: exit 7                                     */
    ERR_INTEGRITY = -7,   /* audit chain, model hash or store is broken: exit 6                      */
    ERR_NODATA = -8,      /* not enough data to say: exit 5                                          */
    ERR_STORE = -9,       /* SQLite failed (disk full, file damaged, ...)                            */
    ERR_INTERRUPTED = -10 /* a signal asked us to stop; what was completed stays                     */
};

enum { ERR_MSG_MAX = 1024 };

struct err {
    int  code;             /* 0 or an enum err_code      */
    char msg[ERR_MSG_MAX]; /* NUL-terminated, cut if long */
};

#define ERR_INIT { 0, { 0 } }

/* Fills *err (if not NULL) and returns `code`. Control bytes in the finished text are and what is no UTF-8 made visible as \xNN. */
int err_set(struct err *err, enum err_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Puts "PREFIX: " before the message that is there and returns the code that is there (NULL holds none: ERR_IO). */
int err_prefix(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The usual message for ERR_NOMEM; returns ERR_NOMEM. */
int err_nomem(struct err *err);

/* Copies `text` with its control bytes (C0, DEL, and C1 as UTF-8) made visible as \xNN, so that foreign text cannot drive a
 * terminal. What does not fit in `size` bytes with the NUL is cut between characters. Returns the length. */
size_t err_visible(char *out, size_t size, const char *text);

#endif
