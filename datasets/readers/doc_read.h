/*
 * doc_read.h - reading a JSON object that may lack anything.
 *
 * Reading never fails: no object, a missing key, a null and a value of another kind are all "missing". Texts are borrowed from the document.
 */
#ifndef PRODROME_DOC_READ_H
#define PRODROME_DOC_READ_H

#include <jansson.h>
#include <stdint.h>

const char *doc_text(const json_t *doc, const char *key);                    /* "" where missing        */
double      doc_number(const json_t *doc, const char *key, double missing);
int64_t     doc_whole(const json_t *doc, const char *key);                   /* an integer, 0 where missing */
void        doc_add_one(json_t *doc, const char *key);                       /* counts up; from 0 where missing */

#endif
