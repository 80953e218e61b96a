/*
 * sign_in.h - who signs, and how they prove it.
 *
 * `--as USER` names them; the password is the first line of `--password-file FILE`, which nobody else may read, or is asked for on the terminal without
 * echo. It is never an argument and never in the environment. After a failed login we wait before saying so (not under --now: that is a test's clock).
 */
#ifndef PRODROME_SIGN_IN_H
#define PRODROME_SIGN_IN_H

#include "score/cli/cli.h"
#include "score/review/people.h"

#define SIGN_IN_OPTIONS                                                                                                                              \
    { 0, "as", "USER", "who signs" }, { 0, "password-file", "FILE", "their password: the first line of FILE, which nobody else may read (default: ask on the terminal)" }
#define NEW_PASSWORD_OPTION                                                                                                                          \
    { 0, "new-password-file", "FILE", "the new password: the first line of FILE, which nobody else may read (default: ask on the terminal)" }

struct password {
    char   text[PEOPLE_PASSWORD_MAX + 1];
    size_t len;
};

void password_wipe(struct password *password);

/* A status; said where it fails. STATUS_USAGE for a failed login, and where there is neither file nor terminal. */
int sign_in(struct cli *cli, struct store *store, struct person *out);

/* Before the job's lock is taken: a night need not wait for somebody who looks for a password. `need`: 0, or what the role must allow. */
int sign_in_before_job(struct cli *cli, unsigned need, struct person *out);

/* The password of the option (NULL or not given: asked for on the terminal with `prompt`, twice where `twice`). A status. */
int password_get(struct cli *cli, const char *option, const char *prompt, bool twice, struct password *out);

#endif
