/*
 * evidence_file.h - the evidence of a release as one JSON document.
 *
 *     { "project": "ehr", "release": "2026.07", "planned": "2026-07-04",
 *       "window": { "start": "2026-07-04T20:00:00Z", "end": "2026-07-04T23:00:00Z" },
 *       "evidence": [ { "item": "rollback_tested", "value": "restored in 12 minutes", "time": "2026-07-01T09:00:00Z", "by": "Ann Lee" } ] }
 *
 * `project` may come from the command line; all but `release` may be missing. Values are texts, numbers or booleans; `by` may be a list. Planned
 * date and window become one row of the item `window`, before the others. A pure function: any bytes give rows or ERR_REFUSED with the line.
 */
#ifndef PRODROME_EVIDENCE_FILE_H
#define PRODROME_EVIDENCE_FILE_H

#include "datasets/base/strbuf.h"

enum { EVIDENCE_MAX_BYTES = 16 << 20, EVIDENCE_ROWS_MAX = 10000 };

enum evidence_text {
    EVIDENCE_FILE_PROJECT, EVIDENCE_FILE_RELEASE, EVIDENCE_FILE_ITEM, EVIDENCE_FILE_VALUE, EVIDENCE_FILE_TIME, EVIDENCE_FILE_BY,
    EVIDENCE_FILE_PLANNED, EVIDENCE_FILE_STARTS, EVIDENCE_FILE_ENDS, N_EVIDENCE_TEXTS
};

extern const char *const evidence_text_name[N_EVIDENCE_TEXTS];

struct evidence_row {
    struct strbuf text[N_EVIDENCE_TEXTS]; /* "" where missing; not checked yet   */
    unsigned long line;                   /* of the file, where it begins        */
    const char   *column, *reason;        /* NULL, or what is wrong (static)     */
};

/* Called for each row in order; the row dies when it returns. A negative code ends the reading. */
typedef int evidence_taker(void *ctx, const struct evidence_row *row, struct err *err);

int evidence_file_read(const char *file, const char *data, size_t len, evidence_taker *take, void *ctx, struct err *err);

#endif
