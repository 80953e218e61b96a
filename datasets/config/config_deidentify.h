/*
 * config_deidentify.h - the keys of [deidentify], made into rules.
 *
 *     allow, deny              phrases joined by '|'
 *     allow_file, deny_file    a file of them, a phrase a line
 *     pattern.NAME             a regular expression
 *     digits                   yes or no
 *
 * Inside of config, and of the command that takes the same from its options.
 */
#ifndef PRODROME_CONFIG_DEIDENTIFY_H
#define PRODROME_CONFIG_DEIDENTIFY_H

#include "datasets/phi/phi_rules.h"

/* Adds what the key says to *rules, which is made where it is NULL; paths are relative to `folder` ("" or with its '/'). ERR_USAGE with
 * the reason alone, for a place in front; of a file that is "FILE:LINE: reason". */
int config_deidentify_set(struct phi_rules **rules, const char *key, const char *value, const char *folder, struct err *err);

#endif
