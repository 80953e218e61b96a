/*
 * import_report.h - an import's report as JSON: the whole of it is import_report_json, in import.h. Inside of import.
 */
#ifndef PRODROME_IMPORT_REPORT_H
#define PRODROME_IMPORT_REPORT_H

#include "datasets/import/import.h"

/* The document without its end ('}'), and without what differs from run to run: what the audit trail holds a digest
 * of. */
void import_report_facts(struct strbuf *out, const struct import_report *report);

/* {"EMAIL": 3, ...}: types that occurred. */
void import_redactions_json(struct strbuf *out, const uint64_t counts[PHI_N_TYPES]);

#endif
