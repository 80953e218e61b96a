/*
 * report_drift.c - see report_drift.h.
 */
#include "score/report/report_drift.h"

#include <string.h>

#include "score/report/facts.h"
#include "score/report/report_values.h"

static const char checks_sql[] =
    "SELECT d.\"column\", d.kind, d.statistic, d.value, d.bound, d.n_ref, d.n_cur, d.verdict, d.run_id, r.started_at"
    "  FROM drift_checks d JOIN runs r ON r.run_id = d.run_id"
    " WHERE d.model_id = ?1 AND d.run_id = (SELECT max(run_id) FROM drift_checks WHERE model_id = ?1)"
    " ORDER BY d.verdict <> 'drift', d.\"column\", d.statistic";

static json_t *number_or_null(struct db_stmt *stmt, int column)
{
    return db_is_null(stmt, column) ? json_null() : json_real(db_double(stmt, column));
}

int facts_drift(json_t **out, const struct facts *f, int64_t model_id, struct err *err)
{
    json_t *checks = json_array(), *doc = NULL;
    struct db_stmt *stmt = NULL;
    char at[TIME_ISO_MAX];
    int rc = db_prepare(f->store->db, &stmt, checks_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", model_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        if (doc == NULL)
            doc = json_pack("{s:s, s:I, s:O}", "at", time_format(db_int(stmt, 9), at), "run_id", (json_int_t)db_int(stmt, 8), "checks", checks);
        json_array_append_new(checks, json_pack("{s:s, s:s, s:s, s:o, s:o, s:I, s:I, s:s}", "column", db_text(stmt, 0, NULL), "kind", db_text(stmt, 1, NULL),
                                                "statistic", db_text(stmt, 2, NULL), "value", number_or_null(stmt, 3), "bound", number_or_null(stmt, 4), "n_ref",
                                                (json_int_t)db_int(stmt, 5), "n_cur", (json_int_t)db_int(stmt, 6), "verdict", db_text(stmt, 7, NULL)));
        rc = 0;
    }
    db_finalize(stmt);
    json_decref(checks);
    if (rc < 0) {
        json_decref(doc);
        return rc;
    }
    *out = doc != NULL ? doc : json_null();
    return 0;
}

static void check_row(struct html *h, const json_t *one)
{
    const char *verdict = report_text_or(one, "verdict", "not known");

    html_row(h);
    html_cell(h, report_text_or(one, "column", "no name"));
    html_cell_badge(h, strcmp(verdict, "drift") == 0 ? HTML_WARN : strcmp(verdict, "ok") == 0 ? HTML_GOOD : HTML_NEUTRAL, verdict);
    html_cell(h, report_text_or(one, "statistic", "none"));
    html_cell_number(h, report_number(one, "value"), 4);
    html_cell_number(h, report_number(one, "bound"), 4);
    html_cell_count(h, report_count(one, "n_cur"));
    html_cell_count(h, report_count(one, "n_ref"));
}

void report_drift_html(struct html *h, const json_t *drift)
{
    const json_t *checks = json_object_get(drift, "checks");
    char when[REPORT_WHEN_MAX];

    html_section_begin(h, "drift", "Drift since training");
    if (json_array_size(checks) == 0) {
        html_empty(h, "Not checked yet: the night does it, and 'prodrome monitor'.");
        html_section_end(h);
        return;
    }
    html_paragraph(h, "Checked %s: the last days against the rows it was trained on. The limits follow from how many rows there are and how many columns are looked at; "
                      "where nothing has changed, anything is called drift in at most 5 %% of all cases.", report_when(when, drift, "at"));
    HTML_TABLE(h, "Inputs, labels and predictions", { "Column", HTML_COLUMN_HEADER }, { "Verdict", HTML_COLUMN_TEXT }, { "Statistic", HTML_COLUMN_TEXT },
               { "Value", HTML_COLUMN_NUMBER }, { "Limit", HTML_COLUMN_NUMBER }, { "Rows now", HTML_COLUMN_NUMBER }, { "Rows of training", HTML_COLUMN_NUMBER });
    for (size_t i = 0; i < json_array_size(checks); i++)
        check_row(h, json_array_get(checks, i));
    html_table_end(h, "");
    html_section_end(h);
}
