/*
 * exit_status.h - which of several exit statuses a command ends with.
 */
#ifndef PRODROME_EXIT_STATUS_H
#define PRODROME_EXIT_STATUS_H

/* The worse of two in the order of the documentation: the first of 2, 7, 6, 1, 8, 4, 3, 5; else 0. */
int exit_status_worse(int a, int b);

#endif
