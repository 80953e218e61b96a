/*
 * manifest_inner.h - what the readers of manifest.c's formats share.
 *
 * Each reader appends what it finds, in any order and with repeats; manifest_read sorts and joins. Inside of manifest.
 */
#ifndef PRODROME_MANIFEST_INNER_H
#define PRODROME_MANIFEST_INNER_H

#include "datasets/manifest/manifest.h"

struct manifest_text {
    const char *str;
    size_t      len;
};

/* Copies the texts. ERR_REFUSED for an empty name, one that is too long or has control characters ("FILE: ..."). */
int manifest_add(struct manifest *m, const char *file, const char *ecosystem, struct manifest_text name, struct manifest_text version,
                 struct manifest_text scope, int direct, struct err *err);

/* Lower: rather in what runs than in what is only built with. */
int manifest_scope_rank(const char *scope);

struct manifest_text manifest_text_of(const char *str); /* NULL: empty */

int manifest_read_npm(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_maven(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_pip(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_go(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_cargo(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_cyclonedx(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);
int manifest_read_spdx(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);

#endif
