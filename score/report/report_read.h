/*
 * report_read.h - reading a document that may lack anything.
 *
 * Reading never fails: a missing key, a null and a value of the wrong kind are all "missing".
 */
#ifndef PRODROME_REPORT_READ_H
#define PRODROME_REPORT_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "datasets/base/strbuf.h"

const char *report_text(const json_t *doc, const char *key);                    /* "" where missing                        */
const char *report_text_or(const json_t *doc, const char *key, const char *missing); /* `missing` also where it is empty   */
double      report_number(const json_t *doc, const char *key);                  /* NaN where missing                       */
uint64_t    report_count(const json_t *doc, const char *key);                   /* 0 where missing or negative             */
bool        report_is_true(const json_t *doc, const char *key);
int64_t     report_time(const json_t *doc, const char *key);                    /* TIME_NONE where missing or no time      */
/* The keys of an object, sorted, for output that does not follow the order they came in. Yours (mem_free); n 0 and NULL where there are none or
 * memory is out, which sets out->failed. */
const char **report_keys(size_t *n, json_t *object, struct strbuf *out);

#endif
