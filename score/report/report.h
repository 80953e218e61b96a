/*
 * report.h - facts as pages: HTML and Markdown (JSON is the facts themselves), and for programs SARIF and JUnit XML.
 *
 * The renderers only show what is in the document (facts.h); they compute nothing that another form would lack. All text is escaped. Missing or
 * unexpected parts are shown as missing, never fatal: a document may come from an older engine.
 */
#ifndef PRODROME_REPORT_H
#define PRODROME_REPORT_H

#include <jansson.h>

#include "datasets/base/strbuf.h"

/* As the store: not for everyone, for titles and texts of tickets are in them. */
enum { REPORT_FILE_MODE = 0640, REPORT_DIR_MODE = 0750 };

void report_release_html(struct strbuf *out, const json_t *doc);
void report_release_markdown(struct strbuf *out, const json_t *doc);
void report_release_sarif(struct strbuf *out, const json_t *doc); /* SARIF 2.1.0: what stands against it, and the changes at or above the threshold */
void report_release_junit(struct strbuf *out, const json_t *doc); /* JUnit XML: what was asked of it */
void report_triage_html(struct strbuf *out, const json_t *doc);
void report_triage_markdown(struct strbuf *out, const json_t *doc);
void report_model_html(struct strbuf *out, const json_t *doc);
/* The night: stages, models, files. Keys: head, run_id, status, exit_status, stages[{stage,status,detail}], models[{model,status,reason,metric,value,
 * baseline}], sources[{source,kind,read,new,changed,unchanged,rejected}], counts{}, files[{name,title}], warnings[]. */
void report_nightly_html(struct strbuf *out, const json_t *doc);

/* The canonical text of a document: indented, keys sorted, a newline at the end. */
int report_json(struct strbuf *out, const json_t *doc, struct err *err);

#endif
