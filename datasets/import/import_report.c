#include "datasets/import/import_report.h"

#include <string.h>

static void add_string(struct strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '"' || byte == '\\')
            strbuf_addf(out, "\\%c", byte);
        else if (byte < 0x20)
            strbuf_addf(out, "\\u%04x", byte);
        else
            strbuf_addc(out, (char)byte);
    }
    strbuf_addc(out, '"');
}

static void add_count(struct strbuf *out, const char *name, uint64_t n)
{
    strbuf_addf(out, ", \"%s\": ", name);
    strbuf_add_u64(out, n);
}

void import_redactions_json(struct strbuf *out, const uint64_t counts[PHI_N_TYPES])
{
    const char *before = "{";

    for (size_t type = 0; type < PHI_N_TYPES; type++) {
        if (counts[type] == 0)
            continue;
        strbuf_addf(out, "%s\"%s\": ", before, phi_type_name[type]);
        strbuf_add_u64(out, counts[type]);
        before = ", ";
    }
    strbuf_adds(out, *before == '{' ? "{}" : "}");
}

void import_report_facts(struct strbuf *out, const struct import_report *report)
{
    strbuf_addf(out, "{\"schema_version\": 1, \"kind\": \"%s\"", report->kind);
    if (report->profile != NULL)
        strbuf_addf(out, ", \"profile\": \"%s\"", report->profile);
    add_count(out, "read", report->read);
    add_count(out, "inserted", report->inserted);
    add_count(out, "updated", report->updated);
    add_count(out, "unchanged", report->unchanged);
    add_count(out, "rescrubbed", report->rescrubbed);
    add_count(out, "rejected", report->rejected);
    if (report->code_read > 0) {
        add_count(out, "code_read", report->code_read);
        add_count(out, "code_matched", report->code_matched);
    }
    if (strcmp(report->kind, "telemetry") == 0) {
        add_count(out, "series", report->series);
        add_count(out, "gaps", report->gaps);
    }
    if (report->files > 0) {
        add_count(out, "files", report->files);
        add_count(out, "ignored", report->ignored);
        add_count(out, "withdrawn", report->withdrawn);
    }
    strbuf_adds(out, ", \"redactions\": ");
    import_redactions_json(out, report->redactions);
    strbuf_addf(out, ", \"content_hash\": \"%s\"", report->content_hash);
}

void import_report_json(struct strbuf *out, const struct import_report *report)
{
    import_report_facts(out, report);
    strbuf_addf(out, ", \"seconds\": %.3f", report->seconds);
    if (report->refused[0] != '\0') {
        strbuf_adds(out, ", \"refused\": ");
        add_string(out, report->refused);
    }
    if (report->first_reject[0] != '\0') {
        strbuf_adds(out, ", \"first_reject\": ");
        add_string(out, report->first_reject);
    }
    for (size_t i = 0; i < report->n_warnings; i++) {
        strbuf_adds(out, i == 0 ? ", \"warnings\": [" : ", ");
        add_string(out, report->warning[i]);
    }
    if (report->n_warnings > 0)
        strbuf_addc(out, ']');
    strbuf_adds(out, "}\n");
}
