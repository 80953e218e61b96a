/*
 * issues_json.h - issues as JSON, as rows of text under the names of their keys.
 *
 * What `gh issue list --json ...` prints and what GitHub's REST interface answers: a list of objects, several lists one behind the other
 * (pages), {"items": [...]} of a search, or a single object. Columns are the keys of all objects in the order in which they first come.
 * A value that is no text becomes one: a person its login, a label its name, a milestone its title, a list its members joined by '|', another
 * object its JSON. Comments keep their text, not their authors.
 */
#ifndef PRODROME_TRACKER_ISSUES_JSON_H
#define PRODROME_TRACKER_ISSUES_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_reader.h"

enum { ISSUES_BYTES_MAX = 256 << 20, ISSUES_DEPTH_MAX = 64 };

struct issues;

/* Whether the first bytes of a file are those of JSON. */
bool issues_json_sniff(const char *data, size_t len);

/* `data` may go afterwards. ERR_REFUSED with position: "FILE:LINE:COLUMN: not JSON: ..."; also for nesting deeper than ISSUES_DEPTH_MAX,
 * more than CSV_COLUMNS_MAX keys, over ISSUES_BYTES_MAX bytes, or where it is no list of objects. No word of the file is in the message. */
int  issues_json_open(struct issues **out, const char *name, const char *data, size_t len, struct err *err);
void issues_json_close(struct issues *issues); /* NULL does nothing */

size_t      issues_json_n(const struct issues *issues);         /* issues */
size_t      issues_json_n_columns(const struct issues *issues); /* at least 1, also where there are no issues */
const char *issues_json_column(const struct issues *issues, size_t column);
uint64_t    issues_json_line(const struct issues *issues, size_t i); /* where it begins */

/* The issue as text: field[n_columns], which lie in `text` until it changes. */
int issues_json_row(const struct issues *issues, size_t i, struct strbuf *text, struct csv_field *field, struct err *err);

#endif
