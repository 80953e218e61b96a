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

/* "cluster 12: print, toner, tray" of a ticket; nothing where it is in none. */
void report_add_cluster(struct strbuf *out, const json_t *ticket);

#endif
