/*
 * git_process.h - the program `git`, run on somebody's repository, its answer read as it comes.
 *
 * No shell: arguments go as they are. A repository is foreign input, so nothing in it runs a program or reaches the network: the environment is
 * made from nothing (only PATH is kept), system and user configuration are not read, and what a repository's own configuration could
 * start is switched off (pager, external diff, textconv, signature checks, hooks, file system monitor, fetching of missing objects). git runs in "/",
 * without work tree and index: what is read is what is committed, `.mailmap` among it (that of HEAD). Paths come unquoted.
 *
 *     git --git-dir=... -c ... COMMAND [--no-ext-diff --no-textconv] ARGUMENT...
 *
 * git can print thousands of good lines and then fail (missing objects): what was read counts only once git_process_finish has said 0.
 * A process belongs to one thread at a time; several may run at once, also inside parallel_run.
 */
#ifndef PRODROME_GIT_PROCESS_H
#define PRODROME_GIT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

struct git_process;

enum { GIT_RECORD_MAX = 16 << 20 }; /* bytes */

/* Where git looks for objects that stand in for others, in place of refs/replace/, which a repository may use as it likes: git_view.h puts some here. */
#define GIT_STAND_IN_REFS "refs/prodrome-stand-ins/"

/* The git directory of `path`, absolute: that of a work tree (its top, which holds `.git`), or `path` itself (bare). Folders above are not
 * searched. *out is yours (mem_free). ERR_NOTFOUND: no such folder; ERR_REFUSED: a file. Whether it is a repository git says. */
int git_directory(char **out, const char *path, struct err *err);

/* The project of a repository: `given`, or where that is NULL the name of the folder without ".git": ".../ehr/.git" and ".../ehr.git" are both "ehr". False where
 * it is empty or does not fit into `size` bytes. */
bool git_project_name(char *out, size_t size, const char *git_dir, const char *given);

/* Starts `git ARG...` on a git directory. `arg` ends with NULL; arg[0] is git's command. `input`, where not NULL, is git's standard input (copied).
 * Where an argument comes from outside, put it behind "--" or "--end-of-options". ERR_IO: there is no git, or it cannot be started. */
int git_process_open(struct git_process **out, const char *git_dir, const char *const *arg, const struct strbuf *input, struct err *err);

/* What git printed next: 1 with at least one byte, borrowed until the next call; 0 at the end; ERR_IO. */
int git_process_read(struct git_process *process, const char **data, size_t *len, struct err *err);

/* The next record, without the `delimiter` that ends it (the last one may lack it): 1, 0 at the end, negative. `data` is NUL-terminated and
 * borrowed until the next call. Of a record longer than GIT_RECORD_MAX the rest is dropped. Not to be mixed with git_process_read. */
int git_process_record(struct git_process *process, char delimiter, const char **data, size_t *len, struct err *err);

/* Once, after the end: waits for git. 0 where it ended with status 0, else ERR_REFUSED with git's own words (ERR_IO: killed by a signal).
 * What was not read yet is read and dropped. */
int git_process_finish(struct git_process *process, struct err *err);

/* The exit status after git_process_finish, -1 before it or after a signal. */
int git_process_status(const struct git_process *process);

/* NULL does nothing. Kills git where it still runs. */
void git_process_close(struct git_process *process);

/* All that git prints, in one piece, status checked. ERR_REFUSED above max_bytes. `out` is appended to; on failure it may hold a part. */
int git_capture(struct strbuf *out, const char *git_dir, const char *const *arg, const struct strbuf *input, size_t max_bytes, struct err *err);

#endif
