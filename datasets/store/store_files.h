/*
 * store_files.h - the files that stand beside a store under its name: STORE.keys, STORE.lock, STORE.part, SQLite's STORE-wal and STORE-shm.
 */
#ifndef PRODROME_STORE_FILES_H
#define PRODROME_STORE_FILES_H

/* PATH with a suffix, yours (mem_free); NULL when memory is out. */
char *store_file(const char *path, const char *suffix);

/* Removes SQLite's log of a store that nobody has open. */
void store_files_drop_log(const char *path);

#endif
