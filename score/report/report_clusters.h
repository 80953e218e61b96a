/*
 * report_clusters.h - the section of clusters in the triage report (facts_clusters.h), in both forms.
 */
#ifndef PRODROME_REPORT_CLUSTERS_H
#define PRODROME_REPORT_CLUSTERS_H

#include <jansson.h>

#include "score/report/html.h"

/* Nothing where the document knows no clusters. */
void report_clusters_html(struct html *h, const json_t *doc);
void report_clusters_markdown(struct strbuf *out, const json_t *doc);

/* "cluster 12: print, toner, tray" of a ticket, "near no cluster", or nothing where no grouping has seen it. */
void report_add_cluster(struct strbuf *out, const json_t *ticket);
/* BEFORE"fits 0.41, 0.12 over the next", closed where `before` opens a bracket; nothing where it was not put in between groupings. */
void report_add_margin(struct strbuf *out, const json_t *place, const char *before);

#endif
