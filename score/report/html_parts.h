/*
 * html_parts.h - what the files of the HTML writer share (html.c, html_blocks.c, html_table.c). Reports use html.h.
 */
#ifndef PRODROME_HTML_PARTS_H
#define PRODROME_HTML_PARTS_H

#include <stdarg.h>

#include "score/report/html.h"

/* html_textf with its arguments as a list: printed into h->scratch, escaped from there. */
void html_vtextf(struct html *h, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
const char *html_tone_class(enum html_tone tone); /* "good": the stylesheet's word          */
void html_icon(struct html *h, enum html_tone tone); /* decoration, told apart without colour */

#endif
