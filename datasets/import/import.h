/*
 * import.h - rows of the world from a file into the store.
 *
 * Streams each file through csv_reader, checks every value against the kind's table of fields, de-identifies every
 * free text, and writes identity and version in short transactions under an import that becomes visible by one last
 * small transaction. The same row again changes nothing (told by BLAKE2b keyed with pseudonym.key over the raw row);
 * a changed one adds a version; an unchanged one under newer rules of de-identification is `rescrubbed`: it gets a
 * version of the clean text, and the older versions of the record are overwritten (import_rescrub.h). Of rows that
 * name the same record the last one counts, so that a record gets at most one version from an import. A bad row never
 * stops an import; above `tolerate_percent` of them the import is refused whole.
 */
#ifndef PRODROME_IMPORT_H
#define PRODROME_IMPORT_H

#include "datasets/base/strbuf.h"
#include "datasets/config/config.h"
#include "datasets/phi/deidentify.h"
#include "datasets/store/store.h"

enum field_type {
    FIELD_ID,       /* key text, at most 512 bytes, no control bytes; not de-identified                  */
    FIELD_TEXT,     /* free text: de-identified                                                          */
    FIELD_WORD,     /* short verbatim value (component, status, ...): de-identified too                  */
    FIELD_LIST,     /* short verbatim values, however they are joined: stored joined by '|', each once; de-identified too */
    FIELD_PERSON,   /* replaced whole by [PERSON:...]; lists joined by '|' or ';' each                   */
    FIELD_TIME,     /* ISO 8601 or Unix seconds; stored as integer                                       */
    FIELD_PERIOD,   /* the same, or a year or month alone: its last second                               */
    FIELD_NUMBER,   /* finite decimal number                                                             */
    FIELD_BOOL,     /* 1 0 true false yes no (any case)                                                  */
    FIELD_STAMP,    /* as FIELD_TIME, or Unix milliseconds (fractions of a second are dropped)           */
    FIELD_GAUGE,    /* finite decimal number; empty, NaN, NA and null: a gap, not a value                */
    FIELD_CHOICE    /* one of `choices`, joined by '|'                                                   */
};

struct import_field {
    const char     *name;       /* of the contract, and of the column of the kind's table */
    enum field_type type;
    bool            required;   /* a header without it is refused, a row with it empty is a reject */
    const char     *choices;    /* FIELD_CHOICE only */
};

/* How rows become versions. Rows of a bulk (import_bulk.h) have neither identity nor hash of their own. */
enum import_shape { IMPORT_RECORDS, IMPORT_POINTS, IMPORT_LOG };

struct import_kind {
    const char                *name;      /* "tickets"                                        */
    const char                *record;    /* kind of record: "ticket"                         */
    const char                *table;     /* "tickets"                                        */
    const struct import_field *field;     /* [n_fields]                                       */
    size_t                     n_fields;
    const char                *id_field;  /* names the record, with the project               */
    bool                       has_project;
    enum import_shape          shape;
};

/* tickets, changes, releases, outcomes, estate, evidence, patches, postmortems, dependencies, updates, telemetry, predictions; NULL where the name is none of them. */
const struct import_kind *import_kind_find(const char *name);
/* A column that no field takes and whose name means something all the same (rows.h reads it by that), so that it may be mapped like a field: "damage" of tickets. "" for none. */
const char *import_kind_named_extra(const struct import_kind *kind);
const struct import_kind *import_kind_at(size_t i); /* in that order; NULL past the last */

/* A part of a source that could not be read (a broken manifest): one bad row. */
struct import_fault {
    const char *file;
    uint64_t    line;      /* 0: not known */
    const char *reason;    /* no content of the file */
};

/* Dependencies: the rows are all that a system (records.project) uses, or all that some files of it name. A record that
 * no row names any more gets a withdrawn version. */
struct import_whole {
    const char *const *file;      /* [n_files]                                                        */
    size_t             n_files;
    bool               except;    /* records of these files stay as they are; else only theirs may go */
    const char        *release;   /* of which the rows are, "": not known; kept in dependency_reads   */
    const char        *commit;    /* of the repository they were read from, "": none; kept there too  */
    int64_t            at;        /* since when it is so; 0: since now                                */
    size_t             n_read, n_ignored; /* manifests, and other files, for the report               */
};

struct import_options {
    const struct import_kind *kind;
    const char *const        *path;             /* [n_paths] files (and folders: import_documents.h), in this order */
    size_t                    n_paths;
    const struct strbuf      *text;             /* what stands in the one "file", in memory; NULL: read it */
    const char               *code_path;        /* changes only: second CSV by commit, or NULL      */
    const struct strbuf      *code_text;        /* the same for it                                  */
    const char               *project;          /* fills a missing project, refuses a conflicting one; or NULL */
    const char               *profile;          /* tickets: a tracker's name; NULL or "auto": told by the header */
    const char               *timezone;         /* of times that name none; NULL: UTC               */
    const char               *date_order;       /* "day-first", "month-first"; NULL: told by the file's dates */
    const struct config_map  *map;              /* [n_maps] field <- column                          */
    size_t                    n_maps;
    const char              *release;          /* evidence only: "PROJECT/NAME" of reports of tests, or NULL */
    const char               *source;           /* provenance, may be NULL                           */
    double                    tolerate_percent; /* 5                                                 */
    const char               *rejects_path;     /* CSV of rejects, or NULL                           */
    int                       n_threads;        /* 0: all cores; the store never depends on it       */
    const char               *metric;           /* telemetry: where the file has no such column; or NULL */
    const struct import_fault *fault;           /* [n_faults]                                        */
    size_t                    n_faults;
    const struct import_whole *whole;           /* dependencies only; else NULL                      */
};

enum { IMPORT_WARNINGS_MAX = 8, IMPORT_WARNING_MAX = 400 };

struct import_report {
    const char *kind;
    const char *profile;                        /* tickets: of the first file; else NULL             */
    uint64_t    read, inserted, updated, unchanged, rescrubbed, rejected;
    uint64_t    code_read, code_matched;        /* of the code file                                  */
    uint64_t    series, gaps;                   /* telemetry: that got points; rows without a value  */
    uint64_t    files, ignored, withdrawn;      /* dependencies: manifests, other files, records that are gone */
    uint64_t    redactions[PHI_N_TYPES];
    char        content_hash[DIGEST_HEX_SIZE];  /* over the files' bytes                             */
    double      seconds;
    int64_t     import_id;                      /* 0 where refused                                   */
    char        refused[ERR_MSG_MAX];           /* "" or the reason                                  */
    char        warning[IMPORT_WARNINGS_MAX][IMPORT_WARNING_MAX]; /* [n_warnings] what is weak in the rows as a whole, where any changed */
    size_t      n_warnings;
    char        first_reject[ERR_MSG_MAX];      /* "FILE:LINE: column 'x': reason", or ""            */
};

/* On ERR_REFUSED the report is filled too (with the counts that there were until then, so that `read` is still the sum)
 * and the store is as before, as it is on any other failure. Other failures to expect: ERR_NOTFOUND, ERR_IO (a file),
 * ERR_USAGE (options). The store must be open as a job. */
int import_run(struct import_report *report, struct store *store, const struct import_options *options, struct err *err);

/* The contract's JSON ({"kind", "read", ...}), one document with a newline. */
void import_report_json(struct strbuf *out, const struct import_report *report);

#endif
