/*
 * sections.h - what a Markdown document says of an incident, found by its headings (cmark).
 *
 * A section begins at a heading ("## Root cause", or a paragraph that begins with bold words and a colon: "**Cause:** ...") that is one of the
 * known words or a synonym, and ends at the next such one or at a heading of the same or a higher level. Text before the first heading
 * that is known, and under headings that are not, belongs to none. Several sections of a kind are joined by an empty line.
 * Any bytes that are valid UTF-8 give sections; nothing that a document links to is opened.
 */
#ifndef PRODROME_SECTIONS_H
#define PRODROME_SECTIONS_H

#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

enum section_kind {
    SECTION_SUMMARY, SECTION_IMPACT, SECTION_TRIGGER, SECTION_ROOT_CAUSE, SECTION_DETECTION, SECTION_RESOLUTION, SECTION_TIMELINE,
    SECTION_ACTIONS, SECTION_LESSONS, N_SECTIONS
};

enum { SECTIONS_MAX_BYTES = 1 << 20 }; /* of a document */

struct sections {
    struct strbuf title;              /* of the first heading; "" where it has none */
    struct strbuf text[N_SECTIONS];   /* Markdown as it stands, trimmed             */
};

/* `len` is at most SECTIONS_MAX_BYTES. ERR_NOMEM. */
int  sections_read(struct sections *out, const char *data, size_t len, struct err *err);
void sections_release(struct sections *sections);

/* The kind that a heading names, or -1. */
int section_kind_of(const char *heading);

#endif
