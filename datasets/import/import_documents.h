/*
 * import_documents.h - files that are no CSV, as rows.
 *
 *     postmortems   a folder, *.md, *.markdown            one row a file (datasets/documents/postmortem_file.h)
 *                   CSV of published outages              with the columns id, title, summary, body, start, end, published: one row a row
 *     evidence      *.json                                one row a piece of evidence (datasets/documents/evidence_file.h)
 *                   a folder, *.xml                       one row for all: what the run of tests came to (datasets/documents/junit.h)
 *
 * What is made is CSV text with the columns of the kind, to be imported like a file, and for each row where it comes from, so that what is
 * wrong with it can be said with the right file and line. A file that cannot be read as what its name says is a bad row, as a row of CSV
 * would be; for a file of several rows, or one of several that count together, the import is refused. Inside of import.
 */
#ifndef PRODROME_IMPORT_DOCUMENTS_H
#define PRODROME_IMPORT_DOCUMENTS_H

#include "datasets/import/import.h"

enum import_form { FORM_CSV, FORM_MARKDOWN, FORM_OUTAGES, FORM_EVIDENCE, FORM_JUNIT };

/* By the path's name, and for CSV of postmortems without --map by the columns; a file that cannot be looked at is CSV (and its reader says why). */
enum import_form import_form_of(const struct import_options *options, const char *path);

struct import_origin {
    const char *file; /* borrowed from the documents */
    uint64_t    line;
};

struct import_bad {
    struct import_origin from;
    const char          *column, *reason; /* borrowed from the documents, or static */
};

struct import_documents {
    struct arena          arena;
    struct strbuf         text;      /* CSV                                              */
    struct import_origin *origin;    /* [n_rows] of the data rows of the text            */
    size_t                n_rows, cap_rows;
    struct import_bad    *bad;       /* [n_bad] what gave no row                         */
    size_t                n_bad, cap_bad;
    uint8_t               digest[DIGEST_SIZE]; /* of the file's bytes, of several over theirs */
    uint64_t              bytes;     /* of the files                                     */
};

enum { IMPORT_DOCUMENTS_MAX = 256 << 20 /* bytes of text at once */ };

/* The files that stand side by side in path[0, n) and have one form. ERR_NOTFOUND, ERR_IO, ERR_REFUSED, ERR_USAGE (--map; JUnit without a release). */
int  import_documents_read(struct import_documents *out, enum import_form form, const char *const *path, size_t n,
                           const struct import_options *options, struct store *store, struct err *err);
void import_documents_release(struct import_documents *documents);

#endif
