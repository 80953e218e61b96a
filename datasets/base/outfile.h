/*
 * outfile.h - files that appear whole or not at all.
 *
 * Written beside the target ("NAME.tmp.PID.N"), synced, renamed over it, and the folder synced. Until outfile_commit the target
 * is as it was; outfile_close without a commit removes what was written. "-" or NULL means standard output, unbuffered
 * by us, where commit flushes and checks.
 */
#ifndef PRODROME_BASE_OUTFILE_H
#define PRODROME_BASE_OUTFILE_H

#include <stddef.h>
#include <stdio.h>

#include "datasets/base/err.h"

struct outfile;

int  outfile_open(struct outfile **out, const char *path, int mode, struct err *err); /* mode: permission bits, 0 for 0644 & ~umask */
int  outfile_write(struct outfile *file, const void *data, size_t len, struct err *err);
int  outfile_printf(struct outfile *file, struct err *err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int  outfile_commit(struct outfile *file, struct err *err); /* once; afterwards only close */
void outfile_close(struct outfile *file);                   /* NULL does nothing; without commit the target is untouched */

/* The whole of it in one call. */
int outfile_put(const char *path, const void *data, size_t len, int mode, struct err *err);

/* Creates the folder and those above it (mode for the new ones). An existing folder is no error. */
int outfile_make_dirs(const char *path, int mode, struct err *err);

/* Removes from a folder what writers of processes that are gone left there, killed: files "NAME.tmp.PID.N". What cannot be removed stays. */
void outfile_clear_folder(const char *path);

/* Makes a new name in the folder of `path` last beyond a power cut. */
int outfile_sync_folder(const char *path, struct err *err);

/* Reads a file whole into memory that is yours (mem_free; a NUL follows). ERR_NOTFOUND where it does not exist, ERR_REFUSED
 * above max_bytes. */
int file_read(char **data, size_t *len, const char *path, size_t max_bytes, struct err *err);

/* Tests only: let n writes succeed, then fail one with ENOSPC (n < 0: never). */
void outfile_fail_after(long n);
int  outfile_failed(void);

#endif
