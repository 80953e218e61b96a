#include "score/cli/import_text.h"

#include <string.h>

void import_text(struct strbuf *out, const struct import_report *r)
{
    uint64_t redacted = 0;

    strbuf_addf(out, "%s: %llu read: %llu inserted, %llu updated, %llu unchanged, %llu rescrubbed, %llu rejected\n", r->kind,
                (unsigned long long)r->read, (unsigned long long)r->inserted, (unsigned long long)r->updated,
                (unsigned long long)r->unchanged, (unsigned long long)r->rescrubbed, (unsigned long long)r->rejected);
    if (r->code_read > 0)
        strbuf_addf(out, "code: %llu read, %llu belong to a known change\n", (unsigned long long)r->code_read, (unsigned long long)r->code_matched);
    if (strcmp(r->kind, "telemetry") == 0)
        strbuf_addf(out, "series: %llu; rows without a value: %llu\n", (unsigned long long)r->series, (unsigned long long)r->gaps);
    if (r->files > 0)
        strbuf_addf(out, "manifests: %llu read, %llu other files ignored; %llu dependencies withdrawn\n", (unsigned long long)r->files, (unsigned long long)r->ignored,
                    (unsigned long long)r->withdrawn);
    for (size_t t = 0; t < PHI_N_TYPES; t++)
        redacted += r->redactions[t];
    if (redacted > 0) {
        strbuf_addf(out, "identifiers removed: %llu (", (unsigned long long)redacted);
        for (size_t t = 0, first = 1; t < PHI_N_TYPES; t++)
            if (r->redactions[t] > 0) {
                strbuf_addf(out, "%s%s %llu", first ? "" : ", ", phi_type_name[t], (unsigned long long)r->redactions[t]);
                first = 0;
            }
        strbuf_adds(out, ")\n");
    }
}
