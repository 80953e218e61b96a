/*
 * import_text.h - what an import did, in words for a terminal.
 */
#ifndef PRODROME_IMPORT_TEXT_H
#define PRODROME_IMPORT_TEXT_H

#include "datasets/import/import.h"

void import_text(struct strbuf *out, const struct import_report *report);

#endif
