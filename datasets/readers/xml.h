/*
 * xml.h - an XML document from outside, element by element (expat).
 *
 * Document types are refused, so there are no entities but XML's five, nothing is fetched and nothing expands. Namespaces are left out of
 * names ("m:project" is "project"). Nesting is bounded by XML_DEPTH_MAX; memory by a multiple of the longest text between two tags.
 *
 *     <a><b x="1">text</b></a>     start /a,  start /a/b (x = 1),  end /a/b "text",  end /a ""
 */
#ifndef PRODROME_XML_H
#define PRODROME_XML_H

#include <stddef.h>

#include "datasets/base/err.h"

enum { XML_DEPTH_MAX = 100 };

/* Where the reader is; all of it dies when the handler returns. */
struct xml_element {
    const char        *path;       /* "/project/dependencies": names from the outermost element to this one */
    const char        *name;       /* the last of them                                                      */
    size_t             depth;      /* 1 for the outermost                                                   */
    unsigned long      line;
    const char *const *attribute;  /* name, value, ..., NULL; empty at the end of an element                */
    const char        *text;       /* at the end: what stood in it after its last child; "" at the start    */
    size_t             text_len;
};

/* A handler's negative code ends the reading with that code and the message it has set. */
struct xml_handler {
    int (*start)(void *ctx, const struct xml_element *element, struct err *err);
    int (*end)(void *ctx, const struct xml_element *element, struct err *err);
};

/* ERR_REFUSED: "FILE:LINE:COLUMN: no XML: ..." for what is malformed, "FILE:LINE: ..." for what is nested too deep or has a document type. */
int xml_read(const char *file, const char *data, size_t len, const struct xml_handler *handler, void *ctx, struct err *err);

/* The value, NULL where the element has no such attribute. */
const char *xml_attribute(const struct xml_element *element, const char *name);

#endif
